package markdown

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parvis/generator/source"
)

var seeds = []string{
	"# A\n\ntext *em* **strong** `code` ~~gone~~\n", "[a](b)", "![a](b.png \"t\")", "[a]\n\n[a]: javascript:x", "<b>x</b>", "<!-- c -->",
	"<javascript:alert(1)>", "[a](JaVaScRiPt:x)", "[a](java&#10;script:x)", "[a](&#106;avascript:x)", "[a](&amp;#106;avascript:x)",
	"[a](data:text/html,x)", "![a](data:image/svg+xml,x)", "[a](vbscript:x)", "[a](//host)", "[a](\\\\\\\\host)", "[a](/\\\\host)",
	"|a|b|\n|:-|-:|\n|1|2|\n", "a[^1]\n\n[^1]: note\n", "- a\n  - b\n    1. c\n", "> > a\n", "***\n", "```html\n<b>\n```\n", "    code\n",
	"www.example.org a@b.org https://example.org/?a=b&c=d", "[![a](b.png)](c)", "[a](<b c>)", "[a](b 'c')", "\\<b>", "&lt;b&gt;",
	"<a href=\"javascript:x\">", "<img src=x onerror=y>", "[€1](figure:cost/2026)", "[](figure:trips/2026)", "# <b>\n",
	"# [a](javascript:x)\n", "[a](x \"\\\"><script>\")", "![\" onerror=\"x](y.png)", "# page-main\n", "a  \nb\\\nc",
}

// FuzzMarkdown renders whatever is written: no foreign mark-up, no address
// that could run a program, every problem and link at a place of the text.
func FuzzMarkdown(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, 2)
	}
	f.Fuzz(func(t *testing.T, text string, level int) {
		file := source.NewFile("content/a.md", []byte(text))
		body := file.Span(0, len(text))
		place := func(at source.Span) {
			if at.File != file || at.Start < 0 || at.Start > at.End || at.End > len(text) {
				t.Fatalf("place %d to %d of %d", at.Start, at.End, len(text))
			}
		}
		doc := Read(body, func(d source.Diagnostic) { place(d.At) })
		for _, l := range doc.Links {
			place(l.At)
		}
		if again := slices.Clone(doc.Anchors); len(slices.Compact(slices.Sorted(slices.Values(again)))) != len(doc.Anchors) {
			t.Errorf("anchors %q", doc.Anchors)
		}
		PlainText(body, 100)
		var written []string
		asWritten := func(l Link) (string, string) {
			written = append(written, l.Address)
			return l.Address, ""
		}
		for _, o := range []Options{{Level: level%6 + 1}, {Level: 2, Resolve: asWritten, Table: "Table", Paragraphs: 1},
			{Level: 3, Resolve: func(l Link) (string, string) { return "javascript:" + l.Address, l.Text }}} {
			var b strings.Builder
			if err := Render(&b, body, o); err != nil {
				t.Fatal(err)
			}
			harmless(t, b.String())
		}
	})
}

// elements are all that a text may become.
var elements = strings.Fields(
	"html head body h1 h2 h3 h4 h5 h6 p em strong code pre del a img ul ol li blockquote hr br table thead tbody tr th td sup div section",
)

// attributes are all that an element may have.
var attributes = strings.Fields("id href rel src alt title class loading start role aria-label tabindex")

// harmless wants a text of HTML to hold nothing that could run.
func harmless(t *testing.T, out string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(out))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.CommentToken:
			if got := string(z.Raw()); got != "<!-- raw HTML omitted -->" {
				t.Fatalf("comment %q in %q", got, out)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			if !slices.Contains(elements, token.Data) {
				t.Fatalf("<%s> in %q", token.Data, out)
			}
			for _, a := range token.Attr {
				if !slices.Contains(attributes, a.Key) {
					t.Fatalf("%s=%q in %q", a.Key, a.Val, out)
				}
				if a.Key != "href" && a.Key != "src" {
					continue
				}
				if before, _, found := strings.Cut(clean(a.Val), ":"); found && schemeForm.MatchString(before) && !slices.Contains(schemes, before) {
					t.Fatalf("%s=%q in %q", a.Key, a.Val, out)
				}
			}
		}
	}
}

// schemeForm is what browsers take for the scheme of an address.
var schemeForm = regexp.MustCompile(`^[a-z][a-z0-9+.-]*$`)

// clean is an address as a browser reads it.
func clean(address string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, address))
}
