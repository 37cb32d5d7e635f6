package export

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"parvis/generator/fields"
)

// maxCell is how many UTF-16 code units a cell of a spreadsheet holds.
const maxCell = 32767

// cutCell is said at the end of a text that is too long for a cell; %s is the file
// that has all of it.
var cutCell = fields.Words{
	" […] (cut here: a cell holds 32,767 characters; the whole text is in %s)",
	" […] (coupé ici : une cellule contient 32 767 caractères ; le texte entier est dans %s)",
	" […] (cortado aquí: una celda admite 32 767 caracteres; el texto completo está en %s)",
	" […] (cortado aqui: uma célula comporta 32 767 caracteres; o texto completo está em %s)",
}

// fit cuts a text that is too long for a cell, and says so.
func fit(text, said string) string {
	if len(text) <= maxCell || units(text) <= maxCell { // no sign has more units than bytes
		return text
	}
	left := maxCell - units(said)
	for i, r := range text {
		if left -= utf16Len(r); left < 0 {
			return text[:i] + said
		}
	}
	return text
}

// units are the UTF-16 code units of a text.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16Len(r)
	}
	return n
}

func utf16Len(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// appendText writes a text as XML. What XML cannot hold is written as spreadsheets
// write it, _x000B_, and so is a text that looks like that: _x005F_x000B_.
func appendText(out []byte, text string) []byte {
	from := 0
	for i, size := 0, 0; i < len(text); i += size {
		r, n := utf8.DecodeRuneInString(text[i:])
		size = n
		instead := ""
		switch {
		case r == '&':
			instead = "&amp;"
		case r == '<':
			instead = "&lt;"
		case r == '>':
			instead = "&gt;"
		case r == utf8.RuneError && n == 1:
			instead = "\uFFFD"
		case r < 0x20 && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			instead = fmt.Sprintf("_x%04X_", r)
		case r == '_' && escapeLike(text[i:]):
			instead = "_x005F_"
		default:
			continue
		}
		out = append(append(out, text[from:i]...), instead...)
		from = i + n
	}
	return append(out, text[from:]...)
}

// escapeLike tells whether a text begins like _x000B_.
func escapeLike(text string) bool {
	return len(text) >= 7 && text[1] == 'x' && text[6] == '_' && strings.Trim(text[2:6], "0123456789abcdefABCDEF") == ""
}

// The styles of cells, by their places in stylesXML: amountStyle and numberStyle are the
// first of those for so many decimals.
const (
	plainStyle = iota
	headerStyle
	textStyle
	dateStyle
	amountStyle

	maxCurrencyDecimals = 4
	maxDecimals         = 10

	numberStyle = amountStyle + maxCurrencyDecimals + 1
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relNS   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packNS  = "http://schemas.openxmlformats.org/package/2006/"
	ooxml   = "application/vnd.openxmlformats-officedocument.spreadsheetml."

	workbookXML = xmlHead + `<workbook xmlns="` + mainNS + `" xmlns:r="` + relNS + `"><sheets><sheet name="%s" sheetId="1" r:id="rId1"/></sheets>` +
		`<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">%s!$A$1:$%s$%d</definedName></definedNames></workbook>`
	workbookRels = xmlHead + `<Relationships xmlns="` + packNS + `relationships"><Relationship Id="rId1" Type="` + relNS +
		`/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + relNS + `/styles" Target="styles.xml"/></Relationships>`
	packageRels = xmlHead + `<Relationships xmlns="` + packNS + `relationships"><Relationship Id="rId1" Type="` + relNS +
		`/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	contentTypes = xmlHead + `<Types xmlns="` + packNS + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.` +
		`relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="` + ooxml + `sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + ooxml + `worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + ooxml + `styles+xml"/></Types>`
)

// stylesXML has the one fixed list of styles. Texts have the format of texts (49), so
// that they stay so when somebody edits them.
var stylesXML = func() string {
	const ownFormats = 164 // the first number that is free
	var formats, styles []string
	style := func(code string) {
		styles = append(styles, fmt.Sprintf(`<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`, ownFormats+len(formats)))
		formats = append(formats, fmt.Sprintf(`<numFmt numFmtId="%d" formatCode="%s"/>`, ownFormats+len(formats), code))
	}
	decimals := func(whole string, most int) {
		style(whole)
		for n := range most {
			style(whole + "." + strings.Repeat("0", n+1))
		}
	}
	style("yyyy\\-mm\\-dd")
	decimals("#,##0", maxCurrencyDecimals)
	decimals("0", maxDecimals)
	return xmlHead + `<styleSheet xmlns="` + mainNS + fmt.Sprintf(`"><numFmts count="%d">`, len(formats)) + strings.Join(formats, "") +
		`</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		fmt.Sprintf(`<cellXfs count="%d">`, len(styles)+3) +
		`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>` +
		`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
		strings.Join(styles, "") + `</cellXfs></styleSheet>`
}()
