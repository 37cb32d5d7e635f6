package render

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"parvis/generator/i18n"
	"parvis/themes"
)

// FuzzTheme puts any text into the place of a template or the colours of a theme: it is
// taken or refused in words.
func FuzzTheme(f *testing.F) {
	names := []string{"layouts/page.html", "assets/palette.css", "layouts/base.html", "assets/base.css"}
	theme := fstest.MapFS{}
	err := fs.WalkDir(themes.Chartres(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(themes.Chartres(), p)
		theme[p] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	for i, name := range names {
		f.Add(uint8(i), string(theme[name].Data))
	}
	for _, s := range []string{"{{define \"main\"}}{{.Nothing}}{{end}}", "{{template \"x\"}}", "{{", "{{range .}}", "<script>{{.Title}}</script>",
		"{{define \"a\"}}{{template \"a\" .}}{{end}}"} {
		f.Add(uint8(0), s)
	}
	l, err := i18n.Load(theme, "en")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		mine := fstest.MapFS{}
		for name, file := range theme {
			mine[name] = file
		}
		mine[names[int(which)%len(names)]] = &fstest.MapFile{Data: []byte(text)}
		if _, err := Load(mine, map[string]*i18n.Locale{"en": l}, "/"); err != nil && err.Error() == "" {
			t.Error("it is refused without a word")
		}
	})
}
