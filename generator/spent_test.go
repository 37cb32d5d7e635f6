package generator_test

import (
	"bytes"
	"fmt"
	"image/png"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parvis/generator"
	"parvis/generator/site"
)

// spentCity is a city with a trip of 8 and 9 December 2026, a cancelled one, one
// that came to nothing, and an official who has left.
func spentCity() map[string]string {
	person := func(name, role, more string) string {
		return fmt.Sprintf("---\nname: %s\nrole: %s\nelected: true\n%s---\n", name, role, more)
	}
	by := func(official, entry string) string {
		return strings.Replace(entry, "official: claire-moreau", "official: "+official, 1)
	}
	return map[string]string{
		"people/claire-moreau.md": person("Claire Moreau", "Mayor", "from: 2020\n"),
		"people/anne-able.md":     person("Anne Able", "Deputy mayor for streets", "from: 2026-03-22\n"),
		"people/paul-petit.md":    person("Paul Petit", "Deputy mayor for streets until 2026", "from: 2020\nuntil: 2026-03-21\n"),
		"people/zoe-zed.md":       person("Zoé Zed", "Councillor from 2027 on", "from: 2027-03\n"),
		"trips/2026-09-ravenna.md": by(
			"anne-able",
			entryText("Trip to Ravenna", "start: 2026-09-14\nend: 2026-09-16\ndestination: Ravenna, IT\npartners: [ravenna]\n"+
				`travellers: [{person: anne-able}, {person: claire-moreau}, {role: Driver}]
cost: {status: provisional, lines: [{for: transport, amount: 100}]}
`),
		),
		"trips/2026-10-tartu.md": by("anne-able", entryText("Trip to Tartu", "start: 2026-10-14\nend: 2026-10-16\ndestination: Tartu, EE\nstatus: cancelled\n"+
			"travellers: [{person: anne-able}]\ncost: {status: final, planned: 900, lines: [{for: transport, amount: 30}]}\n")),
		"trips/2026-12-plan.md": by("anne-able", entryText("Trip to come", "start: 2026-12-08\nend: 2026-12-09\ndestination: Ravenna, IT\n"+
			`travellers: [{person: anne-able}, {role: Driver, count: 2}]
cost: {status: provisional, planned: 700, lines: [{for: transport, amount: 600}, {for: meals, amount: 40, paid_by: Ravenna}]}
`)),
		"agreements/2025-ravenna.md": by("paul-petit", entryText("Agreement with Ravenna", "signed: 2025-06-12\npartners: [ravenna]\ncost: 50\n"+
			"promises: [{id: lorries, text: Two narrow lorries., due: 2027-11-15, owner: paul-petit, status: open}]\n")),
		"outcomes/2026-10-buses.md": by(
			"anne-able",
			entryText("No bus runs", "date: 2026-10-20\nof: [trips/2026-09-ravenna]\nstatus: not_achieved\nreason: The operator found no drivers.\ncost: 20\n"),
		),
	}
}

// told writes the texts of parts of a page, one a line.
func told(t *testing.T, b *strings.Builder, files map[string][]byte, page string, wanted ...string) {
	t.Helper()
	data, there := files[page+"index.html"]
	if !there {
		t.Fatalf("no page %s", page)
	}
	fmt.Fprintf(b, "/%s\n", page)
	for _, line := range parts(t, data, wanted...) {
		fmt.Fprintf(b, "    %s\n", line)
	}
}

// TestSpentPages reads what the pages say of money before, on and after the
// first day of a trip, in two languages.
func TestSpentPages(t *testing.T) {
	var b strings.Builder
	for _, day := range []string{"2026-12-07", "2026-12-08", "2027-02-01"} {
		files := made(t, smallCity(spentCity()), day)
		fmt.Fprintf(&b, "%s\n", day)
		for _, lang := range []string{"", "fr/"} {
			told(t, &b, files, lang, "dl.figures")
			told(t, &b, files, lang+"trips/2026-12-plan/", "section.ticket", "span.state")
			told(t, &b, files, lang+"costs/", "ul.issues", "figure", "table.sums")
			told(t, &b, files, lang+"costs/2026/", "h1", "dl.figures", "section")
			told(t, &b, files, lang+"costs/2026/trips/", "h1", "tr")
			told(t, &b, files, lang+"partners/ravenna/", "dl.figures", "p.sum")
		}
	}
	golden(t, "spent.txt", b.String())
}

// TestPeoplePages reads who travelled and who answers: apart, the mayor first,
// and nobody who is not in office.
func TestPeoplePages(t *testing.T) {
	var b strings.Builder
	files := made(t, smallCity(spentCity()), "2026-11-23")
	for _, lang := range []string{"", "fr/"} {
		told(t, &b, files, lang+"people/", "h2", "div.who")
		for _, id := range []string{"claire-moreau", "anne-able", "paul-petit", "zoe-zed"} {
			told(t, &b, files, lang+"people/"+id+"/", "p.kick", "dl.figures", "h2", "h3", "dl.facts", "p.sum")
		}
		told(t, &b, files, lang+"agreements/2025-ravenna/", "div.who", "table.promises")
		told(t, &b, files, lang+"issues/mobility/", "div.who")
		told(t, &b, files, lang+"departments/streets/", "div.who")
	}
	golden(t, "people.txt", b.String())
}

// TestCardStates wants the cards of what failed, was cancelled or is planned to
// say so, in their picture and in the words that stand for it.
func TestCardStates(t *testing.T) {
	files := made(t, smallCity(spentCity()), "2026-11-23")
	for page, want := range map[string]string{
		"trips/2026-10-tartu/":     "Cancelled. What was meant to change. " + benefitOf("Trip to Tartu"),
		"trips/2026-12-plan/":      "Planned. What is meant to change here. " + benefitOf("Trip to come"),
		"outcomes/2026-10-buses/":  "Not achieved. The operator found no drivers.",
		"trips/2026-09-ravenna/":   "Not achieved. " + benefitOf("Trip to Ravenna"),
		"fr/trips/2026-10-tartu/":  "Annulé. Ce qui devait changer. " + benefitOf("Trip to Tartu"),
		"agreements/2025-ravenna/": "One promise open. " + benefitOf("Agreement with Ravenna"),
	} {
		if !bytes.Contains(files[page+"index.html"], []byte(`property="og:image:alt" content="`+want+`"`)) {
			t.Errorf("the words for the card of %s are not %q", page, want)
		}
		if _, err := png.Decode(bytes.NewReader(files[page+"card.png"])); err != nil {
			t.Errorf("%s: %v", page, err)
		}
	}
}

// TestYearsChart draws all years in even time, those without an entry too; what
// may change is hatched, and what is planned stands beside it.
func TestYearsChart(t *testing.T) {
	city := map[string]string{
		"trips/2027-04-plan.md": entryText("Trip to come", "start: 2027-04-08\nend: 2027-04-09\ndestination: Ravenna, IT\ncost: {planned: 300}\n"),
	}
	for _, year := range []int{1998, 2009, 2014, 2024} {
		city[fmt.Sprintf("agreements/%d-x.md", year)] = entryText(
			fmt.Sprintf("Agreement of %d", year),
			fmt.Sprintf("signed: %d-06-12\npartners: [ravenna]\ncost: 80\n", year),
		)
	}
	page := made(t, smallCity(city), "2026-11-23")["costs/index.html"]
	drawing := page[bytes.Index(page, []byte(`class="chart years"`)):]
	drawing = drawing[:bytes.Index(drawing, []byte("</svg>"))]
	type bar struct{ look, x, height string }
	var bars []bar
	for _, m := range regexp.MustCompile(`<rect (?:class="?(\w+)"?|fill="?(url\(#[\w-]+\))"?) x="?([\d.]+)"? y="?[\d.]+"? width="?[\d.]+"? height="?([\d.]+)`).FindAllSubmatch(drawing, -1) {
		bars = append(bars, bar{string(m[1]) + string(m[2]), string(m[3]), string(m[4])})
	}
	at := func(i int) float64 { x, _ := strconv.ParseFloat(bars[i].x, 64); return x }
	looks := ""
	for _, b := range bars {
		looks += b.look + " "
	}
	// 1998, 2009, 2014, 2024, 2025 with the agreement of smallCity, its trip of 2026, and the plan of 2027
	if looks != "city city city city city url(#page-hatch) ahead " {
		t.Fatalf("%s in %s", looks, drawing)
	}
	for i, years := range []float64{11, 5, 10, 1, 1} {
		if per := (at(i+1) - at(i)) / years; math.Abs(per-408.0/30) > 0.15 {
			t.Errorf("a year is %.2f wide between bars %d and %d, want %.2f", per, i, i+1, 408.0/30)
		}
	}
	if bars[5].height != "70" || bars[6].height != "210" { // of 100 and 300
		t.Errorf("%v", bars)
	}
	if says := strings.Join(parts(t, page, "figure"), " "); !strings.Contains(
		says,
		"In 2026 the city has paid €100 so far, more than in all of 2025 (€50). Cost to the city by year, as spent until 23 November 2026",
	) {
		t.Errorf("%s", says)
	}
}

// TestCostFinding says no more of a year than its sum bears: one that is over
// and final is compared with the year before, any other has cost so far.
func TestCostFinding(t *testing.T) {
	t.Parallel()
	agreement := func(year int, cost string) string {
		return entryText(fmt.Sprintf("Agreement of %d", year), fmt.Sprintf("signed: %d-06-12\npartners: [ravenna]\ncost: %s\n", year, cost))
	}
	const open = "{status: provisional, lines: [{for: other, what: All, amount: 4000}]}"
	for _, c := range []struct{ day, before, now, want string }{
		{"2026-11-23", "8000", "4000", "In 2026 the city has paid €4,000 so far; in all of 2025 it paid €8,000."},
		{"2026-11-23", "4000", "8000", "In 2026 the city has paid €8,000 so far, more than in all of 2025 (€4,000)."},
		{"2026-11-23", "8000", "8000", "In 2026 the city has paid €8,000 so far, as much as in all of 2025."},
		{"2027-01-01", "8000", "4000", "In 2026 the city paid €4,000, less than in 2025 (€8,000)."},
		{"2027-01-01", "4000", "8000", "In 2026 the city paid €8,000, more than in 2025 (€4,000)."},
		{"2027-01-01", "8000", "8000", "In 2026 the city paid €8,000, as much as in 2025."},
		{"2027-01-01", "8000", open, "In 2026 the city has paid €4,000 so far; in all of 2025 it paid €8,000."},
		{"2027-01-01", "", "8000", "In 2026 the city paid €8,000."},
		{"2026-11-23", "", "8000", "In 2026 the city has paid €8,000 so far."},
		{"2026-06-11", "8000", "4000", "In 2025 the city paid €8,000."},
	} {
		city := smallCity(nil)
		delete(city, "trips/2026-09-ravenna.md")
		delete(city, "agreements/2025-ravenna.md")
		city["agreements/2022-x.md"] = &fstest.MapFile{Data: []byte(agreement(2022, "100"))}
		if c.before != "" {
			city["agreements/2025-x.md"] = &fstest.MapFile{Data: []byte(agreement(2025, c.before))}
		}
		city["agreements/2026-x.md"] = &fstest.MapFile{Data: []byte(agreement(2026, c.now))}
		page := made(t, city, c.day)["costs/index.html"]
		if says := parts(t, page, "figure"); len(says) == 0 || !strings.HasPrefix(says[0], c.want+" ") {
			t.Errorf("%s, %s after %s: %q, want %q", c.day, c.now, c.before, says, c.want)
		}
	}
}

// TestCardRose lights the rose on the card of a year in which nothing has been spent
// as on the page of the goals.
func TestCardRose(t *testing.T) {
	job := demonstration()
	job.Today = time.Date(2028, 1, 2, 0, 0, 0, 0, time.UTC)
	set, locales, _, err := generator.Check(job)
	if err != nil {
		t.Fatal(err)
	}
	s := site.New(set, locales)
	card, lit := s.ShareCards()[0], map[int]int{}
	for _, x := range card.Lit {
		lit[x.Goal] = x.Share
	}
	if len(lit) < 5 || card.Coin != nil {
		t.Fatalf("%d petals are lit, beside %v", len(lit), card.Coin)
	}
	goals, _ := s.Page("/sdg/")
	for _, p := range goals.Data().(*site.Goals).Rose.Petals {
		r, _ := strconv.ParseFloat(p.Radius, 64)
		share := max(0, (r*r-60*60)/(160*160-60*60)*1000)
		if math.Abs(share-float64(lit[p.Number])) > 2 {
			t.Errorf("goal %d is lit to %.0f thousandths on the page, and to %d on the card", p.Number, share, lit[p.Number])
		}
	}
	home, _ := s.Page("/")
	if v := home.Data().(*site.Home); v.Coin != nil || v.NoCoin != "Nothing has been spent in 2028 so far: there is no coin to cut yet." {
		t.Errorf("the front page has %v, and says %q", v.Coin, v.NoCoin)
	}
}

// TestCardCoin has the pieces of the front page's coin on its card, in every language.
func TestCardCoin(t *testing.T) {
	set, locales, _, err := generator.Check(demonstration())
	if err != nil {
		t.Fatal(err)
	}
	s, cards := site.New(set, locales), 0
	for _, c := range s.ShareCards() {
		if c.Coin == nil {
			continue
		}
		cards++
		home, _ := s.Page("/" + strings.TrimSuffix(c.Path, "card.png"))
		coin := home.Data().(*site.Home).Coin
		for i, row := range coin.Rows {
			if p := c.Coin.Parts[i]; p.Name != row.Name || !strings.HasPrefix(row.Each, p.Much) {
				t.Errorf("%s has %q with %s, the page %q with %s", c.Path, p.Name, p.Much, row.Name, row.Each)
			}
		}
		if c.Coin.Figure != coin.Figure || !strings.HasPrefix(c.Says, coin.Heading+". ") {
			t.Errorf("%s has %q and says %q", c.Path, c.Coin.Figure, c.Says)
		}
	}
	if cards != len(set.Settings().Languages) {
		t.Errorf("%d cards have a coin", cards)
	}
}
