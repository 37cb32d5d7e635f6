package site

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"parvis/generator/content"
	"parvis/generator/markdown"
)

// This file makes texts of a length for paper: of whole sentences, so that none ends within one.

// textLengths are how many signs the texts for the printed magazine have at most, by name.
var textLengths = []struct {
	name string
	most int
}{{"short", 300}, {"middle", 700}, {"long", 1500}}

// lengths are the texts on an entry for the printed magazine, the shortest first. One that would
// say no more than the one before it is left out.
func (s *Site) lengths(l *lang, e *content.Entry) (out []SheetText) {
	all, in := s.sentencesOf(l, e)
	taken := 0
	for _, x := range textLengths {
		n := within(all, x.most)
		if n <= taken {
			continue
		}
		taken = n
		text := strings.Join(all[:n], " ")
		signs := utf8.RuneCountInString(text)
		out = append(out, SheetText{Name: l.word("sheet.text-" + x.name), Text: Str{text, in},
			Count: l.word("sheet.text-count", "signs", l.Number(int64(signs)), "words", l.Number(int64(len(strings.Fields(text)))))})
	}
	return out
}

// within is how many sentences have room in so many signs: the first in any case, since there is
// nothing shorter.
func within(sentences []string, most int) int {
	signs := 0
	for i, x := range sentences {
		if signs += utf8.RuneCountInString(x) + min(i, 1); signs > most && i > 0 {
			return i
		}
	}
	return len(sentences)
}

// sentencesOf are those that tell of an entry, the most important first: what is told elsewhere
// in short, then why, then its story. in is the language of the first of them that has another
// than the page, "" for none.
func (s *Site) sentencesOf(l *lang, e *content.Entry) (out []string, in string) {
	t := translation(e.Translations, l)
	benefit := l.benefit(e)
	if s.ahead(e) {
		benefit.Text = l.word("share.planned", "benefit", benefit.Text)
	}
	if e.Outcome != nil && e.Outcome.Reason.OK() {
		benefit = l.say(e, e.Outcome.Reason)
	}
	texts := []Str{l.in(t.Pitch, e.Pitch), benefit}
	if e.CalledOff() {
		texts = []Str{pageText(l.word("share.cancelled", "title", l.title(e).Text))}
	}
	if amount, note := s.costInShort(l, e); amount != "–" {
		texts = append(texts, pageText(l.word("share.cost", "amount", amount, "note", note)))
	}
	if !e.CalledOff() {
		texts = append(texts, l.in(t.Purpose, e.Purpose))
	}
	body := e.Body
	if !t.Body.Empty() {
		body = t.Body
	}
	for _, paragraph := range markdown.Paragraphs(body.At) {
		texts = append(texts, pageText(paragraph))
	}
	for _, text := range texts {
		in = cmp.Or(in, text.Lang)
		out = append(out, sentences(text.Text)...)
	}
	return out, in
}

// sentenceEnds are what may stand behind the sign that ends a sentence, and openings what the
// next one may begin with beside a capital or a figure.
const (
	sentenceEnds = "\"”»’')"
	openings     = "\"“«‘¿¡(–—"
)

// shortened are words of three letters and more that are written with a point and end nothing.
var shortened = map[string]bool{"art": true, "fig": true, "mrs": true, "dra": true, "sra": true, "ste": true, "etc": true, "vol": true, "núm": true,
	"tel": true, "exc": true, "prof": true, "approx": true, "env": true, "max": true, "min": true}

// sentences are those of a text. Where it is not certain that one ends, it goes on.
func sentences(text string) (out []string) {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' })
	start := 0
	for i, w := range words {
		if i+1 == len(words) || ends(w) && begins(words[i+1]) {
			out = append(out, strings.Join(words[start:i+1], " "))
			start = i + 1
		}
	}
	return out
}

func ends(word string) bool {
	bare := strings.TrimRight(word, sentenceEnds+"\u00a0\u202f")
	stem := strings.TrimRight(bare, ".!?…")
	switch {
	case stem == bare:
		return false
	case !strings.HasSuffix(bare, ".") || stem == "":
		return true
	}
	letters := strings.TrimFunc(stem, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if strings.ContainsFunc(letters, unicode.IsDigit) {
		return true
	}
	return utf8.RuneCountInString(letters) > 2 && !strings.Contains(letters, ".") && !shortened[strings.ToLower(letters)]
}

func begins(word string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, openings+"\u00a0\u202f"))
	return unicode.IsUpper(first) || unicode.IsDigit(first)
}
