package importer

import (
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// Mapping says which columns of a table hold which field, for headers that
// are not recognised.
type Mapping struct {
	columns  map[string][]content.Text
	currency string
	order    dayOrder
	file     source.Span
}

// hasColumns tells whether the map says of any column what it holds.
func (m *Mapping) hasColumns() bool { return m != nil && len(m.columns) > 0 }

// mapFields are the fields that a map file can name, in the order in which
// they are shown. What money is spent for follows from the content model.
var mapFields = slices.Concat([]string{"start", "end", "destination", "purpose", "title", "traveller", "role", "body", "reference",
	"group", "comment", "amount", "for", "what", "paid_by", "currency", "total"}, content.Purposes, []string{"ignore"})

// none says in a map file that no column holds a field.
const none = "none"

// ParseMapping reads a map file: a field, a colon, and the name of the column
// or a list of several. What it says goes before what the header is recognised to
// say. “currency” may be a three-letter code instead of a column. Where “amount” is a
// column, each row is one line of a cost, “for” says of what, and “group” names the
// column by which rows belong together. Columns under “ignore” are left out of all
// fields, and “none” says that the table has no column for a field. “dates” says in
// which order days are written, “day-first” or “month-first”, where no row tells.
func ParseMapping(f *source.File) (*Mapping, []source.Diagnostic) {
	out := &Mapping{columns: map[string][]content.Text{}, file: f.Span(0, 0)}
	var ds []source.Diagnostic
	report := func(d source.Diagnostic) { ds = append(ds, d) }
	text, ok := frontmatter.CheckText(f, report)
	if !ok {
		return out, ds
	}
	out.file = f.LineSpan(1)
	m := frontmatter.Load(f.Span(len(f.Text)-len(text), len(f.Text)), out.file, report)
	if m == nil {
		return out, ds
	}
	for _, name := range slices.Concat(mapFields, listFields) {
		if columns := m.Texts(name, frontmatter.Optional); len(columns) > 0 {
			out.columns[name] = columns
		}
	}
	for _, v := range m.Texts("dates", frontmatter.Optional) {
		if out.order = orders[v.V]; out.order == unsure {
			report(ruleMap.At(v.At, "%q is no order of day and month", v.V).To("write %s", catalog.Or("day-first", "month-first")))
		}
	}
	m.Close()
	if c := out.columns["currency"]; len(c) == 1 && i18n.IsCurrency(c[0].V) {
		out.currency = c[0].V
		delete(out.columns, "currency")
	}
	return out, ds
}

// columns are where a field stands: in several columns that belong together,
// or in the first of several that is not empty.
type columns struct {
	at    []int
	first bool
}

// costColumn is a column of amounts and what they were spent for.
type costColumn struct {
	purpose string
	at      int
}

// layout says where a table has what.
type layout struct {
	names    []string // the header, as written
	fields   map[string]columns
	costs    []costColumn
	currency string            // of the amounts; "" for the city's
	in       map[int]string    // currencies of columns whose names say one
	aside    []int             // amounts that are no part of the cost
	words    *catalog.Language // of the city
}

// has tells whether the table has a field.
func (l *layout) has(field string) bool { return len(l.fields[field].at) > 0 }

// value returns what a row says of a field, and in which columns.
func (l *layout) value(r row, field string) (string, []int) {
	c := l.fields[field]
	var texts []string
	var at []int
	for _, i := range c.at {
		if text := r.text(i); text != "" {
			texts, at = append(texts, text), append(at, i)
			if c.first {
				break
			}
		}
	}
	return strings.Join(texts, ", "), at
}

// spent is what a column says that money was spent for: its name without the currency.
func (l *layout) spent(column int) string {
	name := l.name(column)
	if bare := strings.TrimSpace(inBracket.ReplaceAllString(name, "")); l.in[column] != "" && bare != "" {
		name = bare
	}
	return strings.ReplaceAll(name, "_", " ")
}

// name is how a column is called; one beyond the header has a number.
func (l *layout) name(column int) string {
	if column < len(l.names) && l.names[column] != "" {
		return l.names[column]
	}
	return catalog.Say("column %d", column+1).In(l.words)
}

// headerKey folds a column's name for comparison: without case and accents.
func headerKey(s string) string {
	return strings.ReplaceAll(content.Fold(s), " ", "_")
}
