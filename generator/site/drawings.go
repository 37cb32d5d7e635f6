package site

import (
	"fmt"
	"html/template"
	"math"
	"math/big"
	"strings"

	"parvis/generator/ledger"
)

// Rose is the rose window: one petal for each of the seventeen goals, filled
// by how many entries serve it, or by what they cost.
type Rose struct {
	Total                        string
	Unit                         string // what is counted
	First                        bool   // it brings the parts of which all roses of a page are made
	Title, Text, TitleID, TextID string
	Petals                       []Petal
	Rows                         []RoseRow
	Path                         string // the outline of one petal, centre at the origin, pointing up
	Dark                         string // the colour of glass that is not lit
	// Spokes are the lines between the petals, Studs and Rubies the stones on
	// them, Beads those round the middle: paths whose round ends are the stones.
	Spokes, Studs, Rubies, Beads string
}

// Petal is one petal. Turn is its angle in degrees, Radius how far it is lit,
// "" when it is dark; Rings are the radii of its lead lines.
type Petal struct {
	Number   int
	Label    string
	Href     string
	Turn     string
	Radius   string
	Whole    bool
	Rings    []string
	X, Y     string // of its number
	TextY    string
	Mirrored bool
	Colour   string // of its glass when it is lit
}

// RoseRow is the same petal in a table.
type RoseRow struct {
	Number           int
	Name, Href       string
	Entries, Cost    string
	CountedForSorted int
	CostForSorted    int64
}

// The rose's measures, in units of its 400 × 400 field.
const (
	goalCount  = 17
	roseInner  = 60.0  // where petals begin
	roseOuter  = 160.0 // where they end
	roseNumber = 179.5
	roseBead   = 49.5
)

// rose is the rose window filled by how many entries serve each goal, or by
// what they cost the city.
func (s *Site) rose(l *lang, byCost bool) Rose {
	currency := s.Set.Settings().Currency
	r := Rose{Total: l.Number(int64(len(s.Set.Entries()))), Unit: l.n("rose.unit", len(s.Set.Entries())), Path: petalPath(), Dark: webColour(DarkGlass), First: true,
		Title: l.w("rose.title"), Text: l.w("rose.text"), TitleID: "page-rose-title", TextID: "page-rose-text"}
	if byCost {
		symbol := strings.Trim(l.AmountShort(0, currency), "0\u00a0\u202f ")
		r.Total, r.Unit, r.First, r.Title, r.Text, r.TitleID, r.TextID = symbol, l.w("rose.by-cost"), false, l.w("rose.cost-title"), l.w("rose.cost-text"), "page-rose-cost-title", "page-rose-cost-text"
	}
	var fills [goalCount]int64
	most := int64(1)
	for n := range fills {
		list := s.ledger.Entries(ledger.OfGoal(n + 1))
		sum := s.ledger.Account(ledger.OfGoal(n + 1))
		r.Rows = append(r.Rows, RoseRow{Number: n + 1, Name: l.w(fmt.Sprintf("goal.%d", n+1)), Href: l.href(fmt.Sprintf("/sdg/%d/", n+1)), Entries: l.Number(int64(len(list))), Cost: l.money(sum.City), CountedForSorted: len(list), CostForSorted: sum.City.Minor})
		if fills[n] = int64(len(list)); byCost {
			fills[n] = sum.City.Minor
		}
		most = max(most, fills[n])
	}
	steps := most
	if steps > 12 {
		steps = 10
	}
	for n, fill := range fills {
		row := r.Rows[n]
		value := l.n("count.entries", row.CountedForSorted)
		if byCost {
			value = row.Cost
		}
		r.Petals = append(r.Petals, petal(n, float64(fill)/float64(most), int(steps)))
		p := &r.Petals[n]
		p.Href, p.Label = row.Href, l.w("rose.petal", "number", fmt.Sprint(n+1), "goal", row.Name, "entries", value)
		half := math.Pi / goalCount
		sin, cos := math.Sin(2*float64(n)*half), math.Cos(2*float64(n)*half)
		r.Beads += dot(roseBead*sin, -roseBead*cos)
		sin, cos = math.Sin(2*float64(n)*half+half), math.Cos(2*float64(n)*half+half)
		r.Spokes += fmt.Sprintf("M%s %sL%s %s", num(165*sin), num(-165*cos), num(194*sin), num(-194*cos))
		r.Studs += dot(156*sin, -156*cos)
		r.Rubies += dot(roseNumber*sin, -roseNumber*cos)
	}
	return r
}

// petal is the petal of one goal, filled to a share.
func petal(n int, fill float64, steps int) Petal {
	angle := 2 * math.Pi * float64(n) / goalCount
	sin, cos := math.Sin(angle), math.Cos(angle)
	p := Petal{Number: n + 1, Turn: num(float64(n) * 360 / goalCount), Mirrored: n%2 == 1, Colour: webColour(LitGlass[n]),
		X: num(roseNumber * sin), Y: num(-roseNumber * cos), TextY: num(-roseNumber*cos + 4.3)}
	if fill > 0 {
		p.Radius, p.Whole = num(roseLevel(fill)), fill == 1
		for k := 1; k < steps; k++ {
			if at := float64(k) / float64(steps); at < fill {
				p.Rings = append(p.Rings, num(roseLevel(at)))
			}
		}
	}
	return p
}

// dot is a point of a path with round ends.
func dot(x, y float64) string { return "M" + num(x) + " " + num(y) + "h0" }

// roseLevel is how far a petal reaches that is filled to a share, so that
// its lit area, not its length, has that share.
func roseLevel(share float64) float64 {
	return math.Sqrt(roseInner*roseInner + share*(roseOuter*roseOuter-roseInner*roseInner))
}

// petalPath is the outline of a petal: straight sides and a round head that
// touches its neighbours' lines.
func petalPath() string {
	sin, cos := math.Sin(math.Pi/goalCount), math.Cos(math.Pi/goalCount)
	centre := roseOuter / (1 + sin)
	head, spring := centre*sin, centre*cos
	return fmt.Sprintf("M%s %sL%s %sA%s %s 0 1 1 %s %sL%s %sA%s %s 0 0 0 %s %sZ",
		num(-roseInner*sin), num(-roseInner*cos), num(-spring*sin), num(-spring*cos), num(head), num(head), num(spring*sin), num(-spring*cos),
		num(roseInner*sin), num(-roseInner*cos), num(roseInner), num(roseInner), num(-roseInner*sin), num(-roseInner*cos))
}

// num writes a coordinate with one decimal at most.
func num(v float64) string {
	s := strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// meter draws where a measure stands between before and target. It is a
// picture of figures that stand beside it, so it is hidden from those who
// hear the page.
func meter(before, target, now string) template.HTML {
	value := func(s string) (float64, bool) {
		r, ok := new(big.Rat).SetString(s)
		if !ok || r.Sign() < 0 {
			return 0, false
		}
		f, _ := r.Float64()
		return f, true
	}
	b, hasBefore := value(before)
	t, hasTarget := value(target)
	n, hasNow := value(now)
	most := max(b, t, n) * 1.06
	if !hasNow || most == 0 {
		return ""
	}
	var w strings.Builder
	w.WriteString(`<svg class="meter" viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true"><rect class="bed" y="4.3" width="200" height="1.4"/>`)
	fmt.Fprintf(&w, `<rect y="3" width="%s" height="4"/>`, num(n/most*200))
	if hasBefore {
		fmt.Fprintf(&w, `<rect class="was" x="%s" width="1.4" height="10"/>`, num(b/most*200))
	}
	if hasTarget {
		fmt.Fprintf(&w, `<rect class="aim" x="%s" width="1.4" height="10"/>`, num(t/most*200))
	}
	w.WriteString(`</svg>`)
	return template.HTML(w.String())
}

// share draws one amount against the largest beside it.
func share(amount, most int64) template.HTML {
	if most <= 0 || amount < 0 {
		return ""
	}
	return template.HTML(fmt.Sprintf(`<svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="bed" y="4" width="100" height="2"/><rect y="2" width="%s" height="6"/></svg>`,
		num(float64(amount)/float64(most)*100)))
}

// paneLooks are the colour and sign of a promise's pane, by its state's class.
var paneLooks = map[string][2]string{"kept": {"#2f7d4f", "✓"}, "open": {"#3b6cc4", "○"}, "late": {"#b3213c", "!"}, "gone": {"#6b665a", "✕"}}

// The window of promises: panes a row, panes at most, and a pane's measures.
const (
	paneColumns           = 7
	panesMost             = 84
	paneWidth, paneHeight = 37, 24
)

// window draws promises as a window of one pane each, or, when there are too
// many to tell apart, as a bar. label says the same in words.
func window(panes []State, label string) template.HTML {
	if len(panes) == 0 {
		return ""
	}
	var w strings.Builder
	open := func(width, height int) {
		fmt.Fprintf(&w, `<svg class="strip" viewBox="0 0 %d %d" role="img" aria-label="%s"><rect width="%d" height="%d" fill="#10131f"/>`, width, height, template.HTMLEscapeString(label), width, height)
	}
	if len(panes) > panesMost {
		open(262, 30)
		x := 3.0
		for i := 0; i < len(panes); {
			n := 1
			for i+n < len(panes) && panes[i+n].Class == panes[i].Class {
				n++
			}
			width := float64(n) / float64(len(panes)) * 256
			fmt.Fprintf(&w, `<rect x="%s" y="3" width="%s" height="24" fill="%s"/>`, num(x), num(width), paneLooks[panes[i].Class][0])
			x, i = x+width, i+n
		}
		w.WriteString(`</svg>`)
		return template.HTML(w.String())
	}
	// The width near the usual one that leaves the fewest panes dark.
	least := max(paneColumns, len(panes)/5)
	dark := func(columns int) int { return (columns - len(panes)%columns) % columns }
	columns := least
	for c := least + 1; c <= least+2; c++ {
		if dark(c) < dark(columns) {
			columns = c
		}
	}
	open(columns*paneWidth+3, (len(panes)+columns-1)/columns*paneHeight+4)
	for i, p := range panes {
		x, y, look := i%columns*paneWidth, i/columns*paneHeight, paneLooks[p.Class]
		fmt.Fprintf(&w, `<rect x="%d" y="%d" width="34" height="22" fill="%s"/><text x="%d" y="%d" fill="#fff">%s</text>`, x+3, y+3, look[0], x+20, y+18, look[1])
	}
	w.WriteString(`</svg>`)
	return template.HTML(w.String())
}
