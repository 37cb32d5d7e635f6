package importer

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// cell is one cell with the place where it stands, quotation marks included.
// Its text has LF line ends and no control characters.
type cell struct {
	text string
	at   source.Span
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
	separator byte
	report    source.Report
	unclosed  int // offset of a quotation mark that is never closed, or -1
}

// readTable returns the header and the rows that are not blank. It returns
// false when the table cannot be read at all, having said why.
func readTable(f *source.File, report source.Report) (header row, rows []row, ok bool) {
	if !utf8.Valid(f.Text) {
		report(notUTF8(f))
		return row{}, nil, false
	}
	r := &reader{f: f, unclosed: -1, report: func(source.Diagnostic) {}}
	start := 0
	if bytes.HasPrefix(f.Text, []byte("\ufeff")) {
		start = len("\ufeff")
	}
	r.separator = r.guess(len(f.Text) - len(bytes.TrimLeft(f.Text[start:], "\r\n")))
	r.report, r.unclosed = report, -1
	for n, at := 1, start; at < len(f.Text); n++ {
		var next row
		next.cells, at = r.record(at)
		switch next.n = n; {
		case next.blank():
		case header.n == 0:
			header = next
		case len(rows) == maxRows:
			d := ruleRow.At(next.span(), "the table has more than %d rows, the most that are read at once", maxRows).
				To("part the table here, and import one after the other")
			d.Severity, d.Why = source.Error, catalog.Message{}
			report(d)
			return header, nil, false
		default:
			rows = append(rows, next)
		}
	}
	if r.unclosed >= 0 {
		d := ruleRow.At(f.Span(r.unclosed, r.unclosed+1), "this quotation mark is never closed").
			To("close it at the end of its cell; a quotation mark inside a quoted cell is written twice")
		d.Severity = source.Error // all rows that follow are lost in it
		report(d)
		return header, nil, false
	}
	if header.n == 0 {
		report(ruleHeader.At(f.Span(0, 0), "the table is empty"))
		return header, nil, false
	}
	return header, rows, true
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

// guess returns the separator that cuts the first row into most cells.
func (r *reader) guess(start int) byte {
	best, most := byte(','), 1
	for _, s := range []byte{',', ';', '\t'} {
		r.separator = s
		if cells, _ := r.record(start); start < len(r.f.Text) && len(cells) > most {
			best, most = s, len(cells)
		}
	}
	return best
}

// record reads one row from an offset and returns where the next one starts.
func (r *reader) record(at int) ([]cell, int) {
	var cells []cell
	for {
		c, end := r.cell(at)
		cells = append(cells, c)
		switch text := r.f.Text; {
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
	text, open := r.f.Text, start
	for open < len(text) && text[open] == ' ' {
		open++
	}
	if open >= len(text) || text[open] != '"' {
		end := r.plainEnd(start)
		return r.clean(string(text[start:end]), start, end), end
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
	for at < len(r.f.Text) && r.f.Text[at] != r.separator && r.f.Text[at] != '\n' && r.f.Text[at] != '\r' {
		at++
	}
	return at
}

// clean makes a cell of what was read, without the control characters that no
// entry may have.
func (r *reader) clean(text string, start, end int) cell {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	c := cell{at: r.f.Span(start, end), text: strings.Map(func(x rune) rune {
		if source.Barred(x) {
			return -1
		}
		return x
	}, text)}
	if len(c.text) != len(text) {
		r.report(ruleRow.At(c.at, "an invisible control character stands in this cell and is left out").To("delete it in the table"))
	}
	return c
}
