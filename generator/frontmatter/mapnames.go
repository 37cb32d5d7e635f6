package frontmatter

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/fields"
	"parvis/generator/source"
)

// This file is about the names of fields: which are known, and which is meant by one that
// is not.

// maxUnknown is how many unknown fields of one mapping are named; a file with
// more is not one that the model describes.
const maxUnknown = 10

// Close reports the fields that are not known here, each with the nearest
// known name.
func (m *Map) Close() {
	var known []string
	unknown := 0
	for _, f := range m.fields {
		if m.knows(f) {
			continue
		}
		if unknown++; unknown > maxUnknown {
			continue
		}
		if known == nil {
			known = m.Known()
		}
		name := f.name
		d := UnknownField.At(m.doc.span(f.key), "%s is not a field that is known here", show(name))
		if g, short := m.groupOf(name); short && strings.Contains(g.Begins(), name+":") {
			d = d.To("take out what stands behind %q, and move this below it, with two spaces at its start", g.Name+":")
		} else if g.Name != "" && short {
			d = d.To("write %s: {%s, %s: …}, with what stands there now", g.Name, g.Begins(), name)
		} else if g.Name != "" {
			d = d.To("move it below %q, with two spaces at its start", g.Name+":")
		} else if l := m.listOf(name); l.Name != "" {
			d = d.To("move it below %q, into one of the groups there: each is written as “  - {%s}”", l.Name+":", l.Begins())
		} else if m.up != nil && m.up.lacks(name) {
			d = d.To("move it out of %q: it is a field of its own beside that", m.name+":")
		} else if near := Nearest(name, known); near != "" {
			d = d.To("write %q if that is what you mean, or take the line out", near)
			if meant := Meant(name, known); meant != "" && !m.Written(meant) && f.key.Style == 0 {
				d = d.By(m.doc.span(f.key), meant)
			}
		} else {
			d = d.To("take it out; known here: %s", strings.Join(slices.Sorted(slices.Values(known)), ", "))
		}
		m.doc.report(d)
	}
	if unknown > maxUnknown {
		m.doc.report(UnknownField.At(m.at, "%d further fields are not known here", unknown-maxUnknown).To("take them out"))
	}
}

// knows tells whether a field belongs here.
func (m *Map) knows(f field) bool {
	if m.table == nil {
		return f.asked
	}
	_, described := fields.Find(m.table, f.name)
	return described || slices.Contains(m.refused, f.name)
}

// Known are the names of all fields that belong here.
func (m *Map) Known() []string {
	if m.table != nil {
		return append(fields.NamesOf(m.table), m.refused...)
	}
	known := slices.Clone(m.absent)
	for _, f := range m.fields {
		if f.asked {
			known = append(known, f.name)
		}
	}
	return known
}

// Refuse marks a field as one of which somebody else has said that it does not
// belong here.
func (m *Map) Refuse(name string) { m.refused = append(m.refused, name) }

// Conceal has nobody be shown the value of a field.
func (m *Map) Conceal(name string) {
	if f := m.get(name); f != nil {
		m.doc.file.Conceal(m.doc.span(f.value))
	}
}

// groupOf is the one group to which a field belongs that is written beside it,
// and whether that group is written in its short form. A field that several
// groups have may be meant for any of them.
func (m *Map) groupOf(name string) (group fields.Field, short bool) {
	for _, f := range m.table {
		if _, has := fields.Find(f.Fields, name); !has || f.Type != fields.Group || f.List {
			continue
		}
		if group.Name != "" {
			return fields.Field{}, false
		}
		group, short = f, f.Short != "" && m.shape(f.Name) == Scalar
	}
	return group, short
}

// listOf is the one list of groups to which a field belongs that is written beside
// it.
func (m *Map) listOf(name string) (list fields.Field) {
	for _, f := range m.table {
		if _, has := fields.Find(f.Fields, name); !has || f.Type != fields.Group || !f.List {
			continue
		}
		if list.Name != "" {
			return fields.Field{}
		}
		list = f
	}
	return list
}

// lacks tells whether the mapping may have a field, and it is not written.
func (m *Map) lacks(name string) bool {
	_, known := fields.Find(m.table, name)
	return known && m.get(name) == nil
}

// goOn tells whether a field within braces is really the rest of the value
// before it, which a comma has cut in two: it has neither colon nor value. The
// value is then put together again.
func (m *Map) goOn(last string, key, value *yaml.Node) bool {
	f := m.get(last)
	if f == nil || !m.flow || !null(value) || value.Value != "" || key.Style != 0 || strings.Contains(key.Value, ":") {
		return false
	}
	if f.value.Kind != yaml.ScalarNode || f.value.Style != 0 || f.value.Value == "" {
		return false
	}
	end, text := m.doc.span(key).End, m.doc.file.Text
	rest := strings.TrimLeft(string(text[end:min(end+40, len(text))]), " \t")
	if !strings.HasPrefix(rest, ",") && !strings.HasPrefix(rest, "}") {
		return false
	}
	whole := *f.value
	whole.Value = string(text[m.doc.offset(whole.Line, whole.Column):end])
	f.value, f.parted = &whole, true
	return true
}

// named returns a field's name without invisible signs, which it reports.
func (m *Map) named(key *yaml.Node) *yaml.Node {
	odd := func(r rune) bool { return source.Invisible(r) || m.flow && isOddSpace(r) }
	i := strings.IndexFunc(key.Value, odd)
	if i < 0 {
		return key
	}
	renamed := *key
	renamed.Value = withoutInvisible(key.Value)
	if m.flow {
		renamed.Value = strings.TrimSpace(renamed.Value)
	}
	m.doc.few(OddSpace, func() source.Diagnostic {
		d := OddSpace.At(m.doc.span(key), "%s stands in the name of this field", nameOf([]rune(key.Value[i:])[0])).To("write %q anew, by hand", renamed.Value)
		return Put(d, Value[string]{V: key.Value, At: d.At}, renamed.Value)
	})
	return &renamed
}

// apart takes a name and a value within braces apart whose colon has no space
// behind it, and reports that.
func (m *Map) apart(key, value *yaml.Node) (*yaml.Node, *yaml.Node) {
	if !m.flow || !null(value) || value.Value != "" || key.Style != 0 {
		return key, value
	}
	parts := joined.FindStringSubmatch(key.Value)
	if parts == nil {
		return key, value
	}
	start := m.doc.span(key).Start + len(parts[1])
	m.doc.few(Syntax, func() source.Diagnostic {
		return Syntax.At(m.doc.file.Span(start, start+1), "a space is missing behind this colon").To("write %s: %s", parts[1], parts[2]).
			By(m.doc.file.Span(start+1, start+1), " ")
	})
	name, rest := *key, *key
	name.Value, rest.Value = parts[1], parts[2]
	rest.Column += len([]rune(parts[1])) + 1
	return &name, &rest
}

// joined is a name and a value without a space between them; an address is none.
var joined = regexp.MustCompile(`^([a-z][a-z0-9_]*):([^\s/:].*)$`)

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
	folded := fold(name)
	for _, c := range candidates {
		distance := levenshtein.ComputeDistance(folded, fold(c))
		if distance < bestDistance || distance == bestDistance && best != "" && c < best {
			best, bestDistance = c, distance
		}
	}
	return best
}

// fold is a name without case and the characters that part its words.
func fold(s string) string { return joints.Replace(strings.ToLower(s)) }

// joints are the characters that part the words of a name.
var joints = strings.NewReplacer("-", "", "_", "", " ", "")
