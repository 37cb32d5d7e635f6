package expected

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parvis/generator/site"
)

var update = flag.Bool("update", false, "rewrite the whole files in testdata/whole")

// wholePages are a page of each layout, and a French one of those with most words.
var wholePages = []string{
	"/", "/trips/", "/trips/2026-06-vejle/", "/agreements/vejle/", "/outcomes/2026-09-night-buses/", "/issues/", "/issues/water/", "/sdg/",
	"/sdg/12/", "/departments/refuse/",
	"/partners/", "/partners/vejle/", "/people/", "/people/tom-daly/", "/costs/", "/costs/2026/", "/costs/2026/trips/", "/costs/2026/coin/", "/promises/",
	"/agenda/", "/campaigns/wait-for-me/",
	"/corrections/", "/newsletter/", "/newsletter/2026-09/", "/verdict/", "/youth/", "/embed/", "/embed/latest/",
	"/rules/", "/data/", "/about/", "/accessibility/", "/search/", "/404.html", "/fr/trips/2026-10-graz/", "/fr/newsletter/2026-06/",
}

// TestWholePages holds one page of each layout to the whole of what is expected. The
// frame around it is that of the front page.
func TestWholePages(t *testing.T) {
	m := cityIn(t, state{day: today})
	shown := map[string]bool{}
	for _, address := range wholePages {
		p, found := m.site.Page(address)
		if !found {
			t.Fatalf("there is no page %s", address)
		}
		shown[p.Layout] = true
		v, err := block{form: "page", address: address, state: state{day: today}}.view(t)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.Trim(strings.ReplaceAll(strings.TrimSuffix(address, ".html"), "/", "-"), "-")
		if name == "" {
			name = "home"
		}
		compare(t, name+".html", readable(v.doc, address == "/"))
	}
	for layout := range maps.Keys(site.Layouts) {
		if !shown[layout] {
			t.Errorf("no whole page of the layout %s", layout)
		}
	}
}

// TestWholeFiles holds the other files of the city to the whole of what is expected.
func TestWholeFiles(t *testing.T) {
	m := cityIn(t, state{day: today})
	for _, x := range []struct {
		path, name string
		shape      func([]byte) (string, error)
	}{
		{"newsletter/2026-06/newsletter.txt", "newsletter-2026-06.txt", plain},
		{"fr/newsletter/2026-09/newsletter.txt", "fr-newsletter-2026-09.txt", plain},
		{"newsletter/2026-09/newsletter.eml", "newsletter-2026-09.eml", readableMail},
		{"agenda.ics", "agenda.ics", plain},
		{"fr/departments/refuse/agenda.ics", "fr-departments-refuse.ics", plain},
		{"sitemap.xml", "sitemap.xml", oneLineEach},
		{"robots.txt", "robots.txt", plain},
		{"data/entries.csv", "entries.csv", plain},
		{"data/costs.csv", "costs.csv", plain},
		{"data/promises.csv", "promises.csv", plain},
		{"data/travellers.csv", "travellers.csv", plain},
		{"data/measures.csv", "measures.csv", plain},
		{"data/people.csv", "people.csv", plain},
		{"data/partners.csv", "partners.csv", plain},
		{"data/letters.csv", "letters.csv", plain},
		{"data/entries.json", "entries.json", indented},
		{"data/promises.json", "promises.json", indented},
	} {
		data, err := m.file(x.path)
		if err != nil {
			t.Fatal(err)
		}
		text, err := x.shape(data)
		if err != nil {
			t.Fatalf("%s: %v", x.path, err)
		}
		compare(t, x.name, text)
	}
}

// compare holds a text to a file of testdata/whole, and says at which line they
// part.
func compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "whole", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run the test with -update, and read what it writes", err)
	}
	is, want := strings.Split(got, "\n"), strings.Split(string(data), "\n")
	for i := range max(len(is), len(want)) {
		if a, b := line(is, i), line(want, i); a != b {
			t.Errorf("%s:%d: there stands\n\t%s\nexpected is\n\t%s\nrun the test with -update if that is meant, and read the difference", file, i+1, a, b)
			return
		}
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing more)"
}

func plain(data []byte) (string, error) {
	return strings.ReplaceAll(string(data), "\r\n", "\n"), nil
}

// indented is JSON with a line for each value.
func indented(data []byte) (string, error) {
	var b bytes.Buffer
	err := json.Indent(&b, data, "", " ")
	return b.String(), err
}

// oneLineEach is a list of pages with a line for each, of the city's first language;
// those of the others are counted.
func oneLineEach(data []byte) (string, error) {
	var b strings.Builder
	others := map[string]int{}
	for _, part := range strings.SplitAfter(string(data), "</url>") {
		if m := regexp.MustCompile(`example/(fr|es|pt)/`).FindStringSubmatch(part); m != nil {
			others[m[1]]++
			continue
		}
		b.WriteString(part + "\n")
	}
	for _, lang := range slices.Sorted(maps.Keys(others)) {
		fmt.Fprintf(&b, "and %d in %s\n", others[lang], lang)
	}
	return b.String(), nil
}

// readableMail is the head of a mail and its HTML, a tag a line. Its text is that of
// the letter's own file.
func readableMail(data []byte) (string, error) {
	head, _, _ := strings.Cut(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n\n")
	v, err := mailView(data)
	if err != nil {
		return "", err
	}
	return head + "\n\n" + readable(v.doc, true), nil
}

// hashed is the part of an address that changes with what the file holds: of an asset
// of the theme, of a card.
var hashed = regexp.MustCompile(`\.[0-9a-f]{8}(\.(?:css|js|svg))|\?v=[0-9a-f]{8}`)

// readable is a page with a tag or a text a line. White space counts as one space, as
// for readers. Without its frame it is what the page has of its own, in its head and in
// its main part. Drawings are shown by their words and links; how they are drawn, by a
// sum.
func readable(doc *html.Node, framed bool) string {
	var b strings.Builder
	for n := range doc.Descendants() {
		switch {
		case framed && n.Data == "html":
			tags(&b, n, 0)
			return b.String()
		case !framed && (n.Data == "main" || n.Parent != nil && n.Parent.Data == "head" && ownHead(n)):
			tags(&b, n, 0)
		}
	}
	return b.String()
}

// ownHead tells whether a part of the head is the page's own, and not of all pages.
func ownHead(n *html.Node) bool {
	return n.Data == "title" || attribute(n, "name") == "description" || attribute(n, "rel") == "stylesheet" || attribute(n, "type") == "application/ld+json"
}

func tags(b *strings.Builder, n *html.Node, depth int) {
	indent := strings.Repeat(" ", depth)
	switch {
	case n.Type == html.TextNode:
		if words := strings.FieldsFunc(n.Data, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }); len(words) > 0 {
			b.WriteString(indent + strings.Join(words, " ") + "\n") // no-break spaces stay
		}
		return
	case n.Type != html.ElementNode:
		return
	case n.Data == "svg":
		drawing(b, n, indent)
		return
	}
	b.WriteString(indent + "<" + n.Data)
	for _, a := range n.Attr {
		fmt.Fprintf(b, " %s=%q", a.Key, hashed.ReplaceAllString(a.Val, "$1"))
	}
	b.WriteString(">\n")
	shown := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.Data == "section" && isRules(n) {
			if shown++; shown > 2 {
				b.WriteString(indent + " and more rules\n") // package content has tests of each
				break
			}
		}
		tags(b, c, depth+1)
	}
}

// isRules tells whether an element is the list of rules.
func isRules(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "data-list" && a.Val == "section" {
			return true
		}
	}
	return false
}

// drawing writes what a drawing says, and a sum of how it is drawn.
func drawing(b *strings.Builder, n *html.Node, indent string) {
	sum := fnv.New32a()
	_ = html.Render(sum, n)
	fmt.Fprintf(b, "%s<svg class=%q aria-label=%q> drawn as %08x\n", indent, attribute(n, "class"), attribute(n, "aria-label"), sum.Sum32())
	for d := range n.Descendants() {
		switch {
		case d.Data == "a":
			fmt.Fprintf(b, "%s <a href=%q>\n", indent, attribute(d, "href"))
		case d.Type == html.TextNode && strings.TrimSpace(d.Data) != "":
			b.WriteString(indent + " " + fold(d.Data) + "\n")
		}
	}
}
