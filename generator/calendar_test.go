package generator_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// calendarReader reads calendars with ical.js: a map of texts on standard
// input, the events of each on standard output.
const calendarReader = `
import ICAL from "ical.js";
import { readFileSync } from "node:fs";
const out = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	out[name] = calendar.getAllSubcomponents("vevent").map((c) => {
		const e = new ICAL.Event(c);
		return { uid: e.uid, summary: e.summary, start: e.startDate.toString(), end: e.endDate.toString(), days: e.startDate.isDate, status: c.getFirstPropertyValue("status"),
			changed: c.getFirstPropertyValue("last-modified")?.toString() ?? "", sequence: c.getFirstPropertyValue("sequence"), url: c.getFirstPropertyValue("url"), text: e.description };
	});
}
process.stdout.write(JSON.stringify(out));
`

type calendarEvent struct {
	UID, Summary, Start, End, Status, URL, Text, Changed string
	Sequence                                             int
	Days                                                 bool
}

// readCalendars has ical.js read all calendars among the files of a site.
func readCalendars(t *testing.T, files map[string][]byte) map[string][]calendarEvent {
	t.Helper()
	if _, err := os.Stat(filepath.Join(tools, "ical.js")); err != nil {
		need(t, "ical.js")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		need(t, "node")
	}
	texts := map[string]string{}
	for name, data := range files {
		if strings.HasSuffix(name, ".ics") {
			texts[name] = string(data)
		}
	}
	in, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "--input-type=module", "-e", calendarReader)
	cmd.Dir, cmd.Stdin, cmd.Stderr = filepath.Dir(tools), strings.NewReader(string(in)), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("ical.js: %v", err)
	}
	var events map[string][]calendarEvent
	if err := json.Unmarshal(out, &events); err != nil {
		t.Fatal(err)
	}
	return events
}

// TestCalendars has ical.js read every calendar of the demonstration city.
func TestCalendars(t *testing.T) {
	set, files := demonstrated(t)
	calendars := readCalendars(t, files)
	if want := len(set.Settings().Languages) * (1 + len(set.Settings().Departments)); len(calendars) != want {
		t.Errorf("%d calendars, want %d", len(calendars), want)
	}
	for name, events := range calendars {
		if strings.Count(string(files[name]), "\n") != strings.Count(string(files[name]), "\r\n") {
			t.Errorf("%s has lines that do not end in CRLF", name)
		}
		if text := string(files[name]); !strings.Contains(text, "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n") || !strings.Contains(text, "X-PUBLISHED-TTL:P1D\r\n") {
			t.Errorf("%s does not say when to look again", name)
		}
		for line := range strings.SplitSeq(string(files[name]), "\r\n") {
			if len(line) > 75 {
				t.Errorf("%s has a line of %d bytes: %s", name, len(line), line)
			}
		}
		seen := map[string]bool{}
		for _, e := range events {
			page, fragment, _ := strings.Cut(strings.TrimPrefix(e.URL, set.Settings().BaseURL), "#")
			if seen[e.UID] || e.Days == strings.HasPrefix(e.UID, "events/") || e.End <= e.Start || files[page+"index.html"] == nil ||
				fragment != "" && !strings.Contains(string(files[page+"index.html"]), `id="`+fragment+`"`) {
				t.Errorf("%s: %+v", name, e)
			}
			seen[e.UID] = true
			if day, err := time.Parse("2006-01-02T15:04:05Z", e.Changed); e.Changed == "" && e.Sequence != 0 ||
				e.Changed != "" && (err != nil || day.After(set.Today()) || int(day.Unix()/86400) != e.Sequence) {
				t.Errorf("%s: version %d of %s, changed on %q", name, e.Sequence, e.UID, e.Changed)
			}
		}
	}
	for _, lang := range set.Settings().Languages[1:] {
		if n := len(calendars["agenda.ics"]); n < 10 || len(calendars[lang+"/agenda.ics"]) != n {
			t.Errorf("%d events, %d in %q", n, len(calendars[lang+"/agenda.ics"]), lang)
		}
	}
}

// TestAgenda plans a trip, cancels it, and lets a year pass.
func TestAgenda(t *testing.T) {
	trip := `start: 2026-12-08
end: 2026-12-10
destination: {city: Ravenna, country: IT, lat: 44.42, lon: 12.2}
cost: {planned: 900}
briefing: {date: 2026-11-20, departments: [streets], topics: [A secret, B]}
lessons: [{seen: One., status: testing, review: 2027-01-15}, {seen: Two., status: testing, review: 2027-01-15}]
`
	planned := smallCity(map[string]string{"trips/2026-12-trip.md": entryText("A trip; with commas, and “marks”", trip)})
	cancelled := smallCity(map[string]string{"trips/2026-12-trip.md": entryText("A trip; with commas, and “marks”", trip+"status: cancelled\n")})
	const uid = "trips/2026-12-trip@abroad.example.org"
	find := func(files map[string][]byte, calendar string) *calendarEvent {
		for _, e := range readCalendars(t, files)[calendar] {
			if e.UID == uid {
				return &e
			}
		}
		return nil
	}
	files := made(t, planned, "2026-11-23")
	want := calendarEvent{
		UID:     uid,
		Summary: "Trip – A trip; with commas, and “marks”",
		Start:   "2026-12-08",
		End:     "2026-12-11",
		Status:  "CONFIRMED",
		URL:     "https://abroad.example.org/trips/2026-12-trip/",
		Days:    true,
		Text:    benefitOf("A trip; with commas, and “marks”") + "\n20 November 2026, with Streets",
	}
	for _, calendar := range []string{"agenda.ics", "departments/streets/agenda.ics"} {
		if e := find(files, calendar); e == nil || *e != want {
			t.Errorf("%s: %+v, want %+v", calendar, e, want)
		}
	}
	page := strings.Join(parts(t, files["agenda/index.html"], "main"), " ")
	for _, text := range []string{"8–10 December 2026 · Trip", "Prepared: 20 November 2026, with Streets", "15 January 2027 · Review"} {
		if !strings.Contains(page, text) {
			t.Errorf("the agenda does not say %q: %s", text, page)
		}
	}
	if strings.Contains(page, "A secret") {
		t.Error("the agenda tells the topics of a briefing")
	}
	for day, status := range map[string]string{"2026-11-23": "CANCELLED", "2027-12-10": "CANCELLED", "2027-12-11": ""} {
		files := made(t, cancelled, day)
		got := ""
		if e := find(files, "agenda.ics"); e != nil {
			got = e.Status
		}
		if page := parts(t, files["agenda/index.html"], "main")[0]; got != status || strings.Contains(page, "Cancelled") != (status != "") {
			t.Errorf("on %s the cancelled trip is %q, want %q: %s", day, got, status, page)
		}
	}
	if e := find(made(t, planned, "2027-06-01"), "agenda.ics"); e == nil || e.Status != "CONFIRMED" {
		t.Errorf("half a year later: %+v", e)
	}
}
