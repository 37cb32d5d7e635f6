package drawing

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// This file finds room for the names of places. On a small screen letters and
// the room for a finger are large, so fewer names fit: these are found first.
// On a wide one all names are smaller and stay where they are, and further ones
// stand between them. A name meets no other name, no dot and no line to a name.

// lettering is how large names are, the row in which one stands, of 24 pixels at least
// where it is a link, and the room round the middle of a dot, where nothing else stands,
// in units of a frame.
type lettering struct{ size, row, dot float64 }

// A frame of 1000 units is 350 pixels wide on a telephone and, where there is
// more room, 528 at least.
var onTelephone, onDesk = lettering{36, 70, 14}, lettering{22, 46, 14}

const (
	nameGap   = 8.0 // between the room of a dot and its name
	nameSpace = 6.0 // before and after a name
	frameRim  = 4.0
	tries     = 5
)

// box is a rectangle, left, top, right, bottom.
type box struct{ l, t, r, b float64 }

func (a box) meets(b box) bool { return a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b }

func (a box) holds(p point) bool { return a.l < p.X && p.X < a.r && a.t < p.Y && p.Y < a.b }

// crossed tells whether a line goes through the box: by the stretch of the line
// that lies between its sides and between its top and bottom (Liang and Barsky).
func (a box) crossed(from, to point) bool {
	enter, leave := 0.0, 1.0
	for _, side := range [][3]float64{{from.X, to.X - from.X, 0}, {from.Y, to.Y - from.Y, 1}} {
		low, high := a.l, a.r
		if side[2] == 1 {
			low, high = a.t, a.b
		}
		if side[1] == 0 {
			if side[0] <= low || side[0] >= high {
				return false
			}
			continue
		}
		t, u := (low-side[0])/side[1], (high-side[0])/side[1]
		enter, leave = max(enter, min(t, u)), min(leave, max(t, u))
	}
	return enter < leave
}

// cross tells whether two lines cross or touch.
func cross(a, b, c, d point) bool {
	turn := func(p, q, r point) float64 { return (q.X-p.X)*(r.Y-p.Y) - (q.Y-p.Y)*(r.X-p.X) }
	return turn(a, b, c)*turn(a, b, d) <= 0 && turn(c, d, a)*turn(c, d, b) <= 0
}

// nameTag is where a name stands: it begins (1) or ends (-1) at a point, or has
// its middle there (0).
type nameTag struct {
	lettering
	at    point
	side  int
	box   box
	lead  bool // a line leads to it from its place
	found bool
}

// spot is where a name may stand from a dot on: so far to the right and below, to which
// side it goes on from there.
type spot struct {
	x, y float64
	side int
}

// spots are those round a dot, the nearest first: beside it, above and below it, then at
// the end of a line. The first ones are so many times as far as a name beside it, or above it.
var spots = func() []spot {
	out := []spot{{1, 0, 1}, {-1, 0, -1}, {0, -1, 0}, {0, 1, 0}, {1, -0.7, 1}, {1, 0.7, 1}, {-1, -0.7, -1}, {-1, 0.7, -1}}
	for _, far := range []float64{60, 85, 115, 150, 190, 240, 300, 370, 450} {
		for k := range 24 {
			sin, cos := math.Sincos(float64(k) * math.Pi / 12)
			side := 0
			if math.Abs(cos) > 0.3 {
				side = int(math.Copysign(1, cos))
			}
			out = append(out, spot{far * cos, far * sin, side})
		}
	}
	return out
}()

// nearSpots of them are without a line; farSpots have a line that is longer than one
// likes to follow, and are for the city itself alone.
const nearSpots, farSpots, allSpots = 8, 8 + 6*24, 8 + 9*24

// textWidth is about how many units a name takes in letters of a size of 1, the
// widest that screens use.
func textWidth(name string) float64 {
	sum := 0.0
	for _, r := range name {
		switch {
		case strings.ContainsRune("ijlftrI.,:;'’()-  ", r):
			sum += 0.36
		case strings.ContainsRune("mwMWŒœÆæ—", r):
			sum += 0.92
		case unicode.Is(unicode.Han, r) || unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			sum++
		case unicode.IsUpper(r):
			sum += 0.74
		default:
			sum += 0.58
		}
	}
	return sum
}

// leadEnd is where a line to the name ends, just before its letters.
func (x nameTag) leadEnd(from point) point {
	if x.side != 0 {
		return point{x.at.X - 4*float64(x.side), x.at.Y}
	}
	return point{x.at.X, x.at.Y + math.Copysign(x.size/2, from.Y-x.at.Y)}
}

// labels are the names of places at points, and where each has found room.
type labels struct {
	view   view
	points []point
	names  []string
	reach  []int // how many spots each may take
	out    []nameTag
}

// newLabels finds room for names in letters of some sizes, the largest first, those of
// the first places before the others.
// Where one finds none, or only at the end of a long line, all is tried again
// with it first; the best try counts.
func newLabels(v view, points []point, names []string, reach []int, sizes ...lettering) []nameTag {
	var best []nameTag
	var least worth
	order := make([]int, min(len(points), mapNamed))
	for i := range order {
		order[i] = i
	}
	for range tries {
		l := labels{v, points, names, reach, make([]nameTag, len(points))}
		for _, how := range sizes {
			for _, i := range order {
				if !l.out[i].found {
					l.place(i, how)
				}
			}
		}
		w := l.worth(sizes[0])
		if best == nil || w.less(least) {
			best, least = l.out, w
		}
		if len(w.worst) == 0 {
			break
		}
		order = append(slices.Clone(w.worst), slices.DeleteFunc(order, func(i int) bool { return slices.Contains(w.worst, i) })...)
	}
	return best
}

// worth is how good a try is: how many names it left out, on a desk and on a
// telephone, how long the lines to names are, and which names are to be first
// in the next one.
type worth struct {
	none, small int
	lines       float64
	worst       []int
}

func (a worth) less(b worth) bool {
	return cmp.Or(cmp.Compare(a.small, b.small), cmp.Compare(a.none, b.none), cmp.Compare(a.lines, b.lines)) < 0
}

func (l *labels) worth(large lettering) (w worth) {
	longest, far := -1, 0.0
	for i, x := range l.out[:min(len(l.out), mapNamed)] {
		switch long := math.Hypot(x.at.X-l.points[i].X, x.at.Y-l.points[i].Y); {
		case !x.found:
			w.none++
		case x.lead:
			if w.lines += long; long > far {
				longest, far = i, long
			}
		}
		if x.lettering != large {
			w.small++
			w.worst = append(w.worst, i)
		}
	}
	if len(w.worst) == 0 && longest >= 0 {
		w.worst = []int{longest}
	}
	return w
}

// place finds the first spot where a name meets nothing.
func (l *labels) place(i int, how lettering) {
	at, long := l.points[i], max(how.row, textWidth(l.names[i])*how.size+2*nameSpace)
	for k, s := range spots[:l.reach[i]] {
		x := nameTag{lettering: how, at: point{at.X + s.x, at.Y + s.y}, side: s.side, lead: k >= nearSpots, found: true}
		if k < nearSpots {
			x.at = point{at.X + s.x*(how.dot+nameGap), at.Y + s.y*(how.size/2+how.dot+2)}
		}
		x.at = point{math.Round(x.at.X), math.Round(x.at.Y)}
		left := x.at.X - nameSpace - float64(1-x.side)/2*(long-2*nameSpace)
		x.box = box{left, x.at.Y - how.row/2, left + long, x.at.Y + how.row/2}
		if l.free(i, x) {
			l.out[i] = x
			return
		}
	}
}

// free tells whether a name meets nothing that is there already.
func (l *labels) free(i int, x nameTag) bool {
	if b := x.box; b.l < frameRim || b.r > l.view.width-frameRim || b.t < frameRim || b.b > l.view.height-frameRim {
		return false
	}
	from := l.points[i]
	for k, o := range l.out {
		if !o.found {
			continue
		}
		if x.box.meets(o.box) || o.lead && x.box.crossed(l.points[k], o.at) ||
			x.lead && (o.box.crossed(from, x.at) || o.lead && cross(from, x.at, l.points[k], o.at)) {
			return false
		}
	}
	letters := box{x.box.l, x.at.Y - x.size/2, x.box.r, x.at.Y + x.size/2}
	for k, p := range l.points {
		dot := box{p.X - x.dot, p.Y - x.dot, p.X + x.dot, p.Y + x.dot}
		if k == i { // only its letters may not meet its own dot
			if letters.meets(dot) {
				return false
			}
		} else if x.box.meets(dot) || x.lead && !dot.holds(from) && dot.crossed(from, x.at) {
			return false
		}
	}
	return true
}
