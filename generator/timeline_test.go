package generator_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sinceOf are the lines of an entry's timeline, and its heading.
func sinceOf(t *testing.T, files map[string][]byte, id string) (heading string, lines []string) {
	t.Helper()
	page := files[id+"/index.html"]
	at := bytes.Index(page, []byte(`aria-labelledby="page-since"`))
	if at < 0 {
		t.Fatalf("%s has no timeline", id)
	}
	part := page[at:]
	part = part[:bytes.Index(part, []byte("</ol>"))]
	return parts(t, part, "h2")[0], parts(t, part, "li")
}

// TestTimelines reads the timelines of trips and an agreement in all their
// states.
func TestTimelines(t *testing.T) {
	letter := "---\ntitle: %s\nsigned_by: claire-moreau\npurpose: We went because late shifts could not get home.\n%s---\nI say so.\n"
	city := smallCity(map[string]string{
		"trips/day.md": entryText("One day in Graz", "start: 2026-03-10\nend: 2026-03-10\ndestination: Graz, AT\ncost: 5\npublished: 2026-04-20\n"),
		"trips/off.md": entryText(
			"No trip to Linz",
			"start: 2026-04-20\nend: 2026-04-21\ndestination: Linz, AT\ncost: 5\nstatus: cancelled\ncancelled_on: 2026-04-02\n",
		),
		"trips/ahead.md": entryText(
			"On to Bern",
			"start: 2026-12-08\nend: 2026-12-09\ndestination: Bern, CH\ncost: {planned: 5}\nmandate: {ref: Vote 7, date: 2026-11-10}\n",
		),
		"trips/now.md": entryText("Now in Bern", "start: 2026-11-22\nend: 2026-11-25\ndestination: Bern, CH\ncost: 5\n"),
		"trips/untold.md": entryText(
			"Not told of Bern",
			"start: 2026-11-12\nend: 2026-11-15\ndestination: Bern, CH\ncost: 5\nstatus: planned\npublished: 2026-11-02\n",
		),
		"trips/early.md": entryText("Early in Bern", "start: 2026-11-26\nend: 2026-11-27\ndestination: Bern, CH\ncost: 5\nstatus: completed\n"),
		"trips/old.md": entryText(
			"Trip to Ghent",
			`start: 2025-01-10
end: 2025-01-11
destination: Ghent, BE
cost: 5
lessons: [{seen: Quiet rails, status: testing, review: 2026-05-31}, {seen: Bells, status: testing, review: 2027-05-31}]
`,
		) + "One day we go [there](/trips/day/).\n",
		"trips/back.md": entryText(
			"Back in Ghent",
			"start: 2026-02-10\nend: 2026-02-11\ndestination: Ghent, BE\ncost: 5\n",
		) + "As [before](/trips/old/).\n",
		"agreements/pact.md": entryText(
			"Pact with Ravenna",
			`signed: 2024-01-12
partners: [ravenna]
cost: 5
review: 2026-06
promises: [{id: a, text: Wider seats., status: kept, kept_on: 2025-02-03}, {id: b, text: Quiet bells., status: dropped, dropped_on: 2025-03-04, reason: Too dear.}, {id: c, text: Rails., status: open, notes: [{on: 2025-04-05, text: They are ordered.}]}]
`,
		),
		"newsletters/2026-09.md": fmt.Sprintf(letter, "September", ""),
		"newsletters/2026-10.md": fmt.Sprintf(letter, "October", "features: [trips/old]\n"),
	})
	files := made(t, city, "2026-11-23")
	for _, c := range []struct{ id, heading, want string }{
		{"trips/day", "What happened since", "20 April 2026 Published here.; 9 April 2026 The report is due. Late; 10 March 2026 Return.; 10 March 2026 " +
			"Departure."},
		{"trips/off", "What happened since", "2 April 2026 Cancelled."},
		{"trips/ahead", "What comes next", "9 December 2026 Return.; 8 December 2026 Departure.; 23 November 2026 Today.; 10 November 2026 The council " +
			"agrees. Vote 7"},
		{"trips/now", "What comes next", "25 November 2026 Return.; 23 November 2026 Today.; 22 November 2026 Departure."},
		{"trips/untold", "What comes next", "2 November 2026 Announced."},
		{"trips/early", "What comes next", "27 November 2026 Return.; 26 November 2026 Departure."},
		{"trips/old", "What happened since", "31 May 2027 To be reviewed, what was seen there: Bells; 23 November 2026 Today.; October 2026 Told in the " +
			"letter: October; 31 May 2026 To be reviewed, what was seen there: Quiet rails Nothing recorded since; 11 February 2026 Told " +
			"further in: Back in Ghent; 10 February 2025 The report is due. Late; 13 months with nothing recorded.; 11 January 2025 Return.; " +
			"10 January 2025 Departure."},
		{"agreements/pact", "What happened since", "5 October 2026 Nothing more was recorded; the agreement counts as dormant. Dormant; June 2026 To be " +
			"reviewed. Nothing recorded since; Nothing recorded since April 2025.; 5 April 2025 On a promise: They are ordered.; 4 March " +
			"2025 Promise dropped: Quiet bells.; 3 February 2025 Promise kept: Wider seats.; 12 months with nothing recorded.; 12 January " +
			"2024 Signed."},
	} {
		heading, lines := sinceOf(t, files, c.id)
		if got := strings.Join(lines, "; "); got != c.want || heading != c.heading {
			t.Errorf("%s: %s: %s\nwant %s", c.id, heading, got, c.want)
		}
	}
	if gain := parts(t, files["trips/off/index.html"], "div.gain"); len(gain) > 0 {
		t.Errorf("a cancelled trip promises %q", gain)
	}
	for page, want := range map[string]string{"trips/old": "A review is past its day, 31 May 2026, and nothing has been recorded since.", "agreements/pact": "A review is past its day, 30 June 2026"} {
		if notice := strings.Join(parts(t, files[page+"/index.html"], "div.notice"), " "); !strings.Contains(notice, want) {
			t.Errorf("%s says %q", page, notice)
		}
	}
	agenda := string(files["agenda/index.html"])
	overdue, _, _ := strings.Cut(agenda[strings.Index(agenda, "page-overdue"):], "</section>")
	for _, want := range []string{"Quiet rails", "Pact with Ravenna", "Nothing recorded since"} {
		if !strings.Contains(overdue, want) {
			t.Errorf("the agenda does not say %q among what is overdue: %s", want, overdue)
		}
	}
	if strings.Contains(overdue, "Bells") {
		t.Error("what is still to come is overdue")
	}
	if late := made(t, city, "2026-05-31"); bytes.Contains(late["agenda/index.html"], []byte("page-overdue")) {
		t.Error("on its last day a review is late")
	}
}

// TestLastChange: a search engine is told the day on which anything was last
// recorded of an entry.
func TestLastChange(t *testing.T) {
	pact := func(fields string) string {
		return entryText("Pact with Ravenna", "signed: 2024-01-12\npartners: [ravenna]\ncost: 5\n"+fields)
	}
	outcome := entryText("Wide seats", "date: 2026-05-06\nof: [agreements/pact]\nstatus: achieved\ncost: 5\n")
	for _, c := range []struct{ fields, outcome, want string }{
		{"", "", "2024-01-12"},
		{"published: 2024-02-13\n", "", "2024-02-13"},
		{"follow_up: [{on: 2025-03-04, text: They came.}, {on: 2027-03-04, text: They come.}]\n", "", "2025-03-04"},
		{"history: [{on: 2025-04-04, kind: correction, what: A date.}]\n", "", "2025-04-04"},
		{"promises: [{id: a, text: Wider seats., status: kept, kept_on: 2025-02-03}]\n", "", "2025-02-03"},
		{"promises: [{id: a, text: Wider seats., status: dropped, dropped_on: 2025-02-04, reason: Too dear.}]\n", "", "2025-02-04"},
		{"promises: [{id: a, text: Wider seats., status: open, notes: [{on: 2025-02-05, text: Ordered.}]}]\n", "", "2025-02-05"},
		{"", outcome, "2026-05-06"},
	} {
		files := map[string]string{"agreements/pact.md": pact(c.fields)}
		if c.outcome != "" {
			files["outcomes/seats.md"] = c.outcome
		}
		sitemap := string(made(t, smallCity(files), "2026-11-23")["sitemap.xml"])
		pages := strings.Split(sitemap, "<url>")
		i := slices.IndexFunc(pages, func(p string) bool { return strings.Contains(p, "example.org/agreements/pact/<") })
		if i < 0 || !strings.Contains(pages[i], "<lastmod>"+c.want+"</lastmod>") {
			t.Errorf("%s: want %s in %s", c.fields, c.want, pages[max(0, i)])
		}
	}
}
