package content

import (
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/markdown"
	"parvis/generator/source"
)

// This file knows when something was heard of an entry: what was recorded in it
// or came of it, and who told of it later.

// Mention is a story or a letter, dated later than an entry, that tells of it:
// it links to the entry, or a letter features it. One of both is set.
type Mention struct {
	On     time.Time
	Entry  *Entry
	Letter *Newsletter
}

// Mentions are the stories and letters until today that tell of an entry after
// its end, in no order. What came of it is not among them.
func (s *Set) Mentions(e *Entry) []Mention {
	return slices.DeleteFunc(slices.Clone(s.mentions[e.ID]), func(m Mention) bool {
		return m.On.After(s.today) || !m.On.After(e.End()) || slices.Contains(s.OutcomesOf(e), m.Entry)
	})
}

// indexMentions notes for every entry who tells of it.
func (s *Set) indexMentions() {
	s.mentions = map[string][]Mention{}
	add := func(id string, m Mention) {
		if list := s.mentions[id]; !m.On.IsZero() && (len(list) == 0 || list[len(list)-1] != m) && (m.Entry == nil || m.Entry.ID != id) {
			s.mentions[id] = append(list, m)
		}
	}
	linked := func(h *Head, links []markdown.Link, m Mention) {
		for _, l := range links {
			if l.Elsewhere() || l.Scheme != "" {
				continue
			}
			address, _, _ := strings.Cut(l.Address, "#")
			if id := strings.Trim(s.Target(h, address), "/"); s.Entry(id) != nil {
				add(id, m)
			}
		}
	}
	for _, e := range s.entries {
		if s.shows(&e.Head) {
			linked(&e.Head, e.Body.Links, Mention{On: e.Told(), Entry: e})
			if e.Event != nil {
				for _, of := range e.Event.Of {
					add(of.V, Mention{On: e.Told(), Entry: e})
				}
			}
		}
	}
	for _, n := range s.newsletters {
		if !s.shows(&n.Head) || n.Month.After(s.today) {
			continue
		}
		m := Mention{On: frontmatter.MonthEnd(n.Month), Letter: n}
		if m.On.After(s.today) {
			m.On = s.today
		}
		for _, id := range n.Features {
			add(id.V, m)
		}
		linked(&n.Head, n.Body.Links, m)
	}
}

// LastRecord is the latest day until today on which anything was recorded of an
// entry: its own end, an outcome, a follow-up, a change, what became of a
// promise, a cancellation. It is zero while all of that lies ahead.
func (s *Set) LastRecord(e *Entry) time.Time {
	last := e.End()
	if last.After(s.today) {
		last = time.Time{}
	}
	later := func(t time.Time) {
		if t.After(last) && !t.After(s.today) {
			last = t
		}
	}
	later(e.Published.V) // the entry's own day, where none is written
	for _, r := range e.History {
		later(r.On.V)
	}
	for _, o := range s.OutcomesOf(e) {
		later(o.Date())
		later(o.Published.V)
	}
	if e.Trip != nil {
		later(e.Trip.CancelledOn.V)
	}
	if e.Agreement == nil {
		return last
	}
	for _, n := range e.Agreement.FollowUp {
		later(n.On.V)
	}
	for _, p := range e.Agreement.Promises {
		later(s.KeptOn(e, p))
		later(p.DroppedOn.V)
		for _, n := range p.Notes {
			later(n.On.V)
		}
	}
	return last
}

// LastNews is the latest day until today on which anything was heard of an
// entry: something was recorded, or somebody told of it.
func (s *Set) LastNews(e *Entry) time.Time {
	last := s.LastRecord(e)
	for _, m := range s.Mentions(e) {
		last = later(last, m.On)
	}
	return last
}

// LateReview is a review whose day has passed with nothing recorded since.
type LateReview struct {
	At   source.Span
	Day  time.Time // its last day
	Seen Text      // the lesson that is to be reviewed; none for an agreement
}

// LateReviews are the reviews of an entry that are late: of what was seen on a
// trip, or of an agreement that has not ended. On the last day of its time a
// review is not late.
func (s *Set) LateReviews(e *Entry) []LateReview {
	var out []LateReview
	add := func(at source.Span, p frontmatter.Period, seen Text) {
		if s.today.After(p.End()) && s.LastRecord(e).Before(p.Start) {
			out = append(out, LateReview{at, p.End(), seen})
		}
	}
	if e.Trip != nil {
		for _, l := range e.Trip.Lessons {
			if l.Review.OK() {
				add(l.Review.At, frontmatter.Period{Start: l.Review.V}, l.Seen)
			}
		}
	}
	if a := e.Agreement; a != nil && a.Review.OK() && !(a.Until.OK() && a.Until.V.End().Before(a.Review.V.Start)) {
		add(a.Review.At, a.Review.V, Text{})
	}
	return out
}

// lateReviews reports them.
func (c *checker) lateReviews(e *Entry) {
	for _, r := range c.LateReviews(e) {
		day := catalog.Day(r.Day)
		d := ruleReviewLate.At(r.At, "the agreement was to be reviewed by %s, and nothing has been recorded since", day).
			To("write what came of it as a line of “follow_up”, with the day of the review; or write another day")
		if r.Seen.OK() {
			d.Message = catalog.Say("what was seen here was to be reviewed by %s, and nothing has been recorded since", day)
		}
		if e.Agreement == nil {
			d = d.To(
				"write what came of it: an outcome with “of: [%s]”, or a line of “history” dated on the day of the review; or write another day",
				e.ID,
			)
		}
		c.report(d)
	}
}

var ruleReviewLate = &source.Rule{Name: "review-late", Severity: source.Warning,
	Says: "Something is recorded of an entry when its review is due.",
	Why:  "a review that was announced and never told is a promise that nobody kept",
	Fix:  "write what came of the review, with its day",
	Bad:  source.Example{File: "agreements/2025-ravenna.md", Text: "review: 2026-06\n"},
	Good: source.Example{File: "agreements/2025-ravenna.md", Text: "review: 2026-06\nfollow_up: [{on: 2026-06-18, text: Both cities go on for two years.}]\n"}}
