package site

import "parvis/generator/ledger"

// mostLate is how many late promises a page names.
const mostLate = 3

// said is what was promised, and how it stands at the end of a page's time.
func (s *Site) said(l *lang, in ledger.Span) Said {
	x := s.ledger.Said(in)
	out := Said{Kept: s.toldPromises(l, x.Kept), Late: s.toldPromises(l, x.Late[:min(mostLate, len(x.Late))]), Dropped: s.toldPromises(l, x.Dropped),
		New: s.toldPromises(l, x.New)}
	if more := len(x.Late) - mostLate; more > 0 {
		out.More = l.count("letter.late-more", more)
	}
	out.Nothing = len(out.Kept)+len(out.Late)+len(out.Dropped)+len(out.New) == 0
	number := func(status ledger.Status) string { return l.Number(int64(x.Count[status])) }
	out.Ledger = l.word("letter.ledger-none")
	if x.All > 0 {
		out.Ledger = l.count("letter.ledger", x.All, "kept", number(ledger.Kept), "open", number(ledger.Open), "late", number(ledger.Late), "dropped",
			number(ledger.Dropped))
	}
	return out
}

// toldPromises are promises as a letter tells them: with what is known of them
// last, and how late they were kept.
func (s *Site) toldPromises(l *lang, list []ledger.Promise) []Promise {
	var out []Promise
	for _, p := range list {
		v, x := s.promiseOf(l, p), s.ledger.Standing(p)
		if n := len(v.Notes); n > 0 && v.Reason.Text == "" {
			v.Reason = v.Notes[n-1].Text
		}
		if p.Status == ledger.Kept && x.DaysLate > 0 {
			v.State.Text = l.word("letter.kept-late")
			if x.MonthsLate > 0 {
				v.State.Text = l.count("letter.kept-months-late", x.MonthsLate)
			}
		}
		out = append(out, v)
	}
	return out
}
