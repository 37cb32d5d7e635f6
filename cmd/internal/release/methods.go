package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parvis/generator/site"
)

// A program that asks for a method by a name which is not written in it has to hold all
// methods of all its types. Templates ask so: Go's own, those that are checked, and the
// programs that are made of them. A release asks for the methods that a template can name,
// one by one, so that the linker leaves out all others, which is 2.7 MB of a program that
// may have 25. A method that is left out is none for a template: it says so, and does
// nothing else.

// byName is the one place in a file of others where a method is asked for by its name.
const byName = "ptr.MethodByName(fieldName)"

// askingValue and askingType ask a value and a type for a method.
const (
	askingValue = `
func methodNamed(of reflect.Value, name string) (none reflect.Value) {
	switch name {%s	}
	return none
}
`
	askingType = `
func methodNamed(of reflect.Type, name string) (none reflect.Method, there bool) {
	switch name {%s	}
	return none, false
}
`
)

// asking is the code of a function that asks for methods by these names.
func asking(function string, names []string) string {
	var b strings.Builder
	b.WriteString("\n")
	for _, name := range names {
		fmt.Fprintf(&b, "\tcase %q:\n\t\treturn of.MethodByName(%q)\n", name, name)
	}
	return fmt.Sprintf(function, b.String())
}

// askingByName is code with what it asks for by names that are written in it.
func askingByName(code, function string, names []string) (string, error) {
	if strings.Count(code, "MethodByName(") != 1 || strings.Count(code, byName) != 1 || strings.Contains(code, ".Method(") {
		return "", fmt.Errorf("it does not ask for methods as it did, by one “%s”: see what it does now", byName)
	}
	return strings.Replace(code, byName, "methodNamed(ptr, fieldName)", 1) + asking(function, names), nil
}

// own is what stands in the place of parvis' own file that asks for methods.
const own = `package render

import "reflect"

func hasMethod(t reflect.Type, name string) bool {
	_, has := methodNamed(t, name)
	return has
}

func methodsOf(t reflect.Type) (names []string) {
	for _, name := range [...]string{%s} {
		if hasMethod(t, name) {
			names = append(names, name)
		}
	}
	return names
}
`

// ownAsking is the code of parvis' own file with the names written in it.
func ownAsking(names []string) string {
	var quoted []string
	for _, name := range names {
		quoted = append(quoted, strconv.Quote(name))
	}
	return fmt.Sprintf(own, strings.Join(quoted, ", ")) + asking(askingType, names)
}

// methodNames are the names of the methods that templates can call: all of the types that
// a theme is given, and whatever the other templates of parvis name, sorted.
func methodNames(root string) ([]string, error) {
	names := map[string]bool{}
	seen := map[reflect.Type]bool{}
	for _, given := range site.Layouts {
		noteMethods(reflect.TypeOf(given), seen, names)
	}
	noteMethods(reflect.TypeFor[site.Mailed](), seen, names)
	if err := noteNamed(filepath.Join(root, "generator"), names); err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(names)), nil
}

// noteMethods notes the methods of a type, and of all types that a template can get to
// from it.
func noteMethods(t reflect.Type, seen map[reflect.Type]bool, names map[string]bool) {
	if seen[t] {
		return
	}
	seen[t] = true
	for i := range t.NumMethod() {
		m := t.Method(i)
		names[m.Name] = true
		for out := range m.Type.NumOut() {
			noteMethods(m.Type.Out(out), seen, names)
		}
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		noteMethods(t.Elem(), seen, names)
	case reflect.Map:
		noteMethods(t.Key(), seen, names)
		noteMethods(t.Elem(), seen, names)
	case reflect.Func:
		for out := range t.NumOut() {
			noteMethods(t.Out(out), seen, names)
		}
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() || f.Anonymous {
				noteMethods(f.Type, seen, names)
			}
		}
	}
	if t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface {
		noteMethods(reflect.PointerTo(t), seen, names) // a template can call those too
	}
}

var (
	gap     = regexp.MustCompile(`(?s)\{\{.*?\}\}|\[\[.*?\]\]`) // of a template, as those of parvis write it
	named   = regexp.MustCompile(`\.([A-Z]\w*)`)
	written = regexp.MustCompile("Parse\\(`[^`]*`\\)") // in code
)

// noteNamed notes what the templates in a folder name behind a dot; names of fields among
// them cost nothing.
func noteNamed(folder string, names map[string]bool) error {
	return filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "testdata":
			return fs.SkipDir
		case d.IsDir() || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		switch {
		case !utf8.Valid(text):
			return nil
		case filepath.Ext(file) == ".go":
			text = bytes.Join(written.FindAll(text, -1), nil)
		}
		for _, g := range gap.FindAll(text, -1) {
			for _, m := range named.FindAllSubmatch(g, -1) {
				names[string(m[1])] = true
			}
		}
		return nil
	})
}
