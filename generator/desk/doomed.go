package desk

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"

	"parvis/generator"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/newentry"
	"parvis/generator/source"
)

// This file finds out what goes with a file that is to be deleted, and what follows. What
// would be said of the city without it is what the check says: where it is an error that
// others name it, it is not deleted before these name something else. The files beside it
// that nothing else names go with it.

// theExamples stands for what a new city came with, in the place of a file.
const theExamples = "examples"

// doomed is what goes together, and what follows from that.
type doomed struct {
	files    []string // sorted
	folders  []string // which go once they are empty, the innermost first
	drafts   []string // of which there is something that is not saved
	named    []source.Diagnostic
	follows  []source.Diagnostic
	promised bool // to residents, who have read it
}

// closed tells whether it may not be deleted.
func (x doomed) closed() bool { return x.promised || len(x.named) > 0 }

// doom finds out what goes with a file, or with the examples.
func (d *Desk) doom(ctx context.Context, c *newentry.City, name string) (doomed, error) {
	earlier, err := d.earlier(ctx)
	if err != nil {
		return doomed{}, err
	}
	if name != theExamples {
		p, err := d.paper(name)
		if err != nil {
			return doomed{}, err
		}
		if p.kind == fields.Site {
			return doomed{}, errNoPaper
		}
		return d.without(c, d.withTranslations(p), earlier)
	}
	all, deeds := examplesIn(c)
	x, err := d.without(c, all, earlier)
	if err == nil && x.closed() && len(deeds) < len(all) { // people and partners whom others name already
		x, err = d.without(c, deeds, earlier)
	}
	return x, err
}

// earlier is what is remembered of what was published; nothing where it is not published
// from here.
func (d *Desk) earlier(ctx context.Context) (content.Earlier, error) {
	if d.config.Publishing == nil {
		return content.Earlier{}, nil
	}
	job, err := d.config.Publishing.Job()
	if err != nil || job.Memory == nil {
		return content.Earlier{}, err
	}
	return generator.Recall(ctx, job.Memory)
}

// examplesIn are the files that are as a new city came with them; deeds are those of them
// that tell of something, unlike those of people and partners.
func examplesIn(c *newentry.City) (all, deeds []string) {
	for _, u := range c.Units() {
		if !slices.ContainsFunc(u.Problems, func(x source.Diagnostic) bool { return content.OfExample(x.Rule) }) {
			continue
		}
		name := c.Below(u.File)
		if all = append(all, name); u.Person == nil && u.Partner == nil {
			deeds = append(deeds, name)
		}
	}
	return all, deeds
}

// withTranslations is a file with its translations, if it is no translation itself.
func (d *Desk) withTranslations(p *paper) []string {
	out := []string{p.name}
	if p.language != "" {
		return out
	}
	there, _ := fs.ReadDir(d.work.disk, path.Dir(p.name)) // it can be read, since the file could
	for _, e := range there {
		if t, err := blankPaper(path.Join(path.Dir(p.name), e.Name())); err == nil && t.language != "" && t.original() == p.name {
			out = append(out, t.name)
		}
	}
	for _, name := range d.Unsaved() { // one that was begun, and is not there yet
		if t, err := blankPaper(name); err == nil && t.language != "" && t.original() == p.name && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// without is what goes with some files, and what follows.
func (d *Desk) without(c *newentry.City, names []string, earlier content.Earlier) (doomed, error) {
	var x doomed
	for _, name := range names {
		if d.work.unsaved(name) {
			x.drafts = append(x.drafts, name)
		}
		if _, err := fs.Stat(d.work.disk, name); err == nil {
			x.files = append(x.files, name)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return x, err
		}
	}
	for _, name := range names {
		if path.Base(name) == "index.md" {
			d.ownFolder(path.Dir(name), names, &x)
		}
	}
	found, err := c.Without(x.files, earlier)
	for _, y := range found {
		name := c.Below(y.At.File)
		switch {
		case content.OfReplaced(y.Rule):
			x.promised = true
		case content.OfFileUnnamed(y.Rule) && path.Ext(name) != ".md":
			x.files = append(x.files, name)
		case y.Severity == source.Error && y.At.File != nil && !content.FigureOff(y):
			x.named = append(x.named, y)
		default: // a figure can only be mended behind that
			x.follows = append(x.follows, y)
		}
	}
	slices.Sort(x.files)
	x.files = slices.Compact(x.files)
	return x, err
}

// ownFolder takes all along that lies in an entry's own folder, unless another text does.
func (d *Desk) ownFolder(folder string, names []string, x *doomed) {
	var files, folders []string
	err := fs.WalkDir(d.work.root.FS(), folder, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir():
			folders = append(folders, name)
		case path.Ext(name) == ".md" && !slices.Contains(names, name) || !e.Type().IsRegular():
			return fs.ErrExist
		default:
			files = append(files, name)
		}
		return nil
	})
	if err == nil {
		slices.Reverse(folders)
		x.files, x.folders = append(x.files, files...), append(x.folders, folders...)
	}
}
