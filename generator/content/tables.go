package content

import (
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
)

// Table is one of the tables in which a site gives its data away, with its rows.
type Table struct {
	fields.Table
	rows func(s *Set, cells []string, yield func([]string) bool)
}

// Rows are the rows of a set, each made when it is its turn: a cell for each column,
// in their order. A cell is a text by its column's type: a number in plain digits
// with a point, a day as 2026-09-14, a period as it was written, true or false, the
// items of a list joined with “;”; it is empty where nothing is known. The next row
// is written over the one before, so that whoever keeps one has to copy it.
func (t Table) Rows(s *Set) iter.Seq[[]string] {
	return func(yield func([]string) bool) { t.rows(s, make([]string, len(t.Columns)), yield) }
}

// Header are the names of the table's columns, in their order.
func (t Table) Header() []string {
	var out []string
	for _, c := range t.Columns {
		out = append(out, c.Name)
	}
	return out
}

// Tables are all tables, in the order in which they are shown.
func Tables() []Table { return slices.Clone(tables) }

// TableOf returns the table of that name.
func TableOf(name string) (Table, bool) {
	i := slices.IndexFunc(tables, func(t Table) bool { return t.Name == name })
	if i < 0 {
		return Table{}, false
	}
	return tables[i], true
}

// tables has the rows of all tables that package fields describes.
var tables = func() []Table {
	var out []Table
	for _, t := range fields.Tables() {
		rows := map[string]func(fields.Table) Table{
			"entries": entryTable, "costs": table(eachCostLine, costCells), "promises": table(eachPromise, promiseCells),
			"travellers": table(eachTraveller, travellerCells), "measures": table(eachMeasure, measureCells),
			"people": table(eachPerson, personCells), "partners": table(eachPartner, partnerCells), "letters": table(eachLetter, letterCells),
			"events": table(eachEvent, eventCells), "campaigns": table(eachCampaign, campaignCells),
		}[t.Name]
		out = append(out, rows(t))
	}
	return out
}()

// cells say what stands in each column of a table, by its name.
type cells[R any] map[string]func(*Set, R) string

// table makes a table of what goes through what its rows are made of, and of their
// cells. A column without a cell, or a cell without a column, is a mistake of the
// program.
func table[R any](each func(*Set, func(R) bool), of cells[R]) func(fields.Table) Table {
	return func(t fields.Table) Table {
		var row []func(*Set, R) string
		for _, c := range t.Columns {
			row = append(row, of[c.Name])
		}
		if len(of) != len(row) || slices.ContainsFunc(row, func(f func(*Set, R) string) bool { return f == nil }) {
			panic("content: the cells of " + t.Name + " are not its columns")
		}
		return Table{t, func(s *Set, cells []string, yield func([]string) bool) {
			each(s, func(r R) bool {
				for i, cell := range row {
					cells[i] = cell(s, r)
				}
				return yield(cells)
			})
		}}
	}
}

func entryTable(t fields.Table) Table {
	return Table{t, func(s *Set, _ []string, yield func([]string) bool) {
		for r := range s.Records() {
			if !yield(r.Row()) {
				return
			}
		}
	}}
}

// part is one item of a list that an entry holds.
type part[T any] struct {
	entry *Entry
	n     int // counted from 0
	of    T
}

// parts goes through the items of a list that entries hold.
func parts[T any](list func(*Entry) []T) func(*Set, func(part[T]) bool) {
	return func(s *Set, yield func(part[T]) bool) {
		for _, e := range s.entries {
			for i, x := range list(e) {
				if !yield(part[T]{e, i, x}) {
					return
				}
			}
		}
	}
}

// number is the place of a part in its list, counted from 1.
func (p part[T]) number(*Set) string { return strconv.Itoa(p.n + 1) }

// The cells that several tables have.
func (p part[T]) id(*Set) string          { return p.entry.ID }
func (p part[T]) url(s *Set) string       { return s.urlOf(p.entry.ID) }
func (p part[T]) title(*Set) string       { return p.entry.Title.V }
func (p part[T]) countries(s *Set) string { return strings.Join(s.Countries(p.entry), ";") }
func (p part[T]) date(*Set) string        { return dayCell(p.entry.Date()) }

// urlOf is the address of a page by its id.
func (s *Set) urlOf(id string) string { return s.settings.BaseURL + id + "/" }

func dayCell(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func periodCell(p Period) string {
	if !p.OK() {
		return ""
	}
	return p.V.String()
}

func degreesCell(v frontmatter.Value[float64]) string {
	if !v.OK() {
		return ""
	}
	return strconv.FormatFloat(v.V, 'f', -1, 64)
}

// payerCell is who paid: the city by its name where nobody else is written, and a
// partner that is written by its id.
func (s *Set) payerCell(paidBy Text) string {
	if paidBy.V == "" {
		return s.settings.City.V
	}
	if p := s.Partner(bareID(paidBy, "partners/")); p != nil {
		return p.Name.V
	}
	return paidBy.V
}

// slugs are the ids of people or partners as the tables have them, without their
// folder.
func slugs(list []Text, folder string) string { return strings.Join(values(list, folder), ";") }

func bareID(v Text, folder string) string { return strings.TrimPrefix(v.V, folder) }
