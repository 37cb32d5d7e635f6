package ledger

import (
	"fmt"
	"strings"
	"testing"
)

// TestStates tells how entries stand on the days around each change.
func TestStates(t *testing.T) {
	files := map[string]string{
		"trips/a.md":     trip("Trip a", "2026-06-10", "2026-06-11", "cost: 3.00\n"),
		"trips/off.md":   trip("Trip off", "2026-06-10", "2026-06-11", "status: cancelled\ncancelled_on: 2026-05-02\ncost: 3.00\n"),
		"trips/plan.md":  trip("Trip plan", "2026-06-10", "2026-06-11", "status: planned\ncost: 3.00\n"),
		"trips/told.md":  trip("Trip told", "2026-06-10", "2026-06-11", "cost: 3.00\n"),
		"outcomes/t1.md": entry("Outcome one", "date: 2026-06-12\nof: [trips/told]\nstatus: under_way\ncost: 1.00\n"),
		"outcomes/t2.md": entry("Outcome two", "date: 2026-07-12\nof: [trips/told]\nstatus: partly\ncost: 1.00\n"),
		"agreements/a.md": signed("Agreement a", "2025-01-11", "", "{id: a, text: Bells., due: 2026-06-11, status: open}",
			"{id: b, text: Rails., due: 2026-06-11, status: kept, kept_on: 2026-01-10}"),
		"agreements/b.md": signed("Agreement b", "2026-01-10", "", "{id: a, text: Bells., due: 2026-06-11, status: kept, kept_on: 2026-01-10}"),
		"agreements/c.md": entry("Agreement c", "signed: 2024-12-11\npartners: [tartu]\ncost: 5.00\n"),
		"agreements/d.md": signed("Agreement d", "2026-01-10", "", "{id: a, text: Bells., due: 2026-06-11, status: kept, kept_on: 2026-01-10}",
			"{id: b, text: Rails., due: 2026-06-11, status: dropped, dropped_on: 2026-01-10, reason: Too dear.}"),
	}
	for _, x := range []struct{ on, id, want string }{
		{"2026-06-09", "trips/a", "planned"}, {"2026-06-10", "trips/a", "under-way"}, {"2026-06-11", "trips/a", "under-way"},
		{"2026-06-12", "trips/a", "report-due 2026-07-11"}, {"2026-07-11", "trips/a", "report-due 2026-07-11"},
		{"2026-07-12", "trips/a",
			"report-late 2026-07-11"},
		{"2026-06-09", "trips/off", "cancelled"}, {"2026-08-01", "trips/off", "cancelled"},
		{"2026-06-11", "trips/plan", "under-way"}, {"2026-06-12", "trips/plan", "not-told"},
		{"2026-08-01", "trips/told", "outcome partly"}, {"2026-08-01", "outcomes/t1", "outcome under_way"},
		{"2026-06-11", "agreements/a", "promises-open 1"}, {"2026-06-12", "agreements/a", "promises-late 1"},
		{"2026-08-01", "agreements/b", "promises-kept"}, {"2026-08-01", "agreements/d", "active"},
		{"2026-06-11", "agreements/c", "active"}, {"2026-06-12", "agreements/c", "dormant"},
	} {
		ld := ledgerOf(t, x.on, files)
		s := ld.StateOf(ld.Set.Entry(x.id))
		got := string(s.Kind)
		if !s.Due.IsZero() {
			got += s.Due.Format(" 2006-01-02")
		}
		if s.Status != "" {
			got += " " + s.Status
		}
		if s.Promises > 0 {
			got += fmt.Sprint(" ", s.Promises)
		}
		if got != x.want {
			t.Errorf("%s on %s: %s, want %s", x.id, x.on, got, x.want)
		}
	}
}

// TestOwing tells what is late on the day after its deadline, and not before.
func TestOwing(t *testing.T) {
	files := map[string]string{
		"trips/a.md": trip("Trip a", "2026-06-10", "2026-06-11", "cost: {lines: [{for: meals, amount: 3}]}\nlessons: [{seen: Bells, status: testing, "+
			"review: 2026-07-01}, {seen: Rails, status: testing, review: 2026-12-01}]\n"),
		"trips/plan.md": trip("Trip plan", "2026-06-10", "2026-06-11", "status: planned\ncost: 3.00\n"),
		"agreements/a.md": signed("Agreement a", "2024-12-11", "", "{id: a, text: Bells., due: 2026-06-11, status: open}",
			"{id: b, text: Rails., due: 2026-06-11, status: late}"),
	}
	for _, x := range []struct{ on, id, want string }{
		{"2026-06-11", "trips/a", ""}, {"2026-07-01", "trips/a", ""}, {"2026-07-02", "trips/a", "reviews 1"},
		{"2026-07-12", "trips/a", "report 07-11 reviews 1"},
		{"2026-09-09", "trips/a", "report 07-11 reviews 1"}, {"2026-09-10", "trips/a", "report 07-11 cost 09-09 reviews 1"},
		{"2026-06-11", "trips/plan", ""}, {"2026-06-12", "trips/plan", "untold"},
		{"2026-06-11", "agreements/a", "promises 1"}, {"2026-06-12", "agreements/a", "silent 12-11 promises 2"},
	} {
		ld := ledgerOf(t, x.on, files)
		o := ld.Owing(ld.Set.Entry(x.id))
		var out []string
		if o.Untold {
			out = append(out, "untold")
		}
		if !o.Report.IsZero() {
			out = append(out, o.Report.Format("report 01-02"))
		}
		if !o.Cost.IsZero() {
			out = append(out, "cost "+o.Cost.Format("01-02"))
		}
		if !o.Silent.IsZero() {
			out = append(out, "silent "+o.Silent.Format("01-02"))
		}
		if len(o.Reviews) > 0 {
			out = append(out, fmt.Sprint("reviews ", len(o.Reviews)))
		}
		if o.Promises > 0 {
			out = append(out, fmt.Sprint("promises ", o.Promises))
		}
		if got := strings.Join(out, " "); got != x.want {
			t.Errorf("%s on %s: %s, want %s", x.id, x.on, got, x.want)
		}
	}
}

// TestCostOf says how an amount is to be read.
func TestCostOf(t *testing.T) {
	for cost, want := range map[string]string{
		"cost: 3.00\n": "city 3.00", "cost: {lines: [{for: meals, amount: 3}]}\n": "provisional 3.00",
		"cost: {status: final, lines: [{for: meals, amount: 3}, {for: meals, amount: 2, paid_by: Tartu}]}\n": "shared 3.00",
		"cost: {planned: 9}\n": "plan-only 9.00", "cost: {pending: The bill is not there., planned: 9}\n": "unknown 0",
		"status: cancelled\ncancelled_on: 2026-05-02\ncost: 3.00\n": "cancelled 3.00",
	} {
		ld := ledgerOf(t, "2026-06-11", map[string]string{"trips/a.md": trip("Trip a", "2026-06-10", "2026-06-11", cost)})
		c := ld.CostOf(ld.Set.Entry("trips/a"))
		if got := string(c.Kind) + " " + c.Amount.Decimal(); got != want {
			t.Errorf("%s: %s, want %s", cost, got, want)
		}
	}
	ld := ledgerOf(t, "2026-06-09",
		map[string]string{"trips/a.md": trip("Trip a", "2026-06-10", "2026-06-11", "cost: {planned: 9, lines: [{for: meals, amount: 3}]}\n")})
	if c := ld.CostOf(ld.Set.Entry("trips/a")); c.Kind != PlannedCost || c.Amount.Decimal() != "9.00" {
		t.Errorf("before the trip: %+v", c)
	}
}

// TestMeasured takes the measures of the latest outcome that has some, and the
// latest day on which anything was recorded.
func TestMeasured(t *testing.T) {
	measures := "measures: [{what: Riders, unit: people, before: 1, target: 3, now: 2}]\n"
	ld := ledgerOf(t, "2026-11-23", map[string]string{
		"outcomes/a.md": entry("Outcome a", "date: 2026-02-12\nof: [trips/2025-ravenna]\nstatus: achieved\ncost: 1.00\n"+measures),
		"outcomes/b.md": entry("Outcome b", "date: 2026-03-12\nof: [trips/2025-ravenna]\nstatus: achieved\ncost: 1.00\n"+measures),
		"outcomes/c.md": entry("Outcome c", "date: 2026-04-12\nof: [trips/2025-ravenna]\nstatus: achieved\ncost: 1.00\n"),
		"trips/a.md":    trip("Trip a", "2026-06-10", "2026-06-11", "cost: 3.00\n"),
	})
	for id, want := range map[string]string{"trips/2025-ravenna": "outcomes/b", "outcomes/c": "outcomes/c", "trips/a": ""} {
		got := ""
		if o := ld.Measured(ld.Set.Entry(id)); o != nil {
			got = o.ID
		}
		if got != want {
			t.Errorf("%s is measured by %q, want %q", id, got, want)
		}
	}
	if got := ld.LastChange(ld.Entries("")); got != day("2026-06-11") {
		t.Errorf("last changed on %s", got)
	}
	if got := ld.LastChange(nil); !got.IsZero() {
		t.Errorf("nothing changed on %s", got)
	}
}
