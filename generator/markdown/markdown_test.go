package markdown

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/generator/source"
)

func body(text string) source.Span {
	f := source.NewFile("content/a.md", []byte("---\n---\n"+text))
	return f.Span(8, len(f.Text))
}

func render(t *testing.T, text string, o Options) string {
	t.Helper()
	var b strings.Builder
	if err := Render(&b, body(text), o); err != nil {
		t.Fatal(err)
	}
	harmless(t, b.String())
	const rel = ` rel="noopener noreferrer"`
	for _, link := range regexp.MustCompile(`<a [^>]*>`).FindAllString(b.String(), -1) {
		if out := strings.Contains(link, `href="http`); strings.Contains(link, rel) != out {
			t.Errorf("%q has the link %s", text, link)
		}
	}
	return strings.TrimSuffix(strings.ReplaceAll(b.String(), rel, ""), "\n") // so that what is expected can be read
}

// read returns what is said of a text, as RULE PLACE.
func read(text string) (Doc, []string) {
	var out []string
	doc := Read(body(text), func(d source.Diagnostic) { out = append(out, d.Rule.Name+" "+d.At.Text()) })
	return doc, out
}

func TestRender(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"paragraph", "One\ntwo.\n\nThree.", "<p>One\ntwo.</p>\n<p>Three.</p>"},
		{"emphasis", "*a* **b** `c<d` ~~e~~", "<p><em>a</em> <strong>b</strong> <code>c&lt;d</code> <del>e</del></p>"},
		{"line break", "a\\\nb", "<p>a<br>\nb</p>"},
		{"lists", "- a\n- b\n\n3. c\n4. d", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"3\">\n<li>c</li>\n<li>d</li>\n</ol>"},
		{"quotation", "> a", "<blockquote>\n<p>a</p>\n</blockquote>"},
		{"rule", "a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"},
		{"code", "```go\na < b\n```", "<pre><code class=\"language-go\">a &lt; b\n</code></pre>"},
		{"marks of HTML", "\\<b> & \"c\" 'd' &amp; &lt;", "<p>&lt;b&gt; &amp; &quot;c&quot; 'd' &amp; &lt;</p>"},
		{
			"table",
			"| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |",
			`<table>
<thead>
<tr>
<th>a</th>
<th>b</th>
<th class="center">c</th>
<th class="right">d</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td>2</td>
<td class="center">3</td>
<td class="right">4</td>
</tr>
</tbody>
</table>`,
		},
		{"link", "[a](https://www.example.org/?b=1&c=2 \"d\")", "<p><a href=\"https://www.example.org/?b=1&amp;c=2\" title=\"d\">a</a></p>"},
		{"link with escapes", "[a](/b\\_c/?d=1&amp;e=2)", "<p><a href=\"/b_c/?d=1&amp;e=2\">a</a></p>"},
		{"link with two escapes", "[a](/?b=&amp;amp;c)", "<p><a href=\"/?b=&amp;amp;c\">a</a></p>"},
		{"link to a file with spaces", "[a](<b c.pdf>)", "<p><a href=\"b%20c.pdf\">a</a></p>"},
		{"reference", "[a][b]\n\n[b]: /c/", "<p><a href=\"/c/\">a</a></p>"},
		{
			"bare addresses",
			"https://www.example.org and www.example.org and a@example.org",
			"<p><a href=\"https://www.example.org\">https://www.example.org</a> and <a href=\"http://www.example.org\">www.example.org</a> and <a " +
				"href=\"mailto:a@example.org\">a@example.org</a></p>",
		},
		{
			"bracketed addresses",
			"<https://www.example.org> <a@example.org>",
			"<p><a href=\"https://www.example.org\">https://www.example.org</a> <a href=\"mailto:a@example.org\">a@example.org</a></p>",
		},
		{"picture", "![The depot](depot.jpg)", "<p><img src=\"depot.jpg\" alt=\"The depot\"></p>"},
		{"picture in a link", "[![The depot](depot.jpg)](/a/)", "<p><a href=\"/a/\"><img src=\"depot.jpg\" alt=\"The depot\"></a></p>"},
		{
			"footnote",
			"a[^n]\n\n[^n]: b",
			`<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup></p>
<div class="footnotes" role="doc-endnotes">
<hr>
<ol>
<li id="fn:1">
<p>b&#160;<a href="#fnref:1" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a></p>
</li>
</ol>
</div>`,
		},
		{"HTML", "<div onclick=\"a\">b</div>", "<!-- raw HTML omitted -->"},
		{"HTML in a line", "a <b>c</b> d", "<p>a <!-- raw HTML omitted -->c<!-- raw HTML omitted --> d</p>"},
		{"comment", "a <!-- b --> c", "<p>a <!-- raw HTML omitted --> c</p>"},
		{"attributes of headings", "# a {onclick=b #c}", "<h2 id=\"a-onclick-b-c\">a {onclick=b #c}</h2>"},
		{"nothing", "", ""},
	}
	for _, c := range cases {
		if got := render(t, c.text, Options{Level: 2}); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestHeadings(t *testing.T) {
	cases := []struct {
		text  string
		level int
		want  string
	}{
		{"# a\n## b\n### c", 2, "h2 a h3 b h4 c"},
		{"## a\n### b", 2, "h2 a h3 b"},
		{"### a\n## b", 2, "h3 a h2 b"},
		{"#### a\n##### b", 3, "h3 a h4 b"},
		{"# a\n## b\n### c", 5, "h5 a h6 b h6 c"},
		{"# a\n# a\n# a\n## a-2", 2, "h2 a h2 a-2 h2 a-3 h3 a-2-2"},
		{"# a-2\n# a\n# a", 2, "h2 a-2 h2 a h2 a-3"},
		{"# Été à Ravenne\n# 日本\n# !?", 2, "h2 ete-a-ravenne h2 ri-ben h2 section"},
		{"# page-main\n# Page main", 2, "h2 text-page-main h2 text-page-main-2"},
		{"# [a](/b/) *c*", 2, "h2 a-b-c"},
		{"a\n===\nb\n---", 2, "h2 a h3 b"},
		{"> # a", 2, "h1 a"},
	}
	for _, c := range cases {
		out := render(t, c.text, Options{Level: c.level})
		var got []string
		for _, part := range strings.Split(out, "<h")[1:] {
			id, _, _ := strings.Cut(part[len("2 id=\""):], "\"")
			got = append(got, "h"+part[:1], id)
		}
		if s := strings.Join(got, " "); s != c.want && !strings.HasPrefix(c.text, ">") {
			t.Errorf("%q at %d: %s, want %s", c.text, c.level, s, c.want)
		}
		doc, _ := read(c.text)
		for _, a := range doc.Anchors {
			if !strings.Contains(out, "id=\""+a+"\"") {
				t.Errorf("%q: the anchor %q is not on the page", c.text, a)
			}
		}
		if len(doc.Anchors) != strings.Count(out, "<h") {
			t.Errorf("%q: %q", c.text, doc.Anchors)
		}
	}
}

func TestResolve(t *testing.T) {
	var asked []Link
	o := Options{Level: 2, Resolve: func(l Link) (string, string) {
		asked = append(asked, l)
		switch l.Address {
		case "figure:cost/2026":
			return "/costs/2026/", "€1,240 & more"
		case "evil":
			return "javascript:alert(1)", ""
		case "back":
			return "/a\\b?c&d", ""
		}
		return "/x/" + l.Address, ""
	}}
	cases := []struct{ text, want string }{
		{"[](figure:cost/2026)", "<p><a href=\"/costs/2026/\">€1,240 &amp; more</a></p>"},
		{"[*old* text](figure:cost/2026)", "<p><a href=\"/costs/2026/\">€1,240 &amp; more</a></p>"},
		{"[a *b*](c.md)", "<p><a href=\"/x/c.md\">a <em>b</em></a></p>"},
		{"![a](b.jpg)", "<p><img src=\"/x/b.jpg\" alt=\"a\"></p>"},
		{"[a](evil)", "<p><a href=\"\">a</a></p>"},
		{"![a](evil)", "<p><img src=\"\" alt=\"a\"></p>"},
		{"[a](back)", "<p><a href=\"/a%5Cb?c&amp;d\">a</a></p>"},
		{"[1&nbsp;240 \\*](b)", "<p><a href=\"/x/b\">1\u00a0240 *</a></p>"},
	}
	for _, c := range cases {
		if got := render(t, c.text, o); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
	if last := asked[len(asked)-1]; last.Text != "1\u00a0240 *" || last.Image || asked[3].Text != "a" || !asked[3].Image {
		t.Errorf("%+v", asked)
	}
}

func TestParagraphs(t *testing.T) {
	text := "# a\n\nb\n\nc\n\n- d"
	for n, want := range []int{4, 1, 2, 3, 4, 4} {
		got := render(t, text, Options{Level: 2, Paragraphs: n})
		blocks := strings.Count(got, "<h2") + strings.Count(got, "<p>") + strings.Count(got, "<ul>")
		if blocks != want {
			t.Errorf("%d paragraphs: %s", n, got)
		}
	}
}

func TestDangerousAddresses(t *testing.T) {
	for _, address := range []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#10;script:alert(1)", "java&#9;script:alert(1)", "java&Tab;script:alert(1)",
		"&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "&#0000106avascript:alert(1)", "&#1;javascript:alert(1)",
		"java\\script:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)", "jav\u200bascript:alert(1)",
		"\u00a0javascript:alert(1)", "data:text/html,<b>", "data:image/svg+xml,x", "data:image/png;base64,x", "DATA:text/html,x",
		"vbscript:x", "file:///etc/passwd",
		"blob:x", "about:blank", "view-source:x", "ftp://host/x", "x:y", "//host/x", "\\\\\\\\host\\\\x", "/\\\\host", "\\\\/host",
		"feed:https://x", "figure&colon;javascript:x",
	} {
		for _, text := range []string{"[a](" + address + ")", "![a](" + address + ")", "[a][b]\n\n[b]: " + address} {
			_, got := read(text)
			if strings.HasPrefix(address, "figure") && !strings.HasPrefix(text, "!") {
				continue // figures are followed, and none has that name
			}
			if len(got) != 1 ||
				!strings.HasPrefix(got[0], "unsafe-address [a]") && !strings.HasPrefix(got[0], "unsafe-address ![a]") &&
					!strings.HasPrefix(got[0], "image-elsewhere ") {
				if !strings.Contains(address, "&#0000106avascript") && !strings.Contains(address, "java\\script") { // no reference, no escape: a plain name
					t.Errorf("%q: %q", text, got)
				}
			}
			out := render(t, text, Options{Level: 2})
			if lower := strings.ToLower(out); strings.Contains(lower, "\"javascript:") || strings.Contains(lower, "data:") ||
				strings.Contains(lower, "vbscript:") {
				t.Errorf("%q: %s", text, out)
			}
		}
	}
	for _, text := range []string{"<javascript:alert(1)>", "<data:text/html,x>", "<vbscript:x>"} {
		_, got := read(text)
		if len(got) != 1 || got[0] != "unsafe-address "+strings.Trim(text, "<>") {
			t.Errorf("%q: %q", text, got)
		}
		if out := render(t, text, Options{Level: 2}); strings.Contains(out, "href") {
			t.Errorf("%q: %s", text, out)
		}
	}
	for _, text := range []string{"[a](https://www.example.org)", "[a](HTTPS://www.example.org)", "[a](mailto:a@example.org)",
		"[a](tel:+33237000000)", "[a](/b/)", "[a](b.pdf)", "[a](#b)", "[a](?b)", "[a](figure:cost/2026)", "[a](b/c:d)", "![a](b.png)",
		"a@example.org"} {
		if _, got := read(text); len(got) > 0 {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestImageElsewhere(t *testing.T) {
	for _, address := range []string{"https://www.example.org/a.png", "http://www.example.org/a.png", "HTTPS://www.example.org/a.png",
		"//www.example.org/a.png"} {
		if _, got := read("![a](" + address + ")"); !slices.Equal(got, []string{"image-elsewhere ![a](" + address + ")"}) {
			t.Errorf("%q: %q", address, got)
		}
	}
}

func TestRawHTML(t *testing.T) {
	cases := []struct{ text, want string }{
		{"<div>\na\n</div>\n", "raw-html <div>"},
		{"a <b>c", "raw-html <b>"},
		{"<script>alert(1)</script>", "raw-html <script>alert(1)</script>"},
		{"<!-- a -->\n", "raw-html <!-- a -->"},
		{"a <!-- b --> c", "raw-html <!-- b -->"},
		{"<?php a ?>", "raw-html <?php a ?>"},
		{"<![CDATA[a]]>", "raw-html <![CDATA[a]]>"},
		{"<!DOCTYPE html>", "raw-html <!DOCTYPE html>"},
		{"- <p>a", "raw-html <p>a"},
		{"> <p>a", "raw-html <p>a"},
		{"# a <b>", "raw-html <b>"},
		{"| a |\n|---|\n| <b> |", "raw-html <b>"},
		{"a[^1]\n\n[^1]: <b>", "raw-html <b>"},
		{"`<b>` and 3 < 4 and a<3\n\n    <b>\n\n```\n<b>\n```\n", ""},
	}
	for _, c := range cases {
		if _, got := read(c.text); strings.Join(got, " ") != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestRead(t *testing.T) {
	doc, problems := read(
		`# Où ça

See [the *depot*](depot.md#a "t") and ![The depot](a(b).png), https://www.example.org/.

Mail a@example.org or <b@example.org>.

[two
lines](/c/) and [ref]

[ref]: /d/
`,
	)
	if len(problems) > 0 {
		t.Errorf("%q", problems)
	}
	type link struct {
		address, text, at string
		image             bool
	}
	want := []link{
		{"depot.md#a", "the depot", "[the *depot*](depot.md#a \"t\")", false},
		{"a(b).png", "The depot", "![The depot](a(b).png)", true},
		{"https://www.example.org/", "https://www.example.org/", "https://www.example.org/", false},
		{"mailto:a@example.org", "a@example.org", "a@example.org", false},
		{"mailto:b@example.org", "b@example.org", "b@example.org", false},
		{"/c/", "two lines", "[two", false},
		{"/d/", "ref", "[ref]", false},
	}
	var got []link
	for _, l := range doc.Links {
		got = append(got, link{l.Address, l.Text, l.At.Text(), l.Image})
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if !slices.Equal(doc.Anchors, []string{"ou-ca"}) || doc.Words != 14 {
		t.Errorf("anchors %q, %d words", doc.Anchors, doc.Words)
	}
	for text, empty := range map[string]bool{"": true, " \n": true, "a": false, "![](a.png)": false, "[](figure:cost/2026)": false} {
		if doc, _ := read(text); doc.Empty() != empty {
			t.Errorf("%q is empty: %v", text, doc.Empty())
		}
	}
	if !Read(source.Span{}, nil).Empty() || Render(nil, source.Span{}, Options{}) != nil || PlainText(source.Span{}, 0) != "" {
		t.Error("a text of no file")
	}
}

func TestPlainText(t *testing.T) {
	text := "# A *b*\n\nc\nd &amp; \\*e\\* `f` <b>g</b> [h](i) ![j](k)\n\n- l\n- m\n"
	if got, want := PlainText(body(text), 0), "A b\nc d & *e* f g h j\nlm"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := PlainText(body(text), 2); got != "A b" {
		t.Errorf("%q", got)
	}
}

func TestScheme(t *testing.T) {
	for address, want := range map[string]string{"": "", "a": "", "/a:b": "", "?a:b": "", "#a:b": "", "HTTP://a": "http",
		" ma ilto:a": "mailto", "%zz": "invalid", "a:b": "a", ":a": "", "\u200bjava\tscript:": "javascript"} {
		if got := Scheme(address); got != want {
			t.Errorf("Scheme(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestNesting(t *testing.T) {
	for _, c := range []struct {
		text string
		deep bool
	}{
		{strings.Repeat(">", 30) + " a", false}, {strings.Repeat(">", 31) + " a", true}, {strings.Repeat("> ", 31) + "a", true},
		{strings.Repeat("- ", 31) + "a", true}, {strings.Repeat("1. ", 31) + "a", true},
		{strings.Repeat("- ", 100), false}, {strings.Repeat("*", 100), false}, {strings.Repeat("-", 100) + "a", false},
		{"a\n\n" + strings.Repeat("+ ", 40) + "b", true}, {strings.Repeat("* ", 5000), false}, {strings.Repeat("* ", 5000) + "a", true},
	} {
		doc, got := read(c.text)
		if (len(got) == 1 && strings.HasPrefix(got[0], "nesting-deep")) != c.deep || c.deep && doc.Words > 0 {
			t.Errorf("%.40q: %.80q", c.text, got)
		}
		if out := render(t, c.text, Options{Level: 2}); c.deep != (out == "") {
			t.Errorf("%.40q: %.80s", c.text, out)
		}
	}
}

// TestTime: what takes the square of its length in time elsewhere.
func TestTime(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("[", 50_000), strings.Repeat(">", 100_000), strings.Repeat("*a ", 30_000), strings.Repeat("![](x)", 30_000),
		strings.Repeat("<b>", 30_000), strings.Repeat("[a](javascript:x) ", 20_000), strings.Repeat("`", 100_000),
		strings.Repeat("# A\n", 20_000), strings.Repeat("|a", 30_000) + "\n" + strings.Repeat("|-", 30_000),
		strings.Repeat("a@b.c ", 30_000), strings.Repeat("<!--", 30_000), strings.Repeat("[a][b", 30_000),
	} {
		start := time.Now()
		read(text)
		var b strings.Builder
		if err := Render(&b, body(text), Options{Level: 2}); err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%.20q takes %s", text, took)
		}
	}
}

// TestExamples: the rules of this package are listed once each.
func TestRules(t *testing.T) {
	names := map[string]bool{}
	for _, r := range Rules {
		names[r.Name] = true
	}
	if len(names) != 7 || len(Rules) != 7 {
		t.Errorf("%v", names)
	}
}

// TestShortenedNotes: a shortened text has neither notes nor marks that would
// lead to them.
func TestShortenedNotes(t *testing.T) {
	text := "One.[^a]\n\n- two[^b] *three[^a]*\n\nFour.\n\n[^a]: Note.\n[^b]: Another."
	for n := 1; n <= 5; n++ {
		out := render(t, text, Options{Level: 2, Paragraphs: n})
		if strings.Contains(out, "fn") || strings.Contains(out, "Note") || !strings.Contains(out, "One.</p>") ||
			n > 1 && !strings.Contains(out, "two <em>three</em>") {
			t.Errorf("%d paragraphs:\n%s", n, out)
		}
	}
	if out := render(t, text, Options{Level: 2}); strings.Count(out, "#fn:") != 3 {
		t.Errorf("%s", out)
	}
}

// TestTablesScroll: where there is a word for it, a table stands in a frame
// that scrolls by itself, can be reached with the keyboard, and has a name.
func TestTablesScroll(t *testing.T) {
	text := "| Line \"A\" & B | [Until](/a/) |\n| --- | --- |\n| A | one |"
	out := render(t, text, Options{Level: 2, Table: "Tableau"})
	if !strings.HasPrefix(out, "<div class=\"scroll\" role=\"group\" aria-label=\"Tableau: Line &quot;A&quot; &amp; B, Until\" tabindex=\"0\">\n<table>") ||
		!strings.HasSuffix(out, "</table>\n</div>") {
		t.Error(out)
	}
	if plain := render(t, text, Options{Level: 2}); !strings.HasPrefix(plain, "<table>") {
		t.Error(plain)
	}
}
