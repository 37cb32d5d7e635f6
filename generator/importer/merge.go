package importer

import (
	"regexp"
	"slices"
	"strings"

	"parvis/generator/source"
)

// This file brings an entry up to date with a newer table: a field that the table says
// otherwise than before is written where its editor has left it as it was. What an editor
// wrote stays, and where both have changed, both are shown.

// block is a field of a front matter with the comments above it.
type block struct {
	name  string
	lines []string
	at    int // the line of its name in the file, from 1
}

// text is what a block says: without comments, and without what newer rows may number
// otherwise.
func (b block) text() string {
	var out []string
	for _, line := range b.lines {
		if !strings.HasPrefix(strings.TrimSpace(line), "#") && strings.TrimSpace(line) != "" {
			out = append(out, strings.TrimRight(line, " \t"))
		}
	}
	return unnumbered(strings.Join(out, "\n"))
}

// rowNumbers are the numbers of rows in the words of drafts: row 2, lignes 2, 3 et 4.
var rowNumbers = regexp.MustCompile(`(?i)\b(row|ligne|fila|linha)s? \d+(?:(?:, | and | et | y | e )\d+)*`)

func unnumbered(text string) string { return rowNumbers.ReplaceAllString(text, "$1") }

// page is a file in its parts.
type page struct {
	blocks []block
	body   []string // the lines behind the front matter
}

// topLevel is how a field begins.
var topLevel = regexp.MustCompile(`^([A-Za-z_][\w-]*):`)

// readPage takes a text apart. It returns false where it has no front matter.
func readPage(text string) (page, bool) {
	lines := strings.Split(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"), "\n")
	end := -1
	for i := 1; i < len(lines) && end < 0; i++ {
		if strings.TrimRight(lines[i], " \t") == "---" {
			end = i
		}
	}
	if strings.TrimRight(lines[0], " \t") != "---" || end < 0 {
		return page{}, false
	}
	p := page{body: lines[end+1:]}
	var above []string
	for i, line := range lines[1:end] {
		switch m := topLevel.FindStringSubmatch(line); {
		case m != nil:
			p.blocks = append(p.blocks, block{m[1], append(above, line), i + 2})
			above = nil
		case strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "":
			above = append(above, line)
		case len(p.blocks) > 0:
			last := &p.blocks[len(p.blocks)-1]
			last.lines, above = append(append(last.lines, above...), line), nil
		default:
			above = append(above, line)
		}
	}
	if len(above) > 0 {
		p.blocks = append(p.blocks, block{"", above, end})
	}
	return p, true
}

// find returns the block of a name, an empty one where there is none.
func (p page) find(name string) (block, int) {
	i := slices.IndexFunc(p.blocks, func(b block) bool { return b.name == name })
	if i < 0 {
		return block{name: name}, i
	}
	return p.blocks[i], i
}

// merge brings a file up to date, and returns its text and the fields that have changed.
// was is what the last import wrote, "" where that is not known.
func (m *matching) merge(f *source.File, was, now string) (string, []string) {
	theirs, _ := readPage(now)
	base, known := readPage(was)
	ours, ok := readPage(string(f.Text))
	if !ok {
		if was != now {
			m.report(ruleAgain.At(f.Span(0, 0), "this file has no front matter any more, so that nothing of the newer table is written into it"))
		}
		return "", nil
	}
	var fields []string
	for i, t := range theirs.blocks {
		b, _ := base.find(t.name)
		o, at := ours.find(t.name)
		switch {
		case t.name == "" || known && t.text() == b.text() || o.text() == t.text():
		case known && o.text() == b.text() && at >= 0:
			ours.blocks[at].lines = append(remarks(o, b), t.lines...)
			fields = append(fields, t.name)
		case known && o.text() == b.text():
			ours.insert(t, theirs.blocks[:i])
			fields = append(fields, t.name)
		case value(t) != "" && t.name != "draft":
			m.differs(f, o, t)
		}
	}
	if m.mergeBody(f, &ours, base, theirs, known) {
		fields = append(fields, "")
	}
	if len(fields) == 0 {
		return "", nil
	}
	return ours.String(string(f.Text)), fields
}

// remarks are the comments that an editor has written above or into a field.
func remarks(ours, base block) []string {
	var out []string
	for _, line := range ours.lines {
		if strings.HasPrefix(strings.TrimSpace(line), "#") && !slices.Contains(base.lines, line) {
			out = append(out, line)
		}
	}
	return out
}

// insert puts a block behind the one that stands before it in the table's draft.
func (p *page) insert(b block, before []block) {
	at := len(p.blocks)
	if last, _ := p.find(""); len(last.lines) > 0 {
		at--
	}
	for _, x := range slices.Backward(before) {
		if _, i := p.find(x.name); i >= 0 && x.name != "" {
			at = i + 1
			break
		}
	}
	p.blocks = slices.Insert(p.blocks, at, b)
}

// String writes a page, with the line ends of the text that it was read from.
func (p page) String(was string) string {
	lines := []string{"---"}
	for _, b := range p.blocks {
		lines = append(lines, b.lines...)
	}
	text := strings.Join(append(append(lines, "---"), p.body...), "\n")
	if strings.Contains(was, "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if strings.HasPrefix(was, "\ufeff") {
		text = "\ufeff" + text
	}
	return text
}

// value is what stands behind a field's name, on one line.
func value(b block) string {
	_, rest, _ := strings.Cut(b.text(), ":")
	return oneLine(rest)
}

// differs reports a field that both its editor and the table have changed.
func (m *matching) differs(f *source.File, ours, theirs block) {
	at := f.LineSpan(max(1, ours.at))
	if value(ours) == "" {
		m.report(ruleAgain.At(at, "%q was taken out here, and the newer table has: %s", theirs.name, short(value(theirs))))
		return
	}
	a, b := apart(value(ours), value(theirs))
	m.report(ruleAgain.At(at, "%q was changed here, and the newer table has another value. Here: %s. In the table: %s", theirs.name, a, b))
}

// apart shows two long values where they begin to differ.
func apart(a, b string) (string, string) {
	ra, rb := []rune(a), []rune(b)
	n := 0
	for n < len(ra) && n < len(rb) && ra[n] == rb[n] {
		n++
	}
	if n = max(0, n-20); len(ra) <= maxShown && len(rb) <= maxShown {
		n = 0
	}
	for n > 0 && ra[n-1] != ' ' {
		n--
	}
	shown := func(r []rune) string {
		if n > 0 {
			return "…" + short(string(r[n:]))
		}
		return short(string(r))
	}
	return shown(ra), shown(rb)
}

// maxShown is how many characters of a value are shown.
const maxShown = 120

func short(s string) string {
	if r := []rune(s); len(r) > maxShown {
		return string(r[:maxShown]) + "…"
	}
	return s
}

// mergeBody brings the questions and the published text up to date, and tells whether
// they have changed. Where an editor has written there, what the table says anew is told.
func (m *matching) mergeBody(f *source.File, ours *page, base, theirs page, known bool) bool {
	facts := func(p page) []string {
		var out []string
		for _, line := range p.body {
			if text, found := strings.CutPrefix(line, "- **"); found {
				out = append(out, unnumbered(text))
			}
		}
		return out
	}
	was, now := facts(base), facts(theirs)
	if !known || slices.Equal(was, now) {
		return false
	}
	if slices.Equal(trimmed(ours.body), trimmed(base.body)) {
		ours.body = theirs.body
		return true
	}
	for _, line := range now {
		if name, text, found := strings.Cut(line, "**"); found && !slices.Contains(was, line) && !slices.Contains(facts(*ours), line) {
			m.report(ruleAgain.At(f.LineSpan(1), "the newer table has under %q: %s; the text was written anew here, and stays", name,
				short(strings.TrimPrefix(oneLine(text), ": "))))
		}
	}
	return false
}

// trimmed are lines without white space at their ends, and without empty lines at the end.
func trimmed(lines []string) []string {
	var out []string
	for _, l := range lines {
		out = append(out, strings.TrimRight(l, " \t"))
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

// Filled are the lines of the fields of a draft that have a value.
func Filled(text []byte) []string {
	p, _ := readPage(string(text))
	var out []string
	for _, b := range p.blocks {
		lines := strings.Split(b.text(), "\n")
		if b.name != "" && b.name != "draft" && (value(b) != "" || len(lines) > 1) {
			out = append(out, lines...)
		}
	}
	return out
}
