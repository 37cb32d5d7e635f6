package importer

import (
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// Mapping says which columns of a table hold which field, for headers that
// are not recognised.
type Mapping struct {
	columns  map[string][]content.Text
	currency string
	file     source.Span
}

// needed are the fields without which a row is no trip.
var needed = []string{"start", "end", "destination", "purpose"}

// mapFields are the fields that a map file can name, in the order in which
// they are shown. What money is spent for follows from the content model.
var mapFields = slices.Concat(needed, []string{"title", "traveller", "role", "body", "reference", "group", "comment", "amount", "for",
	"currency", "total"}, content.Purposes)

// ParseMapping reads a map file: a field, a colon, and the name of the column
// or a list of several. “currency” may be a three-letter code instead of a
// column. Where “amount” is a column, each row is one line of a cost, “for”
// says of what, and “group” names the column by which rows belong together.
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
	for _, name := range mapFields {
		if columns := m.Texts(name, frontmatter.Optional); len(columns) > 0 {
			out.columns[name] = columns
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
	words    *catalog.Language // of the city
	records  bool              // the table is parvis's own entries.csv
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

// name is how a column is called; one beyond the header has a number.
func (l *layout) name(column int) string {
	if column < len(l.names) && l.names[column] != "" {
		return l.names[column]
	}
	return catalog.Say("column %d", column+1).In(l.words)
}

// known are the headers that are recognised for each field beside its own name
// and the labels of the table of fields: those of Canada's proactive disclosure,
// without its languages.
var known = map[string][]string{
	"start": {"start_date"}, "end": {"end_date"}, "destination": {"destination"}, "purpose": {"purpose"}, "title": nil, "role": {"title"},
	"traveller": {"name"}, "body": {"owner_org"}, "reference": {"ref_number"}, "group": nil, "comment": {"additional_comments"},
	"amount": nil, "for": nil, "currency": nil, "total": {"total"},
}

// labelled are the fields of a trip, by their paths in the table of fields, whose
// labels are recognised as headers in every language.
var labelled = map[string]string{
	"start":       "start",
	"end":         "end",
	"destination": "destination",
	"purpose":     "purpose",
	"title":       "title",
	"role":        "travellers.role",
	"traveller":   "travellers",
	"amount":      "cost.lines.amount",
	"for":         "cost.lines.for",
	"currency":    "cost.lines.currency",
}

// headersOf are the headers of a field that are recognised, as keys.
var headersOf = func() map[string][]string {
	out := map[string][]string{}
	for field, names := range known {
		out[field] = append(slices.Clone(names), field)
		fields.Walk(fields.Trips.Fields(), func(path string, f fields.Field) {
			if path != labelled[field] {
				return
			}
			for _, lang := range fields.Languages {
				if key := headerKey(f.Label.In(lang)); !slices.Contains(out[field], key) && key != "title" {
					out[field] = append(out[field], key)
				}
			}
		})
	}
	return out
}()

// canadian are the cost columns of Canada's proactive disclosure.
var canadian = map[string]string{"airfare": "transport", "other_transport": "transport", "lodging": "lodging", "meals": "meals", "other_expenses": "other"}

// headerKey folds a column's name for comparison: without case and accents.
func headerKey(s string) string {
	return strings.ReplaceAll(content.Fold(s), " ", "_")
}

// recognise finds the layout of a table, from the map file if there is one.
func recognise(header row, m *Mapping, language string, report source.Report) (*layout, bool) {
	l := &layout{fields: map[string]columns{}, words: catalog.For(language)}
	var keys []string
	for _, c := range header.cells {
		name := strings.Join(strings.Fields(c.text), " ")
		l.names, keys = append(l.names, name), append(keys, headerKey(name))
	}
	if m != nil {
		return l, l.mapped(m, keys, report) && l.complete(header, slices.Concat(needed[:1], needed[2:]), report)
	}
	if !slices.ContainsFunc(content.Columns, func(c string) bool { return !slices.Contains(keys, c) && !slices.Contains(moreColumns, c) }) {
		l.records = true
		for _, c := range content.Columns {
			if at := slices.Index(keys, c); at >= 0 {
				l.fields[c] = columns{at: []int{at}}
			}
		}
		return l, true
	}
	l.byName(keys, language)
	return l, l.complete(header, needed, report)
}

// byName fills the layout from the headers that are recognised.
func (l *layout) byName(keys []string, language string) {
	other := "fr"
	if language == "fr" {
		language, other = "fr", "en"
	} else {
		language = "en"
	}
	disclosure := slices.Contains(keys, "name") && slices.Contains(keys, "start_date") && slices.Contains(keys, "end_date")
	if disclosure {
		l.currency = "CAD"
	}
	for field, names := range headersOf {
		c := columns{first: field != "comment"}
		for _, name := range names {
			if name == "title" && field == "title" && disclosure {
				continue // the person's, not the trip's
			}
			for _, suffix := range []string{"_" + language, "_" + other, ""} {
				at := slices.Index(keys, name+suffix)
				if at < 0 || slices.Contains(c.at, at) || name == "title" && field == "role" && !disclosure {
					continue
				}
				c.at = append(c.at, at)
			}
		}
		if len(c.at) > 0 {
			l.fields[field] = c
		}
	}
	for i, key := range keys {
		if purpose, ok := canadian[key]; ok && disclosure {
			l.costs = append(l.costs, costColumn{purpose, i})
		} else if slices.Contains(content.Purposes, key) {
			l.costs = append(l.costs, costColumn{key, i})
		}
	}
}

// mapped fills the layout from a map file.
func (l *layout) mapped(m *Mapping, keys []string, report source.Report) bool {
	ok := true
	l.currency = m.currency
	for _, field := range mapFields {
		for _, v := range m.columns[field] {
			at := slices.Index(l.names, strings.Join(strings.Fields(v.V), " "))
			if at < 0 {
				at = slices.Index(keys, headerKey(v.V))
			}
			if at < 0 {
				d := ruleMap.At(v.At, "the table has no column %q", v.V).To("its columns are: %s", strings.Join(l.names, ", "))
				if near := frontmatter.Nearest(v.V, l.names); near != "" {
					d = d.To("write %q if that is the one meant", near)
				}
				report(d)
				ok = false
				continue
			}
			if slices.Contains(content.Purposes, field) {
				l.costs = append(l.costs, costColumn{field, at})
				continue
			}
			c := l.fields[field]
			c.at = append(c.at, at)
			l.fields[field] = c
		}
	}
	slices.SortStableFunc(l.costs, func(a, b costColumn) int { return a.at - b.at })
	return ok
}

// complete reports the fields that the table has to have and has not.
func (l *layout) complete(header row, want []string, report source.Report) bool {
	var missing []string
	for _, field := range want {
		if !l.has(field) {
			missing = append(missing, field)
		}
	}
	if len(missing) == 0 {
		return true
	}
	var lines []catalog.Message
	for _, field := range missing {
		lines = append(lines, catalog.Say("%s: NAME OF THE COLUMN", field))
	}
	report(ruleHeader.At(header.span(), "no column is known to hold the %s of a trip", catalog.And(missing...)).
		To("write a file such as map.yaml with one line for each field (%s; further fields: %s) and give it with --map map.yaml; columns here: %s",
			catalog.Join(lines, "; "),
			strings.Join(slices.DeleteFunc(slices.Clone(mapFields), func(f string) bool { return slices.Contains(missing, f) }), ", "),
			strings.Join(l.names, ", ")),
	)
	return false
}
