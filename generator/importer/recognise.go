package importer

import (
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// recognising finds out what the columns of a table hold: what the map file says, then
// what their names say. What nobody knows and could be an amount is never passed over.
type recognising struct {
	*layout
	words   *headers
	header  row
	rows    []row
	columns []column
	byMap   map[string]bool // fields of which the map file speaks
	city    string          // its currency
	open    []Question      // what only a person can tell
	report  source.Report
}

// recognise finds the layout of a table. It returns false where that cannot be told for
// certain, having said what is open.
func recognise(header row, rows []row, m *Mapping, opts Options, report source.Report) (*layout, bool) {
	r, ok := understand(header, rows, m, opts, report)
	return r.layout, ok
}

// understand is recognise, with what it leaves open.
func understand(header row, rows []row, m *Mapping, opts Options, report source.Report) (*recognising, bool) {
	l := &layout{fields: map[string]columns{}, in: map[int]string{}, words: catalog.For(opts.Language)}
	keys := l.header(header)
	r := l.recognising(header, rows, opts, report)
	if m != nil && !r.mapped(m, keys, mapFields) {
		return r, false
	}
	r.byName(opts.Language)
	if !r.complete() {
		return r, false
	}
	clear := r.amounts()
	return r, r.understood() && clear
}

// header takes the names of the columns, and returns their keys.
func (l *layout) header(r row) []string {
	var keys []string
	for _, c := range r.cells {
		name := oneLine(c.text)
		l.names, keys = append(l.names, name), append(keys, headerKey(name))
	}
	return keys
}

// isRecords tells whether the header is that of parvis's own entries.csv.
func isRecords(keys []string) bool {
	return !slices.ContainsFunc(content.Columns, func(c string) bool { return !slices.Contains(keys, c) && !slices.Contains(moreColumns, c) })
}

// recognising describes the columns of a table.
func (l *layout) recognising(header row, rows []row, opts Options, report source.Report) *recognising {
	r := &recognising{layout: l, words: known(), header: header, rows: rows, byMap: map[string]bool{}, city: opts.Currency, report: report}
	for i, name := range l.names {
		r.columns = append(r.columns, r.words.describe(i, name))
	}
	if reg := r.words.register(r.columns); reg != nil {
		l.currency = reg.Currency
		for i, c := range r.columns {
			for field, names := range reg.Fields {
				if slices.ContainsFunc(names, func(name string) bool { return r.words.key(name) == c.key }) {
					r.columns[i].field = field
				}
			}
		}
	}
	return r
}

// mapped takes what a map file says of some fields.
func (r *recognising) mapped(m *Mapping, keys, of []string) bool {
	ok := true
	if m.currency != "" {
		r.currency, r.byMap["currency"] = m.currency, true
	}
	for _, field := range of {
		for _, v := range m.columns[field] {
			r.byMap[field] = true
			at := slices.Index(r.names, oneLine(v.V))
			if at < 0 {
				at = slices.Index(keys, headerKey(v.V))
			}
			switch {
			case at < 0 && content.Fold(v.V) == none:
			case at < 0:
				d := ruleMap.At(v.At, "the table has no column %q", v.V).To("its columns are: %s", strings.Join(r.names, ", "))
				if near := frontmatter.Nearest(v.V, r.names); near != "" {
					d = d.To("write %q if that is the one meant", near)
				}
				r.report(d)
				ok = false
			default:
				r.assign(field, at)
			}
		}
	}
	return ok
}

// assign gives a column to a field that the map file names.
func (r *recognising) assign(field string, at int) {
	r.columns[at].field = ""
	switch {
	case field == "ignore":
		r.columns[at].field = isUnrelated
		return
	case slices.Contains(content.Purposes, field):
		r.costs = append(r.costs, costColumn{field, at})
	default:
		c := r.fields[field]
		c.at = append(c.at, at)
		r.fields[field] = c
	}
	r.columns[at].field = "mapped"
}

// of are the columns that hold a field by their names, those in the site's language
// first, then those in none, then in English.
func (r *recognising) of(field, language string) []column {
	if r.byMap[field] {
		return nil
	}
	var out []column
	for _, c := range r.columns {
		if c.field == field {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b column) int { return order(a, language) - order(b, language) })
	return out
}

// order is the place of a column in a language among those of one field.
func order(c column, language string) int {
	switch c.lang {
	case language:
		return 0
	case "en":
		return 1
	case "":
		return 3
	}
	return 2
}

// byName fills the fields of texts and days from the names of the columns.
func (r *recognising) byName(language string) {
	for _, field := range []string{"start", "end", "purpose", "title", "role", "body", "reference", "comment", "for", "what", "paid_by", "currency"} {
		if list := r.of(field, language); len(list) > 0 {
			r.fields[field] = columns{at: places(list), first: field != "comment"}
		}
	}
	for _, field := range []string{"period", "day"} {
		list := r.of(field, language)
		if len(list) == 0 || r.has("start") {
			continue
		}
		r.fields["start"] = columns{at: places(list[:1])}
		if field == "period" && !r.has("end") {
			r.fields["end"] = r.fields["start"]
		}
	}
	r.where(language)
	r.who(language)
	if group := r.fields["reference"]; !r.byMap["group"] && r.has("for") && len(group.at) > 0 && saysAgain(r.rows, group.at[0]) {
		r.fields["group"] = columns{at: group.at[:1]} // a row is a line of a cost
	}
}

func places(list []column) []int {
	var out []int
	for _, c := range list {
		out = append(out, c.at)
	}
	return out
}

// where finds the destination: one column in several languages, or a city and a country.
func (r *recognising) where(language string) {
	if r.byMap["destination"] {
		return
	}
	place, city, country := r.of("destination", language), r.of("city", language), r.of("country", language)
	if len(place) == 0 || len(city) > 0 && len(country) > 0 {
		place = city
	}
	switch {
	case len(place) == 0 && len(country) == 0:
	case len(country) == 0:
		r.fields["destination"] = columns{at: places(place), first: true}
	default:
		r.fields["destination"] = columns{at: places(append(place[:min(1, len(place))], country[0]))}
	}
}

// who finds the travellers: of names in several columns (first name, last name) each
// counts. A column of persons that holds roles alone is one of roles.
func (r *recognising) who(language string) {
	if r.byMap["traveller"] {
		return
	}
	var names []column
	for _, c := range r.of("traveller", language) {
		if !slices.ContainsFunc(names, func(o column) bool { return o.key == c.key }) {
			names = append(names, c)
		}
	}
	if len(names) == 1 && !r.has("role") && r.roles(names[0].at) {
		r.fields["role"] = columns{at: places(names)}
	} else if len(names) > 0 {
		r.fields["traveller"] = columns{at: places(names)}
	}
}

// roles tells whether a column holds roles and no names.
func (r *recognising) roles(at int) bool {
	n := 0
	for _, row := range r.rows {
		words := strings.Fields(content.Fold(row.text(at)))
		if len(words) == 0 {
			continue
		}
		if n++; !r.words.roles[words[0]] {
			return false
		}
	}
	return n > 0
}

// saysAgain tells whether a column says the same in several rows.
func saysAgain(rows []row, at int) bool {
	seen := map[string]bool{}
	for _, r := range rows {
		text := r.text(at)
		if text != "" && seen[text] {
			return true
		}
		seen[text] = true
	}
	return false
}

// amounts finds the columns of amounts, and tells whether it is clear which are the cost.
func (r *recognising) amounts() bool {
	for _, c := range r.columns {
		if c.currency != "" {
			r.in[c.at] = c.currency
		}
		switch purpose, ok := strings.CutPrefix(c.field, isPurpose); {
		case c.field == isUncounted:
			r.aside = append(r.aside, c.at)
		case ok && !r.byMap["amount"]:
			r.costs = append(r.costs, costColumn{purpose, c.at})
		}
	}
	slices.SortStableFunc(r.costs, func(a, b costColumn) int { return a.at - b.at })
	ok := r.whole()
	for _, c := range r.columns {
		if c.doubtful != "" && r.currency == "" && !r.has("currency") && r.counted(c.at) && !marks("$", r.city) {
			r.report(ruleColumn.At(r.header.at(c.at), "the column %q does not say which currency its sign or word stands for", c.name).
				To("write the currency's three letters into a map file such as map.yaml, as “currency: USD”, and give it with --map map.yaml"))
			r.leaveOpen(Question{Asks: AsksCurrency, Column: c.name, Choices: dollars[c.doubtful]}, c.name)
			ok = false
		}
	}
	return ok
}

// counted tells whether the amounts of a column are part of a cost.
func (r *recognising) counted(at int) bool {
	return slices.Contains(r.fields["amount"].at, at) || slices.Contains(r.fields["total"].at, at) ||
		slices.ContainsFunc(r.costs, func(c costColumn) bool { return c.at == at })
}

// whole finds the column of the whole cost, or of the one line that a row is.
func (r *recognising) whole() bool {
	if r.byMap["amount"] || r.byMap["total"] {
		return true
	}
	money, total := r.inOneCurrency(r.of(isMoney, "")), r.inOneCurrency(r.of(isTotal, ""))
	field := "total"
	switch {
	case r.has("for") && len(r.costs) == 0 && len(money) > 0:
		field = "amount"
	case len(money) == 0 || len(total) > 0 && len(r.costs) > 0:
		money, total = total, money // the other columns are not understood, and said below
	}
	if len(money) == 0 {
		return true
	}
	if len(money) > 1 || len(total) > 0 {
		both := append(money, total...)
		r.report(ruleColumn.At(r.header.at(both[1].at), "the columns %q and %q could both be the cost", both[0].name, both[1].name).
			To("say in a map file such as map.yaml which one counts, as “total: %s”, and that the other does not, as “ignore: %s”; give it with --map map.yaml",
				scalar(both[0].name), scalar(both[1].name)))
		q := Question{Asks: AsksWhole}
		for _, c := range both {
			r.columns[c.at].field = isUnrelated // all is said of them
			q.Choices = append(q.Choices, c.name)
		}
		r.leaveOpen(q, q.Choices...)
		return false
	}
	r.fields[field] = columns{at: places(money)}
	return true
}

// inOneCurrency keeps of columns that give one amount in several currencies that in the
// city's, else the first.
func (r *recognising) inOneCurrency(list []column) []column {
	for i, c := range list {
		same := slices.ContainsFunc(list[:i], func(o column) bool { return o.currency == c.currency })
		if c.currency == "" || same {
			return list
		}
	}
	best := max(0, slices.IndexFunc(list, func(c column) bool { return c.currency == r.city }))
	for i, c := range list {
		if i != best {
			r.columns[c.at].field = isUnrelated
		}
	}
	return list[min(best, len(list)):min(best+1, len(list))]
}

// Cells that hold numbers: any, and those that can hardly be other than amounts.
var (
	numeric = regexp.MustCompile(`^[^\pL\d%]{0,3}(?:[A-Z]{1,3}\$?\s?)?-?\d[\d.,'’\s\x{a0}\x{202f}]*(?:\s?(?:[A-Z]{3}|[$€£]))?$`)
	coins   = regexp.MustCompile(`[.,]\d\d(?:\D*)$|[$€£]|\b[A-Z]{3}\b`)
	days    = regexp.MustCompile(`^\d{1,4}[./ -]\d{1,2}[./ -]\d{1,4}$`)
)

// numbers tells whether a column holds nothing but numbers, and whether these are amounts
// by the look of them.
func (r *recognising) numbers(at int) (all, amounts bool) {
	n, like := 0, 0
	for _, row := range r.rows {
		text := row.text(at)
		switch {
		case text == "":
		case !numeric.MatchString(text) || days.MatchString(text):
			return false, false
		default:
			n++
			if coins.MatchString(text) {
				like++
			}
		}
	}
	return n > 0, like*2 >= n && n > 0
}
