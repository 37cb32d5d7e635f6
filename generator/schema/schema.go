// Package schema writes the table of fields as JSON Schema (2020-12), by which
// editors of YAML complete names, show what they mean and mark what cannot be.
//
// A schema says what YAML's core schema makes of a file, while parvis reads
// values as they are written. So a text may be a number here (“unit: 5”), and 17.10
// is what 17.1 is: the schema lets pass what only parvis can tell. It never refuses
// what parvis takes.
package schema

import (
	"bytes"
	"encoding/json"
	"strconv"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/i18n"
)

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for _, v := range []any{m.name, m.value} {
			if err := enc.Encode(v); err != nil {
				return nil, err
			}
			b.Truncate(b.Len() - 1) // the line's end
			b.WriteByte(':')
		}
		b.Truncate(b.Len() - 1)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

const dialect = "https://json-schema.org/draft/2020-12/schema"

// Kind returns the schema of the front matter of files of a kind, or of
// site.yaml, as indented JSON with its words in a language. id is the address at
// which it is published, "" for none.
func Kind(kind fields.Kind, lang, id string) ([]byte, error) {
	return write(append(head(id), writer(lang).file(kind)...))
}

// All returns one schema with those of all kinds as definitions, which takes a
// file of any kind.
func All(lang string) ([]byte, error) {
	w := writer(lang)
	var defs object
	var any []object
	for _, k := range fields.Kinds {
		defs = append(defs, member{k.One(), w.file(k)})
		any = append(any, object{{"$ref", "#/$defs/" + k.One()}})
	}
	return write(append(head(""), member{"anyOf", any}, member{"$defs", defs}))
}

// writer makes the parts of a schema, with words in its language.
type writer string

func head(id string) object {
	out := object{{"$schema", dialect}}
	if id != "" {
		out = append(out, member{"$id", id})
	}
	return out
}

func write(o object) ([]byte, error) {
	flat, err := o.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, flat, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func (w writer) file(k fields.Kind) object {
	return append(object{{"title", k.Label().In(string(w))}, {"description", k.Says().In(string(w))}}, w.group(k.Fields(), nil)...)
}

// group is a mapping with these fields and no others. Where it has several
// forms, it has one of them.
func (w writer) group(list []fields.Field, either [][]string) object {
	var properties object
	required := []string{}
	var instead []object
	for _, f := range list {
		properties = append(properties, member{f.Name, w.field(f)})
		if f.Presence == fields.Required && f.Unless == "" {
			required = append(required, f.Name)
		} else if f.Unless != "" {
			instead = append(instead, object{{"required", []string{f.Name}}}, object{{"required", []string{f.Unless}}})
		}
	}
	out := object{{"type", "object"}, {"properties", properties}}
	if len(required) > 0 {
		out = append(out, member{"required", required})
	}
	if len(instead) > 0 {
		out = append(out, member{"anyOf", instead})
	}
	if len(either) > 0 {
		var forms []object
		for _, names := range either {
			forms = append(forms, object{{"required", names}})
		}
		out = append(out, member{"oneOf", forms})
	}
	return append(out, member{"additionalProperties", false})
}

// field is the schema of a field's value: in its short form, in its long one,
// or as a list of them. What may be left out may also be empty.
func (w writer) field(f fields.Field) object {
	out := object{{"title", f.Label.In(string(w))}, {"description", f.Says.In(string(w))}}
	forms := w.value(f)
	if f.List {
		var items any = forms[0]
		if len(forms) > 1 {
			items = object{{"oneOf", forms}}
		}
		list := object{{"type", "array"}, {"items", items}}
		if f.Presence == fields.Required {
			list = append(list, member{"minItems", 1})
		}
		forms = append(forms, list)
	}
	if f.Presence != fields.Required {
		forms = append(forms, object{{"type", "null"}})
	}
	if len(forms) == 1 {
		out = append(out, forms[0]...)
	} else {
		out = append(out, member{"oneOf", forms})
	}
	if example, ok := scalar(f); ok {
		out = append(out, member{"examples", []any{example}})
	}
	return out
}

// scalar is the field's example, where it is one value, as YAML reads it.
func scalar(f fields.Field) (any, bool) {
	e := f.Example
	switch {
	case f.Type == fields.Group && f.Short == "" || f.Type == fields.Keyed || e[0] == '{' || e[0] == '[':
		return nil, false
	case e == "true" || e == "false":
		return e == "true", true
	}
	if _, err := strconv.ParseFloat(e, 64); err == nil {
		return json.Number(e), true
	}
	return e, true
}

// value returns the forms of one value of a field, no two of which fit the same.
func (w writer) value(f fields.Field) []object {
	if f.Type == fields.Group {
		forms := []object{w.group(f.Fields, f.Either)}
		if f.Short != "" {
			forms = append(w.value(fields.Field{Type: f.Short}), forms...)
		}
		return forms
	}
	text := func(pattern string) []object { return []object{{{"type", "string"}, {"pattern", pattern}}} }
	switch f.Type {
	case fields.Line, fields.Text:
		return []object{{{"type", []string{"string", "number", "boolean"}}}}
	case fields.Names:
		return append(w.value(fields.Field{Type: fields.Line}), byLanguage())
	case fields.Keyed:
		return []object{w.keyed(f)}
	case fields.Choice:
		return []object{{{"enum", f.Choices}}}
	case fields.Language:
		return []object{{{"enum", fields.Languages}}}
	case fields.Country:
		return []object{{{"enum", i18n.Countries()}}}
	case fields.Flag:
		return []object{{{"type", "boolean"}}}
	case fields.Goal:
		return []object{{{"enum", goals()}}}
	case fields.Whole:
		return []object{{{"type", "integer"}, {"minimum", f.Least}}}
	case fields.Degrees:
		return []object{{{"type", "number"}, {"minimum", -f.Limit}, {"maximum", f.Limit}}}
	case fields.Amount, fields.Decimal:
		return append(text(`^[+-]?[0-9]+(\.[0-9]+)?$`), object{{"type", "number"}})
	case fields.Date:
		return text(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	case fields.Moment:
		return text(`^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2})?$`)
	case fields.Clock:
		return text(`^([0-9]{4}-[0-9]{2}-[0-9]{2} )?[0-9]{2}:[0-9]{2}$`)
	case fields.Period:
		return append(text(`^[0-9]{4}(-[0-9]{2}){0,2}$`), object{{"type", "integer"}, {"minimum", 1000}, {"maximum", 9999}})
	case fields.Ref:
		return []object{reference(f)}
	}
	return text(patterns[f.Type])
}

// patterns are the forms of types that are texts.
var patterns = map[fields.Type]string{
	fields.ID: `^` + slug + `$`, fields.Place: `^[^,]+, *[A-Z]{2}$`, fields.Currency: `^[A-Z]{3}$`, fields.Zone: `^[A-Za-z0-9_+/-]+$`,
	fields.URL: `^https?://[^ ]+$`, fields.Email: `@`, fields.Contact: `@|^https?://[^ ]+$`, fields.File: `.`, fields.Evidence: `.`,
	fields.Agency: content.AgencyPattern,
}

const slug = `[a-z0-9]+(-[a-z0-9]+)*`

// reference is the id of something else; that of an entry has its folder.
func reference(f fields.Field) object {
	pattern := ""
	for _, to := range f.Refs {
		one := slug
		switch kind := fields.Kind(to); {
		case to == fields.ToPromise:
			one = string(fields.Agreements) + "/" + slug + "#" + slug
		case kind.IsEntry():
			one = string(kind) + "/" + slug
		case kind == fields.People || kind == fields.Partners:
			one = "(" + string(kind) + "/)?" + slug
		}
		if pattern != "" {
			pattern += "|"
		}
		pattern += one
	}
	return object{{"type", []string{"string", "integer"}}, {"pattern", "^(" + pattern + ")$"}}
}

func byLanguage() object {
	var properties object
	for _, lang := range fields.Languages {
		properties = append(properties, member{lang, object{{"type", []string{"string", "number", "boolean"}}}})
	}
	return object{{"type", "object"}, {"properties", properties}, {"minProperties", 1}, {"additionalProperties", false}}
}

// keyed is a mapping whose keys are data: the names of rules, or years.
func (w writer) keyed(f fields.Field) object {
	keys := object{{"pattern", "^[0-9]{4}$"}}
	if f.KeyedBy == "rule" {
		keys = object{{"enum", content.RuleNames()}}
	}
	return object{{"type", "object"}, {"propertyNames", keys}, {"additionalProperties", w.field(f.Fields[0])}}
}

// goals are the goals and targets, as texts and, where they are numbers to
// YAML, as numbers too: 17.10 is 17.1 then.
func goals() []any {
	var out []any
	seen := map[float64]bool{}
	for _, g := range content.AllGoals() {
		out = append(out, g)
		if n, err := strconv.ParseFloat(g, 64); err == nil && !seen[n] {
			seen[n] = true
			out = append(out, json.Number(strconv.FormatFloat(n, 'f', -1, 64)))
		}
	}
	return out
}
