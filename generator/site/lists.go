package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/ledger"
)

// List is a list of entries, by year, one page of it.
type List struct {
	*Frame
	Kicker  string
	Heading string
	Intro   string
	Groups  []Group
	Pager   Pager
	Empty   string
	// Promises pictures all promises, on the first page of the agreements.
	Promises *Promises
	Find     *Find
}

// Group is the entries of one year.
type Group struct {
	Name  string
	Cards []Card
}

// groups puts one page of a list under its years.
func (s *Site) groups(l *lang, list []*content.Entry, p Pager) []Group {
	var out []Group
	for _, e := range list[p.From:p.To] {
		name := l.word("date.unknown")
		if !e.Date().IsZero() {
			name = strconv.Itoa(e.Date().Year())
		}
		if len(out) == 0 || out[len(out)-1].Name != name {
			out = append(out, Group{Name: name})
		}
		g := &out[len(out)-1]
		c, keys := s.card(l, e), s.rowKeys(e)
		c.Keys = &keys
		g.Cards = append(g.Cards, c)
	}
	return out
}

func (s *Site) kindList(l *lang, f *Frame, p Pager, k content.Kind, find *Find) *List {
	list := s.ledger.Kind(k)
	v := &List{Frame: f, Heading: l.word("list." + string(k)), Intro: l.word("intro." + string(k)), Groups: s.groups(l, list, p), Pager: p,
		Empty: l.word("list.empty"), Find: find}
	v.Kicker = l.count("count."+string(k), len(list))
	f.titled(pageTitle(l, v.Heading, p))
	f.Description = v.Intro
	if k == content.Agreements {
		if n := s.ledger.Dormant(); n > 0 {
			v.Kicker += ", " + l.count("list.dormant", n)
		}
	}
	if k == content.Agreements && p.Number == 1 {
		if promises := s.promises(l); promises.Says != "" {
			v.Promises = &promises
		}
	}
	return v
}

func pageTitle(l *lang, title string, p Pager) string {
	if p.Number == 1 {
		return title
	}
	return title + ", " + l.word("list.page", "number", strconv.Itoa(p.Number))
}

// Index is a list of terms: issues, partners or people.
type Index struct {
	*Frame
	Heading, Intro string
	Terms          []Term
	Groups         []TermGroup
	Map            Map
}

// TermGroup is terms under a heading.
type TermGroup struct {
	Name  string
	Terms []Term
}

// Term is one term with what is to be said of it in a line.
type Term struct {
	ID, Href      string
	Sign          string // of an issue
	Name          Str
	Says          Str
	Note          string
	Each, Glass   string // of an issue on the front page, its piece of the coin, "" for none
	Portrait, Alt string
	Class         string
}

func (s *Site) issues(l *lang, f *Frame) *Index {
	f.titled(l.word("issues.title"))
	return &Index{Frame: f, Heading: l.word("issues.title"), Intro: l.word("issues.intro"), Terms: s.issueTerms(l)}
}

// issueTerms are the city's local issues, each with the latest that changed. What one
// says no other says again, while there is something else to say of it.
func (s *Site) issueTerms(l *lang) []Term {
	var out []Term
	said := map[*content.Entry]bool{}
	for _, i := range s.Set.Settings().Issues {
		list := s.ledger.Entries(ledger.OfIssue(i.ID))
		t := Term{ID: i.ID, Sign: i.Sign, Href: l.href("/issues/" + i.ID + "/"), Name: pageText(l.words(i.Name)), Note: l.count("count.entries", len(list))}
		fresh := slices.DeleteFunc(slices.Clone(list), func(e *content.Entry) bool { return said[e] })
		if e := cmp.Or(ledger.Highlight(fresh), ledger.Highlight(list)); e != nil {
			said[e] = true
			tr := translation(e.Translations, l)
			if t.Says = l.in(tr.Pitch, e.Pitch); t.Says.Text == "" {
				t.Says = l.title(e)
			}
		} else {
			t.Says = pageText(l.word("issues.nothing"))
		}
		out = append(out, t)
	}
	return out
}

// About is the page of one term: an issue, goal, partner, person or
// department, with what it is and the entries below it.
type About struct {
	*Frame
	ID            string
	Sign          string // of an issue
	Kicker        []string
	Heading       string
	Lead          Str
	Story         Prose
	Portrait, Alt string
	Facts         []Fact
	Figures       []Figure
	Results       []Card // what changed
	Promises      []Promise
	AllPromises   *Link
	Answers       []Term        // who answers
	Nobody        string        // said where nobody in office does
	Service       string        // the city's own service for an issue
	Calendar      string        // a department's agenda, for calendar programs
	Targets       []GoalChip    // of a goal, that entries serve
	Unserved      []GoalChip    // and its others
	Rose          SmallRose     // with a goal's petal lit
	Map           template.HTML // where a partner is
	Years         []TermYear    // what was brought, year by year
	Groups        []Group
	Find          *Find
	Pager         Pager
	Empty         string
}

func (s *Site) about(l *lang, f *Frame, p Pager, heading string, term ledger.Term, crumbs ...Link) *About {
	list := s.ledger.Entries(term)
	v := &About{Frame: f, Heading: heading, Groups: s.groups(l, list, p), Pager: p, Empty: l.word("list.empty")}
	f.titled(pageTitle(l, heading, p), crumbs...)
	v.Figures = s.termFigures(l, len(list), s.ledger.Account(term))
	return v
}

// termFigures are how many entries there are, what they cost, and what is
// planned.
func (s *Site) termFigures(l *lang, entries int, sum content.Account) []Figure {
	out := []Figure{
		{Value: l.Number(int64(entries)), Label: l.count("figure.entries", entries)},
		{Value: l.money(sum.City), Label: l.word("cost.city"), Note: l.word("figure.spent-each", "amount", l.perResident(sum.City)) + l.more(l.openNotes(sum))},
	}
	if sum.Trip.Minor != sum.City.Minor {
		out = append(out, Figure{Value: l.money(sum.Trip), Label: l.word("cost.all-payers")})
	}
	if len(sum.Ahead) > 0 {
		out = append(out, s.plannedFigure(l, sum))
	}
	return out
}

func (s *Site) issue(l *lang, f *Frame, p Pager, i content.Issue) *About {
	v := s.about(l, f, p, l.words(i.Name), ledger.OfIssue(i.ID), l.link("/issues/", "issues.title"))
	v.ID, v.Sign, v.Service = i.ID, i.Sign, i.ServiceURL
	v.Kicker = []string{l.word("kind.issue")}
	list := s.ledger.Entries(ledger.OfIssue(i.ID))
	f.Description = l.word("issue.description", "issue", v.Heading)
	if p.Number > 1 {
		return v
	}
	v.Results = s.cards(l, ledger.Outcomes(list, 3))
	v.Promises, v.AllPromises = s.somePromises(l, ledger.OfIssue(i.ID))
	v.Answers, v.Nobody = s.answering(l, list)
	return v
}

// promiseOf is a promise shown away from its agreement.
func (s *Site) promiseOf(l *lang, p ledger.Promise) Promise {
	out := s.promise(l, p)
	link := l.entryLink(p.Entry)
	out.Agreement = &link
	return out
}

// answering are those in office who answer for the entries of a list, or that
// there is nobody.
func (s *Site) answering(l *lang, list []*content.Entry) (out []Term, nobody string) {
	for _, p := range s.ledger.Answering(list) {
		out = append(out, s.personTerm(l, p))
	}
	if len(out) == 0 && len(list) > 0 {
		nobody = l.word("who.nobody")
	}
	return out, nobody
}

func (s *Site) personTerm(l *lang, p *content.Person) Term {
	return Term{ID: p.Slug, Href: l.href("/" + p.ID + "/"), Name: l.personName(p), Says: l.says(p), Note: l.term(p), Portrait: s.portrait(p, faceWidth),
		Alt: l.in(translation(p.Translations, l).Title, p.Alt).Text}
}

// term writes a person's time in office.
func (l *lang) term(p *content.Person) string {
	switch {
	case p.From.OK() && p.Until.OK() && p.Until.V.End().Before(l.site.Set.Today()):
		return l.word("person.from-until", "from", l.period(p.From.V), "until", l.period(p.Until.V))
	case l.site.ledger.NotBegun(p):
		return l.word("person.from", "from", l.period(p.From.V))
	case p.From.OK() && p.Elected:
		return l.word("person.elected-since", "from", unbroken(l.period(p.From.V)))
	case p.From.OK():
		return l.word("person.since", "from", unbroken(l.period(p.From.V)))
	}
	return ""
}

// Goals is the page of all goals, with the rose.
type Goals struct {
	*Frame
	Heading, Intro string
	Rose, CostRose Rose
	Targets        []GoalChip // that entries serve
}

func (s *Site) goals(l *lang, f *Frame) *Goals {
	f.titled(l.word("goals.title"))
	return &Goals{Frame: f, Heading: l.word("goals.title"), Intro: l.word("goals.intro"), Rose: s.rose(l, false), CostRose: s.rose(l, true),
		Targets: s.targets(l)}
}

func (s *Site) goal(l *lang, f *Frame, p Pager, n int) *About {
	v := s.about(l, f, p, l.word(fmt.Sprintf("goal.%d", n)), ledger.OfGoal(n), l.link("/sdg/", "goals.title"))
	v.ID, v.Rose = strconv.Itoa(n), l.smallRose(content.Goal{Number: n})
	v.Kicker = []string{l.word("goal.kick", "number", strconv.Itoa(n))}
	f.Description = l.word("goal.description", "goal", v.Heading)
	if p.Number > 1 {
		return v
	}
	served := s.ledger.Targets()
	for _, t := range content.Targets(n) {
		c := GoalChip{Number: n, ID: t, Name: l.word("target." + t)}
		if served[t] > 0 {
			c.Note = l.count("count.entries", served[t])
			v.Targets = append(v.Targets, c)
		} else {
			v.Unserved = append(v.Unserved, c)
		}
	}
	return v
}

// targets are all targets that entries serve, with how many do, each with the way to its goal.
func (s *Site) targets(l *lang) (out []GoalChip) {
	served := s.ledger.Targets()
	for n := 1; n <= drawing.Goals; n++ {
		for _, t := range content.Targets(n) {
			if served[t] > 0 {
				c := l.goalChip(content.Goal{Text: content.Text{V: t}, Number: n})
				c.Note = l.count("count.entries", served[t])
				out = append(out, c)
			}
		}
	}
	return out
}

func (s *Site) partners(l *lang, f *Frame) *Index {
	f.titled(l.word("list.partners"))
	v := &Index{Frame: f, Heading: l.word("list.partners"), Intro: l.word("intro.partners"), Map: s.cityMap(l, mapBytes, mapBeside)}
	byCountry := map[string][]Term{} // by code, "" where none is known
	for _, p := range s.Set.Partners() {
		t := Term{ID: p.Slug, Href: l.href("/" + p.ID + "/"), Name: l.partnerName(p), Says: pageText(l.partnerKind(p)),
			Note: l.count("count.entries", len(s.ledger.Entries(ledger.Term(p.ID))))}
		byCountry[p.Country.V] = append(byCountry[p.Country.V], t)
	}
	for code, terms := range byCountry {
		name := l.word("partner.no-country")
		if code != "" {
			name = l.Country(code)
		}
		slices.SortFunc(terms, func(a, b Term) int { return cmp.Or(l.Compare(a.Name.Text, b.Name.Text), strings.Compare(a.ID, b.ID)) })
		v.Groups = append(v.Groups, TermGroup{name, terms})
	}
	slices.SortFunc(v.Groups, func(a, b TermGroup) int { return l.Compare(a.Name, b.Name) })
	return v
}

// partnerKind is what a partner is, and since when.
func (l *lang) partnerKind(p *content.Partner) string {
	kind := l.word("partner.partner")
	if p.Type.OK() {
		kind = l.word("partner." + p.Type.V)
	}
	if p.Since.OK() {
		return l.word("partner.since", "kind", kind, "date", l.period(p.Since.V))
	}
	return kind
}

func (s *Site) partner(l *lang, f *Frame, p Pager, x *content.Partner) *About {
	v := s.about(l, f, p, l.partnerName(x).Text, ledger.Term(x.ID), l.link("/partners/", "list.partners"))
	v.Kicker = []string{l.partnerKind(x)}
	if x.Country.OK() {
		v.Kicker = append(v.Kicker, l.Country(x.Country.V))
	}
	f.Description = l.word("partner.description", "partner", l.partnerName(x).Text)
	if p.Number > 1 {
		return v
	}
	v.Story = l.story(&x.Head, x.Body, translation(x.Translations, l), 2)
	f.Linked, f.Article = linked(partnerThing(l, f, x)), true
	v.Map = s.partnerMap(l, x)
	v.Years = s.termYears(l, s.ledger.Entries(ledger.Term(x.ID)), x.Since, content.Period{})
	v.Promises, v.AllPromises = s.somePromises(l, ledger.Term(x.ID))
	return v
}

func (s *Site) department(l *lang, f *Frame, p Pager, d content.Department) *About {
	v := s.about(l, f, p, l.words(d.Name), ledger.OfDepartment(d.ID))
	v.Kicker = []string{l.word("kind.department")}
	f.Description = l.word("department.description", "department", v.Heading)
	if p.Number == 1 {
		v.Answers, v.Nobody = s.answering(l, s.ledger.Entries(ledger.OfDepartment(d.ID)))
		v.Promises, v.AllPromises = s.somePromises(l, ledger.OfDepartment(d.ID))
		v.Years = s.termYears(l, s.ledger.Entries(ledger.OfDepartment(d.ID)), content.Period{}, content.Period{})
		v.Calendar = l.href("/departments/" + d.ID + "/agenda.ics")
	}
	return v
}
