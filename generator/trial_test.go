package generator_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator"
	"parvis/generator/content"
	"parvis/generator/importer"
	"parvis/generator/source"
)

// TestTrial turns real published travel data into drafts. The gate stops every
// one of them at its benefit; with benefits filled in, their site is built,
// and its yearly costs are those of the table, added up another way.
func TestTrial(t *testing.T) {
	t.Parallel()
	data := os.Getenv("PARVIS_DATA")
	if data == "" {
		data = "../../shared/data"
	}
	name := filepath.Join(data, "canada-travel", "international.csv")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Skipf("the published data are not here: %v", err)
	}
	drafts, _, err := importer.Read(source.NewFile("international.csv", text), nil, importer.Options{Currency: "CAD", Language: "en"})
	if err != nil || len(drafts) == 0 {
		t.Fatalf("%d drafts: %v", len(drafts), err)
	}
	city := fstest.MapFS{
		"site.yaml": {
			Data: []byte("title: Abroad\ncity: Ottawa\ncountry: CA\npopulation: 40000\nlanguage: en\ncurrency: CAD\nbase_url: https://abroad.example.org/\n"),
		},
	}
	for _, d := range drafts {
		city[d.Path] = &fstest.MapFile{Data: d.Text}
	}
	job := demonstration()
	job.Content, job.Drafts = city, true
	stopped(t, job, drafts)
	for i, d := range drafts {
		filled := strings.Replace(
			string(d.Text),
			"\nlocal_impact:",
			fmt.Sprintf("\nlocal_impact: Residents of the street were told in person what it was for. (%d / %d)\n#", i, len(drafts)),
			1,
		)
		city[d.Path] = &fstest.MapFile{Data: []byte(filled)}
	}
	set, files := build(t, job)
	if len(set.Entries()) != len(drafts) {
		t.Errorf("%d entries of %d drafts", len(set.Entries()), len(drafts))
	}
	got := exported(t, files["data/entries.json"])
	for year, want := range summed(t, text) {
		if got[year] == nil || got[year].Cmp(want) != 0 {
			t.Errorf("%s: the site says %v, the table %s", year, got[year], want.FloatString(2))
		}
		t.Logf("%s: %s CAD", year, want.FloatString(2))
		if page := string(files["costs/"+year+"/index.html"]); !strings.Contains(page, grouped(want.FloatString(2))) {
			t.Errorf("the costs of %s do not say %s", year, grouped(want.FloatString(2)))
		}
	}
}

// stopped wants the gate to stop each draft, at the line of its benefit.
func stopped(t *testing.T, job generator.Job, drafts []importer.Draft) {
	t.Helper()
	set, _, result, err := generator.Check(job)
	if err != nil || set != nil {
		t.Fatalf("the drafts pass the gate: %v", err)
	}
	named := map[string]bool{}
	for _, d := range result.Diagnostics {
		if d.Rule.Name == "local-benefit-missing" {
			line, _ := d.At.File.Position(d.At.Start)
			named[d.At.File.Path] = strings.HasPrefix(d.At.File.Line(line), "local_impact:")
		}
	}
	for _, d := range drafts {
		if !named["content/"+d.Path] {
			t.Errorf("%s is not named at its benefit", d.Path)
		}
	}
	t.Logf("the gate stopped %d of %d drafts", len(named), len(drafts))
}

// exported adds up what the site's data say that trips cost, by year.
func exported(t *testing.T, data []byte) map[string]*big.Rat {
	t.Helper()
	var records []content.Record
	if err := json.Unmarshal(data, &records); err != nil {
		t.Fatal(err)
	}
	out := map[string]*big.Rat{}
	for _, r := range records {
		if r.CostTrip == nil {
			t.Errorf("%s has no cost", r.ID)
			continue
		}
		amount, _ := new(big.Rat).SetString(*r.CostTrip)
		add(out, r.Date[:4], amount)
	}
	return out
}

// summed adds up the table's cost columns by the year of departure.
func summed(t *testing.T, text []byte) map[string]*big.Rat {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	out := map[string]*big.Rat{}
	for _, row := range rows[1:] {
		for _, name := range []string{"airfare", "other_transport", "lodging", "meals", "other_expenses"} {
			if amount, ok := new(big.Rat).SetString(strings.TrimSpace(row[column[name]])); ok {
				add(out, row[column["start_date"]][:4], amount)
			}
		}
	}
	return out
}

func add(sums map[string]*big.Rat, year string, amount *big.Rat) {
	if sums[year] == nil {
		sums[year] = new(big.Rat)
	}
	sums[year].Add(sums[year], amount)
}
