package content

import (
	"fmt"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// CostState says how far a cost is known.
type CostState string

// The states of a cost.
const (
	Final       CostState = "final"
	Provisional CostState = "provisional"
	// Pending is a cost that is not yet known.
	Pending CostState = "pending"
)

// Cost is what an entry cost.
type Cost struct {
	At          source.Span
	State       CostState
	PendingWhy  Text
	Planned     frontmatter.Value[Money]
	Lines       []Line
	Explanation Text
	Saved       *Saved
	// Trip is the sum of all lines, City of those that the city paid, both in
	// the city's currency; they mean nothing while Known is false.
	Trip, City Money
	Known      bool
	failed     bool // something in it could not be read
}

// Line is one line of a cost.
type Line struct {
	For    Text
	What   Text
	Amount frontmatter.Value[Money] // as it was paid
	// Converted is the amount in the city's currency.
	Converted Money
	Rate      Text // of the city's currency for one unit of the amount's
	RateDate  Date
	PaidBy    Text // empty for the city
	ByCity    bool
	Class     Text                   // of travel
	Nights    frontmatter.Value[int] // of all travellers together
}

// Saved is an estimate of what the city saves, never netted with the cost.
type Saved struct {
	Amount                 frontmatter.Value[Money]
	Per, Method, CheckedBy Text
}

func (p *parser) cost(m *frontmatter.Map) Cost {
	c := Cost{At: m.PlaceOf("cost"), State: Provisional}
	switch m.Shape("cost") {
	case frontmatter.Scalar:
		c.State = Final
		amount := readAmount(m, "cost", frontmatter.Required, p.s.Currency)
		if amount.OK() {
			c.Lines = []Line{{For: Text{V: "other"}, Amount: amount, Converted: amount.V, ByCity: true}}
		}
		p.total(&c, amount.OK())
	case frontmatter.Mapping:
		in := m.Map("cost", frontmatter.Required)
		p.costMap(in, &c)
		in.Close()
	case frontmatter.Sequence:
		p.costList(m, c.At)
		c.failed = true
	default:
		m.Map("cost", frontmatter.Required)
		c.failed = true
	}
	return c
}

// costList reports a list behind “cost”, with the lines that were meant.
func (p *parser) costList(m *frontmatter.Map, at source.Span) {
	d := frontmatter.FieldForm.At(at, "“cost” has a list behind it; what was paid stands below “lines”")
	var lines []string
	bare := func(v Text) {
		amount := "…"
		if g := guessAmount(v.V, p.s.Currency); len(g.amounts) == 1 && g.other == "" {
			amount = g.first()
		} else if _, err := ParseAmount(v.V, p.s.Currency); err == nil {
			amount = v.V
		}
		lines = append(lines, "{for: …, amount: "+amount+"}")
	}
	before := len(p.u.Problems)
	groups := m.MapsOr("cost", bare)
	line, _ := fields.At(fields.Trips.Fields(), "cost.lines")
	for _, l := range groups {
		l.Describe(line.Fields)
		p.line(l)
		l.Close()
	}
	if len(lines) > 0 || len(groups) == 0 {
		m.Report(d.To("write cost: {lines: [%s]}, saying what each was paid for", strings.Join(lines, ", ")))
		return
	}
	d = d.To("write “lines:” on a line of its own between “cost:” and the list, with two spaces before it")
	_, column := at.Position()
	if column == 1 {
		d = d.To("write “lines:” on a line of its own between “cost:” and the list, with two spaces before it and before each line of the list")
	}
	if len(p.u.Problems) > before {
		m.Report(d)
		return
	}
	if list := at.Text(); strings.HasPrefix(list, "[") && strings.HasSuffix(list, "]") {
		d = d.To("write cost: {lines: %s}", list).By(at, "{lines: "+list+"}")
	} else if column > 1 && strings.HasPrefix(list, "-") {
		key := m.KeyAt("cost").End
		between := string(at.File.Text[key:at.Start])
		if strings.TrimSpace(between) == ":" && strings.HasPrefix(between, ":\n") {
			d = d.By(at.File.Span(key+1, key+1), "\n"+strings.Repeat(" ", column-1)+"lines:")
		}
	}
	m.Report(d)
}

func (p *parser) costMap(m *frontmatter.Map, c *Cost) {
	v := m.Choice("status", frontmatter.Optional, fields.CostStatuses...)
	if v.OK() {
		c.State = CostState(v.V)
	}
	c.failed = v.Bad
	c.Planned = readAmount(m, "planned", frontmatter.Optional, p.s.Currency)
	c.Explanation = m.Text("explanation", frontmatter.Optional)
	problems := len(p.u.Problems)
	lines := m.Maps("lines")
	unread := len(p.u.Problems) > problems
	complete := true
	c.Lines = make([]Line, 0, len(lines))
	for _, l := range lines {
		line, ok := p.line(l)
		l.Close()
		c.Lines = append(c.Lines, line)
		complete = complete && ok
	}
	p.saved(m, c)
	if c.PendingWhy = m.Text("pending", frontmatter.Optional); c.PendingWhy.OK() {
		if len(lines) > 0 {
			p.report(ruleCostPendingLines.At(c.PendingWhy.At, "the cost is called pending, and has lines"))
		}
		c.State = Pending
		return
	}
	if len(lines) == 0 {
		if !c.Planned.OK() && !c.Planned.Bad && !c.PendingWhy.Bad && !unread {
			p.report(
				frontmatter.FieldMissing.At(m.PlaceOf("lines"), "the cost has no lines").
					To("add “lines:” with one line for each thing paid, or “pending: why”, if it is not yet known"),
			)
		}
		c.failed = c.failed || unread
		return
	}
	p.total(c, complete && !unread)
}

// total adds the lines up, unless one of them could not be read.
func (p *parser) total(c *Cost, complete bool) {
	if !complete {
		c.failed = true
		return
	}
	c.Trip, c.City = Money{0, p.s.Currency}, Money{0, p.s.Currency}
	for _, l := range c.Lines {
		if c.Trip.tooMuch() || c.City.tooMuch() {
			break
		}
		c.Trip = c.Trip.Plus(l.Converted)
		if l.ByCity {
			c.City = c.City.Plus(l.Converted)
		}
	}
	if c.Trip.tooMuch() || c.City.tooMuch() {
		p.report(ruleAmountForm.At(c.At, "the cost adds up to more than ten thousand million").To("look for a line with too many digits"))
		c.failed = true
		return
	}
	c.Known = true
	if c.Trip.Minor < 0 || c.City.Minor < 0 {
		p.report(ruleCostNegative.At(c.At, "the cost adds up to less than nothing (%s)", Money{min(c.Trip.Minor, c.City.Minor), p.s.Currency}))
		return
	}
	if c.Trip.Minor == 0 && absent(c.Explanation) {
		p.report(ruleCostZero.At(c.At, "a cost of nothing is not explained"))
	}
	if c.State == Final && c.Planned.OK() && absent(c.Explanation) && c.City.Minor*10 > c.Planned.V.Minor*11 {
		p.report(ruleCostOverrun.At(c.Planned.At, "the final cost is %s, over a tenth more than was planned (%s)",
			catalog.Amount(c.City.Decimal()), catalog.Amount(c.Planned.V.Decimal())))
	}
}

func (p *parser) line(m *frontmatter.Map) (Line, bool) {
	l := Line{
		For:    m.Choice("for", frontmatter.Required, fields.Purposes...),
		What:   m.Text("what", frontmatter.Optional),
		PaidBy: m.Text("paid_by", frontmatter.Optional),
		Class:  m.Choice("class", frontmatter.Optional, fields.TravelClasses...),
		Nights: m.Whole("nights", frontmatter.Optional, 0),
	}
	p.fits(l)
	l.ByCity = p.byCity(l.PaidBy)
	currency := p.s.Currency
	foreign := m.Code("currency", frontmatter.Optional)
	if foreign.OK() {
		if !i18n.IsCurrency(foreign.V) {
			p.report(noCurrency(foreign))
			return l, false
		}
		currency = foreign.V
	}
	l.Amount = readAmount(m, "amount", frontmatter.Required, currency)
	l.Rate, l.RateDate = m.Decimal("rate", frontmatter.Optional), m.Date("rate_date", frontmatter.Optional)
	if !l.Amount.OK() {
		return l, false
	}
	l.Converted = l.Amount.V
	if currency != p.s.Currency {
		if !p.rate(l.Rate, foreign) {
			return l, false
		}
		if l.Converted = l.Amount.V.Convert(l.Rate.V, p.s.Currency); l.Converted.tooMuch() {
			p.report(
				ruleAmountForm.At(l.Amount.At, "%s at the rate %s is more than ten thousand million", l.Amount.V, l.Rate.V).
					To("look for a digit too many in the amount or the rate"),
			)
			return l, false
		}
	}
	switch {
	case !absent(l.What) || l.Amount.V.Minor == 0: // of nothing, the explanation says all
	case l.Amount.V.Minor < 0:
		p.report(ruleCostNegativeLine.At(l.Amount.At, "an amount below zero does not say what it is"))
	case l.For.V == "other":
		p.report(ruleLineUnnamed.At(l.For.At, "a line of the cost is for “other”, and does not say for what"))
	}
	return l, true
}

// fits wants a class of travel to stand with a journey, and nights with a place to sleep.
func (p *parser) fits(l Line) {
	if l.Class.OK() && l.For.OK() && l.For.V != "transport" && l.For.V != "other" {
		p.report(ruleLineUnfitting.At(l.Class.At, "a class of travel stands with a line for %q", l.For.V).
			To("take “class” out, or write “for: transport” if it was a journey"))
	}
	if l.Nights.OK() && l.For.OK() && l.For.V != "lodging" && l.For.V != "transport" && l.For.V != "other" {
		p.report(ruleLineUnfitting.At(l.Nights.At, "nights stand with a line for %q", l.For.V).
			To("take “nights” out, or write “for: lodging” if it was a place to sleep"))
	}
}

// rate wants a rate above zero for another currency.
func (p *parser) rate(rate, foreign Text) bool {
	switch {
	case rate.Bad:
		return false
	case !rate.Given:
		p.report(
			ruleRateMissing.At(foreign.At, "an amount in %s has no rate", foreign.V).
				To("add “rate: …”, the %s that one %s cost, and “rate_date: …”", p.s.Currency, foreign.V),
		)
		return false
	case strings.Trim(rate.V, "+0.") == "" || strings.HasPrefix(rate.V, "-") || len(strings.SplitN(rate.V, ".", 2)[0]) > 7:
		p.report(frontmatter.NumberForm.At(rate.At, "the rate %s cannot be right", rate.V).To("write the %s that one %s cost", p.s.Currency, foreign.V))
		return false
	}
	return true
}

// byCity tells whether a payer is the city itself.
func (p *parser) byCity(payer Text) bool {
	if !payer.Given {
		return true
	}
	name := Fold(payer.V)
	for _, prefix := range []string{"", "the ", "city of ", "the city of ", "town of ", "the town of ", "ville de ", "la ville de ",
		"commune de ", "ciudad de ", "ayuntamiento de ", "cidade de ", "camara municipal de "} {
		if name == prefix+Fold(p.s.City.V) {
			return true
		}
	}
	return slices.Contains([]string{"city", "the city", "la ville", "ville"}, name)
}

func (p *parser) saved(m *frontmatter.Map, c *Cost) {
	s := m.Map("saved", frontmatter.Optional)
	if s == nil {
		return
	}
	c.Saved = &Saved{
		Amount: readAmount(s, "amount", frontmatter.Required, p.s.Currency), Per: s.Choice("per", frontmatter.Optional, fields.SavedPer...),
		Method: s.Text("method", frontmatter.Required), CheckedBy: s.Text("checked_by", frontmatter.Optional),
	}
	s.Close()
}

// String returns the amount in plain digits with its currency: 1240.50 EUR.
func (m Money) String() string { return fmt.Sprintf("%s %s", m.Decimal(), m.Currency) }
