package site

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// TripCosts is the trips of one year, one by one: who travelled, what it cost,
// who paid, what changed here and what came of it.
type TripCosts struct {
	*Frame
	Kicker         []string
	Heading, Intro string
	Rows           []TripCost
	Find           *Find
	All            string // how many they are
	Paid, Trip     string // what all of them cost: the city, and all who paid
	Pager          Pager
	Year           Link
	Earlier, Later *Link
}

// TripCost is one of them. City is what it cost the city, Note how that is to be
// read.
type TripCost struct {
	Trip       Link
	When       string
	Who        []Traveller
	City, Note string
	Paid       []SumRow // by payer; none where the cost is not known
	Benefit    Str
	State      State
	Came       []Link // its outcomes
	Keys       RowKeys
}

// tripsAddress is where the trips of a year are told one by one.
func tripsAddress(year int) string { return fmt.Sprintf("/costs/%d/trips/", year) }

// planTripCosts lists the pages of the trips of a year; a year without any has none.
func (s *Site) planTripCosts(l *lang, year int) {
	trips := s.ledger.TripsOf(year)
	if len(trips) == 0 {
		return
	}
	find := s.tripFinding(l, year, trips)
	sum := sync.OnceValue(func() content.Account { return s.ledger.Sum(trips) })
	s.addList(l, tripsAddress(year), "tripcosts", len(trips), perPage, s.ledger.LastChange(trips), func(f *Frame, p Pager) any {
		v := s.tripCosts(l, f, p, year, trips)
		v.Paid, v.Trip, v.Find = l.money(sum().City), l.money(sum().Trip), find(p)
		return v
	})
}

func (s *Site) tripCosts(l *lang, f *Frame, p Pager, year int, trips []*content.Entry) *TripCosts {
	y := strconv.Itoa(year)
	v := &TripCosts{Frame: f, Kicker: []string{l.word("costs.title"), y}, Heading: l.word("costs.trips-heading", "year", y), Intro: l.word("costs.trips-intro"),
		All: l.count("costs.trips-all", len(trips), "year", y), Pager: p, Year: *s.yearLink(l, year)}
	f.titled(pageTitle(l, v.Heading, p), l.link("/costs/", "costs.title"), v.Year)
	f.Description = v.Heading + ". " + v.Intro
	for _, e := range trips[p.From:p.To] {
		v.Rows = append(v.Rows, s.tripCost(l, e))
	}
	for _, other := range s.ledger.Years() {
		link := Link{l.href(tripsAddress(other)), pageText(l.word("costs.trips-heading", "year", strconv.Itoa(other)))}
		switch {
		case len(s.ledger.TripsOf(other)) == 0:
		case other > year:
			v.Later = &link
		case other < year && v.Earlier == nil:
			v.Earlier = &link
		}
	}
	return v
}

func (s *Site) tripCost(l *lang, e *content.Entry) TripCost {
	row := TripCost{Trip: l.entryLink(e), When: l.when(e), Who: s.travellers(l, e), Benefit: l.benefit(e), State: s.state(l, e), Keys: s.tripKeys(e)}
	row.City, row.Note = s.costInShort(l, e)
	for _, x := range s.ledger.Sums(s.ledger.Sum([]*content.Entry{e}), content.Account{}).Payers {
		name, _ := s.sumName(l, "payer", x.ID)
		row.Paid = append(row.Paid, SumRow{Name: name, Trip: l.money(x.Trip)})
	}
	for _, o := range s.Set.OutcomesOf(e) {
		row.Came = append(row.Came, l.entryLink(o))
	}
	return row
}

// tripKeys are by what a trip can be chosen here: its people are those who were on
// it, and nobody else.
func (s *Site) tripKeys(e *content.Entry) RowKeys {
	keys := s.rowKeys(e)
	keys.People = strings.Join(ledger.TravellersOf(e), " ")
	return keys
}

func (s *Site) tripFinding(l *lang, year int, trips []*content.Entry) func(Pager) *Find {
	return s.firstPage(len(trips), 2, func() *Find {
		f := finder{}
		for _, e := range trips {
			s.entryChoices(l, f, e, ledger.TravellersOf(e))
		}
		currency := s.Set.Settings().Currency
		return &Find{File: fileName(tripsAddress(year)), Fields: f.fields(l), Amount: l.word("find.least", "currency", currency),
			Most: l.word("find.most", "currency", currency)}
	})
}

// Ways lead into the costs of a year: who travelled, what for, who paid, and trip
// by trip. Heading says what the year cost.
type Ways struct {
	Heading string
	List    []Way
}

// Way is one of them, with its answer in short.
type Way struct {
	Href, Name string
	Says       []string
}

// ways lead into the costs of a year in which something was spent.
func (s *Site) ways(l *lang, year int) *Ways {
	now := s.ledger.Account(ledger.OfYear(year))
	sums := s.ledger.Sums(now, content.Account{})
	page := l.href(fmt.Sprintf("/costs/%d/", year))
	w := &Ways{}
	w.Heading, _ = s.yearHeading(l, year, now)
	if who := s.travellerTable(l, now, content.Account{}, year).Rows; len(who) > 0 {
		said := who[0].Note
		if said != l.word("costs.no-trip") {
			said = who[0].City + ", " + said
		}
		says := []string{l.word("costs.answer", "what", who[0].Name, "amount", said)}
		w.List = append(w.List, Way{page + "#page-travellers", l.word("costs.travelled"), says})
	}
	both := func(by string, sums []ledger.Sum) []string {
		var out []string
		for _, r := range s.table(l, by, sums, "").Rows[:min(2, len(sums))] {
			out = append(out, l.word("costs.answer", "what", r.Name, "amount", r.City))
		}
		return out
	}
	paid := both("payer", sums.Payers[:min(1, len(sums.Payers))])
	if others := (content.Money{Minor: now.Trip.Minor - now.City.Minor, Currency: now.Trip.Currency}); others.Minor != 0 {
		paid = append(paid, l.word("costs.others", "amount", l.money(others)))
	}
	w.List = append(
		w.List,
		Way{page + "#page-by-purpose", l.word("costs.went-to"), both("purpose", sums.Purposes)},
		Way{page + "#page-by-payer", l.word("costs.who-paid"), paid},
	)
	if trips := s.ledger.TripsOf(year); len(trips) > 0 {
		w.List = append(w.List, Way{l.href(tripsAddress(year)), l.word("costs.trip-by-trip"),
			[]string{l.word("costs.trips-says", "trips", l.count("count.trips", len(trips)))}})
	}
	return w
}
