package frontmatter

import (
	"fmt"
	"strings"
	"testing"

	yaml "go.yaml.in/yaml/v4"
	"pgregory.net/rapid"
)

// heldAgainst wants of a text that is read the short way the nodes that the
// library makes, each with its place, and tells whether it is.
func heldAgainst(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string) bool {
	t.Helper()
	short, ok := parsePlain(text, nil)
	if !ok {
		return false
	}
	long, err := library4(text)
	if err != nil {
		t.Fatalf("%q is read, of which the library says %v", text, err)
	}
	if got, want := dump(short, 0), dump(long, 0); got != want {
		t.Fatalf("%q: the short way\n%sthe library\n%s", text, got, want)
	}
	return true
}

// library4 is the library's tree of a text, without the document round it.
func library4(text string) (*yaml.Node, error) {
	var n yaml.Node
	err := yaml.Load([]byte(text), &n)
	if err == nil && n.Kind == yaml.DocumentNode && len(n.Content) == 1 {
		return n.Content[0], nil
	}
	return &n, err
}

// dump writes a tree with all that is used of it: of the tags, whether a value is
// none.
func dump(n *yaml.Node, depth int) string {
	var b strings.Builder
	tag := n.Tag
	if n.Kind == yaml.ScalarNode && tag != "!!null" && tag != "!!merge" && n.Style&yaml.TaggedStyle == 0 {
		tag = "!!str"
	}
	fmt.Fprintf(&b, "%*s%d %d %s %q %d:%d %q %d%d%d\n", 2*depth, "", n.Kind, n.Style, tag, n.Value, n.Line, n.Column, n.Anchor,
		len(n.HeadComment), len(n.LineComment), len(n.FootComment))
	for _, c := range n.Content {
		b.WriteString(dump(c, depth+1))
	}
	return b.String()
}

// FuzzPlain holds the short way of reading fields against the library.
func FuzzPlain(f *testing.F) {
	for _, s := range append(seeds, plainHeads...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { heldAgainst(t, text) })
}

// plainHeads are read the short way.
var plainHeads = []string{
	"title: x\n", "title: \"é b\"\nstart: 2012-09-06\nn: -80.50\n", "a: [b, {c: d, e: \"é f\", g: 'h'}, i j ]\nk: {}\nl: []\n",
	"a:\n  b: c\n  d: [e]\nf: g\n",
	"a:\n  - b\n  - {c: d}\n  - e: f\n    g: h\n  - \"i\"\nj: k\n", "a:\n- b\n- c: d\n  e:\n    f: g\nh: i", "\n\na: b\n\n\nc: d  \n",
	"a: null\nb: NO\nc: 010\n",
	"a: it's b \"c\" d\n", "  ", "a: b\n  \n", "a: l’été\nb: “c”\n", "a:\n    lines:\n        - {for: a, what: \"b #1\"}\nb: x\n",
}

// TestPlain wants what nearly all heads are to be read the short way.
func TestPlain(t *testing.T) {
	for _, s := range plainHeads {
		if strings.TrimSpace(s) != "" && !heldAgainst(t, s) {
			t.Errorf("%q is left to the library", s)
		}
	}
	if !heldAgainst(t, baseHead) {
		t.Error("a usual head is left to the library")
	}
	for _, s := range []string{"a: b\n c\n", "a: \"b\"\n c: d\n", "a:\n  b: c\n   d\n", "a: [b]\n c\n", "a: b: c\n", "a: b:\n", "a: b #c\n",
		"a: ~\n", "a:\n", "a: [b, ]\n",
		"a:\n  - b\n   c\n", "a:\n  - b\n - c\n", "a: [b: c]\n", "a: {b, c: d}\n", "a: {b: }\n", "a: 'b''c'\n", "a: \"b\\tc\"\n", "a: b\nc\n",
		"a: b\n...\n", " a: b\n", "a : b\n",
		"a: [b\n]\n", "a: |\n  b\n", "a: b\tc\n", "a: b\u0085c: d\n", "a: \ufeffb\n", "a: \xff\n", "null: a\n", "a: {null: b}\n", "- a\n",
		"a:\n  -\n", "a: -\n", "a: - b\n", "a: b\n\n  c\n"} {
		if heldAgainst(t, s) {
			t.Errorf("%q is read the short way", s)
		}
	}
}

const baseHead = `title: "Study visit to Douala: youth and schools"
start: 2012-09-06
destination: Douala, CM
travellers: [{person: nadia-martin, function: "delegate"}]
purpose: See how the old port was opened to walkers.
local_impact:
  benefit: "A public report in plain language (6453 / 5565)"
  issues: [youth]
sdg: [1, 7.b, 9]
cost:
  status: final
  lines:
    - {for: transport, what: Flights, amount: 300.00}
    - for: meals
      amount: 12
`

// TestPlainAny holds it against the library with whatever lines can be put
// together.
func TestPlainAny(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "b_1", "é", "“", "1", "-", "- ", ": ", ":", " ", "  ", "\n", "\n", "\n  ", "\n- ", "\n  - ",
		"\n    ", "a: ", "b: ", "c:\n", "[", "]", "{", "}",
		", ", ",", "\"", "'", "\"x\"", "'y z'", "#", " #", "\\", "null", "~", "|", ">", "!", "&", "*", "?", "? ", "%", "@", "`", "...", "---",
		"=", "<<", ".", "+", "\u00a0", "\u2028", "2026-09-14",
		"[d, e]", "{f: g}", "{f: g, h: [i]}", "0x1", "true"})
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		for range 50 {
			if heldAgainst(t, strings.Join(rapid.SliceOfN(piece, 1, 14).Draw(t, "text"), "")) {
				n++
			}
		}
	})
	if n < 20 {
		t.Errorf("only %d texts were read the short way", n)
	}
}

// TestPlainChanged takes plain heads and changes a few of their signs.
func TestPlainChanged(t *testing.T) {
	sign := rapid.SampledFrom([]string{"", " ", "  ", "\n", ":", ": ", "-", "- ", "#", "\"", "'", "[", "]", "{", "}", ",", "é", "\\", "?",
		"|", "&", "a"})
	rapid.Check(t, func(t *rapid.T) {
		for range 50 {
			s := rapid.SampledFrom(append(plainHeads, baseHead)).Draw(t, "head")
			for range rapid.IntRange(1, 3).Draw(t, "changes") {
				at := rapid.IntRange(0, len(s)).Draw(t, "at")
				s = s[:at] + sign.Draw(t, "sign") + s[min(len(s), at+rapid.IntRange(0, 2).Draw(t, "less")):]
			}
			heldAgainst(t, s)
		}
	})
}

// TestRelease reads files in the room of others, and nothing of these is left.
func TestRelease(t *testing.T) {
	for range 3 {
		for _, s := range append(plainHeads, baseHead, strings.Repeat("a: [b, c, d]\n", 40), "a: |\n  b\n") {
			want, err := library4(s)
			m, _ := load(s)
			if m == nil || err != nil {
				continue
			}
			for i := 0; i+1 < len(want.Content); i += 2 {
				if key, value := want.Content[i].Value, want.Content[i+1]; value.Kind == yaml.ScalarNode && m.get(key).value.Value != value.Value {
					t.Errorf("%q: %q is %q", s, key, m.get(key).value.Value)
				}
			}
			m.Release()
			if m.Written("a") || m.Has("title") {
				t.Errorf("%q: a field is left", s)
			}
		}
	}
	text := baseHead[strings.Index(baseHead, "cost:"):]
	kept, released := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			load(text)
		}
	}), testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			m, _ := load(text)
			m.Release()
		}
	})
	// With the race detector a pool forgets one in four of what it is given.
	if a, b := kept.AllocedBytesPerOp(), released.AllocedBytesPerOp(); b > a*2/3 {
		t.Errorf("%d bytes a file, %d without giving back", b, a)
	}
}
