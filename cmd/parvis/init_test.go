package main

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/i18n"
	"parvis/generator/newcity"
	"parvis/generator/output"
	"parvis/generator/source"
)

// begun are new cities in every language and in each of the countries, every other one
// with a name of its own.
func begun(in string) []newcity.Begun {
	var out []newcity.Begun
	for _, lang := range catalog.Languages {
		for i, country := range strings.Fields(in) {
			name := ""
			if i%2 == 1 {
				name = "L’Haÿ: les \"Roses\" #1"
			}
			out = append(out, newcity.Begun{City: name, Language: lang, Country: country, Currency: currencyOf(country),
				Zones: content.ZonesOf(country), Day: time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC)})
		}
	}
	return out
}

// jobIn begins a city in a folder of its own and returns what checks it.
func jobIn(t *testing.T, b newcity.Begun) (generator.Job, string) {
	t.Helper()
	dir := t.TempDir()
	if err := initCity(dir, b); err != nil {
		t.Fatal(err)
	}
	f := &flags{content: filepath.Join(dir, "content"), today: "2026-10-31"}
	job, err := f.job()
	if err != nil {
		t.Fatal(err)
	}
	job.Name = "content"
	return job, dir
}

// TestBegunCities wants nothing to be wrong with a new city but that it is one, whatever
// its language and country.
func TestBegunCities(t *testing.T) {
	for _, b := range begun("FR ES PT MX EC CO AR CL BR CA BE CH LU IT SN JP AQ") {
		job, _ := jobIn(t, b)
		set, _, result, err := generator.Check(job)
		if err != nil || set == nil {
			t.Fatalf("%+v: %v\n%s", b, err, shown(t, result))
		}
		left := map[string]bool{}
		for _, d := range result.Diagnostics {
			if d.Rule.Name != "example-left" || d.Severity != source.Warning {
				t.Errorf("%s in %s:\n%s", b.Language, b.Country, shown(t, result))
			}
			left[strings.SplitN(d.At.File.Path, "/", 3)[1]] = true
		}
		if len(left) != 9 { // all but pages/ and static/
			t.Errorf("%s in %s: examples are left in %v", b.Language, b.Country, left)
		}
		s := set.Settings()
		if want := b.City; s.City.V != want && want != "" || s.Country.V != b.Country || s.Language != b.Language || s.Currency != b.Currency {
			t.Errorf("%+v became %s in %s, %s, %s", b, s.City.V, s.Country.V, s.Language, s.Currency)
		}
		if len(b.Zones) > 0 && s.Zone.String() != b.Zones[0] {
			t.Errorf("%+v is at %s", b, s.Zone)
		}
	}
}

// TestBegunSites builds the site of a new city in each language.
func TestBegunSites(t *testing.T) {
	for _, b := range begun("FR MX") {
		if b.City == "" {
			continue
		}
		job, dir := jobIn(t, b)
		result, err := generator.Build(context.Background(), job, filepath.Join(dir, "public"), output.Options{})
		if err != nil || hasErrors(result) {
			t.Fatalf("%s: %v\n%s", b.Language, err, shown(t, result))
		}
		home, err := os.ReadFile(filepath.Join(dir, "public", "index.html"))
		if err != nil || !strings.Contains(string(home), `<html lang="`+b.Language+`"`) || !strings.Contains(string(home), "L’Haÿ: les &#34;Roses&#34; #1") {
			t.Errorf("%s: the home page does not name the city in its language: %v", b.Language, err)
		}
	}
}

// TestBegunExamplesUnpublished takes the line away that makes drafts of the examples: in
// every language and country each is an error then, and no other.
func TestBegunExamplesUnpublished(t *testing.T) {
	for _, b := range begun("FR BE ES MX AR BR CO IT") { // where they are worded in a way of their own
		job, dir := jobIn(t, b)
		var want []string
		for _, kind := range []string{"agreements", "newsletters", "outcomes", "trips"} {
			names, err := filepath.Glob(filepath.Join(dir, "content", kind, "*.md"))
			if err != nil || len(names) != 1 {
				t.Fatalf("%v, %v", names, err)
			}
			text, err := os.ReadFile(names[0])
			if err != nil {
				t.Fatal(err)
			}
			undrafted := strings.Replace(string(text), "draft: true\n", "", 1)
			if err := os.WriteFile(names[0], []byte(undrafted), 0o666); err != nil || undrafted == string(text) {
				t.Fatalf("%s: %v", names[0], err)
			}
			want = append(want, kind)
		}
		_, _, result, err := generator.Check(job)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range result.Diagnostics {
			if d.Severity == source.Error && d.Rule.Name == "example-left" {
				got = append(got, strings.SplitN(d.At.File.Path, "/", 3)[1])
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s in %s: errors of %v:\n%s", b.Language, b.Country, got, shown(t, result))
		}
	}
}

func shown(t *testing.T, r generator.Result) string {
	t.Helper()
	var b strings.Builder
	if err := source.Text(&b, r.Diagnostics, source.Color{}, catalog.English); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestCurrencyOf wants each country to have a currency that settings may name.
func TestCurrencyOf(t *testing.T) {
	for _, country := range i18n.Countries() {
		if code := currencyOf(country); !i18n.IsCurrency(code) {
			t.Errorf("%s: %q", country, code)
		}
	}
	for country, want := range map[string]string{"FR": "EUR", "MX": "MXN", "EC": "USD", "CO": "COP", "AR": "ARS", "BR": "BRL", "CH": "CHF", "CA": "CAD"} {
		if got := currencyOf(country); got != want {
			t.Errorf("%s: %s, want %s", country, got, want)
		}
	}
}

func TestDefaultCountry(t *testing.T) {
	for _, c := range []struct {
		locale, lang string
		chosen       bool
		want         string
	}{
		{"C", "en", false, "FR"}, {"", "en", false, "FR"}, {"fr_FR.UTF-8", "fr", false, "FR"}, {"es_MX", "es", false, "MX"}, {"pt_BR.UTF-8", "pt", false, "BR"},
		{"fr", "fr", false, "FR"}, {"en_GB@euro", "en", false, "GB"}, {"de_CH.UTF-8", "en", false, "CH"}, {"es_419", "es", false, "ES"},
		{"en_US.UTF-8", "fr", true, "FR"}, {"en_US.UTF-8", "pt", true, "PT"}, {"es_CO.UTF-8", "es", true, "CO"},
	} {
		t.Setenv("LC_ALL", c.locale)
		t.Setenv("LANG", "")
		if got := defaultCountry(c.lang, c.chosen); got != c.want {
			t.Errorf("%q, %s: %s, want %s", c.locale, c.lang, got, c.want)
		}
	}
}

// TestAskLanguage asks until there is such a language; Enter leaves it to the program.
func TestAskLanguage(t *testing.T) {
	for typed, want := range map[string]string{"fr\n": "fr", " PT \n": "pt", "de\nes\n": "es", "\n": "", "": ""} {
		var out strings.Builder
		if got := askLanguage(bufio.NewScanner(strings.NewReader(typed)), &out); got != want || !strings.Contains(out.String(), "Français\u202f: fr") {
			t.Errorf("%q: %q\n%s", typed, got, out.String())
		}
	}
	for locale, want := range map[string]bool{"": true, "C": true, "C.UTF-8": true, "POSIX": true, "fr_FR.UTF-8": false, "de_DE": false} {
		t.Setenv("LC_ALL", locale)
		t.Setenv("LC_MESSAGES", "")
		t.Setenv("LANG", "")
		if got := silent(); got != want {
			t.Errorf("%q is silent: %t", locale, got)
		}
	}
}

// TestAskCity answers the questions that are put on a terminal.
func TestAskCity(t *testing.T) {
	for _, c := range []struct{ lang, typed, country, city, says string }{
		{"fr", "\n\n", "FR", "", "Dans quel pays"},
		{"es", "méxico\n  San   Martín \n", "MX", "San Martín", "¿Cómo se llama"},
		{"pt", "Brasl\nbr\nOlinda\n", "BR", "Olinda", `não existe o país "Brasl": escreva BR se se trata de Brasil`},
		{"en", "", "FR", "", "Enter for FR"},
	} {
		in := bufio.NewScanner(strings.NewReader(c.typed))
		var out strings.Builder
		country := askCountry(in, &out, c.lang, countries[c.lang])
		city := askCity(in, &out, c.lang)
		if country != c.country || city != c.city || !strings.Contains(out.String(), c.says) {
			t.Errorf("%q: %s, %q\n%s", c.typed, country, city, out.String())
		}
	}
}
