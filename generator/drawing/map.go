package drawing

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"parvis/generator/outlines"
)

// Place is a place on the map; one without Href is no link.
type Place struct {
	Lon, Lat          float64
	Name, Title, Href string // Title is what is read of it; Name alone where it has none
	Weight            int    // how large its dot is
	Country           string // alpha-2
}

func (p Place) point() point { return point{p.Lon, p.Lat} }

// The map's measures, in its own units.
const (
	mapWidth           = 1000.0
	mapLeast, mapMost  = 620.0, 900.0 // its height
	mapMargin          = 0.12         // of each side, round the places
	mapClosest         = 26.0         // units a degree at most
	mapNorth, mapSouth = 84.0, -60.0
	mapText            = 25.0 // of names
	mapLargeText       = 38.0 // of names on a small screen
	mapNamed           = 40   // places that are links; more are dots
)

// view is how places are drawn: a rectangle, true in its middle.
type view struct {
	middle        point
	kx, ky        float64 // units a degree
	width, height float64
}

// viewOf is the view that shows all points, the short way round the earth.
func viewOf(points []point) view {
	west, east := lonSpan(points)
	south, north := 90.0, -90.0
	for _, p := range points {
		south, north = min(south, p.Y), max(north, p.Y)
	}
	v := view{middle: point{(west + east) / 2, (south + north) / 2}, width: mapWidth}
	cos := max(0.3, math.Cos(v.middle.Y*math.Pi/180))
	inner := 1 - 2*mapMargin
	v.ky = min(mapClosest, mapWidth*inner/max(1e-9, (east-west)*cos))
	v.height = max(mapLeast, min(mapMost, (north-south)*v.ky/inner))
	v.ky = min(v.ky, v.height*inner/max(1e-9, north-south))
	v.ky = max(v.ky, mapWidth/360/cos)
	v.kx = v.ky * cos
	v.height = math.Round(min(v.height, (mapNorth-mapSouth)*v.ky))
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

// near is a point's place on the side of the earth that is shown.
func (v view) near(p point) point {
	return v.place(p, 360*math.Round((v.middle.X-p.X)/360))
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

// outlines draws all land and the countries given, as exactly as the room
// allows, in bytes.
func (v view) outlines(countries []string, room int) (land, there string) {
	for tolerance := 1.5; ; tolerance *= 1.4 {
		land = v.path(outlines.World().Of("--"), tolerance, false)
		var w strings.Builder
		for _, c := range countries {
			low, high := extent(outlines.World().Of(c))
			w.WriteString(v.path(outlines.World().Of(c), tolerance, (high.X-low.X)*v.kx < 90))
		}
		if there = w.String(); len(land)+len(there) <= room || tolerance > 40 {
			return land, there
		}
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

// Map draws places, those with the most weight first, and the city itself
// where it is known, with about so many bytes of outlines. label says what is
// drawn.
func Map(places []Place, home *Place, label string, room int) template.HTML {
	if len(places) == 0 {
		return ""
	}
	var points []point
	for _, p := range places {
		points = append(points, p.point())
	}
	if home != nil {
		points = append(points, home.point())
	}
	v := viewOf(points)
	var countries []string
	for _, x := range places {
		if !slices.Contains(countries, x.Country) {
			countries = append(countries, x.Country)
		}
	}
	slices.Sort(countries)
	land, there := v.outlines(countries, room)
	var w strings.Builder
	fmt.Fprintf(&w, `<svg class="map" viewBox="0 0 %s %s" role="group" aria-label="%s"><path class="land" d="%s"/><path class="land there" d="%s"/>`,
		num(v.width), num(v.height), escaped(label), land, there)
	for _, c := range countries {
		if at, is := v.small(c); is {
			fmt.Fprintf(&w, `<circle class="land there" cx="%s" cy="%s" r="13"/>`, num(at.X), num(at.Y))
		}
	}
	named, more := places[:min(len(places), mapNamed)], places[min(len(places), mapNamed):]
	if home != nil {
		v.ways(&w, v.near(home.point()), named)
		named = append(slices.Clone(named), *home)
	}
	v.dots(&w, more)
	v.places(&w, named)
	w.WriteString(`</svg>`)
	return template.HTML(w.String())
}

// ways draws a line from the city to each place that is a link.
func (v view) ways(w *strings.Builder, home point, places []Place) {
	w.WriteString(`<path class="way" d="`)
	for _, x := range places {
		at := v.near(x.point())
		fmt.Fprintf(w, "M%.0f %.0fL%.0f %.0f", home.X, home.Y, at.X, at.Y)
	}
	w.WriteString(`"/>`)
}

// dots draws the places for which there is no room to be links.
func (v view) dots(w *strings.Builder, places []Place) {
	if len(places) == 0 {
		return
	}
	w.WriteString(`<path class="dots" d="`)
	seen := map[string]bool{}
	for _, x := range places {
		at := v.near(x.point())
		if d := fmt.Sprintf("M%.0f %.0fh0", at.X, at.Y); !seen[d] && len(seen) < 500 {
			seen[d] = true
			w.WriteString(d)
		}
	}
	w.WriteString(`"/>`)
}

// places draws the places, those that have a page as links, with their names
// where there is room for these.
func (v view) places(w *strings.Builder, places []Place) {
	names := v.names(places)
	for i, x := range places {
		at, title := v.near(x.point()), escaped(cmp.Or(x.Title, x.Name))
		if x.Href == "" {
			fmt.Fprintf(w, `<g><path class="home" d="M%s %sl11 11-11 11-11-11z"><title>%s</title></path>%s</g>`, num(at.X), num(at.Y-11), title, names[i])
			continue
		}
		fmt.Fprintf(
			w,
			`<a href="%s"><title>%s</title><circle class="pt" cx="%s" cy="%s" r="%s"/>%s</a>`,
			x.Href,
			title,
			num(at.X),
			num(at.Y),
			num(6+2*math.Sqrt(float64(x.Weight))),
			names[i],
		)
	}
}

// names sets the names of places where they meet nothing: first those that a
// small screen has room for in large letters, then, for wide screens alone,
// those that fit between these; "" where none does.
func (v view) names(places []Place) []string {
	out := make([]string, len(places))
	var taken []box
	for _, x := range places {
		at := v.near(x.point())
		taken = append(taken, box{at.X - 12, at.Y - 12, at.X + 12, at.Y + 12})
	}
	for _, size := range []float64{mapLargeText, mapText} {
		wide := ""
		if size == mapText {
			wide = ` class="wide"`
		}
		for i, x := range places {
			if out[i] != "" {
				continue
			}
			if b, a, ok := v.label(v.near(x.point()), x.Name, size, taken); ok {
				taken = append(taken, b)
				out[i] = fmt.Sprintf(`<text x="%s" y="%s"%s%s>%s</text>`, num(a.X), num(a.Y), a.how, wide, escaped(x.Name))
			}
		}
	}
	return out
}

// box is a rectangle, left, top, right, bottom.
type box struct{ l, t, r, b float64 }

func (a box) meets(b box) bool { return a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b }

// anchor is where a text begins, ends or has its middle.
type anchor struct {
	point
	how string
}

// label finds room beside a place for its name in letters of a size.
func (v view) label(at point, name string, size float64, taken []box) (box, anchor, bool) {
	long := float64(len([]rune(name))) * size * 0.53
	for _, a := range []anchor{
		{point{at.X + 16, at.Y + 9}, ""}, {point{at.X - 16, at.Y + 9}, ` text-anchor="end"`},
		{point{at.X, at.Y - 18}, ` text-anchor="middle"`}, {point{at.X, at.Y + 12 + size}, ` text-anchor="middle"`},
	} {
		left := a.X
		switch a.how {
		case ` text-anchor="end"`:
			left -= long
		case ` text-anchor="middle"`:
			left -= long / 2
		}
		b := box{left, a.Y - size*0.8, left + long, a.Y + size*0.25}
		if b.l > 4 && b.r < v.width-4 && b.t > 4 && b.b < v.height-4 && !slices.ContainsFunc(taken, b.meets) {
			return b, a, true
		}
	}
	return box{}, anchor{}, false
}
