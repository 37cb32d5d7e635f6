package content

import (
	"maps"
	"slices"
	"sync"
	"time"

	"parvis/generator/frontmatter"
)

// This file tells how things stood on an earlier day. A month's letter is made
// of that and of nothing else, so that it says the same for good, whatever
// becomes known later: what is dated later is not in it, a promise is open that
// was kept afterwards, and a figure that was corrected since is the one that
// was printed.
//
// What has no day of its own cannot be taken back. A trip that does not say since
// when it is announced (“published”) counts as known since the council's vote or
// the briefing, whichever came first, and without them as known all along;
// one that was cancelled without a day as cancelled all along; a promise kept or
// dropped without a day as settled when it was due, else when it was made.

// pasts are the states of a set on earlier days, by the day.
type pasts struct {
	sync.Mutex
	by map[time.Time]func() *Set
}

func newPasts() *pasts { return &pasts{by: map[time.Time]func() *Set{}} }

// AsOf is the content as it stood at the end of a day. Where the day is still to
// come, it is what will be known then, as it stands today. Links lead to what is
// published now (see Target).
func (s *Set) AsOf(day time.Time) *Set {
	if s.whole != nil {
		s = s.whole
	}
	s.pasts.Lock()
	made := s.pasts.by[day]
	if made == nil {
		made = sync.OnceValue(func() *Set { return s.stood(day) })
		s.pasts.by[day] = made
	}
	s.pasts.Unlock()
	return made()
}

// OfLetter is the content as a month's letter knows it.
func (s *Set) OfLetter(n *Newsletter) *Set { return s.AsOf(frontmatter.MonthEnd(n.Month)) }

// stood makes the content of another day. There are many of these, one for each
// letter, so it holds only what differs from today's.
func (s *Set) stood(day time.Time) *Set {
	out := *s
	if out.whole, out.day = s, day; day.Before(s.today) {
		out.today = day
	}
	out.entries, out.byID, out.differ = nil, nil, map[*Entry]*Entry{}
	for _, e := range s.entries {
		if !s.knows(e, day) {
			continue
		}
		then := s.entryOn(e, out.today)
		if then != e {
			out.differ[e] = then
		}
		out.entries = append(out.entries, then)
	}
	out.newsletters = slices.DeleteFunc(slices.Clone(s.newsletters), func(n *Newsletter) bool { return n.Month.After(day) })
	c := &checker{Set: &out}
	c.index()
	out.figures = sync.OnceValue(c.sums)
	return &out
}

// knows tells whether an entry is published and known at the end of a day.
func (s *Set) knows(e *Entry, day time.Time) bool { return s.shows(&e.Head) && !e.known().After(day) }

// entryThen is the entry of an id in the content of another day, or nil.
func (s *Set) entryThen(id string) *Entry {
	e := s.whole.byID[id]
	if e == nil || !s.knows(e, s.day) {
		return nil
	}
	if then := s.differ[e]; then != nil {
		return then
	}
	return e
}

// known is the day since which an entry is known: as it is written, else the
// entry's own. People hear of a trip before that: zero where nothing says when.
func (e *Entry) known() time.Time {
	switch {
	case e.Published.OK():
		return e.Published.V
	case e.Event != nil:
		return time.Time{} // people hear of it before, and nothing says since when
	case e.Trip == nil:
		return e.Date()
	}
	var since time.Time
	earliest := func(day Date) {
		if day.OK() && (since.IsZero() || day.V.Before(since)) {
			since = day.V
		}
	}
	if m := e.Trip.Mandate; m != nil {
		earliest(m.Date)
	}
	if b := e.Trip.Briefing; b != nil {
		earliest(b.Date)
	}
	if since.After(e.Date()) { // a mistake, or told afterwards: the trip itself was seen
		return e.Date()
	}
	return since
}

// Told is the day on which there is something to tell of an entry: when it was
// over and known, or when a trip was cancelled.
func (e *Entry) Told() time.Time {
	day := e.End()
	if t := e.Trip; t != nil && t.Status.V == "cancelled" && t.CancelledOn.OK() {
		day = t.CancelledOn.V
	}
	if v := e.Event; v != nil && v.CancelledOn.OK() {
		day = v.CancelledOn.V
	}
	if known := e.known(); known.After(day) {
		return known
	}
	return day
}

// stoodSo tells whether an entry stood at the end of a day as it does today.
func (s *Set) stoodSo(e *Entry, day time.Time) bool {
	if slices.ContainsFunc(e.History, func(h Revision) bool { return h.On.V.After(day) }) {
		return false
	}
	switch {
	case e.Trip != nil:
		return e.Trip.statusOn(day) == e.Trip.Status.V
	case e.Event != nil:
		return !e.Event.CancelledOn.V.After(day) && !(e.Event.Attended.OK() && e.Event.last().After(day))
	case e.Agreement != nil:
		return !slices.ContainsFunc(e.Agreement.FollowUp, func(n News) bool { return n.On.V.After(day) }) &&
			!slices.ContainsFunc(e.Agreement.Promises, func(p Promise) bool { return s.promiseOn(e, p, day).differs(p) })
	}
	return true
}

// entryOn is an entry as it stood at the end of a day: itself, or a copy.
func (s *Set) entryOn(e *Entry, day time.Time) *Entry {
	if s.stoodSo(e, day) {
		return e
	}
	return s.copyOn(e, day)
}

func (s *Set) copyOn(e *Entry, day time.Time) *Entry {
	out := *e
	out.now, out.History = e, nil
	for _, h := range e.History {
		if !h.On.V.After(day) {
			out.History = append(out.History, h)
		}
	}
	if len(out.History) < len(e.History) {
		out.Translations = maps.Clone(e.Translations)
	}
	switch {
	case e.Trip != nil:
		t := *e.Trip
		t.Status.V = t.statusOn(day)
		out.Trip = &t
	case e.Agreement != nil:
		out.Agreement = s.agreementOn(e, day)
	case e.Outcome != nil:
		o := *e.Outcome
		out.Outcome = &o
	case e.Event != nil:
		v := *e.Event
		if v.CancelledOn.V.After(day) {
			v.CancelledOn = Date{}
		}
		if v.Attended.OK() && v.last().After(day) {
			v.Attended = frontmatter.Value[int]{}
		}
		out.Event = &v
	}
	s.undo(&out, e.History, day)
	return &out
}

// statusOn is how a trip stood at the end of a day.
func (t *Trip) statusOn(day time.Time) string {
	switch {
	case t.Status.V == "cancelled" && !(t.CancelledOn.OK() && t.CancelledOn.V.After(day)):
		return "cancelled"
	case t.Status.V == "planned" && t.Status.OK(), !t.End.OK() || t.End.V.After(day):
		return "planned"
	}
	return "completed"
}

// agreementOn is an agreement as it stood at the end of a day.
func (s *Set) agreementOn(e *Entry, day time.Time) *Agreement {
	a := *e.Agreement
	a.FollowUp = slices.DeleteFunc(slices.Clone(a.FollowUp), func(n News) bool { return n.On.V.After(day) })
	a.Promises = slices.Clone(a.Promises)
	for i, p := range a.Promises {
		a.Promises[i] = s.promiseOn(e, p, day)
	}
	return &a
}

// promiseOn is a promise of an agreement as it stood at the end of a day.
func (s *Set) promiseOn(e *Entry, p Promise, day time.Time) Promise {
	since := s.settled(e, p)
	switch {
	case since.After(day):
		p.Status.V, p.Reason, p.KeptOn, p.DroppedOn = "open", Text{}, Date{}, Date{}
	case p.Status.V == "kept":
		p.KeptOn = Date{V: since, At: p.KeptOn.At, Given: true}
	case p.Status.V != "dropped" && p.Reason.Given:
		p.Reason = Text{} // nothing says since when it is known
	}
	return p
}

// differs tells whether a promise stood otherwise than it does on another day.
func (p Promise) differs(o Promise) bool {
	return p.Status != o.Status || p.Reason != o.Reason || p.KeptOn != o.KeptOn || p.DroppedOn != o.DroppedOn
}

// settled is the day since which the status of a promise is what its entry
// says: zero for one that is open.
func (s *Set) settled(e *Entry, p Promise) time.Time {
	switch {
	case p.Status.V == "open":
		return time.Time{}
	case p.Status.V == "late":
		return lateSince(p)
	case p.Status.V == "dropped" && p.DroppedOn.OK():
		return p.DroppedOn.V
	case p.Status.V == "kept" && p.KeptOn.OK():
		return p.KeptOn.V
	case p.Status.V == "kept" && s.Keeper(e, p) != nil:
		return later(s.Keeper(e, p).Date(), s.Keeper(e, p).known())
	case p.Due.OK():
		return p.Due.V
	}
	return e.End()
}

// lateSince is the day since which a promise is called late: the one after it
// was due, or the first one on which something was noted of it.
func lateSince(p Promise) time.Time {
	var since time.Time
	if p.Due.OK() {
		since = p.Due.V.AddDate(0, 0, 1)
	}
	for _, n := range p.Notes {
		if n.On.OK() && (since.IsZero() || n.On.V.Before(since)) {
			since = n.On.V
		}
	}
	return since
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
