package splice

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"
)

// node is a value as it stands in a text; all places are offsets of bytes.
type node struct {
	kind  Kind
	text  string
	style yaml.Style
	// The value stands in [start, end). Behind after, which is where its name's colon or
	// its item's hyphen ends, there is nothing else but spaces, line ends and comments.
	after, start, end int
	name              string // of a group's field
	head              int    // where its name begins, or its item's hyphen; its value where it has neither
	column            int    // of the names or hyphens in a list or group that is not on one line
	flow              bool   // it is written in brackets or braces
	inFlow            bool   // it stands within such
	in                []node // in the order in which they stand
}

func (n *node) value() Value {
	v := Value{Kind: n.kind, Text: n.text}
	for i := range n.in {
		switch n.kind {
		case List:
			v.List = append(v.List, n.in[i].value())
		case Group:
			v.Fields = append(v.Fields, Field{n.in[i].name, n.in[i].value()})
		}
	}
	return v
}

// child returns the field of a name.
func (n *node) child(name string) *node {
	for i := range n.in {
		if n.in[i].name == name {
			return &n.in[i]
		}
	}
	return nil
}

// reader reads nodes of a text.
type reader struct {
	text  []byte
	lines []int // where each begins
}

// parse reads a text of fields.
func parse(text []byte) (*node, error) {
	r := &reader{text: text, lines: []int{0}}
	for i, c := range text {
		if c == '\n' {
			r.lines = append(r.lines, i+1)
		}
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForm, err)
	}
	if doc.Kind == 0 || len(doc.Content) == 1 && doc.Content[0].Kind == yaml.ScalarNode && doc.Content[0].Tag == "!!null" {
		return &node{kind: Group, start: len(text), end: len(text)}, nil
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, fmt.Errorf("%w: no fields", ErrForm)
	}
	n, err := r.node(doc.Content[0], 0, -1)
	if err != nil {
		return nil, err
	}
	return &n, nil
}

func (r *reader) offset(n *yaml.Node) int {
	at := r.lines[min(n.Line, len(r.lines))-1]
	for c := 1; c < n.Column && at < len(r.text); c++ {
		_, size := utf8.DecodeRune(r.text[at:])
		at += size
	}
	return at
}

// node reads a node that stands behind after, within something whose names or hyphens
// begin at the column outer.
func (r *reader) node(n *yaml.Node, after, outer int) (node, error) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 || n.Tag == "!" {
		return node{}, fmt.Errorf("%w: line %d has an anchor, an alias or a tag", ErrForm, n.Line)
	}
	out := node{style: n.Style, flow: n.Style&yaml.FlowStyle != 0, after: after, start: r.offset(n)}
	out.head = out.start
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Value == "":
		out.start, out.end = after, after
		return out, nil
	case n.Kind == yaml.ScalarNode:
		out.kind, out.text = Text, n.Value
		end, ok := r.scalarEnd(n, out.start, outer)
		if out.end = end; !ok {
			return out, fmt.Errorf("%w: line %d", ErrForm, n.Line)
		}
		return out, nil
	case n.Kind == yaml.MappingNode:
		out.kind = Group
	default:
		out.kind = List
	}
	out.column = out.start - r.lineStart(out.start)
	if err := r.within(n, &out); err != nil {
		return out, err
	}
	out.end = out.start
	if len(out.in) > 0 {
		out.end = out.in[len(out.in)-1].end
	}
	if out.flow {
		out.end = r.closing(max(out.end, out.start+1))
		if out.end < 0 {
			return out, fmt.Errorf("%w: line %d", ErrForm, n.Line)
		}
	}
	return out, nil
}

// within reads what stands in a list or a group.
func (r *reader) within(n *yaml.Node, out *node) error {
	if out.kind == List {
		at := out.start
		for _, c := range n.Content {
			head := at
			if !out.flow {
				if head = r.hyphen(at, out.column); head < 0 {
					return fmt.Errorf("%w: line %d", ErrForm, c.Line)
				}
				at = head + 1
			} else if len(out.in) == 0 {
				at = out.start + 1
			}
			item, err := r.node(c, at, out.column)
			if err != nil {
				return err
			}
			if item.head = head; out.flow {
				item.head = item.start
			}
			item.inFlow = out.flow
			out.in, at = append(out.in, item), item.end
		}
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || key.Anchor != "" || key.Style&yaml.TaggedStyle != 0 || key.Tag == "!!merge" || strings.Contains(key.Value, "\n") {
			return fmt.Errorf("%w: line %d has a name that is no text", ErrForm, key.Line)
		}
		if out.child(key.Value) != nil {
			return fmt.Errorf("%w: line %d has a name again", ErrForm, key.Line)
		}
		head := r.offset(key)
		end, ok := r.scalarEnd(key, head, out.column)
		if !ok {
			return fmt.Errorf("%w: line %d", ErrForm, key.Line)
		}
		colon := end + bytes.IndexByte(r.text[end:], ':')
		if len(bytes.TrimSpace(r.text[end:max(colon, end)])) > 0 || colon < end {
			return fmt.Errorf("%w: line %d has a name without a colon", ErrForm, key.Line)
		}
		field, err := r.node(n.Content[i+1], colon+1, out.column)
		if err != nil {
			return err
		}
		field.head, field.name, field.inFlow = head, key.Value, out.flow
		out.in = append(out.in, field)
	}
	return nil
}

func (r *reader) lineStart(at int) int { return bytes.LastIndexByte(r.text[:at], '\n') + 1 }

// lineEnd is where the line of a place ends, before its line end.
func (r *reader) lineEnd(at int) int {
	if n := bytes.IndexByte(r.text[at:], '\n'); n >= 0 {
		return at + n - len(r.text[at:at+n]) + len(bytes.TrimSuffix(r.text[at:at+n], []byte("\r")))
	}
	return len(r.text)
}

// hyphen finds the next hyphen of a list at its column; the first may stand right here.
func (r *reader) hyphen(at, column int) int {
	if r.text[at] == '-' && at-r.lineStart(at) == column {
		return at
	}
	for i := r.lineEnd(at); i < len(r.text); i = r.lineEnd(i) {
		next := bytes.IndexByte(r.text[i:], '\n')
		if next < 0 {
			break
		}
		i += next + 1
		if len(bytes.TrimLeft(r.text[i:min(i+column, len(r.text))], " ")) == 0 && i+column < len(r.text) && r.text[i+column] == '-' {
			return i + column
		}
	}
	return -1
}

// closing is where the bracket or brace ends that closes behind a place, -1 for nowhere.
func (r *reader) closing(at int) int {
	for i := at; i < len(r.text); i++ {
		switch r.text[i] {
		case ']', '}':
			return i + 1
		case '#':
			i = r.lineEnd(i)
		case ' ', '\t', '\r', '\n', ',', ':':
		default:
			return -1
		}
	}
	return -1
}

// scalarEnd is where a text ends that starts at a place.
func (r *reader) scalarEnd(n *yaml.Node, start, outer int) (int, bool) {
	rest := r.text[start:]
	switch {
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		end := quotedEnd(rest)
		return start + end, end > 0
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return r.blockEnd(start, outer), true
	case bytes.HasPrefix(rest, []byte(n.Value)):
		return start + len(n.Value), true
	}
	return r.plainEnd(n.Value, start)
}

// quotedEnd is the length of the quoted text that begins here, 0 for none.
func quotedEnd(b []byte) int {
	if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
		return 0
	}
	for i := 1; i < len(b); i++ {
		switch {
		case b[i] == '\\' && b[0] == '"':
			i++
		case b[i] == b[0] && b[0] == '\'' && i+1 < len(b) && b[i+1] == '\'':
			i++
		case b[i] == b[0]:
			return i + 1
		}
	}
	return 0
}

// blockEnd is where the last line of a text behind “|” or “>” ends.
func (r *reader) blockEnd(start, outer int) int {
	end := r.lineEnd(start)
	header, _, _ := bytes.Cut(r.text[start:end], []byte(" "))
	keep := bytes.IndexByte(header, '+') >= 0
	for i := end; ; {
		next := bytes.IndexByte(r.text[i:], '\n')
		if next < 0 || i+next+1 >= len(r.text) {
			return end
		}
		i += next + 1
		line := r.text[i:r.lineEnd(i)]
		blank := len(bytes.TrimSpace(line)) == 0
		switch {
		case blank && !keep:
		case blank, len(line)-len(bytes.TrimLeft(line, " ")) > outer:
			end = i + len(line)
		default:
			return end
		}
		i += len(line)
	}
}

// plainEnd is where a text without quotation marks ends that goes on over several
// lines: each but the last is a whole one.
func (r *reader) plainEnd(value string, start int) (int, bool) {
	read, gap := "", ""
	for i := start; ; {
		end := r.lineEnd(i)
		line := string(bytes.TrimSpace(r.text[i:end]))
		switch rest, found := strings.CutPrefix(value, read+gap); {
		case line == "" && read != "":
			gap = strings.TrimPrefix(gap, " ") + "\n"
		case !found:
			return 0, false
		case rest != "" && strings.HasPrefix(line, rest):
			return i + bytes.Index(r.text[i:end], []byte(rest)) + len(rest), true
		default:
			read, gap = read+gap+line, " "
		}
		next := bytes.IndexByte(r.text[i:], '\n')
		if next < 0 || len(read) > len(value) {
			return 0, false
		}
		i += next + 1
	}
}

// PathAt is the names that lead to what stands at a place of a text of fields, with the
// numbers of the items of lists: cost.lines.2.amount; "" where no field stands there.
func PathAt(fields []byte, at int) string {
	n, err := parse(fields)
	if err != nil {
		return ""
	}
	return strings.Join(n.path(at), ".")
}

func (n *node) path(at int) []string {
	for i := range n.in {
		c := &n.in[i]
		if at < c.head || at >= max(c.end, c.after) {
			continue
		}
		name := c.name
		if n.kind == List {
			name = strconv.Itoa(i)
		}
		return append([]string{name}, c.path(at)...)
	}
	return nil
}
