package drawing

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestCounted tells what can be counted window by window from what is measured.
func TestCounted(t *testing.T) {
	for _, c := range []struct {
		before, target, now string
		want                Windows
		more, ok            bool
	}{
		{"0", "9", "3", Windows{0, 3, 9}, false, true},
		{"2", "9", "5", Windows{2, 5, 9}, false, true},
		{"0", "4", "6", Windows{0, 6, 4}, false, true},
		{"121", "160", "179", Windows{0, 58, 39}, true, true},
		{"0", "60", "0", Windows{0, 0, 60}, false, true},
		{"0", "61", "0", Windows{}, false, false},
		{"0", "212", "212", Windows{}, false, false},
		{"3", "0", "0", Windows{}, false, false},   // what is to become less
		{"5", "9", "4", Windows{}, false, false},   // what became less
		{"0", "8", "3.9", Windows{}, false, false}, // no whole things
		{"", "9", "3", Windows{}, false, false},
		{"-1", "9", "3", Windows{}, false, false},
		{"0", "99999999999999999999", "3", Windows{}, false, false},
	} {
		got, more, ok := Counted(c.before, c.target, c.now)
		if ok != c.ok || ok && (got != c.want || more != c.more) {
			t.Errorf("of %s to %s, now %s: %v %v %v, want %v %v %v", c.before, c.target, c.now, got, more, ok, c.want, c.more, c.ok)
		}
	}
}

// parsed wants a drawing to be well formed, and returns the starts of its elements.
func parsed(t rapid.TB, svg string) []xml.StartElement {
	t.Helper()
	var out []xml.StartElement
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
		if e, ok := token.(xml.StartElement); ok {
			out = append(out, e.Copy())
		}
	}
}

// TestWindows draws each window once, as many lit as there are, within its frame.
func TestWindows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := Windows{Lit: rapid.IntRange(0, windowsMost).Draw(rt, "lit"), All: rapid.IntRange(1, windowsMost).Draw(rt, "all")}
		c.Old = rapid.IntRange(0, min(c.Lit, c.All)).Draw(rt, "old")
		svg := string(c.Draw(`3 of "9" & more`))
		parsed(rt, svg)
		columns, rows := c.grid()
		if columns > windowsRow || columns*rows < max(c.Lit, c.All) || columns*(rows-1) >= max(c.Lit, c.All) {
			rt.Errorf("%v in %d × %d", c, columns, rows)
		}
		if glass := strings.Count(svg, "v-24q"); glass != max(c.Lit, c.All) {
			rt.Errorf("%d windows of %v", glass, c)
		}
		if stones := strings.Count(svg, "h0"); stones != 3*c.Lit {
			rt.Errorf("%d stones of %v", stones, c)
		}
		for _, fill := range []struct {
			colour string
			there  bool
		}{{"--unlit", c.Lit < c.All}, {"--sky", c.Old > 0}, {"--sun", c.Lit > c.All}} {
			if strings.Contains(svg, fill.colour) != fill.there {
				rt.Errorf("%v has %s: %v", c, fill.colour, !fill.there)
			}
		}
	})
	if tall := (Windows{0, 3, 9}).Tall(640); tall < 100 || tall > 105 {
		t.Errorf("nine windows are %v tall", tall)
	}
}

// TestLocator shows every place and the city itself in the band across the middle, which is
// seen however tall the picture is shown.
func TestLocator(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var places []Place
		for i := range rapid.IntRange(1, 4).Draw(rt, "n") {
			places = append(places, Place{Lon: rapid.Float64Range(-180, 180).Draw(rt, "lon"), Lat: rapid.Float64Range(-55, 75).Draw(rt, "lat"),
				Name: fmt.Sprintf("Town & %d", i), Country: rapid.SampledFrom([]string{"FR", "IT", "SN", "NZ", ""}).Draw(rt, "country")})
		}
		home := &Place{Lon: rapid.Float64Range(-180, 180).Draw(rt, "home lon"), Lat: rapid.Float64Range(-55, 75).Draw(rt, "home lat"), Name: "Home"}
		if rapid.Bool().Draw(rt, "nowhere") {
			home = nil
		}
		svg := string(NewLocator(places, home).Draw(places, home, "Map"))
		parsed(rt, svg)
		all := slices.Clone(places)
		if home != nil {
			all = append(all, *home)
		}
		v := locatorView(all)
		for _, p := range all {
			if at := v.near(p.point()); at.X < 0 || at.X > v.width || at.Y < 100 || at.Y > 300 {
				rt.Errorf("%v is shown at %v", p, at)
			}
		}
		if strings.Contains(svg, "--gold") != (home != nil) || strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
			rt.Errorf("%s", svg)
		}
	})
}
