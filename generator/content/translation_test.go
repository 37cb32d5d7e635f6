package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/source"
)

// fullTrip, fullAgreement and fullOutcome have every text that an entry can
// have.
const (
	fullTrip = `---
title: Ravenna shows us how night trams pay their way
start: 2026-09-14
end: 2026-09-16
destination: Ravenna, IT
purpose: See how a city of our size runs trams until one in the morning.
pitch: Late shifts get home by tram until one.
local_impact: {benefit: "Line A runs until one from March, so late shifts get home without a car.", issues: [mobility], who: Late shifts, where: Line A}
cost:
  status: final
  planned: 300
  lines: [{for: transport, what: Night train, amount: 412.50}, {for: meals, amount: 20}]
  explanation: The train was dearer.
  saved: {amount: 20000, per: year, method: Counted by the depot, checked_by: The treasurer}
sdg: [11.2]
official: claire-moreau
departments: [streets]
why_in_person: The depot cannot travel.
difficulties: The last train was late.
invited_by: The mayor of Ravenna
met: [The head of the depot, Two drivers]
private_extension: One day, paid by herself
mandate: {ref: "Vote 112, June", date: 2026-06-18}
travellers: [{person: claire-moreau}, {role: Engineer, function: Repairs trams, count: 2}]
lessons: [{seen: Trams until one, here: Tried on line A, status: testing}, {seen: Tickets by telephone, status: rejected}]
voices: [{who: Lina (17), quote: I can stay for the last act now., consent: C-2026-041}]
films: [{title: A night on line A, url: "https://films.example.org/a"}]
history: [{on: 2026-10-01, kind: revision, what: The second night was added., was: "1", now: two nights, why: It was forgotten.}]
---
## What we saw

The depot opens at four.
`
	fullAgreement = `---
title: Ravenna and Valmont share their tram workshop
signed: 2026-09-12
partners: [ravenna]
purpose: Repair trams together instead of buying new ones.
local_impact: {benefit: "Six old trams are repaired and carry 900 people a day on line C.", issues: [mobility]}
cost: {pending: The workshop has not sent its bill.}
sdg: [11.2]
pitch: Six old trams are back on line C.
official: claire-moreau
departments: [streets]
promises:
  - {id: lorries, text: Two narrow lorries., due: 2027-03-31, status: open}
  - {id: bench, text: A bench in the depot., status: dropped, dropped_on: 2026-10-02, reason: There is no room for it., notes: [{on: 2026-09-20, text: The depot is measured.}, {on: 2026-09-24, text: It is too small.}]}
follow_up: [{on: 2026-10-02, text: The first tram is painted.}]
---
`
	fullOutcome = `---
title: Night trams on line A
date: 2026-10-30
of: [trips/2026-09-ravenna]
status: not_achieved
reason: No driver was found.
purpose: Let late shifts get home without a car.
local_impact: {benefit: "The night timetable of line A is printed at all 14 stops since October.", issues: [mobility]}
cost: 120
sdg: [11.2]
pitch: The night timetable hangs at every stop of line A.
official: claire-moreau
departments: [streets]
measures: [{what: Trams after eleven, unit: each night, before: 0, target: 4, now: 2}]
---
`
)

// fullCity is the base city with them, in which little else is missed.
func fullCity() city {
	return frenchCity().file("trips/2026-09-ravenna.md", fullTrip).
		file("agreements/2025-ravenna.md", fullAgreement).
		file("outcomes/2026-night-trams.md", fullOutcome).with(event, `place: {name: Tram depot, address: 4 Depot Lane}
series: World Cities Day
programme: [{time: "18:30", what: Soup and welcome}, {time: "19:00", what: A driver tells}]
`)
}

// inShape writes the front matter of a translation: the original's, with “FR ”
// before each text but one, and without any fact, in the original's shape.
func inShape(t *testing.T, e *Entry, but place) string {
	t.Helper()
	out, lists := map[string]any{}, map[string][]map[string]any{}
	group := func(name string) map[string]any {
		m := out
		for part := range strings.SplitSeq(name, ".") {
			if m[part] == nil {
				m[part] = map[string]any{}
			}
			m = m[part].(map[string]any)
		}
		return m
	}
	var met []string
	e.eachText(func(p place, v Text) {
		text := "FR " + v.V
		switch {
		case !v.OK() || p == but || Wordless(v.V):
		case p.list == "":
			out[p.field] = text
		case p.list == "met":
			met = append(met, text)
		case p.n == grouped:
			group(p.list)[p.field] = text
		case p.id != "":
			items := lists[p.list]
			i := slices.IndexFunc(items, func(m map[string]any) bool { return m["id"] == p.id })
			if i < 0 {
				i, lists[p.list] = len(items), append(items, map[string]any{"id": p.id})
			}
			if p.field == note {
				lists[p.list][i][note].([]map[string]any)[p.n]["text"] = text
			} else {
				lists[p.list][i][p.field] = text
			}
		default:
			lists[p.list][p.n][p.field] = text
		}
	}, func(name string, n int) {
		var items []map[string]any
		for range n {
			items = append(items, map[string]any{})
		}
		if id, isNotes := strings.CutPrefix(strings.TrimSuffix(name, ": "+note), "promises "); !isNotes {
			lists[name] = items
		} else if n > 0 {
			of := lists["promises"]
			of[slices.IndexFunc(of, func(m map[string]any) bool { return m["id"] == id })][note] = items
		}
	})
	for name, items := range lists {
		if name == "cost.lines" && e.Kind != Trips || len(items) == 0 || name == "met" {
			continue // a cost written as one amount has no lines
		}
		if above, below, nested := strings.Cut(name, "."); nested {
			group(above)[below] = items
		} else {
			out[name] = items
		}
	}
	if met != nil {
		out["met"] = met
	}
	text, err := yaml.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEveryTextIsTranslated translates every text of an entry of each kind and
// finds each, and nothing to say.
func TestEveryTextIsTranslated(t *testing.T) {
	c := fullCity()
	set, found := c.check(t, Options{})
	if set == nil {
		t.Fatal(show(found))
	}
	for _, e := range set.Entries() {
		c = c.file(strings.TrimSuffix(e.Path, ".md")+".fr.md", "---\n"+inShape(t, e, place{})+"---\nUne histoire.\n")
	}
	set, found = c.check(t, Options{})
	if len(found) > 0 {
		t.Fatal(show(found))
	}
	for _, e := range set.Entries() {
		n := 0
		e.eachText(func(p place, v Text) {
			if v.OK() && !Wordless(v.V) {
				n++
				if got := e.Translations["fr"].Text(e, v); got.V != "FR "+v.V {
					t.Errorf("%s, %s: %q", e.ID, p, got.V)
				}
			}
		}, func(string, int) {})
		if n < 7 {
			t.Errorf("%s has only %d texts", e.ID, n)
		}
	}
}

// TestTranslationLacks takes each text out of a translation in turn and wants
// it named, but for the name of a city, which may be the same.
func TestTranslationLacks(t *testing.T) {
	c := fullCity()
	set, _ := c.check(t, Options{})
	for _, e := range set.Entries() {
		c = c.file(strings.TrimSuffix(e.Path, ".md")+".fr.md", "---\n"+inShape(t, e, place{})+"---\nUne histoire.\n")
	}
	for _, e := range set.Entries() {
		file := strings.TrimSuffix(e.Path, ".md") + ".fr.md"
		e.eachText(func(p place, v Text) {
			if !v.OK() || p.list == "met" || Wordless(v.V) { // whose items are nothing but text
				return
			}
			ds := c.file(file, "---\n"+inShape(t, e, p)+"---\nUne histoire.\n").problems(t)
			if p.list == destinations {
				if len(ds) > 0 {
					t.Error(show(ds))
				}
				return
			}
			if got := strings.Join(rulesOf(ds), " "); got != "translation-missing" || !strings.HasSuffix(ds[0].Message.String(), ": "+p.String()) {
				t.Errorf("%s, %s: %s", e.ID, p, show(ds))
			}
		}, func(string, int) {})
	}
}

// TestTranslationShape shows what is said of translations of another shape.
func TestTranslationShape(t *testing.T) {
	var out strings.Builder
	for _, x := range []struct{ name, file, text string }{
		{"a list too long", "trips/2026-09-ravenna.fr.md", "lessons: [{seen: a}, {seen: b}, {seen: c}]\n"},
		{"a list too short", "trips/2026-09-ravenna.fr.md", "met: [Le chef du dépôt]\n"},
		{"lines of a cost", "trips/2026-09-ravenna.fr.md", "cost:\n  lines: [{what: Train de nuit}]\n"},
		{"a line's amount", "trips/2026-09-ravenna.fr.md", "cost:\n  lines: [{what: Train de nuit, amount: 412.50}, {}]\n"},
		{"a list that the original does not have", "outcomes/2026-night-trams.fr.md", "voices: [{quote: Je peux rester.}]\n"},
		{"a list of another kind", "outcomes/2026-night-trams.fr.md", "lessons: [{seen: a}]\n"},
		{"a place with its country", "trips/2026-09-ravenna.fr.md", "destination: Ravenne, IT\n"},
		{"a place's country", "trips/2026-09-ravenna.fr.md", "destination: {city: Ravenne, country: IT}\n"},
		{"a place too many", "trips/2026-09-ravenna.fr.md", "destination: [{city: Ravenne}, {city: Bologne}]\n"},
		{"a figure of the history", "trips/2026-09-ravenna.fr.md", "history: [{what: La seconde nuit, was: \"1\", now: deux nuits}]\n"},
		{"a text of another kind", "trips/2026-09-ravenna.fr.md", "reason: Personne.\n"},
		{"an unknown promise", "agreements/2025-ravenna.fr.md", "promises: [{id: lories, text: Deux camions.}]\n"},
		{"a promise without an id", "agreements/2025-ravenna.fr.md", "promises: [{text: Deux camions.}]\n"},
		{"a promise's state", "agreements/2025-ravenna.fr.md", "promises: [{id: lorries, text: Deux camions., status: kept}]\n"},
		{"a note too few", "agreements/2025-ravenna.fr.md", "promises: [{id: bench, notes: [{text: On mesure.}]}]\n"},
		{"a note where there is none", "agreements/2025-ravenna.fr.md", "promises: [{id: lorries, notes: [{text: On mesure.}]}]\n"},
		{"a note's day", "agreements/2025-ravenna.fr.md", "promises: [{id: bench, notes: [{on: 2026-09-20, text: On mesure.}, {}]}]\n"},
		{"a text that is misspelt", "trips/2026-09-ravenna.fr.md", "purpos: Voir.\n"},
		{"a fact that is misspelt", "trips/2026-09-ravenna.fr.md", "portrit: a.jpg\n"},
		{"promises out of order, in part", "agreements/2025-ravenna.fr.md", "promises: [{id: bench, reason: Il n’y a pas de place.}, {id: lorries, text: " +
			"Deux camions.}]\n"},
	} {
		ds := slices.DeleteFunc(fullCity().file(x.file, "---\ntitle: Titre\n"+x.text+"---\n").problems(t), isMissing)
		fmt.Fprintf(&out, "%s\n\n%s\n", x.name, show(ds))
	}
	golden(t, "translations.txt", out.String())
}

// isMissing tells whether a diagnostic only counts what is not translated.
func isMissing(d source.Diagnostic) bool { return d.Rule == ruleTranslationMissing }

// TestUnitsNeedNoTranslation asks for no French of what is no word.
func TestUnitsNeedNoTranslation(t *testing.T) {
	for unit, want := range map[string]string{"kWh": "", "%": "", "m²": "", "a day": "translation-missing", "of 27": "translation-missing",
		"each night": "translation-missing"} {
		c := frenchCity().with("outcomes/2026-night-trams.md", "measures: [{what: CO2, unit: \""+unit+"\", before: 0, target: 4, now: 2}]\n")
		if got := strings.Join(rulesOf(c.problems(t)), " "); got != want {
			t.Errorf("%s: %q", unit, got)
		}
	}
}

// TestNoTranslationAtAll names each file that lacks one, drafts not.
func TestNoTranslationAtAll(t *testing.T) {
	c := frenchCity()
	delete(c, "trips/2026-09-ravenna.fr.md")
	delete(c, "partners/ravenna.fr.md")
	var out strings.Builder
	for _, d := range c.file("trips/draft.md", strings.Replace(anotherTrip, "---\n", "---\ndraft: true\n", 1)).problems(t) {
		fmt.Fprintf(&out, "%s: %s; %s\n", d.At.File.Path, d.Message, d.Fix)
	}
	want := "content/partners/ravenna.md: this has no translation into “fr” (1 text); write ravenna.fr.md beside it, with its texts in the same shape\n" +
		"content/trips/2026-09-ravenna.md: this has no translation into “fr” (5 texts); write 2026-09-ravenna.fr.md beside it, with its texts in the same " +
		"shape\n"
	if out.String() != want {
		t.Error(out.String())
	}
}

// TestNearFacts: a slip in the name of a fact is told as the fact that it is,
// one in the name of a text as the text.
func TestNearFacts(t *testing.T) {
	for line, want := range map[string]string{
		"portrit: x.png": `"portrit" looks like "portrait", which is a fact; a translation holds only texts`,
		"electd: true":   `"electd" looks like "elected", which is a fact; a translation holds only texts`,
		"elected: true":  `"elected" is a fact; a translation holds only texts`,
		"rol: Maire":     `"rol" is not a field that is known here`,
		"weather: fine":  `"weather" is not a field that is known here`,
	} {
		ds := baseCity().file("people/claire-moreau.fr.md", "---\n"+line+"\n---\n").problems(t)
		if len(ds) != 1 || ds[0].Message.String() != want {
			t.Errorf("%s:\n%s", line, show(ds))
		}
	}
}
