package ledger

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parvis/generator/content"
)

// signed is an agreement of a day with promises, one a line.
func signed(title, on, more string, promises ...string) string {
	return entry(title, "signed: "+on+"\npartners: [tartu]\ncost: 5.00\n"+more+"promises:\n  - "+strings.Join(promises, "\n  - ")+"\n")
}

// promised is a city with promises of every state on 2026-11-23.
func promised() map[string]string {
	return map[string]string{
		"agreements/2024-tartu.md": signed("Agreement one", "2024-06-12", "departments: [roads]\n",
			"{id: open, text: Two buses., due: 2026-11-23, owner: bruno, status: open}",
			"{id: late, text: Three buses., due: 2026-11-22, owner: anna, status: open}",
			"{id: kept, text: Four buses., due: 2025-01-10, owner: bruno, status: kept, kept_on: 2025-04-09}",
			"{id: intime, text: Five buses., due: 2025-01-10, status: kept, kept_on: 2025-01-10}",
			"{id: never, text: Six buses., due: 2026-05-01, status: dropped, dropped_on: 2026-11-02, reason: The road is gone.}"),
		"agreements/2026-tartu.md": signed("Agreement two", "2026-11-03", "departments: [roads, parks]\n",
			"{id: called, text: Seven buses., due: 2027-01-01, status: late, notes: [{on: 2026-11-20, text: The makers went broke.}, {on: 2026-11-04, "+
				"text: It starts.}, {on: 2027-01-01, text: Not yet.}]}",
			"{id: undated, text: Eight buses., status: open}",
			"{id: proved, text: Nine buses., due: 2026-11-30, owner: carla, status: kept}"),
		"outcomes/2026-bus.md": entry("Outcome one",
			"date: 2026-11-10\nof: [agreements/2026-tartu]\nstatus: achieved\nkeeps: [\"agreements/2026-tartu#proved\"]\ncost: 1.00\n"),
		"trips/2026-parks.md": entry("Trip of parks",
			"start: 2026-02-01\nend: 2026-02-02\ndestination: Tartu, EE\nofficial: anna\ndepartments: [roads]\ncost: 1.00\n"),
	}
}

// names are the ids of promises, in their order.
func names(list []Promise) string {
	var out []string
	for _, p := range list {
		out = append(out, p.ID.V)
	}
	return strings.Join(out, " ")
}

// TestPromises lists promises under their terms, what is owed first.
func TestPromises(t *testing.T) {
	ld := ledgerOf(t, "2026-11-23", promised())
	for term, want := range map[Term]string{
		"":                    "late called open undated proved kept intime never",
		OfDepartment("parks"): "called undated proved",
		"partners/tartu":      "late called open undated proved kept intime never",
		"people/bruno":        "open kept",
		"people/carla":        "proved",
		OfIssue("streets"):    "",
	} {
		if got := names(ld.Promises(term)); got != want {
			t.Errorf("below %q: %s, want %s", term, got, want)
		}
	}
	if got := names(ld.AllPromises()); got != "open late kept intime never called undated proved" {
		t.Errorf("all: %s", got)
	}
	if got := names(ld.Owed()); got != "open late called undated" {
		t.Errorf("owed: %s", got)
	}
	if got := CountStatus(ld.AllPromises()); got[Kept] != 3 || got[Late] != 2 || got[Open] != 2 || got[Dropped] != 1 {
		t.Errorf("%v", got)
	}
	if ld.PromisesIn(ld.Set.Entry("outcomes/2026-bus")) != nil {
		t.Error("an outcome promises something")
	}
}

// TestStanding works out since when a promise is settled or late, and who
// answers for it.
func TestStanding(t *testing.T) {
	ld := ledgerOf(t, "2026-11-23", promised())
	got := map[string]Standing{}
	for _, p := range ld.AllPromises() {
		got[p.ID.V] = ld.Standing(p)
	}
	for id, want := range map[string]struct {
		settled      string
		days, months int
		unproved     bool
		left, now    string
		notes        int
	}{
		"open":    {left: "left", now: "anna"},
		"late":    {days: 1},
		"kept":    {settled: "2025-04-09", days: 89, months: 2, unproved: true},
		"intime":  {settled: "2025-01-10", unproved: true},
		"never":   {settled: "2026-11-02"},
		"called":  {notes: 2},
		"undated": {},
		"proved":  {settled: "2026-11-10"},
	} {
		x, settled, left, now := got[id], "", "", ""
		if !x.Settled.IsZero() {
			settled = x.Settled.Format("2006-01-02")
		}
		if x.OwnerLeft {
			left = "left"
		}
		if x.OwnerNow != nil {
			now = x.OwnerNow.Slug
		}
		if settled != want.settled || x.DaysLate != want.days || x.MonthsLate != want.months || x.Unproved != want.unproved ||
			left != want.left || now != want.now || len(x.Notes) != want.notes {
			t.Errorf("%s: %+v, want %+v", id, x, want)
		}
	}
	if k := got["proved"].Keeper; k == nil || k.ID != "outcomes/2026-bus" {
		t.Errorf("kept by %v", k)
	}
	if n := got["called"].Notes; n[0].Text.V != "It starts." {
		t.Errorf("the newest note stands first: %v", n)
	}
}

// TestDueYears counts promises by the year of their day, years without one too.
func TestDueYears(t *testing.T) {
	ld := ledgerOf(t, "2026-11-23", promised())
	var out []string
	for _, y := range DueYears(ld.Promises("")) {
		out = append(out, fmt.Sprint(y.Year, y.Count[Kept], y.Count[Late], y.Count[Open], y.Count[Dropped], y.Count == nil))
	}
	if got := strings.Join(out, ", "); got != "2025 2 0 0 0 false, 2026 1 1 1 1 false, 2027 0 1 0 0 false" {
		t.Error(got)
	}
	due := func(year int) Promise {
		p := Promise{Status: Open}
		p.Due = content.Date{V: time.Date(year, 3, 1, 0, 0, 0, 0, time.UTC), Given: true}
		return p
	}
	if got := DueYears([]Promise{due(2026), due(2024)}); len(got) != 3 || got[1].Year != 2025 || got[1].Count != nil {
		t.Errorf("two years apart: %v", got)
	}
	if DueYears([]Promise{due(2026), due(2026)}) != nil || DueYears([]Promise{due(2026), due(1026)}) != nil {
		t.Error("one year, or years that cannot be meant, are told")
	}
}

// letter is a month's letter.
func letter(month string) string {
	return "---\ntitle: The letter of " + month + "\nsigned_by: anna\npurpose: To tell what the month brought.\n---\nDear residents, " +
		"this is what the city did.\n"
}

// TestSpan ends a letter's time with its month or today, and begins it behind
// the last letter's.
func TestSpan(t *testing.T) {
	letters := map[string]string{"newsletters/2026-07.md": letter("2026-07"), "newsletters/2026-09.md": letter("2026-09"),
		"newsletters/2026-11.md": letter("2026-11")}
	for on, want := range map[string]string{
		"2026-11-23": "2026-07-01 2026-07-31, 2026-08-01 2026-09-30, 2026-10-01 2026-11-23",
		"2026-10-31": "2026-07-01 2026-07-31, 2026-08-01 2026-09-30, 2026-10-01 2026-11-30",
		"2026-11-30": "2026-07-01 2026-07-31, 2026-08-01 2026-09-30, 2026-10-01 2026-11-30",
	} {
		ld := ledgerOf(t, on, letters)
		var out []string
		for i := range ld.Set.Newsletters() {
			s := ld.SpanOf(i)
			out = append(out, s.From.Format("2006-01-02")+" "+s.To.Format("2006-01-02"))
		}
		if got := strings.Join(out, ", "); got != want {
			t.Errorf("on %s: %s", on, got)
		}
	}
	ld := ledgerOf(t, "2026-11-23", letters)
	if got := YearBefore(ld.Set.Newsletters()[1]); got != (Span{day("2025-09-01"), day("2025-09-30")}) {
		t.Errorf("a year before: %v", got)
	}
	s := Span{day("2026-10-01"), day("2026-10-31")}
	for on, want := range map[string]bool{"2026-09-30": false, "2026-10-01": true, "2026-10-31": true, "2026-11-01": false} {
		if s.Holds(day(on)) != want {
			t.Errorf("%s: %t", on, !want)
		}
	}
	if s.Holds(time.Time{}) {
		t.Error("no day is one of a time")
	}
}

// TestSaid parts promises by what became of them in a month.
func TestSaid(t *testing.T) {
	ld := ledgerOf(t, "2026-11-23", promised())
	for name, x := range map[string]struct {
		in                       Span
		kept, late, dropped, new string
	}{
		"November": {Span{day("2026-11-01"), day("2026-11-23")}, "proved", "late called", "never", "undated"},
		"June":     {Span{day("2024-06-01"), day("2024-06-30")}, "", "late called", "", "open kept intime never"},
		"January":  {Span{day("2025-01-01"), day("2025-01-31")}, "intime", "late called", "", ""},
	} {
		got := ld.Said(x.in)
		if names(got.Kept) != x.kept || names(got.Late) != x.late || names(got.Dropped) != x.dropped || names(got.New) != x.new {
			t.Errorf("%s: kept %q, late %q, dropped %q, new %q", name, names(got.Kept), names(got.Late), names(got.Dropped), names(got.New))
		}
		if got.All != 8 || got.Count[Kept] != 3 {
			t.Errorf("%s: %d, %v", name, got.All, got.Count)
		}
	}
}
