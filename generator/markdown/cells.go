package markdown

import "bytes"

// maxCells is how many cells the tables of a text may have: those of a register
// of 50,000 rows and four columns, which is read and shown in about a second.
// Rows that are shorter than the table's head are filled up with empty cells, so
// that a text of 25 kB can ask for sixteen million.
const maxCells = 200_000

// tooManyCells finds where the table starts with which a text has too many cells.
// It counts before anything is read, and counts what may be a table as one.
func tooManyCells(src []byte) (at int, many bool) {
	head, columns, cells := 0, 0, 0
	for start, before := 0, 0; start < len(src); {
		end := start + bytes.IndexByte(src[start:], '\n')
		if end < start {
			end = len(src)
		}
		line := src[start:end]
		switch n := columnsBelow(line); {
		case n > columns:
			head, columns = before, n
			cells += n // the head's
		case len(bytes.TrimSpace(line)) == 0:
			columns = 0
		default:
			cells += columns
		}
		if cells > maxCells {
			return head, true
		}
		before, start = start, end+1
	}
	return 0, false
}

// columnsBelow returns how many columns a line of dashes gives a table, at most;
// 0 for a line of anything else.
func columnsBelow(line []byte) int {
	line = bytes.TrimSpace(bytes.TrimLeft(line, "> \t")) // without a quotation's marks
	if bytes.IndexByte(line, '|') < 0 || len(bytes.Trim(line, "-|: \t\v\f\r")) > 0 {
		return 0
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	return 1 + bytes.Count(line, []byte("|"))
}
