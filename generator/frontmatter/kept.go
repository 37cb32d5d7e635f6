package frontmatter

import (
	"path"
	"slices"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/source"
)

// value is one value of a file's fields.
type value struct {
	path []string // the names that lead to it; but for edited ones; "-" for a list
	text string
}

// Kept tells whether a file whose text was edited still has the same fields, and the
// same values in those that no edit touches. read tells whether the fields of the
// file as it was before can be read at all: if not, nothing is compared.
func Kept(before, after *source.File, edits []source.Edit, written [][2]int) (read, same bool) {
	var places [][2]int
	for _, e := range edits {
		places = append(places, [2]int{e.At.Start, e.At.End})
	}
	was, read := values(before, places)
	if !read {
		return false, true
	}
	is, ok := values(after, written)
	return true, ok && slices.EqualFunc(was, is, func(a, b value) bool { return a.text == b.text && slices.Equal(a.path, b.path) })
}

// values are the values of a file's fields that no edit touches, in their order. It
// returns false where the fields cannot be read.
func values(f *source.File, edited [][2]int) ([]value, bool) {
	unsaid := func(source.Diagnostic) {}
	var in source.Span
	if path.Ext(f.Path) == ".yaml" {
		text, ok := CheckText(f, unsaid)
		if !ok {
			return nil, false
		}
		in = f.Span(len(f.Text)-len(text), len(f.Text))
	} else {
		block, ok := Split(f, unsaid)
		if !ok {
			return nil, false
		}
		in = block.YAML
	}
	d := &document{file: f, report: unsaid, named: map[*source.Rule]int{}, lines: lineStarts(f.Text[in.Start:in.End], in.Start)}
	n, err := d.read(in)
	if err != nil || !d.clean(&n) {
		return nil, false
	}
	w := &walk{d: d, end: in.End}
	if n.Kind == yaml.DocumentNode {
		for _, c := range n.Content {
			w.node(c, nil)
		}
	} else {
		w.node(&n, nil)
	}
	if len(w.found) == 1 && !w.found[0].name && !null(w.found[0].node) {
		return nil, false // one text, and no fields
	}
	return w.values(edited), true
}

// walk goes through the nodes of a document in the order in which they stand.
type walk struct {
	d     *document
	end   int // of the fields
	found []found
}

// found is a name, or a value without others in it.
type found struct {
	node  *yaml.Node
	start int
	path  []int // where the names that lead to it are found, and inList for a list
	name  bool
}

// inList is the step to what stands in a list.
const inList = -1

func (w *walk) node(n *yaml.Node, path []int) {
	switch {
	case n.Kind == yaml.MappingNode && len(n.Content) > 0:
		for i := 0; i+1 < len(n.Content); i += 2 {
			at := len(w.found)
			w.found = append(w.found, found{n.Content[i], w.d.offset(n.Content[i].Line, n.Content[i].Column), path, true})
			w.node(n.Content[i+1], append(slices.Clip(path), at))
		}
	case n.Kind == yaml.SequenceNode && len(n.Content) > 0:
		for _, c := range n.Content {
			w.node(c, append(slices.Clip(path), inList))
		}
	default:
		w.found = append(w.found, found{n, w.d.offset(n.Line, n.Column), path, false})
	}
}

// values are those of the values found that no edit touches.
func (w *walk) values(edited [][2]int) []value {
	within := func(i int) bool {
		start, end := w.found[i].start, w.end
		if i+1 < len(w.found) {
			end = w.found[i+1].start
		}
		n := w.found[i].node
		if at := w.d.span(n); at.End > start && (w.found[i].name || at.Text() == n.Value || n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0) {
			end = at.End // else the value may go on over several lines
		}
		return slices.ContainsFunc(edited, func(e [2]int) bool {
			if e[0] == e[1] && e[0] == start {
				return !w.found[i].name // what was taken out before a name is none of it
			}
			return (e[0] < end || e[0] == end && !w.found[i].name) && (e[1] > start || e[1] == start && !w.found[i].name) // such as the space before a value
		})
	}
	touched := func(i int) bool {
		f := w.found[i]
		empty := !f.name && f.node.Value == "" && len(f.path) > 0 // it stands where its name ends
		return within(i) || empty && f.path[len(f.path)-1] >= 0 && within(f.path[len(f.path)-1])
	}
	var out []value
	for i, f := range w.found {
		if f.name || touched(i) {
			continue
		}
		v := value{text: f.node.Value}
		for _, step := range f.path {
			switch {
			case step < 0:
				v.path = append(v.path, "-") // those before it may have become one
			case touched(step): // it was mended, or put between
			default:
				v.path = append(v.path, w.found[step].node.Value)
			}
		}
		out = append(out, v)
	}
	return out
}
