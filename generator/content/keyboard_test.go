package content

import (
	"strings"
	"testing"

	"parvis/generator/i18n"
	"parvis/generator/source"
)

// typed are fields as a keyboard of one of the countries writes them, and what all
// edits together make of them; "" where a machine may change nothing.
var typed = []struct{ file, written, mended string }{
	{trip, "sdg: [11.2; 13]", "sdg: [11.2, 13]"},
	{trip, "sdg:\n  - 11.2; 13", ""},
	{trip, "sdg: 11.2 et 13", "sdg: [11.2, 13]"},
	{trip, "sdg: 11 / 2", ""},
	{trip, "departments: streets, Streets", ""},
	{trip, "start: 14/09/2026\nend: 16 septembre 2026", "start: 2026-09-14\nend: 2026-09-16"},
	{trip, "published: >-\n  14 septembre 2026", ""},
	{trip, "published: 14\n  septembre 2026", ""},
	{trip, "published: “14/09/2026”", ""},
	{trip, "destination: [Ravenne, Italie, Évora, PT]", `destination: ["Ravenne, IT", "Évora, PT"]`},
	{trip, "destination: [Ravenne (Italie), Évora (Portugal)]", `destination: ["Ravenne, IT", "Évora, PT"]`},
	{trip, "destination:\n  - Ravenne, Italie\n  - Évora, Portugal", "destination:\n  - \"Ravenne, IT\"\n  - \"Évora, PT\""},
	{trip, "destination:\n  - Ravenne, Italie; Évora, PT", ""},
	{trip, "destination: [Motril, Granada]", ""},
	{trip, "destination: Ravenne et Bologne, Italie", ""},
	{trip, "destination: {city: Ravenne, country: it}", "destination: {city: Ravenne, country: IT}"},
	{"people/claire-moreau.md", "elected: oui", "elected: true"},
	{"people/claire-moreau.md", "elected: Sí", "elected: true"},
	{"people/claire-moreau.md", "elected: Sim", "elected: true"},
	{"people/claire-moreau.md", "elected: YES", "elected: true"},
	{"people/claire-moreau.md", "elected: peut-être", ""},
	{"people/paul-roux.md", "elected: Não", "elected: false"},
	{"people/paul-roux.md", "elected: \"non\"", "elected: false"},
	{"people/paul-roux.md", "elected: No", "elected: false"},
}

// TestTyped makes all edits that the problems of a field carry: what stands there
// then is what was meant, and nothing is left to say.
func TestTyped(t *testing.T) {
	for _, c := range typed {
		before := baseCity().with(c.file, c.written+"\n")
		var edits []source.Edit
		for _, d := range before.problems(t) {
			edits = append(edits, d.Edits...)
		}
		if c.mended == "" {
			if len(edits) > 0 {
				t.Errorf("%q is edited to %q", c.written, edited(before[c.file], edits))
			}
			continue
		}
		after := edited(before[c.file], edits)
		if want := strings.Replace(before[c.file], c.written, c.mended, 1); after != want {
			t.Errorf("%q is edited to\n%s", c.written, after)
		}
		if left := baseCity().left(t, c.file, after); len(left) > 0 {
			t.Errorf("%q, edited to %q:\n%s", c.written, c.mended, show(left))
		}
	}
}

// TestCountriesAsWritten: behind a city, every country's name in every language is
// read as that country, in whatever form it stands there.
func TestCountriesAsWritten(t *testing.T) {
	for _, lang := range i18n.Supported() {
		for _, code := range i18n.Countries() {
			name := locales[lang].Country(code)
			for _, written := range []string{"Xyz, " + name, "Xyz (" + name + ")", "XYZ, " + strings.ToUpper(name), "Xyz - " + name, name + ", Xyz", "Xyz; " + name} {
				g := guessPlace(written)
				if !strings.EqualFold(g.city, "Xyz") || g.code != code {
					t.Errorf("%q is read as %q in %q, want %s", written, g.city, g.code, code)
				}
				if g.certain == severalCountries(name) {
					t.Errorf("%q is certain: %t", written, g.certain)
				}
			}
		}
	}
}

// TestNoCountries: what names no country is taken for none.
func TestNoCountries(t *testing.T) {
	for _, text := range []string{"Ravenne", "Ravenne, Émilie-Romagne", "Nouvelle Aquitaine", "Ciudad de Guatemala", "Cidade do Panamá", "le conseil", "Ravenne, ITA", "en ligne"} {
		if g := guessPlace(text); g.code != "" {
			t.Errorf("%q is read as %+v", text, g)
		}
	}
}
