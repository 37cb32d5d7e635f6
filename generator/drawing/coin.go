package drawing

import (
	"fmt"
	"math"
)

// CoinPart is one piece of a coin: so many of its units, Open of which may still
// change. Glass is the place of its colour, below 0 for plain glass; Name and
// Says, which is Name and how much, are written at its rim where there is room.
type CoinPart struct {
	Units, Open      int64
	Glass            int
	Name, Says, Much string
}

// Coin is a coin cut in leaded glass, in a field of 400 × 400 round its middle.
// Pieces begin at the top and go round with the clock; each is as wide as its
// part of the coin.
type Coin struct {
	Pieces []CoinPiece // of the parts that have a unit
	Open   bool        // something may still change
	Leads  string      // the lines between pieces
	// Panes is how many panes the rim has, one for each unit, "" where these are
	// too many to count; Dash and Gap are the lead between two of them and a pane,
	// as parts of one, and Shift half of that lead.
	Panes, Dash, Gap, Shift string
}

// CoinPiece is one piece. Part is its place among the parts.
type CoinPiece struct {
	Part        int
	Glass, Path string
	Open        string // the panes that may still change, a line along their middle
	// X and Y are the middle of its sign, Room the radius for that; "" for no room.
	X, Y, Room string
	Place      string // where its sign goes, as a transform
	Arc, Text  string // the line along which its name is written, "" for no room
}

// coinGlass are the colours of pieces, by names of the palette: those of old
// windows, in an order in which neighbours are told apart.
var coinGlass = []string{"garnet", "stud", "sky", "kept", "flare", "blue-light", "lit-11", "lit-6", "lit-10", "lit-15", "open", "lit-5"}

// plainGlass is the colour of what has no issue of its own.
const plainGlass = "bronze"

// The coin's measures: the pieces, the panes at their rim, the letters around.
const (
	coinInner, coinLead, coinOuter = 62.0, 142.0, 168.0
	coinSign                       = 103.0
	coinText, coinTextBelow        = 177.5, 187.0
	coinLetters                    = 13
	mostPanes                      = 120
	leastRoom, mostRoom            = 11.0, 25.0
)

// NewCoin cuts a coin. Parts without a unit have no piece.
func NewCoin(parts []CoinPart) Coin {
	var units, done int64
	for _, p := range parts {
		units += p.Units
	}
	var c Coin
	for i, p := range parts {
		if p.Units == 0 {
			continue
		}
		turn := func(n int64) float64 { return 2 * math.Pi * float64(n) / float64(units) }
		c.Pieces = append(c.Pieces, coinPiece(i, p, turn(done), turn(done+p.Units), turn(done+p.Units-p.Open)))
		c.Leads += "M" + at(coinInner, turn(done)) + "L" + at(coinOuter, turn(done))
		c.Open, done = c.Open || p.Open > 0, done+p.Units
	}
	if units > 1 && units <= mostPanes {
		lead := 1.8 / (2 * math.Pi * (coinLead + coinOuter) / 2 / float64(units))
		c.Panes, c.Dash, c.Gap = fmt.Sprint(units), fmt.Sprintf("%.2f", lead), fmt.Sprintf("%.2f", 1-lead)
		c.Shift = fmt.Sprintf("%.2f", lead/2)
	}
	return c
}

// coinPiece is the piece between two angles, of which the last part may still change
// from a third one on.
func coinPiece(n int, p CoinPart, from, to, open float64) CoinPiece {
	out := CoinPiece{Part: n, Glass: plainGlass, Path: ring(from, to)}
	if p.Glass >= 0 {
		out.Glass = coinGlass[p.Glass%len(coinGlass)]
	}
	if p.Open > 0 {
		out.Open = arc((coinLead+coinOuter)/2, open, to)
	}
	middle, wide := (from+to)/2, to-from
	room := mostRoom
	if wide < math.Pi {
		room = min(mostRoom, coinSign*math.Sin(wide/2)-4)
	}
	if room >= leastRoom {
		out.X, out.Y, out.Room = num(coinSign*math.Sin(middle)), num(-coinSign*math.Cos(middle)), num(room)
		half := room * 0.67 // a drawing within a drawing fills its field, whose corner is its place
		out.Place = fmt.Sprintf("translate(%s %s)scale(%.4f)", num(coinSign*math.Sin(middle)-half), num(-coinSign*math.Cos(middle)-half), half/200)
	}
	for _, text := range []string{p.Says, p.Name, p.Much} {
		if text == "" || textWidth(text)*coinLetters*1.08+2 > coinText*wide {
			continue
		}
		if out.Arc, out.Text = arc(coinText, from, to), text; math.Cos(middle) < 0 { // below the middle, read from left to right too
			out.Arc = arc(coinTextBelow, to, from)
		}
		break
	}
	return out
}

// at is a point of a circle round the middle, at an angle from the top.
func at(r, angle float64) string {
	return num(r*math.Sin(angle)) + " " + num(-r*math.Cos(angle))
}

// arc is a line along a circle, at most once around. It has a point in its middle,
// as no arc of a path goes all around.
func arc(r, from, to float64) string {
	with := "1"
	if to < from {
		with = "0"
	}
	step := func(a float64) string { return fmt.Sprintf("A%s %s 0 0 %s %s", num(r), num(r), with, at(r, a)) }
	return "M" + at(r, from) + step((from+to)/2) + step(to)
}

// ring is the outline of a piece.
func ring(from, to float64) string {
	back := arc(coinInner, to, from)
	return arc(coinOuter, from, to) + "L" + back[1:] + "Z"
}
