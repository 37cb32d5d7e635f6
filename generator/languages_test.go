package generator_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestLanguages builds a site in all languages of the theme: each has the same
// pages, says so to browsers, and speaks its own words.
func TestLanguages(t *testing.T) {
	city := smallCity(nil)
	city["site.yaml"].Data = bytes.Replace(city["site.yaml"].Data, []byte("language: en\nlanguages: [en, fr]"), []byte("language: es\nlanguages: [es, pt, fr, en]"), 1)
	files := made(t, city, "2026-11-23")
	words := map[string]string{"": "Dicho y hecho", "pt/": "Dito e feito", "fr/": "Promis, tenu", "en/": "Said and done"}
	pages := 0
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") || name == "404.html" {
			continue
		}
		folder, lang := "", "es"
		for _, other := range []string{"pt", "fr", "en"} {
			if strings.HasPrefix(name, other+"/") {
				folder, lang = other+"/", other
			}
		}
		pages++
		for other := range words {
			if _, there := files[other+strings.TrimPrefix(name, folder)]; !there {
				t.Errorf("%s is not there in %q", name, other)
			}
		}
		if !bytes.Contains(data, []byte(`<html lang="`+lang+`"`)) || !bytes.Contains(data, []byte(words[folder])) || bytes.Contains(data, []byte("&lt;no value")) {
			t.Errorf("%s: not in %s", name, lang)
		}
		for other, said := range words {
			if other != folder && bytes.Contains(plain(t, data), []byte(said)) {
				t.Errorf("%s speaks with the words of %q", name, other)
			}
		}
	}
	if pages < 4*40 {
		t.Errorf("%d pages", pages)
	}
}

// plain is the text of a page.
func plain(t *testing.T, data []byte) []byte {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return []byte(wordsOf(doc))
}
