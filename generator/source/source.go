// Package source holds what an editor wrote and what is to be said about it:
// files, places in them, rules, and diagnostics with their printers.
//
// Places are byte offsets inside the program and become lines and columns
// only when they are printed. A diagnostic is a value; printing it is a pure
// function of that value. Everything that an editor can mend is a Diagnostic;
// a Go error is for what an editor cannot mend.
package source

import (
	"bytes"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
	"unsafe"
)

// File is one file as it was read.
type File struct {
	// Path is how the editor knows the file: relative to where the command
	// was run, with slashes.
	Path string
	// Text is the file's bytes, untouched.
	Text []byte

	grid bool // the lines are rows of a spreadsheet, with tabs between their cells
	// secret are the places that nobody is shown.
	secret []Span

	once  sync.Once
	lines []uint32 // byte offset of each line's start
	marks []uint32 // for each stride of bytes, how many characters lie before it; nil for a text of ASCII alone
}

// stride is how many bytes lie between two counted places, so that a place
// far to the right of a very long line is found without counting from its
// start.
const stride = 1 << 10

// NewFile returns a file of that path and text.
func NewFile(path string, text []byte) *File { return &File{Path: path, Text: text} }

// NewGrid returns a file that shows a sheet of a spreadsheet: its lines are the rows, and
// tabs stand between the cells. The columns of its places are those of the cells, 1 for A.
func NewGrid(path string, text []byte) *File { return &File{Path: path, Text: text, grid: true} }

// IsGrid tells whether the file shows a sheet of a spreadsheet.
func (f *File) IsGrid() bool { return f.grid }

// Conceal has no excerpt show what stands there: what a report of mistakes shows is
// copied into mails, and kept in the records of workflows.
func (f *File) Conceal(at Span) { f.secret = append(f.secret, at) }

// String is a stretch of the text without a copy of it: what is read of a file is
// kept as parts of its text, which nobody writes to.
func (f *File) String(start, end int) string {
	return unsafe.String(unsafe.SliceData(f.Text), len(f.Text))[start:end]
}

// index finds the start of every line and counts characters, once.
func (f *File) index() {
	f.once.Do(func() {
		f.lines = append(make([]uint32, 0, 1+bytes.Count(f.Text, []byte("\n"))), 0)
		for i := 0; ; {
			n := bytes.IndexByte(f.Text[i:], '\n')
			if n < 0 {
				break
			}
			i += n + 1
			f.lines = append(f.lines, uint32(i))
		}
		if characters(f.Text) == len(f.Text) {
			return
		}
		f.marks = append(make([]uint32, 0, 1+len(f.Text)/stride), 0)
		for i := stride; i <= len(f.Text); i += stride {
			f.marks = append(f.marks, f.marks[len(f.marks)-1]+uint32(characters(f.Text[i-stride:i])))
		}
	})
}

// characters counts the characters that start in a text: all bytes but those
// that go on with one.
func characters(b []byte) int {
	n := 0
	for _, c := range b {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// before counts the characters that start before a byte offset.
func (f *File) before(offset int) int {
	if f.marks == nil {
		return offset
	}
	k := offset / stride
	return int(f.marks[k]) + characters(f.Text[k*stride:offset])
}

// lineStarts returns the offset of the start of every line.
func (f *File) lineStarts() []uint32 {
	f.index()
	return f.lines
}

// Position returns the 1-based line and column of a byte offset. The column
// counts characters (Unicode code points), not bytes, or the cells of a grid.
func (f *File) Position(offset int) (line, column int) {
	offset = max(0, min(offset, len(f.Text)))
	starts := f.lineStarts()
	line = sort.Search(len(starts), func(i int) bool { return int(starts[i]) > offset })
	if f.grid {
		return line, 1 + bytes.Count(f.Text[starts[line-1]:offset], []byte("\t"))
	}
	return line, 1 + f.before(offset) - f.before(int(starts[line-1]))
}

// Lines returns how many lines the file has, counting a last one without a
// line end.
func (f *File) Lines() int { return len(f.lineStarts()) }

// LineStart returns the byte offset at which the 1-based line starts.
func (f *File) LineStart(line int) int {
	starts := f.lineStarts()
	if line > len(starts) {
		return len(f.Text)
	}
	return int(starts[max(line, 1)-1])
}

// Line returns the text of the 1-based line without its line end.
func (f *File) Line(line int) string { return string(f.lineBytes(line)) }

// lineBytes is Line without a copy.
func (f *File) lineBytes(line int) []byte {
	rest := f.Text[f.LineStart(line):]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return bytes.TrimSuffix(rest, []byte("\r"))
}

// Span is a stretch of a file, in byte offsets: Start included, End excluded.
type Span struct {
	File       *File
	Start, End int
}

// Span returns the stretch of f from start to end.
func (f *File) Span(start, end int) Span { return Span{f, start, end} }

// LineSpan returns the stretch that the 1-based line covers, without white
// space around it.
func (f *File) LineSpan(line int) Span {
	text := f.Line(line)
	start := f.LineStart(line) + len(text) - len(strings.TrimLeft(text, " \t\ufeff"))
	return Span{f, start, max(start, f.LineStart(line)+len(strings.TrimRight(text, " \t")))}
}

// Text returns what is written there.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return s.File.String(s.Start, s.End)
}

// Position returns the 1-based line and column at which the stretch starts;
// 1:1 for one of no file.
func (s Span) Position() (line, column int) {
	if s.File == nil {
		return 1, 1
	}
	return s.File.Position(s.Start)
}

// end returns the line and column at which the stretch ends.
func (s Span) end() (line, column int) {
	if s.File == nil {
		return 1, 1
	}
	if line, column = s.File.Position(s.End); s.File.grid {
		column++ // behind the cell
	}
	return line, column
}

// path returns the path of the stretch's file.
func (s Span) path() string {
	if s.File == nil {
		return ""
	}
	return s.File.Path
}
