package site

import (
	"html/template"
	"strconv"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/ledger"
)

// This file draws what years cost. All years stand there, from the first to
// the last, those without an entry too, so that time runs evenly. What is drawn
// is the cost to the city and nothing else; what may still change is hatched,
// and what is planned stands beside it as an empty outline.

// YearsChart is the drawing of what years cost the city: Finding says what it
// shows, Basis what was counted.
type YearsChart struct {
	Finding, Basis       string
	Drawing              template.HTML
	Provisional, Planned bool // there is some of it, so that its sign is explained
}

// yearsChart draws all years, or is nil where there are fewer than two, or too
// many to be meant.
func (s *Site) yearsChart(l *lang) *YearsChart {
	known := s.ledger.Years()
	if len(known) == 0 || known[0] == known[len(known)-1] || known[0]-known[len(known)-1] > ledger.MostYears {
		return nil
	}
	v := &YearsChart{Finding: s.costFinding(l), Basis: l.word("costs.chart-basis", "date", l.Day(s.Set.Today()))}
	var years []drawing.Year
	for y := known[len(known)-1]; y <= known[0]; y++ {
		a := s.ledger.Account(ledger.OfYear(y))
		years = append(years, drawing.Year{Cost: a.City.Minor, Open: a.Provisional.Minor, Planned: a.Planned.Minor})
		v.Provisional, v.Planned = v.Provisional || a.Provisional.Minor > 0, v.Planned || a.Planned.Minor > 0
	}
	amount := func(minor int64) string {
		return l.cash(content.Money{Minor: minor, Currency: s.Set.Settings().Currency})
	}
	if v.Drawing = drawing.Years(known[len(known)-1], years, amount, v.Finding+" "+v.Basis); v.Drawing == "" {
		return nil
	}
	return v
}

// costFinding compares the latest year in which something was spent with the
// year before it. Of a year whose sum may still grow or shrink, no more is said
// than what it has cost so far, unless that is more already.
func (s *Site) costFinding(l *lang) string {
	x, ok := s.ledger.LatestSpending()
	if !ok {
		return l.word("costs.nothing")
	}
	each, old, beside := l.perResident(x.Now.City), l.perResident(x.Before.City), strconv.Itoa(x.Year-1)
	key, pairs := "", []any{"year", strconv.Itoa(x.Year), "each", each}
	switch {
	case len(x.Before.Spent) == 0:
		key += "-alone"
	case each == old:
		key, pairs = key+"-same", append(pairs, "before", beside)
	case x.Now.City.Minor > x.Before.City.Minor:
		key, pairs = key+"-more", append(pairs, "before", beside, "old", old)
	case x.Settled:
		key, pairs = key+"-less", append(pairs, "before", beside, "old", old)
	default:
		pairs = append(pairs, "before", beside, "old", old)
	}
	if !x.Settled {
		key += "-so-far"
	}
	return l.word("costs.finding"+key, pairs...)
}
