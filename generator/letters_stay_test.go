package generator_test

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"
	"time"

	"parvis/generator"
	"parvis/generator/frontmatter"
	"parvis/generator/site"
	"parvis/themes"
)

// letterForms renders every form of a month's letter on a day: the whole page,
// with its frame, its card, the mail and the text, in each language, by their paths.
func letterForms(t *testing.T, job generator.Job, month string) map[string]string {
	t.Helper()
	set, locales, result, err := generator.Check(job)
	if err != nil || set == nil {
		t.Fatalf("%v %v", err, result.Diagnostics)
	}
	files, err := generator.Files(set, site.New(set, locales), locales, job.Theme, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		if !isForm(f.Path, month) {
			continue
		}
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		out[f.Path] = b.String()
	}
	return out
}

// isForm tells whether a file is a form of a month's letter.
func isForm(name, month string) bool {
	return strings.Contains("/"+name, "/newsletter/"+month+"/") && !strings.Contains(name, "/assets/")
}

// formsOf are the forms of a month's letter among all files of a site.
func formsOf(files map[string][]byte, month string) map[string]string {
	out := map[string]string{}
	for name, data := range files {
		if isForm(name, month) {
			out[name] = string(data)
		}
	}
	return out
}

// sameForms wants two makings of a letter to be alike in every byte.
func sameForms(t *testing.T, name string, a, b map[string]string) {
	t.Helper()
	if len(a) < 8 || len(a)%4 != 0 || len(b) != len(a) {
		t.Fatalf("%s: %d and %d forms, want page, card, mail and text in two languages or more", name, len(a), len(b))
	}
	for path, was := range a {
		if is := b[path]; is != was {
			t.Errorf("%s: %s changes:\n%s", name, path, firstDifference(was, is))
		}
	}
}

// firstDifference shows where two texts begin to differ.
func firstDifference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-120)
	return fmt.Sprintf("… %q\n… %q", a[from:min(len(a), i+200)], b[from:min(len(b), i+200)])
}

// TestLettersStay makes every letter of the demonstration city on the last day
// of its month, a day later, and on a day that lies a year or more behind all of
// them. Nothing in it may change, nor in the frame around it.
func TestLettersStay(t *testing.T) {
	t.Parallel()
	job := demonstration()
	set, _, _, err := generator.Check(job)
	if err != nil || set == nil {
		t.Fatal(err)
	}
	letters := set.Newsletters()
	job.Today = frontmatter.AddMonths(frontmatter.MonthEnd(letters[len(letters)-1].Month), 12)
	_, later := build(t, job)
	for i, n := range letters {
		if racing && i%4 > 0 {
			continue
		}
		end := frontmatter.MonthEnd(n.Month)
		on := func(day time.Time) map[string]string {
			job := job
			job.Today = day
			return letterForms(t, job, n.Slug)
		}
		then := on(end)
		sameForms(t, n.Slug+", a day later", then, on(end.AddDate(0, 0, 1)))
		sameForms(t, n.Slug+", a year later", then, formsOf(later, n.Slug))
		arrived := strings.Contains(then["newsletter/"+n.Slug+"/newsletter.txt"], "Half of the parts are handed over")
		if want := n.Slug == "2026-05" || n.Slug == "2026-06"; arrived != want { // then comes other news of them
			t.Errorf("%s: tells of the parts that arrived in May: %v", n.Slug, arrived)
		}
	}
}

const (
	stayLetter = `---
title: %s
signed_by: claire-moreau
purpose: We went because late shifts could not get home.
features: [trips/2026-03-graz]
---
I say how things stand: [](figure:promises/kept) kept, [](figure:cost/2026) spent, [](figure:months-without-gap) months. See [the tram](../outcomes/2026-tram.md).
`
	stayGraz = "start: 2026-03-10\nend: 2026-03-12\ndestination: Graz, AT\n"
)

// TestLetterKnowsItsMonth writes a city as it was on the last day of March, and
// as it is a year later, when all has gone on. March's letter says the same; what
// it would say without the days is what each line of the later city would tell.
func TestLetterKnowsItsMonth(t *testing.T) {
	promises := func(lines ...string) string {
		return entryText(
			"Agreement with Ravenna",
			"signed: 2025-03-12\npartners: [ravenna]\ncost: 50\nreview: 2026-05\npromises:\n  - "+strings.Join(
				lines,
				"\n  - ",
			)+"\nfollow_up:\n  - {on: 2026-02-01, text: They wrote.}\n",
		)
	}
	then := map[string]string{
		"newsletters/2026-02.md": fmt.Sprintf(stayLetter, "February"),
		"newsletters/2026-03.md": fmt.Sprintf(stayLetter, "March"),
		"outcomes/2026-tram.md":  entryText("Night trams", "date: 2026-03-20\nof: [trips/2026-03-graz]\nstatus: under_way\ncost: 10\n"),
		"trips/2026-03-graz.md": entryText(
			"Trip to Graz",
			stayGraz+"cost: {status: provisional, planned: 500, lines: [{for: transport, amount: 420.50}]}\n",
		),
		"trips/2026-03-lyon.md": entryText("Trip to Lyon", "start: 2026-03-30\nend: 2026-03-31\ndestination: Lyon, FR\ncost: 60\n"),
		"trips/2026-04-gent.md": entryText(
			"Trip to Ghent",
			"start: 2026-04-20\nend: 2026-04-21\ndestination: Ghent, BE\ncost: {planned: 300}\nmandate: {ref: Vote 7, date: 2026-03-17}\n",
		),
		"trips/2026-09-ravenna.md": entryText("Trip to Ravenna", "start: 2026-09-14\nend: 2026-09-16\ndestination: Ravenna, IT\ncost: {planned: 70}\n"),
		"agreements/2025-ravenna.md": promises(
			"{id: lorries, text: Two narrow lorries., due: 2026-02-15, status: open}",
			"{id: rails, text: New rails., due: 2026-04-15, status: open, notes: [{on: 2026-03-02, text: They are ordered.}]}",
			"{id: bells, text: Quiet bells., due: 2026-05-31, status: open}",
			"{id: lamps, text: Warm lamps., due: 2026-03-01, status: open}",
			"{id: seats, text: Wider seats., due: 2026-06-01, status: kept, kept_on: 2026-03-05}"),
	}
	then["agreements/2025-ravenna.fr.md"] = `---
title: Accord
promises: [{id: rails, text: Des rails neufs., notes: [{text: C’est commandé.}]}]
follow_up: [{text: Ils ont écrit.}]
---
`
	then["trips/2026-03-graz.fr.md"] = "---\ntitle: Voyage à Graz\n---\n"
	later := maps.Clone(then)
	maps.Copy(later, map[string]string{
		"newsletters/2026-04.md": strings.Replace(fmt.Sprintf(stayLetter, "April"), "[](figure:promises/kept)", "[2](figure:promises/kept)", 1),
		"outcomes/2026-tram.md": entryText(
			"Night trams",
			`date: 2026-03-20
of: [trips/2026-03-graz]
status: achieved
cost: 10
history: [{on: 2026-06-01, kind: revision, what: The trial is over., was: under way, now: achieved}]
`,
		),
		"trips/2026-03-graz.md": entryText("Trip to Graz again", stayGraz+"cost: {status: final, planned: 500, lines: [{for: transport, amount: 480}]}\n"+
			"history:\n  - {on: 2026-05-02, kind: correction, what: The bill of the hotel., was: \"€420.50, provisional\", now: \"480 EUR, final\"}\n"+
			"  - {on: 2026-07-02, kind: correction, what: The title., was: Trip to Graz, now: Trip to Graz again.}\n"+
			fmt.Sprintf(
				"  - {on: 2026-08-02, kind: correction, what: The benefit., was: %q, now: %q}\n",
				benefitOf("Trip to Graz"),
				benefitOf("Trip to Graz again"),
			)+
			"  - {on: 2026-08-02, kind: correction, what: The purpose., was: \"To learn for Trip to Graz what others do.\", now: \"To learn for Trip to Graz "+
			"again what others do.\"}\n"+
			"  - {on: 2026-08-03, kind: correction, what: Emissions., was: 480 kg, now: 500 kg}\n"),
		"trips/2026-04-gent.md": entryText(
			"Trip to Ghent",
			`start: 2026-04-20
end: 2026-04-21
destination: Ghent, BE
status: cancelled
cancelled_on: 2026-04-02
cost: {planned: 300, lines: [{for: transport, amount: 20}]}
mandate: {ref: Vote 7, date: 2026-03-17}
`,
		),
		"trips/2026-05-linz.md": entryText(
			"Trip to Linz",
			"start: 2026-05-20\nend: 2026-05-21\ndestination: Linz, AT\ncost: {planned: 80}\nbriefing: {date: 2026-04-30, departments: [streets]}\n",
		),
		"trips/2026-03-bern.md": entryText("Trip to Bern", "start: 2026-03-17\nend: 2026-03-17\ndestination: Bern, CH\npublished: 2026-04-07\ncost: 90\n"),
		"outcomes/2026-graz.md": entryText(
			"Quiet trams",
			"date: 2026-05-20\nof: [trips/2026-03-graz, agreements/2025-ravenna]\nstatus: achieved\ncost: 11\nkeeps: [\"agreements/2025-ravenna#rails\"]\n",
		),
		"agreements/2026-graz.md": entryText(
			"Agreement with Graz",
			"signed: 2026-04-09\npartners: [ravenna]\ncost: 5\npromises: [{id: x, text: Something new., status: open}]\n",
		),
		"agreements/2025-ravenna.md": promises(
			"{id: lorries, text: Two narrow lorries., due: 2026-02-15, status: late, reason: A strike in summer., notes: [{on: 2026-05-04, text: One came.}]}",
			"{id: rails, text: New rails., due: 2026-04-15, status: kept, reason: In spite of the frost., notes: [{on: 2026-03-02, text: They are ordered.}, "+
				"{on: 2026-04-20, text: They are late.}]}",
			"{id: bells, text: Quiet bells., due: 2026-05-31, status: dropped, dropped_on: 2026-04-01, reason: Too dear.}",
			"{id: lamps, text: Warm lamps., due: 2026-03-01, status: kept, kept_on: 2026-04-01}",
			"{id: seats, text: Wider seats., due: 2026-06-01, status: kept, kept_on: 2026-03-05}",
		),
	})
	later["agreements/2025-ravenna.md"] = strings.Replace(
		later["agreements/2025-ravenna.md"],
		"follow_up:\n",
		"follow_up:\n  - {on: 2026-06-02, text: They came.}\n",
		1,
	)
	later["agreements/2025-ravenna.fr.md"] = `---
title: Accord
promises: [{id: rails, text: Des rails neufs., notes: [{text: C’est commandé.}, {text: Ils tardent.}]}]
follow_up: [{text: Ils sont venus.}, {text: Ils ont écrit.}]
---
`
	later["trips/2026-03-graz.fr.md"] = "---\ntitle: Encore Graz\nhistory: [{}, {was: Voyage à Graz, now: Encore Graz}, {}, {}, {}]\n---\n"
	on := func(files map[string]string, day string) map[string]string {
		today, err := time.Parse("2006-01-02", day)
		if err != nil {
			t.Fatal(err)
		}
		return letterForms(t, generator.Job{Content: smallCity(files), Name: "content", Theme: themes.Chartres(), Today: today}, "2026-03")
	}
	march := on(then, "2026-03-31")
	// The next letter exists a year later: the link to it is all that is new.
	next := regexp.MustCompile(`<a [^>]*rel="next">.*?</a>`)
	tags := regexp.MustCompile(`<[^>]*>`)
	yearLater := on(later, "2027-03-31")
	// So is the card of the whole site, which shows the present year.
	card := regexp.MustCompile(`<meta property="?og:image[^>]*>`)
	for path, text := range yearLater {
		yearLater[path] = card.ReplaceAllString(next.ReplaceAllString(text, ""), "")
	}
	for path, text := range march {
		march[path] = card.ReplaceAllString(text, "")
	}
	sameForms(t, "March", march, yearLater)
	page := tags.ReplaceAllString(march["newsletter/2026-03/index.html"], "")
	for _, want := range []string{"1 kept, €490.50 spent, 2 months", "As of 31 March 2026", "Trip to Graz", "€420.50", "provisional",
		"Trip to Lyon", "Wider seats.", "Trip to Ghent"} {
		if !strings.Contains(page, want) {
			t.Errorf("March's letter does not say %q", want)
		}
	}
	for _, wrong := range []string{"One came", "strike", "They are late", "frost", "Too dear", "Graz again", "Quiet trams", "Linz", "Bern",
		"They came", "Something new", "Cancelled"} {
		if strings.Contains(page, wrong) {
			t.Errorf("March's letter says %q, which was not known", wrong)
		}
	}
	french := march["fr/newsletter/2026-03/index.html"]
	if !strings.Contains(french, "Ils ont écrit") || !strings.Contains(french, "Voyage à Graz") {
		t.Error("March's French letter is not in French")
	}
	april := letterForms(t, generator.Job{Content: smallCity(later), Name: "content", Theme: themes.Chartres(), Today: time.Date(2027, 3,
		31, 0, 0, 0, 0, time.UTC)}, "2026-04")["newsletter/2026-04/index.html"]
	for _, want := range []string{"Trip to Bern", "Cancelled", "Warm lamps.", "Something new", "They are late.", "Linz"} {
		if !strings.Contains(april, want) {
			t.Errorf("April's letter does not say %q", want)
		}
	}
}
