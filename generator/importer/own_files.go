package importer

import (
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
)

// This file writes the files of people, partners and letters, each from its row.

// files writes a file for each row.
func (t own) files() []Draft {
	kind := t.kind()
	var out []Draft
	for _, r := range t.rows {
		row := ownRow{t.im, &leg{row: r, used: map[int]bool{}}, t.Table}
		id := row.take("id")
		if !fileID(kind).MatchString(id) {
			t.im.leaveOut(r, catalog.Say("%q can be no name of a file, so that this row is left out", oneLine(id)),
				catalog.Say("write small letters, digits and hyphens; for a letter its month, such as 2026-10"))
			continue
		}
		if t.im.hasFile(row.leg, string(kind)+"/"+id, id) {
			continue
		}
		d := newDraft(t.im.words)
		t.write(d, row, kind)
		path := t.im.claim(string(kind) + "/" + id)
		if picture := row.get("portrait"); picture != "" {
			path += "/index"
			d.ask("Put the picture %s beside this file. (`%s`)", picture, "portrait")
		}
		text := []byte(nil)
		if kind == fields.Newsletters {
			d.ask("The table does not hold the letter itself: what did it say, in the first person?")
			text = d.text(t.im.published([]*leg{row.leg}))
		} else {
			t.im.comments(d, row.leg)
			text = d.bare()
		}
		out = append(out, Draft{Path: path + ".md", Text: text, Rows: []int{r.n}})
	}
	return out
}

// kind is the kind of the files that are the rows.
func (t own) kind() fields.Kind {
	for _, c := range t.Columns {
		if kind, _, ok := strings.Cut(c.From, " "); ok {
			return fields.Kind(kind)
		}
	}
	return ""
}

var (
	slugForm  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	monthForm = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)
)

// fileID is how the name of a file of a kind looks.
func fileID(kind fields.Kind) *regexp.Regexp {
	if kind == fields.Newsletters {
		return monthForm
	}
	return slugForm
}

// write writes each field whose column is filled, those of a group below its name.
func (t own) write(d *draft, row ownRow, kind fields.Kind) {
	group := ""
	for _, c := range t.Columns {
		_, path, ok := strings.Cut(c.From, " ")
		if row.take(c.Name); !ok || row.get(c.Name) == "" {
			continue
		}
		name := path
		if of, in, nested := strings.Cut(path, "."); nested {
			if of != group {
				d.raw(of, "")
			}
			group, name = of, "  "+in
		}
		if t.lined(d, row, c) {
			continue
		}
		if c.List {
			d.raw(name, flow(row.items(c.Name)))
			continue
		}
		d.field(name, row.get(c.Name))
	}
	for _, f := range kind.Fields() {
		column := slices.IndexFunc(t.Columns, func(c fields.Column) bool { return c.From == string(kind)+" "+f.Name })
		if column >= 0 && f.Presence == fields.Required && row.get(t.Columns[column].Name) == "" {
			d.raw(f.Name, "")
			d.ask("The table leaves “%s” empty. What is it? (`%s`)", f.Label.In(t.im.opts.Language), f.Name)
		}
	}
}
