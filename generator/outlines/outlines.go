// Package outlines holds the outlines of countries, which the map draws and by
// which a place is held against the country that is written beside it.
package outlines

import (
	_ "embed"
	"encoding/binary"
	"math"
	"slices"
	"sync"
)

//go:generate go run ./internal

// outlinesBin is what internal writes and describes.
//
//go:embed outlines.bin
var outlinesBin []byte

// Point is a place in degrees, X east and Y north, or on a drawing in its
// units, X to the right and Y down.
type Point struct{ X, Y float64 }

// Outline is the rings of a country, or of all land.
type Outline struct{ Rings []Ring }

// Ring is a closed line made of arcs, ^i being arc i backwards.
type Ring struct {
	arcs      []int64
	Low, High Point // the corners of the rectangle round it
}

// Atlas are arcs in degrees, and outlines by alpha-2 code; "--" is all land.
type Atlas struct {
	arcs     [][]Point
	outlines map[string]Outline
}

// World is the atlas, read when it is first asked for.
var World = sync.OnceValue(func() *Atlas {
	in := outlinesBin
	count := func() int {
		v, n := binary.Uvarint(in)
		in = in[n:]
		return int(v)
	}
	number := func() int64 {
		v, n := binary.Varint(in)
		in = in[n:]
		return v
	}
	a := &Atlas{arcs: make([][]Point, count()), outlines: map[string]Outline{}}
	for i := range a.arcs {
		line := make([]Point, count())
		var x, y int64
		for k := range line {
			x, y = x+number(), y+number()
			line[k] = Point{float64(x) / 100, float64(y) / 100}
		}
		a.arcs[i] = line
	}
	for range count() {
		code := string(in[:2])
		in = in[2:]
		o := Outline{Rings: make([]Ring, count())}
		for i := range o.Rings {
			arcs := make([]int64, count())
			for k := range arcs {
				arcs[k] = number()
			}
			o.Rings[i] = a.ring(arcs)
		}
		a.outlines[code] = o
	}
	return a
})

// Of returns the outline of a country by its alpha-2 code, or of all land ("--");
// one without rings where there is none.
func (a *Atlas) Of(code string) Outline { return a.outlines[code] }

func (a *Atlas) ring(arcs []int64) Ring {
	r := Ring{arcs, Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}}
	for _, p := range a.Line(r, 0) {
		r.Low = Point{min(r.Low.X, p.X), min(r.Low.Y, p.Y)}
		r.High = Point{max(r.High.X, p.X), max(r.High.Y, p.Y)}
	}
	return r
}

// Line is a ring's points in degrees, made simpler by a tolerance; arcs that
// neighbours share are made simpler in the same way. One that crosses the
// antimeridian goes on beyond 180 degrees.
func (a *Atlas) Line(r Ring, tolerance float64) []Point {
	var out []Point
	for _, i := range r.arcs {
		arc := a.arcs[max(i, ^i)]
		if tolerance > 0 {
			arc = simpler(arc, tolerance)
		}
		if i < 0 {
			arc = slices.Clone(arc)
			slices.Reverse(arc)
		}
		turn := 0.0
		if len(out) > 0 {
			turn = 360 * math.Round((out[len(out)-1].X-arc[0].X)/360)
		}
		for _, p := range arc {
			out = append(out, Point{p.X + turn, p.Y})
		}
	}
	return out
}

// simpler is a line without the points that lie within the tolerance of the
// line between their neighbours (Douglas and Peucker).
func simpler(line []Point, tolerance float64) []Point {
	if len(line) < 3 {
		return line
	}
	keep := make([]bool, len(line))
	keep[0], keep[len(line)-1] = true, true
	spans := [][2]int{{0, len(line) - 1}}
	for len(spans) > 0 {
		from, to := spans[len(spans)-1][0], spans[len(spans)-1][1]
		spans = spans[:len(spans)-1]
		at, far := 0, tolerance
		for i := from + 1; i < to; i++ {
			if d := farFrom(line[i], line[from], line[to]); d > far {
				at, far = i, d
			}
		}
		if at > 0 {
			keep[at] = true
			spans = append(spans, [2]int{from, at}, [2]int{at, to})
		}
	}
	out := make([]Point, 0, len(line)/2)
	for i, p := range line {
		if keep[i] {
			out = append(out, p)
		}
	}
	return out
}

// farFrom is how far a point lies from the line through two others, or from
// the one that both are.
func farFrom(p, a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	if dx == 0 && dy == 0 {
		return math.Hypot(p.X-a.X, p.Y-a.Y)
	}
	return math.Abs(dx*(a.Y-p.Y)-dy*(a.X-p.X)) / math.Hypot(dx, dy)
}
