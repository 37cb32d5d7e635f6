package i18n

import (
	"bytes"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v4"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// This file reads the words of a file.

// parse returns the keys and values of the file in its order.
func (w *words) parse(data []byte) (func(yield func(key, value *yaml.Node) bool), error) {
	if i := bytes.IndexFunc(data, func(r rune) bool { return r == utf8.RuneError }); i >= 0 && !utf8.Valid(data) {
		return nil, w.errorf(1+bytes.Count(data[:i], []byte("\n")), "this is not UTF-8 text; save the file as UTF-8")
	}
	var document yaml.Node
	if err := yaml.Load(data, &document); err != nil {
		return nil, w.syntaxError(err)
	}
	if len(document.Content) != 1 || document.Content[0].Kind != yaml.MappingNode {
		line := 1 + bytes.Count(data[:said.FindIndex(append(data, "\n."...))[0]], []byte("\n"))
		return nil, w.errorf(line, "this is no list of words; %s", howToWrite)
	}
	return children(document.Content[0]), nil
}

// said finds a line that is neither empty nor a comment.
var said = regexp.MustCompile(`(?m)^[ \t]*[^#\s]`)

// children iterates over the keys and values of a mapping.
func children(mapping *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		for pair := range slices.Chunk(mapping.Content, 2) {
			if !yield(pair[0], pair[1]) {
				return
			}
		}
	}
}

// howToWrite is the remedy for what cannot be read.
var howToWrite = catalog.Say("write each on a line of its own, as “name: text”, and a text that holds “: ” or starts with a bracket in quotes")

// syntaxError puts the position of an error of the YAML parser in front, if it
// has one.
func (w *words) syntaxError(err error) error {
	e, ok := errors.AsType[*yaml.LoadError](err)
	switch {
	case !ok:
		return catalog.Say("%s: %s; %s", w.file, err, howToWrite)
	case e.Mark.Line == 0:
		return catalog.Say("%s: %s; %s", w.file, e.Message, howToWrite)
	}
	return w.errorf(e.Mark.Line, "%s; %s", e.Message, howToWrite)
}

func (w *words) errorf(line int, format string, args ...any) error {
	return catalog.Say("%s:%d: %s", w.file, line, catalog.Say(format, args...))
}

func (e entry) wrong(format string, args ...any) error {
	return catalog.Say("%s:%d: %s", e.file, e.line, catalog.Say(format, args...))
}

// add takes in one message of the file and returns it in go-i18n's form, or nil for one
// that is no change.
func (w *words) add(key, value *yaml.Node) (*goi18n.Message, error) {
	if !isText(key) {
		return nil, w.errorf(key.Line, "the key %s is not a text", key.Value)
	}
	if first, ok := w.entries[key.Value]; ok {
		return nil, w.errorf(key.Line, "%s stands already in line %d; take one of the two out", key.Value, first.line)
	}
	// Even a faulty message is taken in, so that a second one is noticed.
	e := entry{file: w.file, line: key.Line}
	w.entries[key.Value] = e

	forms, err := w.forms(key.Value, value)
	if err != nil {
		return nil, err
	}
	e.forms = forms
	for _, form := range slices.Sorted(maps.Keys(forms)) {
		if strings.ContainsFunc(forms[form], source.Barred) {
			return nil, w.errorf(value.Line, "%s: an invisible control character stands in this text; delete it", key.Value)
		}
		if source.OpenDirection(forms[form]) >= 0 {
			return nil, w.errorf(
				value.Line,
				"%s: an invisible sign turns the direction of writing, and nothing turns it back within this text; delete it",
				key.Value,
			)
		}
		f, err := parseFiller(forms[form])
		if err != nil {
			return nil, w.errorf(value.Line, "%s: %s", key.Value, err)
		}
		for _, name := range f.names {
			if !slices.Contains(e.names, name) {
				e.names = append(e.names, name)
			}
		}
	}
	w.entries[key.Value] = e
	if e, known := w.unchanged[key.Value]; known && maps.Equal(forms, e.forms) {
		return nil, nil
	}
	delete(w.plain, key.Value)
	if len(forms) == 1 && len(e.names) == 0 {
		w.plain[key.Value] = forms["other"]
	}
	return message(key.Value, forms)
}

// message makes a message of its plural forms. A form that a translator left
// out reads like other; go-i18n takes it for an error.
func message(key string, forms map[string]string) (*goi18n.Message, error) {
	m, err := goi18n.NewMessage(forms)
	if err != nil {
		return nil, err
	}
	m.ID = key
	for _, form := range []*string{&m.Zero, &m.One, &m.Two, &m.Few, &m.Many} {
		if *form == "" {
			*form = m.Other
		}
	}
	return m, nil
}

var pluralForms = []string{"zero", "one", "two", "few", "many", "other"}

// forms returns the plural forms of a message, or its one text as "other".
func (w *words) forms(key string, value *yaml.Node) (map[string]string, error) {
	if value.Kind != yaml.MappingNode {
		text, err := w.text(key, value)
		return map[string]string{"other": text}, err
	}
	forms := make(map[string]string)
	for form, text := range children(value) {
		if form.Kind == yaml.MappingNode {
			return nil, w.errorf(form.Line, "%s: a text that begins with {{ needs quotes", key)
		}
		if !slices.Contains(pluralForms, form.Value) {
			return nil, w.errorf(form.Line, "%s: %q is not a plural form (%s)", key, form.Value, strings.Join(pluralForms, ", "))
		}
		if _, ok := forms[form.Value]; ok {
			return nil, w.errorf(form.Line, "%s: %s stands there twice", key, form.Value)
		}
		var err error
		if forms[form.Value], err = w.text(key+": "+form.Value, text); err != nil {
			return nil, err
		}
	}
	if _, ok := forms["other"]; !ok {
		return nil, w.errorf(value.Line, "%s: the form other is missing", key)
	}
	return forms, nil
}

// text returns the text of a node.
func (w *words) text(name string, node *yaml.Node) (string, error) {
	switch {
	case node.Kind == yaml.ScalarNode && node.ShortTag() == "!!null", isText(node) && node.Value == "":
		return "", w.errorf(node.Line, "%s has no text", name)
	case node.Kind == yaml.ScalarNode && !isText(node):
		return "", w.errorf(node.Line, "%s: %s is not a text: put it in quotes", name, node.Value)
	case !isText(node):
		return "", w.errorf(node.Line, "%s is not a text", name)
	}
	return node.Value, nil
}

func isText(node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode && node.ShortTag() == "!!str"
}
