package frontmatter

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// document is the YAML of one file, with a cursor that turns the library's
// lines and columns into byte offsets without counting a line from its start
// for every value.
type document struct {
	file   *source.File
	block  source.Span
	report source.Report
	lines  []int // where each line starts, as the library counts lines
	last   struct{ line, column, offset int }
	named  map[*source.Rule]int // how many problems of a rule were reported
	spaced bool                 // odd spaces were taken for plain ones
	room   *[]yaml.Node         // where the nodes stand, if the file was read the short way
	failed int                  // the line on which the library stopped
	here   int                  // that line of the file
	trials int                  // how many remedies were tried out
	asked  func(Asked)          // nil, but for tests
	// dayFirst tells that the day stands before the month, where both are digits.
	dayFirst bool
}

// MaxNamed is how many problems of one rule are named of one file where a
// machine could have written any number of them.
const MaxNamed = 20

// few reports a problem unless many like it have been reported. The place is
// worked out only then.
func (d *document) few(rule *source.Rule, problem func() source.Diagnostic) {
	if d.named[rule]++; d.named[rule] <= MaxNamed {
		d.report(problem())
	}
}

// Load reads the YAML of a block, or of a whole file, whose top level must be
// a mapping. fence is where a missing field is reported. It returns nil when
// there is nothing to read on, having said why.
func Load(block, fence source.Span, report source.Report) *Map {
	text := block.File.Text[block.Start:block.End]
	if len(text) > maxYAML {
		report(
			TooLarge.At(fence, "the fields of this file have %d bytes; they may have %d", len(text), maxYAML).
				To("move long texts below the front matter, and lists of data into a file of their own"),
		)
		return nil
	}
	d := &document{file: block.File, block: block, report: report, lines: lineStarts(text, block.Start), named: map[*source.Rule]int{}}
	if len(bytes.TrimSpace(text)) == 0 {
		return newMap(d, nil, fence)
	}
	n, err := d.read(block)
	if err != nil && strings.Contains(err.Error(), "no documents") {
		return newMap(d, nil, fence)
	} else if err != nil {
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

// lineStarts returns the byte offset of every line of a text that starts at
// an offset. YAML ends lines at more characters than editors do.
func lineStarts(text []byte, offset int) []int {
	out := []int{offset}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		i += n
		if r == '\r' && i < len(text) && text[i] == '\n' {
			continue
		}
		if source.EndsLine(r) {
			out = append(out, offset+i)
		}
	}
	return out
}

// clean reports anchors, aliases, merge keys, tags and keys that are no
// text, at any depth. They are legal YAML that no editor needs, and each
// makes a value mean something else than what is written.
func (d *document) clean(n *yaml.Node) bool {
	ok := true
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "" || n.Tag == "!!merge":
		d.few(Alias, func() source.Diagnostic {
			return Alias.At(d.lineEnd(n), "aliases, anchors and merge keys are not read")
		})
		return false
	case n.Style&yaml.TaggedStyle != 0 || n.Tag == "!":
		d.few(Tag, func() source.Diagnostic { return Tag.At(d.lineEnd(n), "a type mark (!) stands before the value") })
		return false
	case n.Style&yaml.DoubleQuotedStyle != 0 && strings.ContainsFunc(n.Value, source.Barred):
		d.few(ControlCharacter, func() source.Diagnostic {
			return ControlCharacter.At(d.span(n), "an invisible control character is written here").To("take out what stands for it behind the backslash")
		})
	}
	for i := 0; i < len(n.Content); i++ {
		c := n.Content[i]
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			switch {
			case c.Kind != yaml.ScalarNode && c.Kind != yaml.AliasNode:
				d.few(FieldForm, func() source.Diagnostic { return FieldForm.At(d.lineEnd(c), "a field's name has to be plain text") })
				return false
			case c.Tag == "!!merge":
				i++ // what is merged is part of the same problem
			}
		}
		ok = d.clean(c) && ok
		if i := source.OpenDirection(c.Value); i >= 0 {
			d.few(DirectionOpen, func() source.Diagnostic { return openDirection(d.signIn(c, c.Value[i:i+len("\u202e")])) })
		}
	}
	return ok
}

// signIn is where a sign stands in a value; the whole value where it is written
// in another way.
func (d *document) signIn(n *yaml.Node, sign string) source.Span {
	at := d.span(n)
	if i := strings.Index(at.Text(), sign); i >= 0 {
		return d.file.Span(at.Start+i, at.Start+i+len(sign))
	}
	return at
}

// offset turns the library's place into a byte offset of the file. Places are
// mostly asked for in the order in which they stand, so the way from the last
// one is short.
func (d *document) offset(line, column int) int {
	l := &d.last
	if line = max(1, min(line, len(d.lines))); l.line != line {
		l.line, l.column, l.offset = line, 1, d.lines[line-1]
	}
	for l.column < column && l.offset < len(d.file.Text) {
		_, n := utf8.DecodeRune(d.file.Text[l.offset:])
		l.offset += n
		l.column++
	}
	for l.column > max(column, 1) {
		_, n := utf8.DecodeLastRune(d.file.Text[:l.offset])
		l.offset -= n
		l.column--
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

// complaint is what the library says of a text that is no YAML: what it met,
// where, and what it was reading since when.
type complaint struct {
	met, during  string
	here, opened source.Span
}

func (c complaint) is(part string) bool { return strings.Contains(c.met, part) }

// syntax puts the library's complaint into an editor's words.
func (d *document) syntax(err error, block source.Span) source.Diagnostic {
	place := func(line, column int) source.Span {
		if line < 1 {
			return d.file.Span(block.Start, block.Start)
		}
		start := min(d.offset(line, max(column, 1)), block.End)
		_, n := utf8.DecodeRune(d.file.Text[start:])
		return d.file.Span(start, min(start+n, len(d.file.Text)))
	}
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		return Syntax.At(place(0, 0), "the front matter cannot be read")
	}
	c := complaint{le.Message, le.ContextMsg, place(le.Mark.Line, le.Mark.Column), place(le.ContextMark.Line, le.ContextMark.Column)}
	d.failed, d.here = le.Mark.Line, lineOf(c.here)
	indent := d.file.Line(lineOf(c.here))
	switch {
	case c.is("exceeded max depth"):
		return Syntax.At(c.here, "lists or fields are nested far too deep here").To("write the value without brackets round brackets")
	case c.is("expected single document"):
		return Syntax.At(d.divider(block), "this line ends the front matter too early").To("take it out; a text that starts so goes in quotes")
	case c.is("unknown anchor"):
		if said, ok := d.starred(c, block); ok {
			return said
		}
		at := d.wholeValue(c.here)
		return d.quotes(Alias.At(at, "a value cannot start with “*”").To("put the text in quotes: %s", quoted(at.Text())), block, at)
	case c.is("a tab character"), c.is("cannot start any token") && c.here.Text() == "\t", strings.Contains(indent[:leading(indent)], "\t"):
		return d.tabs(Tab.At(d.firstTab(c.here), "a tab stands where the field is indented"), block)
	}
	if diagnostic, ok := d.tried(c, block); ok {
		return diagnostic
	}
	if c.is("mapping values are not allowed") {
		return d.colon(c.here, block)
	}
	return d.further(c, block)
}

// starred looks for a list, or a name, whose stars make an alias of it.
func (d *document) starred(c complaint, block source.Span) (source.Diagnostic, bool) {
	line := d.wholeLine(lineOf(c.here))
	if said, ok := d.markedName(block, line); ok {
		return said, true
	}
	return d.bullet(block, line)
}

// further puts the less common complaints into words.
func (d *document) further(c complaint, block source.Span) source.Diagnostic {
	during := func(part string) bool { return strings.Contains(c.during, part) }
	value := d.wholeValue(c.here)
	inQuotes := func(format string, args ...any) source.Diagnostic {
		return d.quotes(Syntax.At(value, format, args...).To("put the text in quotes: %s", quoted(value.Text())), block, value)
	}
	switch {
	case during("an anchor"), during("an alias"):
		return inQuotes("a text cannot start with %q", c.opened.Text())
	case during("flow sequence"):
		return Syntax.At(c.opened, "this bracket is never closed").To(`write a comma between the values and "]" behind the last one`)
	case during("flow mapping"):
		return Syntax.At(c.opened, "this brace is never closed").To(`write a comma between the fields and "}" behind the last one`)
	case c.is("escape"):
		return Syntax.At(c.here, "a backslash in double quotes has a meaning of its own").To(`write two backslashes, or put the text in single quotes: '…'`)
	case during("quoted scalar"):
		return Syntax.At(c.opened, "this quotation mark is never closed").To("close it at the end of the text")
	case c.is("cannot start any token"),
		c.is("comment or line break"),
		c.is("mapping keys are not allowed"),
		c.is("expected node content") && c.here.Start == value.Start:
		r, _ := utf8.DecodeRuneInString(value.Text())
		return inQuotes("a text cannot start with %q", string(r))
	case c.is("expected node content"):
		return Syntax.At(c.here, "a value is missing here").To("write it, or take out the comma that stands for it")
	case c.is("block sequence entries"):
		return inQuotes("a list starts on the line below its field's name")
	case during("simple key"), c.is("could not find expected ':'"):
		line := d.wholeLine(lineOf(c.opened))
		if m := nameAlone.FindStringSubmatch(line.Text()); m != nil && isField(strings.TrimLeft(m[1], " \t-")) {
			said, _ := d.spaceMissing(line, m) // whatever else is wrong below it
			return said
		}
		return Syntax.At(d.file.LineSpan(lineOf(c.opened)), "this line has no colon").
			To(`write "name: value", or indent the line if it goes on from the one above`)
	case c.is("did not find expected key") && c.here.Start > value.Start && c.here.Start > d.file.LineSpan(lineOf(c.here)).Start:
		return inQuotes("something stands behind the end of this value")
	case during("block mapping"), during("block collection"), c.is("did not find expected key"), c.is("did not find expected '-'"), c.is("document start"):
		return Syntax.At(d.file.LineSpan(lineOf(c.here)), "this line does not line up with the ones above it").
			To("give it as many spaces at its start as its neighbours have")
	}
	return Syntax.At(c.here, "the front matter cannot be read from here on").
		To("write one field a line, each as \"name: value\", and put texts with unusual characters in quotes")
}

// colon explains a colon where none may stand: inside a text, or behind a
// name on a line that the one above does not lead to.
func (d *document) colon(here, block source.Span) source.Diagnostic {
	line := d.file.LineSpan(lineOf(here))
	if value := d.wholeValue(here); value.Start <= here.Start && value.Start > line.Start {
		diagnostic := Syntax.At(value, "a colon inside this text makes it look like a second field")
		if _, ok := withoutMarks(value.Text()); ok {
			diagnostic.Message = catalog.Say("typographic quotation marks do not hold a text with a colon together; straight ones do")
		}
		if strings.ContainsAny(value.Text()[:1], "[{") {
			return diagnostic.To("put the text with the colon in quotes")
		}
		return d.quotes(diagnostic.To("put the text in quotes: %s", quoted(value.Text())), block, value)
	}
	if leading(d.file.Line(lineOf(here))) > 0 {
		return Syntax.At(line, "this line does not line up with the ones above it").To("give it as many spaces at its start as its neighbours have")
	}
	above := lineOf(here) - 1
	for above > 1 && d.file.LineSpan(above).Text() == "" {
		above--
	}
	return Syntax.At(d.file.LineSpan(above), "this line has no colon").To(`write "name: value", or indent the line if it goes on from the one above`)
}

// divider finds the line that parts the block into two documents.
func (d *document) divider(block source.Span) source.Span {
	for i, start := range d.lines {
		rest := d.file.Text[start:block.End]
		if bytes.HasPrefix(rest, []byte("...")) || bytes.HasPrefix(rest, []byte("---")) && i > 0 {
			return d.file.LineSpan(lineOf(d.file.Span(start, start)))
		}
	}
	return d.file.Span(block.Start, block.Start)
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
	if i := strings.Index(line.Text(), ": "); i >= 0 && !d.spaced {
		line.Start += i + 2
		line.Start += leading(line.Text())
	} else if m := lineForm.FindStringSubmatchIndex(line.Text()); d.spaced && m != nil {
		line.Start += m[1]
	}
	if line.Start > line.End {
		line.Start = line.End
	}
	return line
}
