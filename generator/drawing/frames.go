package drawing

import (
	"cmp"
	"math"
	"slices"
)

// This file parts places among the frames of a map. The first shows what lies
// round the city; what lies far has frames of its own, so that one partner on
// another continent does not make the others small.

// What lies far, in kilometres: farther than farMost; or farther than farLeast,
// and with so much nothing between it and the place before that it is farGap
// times as far. What lies within groupRadius of a far place is shown with it.
const (
	farLeast, farMost = 1500.0, 4500.0
	farGap            = 2.2
	groupRadius       = 1800.0
	largeFrom         = 4    // places from which on a frame of a far group is large
	worldApart        = 30.0 // units that places on a frame of all of them have to lie apart
)

// earth is the radius of the earth in kilometres.
const earth = 6371.0

// Kilometres is how far two places lie from each other, as a bird flies.
func Kilometres(a, b Place) float64 {
	rad := math.Pi / 180
	dLat, dLon := (b.Lat-a.Lat)*rad, (b.Lon-a.Lon)*rad
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*math.Pow(math.Sin(dLon/2), 2)
	return 2 * earth * math.Asin(math.Sqrt(min(1, h)))
}

// centre is the city or, where nobody knows where it lies, the place that has
// the others nearest.
func centre(places []Place, home *Place) Place {
	if home != nil {
		return *home
	}
	best, least := places[0], math.Inf(1)
	for _, p := range places {
		sum := 0.0
		for _, q := range places {
			sum += Kilometres(p, q)
		}
		if sum < least {
			best, least = p, sum
		}
	}
	return best
}

// part tells which places, by their indexes, lie round the city and which far.
func part(places []Place, home *Place) (near, far []int) {
	from := centre(places, home)
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	km := func(i int) float64 { return Kilometres(from, places[i]) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(km(a), km(b)) })
	last, n := 0.0, 0
	for ; n < len(order); n++ {
		d := km(order[n])
		if d > farMost || d > farLeast && d > farGap*last {
			break
		}
		last = d
	}
	near, far = order[:n], order[n:]
	slices.Sort(near)
	slices.Sort(far)
	return near, far
}

// groups puts far places together, each with the first one that lies within a
// radius, which grows until there are no more groups than wanted.
func groups(places []Place, far []int, most int) [][]int {
	for radius := groupRadius; ; radius *= 1.5 {
		var out [][]int
		for _, i := range far {
			g := slices.IndexFunc(out, func(g []int) bool { return Kilometres(places[g[0]], places[i]) < radius })
			if g < 0 {
				out = append(out, []int{i})
			} else {
				out[g] = append(out[g], i)
			}
		}
		if len(out) <= most {
			return out
		}
	}
}

// Frame is a part of the map: which places it shows, by their indexes, and
// whether the city itself.
type Frame struct {
	Places  []int
	Home    bool
	Large   bool
	view    view
	terrain terrain
	lands   []string // countries of its places
	own     string   // the city's
}

// Frames parts places among frames, with at most so many beside the first,
// and draws the land in them, with about so many bytes of outlines in all. A
// frame without a place shows where the city lies, when all that it does is
// far.
func Frames(places []Place, home *Place, most, room int) []Frame {
	if len(places) == 0 {
		return nil
	}
	near, far := part(places, home)
	var out []Frame
	alone := home != nil && len(near) == 0 && !apart(places, *home)
	switch {
	case len(near) > 0:
		out = append(out, Frame{Places: near, Home: home != nil})
	case alone:
		most = max(1, most-1)
	default:
		out, far = append(out, Frame{Places: far, Home: true}), nil
	}
	beside := len(out)
	for _, g := range groups(places, far, most) {
		out = append(out, Frame{Places: g})
	}
	slices.SortStableFunc(out[beside:], func(a, b Frame) int { return cmp.Compare(len(b.Places), len(a.Places)) })
	if alone {
		out = append(out, Frame{Home: true})
	}
	for i := range out {
		out[i].Large = i == 0 || len(out[i].Places) >= largeFrom
	}
	shares := 0
	for _, f := range out {
		shares += f.share()
	}
	for i := range out {
		out[i].draw(places, home, room*out[i].share()/shares)
	}
	return out
}

// apart tells whether places lie far enough from each other, and from the
// city, to be told apart on one map of all of them.
func apart(places []Place, home Place) bool {
	points := []point{home.point()}
	for _, p := range places {
		points = append(points, p.point())
	}
	v := viewOf(points, largeWidth, largeHeight, nearHome*largeWidth)
	for i, p := range points {
		for _, q := range points[:i] {
			if a, b := v.near(p), v.near(q); math.Hypot(a.X-b.X, a.Y-b.Y) < worldApart {
				return false
			}
		}
	}
	return true
}

// share is how much of the room for outlines a frame takes.
func (f Frame) share() int {
	if f.Large {
		return 3
	}
	return 1
}

// draw draws the land of a frame.
func (f *Frame) draw(places []Place, home *Place, room int) {
	var points []point
	for _, i := range f.Places {
		points = append(points, places[i].point())
		if c := places[i].Country; (home == nil || c != home.Country) && !slices.Contains(f.lands, c) {
			f.lands = append(f.lands, c)
		}
	}
	slices.Sort(f.lands)
	if home != nil {
		f.own = home.Country
	}
	if f.Home {
		points = append(points, home.point())
	}
	width, height := smallWidth, smallHeight
	if f.Large {
		width, height = largeWidth, largeHeight
	}
	near := nearFar * width
	if f.Home && len(f.Places) > 0 {
		near = nearHome * width
	}
	f.view = viewOf(points, width, height, near)
	f.terrain = f.view.outlines(f.lands, f.own, room)
}
