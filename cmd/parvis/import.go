package main

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/importer"
	"parvis/generator/source"
)

func importCommand(f *flags) *cobra.Command {
	var mapping, kind, sheet string
	var dry bool
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Turn a table of trips, agreements or people into drafts",
		Long: `Import reads a table (.xlsx, .ods, .csv or .tsv) and writes one draft for each trip
into the content folder. Rows of one trip are joined, several destinations parted, costs
kept line by line. What disagrees in the table is named with its row and column,
and what has no field goes into the story, so that nothing is lost.

A draft is not published. It holds the questions that it leaves open, above all
what the trip brought to residents, which no table says.

A list of twin towns, of agreements or of grants becomes agreements, each partner
with its file; lists of outcomes, partners and people become theirs. Where the
columns leave open what the rows are, --kind says it.

Known headers are recognised. For others, --map FILE.yaml says which column is
what, one “field: column” a line: start, end, destination, purpose, traveller,
amount, transport, lodging, meals … Its line “dates: day-first” or “dates: month-first”
says in which order days are written, where no row of the table does.`,
		Example: "  parvis import travel.csv\n  parvis import travel.csv --map columns.yaml\n" +
			"  parvis import twins.csv --kind agreements\n  parvis check --drafts",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			job, err := f.job()
			if err != nil {
				return err
			}
			plan, result, err := f.readTable(job, args[0], mapping, kind, sheet)
			if err != nil {
				return err
			}
			if hasErrors(result) {
				return f.report(result, catalog.Say("nothing was written"))
			}
			if dry {
				return f.dryRun(plan, result)
			}
			if err := f.write(plan); err != nil {
				return err
			}
			f.tellPlan(plan)
			return f.report(result, f.planned(plan))
		},
	}
	cmd.Flags().StringVar(&mapping, "map", "", "file that says which column is what")
	cmd.Flags().StringVar(&kind, "kind", "", "what the rows are: trips, agreements, outcomes, partners or people")
	cmd.Flags().StringVar(&sheet, "sheet", "", "sheet of the spreadsheet, where it has several")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "show the first five entries and every doubt, and write nothing")
	return cmd
}

// readTable turns a table into drafts, by the settings of the city.
func (f *flags) readTable(job generator.Job, table, mapping, kind, sheet string) (*importer.Plan, generator.Result, error) {
	if kind != "" && !slices.Contains(importer.Kinds, fields.Kind(kind)) {
		return nil, generator.Result{}, usage("--kind %s is not known; write one of %s", kind, catalog.Or(fields.Texts(importer.Kinds)...))
	}
	folder, err := content.Read(job.Content, job.Name)
	if err != nil {
		return nil, generator.Result{}, err
	}
	settings, problems := content.ParseSettings(folder.Settings)
	result := generator.Result{Diagnostics: problems}
	if hasErrors(result) {
		return nil, result, nil
	}
	var columns *importer.Mapping
	if mapping != "" {
		file, err := readFile(mapping)
		if err != nil {
			return nil, result, err
		}
		var ds []source.Diagnostic
		columns, ds = importer.ParseMapping(file)
		if result.Diagnostics = append(result.Diagnostics, ds...); hasErrors(result) {
			return nil, result, nil
		}
	}
	file, err := readFile(table)
	if err != nil {
		return nil, result, err
	}
	city, err := readImported(folder, table)
	if err != nil {
		return nil, result, err
	}
	options := importer.Options{
		Currency: settings.Currency, Language: settings.Language, Kind: fields.Kind(kind), Sheet: sheet, Today: job.Today,
		Taken: func(id string) bool { return city.taken[id] },
	}
	drafts, ds, err := importer.Read(file, columns, options)
	if err != nil {
		return nil, result, err
	}
	plan, kept := importer.PlanAgain(table, drafts, city.record, city.files, settings.Language)
	result.Diagnostics = slices.Concat(result.Diagnostics, ds, kept)
	source.Sort(result.Diagnostics)
	return plan, result, nil
}

// dryRun shows what an import would write.
func (f *flags) dryRun(plan *importer.Plan, result generator.Result) error {
	f.verbose = true // every doubt
	if err := f.showPlan(plan); err != nil {
		return err
	}
	f.tellPlan(plan)
	return f.report(result, catalog.Say("a dry run, nothing was written; drafts: %d; entries that would change: %d; entries that stay as they are: %d",
		len(plan.New), len(plan.Changed), plan.Same))
}

// idOf is the id of the file at a path below the content folder.
func idOf(p string) string {
	name := strings.TrimSuffix(path.Base(p), ".md")
	if name == "index" {
		name = path.Base(path.Dir(p))
	}
	folder, _, _ := strings.Cut(p, "/")
	return folder + "/" + name
}

// maxTable is how many bytes a table may have; a trip has some hundred.
const maxTable = 64 << 20

func readFile(name string) (*source.File, error) {
	text, err := source.ReadFile(name, maxTable)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("there is no file %s", name)
	case errors.Is(err, source.ErrNoFile):
		return nil, usage("%s is no file, but a pipe, a socket or a device: save the table to a file first", name)
	case errors.Is(err, source.ErrTooLarge):
		return nil, usage("%s has more than %d MB: part the table, and import one after the other", name, maxTable>>20)
	case errors.Is(err, syscall.EISDIR):
		return nil, usage("%s is a folder: name the file of the table in it", name)
	case err != nil:
		return nil, err
	}
	return source.NewFile(filepath.ToSlash(name), text), nil
}
