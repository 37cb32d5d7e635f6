package desk

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestTrip gives the council's sheet and the days of a trip that is ahead, as it is being
// written; of one that is over it says what is owed, and begins the outcome.
func TestTrip(t *testing.T) {
	dir := copied(t)
	d := making(t, dir)
	const ahead = "trips/2026-12-brussels.md"
	page := d.get(t, "edit/"+ahead)
	for _, want := range []string{"/sheet/trips/2026-12-brussels/council.html", "/sheet/trips/2026-12-brussels/council.ics", "CGCT, article L. 2123-18"} {
		if !strings.Contains(page, want) {
			t.Errorf("%s: %q is not there", ahead, want)
		}
	}
	if strings.Contains(page, `id="owed"`) || strings.Contains(d.get(t, "edit/agreements/exeter-warm-homes.md"), "/council.") {
		t.Error("something is owed for a trip that is ahead, or an agreement has a sheet")
	}
	form := sentBy(t, page)
	form.Set("f.purpose", "This purpose is not saved yet, and the council reads it.")
	d.post("try/"+ahead, form)
	if w := d.asked("sheet/trips/2026-12-brussels/council.html"); !strings.Contains(w.Body.String(), "This purpose is not saved yet") ||
		!strings.Contains(w.Header().Get("Content-Security-Policy"), "style-src 'unsafe-inline'") {
		t.Errorf("%d %v\n%.300s", w.Code, w.Header(), w.Body)
	}
	days := d.asked("sheet/trips/2026-12-brussels/council.ics")
	if got := days.Body.String(); strings.Count(got, "BEGIN:VEVENT") != 1 || !strings.Contains(got, "DTSTART;VALUE=DATE:20261208") ||
		!strings.Contains(got, "@abroad.valmont.example") || days.Header().Get("Content-Type") != "text/calendar; charset=utf-8" {
		t.Errorf("%v\n%s", days.Header(), got)
	}
	for _, none := range []string{"sheet/trips/nowhere/council.html", "sheet/agreements/exeter-warm-homes/council.html", "sheet/trips/2026-12-brussels/council.doc"} {
		if w := d.asked(none); w.Code != http.StatusNotFound {
			t.Error(none, w.Code)
		}
	}
}

// TestReturn says what a trip that is over still owes, and begins its outcome with what is
// known already.
func TestReturn(t *testing.T) {
	dir := copied(t)
	const file = "trips/2026-10-lisboa.md"
	text := "---\ntitle: Lisboa counts its night buses\nstart: 2026-10-05\nend: 2026-10-07\ndestination: Lisboa, PT\n" +
		"purpose: See how a city counts who waits at night.\nlocal_impact: {benefit: \"Nine stops count who waits after 22:00 from 4 May 2027.\", issues: [mobility]}\n" +
		"cost: {status: provisional, lines: [{for: transport, amount: 800}]}\nsdg: [11.2]\nofficial: solene-le-goff\ndepartments: [streets]\n---\n"
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write(text)
	d := making(t, dir)
	page := d.get(t, "edit/"+file)
	for _, want := range []string{`href="#f.lessons"`, `href="#f.cost.status"`, "by 5 January 2027", "by 6 November 2026", `form="begin-outcome"`} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not there", want)
		}
	}
	if strings.Contains(page, `href="#f.status"`) {
		t.Error("its status is owed, which follows from its days")
	}
	w := d.post("new/outcomes", url.Values{"of": {"trips/2026-10-lisboa"}, "title": {"Lisboa counts its night buses"}})
	if w.Code != http.StatusSeeOther {
		t.Fatal(w.Code, w.Body)
	}
	_, name, _ := strings.Cut(w.Header().Get("Location"), "/edit/")
	begun, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(begun), "\n")
	for _, want := range []string{"of: [trips/2026-10-lisboa]", "official: solene-le-goff", "departments: [streets]", "  issues: [mobility]", "draft: true"} {
		if !slices.Contains(lines, want) {
			t.Errorf("%q is not there:\n%s", want, begun)
		}
	}
	if page := d.get(t, "edit/"+file); strings.Contains(page, `form="begin-outcome"`) {
		t.Error("an outcome is owed that is begun already")
	}
	write(strings.NewReplacer("provisional", "final", "---\n", "---\nlessons: [{seen: A loop under the bench, status: testing}]\n").Replace(text[:4]) +
		strings.Replace(text[4:], "provisional", "final", 1))
	d.forget()
	if page := d.get(t, "edit/"+file); strings.Contains(page, `id="owed"`) {
		t.Error("something is owed by a trip of which all is told")
	}
	if w := d.post("new/outcomes", url.Values{"of": {"trips/nowhere"}, "title": {"x"}}); w.Code == http.StatusSeeOther {
		t.Error("an outcome of nothing was begun")
	}
}
