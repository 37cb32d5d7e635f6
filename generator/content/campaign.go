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

// This file is what a campaign is, how it is read, and what is held of it.

// Campaign is a message, for whom it is, and from when to when.
type Campaign struct {
	Head
	Title, Message Text
	From, Until    Date
	For, Tells     []Text
	TiedTo         Text
	Translations   map[string]*Translation
}

// Runs tells whether the campaign runs on a day.
func (v *Campaign) Runs(day time.Time) bool { return !day.Before(v.From.V) && !day.After(v.Until.V) }

// MaxMessageWords is how many words one reads of a poster in passing.
const MaxMessageWords = 18

func (p *parser) campaign(m *frontmatter.Map) *Campaign {
	v := &Campaign{
		Title: m.Text("title", frontmatter.Required), Message: m.Text("message", frontmatter.Required),
		From: m.Date("from", frontmatter.Required), Until: m.Date("until", frontmatter.Required),
		For: m.Choices("for", frontmatter.Required, fields.CampaignAudiences...), Tells: m.Codes("tells", frontmatter.Required),
		TiedTo: m.Code("tied_to", frontmatter.Optional), Head: p.draft(m),
	}
	if v.From.OK() && v.Until.OK() && v.Until.V.Before(v.From.V) {
		p.report(ruleDateOrder.At(v.Until.At, "the campaign ends before it begins").See(v.From.At, "it begins here"))
		v.Until.Bad = true
	}
	p.messageLength(v.Message, MaxMessageWords)
	return v
}

// messageLength reports a message of more words than a poster has room for.
func (p *parser) messageLength(v Text, most int) {
	if n := len(strings.Fields(v.V)); v.OK() && n > most {
		p.report(ruleMessageLong.At(v.At, "the message has %d words; a poster holds %d", n, most))
	}
}

// campaign follows what a campaign names, which residents can read.
func (c *checker) campaign(v *Campaign, report source.Report) {
	c.refers(&v.Head, fields.Campaigns, "tells", report, v.Tells...)
	for _, id := range append(slices.Clone(v.Tells), v.TiedTo) {
		if e := c.byID[id.V]; id.OK() && e != nil && e.StaffOnly() {
			report(ruleFeatureStaff.At(id.At, "%q is for staff alone", id.V))
		}
	}
	if !c.refers(&v.Head, fields.Campaigns, "tied_to", report, v.TiedTo) {
		return
	}
	e := c.byID[v.TiedTo.V]
	start, end := e.Date(), e.End()
	switch {
	case start.IsZero() || !v.From.OK() || !v.Until.OK():
	case e.CalledOff():
		report(ruleCampaignEvent.At(v.TiedTo.At, "%q was called off", v.TiedTo.V))
	case end.Before(v.From.V):
		report(ruleCampaignEvent.At(v.TiedTo.At, "%q is over on %s, before the campaign begins", v.TiedTo.V, catalog.Day(end)).See(v.From.At, "it begins here"))
	case start.After(v.Until.V):
		report(ruleCampaignEvent.At(v.TiedTo.At, "%q begins on %s, after the campaign", v.TiedTo.V, catalog.Day(start)).See(v.Until.At, "it ends here"))
	}
}

// texts are those of a campaign that a translation has.
func (v *Campaign) texts() []named {
	return []named{{"title", v.Title, titleOf}, {"message", v.Message, func(t *Translation) Text { return t.Message }}}
}

// Campaigns returns the campaigns to publish, the one that begins first before the others.
func (s *Set) Campaigns() []*Campaign { return s.campaigns }

// Campaign returns the campaign of that id, or nil.
func (s *Set) Campaign(id string) *Campaign {
	for _, v := range s.campaigns {
		if v.ID == id {
			return v
		}
	}
	return nil
}

// CampaignsOf returns the campaigns that tell of an entry, or lead to it.
func (s *Set) CampaignsOf(e *Entry) []*Campaign {
	var out []*Campaign
	for _, v := range s.campaigns {
		if v.TiedTo.V == e.ID || slices.ContainsFunc(v.Tells, func(id Text) bool { return id.V == e.ID }) {
			out = append(out, v)
		}
	}
	return out
}

// byBegin puts campaigns in order.
func byBegin(a, b *Campaign) int {
	if n := a.From.V.Compare(b.From.V); n != 0 {
		return n
	}
	return strings.Compare(a.ID, b.ID)
}

var (
	ruleCampaignEvent = &source.Rule{Name: "campaign-event", Severity: source.Warning,
		Says: "The event to which a campaign leads takes place while the campaign runs.",
		Why:  "its day and its place stand on the poster",
		Fix:  "extend the campaign to the day of the event, or take the event out of “tied_to”",
		Bad: source.Example{File: campaignExample, Text: "from: 2026-11-01\nuntil: 2026-11-15\ntied_to: events/2026-11-night-trams\n",
			Beside: map[string]string{eventExample: forCitizens}},
		Good: source.Example{File: campaignExample, Text: "from: 2026-11-01\nuntil: 2026-11-21\ntied_to: events/2026-11-night-trams\n",
			Beside: map[string]string{eventExample: forCitizens}}}
	ruleMessageLong = &source.Rule{Name: "message-long", Severity: source.Warning,
		Says: "The message of a campaign has at most 18 words.",
		Why:  "it stands on a poster, which is read in passing",
		Fix:  "say the one thing that people are to remember; the rest stands in the text below and in the entries",
		Bad: source.Example{File: campaignExample, Text: "message: From the first Monday of March the last tram of line A waits for you " +
			"at every stop of the line until one in the morning.\n"},
		Good: source.Example{File: campaignExample, Text: "message: From March, the last tram waits for you until one in the morning.\n"}}
)

// campaignExample is the campaign of the examples of rules, and forCitizens the event to which it
// leads.
const (
	campaignExample = "campaigns/night-trams.md"
	forCitizens     = `---
title: An evening on night trams
start: 2026-11-21 18:30
place: Tram depot
for: [citizens]
purpose: Hear the late shifts before the timetable is set.
local_impact: {benefit: "The 14 stops of line A get in January the timetable that residents have chosen.", issues: [mobility]}
cost: 120
sdg: [11.2]
pitch: Everybody says which night tram is missing.
official: claire-moreau
departments: [streets]
---
`
)
