package themes_test

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"parvis/generator/i18n"
	"parvis/themes"
)

// typewritten is what no printed page has, in whichever language.
var typewritten = regexp.MustCompile(`['"]|\.\.\.|  | $`)

func TestTypography(t *testing.T) {
	for lang, words := range words(t, slices.Concat(i18n.Supported(), i18n.Variants())) {
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
	for lang, words := range words(t, slices.Concat([]string{"es", "pt"}, i18n.Variants())) {
		for key, text := range words {
			if at := iberianSpaces.FindString(text); at != "" {
				t.Errorf("%s: %s: %q in %q: no space stands there", lang, key, at, text)
			}
			if lang[:2] == "es" && (strings.Count(text, "¿") != strings.Count(text, "?") || strings.Count(text, "¡") != strings.Count(text, "!")) {
				t.Errorf("%s: %s: %q asks or calls without the mark that opens it", lang, key, text)
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
	for _, lang := range slices.Concat([]string{"fr", "es", "pt"}, i18n.Variants()) {
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

// TestVariants holds the files of what differs in some countries to that: words of their
// language, with its gaps, and none that is the same.
func TestVariants(t *testing.T) {
	files, err := fs.Glob(themes.Chartres(), "i18n/*.yaml")
	if err != nil || len(files) != len(i18n.Supported())+len(i18n.Variants()) {
		t.Errorf("the files of words are %v (%v)", files, err)
	}
	for name, variant := range words(t, i18n.Variants()) {
		lang, _, _ := strings.Cut(name, "-")
		base := languages(t)[lang]
		for key, text := range variant {
			under, known := base[key]
			switch a, b := gaps(text), gaps(under); {
			case !known:
				t.Errorf("%s has the key %q, %s has not", name, key, lang)
			case text == under:
				t.Errorf("%s: %s is as in %s; take it out", name, key, lang)
			case a != b:
				t.Errorf("%s: the gaps are %q in %s and %q in %s", key, a, name, b, lang)
			}
		}
	}
}

// foreign are words that stand in a language's file where a country has another.
var foreign = map[string]*regexp.Regexp{
	"es":     regexp.MustCompile(`(?i)\b(?:costos?|centavos?|computadoras?|celular(?:es)?|videos?)\b`),
	"es-419": regexp.MustCompile(`(?i)\b(?:costes?|céntimos?|ordenador(?:es)?|móvil(?:es)?|vídeos?|importes?)\b`),
	"pt": regexp.MustCompile(`(?i)\b(?:você|usuári[oa]s?|centavos?|celular(?:es)?|arquivos?|registr|equipes?|contat|telas?|baixar|` +
		`compartilh|dezessete|gênero|econômic|em (?:um|uma|outro|outra)\b)`),
	"pt-BR": regexp.MustCompile(`(?i)\b(?:utilizador|cêntimo|telemóve|ficheiro|regist[aoe]|equipas?\b|contacto|ecrã|descarregar|partilh|` +
		`dezassete|género|económic|n(?:um|uma|outro|outra)\b|si\b|estrangeiro|porquê|eletrónic)|ámos\b`),
}

// TestNoMixedVariants reads a language as each of its countries does: European and
// American words are not mixed.
func TestNoMixedVariants(t *testing.T) {
	read := languages(t)
	for name, variant := range words(t, i18n.Variants()) {
		lang, _, _ := strings.Cut(name, "-")
		read[name] = maps.Clone(read[lang])
		maps.Copy(read[name], variant)
	}
	for name, barred := range foreign {
		for key, text := range read[name] {
			if at := barred.FindString(text); at != "" {
				t.Errorf("%s: %s: %q in %q is a word of other countries", name, key, at, text)
			}
		}
	}
}
