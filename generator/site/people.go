package site

import (
	"slices"
	"strings"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// peopleGroups are the parts of the list of people, in their order.
var peopleGroups = []string{"people.in-office", "people.coming", "people.former", "people.staff"}

// groupOf is the part of the list in which somebody stands.
func (s *Site) groupOf(p *content.Person) string {
	today := s.Set.Today()
	switch {
	case !p.Elected:
		return "people.staff"
	case p.InOffice(today, today):
		return "people.in-office"
	case ahead(p, s):
		return "people.coming"
	}
	return "people.former"
}

// ahead tells whether somebody's time in office has not begun.
func ahead(p *content.Person, s *Site) bool {
	return p.From.OK() && p.From.V.Start.After(s.Set.Today())
}

// people is the list of people, the mayor before all others.
func (s *Site) people(l *lang, f *Frame) *Index {
	f.titled(l.w("list.people"))
	v := &Index{Frame: f, Heading: l.w("list.people"), Intro: l.w("intro.people")}
	groups := map[string][]*content.Person{}
	for _, p := range s.Set.People() {
		key := s.groupOf(p)
		groups[key] = append(groups[key], p)
	}
	for _, key := range peopleGroups {
		slices.SortFunc(groups[key], func(a, b *content.Person) int {
			if x, y := s.Set.HeadsCity(a), s.Set.HeadsCity(b); x != y {
				return map[bool]int{true: -1, false: 1}[x]
			}
			return l.Compare(l.personName(a).Text, l.personName(b).Text)
		})
		var terms []Term
		for _, p := range groups[key] {
			terms = append(terms, s.personTerm(l, p))
		}
		if len(terms) > 0 {
			v.Groups = append(v.Groups, TermGroup{l.w(key), terms})
		}
	}
	return v
}

// PersonPage is the page of somebody: their own trips, and apart from these
// what they answer for.
type PersonPage struct {
	*About          // its entries are those that the person answers for
	Journeys        []Card
	AnswersHeading  string
	PromisesHeading string
	Handed          []Handed // who answers today for what they answered for
}

// Handed is one department of somebody who is not in office.
type Handed struct {
	Department Link
	Who        []Term // none where it is not known
}

// answersFor are the entries of somebody's that they answer for: as the
// official, or as the owner of a promise.
func (s *Site) answersFor(p *content.Person) []*content.Entry {
	is := func(v content.Text) bool { return v.OK() && strings.TrimPrefix(v.V, "people/") == p.Slug }
	return only(s.ledger.Entries(ledger.Term(p.ID)), func(e *content.Entry) bool {
		return is(e.Official) || e.Agreement != nil && slices.ContainsFunc(e.Agreement.Promises, func(x content.Promise) bool { return is(x.Owner) })
	})
}

// planPerson lists the pages of somebody: each has its part of both lists.
func (s *Site) planPerson(l *lang, x *content.Person) {
	trips, answers := journeys(s.ledger.Entries(ledger.Term(x.ID)), x), s.answersFor(x)
	s.addList(l, "/"+x.ID+"/", "person", max(len(trips), len(answers)), perPage, s.lastChange(s.ledger.Entries(ledger.Term(x.ID))), func(f *Frame, p Pager) any { return s.person(l, f, p, x, trips, answers) })
}

func (s *Site) person(l *lang, f *Frame, p Pager, x *content.Person, trips, answers []*content.Entry) *PersonPage {
	name := l.personName(x)
	part := func(list []*content.Entry) []*content.Entry { return list[min(p.From, len(list)):min(p.To, len(list))] }
	v := &PersonPage{About: &About{Frame: f, Heading: name.Text, Pager: p, Empty: l.w("list.empty")}, Journeys: s.cards(l, part(trips)), AnswersHeading: l.w("person.answers-for")}
	if list := part(answers); len(list) > 0 {
		v.Groups = s.groups(l, list, Pager{To: len(list)})
	}
	f.titled(pageTitle(l, name.Text, p), l.link("/people/", "list.people"))
	v.PromisesHeading = l.w("person.promises")
	if s.groupOf(x) == "people.former" {
		v.AnswersHeading, v.PromisesHeading = l.w("person.answered-for"), l.w("person.promises-then")
	}
	v.Figures = s.personFigures(l, x, trips, answers)
	v.Lead = l.says(x)
	if t := l.term(x); t != "" {
		v.Kick = []string{t}
	}
	v.Portrait, v.Alt = s.portrait(x), l.in(translation(x.Translations, l).Title, x.Alt).Text
	if f.Description = name.Text; v.Lead.Text != "" {
		f.Description += ", " + v.Lead.Text
	}
	if p.Number > 1 {
		return v
	}
	v.Story = l.story(&x.Head, x.Body, translation(x.Translations, l), 2)
	if f.Article = true; x.Elected {
		f.Linked = linked(s.personThing(l, f, x))
	}
	v.Years = s.termYears(l, trips, x.From, x.Until)
	v.Promises, v.AllPromises = s.somePromises(l, ledger.Term(x.ID))
	v.Handed = s.handed(l, x, answers)
	return v
}

// personFigures are the trips that somebody made, and apart from these what
// they answer for. What either cost stands beside it, and is nobody's expense.
func (s *Site) personFigures(l *lang, x *content.Person, trips, answers []*content.Entry) []Figure {
	own, owed := s.ledger.Sum(trips), s.ledger.Sum(answers)
	var out []Figure
	figure := func(n int, label, note string) {
		out = append(out, Figure{Value: l.Number(int64(n)), Label: l.n(label, n), Note: note})
	}
	cost := func(key string, a content.Account) string {
		if len(a.Spent) == 0 {
			return ""
		}
		return l.w(key, "amount", l.cash(a.City)) + l.more(l.openNotes(a))
	}
	figure(len(own.Spent), "person.journeys", cost("person.journeys-cost", own))
	if len(own.Ahead) > 0 {
		figure(len(own.Ahead), "person.journeys-ahead", strings.Join(l.plannedNote(content.Account{Ahead: own.Ahead, Planned: own.Planned}), ""))
	}
	if len(answers) > 0 {
		label := "person.answers"
		if s.groupOf(x) == "people.former" {
			label = "person.answered"
		}
		figure(len(answers), label, strings.TrimPrefix(cost("person.answers-cost", owed)+l.more(l.plannedNote(owed)), ", "))
	}
	return out
}

// handed says for each department of somebody who has left office who answers
// today.
func (s *Site) handed(l *lang, x *content.Person, answers []*content.Entry) []Handed {
	if s.groupOf(x) != "people.former" {
		return nil
	}
	var out []Handed
	for _, d := range s.Set.Settings().Departments {
		of := func(e *content.Entry) bool {
			return strings.TrimPrefix(e.Official.V, "people/") == x.Slug && slices.ContainsFunc(e.Departments, func(v content.Text) bool { return v.V == d.ID })
		}
		if !slices.ContainsFunc(answers, of) {
			continue
		}
		h := Handed{Department: Link{l.href("/departments/" + d.ID + "/"), own(l.words(d.Name))}}
		for _, p := range s.Set.Successors(x, d.ID, s.Set.Today()) {
			h.Who = append(h.Who, s.personTerm(l, p))
		}
		out = append(out, h)
	}
	return out
}
