package site

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	"parvis/generator/drawing"
	"parvis/generator/ledger"
)

// PromisePage is said and done: all promises, or those of one term.
type PromisePage struct {
	*Frame
	Kicker              []string
	Heading, Intro      string
	Figures             []Figure
	Finding             string // what the drawing says
	Chart               template.HTML
	Years               []PromiseYear
	Issues, Departments []Choice
	Rows                []Promise
	Find                *Find
	Pager               Pager
	Empty               string
	All                 *Link // the whole list, on the page of one term
}

// Choice is one list that can be chosen instead; Current is the one shown.
type Choice struct {
	Href, Name, Count string
	Current           bool
}

// PromiseYear counts the promises due in one year.
type PromiseYear struct{ Year, Kept, Late, Open, Dropped string }

// perPromisePage is how many promises one page shows.
const perPromisePage = 30

// promisesAddress is where the promises of a term are listed.
func promisesAddress(term ledger.Term) string {
	if term == "" {
		return "/promises/"
	}
	return "/promises/" + string(term) + "/"
}

// planPromises lists the pages of promises: all, those of each issue and
// department, and those of the partners and people that have more than their
// own page shows.
func (s *Site) planPromises(l *lang, newest time.Time) {
	plan := func(term ledger.Term, name string) {
		list := s.ledger.Promises(term)
		find := s.promiseFinding(l, fileName(promisesAddress(term)), list)
		s.addList(l, promisesAddress(term), "promises", len(list), perPromisePage, newest, func(f *Frame, p Pager) any {
			v := s.promisePage(l, f, p, term, name, list)
			v.Find = find(p)
			return v
		})
	}
	plan("", "")
	for _, i := range s.Set.Settings().Issues {
		if len(s.ledger.Promises(ledger.OfIssue(i.ID))) > 0 {
			plan(ledger.OfIssue(i.ID), l.words(i.Name))
		}
	}
	for _, d := range s.Set.Settings().Departments {
		if len(s.ledger.Promises(ledger.OfDepartment(d.ID))) > 0 {
			plan(ledger.OfDepartment(d.ID), l.words(d.Name))
		}
	}
	for _, p := range s.Set.Partners() {
		if len(s.ledger.Promises(ledger.Term(p.ID))) > mostPromises {
			plan(ledger.Term(p.ID), l.partnerName(p).Text)
		}
	}
	for _, p := range s.Set.People() {
		if len(s.ledger.Promises(ledger.Term(p.ID))) > mostPromises {
			plan(ledger.Term(p.ID), l.personName(p).Text)
		}
	}
}

func (s *Site) promisePage(l *lang, f *Frame, p Pager, term ledger.Term, name string, list []ledger.Promise) *PromisePage {
	v := &PromisePage{Frame: f, Heading: l.word("promises.title"), Intro: l.word("promises.intro"), Pager: p, Empty: l.word("promises.none")}
	if term == "" {
		f.titled(pageTitle(l, v.Heading, p))
	} else {
		v.Kicker = []string{l.word("promises.title")}
		v.Heading, v.Intro = l.word("promises.of", "name", name), ""
		all := l.link("/promises/", "promises.all")
		v.All = &all
		f.titled(pageTitle(l, v.Heading, p), l.link("/promises/", "promises.title"))
	}
	f.Description = l.word("promises.intro")
	if p.Number == 1 {
		count := ledger.CountStatus(list)
		v.Figures = l.promiseFigures(list, count)
		v.Finding = l.word("home.promises-say", "n", l.Number(int64(count[ledger.Kept])), "all", l.Number(int64(len(list))))
		if v.Years, v.Chart = l.promiseYears(list); v.Chart == "" {
			v.Chart = l.promiseWindow(list, count)
		}
	}
	v.Issues, v.Departments = s.promiseChoices(l, term)
	for _, x := range list[p.From:p.To] {
		row, keys := s.promiseOf(l, x), s.promiseKeys(x)
		row.Keys = &keys
		if k := s.Set.Keeper(x.Entry, x.Promise); k != nil {
			row.Proof = s.sources(l, k)
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

// promiseChoices are the lists by issue and by department.
func (s *Site) promiseChoices(l *lang, term ledger.Term) (issues, departments []Choice) {
	choice := func(t ledger.Term, name string) Choice {
		return Choice{Href: l.href(promisesAddress(t)), Name: name, Count: l.Number(int64(len(s.ledger.Promises(t)))), Current: t == term}
	}
	for _, i := range s.Set.Settings().Issues {
		if t := ledger.OfIssue(i.ID); len(s.ledger.Promises(t)) > 0 {
			issues = append(issues, choice(t, l.words(i.Name)))
		}
	}
	for _, d := range s.Set.Settings().Departments {
		if t := ledger.OfDepartment(d.ID); len(s.ledger.Promises(t)) > 0 {
			departments = append(departments, choice(t, l.words(d.Name)))
		}
	}
	return issues, departments
}

func (l *lang) promiseFigures(list []ledger.Promise, count map[ledger.Status]int) []Figure {
	if len(list) == 0 {
		return nil
	}
	var out []Figure
	for _, status := range []ledger.Status{ledger.Kept, ledger.Late, ledger.Open, ledger.Dropped} {
		out = append(out, Figure{Value: l.word("home.of", "n", l.Number(int64(count[status])), "all", l.Number(int64(len(list)))),
			Label: l.word("promises." + string(status)), Note: l.word("promises.means-" + string(status))})
	}
	return out
}

// promiseWindow draws promises as a window of panes, kept ones first.
func (l *lang) promiseWindow(list []ledger.Promise, count map[ledger.Status]int) template.HTML {
	var panes []string
	for _, status := range []ledger.Status{ledger.Kept, ledger.Open, ledger.Late, ledger.Dropped} {
		for range count[status] {
			panes = append(panes, promiseClass(status))
		}
	}
	n := func(status ledger.Status) string { return l.Number(int64(count[status])) }
	return drawing.Panes(panes,
		l.word("home.promises-window", "kept", n(ledger.Kept), "open", n(ledger.Open), "late", n(ledger.Late), "dropped", n(ledger.Dropped)))
}

// promiseClass is the look of a promise's status.
func promiseClass(status ledger.Status) string {
	if status == ledger.Dropped {
		return "gone"
	}
	return string(status)
}

// promiseYears are the promises by the year in which they are due, oldest first,
// in a table and a drawing. Years in which none is due are in the drawing only.
func (l *lang) promiseYears(list []ledger.Promise) ([]PromiseYear, template.HTML) {
	years := ledger.DueYears(list)
	if years == nil {
		return nil, ""
	}
	var out []PromiseYear
	var stacks []drawing.Stack
	for _, y := range years {
		n := func(status ledger.Status) string { return l.Number(int64(y.Count[status])) }
		if y.Count != nil {
			out = append(out, PromiseYear{strconv.Itoa(y.Year), n(ledger.Kept), n(ledger.Late), n(ledger.Open), n(ledger.Dropped)})
		}
		stack := drawing.Stack{Year: y.Year, Count: map[string]int{}}
		for status, k := range y.Count {
			stack.Count[promiseClass(status)] = k
		}
		stacks = append(stacks, stack)
	}
	return out, drawing.Stacks(stacks, l.word("promises.by-year"))
}

// promise is a promise as its agreement shows it.
func (s *Site) promise(l *lang, p ledger.Promise) Promise {
	e, x := p.Entry, s.ledger.Standing(p)
	out := Promise{ID: p.ID.V, Text: l.say(e, p.Text), Reason: l.say(e, p.Reason), State: l.promiseState(p.Status), Unproved: x.Unproved,
		OwnerLeft: x.OwnerLeft}
	if p.Due.OK() {
		out.Due, out.DueISO, out.Order = l.Day(p.Due.V), isoDay(p.Due.V), p.Due.V.Format("20060102")
	}
	if x.DaysLate > 0 {
		out.Overdue = l.count("promise.overdue", x.DaysLate)
		if p.Status == ledger.Kept && x.MonthsLate > 0 {
			out.Overdue = l.count("promise.months-late", x.MonthsLate)
		}
	}
	if o := s.Set.Person(strings.TrimPrefix(p.Owner.V, "people/")); o != nil {
		out.Owner = &Link{l.href("/" + o.ID + "/"), l.personName(o)}
	}
	if x.OwnerNow != nil {
		out.OwnerNow = &Link{l.href("/" + x.OwnerNow.ID + "/"), l.personName(x.OwnerNow)}
	}
	if x.Keeper != nil {
		link := l.entryLink(x.Keeper)
		out.KeptBy = &link
	}
	if !x.Settled.IsZero() {
		out.Settled = l.Day(x.Settled)
	}
	for _, n := range x.Notes {
		out.Notes = append(out.Notes, News{Day: l.Day(n.On.V), ISO: isoDay(n.On.V), Text: l.say(e, n.Text)})
	}
	return out
}

// promiseState is how a promise stands, in a word and a look.
func (l *lang) promiseState(status ledger.Status) State {
	return State{promiseClass(status), l.word("promise." + string(status))}
}

// mostPromises is how many promises the page of an issue, partner, person or
// department shows; the rest stand in a list of their own.
const mostPromises = 8

// somePromises are the first promises of a term, and where all of them stand
// when there are more.
func (s *Site) somePromises(l *lang, term ledger.Term) (out []Promise, all *Link) {
	list := s.ledger.Promises(term)
	for _, x := range list[:min(len(list), mostPromises)] {
		out = append(out, s.promiseOf(l, x))
	}
	if len(list) > mostPromises {
		all = &Link{l.href(promisesAddress(term)), pageText(l.count("promises.all-of", len(list)))}
	}
	return out, all
}
