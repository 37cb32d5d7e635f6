package frontmatter

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/agnivade/levenshtein"
	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/fields"
	"parvis/generator/source"
)

// Remedies that a machine may make in the editor's place.

// Meant is the one candidate for which a name with a slip in it can be meant; "" where
// there is none, or more than one that is near. A slip changes one letter of a name, or
// two of a long one, or case and the signs between words, but never a digit: that may be another day or number.
func Meant(name string, candidates []string) string {
	folded := fold(name)
	letters := len([]rune(folded))
	if letters > 100 || letters < 2 {
		return ""
	}
	var near []string
	for _, c := range candidates {
		to := fold(c)
		switch {
		case folded == to:
			return c
		case Nearest(name, []string{c}) != "":
			near = append(near, c)
		}
	}
	if len(near) != 1 || letters < 4 {
		return ""
	}
	to := fold(near[0])
	most := 1
	if letters >= 8 {
		most = 2
	}
	if digitsOf(folded) != digitsOf(to) || levenshtein.ComputeDistance(folded, to) > most && !swapped(folded, to) {
		return ""
	}
	return near[0]
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// SameLetters tells whether two names differ in case, in the signs between their words, or
// in two letters beside each other that have changed places.
func SameLetters(a, b string) bool { return fold(a) == fold(b) || swapped(fold(a), fold(b)) }

// swapped tells whether two texts differ in that two signs beside each other have
// changed places.
func swapped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	for i := 0; i+1 < len(x); i++ {
		if x[i] != y[i] {
			return x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
		}
	}
	return false
}

// isField tells whether a name is that of a field, of whatever kind of file.
func isField(name string) bool { return allFields()[name] }

var allFields = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, kind := range fields.Kinds {
		fields.Walk(kind.Fields(), func(_ string, f fields.Field) { out[f.Name] = true })
	}
	return out
})

// instead gives a diagnostic the edit that writes a value in the place of all that
// stands where it points, if that is one value of one line.
func instead(d source.Diagnostic, text string) source.Diagnostic {
	is := strings.TrimSpace(withoutInvisible(d.At.Text()))
	if inner, ok := withoutMarks(is); ok {
		is = inner
	}
	if is != text && d.At.Text() != `"`+text+`"` || !plainValue.MatchString(text) {
		return d
	}
	return d.By(d.At, text)
}

// plainValue is a text that needs no quotation marks wherever a value stands.
var plainValue = regexp.MustCompile(`^[\pL\pN][\pL\pN./@_+-]*$`)

// byQuotes gives a diagnostic the edit that puts the text at which it points in
// quotation marks.
func byQuotes(d source.Diagnostic) source.Diagnostic {
	if text, ok := quotedWhole(d.At.Text()); ok {
		return d.By(d.At, text)
	}
	return d
}

// again gives the diagnostic of a field that is written twice the edit that takes out its
// second line, if that says the same as the first.
func (d *document) again(first *field, key, value *yaml.Node, diagnostic source.Diagnostic) source.Diagnostic {
	line := func(key, value *yaml.Node) source.Span {
		n := lineOf(d.span(key))
		at := d.wholeLine(n)
		if value.Kind != yaml.ScalarNode || lineOf(d.span(value)) != n || value.Value == "" || at.Start != d.span(key).Start || d.span(value).End != at.End {
			return source.Span{} // something else stands on it, or it goes on
		}
		return at
	}
	a, b := line(first.key, first.value), line(key, value)
	if a.Text() == "" || a.Text() != b.Text() || b.End >= len(d.file.Text) {
		return diagnostic
	}
	if leading(d.file.Line(lineOf(a)+1)) > 0 || leading(d.file.Line(lineOf(b)+1)) > 0 {
		return diagnostic // the value goes on
	}
	return diagnostic.By(d.file.Span(b.Start, d.file.LineStart(lineOf(b)+1)), "")
}

// deleted gives a diagnostic the edit that takes out the sign at which it points, if
// the words beside it stay apart.
func deleted(d source.Diagnostic) source.Diagnostic {
	f, blank := d.At.File, func(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }
	if d.At.Start > 0 && blank(f.Text[d.At.Start-1]) || d.At.End < len(f.Text) && blank(f.Text[d.At.End]) {
		return d.By(d.At, "")
	}
	return d
}
