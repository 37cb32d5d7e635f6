package site

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// Costs is the page of all years.
type Costs struct {
	*Frame
	Heading, Intro   string
	Years            []YearRow
	SumCity, SumTrip string // all years together
	Each             string
	Planned          string // of what lies ahead, "" for nothing
	Chart            *YearsChart
	Tables           []SumTable
	Ways             *Ways // into the latest year; nil while nothing is spent
}

// YearRow is one year in the table of years, or the years in a row in which
// there was nothing.
type YearRow struct {
	Year, Href       string
	Gap              bool
	City, Trip, Each string
	Note             string
	Why              *YearChange
}

// openNotes say how much of a sum may still change, and what is not in it yet.
func (l *lang) openNotes(a content.Account) []string {
	var out []string
	if a.Provisional.Minor != 0 {
		out = append(out, l.word("costs.provisional-part", "amount", l.money(a.Provisional)))
	}
	if a.Missing > 0 {
		out = append(out, l.count("costs.missing-part", a.Missing))
	}
	return out
}

// plannedNote says what is planned besides a sum.
func (l *lang) plannedNote(a content.Account) []string {
	switch {
	case a.Planned.Minor != 0 && len(a.Spent) == 0:
		return []string{l.word("costs.planned-alone", "amount", l.money(a.Planned))}
	case a.Planned.Minor != 0:
		return []string{l.word("costs.planned-besides", "amount", l.money(a.Planned))}
	case len(a.Ahead) > 0:
		return []string{l.word("costs.planned-unknown")}
	}
	return nil
}

// yearNotes say besides whether the year is over.
func (s *Site) yearNotes(l *lang, year int, a content.Account) []string {
	notes := append(l.openNotes(a), l.plannedNote(a)...)
	switch today := s.Set.Today().Year(); {
	case year == today:
		return append([]string{l.word("costs.so-far")}, notes...)
	case year > today:
		return append([]string{l.word("costs.ahead")}, notes...)
	}
	return notes
}

// YearChange is how much a year's cost to the city differs from the year
// before, when that is over a quarter: Why is the city's explanation, Asked
// what stands in its place where there is none.
type YearChange struct{ Says, Why, Asked string }

func (s *Site) planCosts(l *lang, newest time.Time) {
	s.add(l, "/costs/", "costs", newest, func(f *Frame) any { return s.costs(l, f) })
	for _, y := range s.ledger.Years() {
		list := s.ledger.Entries(ledger.OfYear(y))
		sheets := cutSheets(s.ledger.Account(ledger.OfYear(y)).Spent)
		s.addList(l, fmt.Sprintf("/costs/%d/", y), "costyear", len(sheets), 1, s.ledger.LastChange(list),
			func(f *Frame, p Pager) any { return s.costYear(l, f, p, y, sheets) })
		s.planTripCosts(l, y)
		if s.hasCoin(l, y) {
			s.add(l, coinAddress(y), "coin", s.ledger.LastChange(list), func(f *Frame) any { return s.coinPage(l, f, y) })
		}
	}
}

// A page of a year's costs shows so many entries that it has about that many
// bytes; the first one has the sums above them.
const (
	firstSheet = 2_000
	nextSheet  = 27_000
)

// cutSheets parts the entries of a year among pages by how much there is to
// say of each; one entry is never parted.
func cutSheets(list []*content.Entry) [][]*content.Entry {
	var out [][]*content.Entry
	room := 0
	for _, e := range list {
		size := 400 + len(e.Title.V)
		for _, line := range e.Cost.Lines {
			size += 150 + len(line.What.V) + len(line.PaidBy.V)
		}
		if room -= size; len(out) == 0 || room < 0 && len(out[len(out)-1]) > 0 {
			if room = nextSheet - size; len(out) == 0 {
				room = firstSheet - size
			}
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], e)
	}
	return out
}

func (s *Site) costs(l *lang, f *Frame) *Costs {
	f.titled(l.word("costs.title"))
	f.Description, f.OEmbed = l.word("costs.intro"), s.oembed(l, "figures")
	v := &Costs{Frame: f, Heading: l.word("costs.title"), Intro: l.word("costs.intro"), Years: s.yearRows(l), Chart: s.yearsChart(l)}
	all := s.ledger.Account("")
	v.SumCity, v.SumTrip, v.Each = l.money(all.City), l.money(all.Trip), l.perResident(all.City)
	if len(all.Ahead) > 0 {
		v.Planned = l.money(all.Planned)
	}
	v.Tables = s.sumTables(l, all, content.Account{}, "")
	if latest, ok := s.ledger.LatestSpending(); ok {
		v.Ways = s.ways(l, latest.Year)
	}
	return v
}

// yearRows are the years with what they cost, the latest first, and between
// them those without an entry.
func (s *Site) yearRows(l *lang) []YearRow {
	var out []YearRow
	for _, x := range s.ledger.YearByYear() {
		if x.Nothing {
			out = append(out, YearRow{Year: yearSpan(x.First, x.Last), Gap: true})
			continue
		}
		a := x.Account
		row := YearRow{Why: s.yearChange(l, x.First), Year: strconv.Itoa(x.First), Href: l.href(fmt.Sprintf("/costs/%d/", x.First)), City: "–", Trip: "–",
			Each: "–",
			Note: strings.Join(s.yearNotes(l, x.First, a), ", ")}
		if len(a.Spent) > 0 {
			row.City, row.Trip, row.Each = l.money(a.City), l.money(a.Trip), l.perResident(a.City)
		}
		out = append(out, row)
	}
	return out
}

// yearSpan writes the years from one to another.
func yearSpan(from, to int) string {
	if from == to {
		return strconv.Itoa(to)
	}
	return fmt.Sprintf("%d–%d", from, to)
}
