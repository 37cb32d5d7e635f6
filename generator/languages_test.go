package generator_test

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	yaml "go.yaml.in/yaml/v4"
	"golang.org/x/net/html"
)

// TestLanguages builds a site in all languages of the theme: each has the same
// pages, says so to browsers, and speaks its own words.
func TestLanguages(t *testing.T) {
	t.Parallel()
	city := smallCity(nil)
	city["site.yaml"].Data = bytes.Replace(
		city["site.yaml"].Data,
		[]byte("language: en\nlanguages: [en, fr]"),
		[]byte("language: es\nlanguages: [es, pt, fr, en]"),
		1,
	)
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
		small := strings.Contains(name, "embed/") && !strings.HasSuffix(name, "embed/index.html") // which has no menu
		if !bytes.Contains(data, []byte(`<html lang="`+lang+`"`)) || !small && !bytes.Contains(data, []byte(words[folder])) ||
			bytes.Contains(data, []byte("&lt;no value")) {
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

// examples are what rules show of an editor's files.
var examples = regexp.MustCompile(`(?s)<pre>.*?</pre>`)

// firstRows are the first rows of the files of data, which are in the first language.
var firstRows = regexp.MustCompile(`(?s)<table class="?rows"?>.*?</table>`)

// TestTranslatedWhole finds no text of the original language on any page of
// another of the demonstration city, in its letters, mails and calendars:
// neither one that is marked as such nor a field's text.
func TestTranslatedWhole(t *testing.T) {
	set, files := demonstrated(t)
	var originals []string
	for _, name := range set.Folder().Markdown {
		data, err := fs.ReadFile(set.Folder().FS, name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(path.Base(name), ".") == 1 { // no translation
			originals = append(originals, fieldTexts(t, data)...)
		}
	}
	if len(originals) < 500 {
		t.Fatalf("only %d texts", len(originals))
	}
	languages := set.Settings().Languages
	if want := []string{"en", "fr", "es", "pt"}; !slices.Equal(languages, want) {
		t.Fatalf("the demonstration speaks %v", languages)
	}
	looked := map[string]int{}
	for name, data := range files {
		ext := path.Ext(name)
		lang, _, _ := strings.Cut(name, "/")
		if !slices.Contains(languages[1:], lang) || !slices.Contains([]string{".html", ".txt", ".ics", ".eml"}, ext) {
			continue
		}
		looked[lang]++
		text := string(data)
		switch ext {
		case ".html":
			data = firstRows.ReplaceAll(data, nil)
			text = string(plain(t, examples.ReplaceAll(data, nil)))
			for _, tag := range regexp.MustCompile(`<[a-z0-9]+ [^>]*\blang="?en\b[^>]*>`).FindAllString(string(data), -1) {
				if !strings.Contains(tag, "hreflang") {
					t.Errorf("%s: %s", name, tag)
				}
			}
		case ".ics":
			text = strings.ReplaceAll(text, "\r\n ", "")
		case ".eml":
			m := readMail(t, data)
			text = m.text + string(plain(t, m.html))
		}
		text = strings.Join(strings.Fields(text), " ")
		for _, original := range originals {
			if strings.Contains(text, original) {
				t.Errorf("%s says %q", name, original)
			}
		}
	}
	for _, lang := range languages[1:] {
		if looked[lang] < 150 {
			t.Errorf("only %d files in %q", looked[lang], lang)
		}
	}
}

// fieldTexts are the texts of a file's front matter that have three words or
// more, but for those that are for colleagues.
func fieldTexts(t *testing.T, data []byte) []string {
	t.Helper()
	var all map[string]any
	if err := yaml.Unmarshal([]byte(strings.SplitN(string(data), "\n---\n", 2)[0]), &all); err != nil {
		t.Fatal(err)
	}
	delete(all, "staff_note")
	delete(all, "briefing")
	var out []string
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			if words := strings.Fields(v); len(words) > 2 {
				out = append(out, strings.Join(words, " "))
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for key, x := range v {
				if key != "paid_by" && key != "name" && key != "where" && key != "address" && key != "series" { // names
					walk(x)
				}
			}
		}
	}
	walk(all)
	return out
}

// TestSetAsItsLanguage finds the demonstration city's pages set as readers of
// each language set them: a month that begins a line has a capital, a quote stands
// in the language's own marks, the city's desk says in it when it is open, and
// cities have the names by which they are known in it.
func TestSetAsItsLanguage(t *testing.T) {
	_, files := demonstrated(t)
	for folder, want := range map[string][6]string{
		"": {"December 2026", "November 2026", "“We draw on the road until the bell rings.”", "desk 3, 8:30–17:30", "Leuven, Belgium", "Brussels"},
		"fr/": {"Décembre 2026", "Novembre 2026", "«\u202fOn dessine sur la route jusqu’à la sonnerie.\u202f»",
			"guichet 3, de 8\u00a0h\u00a030 à 17\u00a0h\u00a030",
			"Louvain, Belgique", "Bruxelles"},
		"es/": {"Diciembre de 2026", "Noviembre de 2026", "«Dibujamos en la calle hasta que suena el timbre.»", "ventanilla 3, 8:30–17:30",
			"Lovaina, Bélgica", "Bruselas"},
		"pt/": {"Dezembro de 2026", "Novembro de 2026", "«Desenhamos na estrada até tocar a campainha.»", "balcão 3, das 8h30 às 17h30",
			"Lovaina, Bélgica", "Bruxelas"},
	} {
		for name, text := range map[string]string{
			"agenda/index.html":                 ">" + want[0] + "</h2>",
			"newsletter/index.html":             `<p class="kick"><span>` + want[1] + "</span>",
			"newsletter/2026-11/newsletter.txt": "\n" + want[2] + "\n",
			"about/index.html":                  want[3],
			"trips/2026-11-leuven/index.html":   "<span>" + want[4] + "</span>",
			"agenda.ics":                        "LOCATION:" + want[5] + "\\, BE",
			"partners/index.html":               want[5],
		} {
			if !bytes.Contains(files[folder+name], []byte(text)) {
				t.Errorf("%s%s does not say %q", folder, name, text)
			}
		}
	}
}
