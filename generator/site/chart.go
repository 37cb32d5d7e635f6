package site

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"parvis/generator/content"
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

// The drawing's measures: its width, the room for amounts at the left and for
// a year at most, the ground line, how tall the tallest bar is, and the least
// room for the name of a year.
const (
	chartWide, chartLeft, yearMost = 500, 60, 72
	chartFoot, chartTall           = 180, 160.0
	yearName                       = 42
)

// yearsChart draws all years, or is nil where there are fewer than two, or too
// many to be meant.
func (s *Site) yearsChart(l *lang) *YearsChart {
	known := s.ledger.Years()
	if len(known) == 0 || known[0] == known[len(known)-1] || known[0]-known[len(known)-1] > ledger.MostYears {
		return nil
	}
	v := &YearsChart{Finding: s.costFinding(l), Basis: l.w("costs.chart-basis", "date", l.Day(s.Set.Today()))}
	var years []content.Account
	var most int64
	for y := known[len(known)-1]; y <= known[0]; y++ {
		a := s.ledger.Account(ledger.OfYear(y))
		years = append(years, a)
		most = max(most, a.City.Minor, a.Planned.Minor)
		v.Provisional, v.Planned = v.Provisional || a.Provisional.Minor > 0, v.Planned || a.Planned.Minor > 0
	}
	if most <= 0 {
		return nil
	}
	v.Drawing = l.bars(known[len(known)-1], years, most, v.Finding+" "+v.Basis)
	return v
}

// costFinding compares the latest year in which something was spent with the
// year before it. Of a year whose sum may still grow or shrink, no more is said
// than what it has cost so far, unless that is more already.
func (s *Site) costFinding(l *lang) string {
	x, ok := s.ledger.LatestSpending()
	if !ok {
		return l.w("costs.nothing")
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
	return l.w("costs.finding"+key, pairs...)
}

// bars draws years beside each other, from the first on. most is the largest
// amount among them, in minor units.
func (l *lang) bars(first int, years []content.Account, most int64, label string) template.HTML {
	height := func(minor int64) float64 { return float64(max(0, minor)) / float64(most) * chartTall }
	column := min(float64(chartWide-chartLeft)/float64(len(years)), yearMost)
	var w strings.Builder
	fmt.Fprintf(&w, `<svg class="chart years" viewBox="0 0 %d 205" role="img" aria-label="%s">`, chartWide, template.HTMLEscapeString(label))
	w.WriteString(`<pattern id="page-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="ground" d="M0 0h5v5H0z"/><path class="city" d="M0 0h2.2v5H0z"/></pattern>`)
	for at, step := tick(most), tick(most); at <= most; at += step {
		y := num(chartFoot - height(at))
		fmt.Fprintf(&w, `<line x2="%d" y1="%s" y2="%s" stroke-width=".5"/><text class="soft" y="%s" font-size="10.5">%s</text>`, chartWide, y, y, num(chartFoot-height(at)-3), l.cash(content.Money{Minor: at, Currency: years[0].City.Currency}))
	}
	every := nameEvery(column)
	for i, a := range years {
		x := chartLeft + column*float64(i)
		open := min(a.Provisional.Minor, a.City.Minor)
		city, settled, planned := height(a.City.Minor), height(a.City.Minor-open), height(a.Planned.Minor)
		bar := func(look string, at, width, top, tall float64) {
			if tall > 0 {
				fmt.Fprintf(&w, `<rect %s x="%s" y="%s" width="%s" height="%s"/>`, look, num(x+column*at), num(chartFoot-top), num(column*width), num(tall))
			}
		}
		bar(`class="city"`, .12, .5, settled, settled)
		bar(`fill="url(#page-hatch)"`, .12, .5, city, city-settled)
		bar(`class="ahead"`, .67, .25, planned, planned)
		if year := first + i; year%every == 0 {
			fmt.Fprintf(&w, `<text x="%s" y="197" text-anchor="middle">%d</text>`, num(x+column/2), year)
		}
	}
	fmt.Fprintf(&w, `<line x2="%d" y1="%d" y2="%d" stroke-width="1.5"/></svg>`, chartWide, chartFoot, chartFoot)
	return template.HTML(w.String())
}

// tick is a round amount of which the largest holds no more than four.
func tick(most int64) int64 {
	step := int64(1)
	for k := 0; step*4 < most; k++ {
		step = step * []int64{2, 5, 2}[k%3] / []int64{1, 2, 1}[k%3]
	}
	return step
}

// nameEvery is of how many years one is named, so that their names do not touch.
func nameEvery(column float64) int {
	for _, n := range []int{1, 2, 5, 10, 20, 50} {
		if column*float64(n) >= yearName {
			return n
		}
	}
	return 100
}
