package i18n

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// This file puts names in the order of a dictionary, by the rules of the Unicode
// Collation Algorithm (https://www.unicode.org/reports/tr10/) and CLDR's for the languages
// that the program speaks: the letters decide, then their accents, then capitals. The tables
// of golang.org/x/text/collate know every script and take 1.2 MB of the program; a test
// holds this order against theirs.

// spelt are letters that stand where others do, behind these where all else is equal.
var spelt = map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d"}

// weight is where a sign stands in the order.
type weight struct {
	kind   int // spaces come before other signs, these before digits, and letters last
	letter rune
	accent []rune
	upper  bool
}

const (
	space = iota
	sign
	digit
	letter
)

// weights are those of a text.
func weights(text, lang string) []weight {
	out := make([]weight, 0, len(text))
	for _, r := range norm.NFD.String(text) {
		lower := unicode.ToLower(r)
		w := weight{kind: sign, letter: lower, upper: lower != r}
		switch {
		case unicode.Is(unicode.Mn, r):
			if len(out) > 0 {
				out[len(out)-1].mark(r, lang)
			}
			continue
		case unicode.IsSpace(r):
			w.kind = space
		case unicode.IsDigit(r):
			w.kind = digit
		case unicode.IsLetter(r):
			w.kind = letter
		}
		if as := spelt[lower]; as != "" {
			for _, s := range as {
				out = append(out, weight{kind: letter, letter: s, accent: []rune{lower}, upper: w.upper})
			}
			continue
		}
		out = append(out, w)
	}
	return out
}

// mark puts an accent on a letter. Spanish has ñ as a letter of its own, behind n.
func (w *weight) mark(r rune, lang string) {
	if lang == "es" && w.letter == 'n' && w.kind == letter && r == '\u0303' {
		w.letter = enye
		return
	}
	w.accent = append(w.accent, r)
}

// enye stands for ñ between n and o: no text has it.
const enye = -'n'

// order is where a letter stands among the letters.
func (w weight) order() int {
	if w.letter == enye {
		return 2*'n' + 1
	}
	return 2 * int(w.letter)
}

// Compare compares two texts as a dictionary of a language does; never 0 for two that differ.
func Compare(a, b, lang string) int { return cmp.Or(inOrder(a, b, lang), strings.Compare(a, b)) }

// inOrder compares two texts as a dictionary of a language does; 0 for texts that differ in
// nothing that it looks at.
func inOrder(a, b, lang string) int {
	x, y := weights(a, lang), weights(b, lang)
	return cmp.Or(
		slices.CompareFunc(x, y, func(v, w weight) int { return cmp.Or(v.kind-w.kind, v.order()-w.order()) }),
		slices.CompareFunc(x, y, func(v, w weight) int { return slices.Compare(v.accent, w.accent) }),
		slices.CompareFunc(x, y, func(v, w weight) int { return capital(v) - capital(w) }))
}

// capital is 1 for a capital letter.
func capital(w weight) int {
	if w.upper {
		return 1
	}
	return 0
}
