package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"parvis/generator/content"
)

// ShareCard is what a picture shows that stands for a page where it is
// shared: what changes here, what it cost, and the city.
type ShareCard struct {
	Path  string // of its file
	Site  string
	Kick  string
	Says  string
	Cost  string
	Note  string
	Goals []int // 1 to 17, lit in the rose
}

// Hash is the same for cards that show the same.
func (c ShareCard) Hash() string {
	c.Path = ""
	data, err := json.Marshal(c)
	if err != nil {
		panic(err) // texts and numbers can be written
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}

// ShareCards are the cards of all entries, and of the site itself for its
// other pages, in every language.
func (s *Site) ShareCards() []ShareCard {
	var out []ShareCard
	for _, l := range s.langs {
		out = append(out, s.siteCard(l))
		for _, e := range s.Set.Entries() {
			out = append(out, s.shareCard(l, e))
		}
	}
	return out
}

func (s *Site) siteCard(l *lang) ShareCard {
	c := ShareCard{Path: strings.TrimPrefix(l.prefix+"/card.png", "/"), Site: l.words(s.Set.Settings().Title), Kick: s.Set.Settings().City.V, Says: l.words(s.Set.Settings().Pitch)}
	if c.Says == "" {
		c.Says = c.Site
	}
	for n := 1; n <= goalCount; n++ {
		c.Goals = append(c.Goals, n)
	}
	return c
}

func (s *Site) shareCard(l *lang, e *content.Entry) ShareCard {
	c := ShareCard{Path: strings.TrimPrefix(l.prefix+"/"+e.ID+"/card.png", "/"), Site: l.words(s.Set.Settings().Title), Kick: l.w("kind."+e.Kind.One()) + " · " + l.when(e), Says: l.benefit(e).Text}
	if c.Says == "" {
		c.Says = l.title(e).Text
	}
	c.Cost, c.Note = l.costInShort(e)
	for _, g := range e.Goals {
		if n := len(c.Goals); n == 0 || c.Goals[n-1] != g.Number {
			c.Goals = append(c.Goals, g.Number)
		}
	}
	return c
}

// share gives a page the card that stands for it.
func (f *Frame) share(s *Site, c ShareCard) {
	f.Card = strings.TrimSuffix(s.Set.Settings().BaseURL, "/") + "/" + c.Path + "?v=" + c.Hash()[:8]
	f.CardSays = c.Says
}
