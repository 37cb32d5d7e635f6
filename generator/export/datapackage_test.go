package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dlclark/regexp2"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"parvis/generator/content"
	"parvis/generator/fields"
)

// need stops a test for which a tool is missing: a failure in CI, where all
// have to run, else a skip that says what to do.
func need(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is missing; “make tools” gets it", what)
	}
	t.Skipf("%s is missing; “make tools” gets it", what)
}

// profile is a published schema, which is no part of the project: it is looked for
// beside the project's folder, or in $PARVIS_SCHEMAS.
func profile(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	dir := os.Getenv("PARVIS_SCHEMAS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "schemas")
	}
	file := filepath.Join(dir, "datapackage-2.0", name)
	if _, err := os.Stat(file); err != nil {
		t.Skipf("the published schemas are not here (%v); set PARVIS_SCHEMAS to their folder", err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	c.UseRegexpEngine(func(text string) (jsonschema.Regexp, error) {
		re, err := regexp2.Compile(text, regexp2.ECMAScript)
		return (*lookingAhead)(re), err
	})
	out, err := c.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// lookingAhead is a pattern as JSON Schema has them, with signs that Go's own do not know.
type lookingAhead regexp2.Regexp

func (re *lookingAhead) MatchString(text string) bool {
	found, err := (*regexp2.Regexp)(re).MatchString(text)
	return found && err == nil
}

func (re *lookingAhead) String() string { return (*regexp2.Regexp)(re).String() }

// described is the demonstration's descriptor.
func described(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := DataPackage(&b, demonstration(t)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestProfiles holds the descriptor, each table's part of it and each schema against
// the profiles of Data Package 2.0, which have to refuse broken ones.
func TestProfiles(t *testing.T) {
	text := described(t)
	all := profile(t, "datapackage.json")
	valid := func(s *jsonschema.Schema, text string) error {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return s.Validate(doc)
	}
	if err := valid(all, text); err != nil {
		t.Errorf("%v", err)
	}
	for what, with := range map[string][2]string{
		"no address":     {`"homepage": "https:`, `"homepage": "ht tp:`},
		"no table":       {`"type": "table"`, `"type": "tabel"`},
		"no type":        {`"type": "number"`, `"type": "nombre"`},
		"no media type":  {`"mediatype": "text/csv"`, `"mediatype": "csv"`},
		"above the file": {`"path": "costs.csv"`, `"path": "../costs.csv"`},
	} {
		if broken := strings.ReplaceAll(text, with[0], with[1]); broken == text || valid(all, broken) == nil {
			t.Errorf("%s, and nothing is said", what)
		}
	}
	resource, schema := profile(t, "dataresource.json"), profile(t, "tableschema.json")
	for _, table := range content.Tables() {
		for _, lang := range fields.Languages {
			text, err := json.Marshal(SchemaOf(table.Table, lang, true))
			if err != nil {
				t.Fatal(err)
			}
			if err := valid(schema, string(text)); err != nil {
				t.Errorf("%s in %s: %v", table.Name, lang, err)
			}
			if strings.Contains(string(text), "fieldsMatch") {
				t.Errorf("%s has fieldsMatch, which its profile wants otherwise than its own text", table.Name)
			}
		}
	}
	var parts struct{ Resources []json.RawMessage }
	if err := json.Unmarshal([]byte(text), &parts); err != nil || len(parts.Resources) != len(content.Tables()) {
		t.Fatalf("%d resources: %v", len(parts.Resources), err)
	}
	for _, r := range parts.Resources {
		if err := valid(resource, string(r)); err != nil {
			t.Error(err)
		}
	}
}

// TestDescriptor reads single members of the descriptor.
func TestDescriptor(t *testing.T) {
	var d struct {
		Profile  string `json:"$schema"`
		Created  string
		Licenses []struct{ Name, Path, Title string }

		Resources []struct {
			Profile string `json:"$schema"`
			Name    string
			Schema  struct {
				Fields     []struct{ Name, Type, Format, Description, Unit string }
				PrimaryKey []string
			}
		}
	}
	if err := json.Unmarshal([]byte(described(t)), &d); err != nil {
		t.Fatal(err)
	}
	if d.Created != "2026-11-23T00:00:00Z" || d.Profile != "https://datapackage.org/profiles/2.0/datapackage.json" {
		t.Errorf("of %s, by %s", d.Created, d.Profile)
	}
	if len(d.Licenses) != 1 || d.Licenses[0].Name != "CC-BY-4.0" || d.Licenses[0].Title != "CC BY 4.0" {
		t.Errorf("the licence is %v", d.Licenses)
	}
	types := map[string]string{}
	for _, r := range d.Resources {
		table, _ := content.TableOf(r.Name)
		if len(r.Schema.Fields) != len(table.Columns) || r.Profile != "https://datapackage.org/profiles/2.0/dataresource.json" {
			t.Errorf("%s has %d columns in the descriptor and %d in the table", r.Name, len(r.Schema.Fields), len(table.Columns))
		}
		for i, f := range r.Schema.Fields {
			types[r.Name+"."+f.Name] = strings.TrimSuffix(f.Type+"/"+f.Format, "/")
			if f.Name != table.Columns[i].Name || f.Description == "" {
				t.Errorf("%s: column %d is %+v", r.Name, i, f)
			}
		}
	}
	for name, want := range map[string]string{"costs.amount": "number", "costs.line": "integer", "costs.by_city": "boolean", "costs.date": "date",
		"costs.url": "string/uri", "people.from": "string", "entries.sdg": "string", "partners.lat": "number", "letters.number": "integer"} {
		if types[name] != want {
			t.Errorf("%s is %q, want %q", name, types[name], want)
		}
	}
}

// TestDescriptorOfLess wants a site with drafts not to promise what these may lack, one
// without a licence to have none, and one of its own to say where it can be read.
func TestDescriptorOfLess(t *testing.T) {
	for _, table := range content.Tables() {
		whole, _ := json.Marshal(SchemaOf(table.Table, "en", true))
		drafts, _ := json.Marshal(SchemaOf(table.Table, "en", false))
		if !strings.Contains(string(whole), `"required":true`) || strings.Contains(string(drafts), `"required"`) {
			t.Errorf("%s: %s", table.Name, drafts)
		}
	}
	set := demonstration(t)
	for licence, want := range map[string]string{"": "", "Our own": `"licenses":[{"path":"https://abroad.valmont.example/data/","title":"Our own"}],`} {
		set.Settings().Licence = licence
		var b, compact bytes.Buffer
		if err := DataPackage(&b, set); err != nil {
			t.Fatal(err)
		}
		if err := json.Compact(&compact, b.Bytes()); err != nil {
			t.Fatal(err)
		}
		if text := compact.String(); !strings.Contains(text, want) || strings.Contains(text, `"licenses"`) != (want != "") {
			t.Errorf("%q: %.600s", licence, text)
		}
	}
}

// TestLicence wants licences as people write them to be known.
func TestLicence(t *testing.T) {
	for written, want := range map[string]string{"CC BY 4.0": "CC-BY-4.0", "Creative Commons Attribution 4.0": "CC-BY-4.0", "cc-by-sa-4.0": "CC-BY-SA-4.0",
		"Licence Ouverte 2.0": "etalab-2.0", "ODbL": "ODbL-1.0", "https://creativecommons.org/publicdomain/zero/1.0/": "CC0-1.0",
		"CC BY-NC 4.0": "", "Our own": "", "": ""} {
		if l := (&content.Settings{Licence: written}).OfData(); l.ID != want || l.Title != written || (l.Address == "") != (want == "") {
			t.Errorf("%q is %+v", written, l)
		}
	}
	if l := (&content.Settings{Licence: "https://example.org/licence"}).OfData(); l.Address != "https://example.org/licence" || l.ID != "" {
		t.Errorf("an address is %+v", l)
	}
}

// given writes the descriptor and the tables of the demonstration into a folder.
func given(t *testing.T) (dir string) {
	dir = t.TempDir()
	set := demonstration(t)
	write := func(name string, render func(*bytes.Buffer, *content.Set) error) {
		var b bytes.Buffer
		if err := render(&b, set); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, table := range content.Tables() {
		write(table.Name+".csv", writers[table.Name+".csv"])
	}
	write("datapackage.json", DataPackage)
	return dir
}

// TestRows has all rows of the demonstration's tables read by the libraries of those
// who keep the standard, which have to refuse broken ones.
func TestRows(t *testing.T) {
	const tools = "../../.tools/node_modules"
	node, err := exec.LookPath("node")
	if err != nil {
		need(t, "node")
	}
	if _, err := os.Stat(filepath.Join(tools, "datapackage")); err != nil {
		need(t, "datapackage")
	}
	dir := given(t)
	read := func() (string, error) {
		var out, wrong bytes.Buffer
		cmd := exec.Command(node, "testdata/rows.js", tools, filepath.Join(dir, "datapackage.json"))
		cmd.Stdout, cmd.Stderr = &out, &wrong
		if err := cmd.Run(); err != nil {
			return "", fmt.Errorf("%w: %s", err, wrong.String())
		}
		return out.String(), nil
	}
	got, err := read()
	if err != nil {
		t.Fatal(err)
	}
	set, want := demonstration(t), ""
	for _, table := range content.Tables() {
		n := 0
		for range table.Rows(set) {
			n++
		}
		want += fmt.Sprintln(table.Name, n)
	}
	if got != want {
		t.Errorf("read were\n%s, and there are\n%s", got, want)
	}
	for _, x := range []struct{ what, file, old, with string }{
		{"a comma in an amount", "costs.csv", ",742.00,EUR", `,"742,00",EUR`},
		{"a day that is none", "travellers.csv", "2025-01-21", "2025-02-30"},
		{"a column that is called otherwise", "people.csv", "id,url,name", "id,url,who"},
		{"an entry that is not there", "measures.csv", "\noutcomes/2025-06-courtyard-days,1,", "\noutcomes/2025-06-courtyard,1,"},
		{"two rows with one key", "partners.csv", "\nenergy-cities,", "\nexeter,"},
		{"a choice that is none", "partners.csv", ",university,", ",school,"},
		{"a name left out", "people.csv", ",Hélène Vasseur,", ",,"},
		{"a package without tables", "datapackage.json", `"resources": [`, `"resources": [], "others": [`},
		{"a type that is none", "datapackage.json", `"type": "number"`, `"type": "nombre"`},
	} {
		file := filepath.Join(dir, x.file)
		before, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		broken := strings.Replace(string(before), x.old, x.with, 1)
		if err := os.WriteFile(file, []byte(broken), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := read(); err == nil || broken == string(before) {
			t.Errorf("%s, and nothing is said", x.what)
		} else {
			t.Logf("%s: %v", x.what, err)
		}
		if err := os.WriteFile(file, before, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
