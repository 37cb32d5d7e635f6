package importer

import (
	"archive/zip"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/big"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parvis/generator/content"
	"parvis/generator/source"
)

// counted is what a table holds, by the importer or by another way of reading.
type counted struct {
	entries map[string]int // by folder
	days    []string       // of trips: start and end
	sums    map[string]*big.Rat
}

func newCounted() counted { return counted{entries: map[string]int{}, sums: map[string]*big.Rat{}} }

func (c counted) add(currency string, amount *big.Rat) {
	if c.sums[currency] == nil {
		c.sums[currency] = new(big.Rat)
	}
	c.sums[currency].Add(c.sums[currency], amount)
}

// String tells all of it on one line.
func (c counted) String() string {
	slices.Sort(c.days)
	out := fmt.Sprint(c.entries, " ", c.days)
	for _, code := range slices.Sorted(maps.Keys(c.sums)) {
		out += " " + code + " " + c.sums[code].FloatString(2)
	}
	return out
}

// countDrafts counts what drafts hold. None has anything wrong but its open questions.
func countDrafts(t *testing.T, drafts []Draft, currency string) counted {
	t.Helper()
	out := newCounted()
	for _, d := range drafts {
		out.entries[kindOf(d.Path)]++
		if k := kindOf(d.Path); k == "partners" || k == "people" {
			continue
		}
		u := harmless(t, d, currency)
		if u.Entry == nil {
			continue
		}
		if trip := u.Entry.Trip; trip != nil {
			for _, day := range []content.Date{trip.Start, trip.End} {
				if day.Given {
					out.days = append(out.days, day.V.Format("2006-01-02"))
				}
			}
		}
		for _, l := range u.Entry.Cost.Lines {
			amount, ok := new(big.Rat).SetString(l.Amount.V.Decimal())
			if !ok {
				t.Fatalf("%s: %s", d.Path, l.Amount.V.Decimal())
			}
			out.add(l.Amount.V.Currency, amount)
		}
	}
	return out
}

// said are the rules and rows of diagnostics: “import-row 4”.
func said(found []source.Diagnostic) []string {
	out := []string{}
	for _, d := range found {
		line, _ := d.At.File.Position(d.At.Start)
		out = append(out, fmt.Sprint(strings.TrimPrefix(d.Rule.Name, "import-"), " ", line))
	}
	return out
}

// plainAmount reads an amount as the trials' tables write one, by what they have in common.
func plainAmount(text string) (*big.Rat, bool) {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune("0123456789.,-", r) {
			return r
		}
		return -1
	}, text)
	if strings.Contains(text, ",") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, ".", ""), ",", ".")
	}
	return new(big.Rat).SetString(text)
}

// TestTrialCases imports the small inputs that failed once, and holds each beside a count
// that is made in another way: the csv package, columns by their number, and no more.
func TestTrialCases(t *testing.T) {
	for name, c := range map[string]struct {
		separator rune
		rows      []int  // that are entries, from 0
		days      []int  // columns of days
		form      string // in which they are written
		amounts   []int  // columns of amounts, the total left out
		currency  string
		entries   map[string]int
		odd       []string // what is to be said, by rule and row
	}{
		"agreements.csv": {separator: ';', rows: []int{1, 2}, currency: "EUR", entries: map[string]int{"agreements": 2, "partners": 2}, odd: []string{"dates 3"}},
		"day-first-hyphens.csv": {separator: ';', rows: []int{1, 2}, days: []int{1, 2}, form: "02-01-2006", amounts: []int{5}, currency: "EUR",
			entries: map[string]int{"trips": 2}, odd: []string{"dates 2"}},
		"grants-scdl.csv": {separator: ',', rows: []int{1}, amounts: []int{7}, currency: "EUR",
			entries: map[string]int{"agreements": 1, "partners": 1}},
		"month-first-two-digit-years.csv": {separator: ',', rows: []int{1, 2, 3}, days: []int{1, 2}, form: "1/2/06", amounts: []int{6}, currency: "EUR",
			entries: map[string]int{"trips": 3}, odd: []string{"dates 2", "dates 2"}},
		"near-miss-header.csv": {separator: ',', rows: []int{1}, days: []int{4, 5}, form: "2006-01-02", amounts: []int{7, 8, 9, 10, 11}, currency: "CAD",
			entries: map[string]int{"trips": 1}},
		"sep-line.csv": {separator: ';', rows: []int{2}, days: []int{0, 1}, form: "02/01/2006", amounts: []int{4}, currency: "EUR",
			entries: map[string]int{"trips": 1}},
		"title-rows.csv": {separator: ';', rows: []int{4, 5}, days: []int{0, 1}, form: "02/01/2006", amounts: []int{5}, currency: "EUR",
			entries: map[string]int{"trips": 2}, odd: []string{"row 1", "dates 5", "row 7"}},
		"total-row-french-headers.csv": {separator: ';', rows: []int{1, 2}, days: []int{0, 1}, form: "02/01/2006", amounts: []int{5}, currency: "EUR",
			entries: map[string]int{"trips": 2}, odd: []string{"dates 2", "row 4"}},
	} {
		t.Run(name, func(t *testing.T) {
			text := published(t, "../cases/import/"+name).Text
			r := csv.NewReader(strings.NewReader(string(text)))
			r.Comma, r.FieldsPerRecord, r.LazyQuotes = c.separator, -1, true
			all, err := r.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			want := newCounted()
			want.entries = c.entries
			for _, n := range c.rows {
				for _, at := range c.days {
					want.days = append(want.days, asDay(t, all[n][at], c.form))
				}
				for _, at := range c.amounts {
					currency := c.currency
					text, brazilian := strings.CutPrefix(all[n][at], "R$")
					if brazilian {
						currency = "BRL" // and not the column's
					}
					if amount, ok := plainAmount(strings.TrimSpace(text)); ok {
						want.add(currency, amount)
					}
				}
			}
			drafts, found, err := Read(source.NewFile(name, text), nil, Options{Currency: "EUR", Language: "fr"})
			if err != nil {
				t.Fatal(err)
			}
			if got := countDrafts(t, drafts, "EUR"); got.String() != want.String() {
				t.Errorf("the drafts hold %s,\nthe table %s", got, want)
			}
			if got := said(found); !slices.Equal(got, append([]string{}, c.odd...)) {
				t.Errorf("said %q, want %q", got, c.odd)
			}
			twice(t, name, text)
		})
	}
}

// twice holds that a table which is imported again brings nothing.
func twice(t *testing.T, name string, text []byte) {
	t.Helper()
	drafts, _, _ := Read(source.NewFile(name, text), nil, Options{Currency: "EUR", Language: "fr"})
	first, _ := PlanAgain(name, drafts, &Record{}, nil, "fr")
	files := map[string]*source.File{}
	for _, d := range first.New {
		files[d.Path] = source.NewFile(d.Path, d.Text)
	}
	again, found := PlanAgain(name, drafts, first.Record, files, "fr")
	if len(first.New) != len(drafts) || len(again.New)+len(again.Changed)+len(found)+len(again.Missing) > 0 || again.Differs || again.Same != len(drafts) {
		t.Errorf("%s: a second import: %s", name, did(again))
	}
}

// asDay is a day as 2006-01-02.
func asDay(t *testing.T, text, form string) string {
	t.Helper()
	year, month, day := strings.Index(form, "06"), strings.Index(form, "1"), strings.Index(form, "2")
	parts := regexp.MustCompile(`\d+`).FindAllString(text, -1)
	order := []int{year, month, day}
	if strings.Contains(form, "2006") {
		order[2] = strings.Index(strings.Replace(form, "2006", "yyyy", 1), "2")
	}
	sorted := slices.Sorted(slices.Values(order))
	if len(parts) != 3 {
		t.Fatalf("%q is no day", text)
	}
	at := func(n int) int { v, _ := strconv.Atoi(parts[slices.Index(sorted, order[n])]); return v }
	y := at(0)
	if y < 100 {
		y += 2000
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, at(1), at(2))
}

// TestTrialWorkbook imports the whole workbook of a city's grants: its sums beside those of
// the sheet's cells, as another way of reading finds them.
func TestTrialWorkbook(t *testing.T) {
	text := published(t, "montpellier-grants/VilleMTP_MTP_AttribSub_2014.ods").Text
	rows := odsRows(t, text, "Subventions")
	want, structures, above, n := newCounted(), map[string]bool{}, "", 0
	for _, r := range rows {
		structure, amount := strings.TrimSpace(r[1]), r[4]
		if strings.EqualFold(r[0], "total") {
			continue
		}
		if structure == covered {
			structure = above
		}
		above = structure
		if structure == "" || structure == "Structure" || structure == covered {
			continue // a header, a total, an empty row
		}
		n++
		structures[content.Fold(structure)] = true
		if v, ok := plainAmount(amount); ok {
			want.add("EUR", v)
		}
	}
	drafts, found, err := Read(source.NewFile("grants.ods", text), nil, Options{Currency: "EUR", Language: "fr"})
	if err != nil {
		t.Fatal(err)
	}
	got, of := countDrafts(t, drafts, "EUR"), map[int]bool{}
	for _, d := range drafts {
		for _, row := range d.Rows {
			of[row] = true
		}
	}
	if len(of) != n || got.entries["partners"] != len(structures) || got.sums["EUR"].Cmp(want.sums["EUR"]) != 0 {
		t.Errorf("the drafts hold %s of %d rows,\nthe table %s of %d structures in %d rows", got, len(of), want, len(structures), n)
	}
	t.Logf("%d rows, %s", n, got)
	byRule := map[string]int{}
	for _, d := range found {
		byRule[d.Rule.Name]++
	}
	t.Logf("said %v", byRule)
}

// covered stands for a cell that a merged one lies over.
const covered = "\x00"

// odsRows reads the texts of a sheet's cells, token by token.
func odsRows(t *testing.T, text []byte, sheet string) [][]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(string(text)), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("content.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := xml.NewDecoder(f)
	var rows [][]string
	var row []string
	within, times, cell := false, 1, ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		attr := func(e xml.StartElement, name string) string {
			for _, a := range e.Attr {
				if a.Name.Local == name {
					return a.Value
				}
			}
			return ""
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "table":
				within = attr(e, "name") == sheet
			case "table-row":
				row = nil
			case "table-cell", "covered-table-cell":
				cell, times = "", max(1, atoi(attr(e, "number-columns-repeated")))
			}
		case xml.CharData:
			cell += string(e)
		case xml.EndElement:
			switch e.Name.Local {
			case "table-cell", "covered-table-cell":
				if e.Name.Local == "covered-table-cell" {
					cell = covered
				}
				for range min(times, 20) {
					row = append(row, cell)
				}
			case "table-row":
				if within && len(row) > 4 {
					rows = append(rows, row)
				}
			}
		}
	}
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

// TestTrialRegister reads a row of a register of which only the columns are published: all
// that a trip needs is known of both its forms.
func TestTrialRegister(t *testing.T) {
	schema := string(published(t, "barcelona-schema/SCHEMA.md").Text)
	variants := regexp.MustCompile(`(?m)^(Num_\S*registre, .*)$`).FindAllString(schema, -1)
	if len(variants) != 2 {
		t.Fatalf("the schema has %d variants", len(variants))
	}
	for _, header := range variants {
		names := strings.Split(header, ", ")
		row := func(values map[string]string) string {
			var out []string
			for _, name := range names {
				value := "x"
				for part, v := range values {
					if strings.HasPrefix(name, part) {
						value = v
					}
				}
				out = append(out, value)
			}
			return strings.Join(out, "\t") + "\n"
		}
		line := map[string]string{"Num": "R-1", "Exercici": "2026", "Import": "96.40", "Concepte": "Allotjament", "Data_sortida": "2026-09-14",
			"Data_arribada": "2026-09-16", "Destinacio": "Lisboa", "Pais": "Portugal", "Titular": "Marta Puig", "Motiu": "Tramvies", "Carrec": "Regidora"}
		second := maps.Clone(line)
		maps.Copy(second, map[string]string{"Import": "100.60", "Concepte": "Desplaçament"})
		table := strings.Join(names, "\t") + "\n" + row(line) + row(second)
		drafts, found, err := Read(source.NewFile("viatges.tsv", []byte(table)), nil, Options{Currency: "EUR", Language: "es"})
		got := countDrafts(t, drafts, "EUR").String()
		if want := "map[trips:1] [2026-09-14 2026-09-16] EUR 197.00"; err != nil || got != want || len(found) > 0 {
			t.Errorf("%s: %s, %v %v", path.Join(names...), got, said(found), err)
		}
	}
}
