package desk

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/generator"
	"parvis/themes"
)

// looked has the desk note what the check finds in its folder.
func (d *Desk) looked(t *testing.T, dir string) {
	t.Helper()
	_, _, r, err := generator.Check(generator.Job{Content: os.DirFS(dir), Name: "content", Theme: themes.Chartres(), Today: today, Preview: true})
	if err != nil {
		t.Fatal(err)
	}
	d.Note(r.Diagnostics, nil, true)
}

// waitsIn are the words and the links of what waits, in their order.
func waitsIn(t *testing.T, d *Desk) (words string, links []string) {
	t.Helper()
	_, rest, _ := strings.Cut(d.get(t, ""), `<section class="waits"`)
	section, _, _ := strings.Cut(rest, "</section>")
	for _, m := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(section, -1) {
		links = append(links, strings.TrimPrefix(m[1], d.Path()))
	}
	return strings.Join(strings.Fields(readable(t, "<section"+section)), " "), links
}

// What is due is said in the order of its days, each with the way to the very field; then
// what is open, and the drafts. Where nothing waits, that is said.
func TestWaits(t *testing.T) {
	dir := small(t)
	d := making(t, dir)
	if err := os.Remove(dir + "/" + ravenna); err != nil {
		t.Fatal(err)
	}
	d.looked(t, dir)
	if words, links := waitsIn(t, d); !strings.Contains(words, "Nothing waits") || len(links) > 0 {
		t.Errorf("%s %q", words, links)
	}
	const deed = "purpose: Have drivers for the night.\nlocal_impact: {benefit: \"%s are trained for the night from November, so no late tram is cancelled.\", issues: [mobility]}\n" +
		"cost: {lines: [{for: fees, amount: 640}]}\nsdg: [11.2]\n"
	entry := func(who, more string) string {
		return "---\ntitle: " + who + "\n" + strings.Replace(deed, "%s", who, 1) + more + "---\n"
	}
	put(t, dir, "people/ana.md", "---\nname: Ana Lopes\nrole: Mayor\nelected: true\n---\n")
	put(t, dir, "partners/ravenna.md", "---\nname: Ravenna\nkind: city\ncity: Ravenna\ncountry: IT\n---\n")
	put(t, dir, "trips/2026-11-back.md", entry("Eight drivers", "start: 2026-11-10\nend: 2026-11-12\ndestination: Ravenna, IT\n"))
	put(t, dir, "agreements/coming.md", entry("Nine drivers", "signed: 2026-10-01\npartners: [ravenna]\n"+
		"promises: [{id: a, text: The far one, due: 2027-01-01, status: open}, {id: b, text: The near one, due: 2026-12-03, status: open}, {id: c, text: The kept one, due: 2026-12-01, status: kept, kept_on: 2026-11-01}]\n"))
	put(t, dir, "agreements/late.md", entry("Ten drivers", "signed: 2026-10-01\npartners: [ravenna]\npromises: [{id: a, text: The late one, due: 2026-11-20, status: open}]\n"))
	put(t, dir, "newsletters/2026-10.md", "---\ntitle: A letter\nsigned_by: ana\npurpose: To tell you.\n---\nI went to Ravenna, and we chose the trams.\n")
	put(t, dir, "pages/draft.md", "---\ntitle: A page begun\ndraft: true\n---\n[To nowhere](/trips/nobody/)\n")
	put(t, dir, "pages/open.md", "---\ntitle: A page that is wrong\n---\n[To nowhere](/trips/none/)\n")
	d.looked(t, dir)
	words, links := waitsIn(t, d)
	order := []string{"Ten drivers", "was due on 20 November 2026", "A letter", "has not approved it", "Nine drivers", "Promised by 3 December 2026: The near one",
		"Eight drivers", "What was seen there", "What it cost in the end", "What came of it", "A page that is wrong", "A page begun"}
	at := -1
	for _, want := range order {
		i := strings.Index(words, want)
		if i <= at {
			t.Errorf("%q is not said, or not in its place", want)
		}
		at = max(at, i)
	}
	for _, other := range []string{"The far one", "The kept one", "The letter of", "Nothing waits", "/trips/nobody/"} {
		if strings.Contains(words, other) {
			t.Errorf("%q is said", other)
		}
	}
	if t.Failed() {
		t.Log(words)
	}
	for _, want := range []string{"edit/agreements/late.md#f.promises.0.due", "edit/newsletters/2026-10.md#approved-by", "edit/agreements/coming.md#f.promises.1.status",
		"edit/trips/2026-11-back.md#f.lessons", "edit/trips/2026-11-back.md#f.cost.status", "edit/trips/2026-11-back.md#owed", "edit/pages/open.md#body", "edit/pages/draft.md"} {
		if !slices.Contains(links, want) {
			t.Errorf("there is no way to %s: %q", want, links)
		}
	}
	old := today
	defer func() { today = old }()
	today = today.AddDate(0, 0, 2) // the 25th, in the last week
	d.forget()
	if words, links := waitsIn(t, d); !strings.Contains(words, "The letter of November 2026") || !slices.Contains(links, "#k-newsletters") {
		t.Errorf("the letter is not asked for: %s", words)
	}
}
