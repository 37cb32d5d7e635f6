package i18n

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:generate go run ./internal/countries

// countriesTSV holds one country a line: code, the name in each supported
// language in the order of [Supported], and in each of [Variants], and if there
// are any, other names separated by "|".
//
//go:embed countries.tsv
var countriesTSV string

// aliases are usual names that CLDR does not list, in the four languages.
var aliases = map[string][]string{
	"AE": {"UAE"},
	"BA": {"Bosnie"},
	"BY": {"Belorussia", "Bielorussie"},
	"CD": {"DRC", "RDC", "DR Congo", "Democratic Republic of the Congo", "République démocratique du Congo"},
	"CG": {"Republic of the Congo"},
	"CN": {"People's Republic of China"},
	"CV": {"Cap Vert"},
	"FM": {"Federated States of Micronesia"},
	"GB": {
		"UK", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland",
		"Grande-Bretagne", "Angleterre", "Écosse", "Pays de Galles", "Irlande du Nord",
		"Gran Bretaña", "Inglaterra", "Escocia", "Gales", "Irlanda del Norte",
		"Grã-Bretanha", "Escócia", "País de Gales", "Irlanda do Norte",
	},
	"GM": {"The Gambia"},
	"IE": {"Eire", "Republic of Ireland"},
	"IR": {"Islamic Republic of Iran"},
	"KP": {"Democratic People's Republic of Korea"},
	"KR": {"Korea", "Republic of Korea", "Corée", "Corea", "Coreia"},
	"LA": {"Lao PDR", "Lao People's Democratic Republic"},
	"MD": {"Republic of Moldova", "Moldavia", "Moldavie"},
	"MK": {"Macedonia", "Macédoine", "Macedônia"},
	"MM": {"Burma", "Birmanie", "Birmania", "Birmânia"},
	"NL": {"Holland", "Hollande", "Holanda"},
	"PS": {"State of Palestine", "État de Palestine"},
	"RU": {"Russian Federation", "Fédération de Russie"},
	"SY": {"Syrian Arab Republic"},
	"TW": {"Formosa"},
	"TZ": {"United Republic of Tanzania"},
	"US": {
		"US", "USA", "America", "United States of America", "États-Unis d'Amérique",
		"Estados Unidos de América", "Estados Unidos da América",
	},
	"VA": {"Holy See", "Vatican", "Vaticano", "Saint-Siège", "Santa Sede", "Santa Sé"},
}

// countryTable is countriesTSV taken apart.
type countryTable struct {
	codes  []string                     // sorted
	names  map[string]map[string]string // language or variant, code: name
	byName map[string]string            // folded name in any language: code
}

var countries = sync.OnceValue(parseCountries)

func parseCountries() *countryTable {
	t := &countryTable{names: make(map[string]map[string]string), byName: make(map[string]string)}
	columns := slices.Concat(Supported(), Variants())
	for _, column := range columns {
		t.names[column] = make(map[string]string)
	}
	others := maps.Clone(aliases)
	for line := range strings.Lines(countriesTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		code := fields[0]
		t.codes = append(t.codes, code)
		for i, column := range columns {
			t.names[column][code] = fields[1+i]
			if i < len(Supported()) {
				t.byName[fold(fields[1+i])] = code
			} else {
				others[code] = append(slices.Clone(others[code]), fields[1+i])
			}
		}
		if also := fields[1+len(columns):]; len(also) > 0 {
			others[code] = slices.Concat(strings.Split(also[0], "|"), others[code])
		}
	}
	// Only now, so that no other name ever hides the proper name of another
	// country, and in a fixed order.
	for _, code := range t.codes {
		t.addOthers(code, others[code])
	}
	return t
}

func (t *countryTable) addOthers(code string, names []string) {
	for _, name := range names {
		key := fold(name)
		if _, taken := t.byName[key]; !taken && key != "" {
			t.byName[key] = code
		}
	}
}

// Country returns the short name of the country with the ISO 3166-1 alpha-2
// code, such as "Italie" for "IT", or the code itself if it is unknown.
func (l *Locale) Country(code string) string {
	if name, ok := l.countries[code]; ok {
		return name
	}
	return code
}

// IsCountry reports whether code is a country code: one of the 249 that
// ISO 3166-1 alpha-2 assigns, in upper case, or XK for Kosovo.
func IsCountry(code string) bool {
	_, ok := slices.BinarySearch(countries().codes, code)
	return ok
}

// Countries returns all country codes in alphabetical order.
func Countries() []string {
	return slices.Clone(countries().codes)
}

// CountryNames returns the names of all countries in a supported language.
func CountryNames(lang string) []string {
	t := countries()
	var out []string
	for _, code := range t.codes {
		out = append(out, t.names[lang][code])
	}
	return out
}

// CountryByName returns the code of the country with the given name in any of
// the supported languages, whatever the language in use. Case, accents, spaces
// and punctuation do not count, and usual other names are known: USA, England,
// Holland, Czech Republic. A country code is not a name.
func CountryByName(name string) (code string, ok bool) {
	t := countries()
	if code, ok = t.byName[fold(name)]; ok {
		return code, true
	}
	if article, rest, found := strings.Cut(strings.TrimSpace(name), " "); found && strings.EqualFold(article, "the") {
		code, ok = t.byName[fold(rest)]
	}
	return code, ok
}

// fold reduces a name to its lower-case letters and digits without accents.
// "&" reads as "and", and the word "St" as "Saint".
func fold(name string) string {
	name = norm.NFKD.String(strings.ToLower(strings.ReplaceAll(name, "&", " and ")))
	var key strings.Builder
	for word := range strings.FieldsFuncSeq(name, isSeparator) {
		word = strings.Map(dropMark, word)
		if word == "st" {
			word = "saint"
		}
		key.WriteString(word)
	}
	return key.String()
}

func isSeparator(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

func dropMark(r rune) rune {
	if unicode.IsMark(r) {
		return -1
	}
	return r
}
