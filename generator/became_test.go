package generator_test

import (
	"strings"
	"testing"
)

// TestBecameOfTrips reads what a letter says of the trips of a year ago: late is
// only what is late.
func TestBecameOfTrips(t *testing.T) {
	city := smallCity(map[string]string{
		"site.yaml":              string(smallCity(nil)["site.yaml"].Data) + "deadlines: {report_days: 400}\n",
		"trips/2025-09-due.md":   entryText("On to Graz", "start: 2025-09-10\nend: 2025-09-11\ndestination: Graz, AT\ncost: 5\n"),
		"trips/2025-09-plan.md":  entryText("On to Linz", "start: 2025-09-10\nend: 2025-09-12\ndestination: Linz, AT\nstatus: planned\ncost: 5\n"),
		"newsletters/2026-09.md": "---\ntitle: September\nsigned_by: claire-moreau\npurpose: We went because late shifts could not get home.\n---\nI say so.\n",
	})
	page := string(made(t, city, "2026-11-23")["newsletter/2026-09/index.html"])
	for title, want := range map[string]string{"On to Graz": "Report due 16\u00a0Oct\u00a02026", "On to Linz": "Not yet told"} {
		_, rest, _ := strings.Cut(page, title)
		if rest = rest[:min(len(rest), 400)]; !strings.Contains(rest, want) {
			t.Errorf("of %q it says no %q: %s", title, want, rest)
		}
	}
}
