package generator_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"parvis/generator"
	"parvis/themes"
)

var update = flag.Bool("update", false, "rewrite the expected texts in testdata")

// smallCity is a city of one trip, one agreement and one outcome; fields
// replaces or adds whole files.
func smallCity(files map[string]string) fstest.MapFS {
	all := map[string]string{
		"site.yaml": `title: Valmont abroad
city: Valmont
country: FR
population: 20000
language: en
languages: [en, fr]
currency: EUR
base_url: https://abroad.example.org/
` +
			"local_issues: [{id: mobility, name: Getting about}]\ndepartments: [{id: streets, name: Streets}]\n",
		"people/claire-moreau.md": "---\nname: Claire Moreau\nrole: Mayor\nelected: true\nfrom: 2020\n---\n",
		"partners/ravenna.md":     "---\nname: Ravenna\nkind: city\ncountry: IT\nlat: 44.42\nlon: 12.2\n---\n",
		"trips/2026-09-ravenna.md": entryText(
			"Trip to Ravenna",
			`start: 2026-09-14
end: 2026-09-16
destination: Ravenna, IT
partners: [ravenna]
cost: {status: provisional, lines: [{for: transport, amount: 100}]}
`,
		),
		"agreements/2025-ravenna.md": entryText(
			"Agreement with Ravenna",
			`signed: 2025-06-12
partners: [ravenna]
cost: 50
promises: [{id: lorries, text: Two narrow lorries by spring., due: 2026-11-15, owner: claire-moreau, status: open}]
`,
		),
	}
	maps.Copy(all, files)
	out := fstest.MapFS{}
	for name, text := range all {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// entryText is an entry with the fields that all have, and more.
func entryText(title, fields string) string {
	return fmt.Sprintf(
		`---
title: %q
purpose: %q
local_impact: {benefit: %q, issues: [mobility]}
sdg: [11.2]
pitch: %q
official: claire-moreau
departments: [streets]
%s---
`,
		title,
		"To learn for "+title+" what others do.",
		benefitOf(title),
		"More buses run since "+title+".",
		fields,
	)
}

// made builds a city on a day.
func made(t rapid.TB, city fstest.MapFS, day string) map[string][]byte {
	t.Helper()
	today, err := time.Parse("2006-01-02", day)
	if err != nil {
		t.Fatal(err)
	}
	_, files := build(t, generator.Job{Content: city, Name: "content", Theme: themes.Chartres(), Today: today})
	return files
}

// parts returns the texts of a page's elements of a class or name, one a line.
func parts(t rapid.TB, data []byte, wanted ...string) []string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, w := range wanted {
			if name, class, _ := strings.Cut(w, "."); (name == "" || n.Data == name) &&
				(class == "" || strings.Contains(" "+attribute(n, "class")+" ", " "+class+" ")) {
				out = append(out, wordsOf(n))
			}
		}
	}
	return out
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func wordsOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "style" {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// golden compares a text with the one in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run the test with -update", err)
	}
	if got != string(want) {
		t.Errorf("%s is not as expected; got:\n%s\nwant:\n%s", file, got, want)
	}
}

// TestDeadlinesInPublic reads what the public pages say the day before each
// deadline, on its day, which is still in time, and the day after.
func TestDeadlinesInPublic(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, c := range []struct{ name, page, day string }{
		{"report", "trips/2026-09-ravenna", "2026-10-16"},
		{"cost", "trips/2026-09-ravenna", "2026-12-15"},
		{"promise", "agreements/2025-ravenna", "2026-11-15"},
		{"news of an agreement", "agreements/2025-ravenna", "2026-12-12"},
	} {
		due, _ := time.Parse("2006-01-02", c.day)
		for i, when := range []string{"the day before", "the day", "the day after"} {
			files := made(t, smallCity(nil), due.AddDate(0, 0, i-1).Format("2006-01-02"))
			fmt.Fprintf(&b, "%s, %s\n", c.name, when)
			page := files[c.page+"/index.html"]
			since := page[bytes.Index(page, []byte(`class="since"`)):]
			for _, line := range append(parts(t, page, "div.notice", "span.state"), parts(t, since[:bytes.Index(since, []byte("</ol>"))], "li")...) {
				fmt.Fprintf(&b, "    %s\n", line)
			}
		}
	}
	golden(t, "deadlines.txt", b.String())
}

// TestManyPromises makes a city of many promises: each stands on one page of
// the whole list and of its issue's list, in the order in which they are
// owed, and the pages of its issue, partner and owner name the first.
func TestManyPromises(t *testing.T) {
	const n = 75
	var b strings.Builder
	b.WriteString("signed: 2020-06-12\npartners: [ravenna]\ncost: 50\npromises:\n")
	for i := range n {
		status := []string{"open", "kept", "late", "dropped, reason: No room"}[i%4]
		fmt.Fprintf(&b, "  - {id: p%d, text: Promise number %d., due: %d-05-%02d, owner: claire-moreau, status: %s}\n", i, i, 2027+i%3, 1+i%28, status)
	}
	files := made(t, smallCity(map[string]string{"agreements/2025-ravenna.md": entryText("Many things", b.String())}), "2026-11-23")
	for _, list := range []string{"promises/", "promises/issues/mobility/", "promises/departments/streets/", "promises/partners/ravenna/",
		"fr/promises/people/claire-moreau/"} {
		seen, last := map[string]int{}, -1
		for page := 1; page <= (n+29)/30; page++ {
			name := list
			if page > 1 {
				name = fmt.Sprintf("%spage/%d/", list, page)
			}
			data := files[name+"index.html"]
			if data == nil {
				t.Fatalf("no page %s", name)
			}
			rows := data[bytes.Index(data, []byte(`<table class="promises`)):]
			for _, row := range parts(t, rows, "tr") {
				for i := range n {
					if strings.Contains(row, fmt.Sprintf("Promise number %d.", i)) {
						seen[fmt.Sprint(i)]++
						order := []int{1, 2, 0, 3}[i%4]
						if order < last {
							t.Errorf("%s: promise %d stands behind one of a later state", name, i)
						}
						last = order
					}
				}
			}
		}
		for i := range n {
			if seen[fmt.Sprint(i)] != 1 {
				t.Errorf("%s: promise %d stands there %d times", list, i, seen[fmt.Sprint(i)])
			}
		}
	}
	for _, page := range []string{"issues/mobility", "partners/ravenna", "people/claire-moreau", "departments/streets"} {
		text := string(files[page+"/index.html"])
		if got := strings.Count(text, "Promise number"); got != 8 || !strings.Contains(text, `href="/promises/`+page+`/"`) {
			t.Errorf("/%s/ shows %d promises, want 8 and the way to all", page, got)
		}
	}
	for name, data := range files {
		if strings.HasSuffix(name, ".html") && len(data) > 39_000 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
	}
}

// TestCorrections wants every line of every history in the log, once, the
// latest first, with what was and what is.
func TestCorrections(t *testing.T) {
	history := func(first, n int) string {
		var b strings.Builder
		b.WriteString("history:\n")
		for i := first; i < first+n; i++ {
			fmt.Fprintf(
				&b,
				"  - {on: 2026-%02d-%02d, kind: %s, what: Figure %d was wrong., was: %d kg, now: %d kg, why: Reason %d.}\n",
				1+i%9,
				1+i%28,
				[]string{"correction", "revision"}[i%2],
				i,
				i,
				i+1,
				i,
			)
		}
		return b.String()
	}
	files := made(t, smallCity(map[string]string{
		"agreements/2024-other.md": entryText("Another agreement", "signed: 2024-06-12\npartners: [ravenna]\ncost: 50\n"+history(0, 30)),
		"agreements/2025-ravenna.md": entryText(
			"Agreement with Ravenna",
			"signed: 2025-06-12\npartners: [ravenna]\ncost: 50\n"+history(30, 25)+"  - {on: 2027-01-01, kind: revision, what: Figure 99 is still to come.}\n",
		),
	}), "2026-11-23")
	seen, last := map[int]int{}, "9999"
	for _, page := range []string{"corrections/index.html", "corrections/page/2/index.html"} {
		for _, row := range parts(t, files[page], "tr") {
			var i int
			at := strings.Index(row, "Figure ")
			if at < 0 {
				continue
			}
			if _, err := fmt.Sscanf(row[at:], "Figure %d", &i); err != nil {
				t.Fatal(err)
			}
			seen[i]++
			if want := fmt.Sprintf("Was: %d kg; now: %d kg. Reason %d.", i, i+1, i); !strings.Contains(row, want) {
				t.Errorf("%q does not say %q", row, want)
			}
			if day := fmt.Sprintf("2026-%02d-%02d", 1+i%9, 1+i%28); day > last {
				t.Errorf("%s stands behind %s", day, last)
			} else {
				last = day
			}
		}
	}
	for i := range 55 {
		if seen[i] != 1 {
			t.Errorf("change %d stands in the log %d times", i, seen[i])
		}
	}
	if len(seen) != 55 {
		t.Errorf("%d changes in the log", len(seen))
	}
}

// TestYears wants the years of a partner and department, and those of somebody's
// own trips, those with nothing too, and staff by their function alone.
func TestYears(t *testing.T) {
	files := made(t, smallCity(map[string]string{
		"partners/ravenna.md":  "---\nname: Ravenna\nkind: city\ncountry: IT\nsince: 2018-05\n---\n",
		"people/ines-costa.md": "---\nname: Inês Costa\nrole: International relations officer\nelected: false\nfrom: 2024\n---\n",
		"trips/2026-12-next.md": entryText(
			"Next trip",
			"start: 2026-12-14\nend: 2026-12-16\ndestination: Bern, CH\ntravellers: [{person: claire-moreau}]\ncost: {planned: 70}\n",
		),
		"trips/2021-05-first.md": entryText(
			"First trip",
			`start: 2021-05-14
end: 2021-05-16
destination: Ravenna, IT
partners: [ravenna]
travellers: [{person: ines-costa}, {person: claire-moreau}]
cost: 20.50
`,
		),
	}), "2026-11-23")
	rows := func(page string) string {
		data := files[page+"/index.html"]
		return strings.Join(parts(t, data[max(0, bytes.Index(data, []byte(`id="page-years"`))):], "tr"), "; ")
	}
	const since = "2026 1 trip €100.00; 2025 1 agreement €50.00; 2022–2024 nothing; 2021 1 trip €20.50"
	for page, want := range map[string]string{"partners/ravenna": since + "; 2018–2020 nothing",
		"departments/streets": strings.Replace(since,
			"1 trip €100.00", "1 trip, 1 trip still ahead €100.00 €70.00 planned besides", 1),
		"people/claire-moreau": "2026 1 trip still ahead €70.00 planned; 2022–2025 nothing; 2021 1 trip €20.50; 2020 nothing",
		"people/ines-costa":    "2024–2026 nothing; 2021 1 trip €20.50"} {
		if got := rows(page); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
	}
	for name, data := range files {
		if bytes.Contains(data, []byte("Inês Costa")) {
			t.Errorf("%s names staff", name)
		}
	}
	if who := strings.Join(parts(t, files["trips/2021-05-first/index.html"], "tr"), "; "); !strings.Contains(who, "International relations officer") ||
		!strings.Contains(who, "Claire Moreau") {
		t.Errorf("who travelled: %s", who)
	}
}

// TestNobodyPaid says of a trip that cost the city nothing that it did not, and not
// that the city paid for those who travelled; whoever else paid is named.
func TestNobodyPaid(t *testing.T) {
	t.Parallel()
	trip := func(title, cost string) string {
		return entryText(title, "start: 2026-06-11\nend: 2026-06-11\ndestination: Winterthur, CH\ntravellers: [{role: Engineer}, {role: Guest, paid_by: ravenna}]\n"+cost)
	}
	files := made(t, smallCity(map[string]string{
		"trips/2026-06-free.md": trip("Free", "cost: {lines: [{for: transport, amount: 0}], explanation: A lift in a van that went there anyway.}\n"),
		"trips/2026-06-paid.md": trip("Paid", "cost: 12.50\n"),
	}), "2026-11-23")
	for name, want := range map[string]string{"free": "Engineer at no cost to the city", "paid": "Engineer the city"} {
		who := strings.Join(parts(t, files["trips/2026-06-"+name+"/index.html"], "tr"), "; ")
		if !strings.Contains(who, want) || !strings.Contains(who, "Guest Ravenna") {
			t.Errorf("%s: who travelled: %s", name, who)
		}
	}
}

// TestManyCosts makes a year of many entries with many lines: every page of
// it is light, and every line stands on one of them.
func TestManyCosts(t *testing.T) {
	t.Parallel()
	const n = 70
	entries := map[string]string{}
	for i := range n {
		var lines strings.Builder
		for k := range 6 {
			fmt.Fprintf(
				&lines,
				"    - {for: %s, what: Line %d of entry %d and what it was, amount: %d.%02d, paid_by: \"Payer number %d\"}\n",
				[]string{"transport", "lodging", "meals", "fees", "grant", "other"}[k],
				k,
				i,
				1000+i,
				k,
				(i+k)%12,
			)
		}
		entries[fmt.Sprintf("trips/2026-01-%d.md", i)] = entryText(
			fmt.Sprintf("Trip number %d to see something", i),
			fmt.Sprintf(
				"start: 2026-01-%02d\nend: 2026-01-%02d\ndestination: Ravenna, IT\ncost:\n  status: provisional\n  planned: 9000\n  lines:\n%s",
				1+i%28,
				1+i%28,
				lines.String(),
			),
		)
	}
	files := made(t, smallCity(entries), "2026-11-23")
	seen := map[string]int{}
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		if len(data) > 39_000 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
		if strings.HasPrefix(name, "costs/2026/") {
			for _, cell := range parts(t, data, "td") {
				if at := strings.Index(cell, "Line "); at >= 0 {
					seen[cell[at:]]++
				}
			}
		}
	}
	if len(seen) != n*6 {
		t.Errorf("%d lines, want %d", len(seen), n*6)
	}
	for line, times := range seen {
		if times != 1 {
			t.Errorf("%q stands there %d times", line, times)
		}
	}
}

// TestAhead keeps days that are still to come out of what is said to have
// happened: a change that is dated ahead, and when a page changed last.
func TestAhead(t *testing.T) {
	const today = "2026-11-23"
	files := made(t, smallCity(map[string]string{
		"trips/2026-09-ravenna.md": entryText("Trip to Ravenna", "start: 2026-09-14\nend: 2026-09-16\ndestination: Ravenna, IT\ncost: 5\n"+
			"history: [{on: 2062-10-28, kind: correction, what: Not yet.}, {on: 2026-10-28, kind: correction, what: Done.}]\n"),
		"trips/2026-12-plan.md": entryText("Planned trip", "start: 2026-12-14\nend: 2026-12-16\ndestination: Ravenna, IT\ncost: {planned: 5}\n"),
	}), today)
	for name, data := range files {
		if bytes.Contains(data, []byte("Not yet.")) {
			t.Errorf("%s tells of a change before its day", name)
		}
	}
	if !bytes.Contains(files["corrections/index.html"], []byte("Done.")) {
		t.Error("the change that was made is not in the log")
	}
	days := 0
	for name, tag := range map[string]string{"sitemap.xml": "<lastmod>", "agenda.ics": "DTSTAMP:"} {
		for _, rest := range strings.Split(string(files[name]), tag)[1:] {
			days++
			if day := strings.ReplaceAll(rest[:10], "-", "")[:8]; day > strings.ReplaceAll(today, "-", "") {
				t.Errorf("%s: something changed last on %s", name, day)
			}
		}
	}
	if days < 4 || !bytes.Contains(files["sitemap.xml"], []byte("trips/2026-09-ravenna/</loc><lastmod>2026-10-28")) {
		t.Errorf("%d days in %s", days, files["sitemap.xml"])
	}
}
