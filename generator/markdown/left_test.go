package markdown

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/gosimple/slug"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
	"pgregory.net/rapid"

	"parvis/generator/source"
)

// TestBareAddresses: an address that stands by itself is a link as a whole.
func TestBareAddresses(t *testing.T) {
	for text, want := range map[string]string{
		"voir https://fr.wikipedia.org/wiki/Évreux et": `<a href="https://fr.wikipedia.org/wiki/%C3%89vreux">https://fr.wikipedia.org/wiki/Évreux</a>`,
		"https://es.wikipedia.org/wiki/Málaga_(España).": `<a ` +
			`href="https://es.wikipedia.org/wiki/M%C3%A1laga_(Espa%C3%B1a)">https://es.wikipedia.org/wiki/Málaga_(España)</a>`,
		"(https://es.wikipedia.org/wiki/Málaga)": `<a href="https://es.wikipedia.org/wiki/M%C3%A1laga">https://es.wikipedia.org/wiki/Málaga</a>`,
		"www.évreux.fr": `<a href="http://www.xn--vreux-9ra.fr">www.évreux.fr</a>`,
		"https://www.évreux.fr/à-propos?é=1&b=2": `<a ` +
			`href="https://www.xn--vreux-9ra.fr/%C3%A0-propos?%C3%A9=1&amp;b=2">https://www.évreux.fr/à-propos?é=1&amp;b=2</a>`,
		"https://e\u0301vreux.fr/": "<a href=\"https://xn--vreux-9ra.fr/\">https://e\u0301vreux.fr/</a>",
		"https://example.org/año-2026/día.pdf, et": `<a ` +
			`href="https://example.org/a%C3%B1o-2026/d%C3%ADa.pdf">https://example.org/año-2026/día.pdf</a>`,
		"https://пример.рф/а":                                                  `<a href="https://xn--e1afmkfd.xn--p1ai/%D0%B0">https://пример.рф/а</a>`,
		"https://xn--e1afmkfd.xn--p1ai/a":                                      `<a href="https://xn--e1afmkfd.xn--p1ai/a">https://xn--e1afmkfd.xn--p1ai/a</a>`,
		"josé@example.org":                                                     `<a href="mailto:jos%C3%A9@example.org">josé@example.org</a>`,
		"maire@évreux.fr":                                                      `<a href="mailto:maire@xn--vreux-9ra.fr">maire@évreux.fr</a>`,
		"mailto:maire@évreux.fr":                                               `<a href="mailto:maire@xn--vreux-9ra.fr">mailto:maire@évreux.fr</a>`,
		"«https://example.org/é»":                                              "",
		"« https://example.org/é »":                                            `<a href="https://example.org/%C3%A9">https://example.org/é</a>`,
		"[ici](https://www.évreux.fr/)":                                        `<a href="https://www.xn--vreux-9ra.fr/">ici</a>`,
		"[ici](mailto:maire@évreux.fr?subject=Été)":                            `<a href="mailto:maire@xn--vreux-9ra.fr?subject=%C3%89t%C3%A9">ici</a>`,
		"<https://www.évreux.fr/>":                                             `<a href="https://www.xn--vreux-9ra.fr/">https://www.évreux.fr/</a>`,
		"http://localhost:8080/x et evreux.fr et a@b":                          "",
		"https://example.org/a_b*c*d and *https://example.org/e* **www.a.fr**": `<a href="https://example.org/a_b">https://example.org/a_b</a>`,
	} {
		out := render(t, text, Options{Level: 2})
		if got := regexp.MustCompile(`<a .*?</a>`).FindString(out); got != want && !strings.HasPrefix(text, "https://example.org/a_b") {
			t.Errorf("%q becomes\n%s, want\n%s", text, out, want)
		}
	}
	doc, said := read("https://fr.wikipedia.org/wiki/Évreux et www.évreux.fr")
	if len(said) > 0 || len(doc.Links) != 2 || doc.Links[0].Address != "https://fr.wikipedia.org/wiki/Évreux" ||
		doc.Links[0].At.Text() != doc.Links[0].Address ||
		doc.Links[1].At.Text() != "www.évreux.fr" {
		t.Errorf("%+v %q", doc.Links, said)
	}
}

// TestMarkLeft holds which signs stay in a text, and where, and which are
// meant.
func TestMarkLeft(t *testing.T) {
	for text, want := range map[string]string{
		"Voir [le plan](plan de la ligne.pdf) ici.": "mark-left plan de la ligne.pdf",
		"Le tram **de nuit ** roule.":               "mark-left **",
		"Le tram ** de nuit** roule.":               "mark-left **",
		"Le tram **de nuit roule.":                  "mark-left **",
		"Le tram de nuit** roule.":                  "mark-left **",
		"Le tram __de nuit roule.":                  "mark-left __",
		"Le tram __de nuit __ roule.":               "mark-left __",
		"Le tram *de nuit * roule.":                 "mark-left *",
		"Le tram * de nuit* roule.":                 "mark-left *",
		"Le tram ~~de nuit roule.":                  "mark-left ~~",
		"Voir [le rapport] (https://example.org).":  "mark-left ] (",
		"Voir [le rapport] (/costs/).":              "mark-left ] (",
		"##Ce que nous avons vu":                    "mark-left ##",
		"| a | b |\n| 1 | 2 |":                      "mark-left |",
		"| a | b |\n| --- |\n| 1 | 2 |":             "mark-left |",
		"- Le tram **de nuit **\n- roule":           "mark-left **",
		"# Le tram **de nuit **":                    "mark-left **",
		"> Le tram **de nuit **":                    "mark-left **",
		"| a | b |\n| --- | --- |\n| **x ** | 2 |":  "mark-left **",
		"Le *tram **de nuit ** roule*.":             "mark-left **",
		"a[^1]\n\n[^1]: Le tram **de nuit **":       "mark-left **",

		"Le tram **de nuit** roule, *vite*, __tard__, _si_ ~~non~~.": "",
		"Le tram \\*\\*de nuit \\*\\* roule.":                        "",
		"Tarif réduit*, plein tarif.\n\n* pour les étudiants":        "",
		"2 * 3 * 4 = 24 et 5*6":                                      "",
		"`**a **` et\n\n    **code **\n\n```\n**code **\n```":        "",
		"snake_case et a__b et ____ à remplir":                       "",
		"https://example.org/a__b/**":                                "mark-left **",
		"Ligne #2, #tram":                                            "",
		"[x] fait (voir /costs/)":                                    "",
		"| a | b |\n| --- | --- |\n| 1 | 2 |":                        "",
		"A | B | C":                                                  "",
		"***Fin*** du **tram**, **« oui »** dit-il.":                 "",
	} {
		_, said := read(text)
		if got := strings.Join(said, "; "); got != want {
			t.Errorf("%q: %s, want %q", text, got, want)
		}
	}
	if _, said := read(strings.Repeat("a **b **\n\n", 500)); len(said) != maxLeft {
		t.Errorf("%d are named", len(said))
	}
}

// TestCellLost holds which cells a table has no column for.
func TestCellLost(t *testing.T) {
	for text, want := range map[string]string{
		"| a | b |\n| --- | --- |\n| 1 | 2 | 3 |":                 "cell-lost 3",
		"| a | b |\n| --- | --- |\n| 1 | 2 | 3 | 4 |\n|1|2|":      "cell-lost 3 | 4",
		"a | b\n--- | ---\n1 | 2 | 3":                             "cell-lost 3",
		"- x\n\n  | a | b |\n  | --- | --- |\n  | 1 | 2 | 3 |":    "cell-lost 3",
		"| a |\n| --- |\n| 1 | `x|y` |":                           "cell-lost `x|y`",
		"| a | b |\n| --- | --- |\n| 1 | 2 | |":                   "",
		"| a | b |\n| --- | --- |\n| 1 \\| 2 | 3 |":               "",
		"| a | b |\n| --- | --- |\n| 1 |":                         "",
		"| a | b |\n| --- | --- |\n| 1 | 2 |\n\nText | a | b | c": "",
	} {
		_, said := read(text)
		if got := strings.Join(said, "; "); got != want {
			t.Errorf("%q: %s, want %q", text, got, want)
		}
		for _, s := range said {
			lost := strings.TrimPrefix(s, "cell-lost ")
			if out := render(t, text, Options{}); strings.Contains(out, "<td>"+lost) {
				t.Errorf("%q is shown: %s", lost, out)
			}
		}
	}
}

// TestSlugs holds the anchors of plain headings against the library's.
func TestSlugs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("abzABZ019  \t'-_.,&@éœ’日"))).Draw(t, "heading")
		if got := slugOf(s); got != slug.Make(s) {
			t.Errorf("%q: %q, the library says %q", s, got, slug.Make(s))
		}
	})
}

// TestWords counts as a reader does who parts a text at its spaces.
func TestWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("ab1  \t\n.-é’\u00a0\u2003\ufffd日٣"))).Draw(t, "text")
		want := 0
		for _, word := range strings.Fields(s) {
			if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				want++
			}
		}
		if got := words([]byte(s)); got != want {
			t.Errorf("%q has %d words, not %d", s, got, want)
		}
	})
}

// TestAddressesAsTheLibrary wants the library to be asked about each word that may
// be an address, so that no address is missed that it finds when it is asked
// about all.
func TestAddressesAsTheLibrary(t *testing.T) {
	all := goldmark.New(goldmark.WithExtensions(
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)), extension.Strikethrough,
		askAlways(addresses), extension.Footnote))
	some := goldmark.New(goldmark.WithExtensions(
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)), extension.Strikethrough, addresses, extension.Footnote))
	piece := rapid.SampledFrom([]string{"a", " ", "  ", "\t", "\n", "\n\n", "*", "_", "~~", "(", ")", "[", "](x)", "`", "> ", "- ", "    ", "| ", "|-|-|\n", "www.b.org",
		"https://c.org/d", "http://é.fr", "e@f.org", "mailto:g@h.org", ":", "@", "www.", "w", "^", "[^1]", "[^1]: ", "# ", "é"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "text"), "")
		var want, got strings.Builder
		if err := errors.Join(all.Convert([]byte(text), &want), some.Convert([]byte(text), &got)); err != nil || want.String() != got.String() {
			t.Fatalf("%q: %s, asked about all %s (%v)", text, got.String(), want.String(), err)
		}
	})
}

// askAlways is the library's parser, asked about all words.
type askAlways struct{ parser.InlineParser }

// Extend implements goldmark.Extender.
func (p askAlways) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(p, 999)))
}

// TestSchemeAny holds the short ways of reading an address against the long one.
func TestSchemeAny(t *testing.T) {
	long := func(address string) string {
		folded := strings.Map(func(r rune) rune {
			if r == ' ' || source.Unseen(r) {
				return -1
			}
			return unicode.ToLower(r)
		}, address)
		before, _, found := strings.Cut(folded, ":")
		if !found || strings.ContainsAny(before, "/?#") {
			if _, err := url.Parse(folded); err != nil {
				return "invalid"
			}
			return ""
		}
		return before
	}
	rapid.Check(t, func(t *rapid.T) {
		address := rapid.StringOf(rapid.RuneFrom([]rune("aZ09-_./#?:%@[]\\ \t\x01é\u200bİ&"))).Draw(t, "address")
		if got := Scheme(address); got != long(address) {
			t.Errorf("%q has the scheme %q, not %q", address, got, long(address))
		}
	})
}
