package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// bounded reads a part of a spreadsheet, as long as what all parts may have together is
// not used up, and as no tag or text in it is longer than any that a program writes:
// a tag with a million attributes would be kept whole before anybody looked at it.
type bounded struct {
	from io.Reader
	left *int
	run  int // bytes since the last “<”, which stands at the start of tags alone
}

var errTooLarge = tooLarge()

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	if *b.left -= n; *b.left < 0 {
		return 0, errTooLarge
	}
	for rest := p[:n]; ; {
		i := bytes.IndexByte(rest, '<')
		if i < 0 {
			b.run += len(rest)
			break
		}
		if b.run += i; b.run > maxRun {
			break
		}
		b.run, rest = 0, rest[i+1:]
	}
	if b.run > maxRun {
		return 0, errTooLarge
	}
	return n, err
}

// parser goes through a part's elements from the first to the last.
type parser struct {
	xml   *xml.Decoder
	depth int
}

func newParser(from io.Reader, left *int) *parser {
	d := xml.NewDecoder(&bounded{from: from, left: left})
	d.Strict = true
	return &parser{xml: d}
}

// next returns the next start or end of an element, or text; nil behind the last one.
// A document that declares words of its own is refused: no spreadsheet does, and what
// such words stand for can be endless.
func (p *parser) next() (xml.Token, error) {
	for {
		token, err := p.xml.RawToken()
		switch t := token.(type) {
		case nil:
			if errors.Is(err, io.EOF) && p.depth == 0 {
				return nil, nil
			}
			if whole := (*Problem)(nil); errors.As(err, &whole) {
				return nil, whole
			}
			return nil, damaged()
		case xml.Directive:
			return nil, damaged()
		case xml.StartElement:
			if p.depth++; p.depth > maxDepth {
				return nil, damaged()
			}
			return t, nil
		case xml.EndElement:
			if p.depth--; p.depth < 0 {
				return nil, damaged()
			}
			return t, nil
		case xml.CharData:
			return t, nil
		}
	}
}

// each calls a function for every token of a part.
func (p *parser) each(do func(xml.Token) error) error {
	for {
		token, err := p.next()
		if token == nil || err != nil {
			return err
		}
		if err := do(token); err != nil {
			return err
		}
	}
}

// attr is an attribute by its local name, whatever its prefix; "" where there is none.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space != "calcext" {
			return a.Value
		}
	}
	return ""
}

// isOn tells whether an attribute is set.
func isOn(value string) bool {
	return value == "1" || strings.EqualFold(value, "true") || value == "on"
}

// parts are the files of a spreadsheet's package by name.
type parts struct {
	byName map[string]*zip.File
	left   int // bytes that may still be unpacked
}

// open returns a parser for a part; nil where there is no such part.
func (p *parts) open(name string) (*parser, io.Closer, error) {
	file := p.byName[name]
	if file == nil {
		return nil, nil, nil
	}
	from, err := file.Open()
	if err != nil {
		return nil, nil, damaged()
	}
	return newParser(from, &p.left), from, nil
}

// read goes through a part; one that is not there has nothing.
func (p *parts) read(name string, do func(xml.Token) error) error {
	parser, from, err := p.open(name)
	if parser == nil || err != nil {
		return err
	}
	defer from.Close()
	return parser.each(do)
}
