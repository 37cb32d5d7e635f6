package generator_test

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing/fstest"

	yaml "go.yaml.in/yaml/v4"
	"pgregory.net/rapid"
)

// This file is the city as TestFigures reads it: sums made by exact fractions
// from the bare YAML, and which page has to say them.

// model is a city as this test reads it.
type model struct {
	population int64
	entries    []modelEntry
}

type modelEntry struct {
	id, kind       string
	date, year     string
	issues, goals  []string
	departments    []string
	partners       []string
	official       string
	travellers     []string
	countries      []string
	state          string
	cancelled      bool
	known          bool
	lines          []modelLine
	planned, saved *big.Rat
	promises       []modelPromise
}

type modelPromise struct{ due, state string }

type modelLine struct {
	purpose, payer string
	amount         *big.Rat
	city           bool
}

// modelOf reads a city from its YAML alone.
func modelOf(t *rapid.T, city fstest.MapFS) *model {
	m := &model{}
	for _, name := range slices.Sorted(maps.Keys(city)) {
		text := string(city[name].Data)
		if name == "site.yaml" {
			if _, err := fmt.Sscanf(text[strings.Index(text, "population:"):], "population: %d", &m.population); err != nil {
				t.Fatal(err)
			}
			continue
		}
		kind, file, _ := strings.Cut(name, "/")
		if kind == "people" || kind == "partners" {
			continue
		}
		var n yaml.Node
		if err := yaml.Load([]byte(strings.SplitN(text, "---\n", 3)[1]), &n); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		f := fields(n.Content[0])
		e := modelEntry{
			id:          kind + "/" + strings.TrimSuffix(file, ".md"),
			kind:        kind,
			issues:      texts(fields(f["local_impact"])["issues"]),
			goals:       texts(f["sdg"]),
			departments: texts(f["departments"]),
			partners:    texts(f["partners"]),
			official:    f["official"].Value,
		}
		e.cancelled = f["status"] != nil && f["status"].Value == "cancelled" && (f["cancelled_on"] == nil || f["cancelled_on"].Value <= lookedOn)
		if list := f["travellers"]; list != nil {
			for _, x := range list.Content {
				if p := fields(x)["person"]; p != nil {
					e.travellers = append(e.travellers, p.Value)
				} else {
					e.travellers = append(e.travellers, "")
				}
			}
		}
		for _, key := range []string{"start", "signed", "date"} {
			if f[key] != nil {
				e.date, e.year = f[key].Value, f[key].Value[:4]
			}
		}
		for _, d := range texts(f["destination"]) {
			e.countries = append(e.countries, d[len(d)-2:])
		}
		if list := f["promises"]; list != nil {
			for _, p := range list.Content {
				x := fields(p)
				e.promise(x["due"].Value, x["status"].Value)
			}
		}
		e.cost(f["cost"])
		m.entries = append(m.entries, e)
	}
	for i := range m.entries {
		m.place(&m.entries[i])
	}
	return m
}

// place works out the countries of what is no trip.
func (m *model) place(e *modelEntry) {
	country := map[string]string{"partner-0": "IT", "partner-1": "EE"}
	switch e.kind {
	case "agreements":
		e.countries = []string{country[e.partners[0]]}
	case "outcomes":
		for _, x := range m.entries {
			if x.id == "trips/entry-0" {
				e.countries = x.countries
			}
		}
	}
}

func texts(n *yaml.Node) (out []string) {
	if n == nil {
		return nil
	}
	for _, x := range n.Content {
		out = append(out, x.Value)
	}
	return out
}

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return r
}

// cents rounds half a cent away from zero.
func cents(r *big.Rat) *big.Rat { return rat(r.FloatString(2)) }

func (e *modelEntry) cost(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode {
		e.state, e.known = "final", true
		e.lines = []modelLine{{"other", "Valmont", rat(n.Value), true}}
		return
	}
	f := fields(n)
	e.state = "provisional"
	if f["status"] != nil {
		e.state = f["status"].Value
	}
	if f["planned"] != nil {
		e.planned = rat(f["planned"].Value)
	}
	if f["saved"] != nil {
		e.saved = rat(fields(f["saved"])["amount"].Value)
	}
	if f["lines"] == nil {
		return
	}
	e.known = true
	for _, l := range f["lines"].Content {
		x := fields(l)
		line := modelLine{x["for"].Value, "Valmont", rat(x["amount"].Value), true}
		if x["rate"] != nil {
			line.amount = cents(new(big.Rat).Mul(line.amount, rat(x["rate"].Value)))
		}
		if p := x["paid_by"]; p != nil && p.Value != "City of Valmont" {
			line.payer, line.city = p.Value, false
		}
		e.lines = append(e.lines, line)
	}
}

// paid adds up the lines of which a condition holds.
func (e *modelEntry) paid(which func(modelLine) bool) *big.Rat {
	sum := new(big.Rat)
	for _, l := range e.lines {
		if which(l) {
			sum.Add(sum, l.amount)
		}
	}
	return sum
}

func byCity(l modelLine) bool { return l.city }
func byAll(modelLine) bool    { return true }

// expectation is the amounts that a page must show, and those that it may, each with
// what it is.
type expectation struct{ must, may map[string]string }

func (x *expectation) add(what string, r *big.Rat)    { x.must[euro(r)] = what }
func (x *expectation) permit(what string, r *big.Rat) { x.may[euro(r)] = what }

func euro(r *big.Rat) string {
	sign, s := "", r.FloatString(2)
	if rest, found := strings.CutPrefix(s, "-"); found {
		sign, s = "−", rest
	}
	return sign + "€" + grouped(s)
}

func (m *model) expected() map[string]*expectation {
	out := map[string]*expectation{}
	page := func(address string) *expectation {
		if out[address] == nil {
			out[address] = &expectation{map[string]string{}, map[string]string{}}
		}
		return out[address]
	}
	sums := map[string][]modelEntry{}
	for _, e := range m.entries {
		m.ofEntry(page("/"+e.id+"/"), &e)
		for _, i := range e.issues {
			sums["/issues/"+i+"/"] = append(sums["/issues/"+i+"/"], e)
		}
		for _, d := range e.departments {
			sums["/departments/"+d+"/"] = append(sums["/departments/"+d+"/"], e)
		}
		for _, p := range e.partners {
			sums["/partners/"+p+"/"] = append(sums["/partners/"+p+"/"], e)
		}
		for _, g := range goalsOf(e) {
			sums["/sdg/"+g+"/"] = append(sums["/sdg/"+g+"/"], e)
		}
		m.inList(page("/"+e.kind+"/"), &e)
		m.inList(page("/"), &e)
		m.inList(page("/embed/latest/"), &e)
	}
	for _, a := range []string{"/issues/waste/", "/issues/water/", "/departments/streets/", "/departments/parks/", "/partners/partner-0/",
		"/partners/partner-1/"} {
		m.ofTerm(page(a), sums[a])
	}
	for _, p := range []string{"official-0", "official-1"} {
		m.ofPerson(page("/people/"+p+"/"), p)
	}
	for g := 1; g <= 17; g++ {
		a := fmt.Sprintf("/sdg/%d/", g)
		m.ofTerm(page(a), sums[a])
		city, _ := m.sum(sums[a])
		page("/sdg/").add("goal "+fmt.Sprint(g), city)
	}
	m.ofYears(page)
	m.ofHome(page("/"), sums)
	m.ofData(page("/data/"))
	return out
}

// goalsOf are the numbers of an entry's goals, each once.
func goalsOf(e modelEntry) []string {
	var out []string
	for _, g := range e.goals {
		if n, _, _ := strings.Cut(g, "."); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// sum is what was spent on a list of entries, by the city and by all.
func (m *model) sum(list []modelEntry) (city, all *big.Rat) {
	city, all = new(big.Rat), new(big.Rat)
	for _, e := range list {
		if e.spent() {
			city.Add(city, e.paid(byCity))
			all.Add(all, e.paid(byAll))
		}
	}
	return city, all
}

func (m *model) each(r *big.Rat) *big.Rat {
	return cents(new(big.Rat).Quo(r, rat(fmt.Sprint(m.population))))
}

func (m *model) ofEntry(x *expectation, e *modelEntry) {
	for _, l := range e.lines {
		x.add("a line", l.amount)
	}
	if e.known {
		x.add("the cost to the city", e.paid(byCity))
		if e.paid(byAll).Cmp(e.paid(byCity)) != 0 {
			x.add("the trip cost", e.paid(byAll))
		}
		x.permit("the trip cost", e.paid(byAll))
	}
	if e.known && e.spent() {
		x.permit("each resident's part", m.each(e.paid(byCity)))
		if e.planned != nil && e.state == "final" && !e.cancelled {
			d := new(big.Rat).Sub(e.paid(byCity), e.planned)
			if d = d.Abs(d); d.Sign() != 0 {
				x.add("the difference from the plan", d)
			}
		}
	}
	if e.planned != nil {
		x.add("the plan", e.planned)
	}
	if e.saved != nil {
		x.add("the saving", e.saved)
	}
}

// inList is what a list says of an entry.
func (m *model) inList(x *expectation, e *modelEntry) {
	switch {
	case e.spent() && e.known:
		x.permit("an entry's cost to the city", e.paid(byCity))
		x.permit("an entry's trip cost", e.paid(byAll))
	case e.plan() != nil:
		x.permit("an entry's plan", e.plan())
	}
}

// listed is what a list has to say of an entry.
func (m *model) listed(x *expectation, e *modelEntry) {
	m.inList(x, e)
	switch {
	case e.spent() && e.known:
		x.add("an entry's cost to the city", e.paid(byCity))
	case e.plan() != nil:
		x.add("an entry's plan", e.plan())
	}
}

func (m *model) ofTerm(x *expectation, list []modelEntry) {
	for _, e := range list {
		m.listed(x, &e)
	}
	m.ofTermYears(x, list)
	city, all := m.sum(list)
	x.add("the cost to the city", city)
	x.permit("each resident's part", m.each(city))
	m.notes(list, x.add)
	if all.Cmp(city) != 0 {
		x.add("the trip cost", all)
	}
	x.permit("nothing", new(big.Rat))
}

// ofTermYears are the years of a list, of which a page tells.
func (m *model) ofTermYears(x *expectation, list []modelEntry) {
	for year, part := range byYear(list) {
		sum, _ := m.sum(part)
		x.permit("what "+year+" cost", sum)
		m.notes(part, x.permit)
	}
}

func (m *model) ofHome(x *expectation, sums map[string][]modelEntry) {
	now := m.which(func(e modelEntry) bool { return e.year == "2026" })
	city, _ := m.sum(now)
	if len(now) > 0 {
		x.add("the year's cost to the city", city)
		m.notes(now, x.add)
	}
	x.permit("each resident's part", m.each(city))
	m.ofCoin(x, now, false)
	for a, list := range sums {
		if strings.HasPrefix(a, "/sdg/") {
			sum, _ := m.sum(list)
			x.permit("a goal's cost", sum)
		}
	}
	x.permit("a goal without a cost", new(big.Rat))
}

// table is sums by the name of a row: what the city paid, what all did.
type table map[string]*[2]*big.Rat

func (t table) add(name string, city, all *big.Rat) {
	if t[name] == nil {
		t[name] = &[2]*big.Rat{new(big.Rat), new(big.Rat)}
	}
	t[name][0].Add(t[name][0], city)
	t[name][1].Add(t[name][1], all)
}

// tables adds a list of entries up in all ways that the pages of costs do.
func (m *model) tables(list []modelEntry) table {
	t := table{}
	issue := map[string]string{"waste": "Waste", "water": "Water"}
	country := map[string]string{"IT": "Italy", "EE": "Estonia"}
	for _, e := range list {
		if !e.known || !e.spent() {
			continue
		}
		city, all := e.paid(byCity), e.paid(byAll)
		t.add(strings.ToUpper(e.kind[:1])+e.kind[1:], city, all)
		for _, l := range e.lines {
			part := new(big.Rat)
			if l.city {
				part = l.amount
			}
			t.add(strings.ToUpper(l.purpose[:1])+l.purpose[1:], part, l.amount)
			t.add(l.payer, part, l.amount)
		}
		for _, c := range e.countries {
			t.add(country[c], city, all)
		}
		for _, i := range e.issues {
			t.add(issue[i], city, all)
		}
		if len(e.issues) == 0 {
			t.add("Without a local issue", city, all)
		}
		t.add("Total", city, all)
	}
	return t
}

// plans are what was planned and what was paid, where both are known for good.
func (m *model) plans(list []modelEntry) (planned, paid *big.Rat, n int) {
	planned, paid = new(big.Rat), new(big.Rat)
	for _, e := range list {
		if !e.cancelled && e.known && e.spent() && e.state == "final" && e.planned != nil {
			planned.Add(planned, e.planned)
			paid.Add(paid, e.paid(byCity))
			n++
		}
	}
	return planned, paid, n
}

func byYear(list []modelEntry) map[string][]modelEntry {
	out := map[string][]modelEntry{}
	for _, e := range list {
		out[e.year] = append(out[e.year], e)
	}
	return out
}

func (m *model) ofYears(page func(string) *expectation) {
	years := byYear(m.entries)
	all := page("/costs/")
	m.ofSums(all, m.entries, nil)
	m.notes(m.entries, func(what string, r *big.Rat) {
		if what == "what is planned" {
			all.add(what, r)
		}
	})
	m.ofWays(all, years)
	for year, list := range years {
		if trips := tripsOf(list); len(trips) > 0 {
			m.ofTrips(page("/costs/"+year+"/trips/"), trips)
		}
		x := page("/costs/" + year + "/")
		if city, trip := m.sum(list); anySpent(list) {
			before := years[fmt.Sprint(rat(year).Num().Int64()-1)]
			m.ofSums(x, list, before)
			m.ofTravellers(x, list, before)
			if _, is := m.coinUnits(list); is {
				m.ofCoin(page("/costs/"+year+"/coin/"), list, true)
			}
			all.add("what "+year+" cost the city", city)
			all.add("what "+year+" cost", trip)
			all.permit("each resident's part", m.each(city))
		}
		m.notes(list, x.add)
		m.notes(list, all.add)
		for _, e := range list {
			if !e.spent() {
				m.listed(x, &e)
				continue
			}
			for _, l := range e.lines {
				x.add("a line", l.amount)
			}
			if e.known {
				x.add("an entry's cost to the city", e.paid(byCity))
				x.permit("an entry's trip cost", e.paid(byAll))
			} else if e.planned != nil {
				x.add("a plan", e.planned)
			}
		}
	}
	m.ofSmallYear(page, years)
	for at := int64(1); at < 1_000_000_000; at *= 10 { // the lines of the drawing
		for _, k := range []int64{1, 2, 5} {
			all.permit("a mark of the drawing", rat(fmt.Sprintf("%d/100", at*k)))
			page("/sdg/").permit("a ring of the rose", rat(fmt.Sprintf("%d/100", at*k)))
			for n := int64(2); n <= 5; n++ {
				all.permit("a mark of the drawing", rat(fmt.Sprintf("%d/100", at*k*n)))
			}
		}
	}
}

// ofSmallYear is the page that other sites show of the latest year in which anything was paid: what
// that year cost, and beside it nothing that its own page does not say.
func (m *model) ofSmallYear(page func(string) *expectation, years map[string][]modelEntry) {
	x, latest := page("/embed/figures/"), ""
	for year, list := range years {
		if anySpent(list) {
			latest = max(latest, year)
		}
	}
	if latest == "" {
		return
	}
	own := page("/costs/" + latest + "/")
	maps.Copy(x.may, own.must)
	maps.Copy(x.may, own.may)
	city, all := m.sum(years[latest])
	x.add("what "+latest+" cost the city", city)
	x.add("what "+latest+" cost", all)
}

func (m *model) ofSums(x *expectation, list, before []modelEntry) {
	x.permit("nothing", new(big.Rat))
	city, all := m.sum(list)
	x.add("the cost to the city", city)
	x.add("the trip cost", all)
	x.permit("each resident's part", m.each(city))
	others := new(big.Rat).Sub(all, city)
	x.permit("what others paid", others)
	for name, row := range m.tables(list) {
		x.add(name+", the city's part", row[0])
		x.add(name, row[1])
	}
	if planned, paid, n := m.plans(list); n > 0 {
		x.add("what was planned", planned)
		x.add("what was paid of it", paid)
		for _, kind := range []string{"trips", "agreements", "outcomes"} {
			part := slices.DeleteFunc(slices.Clone(list), func(e modelEntry) bool { return e.kind != kind })
			p, q, _ := m.plans(part)
			x.permit("what was planned of "+kind, p)
			x.permit("what was paid of "+kind, q)
		}
	}
	if len(before) > 0 {
		old, _ := m.sum(before)
		if anySpent(before) {
			x.add("the year before", old)
		}
		d := new(big.Rat).Sub(city, old)
		x.permit("the difference from the year before", d.Abs(d))
		for name, row := range m.tables(before) {
			x.permit(name+", the year before", row[0])
		}
	}
}

// rows holds single rows of tables, with their names, against the model.
func (m *model) rows(t *rapid.T, files map[string][]byte) {
	years := byYear(m.entries)
	has := func(address string, cells ...string) {
		rows := parts(t, files[strings.TrimPrefix(address, "/")+"index.html"], "tr")
		if want := strings.Join(cells, " "); !slices.Contains(rows, want) {
			t.Errorf("%s has no row %q; it has\n%s", address, want, strings.Join(rows, "\n"))
		}
	}
	for name, row := range m.tables(m.entries) {
		has("/costs/", name, euro(row[0]), euro(row[1]))
	}
	for year, list := range years {
		before, was := years[fmt.Sprint(rat(year).Num().Int64()-1)], table{}
		if !anySpent(list) {
			continue
		}
		if anySpent(before) {
			was = m.tables(before)
		}
		for name, row := range m.tables(list) {
			cells := []string{name}
			if anySpent(before) {
				old := new(big.Rat)
				if was[name] != nil {
					old = was[name][0]
				}
				cells = append(cells, euro(old))
			}
			has("/costs/"+year+"/", append(cells, euro(row[0]), euro(row[1]))...)
		}
	}
	for _, partner := range []string{"partner-0", "partner-1"} {
		var list []modelEntry
		for _, e := range m.entries {
			if slices.Contains(e.partners, partner) {
				list = append(list, e)
			}
		}
		for year, part := range byYear(list) {
			city, _ := m.sum(part)
			want := ""
			if anySpent(part) {
				want = " " + euro(city)
			}
			m.notes(part, func(what string, r *big.Rat) {
				if what == "what is planned" && anySpent(part) {
					want += " " + euro(r) + " planned besides"
				} else if what == "what is planned" {
					want += " " + euro(r) + " planned"
				}
			})
			rows := parts(t, files["partners/"+partner+"/index.html"], "tr")
			if !slices.ContainsFunc(rows, func(r string) bool { return strings.HasPrefix(r, year+" ") && strings.Contains(r, want) }) {
				t.Errorf("%s: no row of %s with %q", partner, year, want)
			}
		}
	}
	for g := 1; g <= 17; g++ {
		var list []modelEntry
		for _, e := range m.entries {
			if slices.Contains(goalsOf(e), fmt.Sprint(g)) {
				list = append(list, e)
			}
		}
		city, _ := m.sum(list)
		rows := parts(t, files["sdg/index.html"], "tr")
		if want := fmt.Sprintf(" %d %s", len(list), euro(city)); !slices.ContainsFunc(
			rows,
			func(r string) bool { return strings.HasPrefix(r, fmt.Sprintf("%d ", g)) && strings.HasSuffix(r, want) },
		) {
			t.Errorf("goal %d: no row that ends in %q", g, want)
		}
	}
}
