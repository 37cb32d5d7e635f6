// Package site plans a city's site: which pages there are, at which
// addresses, in which languages, and what each of them says.
//
// A page is an address and a function: Pages lists every page as its address,
// its layout and a function that gathers its data when somebody asks for it.
// Building a site calls all of them; the local server calls the one that a
// browser asks for, and what nobody asks for is not even listed. Nothing here knows of HTML but for stories and drawings;
// everything a layout shows is already written as readers of that language
// write it.
package site

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"parvis/generator/content"
	"parvis/generator/i18n"
	"parvis/generator/ledger"
	"parvis/generator/markdown"
)

// Page is one page of the site.
type Page struct {
	// Address is the page's path, from "/" on.
	Address string
	// Lang is the language it is written in, Layout the template that sets it.
	Lang, Layout string
	// Data gathers what the layout shows. It may be called at any time and
	// from any goroutine.
	Data func() any
	// Listed pages stand in the sitemap, with the day of their last change.
	Listed  bool
	Changed time.Time
}

// Site is all pages of a city's site.
type Site struct {
	Set    *content.Set
	langs  []*lang
	ledger *ledger.Ledger
	base   string // path of the site's root on its server, without a slash at its end
	page   map[string]*content.Page
	// Printed are the newsletter pages, by address, that lie beside their
	// page as a PDF. It is set before any page is rendered.
	Printed map[string]bool

	plan    *plan
	places  *placeIndex
	pasts   *pasts
	answers *answers
	coined  *sync.Map // whether there is a coin, by year: every page of the year's costs asks
}

// plan is all pages, listed when they are first asked for.
type plan struct {
	once  sync.Once
	pages []Page
	at    map[string]int // index of pages by address
}

// New plans the site of checked content. locales holds one for each of the
// site's languages.
func New(set *content.Set, locales map[string]*i18n.Locale) *Site {
	s := &Site{Set: set, ledger: ledger.New(set), page: map[string]*content.Page{}, Printed: map[string]bool{}, plan: &plan{}, places: &placeIndex{},
		pasts: &pasts{}, answers: &answers{}, coined: &sync.Map{}}
	if u, err := url.Parse(set.Settings().BaseURL); err == nil {
		s.base = strings.TrimSuffix(u.EscapedPath(), "/")
	}
	for i, code := range set.Settings().Languages {
		l := &lang{Locale: locales[code], site: s, first: i == 0}
		if i > 0 {
			l.prefix = "/" + code
		}
		s.langs = append(s.langs, l)
	}
	for _, p := range set.Pages() {
		s.page[p.Slug] = p
	}
	for _, l := range s.langs {
		l.common = s.common(l)
	}
	return s
}

// Again plans the site of a set that goes on from this one's (see
// content.Set.Again).
func (s *Site) Again(set *content.Set) *Site {
	out := &Site{Set: set, ledger: s.ledger.Again(set), base: s.base, page: s.page, Printed: map[string]bool{}, plan: &plan{}, places: &placeIndex{},
		pasts: &pasts{}, answers: &answers{}, coined: &sync.Map{}}
	for _, l := range s.langs {
		copied := *l
		copied.site = out
		out.langs = append(out.langs, &copied)
	}
	return out
}

// Pages are all pages of the site.
func (s *Site) Pages() []Page {
	s.plan.once.Do(func() {
		for _, l := range s.langs {
			s.planAll(l)
		}
		s.plan.at = make(map[string]int, len(s.plan.pages))
		for i, p := range s.plan.pages {
			s.plan.at[p.Address] = i
		}
	})
	return s.plan.pages
}

// Page returns the page at an address. An entry's is found without listing
// all others.
func (s *Site) Page(address string) (Page, bool) {
	for _, l := range s.langs {
		if id, found := strings.CutPrefix(address, l.prefix+"/"); found && strings.HasSuffix(id, "/") {
			if e := s.Set.Entry(strings.TrimSuffix(id, "/")); e != nil {
				return s.entryPage(l, e), true
			}
		}
	}
	pages := s.Pages()
	i, found := s.plan.at[address]
	if !found {
		return Page{}, false
	}
	return pages[i], true
}

// lang is a language of the site by its code.
func (s *Site) lang(code string) *lang {
	return s.langs[slices.IndexFunc(s.langs, func(l *lang) bool { return l.Lang() == code })]
}

// Base is the path of the site's root on its server, without a slash at its
// end: "" for a site that has a server of its own.
func (s *Site) Base() string { return s.base }

// perPage is how many entries one page of a list shows, so that it stays
// light on a telephone.
const perPage = 30

// add lists a page.
func (s *Site) add(l *lang, address, layout string, changed time.Time, data func(f *Frame) any) {
	s.plan.pages = append(s.plan.pages, s.newPage(l, address, layout, changed, data))
}

func (s *Site) newPage(l *lang, address, layout string, changed time.Time, data func(f *Frame) any) Page {
	address = l.prefix + address
	return Page{Address: address, Lang: l.Lang(), Layout: layout, Listed: layout != "404" && layout != "embedded", Changed: changed,
		Data: func() any { return data(s.frame(l, address)) }}
}

func (s *Site) entryPage(l *lang, e *content.Entry) Page {
	return s.newPage(l, "/"+e.ID+"/", "entry", s.changed(e), func(f *Frame) any { return s.entry(l, f, e) })
}

// ordered are the layouts whose lists are not sorted from the newest to the
// oldest.
var ordered = []string{"agenda", "promises", "rules"}

// addList lists a page and those that it goes on with: address/page/2/ …
func (s *Site) addList(l *lang, address, layout string, n, size int, changed time.Time, data func(f *Frame, p Pager) any) {
	pages := max(1, (n+size-1)/size)
	for i := range pages {
		p := Pager{Number: i + 1, Of: pages, From: i * size, To: min(n, (i+1)*size), Ordered: slices.Contains(ordered, layout)}
		s.add(l, pageAddress(address, i+1), layout, changed, func(f *Frame) any {
			p := p
			if p.Number > 1 {
				p.Prev = l.href(pageAddress(address, p.Number-1))
			}
			if p.Number < pages {
				p.Next = l.href(pageAddress(address, p.Number+1))
			}
			return data(f, p)
		})
	}
}

func pageAddress(address string, n int) string {
	if n == 1 {
		return address
	}
	return fmt.Sprintf("%spage/%d/", address, n)
}

// Pager is one page of a long list: the entries From to To (excluded), and
// the addresses of the pages before and behind.
type Pager struct {
	Number, Of, From, To int
	Prev, Next           string
	Ordered              bool // otherwise than from the newest to the oldest
}

// planAll lists all pages of one language.
func (s *Site) planAll(l *lang) {
	newest := s.ledger.LastChange(s.Set.Entries())
	s.add(l, "/", "home", newest, func(f *Frame) any { return s.home(l, f) })
	for _, k := range content.Kinds {
		list := s.ledger.Kind(k)
		find := s.finding(l, string(k), list)
		s.addList(l, "/"+string(k)+"/", "list", len(list), perPage, newest, func(f *Frame, p Pager) any { return s.kindList(l, f, p, k, find(p)) })
	}
	for _, e := range s.Set.Entries() {
		s.plan.pages = append(s.plan.pages, s.entryPage(l, e))
	}
	s.planTerms(l, newest)
	s.planPromises(l, newest)
	s.planCosts(l, newest)
	s.planAgenda(l, newest)
	s.planCorrections(l)
	s.planNewsletters(l)
	s.planVerdicts(l)
	s.planYouth(l)
	s.planCampaigns(l)
	find := s.firstPage(len(content.Rules()), fewest, func() *Find { return &Find{} })
	s.addList(l, "/rules/", "rules", len(content.Rules()), rulesPerPage, time.Time{}, func(f *Frame, p Pager) any { return s.rules(l, f, p, find(p)) })
	s.add(l, "/data/", "data", newest, func(f *Frame) any { return s.data(l, f) })
	s.planEmbeds(l, newest)
	s.add(l, "/accessibility/", "accessibility", time.Time{}, func(f *Frame) any { return s.plain(l, f, "accessibility") })
	s.add(l, "/search/", "search", time.Time{}, func(f *Frame) any { return s.searchPage(l, f) })
	s.add(l, "/404.html", "404", time.Time{}, func(f *Frame) any { return s.notFound(l, f) })
	for _, p := range s.Set.Pages() {
		layout := content.PlainLayout
		if p.Layout.OK() {
			layout = p.Layout.V
		}
		s.add(l, "/"+p.Slug+"/", layout, time.Time{}, func(f *Frame) any { return s.prose(l, f, p) })
	}
}

func (s *Site) planTerms(l *lang, newest time.Time) {
	set := s.Set.Settings()
	term := func(address, layout string, data func(*Frame, Pager) *About) {
		list := s.ledger.Entries(ledger.Term(strings.Trim(address, "/")))
		find := s.finding(l, fileName(address), list)
		s.addList(l, address, layout, len(list), perPage, s.ledger.LastChange(list), func(f *Frame, p Pager) any {
			v := data(f, p)
			v.Find = find(p)
			return v
		})
	}
	s.add(l, "/issues/", "issues", newest, func(f *Frame) any { return s.issues(l, f) })
	for _, i := range set.Issues {
		term("/issues/"+i.ID+"/", "issue", func(f *Frame, p Pager) *About { return s.issue(l, f, p, i) })
	}
	s.add(l, "/sdg/", "goals", newest, func(f *Frame) any { return s.goals(l, f) })
	for n := 1; n <= 17; n++ {
		term(fmt.Sprintf("/sdg/%d/", n), "goal", func(f *Frame, p Pager) *About { return s.goal(l, f, p, n) })
	}
	s.add(l, "/partners/", "partners", newest, func(f *Frame) any { return s.partners(l, f) })
	for _, x := range s.Set.Partners() {
		term("/"+x.ID+"/", "partner", func(f *Frame, p Pager) *About { return s.partner(l, f, p, x) })
	}
	s.add(l, "/people/", "people", newest, func(f *Frame) any { return s.people(l, f) })
	for _, x := range s.Set.People() {
		s.planPerson(l, x)
	}
	for _, d := range set.Departments {
		term("/departments/"+d.ID+"/", "department", func(f *Frame, p Pager) *About { return s.department(l, f, p, d) })
	}
}

// changed is the day of an entry's last published change.
func (s *Site) changed(e *content.Entry) time.Time {
	return s.Set.LastRecord(e)
}

// file is where a file that has no language is found.
func (s *Site) file(address string) string { return s.base + address }

// resolve says where the links of a text lead in this language.
func (l *lang) resolve(h *content.Head) markdown.Resolve {
	base := l.site.file("/" + h.ID + "/")
	return func(link markdown.Link) (string, string) {
		switch markdown.Scheme(link.Address) {
		case "figure":
			_, name, _ := strings.Cut(link.Address, ":")
			short, _, address, ok := l.site.Set.Figure(name, l.Locale)
			if !ok {
				return "", link.Text
			}
			if strings.TrimSpace(link.Text) != "" {
				short = ""
			}
			return l.href(address), short
		case "":
		default:
			return link.Address, ""
		}
		if strings.HasPrefix(link.Address, "#") {
			return link.Address, ""
		}
		address, fragment, found := strings.Cut(link.Address, "#")
		if found {
			fragment = "#" + fragment
		}
		if target := l.site.Set.Target(h, address); target != "" {
			if strings.HasSuffix(target, "/") {
				return l.href(target) + fragment, ""
			}
			return l.site.base + (&url.URL{Path: target}).EscapedPath() + fragment, ""
		}
		if name, ok := h.Beside(link.Address); ok {
			return base + (&url.URL{Path: l.site.Set.Published(h, name)}).EscapedPath() + fragment, ""
		}
		return link.Address, ""
	}
}
