package frontmatter

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// Text reads a field of free text. White space around it is dropped.
func (m *Map) Text(name string, p Presence) Value[string] {
	m.ask("Text", name, p)
	v := m.RawText(name, p)
	v.V = strings.TrimSpace(v.V)
	if v.OK() {
		m.inMarks(v)
	}
	if v.Given && v.V == "" && !v.Bad {
		v.Given = false
		if p == Required {
			m.doc.report(FieldMissing.At(m.place(name), "%q is empty", name).To("write it between the quotation marks"))
			v.Bad = true
		}
	}
	return v
}

// RawText reads a field of free text, exactly as it stands. An empty one is
// Given when it is written as an empty text (""). One that YAML cuts short is
// Given as far as YAML reads it, and Bad.
func (m *Map) RawText(name string, p Presence) Value[string] {
	m.ask("RawText", name, p)
	f := m.get(name)
	if f != nil && m.cut(f.value, f.key, m.indent(f)) {
		m.find(name)
		return Value[string]{V: f.value.Value, At: m.place(name), Given: true, Bad: true}
	}
	v := m.scalar(name, p)
	if v.OK() && f.parted {
		m.doc.report(byQuotes(Syntax.At(v.At, "a comma within braces ends the text before it").To("put the text in quotes: %s", quoted(v.At.Text()))))
		v.Bad = true
	}
	return v
}

// scalar reads a field that is one value, exactly as it stands.
func (m *Map) scalar(name string, p Presence) Value[string] {
	n := m.value(name, p)
	if n == nil {
		return Value[string]{At: m.place(name), Bad: p == Required}
	}
	if n.Kind != yaml.ScalarNode {
		m.form(name, n, catalog.Say("one text"), catalog.Say("write it on one line behind %q", name+":"))
		return bad[string](m.place(name))
	}
	return given(n.Value, m.place(name))
}

// Texts reads a list of free texts; one text alone is a list of one. Empty
// items are reported.
func (m *Map) Texts(name string, p Presence) []Value[string] {
	m.ask("Texts", name, p)
	return m.list(name, p, func(item *yaml.Node, indent int) Value[string] {
		if m.cut(item, nil, indent) {
			return Value[string]{V: item.Value, At: m.doc.span(item), Given: true, Bad: true}
		}
		v := given(strings.TrimSpace(item.Value), m.doc.span(item))
		m.inMarks(v)
		return v
	})
}

// list reads a list whose items are one value each.
func (m *Map) list(name string, p Presence, read func(item *yaml.Node, indent int) Value[string]) []Value[string] {
	f := m.get(name)
	if f != nil && null(f.value) && m.cut(f.value, f.key, m.indent(f)) {
		m.find(name)
		return nil
	}
	n := m.value(name, p)
	if n == nil {
		return nil
	}
	if m.bulleted(n) {
		return nil
	}
	items, indent := []*yaml.Node{n}, m.indent(f)
	if n.Kind == yaml.SequenceNode {
		items, indent = n.Content, n.Column
		if n.Style&yaml.FlowStyle != 0 {
			indent = inFlow
		}
	}
	if len(items) == 0 && p == Required {
		m.doc.report(FieldMissing.At(m.place(name), "%q is an empty list", name).To("write at least one value"))
	}
	var out []Value[string]
	for _, item := range items {
		at := m.doc.span(item)
		if v := read(item, indent); v.Bad {
			out = append(out, v)
			continue
		} else if item.Kind == yaml.ScalarNode && !null(item) && v.V != "" {
			out = append(out, v)
			continue
		}
		if at.Start == at.End {
			at = m.place(name)
		}
		m.doc.report(
			FieldForm.At(at, "each value of %q has to be one text", name).
				To("write each as one text or number, in square brackets with commas between them, behind %q", name+":"),
		)
	}
	return out
}

// bulleted reports a list whose lines start with another sign than a hyphen
// and a space, which makes one text of it.
func (m *Map) bulleted(n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode || n.Style != 0 {
		return false
	}
	at := m.doc.file.Span(m.doc.offset(n.Line, n.Column), m.doc.plainEnd(n))
	lines := strings.Split(at.Text(), "\n")
	for _, line := range lines {
		if len(lines) < 2 || !bullets.MatchString(line) {
			return false
		}
	}
	sign := bullets.FindStringSubmatch(lines[0])
	d := Syntax.At(m.doc.span(n), "these lines start with “%s”, so they are one text and no list", sign[2]).
		To("write - %s, with a hyphen and a space, and the other lines so too", sign[3])
	first := m.doc.wholeLine(lineOf(at))
	if whole := bullets.FindStringSubmatch(first.Text()); whole != nil && whole[2] == sign[2] {
		d.Edits = m.doc.hyphens(m.doc.file.Span(first.Start, at.End), lineOf(at), whole[1], whole[2])
	}
	m.doc.report(d)
	return true
}

// inFlow stands for the indent of what is written within brackets or braces,
// where lines may start anywhere.
const inFlow = -1

// indent is the column (1-based) in which the name of a field starts. What
// goes on from its value on a further line starts to the right of it.
func (m *Map) indent(f *field) int {
	if m.flow {
		return inFlow
	}
	return f.key.Column
}

// cut reports a text of which YAML takes a part for a note, because it stands
// behind a space and a "#", and tells whether it is one. key is the name that
// stands before it, if any, and indent the column of what it belongs to.
func (m *Map) cut(n, key *yaml.Node, indent int) bool {
	if n.Kind != yaml.ScalarNode || n.Style != 0 {
		return false
	}
	d := m.doc
	at, found := d.noteBehindName(n, key)
	if !found {
		at, found = d.noteBehind(n, indent)
	}
	if !found {
		return false
	}
	d.report(cutText(at, at.Text()))
	return true
}

// cutText is the problem of a text that holds a note.
func cutText(at source.Span, text string) source.Diagnostic {
	i := strings.IndexByte(text, '#')
	note, _, _ := strings.Cut(text[max(i, 0):], "\n")
	return TextCut.At(at, "the text would end before %s", show(strings.TrimSpace(note))).
		To("put the text in quotes: %s; or, if that is a note to you, write it on a line of its own, with # at its start", quoted(oneLine(text)))
}

// oneLine writes a text of several lines as YAML reads it, on one.
func oneLine(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.Join(lines, " ")
}

// noteBehindName finds a note between a field's name and its value, or where
// the value would stand, and returns the stretch from there to the value's
// end.
func (d *document) noteBehindName(n, key *yaml.Node) (source.Span, bool) {
	if key == nil {
		if !null(n) || n.Value != "" {
			return source.Span{}, false
		}
		start := d.offset(n.Line, n.Column)
		return d.noteAt(start, start)
	}
	start := d.span(key).End
	if i := bytes.IndexByte(d.file.Text[start:], ':'); i >= 0 {
		start += i + 1
	}
	at, found := d.noteAt(start, start)
	if found && n.Value != "" {
		at.End = d.plainEnd(n)
	}
	return at, found
}

// noteBehind finds a note behind a plain text: on the line on which it ends,
// or on lines below that start to the right of what the text belongs to, as a
// text's further lines do. It returns the stretch of the text and the note.
func (d *document) noteBehind(n *yaml.Node, indent int) (source.Span, bool) {
	if n.Value == "" {
		return source.Span{}, false
	}
	start, end := d.offset(n.Line, n.Column), d.plainEnd(n)
	at, found := d.noteAt(start, end)
	if indent == inFlow {
		return at, found
	}
	if !found {
		at = d.file.Span(start, end)
	}
	for {
		line, more := d.lineBelow(at.End)
		if text := line.Text(); !more || !strings.HasPrefix(strings.TrimLeft(text, " \t"), "#") || leading(text) < indent {
			return at, found
		}
		at.End, found = line.End, true
	}
}

// lineBelow returns the whole line under the one in which an offset lies, if
// nothing but white space follows the offset in its own.
func (d *document) lineBelow(offset int) (source.Span, bool) {
	text := d.file.Text
	rest, _, more := bytes.Cut(text[offset:], []byte("\n"))
	if !more || len(bytes.TrimSpace(rest)) > 0 {
		return source.Span{}, false
	}
	start := offset + len(rest) + 1
	line, _, _ := bytes.Cut(text[start:], []byte("\n"))
	return d.file.Span(start, start+len(bytes.TrimRight(line, " \t\r"))), true
}

// noteAt tells whether, behind some space, a note follows an offset on its
// line, and returns the stretch from start to the note's end; without a start
// of its own it is the note's.
func (d *document) noteAt(start, offset int) (source.Span, bool) {
	line, _, _ := bytes.Cut(d.file.Text[offset:], []byte("\n"))
	space := leading(string(line))
	if space == 0 || space == len(line) || line[space] != '#' {
		return source.Span{}, false
	}
	if start == offset {
		start += space
	}
	return d.file.Span(start, offset+len(bytes.TrimRight(line, " \t\r"))), true
}

// plainEnd is the offset at which a plain text ends, over as many lines as it
// has: all its characters stand there in their order, with nothing but white
// space between them.
func (d *document) plainEnd(n *yaml.Node) int {
	at := d.offset(n.Line, n.Column)
	for _, want := range n.Value {
		if unicode.IsSpace(want) {
			continue
		}
		for at < len(d.file.Text) {
			r, size := utf8.DecodeRune(d.file.Text[at:])
			if !unicode.IsSpace(r) && r != want {
				return at // the text does not stand as it is read
			}
			at += size
			if r == want {
				break
			}
		}
	}
	return at
}

// maxShown is how many characters of a text a remedy repeats.
const maxShown = 500

// quotedWhole is quoted for a text that is not too long to be repeated.
func quotedWhole(text string) (string, bool) {
	if len([]rune(unwrapped(text))) > maxShown {
		return "", false
	}
	return quoted(text).String(), true
}

// quoted writes a text as YAML that means just that text. Of a very long one
// it says how.
func quoted(text string) catalog.Message {
	text = unwrapped(text)
	mark, inside := `"`, ""
	if strings.ContainsAny(text, `"\`) {
		mark, inside = "'", "'"
	}
	if r := []rune(text); len(r) > maxShown {
		first, last := string(r[:30]), string(r[len(r)-30:])
		if inside != "" && strings.Contains(text, inside) {
			return catalog.Say("one %s before “%s…” and one behind “…%s”, and every ' within it twice", mark, first, last)
		}
		return catalog.Say("one %s before “%s…” and one behind “…%s”", mark, first, last)
	}
	if inside != "" {
		text = strings.ReplaceAll(text, inside, inside+inside)
	}
	return catalog.Text(mark + text + mark)
}

// unwrapped takes off the quotation marks round a text that holds the same
// marks, such as "the "red" tram" or 'the city's', and typographic ones: they
// were meant to hold all of it.
func unwrapped(text string) string {
	if inner, ok := withoutMarks(text); ok {
		return inner
	}
	if len(text) < 3 || text[0] != text[len(text)-1] || text[0] != '"' && text[0] != '\'' {
		return text
	}
	mark, inner := text[0], text[1:len(text)-1]
	i := strings.IndexByte(inner, mark)
	if i < 0 || i > 0 && inner[i-1] != ' ' && !startsWithLetter(inner[i+1:]) {
		return text // the first mark inside closes the text
	}
	if mark == '\'' {
		inner = strings.ReplaceAll(inner, "''", "'")
	}
	return inner
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
