package content

import (
	"time"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file is what is to be told to whom about an entry. It is for colleagues: no byte of it
// may reach a public file.

// Telling is one thing that somebody is to be told.
type Telling struct {
	For, Message, Channel Text
	On, Done              Date
}

// Day is when they were told or, before that, are to be told; zero where nothing says when.
func (t Telling) Day() time.Time {
	if t.Done.OK() {
		return t.Done.V
	}
	return t.On.V
}

// communication reads them.
func (p *parser) communication(m *frontmatter.Map) []Telling {
	var out []Telling
	for _, in := range m.Maps("communication") {
		t := Telling{For: in.Choice("for", frontmatter.Required, fields.Audiences...), Message: in.Text("message", frontmatter.Required),
			Channel: in.Text("channel", frontmatter.Optional), On: in.Date("on", frontmatter.Optional), Done: in.Date("done", frontmatter.Optional)}
		in.Close()
		if t.For.OK() && t.Message.OK() {
			out = append(out, t)
		}
	}
	return out
}

// tellings hints at what nobody is told before it costs much, and at staff who hear of it last.
func (c *checker) tellings(e *Entry, report source.Report) {
	if e.StaffOnly() {
		e = c.ForStaff(e)
	}
	c.toldBefore(e, report)
	var staff Telling
	others := false
	for _, t := range e.Communication {
		if t.For.V == "staff" && !t.Day().IsZero() && (staff.Day().IsZero() || t.Day().Before(staff.Day())) {
			staff = t
		}
	}
	for _, t := range e.Communication {
		if t.For.V == "staff" || t.Day().IsZero() {
			continue
		}
		if !t.Day().Before(staff.Day()) {
			return
		}
		others = true
	}
	if others {
		report(ruleStaffLast.At(staff.For.At, "everybody else hears of this before the staff"))
	}
}

// toldBefore hints at an entry that is still to come, costs more than site.yaml says, and of
// which nobody has been told or is to be told before it begins.
func (c *checker) toldBefore(e *Entry, report source.Report) {
	over, cost := c.settings.TellBeforeOver, e.Cost.Trip
	if !e.Cost.Known {
		cost = e.Cost.Planned.V
	}
	if !over.OK() || e.Date().Before(c.today) || e.CalledOff() || cost.Minor <= over.V.Minor {
		return
	}
	for _, t := range e.Communication {
		if !t.Day().IsZero() && t.Day().Before(e.Date()) {
			return
		}
	}
	report(ruleToldBefore.At(e.Cost.At, "this costs %s, and nobody is told before it begins", catalog.Amount(cost.Decimal())))
}

var (
	ruleToldBefore = &source.Rule{Name: "told-before", Severity: source.Warning,
		Says: "Of what costs much, somebody is told before it begins.",
		Why:  "a cost that residents read first in the newspaper looks hidden",
		Fix:  "write into “communication” who is told what, and on which day; no byte of it is published",
		Bad:  source.Example{File: "site.yaml", Text: "tell_before_over: 1000\n", Beside: map[string]string{"trips/2026-12-graz.md": dearTrip + "---\n"}},
		Good: source.Example{File: "site.yaml", Text: "tell_before_over: 1000\n", Beside: map[string]string{"trips/2026-12-graz.md": dearTrip +
			"communication: [{for: staff, message: Your timetable changes in March., on: 2026-11-02}]\n---\n"}}}
	ruleStaffLast = &source.Rule{Name: "staff-last", Severity: source.Warning,
		Says: "The city's staff do not hear of it last.",
		Why:  "whoever hears from a neighbour what changes at work explains it to nobody",
		Fix:  "tell the staff first, or on the same day",
		Bad: source.Example{File: tellingExample, Text: "communication: [{for: press, message: Trams run at night., on: 2026-09-20}, " +
			"{for: staff, message: Trams run at night., on: 2026-09-21}]\n"},
		Good: source.Example{File: tellingExample, Text: "communication: [{for: press, message: Trams run at night., on: 2026-09-21}, " +
			"{for: staff, message: Trams run at night., on: 2026-09-20}]\n"}}
)

const (
	tellingExample = "trips/2026-09-ravenna.md"
	dearTrip       = `---
title: Graz shows us quiet tram wheels
start: 2026-12-07
end: 2026-12-08
destination: Graz, AT
purpose: Hear how loud a tram has to be in a narrow street.
local_impact: {benefit: "Trams on Mill Street ring 20 decibels lower from spring, so 300 people sleep.", issues: [mobility]}
cost: {planned: 1800, pending: The tickets are bought on 1 December.}
sdg: [11.2]
pitch: Mill Street sleeps while the trams run.
official: claire-moreau
departments: [streets]
`
)
