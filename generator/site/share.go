package site

import (
	"slices"
	"strings"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/ledger"
)

// CardName is the name of a card's file.
const CardName = "card.png"

// ShareCards are the cards of all entries, campaigns and letters, and of the site itself for its
// other pages, in every language.
func (s *Site) ShareCards() []drawing.Card {
	var out []drawing.Card
	for _, l := range s.langs {
		out = append(out, s.siteCard(l))
		for _, e := range s.Set.Entries() {
			out = append(out, s.shareCard(l, e))
		}
		for _, v := range s.Set.Campaigns() {
			out = append(out, s.campaignShareCard(l, v))
		}
		for _, n := range s.Set.Newsletters() {
			out = append(out, s.letterCard(l, n))
		}
	}
	return out
}

func (s *Site) siteCard(l *lang) drawing.Card {
	c := drawing.Card{Path: strings.TrimPrefix(l.prefix+"/"+CardName, "/"), Site: l.words(s.Set.Settings().Title), Kicker: s.Set.Settings().City.V,
		Says: l.words(s.Set.Settings().Pitch)}
	c.Kicker = cityKicker(c.Site, c.Kicker)
	if c.Says == "" {
		c.Says = c.Site
	}
	if coin := s.coin(l, s.Set.Today().Year()); coin != nil {
		c.Says, c.Coin = coin.Heading+". "+coin.Says, &drawing.CardCoin{Parts: coin.parts, Figure: coin.Figure, Unit: coin.Unit}
		c.Cost, c.Note = coin.City, l.word("cost.city")
		return c
	}
	all := s.ledger.Served()
	most := max(1, slices.Max(all[:]))
	for n, served := range all {
		if served > 0 {
			c.Lit = append(c.Lit, drawing.Lit{Goal: n + 1, Share: served * 1000 / most})
		}
	}
	return c
}

// cityKicker is the city's name where the title of the site does not have it.
func cityKicker(title, city string) string {
	if strings.Contains(title, city) {
		return ""
	}
	return city
}

func (s *Site) shareCard(l *lang, e *content.Entry) drawing.Card {
	c := drawing.Card{Path: strings.TrimPrefix(l.prefix+"/"+e.ID+"/"+CardName, "/"), Site: l.words(s.Set.Settings().Title),
		Kicker: l.word("kind."+e.Kind.One()) + " · " + l.when(e), Says: l.benefit(e).Text}
	if s.ledger.StateOf(e).Kind != ledger.ReportDueState { // that says nothing of the trip
		c.State = s.state(l, e).Text
	}
	switch {
	case e.CalledOff():
		c.Label = l.word("entry.benefit-cancelled")
	case e.Trip != nil && e.Trip.Status.V == "planned", e.Event != nil && !e.StaffOnly() && e.End().After(s.Set.Today()):
		c.Label = l.word("entry.benefit-planned")
	case e.Outcome != nil && e.Outcome.Reason.OK():
		c.Says = l.say(e, e.Outcome.Reason).Text
	}
	if c.Says == "" {
		c.Says = l.title(e).Text
	}
	c.Cost, c.Note = s.costInShort(l, e)
	for _, g := range e.Goals {
		if lit := (drawing.Lit{Goal: g.Number, Share: 1000}); !slices.Contains(c.Lit, lit) {
			c.Lit = append(c.Lit, lit)
		}
	}
	return c
}

// letterCard is that of a month's letter. It shows nothing that a later day may change:
// a letter stays as it went out, and so does its page.
func (s *Site) letterCard(l *lang, n *content.Newsletter) drawing.Card {
	t := translation(n.Translations, l)
	return drawing.Card{Path: strings.TrimPrefix(l.prefix+letterAddress(n)+CardName, "/"), Site: l.words(s.Set.Settings().Title),
		Kicker: s.newsletterName(l) + " · " + l.Month(n.Month.Year(), n.Month.Month()),
		Label:  l.in(t.Title, n.Title).Text, Says: l.in(t.Purpose, n.Purpose).Text}
}

// share gives a page the card that stands for it.
func (f *Frame) share(s *Site, c drawing.Card) {
	f.Card = strings.TrimSuffix(s.Set.Settings().BaseURL, "/") + "/" + c.Path + "?v=" + c.Hash()[:8]
	f.CardSays = strings.Join(slices.DeleteFunc([]string{c.State, c.Label, c.Says}, func(s string) bool { return s == "" }), ". ")
}
