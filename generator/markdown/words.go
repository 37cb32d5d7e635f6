package markdown

import (
	"unicode"
	"unicode/utf8"
)

// words counts the words of a text: what stands between spaces and has a
// letter or a digit.
func words(text []byte) int {
	n, counted := 0, false // whether the word that is read has been counted
	for i := 0; i < len(text); {
		var kind uint8
		if c := text[i]; c < utf8.RuneSelf {
			kind = plainKinds[c]
			i++
		} else {
			r, size := utf8.DecodeRune(text[i:])
			kind = kindOf(r)
			i += size
		}
		switch {
		case kind == blankSign:
			counted = false
		case kind == wordSign && !counted:
			n, counted = n+1, true
		}
	}
	return n
}

// What a sign is to somebody who counts words.
const (
	otherSign = iota
	blankSign
	wordSign
)

func kindOf(r rune) uint8 {
	switch {
	case unicode.IsSpace(r):
		return blankSign
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return wordSign
	}
	return otherSign
}

// plainKinds are the kinds of the signs that ASCII has.
var plainKinds = func() (kinds [utf8.RuneSelf]uint8) {
	for i := range kinds {
		kinds[i] = kindOf(rune(i))
	}
	return kinds
}()
