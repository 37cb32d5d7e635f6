package publish

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"html"
	"io/fs"
	"maps"
	"math/big"
	"path"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/output"
)

// This file says what changes for readers when a site takes the place of the one that is
// published: by the manifests and the data of both.

// Changes is that.
type Changes struct {
	First              bool // nothing was published there before
	New, Changed, Gone []Page
	Translated, Others int // how many pages in further languages differ, and how many files that are no pages
	Figures            []Figure
	pages              int
}

// Page is a page in the site's first language.
type Page struct{ Title, Address string }

// Figure is one that moves.
type Figure struct {
	What      catalog.Message
	Was, Will string
}

// None tells whether nothing changes at all.
func (c Changes) None() bool {
	return !c.First && len(c.New)+len(c.Changed)+len(c.Gone)+c.Translated+c.Others == 0
}

// Compare says what changes where the site takes the place of what is published.
func Compare(ctx context.Context, d Destination, s *Site) (Changes, error) {
	var c Changes
	text, err := published(ctx, d, output.ManifestName)
	if err != nil {
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
		c.First = true
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
	c.comparePages(s, m, was, will)
	c.Figures = moved(was, will)
	return c, nil
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
func (c *Changes) comparePages(s *Site, m output.Manifest, was, will told) {
	before := map[string]output.Held{}
	for _, f := range m.Files {
		before[f.Path] = f
	}
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		old, there := before[name]
		if name == output.ManifestName || there && old.Sum == s.files[name].Sum {
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
		{"promise kept", catalog.Say("promises kept")}, {"promise dropped", catalog.Say("promises dropped")}} {
		if a, b := was.counts[count.key], will.counts[count.key]; a != b {
			out = append(out, Figure{count.what, catalog.Number(a).String(), catalog.Number(b).String()})
		}
	}
	years := maps.Clone(was.spent)
	maps.Copy(years, will.spent)
	for _, year := range slices.Sorted(maps.Keys(years)) {
		if a, b := sum(was, year), sum(will, year); a != b {
			out = append(out, Figure{catalog.Say("spent by the city in %s", year), a, b})
		}
	}
	return out
}

// sum is what a year cost the city, as its data write amounts.
func sum(t told, year string) string {
	if t.spent[year] == nil {
		return "0"
	}
	digits, _ := t.spent[year].FloatPrec()
	if digits == 1 { // no currency has one
		digits = 2
	}
	return t.spent[year].FloatString(digits) + " " + t.coin
}

// mostNamed is how many pages of a kind are named.
const mostNamed = 12

// Lines says all that, one line after another.
func (c Changes) Lines() []catalog.Message {
	if c.First {
		return []catalog.Message{catalog.Count(c.pages, "the site is published there for the first time: %d page",
			"the site is published there for the first time: %d pages")}
	}
	if c.None() {
		return []catalog.Message{catalog.Say("nothing changes for readers: what is published is this site")}
	}
	var out []catalog.Message
	list := func(head catalog.Message, sign string, pages []Page) {
		if len(pages) == 0 {
			return
		}
		out = append(out, head)
		for _, p := range pages[:min(len(pages), mostNamed)] {
			out = append(out, catalog.Text("  "+sign+" "+p.Title+" ("+p.Address+")"))
		}
		if n := len(pages) - mostNamed; n > 0 {
			out = append(out, catalog.Count(n, "  and %d more", "  and %d more"))
		}
	}
	list(catalog.Count(len(c.New), "%d new page:", "%d new pages:"), "+", c.New)
	list(catalog.Count(len(c.Changed), "%d page changes:", "%d pages change:"), "~", c.Changed)
	list(catalog.Count(len(c.Gone), "%d page goes:", "%d pages go:"), "-", c.Gone)
	if c.Translated > 0 {
		out = append(out, catalog.Count(c.Translated, "%d page in the further languages", "%d pages in the further languages"))
	}
	if c.Others > 0 {
		out = append(out, catalog.Count(c.Others, "%d file beside the pages: pictures, data, styles", "%d files beside the pages: pictures, data, styles"))
	}
	if len(c.Figures) > 0 {
		out = append(out, catalog.Say("figures that move:"))
		for _, f := range c.Figures {
			out = append(out, catalog.Say("  %s: %s, was %s", f.What, f.Will, f.Was))
		}
	}
	return out
}
