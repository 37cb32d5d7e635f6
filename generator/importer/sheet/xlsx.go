package sheet

import (
	"encoding/xml"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// workbook is an .xlsx file being read.
type workbook struct {
	parts
	shared   []string // texts that cells name by number
	formats  []format // by the number of a cell's style
	from1904 bool     // days are counted from there
	room     room
}

// sheetRef is a sheet that the workbook names, and the part that holds it.
type sheetRef struct {
	name, part string
	hidden     bool
}

func readXLSX(p parts, main string) ([]Sheet, error) {
	w := &workbook{parts: p, room: newRoom()}
	refs, err := w.contents(main)
	if err != nil {
		return nil, err
	}
	var sheets []Sheet
	for _, ref := range refs {
		g := &grid{Sheet: Sheet{Name: ref.name, Hidden: ref.hidden}, room: &w.room}
		if err := w.sheet(ref.part, g); err != nil {
			return nil, err
		}
		sheets = append(sheets, g.Sheet)
	}
	return sheets, nil
}

// contents reads which sheets there are, the shared texts and the styles.
func (w *workbook) contents(main string) ([]sheetRef, error) {
	var refs []sheetRef
	ids := map[string]int{} // of the sheets, by the id of their relation
	err := w.read(main, func(token xml.Token) error {
		switch e, _ := token.(xml.StartElement); e.Name.Local {
		case "workbookPr":
			w.from1904 = isOn(attr(e, "date1904"))
		case "sheet":
			state := attr(e, "state")
			ids[attr(e, "id")] = len(refs)
			refs = append(refs, sheetRef{name: attr(e, "name"), hidden: state == "hidden" || state == "veryHidden"})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	folder := path.Dir(main)
	err = w.read(path.Join(folder, "_rels", path.Base(main)+".rels"), func(token xml.Token) error {
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" {
			return nil
		}
		target := attr(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(folder, target)
		}
		target = strings.TrimPrefix(path.Clean(target), "/")
		switch kind := path.Base(attr(e, "Type")); kind {
		case "worksheet":
			if i, ok := ids[attr(e, "Id")]; ok {
				refs[i].part = target
			}
		case "sharedStrings":
			return w.sharedStrings(target)
		case "styles":
			return w.styles(target)
		}
		return nil
	})
	return refs, err
}

// text collects a text that may be parted into runs of different looks. What is written
// above Japanese words to say how they sound is left out.
type text struct {
	b              strings.Builder
	inText, inNote int
}

func (t *text) take(token xml.Token) {
	switch e := token.(type) {
	case xml.StartElement:
		switch e.Name.Local {
		case "t":
			t.inText++
		case "rPh":
			t.inNote++
		}
	case xml.EndElement:
		switch e.Name.Local {
		case "t":
			t.inText--
		case "rPh":
			t.inNote--
		}
	case xml.CharData:
		if t.inText > 0 && t.inNote == 0 {
			t.b.Write(e)
		}
	}
}

var escaped = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// done returns the text and starts another. Signs that XML has no place for are written as
// _x000D_ in it.
func (t *text) done() string {
	s := t.b.String()
	t.b = strings.Builder{}
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseUint(m[2:6], 16, 16)
		return string(rune(n))
	})
}

func (w *workbook) sharedStrings(part string) error {
	var t text
	return w.read(part, func(token xml.Token) error {
		t.take(token)
		if e, ok := token.(xml.EndElement); ok && e.Name.Local == "si" {
			w.shared = append(w.shared, t.done())
		}
		return nil
	})
}

// styles reads how the numbers of each style are shown.
func (w *workbook) styles(part string) error {
	codes := map[string]string{}
	inCells := false
	return w.read(part, func(token xml.Token) error {
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "numFmt":
				codes[attr(e, "numFmtId")] = attr(e, "formatCode")
			case "cellXfs":
				inCells = true
			case "xf":
				if inCells {
					w.formats = append(w.formats, formatOf(attr(e, "numFmtId"), codes))
				}
			}
		case xml.EndElement:
			if e.Name.Local == "cellXfs" {
				inCells = false
			}
		}
		return nil
	})
}

// xlsxCell is a cell being read.
type xlsxCell struct {
	Cell
	kind, style string
	value       strings.Builder
	inline      text
	formula     bool
	hasValue    bool
}

// sheet reads the cells of a part.
func (w *workbook) sheet(part string, g *grid) error {
	row, n := []Cell(nil), 0
	var c *xlsxCell
	column, inValue := -1, false
	err := w.read(part, func(token xml.Token) error {
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "row":
				row, column, n = nil, -1, n+1
				if r, err := strconv.Atoi(attr(e, "r")); err == nil && r > 0 {
					n = r
				}
			case "c":
				column++
				if at, _, ok := cellAt(attr(e, "r")); ok {
					column = at
				}
				c = &xlsxCell{kind: attr(e, "t"), style: attr(e, "s")}
				c.Column = column
			case "v":
				if inValue = true; c != nil {
					c.hasValue = true
				}
			case "f":
				if c != nil {
					c.formula = true
				}
			case "mergeCell":
				g.merge(attr(e, "ref"))
			}
			if c != nil {
				c.inline.take(token)
			}
		case xml.EndElement:
			if c != nil {
				c.inline.take(token)
			}
			switch e.Name.Local {
			case "v":
				inValue = false
			case "c":
				if c != nil && w.say(c) {
					row = append(row, c.Cell)
				}
				c = nil
			case "row":
				return g.add(n, row)
			}
		case xml.CharData:
			switch {
			case c != nil && inValue:
				c.value.Write(e)
			case c != nil:
				c.inline.take(token)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return g.finish()
}

// merge notes a block of cells that are one, such as A2:A5.
func (g *grid) merge(ref string) {
	from, to, _ := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	left, top, ok := cellAt(from)
	right, bottom, also := cellAt(to)
	if ok && also {
		g.merged = append(g.merged, area{top, left, bottom, right})
	}
}

// say finds out what a cell says; false where that is nothing.
func (w *workbook) say(c *xlsxCell) bool {
	value := c.value.String()
	if value == "" && c.kind != "inlineStr" {
		c.Kind = Unreckoned
		return c.formula && !(c.hasValue && c.kind == "str") // whose result is no text at all
	}
	switch c.kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err == nil && i >= 0 && i < len(w.shared) {
			c.Text = w.shared[i]
		}
	case "inlineStr":
		c.Text = c.inline.done()
	case "str":
		c.inline.b.WriteString(value)
		c.Text = c.inline.done()
	case "b":
		c.Kind, c.Text = Truth, strconv.FormatBool(isOn(strings.TrimSpace(value)))
	case "e":
		c.Kind, c.Text = Fault, value
	case "d":
		c.Kind, c.Text = Day, dayOnly(value)
	default:
		style, _ := strconv.Atoi(c.style)
		var f format
		if style >= 0 && style < len(w.formats) {
			f = w.formats[style]
		}
		c.Kind, c.Text = f.say(strings.TrimSpace(value), w.from1904)
	}
	return strings.TrimSpace(c.Text) != ""
}
