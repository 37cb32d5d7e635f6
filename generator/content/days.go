package content

import (
	"slices"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file is about the days on which something became so: a promise kept or
// dropped, a trip cancelled. By them old letters are told as things stood.

// Keeper is the outcome that keeps a promise, the first of several; nil where
// none does.
func (s *Set) Keeper(e *Entry, p Promise) *Entry { return s.keepers[e.ID+"#"+p.ID.V] }

// KeptOn is the day on which a promise was kept: as it is written, else that of
// the outcome that keeps it. It is zero where neither tells, and for what was
// not kept.
func (s *Set) KeptOn(e *Entry, p Promise) time.Time {
	switch keeper := s.Keeper(e, p); {
	case p.Status.V != "kept":
		return time.Time{}
	case p.KeptOn.OK():
		return p.KeptOn.V
	case keeper != nil:
		return keeper.Date()
	}
	return time.Time{}
}

// NotesOf are the notes of a promise until today, the oldest first.
func (s *Set) NotesOf(p Promise) []News {
	out := slices.DeleteFunc(slices.Clone(p.Notes), func(n News) bool { return !n.On.OK() || n.On.V.After(s.today) })
	slices.SortStableFunc(out, func(a, b News) int { return a.On.V.Compare(b.On.V) })
	return out
}

// days reports the days that are missing of what has become so, and those that
// are still to come.
func (c *checker) days(e *Entry, report source.Report) {
	if t := e.Trip; t != nil {
		if t.Status.V == "cancelled" && absent(t.CancelledOn) {
			report(ruleDayMissing.At(t.Status.At, "the trip is cancelled, and nothing says since when").To("add “cancelled_on: …”"))
		}
	}
	if e.Agreement == nil {
		return
	}
	for _, p := range e.Agreement.Promises {
		switch p.Status.V {
		case "kept":
			if absent(p.KeptOn) && c.Keeper(e, p) == nil && !c.anyUnread(string(Outcomes)) {
				report(
					ruleDayMissing.At(p.Status.At, "the promise %q is kept, and nothing says since when", p.ID.V).
						To("add “kept_on: …”, or name the promise under “keeps” of the outcome that keeps it: %s#%s", e.ID, p.ID.V),
				)
			}
		case "dropped":
			if absent(p.DroppedOn) {
				report(ruleDayMissing.At(p.Status.At, "the promise %q is dropped, and nothing says since when", p.ID.V).To("add “dropped_on: …”"))
			}
		case "late", "open":
			if p.Reason.OK() {
				report(
					ruleReasonUndated.At(p.Reason.At, "nothing says since when this is known of the promise %q, so no letter tells it", p.ID.V).
						To("move it to “notes: [{on: …, text: …}]”, with the day"),
				)
			}
		}
	}
}

// unhappen takes out of an entry what is dated after today, and says so: it has
// not happened yet.
func (c *checker) unhappen(e *Entry) {
	ahead := func(day Date, says catalog.Message) bool {
		if !day.OK() || !day.V.After(c.today) {
			return false
		}
		c.report(ruleHistoryAhead.At(day.At, "%s", says))
		return true
	}
	if t := e.Trip; t != nil && ahead(t.CancelledOn, catalog.Say("the trip is cancelled on %s, which is still to come", catalog.Day(t.CancelledOn.V))) {
		t.Status.V, t.CancelledOn = t.statusOn(c.today), Date{}
	}
	if t := e.Trip; t != nil && t.Status.OK() && t.Status.V == "completed" && t.End.OK() && t.End.V.After(c.today) {
		c.report(ruleHistoryAhead.At(t.Status.At, "the trip is called completed, and ends on %s, which is still to come", catalog.Day(t.End.V)).
			To("take “status” out: it follows from the days; or correct them"))
		t.Status.V = t.statusOn(c.today)
	}
	if o := e.Outcome; o != nil && o.Status.OK() && o.Status.V != "too_early" && o.Status.V != "under_way" && o.Date.OK() && o.Date.V.After(c.today) {
		c.report(ruleHistoryAhead.At(o.Status.At, "the outcome is told as it is to be on %s, which is still to come", catalog.Day(o.Date.V)).
			To("write the day on which it was so, or “status: under_way” until then"))
		o.Status.V, o.Reason = "under_way", Text{}
	}
	if v := e.Event; v != nil {
		if ahead(v.CancelledOn, catalog.Say("the event is called off on %s, which is still to come", catalog.Day(v.CancelledOn.V))) {
			v.CancelledOn = Date{}
		}
		if v.Attended.OK() && v.Start.OK() && v.Start.V.Day.After(c.today) {
			c.report(ruleAttendedEarly.At(v.Attended.At, "the event says how many came, and starts on %s, which is still to come", catalog.Day(v.Start.V.Day)))
			v.Attended.Bad = true
		}
	}
	if e.Agreement == nil {
		return
	}
	for i := range e.Agreement.Promises {
		p := &e.Agreement.Promises[i]
		if ahead(p.KeptOn, catalog.Say("the promise is kept on %s, which is still to come", catalog.Day(p.KeptOn.V))) ||
			ahead(p.DroppedOn, catalog.Say("the promise is dropped on %s, which is still to come", catalog.Day(p.DroppedOn.V))) {
			p.Status.V, p.Reason, p.KeptOn, p.DroppedOn = "open", Text{}, Date{}, Date{}
		}
		for _, n := range p.Notes {
			ahead(n.On, catalog.Say("something is noted of the promise on %s, which is still to come", catalog.Day(n.On.V)))
		}
	}
}

// absent tells whether a field was neither written nor read badly.
func absent[V any](v frontmatter.Value[V]) bool { return !v.Given && !v.Bad }

var ruleDayMissing = &source.Rule{Name: "day-missing", Severity: source.Warning,
	Says: "What was kept, dropped or cancelled says on which day.",
	Why:  "each month’s letter tells how things stood then, and cannot without the day",
	Fix:  "add “kept_on”, “dropped_on” or “cancelled_on”",
	Bad: source.Example{
		File: "agreements/2025-ravenna.md",
		Text: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2026-03-31, status: kept}]\n",
	},
	Good: source.Example{
		File: "agreements/2025-ravenna.md",
		Text: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2026-03-31, status: kept, kept_on: 2026-03-12}]\n",
	}}

var ruleDayUnfitting = &source.Rule{Name: "day-unfitting",
	Says: "A day of keeping, dropping or cancelling belongs to what was kept, dropped or cancelled.",
	Fix:  "correct the day or the status",
	Bad: source.Example{
		File: "agreements/2025-ravenna.md",
		Text: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, status: open, kept_on: 2026-03-12}]\n",
	},
	Good: source.Example{
		File: "agreements/2025-ravenna.md",
		Text: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, status: kept, kept_on: 2026-03-12}]\n",
	}}

var ruleReasonUndated = &source.Rule{Name: "reason-undated", Severity: source.Warning,
	Says: "What becomes known of a promise before it is kept or dropped has its day.",
	Why:  "a letter of January may not tell what was known in May",
	Fix:  "write it as a dated line of “notes”",
	Bad: source.Example{
		File: "agreements/2025-ravenna.md",
		Text: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2026-03-31, status: late, reason: One came in May.}]\n",
	},
	Good: source.Example{
		File: "agreements/2025-ravenna.md",
		Text: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2026-03-31, status: late, notes: [{on: 2026-05-04, text: One came.}]}]\n",
	}}
