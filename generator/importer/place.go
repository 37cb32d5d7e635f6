package importer

import (
	"slices"
	"strings"
	"unicode"

	"parvis/generator/catalog"
	"parvis/generator/i18n"
)

// place is a destination as it was read; country is "" where it is not known.
type place struct{ city, country string }

func (p place) String() string { return p.city + ", " + p.country }

// reading is what a free text says of destinations.
type reading struct {
	places  []place           // each with its country
	unread  []string          // parts that name no city with its country
	doubts  []catalog.Message // what was read, but might mean something else
	partial []place           // all in order, also those without a country
}

// sure tells whether all of the text was read.
func (r reading) sure() bool { return len(r.unread) == 0 && len(r.places) > 0 }

// How a part of a text is set off from the one before it.
const (
	byComma  = ','
	byStop   = ';' // a semicolon or a new line: another destination
	byAnd    = '&' // “and” or a slash: another destination, perhaps of one country
	byParens = '('
)

// part is a stretch of a text between separators.
type part struct {
	text string
	by   rune
	may  []string // countries that it may mean
}

// maxPlaces is how long a text may be that names destinations; a longer one is
// a report.
const maxPlaces = 600

// readPlaces takes a free text apart: “Madrid, Spain; Rome, Italy”, “Berlin,
// Germany London, England”, “Hanoi, VN & New Delhi, IN”.
func readPlaces(text string) reading {
	var out reading
	if len(text) > maxPlaces {
		return reading{unread: []string{text}}
	}
	var groups [][]part
	for _, p := range partsOf(text) {
		if len(groups) == 0 || p.by == byStop || p.by == byAnd {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], p)
	}
	for i := len(groups) - 1; i >= 0; i-- {
		found := out.group(groups[i])
		if i+1 < len(groups) && groups[i+1][0].by == byAnd && lacking(found) && len(out.partial) > 0 && out.partial[0].country != "" {
			for k := range found { // Shanghai & Hangzhou, China
				found[k].country = out.partial[0].country
			}
			out.doubts = append(out.doubts,
				catalog.Say("“%s” was read as lying in the same country as “%s”", esc(found[0].city), esc(out.partial[0].city)))
		}
		out.partial = append(joined(found), out.partial...)
	}
	slices.Reverse(out.doubts)
	for _, p := range out.partial {
		switch {
		case p.country == "" || !sensible(p.city):
			out.unread = append(out.unread, p.city)
		case !slices.Contains(out.places, p):
			out.places = append(out.places, p)
		}
	}
	return out
}

// lacking tells whether a group names cities and no country at all.
func lacking(found []place) bool {
	return len(found) > 0 && !slices.ContainsFunc(found, func(p place) bool {
		return p.country != "" || codeForm.MatchString(p.city) || len(countriesOf(p.city)) > 0
	})
}

// sensible tells whether a text can be a city's name.
func sensible(city string) bool {
	return len(city) <= 80 && strings.ContainsFunc(city, unicode.IsLetter) && !strings.Contains(city, "://")
}

// group reads parts that belong together into destinations.
func (r *reading) group(parts []part) []place {
	var out []place
	var waiting []string // cities whose country has not come yet
	for i := 0; i < len(parts); i++ {
		p := parts[i]
		switch {
		case len(out) > 0 && len(waiting) == 0 && (continents[placeKey(p.text)] || repeats(p, parts[i-1], out[len(out)-1])):
		case len(p.may) > 0 && len(waiting) > 0:
			may := p.may
			for i+1 < len(parts) && len(common(may, parts[i+1].may)) > 0 && !startsCity(parts[i+1:]) {
				i++ // Cincinnati, Ohio, USA
				may = common(may, parts[i].may)
			}
			out = append(out, r.settle(waiting, may, p)...)
			waiting = nil
		case len(p.may) > 0 && startsCity(parts[i:]):
			waiting = append(waiting, p.text)
		case len(p.may) == 1 && i+1 < len(parts) && parts[i+1].by == byParens && len(parts[i+1].may) == 0:
			i++ // France (Paris)
			out = append(out, place{parts[i].text, p.may[0]})
		case len(p.may) > 0:
			out = append(out, alone(p))
		case p.by == byParens && len(waiting) > 0 && i+1 < len(parts) && len(parts[i+1].may) > 0:
			// New Delhi (Delhi) India: a region that is not known.
		default:
			if country, rest := leadingCountry(p.text); country != "" && len(waiting) > 0 {
				out = append(out, r.settle(waiting, []string{country}, p)...) // Berlin, Germany London, England
				waiting = []string{rest}
				continue
			}
			waiting = append(waiting, p.text)
		}
	}
	for _, city := range waiting {
		out = append(out, trailingCountry(city))
	}
	return out
}

// joined makes one text of cities that follow each other without a country.
func joined(found []place) []place {
	var out []place
	for _, p := range found {
		if last := len(out) - 1; last >= 0 && p.country == "" && out[last].country == "" {
			out[last].city += ", " + p.city
			continue
		}
		out = append(out, p)
	}
	return out
}

// repeats tells whether a part only completes the country before it, as in
// “Korea, Republic of”.
func repeats(p, before part, last place) bool {
	code, ok := i18n.CountryByName(p.text + " " + before.text)
	return ok && code == last.country && len(p.may) == 0
}

// startsCity tells whether parts start with a city that is called like a
// country or region: its own follows, as in “Panama, Panama”.
func startsCity(parts []part) bool {
	return len(parts) > 1 && len(common(parts[0].may, parts[1].may)) > 0
}

// alone reads a country that stands without a city.
func alone(p part) place {
	if len(p.may) == 1 && cityStates[p.may[0]] {
		return place{p.text, p.may[0]}
	}
	return place{p.text, ""}
}

// settle gives waiting cities the country that follows them.
func (r *reading) settle(waiting, may []string, p part) []place {
	last := len(waiting) - 1
	if code, city := longerCountry(waiting[last], p.text); slices.Contains(may, code) && city != "" {
		waiting[last] = city // Seoul South, Korea
	}
	var out []place
	for _, city := range waiting {
		city = withoutCode(city, may)
		country := ""
		switch known := cities[placeKey(city)]; {
		case len(may) == 1:
			country = may[0]
		case slices.Contains(may, known):
			country = known
		}
		if country == "" {
			city += ", " + p.text
		}
		out = append(out, place{city, country})
	}
	if len(out) > 1 && out[0].country != "" {
		r.doubts = append(r.doubts, catalog.Say("“%s” were read as %d places in one country", esc(strings.Join(waiting, "”, “")), len(out)))
	}
	return out
}

// longerCountry finds a country that ends a city and the part behind it, and
// is longer than that part.
func longerCountry(city, behind string) (code, rest string) {
	words := strings.Fields(city)
	for i := 1; i < len(words); i++ {
		if code, ok := i18n.CountryByName(strings.Join(words[i:], " ") + " " + behind); ok {
			return code, strings.Join(words[:i], " ")
		}
	}
	return "", ""
}

// withoutCode takes a region's code off a city's name: Washington D.C.
func withoutCode(city string, may []string) string {
	i := strings.LastIndexByte(city, ' ')
	if i > 0 && codeForm.MatchString(city[i+1:]) && len(common(countriesOf(city[i+1:]), may)) > 0 {
		return city[:i]
	}
	return city
}

// half are words that cannot end or be a city's name: what follows them is
// part of the name.
var half = map[string]bool{"of": true, "de": true, "du": true, "la": true, "el": true, "the": true, "da": true, "do": true, "san": true,
	"santa": true, "saint": true, "st": true, "new": true, "port": true, "fort": true, "south": true, "north": true, "west": true,
	"east": true, "lake": true, "upper": true, "lower": true, "greater": true}

// ends are words that end a city's name when they follow a country's.
var ends = map[string]bool{"city": true, "town": true, "province": true, "ville": true}

// trailingCountry reads a city with its country behind it and no comma
// between: Buenos Aires Argentina.
func trailingCountry(text string) place {
	words := strings.Fields(text)
	for i := 1; i < len(words); i++ {
		may := countriesOf(strings.Join(words[i:], " "))
		city := strings.Join(words[:i], " ")
		if len(may) == 0 || half[strings.ToLower(words[i-1])] {
			continue
		}
		if known := cities[placeKey(city)]; len(may) > 1 && slices.Contains(may, known) {
			may = []string{known}
		}
		if len(may) == 1 {
			return place{city, may[0]}
		}
	}
	return place{text, ""}
}

// leadingCountry reads a country with another city behind it.
func leadingCountry(text string) (code, rest string) {
	words := strings.Fields(text)
	for i := len(words) - 1; i > 0; i-- {
		may := countriesOf(strings.Join(words[:i], " "))
		if len(may) == 1 && !ends[strings.ToLower(words[i])] && len(words[0]) > 2 {
			return may[0], strings.Join(words[i:], " ")
		}
	}
	return "", ""
}

func common(a, b []string) []string {
	var out []string
	for _, x := range a {
		if slices.Contains(b, x) {
			out = append(out, x)
		}
	}
	return out
}

// conjunctions stand between two destinations.
var conjunctions = []string{"and", "et", "y", "e", "i", "und", "&", "+", "AND", "And"}

// partsOf cuts a free text where one place ends and another begins.
func partsOf(text string) []part {
	text = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\t", " ", " - ", ",", " – ", ",", " — ", ",").Replace(text)
	var out []part
	var b strings.Builder
	by := rune(byStop)
	flush := func(next rune) {
		out = append(out, cutAnd(b.String(), by)...)
		if strings.TrimSpace(b.String()) != "" || next != byComma {
			by = next
		}
		b.Reset()
	}
	runes := []rune(text)
	for i, c := range runes {
		switch {
		case c == '\n' && (continues(runes[:i], ",") || continues(reversed(runes[i+1:]), ",(")):
			b.WriteByte(' ') // a line broken within a place
		case c == ';' || c == '\n' || c == '|':
			flush(byStop)
		case c == '/':
			flush(byAnd)
		case c == ',' && by == byParens:
			b.WriteRune(c) // (Republic of Korea, South)
		case c == ',' || c == ')':
			flush(byComma)
		case c == '(':
			flush(byParens)
		default:
			b.WriteRune(c)
		}
	}
	flush(byStop)
	for i := range out {
		out[i].may = mayBe(out[i])
	}
	return out
}

// continues tells whether the last character that is no space is one of set.
func continues(before []rune, set string) bool {
	for i := len(before) - 1; i >= 0; i-- {
		if !unicode.IsSpace(before[i]) {
			return strings.ContainsRune(set, before[i])
		}
	}
	return false
}

// reversed returns what follows up to the first character, for continues.
func reversed(after []rune) []rune {
	for i, c := range after {
		if !unicode.IsSpace(c) {
			return after[i : i+1]
		}
	}
	return nil
}

// mayBe returns the countries that a part may mean. In brackets, one of
// several names is enough.
func mayBe(p part) []string {
	may := countriesOf(p.text)
	if p.by == byParens {
		for s := range strings.SplitSeq(p.text, ",") {
			if len(may) == 0 {
				may = countriesOf(strings.TrimSpace(s))
			}
		}
	}
	return may
}

// cutAnd cuts a part at each “and” that is not within a country's name.
func cutAnd(text string, by rune) []part {
	words := strings.Fields(strings.ReplaceAll(text, "&", " & "))
	var out []part
	start := 0
	add := func(end int) {
		if s := strings.Trim(strings.Join(words[start:end], " "), " .:"); s != "" {
			if strings.HasSuffix(strings.Join(words[start:end], " "), ".") && strings.Count(words[end-1], ".") > 1 {
				s += "." // D.C.
			}
			out = append(out, part{text: s, by: by})
			by = byAnd
		}
	}
	for i, w := range words {
		if slices.Contains(conjunctions, w) && !withinName(words, i) {
			add(i)
			start, by = i+1, byAnd
		}
	}
	add(len(words))
	return out
}

// withinName tells whether a conjunction is part of a country's name, such as
// Trinidad and Tobago.
func withinName(words []string, at int) bool {
	for from := at - 1; from >= max(0, at-4); from-- {
		for to := at + 1; to < min(len(words), at+5); to++ {
			if _, ok := i18n.CountryByName(strings.Join(words[from:to+1], " ")); ok {
				return true
			}
			if regions[placeKey(strings.Join(words[from:to+1], " "))] != "" {
				return true
			}
		}
	}
	return false
}
