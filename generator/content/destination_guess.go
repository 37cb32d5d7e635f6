package content

import (
	"regexp"
	"slices"
	"strings"

	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// This file reads the ways in which people write a city and its country.

var (
	betweenPlaces = regexp.MustCompile(`(?i)\s*[;/&+|]\s*|\s+(?:and|et|y|e)\s+`)
	betweenCities = regexp.MustCompile(`(?i)\s*[,;/&+|]\s*|\s+(?:and|et|y|e)\s+`)
	codeBehind    = regexp.MustCompile(`^([^,;/()]+?)[\s.-]+([A-Z]{2})$`)
	lettersBehind = regexp.MustCompile(`^(.+?)\s*,\s*[A-Z]{1,4}$`)
	inBrackets    = regexp.MustCompile(`^(.+?)\s*[,-]?\s*[(\[]\s*(.+?)\s*[)\]]$`)
	beforeCountry = regexp.MustCompile(`^(.+?)\s*(?:[,;/|]|\s[-–—]\s)\s*([^,;/|]+)$`)
	behindCountry = regexp.MustCompile(`^([^,;/|]+?)\s*(?:[,;/|:]|\s[-–—]\s)\s*([^,;/|]+)$`)
	article       = regexp.MustCompile(`(?i)^(?:en|au|aux|in|the|la|le|les|el|los|las|o|a|os|as|na|no|nas|nos|em)\s+|^l['’]`)
	lastWord      = regexp.MustCompile(`(?i)\s+(?:en|au|aux|à|in|na|no|nas|nos|em)$`)
	partOfName    = regexp.MustCompile(`(?i)(?:^|\s)(?:de|del|du|da|do|dos|das|of|la|le|el|new|nueva|nuevo|nova|novo|nouveau|nouvelle)$`)
)

// countryOf is the code of the country that a text names, in one of the four
// languages or by its two letters; "" for none. It is not certain where the text
// may be a part of another country as well.
func countryOf(s string) (code string, certain bool) {
	s = strings.Trim(s, " .")
	if i18n.IsCountry(s) {
		return s, true
	}
	for _, name := range []string{s, article.ReplaceAllString(s, "")} {
		if code, ok := i18n.CountryByName(name); ok {
			return code, !severalCountries(name)
		}
	}
	if m := inBrackets.FindStringSubmatch(s); m != nil { // Italie (IT)
		inner, _ := countryOf(m[2])
		if outer, certain := countryOf(m[1]); inner != "" && outer != "" {
			return outer, certain && outer == inner
		}
	}
	if up := strings.ToUpper(s); i18n.IsCountry(up) {
		return up, !strings.Contains(stateCodes, up)
	}
	return "", false
}

// placeGuess is what a text can mean as a city and its country.
type placeGuess struct {
	city, code string // the code is "" where no country is named, the city "…" where none is
	certain    bool   // nothing else can be meant
	named      string // the country, as it is written
}

// guessPlace reads a city and a country in another form than the one they have to
// have.
func guessPlace(s string) placeGuess {
	s = strings.TrimSpace(s)
	if code, _ := countryOf(s); code != "" {
		return placeGuess{city: "…", code: code}
	}
	for _, form := range []*regexp.Regexp{beforeCountry, inBrackets} {
		m := form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		if code, certain := countryOf(m[2]); code != "" {
			other, _ := countryOf(m[1])
			return placeGuess{m[1], code, certain && (other == "" || other == code), m[2]}
		}
	}
	if m := codeBehind.FindStringSubmatch(s); m != nil && i18n.IsCountry(m[2]) {
		return placeGuess{m[1], m[2], !strings.Contains(stateCodes, m[2]), m[2]}
	}
	if m := behindCountry.FindStringSubmatch(s); m != nil {
		if code, certain := countryOf(m[1]); code != "" {
			return placeGuess{m[2], code, certain && !strings.Contains(stateCodes, m[1]), m[1]}
		}
	}
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ {
		city, country := strings.Join(words[:i], " "), strings.Join(words[i:], " ")
		if code, ok := i18n.CountryByName(country); ok && len(country) > 2 &&
			!partOfName.MatchString(city) && !betweenCities.MatchString(city+" ") {
			return placeGuess{lastWord.ReplaceAllString(city, ""), code, false, country}
		}
	}
	if m := lettersBehind.FindStringSubmatch(s); m != nil {
		s = m[1] // ITA is no country's two letters, and no part of the city
	}
	return placeGuess{city: s}
}

// noDestination says what to write instead of something that is no city and
// country, in the editor's own words.
func noDestination(v Text) source.Diagnostic {
	d := ruleDestinationForm.At(v.At, "%q is not a city and a country", v.V)
	g := guessPlace(v.V)
	code := g.code
	if code == "" {
		code = "…"
	}
	quote := func(city string) string { return `"` + city + ", " + code + `"` }
	cities := betweenCities.Split(g.city, -1)
	for i, city := range cities {
		cities[i] = quote(city)
	}
	switch {
	case strings.ContainsAny(g.city, `"\`), len([]rune(g.city)) > 60 && g.code == "":
		return d
	case g.city == "…":
		return d.To("write the city before the country: %s", quote("…"))
	case len(cities) > 1 && g.code != "":
		return d.To("write %s; or, if these are %d cities, destination: [%s]", quote(g.city), len(cities), strings.Join(cities, ", "))
	case len(cities) > 1:
		return d.To("write the country's two letters behind the city: %s; or, if these are %d cities, destination: [%s]",
			quote(g.city), len(cities), strings.Join(cities, ", "))
	case g.code == "":
		return d.To("write the country's two letters behind the city: %s", quote(g.city))
	case severalCountries(g.named):
		return d.To("write %s if “%s” is the country; else the two letters of the country in which it lies", quote(g.city), g.named)
	}
	if d = d.To("write %s", quote(g.city)); g.certain {
		d = frontmatter.Put(d, v, quote(g.city))
	}
	return d
}

// severalPlaces parts cities that are written as one, each with its country, in
// quotation marks; none where that is not what stands there.
func severalPlaces(s string) (out []string, certain bool) {
	certain = true
	for _, place := range betweenPlaces.Split(closedBefore.ReplaceAllString(inPairs(s), "$1;"), -1) {
		g := guessPlace(place)
		if m := destinationForm.FindStringSubmatch(place); m != nil && i18n.IsCountry(m[2]) {
			g = placeGuess{m[1], m[2], true, m[2]}
		}
		if g.code == "" || g.city == "…" || strings.ContainsAny(place, `"\`) || betweenCities.MatchString(g.city) {
			return nil, false
		}
		out, certain = append(out, `"`+g.city+", "+g.code+`"`), certain && g.certain
	}
	return out, certain
}

// inPairs writes cities and countries that follow one another with commas alone with a
// semicolon behind each country: Ravenne, Italie; Évora, Portugal.
func inPairs(s string) string {
	parts := strings.Split(s, ",")
	for i, part := range parts {
		if code, _ := countryOf(part); len(parts) < 4 || len(parts)%2 > 0 || (code != "") != (i%2 > 0) {
			return s
		}
	}
	var out []string
	for i := 0; i < len(parts); i += 2 {
		out = append(out, parts[i]+","+parts[i+1])
	}
	return strings.Join(out, ";")
}

// closedBefore is a comma behind a bracket: Ravenne (Italie), Évora (Portugal).
var closedBefore = regexp.MustCompile(`([)\]])\s*,`)

// stateCodes are the letters of states of the United States and provinces of Canada
// that are those of a country too.
const stateCodes = "AL AR AZ CA CO DE GA ID IL IN KY LA MA MD ME MN MO MS MT NC NE NL PA PE SC SD SK TN VA"

// severalCountries tells whether a name is that of more than one country, or of a
// region or city of another one as well, in one of the four languages: Georgia,
// Congo, Granada, Santa Elena. Behind a city it may be meant so.
func severalCountries(name string) bool { return slices.Contains(regionNames, Fold(name)) }

var regionNames = strings.Split(
	"america|congo|corea|coree|coreia|dominica|dominique|georgia|georgie|granada|grenade|guadalupe|guine|guinea|guinee|korea|luxembourg|luxemburgo|"+
		"macedoine|macedonia|saint helena|saint lucia|saint martin|sainte helene|sainte lucie|san bartolome|san martin|santa elena|santa helena|"+
		"santa lucia|sao martinho|st helena|st lucia|st martin", "|")
