package importer

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parvis/generator/content"
	"parvis/generator/export"
	"parvis/generator/fields"
	"parvis/generator/i18n"
	"parvis/generator/source"
	"parvis/themes"
)

// ownBenefits are what entries bring, no two of them alike.
var ownBenefits = []string{
	"Residents of Mill Street have the tram until one",
	"Forty pupils swim on Mondays",
	"Bins behind the market are emptied at dawn",
	"A nurse calls on each newborn child",
	"Tenants pay a third less for warm water",
	"Lamps by the canal dim after midnight",
	"The library lends tools on Saturdays",
	"Two firemen speak sign language now",
	"Cyclists cross the ring road without a stop",
}

// The city of the tests: its people and partners, of three countries.
const testSite = `title: Test
city: Valmont
country: FR
population: 1000
language: en
currency: %s
base_url: https://abroad.example.org/
local_issues: [{id: waste, name: Waste}, {id: mobility, name: Getting about}, {id: water-2, name: Water}]
`

var (
	testIssues   = []string{"waste", "mobility", "water-2"}
	testPeople   = []string{"claire-moreau", "paul-roux-2"}
	testPartners = map[string]string{"ravenna": "IT", "utrecht": "NL", "faenza": "IT", "cities-network": ""}
	testToday    = time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC)
)

// check parses and checks drafts as parts of that city.
func check(t interface{ Fatal(...any) }, drafts []Draft, currency string, today time.Time) (*content.Set, []*content.Unit, []source.Diagnostic) {
	files := fstest.MapFS{"site.yaml": {Data: fmt.Appendf(nil, testSite, currency)}}
	for _, id := range testPeople {
		files["people/"+id+".md"] = &fstest.MapFile{Data: []byte("---\nname: " + id + "\nrole: Councillor\nelected: true\n---\n")}
	}
	for id, country := range testPartners {
		files["partners/"+id+".md"] = &fstest.MapFile{Data: []byte("---\nname: " + id + "\nkind: city\ncountry: " + country + "\n---\n")}
	}
	for _, d := range drafts {
		if files[d.Path] != nil {
			t.Fatal("two drafts have the path " + d.Path)
		}
		files[d.Path] = &fstest.MapFile{Data: d.Text}
	}
	folder, err := content.Read(files, "content")
	if err != nil {
		t.Fatal(err)
	}
	settings, problems := content.ParseSettings(folder.Settings)
	units, err := folder.Parse(settings, today)
	if err != nil {
		t.Fatal(err)
	}
	locale, err := i18n.Load(themes.Chartres(), "en")
	if err != nil {
		t.Fatal(err)
	}
	set, found := content.Check(settings, problems, units, folder, content.Options{Today: today, Drafts: true, Locales: map[string]*i18n.Locale{"en": locale}})
	return set, units, found
}

// prose draws texts such as editors write, with everything in them that means
// something to a table, to YAML or to Markdown.
func prose(start string) *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{"night trams", "l'été à Tübingen", "“quoted”", `"quoted"`, "a, b", "one; two", "50 % #11",
		"key: value", "- dash", "[x](y)", "{a}", "<b>", "@home", "a | b", "\n", "\n---\n", "a\tb", "\\n", "null", "~",
		"https://www.example.org", "&amp;", "日本", "œuvre", "1,240.50", "?", "!", "*", "`", "\u00a0", "😀", "👩‍🚒", "שלום", "مرحبا", "ｆｕｌｌ"})
	return rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(piece, 0, 6).Draw(t, "words")
		first := rapid.SampledFrom([]string{"", "", "=", "+", "-", "@", "'=", "''-", "'"}).Draw(t, "first sign") // how a formula begins, and how one is hidden
		return strings.TrimSpace(first + start + " " + strings.Join(words, " "))
	})
}

func subset(t *rapid.T, from []string, least int, label string) []string {
	out := rapid.SliceOfNDistinct(rapid.SampledFrom(from), least, len(from), func(s string) string { return s }).Draw(t, label)
	return append([]string{}, out...)
}

// records draws a site's exported entries, as content.Records gives them.
func records(t *rapid.T) []content.Record {
	day := func(label string) time.Time {
		return time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 3200).Draw(t, label))
	}
	out := []content.Record{}
	for i := range rapid.IntRange(0, 8).Draw(t, "n") {
		kind := rapid.SampledFrom(content.Kinds).Draw(t, "kind")
		start := day("date")
		r := content.Record{
			ID: fmt.Sprintf("%s/%s-%d", kind, start.Format("2006-01"), i), Kind: kind.One(), Language: "en", Currency: "EUR",
			Title: prose("Title").Draw(t, "title"), Pitch: prose("Pitch").Draw(t, "pitch"), Purpose: prose("Why").Draw(t, "purpose"),
			LocalBenefit: prose(ownBenefits[i]).Draw(t, "benefit"),
			LocalIssues:  subset(t, testIssues, 0, "issues"), SDG: subset(t, []string{"1", "11.2", "17.10", "13.b", "4"}, 1, "sdg"),
			Official: rapid.SampledFrom(append(testPeople, "")).Draw(t, "official"), Countries: []string{},
			Of: []string{}, Destinations: []string{},
		}
		r.URL = "https://abroad.example.org/" + r.ID + "/"
		if r.Official == "" && rapid.Bool().Draw(t, "no pitch") {
			r.Pitch = ""
		}
		r.Partners = subset(t, []string{"ravenna", "utrecht", "faenza", "cities-network"}, map[content.Kind]int{content.Agreements: 1}[kind], "partners")
		for _, p := range r.Partners {
			if c := testPartners[p]; c != "" && kind != content.Trips && !slices.Contains(r.Countries, c) {
				r.Countries = append(r.Countries, c)
			}
		}
		end := start
		switch kind {
		case content.Trips:
			end = start.AddDate(0, 0, rapid.IntRange(0, 20).Draw(t, "days"))
			r.Countries = subset(t, []string{"IT", "NL", "NO", "US"}, 1, "countries")
			for _, code := range r.Countries {
				r.Destinations = append(r.Destinations, rapid.SampledFrom([]string{"Łódź", "Saint-Louis", "Two Rivers"}).Draw(t, "city")+", "+code)
			}
			if r.Status = rapid.SampledFrom([]string{"planned", "completed", "cancelled"}).Draw(t, "status"); r.Status == "completed" && end.After(testToday) {
				r.Status = "planned" // until its last day
			}
		case content.Agreements:
			start, end = signed(t, start)
			switch dormant := testToday.After(end.AddDate(0, 18, 0)); {
			case start.Before(testToday) && rapid.Bool().Draw(t, "ended"):
				r.Status, r.Until = "ended", end.Format("2006-01-02")
				if !end.Before(testToday) {
					r.Status, r.Until = "active", ""
				}
			case dormant:
				r.Status = "dormant"
			default:
				r.Status = "active"
			}
		case content.Outcomes:
			r.Status = rapid.SampledFrom([]string{"too_early", "under_way", "achieved", "partly", "not_achieved", "dropped"}).Draw(t, "status")
			if r.Status != "too_early" && start.After(testToday) {
				r.Status = "under_way" // until its day
			}
			causes(t, &r, out, start)
		case content.Events:
			if r.Status = "planned"; end.Before(testToday) {
				r.Status = "completed"
			}
		}
		drawPlain(t, &r)
		r.Date, r.End = start.Format("2006-01-02"), end.Format("2006-01-02")
		costs(t, &r)
		r.Spent = !start.After(testToday) || r.Status == "cancelled"
		out = append(out, r)
	}
	revive(t, out)
	hear(out)
	slices.SortFunc(out, func(a, b content.Record) int { return strings.Compare(a.Date+"\x00"+a.ID, b.Date+"\x00"+b.ID) })
	return out
}

// drawPlain draws the plain columns of the record's kind, which any text fits, and
// any number.
func drawPlain(t *rapid.T, r *content.Record) {
	kind, _ := fields.KindOf(r.Kind)
	for _, c := range fields.PlainColumns() {
		f, ok := fields.Find(kind.Fields(), c.Name)
		if !ok || rapid.Bool().Draw(t, "no "+c.Name) {
			continue
		}
		value := fmt.Sprintf("%d.%d", rapid.IntRange(0, 99_999).Draw(t, c.Name), rapid.IntRange(0, 9).Draw(t, c.Name+" decimals"))
		switch f.Type {
		case fields.Line, fields.Text:
			value = prose("Said").Draw(t, c.Name)
		case fields.Amount:
			value = content.Money{Minor: rapid.Int64Range(0, 5_000_000).Draw(t, c.Name), Currency: "EUR"}.Decimal()
		}
		if r.Plain == nil {
			r.Plain = map[string]string{}
		}
		r.Plain[c.Name] = value
	}
}

// causes draws what an outcome came from among the entries before it; where
// it has no partner, their countries are its own.
func causes(t *rapid.T, r *content.Record, all []content.Record, start time.Time) {
	alone := len(r.Countries) == 0
	for _, cause := range all {
		if cause.Kind == "outcome" || cause.Date > start.Format("2006-01-02") || rapid.Bool().Draw(t, "not of") {
			continue
		}
		r.Of = append(r.Of, cause.ID)
		for _, code := range cause.Countries {
			if alone && !slices.Contains(r.Countries, code) {
				r.Countries = append(r.Countries, code)
			}
		}
	}
}

// hear calls dormant agreements active of which an outcome brings late news.
func hear(all []content.Record) {
	for _, o := range all {
		day, _ := time.Parse("2006-01-02", o.Date)
		if day.After(testToday) || testToday.After(day.AddDate(0, 18, 0)) {
			continue
		}
		for i, r := range all {
			if r.Status == "dormant" && slices.Contains(o.Of, r.ID) {
				all[i].Status = "active"
			}
		}
	}
}

// revive calls some dormant agreements active, as if news of them stood in
// their entries, where the table itself shows that it is of late.
func revive(t *rapid.T, all []content.Record) {
	last := ""
	for _, r := range all {
		if r.Kind == "outcome" || r.Kind == "trip" && r.Status == "completed" {
			last = max(last, r.End)
		}
	}
	day, err := time.Parse("2006-01-02", last)
	if err != nil || day.After(testToday) || testToday.After(day.AddDate(0, 18, 0)) {
		return
	}
	for i, r := range all {
		if r.Status == "dormant" && rapid.Bool().Draw(t, "news") {
			all[i].Status = "active"
		}
	}
}

// signed draws a day, a month or a year, as first and last day.
func signed(t *rapid.T, day time.Time) (start, end time.Time) {
	switch rapid.IntRange(0, 2).Draw(t, "precision") {
	case 1:
		start = time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
		return start, start.AddDate(0, 1, -1)
	case 2:
		start = time.Date(day.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		return start, start.AddDate(1, 0, -1)
	}
	return day, day
}

func costs(t *rapid.T, r *content.Record) {
	r.CostStatus = rapid.SampledFrom([]string{"final", "provisional", "pending", "planned only"}).Draw(t, "cost status")
	only := r.CostStatus == "planned only"
	switch r.CostStatus {
	case "pending":
		return
	case "planned only": // a plan and no lines yet
		r.CostStatus = "provisional"
	}
	if rapid.Bool().Draw(t, "a plan") {
		planned := content.Money{Minor: rapid.Int64Range(0, 6_000_000).Draw(t, "planned"), Currency: "EUR"}.Decimal()
		r.CostPlanned = &planned
	}
	if only {
		return
	}
	trip := rapid.Int64Range(0, 5_000_000).Draw(t, "trip")
	city := rapid.OneOf(rapid.Just(trip), rapid.Just(int64(0)), rapid.Int64Range(0, 6_000_000)).Draw(t, "city")
	a, b := content.Money{Minor: trip, Currency: "EUR"}.Decimal(), content.Money{Minor: city, Currency: "EUR"}.Decimal()
	r.CostTrip, r.CostCity = &a, &b
}

func importRecords(t interface{ Fatal(...any) }, in []content.Record) ([]Draft, []source.Diagnostic) {
	var b bytes.Buffer
	rows := func(yield func([]string) bool) {
		for _, r := range in {
			if !yield(r.Row()) {
				return
			}
		}
	}
	if err := export.CSV(&b, content.Columns, rows); err != nil {
		t.Fatal(err)
	}
	drafts, found, err := Read(source.NewFile("entries.csv", b.Bytes()), nil, Options{Currency: "EUR", Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	return drafts, found
}

// TestRoundTrip imports what was exported and exports it again: every field
// of every entry is the same.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := records(t)
		drafts, found := importRecords(t, in)
		for _, d := range found {
			t.Errorf("import reports: %s", d.Message)
		}
		set, _, diagnostics := check(t, drafts, "EUR", testToday)
		if set == nil {
			for _, d := range diagnostics {
				if d.Severity == source.Error {
					t.Errorf("%s: %s", d.Rule.Name, d.Message)
				}
			}
			t.Fatal("the imported entries have errors")
		}
		if diff := cmp.Diff(in, slices.AppendSeq([]content.Record{}, set.Records())); diff != "" {
			t.Fatalf("export(import(x)) differs (-x +):\n%s", diff)
		}
	})
}

// TestRoundTripIsAsked makes sure that a stand-in never goes unnoticed.
func TestRoundTripIsAsked(t *testing.T) {
	drafts, _ := importRecords(t, []content.Record{{
		ID: "agreements/2019-ravenna", Kind: "agreement", Language: "en", Title: "T", Purpose: "P", LocalBenefit: "B", SDG: []string{"11"},
		Date: "2019-05-12", End: "2019-05-12",
		Partners: []string{"ravenna"}, Currency: "EUR", CostStatus: "pending", Status: "ended"}})
	text := string(drafts[0].Text)
	for _, want := range []string{"until: 2019-05-12\n", "when did it end? (`until`)", "draft: true"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in:\n%s", want, text)
		}
	}
}
