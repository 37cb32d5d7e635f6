package content

import (
	"regexp"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// What a benefit says, beyond that it says something. These are warnings, since
// no list of words understands a sentence: each is silent when it is not sure.
var (
	ruleBenefitVague = &source.Rule{Name: "local-benefit-vague", Severity: source.Warning,
		Says: "The local benefit speaks of residents' lives, in at least six words.",
		Why:  "stronger ties and more visibility are the institution's gain; a resident asks what changes in the street",
		Fix:  "name a place, a number or a date: who has what, since when",
		Bad: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact: {benefit: Stronger ties and closer cooperation between our two cities., issues: [mobility]}\n",
		},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact: {benefit: Two hundred night workers get home by tram since March., issues: [mobility]}\n",
		}}
	ruleBenefitActivity = &source.Rule{Name: "local-benefit-activity", Severity: source.Warning,
		Says: "The local benefit is what a resident has of it, not what the delegation did.",
		Why:  "that somebody attended, met or signed is told by the story; a resident asks what came of it",
		Fix:  "say what is different here since, for whom and where; what was done there belongs into the story",
		Bad: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact: {benefit: Our delegation took part in the congress and presented what our city does., issues: [mobility]}\n",
		},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact: {benefit: \"What was presented at the congress runs here since May: a night bus for the late shifts.\", issues: [mobility]}\n",
		}}
	ruleBenefitUncheckable = &source.Rule{Name: "local-benefit-uncheckable", Severity: source.Warning,
		Says: "The local benefit names something that anybody could look up later.",
		Why:  "what nobody can look up, nobody can find to be true",
		Fix:  "name a figure, a day, a place in the town, a group of residents or a service",
		Bad: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact: {benefit: Things are going to get a good deal easier for all of us., issues: [mobility]}\n",
		},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact: {benefit: Going home after eleven gets easier with a tram every twenty minutes., issues: [mobility]}\n",
		}}
)

// fewestWords is how many words it takes to state a benefit.
const fewestWords = 6

// hollow reports a benefit that says little: one warning, the first that holds.
func hollow(p prose, where source.Span, own []Text, report source.Report) {
	switch n := p.notions(own); {
	case len(p.words) < fewestWords:
		report(ruleBenefitVague.At(where, "the local benefit has only %s", catalog.Count(len(p.words), "%d word", "%d words")))
	case n.onlyInstitution():
		report(ruleBenefitVague.At(where, "the local benefit speaks of relations and the institution, not of residents"))
	case n.onlyActivity():
		report(ruleBenefitActivity.At(where, "the local benefit tells what the delegation did, not what a resident has of it"))
	case n.uncheckable():
		report(ruleBenefitUncheckable.At(where, "the local benefit names nothing that anybody could look up later"))
	}
}

// notions are what a text is about.
type notions struct {
	has              group // the groups that it has a word of; numbers and times in digits too
	names            bool  // it has a name that says something
	claims           int   // words for what an institution gains
	content, unknown int   // words but for small ones and names, and those that no list has
}

// beginning is how many words may stand before it is clear who acts.
const beginning = 6

// notions finds what a text is about. own are names of which everybody knows
// already that it is about them.
func (p prose) notions(own []Text) notions {
	var n notions
	names := p.names(own)
	for i := range p.words {
		in := p.in[i] &^ pairs
		if i >= beginning {
			in &^= delegation
		}
		n.has |= in | p.figure(i)
		n.names = n.names || names[i] == name
		switch {
		case names[i] != noName || in&small != 0:
			continue
		case in&claims != 0:
			n.claims++
		case in&(carriers|services) == 0:
			n.unknown++
		}
		n.content++
	}
	return n
}

// resident are the groups of words for a resident's life: a place, people, what
// is different now.
const resident = places | people | changes

// onlyInstitution tells that a text says only that relations, visibility,
// knowledge or the institution gain, whoever or whatever carries the sentence
// and whatever field it is about.
func (n notions) onlyInstitution() bool {
	return n.claims > 0 && n.unknown*4 <= n.content && n.has&(resident|numbers|dates|times) == 0
}

// onlyActivity tells that a text says only what a delegation did. That it names
// a service, such as the subject of a congress, changes nothing; a figure may,
// unless it says how many were met.
func (n notions) onlyActivity() bool {
	counts := n.has&numbers != 0 && (n.has&services != 0 || n.has&delegation == 0)
	return n.has&activities != 0 && n.has&resident == 0 && !counts
}

// uncheckable tells that a text names nothing that anybody could look up. The
// lists do not know everything that can be looked up, so that half of its words
// have to be such as may be said of anything; a third, where it is about what an
// institution gains.
func (n notions) uncheckable() bool {
	known := n.content - n.unknown
	return n.has&(resident|numbers|dates|times|services) == 0 && !n.names && (known*2 >= n.content || n.claims > 0 && known*3 >= n.content)
}

// figure tells whether a word is a figure, or part of a day, by its digits or as
// one of two: 0 for neither.
func (p prose) figure(i int) group {
	w := p.words[i]
	switch {
	case p.isIn(i, pairs) && i+1 < len(p.words) && !p.isIn(i+1, carriers|claims): // but our two cities
		return numbers
	case !w.digits || p.isIn(i-1, numbered) || p.isIn(i+1, numbered):
		return 0
	case year.MatchString(w.folded) || p.isIn(i+1, dates):
		return dates
	}
	return numbers
}

var year = regexp.MustCompile(`^(19|20)\d\d$`)

// What a word may be as a name: none, one that everybody knows already to be
// meant, or one that says something.
const (
	noName = iota
	knownName
	name
)

// names tells which words are names: those with a capital within a sentence,
// unless most have one.
func (p prose) names(own []Text) []int {
	out, capitals := make([]int, len(p.words)), 0
	for _, w := range p.words {
		if w.capital {
			capitals++
		}
	}
	if capitals == 0 || capitals*2 > len(p.words) {
		return out
	}
	known := map[string]bool{}
	for _, v := range own {
		for _, w := range foldedWords(v.V) {
			known[w] = true
		}
	}
	for i, w := range p.words {
		switch {
		case known[w.folded]:
			out[i] = knownName
		case w.capital && !p.isIn(i, claims|carriers|numbered):
			out[i] = name
		}
	}
	return out
}
