package sheet

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// TestXLSX reads what another program wrote: each kind of cell, merged cells, a hidden sheet.
func TestXLSX(t *testing.T) {
	f := excelize.NewFile()
	day := time.Date(2026, 9, 14, 0, 0, 0, 0, time.UTC)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	style := func(s *excelize.Style) int {
		id, err := f.NewStyle(s)
		check(err)
		return id
	}
	code := func(c string) *excelize.Style { return &excelize.Style{CustomNumFmt: &c} }
	for cell, value := range map[string]any{
		"A1": "Ville", "B1": "é & <a> \"q\"\nline", "C1": 1240.5, "D1": 0.1 + 0.2, "E1": true, "F1": day, "G1": day.Add(10*time.Hour + 30*time.Minute),
		"A3": 46279, "B3": 46279, "C3": 1000, "D3": 1240.5, "E3": -3, "F3": 1e15, "G3": 0.25,
		"A5": "Fusion", "C5": "x", "C6": "y", "A7": " ",
	} {
		check(f.SetCellValue("Sheet1", cell, value))
	}
	check(f.SetCellRichText("Sheet1", "H1", []excelize.RichTextRun{{Text: "ri"}, {Text: "ch", Font: &excelize.Font{Bold: true}}}))
	check(f.SetCellStyle("Sheet1", "A3", "A3", style(code(`[$-40C]d\ mmmm\ yyyy;@`))))
	check(f.SetCellStyle("Sheet1", "B3", "B3", style(code(`#,##0.00 "d m y"`))))
	check(f.SetCellStyle("Sheet1", "C3", "C3", style(code("00000"))))
	check(f.SetCellStyle("Sheet1", "D3", "D3", style(&excelize.Style{NumFmt: 44})))
	check(f.SetCellFormula("Sheet1", "H3", "SUM(C3:D3)")) // never reckoned
	check(f.MergeCell("Sheet1", "A5", "B6"))
	_, err := f.NewSheet("Away")
	check(err)
	check(f.SetCellValue("Away", "B2", "secret"))
	check(f.SetSheetVisible("Away", false))
	var b bytes.Buffer
	check(f.Write(&b))
	sheets, ok, err := Read(b.Bytes())
	if err != nil || !ok {
		t.Fatal(err)
	}
	want := `Sheet1
 A1="Ville" B1="é & <a> \"q\"\nline" C1=number "1240.5" D1=number "0.3" E1=truth "true" F1=day "2026-09-14" G1=day "2026-09-14T10:30:00" H1="rich"
 A3=day "2026-09-14" B3=number "46279" C3="01000" D3=number "1240.5" E3=number "-3" F3=number "1000000000000000" G3=number "0.25" H3=unreckoned ""
 A5="Fusion" B5=merged "Fusion" C5="x"
 A6=merged "Fusion" B6=merged "Fusion" C6="y"
Away (hidden)
 B2="secret"
`
	if got := shows(sheets); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestXLSXCells reads cells as other programs write them than the one above.
func TestXLSXCells(t *testing.T) {
	shared := []string{"xl/sharedStrings.xml", `<sst><si><t>one</t></si><si><r><t>t</t></r><r><t xml:space="preserve">wo </t></r><rPh><t>TO</t></rPh></si>` +
		`<si><t>a_x000D_b_x005F_x000D_</t></si></sst>`}
	for name, c := range map[string]struct{ rows, want string }{
		"shared":       {`<row r="2"><c r="B2" t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>2</v></c><c t="s"><v>9</v></c></row>`, ` B2="two " C2="one" D2="a\rb_x000D_"`},
		"no addresses": {`<row><c><v>1</v></c></row><row><c><v>2</v></c><c/><c><v>3</v></c></row>`, ` A1=number "1"|` + ` A2=number "2" C2=number "3"`},
		"inline":       {`<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>`, ` A1="ab"`},
		"formula":      {`<row r="1"><c r="A1" t="str"><f>"x"</f><v>x</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><f>""</f><v></v></c></row>`, ` A1="x" B1=number "2"`},
		"fault":        {`<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`, ` A1=fault "#DIV/0!"`},
		"day as text":  {`<row r="1"><c r="A1" t="d"><v>2026-09-14T00:00:00</v></c></row>`, ` A1=day "2026-09-14"`},
		"prefixes":     {`<x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>`, ` A1=number "7"`},
		"out of order": {`<row r="3"><c r="B3"><v>2</v></c><c r="A3"><v>1</v></c></row><row r="1"><c r="A1"><v>0</v></c></row>`, ` A1=number "0"|` + ` A3=number "1" B3=number "2"`},
		"exponent":     {`<row r="1"><c r="A1"><v>1.2405E3</v></c><c r="B1"><v>1118.4599999999998</v></c></row>`, ` A1=number "1240.5" B1=number "1118.46"`},
		"merged beyond": {`<row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><sheetData>`,
			` A1=number "1"`},
	} {
		sheets, _, err := Read(xlsx(t, c.rows, shared...))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, want := shows(sheets), "Trips\n"+strings.ReplaceAll(c.want, "|", "\n")+"\n"; got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestODS(t *testing.T) {
	data := ods(t, `
<table:tracked-changes><table:cell-content-change/></table:tracked-changes>
<table:table table:name="Viajes">
 <table:table-column table:number-columns-repeated="5"/>
 <table:table-header-rows><table:table-row>
  <table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>Ciu<text:span>dad</text:span></text:p><text:p>x<text:s text:c="2"/>y<text:line-break/>z</text:p></table:table-cell>
  <table:table-cell table:number-columns-repeated="2"/>
  <table:table-cell office:value-type="currency" office:currency="EUR" office:value="1240.5"><text:p>1.240,50 €</text:p></table:table-cell>
  <table:table-cell office:value-type="date" office:date-value="2026-09-14"><text:p>14/09/26</text:p></table:table-cell>
  <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>
 </table:table-row></table:table-header-rows>
 <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
 <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="3.0"><text:p>3</text:p></table:table-cell></table:table-row>
 <table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="string"><text:p>M</text:p></table:table-cell><table:covered-table-cell><text:p>under</text:p></table:covered-table-cell><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>
 <table:table-row><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell><table:table-cell table:formula="of:=[.A1]"/><table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p><draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame></table:table-cell></table:table-row>
 <table:table-row table:number-rows-repeated="1048550"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
</table:table>
<table:table table:name="Notas" table:style-name="away"><table:table-row><table:table-cell office:value-type="string"><text:p>n</text:p></table:table-cell></table:table-row></table:table>`)
	sheets, ok, err := Read(data)
	if err != nil || !ok {
		t.Fatal(err)
	}
	want := `Viajes
 A1="Ciudad\nx  y\nz" D1=number "1240.5" E1=day "2026-09-14" F1=truth "true"
 A5=number "3" B5=number "3"
 A6=number "3" B6=number "3"
 A7="M" B7=merged "M" C7="a"
 A8=merged "M" B8=merged "M" C8=fault "#REF!" D8=unreckoned "" E8=number "0.5"
Notas (hidden)
 A1="n"
`
	if got := shows(sheets); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestDays holds the days that spreadsheets count as numbers, in both ways of counting.
func TestDays(t *testing.T) {
	for _, c := range []struct {
		n        float64
		from1904 bool
		want     string
	}{
		{46279, false, "2026-09-14"}, {44817, true, "2026-09-14"}, {1, false, "1900-01-01"}, {59, false, "1900-02-28"}, {60, false, ""},
		{61, false, "1900-03-01"}, {0.5, false, "12:00:00"}, {46279.4375, false, "2026-09-14T10:30:00"}, {-1, false, ""},
		{2958465, false, "9999-12-31"}, {2958466, false, ""}, {0, true, "1904-01-01"},
	} {
		if got := serial(c.n, c.from1904); got != c.want {
			t.Errorf("%v: got %q, want %q", c.n, got, c.want)
		}
	}
	for code, want := range map[string]format{
		"General": {}, "0.00": {}, `#,##0.00\ "€"`: {}, "[Red]#,##0": {}, "[h]:mm": {}, "dd/mm/yyyy": {day: true}, "[$-40C]d-mmm-yy;@": {day: true},
		"h:mm AM/PM": {day: true}, `"day" 0`: {}, "000": {zeros: 3}, "_-* #,##0.00 [$€-40C]_-;-* #,##0.00 [$€-40C]_-": {}, "0.00E+00": {}, "@": {},
		`yyyy"年"m"月"`: {day: true},
	} {
		if got := formatCode(code); got != want {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
	if !formatOf("14", nil).day || !formatOf("57", nil).day || formatOf("4", nil).day || formatOf("49", nil).day {
		t.Error("the formats that every program knows")
	}
}

// Test1904 reads a workbook that counts its days from 1904.
func Test1904(t *testing.T) {
	f := excelize.NewFile()
	on := true
	if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &on}); err != nil {
		t.Fatal(err)
	}
	id, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
	_ = f.SetCellValue("Sheet1", "A1", 44817)
	_ = f.SetCellStyle("Sheet1", "A1", "A1", id)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	sheets, _, err := Read(b.Bytes())
	if got := shows(sheets); err != nil || got != "Sheet1\n A1=day \"2026-09-14\"\n" {
		t.Errorf("%s %v", got, err)
	}
}

func TestCellName(t *testing.T) {
	for column, want := range map[int]string{0: "A7", 25: "Z7", 26: "AA7", 701: "ZZ7", 702: "AAA7", 16383: "XFD7"} {
		if got := CellName(column, 7); got != want {
			t.Errorf("%d: %s", column, got)
		}
		if c, r, ok := cellAt(want); !ok || c != column || r != 7 {
			t.Errorf("%s: %d %d %v", want, c, r, ok)
		}
	}
	for _, bad := range []string{"", "A", "7", "A0", "A-1", "ABCD1", "a1", "A1B"} {
		if _, _, ok := cellAt(bad); ok {
			t.Errorf("%q is taken for a cell", bad)
		}
	}
}
