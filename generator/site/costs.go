package site

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
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
	Why              *YearChange
}

// yearNotes say how a year's sum is to be read: whether the year is over, how
// much of it may change and what is not in it yet.
func (s *Site) yearNotes(l *lang, year int, list []*content.Entry) []string {
	var out []string
	if year == s.Set.Today().Year() {
		out = append(out, l.w("costs.so-far"))
	} else if year > s.Set.Today().Year() {
		out = append(out, l.w("costs.ahead"))
	}
	provisional, missing := content.Money{Currency: s.Set.Settings().Currency}, 0
	for _, e := range list {
		switch {
		case !e.Cost.Known:
			missing++
		case e.Cost.State == content.Provisional:
			provisional = provisional.Plus(e.Cost.City)
		}
	}
	if provisional.Minor != 0 {
		out = append(out, l.w("costs.provisional-part", "amount", l.money(provisional)))
	}
	if missing > 0 {
		out = append(out, l.n("costs.missing-part", missing))
	}
	return out
}

// YearChange is how much a year's cost to the city differs from the year
// before, when that is over a quarter: Why is the city's explanation, Asked
// what stands in its place where there is none.
type YearChange struct{ Says, Why, Asked string }

func (s *Site) planCosts(l *lang, newest time.Time) {
	s.add(l, "/costs/", "costs", newest, func(f *Frame) any { return s.costs(l, f) })
	for _, y := range s.allYears() {
		list := s.byTerm("costs/" + strconv.Itoa(y))
		sheets := cutLedger(list)
		s.addList(l, fmt.Sprintf("/costs/%d/", y), "costyear", len(sheets), 1, s.lastChange(list), func(f *Frame, p Pager) any { return s.costYear(l, f, p, y, list, sheets) })
	}
}

// A page of a year's costs shows so many entries that it has about that many
// bytes; the first one has the sums above them.
const (
	firstLedger = 11_000
	nextLedger  = 27_000
)

// cutLedger parts the entries of a year among pages by how much there is to
// say of each; one entry is never parted.
func cutLedger(list []*content.Entry) [][]*content.Entry {
	var out [][]*content.Entry
	room := 0
	for _, e := range list {
		size := 400 + len(e.Title.V)
		for _, line := range e.Cost.Lines {
			size += 150 + len(line.What.V) + len(line.PaidBy.V)
		}
		if room -= size; len(out) == 0 || room < 0 && len(out[len(out)-1]) > 0 {
			if room = nextLedger - size; len(out) == 0 {
				room = firstLedger - size
			}
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], e)
	}
	return out
}

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
		row := YearRow{Why: s.yearChange(l, y), Year: strconv.Itoa(y), Href: l.href(fmt.Sprintf("/costs/%d/", y)), Entries: l.Number(int64(len(list))), City: l.money(sum.City), Trip: l.money(sum.Trip),
			Each: l.perResident(sum.City), Meter: share(sum.City.Minor, most)}
		row.Note = strings.Join(s.yearNotes(l, y, list), ", ")
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
	v.Tables = s.sumTables(l, s.Set.Entries(), nil, "")
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
	More             string // said when there are more of them
	Change           *YearChange
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

func (s *Site) costYear(l *lang, f *Frame, p Pager, year int, list []*content.Entry, sheets [][]*content.Entry) *CostYear {
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
		v.Tables = s.sumTables(l, list, s.byTerm("costs/"+strconv.Itoa(year-1)), strconv.Itoa(year-1))
		v.Change = s.yearChange(l, year)
		v.Notices, v.More = s.notices(l, list)
	}
	for _, e := range sheets[p.From] {
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

// yearChange compares a year with the one before. A year that is not over is
// held to it once it has cost more.
func (s *Site) yearChange(l *lang, year int) *YearChange {
	before := s.byTerm("costs/" + strconv.Itoa(year-1))
	currency := s.Set.Settings().Currency
	old, sum := sumOf(currency, before).City.Minor, sumOf(currency, s.byTerm("costs/"+strconv.Itoa(year))).City.Minor
	over, under := sum*4 > old*5, sum*4 < old*3
	if len(before) == 0 || !over && (!under || year >= s.Set.Today().Year()) {
		return nil
	}
	c := &YearChange{}
	if why, ok := s.Set.Settings().CostChanges[year]; ok {
		c.Why = l.words(why)
	} else {
		c.Asked = l.w("costs.unexplained", "year", strconv.Itoa(year))
	}
	switch {
	case old == 0:
		c.Says = l.w("costs.after-nothing", "year", strconv.Itoa(year-1))
	case over:
		c.Says = l.w("costs.percent-more", "percent", l.Number(percent(sum-old, old)), "year", strconv.Itoa(year-1))
	default:
		c.Says = l.w("costs.percent-less", "percent", l.Number(percent(old-sum, old)), "year", strconv.Itoa(year-1))
	}
	return c
}

// percent is a share in hundredths, rounded.
func percent(part, whole int64) int64 { return (part*200 + whole) / (whole * 2) }

// notices name the entries whose costs are not, or not for good, in the sums.
func (s *Site) notices(l *lang, list []*content.Entry) (out []Notice, more string) {
	for _, e := range list {
		if e.Cost.Known && e.Cost.State == content.Final {
			continue
		}
		if len(out) == mostNotices {
			return out, l.w("costs.more-marked")
		}
		switch c := e.Cost; {
		case c.State == content.Pending:
			out = append(out, Notice{State{"soon", l.w("costs.not-in")}, l.entryLink(e), l.say(e, c.PendingWhy)})
		case !c.Known:
			out = append(out, Notice{State{"soon", l.w("costs.not-in")}, l.entryLink(e), own(l.w("cost.planned-is", "amount", l.money(c.Planned.V)))})
		case c.State == content.Provisional:
			out = append(out, Notice{State{"soon", l.w("costs.may-change")}, l.entryLink(e), own(l.w("cost.is-provisional"))})
		}
	}
	return out, ""
}

// mostNotices is how many entries are named above the sums; all are marked
// where their lines stand.
const mostNotices = 12

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
		row := LedgerLine{For: l.w("for." + line.For.V), What: l.say(e, line.What), Payer: l.w("cost.the-city"), Amount: l.money(line.Own)}
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
