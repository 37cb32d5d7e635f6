// Package fields is the table of all that a city writes: the kinds of files,
// and for each kind its fields in the order in which an editor writes them,
// with their types, what they mean in every language, and an example.
//
// Whatever has to know a field by its name reads it here: which names a file
// knows, what a translation may hold, what “parvis new” asks, what “parvis
// explain” and “parvis schema” say, the columns of the data and the headers that
// an import understands. What a field's value does is not here: package content
// reads every field by hand, with types that the compiler checks. A test there
// (fields_test.go) holds the two together: what the parser asks for, by which
// method and whether it is required, is what the table says, and nothing else.
//
// The table is made of Go values and not of a file of data, since most of it is
// named by code: a choice or a kind that is misspelt does not compile. It
// imports nothing of parvis, so that every package may read it.
//
// A new field is one value in one of the files of this package, a line in
// content's types and in its parser, and whatever shows it.
package fields

import (
	"maps"
	"slices"
	"strings"
)

// Type is the form of a field's value.
type Type string

// The types.
const (
	Line     Type = "line"     // a few words, on one line
	Text     Type = "text"     // a sentence or more
	Names    Type = "names"    // a text for all languages, or a mapping of languages to texts
	ID       Type = "id"       // by which other files name an item: small letters, digits, hyphens
	Ref      Type = "ref"      // the id of something else: see Field.Refs
	Date     Type = "date"     // a day: 2026-09-14
	Period   Type = "period"   // a day, a month or a year
	Moment   Type = "moment"   // a day, with the time of day where it is known: 2026-11-21 18:30
	Clock    Type = "clock"    // a time of day, with its day before it where there are several: 18:30
	Amount   Type = "amount"   // an exact decimal, in the currency of the city or of its line
	Whole    Type = "whole"    // a whole number, at least Field.Least
	Decimal  Type = "decimal"  // an exact decimal number
	Degrees  Type = "degrees"  // a coordinate between -Field.Limit and Field.Limit
	Flag     Type = "flag"     // true or false
	Choice   Type = "choice"   // one of Field.Choices
	Goal     Type = "goal"     // one of the United Nations' goals or targets: 11, 11.2
	Place    Type = "place"    // a city and its country: Ravenna, IT
	Country  Type = "country"  // two letters of ISO 3166
	Language Type = "language" // one of Languages
	Currency Type = "currency" // three letters of ISO 4217
	Zone     Type = "zone"     // a time zone of the tz database
	URL      Type = "url"      // a web address
	Email    Type = "email"    // a mail address
	Contact  Type = "contact"  // a web address or a mail address
	File     Type = "file"     // a file beside the entry
	Evidence Type = "evidence" // a file beside the entry, or a web address
	Agency   Type = "agency"   // an organisation's number, behind the code of the register that gave it
	Group    Type = "group"    // fields of its own: see Field.Fields
	Keyed    Type = "keyed"    // a mapping whose keys are data; Field.Fields has the one form of all its values
)

// Presence says whether a field has to be there.
type Presence int

// The presences.
const (
	Optional Presence = iota
	Advised           // a good file has it; “parvis new” asks for it
	Required
)

// String returns the presence in one word.
func (p Presence) String() string { return [...]string{"optional", "advised", "required"}[p] }

// Target is something that a reference may name.
type Target string

// The targets beside the kinds of files, whose targets are their folders.
const (
	ToIssue      Target = "local_issues" // of site.yaml
	ToDepartment Target = "departments"  // of site.yaml
	ToPromise    Target = "promises"     // of an agreement: agreements/SLUG#PROMISE
)

// A Field is one field of a file, of a group, or of the items of a list.
type Field struct {
	Name     string
	Type     Type
	Presence Presence
	// Asked tells that “parvis new” asks for it, though it may be left out.
	Asked bool
	// List tells that it has several values; one alone is a list of one.
	List bool
	// Text tells that readers read its words, so that a translation may hold it.
	// All else is a fact, which no translation may repeat.
	Text bool
	// Staff tells that it is for colleagues, and no byte of it is published.
	Staff bool
	// Unless is a field beside it that may stand in the place of a required one.
	Unless string
	// Either has the forms of a group that has one of several: the fields of
	// exactly one of them are there.
	Either [][]string
	// With are the choices of the first field of its group with which it has to be there,
	// May those with which it may; where it has neither, it goes with all.
	With, May []string
	// Key is the field by which the items of a list are told apart; "" where it
	// is their place.
	Key string

	Choices []string // of a Choice
	Refs    []Target // of a Ref
	Least   int      // of a Whole
	Limit   float64  // of Degrees
	Unit    string   // of a number: kg, days, months, persons
	KeyedBy string   // of a Keyed: what its keys are

	// Short is the type of the short form that a Group has, "" where it has
	// none, and ShortOf the field of the group that it states. Long is how the
	// long form of a group, or an item of a list of groups, begins; where it is
	// empty, with what is required (Begins).
	Short         Type
	ShortOf, Long string

	// Column is the column of entries.csv and entries.json that holds it.
	Column string
	// Label is what it is called on a form, Says one sentence of what it means.
	Label, Says Words
	// Example is a value as it stands behind the name, on one line.
	Example string
	// Fields are those of a group, or of each item of a list of groups.
	Fields []Field
}

// Find returns the field of that name.
func Find(list []Field, name string) (Field, bool) {
	i := slices.IndexFunc(list, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return list[i], true
}

// At returns the field to which a path of names leads: cost.lines.amount.
func At(list []Field, path string) (Field, bool) {
	name, rest, deeper := strings.Cut(path, ".")
	f, ok := Find(list, name)
	if !ok || !deeper {
		return f, ok
	}
	return At(f.Fields, rest)
}

// NamesOf returns the names of fields, in their order.
func NamesOf(list []Field) []string {
	out := make([]string, 0, len(list))
	for _, f := range list {
		out = append(out, f.Name)
	}
	return out
}

// Begins is how a group, or an item of a list of groups, is shown to somebody
// who has written something else: “id: …, text: …”.
func (f Field) Begins() string {
	if f.Long != "" {
		return f.Long
	}
	var required []string
	for _, in := range f.Fields {
		if in.Presence == Required {
			required = append(required, in.Name+": …")
		}
	}
	return strings.Join(required, ", ")
}

// Walk calls visit for every field and, below it, those of its group, with the
// names that lead to it: cost, cost.lines, cost.lines.amount.
func Walk(list []Field, visit func(path string, f Field)) { walk("", list, visit) }

func walk(prefix string, list []Field, visit func(string, Field)) {
	for _, f := range list {
		path := prefix + f.Name
		visit(path, f)
		walk(path+".", f.Fields, visit)
	}
}

// Translatable returns of a list of fields those that a translation may hold:
// the texts, the groups in which there are some, and what tells the items of a
// list apart.
func Translatable(list []Field) []Field {
	var out []Field
	for _, f := range list {
		if f.Type == Group {
			texts := Translatable(f.Fields)
			if len(texts) == 0 {
				continue
			}
			if id, ok := Find(f.Fields, f.Key); ok {
				texts = append([]Field{id}, texts...)
			}
			f.Fields, f.Long = texts, strings.Join(NamesOf(texts), ": …, ")+": …"
			if f.Short == Place {
				f.Short = "" // which holds a fact
			}
			out = append(out, f)
		} else if f.Text {
			out = append(out, f)
		}
	}
	return out
}

// IsFact tells whether a name is that of a fact, in a file of any kind.
func IsFact(name string) bool { return facts[name] }

// Facts returns the names of facts, sorted.
func Facts() []string { return slices.Sorted(maps.Keys(facts)) }

// IsName tells whether a name is that of a field, in a file of any kind.
func IsName(name string) bool {
	return slices.ContainsFunc(Kinds, func(k Kind) bool {
		found := false
		Walk(k.Fields(), func(_ string, f Field) { found = found || f.Name == name })
		return found
	})
}

var facts = func() map[string]bool {
	out := map[string]bool{}
	for _, k := range Kinds {
		Walk(k.Fields(), func(_ string, f Field) {
			if f.Type != Group && !f.Text || f.Type == Group && len(Translatable(f.Fields)) == 0 {
				out[f.Name] = true
			}
		})
	}
	return out
}()
