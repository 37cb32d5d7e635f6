package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/generator/content"
)

// This file tells who travelled, and what the trips cost that each of them was
// on. A trip's cost is that of the whole trip: nobody knows how much of it was
// whose, so it is never divided, and a trip with two of them counts for both.

// travelled tells whether somebody was, or is to be, on a trip. Nobody was on
// one that was cancelled.
func travelled(e *content.Entry, p *content.Person) bool {
	return e.Trip != nil && e.Trip.Status.V != "cancelled" && slices.ContainsFunc(e.Trip.Travellers, func(t content.Traveller) bool {
		return strings.TrimPrefix(t.Person.V, "people/") == p.Slug
	})
}

// journeys are the trips of a list on which somebody was, or is to be.
func journeys(list []*content.Entry, p *content.Person) []*content.Entry {
	return only(list, func(e *content.Entry) bool { return travelled(e, p) })
}

// only are the entries of a list of which a condition holds.
func only(list []*content.Entry, holds func(*content.Entry) bool) []*content.Entry {
	var out []*content.Entry
	for _, e := range list {
		if holds(e) {
			out = append(out, e)
		}
	}
	return out
}

// unnamed are the trips of a list on which nobody elected was: those that say
// who was there, or those that do not.
func (s *Site) unnamed(list []*content.Entry, says bool) []*content.Entry {
	return only(list, func(e *content.Entry) bool {
		return e.Trip != nil && e.Trip.Status.V != "cancelled" && len(e.Trip.Travellers) > 0 == says && !slices.ContainsFunc(e.Trip.Travellers, func(t content.Traveller) bool {
			p := s.Set.Person(strings.TrimPrefix(t.Person.V, "people/"))
			return p != nil && p.Elected
		})
	})
}

// ranked is a row of travellers and where it stands.
type ranked struct {
	SumRow
	rank int // the mayor, others elected, staff, nobody elected, nobody named
	city int64
}

// travellerTable is what trips cost by who was on them: those elected, the
// mayor first, those of the staff who are named, and the trips of nobody
// elected. Who headed the city in that year stands there without a trip too.
// Both lists hold entries whose cost is spent.
func (s *Site) travellerTable(l *lang, list, before []*content.Entry, year int) SumTable {
	t := SumTable{Caption: l.w("costs.by-traveller"), Column: l.w("travel.who"), First: l.w("cost.city"), Second: l.w("cost.trip"), Note: l.w("costs.traveller-note")}
	if len(before) > 0 {
		t.Before = strconv.Itoa(year - 1)
	}
	first := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC)
	var rows []ranked
	for _, p := range s.Set.People() {
		now, heads := journeys(list, p), s.Set.HeadsCity(p) && p.InOffice(first, last)
		if len(now) == 0 && !heads {
			continue
		}
		r := s.travelRow(l, l.personName(p).Text, now, journeys(before, p))
		r.Href, r.rank = l.href("/"+p.ID+"/"), 1
		if heads {
			r.rank = 0
		} else if !p.Elected {
			r.rank = 2
		}
		if office := l.says(p).Text; office != "" {
			r.Name += ", " + office
		}
		rows = append(rows, r)
	}
	for i, key := range []string{"costs.nobody-elected", "costs.nobody-named"} {
		if now := s.unnamed(list, i == 0); len(now) > 0 {
			r := s.travelRow(l, l.w(key), now, s.unnamed(before, i == 0))
			r.rank = 3 + i
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b ranked) int {
		return cmp.Or(a.rank-b.rank, cmp.Compare(b.city, a.city), l.Compare(a.Name, b.Name))
	})
	for _, r := range rows {
		t.Rows = append(t.Rows, r.SumRow)
	}
	return t
}

// travelRow is what trips cost together.
func (s *Site) travelRow(l *lang, name string, now, before []*content.Entry) ranked {
	a := s.ledger.Sum(now)
	r := ranked{SumRow: SumRow{Name: name, Note: l.w("costs.no-trip"), City: l.money(a.City), Trip: l.money(a.Trip), YearAgo: l.money(s.ledger.Sum(before).City)}, city: a.City.Minor}
	if len(now) > 0 {
		r.Note = l.n("count.trips", len(now)) + l.more(l.openNotes(a))
	}
	return r
}
