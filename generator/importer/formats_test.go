package importer

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// travel is a small table with what many offices have around one, its cells in a form that
// every file can hold. The header is its fourth row.
var travel = [][]string{
	{"Déplacements des élus 2026"},
	{"Ville de X – relations internationales", "", "", "", "provisoire"},
	{},
	{"start", "end", "destination", "purpose", "role", "lodging", "comment"},
	{"2026-09-14", "2026-09-16", "Ravenne, Italie", "Voir les trams, \"la nuit\"", "Maire", "1 240,50 €", "N/A"},
	{"2026-10-02", "2026-10-04", "Gand (Belgique)", "Rencontre", "Adjoint", "350,00", "—"},
	{"", "", "Total général", "", "", "1 590,50 €"},
	{"Source : service des relations internationales"},
}

func utf16Bytes(text string, order binary.AppendByteOrder, mark bool) []byte {
	var out []byte
	if mark {
		text = "\ufeff" + text
	}
	for _, u := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

// oneByte writes a text in Windows-1252.
func oneByte(text string) []byte {
	var out []byte
	for _, r := range text {
		switch r {
		case '€':
			out = append(out, 0x80)
		case '—':
			out = append(out, 0x97)
		case '–':
			out = append(out, 0x96)
		default:
			out = append(out, byte(r))
		}
	}
	return out
}

// separated writes a table as text, with every row as wide as the widest where padded.
func separated(rows [][]string, by string, padded bool) string {
	var b strings.Builder
	for _, r := range rows {
		cells := make([]string, 0, 8)
		for _, c := range r {
			if strings.ContainsAny(c, by+"\"\n") {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			cells = append(cells, c)
		}
		for padded && len(cells) < len(rows[3]) {
			cells = append(cells, "")
		}
		b.WriteString(strings.Join(cells, by) + "\r\n")
	}
	return b.String()
}

// workbook writes a table as .xlsx, with days and amounts as such.
func workbook(t testing.TB, rows [][]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, r := range rows {
		for k, text := range r {
			name, _ := excelize.CoordinatesToCellName(k+1, i+1)
			var value any = text
			if day, err := time.Parse("2006-01-02", text); err == nil {
				value = day
			}
			if text != "" {
				if err := f.SetCellValue("Sheet1", name, value); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// openDocument writes a table as .ods.
func openDocument(t testing.TB, rows [][]string) []byte {
	t.Helper()
	var b, out bytes.Buffer
	b.WriteString(`<office:document-content><office:body><office:spreadsheet><table:table table:name="Feuille1">`)
	for _, r := range rows {
		b.WriteString("<table:table-row>")
		for _, text := range r {
			if _, err := time.Parse("2006-01-02", text); err == nil {
				fmt.Fprintf(&b, `<table:table-cell office:value-type="date" office:date-value="%s"><text:p>x</text:p></table:table-cell>`, text)
				continue
			}
			b.WriteString(`<table:table-cell office:value-type="string"><text:p>`)
			_ = xml.EscapeText(&b, []byte(text))
			b.WriteString("</text:p></table:table-cell>")
		}
		b.WriteString("</table:table-row>")
	}
	b.WriteString("</table:table></office:spreadsheet></office:body></office:document-content>")
	z := zip.NewWriter(&out)
	for name, text := range map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": b.String()} {
		w, _ := z.Create(name)
		_, _ = w.Write([]byte(text))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestFormats reads one table from all kinds of files: the drafts are the same to the letter, and
// the same is said of the titles, the sums and the remark.
func TestFormats(t *testing.T) {
	semicolons := separated(travel, ";", true)
	files := map[string][]byte{
		"commas":         []byte(separated(travel, ",", true)),
		"semicolons":     []byte(semicolons),
		"unpadded":       []byte(separated(travel, ";", false)),
		"tabs":           []byte(separated(travel, "\t", true)),
		"pipes":          []byte(separated(travel, "|", true)),
		"mark":           []byte("\ufeff" + semicolons),
		"told":           []byte("sep=;\r\n" + semicolons),
		"told, quoted":   []byte("\ufeff\"sep=|\"\n" + separated(travel, "|", true)),
		"UTF-16 LE":      utf16Bytes(semicolons, binary.LittleEndian, true),
		"UTF-16 BE":      utf16Bytes(semicolons, binary.BigEndian, true),
		"UTF-16, bare":   utf16Bytes(semicolons, binary.LittleEndian, false),
		"Windows-1252":   oneByte(semicolons),
		"workbook":       workbook(t, travel),
		"OpenDocument":   openDocument(t, travel),
		"other line end": []byte(strings.ReplaceAll(semicolons, "\r\n", "\r")),
	}
	var want string
	var said map[string]string
	for _, name := range append([]string{"commas"}, keysOf(files)...) {
		drafts, found, err := Read(source.NewFile("table", files[name]), nil, Options{Currency: "EUR", Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, d := range drafts {
			fmt.Fprintf(&got, "==> %s %v\n%s", d.Path, d.Rows, d.Text)
		}
		says := map[string]string{}
		for _, d := range found {
			line, _ := d.At.Position()
			says[strings.Split(d.Message.String(), " (cell")[0]] = fmt.Sprint(d.Rule.Name, " ", d.Severity)
			if d.Rule == ruleRow && line == 0 {
				t.Errorf("%s: %s stands nowhere", name, d.Message)
			}
		}
		switch name {
		case "UTF-16 LE", "UTF-16 BE", "UTF-16, bare":
			delete(says, "this table is not UTF-8: its accents were read as UTF-16")
		case "Windows-1252":
			delete(says, "this table is not UTF-8: its accents were read as Windows-1252")
		}
		if want == "" {
			want, said = got.String(), says
			if len(drafts) != 2 || len(said) != 3 || !strings.Contains(want, "amount: 1240.50") || !strings.Contains(want, "**comment**: N/A") ||
				strings.Contains(want, "—") || !strings.Contains(want, "Ravenne, IT") {
				t.Fatalf("%v\n%s", said, want)
			}
			for _, x := range []string{"the header is taken to be row 4; what stands above it is not read (rows 1 and 2)",
				"this row holds sums of others, and is left out", "what stands below the table is taken for a remark, and is not read (row 8)"} {
				if said[x] != "import-row warning" {
					t.Errorf("not said: %s", x)
				}
			}
		}
		if got.String() != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got.String(), want)
		}
		if fmt.Sprint(says) != fmt.Sprint(said) {
			t.Errorf("%s: said %v, want %v", name, says, said)
		}
	}
}

func keysOf[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

// TestGridPlaces holds that problems of a spreadsheet stand at row and column, and name the cell
// as the spreadsheet does.
func TestGridPlaces(t *testing.T) {
	f := excelize.NewFile()
	for i, sheet := range []string{"Sheet1", "Viajes 2026", "Notas"} {
		if i > 0 {
			if _, err := f.NewSheet(sheet); err != nil {
				t.Fatal(err)
			}
		}
		for cell, text := range map[string]string{"A1": "x", "A2": "y"} {
			_ = f.SetCellValue(sheet, cell, text)
		}
	}
	for cell, text := range map[string]any{"B3": "start", "C3": "end", "D3": "destination", "E3": "purpose", "F3": "lodging",
		"B14": "2026-09-14", "C14": "2026-09-16", "D14": "Melbourne", "E14": "See night trams\nand buses", "F14": "abc", "H14": "too much",
		"B15": "2026-09-20", "C15": "2026-09-21", "D15": "Ravenna, Italy", "E15": "See"} {
		_ = f.SetCellValue("Viajes 2026", cell, text)
	}
	_ = f.SetCellFormula("Viajes 2026", "F15", "1/0")
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	_, found, err := Read(source.NewFile("table.xlsx", b.Bytes()), nil, Options{Currency: "EUR", Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := source.Text(&got, found, source.Color{}, catalog.English); err != nil {
		t.Fatal(err)
	}
	compare(t, "testdata/grid.golden", got.Bytes())

	// A sheet is taken by its name, however that is written.
	for name, want := range map[string]string{"notas": "the table is empty", "Verano": `there is no sheet "Verano"`} {
		_, found, _ := Read(source.NewFile("table.xlsx", b.Bytes()), nil, Options{Sheet: name})
		if len(found) != 1 || want != "the table is empty" && found[0].Message.String() != want || found[0].Severity != source.Error {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// TestMerged holds that merged cells say for every row what they say once, but for amounts: what
// two travellers cost together is not twice that.
func TestMerged(t *testing.T) {
	f := excelize.NewFile()
	for cell, value := range map[string]any{"A1": "start", "B1": "end", "C1": "destination", "D1": "purpose", "E1": "role", "F1": "lodging",
		"A2": "2026-09-14", "B2": "2026-09-16", "C2": "Ravenna, Italy", "D2": "See night trams", "E2": "Mayor", "F2": 300.5, "E3": "Driver"} {
		_ = f.SetCellValue("Sheet1", cell, value)
	}
	for _, column := range "ABCDF" {
		if err := f.MergeCell("Sheet1", string(column)+"2", string(column)+"3"); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	drafts, found, err := Read(source.NewFile("table.xlsx", b.Bytes()), nil, Options{Currency: "EUR", Language: "en"})
	if err != nil || len(found) > 0 || len(drafts) != 1 {
		t.Fatalf("%d drafts, %v %v", len(drafts), found, err)
	}
	text := string(drafts[0].Text)
	if strings.Count(text, "amount: 300.5") != 1 || !strings.Contains(text, "role: Driver") || fmt.Sprint(drafts[0].Rows) != "[2 3]" {
		t.Errorf("rows %v:\n%s", drafts[0].Rows, text)
	}
}

// TestNoTable holds that files that are none are named, with what to do about them.
func TestNoTable(t *testing.T) {
	wide := func(s string) string { return string(utf16Bytes(s, binary.LittleEndian, false)) }
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 500)
	packed := func(parts ...string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i := 0; i < len(parts); i += 2 {
			w, _ := z.Create(parts[i])
			_, _ = w.Write([]byte(parts[i+1]))
		}
		_ = z.Close()
		return b.String()
	}
	office := func(main string) string {
		return packed("_rels/.rels", `<R><Relationship Type="x/officeDocument" Target="`+main+`"/></R>`, main, "<x/>")
	}
	for name, c := range map[string]struct{ text, says, fix string }{
		"xls":           {ole + wide("Workbook"), "the old form of Excel (.xls)", ".xlsx"},
		"xls of 1995":   {ole + wide("Book"), "the old form of Excel (.xls)", ".xlsx"},
		"xls of 1990":   {"\x09\x08\x10\x00\x00\x06\x05\x00", "the old form of Excel (.xls)", ".xlsx"},
		"password":      {ole + wide("EncryptedPackage"), "protected by a password", "without a password"},
		"doc":           {ole + wide("WordDocument"), "a text document", "empty spreadsheet"},
		"docx":          {office("word/document.xml"), "a text document", "empty spreadsheet"},
		"odt":           {packed("mimetype", "application/vnd.oasis.opendocument.text"), "a text document", "empty spreadsheet"},
		"xlsb":          {office("xl/workbook.bin"), "binary form (.xlsb)", ".xlsx"},
		"numbers":       {packed("Index/Document.iwa", "x"), "a document of Numbers", "Export To"},
		"zip":           {packed("travel.csv", "a,b"), "a packed file", "unpack it"},
		"empty zip":     {packed(), "a packed file", "unpack it"},
		"cut zip":       {office("xl/workbook.xml")[:60], "damaged", "ask for the file again"},
		"gzip":          {"\x1f\x8b\x08\x00", "a packed file", "unpack it"},
		"PDF":           {"%PDF-1.7\n", "a PDF", "hold each figure"},
		"picture":       {"\x89PNG\r\n\x1a\n", "this is a picture, and no table", "empty spreadsheet"},
		"web page":      {"\ufeff\n<HTML><table><tr><td>start</td></tr></table>", "a web page or XML", ".xlsx"},
		"JSON":          {`[{"start": "2026-09-14"}]`, "JSON", ".csv"},
		"locked ods":    {packed("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml", "<m><encryption-data/></m>"), "a password", "without"},
		"words of ours": {packed("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`), "damaged", "again"},
	} {
		drafts, found, err := Read(source.NewFile("x.csv", []byte(c.text)), nil, Options{})
		if err != nil || len(drafts) > 0 || len(found) != 1 {
			t.Errorf("%s: %d drafts, %v %v", name, len(drafts), found, err)
			continue
		}
		if d := found[0]; d.Rule != ruleFile || d.Severity != source.Error || !strings.Contains(d.Message.String(), c.says) || !strings.Contains(d.Fix.String(), c.fix) {
			t.Errorf("%s: %s: %s; %s", name, d.Rule.Name, d.Message, d.Fix)
		}
	}
}

// TestHostileText reads texts that were made to fill a machine: each ends with a result or with
// what is wrong.
func TestHostileText(t *testing.T) {
	many := strings.Repeat
	header := "start,end,destination,purpose\n"
	trip := "2026-09-14,2026-09-16,\"Ravenna, Italy\",See\n"
	for name, c := range map[string]struct {
		text, want string
		drafts     int
	}{
		"a million empty rows":    {header + many(",,,\n", 1<<20) + trip, "", 1},
		"16384 columns":           {many("a,", 16384) + "\n", "the table has more than 1,000 columns", 0},
		"16384 empty columns":     {header + "2026-09-14,2026-09-16,\"Ravenna, Italy\",See" + many(",", 16384) + "\n", "", 1},
		"many cells":              {header + many(many(",", 999)+"x\n", 2100), "the table has more than 2,000,000 cells, the most that are read at once", 0},
		"one long cell":           {header + "2026-09-14,2026-09-16,\"" + many("x", 200_000) + "\",See\n", "a cell has more than 100,000 characters, the most that a spreadsheet can show", 0},
		"a quotation without end": {header + "\"" + many("x", 1<<20), "this quotation mark is never closed", 0},
		"formulas":                {header + "2026-09-14,2026-09-16,\"Ravenna, Italy\",=cmd|' /C calc'!A0\n", "", 1},
	} {
		drafts, found, err := Read(source.NewFile("x.csv", []byte(c.text)), nil, Options{Currency: "EUR", Language: "en"})
		said := ""
		if len(found) > 0 {
			said = found[0].Message.String()
		}
		if err != nil || len(drafts) != c.drafts || said != c.want || len(found) > 1 {
			t.Errorf("%s: %d drafts, %q (%d), %v", name, len(drafts), said, len(found), err)
		}
		for _, l := range catalog.Languages {
			for _, d := range found {
				if all := d.Message.In(catalog.For(l)) + d.Fix.In(catalog.For(l)); strings.Contains(all, "%!") {
					t.Errorf("%s: %s", l, all)
				}
			}
		}
	}
}

// TestHiddenSheet holds that a sheet that is shown goes before a larger one that is hidden.
func TestHiddenSheet(t *testing.T) {
	f := excelize.NewFile()
	if _, err := f.NewSheet("Old"); err != nil {
		t.Fatal(err)
	}
	for _, sheet := range []string{"Sheet1", "Old"} {
		for cell, text := range map[string]string{"A1": "start", "B1": "end", "C1": "destination", "D1": "purpose",
			"A2": "2026-09-14", "B2": "2026-09-16", "C2": "Ravenna, Italy", "D2": sheet} {
			_ = f.SetCellValue(sheet, cell, text)
		}
	}
	_ = f.SetCellValue("Old", "D3", "more")
	_ = f.SetSheetVisible("Old", false)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	drafts, found, err := Read(source.NewFile("x.xlsx", b.Bytes()), nil, Options{Currency: "EUR", Language: "en"})
	if err != nil || len(found) > 0 || len(drafts) != 1 || !strings.Contains(string(drafts[0].Text), "purpose: Sheet1") {
		t.Errorf("%v %v %v", drafts, found, err)
	}
}
