package ledger

import (
	"fmt"
	"maps"
	"strings"
	"testing"
)

// timeline is an entry's timeline in short: day and kind of each line, with a
// sign for what is ahead (>), owed (!) and late (!!), and the months of a silence.
func timeline(ld *Ledger, id string) string {
	var out []string
	for _, x := range ld.Timeline(ld.Set.Entry(id)) {
		text := x.At.Format("2006-01-02") + " " + string(x.Kind)
		if x.Deadline {
			text += "!"
		}
		if x.Late {
			text += "!"
		}
		if x.Ahead {
			text += ">"
		}
		if x.Kind == Silence {
			text = fmt.Sprintf("silence %d %t", x.Months, x.Lasting)
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

// TestTimeline tells of entries in all their states, and of what is known on the
// last day of a deadline.
func TestTimeline(t *testing.T) {
	trip := func(title, start, end, more string) string {
		return entry(title, "start: "+start+"\nend: "+end+"\ndestination: Tartu, EE\n"+more)
	}
	files := map[string]string{
		"trips/day.md": trip("Day trip", "2026-03-10", "2026-03-10", "cost: 5.00\npublished: 2026-04-20\n"),
		"trips/off.md": trip("Trip off", "2026-04-20", "2026-04-21", "cost: 5.00\nstatus: cancelled\ncancelled_on: 2026-04-02\n"),
		"trips/ahead.md": trip("Trip ahead", "2026-12-08", "2026-12-09",
			"cost: {planned: 5}\npublished: 2026-11-01\nmandate: {ref: Vote 7, date: 2026-11-10}\nbriefing: {date: 2026-11-12, departments: [roads]}\n"),
		"trips/now.md":     trip("Trip now", "2026-11-22", "2026-11-25", "cost: {lines: [{for: meals, amount: 5}]}\n"),
		"trips/undated.md": trip("Trip undated", "2026-04-20", "2026-04-21", "cost: 5.00\nstatus: cancelled\n"),
		"trips/vote.md":    trip("Trip vote", "2026-12-08", "2026-12-09", "cost: {planned: 5}\nmandate: {ref: Vote 8, date: 2026-11-24}\n"),
		"trips/untold.md":  trip("Trip untold", "2026-11-12", "2026-11-15", "cost: 5.00\nstatus: planned\n"),
		"trips/seen.md": trip("Trip seen", "2025-02-10", "2025-02-11", "cost: {lines: [{for: meals, amount: 5}]}\nlessons: [{seen: Quiet rails, "+
			"status: testing, review: 2026-05-31}, {seen: Bells, status: testing, review: 2026-11-23}]\nhistory: [{on: 2026-03-01, kind: correction, "+
			"what: A date., why: It was wrong.}, {on: 2026-12-01, kind: correction, what: A date., why: It will be.}]\n"),
		"outcomes/seen.md": entry("Outcome seen", "date: 2026-04-01\nof: [trips/seen]\nstatus: achieved\ncost: 1.00\n"),
		"agreements/pact.md": signed("Agreement long", "2024-01-12", "review: 2026-06\nuntil: 2026-11-23\nfollow_up: [{on: 2024-02-01, "+
			"text: It begins.}]\n", "{id: a, text: Wider seats., due: 2027-01-01, status: kept, kept_on: 2025-02-03}", "{id: b, text: Quiet bells., "+
			"status: dropped, dropped_on: 2025-03-04, reason: Too dear.}", "{id: c, text: Rails., due: 2026-11-22, status: open, notes: [{on: 2025-04-05, "+
			"text: They are ordered.}]}"),
		"agreements/young.md":    signed("Agreement young", "2026-11", "review: 2026-11\n", "{id: a, text: Wider seats., due: 2026-11-23, status: open}"),
		"newsletters/2026-10.md": strings.Replace(letter("2026-10"), "signed_by", "features: [trips/seen]\nsigned_by", 1),
	}
	for id, want := range map[string]string{
		"trips/day":     "2026-04-20 published, 2026-04-09 report-due!!, 2026-03-10 return, 2026-03-10 departure",
		"trips/off":     "2026-04-02 cancelled",
		"trips/ahead":   "2026-12-09 return!>, 2026-12-08 departure!>, 2026-11-23 today, 2026-11-12 briefing, 2026-11-10 mandate, 2026-11-01 announced",
		"trips/now":     "2026-11-25 return!>, 2026-11-23 today, 2026-11-22 departure",
		"trips/untold":  "",
		"trips/undated": "",
		"trips/vote":    "2026-12-09 return!>, 2026-12-08 departure!>",
		"trips/seen": "2026-11-23 review!, 2026-10-31 letter, 2026-05-31 review!!, 2026-04-01 outcome, 2026-03-01 history, 2025-05-12 cost-due!!, " +
			"silence 12 false, 2025-02-11 return, 2025-02-10 departure",
		"agreements/pact": "2026-11-23 until!, 2026-11-22 promised!!, 2026-10-05 dormant!, 2026-06-30 agreement-review!!, silence 19 true, " +
			"2025-04-05 noted, 2025-03-04 dropped, 2025-02-03 kept, silence 12 false, 2024-02-01 follow-up, 2024-01-12 signed",
		"agreements/young": "2026-11-30 agreement-review!>, 2026-11-23 today, 2026-11-23 promised!, 2026-11-01 signed",
	} {
		if got := timeline(ledgerOf(t, "2026-11-23", files), id); got != want {
			t.Errorf("%s: %s\nwant %s", id, got, want)
		}
	}
	// A silence of nine months is told, one a day shorter is not.
	for on, want := range map[string]string{"2027-01-19": "2026-04-20 published", "2027-01-20": "silence 9 true, 2026-04-20 published"} {
		if got := timeline(ledgerOf(t, on, files), "trips/day"); !strings.HasPrefix(got, want) {
			t.Errorf("on %s: %s", on, got)
		}
	}
}

// agenda are planned things in short.
func agenda(list []Item) string {
	var out []string
	for _, x := range list {
		text := x.ID + " " + string(x.Kind)
		for name, is := range map[string]bool{" cancelled": x.Cancelled, " overdue": x.Overdue, " away": x.Away} {
			if is {
				text += name
			}
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

// TestAgenda lists what is planned, the soonest first, what was cancelled and
// what is overdue apart.
func TestAgenda(t *testing.T) {
	files := promised()
	maps.Copy(files, map[string]string{
		"trips/off.md": entry("Trip off",
			"start: 2026-12-01\nend: 2026-12-02\ndestination: Tartu, EE\nstatus: cancelled\ncancelled_on: 2026-10-02\ndepartments: [parks]\ncost: 5.00\n"),
		"trips/now.md": entry("Trip now", "start: 2026-11-20\nend: 2026-11-23\ndestination: Tartu, EE\ncost: 5.00\n"),
		"trips/over.md": entry("Trip over", "start: 2026-11-20\nend: 2026-11-22\ndestination: Tartu, EE\ncost: 5.00\nlessons: [{seen: Rails, "+
			"status: testing, review: 2027-05-31}, {seen: Bells, status: testing, review: 2027-05-31}, {seen: Seats, status: testing, review: 2027-06-30}]\n"),
		"trips/late.md": entry("Trip late",
			"start: 2026-01-20\nend: 2026-01-22\ndestination: Tartu, EE\ncost: 5.00\nlessons: [{seen: Rails, status: testing, review: 2026-08-31}]\n"),
		"outcomes/soon.md": entry("Outcome soon", "date: 2026-11-10\nof: [trips/late]\nstatus: too_early\ndue: 2027-02\ncost: 5.00\n"),
	})
	files["outcomes/soon.md"] = strings.Replace(files["outcomes/soon.md"], "trips/late", "trips/over", 1)
	files["outcomes/soon.md"] = strings.Replace(files["outcomes/soon.md"], "date: 2026-11-10", "date: 2026-11-23", 1)
	files["outcomes/known.md"] = entry("Outcome known", "date: 2026-11-23\nof: [trips/over]\nstatus: under_way\ndue: 2027-03\ncost: 5.00\n")
	ld := ledgerOf(t, "2026-11-23", files)
	for name, x := range map[string]struct {
		got  []Item
		want string
	}{
		"ahead": {ld.Ahead(), "trips/now trip away, agreements/2024-tartu#page-promise-open promise, " +
			"agreements/2026-tartu#page-promise-proved promise, agreements/2026-tartu#page-promise-called promise, outcomes/soon#due result, " +
			"trips/over#review-2027-05-31 review, trips/over#review-2027-06-30 review"},
		"overdue":                {ld.Overdue(), "trips/late#review-2026-08-31 review overdue"},
		"called off":             {ld.CalledOff(day("2026-05-01")), "agreements/2024-tartu#page-promise-never promise cancelled, trips/off trip cancelled"},
		"called off since later": {ld.CalledOff(day("2026-05-02")), "trips/off trip cancelled"},
		"the parks":              {ld.AgendaFrom("parks", day("2026-12-01")), "trips/off trip cancelled, agreements/2026-tartu#page-promise-called promise"},
	} {
		if got := agenda(x.got); got != x.want {
			t.Errorf("%s: %s\nwant %s", name, got, x.want)
		}
	}
	for _, x := range ld.Ahead() {
		if x.ID == "trips/over#review-2027-05-31" && (len(x.Lessons) != 2 || x.Lessons[1].V != "Bells") {
			t.Errorf("%v are reviewed on one day", x.Lessons)
		}
		if x.ID == "outcomes/soon#due" && (x.Until != day("2027-02-28") || x.Period.V.String() != "2027-02") {
			t.Errorf("a result known to the month lasts until %s", x.Until)
		}
	}
}

// TestChanges lists corrections and revisions until today.
func TestChanges(t *testing.T) {
	ld := ledgerOf(t, "2026-11-23", map[string]string{
		"trips/a.md": entry("Trip a", "start: 2026-01-20\nend: 2026-01-22\ndestination: Tartu, EE\ncost: 5.00\nhistory: [{on: 2026-11-23, "+
			"kind: correction, what: One., why: So.}, {on: 2026-11-24, kind: correction, what: Ahead., why: So.}, {on: 2026-03-01, kind: revision, "+
			"what: Two., why: So.}]\n"),
		"trips/b.md": entry("Trip b",
			"start: 2026-01-21\nend: 2026-01-22\ndestination: Tartu, EE\ncost: 5.00\nhistory: [{on: 2026-05-01, kind: correction, what: Three., why: So.}]\n"),
	})
	said := func(list []Change) string {
		var out []string
		for _, c := range list {
			out = append(out, c.Entry.Slug+" "+c.What.V)
		}
		return strings.Join(out, " ")
	}
	if got := said(ld.Changes()); got != "a One. b Three. a Two." {
		t.Error(got)
	}
	if got := said(ld.ChangesIn(Span{day("2026-03-01"), day("2026-11-22")})); got != "a Two. b Three." {
		t.Error(got)
	}
	if got := CountChanges(ld.Changes()); got["correction"] != 2 || got["revision"] != 1 {
		t.Error(got)
	}
}
