package drawing

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"
)

// The locator's measures. It is shown as wide as its column and as tall as there is
// room: the places stand in its middle, and above and below more or less land is seen.
const (
	locatorWide  = 400.0
	locatorInner = 0.68 // of the width that the places take at most
	locatorTall  = 150.0
	locatorZoom  = 19.0 // units a degree at most, so that a reader knows where it is
	locatorText  = 16.0
	locatorRoom  = 3000 // bytes of outlines
)

// Locator is where a few places lie, seen from the city itself where that is known: a
// small picture without links, beside which the places are named. Its land is drawn once
// for all languages.
type Locator struct {
	view   view
	ground terrain
}

// NewLocator draws the land round places, of which there is at least one.
func NewLocator(places []Place, home *Place) Locator {
	all, own := slices.Clone(places), ""
	if home != nil {
		all, own = append(all, *home), home.Country
	}
	var countries []string
	for _, x := range places {
		if x.Country != own || home == nil {
			countries = append(countries, x.Country)
		}
	}
	slices.Sort(countries)
	v := locatorView(all)
	return Locator{v, v.outlines(slices.Compact(countries), own, locatorRoom)}
}

// Draw draws the places, with their names in one language; label says what is drawn.
func (l Locator) Draw(places []Place, home *Place, label string) template.HTML {
	v, ground, all := l.view, l.ground, slices.Clone(places)
	if home != nil {
		all = append(all, *home)
	}
	var w, ways, dots strings.Builder
	fmt.Fprintf(&w, `<svg class="where" viewBox="0 0 %s %s" preserveAspectRatio="xMidYMid slice" role="img" aria-label="%s">`,
		num(v.width), num(v.height), escaped(label))
	for _, x := range [][2]string{{ground.land, "leaf"}, {ground.there, "pane"}, {ground.own, "near"}} {
		if x[0] != "" {
			fmt.Fprintf(&w, `<path d="%s" fill="var(--%s)" stroke="var(--rule)"/>`, x[0], x[1])
		}
	}
	for _, x := range places {
		at := v.near(x.point())
		dots.WriteString(dot(at.X, at.Y))
		if home != nil {
			from := v.near(home.point())
			fmt.Fprintf(&ways, "M%s %sL%s %s", num(from.X), num(from.Y), num(at.X), num(at.Y))
		}
	}
	if home != nil {
		from := v.near(home.point())
		fmt.Fprintf(&w, `<g stroke-width="1.5"><path d="%s" stroke="var(--gilt)"/>`, ways.String())
		fmt.Fprintf(&w, `<path d="M%s %sl7 7-7 7-7-7z" fill="var(--gold)" stroke="var(--lead)"/></g>`, num(from.X), num(from.Y-7))
	}
	for _, rim := range [][2]string{{"leaf", "14"}, {"ruby", "11"}} {
		fmt.Fprintf(&w, `<path d="%s" stroke="var(--%s)" stroke-width="%s" stroke-linecap="round"/>`, dots.String(), rim[0], rim[1])
	}
	w.WriteString(v.called(all))
	w.WriteString(`</svg>`)
	return template.HTML(w.String())
}

// called sets the names of places where they meet nothing.
func (v view) called(places []Place) string {
	points, names, reach := make([]point, len(places)), make([]string, len(places)), make([]int, len(places))
	for i, p := range places {
		points[i], names[i], reach[i] = v.near(p.point()), p.Name, nearSpots
	}
	var w strings.Builder
	for i, x := range newLabels(v, points, names, reach, lettering{locatorText, locatorText + 4, 8}) {
		x.at.Y += locatorText / 3 // its letters stand on a line
		w.WriteString(x.text(points[i], names[i]))
	}
	return w.String()
}

// locatorView is the view of a square with the places in the band across its middle.
func locatorView(places []Place) view {
	var points []point
	south, north := 90.0, -90.0
	for _, p := range places {
		points = append(points, p.point())
		south, north = min(south, p.Lat), max(north, p.Lat)
	}
	west, east := lonSpan(points)
	v := view{middle: point{(west + east) / 2, (south + north) / 2}, width: locatorWide, height: locatorWide}
	cos := max(0.3, math.Cos(v.middle.Y*math.Pi/180))
	v.ky = min(locatorZoom, locatorWide*locatorInner/max(1e-9, (east-west)*cos), locatorTall/max(1e-9, north-south))
	v.ky = max(v.ky, locatorWide/360/cos)
	v.kx = v.ky * cos
	return v
}
