package drawing

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// coinParts are parts of any coin.
func coinParts(rt *rapid.T) (parts []CoinPart, units int64) {
	for i := range rapid.IntRange(1, 12).Draw(rt, "parts") {
		p := CoinPart{Units: rapid.Int64Range(0, 40).Draw(rt, "units"), Glass: i - 1, Name: "Housing", Says: "Housing 15", Much: "15"}
		p.Open = rapid.Int64Range(0, p.Units).Draw(rt, "open")
		parts, units = append(parts, p), units+p.Units
	}
	return parts, units
}

// numbers are those of a path.
func numbers(t rapid.TB, path string) (out []float64) {
	for _, word := range strings.FieldsFunc(path, func(r rune) bool { return strings.ContainsRune("MLAZ ", r) }) {
		var v float64
		if _, err := fmt.Sscan(word, &v); err != nil {
			t.Fatalf("%q in %s", word, path)
		}
		out = append(out, v)
	}
	return out
}

// angleOf is that of a point from the top with the clock, from 0 to 1.
func angleOf(x, y float64) float64 { return math.Mod(math.Atan2(x, -y)/2/math.Pi+1, 1) }

// TestCoin makes each piece as wide as its part, one after the other round the
// coin, and hatches as much of it as may change.
func TestCoin(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		parts, units := coinParts(rt)
		c := NewCoin(parts)
		near := func(a, b float64) bool { d := math.Abs(math.Mod(a-b+1.5, 1) - .5); return d < .002 }
		var done int64
		for _, p := range c.Pieces {
			part := parts[p.Part]
			at := numbers(rt, p.Path)
			begin, end := float64(done)/float64(units), float64(done+part.Units)/float64(units)
			if from := angleOf(at[0], at[1]); !near(from, begin) {
				rt.Errorf("piece %d begins at %f, not at %f", p.Part, from, begin)
			}
			if to := angleOf(at[14], at[15]); !near(to, end) {
				rt.Errorf("piece %d ends at %f, not at %f", p.Part, to, end)
			}
			if (p.Open != "") != (part.Open > 0) {
				rt.Errorf("piece %d, of which %d may change, is hatched %q", p.Part, part.Open, p.Open)
			}
			if p.Open != "" {
				at := numbers(rt, p.Open)
				if from := angleOf(at[0], at[1]); !near(from, end-float64(part.Open)/float64(units)) {
					rt.Errorf("piece %d is hatched from %f", p.Part, from)
				}
			}
			done += part.Units
		}
		if done != units {
			rt.Errorf("the pieces have %d units of %d", done, units)
		}
		if counted := units > 1 && units <= mostPanes; counted != (c.Panes == fmt.Sprint(units)) {
			rt.Errorf("%q panes of %d units", c.Panes, units)
		}
	})
}

// TestCoinLetters writes a name at the rim where there is room for it, else how
// much it is, else nothing; and gives a sign only to a piece that is wide enough.
func TestCoinLetters(t *testing.T) {
	part := func(units int64) CoinPart {
		return CoinPart{Units: units, Name: "Work and training", Says: "Work and training 9", Much: "9"}
	}
	c := NewCoin([]CoinPart{part(900), part(100), part(40), part(2)})
	for i, want := range []string{"Work and training 9", "9", "9", ""} {
		if got := c.Pieces[i]; got.Text != want || (got.Arc != "") != (want != "") {
			t.Errorf("piece %d says %q along %q, want %q", i, got.Text, got.Arc, want)
		}
	}
	if c.Pieces[0].Room == "" || c.Pieces[3].Room != "" || c.Pieces[3].Path == "" {
		t.Errorf("signs have the room %q and %q", c.Pieces[0].Room, c.Pieces[3].Room)
	}
	if one := NewCoin([]CoinPart{{}, part(5)}); len(one.Pieces) != 1 || one.Pieces[0].Part != 1 || strings.Contains(one.Pieces[0].Path, "NaN") {
		t.Errorf("a coin of one piece has %+v", one.Pieces)
	}
}

// TestCoinGlass has another colour for each of as many issues as a coin has pieces,
// and each is told from the lead around it.
func TestCoinGlass(t *testing.T) {
	p, seen := colours(t), map[string]bool{}
	for _, name := range append(slices.Clone(coinGlass), plainGlass) {
		c := p.glass(name)
		if seen[name] || Contrast(c, p["came"]) < 2.5 {
			t.Errorf("%s is there twice, or has a contrast of %.2f to lead", name, Contrast(c, p["came"]))
		}
		seen[name] = true
	}
	if len(seen) <= 12 {
		t.Errorf("%d colours", len(seen))
	}
}
