package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/picture"
)

// This file is the plain facts of an entry's page: purpose, mandate, who travelled, the sources.

func (s *Site) facts(l *lang, e *content.Entry, t *content.Translation) []Fact {
	var out []Fact
	add := func(key string, text Str, href string) {
		if text.Text != "" {
			out = append(out, Fact{l.factName(e.Kind, key), text, href})
		}
	}
	add("purpose", l.in(t.Purpose, e.Purpose), "")
	if e.CalledOff() {
		add("benefit", l.benefit(e), "") // no promise any more
	}
	add("why-in-person", l.in(t.WhyInPerson, e.WhyInPerson), "")
	if a := e.Agreement; a != nil {
		if a.Signed.OK() {
			add("signed", pageText(l.period(a.Signed.V)), "")
		}
		if a.Until.OK() {
			add("until", pageText(l.period(a.Until.V)), "")
		}
		if a.Review.OK() {
			add("review", pageText(l.period(a.Review.V)), "")
		}
	}
	if r := e.Trip; r != nil {
		add("invited-by", l.say(e, r.InvitedBy), "")
		add("met", l.sayAll(e, r.Met), "")
		if m := r.Mandate; m != nil {
			add("mandate", pageText(l.word("fact.mandate-of", "ref", l.say(e, m.Ref).Text, "date", l.Day(m.Date.V))), m.URL.V)
		}
		if b := r.Briefing; b != nil {
			add("briefing", pageText(s.briefing(l, b)), "")
		}
		if r.CO2.OK() {
			add("co2", pageText(l.word("fact.co2-kg", "kg", l.Decimal(r.CO2.V))), "")
		}
	}
	add("difficulties", l.in(t.Difficulties, e.Difficulties), "")
	for _, v := range s.Set.CampaignsOf(e) {
		out = append(out, Fact{l.word("kind.campaign"), l.campaignTitle(v), l.href("/" + v.ID + "/")})
	}
	return out
}

// factName is what a fact of an entry is called: as the theme says or, of a
// field for which it has no word, as the table of fields does.
func (l *lang) factName(kind fields.Kind, key string) string {
	if word, err := l.Word("fact." + key); err == nil {
		return word
	}
	f, _ := fields.Find(kind.Fields(), key)
	return f.Label.In(l.Lang())
}

// briefing says when a trip's agenda was shared beforehand, and with whom. Its
// topics are for the staff edition.
func (s *Site) briefing(l *lang, b *content.Briefing) string {
	return l.word("fact.briefing-with", "date", l.Day(b.Date.V), "departments", s.briefed(l, b))
}

// briefed are the departments with which a trip was prepared.
func (s *Site) briefed(l *lang, b *content.Briefing) string {
	var names []string
	for _, d := range b.Departments {
		if x, ok := s.Set.Settings().Department(d.V); ok {
			names = append(names, l.words(x.Name))
		}
	}
	return l.List(names)
}

func (s *Site) tripParts(l *lang, e *content.Entry, v *Entry) {
	late := s.Set.LateReviews(e)
	classes := map[string]string{"adopted": "kept", "testing": "soon", "rejected": "gone"}
	for _, x := range e.Trip.Lessons {
		lesson := Lesson{Seen: l.say(e, x.Seen), Here: l.say(e, x.Here)}
		if x.Status.OK() {
			lesson.State = State{classes[x.Status.V], l.word("lesson." + x.Status.V)}
		}
		if x.Review.OK() {
			lesson.Review = l.word("lesson.review", "date", l.Day(x.Review.V))
			if slices.ContainsFunc(late, func(r content.LateReview) bool { return r.At == x.Review.At }) {
				lesson.Review = l.word("lesson.review-late", "date", l.Day(x.Review.V))
			}
		}
		v.Lessons = append(v.Lessons, lesson)
	}
	v.Travellers = s.travellers(l, e)
	v.Private = l.say(e, e.Trip.PrivateExtension)
}

// travellers are those who were on a trip.
func (s *Site) travellers(l *lang, e *content.Entry) []Traveller {
	var out []Traveller
	payer := l.word("cost.the-city")
	if e.Cost.Known && e.Cost.City.Minor == 0 { // whoever paid, it was not the city
		payer = l.word("travel.at-no-cost")
	}
	for _, x := range e.Trip.Travellers {
		row := Traveller{Who: l.say(e, x.Role), Role: l.say(e, x.Function), Count: x.Count, PaidBy: payer}
		if p := s.Set.Person(strings.TrimPrefix(x.Person.V, "people/")); p != nil {
			row.Who, row.Href = l.personName(p), l.href("/"+p.ID+"/")
			if row.Role.Text == "" {
				row.Role = l.says(p)
			}
		}
		if x.PaidBy.OK() {
			row.PaidBy = l.payer(x.PaidBy.V)
		}
		out = append(out, row)
	}
	return out
}

// sources are the documents beside an entry and the addresses it names.
func (s *Site) sources(l *lang, e *content.Entry) []Source {
	var out []Source
	add := func(name string) {
		if strings.Contains(name, "://") {
			u, _ := url.Parse(name)
			out = append(out, Source{u.Host + strings.TrimSuffix(u.Path, "/"), name})
			return
		}
		href := s.file("/"+e.ID+"/") + (&url.URL{Path: s.Set.Published(&e.Head, content.FileName(name))}).EscapedPath()
		if !slices.ContainsFunc(out, func(x Source) bool { return x.Href == href }) {
			out = append(out, Source{name, href})
		}
	}
	if e.Agreement != nil && e.Agreement.Document.OK() {
		add(e.Agreement.Document.V)
	}
	if e.Outcome != nil {
		for _, v := range e.Outcome.Evidence {
			add(v.V)
		}
	}
	for _, name := range e.Files {
		if ofFilm(e, name) {
			continue
		}
		if !picture.Named(name) && !strings.EqualFold(path.Ext(name), ".svg") {
			add(name)
		}
	}
	return out
}
