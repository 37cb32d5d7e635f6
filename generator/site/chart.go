package site

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"
	"unicode"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/i18n"
	"parvis/generator/ledger"
)

// This file draws what years cost. All years stand there, from the first to
// the last, those without an entry too, so that time runs evenly. What is drawn
// is the cost to the city and nothing else; what may still change is hatched,
// and what is planned stands beside it as an empty outline.

// YearsChart is the drawing of what years cost the city: Finding says what it
// shows, Basis what was counted and in which unit. Of one year alone there is no
// drawing. Table is the same as a file.
type YearsChart struct {
	Finding, Basis       string
	Drawing, Table       template.HTML
	Provisional, Planned bool // there is some of it, so that its sign is explained
}

// yearsChart draws all years, or is nil where there are none, or too many to be meant.
func (s *Site) yearsChart(l *lang) *YearsChart {
	known := s.ledger.Years()
	if len(known) == 0 || known[0]-known[len(known)-1] > ledger.MostYears {
		return nil
	}
	v := &YearsChart{Finding: s.costFinding(l), Basis: l.word("costs.chart-basis", "date", l.Day(s.Set.Today()))}
	var years []drawing.Year
	table := "year,cost_city,provisional,planned,cost_trip,currency"
	for y := known[len(known)-1]; y <= known[0]; y++ {
		a := s.ledger.Account(ledger.OfYear(y))
		years = append(years, drawing.Year{Cost: a.City.Minor, Open: a.Provisional.Minor, Planned: a.Planned.Minor})
		v.Provisional, v.Planned = v.Provisional || a.Provisional.Minor != 0, v.Planned || a.Planned.Minor > 0
		table += fmt.Sprintf("%%0A%d,%s,%s,%s,%s,%s", y, a.City.Decimal(), a.Provisional.Decimal(), a.Planned.Decimal(), a.Trip.Decimal(), a.City.Currency)
	}
	x, ok := drawing.AxisOf(years)
	if !ok || len(years) == 1 {
		v.Provisional, v.Planned = false, false
		return v
	}
	amount, unit := s.axisAmounts(l, x)
	if unit != "" {
		v.Basis += " (" + unit + ")"
	}
	v.Drawing = drawing.Years(known[len(known)-1], years, x, amount, v.Finding+" "+v.Basis)
	v.Table = template.HTML(fmt.Sprintf(`<a download="costs-by-year.csv" href="data:text/csv;charset=utf-8,%s%%0A">%s</a>`,
		table, template.HTMLEscapeString(l.word("costs.chart-table"))))
	return v
}

// axisAmounts tells how the amounts of an axis are written: as they are or, where they
// would be long, in millions or thousand millions, which the unit then says.
func (s *Site) axisAmounts(l *lang, x drawing.Axis) (amount func(minor int64) string, unit string) {
	code := s.Set.Settings().Currency
	cash := func(minor int64) string { return l.cash(content.Money{Minor: minor, Currency: code}) }
	decimals, _ := i18n.CurrencyDecimals(code)
	whole := int64(math.Pow10(decimals))
	for _, u := range []struct {
		key  string
		size int64
	}{{"costs.thousand-millions", 1_000_000_000}, {"costs.millions", 1_000_000}} {
		if tenth := u.size / 10 * whole; x.Step >= tenth {
			sign := strings.TrimFunc(cash(0), func(r rune) bool { return unicode.IsDigit(r) || unicode.IsSpace(r) })
			return func(minor int64) string { return l.Decimal(tenths(minor / tenth)) }, l.word(u.key, "currency", sign)
		}
	}
	return cash, ""
}

// tenths writes a number of tenths as a decimal number.
func tenths(n int64) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	if n%10 == 0 {
		return fmt.Sprintf("%s%d", sign, n/10)
	}
	return fmt.Sprintf("%s%d.%d", sign, n/10, n%10)
}

// costFinding compares the latest year in which something was spent with the
// year before it. Of a year whose sum may still grow or shrink, no more is said
// than what it has cost so far, unless that is more already.
func (s *Site) costFinding(l *lang) string {
	x, ok := s.ledger.LatestSpending()
	if !ok {
		return l.word("costs.nothing")
	}
	now, before := x.Now.City, x.Before.City
	key, pairs := "", []any{"year", strconv.Itoa(x.Year), "amount", l.cash(now)}
	if len(x.Before.Spent) > 0 {
		pairs = append(pairs, "before", strconv.Itoa(x.Year-1))
	}
	switch {
	case len(x.Before.Spent) == 0:
		key = "-alone"
	case now.Minor == before.Minor:
		key = "-same"
	case now.Minor > before.Minor:
		key, pairs = "-more", append(pairs, "old", l.cash(before))
	case x.Settled:
		key, pairs = "-less", append(pairs, "old", l.cash(before))
	default:
		pairs = append(pairs, "old", l.cash(before))
	}
	if !x.Settled {
		key += "-so-far"
	}
	return l.word("costs.finding"+key, pairs...)
}
