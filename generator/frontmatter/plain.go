package frontmatter

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/source"
)

// This file reads front matter as nearly all is written: names in plain letters,
// values on the line of their name, lists and groups below it with spaces before
// them or on one line within brackets and braces. Of that it makes the nodes that
// the library makes, in a tenth of the time. Whatever is written in another way, or
// not in order, it leaves to the library as a whole: it never says that something is
// wrong. A test holds it against the library with whatever can be written.

// plainHead is what is read so.
type plainHead struct {
	rest  string      // from the line that is read on
	line  int         // its number, from 1
	depth int         // of lists and groups within each other
	nodes []yaml.Node // room for the next ones
}

// deepestPlain is how deep lists and groups stand within each other at most.
const deepestPlain = 8

// parsePlain reads the fields of a file; false where they are not as plain as that.
// The nodes' texts are parts of the text that is given; the first nodes stand in the
// room that is.
func parsePlain(text string, room []yaml.Node) (*yaml.Node, bool) {
	if strings.IndexByte(text, '\t') >= 0 || source.FirstBarred(text) >= 0 || strings.Contains(text, "\ufeff") || !utf8.ValidString(text) {
		return nil, false
	}
	h := &plainHead{rest: text, line: 1, nodes: room}
	h.skipBlank()
	if indentOf(h.rest) != 0 {
		return nil, false
	}
	n := h.mapping(0)
	return n, n != nil && h.rest == ""
}

// rooms are the nodes of files that have been read, for those that will be.
var rooms = sync.Pool{New: func() any {
	room := make([]yaml.Node, 0, 128)
	return &room
}}

// plain reads the fields in a room whose nodes Release gives back.
func (d *document) plain(text string) (*yaml.Node, bool) {
	room := rooms.Get().(*[]yaml.Node)
	n, ok := parsePlain(text, *room)
	d.room = room
	if !ok || oddNames(n) {
		d.release()
		return nil, false
	}
	return n, true
}

// release gives the nodes back.
func (d *document) release() {
	if d.room == nil {
		return
	}
	clear((*d.room)[:cap(*d.room)])
	rooms.Put(d.room)
	d.room = nil
}

// Release tells that nothing more will be read of a file, of which the mapping is
// the whole: what its fields took is used for the next file. It need not be called.
func (m *Map) Release() {
	m.fields, m.places = nil, nil
	m.doc.release()
}

// node returns a new node.
func (h *plainHead) node(kind yaml.Kind, style yaml.Style, value string, line, column int) *yaml.Node {
	if len(h.nodes) == cap(h.nodes) {
		h.nodes = make([]yaml.Node, 0, 16)
	}
	h.nodes = append(h.nodes, yaml.Node{Kind: kind, Style: style, Value: value, Line: line, Column: column})
	return &h.nodes[len(h.nodes)-1]
}

// hold gives a node its content.
func (h *plainHead) hold(n *yaml.Node, content []*yaml.Node) *yaml.Node {
	n.Content = slices.Clone(content)
	return n
}

// skipBlank goes on to the next line that is not blank.
func (h *plainHead) skipBlank() {
	for h.rest != "" {
		i := indentOf(h.rest)
		if i < len(h.rest) && h.rest[i] != '\n' {
			return
		}
		h.rest = h.rest[min(i+1, len(h.rest)):]
		h.line++
	}
}

// indentOf is how many spaces a text starts with.
func indentOf(s string) int {
	i := 0
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return i
}

// mapping reads the fields that start in a column (from 0) on this line and those
// below. The first line's own spaces have been taken off where it stands behind a
// hyphen.
func (h *plainHead) mapping(column int) *yaml.Node {
	if h.depth++; h.depth > deepestPlain {
		return nil
	}
	defer func() { h.depth-- }()
	n := h.node(yaml.MappingNode, 0, "", h.line, column+1)
	n.Tag = "!!map"
	var room [32]*yaml.Node
	content := room[:0]
	for first := true; h.rest != "" && (first || indentOf(h.rest) == column); first = false {
		line := h.rest
		if !first || strings.HasPrefix(line, " ") {
			line = line[column:]
		}
		size := nameEnd(line)
		if size == 0 {
			return nil
		}
		key := h.scalar(0, line[:size], h.line, column+1)
		value := h.value(line[size+1:], column, column+size+1, false)
		if value == nil {
			return nil
		}
		content = append(content, key, value)
	}
	if len(content) == 0 || indentOf(h.rest) > column {
		return nil
	}
	return h.hold(n, content)
}

// nameEnd is how long the name is with which a line starts, before its colon; 0
// where there is none in plain letters.
func nameEnd(line string) int {
	i := 0
	for i < len(line) && (line[i] >= 'a' && line[i] <= 'z' || line[i] == '_' || i > 0 && line[i] >= '0' && line[i] <= '9') {
		i++
	}
	if i == len(line) || line[i] != ':' || isNull(line[:i]) || i+1 < len(line) && line[i+1] != ' ' && line[i+1] != '\n' {
		return 0
	}
	return i
}

// value reads what stands behind a name or a hyphen: on its line, whose rest is
// given with the column (from 0) in which that starts, or on those below. indent is the column
// of what it belongs to. It goes on to the line that follows.
func (h *plainHead) value(rest string, indent, column int, item bool) *yaml.Node {
	spaces := indentOf(rest)
	column += spaces
	rest = rest[spaces:]
	if item {
		if size := nameEnd(rest); size > 0 { // a group whose first field stands behind the hyphen
			h.rest = rest
			return h.mapping(column)
		}
	}
	end := strings.IndexByte(rest, '\n')
	if end < 0 {
		end = len(rest)
	}
	h.rest = rest[min(end+1, len(rest)):]
	line := strings.TrimRight(rest[:end], " ")
	if line != "" {
		n := h.inline(line, column)
		h.line++
		h.skipBlank() // a line that goes on with it stands too far right for all that may follow
		return n
	}
	h.line++
	h.skipBlank()
	below := indentOf(h.rest)
	switch list := strings.HasPrefix(h.rest[below:], "- "); {
	case item, h.rest == "":
		return nil
	case list && below >= indent:
		return h.list(below)
	case below > indent:
		return h.mapping(below)
	}
	return nil
}

// list reads the items whose hyphens stand in a column (from 0), on this line and
// those below.
func (h *plainHead) list(column int) *yaml.Node {
	if h.depth++; h.depth > deepestPlain {
		return nil
	}
	defer func() { h.depth-- }()
	n := h.node(yaml.SequenceNode, 0, "", h.line, column+1)
	n.Tag = "!!seq"
	var room [16]*yaml.Node
	content := room[:0]
	for h.rest != "" && indentOf(h.rest) == column && strings.HasPrefix(h.rest[column:], "- ") {
		item := h.value(h.rest[column+1:], column, column+1, true)
		if item == nil {
			return nil
		}
		content = append(content, item)
	}
	return h.hold(n, content)
}

// inline reads a value that stands on one line, to its end.
func (h *plainHead) inline(line string, column int) *yaml.Node {
	switch line[0] {
	case '"', '\'', '[', '{':
		i := &inlineReader{plainHead: h, line: line, column: column}
		n := i.value()
		if n == nil || i.at != len(line) {
			return nil
		}
		return n
	}
	if !startsPlain(line) || strings.Contains(line, ": ") || line[len(line)-1] == ':' || strings.IndexByte(line, '#') >= 0 {
		return nil
	}
	return h.scalar(0, line, h.line, column+1)
}

// startsPlain tells whether a text without any marks round it starts so that it is
// one for sure: with a letter or a digit, or a hyphen and one of these.
func startsPlain(s string) bool {
	if s[0] == '-' && len(s) > 1 {
		s = s[1:]
	}
	c := s[0]
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// scalar returns the node of one value. Of its tag only is told what matters here.
func (h *plainHead) scalar(style yaml.Style, value string, line, column int) *yaml.Node {
	n := h.node(yaml.ScalarNode, style, value, line, column)
	n.Tag = "!!str"
	if style == 0 && isNull(value) {
		n.Tag = "!!null"
	}
	return n
}

// isNull tells whether YAML takes a plain word for no value.
func isNull(word string) bool { return word == "null" || word == "Null" || word == "NULL" }

// inlineReader reads what stands within brackets, braces or quotation marks on one
// line.
type inlineReader struct {
	*plainHead
	line    string
	at      int
	column  int // of the line's start, from 0
	counted int // up to where signs beyond ASCII were counted
	wide    int // how many bytes of such signs were no characters of their own
}

// place is the column, from 1, of the next sign, in characters.
func (r *inlineReader) place() int {
	for ; r.counted < r.at; r.counted++ {
		if !utf8.RuneStart(r.line[r.counted]) {
			r.wide++
		}
	}
	return r.column + r.at - r.wide + 1
}

func (r *inlineReader) spaces() { r.at += indentOf(r.line[r.at:]) }

// next is the sign that stands next, 0 at the end.
func (r *inlineReader) next() byte {
	if r.at < len(r.line) {
		return r.line[r.at]
	}
	return 0
}

// value reads one value and the spaces behind it.
func (r *inlineReader) value() *yaml.Node {
	var n *yaml.Node
	switch c := r.next(); c {
	case 0:
		return nil
	case '"':
		n = r.quoted('"', yaml.DoubleQuotedStyle)
	case '\'':
		n = r.quoted('\'', yaml.SingleQuotedStyle)
	case '[':
		n = r.within(yaml.SequenceNode, "!!seq", ']')
	case '{':
		n = r.within(yaml.MappingNode, "!!map", '}')
	default:
		n = r.plain()
	}
	r.spaces()
	return n
}

// quoted reads a text in quotation marks in which nothing has another meaning.
func (r *inlineReader) quoted(mark byte, style yaml.Style) *yaml.Node {
	column, start := r.place(), r.at+1
	n := strings.IndexByte(r.line[start:], mark)
	if n < 0 || mark == '"' && strings.IndexByte(r.line[start:start+n], '\\') >= 0 {
		return nil
	}
	if r.at = start + n + 1; r.next() == '\'' || r.next() == '"' {
		return nil
	}
	return r.scalar(style, r.line[start:start+n], r.plainHead.line, column)
}

// plain reads a text without marks, up to what ends it within brackets.
func (r *inlineReader) plain() *yaml.Node {
	column, start := r.place(), r.at
	for r.at < len(r.line) && strings.IndexByte(",[]{}:?#\"'", r.line[r.at]) < 0 {
		r.at++
	}
	text := strings.TrimRight(r.line[start:r.at], " ")
	if c := r.next(); text == "" || !startsPlain(text) || c != ',' && c != ']' && c != '}' {
		return nil
	}
	return r.scalar(0, text, r.plainHead.line, column)
}

// within reads the values, or names and values, within brackets or braces.
func (r *inlineReader) within(kind yaml.Kind, tag string, closing byte) *yaml.Node {
	if r.depth++; r.depth > deepestPlain {
		return nil
	}
	defer func() { r.depth-- }()
	n := r.node(kind, yaml.FlowStyle, "", r.plainHead.line, r.place())
	n.Tag = tag
	r.at++
	r.spaces()
	if r.next() == closing {
		r.at++
		return n
	}
	var room [16]*yaml.Node
	content := room[:0]
	for {
		if kind == yaml.MappingNode {
			size := nameEnd(r.line[r.at:])
			if size == 0 {
				return nil
			}
			content = append(content, r.scalar(0, r.line[r.at:r.at+size], r.plainHead.line, r.place()))
			r.at += size + 1
			r.spaces()
		}
		value := r.value()
		if value == nil {
			return nil
		}
		content = append(content, value)
		switch r.next() {
		case closing:
			r.at++
			return r.hold(n, content)
		case ',':
			r.at++
			r.spaces()
		default:
			return nil
		}
	}
}
