package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// CostYear is the page of one year, every line of it.
type CostYear struct {
	*Frame
	Year             string
	Heading, Intro   string
	Kicker           []string
	Figures          []Figure
	Travellers       SumTable
	Ways             *Ways
	Planned          []Notice // what lies ahead, apart from all sums
	PlannedSum       string
	PlannedMore      string // said when there is more of it
	Notices          []Notice
	More             string // said when there are more of them
	Change           *YearChange
	Tables           []SumTable
	Lines            []LedgerEntry
	SumCity, SumTrip string
	Pager            Pager
	Earlier, Later   *Link
}

// Notice is an entry that the sums do not hold, not yet, or not for good.
type Notice struct {
	State  State
	Entry  Link
	Text   Str
	Amount string // what is planned
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
	Detail                   string // its class and nights
}

func (s *Site) costYear(l *lang, f *Frame, p Pager, year int, sheets [][]*content.Entry) *CostYear {
	f.Code = "" // see Frame
	sum := s.ledger.Account(ledger.OfYear(year))
	y := strconv.Itoa(year)
	v := &CostYear{Frame: f, Year: y, Pager: p, SumCity: l.money(sum.City), SumTrip: l.money(sum.Trip), Kicker: []string{l.word("costs.title"), y}}
	v.Heading, v.Intro = s.yearHeading(l, year, sum)
	f.titled(pageTitle(l, l.word("costs.year-title", "year", y), p), l.link("/costs/", "costs.title"))
	f.Description = v.Heading
	v.Figures = s.yearFigures(l, year, sum)
	if p.Number == 1 {
		if before := s.ledger.Account(ledger.OfYear(year - 1)); len(sum.Spent) > 0 {
			v.Tables = s.sumTables(l, sum, before, strconv.Itoa(year-1))
			v.Travellers = s.travellerTable(l, sum, before, year)
			v.Ways = s.ways(l, year)
		}
		v.Change = s.yearChange(l, year)
		v.Notices, v.More = s.notices(l, sum.Spent)
		s.yearPlanned(l, v, sum)
	}
	if len(sheets) > 0 {
		for _, e := range sheets[p.From] {
			v.Lines = append(v.Lines, s.ledgerEntry(l, e))
		}
	}
	years := s.ledger.Years()
	i := slices.Index(years, year)
	if i+1 < len(years) {
		v.Earlier = s.yearLink(l, years[i+1])
	}
	if i > 0 {
		v.Later = s.yearLink(l, years[i-1])
	}
	return v
}

// yearHeading says what a year cost, has cost so far, or is to cost.
func (s *Site) yearHeading(l *lang, year int, sum content.Account) (heading, intro string) {
	y := strconv.Itoa(year)
	if len(sum.Spent) == 0 {
		return l.word("costs.year-heading-ahead", "year", y, "amount", l.cash(sum.Planned)), l.word("costs.year-intro-ahead")
	}
	key := "costs.year-heading"
	if year >= s.Set.Today().Year() {
		key = "costs.year-heading-so-far"
	}
	heading, intro = l.word(key, "year", y, "amount", l.cash(sum.City), "each", l.perResident(sum.City)), l.word("costs.year-intro-alone")
	if others := (content.Money{Minor: sum.Trip.Minor - sum.City.Minor, Currency: sum.Trip.Currency}); others.Minor != 0 {
		intro = l.word("costs.year-intro", "others", l.cash(others))
	}
	return heading, intro
}

// mostPlanned is how many entries ahead the page of a year names; the agenda
// has all.
const mostPlanned = 20

// yearPlanned names what lies ahead of a year, soonest first.
func (s *Site) yearPlanned(l *lang, v *CostYear, sum content.Account) {
	for _, e := range slices.Backward(sum.Ahead) {
		if len(v.Planned) == mostPlanned {
			v.PlannedMore = l.count("costs.planned-more", len(sum.Ahead)-mostPlanned)
			break
		}
		n := Notice{Entry: l.entryLink(e), Text: pageText(l.word("kind."+e.Kind.One()) + ", " + l.when(e)), Amount: l.word("costs.no-plan")}
		if plan, ok := e.Plan(); ok {
			n.Amount = l.money(plan)
		}
		v.Planned = append(v.Planned, n)
	}
	v.PlannedSum = l.money(sum.Planned)
}

func (s *Site) yearLink(l *lang, y int) *Link {
	return &Link{l.href(fmt.Sprintf("/costs/%d/", y)), pageText(l.word("costs.year-title", "year", strconv.Itoa(y)))}
}

func (s *Site) yearFigures(l *lang, year int, sum content.Account) []Figure {
	var out []Figure
	if len(sum.Spent) > 0 {
		out = []Figure{
			{Value: l.money(sum.City), Label: l.word("cost.city"), Note: l.word("cost.city-meaning") + l.more(l.openNotes(sum))},
			{Value: l.money(sum.Trip), Label: l.word("cost.trip"), Note: l.word("cost.trip-meaning")},
			{Value: l.perResident(sum.City), Label: l.word("cost.each"), Note: l.residents()},
		}
		if s.hasCoin(l, year) {
			out[2].Href = l.href(coinAddress(year))
		}
	}
	if len(sum.Ahead) > 0 {
		out = append(out, s.plannedFigure(l, sum))
	}
	if before := s.ledger.Account(ledger.OfYear(year - 1)); len(before.Spent) > 0 && len(sum.Spent) > 0 {
		out = append(out, Figure{Value: l.money(before.City), Label: l.word("costs.year-before", "year", strconv.Itoa(year-1)),
			Note: l.sinceYear(sum.City, before.City, year-1), Href: l.href(fmt.Sprintf("/costs/%d/", year-1))})
	}
	return out
}

// plannedFigure is what is planned, apart from what was spent.
func (s *Site) plannedFigure(l *lang, a content.Account) Figure {
	f := Figure{Value: l.money(a.Planned), Label: l.word("costs.planned-ahead"), Note: l.count("costs.planned-meaning", len(a.Ahead))}
	if a.Unplanned > 0 {
		f.Note += l.more([]string{l.count("costs.unplanned", a.Unplanned)})
	}
	return f
}

// more are further remarks behind a first one.
func (l *lang) more(notes []string) string {
	if len(notes) == 0 {
		return ""
	}
	return ", " + strings.Join(notes, ", ")
}

// sinceYear says by how much a year's cost differs from an earlier year's.
func (l *lang) sinceYear(cost, old content.Money, year int) string {
	d := content.Money{Minor: cost.Minor - old.Minor, Currency: cost.Currency}
	switch y := strconv.Itoa(year); {
	case d.Minor == 0:
		return l.word("costs.same-as", "year", y)
	case d.Minor > 0:
		return l.word("costs.more-than", "amount", l.money(d), "year", y)
	default:
		return l.word("costs.less-than", "amount", l.money(content.Money{Minor: -d.Minor, Currency: d.Currency}), "year", y)
	}
}

// yearChange says how a year compares with the one before, where they differ by
// so much that it has to be explained.
func (s *Site) yearChange(l *lang, year int) *YearChange {
	change, ok := s.ledger.Change(year)
	if !ok {
		return nil
	}
	c, before := &YearChange{}, strconv.Itoa(year-1)
	if why, ok := s.Set.Settings().CostChanges[year]; ok {
		c.Why = l.words(why)
	} else {
		c.Asked = l.word("costs.unexplained", "year", strconv.Itoa(year))
	}
	switch {
	case change.AfterNothing:
		c.Says = l.word("costs.after-nothing", "year", before)
	case change.Percent > 0:
		c.Says = l.word("costs.percent-more", "percent", l.Number(change.Percent), "year", before)
	default:
		c.Says = l.word("costs.percent-less", "percent", l.Number(-change.Percent), "year", before)
	}
	return c
}

// notices name the entries whose costs are not, or not for good, in the sums.
func (s *Site) notices(l *lang, list []*content.Entry) (out []Notice, more string) {
	for _, e := range ledger.Unsettled(list) {
		if len(out) == mostNotices {
			return out, l.word("costs.more-marked")
		}
		switch c := e.Cost; {
		case c.State == content.Pending:
			out = append(out, Notice{State: State{"soon", l.word("costs.not-in")}, Entry: l.entryLink(e), Text: l.say(e, c.PendingWhy)})
		case !c.Known:
			out = append(
				out,
				Notice{
					State: State{"soon", l.word("costs.not-in")},
					Entry: l.entryLink(e),
					Text:  pageText(l.word("cost.planned-is", "amount", l.money(c.Planned.V))),
				},
			)
		case c.State == content.Provisional:
			out = append(out, Notice{State: State{"soon", l.word("costs.may-change")}, Entry: l.entryLink(e), Text: pageText(l.word("cost.is-provisional"))})
		}
	}
	return out, ""
}

// mostNotices is how many entries are named above the sums; all are marked
// where their lines stand.
const mostNotices = 12

func (s *Site) ledgerEntry(l *lang, e *content.Entry) LedgerEntry {
	out := LedgerEntry{Entry: l.entryLink(e), Note: l.word("kind."+e.Kind.One()) + ", " + l.when(e), City: "–"}
	if e.Cost.State != content.Final {
		out.State = State{"soon", l.word("cost.state-" + string(e.Cost.State))}
	}
	if !e.Cost.Known {
		return out
	}
	out.City = l.money(e.Cost.City)
	if e.Cost.Trip.Minor != e.Cost.City.Minor {
		out.Trip = l.word("cost.of-note", "total", l.money(e.Cost.Trip))
	}
	for _, line := range e.Cost.Lines {
		row := LedgerLine{For: l.word("for." + line.For.V), What: l.say(e, line.What), Payer: l.word("cost.the-city"), Amount: l.money(line.Converted)}
		row.Detail = strings.Join(l.lineDetails(line), ", ")
		if !line.ByCity {
			row.Payer = l.payer(line.PaidBy.V)
		}
		if line.Amount.V.Currency != line.Converted.Currency {
			row.Note = l.word("cost.rate", "amount", l.money(line.Amount.V), "rate", l.Decimal(line.Rate.V))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
