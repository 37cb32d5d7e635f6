package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Methods of what a theme is given, of what these give and of what lies in them are named,
// and whatever a template of parvis names; but nothing that tests name.
func TestMethodNames(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"desk/client/pages.html":   "{{range .Kinds}}{{$x.Asked.Twice}}{{end}} .Text",
		"newcity/city/publish.yml": "on: [[.Named]]",
		"render/code.go":           "package x\n\n// {{.Spoken}}\nvar a = template.Must(template.New(``).Parse(`{{.Parsed}}`))\n",
		"render/code_test.go":      "package x\n\nvar a = template.Must(template.New(``).Parse(`{{.Tested}}`))\n",
		"render/testdata/x.html":   "{{.Tried}}",
		"catalog/fr.gz":            "\xff{{.Packed}}",
	} {
		if err := write(filepath.Join(root, "generator", name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	names, err := methodNames(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Weekday", "String", "Nanoseconds", "Kinds", "Asked", "Twice", "Named", "Parsed"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is not named", want)
		}
	}
	for _, not := range []string{"Spoken", "Tested", "Tried", "Packed"} {
		if slices.Contains(names, not) {
			t.Errorf("%s is named", not)
		}
	}
}

// Where others ask for methods in another way than they did, nothing is released.
func TestAskingByName(t *testing.T) {
	for text, fails := range map[string]bool{
		"x := " + byName + "\n":                          false,
		"x := ptr.MethodByName(name)\n":                  true,
		"x, y := " + byName + ", " + byName + "\n":       true,
		"x, y := " + byName + ", ptr.MethodByName(n)\n":  true,
		"x, y := " + byName + ", ptr.Type().Method(0)\n": true,
	} {
		code, err := askingByName(text, askingValue, []string{"A", "B"})
		if (err != nil) != fails {
			t.Errorf("%s: %v", text, err)
		}
		if err == nil && (!strings.HasPrefix(code, "x := methodNamed(ptr, fieldName)\n") ||
			!strings.Contains(code, "\tcase \"B\":\n\t\treturn of.MethodByName(\"B\")\n")) {
			t.Errorf("%s", code)
		}
	}
}
