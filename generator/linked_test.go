package generator_test

import (
	"bytes"
	"encoding/json"
	"image/png"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// vocabulary is what schema.org has: the properties of each type, and the
// types above it.
type vocabulary struct {
	properties map[string]map[string]bool
	above      map[string][]string
}

var (
	schemaType     = regexp.MustCompile(`(?m)^(?:export )?interface (\w+?)(Base|Leaf) (?:extends ([\w<>, ]+) )?\{`)
	schemaProperty = regexp.MustCompile(`(?m)^\s+"?([\w-]+)"?\?: SchemaValue`)
)

// schemaOrg reads the vocabulary from the declarations of schema-dts.
func schemaOrg(t *testing.T) *vocabulary {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(tools, "schema-dts", "dist", "schema.d.ts"))
	if err != nil {
		need(t, "schema-dts")
	}
	v := &vocabulary{map[string]map[string]bool{}, map[string][]string{}}
	text := string(data)
	for _, m := range schemaType.FindAllStringSubmatchIndex(text, -1) {
		name, body := text[m[2]:m[3]], text[m[1]:]
		body = body[:strings.Index(body, "\n}")]
		if v.properties[name] == nil {
			v.properties[name] = map[string]bool{}
		}
		for _, p := range schemaProperty.FindAllStringSubmatch(body, -1) {
			v.properties[name][p[1]] = true
		}
		if m[6] >= 0 {
			for _, up := range regexp.MustCompile(`(\w+)Base`).FindAllStringSubmatch(text[m[6]:m[7]], -1) {
				if up[1] != name {
					v.above[name] = append(v.above[name], up[1])
				}
			}
		}
	}
	if len(v.properties) < 500 || !v.has("Trip", "name") || v.has("Trip", "publisher") {
		t.Fatalf("schema-dts was not understood: %d types", len(v.properties))
	}
	return v
}

// has tells whether a type, or one above it, has a property.
func (v *vocabulary) has(kind, property string) bool {
	if v.properties[kind][property] {
		return true
	}
	for _, up := range v.above[kind] {
		if v.has(up, property) {
			return true
		}
	}
	return false
}

// check holds a value of JSON-LD against the vocabulary.
func (v *vocabulary) check(t *testing.T, page string, value any) {
	t.Helper()
	switch x := value.(type) {
	case []any:
		for _, y := range x {
			v.check(t, page, y)
		}
	case map[string]any:
		kind, _ := x["@type"].(string)
		if v.properties[kind] == nil {
			t.Errorf("%s: schema.org has no type %q", page, kind)
		}
		for name, y := range x {
			if !strings.HasPrefix(name, "@") && !v.has(kind, name) {
				t.Errorf("%s: schema.org's %s has no property %q", page, kind, name)
			}
			if y == nil || y == "" {
				t.Errorf("%s: %s of %s is empty", page, name, kind)
			}
			v.check(t, page, y)
		}
	}
}

// TestLinkedData holds the JSON-LD of every page against schema.org, and
// wants one for each kind of page that tells of one thing.
func TestLinkedData(t *testing.T) {
	v := schemaOrg(t)
	_, files := demonstrated(t)
	kinds := map[string]int{}
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, text := range scripts(t, data) {
			var value map[string]any
			if err := json.Unmarshal([]byte(text), &value); err != nil {
				t.Errorf("%s: %v in %s", name, err, text)
				continue
			}
			if value["@context"] != "https://schema.org" || value["url"] != canonical(t, data) {
				t.Errorf("%s: context %v, url %v", name, value["@context"], value["url"])
			}
			v.check(t, name, value)
			kinds[value["@type"].(string)]++
		}
	}
	for _, kind := range []string{"WebSite", "Trip", "CreativeWork", "Report", "Person", "City", "AdministrativeArea",
		"CollegeOrUniversity", "Organization", "Dataset"} {
		if kinds[kind] == 0 {
			t.Errorf("no page has a %s: %v", kind, kinds)
		}
	}
}

// TestLinkedDataCannotEndItsScript puts the end of a script into a title.
func TestLinkedDataCannotEndItsScript(t *testing.T) {
	files := made(
		t,
		smallCity(map[string]string{"partners/ravenna.md": "---\nname: \"</script><b>Ravenna</b> & \\\"more\\\"\"\nkind: city\n---\n"}),
		"2026-11-23",
	)
	data := files["partners/ravenna/index.html"]
	var value map[string]any
	if err := json.Unmarshal([]byte(scripts(t, data)[0]), &value); err != nil || value["name"] != `</script><b>Ravenna</b> & "more"` {
		t.Errorf("%v: %v", err, value["name"])
	}
	if bytes.Contains(data, []byte("<b>Ravenna")) {
		t.Error("a name became an element")
	}
}

// elements are a page's elements of a name of which an attribute has a value.
func elements(t *testing.T, data []byte, name, key, value string) (out []*html.Node) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == name && attribute(n, key) == value {
			out = append(out, n)
		}
	}
	return out
}

// scripts are the texts of a page's JSON-LD.
func scripts(t *testing.T, data []byte) (out []string) {
	t.Helper()
	for _, n := range elements(t, data, "script", "type", "application/ld+json") {
		out = append(out, n.FirstChild.Data)
	}
	return out
}

func canonical(t *testing.T, data []byte) string {
	t.Helper()
	for _, n := range elements(t, data, "link", "rel", "canonical") {
		return attribute(n, "href")
	}
	return ""
}

// TestShared wants a card of the right measures for every page, named with
// its text by Open Graph.
func TestShared(t *testing.T) {
	set, files := demonstrated(t)
	base := set.Settings().BaseURL
	seen := map[string]bool{}
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		og := map[string]string{}
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && n.Data == "meta" && attribute(n, "property") != "" {
				og[attribute(n, "property")] = attribute(n, "content")
			}
		}
		u, err := url.Parse(og["og:image"])
		card := strings.TrimPrefix(og["og:image"], base)
		card, _, _ = strings.Cut(card, "?")
		if err != nil || u.Query().Get("v") == "" || files[card] == nil {
			t.Errorf("%s: no card at %q", name, og["og:image"])
			continue
		}
		if og["og:title"] == "" || og["og:type"] == "" || og["og:image:alt"] == "" ||
			og["og:url"] != canonical(t, data) && !strings.HasSuffix(name, "404.html") {
			t.Errorf("%s: %v", name, og)
		}
		for _, kind := range []string{"trips/", "agreements/", "outcomes/"} {
			if at := strings.Index(name, kind); at >= 0 && strings.Count(name[at:], "/") == 2 && !strings.Contains(name, "/page/") &&
				card != strings.TrimSuffix(name, "index.html")+"card.png" {
				t.Errorf("%s has the card %s", name, card)
			}
		}
		seen[card] = true
	}
	cards, size := 0, 0
	for name, data := range files {
		if strings.HasSuffix(name, "card.png") {
			cards, size = cards+1, size+len(data)
			if c, err := png.DecodeConfig(bytes.NewReader(data)); err != nil || c.Width != 1200 || c.Height != 630 {
				t.Errorf("%s: %v × %v, %v", name, c.Width, c.Height, err)
			}
			if !seen[name] {
				t.Errorf("no page names %s", name)
			}
		}
	}
	if size > cards*mostCard {
		t.Errorf("%d cards have %d bytes each", cards, size/cards)
	}
}

// mostCard is how many bytes a card has on average, at most.
const mostCard = 29_500
