package newentry

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/source"
	"parvis/themes"
)

// City is what a city has written so far.
type City struct {
	fsys     fs.FS
	folder   *content.Folder
	settings *content.Settings
	problems []source.Diagnostic
	units    []*content.Unit
	options  content.Options
	lang     string
	words    *catalog.Language
	labels   *i18n.Locale // what choices and goals are called in the editor's language
}

// Read reads a content folder, which its editor calls prefix and who is spoken to in a
// language. day tells which day it is there, from the city's settings.
func Read(fsys fs.FS, prefix, lang string, day func(*content.Settings) time.Time) (*City, error) {
	c := &City{fsys: fsys, lang: lang, words: catalog.For(lang)}
	var err error
	if c.folder, err = content.Read(fsys, prefix); err != nil {
		return nil, err
	}
	c.settings, c.problems = content.ParseSettings(c.folder.Settings)
	// A draft counts as published, so that what refers to one is not refused.
	c.options = content.Options{Today: day(c.settings), Drafts: true, Locales: map[string]*i18n.Locale{}}
	for _, code := range c.settings.Languages {
		if c.options.Locales[code], err = i18n.LoadOver(nil, themes.Chartres(), "", code, c.settings.Country.V); err != nil {
			return nil, err
		}
	}
	if c.labels, err = i18n.LoadOver(nil, themes.Chartres(), "", lang, c.settings.Country.V); err != nil {
		return nil, err
	}
	c.units, err = c.folder.Parse(c.settings, c.options.Today)
	return c, err
}

// Has tells whether there is a file of that kind and name, and where.
func (c *City) Has(kind fields.Kind, name string) (file string, there bool) {
	for _, p := range []string{name + ".md", name + "/index.md"} {
		file = path.Join(string(kind), p)
		if _, err := fs.Stat(c.fsys, file); err == nil {
			return path.Join(c.folder.Prefix, file), true
		}
	}
	return path.Join(c.folder.Prefix, string(kind), name+".md"), false
}

// nextMonth is the month after that of the last letter; the present one where there is none.
func (c *City) nextMonth() string {
	next := c.options.Today
	last := time.Time{}
	for _, u := range c.units {
		if n := u.Newsletter; n != nil && n.Month.After(last) {
			last = n.Month
		}
	}
	if !last.IsZero() {
		next = frontmatter.AddMonths(last, 1)
	}
	return next.Format("2006-01")
}

// try checks the city with one more file in it.
func (c *City) try(rel, text string) (*content.Unit, []source.Diagnostic, error) {
	folder, err := c.folder.Again(with{c.fsys, rel, text}, []string{rel})
	if err != nil {
		return nil, nil, err
	}
	units, err := folder.Parse(c.settings, c.options.Today)
	if err != nil {
		return nil, nil, err
	}
	_, found := content.Check(c.settings, c.problems, units, folder, c.options)
	i, _ := slices.BinarySearch(folder.Markdown, rel)
	return units[i], found, nil
}

// with is a folder with one more file in it.
type with struct {
	fs.FS
	name, text string
}

// Open implements fs.FS.
func (w with) Open(name string) (fs.File, error) {
	if name == w.name {
		return added{bytes.NewReader([]byte(w.text)), w}, nil
	}
	return w.FS.Open(name)
}

// Lstat and ReadLink implement fs.ReadLinkFS.
func (w with) Lstat(name string) (fs.FileInfo, error) {
	if name == w.name {
		return w, nil
	}
	return fs.Lstat(w.FS, name)
}

func (w with) ReadLink(name string) (string, error) { return fs.ReadLink(w.FS, name) }

// Name and the rest describe the file that is added.
func (w with) Name() string       { return path.Base(w.name) }
func (w with) Size() int64        { return int64(len(w.text)) }
func (w with) Mode() fs.FileMode  { return 0o444 }
func (w with) ModTime() time.Time { return time.Time{} }
func (w with) IsDir() bool        { return false }
func (w with) Sys() any           { return nil }

// added is the file that is added, open.
type added struct {
	*bytes.Reader
	with with
}

func (a added) Stat() (fs.FileInfo, error) { return a.with, nil }
func (a added) Close() error               { return nil }

// promisesOf are the promises of the agreements of these ids that are still open, each with its id.
func (c *City) promisesOf(ids []string) []option {
	var out []option
	for _, u := range c.units {
		e := u.Entry
		if e == nil || e.Agreement == nil || len(ids) > 0 && !slices.Contains(ids, e.ID) {
			continue
		}
		for _, p := range e.Agreement.Promises {
			if p.Status.V == "open" || p.Status.V == "late" {
				out = append(out, option{id: e.ID + "#" + p.ID.V, label: p.Text.V, names: []string{p.ID.V}})
			}
		}
	}
	return out
}

// entries are the entries of these kinds, the newest first.
func (c *City) entries(kinds []fields.Target) []option {
	var found []*content.Entry
	for _, u := range c.units {
		if u.Entry != nil && slices.Contains(kinds, fields.Target(u.Entry.Kind)) {
			found = append(found, u.Entry)
		}
	}
	slices.SortStableFunc(found, func(a, b *content.Entry) int { return b.Date().Compare(a.Date()) })
	var out []option
	for _, e := range found {
		out = append(out, option{id: e.ID, label: e.Title.V, names: []string{e.Slug}})
	}
	return out
}

// people are all people, or those that are elected.
func (c *City) people(elected bool) []option {
	var out []option
	for _, u := range c.units {
		if p := u.Person; p != nil && (p.Elected || !elected) {
			out = append(out, option{id: p.Slug, label: strings.Trim(p.Name.V+", "+p.Role.V, ", "), names: []string{p.Name.V}})
		}
	}
	return out
}
