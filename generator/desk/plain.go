package desk

import (
	"regexp"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
)

// This file says what was found in a file in the words of a form: a field is called as its
// label is, quotation marks are those of the language, and nobody is told how a file is written.

// onForms are remedies as they are said where there is a form, by what they are in a file.
var onForms = map[string]catalog.Message{
	"say what changes, for whom and when, or keep the entry with \"draft: true\"": catalog.Say("say what changes, for whom and when, or keep it as a draft"),
	"write what has happened over %s and take “draft: true” out, or delete that file": catalog.Say(
		"write what has really happened, and let everybody see it; or delete the example"),
	"write it, or keep the file with “draft: true”": catalog.Say("write it, or keep it as a draft"),
	"write outcomes/….md with “of: [%s]”; “status: too_early” with a “due” date will do": catalog.Say(
		"begin its outcome; that it is too early to tell will do, with the day by which it can be told"),
	"take “draft: true” out; %s": catalog.Say("let everybody see it"),
}

// marks are the quotation marks of the languages.
var marks = map[string][2]string{"en": {"“", "”"}, "fr": {"«\u202f", "\u202f»"}, "es": {"«", "»"}, "pt": {"«", "»"}}

// quotation is what a message has in quotation marks, of any language.
var quotation = regexp.MustCompile("(?:«[\u202f\u00a0 ]?|“|\")([^»”\"]*?)(?:[\u202f\u00a0 ]?»|”|\")")

// plain says a message on the form of a file.
func (d *Desk) plain(f former, p *paper, m catalog.Message) string {
	if other, ok := onForms[m.Format]; ok {
		m = other
	}
	return quotation.ReplaceAllStringFunc(m.In(d.config.Words), func(all string) string {
		return marks[f.lang][0] + f.called(p, quotation.FindStringSubmatch(all)[1]) + marks[f.lang][1]
	})
}

// called is what stands in quotation marks as a form calls it: a field by its label, and what is
// to be written there, if that is said.
func (f former) called(p *paper, text string) string {
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
	colon := ": "
	if f.lang == "fr" {
		colon = "\u202f: "
	}
	return field.Label.In(f.lang) + colon + value
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
