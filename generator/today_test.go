package generator_test

import (
	"testing"
	"time"

	"parvis/generator"
	"parvis/themes"
)

// TestTodayIsTheCitys: without a day, a job's site is made for the day that it
// is in the city at the job's instant.
func TestTodayIsTheCitys(t *testing.T) {
	now := time.Date(2026, 11, 22, 23, 30, 0, 0, time.UTC)
	for zone, want := range map[string]string{"Europe/Paris": "2026-11-23", "America/Bogota": "2026-11-22"} {
		city := smallCity(nil)
		city["site.yaml"].Data = append(city["site.yaml"].Data, "timezone: "+zone+"\n"...)
		for _, machine := range []*time.Location{time.UTC, time.FixedZone("far east", 14*3600)} {
			set, _, _, err := generator.Check(generator.Job{Content: city, Name: "content", Theme: themes.Chartres(), Now: now.In(machine)})
			if err != nil || set == nil {
				t.Fatal(err)
			}
			if got := set.Today().Format("2006-01-02"); got != want {
				t.Errorf("%s: today is %s, want %s", zone, got, want)
			}
		}
	}
}
