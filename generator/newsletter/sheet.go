package newsletter

import (
	"bytes"
	"html/template"
	"io/fs"

	"parvis/generator/drawing"
	"parvis/generator/i18n"
	"parvis/generator/site"
)

// councilSheet is the template of the sheet for the council.
const councilSheet = "sheets/council.html"

// Sheet fills in a sheet for the council: a page that stands alone, with its styles.
func Sheet(theme fs.FS, l *i18n.Locale, colours drawing.Palette, v *site.CouncilSheet) ([]byte, error) {
	text, err := fs.ReadFile(theme, councilSheet)
	if err != nil {
		return nil, err
	}
	if text, err = colours.Written(councilSheet, text); err != nil {
		return nil, err
	}
	functions, err := mailFunctions(colours)
	if err != nil {
		return nil, err
	}
	t, err := template.New(councilSheet).Funcs(words(l, functions)).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, v)
	return b.Bytes(), err
}
