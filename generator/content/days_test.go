package content

import (
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/generator/frontmatter"
)

// TestDays writes the days on which something became so, and counts what is
// wrong with them. Today is 2026-10-31; the agreement was signed on 2025-06-12.
func TestDays(t *testing.T) {
	promise := func(fields string) city {
		return baseCity().with(agreement, "promises: [{id: lorries, text: Two lorries., due: 2026-03-31, "+fields+"}]\n")
	}
	cancelled := func(fields string) city { return baseCity().with(trip, fields) }
	for _, c := range []struct {
		name string
		city city
		want string
	}{
		{"kept on its day", promise("status: kept, kept_on: 2026-03-12"), ""},
		{"kept today", promise("status: kept, kept_on: 2026-10-31"), ""},
		{"kept tomorrow", promise("status: kept, kept_on: 2026-11-01"), "promise-late history-ahead"},
		{"kept without a day", promise("status: kept"), "day-missing"},
		{"kept by an outcome", promise("status: kept").with(outcome, "keeps: [\"agreements/2025-ravenna#lorries\"]\n"), ""},
		{"kept by a draft", promise("status: kept").with(outcome, `keeps: ["agreements/2025-ravenna#lorries"]
draft: true
of: [agreements/2025-ravenna]
`), "day-missing report-late"},
		{"kept on a bad day", promise("status: kept, kept_on: soon"), "date-form"},
		{"kept before the signature", promise("status: kept, kept_on: 2025-06-11"), "date-order"},
		{"kept on the day of the signature", promise("status: kept, kept_on: 2025-06-12"), ""},
		{"open with a day", promise("status: open, kept_on: 2026-03-12"), "promise-late day-unfitting"},
		{"dropped with a day of keeping", promise("status: dropped, reason: No room., dropped_on: 2026-03-12, kept_on: 2026-03-12"), "day-unfitting"},
		{"dropped on its day", promise("status: dropped, reason: No room., dropped_on: 2026-03-12"), ""},
		{"dropped without a day", promise("status: dropped, reason: No room."), "day-missing"},
		{"dropped before the signature", promise("status: dropped, reason: No room., dropped_on: 2025-06-01"), "date-order"},
		{"late with a reason", promise("status: late, reason: A strike."), "reason-undated"},
		{"late with a note", promise("status: late, notes: [{on: 2026-04-01, text: A strike.}]"), ""},
		{"a note without a day", promise("status: late, notes: [{text: A strike.}]"), "field-missing"},
		{"a note without a text", promise("status: late, notes: [{on: 2026-04-01}]"), "field-missing"},
		{"a note to come", promise("status: late, notes: [{on: 2026-11-01, text: A strike.}]"), "history-ahead"},
		{"a note before the signature", promise("status: late, notes: [{on: 2025-06-01, text: A strike.}]"), "date-order"},
		{"cancelled on a day", cancelled("status: cancelled\ncancelled_on: 2026-09-10\n"), ""},
		{"cancelled on the way", cancelled("status: cancelled\ncancelled_on: 2026-09-15\n"), ""},
		{"cancelled afterwards", cancelled("status: cancelled\ncancelled_on: 2026-09-17\n"), "date-order"},
		{"cancelled without a day", cancelled("status: cancelled\n"), "day-missing"},
		{"completed today", cancelled("end: 2026-10-31\nstatus: completed\n"), ""},
		{"completed tomorrow", cancelled("end: 2026-11-01\nstatus: completed\n"), "history-ahead"},
		{"achieved tomorrow", baseCity().with(outcome, "date: 2026-11-01\nstatus: achieved\n"), "history-ahead"},
		{"given up tomorrow", baseCity().with(outcome, "date: 2026-11-01\nstatus: dropped\nreason: No room.\n"), "history-ahead"},
		{"under way tomorrow", baseCity().with(outcome, "date: 2026-11-01\nstatus: under_way\n"), ""},
		{"a day and not cancelled", cancelled("cancelled_on: 2026-09-10\n"), "day-unfitting"},
	} {
		ds := c.city.problems(t)
		if got := strings.Join(rulesOf(ds), " "); got != c.want {
			t.Errorf("%s: %q, want %q\n%s", c.name, got, c.want, show(ds))
		}
	}
}

// TestPromisesOn asks how promises stood on several days, and by which day each
// change is known.
func TestPromisesOn(t *testing.T) {
	set, ds := baseCity().with(agreement, `promises:
  - {id: open, text: A., due: 2026-03-31, status: open}
  - {id: undue, text: A., status: open}
  - {id: kept, text: A., due: 2026-03-31, status: kept, kept_on: 2026-02-10}
  - {id: keptlate, text: A., due: 2026-03-31, status: kept, kept_on: 2026-05-10}
  - {id: outcome, text: A., due: 2026-03-31, status: kept}
  - {id: undated, text: A., due: 2026-03-31, status: kept}
  - {id: lost, text: A., status: kept}
  - {id: dropped, text: A., due: 2026-03-31, status: dropped, dropped_on: 2026-04-20, reason: B.}
  - {id: late, text: A., due: 2027-03-31, status: late, notes: [{on: 2026-05-03, text: It will take longer.}]}
  - {id: slow, text: A., due: 2026-03-31, status: late, reason: C.}
`).with(outcome, "keeps: [\"agreements/2025-ravenna#outcome\"]\n").check(t, Options{})
	if set == nil {
		t.Fatal(show(ds))
	}
	for _, c := range []struct{ day, want string }{
		{"2026-01-31", "open:open undue:open kept:open keptlate:open outcome:open undated:open lost:kept dropped:open late:open slow:open"},
		{"2026-02-10", "open:open undue:open kept:kept keptlate:open outcome:open undated:open lost:kept dropped:open late:open slow:open"},
		{"2026-03-31", "open:open undue:open kept:kept keptlate:open outcome:open undated:kept lost:kept dropped:open late:open slow:open"},
		{"2026-04-01", "open:late undue:open kept:kept keptlate:late outcome:late undated:kept lost:kept dropped:late late:open slow:late"},
		{"2026-04-20", "open:late undue:open kept:kept keptlate:late outcome:late undated:kept lost:kept dropped:dropped/B. late:open slow:late"},
		{"2026-05-31", "open:late undue:open kept:kept keptlate:kept outcome:late undated:kept lost:kept dropped:dropped/B. late:late slow:late"},
		{"2026-10-30", "open:late undue:open kept:kept keptlate:kept outcome:kept undated:kept lost:kept dropped:dropped/B. late:late slow:late"},
	} {
		past := set.AsOf(dayOf(t, c.day))
		var got []string
		for _, p := range past.Entry("agreements/2025-ravenna").Agreement.Promises {
			s := p.ID.V + ":" + past.PromiseStatus(p)
			if p.Reason.V != "" {
				s += "/" + p.Reason.V
			}
			got = append(got, s)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.day, got, c.want)
		}
	}
	if past := set.AsOf(dayOf(t, "2025-06-11")); past.Entry("agreements/2025-ravenna") != nil || len(past.Entries()) != 1 {
		t.Error("the agreement was known before it was signed")
	}
	if set.AsOf(dayOf(t, "2026-05-31")) != set.AsOf(dayOf(t, "2026-04-20")).AsOf(dayOf(t, "2026-05-31")) {
		t.Error("a day of another day's content is made twice")
	}
}

// TestStoodSo holds what is taken as it is today against a copy of it: they are
// the same, and a letter's content has no copy of what has not changed.
func TestStoodSo(t *testing.T) {
	set, ds := baseCity().with(agreement, `follow_up: [{on: 2026-03-02, text: It begins.}]
promises:
  - {id: open, text: A., due: 2026-03-31, status: open}
  - {id: kept, text: A., due: 2026-03-31, status: kept, kept_on: 2026-02-10}
  - {id: undated, text: A., due: 2026-03-31, status: kept}
  - {id: dropped, text: A., due: 2026-03-31, status: dropped, dropped_on: 2026-04-20, reason: B.}
  - {id: slow, text: A., due: 2026-03-31, status: late, reason: C.}
`).with(trip, "history: [{on: 2026-10-20, kind: correction, what: The bill., was: 1 100 €, now: \"1240.50\"}]\n").check(t, Options{})
	if set == nil {
		t.Fatal(show(ds))
	}
	for _, settled := range []bool{false, true} {
		if settled {
			a := set.Entry("agreements/2025-ravenna").Agreement
			a.Promises = slices.DeleteFunc(a.Promises, func(p Promise) bool { return p.ID.V == "undated" || p.ID.V == "slow" })
		}
		same := 0
		for day := dayOf(t, "2025-01-01"); day.Before(dayOf(t, "2026-12-01")); day = day.AddDate(0, 0, 1) {
			for _, e := range set.Entries() {
				then := set.copyOn(e, day)
				then.now = nil
				if stood := set.stoodSo(e, day); stood != reflect.DeepEqual(then, e) {
					t.Fatalf("%s on %s: taken as it is today: %t", e.ID, day.Format("2006-01-02"), stood)
				} else if stood && e.Agreement != nil {
					same++
				}
			}
			past := set.AsOf(day)
			for _, e := range past.Entries() {
				if past.Entry(e.ID) != e || e.now == nil && set.Entry(e.ID) != e || e.now != nil && set.stoodSo(e.now, past.today) && !settled {
					t.Fatalf("%s on %s", e.ID, day.Format("2006-01-02"))
				}
			}
		}
		if (same > 0) != settled {
			t.Errorf("the agreement is as it is today on %d days", same)
		}
	}
}

// TestTripsOn asks how trips stood on several days, and what they had cost.
func TestTripsOn(t *testing.T) {
	set, ds := baseCity().with(trip, `history:
  - {on: 2026-10-20, kind: correction, what: The bill., was: 1 100 €, now: "1240.50"}
  - {on: 2026-10-10, kind: correction, what: The bill., was: 900 EUR provisional, now: "€1,100.00"}
  - {on: 2026-10-12, kind: correction, what: Steps., was: 3 km, now: 4 km}
`).
		file("trips/off.md", strings.NewReplacer("start: 2026-10-20\nend: 2026-10-21\n", `start: 2026-10-20
end: 2026-10-21
status: cancelled
cancelled_on: 2026-10-05
`, "cost: 310", "cost: {planned: 300, lines: [{for: transport, amount: 31}]}").Replace(anotherTrip)).
		check(t, Options{})
	if set == nil {
		t.Fatal(show(ds))
	}
	for _, c := range []struct{ day, want string }{
		{"2026-09-13", "planned 0.00 provisional; planned 0.00"},
		{"2026-09-14", "planned 900.00 provisional; planned 900.00"},
		{"2026-09-16", "completed 900.00 provisional; planned 900.00"},
		{"2026-10-05", "completed 900.00 provisional; cancelled 931.00"},
		{"2026-10-10", "completed 1100.00 final; cancelled 1131.00"},
		{"2026-10-20", "completed 1240.50 final; cancelled 1271.50"},
	} {
		past := set.AsOf(dayOf(t, c.day))
		e, off := past.Entry("trips/2026-09-ravenna"), past.Entry("trips/off")
		trips := []*Entry{e}
		got := e.Trip.Status.V + " " + past.Account(trips, past.Today()).City.Decimal() + " " + string(e.Cost.State)
		got += "; " + off.Trip.Status.V + " " + past.Account(append(trips, off), past.Today()).City.Decimal()
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.day, got, c.want)
		}
	}
	off := set.Entry("trips/off")
	if set.Spent(off, dayOf(t, "2026-10-04")) || !set.Spent(off, dayOf(t, "2026-10-05")) {
		t.Error("what a cancelled trip cost is spent when it is cancelled")
	}
	if set.Entry("trips/2026-09-ravenna").Cost.City.Decimal() != "1240.50" || len(set.Entry("trips/2026-09-ravenna").History) != 3 {
		t.Error("asking for another day changed the content")
	}
}

// TestReadCost reads what histories say of costs, and nothing else for one.
func TestReadCost(t *testing.T) {
	for text, want := range map[string]string{
		"1240.50": "1240.50", "€1,240.50": "1240.50", "1.240,50 €": "1240.50", "1 240,50 EUR": "1240.50", "1 240 €": "1240.00",
		"1,240": "1240.00", "1.240": "1240.00", "12,5": "12.50", "0.50 €": "0.50",
		"€1,100, provisional": "1100.00 provisional", "provisoire": " provisional", "1100 (définitif)": "1100.00 final", "final": " final", "euros 7": "7.00",
		"418 MWh": "-", "6100 kg": "-", "Paul Lemercier": "-", "three nights": "-", "": "-", "2026-03-31": "-",
	} {
		m, state, ok := readCost(text, "EUR")
		got := "-"
		if ok {
			got = ""
			if m != nil {
				got = m.Decimal()
			}
			if state != "" {
				got += " " + string(state)
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestLetterFigures: a figure in a letter is that of the end of its month, and
// holds whatever comes later.
func TestLetterFigures(t *testing.T) {
	c := baseCity().with(agreement, "promises: [{id: a, text: A., status: kept, kept_on: 2026-09-20}, {id: b, text: B., status: kept, kept_on: 2026-10-02}]\n").
		file("newsletters/2026-09.md", strings.Replace(baseLetter, "I rode", "[1](figure:promises/kept) [€1,240.50](figure:cost/2026) "+
			"[0](figure:outcomes/2026) [1](figure:months-without-gap) I rode", 1)).
		body("newsletters/2026-10.md", "[2](figure:promises/kept) [€1,360.50](figure:cost/2026) [1](figure:outcomes/2026) [2](figure:months-without-gap) I "+
			"rode the last tram.\n")
	for _, day := range []time.Time{today, frontmatter.AddMonths(today, 1)} {
		if _, ds := c.check(t, Options{Today: day}); len(ds) > 0 {
			t.Errorf("%s: %s", day, show(ds))
		}
	}
	if ds := c.body("newsletters/2026-10.md", "[1](figure:promises/kept) I rode the last tram.\n").problems(t); strings.Join(
		rulesOf(ds),
		" ",
	) != "figure-untrue" {
		t.Error(show(ds))
	}
}

// TestLetterFiles: what the check of a letter knows of an entry that stood otherwise
// in its month has the files beside that entry, whichever of the two comes first.
func TestLetterFiles(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // one file after another, letters before trips
	c := baseCity()
	trip := c[trip]
	c = c.file("newsletters/2026-09.md", strings.Replace(baseLetter, "I rode", "[€1,240.50](figure:cost/2026) I rode", 1)).
		file("trips/2026-09-ravenna/index.md", strings.Replace(trip, "pitch:",
			"history: [{on: 2026-10-05, kind: correction, what: The bill., was: 1240.50 €, now: 1240.50 €}]\npitch:", 1)+
			"\nHere is [the plan](plan.csv).\n").
		file("trips/2026-09-ravenna/plan.csv", "a,b\r\n")
	delete(c, "trips/2026-09-ravenna.md")
	set, ds := c.check(t, Options{Preview: true})
	if set == nil {
		t.Fatal(show(ds))
	}
	e := set.kept.check.OfLetter(set.Newsletters()[0]).Entry("trips/2026-09-ravenna")
	if e == set.Entry(e.ID) || !slices.Equal(e.Files, []string{"plan.csv"}) {
		t.Errorf("the letter's trip has the files %q\n%s", e.Files, show(ds))
	}
}
