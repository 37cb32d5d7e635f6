package site

import (
	"html/template"
	"slices"
	"time"

	"parvis/generator/content"
	"parvis/generator/drawing"
)

// This file is what residents answered to the questions of the letters, and what the city did
// with it: in the letter that tells it, and all together.

// Verdict is what residents answered to one question.
type Verdict struct {
	Anchor  string // on the page of all
	Asked   string // in which month
	Asking  Link   // the letter that asked, with its question
	Answers string // how many there are
	None    bool   // nobody answered
	Counts  []AnswerCount
	Said    []Str
	WeDid   Str
	Telling *Link // the letter that tells it
	Href    string
}

// AnswerCount is how many gave one answer.
type AnswerCount struct {
	Answer Str
	N      string
	Bar    template.HTML
}

// Waiting is a question to which no verdict was told yet.
type Waiting struct {
	Asked  string
	Asking Link
	State  State
	Until  string
}

// Verdicts is the page of all of them.
type Verdicts struct {
	*Frame
	Kicker         []string
	Heading, Intro string
	Ways           string // by which answers come in
	Verdicts       []*Verdict
	Waiting        []Waiting
	Answer         string // mailto: with the question of the last letter as its subject
	Empty          string
}

// verdict is what a letter tells of the answers to an earlier question; nil for nothing.
func (s *Site) verdict(l *lang, n *content.Newsletter) *Verdict {
	asked, v := s.Set.Asked(n), n.Verdict
	if asked == nil {
		return nil
	}
	t := n.Translations[l.Lang()]
	say := func(text content.Text) Str { return l.in(t.OfLetter(n, text), text) }
	out := &Verdict{
		Anchor: asked.Slug, Asked: l.Month(asked.Month.Year(), asked.Month.Month()), Asking: s.asking(l, asked), None: v.Answers.V == 0,
		Answers: l.count("verdict.answers", v.Answers.V), WeDid: say(v.WeDid), Telling: s.letterLink(l, n), Href: l.href("/verdict/#" + asked.Slug),
	}
	most := 0
	for _, c := range v.Counts {
		most = max(most, c.N.V)
	}
	for _, c := range v.Counts {
		out.Counts = append(out.Counts, AnswerCount{say(c.Answer), l.Number(int64(c.N.V)), drawing.Share(int64(c.N.V), int64(most))})
	}
	for _, a := range v.Said {
		out.Said = append(out.Said, say(a.Quote))
	}
	return out
}

// words are the texts by which a letter is found that tells it.
func (v *Verdict) words(add func(Str)) {
	add(v.Asking.Text)
	for _, c := range v.Counts {
		add(c.Answer)
	}
	for _, text := range append(v.Said, v.WeDid) {
		add(text)
	}
}

// asking is the letter that asked, with its question.
func (s *Site) asking(l *lang, n *content.Newsletter) Link {
	return Link{l.href(letterAddress(n)), l.in(translation(n.Translations, l).Question, n.Question)}
}

// planVerdicts lists the page of all verdicts.
func (s *Site) planVerdicts(l *lang) {
	var last time.Time
	for _, n := range s.Set.Newsletters() {
		if n.Verdict != nil {
			last = n.Month
		}
	}
	s.add(l, "/verdict/", "verdict", last, func(f *Frame) any { return s.verdicts(l, f) })
}

func (s *Site) verdicts(l *lang, f *Frame) *Verdicts {
	v := &Verdicts{Frame: f, Heading: l.word("verdict.title"), Intro: l.word("verdict.intro"), Empty: l.word("verdict.empty")}
	f.titled(v.Heading, l.link("/newsletter/", "menu.newsletter"))
	f.Description = v.Intro
	v.Ways = s.answerWays(l)
	told, answers := map[*content.Newsletter]bool{}, 0
	letters := s.Set.Newsletters()
	for _, n := range slices.Backward(letters) {
		if n.Month.After(s.Set.Today()) {
			continue
		}
		if x := s.verdict(l, n); x != nil {
			told[s.Set.Asked(n)], answers = true, answers+n.Verdict.Answers.V
			v.Verdicts = append(v.Verdicts, x)
		}
	}
	if len(v.Verdicts) > 0 {
		v.Kicker = []string{l.count("verdict.told", len(v.Verdicts)), l.count("verdict.answers", answers)}
	}
	late := s.Set.Unanswered()
	for _, n := range slices.Backward(letters) {
		due := content.VerdictDue(n)
		isLate := slices.Contains(late, n)
		if told[n] || !n.Question.OK() || n.Month.After(s.Set.Today()) || !isLate && s.Set.Today().After(due) {
			continue
		}
		w := Waiting{Asked: l.Month(n.Month.Year(), n.Month.Month()), Asking: s.asking(l, n), State: State{"open", l.word("verdict.open")},
			Until: l.word("verdict.until", "date", l.Day(due))}
		if isLate {
			w.State, w.Until = State{"late", l.word("verdict.late")}, l.word("verdict.was-due", "date", l.Day(due))
		}
		if v.Answer == "" && f.Email != "" && !isLate {
			v.Answer = f.MailTo + "?subject=" + mailEscape(w.Asking.Text.Text)
		}
		v.Waiting = append(v.Waiting, w)
	}
	return v
}

// answerWays says by which ways answers come in, as far as the city has them.
func (s *Site) answerWays(l *lang) string {
	set := s.Set.Settings()
	var out []string
	for _, w := range []struct {
		there bool
		key   string
	}{{set.Email.OK(), "verdict.by-mail"}, {set.Post.OK(), "verdict.by-post"}, {set.Desk.OK(), "verdict.by-desk"}} {
		if w.there {
			out = append(out, l.word(w.key))
		}
	}
	if len(out) == 0 {
		return l.word("verdict.no-sample")
	}
	return l.word("verdict.ways", "ways", l.List(out)) + " " + l.word("verdict.no-sample")
}
