package content

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const (
	agreement = "agreements/2025-ravenna.md"
	outcome   = "outcomes/2026-night-trams.md"
)

// without names the trip nowhere, so that its report is due.
func noReport() city {
	return baseCity().with(outcome, "of: [agreements/2025-ravenna]\n")
}

// TestDeadlines checks each deadline on the day before it, on its day, which
// is still in time, and on the day after.
func TestDeadlines(t *testing.T) {
	provisional := "cost: {status: provisional, lines: [{for: transport, amount: 5}]}\n"
	promise := func(status string) city {
		return baseCity().with(agreement, "promises: [{id: lorries, text: Two lorries by spring., due: 2026-11-15, status: "+status+"}]\n")
	}
	cases := []struct {
		name string
		city city
		due  string
		late string // the rule that is broken after the day, "" for none
	}{
		{"report", noReport(), "2026-10-16", "report-late"},
		{"report with another deadline", noReport().with("site.yaml", "deadlines: {report_days: 60}\n"), "2026-11-15", "report-late"},
		{"report of a cancelled trip", noReport().with(trip, "status: cancelled\n"), "2026-10-16", ""},
		{"report that is written", baseCity(), "2026-10-16", ""},
		{"report that is a draft", baseCity().with(outcome, "draft: true\n"), "2026-10-16", "report-late"},
		{"cost", baseCity().with(trip, provisional), "2026-12-15", "cost-late"},
		{"cost by default", baseCity().with(trip, "cost: {lines: [{for: transport, amount: 5}]}\n"), "2026-12-15", "cost-late"},
		{"cost that is planned", baseCity().with(trip, "cost: {planned: 5}\n"), "2026-12-15", "cost-late"},
		{"cost with another deadline", baseCity().with(trip, provisional).with("site.yaml", "deadlines: {final_cost_days: 46}\n"), "2026-11-01", "cost-late"},
		{"cost of an agreement", baseCity().with(agreement, provisional+"signed: 2026-08\n"), "2026-11-29", "cost-late"},
		{"final cost", baseCity(), "2026-12-15", ""},
		{"pending cost", baseCity().with(trip, "cost: {pending: Bills are awaited.}\n"), "2026-12-15", "cost-pending-late"},
		{"open promise", promise("open"), "2026-11-15", "promise-late"},
		{"kept promise", promise("kept"), "2026-11-15", ""},
		{"promise said to be late", promise("late"), "2026-11-15", ""},
		{"dropped promise", promise("dropped, reason: The street is too narrow."), "2026-11-15", ""},
		{"agreement", baseCity(), "2026-12-12", "agreement-dormant"},
		{"agreement of a month", baseCity().with(agreement, "signed: 2025-06\n"), "2026-12-30", "agreement-dormant"},
		{"agreement of a year", baseCity().with(agreement, "signed: 2025\n"), "2027-06-30", "agreement-dormant"},
		{"agreement of the last of a month", baseCity().with(agreement, "signed: 2025-08-31\n"), "2027-02-28", "agreement-dormant"},
		{
			"agreement with news",
			baseCity().with(agreement, "follow_up: [{on: 2025-09-01, text: Two apprentices came.}, {on: 2025-08-01, text: They wrote.}]\n"),
			"2027-03-01",
			"agreement-dormant",
		},
		{
			"agreement with a correction",
			baseCity().with(agreement, "history: [{on: 2025-09-01, kind: correction, what: The date.}]\n"),
			"2027-03-01",
			"agreement-dormant",
		},
		{"agreement with an outcome", noReport(), "2028-04-30", "agreement-dormant"},
		{"agreement that has ended", baseCity().with(agreement, "until: 2026-06\n"), "2026-12-12", ""},
		{"agreement with another deadline", baseCity().with("site.yaml", "deadlines: {dormant_months: 24}\n"), "2027-06-12", "agreement-dormant"},
		{"review of an agreement", baseCity().with(agreement, "review: 2026-06\n"), "2026-06-30", "review-late"},
		{"review that was told", baseCity().with(agreement, "review: 2026-06\nfollow_up: [{on: 2026-06-01, text: Both go on.}]\n"), "2026-06-30", ""},
		{"review after the end", baseCity().with(agreement, "review: 2026-06\nuntil: 2026-05-31\n"), "2026-06-30", ""},
		{"review of a lesson", baseCity().with(trip, "lessons: [{seen: Trams, status: testing, review: 2026-11-15}]\n"), "2026-11-15", "review-late"},
		{
			"review of a lesson, told",
			baseCity().with(trip, "lessons: [{seen: Trams, status: testing, review: 2026-11-15}]\n").with(outcome, "date: 2026-11-15\n"),
			"2026-11-15",
			"",
		},
		{"draft", baseCity().with(trip, provisional+"draft: true\n").with(outcome, "of: [agreements/2025-ravenna]\n"), "2026-12-15", ""},
	}
	var b strings.Builder
	for _, c := range cases {
		due, err := time.Parse("2006-01-02", c.due)
		if err != nil {
			t.Fatal(err)
		}
		for days, name := range []string{"the day before", "the day", "the day after"} {
			_, ds := c.city.check(t, Options{Today: due.AddDate(0, 0, days-1)})
			found := 0
			for _, d := range ds {
				switch name := d.Rule.Name; {
				case c.late != "" && name == c.late, c.late == "" && strings.Contains(c.name, strings.SplitN(name, "-", 2)[0]):
					found++
					if d.At.File.Path == "content/site.yaml" {
						t.Errorf("%s: reported in site.yaml", c.name)
					}
					fmt.Fprintf(&b, "%s\n\n%s\n", c.name, show(ds[:0:0])+show(append(ds[:0:0], d)))
				}
			}
			if want := c.late != "" && days == 2; (found == 1) != want || found > 1 {
				t.Errorf("%s, %s: %d diagnostics\n%s", c.name, name, found, show(ds))
			}
		}
	}
	golden(t, "deadlines/late.txt", b.String())
}

// TestDeadlinesOnPages: what the public page says is what the editor is told.
func TestDeadlinesOnPages(t *testing.T) {
	late := time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)
	set, ds := noReport().with(trip, "cost: {lines: [{for: transport, amount: 5}]}\n").
		with(outcome, "date: 2025-07-01\n").
		with(agreement, "promises: [{id: a, text: b, due: 2026-01-01, status: open}, {id: c, text: d, status: kept}]\n").
		check(t, Options{Today: late})
	if set == nil {
		t.Fatal(show(ds))
	}
	e := set.Entry("trips/2026-09-ravenna")
	if due, is := set.ReportLate(e); !is || due.Format("2006-01-02") != "2026-10-16" {
		t.Errorf("report due %s, late %v", due, is)
	}
	if due, is := set.CostLate(e); !is || due.Format("2006-01-02") != "2026-12-15" {
		t.Errorf("cost due %s, late %v", due, is)
	}
	a := set.Entry("agreements/2025-ravenna")
	if since, is := set.Dormant(a); !is || since.Format("2006-01-02") != "2025-07-01" {
		t.Errorf("news %s, dormant %v", since, is)
	}
	if !set.IsLate(a.Agreement.Promises[0]) || set.IsLate(a.Agreement.Promises[1]) {
		t.Error("promises")
	}
	for name, want := range map[string]string{"promises/kept": "1", "promises/late": "1", "trips/2026": "1", "agreements/2025": "1",
		"outcomes/2025": "1", "outcomes/2026": "0", "cost/2025": "€5,120", "cost/2026": "€5", "cost/2026-09": "€5", "cost/2026-10": "€0",
		"months-without-gap": "1"} {
		short, _, address, ok := set.Figure(name, locales["en"])
		if !ok || short != want || strings.HasPrefix(name, "promises/") && address != "/promises/" {
			t.Errorf("%s is %q at %s, want %q", name, short, address, want)
		}
	}
}

// TestDates of entries and what follows from them.
func TestEntryDates(t *testing.T) {
	set, ds := baseCity().with(outcome, "published: 2026-10-31\n").check(t, Options{})
	if set == nil {
		t.Fatal(show(ds))
	}
	for id, want := range map[string]string{"trips/2026-09-ravenna": "2026-09-14 2026-09-16 2026-09-14",
		"agreements/2025-ravenna": "2025-06-12 2025-06-12 2025-06-12", "outcomes/2026-night-trams": "2026-10-30 2026-10-30 2026-10-31"} {
		e := set.Entry(id)
		if got := e.Date().Format("2006-01-02") + " " + e.End().Format("2006-01-02") + " " + e.Published.V.Format("2006-01-02"); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	for day, want := range map[string]string{"2026-09-10": "planned", "2026-09-16": "planned", "2026-09-17": "completed"} {
		today, _ := time.Parse("2006-01-02", day)
		set, _ := baseCity().check(t, Options{Today: today})
		if got := set.Entry("trips/2026-09-ravenna").Trip.Status.V; got != want {
			t.Errorf("on %s the trip is %s, want %s", day, got, want)
		}
	}
}
