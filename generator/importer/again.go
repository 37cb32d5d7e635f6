package importer

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// Change is a file that is to be written anew, since a newer table says another thing
// than the one before: its path, what it held, and what it is to hold.
type Change struct {
	Path      string
	Was, Text []byte
	Fields    []string // that change; "" for the text below the front matter

	before, now *Written
}

// Plan is what an import has to write.
type Plan struct {
	New     []Draft
	Changed []Change
	Same    int      // entries that are as the table has them, or as their editors want them
	Deleted []string // entries that an editor has deleted, which are not written again
	Missing []string // entries that came from an earlier table, and about which no row is any more
	Record  *Record  // what is to be kept
	Differs bool     // whether the record has changed
}

// matching finds the entries that drafts of a table were written as before.
type matching struct {
	record  *Record
	files   map[string]*source.File // the city's entries
	byMark  map[string]string       // marks, and the paths of the files that have them
	written map[string]*Written     // marks, and what the record says of them
	taken   map[*Written]bool
	index   map[*Written]int // in the record that is to be kept
	paths   map[string]bool  // of new drafts
	words   *catalog.Language
	report  source.Report
}

// PlanAgain compares the drafts of a table with what the city has of it already. files
// are the Markdown files of the content folder by their paths below it. What an editor
// wrote and the table says otherwise is reported, and stays.
func PlanAgain(table string, drafts []Draft, record *Record, files map[string]*source.File, language string) (*Plan, []source.Diagnostic) {
	var found []source.Diagnostic
	m := &matching{record: record, files: files, byMark: map[string]string{}, written: map[string]*Written{}, taken: map[*Written]bool{},
		index: map[*Written]int{}, paths: map[string]bool{},
		words: catalog.For(language), report: func(d source.Diagnostic) { found = append(found, d) }}
	for p, f := range files {
		if mark := MarkOf(f.Text); mark != "" && (m.byMark[mark] == "" || p < m.byMark[mark]) {
			m.byMark[mark] = p
		}
	}
	for i, w := range record.Entries {
		m.written[w.Mark], m.index[w] = w, i
	}
	plan := &Plan{Record: &Record{Entries: slices.Clone(record.Entries)}}
	table = path.Base(table)
	for i, w := range m.pair(drafts) {
		m.plan(plan, table, drafts[i], w)
	}
	plan.Missing = m.missing()
	source.Sort(found)
	return plan, found
}

// missing are the entries about which no row is any more, of the tables from which at
// least half of the entries came again: a table of another year lacks nothing.
func (m *matching) missing() []string {
	all, again := map[string]int{}, map[string]int{}
	for _, w := range m.record.Entries {
		if all[w.Table]++; m.taken[w] {
			again[w.Table]++
		}
	}
	var out []string
	for _, w := range m.record.Entries {
		if p, there := m.now(w); there && !m.taken[w] && again[w.Table]*2 >= all[w.Table] {
			out = append(out, p)
		}
	}
	return out
}

// pair finds for each draft what it was written as before: first by rows that say the
// same, then by rows that are the same for certain.
func (m *matching) pair(drafts []Draft) []*Written {
	out := make([]*Written, len(drafts))
	exact := map[RowKey][]*Written{}
	loose := map[string][]*Written{}
	for _, w := range m.record.Entries {
		for _, k := range w.Rows {
			exact[k] = append(exact[k], w)
			for _, text := range k.loose() {
				loose[text] = append(loose[text], w)
			}
		}
	}
	for _, exactly := range []bool{true, false} {
		for i, d := range drafts {
			for _, k := range d.Keys {
				if out[i] != nil {
					break
				}
				var may []*Written
				if exactly {
					may = exact[k]
				} else {
					for _, text := range k.loose() {
						may = append(may, loose[text]...)
					}
				}
				for _, w := range may {
					isIt := func(o RowKey) bool { return k == o || !exactly && k.again(o) }
					if !m.taken[w] && kindOf(w.Path) == kindOf(d.Path) && slices.ContainsFunc(w.Rows, isIt) {
						out[i], m.taken[w] = w, true
						break
					}
				}
			}
		}
	}
	return out
}

// loose are texts of which two keys that may be of one row have one in common.
func (k RowKey) loose() []string {
	out := []string{"who " + k.Who + "\x00" + k.Start + "\x00" + k.Where}
	if k.Ref != "" {
		out = append(out, "ref "+k.Ref)
	}
	return out
}

// now is where an entry is by now, and whether it is anywhere.
func (m *matching) now(w *Written) (string, bool) {
	if p := m.byMark[w.Mark]; p != "" {
		return p, true
	}
	f := m.files[w.Path]
	return w.Path, f != nil && MarkOf(f.Text) == ""
}

// plan says what is to become of one draft.
func (m *matching) plan(plan *Plan, table string, d Draft, w *Written) {
	if w == nil {
		if kind := kindOf(d.Path); m.files[d.Path] != nil && (kind == string(fields.Partners) || kind == string(fields.People)) {
			plan.Same++ // who has a file, from whatever table
			return
		}
		if w = m.unrecorded(d); w == nil {
			m.fresh(plan, table, d)
			return
		}
		m.index[w] = len(plan.Record.Entries)
		plan.Record.Entries = append(plan.Record.Entries, w)
	}
	p, there := m.now(w)
	if !there {
		plan.Deleted = append(plan.Deleted, w.Path)
		return
	}
	theirs := withMark(d.Text, w.Mark, m.words)
	text, fields := m.merge(m.files[p], w.Text, theirs)
	if len(fields) > 0 {
		plan.Changed = append(plan.Changed, Change{Path: p, Was: m.files[p].Text, Text: []byte(text), Fields: fields})
	} else {
		plan.Same++
	}
	now := &Written{Path: w.Path, Mark: w.Mark, Table: table, Rows: d.Keys, Text: theirs}
	if n := len(plan.Changed) - 1; len(fields) > 0 {
		plan.Changed[n].before, plan.Changed[n].now = w, now
	}
	if w.Text != now.Text || w.Table != now.Table || !slices.Equal(w.Rows, now.Rows) {
		plan.Differs = true
		plan.Record.Entries[m.index[w]] = now
	}
}

// Keep keeps the record of an entry as it was, since the change could not be written.
func (p *Plan) Keep(c Change) {
	if i := slices.Index(p.Record.Entries, c.now); i >= 0 {
		p.Record.Entries[i] = c.before
	}
}

// unrecorded is an entry that an import wrote of which the record has been lost: its mark
// tells it. What it said then is not known any more.
func (m *matching) unrecorded(d Draft) *Written {
	for _, k := range d.Keys {
		mark := k.mark(kindOf(d.Path))
		if p := m.byMark[mark]; p != "" && m.written[mark] == nil {
			w := &Written{Path: p, Mark: mark}
			m.written[mark] = w
			return w
		}
	}
	return nil
}

// fresh is a draft that was never written.
func (m *matching) fresh(plan *Plan, table string, d Draft) {
	mark := ""
	for n := 1; mark == "" || m.written[mark] != nil || m.byMark[mark] != ""; n++ {
		k := RowKey{}
		if len(d.Keys) > 0 {
			k = d.Keys[0]
		}
		if n > 1 {
			k.What += " " + strconv.Itoa(n)
		}
		mark = k.mark(kindOf(d.Path))
	}
	base := strings.TrimSuffix(d.Path, ".md")
	for n := 2; m.occupied(d.Path); n++ {
		d.Path = base + "-" + strconv.Itoa(n) + ".md"
	}
	w := &Written{Path: d.Path, Mark: mark, Table: table, Rows: d.Keys, Text: withMark(d.Text, mark, m.words)}
	m.written[mark], m.paths[d.Path] = w, true
	d.Text = []byte(w.Text)
	plan.New = append(plan.New, d)
	plan.Record.Entries = append(plan.Record.Entries, w)
	plan.Differs = true
}

// occupied tells whether there is a file of that path, or will be.
func (m *matching) occupied(p string) bool {
	return m.files[p] != nil || m.files[strings.TrimSuffix(p, ".md")+"/index.md"] != nil || m.paths[p]
}
