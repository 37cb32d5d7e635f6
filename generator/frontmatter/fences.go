package frontmatter

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// This file holds the two lines of hyphens round the front matter.

const hyphens = "---"

// unsplit says why no block was found.
func unsplit(f *source.File, text []byte) source.Diagnostic {
	first := bytes.TrimLeft(text, " \t\r\n")
	line, _, _ := bytes.Cut(first, []byte("\n"))
	start := len(f.Text) - len(first)
	at := f.Span(start, start+len(bytes.TrimRight(line, " \t\r")))
	number, _ := f.Position(start)
	below := f.Line(min(number+1, f.Lines()))
	switch {
	case len(first) == 0:
		return Missing.At(at, "the file is empty")
	case at.Text() == hyphens:
		return unclosed(f, at)
	case isNearFence(at.Text()), otherFence.MatchString(at.Text()) && fieldLine.MatchString(below):
		return badFence(at, false).closing(f, at)
	case strings.HasPrefix(at.Text(), hyphens+" "):
		return stuckOpening(f, at)
	case isFieldLine(at.Text()):
		d := Missing.At(f.Span(at.Start, at.Start), "the line of three hyphens above the fields is missing").To("write --- on a line of its own above this one")
		return opened{d.By(d.At, hyphens+"\n")}.closing(f, f.Span(start, start))
	}
	if n, found := fenceBelow(f, number); found && isFieldLine(f.Line(min(n+1, f.Lines()))) {
		return Missing.At(at, "a text stands above the front matter").To("move it below the second line of three hyphens, or take it out")
	}
	return Missing.At(at, "the file has no front matter")
}

// isFieldLine tells whether a line starts with the name of a field.
func isFieldLine(line string) bool {
	m := nameStarts.FindStringSubmatch(line)
	return m != nil && line[0] >= 'a' && allFields()[m[1]]
}

// fenceBelow finds the first line of three hyphens below another.
func fenceBelow(f *source.File, number int) (int, bool) {
	for n := number + 1; n <= f.Lines(); n++ {
		if strings.TrimSpace(f.Line(n)) == hyphens {
			return n, true
		}
	}
	return 0, false
}

// unclosed reports front matter that is never closed, as far as it can be told
// where it ends.
func unclosed(f *source.File, opening source.Span) source.Diagnostic {
	if at, found := nearFence(f, opening.End); found {
		return badFence(at, true).Diagnostic
	}
	number, _ := f.Position(opening.Start)
	for n := number + 1; n <= f.Lines(); n++ {
		if at := f.LineSpan(n); strings.HasSuffix(at.Text(), " "+hyphens) && isFieldLine(at.Text()) && !isFieldLine(f.Line(min(n+1, f.Lines()))) {
			at.Start = at.End - len(hyphens)
			d := Fence.At(at, "the three hyphens with which the front matter ends stand behind a field").To("write --- on a line of its own below it")
			return d.By(f.Span(at.Start-1, at.End), "\n"+hyphens)
		}
	}
	d := Unclosed.At(opening, "the front matter that opens here is never closed")
	if last, found := lastField(f, number); found {
		end := f.LineStart(last) + len(f.Line(last))
		d = d.To("write --- on a line of its own below line %d, the last one with a field", last).By(f.Span(end, end), "\n"+hyphens)
	}
	return d
}

// lastField is the line on which fields end that start below another, if the story
// stands apart from them and they can be read.
func lastField(f *source.File, opening int) (line int, found bool) {
	last, blank := opening, false
	for n := opening + 1; n <= f.Lines(); n++ {
		text := f.Line(n)
		switch {
		case strings.TrimSpace(text) == "":
			blank = true
			continue
		case isFieldLine(text), !blank && fieldLine.MatchString(text), strings.HasPrefix(text, " ") && !blank:
			last, blank = n, false
			continue
		}
		break
	}
	if last == opening {
		return 0, false
	}
	from := f.LineStart(opening + 1)
	var n yaml.Node
	err := yaml.Load(f.Text[from:f.LineStart(last)+len(f.Line(last))], &n)
	return last, err == nil && len(n.Content) == 1 && n.Content[0].Kind == yaml.MappingNode
}

// stuckOpening reports a first line that goes on behind its three hyphens.
func stuckOpening(f *source.File, at source.Span) source.Diagnostic {
	rest := strings.TrimLeft(at.Text()[len(hyphens):], " \t")
	behind := f.Span(at.End-len(rest), at.End)
	d := Fence.At(behind, "something stands behind the three hyphens with which the front matter starts")
	d.Why = catalog.Message{}
	if isFieldLine(rest) {
		return d.To("write --- on the first line alone, and %s on the next one", rest).By(f.Span(at.Start+len(hyphens), behind.Start), "\n")
	}
	return d.To("write --- on this line, and nothing else")
}

// nearFence finds the first line below an offset that is all but a line of
// three hyphens and stands below a field.
func nearFence(f *source.File, offset int) (source.Span, bool) {
	first, _ := f.Position(offset)
	for line := first + 1; line <= f.Lines(); line++ {
		above := f.Line(line - 1)
		if at := f.LineSpan(line); isNearFence(at.Text()) || otherFence.MatchString(at.Text()) && fieldLine.MatchString(above) {
			return at, fieldLine.MatchString(above)
		}
	}
	return source.Span{}, false
}

var (
	fieldLine = regexp.MustCompile(`^(?:\w+:|[ \t]+\S|- )`)
	// otherFence is a line that parts texts in other places.
	otherFence = regexp.MustCompile("^(?:--|\\*{3,}|={3,}|\\+{3,}|_{3,}|~{3,}|`{3,}\\w*|\\.{3})$")
)

// isNearFence tells whether a line holds nothing but hyphens and dashes, at
// least as many as make three hyphens: a word processor makes one dash of two or
// three.
func isNearFence(line string) bool {
	width := 0
	for _, r := range line {
		switch {
		case r == '-':
			width++
		case isDash(r):
			width += 3
		case r == ' ' || isOddSpace(r) || source.Invisible(r):
		default:
			return false
		}
	}
	return width >= 3
}

// opened is what is wrong with the line with which front matter starts.
type opened struct{ source.Diagnostic }

// closing adds the edit of the line with which the front matter ends, where there
// is none that is in order.
func (d opened) closing(f *source.File, opening source.Span) source.Diagnostic {
	number, _ := f.Position(opening.Start)
	if _, closed := fenceBelow(f, number); closed {
		return d.Diagnostic
	}
	at, found := nearFence(f, opening.End)
	last, bare := lastField(f, number-1)
	switch above := opening.Start == opening.End; {
	case found && above:
		line, _ := f.Position(at.Start)
		return d.By(at, hyphens).To("write --- on a line of its own above this one, and on line %d, and nothing else there", line)
	case above && bare:
		end := f.LineStart(last) + len(f.Line(last))
		both := d.By(f.Span(end, end), "\n"+hyphens)
		return both.To("write --- on a line of its own above this one, and on another below line %d, the last one with a field", last)
	case !found:
		d.Edits = nil // one edit alone would not do
		return d.Diagnostic
	}
	line, _ := f.Position(at.Start)
	said := d.By(at, hyphens)
	return said.To("write --- on this line and on line %d, and nothing else there", line)
}

// badFence reports a line that is all but a line of three hyphens.
func badFence(at source.Span, ends bool) opened {
	count := strings.Count(at.Text(), "-")
	has := catalog.Count(count, "%d hyphens", "%d hyphens")
	if strings.Contains(at.Text(), " ") {
		has = catalog.Say("spaces between its hyphens")
	}
	if i := strings.IndexFunc(at.Text(), func(r rune) bool { return r != '-' && r != ' ' }); i >= 0 {
		has = catalog.Say("%s in it", signOf([]rune(at.Text()[i:])[0]))
	}
	d := Fence.At(at, "the line with which the front matter starts is not three hyphens: it has %s", has)
	if ends {
		d.Message = catalog.Say("the line with which the front matter ends is not three hyphens: it has %s", has)
	}
	d.Why = catalog.Message{}
	return opened{d.To("write --- on this line, and nothing else").By(at, hyphens)}
}

// signOf names a sign that stands where a hyphen belongs.
func signOf(r rune) catalog.Message {
	if isOddSpace(r) || source.Invisible(r) {
		return nameOf(r)
	}
	return catalog.Say("“%c” (U+%04X)", r, r)
}

// checkFences refuses a block whose opening or closing line is not a plain
// "---": the library closes a block at an indented one too, which cuts a
// text in two without a word.
func checkFences(f *source.File, b Block, report source.Report) bool {
	closing, _ := f.Position(b.YAML.End)
	opening, _ := f.Position(b.Fence.Start)
	for _, line := range []int{opening, closing} {
		text := strings.TrimPrefix(strings.TrimRight(f.Line(line), " \t"), "\ufeff")
		if text == hyphens {
			continue
		}
		at := f.LineSpan(line)
		spaces := f.Span(at.Start-leading(f.Line(line)), at.Start)
		switch {
		case strings.HasPrefix(text, hyphens):
			report(badFence(at, line != opening).Diagnostic)
		case line == opening:
			report(Fence.At(at, `a "---" with space before it opens the front matter here`).By(spaces, ""))
		default:
			d := Fence.At(at, `a "---" with space before it closes the front matter here`)
			if _, more := fenceBelow(f, line); !more {
				d = d.By(spaces, "")
			}
			report(d)
		}
		return false
	}
	return true
}

// checkBelow refuses a story that starts with fields: the line above them ends the
// front matter too early, and the fields would be published as text.
func checkBelow(f *source.File, b Block, report source.Report) bool {
	if !isFieldLine(strings.TrimLeftFunc(firstLine(b.Body.Text()), unicode.IsSpace)) {
		return true // as nearly all
	}
	closing, _ := f.Position(b.YAML.End)
	end, found := fenceBelow(f, closing)
	if !found {
		return true
	}
	var n yaml.Node
	if err := yaml.Load(f.Text[b.Body.Start:f.LineStart(end)], &n); err != nil || len(n.Content) != 1 || n.Content[0].Kind != yaml.MappingNode {
		return true
	}
	for i := 0; i < len(n.Content[0].Content); i += 2 {
		name := n.Content[0].Content[i].Value
		if !allFields()[name] || strings.Contains("\n"+b.YAML.Text(), "\n"+name+":") {
			return true
		}
	}
	at := f.LineSpan(closing)
	report(Fence.At(at, "fields stand below this line, with which the front matter ends").To("take this line out"))
	return false
}

// firstLine is the first line of a text that is not blank.
func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			return strings.TrimRight(line, "\r\n")
		}
	}
	return ""
}
