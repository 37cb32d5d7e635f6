package content

import (
	"slices"
	"time"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file is what only events have: what it is, how it is read, which of it are
// texts. What of an event for colleagues is public stands in staff.go.

// Moment is a day, with the time of day where it is known.
type Moment = frontmatter.Value[frontmatter.Moment]

// Venue is where in the city an event is.
type Venue struct {
	Name, Address Text
	Lat, Lon      frontmatter.Value[float64]
}

// Slot is one line of a programme.
type Slot struct {
	Time Moment
	What Text
}

// Event is what only events have.
type Event struct {
	Start, End   Moment
	Place        Venue
	For          []Text
	Series       Text
	Programme    []Slot
	Registration Text // a web address or a mail address
	Attended     frontmatter.Value[int]
	Of           []Text
	CancelledOn  Date
}

func (p *parser) event(m *frontmatter.Map) *Event {
	e := &Event{Start: m.Moment("start", frontmatter.Required, time.Time{})}
	e.End = m.Moment("end", frontmatter.Optional, e.Start.V.Day)
	e.Place = p.venue(m)
	e.For, e.Series = m.Choices("for", frontmatter.Required, fields.Audiences...), m.Text("series", frontmatter.Optional)
	for _, v := range m.Maps("programme") {
		e.Programme = append(e.Programme, Slot{Time: v.Clock("time", frontmatter.Optional), What: v.Text("what", frontmatter.Required)})
		v.Close()
	}
	e.Registration = p.registration(m)
	e.Attended, e.Of = m.Whole("attended", frontmatter.Optional, 0), m.Codes("of", frontmatter.Optional)
	e.CancelledOn = m.Date("cancelled_on", frontmatter.Optional)
	p.eventDays(e)
	return e
}

// venue reads where an event is: the name of the place alone, or with what helps to find it.
func (p *parser) venue(m *frontmatter.Map) Venue {
	if m.Shape("place") != frontmatter.Mapping {
		return Venue{Name: m.Text("place", frontmatter.Required)}
	}
	in := m.Map("place", frontmatter.Required)
	out := Venue{Name: in.Text("name", frontmatter.Required), Address: in.Text("address", frontmatter.Optional),
		Lat: in.Coordinate("lat", 90), Lon: in.Coordinate("lon", 180)}
	bothCoordinates(in, out.Lat, out.Lon)
	elsewhere(p.s.Country, out.Lat, out.Lon, p.report)
	in.Close()
	return out
}

// registration reads where one says that one will come: a web address or a mail address.
func (p *parser) registration(m *frontmatter.Map) Text {
	v := m.Code("registration", frontmatter.Optional)
	if !v.OK() || isMail(v.V) || checkWeb(v, p.report) {
		return v
	}
	return Text{At: v.At, Bad: true}
}

// eventDays reports the days and times of an event that cannot be.
func (p *parser) eventDays(e *Event) {
	if e.Start.OK() && e.End.OK() && e.End.V.Before(e.Start.V) {
		p.report(ruleDateOrder.At(e.End.At, "the event ends before it starts").See(e.Start.At, "it starts here"))
		e.End.Bad = true
	}
	if day := e.CancelledOn; day.OK() && e.Start.OK() && day.V.After(e.last()) {
		p.report(ruleDateOrder.At(day.At, "the event is called off after it has ended").See(e.Start.At, "it starts here"))
		e.CancelledOn.Bad = true
	}
	if e.CancelledOn.OK() && e.Attended.OK() {
		p.report(ruleAttendedEarly.At(e.Attended.At, "the event was called off, and says how many came").See(e.CancelledOn.At, "it was called off here"))
		e.Attended.Bad = true
	}
	for i, s := range e.Programme {
		if !s.Time.OK() || !e.Start.OK() || e.End.Bad {
			continue
		}
		if at := e.moment(s); at.Before(e.Start.V) || (frontmatter.Moment{Day: e.last()}).Before(at) || e.End.OK() && e.End.V.Before(at) {
			p.report(ruleProgrammeOutside.At(s.Time.At, "this stands outside of the time of the event").See(e.Start.At, "it starts here"))
			e.Programme[i].Time.Bad = true
		}
	}
}

// moment is when a line of the programme begins: on the first day, where no day is written.
func (e *Event) moment(s Slot) frontmatter.Moment {
	out := s.Time.V
	if out.Day.IsZero() {
		out.Day = e.Start.V.Day
	}
	return out
}

// last is the event's last day.
func (e *Event) last() time.Time {
	if e.End.OK() {
		return e.End.V.Day
	}
	return e.Start.V.Day
}

// IsFor tells whether an event is for somebody, of fields.Audiences.
func (e *Event) IsFor(audience string) bool {
	return slices.ContainsFunc(e.For, func(v Text) bool { return v.V == audience })
}

// statusOn is how an event stands at the end of a day: planned, completed or cancelled.
func (e *Event) statusOn(day time.Time) string {
	switch {
	case e.CancelledOn.OK() && !e.CancelledOn.V.After(day):
		return "cancelled"
	case !e.Start.OK() || !e.last().Before(day):
		return "planned"
	}
	return "completed"
}

// EventStatus is how an event stands: planned, completed or cancelled.
func (s *Set) EventStatus(e *Entry) string { return e.Event.statusOn(s.today) }

// CalledOff tells whether a trip or an event was cancelled.
func (e *Entry) CalledOff() bool {
	return e.Trip != nil && e.Trip.Status.V == "cancelled" || e.Event != nil && e.Event.CancelledOn.OK()
}

func (e *Event) eachText(text func(place, Text), list func(name string, n int)) {
	text(place{list: "place", n: grouped, field: "name"}, e.Place.Name)
	text(place{list: "place", n: grouped, field: "address"}, e.Place.Address)
	text(place{field: "series"}, e.Series)
	list("programme", len(e.Programme))
	for i, s := range e.Programme {
		text(place{list: "programme", n: i, field: "what"}, s.What)
	}
}

// eventReferences follows what an event tells about.
func (c *checker) eventReferences(e *Entry, report source.Report) {
	c.refers(&e.Head, e.Kind, "of", report, e.Event.Of...)
}

var (
	ruleAttendedEarly = &source.Rule{Name: "attended-early", Severity: source.Warning,
		Says: "How many came is written once an event is over, and took place.",
		Why:  "a figure that nobody can have counted makes all others doubtful",
		Fix:  "take “attended” out until the event is over, or correct the days",
		Bad:  source.Example{File: eventExample, Text: "start: 2026-11-21 18:30\nend: 2026-11-21 21:00\nattended: 140\n"},
		Good: source.Example{File: eventExample, Text: "start: 2026-10-21 18:30\nend: 2026-10-21 21:00\nattended: 140\n"}}
	ruleProgrammeOutside = &source.Rule{Name: "programme-outside", Severity: source.Warning,
		Says: "A programme lies within the time of its event.",
		Why:  "people come by the programme, and would find closed doors",
		Fix:  "correct the time, with its day before it where the event lasts several days, or the begin or the end of the event",
		Bad:  source.Example{File: eventExample, Text: "programme: [{time: \"17:00\", what: Soup and welcome}]\n"},
		Good: source.Example{File: eventExample, Text: "programme: [{time: \"18:30\", what: Soup and welcome}]\n"}}
	ruleFeatureStaff = &source.Rule{Name: "feature-staff",
		Says: "Neither a letter nor a campaign tells residents of an event that is for staff alone.",
		Why:  "nothing of such an event is public but its title and its cost, so that a resident could read nothing",
		Fix:  "take it out; the staff edition of the letter tells of it by itself",
		Bad: source.Example{File: "newsletters/2026-10.md", Text: "features: [events/2026-11-night-trams]\n",
			Beside: map[string]string{eventExample: forStaff}},
		Good: source.Example{File: "newsletters/2026-10.md", Text: "features: [trips/2026-09-ravenna]\n",
			Beside: map[string]string{eventExample: forStaff}}}
)

// eventExample is the event of the examples of rules, and forStaff one for colleagues.
const (
	eventExample = "events/2026-11-night-trams.md"
	forStaff     = `---
title: A morning on night timetables
start: 2026-11-12 09:00
place: Room 2 of the town hall
for: [staff]
purpose: Let the timetable desk hear how Ravenna plans its nights.
local_impact: {benefit: "The timetable of the 14 night stops is drawn up by our own desk from January.", issues: [mobility]}
cost: 120
sdg: [11.2]
pitch: Our own desk draws up the night timetable.
official: claire-moreau
departments: [streets]
---
`
)
