package desk

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/fields"
	"parvis/generator/splice"
)

// This file reads the values that a form has sent.

// read returns the values that a form has sent for a table of fields, in the order of the
// table. was are those that stood there: what the form does not show stays as it was.
func (f former) read(table []fields.Field, was splice.Value, sent url.Values, prefix string) splice.Value {
	out := splice.Value{Kind: splice.Group}
	for _, field := range table {
		old := was.At(field.Name)
		in, shown := f.input(field, old, splice.Value{}, prefix+field.Name)
		v := old
		if shown && has(sent, in.Name) {
			v = f.value(field, old, sent, in)
		}
		if !v.Empty() {
			out.Fields = append(out.Fields, splice.Field{Name: field.Name, Value: v})
		}
	}
	for _, old := range was.Fields { // what no table knows
		if _, known := fields.Find(table, old.Name); !known {
			out.Fields = append(out.Fields, old)
		}
	}
	return out
}

// has tells whether a form has sent a field, or something within it.
func has(sent url.Values, name string) bool {
	if sent.Has(name) {
		return true
	}
	for key := range sent {
		if strings.HasPrefix(key, name+".") {
			return true
		}
	}
	return false
}

// value is what was sent for a field that is shown.
func (f former) value(field fields.Field, old splice.Value, sent url.Values, in input) splice.Value {
	if in.As == checks || in.As == chips {
		return chosen(old, sent[in.Name])
	}
	if !field.List {
		return f.single(field, old, sent, in.Name)
	}
	single := field
	single.List = false
	out := splice.Value{Kind: splice.List}
	olds := itemsOf(old)
	for _, n := range numbers(sent, in.Name+".") {
		was := splice.Value{}
		if from, err := strconv.Atoi(sent.Get(in.Name + "." + n + "~was")); err == nil {
			was = itemAt(olds, from)
		}
		item := f.single(single, was, sent, in.Name+"."+n)
		if item.Kind != splice.Nothing || sent.Has(in.Name+"."+n+"~stays") {
			if f.moved != nil {
				f.moved[in.Name+"."+strconv.Itoa(len(out.List))] = in.Name + "." + n
			}
			out.List = append(out.List, item)
		}
	}
	stood := old.Kind == splice.Group || old.Kind == splice.Text // alone
	begun := field.Short != "" && old.Kind == splice.Nothing && len(out.List) == 1 && out.List[0].Kind == splice.Text
	if len(out.List) == 1 && (stood || begun) {
		return out.List[0]
	}
	return out
}

// chosen are the values that are ticked: those that stood there in their order, then
// the others.
func chosen(old splice.Value, ticked []string) splice.Value {
	out := splice.Value{Kind: splice.List}
	var done []string
	for _, item := range itemsOf(old) {
		if slices.Contains(ticked, item.Text) {
			out.List, done = append(out.List, item), append(done, item.Text)
		}
	}
	for _, t := range ticked {
		if t != "" && !slices.Contains(done, t) {
			out.List = append(out.List, splice.Of(t))
		}
	}
	return out
}

// numbers are those of the items that were sent below a name, in their order.
func numbers(sent url.Values, prefix string) []string {
	var out []int
	for key := range sent {
		if rest, ok := strings.CutPrefix(key, prefix); ok {
			n, _, _ := strings.Cut(strings.ReplaceAll(rest, "~", "."), ".")
			if i, err := strconv.Atoi(n); err == nil && i >= 0 && !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	var names []string
	for _, i := range out {
		names = append(names, strconv.Itoa(i))
	}
	return names
}

// single is what was sent for a field, or an item of a list.
func (f former) single(field fields.Field, old splice.Value, sent url.Values, name string) splice.Value {
	switch field.Type {
	case fields.Group:
		return f.sentGroup(field, old, sent, name)
	case fields.Names:
		if !sent.Has(name) {
			return f.sentNames(old, sent, name)
		}
	}
	v := f.typed(field, old, cleaned(sent.Get(name), field))
	v.Words = field.Text || field.Type == fields.Names
	return v
}

// cleaned is a text as it was typed into a field, without what a browser adds to it.
func cleaned(s string, field fields.Field) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if field.Type == fields.Text {
		return strings.TrimRight(s, " \n\t")
	}
	return strings.TrimSpace(s)
}

func (f former) sentGroup(field fields.Field, old splice.Value, sent url.Values, name string) splice.Value {
	was := old
	if field.Short != "" && states(field) {
		was = long(field, old)
	}
	v := f.read(field.Fields, was, sent, name+".")
	v.Braces = old.Kind == splice.Nothing && len(v.Fields) < 4 && short(v)
	switch {
	case field.Short == "":
	case states(field):
		if alone := v.At(field.ShortOf); len(v.Fields) == 1 && alone.Kind != splice.Nothing && old.Kind != splice.Group {
			return alone
		}
	case len(v.Fields) == 0 && sent.Has(name):
		return f.typed(field, old, strings.TrimSpace(sent.Get(name)))
	}
	if len(v.Fields) == 0 {
		return splice.Value{}
	}
	return v
}

// short tells whether a group reads well on one line.
func short(v splice.Value) bool {
	n := 0
	for _, f := range v.Fields {
		if f.Value.Kind != splice.Text || strings.Contains(f.Value.Text, "\n") {
			return false
		}
		n += len(f.Name) + len(f.Value.Text) + 4
	}
	return n < 100
}

// sentNames is a text in the languages in which it was sent; where it stood there in one
// and is sent in no other, as it stood.
func (f former) sentNames(old splice.Value, sent url.Values, name string) splice.Value {
	v := splice.Value{Kind: splice.Group, Braces: old.Kind != splice.Group}
	for _, code := range f.tongues {
		if one := splice.Of(strings.TrimSpace(sent.Get(name + "." + code))); one.Kind != splice.Nothing {
			one.Words = true
			v.Fields = append(v.Fields, splice.Field{Name: code, Value: one})
		}
	}
	for _, f0 := range old.Fields { // a language that the site does not have
		if !slices.Contains(f.tongues, f0.Name) {
			v.Fields = append(v.Fields, f0)
		}
	}
	switch {
	case len(v.Fields) == 0:
		return splice.Value{}
	case len(v.Fields) == 1 && old.Kind != splice.Group && v.Fields[0].Name == f.tongues[0]:
		return v.Fields[0].Value
	}
	return v
}
