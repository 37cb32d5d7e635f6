package export

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/fields"
)

// This file writes a table as a workbook for spreadsheets (Office Open XML, ISO/IEC
// 29500), a row at a time. Amounts and other numbers are numbers, days are days, and
// all else is a text, which no program takes for a formula: a cell that begins with
// “=” is shown as it is. The same rows give the same bytes.

// XLSX writes a table as a workbook with one sheet. lang is the language in which it
// says that a text was cut.
func XLSX(b *bytes.Buffer, t content.Table, rows iter.Seq[[]string], lang string) error {
	z := zip.NewWriter(b)
	// Twice as fast as the usual, for a quarter more of bytes.
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	sheet, err := part(z, "xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	w := sheetWriter{table: t, cut: fmt.Sprintf(cutCell.In(lang), t.Name+".csv")}
	for i := range t.Columns {
		w.letters = append(w.letters, columnLetters(i))
	}
	if err := w.write(sheet, rows); err != nil {
		return err
	}
	last := w.letters[len(w.letters)-1]
	for _, p := range [...]struct{ name, text string }{
		{"xl/workbook.xml", fmt.Sprintf(workbookXML, t.Name, t.Name, last, w.rows)},
		{"xl/_rels/workbook.xml.rels", workbookRels},
		{"xl/styles.xml", stylesXML},
		{"_rels/.rels", packageRels},
		{"[Content_Types].xml", contentTypes},
	} {
		f, err := part(z, p.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, p.text); err != nil {
			return err
		}
	}
	return z.Close()
}

// part begins a file of a workbook, with no day of its own.
func part(z *zip.Writer, name string) (io.Writer, error) {
	return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
}

// sheetWriter writes the rows of a sheet.
type sheetWriter struct {
	table   content.Table
	letters []string // of the columns
	cut     string   // what is said where a text is cut
	rows    int      // written so far
	line    []byte
}

func (w *sheetWriter) write(out io.Writer, rows iter.Seq[[]string]) error {
	w.line = append(w.line, xmlHead+`<worksheet xmlns="`+mainNS+`"><sheetViews><sheetView tabSelected="1" workbookViewId="0">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`...)
	for i, c := range w.table.Columns {
		w.line = fmt.Appendf(w.line, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, columnWidth(c))
	}
	w.line = append(w.line, `</cols><sheetData>`...)
	w.row(func(i int, c fields.Column) { w.text(i, headerStyle, c.Name) })
	for row := range rows {
		w.row(func(i int, c fields.Column) { w.cell(i, c, row[i]) })
		if len(w.line) > 1<<15 {
			if _, err := out.Write(w.line); err != nil {
				return err
			}
			w.line = w.line[:0]
		}
	}
	w.line = fmt.Appendf(w.line, `</sheetData><autoFilter ref="A1:%s%d"/></worksheet>`, w.letters[len(w.letters)-1], w.rows)
	_, err := out.Write(w.line)
	return err
}

func (w *sheetWriter) row(cell func(i int, c fields.Column)) {
	w.rows++
	w.line = append(strconv.AppendInt(append(w.line, `<row r="`...), int64(w.rows), 10), `">`...)
	for i, c := range w.table.Columns {
		cell(i, c)
	}
	w.line = append(w.line, `</row>`...)
}

// cell writes a cell as what its column holds; one that a number or a day of a
// spreadsheet cannot hold exactly is a text.
func (w *sheetWriter) cell(i int, c fields.Column, text string) {
	switch {
	case text == "":
		return
	case c.List:
	case c.Type == fields.Flag:
		w.open(i, plainStyle, "b", "<v>")
		w.line = append(w.line, map[bool]byte{true: '1', false: '0'}[text == "true"])
		w.line = append(w.line, `</v></c>`...)
		return
	case c.Type == fields.Date:
		if day, ok := serial(text); ok {
			w.open(i, dateStyle, "", "<v>")
			w.line = append(strconv.AppendInt(w.line, day, 10), `</v></c>`...)
			return
		}
	case c.Type == fields.Amount, c.Type == fields.Decimal, c.Type == fields.Degrees, c.Type == fields.Whole:
		if decimals, ok := exactly(text); ok {
			style := numberStyle + decimals
			if c.Type == fields.Amount && decimals <= maxCurrencyDecimals {
				style = amountStyle + decimals
			}
			w.open(i, style, "", "<v>")
			w.line = append(append(w.line, text...), `</v></c>`...)
			return
		}
	}
	w.text(i, textStyle, text)
}

func (w *sheetWriter) text(i, style int, text string) {
	w.open(i, style, "inlineStr", `<is><t xml:space="preserve">`)
	w.line = append(appendText(w.line, fit(text, w.cut)), `</t></is></c>`...)
}

// open begins a cell of column i.
func (w *sheetWriter) open(i, style int, kind, rest string) {
	w.line = append(append(w.line, `<c r="`...), w.letters[i]...)
	w.line = append(strconv.AppendInt(w.line, int64(w.rows), 10), `" s="`...)
	w.line = append(strconv.AppendInt(w.line, int64(style), 10), '"')
	if kind != "" {
		w.line = append(append(append(w.line, ` t="`...), kind...), '"')
	}
	w.line = append(append(w.line, '>'), rest...)
}

// columnLetters name a column: A for 0, AA for 26.
func columnLetters(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return columnLetters(i/26-1) + string(rune('A'+i%26))
}

// columnWidth is the width of a column in digits: by what it holds, and at least that
// of its name with the sign of the filter.
func columnWidth(c fields.Column) int {
	width := map[fields.Type]int{fields.Text: 60, fields.Line: 32, fields.URL: 32, fields.ID: 28, fields.Ref: 28, fields.Place: 28, fields.Amount: 14,
		fields.Date: 12, fields.Period: 12, fields.Choice: 14, fields.Whole: 8}[c.Type]
	return max(width, len(c.Name)+4, 10)
}

// serial is a day as spreadsheets count it. Days before March 1900 have no number on
// which all of them agree.
func serial(text string) (days int64, ok bool) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil || day.Before(time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)) {
		return 0, false
	}
	return (day.Unix() - time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()) / (24 * 60 * 60), true
}

// exactly tells how many decimals a number has, and whether a spreadsheet holds it as
// it is: in plain digits, and no more than the 15 that count there.
func exactly(text string) (decimals int, ok bool) {
	unsigned, negative := strings.CutPrefix(text, "-")
	whole, fraction, point := strings.Cut(unsigned, ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	if !digits(whole) || point && !digits(fraction) || len(whole) > 1 && whole[0] == '0' || len(whole)+len(fraction) > 15 || len(fraction) > maxDecimals ||
		negative && strings.Trim(unsigned, "0.") == "" {
		return 0, false
	}
	return len(fraction), true
}
