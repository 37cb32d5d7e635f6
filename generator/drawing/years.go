package drawing

import (
	"fmt"
	"html/template"
	"strings"
)

// The measures of a drawing of years: its width, the room for amounts at the
// left and for a year at most, the ground line, how tall the tallest bar is,
// and the least room for the name of a year.
const (
	chartWide, chartLeft, yearMost = 500, 60, 72
	chartFoot, chartTall           = 180, 160.0
	yearName                       = 42
)

// Year is one year of a drawing of years: what it cost, of which Open may still
// change, and what is planned in it, in minor units of a currency.
type Year struct{ Cost, Open, Planned int64 }

// Years draws years beside each other, from the first on, the tallest bar as
// tall as the drawing: nothing where no year has anything. amount writes an
// amount, label says what is drawn.
func Years(first int, years []Year, amount func(minor int64) string, label string) template.HTML {
	var most int64
	for _, y := range years {
		most = max(most, y.Cost, y.Planned)
	}
	if most <= 0 {
		return ""
	}
	height := func(minor int64) float64 { return float64(max(0, minor)) / float64(most) * chartTall }
	column := min(float64(chartWide-chartLeft)/float64(len(years)), yearMost)
	var w strings.Builder
	fmt.Fprintf(&w, `<svg class="chart years" viewBox="0 0 %d 205" role="img" aria-label="%s">`, chartWide, escaped(label))
	w.WriteString(
		`<pattern id="page-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="ground" d="M0 ` +
			`0h5v5H0z"/><path class="city" d="M0 0h2.2v5H0z"/></pattern>`,
	)
	for at, step := tick(most), tick(most); at <= most; at += step {
		y := num(chartFoot - height(at))
		fmt.Fprintf(
			&w,
			`<line x2="%d" y1="%s" y2="%s" stroke-width=".5"/><text class="soft" y="%s" font-size="10.5">%s</text>`,
			chartWide,
			y,
			y,
			num(chartFoot-height(at)-3),
			escaped(amount(at)),
		)
	}
	every := nameEvery(column)
	for i, y := range years {
		x := chartLeft + column*float64(i)
		city, settled, planned := height(y.Cost), height(y.Cost-min(y.Open, y.Cost)), height(y.Planned)
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
