package sheet

import (
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
	err := w.read(main, func(t token) error {
		switch {
		case t.kind != startTag:
		case t.name == "workbookPr":
			w.from1904 = isOn(t.attr("date1904"))
		case t.name == "sheet":
			if len(refs) == maxSheets {
				return damaged()
			}
			state := t.attr("state")
			ids[t.attr("id")] = len(refs)
			refs = append(refs, sheetRef{name: t.attr("name"), hidden: state == "hidden" || state == "veryHidden"})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	folder := path.Dir(main)
	err = w.read(path.Join(folder, "_rels", path.Base(main)+".rels"), func(t token) error {
		if t.kind != startTag || t.name != "Relationship" {
			return nil
		}
		target := t.attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(folder, target)
		}
		target = strings.TrimPrefix(path.Clean(target), "/")
		switch kind := path.Base(t.attr("Type")); kind {
		case "worksheet":
			if i, ok := ids[t.attr("Id")]; ok {
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

func (x *text) take(t token) error {
	step := 1
	if t.kind == endTag {
		step = -1
	}
	switch {
	case t.kind == words:
		if x.inText > 0 && x.inNote == 0 {
			return add(&x.b, t)
		}
	case t.name == "t":
		x.inText += step
	case t.name == "rPh":
		x.inNote += step
	}
	return nil
}

// add writes what a token says behind what was said.
func add(b *strings.Builder, t token) error {
	says, ok := t.said()
	if !ok {
		return damaged()
	}
	b.WriteString(says)
	return nil
}

var escaped = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// done returns the text and starts another. Signs that XML has no place for are written as
// _x000D_ in it.
func (x *text) done() string {
	s := x.b.String()
	x.b = strings.Builder{}
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseUint(m[2:6], 16, 16)
		return string(rune(n))
	})
}

func (w *workbook) sharedStrings(part string) error {
	var x text
	return w.read(part, func(t token) error {
		if t.kind == endTag && t.name == "si" {
			if len(w.shared) == MaxCells {
				return tooManyCells()
			}
			w.shared = append(w.shared, x.done())
		}
		return x.take(t)
	})
}

// styles reads how the numbers of each style are shown.
func (w *workbook) styles(part string) error {
	codes := map[string]string{}
	inCells := false
	return w.read(part, func(t token) error {
		switch {
		case t.name == "cellXfs":
			inCells = t.kind == startTag
		case t.kind != startTag:
		case t.name == "numFmt":
			codes[t.attr("numFmtId")] = t.attr("formatCode")
		case len(w.formats) == maxStyles:
			return damaged()
		case t.name == "xf" && inCells:
			w.formats = append(w.formats, formatOf(t.attr("numFmtId"), codes))
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

// sheetReader reads the cells of a sheet.
type sheetReader struct {
	w       *workbook
	g       *grid
	row     []Cell
	n       int // of the row
	column  int // of the last cell, from 0
	c       xlsxCell
	inCell  bool
	inValue bool
}

// sheet reads the cells of a part.
func (w *workbook) sheet(part string, g *grid) error {
	r := &sheetReader{w: w, g: g}
	if err := w.read(part, r.take); err != nil {
		return err
	}
	return g.finish()
}

func (r *sheetReader) take(t token) error {
	switch {
	case t.kind == words && r.inValue:
		return add(&r.c.value, t)
	case t.kind == startTag:
		r.start(t)
	case t.kind == endTag && t.name == "v":
		r.inValue = false
	case t.kind == endTag && t.name == "c" && r.inCell:
		if r.inCell = false; r.w.say(&r.c) {
			r.row = append(r.row, r.c.Cell)
		}
	case t.kind == endTag && t.name == "row":
		return r.g.add(r.n, r.row)
	}
	if r.inCell {
		return r.c.inline.take(t)
	}
	return nil
}

func (r *sheetReader) start(t token) {
	switch t.name {
	case "row":
		r.row, r.column, r.n = nil, -1, r.n+1
		if n, err := strconv.Atoi(t.attr("r")); err == nil && n > 0 {
			r.n = n
		}
	case "c":
		r.column++
		if at, _, ok := cellAt(t.attr("r")); ok {
			r.column = at
		}
		r.c = xlsxCell{kind: t.attr("t"), style: t.attr("s")}
		r.c.Column, r.inCell = r.column, true
	case "v":
		r.inValue, r.c.hasValue = r.inCell, true
	case "f":
		r.c.formula = true
	case "mergeCell":
		r.g.merge(t.attr("ref"))
	}
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
