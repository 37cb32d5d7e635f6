package site

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parvis/generator/content"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
)

// This file is how a language of the site says things: words, counts, amounts, periods.

// lang is one language of the site.
type lang struct {
	*i18n.Locale
	site   *Site
	prefix string // "" for the first language, else "/fr"
	common Frame  // what all frames of the language have
	first  bool
}

// Str is a text for readers. Lang is set when it is in another language than
// the page that shows it.
type Str struct{ Text, Lang string }

// pageText is a text in the page's language.
func pageText(s string) Str { return Str{Text: s} }

// in picks the translation of a text, else the original, marked as such.
func (l *lang) in(translated, original content.Text) Str {
	if !l.first && translated.OK() && strings.TrimSpace(translated.V) != "" {
		return pageText(strings.TrimSpace(translated.V))
	}
	return l.original(original.V)
}

// say is a text of an entry in the page's language, else the original, marked
// as such.
func (l *lang) say(e *content.Entry, v content.Text) Str {
	if l.first || content.Wordless(v.V) {
		return pageText(strings.TrimSpace(v.V))
	}
	return l.in(e.Translations[l.Lang()].Text(e, v), v)
}

// original marks a text of the site's first language.
func (l *lang) original(text string) Str {
	text = strings.TrimSpace(text)
	if l.first || text == "" {
		return pageText(text)
	}
	return Str{text, l.site.Set.Settings().Language}
}

// words picks the form of a name for readers.
func (l *lang) words(w content.Words) string {
	return w.V.In(l.Lang(), l.site.Set.Settings().Language)
}

// word is a word of the theme. A missing one is a fault of the theme, which
// loading it has excluded.
func (l *lang) word(key string, pairs ...any) string {
	s, err := l.Word(key, pairs...)
	if err != nil {
		panic(err)
	}
	return s
}

// count is a counted word of the theme.
func (l *lang) count(key string, n int, pairs ...any) string {
	s, err := l.Count(key, n, pairs...)
	if err != nil {
		panic(err)
	}
	return s
}

// residents are the city's, in words: of a round million, "1 000 000 d’habitants".
func (l *lang) residents() string {
	return l.count("cost.residents", l.site.Set.Settings().Population)
}

// href is where a page of this language is found on its server.
func (l *lang) href(address string) string { return l.site.base + l.prefix + address }

// money writes an amount with all decimals, cash one for running text.
func (l *lang) money(m content.Money) string { return l.Amount(m.Minor, m.Currency) }

func (l *lang) cash(m content.Money) string { return l.AmountShort(m.Minor, m.Currency) }

// perResident writes an amount divided by the population: cents below one
// unit's tenth would read as nothing, so small ones keep another digit.
func (l *lang) perResident(m content.Money) string {
	units, tenths := l.eachUnits(m)
	if tenths && units == 0 {
		return l.word("cost.under-a-tenth")
	}
	if tenths {
		return l.unitsSaid(units, tenths, m.Currency)
	}
	return l.money(content.Money{Minor: units, Currency: m.Currency})
}

// eachUnits is an amount divided by the population, in the smallest units of its
// currency or, of what is small and has cents, in tenths of them.
func (l *lang) eachUnits(m content.Money) (units int64, tenths bool) {
	n := l.site.Set.Settings().Population
	each := m.Over(n).Minor
	decimals, _ := i18n.CurrencyDecimals(m.Currency)
	if each >= 10 || decimals != 2 || m.Minor == 0 || !l.HasCents(m.Currency) {
		return each, false
	}
	return content.Money{Minor: m.Minor * 10, Currency: m.Currency}.Over(n).Minor, true
}

// unitsSaid writes so many of them: in cents where they are less than one unit and have
// that name.
func (l *lang) unitsSaid(units int64, tenths bool, currency string) string {
	if cents, ok := l.centsOf(units, tenths, currency); ok {
		return l.decimals("cost.cents", cents, "amount", l.Decimal(cents))
	}
	return l.money(content.Money{Minor: units, Currency: currency})
}

// centsOf is how many cents so many units are, as a decimal number; not ok where
// they are not called so.
func (l *lang) centsOf(units int64, tenths bool, currency string) (cents string, ok bool) {
	decimals, _ := i18n.CurrencyDecimals(currency)
	switch {
	case tenths:
		return strings.TrimSuffix(fmt.Sprintf("%d.%d", units/10, units%10), ".0"), true
	case decimals == 2 && l.HasCents(currency) && units < 100:
		return strconv.FormatInt(units, 10), true
	}
	return "", false
}

// decimals is a word of the theme that is counted by a decimal number.
func (l *lang) decimals(key, n string, pairs ...any) string {
	s, err := l.CountDecimal(key, n, pairs...)
	if err != nil {
		panic(err) // a fault of the theme, as in word
	}
	return s
}

// monthAlone writes a month that begins a line, with a capital in every language.
func (l *lang) monthAlone(t time.Time) string {
	month := l.Month(t.Year(), t.Month())
	first, n := utf8.DecodeRuneInString(month)
	return string(unicode.ToUpper(first)) + month[n:]
}

// period writes a date with the precision that is known of it.
func (l *lang) period(p frontmatter.Period) string {
	switch p.Precision {
	case frontmatter.ToYear:
		return strconv.Itoa(p.Start.Year())
	case frontmatter.ToMonth:
		return l.Month(p.Start.Year(), p.Start.Month())
	}
	return l.Day(p.Start)
}
