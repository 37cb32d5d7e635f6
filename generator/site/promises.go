package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"parvis/generator/content"
	"parvis/generator/frontmatter"
	"parvis/generator/ledger"
)

// promised is one promise and the agreement that makes it.
type promised struct {
	entry   *content.Entry
	promise content.Promise
	status  string // kept, late, open or dropped
}

// statusOrder is the order in which promises are told: what is owed first.
var statusOrder = map[string]int{"late": 0, "open": 1, "kept": 2, "dropped": 3}

// promisedIndex is the promises by their terms, put together when it is first
// asked for.
type promisedIndex struct {
	once sync.Once
	by   map[string][]promised
}

// promisesOf are the promises below a term, what is owed first: "" for all, an
// issue, department, partner, or the person who owns them.
func (s *Site) promisesOf(term string) []promised {
	s.promised.once.Do(s.indexPromises)
	return s.promised.by[term]
}

func (s *Site) indexPromises() {
	by := map[string][]promised{}
	s.promised.by = by
	for _, e := range s.ledger.Kind(content.Agreements) {
		terms := []string{""}
		for _, v := range e.Impact.Issues {
			terms = append(terms, "issues/"+v.V)
		}
		for _, v := range e.Departments {
			terms = append(terms, "departments/"+v.V)
		}
		for _, v := range e.Partners {
			terms = append(terms, "partners/"+strings.TrimPrefix(v.V, "partners/"))
		}
		slices.Sort(terms)
		for _, p := range e.Agreement.Promises {
			x := promised{e, p, s.Set.PromiseStatus(p)}
			for _, t := range slices.Compact(terms) {
				by[t] = append(by[t], x)
			}
			if p.Owner.OK() {
				owner := "people/" + strings.TrimPrefix(p.Owner.V, "people/")
				by[owner] = append(by[owner], x)
			}
		}
	}
	for _, list := range by {
		slices.SortStableFunc(list, comparePromised)
	}
}

// comparePromised puts what is late first, the longest first, then what is
// open, the soonest first, then what is done with, the latest first.
func comparePromised(a, b promised) int {
	day := func(p promised) time.Time {
		if p.promise.Due.OK() {
			return p.promise.Due.V
		}
		return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	byDay := day(a).Compare(day(b))
	if a.status == "kept" || a.status == "dropped" {
		byDay = -byDay
	}
	return cmp.Or(statusOrder[a.status]-statusOrder[b.status], byDay, strings.Compare(a.entry.ID, b.entry.ID))
}

// PromisePage is said and done: all promises, or those of one term.
type PromisePage struct {
	*Frame
	Kick                []string
	Heading, Intro      string
	Figures             []Figure
	Chart               template.HTML
	Years               []PromiseYear
	Issues, Departments []Choice
	Rows                []Promise
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
func promisesAddress(term string) string {
	if term == "" {
		return "/promises/"
	}
	return "/promises/" + term + "/"
}

// planPromises lists the pages of promises: all, those of each issue and
// department, and those of the partners and people that have more than their
// own page shows.
func (s *Site) planPromises(l *lang, newest time.Time) {
	plan := func(term, name string) {
		list := s.promisesOf(term)
		s.addList(l, promisesAddress(term), "promises", len(list), perPromisePage, newest, func(f *Frame, p Pager) any { return s.promisePage(l, f, p, term, name, list) })
	}
	plan("", "")
	for _, i := range s.Set.Settings().Issues {
		if len(s.promisesOf("issues/"+i.ID)) > 0 {
			plan("issues/"+i.ID, l.words(i.Name))
		}
	}
	for _, d := range s.Set.Settings().Departments {
		if len(s.promisesOf("departments/"+d.ID)) > 0 {
			plan("departments/"+d.ID, l.words(d.Name))
		}
	}
	for _, p := range s.Set.Partners() {
		if len(s.promisesOf(p.ID)) > mostPromises {
			plan(p.ID, l.partnerName(p).Text)
		}
	}
	for _, p := range s.Set.People() {
		if len(s.promisesOf(p.ID)) > mostPromises {
			plan(p.ID, l.personName(p).Text)
		}
	}
}

func (s *Site) promisePage(l *lang, f *Frame, p Pager, term, name string, list []promised) *PromisePage {
	v := &PromisePage{Frame: f, Heading: l.w("promises.title"), Intro: l.w("promises.intro"), Pager: p, Empty: l.w("promises.none")}
	if term == "" {
		f.titled(pageTitle(l, v.Heading, p))
	} else {
		v.Kick = []string{l.w("promises.title")}
		v.Heading, v.Intro = l.w("promises.of", "name", name), ""
		all := l.link("/promises/", "promises.all")
		v.All = &all
		f.titled(pageTitle(l, v.Heading, p), l.link("/promises/", "promises.title"))
	}
	f.Description = l.w("promises.intro")
	if p.Number == 1 {
		count := countPromised(list)
		v.Figures = l.promiseFigures(list, count)
		if v.Years, v.Chart = l.promiseYears(list); v.Chart == "" {
			v.Chart = l.promiseWindow(list, count)
		}
	}
	v.Issues, v.Departments = s.promiseChoices(l, term)
	for _, x := range list[p.From:p.To] {
		row := s.promiseOf(l, x.entry, x.promise)
		if k := s.Set.Keeper(x.entry, x.promise); k != nil {
			row.Proof = s.sources(l, k)
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

// promiseChoices are the lists by issue and by department.
func (s *Site) promiseChoices(l *lang, term string) (issues, departments []Choice) {
	choice := func(t, name string) Choice {
		return Choice{Href: l.href(promisesAddress(t)), Name: name, Count: l.Number(int64(len(s.promisesOf(t)))), Current: t == term}
	}
	for _, i := range s.Set.Settings().Issues {
		if t := "issues/" + i.ID; len(s.promisesOf(t)) > 0 {
			issues = append(issues, choice(t, l.words(i.Name)))
		}
	}
	for _, d := range s.Set.Settings().Departments {
		if t := "departments/" + d.ID; len(s.promisesOf(t)) > 0 {
			departments = append(departments, choice(t, l.words(d.Name)))
		}
	}
	return issues, departments
}

// countPromised counts promises by status.
func countPromised(list []promised) map[string]int {
	count := map[string]int{}
	for _, x := range list {
		count[x.status]++
	}
	return count
}

func (l *lang) promiseFigures(list []promised, count map[string]int) []Figure {
	if len(list) == 0 {
		return nil
	}
	var out []Figure
	for _, status := range []string{"kept", "late", "open", "dropped"} {
		out = append(out, Figure{Value: l.w("home.of", "n", l.Number(int64(count[status])), "all", l.Number(int64(len(list)))), Label: l.w("promises." + status), Note: l.w("promises.means-" + status)})
	}
	return out
}

// promiseWindow draws promises as a window of panes, kept ones first.
func (l *lang) promiseWindow(list []promised, count map[string]int) template.HTML {
	var panes []State
	for _, status := range []string{"kept", "open", "late", "dropped"} {
		for range count[status] {
			panes = append(panes, State{Class: promiseClass(status)})
		}
	}
	n := func(status string) string { return l.Number(int64(count[status])) }
	return window(panes, l.w("home.promises-window", "kept", n("kept"), "open", n("open"), "late", n("late"), "dropped", n("dropped")))
}

// promiseClass is the look of a promise's status.
func promiseClass(status string) string {
	if status == "dropped" {
		return "gone"
	}
	return status
}

// promiseYears counts promises by the year in which they are due, oldest
// first, in a table and a drawing. Years in which none is due stand there too.
func (l *lang) promiseYears(list []promised) ([]PromiseYear, template.HTML) {
	byYear := map[int]map[string]int{}
	var years []int
	for _, x := range list {
		if !x.promise.Due.OK() {
			continue
		}
		y := x.promise.Due.V.Year()
		if byYear[y] == nil {
			byYear[y] = map[string]int{}
			years = append(years, y)
		}
		byYear[y][x.status]++
	}
	slices.Sort(years)
	if len(years) < 2 {
		return nil, ""
	}
	first, last := years[0], years[len(years)-1]
	if last-first > ledger.MostYears {
		return nil, ""
	}
	var out []PromiseYear
	var stacks []stack
	for y := first; y <= last; y++ {
		n := func(status string) string { return l.Number(int64(byYear[y][status])) }
		if byYear[y] != nil {
			out = append(out, PromiseYear{strconv.Itoa(y), n("kept"), n("late"), n("open"), n("dropped")})
		}
		stacks = append(stacks, stack{y, byYear[y]})
	}
	return out, stackedBars(stacks, l.w("promises.by-year"))
}

// stack is one bar of promises.
type stack struct {
	year  int
	count map[string]int // by status
}

// The drawing of promises by year: the least and the largest number of columns
// for which its width grows, a column's measures, the height of a pane at most,
// and how large a pane has to be to bear its sign.
const (
	leastColumns, mostColumns = 6, 12
	columnWidth, columnGap    = 48.0, 0.2
	columnTall, paneTall      = 168.0, 24.0
	paneSign                  = 12.0
)

// stackedBars draws promises by the year of their day: a narrow window for
// each, with one pane a promise, or one for each state where there are too
// many to tell apart. label says what is drawn; the table beside it has the
// figures.
func stackedBars(bars []stack, label string) template.HTML {
	most := 0
	for _, b := range bars {
		n := 0
		for _, k := range b.count {
			n += k
		}
		most = max(most, n)
	}
	pane := min(paneTall, columnTall/float64(most))
	foot := pane*float64(most) + 6
	wide := columnWidth * float64(max(leastColumns, min(len(bars), mostColumns)))
	column := min(columnWidth, wide/float64(len(bars)))
	inner, every := column*(1-columnGap), nameEvery(column)
	var w strings.Builder
	fmt.Fprintf(&w, `<svg class="chart" viewBox="0 0 %s %s" role="img" aria-label="%s">`, num(wide), num(foot+24), template.HTMLEscapeString(label))
	for i, b := range bars {
		x, y := column*(float64(i)+columnGap/2), foot-2
		var panes strings.Builder
		for _, status := range []string{"kept", "open", "late", "dropped"} {
			n, height := b.count[status], pane
			if pane < paneSign && n > 0 {
				n, height = 1, pane*float64(n)
			}
			for range n {
				y -= height
				look, rim := paneLooks[promiseClass(status)], min(2, inner/10)
				fmt.Fprintf(&panes, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, num(x+rim), num(y+1), num(inner-2*rim), num(max(height-2, height/2)), look[0])
				if height >= paneSign && inner >= paneSign {
					fmt.Fprintf(&panes, `<text class="pane-sign" x="%s" y="%s">%s</text>`, num(x+inner/2), num(y+height/2+4.5), look[1])
				}
			}
		}
		if panes.Len() > 0 {
			fmt.Fprintf(&w, `<rect x="%s" y="%s" width="%s" height="%s" fill="#10131f"/>%s`, num(x), num(y-2), num(inner), num(foot-y+2), panes.String())
		}
		if b.year%every == 0 {
			fmt.Fprintf(&w, `<text x="%s" y="%s" text-anchor="middle">%d</text>`, num(x+inner/2), num(foot+17), b.year)
		}
	}
	w.WriteString(`</svg>`)
	return template.HTML(w.String())
}

// promise is a promise as its agreement shows it.
func (s *Site) promise(l *lang, e *content.Entry, p content.Promise) Promise {
	status := s.Set.PromiseStatus(p)
	out := Promise{ID: p.ID.V, Text: l.say(e, p.Text), Reason: l.say(e, p.Reason), State: State{promiseClass(status), l.w("promise." + status)}}
	if p.Due.OK() {
		out.Due, out.DueISO, out.Order = l.Day(p.Due.V), isoDay(p.Due.V), p.Due.V.Format("20060102")
		if late := int(s.Set.Today().Sub(p.Due.V).Hours() / 24); status == "late" && late > 0 {
			out.Overdue = l.n("promise.overdue", late)
		}
	}
	if o := s.Set.Person(strings.TrimPrefix(p.Owner.V, "people/")); o != nil {
		out.Owner = &Link{l.href("/" + o.ID + "/"), l.personName(o)}
		if today := s.Set.Today(); o.Elected && !o.InOffice(today, today) && (status == "open" || status == "late") {
			out.OwnerLeft = true
			if now := s.Set.Successor(o, departmentsOf(e), today); now != nil {
				out.OwnerNow = &Link{l.href("/" + now.ID + "/"), l.personName(now)}
			}
		}
	}
	if k := s.Set.Keeper(e, p); k != nil {
		link := l.entryLink(k)
		out.KeptBy = &link
	}
	out.Unproved = status == "kept" && out.KeptBy == nil
	if on := s.Set.KeptOn(e, p); !on.IsZero() {
		out.Settled = l.Day(on)
		if p.Due.OK() && on.After(p.Due.V) {
			out.Overdue = l.n("promise.overdue", int(on.Sub(p.Due.V).Hours()/24))
			if months := frontmatter.MonthsBetween(p.Due.V, on); months > 0 {
				out.Overdue = l.n("promise.months-late", months)
			}
		}
	} else if p.DroppedOn.OK() {
		out.Settled = l.Day(p.DroppedOn.V)
	}
	for _, n := range s.Set.NotesOf(p) {
		out.Notes = append(out.Notes, News{Day: l.Day(n.On.V), ISO: isoDay(n.On.V), Text: l.say(e, n.Text)})
	}
	return out
}

func departmentsOf(e *content.Entry) []string {
	out := make([]string, len(e.Departments))
	for i, d := range e.Departments {
		out[i] = d.V
	}
	return out
}

// mostPromises is how many promises the page of an issue, partner, person or
// department shows; the rest stand in a list of their own.
const mostPromises = 8

// somePromises are the first promises of a term, and where all of them stand
// when there are more.
func (s *Site) somePromises(l *lang, term string) (out []Promise, all *Link) {
	list := s.promisesOf(term)
	for _, x := range list[:min(len(list), mostPromises)] {
		out = append(out, s.promiseOf(l, x.entry, x.promise))
	}
	if len(list) > mostPromises {
		all = &Link{l.href(promisesAddress(term)), own(l.n("promises.all-of", len(list)))}
	}
	return out, all
}
