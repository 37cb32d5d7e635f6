package ledger

import (
	"cmp"
	"slices"
	"strings"

	"parvis/generator/content"
)

// This file adds costs up by one distinction after another. Every sum comes
// from the same lines of the same entries.

// Sum is what was spent under one id, in the city's currency.
type Sum struct {
	// ID is that of a kind, purpose, payer, country or issue; "" for what has
	// no country or no issue, and for the city among the payers.
	ID         string
	City, Trip content.Money // what the city paid, and whoever paid
	Before     content.Money // what the city paid in the time before
}

// Compare puts the largest cost to the city first, then the largest trip cost,
// then what was the largest before. It is 0 for sums that only their names can
// put in order.
func (s Sum) Compare(o Sum) int {
	return cmp.Or(-cmp.Compare(s.City.Minor, o.City.Minor), -cmp.Compare(s.Trip.Minor, o.Trip.Minor), -cmp.Compare(s.Before.Minor, o.Before.Minor))
}

// Sums are the same costs by five distinctions, each in the order of
// Sum.Compare, then by id. Kinds, purposes and payers add up to the whole; an
// entry that has several countries or issues counts for each of them.
type Sums struct{ Kinds, Purposes, Payers, Countries, Issues []Sum }

// Sums adds up what was spent, beside what was spent in the time before.
func (ld *Ledger) Sums(now, before content.Account) Sums {
	kinds, purposes, payers := adder{}, adder{}, adder{}
	countries, issues := adder{}, adder{}
	add := func(e *content.Entry, before bool) {
		if !e.Cost.Known {
			return
		}
		kinds.add(string(e.Kind), e.Cost.City, e.Cost.Trip, before)
		for _, line := range e.Cost.Lines {
			city := line.Converted
			if !line.ByCity {
				city.Minor = 0
			}
			purposes.add(line.For.V, city, line.Converted, before)
			payers.add(ld.Payer(line), city, line.Converted, before)
		}
		for _, code := range orNone(ld.Set.Countries(e)) {
			countries.add(code, e.Cost.City, e.Cost.Trip, before)
		}
		for _, id := range orNone(ld.IssuesOf(e)) {
			issues.add(id, e.Cost.City, e.Cost.Trip, before)
		}
	}
	for _, e := range now.Spent {
		add(e, false)
	}
	for _, e := range before.Spent {
		add(e, true)
	}
	currency := ld.Set.Settings().Currency
	return Sums{kinds.sums(currency), purposes.sums(currency), payers.sums(currency), countries.sums(currency), issues.sums(currency)}
}

// orNone are ids, or the one of what has none.
func orNone(ids []string) []string {
	if len(ids) == 0 {
		return []string{""}
	}
	return ids
}

// adder adds up by id, in minor units.
type adder map[string]*struct{ city, trip, before int64 }

// add counts an amount, or, of the time before, what the city paid of it.
func (a adder) add(id string, city, trip content.Money, before bool) {
	if a[id] == nil {
		a[id] = &struct{ city, trip, before int64 }{}
	}
	if before {
		a[id].before += city.Minor
		return
	}
	a[id].city += city.Minor
	a[id].trip += trip.Minor
}

func (a adder) sums(currency string) []Sum {
	out := make([]Sum, 0, len(a))
	for id, x := range a {
		money := func(minor int64) content.Money { return content.Money{Minor: minor, Currency: currency} }
		out = append(out, Sum{id, money(x.city), money(x.trip), money(x.before)})
	}
	slices.SortFunc(out, func(a, b Sum) int { return cmp.Or(a.Compare(b), strings.Compare(a.ID, b.ID)) })
	return out
}

// IssuesOf are the ids of an entry's local issues, each once.
func (ld *Ledger) IssuesOf(e *content.Entry) []string {
	var out []string
	for _, v := range e.Impact.Issues {
		if _, ok := ld.Set.Settings().Issue(v.V); ok && !slices.Contains(out, v.V) {
			out = append(out, v.V)
		}
	}
	return out
}

// Payer is who paid a line: "" for the city, else as PayerOf tells.
func (ld *Ledger) Payer(line content.Line) string {
	if line.ByCity {
		return ""
	}
	return ld.PayerOf(line.PaidBy.V)
}

// PayerOf is who is meant by a text that says who paid: the id of a partner,
// partners/SLUG, where the text is that id or the name of no other partner;
// else the text as it is written.
func (ld *Ledger) PayerOf(text string) string {
	if p := ld.Set.Partner(strings.TrimPrefix(text, "partners/")); p != nil {
		return p.ID
	}
	if id := ld.partnerNames()[content.Fold(text)]; id != "" {
		return id
	}
	return text
}

// nameIDs are the ids of partners by their names, folded; "" for a name that
// several have.
func (ld *Ledger) nameIDs() map[string]string {
	out := map[string]string{}
	add := func(name, id string) {
		name = content.Fold(name)
		if other, known := out[name]; known && other != id {
			id = ""
		}
		out[name] = id
	}
	for _, p := range ld.Set.Partners() {
		add(p.Name.V, p.ID)
		for _, t := range p.Translations {
			if t.Title.OK() {
				add(t.Title.V, p.ID)
			}
		}
	}
	return out
}

// Plan is what was planned and what was paid in the end, of the entries of one
// kind that had a plan and whose cost is final.
type Plan struct {
	Kind          content.Kind
	Entries       int
	Planned, Paid content.Money
}

// Plans are the plans of a list of entries, by kind. A trip that was not made
// is no cheap one, and not among them.
func (ld *Ledger) Plans(list []*content.Entry) []Plan {
	var out []Plan
	none := content.Money{Currency: ld.Set.Settings().Currency}
	for _, k := range content.Kinds {
		p := Plan{Kind: k, Planned: none, Paid: none}
		for _, e := range list {
			if e.Kind == k && !cancelled(e) && e.Cost.Known && e.Cost.State == content.Final && e.Cost.Planned.OK() {
				p.Planned, p.Paid, p.Entries = p.Planned.Plus(e.Cost.Planned.V), p.Paid.Plus(e.Cost.City), p.Entries+1
			}
		}
		if p.Entries > 0 {
			out = append(out, p)
		}
	}
	return out
}

// cancelled tells whether an entry is a trip or an event that was cancelled.
func cancelled(e *content.Entry) bool { return e.CalledOff() }

// Unsettled are the entries of a list whose cost is not known, or not for good.
func Unsettled(list []*content.Entry) []*content.Entry {
	return only(list, func(e *content.Entry) bool { return !e.Cost.Known || e.Cost.State != content.Final })
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
