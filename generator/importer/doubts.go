package importer

import (
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/source"
)

// This file asks about columns of which two things may be meant, and about those that no
// field has.

// doubt is a column whose name is not known and that may be needed: nearly the name of a
// field, or numbers that may be amounts.
type doubt struct {
	column
	field   string // that it may be
	amounts bool   // for certain
	text    bool   // and no numbers
}

// doubts are those of a table.
func (r *recognising) doubts() []doubt {
	var out []doubt
	for _, c := range r.columns {
		if c.field != "" && !r.stray(c) || c.name == "" {
			continue
		}
		all, amounts := r.numbers(c.at)
		field, _ := r.words.near(c.key)
		field = mapField(field)
		money := slices.Contains(content.Purposes, field) || field == "total"
		spoken := slices.ContainsFunc(strings.Fields(c.key), func(w string) bool { return r.words.around[w] })
		switch {
		case all:
			if !money {
				field = "other"
			}
			out = append(out, doubt{column: c, field: field, amounts: amounts || money || spoken})
		case field != "" && !money && !r.has(field) && !r.byMap[field]:
			out = append(out, doubt{column: c, field: field, text: true})
		}
	}
	return out
}

// understood names the columns in doubt, and tells whether the cost is whole without them.
func (r *recognising) understood() bool {
	ok := true
	list := r.doubts()
	for _, c := range list {
		names := catalog.Text(r.together(list, c))
		var d source.Diagnostic
		switch {
		case c.text:
			d = ruleColumn.At(r.header.at(c.at), "the name of the column %q is nearly one for “%s”, and it is taken for no field", c.name, c.field).
				To("if it holds that, say so in a map file such as map.yaml, as “%s: %s”; give it with --map map.yaml", c.field, names)
			d.Severity, d.Why = source.Warning, catalog.Message{}
			r.leaveOpen(Question{Asks: AsksText, Field: c.field, Column: c.name, Nothing: true}, c.name)
		case c.amounts:
			d = ruleColumn.At(r.header.at(c.at), "the column %q holds amounts, and it is not known what for: the cost would lack them", c.name).
				To("say what they were spent for in a map file such as map.yaml, as “%s: %s”, or that they are no part of the cost, as “ignore: %s”; "+
					"give it with --map map.yaml", c.field, names, names)
			ok = false
			r.leaveOpen(spentFor(c), c.name)
		default:
			r.leaveOpen(spentFor(c), c.name)
			d = ruleColumn.At(r.header.at(c.at), "the column %q holds numbers, and they are counted in no cost", c.name).
				To("if they are amounts, say so in a map file such as map.yaml, as “%s: %s”; if not, as “ignore: %s”; give it with --map map.yaml",
					c.field, names, names)
			d.Severity = source.Warning
		}
		r.report(d)
	}
	return ok
}

// spentFor asks what the amounts of a column were spent for.
func spentFor(c doubt) Question {
	return Question{Asks: AsksAmounts, Field: c.field, Column: c.name, Choices: append(slices.Clone(content.Purposes), "total"), Nothing: true}
}

// together are the names of all columns that may be the field that one may be, as a map
// file has them on the one line of the field.
func (r *recognising) together(list []doubt, one doubt) string {
	var names []string
	for _, c := range list {
		if c.field == one.field {
			names = append(names, c.name)
		}
	}
	if len(names) == 1 {
		return scalar(names[0])
	}
	return flow(names)
}

// stray tells whether a column was known by its name, and not taken all the same: there
// is another for the whole cost, or the map file names other amounts.
func (r *recognising) stray(c column) bool {
	amount := c.field == isMoney || c.field == isTotal && r.byMap["total"] || strings.HasPrefix(c.field, isPurpose)
	return amount && !r.counted(c.at)
}

// mapField is the field of a map file for what a column holds; "" for what none is for.
func mapField(field string) string {
	switch field {
	case isMoney:
		return "total"
	case "city", "country":
		return "destination"
	case "period", "day":
		return "start"
	case isUnrelated, isUncounted:
		return ""
	}
	return strings.TrimPrefix(field, isPurpose)
}

// complete reports the fields that the table has to have and has not. The end is one where
// a column is left that may hold it.
func (r *recognising) complete() bool {
	var missing []string
	var lines []catalog.Message
	used := map[string]bool{}
	for _, field := range []string{"start", "end", "destination", "purpose"} {
		if r.has(field) || r.byMap[field] && field != "start" {
			continue
		}
		column := r.candidate(field, used)
		if column == "" && field == "end" {
			continue
		}
		used[column] = true
		missing = append(missing, field)
		left := r.left()
		r.leaveOpen(Question{Asks: AsksColumn, Field: field, Column: column, Choices: left, Nothing: field != "start"}, left...)
		if column != "" {
			lines = append(lines, catalog.Text(field+": "+scalar(column)))
		} else {
			lines = append(lines, catalog.Say("%s: NAME OF THE COLUMN", field))
		}
	}
	if len(missing) == 0 {
		return true
	}
	r.report(ruleHeader.At(r.header.span(), "no column is known to hold the %s of a trip", catalog.And(missing...)).
		To("write a file such as map.yaml with one line for each field (%s; “none” where the table has no such column; further fields: %s) and give it with "+
			"--map map.yaml; columns here: %s",
			catalog.Join(lines, "; "),
			strings.Join(slices.DeleteFunc(slices.Clone(mapFields), func(f string) bool { return slices.Contains(missing, f) }), ", "),
			strings.Join(r.names, ", ")),
	)
	return false
}

// candidate is a column that may hold a field which none is known to hold: nearly called
// like it, or for a day the first that holds days; "" where there is none.
func (r *recognising) candidate(field string, used map[string]bool) string {
	day := field == "start" || field == "end"
	for _, nearly := range []bool{true, false} {
		for _, c := range r.columns {
			near, _ := r.words.near(c.key)
			switch {
			case c.field != "" || used[c.name]:
			case nearly && near != "" && mapField(near) == field, !nearly && day && r.dated(c.at):
				return c.name
			}
		}
	}
	return ""
}

// dated tells whether a column holds days.
func (r *recognising) dated(at int) bool {
	n := 0
	for _, row := range r.rows {
		switch text := row.text(at); {
		case text == "":
		case !isDated(text):
			return false
		default:
			n++
		}
	}
	return n > 0
}
