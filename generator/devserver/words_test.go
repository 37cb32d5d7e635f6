package devserver

import (
	"errors"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/source"
)

// english are words of which some stand in everything that the server would say in English.
var english = regexp.MustCompile(`(?i)>[^<]*\b(the|this|of|and|more|by itself|nothing|open|why|fix|problems?|warnings?|hide)\b|="(?-i:Hide|Problems|For the|Open)`)

// TestWords looks for English in what the server lays over a page, in the note at its foot
// and in the page that it shows instead, in the other languages.
func TestWords(t *testing.T) {
	file := source.NewFile("content/trips/a.md", []byte("---\ntitle: A\n---\n"))
	d := content.Rules()[0].At(file.Span(4, 9), "%s is not a folder", "a")
	d.Why, d.Fix = catalog.Say("the title is empty"), catalog.Say("the title is empty")
	for _, code := range catalog.Languages[1:] {
		s := New(Config{Editor: DefaultEditor, Words: catalog.For(code)})
		site := &Site{Diagnostics: []source.Diagnostic{d}, Sources: func(path string) []*source.File {
			if path == "one" {
				return []*source.File{file}
			}
			return nil
		}}
		s.notWatching(catalog.Say("it took too long"))
		v := &view{site: site, trouble: trouble{diagnostics: make([]source.Diagnostic, mostShown+3)}}
		for i := range v.trouble.diagnostics {
			v.trouble.diagnostics[i] = d
		}
		bare := &view{trouble: trouble{fault: errors.Join(&Fault{Message: catalog.Say("the theme cannot be used"), File: "a", Line: 1})}}
		var shown []string
		for _, of := range []*view{v, bare} {
			w := httptest.NewRecorder()
			s.showTrouble(w, of, of.trouble)
			shown = append(shown, w.Body.String(), s.troubleEvent(of).HTML)
		}
		for _, path := range []string{"one", "many"} {
			shown = append(shown, string(s.annotate([]byte("<head></head><body></body>"), v, path)))
		}
		for _, text := range shown {
			if m := english.FindString(text); m != "" {
				t.Errorf("%s: %q in %s", code, m, text)
			}
		}
		if page := shown[0]; !strings.Contains(page, `<html lang="`+code+`"`) || !strings.Contains(page, `data-lang="`+code+`"`) {
			t.Errorf("%s: the page does not say its language:\n%s", code, page)
		}
		if note := shown[len(shown)-1]; !strings.Contains(note, `lang="`+code+`" aria-label`) {
			t.Errorf("%s: the note does not say its language:\n%s", code, note)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", "http://elsewhere.example/", nil))
		if body := w.Body.String(); w.Code != 403 || strings.Contains(body, "This") {
			t.Errorf("%s: %d %s", code, w.Code, body)
		}
	}
}
