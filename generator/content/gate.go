package content

import (
	_ "embed"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

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
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "local_impact: {benefit: Line A runs until one from March so late shifts get home., issues: [mobility]}\n"}}
	ruleBenefitEcho = &source.Rule{Name: "local-benefit-echo", Locked: true,
		Says: "The local benefit is not the title, the pitch or the purpose again.",
		Why:  "why the city went is one thing; what it brings here is another",
		Fix:  "say what is different here since, or will be and when",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "local_impact: {benefit: \"See how a city of our size runs trams until one in the morning!\", issues: [mobility]}\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "local_impact: {benefit: The last tram leaves the station at one instead of at eleven., issues: [mobility]}\n"}}
	ruleBenefitCopied = &source.Rule{Name: "local-benefit-copied", Locked: true,
		Says: "No two entries state the same local benefit.",
		Why:  "one sentence for two actions says of neither what it brought",
		Fix:  "say here what this action alone has brought",
		Bad: source.Example{File: "trips/2026-09-ravenna.md", Text: "local_impact: {benefit: \"Old-town bins are emptied every week again, in 4300 homes.\", issues: [mobility]}\n",
			Beside: map[string]string{"agreements/2026-bins.md": "---\ntitle: Ravenna lends us narrow bin lorries\nsigned: 2026-05-04\npartners: [ravenna]\npurpose: Reach streets that wide lorries cannot enter.\npitch: Bins of the old town are emptied each week.\nofficial: claire-moreau\ndepartments: [streets]\nlocal_impact: {benefit: Old town bins are emptied every week again in 4300 homes, issues: [mobility]}\ncost: 310.20\nsdg: [11.6]\n---\n"}},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "local_impact: {benefit: Night trams bring the late shift of the hospital home., issues: [mobility]}\n"}}
	ruleBenefitVague = &source.Rule{Name: "local-benefit-vague", Severity: source.Warning,
		Says: "The local benefit speaks of residents' lives, in at least six words.",
		Why:  "stronger ties and more visibility are the institution's gain; a resident asks what changes in the street",
		Fix:  "name a place, a number or a date: who has what, since when",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "local_impact: {benefit: Stronger ties and closer cooperation between our two cities., issues: [mobility]}\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "local_impact: {benefit: Two hundred night workers get home by tram since March., issues: [mobility]}\n"}}
)

//go:embed placeholders.txt
var placeholderList string

//go:embed vague.txt
var vagueList string

// placeholders is what placeholders.txt lists, folded.
type placeholders struct {
	phrases  map[string]bool // texts that state nothing
	fillers  map[string]bool // what may stand beside them
	openings []string        // how a text begins that states nothing
	promises []string        // the same, if only few words follow
	words    map[string]bool // those of the phrases that say something where no benefit is to be stated
}

var listed = readPlaceholders(placeholderList)

var vagueWords = lines(vagueList)

//go:embed occasions.txt
var occasionList string

// occasions are the words of a purpose that says only on what occasion somebody
// met.
var occasions = lines(occasionList)

// lines returns the lines of a list, folded, without comments.
func lines(list string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(list) {
		if line = Fold(line[:len(line)-len(comment.FindString(line))]); line != "" {
			out[line] = true
		}
	}
	return out
}

var comment = regexp.MustCompile(`#.*`)

// readPlaceholders reads the list, whose first lines say what it may hold.
func readPlaceholders(list string) placeholders {
	p := placeholders{phrases: map[string]bool{}, fillers: map[string]bool{}, words: map[string]bool{}}
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(comment.ReplaceAllString(line, ""))
		folded := Fold(line)
		p.words[folded] = p.words[folded] || strings.HasPrefix(line, "=")
		switch {
		case folded == "":
		case strings.HasPrefix(line, "~"):
			p.fillers[folded], p.fillers[strings.ReplaceAll(folded, " ", "")] = true, true
		case strings.HasPrefix(line, ">"):
			p.promises = append(p.promises, folded+" ")
			p.phrases[folded], p.phrases[strings.ReplaceAll(folded, " ", "")] = true, true
		case strings.HasSuffix(line, "…"):
			p.openings = append(p.openings, folded+" ")
		default:
			p.phrases[folded], p.phrases[strings.ReplaceAll(folded, " ", "")] = true, true
		}
	}
	return p
}

// lookalikes are letters of other alphabets that pass for Latin ones.
var lookalikes = strings.NewReplacer(
	"а", "a", "в", "b", "с", "c", "ԁ", "d", "е", "e", "һ", "h", "н", "h", "і", "i", "ј", "j", "к", "k", "м", "m", "о", "o", "р", "p", "ѕ", "s", "т", "t", "у", "y", "х", "x",
	"α", "a", "β", "b", "ε", "e", "ι", "i", "κ", "k", "ν", "n", "ο", "o", "ρ", "p", "τ", "t", "υ", "u", "χ", "x", "η", "h", "ζ", "z", "μ", "m", "ᴀ", "a", "ʙ", "b", "ᴄ", "c", "ᴅ", "d", "ᴇ", "e", "ɪ", "i", "ɴ", "n", "ᴏ", "o", "ᴘ", "p", "ᴛ", "t", "ᴜ", "u", "ı", "i", "ł", "l", "ø", "o", "œ", "oe", "æ", "ae", "ß", "ss")

// Fold reduces a text to what it says: lower-case letters and digits without
// accents, words parted by one space. Punctuation, marks, symbols, emoji and
// invisible characters are gone; letters of other widths and alphabets that
// look like Latin ones have become these.
func Fold(s string) string {
	if plain, ok := foldASCII(s); ok {
		return plain
	}
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, " ")) {
		switch {
		case ignorable(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r):
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

// foldASCII folds a text of plain Latin letters, as most are, the short way.
func foldASCII(s string) (string, bool) {
	b := make([]byte, 0, len(s))
	gap := false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 0x80 || c < ' ' && c != '\n' && c != '\t':
			return "", false
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			if gap && len(b) > 0 {
				b = append(b, ' ')
			}
			gap = false
			if c <= 'Z' && c >= 'A' {
				c += 'a' - 'A'
			}
			b = append(b, c)
		case c != '\'':
			gap = true
		}
	}
	return string(b), true
}

// ignorable tells whether a character shows nothing: format characters, and
// the letters that Unicode defines as blank.
func ignorable(r rune) bool {
	switch r {
	case 0x115f, 0x1160, 0x3164, 0xffa0, 0x17b4, 0x17b5, 0x180e, 0x2800:
		return true
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || unicode.Is(unicode.Cc, r) && !unicode.IsSpace(r)
}

var (
	htmlComment = regexp.MustCompile(`(?s)<!--.*?(-->|$)`)
	htmlTag     = regexp.MustCompile(`</?[a-zA-Z][^<>]*>|(?s:<[!?].*?>)`)
	webAddress  = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+`)
	linkMarkup  = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
)

// stated is what a benefit says when mark-up is taken off, folded.
func stated(s string) string {
	if !strings.ContainsAny(s, "<[&/") && !strings.Contains(strings.ToLower(s), "www.") {
		return Fold(s) // nothing there that could be mark-up
	}
	s = htmlComment.ReplaceAllString(s, " ")
	s = htmlTag.ReplaceAllString(s, " ")
	s = linkMarkup.ReplaceAllString(s, "$1 ")
	s = webAddress.ReplaceAllString(s, " ")
	return Fold(html.UnescapeString(s))
}

// benefitProblem says in which way a text states no benefit: "" when it does
// state one.
func benefitProblem(v Text) string {
	folded := stated(v.V)
	switch {
	case !v.Given:
		return "is missing"
	case v.V == "":
		return "is empty"
	case strings.TrimFunc(v.V, func(r rune) bool { return unicode.IsSpace(r) || ignorable(r) }) == "":
		return "is blank"
	case !strings.ContainsFunc(folded, unicode.IsLetter):
		return "says nothing"
	case isPlaceholder(folded):
		return "is a placeholder"
	}
	return ""
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
	if letters := strings.Split(joined, ""); len(letters) < len(words)*2 || len(words) == 1 && len(letters) < 200 {
		return madeOfPhrases(letters, "", 40, isPhrase) // l i k e  t h i s, or likethis
	}
	return madeOfPhrases(words, " ", 8, isPhrase)
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

// madeOfPhrases tells whether parts of a text, put together with that between
// them, are phrases and fillers, each of so many parts at most, and nothing
// else.
func madeOfPhrases(parts []string, between string, longest int, isPhrase func(string) bool) bool {
	// reached[i]: the first i parts can be read so; with[i]: and hold a phrase.
	reached, with := make([]bool, len(parts)+1), make([]bool, len(parts)+1)
	reached[0] = true
	for i := range parts {
		for n := 1; reached[i] && n <= longest && i+n <= len(parts); n++ {
			switch phrase := strings.Join(parts[i:i+n], between); {
			case isPhrase(phrase):
				reached[i+n], with[i+n] = true, true
			case isFiller(phrase):
				reached[i+n], with[i+n] = true, with[i+n] || with[i]
			}
		}
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

// fewestWords is how many words it takes to state a benefit.
const fewestWords = 6

// onlyInstitution tells whether a folded text says only that relations, ties,
// visibility or the institution gain.
func onlyInstitution(folded string) bool {
	return !slices.ContainsFunc(strings.Fields(folded), func(w string) bool { return !vagueWords[w] })
}

// judgeBenefit applies the gate to one benefit, of an entry or a translation,
// and tells whether it passes.
func judgeBenefit(v Text, fence source.Span, kind Kind, others map[string]Text, report source.Report) bool {
	where := at(v.At, fence)
	if v.Bad && !v.Given {
		report(ruleBenefitMissing.At(where, "the local benefit is not one text").To("write it as one sentence behind “local_impact:”"))
		return false
	}
	if problem := benefitProblem(v); problem != "" {
		d := ruleBenefitMissing.At(where, "the local benefit %s", problem)
		d.Why = "a resident who pays for this " + kind.One() + " must be able to read what it brings here"
		report(d)
		return false
	}
	folded := stated(v.V)
	for _, name := range []string{"title", "pitch", "purpose"} {
		if o := others[name]; o.OK() && stated(o.V) == folded {
			report(ruleBenefitEcho.At(where, "the local benefit is the %s again", name).See(o.At, "the "+name+" stands here"))
			return false
		}
	}
	switch n := len(strings.Fields(folded)); {
	case v.Bad: // it is cut short, as has been said
	case n < fewestWords:
		report(ruleBenefitVague.At(where, "the local benefit has only %s", plural(n, "word")))
	case onlyInstitution(folded):
		report(ruleBenefitVague.At(where, "the local benefit speaks of relations and the institution, not of residents"))
	}
	return true
}

// stater is an entry that states a benefit, and where.
type stater struct {
	id string
	at source.Span
}

// judge applies the gate to a benefit when its file is read, and returns what
// it says, folded: "" when it states none.
func (p *parser) judge(v Text, kind Kind, title, pitch, purpose Text) string {
	if !judgeBenefit(v, p.head.Fence, kind, map[string]Text{"title": title, "pitch": pitch, "purpose": purpose}, p.report) {
		return ""
	}
	return stated(v.V)
}

// gate holds all benefits against each other; each by itself has been judged
// when its file was read.
func (c *checker) gate() {
	first := make(map[string]stater, len(c.entries)) // by folded benefit
	for _, e := range c.entries {
		if !c.shows(&e.Head) {
			continue
		}
		report := c.reporter(e.Draft)
		copied(stater{e.ID, e.Impact.Benefit.At}, e.stated, first, report)
		for _, lang := range sortedKeys(e.Translations) {
			t := e.Translations[lang]
			copied(stater{e.ID, t.Benefit.At}, t.stated, first, report)
		}
	}
}

// copied reports a benefit that another entry to be published states already.
func copied(s stater, folded string, first map[string]stater, report source.Report) {
	switch other, taken := first[folded]; {
	case folded == "":
	case !taken:
		first[folded] = s
	case other.id != s.id:
		report(ruleBenefitCopied.At(s.at, "this is the local benefit of another entry, word for word").See(other.at, "first written here"))
	}
}
