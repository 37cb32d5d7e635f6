package outlines

import (
	"math"
	"testing"
)

// TestAway measures how far places lie outside countries.
func TestAway(t *testing.T) {
	w := World()
	for _, c := range []struct {
		code     string
		lon, lat float64
		least    float64
		most     float64
	}{
		{"FR", 2.35, 48.86, 0, 0}, {"FR", 9.05, 48.52, 60, 120}, {"FR", -3.70, 40.42, 300, 350}, {"FJ", 178.44, -18.14, 0, 5},
		{"RU",
			-169.81, 66.16, 0, 20}, {"RU",
			170, 60, 0, 60}, {"IT",
			12.45, 41.90, 0, 5},
	} {
		if km := w.Away(w.Of(c.code), Point{c.lon, c.lat}); km < c.least || km > c.most {
			t.Errorf("%s: %.0f km from %v, %v, want %.0f to %.0f", c.code, km, c.lat, c.lon, c.least, c.most)
		}
	}
	if km := w.Away(w.Of("XX"), Point{2, 48}); !math.IsInf(km, 1) {
		t.Errorf("%v km from nowhere", km)
	}
	if a, b := w.In(Point{9.05, 48.52}), w.In(Point{-30, 45}); a != "DE" || b != "" {
		t.Errorf("%q and %q", a, b)
	}
}
