package drawing

import (
	"fmt"
	"html/template"
	"strings"
)

// The measures of a drawing of years: its width, the room for amounts at the
// left and for a year at most, where the axis begins and ends, and the least
// room for the name of a year.
const (
	chartWide, chartLeft, yearMost = 500, 92, 72
	chartHead, chartFoot           = 14.0, 224.0
	yearName                       = 42
)

// Year is one year of a drawing of years: what it cost, of which Open may still
// change, and what is planned in it, in minor units of a currency. More may have
// come back than was paid.
type Year struct{ Cost, Open, Planned int64 }

// Axis is the amounts at which lines are drawn: each Step from Low, which is 0 or
// less, to High, in minor units of a currency.
type Axis struct{ Low, High, Step int64 }

// AxisOf is the axis of some years. It holds 0 and all that is drawn; it is not
// ok where that is nothing.
func AxisOf(years []Year) (x Axis, ok bool) {
	for _, y := range years {
		x.Low, x.High = min(x.Low, y.Cost), max(x.High, y.Cost, y.Planned)
	}
	if x.Low == 0 && x.High == 0 {
		return x, false
	}
	x.Step = tick(max(x.High, -x.Low))
	up := func(v int64) int64 { return (v + x.Step - 1) / x.Step * x.Step }
	x.Low, x.High = -up(-x.Low), up(x.High)
	return x, true
}

// y is where an amount stands.
func (x Axis) y(minor int64) float64 {
	return chartHead + (chartFoot-chartHead)*float64(x.High-minor)/float64(x.High-x.Low)
}

// Years draws years beside each other, from the first on, against an axis:
// amount writes the amounts of that, label says what is drawn.
func Years(first int, years []Year, x Axis, amount func(minor int64) string, label string) template.HTML {
	column := min(float64(chartWide-chartLeft)/float64(len(years)), yearMost)
	var w strings.Builder
	fmt.Fprintf(&w, `<svg class="chart years" viewBox="0 0 %d 246" role="img" aria-label="%s">`, chartWide, escaped(label))
	w.WriteString(
		`<pattern id="page-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="ground" d="M0 ` +
			`0h5v5H0z"/><path class="city" d="M0 0h2.2v5H0z"/></pattern>`,
	)
	for at := x.Low; at <= x.High; at += x.Step {
		y, bold := x.y(at), ".5"
		if at == 0 {
			bold = "1.5"
		}
		fmt.Fprintf(&w, `<line x1="%d" x2="%d" y1="%s" y2="%s" stroke-width="%s"/><text class="soft" x="%d" y="%s" text-anchor="end">%s</text>`,
			chartLeft, chartWide, num(y), num(y), bold, chartLeft-6, num(y+4), escaped(amount(at)))
	}
	every := nameEvery(column)
	for i, y := range years {
		left := chartLeft + column*float64(i)
		bar := func(look string, at, width float64, from, to int64) {
			if from != to {
				top, foot := x.y(max(from, to)), x.y(min(from, to))
				fmt.Fprintf(&w, `<rect %s x="%s" y="%s" width="%s" height="%s"/>`, look, num(left+column*at), num(top), num(column*width), num(foot-top))
			}
		}
		settled := y.Cost - max(min(y.Open, y.Cost), 0)
		if y.Cost < 0 && y.Open != 0 {
			settled = 0
		}
		bar(`class="city"`, .12, .5, 0, settled)
		bar(`fill="url(#page-hatch)"`, .12, .5, settled, y.Cost)
		bar(`class="ahead"`, .67, .25, 0, max(0, y.Planned))
		if year := first + i; year%every == 0 {
			fmt.Fprintf(&w, `<text x="%s" y="241" text-anchor="middle">%d</text>`, num(left+column/2), year)
		}
	}
	w.WriteString(`</svg>`)
	return template.HTML(w.String())
}

// tick is a round amount of which the largest holds no more than four.
func tick(most int64) int64 {
	step := int64(1)
	for k := 0; step < (most+3)/4; k++ {
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
