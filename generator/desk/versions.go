package desk

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/splice"
)

// This file shows the versions of a file, and puts one back.

func init() {
	maps.Copy(said, map[string]catalog.Message{
		"waiting":    catalog.Say("Not saved yet, and kept for you:"),
		"versions":   catalog.Say("Earlier versions"),
		"kept":       catalog.Say("Each time that this file was saved here, what it said before was kept. It is kept for a week."),
		"as-it-was":  catalog.Say("As it was before"),
		"as-dropped": catalog.Say("What was not saved"),
		"then":       catalog.Say("Then"),
		"now":        catalog.Say("Now"),
		"same":       catalog.Say("It says the same as now."),
		"put-back":   catalog.Say("Put it back into the form"),
		"put-note":   catalog.Say("It is not saved by that: you see it in the form, and save it or throw it away."),
		"to-form":    catalog.Say("Back to the form"),
	})
}

// versionsPage are the versions of a file, and one of them.
type versionsPage struct {
	Title, Home, File, Kind string
	All                     []shownVersion
	Look                    *look
}

// shownVersion is a version in a list.
type shownVersion struct {
	ID, When, Says string
	Dropped, Here  bool
}

// look is a version beside what the file says now.
type look struct {
	ID    string
	Rows  []differing
	Whole string
}

// differing is a field that says something else.
type differing struct{ Label, Then, Now string }

// showVersions shows which there are of a file, and the one that is asked for.
func (d *Desk) showVersions(w http.ResponseWriter, r *http.Request, name string) {
	p, err := d.paper(name)
	if errors.Is(err, fs.ErrNotExist) {
		p, err = blankPaper(name) // it was deleted, and may be put back
	}
	if err != nil {
		d.fail(w, err)
		return
	}
	out := versionsPage{Title: d.titleOf(p), Home: d.Path(), File: name, Kind: p.kind.Label().In(d.config.Words.Code())}
	after, _ := fs.ReadFile(d.work.disk, name) // nothing, where it was deleted
	asked := r.URL.Query().Get("at")
	for _, v := range d.work.versions(name) {
		text, err := d.work.version(name, v.ID)
		if err != nil {
			continue // it was dropped meanwhile
		}
		one := shownVersion{ID: v.ID, When: d.when(v.At), Dropped: v.Kind == unsaved, Here: v.ID == asked}
		one.Says = d.changes(name, text, after, one.Dropped)
		if !one.Dropped {
			after = text
		}
		out.All = append(out.All, one)
		if one.Here {
			out.Look = &look{v.ID, d.differences(name, text, p.draft.text), plainEnds(text)}
		}
	}
	if asked != "" && out.Look == nil {
		http.NotFound(w, r)
		return
	}
	d.show(w, http.StatusOK, "versions", out)
}

// when is the time of today, or a day and a time.
func (d *Desk) when(at time.Time) string {
	at = at.Local()
	if y, m, day := d.work.now().Local().Date(); at.Year() == y && at.Month() == m && at.Day() == day {
		return catalog.Say("Today at %s", at.Format("15:04")).In(d.config.Words)
	}
	return catalog.Say("%s at %s", catalog.Day(at), at.Format("15:04")).In(d.config.Words)
}

// changes says in which fields two texts differ.
func (d *Desk) changes(name string, before, after []byte, dropped bool) string {
	var labels []string
	for _, x := range d.differences(name, before, after) {
		labels = append(labels, x.Label)
	}
	what := cmp.Or(strings.Join(labels, ", "), catalog.Say("how it is written").In(d.config.Words))
	if dropped {
		return catalog.Say("not saved: %s", what).In(d.config.Words)
	}
	return catalog.Say("changed: %s", what).In(d.config.Words)
}

// differences are the fields in which two texts of a file differ.
func (d *Desk) differences(name string, then, now []byte) []differing {
	a, err := blankPaper(name)
	if err != nil {
		return nil
	}
	b := *a
	a.read(then)
	b.read(now)
	if !a.readable || !b.readable {
		if string(then) == string(now) {
			return nil
		}
		return []differing{{catalog.Say("The whole file").In(d.config.Words), plainEnds(then), plainEnds(now)}}
	}
	lang := d.config.Words.Code()
	var out []differing
	for _, f := range named(a.values, b.values) {
		x, y := a.values.At(f), b.values.At(f)
		if splice.Same(x, y) {
			continue
		}
		label, within := f, []fields.Field(nil)
		if field, ok := fields.Find(a.kind.Fields(), f); ok {
			label, within = field.Label.In(lang), field.Fields
		}
		out = append(out, differing{label, plainly(x, within, lang), plainly(y, within, lang)})
	}
	if x, y := plainEnds([]byte(a.body.Text())), plainEnds([]byte(b.body.Text())); x != y && a.kind != fields.Site {
		out = append(out, differing{d.bodyLabel(a.kind), strings.TrimSpace(x), strings.TrimSpace(y)})
	}
	return out
}

// named are the names of the fields of two groups.
func named(a, b splice.Value) (out []string) {
	for _, f := range slices.Concat(a.Fields, b.Fields) {
		if !slices.Contains(out, f.Name) {
			out = append(out, f.Name)
		}
	}
	return out
}

// plainly is a value as somebody reads it who does not know how it is written; its fields, if
// it has any, are those of a table.
func plainly(v splice.Value, table []fields.Field, lang string) string {
	var parts []string
	switch v.Kind {
	case splice.List:
		for _, item := range v.List {
			parts = append(parts, plainly(item, table, lang))
		}
		return strings.Join(parts, "\n")
	case splice.Group:
		for _, f := range v.Fields {
			field, label := fields.Field{}, f.Name
			if known, ok := fields.Find(table, f.Name); ok {
				field, label = known, known.Label.In(lang)
			}
			parts = append(parts, label+colons[lang]+plainly(f.Value, field.Fields, lang))
		}
		return strings.Join(parts, " · ")
	}
	return strings.TrimSpace(v.Text)
}

// restore puts a version into the form, where it is not saved yet.
func (d *Desk) restore(w http.ResponseWriter, r *http.Request, name string) {
	err := r.ParseForm()
	if err == nil {
		_, err = blankPaper(name)
	}
	var text []byte
	if err == nil {
		text, err = d.work.version(name, r.PostForm.Get("at"))
	}
	if err == nil {
		err = d.setAside(name)
	}
	if err != nil {
		d.fail(w, err)
		return
	}
	base, _ := fs.ReadFile(d.work.disk, name) // nothing, where it was deleted
	d.work.bringBack(name, text)
	d.work.set(name, draft{base, text})
	d.reckon()
	d.forget()
	d.tell(name)
	d.to(w, r, "edit/"+name)
}

// drop throws away what is not saved of a file, which becomes a version.
func (d *Desk) drop(w http.ResponseWriter, r *http.Request, name string) {
	if err := d.setAside(name); err != nil {
		d.fail(w, err)
		return
	}
	d.work.drop(name)
	d.tell(name)
	d.reckon()
	if _, err := d.work.open(name); err != nil {
		d.to(w, r, "") // it was never saved
		return
	}
	d.to(w, r, "edit/"+name)
}

// setAside keeps what is not saved of a file as a version.
func (d *Desk) setAside(name string) error {
	if !d.work.unsaved(name) {
		return nil
	}
	now, err := d.work.open(name)
	if err != nil {
		return err
	}
	return d.work.keepVersion(name, now.text, unsaved)
}
