package drawing

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

// expanded is the points that tokens stand for.
func expanded(out []uint8, tokens []token) []uint8 {
	for _, t := range tokens {
		if t&isCopy == 0 {
			out = append(out, uint8(t))
			continue
		}
		for range t.length() {
			out = append(out, out[len(out)-t.distance()])
		}
	}
	return out
}

// TestRows finds tokens that stand for any rows, left and right of cut, with long and
// short runs that end anywhere, and with whatever is said to repeat.
func TestRows(t *testing.T) {
	const rows, right = 40, Width - cut
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.Custom(func(t *rapid.T) []uint8 {
			most := rapid.SampledFrom([]int{2, 9, 300, 700}).Draw(t, "most")
			return bytes.Repeat([]byte{uint8(rapid.IntRange(0, 3).Draw(t, "point"))}, rapid.IntRange(1, most).Draw(t, "run"))
		})
		all := bytes.Join(rapid.SliceOfN(some, 1, 60).Draw(t, "runs"), nil)
		at := 0
		fill := func(points []uint8) {
			for i := range points {
				points[i] = all[(at+i)%len(all)]
			}
			at += len(points) + rapid.IntRange(-3, 3).Draw(t, "shift") + len(all)
		}
		f := &finder{points: make([]uint8, pitch*(rows+2))}
		rose := make([]uint8, right*rows)
		for y := range rows {
			if y > 0 { // no text reaches the first row
				fill(f.points[(y+1)*pitch:][:cut])
			}
			f.points[(y+1)*pitch+cut-1] = 0 // where no text reaches
			fill(rose[y*right:][:right])
		}
		for range rapid.IntRange(0, 20).Draw(t, "repeats") {
			top, d := rapid.IntRange(2, rows).Draw(t, "top"), rapid.IntRange(1, cut-before-1).Draw(t, "distance")
			from := rapid.IntRange(d+before, cut-1).Draw(t, "from")
			f.repeats = append(f.repeats, repeat{top, top + rapid.IntRange(1, 9).Draw(t, "tall"), from, from + rapid.IntRange(1, 50).Draw(t, "wide"), d})
		}
		s := scan(rose, right)
		var tokens []token
		var want []uint8
		for y := range rows {
			tokens = append(again(f.row(append(tokens, 0), y+1), 0, s.lead[y]), s.tokens[y]...)
			want = append(append(append(want, 0), f.points[(y+1)*pitch:][:cut]...), rose[y*right:][:right]...)
		}
		if got := expanded(nil, tokens); !bytes.Equal(got, want) {
			t.Fatalf("%d points for %d, other ones or more", len(got), len(want))
		}
	})
}

// TestPlain is so many points, however many.
func TestPlain(t *testing.T) {
	for n := 1; n < 1000; n++ {
		if got := expanded(nil, plain(7, n)); !bytes.Equal(got, bytes.Repeat([]byte{7}, n)) {
			t.Fatalf("%d points for %d", len(got), n)
		}
	}
}
