package export

import (
	"bytes"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"parvis/generator/site"
	"parvis/generator/source"
)

// FuzzCalendar writes an event of any words: it is one event still, no line is long, and
// its title is read as it was written.
func FuzzCalendar(f *testing.F) {
	for _, s := range []string{"A trip; with, commas", "\\n\nEND:VEVENT\nBEGIN:VEVENT",
		"x\r\nATTENDEE:mailto:a@b", strings.Repeat("é", 60), strings.Repeat("🚋", 40),
		`"a:b"`} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, title, says string) {
		if source.FirstBarred(title+says) >= 0 {
			return // which stands in no text of a city
		}
		day := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
		item := site.AgendaItem{ID: "trips/a", Kind: "Trip", From: day, Until: day, Title: site.Str{Text: title}, Says: site.Str{Text: says},
			Address: "https://abroad.example.org/trips/a/", Venue: []string{says}}
		var b bytes.Buffer
		items := func() []site.AgendaItem { return []site.AgendaItem{item} }
		if err := iCalendar(&b, site.Calendar{Name: title, Items: items}, "abroad.example.org", day); err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(strings.TrimSuffix(b.String(), "\r\n"), "\r\n") {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
				t.Fatalf("the line %q", line)
			}
		}
		if n := strings.Count(b.String(), "\r\nBEGIN:VEVENT\r\n"); n != 1 || strings.Contains(b.String(), "\r\nATTENDEE") {
			t.Fatalf("%d events: %s", n, b.String())
		}
		if _, err := ics.ParseCalendar(&b); err != nil {
			t.Fatal(err)
		}
	})
}
