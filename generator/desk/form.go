package desk

import (
	"slices"
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
	Picture  *adder  // it may be a picture that is added here
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
