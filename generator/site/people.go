package site

import (
	"cmp"
	"slices"
	"strings"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// tenureWords head the parts of the list of people.
var tenureWords = map[ledger.Tenure]string{ledger.InOffice: "people.in-office", ledger.ToCome: "people.coming",
	ledger.Former: "people.former", ledger.Staff: "people.staff"}

// people is the list of people, the mayor before all others.
func (s *Site) people(l *lang, f *Frame) *Index {
	f.titled(l.word("list.people"))
	v := &Index{Frame: f, Heading: l.word("list.people"), Intro: l.word("intro.people")}
	groups := map[ledger.Tenure][]*content.Person{}
	for _, p := range s.Set.People() {
		key := s.ledger.TenureOf(p)
		groups[key] = append(groups[key], p)
	}
	for _, key := range ledger.Tenures {
		slices.SortFunc(groups[key], func(a, b *content.Person) int {
			if x, y := s.Set.HeadsCity(a), s.Set.HeadsCity(b); x != y {
				return map[bool]int{true: -1, false: 1}[x]
			}
			return cmp.Or(l.Compare(l.personName(a).Text, l.personName(b).Text), strings.Compare(a.ID, b.ID))
		})
		var terms []Term
		for _, p := range groups[key] {
			terms = append(terms, s.personTerm(l, p))
		}
		if len(terms) > 0 {
			v.Groups = append(v.Groups, TermGroup{l.word(tenureWords[key]), terms})
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

// planPerson lists the pages of somebody: each has its part of both lists.
func (s *Site) planPerson(l *lang, x *content.Person) {
	r := s.ledger.RecordOf(x)
	find := s.finding(l, fileName(x.ID), r.Answers)
	s.addList(l, "/"+x.ID+"/", "person", max(len(r.Journeys), len(r.Answers)), perPage, s.ledger.LastChange(s.ledger.Entries(ledger.Term(x.ID))),
		func(f *Frame, p Pager) any {
			v := s.person(l, f, p, x)
			v.Find = find(p)
			return v
		})
}

func (s *Site) person(l *lang, f *Frame, p Pager, x *content.Person) *PersonPage {
	name, r := l.personName(x), s.ledger.RecordOf(x)
	part := func(list []*content.Entry) []*content.Entry { return list[min(p.From, len(list)):min(p.To, len(list))] }
	v := &PersonPage{About: &About{Frame: f, Heading: name.Text, Pager: p, Empty: l.word("list.empty")}, Journeys: s.cards(l, part(r.Journeys)),
		AnswersHeading: l.word("person.answers-for")}
	if list := part(r.Answers); len(list) > 0 {
		v.Groups = s.groups(l, list, Pager{To: len(list)})
	}
	f.titled(pageTitle(l, name.Text, p), l.link("/people/", "list.people"))
	v.PromisesHeading = l.word("person.promises")
	if s.ledger.TenureOf(x) == ledger.Former {
		v.AnswersHeading, v.PromisesHeading = l.word("person.answered-for"), l.word("person.promises-then")
	}
	v.Figures = s.personFigures(l, x, r)
	v.Lead = l.says(x)
	if t := l.term(x); t != "" {
		v.Kicker = []string{t}
	}
	v.Portrait, v.Alt = s.portrait(x, faceWidth), l.in(translation(x.Translations, l).Title, x.Alt).Text
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
	v.Years = s.termYears(l, r.Journeys, x.From, x.Until)
	v.Promises, v.AllPromises = s.somePromises(l, ledger.Term(x.ID))
	v.Handed = s.handed(l, x)
	return v
}

// personFigures are the trips that somebody made, and apart from these what
// they answer for. What either cost stands beside it, and is nobody's expense.
func (s *Site) personFigures(l *lang, x *content.Person, r ledger.Record) []Figure {
	travelled, answered := r.JourneyAccount, r.AnswerAccount
	var out []Figure
	figure := func(n int, label, note string) {
		out = append(out, Figure{Value: l.Number(int64(n)), Label: l.count(label, n), Note: note})
	}
	cost := func(key string, a content.Account) string {
		if len(a.Spent) == 0 {
			return ""
		}
		return l.word(key, "amount", l.money(a.City)) + l.more(l.openNotes(a))
	}
	figure(len(travelled.Spent), "person.journeys", cost("person.journeys-cost", travelled))
	if len(travelled.Ahead) > 0 {
		figure(len(travelled.Ahead), "person.journeys-ahead",
			strings.Join(l.plannedNote(content.Account{Ahead: travelled.Ahead, Planned: travelled.Planned}), ""))
	}
	if len(r.Answers) > 0 {
		label := "person.answers"
		if s.ledger.TenureOf(x) == ledger.Former {
			label = "person.answered"
		}
		figure(len(r.Answers), label, strings.TrimPrefix(cost("person.answers-cost", answered)+l.more(l.plannedNote(answered)), ", "))
	}
	return out
}

// handed says for each department of somebody who has left office who answers
// today.
func (s *Site) handed(l *lang, x *content.Person) []Handed {
	var out []Handed
	for _, d := range s.ledger.HandedOver(x) {
		h := Handed{Department: Link{l.href("/departments/" + d.Department.ID + "/"), pageText(l.words(d.Department.Name))}}
		for _, p := range d.Now {
			h.Who = append(h.Who, s.personTerm(l, p))
		}
		out = append(out, h)
	}
	return out
}
