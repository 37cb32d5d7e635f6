package frontmatter

import (
	"strings"
	"testing"

	"parvis/generator/source"
)

// TestParted wants the rest of a value behind a comma to be called that, and
// not a field that nobody knows.
func TestParted(t *testing.T) {
	for text, rule := range map[string]*source.Rule{
		"line: {amount: 412,50 €}\n":                Syntax,
		"line: {what: Train, two people, for: x}\n": Syntax,
		"line: {amount: 412.50, waht: Train}\n":     UnknownField,
		"line: {amount: 412.50, waht: }\n":          UnknownField,
	} {
		f := source.NewFile("a.yaml", []byte(text))
		var found []source.Diagnostic
		m := Load(f.Span(0, len(text)), f.Span(0, 1), func(d source.Diagnostic) { found = append(found, d) })
		line := m.Map("line", Required)
		for _, name := range []string{"amount", "what", "for"} {
			line.Text(name, Optional)
		}
		line.Close()
		if len(found) != 1 || found[0].Rule != rule {
			t.Errorf("%s: %v", strings.TrimSpace(text), found)
		}
	}
}
