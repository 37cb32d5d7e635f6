package content

import (
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
)

// This file is what only outcomes have: what it is, how it is read, which of it
// are texts.

// Measure is one figure before, as intended and now; exact decimals as text.
type Measure struct {
	What, Unit          Text
	Before, Target, Now Text
}

// Outcome is what only outcomes have.
type Outcome struct {
	Date           Date
	Of             []Text
	Status, Reason Text
	Due            Period
	Measures       []Measure
	Keeps          []Text
	Evidence       []Text
}

func (p *parser) outcome(m *frontmatter.Map, published bool) *Outcome {
	date := frontmatter.Required
	if published {
		date = frontmatter.Optional
	}
	o := &Outcome{
		Date: m.Date("date", date), Of: m.Codes("of", frontmatter.Required),
		Status: m.Choice("status", frontmatter.Required, fields.OutcomeStatuses...),
		Reason: m.Text("reason", frontmatter.Optional), Due: m.Period("due", frontmatter.Optional),
		Keeps: m.Codes("keeps", frontmatter.Optional), Evidence: m.Files("evidence", frontmatter.Optional),
	}
	switch s := o.Status.V; {
	case s == "not_achieved" && absent(o.Reason):
		p.report(ruleReason.At(o.Status.At, "an outcome is not achieved without a reason"))
	case s == "dropped" && absent(o.Reason):
		p.report(ruleReason.At(o.Status.At, "an outcome is dropped without a reason"))
	case s == "too_early" && !o.Due.OK() && !o.Due.Bad:
		p.report(ruleDueMissing.At(o.Status.At, "it is too early to tell, but nothing says when it will be known"))
	}
	for _, v := range m.Maps("measures") {
		o.Measures = append(o.Measures, Measure{
			What: v.Text("what", frontmatter.Required), Unit: v.Text("unit", frontmatter.Optional),
			Before: v.Decimal("before", frontmatter.Optional), Target: v.Decimal("target", frontmatter.Optional), Now: v.Decimal("now", frontmatter.Optional),
		})
		v.Close()
	}
	return o
}

func (o *Outcome) eachText(text func(place, Text), list func(name string, n int)) {
	text(place{field: "reason"}, o.Reason)
	list("measures", len(o.Measures))
	for i, m := range o.Measures {
		text(place{list: "measures", n: i, field: "what"}, m.What)
		text(place{list: "measures", n: i, field: "unit"}, m.Unit)
	}
}
