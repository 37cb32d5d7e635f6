package render

import (
	"bytes"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator/i18n"
	"parvis/generator/newsletter"
	"parvis/themes"
)

// fields are all those of a page.
var fields = regexp.MustCompile(`there is Address, Alternates, .*, Title`)

// loadAndCheck does with a theme what is done before a page is made of it.
func loadAndCheck(theme fs.FS, locales map[string]*i18n.Locale) error {
	loaded, err := Load(theme, locales, "")
	if err != nil {
		return err
	}
	if err := loaded.Check(theme, locales); err != nil {
		return err
	}
	forms, err := newsletter.Load(theme, locales, loaded.Palette())
	if err != nil {
		return Explain(theme, err)
	}
	for _, f := range forms.Forms(locales["en"]) {
		if err := CheckForm(f.Root, f.Trees, f.Functions, f.Given, locales["en"]); err != nil {
			return Explain(theme, err)
		}
	}
	return nil
}

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
	l, err := i18n.Load(themes.Chartres(), "en")
	if err != nil {
		t.Fatal(err)
	}
	locales := map[string]*i18n.Locale{"en": l}
	const page = "{{define \"main\"}}\n<h1>Own</h1>\n<div>\n  "
	const end = "\n</div>\n{{end}}\n"
	for _, c := range []struct{ file, text, want string }{
		{"layouts/page.html", page + "{{.Title}}" + end, ""},
		{"layouts/page.html", page + "{{.Titel}}" + end,
			`layouts/page.html:4:5: there is no Titel in type PageView, which stands here; write “.Title” if that is the one meant, or take it out`},
		{"layouts/page.html", page + "{{.Weather}}" + end,
			`layouts/page.html:4:5: there is no Weather in type PageView, which stands here; take it out; there is FIELDS`},
		{"layouts/newsletter.html", page + "{{if .Letter}}{{else}}{{range .Trips}}{{.Citty}}{{end}}{{end}}" + end, `layouts/newsletter.html:4:43: there is ` +
			`no Citty in type LetterTrip, which stands here; write “.City” if that is the one meant, or take it out`},
		{"layouts/page.html", page + "{{range .Title}}{{end}}" + end, `layouts/page.html:4:11: “.Title” is no list to go through with “range”; compare the ` +
			`file with the one of that name in the theme that parvis brings`},
		{"layouts/page.html", page + `{{template "piece" .}}` + end, `layouts/page.html:4:14: there is no template "piece"; define it, or compare the file ` +
			`with the one of that name in the theme that parvis brings`},
		{"layouts/page.html", page + `{{sya .Title}}` + end, `layouts/page.html:4: there is no function “sya”; there are asset, colour, count, say, word, ` +
			`and, eq, ge, gt, index, le, len, lt, ne, not, once, or, print, printf, slice`},
		{"layouts/page.html", page + `{{assets "x"}}` + end, `layouts/page.html:4: there is no function “assets”; write “asset” if that is the one meant`},
		{"layouts/page.html", page + `{{if .Title}}` + end,
			`layouts/page.html:7: unexpected EOF; compare the file with the one of that name in the theme that parvis brings`},
		{"layouts/page.html", page + `{{word "menu.tripps"}}` + end,
			`layouts/page.html:4:5: i18n/en.yaml: there is no key "menu.tripps"; the nearest is "count.trips"`},
		{"layouts/page.html", page + `{{word "home.of" "n" .Title "al" .Title}}` + end,
			`layouts/page.html:4:5: i18n/en.yaml:LINE: home.of: there is no {{.al}} to fill`},
		{"layouts/page.html", page + `{{asset "own.css"}}` + end,
			`layouts/page.html:4:5: the theme has no asset "own.css"; put that file into assets/, or take this out`},
		{"layouts/base.html", strings.Replace(read("layouts/base.html"), "{{define \"foot\"}}", "{{define \"foot\"}}{{.Langg}}", 1),
			`layouts/base.html:LINE: there is no Langg in type Frame, which stands here; write “.Lang” if that is the one meant, or take it out`},
		{"layouts/page.html", page + `{{if or .Titel .Title}}{{end}}` + end,
			`layouts/page.html:4:11: there is no Titel in type PageView, which stands here; write “.Title” if that is the one meant, or take it out`},
		{"layouts/page.html", page + `{{if not .Titel}}{{end}}` + end,
			`layouts/page.html:4:12: there is no Titel in type PageView, which stands here; write “.Title” if that is the one meant, or take it out`},
		{"layouts/page.html", page + `{{range .Menu}}{{template "x" .}}{{end}}{{template "x" .}}{{end}}{{define "x"}}{{.Text}}` + end,
			`layouts/page.html:4:84: there is no Text in type PageView, which stands here; take it out; there is FIELDS`},
		{"layouts/page.html", page + `{{range .Menu}}{{.Txt}}{{end}}` + end,
			`layouts/page.html:4:20: there is no Txt in type MenuLink, which stands here; write “.Text” if that is the one meant, or take it out`},
		{"layouts/page.html", page + `{{with .Menu}}{{.Txt}}{{end}}` + end,
			`layouts/page.html:4:19: there is no Txt in type list of MenuLink, which stands here; go through it with {{range}}`},
		{"layouts/page.html", page + `{{.Title.Text}}` + end,
			`layouts/page.html:4:11: there is no Text in type string, which stands here; it has no parts; take “.Text” out`},
		{"layouts/page.html", page + `{{say .Title}}` + end, `layouts/page.html:4:9: “.Title” is a string, which needs no “say”; write {{.Title}} by itself`},
		{"layouts/page.html", page + `{{.Title | say}}` + end, `layouts/page.html:4:5: “.Title” is a string, which needs no “say”; write {{.Title}} by itself`},
		{"layouts/page.html", page + `{{count "count.trips" .Title}}` + end, `layouts/page.html:4:25: “.Title” is of type string, and int is needed here; ` +
			`compare the file with the one of that name in the theme that parvis brings`},
		{"layouts/page.html", page + `{{count "count.trips"}}` + end, `layouts/page.html:4:5: “count” needs at least 2 values, and here it has 1; compare ` +
			`the file with the one of that name in the theme that parvis brings`},
		{"layouts/page.html", page + `{{template "menu"}}` + end,
			`layouts/base.html:LINE: there is no Menu, since this template is called without a value; write {{template "…" .}} where it is called`},
		{"layouts/page.html", page + `{{once "menue" "" .Frame}}` + end, `layouts/page.html:4:5: there is no template "menue"; define it, or compare the ` +
			`file with the one of that name in the theme that parvis brings`},
		{"layouts/page.html", page + `{{$n := "page.css"}}{{asset $n}}` + end, `layouts/page.html:4:25: “asset $n” needs a name that is written out here, in ` +
			`quotes; write each with an “if” of its own where there are several`},
		{"layouts/page.html", page + `{{"page.css" | asset}}` + end, `layouts/page.html:4:18: “asset” needs a name that is written out here, in quotes; ` +
			`write each with an “if” of its own where there are several`},
		{"layouts/page.html", page + `{{if (asset "own.css")}}{{end}}` + end,
			`layouts/page.html:4:9: the theme has no asset "own.css"; put that file into assets/, or take this out`},
		{"layouts/page.html", page + `{{colour "nigth"}}` + end,
			`layouts/page.html:4:5: the palette has no colour --nigth; write “night” if that is the one meant, or one of assets/palette.css`},
		{"newsletter/mail.html", "<p>\n<p style=\"color:var(--nigth)\">",
			`newsletter/mail.html:2: the palette has no colour --nigth; write “night” if that is the one meant, or one of assets/palette.css`},
		{"assets/favicon.svg", "<svg>\n<circle fill=\"var(--gould)\"/></svg>",
			`assets/favicon.svg:2: the palette has no colour --gould; write “gold” if that is the one meant, or one of assets/palette.css`},
		{"assets/palette.css", ":root { --night: blue }", `assets/palette.css:1: the palette has no colour --night; write it into “:root { … }” as #rrggbb`},
		{"layouts/page.html", page + end + `{{define "syles"}}x{{end}}`,
			`layouts/page.html:7:19: nothing asks for the template “syles”; write “styles” if that is the one meant, or take it out`},
		{"layouts/page.html", "<h1>{{.Title}}</h1>\n", `layouts/page.html:1:1: this stands outside of all templates, where no page shows it; write it ` +
			`between {{define "main"}} and its {{end}}, or take it out`},
		{"layouts/page.html", `{{define "mian"}}x{{end}}`,
			`layouts/page.html:1: it has no template “main”, which is what a page shows; write it between {{define "main"}} and {{end}}`},
		{"layouts/ours.html", page + `{{.Titel}}` + end,
			`layouts/ours.html:4:5: there is no Titel in type PageView, which stands here; write “.Title” if that is the one meant, or take it out`},
		{"newsletter/mail.html", "{{if or .Titel .Title}}{{end}}",
			`newsletter/mail.html:1:9: there is no Titel in type Mailed, which stands here; write “.Title” if that is the one meant, or take it out`},
		{"newsletter/letter.txt", "\n{{head (word \"letter.sayd\")}}",
			`newsletter/letter.txt:2:9: i18n/en.yaml: there is no key "letter.sayd"; the nearest is "letter.said"`},
		{"newsletter/letter.txt", "\n{{heads .Title}}", `newsletter/letter.txt:2: there is no function “heads” in letters; compare the file with the one of ` +
			`that name in the theme that parvis brings`},
	} {
		theme := themes.Over(fstest.MapFS{c.file: {Data: []byte(c.text)}}, themes.Chartres())
		got := ""
		if err := loadAndCheck(theme, locales); err != nil {
			got = fields.ReplaceAllString(err.Error(), "there is FIELDS")
		}
		if got = lines.ReplaceAllString(got, "$1:LINE:"); got != lines.ReplaceAllString(c.want, "$1:LINE:") {
			t.Errorf("%s:\n%s\nwant\n%s", c.file, got, c.want)
		}
	}
}

// TestMinified holds that a comment does not change what is made of a template:
// an apostrophe in one would leave the rest of the file as it is written.
func TestMinified(t *testing.T) {
	const page = "{{/* the page's own \"main\" */}}\n{{define \"main\"}}\n<ul>\n\t<li>a</li>\n\t<li>b</li>\n</ul>{{end}}\n"
	theme := themes.Over(fstest.MapFS{"layouts/page.html": {Data: []byte(page)}}, themes.Chartres())
	l, err := i18n.Load(theme, "en")
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := Load(theme, map[string]*i18n.Locale{"en": l}, "")
	if err != nil {
		t.Fatal(err)
	}
	if got := loaded.layouts["en"]["page"].Lookup("main").Tree.Root.String(); got != "<ul><li>a</li><li>b</li></ul>" {
		t.Errorf("the template is made small to %q", got)
	}
}

// TestTownStyle wants a city's own sheet at the end of every sheet, and what a
// sheet names at the address at which it is published.
func TestTownStyle(t *testing.T) {
	theme := themes.Over(
		fstest.MapFS{
			"assets/town.css": {Data: []byte("a { background: url( 'lamp.svg' ) }\nb { fill: url(#page-hatch) }\n")},
			"assets/lamp.svg": {Data: []byte("<svg/>")},
		},
		themes.Chartres(),
	)
	l, err := i18n.Load(theme, "en")
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := Load(theme, map[string]*i18n.Locale{"en": l}, "")
	if err != nil {
		t.Fatal(err)
	}
	sheets, lamp := 0, ""
	for _, f := range loaded.Assets() {
		if strings.HasPrefix(f.Path, "assets/lamp.") {
			lamp = strings.TrimPrefix(f.Path, "assets/")
		}
	}
	for _, f := range loaded.Assets() {
		if !strings.HasSuffix(f.Path, ".css") {
			continue
		}
		sheets++
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		if want := "a{background:url(" + lamp + ")}b{fill:url(#page-hatch)}"; !strings.HasSuffix(b.String(), want) || strings.Count(b.String(), lamp) != 1 {
			t.Errorf("%s ends in %q", f.Path, b.String()[max(0, b.Len()-80):])
		}
	}
	if sheets < 3 || lamp == "" {
		t.Errorf("%d sheets, the drawing is %q", sheets, lamp)
	}
}
