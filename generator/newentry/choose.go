package newentry

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gosimple/slug"

	"parvis/generator/content"
	"parvis/generator/fields"
)

// This file is what a question offers to choose from: what the city has already, and the
// words of a field.

// option is one thing to choose: what is written into the file, what it is called, and by
// which names it is known beside.
type option struct {
	id, label string
	names     []string
}

// mostShown is how many options a list shows; the others are there all the same.
const mostShown = 20

// options are what a question offers; none where any words will do.
func (e *Entry) options(q Question) []option {
	c := e.city
	switch q.Type {
	case fields.Flag:
		return []option{{id: "true", label: c.yes(true)}, {id: "false", label: c.yes(false)}}
	case fields.Choice:
		var out []option
		for _, word := range q.Choices {
			out = append(out, option{id: word, label: c.label(e.Kind, word)})
		}
		return out
	case fields.Goal:
		out := make([]option, 0, 186)
		for n := 1; n <= 17; n++ {
			out = append(out, c.named("goal.", strconv.Itoa(n)))
		}
		for n := 1; n <= 17; n++ {
			out = append(out, c.targets(n)...)
		}
		return out
	case fields.Ref:
		return e.referred(q)
	}
	return nil
}

// targets are those of a goal, as options.
func (c *City) targets(goal int) (out []option) {
	for _, id := range content.Targets(goal) {
		out = append(out, c.named("target.", id))
	}
	return out
}

// named is an option that readers know by a word of the theme.
func (c *City) named(prefix, id string) option {
	label, _ := c.labels.Word(prefix + id) // a test finds those that a language lacks
	return option{id: id, label: label}
}

// referred are the options of a field that names something else.
func (e *Entry) referred(q Question) []option {
	c := e.city
	switch q.Refs[0] {
	case fields.ToIssue:
		var out []option
		for _, i := range c.settings.Issues {
			out = append(out, c.listed(i.ID, i.Name))
		}
		return out
	case fields.ToDepartment:
		var out []option
		for _, d := range c.settings.Departments {
			out = append(out, c.listed(d.ID, d.Name))
		}
		return out
	case fields.ToPromise:
		return c.promisesOf(idsIn(e.answers["of"], "agreements/"))
	case fields.Target(fields.People):
		return c.people(q.Name == "official" || q.Name == "signed_by")
	case fields.Target(fields.Newsletters):
		var out []option
		for _, u := range c.units {
			if n := u.Newsletter; n != nil {
				out = append(out, option{id: n.Slug, label: n.Title.V})
			}
		}
		return out
	case fields.Target(fields.Partners):
		var out []option
		for _, u := range c.units {
			if p := u.Partner; p != nil {
				out = append(out, option{id: p.Slug, label: p.Name.V, names: []string{p.Name.V}})
			}
		}
		return out
	}
	return c.entries(q.Refs)
}

// beyond are the options of a question and what is known by name all the same, without being
// offered: of that the check says why it may not stand there.
func (e *Entry) beyond(q Question, options []option) []option {
	if q.Type != fields.Ref || q.Refs[0] != fields.Target(fields.People) {
		return options
	}
	for _, o := range e.city.people(false) {
		if !slices.ContainsFunc(options, func(offered option) bool { return offered.id == o.id }) {
			options = append(options, o)
		}
	}
	return options
}

// listed is something that site.yaml lists.
func (c *City) listed(id string, name content.Words) option {
	o := option{id: id, label: name.V.In(c.lang, c.settings.Language)}
	for _, one := range name.V {
		o.names = append(o.names, one)
	}
	return o
}

// idsIn are the ids of a list, as it is written, that begin so.
func idsIn(list, prefix string) []string {
	var out []string
	for _, id := range strings.Split(strings.Trim(strings.TrimSpace(list), "[]"), ",") {
		if id = strings.TrimSpace(id); strings.HasPrefix(id, prefix) {
			out = append(out, id)
		}
	}
	return out
}

// label is what a choice is called by readers, else on forms; the word itself where it has no
// other name.
func (c *City) label(kind fields.Kind, word string) string {
	for _, prefix := range []string{kind.One() + ".", kind.One() + ".for-", "event.for-", "trip.", "promise.", "for.", "class.", "lesson.", "history.", "per.",
		"cost.state-"} {
		if label, err := c.labels.Word(prefix + strings.ReplaceAll(word, "_", "-")); err == nil {
			return label
		}
	}
	return cmp.Or(fields.ChoiceName(word, c.lang), fields.LanguageName(word), word)
}

// yes is the word for yes or no.
func (c *City) yes(is bool) string {
	words := fields.Words{"yes", "oui", "sí", "sim"}
	if !is {
		words = fields.Words{"no", "non", "no", "não"}
	}
	return words.In(c.lang)
}

// extends tells whether something may be named that is not there yet, since a file of its
// own or a line of site.yaml can be written for it.
func (q Question) extends() bool {
	return q.Type == fields.Ref && slices.Contains([]fields.Target{
		fields.ToIssue, fields.ToDepartment, fields.Target(fields.People), fields.Target(fields.Partners),
	}, q.Refs[0])
}

// found is the option that is meant: by its number in the list that is shown, or among all
// that are known by its id, its name, or by words that only its name holds.
func found(shown, options []option, said string) (option, bool) {
	if n, err := strconv.Atoi(said); err == nil && n >= 1 && n <= len(shown) {
		return shown[n-1], true
	}
	if i := slices.IndexFunc(options, func(o option) bool { return strings.EqualFold(o.id, said) }); i >= 0 {
		return options[i], true
	}
	want := content.Fold(said)
	if want == "" {
		return option{}, false
	}
	if i := slices.IndexFunc(options, func(o option) bool { return o.called(func(name string) bool { return name == want }) }); i >= 0 {
		return options[i], true
	}
	if len(want) < 3 {
		return option{}, false
	}
	within := func(name string) bool { return strings.Contains(" "+name+" ", " "+want+" ") }
	i := slices.IndexFunc(options, func(o option) bool { return o.called(within) })
	if i < 0 || slices.ContainsFunc(options[i+1:], func(o option) bool { return o.called(within) }) {
		return option{}, false
	}
	return options[i], true
}

// called tells whether one of the names of an option, folded, fits.
func (o option) called(fits func(string) bool) bool {
	return slices.ContainsFunc(append([]string{o.label}, o.names...), func(name string) bool { return fits(content.Fold(name)) })
}

// idOf is the id that a new name has; "" where no letter or digit is left of it.
func idOf(name string) string {
	words := strings.FieldsFunc(slug.Make(name), func(r rune) bool { return r == '-' || r == '_' })
	id := strings.Join(words[:min(len(words), 6)], "-")
	if len(id) > mostInName {
		id = strings.TrimRight(id[:mostInName], "-")
	}
	return id
}

// mostInName is how many letters the name of a file may have.
const mostInName = 80
