package markdown

import "bytes"

// maxMarks is how many marks of lists and quotations a line may start with.
// Reading a line takes the square of their number in time.
const maxMarks = 30

// maxBrackets is how many opening brackets a text may have: reading them, too,
// takes the square of their number in time where they are never closed.
const maxBrackets = 5000

// deepest finds a line that is nested too deep to be read, or at which the
// brackets become too many.
func deepest(src []byte) (start, end int, deep bool) {
	brackets := 0
	for start < len(src) {
		end := start + bytes.IndexByte(src[start:], '\n')
		if end < start {
			end = len(src)
		}
		line := src[start:end]
		brackets += bytes.Count(line, []byte("["))
		if brackets > maxBrackets || len(line) > maxMarks && marks(line) > maxMarks && len(bytes.Trim(line, "-* \t\r")) > 0 {
			return start, lineEnd(src, start), true
		}
		start = end + 1
	}
	return 0, 0, false
}

// marks counts the marks of lists and quotations that a line starts with.
func marks(line []byte) int {
	n := 0
	for {
		line = bytes.TrimLeft(line, " \t")
		size := mark(line)
		if size == 0 {
			return n
		}
		n++
		line = line[size:]
	}
}

// mark returns the length of the mark that a line starts with, 0 for none.
func mark(line []byte) int {
	digits := 0
	for digits < len(line) && digits < 9 && line[digits] >= '0' && line[digits] <= '9' {
		digits++
	}
	blank := func(i int) bool { return i < len(line) && (line[i] == ' ' || line[i] == '\t') }
	switch {
	case len(line) == 0:
		return 0
	case line[0] == '>':
		return 1
	case (line[0] == '-' || line[0] == '+' || line[0] == '*') && blank(1):
		return 1
	case digits > 0 && digits < len(line) && (line[digits] == '.' || line[digits] == ')') && blank(digits+1):
		return digits + 1
	}
	return 0
}
