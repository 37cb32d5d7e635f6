package importer

import (
	"path"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// A site gives its data away as several tables (fields.Tables). Read back together
// they make the files again that they were exported from, as far as they hold them:
// rows of people, partners and letters each make a file, and the lines of costs, the
// promises, travellers, measures and events go into the entries that they belong to.

// ownRow is a row of one of these tables, and which of its cells a field holds.
type ownRow struct {
	im    *importing
	leg   *leg
	table fields.Table
}

// get returns a cell; take does, and marks it as held by a field, which keep
// takes back. A column that the table does not have is empty.
func (r ownRow) get(column string) string {
	c := r.im.layout.fields[column]
	if len(c.at) == 0 {
		return ""
	}
	text := r.leg.row.text(c.at[0])
	if r.im.file.IsGrid() {
		return text // whose cells no program takes for formulas
	}
	return content.FromCell(text)
}

func (r ownRow) take(column string) string {
	r.held(column, true)
	return r.get(column)
}

func (r ownRow) keep(column string) { r.held(column, false) }

func (r ownRow) held(column string, held bool) {
	for _, at := range r.im.layout.fields[column].at {
		r.leg.used[at] = held
	}
}

func (r ownRow) at(column string) source.Span {
	return r.leg.row.at(r.im.layout.fields[column].at[0])
}

// items returns a list's items; none of an exported list holds a semicolon.
func (r ownRow) items(column string) []string {
	var out []string
	for s := range strings.SplitSeq(r.take(column), ";") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// number is the number that a spreadsheet shows beside the row.
func (r ownRow) number() int { return r.leg.row.n }

// own is one of these tables, as it was read.
type own struct {
	fields.Table
	im   *importing
	rows []row
}

// ownTable returns the table whose columns these are, by their keys: its own key, the
// addresses of its pages, and most of the others, since some may have come later. The
// addresses of the rows have to be those of their files.
func ownTable(keys []string, rows []row) (best fields.Table, ok bool) {
	most := 1
	for _, t := range fields.Tables() {
		if t.Name == "entries" {
			if best = t; isRecords(keys) {
				return t, true
			}
			continue
		}
		n := 0
		for _, name := range append([]string{"url"}, t.Key...) {
			if !slices.Contains(keys, name) {
				n = -len(t.Columns)
			}
		}
		for _, c := range t.Columns {
			if slices.Contains(keys, c.Name) {
				n++
			}
		}
		if 2*n > len(t.Columns) && n > most && pagesOf(slices.Index(keys, t.Key[0]), slices.Index(keys, "url"), rows) {
			best, most, ok = t, n, true
		}
	}
	return best, ok
}

// pagesOf tells whether the addresses of rows, if there are any, name what the rows are about.
func pagesOf(key, url int, rows []row) bool {
	return len(rows) == 0 || slices.ContainsFunc(rows, func(r row) bool {
		return r.text(key) != "" && strings.Contains(r.text(url), "/"+r.text(key)+"/")
	})
}

// takeOwn keeps a table if it is one of parvis's own, and tells whether it is.
func (im *importing) takeOwn(header row, rows []row, to *[]own) bool {
	l := &layout{fields: map[string]columns{}, words: im.words}
	keys := l.header(header)
	t, ok := ownTable(keys, rows)
	if !ok {
		return false
	}
	for _, c := range t.Columns {
		if at := slices.Index(keys, c.Name); at >= 0 {
			l.fields[c.Name] = columns{at: []int{at}}
		}
	}
	im.layout = l
	if i := slices.IndexFunc(*to, func(o own) bool { return o.Name == t.Name }); i >= 0 {
		d := ruleJoin.At(header.span(), "the table of %s was given before, and is not read a second time", t.Name).
			To("leave one of the two out: %s or %s", (*to)[i].im.file.Path, im.file.Path)
		d.Why = catalog.Message{}
		im.report(d)
		return true
	}
	*to = append(*to, own{t, im, im.usable(header, rows)})
	return true
}

// parts are the rows that belong to entries.
type parts struct {
	given map[string]bool                // tables, by their names
	of    map[string]map[string][]ownRow // by the table and the entry's id
	keeps map[string][]string            // the promises that outcomes keep, by their ids
	dates map[string]string              // the days of outcomes, by their ids
	left  []string                       // ids of entries, in the order of their rows
}

// partTables are the tables whose rows belong to entries.
var partTables = []string{"costs", "promises", "travellers", "measures", "events"}

// rows returns the rows of a table that belong to an entry.
func (p *parts) rows(table, id string) []ownRow {
	if id == "" {
		return nil
	}
	return p.of[table][id]
}

// partRows sorts the rows that belong to entries by these.
func partRows(tables []own) *parts {
	p := &parts{given: map[string]bool{}, of: map[string]map[string][]ownRow{}, keeps: map[string][]string{}, dates: map[string]string{}}
	for _, t := range tables {
		p.given[t.Name] = true
		for _, r := range t.rows {
			row := ownRow{t.im, &leg{row: r, used: map[int]bool{}}, t.Table}
			switch {
			case t.Name == "entries":
				p.dates[row.get("id")] = row.get("date")
			case slices.Contains(partTables, t.Name):
				id := row.get("entry")
				if p.of[t.Name] == nil {
					p.of[t.Name] = map[string][]ownRow{}
				}
				p.of[t.Name][id] = append(p.of[t.Name][id], row)
				if !slices.Contains(p.left, id) {
					p.left = append(p.left, id)
				}
				for _, keeper := range row.items("kept_by") {
					p.keeps[keeper] = append(p.keeps[keeper], id+"#"+row.get("id"))
				}
			}
		}
	}
	return p
}

// ownDrafts makes drafts of these tables together.
func ownDrafts(tables []own) []Draft {
	var out []Draft
	p := partRows(tables)
	for _, t := range tables {
		var made []Draft
		switch {
		case t.Name == "entries":
			made = t.im.records(t.rows, p)
		case !slices.Contains(partTables, t.Name):
			made = t.files()
		}
		t.im.keys(made, t.rows)
		out = append(out, made...)
	}
	for _, t := range tables {
		if slices.Contains(partTables, t.Name) {
			t.unjoined(p)
		}
	}
	return out
}

// unjoined reports the rows whose entry is not imported with them.
func (t own) unjoined(p *parts) {
	for _, id := range p.left {
		rows := p.of[t.Name][id]
		if _, joined := p.dates[id]; joined || len(rows) == 0 {
			continue
		}
		at := rows[0].at("entry")
		var d source.Diagnostic
		switch {
		case t.im.opts.Taken != nil && t.im.opts.Taken(id):
			d = ruleJoin.At(at, "the city has %s already, which stays as it is: %s not imported", id,
				catalog.Count(len(rows), "%d row about it is", "%d rows about it are")).
				To("compare the rows with the file, and correct there what is wrong")
			d.Why = catalog.Message{}
		case p.given["entries"]:
			d = ruleJoin.At(at, "no row of the table of entries has the id %q: %s not imported", oneLine(id),
				catalog.Count(len(rows), "%d row about it is", "%d rows about it are")).
				To("correct the id, or import the table of entries that has it")
		default:
			dir, _ := path.Split(t.im.file.Path)
			d = ruleJoin.At(at, "the rows of this table belong to entries, and the table of these is not imported with it").
				To("import both at once: parvis import %s %s", dir+"entries.csv", t.im.file.Path)
			d.Severity = source.Error
			t.im.report(d)
			return
		}
		t.im.report(d)
	}
}

var ruleJoin = &source.Rule{Name: "import-join", Severity: source.Warning,
	Says: "Rows about the costs, promises, travellers and measures of entries are imported together with these entries.",
	Why:  "a line of a cost says nothing without what it was spent on",
	Fix:  "import all tables at once: parvis import entries.csv costs.csv, or the folder in which they lie",
	Bad: source.Example{File: "measures.csv", Whole: true, Text: "entry,measure,url,title,date,status,what,unit,before,target,now\n" +
		"outcomes/2026-10-trams,1,https://abroad.example.org/outcomes/2026-10-trams/,Trams at night,2026-10-30,partly,Trams after eleven,a night,0,4,2\n"},
	Good: source.Example{File: "partners.csv", Whole: true, Text: "id,url,name,kind,city,country,lat,lon,since\n" +
		"ravenna,https://abroad.example.org/partners/ravenna/,Ravenna,city,Ravenna,IT,44.42,12.2,2009\n"}}
