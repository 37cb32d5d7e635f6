package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"time"

	"parvis/generator/content"
)

// Sum is what entries cost together: all lines, and those the city paid.
type Sum struct{ Trip, City content.Money }

func sumOf(currency string, list []*content.Entry) Sum {
	s := Sum{content.Money{Currency: currency}, content.Money{Currency: currency}}
	for _, e := range list {
		if e.Cost.Known {
			s.Trip, s.City = s.Trip.Plus(e.Cost.Trip), s.City.Plus(e.Cost.City)
		}
	}
	return s
}

// Costs is the page of all years.
type Costs struct {
	*Frame
	Heading, Intro   string
	Years            []YearRow
	SumCity, SumTrip string // all years together
	Each             string
	Chart            template.HTML
	Tables           []SumTable
}

// YearRow is one year in the table of years.
type YearRow struct {
	Year, Href       string
	Entries          string
	City, Trip, Each string
	Meter            template.HTML
	Note             string
}

// SumTable is costs by one distinction, the largest first.
type SumTable struct {
	Caption, Column string
	Rows            []SumRow
	Note            string
}

// SumRow is one line of it.
type SumRow struct {
	Name, Href string
	City, Trip string
	Meter      template.HTML
}

func (s *Site) planCosts(l *lang, newest time.Time) {
	s.add(l, "/costs/", "costs", newest, func(f *Frame) any { return s.costs(l, f) })
	for _, y := range s.allYears() {
		list := s.byTerm("costs/" + strconv.Itoa(y))
		s.addList(l, fmt.Sprintf("/costs/%d/", y), "costyear", len(list), perCostPage, s.lastChange(list), func(f *Frame, p Pager) any { return s.costYear(l, f, p, y, list) })
	}
}

// perCostPage is how many entries, with all their lines, one page of a year's
// costs shows.
const perCostPage = 60

// mostBars is how many years the drawing of costs shows, the last ones.
const mostBars = 8

func (s *Site) costs(l *lang, f *Frame) *Costs {
	f.titled(l.w("costs.title"))
	f.Description = l.w("costs.intro")
	v := &Costs{Frame: f, Heading: l.w("costs.title"), Intro: l.w("costs.intro")}
	var most int64
	for _, y := range s.allYears() {
		most = max(most, sumOf(s.Set.Settings().Currency, s.byTerm("costs/"+strconv.Itoa(y))).Trip.Minor)
	}
	for _, y := range s.allYears() {
		list := s.byTerm("costs/" + strconv.Itoa(y))
		sum := sumOf(s.Set.Settings().Currency, list)
		row := YearRow{Year: strconv.Itoa(y), Href: l.href(fmt.Sprintf("/costs/%d/", y)), Entries: l.Number(int64(len(list))), City: l.money(sum.City), Trip: l.money(sum.Trip),
			Each: l.perResident(sum.City), Meter: share(sum.City.Minor, most)}
		if y == s.Set.Today().Year() {
			row.Note = l.w("costs.so-far")
		} else if y > s.Set.Today().Year() {
			row.Note = l.w("costs.ahead")
		}
		v.Years = append(v.Years, row)
	}
	var names []string
	var sums []Sum
	for i := min(len(s.allYears()), mostBars) - 1; i >= 0; i-- {
		y := strconv.Itoa(s.allYears()[i])
		names, sums = append(names, y), append(sums, sumOf(s.Set.Settings().Currency, s.byTerm("costs/"+y)))
	}
	v.Chart = l.bars(names, sums)
	all := sumOf(s.Set.Settings().Currency, s.Set.Entries())
	v.SumCity, v.SumTrip, v.Each = l.money(all.City), l.money(all.Trip), l.perResident(all.City)
	v.Tables = s.sumTables(l, s.Set.Entries())
	return v
}

// CostYear is the page of one year, every line of it.
type CostYear struct {
	*Frame
	Year             string
	Heading, Intro   string
	Kick             []string
	Figures          []Figure
	Notices          []Notice
	Tables           []SumTable
	Lines            []LedgerEntry
	SumCity, SumTrip string
	Pager            Pager
	Earlier, Later   *Link
}

// Notice is an entry that the sums do not hold yet, or may not hold for good.
type Notice struct {
	State State
	Entry Link
	Text  Str
}

// LedgerEntry is the lines of one entry.
type LedgerEntry struct {
	Entry      Link
	Note       string
	State      State
	City, Trip string
	Rows       []LedgerLine
}

// LedgerLine is one line of a year's accounts.
type LedgerLine struct {
	For, Payer, Amount, Note string
	What                     Str
}

func (s *Site) costYear(l *lang, f *Frame, p Pager, year int, list []*content.Entry) *CostYear {
	sum := sumOf(s.Set.Settings().Currency, list)
	y := strconv.Itoa(year)
	v := &CostYear{Frame: f, Year: y, Pager: p, SumCity: l.money(sum.City), SumTrip: l.money(sum.Trip), Kick: []string{l.w("costs.title"), y}}
	v.Heading = l.w("costs.year-heading", "year", y, "amount", l.cash(sum.City), "each", l.perResident(sum.City))
	v.Intro = l.w("costs.year-intro-alone")
	if others := (content.Money{Minor: sum.Trip.Minor - sum.City.Minor, Currency: sum.Trip.Currency}); others.Minor != 0 {
		v.Intro = l.w("costs.year-intro", "others", l.cash(others))
	}
	f.titled(pageTitle(l, l.w("costs.year-title", "year", y), p), l.link("/costs/", "costs.title"))
	f.Description = v.Heading
	v.Figures = s.yearFigures(l, year, list, sum)
	if p.Number == 1 {
		v.Tables = s.sumTables(l, list)
		v.Notices = s.notices(l, list)
	}
	for _, e := range list[p.From:p.To] {
		v.Lines = append(v.Lines, s.ledgerEntry(l, e))
	}
	i := slices.Index(s.allYears(), year)
	if i+1 < len(s.allYears()) {
		v.Earlier = s.yearLink(l, s.allYears()[i+1])
	}
	if i > 0 {
		v.Later = s.yearLink(l, s.allYears()[i-1])
	}
	return v
}

func (s *Site) yearLink(l *lang, y int) *Link {
	return &Link{l.href(fmt.Sprintf("/costs/%d/", y)), own(l.w("costs.year-title", "year", strconv.Itoa(y)))}
}

func (s *Site) yearFigures(l *lang, year int, list []*content.Entry, sum Sum) []Figure {
	out := []Figure{
		{Value: l.money(sum.City), Label: l.w("cost.city"), Note: l.w("cost.city-meaning")},
		{Value: l.money(sum.Trip), Label: l.w("cost.trip"), Note: l.w("cost.trip-meaning")},
		{Value: l.perResident(sum.City), Label: l.w("cost.each"), Note: l.w("cost.residents", "n", l.Number(int64(s.Set.Settings().Population)))},
	}
	if before := s.byTerm("costs/" + strconv.Itoa(year-1)); len(before) > 0 {
		old := sumOf(s.Set.Settings().Currency, before)
		out = append(out, Figure{Value: l.money(old.City), Label: l.w("costs.year-before", "year", strconv.Itoa(year-1)), Note: l.sinceYear(sum.City, old.City, year-1), Href: l.href(fmt.Sprintf("/costs/%d/", year-1))})
	}
	return out
}

// sinceYear says by how much a year's cost differs from an earlier year's.
func (l *lang) sinceYear(cost, old content.Money, year int) string {
	d := content.Money{Minor: cost.Minor - old.Minor, Currency: cost.Currency}
	switch y := strconv.Itoa(year); {
	case d.Minor == 0:
		return l.w("costs.same-as", "year", y)
	case d.Minor > 0:
		return l.w("costs.more-than", "amount", l.money(d), "year", y)
	default:
		return l.w("costs.less-than", "amount", l.money(content.Money{Minor: -d.Minor, Currency: d.Currency}), "year", y)
	}
}

// notices name the entries whose costs are not, or not for good, in the sums.
func (s *Site) notices(l *lang, list []*content.Entry) []Notice {
	var out []Notice
	for _, e := range list {
		switch c := e.Cost; {
		case c.State == content.Pending:
			out = append(out, Notice{State{"soon", l.w("costs.not-in")}, l.entryLink(e), l.original(c.PendingWhy.V)})
		case !c.Known:
			out = append(out, Notice{State{"soon", l.w("costs.not-in")}, l.entryLink(e), own(l.w("cost.planned-is", "amount", l.money(c.Planned.V)))})
		case c.State == content.Provisional:
			out = append(out, Notice{State{"soon", l.w("costs.may-change")}, l.entryLink(e), own(l.w("cost.is-provisional"))})
		}
	}
	return out
}

func (s *Site) ledgerEntry(l *lang, e *content.Entry) LedgerEntry {
	out := LedgerEntry{Entry: l.entryLink(e), Note: l.w("kind."+e.Kind.One()) + ", " + l.when(e), City: "–"}
	if e.Cost.State != content.Final {
		out.State = State{"soon", l.w("cost.state-" + string(e.Cost.State))}
	}
	if !e.Cost.Known {
		return out
	}
	out.City = l.money(e.Cost.City)
	if e.Cost.Trip.Minor != e.Cost.City.Minor {
		out.Trip = l.w("cost.of-note", "total", l.money(e.Cost.Trip))
	}
	for _, line := range e.Cost.Lines {
		row := LedgerLine{For: l.w("for." + line.For.V), What: l.original(line.What.V), Payer: l.w("cost.the-city"), Amount: l.money(line.Own)}
		if !line.ByCity {
			row.Payer = l.payer(line.PaidBy.V)
		}
		if line.Amount.V.Currency != line.Own.Currency {
			row.Note = l.w("cost.rate", "amount", l.money(line.Amount.V), "rate", l.Decimal(line.Rate.V))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// sumTables are the costs of a list by purpose, payer, country and issue.
func (s *Site) sumTables(l *lang, list []*content.Entry) []SumTable {
	currency := s.Set.Settings().Currency
	purpose, payer, country, issue := sums{}, sums{}, sums{}, sums{}
	city := s.Set.Settings().City.V
	for _, e := range list {
		if !e.Cost.Known {
			continue
		}
		for _, line := range e.Cost.Lines {
			name := city
			if !line.ByCity {
				name = l.payer(line.PaidBy.V)
			}
			purpose.add(l.w("for."+line.For.V), "", line.Own, line.ByCity)
			payer.add(name, "", line.Own, line.ByCity)
		}
		for _, code := range s.countries(e) {
			country.addSum(l.Country(code), "", e.Cost)
		}
		for _, v := range e.Impact.Issues {
			if i, ok := s.Set.Settings().Issue(v.V); ok {
				issue.addSum(l.words(i.Name), l.href("/issues/"+i.ID+"/"), e.Cost)
			}
		}
	}
	return []SumTable{
		s.table(l, purpose, "purpose", currency), s.table(l, payer, "payer", currency),
		s.table(l, country, "country", currency), s.table(l, issue, "issue", currency),
	}
}

// countries are the countries that an entry is about, each once.
func (s *Site) countries(e *content.Entry) []string { return s.Set.Countries(e) }

// sums adds up by name; minor units of the city's currency.
type sums map[string]*struct {
	href       string
	city, trip int64
}

func (m sums) add(name, href string, amount content.Money, byCity bool) {
	row := m[name]
	if row == nil {
		row = &struct {
			href       string
			city, trip int64
		}{href: href}
		m[name] = row
	}
	row.trip += amount.Minor
	if byCity {
		row.city += amount.Minor
	}
}

func (m sums) addSum(name, href string, c content.Cost) {
	m.add(name, href, c.City, true)
	m.add(name, href, content.Money{Minor: c.Trip.Minor - c.City.Minor, Currency: c.Trip.Currency}, false)
}

func (s *Site) table(l *lang, m sums, by, currency string) SumTable {
	t := SumTable{Caption: l.w("costs.by-" + by), Column: l.w("costs.column-" + by)}
	if by == "country" || by == "issue" {
		t.Note = l.w("costs.counted-twice")
	}
	names := make([]string, 0, len(m))
	var most int64
	for name, row := range m {
		names = append(names, name)
		most = max(most, row.trip)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(-cmp.Compare(m[a].trip, m[b].trip), l.Compare(a, b))
	})
	for _, name := range names {
		row := m[name]
		t.Rows = append(t.Rows, SumRow{Name: name, Href: row.href, City: l.Amount(row.city, currency), Trip: l.Amount(row.trip, currency), Meter: share(row.trip, most)})
	}
	return t
}
