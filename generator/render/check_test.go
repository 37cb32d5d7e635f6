package render

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator/i18n"
	"parvis/themes"
)

var lines = regexp.MustCompile(`(i18n/en.yaml|layouts/base.html):\d+(?::\d+)?:`)

// TestSlips lays a folder with one slip over the theme: it is named with its
// place as it stands in the folder, and with what helps.
func TestSlips(t *testing.T) {
	read := func(name string) string {
		text, err := fs.ReadFile(themes.Chartres(), name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	const page = "{{define \"main\"}}\n<h1>Own</h1>\n<div>\n  "
	const end = "\n</div>\n{{end}}\n"
	for _, c := range []struct{ file, text, want string }{
		{"layouts/page.html", page + "{{.Title}}" + end, ""},
		{"layouts/page.html", page + "{{.Titel}}" + end, `layouts/page.html:4:5: there is no Titel in type PageView, which stands here; write “.Title” if that is the one meant, or take it out`},
		{"layouts/page.html", page + "{{.Weather}}" + end, `layouts/page.html:4:5: there is no Weather in type PageView, which stands here; take it out, or compare the file with the one of that name in the theme that parvis brings`},
		{"layouts/newsletter.html", page + "{{if .Letter}}{{else}}{{range .Trips}}{{.Citty}}{{end}}{{end}}" + end, `layouts/newsletter.html:4:43: there is no Citty in type LetterTrip, which stands here; write “.City” if that is the one meant, or take it out`},
		{"layouts/page.html", page + "{{range .Title}}{{end}}" + end, `layouts/page.html:4:11: “.Title” is no list to go through with “range”; compare the file with the one of that name in the theme that parvis brings`},
		{"layouts/page.html", page + `{{template "piece" .}}` + end, `layouts/page.html:4:14: there is no template "piece"; define it, or compare the file with the one of that name in the theme that parvis brings`},
		{"layouts/page.html", page + `{{sya .Title}}` + end, `layouts/page.html:4: there is no function “sya”; there are asset, count, say, word, and, eq, ge, gt, index, le, len, lt, ne, not, once, or, print, printf, slice`},
		{"layouts/page.html", page + `{{assets "x"}}` + end, `layouts/page.html:4: there is no function “assets”; write “asset” if that is the one meant`},
		{"layouts/page.html", page + `{{if .Title}}` + end, `layouts/page.html:7: unexpected EOF; compare the file with the one of that name in the theme that parvis brings`},
		{"layouts/page.html", page + `{{word "menu.tripps"}}` + end, `layouts/page.html:4:5: i18n/en.yaml: there is no key "menu.tripps"; the nearest is "count.trips"`},
		{"layouts/page.html", page + `{{word "home.of" "n" .Title "al" .Title}}` + end, `layouts/page.html:4:5: i18n/en.yaml:LINE: home.of: there is no {{.al}} to fill`},
		{"layouts/page.html", page + `{{asset "own.css"}}` + end, `layouts/page.html:4:5: the theme has no asset "own.css"; put that file into assets/, or take this out`},
		{"layouts/base.html", strings.Replace(read("layouts/base.html"), "{{define \"foot\"}}", "{{define \"foot\"}}{{.Langg}}", 1), `layouts/base.html:LINE: there is no Langg in type Frame, which stands here; write “.Lang” if that is the one meant, or take it out`},
	} {
		theme := themes.Over(fstest.MapFS{c.file: {Data: []byte(c.text)}}, themes.Chartres())
		locales := map[string]*i18n.Locale{}
		for _, lang := range []string{"en"} {
			l, err := i18n.Load(theme, lang)
			if err != nil {
				t.Fatal(err)
			}
			locales[lang] = l
		}
		got := ""
		loaded, err := Load(theme, locales, "")
		if err == nil {
			err = loaded.Check(theme, locales)
		}
		if err != nil {
			got = err.Error()
		}
		if got = lines.ReplaceAllString(got, "$1:LINE:"); got != lines.ReplaceAllString(c.want, "$1:LINE:") {
			t.Errorf("%s:\n%s\nwant\n%s", c.file, got, c.want)
		}
	}
}
