package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"parvis/generator/content"
	"parvis/generator/ledger"
	"parvis/generator/search"
)

// This file gathers what can be searched: the entries, issues, partners, people,
// letters and free pages, each with the words that its page shows.

// SearchPage is the page that searches.
type SearchPage struct {
	*Frame
	Heading, Intro string
	One, Many      string // how many pages were found: of one, and of more, with a number in its place
}

func (s *Site) searchPage(l *lang, f *Frame) *SearchPage {
	f.titled(l.word("search.title"))
	f.Description, f.Searches = l.word("search.intro"), true
	return &SearchPage{f, l.word("search.title"), f.Description, l.count("search.found", 1), l.count("search.found", 2)}
}

// Found is a page as the search shows it, as a list would.
type Found struct {
	Href   string `json:"href"`
	Kind   string `json:"kind"`
	When   string `json:"when,omitempty"`
	Draft  string `json:"draft,omitempty"`
	Class  string `json:"class,omitempty"` // of the state
	State  string `json:"state,omitempty"`
	Title  string `json:"title"`
	In     string `json:"in,omitempty"` // the title's language, and that of what it says, if not the page's
	Says   string `json:"says,omitempty"`
	SaysIn string `json:"saysIn,omitempty"`
	Cost   string `json:"cost,omitempty"`
	Note   string `json:"note,omitempty"`
}

// Choices are what can be chosen to narrow a search, by the name of the filter: pairs of
// a value and what it is called.
type Choices map[string][][2]string

// searched is a page that can be found.
type searched struct {
	day   time.Time
	marks [][2]string // the filters that it passes, by name and value
	words func(add func(text string, w search.Weight))
	found func() Found
}

// Search is the search of one language.
type Search struct {
	Folder string // below which its files lie: fr/search/
	Block  int    // how many pages one file tells of
	pages  []searched
	names  Choices
}

// searchBlock is how many pages a file tells of: an answer shows ten, which lie in ten
// files for the most part.
const searchBlock = 8

// Searches are the searches of a site, one a language.
func (s *Site) Searches() []*Search {
	marks := sync.OnceValue(s.entryMarks)
	var out []*Search
	for _, l := range s.langs {
		x := &Search{Folder: strings.TrimPrefix(l.prefix+"/search/", "/"), Block: searchBlock}
		x.pages = slices.Concat(s.searchTerms(l), s.searchPages(l))
		dated := append(s.searchEntries(l, marks()), s.searchLetters(l)...)
		slices.SortStableFunc(dated, func(a, b searched) int { return a.day.Compare(b.day) })
		x.pages = append(x.pages, dated...)
		x.names = s.choices(l)
		out = append(out, x)
	}
	return out
}

// Pages is how many pages can be found.
func (x *Search) Pages() int { return len(x.pages) }

// Index is the index of the search's pages, the oldest first.
func (x *Search) Index() *search.Index {
	out := search.New()
	for _, p := range x.pages {
		out.Page()
		p.words(out.Add)
		for _, m := range p.marks {
			out.Mark(m[0], m[1])
		}
	}
	return out
}

// Found are the pages of one file, by their numbers.
func (x *Search) Found(block int) []Found {
	var out []Found
	for _, p := range x.pages[block*x.Block : min(len(x.pages), (block+1)*x.Block)] {
		out = append(out, p.found())
	}
	return out
}

// Choices are what a search can be narrowed to: what at least one page passes.
func (x *Search) Choices() Choices {
	passed := map[[2]string]bool{}
	for _, p := range x.pages {
		for _, m := range p.marks {
			passed[m] = true
		}
	}
	out := Choices{}
	for name, all := range x.names {
		out[name] = slices.DeleteFunc(slices.Clone(all), func(c [2]string) bool { return !passed[[2]string{name, c[0]}] })
	}
	return out
}

// choices are all that a search might be narrowed to, in the order in which a form
// offers it.
func (s *Site) choices(l *lang) Choices {
	out := Choices{}
	for _, k := range content.Kinds {
		out["kind"] = append(out["kind"], [2]string{string(k), l.word("list." + string(k))})
	}
	out["kind"] = append(out["kind"], [2]string{"newsletter", l.word("menu.newsletter")}, [2]string{"campaigns", l.word("list.campaigns")},
		[2]string{"issues", l.word("search.issues")},
		[2]string{"partners", l.word("list.partners")}, [2]string{"people", l.word("list.people")}, [2]string{"pages", l.word("foot.notes")})
	for _, i := range s.Set.Settings().Issues {
		out["issue"] = append(out["issue"], [2]string{i.ID, l.words(i.Name)})
	}
	for y := s.Set.Today().Year() + 20; y > 1900; y-- {
		out["year"] = append(out["year"], [2]string{strconv.Itoa(y), strconv.Itoa(y)})
	}
	for _, p := range s.Set.People() {
		out["person"] = append(out["person"], [2]string{p.Slug, l.personName(p).Text})
	}
	for _, p := range s.Set.Partners() {
		out["partner"] = append(out["partner"], [2]string{p.Slug, l.partnerName(p).Text})
	}
	for _, name := range []string{"person", "partner"} {
		slices.SortStableFunc(out[name], func(a, b [2]string) int { return l.Compare(a[1], b[1]) })
	}
	return out
}

// entryMarks are the filters that entries pass beyond their kind and year: the terms
// whose pages list them.
func (s *Site) entryMarks() map[*content.Entry][][2]string {
	out := map[*content.Entry][][2]string{}
	mark := func(name, slug string, t ledger.Term) {
		for _, e := range s.ledger.Entries(t) {
			out[e] = append(out[e], [2]string{name, slug})
		}
	}
	for _, i := range s.Set.Settings().Issues {
		mark("issue", i.ID, ledger.OfIssue(i.ID))
	}
	for _, p := range s.Set.People() {
		mark("person", p.Slug, ledger.Term(p.ID))
	}
	for _, p := range s.Set.Partners() {
		mark("partner", p.Slug, ledger.Term(p.ID))
	}
	return out
}

func (s *Site) searchEntries(l *lang, marks map[*content.Entry][][2]string) []searched {
	var out []searched
	var goals [18]string // what is said of each goal
	for n := 1; n < len(goals); n++ {
		goals[n] = l.word("goal.kick", "number", strconv.Itoa(n)) + " " + l.word(fmt.Sprintf("goal.%d", n))
	}
	for _, e := range s.Set.Entries() {
		m := append(slices.Clip(marks[e]), [2]string{"kind", string(e.Kind)})
		if !e.Date().IsZero() {
			m = append(m, [2]string{"year", strconv.Itoa(e.Date().Year())})
		}
		out = append(out, searched{day: e.Date(), marks: m, found: func() Found { return s.foundEntry(l, e) },
			words: func(add func(string, search.Weight)) {
				add(l.title(e).Text, search.Title)
				add(l.benefit(e).Text, search.Benefit)
				for _, text := range s.entryWords(l, e) {
					add(text, search.Text)
				}
				for _, g := range e.Goals {
					add("sdg "+g.V, search.Text)
					add(goals[g.Number], search.Text)
					if g.IsTarget() {
						add(l.word("target."+g.V), search.Text)
					}
				}
			}})
	}
	return out
}

func (s *Site) foundEntry(l *lang, e *content.Entry) Found {
	c := s.card(l, e)
	f := Found{Href: c.Href, Kind: c.Kind, When: c.When, Class: c.State.Class, State: c.State.Text, Title: c.Title.Text, In: c.Title.Lang,
		Says: c.Says.Text, SaysIn: c.Says.Lang, Cost: c.Cost, Note: c.Note}
	if c.Draft {
		f.Draft = l.word("draft.word")
	}
	return f
}

// entryWords are the texts that the page of an entry shows beside its title and benefit:
// what was written, and what the entry names by an id.
func (s *Site) entryWords(l *lang, e *content.Entry) []string {
	t := translation(e.Translations, l)
	out := slices.AppendSeq(s.namesIn(l, e), e.Said(t))
	return append(out, l.word("kind."+e.Kind.One()), l.when(e), htmlText(string(l.story(&e.Head, e.Body, t, 3).HTML)))
}

// namesIn are the names of issues, departments, partners, places, people and payers that
// an entry names by their ids, as its page calls them.
func (s *Site) namesIn(l *lang, e *content.Entry) []string {
	var out []string
	set := s.Set.Settings()
	person := func(v content.Text) {
		if p := s.Set.Person(strings.TrimPrefix(v.V, "people/")); p != nil {
			out = append(out, l.personName(p).Text, l.says(p).Text)
		}
	}
	for _, v := range e.Impact.Issues {
		if i, ok := set.Issue(v.V); ok {
			out = append(out, l.words(i.Name))
		}
	}
	for _, v := range e.Departments {
		if d, ok := set.Department(v.V); ok {
			out = append(out, l.words(d.Name))
		}
	}
	for _, p := range s.Set.PartnersOf(e) {
		out = append(out, l.partnerName(p).Text)
	}
	for _, line := range e.Cost.Lines {
		if line.PaidBy.OK() {
			out = append(out, l.payer(line.PaidBy.V))
		}
	}
	person(e.Official)
	if p := s.Set.Answers(e, s.Set.Today()); p != nil {
		out = append(out, l.personName(p).Text, l.says(p).Text)
	}
	if e.Trip != nil {
		for _, d := range e.Trip.Destinations {
			out = append(out, l.Country(d.Country.V))
		}
		for _, x := range e.Trip.Travellers {
			if person(x.Person); x.PaidBy.OK() {
				out = append(out, l.payer(x.PaidBy.V))
			}
		}
	}
	if e.Agreement != nil {
		for _, p := range e.Agreement.Promises {
			person(p.Owner)
		}
	}
	return out
}
