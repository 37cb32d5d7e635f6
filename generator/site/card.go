package site

import (
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// Card is an entry as lists show it.
type Card struct {
	Href         string
	Kind         string
	When         string
	Title, Says  Str // Says is the local benefit
	State        State
	Cost, Note   string // what the city paid, and how it is to be read
	Draft, Faint bool
}

// title is an entry's title in a language.
func (l *lang) title(e *content.Entry) Str {
	return l.in(translation(e.Translations, l).Title, e.Title)
}

// benefit is an entry's local benefit in a language.
func (l *lang) benefit(e *content.Entry) Str {
	return l.in(translation(e.Translations, l).Benefit, e.Impact.Benefit)
}

func (l *lang) entryLink(e *content.Entry) Link { return Link{l.href("/" + e.ID + "/"), l.title(e)} }

func (s *Site) card(l *lang, e *content.Entry) Card {
	c := Card{Href: l.href("/" + e.ID + "/"), Kind: l.w("kind." + e.Kind.One()), When: l.when(e), Title: l.title(e), Says: l.benefit(e), State: s.state(l, e), Draft: e.Draft}
	c.Cost, c.Note = s.costInShort(l, e)
	return c
}

func (s *Site) cards(l *lang, list []*content.Entry) []Card {
	out := make([]Card, 0, len(list))
	for _, e := range list {
		out = append(out, s.card(l, e))
	}
	return out
}

// when writes an entry's dates with the precision known.
func (l *lang) when(e *content.Entry) string {
	switch {
	case e.Date().IsZero():
		return l.w("date.unknown")
	case e.Trip != nil && e.Trip.End.OK():
		return l.Days(e.Trip.Start.V, e.Trip.End.V)
	case e.Agreement != nil && e.Agreement.Signed.OK():
		return l.w("agreement.signed-on", "date", l.period(e.Agreement.Signed.V))
	}
	return l.Day(e.Date())
}

// state says in one word how things stand with an entry.
func (s *Site) state(l *lang, e *content.Entry) State {
	switch {
	case e.Trip != nil:
		return s.tripState(l, e)
	case e.Agreement != nil:
		return s.agreementState(l, e)
	}
	return outcomeState(l, e.Outcome.Status.V)
}

func (s *Site) tripState(l *lang, e *content.Entry) State {
	switch e.Trip.Status.V {
	case "cancelled":
		return State{"gone", l.w("trip.cancelled")}
	case "planned":
		switch today := s.Set.Today(); {
		case e.Date().After(today):
			return State{"soon", l.w("trip.planned")}
		case !e.End().Before(today):
			return State{"open", l.w("trip.under-way")}
		}
		return State{"late", l.w("trip.not-told")}
	}
	if outcomes := s.Set.OutcomesOf(e); len(outcomes) > 0 {
		return outcomeState(l, outcomes[len(outcomes)-1].Outcome.Status.V)
	}
	due, late := s.Set.ReportLate(e)
	if late {
		return State{"late", l.w("trip.report-late", "date", l.ShortDay(due))}
	}
	return State{"soon", l.w("trip.report-due", "date", l.ShortDay(due))}
}

func (s *Site) agreementState(l *lang, e *content.Entry) State {
	promises := s.ledger.PromisesIn(e)
	count := ledger.CountStatus(promises)
	if _, dormant := s.Set.Dormant(e); dormant {
		return State{"gone", l.w("agreement.dormant")}
	}
	switch total := len(promises); {
	case count[ledger.Late] > 0:
		return State{"late", l.n("promise.count-late", count[ledger.Late])}
	case total > 0 && count[ledger.Kept] == total:
		return State{"kept", l.w("promise.all-kept")}
	case count[ledger.Open] > 0:
		return State{"open", l.n("promise.count-open", count[ledger.Open])}
	}
	return State{"open", l.w("agreement.active")}
}

// outcomeClasses are the looks of the outcomes' states.
var outcomeClasses = map[string]string{"too_early": "soon", "under_way": "open", "achieved": "kept", "partly": "part", "not_achieved": "late", "dropped": "gone"}

func outcomeState(l *lang, status string) State {
	if outcomeClasses[status] == "" {
		return State{}
	}
	return State{outcomeClasses[status], l.w("outcome." + strings.ReplaceAll(status, "_", "-"))}
}

// costInShort is what an entry cost the city, or what is planned, and how that
// is to be read.
func (s *Site) costInShort(l *lang, e *content.Entry) (amount, note string) {
	c := e.Cost
	money, known := s.Set.OfCity(e, s.Set.Today())
	switch {
	case !s.Set.Spent(e, s.Set.Today()) && known:
		return l.money(money), l.w("cost.planned-note")
	case !known && c.State != content.Pending && c.Planned.OK():
		return "–", l.w("cost.planned-not-known", "amount", l.money(c.Planned.V))
	case !known:
		return "–", l.w("cost.not-known-yet")
	case c.State == content.Provisional:
		return l.money(money), l.w("cost.provisional-note")
	case e.Trip != nil && e.Trip.Status.V == "cancelled":
		return l.money(money), l.w("cost.cancelled-note")
	case c.Trip.Minor > c.City.Minor:
		return l.money(money), l.w("cost.of-note", "total", l.money(c.Trip))
	}
	return l.money(money), l.w("cost.city-note")
}

// isoDay is a day for machines.
func isoDay(t time.Time) string { return t.Format("2006-01-02") }
