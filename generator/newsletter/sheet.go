package newsletter

import (
	"bytes"
	"html/template"
	"io/fs"

	"parvis/generator/drawing"
	"parvis/generator/i18n"
	"parvis/generator/site"
)

// Sheet fills in a sheet: a page that stands alone, with its styles.
func Sheet(theme fs.FS, l *i18n.Locale, colours drawing.Palette, v *site.Sheet) ([]byte, error) {
	name := "sheets/" + v.Layout + ".html"
	text, err := fs.ReadFile(theme, name)
	if err != nil {
		return nil, err
	}
	if text, err = colours.Written(name, text); err != nil {
		return nil, err
	}
	functions, err := mailFunctions(colours)
	if err != nil {
		return nil, err
	}
	t, err := template.New(name).Funcs(words(l, functions)).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, v.Data)
	return b.Bytes(), err
}
