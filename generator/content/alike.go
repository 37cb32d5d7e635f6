package content

import (
	"cmp"
	"hash/fnv"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"

	"parvis/generator/source"
)

// This file holds the benefits of all entries against each other.

var ruleBenefitAlike = &source.Rule{Name: "local-benefit-alike", Severity: source.Warning,
	Says: "No two entries state nearly the same local benefit.",
	Why:  "one sentence for two actions says of neither what it brought",
	Fix:  "say here what this action alone has brought",
	Bad: source.Example{
		File:   "trips/2026-09-ravenna.md",
		Text:   "local_impact: {benefit: \"So that late shifts get home without a car, our line A runs until one from March.\", issues: [mobility]}\n",
		Beside: lateLine,
	},
	Good: source.Example{
		File:   "trips/2026-09-ravenna.md",
		Text:   "local_impact: {benefit: \"The hospital's night nurses share 12 taxis since May, at three euros a ride.\", issues: [mobility]}\n",
		Beside: lateLine,
	}}

// lateLine is an agreement of the late shifts.
var lateLine = map[string]string{
	"agreements/2026-late.md": `---
title: Ravenna trains our drivers for the night
signed: 2026-10-08
partners: [ravenna]
purpose: Have drivers who know how a tram is driven at night.
` +
		"local_impact: {benefit: \"Line A runs until one from March, so late shifts get home without a car.\", issues: [mobility]}\n" +
		"cost: 640\nsdg: [11.2]\npitch: Eight drivers are trained for the night.\nofficial: claire-moreau\ndepartments: [streets]\n---\n",
}

// statement is what a benefit says, in the forms in which it is held against
// others.
type statement struct {
	folded  string   // "" when nothing is stated
	pattern string   // without its numbers, dates and names; "" when little is left of it
	ref     string   // the reference that it ends with, such as 12 / 3742; "" for none
	words   []uint32 // hashes of its words but for the small ones and numbers, sorted
}

// fewestPlain is how many words a pattern has at least.
const fewestPlain = 4

// reference finds the number under which a city keeps one of many like actions, at
// the end of a text: (12 / 3742). Two that differ are no copies with other
// figures: what they bring is told apart by the city itself.
var reference = regexp.MustCompile(`\(\d+ ?/ ?\d+\)[.\s]*$`)

// newStatement returns the forms of a benefit.
func newStatement(text string, p prose) statement {
	s := statement{folded: stated(text), pattern: p.pattern(), ref: reference.FindString(text), words: make([]uint32, 0, len(p.words))}
	for i, w := range p.words {
		if w.digits || p.isIn(i, small) {
			continue
		}
		h := fnv.New32a()
		_, _ = io.WriteString(h, w.folded)
		s.words = append(s.words, h.Sum32())
	}
	slices.Sort(s.words)
	s.words = slices.Compact(s.words)
	return s
}

// pattern is a text's words with one sign for each run of numbers, dates and
// names; "" when few others are left.
func (p prose) pattern() string {
	var b strings.Builder
	names, plain, run := p.names(nil), 0, false
	for i, w := range p.words {
		if w.digits || names[i] != noName || p.isIn(i, dates|numbers|pairs) || w.begins && i+1 < len(names) && names[i+1] != noName { // Mill Street
			if !run {
				b.WriteString(" #")
			}
			run = true
			continue
		}
		plain, run = plain+1, false
		b.WriteByte(' ')
		b.WriteString(w.folded)
	}
	if plain < fewestPlain {
		return ""
	}
	return b.String()
}

// stater is an entry that states a benefit: what it says.
type stater struct {
	id string
	statement
}

// likening tells of a benefit that is another's, or like it; both by their places in
// the list of all.
type likening struct {
	one, other int
	how        how
}

// how one benefit is like another.
type how int

const (
	wordForWord how = iota
	withOtherFigures
	mostWords
)

// compared are all benefits as they were last held against each other, and what came
// of it, so that it need not be done again while none has changed.
type compared struct {
	mu    sync.Mutex
	all   []stater
	found []likening
}

// likenings holds all benefits against each other, unless they are the same as before.
func (m *compared) likenings(all []stater) []likening {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !slices.EqualFunc(m.all, all, stater.same) {
		m.all, m.found = all, likenings(all)
	}
	return m.found
}

// same tells whether two say the same.
func (s stater) same(o stater) bool {
	return s.id == o.id && s.folded == o.folded && s.pattern == o.pattern && s.ref == o.ref && slices.Equal(s.words, o.words)
}

// gate holds all benefits against each other; each by itself has been judged
// when its file was read.
func (c *checker) gate() {
	all, places, reports := make([]stater, 0, len(c.entries)), make([]source.Span, 0, len(c.entries)), make([]source.Report, 0, len(c.entries))
	for _, e := range c.entries {
		if !c.shows(&e.Head) {
			continue
		}
		report := c.reporter(e.Draft)
		add := func(at source.Span, s statement) {
			if s.folded != "" {
				all, places, reports = append(all, stater{e.ID, s}), append(places, at), append(reports, report)
			}
		}
		e = c.ForStaff(e) // whose benefit is judged as all others are
		add(e.Impact.Benefit.At, e.stated)
		for _, lang := range sortedKeys(e.Translations) {
			add(e.Translations[lang].Benefit.At, e.Translations[lang].stated)
		}
	}
	for _, x := range c.folder.compared.likenings(all) {
		d, at := source.Diagnostic{}, places[x.one]
		switch x.how {
		case wordForWord:
			d = ruleBenefitCopied.At(at, "this is the local benefit of another entry, word for word")
		case withOtherFigures:
			d = ruleBenefitCopied.At(at, "this is the local benefit of another entry with other numbers, dates or names")
		case mostWords:
			d = ruleBenefitAlike.At(at, "this local benefit has most of its words from another entry's")
		}
		reports[x.one](d.See(places[x.other], "first written here"))
	}
}

// likenings holds all benefits against each other.
func likenings(all []stater) []likening {
	var out []likening
	words, patterns := make(map[string]int, len(all)), make(map[string]int, len(all))
	like := newLikeness(all)
	for i, s := range all {
		first, same := words[s.folded]
		pattern, varied := patterns[s.pattern]
		switch {
		case same && all[first].id == s.id, varied && s.pattern != "" && all[pattern].id == s.id: // its own translation
		case same:
			out = append(out, likening{i, first, wordForWord})
		case varied && s.pattern != "" && s.ref != all[pattern].ref:
			words[s.folded] = i
		case varied && s.pattern != "":
			out = append(out, likening{i, pattern, withOtherFigures})
		default:
			words[s.folded], patterns[s.pattern] = i, i
			if other := like.earlier(i, func(k int) bool { return all[k].id != s.id }); other >= 0 {
				out = append(out, likening{i, other, mostWords})
			}
		}
	}
	return out
}

// likeness finds texts that share most of their words without holding each
// against each: two that do share, of the rarest words of each, at least two.
type likeness struct {
	said  []stater
	often map[uint32]int32
	last  map[uint64]int32 // by pair of words: the last text that has it among its rarest
	pairs []pair
}

// pair is one of a text's pairs of rare words, and the one before it with the
// same two words.
type pair struct{ text, before int32 }

func newLikeness(said []stater) *likeness {
	l := &likeness{said: said, often: make(map[uint32]int32, 4*len(said)), last: make(map[uint64]int32, 8*len(said))}
	for _, s := range said {
		for _, w := range s.words {
			l.often[w]++
		}
	}
	return l
}

// shared is how many words two texts share at least that are alike, the longer
// one having n.
func shared(n int) int { return (3*n + 3) / 4 }

// fewestShared is how many words a text has at least that can be like another.
const fewestShared = 5

// earlier returns the first text among those it has been asked about before
// that the i-th is like, -1 for none.
func (l *likeness) earlier(i int, other func(int) bool) int {
	mine := l.said[i].words
	if len(mine) < fewestShared {
		return -1
	}
	rare := slices.Clone(mine)
	slices.SortFunc(rare, func(a, b uint32) int { return cmp.Or(cmp.Compare(l.often[a], l.often[b]), cmp.Compare(a, b)) })
	rare = rare[:len(rare)-shared(len(rare))+2]
	found := int32(-1)
	for a := range rare {
		for _, b := range rare[a+1:] {
			key := uint64(min(rare[a], b))<<32 | uint64(max(rare[a], b))
			before, has := l.last[key]
			if !has {
				before = -1
			}
			for k := before; k >= 0; k = l.pairs[k].before {
				if t := l.pairs[k].text; (found < 0 || t < found) && other(int(t)) && alike(mine, l.said[t].words) {
					found = t
				}
			}
			l.last[key] = int32(len(l.pairs))
			l.pairs = append(l.pairs, pair{int32(i), before})
		}
	}
	return int(found)
}

// alike tells whether two texts share most of their words.
func alike(a, b []uint32) bool {
	need, n := shared(max(len(a), len(b))), 0
	for len(a) > 0 && len(b) > 0 && n < need && n+min(len(a), len(b)) >= need {
		switch {
		case a[0] == b[0]:
			a, b, n = a[1:], b[1:], n+1
		case a[0] < b[0]:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return n >= need
}
