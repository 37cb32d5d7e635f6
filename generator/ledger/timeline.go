package ledger

import (
	"slices"
	"time"

	"parvis/generator/content"
	"parvis/generator/frontmatter"
)

// This file tells what happened since: what is known of dates, the deadlines
// that the city has set itself, and its long silences.

// SilenceMonths is how many months without news a timeline tells of.
const SilenceMonths = 9

// EventKind is what a line of a timeline tells.
type EventKind string

// The kinds of lines.
const (
	Announced       EventKind = "announced"
	Mandated        EventKind = "mandate" // the council's vote
	Briefed         EventKind = "briefing"
	Departure       EventKind = "departure"
	Return          EventKind = "return"
	Cancelled       EventKind = "cancelled"
	Held            EventKind = "held" // an event took place
	Signed          EventKind = "signed"
	FollowedUp      EventKind = "follow-up"
	HadOutcome      EventKind = "outcome" // Other is the outcome
	Revised         EventKind = "history" // Revision is the line
	PromiseNoted    EventKind = "noted"
	PromiseKept     EventKind = "kept"
	PromiseDropped  EventKind = "dropped"
	Published       EventKind = "published"
	ToldInLetter    EventKind = "letter"
	ToldInStory     EventKind = "story" // Other is the entry whose story it is
	ReportDue       EventKind = "report-due"
	CostDue         EventKind = "cost-due"
	LessonReview    EventKind = "review"
	PromiseDue      EventKind = "promised"
	AgreementReview EventKind = "agreement-review"
	AgreementEnd    EventKind = "until"
	BecameDormant   EventKind = "dormant"
	// Silence stands above the news after which nothing was heard for Months;
	// Today between what is ahead and what happened.
	Silence EventKind = "silence"
	Today   EventKind = "today"
)

// Event is one line of an entry's timeline.
type Event struct {
	At   time.Time
	Kind EventKind
	// Deadline tells that it is a day on which the city owes something, and no
	// news; Late, that it has passed without that; Ahead, that it is to come.
	Deadline, Late, Ahead bool
	Text                  content.Text // what was recorded, of the entry
	Period                content.Period
	Promise               *Promise
	Other                 *content.Entry
	Letter                *content.Newsletter
	Revision              content.Revision
	// Of a silence: how many months it lasted, and whether it lasts still.
	Months  int
	Lasting bool
}

// Timeline is an entry's timeline, the latest first: what is still ahead, then
// what happened.
func (ld *Ledger) Timeline(e *content.Entry) []Event {
	today := ld.Today()
	events := slices.Concat(announced(e), ld.happened(e), ld.retold(e), ld.deadlines(e))
	events = slices.DeleteFunc(events, func(x Event) bool { return x.At.IsZero() || !x.Deadline && x.At.After(today) })
	slices.Reverse(events) // what comes later on one day stands above, as on several: the return above the departure
	slices.SortStableFunc(events, func(a, b Event) int { return b.At.Compare(a.At) })
	var out []Event
	last, lasting := today, true // the day of the news above; there is none yet
	for i, x := range events {
		x.Ahead = x.At.After(today)
		if !x.Ahead && i > 0 && events[i-1].At.After(today) {
			out = append(out, Event{At: today, Kind: Today})
		}
		if !x.Deadline {
			if months := frontmatter.MonthsBetween(x.At, last); months >= SilenceMonths {
				out = append(out, Event{At: x.At, Kind: Silence, Months: months, Lasting: lasting})
			}
			last, lasting = x.At, false
		}
		out = append(out, x)
	}
	return out
}

// announced is what was known before: the announcement, the council's vote,
// the briefing.
func announced(e *content.Entry) []Event {
	var out []Event
	if e.Published.Given && e.Published.V.Before(e.Date()) {
		out = append(out, Event{At: e.Published.V, Kind: Announced})
	}
	if t := e.Trip; t != nil && t.Mandate != nil {
		out = append(out, Event{At: t.Mandate.Date.V, Kind: Mandated, Text: t.Mandate.Ref})
	}
	if t := e.Trip; t != nil && t.Briefing != nil {
		out = append(out, Event{At: t.Briefing.Date.V, Kind: Briefed})
	}
	return out
}

// happened is the entry itself and what came of it.
func (ld *Ledger) happened(e *content.Entry) []Event {
	var out []Event
	if t := e.Trip; t != nil {
		if t.Status.V != "cancelled" && !t.Start.V.After(ld.Today()) && !ld.Set.PlanPast(e) {
			out = append(out, Event{At: t.Start.V, Kind: Departure})
		}
		switch t.Status.V {
		case "completed":
			out = append(out, Event{At: e.End(), Kind: Return})
		case "cancelled":
			out = append(out, Event{At: t.CancelledOn.V, Kind: Cancelled})
		}
	}
	if v := e.Event; v != nil {
		switch {
		case cancelled(e):
			out = append(out, Event{At: v.CancelledOn.V, Kind: Cancelled})
		case e.End().Before(ld.Today()):
			out = append(out, Event{At: e.End(), Kind: Held})
		}
	}
	if a := e.Agreement; a != nil && a.Signed.OK() {
		out = append(out, Event{At: a.Signed.V.Start, Kind: Signed, Period: a.Signed})
		for _, n := range a.FollowUp {
			out = append(out, Event{At: n.On.V, Kind: FollowedUp, Text: n.Text})
		}
		out = append(out, ld.ofPromises(e)...)
	}
	for _, o := range ld.Set.OutcomesOf(e) {
		out = append(out, Event{At: o.Date(), Kind: HadOutcome, Other: o})
	}
	for _, h := range ld.History(e) {
		out = append(out, Event{At: h.On.V, Kind: Revised, Text: h.What, Revision: h})
	}
	return out
}

// ofPromises is what became of promises, but for what an outcome tells.
func (ld *Ledger) ofPromises(e *content.Entry) []Event {
	var out []Event
	for _, p := range ld.PromisesIn(e) {
		for _, n := range ld.Set.NotesOf(p.Promise) {
			out = append(out, Event{At: n.On.V, Kind: PromiseNoted, Text: n.Text, Promise: &p})
		}
		switch {
		case p.Promise.Status.V == "kept" && p.KeptOn.OK():
			out = append(out, Event{At: p.KeptOn.V, Kind: PromiseKept, Text: p.Text, Promise: &p})
		case p.Promise.Status.V == "dropped" && p.DroppedOn.OK():
			out = append(out, Event{At: p.DroppedOn.V, Kind: PromiseDropped, Text: p.Text, Promise: &p})
		}
	}
	return out
}

// retold is who told of it later: the city when it published the entry
// afterwards, a letter, a story that links to it.
func (ld *Ledger) retold(e *content.Entry) []Event {
	var out []Event
	if e.Published.Given && e.Published.V.After(e.End()) {
		out = append(out, Event{At: e.Published.V, Kind: Published})
	}
	for _, m := range ld.Set.Mentions(e) {
		if m.Letter != nil {
			out = append(out, Event{At: m.On, Kind: ToldInLetter, Letter: m.Letter})
		} else {
			out = append(out, Event{At: m.On, Kind: ToldInStory, Other: m.Entry})
		}
	}
	return out
}

// deadlines are the days on which the city owes something, past and to come.
func (ld *Ledger) deadlines(e *content.Entry) []Event {
	var out []Event
	today := ld.Today()
	due := func(at time.Time, kind EventKind, late bool) {
		out = append(out, Event{At: at, Kind: kind, Deadline: true, Late: late})
	}
	if t := e.Trip; t != nil && t.Status.V == "planned" && !ld.Set.PlanPast(e) {
		if t.Start.V.After(today) {
			due(t.Start.V, Departure, false)
		}
		due(e.End(), Return, false)
	}
	if on, late := ld.Set.ReportLate(e); !on.IsZero() && len(ld.Set.OutcomesOf(e)) == 0 {
		due(on, ReportDue, late)
	}
	if on := ld.Set.CostDue(e); e.Cost.State != content.Final && !on.IsZero() && !e.End().After(today) {
		due(on, CostDue, today.After(on))
	}
	if e.Trip != nil {
		for _, x := range e.Trip.Lessons {
			if x.Review.OK() && !x.Review.V.Before(today) {
				out = append(out, Event{At: x.Review.V, Kind: LessonReview, Deadline: true, Text: x.Seen})
			}
		}
	}
	if e.Agreement != nil {
		return append(out, ld.agreementDeadlines(e)...)
	}
	for _, r := range ld.Set.LateReviews(e) {
		out = append(out, Event{At: r.Day, Kind: LessonReview, Deadline: true, Late: true, Text: r.Seen})
	}
	return out
}

// agreementDeadlines are those of an agreement: what was promised, its review,
// its end, and the day from which it counts as dormant.
func (ld *Ledger) agreementDeadlines(e *content.Entry) []Event {
	var out []Event
	a := e.Agreement
	for _, p := range ld.PromisesIn(e) {
		if p.Due.OK() && p.Owed() {
			out = append(out, Event{At: p.Due.V, Kind: PromiseDue, Deadline: true, Late: p.Status == Late, Text: p.Text, Promise: &p})
		}
	}
	for _, r := range ld.Set.LateReviews(e) {
		out = append(out, Event{At: r.Day, Kind: AgreementReview, Deadline: true, Late: true, Period: a.Review})
	}
	for _, x := range []Event{{Kind: AgreementReview, Period: a.Review}, {Kind: AgreementEnd, Period: a.Until}} {
		if x.At = x.Period.V.End(); x.Period.OK() && !x.At.Before(ld.Today()) {
			x.Deadline = true
			out = append(out, x)
		}
	}
	if _, dormant := ld.Set.Dormant(e); dormant {
		out = append(out, Event{At: ld.Set.DormantFrom(e), Kind: BecameDormant, Deadline: true})
	}
	return out
}
