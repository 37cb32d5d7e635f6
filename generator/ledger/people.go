package ledger

import (
	"cmp"
	"slices"
	"time"

	"parvis/generator/content"
)

// This file tells who is in office, who answers for what, who travelled, and
// what the trips cost that each of them was on. A trip's cost is that of the
// whole trip: nobody knows how much of it was whose, so it is never divided, and
// a trip with two of them counts for both.

// Tenure is how somebody stands to an office.
type Tenure int

// Whether somebody is in office: elected and in office, elected and not yet,
// elected and no more, or of the staff.
const (
	InOffice Tenure = iota
	ToCome
	Former
	Staff
)

// Tenures are all, in the order in which people are listed.
var Tenures = []Tenure{InOffice, ToCome, Former, Staff}

// TenureOf tells whether somebody is in office today.
func (ld *Ledger) TenureOf(p *content.Person) Tenure {
	today := ld.Today()
	switch {
	case !p.Elected:
		return Staff
	case p.InOffice(today, today):
		return InOffice
	case ld.NotBegun(p):
		return ToCome
	}
	return Former
}

// NotBegun tells whether somebody's time in office has not begun.
func (ld *Ledger) NotBegun(p *content.Person) bool {
	return p.From.OK() && p.From.V.Start.After(ld.Today())
}

// Record is what somebody has to do with the entries, newest first.
type Record struct {
	Journeys, Answers             []*content.Entry // the trips that they made or are to make; what they answer for
	JourneyAccount, AnswerAccount content.Account
}

// RecordOf is what somebody has to do with the entries.
func (ld *Ledger) RecordOf(p *content.Person) Record {
	return ld.records.of(p.Slug, func() Record {
		all := ld.Entries(Term(p.ID))
		r := Record{Journeys: journeys(all, p), Answers: only(all, func(e *content.Entry) bool { return answersFor(e, p) })}
		r.JourneyAccount, r.AnswerAccount = ld.Sum(r.Journeys), ld.Sum(r.Answers)
		return r
	})
}

// answersFor tells whether somebody is the official of an entry, or owns one of
// its promises.
func answersFor(e *content.Entry, p *content.Person) bool {
	is := func(v content.Text) bool { return v.OK() && personID(v) == p.Slug }
	return is(e.Official) || e.Agreement != nil && slices.ContainsFunc(e.Agreement.Promises, func(x content.Promise) bool { return is(x.Owner) })
}

// byTraveller are the trips of a list, as journeys has them, by the slugs of those
// who were on them.
func byTraveller(list []*content.Entry) listing[string] {
	out := listing[string]{}
	for _, e := range list {
		if e.Trip != nil && !cancelled(e) {
			for _, t := range e.Trip.Travellers {
				out.add(personID(t.Person), e)
			}
		}
	}
	return out
}

// journeys are the trips of a list on which somebody was, or is to be. Nobody
// was on one that was cancelled.
func journeys(list []*content.Entry, p *content.Person) []*content.Entry {
	return only(list, func(e *content.Entry) bool {
		return e.Trip != nil && !cancelled(e) && slices.ContainsFunc(e.Trip.Travellers, func(t content.Traveller) bool { return personID(t.Person) == p.Slug })
	})
}

// TravellersOf are the slugs of the people whom a trip names among those who were
// on it, each once.
func TravellersOf(e *content.Entry) []string {
	var out []string
	if e.Trip == nil || cancelled(e) {
		return nil
	}
	for _, t := range e.Trip.Travellers {
		if slug := personID(t.Person); slug != "" && !slices.Contains(out, slug) {
			out = append(out, slug)
		}
	}
	return out
}

// TripsOf are the trips of a year on which something was spent, or may have been
// (see content.Account), newest first.
func (ld *Ledger) TripsOf(year int) []*content.Entry {
	return only(ld.Account(OfYear(year)).Spent, func(e *content.Entry) bool { return e.Trip != nil })
}

// Answering are those in office who answer for the entries of a list, each once.
func (ld *Ledger) Answering(list []*content.Entry) []*content.Person {
	var out []*content.Person
	for _, e := range list {
		if p := ld.Set.Answers(e, ld.Today()); p != nil && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// Handover is who answers today for a department of somebody who has left
// office; nobody where it is not known.
type Handover struct {
	Department content.Department
	Now        []*content.Person
}

// HandedOver tells of each department for which somebody answered who has left
// office.
func (ld *Ledger) HandedOver(p *content.Person) []Handover {
	if ld.TenureOf(p) != Former {
		return nil
	}
	var out []Handover
	for _, d := range ld.Set.Settings().Departments {
		of := func(e *content.Entry) bool {
			return personID(e.Official) == p.Slug && slices.ContainsFunc(e.Departments, func(v content.Text) bool { return v.V == d.ID })
		}
		if slices.ContainsFunc(ld.RecordOf(p).Answers, of) {
			out = append(out, Handover{d, ld.Set.Successors(p, d.ID, ld.Today())})
		}
	}
	return out
}

// TravellerGroup is as what somebody travelled.
type TravellerGroup int

// The groups of travellers, in the order in which they are told.
const (
	Mayors TravellerGroup = iota
	Elected
	NamedStaff
	NobodyElected // trips that name who was there, nobody elected among them
	NobodyNamed   // trips that do not say who was there
)

// Travelled is the trips that somebody was on, and what they cost.
type Travelled struct {
	Group   TravellerGroup
	Person  *content.Person // nil for the groups of nobody
	Trips   int
	Account content.Account
	Before  content.Money // what the city paid for such trips in the time before
}

// Compare puts the mayor first, then others elected, then staff, those whose
// trips cost the city most before others.
func (t Travelled) Compare(o Travelled) int {
	return cmp.Or(int(t.Group-o.Group), cmp.Compare(o.Account.City.Minor, t.Account.City.Minor))
}

// Travellers is what the trips cost that were spent on in a year, by who was on
// them, in the order of Travelled.Compare. Who headed the city in that year is
// among them without a trip too.
func (ld *Ledger) Travellers(now, before content.Account, year int) []Travelled {
	first, last := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC)
	var out []Travelled
	made, madeBefore := byTraveller(now.Spent), byTraveller(before.Spent)
	add := func(group TravellerGroup, p *content.Person, trips, old []*content.Entry) {
		out = append(out, Travelled{group, p, len(trips), ld.Sum(trips), ld.Sum(old).City})
	}
	for _, p := range ld.Set.People() {
		trips, heads := made[p.Slug], ld.Set.HeadsCity(p) && p.InOffice(first, last)
		switch {
		case heads:
			add(Mayors, p, trips, madeBefore[p.Slug])
		case len(trips) == 0:
		case p.Elected:
			add(Elected, p, trips, madeBefore[p.Slug])
		default:
			add(NamedStaff, p, trips, madeBefore[p.Slug])
		}
	}
	for _, group := range []TravellerGroup{NobodyElected, NobodyNamed} {
		if trips := ld.ofNobody(now.Spent, group); len(trips) > 0 {
			add(group, nil, trips, ld.ofNobody(before.Spent, group))
		}
	}
	slices.SortStableFunc(out, Travelled.Compare)
	return out
}

// ofNobody are the trips of a list on which nobody elected was: those that say
// who was there, or those that do not.
func (ld *Ledger) ofNobody(list []*content.Entry, group TravellerGroup) []*content.Entry {
	elected := func(t content.Traveller) bool {
		p := ld.Set.Person(personID(t.Person))
		return p != nil && p.Elected
	}
	return only(list, func(e *content.Entry) bool {
		if e.Trip == nil || cancelled(e) || (len(e.Trip.Travellers) > 0) != (group == NobodyElected) {
			return false
		}
		return !slices.ContainsFunc(e.Trip.Travellers, elected)
	})
}
