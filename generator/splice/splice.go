// Package splice changes values in the fields of a file and leaves every other byte
// as it is: comments, the order of the fields, quotation marks, line ends, blank lines.
//
// Read makes of YAML a tree of texts, lists and groups, each with its place; Apply
// compares that tree with the values that are wanted and writes only what differs. What
// it has written is read again, and is what was wanted, or nothing is written: see Apply.
//
// Writing a document anew from a decoded one would be less code, but an editor would
// then find a file that somebody else has set in another way; who keeps their files by
// hand and by forms, as colleagues at one folder do, could not see any longer what was
// changed. The library is go.yaml.in/yaml/v4, of which only the nodes are used; it
// tells where a value begins, and where it ends is worked out here.
package splice

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Kind is the form of a value.
type Kind int

// The forms.
const (
	Nothing Kind = iota // it is not there, or nothing stands behind its name
	Text                // one text, in whatever quotation marks
	List                // values in their order
	Group               // values by their names
)

// Value is what stands, or is to stand, behind a name. A list in which nothing stands,
// and a group, are as good as nothing; but an item with nothing in it, beside others,
// holds its place.
type Value struct {
	Kind   Kind
	Text   string
	List   []Value
	Fields []Field
	// Words tells that a text is words for readers. They are put in quotation marks
	// where another program would take them for a number, a day or a truth.
	Words bool
	// Braces tells that a list or a group that is not there yet is written on one line,
	// in brackets or braces.
	Braces bool
}

// Field is a value with its name.
type Field struct {
	Name  string
	Value Value
}

// Of returns a text as a value.
func Of(text string) Value {
	if text == "" {
		return Value{}
	}
	return Value{Kind: Text, Text: text}
}

// At returns the value behind a name of a group.
func (v Value) At(name string) Value {
	for _, f := range v.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return Value{}
}

// Empty tells whether a value is as good as nothing.
func (v Value) Empty() bool {
	switch v.Kind {
	case Text:
		return v.Text == ""
	case List:
		return !slices.ContainsFunc(v.List, func(v Value) bool { return !v.Empty() })
	case Group:
		return !slices.ContainsFunc(v.Fields, func(f Field) bool { return !f.Value.Empty() })
	}
	return true
}

// pruned returns the value without what is as good as nothing in it.
func (v Value) pruned() Value {
	if v.Empty() {
		return Value{}
	}
	out := v
	out.List, out.Fields = nil, nil
	for _, item := range v.List {
		out.List = append(out.List, item.pruned())
	}
	for _, f := range v.Fields {
		if f.Value = f.Value.pruned(); f.Value.Kind != Nothing {
			out.Fields = append(out.Fields, f)
		}
	}
	return out
}

// Same tells whether two values say the same: one alone is a list of one, the order of
// a group's fields and line ends behind a text say nothing.
func Same(a, b Value) bool {
	a, b = a.pruned(), b.pruned()
	if a.Kind != b.Kind {
		switch {
		case a.Kind == List && len(a.List) == 1 && b.Kind != Nothing:
			return Same(a.List[0], b)
		case b.Kind == List && len(b.List) == 1 && a.Kind != Nothing:
			return Same(a, b.List[0])
		}
		return false
	}
	switch a.Kind {
	case Text:
		return lines(a.Text) == lines(b.Text)
	case List:
		return slices.EqualFunc(a.List, b.List, Same)
	}
	if len(a.Fields) != len(b.Fields) {
		return false
	}
	for _, f := range a.Fields {
		if !Same(f.Value, b.At(f.Name)) {
			return false
		}
	}
	return true
}

// lines is a text with the line ends of a form's field, and none at its end.
func lines(s string) string {
	return strings.TrimRight(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
}

// ErrForm is why fields cannot be changed here: they are not YAML, or have anchors,
// tags or names that are no text, which a person has to take out first.
var ErrForm = errors.New("the fields are not in a form that can be changed")

// ErrWritten is returned where what was written would not read as what was wanted. It
// is a fault of this package.
var ErrWritten = errors.New("the changed fields do not read as they should")

// Apply returns the text of a file in whose part [start, end), which holds its fields,
// the values are those that are wanted: the group with all of them. A field that is
// there already is changed only where its value is another; one that is not wanted is
// taken out; a new one stands behind the one that comes before it in want.
func Apply(file []byte, start, end int, want Value) ([]byte, error) {
	part, _, err := apply(file[start:end], want.pruned(), bytes.Contains(file, []byte("\r\n")))
	if err != nil {
		return nil, err
	}
	return slices.Concat(file[:start], part, file[end:]), nil
}

// apply changes fields. Where the text cannot be changed value by value, as with lists
// that begin on the line of another, it writes the fields that differ as a whole.
func apply(part []byte, want Value, crlf bool) (changed []byte, whole bool, err error) {
	was, err := parse(part)
	if err != nil || Same(was.value(), want) {
		return part, false, err
	}
	for _, whole := range []bool{false, true} {
		w := &writer{text: part, eol: "\n", whole: whole}
		if crlf {
			w.eol = "\r\n"
		}
		w.top(was, want)
		changed := w.edited()
		if is, err := Read(changed); err == nil && Same(is, want) {
			return changed, whole, nil
		}
	}
	return nil, false, fmt.Errorf("%w: %q", ErrWritten, part)
}

// Read reads fields as values, each text as it is meant, and none as anything else
// than a text: NO, 010 and 17.10 are what is written.
func Read(yaml []byte) (Value, error) {
	n, err := parse(yaml)
	if err != nil {
		return Value{}, err
	}
	return n.value(), nil
}
