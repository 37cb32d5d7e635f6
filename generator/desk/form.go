package desk

import (
	"fmt"
	"slices"
	"strings"

	"parvis/generator/fields"
	"parvis/generator/i18n"
	"parvis/generator/newentry"
	"parvis/generator/source"
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
	Type     fields.Type
	Meant    string    // in words, how a day or an amount was understood
	Shared   string    // the name of the options, where several fields have them
	ISO      string    // of a day, as it stands in the file
	Quiet    bool      // what it means is said when one writes in it: there are many of its kind
	Problems []problem // what is to be said of it
	Closed   bool      // of who may see it: not everybody, as it is
	Sums     bool      // of a list: its amounts are added up, to Total
	Total    string
	With     string // the choices of the first field of its group with which it goes, parted by spaces
}

// Begins tells whether the first field of a group has its name: its short form.
func (in input) Begins() bool { return len(in.In) > 0 && in.In[0].Name == in.Name }

// Anchor is the name by which a group is found.
func (in input) Anchor() string {
	if in.Begins() {
		return in.Name + ".g"
	}
	return in.Name
}

// Wrong tells whether something in it is an error.
func (in input) Wrong() bool {
	return slices.ContainsFunc(in.Problems, func(p problem) bool { return p.Severity == source.Error.String() })
}

// as is how a field is shown.
type as string

const (
	line   as = "line"   // one line
	text   as = "text"   // several lines
	day    as = "day"    // a day, chosen in a calendar or typed
	choice as = "choice" // one of its options
	pick   as = "pick"   // one of its options, found by words
	chips  as = "chips"  // any of its options, found by words
	checks as = "checks" // any of its options, all of which are shown
	group  as = "group"  // its fields
	list   as = "list"   // its items, each of them a field or a group
)

// option is a value to choose, and what it is called.
type option struct {
	newentry.Choice
	Chosen bool
}

// former makes forms of values: what the fields of a table are called and offer, in the
// language of who writes.
type former struct {
	lang    string
	options func(fields.Field) []option // what there is to choose from; nil for anything
	tongues []string                    // the languages of the site

	labels   *i18n.Locale // how days and amounts are written in that language
	currency string       // of the city
	payers   []newentry.Choice
	dayFirst bool                // in the city a day stands before its month
	nameOf   []map[string]string // of what the city has, by their ids
	// moved are the names of the items of lists in what was sent, by those that they have
	// in the file where nothing is written of an empty one.
	moved map[string]string
	// shared are the options that stand once on the page, by their name.
	shared map[string][]option
}

// former makes the forms of a file of a city.
func (d *Desk) former(c *newentry.City, kind fields.Kind) former {
	settings := c.Settings()
	return former{lang: d.config.Words.Code(), tongues: settings.Languages, labels: c.Labels(), currency: settings.Currency,
		payers: c.Partners(), nameOf: namesOf(c, kind),
		dayFirst: settings.DayFirst(), moved: map[string]string{}, shared: map[string][]option{}, options: func(f fields.Field) []option {
			key := fmt.Sprint(kind, f.Type, f.Name, f.Choices, f.Refs)
			d.mu.Lock()
			out, known := d.offered[key]
			d.mu.Unlock()
			if known {
				return out
			}
			for _, o := range c.Choices(kind, f) {
				if sign, ok := subjects[o.Value]; ok && f.Name == "sign" {
					o.Label = sign.In(d.config.Words)
				}
				if !searched(f) {
					o.Label = sentence(o.Label)
				}
				out = append(out, option{Choice: o})
			}
			d.mu.Lock()
			defer d.mu.Unlock()
			if d.read == c {
				d.offered[key] = out
			}
			return out
		}}
}

// namesOf are the names of what a city has, by the ids that no form shows, kind by kind: an issue
// may have the id of a department.
func namesOf(c *newentry.City, kind fields.Kind) []map[string]string {
	var out []map[string]string
	for _, of := range []fields.Target{fields.ToIssue, fields.ToDepartment, fields.Target(fields.People), fields.Target(fields.Partners)} {
		names := map[string]string{}
		for _, o := range c.Choices(kind, fields.Field{Type: fields.Ref, Refs: []fields.Target{of}}) {
			names[o.Value] = o.Label
		}
		out = append(out, names)
	}
	return out
}

// byName calls ids of one kind by their names; as they are where no kind has them all, or several
// have them and call them otherwise.
func (f former) byName(ids []string) []string {
	var out []string
	for _, of := range f.nameOf {
		var names []string
		for _, id := range ids {
			if name, has := of[id]; has {
				names = append(names, name)
			}
		}
		switch {
		case len(names) < len(ids):
		case out != nil && !slices.Equal(out, names):
			return ids
		default:
			out = names
		}
	}
	if out == nil {
		return ids
	}
	return out
}

// blank is where the number of an item stands in the names of one that may be added.
const blank = "_"

// mostChecks is how many options are shown at once, to be ticked; of more one chooses
// from a list.
const mostChecks = 16

// form is what a table of fields looks like with the values of a group. A translation has no
// field for what its original does not say.
func (f former) form(table []fields.Field, v, original splice.Value, prefix string) []input {
	var out []input
	for _, field := range table {
		if original.Kind == splice.Group && v.At(field.Name).Kind == splice.Nothing && original.At(field.Name).Kind == splice.Nothing {
			continue
		}
		if in, ok := f.input(field, v.At(field.Name), original.At(field.Name), prefix+field.Name); ok {
			out = append(out, in)
		}
	}
	return out
}

// input is a field with its value; not ok where a form cannot show it, and its value
// stays as it is.
func (f former) input(field fields.Field, v, original splice.Value, name string) (input, bool) {
	in := input{Name: name, Type: typeOf(field), Label: field.Label.In(f.lang), Says: field.Says.In(f.lang), Example: f.example(field),
		Required: field.Presence == fields.Required, Staff: field.Staff, With: strings.Join(slices.Concat(field.With, field.May), " ")}
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
	in.Value, in.Original = f.shown(field, v.Text), original.Text
	in.Meant, in.Type = f.understood(field, v.Text, "", ""), typeOf(field)
	if in.Meant != "" {
		in.ISO = v.Text
	}
	in.Wide = field.Text || field.Type == fields.URL || field.Type == fields.Evidence
	switch field.Type {
	case fields.Text:
		in.As = text
	case fields.Date, fields.Period:
		in.As = day
	default:
		in.As = line
		if options := f.options(field); len(options) > 0 {
			in.As, in.Options = choice, marked(options, v.Text)
			if searched(field) {
				in.As = pick
			}
			if len(options) > mostHere {
				in.Options, in.Shared = nil, string(field.Type)
				f.shared[in.Shared] = options
			}
		}
	}
	if strings.Contains(v.Text, "\n") && in.As == line {
		in.As = text
	}
	return true
}

// searched tells whether the options of a field are many and have names of their own, so that
// one looks for them by words.
func searched(field fields.Field) bool {
	return slices.Contains([]fields.Type{fields.Ref, fields.Goal, fields.Country, fields.Currency, fields.Zone}, field.Type)
}

// mostHere is how many options stand at their field; more of them, which do not depend on
// it, stand once on the page.
const mostHere = 120

// marked are options with those that are chosen; what is chosen and is none of them
// stands at the end, so that it is not lost, and what is not offered is there only where it
// is chosen.
func marked(options []option, chosen ...string) []option {
	out := slices.DeleteFunc(slices.Clone(options), func(o option) bool { return o.Known && !slices.Contains(chosen, o.Value) })
	for _, c := range chosen {
		i := slices.IndexFunc(out, func(o option) bool { return o.Value == c })
		switch {
		case c == "":
		case i >= 0:
			out[i].Chosen = true
		default:
			out = append(out, option{newentry.Choice{Value: c, Label: c}, true})
		}
	}
	return out
}
