package frontmatter

import (
	"maps"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// Value is one field's value and where it stands. Given is false when the
// field is absent, empty or could not be read; Bad only in the last case,
// when the problem has been reported already.
type Value[T any] struct {
	V     T
	At    source.Span
	Given bool
	Bad   bool
}

// OK tells whether there is a value to check further: nothing follows from a
// field that already failed.
func (v Value[T]) OK() bool { return v.Given && !v.Bad }

func bad[T any](at source.Span) Value[T] { return Value[T]{At: at, Bad: true} }

func given[T any](v T, at source.Span) Value[T] { return Value[T]{V: v, At: at, Given: true} }

// form reports a value of the wrong shape.
func (m *Map) form(name string, n *yaml.Node, want, fix catalog.Message) {
	is := map[yaml.Kind]catalog.Message{
		yaml.ScalarNode: catalog.Say("one text"), yaml.SequenceNode: catalog.Say("a list"), yaml.MappingNode: catalog.Say("a group of fields"),
	}[n.Kind]
	at := m.doc.span(n)
	if at.Start == at.End {
		at = m.place(name)
	}
	m.doc.report(FieldForm.At(at, "%q has to be %s, not %s", name, want, is).To("%s", fix))
}

// Bool reads true or false. Of a word that means one of them and has to be written
// otherwise it is V, so that nothing further is said to follow.
func (m *Map) Bool(name string) Value[bool] {
	m.ask("Bool", name, Optional)
	v := m.Code(name, Optional)
	if !v.OK() {
		return Value[bool]{At: v.At, Bad: v.Bad}
	}
	if v.V != "true" && v.V != "false" {
		d := FieldForm.At(v.At, "%q has to be true or false", name).To("write true or false")
		word := FlagOf(v.V)
		if word != "" {
			d = Put(d.To("write %s: %s", name, word), v, word)
		}
		m.doc.report(d)
		return Value[bool]{V: word == "true", At: v.At, Bad: true}
	}
	return given(v.V == "true", v.At)
}

// FlagOf is true or false where a word of one of the four languages means it, ""
// where none does.
func FlagOf(word string) string {
	switch strings.Trim(folded(word), ".!") {
	case "true", "yes", "y", "on", "oui", "si", "sim", "1", "vrai", "verdadero", "verdadeiro":
		return "true"
	case "false", "no", "n", "off", "non", "nao", "0", "faux", "falso":
		return "false"
	}
	return ""
}

// Choice reads one of a few words.
func (m *Map) Choice(name string, p Presence, options ...string) Value[string] {
	m.ask("Choice", name, p)
	return m.chosen(name, m.Code(name, p), options)
}

// Choices reads several of a few words; one alone is a list of one.
func (m *Map) Choices(name string, p Presence, options ...string) []Value[string] {
	m.ask("Choices", name, p)
	var out []Value[string]
	for _, v := range m.Codes(name, p) {
		if v = m.chosen(name, v, options); v.OK() {
			out = append(out, v)
		}
	}
	return out
}

// chosen is a value that is one of a few words; of any other it is said which is meant.
func (m *Map) chosen(name string, v Value[string], options []string) Value[string] {
	if !v.OK() || slices.Contains(options, v.V) {
		return v
	}
	d := UnknownChoice.At(v.At, "%s is not one of the words for %q", show(v.V), name).To("write one of: %s", strings.Join(options, ", "))
	if meant := fields.Meant(strings.ReplaceAll(folded(v.V), "’", "'"), options); meant != "" {
		d = Put(d.To("write %s: %s", name, meant), v, meant)
	} else if near := Nearest(v.V, options); near != "" {
		d = d.To("write %q if that is what you mean; known here: %s", near, strings.Join(options, ", "))
		if meant := Meant(v.V, options); meant != "" {
			d = Put(d, v, meant)
		}
	}
	m.doc.report(d)
	return bad[string](v.At)
}

// Map reads a field that is a mapping; nil when it is absent or of another
// form, which is reported.
func (m *Map) Map(name string, p Presence) *Map {
	m.ask("Map", name, p)
	n := m.value(name, p)
	if n == nil {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		m.form(name, n, catalog.Say("a group of fields"),
			catalog.Say("write its fields below %q, each on a line of its own with two spaces before it", name+":"))
		return nil
	}
	return m.within(name, n)
}

// Maps reads a list of mappings; one mapping alone is a list of one. How an
// item begins is shown where something else stands there.
func (m *Map) Maps(name string) []*Map { return m.MapsOr(name, nil) }

// MapsOr is Maps, and hands over a text that stands in the place of an item, where
// something better can be said of it than that it is none.
func (m *Map) MapsOr(name string, text func(Value[string])) []*Map {
	m.ask("Maps", name, Optional)
	n := m.value(name, Optional)
	if n == nil {
		return nil
	}
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = m.rejoined(name, n.Content)
	}
	var out []*Map
	for _, item := range items {
		if text != nil && item.Kind == yaml.ScalarNode && !null(item) {
			text(m.bare(given(item.Value, m.doc.span(item))))
			continue
		}
		if item.Kind != yaml.MappingNode {
			f, _ := fields.Find(m.table, name)
			m.form(name, item, catalog.Say("a list of groups of fields"), catalog.Say("write each below %q as “  - {%s}”", name+":", f.Begins()))
			continue
		}
		out = append(out, m.within(name, item))
	}
	return out
}

// Shape is the form a value is written in.
type Shape int

// The shapes.
const (
	Absent Shape = iota
	Scalar
	Sequence
	Mapping
)

// Shape tells in which form a field is written, for fields that have a short
// and a long form, and marks the field known.
func (m *Map) Shape(name string) Shape {
	m.ask("Shape", name, Optional)
	m.find(name)
	return m.shape(name)
}

func (m *Map) shape(name string) Shape {
	f := m.get(name)
	if f == nil || null(f.value) {
		return Absent
	}
	switch f.value.Kind {
	case yaml.ScalarNode:
		return Scalar
	case yaml.SequenceNode:
		return Sequence
	case yaml.MappingNode:
		return Mapping
	}
	return Absent
}

// Items reads a list whose items are a text or a mapping each, calling one
// function or the other for every item; a value alone is a list of one.
func (m *Map) Items(name string, p Presence, text func(Value[string]), mapping func(*Map)) {
	m.ask("Items", name, p)
	n := m.value(name, p)
	if n == nil {
		return
	}
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	if len(items) == 0 && p == Required {
		m.doc.report(FieldMissing.At(m.place(name), "%q is an empty list", name).To("write at least one value"))
	}
	for _, item := range items {
		switch {
		case item.Kind == yaml.ScalarNode && !null(item):
			text(m.bare(given(item.Value, m.doc.span(item))))
		case item.Kind == yaml.MappingNode:
			mapping(m.within(name, item))
		default:
			m.form(name, item, catalog.Say("a list of texts or of groups of fields"), catalog.Say("write one value a line, each behind a dash"))
		}
	}
}

// Words is a text that readers see: one for all languages, under the key "",
// or one a language.
type Words map[string]string

// In returns the text in a language, else in the fallback language, else any
// one that there is.
func (w Words) In(lang, fallback string) string {
	for _, l := range []string{lang, "", fallback, "en"} {
		if s, ok := w[l]; ok {
			return s
		}
	}
	for _, l := range slices.Sorted(maps.Keys(w)) {
		return w[l]
	}
	return ""
}

// Words reads a name that may be text, or a mapping by language.
func (m *Map) Words(name string, p Presence, languages []string) Value[Words] {
	m.ask("Words", name, p)
	if m.Shape(name) != Mapping {
		v := m.Text(name, p)
		return Value[Words]{V: Words{"": v.V}, At: v.At, Given: v.Given, Bad: v.Bad}
	}
	in := m.Map(name, p)
	w := Words{}
	if len(in.fields) == 0 && p == Required {
		m.doc.report(FieldMissing.At(m.place(name), "%q has no text in any language", name).To("write it behind %q, or below it one language a line", name+":"))
	}
	for _, lang := range in.Keys() {
		known := false
		for _, l := range languages {
			known = known || l == lang
		}
		if !known {
			continue // Close names it
		}
		if v := in.Text(lang, Required); v.OK() {
			w[lang] = v.V
		}
	}
	for _, l := range languages {
		in.find(l)
	}
	in.Close()
	return Value[Words]{V: w, At: m.KeyAt(name), Given: len(w) > 0, Bad: len(w) == 0}
}
