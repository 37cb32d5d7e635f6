package schema_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"testing"

	"parvis/generator/fields"
	"parvis/generator/schema"
)

// TestAjv has the schemas read by the library that most programs on the web use,
// which finds words that no schema has: the smallest files of each kind fit, and none with an unknown name
// or without its first field.
func TestAjv(t *testing.T) {
	const tools = "../../.tools/node_modules"
	if _, err := os.Stat(tools + "/ajv/dist/2020.js"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("ajv is missing; “make tools” gets it")
		}
		t.Skip("ajv is missing; “make tools” gets it")
	}
	read := func(schema []byte, values ...any) ([]bool, error) {
		in, err := json.Marshal(map[string]any{"schema": json.RawMessage(schema), "values": values})
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("node", "testdata/ajv.js", tools)
		cmd.Stdin = bytes.NewReader(in)
		var said bytes.Buffer
		cmd.Stderr = &said
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("%w: %s", err, said.String())
		}
		var fits []bool
		return fits, json.Unmarshal(out, &fits)
	}
	for _, kind := range fields.Kinds {
		text, err := schema.Kind(kind, "fr", "https://abroad.example.org/data/schema/"+kind.One()+".json")
		if err != nil {
			t.Fatal(err)
		}
		first := kind.Fields()[slices.IndexFunc(kind.Fields(), func(f fields.Field) bool { return f.Presence == fields.Required })].Name
		fits, err := read(text, load(t, smallest[kind]), load(t, with(kind, "zzz: a")), load(t, with(kind, first+": ")))
		if err != nil || !slices.Equal(fits, []bool{true, false, false}) {
			t.Errorf("%s: %v, %v", kind, fits, err)
		}
		if _, err := read(bytes.Replace(text, []byte(`"type": "object"`), []byte(`"type": "objekt"`), 1)); err == nil {
			t.Errorf("a schema of %s with a type that is none is taken", kind)
		}
	}
}
