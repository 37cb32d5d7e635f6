package content

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
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
	{trip, "destination: [Ravenne, Italie, Évora, PT]", `destination: ["Ravenne, IT", "Évora, PT"]`},
	{trip, "destination: [Ravenne (Italie), Évora (Portugal)]", `destination: ["Ravenne, IT", "Évora, PT"]`},
	{trip, "destination:\n  - Ravenne, Italie\n  - Évora, Portugal", "destination:\n  - \"Ravenne, IT\"\n  - \"Évora, PT\""},
	{trip, "destination:\n  - Ravenne, Italie; Évora, PT", ""},
	{trip, "destination: [Motril, Granada]", ""},
	{trip, "destination: Ravenne et Bologne, Italie", ""},
	{trip, "destination: {city: Ravenne, country: it}", "destination: {city: Ravenne, country: IT}"},
	{trip, "cost: {lines: [{for: hébergement, amount: 12}]}", "cost: {lines: [{for: lodging, amount: 12}]}"},
	{trip, "cost:\n  status: Définitif\n  lines:\n    - {for: 'Repas', amount: 12}", "cost:\n  status: final\n  lines:\n    - {for: meals, amount: 12}"},
	{trip, "cost: {lines: [{for: divertissement, amount: 12}]}", ""},
	{trip, "status: réalisé", "status: completed"},
	{outcome, "status: Réalisé", "status: achieved"},
	{outcome, "status: under way", "status: under_way"},
	{outcome, "status: En cours", "status: under_way"},
	{agreement, "promises: [{id: a, text: Two lorries., due: 2027-03-31, status: en cours}]", "promises: [{id: a, text: Two lorries., due: 2027-03-31, status: open}]"},
	{trip, "lessons: [{seen: A tram., status: À l’essai}]", "lessons: [{seen: A tram., status: testing}]"},
	{"partners/ravenna.md", "kind: ville", "kind: city"},
	{"partners/ravenna.md", "kind: cidade irmã", ""},
	{"site.yaml", "language: English", "language: en"},
	{"site.yaml", "languages: [en, français]", "languages: [en, fr]"},
	{"site.yaml", "rules: {pitch-missing: erreur}", "rules: {pitch-missing: error}"},

	{trip, "departments: Streets", "departments: streets"},
	{trip, "departments: [STREETS]", "departments: [streets]"},
	{trip, "local_impact: {benefit: Line A runs until one from March for late shifts., issues: [Getting about]}",
		"local_impact: {benefit: Line A runs until one from March for late shifts., issues: [mobility]}"},
	{trip, "partners: [Ravenna]", "partners: [ravenna]"},
	{trip, "partners: [content/partners/ravenna.md]", "partners: [ravenna]"},
	{trip, "partners: [Torino]", ""}, // a draft
	{trip, "official: Claire MOREAU", "official: claire-moreau"},
	{trip, "official: Mme MOREAU Claire", "official: claire-moreau"},
	{trip, "official: people/claire-moreau.md", "official: claire-moreau"},
	{trip, "official: Paul Roux", ""}, // who is not elected
	{trip, "official: Claire", ""},
	{"newsletters/2026-10.md", "signed_by: Claire Moreau", "signed_by: claire-moreau"},
	{"newsletters/2026-10.md", "signed_by: Jean Petit", ""}, // who was not in office
	{"newsletters/2026-10.md", "features: [2026-09-ravenna]", "features: [trips/2026-09-ravenna]"},
	{outcome, "of: 2026-09-ravenna", "of: trips/2026-09-ravenna"},
	{outcome, "of: [content/trips/2026-09-ravenna.md]", "of: [trips/2026-09-ravenna]"},
	{outcome, "of: /trips/2026-09-ravenna/", "of: trips/2026-09-ravenna"},
	{outcome, "of: trips/2026/2026-09-ravenna/index.fr.md", "of: trips/2026-09-ravenna"},
	{outcome, "of: https://abroad.example.org/trips/2026-09-ravenna/", "of: trips/2026-09-ravenna"},
	{outcome, "of: Ravenna shows us how night trams pay their way", "of: trips/2026-09-ravenna"},
	{outcome, "of: trips/2026-09-ravenne", "of: trips/2026-09-ravenna"},
	{outcome, "of: 2026-09-ravenne", ""},
	{outcome, "of: 2026-09-ravenna\ndate: 2026-09-01", ""}, // before it
	{outcome, "of: trips/2026-09-ravenna#lorries", ""},
	{trip, "travellers: [Claire Moreau]", "travellers: [{person: claire-moreau}]"},
	{trip, "travellers:\n  - Claire Moreau\n  - paul-roux", "travellers:\n  - {person: claire-moreau}\n  - {person: paul-roux}"},
	{trip, "travellers: [Engineer]", ""},
	{trip, "cost: [{for: meals, amount: 12}, {for: lodging, amount: 96}]", "cost: {lines: [{for: meals, amount: 12}, {for: lodging, amount: 96}]}"},
	{trip, "cost:\n  - {for: meals, amount: 12}\n  - for: lodging\n    amount: 96", "cost:\n  lines:\n  - {for: meals, amount: 12}\n  - for: lodging\n    amount: 96"},
	{trip, "cost:\n- {for: meals, amount: 12}", ""},
	{trip, "cost: [412.50, '1.240,50', 96 GBP]", ""},
	{trip, "cost:\n  - 412.50\n  - 1240", ""},
	{trip, "cost: environ 1200 euros", ""},
	{trip, "cost: gratuit", ""},
	{trip, "cost: à venir", ""},
	{trip, "voices: [{who: Lina, quote: I can stay for the last act now., consent: non}]", ""},
	{"people/claire-moreau.md", "elected: oui", "elected: true"},
	{"people/claire-moreau.md", "elected: Sí", "elected: true"},
	{"people/claire-moreau.md", "elected: Sim", "elected: true"},
	{"people/claire-moreau.md", "elected: YES", "elected: true"},
	{"people/claire-moreau.md", "elected: peut-être", ""},
	{"pages/about.md", "draft: oui", "draft: true"},
	{"people/paul-roux.md", "elected: Não", "elected: false"},
	{"people/paul-roux.md", "elected: \"non\"", "elected: false"},
	{"people/paul-roux.md", "elected: No", "elected: false"},
}

// TestTyped makes all edits that the problems of a field carry: what stands there
// then is what was meant, and nothing is left to say.
func TestTyped(t *testing.T) {
	var said strings.Builder
	defer func() { golden(t, "input/typed.txt", said.String()) }()
	for _, c := range typed {
		before := baseCity().with(c.file, c.written+"\n")
		var edits []source.Edit
		ds := before.problems(t)
		said.WriteString(show(ds))
		if source.Count(ds).Errors == 0 {
			t.Errorf("%q is no error", c.written)
		}
		for _, d := range ds {
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

// TestLabelsAreUnderstood: every word for a choice that readers see is understood
// where the choice has to be written, in every language.
func TestLabelsAreUnderstood(t *testing.T) {
	lists := map[string][]string{"for": fields.Purposes, "outcome": fields.OutcomeStatuses, "promise": fields.PromiseStatuses, "lesson": fields.LessonStatuses,
		"per": fields.SavedPer, "trip": fields.TripStatuses, "partner": fields.PartnerKinds, "history": fields.RevisionKinds}
	for _, lang := range []string{"en", "fr", "es", "pt", "es-419", "pt-BR"} {
		text, err := os.ReadFile("../../themes/chartres/i18n/" + lang + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		words, seen := map[string]any{}, 0
		if err := yaml.Unmarshal(text, &words); err != nil {
			t.Fatal(err)
		}
		for key, word := range words {
			group, name, _ := strings.Cut(key, ".")
			choice := strings.ReplaceAll(name, "-", "_")
			label, isText := word.(string)
			if list := lists[group]; !isText || !slices.Contains(list, choice) || key == "trip.under-way" {
				continue
			}
			if seen++; choiceOf(t, lists[group], label) != choice {
				t.Errorf("%s: %q is not understood as %q", lang, label, choice)
			}
		}
		if seen < 30 && !strings.Contains(lang, "-") {
			t.Errorf("%s: only %d words were tried", lang, seen)
		}
	}
}

// choiceOf is what a field with some choices is edited to where a word stands in it.
func choiceOf(t *testing.T, choices []string, word string) (meant string) {
	t.Helper()
	file := &source.File{Path: "x.md", Text: []byte("status: " + word + "\n")}
	report := func(d source.Diagnostic) {
		if len(d.Edits) == 1 {
			meant = d.Edits[0].Text
		}
	}
	m := frontmatter.Load(file.Span(0, len(file.Text)), file.Span(0, 0), report)
	if v := m.Choice("status", frontmatter.Required, choices...); v.OK() {
		return v.V
	}
	return meant
}

// TestConsent: yes is no reference, and stops nothing that has been published; no
// stops it.
func TestConsent(t *testing.T) {
	for consent, want := range map[string]string{
		"oui": "warning", "Sí": "warning", "true": "warning", "sim": "warning", "à venir": "warning", "TBD": "warning", "non": "error", "não": "error", "false": "error",
		"C-2026-041": "", "lettre du 3 mai 2026": "", "classeur 12": "", "12": "", "yes, letter 12": "", "3742/2026": "",
	} {
		got := ""
		for _, d := range baseCity().with(trip, "voices: [{who: Lina, quote: I can stay for the last act now., consent: \""+consent+"\"}]\n").problems(t) {
			got += d.Severity.String()
			if d.Rule != ruleVoiceConsent || d.At.Text() != `"`+consent+`"` {
				t.Errorf("%q:\n%s", consent, show([]source.Diagnostic{d}))
			}
		}
		if got != want {
			t.Errorf("%q is a %q, want %q", consent, got, want)
		}
	}
}

// TestRemediesGiveNoExample: nobody is told to write the place, currency or month of
// another city. What is written elsewhere is shown in the examples of the rules.
func TestRemediesGiveNoExample(t *testing.T) {
	for _, r := range Rules() {
		if strings.Contains(r.Fix, "such as") || strings.Contains(r.Fix, "example.org") || strings.Contains(r.Fix, "2026") {
			t.Errorf("%s: %q", r.Name, r.Fix)
		}
	}
	said := regexp.MustCompile(`(?:To|Say)\(\s*"[^"\n]*(?:such as|for example|ravenna|Ravenna)`)
	for _, dir := range []string{".", "../frontmatter", "../fields"} {
		files, err := filepath.Glob(dir + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatal(dir, err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range said.FindAllString(string(text), -1) {
				if !strings.HasSuffix(name, "_test.go") && !strings.Contains(found, "after its month") && !strings.Contains(found, "the ending of its kind") {
					t.Errorf("%s: %s", name, found)
				}
			}
		}
	}
}

// TestNamesOfEveryLanguage: what has a name in several languages is found by each.
func TestNamesOfEveryLanguage(t *testing.T) {
	c := frenchCity().with("site.yaml", "local_issues: [{id: mobility, name: {en: Getting about, fr: Se déplacer}}]\n"+
		"departments: [{id: streets, name: {en: Streets, fr: Voirie}}]\n")
	for written, mended := range map[string]string{
		"partners: [Ravenne]":     "partners: [ravenna]",
		"partners: Ravenna":       "partners: ravenna",
		"departments: [VOIRIE]":   "departments: [streets]",
		"departments: [Streets]":  "departments: [streets]",
		"official: Claire Moreau": "official: claire-moreau",
		"local_impact: {benefit: Line A runs until one from March for late shifts., issues: [se deplacer]}": "local_impact: {benefit: Line A runs until one from " +
			"March for late shifts., issues: [mobility]}",
	} {
		before := c.with(trip, written+"\n")
		ds := before.problems(t)
		if len(ds) != 1 || len(ds[0].Edits) != 1 {
			t.Errorf("%q:\n%s", written, show(ds))
			continue
		}
		if got, want := edited(before[trip], ds[0].Edits), strings.Replace(before[trip], written, mended, 1); got != want {
			t.Errorf("%q is edited to\n%s", written, got)
		}
	}
	ds := c.with(outcome, "of: Ravenne montre comment un tram de nuit se paie\n").problems(t)
	if i := slices.IndexFunc(ds, func(d source.Diagnostic) bool { return len(d.Edits) == 1 }); i < 0 || ds[i].Edits[0].Text != "trips/2026-09-ravenna" {
		t.Errorf("a title in French:\n%s", show(ds))
	}
}
