package newcity

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/generator/catalog"
)

var key = regexp.MustCompile(`(?:^|[{,] ?)\s*(?:- )?#? ?([a-z_]+): ?`)

// shape is what a file says but for its words: its lines' fields, notes that hold one
// among them.
func shape(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		for _, m := range key.FindAllStringSubmatch(line, -1) {
			if !slices.Contains(catalog.Languages, m[1]) { // a name by language
				out = append(out, m[1])
			}
		}
	}
	return out
}

// TestShapes wants the files of a city to be the same in every language but for their
// words: of each kind one, with the same fields.
func TestShapes(t *testing.T) {
	shapes := func(lang string) map[string][]string {
		out := map[string][]string{}
		err := Begun{City: "A", Language: lang, Country: "FR", Zones: []string{"Europe/Paris", "Europe/Rome"}, Day: time.Unix(0, 0)}.each(func(name, text string) error {
			switch {
			case strings.HasPrefix(name, "content/") && strings.HasSuffix(name, ".md"):
				name = path.Dir(name)
				text, _, _ = strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
			case name == "README.md":
				text = ""
			}
			if out[name] != nil {
				t.Errorf("%s has two files like %s", lang, name)
			}
			out[name] = append([]string{}, shape(text)...)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	want := shapes("en")
	if len(want) != 19 || !slices.Contains(want["content/site.yaml"], "timezone") || !slices.Contains(want["content/trips"], "amount") {
		t.Fatalf("%d files; %v", len(want), want)
	}
	for _, lang := range catalog.Languages[1:] {
		got := shapes(lang)
		for name, fields := range want {
			if !slices.Equal(fields, got[name]) {
				t.Errorf("%s: %s has\n%v, not\n%v", lang, name, got[name], fields)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s has %d files, not %d", lang, len(got), len(want))
		}
	}
}

// TestUntouched knows the examples of every language and region again, whatever days and
// figures they have, and no file that says something else.
func TestUntouched(t *testing.T) {
	for _, lang := range catalog.Languages {
		for _, country := range strings.Fields("FR BE ES MX AR CO PT BR IT SN") {
			for _, day := range []time.Time{time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC), time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)} {
				b := Begun{Language: lang, Country: country, Currency: map[string]string{"CO": "COP", "SN": "XOF"}[country], Day: day}
				examples := 0
				_ = b.each(func(name, text string) error {
					m := heading.FindStringSubmatch(text)
					if !strings.HasPrefix(name, "content/") || !strings.HasSuffix(name, ".md") {
						return nil
					}
					known := Untouched(m[1], []byte(text))
					if page := strings.HasPrefix(name, "content/pages/"); known == page {
						t.Errorf("%s in %s, %s: %s is called an example: %t", lang, country, b.Day.Format(time.DateOnly), name, known)
					}
					if Untouched(m[1], []byte(text+"\nWe went there.\n")) {
						t.Errorf("%s in %s: %s is called an example with a story of its own", lang, country, name)
					}
					examples++
					return nil
				})
				if examples != 9 {
					t.Errorf("%s in %s: %d files", lang, country, examples)
				}
			}
		}
	}
}

// TestSettingsLeft finds the note above figures that are an example's in every language.
func TestSettingsLeft(t *testing.T) {
	for _, lang := range catalog.Languages {
		b := Begun{City: "A", Language: lang}
		named := b.File("content/site.yaml")
		if !SettingsLeft([]byte(named)) {
			t.Errorf("%s: nothing says that figures are an example's", lang)
		}
		if SettingsLeft([]byte(left.ReplaceAllString(named, "population:"))) {
			t.Errorf("%s: they are called so without the note", lang)
		}
		if SettingsLeft([]byte(strings.Replace(named, "population: 20000", "population: 20012", 1))) {
			t.Errorf("%s: they are called so where the city's own stand", lang)
		}
		if b.City = ""; SettingsLeft([]byte(b.File("content/site.yaml"))) {
			t.Errorf("%s: they are called so beside a name that is an example's", lang)
		}
		if !IsExample(names[lang]) || IsExample("Saint-Aubin") {
			t.Errorf("%s: the name of an example is not known", lang)
		}
	}
}

func TestAmount(t *testing.T) {
	for currency, want := range map[string]string{"EUR": "412.50", "USD": "412.50", "MXN": "8250", "COP": "2060000", "XOF": "268000", "JPY": "70100", "XYZ": "412.50"} {
		if got := (values{Currency: currency}).Amount(412.5); got != want {
			t.Errorf("%s: %s, want %s", currency, got, want)
		}
	}
}

func TestText(t *testing.T) {
	for text, want := range map[string]string{"Saint-Aubin": "Saint-Aubin", "L’Haÿ": "L’Haÿ", "A: b": "'A: b'", "Night #1": "'Night #1'", "- a": "'- a'",
		"L'Isle: d'Abeau": "'L''Isle: d''Abeau'", "12e": "'12e'"} {
		if got := (values{}).Text(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func BenchmarkExamples(b *testing.B) {
	for b.Loop() {
		everyExample()
	}
}

// TestPlaces wants the examples to go abroad from every city, and each country to have the
// words of its region.
func TestPlaces(t *testing.T) {
	for _, lang := range catalog.Languages {
		for _, country := range strings.Fields("IT BE PT ES AR CO CL FR MX BR CR") {
			if h := hostOf(lang, regionOf(lang, country), country); h.Country == country || h.Name == "" {
				t.Errorf("%s in %s: to %+v", lang, country, h)
			}
		}
	}
	for in, role := range map[string]string{"fr FR": "Maire", "fr BE": "Bourgmestre", "fr LU": "Bourgmestre", "fr CH": "Maire", "es ES": "Alcaldesa",
		"es MX": "Presidenta municipal", "es AR": "Intendenta", "es PY": "Intendenta", "es UY": "Intendenta", "es CO": "Alcaldesa", "es EC": "Alcaldesa",
		"pt PT": "Presidente da Câmara", "pt AO": "Presidente da Câmara", "pt BR": "Prefeita", "en GB": "Mayor"} {
		b := Begun{Language: in[:2], Country: in[3:]}
		found := false
		_ = b.each(func(name, text string) error {
			found = found || strings.HasPrefix(name, "content/people/") && strings.Contains(text, "\nrole: "+role+"\n")
			return nil
		})
		if !found {
			t.Errorf("%s has no %s", in, role)
		}
	}
}
