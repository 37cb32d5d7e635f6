package content

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // the zones, for machines that have none of their own

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// What day it is depends on where one stands: a promise is late in the city
// when the day is over there, whatever the clock of the machine that makes the
// site says.

//go:generate go run ./internal/zones

// zonesText are the zones there are, one a line; then those of each country.
//
//go:embed zones.txt
var zonesText string

// zoneTable is zones.txt: all zones, and those of each country in groups that
// keep the same time.
type zoneTable struct {
	names []string // sorted
	of    map[string][][]string
}

var zones = sync.OnceValue(func() zoneTable {
	t := zoneTable{of: map[string][][]string{}}
	for line := range strings.Lines(zonesText) {
		line = strings.TrimSpace(line)
		code, groups, country := strings.Cut(line, " ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case country:
			for group := range strings.SplitSeq(groups, " | ") {
				t.of[code] = append(t.of[code], strings.Fields(group))
			}
		default:
			t.names = append(t.names, line)
		}
	}
	return t
})

// Day is the day that it is in the city at an instant, midnight UTC.
func (s *Settings) Day(at time.Time) time.Time {
	year, month, day := at.In(s.Zone).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// ZonesOf returns the time zones of a country, one of each that keep the same time, that
// of the capital first; none where nobody lives.
func ZonesOf(country string) []string {
	var out []string
	for _, group := range zones().of[country] {
		out = append(out, group[0])
	}
	return out
}

// readZone reads the city's time zone. Where none is written it is that of the
// country; a country with several is asked which.
func (s *Settings) readZone(m *frontmatter.Map) {
	groups := zones().of[s.Country.V]
	v := m.Code("timezone", frontmatter.Optional)
	switch {
	case v.OK():
		if _, found := slices.BinarySearch(zones().names, v.V); !found {
			m.Report(unknownZone(v, slices.Concat(groups...)))
			return
		}
		s.Zone = zone(v.V)
	case len(groups) > 0:
		s.Zone = zone(groups[0][0])
		if len(groups) > 1 && !v.Bad {
			m.Report(ruleTimezoneMissing.At(s.Country.At, "the country %s has more than one time zone, and nothing says which is the city's", s.Country.V).
				To("add “timezone: …”, one of %s", strings.Join(slices.Concat(groups...), ", ")))
		}
	}
}

// zone loads a zone of the table. All of them are part of the program.
func zone(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return l
}

// unknownZone says which zone was probably meant: the one with that city, the
// one written nearly so, else those of the country.
func unknownZone(v Text, country []string) source.Diagnostic {
	d := ruleTimezoneUnknown.At(v.At, "there is no time zone %q", v.V)
	city := func(name string) string { return Fold(name[strings.LastIndexByte(name, '/')+1:]) }
	var cities []string
	for _, name := range zones().names {
		if strings.ContainsAny(v.V, "0123456789") {
			break // Etc/GMT+1 lies behind Greenwich, so who writes GMT+1 means another one
		}
		if cities = append(cities, city(name)); city(name) == city(v.V) {
			return d.To("write %s", name)
		}
	}
	if near := frontmatter.Nearest(city(v.V), cities); near != "" {
		return d.To("write %s if that is the one meant", zones().names[slices.Index(cities, near)])
	}
	if len(country) > 0 {
		return d.To("write %s", catalog.Or(country...))
	}
	return d
}

var ruleTimezoneUnknown = &source.Rule{Name: "timezone-unknown",
	Says: "The city's time zone is one of the tz database, which every computer knows.",
	Why:  "it says which day it is in the city, and so what is late",
	Fix:  "write the continent and the largest city that keeps the same time, in English, with a stroke between them",
	Bad:  source.Example{File: "site.yaml", Text: "timezone: Paris time\n"},
	Good: source.Example{File: "site.yaml", Text: "timezone: Europe/Paris\n"}}

var ruleTimezoneMissing = &source.Rule{Name: "timezone-missing", Severity: source.Warning,
	Says: "A city whose country has several time zones says which is its own.",
	Why:  "without it, the site may take tomorrow for today and call late what is not",
	Fix:  "add “timezone: …”",
	Bad:  source.Example{File: "site.yaml", Text: "country: ES\n"},
	Good: source.Example{File: "site.yaml", Text: "country: ES\ntimezone: Atlantic/Canary\n"}}
