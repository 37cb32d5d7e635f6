package newsletter

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A pdf is one as Chromium writes it: a table of where each object begins, and no
// object within another. What is changed is added behind its end, with a table of
// its own that goes before the first (ISO 32000-1, 7.5.6, incremental updates), so
// that nothing has to be written anew but what is changed.
type pdf struct {
	data    []byte
	at      map[int]int // where each object begins
	trailer dict
	changed map[int]any // dict or stream, by the object's number
	last    int         // the highest number of an object
}

// dict is a dictionary in the order in which it is written: its values are as they
// stand in the file.
type dict []pair

type pair struct {
	key   string
	value []byte
}

// stream is one that is not compressed, with what stands before it.
type stream struct {
	dict
	data []byte
}

var errPDF = errors.New("this PDF is not as Chromium writes it")

// readPDF reads the table of a PDF and what stands behind it.
func readPDF(data []byte) (*pdf, error) {
	_, tail, found := bytes.Cut(data[max(0, len(data)-1024):], []byte("startxref"))
	start, err := strconv.Atoi(first(bytes.Fields(tail)))
	if !found || err != nil || start < 0 || start > len(data) {
		return nil, errPDF
	}
	table, rest, found := bytes.Cut(data[start:], []byte("trailer"))
	words := bytes.Fields(table)
	if !found || len(words) < 3 || string(words[0]) != "xref" || string(words[1]) != "0" || len(words)%3 != 0 {
		return nil, errPDF
	}
	p := &pdf{data: data, at: map[int]int{}, changed: map[int]any{}}
	for n, entry := 0, words[3:]; len(entry) > 0; n, entry = n+1, entry[3:] {
		if at, err := strconv.Atoi(string(entry[0])); err == nil && string(entry[2]) == "n" && at >= 0 && at < len(data) {
			p.at[n], p.last = at, n
		}
	}
	if p.trailer, err = readDict(rest); err != nil {
		return nil, err
	}
	p.trailer.set("Prev", strconv.Itoa(start))
	return p, nil
}

func first(words [][]byte) string {
	if len(words) == 0 {
		return ""
	}
	return string(words[0])
}

// dict returns the dictionary of an object as it is by now; nil where it is none.
func (p *pdf) dict(n int) dict {
	if d, ok := p.changed[n].(dict); ok {
		return d
	}
	at, ok := p.at[n]
	if !ok {
		return nil
	}
	head, body, found := bytes.Cut(p.data[at:], []byte("obj"))
	if !found || len(head) > 20 {
		return nil
	}
	d, _ := readDict(body)
	return d
}

// add adds an object and returns its number.
func (p *pdf) add(object any) int {
	p.last++
	p.changed[p.last] = object
	return p.last
}

// written is the PDF with what was changed behind its end.
func (p *pdf) written() []byte {
	out := bytes.NewBuffer(slices.Clone(p.data))
	table := &bytes.Buffer{}
	for _, n := range slices.Sorted(maps.Keys(p.changed)) {
		fmt.Fprintf(table, "%d 1\n%010d 00000 n \n", n, out.Len())
		fmt.Fprintf(out, "%d 0 obj\n", n)
		switch o := p.changed[n].(type) {
		case dict:
			o.write(out)
		case stream:
			o.set("Length", strconv.Itoa(len(o.data)))
			o.write(out)
			fmt.Fprintf(out, "\nstream\n%s\nendstream", o.data)
		}
		out.WriteString("\nendobj\n")
	}
	p.trailer.set("Size", strconv.Itoa(p.last+1))
	start := out.Len()
	fmt.Fprintf(out, "xref\n%strailer\n", table.Bytes())
	p.trailer.write(out)
	fmt.Fprintf(out, "\nstartxref\n%d\n%%%%EOF\n", start)
	return out.Bytes()
}

// get is a value as it stands in the file, "" where there is none.
func (d dict) get(key string) string {
	for _, p := range d {
		if p.key == key {
			return string(p.value)
		}
	}
	return ""
}

func (d *dict) set(key, value string) {
	for i := range *d {
		if (*d)[i].key == key {
			(*d)[i].value = []byte(value)
			return
		}
	}
	*d = append(*d, pair{key, []byte(value)})
}

func (d dict) write(b *bytes.Buffer) {
	b.WriteString("<<")
	for _, p := range d {
		fmt.Fprintf(b, "/%s %s\n", p.key, p.value)
	}
	b.WriteString(">>")
}

// refs are the numbers of the objects that a value refers to.
func refs(value string) []int {
	var out []int
	words := strings.Fields(value)
	for i := 2; i < len(words); i++ {
		if n, err := strconv.Atoi(strings.TrimLeft(words[i-2], "[")); err == nil && strings.HasPrefix(words[i], "R") {
			out = append(out, n)
		}
	}
	return out
}

// reference is how an object is referred to.
func reference(n int) string { return strconv.Itoa(n) + " 0 R" }

// readDict reads the dictionary with which a text begins.
func readDict(text []byte) (dict, error) {
	s := scanner{text}
	s.space()
	if !bytes.HasPrefix(s.rest, []byte("<<")) {
		return nil, errPDF
	}
	s.rest = s.rest[2:]
	var d dict
	for {
		s.space()
		if bytes.HasPrefix(s.rest, []byte(">>")) {
			return d, nil
		}
		key := s.token()
		if len(key) < 2 || key[0] != '/' {
			return nil, errPDF
		}
		value := s.value()
		if len(value) == 0 {
			return nil, errPDF
		}
		d = append(d, pair{string(key[1:]), value})
	}
}

// scanner reads a text of PDF from its beginning.
type scanner struct{ rest []byte }

func (s *scanner) space() { s.rest = bytes.TrimLeft(s.rest, " \t\r\n\f\x00") }

// value reads all that stands before the next key or the end of a dictionary: an
// object may be of several tokens, such as “12 0 R”.
func (s *scanner) value() []byte {
	s.space()
	start := s.rest
	for first := true; ; first = false {
		s.space()
		end := bytes.HasPrefix(s.rest, []byte(">>")) || bytes.HasPrefix(s.rest, []byte("/"))
		if end && !first || len(s.rest) == 0 || len(s.token()) == 0 {
			return bytes.TrimSpace(start[:len(start)-len(s.rest)])
		}
	}
}

// token reads one token, or all of an array, a dictionary or a string.
func (s *scanner) token() []byte {
	s.space()
	start := s.rest
	switch {
	case len(start) == 0:
		return nil
	case bytes.HasPrefix(start, []byte("<<")):
		s.nested("<<", ">>")
	case start[0] == '[':
		s.nested("[", "]")
	case start[0] == '(':
		s.text()
	case start[0] == '<':
		s.rest = start[bytes.IndexByte(start, '>')+1:]
	default:
		n := bytes.IndexAny(start[1:], " \t\r\n\f\x00/<>[]()")
		if n < 0 {
			n = len(start) - 1
		}
		s.rest = start[n+1:]
	}
	return start[:len(start)-len(s.rest)]
}

// nested reads what stands between two brackets, and these.
func (s *scanner) nested(open, end string) {
	s.rest = s.rest[len(open):]
	for {
		s.space()
		if len(s.rest) == 0 {
			return
		}
		if bytes.HasPrefix(s.rest, []byte(end)) {
			s.rest = s.rest[len(end):]
			return
		}
		if len(s.token()) == 0 {
			return
		}
	}
}

// text reads a string in round brackets, which may hold such brackets in pairs.
func (s *scanner) text() {
	depth := 0
	for i := 0; i < len(s.rest); i++ {
		switch s.rest[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.rest = s.rest[i+1:]
				return
			}
		}
	}
	s.rest = nil
}
