package drawing

import (
	"math"
	"slices"
	"strings"

	"parvis/generator/outlines"
)

// The measures of a frame of the map, in its own units: a large one takes the
// width of its column, a small one half of it, so that letters have one size
// in both.
const (
	largeWidth, largeHeight = 1000.0, 660.0
	smallWidth, smallHeight = 480.0, 320.0
	mapMargin               = 0.12 // of each side, round the places
	mapNorth, mapSouth      = 84.0, -60.0
	// Of its width a frame gives so much to a degree of latitude before more land than
	// needed is left round the places: round the city, and elsewhere; and so many times
	// as much at most, as far as the outlines are exact.
	nearHome, nearFar = 0.060, 0.0167
	mapCloser         = 2.4
)

// view is how places are drawn: a rectangle, true in its middle.
type view struct {
	middle        point
	kx, ky        float64 // units a degree
	width, height float64
}

// viewOf is the view of a size that shows all points, the short way round the
// earth. Where they lie together, there is more round them than they need, from
// so many units a degree on. Of the whole earth it is lower.
func viewOf(points []point, width, height, near float64) view {
	west, east := lonSpan(points)
	south, north := 90.0, -90.0
	for _, p := range points {
		south, north = min(south, p.Y), max(north, p.Y)
	}
	v := view{middle: point{(west + east) / 2, (south + north) / 2}, width: width, height: height}
	cos := max(0.3, math.Cos(v.middle.Y*math.Pi/180))
	if east-west > 180 {
		cos = min(cos, 0.8)
	}
	inner := 1 - 2*mapMargin
	fit := min(width*inner/max(1e-9, (east-west)*cos), height*inner/max(1e-9, north-south))
	if fit > near {
		fit = min(mapCloser*near, math.Sqrt(fit*near))
	}
	v.ky = max(fit, width/360/cos)
	v.kx = v.ky * cos
	v.height = math.Round(min(height, (mapNorth-mapSouth)*v.ky))
	half := v.height / 2 / v.ky
	v.middle.Y = max(mapSouth+half, min(mapNorth-half, v.middle.Y))
	return v
}

// lonSpan is the shortest stretch of longitudes that holds all points; east
// may lie beyond 180.
func lonSpan(points []point) (west, east float64) {
	lons := make([]float64, len(points))
	for i, p := range points {
		lons[i] = p.X
	}
	slices.Sort(lons)
	gap, at := lons[0]+360-lons[len(lons)-1], 0
	for i := 1; i < len(lons); i++ {
		if g := lons[i] - lons[i-1]; g > gap {
			gap, at = g, i
		}
	}
	if at == 0 {
		return lons[0], lons[len(lons)-1]
	}
	return lons[at], lons[at-1] + 360
}

// place is where a point is drawn, shifted round the earth by whole turns.
func (v view) place(p point, shift float64) point {
	return point{v.width/2 + (p.X+shift-v.middle.X)*v.kx, v.height/2 - (p.Y-v.middle.Y)*v.ky}
}

// near is a point's place on the side of the earth that is shown, in whole units.
func (v view) near(p point) point {
	at := v.place(p, 360*math.Round((v.middle.X-p.X)/360))
	return point{math.Round(at.X), math.Round(at.Y)}
}

// path draws an outline. Rings too small to be seen are left out, unless all
// are wanted.
func (v view) path(o outlines.Outline, tolerance float64, small bool) string {
	var w strings.Builder
	low, high := point{-6, -6}, point{v.width + 6, v.height + 6}
	for _, r := range o.Rings {
		for _, shift := range []float64{-360, 0, 360} {
			a, b := v.place(point(r.Low), shift), v.place(point(r.High), shift)
			if b.X < low.X || a.X > high.X || a.Y < low.Y || b.Y > high.Y || !small && (b.X-a.X)*(a.Y-b.Y) < 30*tolerance {
				continue
			}
			line := lineOf(r, tolerance/v.ky)
			for i, p := range line {
				line[i] = v.place(p, shift)
			}
			appendPath(&w, clip(line, low, high))
		}
	}
	return w.String()
}

// terrain is the outlines of a frame: all land, the countries of its places,
// and the city's own.
type terrain struct{ land, there, own string }

// outlines draws all land, the countries given and the city's own, as exactly
// as the room allows, in bytes.
func (v view) outlines(countries []string, own string, room int) terrain {
	country := func(code string, tolerance float64) string {
		o := outlines.World().Of(code)
		low, high := extent(o)
		return v.path(o, tolerance, (high.X-low.X)*v.kx < 90)
	}
	for tolerance := 1.2; ; {
		g := terrain{land: v.path(outlines.World().Of("--"), tolerance, false), own: country(own, tolerance)}
		for _, c := range countries {
			g.there += country(c, tolerance)
		}
		size := len(g.land) + len(g.there) + len(g.own)
		if size <= room || tolerance > 40 {
			return g
		}
		tolerance *= max(1.15, min(3, 0.9*float64(size)/float64(max(room, 1))))
	}
}

// small is where a country lies that is too small to be seen, if it is.
func (v view) small(code string) (point, bool) {
	low, high := extent(outlines.World().Of(code))
	if (high.X-low.X)*v.kx > 16 || (high.Y-low.Y)*v.ky > 16 || math.IsInf(low.X, 1) {
		return point{}, false
	}
	return v.near(point{(low.X + high.X) / 2, (low.Y + high.Y) / 2}), true
}

// extent are the corners of the rectangle round an outline, all its parts
// taken on one side of the antimeridian.
func extent(o outlines.Outline) (low, high point) {
	low, high = point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for i, r := range o.Rings {
		turn := 0.0
		if i > 0 {
			turn = 360 * math.Round((o.Rings[0].Low.X-r.Low.X)/360)
		}
		low = point{min(low.X, r.Low.X+turn), min(low.Y, r.Low.Y)}
		high = point{max(high.X, r.High.X+turn), max(high.Y, r.High.Y)}
	}
	return low, high
}
