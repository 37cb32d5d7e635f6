package site

import (
	"testing"

	"parvis/generator/fields"
	"parvis/generator/i18n"
	"parvis/themes"
)

// TestFactName calls a fact as the theme does or, where it has no word for it, as
// the table of fields does, in the language of the page.
func TestFactName(t *testing.T) {
	for _, code := range fields.Languages {
		words, err := i18n.Load(themes.Chartres(), code)
		if err != nil {
			t.Fatal(err)
		}
		l := &lang{Locale: words}
		own, _ := fields.Find(fields.Trips.Fields(), "private_extension")
		theme, err := words.Word("fact.purpose")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := l.factName(fields.Trips, "private_extension"), own.Label.In(code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
		if got := l.factName(fields.Trips, "purpose"); got != theme {
			t.Errorf("%s: %q, want the theme's %q", code, got, theme)
		}
	}
}

// TestLanguageNames wants a name of its own for every language.
func TestLanguageNames(t *testing.T) {
	for _, code := range fields.Languages {
		if languageNames[code] == "" {
			t.Errorf("the language %q has no name", code)
		}
	}
}
