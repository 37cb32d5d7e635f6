package desk

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/fields"
	"parvis/generator/splice"
)

// This file shows what has parts: groups, texts in several languages, and lists.

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
			first := input{Name: in.Name, Type: field.Short, Called: cmp.Or(in.Label, in.Called), Required: in.Required, Example: f.example(field)}
			fact := original.Kind != splice.Nothing && field.Short == fields.Amount // which no translation has
			if v.Kind != splice.Group && !fact && f.one(&first, short, splice.Of(v.Text), splice.Of(original.Text)) {
				in.In = append(in.In, first)
			}
		}
	}
	for _, one := range f.form(field.Fields, v, original, in.Name+".") {
		of, _ := fields.Find(field.Fields, strings.TrimPrefix(one.Name, in.Name+"."))
		begins := of.Presence != fields.Optional || of.With != nil || strings.Contains(field.Long, of.Name+": ")
		rare := !begins || len(in.In) > 0 && (in.Value != "" || in.Label == "" && field.Short != "") // beside the short form
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

// example shows how a value is written where that can be shown in any language: a day, a
// number, an address; "" for words.
func (f former) example(field fields.Field) string {
	example := strings.Trim(field.Example, "[]")
	switch t := typeOf(field); {
	case field.Type == fields.Group && t == fields.Amount:
		example = "1240.50"
	case field.Type == fields.Group:
		return ""
	}
	switch typeOf(field) {
	case fields.Date, fields.Period, fields.Amount, fields.Decimal, fields.Whole, fields.Degrees, fields.URL, fields.Email:
		return f.shown(field, example)
	}
	return ""
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
		one := input{Name: in.Name + "." + code, Label: fields.LanguageName(code), As: line, Value: v.At(code).Text, Original: original.At(code).Text,
			Wide: sentences(v)}
		if i == 0 {
			one.Required = in.Required
			if v.Kind == splice.Text {
				one.Value = v.Text
			}
		}
		in.In = append(in.In, one)
	}
}

// sentences tells whether one of the texts of a group is longer than a name.
func sentences(v splice.Value) bool {
	return slices.ContainsFunc(v.Fields, func(f splice.Field) bool { return len(f.Value.Text) > mostOfName })
}

// mostOfName is how many bytes fit into a narrow field.
const mostOfName = 32

// list shows the items of a list; false where the form has no place for one of them.
func (f former) list(in *input, field fields.Field, v, original splice.Value) bool {
	items, originals := itemsOf(v), itemsOf(original)
	single := field
	single.List = false
	if options := f.options(field); len(options) > 0 {
		var chosen []string
		for _, item := range items {
			chosen = append(chosen, item.Text)
		}
		in.As, in.Options = checks, marked(options, chosen...)
		if searched(field) || len(options) > mostChecks {
			in.As = chips
		}
		return !slices.ContainsFunc(items, func(v splice.Value) bool { return v.Kind != splice.Text })
	}
	in.As, in.Open = list, in.Required || len(items) > 0
	in.Sums = in.Name == "f.cost.lines"
	shown := true
	item := func(n string, v, original splice.Value) input {
		one := input{Name: in.Name + "." + n, Stays: len(originals) > 0, Called: in.Label}
		if n != blank {
			one.Number = n
		}
		shown = f.one(&one, single, v, original) && shown
		quiet(&one)
		return one
	}
	for i := range max(len(items), len(originals)) {
		in.In = append(in.In, item(strconv.Itoa(i), itemAt(items, i), itemAt(originals, i)))
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

func itemAt(items []splice.Value, i int) splice.Value {
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

// quiet has what the fields of an item mean said only when one writes in them.
func quiet(in *input) {
	in.Quiet = true
	for _, parts := range [][]input{in.In, in.More} {
		for i := range parts {
			quiet(&parts[i])
		}
	}
}
