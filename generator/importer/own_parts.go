package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
)

// This file writes what entries hold several of, each from its own table.

// joined returns the rows of a table that belong to the entry, and takes all their cells
// but those that no field holds.
func (r *record) joined(table string) []ownRow {
	rows := r.parts.rows(table, r.get("id"))
	for _, row := range rows {
		for column := range row.im.layout.fields {
			row.take(column)
		}
	}
	return rows
}

// pair is a field of an item, or nothing where it has no value.
func pair(name, value string) string {
	if value == "" {
		return ""
	}
	return name + ": " + scalar(value)
}

// item writes an item of a list on one line.
func (r *record) item(indent string, pairs ...string) {
	pairs = slices.DeleteFunc(pairs, func(s string) bool { return s == "" })
	r.front.WriteString(indent + "- {" + strings.Join(pairs, ", ") + "}\n")
}

// decimalForm is a number as the content model has it.
var decimalForm = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

// decimal returns a number of a row; what is none stays in the text as published.
func (r ownRow) decimal(column string) string {
	text := r.get(column)
	if text != "" && !decimalForm.MatchString(text) {
		r.keep(column)
		return ""
	}
	return text
}

// dayOf returns a day of a row; what is none stays in the text as published.
func (r ownRow) dayOf(column string) string {
	day := readDay(r.get(column))
	if day == "" {
		r.keep(column)
	}
	return day
}

// choiceOf returns a word of a row, if it is one of those that a field can have.
func (r ownRow) choiceOf(column string, words []string) string {
	if text := r.get(column); slices.Contains(words, text) {
		return text
	}
	r.keep(column)
	return ""
}

// rest are the fields of an item, each in its column, that are none of those named.
func (r ownRow) rest(but ...string) []string {
	var out []string
	for _, c := range r.table.Columns {
		name, ok := strings.CutPrefix(c.From, r.table.Of+".")
		if !ok || slices.Contains(but, name) {
			continue
		}
		text := r.get(c.Name)
		switch {
		case c.Type == fields.Date:
			text = r.dayOf(c.Name)
		case c.Type == fields.Decimal:
			text = r.decimal(c.Name)
		case c.Type == fields.Choice:
			text = r.choiceOf(c.Name, c.Choices)
		case c.Type == fields.Whole:
			text = r.whole(c)
		}
		out = append(out, pair(name, text))
	}
	return out
}

// whole returns a whole number of a row that its field can have.
func (r ownRow) whole(c fields.Column) string {
	text := r.get(c.Name)
	kind, path, _ := strings.Cut(c.From, " ")
	f, _ := fields.At(fields.Kind(kind).Fields(), path)
	if n, err := strconv.Atoi(text); err != nil || n < f.Least || strconv.Itoa(n) != text {
		r.keep(c.Name)
		return ""
	}
	return text
}

// payer is who paid, where that is not the city.
func (r ownRow) payer() string {
	who := r.get("paid_by")
	if who == r.im.opts.City || r.im.opts.City == "" && r.get("by_city") == "true" {
		return ""
	}
	return who
}

// lines writes the lines of the cost, and holds their sum against that of the table of
// entries. It returns false where there are none.
func (r *record) lines(status string) bool {
	rows := r.joined("costs")
	if len(rows) == 0 {
		return false
	}
	planned, hasPlan := content.Money{}, false
	code, rate := r.currency()
	if planned, hasPlan = r.amount("cost_planned", code); hasPlan && rate != "" {
		r.plan(planned, rate)
		hasPlan = false
	}
	if text, ok := r.one(rows, status, hasPlan); ok {
		r.raw("cost", text)
		return true
	}
	r.raw("cost", "")
	r.field("  status", status)
	if hasPlan {
		r.raw("  planned", planned.Decimal())
	}
	r.raw("  lines", "")
	sum, all := content.Money{Currency: code}, true
	for _, row := range rows {
		r.line(row)
		converted, ok := r.amountOf(row, "converted", code)
		sum.Minor, all = sum.Minor+converted.Minor, all && ok
	}
	total, ok := r.amount("cost_trip", code)
	r.take("cost_city")
	if ok && all && total.Minor != sum.Minor {
		r.im.report(ruleTotal.At(r.at("cost_trip"), "the total of this row is %s, its lines add up to %s", total, sum).
			See(rows[0].at("converted"), "the first of the lines"))
		r.ask("Row %d gives a total of %s; its lines add up to %s. Which of the figures is wrong? (`cost`)", r.number(), total.Decimal(), sum.Decimal())
	}
	if sum.Minor == 0 {
		r.raw("  explanation", "")
		r.ask("It cost nothing: who paid, or why was it free? (`cost.explanation`)")
	}
	return true
}

// one returns the only line of a cost as an amount alone, which is what it was written as
// where it does not say what it was for.
func (r *record) one(rows []ownRow, status string, planned bool) (string, bool) {
	row := rows[0]
	plain := len(rows) == 1 && !planned && status == string(content.Final) && row.get("for") == "other" && row.get("what") == "" && row.payer() == "" &&
		row.get("currency") == r.im.opts.Currency
	money, ok := r.amountOf(row, "amount", row.get("currency"))
	if !plain || !ok || money.Minor <= 0 {
		return "", false
	}
	r.take("cost_trip")
	r.take("cost_city")
	return money.Decimal(), true
}

// line writes one line of a cost.
func (r *record) line(row ownRow) {
	city, code := r.im.opts.Currency, row.get("currency")
	if city == "" {
		city = row.get("city_currency")
	}
	what := row.choiceOf("for", content.Purposes)
	if what == "" {
		what = "other"
	}
	pairs := []string{"for: " + what, pair("what", row.get("what"))}
	amount := "amount: "
	if money, ok := r.amountOf(row, "amount", code); ok {
		amount += money.Decimal()
	} else {
		r.ask("Row %d gives “%s” under %s: how much is that? It is left out of the cost. (`cost`)", row.number(), esc(row.get("amount")), "amount")
	}
	pairs = append(pairs, amount)
	if code != city {
		rate := "rate: " + row.decimal("rate")
		if row.get("city_currency") != city || rate == "rate: " {
			rate = "rate: "
			r.ask("How many %s did one %s cost when it was paid? (`cost.lines.rate`)", city, code)
		}
		pairs = append(pairs, "currency: "+code, strings.TrimRight(rate, " "))
		if rate != "rate: " {
			pairs = append(pairs, pair("rate_date", row.dayOf("rate_date")))
		}
	}
	pairs = append(pairs, pair("paid_by", row.payer()))
	r.item("    ", append(pairs, row.rest("for", "what", "amount", "currency", "rate", "rate_date", "paid_by")...)...)
}

// amountOf reads an amount of a row of another table.
func (r *record) amountOf(row ownRow, column, currency string) (content.Money, bool) {
	return (&record{draft: r.draft, ownRow: row}).amount(column, currency)
}

// notes are the dated notes of a promise, which stand in one cell.
func (r ownRow) notes() []string {
	var out []string
	for line := range strings.Lines(r.get("notes")) {
		line = strings.TrimSuffix(line, "\n")
		on, text, _ := strings.Cut(line, " ")
		switch more, goesOn := strings.CutPrefix(line, "  "); {
		case readDay(on) != "":
			out = append(out, on+" "+text)
		case len(out) == 0:
			r.keep("notes")
		case goesOn:
			out[len(out)-1] += "\n" + more
		default: // the mark of a line that goes on was lost
			out[len(out)-1] += "\n" + line
		}
	}
	return out
}

// promised writes the promises of an agreement, and its departments, which their table
// has.
func (r *record) promised() {
	rows := r.joined("promises")
	if len(rows) == 0 {
		return
	}
	if departments := rows[0].items("departments"); len(departments) > 0 {
		r.raw("departments", flow(departments))
	}
	r.raw("promises", "")
	for _, row := range rows {
		r.front.WriteString("  - " + pair("id", row.get("id")) + "\n")
		kept := row.dayOf("kept_on")
		if by := row.items("kept_by"); len(by) > 0 && r.parts.dates[by[0]] == kept {
			kept = "" // the outcome says it
		}
		for _, p := range append(row.rest("id", "kept_on", "notes"), pair("kept_on", kept)) {
			if p != "" {
				r.front.WriteString("    " + p + "\n")
			}
		}
		if row.choiceOf("status", fields.PromiseStatuses) == "" {
			r.ask("How does each promise stand: open, kept, late or dropped? And by when is it due? (`promises`)")
		}
		for i, note := range row.notes() {
			if i == 0 {
				r.front.WriteString("    notes:\n")
			}
			on, text, _ := strings.Cut(note, " ")
			r.item("      ", "on: "+on, pair("text", text))
		}
	}
}

// travellers writes who travelled.
func (r *record) travellers() {
	for i, row := range r.joined("travellers") {
		if i == 0 {
			r.raw("travellers", "")
		}
		person, role := row.get("person"), row.get("role")
		if person == "" && role == "" {
			role = row.get("who")
		}
		if person != "" {
			role = ""
		}
		pairs := append([]string{pair("person", person), pair("role", role)}, row.rest("person", "role", "paid_by")...)
		pairs = slices.DeleteFunc(pairs, func(s string) bool { return s == "count: 1" })
		r.item("  ", append(pairs, pair("paid_by", row.payer()))...)
	}
}

// measures writes the figures of an outcome, and the promises that it keeps.
func (r *record) measures() {
	if keeps := r.parts.keeps[r.get("id")]; len(keeps) > 0 {
		r.raw("keeps", flow(keeps))
	}
	for i, row := range r.joined("measures") {
		if i == 0 {
			r.raw("measures", "")
		}
		r.item("  ", row.rest()...)
	}
}

// publishedParts lists what no field holds of the rows that belong to the entry.
func (r *record) publishedParts() string {
	var b strings.Builder
	for _, table := range partTables {
		var legs []*leg
		rows := r.parts.rows(table, r.get("id"))
		for _, row := range rows {
			if slices.ContainsFunc(row.leg.row.cells, func(c cell) bool { return c.text != "" }) {
				legs = append(legs, row.leg)
			}
		}
		if len(rows) > 0 && len(rows[0].im.unused(legs, false)) > 0 {
			fmt.Fprintf(&b, "\n%s", rows[0].im.published(legs))
		}
	}
	return b.String()
}

// besides asks for what no table holds of an entry.
func (r *record) besides() catalog.Message {
	if len(r.parts.given) > 1 {
		return catalog.Say("The tables hold no story, no pictures or documents, no voices and no lessons. What else belongs here?")
	}
	return catalog.Say("A table of entries holds only their main fields. " +
		"What else belongs here: the story, departments, travellers, promises, measures, documents?")
}
