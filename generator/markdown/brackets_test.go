package markdown

import (
	"io"
	"strings"
	"testing"

	"parvis/generator/source"
)

// TestManyBrackets wants a text of nothing but brackets to be refused at its
// place; reading it would take minutes.
func TestManyBrackets(t *testing.T) {
	text := "One line.\n" + strings.Repeat("[](", 100_000) + "\n"
	f := source.NewFile("a.md", []byte(text))
	var found []source.Diagnostic
	Read(f.Span(0, len(text)), func(d source.Diagnostic) { found = append(found, d) })
	if err := Render(io.Discard, f.Span(0, len(text)), Options{Level: 2}); err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].Rule != Nesting {
		t.Fatalf("%v", found)
	}
	if line, _ := f.Position(found[0].At.Start); line != 2 {
		t.Errorf("reported in line %d", line)
	}
}
