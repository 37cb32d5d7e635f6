package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file goes through the elements of a part of a spreadsheet. It is not encoding/xml,
// which makes values of all that it meets: a workbook of a city's size takes it some
// seconds, and one that was made to fill a machine can do so. Here nothing is kept but what
// a cell says.

// tokenKind is what a token is.
type tokenKind uint8

const (
	startTag tokenKind = iota
	endTag
	words
)

// token is the start or the end of an element, or text. Its bytes are those of the part.
type token struct {
	kind         tokenKind
	prefix, name string
	attrs        []byte // as they are written
	text         []byte
	literal      bool // nothing in the text stands for anything else
}

// parser goes through a part from its first element to its last.
type parser struct {
	rest []byte
	open [maxDepth]string // the elements that are not closed
	n    int
	ends bool // the last tag was an end too: <c/>
	last token
	// names are those that were met: few, and each a million times.
	names map[string]string
}

// next returns the next token; false behind the last one. A document that declares words
// of its own is refused: no spreadsheet does, and what such words stand for can be endless.
func (p *parser) next() (token, bool, error) {
	if p.ends {
		p.ends = false
		p.n--
		p.last.kind, p.last.attrs = endTag, nil
		return p.last, true, nil
	}
	for len(p.rest) > 0 {
		switch {
		case p.rest[0] != '<':
			return p.text(), true, nil
		case bytes.HasPrefix(p.rest, []byte("<?")):
			if !p.skip("?>") {
				return token{}, false, damaged()
			}
		case bytes.HasPrefix(p.rest, []byte("<!--")):
			if !p.skip("-->") {
				return token{}, false, damaged()
			}
		case bytes.HasPrefix(p.rest, []byte("<![CDATA[")):
			whole := p.rest
			if !p.skip("]]>") {
				return token{}, false, damaged()
			}
			inner := whole[len("<![CDATA[") : len(whole)-len(p.rest)-len("]]>")]
			return token{kind: words, text: inner, literal: true}, true, nil
		default:
			t, ok := p.tag()
			if !ok {
				return token{}, false, damaged()
			}
			return t, true, nil
		}
	}
	if p.n > 0 {
		return token{}, false, damaged()
	}
	return token{}, false, nil
}

// skip goes on behind the next place where a text stands.
func (p *parser) skip(behind string) bool {
	i := bytes.Index(p.rest, []byte(behind))
	if i < 0 {
		return false
	}
	p.rest = p.rest[i+len(behind):]
	return true
}

func (p *parser) text() token {
	end := bytes.IndexByte(p.rest, '<')
	if end < 0 {
		end = len(p.rest)
	}
	t := token{kind: words, text: p.rest[:end]}
	p.rest = p.rest[end:]
	return t
}

// tag reads the start or the end of an element.
func (p *parser) tag() (token, bool) {
	end := p.tagEnd()
	if end < 0 {
		return token{}, false
	}
	inner := p.rest[1:end]
	p.rest = p.rest[end+1:]
	closes := bytes.HasPrefix(inner, []byte("/"))
	inner = bytes.TrimPrefix(inner, []byte("/"))
	alone := bytes.HasSuffix(inner, []byte("/"))
	inner = bytes.TrimSuffix(inner, []byte("/"))
	name := inner
	if i := bytes.IndexAny(inner, " \t\r\n"); i >= 0 {
		name = inner[:i]
	}
	if len(name) == 0 || len(name) > 100 || name[0] == '!' || closes && alone {
		return token{}, false
	}
	full, ok := p.names[string(name)]
	if !ok {
		if len(p.names) == maxNames {
			return token{}, false
		}
		full = string(name)
		p.names[full] = full
	}
	t := token{name: full, attrs: inner[len(name):]}
	if before, after, ok := strings.Cut(full, ":"); ok {
		t.prefix, t.name = before, after
	}
	if closes {
		t.kind = endTag
		if p.n--; p.n < 0 || p.open[p.n] != full {
			return token{}, false
		}
		return t, true
	}
	if p.n == maxDepth {
		return token{}, false
	}
	p.open[p.n] = full
	p.n++
	p.ends, p.last = alone, t
	return t, true
}

// tagEnd finds the end of a tag, which is not within quotation marks; -1 where there is none.
func (p *parser) tagEnd() int {
	for i := 1; i < len(p.rest); i++ {
		switch c := p.rest[i]; c {
		case '>':
			return i
		case '<':
			return -1
		case '"', '\'':
			n := bytes.IndexByte(p.rest[i+1:], c)
			if n < 0 {
				return -1
			}
			i += n + 1
		}
	}
	return -1
}

// attr is an attribute by its local name, whatever its prefix but for those of LibreOffice's own;
// "" where there is none.
func (t token) attr(name string) string {
	value, _ := t.attribute("", name)
	return value
}

// attribute is an attribute by its prefix, or of any but calcext where that is "".
func (t token) attribute(prefix, name string) (string, bool) {
	rest := t.attrs
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return "", false
		}
		key := bytes.TrimRight(rest[:eq], " \t\r\n")
		rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return "", false
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return "", false
		}
		value := rest[1 : 1+end]
		rest = rest[end+2:]
		space, local, ok := bytes.Cut(key, []byte(":"))
		if !ok {
			space, local = nil, key
		}
		if string(local) == name && (prefix == "" && string(space) != "calcext" || prefix != "" && string(space) == prefix) {
			text, _ := unescaped(value)
			return text, true
		}
	}
}

// marks are the signs that XML has names for.
var marks = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// said is what a text says; false where it holds a word that stands for nothing known.
func (t token) said() (string, bool) {
	if t.literal {
		return string(t.text), true
	}
	return unescaped(t.text)
}

func unescaped(raw []byte) (string, bool) {
	if bytes.IndexByte(raw, '&') < 0 {
		return string(raw), true
	}
	var b strings.Builder
	for len(raw) > 0 {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			b.Write(raw)
			break
		}
		b.Write(raw[:i])
		raw = raw[i+1:]
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if end < 0 {
			return "", false
		}
		word := string(raw[:end])
		raw = raw[end+1:]
		if mark, ok := marks[word]; ok {
			b.WriteString(mark)
			continue
		}
		digits, base := strings.TrimPrefix(word, "#"), 10
		if hex, ok := strings.CutPrefix(digits, "x"); ok {
			digits, base = hex, 16
		}
		n, err := strconv.ParseInt(digits, base, 32)
		if err != nil || digits == word || !utf8.ValidRune(rune(n)) {
			return "", false
		}
		b.WriteRune(rune(n))
	}
	return b.String(), true
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

// unpacked returns the bytes of a part, as long as what all parts may have together is not used up.
func (p *parts) unpacked(file *zip.File) ([]byte, error) {
	from, err := file.Open()
	if err != nil {
		return nil, damaged()
	}
	defer from.Close()
	var b bytes.Buffer
	b.Grow(int(min(file.UncompressedSize64, uint64(p.left))) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(from, int64(p.left)+1))
	if p.left -= int(n); p.left < 0 {
		return nil, tooLarge()
	}
	if err != nil || !utf8.Valid(b.Bytes()) {
		return nil, damaged()
	}
	return bytes.TrimPrefix(b.Bytes(), []byte("\ufeff")), nil
}

// read calls a function for every token of a part; one that is not there has none.
func (p *parts) read(name string, do func(token) error) error {
	file := p.byName[name]
	if file == nil {
		return nil
	}
	text, err := p.unpacked(file)
	if err != nil {
		return err
	}
	for from := (&parser{rest: text, names: map[string]string{}}); ; {
		t, ok, err := from.next()
		if !ok {
			return err
		}
		if err := do(t); err != nil {
			return err
		}
	}
}
