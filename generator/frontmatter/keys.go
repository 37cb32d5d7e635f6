package frontmatter

import (
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// This file understands fields that are written under another name or in another
// place than their own. Each is reported, and then read as what it is, so that
// nothing is said of what only follows.

// understand looks for such fields, once it is known which the mapping may have.
func (m *Map) understand() {
	if m.table == nil || m.described("") || len(m.fields) > fewFields || !m.anyUnknown() {
		return
	}
	for i := range m.fields {
		if f := &m.fields[i]; !m.described(f.name) {
			m.rename(f)
		}
	}
	for _, g := range m.table {
		if m.get(g.Name) != nil && g.Type == fields.Group {
			m.takeOut(g)
			m.takeIn(g)
		}
	}
}

// anyUnknown tells whether there is any field to be understood, here or in a group.
func (m *Map) anyUnknown() bool {
	for _, f := range m.fields {
		g, known := fields.Find(m.table, f.name)
		if !known {
			return true
		}
		for i := 0; g.Type == fields.Group && f.value.Kind == yaml.MappingNode && i < len(f.value.Content); i += 2 {
			if _, known := fields.Find(g.Fields, f.value.Content[i].Value); !known {
				return true
			}
		}
	}
	return false
}

func (m *Map) described(name string) bool {
	_, known := fields.Find(m.table, name)
	return known
}

// rename gives a field its name that is written in capitals, in another language
// or, where a required one is missing, nearly.
func (m *Map) rename(f *field) {
	d := UnknownField.At(m.doc.span(f.key), "%s is not a field that is known here", show(f.name))
	name := fields.Called(m.table, f.name)
	switch {
	case name != "" && m.get(name) == nil:
		d = d.To("write %q, which is what this field is called", name+":").By(d.At, name)
	case name == "" && !m.texts:
		for _, r := range m.table {
			if r.Presence == fields.Required && m.get(r.Name) == nil && nearly(f.name, r.Name) {
				name = r.Name
			}
		}
		if name == "" {
			return
		}
		d = d.To("write %q, which is missing", name+":")
	default:
		return
	}
	m.doc.report(d)
	f.name = name
}

// nearly tells whether a name of some length has one letter too many, too few or
// wrong, or two that have changed places.
func nearly(written, name string) bool {
	a, b := []rune(joints.Replace(strings.ToLower(written))), []rune(joints.Replace(name))
	start := 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	a, b = a[start:], b[start:]
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return len(written) > 3 && swapped || len(written) > 4 && len(a) <= 1 && len(b) <= 1
}

// takeOut takes fields at the end of a group out that belong beside it.
func (m *Map) takeOut(g fields.Field) {
	f := m.get(g.Name)
	if f.value.Kind != yaml.MappingNode || f.value.Style&yaml.FlowStyle != 0 {
		return
	}
	content := f.value.Content
	first := len(content)
	for ; first >= 2; first -= 2 {
		name := content[first-2].Value
		if _, fits := fields.Find(g.Fields, name); fits || !m.lacks(name) {
			break
		}
	}
	if first == len(content) || first == 0 {
		return
	}
	in := *f.value
	in.Content, f.value = content[:first:first], &in
	column := m.columnOf(f.key)
	for i := first; i < len(content); i += 2 {
		key := content[i]
		d := UnknownField.At(m.doc.span(key), "%s does not belong to %q, below which it stands", show(key.Value), g.Name)
		d = d.To("write it with as many spaces at its start as %q has", g.Name+":")
		if column == 0 {
			d = d.To("write it at the very start of the line, without spaces")
		}
		for _, e := range m.doc.moved(key, column) {
			d = d.By(e.At, e.Text)
		}
		m.doc.report(d)
		m.add(field{name: key.Value, key: key, value: content[i+1]})
	}
}

// takeIn takes the fields below a group into it that belong there.
func (m *Map) takeIn(g fields.Field) {
	at := 0
	for m.fields[at].name != g.Name {
		at++
	}
	group, list := m.fields[at].value, m.fields[at].value
	if list.Kind == yaml.SequenceNode && list.Style&yaml.FlowStyle == 0 && len(list.Content) > 0 {
		group = list.Content[len(list.Content)-1] // to the last one
	}
	end, strange := at+1, false
	for ; end < len(m.fields); end++ {
		name := m.fields[end].name
		if _, fits := fields.Find(g.Fields, name); !fits || m.described(name) && !null(group) || holds(group, name) {
			break
		}
		strange = strange || !m.described(name)
	}
	if !strange {
		return
	}
	taken := m.fields[at+1 : end]
	in := *group
	switch {
	case null(group):
		first := taken[0].key
		in = yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: first.Line, Column: first.Column}
		m.below(g.Name, taken, m.columnOf(m.fields[at].key)+2)
	case group.Kind == yaml.MappingNode && group.Style&yaml.FlowStyle == 0 && len(group.Content) > 0:
		m.below(g.Name, taken, m.columnOf(group.Content[0]))
	case group.Kind == yaml.SequenceNode, g.List && group.Kind == yaml.ScalarNode, !m.intoBraces(g, &in, taken):
		return
	}
	for _, f := range taken {
		in.Content = append(in.Content[:len(in.Content):len(in.Content)], f.key, f.value)
	}
	if m.fields[at].value = &in; group != list {
		whole := *list
		whole.Content = append(whole.Content[:len(whole.Content)-1:len(whole.Content)-1], &in)
		m.fields[at].value = &whole
	}
	m.fields = append(m.fields[:at+1:at+1], m.fields[end:]...)
}

// holds tells whether a mapping has a field.
func holds(n *yaml.Node, name string) bool {
	for i := 0; n.Kind == yaml.MappingNode && i < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return true
		}
	}
	return false
}

// beside is the problem of fields that stand beside the group to which they belong.
func (m *Map) beside(group string, taken []field) source.Diagnostic {
	var names []catalog.Message
	for _, f := range taken {
		names = append(names, catalog.Text(show(f.name)))
	}
	at := m.doc.span(taken[0].key)
	if len(taken) == 1 {
		return UnknownField.At(at, "%s belongs to %q, and stands beside it", names[0], group)
	}
	return UnknownField.At(at, "%s belong to %q, and stand beside it", catalog.Join(names, ", "), group)
}

// below reports fields that belong below a group, in a column (from 0).
func (m *Map) below(group string, taken []field, column int) {
	d := m.beside(group, taken).To("write it below %q, with %d spaces at its start", group+":", column)
	if len(taken) > 1 {
		d = d.To("write them below %q, with %d spaces at the start of each", group+":", column)
	}
	for _, f := range taken {
		for _, e := range m.doc.moved(f.key, column) {
			d = d.By(e.At, e.Text)
		}
	}
	m.doc.report(d)
}

// intoBraces puts fields into a group that is written within braces, or in its short
// form, on one line; false where they are not on one line each.
func (m *Map) intoBraces(g fields.Field, in *yaml.Node, taken []field) bool {
	at := m.doc.span(in)
	text, closed := strings.CutSuffix(at.Text(), "}")
	if in.Kind == yaml.ScalarNode {
		short, has := fields.Find(g.Fields, g.ShortOf)
		if !has || short.Type != fields.Text || in.Style != 0 || in.Value != at.Text() || len(in.Value) > maxShown/2 {
			return false
		}
		text = "{" + short.Name + ": " + quoted(in.Value).String()
		value := *in
		*in = yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle, Tag: "!!map", Line: in.Line, Column: in.Column}
		in.Content = []*yaml.Node{{Kind: yaml.ScalarNode, Tag: "!!str", Value: short.Name, Line: in.Line, Column: in.Column}, &value}
	} else if !closed || in.Kind != yaml.MappingNode {
		return false
	}
	d := m.beside(g.Name, taken)
	var gone []source.Edit
	for _, f := range taken {
		line := m.doc.file.LineSpan(f.key.Line + m.doc.above())
		words := line.Text()
		value := words[min(len(f.name)+1, len(words)):]
		if plain := f.value.Style == 0 && f.value.Kind == yaml.ScalarNode; plain && strings.ContainsAny(value, ",[]{}") || strings.Contains(words, " #") ||
			!strings.HasPrefix(words, f.name+":") || f.value.Line != f.key.Line || !plain && !endsValue(words) {
			return false
		}
		text += ", " + words
		gone = append(gone, put(m.doc.file.Span(line.Start, min(line.End+1, m.doc.block.End)), ""))
	}
	text += "}"
	d = d.To("write %s", text).By(at, text)
	if at.Start > m.doc.file.LineStart(lineOf(at)) && !g.List {
		d.Fix = catalog.Say("write %s: %s", g.Name, text)
	}
	for _, e := range gone {
		d = d.By(e.At, e.Text)
	}
	m.doc.report(d)
	return true
}

// endsValue tells whether a line ends with what closes a value.
func endsValue(line string) bool { return strings.ContainsAny(line[len(line)-1:], `]}"'`) }

// columnOf is the column (from 0) in which a name starts.
func (m *Map) columnOf(key *yaml.Node) int { return key.Column - 1 }

// above is how many lines of the file stand above the first one of the fields.
func (d *document) above() int { return lineOf(d.block) - 1 }

// moved are the edits that put a field and all that belongs to it into a column
// (from 0).
func (d *document) moved(key *yaml.Node, column int) []source.Edit {
	n, from := key.Line+d.above(), key.Column-1
	var edits []source.Edit
	for line := n; line <= d.file.Lines(); line++ {
		at := d.wholeLine(line)
		text := at.Text()
		if at.Start >= d.block.End {
			break
		}
		indent := leading(text)
		if text == "" {
			continue
		}
		if line > n && indent <= from && !(indent == from && strings.HasPrefix(text[indent:], "- ")) {
			break
		}
		// The whole line is written anew, since all that stands in it comes into another place.
		edits = append(edits, put(at, strings.Repeat(" ", indent-from+column)+text[indent:]))
	}
	return edits
}

// rejoined puts groups together again of which each field has a hyphen of its own,
// which makes a group of each.
func (m *Map) rejoined(name string, items []*yaml.Node) []*yaml.Node {
	f, _ := fields.Find(m.table, name)
	if m.texts {
		return items // of which none has to have anything
	}
	lacks := func(n *yaml.Node) bool {
		for _, in := range f.Fields {
			if in.Presence == fields.Required && !holds(n, in.Name) {
				return true
			}
		}
		return false
	}
	var out []*yaml.Node
	for i := 0; i < len(items); i++ {
		whole := *items[i]
		var edits []source.Edit
		for alone(items[i]) && lacks(&whole) && i+1 < len(items) && alone(items[i+1]) && !holds(&whole, items[i+1].Content[0].Value) {
			i++
			whole.Content = append(whole.Content[:len(whole.Content):len(whole.Content)], items[i].Content...)
			line := m.doc.wholeLine(items[i].Line + m.doc.above())
			edits = append(edits, put(line, strings.Replace(line.Text(), "- ", "  ", 1)))
		}
		if len(edits) == 0 || lacks(&whole) {
			out = append(out, items[max(0, i-len(edits)):i+1]...)
			continue
		}
		d := FieldForm.At(m.doc.span(items[i-len(edits)+1].Content[0]), "a hyphen starts a new group, and this belongs to the one above").
			To("write two spaces instead of the hyphen before every line of the group but its first")
		for _, e := range edits {
			d = d.By(e.At, e.Text)
		}
		m.doc.report(d)
		out = append(out, &whole)
	}
	return out
}

// alone tells whether a group has one field, behind its hyphen and a space.
func alone(n *yaml.Node) bool {
	return n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle == 0 && len(n.Content) == 2
}
