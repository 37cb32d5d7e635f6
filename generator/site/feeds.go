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

// Feed is what a page tells that has become known last, for programs that follow it.
type Feed struct {
	Folder string // below which its files lie: fr/issues/waste/
	Lang   string
	Title  string
	Home   string // the whole address of the page
	Items  func() []FeedItem
}

// FeedItem is one thing of a feed: an entry, or a letter. Its address is its id, and
// stays.
type FeedItem struct {
	Address            string
	Title, Says, Told  Str // Told is the benefit, or what the letter is for
	Author             string
	Tags               []string
	Published, Updated time.Time // days
}

// mostItems is how many things a feed tells: those of a year, in a city that tells two
// a month.
const mostItems = 24

// Feeds are those of the site, and of each kind, issue, partner, person and of the
// letters, in each language.
func (s *Site) Feeds() []Feed {
	var out []Feed
	for _, l := range s.langs {
		feed := func(address, title string, items func() []FeedItem) {
			whole := l.words(s.Set.Settings().Title)
			if title != "" {
				title += " · "
			}
			out = append(out, Feed{strings.TrimPrefix(l.prefix+address, "/"), l.Lang(), title + whole, s.whole(l, address), items})
		}
		of := func(list []*content.Entry) func() []FeedItem {
			return func() []FeedItem { return s.latest(l, list) }
		}
		term := func(id, title string) { feed("/"+id+"/", title, of(s.ledger.Entries(ledger.Term(id)))) }
		feed("/", "", func() []FeedItem { return newest(append(s.latest(l, s.Set.Entries()), s.letterItems(l)...)) })
		for _, k := range content.Kinds {
			feed("/"+string(k)+"/", l.word("list."+string(k)), of(s.ledger.Kind(k)))
		}
		for _, i := range s.Set.Settings().Issues {
			term("issues/"+i.ID, l.words(i.Name))
		}
		for _, p := range s.Set.Partners() {
			term(p.ID, l.partnerName(p).Text)
		}
		for _, p := range s.Set.People() {
			term(p.ID, l.personName(p).Text)
		}
		feed("/newsletter/", l.word("letters.title"), func() []FeedItem { return newest(s.letterItems(l)) })
	}
	return out
}

// hasFeed tells whether the page at an address, without its language's prefix, has a
// feed beside it.
func (s *Site) hasFeed(address string) bool {
	if address == "/" || address == "/newsletter/" {
		return true
	}
	kind, id, _ := strings.Cut(strings.Trim(address, "/"), "/")
	switch kind {
	case "issues", "partners", "people":
		return id != "" && !strings.Contains(id, "/")
	}
	return id == "" && slices.Contains(content.Kinds, content.Kind(kind))
}

// whole is the whole address of a page in a language.
func (s *Site) whole(l *lang, address string) string {
	return strings.TrimSuffix(s.Set.Settings().BaseURL, "/") + l.prefix + address
}

// latest are the entries of a list of which something became known last. What has no
// day yet, a trip that is planned and whose plan has no day, is not told here.
func (s *Site) latest(l *lang, list []*content.Entry) []FeedItem {
	type changed struct {
		e  *content.Entry
		on time.Time
	}
	var all []changed
	for _, e := range list {
		if on := s.changed(e); !on.IsZero() {
			all = append(all, changed{e, on})
		}
	}
	slices.SortStableFunc(all, func(a, b changed) int { return cmp.Or(b.on.Compare(a.on), cmp.Compare(b.e.ID, a.e.ID)) })
	var out []FeedItem
	for _, x := range all[:min(len(all), mostItems)] {
		out = append(out, s.feedItem(l, x.e, x.on))
	}
	return out
}

func (s *Site) feedItem(l *lang, e *content.Entry, on time.Time) FeedItem {
	item := FeedItem{Address: s.whole(l, "/"+e.ID+"/"), Title: l.title(e), Says: l.in(translation(e.Translations, l).Pitch, e.Pitch), Told: l.benefit(e),
		Author: s.Set.Settings().City.V, Tags: []string{l.word("kind." + e.Kind.One())}, Updated: on, Published: on}
	if day := e.Published.V; e.Published.OK() && day.Before(on) {
		item.Published = day
	}
	if p := s.Set.Answers(e, s.Set.Today()); p != nil {
		item.Author = l.personName(p).Text
	}
	for _, id := range e.Impact.Issues {
		if i, found := s.Set.Settings().Issue(id.V); found {
			item.Tags = append(item.Tags, l.words(i.Name))
		}
	}
	return item
}

// letterItems are the letters; one is known on the last day of its month, or, while
// that goes on, on its first.
func (s *Site) letterItems(l *lang) []FeedItem {
	var out []FeedItem
	for _, n := range s.Set.Newsletters() {
		day := frontmatter.AddMonths(n.Month, 1).AddDate(0, 0, -1)
		if day.After(s.Set.Today()) {
			day = n.Month
		}
		t := translation(n.Translations, l)
		item := FeedItem{Address: s.whole(l, letterAddress(n)), Title: l.in(t.Title, n.Title), Told: l.in(t.Purpose, n.Purpose),
			Says: pageText(l.Month(n.Month.Year(), n.Month.Month())), Author: s.Set.Settings().City.V, Tags: []string{l.word("letters.title")},
			Published: day, Updated: day}
		if p := s.ledger.SignerOf(n); p != nil {
			item.Author = l.personName(p).Text
		}
		out = append(out, item)
	}
	return out
}

// newest are the first items of a feed by their days.
func newest(items []FeedItem) []FeedItem {
	slices.SortStableFunc(items, func(a, b FeedItem) int {
		return cmp.Or(b.Updated.Compare(a.Updated), cmp.Compare(b.Address, a.Address))
	})
	return items[:min(len(items), mostItems)]
}
