package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/i18n"
	"parvis/themes"
)

// demonstration is the city that parvis brings along, checked.
func demonstration(t testing.TB) *content.Set {
	t.Helper()
	folder, err := content.Read(os.DirFS("../../content"), "content")
	if err != nil {
		t.Fatal(err)
	}
	settings, problems := content.ParseSettings(folder.Settings)
	today := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	units, err := folder.Parse(settings, today)
	if err != nil {
		t.Fatal(err)
	}
	locales := map[string]*i18n.Locale{}
	for _, lang := range settings.Languages {
		if locales[lang], err = i18n.Load(themes.Chartres(), lang); err != nil {
			t.Fatal(err)
		}
	}
	set, found := content.Check(settings, problems, units, folder, content.Options{Today: today, Locales: locales})
	if set == nil {
		t.Fatal(found)
	}
	return set
}

// unlike says in what a workbook, as another program reads it, is not the table with
// these rows; nil for nothing.
func unlike(data []byte, table content.Table, rows [][]string) error {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	defer f.Close()
	if got := f.GetSheetList(); !slices.Equal(got, []string{table.Name}) {
		return fmt.Errorf("the sheets are %q", got)
	}
	panes, err := f.GetPanes(table.Name)
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		return fmt.Errorf("the header does not stay: %+v %v", panes, err)
	}
	got, err := f.GetRows(table.Name)
	if err != nil || len(got) != len(rows)+1 {
		return fmt.Errorf("%d rows, want %d: %v", len(got), len(rows)+1, err)
	}
	for n, row := range append([][]string{table.Header()}, rows...) {
		for i, c := range table.Columns {
			at, _ := excelize.CoordinatesToCellName(i+1, n+1)
			if err := unlikeCell(f, table.Name, at, c, row[i], n == 0); err != nil {
				return fmt.Errorf("%s (%s): %w", at, c.Name, err)
			}
		}
	}
	return nil
}

func unlikeCell(f *excelize.File, sheet, at string, c fields.Column, want string, header bool) error {
	formula, err := f.GetCellFormula(sheet, at)
	if err != nil || formula != "" {
		return fmt.Errorf("the formula %q: %v", formula, err)
	}
	got, err := f.GetCellValue(sheet, at)
	if err != nil {
		return err
	}
	kind, _ := f.GetCellType(sheet, at)
	style, _ := f.GetCellStyle(sheet, at)
	if header {
		if s, err := f.GetStyle(style); err != nil || s.Font == nil || !s.Font.Bold {
			return fmt.Errorf("the header is not bold: %v", err)
		}
	}
	_, number := exactly(want)
	_, day := serial(want)
	switch {
	case header || c.List || want == "":
	case c.Type == fields.Flag:
		if got = strings.ToLower(got); kind != excelize.CellTypeBool {
			return fmt.Errorf("%q is no truth value", want)
		}
	case c.Type == fields.Date && day:
		if s, err := f.GetStyle(style); err != nil || s.CustomNumFmt == nil || *s.CustomNumFmt != "yyyy\\-mm\\-dd" || kind != excelize.CellTypeUnset {
			return fmt.Errorf("%q is no day", want)
		}
	case slices.Contains([]fields.Type{fields.Amount, fields.Decimal, fields.Degrees, fields.Whole}, c.Type) && number:
		if kind != excelize.CellTypeUnset {
			return fmt.Errorf("%q is no number", want)
		}
		if c.Type == fields.Amount {
			got = strings.ReplaceAll(got, ",", "")
		}
	case kind != excelize.CellTypeInlineString:
		return fmt.Errorf("%q is no text, but of type %d", want, kind)
	}
	if got != want {
		return fmt.Errorf("%.200q, want %.200q", got, want)
	}
	return nil
}

// TestWorkbooks reads the demonstration's tables with another program and finds in
// them what the CSV beside has, each as what it is.
func TestWorkbooks(t *testing.T) {
	set := demonstration(t)
	for _, table := range content.Tables() {
		var plain, book, again bytes.Buffer
		if err := writers[table.Name+".csv"](&plain, set); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&plain).ReadAll()
		if err != nil || len(rows) < 3 {
			t.Fatalf("%s.csv has %d rows: %v", table.Name, len(rows), err)
		}
		for _, row := range rows {
			for i := range row {
				row[i] = content.FromCell(row[i])
			}
		}
		for _, b := range []*bytes.Buffer{&book, &again} {
			if err := writers[table.Name+".xlsx"](b, set); err != nil {
				t.Fatal(err)
			}
		}
		if err := unlike(book.Bytes(), table, rows[1:]); err != nil {
			t.Errorf("%s.xlsx: %v", table.Name, err)
		}
		if !bytes.Equal(book.Bytes(), again.Bytes()) {
			t.Errorf("%s.xlsx has other bytes the second time", table.Name)
		}
	}
}

// anyCell draws what may stand in a cell of a column.
func anyCell(t *rapid.T, c fields.Column) string {
	if !c.Required && rapid.IntRange(0, 4).Draw(t, "empty") == 0 {
		return ""
	}
	switch c.Type {
	case fields.Amount:
		code := rapid.SampledFrom([]string{"EUR", "CLP", "TND", "CLF"}).Draw(t, "currency")
		return content.Money{Minor: rapid.Int64Range(-9_999_999_999, 99_999_999_999_999).Draw(t, "amount"), Currency: code}.Decimal()
	case fields.Decimal, fields.Degrees, fields.Whole:
		return rapid.StringMatching(`-?(0|[1-9][0-9]{0,18})(\.[0-9]{1,12})?`).Draw(t, "number")
	case fields.Date:
		return time.Unix(rapid.Int64Range(-4_000_000_000, 200_000_000_000).Draw(t, "day"), 0).UTC().Format(time.DateOnly)
	case fields.Flag:
		return rapid.SampledFrom([]string{"true", "false"}).Draw(t, "flag")
	}
	return rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"=1+1", "+33 1", "-2", "@cmd", "'=x", "a\nb", "\r\n", "\x00\x0b\x1f", "_x0041_", "__x000D_",
		"\uFFFE\uFFFF", "<&>\"]]>", "🏛️ שלום 日本", " two  spaces ", "1240.50", "2026-09-14", "true", "\ttab"})).Draw(t, "text")
}

// TestWorkbooksOfAnything writes rows of anything that a city may hold.
func TestWorkbooksOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tables := content.Tables()
		table := tables[rapid.IntRange(0, len(tables)-1).Draw(t, "table")]
		var rows [][]string
		for range rapid.IntRange(0, 4).Draw(t, "rows") {
			var row []string
			for _, c := range table.Columns {
				row = append(row, anyCell(t, c))
			}
			row[0] += "x" // a row has something
			rows = append(rows, row)
		}
		var book bytes.Buffer
		if err := XLSX(&book, table, slices.Values(rows), "en"); err != nil {
			t.Fatal(err)
		}
		if err := unlike(book.Bytes(), table, rows); err != nil {
			t.Fatal(err)
		}
	})
}

// TestWorkbooksCut wants a text that is too long for a cell to be cut there where the
// cell is full, and to say so; and one that just fits to stay.
func TestWorkbooksCut(t *testing.T) {
	table, _ := content.TableOf("people")
	fits, long := strings.Repeat("é", maxCell-2)+"🏛", strings.Repeat("🏛", maxCell)
	for lang, want := range map[string]string{"en": "the whole text is in people.csv)", "pt": "o texto completo está em people.csv)"} {
		row := make([]string, len(table.Columns))
		row[2], row[3] = fits, long
		var book bytes.Buffer
		if err := XLSX(&book, table, slices.Values([][]string{row}), lang); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&book)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := f.GetCellValue("people", "C2"); got != fits {
			t.Errorf("a text of %d is %d long", maxCell, units(got))
		}
		if got, _ := f.GetCellValue("people", "D2"); units(got) > maxCell || units(got) < maxCell-1 || !strings.HasSuffix(got, want) {
			t.Errorf("%d, and ends with %q", units(got), got[len(got)-80:])
		}
	}
}

// TestWorkbooksBroken wants a workbook that is damaged, or runs something, to be told
// from a good one by what these tests read with.
func TestWorkbooksBroken(t *testing.T) {
	set := demonstration(t)
	table, _ := content.TableOf("partners")
	var rows [][]string
	for row := range table.Rows(set) {
		rows = append(rows, slices.Clone(row))
	}
	var book bytes.Buffer
	if err := XLSX(&book, table, slices.Values(rows), "en"); err != nil {
		t.Fatal(err)
	}
	name := `<is><t xml:space="preserve">` + rows[0][0] + `</t></is>`
	for what, broken := range map[string][]byte{
		"cut short":        book.Bytes()[:book.Len()-40],
		"a formula":        edited(t, book.Bytes(), name, `<f>1+1</f>`),
		"no XML":           edited(t, book.Bytes(), "</sheetData>", ""),
		"another text":     edited(t, book.Bytes(), name, `<is><t>x</t></is>`),
		"text for number":  edited(t, book.Bytes(), `<v>`+rows[0][slices.Index(table.Header(), "lat")]+`</v>`, `<v>1</v>`),
		"the header moves": edited(t, book.Bytes(), ` state="frozen"`, ""),
	} {
		if unlike(broken, table, rows) == nil {
			t.Errorf("%s, and nothing is said", what)
		}
	}
}

// edited is a workbook with something of its parts replaced.
func edited(t *testing.T, book []byte, old, with string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, found := zip.NewWriter(&out), false
	for _, f := range in.File {
		r, _ := f.Open()
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		found = found || strings.Contains(string(data), old)
		part, _ := w.Create(f.Name)
		_, _ = io.WriteString(part, strings.Replace(string(data), old, with, 1))
	}
	if err := w.Close(); err != nil || !found {
		t.Fatalf("there is no %q: %v", old, err)
	}
	return out.Bytes()
}
