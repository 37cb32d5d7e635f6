package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/frontmatter"
	"parvis/generator/ledger"
)

// This file is what is planned: trips, events, reviews, promises due, results that
// will be known.

// AgendaItem is one thing that is planned, or was and has been cancelled.
type AgendaItem struct {
	ID, Kind      string // Kind is its word for readers
	From, Until   time.Time
	Changed       time.Time // the zero day where none is known
	When          string
	Title, Says   Str
	Href, Address string // Address is the whole one
	State         State
	Briefing      string
	Places        []content.Place
	Cancelled     bool
	Overdue       bool
	Busy          bool      // people are away
	Start, End    time.Time // of an event whose times are known
	Timed         bool
	Venue         []string // where in the city an event is: the place, and its address
	Lat, Lon      degrees
}

// AgendaPage is what is planned, by month.
type AgendaPage struct {
	*Frame
	Heading, Intro string
	Months         []AgendaMonth
	Overdue        []AgendaItem // reviews past their day with nothing recorded
	Cancelled      []AgendaItem
	Pager          Pager
	Empty          string
	Calendar       string // the address of the same as a calendar
	Departments    []Link // those of single departments
}

// AgendaMonth is the items that begin in one month.
type AgendaMonth struct {
	Name, ID string
	Items    []AgendaItem
}

// Calendar is a file of planned things for calendar programs.
type Calendar struct {
	Path, Name, Lang string
	Items            func() []AgendaItem
}

// perAgendaPage is how many items one page shows; agendaPast is how many
// months calendars keep what is over, so that it does not vanish from them.
const (
	perAgendaPage = 40
	agendaPast    = 12
)

// agendaItems are planned things in words.
func (s *Site) agendaItems(l *lang, list []ledger.Item) []AgendaItem {
	var out []AgendaItem
	for _, x := range list {
		out = append(out, s.agendaItem(l, x))
	}
	return out
}

func (s *Site) agendaItem(l *lang, x ledger.Item) AgendaItem {
	e := x.Entry
	out := AgendaItem{ID: x.ID, Kind: l.word("agenda." + string(x.Kind)), From: x.From, Until: x.Until, Changed: s.changed(e),
		When:  l.Days(x.From, x.Until),
		Title: l.title(e), Says: l.benefit(e), Href: l.href("/" + e.ID + "/"), Cancelled: x.Cancelled, Overdue: x.Overdue, Busy: x.Away}
	if x.Period.OK() {
		out.When = l.period(x.Period.V)
	}
	switch {
	case x.Kind == ledger.TripItem:
		out.Places = slices.Clone(e.Trip.Destinations)
		for i, d := range out.Places {
			out.Places[i].City.V = l.cityName(e, d)
		}
		if x.Cancelled {
			out.State = State{"gone", l.word("trip.cancelled")}
		}
		if b := e.Trip.Briefing; b != nil {
			out.Briefing = s.briefing(l, b)
		}
	case x.Kind == ledger.EventItem:
		s.eventItem(l, e, &out)
	case x.Promise != nil:
		out.Title, out.Says, out.State = l.say(e, x.Promise.Text), l.title(e), l.promiseState(x.Promise.Status)
		out.Href += "#page-promise-" + x.Promise.ID.V
	case len(x.Lessons) > 0:
		out.Says = l.seen(e, x.Lessons)
	}
	if x.Overdue {
		out.State = l.reviewLate()
	}
	out.Address = strings.TrimSuffix(s.Set.Settings().BaseURL, "/") + strings.TrimPrefix(out.Href, s.base)
	return out
}

// seen is what was seen on a trip, one after the other.
func (l *lang) seen(e *content.Entry, lessons []content.Text) Str {
	var out Str
	for _, v := range lessons {
		x := l.say(e, v)
		out = Str{strings.TrimSpace(out.Text + " " + x.Text), cmp.Or(out.Lang, x.Lang)}
	}
	return out
}

// planAgenda lists the page of the agenda.
func (s *Site) planAgenda(l *lang, newest time.Time) {
	s.addList(l, "/agenda/", "agenda", len(s.ledger.Ahead()), perAgendaPage, newest, func(f *Frame, p Pager) any { return s.agendaPage(l, f, p) })
}

func (s *Site) agendaPage(l *lang, f *Frame, p Pager) *AgendaPage {
	v := &AgendaPage{Frame: f, Heading: l.word("agenda.title"), Intro: l.word("agenda.intro"), Pager: p, Empty: l.word("agenda.nothing"),
		Calendar: l.href("/agenda.ics")}
	f.titled(pageTitle(l, v.Heading, p))
	f.Description = v.Intro
	if p.Number == 1 {
		v.Overdue = s.agendaItems(l, s.ledger.Overdue())
		v.Cancelled = s.agendaItems(l, s.ledger.CalledOff(s.agendaFrom()))
	}
	for _, x := range s.ledger.Ahead()[p.From:p.To] {
		id := x.From.Format("2006-01")
		if len(v.Months) == 0 || v.Months[len(v.Months)-1].ID != id {
			v.Months = append(v.Months, AgendaMonth{Name: l.monthAlone(x.From), ID: id})
		}
		m := &v.Months[len(v.Months)-1]
		m.Items = append(m.Items, s.agendaItem(l, x))
	}
	for _, d := range s.Set.Settings().Departments {
		v.Departments = append(v.Departments, Link{l.href("/departments/" + d.ID + "/agenda.ics"), pageText(l.words(d.Name))})
	}
	return v
}

// Calendars are the agenda and that of each department, in each language.
func (s *Site) Calendars() []Calendar {
	var out []Calendar
	for _, l := range s.langs {
		folder := strings.TrimPrefix(l.prefix+"/", "/")
		out = append(out, Calendar{folder + "agenda.ics", l.words(s.Set.Settings().Title), l.Lang(), s.calendar(l, "")})
		for _, d := range s.Set.Settings().Departments {
			out = append(
				out,
				Calendar{
					folder + "departments/" + d.ID + "/agenda.ics",
					l.words(s.Set.Settings().Title) + " · " + l.words(d.Name),
					l.Lang(),
					s.calendar(l, d.ID),
				},
			)
		}
	}
	return out
}

// agendaFrom is the day from which calendars and the page of the agenda keep what is
// over.
func (s *Site) agendaFrom() time.Time { return frontmatter.AddMonths(s.Set.Today(), -agendaPast) }

// calendar makes what a calendar of a department holds, or that of all.
func (s *Site) calendar(l *lang, department string) func() []AgendaItem {
	return func() []AgendaItem { return s.agendaItems(l, s.ledger.AgendaFrom(department, s.agendaFrom())) }
}
