package site

import (
	"slices"
	"time"
)

// This file is who is told what, for the staff alone: what of it is to be done, and what was
// not. No public page may ask for it.

// Telling is one thing that somebody is to be told.
type Telling struct {
	When, Whom, How string
	What            Str
	State           State
	Entry           Link
}

// tellings are what is still to be told of all entries, and what was told within some days, the
// soonest first; what has no day comes last.
func (s *Site) tellings(l *lang, told func(day time.Time) bool) []Telling {
	type row struct {
		day time.Time
		Telling
	}
	var rows []row
	for _, e := range s.Set.Entries() {
		link := l.entryLink(e)
		for _, t := range s.Set.ForStaff(e).Communication {
			x := row{t.On.V, Telling{Whom: l.word("event.for-" + t.For.V), How: t.Channel.V, What: l.original(t.Message.V), Entry: link,
				State: State{"open", l.word("tell.open")}}}
			switch done := t.Done.OK() && !t.Done.V.After(s.Set.Today()); {
			case done && !told(t.Done.V):
				continue
			case done:
				x.day, x.State = t.Done.V, State{"kept", l.word("tell.done")}
			case t.On.OK() && t.On.V.Before(s.Set.Today()):
				x.State = State{"late", l.word("tell.late")}
			}
			if x.When = l.word("tell.undated"); !x.day.IsZero() {
				x.When = l.Day(x.day)
			}
			rows = append(rows, x)
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		if a.day.IsZero() != b.day.IsZero() {
			return map[bool]int{true: 1, false: -1}[a.day.IsZero()]
		}
		return a.day.Compare(b.day)
	})
	var out []Telling
	for _, r := range rows {
		out = append(out, r.Telling)
	}
	return out
}

// StaffAgenda is what is planned, and who is to be told what: for the staff.
type StaffAgenda struct {
	Title, Telling string // what both are called
	Planned        []AgendaItem
	Tellings       []Telling
}

// StaffAgenda returns it in a language of the site. The agenda of the staff has their own
// events too.
func (s *Site) StaffAgenda(code string, staff bool) StaffAgenda {
	l := s.lang(code)
	out := StaffAgenda{Title: l.word("agenda.title"), Telling: l.word("tell.title")}
	out.Planned = s.agendaItems(l, s.ledger.Ahead())
	if staff {
		for _, e := range s.Set.Entries() {
			if e.StaffOnly() && !e.CalledOff() && !e.End().Before(s.Set.Today()) {
				out.Planned = append(out.Planned, AgendaItem{ID: e.ID, Kind: l.word("agenda.event"), From: e.Date(), When: l.when(e), Title: l.title(e)})
			}
		}
		slices.SortStableFunc(out.Planned, func(a, b AgendaItem) int { return a.From.Compare(b.From) })
		out.Tellings = s.tellings(l, func(time.Time) bool { return false })
	}
	return out
}
