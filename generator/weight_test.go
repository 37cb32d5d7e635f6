package generator_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math"
	"path"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator"
	"parvis/generator/output"
	"parvis/generator/site"
)

// grown is a city of so many trips, agreements and outcomes. There is something in
// every list.
func grown(n int) fstest.MapFS {
	files := map[string]string{}
	for i := range n {
		day := fmt.Sprintf("2026-%02d-%02d", 1+i%9, 1+i%28)
		trip, pact := fmt.Sprintf("trips/%d", i), fmt.Sprintf("agreements/%d", i)
		history := fmt.Sprintf("history: [{on: 2026-10-01, kind: correction, what: The day %d., why: It was wrong.}]\n", i)
		files[trip+".md"] = entryText(fmt.Sprintf("Trip %d", i), "start: "+day+"\nend: "+day+"\ndestination: Ravenna, IT\npartners: [ravenna]\n"+
			"travellers: [{person: claire-moreau}]\n"+history+
			"cost: {lines: [{for: transport, amount: 100}, {for: meals, amount: 12.50, what: Lunch in the depot}]}\n") +
			"\n## What we saw\n\nA lorry that is *two metres* wide, and “quiet” & clean; see <https://example.org/?a=1&b=2>.\n"
		files[pact+".md"] = entryText(fmt.Sprintf("Agreement %d", i), "signed: 2020-"+day[5:]+"\npartners: [ravenna]\ncost: 50\n"+
			fmt.Sprintf("promises: [{id: lorries, text: Two lorries %d., due: 2027-%s, owner: claire-moreau, status: open}]\n", i, day[5:]))
		files[fmt.Sprintf("outcomes/%d.md", i)] = entryText(fmt.Sprintf("Outcome %d", i), "date: "+day+"\nof: ["+trip+"]\nstatus: achieved\ncost: 4\n")
	}
	return smallCity(files)
}

// filesOf are the files of a city, by their paths.
func filesOf(t testing.TB, city fs.FS) map[string]output.File {
	t.Helper()
	job := jobOf(city)
	set, locales, result, err := generator.Check(job)
	if err != nil || set == nil {
		t.Fatal(err, listed(result.Diagnostics))
	}
	files, err := generator.Files(set, site.New(set, locales), locales, job.Theme, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]output.File{}
	for _, f := range files {
		out[f.Path] = f
	}
	return out
}

func render(t testing.TB, b *bytes.Buffer, f output.File) {
	if b.Reset(); f.Render == nil {
		t.Fatal("there is no such file")
	}
	if err := f.Render(b); err != nil {
		t.Fatal(err)
	}
}

// weigh is how many bytes of memory it takes to make a file, when what is worked
// out once has been: the least of some times, since a pool may have been emptied.
func weigh(t *testing.T, f output.File) int {
	var b bytes.Buffer
	render(t, &b, f)
	var before, after runtime.MemStats
	least := math.MaxInt
	for range 15 {
		runtime.ReadMemStats(&before)
		render(t, &b, f)
		runtime.ReadMemStats(&after)
		least = min(least, int(after.TotalAlloc-before.TotalAlloc))
	}
	return least
}

// TestPagesCostTheSame makes pages of a city and of one with three times as many
// entries: it takes as much to make one, or a large city would take hours.
func TestPagesCostTheSame(t *testing.T) {
	small, large := filesOf(t, grown(150)), filesOf(t, grown(450))
	for _, address := range strings.Fields("trips/77 agreements/77 outcomes/77 trips/page/2 agreements/page/2 outcomes/page/2 issues/mobility/page/2 " +
		"sdg/11/page/2 departments/streets/page/2 partners/ravenna/page/2 people/claire-moreau/page/2 promises/page/2 promises/issues/mobility/page/2 " +
		"agenda/page/2 corrections/page/2 costs/2026/page/2 rules/page/2") {
		before, after := weigh(t, small[address+"/index.html"]), weigh(t, large[address+"/index.html"])
		if after > before+before/5 {
			t.Errorf("/%s/ takes %d bytes, and %d in a city of three times as many entries", address, before, after)
		}
	}
	// What a list of all entries takes is in proportion to them.
	for _, name := range strings.Fields("data/entries.csv data/costs.csv data/entries.json data/promises.json sitemap.xml agenda.ics") {
		before, after := weigh(t, small[name]), weigh(t, large[name])
		if after > 4*before {
			t.Errorf("%s takes %d bytes, and %d for three times as many entries", name, before, after)
		}
	}
}

// TestPagesAreLight bounds how often memory is asked for to make a page.
func TestPagesAreLight(t *testing.T) {
	files := filesOf(t, grown(60))
	for address, most := range map[string]float64{"trips/7": 530, "agreements/7": 500, "outcomes/7": 400, "trips/page/2": 500, "promises/page/2": 1200} {
		if racing {
			most *= 1.15 // a pool keeps less under the detector
		}
		var b bytes.Buffer
		if got := testing.AllocsPerRun(20, func() { render(t, &b, files[address+"/index.html"]) }); got > most {
			t.Errorf("/%s/ asks %.0f times for memory, more than %.0f", address, got, most)
		} else {
			t.Logf("/%s/ asks %.0f times for memory", address, got)
		}
	}
}

func benchmarkFiles(b *testing.B, holds func(name string) bool) {
	var files []output.File
	for name, f := range filesOf(b, grown(100)) {
		if path.Ext(name) != ".png" && holds(name) {
			files = append(files, f)
		}
	}
	var out bytes.Buffer
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		render(b, &out, files[i%len(files)])
	}
}

func BenchmarkEntryPage(b *testing.B) {
	benchmarkFiles(b, func(name string) bool { ok, _ := path.Match("trips/[0-9]*/index.html", name); return ok })
}

func BenchmarkListPage(b *testing.B) {
	benchmarkFiles(b, func(name string) bool { return strings.HasSuffix(name, "/page/2/index.html") })
}

func BenchmarkExport(b *testing.B) {
	for _, name := range strings.Fields("entries.csv costs.csv entries.json promises.json sitemap.xml agenda.ics") {
		b.Run(name, func(b *testing.B) {
			benchmarkFiles(b, func(n string) bool { return path.Base(n) == name && !strings.Contains(n, "departments") })
		})
	}
}
