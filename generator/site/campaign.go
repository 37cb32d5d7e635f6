package site

import (
	"slices"
	"strings"

	"parvis/generator/channels"
	"parvis/generator/content"
	"parvis/generator/drawing"
)

// This file is what a campaign's page shows, and the pictures and the poster beside it.

// CampaignPage is what the layout of one campaign shows.
type CampaignPage struct {
	*Frame
	Kicker  []string
	State   State
	Heading Str
	Message Str
	Draft   bool
	For     string // for whom
	Event   []Card // the event to which it leads, if there is one
	Tells   []Card
	Story   Prose
	Square  string // the address of the square picture
	Tall    string // and of the upright one
	Says    string // what both show, in words
	Sharing *Sharing
}

// The names of a campaign's pictures, beside its page.
const (
	SquareName = "square.png"
	TallName   = "tall.png"
)

// planCampaigns lists the pages of campaigns.
func (s *Site) planCampaigns(l *lang) {
	all := slices.Clone(s.Set.Campaigns())
	slices.Reverse(all)
	s.addList(l, "/campaigns/", "list", len(all), perPage, s.Set.Today(), func(f *Frame, p Pager) any { return s.campaignList(l, f, p, all) })
	for _, v := range all {
		s.add(l, "/"+v.ID+"/", "campaign", v.From.V, func(f *Frame) any { return s.campaignPage(l, f, v) })
	}
}

func (s *Site) campaignList(l *lang, f *Frame, p Pager, all []*content.Campaign) *List {
	v := &List{Frame: f, Heading: l.word("list.campaigns"), Intro: l.word("intro.campaigns"), Pager: p, Empty: l.word("list.empty"),
		Kicker: l.count("count.campaigns", len(all))}
	for _, c := range all[p.From:p.To] {
		year := c.From.V.Format("2006")
		if len(v.Groups) == 0 || v.Groups[len(v.Groups)-1].Name != year {
			v.Groups = append(v.Groups, Group{Name: year})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Cards = append(g.Cards, s.campaignCard(l, c))
	}
	f.titled(pageTitle(l, v.Heading, p))
	f.Description = v.Intro
	return v
}

// campaignCard is a campaign in a list.
func (s *Site) campaignCard(l *lang, v *content.Campaign) Card {
	return Card{Href: l.href("/" + v.ID + "/"), Kind: l.word("kind.campaign"), When: l.Days(v.From.V, v.Until.V), Title: l.campaignTitle(v),
		Says: l.message(v), State: s.campaignState(l, v), Draft: v.Draft}
}

func (l *lang) campaignTitle(v *content.Campaign) Str {
	return l.in(translation(v.Translations, l).Title, v.Title)
}

func (l *lang) message(v *content.Campaign) Str {
	return l.in(translation(v.Translations, l).Message, v.Message)
}

// campaignState tells whether a campaign is to come, runs or is over.
func (s *Site) campaignState(l *lang, v *content.Campaign) State {
	switch today := s.Set.Today(); {
	case v.Runs(today):
		return State{"open", l.word("campaign.runs")}
	case today.Before(v.From.V):
		return State{"soon", l.word("campaign.planned")}
	}
	return State{"kept", l.word("campaign.over")}
}

func (s *Site) campaignPage(l *lang, f *Frame, c *content.Campaign) *CampaignPage {
	v := &CampaignPage{Frame: f, Kicker: []string{l.word("kind.campaign"), l.Days(c.From.V, c.Until.V)}, State: s.campaignState(l, c),
		Heading: l.campaignTitle(c), Message: l.message(c), Draft: c.Draft, For: l.choices(c.For),
		Story: l.story(&c.Head, c.Body, translation(c.Translations, l), 3)}
	f.titled(v.Heading.Text, l.link("/campaigns/", "list.campaigns"))
	f.Description = v.Message.Text
	f.share(s, s.campaignShareCard(l, c))
	if e := s.Set.Entry(c.TiedTo.V); e != nil {
		v.Event = []Card{s.card(l, e)}
	}
	v.Tells = s.cards(l, s.toldBy(c))
	n := s.bill(l, c)
	v.Square, v.Tall = s.file("/"+n.Path+SquareName), s.file("/"+n.Path+TallName)
	v.Says = strings.Join(slices.DeleteFunc([]string{n.Kicker, n.Says, n.When, n.Where}, func(s string) bool { return s == "" }), ". ")
	v.Sharing = sharing(s.toldCampaign(l, c), v.Heading.Text, v.Message.Text, f.Canonical)
	return v
}

// toldBy are the entries of which a campaign tells, but for the event to which it leads.
func (s *Site) toldBy(v *content.Campaign) []*content.Entry {
	var out []*content.Entry
	for _, id := range v.Tells {
		if e := s.Set.Entry(id.V); e != nil && id.V != v.TiedTo.V {
			out = append(out, e)
		}
	}
	return out
}

// leadsTo is the event to which a campaign leads, where there is one that takes place.
func (s *Site) leadsTo(v *content.Campaign) *content.Entry {
	if e := s.Set.Entry(v.TiedTo.V); e != nil && !e.CalledOff() {
		return e
	}
	return nil
}

// toldCampaign is what is told of a campaign in short: its message, and what the first entry of
// which it tells brings.
func (s *Site) toldCampaign(l *lang, v *content.Campaign) []channels.Part {
	benefit := ""
	for _, e := range s.toldBy(v) {
		for _, p := range s.told(l, e) {
			if p.Name == channels.Benefit && benefit == "" {
				benefit = p.Text
			}
		}
	}
	out := parts(l.campaignTitle(v).Text, l.message(v).Text, benefit, "")
	if e := s.leadsTo(v); e != nil && !e.End().Before(s.Set.Today()) {
		s.invite(l, e, out[:2])
	}
	return out
}

// campaignShareCard is the card of a campaign's page.
func (s *Site) campaignShareCard(l *lang, v *content.Campaign) drawing.Card {
	return drawing.Card{Path: strings.TrimPrefix(l.prefix+"/"+v.ID+"/"+CardName, "/"), Site: l.words(s.Set.Settings().Title),
		Kicker: l.word("kind.campaign") + " · " + l.Days(v.From.V, v.Until.V), Label: l.campaignTitle(v).Text, Says: l.message(v).Text, Lit: s.litBy(v)}
}

// litBy are the petals of the goals that what a campaign tells of serves.
func (s *Site) litBy(v *content.Campaign) []drawing.Lit {
	var out []drawing.Lit
	list := s.toldBy(v)
	if e := s.leadsTo(v); e != nil {
		list = append(list, e)
	}
	for _, e := range list {
		for _, g := range e.Goals {
			if lit := (drawing.Lit{Goal: g.Number, Share: 1000}); !slices.Contains(out, lit) {
				out = append(out, lit)
			}
		}
	}
	return out
}

// Notices are the pictures of all campaigns, in every language.
func (s *Site) Notices() []drawing.Notice {
	var out []drawing.Notice
	for _, l := range s.langs {
		for _, v := range s.Set.Campaigns() {
			square := s.bill(l, v)
			tall := square
			tall.Tall = true
			square.Path, tall.Path = square.Path+SquareName, tall.Path+TallName
			out = append(out, square, tall)
		}
	}
	return out
}

// bill is what the pictures and the poster of a campaign show; its path is that of their folder.
func (s *Site) bill(l *lang, v *content.Campaign) drawing.Notice {
	n := drawing.Notice{Path: strings.TrimPrefix(l.prefix+"/"+v.ID+"/", "/"), Site: l.words(s.Set.Settings().Title), Kicker: l.campaignTitle(v).Text,
		Says: l.message(v).Text, Lit: s.litBy(v), Address: s.typed(l, v.ID)}
	if e := s.leadsTo(v); e != nil {
		n.When, n.Where = l.when(e), s.venue(l, e)
	}
	return n
}

// typed is the address of a page as somebody types it.
func (s *Site) typed(l *lang, id string) string {
	host := strings.TrimPrefix(strings.TrimPrefix(s.Set.Settings().BaseURL, "https://"), "http://")
	return strings.TrimSuffix(host, "/") + l.prefix + "/" + id
}
