package desk

import (
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// This file says what was found in a file in the words of a form: a field is called as its
// label is, quotation marks are those of the language, and nobody is told how a file is written.

// marks are the quotation marks of the languages.
var marks = map[string][2]string{"en": {"“", "”"}, "fr": {"«\u202f", "\u202f»"}, "es": {"«", "»"}, "pt": {"«", "»"}}

// colons stand between a name and what it names.
var colons = map[string]string{"en": ": ", "fr": "\u202f: ", "es": ": ", "pt": ": "}

// quotation is what a message has in quotation marks, of any language.
var quotation = regexp.MustCompile("(?:«[\u202f\u00a0 ]?|“|\")([^»”\"]*?)(?:[\u202f\u00a0 ]?»|”|\")")

// plain says a message on the form of a file.
func (d *Desk) plain(f former, p *paper, m catalog.Message) string {
	m = f.byNames(p, onForm(m))
	return quotation.ReplaceAllStringFunc(m.In(d.config.Words), func(all string) string {
		return marks[f.lang][0] + f.called(p, quotation.FindStringSubmatch(all)[1]) + marks[f.lang][1]
	})
}

// byNames is a message that calls by their names what the city has, and not by their ids; and
// by their labels the fields that it lists.
func (f former) byNames(p *paper, m catalog.Message) catalog.Message {
	m.Args = slices.Clone(m.Args)
	listed := strings.Trim(m.Format, "%s; ") == ""
	for i, a := range m.Args {
		switch a := a.(type) {
		case catalog.Message:
			if m.Args[i] = f.byNames(p, a); listed && a.Format == "%s" && len(a.Args) == 1 {
				m.Args[i] = catalog.Text(f.labelled(p, a.String()))
			}
		case string:
			m.Args[i] = strings.Join(f.byName(strings.Split(a, ", ")), ", ")
		}
	}
	return m
}

// fieldOfItem is how a message calls a field, or one of an item of a list.
var fieldOfItem = regexp.MustCompile(`^([a-z_.]+)( \d+)?(?:: ([a-z_.]+))?$`)

// labelled is a field that a message lists, as a form calls it.
func (f former) labelled(p *paper, text string) string {
	parts := fieldOfItem.FindStringSubmatch(text)
	if parts == nil {
		return text
	}
	field, known := fields.At(p.table(), parts[1])
	if !known {
		return text
	}
	said := field.Label.In(f.lang) + parts[2]
	if of, known := fields.At(p.table(), parts[1]+"."+parts[3]); known && parts[3] != "" {
		said += colons[f.lang] + of.Label.In(f.lang)
	}
	return said
}

// onForm is a message as it is said on a form, and so is what is said within it.
func onForm(m catalog.Message) catalog.Message {
	args := slices.Clone(m.Args)
	for i, a := range args {
		if within, ok := a.(catalog.Message); ok {
			args[i] = onForm(within)
		}
	}
	m.Args = args
	other, ok := onForms[m.Format]
	if !ok {
		return m
	}
	if strings.Contains(other.Format, "%") {
		other.Args = args
	}
	return other
}

// remedy is what can be done on the form of a file about what was found in it.
func (d *Desk) remedy(f former, p *paper, x source.Diagnostic) string {
	fix := x.Fix
	for len(fix.Args) == 1 && fix.Format == "%s" {
		within, ok := fix.Args[0].(catalog.Message)
		if !ok {
			break
		}
		fix = within
	}
	switch {
	case onForms[fix.Format].Format == "fill in %q": // which the field says by being empty
		return ""
	case !byHand[fix.Format]:
	case x.Certain():
		fix = catalog.Say("have it written as the form writes it")
	default:
		fix = catalog.Say("this was written into the file by hand, in a way that the form cannot show: whoever did it can mend it there")
	}
	return d.plain(f, p, fix)
}

// called is what stands in quotation marks as a form calls it: a field by its label, and what is
// to be written there, if that is said.
func (f former) called(p *paper, text string) string {
	if slices.Contains(fields.Languages[:], text) {
		return fields.LanguageName(text)
	}
	name, value, valued := strings.Cut(text, ":")
	field, known := p.named(name)
	value = strings.TrimSpace(value)
	switch {
	case !known:
		return text
	case !valued || value == "" || strings.ContainsAny(value, "…{["):
		return field.Label.In(f.lang)
	}
	for _, o := range f.options(field) {
		if o.Value == value {
			value = o.Label
		}
	}
	return field.Label.In(f.lang) + colons[f.lang] + value
}

// named is a field of the file by the names that lead to it, or by its own.
func (p *paper) named(name string) (out fields.Field, known bool) {
	if out, known = fields.At(p.table(), name); known {
		return out, true
	}
	fields.Walk(p.table(), func(_ string, f fields.Field) {
		if f.Name == name && !known {
			out, known = f, true
		}
	})
	return out, known
}
