package drawing

import (
	"fmt"
	"math"
	"slices"
)

// Goals is how many goals there are.
const Goals = 17

// Rose is the glass of a rose window: one petal for each goal. The colour of a
// lit one is --lit-NUMBER.
type Rose struct {
	Petals [Goals]Petal
	Path   string // the outline of one petal, centre at the origin, pointing up
	// Rings are the radii of the lead lines that all petals have, one for each Step of
	// what is counted; Most is that of the petal that is lit to its edge.
	Rings      []string
	Step, Most int64
}

// Petal is one petal. Turn is its angle in degrees, Radius how far it is lit,
// "" when it is dark.
type Petal struct {
	Number   int
	Turn     string
	Radius   string
	Whole    bool
	X, Y     string // of its number
	TextY    string
	Mirrored bool
	// NameX and NameY are where its name stands outside of the rim, from its Anchor on.
	NameX, NameY, Anchor string
}

// The rose's measures, in units of its 400 × 400 field.
const (
	roseInner  = 60.0  // where petals begin
	roseOuter  = 160.0 // where they end
	roseNumber = 179.5
	roseName   = 208.0
)

// mostRings is how many lead lines a petal has at most.
const mostRings = 12

// roundStep is the least of 1, 2, 5, 10, 20 … of which no more than mostRings go into
// an amount.
func roundStep(most int64) int64 {
	for ten := int64(1); ; ten *= 10 {
		for _, k := range []int64{1, 2, 5} {
			if most/(ten*k) <= mostRings {
				return ten * k
			}
		}
	}
}

// NewRose is the rose whose petals are lit by how much of the most each goal
// has.
func NewRose(fills [Goals]int64) Rose {
	most := int64(1)
	for _, fill := range fills {
		most = max(most, fill)
	}
	r := Rose{Path: smallOutline, Step: roundStep(most), Most: most}
	for at := r.Step; at < most; at += r.Step {
		r.Rings = append(r.Rings, num(roseLevel(float64(at)/float64(most))))
	}
	for n, fill := range fills {
		r.Petals[n] = petal(n, float64(fill)/float64(most))
	}
	return r
}

// petal is the petal of one goal, filled to a share.
func petal(n int, fill float64) Petal {
	angle := 2 * math.Pi * float64(n) / Goals
	sin, cos := math.Sin(angle), math.Cos(angle)
	p := Petal{Number: n + 1, Turn: num(float64(n) * 360 / Goals), Mirrored: n%2 == 1,
		X: num(roseNumber * sin), Y: num(-roseNumber * cos), TextY: num(-roseNumber*cos + 4.3),
		NameX: num(roseName * sin), NameY: num(-roseName*cos + 5), Anchor: "middle"}
	switch {
	case sin > .1:
		p.Anchor = "start"
	case sin < -.1:
		p.Anchor = "end"
	}
	if fill > 0 {
		p.Radius, p.Whole = num(roseLevel(fill)), fill == 1
	}
	return p
}

// roseLevel is how far a petal reaches that is filled to a share, so that
// its lit area, not its length, has that share.
func roseLevel(share float64) float64 {
	return math.Sqrt(roseInner*roseInner + share*(roseOuter*roseOuter-roseInner*roseInner))
}

// petalPath is the outline of a petal: straight sides and a round head that
// touches its neighbours' lines.
func petalPath() string {
	sin, cos := math.Sin(math.Pi/Goals), math.Cos(math.Pi/Goals)
	centre := roseOuter / (1 + sin)
	head, spring := centre*sin, centre*cos
	return fmt.Sprintf("M%s %sL%s %sA%s %s 0 1 1 %s %sL%s %sA%s %s 0 0 0 %s %sZ",
		num(-roseInner*sin), num(-roseInner*cos), num(-spring*sin), num(-spring*cos), num(head), num(head), num(spring*sin), num(-spring*cos),
		num(roseInner*sin), num(-roseInner*cos), num(roseInner), num(roseInner), num(-roseInner*sin), num(-roseInner*cos))
}

// SmallRose is the rose as it stands beside a text: only which petals are lit.
type SmallRose struct {
	Path   string // the outline of one petal, as in Rose
	Petals []SmallPetal
}

// SmallPetal is a petal that is lit, and where its number stands in the rim.
type SmallPetal struct {
	Number   int
	Turn     string
	X, TextY string
}

// smallNumber is how far from the middle of a small rose its numbers stand; they
// are larger than those of the large one.
const smallNumber, smallLower = 180.0, 10.5

// NewSmallRose is the rose with the petals of some goals lit, 1 to 17, each once
// however often it is named.
func NewSmallRose(goals []int) SmallRose {
	r := SmallRose{Path: smallOutline}
	for _, p := range smallPetals {
		if slices.Contains(goals, p.Number) {
			r.Petals = append(r.Petals, p)
		}
	}
	return r
}

// What all small roses are made of; many pages have one.
var smallOutline, smallPetals = petalPath(), allSmallPetals()

func allSmallPetals() (out [Goals]SmallPetal) {
	for n := range out {
		sin, cos := math.Sincos(2 * math.Pi * float64(n) / Goals)
		out[n] = SmallPetal{n + 1, num(float64(n) * 360 / Goals), num(smallNumber * sin), num(smallLower - smallNumber*cos)}
	}
	return out
}
