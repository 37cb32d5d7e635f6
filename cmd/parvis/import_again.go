package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/frontmatter"
	"parvis/generator/importer"
	"parvis/generator/source"
)

// This file writes what an import has made: new drafts, and what a newer table changes
// in those of an earlier one.

// imported is what a city has of earlier imports.
type imported struct {
	record *importer.Record
	files  map[string]*source.File // all Markdown files, by their paths below the content folder
	taken  map[string]bool         // ids of entries, but for those that came from the table
}

// readImported reads the record of earlier imports and the entries of the city. Entries
// that came from the table itself are none that take an id from it.
func readImported(folder *content.Folder, table string) (*imported, error) {
	c := &imported{record: &importer.Record{}, files: map[string]*source.File{}, taken: map[string]bool{}}
	text, err := source.ReadText(folder.FS, importer.RecordFile, maxTable)
	if err == nil {
		c.record, err = importer.ParseRecord(text)
		if err != nil {
			return nil, usage("%s", err)
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	marks := map[string]string{}
	for _, w := range c.record.Entries {
		if w.Table == filepath.Base(table) {
			marks[w.Path] = w.Mark
		}
	}
	for _, p := range folder.Markdown {
		text, err := source.ReadText(folder.FS, p, frontmatter.MaxSize)
		if err != nil {
			c.taken[idOf(p)] = true // check says what is wrong with it
			continue
		}
		c.files[p] = source.NewFile(path.Join(folder.Prefix, p), text)
		if mark := importer.MarkOf(text); marks[p] == "" || mark != "" && mark != marks[p] {
			c.taken[idOf(p)] = true
		}
	}
	return c, nil
}

// write writes what a plan has, and keeps the record of it.
func (f *flags) write(plan *importer.Plan) error {
	root, err := os.OpenRoot(f.content)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, d := range plan.New {
		if err := writeNewFile(root, d.Path, d.Text); err != nil {
			return err
		}
	}
	for _, c := range plan.Changed {
		err := generator.WriteFixed(root, "", content.FixedFile{Path: c.Path, Was: c.Was, Text: c.Text})
		switch {
		case errors.Is(err, generator.ErrChanged), errors.Is(err, generator.ErrLink), errors.Is(err, fs.ErrPermission):
			plan.Keep(c)
			f.warn("%s: left as it is, since it is a link, may not be written, or was changed meanwhile; import the table again",
				path.Join(filepath.ToSlash(f.content), c.Path))
		case err != nil:
			return err
		}
	}
	if !plan.Differs {
		return nil
	}
	text, err := plan.Record.Bytes()
	if err != nil {
		return err
	}
	return keep(root, importer.RecordFile, text)
}

// writeNewFile writes a file below the content folder, where there is none.
func writeNewFile(root *os.Root, p string, text []byte) error {
	if err := root.MkdirAll(path.Dir(p), 0o777); err != nil {
		return err
	}
	file, err := root.OpenFile(filepath.FromSlash(p), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if _, err := file.Write(text); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// keep writes a file that imports keep for themselves, in one step.
func keep(root *os.Root, p string, text []byte) error {
	beside := p + ".new"
	if err := root.Remove(beside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := writeNewFile(root, beside, text); err != nil {
		return err
	}
	return root.Rename(beside, p)
}

// tellPlan says which entries are changed, and which are not as one may expect.
func (f *flags) tellPlan(plan *importer.Plan) {
	below := func(p string) string { return path.Join(filepath.ToSlash(f.content), p) }
	for _, c := range plan.Changed {
		var names []string
		for _, field := range c.Fields {
			if field == "" {
				field = catalog.Say("the text").In(f.words())
			}
			names = append(names, field)
		}
		f.tell("%s: the newer table changes %s", below(c.Path), catalog.And(names...))
	}
	if n := len(plan.Deleted); n > 0 {
		f.tell("not written again, since they were deleted here: %s. To have them again, delete %s and import the table once more",
			some(plan.Deleted), below(importer.RecordFile))
	}
	if n := len(plan.Missing); n > 0 {
		f.tell("no row is about these entries any more; they stay as they are: %s", some(plan.Missing))
	}
}

// some are the first of many names.
func some(names []string) catalog.Message {
	const most = 5
	if len(names) <= most {
		return catalog.And(names...)
	}
	return catalog.Say("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

// planned says what was written.
func (f *flags) planned(plan *importer.Plan) catalog.Message {
	var parts []catalog.Message
	if n := len(plan.New); n > 0 {
		parts = append(parts, catalog.Count(n,
			"wrote %d draft into %s; “parvis check --drafts” names what is open in it",
			"wrote %d drafts into %s; “parvis check --drafts” names what is open in them", filepath.ToSlash(f.content)))
	}
	if n := len(plan.Changed); n > 0 {
		parts = append(parts, catalog.Count(n, "brought %d entry up to date", "brought %d entries up to date"))
	}
	if n := plan.Same; n > 0 && len(parts) > 0 {
		parts = append(parts, catalog.Count(n, "%d entry stays as it is", "%d entries stay as they are"))
	} else if len(parts) == 0 {
		return catalog.Say("nothing was written: nothing in the table is new")
	}
	return catalog.Join(parts, "; ")
}

// mostShown is how many entries a dry run shows.
const mostShown = 5

// showPlan shows the first entries that would be written, and what they would say.
func (f *flags) showPlan(plan *importer.Plan) error {
	if f.format != "text" {
		return nil // whose output stands alone
	}
	for i, d := range slices.Concat(plan.New, changes(plan)) {
		if i == mostShown {
			break
		}
		if _, err := fmt.Fprintf(stdout, "%s\n", path.Join(filepath.ToSlash(f.content), d.Path)); err != nil {
			return err
		}
		for _, line := range importer.Filled(d.Text) {
			if _, err := fmt.Fprintf(stdout, "  %s\n", line); err != nil {
				return err
			}
		}
	}
	return nil
}

// changes are the entries that would be changed, as they would be.
func changes(plan *importer.Plan) []importer.Draft {
	var out []importer.Draft
	for _, c := range plan.Changed {
		out = append(out, importer.Draft{Path: c.Path, Text: c.Text})
	}
	return out
}
