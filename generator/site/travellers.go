package site

import (
	"cmp"
	"slices"
	"strconv"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// travellerTable is what trips cost by who was on them (see ledger.Travellers).
func (s *Site) travellerTable(l *lang, now, before content.Account, year int) SumTable {
	t := SumTable{Caption: l.word("costs.by-traveller"), Column: l.word("travel.who"), First: l.word("cost.city"), Second: l.word("cost.trip"),
		Note: l.word("costs.traveller-note")}
	if len(before.Spent) > 0 {
		t.Before = strconv.Itoa(year - 1)
	}
	type named struct {
		ledger.Travelled
		row SumRow
	}
	var rows []named
	for _, x := range s.ledger.Travellers(now, before, year) {
		rows = append(rows, named{x, s.travelRow(l, x)})
	}
	slices.SortStableFunc(rows, func(a, b named) int { return cmp.Or(a.Compare(b.Travelled), l.Compare(a.row.Name, b.row.Name)) })
	for _, r := range rows {
		t.Rows = append(t.Rows, r.row)
	}
	return t
}

// travelRow names those who travelled, and says what the trips cost together.
func (s *Site) travelRow(l *lang, x ledger.Travelled) SumRow {
	r := SumRow{Note: l.word("costs.no-trip"), City: l.money(x.Account.City), Trip: l.money(x.Account.Trip), YearAgo: l.money(x.Before)}
	switch {
	case x.Group == ledger.NobodyElected:
		r.Name = l.word("costs.nobody-elected")
	case x.Group == ledger.NobodyNamed:
		r.Name = l.word("costs.nobody-named")
	default:
		r.Name, r.Href = l.personName(x.Person).Text, l.href("/"+x.Person.ID+"/")
		if office := l.says(x.Person).Text; office != "" {
			r.Name += ", " + office
		}
	}
	if x.Trips > 0 {
		r.Note = l.count("count.trips", x.Trips) + l.more(l.openNotes(x.Account))
	}
	return r
}
