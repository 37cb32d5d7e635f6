package importer

import "parvis/generator/source"

// Line is a row of a table as a spreadsheet numbers it, from 1.
type Line struct {
	N     int
	Cells []string // trimmed
}

// Lines are the rows of a table in text that hold something, as spreadsheets of all kinds
// save one. There is none where it cannot be read, which is among the problems.
func Lines(f *source.File) (lines []Line, problems []source.Diagnostic) {
	im := &importing{report: func(d source.Diagnostic) { problems = append(problems, d) }}
	_, rows, ok := im.readText(f)
	if !ok {
		return nil, problems
	}
	for _, r := range rows {
		l := Line{N: r.n}
		for i := range r.cells {
			l.Cells = append(l.Cells, r.text(i))
		}
		lines = append(lines, l)
	}
	return lines, problems
}
