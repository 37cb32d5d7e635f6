package source

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"parvis/generator/catalog"
)

// TestSigns holds all kinds of signs against Unicode's.
func TestSigns(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if want := unicode.Is(unicode.Cc, r) && r != '\t' && r != '\n'; Control(r) != want {
			t.Errorf("U+%04X is a control character: %v", r, !want)
		}
		if Invisible(r) && !unicode.Is(unicode.Cf, r) && r != 0x2065 {
			t.Errorf("U+%04X can be seen", r)
		}
		if want := unicode.In(r, unicode.Zl, unicode.Zp) || r == '\r' || r == 0x85; EndsLine(r) != (want || r == '\n') || want && !Barred(r) {
			t.Errorf("U+%04X ends a line, or may stand in a text: %v", r, !want)
		}
		if Control(r) && !Barred(r) || Barred(r) && !Unseen(r) && unicode.IsGraphic(r) {
			t.Errorf("U+%04X is barred: %v", r, Barred(r))
		}
		if (Invisible(r) && r != 0x2065 || EndsLine(r) || unicode.IsControl(r)) && !Unseen(r) || unicode.IsPrint(r) && Unseen(r) {
			t.Errorf("U+%04X is unseen: %v", r, Unseen(r))
		}
		if BlankLetter(r) && !Blank(r) || Invisible(r) && r != 0x2065 && !Blank(r) || unicode.IsSpace(r) && Blank(r) {
			t.Errorf("U+%04X is blank: %v", r, Blank(r))
		}
		if (Barred(r) && r < 0xfffe || Invisible(r) || BlankLetter(r)) && !Hidden(r) {
			t.Errorf("U+%04X is printed as it is", r)
		}
		if unicode.Is(unicode.Bidi_Control, r) && !Invisible(r) {
			t.Errorf("U+%04X turns the direction of writing and passes for visible", r)
		}
	}
}

// TestOpenDirection finds what is not turned back.
func TestOpenDirection(t *testing.T) {
	for text, want := range map[string]int{
		"": -1, "Trams": -1, "é": -1, "\u200f\u061ca": -1,
		"a\u202eb": 1, "a\u202db": 1, "a\u202bb": 1, "a\u202ab": 1, "a\u2066b": 1, "a\u2067b": 1, "a\u2068b": 1,
		"a\u202eb\u202c": -1, "a\u2067b\u2069": -1, "a\u2067b\u202c": 1, "a\u202eb\u2069": 1,
		"\u2067\u202ea\u2069": -1, "\u202e\u2067a\u2069": 0, "\u2067\u202ea\u202c": 0,
		"\u202c\u2069a": -1, "\u202ea\u202cb\u202ec": 8, "\u202e\u202ea\u202c": 0,
	} {
		if got := OpenDirection(text); got != want {
			t.Errorf("%+q: %d, want %d", text, got, want)
		}
	}
}

// TestPlain lets the colours through, and nothing else that moves a cursor.
func TestPlain(t *testing.T) {
	var b bytes.Buffer
	text := Terminal.Error + "é\ttwo\n" + Terminal.Reset + "\x1b]0;title\x07\x1b[2J\r\x7f\u009b\xff\x1b"
	n, err := fmt.Fprint(Plain{&b}, text)
	if want := Terminal.Error + "é\ttwo\n" + Terminal.Reset + "<U+001B>]0;title<U+0007><U+001B>[2J<U+000D><U+007F><U+009B>\xff<U+001B>"; b.String() != want ||
		n != len(text) ||
		err != nil {
		t.Errorf("%q %d %v, want %q", b.String(), n, err, want)
	}
	f := NewFile("content/\x1b[2J.md", []byte("text\n"))
	rule := &Rule{Name: "x"}
	b.Reset()
	d := rule.At(f.Span(0, 1), "wrong")
	d.Related = []Related{{At: f.Span(1, 2), Message: catalog.Text("here")}}
	if err := Text(&b, []Diagnostic{d}, Terminal, catalog.English); err != nil || strings.Contains(b.String(), "\x1b[2J") ||
		strings.Count(b.String(), "content/<U+001B>[2J.md:1:") != 2 {
		t.Errorf("%q %v", b.String(), err)
	}
}

// TestShownSigns keeps what an example warns of from doing it.
func TestShownSigns(t *testing.T) {
	for text, want := range map[string]string{"a \u202eb\n": "a <U+202E>b\n", "a \u2067b\u2069\u00a0\n": "a \u2067b\u2069\u00a0\n"} {
		if got := (Example{Text: text}).Shown(catalog.English); got != want {
			t.Errorf("%+q is shown as %+q", text, got)
		}
	}
}

// TestBytes wants the signs that are looked for by their bytes to be found where
// the signs themselves are.
func TestBytes(t *testing.T) {
	for r := rune(0); r <= 0xffff; r++ {
		text := "é’a" + string(r) + "–b"
		if want := strings.IndexFunc(text, Barred); FirstBarred([]byte(text)) != want {
			t.Errorf("U+%04X is barred at %d, not %d", r, FirstBarred([]byte(text)), want)
		}
		if want := r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069; Turns(text) != want || Turns([]byte(string(r))) != want {
			t.Errorf("U+%04X turns the direction of writing: %v", r, !want)
		}
	}
	if FirstBarred([]byte("a\xc2\xe2\x80\xef")) >= 0 || Turns("a\xe2\x80") {
		t.Error("halves of signs are taken for some")
	}
}
