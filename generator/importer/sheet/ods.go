package sheet

import (
	"encoding/xml"
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
	start         xml.StartElement
	text          strings.Builder
	paragraphs    int
	inText, notes int
}

func readODS(p parts) ([]Sheet, error) {
	err := p.read("META-INF/manifest.xml", func(token xml.Token) error {
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "encryption-data" {
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

func (d *document) take(token xml.Token) error {
	switch e := token.(type) {
	case xml.StartElement:
		return d.start(e)
	case xml.EndElement:
		if isBeside(e.Name) {
			d.cell.notes--
			return nil
		}
		return d.end(e.Name.Local)
	case xml.CharData:
		if d.cell.inText > 0 && d.cell.notes == 0 {
			d.cell.text.WriteString(spaces(string(e)))
		}
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
func isBeside(n xml.Name) bool { return n.Local == "annotation" || n.Space == "draw" }

func (d *document) start(e xml.StartElement) error {
	if isBeside(e.Name) {
		d.cell.notes++
		return nil
	}
	switch e.Name.Local {
	case "style":
		d.style = attr(e, "name")
	case "table-properties":
		if attr(e, "display") == "false" {
			d.hidden[d.style] = true
		}
	case "table":
		if d.nested++; d.nested == 1 {
			d.g = &grid{Sheet: Sheet{Name: attr(e, "name"), Hidden: d.hidden[attr(e, "style-name")]}, room: &d.room}
			d.n = 0
		}
	case "table-row":
		if d.nested > 1 {
			return nil
		}
		d.row, d.column, d.rows = nil, 0, repeated(e, "number-rows-repeated")
	case "table-cell", "covered-table-cell":
		if d.nested > 1 {
			return nil
		}
		d.cell = odsCell{open: true, start: xml.StartElement{Name: e.Name, Attr: e.Attr}}
	default:
		d.inline(e)
	}
	return nil
}

// inline reads what stands within a cell.
func (d *document) inline(e xml.StartElement) {
	c := &d.cell
	if !c.open || c.notes > 0 {
		return
	}
	switch e.Name.Local {
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
	if c.start.Name.Local == "covered-table-cell" || strings.TrimSpace(text) == "" && kind != Unreckoned {
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
	for _, a := range c.start.Attr {
		if a.Name.Space == "calcext" && a.Name.Local == "value-type" && a.Value == "error" {
			return Fault, shown
		}
	}
	switch attr(c.start, "value-type") {
	case "float", "currency", "percentage":
		if n, err := strconv.ParseFloat(attr(c.start, "value"), 64); err == nil && !math.IsInf(n, 0) && !math.IsNaN(n) {
			return Number, plainNumber(n)
		}
	case "date":
		return Day, dayOnly(attr(c.start, "date-value"))
	case "boolean":
		return Truth, strconv.FormatBool(isOn(attr(c.start, "boolean-value")))
	case "string":
		if c.paragraphs == 0 {
			return Text, attr(c.start, "string-value")
		}
	case "":
		if attr(c.start, "formula") != "" && shown == "" {
			return Unreckoned, ""
		}
	}
	return Text, shown
}

// repeated is how often something stands there; once where nothing is said.
func repeated(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(attr(e, name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxRow)
}
