package content

import (
	"strings"
)

// This file is what stands in the table of events.

func eachEvent(s *Set, yield func(*Entry) bool) {
	for _, e := range s.entries {
		if e.Event != nil && !yield(e) {
			return
		}
	}
}

var eventCells = cells[*Entry]{
	"entry":  func(_ *Set, e *Entry) string { return e.ID },
	"url":    func(s *Set, e *Entry) string { return s.urlOf(e.ID) },
	"title":  func(_ *Set, e *Entry) string { return e.Title.V },
	"start":  func(_ *Set, e *Entry) string { return momentCell(e.Event.Start) },
	"end":    func(_ *Set, e *Entry) string { return momentCell(e.Event.End) },
	"status": func(s *Set, e *Entry) string { return s.EventStatus(e) },
	"for":    func(_ *Set, e *Entry) string { return slugs(e.Event.For, "") },

	"place":        func(_ *Set, e *Entry) string { return e.Event.Place.Name.V },
	"address":      func(_ *Set, e *Entry) string { return e.Event.Place.Address.V },
	"lat":          func(_ *Set, e *Entry) string { return degreesCell(e.Event.Place.Lat) },
	"lon":          func(_ *Set, e *Entry) string { return degreesCell(e.Event.Place.Lon) },
	"series":       func(_ *Set, e *Entry) string { return e.Event.Series.V },
	"programme":    func(_ *Set, e *Entry) string { return programmeCell(e.Event.Programme) },
	"registration": func(_ *Set, e *Entry) string { return e.Event.Registration.V },
	"attended":     func(_ *Set, e *Entry) string { return wholeCell(e.Event.Attended) },
	"of":           func(_ *Set, e *Entry) string { return slugs(e.Event.Of, "") },
	"cancelled_on": func(_ *Set, e *Entry) string {
		if !e.Event.CancelledOn.OK() {
			return ""
		}
		return dayCell(e.Event.CancelledOn.V)
	},
}

func momentCell(m Moment) string {
	if !m.OK() {
		return ""
	}
	return m.V.String()
}

// programmeCell is a programme as the lines of one cell: the time, where there is one, two
// spaces, and what happens.
func programmeCell(list []Slot) string {
	var lines []string
	for _, s := range list {
		lines = append(lines, strings.TrimLeft(momentCell(s.Time)+"  "+strings.Join(strings.Fields(s.What.V), " "), " "))
	}
	return strings.Join(lines, "\n")
}
