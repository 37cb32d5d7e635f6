package drawing

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/generator/outlines"
)

// TestOutlines knows of places in which country they lie, and that small
// states have an outline where they are.
func TestOutlines(t *testing.T) {
	for _, c := range []struct {
		code     string
		lon, lat float64
	}{{"FR", 2.35, 48.85}, {"DE", 9.05, 48.52}, {"IT", 11.5, 44}, {"SN", -15, 14.5}, {"BR", -47.9, -15.8}, {"NZ", 175.5, -39},
		{"RU", -172.5, 66}, {"CA", -75.7, 45.4}, {"LI", 9.55, 47.15}, {"LU", 6.1, 49.7}} {
		if p := (point{c.lon, c.lat}); !outlines.World().Holds(outlines.World().Of(c.code), outlines.Point(p)) ||
			!outlines.World().Holds(outlines.World().Of("--"), outlines.Point(p)) {
			t.Errorf("%v does not lie in %s", p, c.code)
		}
	}
	if outlines.World().Holds(outlines.World().Of("--"), outlines.Point(point{-30, 45})) ||
		outlines.World().Holds(outlines.World().Of("FR"), outlines.Point(point{9.05, 48.52})) {
		t.Error("the Atlantic is land, or Tübingen French")
	}
	for code, p := range map[string]point{"VA": {12.453, 41.904}, "MC": {7.42, 43.73}, "SM": {12.45, 43.94}, "MT": {14.4, 35.9},
		"AD": {1.55, 42.55}, "SG": {103.82, 1.35}, "MV": {73.5, 4.2}, "BB": {-59.55, 13.15}, "TO": {-175.2, -21.15}, "FJ": {178, -17.8},
		"KI": {173, 1.4}, "CV": {-23.6, 15.1}} {
		o, found := outlines.World().Of(code), false
		for _, r := range o.Rings {
			found = found || p.X > r.Low.X-0.3 && p.X < r.High.X+0.3 && p.Y > r.Low.Y-0.3 && p.Y < r.High.Y+0.3
		}
		if !found {
			t.Errorf("%s has no outlines.Outline near %v", code, p)
		}
	}
	v := viewOf([]point{{12.453, 41.904}, {1.4, 48.6}}, largeWidth, largeHeight, nearHome*largeWidth)
	if at, small := v.small("VA"); !small || math.Hypot(at.X-v.near(point{12.453, 41.904}).X, at.Y-v.near(point{12.453, 41.904}).Y) > 5 {
		t.Errorf("the Vatican stands at %v, small %v", at, small)
	}
	if low, high := extent(outlines.World().Of("FJ")); high.X-low.X > 10 {
		t.Errorf("Fiji spans from %v to %v", low, high)
	}
	if _, small := v.small("IT"); small {
		t.Error("Italy is called small")
	}
}

// TestView holds any places to being on the map, the short way round.
func TestView(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var points []point
		for range rapid.IntRange(1, 6).Draw(rt, "n") {
			points = append(points, point{rapid.Float64Range(-180, 180).Draw(rt, "lon"), rapid.Float64Range(-55, 78).Draw(rt, "lat")})
		}
		v := viewOf(points, largeWidth, largeHeight, nearHome*largeWidth)
		for _, p := range points {
			at := v.near(p)
			if at.X < 0 || at.X > v.width || at.Y < 0 || at.Y > v.height || math.IsNaN(at.X+at.Y) {
				rt.Errorf("%v is drawn at %v on a map of %v × %v", p, at, v.width, v.height)
			}
		}
		if v.width/v.kx > 360.001 {
			rt.Errorf("the map shows %v degrees", v.width/v.kx)
		}
	})
	west, east := lonSpan([]point{{178, -17.8}, {-171.8, -13.8}, {174.8, -36.9}})
	if west != 174.8 || math.Abs(east-188.2) > 1e-9 {
		t.Errorf("Auckland, Suva and Apia span %v to %v", west, east)
	}
	v := viewOf([]point{{178, -17.8}, {-171.8, -13.8}, {174.8, -36.9}}, largeWidth, largeHeight, nearHome*largeWidth)
	if a, b := v.near(point{178, -17.8}), v.near(point{-171.8, -13.8}); b.X < a.X || v.width/v.kx > 80 {
		t.Errorf("Suva stands at %v, Apia at %v, on a map of %v degrees", a, b, v.width/v.kx)
	}
	if land := v.path(outlines.World().Of("FJ"), 1, true); strings.Count(land, "M") < 2 {
		t.Errorf("Fiji, on both sides of the antimeridian, is drawn as %q", land)
	}
}

var pathNumber = regexp.MustCompile(`-?\d+`)

// TestPath draws outlines into random rectangles: they keep within these, and
// within the room that they were given.
func TestPath(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := point{rapid.Float64Range(-180, 180).Draw(rt, "lon"), rapid.Float64Range(-55, 78).Draw(rt, "lat")}
		b := point{a.X + rapid.Float64Range(0, 60).Draw(rt, "wide"), min(80, a.Y+rapid.Float64Range(0, 40).Draw(rt, "high"))}
		v := viewOf([]point{a, b}, largeWidth, largeHeight, nearHome*largeWidth)
		g := v.outlines([]string{"FR", "DE", "RU"}, "US", 5000)
		all := g.land + g.there + g.own
		if len(all) > 5000 {
			rt.Errorf("%d bytes", len(all))
		}
		for line := range strings.SplitSeq(strings.TrimPrefix(all, "M"), "M") {
			var x, y int
			for i, n := range pathNumber.FindAllString(line, -1) {
				k, err := strconv.Atoi(n)
				if err != nil {
					rt.Fatal(err)
				}
				if i%2 == 0 {
					x += k
				} else if y += k; x < -6 || y < -6 || float64(x) > v.width+6 || float64(y) > v.height+6 {
					rt.Fatalf("%d, %d lies outside", x, y)
				}
			}
		}
	})
}

// BenchmarkFrames draws the land of a map, which is done once for all languages.
func BenchmarkFrames(b *testing.B) {
	places, home := placed(geographies(b)["iberia"])
	for b.Loop() {
		Frames(places, home, 6, 9000)
	}
}

// BenchmarkDraw draws all that has words, which is done for each language.
func BenchmarkDraw(b *testing.B) {
	places, home := placed(geographies(b)["crowded"])
	f := Frames(places, home, 6, 9000)[0]
	for b.Loop() {
		f.Draw(places, home, "Map")
	}
}
