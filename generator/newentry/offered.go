package newentry

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/i18n"
)

// This file is what a form offers to choose from. Where one talks at a terminal a short
// list is asked for; a form has room for all, and is searched by words.

// Choice is a value that a field may have, and what it is called in the editor's language.
type Choice struct {
	Value, Label string
	More         string // what tells it from others of its name: a role, a place, a month
	Find         string // other words by which it is looked for
	// Known tells that it may stand there and has a name, but is not offered.
	Known bool
}

// Choices are what there is to choose from for a field of a kind; none where any words
// will do.
func (c *City) Choices(kind fields.Kind, f fields.Field) []Choice {
	switch f.Type {
	case fields.Goal:
		return c.goals()
	case fields.Country:
		var out []Choice
		for _, code := range i18n.Countries() {
			out = append(out, Choice{Value: code, Label: c.labels.Country(code), Find: code})
		}
		slices.SortStableFunc(out, func(a, b Choice) int { return strings.Compare(content.Fold(a.Label), content.Fold(b.Label)) })
		return out
	case fields.Currency:
		return c.currencies()
	case fields.Zone:
		var out []Choice
		for _, zone := range content.ZonesOf(c.settings.Country.V) {
			out = append(out, Choice{Value: zone, Label: strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " "), More: zone})
		}
		return out
	case fields.Language:
		var out []Choice
		for _, code := range fields.Languages {
			out = append(out, Choice{Value: code, Label: fields.LanguageName(code)})
		}
		return out
	case fields.Ref:
		return c.offered(f)
	}
	var out []Choice
	for _, o := range c.New(kind).options(Question{Field: f}) {
		out = append(out, Choice{Value: o.id, Label: o.label})
	}
	return out
}

// goals are the United Nations' goals and their targets.
func (c *City) goals() []Choice {
	var out []Choice
	goal := ""
	for _, id := range content.AllGoals() {
		label, _ := c.labels.Word("goal." + id) // a test finds those that a language lacks
		if number, _, target := strings.Cut(id, "."); target {
			said, _ := c.labels.Word("target." + id)
			label, _ = strings.CutSuffix(id+" · "+said, " · ")
			out = append(out, Choice{Value: id, Label: label, More: goal, Find: number})
			continue
		}
		goal = id + " · " + label
		out = append(out, Choice{Value: id, Label: goal})
	}
	return out
}

// currencies are those of the city and of the other countries, which are told by the names
// of these.
func (c *City) currencies() []Choice {
	in := map[string][]string{}
	var codes []string
	for _, country := range i18n.Countries() {
		code := i18n.CurrencyOf(country)
		if code == "" {
			continue
		}
		if len(in[code]) == 0 {
			codes = append(codes, code)
		}
		in[code] = append(in[code], c.labels.Country(country))
	}
	slices.Sort(codes)
	var out []Choice
	for _, code := range codes {
		sign := strings.TrimFunc(c.labels.AmountShort(0, code), func(r rune) bool { return r == '0' || r == ',' || r == '.' || unicode.IsSpace(r) })
		label := code
		if sign != "" && sign != code {
			label += " · " + sign
		}
		out = append(out, Choice{Value: code, Label: label, More: strings.Join(in[code][:min(3, len(in[code]))], ", "), Find: strings.Join(in[code], " ")})
	}
	return out
}

// offered are what a field may name.
func (c *City) offered(f fields.Field) []Choice {
	var out []Choice
	switch f.Refs[0] {
	case fields.ToIssue:
		for _, i := range c.settings.Issues {
			out = append(out, listedChoice(c.listed(i.ID, i.Name)))
		}
		return out
	case fields.ToDepartment:
		for _, d := range c.settings.Departments {
			out = append(out, listedChoice(c.listed(d.ID, d.Name)))
		}
		return out
	case fields.Target(fields.People):
		elected := f.Name == "official" || f.Name == "signed_by"
		for _, u := range c.units {
			if p := u.Person; p != nil {
				out = append(out, Choice{Value: p.Slug, Label: p.Name.V, More: p.Role.V, Known: elected && !p.Elected})
			}
		}
		return out
	case fields.Target(fields.Partners):
		return c.Partners()
	case fields.ToPromise:
		for _, u := range c.units {
			if e := u.Entry; e != nil && e.Agreement != nil {
				for _, p := range e.Agreement.Promises {
					out = append(out, Choice{Value: e.ID + "#" + p.ID.V, Label: p.Text.V, More: e.Title.V, Known: p.Status.V != "open" && p.Status.V != "late"})
				}
			}
		}
		return out
	}
	return c.Entries(f.Refs...)
}

func listedChoice(o option) Choice {
	return Choice{Value: o.id, Label: o.label, Find: strings.Join(o.names, " ")}
}

// Partners are the city's partners, with where they are.
func (c *City) Partners() []Choice {
	var out []Choice
	for _, u := range c.units {
		if p := u.Partner; p != nil {
			where := p.City.V
			if p.Country.OK() {
				where = strings.TrimPrefix(where+", "+c.labels.Country(p.Country.V), ", ")
			}
			out = append(out, Choice{Value: p.Slug, Label: p.Name.V, More: where})
		}
	}
	return out
}

// Entries are the entries of these kinds, the newest first, with their kind and when they
// were.
func (c *City) Entries(kinds ...fields.Target) []Choice {
	var out []Choice
	for _, o := range c.entries(kinds) {
		kind, _, _ := strings.Cut(o.id, "/")
		one := Choice{Value: o.id, Label: o.label, Find: strings.Join(o.names, " ")}
		if e := c.entry(o.id); e != nil {
			year, month, _ := e.Date().Date()
			one.More = fields.Kind(kind).Label().In(c.lang) + " · " + c.labels.Month(year, month)
			one.Find += " " + strconv.Itoa(year)
		}
		out = append(out, one)
	}
	return out
}

// entry is the entry of that id; nil for none.
func (c *City) entry(id string) *content.Entry {
	for _, u := range c.units {
		if u.Entry != nil && u.Entry.ID == id {
			return u.Entry
		}
	}
	return nil
}
