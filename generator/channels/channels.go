// Package channels makes short texts for the channels on which a town tells of an entry, and
// counts them as each channel does. It knows nothing of entries: what is to be told comes as
// parts, and what had no room is said.
package channels

import (
	"bytes"
	_ "embed"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode"

	"go.yaml.in/yaml/v4"
)

//go:embed channels.yaml
var table []byte

// Channel is one of the table in channels.yaml, which says what its fields mean.
type Channel struct {
	Name      string   `yaml:"name"`
	Counts    string   `yaml:"counts"`
	Most      int      `yaml:"most"`
	Otherwise int      `yaml:"otherwise"`
	Bytes     int      `yaml:"bytes"`
	Weight    int      `yaml:"weight"`
	Ranges    [][3]int `yaml:"ranges"`
	Address   int      `yaml:"address"`
	Bare      bool     `yaml:"bare"`
	Long      bool     `yaml:"long"`
	Link      string   `yaml:"link"`
	Body      bool     `yaml:"body"`
	From      string   `yaml:"from"`
}

// All are all channels. The table is a part of the program: a test reads it.
var All = sync.OnceValue(func() []Channel {
	var out []Channel
	read := yaml.NewDecoder(bytes.NewReader(table))
	read.KnownFields(true)
	if err := read.Decode(&out); err != nil {
		panic(err)
	}
	return out
})

// Opens is the address that opens a channel with a text; "" where there is none.
func (c Channel) Opens(text string) string {
	if c.Link == "" {
		return ""
	}
	return strings.ReplaceAll(c.Link, "TEXT", strings.ReplaceAll(url.QueryEscape(text), "+", "%20"))
}

// Part is something to be told.
type Part struct {
	Name  string // by which it is told apart: Title, Pitch …
	Text  string
	First string // its text where it stands first, if that is another
}

// The names of parts.
const (
	Title   = "title"
	Pitch   = "pitch"
	Benefit = "benefit"
	Cost    = "cost"
)

// Post is the text for a channel.
type Post struct {
	Channel
	Text    string   // "" where not even the address has room
	Count   int      // as the channel counts it
	Room    int      // how much it may be: of an SMS that depends on its signs
	Left    []string // the parts that had no room
	Cut     string   // the part whose end had none
	Foreign string   // the first sign for which an SMS has less room
	Plain   bool     // signs that an SMS has not are written by those that it has
}

// Fit makes the text for a channel of what is to be told, and of the address at which there is
// more: all of it where there is room, else as many parts as have room, the first before the
// others, and else of one what has room before the end of a word.
func (c Channel) Fit(parts []Part, address string) Post {
	wanted := c.wanted(parts)
	looks := c.looks()
	for i, look := range looks {
		for _, some := range choices(wanted, parts) {
			if len(some) == 0 { // a word or two, cut off, say more than an address alone
				continue
			}
			p := c.post(texts(some), "", address, look)
			if p.fits() {
				p.Left, p.Plain = without(wanted, some), i > 0
				return p
			}
		}
	}
	for i := len(looks) - 1; i >= 0; i-- { // signs are changed only where that makes room
		if p, ok := c.cut(wanted, address, looks[i]); ok && (i == 0 || p.Foreign == "") {
			p.Plain = i > 0
			return p
		}
	}
	last := looks[len(looks)-1]
	p := c.post(nil, "", address, last)
	if p.Left = without(wanted, nil); !p.fits() {
		p.Text = ""
	}
	return p
}

// Short is Fit for the first part alone.
func (c Channel) Short(parts []Part, address string) Post {
	return c.Fit(c.wanted(parts)[:1], address)
}

// wanted are the parts that a channel tells: all of them where there is room, else what changes.
func (c Channel) wanted(parts []Part) []Part {
	var out []Part
	for _, p := range parts {
		if c.Long || p.Name == Pitch || p.Name == Benefit {
			out = append(out, p)
		}
	}
	if !c.Long && (len(out) == 0 || out[0].Name != Pitch) { // its title tells what it is
		out = append(named(parts, Title), out...)
	}
	return out
}

func named(parts []Part, name string) []Part {
	return slices.DeleteFunc(slices.Clone(parts), func(p Part) bool { return p.Name != name })
}

// choices are the parts that may stand in a text, from the most wanted on.
func choices(wanted, all []Part) [][]Part {
	var out [][]Part
	for n := len(wanted); n > 0; n-- {
		out = append(out, wanted[:n])
	}
	for i := 1; i < len(wanted); i++ {
		out = append(out, wanted[i:i+1])
	}
	return append(out, named(all, Title))
}

func texts(parts []Part) []string {
	var out []string
	for i, p := range parts {
		text := p.Text
		if i == 0 && p.First != "" {
			text = p.First
		}
		out = append(out, text)
	}
	return out
}

// without names the parts that are not among some.
func without(parts, some []Part) []string {
	var out []string
	for _, p := range parts {
		if !slices.Contains(some, p) {
			out = append(out, p.Name)
		}
	}
	return out
}

// looks are the ways in which texts may be written for a channel, the better first.
func (c Channel) looks() []func(string) string {
	if c.Counts == countSMS {
		return []func(string) string{tidy, func(s string) string { return plain(tidy(s)) }}
	}
	return []func(string) string{func(s string) string { return s }}
}

// post is a text of some paragraphs, a mark behind the last, and an address.
func (c Channel) post(paragraphs []string, mark, address string, look func(string) string) Post {
	text := look(strings.Join(paragraphs, "\n\n") + mark)
	if text != "" {
		text += "\n"
		if len(paragraphs) > 1 {
			text += "\n"
		}
	}
	p := Post{Channel: c, Text: text + address, Room: c.Most}
	p.Count = c.Len(p.Text)
	if c.Counts == countSMS {
		if p.Foreign = foreign(p.Text); p.Foreign != "" {
			p.Room = c.Otherwise
		}
	}
	return p
}

func (p Post) fits() bool { return p.Count <= p.Room && (p.Bytes == 0 || len(p.Text) <= p.Bytes) }

// cut is the beginning of the first part that has room, up to the end of a word.
func (c Channel) cut(parts []Part, address string, look func(string) string) (Post, bool) {
	if len(parts) == 0 {
		return Post{}, false
	}
	// no-break spaces hold together what is one: 12 000
	words := strings.FieldsFunc(texts(parts)[0], func(r rune) bool { return strings.ContainsRune(" \t\n\r", r) })
	for n := len(words) - 1; n > 0; n-- {
		begun := strings.TrimRightFunc(strings.Join(words[:n], " "), func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) })
		if p := c.post([]string{begun}, " …", address, look); begun != "" && p.fits() {
			p.Cut, p.Left = parts[0].Name, without(parts[1:], nil)
			return p, true
		}
	}
	return Post{}, false
}
