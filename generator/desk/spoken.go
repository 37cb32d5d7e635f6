package desk

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/newentry"
	"parvis/generator/splice"
)

// This file is between the file's way of writing days and numbers and that of who writes:
// what a field shows, what was meant by what was typed, and in words how it was understood.
// A browser's own field for a day takes nothing that is half known or pasted, and shows
// nothing of what stands in the file where that is no day; so a day is a line of text, beside
// which a calendar opens.

// typeOf is the type in which a field is written, as itself or in its short form.
func typeOf(field fields.Field) fields.Type {
	if field.Type == fields.Group {
		return field.Short
	}
	return field.Type
}

// shown is a value of the file as it is written at home, from which it can be read again.
func (f former) shown(field fields.Field, text string) string {
	home := text
	switch typeOf(field) {
	case fields.Date, fields.Period:
		p, ok := frontmatter.DayMeant(text, true)
		switch {
		case !ok || p.String() != text || p.Precision == frontmatter.ToYear:
		case f.lang == "en" && p.Precision == frontmatter.ToMonth:
			home = f.labels.Month(p.Start.Year(), p.Start.Month())
		case f.lang == "en":
			home = f.labels.ShortDay(p.Start)
		case p.Precision == frontmatter.ToMonth:
			home = p.Start.Format("01/2006")
		default:
			home = p.Start.Format("02/01/2006")
		}
	case fields.Moment, fields.Clock:
		if m, ok := frontmatter.MomentMeant(text, true); ok && !m.Day.IsZero() {
			home = strings.TrimSpace(f.shown(fields.Field{Type: fields.Date}, m.Day.Format(time.DateOnly)) + " " + m.Clock())
		}
	case fields.Amount, fields.Decimal:
		if f.lang != "en" {
			home = strings.Replace(text, ".", ",", 1)
		}
	case fields.Line:
		if field.Name == paidBy {
			if i := slices.IndexFunc(f.payers, func(c newentry.Choice) bool { return c.Value == text }); i >= 0 {
				home = f.payers[i].Label
			}
		}
	}
	if f.meant(field, home) != text {
		return text
	}
	return home
}

// meant is what was typed as it stands in a file, where it is certain what it means; else as
// it was typed, so that the check says what it could be.
func (f former) meant(field fields.Field, typed string) string {
	switch t := typeOf(field); t {
	case fields.Date, fields.Period:
		if p, ok := frontmatter.DayMeant(typed, f.lang != "en" || f.dayFirst); ok && (t == fields.Period || p.Precision == frontmatter.ToDay) {
			return p.String()
		}
	case fields.Moment, fields.Clock:
		if m, ok := frontmatter.MomentMeant(typed, f.lang != "en" || f.dayFirst); ok &&
			(t == fields.Clock && m.Timed || t == fields.Moment && !m.Day.IsZero()) {
			return m.String()
		}
	case fields.Amount:
		if amount, ok := content.AmountMeant(typed, f.currency); ok && len(frontmatter.Readings(amount)) == 1 {
			return amount
		}
	case fields.Decimal, fields.Degrees:
		if all := frontmatter.Readings(typed); len(all) == 1 && !frontmatter.Ambiguous(all[0]) {
			return all[0]
		}
	case fields.Line:
		if field.Name == paidBy {
			same := func(c newentry.Choice) bool { return content.Fold(c.Label) == content.Fold(typed) }
			if i := slices.IndexFunc(f.payers, same); i >= 0 && !slices.ContainsFunc(f.payers[i+1:], same) {
				return f.payers[i].Value
			}
		}
	case fields.Whole:
		if all := frontmatter.Readings(typed); len(all) == 1 {
			if _, err := strconv.Atoi(all[0]); err == nil {
				return all[0]
			}
		}
	}
	return typed
}

// typed is the value of a field of which this was typed, where it had another: what was not
// changed stays as it was written.
func (f former) typed(field fields.Field, old splice.Value, s string) splice.Value {
	if old.Kind == splice.List && len(old.List) == 1 {
		old = old.List[0]
	}
	if old.Kind == splice.Text && s == strings.TrimSpace(f.shown(field, old.Text)) {
		return splice.Of(old.Text)
	}
	return splice.Of(f.meant(field, s))
}

// paidBy is the field of who paid: a partner, who stands in the file by its id, or anybody.
const paidBy = "paid_by"

// weekdays are the days of the week, from Sunday on, as a date begins with them.
var weekdays = [7]fields.Words{
	{"Sunday ", "dimanche ", "domingo, ", "domingo, "}, {"Monday ", "lundi ", "lunes, ", "segunda-feira, "},
	{"Tuesday ", "mardi ", "martes, ", "terça-feira, "}, {"Wednesday ", "mercredi ", "miércoles, ", "quarta-feira, "},
	{"Thursday ", "jeudi ", "jueves, ", "quinta-feira, "}, {"Friday ", "vendredi ", "viernes, ", "sexta-feira, "},
	{"Saturday ", "samedi ", "sábado, ", "sábado, "},
}

// understood says in words what a value of a file is: a day with its weekday, an amount in
// its currency; "" where that is not certain, or says itself.
func (f former) understood(field fields.Field, value, currency, rate string) string {
	switch typeOf(field) {
	case fields.Date, fields.Period:
		p, ok := frontmatter.DayMeant(value, true)
		switch {
		case !ok || p.String() != value || p.Precision == frontmatter.ToYear:
		case p.Precision == frontmatter.ToMonth:
			return f.labels.Month(p.Start.Year(), p.Start.Month())
		default:
			return weekdays[p.Start.Weekday()].In(f.lang) + f.labels.Day(p.Start)
		}
	case fields.Moment:
		m, ok := frontmatter.MomentMeant(value, true)
		if !ok || m.String() != value || m.Day.IsZero() {
			return ""
		}
		return strings.TrimSpace(weekdays[m.Day.Weekday()].In(f.lang) + f.labels.Day(m.Day) + " " + m.Clock())
	case fields.Amount:
		if currency == "" {
			currency = f.currency
		}
		if !i18n.IsCurrency(currency) {
			return ""
		}
		m, err := content.ParseAmount(value, currency)
		if err != nil {
			return ""
		}
		says := f.labels.Amount(m.Minor, currency)
		if all := frontmatter.Readings(rate); currency != f.currency && len(all) > 0 && all[0] == rate {
			home := m.Convert(rate, f.currency)
			says += " = " + f.labels.Amount(home.Minor, f.currency)
		}
		return says
	}
	return ""
}

// meanings are the words in which the days and amounts that a form has sent were
// understood, by the names of their fields; "" for one that says nothing.
func (f former) meanings(table []fields.Field, sent url.Values) map[string]meaning {
	out := map[string]meaning{}
	for name := range sent {
		path, ok := strings.CutPrefix(name, "f.")
		if !ok || strings.Contains(path, "~") {
			continue
		}
		field, known := fields.At(table, unnumbered(path))
		switch typeOf(field) {
		case fields.Date, fields.Period, fields.Moment, fields.Amount:
			if known {
				of := name[:strings.LastIndexByte(name, '.')+1]
				rate := f.meant(fields.Field{Type: fields.Decimal}, strings.TrimSpace(sent.Get(of+"rate")))
				value := f.meant(field, strings.TrimSpace(sent.Get(name)))
				out[name] = meaning{f.understood(field, value, strings.TrimSpace(sent.Get(of+"currency")), rate), value}
			}
		}
	}
	return out
}

// unnumbered is a path without the numbers of items.
func unnumbered(path string) string {
	var names []string
	for _, name := range strings.Split(path, ".") {
		if _, err := strconv.Atoi(name); err != nil {
			names = append(names, name)
		}
	}
	return strings.Join(names, ".")
}

// total says what the lines of a cost add up to, as far as all of them can be read.
func (f former) total(c content.Cost, words *catalog.Language) string {
	if !c.Known || len(c.Lines) == 0 {
		return ""
	}
	amount := func(m content.Money) string { return f.labels.Amount(m.Minor, m.Currency) }
	says := catalog.Say("Together: %s", amount(c.City)).In(words)
	if c.Trip != c.City {
		says = catalog.Say("Together: %s, of which the city pays %s", amount(c.Trip), amount(c.City)).In(words)
	}
	if !c.Planned.OK() {
		return says
	}
	over := c.City.Minor - c.Planned.V.Minor
	switch {
	case over > 0:
		says += " · " + catalog.Say("%s more than planned", f.labels.Amount(over, f.currency)).In(words)
	case over < 0:
		says += " · " + catalog.Say("%s less than planned", f.labels.Amount(-over, f.currency)).In(words)
	default:
		says += " · " + catalog.Say("as planned").In(words)
	}
	return says
}
