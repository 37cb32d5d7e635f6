package source

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"parvis/generator/catalog"
)

// widest is how many columns of a source line are shown. A longer line is cut
// around the place that is meant.
const widest = 100

// Color holds the escape sequences of the text form; the zero value prints
// none.
type Color struct{ Error, Warning, Added, Strong, Faint, Reset string }

// Terminal is the colouring for a terminal that has colours.
var Terminal = Color{Error: "\x1b[1;31m", Warning: "\x1b[1;33m", Added: "\x1b[32m", Strong: "\x1b[1m", Faint: "\x1b[2m", Reset: "\x1b[0m"}

// Text writes the diagnostics for people: the compilers' first line, the line
// itself with a caret as wide as the value, other places, why and fix.
func Text(w io.Writer, ds []Diagnostic, c Color, l *catalog.Language) error {
	labels := labelsIn(l)
	var b bytes.Buffer
	for _, d := range ds {
		if b.Len() > enough { // whole diagnostics, so that nothing is cut in two
			if _, err := w.Write(b.Bytes()); err != nil {
				return err
			}
			b.Reset()
		}
		line, column := d.At.Position()
		tint := c.Error
		if d.Severity == Warning {
			tint = c.Warning
		}
		fmt.Fprintf(&b, "%s%s:%d:%d:%s %s%s%s %s %s[%s]%s\n", c.Strong, printable(d.At.path()), line, column, c.Reset, tint, labels.severity(d.Severity),
			c.Reset, visible(d.Message.In(l)), c.Faint, d.Rule.Name, c.Reset)
		excerpt(&b, d.At, tint, c.Reset)
		for _, r := range d.Related {
			line, column := r.At.Position()
			fmt.Fprintf(&b, "  %s:%d:%d: %s\n", printable(r.At.path()), line, column, visible(r.Message.In(l)))
			excerpt(&b, r.At, c.Faint, c.Reset)
		}
		if !d.Why.IsZero() {
			fmt.Fprintf(&b, "  %s %s\n", labels.why, indent(d.Why.In(l)))
		}
		if !d.Fix.IsZero() {
			fmt.Fprintf(&b, "  %s %s\n", labels.fix, indent(d.Fix.In(l)))
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// enough is how many bytes are written at a time.
const enough = 64 << 10

// labels are the words before the parts of a diagnostic, with the colon behind them:
// languages differ in what stands before it.
type labels struct{ err, warning, why, fix string }

func labelsIn(l *catalog.Language) labels {
	return labels{catalog.Say("error:").In(l), catalog.Say("warning:").In(l), catalog.Say("why:").In(l), catalog.Say("fix:").In(l)}
}

func (l labels) severity(s Severity) string {
	if s == Error {
		return l.err
	}
	return l.warning
}

// indent keeps the further lines of a text under its first.
func indent(s string) string { return strings.ReplaceAll(visible(s), "\n", "\n       ") }

// visible is printable for a text that may have several lines.
func visible(s string) string {
	if plainly(s) {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = printable(line)
	}
	return strings.Join(lines, "\n")
}

// plainly tells whether a text is made of nothing but signs that ASCII has and that
// can be seen, each as wide as a column.
func plainly(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// widthOf is how many columns of a terminal a text takes.
func widthOf(s string) int {
	if plainly(s) {
		return len(s)
	}
	return uniseg.StringWidth(s)
}

// Excerpt shows the first line of a span with its number, and carets under the
// span, as Text does; "" for a span of no file.
func Excerpt(at Span) string {
	var b bytes.Buffer
	excerpt(&b, at, "", "")
	return b.String()
}

// excerpt shows the first line of a span and carets under the span.
func excerpt(b *bytes.Buffer, at Span, tint, reset string) {
	if at.File == nil || len(at.File.Text) == 0 {
		return
	}
	line, _ := at.Position()
	start := at.File.LineStart(line)
	end := start + len(at.File.lineBytes(line))
	from := max(start, min(at.Start, end))
	to := max(from, min(at.End, end))
	before, marked, after := cut(at.File.shown(start, from), at.File.shown(from, to), at.File.shown(to, end))
	marked = strings.ReplaceAll(marked, "\t", " ")
	carets := max(1, widthOf(printable(marked)))
	number := fmt.Sprintf("%4d", line)
	fmt.Fprintf(b, "%s | %s\n", number, strings.TrimRight(printable(before+marked+after), " "))
	fmt.Fprintf(b, "%s | %s%s%s%s\n", strings.Repeat(" ", len(number)), padding(before), tint, strings.Repeat("^", carets), reset)
}

// covered stands for a secret, however long it is.
const covered = "•••"

// shown is a stretch of the text with what is concealed covered.
func (f *File) shown(from, to int) []byte {
	var out []byte
	at := from
	for _, s := range f.secret {
		if a, b := max(s.Start, at), min(s.End, to); a < b {
			out = append(append(out, f.Text[at:a]...), covered...)
			at = b
		}
	}
	if at == from {
		return f.Text[from:to]
	}
	return append(out, f.Text[at:to]...)
}

// cut shortens a long line to a window around what is marked.
func cut(before, marked, after []byte) (string, string, string) {
	b, whole := last(before, widest/2)
	if !whole {
		b = "…" + b
	}
	m, whole := first(marked, widest)
	if !whole {
		return b, m, "…"
	}
	a, whole := first(after, widest)
	if !whole {
		a += "…"
	}
	return b, m, a
}

// first returns the first n characters of a text, and whether that is all.
func first(text []byte, n int) (string, bool) {
	i := 0
	for ; n > 0 && i < len(text); n-- {
		_, size := utf8.DecodeRune(text[i:])
		i += size
	}
	return string(text[:i]), i == len(text)
}

// last returns the last n characters of a text, and whether that is all.
func last(text []byte, n int) (string, bool) {
	i := len(text)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRune(text[:i])
		i -= size
	}
	return string(text[i:]), i == 0
}

// printable shows characters that would otherwise move or hide text, such as
// a byte order mark or an escape sequence, as their code points.
func printable(s string) string {
	if plainly(s) || !strings.ContainsFunc(s, Hidden) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if Hidden(r) {
			fmt.Fprintf(&b, "<U+%04X>", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Hidden tells signs that cannot be seen, or that move or hide text around them.
func Hidden(r rune) bool {
	switch {
	case Control(r), EndsLine(r), Invisible(r), BlankLetter(r), r == 0xfffd:
		return true
	case r >= 0xe0000 && r <= 0xe0fff: // tags; other formats can be seen, and are printed
		return true
	}
	return false
}

// padding is as wide as s on a terminal, with its tabs kept.
func padding(s string) string {
	var b strings.Builder
	for i, part := range strings.Split(printable(s), "\t") {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(strings.Repeat(" ", widthOf(part)))
	}
	return b.String()
}

type jsonPlace struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// jsonRegion is where something stands: 1-based, columns in characters, the end behind
// the last one.
type jsonRegion struct {
	Line      int `json:"line"`
	Column    int `json:"column"`
	EndLine   int `json:"endLine"`
	EndColumn int `json:"endColumn"`
}

func regionOf(at Span) (r jsonRegion) {
	r.Line, r.Column = at.Position()
	r.EndLine, r.EndColumn = at.end()
	return r
}

type jsonEdit struct {
	jsonRegion
	Text string `json:"text"`
}

type jsonDiagnostic struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	File     string `json:"file"`
	jsonRegion
	Message string      `json:"message"`
	Why     string      `json:"why"`
	Fix     string      `json:"fix"`
	Edits   []jsonEdit  `json:"edits,omitempty"` // of that file
	Related []jsonPlace `json:"related"`
}

// JSON writes one object with the counts and all diagnostics; entries is how
// many entries were read, and drafts how many of them are drafts.
func JSON(w io.Writer, ds []Diagnostic, entries, drafts int, l *catalog.Language) error {
	out := make([]jsonDiagnostic, 0, len(ds))
	for _, d := range ds {
		out = append(out, d.json(l))
	}
	t := Count(ds)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Entries     int              `json:"entries"`
		Drafts      int              `json:"drafts"`
		Errors      int              `json:"errors"`
		Warnings    int              `json:"warnings"`
		Diagnostics []jsonDiagnostic `json:"diagnostics"`
	}{entries, drafts, t.Errors, t.Warnings, out})
}

func (d Diagnostic) json(l *catalog.Language) jsonDiagnostic {
	j := jsonDiagnostic{
		Rule: d.Rule.Name, Severity: d.Severity.String(), File: d.At.path(), jsonRegion: regionOf(d.At),
		Message: d.Message.In(l), Why: d.Why.In(l), Fix: d.Fix.In(l), Related: []jsonPlace{},
	}
	if d.Certain() {
		for _, e := range inOrder(d.Edits) {
			j.Edits = append(j.Edits, jsonEdit{regionOf(e.At), e.Text})
		}
	}
	for _, r := range d.Related {
		line, column := r.At.Position()
		j.Related = append(j.Related, jsonPlace{r.At.path(), line, column, r.Message.In(l)})
	}
	return j
}

// GitHub writes workflow annotations, one a line, as GitHub Actions reads them:
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
func GitHub(w io.Writer, ds []Diagnostic, l *catalog.Language) error {
	var b strings.Builder
	for _, d := range ds {
		j := d.json(l)
		text := visible(j.Message)
		if j.Fix != "" {
			text += "\n" + labelsIn(l).fix + " " + visible(j.Fix)
		}
		place := fmt.Sprintf("line=%d,endLine=%d", j.Line, j.EndLine)
		if j.Line == j.EndLine { // columns are only taken within one line
			place += fmt.Sprintf(",col=%d,endColumn=%d", j.Column, j.EndColumn)
		}
		fmt.Fprintf(&b, "::%s file=%s,%s,title=%s::%s\n", j.Severity, property(j.File), place, property(j.Rule), data(text))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string { return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(s)) }

// Grouped writes many diagnostics for people: rule by rule, errors first, the first few of
// each as Text does, and how many more there are.
func Grouped(w io.Writer, ds []Diagnostic, c Color, l *catalog.Language) error {
	by := map[*Rule][]Diagnostic{}
	var rules []*Rule
	for _, d := range ds {
		if by[d.Rule] == nil {
			rules = append(rules, d.Rule)
		}
		by[d.Rule] = append(by[d.Rule], d)
	}
	slices.SortStableFunc(rules, func(a, b *Rule) int { return cmp.Compare(by[a][0].Severity, by[b][0].Severity) })
	for _, r := range rules {
		list := by[r]
		few := list[:min(firstShown, len(list))]
		if err := Text(w, few, c, l); err != nil {
			return err
		}
		if more := list[len(few):]; len(more) > 0 {
			files := catalog.Count(Count(more).Files, "%d file", "%d files")
			says := catalog.Count(len(more), "… and %d more of [%s], in %s", "… and %d more of [%s], in %s", r.Name, files)
			if _, err := fmt.Fprintf(w, "%s%s%s\n", c.Faint, says.In(l), c.Reset); err != nil {
				return err
			}
		}
	}
	return nil
}

// firstShown is how many diagnostics of one rule are shown where there are many, and
// mostShown from how many on there are.
const (
	firstShown = 3
	mostShown  = 60
)

// Many tells whether there are more diagnostics than anybody reads one by one.
func Many(ds []Diagnostic) bool { return len(ds) > mostShown }
