package site

import (
	_ "embed"
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:generate go run ./internal/outlines

// outlinesBin is what internal/outlines writes and describes.
//
//go:embed outlines.bin
var outlinesBin []byte

// point is a place in degrees, x east and y north, or on a drawing in its
// units, x to the right and y down.
type point struct{ x, y float64 }

// outline is the rings of a country, or of all land.
type outline struct{ rings []ring }

// ring is a closed line made of arcs, ^i being arc i backwards.
type ring struct {
	arcs      []int64
	low, high point // the corners of the rectangle round it
}

// atlas are arcs in degrees, and outlines by alpha-2 code; "--" is all land.
type atlas struct {
	arcs     [][]point
	outlines map[string]outline
}

// world is the atlas, read when the first map is drawn.
var world = sync.OnceValue(func() *atlas {
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
	a := &atlas{arcs: make([][]point, count()), outlines: map[string]outline{}}
	for i := range a.arcs {
		line := make([]point, count())
		var x, y int64
		for k := range line {
			x, y = x+number(), y+number()
			line[k] = point{float64(x) / 100, float64(y) / 100}
		}
		a.arcs[i] = line
	}
	for range count() {
		code := string(in[:2])
		in = in[2:]
		o := outline{rings: make([]ring, count())}
		for i := range o.rings {
			arcs := make([]int64, count())
			for k := range arcs {
				arcs[k] = number()
			}
			o.rings[i] = a.ring(arcs)
		}
		a.outlines[code] = o
	}
	return a
})

func (a *atlas) ring(arcs []int64) ring {
	r := ring{arcs, point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}}
	for _, p := range a.line(r, 0) {
		r.low = point{min(r.low.x, p.x), min(r.low.y, p.y)}
		r.high = point{max(r.high.x, p.x), max(r.high.y, p.y)}
	}
	return r
}

// line is a ring's points in degrees, made simpler by a tolerance; arcs that
// neighbours share are made simpler in the same way. One that crosses the
// antimeridian goes on beyond 180 degrees.
func (a *atlas) line(r ring, tolerance float64) []point {
	var out []point
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
			turn = 360 * math.Round((out[len(out)-1].x-arc[0].x)/360)
		}
		for _, p := range arc {
			out = append(out, point{p.x + turn, p.y})
		}
	}
	return out
}

// simpler is a line without the points that lie within the tolerance of the
// line between their neighbours (Douglas and Peucker).
func simpler(line []point, tolerance float64) []point {
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
	out := make([]point, 0, len(line)/2)
	for i, p := range line {
		if keep[i] {
			out = append(out, p)
		}
	}
	return out
}

// farFrom is how far a point lies from the line through two others, or from
// the one that both are.
func farFrom(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	if dx == 0 && dy == 0 {
		return math.Hypot(p.x-a.x, p.y-a.y)
	}
	return math.Abs(dx*(a.y-p.y)-dy*(a.x-p.x)) / math.Hypot(dx, dy)
}

// clip is the part of a polygon inside a rectangle (Sutherland and Hodgman).
func clip(polygon []point, low, high point) []point {
	sides := []struct {
		inside func(point) bool
		cross  func(a, b point) point
	}{
		{func(p point) bool { return p.x >= low.x }, func(a, b point) point { return atX(a, b, low.x) }},
		{func(p point) bool { return p.x <= high.x }, func(a, b point) point { return atX(a, b, high.x) }},
		{func(p point) bool { return p.y >= low.y }, func(a, b point) point { return atY(a, b, low.y) }},
		{func(p point) bool { return p.y <= high.y }, func(a, b point) point { return atY(a, b, high.y) }},
	}
	for _, side := range sides {
		var out []point
		for i, p := range polygon {
			before := polygon[(i+len(polygon)-1)%len(polygon)]
			if side.inside(p) != side.inside(before) {
				out = append(out, side.cross(before, p))
			}
			if side.inside(p) {
				out = append(out, p)
			}
		}
		polygon = out
	}
	return polygon
}

func atX(a, b point, x float64) point { return point{x, a.y + (b.y-a.y)*(x-a.x)/(b.x-a.x)} }
func atY(a, b point, y float64) point { return point{a.x + (b.x-a.x)*(y-a.y)/(b.y-a.y), y} }

// appendPath adds a closed line to a path, in whole units, from step to step;
// one that has become a point or a line is left out.
func appendPath(w *strings.Builder, line []point) {
	type whole struct{ x, y int }
	var steps []whole
	var at, start whole
	for i, p := range line {
		to := whole{int(math.Round(p.x)), int(math.Round(p.y))}
		if i == 0 {
			start, at = to, to
			continue
		}
		if to != at {
			steps = append(steps, whole{to.x - at.x, to.y - at.y})
			at = to
		}
	}
	if at == start && len(steps) > 0 {
		steps = steps[:len(steps)-1]
	}
	if len(steps) < 2 {
		return
	}
	w.WriteString("M" + strconv.Itoa(start.x) + pair(start.y) + "l")
	for i, s := range steps {
		if i > 0 {
			w.WriteString(pair(s.x))
		} else {
			w.WriteString(strconv.Itoa(s.x))
		}
		w.WriteString(pair(s.y))
	}
	w.WriteString("z")
}

// pair is a number that follows another one.
func pair(n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	return " " + strconv.Itoa(n)
}
