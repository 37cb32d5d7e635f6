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

// This file is what is planned: trips, reviews, promises due, results that
// will be known.

// AgendaItem is one thing that is planned, or was and has been cancelled.
type AgendaItem struct {
	ID, Kind      string // Kind is its word for readers
	From, Until   time.Time
	Changed       time.Time
	When          string
	Title, Says   Str
	Href, Address string // Address is the whole one
	State         State
	Briefing      string
	Places        []content.Place
	Cancelled     bool
	Overdue       bool
	Busy          bool // people are away
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

// agenda is everything that is dated from a day on, the soonest first. A
// department's name limits it to what that department works on.
func (s *Site) agenda(l *lang, from time.Time, department string) []AgendaItem {
	var out []AgendaItem
	for _, e := range s.Set.Entries() {
		if department == "" || slices.ContainsFunc(e.Departments, func(v content.Text) bool { return v.V == department }) {
			out = append(out, s.agendaOf(l, e, from)...)
		}
	}
	slices.SortStableFunc(out, func(a, b AgendaItem) int { return cmp.Or(a.From.Compare(b.From), strings.Compare(a.ID, b.ID)) })
	return out
}

// agendaOf is what one entry puts into the agenda and does not end before a
// day.
func (s *Site) agendaOf(l *lang, e *content.Entry, first time.Time) []AgendaItem {
	var out []AgendaItem
	add := func(id, kind string, from, until time.Time, fill func(*AgendaItem)) {
		if until.Before(first) {
			return
		}
		x := AgendaItem{ID: e.ID + id, Kind: l.w("agenda." + kind), From: from, Until: until, Changed: cmp.Or(s.changed(e), s.Set.Today()), When: l.Days(from, until), Title: l.title(e), Says: l.benefit(e),
			Href: l.href("/" + e.ID + "/")}
		if fill != nil {
			fill(&x)
		}
		x.Address = strings.TrimSuffix(s.Set.Settings().BaseURL, "/") + strings.TrimPrefix(x.Href, s.base)
		out = append(out, x)
	}
	late := map[time.Time]bool{}
	for _, r := range s.Set.LateReviews(e) {
		late[r.Day] = true
	}
	overdue := func(x *AgendaItem) {
		if x.Overdue = late[x.Until]; x.Overdue {
			x.State = s.reviewLate(l)
		}
	}
	switch {
	case e.Trip != nil:
		add("", "trip", e.Trip.Start.V, e.Trip.End.V, func(x *AgendaItem) { s.agendaTrip(l, e, x) })
		for day, seen := range lessonsByDay(l, e) {
			add("#review-"+isoDay(day), "review", day, day, func(x *AgendaItem) { x.Says = seen; overdue(x) })
		}
	case e.Agreement != nil:
		if r := e.Agreement.Review; r.OK() {
			add("#review", "review", r.V.Start, r.V.End(), func(x *AgendaItem) { x.When = l.period(r.V); overdue(x) })
		}
		for _, p := range s.ledger.PromisesIn(e) {
			if p.Due.OK() {
				add("#page-promise-"+p.ID.V, "promise", p.Due.V, p.Due.V, func(x *AgendaItem) {
					x.Title, x.Says, x.State = l.say(e, p.Text), l.title(e), l.promiseState(p.Status)
					x.Href += "#page-promise-" + p.ID.V
					x.Cancelled = p.Status == ledger.Dropped
				})
			}
		}
	case e.Outcome != nil && e.Outcome.Due.OK() && e.Outcome.Status.V == "too_early":
		due := e.Outcome.Due.V
		add("#due", "result", due.Start, due.End(), func(x *AgendaItem) { x.When = l.period(due) })
	}
	return out
}

// lessonsByDay are what was seen, by the day of its review.
func lessonsByDay(l *lang, e *content.Entry) map[time.Time]Str {
	out := map[time.Time]Str{}
	for _, x := range e.Trip.Lessons {
		if x.Review.OK() {
			before, seen := out[x.Review.V], l.say(e, x.Seen)
			out[x.Review.V] = Str{strings.TrimSpace(before.Text + " " + seen.Text), cmp.Or(before.Lang, seen.Lang)}
		}
	}
	return out
}

func (s *Site) agendaTrip(l *lang, e *content.Entry, x *AgendaItem) {
	x.Places, x.Busy = e.Trip.Destinations, true
	if x.Cancelled = e.Trip.Status.V == "cancelled"; x.Cancelled {
		x.State, x.Busy = State{"gone", l.w("trip.cancelled")}, false
	}
	if b := e.Trip.Briefing; b != nil {
		x.Briefing = s.briefing(l, b)
	}
}

// planAgenda lists the page of the agenda.
func (s *Site) planAgenda(l *lang, newest time.Time) {
	ahead := 0
	for _, x := range s.agenda(l, s.Set.Today(), "") {
		if !x.Cancelled {
			ahead++
		}
	}
	s.addList(l, "/agenda/", "agenda", ahead, perAgendaPage, newest, func(f *Frame, p Pager) any { return s.agendaPage(l, f, p) })
}

func (s *Site) agendaPage(l *lang, f *Frame, p Pager) *AgendaPage {
	v := &AgendaPage{Frame: f, Heading: l.w("agenda.title"), Intro: l.w("agenda.intro"), Pager: p, Empty: l.w("agenda.nothing"), Calendar: l.href("/agenda.ics")}
	f.titled(pageTitle(l, v.Heading, p))
	f.Description = v.Intro
	var ahead []AgendaItem
	from := frontmatter.AddMonths(s.Set.Today(), -agendaPast)
	for _, x := range s.agenda(l, time.Time{}, "") {
		switch {
		case x.Overdue && p.Number == 1:
			v.Overdue = append(v.Overdue, x)
		case x.Cancelled && p.Number == 1 && !x.Until.Before(from):
			v.Cancelled = append(v.Cancelled, x)
		case !x.Cancelled && !x.Until.Before(s.Set.Today()):
			ahead = append(ahead, x)
		}
	}
	for _, x := range ahead[p.From:p.To] {
		name := l.Month(x.From.Year(), x.From.Month())
		if len(v.Months) == 0 || v.Months[len(v.Months)-1].Name != name {
			v.Months = append(v.Months, AgendaMonth{Name: name, ID: x.From.Format("2006-01")})
		}
		m := &v.Months[len(v.Months)-1]
		m.Items = append(m.Items, x)
	}
	for _, d := range s.Set.Settings().Departments {
		v.Departments = append(v.Departments, Link{l.href("/departments/" + d.ID + "/agenda.ics"), own(l.words(d.Name))})
	}
	return v
}

// Calendars are the agenda and that of each department, in each language.
func (s *Site) Calendars() []Calendar {
	var out []Calendar
	from := frontmatter.AddMonths(s.Set.Today(), -agendaPast)
	for _, l := range s.langs {
		folder := strings.TrimPrefix(l.prefix+"/", "/")
		out = append(out, Calendar{folder + "agenda.ics", l.words(s.Set.Settings().Title), l.Lang(), func() []AgendaItem { return s.agenda(l, from, "") }})
		for _, d := range s.Set.Settings().Departments {
			out = append(out, Calendar{folder + "departments/" + d.ID + "/agenda.ics", l.words(s.Set.Settings().Title) + " · " + l.words(d.Name), l.Lang(), func() []AgendaItem { return s.agenda(l, from, d.ID) }})
		}
	}
	return out
}
