package content

import (
	"fmt"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/outlines"
	"parvis/generator/source"
)

var rulePlaceElsewhere = &source.Rule{Name: "place-elsewhere",
	Says: "A place on the map lies in the country that is written beside it.",
	Why:  "readers look at the map first; a town in the wrong country makes them doubt the rest",
	Fix:  "look the coordinates up again, north and east positive, or correct the country",
	Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "destination: {city: Ravenna, country: IT, lat: 12.20, lon: 44.42}\n"},
	Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "destination: {city: Ravenna, country: IT, lat: 44.42, lon: 12.20}\n"}}

// How far a place may lie outside its country, in kilometres: the outlines are
// drawn in broad strokes, and leave out small islands.
const (
	nearBorder = 40
	nearCoast  = 1000
)

// kin are countries whose outlines count as another's: parts that have a code of
// their own, and land that more than one calls its own.
var kin = map[string]string{
	"FR": "GP MQ GF RE YT NC PF PM BL MF WF TF",
	"GB": "IM JE GG GI FK BM KY VG AI MS TC SH IO",
	"NL": "AW CW SX BQ",
	"DK": "GL FO",
	"US": "PR GU VI AS MP UM",
	"FI": "AX",
	"NO": "SJ BV",
	"AU": "NF CX CC HM",
	"NZ": "CK NU TK",
	"CN": "HK MO TW",
	"MA": "EH",
	"RS": "XK",
	"IL": "PS SY",
	"UA": "RU",
	"CY": "GB",
	"IN": "PK CN",
	"AZ": "AM",
	"SO": "ET",
	"SD": "SS EG",
}

// exclaves are towns too small for the outlines of their country, in another.
var exclaves = map[string][]outlines.Point{
	"ES": {{X: -5.31, Y: 35.89}, {X: -2.94, Y: 35.29}},
	"OM": {{X: 56.25, Y: 26.18}},
	"AO": {{X: 12.2, Y: -5.55}},
	"TL": {{X: 124.37, Y: -9.2}},
}

// elsewhere reports coordinates that lie in another country than the one that is
// written, if there can be no doubt.
func elsewhere(country Text, lat, lon frontmatter.Value[float64], report source.Report) {
	if !country.OK() || !lat.OK() || !lon.OK() || !isFar(country.V, lat.V, lon.V) {
		return
	}
	where := catalog.Say("in the sea")
	if code := outlines.World().In(outlines.Point{X: lon.V, Y: lat.V}); code != "" {
		where = catalog.Say("in %s", code)
	}
	d := rulePlaceElsewhere.At(lat.At, "this place lies %s, far from %s", where, country.V).See(country.At, "the country is written here")
	north, east := strings.TrimSpace(lat.At.Text()), strings.TrimSpace(lon.At.Text())
	ways := []struct {
		lat, lon    float64
		north, east string
		slip        catalog.Message
	}{
		{lon.V, lat.V, east, north, catalog.Say("the two were swapped")},
		{lat.V, -lon.V, north, negated(east), catalog.Say("west of Greenwich, lon is below zero")},
		{-lat.V, lon.V, negated(north), east, catalog.Say("south of the equator, lat is below zero")},
		{-lat.V, -lon.V, negated(north), negated(east), catalog.Say("south of the equator and west of Greenwich, both are below zero")},
	}
	fits := 0
	for _, way := range ways {
		if way.lat < -90 || way.lat > 90 || !isIn(country.V, way.lat, way.lon) {
			continue
		}
		if fits++; fits == 1 {
			d = d.To("write “lat: %s” and “lon: %s”, which lies in %s: %s", way.north, way.east, country.V, way.slip).
				By(lat.At, way.north).By(lon.At, way.east)
		}
	}
	if fits > 1 {
		d.Edits = nil // more than one may be meant
	}
	report(d)
}

// negated is a number in plain digits with the other sign.
func negated(s string) string {
	if rest, below := strings.CutPrefix(s, "-"); below {
		return rest
	}
	return fmt.Sprint("-", s)
}

// isIn tells whether a place lies in a country, near its border or in one of its
// parts elsewhere.
func isIn(country string, lat, lon float64) bool {
	world, p := outlines.World(), outlines.Point{X: lon, Y: lat}
	for _, code := range append([]string{country}, strings.Fields(kin[country])...) {
		if o := world.Of(code); len(o.Rings) > 0 && world.Away(o, p) < nearBorder {
			return true
		}
	}
	for _, town := range exclaves[country] {
		if (town.X-lon)*(town.X-lon)+(town.Y-lat)*(town.Y-lat) < 1 {
			return true
		}
	}
	return false
}

// isFar tells whether a place lies certainly not in a country: on the land of
// another one, or far out at sea. Nothing is certain of a country that has no
// outline, nor of one of whose parts that is so.
func isFar(country string, lat, lon float64) bool {
	world, p := outlines.World(), outlines.Point{X: lon, Y: lat}
	own := world.Of(country)
	if len(own.Rings) == 0 || isIn(country, lat, lon) {
		return false
	}
	for other, parts := range kin { // a part of the country, or the country of which it is a part
		if strings.Contains(parts, country) && isIn(other, lat, lon) {
			return false
		}
	}
	return world.Holds(world.Of("--"), p) || world.Away(own, p) > nearCoast
}
