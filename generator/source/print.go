package source

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"
)

// widest is how many columns of a source line are shown. A longer line is cut
// around the place that is meant.
const widest = 100

// Color holds the escape sequences of the text form; the zero value prints
// none.
type Color struct{ Error, Warning, Strong, Faint, Reset string }

// Terminal is the colouring for a terminal that has colours.
var Terminal = Color{Error: "\x1b[1;31m", Warning: "\x1b[1;33m", Strong: "\x1b[1m", Faint: "\x1b[2m", Reset: "\x1b[0m"}

// Text writes the diagnostics for people: the compilers' first line, the line
// itself with a caret as wide as the value, other places, why and fix.
func Text(w io.Writer, ds []Diagnostic, c Color) error {
	var b strings.Builder
	for _, d := range ds {
		line, column := d.position()
		tint := c.Error
		if d.Severity == Warning {
			tint = c.Warning
		}
		fmt.Fprintf(&b, "%s%s:%d:%d:%s %s%s:%s %s %s[%s]%s\n", c.Strong, d.path(), line, column, c.Reset, tint, d.Severity, c.Reset, d.Message, c.Faint, d.Rule.Name, c.Reset)
		excerpt(&b, d.At, tint, c.Reset)
		for _, r := range d.Related {
			l, col := r.At.File.Position(r.At.Start)
			fmt.Fprintf(&b, "  %s:%d:%d: %s\n", r.At.File.Path, l, col, r.Message)
			excerpt(&b, r.At, c.Faint, c.Reset)
		}
		if d.Why != "" {
			fmt.Fprintf(&b, "  why: %s\n", indent(d.Why))
		}
		if d.Fix != "" {
			fmt.Fprintf(&b, "  fix: %s\n", indent(d.Fix))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// indent keeps the further lines of a text under its first.
func indent(s string) string { return strings.ReplaceAll(s, "\n", "\n       ") }

func (d Diagnostic) position() (line, column int) {
	if d.At.File == nil {
		return 1, 1
	}
	return d.At.File.Position(d.At.Start)
}

// end returns where the diagnostic's place ends.
func (d Diagnostic) end() (line, column int) {
	if d.At.File == nil {
		return 1, 1
	}
	return d.At.File.Position(d.At.End)
}

// excerpt shows the first line of a span and carets under the span.
func excerpt(b *strings.Builder, at Span, tint, reset string) {
	if at.File == nil || len(at.File.Text) == 0 {
		return
	}
	line, _ := at.File.Position(at.Start)
	text := at.File.Line(line)
	from := min(at.Start-at.File.LineStart(line), len(text))
	to := max(from, min(at.End-at.File.LineStart(line), len(text)))
	before, marked, after := text[:from], text[from:to], text[to:]
	before, marked, after = cut(before, marked, after)
	carets := max(1, uniseg.StringWidth(printable(marked)))
	number := fmt.Sprintf("%4d", line)
	fmt.Fprintf(b, "%s | %s\n", number, strings.TrimRight(printable(before+marked+after), " "))
	fmt.Fprintf(b, "%s | %s%s%s%s\n", strings.Repeat(" ", len(number)), padding(before), tint, strings.Repeat("^", carets), reset)
}

// cut shortens a long line to a window around what is marked.
func cut(before, marked, after string) (string, string, string) {
	if r := []rune(before); len(r) > widest/2 {
		before = "…" + string(r[len(r)-widest/2+1:])
	}
	if r := []rune(marked); len(r) > widest {
		return before, string(r[:widest]), "…"
	}
	if r := []rune(after); len(r) > widest {
		after = string(r[:widest]) + "…"
	}
	return before, marked, after
}

// printable shows characters that would otherwise move or hide text, such as
// a byte order mark or an escape sequence, as their code points.
func printable(s string) string {
	if !strings.ContainsFunc(s, hidden) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if hidden(r) {
			fmt.Fprintf(&b, "<U+%04X>", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func hidden(r rune) bool {
	switch {
	case r == '\t':
		return false
	case r < 0x20 || r >= 0x7f && r < 0xa0, r == 0xad, r == 0xfeff, r == 0xfffd:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
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
		b.WriteString(strings.Repeat(" ", uniseg.StringWidth(part)))
	}
	return b.String()
}

type jsonPlace struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

type jsonDiagnostic struct {
	Rule      string      `json:"rule"`
	Severity  string      `json:"severity"`
	File      string      `json:"file"`
	Line      int         `json:"line"`
	Column    int         `json:"column"`
	EndLine   int         `json:"endLine"`
	EndColumn int         `json:"endColumn"`
	Message   string      `json:"message"`
	Why       string      `json:"why,omitempty"`
	Fix       string      `json:"fix,omitempty"`
	Related   []jsonPlace `json:"related,omitempty"`
}

// JSON writes one object with the counts and all diagnostics; entries is how
// many entries were read.
func JSON(w io.Writer, ds []Diagnostic, entries int) error {
	out := make([]jsonDiagnostic, 0, len(ds))
	for _, d := range ds {
		out = append(out, d.json())
	}
	t := Count(ds)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Entries     int              `json:"entries"`
		Errors      int              `json:"errors"`
		Warnings    int              `json:"warnings"`
		Diagnostics []jsonDiagnostic `json:"diagnostics"`
	}{entries, t.Errors, t.Warnings, out})
}

func (d Diagnostic) json() jsonDiagnostic {
	j := jsonDiagnostic{Rule: d.Rule.Name, Severity: d.Severity.String(), File: d.path(), Message: d.Message, Why: d.Why, Fix: d.Fix}
	j.Line, j.Column = d.position()
	j.EndLine, j.EndColumn = d.end()
	for _, r := range d.Related {
		line, column := r.At.File.Position(r.At.Start)
		j.Related = append(j.Related, jsonPlace{r.At.File.Path, line, column, r.Message})
	}
	return j
}

// GitHub writes workflow annotations, one a line, as GitHub Actions reads them:
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
func GitHub(w io.Writer, ds []Diagnostic) error {
	var b strings.Builder
	for _, d := range ds {
		j := d.json()
		text := j.Message
		if j.Fix != "" {
			text += "\nfix: " + j.Fix
		}
		fmt.Fprintf(&b, "::%s file=%s,line=%d,endLine=%d,col=%d,endColumn=%d,title=%s::%s\n",
			j.Severity, property(j.File), j.Line, j.EndLine, j.Column, j.EndColumn, property(j.Rule), data(text))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string { return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(s)) }
