package content

import (
	"regexp"
	"strings"
)

// A spreadsheet runs a cell that begins like a formula, whoever wrote it. In a
// table such a text has an apostrophe in front, by which spreadsheets take it
// for a text; so has one that begins with apostrophes and then like a formula,
// so that reading a cell back always gives the same.
var (
	formula = regexp.MustCompile("^('*)[=+\\-@\t\r\n＝＋－＠]")
	plainNo = regexp.MustCompile(`^[+-]\d+(\.\d+)?$`)
)

// Cell is a text as a table holds it: one that a spreadsheet shows and does not
// run. A plain number stays one.
func Cell(text string) string {
	if text == "" || text[0] >= '0' && text[0] <= 'z' && text[0] != '=' && text[0] != '@' {
		return text // as most begin
	}
	if formula.MatchString(text) && !plainNo.MatchString(text) {
		return "'" + text
	}
	return text
}

// FromCell is the text of which a cell was made.
func FromCell(cell string) string {
	if m := formula.FindStringSubmatch(cell); m != nil && m[1] != "" {
		return strings.TrimPrefix(cell, "'")
	}
	return cell
}
