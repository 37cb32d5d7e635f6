package content

import (
	"slices"
	"strings"
	"testing"

	"parvis/generator/source"
)

const about = "pages/about.md"

// TestLinks follows every form of link from a story, a page and a letter.
func TestLinks(t *testing.T) {
	city := baseCity().
		file("site.yaml", baseSite+"rules: {file-unnamed: off}\n").
		file("trips/2026/2026-10-ravenna/index.md", anotherTrip+"## Its own heading\n").
		file("trips/2026/2026-10-ravenna/depot.jpg", photograph(false)).
		file("trips/2026/2026-10-ravenna/notes/plan.pdf", "PDF").
		file("newsletters/2026-09.md", baseLetter).
		file("static/list.csv", "a\n").
		file("pages/plan.pdf", "PDF")
	cases := []struct{ file, text, want string }{
		{trip, "[a](/trips/2026-10-ravenna/)", ""},
		{trip, "[a](/trips/2026-10-ravenna)", ""},
		{trip, "[a](trips/2026-10-ravenna)", ""},
		{trip, "[a](trips/2026-10-ravenna/)", ""},
		{trip, "[a](2026/2026-10-ravenna/index.md)", ""},
		{trip, "[a](/trips/2026-10-ravenna.md)", ""},
		{trip, "[a](../outcomes/2026-night-trams.md)", ""},
		{trip, "[a](../agreements/2025-ravenna.md)", ""},
		{trip, "[a](../people/claire-moreau.md) [b](people/claire-moreau) [c](/partners/ravenna/)", ""},
		{trip, "[a](../pages/about.md) [b](/about/) [c](/about)", ""},
		{trip, "[a](../newsletters/2026-10.md) [b](/newsletter/2026-10/)", ""},
		{
			trip,
			"[a](/) [b](/costs/) [c](/costs/2026/) [d](/issues/mobility/) [e](/departments/streets/) [f](/sdg/11/) [g](/data/entries.csv) [h](/list.csv)",
			"",
		},
		{trip, "[a](/data/catalog.jsonld) [b](/data/schema/README.md) [c](/data/rules.json)", ""},
		{trip, "[a](/data/iati.xml)", "nothing is published at \"/data/iati.xml\""},
		{trip, "[a](https://www.example.org/x) [b](mailto:a@example.org) [c](tel:+33) a@example.org", ""},
		{
			trip,
			`# Own

[a](#own) [b](trips/2026-10-ravenna#its-own-heading) [c](/about/#method) [d](2026/2026-10-ravenna/index.md#its-own-heading) [e](#page-ticket)`,
			"",
		},
		{about, "[a](plan.pdf) [b](./plan.pdf) [c](about.md) [d](trips/2026-09-ravenna)", ""},
		{"trips/2026/2026-10-ravenna/index.md", "![The depot](depot.jpg) [b](notes/plan.pdf) [c](../../2026-09-ravenna.md)", ""},
		{"newsletters/2026-10.md", "I [a](2026-09.md) [b](/trips/2026-10-ravenna/)", ""},

		{trip, "[a](/trips/2026-10-ravena/)", "write /trips/2026-10-ravenna/"},
		{trip, "[a](trips/nothing-like-it)", "nothing is published at \"trips/nothing-like-it\""},
		{trip, "[a](2026-10-ravenna.md)", ""}, // folders in between count for nothing
		{trip, "[a](../trips/2026-11-ravenna.md)", "write /trips/2026-"},
		{trip, "[a](../../outside.md)", "nothing is published"},
		{trip, "[a](../../../etc/passwd)", "nothing is published"},
		{trip, "[a](depot.jpg)", "there is no file \"depot.jpg\" beside this one"},
		{trip, "![The depot](2026/2026-10-ravenna/depot.jpg)", "there is no file"},
		{trip, "![](depot.jpg)", "no text alternative"},
		{trip, "![ ](depot.jpg)", "no text alternative"},
		{trip, "[a]()", "no address"},
		{trip, "[a](#nowhere)", "no heading has the anchor \"nowhere\""},
		{trip, "# Method\n\n[a](#methods)", "write #method"},
		{trip, "[a](/about/#methods)", "write #method"},
		{trip, "[a](trips/2026-10-ravenna#his-own-heading)", "write #its-own-heading"},
		{trip, "[a](/costs/1999/)", "nothing is published"},
		{trip, "[a](/issues/waste/)", "nothing is published"},
		{trip, "[a](/sdg/18/) ", "nothing is published"},
		{trip, "[a](/sdg/11.2/)", "nothing is published"},
		{trip, "[a](/newsletter/2026-07/)", "nothing is published"},
		{trip, "[a](../newsletters/2026-07.md)", "nothing is published"},
		{trip, "[a](/partners/torino/)", "\"partners/torino\" is a draft"},
		{trip, "[a](../partners/torino.md)", "\"partners/torino\" is a draft"},
		{trip, "[a](/list.csvx)", "nothing is published"},
		{trip, "[a](%zz)", "cannot be read"},
		{trip, "![a](figure:cost/2026)", "a picture cannot have the address"},
		{about, "[a](plan.pd)", "write \"plan.pdf\""},
		{about, "[a](static/list.csv)", "there is no file"},
	}
	for _, c := range cases {
		_, ds := city.body(c.file, c.text+"\n").check(t, Options{})
		switch text := show(ds); {
		case c.want == "" && len(ds) > 0, c.want != "" && (len(ds) != 1 || !strings.Contains(text, c.want)):
			t.Errorf("%s: %q: want %q, got\n%s", c.file, c.text, c.want, text)
		case c.want != "" && (ds[0].At.File.Path != "content/"+c.file || !strings.Contains(c.text, ds[0].At.Text())):
			t.Errorf("%s: %q: at %q", c.file, c.text, ds[0].At.Text())
		}
	}
}

// TestTranslatedLinks follows links of a translation from where its original
// lies.
func TestTranslatedLinks(t *testing.T) {
	for text, want := range map[string]string{
		"[a](/about/) [b](trips/2026-09-ravenna)": "",
		"[a](/abuot/)":                      "link-broken",
		"[1 240,50 €](figure:cost/2026-09)": "",
		"[€1,240.50](figure:cost/2026-09)":  "figure-untrue",
		"<b>a</b>":                          "raw-html raw-html",
	} {
		ds := baseCity().file("trips/2026-09-ravenna.fr.md", "---\ntitle: Ravenne\n---\n"+text+"\n").problems(t)
		if got := strings.Join(rulesOf(ds), " "); got != want {
			t.Errorf("%q: %s", text, show(ds))
		}
	}
}

// TestFigures states figures in prose, in the ways of two languages.
func TestFigures(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "[€1,240.50](figure:cost/trips/2026-09-ravenna)", ""},
		{"en", "[](figure:cost/trips/2026-09-ravenna) [](figure:cost/2026) [](figure:cost/2026-10) [](figure:trips/2026) [](figure:agreements/2025) " +
			"[](figure:outcomes/2026) [](figure:promises/kept) [](figure:promises/late) [](figure:months-without-gap)", ""},
		{"en", "[€1,360.50](figure:cost/2026)", ""},
		{"en", "[€120](figure:cost/2026-10) [€120.00](figure:cost/2026-10)", ""},
		{"en", "[€ 1,240.50](figure:cost/2026-09)", ""},
		{"en", "[**€1,240.50**](figure:cost/2026-09)", ""},
		{"en", "[&euro;1,240.50](figure:cost/2026-09)", ""},
		{"en", "[€0](figure:cost/1999) [0](figure:trips/1999)", ""},
		{"en", "[1](figure:trips/2026) trip", ""},
		{"en", "[€1,240](figure:cost/2026-09)", "write [€1,240.50](figure:cost/2026-09)"},
		{"en", "[1240.50](figure:cost/2026-09)", "the text says \"1240.50\""},
		{"en", "[1 240,50 €](figure:cost/2026-09)", "add up to €1,240.50"},
		{"en", "[one](figure:trips/2026)", "add up to 1"},
		{"en", "[2](figure:trips/2026)", "add up to 1"},
		{"en", "[](figure:cost/trips/2026-09-ravena)", "there is no figure \"cost/trips/2026-09-ravena\""},
		{"en", "[](figure:costs/2026)", "there is no figure"},
		{"en", "[](figure:trips/26)", "there is no figure"},
		{"en", "[](figure:)", "there is no figure"},
		{"en", "[](figure:promises)", "there is no figure"},
		{"en", "[](figure:cost/2026-1)", "there is no figure"},
		{"en", "[](figure:months-without-gap/2026)", "there is no figure"},
		{"fr", "[1 240,50 €](figure:cost/2026-09)", ""},
		{"fr", "[1\u202f240,50\u00a0€](figure:cost/2026-09)", ""},
		{"fr", "[1&nbsp;240,50&nbsp;€](figure:cost/2026-09)", ""},
		{"fr", "[120 €](figure:cost/2026-10)", ""},
		{"fr", "[1.240,50 €](figure:cost/2026-09)", "add up to 1"},
		{"fr", "[€1,240.50](figure:cost/2026-09)", "add up to 1"},
		{"es", "[1240,50 €](figure:cost/2026-09)", ""},
		{"pt", "[1240,50 €](figure:cost/2026-09)", ""},
		{"pt", "[1 240,50 €](figure:cost/2026-09)", ""},
	} {
		c2 := inLanguage(c.lang).body(about, c.text+"\n")
		ds := c2.problems(t)
		if text := show(ds); c.want == "" && len(ds) > 0 ||
			c.want != "" && (len(ds) != 1 || ds[0].Rule != ruleFigureUntrue || !strings.Contains(text, c.want)) {
			t.Errorf("%s: %q: want %q, got\n%s", c.lang, c.text, c.want, text)
		}
	}
}

// TestAttachments: files are published when they are named, and only then.
func TestAttachments(t *testing.T) {
	pdf := "%PDF-1.7\n"
	city := baseCity().
		file("site.yaml", baseSite+"rules: {file-unnamed: off}\n").
		file("trips/2026-10-ravenna/index.md", anotherTrip+"![The depot](a.jpg)\n").
		file("trips/2026-10-ravenna/a.jpg", photograph(false)).
		file("trips/2026-10-ravenna/deep/b.jpg", photograph(false)).
		file("agreements/agreement.pdf", pdf).
		file("agreements/other.pdf", pdf).
		file("outcomes/timetable.pdf", pdf).
		file("people/claire.png", photograph(false)).
		file("pages/map.pdf", pdf).
		with(agreement, "document: agreement.pdf\n").
		with(outcome, "evidence: [timetable.pdf, \"https://www.example.org/timetable\"]\n").
		with("people/claire-moreau.md", "portrait: claire.png\nalt: Claire Moreau at her desk\n").
		body(about, "See [the map](map.pdf).\n")
	set, ds := city.check(t, Options{})
	if set == nil || len(ds) > 0 {
		t.Fatal(show(ds))
	}
	got := map[string]string{}
	for _, h := range set.Heads() {
		if len(h.Files) > 0 {
			got[h.ID] = strings.Join(h.Files, " ")
		}
	}
	for id, want := range map[string]string{"trips/2026-10-ravenna": "a.jpg", "agreements/2025-ravenna": "agreement.pdf",
		"outcomes/2026-night-trams": "timetable.pdf", "people/claire-moreau": "claire.png", "about": "map.pdf"} {
		if got[id] != want {
			t.Errorf("%s: %q, want %q", id, got[id], want)
		}
		delete(got, id)
	}
	if len(got) > 0 {
		t.Errorf("also published: %v", got)
	}
	for _, name := range []string{"/etc/passwd", "../site.yaml", "../trips/2026-10-ravenna/a.jpg", "agreement.PDF", "2025-ravenna.md", "", "."} {
		ds := city.with(agreement, "document: \""+name+"\"\n").problems(t)
		if got := strings.Join(rulesOf(ds), " "); got != "file-missing" && name != "" {
			t.Errorf("document %q: %s", name, show(ds))
		}
	}
}

// TestReferences names what does not exist, and what is a draft, everywhere
// where an id may stand.
func TestReferences(t *testing.T) {
	cases := []struct{ file, fields, rule, place string }{
		{trip, "official: clare-moreau\n", "reference-unknown", "clare-moreau"},
		{trip, "official: people/claire-moreau\n", "", ""},
		{trip, "partners: [partners/ravenna]\n", "", ""},
		{trip, "partners: [torino]\n", "reference-draft", "torino"},
		{trip, "departments: [street]\n", "reference-unknown", "street"},
		{trip, "local_impact: {benefit: Line A runs until one from March every night., issues: [mobilty]}\n", "reference-unknown", "mobilty"},
		{trip, "travellers: [{person: nobody}]\n", "reference-unknown", "nobody"},
		{trip, "briefing: {date: 2026-09-01, departments: [parks]}\n", "reference-unknown", "parks"},
		{agreement, "partners: [ravena]\n", "reference-unknown", "ravena"},
		{agreement, "promises: [{id: a, text: b, status: open, owner: nobody}]\n", "reference-unknown", "nobody"},
		{outcome, "of: [2026-09-ravenna]\n", "reference-unknown", "2026-09-ravenna"},
		{outcome, "of: [outcomes/2026-night-trams]\n", "reference-unknown", "outcomes/2026-night-trams"},
		{outcome, "keeps: [agreements/2025-ravenna]\n", "reference-unknown", "agreements/2025-ravenna"},
		{outcome, "keeps: [agreements/2025-ravenna#a]\n", "reference-unknown", "agreements/2025-ravenna#a"},
		{outcome, "keeps: [trips/2026-09-ravenna#a]\n", "reference-unknown", "trips/2026-09-ravenna#a"},
		{"newsletters/2026-10.md", "features: [trips/2026-09-ravena]\n", "reference-unknown", "trips/2026-09-ravena"},
		{"newsletters/2026-10.md", "features: [trips/2026-09-ravenna, outcomes/2026-night-trams]\n", "", ""},
		{"newsletters/2026-10.md", "signed_by: nobody\n", "reference-unknown", "nobody"},
		{"newsletters/2026-10.md", "best_practice: {from: torino, text: Trams run at night.}\n", "reference-draft", "torino"},
	}
	for _, c := range cases {
		ds := slices.DeleteFunc(baseCity().with(c.file, c.fields).problems(t), func(d source.Diagnostic) bool { return d.Rule == ruleReportLate })
		if got := strings.Join(rulesOf(ds), " "); got != c.rule || c.rule != "" && ds[0].At.Text() != c.place {
			t.Errorf("%s: %q: %s", c.file, c.fields, show(ds))
		}
	}
	drafts := baseCity().with(agreement, "draft: true\npromises: [{id: a, text: b, status: open}]\n").
		with(outcome, "keeps: [agreements/2025-ravenna#a]\n").
		with("newsletters/2026-10.md", "features: [agreements/2025-ravenna]\n")
	if got := rulesOf(drafts.problems(t)); !slices.Equal(got, []string{"reference-draft", "reference-draft"}) {
		t.Errorf("%v", got)
	}
	if _, ds := drafts.check(t, Options{Drafts: true}); len(ds) > 0 {
		t.Errorf("%s", show(ds))
	}
}

// TestDraftsAreWarned: no problem of a draft stops publication, but unsafe
// content does where drafts are shown.
func TestDraftsAreWarned(t *testing.T) {
	for _, r := range Rules() {
		if r.Bad.File != trip || r.Bad.Whole || r == ruleIDDuplicate {
			continue
		}
		c := baseCity().example(r.Bad)
		front, body := splitFile(c[trip])
		c[trip] = "---\ndraft: true\n" + strings.TrimPrefix(front, "---\n") + body
		c = c.with(outcome, "of: [agreements/2025-ravenna]\n")
		for _, drafts := range []bool{false, true} {
			for _, d := range must(c.check(t, Options{Drafts: drafts})) {
				readable := !slices.Contains([]string{"yaml-alias", "yaml-tag", "yaml-tab", "yaml-syntax"}, d.Rule.Name)
				if want := drafts && d.Rule.Locked; readable && (d.Severity == source.Error) != want {
					t.Errorf("%s with drafts %v: %s", d.Rule.Name, drafts, d.Severity)
				}
			}
		}
	}
}

func must(_ *Set, ds []source.Diagnostic) []source.Diagnostic { return ds }
