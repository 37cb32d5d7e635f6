// Package frontmatter reads the YAML block at the head of a file, as it is
// written and with the place of every value.
//
// Split finds the block; Load turns YAML into a Map; a Map's methods read one
// field each by its type and remember that the field is known, so that
// Map.Close can name every key that nobody asked for. Text and Texts read free
// text, in which nothing may get lost; Code, Codes and the rest read what is for
// a machine, behind which a note may stand. Nothing is guessed: NO is the text
// NO, 17.10 the text 17.10, 010 the text 010. A problem is reported once, in an
// editor's words, at the value; the field then reads as bad, so that nothing
// further is said of it. A remedy holds what was written, never an example's
// value, and where it could be meant in two ways, both.
//
// The library is go.yaml.in/yaml/v4, of which only the nodes are used: each has its
// place and its text as it was written. Decoding into structs would be less to write,
// but a wrong value would then be told in words of Go and of YAML's types, without its
// column, and some would be taken for something else before anybody saw them: NO for
// a truth, 010 for eight. goccy/go-yaml, which has better messages of its own, was tried:
// it panicked while it was fuzzed, ran out of memory where brackets stood deep in each
// other, and made a wrong date none at all. What the nodes would let pass, such as anchors
// and merge keys, is refused here, with its place. What nearly all front matter is
// made of is read without the library, into the same nodes: see parsePlain.
package frontmatter

import (
	"bufio"
	"bytes"
	"errors"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/adrg/frontmatter"

	"parvis/generator/source"
)

// Block is the two parts of a file.
type Block struct {
	YAML, Body source.Span
	// Fence is the opening line, where a missing field is reported.
	Fence source.Span
}

// MaxSize is how many bytes one file may have; beyond it no person wrote it.
const MaxSize = 4 << 20

// maxYAML is how many bytes the fields of one file may have. Some YAML takes
// the square of its length in time; so much of it still takes few seconds.
const maxYAML = 256 << 10

// Split finds the front matter block of a file. It returns false when there
// is nothing to read on, having said why.
func Split(f *source.File, report source.Report) (Block, bool) {
	text, ok := CheckText(f, report)
	if !ok {
		return Block{}, false
	}
	start := len(f.Text) - len(text)
	yamlText, body, found := split(text)
	if !found {
		report(unsplit(f, text))
		return Block{}, false
	}
	fence := start + len(text) - len(bytes.TrimLeftFunc(text, unicode.IsSpace))
	yamlStart := fence + bytes.IndexByte(f.Text[fence:], '\n') + 1
	block := Block{
		Fence: f.Span(fence, fence+3),
		YAML:  f.Span(yamlStart, yamlStart+len(yamlText)),
		Body:  f.Span(len(f.Text)-len(body), len(f.Text)),
	}
	if !checkFences(f, block, report) || !checkBelow(f, block, report) {
		return block, false
	}
	CheckDirections(block.Body, report)
	return block, true
}

// CheckText reports what makes a whole file unreadable, and returns its text
// without a byte order mark.
func CheckText(f *source.File, report source.Report) ([]byte, bool) {
	if len(f.Text) > MaxSize {
		report(TooLarge.At(f.Span(0, 0), "this file has more than %d MB, which is the most that an entry may have", MaxSize>>20))
		return nil, false
	}
	if what, _ := notText(f.Text); !what.IsZero() {
		report(alien(f, what))
		return nil, false
	}
	if i := firstBadByte(f.Text); i >= 0 {
		report(NotUTF8.At(f.Span(i, i+1), "this is not UTF-8 text"))
		return nil, false
	}
	if i := firstControl(f.Text); i >= 0 {
		_, n := utf8.DecodeRune(f.Text[i:])
		d := deleted(ControlCharacter.At(f.Span(i, i+n), "an invisible control character stands here"))
		switch r, _ := utf8.DecodeRune(f.Text[i:]); {
		case r == 0x2028 || r == 0x2029:
			d = ControlCharacter.At(f.Span(i, i+n), "an invisible sign (U+%04X) stands here, at which a line ends for some programs and not for others", r).
				To("delete it, and break the line by hand if one was meant to end here")
		case r != '\r':
		case !bytes.Contains(f.Text, []byte("\n")):
			d = ControlCharacter.At(f.Span(i, i+n), "lines end with a carriage return (CR) alone, so the whole file is one line").
				To("choose “LF” in the editor's status bar and save the file again").
				By(f.Span(0, len(f.Text)), strings.ReplaceAll(string(f.Text), "\r", "\n"))
		default:
			d = ControlCharacter.At(f.Span(i, i+n), "a carriage return (CR) stands here alone, without a line feed").
				To("delete it, and break the line by hand if one was meant to end here")
		}
		report(d)
		return nil, false
	}
	text := f.Text
	if rest, found := bytes.CutPrefix(text, []byte("\ufeff")); found {
		report(ByteOrderMark.At(f.Span(0, 3), "the file starts with a byte order mark").By(f.Span(0, 3), ""))
		text = rest
	}
	if i := bytes.IndexByte(text, '\r'); i >= 0 {
		at := len(f.Text) - len(text) + i
		report(LineEndings.At(f.Span(at, at+1), "lines end the Windows way (CRLF)"))
	}
	return text, true
}

// split hands the head of a text to the front matter library and keeps what it
// found: what stands below the closing line is no matter of the library, which
// would copy it.
func split(text []byte) (yamlText, body []byte, found bool) {
	head := headEnd(text)
	yamlText, rest, found := library(text[:head])
	return yamlText, text[head-len(rest):], found
}

// headEnd is where the second line of three hyphens ends, with the line's end;
// the length of a text that has none.
func headEnd(text []byte) int {
	lines := 0
	for i := 0; i < len(text); {
		n := bytes.Index(text[i:], []byte("---"))
		if n < 0 {
			break
		}
		start, end := 1+bytes.LastIndexByte(text[:i+n], '\n'), len(text)
		if n := bytes.IndexByte(text[start:], '\n'); n >= 0 {
			end = start + n + 1
		}
		if string(bytes.TrimSpace(text[start:end])) == "---" {
			if lines++; lines == 2 {
				return end
			}
		}
		i = end
	}
	return len(text)
}

// readers are kept, since each holds a buffer longer than most heads.
var readers = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

// library hands a text to the front matter library.
func library(text []byte) (yamlText, body []byte, found bool) {
	r := readers.Get().(*bufio.Reader)
	defer readers.Put(r)
	r.Reset(bytes.NewReader(text))
	keep := func(data []byte, v any) error {
		*v.(*[]byte) = data
		return nil
	}
	format := frontmatter.NewFormat("---", "---", keep)
	body, err := frontmatter.MustParse(r, &yamlText, format)
	return yamlText, body, err == nil && !errors.Is(err, frontmatter.ErrNotFound)
}

func firstBadByte(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for i := 0; ; {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
}

// firstControl finds the first character that no text holds: a carriage return
// only stands at the end of a line, before its line feed.
func firstControl(text []byte) int {
	for from := 0; ; {
		i := source.FirstBarred(text[from:])
		if i < 0 || !bytes.HasPrefix(text[from+i:], []byte("\r\n")) {
			if i >= 0 {
				i += from
			}
			return i
		}
		from += i + 2
	}
}

// CheckDirections reports a paragraph of a text in which the direction of
// writing is turned and not turned back.
func CheckDirections(body source.Span, report source.Report) {
	if body.File == nil || !source.Turns(body.File.Text[body.Start:body.End]) {
		return // as in nearly all
	}
	at := body.Start
	for _, paragraph := range paragraphEnd.Split(body.Text(), -1) {
		start := at + strings.Index(body.Text()[at-body.Start:], paragraph)
		at = start + len(paragraph)
		if i := source.OpenDirection(paragraph); i >= 0 {
			report(openDirection(body.File.Span(start+i, start+i+len("\u202e"))))
			return
		}
	}
}

var paragraphEnd = regexp.MustCompile(`\n[ \t\r]*\n`)

func openDirection(at source.Span) source.Diagnostic {
	return DirectionOpen.At(at, "an invisible sign turns the direction of writing, and nothing turns it back within this text")
}
