package site

import (
	"slices"

	"parvis/generator/content"
	"parvis/generator/frontmatter"
)

// mostLate is how many late promises a page names.
const mostLate = 3

// said is what was promised, and how it stands at the end of a page's time.
func (s *Site) said(l *lang, sp span) Said {
	var out Said
	count, all := map[string]int{}, 0
	late := 0
	for _, e := range slices.Backward(s.ledger.Kind(content.Agreements)) {
		for _, p := range e.Agreement.Promises {
			status := s.Set.PromiseStatus(p)
			all++
			count[status]++
			switch {
			case status == "kept" && sp.holds(s.Set.KeptOn(e, p)):
				out.Kept = append(out.Kept, s.toldPromise(l, e, p, status))
			case status == "late":
				if late++; late <= mostLate {
					out.Late = append(out.Late, s.toldPromise(l, e, p, status))
				}
			case status == "dropped" && sp.holds(p.DroppedOn.V):
				out.Dropped = append(out.Dropped, s.toldPromise(l, e, p, status))
			case sp.holds(e.Told()):
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

// toldPromise is a promise as a letter tells it: with what is known of it last,
// and how late it was kept.
func (s *Site) toldPromise(l *lang, e *content.Entry, p content.Promise, status string) Promise {
	out := s.promiseOf(l, e, p)
	if n := len(out.Notes); n > 0 && out.Reason.Text == "" {
		out.Reason = out.Notes[n-1].Text
	}
	if on := s.Set.KeptOn(e, p); status == "kept" && p.Due.OK() && on.After(p.Due.V) {
		out.State.Text = l.w("letter.kept-late")
		if months := frontmatter.MonthsBetween(p.Due.V, on); months > 0 {
			out.State.Text = l.n("letter.kept-months-late", months)
		}
	}
	return out
}

// owed are the promises that are still to be kept, by agreement.
func (s *Site) owed(l *lang) []Promise {
	var out []Promise
	for _, e := range slices.Backward(s.ledger.Kind(content.Agreements)) {
		for _, p := range e.Agreement.Promises {
			if status := s.Set.PromiseStatus(p); status == "open" || status == "late" {
				out = append(out, s.toldPromise(l, e, p, status))
			}
		}
	}
	return out
}
