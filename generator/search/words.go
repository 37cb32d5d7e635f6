package search

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A browser makes words of what is looked for in the same way (themes/chartres/assets/
// search.js): a test holds the two against each other.

// longest is how many letters a word has; what is longer is several.
const longest = 40

// plain are letters that Unicode does not take apart and that many write in another way.
var plain = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h", 'ı': "i", 'ŋ': "n", 'ŧ': "t", 'ς': "σ",
}

// Words are the words of a text, in small letters without accents: what has letters and
// digits without anything else between them. Scripts that set no spaces have a
// word for each of their signs.
func Words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for token := range tokens(text) {
			for word := range wordsIn(token) {
				if !yield(word) {
					return
				}
			}
		}
	}
}

// tokens are the parts of a text between which there is something of which no letter
// can come, as it stands.
func tokens(text string) iter.Seq[string] { return strings.FieldsFuncSeq(text, between) }

func between(r rune) bool {
	if r < utf8.RuneSelf {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')
	}
	return unicode.IsSpace(r) || unicode.IsPunct(r)
}

// wordsIn are the words of a token.
func wordsIn(token string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var word strings.Builder
		n := 0
		end := func() bool {
			if n == 0 {
				return true
			}
			out := word.String()
			word.Reset()
			n = 0
			return yield(out)
		}
		for _, r := range fold(token) {
			isSign := unicode.Is(unicode.Han, r)
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) || isSign || n == longest {
				if !end() {
					return
				}
			}
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				word.WriteRune(r)
				n++
			}
			if isSign && !end() {
				return
			}
		}
		end()
	}
}

// fold writes a text in small letters without accents.
func fold(text string) string {
	isPlain := true
	for i := range len(text) {
		isPlain = isPlain && text[i] < utf8.RuneSelf
	}
	if isPlain {
		return strings.ToLower(text)
	}
	var out strings.Builder
	for _, r := range norm.NFKD.String(text) {
		if unicode.IsMark(r) {
			continue
		}
		r = unicode.ToLower(r)
		if as, ok := plain[r]; ok {
			out.WriteString(as)
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}
