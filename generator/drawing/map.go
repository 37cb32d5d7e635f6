package drawing

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// Place is a place on the map; one without Href is no link.
type Place struct {
	Lon, Lat   float64
	Name, Href string
	Weight     int    // how large its dot is
	Country    string // alpha-2
}

func (p Place) point() point { return point{p.Lon, p.Lat} }

// mapDots is how many places a frame shows at most, and mapNamed how many of
// them have a name and are links where there is room; the others are dots.
const mapDots, mapNamed = 500, 40

// dotSize is how wide the dot of a place is, by the number of its entries.
func dotSize(weight int) int {
	return 12 + int(math.Round(2*math.Sqrt(float64(max(1, min(weight, 25))))))
}

// Draw draws a frame: places are those of which it was made, with the names
// and addresses of one language; label says what is drawn, and is "" where the
// text beside the frame does.
func (f Frame) Draw(places []Place, home *Place, label string) template.HTML {
	var w strings.Builder
	kind, says := "map", `aria-hidden="true"`
	if !f.Large {
		kind = "map small"
	}
	if label != "" {
		says = `role="group" aria-label="` + escaped(label) + `"`
	}
	fmt.Fprintf(&w, `<svg class="%s" viewBox="0 0 %s %s" %s>`, kind, num(f.view.width), num(f.view.height), says)
	f.lay(&w)
	shown, points := f.shown(places, home)
	f.dots(&w, points, shown)
	if label != "" {
		f.links(&w, points, shown)
	}
	w.WriteString(`</svg>`)
	return template.HTML(w.String())
}

// shown are the places of a frame and where they stand, the city itself first.
func (f Frame) shown(places []Place, home *Place) (shown []Place, points []point) {
	if f.Home {
		shown = append(shown, *home)
	}
	for _, i := range f.Places[:min(len(f.Places), mapDots)] {
		shown = append(shown, places[i])
	}
	for _, p := range shown {
		points = append(points, f.view.near(p.point()))
	}
	return shown, points
}

// lay draws the land.
func (f Frame) lay(w *strings.Builder) {
	for _, x := range [][2]string{{"land", f.terrain.land}, {"land there", f.terrain.there}, {"land own", f.terrain.own}} {
		if x[1] != "" {
			fmt.Fprintf(w, `<path class="%s" d="%s"/>`, x[0], x[1])
		}
	}
	for _, c := range f.lands {
		if at, is := f.view.small(c); is {
			fmt.Fprintf(w, `<circle class="land there" cx="%s" cy="%s" r="13"/>`, num(at.X), num(at.Y))
		}
	}
}

// dots draws a dot for each place, larger ones for more entries, and a line to
// it from the city.
func (f Frame) dots(w *strings.Builder, points []point, shown []Place) {
	var ways, rims strings.Builder
	var bySize [32]strings.Builder
	seen := map[point]bool{}
	for i, p := range points {
		if seen[p] || shown[i].Href == "" {
			continue
		}
		seen[p] = true
		if f.Home && len(seen) <= mapNamed {
			fmt.Fprintf(&ways, "M%.0f %.0f %.0f %.0f", points[0].X, points[0].Y, p.X, p.Y)
		}
		d := fmt.Sprintf("M%.0f %.0fh0", p.X, p.Y)
		rims.WriteString(d)
		bySize[dotSize(shown[i].Weight)].WriteString(d)
	}
	write := func(class, d string) {
		if d != "" {
			fmt.Fprintf(w, `<path class="%s" d="%s"/>`, class, d)
		}
	}
	write("way", ways.String())
	write("rim", rims.String())
	for size := range bySize {
		write(fmt.Sprintf(`pt" stroke-width="%d`, size), bySize[size].String())
	}
	if f.Home {
		write("home", fmt.Sprintf("M%.0f %.0fl12 12-12 12-12-12z", points[0].X, points[0].Y-12))
	}
}

// links draws the names of places, as links where they have an address.
func (f Frame) links(w *strings.Builder, points []point, shown []Place) {
	found := f.labels(shown, points)
	for i, p := range shown {
		x := found[i]
		switch {
		case p.Href == "" || !x.found:
			w.WriteString(x.text(points[i], p.Name))
		default:
			how := ""
			if x.lettering == onDesk {
				how = ` class="wide"`
			}
			fmt.Fprintf(w, `<a href="%s"%s><path class="hit" d="%s"/>%s</a>`, p.Href, how, hit(i, points, found), x.text(points[i], p.Name))
		}
	}
}

// labels finds room for the names of the places that a frame shows.
func (f Frame) labels(shown []Place, points []point) []nameTag {
	names, reach := make([]string, len(shown)), make([]int, len(shown))
	for i, p := range shown {
		if names[i], reach[i] = p.Name, farSpots; p.Href == "" {
			reach[i] = allSpots
		}
	}
	return newLabels(f.view, points, names, reach, onTelephone, onDesk)
}

// text is a name, and the line that leads to it.
func (x nameTag) text(at point, name string) string {
	if !x.found {
		return ""
	}
	lead, how := "", ""
	if x.lead {
		end := x.leadEnd(at)
		lead = fmt.Sprintf(`<path class="lead" d="M%.0f %.0fL%.0f %.0f"/>`, at.X, at.Y, end.X, end.Y)
	}
	switch x.side {
	case 0:
		how = ` text-anchor="middle"`
	case -1:
		how = ` text-anchor="end"`
	}
	return fmt.Sprintf(`%s<text x="%.0f" y="%.0f"%s>%s</text>`, lead, x.at.X, x.at.Y, how, escaped(name))
}

// hit is where a finger finds the link of a place: its name, and its dot where
// that has no other near. It is drawn as a thick line with round ends.
func hit(i int, points []point, found []nameTag) string {
	x, at := found[i], points[i]
	y := (x.box.t + x.box.b) / 2
	d := fmt.Sprintf("M%.0f %.0fH%.0f", math.Ceil(x.box.l+x.row/2), y, max(math.Ceil(x.box.l+x.row/2), math.Floor(x.box.r-x.row/2)))
	r := onTelephone.row / 2
	round := box{at.X - r, at.Y - r, at.X + r, at.Y + r}
	for k, p := range points {
		if k != i && (math.Hypot(p.X-at.X, p.Y-at.Y) < 2*r || found[k].found && found[k].box.meets(round)) {
			return d
		}
	}
	return d + fmt.Sprintf("M%.0f %.0fh0", at.X, at.Y)
}
