package content

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// This file reads where a trip led.

// destinations reads where a trip went. Of [Ravenna, IT] the comma makes two
// values: the first waits until it is known what stands behind it.
func (p *parser) destinations(m *frontmatter.Map) (out []Place) {
	var half Text
	add := func(v Text) {
		if place, ok := p.placeOf(v); ok {
			out = append(out, place)
		}
	}
	flush := func() {
		if half.OK() {
			add(half)
		}
		half = Text{}
	}
	m.Items("destination", frontmatter.Required, func(v Text) {
		code, named := i18n.CountryByName(v.V)
		if up := strings.ToUpper(v.V); !named && i18n.IsCountry(up) {
			code, named = up, true
		}
		if named && half.OK() {
			whole := half.V + ", " + code
			p.report(
				ruleDestinationForm.At(source.Span{File: v.At.File, Start: half.At.Start, End: v.At.End},
					"the comma makes two destinations of “%s” and “%s”", half.V, v.V).
					To("write %q, with the quotation marks", whole),
			)
			half = Text{}
			return
		}
		if flush(); !named && !strings.ContainsAny(v.V, ",;()/") {
			half = v
			return
		}
		add(v)
	}, func(d *frontmatter.Map) {
		flush()
		place := Place{
			City:    d.Text("city", frontmatter.Required),
			Country: readCountry(d, "country", frontmatter.Required),
			Lat:     d.Coordinate("lat", 90),
			Lon:     d.Coordinate("lon", 180),
		}
		bothCoordinates(d, place.Lat, place.Lon)
		elsewhere(place.Country, place.Lat, place.Lon, p.report)
		d.Close()
		out = append(out, place)
	})
	flush()
	return out
}

var (
	betweenPlaces   = regexp.MustCompile(`(?i)\s*[;/&+|]\s*|\s+(?:and|et|y|e)\s+`)
	codeBehind      = regexp.MustCompile(`^(.+?)[\s.-]+([A-Z]{2})$`)
	codeBefore      = regexp.MustCompile(`^([A-Z]{2})\s*[,;/]\s*(.+)$`)
	lettersBehind   = regexp.MustCompile(`^(.+?)\s*,\s*[A-Z]{1,4}$`)
	destinationForm = regexp.MustCompile(`^(.+?)\s*,\s*([A-Z]{2})$`)
	inBrackets      = regexp.MustCompile(`^(.+?)\s*\(\s*([^()]+?)\s*\)$`)
	beforeCountry   = regexp.MustCompile(`^(.+?)\s*[,;/]\s*([^,;/]+)$`)
	twoCities       = regexp.MustCompile(`(?i)^(.+?)\s*(?:\s(?:and|et|y|e)\s|[&+;/])\s*(.+)$`)
)

// noDestination says what to write instead of something that is no city and
// country, in the editor's own words.
func noDestination(v Text) source.Diagnostic {
	d := ruleDestinationForm.At(v.At, "%q is not a city and a country", v.V)
	city, code := v.V, ""
	for _, form := range []*regexp.Regexp{inBrackets, beforeCountry} {
		m := form.FindStringSubmatch(v.V)
		if m == nil || code != "" {
			continue
		}
		if found, ok := i18n.CountryByName(m[2]); ok {
			city, code = m[1], found
		} else if up := strings.ToUpper(m[2]); i18n.IsCountry(up) {
			city, code = m[1], up
		}
	}
	if m := codeBehind.FindStringSubmatch(v.V); m != nil && code == "" && i18n.IsCountry(m[2]) && !strings.Contains(m[1], ",") {
		city, code = m[1], m[2]
	} else if m := codeBefore.FindStringSubmatch(v.V); m != nil && code == "" && i18n.IsCountry(m[1]) {
		city, code = m[2], m[1]
	} else if m := lettersBehind.FindStringSubmatch(v.V); m != nil && code == "" {
		city = m[1] // ITA is no country's two letters, and no part of the city
	}
	quote := func(city string) string { return `"` + city + ", " + cmp.Or(code, "…") + `"` }
	cities := twoCities.FindStringSubmatch(city)
	switch {
	case strings.Contains(city, `"`):
		return d
	case cities != nil && code != "":
		return d.To("write %s; or, if these are two cities, destination: [%s, %s]", quote(city), quote(cities[1]), quote(cities[2]))
	case code != "":
		return frontmatter.Put(d.To("write %s", quote(city)), v, quote(city))
	case len([]rune(city)) > 60:
		return d
	}
	if found, ok := i18n.CountryByName(city); ok || i18n.IsCountry(city) {
		code = cmp.Or(found, city)
		return d.To("write the city before the country: %s", quote("…"))
	}
	return d.To("write the country's two letters behind the city: %s", quote(city))
}

// severalPlaces parts cities that are written as one, each with its country;
// none where that is not what stands there.
func severalPlaces(s string) []string {
	list := betweenPlaces.Split(s, -1)
	for _, place := range list {
		if m := destinationForm.FindStringSubmatch(place); m == nil || !i18n.IsCountry(m[2]) || strings.Contains(place, `"`) {
			return nil
		}
	}
	return list
}

// placeOf reads the short form of a destination: Ravenna, IT.
func (p *parser) placeOf(v Text) (Place, bool) {
	if list := severalPlaces(v.V); len(list) > 1 {
		p.report(ruleDestinationForm.At(v.At, "these are %d cities in one value", len(list)).To("write destination: [\"%s\"]", strings.Join(list, `", "`)))
		return Place{}, false
	}
	parts := destinationForm.FindStringSubmatch(v.V)
	if parts == nil {
		p.report(noDestination(v))
		return Place{}, false
	}
	at := v.At
	if at.End-at.Start >= 2 && strings.HasSuffix(at.Text(), parts[2]) {
		at.Start = at.End - 2
	}
	country := checkCountry(Text{V: parts[2], At: at, Given: true}, p.report)
	return Place{City: Text{V: parts[1], At: v.At, Given: true}, Country: country}, country.OK()
}

// severalCountries tells whether a name is that of more than one country, or of a
// region or city of another one as well, in one of the four languages: Georgia,
// Congo, Granada, Santa Elena. Behind a city it may be meant so.
func severalCountries(name string) bool { return slices.Contains(regionNames, Fold(name)) }

var regionNames = strings.Split(
	"america|congo|corea|coree|coreia|dominica|dominique|georgia|georgie|granada|grenade|guadalupe|guine|guinea|guinee|korea|luxembourg|luxemburgo|"+
		"macedoine|macedonia|saint helena|saint lucia|saint martin|sainte helene|sainte lucie|san bartolome|san martin|santa elena|santa helena|"+
		"santa lucia|sao martinho|st helena|st lucia|st martin", "|")
