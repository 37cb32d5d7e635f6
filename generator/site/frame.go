package site

import (
	"html/template"
	"slices"
	"strings"
	"sync"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/fields"
)

// Frame is what every page has around its own matter.
type Frame struct {
	Lang, Title, Description string
	SiteTitle, City          string
	Address, Canonical       string // path, and whole address
	Icon                     string // the city's own, "" for the theme's
	Root                     string // path of the site's root, without a slash at its end
	Home                     string
	Alternates               []Alternate // the same page in each language, this one included
	Menu                     []MenuLink
	MenuKey                  string // the same for pages with the same menu
	Crumbs                   []Link
	Notes, Lists, Take       []Link // the footer's three lists
	Email, Post, Desk        string
	MailTo                   string // the link that opens a mail to Email; "" without one
	Licence, AsOf            string
	Card, CardSays           string      // the picture that stands for the page where it is shared
	Linked                   template.JS // what the page is about, for programs
	Article                  bool        // it tells of one thing, and is no list
	Front                    bool        // the front page, whose first part fills the width
	OEmbed                   string      // where programs are told how to show it within other pages; "" for nowhere
	Feed                     string      // what programs follow the page by; "" for none
	Search                   string      // the page that searches
	Searches                 bool        // it is that page
	// Code is the page's address as a QR code, for paper; "" on the pages whose words alone
	// have nearly the weight that a page may have: a year's costs, the data, the rules.
	Code template.HTML
	// Filled are parts of the frame that are the same on many pages of one
	// language, filled in once.
	Filled *sync.Map
}

// Alternate is the same page in another language: Href on this server, Address
// the whole address.
type Alternate struct{ Lang, Name, Href, Address string }

// MenuLink is one link of the main navigation; Current is "page" on the page
// itself, "true" on those below it.
type MenuLink struct{ Href, Text, Current string }

// Link leads somewhere.
type Link struct {
	Href string
	Text Str
}

// State is how things stand, told by a word, a sign and a colour: Class is
// kept, open, soon, late or gone.
type State struct{ Class, Text string }

// Figure is one figure with its meaning.
type Figure struct{ Value, Label, Href, Note string }

// languageNames are the languages' own names.
var languageNames = map[string]string{"en": "English", "fr": "Français", "es": "Español", "pt": "Português"}

// menu are the main navigation's addresses and words.
var menu = [][2]string{{"/issues/", "menu.issues"}, {"/promises/", "menu.promises"}, {"/costs/", "menu.costs"}, {"/newsletter/", "menu.newsletter"},
	{"/data/", "menu.data"}}

// common is what the frame of every page of a language has.
func (s *Site) common(l *lang) Frame {
	set := s.Set.Settings()
	f := Frame{
		Filled: &sync.Map{}, Lang: l.Lang(), SiteTitle: l.words(set.Title), City: set.City.V, Root: s.base, Home: l.href("/"), Description: l.words(set.Pitch),
		Search: l.href("/search/"), Email: set.Email.V, MailTo: content.MailLink(set.Email.V), Post: set.Post.V, Desk: l.words(set.Desk),
		Licence: set.Licence, AsOf: l.Day(s.Set.Today()),
	}
	for _, name := range []string{"favicon.svg", "favicon.png", "favicon.ico"} {
		if f.Icon == "" && slices.Contains(s.Set.Static(), name) {
			f.Icon = s.file("/" + name)
		}
	}
	for _, m := range menu {
		f.Menu = append(f.Menu, MenuLink{Href: l.href(m[0]), Text: l.word(m[1])})
	}
	f.share(s, s.siteCard(l))
	for _, p := range s.Set.Pages() {
		f.Notes = append(f.Notes, Link{l.href("/" + p.Slug + "/"), l.in(translation(p.Translations, l).Title, p.Title)})
	}
	f.Notes = append(f.Notes, l.link("/corrections/", "foot.corrections"), l.link("/rules/", "foot.rules"), l.link("/accessibility/", "foot.accessibility"))
	f.Take = []Link{l.link("/data/", "foot.data"), l.link("/newsletter/", "foot.newsletter"), l.link("/verdict/", "foot.verdict"),
		l.link("/agenda/", "foot.agenda")}
	for _, k := range append(fields.Texts(fields.Entries), "sdg", "partners", "people") {
		f.Lists = append(f.Lists, l.link("/"+k+"/", "list."+k))
	}
	f.Lists = append(f.Lists, l.link(youthAddress, "youth.title"))
	if len(s.Set.Campaigns()) > 0 {
		f.Lists = append(f.Lists, l.link("/campaigns/", "list.campaigns"))
	}
	return f
}

// frame is the frame of one page.
func (s *Site) frame(l *lang, address string) *Frame {
	f := l.common // a copy
	host := strings.TrimSuffix(s.Set.Settings().BaseURL, "/")
	f.Address, f.Canonical = address, host+address
	f.Code = drawing.QR(f.Canonical, "")
	plain := strings.TrimPrefix(address, l.prefix)
	for _, o := range s.langs {
		f.Alternates = append(f.Alternates, Alternate{Lang: o.Lang(), Name: languageNames[o.Lang()], Href: o.href(plain), Address: host + o.prefix + plain})
	}
	if s.hasFeed(plain) {
		f.Feed = s.file(address + "feed.xml")
	}
	for i, m := range menu {
		if !strings.HasPrefix(plain, m[0]) {
			continue
		}
		f.Menu = slices.Clone(f.Menu)
		f.Menu[i].Current, f.MenuKey = "true", m[0]
		if plain == m[0] {
			f.Menu[i].Current, f.MenuKey = "page", plain+"."
		}
	}
	return &f
}

func (l *lang) link(address, key string) Link { return Link{l.href(address), pageText(l.word(key))} }

// titled gives the page its title and its place in the site.
func (f *Frame) titled(title string, crumbs ...Link) *Frame {
	f.Title = title
	f.Crumbs = append([]Link{{f.Home, pageText(f.SiteTitle)}}, crumbs...)
	return f
}

// translation returns the translation of a file into the page's language; an
// empty one when there is none.
func translation(ts map[string]*content.Translation, l *lang) *content.Translation {
	if t := ts[l.Lang()]; t != nil && !l.first {
		return t
	}
	return &content.Translation{}
}

// Prose is a story set as HTML, with its language if it is not the page's.
type Prose struct {
	HTML template.HTML
	Lang string
}
