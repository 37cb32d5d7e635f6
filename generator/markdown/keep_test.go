package markdown

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/generator/source"
)

// keptTexts are texts that are kept; of the others it is said why not.
var keptTexts = []string{
	"# A\n\ntext *em* **strong** `code` ~~gone~~\n", "[a](b)", "[a](https://b.org \"t \\\" & u\")", "[a]\n\n[a]: /x\n",
	"a@b.org www.example.org https://é.fr/ü?a=b&c\n",
	"|a [l](m)|b|\n|:-|-:|\n|1|2|\n\n|c|\n|-|\n", "a[^1] b[^1]\n\n[^1]: note [x](y)\n", "- a\n  - b\n    1. c\n\n> d\n\n---\n",
	"```html\n<b>\n```\n\n    code\n", "&lt;b&gt; \\<c> &#1; &eacute;\n",
	"## C\n\n### D\n\n#### E\n\n##### F\n\n###### G\n", "a  \nb\\\nc\n", "[a *b* `c`](d) [e](javascript:f) [g](//h) [i](j&amp;k)\n",
	"l’été « à » – œuvre\n", "<b>c</b>\n\n<!-- d -->\n",
}

// ways are the ways in which pages set a text.
var ways = []Options{
	{Level: 2, Table: "Table"}, {Level: 3, Table: "Tableau & \"c\""}, {Level: 6, Table: "T"}, {Level: 1, Table: "T"}, {Level: 2}, {Level: 2, Table: "T",
		Paragraphs: 1},
	{Level: 2, Table: "T", Resolve: func(l Link) (string, string) { return "/base/" + l.Address + "?a&b", "" }},
	{Level: 2, Table: "T", Resolve: func(l Link) (string, string) { return "https://évreux.fr/" + l.Text, "" }},
	{Level: 2, Table: "T", Resolve: func(l Link) (string, string) { return l.Address, "shown " + l.Text }},
	{Level: 2, Table: "T", Resolve: func(l Link) (string, string) { return "javascript:" + l.Address, "" }},
}

// asRendered wants a kept text to become what a text becomes that is read anew.
func asRendered(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string) Doc {
	t.Helper()
	f := source.NewFile("a.md", []byte("---\n---\n"+text))
	doc := ReadAndKeep(f.Span(8, len(f.Text)), func(source.Diagnostic) {})
	for _, o := range ways {
		var want bytes.Buffer
		if err := Render(&want, doc.At, o); err != nil {
			t.Fatalf("%v", err)
		}
		for range 2 { // the first changes nothing
			if got := doc.HTML(o); got != want.String() {
				t.Fatalf("%q at level %d:\n%s\nread anew:\n%s", text, o.Level, got, want.String())
			}
		}
	}
	return doc
}

// TestKept sets texts into pages of all kinds.
func TestKept(t *testing.T) {
	for _, text := range keptTexts {
		if doc := asRendered(t, text); len(doc.kept) == 0 {
			t.Errorf("%q is not kept", text)
		}
	}
	for _, text := range []string{"", "![a](b.png)", "[](figure:cost/2026)", strings.Repeat(">", 40) + "a"} {
		if doc := asRendered(t, text); len(doc.kept) > 0 {
			t.Errorf("%q is kept", text)
		}
	}
	for _, text := range seeds {
		asRendered(t, text)
	}
}

// TestKeptAny does so with whatever can be put together.
func TestKeptAny(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "word and word ", " ", "\n", "\n\n", "*", "**", "_", "~~", "[a", "](b)", "](https://c.org \"d\")", "`",
		"> ", "- ", "1. ", "    ", "| ", "|-|-|\n", "# ", "## ",
		"### ", "[^1]", "\n[^1]: ", "www.b.org ", "https://é.fr/x ", "a@b.org ", "\\", "&amp;", "&#1;", "<b>", "é", "!", "(", ")", "[e]: f\n", "[e]",
		"```\n", "word and word "})
	rapid.Check(t, func(t *rapid.T) {
		asRendered(t, strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "text"), ""))
	})
}

// TestKeptIsSmall wants little to be kept of a text beyond the text.
func TestKeptIsSmall(t *testing.T) {
	text := strings.Repeat("## What we saw\n\nThe council's engineers measured the **night line** again, and [the ledger](/data/entries.csv) shows it.\n\n"+
		"- a tram every twenty minutes\n- two drivers for each of them\n\n| What | Where |\n| --- | --- |\n| a tram | the old town |\n\n", 20)
	if doc := asRendered(t, text); len(doc.kept) > len(text)*11/20 {
		t.Errorf("%d bytes of %d", len(doc.kept), len(text))
	}
}

// TestKeptIsNotReadAgain wants a page to be filled without the text being parsed,
// which asks for memory at each of its words.
func TestKeptIsNotReadAgain(t *testing.T) {
	text := strings.Repeat("## What we saw\n\nThe *night line* in **March**.\n\n- a [tram](/b/)\n\n", 50)
	f := source.NewFile("a.md", []byte(text))
	body, o := f.Span(0, len(text)), Options{Level: 3, Table: "Table"}
	kept, read := ReadAndKeep(body, nil), Read(body, nil)
	few, many := testing.AllocsPerRun(5, func() { kept.HTML(o) }), testing.AllocsPerRun(5, func() { read.HTML(o) })
	if few*10 > many {
		t.Errorf("%.0f times memory was asked for, %.0f to read it anew", few, many)
	}
}
