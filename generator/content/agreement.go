package content

import (
	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file is what only agreements have: what it is, how it is read, which of it
// are texts.

var ruleDayBeforeSigned = &source.Rule{Name: "day-before-signed", Severity: source.Warning,
	Says: "What an agreement sets a day for lies behind its signature.",
	Why:  "a promise that was due before anybody made it makes readers doubt all others",
	Fix:  "look up both days and correct the wrong one: mostly it is the year",
	Bad: source.Example{
		File: "agreements/2025-ravenna.md", Text: "promises: [{id: trams, text: Six trams come back., due: 2024-12-31, status: kept, kept_on: 2025-12-01}]\n",
	},
	Good: source.Example{
		File: "agreements/2025-ravenna.md", Text: "promises: [{id: trams, text: Six trams come back., due: 2025-12-31, status: kept, kept_on: 2025-12-01}]\n",
	}}

// Promise is what an agreement promises. What has become known of it since it
// was made has its day, so that it can be told as it stood on another.
type Promise struct {
	ID, Text, Owner, Status, Reason Text
	Due, KeptOn, DroppedOn          Date
	Notes                           []News
}

// News is one line of what happened after a signature, or after a promise.
type News struct {
	On   Date
	Text Text
}

// Agreement is what only agreements have.
type Agreement struct {
	Signed        Period
	Until, Review Period
	Document      Text
	Promises      []Promise
	FollowUp      []News
}

func (p *parser) agreement(m *frontmatter.Map) *Agreement {
	a := &Agreement{
		Signed: m.Period("signed", frontmatter.Required), Until: m.Period("until", frontmatter.Optional), Review: m.Period("review", frontmatter.Optional),
		Document: m.File("document", frontmatter.Optional),
	}
	if a.Until.OK() && a.Signed.OK() && a.Until.V.End().Before(a.Signed.V.Start) {
		p.report(ruleDateOrder.At(a.Until.At, "the agreement ends before it was signed").See(a.Signed.At, "signed here"))
		a.Until.Bad = true
	}
	if a.Review.OK() && a.Signed.OK() && a.Review.V.End().Before(a.Signed.V.Start) {
		p.report(ruleDayBeforeSigned.At(a.Review.At, "the agreement is reviewed before it was signed").See(a.Signed.At, "signed here"))
	}
	var ids []string
	for _, v := range m.Maps("promises") {
		a.Promises = append(a.Promises, p.promise(v, &ids, a.Signed))
	}
	a.FollowUp = news(m, "follow_up")
	return a
}

// promise reads a promise of an agreement signed then.
func (p *parser) promise(m *frontmatter.Map, ids *[]string, signed Period) Promise {
	id := m.KeyAt("id")
	out := Promise{
		Text: m.Text("text", frontmatter.Required), Due: m.Date("due", frontmatter.Optional), Owner: m.Code("owner", frontmatter.Optional),
		Status: m.Choice("status", frontmatter.Required, fields.PromiseStatuses...), Reason: m.Text("reason", frontmatter.Optional),
		KeptOn: m.Date("kept_on", frontmatter.Optional), DroppedOn: m.Date("dropped_on", frontmatter.Optional), Notes: news(m, "notes"),
	}
	out.ID = Text{V: readID(m, ids), At: id, Given: true}
	if out.Status.V == "dropped" && !out.Reason.OK() && !out.Reason.Bad {
		p.report(ruleReason.At(out.Status.At, "a promise is dropped without a reason"))
	}
	for _, x := range []struct {
		day       *Date
		status    string
		has, says catalog.Message
	}{
		{
			&out.KeptOn, "kept", catalog.Say("the promise has a day on which it was kept, and its status is %q", out.Status.V),
			catalog.Say("the promise is kept before the agreement was signed"),
		},
		{
			&out.DroppedOn, "dropped", catalog.Say("the promise has a day on which it was dropped, and its status is %q", out.Status.V),
			catalog.Say("the promise is dropped before the agreement was signed"),
		},
	} {
		if field := x.status + "_on"; x.day.OK() && out.Status.V != x.status && !out.Status.Bad {
			p.report(ruleDayUnfitting.At(x.day.At, "%s", x.has).To("write “status: %s”, or take %q out", x.status, field))
		}
		p.afterSigned(x.day, signed, x.says)
	}
	if out.Due.OK() && signed.OK() && out.Due.V.Before(signed.V.Start) {
		p.report(ruleDayBeforeSigned.At(out.Due.At, "the promise is due before the agreement was signed").See(signed.At, "signed here"))
	}
	for i := range out.Notes {
		p.afterSigned(&out.Notes[i].On, signed, catalog.Say("something is noted of the promise before the agreement was signed"))
	}
	m.Close()
	return out
}

// afterSigned wants a day not to lie before a signature.
func (p *parser) afterSigned(day *Date, signed Period, says catalog.Message) {
	if day.OK() && signed.OK() && day.V.Before(signed.V.Start) {
		p.report(ruleDateOrder.At(day.At, "%s", says).See(signed.At, "signed here"))
		day.Bad = true
	}
}

// news reads dated lines.
func news(m *frontmatter.Map, name string) []News {
	var out []News
	for _, v := range m.Maps(name) {
		out = append(out, News{On: v.Date("on", frontmatter.Required), Text: v.Text("text", frontmatter.Required)})
		v.Close()
	}
	return out
}

func (a *Agreement) eachText(text func(place, Text), list func(name string, n int)) {
	for _, p := range a.Promises {
		text(place{list: "promises", id: p.ID.V, field: "text"}, p.Text)
		text(place{list: "promises", id: p.ID.V, field: "reason"}, p.Reason)
		list(notesOf(p.ID.V), len(p.Notes))
		for i, n := range p.Notes {
			text(place{list: "promises", id: p.ID.V, n: i, field: note}, n.Text)
		}
	}
	list("follow_up", len(a.FollowUp))
	for i, n := range a.FollowUp {
		text(place{list: "follow_up", n: i, field: "text"}, n.Text)
	}
}
