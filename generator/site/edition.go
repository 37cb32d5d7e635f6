package site

import (
	"path"
	"strings"
	"sync"
	"time"

	"parvis/generator/content"
)

// This file makes the newsletter pages that leave the site, and what an
// edition adds to them.

// LetterPage is a month's page of one language and edition. Its links are
// whole addresses, so that it can leave the site.
type LetterPage struct {
	Address, Lang string
	Slug          string
	Title         string        // its headline, and the city
	Author        string        // who signs it, "" for nobody
	Portrait      string        // its file in the content folder, "" for none
	Picture       func() string // the file of the picture of the month there, "" for none
	From          content.Text
	Sent          time.Time // the last day that it tells of
	Data          func() *Newsletter
	File          *content.Head // the file of its words
}

// Letters are the pages of all months, in all languages, oldest first.
func (s *Site) Letters(edition Edition) []LetterPage {
	whole := s.absolute()
	var out []LetterPage
	for _, l := range whole.langs {
		for i, n := range s.Set.Newsletters() {
			address := l.prefix + letterAddress(n)
			page := LetterPage{
				Address: address,
				Lang:    l.Lang(),
				Slug:    n.Slug,
				From:    s.Set.Settings().NewsletterFrom,
				Sent:    s.ledger.SpanOf(i).To,
				File:    &n.Head,
			}
			title := n.Title
			if t := n.Translations[l.Lang()]; t != nil {
				page.File, title = &t.Head, t.Title
			}
			page.Title = l.in(title, n.Title).Text + " — " + s.Set.Settings().City.V
			if p := s.ledger.SignerOf(n); p != nil {
				page.Author = p.Name.V
				if p.Portrait.OK() {
					page.Portrait = path.Join(p.Dir, content.FileName(p.Portrait.V))
				}
			}
			page.Picture = sync.OnceValue(func() string { return whole.pictureFile(l, i) })
			page.Data = func() *Newsletter { return whole.edition(l, i, address, edition) }
			out = append(out, page)
		}
	}
	return out
}

// absolute is the site seen from elsewhere: all its addresses are whole.
func (s *Site) absolute() *Site {
	return s.moved(strings.TrimSuffix(s.Set.Settings().BaseURL, "/"), s.ledger)
}

// edition is a month's page with what one edition adds.
func (s *Site) edition(l *lang, i int, address string, edition Edition) *Newsletter {
	v := s.newsletter(l, s.frame(l, address), i)
	if edition == Citizens {
		return v
	}
	n, sp := s.Set.Newsletters()[i], s.ledger.SpanOf(i)
	s, l = s.ofLetter(l, n)
	v.Edition = l.word("letter.edition-" + string(edition))
	v.Forms = nil
	if edition == Partners {
		v.Owed = s.toldPromises(l, s.ledger.Owed())
		return v
	}
	for _, e := range s.ledger.Told(n, sp) {
		if e.StaffNote.OK() {
			v.StaffNotes = append(v.StaffNotes, StaffNote{l.entryLink(e), l.original(e.StaffNote.V)})
		}
	}
	v.StaffNotes = append(v.StaffNotes, s.staffEvents(l, func(e *content.Entry) bool {
		return sp.Holds(e.Told()) || !e.CalledOff() && e.Date().After(sp.To)
	})...)
	v.Tellings = s.tellings(l, sp.Holds)
	for _, e := range s.ledger.TripsAhead(sp) {
		v.Briefings = append(v.Briefings, s.staffBriefing(l, e))
	}
	return v
}

func (s *Site) staffBriefing(l *lang, e *content.Entry) StaffBriefing {
	out := StaffBriefing{Entry: l.entryLink(e), When: l.when(e), Shared: l.word("letter.not-shared")}
	if b := e.Trip.Briefing; b != nil {
		out.Shared = s.briefing(l, b)
		for _, t := range b.Topics {
			out.Topics = append(out.Topics, l.original(t.V))
		}
	}
	return out
}
