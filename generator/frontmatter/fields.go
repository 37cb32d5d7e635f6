package frontmatter

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/source"
)

// Value is one field's value and where it stands. Given is false when the
// field is absent, empty or could not be read; Bad only in the last case,
// when the problem has been reported already.
type Value[T any] struct {
	V     T
	At    source.Span
	Given bool
	Bad   bool
}

// OK tells whether there is a value to check further: nothing follows from a
// field that already failed.
func (v Value[T]) OK() bool { return v.Given && !v.Bad }

func bad[T any](at source.Span) Value[T] { return Value[T]{At: at, Bad: true} }

func given[T any](v T, at source.Span) Value[T] { return Value[T]{V: v, At: at, Given: true} }

// Text reads a field that is one text. White space around it is dropped.
func (m *Map) Text(name string, p Presence) Value[string] {
	v := m.RawText(name, p)
	v.V = strings.TrimSpace(v.V)
	if v.Given && v.V == "" {
		v.Given = false
		if p == Required {
			m.doc.report(FieldMissing.At(m.place(name), "%q is empty", name).To("write it between the quotation marks"))
			v.Bad = true
		}
	}
	return v
}

// RawText reads a field that is one text, exactly as it stands. An empty one
// is Given when it is written as an empty text ("").
func (m *Map) RawText(name string, p Presence) Value[string] {
	n := m.value(name, p)
	if n == nil {
		return Value[string]{At: m.place(name), Bad: p == Required}
	}
	if n.Kind != yaml.ScalarNode {
		m.form(name, n, "one text", fmt.Sprintf("write it on one line behind %q", name+":"))
		return bad[string](m.place(name))
	}
	return given(n.Value, m.place(name))
}

// form reports a value of the wrong shape.
func (m *Map) form(name string, n *yaml.Node, want, fix string) {
	is := map[yaml.Kind]string{yaml.ScalarNode: "one text", yaml.SequenceNode: "a list", yaml.MappingNode: "a group of fields"}[n.Kind]
	at := m.doc.span(n)
	if at.Start == at.End {
		at = m.place(name)
	}
	m.doc.report(FieldForm.At(at, "%q has to be %s, not %s", name, want, is).To("%s", fix))
}

// Bool reads true or false.
func (m *Map) Bool(name string) Value[bool] {
	v := m.Text(name, Optional)
	if !v.OK() {
		return Value[bool]{At: v.At, Bad: v.Bad}
	}
	if v.V != "true" && v.V != "false" {
		fix := "write true or false"
		switch strings.ToLower(v.V) {
		case "yes", "y", "on", "oui", "sí", "si", "sim", "1", "vrai":
			fix = fmt.Sprintf("write %q", name+": true")
		case "no", "n", "off", "non", "não", "0", "faux":
			fix = fmt.Sprintf("write %q", name+": false")
		}
		m.doc.report(FieldForm.At(v.At, "%q has to be true or false", name).To("%s", fix))
		return bad[bool](v.At)
	}
	return given(v.V == "true", v.At)
}

// Choice reads one of a few words.
func (m *Map) Choice(name string, p Presence, options ...string) Value[string] {
	v := m.Text(name, p)
	if !v.OK() {
		return v
	}
	for _, o := range options {
		if v.V == o {
			return v
		}
	}
	d := UnknownChoice.At(v.At, "%s is not one of the words for %q", show(v.V), name).To("write one of: %s", strings.Join(options, ", "))
	if near := Nearest(v.V, options); near != "" {
		d = d.To("write %q; known here: %s", near, strings.Join(options, ", "))
	}
	m.doc.report(d)
	return bad[string](v.At)
}

// Whole reads a whole number of at least the given least value.
func (m *Map) Whole(name string, p Presence, least int) Value[int] {
	v := m.Text(name, p)
	if !v.OK() {
		return Value[int]{At: v.At, Bad: v.Bad}
	}
	n, err := strconv.Atoi(v.V)
	if err != nil || n < least || strconv.Itoa(n) != v.V {
		m.doc.report(NumberForm.At(v.At, "%q has to be a whole number of at least %d, in plain digits", name, least).To("write it without spaces, points or words, such as %s: %d", name, max(least, 12)))
		return bad[int](v.At)
	}
	return given(n, v.At)
}

// Coordinate reads a latitude or longitude in degrees, north and east
// positive, between -limit and limit.
func (m *Map) Coordinate(name string, limit float64) Value[float64] {
	v := m.Text(name, Optional)
	if !v.OK() {
		return Value[float64]{At: v.At, Bad: v.Bad}
	}
	f, err := strconv.ParseFloat(v.V, 64)
	if err != nil || !decimal.MatchString(v.V) || f < -limit || f > limit {
		m.doc.report(NumberForm.At(v.At, "%q has to be degrees between -%.0f and %.0f", name, limit, limit).To("write it with a point, such as %s: 48.45", name))
		return bad[float64](v.At)
	}
	return given(f, v.At)
}

var decimal = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?$`)

// Decimal reads an exact decimal number and keeps it as text, such as a rate
// or a measurement: "1.16".
func (m *Map) Decimal(name string, p Presence) Value[string] {
	v := m.Text(name, p)
	if !v.OK() {
		return v
	}
	if !decimal.MatchString(v.V) || len(v.V) > 30 {
		m.doc.report(NumberForm.At(v.At, "%q has to be a number", name).To("write it in plain digits with a point for the decimals, such as %s: 1.16", name))
		return bad[string](v.At)
	}
	return v
}

// Precision says how much of a date is known.
type Precision int

// The precisions of a Period.
const (
	ToDay Precision = iota
	ToMonth
	ToYear
)

// Period is a date with the precision that was written: a day, a month or a
// year. Start is its first day, midnight UTC.
type Period struct {
	Start     time.Time
	Precision Precision
}

// End returns the period's last day.
func (p Period) End() time.Time {
	switch p.Precision {
	case ToYear:
		return MonthEnd(AddMonths(p.Start, 11))
	case ToMonth:
		return MonthEnd(p.Start)
	}
	return p.Start
}

// String returns the period as it was written: 2019, 2019-05 or 2019-05-12.
func (p Period) String() string {
	return p.Start.Format([...]string{"2006-01-02", "2006-01", "2006"}[p.Precision])
}

// Date reads a day: 2026-09-14. The time is midnight UTC.
func (m *Map) Date(name string, p Presence) Value[time.Time] {
	v := m.period(name, p, false)
	return Value[time.Time]{V: v.V.Start, At: v.At, Given: v.Given, Bad: v.Bad}
}

// Period reads a day, a month or a year: 2019-05-12, 2019-05 or 2019.
func (m *Map) Period(name string, p Presence) Value[Period] { return m.period(name, p, true) }

var dateForm = regexp.MustCompile(`^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$`)

func (m *Map) period(name string, p Presence, partial bool) Value[Period] {
	v := m.Text(name, p)
	if !v.OK() {
		return Value[Period]{At: v.At, Bad: v.Bad}
	}
	parts := dateForm.FindStringSubmatch(v.V)
	if parts == nil || !partial && parts[3] == "" {
		fix := "write year, month and day, such as 2026-09-14"
		if partial {
			fix += "; 2026-09 or 2026 if no more is known"
		}
		if guess := guessDate(v.V); guess != "" {
			fix = fmt.Sprintf("write %q if that is the day", guess)
		}
		m.doc.report(DateForm.At(v.At, "%s is not a date in the form 2026-09-14", show(v.V)).To("%s", fix))
		return bad[Period](v.At)
	}
	year, _ := strconv.Atoi(parts[1])
	month, day := 1, 1
	precision := ToYear
	if parts[2] != "" {
		month, _ = strconv.Atoi(parts[2])
		precision = ToMonth
	}
	if parts[3] != "" {
		day, _ = strconv.Atoi(parts[3])
		precision = ToDay
	}
	if problem := impossible(year, month, day); problem != "" {
		m.doc.report(DateImpossible.At(v.At, "%s does not exist: %s", v.V, problem))
		return bad[Period](v.At)
	}
	return given(Period{time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC), precision}, v.At)
}

// impossible says why there is no such day, or nothing if there is.
func impossible(year, month, day int) string {
	if month < 1 || month > 12 {
		return "a year has the months 01 to 12"
	}
	last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	if day < 1 || day > last {
		return fmt.Sprintf("%s %d has %d days", time.Month(month), year, last)
	}
	if year < 1800 || year > 2200 {
		return "the year is out of all likelihood"
	}
	return ""
}

// guessDate reads the ways in which people write a day and returns the day
// that is most likely meant as YYYY-MM-DD.
func guessDate(s string) string {
	for _, layout := range []string{"2006-1-2", "2/1/2006", "2.1.2006", "2-1-2006", "2006/1/2", "2006.1.2", "2 January 2006", "2 Jan 2006", "January 2, 2006", "20060102", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("2006-01-02")
		}
	}
	return ""
}

// Texts reads a list of texts; one text alone is a list of one. Empty items
// are reported.
func (m *Map) Texts(name string, p Presence) []Value[string] {
	n := m.value(name, p)
	if n == nil {
		return nil
	}
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	if len(items) == 0 && p == Required {
		m.doc.report(FieldMissing.At(m.place(name), "%q is an empty list", name).To("write at least one value"))
	}
	var out []Value[string]
	for _, item := range items {
		at := m.doc.span(item)
		if item.Kind != yaml.ScalarNode || null(item) || strings.TrimSpace(item.Value) == "" {
			if at.Start == at.End {
				at = m.place(name)
			}
			m.doc.report(FieldForm.At(at, "each value of %q has to be one text", name).To("write them as %s: [one, two]", name))
			continue
		}
		out = append(out, given(strings.TrimSpace(item.Value), at))
	}
	return out
}

// Map reads a field that is a mapping; nil when it is absent or of another
// form, which is reported.
func (m *Map) Map(name string, p Presence) *Map {
	n := m.value(name, p)
	if n == nil {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		m.form(name, n, "a group of fields", fmt.Sprintf("write its fields below %q, each on a line of its own with two spaces before it", name+":"))
		return nil
	}
	return newMap(m.doc, n, m.doc.span(n))
}

// Maps reads a list of mappings; one mapping alone is a list of one.
func (m *Map) Maps(name string) []*Map {
	n := m.value(name, Optional)
	if n == nil {
		return nil
	}
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	var out []*Map
	for _, item := range items {
		if item.Kind != yaml.MappingNode {
			m.form(name, item, "a list of groups of fields", fmt.Sprintf("write each below %q as \"  - {name: value, name: value}\"", name+":"))
			continue
		}
		out = append(out, newMap(m.doc, item, m.doc.span(item)))
	}
	return out
}

// Shape is the form a value is written in.
type Shape int

// The shapes.
const (
	Absent Shape = iota
	Scalar
	Sequence
	Mapping
)

// Shape tells in which form a field is written, for fields that have a short
// and a long form, and marks the field known.
func (m *Map) Shape(name string) Shape {
	n, ok := m.find(name)
	if !ok || null(n) {
		return Absent
	}
	return map[yaml.Kind]Shape{yaml.ScalarNode: Scalar, yaml.SequenceNode: Sequence, yaml.MappingNode: Mapping}[n.Kind]
}

// Items reads a list whose items are a text or a mapping each, calling one
// function or the other for every item; a value alone is a list of one.
func (m *Map) Items(name string, p Presence, text func(Value[string]), mapping func(*Map)) {
	n := m.value(name, p)
	if n == nil {
		return
	}
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	if len(items) == 0 && p == Required {
		m.doc.report(FieldMissing.At(m.place(name), "%q is an empty list", name).To("write at least one value"))
	}
	for _, item := range items {
		switch {
		case item.Kind == yaml.ScalarNode && !null(item):
			text(given(strings.TrimSpace(item.Value), m.doc.span(item)))
		case item.Kind == yaml.MappingNode:
			mapping(newMap(m.doc, item, m.doc.span(item)))
		default:
			m.form(name, item, "a list of texts or of groups of fields", "write one value a line, each behind a dash")
		}
	}
}

// Words is a text that readers see: one for all languages, under the key "",
// or one a language.
type Words map[string]string

// In returns the text in a language, else in the fallback language, else any
// one that there is.
func (w Words) In(lang, fallback string) string {
	for _, l := range []string{lang, "", fallback, "en"} {
		if s, ok := w[l]; ok {
			return s
		}
	}
	for _, l := range slices.Sorted(maps.Keys(w)) {
		return w[l]
	}
	return ""
}

// Words reads a name that may be text, or a mapping by language.
func (m *Map) Words(name string, p Presence, languages []string) Value[Words] {
	if m.Shape(name) != Mapping {
		v := m.Text(name, p)
		return Value[Words]{V: Words{"": v.V}, At: v.At, Given: v.Given, Bad: v.Bad}
	}
	in := m.Map(name, p)
	w := Words{}
	if len(in.order) == 0 && p == Required {
		m.doc.report(FieldMissing.At(m.place(name), "%q has no text in any language", name).To("write it behind %q, or below it one language a line", name+":"))
	}
	for _, lang := range in.order {
		known := false
		for _, l := range languages {
			known = known || l == lang
		}
		if !known {
			continue // Close names it
		}
		if v := in.Text(lang, Required); v.OK() {
			w[lang] = v.V
		}
	}
	for _, l := range languages {
		if !slices.Contains(in.known, l) {
			in.known = append(in.known, l)
		}
	}
	in.Close()
	return Value[Words]{V: w, At: m.KeyAt(name), Given: len(w) > 0, Bad: len(w) == 0}
}
