package publish

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"html"
	"io/fs"
	"maps"
	"math/big"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/output"
)

// This file says what changes for readers when a site takes the place of the one that is
// published: by the manifests and the data of both.

// Changes is that.
type Changes struct {
	First              bool // nothing was published there before
	Unknown            bool // what was published before has errors, so that nothing can be compared with it
	New, Changed, Gone []Page
	Translated, Others int // how many pages in further languages differ, and how many files that are no pages
	// Moved is how many files, pages among them, differ by the day alone for which they are
	// made. They are in none of the numbers above.
	Moved   int
	Figures []Figure
	pages   int
}

// Elsewhen tells of a file whether it would hold something, by its sum, were the site made for
// another day; nil where nobody knows.
type Elsewhen func(name string, sum [sha256.Size]byte) bool

// Page is a page in the site's first language.
type Page struct{ Title, Address string }

// Figure is one that moves.
type Figure struct {
	What, Was, Will catalog.Message
}

// None tells whether nothing changes at all.
func (c Changes) None() bool {
	return !c.First && !c.Unknown && len(c.New)+len(c.Changed)+len(c.Gone)+c.Translated+c.Others+c.Moved == 0
}

// Compare says what changes where the site takes the place of what is published. What the day
// alone has changed is told apart where on, which may be nil, makes the site of another one.
func Compare(ctx context.Context, d Destination, s *Site, on func(day time.Time) (Elsewhen, error)) (Changes, error) {
	var c Changes
	text, err := published(ctx, d, output.ManifestName)
	if c.Unknown = errors.Is(err, ErrUnmade); err != nil && !c.Unknown {
		return c, err
	}
	will, err := s.told()
	if err != nil {
		return c, err
	}
	for name := range s.files {
		if path.Ext(name) == ".html" {
			c.pages++
		}
	}
	if text == nil {
		c.First = !c.Unknown
		return c, nil
	}
	m, err := output.ParseManifest(text)
	if err != nil {
		return c, catalog.Say("%s is none that parvis has written: %s", output.ManifestName, err)
	}
	var old [2][]byte
	for i, name := range dataNames {
		if old[i], err = published(ctx, d, name); err != nil {
			return c, err
		}
	}
	was := readTold(old[0], old[1], m.Site)
	then, err := s.then(m, on)
	if err != nil {
		return c, err
	}
	c.comparePages(s, m, was, will, then)
	c.Figures = moved(was, will)
	return c, nil
}

// then makes the site of the day on which the other was published, where it was not the same.
func (s *Site) then(m output.Manifest, on func(day time.Time) (Elsewhen, error)) (Elsewhen, error) {
	ours, err := output.ParseManifest(s.text)
	if err != nil {
		return nil, err
	}
	if on == nil || m.Day.IsZero() || ours.Day.Equal(m.Day) {
		return nil, nil
	}
	return on(m.Day)
}

// dataNames are the files of the data that tell of a site's figures.
var dataNames = [2]string{"data/entries.json", "data/promises.json"}

// told is what the data of a site tell.
type told struct {
	titles  map[string]string // of entries, by the path of their pages
	records map[string]string
	counts  map[string]int // entries by kind, promises by status
	spent   map[string]*big.Rat
	coin    string
}

// told reads the data of the finished site.
func (s *Site) told() (told, error) {
	var text [2][]byte
	for i, name := range dataNames {
		if _, has := s.files[name]; !has {
			continue
		}
		var err error
		if text[i], err = fs.ReadFile(s.fs(), name); err != nil {
			return told{}, err
		}
	}
	m, err := output.ParseManifest(s.text)
	return readTold(text[0], text[1], m.Site), err
}

// readTold reads data; what cannot be read of older ones is not told of.
func readTold(entries, promises []byte, base string) told {
	t := told{titles: map[string]string{}, records: map[string]string{}, counts: map[string]int{}, spent: map[string]*big.Rat{}}
	var all []json.RawMessage
	_ = json.Unmarshal(entries, &all)
	for _, raw := range all {
		var e struct {
			Kind, URL, Title, Date, Currency string
			Spent                            bool
			Cost                             *string `json:"cost_city"`
		}
		if json.Unmarshal(raw, &e) != nil {
			continue
		}
		name := strings.TrimPrefix(e.URL, base) + "index.html"
		t.titles[name], t.records[name] = e.Title, string(raw)
		t.counts[e.Kind]++
		t.coin = e.Currency
		if amount, ok := new(big.Rat).SetString(deref(e.Cost)); ok && e.Spent && len(e.Date) >= 4 {
			year := e.Date[:4]
			if t.spent[year] == nil {
				t.spent[year] = new(big.Rat)
			}
			t.spent[year].Add(t.spent[year], amount)
		}
	}
	var given []struct{ Status string }
	_ = json.Unmarshal(promises, &given)
	for _, p := range given {
		t.counts["promises"]++
		t.counts["promise "+p.Status]++
	}
	return t
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// comparePages finds the pages that differ.
func (c *Changes) comparePages(s *Site, m output.Manifest, was, will told, then Elsewhen) {
	before := map[string]output.Held{}
	for _, f := range m.Files {
		before[f.Path] = f
	}
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		old, there := before[name]
		if slices.Contains(output.Unlisted, name) || there && old.Sum == s.files[name].Sum {
			continue
		}
		if there && then != nil && then(name, old.Sum) {
			c.Moved++
			continue
		}
		if !c.isPage(name, s.files) {
			continue
		}
		if p := s.page(name); there {
			c.Changed = append(c.Changed, p)
		} else {
			c.New = append(c.New, p)
		}
	}
	for _, f := range m.Files {
		if _, stays := s.files[f.Path]; !stays && c.isPage(f.Path, before) {
			address := "/" + strings.TrimSuffix(f.Path, "index.html")
			c.Gone = append(c.Gone, Page{cmp.Or(was.titles[f.Path], address), address})
		}
	}
	// Those first of which the city has changed what it says itself.
	slices.SortStableFunc(c.Changed, func(a, b Page) int { return theirs(was, will, a) - theirs(was, will, b) })
}

func theirs(was, will told, p Page) int {
	switch name := strings.TrimPrefix(p.Address, "/") + "index.html"; {
	case will.records[name] != was.records[name]:
		return 0
	case !strings.HasSuffix(p.Address, "/"): // the page for what is not there
		return 2
	}
	return 1
}

// isPage tells whether a file that differs is a page in the first language, and counts it
// otherwise.
func (c *Changes) isPage(name string, files map[string]output.Held) bool {
	first, _, below := strings.Cut(name, "/")
	_, language := files[first+"/index.html"]
	switch {
	case path.Ext(name) != ".html":
		c.Others++
	case below && language && slices.Contains(catalog.Languages, first):
		c.Translated++
	default:
		return true
	}
	return false
}

var titleOf = regexp.MustCompile(`(?is)<title>(.*?)</title>`)

// page is a page of the finished site.
func (s *Site) page(name string) Page {
	p := Page{Address: "/" + strings.TrimSuffix(name, "index.html")}
	text, _ := fs.ReadFile(s.fs(), name)
	if found := titleOf.FindSubmatch(text); found != nil {
		p.Title = strings.TrimSpace(html.UnescapeString(string(bytes.TrimSpace(found[1]))))
		if i := strings.LastIndex(p.Title, " · "); i > 0 { // the site's own title stands behind that
			p.Title = p.Title[:i]
		}
	}
	p.Title = cmp.Or(p.Title, p.Address)
	return p
}

// moved are the figures that are others than before.
func moved(was, will told) []Figure {
	var out []Figure
	for _, count := range []struct {
		key  string
		what catalog.Message
	}{{"trip", catalog.Say("trips")}, {"agreement", catalog.Say("agreements")}, {"outcome", catalog.Say("outcomes")}, {"promises", catalog.Say("promises")},
		{"promise kept", catalog.Say("promises kept")}, {"promise late", catalog.Say("promises late")}, {"promise dropped", catalog.Say("promises dropped")}} {
		if a, b := was.counts[count.key], will.counts[count.key]; a != b {
			out = append(out, Figure{count.what, catalog.Say("%s", catalog.Number(a)), catalog.Say("%s", catalog.Number(b))})
		}
	}
	years := maps.Clone(was.spent)
	maps.Copy(years, will.spent)
	for _, year := range slices.Sorted(maps.Keys(years)) {
		if a, b := sum(was, year), sum(will, year); a.String() != b.String() {
			out = append(out, Figure{catalog.Say("spent by the city in %s", year), a, b})
		}
	}
	return out
}

// sum is what a year cost the city.
func sum(t told, year string) catalog.Message {
	if t.spent[year] == nil {
		return catalog.Text("0")
	}
	digits, _ := t.spent[year].FloatPrec()
	if digits == 1 { // no currency has one
		digits = 2
	}
	return catalog.Say("%s %s", catalog.Amount(t.spent[year].FloatString(digits)), t.coin)
}

// mostNamed is how many pages of a kind are named.
const mostNamed = 12

// Part is some of what changes: what it is, and the pages or figures that are named of it.
type Part struct {
	Head    catalog.Message
	Sign    string // of what becomes of the pages: +, ~ or -
	Pages   []Page
	More    catalog.Message // how many pages are not named; zero for none
	Figures []Figure
}

// Parts says all that, one after another.
func (c Changes) Parts() []Part {
	switch {
	case c.First:
		return []Part{{Head: catalog.Count(c.pages, "the site is published there for the first time: %d page",
			"the site is published there for the first time: %d pages")}}
	case c.Unknown:
		return []Part{{Head: catalog.Count(c.pages, "what was sent last has errors, so that nobody can say what changes: the site has now %d page",
			"what was sent last has errors, so that nobody can say what changes: the site has now %d pages")}}
	case c.None():
		return []Part{{Head: catalog.Say("nothing changes for readers: what is published is this site")}}
	}
	var out []Part
	list := func(head catalog.Message, sign string, pages []Page) {
		if len(pages) == 0 {
			return
		}
		p := Part{Head: head, Sign: sign, Pages: pages[:min(len(pages), mostNamed)]}
		if n := len(pages) - mostNamed; n > 0 {
			p.More = catalog.Count(n, "and %d more", "and %d more")
		}
		out = append(out, p)
	}
	list(catalog.Count(len(c.New), "%d new page:", "%d new pages:"), "+", c.New)
	list(catalog.Count(len(c.Changed), "%d page changes:", "%d pages change:"), "~", c.Changed)
	list(catalog.Count(len(c.Gone), "%d page goes:", "%d pages go:"), "-", c.Gone)
	if c.Translated > 0 {
		out = append(out, Part{Head: catalog.Count(c.Translated, "%d page in the further languages", "%d pages in the further languages")})
	}
	if c.Others > 0 {
		out = append(out, Part{Head: catalog.Count(c.Others, "%d file beside the pages: pictures, data, styles",
			"%d files beside the pages: pictures, data, styles")})
	}
	if len(c.Figures) > 0 {
		out = append(out, Part{Head: catalog.Say("figures that move:"), Figures: c.Figures})
	}
	switch {
	case c.Moved == 0:
	case len(out) == 0:
		out = append(out, Part{Head: catalog.Count(c.Moved, "nothing changes for readers but the day: %d file is made for today",
			"nothing changes for readers but the day: %d files are made for today")})
	default:
		out = append(out, Part{Head: catalog.Count(c.Moved, "besides, %d file is made for today, in which nothing else changes",
			"besides, %d files are made for today, in which nothing else changes")})
	}
	return out
}

// Says tells what a figure becomes.
func (f Figure) Says() catalog.Message { return catalog.Say("%s: %s, was %s", f.What, f.Will, f.Was) }

// Lines says all that, one line after another.
func (c Changes) Lines() []catalog.Message {
	var out []catalog.Message
	for _, part := range c.Parts() {
		out = append(out, part.Head)
		for _, p := range part.Pages {
			out = append(out, catalog.Text("  "+part.Sign+" "+p.Title+" ("+p.Address+")"))
		}
		if !part.More.IsZero() {
			out = append(out, catalog.Say("  %s", part.More))
		}
		for _, f := range part.Figures {
			out = append(out, catalog.Say("  %s", f.Says()))
		}
	}
	return out
}
