package content

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator/fields"
	"parvis/generator/source"
)

func TestSettings(t *testing.T) {
	cases := []struct{ fields, want string }{
		{"title: {en: Abroad, fr: À l’étranger}", ""},
		{"title: {en: Abroad, xx: Draußen}", "field-unknown"},
		{"title: {}", "field-missing"},
		{"title:", "field-missing"},
		{"country: France", "country-unknown"},
		{"lat: 48.4", "coordinates-incomplete"},
		{"lat: 48.4\nlon: 1.4", ""},
		{"lat: north\nlon: 1.4", "number-form"},
		{"lat: 480\nlon: 1.4", "number-form"},
		{"timezone: America/Bogota", ""},
		{"timezone: [Europe/Paris]", "field-form"},
		{"timezone: Local", "timezone-unknown"},
		{"timezone: ../Europe/Paris", "timezone-unknown"},
		{"country: PT\ntimezone: [x]", "field-form"},
		{"country: PT\ntimezone: Europe/Lisbn", "timezone-unknown"},
		{"country: PT\ntimezone: Atlantic/Madeira", ""},
		{"country: PT", "timezone-missing"},
		{"country: AR", ""}, // twelve zones, one time
		{"population: 20 000", "number-form"},
		{"population: 020000", "number-form"},
		{"population: -1", "number-form"},
		{"language: de", "choice-unknown"},
		{"languages: [en, de]", "language-unknown"},
		{"languages: fr", ""},
		{"currency: Euro", "currency-unknown"},
		{"currency: eur", "currency-unknown"},
		{"base_url: abroad.example.org", "address-form"},
		{"base_url: \"javascript:alert(1)\"", "address-form"},
		{"base_url: https://abroad.example.org/?a=b", "address-form"},
		{"base_url: https://abroad.example.org", ""},
		{"contact: {email: abroad, desk: Town hall}", "address-form"},
		{"contact: {email: abroad@example.org}", ""},
		{"contact: {phone: 1}", "field-unknown"},
		{"local_issues: [{id: mobility, name: A}, {id: mobility, name: B}]", "id-duplicate"},
		{"local_issues: [{id: mobility, name: A}, {id: Waste!, name: B}]", "id-form"},
		{"local_issues: [{id: mobility, name: A, service_url: example}]", "address-form"},
		{"local_issues: [{id: mobility}]", "field-missing"},
		{"local_issues: [{id: mobility, name: A, sign: trees}]", ""},
		{"local_issues: [{id: mobility, name: A, sign: tree}]", "choice-unknown"},
		{"local_issues: [mobility]", "field-form"},
		{"departments: {id: streets, name: Streets}", ""},
		{"departments: [{id: zoo, name: Zoo}, {id: streets, name: Streets}, {id: archive, name: Archive}]", ""},
		{"deadlines: {report_days: soon}", "number-form"},
		{"deadlines: {report: 30}", "field-unknown"},
		{"deadlines: 30", "field-form"},
		{"newsletter: {name: The letter, from: me}", "address-form"},
		{"newsletter: {server: {host: mail.example.org, port: 465, user: letter, per_hour: 200}}", ""},
		{"newsletter: {server: {user: letter}}", "field-missing"},
		{"newsletter: {server: {host: mail.example.org, password: hunter2}}", "publish-secret"},
		{"newsletter: {server: {host: mail.example.org, per_hour: 0}}", "number-form"},
		{"iati_organisation: FR-INSEE-000000000", ""},
		{"iati_organisation: XI-EXAMPLE-Valmont.1", ""},
		{"iati_organisation: GB-LAE-DEV", ""},
		{"iati_organisation: BE-BCE_KBO-0000000000", ""},
		{"iati_organisation: 000000000", "organisation-form"},
		{"iati_organisation: FR-000000000", "organisation-form"},
		{"iati_organisation: UK-LAE-DEV", "organisation-form"},
		{"iati_organisation: FR-INSEE-0000/1", "organisation-form"},
		{"iati_organisation: FR-INSEE-", "organisation-form"},
		{"iati_organisation: [FR-INSEE-000000000]", "field-form"},
		{"rules: {pitch-missing: warn}", "choice-unknown"},
		{"rules: {pitch-missing: }", "field-missing"},
		{"rules: [pitch-missing]", "field-form"},
		{"rules: {raw-html: off}", "rule-locked"},
		{"rules: {unsafe-address: warning}", "rule-locked"},
		{"rules: {local-benefit-missing: error, local-benefit-vague: error}", ""},
		{"pitch: {fr: Pourquoi, en: Why}", ""},
		{"colours: dark", "field-unknown"},
	}
	for _, c := range cases {
		ds := baseCity().with("site.yaml", c.fields+"\n").problems(t)
		if got := strings.Join(rulesOf(ds), " "); got != c.want {
			t.Errorf("%q: want %q\n%s", c.fields, c.want, show(ds))
		}
		for _, d := range ds {
			if d.At.File.Path != "content/site.yaml" {
				t.Errorf("%q: reported in %s", c.fields, d.At.File.Path)
			}
		}
	}
}

func TestSettingsValues(t *testing.T) {
	text := strings.Replace(
		baseSite,
		"title: Valmont abroad",
		"title: {en: Abroad, fr: Dehors}",
		1,
	) + "rules: {pitch-missing: off}\nnewsletter: {name: The letter, from: a@example.org}\nlicence: CC BY 4.0\n"
	s, ds := ParseSettings(source.NewFile("content/site.yaml", []byte("\ufeff"+text)))
	if got := strings.Join(rulesOf(ds), " "); got != "byte-order-mark" {
		t.Errorf("%s", show(ds))
	}
	if s.Title.V.In("fr", "en") != "Dehors" || s.Title.V.In("pt", "en") != "Abroad" || s.BaseURL != "https://abroad.example.org/" || s.Population != 20000 ||
		s.Severities["pitch-missing"] != source.Off ||
		s.Licence != "CC BY 4.0" {
		t.Errorf("%+v", s)
	}
	if issue, ok := s.Issue("mobility"); !ok || issue.Name.V.In("en", "en") != "Getting about" {
		t.Errorf("%+v", issue)
	}
	if _, ok := s.Department("parks"); ok {
		t.Error("a department that is not there")
	}
	// Behind a mark, the first line's places are those of the file.
	_, ds = ParseSettings(source.NewFile("content/site.yaml", []byte("\ufefftitel: x\n")))
	for _, d := range ds {
		if d.Rule.Name == "field-unknown" && d.At.Text() != "titel" {
			t.Errorf("at %q", d.At.Text())
		}
	}
}

func TestReadFolder(t *testing.T) {
	c := baseCity().file(".git/config", "x").
		file("trips/.hidden.md", "x").
		file("trips/notes.md~", "x").
		file("static/.well-known/a", "x").
		file("static/CNAME", "x").
		file("pages/UPPER.MD", "---\ntitle: x\n---\n")
	folder, err := Read(c.fs(), "content")
	if err != nil {
		t.Fatal(err)
	}
	if len(folder.Markdown) != 11 || strings.Join(folder.Static, " ") != ".well-known/a CNAME" {
		t.Errorf("%q %q", folder.Markdown, folder.Static)
	}
	settings, _ := ParseSettings(folder.Settings)
	units, err := folder.Parse(settings, today)
	if err != nil || len(units) != len(folder.Markdown) {
		t.Fatalf("%v, %d units", err, len(units))
	}
	for i, u := range units {
		if want := "content/" + folder.Markdown[i]; u.File.Path != want {
			t.Errorf("%s, want %s", u.File.Path, want)
		}
	}
	if got := strings.Join(rulesOf(c.problems(t)), " "); got != "id-form" {
		t.Errorf("a file in capitals: %s", got)
	}
	if _, err := Read(fstest.MapFS{"trips/a.md": {}}, "content"); !errors.Is(err, ErrNoContent) {
		t.Errorf("no site.yaml: %v", err)
	}
}

func TestFileNames(t *testing.T) {
	page := "---\ntitle: x\n---\n"
	for name, want := range map[string]string{
		"pages/other.md": "", "pages/deep/er/other.md": "", "pages/other/index.md": "", "pages/other.fr.md": "translation-orphan",
		"pages/Other.md": "id-form", "pages/öther.md": "id-form", "pages/a b.md": "id-form", "pages/-.md": "id-form",
		"pages/a.b.md":      "id-form",
		"pages/other.de.md": "language-unknown", "pages/other.en.md": "", "other.md": "file-misplaced", "page/other.md": "file-misplaced",
		"newsletters/october.md": "id-form", "newsletters/2026-13.md": "id-form", "newsletters/2026-1.md": "id-form",
		"pages/new\nline.md": "id-form", "pages/fr.md": "address-taken", "pages/rules.md": "address-taken",
		"pages/about.en.md": "id-duplicate", "pages/about/index.md": "id-duplicate",
	} {
		if got := strings.Join(rulesOf(baseCity().file(name, page).problems(t)), " "); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	both := baseCity().file("pages/about.fr.md", page).file("pages/deep/about.fr.md", page)
	if got := strings.Join(rulesOf(both.problems(t)), " "); got != "id-duplicate" {
		t.Errorf("two translations: %s", got)
	}
}

// TestTranslations takes every fact for an error, in every kind of file.
func TestTranslations(t *testing.T) {
	for _, name := range append(fields.Facts(), "cost") {
		ds := baseCity().file("trips/2026-09-ravenna.fr.md", "---\ntitle: Ravenne\n"+name+": x\n---\n").problems(t)
		if got := strings.Join(rulesOf(ds), " "); got != "translation-fact" || ds[0].At.Text() != name {
			t.Errorf("%s: %s", name, show(ds))
		}
	}
	ds := baseCity().file("trips/2026-09-ravenna.fr.md", `---
title: Ravenne
local_impact: {benefit: La ligne A roule jusqu’à une heure., issues: [mobility]}
---
`).
		problems(t)
	if got := strings.Join(rulesOf(ds), " "); got != "translation-fact" {
		t.Errorf("issues: %s", show(ds))
	}
	for file, fields := range map[string]string{
		"trips/2026-09-ravenna.fr.md": `title: a
pitch: b
purpose: c
local_impact: {benefit: La ligne A roule jusqu’à une heure., who: d, where: e}
why_in_person: f
difficulties: g
cost: {explanation: h}
`,
		"people/claire-moreau.fr.md":      "role: Maire\nalt: Claire Moreau\n",
		"newsletters/2026-10.fr.md":       "title: Octobre\npurpose: Nous\nquestion: Et vous ?\nbest_practice: {text: Les trams}\n",
		"pages/about.fr.md":               "title: Ce site\npitch: a\n",
		"partners/ravenna.fr.md":          "name: Ravenne\n",
		"outcomes/2026-night-trams.fr.md": "title: a\nreason: b\n",
	} {
		if ds := baseCity().file(file, "---\n"+fields+"---\nJe parle.\n").problems(t); len(ds) > 0 {
			t.Errorf("%s: %s", file, show(ds))
		}
	}
}
