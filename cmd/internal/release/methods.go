package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
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

const (
	checkModule = "github.com/jba/templatecheck" // of what checks templates
	checkFile   = "check.go"
	fillFile    = "src/text/template/exec.go" // what fills in templates, in Go's folder
	ownFile     = "generator/render/methods.go"
)

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

// askingByName is the code of a file with what it asks for by names that are written in it.
func askingByName(file, function string, names []string) ([]byte, error) {
	code, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	text := string(code)
	if strings.Count(text, "MethodByName(") != 1 || strings.Count(text, byName) != 1 || strings.Contains(text, ".Method(") {
		return nil, fmt.Errorf("%s: it does not ask for methods as it did, by one “%s”: see what it does now", file, byName)
	}
	return []byte(strings.Replace(text, byName, "methodNamed(ptr, fieldName)", 1) + asking(function, names)), nil
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

// slimChecker writes the module that checks templates into a folder.
func slimChecker(module, dir string, names []string) error {
	files, err := filepath.Glob(filepath.Join(module, "*.go"))
	if err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(module, "go.mod"))
	if err != nil {
		return err
	}
	errs := []error{write(filepath.Join(dir, "go.mod"), mod)}
	for _, file := range files {
		name := filepath.Base(file)
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		code, err := os.ReadFile(file)
		if name == checkFile {
			code, err = askingByName(file, askingType, names)
		}
		errs = append(errs, err, write(filepath.Join(dir, name), code))
	}
	return errors.Join(errs...)
}

// slimTemplates writes into dir what stands in the place of the files of Go and of parvis
// that ask for methods, and returns which of them stands for which.
func slimTemplates(root, goRoot, dir string, names []string) (map[string]string, error) {
	if strings.Contains(filepath.ToSlash(goRoot), "/golang.org/toolchain@") {
		return nil, fmt.Errorf("%s: of a Go that was fetched as a module no file can be replaced: install this Go, and set GOTOOLCHAIN=local", goRoot)
	}
	fill, err := askingByName(filepath.Join(goRoot, filepath.FromSlash(fillFile)), askingValue, names)
	if err != nil {
		return nil, err
	}
	var quoted []string
	for _, name := range names {
		quoted = append(quoted, fmt.Sprintf("%q", name))
	}
	here := fmt.Appendf(nil, own, strings.Join(quoted, ", "))
	here = append(here, asking(askingType, names)...)
	filled, checked := filepath.Join(dir, "exec.go.txt"), filepath.Join(dir, "methods.go.txt")
	return map[string]string{
		filepath.Join(goRoot, filepath.FromSlash(fillFile)): filled,
		filepath.Join(root, filepath.FromSlash(ownFile)):    checked,
	}, errors.Join(write(filled, fill), write(checked, here))
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
