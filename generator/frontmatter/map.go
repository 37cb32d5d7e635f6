package frontmatter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/source"
)

// Map is one mapping of the front matter, read field by field.
type Map struct {
	doc    *document
	at     source.Span // where the mapping stands; the opening fence for the whole block
	fields map[string]field
	order  []string
	known  []string
}

type field struct {
	key, value *yaml.Node
}

// Presence says whether a field may be left out.
type Presence bool

// The two presences.
const (
	Optional Presence = false
	Required Presence = true
)

func newMap(d *document, n *yaml.Node, at source.Span) *Map {
	m := &Map{doc: d, at: at, fields: map[string]field{}}
	if n == nil {
		return m
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if first, twice := m.fields[key.Value]; twice {
			d.few(DuplicateKey, func() source.Diagnostic {
				return DuplicateKey.At(d.span(key), "%s is written twice", show(key.Value)).See(d.span(first.key), "first written here")
			})
			continue
		}
		m.fields[key.Value] = field{key, value}
		m.order = append(m.order, key.Value)
	}
	return m
}

// At is where the mapping stands.
func (m *Map) At() source.Span { return m.at }

// Report reports a problem of the mapping's file.
func (m *Map) Report(d source.Diagnostic) { m.doc.report(d) }

// Has tells whether the field is written with a value, and marks it known.
func (m *Map) Has(name string) bool {
	v, ok := m.find(name)
	return ok && !null(v)
}

// KeyAt is where the field's name stands, or where the mapping does.
func (m *Map) KeyAt(name string) source.Span {
	if f, ok := m.fields[name]; ok {
		return m.doc.span(f.key)
	}
	return m.at
}

// Keys returns the names of all fields in the order written.
func (m *Map) Keys() []string { return m.order }

// Unread returns the names of the fields that nobody has asked for, in the
// order written.
func (m *Map) Unread() []string {
	return slices.DeleteFunc(slices.Clone(m.order), func(name string) bool { return slices.Contains(m.known, name) })
}

// Closed marks every field as known, for a mapping whose keys are data.
func (m *Map) Closed() { m.known = append(m.known, m.order...) }

func (m *Map) find(name string) (*yaml.Node, bool) {
	if !slices.Contains(m.known, name) {
		m.known = append(m.known, name)
	}
	f, ok := m.fields[name]
	return f.value, ok
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
	f, ok := m.fields[name]
	if !ok {
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

// maxUnknown is how many unknown fields of one mapping are named; a file with
// more is not one that the model describes.
const maxUnknown = 10

// Close reports the fields that nobody has asked for, each with the nearest
// known name.
func (m *Map) Close() {
	unknown := 0
	for _, name := range m.order {
		if slices.Contains(m.known, name) {
			continue
		}
		if unknown++; unknown > maxUnknown {
			continue
		}
		if m.parted(name) {
			m.doc.report(Syntax.At(m.doc.span(m.fields[name].key), "a comma parts %s from the value before it", show(name)).To("write a point before decimals, such as 412.50; put a text with a comma in quotes"))
			continue
		}
		d := UnknownField.At(m.doc.span(m.fields[name].key), "%s is not a field that is known here", show(name))
		if near := Nearest(name, m.known); near != "" {
			d = d.To("write %q if that is what you mean, or take the line out", near)
		} else {
			d = d.To("take it out; known here: %s", strings.Join(slices.Sorted(slices.Values(m.known)), ", "))
		}
		m.doc.report(d)
	}
	if unknown > maxUnknown {
		m.doc.report(UnknownField.At(m.at, "%d further fields are not known here", unknown-maxUnknown).To("take them out"))
	}
}

// parted tells whether a name is really the rest of a value, behind a comma
// within braces: it has neither colon nor value.
func (m *Map) parted(name string) bool {
	f := m.fields[name]
	at := m.doc.span(f.key)
	rest := strings.TrimLeft(string(at.File.Text[at.End:min(at.End+40, len(at.File.Text))]), " \t")
	return null(f.value) && (strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, "}"))
}

// show writes a name in quotes, shortened if it is very long.
func show(name string) string {
	if r := []rune(name); len(r) > 40 {
		name = string(r[:40]) + "…"
	}
	return fmt.Sprintf("%q", name)
}

// Nearest returns the candidate that looks most like the name, or "" when
// none is near: at most a third of its letters differ.
func Nearest(name string, candidates []string) string {
	if len(name) > 100 {
		return ""
	}
	letters := len([]rune(name))
	best, bestDistance := "", 1+max(1, min(2, letters/2), letters/3) // two letters that have changed places count as two
	fold := func(s string) string { return joints.Replace(strings.ToLower(s)) }
	folded := fold(name)
	for _, c := range candidates {
		distance := levenshtein.ComputeDistance(folded, fold(c))
		if distance < bestDistance || distance == bestDistance && best != "" && c < best {
			best, bestDistance = c, distance
		}
	}
	return best
}

// joints are the characters that part the words of a name.
var joints = strings.NewReplacer("-", "", "_", "", " ", "")
