package generator_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parvis/themes"
)

// colour is a colour as it is written for the web or in Go.
var colour = regexp.MustCompile(`["':\s(]#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b|color\.RGBA\{0x|\b(?:rgba?|hsla?|oklch)\(`)

// TestOnePalette finds no colour outside of palette.css: neither in the theme
// nor in the program.
func TestOnePalette(t *testing.T) {
	found, own := 0, 0
	look := func(name string, text []byte) {
		for n, line := range strings.Split(string(text), "\n") {
			if strings.HasSuffix(name, "palette.css") {
				own += len(colour.FindAllString(line, -1))
			} else if m := colour.FindString(line); m != "" && !strings.Contains(line, `href="#`) {
				found++
				t.Errorf("%s:%d has a colour of its own: %s", name, n+1, strings.TrimSpace(m))
			}
		}
	}
	err := fs.WalkDir(themes.Chartres(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) == ".yaml" {
			return err
		}
		text, err := fs.ReadFile(themes.Chartres(), p)
		look(p, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"drawing", "site", "newsletter", "render", "export"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(dir, err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			look(name, text)
		}
	}
	if own < 60 {
		t.Errorf("only %d colours in the palette", own)
	}
}

// TestThemeColour has browsers frame each page in the night of the palette.
func TestThemeColour(t *testing.T) {
	_, files := demonstrated(t)
	want := `<meta name="theme-color" content="#0a2357">`
	for _, name := range []string{"index.html", "fr/trips/2026-09-ravenna/index.html", "newsletter/2026-10/index.html"} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s has no %s", name, want)
		}
	}
}
