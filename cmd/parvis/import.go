package main

import (
	"context"
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

// importFlags are the flags of an import.
type importFlags struct {
	mapping, kind, sheet string
	ask, dry             bool
}

func importCommand(f *flags) *cobra.Command {
	var a importFlags
	cmd := &cobra.Command{
		Use:   "import FILE…",
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

The tables of a published site (data/entries.csv, costs.csv, promises.csv …) make its
files again when they are imported together, or with the folder in which they lie.

Known headers are recognised. For others, --map FILE.yaml says which column is
what, one “field: column” a line: start, end, destination, purpose, traveller,
amount, transport, lodging, meals … Its line “dates: day-first” or “dates: month-first”
says in which order days are written, where no row of the table does.

Where the header leaves that open, --ask asks at a terminal. The map is kept in
.parvis-import in the content folder, which is never published, and the next table
with that header is read with it.

The same table a second time changes nothing. Of a newer one what differs is written;
what an editor wrote stays, and is shown with what the table says. --dry-run shows
the first five entries and every doubt, and writes nothing.`,
		Example: "  parvis import travel.csv\n  parvis import travel.csv --map columns.yaml\n  parvis import travel.csv --ask\n" +
			"  parvis import twins.csv --kind agreements\n  parvis import data/\n  parvis check --drafts",
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			job, err := f.job()
			if err != nil {
				return err
			}
			plan, columns, result, err := f.readTable(c.Context(), job, args, a)
			if err != nil {
				return err
			}
			if hasErrors(result) {
				return f.report(result, catalog.Say("nothing was written"))
			}
			if a.dry {
				return f.dryRun(plan, columns, result)
			}
			if err := f.write(plan); err != nil {
				return err
			}
			if err := f.keepMap(columns); err != nil {
				return err
			}
			f.tellPlan(plan)
			return f.report(result, f.planned(plan))
		},
	}
	cmd.Flags().StringVar(&a.mapping, "map", "", "file that says which column is what")
	cmd.Flags().BoolVar(&a.ask, "ask", false, "ask, at a terminal, which column is what where the header leaves it open")
	cmd.Flags().StringVar(&a.kind, "kind", "", "what the rows are: trips, agreements, outcomes, partners or people")
	cmd.Flags().StringVar(&a.sheet, "sheet", "", "sheet of the spreadsheet, where it has several")
	cmd.Flags().BoolVar(&a.dry, "dry-run", false, "show the first five entries and every doubt, and write nothing")
	return cmd
}

// readTable turns tables into what is to be written of it, by the settings of the city.
// It returns the map of its columns too.
func (f *flags) readTable(ctx context.Context, job generator.Job, tables []string, a importFlags) (*importer.Plan, columnMap, generator.Result, error) {
	none, result := columnMap{}, generator.Result{}
	if a.kind != "" && !slices.Contains(importer.Kinds, fields.Kind(a.kind)) {
		return nil, none, result, usage("--kind %s is not known; write one of %s", a.kind, catalog.Or(fields.Texts(importer.Kinds)...))
	}
	if a.ask && a.mapping != "" {
		return nil, none, result, usage("--ask writes a map, and --map gives one: leave one of the two out")
	}
	folder, err := content.Read(job.Content, job.Name)
	if err != nil {
		return nil, none, result, err
	}
	settings, problems := content.ParseSettings(folder.Settings)
	result.Diagnostics = problems
	if hasErrors(result) {
		return nil, none, result, nil
	}
	files, err := readTables(tables)
	if err != nil {
		return nil, none, result, err
	}
	city, err := readImported(folder, tables[0])
	if err != nil {
		return nil, none, result, err
	}
	options := importer.Options{
		Currency: settings.Currency, Language: settings.Language, City: settings.City.V, Kind: fields.Kind(a.kind), Sheet: a.sheet, Today: job.Today,
		Taken: func(id string) bool { return city.taken[id] },
	}
	columns, ds, err := f.findMap(ctx, a, files[0], folder, options)
	if result.Diagnostics = append(result.Diagnostics, ds...); err != nil || hasErrors(result) {
		return nil, none, result, err
	}
	drafts, ds, err := importer.ReadAll(files, columns.mapping, options)
	if err != nil {
		return nil, none, result, err
	}
	plan, kept := importer.PlanAgain(tables[0], drafts, city.record, city.files, settings.Language)
	result.Diagnostics = slices.Concat(result.Diagnostics, ds, kept)
	source.Sort(result.Diagnostics)
	return plan, columns, result, nil
}

// dryRun shows what an import would write.
func (f *flags) dryRun(plan *importer.Plan, columns columnMap, result generator.Result) error {
	f.verbose = true // every doubt
	if columns.keep != "" {
		f.tell("read with this map, which is kept when the entries are written: %s", "\n"+strings.TrimSpace(string(columns.text)))
	}
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
