package site

import (
	"slices"
	"time"

	"parvis/generator/content"
	"parvis/generator/frontmatter"
)

// keptOn is the day on which a promise was kept: that of the outcome that
// keeps it, else the day it was promised for.
func (s *Site) keptOn(e *content.Entry, p content.Promise) time.Time {
	if k := s.keeper[e.ID+"#"+p.ID.V]; k != nil {
		return k.Date()
	}
	return p.Due.V
}

// promiseBy is how a promise stood at the end of a day: kept, open, late or
// dropped. On the last day known it is what its entry says.
func (s *Site) promiseBy(e *content.Entry, p content.Promise, day time.Time) string {
	passed := p.Due.OK() && day.After(p.Due.V)
	status := s.Set.PromiseStatus(p)
	switch {
	case !day.Before(s.Set.Today()):
		return status
	case status == "kept" && !s.keptOn(e, p).After(day):
		return status
	case status == "dropped" && (passed || !p.Due.OK()):
		return status
	case passed, status == "late" && !p.Due.OK():
		return "late"
	}
	return "open"
}

// mostLate is how many late promises a page names.
const mostLate = 3

// said is what was promised, as it stood at the end of a page's time.
func (s *Site) said(l *lang, sp span) Said {
	var out Said
	count, all := map[string]int{}, 0
	late := 0
	for _, e := range slices.Backward(s.byTerm("agreements")) {
		if e.Date().After(sp.to) {
			continue
		}
		for _, p := range e.Agreement.Promises {
			status := s.promiseBy(e, p, sp.to)
			all++
			count[status]++
			switch {
			case status == "kept" && sp.holds(s.keptOn(e, p)):
				out.Kept = append(out.Kept, s.toldPromise(l, e, p, status))
			case status == "late":
				if late++; late <= mostLate {
					out.Late = append(out.Late, s.toldPromise(l, e, p, status))
				}
			case sp.holds(e.End()):
				out.New = append(out.New, s.toldPromise(l, e, p, status))
			}
		}
	}
	if late > mostLate {
		out.More = l.n("letter.late-more", late-mostLate)
	}
	number := func(status string) string { return l.Number(int64(count[status])) }
	out.Ledger = l.w("letter.ledger-none")
	if all > 0 {
		out.Ledger = l.n("letter.ledger", all, "kept", number("kept"), "open", number("open"), "late", number("late"), "dropped", number("dropped"))
	}
	return out
}

// toldPromise is a promise as it stood, with how late it was kept.
func (s *Site) toldPromise(l *lang, e *content.Entry, p content.Promise, status string) Promise {
	out := s.promiseOf(l, e, p)
	out.State = State{status, l.w("promise." + status)}
	if status == "dropped" {
		out.State.Class = "gone"
	}
	if status != s.Set.PromiseStatus(p) {
		out.Reason = Str{} // it tells of what came later
	}
	if on := s.keptOn(e, p); status == "kept" && p.Due.OK() && on.After(p.Due.V) {
		out.State.Text = l.w("letter.kept-late")
		if months := frontmatter.MonthsBetween(p.Due.V, on); months > 0 {
			out.State.Text = l.n("letter.kept-months-late", months)
		}
	}
	return out
}

// owed are the promises that are still to be kept, by agreement.
func (s *Site) owed(l *lang, sp span) []Promise {
	var out []Promise
	for _, e := range slices.Backward(s.byTerm("agreements")) {
		for _, p := range e.Agreement.Promises {
			if status := s.promiseBy(e, p, sp.to); !e.Date().After(sp.to) && (status == "open" || status == "late") {
				out = append(out, s.toldPromise(l, e, p, status))
			}
		}
	}
	return out
}
