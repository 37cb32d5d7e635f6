package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"time"

	"parvis/generator/output"
	"parvis/generator/site"
)

// feeds are the files by which programs follow what becomes known: Atom
// (https://www.rfc-editor.org/rfc/rfc4287) and JSON Feed 1.1
// (https://www.jsonfeed.org/version/1.1/).
func feeds(s *site.Site) []output.File {
	var out []output.File
	for _, f := range s.Feeds() {
		out = append(out,
			output.File{Path: f.Folder + "feed.xml", Render: func(b *bytes.Buffer) error { return atom(b, s, f) }},
			output.File{Path: f.Folder + "feed.json", Render: func(b *bytes.Buffer) error { return jsonFeed(b, s, f) }})
	}
	return out
}

// moment is a day as RFC 3339 has it: its beginning, in UTC.
func moment(day time.Time) string { return day.Format(time.DateOnly) + "T00:00:00Z" }

// lastOf is the day on which a feed changed last; that of the site, where it is empty.
func lastOf(s *site.Site, items []site.FeedItem) time.Time {
	if len(items) == 0 {
		return s.Set.Today()
	}
	return items[0].Updated
}

// The elements of Atom.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  atomPerson  `xml:"author"`
		Links   []atomLink  `xml:"link"`
		Rights  string      `xml:"rights,omitempty"`
		Made    string      `xml:"generator"`
		Entries []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		ID         string         `xml:"id"`
		Title      atomText       `xml:"title"`
		Link       atomLink       `xml:"link"`
		Published  string         `xml:"published"`
		Updated    string         `xml:"updated"`
		Author     atomPerson     `xml:"author"`
		Categories []atomCategory `xml:"category"`
		Summary    *atomText      `xml:"summary"`
		Content    *atomText      `xml:"content"`
	}
	atomPerson struct {
		Name string `xml:"name"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	atomText struct {
		Lang string `xml:"xml:lang,attr,omitempty"`
		Text string `xml:",chardata"`
	}
)

// atomOf is a text, nil where there is none.
func atomOf(t site.Str) *atomText {
	if t.Text == "" {
		return nil
	}
	return &atomText{t.Lang, t.Text}
}

func atom(b *bytes.Buffer, s *site.Site, f site.Feed) error {
	items := f.Items()
	out := atomFeed{
		Lang: f.Lang, ID: f.Home, Title: f.Title, Updated: moment(lastOf(s, items)), Author: atomPerson{s.Set.Settings().City.V},
		Links:  []atomLink{{"self", "application/atom+xml", f.Home + "feed.xml"}, {"alternate", "text/html", f.Home}},
		Rights: s.Set.Settings().Licence, Made: "parvis",
	}
	for _, x := range items {
		e := atomEntry{ID: x.Address, Title: atomText{x.Title.Lang, x.Title.Text}, Link: atomLink{"alternate", "text/html", x.Address},
			Published: moment(x.Published), Updated: moment(x.Updated), Author: atomPerson{x.Author}, Summary: atomOf(x.Says), Content: atomOf(x.Told)}
		for _, tag := range x.Tags {
			e.Categories = append(e.Categories, atomCategory{tag})
		}
		out.Entries = append(out.Entries, e)
	}
	b.WriteString(xml.Header)
	return xml.NewEncoder(b).Encode(out)
}

// The objects of JSON Feed.
type (
	feedOf struct {
		Version     string       `json:"version"`
		Title       string       `json:"title"`
		Home        string       `json:"home_page_url"`
		Address     string       `json:"feed_url"`
		Description string       `json:"description,omitempty"`
		Language    string       `json:"language"`
		Authors     []feedAuthor `json:"authors"`
		Items       []feedItem   `json:"items"`
	}
	feedItem struct {
		ID        string       `json:"id"`
		Address   string       `json:"url"`
		Title     string       `json:"title"`
		Summary   string       `json:"summary,omitempty"`
		Text      string       `json:"content_text"`
		Published string       `json:"date_published"`
		Modified  string       `json:"date_modified"`
		Authors   []feedAuthor `json:"authors"`
		Tags      []string     `json:"tags,omitempty"`
		Language  string       `json:"language"`
	}
	feedAuthor struct {
		Name    string `json:"name"`
		Address string `json:"url,omitempty"`
	}
)

func jsonFeed(b *bytes.Buffer, s *site.Site, f site.Feed) error {
	out := feedOf{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Home: f.Home, Address: f.Home + "feed.json", Language: f.Lang,
		Authors: []feedAuthor{{s.Set.Settings().City.V, s.Set.Settings().BaseURL}}, Items: []feedItem{}}
	for _, x := range f.Items() {
		item := feedItem{ID: x.Address, Address: x.Address, Title: x.Title.Text, Summary: x.Says.Text, Text: x.Told.Text, Published: moment(x.Published),
			Modified: moment(x.Updated), Authors: []feedAuthor{{Name: x.Author}}, Tags: x.Tags, Language: f.Lang}
		if x.Title.Lang != "" {
			item.Language = x.Title.Lang
		}
		out.Items = append(out.Items, item)
	}
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}
