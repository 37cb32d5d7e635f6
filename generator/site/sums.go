package site

import (
	"cmp"
	"html/template"
	"slices"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/ledger"
)

// This file shows the sums of the ledger, each under the name that its id has in
// a language.

// SumTable is costs by one distinction, the largest cost to the city first.
// Before is the head of a column with the year before, "" for none.
type SumTable struct {
	By                  string // the distinction, by which the page is entered
	Caption, Column     string
	First, Second       string // the heads of the two sums
	Before              string
	Rows                []SumRow
	City, Trip, YearAgo string // the last row, where the rows add up to it
	Note                string
}

// SumRow is one line of it. Note stands below its name, Meter pictures what the
// city paid.
type SumRow struct {
	Name, Href, Note string
	City, Trip       string
	YearAgo          string
	Meter            template.HTML
}

// sumTables are what was spent by kind, purpose and payer, how far that was planned, and
// what was spent by country and issue, beside what was spent the year before. In this order
// two columns of tables end at about the same height. year is the one before, "" for none.
func (s *Site) sumTables(l *lang, now, before content.Account, year string) []SumTable {
	if len(before.Spent) == 0 {
		year = ""
	}
	sums := s.ledger.Sums(now, before)
	whole := []SumTable{s.table(l, "kind", sums.Kinds, year), s.table(l, "purpose", sums.Purposes, year), s.table(l, "payer", sums.Payers, year)}
	for i := range whole {
		whole[i].City, whole[i].Trip, whole[i].YearAgo = l.money(now.City), l.money(now.Trip), l.money(before.City)
	}
	shared := []SumTable{s.table(l, "country", sums.Countries, year), s.table(l, "issue", sums.Issues, year)}
	for i := range shared {
		shared[i].Note = l.word("costs.counted-twice")
	}
	return slices.Concat(whole, []SumTable{s.plans(l, now.Spent)}, shared)
}

// sumName is what the id of a sum is called, and where its page is.
func (s *Site) sumName(l *lang, by, id string) (name, href string) {
	switch {
	case by == "kind":
		return l.word("list." + id), l.href("/" + id + "/")
	case by == "purpose":
		return l.word("for." + id), ""
	case by == "payer" && id == "":
		return s.Set.Settings().City.V, ""
	case by == "payer":
		return l.payer(id), ""
	case id == "":
		return l.word("costs.no-" + by), ""
	case by == "country":
		return l.Country(id), ""
	}
	i, _ := s.Set.Settings().Issue(id)
	return l.words(i.Name), l.href("/issues/" + id + "/")
}

// table is sums by one distinction, of which its words speak.
func (s *Site) table(l *lang, by string, sums []ledger.Sum, year string) SumTable {
	t := SumTable{By: by, Caption: l.word("costs.by-" + by), Column: l.word("costs.column-" + by), First: l.word("cost.city"), Second: l.word("cost.trip"),
		Before: year}
	type named struct {
		ledger.Sum
		name, href string
	}
	var most int64
	list := make([]named, 0, len(sums))
	for _, x := range sums {
		name, href := s.sumName(l, by, x.ID)
		list = append(list, named{x, name, href})
		most = max(most, x.City.Minor)
	}
	slices.SortStableFunc(list, func(a, b named) int { return cmp.Or(a.Compare(b.Sum), l.Compare(a.name, b.name)) })
	for _, x := range list {
		r := SumRow{Name: x.name, Href: x.href, City: l.money(x.City), Trip: l.money(x.Trip), YearAgo: l.money(x.Before)}
		if by != "payer" { // of all but one of them, the city paid nothing
			r.Meter = drawing.Share(x.City.Minor, most)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// plans hold what was planned against what was paid in the end, by kind.
func (s *Site) plans(l *lang, list []*content.Entry) SumTable {
	t := SumTable{Caption: l.word("costs.by-plan"), Column: l.word("costs.column-kind"), First: l.word("costs.planned"), Second: l.word("costs.final"),
		Note: l.word("costs.plan-note")}
	planned, paid := content.Money{Currency: s.Set.Settings().Currency}, content.Money{Currency: s.Set.Settings().Currency}
	for _, p := range s.ledger.Plans(list) {
		t.Rows = append(t.Rows, SumRow{Name: l.count("count."+string(p.Kind), p.Entries), City: l.money(p.Planned), Trip: l.money(p.Paid)})
		planned, paid = planned.Plus(p.Planned), paid.Plus(p.Paid)
	}
	t.City, t.Trip = l.money(planned), l.money(paid)
	return t
}
