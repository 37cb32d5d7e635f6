// Zones writes zones.txt, the time zones that package content embeds: which
// there are, and which of them a country has. It reads zone.tab of the tz
// database (public domain), which Debian installs with tzdata, and the
// database that Go brings; run it through go generate in generator/content.
//
// A country's zones stand in the order of zone.tab, but that of its capital comes
// first. Those that keep the same time stand together, parted from others by a bar:
// nobody has to say which of them is meant. Hours from now on count, not those of the
// past.
package main

import (
	"archive/zip"
	"fmt"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	table  = "/usr/share/zoneinfo/zone.tab"
	output = "zones.txt"

	header = `# The time zones, and below them the zones of each country, its capital's first; a
# bar parts those that do not keep the same time.
# Source: the tz database (public domain), zone.tab and the zones that Go embeds,
# reduced by generator/content/internal/zones. Do not edit.
`
)

// capitals are the zones of the capitals of countries with several, where zone.tab
// does not name them first; its comments say which places a zone is for.
var capitals = map[string]string{"AU": "Australia/Sydney", "BR": "America/Sao_Paulo", "CA": "America/Toronto", "FM": "Pacific/Pohnpei",
	"RU": "Europe/Moscow", "UA": "Europe/Kyiv"}

// compared is the time for which two zones have to agree to be called the same.
var compared = [2]time.Time{time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2029, 1, 1, 0, 0, 0, 0, time.UTC)}

func main() {
	log.SetFlags(0)
	log.SetPrefix("zones: ")
	names, err := names()
	if err != nil {
		log.Fatal(err)
	}
	countries, err := countries()
	if err != nil {
		log.Fatal(err)
	}
	lines := append(names, "")
	for _, code := range slices.Sorted(maps.Keys(countries)) {
		var groups []string
		for _, g := range capitalFirst(countries[code], capitals[code]) {
			groups = append(groups, strings.Join(g, " "))
		}
		lines = append(lines, code+" "+strings.Join(groups, " | "))
	}
	if err := os.WriteFile(output, []byte(header+strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		log.Fatal(err)
	}
}

// capitalFirst puts a zone, and those that keep its time, before the others of a country.
func capitalFirst(groups [][]string, zone string) [][]string {
	first := func(name string) bool { return name == zone }
	for i, g := range groups {
		if j := slices.IndexFunc(g, first); j >= 0 {
			g = slices.Insert(slices.Delete(slices.Clone(g), j, j+1), 0, zone)
			return slices.Insert(slices.Delete(slices.Clone(groups), i, i+1), 0, g)
		}
	}
	return groups
}

// names are all zones that Go knows on any machine.
func names() ([]string, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	r, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var out []string
	for _, f := range r.File {
		if !strings.HasSuffix(f.Name, "/") && f.Name != "Factory" {
			out = append(out, f.Name)
		}
	}
	slices.Sort(out)
	return out, nil
}

// countries are the zones by country, those that keep the same time together.
func countries() (map[string][][]string, error) {
	data, err := os.ReadFile(table)
	if err != nil {
		return nil, fmt.Errorf("%w; on Debian: apt install tzdata", err)
	}
	out := map[string][][]string{}
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(fields) < 3 {
			continue
		}
		code, name := fields[0], fields[2]
		home := -1
		for i, group := range out[code] {
			same, err := agree(name, group[0])
			if err != nil {
				return nil, err
			}
			if same {
				home = i
				break
			}
		}
		if home < 0 {
			out[code] = append(out[code], []string{name})
		} else {
			out[code][home] = append(out[code][home], name)
		}
	}
	return out, nil
}

// agree tells whether two zones keep the same time.
func agree(a, b string) (bool, error) {
	first, err := time.LoadLocation(a)
	if err != nil {
		return false, err
	}
	second, err := time.LoadLocation(b)
	if err != nil {
		return false, err
	}
	for t := compared[0]; t.Before(compared[1]); t = t.Add(time.Hour) {
		_, one := t.In(first).Zone()
		_, two := t.In(second).Zone()
		if one != two {
			return false, nil
		}
	}
	return true, nil
}
