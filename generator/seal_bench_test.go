package generator_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"parvis/generator/output"
)

// BenchmarkNothingChanged and BenchmarkOneEntryChanged build a city of a thousand
// trips again; “×full” is their time by that of a build into an empty folder, each
// beside the other so that the load of the machine counts for both.
//
//	go test -run - -bench 'Changed$' -benchtime 5x ./generator/
func BenchmarkNothingChanged(b *testing.B) {
	again(b, func(*office, int) {}, true)
}

// BenchmarkOneEntryChanged is described at BenchmarkNothingChanged.
func BenchmarkOneEntryChanged(b *testing.B) {
	again(b, func(d *office, round int) {
		d.write(b, "city/trips/n-500.md", benchTrip(500)+fmt.Sprintf("Sentence %d.\n", round))
	}, false)
}

func again(b *testing.B, change func(d *office, round int), same bool) {
	files := map[string]string{}
	for i := range 1000 {
		files[fmt.Sprintf("trips/n-%d.md", i)] = benchTrip(i)
	}
	d := newOffice(b, files)
	d.build(b, output.Options{})
	var full time.Duration
	round := 0
	for b.Loop() {
		b.StopTimer()
		started := time.Now()
		if err := os.RemoveAll(d.path("fresh")); err != nil {
			b.Fatal(err)
		}
		d.buildTo(b, "fresh")
		full += time.Since(started)
		change(d, round)
		round++
		b.StartTimer()
		if r := d.build(b, output.Options{}); r.Same != same {
			b.Fatalf("it is the same: %v", r.Same)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/full.Seconds(), "×full")
}

func benchTrip(i int) string {
	return entryText(fmt.Sprint("Trip ", i), fmt.Sprintf("start: 2025-%02d-04\ndestination: Lyon, FR\ncost: %d\n", 1+i%12, 10+i)) +
		"We went, and saw *how they do it*. It can be done here.\n"
}
