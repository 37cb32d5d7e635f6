package importer

import (
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
)

// This file writes events: from their row of the table of entries, and with it from that of
// their own table, which has the times, the place and the programme.

func (r *record) event() {
	rows := r.joined("events")
	if len(rows) == 0 {
		r.known("start", r.day("date"), catalog.Say("On which day does the event begin, and at what time?"))
		if end := r.day("end"); end != r.get("date") {
			r.known("end", end, catalog.Say("When does the event end?"))
		}
		r.open("place", catalog.Say("Where in town is it?"))
		r.open("for", catalog.Say("For whom is it: citizens, youth, staff, partners or press?"))
		r.tells()
		return
	}
	row := rows[0]
	r.day("date")
	r.day("end")
	r.known("start", row.moment("start"), catalog.Say("On which day does the event begin, and at what time?"))
	if end := row.moment("end"); end != "" {
		r.field("end", end)
	}
	r.venue(row)
	if list := row.items("for"); len(list) > 0 {
		r.raw("for", flow(list))
	} else {
		r.open("for", catalog.Say("For whom is it: citizens, youth, staff, partners or press?"))
	}
	for _, name := range []string{"series", "registration"} {
		if row.get(name) != "" {
			r.field(name, row.get(name))
		}
	}
	r.programme(row)
	if c, _ := row.table.Column("attended"); row.get(c.Name) != "" {
		if n := row.whole(c); n != "" {
			r.raw(c.Name, n)
		}
	}
	if row.get("cancelled_on") != "" {
		if day := row.dayOf("cancelled_on"); day != "" {
			r.raw("cancelled_on", day)
		}
	}
	r.tells()
}

// tells writes what the event tells about.
func (r *record) tells() {
	r.take("status") // follows from the days
	if of := r.items("of"); len(of) > 0 {
		r.raw("of", flow(of))
	}
}

// venue writes where the event is: the name alone, or with what helps to find it.
func (r *record) venue(row ownRow) {
	name := row.get("place")
	in := []string{pair("address", row.get("address")), pair("lat", row.decimal("lat")), pair("lon", row.decimal("lon"))}
	in = slices.DeleteFunc(in, func(s string) bool { return s == "" })
	switch {
	case name == "":
		r.open("place", catalog.Say("Where in town is it?"))
	case len(in) == 0:
		r.field("place", name)
	default:
		r.raw("place", "{"+strings.Join(append([]string{pair("name", name)}, in...), ", ")+"}")
	}
}

// momentForm is a day, or a day and a time, as the content model has it.
var momentForm = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$`)

// moment returns a day and a time of a row; what is none stays in the text as published.
func (r ownRow) moment(column string) string {
	text := r.get(column)
	if text != "" && !momentForm.MatchString(text) {
		r.keep(column)
		return ""
	}
	return text
}

// slotForm is a line of a programme: the time, with its day or without, two spaces, and what
// happens.
var slotForm = regexp.MustCompile(`^(?:((?:\d{4}-\d{2}-\d{2} )?\d{2}:\d{2})  )?(\S.*)$`)

// programme writes the lines of a programme, which stand in one cell.
func (r *record) programme(row ownRow) {
	for i, line := range strings.Split(strings.TrimSpace(row.get("programme")), "\n") {
		slot := slotForm.FindStringSubmatch(strings.TrimSpace(line))
		if slot == nil {
			continue
		}
		if i == 0 {
			r.raw("programme", "")
		}
		r.item("  ", pair("time", slot[1]), pair("what", slot[2]))
	}
}
