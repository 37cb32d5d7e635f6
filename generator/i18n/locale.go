// Package i18n gives the site its words and writes dates, numbers, amounts,
// country names and lists as the readers of one language expect them.
//
// The words come from the theme, one file a language; everything else comes
// from the Unicode CLDR data of the libraries in use and of countries.tsv.
// Results are plain text: they are not escaped for HTML, and they keep the
// spaces that CLDR asks for, such as U+202F between the digits of a French
// number and U+00A0 before its currency.
package i18n

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"github.com/gohugoio/locales"
	"github.com/gohugoio/locales/en"
	"github.com/gohugoio/locales/es"
	"github.com/gohugoio/locales/fr"
	"github.com/gohugoio/locales/pt_PT"
	"golang.org/x/text/language"

	"parvis/generator/catalog"
	"parvis/generator/fields"
)

// minus is the sign of negative numbers. CLDR has a hyphen in its place in
// most languages, which reads as a dash beside a currency symbol.
const minus = "\u2212"

// conventions are what the libraries do not tell of a language, or of its form in a
// country.
type conventions struct {
	tag          string                    // the CLDR locale that the data is of
	country      string                    // the one that the form is of, "" for that of the language
	plurals      string                    // the locale whose plurals and order of letters hold
	variant      string                    // the name of the words that differ from the language's, "" for none
	translator   func() locales.Translator // months
	shortMonths  []string                  // where the translator's do not hold
	september    string                    // the same for the one long name that differs
	numberPoint  string                    // of numbers, where it is not that of amounts
	cents        []string                  // currencies whose hundredth the words call a cent
	firstOfMonth string
	of, shortOf  string // between day, month and year, in long and short dates
	and          string // before the last item of a list
}

// cents are the currencies whose hundredth is a cent in all languages.
var cents = []string{"EUR", "USD", "CAD", "AUD", "NZD"}

// supported holds the languages by code. English is that of Europe: day before
// month, no comma before "and", US$ for the American dollar. Spanish and Portuguese
// are those of Spain and of Portugal, as the theme's words are.
var supported = map[string]conventions{
	"en": {
		tag: "en-GB", plurals: "en-GB", cents: cents,
		// The months of package en_GB are cut short to the one that differs
		// from en.
		translator: en.New, shortMonths: strings.Fields("Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec"),
		firstOfMonth: "1", of: " ", shortOf: " ", and: " and ",
	},
	"es": {
		tag: "es", plurals: "es", cents: cents, translator: es.New,
		firstOfMonth: "1", of: " de ", shortOf: " ", and: " y ",
	},
	"fr": {
		tag: "fr", plurals: "fr", cents: cents, translator: fr.New,
		firstOfMonth: "1er", of: " ", shortOf: " ", and: " et ",
	},
	"pt": {
		tag: "pt-PT", plurals: "pt-PT", cents: cents, translator: pt_PT.New,
		firstOfMonth: "1", of: " de ", shortOf: " de ", and: " e ",
	},
}

// Supported returns the codes of the languages that [Load] accepts, sorted.
func Supported() []string {
	return slices.Sorted(slices.Values(fields.Languages[:]))
}

// A Locale holds the words and the conventions of one language, in the form that it
// has in the site's country. It does not change after [Load] and is safe for concurrent
// use.
type Locale struct {
	conventions
	lang  string
	words *words
	separators
	months    [2][13]string // long and short names, by time.Month
	prices    prices
	countries map[string]string
}

// Load reads the words of a language from i18n/LANG.yaml in the theme, and
// returns the locale. The language is one of [Supported].
//
// The file is a YAML mapping in go-i18n's message form: a key such as
// "cost.city" has a text, or a mapping of plural forms (zero, one, two, few,
// many, other) of which other is required. A text may hold placeholders of the
// form {{.name}}. The error tells all faults of the file, each with its line.
func Load(theme fs.FS, lang string) (*Locale, error) {
	return LoadOver(nil, theme, "", lang, "")
}

// LoadOver is like [Load] for a theme that lies over another one, base: a word
// that its file does not give, or all where it has no file, is that of base. A
// key that neither base nor a template of the theme knows is a fault, and so is
// a placeholder that nothing fills. Faults name the file as it lies in dir, the
// theme's folder as its editor calls it.
//
// The country, by its ISO 3166-1 code or "", is that of the readers. Where the language
// has a form of its own there, dates, numbers and amounts are written in it, and the
// words of a variant (see [Variants]) lie over those of base. Those of the theme lie
// over both; but a text that its file has as that of base has it is no word of its own.
func LoadOver(theme, base fs.FS, dir, lang, country string) (*Locale, error) {
	if _, ok := supported[lang]; !ok {
		return nil, catalog.Say("language %q is not supported: there are %s", lang, strings.Join(Supported(), ", "))
	}
	c := conventionsIn(lang, country)
	tag := language.MustParse(c.plurals)
	files := []string{"i18n/" + lang + ".yaml"}
	if c.variant != "" {
		files = append(files, "i18n/"+c.variant+".yaml")
	}
	w, err := loadWords(theme, base, dir, files, tag)
	if err != nil {
		return nil, err
	}
	l := &Locale{conventions: c, lang: lang, words: w, prices: pricesIn(c.tag, c.country), countries: countries().names[cmp.Or(c.variant, lang)]}
	l.separators = l.prices.separators
	l.decimal = cmp.Or(c.numberPoint, l.decimal)
	l.setMonths(c.translator())
	return l, nil
}

// Lang returns the code of the language, such as "fr", whatever the country.
func (l *Locale) Lang() string {
	return l.lang
}

// Compare orders two texts as a dictionary of the language does: it returns a
// negative number if a comes before b, a positive one if after. It returns 0
// only if they are identical, so that a sorted list is always the same.
func (l *Locale) Compare(a, b string) int {
	return Compare(a, b, l.lang)
}

// List joins items into a text: "a, b and c". It has no comma before the last
// item.
func (l *Locale) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + l.andBefore(items[last]) + items[last]
}

// andBefore returns the conjunction that stands before item. The Spanish "y"
// becomes "e" before the same vowel: "Francia e Italia", but "agua y hielo".
func (l *Locale) andBefore(item string) string {
	if l.lang != "es" {
		return l.and
	}
	start := []rune(strings.ToLower(item[:min(len(item), 8)]))
	switch {
	case startsWithAny(start, "ií"):
		return " e "
	case startsWithAny(start, "h") && startsWithAny(start[1:], "ií") && !startsWithAny(start[2:], "ae"):
		return " e "
	}
	return l.and
}

func startsWithAny(text []rune, letters string) bool {
	return len(text) > 0 && slices.Contains([]rune(letters), text[0])
}
