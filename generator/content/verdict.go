package content

import (
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file is what residents answered to the question of a letter, and what the city did
// with it: as it is told in a later letter.

// Verdict is what residents answered to the question of an earlier letter.
type Verdict struct {
	Of      Text // the month of that letter
	Answers frontmatter.Value[int]
	Counts  []Counted
	Said    []Answer
	WeDid   Text
}

// Counted is how many gave one answer.
type Counted struct {
	Answer Text
	N      frontmatter.Value[int]
}

// Answer is what somebody answered, with the reference of their consent.
type Answer struct{ Quote, Consent Text }

func (p *parser) verdict(m *frontmatter.Map) *Verdict {
	in := m.Map("verdict", frontmatter.Optional)
	if in == nil {
		return nil
	}
	out := &Verdict{Of: in.Code("of", frontmatter.Required), Answers: in.Whole("answers", frontmatter.Required, 0)}
	sum, all := 0, true
	for _, c := range in.Maps("counts") {
		x := Counted{c.Text("answer", frontmatter.Required), c.Whole("n", frontmatter.Required, 0)}
		sum, all = sum+x.N.V, all && x.N.OK()
		c.Close()
		if x.Answer.OK() && x.N.OK() {
			out.Counts = append(out.Counts, x)
		}
	}
	for _, a := range in.Maps("said") {
		x := Answer{a.Text("quote", frontmatter.Required), a.Text("consent", frontmatter.Optional)}
		p.consent(a, x.Consent)
		a.Close()
		if x.Quote.OK() {
			out.Said = append(out.Said, x)
		}
	}
	out.WeDid = in.Text("we_did", frontmatter.Required)
	if all && len(out.Counts) > 0 && out.Answers.OK() && sum != out.Answers.V {
		p.report(ruleVerdictSum.At(out.Answers.At, "there are %s, and those counted make %d", catalog.Count(out.Answers.V, "%d answer", "%d answers"), sum).
			See(out.Counts[0].N.At, "they are counted from here on"))
	}
	in.Close()
	return out
}

// labelled are the texts in which a placeholder would be published.
func (v *Verdict) labelled() []labelled {
	if v == nil {
		return nil
	}
	return []labelled{{"we_did", v.WeDid}}
}

// eachText calls text for every text of a letter's front matter, in the order in which it
// is written, and list for every list whose items are matched by their place.
func (n *Newsletter) eachText(text func(place, Text), list func(name string, n int)) {
	text(place{field: "title"}, n.Title)
	text(place{field: "purpose"}, n.Purpose)
	text(place{list: "best_practice", n: grouped, field: "text"}, n.Practice)
	text(place{field: "question"}, n.Question)
	v := n.Verdict
	if v == nil {
		return
	}
	list("verdict.counts", len(v.Counts))
	for i, c := range v.Counts {
		text(place{list: "verdict.counts", n: i, field: "answer"}, c.Answer)
	}
	list("verdict.said", len(v.Said))
	for i, a := range v.Said {
		text(place{list: "verdict.said", n: i, field: "quote"}, a.Quote)
	}
	text(place{list: "verdict", n: grouped, field: "we_did"}, v.WeDid)
}

// Letter returns the letter of a month that is published: 2026-09.
func (s *Set) Letter(month string) *Newsletter {
	for _, n := range s.newsletters {
		if n.Slug == month && s.shows(&n.Head) {
			return n
		}
	}
	return nil
}

// Asked is the letter whose question a letter's verdict answers; nil for none.
func (s *Set) Asked(n *Newsletter) *Newsletter {
	if n.Verdict == nil {
		return nil
	}
	return s.Letter(bareID(n.Verdict.Of, string(fields.Newsletters)+"/"))
}

// VerdictDue is the last day on which what residents answered to a letter's question is
// not late: when two more months have ended.
func VerdictDue(n *Newsletter) time.Time {
	return frontmatter.MonthEnd(frontmatter.AddMonths(n.Month, 2))
}

// Unanswered are the letters whose question is older than that without a verdict, the
// oldest first. Cities asked for years before they told: where none was told yet, the last
// of these questions counts, else those since the first that has one.
func (s *Set) Unanswered() []*Newsletter {
	told, first := map[*Newsletter]bool{}, time.Time{}
	for _, n := range s.newsletters {
		if asked := s.Asked(n); asked != nil && s.shows(&n.Head) {
			if told[asked] = true; first.IsZero() || asked.Month.Before(first) {
				first = asked.Month
			}
		}
	}
	var out []*Newsletter
	for _, n := range s.newsletters {
		if s.shows(&n.Head) && n.Question.OK() && !told[n] && !n.Month.Before(first) && s.today.After(VerdictDue(n)) {
			out = append(out, n)
		}
	}
	if first.IsZero() && len(out) > 0 {
		out = out[len(out)-1:]
	}
	return out
}

// verdict follows what a letter's verdict is of.
func (c *checker) verdict(n *Newsletter, report source.Report) {
	if n.Verdict == nil || !c.refers(&n.Head, fields.Newsletters, "verdict.of", report, n.Verdict.Of) {
		return
	}
	of := n.Verdict.Of
	asked := c.newsletters[slices.IndexFunc(c.newsletters, func(x *Newsletter) bool { return x.Slug == bareID(of, string(fields.Newsletters)+"/") })]
	switch {
	case !asked.Month.Before(n.Month):
		report(ruleVerdictQuestion.At(of.At, "the letter of %s does not come before this one", catalog.Month(asked.Month)))
	case absent(asked.Question):
		report(ruleVerdictQuestion.At(of.At, "the letter of %s has no question", catalog.Month(asked.Month)).See(asked.Fence, "that letter"))
	}
}

// unanswered reports the questions to which nobody has told the answers.
func (c *checker) unanswered() {
	for _, n := range c.Unanswered() {
		due := VerdictDue(n)
		c.report(
			ruleVerdictUnanswered.At(n.Question.At, "no letter tells what residents answered to this; it was due by %s", catalog.Day(due)).
				To("write into the next letter “verdict: {of: %s, answers: …, we_did: …}”; nobody having answered is an answer too: “answers: 0”", n.Slug),
		)
	}
}

// told is a letter's verdict, or one that says nothing.
func (n *Newsletter) told() *Verdict {
	if n.Verdict == nil {
		return &Verdict{}
	}
	return n.Verdict
}

// countsCell are the counts of a verdict as the lines of one cell: how many, two spaces, and
// the answer.
func countsCell(v *Verdict) string {
	var lines []string
	for _, c := range v.Counts {
		lines = append(lines, wholeCell(c.N)+"  "+strings.Join(strings.Fields(c.Answer.V), " "))
	}
	return strings.Join(lines, "\n")
}

// saidCell are the words of those who answered as the lines of one cell.
func saidCell(v *Verdict) string {
	var lines []string
	for _, a := range v.Said {
		lines = append(lines, strings.Join(strings.Fields(a.Quote.V), " "))
	}
	return strings.Join(lines, "\n")
}

// These are letters before that of the rules' examples, of which one asks something.
const (
	verdictExample = "newsletters/2026-10.md"
	askingLetter   = `---
title: A question on night trams
signed_by: claire-moreau
purpose: The last tram leaves too early for those who work late.
question: When should the last tram leave?
---
Tell me, as you told me at the stop.
`
	silentLetter = `---
title: Nothing new on night trams
signed_by: claire-moreau
purpose: The last tram leaves too early for those who work late.
---
Tell me, as you told me at the stop.
`
)

var (
	askedBefore = map[string]string{"newsletters/2026-09.md": askingLetter}
	askedLong   = map[string]string{"newsletters/2026-07.md": askingLetter, "newsletters/2026-08.md": silentLetter, "newsletters/2026-09.md": silentLetter}

	ruleVerdictSum = &source.Rule{Name: "verdict-sum",
		Says: "The counts of a verdict add up to its answers.",
		Why:  "a sum that does not add up is taken for a trick",
		Fix:  "correct the figures, or count what is left as one more answer",
		Bad: source.Example{File: verdictExample, Beside: askedBefore,
			Text: "verdict: {of: 2026-09, answers: 41, counts: [{answer: At one, n: 12}], we_did: It leaves at one from March.}\n"},
		Good: source.Example{File: verdictExample, Beside: askedBefore,
			Text: "verdict: {of: 2026-09, answers: 41, counts: [{answer: At one, n: 12}, {answer: Earlier, n: 29}], we_did: It leaves at midnight.}\n"}}
	ruleVerdictQuestion = &source.Rule{Name: "verdict-question",
		Says: "A verdict is of the question of an earlier letter.",
		Why:  "readers want to see what was asked, beside what was answered",
		Fix:  "write the month of the letter that asked",
		Bad: source.Example{File: verdictExample, Beside: askedBefore,
			Text: "question: When do you go home?\nverdict: {of: 2026-10, answers: 41, we_did: It leaves at one from March.}\n"},
		Good: source.Example{File: verdictExample, Beside: askedBefore,
			Text: "question: When do you go home?\nverdict: {of: 2026-09, answers: 41, we_did: It leaves at one from March.}\n"}}
	ruleVerdictUnanswered = &source.Rule{Name: "verdict-unanswered", Severity: source.Warning,
		Says: "What residents answered to a letter's question is told before it is two months old.",
		Why:  "whoever answered and hears nothing does not answer again",
		Fix:  "write a “verdict” into the next letter: how many answered, what they said, and what the city did or why it did not",
		Bad:  source.Example{File: verdictExample, Beside: askedLong, Text: "question: When do you go home?\n"},
		Good: source.Example{File: verdictExample, Beside: askedLong,
			Text: "verdict: {of: 2026-07, answers: 41, we_did: It leaves at one from March.}\n"}}
)
