package site

import (
	"sync"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// pasts are the sites of the content of other days. Nobody sees them as sites: a
// month's letter is made of one.
type pasts struct {
	sync.Mutex
	of map[*ledger.Ledger]*Site
}

// ofLetter is the site as a month's letter knows it, and a language of it.
func (s *Site) ofLetter(l *lang, n *content.Newsletter) (*Site, *lang) {
	then := s.ledger.OfLetter(n)
	s.pasts.Lock()
	defer s.pasts.Unlock()
	past := s.pasts.of[then]
	if past == nil {
		past = s.moved(s.base, then)
		if s.pasts.of == nil {
			s.pasts.of = map[*ledger.Ledger]*Site{}
		}
		s.pasts.of[then] = past
	}
	for _, other := range past.langs {
		if other.Lang() == l.Lang() {
			return past, other
		}
	}
	return past, l // not reached: a site has the same languages on every day
}

// moved is the site with its root at another address, or of another day's
// content.
func (s *Site) moved(base string, of *ledger.Ledger) *Site {
	out := *s
	out.base, out.Set, out.ledger = base, of.Set, of
	out.plan, out.places, out.pasts = &plan{}, &placeIndex{}, &pasts{}
	out.langs = nil
	for _, l := range s.langs {
		copied := *l
		copied.site = &out
		copied.common = out.common(&copied)
		out.langs = append(out.langs, &copied)
	}
	return &out
}
