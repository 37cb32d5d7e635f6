package main

import (
	"fmt"
	"math"
	"strings"
)

// colours of the glass.
var colours = map[string][3]float64{
	"white": {246, 238, 216}, "cream": {236, 220, 178}, "clear": {198, 214, 214}, "pale": {186, 212, 236}, "sky": {92, 148, 212},
	"blue": {34, 84, 172}, "deep": {22, 54, 128}, "navy": {15, 34, 84}, "night": {12, 22, 54}, "gold": {226, 176, 66}, "amber": {240, 150, 44},
	"ruby": {158, 28, 56}, "red": {200, 44, 52}, "rose": {222, 140, 130}, "copper": {198, 102, 48}, "brown": {116, 70, 40}, "umber": {70, 44, 32},
	"ochre": {188, 146, 82}, "sand": {214, 186, 132}, "stone": {176, 166, 146}, "slate": {88, 100, 118}, "iron": {62, 70, 84}, "green": {46, 128, 86},
	"leaf": {108, 162, 74}, "moss": {66, 96, 58}, "teal": {36, 118, 128}, "violet": {92, 62, 128}, "skin": {232, 190, 150}, "tan": {190, 132, 88},
	"dark": {96, 60, 42}, "black": {24, 26, 34},
}

// skies are the glass behind a scene, from the light outwards.
var skies = map[string][]string{
	"day":   {"white", "pale", "sky", "blue", "deep"},
	"blue":  {"pale", "sky", "blue", "deep", "deep"},
	"night": {"deep", "deep", "navy", "navy", "night"},
	"fire":  {"white", "gold", "amber", "ruby", "umber"},
	"warm":  {"white", "cream", "gold", "ochre", "copper"},
	"rain":  {"clear", "pale", "slate", "slate", "deep"},
	"moon":  {"pale", "blue", "deep", "navy", "night"},
}

// drawn is the picture that a scene tells, a line for each piece of glass:
//
//	sky NAME X Y                 panes that stand like rays about a light
//	glass COLOUR SHAPE           a piece of glass in lead; "thin": in thin lead
//	paint COLOUR WIDTH SHAPE     a painted line
//	wash COLOUR PERCENT SHAPE    a painted face
//	glow COLOUR PERCENT X Y R    light that falls from a place
//	at X Y SIZE                  where the next ones stand, and how large they are
func drawn(scene string) (*pane, error) {
	p := newPane()
	b := &builder{pane: p, size: 1}
	for n, line := range strings.Split(scene, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if words := strings.Fields(line); len(words) > 0 {
			if err := b.line(words); err != nil {
				return nil, fmt.Errorf("line %d: %w", n+1, err)
			}
		}
	}
	b.frame()
	return p, nil
}

type builder struct {
	*pane
	x, y, size float64
}

func (b *builder) line(words []string) error {
	switch words[0] {
	case "at":
		n, err := numbers(words[1:])
		if err != nil || len(n) != 3 {
			return fmt.Errorf("“at” wants two places and a size")
		}
		b.x, b.y, b.size = n[0], n[1], n[2]
		return nil
	case "sky":
		return b.sky(words[1:])
	}
	if len(words) < 3 {
		return fmt.Errorf("%q is cut short", strings.Join(words, " "))
	}
	c, known := colours[words[1]]
	if !known {
		return fmt.Errorf("no glass is called %q", words[1])
	}
	if words[0] == "glass" || words[0] == "thin" {
		s, _, err := readShape(words[2:])
		if err != nil {
			return err
		}
		b.set(b.placed(s), c, map[string]float64{"glass": 6, "thin": 3.4}[words[0]]*math.Sqrt(b.size))
		return nil
	}
	k, err := numbers(words[2:3])
	if err != nil {
		return err
	}
	return b.painted(words[0], c, k[0], words[3:])
}

// painted draws what has no lead.
func (b *builder) painted(how string, c [3]float64, k float64, words []string) error {
	if how == "glow" {
		n, err := numbers(words)
		if err != nil || len(n) != 3 {
			return fmt.Errorf("“glow” wants a place and a radius")
		}
		b.glow(at(b.x+n[0]*b.size, b.y+n[1]*b.size), n[2]*b.size, k/100, c)
		return nil
	}
	s, closed, err := readShape(words)
	if err != nil {
		return err
	}
	switch s = b.placed(s); how {
	case "paint":
		b.wash(stroke(s, k*b.size, closed), c, 1)
	case "wash":
		b.wash(s, c, k/100)
	default:
		return fmt.Errorf("nobody can %q", how)
	}
	return nil
}

func (b *builder) placed(s shape) shape {
	out := make(shape, len(s))
	for k, line := range s {
		for _, p := range line {
			out[k] = append(out[k], at(b.x+float64(p[0])*b.size, b.y+float64(p[1])*b.size))
		}
	}
	return out
}

// sky lays panes about a light, in rings that are cut unevenly.
func (b *builder) sky(words []string) error {
	if len(words) != 3 || skies[words[0]] == nil {
		return fmt.Errorf("“sky” wants a name and a place")
	}
	n, err := numbers(words[1:])
	if err != nil {
		return err
	}
	b.focus = at(n[0], n[1])
	radii := []float64{0, 92, 190, 310, 460, 1200}
	for ring, name := range skies[words[0]] {
		cuts := 7 + 3*ring
		for k := range cuts {
			from, to := b.cut(ring, k, cuts), b.cut(ring, k+1, cuts)
			var line []point
			for s := range 9 {
				a := from + (to-from)*float64(s)/8
				line = append(line, at(n[0]+radii[ring+1]*math.Cos(a), n[1]+radii[ring+1]*math.Sin(a)))
			}
			for s := 8; s >= 0; s-- {
				a := from + (to-from)*float64(s)/8
				line = append(line, at(n[0]+radii[ring]*math.Cos(a), n[1]+radii[ring]*math.Sin(a)))
			}
			c := colours[name]
			if next := skies[words[0]][min(ring+1, 4)]; hash(ring*31+k, 3) > 0.72 {
				c = mixed(c, colours[next], 0.6)
			}
			b.set(shape{line}, c, 4.5)
		}
	}
	return nil
}

// cut is the angle at which a ring is cut, never quite evenly.
func (b *builder) cut(ring, k, cuts int) float64 {
	return (float64(k%cuts)+0.35*(hash(ring*97+k%cuts, 11)-0.5)+float64(k/cuts*cuts))*2*math.Pi/float64(cuts) + float64(ring)*0.7
}

func mixed(a, b [3]float64, k float64) (c [3]float64) {
	for n := range a {
		c[n] = a[n] + k*(b[n]-a[n])
	}
	return c
}

// frame is the border: short pieces of coloured glass, pearls between them.
func (b *builder) frame() {
	names := []string{"blue", "gold", "deep", "ruby"}
	piece := func(k int, x, y, w, h float64) {
		b.set(shape{{at(x, y), at(x+w, y), at(x+w, y+h), at(x, y+h)}}, colours[names[k%len(names)]], 3.6)
	}
	const across, down = 16, 10
	for k := range across {
		w := (sheetWidth - 2*border) / float64(across)
		piece(k, border+float64(k)*w, 0, w, border)
		piece(k+2, border+float64(k)*w, sheetHeight-border, w, border)
	}
	for k := range down {
		h := (sheetHeight - 2*border) / float64(down)
		piece(k+1, 0, border+float64(k)*h, border, h)
		piece(k+3, sheetWidth-border, border+float64(k)*h, border, h)
	}
	for _, c := range []point{at(0, 0), at(sheetWidth-border, 0), at(0, sheetHeight-border), at(sheetWidth-border, sheetHeight-border)} {
		b.set(shape{{c, at(float64(c[0])+border, float64(c[1])), at(float64(c[0])+border, float64(c[1])+border), at(float64(c[0]), float64(c[1])+border)}},
			colours["white"], 3.6)
	}
	edge := shape{{at(border, border), at(sheetWidth-border, border), at(sheetWidth-border, sheetHeight-border), at(border, sheetHeight-border)}}
	covered(stroke(edge, 7, true), func(i int, share float64) { b.lead[i] = max(b.lead[i], share) })
	edge = shape{{at(3, 3), at(sheetWidth-3, 3), at(sheetWidth-3, sheetHeight-3), at(3, sheetHeight-3)}}
	covered(stroke(edge, 7, true), func(i int, share float64) { b.lead[i] = max(b.lead[i], share) })
}
