package importer

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// lists are the drafts of a table by their kinds, each of them harmless.
func lists(t *testing.T, f *source.File, o Options) map[fields.Kind][]*content.Unit {
	t.Helper()
	drafts, found, err := Read(f, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range found {
		line, column := d.At.File.Position(d.At.Start)
		t.Logf("%s:%d:%d: %s: %s", f.Path, line, column, d.Rule.Name, d.Message)
	}
	out := map[fields.Kind][]*content.Unit{}
	for _, d := range drafts {
		kind, _, _ := strings.Cut(d.Path, "/")
		out[fields.Kind(kind)] = append(out[fields.Kind(kind)], harmless(t, d, o.Currency))
	}
	return out
}

// TestTrialGrants imports grants that were published and holds them against another
// count: each row is an agreement with a line, and the lines add up to the table's sum.
func TestTrialGrants(t *testing.T) {
	for _, c := range []struct{ name, amount, who string }{
		{filepath.Join("montpellier-grants", "actions_internationales_et_jumelages.csv"), "montant_eur", "structure"},
		{filepath.Join("..", "cases", "import", "grants-scdl.csv"), "montant", "nomBeneficiaire"},
	} {
		f := published(t, c.name)
		header, rows := table(t, f)
		want, who := new(big.Rat), map[string]bool{}
		for _, r := range rows {
			amount, ok := new(big.Rat).SetString(r[slices.Index(header, c.amount)])
			if !ok {
				t.Fatalf("%s: %v", c.name, r)
			}
			want.Add(want, amount)
			who[content.Fold(r[slices.Index(header, c.who)])] = true
		}
		units := lists(t, f, Options{Currency: "EUR", Language: "fr"})
		got, lines := content.Money{Currency: "EUR"}, 0
		for _, u := range units[fields.Agreements] {
			got = got.Plus(u.Entry.Cost.Trip)
			lines += len(u.Entry.Cost.Lines)
			if len(u.Entry.Partners) != 1 || !u.Entry.Agreement.Signed.OK() {
				t.Errorf("%s has the partners %v and was signed %v", u.Entry.ID, u.Entry.Partners, u.Entry.Agreement.Signed.V)
			}
		}
		if got.Decimal() != want.FloatString(2) || lines != len(rows) || len(units[fields.Partners]) != len(who) {
			t.Errorf("%s: %s in %d lines and %d partners, want %s in %d of %d", c.name, got.Decimal(), lines, len(units[fields.Partners]),
				want.FloatString(2), len(rows), len(who))
		}
		t.Logf("%s: %d agreements, %d lines, %d partners, %s EUR", c.name, len(units[fields.Agreements]), lines, len(units[fields.Partners]), got.Decimal())
	}
}

// TestTrialTwins imports the agreements that three cities have published, and counts
// those whose text names one day, month or year by another way.
func TestTrialTwins(t *testing.T) {
	var all []map[string]string
	if err := json.Unmarshal(published(t, filepath.Join("city-agreements", "agreements.extracted.json")).Text, &all); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	columns := []string{"city", "lat", "lng", "name", "description", "url"}
	if err := w.Write(columns); err != nil {
		t.Fatal(err)
	}
	dated, who := 0, map[string]bool{}
	year := regexp.MustCompile(`\((?:[^()\d]*\s)?(\d{4})\)`)
	for _, a := range all {
		var row []string
		for _, c := range columns {
			row = append(row, a[c])
		}
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
		who[slugOf(a["name"])] = true
		years := map[string]bool{}
		for _, m := range year.FindAllString(a["description"], -1) {
			years[m] = true
		}
		if len(years) == 1 {
			dated++
		}
	}
	w.Flush()
	units := lists(t, source.NewFile("agreements.csv", b.Bytes()), Options{Currency: "EUR", Language: "fr"})
	signed, placed := 0, 0
	for _, u := range units[fields.Agreements] {
		if u.Entry.Agreement.Signed.OK() {
			signed++
		}
	}
	for _, u := range units[fields.Partners] {
		if u.Partner.Lat.OK() && u.Partner.Lon.OK() {
			placed++
		}
	}
	t.Logf("%d agreements, %d of them dated, and %d partners, %d of them on the map", len(units[fields.Agreements]), signed, len(units[fields.Partners]), placed)
	if len(units[fields.Agreements]) != len(all) || len(units[fields.Partners]) != len(who) || placed != len(who) || signed != dated {
		t.Errorf("want %d agreements, %d of them dated, and %d partners", len(all), dated, len(who))
	}
}

// TestTrialAgreements imports a small list of agreements without a word about what it is.
func TestTrialAgreements(t *testing.T) {
	units := lists(t, published(t, filepath.Join("..", "cases", "import", "agreements.csv")), Options{Currency: "EUR", Language: "fr"})
	promises := 0
	for _, u := range units[fields.Agreements] {
		promises += len(u.Entry.Agreement.Promises)
	}
	if len(units[fields.Agreements]) != 2 || len(units[fields.Partners]) != 2 || promises != 3 {
		t.Errorf("%d agreements, %d partners, %d promises", len(units[fields.Agreements]), len(units[fields.Partners]), promises)
	}
}

// TestListHeaders reads for each kind of list a table whose headers are the labels of
// the fields, in each language, and holds that each column is found.
func TestListHeaders(t *testing.T) {
	for _, kind := range Kinds[1:] {
		for _, lang := range fields.Languages {
			var names, found []string
			for field := range listWords[kind] {
				if f, ok := labelledField(kind, field); ok && !slices.Contains(names, f.Label.In(lang)) {
					names, found = append(names, f.Label.In(lang)), append(found, field)
				}
			}
			l := &layout{fields: map[string]columns{}}
			r := row{n: 1}
			for _, name := range names {
				r.cells = append(r.cells, cell{text: name})
			}
			l = listLayout(kind, l, l.header(r))
			for i, field := range found {
				if !slices.Equal(l.fields[field].at, []int{i}) {
					t.Errorf("%s in %s: %q is not taken for %s but %v", kind, lang, names[i], field, l.fields)
				}
			}
		}
	}
}

// TestKindIsNamed asks what a table is of whose columns leave it open, and takes what
// the question names.
func TestKindIsNamed(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "cities.csv"))
	if err != nil {
		t.Fatal(err)
	}
	f := source.NewFile("lists/cities.csv", text)
	drafts, found, _ := Read(f, nil, Options{Currency: "EUR", Language: "en"})
	if len(drafts) > 0 || len(found) != 1 || found[0].Rule != ruleKind {
		t.Fatalf("%d drafts, %v", len(drafts), found)
	}
	for _, m := range regexp.MustCompile(`parvis import --kind (\w+) lists/cities\.csv`).FindAllStringSubmatch(found[0].Fix.String(), -1) {
		units := lists(t, f, Options{Currency: "EUR", Language: "en", Kind: fields.Kind(m[1])})
		if len(units[fields.Kind(m[1])]) != 1 {
			t.Errorf("%s makes %v", m[0], units)
		}
	}
}

// TestOneDay takes trips of one day for trips, though somebody is called a beneficiary.
func TestOneDay(t *testing.T) {
	table := "Date;Lieu;Objet;Bénéficiaire;Montant\n2026-09-14;Ravenne, Italie;Voir les trams;Maire;240,00\n"
	drafts, found, err := Read(source.NewFile("x.csv", []byte(table)), nil, Options{Currency: "EUR", Language: "fr"})
	if err != nil || len(drafts) != 1 || !strings.HasPrefix(drafts[0].Path, "trips/") {
		t.Errorf("%v, %v, %v", drafts, found, err)
	}
}
