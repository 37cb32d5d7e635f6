package site

import "testing"

// TestExamples shows by its number what tells two examples apart and cannot be
// seen, and nothing where a page cannot show it.
func TestExamples(t *testing.T) {
	for name, x := range map[string]struct{ bad, good, showBad, showGood string }{
		"seen as it is":     {"pitch:\n", "pitch: Trams run.", "pitch:", "pitch: Trams run."},
		"a space":           {"official:\u00a0claire", "official: claire", "official:<U+00A0>claire", "official: claire"},
		"a mark":            {"\ufefftitle: A", "title: A", "<U+FEFF>title: A", "title: A"},
		"ends of lines":     {"title: A\r\nB\r\n", "title: A\nB", "title: A<U+000D>\nB<U+000D>", "title: A\nB"},
		"a French space":    {"pitch: Trams\u202f: un", "pitch: \"Trams\u202f: deux\"", "pitch: Trams\u202f: un", "pitch: \"Trams\u202f: deux\""},
		"the bytes beside":  {"# with the file portrait.jpg", "# with the file portrait.jpg\n", "", ""},
		"bytes of no text":  {"A\xe9roport", "Aéroport", "A\uFFFDroport", "Aéroport"},
		"an unseen control": {"Our\x0b page", "Our page", "Our<U+000B> page", "Our page"},
	} {
		if bad, good := examples(x.bad, x.good); bad != x.showBad || good != x.showGood {
			t.Errorf("%s: %q, %q", name, bad, good)
		}
	}
}
