package desk

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/fields"
	"parvis/generator/splice"
)

// input is one field on a form, or one item of a list.
type input struct {
	Name   string // of its value in what the form sends, which is also how its label finds it
	As     as
	Label  string // "" for an item, which is called as its list is
	Called string
	Says   string
	// Example is how a value is written; what a form shows is no value.
	Example  string
	Value    string
	Original string // what stands there in the language of the original
	Options  []option
	Required bool
	Staff    bool    // nobody outside sees it
	Open     bool    // a group that has something in it, or must have
	In       []input // the fields of a group, or the items of a list
	More     []input // those fields of a group that may stay empty, and do
	Blank    *input  // the item of a list that may be added
	Fixed    bool    // a list that has the items of the original, and no others
	Number   string  // of an item: where it stood in the file; "" for a new one
	Stays    bool    // an item that may be empty, but not be taken out
	Wide     bool    // words, which want room
}

// as is how a field is shown.
type as string

const (
	line   as = "line"   // one line
	text   as = "text"   // several lines
	day    as = "day"    // a day, chosen in a calendar or typed
	choice as = "choice" // one of its options
	pick   as = "pick"   // one line, for which some values are offered
	checks as = "checks" // any of its options
	group  as = "group"  // its fields
	list   as = "list"   // its items, each of them a field or a group
)

// option is a value to choose, and what it is called.
type option struct {
	Value, Label string
	Chosen       bool
}

// former makes forms of values: what the fields of a table are called and offer, in the
// language of who writes.
type former struct {
	lang    string
	options func(fields.Field) []option // what there is to choose from; nil for anything
	tongues []string                    // the languages of the site
}

// blank is where the number of an item stands in the names of one that may be added.
const blank = "_"

// mostChecks is how many options are shown at once, to be ticked; of more one chooses
// from a list.
const mostChecks = 16

// form is what a table of fields looks like with the values of a group.
func (f former) form(table []fields.Field, v, original splice.Value, prefix string) []input {
	var out []input
	for _, field := range table {
		if in, ok := f.input(field, v.At(field.Name), original.At(field.Name), prefix+field.Name); ok {
			out = append(out, in)
		}
	}
	return out
}

// input is a field with its value; not ok where a form cannot show it, and its value
// stays as it is.
func (f former) input(field fields.Field, v, original splice.Value, name string) (input, bool) {
	in := input{Name: name, Label: field.Label.In(f.lang), Says: field.Says.In(f.lang), Example: field.Example,
		Required: field.Presence == fields.Required, Staff: field.Staff}
	switch {
	case field.Type == fields.Keyed:
		return in, false
	case field.List:
		return in, f.list(&in, field, v, original)
	}
	return in, f.one(&in, field, v, original)
}

// one shows a value that is no list; false where the form has no place for what stands
// there.
func (f former) one(in *input, field fields.Field, v, original splice.Value) bool {
	switch field.Type {
	case fields.Group:
		return f.group(in, field, v, original)
	case fields.Names:
		f.names(in, v, original)
		return true
	}
	if v.Kind == splice.List && len(v.List) == 1 {
		v = v.List[0]
	}
	if v.Kind == splice.List || v.Kind == splice.Group {
		return false // it is not in order, and the check says how it has to be
	}
	in.Value, in.Original = v.Text, original.Text
	in.Wide = field.Text || field.Type == fields.URL
	switch field.Type {
	case fields.Text:
		in.As = text
	case fields.Date:
		in.As = day
	default:
		in.As = line
		if options := f.options(field); len(options) > 0 {
			in.As, in.Options = choice, marked(options, v.Text)
			if field.Type == fields.Goal { // of which those that are offered have targets
				in.As, in.Options = pick, options
			}
		}
	}
	if strings.Contains(v.Text, "\n") && in.As == line {
		in.As = text
	}
	return true
}

// marked are options with those that are chosen; what is chosen and is none of them
// stands at the end, so that it is not lost.
func marked(options []option, chosen ...string) []option {
	out := slices.Clone(options)
	for _, c := range chosen {
		i := slices.IndexFunc(out, func(o option) bool { return o.Value == c })
		switch {
		case c == "":
		case i >= 0:
			out[i].Chosen = true
		default:
			out = append(out, option{Value: c, Label: c, Chosen: true})
		}
	}
	return out
}

// group shows the fields of a group; what stands there in its short form is shown as
// that, with the fields below it, or as the one field that it states.
func (f former) group(in *input, field fields.Field, v, original splice.Value) bool {
	if v.Kind == splice.List {
		return false
	}
	in.As, in.Open = group, in.Required || v.Kind == splice.Group
	if field.Short != "" {
		if states(field) {
			v, original = long(field, v), long(field, original)
		} else {
			in.Value, in.Original = v.Text, original.Text
			short := field
			short.Type, short.Fields = field.Short, nil
			first := input{Name: in.Name, Called: cmp.Or(in.Label, in.Called), Required: in.Required, Example: shortExample(field)}
			if v.Kind != splice.Group && f.one(&first, short, splice.Of(v.Text), splice.Of(original.Text)) {
				in.In = append(in.In, first)
			}
		}
	}
	for _, one := range f.form(field.Fields, v, original, in.Name+".") {
		of, _ := fields.Find(field.Fields, strings.TrimPrefix(one.Name, in.Name+"."))
		begins := of.Presence != fields.Optional || strings.Contains(field.Long, of.Name+": ")
		rare := !begins || len(in.In) > 0 && in.Value != "" // beside the short form
		if rare && v.At(of.Name).Kind == splice.Nothing && original.At(of.Name).Kind == splice.Nothing {
			in.More = append(in.More, one)
		} else {
			in.In = append(in.In, one)
		}
	}
	if len(in.More) < 3 && len(in.In) > 0 || len(in.In) == 0 { // not worth looking for
		in.In, in.More = append(in.In, in.More...), nil
	}
	return true
}

// states tells whether the short form of a group is one of its texts.
func states(field fields.Field) bool {
	in, ok := fields.Find(field.Fields, field.ShortOf)
	return ok && in.Type == field.Short
}

// long is a group's value in its long form.
func long(field fields.Field, v splice.Value) splice.Value {
	if v.Kind != splice.Text {
		return v
	}
	return splice.Value{Kind: splice.Group, Fields: []splice.Field{{Name: field.ShortOf, Value: v}}}
}

// shortExample is how the short form of a group is written.
func shortExample(field fields.Field) string {
	if field.Short == fields.Amount {
		return "1240.50"
	}
	return field.Example
}

// names shows a text in each of the languages of the site, or in the one in which it
// stands.
func (f former) names(in *input, v, original splice.Value) {
	if v.Kind != splice.Group && len(f.tongues) < 2 {
		in.As, in.Value, in.Original = line, v.Text, original.Text
		return
	}
	in.As, in.Open = group, true
	for i, code := range f.tongues {
		one := input{Name: in.Name + "." + code, Label: code, As: line, Value: v.At(code).Text, Original: original.At(code).Text}
		if i == 0 {
			one.Required = in.Required
			if v.Kind == splice.Text {
				one.Value = v.Text
			}
		}
		in.In = append(in.In, one)
	}
}

// list shows the items of a list; false where the form has no place for one of them.
func (f former) list(in *input, field fields.Field, v, original splice.Value) bool {
	items, originals := itemsOf(v), itemsOf(original)
	single := field
	single.List = false
	if options := f.options(field); len(options) > 0 && len(options) <= mostChecks && field.Type != fields.Goal {
		var chosen []string
		for _, item := range items {
			chosen = append(chosen, item.Text)
		}
		in.As, in.Options = checks, marked(options, chosen...)
		return !slices.ContainsFunc(items, func(v splice.Value) bool { return v.Kind != splice.Text })
	}
	in.As, in.Open = list, in.Required || len(items) > 0
	shown := true
	item := func(n string, v, original splice.Value) input {
		one := input{Name: in.Name + "." + n, Stays: len(originals) > 0, Called: in.Label}
		if n != blank {
			one.Number = n
		}
		shown = f.one(&one, single, v, original) && shown
		return one
	}
	for i := range max(len(items), len(originals)) {
		in.In = append(in.In, item(strconv.Itoa(i), at(items, i), at(originals, i)))
	}
	if in.Fixed = len(originals) > 0; !in.Fixed {
		added := item(blank, splice.Value{}, splice.Value{})
		in.Blank = &added
		if len(in.In) == 0 && (field.Type != fields.Group || in.Required) {
			in.In = append(in.In, item("0", splice.Value{}, splice.Value{}))
		}
	}
	return shown
}

func at(items []splice.Value, i int) splice.Value {
	if i < len(items) {
		return items[i]
	}
	return splice.Value{}
}

// itemsOf are the items of a list; of what stands there alone, that.
func itemsOf(v splice.Value) []splice.Value {
	switch v.Kind {
	case splice.Nothing:
		return nil
	case splice.List:
		return v.List
	}
	return []splice.Value{v}
}

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
	if in.As == checks {
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
			was = at(olds, from)
		}
		item := f.single(single, was, sent, in.Name+"."+n)
		if item.Kind != splice.Nothing || sent.Has(in.Name+"."+n+"~stays") {
			out.List = append(out.List, item)
		}
	}
	if len(out.List) == 1 && out.List[0].Kind == splice.Text && field.Short != "" && old.Kind != splice.List {
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
	v := splice.Of(cleaned(sent.Get(name), field))
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
		one := splice.Of(strings.TrimSpace(sent.Get(name)))
		return one
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
