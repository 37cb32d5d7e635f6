package publish

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"parvis/generator/catalog"
)

// said is what is told of a change, one line each.
func said(t testing.TB, d Destination, s site, l *catalog.Language) string {
	t.Helper()
	made, err := ReadSite(s.in(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	c, err := Compare(t.Context(), d, made, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, line := range c.Lines() {
		out.WriteString(line.In(l) + "\n")
	}
	return out.String()
}

func entry(id, kind, title, date, cost string, spent bool) string {
	return fmt.Sprintf(`{"id": %q, "kind": %q, "url": "https://abroad.example.org/%s/", "title": %q, "date": %q, "currency": "EUR", "cost_city": %s, "spent": %v}`,
		id, kind, id, title, date, cost, spent)
}

func TestCompare(t *testing.T) {
	titled := func(title string) string {
		return "<html><head><title>" + title + " · Abroad</title></head></html>"
	}
	was := site{"index.html": titled("Home"), "fr/index.html": titled("Accueil"), "costs/index.html": titled("Costs"), "trips/a/index.html": titled("A &amp; B"),
		"trips/gone/index.html": titled("Gone"), "fr/trips/a/index.html": titled("A"), "assets/s.css": "1",
		"data/entries.json": "[" + entry("trips/a", "trip", "A & B", "2026-03-01", `"100.10"`, true) + "," +
			entry("trips/gone", "trip", "A trip that goes", "2025-03-01", `"7"`, true) + "," + entry("agreements/x", "agreement", "X", "2027", "null", false) + "]",
		"data/promises.json": `[{"status": "open"}, {"status": "kept"}]`}.whole(t)
	will := site{"index.html": titled("Home") + "!", "fr/index.html": titled("Accueil"), "costs/index.html": titled("Costs") + "!", "trips/a/index.html": titled("A &amp; B") + "!",
		"trips/new/index.html": titled("New"), "fr/trips/a/index.html": titled("A") + "!", "assets/s.css": "2",
		"data/entries.json": "[" + entry("trips/a", "trip", "A & B", "2026-03-01", `"100.10"`, true) + "," +
			entry("trips/new", "trip", "New", "2026-04-01", `"0.20"`, true) + "," + entry("outcomes/y", "outcome", "Y", "2026-05-01", `"5"`, false) + "]",
		"data/promises.json": `[{"status": "kept"}, {"status": "kept"}, {"status": "open"}]`}.whole(t)
	will["data/entries.json"] = strings.Replace(will["data/entries.json"], `"id": "trips/a"`, `"pitch": "Two", "id": "trips/a"`, 1)
	will.whole(t)
	f, err := openFolder(filepath.Join(t.TempDir(), "www"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := onServer{f}
	if got := said(t, d, was, catalog.English); got != "the site is published there for the first time: 6 pages\n" {
		t.Error(got)
	}
	made, err := ReadSite(was.in(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Send(t.Context(), made, nil); err != nil {
		t.Fatal(err)
	}
	if got := said(t, d, was, catalog.English); got != "nothing changes for readers: what is published is this site\n" {
		t.Error(got)
	}
	want := `1 new page:
  + New (/trips/new/)
3 pages change:
  ~ A & B (/trips/a/)
  ~ Costs (/costs/)
  ~ Home (/)
1 page goes:
  - A trip that goes (/trips/gone/)
1 page in the further languages
3 files beside the pages: pictures, data, styles
figures that move:
  agreements: 0, was 1
  outcomes: 1, was 0
  promises: 3, was 2
  promises kept: 2, was 1
  spent by the city in 2025: 0, was 7 EUR
  spent by the city in 2026: 100.30 EUR, was 100.10 EUR
`
	if got := said(t, d, will, catalog.English); got != want {
		t.Error(got)
	}
}
