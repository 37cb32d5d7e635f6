package content

import "slices"

// dropUnreadable leaves out of an entry what says nothing to a reader because it
// could not be read: a draft may be shown while it is being written, with
// anything in it still open. Nothing changes in an entry without errors.
func (e *Entry) dropUnreadable() {
	for i := range e.Cost.Lines {
		if l := &e.Cost.Lines[i]; !slices.Contains(Purposes, l.For.V) {
			l.For.V = "other"
		}
	}
	e.History = slices.DeleteFunc(e.History, func(r Revision) bool { return !r.On.OK() || !r.Kind.OK() })
	e.Voices = slices.DeleteFunc(e.Voices, func(v Voice) bool { return !v.Quote.OK() || !v.Consent.OK() })
	if t := e.Trip; t != nil {
		t.Destinations = slices.DeleteFunc(t.Destinations, func(p Place) bool { return !p.City.OK() || !p.Country.OK() })
		t.Travellers = slices.DeleteFunc(t.Travellers, func(v Traveller) bool { return !v.Person.OK() && !v.Role.OK() })
		t.Lessons = slices.DeleteFunc(t.Lessons, func(l Lesson) bool { return !l.Seen.OK() })
		if t.Mandate != nil && !t.Mandate.Date.OK() {
			t.Mandate = nil
		}
		if t.Briefing != nil && !t.Briefing.Date.OK() {
			t.Briefing = nil
		}
	}
	if a := e.Agreement; a != nil {
		for i := range a.Promises {
			if p := &a.Promises[i]; p.Status.V == "" {
				p.Status.V = "open"
			}
		}
		a.FollowUp = slices.DeleteFunc(a.FollowUp, func(n News) bool { return !n.On.OK() || !n.Text.OK() })
	}
	if v := e.Event; v != nil {
		v.Programme = slices.DeleteFunc(v.Programme, func(s Slot) bool { return !s.What.OK() })
	}
	if o := e.Outcome; o != nil {
		o.Measures = slices.DeleteFunc(o.Measures, func(m Measure) bool { return !m.What.OK() })
	}
}
