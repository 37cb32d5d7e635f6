package content

import (
	"regexp"
	"strings"

	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file reads where a trip led.

// destinations reads where a trip went. Of [Ravenna, IT] the comma makes two
// values: the first waits until it is known what stands behind it.
func (p *parser) destinations(m *frontmatter.Map) (out []Place) {
	var half Text
	add := func(v Text) {
		if place, ok := p.placeOf(m, v); ok {
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
		code, certain := countryOf(v.V)
		if code != "" && half.OK() {
			p.report(halves(half, v, code, certain))
			half = Text{}
			return
		}
		if flush(); code == "" && !strings.ContainsAny(v.V, ",;()/") {
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

// halves reports a city and a country between which the comma of a list stands.
func halves(city, country Text, code string, certain bool) source.Diagnostic {
	at := source.Span{File: country.At.File, Start: city.At.Start, End: country.At.End}
	whole := `"` + city.V + ", " + code + `"`
	d := ruleDestinationForm.At(at, "the comma makes two destinations of “%s” and “%s”", city.V, country.V).
		To("write %s, with the quotation marks", whole)
	if severalCountries(country.V) {
		d = d.To("write %s if “%s” is the country; else the two letters of the country in which it lies", whole, country.V)
	}
	if certain && touches(city, country) {
		d = d.By(at, whole)
	}
	return d
}

// touches tells whether nothing but a comma and spaces stands between two values.
func touches(a, b Text) bool {
	return a.At.Text() == a.V && b.At.Text() == b.V && strings.Trim(string(a.At.File.Text[a.At.End:b.At.Start]), ", ") == ""
}

// destinationForm is the short form: Ravenna, IT.
var destinationForm = regexp.MustCompile(`^(.+?)\s*,\s*([A-Z]{2})$`)

// placeOf reads the short form of a destination: Ravenna, IT.
func (p *parser) placeOf(m *frontmatter.Map, v Text) (Place, bool) {
	if list, certain := severalPlaces(v.V); len(list) > 1 {
		d := ruleDestinationForm.At(v.At, "these are %d cities in one value", len(list)).To("write destination: [%s]", strings.Join(list, ", "))
		if text, ok := severalText(m, "destination", list); ok && certain {
			d = frontmatter.Put(d, v, text)
		}
		p.report(d)
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
