package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"parvis/generator/source"
)

// table is one with so many columns, and rows that have one cell each.
func table(columns, rows int, before string) string {
	head := before + strings.Repeat("|a", columns) + "|\n"
	return head + before + strings.Repeat("|-", columns) + "|\n" + strings.Repeat(before+"|b\n", rows)
}

// TestManyCells wants a text whose tables have too many cells to be refused at
// the table's head, before anything is made of it, and one below that to be read.
func TestManyCells(t *testing.T) {
	lines := strings.Repeat("| 08:15 | A | 60 |\n", 50_000)
	for name, c := range map[string]struct {
		text string
		line int // where it is refused; 0: it is not
	}{
		"a register":        {"| At | Line | Riders |\n|---|---|---|\n" + lines, 0},
		"wide and short":    {table(1000, 150, ""), 0},
		"wide and long":     {"One line.\n\n" + table(4000, 4000, ""), 3},
		"a million rows":    {table(3, 1_000_000, ""), 1},
		"quoted":            {table(1000, 1000, "> "), 1},
		"in a list":         {"- one\n\n" + table(1000, 1000, "  "), 3},
		"rows like marks":   {table(1000, 1, "") + strings.Repeat("    >\n", 1000), 1},
		"several":           {strings.Repeat(table(1000, 20, "")+"\n", 20), 1 + 9*23},
		"several small":     {strings.Repeat(table(10, 20, "")+"\n", 500), 0},
		"text behind one":   {table(1000, 2, "") + "\n" + strings.Repeat("Line A runs.\n", 1000), 0},
		"lines and no more": {strings.Repeat("---\n", 300_000), 0},
	} {
		f := source.NewFile("a.md", []byte(c.text))
		var found []source.Diagnostic
		Read(f.Span(0, len(c.text)), func(d source.Diagnostic) {
			if d.Rule != CellLost {
				found = append(found, d)
			}
		})
		cells := 0
		_ = ast.Walk(parse(f.Text), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering && n.Kind() == extast.KindTableCell {
				cells++
			}
			return ast.WalkContinue, nil
		})
		switch {
		case c.line == 0 && len(found) > 0:
			t.Errorf("%s: %v", name, found)
		case c.line > 0 && (len(found) != 1 || found[0].Rule != TableLarge || cells > 0):
			t.Errorf("%s: %d cells, found %v", name, cells, found)
		case c.line > 0:
			if line, _ := f.Position(found[0].At.Start); line != c.line {
				t.Errorf("%s is reported in line %d, not %d", name, line, c.line)
			}
		case cells > maxCells:
			t.Errorf("%s has %d cells", name, cells)
		}
	}
	if want := fmt.Sprintf("%d,%03d cells", maxCells/1000, maxCells%1000); !strings.Contains(TableLarge.Says, want) {
		t.Errorf("the rule does not speak of %s", want)
	}
}
