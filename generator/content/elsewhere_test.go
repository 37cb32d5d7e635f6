package content

import (
	"fmt"
	"strings"
	"testing"
)

// towns are towns and where they lie, those on coasts, islands and borders first.
var towns = []struct {
	name, country string
	lat, lon      float64
}{
	{
		"Lampedusa",
		"IT",
		35.50,
		12.61,
	}, {"Ceuta", "ES", 35.89, -5.31}, {"Melilla", "ES", 35.29, -2.94}, {"Las Palmas", "ES", 28.12, -15.43}, {"Funchal", "PT", 32.65, -16.91},
	{
		"Ponta Delgada",
		"PT",
		37.74,
		-25.67,
	}, {"Saint-Denis", "FR", -20.88, 55.45}, {"Cayenne", "FR", 4.92, -52.31}, {"Ajaccio", "FR", 41.92, 8.74}, {"Strasbourg", "FR", 48.58, 7.75},
	{
		"Kehl",
		"DE",
		48.57,
		7.81,
	}, {"Hendaye", "FR", 43.36, -1.77}, {"Irun", "ES", 43.34, -1.79}, {"Tui", "ES", 42.05, -8.64}, {"Valença", "PT", 42.03, -8.63},
	{"Basel",
		"CH", 47.56, 7.59},
	{
		"Monaco",
		"MC",
		43.73,
		7.42,
	}, {"San Marino", "SM", 43.94, 12.45}, {"Vatican", "VA", 41.90, 12.45}, {"Singapore", "SG", 1.35, 103.82},
	{"Valletta", "MT", 35.90,
		14.51}, {"Visby",
		"SE", 57.63, 18.29},
	{
		"Mariehamn",
		"FI",
		60.10,
		19.94,
	}, {"Tórshavn", "FO", 62.01, -6.77}, {"Pointe-à-Pitre", "GP", 16.24, -61.53}, {"Sfax", "TN", 34.74, 10.76},
	{"Rosario", "AR", -32.95,
		-60.64}, {"Suva",
		"FJ", -18.14, 178.44},
	{"Honolulu", "US", 21.31, -157.86}, {"San Juan", "PR", 18.47, -66.11}, {"Puerto Ayora", "EC", -0.74, -90.31},
	{"Fort-de-France", "MQ", 14.6, -61.07}, {"Puerto Williams", "CL", -54.93, -67.61}, {"Rapa Nui", "CL", -27.15, -109.43},
	{"San Andrés", "CO", 12.58, -81.70}, {"Noronha", "BR", -3.84, -32.42},
	{
		"Kaliningrad",
		"RU",
		54.71,
		20.51,
	}, {"Uelen", "RU", 66.16, -169.81}, {"Simferopol", "UA", 44.95, 34.10}, {"Pristina", "XK", 42.66, 21.17},
	{"Laayoune", "MA", 27.15,
		-13.20}, {"Bethlehem",
		"PS", 31.71, 35.21},
	{
		"Tübingen",
		"DE",
		48.52,
		9.05,
	}, {"Valparaíso", "CL", -33.05, -71.61}, {"Lisbon", "PT", 38.72, -9.14}, {"Dakar", "SN", 14.69, -17.45}, {"Évora", "PT", 38.57, -7.91},
	{"Tartu",
		"EE", 58.38, 26.72},
}

// placed is the base city with a destination there.
func placed(country string, lat, lon any) city {
	return baseCity().with(trip, fmt.Sprintf("destination: {city: Ravenna, country: %s, lat: %v, lon: %v}\n", country, lat, lon))
}

// TestPlaces says nothing of towns where they lie.
func TestPlaces(t *testing.T) {
	for _, p := range towns {
		if ds := placed(p.country, p.lat, p.lon).problems(t); len(ds) > 0 {
			t.Errorf("%s:\n%s", p.name, show(ds))
		}
	}
}

// TestPlaceElsewhere follows each remedy to the letter: it has to work.
func TestPlaceElsewhere(t *testing.T) {
	cases := []struct{ country, lat, lon, says, north, east string }{
		{"IT", "12.20", "44.42", "in SO", "44.42", "12.20"},         // the other way round
		{"DE", "9.05", "48.52", "in SO", "48.52", "9.05"},           // at sea or in Somalia
		{"AR", "-32.95", "60.64", "in the sea", "-32.95", "-60.64"}, // without its sign
		{"AR", "32.95", "60.64", "in AF", "-32.95", "-60.64"},       // without both
		{"CL", "33.05", "-71.61", "in the sea", "-33.05", "-71.61"}, // far out at sea
		{"FR", "48.52", "9.05", "in DE", "", ""},                    // another town
		{"PT", "40.42", "-3.70", "in ES", "", ""},
		{"EE", "26.72", "58.38", "in the sea", "58.38", "26.72"},
		{"ES", "48.86", "2.35", "in FR", "", ""},
	}
	for _, c := range cases {
		ds := placed(c.country, c.lat, c.lon).problems(t)
		if got := strings.Join(rulesOf(ds), " "); got != "place-elsewhere" {
			t.Errorf("%v: %s\n%s", c, got, show(ds))
			continue
		}
		if c.north != "" && !strings.Contains(ds[0].Fix.String(), "“lat: "+c.north+"” and “lon: "+c.east+"”") || c.north == "" && strings.Contains(ds[0].Fix.String(), "lat:") {
			t.Errorf("%v: %s", c, ds[0].Fix)
		}
		if c.north != "" {
			if ds := placed(c.country, c.north, c.east).problems(t); len(ds) > 0 {
				t.Errorf("%v, mended:\n%s", c, show(ds))
			}
		}
	}
	for name, c := range map[string]city{
		"a partner": baseCity().with("partners/ravenna.md", "lat: 12.20\nlon: 44.42\n"),
		"the city":  baseCity().with("site.yaml", "lat: 1.48\nlon: 48.44\n"),
	} {
		if got := strings.Join(rulesOf(c.problems(t)), " "); got != "place-elsewhere" {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got := rulesOf(baseCity().with("partners/ravenna.md", "country:\nlat: 12.20\nlon: 44.42\n").problems(t)); len(got) > 0 {
		t.Errorf("without a country: %v", got)
	}
}
