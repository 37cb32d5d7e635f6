package themes_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"parvis/themes"
)

// typewritten is what no printed page has, in whichever language.
var typewritten = regexp.MustCompile(`['"]|\.\.\.|  | $`)

func TestTypography(t *testing.T) {
	for lang, words := range languages(t) {
		for key, text := range words {
			for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
				if at := typewritten.FindString(line); at != "" && key != "letter.lead" {
					t.Errorf("%s: %s: %q in %q: write ’, the quotation marks of the language and …, and one space", lang, key, at, line)
				}
			}
		}
	}
}

// frenchSpaces is high punctuation without the space of its own that French has
// before it: a no-break one before a colon, a narrow one before the others.
var frenchSpaces = regexp.MustCompile(`[^\x{a0}]:|[^\x{202f}][;?!»]|«[^\x{202f}]`)

func TestFrenchTypography(t *testing.T) {
	for key, text := range languages(t)["fr"] {
		if at := frenchSpaces.FindString(text); at != "" {
			t.Errorf("%s: %q in %q: French has U+00A0 before : and U+202F before ; ? ! » and behind «", key, at, text)
		}
	}
}

// iberianSpaces is punctuation set apart as in French.
var iberianSpaces = regexp.MustCompile(`\s[:;?!,.»]|«\s`)

func TestIberianTypography(t *testing.T) {
	for _, lang := range []string{"es", "pt"} {
		for key, text := range languages(t)[lang] {
			if at := iberianSpaces.FindString(text); at != "" {
				t.Errorf("%s: %s: %q in %q: no space stands there", lang, key, at, text)
			}
			if lang == "es" && (strings.Count(text, "¿") != strings.Count(text, "?") || strings.Count(text, "¡") != strings.Count(text, "!")) {
				t.Errorf("es: %s: %q asks or calls without the mark that opens it", key, text)
			}
		}
	}
}

// numbered is a word that may have to agree with the number before it, which French,
// Spanish and Portuguese ask of nouns and participles alike.
var numbered = regexp.MustCompile(`\{\{\.(?:n|all|kept|open|late|dropped)\}\} (\pL+)`)

// TestNumbersAgree wants no “1 promesses tenues”: a number that words agree with has a
// text for one and a text for several, each a plural form by CLDR.
func TestNumbersAgree(t *testing.T) {
	unchanging := map[string]bool{"sur": true, "de": true, "em": true, "en": true}
	for _, lang := range []string{"fr", "es", "pt"} {
		data, err := fs.ReadFile(themes.Chartres(), "i18n/"+lang+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		var entries map[string]any
		if err := yaml.Unmarshal(data, &entries); err != nil {
			t.Fatal(err)
		}
		for key, value := range entries {
			text, plain := value.(string)
			if !plain {
				if _, one := value.(map[string]any)["one"]; !one {
					t.Errorf("%s: %s has plural forms, but none for one", lang, key)
				}
				continue
			}
			for _, m := range numbered.FindAllStringSubmatch(text, -1) {
				if !unchanging[m[1]] {
					t.Errorf("%s: %s: %q reads badly where the number is one; give it plural forms", lang, key, text)
				}
			}
		}
	}
}
