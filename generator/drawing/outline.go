package drawing

import (
	"math"
	"strconv"
	"strings"

	"parvis/generator/outlines"
)

// point is a place in degrees, X east and Y north, or on a drawing in its
// units, X to the right and Y down.
type point outlines.Point

// lineOf is a ring's points in degrees, made simpler by a tolerance.
func lineOf(r outlines.Ring, tolerance float64) []point {
	line := outlines.World().Line(r, tolerance)
	out := make([]point, len(line))
	for i, p := range line {
		out[i] = point(p)
	}
	return out
}

// clip is the part of a polygon inside a rectangle (Sutherland and Hodgman).
func clip(polygon []point, low, high point) []point {
	sides := []struct {
		inside func(point) bool
		cross  func(a, b point) point
	}{
		{func(p point) bool { return p.X >= low.X }, func(a, b point) point { return atX(a, b, low.X) }},
		{func(p point) bool { return p.X <= high.X }, func(a, b point) point { return atX(a, b, high.X) }},
		{func(p point) bool { return p.Y >= low.Y }, func(a, b point) point { return atY(a, b, low.Y) }},
		{func(p point) bool { return p.Y <= high.Y }, func(a, b point) point { return atY(a, b, high.Y) }},
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

func atX(a, b point, x float64) point { return point{x, a.Y + (b.Y-a.Y)*(x-a.X)/(b.X-a.X)} }
func atY(a, b point, y float64) point { return point{a.X + (b.X-a.X)*(y-a.Y)/(b.Y-a.Y), y} }

// appendPath adds a closed line to a path, in whole units, from step to step;
// one that has become a point or a line is left out.
func appendPath(w *strings.Builder, line []point) {
	type whole struct{ X, Y int }
	var steps []whole
	var at, start whole
	for i, p := range line {
		to := whole{int(math.Round(p.X)), int(math.Round(p.Y))}
		if i == 0 {
			start, at = to, to
			continue
		}
		if to != at {
			steps = append(steps, whole{to.X - at.X, to.Y - at.Y})
			at = to
		}
	}
	if at == start && len(steps) > 0 {
		steps = steps[:len(steps)-1]
	}
	if len(steps) < 2 {
		return
	}
	w.WriteString("M" + strconv.Itoa(start.X) + pair(start.Y) + "l")
	for i, s := range steps {
		if i > 0 {
			w.WriteString(pair(s.X))
		} else {
			w.WriteString(strconv.Itoa(s.X))
		}
		w.WriteString(pair(s.Y))
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
