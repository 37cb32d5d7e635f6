package export

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parvis/generator/content"
	"parvis/generator/fields"
)

var update = flag.Bool("update", false, "write what the version of the schemas has, where it is a new one")

// TestSchemaVersion holds what each version of the schemas has: who publishes by
// one has to be told when a column changes.
func TestSchemaVersion(t *testing.T) {
	var b strings.Builder
	for _, table := range content.Tables() {
		for _, f := range SchemaOf(table.Table, "en", true).Fields {
			fmt.Fprintf(&b, "%s.%s %s %s", table.Name, f.Name, f.Type, f.Format)
			if f.Constraints != nil {
				fmt.Fprint(&b, " ", *f.Constraints)
			}
			b.WriteByte('\n')
		}
	}
	name := filepath.Join("testdata", "schemas-"+schemaVersion+".txt")
	want, err := os.ReadFile(name)
	if os.IsNotExist(err) && *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err != nil || string(want) != b.String() {
		t.Errorf("the tables are not those of version %s: raise schemaVersion and schemaModified, then run this with -update, which writes %s", schemaVersion, name)
	}
	for _, day := range []string{schemaCreated, schemaModified} {
		if !regexp.MustCompile(`^20\d\d-[01]\d-[0-3]\d$`).MatchString(day) || day < schemaCreated {
			t.Errorf("%q is not a day on which the schemas can have changed", day)
		}
	}
	if !regexp.MustCompile(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$`).MatchString(schemaVersion) {
		t.Errorf("%q is not a semantic version", schemaVersion)
	}
}

// TestPublicSchemas wants each table's schema to have what a public register asks
// for, and a README with every column, in each language.
func TestPublicSchemas(t *testing.T) {
	for _, lang := range fields.Languages {
		s := *demonstration(t).Settings()
		s.Language = lang
		for _, table := range content.Tables() {
			var b, readme bytes.Buffer
			if err := PublicSchema(&b, table, &s); err != nil {
				t.Fatal(err)
			}
			var d map[string]any
			if err := json.Unmarshal(b.Bytes(), &d); err != nil {
				t.Fatal(err)
			}
			for name, form := range map[string]string{"$schema": `^https://frictionlessdata\.io/schemas/table-schema\.json$`, "name": `^[a-z]+(-[a-z]+)+$`,
				"title": `\S`, "description": `\S`, "countryCode": `^[A-Z]{2}$`, "homepage": `^https://\S+/data/$`,
				"path":    `^https://\S+/data/schema/` + table.Name + `/schema\.json$`,
				"created": `^` + schemaCreated + `$`, "lastModified": `^` + schemaModified + `$`, "version": `^\d+\.\d+\.\d+$`,
				"contributors": `title:Valmont-sur-Eure`, "resources": table.Name + `\.csv`, "licenses": `CC-BY-4\.0`} {
				if text := fmt.Sprint(d[name]); !regexp.MustCompile(form).MatchString(text) {
					t.Errorf("%s in %s: %s is %s", table.Name, lang, name, text)
				}
			}
			SchemaReadme(&readme, table, &s)
			for _, c := range table.Columns {
				if !strings.Contains(readme.String(), "\n| `"+c.Name+"` | ") || !strings.Contains(readme.String(), c.Says.In(lang)) {
					t.Errorf("%s in %s: the README does not tell of %s", table.Name, lang, c.Name)
				}
			}
			if found := regexp.MustCompile(`.{0,20}[ \x{a0}][;:!?].{0,20}`).FindString(readme.String()); found != "" && lang == "fr" {
				t.Errorf("%s: French typography of “%s”", table.Name, found)
			}
			if text := readme.String(); !strings.Contains(text, schemaVersion) || strings.Contains(text, "%") || !strings.Contains(text, fmt.Sprint(d["path"])) {
				t.Errorf("the README of %s in %s is\n%s", table.Name, lang, text)
			}
		}
		var all bytes.Buffer
		SchemasReadme(&all, &s)
		for _, f := range schemaFiles(&s) {
			if link := "](" + strings.TrimPrefix(f.Path, "data/schema/") + ")"; !strings.Contains(all.String(), link) {
				t.Errorf("the list of schemas in %s does not lead to %s", lang, f.Path)
			}
		}
	}
}

// TestRowsBySchema has the demonstration's tables read by their public schemas with
// the library of those who keep the standard, which has to refuse broken ones.
func TestRowsBySchema(t *testing.T) {
	const tools = "../../.tools/node_modules"
	node, err := exec.LookPath("node")
	if err != nil {
		need(t, "node")
	}
	if _, err := os.Stat(filepath.Join(tools, "tableschema")); err != nil {
		need(t, "tableschema")
	}
	dir, set := given(t), demonstration(t)
	read := func(schema, rows string) error {
		said, err := exec.Command(node, "testdata/table.js", tools, schema, rows).CombinedOutput()
		if err != nil {
			return fmt.Errorf("%w: %s", err, said)
		}
		return nil
	}
	for _, table := range content.Tables() {
		var b bytes.Buffer
		if err := PublicSchema(&b, table, set.Settings()); err != nil {
			t.Fatal(err)
		}
		schema, rows := filepath.Join(dir, table.Name+".schema.json"), filepath.Join(dir, table.Name+".csv")
		if err := os.WriteFile(schema, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := read(schema, rows); err != nil {
			t.Errorf("%s: %v", table.Name, err)
		}
		if table.Name != "costs" {
			continue
		}
		for _, x := range []struct{ file, old, with string }{
			{rows, ",742.00,EUR", `,"742,00",EUR`}, {rows, "2025-01-21", "2025-02-30"}, {rows, "entry,line", "entry,row"}, {rows, ",transport,", ",flight,"},
			{schema, `"type": "number"`, `"type": "nombre"`}, {schema, `"fields": [`, `"fields": [], "others": [`},
		} {
			before, err := os.ReadFile(x.file)
			if err != nil {
				t.Fatal(err)
			}
			broken := strings.Replace(string(before), x.old, x.with, 1)
			if err := os.WriteFile(x.file, []byte(broken), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := read(schema, rows); err == nil || broken == string(before) {
				t.Errorf("%s in the place of %s, and nothing is said", x.with, x.old)
			}
			if err := os.WriteFile(x.file, before, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
