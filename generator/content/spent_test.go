package content

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// accountOf is what everything costs at the end of a day, as one line.
func accountOf(s *Set, on time.Time) string {
	a := s.Account(s.Entries(), on)
	return fmt.Sprintf("%d spent: %s of %s, %s provisional, %d missing; %d ahead: %s, %d unplanned",
		len(a.Spent), a.City.Decimal(), a.Trip.Decimal(), a.Provisional.Decimal(), a.Missing, len(a.Ahead), a.Planned.Decimal(), a.Unplanned)
}

// TestSpent asks on days around that of each kind of entry what is spent and
// what is planned. Without its cost, the base city has spent 6360.50.
func TestSpent(t *testing.T) {
	tripOn := func(days, cost string) string {
		return strings.NewReplacer("start: 2026-10-20\nend: 2026-10-21\n", days, "cost: 310", "cost: "+cost).Replace(anotherTrip)
	}
	const mixed = "{status: provisional, planned: 400, lines: [{for: transport, amount: 300}, {for: meals, amount: 50, paid_by: Ravenna}]}"
	for _, c := range []struct{ name, file, text, today, on, want string }{
		{"the day before", "trips/x.md", tripOn("start: 2026-12-08\nend: 2026-12-09\n", mixed), "2026-12-07", "2026-12-07",
			"3 spent: 6360.50 of 6360.50, 0.00 provisional, 0 missing; 1 ahead: 400.00, 0 unplanned"},
		{"the first day", "trips/x.md", tripOn("start: 2026-12-08\nend: 2026-12-09\n", mixed), "2026-12-08", "2026-12-08",
			"4 spent: 6660.50 of 6710.50, 300.00 provisional, 0 missing; 0 ahead: 0.00, 0 unplanned"},
		{"as it stood earlier", "trips/x.md", tripOn("start: 2026-12-08\nend: 2026-12-09\n", mixed), "2027-12-08", "2026-11-30",
			"3 spent: 6360.50 of 6360.50, 0.00 provisional, 0 missing; 1 ahead: 400.00, 0 unplanned"},
		{"called planned on its day", "trips/x.md", tripOn("start: 2026-12-08\nend: 2026-12-09\nstatus: planned\n", "80"), "2026-12-08",
			"2026-12-08", "4 spent: 6440.50 of 6440.50, 0.00 provisional, 0 missing; 0 ahead: 0.00, 0 unplanned"},
		{"called completed too early", "trips/x.md", tripOn("start: 2026-12-08\nend: 2026-12-09\nstatus: completed\n", "80"), "2026-12-07",
			"2026-12-07", "3 spent: 6360.50 of 6360.50, 0.00 provisional, 0 missing; 1 ahead: 80.00, 0 unplanned"},
		{"cancelled before its day", "trips/x.md", tripOn("start: 2026-12-08\nend: 2026-12-09\nstatus: cancelled\n", "80"), "2026-12-01",
			"2026-12-01", "4 spent: 6440.50 of 6440.50, 0.00 provisional, 0 missing; 0 ahead: 0.00, 0 unplanned"},
		{"before anybody knew of that", "trips/x.md", tripOn("start: 2026-12-08\nend: 2026-12-09\nstatus: cancelled\n", "80"),
			"2026-12-01", "2026-11-30", "3 spent: 6360.50 of 6360.50, 0.00 provisional, 0 missing; 1 ahead: 80.00, 0 unplanned"},
		{"cancelled, seen later", "trips/x.md", tripOn("start: 2026-12-08\nend: 2026-12-09\nstatus: cancelled\n", "80"), "2027-02-01",
			"2026-12-07", "3 spent: 6360.50 of 6360.50, 0.00 provisional, 0 missing; 1 ahead: 80.00, 0 unplanned"},
		{"only a plan, ahead", "trips/x.md", tripOn("start: 2026-12-08\nend: 2026-12-09\n", "{planned: 900}"), "2026-12-01", "2026-12-01",
			"3 spent: 6360.50 of 6360.50, 0.00 provisional, 0 missing; 1 ahead: 900.00, 0 unplanned"},
		{"only a plan, past", "trips/x.md", tripOn("start: 2026-12-08\nend: 2026-12-09\n", "{planned: 900}"), "2026-12-10", "2026-12-10",
			"4 spent: 6360.50 of 6360.50, 0.00 provisional, 1 missing; 0 ahead: 0.00, 0 unplanned"},
		{"pending, ahead", "trips/x.md", tripOn("start: 2026-12-08\nend: 2026-12-09\n", "{pending: Bills are awaited.}"), "2026-12-01",
			"2026-12-01", "3 spent: 6360.50 of 6360.50, 0.00 provisional, 0 missing; 1 ahead: 0.00, 1 unplanned"},
		{"signed in a month, its first day", "agreements/x.md", strings.NewReplacer("signed: 2025-06-12", "signed: 2026-12",
			"Ravenna and Valmont", "Valmont and Ravenna", "Six old trams are repaired and carry 900", "Seven trams run and carry 800").Replace(baseAgreement), "2026-12-01", "2026-12-01", "4 spent: 11360.50 of 11360.50, 0.00 provisional, 0 missing; 0 ahead: 0.00, 0 unplanned"},
		{"signed in a month, the day before", "agreements/x.md", strings.NewReplacer("signed: 2025-06-12", "signed: 2026-12",
			"Ravenna and Valmont", "Valmont and Ravenna", "Six old trams are repaired and carry 900", "Seven trams run and carry 800").Replace(baseAgreement), "2026-11-30", "2026-11-30", "3 spent: 6360.50 of 6360.50, 0.00 provisional, 0 missing; 1 ahead: 5000.00, 0 unplanned"},
	} {
		set, ds := baseCity().file(c.file, c.text).check(t, Options{Today: dayOf(t, c.today)})
		if set == nil {
			t.Errorf("%s: %s", c.name, show(ds))
			continue
		}
		if got := accountOf(set, dayOf(t, c.on)); got != c.want {
			t.Errorf("%s: %s; want %s", c.name, got, c.want)
		}
	}
}

func dayOf(t *testing.T, s string) time.Time {
	day, err := time.Parse("2006-01-02", s)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// TestFiguresOfSpent: a figure in prose is the sum that the pages print, so a
// year holds nothing that is only planned, and a planned trip gives its plan.
func TestFiguresOfSpent(t *testing.T) {
	planned := strings.NewReplacer("start: 2026-10-20\nend: 2026-10-21\n", "start: 2026-12-08\nend: 2026-12-09\n", "cost: 310",
		"cost: {planned: 400, lines: [{for: transport, amount: 300}]}").
		Replace(anotherTrip)
	for _, c := range []struct{ today, text string }{
		{"2026-12-07", "[€1,360.50](figure:cost/2026) [€0](figure:cost/2026-12) [€400](figure:cost/trips/x)"},
		{"2026-12-08", "[€1,660.50](figure:cost/2026) [€300](figure:cost/2026-12) [€300](figure:cost/trips/x)"},
	} {
		set, ds := baseCity().file("trips/x.md", planned).body(about, c.text+"\n").check(t, Options{Today: dayOf(t, c.today)})
		if set == nil {
			t.Errorf("%s: %s", c.today, show(ds))
		}
	}
}
