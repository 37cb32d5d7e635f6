package outlines

import (
	"math"
	"slices"
)

// Holds tells whether a place lies in an outline, counting how many of its lines
// a line to the east crosses.
func (a *Atlas) Holds(o Outline, p Point) bool {
	inside := false
	for _, r := range o.Rings {
		if p.Y < r.Low.Y || p.Y > r.High.Y {
			continue
		}
		line := a.Line(r, 0)
		for i, from := range line {
			to := line[(i+len(line)-1)%len(line)]
			for _, turn := range []float64{-360, 0, 360} {
				if x := p.X + turn; (from.Y > p.Y) != (to.Y > p.Y) && x < (to.X-from.X)*(p.Y-from.Y)/(to.Y-from.Y)+from.X && x > r.Low.X {
					inside = !inside
				}
			}
		}
	}
	return inside
}

// degree is the length of a degree of latitude in kilometres.
const degree = 111.2

// Away returns about how many kilometres a place lies outside an outline: 0 for
// one inside, infinitely many where there is no outline.
func (a *Atlas) Away(o Outline, p Point) float64 {
	if a.Holds(o, p) {
		return 0
	}
	nearest, narrow := math.Inf(1), math.Cos(p.Y*math.Pi/180)
	for _, r := range o.Rings {
		line := a.Line(r, 0)
		for i, from := range line {
			to := line[(i+len(line)-1)%len(line)]
			turn := 360 * math.Round((p.X-from.X)/360)
			flat := func(q Point) Point { return Point{(q.X + turn - p.X) * narrow, q.Y - p.Y} }
			nearest = min(nearest, toSegment(flat(from), flat(to)))
		}
	}
	return nearest * degree
}

// toSegment is how far the origin lies from the line between two points.
func toSegment(a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	along := 0.0
	if square := dx*dx + dy*dy; square > 0 {
		along = min(1, max(0, -(a.X*dx+a.Y*dy)/square))
	}
	return math.Hypot(a.X+along*dx, a.Y+along*dy)
}

// In returns the alpha-2 code of the country in which a place lies, "" for the
// sea.
func (a *Atlas) In(p Point) string {
	var codes []string
	for code := range a.outlines {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		if code != "--" && a.Holds(a.outlines[code], p) {
			return code
		}
	}
	return ""
}
