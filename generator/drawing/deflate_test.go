package drawing

import (
	"bytes"
	"compress/flate"
	"io"
	"testing"

	"pgregory.net/rapid"
)

// deflated appends the stream of tokens: of those from cut on as a stretch of its own.
func deflated(out []byte, tokens []token, cut int) []byte {
	var counts tally
	counts.add(tokens[:cut]) // symbols of the others have codes all the same
	c, w := newCoder(&counts, 256), &bitWriter{out: out}
	w.copy(c.head)
	c.tokens(w, tokens[:cut])
	w.copy(c.stretch(tokens[cut:]))
	c.close(w)
	return w.out
}

// TestDeflate reads the stream of any tokens back with the standard library.
func TestDeflate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tokens []token
		var want []byte
		most := rapid.SampledFrom([]int{1, 10, 3000}).Draw(t, "tokens")
		points := rapid.SampledFrom([]int{1, 2, 256}).Draw(t, "points")
		for range rapid.IntRange(0, most).Draw(t, "n") {
			if len(want) == 0 || rapid.Bool().Draw(t, "point") {
				p := byte(rapid.IntRange(0, points-1).Draw(t, "value"))
				tokens, want = append(tokens, token(p)), append(want, p)
				continue
			}
			n := rapid.IntRange(shortest, longest).Draw(t, "length")
			d := rapid.IntRange(1, min(len(want), 32768)).Draw(t, "distance")
			tokens = append(tokens, copied(n, d))
			for range n {
				want = append(want, want[len(want)-d])
			}
		}
		data := deflated([]byte("before"), tokens, rapid.IntRange(0, len(tokens)).Draw(t, "cut"))
		got, err := io.ReadAll(flate.NewReader(bytes.NewReader(data[len("before"):])))
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%v: %d bytes of %d", err, len(got), len(want))
		}
	})
}

// TestFarDistance writes and reads the largest distance and length.
func TestFarDistance(t *testing.T) {
	var tokens []token
	for i := range 32768 {
		tokens = append(tokens, token(i*i>>7&255))
	}
	tokens = append(tokens, copied(longest, 32768), copied(shortest, 32767), copied(257, 1))
	got, err := io.ReadAll(flate.NewReader(bytes.NewReader(deflated(nil, tokens, len(tokens)))))
	if err != nil || len(got) != 32768+258+3+257 || !bytes.Equal(got[:258], got[32768:32768+258]) {
		t.Fatal(err, len(got))
	}
}

// TestCodes gives counts that grow as fast as they can codes that are short enough,
// and that fill all of what these bits can tell apart.
func TestCodes(t *testing.T) {
	for _, most := range []int{7, 15} {
		counts := make([]int, 19)
		a, b := 1, 1
		for i := range counts {
			counts[i] = a
			a, b = b, a+b
		}
		out := make([]code, len(counts))
		codes(out, counts, most)
		sum := 0
		for _, c := range out {
			if c.size < 1 || int(c.size) > most {
				t.Errorf("a code of %d bits", c.size)
			}
			sum += 1 << (most - int(c.size))
		}
		if sum != 1<<most {
			t.Errorf("codes of at most %d bits fill %d of %d", most, sum, 1<<most)
		}
	}
}
