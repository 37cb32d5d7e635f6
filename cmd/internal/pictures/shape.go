package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// steps is in how many straight lines a curve is drawn.
const steps = 24

func at(x, y float64) point { return point{float32(x), float32(y)} }

// ellipse is one, or a circle.
func ellipse(x, y, rx, ry float64) []point {
	var out []point
	for k := range 2 * steps {
		a := float64(k) * math.Pi / steps
		out = append(out, at(x+rx*math.Cos(a), y+ry*math.Sin(a)))
	}
	return out
}

// round is a rectangle with round corners.
func round(x, y, w, h, r float64) []point {
	var out []point
	for k, c := range [][2]float64{{x + w - r, y + h - r}, {x + r, y + h - r}, {x + r, y + r}, {x + w - r, y + r}} {
		for n := range 7 {
			a := (float64(k) + float64(n)/6) * math.Pi / 2
			out = append(out, at(c[0]+r*math.Cos(a), c[1]+r*math.Sin(a)))
		}
	}
	return out
}

// stroke is what a pen of a width leaves along an outline.
func stroke(s shape, width float64, closed bool) shape {
	var out shape
	half := width / 2
	for _, line := range s {
		for k, a := range line {
			out = append(out, ellipse(float64(a[0]), float64(a[1]), half, half))
			b := line[(k+1)%len(line)]
			if !closed && k == len(line)-1 {
				break
			}
			dx, dy := float64(b[0]-a[0]), float64(b[1]-a[1])
			d := math.Hypot(dx, dy)
			if d == 0 {
				continue
			}
			nx, ny := -dy/d*half, dx/d*half
			ax, ay, bx, by := float64(a[0]), float64(a[1]), float64(b[0]), float64(b[1])
			out = append(out, []point{at(ax-nx, ay-ny), at(bx-nx, by-ny), at(bx+nx, by+ny), at(ax+nx, ay+ny)})
		}
	}
	return out
}

// readShape reads "rect 10 20 30 40", "circle 50 50 9", "ellipse …", "round …",
// "line 0 0 10 10 …" or "path M 0 0 L 9 9 Q … C … Z", and whether it is closed.
func readShape(words []string) (shape, bool, error) {
	if words[0] == "path" {
		return readPath(words[1:])
	}
	n, err := numbers(words[1:])
	if err != nil {
		return nil, false, err
	}
	want, known := map[string]int{"rect": 4, "circle": 3, "ellipse": 4, "round": 5}[words[0]]
	switch {
	case words[0] == "line" || words[0] == "poly":
		var out []point
		for k := 0; k+1 < len(n); k += 2 {
			out = append(out, at(n[k], n[k+1]))
		}
		return shape{out}, words[0] == "poly", nil
	case !known:
		return nil, false, fmt.Errorf("no shape is called %q", words[0])
	case len(n) != want:
		return nil, false, fmt.Errorf("%s has %d numbers, not %d", words[0], want, len(n))
	}
	switch words[0] {
	case "rect":
		return shape{{at(n[0], n[1]), at(n[0]+n[2], n[1]), at(n[0]+n[2], n[1]+n[3]), at(n[0], n[1]+n[3])}}, true, nil
	case "circle":
		return shape{ellipse(n[0], n[1], n[2], n[2])}, true, nil
	case "ellipse":
		return shape{ellipse(n[0], n[1], n[2], n[3])}, true, nil
	}
	return shape{round(n[0], n[1], n[2], n[3], n[4])}, true, nil
}

// readPath reads the letters M, L, Q, C and Z of an SVG path, with absolute places.
func readPath(words []string) (shape, bool, error) {
	var out shape
	var from point
	closed := false
	for k := 0; k < len(words); {
		letter := words[k]
		need, known := map[string]int{"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}[letter]
		if !known || k+need >= len(words)+1 || k+1+need > len(words) {
			return nil, false, fmt.Errorf("%q is no part of a path", letter)
		}
		n, err := numbers(words[k+1 : k+1+need])
		if err != nil {
			return nil, false, err
		}
		k += 1 + need
		if letter == "Z" {
			closed = true
			continue
		}
		if letter == "M" {
			out = append(out, nil)
		}
		for _, p := range curve(letter, from, n) {
			out[len(out)-1], from = append(out[len(out)-1], p), p
		}
	}
	return out, closed, nil
}

// curve is the way that a letter of a path goes.
func curve(letter string, from point, n []float64) []point {
	if letter == "M" || letter == "L" {
		return []point{at(n[0], n[1])}
	}
	if letter == "Q" { // as a cubic curve
		x, y := float64(from[0]), float64(from[1])
		n = []float64{x + (n[0]-x)*2/3, y + (n[1]-y)*2/3, n[2] + (n[0]-n[2])*2/3, n[3] + (n[1]-n[3])*2/3, n[2], n[3]}
	}
	var out []point
	for k := 1; k <= steps; k++ {
		t := float64(k) / steps
		u := 1 - t
		a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		out = append(out, at(a*float64(from[0])+b*n[0]+c*n[2]+d*n[4], a*float64(from[1])+b*n[1]+c*n[3]+d*n[5]))
	}
	return out
}

func numbers(words []string) ([]float64, error) {
	var out []float64
	for _, word := range words {
		for _, part := range strings.Split(word, ",") {
			n, err := strconv.ParseFloat(part, 64)
			if err != nil {
				return nil, fmt.Errorf("%q is no number", part)
			}
			out = append(out, n)
		}
	}
	return out, nil
}
