package frontmatter

import (
	"regexp"
	"strings"
	"unicode"

	"parvis/generator/source"
)

// This file finds slips of the hand at which the library stops, each on one line.
// Every remedy is tried out before it is said.

// slips are the faults that are looked for, in their order.
func (d *document) slips() []func(block, line source.Span) (source.Diagnostic, bool) {
	return []func(block, line source.Span) (source.Diagnostic, bool){
		d.noSpace, d.noColon, d.markedName, d.semicolon, d.listBehind, d.bullet, d.noteInside, d.openMark, d.strayMark, d.unbalanced,
	}
}

var nameAlone = regexp.MustCompile(`^([ \t]*(?:- +)?[a-z][a-z0-9_]*)( *:)([^\s:/].*)$`)

// noSpace finds a name whose colon has no space behind it.
func (d *document) noSpace(block, line source.Span) (source.Diagnostic, bool) {
	m := nameAlone.FindStringSubmatch(line.Text())
	if m == nil {
		return source.Diagnostic{}, false
	}
	if !d.mends(block, put(line, m[1]+": "+m[3])) {
		return source.Diagnostic{}, false
	}
	return d.spaceMissing(line, m)
}

// spaceMissing reports a name whose colon has no space behind it.
func (d *document) spaceMissing(line source.Span, m []string) (source.Diagnostic, bool) {
	colon := line.Start + len(m[1]) + len(m[2])
	edit := put(d.file.Span(line.Start+len(m[1]), colon), ": ")
	said := Syntax.At(d.file.Span(colon-1, colon), "a space is missing behind this colon").To("write %s: %s", strings.TrimLeft(m[1], " \t-"), m[3])
	if !isField(strings.TrimLeft(m[1], " \t-")) {
		return said, true
	}
	return mending(said, edit)
}

// otherSign is a name, what stands behind it instead of a colon, and a value.
var otherSign = regexp.MustCompile(`^([ \t]*(?:- +)?)([\pL_]+)([ \t]*(?:[;,=.：∶>|-]|:=|=>|->|–|—|→)[ \t]*|[ \t]+)([^\s:].*)$`)

// noColon finds the name of a field behind which another sign stands than a
// colon, or none.
func (d *document) noColon(block, line source.Span) (source.Diagnostic, bool) {
	m := otherSign.FindStringSubmatch(line.Text())
	if m == nil || !isField(m[2]) {
		return source.Diagnostic{}, false
	}
	start := line.Start + len(m[1])
	behind := start + len(m[2])
	edit := put(d.file.Span(behind, behind+len(m[3])), ": ")
	if !d.mends(block, edit) {
		return source.Diagnostic{}, false
	}
	sign := strings.TrimSpace(m[3])
	said := Syntax.At(d.file.Span(start, behind), "a colon is missing behind the name of this field")
	if sign != "" {
		at := behind + strings.Index(m[3], sign)
		said = Syntax.At(d.file.Span(at, at+len(sign)), "“%s” stands here instead of a colon", sign)
	}
	return mending(said.To("write %s: %s", m[2], m[4]), edit)
}

var marked = regexp.MustCompile(`^(\*{1,3}|_{1,3}|- +)([a-z][a-z0-9_]*)(\*{0,3}|_{0,3})( *:)(\*{0,3})([ \t].*|)$`)

// markedName finds the name of a field with marks of Markdown round it, or a
// hyphen before it.
func (d *document) markedName(block, line source.Span) (source.Diagnostic, bool) {
	m := marked.FindStringSubmatch(line.Text())
	if m == nil || !isField(m[2]) {
		return source.Diagnostic{}, false
	}
	mark := strings.TrimSpace(m[1])
	name := d.file.Span(line.Start, line.End-len(m[6]))
	edit := put(name, m[2]+":")
	if !d.mends(block, edit) {
		return source.Diagnostic{}, false
	}
	said := Syntax.At(d.file.Span(line.Start, line.Start+len(mark)), "“%s” stands before the name of this field", mark)
	return mending(said.To("write %s: %s", m[2], strings.TrimSpace(m[6])), edit)
}

// semicolon finds braces whose fields are parted by semicolons.
func (d *document) semicolon(block, line source.Span) (source.Diagnostic, bool) {
	text := line.Text()
	open := strings.IndexAny(text, "{[")
	if open < 0 || !strings.Contains(text[open:], ";") {
		return source.Diagnostic{}, false
	}
	fix, i := withCommas(text[open:])
	edit := put(d.file.Span(line.Start+open, line.End), fix)
	if i < 0 || !d.mends(block, edit) {
		return source.Diagnostic{}, false
	}
	i += line.Start + open
	return mending(Syntax.At(d.file.Span(i, i+1), "a semicolon stands here instead of a comma").To("write %s", fix), edit)
}

// withCommas writes commas for the semicolons that stand in no quotation marks, and
// tells where the first stood; -1 for none.
func withCommas(text string) (fixed string, first int) {
	out, mark := []byte(text), byte(0)
	first = -1
	for i, c := range out {
		switch {
		case mark != 0:
			if c == mark {
				mark = 0
			}
		case (c == '"' || c == '\'') && i > 0 && strings.IndexByte(" [{,:", out[i-1]) >= 0:
			mark = c
		case c == ';':
			if out[i] = ','; first < 0 {
				first = i
			}
		}
	}
	return string(out), first
}

var (
	bullets = regexp.MustCompile(`^([ \t]*)([-*•·–—]) *([^-*\s].*)$`)
	// behindName is a list that starts on the line of its name.
	behindName = regexp.MustCompile(`^([ \t]*)([a-z][a-z0-9_]*):[ \t]+([-*•·–—])[ \t]+(\S.*)$`)
)

// bullet finds a list whose lines start with another sign than a hyphen.
func (d *document) bullet(block, line source.Span) (source.Diagnostic, bool) {
	m := bullets.FindStringSubmatch(line.Text())
	if m == nil {
		return source.Diagnostic{}, false
	}
	start := line.Start + len(m[1])
	edits := d.hyphens(block, lineOf(line), m[1], m[2])
	if !d.mends(block, edits...) {
		return source.Diagnostic{}, false
	}
	at := d.file.Span(start, start+len(m[2]))
	return mending(Syntax.At(at, "the lines of a list start with a hyphen, not with “%s”", m[2]).To("write - %s", m[3]), edits...)
}

// hyphens puts a hyphen and a space before each of the lines round one that
// start with the same spaces and the same sign.
func (d *document) hyphens(block source.Span, line int, spaces, sign string) []source.Edit {
	starts := func(n int) []string {
		at := d.wholeLine(n)
		m := bullets.FindStringSubmatch(at.Text())
		if at.Start < block.Start || at.End > block.End || m == nil || m[1] != spaces || m[2] != sign {
			return nil
		}
		return m
	}
	first := line
	for first > 1 && starts(first-1) != nil {
		first--
	}
	var edits []source.Edit
	for n := first; starts(n) != nil; n++ {
		at := d.wholeLine(n)
		edits = append(edits, put(d.file.Span(at.Start+len(spaces), at.End-len(starts(n)[3])), "- "))
	}
	return edits
}

// listBehind finds a list whose first value stands on the line of its name.
func (d *document) listBehind(block, line source.Span) (source.Diagnostic, bool) {
	m := behindName.FindStringSubmatch(line.Text())
	if m == nil || !lists()[m[2]] {
		return source.Diagnostic{}, false
	}
	at := d.file.Span(line.Start+len(m[1])+len(m[2])+1, line.End)
	below, spaces := lineOf(line)+1, m[1]+"  "
	var edits []source.Edit
	if next := bullets.FindStringSubmatch(d.wholeLine(below).Text()); next != nil && len(next[1]) >= len(m[1]) {
		spaces = next[1]
		edits = d.hyphens(block, below, spaces, next[2])
	}
	edits = append([]source.Edit{put(at, "\n"+spaces+"- "+m[4])}, edits...)
	if !d.mends(block, edits...) {
		return source.Diagnostic{}, false
	}
	at.Start += leading(at.Text())
	said := Syntax.At(at, "a list starts on the line below its field's name").To("write “%s- %s” on a line of its own below %q", spaces, m[4], m[2]+":")
	return mending(said, edits...)
}

// markOpens is a value that starts with a quotation mark.
var markOpens = regexp.MustCompile(`^([ \t]*(?:- +)?(?:[a-z][a-z0-9_]*: +)?)(["'])([^"']+)$`)

// openMark finds a text whose quotation mark is never closed, or by one of
// another kind.
func (d *document) openMark(block, line source.Span) (source.Diagnostic, bool) {
	m := markOpens.FindStringSubmatch(line.Text())
	if m == nil {
		return source.Diagnostic{}, false
	}
	at := d.file.Span(line.Start+len(m[1]), line.End)
	fix := m[2] + strings.TrimRight(strings.TrimRightFunc(m[3], isClosingMark), " ") + m[2]
	edit := put(at, fix)
	if !d.mends(block, edit) {
		return source.Diagnostic{}, false
	}
	return mending(Syntax.At(d.file.Span(at.Start, at.Start+1), "this quotation mark is never closed").To("write %s", fix), edit)
}

func isClosingMark(r rune) bool { return strings.ContainsRune("”’»›“‘", r) }

var (
	twiceMarked = regexp.MustCompile(`^(""|'')([^"']+)(?:""|'')$`)
	markBehind  = regexp.MustCompile(`^("[^"]+"|'[^']+')(["'”’»]+)$`)
)

// strayMark finds a text within quotation marks with one too many.
func (d *document) strayMark(block, line source.Span) (source.Diagnostic, bool) {
	at := d.wholeValue(line)
	fix, stray := "", at
	if m := twiceMarked.FindStringSubmatch(at.Text()); m != nil {
		fix, stray.End = m[1][:1]+m[2]+m[1][:1], at.Start+2
	} else if m := markBehind.FindStringSubmatch(at.Text()); m != nil {
		fix, stray.Start = m[1], at.Start+len(m[1])
	}
	edit := put(at, fix)
	if fix == "" || !d.mends(block, edit) {
		return source.Diagnostic{}, false
	}
	return mending(Syntax.At(stray, "a quotation mark too many stands here").To("write %s", fix), edit)
}

// unbalanced finds a bracket or brace that is not closed on its line.
func (d *document) unbalanced(block, line source.Span) (source.Diagnostic, bool) {
	text := line.Text()
	start := strings.IndexAny(text, "[{")
	if start < 0 || start > 0 && text[start-1] != ' ' {
		return source.Diagnostic{}, false
	}
	fix, open := balanced(text[start:])
	at := d.file.Span(line.Start+start, line.End)
	if open < 0 || !d.mends(block, put(at, fix)) {
		return source.Diagnostic{}, false
	}
	open += at.Start
	said := Syntax.At(d.file.Span(open, open+1), "this bracket is never closed")
	if said.At.Text() == "{" {
		said = Syntax.At(said.At, "this brace is never closed")
	}
	return mending(said.To("write %s", fix), put(at, fix))
}

// balanced closes the brackets and braces that a text leaves open, each where the
// one round it closes, and tells where the first of these opens; -1 for none.
func balanced(text string) (closed string, open int) {
	var b strings.Builder
	var stack []int
	open = -1
	shut := func() {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		b.WriteByte(text[i] + 2) // ] and } stand two behind [ and {
		if open < 0 {
			open = i
		}
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '[', '{':
			stack = append(stack, i)
		case ']', '}':
			for len(stack) > 0 && text[stack[len(stack)-1]]+2 != c {
				shut()
			}
			if len(stack) == 0 {
				return "", -1 // closed more often than opened
			}
			stack = stack[:len(stack)-1]
		case '"', '\'':
			if i > 0 && strings.IndexByte(" ,[{:", text[i-1]) >= 0 {
				n := quotedEnd([]byte(text[i:]), c)
				b.WriteString(text[i : i+n])
				i += n - 1
				continue
			}
		}
		b.WriteByte(text[i])
	}
	for len(stack) > 0 {
		shut()
	}
	return b.String(), open
}

// nameInside is what looks like the name of a field within a text.
var nameInside = regexp.MustCompile(`[\s,{](\pL[\pL_]*):\s`)

// quotes adds the edit that puts a text in quotation marks, where that is all
// that can be meant.
func (d *document) quotes(said source.Diagnostic, block, at source.Span) source.Diagnostic {
	first := []rune(at.Text() + " ")[0]
	if strings.ContainsRune("[{:>|,?-", first) || unicode.IsSpace(first) || len(at.Text()) > maxShown/2 || strings.Contains(at.Text(), " #") {
		return said
	}
	for _, m := range nameInside.FindAllStringSubmatch(at.Text(), -1) {
		if isField(m[1]) { // two fields may stand on one line
			return said
		}
	}
	if edit := put(at, quoted(at.Text()).String()); d.mends(block, edit) {
		said = said.By(edit.At, edit.Text)
	}
	return said
}
