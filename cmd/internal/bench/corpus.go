package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// The words of which generated entries are made.
var (
	cities   = []string{"Ravenna, IT", "Tartu, EE", "Braga, PT", "Ghent, BE", "Aarhus, DK", "Zadar, HR", "Košice, SK", "Évora, PT", "Sfax, TN", "Rosario, AR"}
	issues   = []string{"waste", "mobility", "lighting", "water", "housing", "schools"}
	purposes = []string{"transport", "lodging", "meals", "fees", "interpreting", "grant"}
	openings = []string{
		"The crew of the early round",
		"A teacher of the school by the river",
		"Our water engineer",
		"The council's transport committee",
		"Two pupils of the lycée",
		"The residents of the lower town",
	}
	actions = []string{"measured", "compared", "tried out", "asked about", "rode along on", "drew up a plan for"}
	objects = []string{"the narrow lorry", "the night tram", "the leak detectors", "the dimmed lamps", "the insulated classrooms", "the shared workshop"}
	endings = []string{
		"and found that it takes four minutes less.",
		"and wrote down what it costs in a year.",
		"before the council decides in spring.",
		"in the rain, with everybody on board.",
		"and came back with more questions than answers.",
	}
	headings = []string{"What we saw", "What it costs", "What comes next", "Who decides", "What did not work"}
	quarters = []string{"old town", "station quarter", "lower town", "northern estates", "riverside", "market square"}
	// A benefit takes one word from each line, so that hardly two are alike.
	benefits = [][]string{
		strings.Fields("homes workers lamps pipes classrooms apprentices pupils tenants cyclists gardens shops nurses patients families drivers farmers"),
		strings.Fields("get keep find use share reach hear see save borrow repair paint warm light clean measure"),
		strings.Fields("narrow quiet warm cheap early late dry bright new old shared mended tested green tall wide"),
		strings.Fields("bins trams windows boilers taps benches ladders tickets meals rooms trees bridges doors stalls pumps roofs"),
		strings.Fields("behind beside above below near across along around past opposite inside outside towards before after beyond"),
		strings.Fields("station school clinic library market harbour museum pool theatre depot chapel castle mill brewery bakery barracks"),
		strings.Fields("weekly daily nightly monthly yearly hourly twice always already again soon later first lately often since"),
		strings.Fields("without with despite through using instead including plus minus under over except unlike via per because"),
		strings.Fields("queues noise smoke rust mud steam frost dust leaks draughts ice smells shade rain heat traffic"),
		strings.Fields("counted filmed weighed timed listed mapped logged noted priced checked billed asked sampled posted printed audited"),
	}
)

// generate writes a content folder of n entries, the same for the same n.
func generate(dir string, n int) error {
	r := rand.New(rand.NewPCG(17, 169))
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	files := map[string]string{"site.yaml": siteYAML()}
	for i := range 40 {
		files[fmt.Sprintf("people/official-%d.md", i)] = fmt.Sprintf("---\nname: Official %d\nrole: Councillor\nelected: true\nfrom: 2001-01-01\n---\n", i)
	}
	for i, c := range cities {
		files[fmt.Sprintf("partners/partner-%d.md", i)] = fmt.Sprintf("---\nname: %s\nkind: city\ncountry: %s\n---\n", strings.Split(c, ",")[0], c[len(c)-2:])
	}
	for i := range n {
		kind, year := []string{"trips", "trips", "trips", "agreements", "outcomes"}[i%5], 2008+i*19/n
		if i == 0 {
			kind = "trips"
		}
		date := fmt.Sprintf("%d-%02d-%02d", year, 1+r.IntN(9), 1+r.IntN(27))
		var b strings.Builder
		fmt.Fprintf(
			&b,
			"---\ntitle: \"%s %s %s, no. %d\"\npitch: \"In the %s it is done since spring, entry %d.\"\n",
			pick(openings),
			pick(actions),
			pick(objects),
			i,
			pick(quarters),
			i,
		)
		switch kind {
		case "trips":
			fmt.Fprintf(
				&b,
				"start: %s\nend: %s\ndestination: \"%s\"\ntravellers: [{person: official-%d, function: delegate}]\n",
				date,
				date,
				pick(cities),
				r.IntN(40),
			)
		case "agreements":
			fmt.Fprintf(
				&b,
				"signed: %s\npromises: [{id: first, text: \"Done in the %s.\", due: 2027-05-01, owner: official-%d, status: open}]\n",
				date,
				pick(quarters),
				r.IntN(40),
			)
		default:
			fmt.Fprintf(
				&b,
				"date: %d-10-%02d\nof: [trips/entry-%05d]\nstatus: achieved\nmeasures: [{what: Homes served, before: 0, target: %d, now: %d}]\n",
				year,
				1+r.IntN(27),
				i-i%5,
				100+r.IntN(900),
				100+r.IntN(900),
			)
		}
		fmt.Fprintf(
			&b,
			"purpose: \"See how %s is done elsewhere, question %d.\"\nlocal_impact:\n  benefit: \"%s.\"\n  issues: [%s]\n",
			pick(objects),
			i,
			benefit(r),
			pick(issues),
		)
		fmt.Fprintf(
			&b,
			"sdg: [%d, 11.%d]\nofficial: official-%d\ndepartments: [streets]\npartners: [partner-%d]\ncost:\n  status: final\n  lines:\n",
			1+r.IntN(10),
			1+r.IntN(7),
			r.IntN(40),
			r.IntN(len(cities)),
		)
		for range 1 + r.IntN(4) {
			fmt.Fprintf(&b, "    - {for: %s, what: \"%s\", amount: %d.%02d}\n", pick(purposes), pick(objects), 40+r.IntN(900), r.IntN(100))
		}
		b.WriteString("---\n")
		story(&b, pick, 250+r.IntN(350))
		files[fmt.Sprintf("%s/%d/entry-%05d.md", kind, year, i)] = b.String()
	}
	return write(dir, files)
}

// benefit makes a sentence that no other entry is likely to have.
func benefit(r *rand.Rand) string {
	words := []string{fmt.Sprint(10 + r.IntN(4000))}
	for _, list := range benefits {
		words = append(words, list[r.IntN(len(list))])
	}
	return strings.Join(words, " ")
}

// story writes a body of about that many words.
func story(b *strings.Builder, pick func([]string) string, words int) {
	for n := 0; n < words; n += 90 {
		fmt.Fprintf(b, "\n## %s\n\n", pick(headings))
		for range 4 {
			fmt.Fprintf(b, "%s **%s** %s %s ", pick(openings), pick(actions), pick(objects), pick(endings))
		}
		fmt.Fprintf(
			b,
			"\n\n- %s\n- [%s](https://www.example.org/)\n\n| What | Where |\n| --- | --- |\n| %s | %s |\n",
			pick(objects),
			pick(quarters),
			pick(objects),
			pick(quarters),
		)
	}
}

func siteYAML() string {
	var b strings.Builder
	b.WriteString(
		`title: Bench abroad
city: Bench
country: FR
population: 40000
language: en
currency: EUR
base_url: https://abroad.example.org/
pitch: What the city does elsewhere.
contact: {email: abroad@example.org}
departments: [{id: streets, name: Streets}]
rules: {report-late: "off", agreement-dormant: "off"}
local_issues:
`,
	)
	for _, i := range issues {
		fmt.Fprintf(&b, "  - {id: %s, name: %s}\n", i, strings.ToUpper(i[:1])+i[1:])
	}
	return b.String()
}

func write(dir string, files map[string]string) error {
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}
