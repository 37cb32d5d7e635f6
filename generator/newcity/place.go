package newcity

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// This file knows what differs from country to country in the examples.

// regions are the countries in which a language calls some things in a way of their own,
// such as who heads a city, by the name under which the files ask for it.
var regions = map[string]map[string]string{
	"fr": {"BE": "BE LU"},
	"es": {"ES": "ES", "MX": "MX", "AR": "AR PY UY"},
	"pt": {"BR": "BR"},
}

func regionOf(lang, country string) string {
	for region, countries := range regions[lang] {
		if slices.Contains(strings.Fields(countries), country) {
			return region
		}
	}
	return ""
}

// host is a town that the examples visit.
type host struct {
	Name, ID, Country string
	Lat, Lon          string
}

var (
	braga      = host{"Braga", "braga", "PT", "41.55", "-8.43"}
	coimbra    = host{"Coimbra", "coimbra", "PT", "40.21", "-8.43"}
	medellin   = host{"Medellín", "medellin", "CO", "6.24", "-75.58"}
	pontevedra = host{"Pontevedra", "pontevedra", "ES", "42.43", "-8.64"}
	rosario    = host{"Rosario", "rosario", "AR", "-32.95", "-60.64"}
	valparaiso = host{"Valparaíso", "valparaiso", "CL", "-33.05", "-71.61"}
)

// hosts are those towns by language and region, each near and abroad: the second where
// the first is in the city's own country.
var hosts = map[string][2]host{
	"en":    {{"Ravenna", "ravenna", "IT", "44.42", "12.20"}, {"Ghent", "ghent", "BE", "51.05", "3.72"}},
	"fr":    {{"Ravenne", "ravenne", "IT", "44.42", "12.20"}, {"Gand", "gand", "BE", "51.05", "3.72"}},
	"es":    {rosario, medellin},
	"es ES": {braga, pontevedra},
	"es MX": {medellin, rosario},
	"es AR": {valparaiso, medellin},
	"pt":    {pontevedra, coimbra},
	"pt BR": {rosario, medellin},
}

func hostOf(lang, region, country string) host {
	two, ok := hosts[lang+" "+region]
	if !ok {
		two = hosts[lang]
	}
	if two[0].Country == country {
		return two[1]
	}
	return two[0]
}

// units are how many of a currency are about a euro, to one figure, as in 2025: examples
// are of amounts that may be. Nothing else is made of it.
var units = func() map[string]float64 {
	out := map[string]float64{}
	for unit := range strings.FieldsSeq(`AOA=1000 ARS=1500 BIF=3000 BOB=8 BRL=6 CDF=3000 CLP=1000 COP=5000 CRC=600 CUP=30 CVE=100 CZK=25 DJF=200 DKK=7
		DOP=70 DZD=150 GHS=12 GNF=10000 GTQ=9 HNL=30 HTG=150 HUF=400 IDR=20000 INR=100 ISK=140 JMD=180 JPY=170 KES=150 KMF=500 KRW=1600 MAD=10
		MGA=5000 MOP=9 MRU=45 MUR=50 MXN=20 MZN=70 NGN=1700 NIO=40 NOK=12 PEN=4 PHP=65 PLN=4 PYG=8000 RON=5 RSD=120 RWF=1700 SCR=16 SEK=11 STN=25
		THB=40 TND=3 TRY=50 TZS=3000 UAH=50 UGX=4000 UYU=45 VES=300 VND=30000 VUV=130 XAF=650 XOF=650 XPF=120 ZAR=20`) {
		code, n, _ := strings.Cut(unit, "=")
		out[code], _ = strconv.ParseFloat(n, 64)
	}
	return out
}()

// Amount is what so many euros are about, in the city's currency.
func (v values) Amount(euros float64) string {
	unit, ok := units[v.Currency]
	if !ok {
		return fmt.Sprintf("%.2f", euros)
	}
	n := euros * unit
	round := math.Pow(10, max(0, math.Floor(math.Log10(n))-2)) // three figures
	return fmt.Sprintf("%.0f", math.Round(n/round)*round)
}

var simple = regexp.MustCompile(`^\pL[\pL\pM\pN '’.,()-]*$`)

// Text writes a text as YAML that reads back as just that text.
func (values) Text(text string) string {
	if simple.MatchString(text) {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// Flow is the same for a text within a list on one line.
func (v values) Flow(text string) string {
	if strings.Contains(text, ",") {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return v.Text(text)
}
