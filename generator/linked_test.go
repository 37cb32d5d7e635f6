package generator_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// vocabulary is what schema.org has: the properties of each type with the types
// of their values, and the types above it.
type vocabulary struct {
	properties map[string]map[string][]string
	above      map[string][]string
	named      map[string]string // of enumerations, their values as they are declared
}

var (
	schemaType     = regexp.MustCompile(`(?m)^(?:export )?interface (\w+?)(Base|Leaf) (?:extends ([\w<>, ]+) )?\{`)
	schemaNames    = regexp.MustCompile(`(?m)^export type (\w+) = (.*);$`)
	schemaProperty = regexp.MustCompile(`(?m)^\s+"?([\w-]+)"?\?: SchemaValue<([^,]+), `)
)

// schemaOrg reads the vocabulary from the declarations of schema-dts.
func schemaOrg(t *testing.T) *vocabulary {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(tools, "schema-dts", "dist", "schema.d.ts"))
	if err != nil {
		need(t, "schema-dts")
	}
	v := &vocabulary{map[string]map[string][]string{}, map[string][]string{}, map[string]string{}}
	text := string(data)
	for _, m := range schemaNames.FindAllStringSubmatch(text, -1) {
		v.named[m[1]] = m[2]
	}
	for _, m := range schemaType.FindAllStringSubmatchIndex(text, -1) {
		name, body := text[m[2]:m[3]], text[m[1]:]
		body = body[:strings.Index(body, "\n}")]
		if v.properties[name] == nil {
			v.properties[name] = map[string][]string{}
		}
		for _, p := range schemaProperty.FindAllStringSubmatch(body, -1) {
			v.properties[name][p[1]] = strings.Split(p[2], " | ")
		}
		if m[6] >= 0 {
			for _, up := range regexp.MustCompile(`(\w+)Base`).FindAllStringSubmatch(text[m[6]:m[7]], -1) {
				if up[1] != name {
					v.above[name] = append(v.above[name], up[1])
				}
			}
		}
	}
	if len(v.properties) < 500 || v.values("Trip", "name") == nil || v.values("Trip", "publisher") != nil {
		t.Fatalf("schema-dts was not understood: %d types", len(v.properties))
	}
	return v
}

// values are the types of what a property of a type may be; nil where neither the
// type nor one above it has that property.
func (v *vocabulary) values(kind, property string) []string {
	if types := v.properties[kind][property]; types != nil {
		return types
	}
	for _, up := range v.above[kind] {
		if types := v.values(up, property); types != nil {
			return types
		}
	}
	return nil
}

// is tells whether a type is another, or lies below it.
func (v *vocabulary) is(kind, of string) bool {
	return kind == of || slices.ContainsFunc(v.above[kind], func(up string) bool { return v.is(up, of) })
}

// plainForms are the forms of the values that are no things.
var plainForms = map[string]*regexp.Regexp{
	"Text":     regexp.MustCompile(`\S`),
	"URL":      regexp.MustCompile(`^https?://[^\s/]+/\S*$`),
	"Date":     regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`),
	"DateTime": regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$`),
	"Time":     regexp.MustCompile(`^\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?$`),
}

// fits tells whether a value is of one of the types.
func (v *vocabulary) fits(value any, types []string) bool {
	return slices.ContainsFunc(types, func(one string) bool {
		switch x := value.(type) {
		case string:
			return plainForms[one] != nil && plainForms[one].MatchString(x) || strings.Contains(v.named[one], strconv.Quote(x))
		case float64:
			return one == "Number" || one == "Integer"
		case map[string]any:
			kind, _ := x["@type"].(string)
			return v.is(kind, one)
		}
		return false
	})
}

// faults are what in a value of JSON-LD the vocabulary does not have.
func (v *vocabulary) faults(value any) []string {
	var out []string
	switch x := value.(type) {
	case []any:
		if len(x) == 0 {
			out = append(out, "a list is empty")
		}
		for _, y := range x {
			out = append(out, v.faults(y)...)
		}
	case map[string]any:
		kind, _ := x["@type"].(string)
		if v.properties[kind] == nil {
			out = append(out, fmt.Sprintf("schema.org has no type %q", kind))
		}
		for _, name := range slices.Sorted(maps.Keys(x)) {
			if strings.HasPrefix(name, "@") {
				continue
			}
			list, several := x[name].([]any)
			if !several {
				list = []any{x[name]}
			}
			types := v.values(kind, name)
			if types == nil {
				out = append(out, fmt.Sprintf("schema.org's %s has no property %q", kind, name))
			} else if slices.ContainsFunc(list, func(y any) bool { return !v.fits(y, types) }) {
				out = append(out, fmt.Sprintf("%s of %s is %v, and not a %s", name, kind, x[name], strings.Join(types, " or ")))
			}
			out = append(out, v.faults(x[name])...)
		}
	}
	return out
}

// TestVocabulary wants what is not in schema.org to be found.
func TestVocabulary(t *testing.T) {
	v := schemaOrg(t)
	for text, wanted := range map[string]string{
		`{"@type": "Trip", "departureTime": "2026-09-14"}`:                                          "departureTime of Trip",
		`{"@type": "Trip", "departureTime": "2026-09-14T00:00:00+02:00"}`:                           "",
		`{"@type": "Trip", "publisher": "Valmont"}`:                                                 "schema.org's Trip has no property",
		`{"@type": "Journey"}`:                                                                      "schema.org has no type",
		`{"@type": "Dataset", "license": "CC BY 4.0"}`:                                              "license of Dataset",
		`{"@type": "Dataset", "license": {"@type": "CreativeWork", "name": "CC BY 4.0"}}`:           "",
		`{"@type": "Dataset", "creator": {"@type": "City", "name": "Valmont"}}`:                     "creator of Dataset",
		`{"@type": "Dataset", "creator": [{"@type": "GovernmentOrganization", "name": "Valmont"}]}`: "",
		`{"@type": "City", "geo": {"@type": "GeoCoordinates", "latitude": "north"}}`:                "",
		`{"@type": "Report", "isBasedOn": ["trips/ravenna"]}`:                                       "isBasedOn of Report",
		`{"@type": "Report", "isBasedOn": []}`:                                                      "a list is empty",
		`{"@type": "WebSite", "name": ""}`:                                                          "name of WebSite",
	} {
		var value any
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		found := v.faults(value)
		if wanted == "" && found != nil || wanted != "" && (len(found) != 1 || !strings.HasPrefix(found[0], wanted)) {
			t.Errorf("%s: %q", text, found)
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
			for _, fault := range v.faults(value) {
				t.Errorf("%s: %s", name, fault)
			}
			kinds[value["@type"].(string)]++
		}
	}
	if trip := string(files["trips/2026-09-ravenna/index.html"]); !strings.Contains(trip, `"departureTime":"2026-09-21T00:00:00+02:00"`) {
		t.Error("a trip does not begin with its day, as it is in the city")
	}
	for _, kind := range []string{"WebSite", "Trip", "CreativeWork", "Report", "Person", "City", "AdministrativeArea",
		"CollegeOrUniversity", "Organization", "Dataset"} {
		if kinds[kind] == 0 {
			t.Errorf("no page has a %s: %v", kind, kinds)
		}
	}
}

// TestLinkedDataKnowsLittle holds what is said of a city that has written as little
// as can be, in a country that is ahead of the sun.
func TestLinkedDataKnowsLittle(t *testing.T) {
	v := schemaOrg(t)
	little := smallCity(map[string]string{
		"partners/net.md":        "---\nname: The Net\nkind: network\n---\n",
		"agreements/2025-net.md": entryText("Agreement with the Net", "signed: 2025\npartners: [net]\ncost: 50\n"),
	})
	little["site.yaml"] = &fstest.MapFile{Data: bytes.Replace(little["site.yaml"].Data, []byte("country: FR"), []byte("country: SN"), 1)}
	files := made(t, little, "2026-11-23")
	found := 0
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, text := range scripts(t, data) {
			var value map[string]any
			if err := json.Unmarshal([]byte(text), &value); err != nil {
				t.Fatal(err)
			}
			found++
			for _, fault := range v.faults(value) {
				t.Errorf("%s: %s", name, fault)
			}
			if name == "trips/2026-09-ravenna/index.html" &&
				(value["departureTime"] != "2026-09-14T00:00:00+00:00" || value["arrivalTime"] != "2026-09-16T23:59:59+00:00") {
				t.Errorf("the trip takes from %v to %v", value["departureTime"], value["arrivalTime"])
			}
		}
	}
	if found < 6 {
		t.Errorf("%d pages say what they are about", found)
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
	small := regexp.MustCompile(`^(?:[a-z]{2}/)?embed/(?:latest|letter|figures)/index\.html$`) // nobody shares what stands in another page
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") || small.MatchString(name) {
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
