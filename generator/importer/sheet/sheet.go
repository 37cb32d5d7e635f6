// Package sheet reads the spreadsheets that offices keep their tables in: .xlsx and .ods.
//
// Of a spreadsheet it takes what its cells say: texts, numbers, days and the results of
// formulas as they were last reckoned. It runs nothing, follows no link out of the file, and
// expands nothing: the file may come from anywhere, so that how much is unpacked, how many
// cells there are and how deep they lie is bounded, and reading ends with a result or with a
// [Problem].
//
//	bytes ─Kind→ (text, spreadsheet, or why it is neither)
//	spreadsheet ─Read→ sheets ─→ rows ─→ cells
package sheet

import (
	"slices"
	"sort"
	"strconv"

	"parvis/generator/catalog"
)

// Cell is a cell that holds something.
type Cell struct {
	Column int // from 0
	// Text is what the cell says: a number in digits with a point, all of them that are
	// known; a day as 2026-09-14, with its time as 2026-09-14T10:30:00; “true” or “false”.
	// Of a Fault it is what the cell shows; what is Unreckoned has none.
	Text string
	Kind CellKind
	// Merged cells say what the first of those says with which they are one.
	Merged bool
}

// CellKind is what a cell holds.
type CellKind uint8

// The kinds of cells.
const (
	Text CellKind = iota
	Number
	Day
	Truth
	Fault      // an error such as #REF!
	Unreckoned // a formula of which the file has no result
)

// Row is a row that holds something; N is the number that stands beside it, from 1.
type Row struct {
	N     int
	Cells []Cell // by column
}

// Sheet is one sheet of a spreadsheet.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   []Row // by number
}

// Problem is why a file cannot be read, and what to do about it.
type Problem struct{ Says, Fix catalog.Message }

func problem(says, fix catalog.Message) *Problem { return &Problem{says, fix} }

// Error makes an error of the problem.
func (p *Problem) Error() string { return p.Says.String() }

// What one spreadsheet may be. A table of trips has some thousand cells; what is larger is
// no table of an office, or holds much else.
const (
	maxUnpacked = 64 << 20  // bytes of the parts that are read
	maxDepth    = 64        // elements in each other
	MaxCells    = 2_000_000 // that hold something, in all sheets
	MaxColumns  = 1_000     // the last of which may hold something
	maxRow      = 1 << 20   // the last row of a spreadsheet
	MaxText     = 100_000   // bytes in a cell
	maxParts    = 20_000    // files in the package
	maxSheets   = 1_000
	maxStyles   = 100_000
	maxNames    = 1_000 // of elements
)

func tooLarge() *Problem {
	return problem(
		catalog.Say("the spreadsheet holds more than %d MB when it is unpacked", maxUnpacked>>20),
		catalog.Say("copy the table alone into a new spreadsheet, without pictures and empty rows, and import that"),
	)
}

func tooManyCells() *Problem {
	return problem(
		catalog.Say("the spreadsheet has more than %s cells, the most that are read at once", catalog.Number(MaxCells)),
		catalog.Say("part the table, and import one after the other"),
	)
}

func tooWide() *Problem {
	return problem(
		catalog.Say("the table has more than %s columns", catalog.Number(MaxColumns)),
		catalog.Say("keep the columns that are about the trips, and import those"),
	)
}

func damaged() *Problem {
	return problem(
		catalog.Say("the spreadsheet is damaged: a part of it cannot be read"),
		catalog.Say("open it in your spreadsheet program and save it once more as .xlsx, or ask for the file again"),
	)
}

// grid collects the cells of one sheet.
type grid struct {
	Sheet
	merged []area
	room   *room
}

// room is what may still be added to all sheets: a text that is shared by cells is held
// once, but stands in each of them for all who read on.
type room struct{ cells, bytes int }

func newRoom() room { return room{MaxCells, maxUnpacked} }

func (r *room) take(c Cell) error {
	switch r.cells, r.bytes = r.cells-1, r.bytes-len(c.Text); {
	case r.cells < 0:
		return tooManyCells()
	case r.bytes < 0:
		return tooLarge()
	case len(c.Text) > MaxText:
		return problem(
			catalog.Say("a cell has more than %s characters, the most that a spreadsheet can show", catalog.Number(MaxText)),
			catalog.Say("shorten the text in it"),
		)
	}
	return nil
}

// area is a block of cells that are one: rows from 1, columns from 0, the last ones included.
type area struct{ top, left, bottom, right int }

// add puts a row behind those there are.
func (g *grid) add(n int, cells []Cell) error {
	if len(cells) == 0 {
		return nil
	}
	for _, c := range cells {
		if err := g.room.take(c); err != nil {
			return err
		}
	}
	if n > maxRow {
		return damaged()
	}
	if !slices.IsSortedFunc(cells, byColumn) {
		slices.SortStableFunc(cells, byColumn)
	}
	if cells[len(cells)-1].Column >= MaxColumns {
		return tooWide()
	}
	g.Rows = append(g.Rows, Row{n, cells})
	return nil
}

func byColumn(a, b Cell) int { return a.Column - b.Column }

// finish puts the rows in order and lets merged cells say all the same.
func (g *grid) finish() error {
	slices.SortStableFunc(g.Rows, func(a, b Row) int { return a.N - b.N })
	width := 0
	for _, r := range g.Rows {
		width = max(width, r.Cells[len(r.Cells)-1].Column+1)
	}
	steps := MaxCells
	for _, a := range g.merged {
		if err := g.fill(a, width, &steps); err != nil {
			return err
		}
	}
	return nil
}

// fill writes what the first cell of an area says into the others, in rows that hold
// something of their own.
func (g *grid) fill(a area, width int, steps *int) error {
	from := sort.Search(len(g.Rows), func(i int) bool { return g.Rows[i].N >= a.top })
	if from == len(g.Rows) || g.Rows[from].N != a.top {
		return nil
	}
	at, ok := slices.BinarySearchFunc(g.Rows[from].Cells, Cell{Column: a.left}, byColumn)
	if !ok {
		return nil
	}
	first := g.Rows[from].Cells[at]
	first.Merged = true
	for i := from; i < len(g.Rows) && g.Rows[i].N <= a.bottom; i++ {
		for c := a.left; c <= min(a.right, width-1); c++ {
			if *steps--; *steps < 0 {
				return tooManyCells()
			}
			at, found := slices.BinarySearchFunc(g.Rows[i].Cells, Cell{Column: c}, byColumn)
			if found {
				continue
			}
			first.Column = c
			g.Rows[i].Cells = slices.Insert(g.Rows[i].Cells, at, first)
			if err := g.room.take(first); err != nil {
				return err
			}
		}
	}
	return nil
}

// CellName is how a spreadsheet calls a cell: B14. The column is from 0, the row from 1.
func CellName(column, row int) string {
	letters := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters + strconv.Itoa(row)
}

// cellAt is the column and row of a cell's name; false where it is none.
func cellAt(name string) (column, row int, ok bool) {
	letters := 0
	for letters < len(name) && letters < 4 && name[letters] >= 'A' && name[letters] <= 'Z' {
		column = column*26 + int(name[letters]-'A') + 1
		letters++
	}
	row, err := strconv.Atoi(name[letters:])
	return column - 1, row, err == nil && letters > 0 && letters < 4 && row > 0
}
