package ledger

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"parvis/generator/content"
)

// trip is a trip of some days to Tartu.
func trip(title, start, end, more string) string {
	return entry(title, "start: "+start+"\nend: "+end+"\ndestination: Tartu, EE\n"+more)
}

// TestArchive tells months without a letter, and how many in a row have one.
func TestArchive(t *testing.T) {
	files := map[string]string{"newsletters/2025-10.md": strings.Replace(letter("2025-10"), "anna", "bruno", 1)}
	for _, month := range []string{"2025-11", "2026-02", "2026-03", "2026-09"} {
		files["newsletters/"+month+".md"] = letter(month)
	}
	ld := ledgerOf(t, "2026-11-23", files)
	var months []string
	for _, m := range ld.Months() {
		months = append(months, m.First.Format("06-01"))
		if m.Letter == nil {
			months[len(months)-1] += "-"
		}
	}
	if got := strings.Join(months, " "); got != "26-09 26-08- 26-07- 26-06- 26-05- 26-04- 26-03 26-02 26-01- 25-12- 25-11 25-10" {
		t.Error(got)
	}
	var runs []string
	for i := range ld.Set.Newsletters() {
		r := ld.RunTo(i)
		runs = append(runs, fmt.Sprint(r.Months, " ", r.First.Slug, " ", r.Resumed))
	}
	if got := strings.Join(runs, ", "); got != "1 2025-10 false, 2 2025-10 false, 1 2026-02 true, 2 2026-02 false, 1 2026-09 true" {
		t.Error(got)
	}
	var signers []string
	for _, x := range ld.Signers() {
		signers = append(signers, x.Person.Slug)
		for _, n := range x.Letters {
			signers = append(signers, n.Slug)
		}
	}
	if got := strings.Join(signers, " "); got != "anna 2026-09 2026-03 2026-02 2025-11 bruno 2025-10" {
		t.Error(got)
	}
	// October has no letter: said once it is over, and not on its last day.
	for on, want := range map[string]bool{"2026-10-31": false, "2026-11-01": true} {
		if got := ledgerOf(t, on, files).LettersSilent(); got != want {
			t.Errorf("on %s: %t", on, got)
		}
	}
}

// TestTold chooses what a letter tells, of which issue, and by whose voice.
func TestTold(t *testing.T) {
	both := func(text string) string { return strings.Replace(text, "[waste]", "[waste, streets]", 1) }
	files := map[string]string{
		"trips/a.md": both(trip("Trip a", "2026-10-01", "2026-10-03",
			"cost: 5.00\nvoices: [{who: Eva, quote: It works., consent: C1}, {who: Ida, quote: It is fine., consent: C4}]\n")),
		"trips/b.md": both(trip("Trip b", "2026-10-30", "2026-11-01", "cost: 5.00\n")),
		"trips/c.md": both(trip("Trip c", "2026-10-20", "2026-10-21", "status: cancelled\ncancelled_on: 2026-10-02\ncost: 5.00\n")),
		"trips/d.md": both(trip("Trip d", "2026-09-01", "2026-09-02",
			"cost: 5.00\nvoices: [{who: Ada, quote: It is quick., consent: C2}, {who: Tom, quote: Great., youth: true, consent: C3}]\n")),
		"trips/e.md":             trip("Trip e", "2026-10-05", "2026-10-06", "cost: 5.00\n"),
		"newsletters/2026-10.md": strings.Replace(letter("2026-10"), "signed_by", "features: [trips/d, trips/b, trips/d]\nsigned_by", 1),
		"trips/z.md":             trip("Trip z", "2026-10-20", "2026-10-21", "status: planned\ncost: {planned: 3}\n"), // is not told: nobody says that it was made
	}
	ld := ledgerOf(t, "2026-11-23", files)
	n := ld.Set.Newsletters()[0]
	in := ld.SpanOf(0)
	ld = ld.OfLetter(n)
	told := ld.Told(n, in)
	if got := ids(told); got != "trips/d trips/b trips/c trips/e trips/a" {
		t.Errorf("told: %s", got)
	}
	var changes []string
	for _, c := range ld.ChangesHere(told, in, 6) {
		changes = append(changes, c.Issue+" "+c.Entry.Slug)
	}
	if got := strings.Join(changes, ", "); got != "waste d, streets b" {
		t.Errorf("changes: %s", got)
	}
	if got := ld.ChangesHere(told, in, 1); len(got) != 1 {
		t.Errorf("%d changes, of one at most", len(got))
	}
	if e, v, ok := Voice(told); !ok || e.Slug != "d" || v.Who.V != "Tom" {
		t.Errorf("the voice is %q of %v", v.Who.V, e)
	}
	if _, v, _ := Voice(told[4:]); v.Who.V != "Eva" {
		t.Errorf("the first voice is %q", v.Who.V)
	}
	if _, _, ok := Voice(nil); ok {
		t.Error("somebody speaks where nothing is told")
	}
	if got := ids(ld.TripsTold(in)); got != "trips/a trips/e trips/c" {
		t.Errorf("trips: %s", got)
	}
}

// TestBecame tells what came of trips and agreements of a time.
func TestBecame(t *testing.T) {
	files := map[string]string{
		"trips/2025-ravenna.md": "",
		"trips/a.md":            trip("Trip a", "2025-09-10", "2025-09-30", "cost: 5.00\n"),
		"trips/b.md":            trip("Trip b", "2025-09-10", "2025-10-01", "cost: 5.00\n"),
		"outcomes/a1.md":        entry("Outcome one", "date: 2025-11-01\nof: [trips/a]\nstatus: too_early\ndue: 2026\ncost: 1.00\n"),
		"outcomes/a2.md":        entry("Outcome two", "date: 2026-02-01\nof: [trips/a, agreements/p]\nstatus: achieved\ncost: 1.00\n"),
		"agreements/p.md": signed("Agreement one", "2025-09", "follow_up: [{on: 2026-02-02, text: It runs.}, {on: 2025-12-01, text: It begins.}]\n",
			"{id: a, text: Seats., status: kept, kept_on: 2025-12-01}", "{id: b, text: Rails., status: open}"),
		"agreements/q.md": signed("Agreement two", "2025-09-05", "follow_up: [{on: 2026-02-01, text: It stops.}]\n",
			"{id: a, text: Bells., status: open}"),
		"outcomes/q.md": entry("Outcome three", "date: 2026-02-01\nof: [agreements/q]\nstatus: achieved\ncost: 1.00\n"),
	}
	ld := ledgerOf(t, "2026-11-23", files)
	var out []string
	for _, b := range ld.BecameOf(Span{day("2025-09-01"), day("2025-09-30")}) {
		outcome := "nothing"
		if b.Outcome != nil {
			outcome = b.Outcome.Slug
		}
		out = append(out, fmt.Sprintf("%s %s %q %d/%d", b.Entry.Slug, outcome, b.News.V, b.Kept, b.Promises))
	}
	if got := strings.Join(out, ", "); got != `p a2 "It runs." 1/2, q q "" 0/1, a a2 "" 0/0` {
		t.Error(got)
	}
}

// TestComing looks ahead so many whole months, and no further.
func TestComing(t *testing.T) {
	files := map[string]string{
		"trips/under.md": trip("Trip under way", "2026-10-30", "2026-11-02", "cost: {planned: 5}\n"),
		"trips/soon.md":  trip("Trip soon", "2027-01-31", "2027-02-02", "cost: {planned: 5}\n"),
		"trips/far.md":   trip("Trip far", "2027-02-01", "2027-02-02", "cost: {planned: 5}\n"),
		"trips/off.md":   trip("Trip off", "2026-12-01", "2026-12-02", "status: cancelled\ncancelled_on: 2026-10-02\ncost: {planned: 5}\n"),
		"trips/over.md":  trip("Trip over", "2026-10-20", "2026-10-31", "cost: 5.00\n"),
		"agreements/p.md": signed("Agreement one", "2026-09-05", "review: 2026-11\n", "{id: day, text: Bells., due: 2026-10-31, "+
			"status: open}", "{id: next, text: Rails., due: 2026-11-01, status: open}", "{id: last, text: Seats., due: 2027-01-31, "+
			"status: open}", "{id: far, text: Doors., due: 2027-02-01, status: open}", "{id: kept, text: Lamps., due: 2026-12-01, status: kept, "+
			"kept_on: 2026-10-01}"),
	}
	ld := ledgerOf(t, "2026-10-31", files)
	var out []string
	in := Span{day("2026-10-01"), day("2026-10-31")}
	for _, c := range ld.Coming(in, 3) {
		text := c.At.Format("06-01-02") + " " + string(c.Kind) + " " + c.Entry.Slug
		if c.Promise != nil {
			text += "#" + c.Promise.ID.V
		}
		out = append(out, text)
	}
	if got := strings.Join(out, ", "); got != "26-10-30 trip under, 26-11-01 review p, 26-11-01 promise p#next, 27-01-31 promise p#last, 27-01-31 trip soon" {
		t.Error(got)
	}
	if got := ids(ld.TripsAhead(in)); got != "trips/soon trips/far" {
		t.Errorf("ahead: %s", got)
	}
}

// TestPeople tells who is in office, who answers and who has handed over.
func TestPeople(t *testing.T) {
	files := promised()
	maps.Copy(files, map[string]string{
		"people/dora.md": "---\nname: Dora Dee\nrole: Councillor\nelected: true\nfrom: 2026-11-24\n---\n",
		"trips/2025-b.md": trip("Trip of Bruno", "2025-02-01", "2025-02-02",
			"official: bruno\ndepartments: [roads, parks]\ntravellers: [{person: bruno}, {person: carla}]\ncost: 7.00\n"),
		"trips/off.md": trip("Trip off", "2026-12-01", "2026-12-02",
			"status: cancelled\ncancelled_on: 2026-10-02\ntravellers: [{person: anna}]\ncost: {planned: 5}\n"),
		"trips/next.md": trip("Trip next", "2026-12-01", "2026-12-02", "travellers: [{person: anna}]\ncost: {planned: 5}\n"),
	})
	ld := ledgerOf(t, "2026-11-23", files)
	var got []Tenure
	for _, p := range ld.Set.People() {
		got = append(got, ld.TenureOf(p))
	}
	if !slices.Equal(got, []Tenure{InOffice, Former, Staff, ToCome}) {
		t.Errorf("in office: %v", got)
	}
	anna, bruno := ld.RecordOf(ld.Set.Person("anna")), ld.RecordOf(ld.Set.Person("bruno"))
	if ids(anna.Journeys) != "trips/next" || ids(anna.Answers) != "trips/2026-parks trips/2025-ravenna agreements/2024-tartu" ||
		anna.JourneyAccount.Planned.Decimal() != "5.00" {
		t.Errorf("Anna: %s; %s", ids(anna.Journeys), ids(anna.Answers))
	}
	if ids(bruno.Journeys) != "trips/2025-b" || ids(bruno.Answers) != "trips/2025-b agreements/2024-tartu" || bruno.AnswerAccount.City.Decimal() != "12.00" {
		t.Errorf("Bruno: %s; %s", ids(bruno.Journeys), ids(bruno.Answers))
	}
	handed := ""
	for _, h := range ld.HandedOver(ld.Set.Person("bruno")) {
		handed += h.Department.ID
		for _, p := range h.Now {
			handed += " " + p.Slug
		}
		handed += ";"
	}
	if handed != "roads anna;parks;" || ld.HandedOver(ld.Set.Person("anna")) != nil {
		t.Errorf("handed over: %s", handed)
	}
	var answering []string
	for _, p := range ld.Answering(ld.Entries(OfDepartment("roads"))) {
		answering = append(answering, p.Slug)
	}
	if !slices.Equal(answering, []string{"anna"}) {
		t.Errorf("answering: %v", answering)
	}
}

// TestTravellers adds the trips of a year up by who was on them: whole, the mayor
// first, and apart those of nobody.
func TestTravellers(t *testing.T) {
	files := map[string]string{
		"trips/a.md": trip("Trip a", "2026-01-10", "2026-01-11",
			"travellers: [{person: bruno}, {person: carla}]\ncost: {lines: [{for: meals, amount: 7}, {for: meals, amount: 2, paid_by: Tartu}]}\n"),
		"trips/b.md": trip("Trip b", "2026-02-10", "2026-02-11", "travellers: [{role: Driver}]\ncost: 4.00\n"),
		"trips/c.md": trip("Trip c", "2026-03-10", "2026-03-11", "cost: 3.00\n"),
		"trips/d.md": trip("Trip d", "2026-04-10", "2026-04-11", "travellers: [{person: dora}]\ncost: 9.00\n"),
		"trips/e.md": trip("Trip e", "2026-05-10", "2026-05-11",
			"status: cancelled\ncancelled_on: 2026-05-02\ntravellers: [{person: dora}]\ncost: 100.00\n"),
		"trips/f.md":     trip("Trip f", "2025-05-10", "2025-05-11", "travellers: [{person: dora}]\ncost: 1.00\n"),
		"people/dora.md": "---\nname: Dora Dee\nrole: Councillor\nelected: true\nfrom: 2020\n---\n",
	}
	ld := ledgerOf(t, "2026-11-23", files)
	var out []string
	for _, x := range ld.Travellers(ld.Account(OfYear(2026)), ld.Account(OfYear(2025)), 2026) {
		who := "nobody"
		if x.Person != nil {
			who = x.Person.Slug
		}
		out = append(out, fmt.Sprintf("%d %s %d %s %s %s", x.Group, who, x.Trips, x.Account.City.Decimal(), x.Account.Trip.Decimal(), x.Before.Decimal()))
	}
	if got := strings.Join(out, ", "); got != "0 anna 0 0.00 0.00 0.00, 1 dora 1 9.00 9.00 1.00, 1 bruno 1 7.00 9.00 0.00, 2 carla 1 7.00 9.00 0.00, "+
		"3 nobody 1 4.00 4.00 0.00, 4 nobody 1 3.00 3.00 100.00" {
		t.Error(got)
	}
}

// TestReports counts what was told of what was done.
func TestReports(t *testing.T) {
	files := map[string]string{
		"trips/a.md":      strings.Replace(trip("Trip a", "2026-01-10", "2026-01-11", "cost: 3.00\n"), "sdg: [11.2]", "sdg: [11.2, 11, 1.4, 11.b]", 1),
		"trips/b.md":      trip("Trip b", "2026-12-10", "2026-12-11", "cost: {planned: 4}\n"),
		"trips/today.md":  trip("Trip today", "2026-11-23", "2026-11-24", "cost: {planned: 4}\n"),
		"outcomes/a.md":   entry("Outcome a", "date: 2026-02-01\nof: [trips/a]\nstatus: too_early\ndue: 2027\ncost: 1.00\n"),
		"outcomes/b.md":   entry("Outcome b", "date: 2026-01-20\nof: [trips/a]\nstatus: partly\ncost: 1.00\n"),
		"agreements/a.md": signed("Agreement old", "2025-05-22", "", "{id: a, text: Bells., status: open}"),
		"agreements/b.md": signed("Agreement new", "2025-05-23", "", "{id: a, text: Rails., status: open}"),
	}
	ld := ledgerOf(t, "2026-11-23", files)
	if over, reported := ld.Reported(); over != 2 || reported != 1 {
		t.Errorf("%d of %d trips are told of", reported, over)
	}
	if got := ld.Dormant(); got != 1 {
		t.Errorf("%d agreements are dormant after 18 months", got)
	}
	if got := ids(ld.Begun(2)); got != "trips/today outcomes/a" {
		t.Errorf("begun: %s", got)
	}
	all := ld.Entries("")
	if e := Highlight(all); e == nil || e.ID != "outcomes/b" {
		t.Errorf("the known outcome does not stand for all: %v", e)
	}
	if e := Highlight(all[:3]); e == nil || e.ID != "outcomes/a" {
		t.Errorf("the outcome to come does not stand for others: %v", e)
	}
	if e := Highlight(all[:1]); e == nil || e != all[0] || Highlight(nil) != nil {
		t.Errorf("the latest entry does not stand for others: %v", e)
	}
	if got := ids(Outcomes(all, 1)); got != "outcomes/a" {
		t.Errorf("outcomes: %s", got)
	}
	if got := ld.Targets(); got["11.2"] != len(all) || got["11.b"] != 1 || got["1.4"] != 1 || len(got) != 3 {
		t.Errorf("targets: %v", got)
	}
	trips := ld.Kind(content.Trips)
	for i, e := range trips {
		earlier, later := ld.Beside(e)
		if want := append(append([]*content.Entry{nil}, trips...), nil); later != want[i] || earlier != want[i+2] {
			t.Errorf("beside %s: %v, %v", e.ID, earlier, later)
		}
	}
	for name, ask := range map[string]func(){"Ahead": func() { ld.Ahead() }, "Dormant": func() { ld.Dormant() }, "Targets": func() { ld.Targets() },
		"Changes": func() { ld.Changes() }, "Beside": func() { ld.Beside(all[0]) }} {
		if n := testing.AllocsPerRun(5, ask); n > 0 {
			t.Errorf("%s is worked out each time that a page asks for it", name)
		}
	}
}
