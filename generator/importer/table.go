package importer

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/importer/sheet"
	"parvis/generator/source"
)

// cell is one cell with the place where it stands, quotation marks included.
// Its text has LF line ends and no control characters.
type cell struct {
	text string
	at   source.Span
	// word is what stands there to say that there is nothing, such as “N/A”; text is then empty.
	word string
	// merged cells of a spreadsheet are one with a cell above or to the left, and say the same.
	merged bool
	// day tells that the spreadsheet itself has a day here, and no text that looks like one.
	day bool
}

// row is one row of a table; n is the number that a spreadsheet shows beside
// it, the header being row 1.
type row struct {
	n     int
	cells []cell
}

// text returns the trimmed text of a column, "" where the row is too short.
func (r row) text(column int) string {
	if column < 0 || column >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[column].text)
}

// said returns the trimmed text of a column, or the word by which it says that there is
// nothing to be said.
func (r row) said(column int) string {
	if column >= 0 && column < len(r.cells) && r.cells[column].word != "" {
		return r.cells[column].word
	}
	return r.text(column)
}

// at returns the place of a column, or of the row where it is too short.
func (r row) at(column int) source.Span {
	if column < len(r.cells) {
		return r.cells[column].at
	}
	return r.span()
}

// span is the whole row.
func (r row) span() source.Span {
	s := r.cells[0].at
	s.End = r.cells[len(r.cells)-1].at.End
	return s
}

func (r row) blank() bool {
	for _, c := range r.cells {
		if strings.TrimSpace(c.text) != "" {
			return false
		}
	}
	return true
}

// maxRows is how many rows a table may have. Each becomes a file, or a line of one:
// so many take a minute or two, and more trips than that no city has made.
const maxRows = 100_000

// reader takes a table apart. It is not encoding/csv because diagnostics need
// the exact place of every cell, and because a table that breaks the standard
// is to be read as far as it can be.
type reader struct {
	f         *source.File
	text      []byte // of the file, or the start of it that the separator is found by
	separator byte
	report    source.Report
	unclosed  int // offset of a quotation mark that is never closed, or -1
}

// tableRows is a table as it was read: its rows above the header, which are titles, the header
// and the rows below it that hold something.
type tableRows struct {
	// file is what the places of the cells are in: the text in UTF-8, or the rows of a
	// spreadsheet as lines.
	file   *source.File
	titles []row
	header row
	rows   []row
}

// readTable reads a table from text or a spreadsheet, whichever the file is. It returns
// false when it cannot be read at all, having said why.
func (im *importing) readTable(f *source.File, m *Mapping) (t tableRows, ok bool) {
	known := knownNames(m)
	sheets, isSheet, err := sheet.Read(f.Text)
	var rows []row
	switch {
	case err != nil:
		im.report(noTable(f, err))
		return t, false
	case isSheet:
		t.file, rows, ok = im.pick(f, sheets, known)
	default:
		t.file, rows, ok = im.readText(f)
	}
	if !ok {
		return t, false
	}
	im.file = t.file
	if len(rows) == 0 {
		im.report(ruleHeader.At(t.file.Span(0, 0), "the table is empty"))
		return t, false
	}
	at := headerRow(rows, known)
	t.titles, t.header, t.rows = rows[:at], rows[at], rows[at+1:]
	return t, true
}

// readText reads the rows of a text that hold something.
func (im *importing) readText(f *source.File) (*source.File, []row, bool) {
	if what := frontmatter.Foreign(f.Text); !what.IsZero() && utf16Order(f.Text) == nil {
		im.report(ruleFile.At(source.NewFile(f.Path, nil).Span(0, 0), "this is %s, and no table", what).
			To("copy the table in it into an empty spreadsheet, save that as .xlsx, and import it"))
		return f, nil, false
	}
	if f = decode(f, im.report); f == nil {
		return nil, nil, false
	}
	r := &reader{f: f, text: f.Text[:min(len(f.Text), 1<<20)], unclosed: -1, report: func(source.Diagnostic) {}}
	start := r.separatedBy()
	r.report, r.unclosed, r.text = im.report, -1, f.Text
	var rows []row
	cells := 0
	for n, at := 1, start; at < len(f.Text); n++ {
		if end := r.nothing(at); end > at {
			at = end
			continue
		}
		next := row{n: n}
		next.cells, at = r.record(at)
		if next.blank() {
			continue
		}
		if cells += len(next.cells); cells > sheet.MaxCells {
			im.report(tooMuch(next, catalog.Say("the table has more than %s cells, the most that are read at once", catalog.Number(sheet.MaxCells))))
			return f, nil, false
		}
		for _, c := range next.cells {
			if len(c.text) > sheet.MaxText && r.unclosed < 0 {
				im.report(tooMuch(row{cells: []cell{c}}, catalog.Say("a cell has more than %s characters, the most that a spreadsheet can show",
					catalog.Number(sheet.MaxText))).To("shorten the text in it"))
				return f, nil, false
			}
		}
		if len(next.cells) > sheet.MaxColumns {
			im.report(tooMuch(next, catalog.Say("the table has more than %s columns", catalog.Number(sheet.MaxColumns))))
			return f, nil, false
		}
		rows = append(rows, next)
		if len(rows) > maxRows+1 {
			im.report(tooMuch(next, catalog.Say("the table has more than %d rows, the most that are read at once", maxRows)))
			return f, nil, false
		}
	}
	if r.unclosed >= 0 {
		d := ruleRow.At(f.Span(r.unclosed, r.unclosed+1), "this quotation mark is never closed").
			To("close it at the end of its cell; a quotation mark inside a quoted cell is written twice")
		d.Severity = source.Error // all rows that follow are lost in it
		im.report(d)
		return f, nil, false
	}
	return f, rows, true
}

// tooMuch is an error at the first row that is too much.
func tooMuch(r row, says catalog.Message) source.Diagnostic {
	d := ruleRow.At(r.span(), "%s", says).To("part the table here, and import one after the other")
	d.Severity, d.Why = source.Error, catalog.Message{}
	return d
}

func notUTF8(f *source.File) source.Diagnostic {
	at := 0
	for at < len(f.Text) {
		r, n := utf8.DecodeRune(f.Text[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return frontmatter.NotUTF8.At(f.Span(at, at+1), "this table is not UTF-8 text: its accents cannot be read").
		To("open it in a spreadsheet and save it once more, choosing “CSV UTF-8” or, when asked for the character set, “Unicode (UTF-8)”")
}

// separators are what may stand between cells, the likelier first.
var separators = []byte{',', ';', '\t', '|'}

// told is a first line that tells the separator to spreadsheets, which do not show it.
var told = regexp.MustCompile(`^"?sep=(.)"?[;,\t ]*(?:\r\n|\r|\n|$)`)

// looked is how many rows the separator is found by.
const looked = 30

// separatedBy finds the separator and returns where the first row starts: the separator
// that the first line tells, or the one that cuts most of the first rows into the same
// number of cells.
func (r *reader) separatedBy() (start int) {
	if bytes.HasPrefix(r.f.Text, []byte("\ufeff")) {
		start = len("\ufeff")
	}
	if m := told.FindSubmatch(r.f.Text[start:]); m != nil && len(m[1]) == 1 {
		r.separator = m[1][0]
		return start + len(m[0])
	}
	best, most := separators[0], 0
	for _, s := range separators {
		r.separator = s
		if n := r.regular(start); n > most {
			best, most = s, n
		}
	}
	r.separator = best
	return start
}

// regular is how many cells beyond the first the rows have that have as many as most.
func (r *reader) regular(at int) int {
	rows := map[int]int{} // by number of cells
	for n := 0; n < looked && at < len(r.text); {
		var next row
		if next.cells, at = r.record(at); !next.blank() {
			rows[len(next.cells)]++
			n++
		}
	}
	best := 0
	for cells, n := range rows {
		best = max(best, n*(cells-1))
	}
	return best
}

// nothing returns where the line at an offset ends that has separators and spaces alone; the
// offset itself where it has more.
func (r *reader) nothing(at int) int {
	for i := at; i < len(r.text); i++ {
		switch c := r.text[i]; {
		case c == '\n':
			return i + 1
		case c != r.separator && c != ' ' && c != '\r' || c == '\r' && (i+1 == len(r.text) || r.text[i+1] != '\n'):
			return at
		}
	}
	return at
}

// record reads one row from an offset and returns where the next one starts.
func (r *reader) record(at int) ([]cell, int) {
	var cells []cell
	for {
		c, end := r.cell(at)
		if len(cells) < sheet.MaxColumns || len(cells) == sheet.MaxColumns && c.text != "" {
			cells = append(cells, c) // one too many tells of all that are too many
		}
		switch text := r.text; {
		case end >= len(text):
			return cells, end
		case text[end] == r.separator:
			at = end + 1
		case text[end] == '\r' && end+1 < len(text) && text[end+1] == '\n':
			return cells, end + 2
		default:
			return cells, end + 1
		}
	}
}

// cell reads one cell and returns the offset of what ends it.
func (r *reader) cell(start int) (cell, int) {
	text, open := r.text, start
	for open < len(text) && text[open] == ' ' {
		open++
	}
	if open >= len(text) || text[open] != '"' {
		end := r.plainEnd(start)
		return r.clean(r.f.String(start, end), start, end), end
	}
	var b strings.Builder
	i := open + 1
	for ; i < len(text); i++ {
		if text[i] != '"' {
			b.WriteByte(text[i])
			continue
		}
		if i+1 >= len(text) || text[i+1] != '"' {
			break
		}
		b.WriteByte('"')
		i++
	}
	if i >= len(text) {
		r.unclosed = open
		return r.clean(b.String(), open, len(text)), len(text)
	}
	end := r.plainEnd(i + 1)
	if rest := string(text[i+1 : end]); strings.TrimSpace(rest) != "" {
		r.report(
			ruleRow.At(r.f.Span(open, end), "text stands behind the quotation mark that closes this cell").
				To("write a quotation mark inside a quoted cell twice"),
		)
		b.WriteString(rest)
	}
	return r.clean(b.String(), open, end), end
}

// plainEnd returns where a cell without quotation marks ends.
func (r *reader) plainEnd(at int) int {
	for at < len(r.text) && r.text[at] != r.separator && r.text[at] != '\n' && r.text[at] != '\r' {
		at++
	}
	return at
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

// clean makes a cell of what was read.
func (r *reader) clean(text string, start, end int) cell {
	text, all := cleaned(text)
	c := cell{text: text, at: r.f.Span(start, end)}
	if !all {
		r.report(ruleRow.At(c.at, "an invisible control character stands in this cell and is left out").To("delete it in the table"))
	}
	return c
}

// cleaned is a text without the control characters that no entry may have, and whether
// that is all of it.
func cleaned(text string) (string, bool) {
	if source.FirstBarred(text) < 0 {
		return text, true
	}
	text = lineEnds.Replace(text)
	out := strings.Map(func(x rune) rune {
		if source.Barred(x) {
			return -1
		}
		return x
	}, text)
	return out, len(out) == len(text)
}
