package schema_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/newcity"
	"parvis/generator/schema"
	"parvis/generator/source"
)

// compiled is a schema that has been held against the schema of schemas.
func compiled(t *testing.T, name string, text []byte, err error) *jsonschema.Schema {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	meta, err := c.Compile("https://json-schema.org/draft/2020-12/schema")
	if err != nil {
		t.Fatal(err)
	}
	if err := meta.Validate(doc); err != nil {
		t.Errorf("%s is no schema: %v", name, err)
	}
	if err := c.AddResource(name+".json", doc); err != nil {
		t.Fatal(err)
	}
	out, err := c.Compile(name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func schemas(t *testing.T) map[fields.Kind]*jsonschema.Schema {
	out := map[fields.Kind]*jsonschema.Schema{}
	for _, k := range fields.Kinds {
		text, err := schema.Kind(k, "en", "")
		out[k] = compiled(t, k.One(), text, err)
	}
	return out
}

var (
	number = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
	empty  = regexp.MustCompile(`^(null|Null|NULL|~|)$`)
	truth  = regexp.MustCompile(`^(true|True|TRUE|false|False|FALSE)$`)
)

// core is what YAML's core schema, by which editors read, makes of a node.
func core(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return core(n.Content[0])
	case yaml.SequenceNode:
		out := []any{}
		for _, c := range n.Content {
			out = append(out, core(c))
		}
		return out
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			out[n.Content[i].Value] = core(n.Content[i+1])
		}
		return out
	}
	switch v := n.Value; {
	case n.Style != 0:
		return v
	case empty.MatchString(v):
		return nil
	case truth.MatchString(v):
		return strings.EqualFold(v, "true")
	case number.MatchString(v):
		return json.Number(strings.TrimPrefix(v, "+"))
	}
	return n.Value
}

func load(t *testing.T, text string) any {
	t.Helper()
	var n yaml.Node
	if err := yaml.Load([]byte(text), &n); err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	return core(&n)
}

// front is the front matter of a file.
func front(text string) string {
	front, _, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	return front + "\n"
}

// TestWhole wants every schema to be one, in every language, and every file of
// the demonstration and of a new city to fit that of its kind.
func TestWhole(t *testing.T) {
	all := schemas(t)
	for _, lang := range fields.Languages {
		text, err := schema.All(lang)
		bundle := compiled(t, "all", text, err)
		if err := bundle.Validate(map[string]any{"title": "Ce site"}); err != nil {
			t.Errorf("a page fits none: %v", err)
		}
		if !strings.Contains(string(text), fields.Trips.Says().In(lang)) {
			t.Errorf("nothing is said in %s", lang)
		}
	}
	seen := map[fields.Kind]int{}
	fits := func(name, text string) {
		kind, ok := fields.KindOf(strings.Split(name, "/")[0])
		switch {
		case name == "site.yaml":
			kind = fields.Site
		case !ok || !strings.HasSuffix(name, ".md") || regexp.MustCompile(`\.[a-z]{2}\.md$`).MatchString(name):
			return
		default:
			text = front(text)
		}
		seen[kind]++
		if err := all[kind].Validate(load(t, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	root := os.DirFS("../../content")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		fits(name, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range fields.Kinds {
		if seen[k] == 0 {
			t.Errorf("no file of the demonstration is a %s", k.One())
		}
	}
	for _, name := range []string{"trips/example-trip.md", "agreements/example-agreement.md", "outcomes/example-outcome.md",
		"newsletters/2026-10.md", "people/mayor.md", "partners/ravenna.md", "pages/about.md", "site.yaml"} {
		text := newcity.Example(time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC)).File("content/" + name)
		if text == "" {
			t.Errorf("a new city has no %s", name)
		}
		fits(name, text)
	}
}

// smallest are the smallest files of each kind that parvis takes.
var smallest = map[fields.Kind]string{
	fields.Trips: `title: a
start: 2026-09-14
end: 2026-09-16
destination: Ravenna, IT
purpose: See it.
local_impact: Line A runs until one from March so late shifts get home.
cost: 1240.50
sdg: [11.2]
`,
	fields.Agreements: `title: a
signed: 2019
partners: [ravenna]
purpose: See it.
local_impact: {benefit: Line A runs until one from March so late shifts get home.}
cost: 1240.50
sdg: 11
`,
	fields.Outcomes: `title: a
date: 2026-09-14
of: [trips/a]
status: partly
purpose: See it.
local_impact: Line A runs until one from March so late shifts get home.
cost: {pending: The bill is late.}
sdg: [13.b, 17.10]
`,
	fields.Events: `title: a
start: 2026-09-14 18:30
place: Tram depot
for: [citizens]
purpose: See it.
local_impact: Line A runs until one from March so late shifts get home.
cost: 1240.50
sdg: [11.2]
`,
	fields.Campaigns:   "title: a\nmessage: b\nfrom: 2026-11-01\nuntil: 2026-11-15\nfor: [citizens]\ntells: [trips/2026-09-ravenna]\n",
	fields.Newsletters: "title: a\nsigned_by: claire\npurpose: b\n", fields.People: "name: Ana\nrole: Mayor\n",
	fields.Partners: "name: Ghent\nkind: city\n", fields.Pages: "title: a\n",
	fields.Site: "title: a\ncity: Valmont\ncountry: FR\npopulation: 20000\nlanguage: en\ncurrency: EUR\nbase_url: https://a.example/\n",
}

// parsed tells whether parvis finds an error in a file by itself.
func parsed(kind fields.Kind, text string) bool {
	settings, _ := content.ParseSettings(&source.File{Path: "site.yaml", Text: []byte(smallest[fields.Site])})
	var ds []source.Diagnostic
	if kind == fields.Site {
		_, ds = content.ParseSettings(&source.File{Path: "site.yaml", Text: []byte(text)})
	} else {
		name := path.Join(string(kind), "2026-10.md")
		ds = content.Parse(&source.File{Path: name, Text: []byte("---\n" + text + "---\nI tell.\n")}, name, settings).Problems
	}
	for _, d := range ds {
		if d.Severity == source.Error {
			return false
		}
	}
	return true
}

// with sets a field of the smallest file of a kind.
func with(kind fields.Kind, line string) string {
	name, _, _ := strings.Cut(line, ":")
	return regexp.MustCompile("(?m)^"+name+":.*\n").ReplaceAllString(smallest[kind], "") + line + "\n"
}

// TestBoth holds schema and parser against each other: what a schema refuses,
// parvis does too, and here both do.
func TestBoth(t *testing.T) {
	all := schemas(t)
	good := map[fields.Kind][]string{
		fields.Trips: {
			"cost: {lines: [{for: meals, amount: 12}, {for: other, what: 5, amount: \"1.50\", currency: GBP, rate: 1.16, rate_date: 2026-09-14}]}",
			"destination: [\"Ravenna, IT\", {city: Graz, country: AT}]",
			"sdg: 3",
			"travellers: {role: Engineer}",
			"travellers: [{person: claire, count: 2}]",
			"draft: true",
			"co2_kg: 96.5",
			"pitch: ",
			"title: 2026",
			"lessons: [{seen: a, status: testing}]",
			"films: [{title: a, url: https://a.example/}]",
			"departments: streets",
			"official: people/claire",
			"local_impact: {benefit: Line A runs until one from March so late shifts get home., issues: mobility}",
		},
		fields.Agreements: {"signed: 2019-05", "until: 2030-12-31", "promises: [{id: a, text: b, status: kept, kept_on: 2026-01-01}]"},
		fields.Campaigns:  {"for: youth", "tells: outcomes/2026-night-trams", "tied_to: events/2026-11-night-trams", "draft: true"},
		fields.Events: {"end: 2026-09-14", "place: {name: a, address: b}", "for: youth", "programme: [{time: \"18:30\", what: a}, {what: b}]",
			"registration: a@b.example", "registration: https://a.example/b", "attended: 0", "of: [trips/a, outcomes/b]"},
		fields.Outcomes: {"measures: [{what: Trams, before: 0, now: 12.5}]", "keeps: [agreements/a#b]", "status: achieved", "published: 2026-09-14"},
		fields.Site: {
			"title: {en: a, fr: b}",
			"rules: {pitch-missing: off}",
			"cost_changes: {2026: a}",
			"languages: [en, pt]",
			"deadlines: {report_days: 3}",
			"lat: 48.6\nlon: 1",
			"local_issues: [{id: waste, name: {fr: Déchets}}]",
			"timezone: Europe/Madrid",
		},
	}
	bad := map[fields.Kind][]string{
		fields.Trips: {
			"start: soon",
			"start: 14/09/2026",
			"destination: Ravenna",
			"destination: {city: Ravenna}",
			"cost: about 30",
			"cost: {lines: [{for: fun, amount: 1}]}",
			"cost: {lines: [{amount: 1, what: a}]}",
			"cost: [1]",
			"sdg: 18",
			"sdg: [11.9x]",
			"titel: a",
			"status: gone",
			"draft: perhaps",
			"travellers: [{count: 2}]",
			"travellers: [{person: a, role: b}]",
			"films: [{title: a}]",
			"films: [{title: a, file: b.mp4}]",
			"lessons: [{here: a, status: testing}]",
			"briefing: {departments: [a]}",
			"purpose: ",
			"title: {a: b}",
			"co2_kg: much",
			"local_impact: {who: everybody}",
			"local_impact: [a]",
			"mandate: {ref: a, date: b}",
		},
		fields.Agreements: {
			"signed: May 2019",
			"promises: [{text: b, status: open}]",
			"promises: [{id: a, text: b, status: begun}]",
			"follow_up: [{text: a}]",
			"partners: ",
		},
		fields.Events:    {"for: dogs", "start: soon", "programme: [{time: \"18:30\"}]", "attended: many", "registration: nowhere", "place: "},
		fields.Outcomes:  {"status: good", "measures: [{unit: a}]", "of: ", "due: soon"},
		fields.Campaigns: {"for: staff", "from: soon", "message: ", "tells: ", "tied_to: [a, b]"},
		fields.Newsletters: {"number: 0", "number: twelve", "best_practice: {from: a}", "verdict: {of: 2026-08, answers: many, we_did: a}",
			"verdict: {of: 2026-08, answers: 4}", "verdict: {of: 2026-08, answers: 4, we_did: a, counts: [{answer: b}]}"},
		fields.People:   {"elected: mayor", "from: soon", "name: "},
		fields.Partners: {"kind: town", "country: Italy", "lat: 91\nlon: 1"},
		fields.Pages:    {"title: ", "author: a"},
		fields.Site: {"population: 0", "title: {}", "country: FRA", "language: de", "languages: [xx]", "base_url: nowhere",
			"rules: {no-such-rule: off}", "rules: {pitch-missing: never}", "cost_changes: {last: a}", "contact: {mail: a}",
			"local_issues: [{id: A b, name: c}]", "currency: euro"},
	}
	for _, kind := range fields.Kinds {
		for _, line := range append([]string{""}, good[kind]...) {
			text := smallest[kind]
			if line != "" {
				text = with(kind, line)
			}
			if err := all[kind].Validate(load(t, text)); err != nil || !parsed(kind, text) {
				t.Errorf("%s: %q: parvis takes it: %t; the schema: %v", kind, line, parsed(kind, text), err)
			}
		}
		for _, line := range bad[kind] {
			text := with(kind, line)
			if err := all[kind].Validate(load(t, text)); err == nil || parsed(kind, text) {
				t.Errorf("%s: %q: parvis takes it: %t; the schema: %v", kind, line, parsed(kind, text), err)
			}
		}
	}
	// Without its day an outcome has to be published on one.
	undated := strings.Replace(smallest[fields.Outcomes], "date: 2026-09-14\n", "", 1)
	if all[fields.Outcomes].Validate(load(t, undated)) == nil || parsed(fields.Outcomes, undated) {
		t.Error("an outcome without a day is taken")
	}
	if text := undated + "published: 2026-09-14\n"; all[fields.Outcomes].Validate(load(t, text)) != nil || !parsed(fields.Outcomes, text) {
		t.Error("an outcome that is published on a day is refused")
	}
}
