package importer

import (
	"slices"
	"strings"
	"unicode"

	"parvis/generator/i18n"
)

// conjunctions stand between two destinations.
var conjunctions = []string{"and", "et", "y", "e", "i", "und", "&", "+", "AND", "And"}

// partsOf cuts a free text where one place ends and another begins.
func partsOf(text string) []part {
	text = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\t", " ", " - ", ",", " – ", ",", " — ", ",").Replace(text)
	var out []part
	var b strings.Builder
	by := rune(byStop)
	flush := func(next rune) {
		out = append(out, cutAnd(b.String(), by)...)
		if strings.TrimSpace(b.String()) != "" || next != byComma {
			by = next
		}
		b.Reset()
	}
	runes := []rune(text)
	for i, c := range runes {
		switch {
		case c == '\n' && (continues(runes[:i], ",") || continues(reversed(runes[i+1:]), ",(")):
			b.WriteByte(' ') // a line broken within a place
		case c == ';' || c == '\n' || c == '|':
			flush(byStop)
		case c == '/':
			flush(byAnd)
		case c == ',' && by == byParens:
			b.WriteRune(c) // (Republic of Korea, South)
		case c == ',' || c == ')':
			flush(byComma)
		case c == '(':
			flush(byParens)
		default:
			b.WriteRune(c)
		}
	}
	flush(byStop)
	for i := range out {
		out[i].may = mayBe(out[i])
	}
	return out
}

// continues tells whether the last character that is no space is one of set.
func continues(before []rune, set string) bool {
	for i := len(before) - 1; i >= 0; i-- {
		if !unicode.IsSpace(before[i]) {
			return strings.ContainsRune(set, before[i])
		}
	}
	return false
}

// reversed returns what follows up to the first character, for continues.
func reversed(after []rune) []rune {
	for i, c := range after {
		if !unicode.IsSpace(c) {
			return after[i : i+1]
		}
	}
	return nil
}

// mayBe returns the countries that a part may mean. In brackets, one of
// several names is enough.
func mayBe(p part) []string {
	may := countriesOf(p.text)
	if p.by == byParens {
		for s := range strings.SplitSeq(p.text, ",") {
			if len(may) == 0 {
				may = countriesOf(strings.TrimSpace(s))
			}
		}
	}
	return may
}

// cutAnd cuts a part at each “and” that is not within a country's name.
func cutAnd(text string, by rune) []part {
	words := strings.Fields(strings.ReplaceAll(text, "&", " & "))
	var out []part
	start := 0
	add := func(end int) {
		if s := strings.Trim(strings.Join(words[start:end], " "), " .:"); s != "" {
			if strings.HasSuffix(strings.Join(words[start:end], " "), ".") && strings.Count(words[end-1], ".") > 1 {
				s += "." // D.C.
			}
			out = append(out, part{text: s, by: by})
			by = byAnd
		}
	}
	for i, w := range words {
		if slices.Contains(conjunctions, w) && !withinName(words, i) {
			add(i)
			start, by = i+1, byAnd
		}
	}
	add(len(words))
	return out
}

// withinName tells whether a conjunction is part of a country's name, such as
// Trinidad and Tobago.
func withinName(words []string, at int) bool {
	for from := at - 1; from >= max(0, at-4); from-- {
		for to := at + 1; to < min(len(words), at+5); to++ {
			if _, ok := i18n.CountryByName(strings.Join(words[from:to+1], " ")); ok {
				return true
			}
			if regions[placeKey(strings.Join(words[from:to+1], " "))] != "" {
				return true
			}
		}
	}
	return false
}
