package frontmatter

import (
	"slices"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/fields"
	"parvis/generator/source"
)

// Map is one mapping of the front matter, read field by field.
type Map struct {
	doc    *document
	at     source.Span    // where the mapping stands; the opening fence for the whole block
	fields []field        // in the order written
	places map[string]int // of a mapping with very many fields: where each stands
	absent []string       // what has been asked for and is not written; not kept where a table says what is known
	flow   bool           // it is written within braces
	table  []fields.Field
	texts  bool   // it is that of a translation, in which nothing is required
	up     *Map   // the mapping in which it stands as the value of a field
	name   string // that field's name
	// refused are unknown fields of which somebody else has said so.
	refused []string
}

type field struct {
	name       string
	key, value *yaml.Node
	parted     bool // the value goes on behind a comma within braces
	asked      bool // somebody has asked for it
}

// fewFields is how many fields are looked through one by one, which is the
// quickest way for as many as a person writes.
const fewFields = 40

// get returns a field as it is written, nil for none.
func (m *Map) get(name string) *field {
	if len(m.fields) > fewFields {
		if i, ok := m.places[name]; ok {
			return &m.fields[i]
		}
		return nil
	}
	for i := range m.fields {
		if m.fields[i].name == name {
			return &m.fields[i]
		}
	}
	return nil
}

// add adds a field at the end.
func (m *Map) add(f field) {
	m.fields = append(m.fields, f)
	switch n := len(m.fields); {
	case n == fewFields+1:
		m.places = make(map[string]int, 2*n)
		for i, f := range m.fields {
			m.places[f.name] = i
		}
	case n > fewFields:
		m.places[f.name] = n - 1
	}
}

// Presence says whether a field may be left out.
type Presence bool

// The two presences.
const (
	Optional Presence = false
	Required Presence = true
)

func newMap(d *document, n *yaml.Node, at source.Span) *Map {
	m := &Map{doc: d, at: at}
	if n == nil {
		return m
	}
	m.fields = make([]field, 0, min(len(n.Content)/2, fewFields))
	m.flow = n.Style&yaml.FlowStyle != 0
	last := ""
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if m.goOn(last, key, value) {
			continue
		}
		key, value = m.apart(m.named(key), value)
		last = key.Value
		if first := m.get(key.Value); first != nil {
			d.few(DuplicateKey, func() source.Diagnostic {
				twice := DuplicateKey.At(d.span(key), "%s is written twice", show(key.Value)).See(d.span(first.key), "first written here")
				return d.again(first, key, value, twice)
			})
			last = ""
			continue
		}
		m.add(field{name: key.Value, key: key, value: value})
	}
	return m
}

// Describe says which fields the mapping may have. Without it they are those
// that have been asked for when it is closed.
func (m *Map) Describe(table []fields.Field) {
	m.table = table
	m.understand()
}

// DescribeTexts is Describe for a translation.
func (m *Map) DescribeTexts(table []fields.Field) {
	m.texts = true
	m.Describe(fields.Translatable(table))
}

// Asked is one question that a parser has put to the mappings of a file.
type Asked struct {
	Path     string // the names that lead to the field: cost.lines.amount
	Method   string // of Map
	Presence Presence
}

// Watch has every later question told, and those to the mappings within. Only
// a test that holds a parser against the table of fields needs it.
func (m *Map) Watch(tell func(Asked)) { m.doc.asked = tell }

func (m *Map) ask(method, name string, p Presence) {
	if m.doc.asked == nil {
		return
	}
	for in := m; in.up != nil; in = in.up {
		name = in.name + "." + name
	}
	m.doc.asked(Asked{name, method, p})
}

// within is the mapping that is the value of a field, or of an item of its
// list.
func (m *Map) within(name string, n *yaml.Node) *Map {
	in := newMap(m.doc, n, m.doc.span(n))
	in.up, in.name, in.texts = m, name, m.texts
	if f, ok := fields.Find(m.table, name); ok {
		in.Describe(f.Fields)
	}
	return in
}

// At is where the mapping stands.
func (m *Map) At() source.Span { return m.at }

// Report reports a problem of the mapping's file.
func (m *Map) Report(d source.Diagnostic) { m.doc.report(d) }

// Has tells whether the field is written with a value, and marks it known.
func (m *Map) Has(name string) bool {
	m.ask("Has", name, Optional)
	v, ok := m.find(name)
	return ok && !null(v)
}

// KeyAt is where the field's name stands, or where the mapping does.
func (m *Map) KeyAt(name string) source.Span {
	if f := m.get(name); f != nil {
		return m.doc.span(f.key)
	}
	return m.at
}

// Keys returns the names of all fields in the order written.
func (m *Map) Keys() []string {
	out := make([]string, len(m.fields))
	for i, f := range m.fields {
		out[i] = f.name
	}
	return out
}

// Written tells whether a field stands there, with a value or without.
func (m *Map) Written(name string) bool { return m.get(name) != nil }

// Unread returns the names of the fields that nobody has asked for, in the
// order written.
func (m *Map) Unread() []string {
	var out []string
	for _, f := range m.fields {
		if !f.asked {
			out = append(out, f.name)
		}
	}
	return out
}

func (m *Map) find(name string) (*yaml.Node, bool) {
	if f := m.get(name); f != nil {
		f.asked = true
		return f.value, true
	}
	if m.table == nil && !slices.Contains(m.absent, name) {
		m.absent = append(m.absent, name)
	}
	return nil, false
}

func null(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Style == 0 }

// value returns the field's node; nil when it is absent or empty, which is
// reported for a required field.
func (m *Map) value(name string, p Presence) *yaml.Node {
	n, ok := m.find(name)
	switch {
	case !ok && p == Required:
		m.doc.report(FieldMissing.At(m.at, "%q is missing", name).To("add a line %q", name+": …"))
		return nil
	case !ok:
		return nil
	case null(n) && p == Required:
		m.doc.report(FieldMissing.At(m.place(name), "%q has no value", name).To("write it behind %q", name+":"))
		return nil
	case null(n):
		return nil
	}
	return n
}

// place is where the field's value stands, or its name when it has none.
func (m *Map) place(name string) source.Span {
	f := m.get(name)
	if f == nil {
		return m.at
	}
	if at := m.doc.span(f.value); at.Start < at.End {
		return at
	}
	return m.doc.span(f.key)
}

// PlaceOf is where the field's value stands: its name when the value is
// empty, the mapping itself when there is no such field.
func (m *Map) PlaceOf(name string) source.Span { return m.place(name) }
