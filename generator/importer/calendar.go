package importer

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// This file finds out how the columns of a table write their days. 3/4/2026 is March to
// some and April to others; a column that has 14/3/2026 too writes the day first.

// calendar is how the columns write their days.
type calendar struct {
	latest  int
	columns map[int]*dayColumn
}

// dayColumn is how one column writes its days, and what tells so.
type dayColumn struct {
	at    int
	order dayOrder
	given bool // by the map file
	// Rows of which the day can only stand first, only the month, and either.
	dayFirst, monthFirst, either []row
	// Rows that the spreadsheet itself has a day in, of which month and day could change places.
	typed []row
	large bool // there are also some of which they could not
}

// dayOrder is what comes first in 03/04/2026.
type dayOrder uint8

const (
	unsure dayOrder = iota
	dayThenMonth
	monthThenDay
	mixed // some rows so, some the other way
)

// orders are the orders that a map file gives.
var orders = map[string]dayOrder{"day-first": dayThenMonth, "month-first": monthThenDay}

// dayFields are the fields of all kinds of tables that are days.
var dayFields = []string{"start", "end", "signed", "until", "date", "since", "from"}

// ahead is how many years after the day of the import those of two digits may lie.
const ahead = 20

// newCalendar looks through the columns of days, and says what it finds.
func (im *importing) newCalendar(header row, rows []row) {
	today := im.opts.Today
	if today.IsZero() {
		today = time.Now()
	}
	c := &calendar{today.Year() + ahead, map[int]*dayColumn{}}
	im.calendar = c
	var columns []*dayColumn
	for _, field := range dayFields {
		for _, at := range im.layout.fields[field].at {
			if c.columns[at] == nil {
				c.columns[at] = &dayColumn{at: at}
				columns = append(columns, c.columns[at])
			}
		}
	}
	var short *source.Span
	for _, col := range columns {
		for _, r := range rows {
			if is := c.look(col, r); is && short == nil {
				at := r.at(col.at)
				short = &at
			}
		}
		if col.swapped() {
			im.open(col)
		}
		col.decide(im.order)
	}
	borrow(columns)
	im.sayOrders(header, columns)
	if short != nil {
		d := ruleDates.At(*short, "years of two digits are read as those from %d to %d", c.latest-99, c.latest).
			To("write years with four digits where another century is meant")
		d.Severity = source.Warning
		im.report(d)
	}
}

// look puts a row to those of its column that tell the order, and tells whether it has a
// year of two digits.
func (c *calendar) look(col *dayColumn, r row) (short bool) {
	text := r.text(col.at)
	if text == "" {
		return false
	}
	if r.cells[col.at].day {
		if day, err := time.Parse(time.DateOnly, text); err != nil || day.Day() > 12 {
			col.large = true
		} else {
			col.typed = append(col.typed, r)
		}
		return false
	}
	w := writing{latest: c.latest, year: defaultYear}
	day, _, dayOK := w.read(text)
	w.monthFirst = true
	month, _, monthOK := w.read(text)
	switch {
	case dayOK && monthOK && day == month:
	case dayOK && monthOK:
		col.either = append(col.either, r)
	case dayOK:
		col.dayFirst = append(col.dayFirst, r)
	case monthOK:
		col.monthFirst = append(col.monthFirst, r)
	}
	return dayOK && day.short || monthOK && month.short
}

// defaultYear stands for the year of days that have none, where only their order counts.
const defaultYear = 2000

// swapped tells whether the spreadsheet took the month for the day: where it was made from
// text, a program that writes the day first took 3/4/2026 for a day of April, left 3/14/2026
// as text, and nobody saw it.
func (col *dayColumn) swapped() bool {
	return len(col.typed) > 0 && !col.large && len(col.either) == 0 && len(col.dayFirst)+len(col.monthFirst) > 1
}

// open makes of the days that the spreadsheet may have wrong texts that can be read either way.
func (im *importing) open(col *dayColumn) {
	for _, r := range col.typed {
		day, _ := time.Parse(time.DateOnly, r.text(col.at))
		r.cells[col.at].text = day.Format("2/1/2006")
	}
	texts := slices.Concat(col.dayFirst, col.monthFirst)
	im.report(ruleDates.At(col.typed[0].at(col.at), "in the column %q, days up to the twelfth are days and all others texts: a spreadsheet has probably "+
		"exchanged day and month in the first, which are left open (%s)", im.layout.name(col.at), few(col.typed)).
		To("hold the days of these rows against their source, and write all days of the column as 2026-09-14, as text").
		See(texts[0].at(col.at), "this is a text"))
	col.order = mixed
}

func (col *dayColumn) decide(given dayOrder) {
	switch {
	case col.order == mixed:
	case given != unsure:
		col.order, col.given = given, true
	case len(col.dayFirst) > 0 && len(col.monthFirst) > 0:
		col.order = mixed
	case len(col.dayFirst) > 0:
		col.order = dayThenMonth
	case len(col.monthFirst) > 0:
		col.order = monthThenDay
	}
}

// borrow gives columns of which no row tells the order that of the others, if these agree:
// nobody writes the start of a trip in one order and its end in another.
func borrow(columns []*dayColumn) {
	var found []dayOrder
	for _, col := range columns {
		if col.order != unsure && !slices.Contains(found, col.order) {
			found = append(found, col.order)
		}
	}
	for _, col := range columns {
		if col.order == unsure && len(found) == 1 && found[0] != mixed {
			col.order = found[0]
		}
	}
}

// sayOrders says in which order days are read, and which cannot be.
func (im *importing) sayOrders(header row, columns []*dayColumn) {
	for _, col := range columns {
		if col.order == mixed && len(col.either) > 0 {
			im.sayMixed(col)
		}
	}
	im.sayUnsure(header, columns)
	for _, order := range []dayOrder{dayThenMonth, monthThenDay} {
		im.sayOrder(order, columns)
	}
}

// sayMixed says that a column has days in both orders, so that those remain open which
// could be in either.
func (im *importing) sayMixed(col *dayColumn) {
	d, m := col.dayFirst[0], col.monthFirst[0]
	im.report(ruleDates.At(d.at(col.at),
		"the column %q has days with the day first and others with the month first; those that can be either are left open (%s)",
		im.layout.name(col.at), few(col.either)).
		To("write the days of these rows as 2026-09-14, or give the order of all with --map, in a file with the line “dates: day-first” or "+
			"“dates: month-first”").
		See(m.at(col.at), "here the month comes first"))
}

// sayUnsure says that no row tells in which order the days are.
func (im *importing) sayUnsure(header row, columns []*dayColumn) {
	var names []string
	var first *dayColumn
	for _, col := range columns {
		if col.order != unsure || len(col.either) == 0 {
			continue
		}
		if first == nil {
			first = col
		}
		names = append(names, im.layout.name(col.at))
	}
	if first == nil {
		return
	}
	r := first.either[0]
	im.report(ruleDates.At(r.at(first.at),
		"%q can be read with the day or with the month first, and no row tells which; the days are left open in the columns %s",
		oneLine(r.text(first.at)), strings.Join(names, ", ")).
		To("write “dates: day-first” or “dates: month-first” into a file such as map.yaml, and give it with --map map.yaml").
		See(header.at(first.at), "in this column"))
}

// sayOrder says by which row the order was found, where others follow it.
func (im *importing) sayOrder(order dayOrder, columns []*dayColumn) {
	var tells *dayColumn
	follow := 0
	for _, col := range columns {
		if col.order != order || col.given {
			continue
		}
		follow += len(col.either)
		if tells == nil && len(col.dayFirst)+len(col.monthFirst) > 0 {
			tells = col
		}
	}
	if tells == nil || follow == 0 {
		return
	}
	if order == dayThenMonth {
		r := tells.dayFirst[0]
		im.report(ruleDates.At(r.at(tells.at), "days are read with the day first, as row %d has it: %s", r.n, oneLine(r.text(tells.at))).
			To("if the month comes first, write “dates: month-first” into a file such as map.yaml, and give it with --map map.yaml"))
		return
	}
	r := tells.monthFirst[0]
	im.report(ruleDates.At(r.at(tells.at), "days are read with the month first, as row %d has it: %s", r.n, oneLine(r.text(tells.at))).
		To("if the day comes first, write “dates: day-first” into a file such as map.yaml, and give it with --map map.yaml"))
}

// few names the first rows of many.
func few(rows []row) catalog.Message {
	const most = 10
	if len(rows) <= most {
		return numbers(rows)
	}
	return catalog.Say("%s and %d more", numbers(rows[:most]), len(rows)-most)
}

// yearNames are what the column of the year is called, for days that are written without one.
var yearNames = []string{"year", "annee", "ano", "exercice", "ejercicio", "exercicio", "exercici"}

var fourDigits = regexp.MustCompile(`^(?:19|20)\d\d$`)

// yearOf is the year that a row has in a column of its own; "" where there is none.
func (im *importing) yearOf(r row) string {
	for i, name := range im.layout.names {
		if slices.Contains(yearNames, headerKey(name)) && fourDigits.MatchString(r.text(i)) {
			return r.text(i)
		}
	}
	return ""
}

// read reads the day, or the first and the last of several, that a row has in a column.
// asked tells that the column as a whole was reported already. The problem says why there
// is no such day.
func (c *calendar) read(text string, at int, year string) (from, to string, asked bool, problem catalog.Message) {
	w := writing{latest: c.latest}
	if year != "" {
		w.year = whole(year)
	}
	order := unsure
	if col := c.columns[at]; col != nil {
		order = col.order
	}
	day, problem, dayOK := w.read(text)
	w.monthFirst = true
	month, also, monthOK := w.read(text)
	switch {
	case dayOK && monthOK && day != month:
		switch order {
		case dayThenMonth:
		case monthThenDay:
			day = month
		default:
			return "", "", true, catalog.Message{}
		}
	case monthOK:
		day = month
	case !dayOK:
		if order == monthThenDay {
			problem = also
		}
		return "", "", false, problem
	}
	return day.from.Format("2006-01-02"), day.to.Format("2006-01-02"), false, catalog.Message{}
}

// days reads the day, or the first and the last of several, that a row has in a field; empty
// where it has none. What cannot be read is reported, unless its column was, and known says
// that a question is to be asked.
func (im *importing) days(l *leg, field string) (from, to string, asks bool) {
	said := l.says[field]
	if said.text == "" {
		return "", "", false
	}
	year := im.yearOf(l.row)
	from, to, asked, problem := im.calendar.read(said.text, said.at[0], year)
	if from != "" {
		return from, to, false
	}
	d := ruleDates.At(l.place(field), "%q cannot be read as one certain day", oneLine(said.text))
	switch {
	case asked:
		return "", "", true
	case !problem.IsZero():
		d = ruleDates.At(d.At, "%q is no day: %s", oneLine(said.text), problem)
	case year == "":
		if from, _, _, _ := im.calendar.read(said.text, said.at[0], "2024"); from != "" {
			d = d.To("write its year, or give the table a column named “year”")
		}
	}
	im.report(d)
	return "", "", true
}

// isDated tells whether a text names a day, in whichever order.
func isDated(text string) (ok bool) {
	w := writing{latest: time.Now().Year() + ahead, year: defaultYear}
	if _, _, ok = w.read(text); !ok {
		w.monthFirst = true
		_, _, ok = w.read(text)
	}
	return ok
}
