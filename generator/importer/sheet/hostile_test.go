package sheet

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// TestHostile reads spreadsheets that were made to hold up or to fill a machine. Each ends with a
// result or with what is wrong, and none takes much more memory in all than may be unpacked.
func TestHostile(t *testing.T) {
	cell := func(text string) string { return `<c t="inlineStr"><is><t>` + text + `</t></is></c>` }
	row := func(cells string) string { return "<row>" + cells + "</row>" }
	many := strings.Repeat
	odsRow := func(attributes, text string) string {
		return `<table:table><table:table-row ` + attributes + `><table:table-cell office:value-type="string"><text:p>` + text +
			`</text:p></table:table-cell></table:table-row></table:table>`
	}
	for name, c := range map[string]struct {
		data []byte
		want string // what is wrong, or the rows and cells of the result
	}{
		"zip bomb":                  {xlsx(t, many(" ", 70<<20)), "unpacked"},
		"bomb beside the table":     {xlsx(t, row(cell("a")), "xl/media/image1.png", many("x", 70<<20)), "1 row, 1 cell"},
		"a million empty rows":      {xlsx(t, row(cell("a"))+many(`<row s="1" ht="15"/>`, 1<<20-2)+row(cell("b"))), "2 rows, 2 cells"},
		"too many rows":             {xlsx(t, many(`<row/>`, 1<<20)+row(cell("b"))), "damaged"},
		"16384 columns":             {xlsx(t, row(many(cell("a"), 16384))), "columns"},
		"16384 empty columns":       {xlsx(t, many(row(cell("a")+many(`<c s="1"/>`, 16383)), 100)), "100 rows, 100 cells"},
		"many cells":                {xlsx(t, many(row(many("<c><v>1</v></c>", 1000)), 2100)), "cells"},
		"deep":                      {xlsx(t, many("<a>", 1<<20)), "damaged"},
		"many shared texts":         {xlsx(t, row(`<c t="s"><v>1</v></c>`), "xl/sharedStrings.xml", "<sst>"+many("<si><t>a</t></si>", 5<<20)+"</sst>"), "unpacked"},
		"one text in all cells":     {xlsx(t, many(row(`<c t="s"><v>0</v></c>`), 10_000), "xl/sharedStrings.xml", "<sst><si><t>"+many("x", 30_000)+"</t></si></sst>"), "unpacked"},
		"one long text":             {xlsx(t, row(cell(many("x", 200_000)))), "characters"},
		"attributes":                {xlsx(t, "<row "+many(`a="&gt;" `, 8<<20)+"/>"), "unpacked"},
		"marks in attributes":       {xlsx(t, "<row "+many(`a=">" `, 10<<20)+"/>"), "0 rows"},
		"one long comment":          {xlsx(t, "<!--"+many("x", 60<<20)+"-->"), "0 rows"},
		"merged over each other":    {xlsx(t, many(row(cell("a")), 3000)+"</sheetData><mergeCells>"+many(`<mergeCell ref="A1:XFD1048576"/>`, 3000)+"</mergeCells><sheetData>"), "cells"},
		"words that stand for more": {xlsx(t, `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>`+row(cell("&b;"))), "damaged"},
		"an unknown word":           {xlsx(t, row(cell("&b;"))), "damaged"},
		"many parts":                {pack(t, strings.Split(many("a|x|", 25_000)+"b|x", "|")...), "packed"},
		"many sheets":               {ods(t, many(`<table:table/>`, 2000)), "damaged"},
		"many names":                {xlsx(t, manyNames(5000)), "damaged"},
		"many shared nothings":      {xlsx(t, row(cell("a")), "xl/sharedStrings.xml", "<sst>"+many("<si/>", 3<<20)+"</sst>"), "cells"},
		"many styles":               {xlsx(t, row(cell("a")), "xl/styles.xml", "<a><cellXfs>"+many("<xf/>", 200_000)+"</cellXfs></a>"), "damaged"},
		"repeated rows":             {ods(t, odsRow(`table:number-rows-repeated="1048576"`, many("x", 100))), "unpacked"},
		"repeated cells":            {ods(t, many(odsRow(`table:number-rows-repeated="1000000"`, "x"), 3)), "cells"},
		"repeated without end":      {ods(t, odsRow(`table:number-rows-repeated="99999999999999999999"`, "x")), "1 row, 1 cell"},
		"wide without end": {ods(t, `<table:table><table:table-row><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>`+
			`</table:table-row></table:table>`), "columns"},
		"spaces without end": {ods(t, odsRow("", many(`<text:s text:c="1000000000"/>`, 10)+"x")), "1 row, 1 cell"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			sheets, _, err := Read(c.data)
			runtime.ReadMemStats(&after)
			if spent := (after.TotalAlloc - before.TotalAlloc) >> 20; spent > 500 {
				t.Errorf("%d MB were asked for in all", spent)
			}
			got := ""
			if whole := (*Problem)(nil); errors.As(err, &whole) {
				got = whole.Says.String()
			} else if err != nil {
				t.Fatalf("the error is no Problem: %v", err)
			} else {
				rows, cells := 0, 0
				for _, s := range sheets {
					rows += len(s.Rows)
					for _, r := range s.Rows {
						cells += len(r.Cells)
					}
				}
				got = strings.NewReplacer("1 rows", "1 row", "1 cells", "1 cell").Replace(fmt.Sprintf("%d rows, %d cells", rows, cells))
			}
			if !strings.Contains(got, c.want) || strings.Contains(got, "%!") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func manyNames(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<a%d/>", i)
	}
	return b.String()
}

// fuzz holds what is true of all that is read.
func fuzz(t *testing.T, data []byte) {
	sheets, ok, err := Read(data)
	if whole := (*Problem)(nil); err != nil && (!errors.As(err, &whole) || whole.Says.IsZero() || whole.Fix.IsZero()) {
		t.Fatalf("an error without a remedy: %v", err)
	}
	if err != nil || !ok {
		return
	}
	for _, s := range sheets {
		last := 0
		for _, r := range s.Rows {
			if r.N < last || len(r.Cells) == 0 {
				t.Fatalf("row %d behind row %d, with %d cells", r.N, last, len(r.Cells))
			}
			last = r.N
			for i, c := range r.Cells {
				if c.Column < 0 || c.Column >= MaxColumns || i > 0 && c.Column < r.Cells[i-1].Column {
					t.Fatalf("cell %d of row %d is in column %d", i, r.N, c.Column)
				}
				if c.Text == "" && c.Kind != Unreckoned {
					t.Fatalf("an empty cell in row %d", r.N)
				}
			}
		}
	}
}

func FuzzXLSX(f *testing.F) {
	for _, rows := range []string{
		`<row r="2" ht="9"><c r="B2" t="s"><v>1</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c s="1"><v>46279</v></c><c><f>1</f></c></row>`,
		`<row><c t="inlineStr"><is><r><t>a</t></r></is></c></row></sheetData><mergeCells><mergeCell ref="A1:C3"/></mergeCells><sheetData>`,
		`<row r="1048576"><c r="ALL1"><v>1e300</v></c></row><row r="1"><c r="A1"><v>-0</v></c><c r="A1"><v>x</v></c></row>`,
	} {
		f.Add(rows, `<si><t>a</t></si><si><rPh><t>b</t></rPh></si>`, `<numFmt numFmtId="170" formatCode="yyyy"/><cellXfs><xf/><xf numFmtId="170"/></cellXfs>`)
	}
	f.Fuzz(func(t *testing.T, rows, shared, styles string) {
		fuzz(t, xlsx(t, rows, "xl/sharedStrings.xml", "<sst>"+shared+"</sst>", "xl/styles.xml", "<styleSheet>"+styles+"</styleSheet>"))
	})
}

func FuzzODS(f *testing.F) {
	f.Add(`<table:table table:name="a"><table:table-row><table:table-cell office:value-type="date" office:date-value="2026-09-14"/><table:covered-table-cell/></table:table-row></table:table>`)
	f.Add(`<table:table><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-spanned="2"><text:p>a<text:s/></text:p></table:table-cell></table:table-row></table:table>`)
	f.Add(`<table:table><table:table-row><table:table-cell><table:table><table:table-row/></table:table></table:table-cell></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, tables string) { fuzz(t, ods(t, tables)) })
}

func FuzzFile(f *testing.F) {
	f.Add(xlsx(f, "<row><c><v>1</v></c></row>"))
	f.Add(ods(f, "<table:table/>"))
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	f.Fuzz(fuzz)
}
