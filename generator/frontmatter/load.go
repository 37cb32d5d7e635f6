package frontmatter

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/source"
)

// document is the YAML of one file, with a cursor that turns the library's
// lines and columns into byte offsets without counting a line from its start
// for every value.
type document struct {
	file   *source.File
	report source.Report
	fence  source.Span
	line   int // of the block's first line, less one
	last   struct{ line, column, offset int }
}

// Load reads the YAML of a block, or of a whole file, whose top level must be
// a mapping. fence is where a missing field is reported. It returns nil when
// there is nothing to read on, having said why.
func Load(block, fence source.Span, report source.Report) *Map {
	first, _ := block.File.Position(block.Start)
	d := &document{file: block.File, report: report, fence: fence, line: first - 1}
	text := block.File.Text[block.Start:block.End]
	if len(bytes.TrimSpace(text)) == 0 {
		return newMap(d, nil, fence)
	}
	var n yaml.Node
	if err := yaml.Load(text, &n); err != nil {
		report(d.syntax(err, block))
		return nil
	}
	if n.Kind == yaml.DocumentNode && len(n.Content) == 1 {
		n = *n.Content[0]
	}
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" || n.Kind == 0 {
		return newMap(d, nil, fence)
	}
	if !d.clean(&n) {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		report(FieldForm.At(d.span(&n), "the front matter has to be a list of fields").To(`write one field a line, each as "name: value"`))
		return nil
	}
	return newMap(d, &n, fence)
}

// clean reports anchors, aliases, merge keys, tags and keys that are no
// text, at any depth. They are legal YAML that no editor needs, and each
// makes a value mean something else than what is written.
func (d *document) clean(n *yaml.Node) bool {
	ok := true
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "" || n.Tag == "!!merge":
		d.report(Alias.At(d.lineEnd(n), "aliases, anchors and merge keys are not read"))
		return false
	case n.Style&yaml.TaggedStyle != 0:
		d.report(Tag.At(d.lineEnd(n), "a type mark (!) stands before the value"))
		return false
	}
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 && c.Kind != yaml.ScalarNode && c.Kind != yaml.AliasNode {
			d.report(FieldForm.At(d.lineEnd(c), "a field's name has to be plain text"))
			return false
		}
		ok = d.clean(c) && ok
	}
	return ok
}

// offset turns the library's place into a byte offset of the file.
func (d *document) offset(line, column int) int {
	l := &d.last
	if l.line != line || l.column > column || l.offset == 0 {
		l.line, l.column, l.offset = line, 1, d.file.LineStart(line+d.line)
	}
	for l.column < column && l.offset < len(d.file.Text) {
		_, n := utf8.DecodeRune(d.file.Text[l.offset:])
		l.offset += n
		l.column++
	}
	return l.offset
}

// span is where a value stands; an empty one has no width.
func (d *document) span(n *yaml.Node) source.Span {
	start := d.offset(n.Line, n.Column)
	rest := d.file.Text[start:]
	end := 0
	switch {
	case n.Kind != yaml.ScalarNode && n.Style&yaml.FlowStyle == 0:
		return d.lineEnd(n)
	case n.Kind != yaml.ScalarNode:
		end = flowEnd(rest)
	case n.Style&yaml.SingleQuotedStyle != 0:
		end = quotedEnd(rest, '\'')
	case n.Style&yaml.DoubleQuotedStyle != 0:
		end = quotedEnd(rest, '"')
	case n.Tag == "!!null" && n.Value == "":
		return d.file.Span(start, start)
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 && bytes.HasPrefix(rest, []byte(n.Value)):
		end = len(n.Value)
	default:
		return d.lineEnd(n)
	}
	return d.file.Span(start, start+end)
}

// lineEnd is the stretch from a value's start to the end of its line.
func (d *document) lineEnd(n *yaml.Node) source.Span {
	start := d.offset(n.Line, n.Column)
	line, _, _ := bytes.Cut(d.file.Text[start:], []byte("\n"))
	return d.file.Span(start, start+len(bytes.TrimRight(line, " \t\r")))
}

// quotedEnd returns the length of the quoted text that b starts with.
func quotedEnd(b []byte, quote byte) int {
	for i := 1; i < len(b); i++ {
		switch {
		case b[i] == '\\' && quote == '"':
			i++
		case b[i] == quote && quote == '\'' && i+1 < len(b) && b[i+1] == quote:
			i++
		case b[i] == quote:
			return i + 1
		}
	}
	return len(b)
}

// flowEnd returns the length of the bracketed value that b starts with, at
// most to the end of its line.
func flowEnd(b []byte) int {
	depth := 0
	for i := 0; i < len(b) && b[i] != '\n'; i++ {
		switch b[i] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'':
			if prev := b[max(i-1, 0)]; strings.IndexByte(" ,[{:", prev) >= 0 {
				i += quotedEnd(b[i:], b[i]) - 1
			}
		}
	}
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return len(bytes.TrimRight(line, " \t\r"))
}

// syntax puts the library's complaint into an editor's words.
func (d *document) syntax(err error, block source.Span) source.Diagnostic {
	at := d.file.Span(block.Start, block.Start)
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		return Syntax.At(at, "the front matter cannot be read")
	}
	place := func(line, column int) source.Span {
		if line < 1 {
			return at
		}
		start := min(d.offset(line, max(column, 1)), block.End)
		_, n := utf8.DecodeRune(d.file.Text[start:])
		return d.file.Span(start, min(start+n, len(d.file.Text)))
	}
	here, opened := place(le.Mark.Line, le.Mark.Column), place(le.ContextMark.Line, le.ContextMark.Column)
	is := func(part string) bool { return strings.Contains(le.Message, part) }
	during := func(part string) bool { return strings.Contains(le.ContextMsg, part) }
	switch {
	case is("exceeded max depth"):
		return Syntax.At(here, "lists or fields are nested far too deep here").To("write the value without brackets round brackets")
	case is("mapping values are not allowed"):
		return Syntax.At(d.wholeValue(here), "a colon inside this text makes it look like a second field").To("put the text in quotes: %s", quoted(d.wholeValue(here)))
	case is("cannot start any token") && here.Text() == "\t", strings.Contains(d.file.Line(lineOf(here))[:leading(d.file.Line(lineOf(here)))], "\t"):
		return Tab.At(d.firstTab(here), "a tab stands where the field is indented")
	case is("cannot start any token"):
		return Syntax.At(d.wholeValue(here), "a text cannot start with %q", here.Text()).To("put the text in quotes: %s", quoted(d.wholeValue(here)))
	case during("quoted scalar"):
		return Syntax.At(opened, "this quotation mark is never closed").To("close it at the end of the text")
	case during("flow sequence"):
		return Syntax.At(opened, "this bracket is never closed").To(`write a comma between the values and "]" behind the last one`)
	case during("flow mapping"):
		return Syntax.At(opened, "this brace is never closed").To(`write a comma between the fields and "}" behind the last one`)
	case during("simple key"), is("could not find expected ':'"):
		return Syntax.At(d.file.LineSpan(lineOf(opened)), "this line has no colon").To(`write "name: value", or indent the line if it goes on from the one above`)
	case during("block mapping"), during("block collection"), is("did not find expected key"), is("did not find expected '-'"):
		return Syntax.At(d.file.LineSpan(lineOf(here)), "this line does not line up with the ones above it").To("give it as many spaces at its start as its neighbours have")
	}
	return Syntax.At(here, "the front matter cannot be read from here on").To("write one field a line, each as \"name: value\", and put texts with unusual characters in quotes")
}

func lineOf(s source.Span) int { line, _ := s.File.Position(s.Start); return line }

// leading counts the white space a line starts with.
func leading(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

func (d *document) firstTab(at source.Span) source.Span {
	start := d.file.LineStart(lineOf(at))
	if i := strings.IndexByte(d.file.Line(lineOf(at)), '\t'); i >= 0 {
		return d.file.Span(start+i, start+i+1)
	}
	return at
}

// wholeValue is what stands behind the first "name: " of a line.
func (d *document) wholeValue(at source.Span) source.Span {
	line := d.file.LineSpan(lineOf(at))
	if i := strings.Index(line.Text(), ": "); i >= 0 {
		line.Start += i + 2
		line.Start += leading(line.Text())
	}
	if line.Start > line.End {
		line.Start = line.End
	}
	return line
}

// quoted writes a text as YAML that means just that text.
func quoted(s source.Span) string {
	text := s.Text()
	if r := []rune(text); len(r) > 80 {
		text = string(r[:80]) + "…"
	}
	if !strings.ContainsAny(text, `"\`) {
		return `"` + text + `"`
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}
