package drawing

import (
	"fmt"
	"html/template"
	"strings"
)

// paneStates are the states of promises, in the order in which they are drawn;
// “gone” are the dropped ones.
var paneStates = []string{"kept", "open", "late", "gone"}

// paneLooks are the colour and sign of a promise's pane, by its state.
var paneLooks = map[string][2]string{"kept": {"var(--kept)", "✓"}, "open": {"var(--open)", "○"}, "late": {"var(--late)", "!"}, "gone": {"var(--gone)", "✕"}}

// The window of promises: panes a row, panes at most, and a pane's measures.
const (
	paneColumns           = 7
	panesMost             = 84
	paneWidth, paneHeight = 37, 24
)

// Panes draws promises as a window of one pane each, by their states, or, when there are too
// many to tell apart, as a bar. label says the same in words.
func Panes(states []string, label string) template.HTML {
	if len(states) == 0 {
		return ""
	}
	var w strings.Builder
	open := func(width, height int) {
		fmt.Fprintf(
			&w,
			`<svg class="strip" viewBox="0 0 %d %d" role="img" aria-label="%s"><rect width="%d" height="%d" fill="var(--came)"/>`,
			width,
			height,
			escaped(label),
			width,
			height,
		)
	}
	if len(states) > panesMost {
		open(262, 30)
		x := 3.0
		for i := 0; i < len(states); {
			n := 1
			for i+n < len(states) && states[i+n] == states[i] {
				n++
			}
			width := float64(n) / float64(len(states)) * 256
			fmt.Fprintf(&w, `<rect x="%s" y="3" width="%s" height="24" fill="%s"/>`, num(x), num(width), paneLooks[states[i]][0])
			x, i = x+width, i+n
		}
		w.WriteString(`</svg>`)
		return template.HTML(w.String())
	}
	// The width near the usual one that leaves the fewest panes dark.
	least := max(paneColumns, len(states)/5)
	dark := func(columns int) int { return (columns - len(states)%columns) % columns }
	columns := least
	for c := least + 1; c <= least+2; c++ {
		if dark(c) < dark(columns) {
			columns = c
		}
	}
	open(columns*paneWidth+3, (len(states)+columns-1)/columns*paneHeight+4)
	for i := 0; i < len(states); {
		state := states[i]
		var xs, ys, signs strings.Builder // of a run of panes, which are a group
		fmt.Fprintf(&w, `<g fill="%s">`, paneLooks[state][0])
		for ; i < len(states) && states[i] == state; i++ {
			x, y := i%columns*paneWidth, i/columns*paneHeight
			fmt.Fprintf(&w, `<rect x="%d" y="%d" width="34" height="22"/>`, x+3, y+3)
			fmt.Fprintf(&xs, " %d", x+20)
			fmt.Fprintf(&ys, " %d", y+18)
			signs.WriteString(paneLooks[state][1])
		}
		fmt.Fprintf(&w, `</g><text fill="white" x="%s" y="%s">%s</text>`, xs.String()[1:], ys.String()[1:], signs.String())
	}
	w.WriteString(`</svg>`)
	return template.HTML(w.String())
}

// Stack is the promises due in one year.
type Stack struct {
	Year  int
	Count map[string]int // by state
}

// The drawing of promises by year: the least and the largest number of columns
// for which its width grows, a column's measures, the height of a pane at most,
// and how large a pane has to be to bear its sign.
const (
	leastColumns, mostColumns = 6, 12
	columnWidth, columnGap    = 48.0, 0.2
	columnTall, paneTall      = 168.0, 24.0
	paneSign                  = 12.0
)

// Stacks draws promises by the year of their day: a narrow window for
// each, with one pane a promise, or one for each state where there are too
// many to tell apart. label says what is drawn; the table beside it has the
// figures.
func Stacks(bars []Stack, label string) template.HTML {
	most := 0
	for _, b := range bars {
		n := 0
		for _, k := range b.Count {
			n += k
		}
		most = max(most, n)
	}
	pane := min(paneTall, columnTall/float64(most))
	foot := pane*float64(most) + 6
	wide := columnWidth * float64(max(leastColumns, min(len(bars), mostColumns)))
	column := min(columnWidth, wide/float64(len(bars)))
	inner, every := column*(1-columnGap), nameEvery(column)
	var w strings.Builder
	fmt.Fprintf(&w, `<svg class="chart" viewBox="0 0 %s %s" role="img" aria-label="%s">`, num(wide), num(foot+24), escaped(label))
	for i, b := range bars {
		x, y := column*(float64(i)+columnGap/2), foot-2
		var panes strings.Builder
		for _, state := range paneStates {
			n, height := b.Count[state], pane
			if pane < paneSign && n > 0 {
				n, height = 1, pane*float64(n)
			}
			for range n {
				y -= height
				look, rim := paneLooks[state], min(2, inner/10)
				fmt.Fprintf(
					&panes,
					`<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`,
					num(x+rim),
					num(y+1),
					num(inner-2*rim),
					num(max(height-2, height/2)),
					look[0],
				)
				if height >= paneSign && inner >= paneSign {
					fmt.Fprintf(&panes, `<text class="pane-sign" x="%s" y="%s">%s</text>`, num(x+inner/2), num(y+height/2+4.5), look[1])
				}
			}
		}
		if panes.Len() > 0 {
			fmt.Fprintf(&w, `<rect x="%s" y="%s" width="%s" height="%s" fill="var(--came)"/>%s`, num(x), num(y-2), num(inner), num(foot-y+2), panes.String())
		}
		if b.Year%every == 0 {
			fmt.Fprintf(&w, `<text x="%s" y="%s" text-anchor="middle">%d</text>`, num(x+inner/2), num(foot+17), b.Year)
		}
	}
	w.WriteString(`</svg>`)
	return template.HTML(w.String())
}
