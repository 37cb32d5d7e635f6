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
// short runs that end anywhere.
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
		s := scan(rose, right)
		var tokens []token
		var want []uint8
		done := 0
		for y := range rows {
			tokens = append(f.row(append(tokens, 0), y+1), s.tokens[done:s.ends[y]]...)
			done = s.ends[y]
			want = append(append(append(want, 0), f.points[(y+1)*pitch:][:cut]...), rose[y*right:][:right]...)
		}
		if got := expanded(nil, tokens); !bytes.Equal(got, want) {
			t.Fatalf("%d points for %d, other ones or more", len(got), len(want))
		}
	})
}

// TestFarRows copies from a row above as long as deflate can, and no longer.
func TestFarRows(t *testing.T) {
	f := &finder{points: make([]uint8, pitch*40)}
	text := []uint8("a text that stands on two rows of a card")
	copy(f.points[pitch+64:], text)
	f.row(nil, 1)
	for y := 2; y < 40; y++ {
		copy(f.points[y*pitch+64:], text)
		far := 0
		for _, c := range f.row(nil, y) {
			if c&isCopy != 0 {
				far = max(far, c.distance())
			}
		}
		if want := (y - 1) * stride; far != want && want <= 32768 || far > stride && want > 32768 {
			t.Errorf("from row %d, a copy from %d before", y, far)
		}
		clear(f.points[y*pitch:][:pitch])
		f.seen = [len(f.seen)][2]int32{}
		f.note(pitch, 2*pitch)
	}
}

// TestPlain is so many points, however many.
func TestPlain(t *testing.T) {
	for n := 1; n < 1000; n++ {
		if got := expanded(nil, plain(7, n)); !bytes.Equal(got, bytes.Repeat([]byte{7}, n)) {
			t.Fatalf("%d points for %d", len(got), n)
		}
	}
}
