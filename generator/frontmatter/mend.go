package frontmatter

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/source"
)

// parse reads YAML.
func parse(text []byte) (yaml.Node, error) {
	var n yaml.Node
	err := yaml.Load(text, &n)
	return n, err
}

// read parses a block. Where that fails, or finds names and lists that hold
// spaces of an unusual kind, these are taken for plain ones if that helps.
func (d *document) read(block source.Span) (yaml.Node, error) {
	if n, ok := d.plain(block.Text()); ok {
		return *n, nil
	}
	text := block.File.Text[block.Start:block.End]
	n, err := parse(text)
	if err == nil && !oddNames(&n) {
		return n, nil
	}
	plain, places := plainSpaces(text)
	if len(places) == 0 {
		return n, err
	}
	better, stillErr := parse(plain)
	if stillErr != nil && !further(stillErr, lineOfError(err)) {
		return n, err
	}
	d.spaced = true
	for _, p := range places {
		start := block.Start + p[0]
		at := d.file.Span(start, block.Start+p[1])
		r := []rune(at.Text())[0]
		d.few(OddSpace, func() source.Diagnostic {
			return OddSpace.At(at, "%s stands here instead of a space", nameOf(r)).By(at, strings.Repeat(" ", len([]rune(at.Text()))))
		})
	}
	return better, stillErr
}

// oddNames tells whether a name holds a space of an unusual kind, or a text
// starts with a hyphen and such a space.
func oddNames(n *yaml.Node) bool {
	for i, c := range n.Content {
		if c.Kind != yaml.ScalarNode {
			if oddNames(c) {
				return true
			}
			continue
		}
		rest, dash := strings.CutPrefix(c.Value, "-")
		if n.Kind == yaml.MappingNode && i%2 == 0 && strings.IndexFunc(c.Value, isOddSpace) >= 0 || dash && strings.IndexFunc(rest, isOddSpace) == 0 {
			return true
		}
	}
	return false
}

// lineOfError is the line on which the library met something, 0 for none.
func lineOfError(err error) int {
	var le *yaml.LoadError
	if errors.As(err, &le) {
		return le.Mark.Line
	}
	return 0
}

// further tells whether an error stands below a line.
func further(err error, line int) bool { return lineOfError(err) > line }

// plainSpaces writes plain spaces where the form of YAML wants a space and
// another sign stands that looks like one: at the start of lines with a name
// or a hyphen, behind the hyphen, and on either side of the colon of a name: French
// keyboards and word processors put one before each colon. It returns
// where, in bytes; characters stay as many as they are.
func plainSpaces(text []byte) (plain []byte, places [][2]int) {
	if bytes.IndexFunc(text, func(r rune) bool { return isOddSpace(r) || source.Invisible(r) }) < 0 {
		return text, nil
	}
	offset := 0
	for line := range bytes.Lines(text) {
		rest, from := line, 0
		for _, m := range append(lineForm.FindAllSubmatchIndex(line, 1), inBraces.FindAllSubmatchIndex(line, -1)...) {
			for g := 2; g < len(m); g += 2 {
				if m[g] < from || m[g] == m[g+1] || bytes.IndexFunc(line[m[g]:m[g+1]], func(r rune) bool { return r > 0x7f }) < 0 {
					continue
				}
				plain = append(append(plain, line[from:m[g]]...), bytes.Repeat([]byte(" "), len(bytes.Runes(line[m[g]:m[g+1]])))...)
				odd := m[g] + bytes.IndexFunc(line[m[g]:m[g+1]], func(r rune) bool { return r > 0x7f })
				places = append(places, [2]int{offset + odd, offset + m[g+1]})
				from = m[g+1]
			}
		}
		rest = line[from:]
		plain = append(plain, rest...)
		offset += len(line)
	}
	return plain, places
}

// Spaces of all kinds, and signs that show nothing.
const anySpace = `[ \x{a0}\x{1680}\x{2000}-\x{200f}\x{202f}\x{205f}\x{2060}\x{3000}\x{feff}]`

var (
	lineForm = regexp.MustCompile(`^(` + anySpace + `*)(?:(?:-(` + anySpace + `+))?\w+(` + anySpace + `*):(` + anySpace + `+|)|-(` + anySpace + `+))`)
	inBraces = regexp.MustCompile(`[{,]` + anySpace + `*\w+(` + anySpace + `*):(` + anySpace + `+)`)
)

// maxTrials is how many remedies of one file are tried out.
const maxTrials = 40

// put is an edit.
func put(at source.Span, words string) source.Edit { return source.Edit{At: at, Text: words} }

// mends tells whether a block can be read, or further than before, when other
// words stand instead of stretches of it, which are given in their order.
func (d *document) mends(block source.Span, edits ...source.Edit) bool {
	better, _ := d.reads(block, edits...)
	return better
}

// reads is mends, and tells whether all of the block can be read then.
func (d *document) reads(block source.Span, edits ...source.Edit) (better, whole bool) {
	size := block.End - block.Start
	if d.trials++; d.trials > maxTrials || size > maxYAML/4 || d.trials > maxTrials/4 && size > maxYAML/32 {
		return false, false
	}
	text, from, tried := d.file.Text, block.Start, []byte{}
	for _, e := range edits {
		had := bytes.Count(text[e.At.Start:e.At.End], []byte("\n"))
		lines := strings.Repeat("\n", max(0, had-strings.Count(e.Text, "\n"))) // so that lines below keep their numbers
		tried = append(append(append(tried, text[from:e.At.Start]...), e.Text...), lines...)
		from = e.At.End
	}
	tried = append(tried, text[from:block.End]...)
	if d.spaced {
		tried, _ = plainSpaces(tried)
	}
	n, err := parse(tried)
	whole = err == nil && plainNames(&n)
	return whole || err != nil && further(err, d.failed), whole
}

// plainNames tells whether no bracket stands where a field's name belongs.
func plainNames(n *yaml.Node) bool {
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 && c.Kind != yaml.ScalarNode && c.Kind != yaml.AliasNode || !plainNames(c) {
			return false
		}
	}
	return true
}

// mending is a diagnostic with the edits of its remedy.
func mending(diagnostic source.Diagnostic, edits ...source.Edit) (source.Diagnostic, bool) {
	for _, e := range edits {
		diagnostic = diagnostic.By(e.At, e.Text)
	}
	return diagnostic, true
}

// tried looks for faults that people make, near the place at which the
// library stopped, by trying out their remedies.
func (d *document) tried(c complaint, block source.Span) (source.Diagnostic, bool) {
	last := lineOf(c.here)
	first := max(last-10, lineOf(block))
	if c.opened.Start > block.Start && c.opened.File != nil {
		first = max(min(lineOf(c.opened), last), last-30)
	}
	for line := last; line >= first; line-- {
		for _, fault := range d.slips() {
			if at := d.wholeLine(line); at.Start >= block.Start && at.End <= block.End {
				if diagnostic, ok := fault(block, at); ok {
					return diagnostic, true
				}
			}
		}
	}
	return d.shifted(block, d.wholeLine(last))
}

// wholeLine is a line with the space at its start.
func (d *document) wholeLine(line int) source.Span {
	start := d.file.LineStart(line)
	return d.file.Span(start, start+len(strings.TrimRight(d.file.Line(line), " \t")))
}

// noteInside finds a text that a note cuts in two, within brackets or over
// several lines, so that what follows it has no place.
func (d *document) noteInside(block, line source.Span) (source.Diagnostic, bool) {
	text := line.Text()
	i := strings.IndexByte(text, '#')
	if i < 1 || text[i-1] != ' ' && text[i-1] != '\t' {
		return source.Diagnostic{}, false
	}
	stretches := []source.Span{d.paragraph(block, line), d.item(block, line, i)}
	if strings.TrimSpace(text[:i]) == "" {
		stretches = stretches[:1] // the text started on a line above
	}
	for _, at := range stretches {
		if at.Start >= at.End || strings.ContainsAny(at.Text()[:1], `"'[{|>`) {
			continue
		}
		words := oneLine(at.Text())
		if d.mends(block, put(at, quoted(words).String())) {
			return cutText(at, at.Text()), true
		}
	}
	return source.Diagnostic{}, false
}

// item is the text round an offset of a line between the signs that part
// values within brackets and braces. It may go on over a few lines.
func (d *document) item(block, line source.Span, i int) source.Span {
	text := line.Text()
	start := strings.LastIndexAny(text[:i], "[{,") + 1
	if colon := strings.LastIndex(text[:i], ": "); colon+2 > start {
		start = colon + 2
	}
	at := d.file.Span(line.Start+start, line.End)
	if n := bytes.IndexAny(d.file.Text[line.Start+i:min(block.End, line.End+maxShown)], ",]}"); n >= 0 {
		at.End = line.Start + i + n
	}
	return trimmed(at)
}

// paragraph is a plain text of several lines to which a line belongs: it
// starts behind a name or a hyphen and goes on over the lines below that start
// to the right of it.
func (d *document) paragraph(block, line source.Span) source.Span {
	n := lineOf(line)
	head := nameAndText.FindStringSubmatchIndex(d.file.Line(n))
	for head == nil && n > lineOf(block) {
		n--
		head = nameAndText.FindStringSubmatchIndex(d.file.Line(n))
	}
	if head == nil {
		return source.Span{}
	}
	at := d.file.Span(d.file.LineStart(n)+head[4], line.End)
	for below := n + 1; below <= d.file.Lines(); below++ {
		next := d.wholeLine(below)
		if next.End > block.End || next.Text() != "" && leading(next.Text()) <= head[3] {
			break
		}
		at.End = max(at.End, next.End)
	}
	return trimmed(at)
}

// nameAndText is a line that starts a text: the space before its name, and the
// text.
var nameAndText = regexp.MustCompile(`^([ \t]*(?:- +)?)(?:[a-z][a-z0-9_]*:|-)[ \t]+(\S.*)$`)

// trimmed is a stretch without the space at its ends.
func trimmed(at source.Span) source.Span {
	text := at.Text()
	at.Start += len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	at.End = max(at.Start, at.End-(len(text)-len(strings.TrimRight(text, " \t\r\n"))))
	return at
}
