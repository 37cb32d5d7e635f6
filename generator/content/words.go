package content

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file reads the lists of words by which a text is judged, and finds them
// in it. The lists are data, in four languages, with their own heads.

var (
	//go:embed placeholders.txt
	placeholderList string
	//go:embed vague.txt
	vagueList string
	//go:embed occasions.txt
	occasionList string
	//go:embed activity.txt
	activityList string
	//go:embed checkable.txt
	checkableList string
)

var (
	listed  = readPlaceholders(placeholderList)
	lexicon = readLexicon()
)

// group is one or several groups of words, as the lists have them.
type group uint32

// The groups, as their lists describe them.
const (
	small group = 1 << iota
	claims
	carriers
	numbered
	occasions
	activities
	delegation
	numbers
	pairs
	dates
	times
	places
	people
	services
	changes
)

// hollowWords are the groups of words of which a benefit may not wholly consist.
const hollowWords = small | claims | carriers

// groupNames are the names of groups in the lists.
var groupNames = map[string]group{
	"small":      small,
	"claims":     claims,
	"carriers":   carriers,
	"numbered":   numbered,
	"occasions":  occasions,
	"activities": activities,
	"delegation": delegation,
	"figures":    numbers,
	"pairs":      pairs,
	"dates":      dates,
	"times":      times,
	"places":     places,
	"people":     people,
	"services":   services,
	"changes":    changes,
}

// placeholders is what placeholders.txt lists, folded.
type placeholders struct {
	phrases  map[string]bool // texts that state nothing
	fillers  map[string]bool // what may stand beside them
	openings []string        // how a text begins that states nothing
	promises []string        // the same, if only few words follow
	words    map[string]bool // those of the phrases that say something where no benefit is to be stated
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

// lexemes are the words of the lists with their groups: whole words, beginnings
// of words, and phrases by their first word.
type lexemes struct {
	words, starts map[string]group
	phrases       map[string][]phrase
}

// phrase is what follows the first word of a phrase.
type phrase struct {
	rest []string
	in   group
}

// shortest is how many letters the beginning of a word has at least.
const shortest = 3

// readLexicon reads the lists. A name in brackets says to which group belongs what
// follows.
func readLexicon() lexemes {
	l := lexemes{map[string]group{}, map[string]group{}, map[string][]phrase{}}
	for _, list := range []string{vagueList, occasionList, activityList, checkableList} {
		in := group(0)
		for line := range strings.Lines(list) {
			line = strings.TrimSpace(comment.ReplaceAllString(line, ""))
			if strings.HasPrefix(line, "[") {
				in = groupNames[strings.Trim(line, "[]")]
				continue
			}
			words, cut := foldedWords(line), strings.HasSuffix(line, "…")
			switch {
			case len(words) == 0:
			case len(words) == 1 && cut:
				l.starts[words[0]] |= in
			case len(words) == 1:
				l.words[words[0]] |= in
			default:
				if cut {
					words[len(words)-1] += "…"
				}
				l.phrases[words[0]] = append(l.phrases[words[0]], phrase{words[1:], in})
			}
		}
	}
	return l
}

// foldedWords parts a text into its words, folded; what stands before an
// apostrophe is a word of its own.
func foldedWords(s string) []string { return strings.Fields(Fold(apostrophes.Replace(s))) }

var apostrophes = strings.NewReplacer("’", " ", "'", " ", "ʼ", " ")

// groupsOf returns the groups of each word of a text, by itself and as part of a
// phrase.
func (l lexemes) groupsOf(words []word) []group {
	out := make([]group, len(words))
	for i, w := range words {
		out[i] |= l.words[w.folded]
		for n := shortest; n <= len(w.folded); n++ {
			out[i] |= l.starts[w.folded[:n]]
		}
		for _, p := range l.phrases[w.folded] {
			if n := p.fits(words[i+1:]); n > 0 {
				for k := i; k <= i+n; k++ {
					out[k] |= p.in
				}
			}
		}
	}
	return out
}

// fits tells how many words of a text the rest of a phrase is: all of its own,
// or 0.
func (p phrase) fits(words []word) int {
	if len(words) < len(p.rest) {
		return 0
	}
	for i, want := range p.rest {
		start, cut := strings.CutSuffix(want, "…")
		if words[i].folded != want && !(cut && strings.HasPrefix(words[i].folded, start)) {
			return 0
		}
	}
	return len(p.rest)
}

// prose is a text with what is known of its words.
type prose struct {
	words []word
	in    []group // of each word
}

// proseOf parts a text, whose mark-up counts for nothing, into its words.
func proseOf(text string) prose {
	words := wordsOf(apostrophes.Replace(unmarked(text)))
	return prose{words, lexicon.groupsOf(words)}
}

// isIn tells whether there is an i-th word and it belongs to one of the groups.
func (p prose) isIn(i int, groups group) bool { return i >= 0 && i < len(p.in) && p.in[i]&groups != 0 }

// word is a word of a text.
type word struct {
	folded string
	// capital tells that it begins with a capital though it does not begin a
	// sentence, as names do.
	capital bool
	begins  bool // it begins a sentence, with a capital
	digits  bool
}

// wordsOf parts a text without mark-up into its words.
func wordsOf(s string) []word {
	out := make([]word, 0, len(s)/5)
	begins, start := true, -1
	take := func(from, to int) {
		raw := s[from:to]
		if folded := Fold(raw); folded != "" {
			first, _ := utf8.DecodeRuneInString(raw)
			upper := unicode.IsUpper(first)
			out = append(out, word{folded: folded, capital: upper && !begins, begins: upper && begins, digits: strings.ContainsFunc(folded, unicode.IsDigit)})
			begins = false
		}
	}
	for i, r := range s {
		switch letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r); {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			take(start, i)
			start = -1
		}
		switch r {
		case '.', '!', '?', ':', ';', '“', '«', '"':
			begins = true
		}
	}
	if start >= 0 {
		take(start, len(s))
	}
	return out
}
