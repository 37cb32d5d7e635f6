package sheet

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// document is an .ods file being read.
type document struct {
	parts
	room   room
	hidden map[string]bool // styles of sheets that are not shown
	style  string          // being read
	nested int             // tables in each other, of which only the outermost is read
	sheets []Sheet

	g      *grid
	n      int // of the last row
	rows   int // how often the row stands there
	row    []Cell
	column int
	cell   odsCell
}

// odsCell is the cell being read.
type odsCell struct {
	open          bool
	start         token
	text          strings.Builder
	paragraphs    int
	inText, notes int
}

func readODS(p parts) ([]Sheet, error) {
	err := p.read("META-INF/manifest.xml", func(t token) error {
		if t.kind == startTag && t.name == "encryption-data" {
			return protected()
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	d := &document{parts: p, room: newRoom(), hidden: map[string]bool{}}
	err = d.read("content.xml", d.take)
	return d.sheets, err
}

func (d *document) take(t token) error {
	switch {
	case t.kind == words:
		if d.cell.inText > 0 && d.cell.notes == 0 {
			says, ok := t.said()
			if !ok {
				return damaged()
			}
			d.cell.text.WriteString(spaces(says))
		}
	case isBeside(t) && t.kind == startTag:
		d.cell.notes++
	case isBeside(t):
		d.cell.notes--
	case len(d.sheets) == maxSheets:
		return damaged()
	case t.kind == startTag:
		d.start(t)
	default:
		return d.end(t.name)
	}
	return nil
}

// spaces makes one space of several, as the format has it: more have an element of their own.
func spaces(s string) string {
	if !strings.ContainsAny(s, "\t\r\n") && !strings.Contains(s, "  ") {
		return s
	}
	out := strings.Join(strings.Fields(s), " ")
	if strings.TrimLeft(s, " \t\r\n") != s {
		out = " " + out
	}
	if strings.TrimRight(s, " \t\r\n") != s {
		out += " "
	}
	return out
}

// isBeside tells whether an element is a remark or a drawing, whose words are not the cell's.
func isBeside(t token) bool { return t.name == "annotation" || t.prefix == "draw" }

func (d *document) start(e token) {
	switch e.name {
	case "style":
		d.style = e.attr("name")
	case "table-properties":
		if e.attr("display") == "false" {
			d.hidden[d.style] = true
		}
	case "table":
		if d.nested++; d.nested == 1 {
			d.g = &grid{Sheet: Sheet{Name: e.attr("name"), Hidden: d.hidden[e.attr("style-name")]}, room: &d.room}
			d.n = 0
		}
	case "table-row":
		if d.nested > 1 {
			return
		}
		d.row, d.column, d.rows = nil, 0, repeated(e, "number-rows-repeated")
	case "table-cell", "covered-table-cell":
		if d.nested > 1 {
			return
		}
		d.cell = odsCell{open: true, start: e}
	default:
		d.inline(e)
	}
}

// inline reads what stands within a cell.
func (d *document) inline(e token) {
	c := &d.cell
	if !c.open || c.notes > 0 {
		return
	}
	switch e.name {
	case "p":
		if c.inText++; c.paragraphs > 0 {
			c.text.WriteByte('\n')
		}
		c.paragraphs++
	case "s":
		c.text.WriteString(strings.Repeat(" ", min(repeated(e, "c"), 100)))
	case "tab":
		c.text.WriteByte(' ')
	case "line-break":
		c.text.WriteByte('\n')
	}
}

func (d *document) end(name string) error {
	switch name {
	case "table":
		if d.nested--; d.nested > 0 || d.g == nil {
			return nil
		}
		err := d.g.finish()
		d.sheets = append(d.sheets, d.g.Sheet)
		d.g = nil
		return err
	case "table-row":
		return d.endRow()
	case "table-cell", "covered-table-cell":
		return d.endCell()
	case "p":
		if d.cell.notes == 0 {
			d.cell.inText--
		}
	}
	return nil
}

// endRow puts the row into the sheet, as often as it stands there.
func (d *document) endRow() error {
	if d.g == nil || d.nested > 1 {
		return nil
	}
	if len(d.row) == 0 {
		d.n = min(d.n+d.rows, maxRow)
		return nil
	}
	for range d.rows {
		d.n++
		if err := d.g.add(d.n, slices.Clone(d.row)); err != nil {
			return err
		}
	}
	return nil
}

// endCell puts the cell into the row, as often as it stands there.
func (d *document) endCell() error {
	if d.g == nil || d.nested > 1 {
		return nil
	}
	c := d.cell
	d.cell = odsCell{}
	times := repeated(c.start, "number-columns-repeated")
	across, down := repeated(c.start, "number-columns-spanned"), repeated(c.start, "number-rows-spanned")
	if across > 1 || down > 1 {
		d.g.merged = append(d.g.merged, area{d.n + 1, d.column, d.n + down, d.column + across - 1})
	}
	kind, text := c.say()
	if c.start.name == "covered-table-cell" || strings.TrimSpace(text) == "" && kind != Unreckoned {
		d.column += times // what is under a merged cell is not shown
		return nil
	}
	if times > MaxColumns {
		return tooWide()
	}
	for range times {
		d.row = append(d.row, Cell{Column: d.column, Text: text, Kind: kind})
		d.column++
	}
	return nil
}

// say finds out what a cell says.
func (c *odsCell) say() (CellKind, string) {
	shown := c.text.String()
	if kind, _ := c.start.attribute("calcext", "value-type"); kind == "error" {
		return Fault, shown
	}
	switch c.start.attr("value-type") {
	case "float", "currency", "percentage":
		if n, err := strconv.ParseFloat(c.start.attr("value"), 64); err == nil && !math.IsInf(n, 0) && !math.IsNaN(n) {
			return Number, plainNumber(n)
		}
	case "date":
		return Day, dayOnly(c.start.attr("date-value"))
	case "boolean":
		return Truth, strconv.FormatBool(isOn(c.start.attr("boolean-value")))
	case "string":
		if c.paragraphs == 0 {
			return Text, c.start.attr("string-value")
		}
	case "":
		if c.start.attr("formula") != "" && shown == "" {
			return Unreckoned, ""
		}
	}
	return Text, shown
}

// repeated is how often something stands there; once where nothing is said.
func repeated(e token, name string) int {
	n, err := strconv.Atoi(e.attr(name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxRow)
}
