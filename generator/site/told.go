package site

import (
	"slices"
	"strings"

	"parvis/generator/channels"
	"parvis/generator/content"
)

// This file is what the city, and its residents, tell of a page elsewhere: short texts for the
// channels, and the links that open them.

// Sharing is how a reader sends a page to somebody, each a link of its own.
type Sharing struct {
	Mail  string
	Links []Link // the channels that a web address opens
	SMS   string // the text of a message; its link is no web address
}

// Posts are the texts for all channels on an entry, a campaign or a letter, in a language of the
// site; none where there is none of that id, or nothing of it may be told.
func (s *Site) Posts(code, id string) (posts []channels.Post) {
	l := s.lang(code)
	parts, address := s.toldOf(l, id)
	if len(parts) == 0 {
		return nil
	}
	for _, c := range channels.All() {
		posts = append(posts, c.Fit(parts, strings.TrimSuffix(s.Set.Settings().BaseURL, "/")+l.prefix+address))
	}
	return posts
}

// toldOf is what is told of an id, and the address of its page.
func (s *Site) toldOf(l *lang, id string) ([]channels.Part, string) {
	if e := s.Set.Entry(id); e != nil && !e.Draft {
		return s.told(l, e), "/" + e.ID + "/"
	}
	if v := s.Set.Campaign(id); v != nil && !v.Draft {
		return s.toldCampaign(l, v), "/" + v.ID + "/"
	}
	for _, n := range s.Set.Newsletters() {
		if n.ID == id {
			return l.toldLetter(n), letterAddress(n)
		}
	}
	return nil, ""
}

// told is what is told of an entry: nothing of what is for the staff.
func (s *Site) told(l *lang, e *content.Entry) []channels.Part {
	if e.StaffOnly() {
		return nil
	}
	title := l.title(e).Text
	if e.CalledOff() {
		return []channels.Part{{Name: channels.Title, Text: l.word("share.cancelled", "title", title)}}
	}
	benefit := l.benefit(e).Text
	switch {
	case e.Outcome != nil && e.Outcome.Reason.OK():
		benefit = l.say(e, e.Outcome.Reason).Text
	case e.Trip != nil && e.Trip.Status.V == "planned", e.Event != nil && e.End().After(s.Set.Today()):
		benefit = l.word("share.planned", "benefit", benefit)
	}
	cost := ""
	if amount, note := s.costInShort(l, e); amount != "–" {
		cost = l.word("share.cost", "amount", amount, "note", note)
	}
	out := parts(title, l.in(translation(e.Translations, l).Pitch, e.Pitch).Text, benefit, cost)
	if e.Event != nil && !e.End().Before(s.Set.Today()) {
		s.invite(l, e, out)
	}
	return out
}

// invite says of the parts that may stand first when and where an event is: who is invited has to
// know it.
func (s *Site) invite(l *lang, e *content.Entry, parts []channels.Part) {
	for i, p := range parts {
		if p.Name != channels.Cost {
			parts[i].First = l.word("share.event", "when", l.when(e), "place", l.say(e, e.Event.Place.Name).Text, "text", p.Text)
		}
	}
}

func (l *lang) toldLetter(n *content.Newsletter) []channels.Part {
	t := translation(n.Translations, l)
	return parts(l.in(t.Title, n.Title).Text, l.in(t.Purpose, n.Purpose).Text, "", "")
}

// parts are those of a text that are there.
func parts(title, pitch, benefit, cost string) []channels.Part {
	all := []channels.Part{{Name: channels.Title, Text: title}, {Name: channels.Pitch, Text: pitch}, {Name: channels.Benefit, Text: benefit},
		{Name: channels.Cost, Text: cost}}
	return slices.DeleteFunc(all, func(p channels.Part) bool { return strings.TrimSpace(p.Text) == "" })
}

// sharing are the links by which a page is sent to somebody; nil where nothing is told of it.
func sharing(parts []channels.Part, title, says, address string) *Sharing {
	if len(parts) == 0 {
		return nil
	}
	v := &Sharing{Mail: "mailto:?subject=" + mailEscape(title) + "&body=" + mailEscape(says+"\n\n"+address)}
	for _, c := range channels.All() {
		switch {
		case c.Body:
			v.SMS = c.Short(parts, address).Text
		case c.Link != "":
			v.Links = append(v.Links, Link{c.Opens(c.Short(parts, address).Text), pageText(c.Name)})
		}
	}
	return v
}
