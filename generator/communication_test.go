package generator_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parvis/generator"
	"parvis/generator/output"
	"parvis/generator/site"
	"parvis/themes"
)

// TestTellings looks for random words of who is to be told what in every byte of the site and
// of the partners' edition: there are none. The staff edition and the staff's agenda have them,
// with what was told, what was not told on its day, and what is still to be told.
func TestTellings(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 11))
	var secrets []string
	word := func() string {
		secrets = append(secrets, fmt.Sprintf("zq%08x", random.Uint32()))
		return secrets[len(secrets)-1]
	}
	plan := func() string {
		return "communication: [{for: staff, message: Say " + word() + "., channel: " + word() + ", on: 2026-11-02, done: 2026-11-03}, " +
			"{for: press, message: Say " + word() + "., on: 2026-11-10}, {for: citizens, message: Say " + word() + "., on: 2026-12-24, channel: " + word() + "}]\n"
	}
	files := map[string]string{"newsletters/2026-11.md": letterOf("November")}
	files["trips/2026-11-depot.md"] = entryText("Trip to a depot", "start: 2026-11-05\nend: 2026-11-06\ndestination: Ravenna, IT\ncost: 5\n"+plan())
	files["events/2026-11-evening.md"] = entryText("Evening by the river", "start: 2026-12-04\nplace: Quay\nfor: [citizens]\ncost: 20\n"+plan())
	job := generator.Job{Content: smallCity(files), Name: "content", Theme: themes.Chartres(), Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
	dir := filepath.Join(t.TempDir(), "public")
	if _, err := generator.Build(context.Background(), job, dir, output.Options{}); err != nil {
		t.Fatal(err)
	}
	lacks := func(where string, files map[string]string) {
		for name, data := range files {
			for _, secret := range secrets {
				if strings.Contains(data, secret) {
					t.Errorf("%s: %s tells %s", where, name, secret)
				}
			}
		}
	}
	lacks("the site", tree(t, dir))
	for _, edition := range []site.Edition{site.Partners, site.Staff} {
		out := filepath.Join(t.TempDir(), string(edition))
		if _, err := generator.Edition(context.Background(), job, "2026-11", edition, out, output.Options{}); err != nil {
			t.Fatal(err)
		}
		if edition == site.Partners {
			lacks("the partners' edition", tree(t, out))
			continue
		}
		for _, form := range []string{"/index.html", "/newsletter.txt"} {
			for _, secret := range secrets {
				if !strings.Contains(tree(t, out)[form], secret) {
					t.Errorf("%s of the staff edition does not tell %s", form, secret)
				}
			}
			if n := strings.Count(tree(t, out)[form], "Not told on its day"); n != 2 {
				t.Errorf("%s says of %d that they were not told", form, n)
			}
		}
	}
	open, err := generator.Agenda(job, "", false)
	if err != nil || len(open.Tellings) > 0 || len(open.Planned) != 1 {
		t.Errorf("everybody's agenda has %d things planned and %d to tell: %v", len(open.Planned), len(open.Tellings), err)
	}
	staff, err := generator.Agenda(job, "", true)
	if err != nil || len(staff.Tellings) != 4 {
		t.Fatalf("the staff's agenda has %d things to tell: %v", len(staff.Tellings), err)
	}
	got := ""
	for _, x := range staff.Tellings {
		got += x.When + " " + x.State.Class + " " + x.Whom + "\n"
	}
	want := strings.Repeat("10 November 2026 late the press\n", 2) + strings.Repeat("24 December 2026 open everybody\n", 2)
	if got != want {
		t.Errorf("the staff's agenda has\n%swant\n%s", got, want)
	}
}
