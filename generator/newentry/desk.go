package newentry

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"parvis/generator/content"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// This file is what else the desk asks a city.

// Units are the files of the city, as they were read.
func (c *City) Units() []*content.Unit { return c.units }

// Labels is how the editor's language writes what readers see: days, amounts, countries.
func (c *City) Labels() *i18n.Locale { return c.labels }

// Settings are those of site.yaml.
func (c *City) Settings() *content.Settings { return c.settings }

// Try is what is to be said of a file of the city, had it that text: as of one that is
// published, though it be a draft. The unit is what was read of it, nil for site.yaml.
func (c *City) Try(rel, text string) (*content.Unit, []source.Diagnostic, error) {
	if rel == "site.yaml" {
		_, found := content.ParseSettings(source.NewFile(c.folder.Settings.Path, []byte(text)))
		return nil, found, nil
	}
	unit, found, err := c.try(rel, text)
	var out []source.Diagnostic
	for _, d := range found {
		if d.At.File != nil && d.At.File.Path == c.folder.Prefix+"/"+rel {
			out = append(out, d)
		}
	}
	return unit, out, err
}

// Without is what would be said of the city without some files, by their paths below the
// folder, and is not said of it as it is; earlier is what is remembered of what was published.
func (c *City) Without(names []string, earlier content.Earlier) ([]source.Diagnostic, error) {
	o := c.options
	o.Drafts, o.Preview, o.Earlier = false, true, earlier
	folder, err := c.folder.Again(without{c.fsys, names}, names)
	if err != nil {
		return nil, err
	}
	units, err := folder.Parse(c.settings, o.Today)
	if err != nil {
		return nil, err
	}
	type one struct{ rule, file, says string }
	oneOf := func(d source.Diagnostic) one {
		x := one{rule: d.Rule.Name, says: d.Message.String()}
		if d.At.File != nil {
			x.file = d.At.File.Path
		}
		return x
	}
	said := map[one]bool{}
	_, now := content.Check(c.settings, c.problems, c.units, c.folder, o)
	for _, d := range now {
		said[oneOf(d)] = true
	}
	_, then := content.Check(c.settings, c.problems, units, folder, o)
	return slices.DeleteFunc(then, func(d source.Diagnostic) bool { return said[oneOf(d)] }), nil
}

// without is a folder with some files less in it.
type without struct {
	fs.FS
	names []string
}

// lacks tells whether a file is one of those, in whichever way its accents are written.
func (w without) lacks(name string) bool {
	return slices.ContainsFunc(w.names, func(n string) bool { return norm.NFC.String(n) == norm.NFC.String(name) })
}

// Open implements fs.FS.
func (w without) Open(name string) (fs.File, error) {
	if w.lacks(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return w.FS.Open(name)
}

// ReadDir implements fs.ReadDirFS.
func (w without) ReadDir(dir string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(w.FS, dir)
	return slices.DeleteFunc(all, func(e fs.DirEntry) bool { return w.lacks(path.Join(dir, e.Name())) }), err
}

// Lstat and ReadLink implement fs.ReadLinkFS.
func (w without) Lstat(name string) (fs.FileInfo, error) {
	if w.lacks(name) {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrNotExist}
	}
	return fs.Lstat(w.FS, name)
}

func (w without) ReadLink(name string) (string, error) { return fs.ReadLink(w.FS, name) }

// Today is the day that it is in the city, midnight UTC.
func (c *City) Today() time.Time { return c.options.Today }

// Below is the path below the content folder of the file of which something is said; "" for none.
func (c *City) Below(f *source.File) string {
	if f == nil {
		return ""
	}
	return strings.TrimPrefix(f.Path, c.folder.Prefix+"/")
}

// Prefix is how the content folder is called.
func (c *City) Prefix() string { return c.folder.Prefix }
