package generator_test

import (
	"flag"
	"fmt"
	"hash/crc32"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"
)

// TestFigures builds random cities and holds every amount on every page
// against sums that are made from the front matter in another way: by exact
// fractions, from the bare YAML, spent apart from planned. So with the counts of
// entries and promises.
func TestFigures(t *testing.T) {
	t.Parallel()
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue { // each builds a site
		if err := f.Value.Set("30"); err != nil {
			t.Fatal(err)
		}
		defer f.Value.Set(f.DefValue)
	}
	rapid.Check(t, func(rt *rapid.T) {
		city := randomCity(rt)
		files := made(rt, city, lookedOn)
		m := modelOf(rt, city)
		for address, want := range m.expected() {
			data, there := files[strings.TrimPrefix(address, "/")+"index.html"]
			if !there {
				rt.Errorf("%s is not published", address)
				continue
			}
			got := amountsOn(rt, data)
			for name, more := range files {
				if strings.HasPrefix("/"+name, address+"page/") {
					maps.Copy(got, amountsOn(rt, more))
				}
			}
			for _, a := range slices.Sorted(maps.Keys(want.must)) {
				if !got[a] {
					rt.Errorf("%s does not say %s, which is %s", address, a, want.must[a])
				}
			}
			for _, a := range slices.Sorted(maps.Keys(got)) {
				if want.must[a] == "" && want.may[a] == "" {
					rt.Errorf("%s says %s, which nothing adds up to", address, a)
				}
			}
		}
		for name, data := range files {
			if address := "/" + strings.TrimSuffix(name, "index.html"); strings.HasSuffix(name, "/index.html") && !inFurther(name) && !strings.Contains(name, "/page/") &&
				m.expected()[address] == nil &&
				!strings.HasPrefix(name, "rules/") {
				if got := amountsOn(rt, data); len(got) > 0 {
					rt.Errorf("%s is not expected to say %v", address, slices.Sorted(maps.Keys(got)))
				}
			}
		}
		m.rows(rt, files)
		m.travellerRows(rt, files)
		m.tripRows(rt, files)
		m.dataSpent(rt, files)
		m.counts(rt, files)
	})
}

var euros = regexp.MustCompile(`−?€\d{1,3}(?:,\d{3})*(?:\.\d\d)?`)

// amountsOn are the amounts that a page shows: with cents, and, in running
// text, without them where they are none.
func amountsOn(t rapid.TB, data []byte) map[string]bool {
	out := map[string]bool{}
	for _, line := range parts(t, data, "main") {
		for _, a := range euros.FindAllString(line, -1) {
			if !strings.Contains(a, ".") {
				a += ".00"
			}
			out[a] = true
		}
	}
	return out
}

// randomCity draws a city of some entries of each kind.
func randomCity(t *rapid.T) fstest.MapFS {
	files := map[string]string{
		"site.yaml": fmt.Sprintf(
			"title: Valmont abroad\ncity: Valmont\ncountry: FR\npopulation: %d\nlanguage: en\ncurrency: EUR\nbase_url: https://abroad.example.org/\n"+
				"local_issues: [{id: waste, name: Waste}, {id: water, name: Water}]\ndepartments: [{id: streets, name: Streets}, {id: parks, name: Parks}]\n",
			rapid.IntRange(1, 90_000).Draw(t, "population"),
		),
		"people/official-0.md": "---\nname: Anna Zero\nrole: Mayor\nelected: true\n---\n", "people/official-1.md": "---\nname: Bruno One\nrole: Councillor\nelected: true\n---\n",
		"partners/partner-0.md": "---\nname: Ravenna\nkind: city\ncountry: IT\n---\n", "partners/partner-1.md": "---\nname: Tartu\nkind: city\ncountry: EE\n---\n",
	}
	n, first := rapid.IntRange(1, 9).Draw(t, "entries"), ""
	for i := range n {
		kind := []string{"trips", "agreements", "outcomes"}[rapid.IntRange(0, 2).Draw(t, "kind")]
		if i == 0 {
			kind = "trips"
		}
		files[fmt.Sprintf("%s/entry-%d.md", kind, i)] = randomEntry(t, kind, i, first)
		if i == 0 {
			first = regexp.MustCompile(`start: (.*)`).FindStringSubmatch(files["trips/entry-0.md"])[1]
		}
	}
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// benefitOf is a benefit in words of its own for each name.
func benefitOf(name string) string {
	r := rand.New(rand.NewPCG(uint64(crc32.ChecksumIEEE([]byte(name))), 17))
	syllables := strings.Fields("ba ce di fo gu ka le mi no pu ra se ti vo zu")
	out := "Ten buses more run each week:"
	for range 8 {
		out += " "
		for range 3 {
			out += syllables[r.IntN(len(syllables))]
		}
	}
	return out
}

// randomEntry draws an entry of a day around the one on which the city is
// looked at; an outcome's is not before the first trip's, from which it came.
func randomEntry(t *rapid.T, kind string, i int, first string) string {
	some := func(name string, of ...string) string {
		var list []string
		for _, x := range of {
			if rapid.Bool().Draw(t, name) {
				list = append(list, x)
			}
		}
		return strings.Join(list, ", ")
	}
	date := fmt.Sprintf("%d-%02d-10", rapid.SampledFrom([]int{2026, 2024, 2027}).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"))
	if rapid.IntRange(0, 3).Draw(t, "near") == 0 {
		date = []string{"2026-06-29", lookedOn, "2026-07-01"}[rapid.IntRange(0, 2).Draw(t, "which day")]
	}
	var b strings.Builder
	fmt.Fprintf(
		&b,
		"---\ntitle: Entry number %d\npurpose: To learn what others do, question %d.\nlocal_impact: {benefit: %q, issues: [%s]}\n",
		i,
		i,
		benefitOf(fmt.Sprint(i)),
		some("issue", "waste", "water"),
	)
	fmt.Fprintf(
		&b,
		"sdg: [%d, 11.2]\nofficial: official-%d\ndepartments: [%s]\n",
		rapid.IntRange(1, 10).Draw(t, "goal"),
		rapid.IntRange(0, 1).Draw(t, "official"),
		some("department", "streets", "parks"),
	)
	switch kind {
	case "trips":
		b.WriteString([]string{"", "", "status: cancelled\n"}[rapid.IntRange(0, 2).Draw(t, "status")])
		if off := rapid.SampledFrom([]string{"2026-06-29", lookedOn, "2026-07-01"}).Draw(t, "cancelled on"); strings.HasSuffix(b.String(), "cancelled\n") &&
			off <= date {
			fmt.Fprintf(&b, "cancelled_on: %s\n", off)
		}
		fmt.Fprintf(&b, "travellers: [%s]\n", some("traveller", "{person: official-0}", "{role: Driver, count: 2}", "{person: official-1}"))
		fmt.Fprintf(
			&b,
			"start: %s\nend: %s\ndestination: [%s]\npartners: [%s]\n",
			date,
			date,
			[]string{"\"Ravenna, IT\"", "\"Tartu, EE\"", "\"Ravenna, IT\", \"Tartu, EE\""}[rapid.IntRange(0, 2).Draw(t, "where")],
			some("partner", "partner-0", "partner-1"),
		)
	case "agreements":
		fmt.Fprintf(&b, "signed: %s\npartners: [partner-%d]\npromises:\n", date, rapid.IntRange(0, 1).Draw(t, "partner"))
		for n := range rapid.IntRange(0, 5).Draw(t, "promises") {
			status := []string{"open", "late", "kept", "dropped, reason: It was too much."}[rapid.IntRange(0, 3).Draw(t, "state")]
			fmt.Fprintf(
				&b,
				"  - {id: p%d, text: Promise %d of entry %d., due: %d-06-%d, status: %s}\n",
				n,
				n,
				i,
				rapid.IntRange(2025, 2027).Draw(t, "due"),
				rapid.IntRange(29, 30).Draw(t, "day"),
				status,
			)
		}
	default:
		fmt.Fprintf(&b, "date: %s\nof: [trips/entry-0]\nstatus: achieved\n", max(date, first))
	}
	b.WriteString(randomCost(t, kind))
	b.WriteString("---\n")
	return b.String()
}

func randomCost(t *rapid.T, kind string) string {
	amount := func() string {
		return fmt.Sprintf("%d.%02d", rapid.IntRange(0, 90_000).Draw(t, "euros"), rapid.IntRange(0, 99).Draw(t, "cents"))
	}
	switch rapid.IntRange(0, 6).Draw(t, "form") {
	case 0:
		return "cost: 1" + amount() + "\n"
	case 1:
		if kind == "trips" {
			return "cost: {planned: " + amount() + "}\n"
		}
	}
	var b strings.Builder
	status := []string{"final", "provisional"}[rapid.IntRange(0, 1).Draw(t, "status")]
	fmt.Fprintf(&b, "cost:\n  status: %s\n  explanation: As it was.\n", status)
	if rapid.Bool().Draw(t, "plan") {
		fmt.Fprintf(&b, "  planned: %s\n", amount())
	}
	if rapid.Bool().Draw(t, "saving") {
		fmt.Fprintf(&b, "  saved: {amount: %s, per: year, method: Counted.}\n", amount())
	}
	b.WriteString("  lines:\n    - {for: other, what: First, amount: 99999.99}\n")
	for range rapid.IntRange(0, 4).Draw(t, "lines") {
		purpose := []string{"transport", "lodging", "meals", "grant"}[rapid.IntRange(0, 3).Draw(t, "purpose")]
		line := fmt.Sprintf("for: %s, amount: %s", purpose, amount())
		switch rapid.IntRange(0, 4).Draw(t, "line") {
		case 0:
			line += fmt.Sprintf(", currency: GBP, rate: %d.%04d", rapid.IntRange(0, 2).Draw(t, "rate"), rapid.IntRange(1, 9999).Draw(t, "ratio"))
		case 1:
			line = fmt.Sprintf("for: %s, what: Returned, amount: -%d.50", purpose, rapid.IntRange(1, 900).Draw(t, "back"))
		}
		switch rapid.IntRange(0, 4).Draw(t, "payer") {
		case 0:
			line += ", paid_by: City of Ravenna"
		case 1:
			line += ", paid_by: City of Valmont"
		}
		if strings.Contains(line, "-") && strings.Contains(line, "Ravenna") {
			line = strings.Replace(line, "amount: -", "amount: ", 1)
		}
		fmt.Fprintf(&b, "    - {%s}\n", line)
	}
	return b.String()
}
