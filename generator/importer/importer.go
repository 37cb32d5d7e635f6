// Package importer makes draft entries from tables that a city or another public
// body has published: of trips, of agreements and grants, of outcomes, partners and
// people; and from parvis's own entries.csv.
//
// A table says who went where, when, and what it cost. It never says what
// residents had of it: of 956 published trips in four countries not one does.
// So an import makes drafts with questions, never entries that pass. Nothing
// of the table is lost, and nothing is made up: what a draft's fields do not
// hold word for word stands in its text under "As published", or, where it is
// about persons, in the note for colleagues, which is never published; and what
// could not be read for certain is left out of the fields and asked about.
//
//	source.File ─readTable, tidy→ rows ─recogniseList→ kind, layout ─list→ Draft
//	                                   └recognise→ layout ─trips, records→ Draft
//
// Problems of a table are diagnostics at the row and column of its file. They
// are warnings where a draft can be written all the same.
package importer

import (
	"path"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// Draft is one entry to be written: its path below the content folder
// (trips/2022-09-venice.md), its text, and the rows that it was made of, as a
// spreadsheet numbers them.
type Draft struct {
	Path string
	Text []byte
	Rows []int
	// Keys are by what the rows are found again in a newer table.
	Keys []RowKey
}

// Options are what an import has to know of the city.
type Options struct {
	// Currency is the city's, as a three-letter code; "" takes the table's.
	Currency string
	// Language is the site's first language. Of columns in several languages
	// that one's are taken into the fields.
	Language string
	// City is the city's name, by which tables call it where it paid.
	City string
	// Kind is what the rows are, one of Kinds; "" where the header has to tell.
	Kind fields.Kind
	// Taken tells whether the city has an entry of that id (trips/2022-09-venice).
	Taken func(id string) bool
	// Today is the day of the import, by which years of two digits are read; the zero value
	// takes the clock's.
	Today time.Time
	// Sheet names the sheet of a spreadsheet that is read; "" takes the one that looks most
	// like a table.
	Sheet string
}

// Read turns a table into drafts. The mapping may be nil for a header that is
// recognised. There are no drafts when the table as a whole cannot be read.
func Read(f *source.File, mapping *Mapping, opts Options) ([]Draft, []source.Diagnostic, error) {
	return ReadAll([]*source.File{f}, mapping, opts)
}

// ReadAll turns several tables into drafts. Those that parvis itself has given away
// are put together: what an entry cost, promised and measured goes into that entry.
func ReadAll(files []*source.File, mapping *Mapping, opts Options) ([]Draft, []source.Diagnostic, error) {
	if opts.Currency != "" && !i18n.IsCurrency(opts.Currency) {
		return nil, nil, catalog.Say("%q is not a currency's three-letter code", opts.Currency)
	}
	var found []source.Diagnostic
	var drafts []Draft
	var tables []own
	ids := map[string]int{}
	for _, f := range files {
		im := &importing{file: f, opts: opts, words: catalog.For(opts.Language), ids: ids}
		im.report = func(d source.Diagnostic) { found = append(found, im.named(d)) }
		t, ok := im.readTable(f, mapping)
		if !ok || !mapping.hasColumns() && opts.Kind == "" && im.takeOwn(t.header, t.rows, &tables) {
			continue
		}
		im.tidy(&t)
		if mapping != nil {
			im.order = mapping.order
		}
		made := im.drafts(t.header, t.rows, mapping)
		im.keys(made, t.rows)
		drafts = append(drafts, made...)
	}
	drafts = append(drafts, ownDrafts(tables)...)
	source.Sort(found)
	return drafts, found, nil
}

// drafts makes drafts of the rows of a table, whatever they are.
func (im *importing) drafts(header row, rows []row, mapping *Mapping) []Draft {
	kind, ok := im.recogniseList(header, rows, mapping)
	if ok && kind == fields.Trips {
		im.layout, ok = recognise(header, rows, mapping, im.opts, im.report)
	}
	if !ok {
		return nil
	}
	rows = im.usable(header, rows)
	emptied(rows)
	im.unmerged(rows)
	im.newCalendar(header, rows)
	if kind != fields.Trips {
		return im.list(kind, rows)
	}
	return im.trips(rows)
}

// keys tells the drafts by what their rows are found again.
func (im *importing) keys(drafts []Draft, rows []row) {
	byNumber := map[int]row{}
	for _, r := range rows {
		byNumber[r.n] = r
	}
	for i, d := range drafts {
		for _, n := range d.Rows {
			drafts[i].Keys = append(drafts[i].Keys, im.rowKey(byNumber[n]))
		}
	}
}

// importing is what one import works on.
type importing struct {
	file   *source.File // as it is shown: in UTF-8, or the rows of a sheet
	sheet  string       // of a spreadsheet with several
	opts   Options
	words  *catalog.Language // of the city
	layout *layout
	// order is that of day and month, where the map file gives it.
	order    dayOrder
	calendar *calendar
	report   source.Report
	ids      map[string]int // given to drafts of this run; the last number behind each
	// publishes tells that a draft shows, as published, what its fields do not hold.
	publishes bool
}

// name is the table's file name, for the drafts.
func (im *importing) name() string { return path.Base(im.file.Path) }

// usable reports rows that are not as long as the header, and leaves out those
// that repeat it.
func (im *importing) usable(header row, rows []row) []row {
	var out []row
	unnamed := map[int]bool{}
	for _, r := range rows {
		if repeatsHeader(r, header) {
			im.leaveOut(r, catalog.Say("this row repeats the table's header, and is left out"), catalog.Say("take the row out"))
			continue
		}
		want, has := len(header.cells), len(r.cells)
		for has > want && r.text(has-1) == "" {
			has-- // separators at the end of a line
		}
		if im.file.IsGrid() { // whose rows end where nothing follows
			im.unnamed(r, header, unnamed)
			out = append(out, r)
			continue
		}
		if has > want {
			im.report(ruleRow.At(r.cells[want].at, "this row has %s, the header has %d", catalog.Count(has, "%d cell", "%d cells"), want))
		} else if has < want {
			d := ruleRow.At(r.span(), "this row has only %s, the header has %d", catalog.Count(has, "%d cell", "%d cells"), want)
			im.report(d.To("add the missing cells; empty ones are written as separators alone"))
		}
		out = append(out, r)
	}
	return out
}

// leaveOut reports a row that no draft is made of.
func (im *importing) leaveOut(r row, reason, fix catalog.Message) {
	d := ruleRow.At(r.span(), "%s", reason).To("%s", fix)
	d.Why = catalog.Message{} // the rule's own is about rows that are read
	im.report(d)
}

// repeatsHeader tells whether a row says the same as the header in every cell, or in three
// and most of them: a table in several parts has its header above each, with small changes.
func repeatsHeader(r, header row) bool {
	same, all := 0, 0
	for i := range max(len(header.cells), len(r.cells)) {
		switch text := r.text(i); {
		case text == header.text(i):
			if text != "" {
				same++
				all++
			}
		case text != "":
			all++
		}
	}
	return all > 0 && (same == all && same == header.filled() || same >= 3 && same*3 >= all*2)
}
