package site

import (
	"cmp"
	"html/template"
	"slices"

	"parvis/generator/content"
)

// This file adds costs up by one distinction after another. Every sum comes
// from the same lines of the same entries.

// SumTable is costs by one distinction, the largest cost to the city first.
// Before is the head of a column with the year before, "" for none.
type SumTable struct {
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

// sums adds up by name; minor units of the city's currency.
type sums struct {
	by   string // purpose, payer, country …, of which its words speak
	rows map[string]*sumRow
}

type sumRow struct {
	href                string
	city, trip, yearAgo int64
}

func newSums(by string) sums { return sums{by, map[string]*sumRow{}} }

func (m sums) row(name, href string) *sumRow {
	r := m.rows[name]
	if r == nil {
		r = &sumRow{href: href}
		m.rows[name] = r
	}
	return r
}

// add counts an amount, or, of the year before, what the city paid of it.
func (m sums) add(name, href string, city, trip int64, before bool) {
	r := m.row(name, href)
	if before {
		r.yearAgo += city
		return
	}
	r.city, r.trip = r.city+city, r.trip+trip
}

// sumTables are the costs of a list of entries whose cost is spent, by kind,
// purpose, payer, country and issue, beside those of the list of the year
// before, and how far they are known.
func (s *Site) sumTables(l *lang, list, before []*content.Entry, year string) []SumTable {
	kind, purpose, payer := newSums("kind"), newSums("purpose"), newSums("payer")
	country, issue := newSums("country"), newSums("issue")
	count := func(e *content.Entry, before bool) {
		if !e.Cost.Known {
			return
		}
		kind.add(l.w("list."+string(e.Kind)), l.href("/"+string(e.Kind)+"/"), e.Cost.City.Minor, e.Cost.Trip.Minor, before)
		for _, line := range e.Cost.Lines {
			name, city := l.payer(line.PaidBy.V), int64(0)
			if line.ByCity {
				name, city = s.Set.Settings().City.V, line.Own.Minor
			}
			purpose.add(l.w("for."+line.For.V), "", city, line.Own.Minor, before)
			payer.add(name, "", city, line.Own.Minor, before)
		}
		each := func(m sums, names []string, none string, row func(string) (string, string)) {
			for _, n := range names {
				name, href := row(n)
				m.add(name, href, e.Cost.City.Minor, e.Cost.Trip.Minor, before)
			}
			if len(names) == 0 {
				m.add(l.w(none), "", e.Cost.City.Minor, e.Cost.Trip.Minor, before)
			}
		}
		each(country, s.Set.Countries(e), "costs.no-country", func(code string) (string, string) { return l.Country(code), "" })
		each(issue, s.issuesOf(e), "costs.no-issue", func(id string) (string, string) {
			i, _ := s.Set.Settings().Issue(id)
			return l.words(i.Name), l.href("/issues/" + id + "/")
		})
	}
	for _, e := range list {
		count(e, false)
	}
	for _, e := range before {
		count(e, true)
	}
	if len(before) == 0 {
		year = ""
	}
	sum, old := s.account(list), s.account(before)
	var out []SumTable
	for _, m := range []sums{kind, purpose, payer, country, issue} {
		t := s.table(l, m, year)
		if m.by != "country" && m.by != "issue" {
			t.City, t.Trip, t.YearAgo = l.money(sum.City), l.money(sum.Trip), l.money(old.City)
		}
		out = append(out, t)
	}
	return append(out, s.plans(l, list))
}

// issuesOf are an entry's local issues, each once.
func (s *Site) issuesOf(e *content.Entry) []string {
	var out []string
	for _, v := range e.Impact.Issues {
		if _, ok := s.Set.Settings().Issue(v.V); ok && !slices.Contains(out, v.V) {
			out = append(out, v.V)
		}
	}
	return out
}

func (s *Site) table(l *lang, m sums, year string) SumTable {
	currency := s.Set.Settings().Currency
	t := SumTable{Caption: l.w("costs.by-" + m.by), Column: l.w("costs.column-" + m.by), First: l.w("cost.city"), Second: l.w("cost.trip"), Before: year}
	if m.by == "country" || m.by == "issue" {
		t.Note = l.w("costs.counted-twice")
	}
	names := make([]string, 0, len(m.rows))
	var most int64
	for name, row := range m.rows {
		names = append(names, name)
		most = max(most, row.city)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(-cmp.Compare(m.rows[a].city, m.rows[b].city), -cmp.Compare(m.rows[a].trip, m.rows[b].trip), -cmp.Compare(m.rows[a].yearAgo, m.rows[b].yearAgo), l.Compare(a, b))
	})
	for _, name := range names {
		row := m.rows[name]
		r := SumRow{Name: name, Href: row.href, City: l.Amount(row.city, currency), Trip: l.Amount(row.trip, currency), YearAgo: l.Amount(row.yearAgo, currency)}
		if m.by != "payer" { // of all but one of them, the city paid nothing
			r.Meter = share(row.city, most)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// plans hold what was planned against what was paid in the end, by kind, for
// the entries that had a plan and whose cost is final. A trip that was not made
// is no cheap one.
func (s *Site) plans(l *lang, list []*content.Entry) SumTable {
	currency := s.Set.Settings().Currency
	t := SumTable{Caption: l.w("costs.by-plan"), Column: l.w("costs.column-kind"), First: l.w("costs.planned"), Second: l.w("costs.final"), Note: l.w("costs.plan-note")}
	var planned, paid int64
	for _, k := range content.Kinds {
		var row [2]int64
		n := 0
		for _, e := range list {
			if off := e.Trip != nil && e.Trip.Status.V == "cancelled"; !off && e.Kind == k && e.Cost.Known && e.Cost.State == content.Final && e.Cost.Planned.OK() {
				row[0], row[1], n = row[0]+e.Cost.Planned.V.Minor, row[1]+e.Cost.City.Minor, n+1
			}
		}
		if n > 0 {
			t.Rows = append(t.Rows, SumRow{Name: l.n("count."+string(k), n), City: l.Amount(row[0], currency), Trip: l.Amount(row[1], currency)})
			planned, paid = planned+row[0], paid+row[1]
		}
	}
	t.City, t.Trip = l.Amount(planned, currency), l.Amount(paid, currency)
	return t
}
