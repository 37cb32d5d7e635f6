package content

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator/i18n"
	"parvis/generator/source"
)

// largeCity is a content folder of so many entries that are in order, each with a
// story as long as a city's, and how many bytes their files have.
func largeCity(n int) (files fstest.MapFS, size int) {
	files = fstest.MapFS{}
	for name, text := range baseCity() {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for i := range n {
		text := fmt.Sprintf(largeEntry, i, i, i, i%28+1, i%28+1, i, i*7%1000, i, i) + strings.Repeat(largeStory, 2)
		files[fmt.Sprintf("trips/%d/2026-09-visit-to-ravenna-for-trams-%05d.md", i%20, i)] = &fstest.MapFile{Data: []byte(text)}
		size += len(text)
	}
	return files, size
}

const largeEntry = `---
title: "Study visit %d to Ravenna: trams"
pitch: "Late shift %d gets home by tram, until one."
purpose: "See how a city of our size runs line %d until one in the morning."
start: 2026-09-%02d
end: 2026-09-%02d
destination: "Ravenna, IT"
travellers: [{person: claire-moreau, function: "delegate"}, {role: Engineer, count: 2}]
local_impact:
  benefit: "Line %d runs until one from March, so %d late shifts get home without a car (%d / 3742)."
  issues: [mobility]
sdg: [11.2, 9]
official: claire-moreau
departments: [streets]
partners: [ravenna]
cost:
  status: final
  lines:
    - {for: transport, what: "Night train", amount: 412.50}
    - {for: lodging, what: "Three nights", amount: 96}
    - {for: meals, what: "Meals", amount: %d.20, paid_by: City of Ravenna}
---
`

const largeStory = `
## What we saw

The cost was checked against [the public ledger](/data/entries.csv), and the council's engineers measured the **night line** again. Six months
later, [the operator](https://www.example.org/partners/621) showed *its* depot.

- a tram every twenty minutes
- two drivers for each of them

| Day | Meeting | Hours |
| --- | --- | ---: |
| 1 | The depot at four | 7 h |
| 2 | The workshop | 4 h |
`

// TestBytesHeld wants little to be held of each entry while a site is made, beyond
// its text.
func TestBytesHeld(t *testing.T) {
	held := func(n int) float64 {
		files, _ := largeCity(n)
		heap := func() uint64 {
			var m runtime.MemStats
			runtime.GC()
			runtime.GC() // what pools hold goes with the second
			runtime.ReadMemStats(&m)
			return m.HeapAlloc
		}
		before := heap()
		set, found := checkAll(t, files)
		after := heap()
		if set == nil || len(set.Entries()) < n {
			t.Fatal(show(found))
		}
		runtime.KeepAlive(files)
		return float64(after - before)
	}
	const few, many = 100, 600
	_, short := largeCity(few)
	_, long := largeCity(many)
	each := (held(many) - held(few) - float64(long-short)) / (many - few)
	t.Logf("%.0f bytes an entry, whose file has %d", each, long/many)
	if each > mostHeld {
		t.Errorf("of each entry %.0f bytes are held beyond its text, of at most %d", each, mostHeld)
	}
}

// mostHeld is how many bytes each entry may take beyond its text.
const mostHeld = 10_000

// checkAll reads, parses and checks a folder, as a build does.
func checkAll(t testing.TB, files fstest.MapFS) (*Set, []source.Diagnostic) {
	t.Helper()
	folder, err := Read(files, "content")
	if err != nil {
		t.Fatal(err)
	}
	settings, problems := ParseSettings(folder.Settings)
	units, err := folder.Parse(settings, today)
	if err != nil {
		t.Fatal(err)
	}
	return Check(settings, problems, units, folder, Options{Today: today, Locales: map[string]*i18n.Locale{}})
}

// BenchmarkCheck reads, parses and checks a thousand entries.
func BenchmarkCheck(b *testing.B) {
	files, size := largeCity(1000)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		checkAll(b, files)
	}
}

// TestKeep wants stories to be kept for their pages where they will be rendered,
// also when the folder is looked through once more, and only there.
func TestKeep(t *testing.T) {
	files, _ := largeCity(3)
	for _, keep := range []bool{false, true} {
		folder, err := Read(files, "content")
		if err != nil {
			t.Fatal(err)
		}
		folder.Keep = keep
		settings, _ := ParseSettings(folder.Settings)
		for range 2 {
			units, err := folder.Parse(settings, today)
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range units {
				if h := u.head(); h != nil && !h.Body.Empty() && h.Body.Kept() != keep {
					t.Errorf("%s is kept: %v", h.ID, !keep)
				}
			}
			if folder, err = folder.Again(files, nil); err != nil {
				t.Fatal(err)
			}
			folder.parsed = nil
		}
	}
}
