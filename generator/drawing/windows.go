package drawing

import (
	"fmt"
	"html/template"
	"math/big"
	"strings"
)

// Windows is what there is to count of a measure whose things are drawn as windows,
// each lit once it is reached: All were aimed at, of which Old stood before anything
// was done, and Lit are now, which may be more.
type Windows struct{ Old, Lit, All int }

// The drawing of windows: how many there are at most and in a row, and a window's measures.
const (
	windowsMost, windowsRow = 60, 20
	windowWidth, windowTall = 24, 44
	windowShown             = 56 // how wide a window is shown at most, in CSS pixels
)

// Counted tells whether a measure of things is one of which so few are wanted that each can
// be drawn, and how many there are. Where there were many already, those that came to them
// are counted, and more is true.
func Counted(before, target, now string) (w Windows, more, ok bool) {
	b, t, n := whole(before), whole(target), whole(now)
	if b < 0 || n < b || t <= b {
		return Windows{}, false, false
	}
	if most := max(t, n); most > windowsMost {
		b, t, n, more = 0, t-b, n-b, true
	}
	return Windows{b, n, t}, more, max(t, n) <= windowsMost
}

// whole is a number of things; -1 where a text is none.
func whole(text string) int {
	r, ok := new(big.Rat).SetString(text)
	if !ok || !r.IsInt() || r.Sign() < 0 || !r.Num().IsInt64() || r.Num().Int64() > 1_000_000_000 {
		return -1
	}
	return int(r.Num().Int64())
}

// grid is in how many columns and rows the windows stand.
func (c Windows) grid() (columns, rows int) {
	n := max(c.All, c.Lit)
	rows = (n + windowsRow - 1) / windowsRow
	return (n + rows - 1) / rows, rows
}

// Tall is how tall the drawing is where there is room for so much in width, in CSS pixels.
func (c Windows) Tall(wide float64) float64 {
	columns, rows := c.grid()
	return min(wide/float64(columns), windowShown) * windowTall / windowWidth * float64(rows)
}

// Draw draws the windows, the lit ones first. label says the same in words.
func (c Windows) Draw(label string) template.HTML {
	n := max(c.All, c.Lit)
	columns, rows := c.grid()
	var dark, lit, old, beyond, lead, stones strings.Builder
	for i := range n {
		x, y := i%columns*windowWidth, i/columns*windowTall
		glass := fmt.Sprintf("M%d %dv-24q0-9 9-14q9 5 9 14v24z", x+3, y+41)
		switch {
		case i >= c.Lit:
			dark.WriteString(glass)
		case i < c.Old:
			old.WriteString(glass)
		case i >= c.All:
			beyond.WriteString(glass)
		default:
			lit.WriteString(glass)
		}
		if i < c.Lit {
			fmt.Fprintf(&lead, "M%d %dl16 16m0-16l-16 16m0 1l8 8l8-8m-16-18l8-8l8 8", x+4, y+15)
			fmt.Fprintf(&stones, "M%d %dh0", x+12, y+23)
		}
	}
	var w strings.Builder
	fmt.Fprintf(&w, `<svg class="windows" viewBox="0 0 %d %d" width="%d" role="img" aria-label="%s">`,
		columns*windowWidth, rows*windowTall, columns*windowShown, escaped(label))
	path := func(d *strings.Builder, how string) {
		if d.Len() > 0 {
			fmt.Fprintf(&w, `<path d="%s" %s/>`, d, how)
		}
	}
	path(&dark, `fill="var(--unlit)" stroke="var(--bar)" stroke-width="1.6"`)
	path(&old, `fill="var(--sky)" stroke="var(--limestone)" stroke-width="2"`)
	path(&lit, `fill="var(--blue-light)" stroke="var(--limestone)" stroke-width="2"`)
	path(&beyond, `fill="var(--blue-light)" stroke="var(--sun)" stroke-width="2"`)
	path(&lead, `fill="none" stroke="var(--came)" stroke-width=".9"`)
	path(&stones, `stroke="var(--came)" stroke-width="11" stroke-linecap="round"`)
	path(&stones, `stroke="var(--flame)" stroke-width="9" stroke-linecap="round"`)
	path(&stones, `stroke="var(--garnet)" stroke-width="4.6" stroke-linecap="round"`)
	w.WriteString(`</svg>`)
	return template.HTML(w.String())
}
