package site

import (
	"slices"
	"strings"

	"parvis/generator/content"
)

// CouncilSheet is one side of paper on a trip for the council: before it, what is asked for;
// once it is over, what came of it and what it cost.
type CouncilSheet struct {
	Lang, City, Title string
	Draft, Over       bool
	Heading, Pitch    Str
	Purpose, InPerson Str
	Benefit           Str
	BenefitName       string // what it brings, or is meant to
	For, Where        Str    // whom it is for, and where in the town
	Issues            string
	When, Places      string
	Travellers        []Traveller
	Invited           Str
	Partners, Answers []Str
	Goals             []GoalChip
	Topics            []Str // of which the departments want to hear
	Ticket            Ticket
	Each              string // per resident
	Results           []SheetResult
	Lessons           []Lesson
	Ref               Str    // of the council's vote; empty before it
	Voted             string // the day of the vote
	Reminder          string // what a vote has to be
	Made              string // on which day
	Short             string // the address of the public page; "" where there is none
}

// SheetResult is what came of a trip.
type SheetResult struct {
	State State
	Says  Str
}

// councilSheet is the sheet of a trip in a language.
func (s *Site) councilSheet(l *lang, e *content.Entry) *CouncilSheet {
	t := translation(e.Translations, l)
	settings := s.Set.Settings()
	v := &CouncilSheet{Lang: l.Lang(), City: settings.City.V, Draft: e.Draft, Heading: l.title(e), Pitch: l.in(t.Pitch, e.Pitch),
		Over:    !e.End().IsZero() && e.End().Before(s.Set.Today()),
		Purpose: l.in(t.Purpose, e.Purpose), InPerson: l.in(t.WhyInPerson, e.WhyInPerson), Benefit: l.benefit(e),
		BenefitName: l.word("entry.benefit-planned"), For: l.in(t.Who, e.Impact.Who), Where: l.in(t.Where, e.Impact.Where),
		Travellers: s.travellers(l, e), Invited: l.say(e, e.Trip.InvitedBy), Ticket: s.ticket(l, e),
		Reminder: l.word("council.reminder"), Made: l.word("council.made", "date", l.Day(s.Set.Today()))}
	v.Title = v.Heading.Text + " — " + l.word("council.title")
	if !e.Draft {
		v.Short = strings.TrimPrefix(strings.TrimPrefix(settings.BaseURL, "https://"), "http://") + strings.TrimPrefix(l.prefix+"/"+e.ID+"/", "/")
	}
	if v.Over {
		v.BenefitName = l.word("entry.benefit")
	}
	if settings.Country.V == "FR" {
		v.Reminder = l.word("council.reminder-fr")
	}
	if !e.Date().IsZero() {
		v.When = l.when(e)
	}
	s.sheetWho(l, e, v)
	s.sheetCame(l, e, v)
	return v
}

// sheetWho are the places, people and themes of a trip.
func (s *Site) sheetWho(l *lang, e *content.Entry, v *CouncilSheet) {
	var places []string
	for _, p := range e.Trip.Destinations {
		places = append(places, l.cityName(e, p)+", "+l.Country(p.Country.V))
	}
	v.Places = strings.Join(places, "; ")
	v.Issues = s.issueNames(l, e)
	for _, g := range e.Goals {
		v.Goals = append(v.Goals, l.goalChip(g))
	}
	for _, p := range e.Partners {
		if x := s.Set.Partner(strings.TrimPrefix(p.V, "partners/")); x != nil {
			v.Partners = append(v.Partners, l.partnerName(x))
		}
	}
	if a := s.answer(l, e); a != nil {
		if a.Name.Text != "" {
			v.Answers = append(v.Answers, Str{Text: a.Name.Text + ", " + a.Role.Text})
		}
		for _, d := range a.Departments {
			v.Answers = append(v.Answers, d.Text)
		}
	}
	if b := e.Trip.Briefing; b != nil {
		for _, topic := range b.Topics {
			v.Topics = append(v.Topics, l.say(e, topic))
		}
	}
}

// sheetCame is what a trip costs, how the council voted, and what came of it.
func (s *Site) sheetCame(l *lang, e *content.Entry, v *CouncilSheet) {
	if e.Cost.Known && s.Set.Settings().Population > 0 {
		v.Each = l.perResident(e.Cost.City)
	}
	if m := e.Trip.Mandate; m != nil {
		v.Ref, v.Voted = l.say(e, m.Ref), l.Day(m.Date.V)
	}
	if !v.Over {
		return
	}
	v.Results = s.sheetResults(l, e)
	var told Entry
	s.tripParts(l, e, &told)
	v.Lessons = told.Lessons
}

// TripCalendar is a calendar of one trip, in a language of the site; ok is false for no trip.
func (s *Site) TripCalendar(code, id string) (Calendar, bool) {
	l, e := s.lang(code), s.Set.Entry(id)
	if e == nil || e.Trip == nil {
		return Calendar{}, false
	}
	all := s.calendar(l, "")
	return Calendar{Name: l.title(e).Text, Lang: code, Items: func() []AgendaItem {
		return slices.DeleteFunc(all(), func(x AgendaItem) bool { return x.ID != id })
	}}, true
}
