package generator

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parvis/generator/devserver"
)

// ofMany writes a city of n trips into a folder, the same for the same n.
func ofMany(b *testing.B, dir string, n int) {
	b.Helper()
	r := rand.New(rand.NewPCG(1, uint64(n)))
	some := func(words string) string {
		all := strings.Fields(words)
		return all[r.IntN(len(all))]
	}
	write := func(name, text string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	write("site.yaml", `title: Abroad
city: Bench
country: FR
population: 40000
language: en
currency: EUR
base_url: https://abroad.example.org/
pitch: What the city does elsewhere.
contact: {email: abroad@example.org}
departments: [{id: streets, name: Streets}]
local_issues: [{id: mobility, name: Mobility}]
rules: {report-late: "off"}
`)
	write("people/anna.md", "---\nname: Anna\nrole: Mayor\nelected: true\nfrom: 2001-01-01\n---\n")
	for i := range n {
		day := fmt.Sprintf("%d-%02d-%02d", 2008+i*18/n, 1+r.IntN(12), 1+r.IntN(28))
		benefit := fmt.Sprintf("%d", 10+r.IntN(9000))
		for range 9 {
			benefit += " " + some("homes lamps pipes trams classes gardens shops nurses farmers queues noise streets bridges roofs stops benches taps pumps") +
				some("- ly s ed ing er ish out in up")
		}
		write(fmt.Sprintf("trips/%d/trip-%06d.md", i%20, i), fmt.Sprintf(`---
title: "Trip no. %d to see the %s of another city"
pitch: "Since spring it is done here too, no. %d."
start: %s
end: %s
destination: "Ravenna, IT"
purpose: "See how it is done elsewhere, question %d."
local_impact: {benefit: "%s", issues: [mobility]}
cost: %d
sdg: [11.%d]
official: anna
departments: [streets]
---
%s`, i, some("lamps pipes trams"), i, day, day, i, benefit, 40+r.IntN(900), 1+r.IntN(7),
			strings.Repeat("\nThe depot opens at **four**, and [everybody](https://www.example.org/) is there.\n", 10+r.IntN(20))))
	}
}

// BenchmarkLook is what the local server does between an edit of a story and the
// page that shows it; facts are edits after which everything is checked.
func BenchmarkLook(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		for name, line := range map[string]string{"story": "\nEdit no. %d.\n", "facts": "\nSee [there](/trips/trip-%06d/).\n"} {
			b.Run(fmt.Sprintf("%d/%s", n, name), func(b *testing.B) {
				dir := b.TempDir()
				ofMany(b, dir, n)
				v, file := looking(b, dir), fmt.Sprintf("trips/%d/trip-%06d.md", n/2%20, n/2)
				if r := v.look(devserver.Changes{All: true}); r.Site == nil {
					b.Fatal(r.Fault, told(r))
				}
				text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)))
				if err != nil {
					b.Fatal(err)
				}
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					edit := fmt.Sprintf(line, i%n)
					if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(file)), append(text[:len(text):len(text)], edit...), 0o666); err != nil {
						b.Fatal(err)
					}
					r := v.look(devserver.Changes{Content: []string{file}})
					if page := answer(r.Site, fmt.Sprintf("trips/trip-%06d/index.html", n/2)); !strings.Contains(page, strings.Fields(edit)[0]) {
						b.Fatal(page)
					}
				}
			})
		}
	}
}
