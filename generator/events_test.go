package generator_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parvis/generator"
	tableOf "parvis/generator/fields"
	"parvis/generator/output"
	"parvis/generator/site"
	"parvis/themes"
)

// secretive writes an event for colleagues with a random word in every text that it can
// have, and in its translation, and returns the words. Title and cost have none.
func secretive(t *testing.T, files map[string]string, random *rand.Rand) []string {
	var secrets []string
	word := func() string {
		secrets = append(secrets, fmt.Sprintf("zq%08x", random.Uint32()))
		return secrets[len(secrets)-1]
	}
	say := func() string { return "Late shifts of " + word() + " get home by 12 March 2027" }
	var translated bool
	text := func(fact, says string) string {
		if translated {
			return says
		}
		return fact + says
	}
	write := func() string {
		out := "title: " + map[bool]string{false: "A morning for colleagues", true: "Une matinée"}[translated] + "\npitch: " + say() + "\npurpose: " + say() + "\n" +
			"local_impact: {benefit: " + say() + ", who: " + say() + ", where: " + say() + "}\nwhy_in_person: " + say() + "\ndifficulties: " + say() + "\n" +
			"place: {name: " + say() + ", address: " + say() + "}\nseries: " + say() + "\n" +
			"programme: [{" + text("time: \"09:30\", ", "what: "+say()) + "}, {what: " + say() + "}]\n" +
			"voices: [{who: " + say() + ", quote: " + say() + text(", consent: "+word(), "") + "}]\n" +
			"films: [{title: " + say() + text(", url: https://films.example.org/"+word(), "") + "}]\n" +
			"history: [{what: " + say() + text(", on: 2026-11-01, kind: revision", "") + ", was: " + say() + ", now: " + say() + ", why: " + say() + "}]\n"
		if !translated {
			out += "start: 2026-11-12 09:00\nend: 2026-11-12 12:00\nfor: [staff]\nofficial: claire-moreau\ndepartments: [streets]\nsdg: [11.2]\ncost: 180\n" +
				"partners: [ravenna]\nof: [trips/2026-09-ravenna]\nregistration: " + word() + "@example.org\nstaff_note: " + say() + "\nattended: 12\n" +
				"communication: [{for: staff, message: " + say() + ", channel: " + word() + ", on: 2026-11-02}]\n"
		}
		return "---\n" + out + "---\n![" + word() + "](" + word() + ".png) See [the trip](/trips/2026-09-ravenna/). " + say() + "\n"
	}
	files["events/2026-11-morning/index.md"] = write()
	for _, secret := range secrets {
		if strings.Contains(files["events/2026-11-morning/index.md"], "("+secret+".png)") {
			files["events/2026-11-morning/"+secret+".png"] = drawn("png")
		}
	}
	translated = true
	french := write()
	files["events/2026-11-morning/index.fr.md"] = french
	for _, secret := range secrets {
		if strings.Contains(french, "("+secret+".png)") {
			files["events/2026-11-morning/"+secret+".png"] = drawn("png")
		}
	}
	for _, f := range tableOf.Events.Fields() {
		if !strings.Contains(files["events/2026-11-morning/index.md"], "\n"+f.Name+":") && f.Name != "draft" && f.Name != "published" && f.Name != "cancelled_on" {
			t.Errorf("nothing is written of %s", f.Name)
		}
	}
	return secrets
}

// TestStaffEvents looks for every word of an event for colleagues in every byte of the
// site: none but those of its title and its cost are there. The staff edition tells it.
func TestStaffEvents(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		files := map[string]string{"newsletters/2026-11.md": letterOf("November"),
			"pages/about.md": "---\ntitle: About\n---\nSee [the morning](/events/2026-11-morning/) for [](figure:cost/events/2026-11-morning).\n"}
		secrets := secretive(t, files, rand.New(rand.NewPCG(seed, 7)))
		job := generator.Job{Content: smallCity(files), Name: "content", Theme: themes.Chartres(), Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
		dir := filepath.Join(t.TempDir(), "public")
		if _, err := generator.Build(context.Background(), job, dir, output.Options{}); err != nil {
			t.Fatal(err)
		}
		public := tree(t, dir)
		for name, data := range public {
			for _, secret := range secrets {
				if strings.Contains(data, secret) || strings.Contains(name, secret) {
					t.Errorf("%s tells %s", name, secret)
				}
			}
		}
		for _, name := range []string{"/events/index.html", "/events/2026-11-morning/index.html", "/costs/2026/index.html", "/data/entries.csv", "/data/events.csv",
			"/data/costs.csv", "/departments/streets/agenda.ics", "/departments/streets/index.html"} {
			if !strings.Contains(public[name], "A morning for colleagues") {
				t.Errorf("%s does not name it", name)
			}
		}
		if !strings.Contains(public["/events/2026-11-morning/index.html"], "€180.00") || !strings.Contains(public["/data/entries.csv"], ",180.00,") {
			t.Error("its cost is not public")
		}
		if strings.Contains(public["/agenda.ics"], "A morning for colleagues") {
			t.Error("it stands in everybody's agenda")
		}
		for edition, want := range map[site.Edition]bool{site.Staff: true, site.Partners: false} {
			out := filepath.Join(t.TempDir(), string(edition))
			if _, err := generator.Edition(context.Background(), job, "2026-11", edition, out, output.Options{}); err != nil {
				t.Fatal(err)
			}
			told := 0
			for _, secret := range secrets {
				if strings.Contains(tree(t, out)["/index.html"], secret) {
					told++
				}
			}
			if told > 4 != want || !want && told > 0 {
				t.Errorf("the %s edition tells %d of its words", edition, told)
			}
		}
	}
}

// letterOf is a month's letter.
func letterOf(title string) string {
	return "---\ntitle: " + title + "\nsigned_by: claire-moreau\npurpose: We say what we did.\n---\nI went, and I tell what we saw there.\n"
}

// timed is a small city with one event at a time of day, before and after clocks change.
func timed(zone, start, end string) fstest.MapFS {
	city := smallCity(map[string]string{"events/2026-evening.md": entryText("Evening by the river",
		"start: "+start+"\n"+end+"place: {name: Pump house, address: 1 Quay, lat: 48.6, lon: 1.4}\nfor: [citizens]\ncost: 20\n")})
	city["site.yaml"].Data = append(city["site.yaml"].Data, []byte("timezone: "+zone+"\n")...)
	return city
}

// TestEventTimes wants calendars, and search engines, to have the instant at which an event
// begins, in summer and in winter, wherever the city is.
func TestEventTimes(t *testing.T) {
	t.Parallel()
	for _, x := range []struct{ zone, start, end, from, until, linked string }{
		{"Europe/Paris", "2026-10-24 18:30", "end: 2026-10-24 21:00\n", "20261024T163000Z", "20261024T190000Z", "2026-10-24T18:30:00+02:00"},
		{"Europe/Paris", "2026-10-25 18:30", "end: 2026-10-25 21:00\n", "20261025T173000Z", "20261025T200000Z", "2026-10-25T18:30:00+01:00"},
		{"Europe/Paris", "2026-10-24 22:00", "end: 2026-10-25 04:00\n", "20261024T200000Z", "20261025T030000Z", "2026-10-24T22:00:00+02:00"},
		{"America/Santiago", "2026-12-05 18:30", "", "20261205T213000Z", "", "2026-12-05T18:30:00-03:00"},
		{"Europe/Paris", "2026-12-05", "end: 2026-12-06\n", "20261205", "20261207", "2026-12-05"},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		job := generator.Job{Content: timed(x.zone, x.start, x.end), Name: "content", Theme: themes.Chartres(), Today: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)}
		if _, err := generator.Build(context.Background(), job, dir, output.Options{}); err != nil {
			t.Fatal(err)
		}
		files := tree(t, dir)
		_, calendar, _ := strings.Cut(strings.ReplaceAll(files["/agenda.ics"], "\r\n ", ""), "UID:events/2026-evening@")
		calendar, _, _ = strings.Cut(calendar, "END:VEVENT")
		for name, want := range map[string]string{"DTSTART": x.from, "DTEND": x.until, "LOCATION": `Pump house\, 1 Quay`, "GEO": "48.600000;1.400000"} {
			got := ""
			for line := range strings.SplitSeq(calendar, "\r\n") {
				if strings.HasPrefix(line, name+":") || strings.HasPrefix(line, name+";") {
					got = line[strings.LastIndex(line, ":")+1:]
				}
			}
			if got != want {
				t.Errorf("%s, %s: %s is %q, want %q", x.zone, x.start, name, got, want)
			}
		}
		if page := files["/events/2026-evening/index.html"]; !strings.Contains(page, `"startDate":"`+x.linked+`"`) || !strings.Contains(page, `"@type":"Event"`) {
			t.Errorf("%s, %s: the page does not say %s", x.zone, x.start, x.linked)
		}
	}
}
