package importer

import (
	"strings"
	"unicode"

	"parvis/generator/catalog"
	"parvis/generator/importer/sheet"
	"parvis/generator/source"
)

// This file makes rows of the sheets of a spreadsheet, as table.go does of text.

// noTable is the error for a file that is no table.
func noTable(f *source.File, err error) source.Diagnostic {
	d := ruleFile.At(source.NewFile(f.Path, nil).Span(0, 0), "%s", err) // its bytes are not for readers
	if p, ok := err.(*sheet.Problem); ok {
		d = ruleFile.At(d.At, "%s", p.Says).To("%s", p.Fix)
	}
	return d
}

// pick takes the sheet that looks most like a table and says which others there are.
func (im *importing) pick(f *source.File, sheets []sheet.Sheet, known func(string) bool) (*source.File, []row, bool) {
	var best *sheet.Sheet
	most := -1
	var names []string
	for i := range sheets {
		s := &sheets[i]
		if names = append(names, s.Name); im.opts.Sheet != "" {
			if strings.EqualFold(strings.TrimSpace(s.Name), strings.TrimSpace(im.opts.Sheet)) {
				best, most = s, 0
			}
			continue
		}
		if n := likeness(s, known); n > most && len(s.Rows) > 0 {
			best, most = s, n
		}
	}
	none := source.NewFile(f.Path, nil)
	switch {
	case best == nil && im.opts.Sheet != "":
		im.report(ruleFile.At(none.Span(0, 0), "there is no sheet %q", im.opts.Sheet).To("its sheets are: %s", strings.Join(names, ", ")))
		return none, nil, false
	case best == nil:
		return none, nil, true
	}
	if len(sheets) > 1 {
		im.sheet = best.Name
	}
	file, rows, ok := im.gridOf(f, best)
	if !ok {
		return file, nil, false
	}
	if im.opts.Sheet == "" {
		im.others(file, best, sheets)
	}
	return file, rows, true
}

// likeness is how much a sheet looks like the table that is meant: by the names in its
// header first, then by its rows; one that is hidden does so less than any other.
func likeness(s *sheet.Sheet, known func(string) bool) int {
	names := 0
	for _, r := range s.Rows[:min(len(s.Rows), searched)] {
		header := row{}
		for _, c := range r.Cells {
			header.cells = append(header.cells, cell{text: c.Text})
		}
		names = max(names, header.namesOf(known))
	}
	if names < 2 {
		names = 0
	}
	n := names*maxRows + min(len(s.Rows), maxRows-1)
	if s.Hidden {
		n -= 1000 * maxRows
	}
	return n
}

// others says which sheets hold something and are not read.
func (im *importing) others(file *source.File, taken *sheet.Sheet, sheets []sheet.Sheet) {
	var names []string
	for i := range sheets {
		if s := &sheets[i]; s != taken && len(s.Rows) > 0 && !s.Hidden {
			names = append(names, s.Name)
		}
	}
	if len(names) == 0 && !taken.Hidden {
		return
	}
	d := ruleFile.At(file.Span(0, 0), "the table is read from the sheet “%s”, which is hidden", taken.Name).
		To("if another one is meant, write its name behind --sheet")
	if len(names) > 0 {
		d = ruleFile.At(d.At, "the table is read from the sheet “%s”, and not from others (%s)", taken.Name, strings.Join(names, ", ")).
			To("if another one is meant, or more than this one, import again and name it: --sheet %q", names[0])
	}
	d.Severity, d.Why = source.Warning, catalog.Message{}
	im.report(d)
}

// shown is how many characters of a cell are shown in a diagnostic.
const shown = 200

// gridOf makes rows of a sheet, and the text in which they are shown.
func (im *importing) gridOf(f *source.File, s *sheet.Sheet) (*source.File, []row, bool) {
	var text strings.Builder
	rows := make([]row, 0, len(s.Rows))
	line, cells := 1, 0
	for _, r := range s.Rows {
		for ; line < r.N; line++ {
			text.WriteByte('\n')
		}
		next := row{n: r.N, cells: make([]cell, 0, r.Cells[len(r.Cells)-1].Column+1)}
		put := func(c cell, shown string) {
			c.at.Start = text.Len()
			text.WriteString(shown)
			c.at.End = text.Len()
			text.WriteByte('\t')
			next.cells = append(next.cells, c)
		}
		for _, c := range r.Cells {
			for len(next.cells) < c.Column {
				put(cell{}, "")
			}
			put(cellOf(c), oneCell(c.Text))
		}
		if cells += len(next.cells); cells > sheet.MaxCells {
			break
		}
		rows = append(rows, next)
	}
	out := source.NewGrid(f.Path, []byte(text.String()))
	im.file = out
	for _, r := range rows {
		for i := range r.cells {
			r.cells[i].at.File = out
		}
	}
	switch {
	case cells > sheet.MaxCells:
		im.report(tooMuch(rows[len(rows)-1], catalog.Say("the table has more than %s cells, the most that are read at once", catalog.Number(sheet.MaxCells))))
		return out, nil, false
	case len(rows) > maxRows+1:
		im.report(tooMuch(rows[maxRows+1], catalog.Say("the table has more than %d rows, the most that are read at once", maxRows)))
		return out, nil, false
	}
	im.faults(s, rows)
	return out, rows, true
}

// cellOf is a cell of a sheet as one of a table.
func cellOf(c sheet.Cell) cell {
	text, _ := cleaned(c.Text)
	if c.Kind == sheet.Fault {
		text = ""
	}
	return cell{text: text, merged: c.Merged, day: c.Kind == sheet.Day}
}

// faults says which cells hold no more than an error, or a formula without its result.
func (im *importing) faults(s *sheet.Sheet, rows []row) {
	for i, r := range s.Rows {
		for _, c := range r.Cells {
			var d source.Diagnostic
			switch at := rows[i].at(c.Column); {
			case c.Merged:
				continue
			case c.Kind == sheet.Fault:
				d = ruleRow.At(at, "this cell shows the error %s, and is read as empty", c.Text).To("mend the formula in it, or write what it should say")
			case c.Kind == sheet.Unreckoned:
				d = ruleRow.At(at, "this cell is a formula of which the file does not hold the result, and is read as empty").
					To("open the table in your spreadsheet program, which calculates it, save it, and import it again")
			default:
				continue
			}
			d.Why = catalog.Message{}
			im.report(d)
		}
	}
}

// unnamed says once of each column beyond the header that this has no name for it.
func (im *importing) unnamed(r, header row, said map[int]bool) {
	for i := len(header.cells); i < len(r.cells); i++ {
		if r.text(i) == "" || said[i] {
			continue
		}
		said[i] = true
		d := ruleRow.At(r.cells[i].at, "the header in row %d has no name for the column of this cell", header.n).
			To("write into cell %s what the column holds, or empty the column if it does not belong to the table", sheet.CellName(i, header.n))
		d.Why = catalog.Message{}
		im.report(d)
	}
}

// named adds to a problem in a spreadsheet how the program that it was made with calls the
// cell: its place is written with a number for the column.
func (im *importing) named(d source.Diagnostic) source.Diagnostic {
	if im.file == nil || d.At.File != im.file || !im.file.IsGrid() || d.At.End == 0 {
		return d
	}
	line, column := d.At.Position()
	cell := sheet.CellName(column-1, line)
	several := strings.Contains(d.At.Text(), "\t")
	switch {
	case several && im.sheet != "":
		d.Message = catalog.Say("%s (sheet “%s”)", d.Message, im.sheet)
	case several:
	case im.sheet != "":
		d.Message = catalog.Say("%s (sheet “%s”, cell %s)", d.Message, im.sheet, cell)
	default:
		d.Message = catalog.Say("%s (cell %s)", d.Message, cell)
	}
	return d
}

// oneCell is a text as it is shown in a line of a grid.
func oneCell(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || source.Barred(r) {
			return ' '
		}
		return r
	}, text)
	if r := []rune(text); len(r) > shown {
		return string(r[:shown]) + "…"
	}
	return text
}
