package content

import (
	"iter"
	"slices"
	"strings"
	"time"

	"parvis/generator/i18n"
)

// Set is content that has been checked, in a fixed order. Only Check makes
// one.
type Set struct {
	settings    *Settings
	today       time.Time
	entries     []*Entry // by date, then id
	people      []*Person
	partners    []*Partner
	newsletters []*Newsletter // by month
	campaigns   []*Campaign   // by their first day
	pages       []*Page
	static      []string
	folder      *Folder
	byID        map[string]*Entry
	person      map[string]*Person
	partner     map[string]*Partner
	figures     func() *figures
	outcomesOf  map[string][]*Entry
	officials   map[tenure][]time.Time
	mentions    map[string][]Mention
	keepers     map[string]*Entry // by agreements/ID#PROMISE, the first outcome that keeps it
	locales     map[string]*i18n.Locale
	staff       map[string]*Entry // the events for colleagues, whole, by their ids
	drafts      bool              // drafts are published too
	seen        *seenPictures
	pasts       *pasts // see AsOf
	whole       *Set   // of another day's content, that of today
	day         time.Time
	differ      map[*Entry]*Entry // by what they are today, the entries that stood otherwise on that day
	kept        *kept             // of a preview; see Again
}

// shows tells whether a file is to be published.
func (s *Set) shows(h *Head) bool { return !h.Draft || s.drafts }

// Settings returns what site.yaml says.
func (s *Set) Settings() *Settings { return s.settings }

// Today is the day for which the site is made, midnight UTC.
func (s *Set) Today() time.Time { return s.today }

// Entries returns the entries to publish, oldest first.
func (s *Set) Entries() []*Entry { return s.entries }

// Entry returns the entry of that id, or nil.
func (s *Set) Entry(id string) *Entry {
	if s.whole != nil {
		return s.entryThen(id)
	}
	return s.byID[id]
}

// People returns all people by id.
func (s *Set) People() []*Person { return s.people }

// Person returns the person of that slug, or nil.
func (s *Set) Person(slug string) *Person { return s.person[slug] }

// Partners returns all partners by id.
func (s *Set) Partners() []*Partner { return s.partners }

// Partner returns the partner of that slug, or nil.
func (s *Set) Partner(slug string) *Partner { return s.partner[slug] }

// Newsletters returns the newsletters to publish, oldest first.
func (s *Set) Newsletters() []*Newsletter { return s.newsletters }

// Pages returns the free pages by id.
func (s *Set) Pages() []*Page { return s.pages }

// Static returns the files to copy as they are, below static/.
func (s *Set) Static() []string { return s.static }

// Folder is where the content was read, for files that are copied.
func (s *Set) Folder() *Folder { return s.folder }

// Countries are the alpha-2 codes of the countries that an entry is about,
// each once: a trip's destinations, else its partners' countries, else those
// of what an outcome came from.
func (s *Set) Countries(e *Entry) []string {
	var out []string
	add := func(code Text) {
		if code.OK() && !slices.Contains(out, code.V) {
			out = append(out, code.V)
		}
	}
	if e.Trip != nil {
		for _, d := range e.Trip.Destinations {
			add(d.Country)
		}
		return out
	}
	for _, p := range e.Partners {
		if x := s.partner[strings.TrimPrefix(p.V, "partners/")]; x != nil {
			add(x.Country)
		}
	}
	if e.Outcome != nil && len(out) == 0 {
		for _, of := range e.Outcome.Of {
			if cause := s.Entry(of.V); cause != nil && cause.Outcome == nil {
				for _, code := range s.Countries(cause) {
					if !slices.Contains(out, code) {
						out = append(out, code)
					}
				}
			}
		}
	}
	return out
}

// Head returns what the file behind a page's address has in common with all,
// and its translations by language; nil for a page that is put together from
// several.
func (s *Set) Head(address string) (*Head, map[string]*Translation) {
	id := strings.Trim(address, "/")
	folder, slug, _ := strings.Cut(id, "/")
	switch e := s.Entry(id); {
	case e != nil:
		return &e.Head, e.Translations
	case folder == "people" && s.person[slug] != nil:
		return &s.person[slug].Head, s.person[slug].Translations
	case folder == "partners" && s.partner[slug] != nil:
		return &s.partner[slug].Head, s.partner[slug].Translations
	case folder == "campaigns":
		if v := s.Campaign(id); v != nil {
			return &v.Head, v.Translations
		}
	case folder == "newsletter":
		for _, n := range s.newsletters {
			if n.Slug == slug {
				return &n.Head, n.Translations
			}
		}
	}
	for _, p := range s.pages {
		if p.Slug == id {
			return &p.Head, p.Translations
		}
	}
	return nil, nil
}

// Heads returns what all published files have in common, by id within each
// kind.
func (s *Set) Heads() []Head {
	var out []Head
	for id, h := range s.heads() {
		copied := *h
		copied.ID = id
		out = append(out, copied)
	}
	return out
}

// heads goes through what all published files have in common, with the ids under which
// they are published.
func (s *Set) heads() iter.Seq2[string, *Head] {
	return func(yield func(string, *Head) bool) {
		for _, e := range s.entries {
			if !yield(e.ID, &e.Head) {
				return
			}
		}
		for _, p := range s.people {
			if !yield(p.ID, &p.Head) {
				return
			}
		}
		for _, p := range s.partners {
			if !yield(p.ID, &p.Head) {
				return
			}
		}
		for _, v := range s.campaigns {
			if !yield(v.ID, &v.Head) {
				return
			}
		}
		for _, n := range s.newsletters {
			if !yield("newsletter/"+n.Slug, &n.Head) {
				return
			}
		}
		for _, p := range s.pages {
			if !yield(p.Slug, &p.Head) {
				return
			}
		}
	}
}
