package i18n

import (
	"slices"
	"strings"
)

// regions are the countries in which a language has a form of its own by CLDR, beside
// those whose form is the language's: no other country has one.
var regions = map[string]string{
	"es": latinAmerica + " GQ PH",
	"fr": "BE BF BI BJ BL CA CD CF CG CH CI CM DJ DZ GA GF GN GP GQ HT KM LU MA MC MF MG ML MQ MR MU NC NE PF PM RE RW SC SN SY TD TG TN VU WF YT",
	"pt": "AO BR CH CV GQ GW LU MO MZ ST TL",
}

// latinAmerica are the countries whose Spanish CLDR derives from that of Latin America.
const latinAmerica = "AR BO BR BZ CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV US UY VE"

// variants are the files of words that hold what differs from a language's own, and the
// countries in which they are read.
var variants = []struct{ name, lang, countries string }{
	{"es-419", "es", latinAmerica},
	{"pt-BR", "pt", "BR"},
}

// Variants returns the names of the files of words that hold only what differs in some
// countries from a language's own: es-419 for Latin America, pt-BR for Brazil.
func Variants() []string {
	var out []string
	for _, v := range variants {
		out = append(out, v.name)
	}
	return out
}

// Months of a region, where they are not those of its language.
const (
	dottedMonths   = "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic."
	setiembre      = "ene. feb. mar. abr. may. jun. jul. ago. set. oct. nov. dic."
	mexicanMonths  = "ene feb mar abr may jun jul ago sep oct nov dic"
	quebecMonths   = "janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc."
	moroccanMonths = "jan. fév. mar. avr. mai jui. juil. août sept. oct. nov. déc."
)

var regionalMonths = map[string]string{
	"es-CL": dottedMonths, "es-CO": dottedMonths, "es-PY": dottedMonths, "es-VE": dottedMonths,
	"es-PE": setiembre, "es-UY": setiembre, "es-MX": mexicanMonths,
	"fr-CA": quebecMonths, "fr-MA": moroccanMonths,
}

// conventionsIn are the conventions of a language in a country: those of the language
// where CLDR has no others, or where the country is not known.
func conventionsIn(lang, country string) conventions {
	c := supported[lang]
	if country == "" || !slices.Contains(strings.Fields(regions[lang]), country) {
		return c
	}
	c.country, c.tag = country, lang+"-"+country
	for _, v := range variants {
		if v.lang == lang && slices.Contains(strings.Fields(v.countries), country) {
			c.variant = v.name
		}
	}
	switch {
	case c.variant == "es-419":
		c.cents = append(slices.Clone(c.cents), "ARS", "BOB", "COP", "CUP", "DOP", "GTQ", "HNL", "MXN", "NIO")
	case c.variant == "pt-BR":
		c.plurals, c.firstOfMonth = "pt-BR", "1º" // as Brazil's own manual of style has it
		c.cents = append(slices.Clone(c.cents), "BRL")
	case c.tag == "fr-CH":
		c.numberPoint = "," // amounts alone have a point
	}
	if names, ok := regionalMonths[c.tag]; ok {
		c.shortMonths = strings.Fields(names)
	}
	if c.tag == "es-PE" || c.tag == "es-UY" {
		c.september = "setiembre"
	}
	return c
}
