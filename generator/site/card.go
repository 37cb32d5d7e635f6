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
	Keys         *RowKeys // by what it can be chosen, in a list that is long enough
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
	c := Card{Href: l.href("/" + e.ID + "/"), Kind: l.word("kind." + e.Kind.One()), When: l.when(e), Title: l.title(e), Says: l.benefit(e),
		State: s.state(l, e), Draft: e.Draft}
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
		return l.word("date.unknown")
	case e.Trip != nil && e.Trip.End.OK():
		return l.Days(e.Trip.Start.V, e.Trip.End.V)
	case e.Event != nil:
		return l.eventWhen(e)
	case e.Agreement != nil && e.Agreement.Signed.OK():
		return l.word("agreement.signed-on", "date", l.period(e.Agreement.Signed.V))
	}
	return l.Day(e.Date())
}

// stateWords are the look and the word of each state that has no figure or day
// in it.
var stateWords = map[ledger.StateKind][2]string{
	ledger.CancelledState:    {"gone", "trip.cancelled"},
	ledger.PlannedState:      {"soon", "trip.planned"},
	ledger.UnderWayState:     {"open", "trip.under-way"},
	ledger.HeldState:         {"kept", "event.held"},
	ledger.NotToldState:      {"late", "trip.not-told"},
	ledger.DormantState:      {"gone", "agreement.dormant"},
	ledger.PromisesKeptState: {"kept", "promise.all-kept"},
	ledger.ActiveState:       {"open", "agreement.active"},
}

// state says in one word how things stand with an entry.
func (s *Site) state(l *lang, e *content.Entry) State {
	switch x := s.ledger.StateOf(e); x.Kind {
	case ledger.OutcomeState:
		return outcomeState(l, x.Status)
	case ledger.ReportLateState:
		return State{"late", l.word("trip.report-late", "date", unbroken(l.ShortDay(x.Due)))}
	case ledger.ReportDueState:
		return State{"soon", l.word("trip.report-due", "date", unbroken(l.ShortDay(x.Due)))}
	case ledger.PromisesLateState:
		return State{"late", l.count("promise.count-late", x.Promises)}
	case ledger.PromisesOpenState:
		return State{"open", l.count("promise.count-open", x.Promises)}
	default:
		return State{stateWords[x.Kind][0], l.word(stateWords[x.Kind][1])}
	}
}

// outcomeClasses are the looks of the outcomes' states.
var outcomeClasses = map[string]string{"too_early": "soon", "under_way": "open",
	"achieved": "kept", "partly": "part", "not_achieved": "late", "dropped": "gone"}

func outcomeState(l *lang, status string) State {
	if outcomeClasses[status] == "" {
		return State{}
	}
	return State{outcomeClasses[status], l.word("outcome." + strings.ReplaceAll(status, "_", "-"))}
}

// costInShort is what an entry cost the city, or what is planned, and how that
// is to be read.
func (s *Site) costInShort(l *lang, e *content.Entry) (amount, note string) {
	x := s.ledger.CostOf(e)
	switch x.Kind {
	case ledger.PlanOnly:
		return "–", l.word("cost.planned-not-known", "amount", l.money(x.Amount))
	case ledger.UnknownCost:
		return "–", l.word("cost.not-known-yet")
	case ledger.SharedCost:
		note = l.word("cost.of-note", "total", l.money(e.Cost.Trip))
	default:
		note = l.word("cost." + string(x.Kind) + "-note")
	}
	return l.money(x.Amount), note
}

// isoDay is a day for machines.
func isoDay(t time.Time) string { return t.Format("2006-01-02") }
