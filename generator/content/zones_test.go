package content

import (
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/generator/source"
)

// TestZones reads the whole table: every zone loads, and what a country has is
// among them.
func TestZones(t *testing.T) {
	table := zones()
	if len(table.names) < 500 || len(table.of) < 240 || !slices.IsSorted(table.names) {
		t.Fatalf("%d zones, %d countries", len(table.names), len(table.of))
	}
	for _, name := range table.names {
		if _, err := time.LoadLocation(name); err != nil {
			t.Error(err)
		}
	}
	for code, groups := range table.of {
		for _, name := range slices.Concat(groups...) {
			if _, found := slices.BinarySearch(table.names, name); !found || len(code) != 2 {
				t.Errorf("%q has %q", code, name)
			}
		}
	}
}

// TestCapitals wants the zone of the capital to be the first of each country that has
// several: it is a city's until its settings name another.
func TestCapitals(t *testing.T) {
	capitals := map[string]string{"AU": "Australia/Sydney", "BR": "America/Sao_Paulo", "CA": "America/Toronto", "CD": "Africa/Kinshasa",
		"CL": "America/Santiago", "CN": "Asia/Shanghai", "EC": "America/Guayaquil", "ES": "Europe/Madrid", "FM": "Pacific/Pohnpei", "GL": "America/Nuuk",
		"ID": "Asia/Jakarta", "KI": "Pacific/Tarawa", "MN": "Asia/Ulaanbaatar", "MX": "America/Mexico_City", "NZ": "Pacific/Auckland",
		"PF": "Pacific/Tahiti", "PG": "Pacific/Port_Moresby", "PT": "Europe/Lisbon", "RU": "Europe/Moscow", "UA": "Europe/Kyiv", "US": "America/New_York",
		"AQ": "", "UM": ""} // without one
	for code, groups := range zones().of {
		if want, known := capitals[code]; len(groups) > 1 && (!known || want != "" && ZonesOf(code)[0] != want) {
			t.Errorf("%s has %s", code, ZonesOf(code))
		}
	}
	if got := ZonesOf("PT"); !slices.Equal(got, []string{"Europe/Lisbon", "Atlantic/Azores"}) {
		t.Errorf("PT has %s", got)
	}
}

// TestDay: the same instant is another day in another city.
func TestDay(t *testing.T) {
	at := time.Date(2026, 10, 31, 23, 30, 0, 0, time.UTC)
	for fields, want := range map[string]string{
		"country: FR":                               "2026-11-01",
		"country: GB":                               "2026-10-31",
		"country: CO":                               "2026-10-31",
		"country: FR\ntimezone: Pacific/Tahiti":     "2026-10-31",
		"country: ES":                               "2026-11-01", // the first of its zones, until it says which
		"country: PT\ntimezone: Atlantic/Azores":    "2026-10-31",
		"country: KI\ntimezone: Pacific/Kiritimati": "2026-11-01",
		"country: France":                           "2026-10-31", // nothing is known
		"country: FR\ntimezone: Nowhere/At_All\nlanguage: fr": "2026-10-31",
	} {
		s, _ := ParseSettings(source.NewFile("content/site.yaml", []byte(baseCity().with("site.yaml", fields+"\n")["site.yaml"])))
		if got := s.Day(at); got.Format("2006-01-02") != want || got.Location() != time.UTC || got.Hour() != 0 {
			t.Errorf("%q: %s, want %s", fields, got, want)
		}
	}
}

// TestZoneRemedies: the remedy of a zone that is not there is one that is, and
// the one that was meant.
func TestZoneRemedies(t *testing.T) {
	for written, want := range map[string]string{
		"Paris":                   "write Europe/Paris",
		"europe/paris":            "write Europe/Paris",
		"Europe/París":            "write Europe/Paris",
		"Europe/Pariss":           "write Europe/Paris if that is the one meant",
		"Brazil/São Paulo":        "write America/Sao_Paulo",
		"America/Ciudad de Mexco": "write Europe/Paris",
		"GMT plus one":            "write Europe/Paris",
		"GMT+1":                   "write Europe/Paris",
		"UTC+2":                   "write Europe/Paris",
	} {
		ds := baseCity().with("site.yaml", "timezone: "+written+"\n").problems(t)
		if len(ds) != 1 || ds[0].Fix.String() != want {
			t.Errorf("%s: want %q\n%s", written, want, show(ds))
			continue
		}
		_, remedy, _ := strings.Cut(want, "write ")
		remedy, _, _ = strings.Cut(remedy, " if")
		if ds := baseCity().with("site.yaml", "timezone: "+remedy+"\n").problems(t); len(ds) > 0 {
			t.Errorf("%s does not work:\n%s", remedy, show(ds))
		}
	}
}
