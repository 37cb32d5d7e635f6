package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// What the header of a table leaves open can be asked instead of said: an answer is a
// line of a map file. The file is kept, and used again for the next table of that header.

// Asks is what a question is about.
type Asks string

// What questions are about.
const (
	AsksColumn   Asks = "column"   // which column holds a field
	AsksAmounts  Asks = "amounts"  // what amounts were spent for
	AsksWhole    Asks = "whole"    // which of two columns is the cost
	AsksText     Asks = "text"     // whether a column holds the field that it is nearly named after
	AsksCurrency Asks = "currency" // which currency a sign stands for
	AsksDates    Asks = "dates"    // whether the day or the month comes first
)

// Question is what only a person can tell of the columns of a table.
type Question struct {
	Asks    Asks
	Field   string   // that is asked for, or that a column may hold
	Column  string   // that is asked about; "" where one is asked for
	Choices []string // columns, fields or currencies
	Nothing bool     // whether it may be answered that none of them is it
	samples map[string][]string
}

// Samples are what the first rows say in a column, at most three.
func (q Question) Samples(column string) []string { return q.samples[column] }

// Questions returns what the header of a table of trips leaves open, beside what the map
// says. What is wrong with the table otherwise is not told.
func Questions(f *source.File, mapping *Mapping, opts Options) []Question {
	im := &importing{file: f, opts: opts, words: catalog.For(opts.Language), ids: map[string]int{}, report: func(source.Diagnostic) {}}
	t, ok := im.readTable(f, mapping)
	if !ok {
		return nil
	}
	var tables []own
	if !mapping.hasColumns() && opts.Kind == "" && im.takeOwn(t.header, t.rows, &tables) {
		return nil
	}
	im.tidy(&t)
	kind, ok := im.recogniseList(t.header, t.rows, mapping)
	if !ok {
		return nil
	}
	if kind == fields.Trips {
		r, _ := understand(t.header, t.rows, mapping, opts, im.report)
		if im.layout = r.layout; len(r.open) > 0 {
			return r.open
		}
	}
	if mapping != nil {
		im.order = mapping.order
	}
	return im.orderOpen(t.header, t.rows)
}

// orderOpen asks in which order days are written, where no row tells.
func (im *importing) orderOpen(header row, rows []row) []Question {
	emptied(rows)
	im.newCalendar(header, rows)
	for _, col := range slices.SortedFunc(maps.Values(im.calendar.columns), func(a, b *dayColumn) int { return a.at - b.at }) {
		if col.order == unsure && len(col.either) > 0 {
			r := &recognising{layout: im.layout, rows: col.either}
			name := im.layout.name(col.at)
			r.leaveOpen(Question{Asks: AsksDates, Column: name, Choices: []string{"day-first", "month-first"}, Nothing: true}, name)
			return r.open
		}
	}
	return nil
}

// Header returns the names of a table's columns, as a map helps to find them; none where
// it is no table.
func Header(f *source.File, mapping *Mapping, opts Options) []string {
	im := &importing{file: f, opts: opts, words: catalog.For(opts.Language), ids: map[string]int{}, report: func(source.Diagnostic) {}}
	t, ok := im.readTable(f, mapping)
	if !ok {
		return nil
	}
	l := &layout{words: im.words}
	l.header(t.header)
	return l.names
}

// leaveOpen puts a question about columns.
func (r *recognising) leaveOpen(q Question, about ...string) {
	q.samples = map[string][]string{}
	for _, name := range about {
		at := slices.Index(r.names, name)
		var said []string
		for _, row := range r.rows {
			if text := oneLine(row.text(at)); text != "" && !slices.Contains(said, text) && len(said) < 3 {
				said = append(said, short(text))
			}
		}
		q.samples[name] = said
	}
	r.open = append(r.open, q)
}

// left are the columns of which nobody knows what they hold.
func (r *recognising) left() []string {
	var out []string
	for _, c := range r.columns {
		if c.field == "" && c.name != "" {
			out = append(out, c.name)
		}
	}
	return out
}

// dollars are the currencies that a sign or word may stand for.
var dollars = map[string][]string{
	"$": {"USD", "CAD", "MXN", "ARS", "CLP", "COP", "UYU", "AUD", "NZD"}, "dollars": {"USD", "CAD", "AUD", "NZD"},
	"dólares": {"USD", "CAD", "AUD", "NZD"}, "pesos": {"MXN", "ARS", "CLP", "COP", "UYU", "CUP", "DOP", "PHP"}, "¥": {"JPY", "CNY"},
}

// Answers are lines of a map file, as answers bring them.
type Answers struct{ lines map[string][]string }

// Answer takes an answer: one of the choices, or "" for none of them.
func (a *Answers) Answer(q Question, choice string) {
	if a.lines == nil {
		a.lines = map[string][]string{}
	}
	add := func(field, column string) {
		if !slices.Contains(a.lines[field], column) {
			a.lines[field] = append(a.lines[field], column)
		}
	}
	switch q.Asks {
	case AsksColumn:
		if choice == "" {
			choice = none
		}
		add(q.Field, choice)
	case AsksAmounts:
		if choice == "" {
			choice = "ignore"
		}
		add(choice, q.Column)
	case AsksText:
		if choice == "" {
			choice = "ignore"
		}
		add(choice, q.Column)
	case AsksWhole:
		for _, column := range q.Choices {
			if column == choice {
				add("total", column)
			} else {
				add("ignore", column)
			}
		}
	case AsksCurrency:
		add("currency", choice)
	case AsksDates:
		if choice != "" { // else they stay open
			add("dates", choice)
		}
	}
}

// Text is the map file: for which columns it is, and its lines.
func (a *Answers) Text(header []string, words *catalog.Language) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", oneLine(catalog.Say("For tables with the columns %s", strings.Join(header, ", ")).In(words)))
	for _, field := range append(slices.Clone(mapFields), "dates") {
		if columns := a.lines[field]; len(columns) == 1 {
			fmt.Fprintf(&b, "%s: %s\n", field, scalar(columns[0]))
		} else if len(columns) > 1 {
			fmt.Fprintf(&b, "%s: %s\n", field, flow(columns))
		}
	}
	return []byte(b.String())
}

// Empty tells whether there was no answer.
func (a *Answers) Empty() bool { return len(a.lines) == 0 }

// MapFile is where the map of a table is kept below the content folder: under the table's
// name, and a sign of its header and of what its rows were said to be, by which it is found
// for the next one.
func MapFile(table string, header []string, opts Options) string {
	name := slugOf(strings.TrimSuffix(path.Base(table), path.Ext(table)))
	if name == "" {
		name = "table"
	}
	return path.Join(path.Dir(RecordFile), name+"-"+headerSign(header, opts)+".yaml")
}

// keptMap is the name of a map that is kept.
var keptMap = regexp.MustCompile(`-([0-9a-f]{8})\.yaml$`)

// MapFits tells whether a kept map is for tables of a header.
func MapFits(name string, header []string, opts Options) bool {
	m := keptMap.FindStringSubmatch(name)
	return m != nil && len(header) > 0 && m[1] == headerSign(header, opts)
}

// headerSign is the same for headers that have the same columns.
func headerSign(header []string, opts Options) string {
	keys := []string{strings.TrimSuffix(string(opts.Kind), string(fields.Trips))}
	for _, name := range header {
		keys = append(keys, content.Fold(name))
	}
	sum := sha256.Sum256([]byte(strings.Join(keys, "\x00")))
	return hex.EncodeToString(sum[:4])
}
