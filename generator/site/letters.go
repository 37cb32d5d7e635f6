package site

import (
	"strconv"
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// Letter is a month's letter, whole or its beginning.
type Letter struct {
	Href           string
	Month          string
	Title, Purpose Str
	Number         string
	Story          Prose
	Name, Role     Str
	Term           string
	PersonHref     string
	Portrait, Alt  string
	Question       Str
	Practice       Str
	PracticeFrom   *Link
}

func (s *Site) letter(l *lang, n *content.Newsletter, paragraphs int) *Letter {
	s, l = s.ofLetter(l, n)
	t := translation(n.Translations, l)
	v := &Letter{Href: l.href("/newsletter/" + n.Slug + "/"), Month: l.Month(n.Month.Year(), n.Month.Month()), Title: l.in(t.Title, n.Title),
		Purpose:  l.in(t.Purpose, n.Purpose),
		Question: l.in(t.Question, n.Question), Practice: l.in(t.Practice, n.Practice)}
	if n.Number.OK() {
		v.Number = l.word("letter.number", "n", l.Number(int64(n.Number.V)))
	}
	head := n.Head
	head.ID = "newsletter/" + n.Slug
	v.Story = l.excerpt(&head, n.Body, t, 3, paragraphs)
	if p := s.ledger.SignerOf(n); p != nil {
		v.Name, v.Role, v.PersonHref, v.Term = pageText(p.Name.V), l.role(p), l.href("/"+p.ID+"/"), l.term(p)
		v.Portrait, v.Alt = s.portrait(p, portraitWidth), l.in(translation(p.Translations, l).Title, p.Alt).Text
	}
	if p := s.Set.Partner(strings.TrimPrefix(n.PracticeFrom.V, "partners/")); p != nil {
		v.PracticeFrom = &Link{l.href("/" + p.ID + "/"), l.partnerName(p)}
	}
	return v
}

func (s *Site) planNewsletters(l *lang) {
	letters := s.Set.Newsletters()
	var last time.Time
	for i, n := range letters {
		last = n.Month
		s.add(l, letterAddress(n), "newsletter", n.Month, func(f *Frame) any { return s.newsletter(l, f, i) })
	}
	s.add(l, "/newsletter/", "newsletters", last, func(f *Frame) any { return s.newsletters(l, f) })
}

func letterAddress(n *content.Newsletter) string { return "/newsletter/" + n.Slug + "/" }

func (s *Site) letterLink(l *lang, n *content.Newsletter) *Link {
	return &Link{l.href(letterAddress(n)), pageText(l.Month(n.Month.Year(), n.Month.Month()))}
}

// gapless says how many months in a row have a letter. One month alone is the
// first of all, or the first after a gap.
func (l *lang) gapless(run ledger.Run) string {
	if run.Resumed {
		return l.word("letter.resumed")
	}
	return l.count("letter.gapless", run.Months)
}

// gaplessUntilNow says the same of all letters, and nothing where none was
// written for the month that has ended last: that is a gap too.
func (s *Site) gaplessUntilNow(l *lang) string {
	letters := s.Set.Newsletters()
	if len(letters) == 0 || s.ledger.LettersSilent() {
		return ""
	}
	return l.gapless(s.ledger.RunTo(len(letters) - 1))
}

// lettersNote says for which months there is a letter: for all, only since a
// gap, or only until one that has begun.
func (s *Site) lettersNote(l *lang) string {
	letters := s.Set.Newsletters()
	last, run := letters[len(letters)-1].Month, s.ledger.RunTo(len(letters)-1)
	switch first := run.First.Month; {
	case s.ledger.LettersSilent():
		return l.word("home.months-until", "month", l.Month(last.Year(), last.Month()))
	case run.Months < len(letters):
		return l.word("home.months-since", "month", l.Month(first.Year(), first.Month()))
	}
	return l.word("home.months-note")
}

// Newsletters is the archive.
type Newsletters struct {
	*Frame
	Heading, Intro string
	Gapless        string
	Signers        []Signer
	Years          []LetterYear
}

// Signer is somebody who signed letters, and which.
type Signer struct {
	Term
	Count   string
	Letters []Link // by month, the latest first
}

// LetterYear is the letters of one year, newest first.
type LetterYear struct {
	Name  string
	Slots []LetterSlot
}

// LetterSlot is one month of the archive: its letter, or that there is none.
type LetterSlot struct {
	Month  string
	Letter *Letter
}

func (s *Site) newsletters(l *lang, f *Frame) *Newsletters {
	v := &Newsletters{Frame: f, Heading: s.newsletterName(l), Intro: l.word("letters.intro")}
	f.titled(v.Heading)
	f.Description, f.OEmbed = v.Intro, s.oembed(l, "letter")
	v.Gapless = s.gaplessUntilNow(l)
	for _, m := range s.ledger.Months() {
		slot := LetterSlot{Month: l.monthAlone(m.First)}
		if m.Letter != nil {
			slot.Letter = s.letter(l, m.Letter, 1)
		}
		v.slot(m.First, slot)
	}
	for _, x := range s.ledger.Signers() {
		signer := Signer{Term: s.personTerm(l, x.Person), Count: l.count("letters.count", len(x.Letters))}
		for _, n := range x.Letters {
			signer.Letters = append(signer.Letters, *s.letterLink(l, n))
		}
		v.Signers = append(v.Signers, signer)
	}
	return v
}

// slot adds a month to its year.
func (v *Newsletters) slot(month time.Time, slot LetterSlot) {
	year := strconv.Itoa(month.Year())
	if len(v.Years) == 0 || v.Years[len(v.Years)-1].Name != year {
		v.Years = append(v.Years, LetterYear{Name: year})
	}
	y := &v.Years[len(v.Years)-1]
	y.Slots = append(y.Slots, slot)
}
