package markdown

import (
	"bytes"
	"regexp"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// left finds signs that were meant as mark-up and stay in the text for readers
// to see, and cells that a table has no column for.
type left struct {
	src    []byte
	place  func(start, end int) source.Span
	report source.Report
	text   []byte  // what a block shows, whose room serves the next
	pieces []piece // where the text stands
}

// piece tells where in the source the text of a block stands from one of its bytes
// on. What stands for something else has the place of what is before it.
type piece struct {
	from, at int
	fixed    bool // all of it stands at one place
}

// maxLeft is how many of them one text is told of.
const maxLeft = 20

// look looks at one node of a text and says what it finds.
func (l *left) look(n ast.Node) int {
	switch n := n.(type) {
	case *extast.Table:
		return l.table(n)
	case *extast.TableCell, *ast.Paragraph, *ast.TextBlock, *ast.Heading:
		return l.signs(n)
	}
	return 0
}

// table reports the rows of a table that have more cells than its heading.
func (l *left) table(t *extast.Table) (found int) {
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		if _, ok := row.(*extast.TableRow); !ok {
			continue
		}
		start := row.Pos()
		end := lineEnd(l.src, start)
		lost := cells(l.src[start:end], len(t.Alignments))
		if text := bytes.Trim(l.src[start:end][lost:], " \t|"); len(text) > 0 {
			found++
			at := end - len(bytes.TrimLeft(l.src[start:end][lost:], " \t|"))
			l.report(CellLost.At(l.place(at, at+len(text)), "this row has more cells than the heading, so %q is not shown", short(string(text))))
		}
	}
	return found
}

// cells returns where, in a line of a table, the first so many cells end.
func cells(line []byte, n int) int {
	i := len(line) - len(bytes.TrimLeft(line, " \t"))
	if i < len(line) && line[i] == '|' {
		i++
	}
	for ; i < len(line); i++ {
		if line[i] == '|' && line[i-1] != '\\' {
			if n--; n == 0 {
				return i
			}
		}
	}
	return len(line)
}

// slip is mark-up that does not work as it is written.
type slip struct {
	sign      string // without which there is none
	form      *regexp.Regexp
	says, fix catalog.Message
}

// slips are looked for in what readers see of a paragraph, a heading or a
// cell. Group 1 of each is what to point at.
var slips = []slip{
	{"**", regexp.MustCompile(`(?:^|[^*\\])(\*\*+)(?:[^*]|$)`), catalog.Say("two asterisks stay in the text for readers to see"),
		catalog.Say("write ** directly before the first word and directly behind the last one, without a space; write \\*\\* for the signs themselves")},
	{
		"__",
		regexp.MustCompile(`(?:^|[^_\\\pL\pN])(__)[\pL\pN]|[\pL\pN] *(__)(?:[^_\pL\pN]|$)`),
		catalog.Say("two underscores stay in the text for readers to see"),
		catalog.Say("write ** directly before the first word and directly behind the last one; write \\_\\_ for the signs themselves"),
	},
	{
		"*", regexp.MustCompile(`(?:^|[\s(«“])(\*)[\pL\pN][^*]*\s\*(?:[\s.,;:!?)»”]|$)|(?:^|[\s(«“])(\*)\s[^*]*[\pL\pN.,;:!?]\*(?:[\s.,;:!?)»”]|$)`),
		catalog.Say("asterisks stay in the text for readers to see"),
		catalog.Say("write * directly before the first word and directly behind the last one, without a space; write \\* for the sign itself"),
	},
	{"~~", regexp.MustCompile(`(~~)`), catalog.Say("two tildes stay in the text for readers to see"),
		catalog.Say("write ~~ directly before the first word and directly behind the last one, without a space")},
	{
		"]",
		regexp.MustCompile(`(\]\s+\()(?:\x01|https?:|mailto:|tel:|/)`),
		catalog.Say("a space parts a link's text from its address, so readers see both brackets"),
		catalog.Say("write the round bracket directly behind the square one: [text](address)"),
	},
	{
		"](",
		regexp.MustCompile(`\]\(([^()<>"'\x01]* [^()<>"'\x01]*\.\w{2,5})\)`),
		catalog.Say("the spaces in this name make no link of it, so readers see the brackets"),
		catalog.Say("write %%20 instead of each space, or give the file a name without spaces"),
	},
	{
		"##",
		regexp.MustCompile(`^(#{2,6})[^#\s]`),
		catalog.Say("a heading needs a space behind its signs"),
		catalog.Say("write a space between # and the heading's words"),
	},
	{"|", regexp.MustCompile(`^(\|)[^|\n]*\|[^\n]*\|\s*(?:\n|$)`), catalog.Say("these bars are no table"),
		catalog.Say("write below the heading a line of hyphens with as many cells as it has, such as | --- | --- |, and an empty line above the table")},
}

// signs are those of which slips are made.
const signs = "*_~]#|"

// isSign tells of each byte whether it is one of them.
var isSign = func() (is [256]bool) {
	for i := range len(signs) {
		is[signs[i]] = true
	}
	return is
}()

// mayHold tells whether a block has one of the signs in its source.
func (l *left) mayHold(block ast.Node) bool {
	lines := block.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		for _, c := range l.src[line.Start:line.Stop] {
			if isSign[c] {
				return true
			}
		}
	}
	return false
}

// signs reports the first of each slip in what a block shows.
func (l *left) signs(block ast.Node) (found int) {
	if !l.mayHold(block) {
		return 0 // as in most
	}
	text := l.shown(block)
	if len(text) == 0 || !bytes.ContainsAny(text, signs) {
		return 0
	}
	for _, s := range slips {
		if !bytes.Contains(text, []byte(s.sign)) {
			continue
		}
		m := s.form.FindSubmatchIndex(text)
		for g := 2; g < len(m); g += 2 {
			if m[g] < 0 {
				continue
			}
			found++
			l.report(certain(MarkLeft.At(l.place(l.offset(m[g]), l.offset(m[g+1]-1)+1), "%s", s.says).To("%s", s.fix), s.sign))
			break
		}
	}
	return found
}

// certain gives a diagnostic the edit of a slip that can only be meant in one way.
func certain(d source.Diagnostic, sign string) source.Diagnostic {
	switch is := d.At.Text(); {
	case sign == "]" && strings.HasPrefix(is, "]") && strings.HasSuffix(is, "("):
		return d.By(d.At, "](")
	case sign == "##" && strings.Trim(is, "#") == "":
		return d.By(d.At, is+" ")
	}
	return d
}

// offset is where a byte of what a block shows stands in the source.
func (l *left) offset(i int) int {
	n := sort.Search(len(l.pieces), func(n int) bool { return l.pieces[n].from > i }) - 1
	if p := l.pieces[n]; !p.fixed {
		return p.at + i - p.from
	}
	return l.pieces[n].at
}

// shown is the text of a block as it stands in the source, without what is
// code, a link's address or a sign that worked; the pieces tell where. An
// x takes the place of what is left out, 1 that of a bare address.
func (l *left) shown(block ast.Node) []byte {
	l.text, l.pieces = l.text[:0], l.pieces[:0]
	apart := func(sign byte, at int) {
		l.pieces = append(l.pieces, piece{len(l.text), max(0, at), true})
		l.text = append(l.text, sign)
	}
	last := 0
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.AutoLink:
			apart(1, last)
			return ast.WalkSkipChildren, nil
		case *ast.CodeSpan, *ast.Image, *ast.RawHTML:
			if entering {
				apart('x', last)
			}
			return ast.WalkSkipChildren, nil
		case *ast.Link, *ast.Emphasis, *extast.Strikethrough, *extast.FootnoteLink:
			apart('x', last)
		case *ast.Text:
			if !entering {
				break
			}
			l.pieces = append(l.pieces, piece{len(l.text), n.Segment.Start, false})
			l.text = append(l.text, l.src[n.Segment.Start:n.Segment.Stop]...)
			if last = n.Segment.Stop; n.SoftLineBreak() || n.HardLineBreak() {
				apart('\n', last-1)
			}
		}
		return ast.WalkContinue, nil
	})
	return l.text
}
