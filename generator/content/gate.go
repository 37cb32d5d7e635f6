package content

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// The gate: an entry that is to be published states what it brings to
// residents, and nothing can switch that off.
var (
	ruleBenefitMissing = &source.Rule{Name: "local-benefit-missing", Locked: true,
		Says: "Every published entry states its local benefit.",
		Why:  "a resident who pays for this must be able to read what it brings here",
		Fix:  `say what changes, for whom and when, or keep the entry with "draft: true"`,
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "local_impact: TBD\n"},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact: {benefit: Line A runs until one from March so late shifts get home., issues: [mobility]}\n",
		}}
	ruleBenefitEcho = &source.Rule{Name: "local-benefit-echo", Locked: true,
		Says: "The local benefit is not the title, the pitch or the purpose again.",
		Why:  "why the city went is one thing; what it brings here is another",
		Fix:  "say what is different here since, or will be and when",
		Bad: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact: {benefit: \"See how a city of our size runs trams until one in the morning!\", issues: [mobility]}\n",
		},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact: {benefit: The last tram leaves the station at one instead of at eleven., issues: [mobility]}\n",
		}}
	ruleBenefitCopied = &source.Rule{Name: "local-benefit-copied", Locked: true,
		Says: "No two entries state the same local benefit.",
		Why:  "one sentence for two actions says of neither what it brought",
		Fix:  "say here what this action alone has brought",
		Bad: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact: {benefit: \"Old-town bins are emptied every week again, in 4300 homes.\", issues: [mobility]}\n",
			Beside: map[string]string{
				"agreements/2026-bins.md": `---
title: Ravenna lends us narrow bin lorries
signed: 2026-05-04
partners: [ravenna]
purpose: Reach streets that wide lorries cannot enter.
pitch: Bins of the old town are emptied each week.
official: claire-moreau
departments: [streets]
local_impact: {benefit: Old town bins are emptied every week again in 4300 homes, issues: [mobility]}
cost: 310.20
sdg: [11.6]
---
`,
			},
		},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact: {benefit: Night trams bring the late shift of the hospital home., issues: [mobility]}\n",
		}}
)

// lookalikes are letters of other alphabets that pass for Latin ones.
var lookalikes = strings.NewReplacer(
	"а", "a", "в", "b", "с", "c", "ԁ", "d", "е", "e", "һ", "h", "н", "h", "і", "i", "ј", "j", "к", "k", "м", "m", "о", "o", "р", "p", "ѕ",
	"s", "т", "t", "у", "y", "х", "x",
	"α", "a", "β", "b", "ε", "e", "ι", "i", "κ", "k", "ν", "n", "ο", "o", "ρ", "p", "τ", "t", "υ", "u", "χ", "x", "η", "h", "ζ", "z", "μ",
	"m", "ᴀ", "a", "ʙ", "b", "ᴄ", "c", "ᴅ", "d", "ᴇ", "e", "ɪ", "i", "ɴ", "n", "ᴏ", "o", "ᴘ", "p", "ᴛ", "t", "ᴜ", "u", "ı", "i", "ł", "l",
	"ø", "o", "œ", "oe", "æ", "ae", "ß", "ss")

// Fold reduces a text to what it says: lower-case letters and digits without
// accents, words parted by one space. Punctuation, marks, symbols, emoji and
// invisible characters are gone; letters of other widths and alphabets that
// look like Latin ones have become these.
func Fold(s string) string {
	if plain, ok := foldLatin(s); ok {
		return plain
	}
	return foldAny(s)
}

// foldAny folds any text.
func foldAny(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, " ")) {
		switch {
		case source.Blank(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r):
		case r == '\'' || r == '’' || r == 'ʼ':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return lookalikes.Replace(b.String())
}

// latin is what each sign of the Latin alphabet's first blocks becomes when it is
// folded, and the general punctuation behind them: "" for one that is left out,
// a space for one that parts words.
var latin, punctuation = func() (l, p [0x250]string) {
	of := func(r rune) string {
		folded := foldAny("a" + string(r) + "a")
		switch between := folded[1 : len(folded)-1]; {
		case strings.Trim(between, " ") == "" || !strings.Contains(between, " "):
			return between
		}
		return outside
	}
	for r := range rune(len(l)) {
		l[r], p[r] = of(r), of(startPunctuation+r)
	}
	return l, p
}()

// startPunctuation is the first sign of the general punctuation; outside marks a
// sign that parts words and is letters too, which is folded the long way.
const (
	startPunctuation = '\u2000'
	endPunctuation   = startPunctuation + 0x70
	outside          = "?"
)

// foldLatin folds a text of Latin letters, as most are, the short way.
func foldLatin(s string) (string, bool) {
	b := make([]byte, 0, len(s))
	gap := false
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		folded := outside
		switch {
		case r < rune(len(latin)):
			folded = latin[r]
		case r >= startPunctuation && r < endPunctuation:
			folded = punctuation[r-startPunctuation]
		}
		switch folded {
		case outside:
			return "", false
		case "":
		case " ":
			gap = true
		default:
			if gap && len(b) > 0 {
				b = append(b, ' ')
			}
			gap = false
			b = append(b, folded...)
		}
	}
	return string(b), true
}

var (
	htmlComment = regexp.MustCompile(`(?s)<!--.*?(-->|$)`)
	htmlTag     = regexp.MustCompile(`</?[a-zA-Z][^<>]*>|(?s:<[!?].*?>)`)
	webAddress  = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+`)
	linkMarkup  = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
)

// stated is what a benefit says when mark-up is taken off, folded.
func stated(s string) string { return Fold(unmarked(s)) }

// unmarked is a text without mark-up.
func unmarked(s string) string {
	if !strings.ContainsAny(s, "<[&/") && !hasServer(s) {
		return s // nothing there that could be mark-up
	}
	if strings.Contains(s, "<") {
		s = htmlComment.ReplaceAllString(s, " ")
		s = htmlTag.ReplaceAllString(s, " ")
	}
	if strings.Contains(s, "](") {
		s = linkMarkup.ReplaceAllString(s, "$1 ")
	}
	if strings.Contains(s, "://") || hasServer(s) {
		s = webAddress.ReplaceAllString(s, " ")
	}
	return html.UnescapeString(s)
}

// hasServer tells whether a text holds what the name of a server begins with.
func hasServer(s string) bool {
	for i := 3; i < len(s); i++ {
		if s[i] == '.' && strings.EqualFold(s[i-3:i], "www") {
			return true
		}
	}
	return false
}

// benefitProblem says in which way a text states no benefit: "" when it does
// state one.
func benefitProblem(v Text) catalog.Message {
	folded := stated(v.V)
	switch {
	case !v.Given:
		return catalog.Say("the local benefit is missing")
	case v.V == "":
		return catalog.Say("the local benefit is empty")
	case strings.TrimFunc(v.V, func(r rune) bool { return unicode.IsSpace(r) || source.Blank(r) }) == "":
		return catalog.Say("the local benefit is blank")
	case !strings.ContainsFunc(folded, unicode.IsLetter):
		return catalog.Say("the local benefit says nothing")
	case isPlaceholder(folded):
		return catalog.Say("the local benefit is a placeholder")
	}
	return catalog.Message{}
}

// isPlaceholder tells whether a folded text is a placeholder: nothing but
// phrases of the list, fillers and numbers, however they are spaced and
// repeated, or a beginning of the list with too few words behind it.
func isPlaceholder(folded string) bool {
	joined := strings.ReplaceAll(folded, " ", "")
	if sameLetter(joined) || listed.phrases[joined] {
		return true
	}
	if isOpening(folded) {
		return true
	}
	isPhrase := func(phrase string) bool { return listed.phrases[phrase] || len(phrase) > 2 && sameLetter(phrase) }
	words := strings.Fields(folded)
	if letters := utf8.RuneCountInString(joined); letters < len(words)*2 || len(words) == 1 && letters < 200 {
		return madeOfPhrases(joined, strings.Split(joined, ""), 0, 40, isPhrase) // l i k e  t h i s, or likethis
	}
	return madeOfPhrases(folded, words, 1, 8, isPhrase)
}

// isOpening tells whether a folded text begins as only a placeholder does.
func isOpening(folded string) bool {
	spaced, joined := folded+" ", strings.ReplaceAll(folded, " ", "")
	for _, o := range listed.openings {
		if o[0] == joined[0] && (strings.HasPrefix(spaced, o) || strings.Count(o, " ") > 1 && strings.HasPrefix(joined, strings.ReplaceAll(o, " ", ""))) {
			return true
		}
	}
	i := slices.IndexFunc(listed.promises, func(p string) bool { return strings.HasPrefix(spaced, p) })
	if i < 0 {
		return false
	}
	rest := strings.Fields(folded)[len(strings.Fields(listed.promises[i])):]
	return len(slices.DeleteFunc(rest, isFiller)) < fewestWords
}

// madeOfPhrases tells whether the parts of a folded text, its words or its letters
// with a gap of so many bytes between them, are phrases and fillers, each of so many
// parts at most, and nothing else.
func madeOfPhrases(text string, parts []string, gap, longest int, isPhrase func(string) bool) bool {
	// reached[i]: the first i parts can be read so; with[i]: and hold a phrase.
	reached, with := make([]bool, len(parts)+1), make([]bool, len(parts)+1)
	reached[0] = true
	for i, start := 0, 0; i < len(parts); i++ {
		end := start - gap
		for n := 1; reached[i] && n <= longest && i+n <= len(parts); n++ {
			end += gap + len(parts[i+n-1])
			switch phrase := text[start:end]; {
			case isPhrase(phrase):
				reached[i+n], with[i+n] = true, true
			case isFiller(phrase):
				reached[i+n], with[i+n] = true, with[i+n] || with[i]
			}
		}
		start += len(parts[i]) + gap
	}
	return with[len(parts)]
}

// sameLetter tells whether a word is one letter, however often: xxxx.
func sameLetter(word string) bool {
	letter, _ := utf8.DecodeRuneInString(word)
	return strings.Trim(word, string(letter)) == ""
}

// isFiller tells whether words change nothing about a placeholder.
func isFiller(words string) bool {
	return listed.fillers[words] || !strings.ContainsFunc(words, func(r rune) bool { return !unicode.IsDigit(r) })
}

// whoPays is why an entry of a kind states a benefit.
func whoPays(kind Kind) catalog.Message {
	switch kind {
	case Trips:
		return catalog.Say("a resident who pays for this trip must be able to read what it brings here")
	case Agreements:
		return catalog.Say("a resident who pays for this agreement must be able to read what it brings here")
	case Events:
		return catalog.Say("a resident who pays for this event must be able to read what it brings here")
	}
	return catalog.Say("a resident who pays for this outcome must be able to read what it brings here")
}

// judgeBenefit applies the gate to one benefit, of an entry or a translation,
// and tells whether it passes. own are names of which everybody knows already
// that the entry is about them.
func judgeBenefit(v Text, fence source.Span, kind Kind, others map[string]Text, p prose, own []Text, report source.Report) bool {
	where := at(v.At, fence)
	if v.Bad && !v.Given {
		report(ruleBenefitMissing.At(where, "the local benefit is not one text").To("write it as one sentence behind “local_impact:”"))
		return false
	}
	if problem := benefitProblem(v); !problem.IsZero() {
		d := ruleBenefitMissing.At(where, "%s", problem)
		d.Why = whoPays(kind)
		report(d)
		return false
	}
	folded := stated(v.V)
	for _, name := range []string{"title", "pitch", "purpose"} {
		if o := others[name]; o.OK() && stated(o.V) == folded {
			report(ruleBenefitEcho.At(where, "the local benefit is the %s again", name).See(o.At, "the %s stands here", name))
			return false
		}
	}
	if !v.Bad { // one that is cut short has been told of
		hollow(p, where, own, report)
	}
	return true
}

// judge applies the gate to a benefit when its file is read, and returns what
// it says.
func (p *parser) judge(v Text, kind Kind, title, pitch, purpose Text, own ...Text) statement {
	others, prose := map[string]Text{"title": title, "pitch": pitch, "purpose": purpose}, proseOf(v.V)
	if !judgeBenefit(v, p.head.Fence, kind, others, prose, append(own, p.s.City), p.report) {
		return statement{}
	}
	return newStatement(v.V, prose)
}
