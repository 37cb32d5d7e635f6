package site

import (
	"fmt"
	"strings"

	"parvis/generator/content"
)

// This file is what an entry cost, as its page's receipt shows it.

func (s *Site) ticket(l *lang, e *content.Entry) Ticket {
	c := e.Cost
	k := Ticket{Explanation: l.say(e, c.Explanation), Pending: l.say(e, c.PendingWhy), Residents: l.residents(),
		Lines: Link{l.href("/costs/"), pageText(l.word("cost.every-line"))}}
	if !e.Date().IsZero() {
		k.Lines.Href = l.href(fmt.Sprintf("/costs/%d/", e.Date().Year()))
	}
	if c.Planned.OK() {
		k.Planned = l.money(c.Planned.V)
	}
	if !c.Known {
		k.Unknown = l.word("cost.unknown")
		if c.State != content.Pending && !s.Set.Spent(e, s.Set.Today()) {
			k.Unknown = l.word("cost.is-planned")
		}
		return k
	}
	for _, line := range c.Lines {
		if row := l.ticketLine(e, line); line.ByCity {
			k.Ours = append(k.Ours, row)
		} else {
			k.Others = append(k.Others, row)
		}
	}
	k.City = l.money(c.City)
	if len(k.Others) > 0 {
		k.Total = l.money(c.Trip)
	}
	if k.Ahead = !s.Set.Spent(e, s.Set.Today()); k.Ahead {
		if k.Status = l.word("cost.is-planned"); k.Planned == k.City {
			k.Planned = "" // it stands there already
		}
		return k
	}
	k.Each, k.Status = l.perResident(c.City), l.word("cost.is-"+string(c.State))
	if c.Planned.OK() && c.State == content.Final && !e.CalledOff() {
		k.Difference = l.difference(c.City, c.Planned.V)
	}
	return k
}

// difference says by how much a cost differs from its plan.
func (l *lang) difference(cost, planned content.Money) string {
	d := content.Money{Minor: cost.Minor - planned.Minor, Currency: cost.Currency}
	switch {
	case d.Minor == 0:
		return l.word("cost.as-planned")
	case d.Minor > 0:
		return l.word("cost.over", "amount", l.money(d))
	}
	return l.word("cost.under", "amount", l.money(content.Money{Minor: -d.Minor, Currency: d.Currency}))
}

func (l *lang) ticketLine(e *content.Entry, line content.Line) TicketLine {
	row := TicketLine{What: l.say(e, line.What), Amount: l.money(line.Converted)}
	if row.What.Text == "" {
		row.What = pageText(l.word("for." + line.For.V))
	}
	notes := l.lineDetails(line)
	if !line.ByCity {
		notes = append(notes, l.word("cost.paid-by", "payer", l.payer(line.PaidBy.V)))
	}
	if line.Amount.V.Currency != line.Converted.Currency {
		notes = append(notes, l.word("cost.rate", "amount", l.money(line.Amount.V), "rate", l.Decimal(line.Rate.V)))
	}
	row.Note = strings.Join(notes, ", ")
	return row
}

// lineDetails are the class and the nights of a line of a cost.
func (l *lang) lineDetails(line content.Line) []string {
	var out []string
	if line.Class.OK() {
		out = append(out, l.word("class."+line.Class.V))
	}
	if line.Nights.OK() && line.Nights.V > 0 {
		out = append(out, l.count("cost.nights", line.Nights.V))
	}
	return out
}

// payer is what a payer is called: a partner by its name, however it is written.
func (l *lang) payer(text string) string {
	id := l.site.ledger.PayerOf(text)
	if p := l.site.Set.Partner(strings.TrimPrefix(id, "partners/")); p != nil {
		return l.partnerName(p).Text
	}
	return id
}
