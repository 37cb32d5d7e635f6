package importer

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/export"
	"parvis/generator/fields"
	"parvis/generator/i18n"
	"parvis/generator/source"
	"parvis/themes"
)

// folder is a city's files by their paths below the content folder.
type folder map[string]string

const tableSite = `title: Test
city: Valmont
country: FR
population: 1000
language: en
currency: %s
base_url: https://abroad.example.org/
local_issues: [{id: waste, name: Waste}, {id: mobility, name: Getting about}]
departments: [{id: streets, name: Streets}, {id: schools, name: Schools}]
`

// dot is a picture of one point.
var dot = "GIF89a\x01\x00\x01\x00\x80\x01\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x01\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x01L\x00;"

// set checks a town as a site is made of it, drafts with the rest.
func (c folder) set(t interface {
	Fatal(...any)
	Errorf(string, ...any)
}, currency string) *content.Set {
	files := fstest.MapFS{"site.yaml": {Data: fmt.Appendf(nil, tableSite, currency)}}
	for name, text := range c {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	folder, err := content.Read(files, "content")
	if err != nil {
		t.Fatal(err)
	}
	settings, problems := content.ParseSettings(folder.Settings)
	units, err := folder.Parse(settings, testToday)
	if err != nil {
		t.Fatal(err)
	}
	locale, err := i18n.Load(themes.Chartres(), "en")
	if err != nil {
		t.Fatal(err)
	}
	set, found := content.Check(settings, problems, units, folder,
		content.Options{Today: testToday, Drafts: true, Locales: map[string]*i18n.Locale{"en": locale}})
	if set == nil {
		for _, d := range found {
			if d.Severity == source.Error {
				t.Errorf("%s: %s: %s\n%s", d.At.File.Path, d.Rule.Name, d.Message, d.At.File.Text)
			}
		}
		t.Fatal("the town has errors")
	}
	return set
}

// cellsOf are all cells of all tables that a town gives away: those of each row behind
// the names of its table and of its key.
func cellsOf(s *content.Set, value func(string) string) map[string][]string {
	out := map[string][]string{}
	for _, table := range content.Tables() {
		n := 0
		for row := range table.Rows(s) {
			n++
			cells := slices.Clone(row)
			for i, c := range table.Columns {
				if c.Type == fields.Decimal {
					cells[i] = value(cells[i])
				}
				if c.Name == "verdict_said" {
					cells[i] = "" // whose consent no table holds, so that it is not taken up
				}
			}
			out[fmt.Sprintf("%s %05d", table.Name, n)] = cells
		}
	}
	return out
}

// asWritten is a number with all its digits, as a text holds it, and inCells without the
// zeros at its end, which the cell of a spreadsheet does not hold.
func asWritten(number string) string { return number }

func inCells(number string) string {
	if strings.Contains(number, ".") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	return number
}

// tablesOf are the tables that a town gives away, as files with that ending.
func tablesOf(t interface{ Fatal(...any) }, s *content.Set, ending string) []*source.File {
	var out []*source.File
	for _, table := range content.Tables() {
		var b bytes.Buffer
		var err error
		if ending == ".csv" {
			err = export.CSV(&b, table.Header(), table.Rows(s))
		} else {
			err = export.XLSX(&b, table, table.Rows(s), "en")
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, source.NewFile("data/"+table.Name+ending, b.Bytes()))
	}
	return out
}

// importTown imports tables of a town.
func importTown(t interface{ Fatal(...any) }, files []*source.File, currency string) ([]Draft, []source.Diagnostic) {
	drafts, found, err := ReadAll(files, nil, Options{Currency: currency, Language: "en", City: "Valmont"})
	if err != nil {
		t.Fatal(err)
	}
	return drafts, found
}

// rebuilt is the town that drafts make. Agreements are published, since no table holds
// the promises of drafts.
func rebuilt(drafts []Draft) folder {
	out := folder{}
	for _, d := range drafts {
		text := string(d.Text)
		if strings.HasPrefix(d.Path, "agreements/") {
			text = strings.Replace(text, "draft: true\n", "", 1)
		}
		if out[d.Path] = text; strings.HasSuffix(d.Path, "/index.md") {
			out[strings.TrimSuffix(d.Path, "index.md")+"dot.gif"] = dot
		}
	}
	return out
}

// meaning is what was read of all that tables hold, without the places where it stands.
func meaning(s *content.Set, value func(string) string) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, e := range s.Entries() {
		add("%s %q %q %q %q", e.ID, e.Title.V, e.Pitch.V, e.Purpose.V, e.Impact.Benefit.V)
		for _, l := range e.Cost.Lines {
			add("line %q %q %v %v %q %v %q %q %v", l.For.V, l.What.V, l.Amount.V, l.Converted, value(l.Rate.V), l.RateDate.V, l.PaidBy.V, l.Class.V, l.Nights.V)
		}
		switch {
		case e.Trip != nil:
			for _, x := range e.Trip.Travellers {
				add("traveller %q %q %q %d %q", x.Person.V, x.Role.V, x.Function.V, x.Count, x.PaidBy.V)
			}
		case e.Agreement != nil:
			for _, p := range e.Agreement.Promises {
				add("promise %q %q %v %q %q %q %v %v", p.ID.V, p.Text.V, p.Due.V, p.Owner.V, s.PromiseStatus(p), p.Reason.V, s.KeptOn(e, p), p.DroppedOn.V)
				for _, n := range p.Notes {
					add("note %v %q", n.On.V, n.Text.V)
				}
			}
			if len(e.Agreement.Promises) > 0 {
				for _, d := range e.Departments {
					add("department %q", d.V)
				}
			}
		case e.Outcome != nil:
			for _, m := range e.Outcome.Measures {
				add("measure %q %q %q %q %q", m.What.V, m.Unit.V, value(m.Before.V), value(m.Target.V), value(m.Now.V))
			}
			for _, k := range e.Outcome.Keeps {
				add("keeps %q", k.V)
			}
		}
	}
	for _, p := range s.People() {
		add("%s %q %q %v %v %v %q %q", p.ID, p.Called().V, p.Role.V, p.Elected, p.From.V, p.Until.V, p.Portrait.V, p.Alt.V)
	}
	for _, p := range s.Partners() {
		add("%s %q %q %q %q %v %v %v", p.ID, p.Name.V, p.Type.V, p.City.V, p.Country.V, p.Lat.V, p.Lon.V, p.Since.V)
	}
	for _, n := range s.Newsletters() {
		add("%s %q %q %q %q %q %q %d", n.ID, n.Title.V, n.SignedBy.V, n.Purpose.V, n.PracticeFrom.V, n.Practice.V, n.Question.V, n.Number.V)
		for _, f := range n.Features {
			add("feature %q", f.V)
		}
		if v := n.Verdict; v != nil {
			add("verdict %q %d %q", v.Of.V, v.Answers.V, v.WeDid.V)
			for _, c := range v.Counts {
				add("count %q %d", strings.Join(strings.Fields(c.Answer.V), " "), c.N.V) // a cell has a line for each
			}
		}
	}
	return out
}

// townCurrencies have no decimals, two, three or four.
var townCurrencies = []string{"EUR", "JPY", "TND", "CLF", "USD", "CLP"}

// mason draws a town.
type mason struct {
	*rapid.T
	c        folder
	currency string
	people   []string
	partners []string
	told     []string            // entries, in the order of their days
	days     map[string]string   // of entries
	kept     map[string][]string // promises that outcomes may keep, by their agreements
	benefits int
}

func (m *mason) text(start, label string) string { return prose(start).Draw(m.T, label) }
func (m *mason) maybe(label string) bool         { return rapid.Bool().Draw(m.T, label) }
func (m *mason) pick(from []string, label string) string {
	return rapid.SampledFrom(from).Draw(m.T, label)
}

func (m *mason) day(least, most time.Time, label string) string {
	return least.AddDate(0, 0, rapid.IntRange(0, int(most.Sub(least).Hours()/24)).Draw(m.T, label)).Format(time.DateOnly)
}

func (m *mason) after(day, label string) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		m.Fatal(err)
	}
	return m.day(d, testToday, label)
}

// amount draws an amount with the decimals of its currency.
func (m *mason) amount(least, most int64, currency, label string) string {
	return content.Money{Minor: rapid.Int64Range(least, most).Draw(m.T, label), Currency: currency}.Decimal()
}

// front is the front matter of a file.
type front struct{ strings.Builder }

func (f *front) put(name, value string) {
	if value != "" {
		f.WriteString(name + ": " + scalar(value) + "\n")
	}
}

func (f *front) file(body string) string { return "---\n" + f.String() + "---\n" + body }

// raise draws a town with files of all kinds.
func raise(t *rapid.T) (folder, string) {
	m := &mason{T: t, c: folder{}, currency: rapid.SampledFrom(townCurrencies).Draw(t, "currency"), days: map[string]string{}, kept: map[string][]string{}}
	for i := range 3 {
		m.person(i)
	}
	for i := range 3 {
		m.partner(i)
	}
	for i := range rapid.IntRange(0, 7).Draw(t, "entries") {
		m.entry(i)
	}
	if m.maybe("a letter") {
		m.letter()
	}
	return m.c, m.currency
}

func (m *mason) period(least int, label string) string {
	day := m.day(time.Date(least, 1, 1, 0, 0, 0, 0, time.UTC), testToday, label)
	return day[:rapid.SampledFrom([]int{4, 7, 10}).Draw(m.T, label+" as")]
}

func (m *mason) person(i int) {
	var f front
	f.put("name", m.text("Claire", "name"))
	f.put("role", m.text("Mayor", "office"))
	id := fmt.Sprintf("person-%d", i)
	if elected := i == 0 || m.maybe("elected"); elected {
		f.WriteString("elected: true\n")
	}
	name := "people/" + id + ".md"
	if i > 0 {
		if m.maybe("from") {
			f.put("from", m.period(2001, "from"))
		}
		if m.maybe("until") {
			f.put("until", m.pick([]string{"2027", "2027-03", "2028-01-31"}, "until"))
		}
		if m.maybe("portrait") {
			f.put("portrait", "dot.gif")
			f.put("alt", m.text("A point", "alt"))
			name = "people/" + id + "/index.md"
			m.c["people/"+id+"/dot.gif"] = dot
		}
	}
	m.c[name] = f.file("")
	m.people = append(m.people, id)
}

func (m *mason) partner(i int) {
	var f front
	f.put("name", m.text("Ravenna", "partner"))
	f.put("kind", m.pick(fields.PartnerKinds, "kind"))
	if m.maybe("city") {
		f.put("city", m.text("Ravenna", "city"))
	}
	if m.maybe("place") {
		f.WriteString(m.pick([]string{"country: IT\nlat: 44.42\nlon: 12.2\n", "country: EC\nlat: -0.206\nlon: -78.509\n", "country: NO\n"}, "where"))
	}
	if m.maybe("since") {
		f.put("since", m.period(1850, "since"))
	}
	id := fmt.Sprintf("partner-%d", i)
	m.c["partners/"+id+".md"] = f.file("")
	m.partners = append(m.partners, id)
}

// entry draws an entry on a day that does not lie before those of earlier ones.
func (m *mason) entry(i int) {
	kind := rapid.SampledFrom(fields.Entries).Draw(m.T, "kind of entry")
	if kind == fields.Outcomes && len(m.told) == 0 {
		kind = fields.Agreements
	}
	least := "2019-01-01"
	for _, day := range m.days {
		least = max(least, day)
	}
	day := m.after(least, "day")
	id := fmt.Sprintf("%s/%s-%d", kind, day[:7], i)
	var f front
	if kind != fields.Agreements {
		f.WriteString("draft: true\n") // no table holds the promises of drafts
	}
	f.put("title", m.text("Title", "title"))
	if m.maybe("pitch") {
		f.put("pitch", m.text("Pitch", "pitch"))
	}
	f.put("purpose", m.text("Why", "purpose"))
	f.WriteString("local_impact:\n  benefit: " + scalar(m.text(ownBenefits[m.benefits], "benefit")) + "\n")
	m.benefits++
	if m.maybe("issues") {
		f.WriteString("  issues: [waste, mobility]\n")
	}
	f.WriteString("sdg: " + flow(subset(m.T, []string{"1", "11.2", "17.10", "13.b"}, 1, "sdg")) + "\n")
	m.cost(&f, kind)
	if m.maybe("official") {
		f.put("official", m.people[0])
	}
	switch kind {
	case fields.Trips:
		m.trip(&f, day)
	case fields.Agreements:
		m.agreement(&f, id, day)
	case fields.Outcomes:
		m.outcome(&f, day)
	}
	m.c[id+".md"] = f.file("A story.\n")
	m.told = append(m.told, id)
	m.days[id] = day
}

func (m *mason) cost(f *front, kind fields.Kind) {
	form := m.pick([]string{"lines", "lines", "lines", "amount", "pending"}, "cost")
	if kind == fields.Agreements && form == "pending" {
		form = "lines" // what is published may not be pending for long
	}
	switch form {
	case "amount":
		f.WriteString("cost: " + m.amount(1, 9_000_000, m.currency, "amount") + "\n")
		return
	case "pending":
		f.WriteString("cost: {pending: The bill is late.}\n")
		return
	}
	f.WriteString("cost:\n")
	if m.maybe("planned") {
		f.WriteString("  status: provisional\n  planned: " + m.amount(0, 9_000_000, m.currency, "planned") + "\n")
	} else {
		f.WriteString("  status: " + m.pick(fields.CostStatuses, "status") + "\n")
	}
	f.WriteString("  lines:\n    - {for: transport, amount: " + m.amount(1_000_000, 9_000_000, m.currency, "first line"))
	if m.maybe("class") {
		f.WriteString(", class: " + m.pick(fields.TravelClasses, "class"))
	}
	f.WriteString("}\n")
	if kind != fields.Trips { // where they would have to fit its days
		f.WriteString("    - {for: lodging, amount: 1, nights: " + m.pick([]string{"1", "2", "40"}, "nights") + "}\n")
	}
	for range rapid.IntRange(0, 4).Draw(m.T, "lines") {
		currency := m.pick(townCurrencies, "currency of a line")
		least := int64(0)
		if currency == m.currency {
			least = -100_000
		}
		pairs := []string{"for: " + m.pick(fields.Purposes, "for"), pair("what", m.text("What", "what")),
			"amount: " + m.amount(least, 5_000_000, currency, "of a line")}
		if currency != m.currency {
			pairs = append(pairs, "currency: "+currency, "rate: "+m.pick([]string{"1.16", "0.0051", "2.50", "120"}, "rate"))
			if m.maybe("rate date") {
				pairs = append(pairs, "rate_date: 2020-02-29")
			}
		}
		if m.maybe("payer") {
			pairs = append(pairs, pair("paid_by", m.text("Ravenna", "paid by")))
		}
		f.WriteString("    - {" + strings.Join(pairs, ", ") + "}\n")
	}
}

func (m *mason) trip(f *front, day string) {
	f.put("start", day)
	f.put("end", m.after(day, "end"))
	f.WriteString(`destination: ["Łódź, PL", "Two Rivers, US"]` + "\n")
	for i := range rapid.IntRange(0, 3).Draw(m.T, "travellers") {
		if i == 0 {
			f.WriteString("travellers:\n")
		}
		var pairs []string
		if m.maybe("by name") {
			pairs = append(pairs, pair("person", m.people[i]))
		} else {
			pairs = append(pairs, pair("role", m.text("Engineer", "role")), "count: "+m.pick([]string{"1", "2", "30"}, "count"))
		}
		if m.maybe("function") {
			pairs = append(pairs, pair("function", m.text("Asks", "function")))
		}
		if m.maybe("paid for") {
			pairs = append(pairs, pair("paid_by", m.text("Utrecht", "payer of a traveller")))
		}
		f.WriteString("  - {" + strings.Join(pairs, ", ") + "}\n")
	}
}

func (m *mason) agreement(f *front, id, day string) {
	f.put("signed", day)
	f.WriteString("partners: " + flow(subset(m.T, m.partners, 1, "partners")) + "\n")
	if m.maybe("departments") {
		f.WriteString("departments: [schools, streets]\n")
	}
	for i := range rapid.IntRange(0, 3).Draw(m.T, "promises") {
		if i == 0 {
			f.WriteString("promises:\n")
		}
		promise := fmt.Sprintf("p%d", i)
		fmt.Fprintf(f, "  - id: %s\n    text: %s\n", promise, scalar(m.text("Two lorries", "promise")))
		if m.maybe("due") {
			f.WriteString("    due: " + m.pick([]string{m.after(day, "due"), "2031-03-31"}, "due") + "\n")
		}
		if m.maybe("owner") {
			f.WriteString("    owner: " + m.pick(m.people, "owner") + "\n")
		}
		status := m.pick(fields.PromiseStatuses, "promise stands")
		f.WriteString("    status: " + status + "\n")
		switch status {
		case "kept":
			if m.kept[id] = append(m.kept[id], promise); m.maybe("kept on") {
				f.WriteString("    kept_on: " + m.after(day, "kept on") + "\n")
			}
		case "dropped":
			f.WriteString("    dropped_on: " + m.after(day, "dropped on") + "\n    reason: " + scalar(m.text("No room", "reason")) + "\n")
		}
		on := day
		for k := range rapid.IntRange(0, 2).Draw(m.T, "notes") {
			if k == 0 {
				f.WriteString("    notes:\n")
			}
			on = m.after(on, "note")
			f.WriteString("      - {on: " + on + ", " + pair("text", m.text("Known", "note")) + "}\n")
		}
	}
}

func (m *mason) outcome(f *front, day string) {
	f.put("date", day)
	f.WriteString("of: " + flow(subset(m.T, slices.DeleteFunc(slices.Clone(m.told), func(id string) bool {
		return strings.HasPrefix(id, "outcomes/")
	}), 1, "of")) + "\n")
	f.put("status", m.pick([]string{"under_way", "achieved", "partly"}, "outcome stands"))
	var keeps []string
	for _, id := range m.told {
		for _, promise := range m.kept[id] {
			if m.maybe("keeps") {
				keeps = append(keeps, id+"#"+promise)
			}
		}
	}
	if len(keeps) > 0 {
		f.WriteString("keeps: " + flow(keeps) + "\n")
	}
	for i := range rapid.IntRange(0, 3).Draw(m.T, "measures") {
		if i == 0 {
			f.WriteString("measures:\n")
		}
		pairs := []string{pair("what", m.text("Trams", "measure"))}
		for _, name := range []string{"unit", "before", "target", "now"} {
			if m.maybe(name) {
				value := m.pick([]string{"0", "2.50", "-3", "1200000.125"}, name)
				if name == "unit" {
					value = m.text("a night", "unit")
				}
				pairs = append(pairs, pair(name, value))
			}
		}
		f.WriteString("  - {" + strings.Join(pairs, ", ") + "}\n")
	}
}

func (m *mason) letter() {
	var f front
	f.put("title", m.text("Why we went", "letter"))
	f.put("signed_by", m.people[0])
	f.put("purpose", m.text("Late shifts", "purpose of a letter"))
	if len(m.told) > 0 && m.maybe("features") {
		f.WriteString("features: " + flow(subset(m.T, m.told, 1, "features")) + "\n")
	}
	if m.maybe("practice") {
		f.WriteString("best_practice:\n")
		if m.maybe("whose") {
			f.WriteString("  from: " + m.pick(m.partners, "whose") + "\n")
		}
		f.WriteString("  text: " + scalar(m.text("Every stop", "practice")) + "\n")
	}
	if m.maybe("question") {
		f.put("question", m.text("When do you", "question"))
	}
	m.verdict(&f)
	if m.maybe("number") {
		f.put("number", "12")
	}
	m.c["newsletters/2026-09.md"] = f.file("I write this.\n")
}

// verdict writes what residents answered to an earlier letter.
func (m *mason) verdict(f *front) {
	if !m.maybe("verdict") {
		return
	}
	m.c["newsletters/2026-08.md"] = "---\ntitle: What I ask\nsigned_by: " + m.people[0] + "\npurpose: I want to know.\nquestion: At what time?\n---\nI ask.\n"
	f.WriteString("verdict:\n  of: 2026-08\n")
	counts, sum := "", 0
	for range rapid.IntRange(0, 3).Draw(m.T, "counts") {
		n := rapid.IntRange(0, 40).Draw(m.T, "n")
		sum, counts = sum+n, counts+fmt.Sprintf("    - {answer: %s, n: %d}\n", scalar(m.text("At one", "answer")), n)
	}
	fmt.Fprintf(f, "  answers: %d\n", sum)
	if counts != "" {
		f.WriteString("  counts:\n" + counts)
	}
	if m.maybe("said") {
		f.WriteString("  said:\n    - {quote: " + scalar(m.text("I would walk", "quote")) + ", consent: C-1}\n")
	}
	f.WriteString("  we_did: " + scalar(m.text("It leaves at one", "we did")) + "\n")
}

// TestRoundTripTables holds for random towns that what their tables say makes the same
// town again, as far as tables hold it, and the same tables.
func TestRoundTripTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, currency := raise(t)
		set := c.set(t, currency)
		ending := rapid.SampledFrom([]string{".csv", ".xlsx"}).Draw(t, "ending")
		drafts, found := importTown(t, tablesOf(t, set, ending), currency)
		for _, d := range found {
			t.Errorf("%s: %s", d.Rule.Name, d.Message)
		}
		for _, d := range drafts {
			harmless(t, d, currency)
		}
		value := asWritten
		if ending == ".xlsx" {
			value = inCells
		}
		sameTowns(t, set, rebuilt(drafts).set(t, currency), value)
	})
}

// sameTowns holds two towns against each other.
func sameTowns(t interface{ Fatalf(string, ...any) }, a, b *content.Set, value func(string) string) {
	if diff := cmp.Diff(cellsOf(a, value), cellsOf(b, value)); diff != "" {
		t.Fatalf("export(import(x)) differs (-x +):\n%s", diff)
	}
	if diff := cmp.Diff(meaning(a, value), meaning(b, value)); diff != "" {
		t.Fatalf("import(export(x)) differs (-x +):\n%s", diff)
	}
}

// fullTown has something in every column of every table that a field fills.
func fullTown() folder {
	return folder{
		"people/claire-moreau/index.md": "---\nname: Claire Moreau\nrole: Mayor\nelected: true\nfrom: 2020-07\nuntil: 2030\n" +
			"portrait: dot.gif\nalt: A point\n---\n",
		"people/claire-moreau/dot.gif": dot,
		"partners/ravenna.md":          "---\nname: Ravenna Town\nkind: city\ncity: Ravenna\ncountry: IT\nlat: 44.42\nlon: 12.2\nsince: 2009-05\n---\n",
		"trips/2026-09-ravenna.md": `---
title: Ravenna shows us how night trams pay their way
pitch: From March the last tram leaves at one.
start: 2026-09-14
end: 2026-09-16
destination: Ravenna, IT
purpose: See how a city of our size runs trams until one.
invited_by: the mayor of Ravenna
why_in_person: Drivers had to be asked at night.
difficulties: Two drivers are missing.
private_extension: One day of holiday.
co2_kg: 96.5
official: claire-moreau
partners: [ravenna]
local_impact: {benefit: Line A runs until one from March so late shifts get home., issues: [mobility]}
sdg: [11.2]
travellers: [{person: claire-moreau, function: asks the drivers}, {role: Engineer, function: runs the night, count: 2, paid_by: City of Ravenna}]
cost: {status: final, planned: 1300, lines: [{for: transport, what: Night train, amount: 412.50, class: second},
  {for: lodging, what: Hotel, amount: 96, currency: GBP, rate: 1.16, rate_date: 2026-09-14, paid_by: City of Ravenna, nights: 2}]}
---
`,
		"agreements/2025-ravenna.md": `---
title: What Ravenna and we promise each other
signed: 2025-03
until: 2030
purpose: Share one workshop for the trams of both towns.
partners: [ravenna]
departments: [streets]
local_impact: Six trams come back to line A before the winter begins.
sdg: [11]
cost: 500
promises: [{id: lorries, text: Two lorries., due: 2027-03-31, owner: claire-moreau, status: kept, kept_on: 2026-05-22,
  notes: [{on: 2026-05-01, text: "One\nis here."}, {on: 2026-05-02, text: Ordered.}]},
  {id: stop, text: One stop., status: dropped, dropped_on: 2026-06-30, reason: No room.}]
---
`,
		"outcomes/2026-09-trams.md": `---
title: The last tram leaves at one
date: 2026-09-30
of: [trips/2026-09-ravenna]
status: achieved
purpose: Let late shifts get home by tram.
local_impact: Three hundred people of the night shift ride home on line A.
sdg: [11.2]
cost: {status: provisional, lines: [{for: other, what: Posters, amount: 10}]}
keeps: [agreements/2025-ravenna#lorries]
measures: [{what: Trams after eleven, unit: a night, before: 0, target: 4, now: 2.50}]
---
`,
		"events/2026-08-evening.md": `---
title: An evening at the depot
start: 2026-08-21 18:30
end: 2026-08-22 12:00
place: {name: Tram depot, address: 4 Depot Lane, lat: 46.5, lon: 6.6}
for: [citizens, youth]
series: World Cities Day
programme: [{time: "18:30", what: Soup}, {time: 2026-08-22 10:00, what: "A walk, and songs"}, {what: Goodbye}]
registration: trams@example.org
attended: 140
of: [trips/2026-09-ravenna]
purpose: Hear the late shifts before the timetable is set.
local_impact: Ninety stops show from October when the last tram leaves.
sdg: [11.2]
cost: {status: provisional, lines: [{for: other, what: Soup, amount: 30}]}
---
`,
		"events/2026-08-quiz.md": `---
title: A quiz on trams
start: 2026-08-28
place: Library
for: press
cancelled_on: 2026-08-20
purpose: Have journalists ask about the nights.
local_impact: Four questions that readers sent are answered in the paper of September.
sdg: [11.2]
cost: {status: provisional, lines: [{for: other, what: Posters, amount: 3}]}
---
`,
		"newsletters/2026-08.md": `---
title: What I ask
signed_by: claire-moreau
purpose: Late shifts could not get home.
question: At what time?
---
I write this.
`,
		"campaigns/home-by-tram.md": `---
title: Home by tram until one
message: From March, the last tram waits for you.
from: 2026-08-10
until: 2026-08-24
for: [citizens, youth]
tells: [trips/2026-09-ravenna, agreements/2025-ravenna]
tied_to: events/2026-08-evening
---
`,
		"newsletters/2026-09.md": `---
title: Why we went to Ravenna
signed_by: claire-moreau
purpose: Late shifts could not get home.
features: [trips/2026-09-ravenna]
best_practice: {from: ravenna, text: Every stop shows the last tram.}
question: When do you go home?
verdict:
  of: 2026-08
  answers: 41
  counts: [{answer: "At one, or later", n: 12}, {answer: Earlier, n: 29}]
  said: [{quote: "I would sell: the car.", consent: C-1}]
  we_did: It leaves at one.
number: 12
---
I write this.
`,
	}
}

// derived are the columns of the tables that say again what another column says, or that
// follow from others.
func derived(t fields.Table, c fields.Column) bool {
	switch {
	case t.Name == "entries":
		return slices.Contains([]string{"url", "language", "countries", "spent", "cost_city", "cost_trip", "currency", "end"}, c.Name)
	case t.Name == "events":
		return slices.Contains([]string{"entry", "url", "title", "status", "of"}, c.Name) && c.Name != "entry"
	case c.Name == "verdict_said": // whose consent no table holds
		return true
	case t.Name == "travellers" && c.Name == "role": // said again as who travelled
		return true
	case t.Of != "":
		return !strings.HasPrefix(c.From, t.Of+".") && c.Name != "kept_by" && c.Name != "departments" && c.Name != "entry"
	}
	return c.From == "" && c.Name != "id"
}

// TestNoColumnIsIdle empties one column after the other before the import: the tables
// that come of it differ, or the round trip would not see that the column is not read.
func TestNoColumnIsIdle(t *testing.T) {
	set := fullTown().set(t, "EUR")
	files := tablesOf(t, set, ".csv")
	drafts, found := importTown(t, files, "EUR")
	if len(found) > 0 {
		t.Fatal(found[0].Message)
	}
	sameTowns(t, set, rebuilt(drafts).set(t, "EUR"), asWritten)
	want := cellsOf(set, asWritten)
	tried := 0
	for i, table := range content.Tables() {
		for _, c := range table.Columns {
			if derived(table.Table, c) {
				continue
			}
			tried++
			one := slices.Clone(files)
			one[i] = without(t, files[i], c.Name)
			lacking, found := importTown(t, one, "EUR")
			if len(found) > 0 || cmp.Diff(want, cellsOf(quiet{t}.set(rebuilt(lacking)), asWritten)) != "" {
				continue
			}
			t.Errorf("nothing differs where %s has nothing in %s", table.Name, c.Name)
		}
	}
	t.Logf("%d columns", tried)
	if tried < 60 {
		t.Errorf("only %d columns were tried", tried)
	}
}

// quiet checks a town in which something is missing.
type quiet struct{ *testing.T }

func (q quiet) Errorf(string, ...any) {}
func (q quiet) Fatal(...any)          { panic(q) }

func (q quiet) set(c folder) (set *content.Set) {
	defer func() {
		if recover() != nil {
			set = folder{}.set(q.T, "EUR") // with errors, or none of it
		}
	}()
	return c.set(q, "EUR")
}

// without is a table without what stands in one of its columns.
func without(t *testing.T, f *source.File, column string) *source.File {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(f.Text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(rows[0], column)
	for _, r := range rows[1:] {
		r[at] = ""
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return source.NewFile(f.Path, b.Bytes())
}

// TestOwnExpected compares what comes of tables that were changed by hand, with much in
// them that no program gave away, with an expected text.
func TestOwnExpected(t *testing.T) {
	var files []*source.File
	for _, name := range []string{"entries", "costs", "promises", "travellers", "measures", "people", "letters"} {
		files = append(files, source.NewFile("data/"+name+".csv", readFile(t, "testdata/own/"+name+".csv")))
	}
	taken := func(id string) bool { return id == "people/already-there" || id == "trips/2024-06-there" }
	for _, c := range []struct {
		name  string
		files []*source.File
	}{{"own", files}, {"own-alone", files[1:2]}, {"own-twice", []*source.File{files[5], files[5]}}} {
		drafts, found, err := ReadAll(c.files, nil, Options{Currency: "EUR", Language: "en", City: "Valmont", Taken: taken})
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := source.Text(&got, found, source.Color{}, catalog.English); err != nil {
			t.Fatal(err)
		}
		for _, d := range drafts {
			fmt.Fprintf(&got, "\n==> %s, rows %v\n%s", d.Path, d.Rows, d.Text)
			harmless(t, d, "EUR")
		}
		compare(t, "testdata/"+c.name+".golden", got.Bytes())
	}
}

// TestForeignTable takes a table with the columns of one of parvis's own, whose addresses
// are others, for a list.
func TestForeignTable(t *testing.T) {
	for address, want := range map[string]string{
		"https://abroad.example.org/partners/7/": "partners/7.md", "https://ravenna.example.org/": "partners/ravenna.md",
	} {
		table := "id,url,name,kind,city,country,lat,lon,since\n7," + address + ",Ravenna,city,Ravenna,IT,,,\n"
		drafts, _ := importTown(t, []*source.File{source.NewFile("x.csv", []byte(table))}, "EUR")
		if len(drafts) != 1 || drafts[0].Path != want {
			t.Errorf("%s: %v, want %s", address, drafts, want)
		}
	}
}
