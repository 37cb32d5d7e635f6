package source

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestCertain: edits are of the file in which the problem stands, or there are none.
func TestCertain(t *testing.T) {
	a, b := NewFile("a.md", []byte("one two")), NewFile("b.md", []byte("one two"))
	for want, ds := range map[bool][]Diagnostic{
		true:  {vague.At(a.Span(0, 3), "x").By(a.Span(4, 7), "")},
		false: {vague.At(a.Span(0, 3), "x"), vague.At(a.Span(0, 3), "x").By(b.Span(0, 3), ""), vague.At(a.Span(0, 3), "x").By(Span{}, "")},
	} {
		for _, d := range ds {
			if d.Certain() != want {
				t.Errorf("%v: %+v", !want, d.Edits)
			}
		}
	}
	if n := CountCertain([]Diagnostic{vague.At(a.Span(0, 3), "x"), vague.At(a.Span(0, 3), "x").By(a.Span(4, 7), "")}); n != 1 {
		t.Error(n)
	}
}

// TestApart: of problems whose edits overlap, or start at one place, the first is mended.
func TestApart(t *testing.T) {
	f := NewFile("a.md", []byte("one two three"))
	d := func(places ...[2]int) Diagnostic {
		out := vague.At(f.Span(0, 3), "x")
		for _, p := range places {
			out = out.By(f.Span(p[0], p[1]), "new")
		}
		return out
	}
	for i, c := range []struct {
		all  []Diagnostic
		want int
	}{
		{[]Diagnostic{d([2]int{0, 3}), d([2]int{4, 7})}, 2},
		{[]Diagnostic{d([2]int{0, 3}), d([2]int{3, 7})}, 2},
		{[]Diagnostic{d([2]int{0, 3}), d([2]int{2, 7})}, 1},
		{[]Diagnostic{d([2]int{4, 4}), d([2]int{4, 4})}, 1},
		{[]Diagnostic{d([2]int{4, 7}), d([2]int{5, 5})}, 1},
		{[]Diagnostic{d([2]int{0, 3}, [2]int{8, 13}), d([2]int{4, 9}), d([2]int{4, 7})}, 2},
		{[]Diagnostic{d([2]int{0, 3}, [2]int{2, 5}), d([2]int{0, 3})}, 1}, // the first contradicts itself
	} {
		if got := Apart(c.all); len(got) != c.want {
			t.Errorf("%d: %d at once, want %d", i, len(got), c.want)
		}
	}
}

// TestEdited: what is not edited stays, what was written stands where it is said to, and
// new lines end as the others do.
func TestEdited(t *testing.T) {
	f := NewFile("a.md", []byte("one\r\ntwo\r\n"))
	text, written := Edited(f, []Edit{{f.Span(10, 10), "three\n"}, {f.Span(0, 3), "1"}})
	if string(text) != "1\r\ntwo\r\nthree\r\n" || !slices.Equal(written, [][2]int{{0, 1}, {8, 15}}) {
		t.Errorf("%q, %v", text, written)
	}
	rapid.Check(t, func(t *rapid.T) {
		f := NewFile("a.md", []byte(rapid.StringMatching(`[a-zé ]{0,40}`).Draw(t, "text")))
		at, rest, edits := 0, "", []Edit{}
		for at < len(f.Text) {
			start := rapid.IntRange(at, len(f.Text)).Draw(t, "start")
			end := rapid.IntRange(start, len(f.Text)).Draw(t, "end")
			edits = append(edits, Edit{f.Span(start, end), rapid.StringMatching(`[A-Z]{0,3}`).Draw(t, "new")})
			rest += string(f.Text[at:start])
			at = end + 1
			if at <= len(f.Text) {
				rest += string(f.Text[end:at])
			}
		}
		text, written := Edited(f, edits)
		kept, from := "", 0
		for i, w := range written {
			if string(text[w[0]:w[1]]) != edits[i].Text {
				t.Fatalf("%q stands at %v of %q", edits[i].Text, w, text)
			}
			kept += string(text[from:w[0]])
			from = w[1]
		}
		if kept += string(text[from:]); kept != rest {
			t.Fatalf("%q is left of %q, want %q", kept, f.Text, rest)
		}
	})
}
