package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"strings"
	"testing"
)

// pack makes a package of parts, in the order of their names as given: name, text, name, text.
func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for i := 0; i < len(parts); i += 2 {
		h := &zip.FileHeader{Name: parts[i], Method: zip.Deflate}
		if len(parts[i+1]) < 1<<10 {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// xlsx makes a workbook of one sheet with these rows, and further parts.
func xlsx(t testing.TB, rows string, more ...string) []byte {
	return pack(t, append([]string{
		"_rels/.rels", `<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="Trips" sheetId="1" r:id="a"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="s" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/>` +
			`<Relationship Id="t" Type="http://x/styles" Target="styles.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>",
	}, more...)...)
}

// ods makes a document of these tables, and further parts.
func ods(t testing.TB, tables string, more ...string) []byte {
	return pack(t, append([]string{
		"mimetype", "application/vnd.oasis.opendocument.spreadsheet",
		"content.xml", `<office:document-content><office:automatic-styles><style:style style:name="away" style:family="table">` +
			`<style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>` +
			tables + `</office:spreadsheet></office:body></office:document-content>`,
	}, more...)...)
}

// shows writes sheets as lines: their names, and each row with its cells and what they are.
func shows(sheets []Sheet) string {
	var b strings.Builder
	for _, s := range sheets {
		fmt.Fprintf(&b, "%s", s.Name)
		if s.Hidden {
			b.WriteString(" (hidden)")
		}
		b.WriteString("\n")
		for _, r := range s.Rows {
			for _, c := range r.Cells {
				fmt.Fprintf(&b, " %s=%s%s%q", CellName(c.Column, r.N), [...]string{"", "number ", "day ", "truth ", "fault ", "unreckoned "}[c.Kind],
					map[bool]string{true: "merged "}[c.Merged], c.Text)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}
