package importer

import (
	"encoding/csv"
	"fmt"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/content"
	"parvis/generator/markdown"
	"parvis/generator/source"
)

// trial returns Canada's published travel table.
func trial(t *testing.T) *source.File {
	t.Helper()
	return published(t, filepath.Join("canada-travel", "international.csv"))
}

// published returns a file of data that others published, which is no part of the
// project: it is looked for beside the project's folder, or in $PARVIS_DATA.
func published(t *testing.T, name string) *source.File {
	t.Helper()
	data := os.Getenv("PARVIS_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared", "data")
	}
	text, err := os.ReadFile(filepath.Join(data, name))
	if err != nil {
		t.Skipf("the published data are not here (%v); set PARVIS_DATA to their folder", err)
	}
	return source.NewFile(filepath.Base(name), text)
}

// table reads the same file by another way than the importer's.
func table(t *testing.T, f *source.File) (header []string, rows [][]string) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(string(f.Text))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[0], all[1:]
}

var costNames = []string{"airfare", "other_transport", "lodging", "meals", "other_expenses"}

// asks is the question for the benefit, by the language of the city.
var asks = map[string]string{"en": "What did this change for residents?", "fr": "Qu’est-ce que cela a changé pour les habitants ?"}

// TestTrial imports a real table and holds the drafts against it.
func TestTrial(t *testing.T) {
	f := trial(t)
	for _, language := range []string{"en", "fr"} {
		drafts, found, err := Read(f, nil, Options{Currency: "CAD", Language: language})
		if err != nil {
			t.Fatal(err)
		}
		again, _, _ := Read(f, nil, Options{Currency: "CAD", Language: language})
		rows, several, places := 0, 0, 0
		for i, d := range drafts {
			rows += len(d.Rows)
			if len(d.Rows) > 1 {
				several++
			}
			u := harmless(t, d, "CAD")
			if n := len(u.Entry.Trip.Destinations); n > 1 {
				places++
			}
			if again[i].Path != d.Path || string(again[i].Text) != string(d.Text) {
				t.Errorf("%s comes out differently the second time", d.Path)
			}
		}
		if rows != 253 {
			t.Errorf("%d rows went into drafts", rows)
		}
		t.Logf("%s: %d drafts of %d rows, %d of them of several travellers, %d with several destinations", language, len(drafts), rows, several, places)
		nothingLost(t, f, drafts)
		gateAsks(t, drafts, asks[language])
		sums(t, f, drafts)
		for _, d := range found {
			line, column := f.Position(d.At.Start)
			t.Logf("%s: %d:%d %s: %s", language, line, column, d.Rule.Name, d.Message)
		}
	}
}

// TestTrialElsewhere imports the same table into a city with another currency.
func TestTrialElsewhere(t *testing.T) {
	drafts, _, err := Read(trial(t), nil, Options{Currency: "EUR", Language: "fr"})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range drafts {
		u := harmless(t, d, "EUR")
		for _, l := range u.Entry.Cost.Lines {
			if l.Amount.V.Currency != "CAD" || l.Rate.Given {
				t.Errorf("%s: %v", d.Path, l.Amount.V)
			}
		}
	}
}

// nothingLost holds that each cell that is not empty stands in its row's
// draft: as a field's value, or in the text under its column's name.
func nothingLost(t *testing.T, f *source.File, drafts []Draft) {
	t.Helper()
	header, rows := table(t, f)
	ofRow := map[int]Draft{}
	for _, d := range drafts {
		for _, n := range d.Rows {
			ofRow[n] = d
		}
	}
	cells, inFields := 0, 0
	for i, r := range rows {
		d := ofRow[i+2]
		front, body, _ := strings.Cut(strings.TrimPrefix(string(d.Text), "---\n"), "---\n")
		values := map[string]bool{}
		var root yaml.Node
		if err := yaml.Load([]byte(front), &root); err != nil {
			t.Fatalf("%s: %v", d.Path, err)
		}
		collect(&root, values)
		file := source.NewFile("body.md", []byte(body))
		plain := oneLine(markdown.PlainText(file.Span(0, len(file.Text)), 0))
		for v := range values {
			plain += " " + v // the note for colleagues
		}
		for k, cell := range r {
			text := oneLine(cell)
			switch {
			case text == "":
				continue
			case values[text]:
				inFields++
			case !regexp.MustCompile(regexp.QuoteMeta(header[k]) + `(?: \([a-z]+ [\d, a-z]+\))?: ` + regexp.QuoteMeta(text)).MatchString(plain):
				t.Errorf("row %d: %s %q is not in %s", i+2, header[k], text, d.Path)
			}
			cells++
		}
	}
	t.Logf("%d cells with text, %d of them in fields, the others in the text", cells, inFields)
}

func collect(n *yaml.Node, values map[string]bool) {
	values[oneLine(n.Value)] = true
	for _, c := range n.Content {
		collect(c, values)
	}
}

// gateAsks holds that no draft passes the gate, and that the gate points at
// the question.
func gateAsks(t *testing.T, drafts []Draft, benefit string) {
	t.Helper()
	set, _, found := check(t, drafts, "CAD", time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC))
	if set != nil {
		t.Error("the drafts pass the gate")
	}
	asked := map[string]bool{}
	for _, d := range found {
		switch {
		case d.Rule.Name == "local-benefit-missing":
			line, _ := d.At.File.Position(d.At.Start)
			if !strings.HasPrefix(d.At.File.Line(line), "local_impact:") ||
				!strings.HasPrefix(d.At.File.Line(line-1), "# "+benefit) {
				t.Errorf("%s:%d is not the question: %s", d.At.File.Path, line, d.At.File.Line(line))
			}
			asked[d.At.File.Path] = true
		case d.Severity == source.Error:
			t.Errorf("%s: %s: %s", d.At.File.Path, d.Rule.Name, d.Message)
		}
	}
	if len(asked) != len(drafts) {
		t.Errorf("the gate stops %d drafts of %d", len(asked), len(drafts))
	}
	t.Logf("the gate stops %d drafts of %d at their local_impact", len(asked), len(drafts))
}

// sums holds the drafts' costs a year against the table's, added up in
// another way, to the cent.
func sums(t *testing.T, f *source.File, drafts []Draft) {
	t.Helper()
	header, rows := table(t, f)
	want := map[string]*big.Rat{}
	for _, r := range rows {
		year := r[slices.Index(header, "start_date")][:4]
		if want[year] == nil {
			want[year] = new(big.Rat)
		}
		for _, name := range costNames {
			if text := r[slices.Index(header, name)]; text != "" {
				amount, ok := new(big.Rat).SetString(text)
				if !ok {
					t.Fatalf("amount %q", text)
				}
				want[year].Add(want[year], amount)
			}
		}
	}
	got := map[string]content.Money{}
	for _, d := range drafts {
		u := harmless(t, d, "CAD")
		year := u.Entry.Trip.Start.V.Format("2006")
		sum, ok := got[year]
		if !ok {
			sum.Currency = "CAD"
		}
		got[year] = sum.Plus(content.Money{Minor: u.Entry.Cost.Trip.Minor, Currency: "CAD"})
	}
	total := new(big.Rat)
	for _, year := range slices.Sorted(maps.Keys(want)) {
		total.Add(total, want[year])
		if w := want[year].FloatString(2); w != got[year].Decimal() {
			t.Errorf("%s: the drafts add up to %s, the table to %s", year, got[year].Decimal(), w)
		}
		t.Logf("%s: %s CAD", year, got[year].Decimal())
	}
	if len(got) != len(want) {
		t.Errorf("years %v, want %v", got, want)
	}
	t.Log(fmt.Sprint("all years: ", total.FloatString(2), " CAD"))
}
