package ledger

import (
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"parvis/generator/content"
	"parvis/generator/source"
)

// base is what every city of these tests has.
var base = map[string]string{
	"site.yaml": "title: Valmont abroad\ncity: Valmont\ncountry: FR\npopulation: 20000\nlanguage: en\nlanguages: [en, fr]\ncurrency: EUR\n" +
		"base_url: https://abroad.example.org/\n" +
		"local_issues:\n  - {id: waste, name: {en: Waste, fr: Propreté}}\n  - {id: streets, name: {en: Clean streets, fr: Propreté}}\n" +
		"departments: [{id: roads, name: Roads}, {id: parks, name: Parks}]\n",
	"people/anna.md":        "---\nname: Anna Able\nrole: Mayor\nelected: true\nfrom: 2020\n---\n",
	"people/bruno.md":       "---\nname: Bruno Bell\nrole: Councillor\nelected: true\nfrom: 2014\nuntil: 2025-12\n---\n",
	"people/carla.md":       "---\nname: Carla Coe\nrole: Head of roads\n---\n",
	"partners/ravenna.md":   "---\nname: Ravenna\nkind: city\ncountry: IT\nsince: 2022\n---\n",
	"partners/tartu.md":     "---\nname: Tartu\nkind: city\ncountry: EE\n---\n",
	"partners/valmont.md":   "---\nname: Valmont\nkind: city\ncountry: CH\n---\n",
	"trips/2025-ravenna.md": entry("Trip one", "start: 2025-09-14\nend: 2025-09-16\ndestination: Ravenna, IT\nofficial: anna\ncost: 100.00\n"),
}

// entry is the text of an entry with what all have, and more.
func entry(title, more string) string {
	return fmt.Sprintf("---\ntitle: %s\npurpose: To learn for %s what others do.\nlocal_impact: {benefit: %q, issues: [waste]}\nsdg: [11.2]\n%s---\n",
		title, title, benefit(title), more)
}

// benefit is one in words of its own for each title.
func benefit(title string) string {
	words := strings.Fields("amber birch cedar delta ember fjord grove haven islet jetty knoll ledge marsh north ocean plain")
	out, at := "Twelve buses more run each day:", uint32(2166136261)
	for i := range 12 {
		for _, c := range []byte(title) {
			at = (at ^ uint32(c) ^ uint32(i)) * 16777619
		}
		out += " " + words[at>>7%16] + words[at>>13%16]
	}
	return out
}

func day(text string) time.Time {
	t, err := time.Parse("2006-01-02", text)
	if err != nil {
		panic(err)
	}
	return t
}

// ledgerOf is the ledger of the base city with further files, on a day; an empty
// text takes a file out.
func ledgerOf(t rapid.TB, on string, files map[string]string) *Ledger {
	t.Helper()
	all := maps.Clone(base)
	maps.Copy(all, files)
	fsys := fstest.MapFS{}
	for name, text := range all {
		if text != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	folder, err := content.Read(fsys, "content")
	if err != nil {
		t.Fatal(err)
	}
	settings, problems := content.ParseSettings(folder.Settings)
	units, err := folder.Parse(settings, day(on))
	if err != nil {
		t.Fatal(err)
	}
	set, found := content.Check(settings, problems, units, folder, content.Options{Today: day(on)})
	for _, d := range found {
		if d.Severity == source.Error {
			t.Fatalf("%+v", d)
		}
	}
	return New(set)
}

// ids are the ids of entries, in their order.
func ids(list []*content.Entry) string {
	var out []string
	for _, e := range list {
		out = append(out, e.ID)
	}
	return strings.Join(out, " ")
}

// said are sums in short: id, city, trip, before.
func said(list []Sum) string {
	var out []string
	for _, s := range list {
		out = append(out, fmt.Sprintf("%s %s %s %s", s.ID, s.City.Decimal(), s.Trip.Decimal(), s.Before.Decimal()))
	}
	return strings.Join(out, ", ")
}

// TestTerms lists entries under their terms, newest first and each once.
func TestTerms(t *testing.T) {
	ld := ledgerOf(t, "2026-11-23", map[string]string{
		"trips/2026-tartu.md": entry("Trip two", "start: 2026-03-01\nend: 2026-03-02\ndestination: Tartu, EE\npartners: [tartu, partners/ravenna]\n"+
			"official: anna\ndepartments: [roads]\ntravellers: [{person: anna}, {person: carla}]\ncost: 10.00\n"),
		"agreements/2026-tartu.md": entry("Agreement one",
			"signed: 2026\npartners: [tartu]\ncost: 5.00\npromises: [{id: a, text: Two buses., due: 2027-01-01, owner: bruno, status: open}]\n"),
		"agreements/2026-drafts.md": entry("Agreement two", "draft: true\nsigned: 2026-05\npartners: [tartu]\ncost: 5.00\n"),
	})
	for term, want := range map[Term]string{
		"":                       "trips/2026-tartu agreements/2026-tartu trips/2025-ravenna",
		OfKind(content.Trips):    "trips/2026-tartu trips/2025-ravenna",
		OfIssue("waste"):         "trips/2026-tartu agreements/2026-tartu trips/2025-ravenna",
		OfIssue("streets"):       "",
		OfGoal(11):               "trips/2026-tartu agreements/2026-tartu trips/2025-ravenna",
		OfDepartment("roads"):    "trips/2026-tartu",
		OfYear(2026):             "trips/2026-tartu agreements/2026-tartu",
		"partners/tartu":         "trips/2026-tartu agreements/2026-tartu",
		"partners/ravenna":       "trips/2026-tartu",
		"people/anna":            "trips/2026-tartu trips/2025-ravenna",
		"people/bruno":           "agreements/2026-tartu",
		"people/carla":           "trips/2026-tartu",
		OfKind(content.Outcomes): "",
	} {
		if got := ids(ld.Entries(term)); got != want {
			t.Errorf("below %q: %s, want %s", term, got, want)
		}
	}
	if got := ld.Served(); got[10] != 3 || got[0] != 0 {
		t.Errorf("served: %v", got)
	}
	if got := ld.Years(); !slices.Equal(got, []int{2026, 2025}) {
		t.Errorf("years: %v", got)
	}
	if got := ld.Account("partners/tartu").City.Decimal(); got != "15.00" {
		t.Errorf("Tartu cost %s", got)
	}
}

// TestSums keeps apart what has one name, and together what is one, however it
// is written.
func TestSums(t *testing.T) {
	ld := ledgerOf(t, "2026-11-23", map[string]string{
		"trips/2026-tartu.md": entry("Trip two", "start: 2026-03-01\nend: 2026-03-02\ndestination: [\"Tartu, EE\", \"Ravenna, IT\"]\ncost:\n  lines:\n"+
			"    - {for: transport, amount: 10}\n    - {for: meals, amount: 4, paid_by: Ravenna}\n    - {for: meals, amount: 3, paid_by: ravenna}\n"+
			"    - {for: meals, amount: 2, paid_by: partners/ravenna}\n"+
			"    - {for: fees, amount: 1, paid_by: The Union}\n    - {for: fees, amount: 6, paid_by: partners/valmont}\n    - {for: fees, amount: 7, "+
			"paid_by: Ravenne}\n"),
		"partners/ravenna.fr.md": "---\nname: Ravenne\n---\n",
		"trips/2026-rome.md": strings.Replace(entry("Trip three", "start: 2026-04-01\nend: 2026-04-02\ndestination: Rome, IT\ncost: 20.00\n"),
			"[waste]", "[waste, streets, waste]", 1),
		"outcomes/2026-bus.md": strings.Replace(entry("Outcome one", "date: 2026-05-01\nof: [trips/2026-rome]\nstatus: achieved\ncost: 0.50\n"),
			", issues: [waste]", "", 1),
		"trips/2026-off.md": entry("Trip four", "start: 2026-11-01\nend: 2026-11-02\ndestination: Rome, IT\ncost: {pending: The bill is not there.}\n"),
	})
	s := ld.Sums(ld.Account(OfYear(2026)), ld.Account(OfYear(2025)))
	for name, x := range map[string]struct {
		got  []Sum
		want string
	}{
		"kinds":     {s.Kinds, "trips 30.00 53.00 100.00, outcomes 0.50 0.50 0.00"},
		"purposes":  {s.Purposes, "other 20.50 20.50 100.00, transport 10.00 10.00 0.00, fees 0.00 14.00 0.00, meals 0.00 9.00 0.00"},
		"payers":    {s.Payers, " 30.50 30.50 100.00, partners/ravenna 0.00 16.00 0.00, partners/valmont 0.00 6.00 0.00, The Union 0.00 1.00 0.00"},
		"countries": {s.Countries, "IT 30.50 53.50 100.00, EE 10.00 33.00 0.00"},
		"issues":    {s.Issues, "waste 30.00 53.00 100.00, streets 20.00 20.00 0.00,  0.50 0.50 0.00"},
	} {
		if got := said(x.got); got != x.want {
			t.Errorf("%s: %s\nwant %s", name, got, x.want)
		}
	}
}

// TestPlans holds plans against what was paid for what was made and is final.
func TestPlans(t *testing.T) {
	trip := func(n int, more string) string {
		return entry(fmt.Sprint("Trip number ", n), fmt.Sprintf("start: 2026-03-%02d\nend: 2026-03-%02d\ndestination: Tartu, EE\n%s", n, n, more))
	}
	ld := ledgerOf(t, "2026-11-23", map[string]string{
		"trips/a.md": trip(1, "cost: {status: final, planned: 90, lines: [{for: meals, amount: 80}, {for: meals, amount: 9, paid_by: Tartu}]}\n"),
		"trips/b.md": trip(2, "cost: {status: final, planned: 40, lines: [{for: meals, amount: 41}]}\n"),
		"trips/c.md": trip(3, "cost: {status: provisional, planned: 7, lines: [{for: meals, amount: 7}]}\n"),
		"trips/d.md": trip(4, "status: cancelled\ncancelled_on: 2026-02-01\ncost: {status: final, planned: 7, lines: [{for: meals, amount: 1}]}\n"),
		"trips/e.md": trip(5, "cost: {status: final, lines: [{for: meals, amount: 7}]}\n"),
	})
	got := ld.Plans(ld.Account("").Spent)
	if len(got) != 1 || got[0].Kind != content.Trips || got[0].Entries != 2 || got[0].Planned.Decimal() != "130.00" || got[0].Paid.Decimal() != "121.00" {
		t.Errorf("%+v", got)
	}
	if got := ids(Unsettled(ld.Entries(OfYear(2026)))); got != "trips/c" {
		t.Errorf("unsettled: %s", got)
	}
}

// TestYears tells years and the gaps between them.
func TestYears(t *testing.T) {
	agreement := func(year int) string {
		return entry(fmt.Sprint("Agreement of ", year), fmt.Sprintf("signed: %d-06-12\npartners: [tartu]\ncost: 5.00\n", year))
	}
	ld := ledgerOf(t, "2027-02-01",
		map[string]string{"agreements/a.md": agreement(2014), "agreements/b.md": agreement(2019), "agreements/c.md": agreement(2020)})
	told := func(list []Stretch) string {
		var out []string
		for _, x := range list {
			text := fmt.Sprint(x.First)
			if x.Last != x.First {
				text += fmt.Sprint("-", x.Last)
			}
			if x.Nothing {
				text += " nothing"
			} else {
				text += " " + x.Account.City.Decimal()
			}
			out = append(out, text)
		}
		return strings.Join(out, ", ")
	}
	period := func(text string) content.Period {
		p := ld.Set.Partner("ravenna").Since // 2022
		p.V.Start = day(text)
		return p
	}
	list := ld.Entries("partners/tartu")
	for name, x := range map[string]struct {
		got  []Stretch
		want string
	}{
		"all":         {ld.YearByYear(), "2025 100.00, 2021-2024 nothing, 2020 5.00, 2019 5.00, 2015-2018 nothing, 2014 5.00"},
		"a partner":   {ld.YearsOf(list, content.Period{}, content.Period{}), "2021-2027 nothing, 2020 5.00, 2019 5.00, 2015-2018 nothing, 2014 5.00"},
		"since later": {ld.YearsOf(list, period("2017-01-01"), content.Period{}), "2021-2027 nothing, 2020 5.00, 2019 5.00, 2017-2018 nothing, 2014 5.00"},
		"since earlier": {ld.YearsOf(list, period("2012-01-01"), content.Period{}),
			"2021-2027 nothing, 2020 5.00, 2019 5.00, 2015-2018 nothing, 2014 5.00, 2012-2013 nothing"},
		"until":             {ld.YearsOf(list, content.Period{}, period("2021-01-01")), "2021 nothing, 2020 5.00, 2019 5.00, 2015-2018 nothing, 2014 5.00"},
		"until before all":  {ld.YearsOf(list, content.Period{}, period("2018-01-01")), "2020 5.00, 2019 5.00, 2015-2018 nothing, 2014 5.00"},
		"nothing":           {ld.YearsOf(nil, period("2012-01-01"), content.Period{}), ""},
		"cannot be meant":   {ld.YearsOf(list, period("1020-01-01"), content.Period{}), ""},
		"not over until it": {ld.YearsOf(list, content.Period{}, period("2030-01-01")), "2021-2027 nothing, 2020 5.00, 2019 5.00, 2015-2018 nothing, 2014 5.00"},
	} {
		if got := told(x.got); got != x.want {
			t.Errorf("%s: %s\nwant %s", name, got, x.want)
		}
	}
}

// TestChange compares years with the one before, by more than a quarter only.
func TestChange(t *testing.T) {
	for _, x := range []struct {
		on, now, before string
		want            YearChange
		ok              bool
	}{
		{"2027-01-01", "125.00", "100.00", YearChange{}, false},
		{"2027-01-01", "125.01", "100.00", YearChange{Percent: 25}, true},
		{"2027-01-01", "75.00", "100.00", YearChange{}, false},
		{"2027-01-01", "74.99", "100.00", YearChange{Percent: -25}, true},
		{"2026-12-31", "10.00", "100.00", YearChange{}, false}, // the year is not over
		{"2026-12-31", "300.00", "100.00", YearChange{Percent: 200}, true},
		{"2027-01-01", "1.00", "0", YearChange{AfterNothing: true}, true},
		{"2026-03-05", "300.00", "100.00", YearChange{}, false}, // nothing is spent yet
	} {
		cost := func(amount string) string {
			return "cost: {status: final, explanation: Our guests paid., lines: [{for: meals, amount: " + amount + "}]}\n"
		}
		ld := ledgerOf(t, x.on,
			map[string]string{"trips/2025-ravenna.md": entry("Trip one", "start: 2025-03-06\nend: 2025-03-07\ndestination: Tartu, EE\n"+cost(x.before)),
				"trips/2026-tartu.md": entry("Trip two", "start: 2026-03-06\nend: 2026-03-07\ndestination: Tartu, EE\n"+cost(x.now))})
		if got, ok := ld.Change(2026); got != x.want || ok != x.ok {
			t.Errorf("%s after %s on %s: %+v, %t", x.now, x.before, x.on, got, ok)
		}
	}
}

// TestLatestSpending takes the latest year in which something was spent, and
// knows whether its sum can still move.
func TestLatestSpending(t *testing.T) {
	trip := func(year int, cost string) string {
		return entry(fmt.Sprint("Trip of ", year), fmt.Sprintf("start: %d-03-06\nend: %d-03-07\ndestination: Tartu, EE\ncost: %s\n", year, year, cost))
	}
	provisional := "{status: provisional, lines: [{for: meals, amount: 7}]}"
	for _, x := range []struct {
		on, cost string
		year     int
		settled  bool
	}{
		{"2026-03-05", "5.00", 2025, true}, {"2026-03-06", "5.00", 2026, false}, {"2026-12-31", "5.00", 2026, false},
		{"2027-01-01", "5.00", 2026, true}, {"2027-01-01", provisional, 2026, false}, {"2026-03-10", "{pending: The bill is not there.}", 2026, false},
	} {
		got, ok := ledgerOf(t, x.on, map[string]string{"trips/2026.md": trip(2026, x.cost)}).LatestSpending()
		if !ok || got.Year != x.year || got.Settled != x.settled {
			t.Errorf("%s on %s: %d, %t", x.cost, x.on, got.Year, got.Settled)
		}
	}
	if _, ok := ledgerOf(t, "2020-01-01", nil).LatestSpending(); ok {
		t.Error("nothing was spent, and something was found")
	}
}

// TestSumsAddUp draws cities and wants each distinction that parts the whole to
// add up to it, whatever the entries are.
func TestSumsAddUp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		files := map[string]string{}
		for i := range rapid.IntRange(1, 6).Draw(rt, "trips") {
			var lines []string
			for range rapid.IntRange(1, 4).Draw(rt, "lines") {
				lines = append(lines, fmt.Sprintf("{for: %s, amount: %d.%02d%s}", rapid.SampledFrom(content.Purposes[:5]).Draw(rt, "purpose"),
					rapid.IntRange(1, 900).Draw(rt, "euros"), rapid.IntRange(0, 99).Draw(rt, "cents"),
					rapid.SampledFrom([]string{"", ", paid_by: Tartu", ", paid_by: tartu", ", paid_by: Valmont", ", paid_by: Somebody"}).Draw(rt, "payer")))
			}
			day := fmt.Sprintf("%d-%02d-11", rapid.IntRange(2024, 2027).Draw(rt, "year"), rapid.IntRange(1, 12).Draw(rt, "month"))
			files[fmt.Sprintf("trips/t%d.md", i)] = entry(fmt.Sprint("Trip drawn ", i),
				fmt.Sprintf("start: %s\nend: %s\ndestination: Tartu, EE\ncost: {lines: [%s]}\n", day, day, strings.Join(lines, ", ")))
		}
		ld := ledgerOf(rt, "2026-06-11", files)
		now, before := ld.Account(OfYear(2026)), ld.Account(OfYear(2025))
		s := ld.Sums(now, before)
		for name, list := range map[string][]Sum{"kinds": s.Kinds, "purposes": s.Purposes, "payers": s.Payers} {
			var city, trip, old int64
			for i, x := range list {
				city, trip, old = city+x.City.Minor, trip+x.Trip.Minor, old+x.Before.Minor
				if i > 0 && list[i-1].Compare(x) > 0 {
					rt.Errorf("%s: %s stands above %s", name, list[i-1].ID, x.ID)
				}
			}
			if city != now.City.Minor || trip != now.Trip.Minor || old != before.City.Minor {
				rt.Errorf("%s add up to %d, %d and %d, of %d, %d and %d", name, city, trip, old, now.City.Minor, now.Trip.Minor, before.City.Minor)
			}
		}
		var years int64
		for _, x := range ld.YearByYear() {
			years += x.Account.City.Minor
		}
		if all := ld.Account("").City.Minor; years != all {
			rt.Errorf("the years add up to %d, of %d", years, all)
		}
	})
}

// TestAsOf makes one ledger of a day, which knows nothing later.
func TestAsOf(t *testing.T) {
	ld := ledgerOf(t, "2026-11-23", map[string]string{"trips/2026-tartu.md": entry("Trip two",
		"start: 2026-03-01\nend: 2026-03-02\ndestination: Tartu, EE\npublished: 2026-02-01\ncost: 10.00\n")})
	then := ld.AsOf(day("2026-01-31"))
	if got := ids(then.Entries("")); got != "trips/2025-ravenna" {
		t.Errorf("on the last of January: %s", got)
	}
	if got := ld.AsOf(day("2026-02-01")).Account(""); got.City.Decimal() != "100.00" || len(got.Ahead) != 1 {
		t.Errorf("on the first of February: %+v", got)
	}
	if then != ld.AsOf(day("2026-01-31")) || then.AsOf(day("2026-02-01")) != ld.AsOf(day("2026-02-01")) {
		t.Error("the ledger of a day is made twice")
	}
}

// TestNoWords holds the ledger to what it is: nothing that it imports knows a
// language, a page or HTML.
func TestNoWords(t *testing.T) {
	allowed := strings.Fields("cmp fmt maps math/bits slices strconv strings sync time parvis/generator/content parvis/generator/frontmatter")
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Imports {
			if path, _ := strconv.Unquote(i.Path.Value); !slices.Contains(allowed, path) {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}

// TestPayerOf knows a partner by id and by the one name that no other has.
func TestPayerOf(t *testing.T) {
	ld := ledgerOf(t, "2026-11-23", map[string]string{
		"partners/graz.md":    "---\nname: Graz\nkind: city\ncountry: AT\n---\n",
		"partners/linz.md":    "---\nname: Linz\nkind: city\ncountry: AT\n---\n",
		"partners/steyr.md":   "---\nname: linz\nkind: organisation\ncountry: AT\n---\n",
		"partners/graz.fr.md": "---\nname: Gratz\n---\n",
	})
	for text, want := range map[string]string{
		"graz": "partners/graz", "partners/graz": "partners/graz", "Graz": "partners/graz", "GRATZ": "partners/graz",
		"Linz": "Linz", "linz": "partners/linz", "partners/steyr": "partners/steyr", "Somebody": "Somebody", "partners/nobody": "partners/nobody",
	} {
		if got := ld.PayerOf(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
