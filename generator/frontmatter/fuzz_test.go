package frontmatter

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"parvis/generator/source"
)

// seeds are blocks of front matter, and what tends to break readers of them.
var seeds = []string{
	"title: x\n", "title: \"a \\\"b\\\" c\"\n", "title: 'it''s'\n", "title: |\n  a\n  b\n", "title: >-\n  a\n\n  b\n",
	"list: [a, b, {c: d}]\n", "list:\n  - a\n  - {b: c}\n  -\n    d: e\n",
	"day: 2026-02-30\n", "day: 14/09/2026\n", "number: 010\n", "number: 1e3\n", "a: &x b\nc: *x\n", "<<: {a: b}\n", "a: !!str b\n",
	"? [a]\n: b\n", "a:\n\tb: c\n", "a: [b, c\n", "a: {b: c\n", "a: \"b\n", "a: b: c\n",
	"a: *b* c\n", "a: @b\n", "...\n", "--- # a\n", "%YAML 1.2\n", "a: \u2028b\n", "a: b\u0085c: d\n", "a: b\r\nc: d\r\n", "a: b\rc: d\r",
	"\ufeffa: b\n", "a: \"\\u0000\\x1b\"\n", "é: ü\n日本: 語\n", "a: 👩‍🔧\nb: e\u0301\n",
	"words: {en: a, fr: b, de: c}\n", "title: a\ntitle: b\n", strings.Repeat("[", 200) + "\n", strings.Repeat("- ", 100) + "\n",
	"a: # b\n", "a: ~\n", "~: a\n", ": a\n", "- a\n", "a\n", "", "#\n", "{}\n", "[]\n", "a: |1\n  b\n", "a: ]\n", "a: , b\n",
}

// FuzzFrontMatter reads whatever stands in a file in every way that there is.
// Nothing panics, every problem has a place in the file, and a value that was
// read lies where it says.
func FuzzFrontMatter(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte("---\n" + s + "---\nText.\n"))
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file := source.NewFile("content/a.md", text)
		found := 0
		report := func(d source.Diagnostic) {
			found++
			check(t, file, d.At)
			for _, r := range d.Related {
				check(t, file, r.At)
			}
			if d.Message.IsZero() || d.Fix.IsZero() || !bytes.Contains(text, []byte("%!")) && strings.Contains(d.Message.String()+d.Fix.String(), "%!") {
				t.Errorf("message %q, fix %q", d.Message, d.Fix)
			}
		}
		block, ok := Split(file, report)
		if !ok {
			if found == 0 {
				t.Error("refused without a word")
			}
			block = Block{YAML: file.Span(0, len(text)), Fence: file.Span(0, 0)}
		}
		if !utf8.Valid(text) {
			return // never loaded
		}
		before := found
		m := Load(block.YAML, block.Fence, report)
		if m == nil {
			if found == before {
				t.Error("not loaded, without a word")
			}
			return
		}
		readAll(t, file, m, 3)
		m.Close()
	})
}

// readAll reads every field of a mapping in every way.
func readAll(t *testing.T, file *source.File, m *Map, depth int) {
	check(t, file, m.At())
	for _, name := range append(m.Keys(), "absent") {
		for _, p := range []Presence{Optional, Required} {
			if v := m.Text(name, p); v.OK() {
				check(t, file, v.At)
				if strings.TrimSpace(v.V) != v.V || v.V == "" {
					t.Errorf("text %q", v.V)
				}
			}
			m.RawText(name, p)
			if v := m.Date(name, p); v.OK() && (v.V.Year() < 1800 || v.V.Hour() != 0) {
				t.Errorf("date %s", v.V)
			}
			if v := m.Period(name, p); v.OK() && v.V.String() != strings.TrimSpace(m.Text(name, p).V) {
				t.Errorf("period %s", v.V)
			}
			for _, v := range m.Texts(name, p) {
				check(t, file, v.At)
			}
			m.Choice(name, p, "open", "kept")
			m.Whole(name, p, 1)
			m.Decimal(name, p)
			m.Words(name, p, []string{"en", "fr"})
			m.Items(name, p, func(v Value[string]) { check(t, file, v.At) }, func(m *Map) { check(t, file, m.At()) })
			if in := m.Map(name, p); in != nil && depth > 0 {
				readAll(t, file, in, depth-1)
			}
		}
		m.Bool(name)
		m.Coordinate(name, 90)
		for _, in := range m.Maps(name) {
			check(t, file, in.At())
		}
		check(t, file, m.KeyAt(name))
		check(t, file, m.PlaceOf(name))
		m.Has(name)
		m.Shape(name)
	}
}

// check wants a place to be one of the file.
func check(t *testing.T, file *source.File, at source.Span) {
	t.Helper()
	if at.File != file || at.Start < 0 || at.Start > at.End || at.End > len(file.Text) {
		t.Fatalf("place %d to %d of %d", at.Start, at.End, len(file.Text))
	}
}
