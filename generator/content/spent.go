package content

import "time"

// This file decides what money is spent and what is planned. Every sum of the
// site, its letters and its data is made here.
//
// At the end of a day, the cost of an entry is spent when the entry's own day
// (Entry.Date) has come: the first day of a trip, which is paid for and under
// way; the day on which an agreement was signed, the first of the month or
// year where no more is known of it; the day of an outcome; the first day of an event. Until then it is
// planned, whatever has been written down of it: a plan is told apart, and is
// part of no sum of what was spent. A trip that was cancelled is the one
// exception: nobody will make it, so what it cost all the same is spent, from
// the day on which it was cancelled if its first day was still to come then;
// where that is not written, from the day for which the site is made.
//
// What is spent is final or provisional, as the cost's status says. Where no
// line is written yet, the cost is not known: it is in no sum, and counted as
// missing. A sum counts for the year and month of the entry's own day.

// Account is what a list of entries cost at the end of a day.
type Account struct {
	// Spent and Ahead are the entries whose cost is spent, and those whose
	// cost is planned, in the order of the list.
	Spent, Ahead []*Entry
	// Trip is what was spent, whoever paid; City what the city paid of it, and
	// Provisional the part of City that may still change.
	Trip, City, Provisional Money
	// Planned is what the city means to pay for what lies ahead.
	Planned Money
	// Missing is how many entries of Spent have a cost that is not known yet,
	// Unplanned how many of Ahead have no plan.
	Missing, Unplanned int
}

// Account adds up what a list of entries cost at the end of a day.
func (s *Set) Account(list []*Entry, on time.Time) Account {
	none := Money{Currency: s.settings.Currency}
	a := Account{Trip: none, City: none, Provisional: none, Planned: none}
	for _, e := range list {
		if !s.Spent(e, on) {
			a.Ahead = append(a.Ahead, e)
			if plan, ok := e.Plan(); ok {
				a.Planned = a.Planned.Plus(plan)
			} else {
				a.Unplanned++
			}
			continue
		}
		a.Spent = append(a.Spent, e)
		if !e.Cost.Known {
			a.Missing++
			continue
		}
		a.Trip, a.City = a.Trip.Plus(e.Cost.Trip), a.City.Plus(e.Cost.City)
		if e.Cost.State == Provisional {
			a.Provisional = a.Provisional.Plus(e.Cost.City)
		}
	}
	return a
}

// Spent tells whether an entry's cost is spent at the end of a day, and not
// only planned.
func (s *Set) Spent(e *Entry, on time.Time) bool {
	return !s.spentFrom(e).After(on)
}

// spentFrom is the day from which an entry's cost is spent.
func (s *Set) spentFrom(e *Entry) time.Time {
	day := e.Date()
	called := s.today
	switch {
	case e.Trip != nil && e.Trip.Status.V == "cancelled":
		if e.Trip.CancelledOn.OK() {
			called = e.Trip.CancelledOn.V
		}
	case e.Event != nil && e.Event.CancelledOn.OK():
		called = e.Event.CancelledOn.V
	default:
		return day
	}
	if day.Before(called) {
		return day
	}
	return called
}

// Plan is what the city means to pay for an entry: what is written as planned,
// else what the lines add up to that are there already.
func (e *Entry) Plan() (Money, bool) {
	switch {
	case e.Cost.Planned.OK():
		return e.Cost.Planned.V, true
	case e.Cost.Known:
		return e.Cost.City, true
	}
	return Money{}, false
}

// OfCity is what an entry costs the city as the site prints it at the end of a
// day: what was spent, or what is planned. It is not ok where neither is known.
func (s *Set) OfCity(e *Entry, on time.Time) (amount Money, ok bool) {
	if s.Spent(e, on) {
		return e.Cost.City, e.Cost.Known
	}
	return e.Plan()
}
