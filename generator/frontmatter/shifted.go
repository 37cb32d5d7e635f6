package frontmatter

import (
	"regexp"
	"strings"

	"parvis/generator/fields"
	"parvis/generator/source"
)

// This file finds lines that stand too far to the left or the right, or behind a tab.

var nameStarts = regexp.MustCompile(`^[ \t]*(?:- +)?([a-z][a-z0-9_]*):(?: |$)`)

// shifted finds a field that starts a little to the left or the right of those to
// which it belongs. With it go the lines that belong to it.
func (d *document) shifted(block, line source.Span) (source.Diagnostic, bool) {
	m := nameStarts.FindStringSubmatch(line.Text())
	if m == nil || line.Text()[0] == '-' {
		return source.Diagnostic{}, false
	}
	indent, n := leading(line.Text()), lineOf(line)
	if n != d.here || strings.Contains(line.Text()[:indent], "\t") {
		return source.Diagnostic{}, false
	}
	best, ties := -1, 0
	var edits []source.Edit
	for _, column := range d.columnsAbove(block, n, m[1]) {
		away, nearest := abs(column-indent), abs(best-indent)
		if column == indent || best >= 0 && away > nearest {
			continue
		}
		tried := d.shift(block, n, indent, column)
		if _, whole := d.reads(block, tried[:1]...); whole {
			tried = tried[:1] // what stands below may stay
		} else if !d.mends(block, tried...) {
			continue
		}
		if best >= 0 && away == nearest {
			ties++
			continue
		}
		best, ties, edits = column, 0, tried
	}
	if best < 0 || ties > 0 {
		return source.Diagnostic{}, false
	}
	at := d.file.Span(line.Start+indent, line.End)
	said := Syntax.At(at, "this line does not line up with the ones above it")
	if best == 0 {
		return mending(said.To("write it at the very start of the line, without spaces"), edits...)
	}
	return mending(said.To("write it with %d spaces at its start", best), edits...)
}

// columnsAbove are the columns (from 0) in which fields above a line start, and what
// stands behind their hyphens: those of fields beside which a name may stand or, where
// there are none, all.
func (d *document) columnsAbove(block source.Span, n int, name string) []int {
	var all, fit []int
	seen := map[int]bool{}
	add := func(column int, text string) {
		if seen[column] {
			return
		}
		seen[column] = true
		all = append(all, column)
		if m := nameStarts.FindStringSubmatch(text); m != nil && siblings(m[1], name) {
			fit = append(fit, column)
		}
	}
	for above := n - 1; above >= lineOf(block) && above > n-40; above-- {
		text := d.file.Line(above)
		if strings.TrimSpace(text) == "" || strings.HasPrefix(strings.TrimSpace(text), "#") {
			continue
		}
		column := leading(text)
		if rest, item := strings.CutPrefix(text[column:], "-"); item && leading(rest) > 0 {
			add(column+1+leading(rest), strings.TrimLeft(rest, " "))
			add(column, "")
		} else {
			add(column, text)
		}
		if column == 0 {
			break
		}
	}
	if len(fit) > 0 {
		return fit
	}
	return all
}

// siblings tells whether two names are those of fields that stand beside each other
// somewhere.
func siblings(a, b string) bool {
	for _, list := range tables {
		if list[a] && list[b] {
			return true
		}
	}
	return false
}

// shift moves a line and those below it that start to the right of it.
func (d *document) shift(block source.Span, n, from, to int) []source.Edit {
	var edits []source.Edit
	for line := n; line <= d.file.Lines(); line++ {
		at := d.wholeLine(line)
		column := leading(at.Text())
		if at.Start >= block.End || line > n && at.Text() != "" && column <= from && (column < from || !nameStarts.MatchString(at.Text())) {
			break
		}
		if at.Text() == "" {
			continue
		}
		edits = append(edits, put(d.file.Span(at.Start, at.Start+column), strings.Repeat(" ", column-from+to)))
	}
	return edits
}

func abs(n int) int { return max(n, -n) }

// tabs adds the edits that put two spaces in the place of each tab at the start of
// a line, where the fields can be read then.
func (d *document) tabs(said source.Diagnostic, block source.Span) source.Diagnostic {
	var edits []source.Edit
	for n := lineOf(block); n <= d.file.Lines(); n++ {
		at := d.wholeLine(n)
		if at.Start >= block.End {
			break
		}
		indent := d.file.Span(at.Start, at.Start+leading(at.Text()))
		if strings.Contains(indent.Text(), "\t") {
			edits = append(edits, put(indent, strings.ReplaceAll(indent.Text(), "\t", "  ")))
		}
	}
	if len(edits) == 0 || !d.mends(block, edits...) {
		return said
	}
	said.Edits = edits
	return said
}

// lists are the names of fields of which some are lists.
func lists() map[string]bool { return listNames }

// tables are the names of the fields of each kind and each group.
var tables = func() (out []map[string]bool) {
	add := func(list []fields.Field) {
		of := map[string]bool{}
		for _, name := range fields.NamesOf(list) {
			of[name] = true
		}
		out = append(out, of)
	}
	for _, k := range fields.Kinds {
		add(k.Fields())
		fields.Walk(k.Fields(), func(_ string, f fields.Field) {
			if len(f.Fields) > 0 {
				add(f.Fields)
			}
		})
	}
	return out
}()

var listNames = func() map[string]bool {
	out := map[string]bool{}
	for _, k := range fields.Kinds {
		fields.Walk(k.Fields(), func(_ string, f fields.Field) { out[f.Name] = out[f.Name] || f.List })
	}
	return out
}()
