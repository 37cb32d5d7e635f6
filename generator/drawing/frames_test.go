package drawing

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// geographies are invented cities at all corners of the earth, each the city and the
// places where it works; a city of which nobody knows where it lies is null.
func geographies(t testing.TB) map[string][]*Place {
	t.Helper()
	text, err := os.ReadFile("testdata/geographies.json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string][]*Place
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// placed are the places of a geography, as links.
func placed(all []*Place) (places []Place, home *Place) {
	for i, p := range all[1:] {
		x := *p
		x.Weight, x.Href = 1+i%7, fmt.Sprintf("/%d/", i)
		places = append(places, x)
	}
	return places, all[0]
}

// TestFrames parts the places of invented cities among frames: what lies round the city
// first, then what lies far; the city alone (“home”) where all that it does is far.
func TestFrames(t *testing.T) {
	want := map[string]string{
		"chile":       "HOME Bariloche Mendoza Montevideo Rosario | Sevilla Bilbao Santiago de Compostela | Okayama | Wellington",
		"far-only":    "Sevilla Bilbao Lugo Villanueva de los Infantes Braga | Okayama | home",
		"one-far":     "HOME Noumea Apia Nuku'alofa Auckland | Villeurbanne",
		"two-worlds":  "HOME Kumamoto Coimbra",
		"border":      "HOME Strasbourg Offenburg Colmar Freiburg im Breisgau Basel Karlsruhe Luxembourg",
		"iberia":      "HOME Setúbal Praia Rheine Saint-Maur-des-Fossés Halton | Macau Tongling | Maringá | São Tomé | Beira | Díli | Tokushima",
		"one":         "HOME Tübingen",
		"north-south": "HOME Arica Antofagasta Concepción Punta Arenas Lima",
		"no-home":     "Winterthur Ravenna Valletta | Porto-Novo",
		"none":        "",
	}
	all := geographies(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if want[name] == "" && name != "none" {
			continue
		}
		places, home := placed(all[name])
		var frames []string
		if few := Frames(places, home, 2, allOf); len(few) > 3 {
			t.Errorf("%s: %d frames where 3 are wanted", name, len(few))
		}
		for i, f := range Frames(places, home, 6, allOf) {
			var names []string
			if f.Home {
				names = append(names, map[bool]string{true: "HOME", false: "home"}[f.Large])
			}
			for _, k := range f.Places {
				names = append(names, places[k].Name)
			}
			if f.Large != (i == 0 || len(f.Places) >= largeFrom) {
				t.Errorf("%s: frame %d of %d places is large: %v", name, i, len(f.Places), f.Large)
			}
			frames = append(frames, strings.Join(names, " "))
		}
		if got := strings.Join(frames, " | "); got != want[name] {
			t.Errorf("%s: %s, want %s", name, got, want[name])
		}
	}
}

// TestKilometres measures between places of which the way is known.
func TestKilometres(t *testing.T) {
	for _, c := range []struct {
		a, b Place
		km   float64
	}{
		{Place{}, Place{Lon: 90}, 10007},
		{Place{Lon: 179.5}, Place{Lon: -179.5}, 111.2},
		{Place{Lat: 90}, Place{Lat: -90}, 20015},
	} {
		if km := Kilometres(c.a, c.b); math.Abs(km-c.km) > c.km/100 {
			t.Errorf("%.0f km from %v to %v, want %.0f", km, c.a, c.b, c.km)
		}
	}
}

// allOf is room for outlines that need not be made simpler for it.
const allOf = 1 << 20

// someNames are short and long ones, of letters of all widths.
var someNames = []string{"Ys", "Pau", "Delft", "Valmont", "Winterthur", "Wiesbaden-Mainz", "Villanueva de los Infantes", "Saint-Quentin-en-Yvelines"}

// drawnPlaces are random places: some anywhere, some in a crowd round others.
func drawnPlaces(rt *rapid.T) (places []Place, home *Place) {
	lon, lat := rapid.Float64Range(-180, 180), rapid.Float64Range(-55, 78)
	for i := range rapid.IntRange(1, 24).Draw(rt, "n") {
		p := Place{Lon: lon.Draw(rt, "lon"), Lat: lat.Draw(rt, "lat"), Country: rapid.SampledFrom([]string{"FR", "CL", "JP", "FJ"}).Draw(rt, "country"),
			Name: rapid.SampledFrom(someNames).Draw(rt, "name"), Href: fmt.Sprintf("/%d/", i), Weight: rapid.IntRange(0, 40).Draw(rt, "weight")}
		if len(places) > 0 && rapid.IntRange(0, 2).Draw(rt, "crowd") > 0 {
			q := places[rapid.IntRange(0, len(places)-1).Draw(rt, "beside")]
			p.Lon, p.Lat = q.Lon+rapid.Float64Range(-3, 3).Draw(rt, "east"), max(-55, min(78, q.Lat+rapid.Float64Range(-3, 3).Draw(rt, "north")))
			p.Lon -= 360 * math.Round(p.Lon/360)
		}
		places = append(places, p)
	}
	if rapid.Bool().Draw(rt, "home") {
		home = &Place{Lon: lon.Draw(rt, "homeLon"), Lat: lat.Draw(rt, "homeLat"), Name: "Valmont-sur-Eure", Country: "FR"}
	}
	return places, home
}

// TestEachPlaceOnce wants each of any places in one frame, within it, and the same
// frames each time.
func TestEachPlaceOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		places, home := drawnPlaces(rt)
		most := rapid.IntRange(1, 6).Draw(rt, "most")
		frames, again := Frames(places, home, most, allOf), Frames(places, home, most, allOf)
		if len(frames) > max(2, most+1) {
			rt.Errorf("%d frames, for %d beside the first", len(frames), most)
		}
		seen := make([]int, len(places))
		homes := 0
		for k, f := range frames {
			if f.Home {
				homes++
			}
			for _, i := range f.Places {
				seen[i]++
			}
			shown, points := f.shown(places, home)
			for i, at := range points {
				if at.X < 0 || at.X > f.view.width || at.Y < 0 || at.Y > f.view.height || math.IsNaN(at.X+at.Y) {
					rt.Errorf("%s stands at %v in a frame of %v × %v", shown[i].Name, at, f.view.width, f.view.height)
				}
			}
			if a, b := f.Draw(places, home, "Map"), again[k].Draw(places, home, "Map"); a != b {
				rt.Errorf("drawn twice, a frame is not the same")
			}
		}
		if slices.Max(seen) != 1 || slices.Min(seen) != 1 {
			rt.Errorf("places are shown so many times: %v", seen)
		}
		if home != nil && homes != 1 {
			rt.Errorf("the city is shown %d times", homes)
		}
	})
}
