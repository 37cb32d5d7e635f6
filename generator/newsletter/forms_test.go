package newsletter

import (
	"bytes"
	"html/template"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator/drawing"
	"parvis/generator/i18n"
	"parvis/generator/site"
	"parvis/themes"
)

// TestOutdent sets the lines of a mail's template in, in all places where lines can
// stand: none of it is sent, and a story keeps its own.
func TestOutdent(t *testing.T) {
	const mail = "<p>\n\t{{if .Title}}\n\t\ta\n\t{{else}}\n\t\tb\n\t{{end}}\n\t{{with .Lang}}\n\t\tc\n\t{{end}}\n\t{{range " +
		".Menu}}\n\t\td\n\t{{else}}\n\t\te\n\t{{end}}\n\t{{template \"x\" .}}\n\t{{.Letter.Story.HTML}}</p>{{define \"x\"}}\n\tf{{end}}"
	l, err := i18n.Load(themes.Chartres(), "en")
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := fs.ReadFile(themes.Chartres(), "assets/palette.css")
	if err != nil {
		t.Fatal(err)
	}
	palette, err := drawing.ReadPalette(sheet)
	if err != nil {
		t.Fatal(err)
	}
	forms, err := Load(themes.Over(fstest.MapFS{"newsletter/mail.html": {Data: []byte(mail)}}, themes.Chartres()), map[string]*i18n.Locale{"en": l}, palette)
	if err != nil {
		t.Fatal(err)
	}
	v := &site.Newsletter{Frame: &site.Frame{Lang: "en", Title: "T"}}
	v.Letter = &site.Letter{}
	v.Letter.Story.HTML = template.HTML("<pre>x\n\ty</pre>")
	var b bytes.Buffer
	if err := forms.mail["en"].Execute(&b, site.Mailed{Newsletter: v}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); strings.Count(got, "\t") != 1 || !strings.Contains(got, "x\n\ty") || !strings.Contains(got, "\na\n") ||
		!strings.Contains(got, "\nf\n") {
		t.Errorf("the mail is %q", got)
	}
}

// TestMailByNight has each colour that a mail has by day changed at night, where the palette
// has another one then.
func TestMailByNight(t *testing.T) {
	theme := themes.Chartres()
	mail, err := fs.ReadFile(theme, "newsletter/mail.html")
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := fs.ReadFile(theme, "assets/palette.css")
	if err != nil {
		t.Fatal(err)
	}
	palette, err := drawing.ReadPalette(sheet)
	if err != nil {
		t.Fatal(err)
	}
	if palette["paper"] == palette["paper-by-night"] || palette["gold"] != palette["gold-by-night"] {
		t.Errorf("paper is %v, at night %v", palette["paper"], palette["paper-by-night"])
	}
	written := string(mail)
	for _, style := range elementStyles {
		written += ";" + style
	}
	at := regexp.MustCompile(`([a-z-]+):(?:[^;:"]* )?var\(--([a-z]+)\)`)
	seen := 0
	for _, m := range at.FindAllStringSubmatch(written, -1) {
		if palette[m[2]] == palette[m[2]+"-by-night"] {
			continue
		}
		seen++
		property := regexp.MustCompile(`^border.*`).ReplaceAllString(m[1], "border-color")
		if !strings.Contains(written, "{"+property+":var(--"+m[2]+"-by-night)!important}") {
			t.Errorf("%s stays as it is by day", m[0])
		}
	}
	if seen < 20 {
		t.Errorf("only %d colours", seen)
	}
}
