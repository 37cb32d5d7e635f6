package content

import (
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
)

// This file is what only trips have: what it is, how it is read, which of it are
// texts, and what the data hold of it.

// Place is where a trip led. Lat and Lon are degrees, north and east
// positive, both or neither given.
type Place struct {
	City, Country Text
	Lat, Lon      frontmatter.Value[float64]
}

// Traveller is one of those who travelled: a person by id, or a role.
type Traveller struct {
	Person, Role, Function, PaidBy Text
	Count                          int
	bare                           bool // it is no group of fields; the check says what to write
}

// Lesson is what was seen there and what is done with it here.
type Lesson struct {
	Seen, Here, Status Text
	Review             Date
}

// Briefing is what was shared with departments before a trip.
type Briefing struct {
	Date        Date
	Departments []Text
	Topics      []Text
}

// Mandate is the council's vote for a trip.
type Mandate struct {
	Ref, URL Text
	Date     Date
}

// Trip is what only trips have.
type Trip struct {
	Start, End       Date
	Destinations     []Place
	Travellers       []Traveller
	InvitedBy        Text
	Met              []Text
	Status           Text // planned, completed or cancelled; where none is written, by the dates
	CancelledOn      Date
	Briefing         *Briefing
	Mandate          *Mandate
	PrivateExtension Text
	CO2              Text // kilograms
	Lessons          []Lesson
}

func (p *parser) trip(m *frontmatter.Map) *Trip {
	t := &Trip{
		Start: m.Date("start", frontmatter.Required), End: m.Date("end", frontmatter.Required), InvitedBy: m.Text("invited_by", frontmatter.Optional),
		Met: m.Texts("met", frontmatter.Optional), Status: m.Choice("status", frontmatter.Optional, fields.TripStatuses...),
		CancelledOn: m.Date(
			"cancelled_on",
			frontmatter.Optional,
		), PrivateExtension: m.Text("private_extension", frontmatter.Optional), CO2: m.Decimal("co2_kg", frontmatter.Optional),
	}
	if t.Start.OK() && t.End.OK() && t.End.V.Before(t.Start.V) {
		p.report(ruleDateOrder.At(t.End.At, "the trip ends before it starts").See(t.Start.At, "it starts here"))
		t.End.Bad = true
	}
	if day := t.CancelledOn; day.OK() && t.Status.V != "cancelled" && !t.Status.Bad {
		p.report(
			ruleDayUnfitting.At(day.At, "the trip has a day on which it was cancelled, and is not called cancelled").
				To("write “status: cancelled”, or take “cancelled_on” out"),
		)
	}
	if day := t.CancelledOn; day.OK() && t.End.OK() && day.V.After(t.End.V) {
		p.report(ruleDateOrder.At(day.At, "the trip is cancelled after it has ended").See(t.End.At, "it ends here"))
		t.CancelledOn.Bad = true
	}
	t.Destinations = p.destinations(m)
	bare := func(v Text) { t.Travellers = append(t.Travellers, Traveller{Person: v, Count: 1, bare: true}) }
	for _, v := range m.MapsOr("travellers", bare) {
		t.Travellers = append(t.Travellers, p.traveller(v))
	}
	t.Briefing, t.Mandate = p.briefing(m), p.mandate(m, t.Start)
	for _, l := range m.Maps("lessons") {
		t.Lessons = append(t.Lessons, Lesson{
			Seen: l.Text("seen", frontmatter.Required), Here: l.Text("here", frontmatter.Optional),
			Status: l.Choice("status", frontmatter.Required, fields.LessonStatuses...), Review: l.Date("review", frontmatter.Optional),
		})
		l.Close()
	}
	return t
}

// nights wants the nights of lodging that were paid for to be no more than all
// travellers together were away, where it is written who they were.
func (p *parser) nights(t *Trip, c Cost) {
	if !t.Start.OK() || !t.End.OK() || len(t.Travellers) == 0 {
		return
	}
	paid, away := 0, int(t.End.V.Sub(t.Start.V).Hours()/24)*t.people()
	for _, l := range c.Lines {
		if l.For.V != "lodging" || !l.Nights.OK() {
			continue
		}
		if paid += l.Nights.V; paid > away {
			p.report(ruleLineUnfitting.At(l.Nights.At, "more nights of lodging are paid for (%d) than all travellers together were away (%d)", paid, away).
				See(t.End.At, "it ends here").To("correct the nights, the days of the trip, or how many travelled"))
			return
		}
	}
}

func (p *parser) traveller(m *frontmatter.Map) Traveller {
	t := Traveller{
		Person: m.Code("person", frontmatter.Optional), Role: m.Text("role", frontmatter.Optional), Function: m.Text("function", frontmatter.Optional),
		PaidBy: m.Text("paid_by", frontmatter.Optional), Count: 1,
	}
	if n := m.Whole("count", frontmatter.Optional, 1); n.OK() {
		t.Count = n.V
	}
	if t.Person.Given == t.Role.Given && !t.Person.Bad && !t.Role.Bad {
		p.report(ruleTraveller.At(m.At(), "a traveller is either a person or a role"))
	}
	m.Close()
	return t
}

func (p *parser) briefing(m *frontmatter.Map) *Briefing {
	b := m.Map("briefing", frontmatter.Optional)
	if b == nil {
		return nil
	}
	out := &Briefing{
		Date:        b.Date("date", frontmatter.Required),
		Departments: b.Codes("departments", frontmatter.Required),
		Topics:      b.Texts("topics", frontmatter.Optional),
	}
	b.Close()
	return out
}

func (p *parser) mandate(m *frontmatter.Map, start Date) *Mandate {
	b := m.Map("mandate", frontmatter.Optional)
	if b == nil {
		return nil
	}
	out := &Mandate{Ref: b.Text("ref", frontmatter.Required), Date: b.Date("date", frontmatter.Required), URL: readURL(b, "url")}
	b.Close()
	if out.Date.OK() && start.OK() && !out.Date.V.Before(start.V) {
		p.report(ruleMandateLate.At(out.Date.At, "the council's vote comes after the departure").See(start.At, "the trip starts here"))
	}
	return out
}

func (t *Trip) eachText(text func(place, Text), list func(name string, n int)) {
	list(destinations, len(t.Destinations))
	for i, d := range t.Destinations {
		text(place{list: destinations, n: i, field: "city"}, d.City)
	}
	text(place{field: "invited_by"}, t.InvitedBy)
	list("met", len(t.Met))
	for i, v := range t.Met {
		text(place{list: "met", n: i}, v)
	}
	if t.Mandate != nil {
		text(place{list: "mandate", n: grouped, field: "ref"}, t.Mandate.Ref)
	}
	text(place{field: "private_extension"}, t.PrivateExtension)
	list("travellers", len(t.Travellers))
	for i, v := range t.Travellers {
		text(place{list: "travellers", n: i, field: "role"}, v.Role)
		text(place{list: "travellers", n: i, field: "function"}, v.Function)
	}
	list("lessons", len(t.Lessons))
	for i, l := range t.Lessons {
		text(place{list: "lessons", n: i, field: "seen"}, l.Seen)
		text(place{list: "lessons", n: i, field: "here"}, l.Here)
	}
}

// plain are the values of the plain columns that only trips have.
func (t *Trip) plain() map[string]Text {
	return map[string]Text{"invited_by": t.InvitedBy, "private_extension": t.PrivateExtension, "co2_kg": t.CO2}
}
