package importer

import (
	"regexp"
	"strings"

	"parvis/generator/fields"
)

// This file writes what residents answered to a letter's question, from the cells that hold
// several lines.

// countForm is a line of the counts: how many, two spaces, and the answer.
var countForm = regexp.MustCompile(`^(0|[1-9]\d*)  (\S.*)$`)

// lined writes a column whose cell has a line for each item of a list, below its group, and
// tells whether it is one. Whoever was quoted agreed to it, and the table does not say by
// which reference: their words stay in the text, as published.
func (t own) lined(d *draft, row ownRow, c fields.Column) bool {
	switch c.Name {
	case "verdict_counts":
		d.raw("  counts", "")
		for line := range strings.Lines(row.get(c.Name)) {
			if count := countForm.FindStringSubmatch(strings.TrimSpace(line)); count != nil {
				d.front.WriteString("    - {" + pair("answer", count[2]) + ", n: " + count[1] + "}\n")
			}
		}
	case "verdict_said":
		row.keep(c.Name)
	default:
		return false
	}
	return true
}
