package site

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// Corrections is the public log of what was changed after publication.
type Corrections struct {
	*Frame
	Kicker         []string
	Heading, Intro string
	Changes        []Change
	Find           *Find
	Pager          Pager
	Empty          string
}

// perLogPage is how many changes one page of the log shows.
const perLogPage = 40

func (s *Site) planCorrections(l *lang) {
	list := s.ledger.Changes()
	var last time.Time
	if len(list) > 0 {
		last = list[0].On.V
	}
	count := ledger.CountChanges(list)
	find := s.firstPage(len(list), fewest, func() *Find { return &Find{File: "corrections"} })
	s.addList(l, "/corrections/", "corrections", len(list), perLogPage, last, func(f *Frame, p Pager) any {
		v := s.corrections(l, f, p, list, count)
		v.Find = find(p)
		return v
	})
}

func (s *Site) corrections(l *lang, f *Frame, p Pager, list []ledger.Change, count map[string]int) *Corrections {
	v := &Corrections{Frame: f, Heading: l.word("corrections.title"), Intro: l.word("corrections.intro"), Pager: p, Empty: l.word("corrections.none")}
	f.titled(pageTitle(l, v.Heading, p))
	f.Description = v.Intro
	for _, kind := range []string{"correction", "revision"} {
		if count[kind] > 0 {
			v.Kicker = append(v.Kicker, l.count("corrections.count-"+kind, count[kind]))
		}
	}
	for _, x := range list[p.From:p.To] {
		c := s.change(l, x.Entry, x.Revision)
		link := l.entryLink(x.Entry)
		c.Entry = &link
		v.Changes = append(v.Changes, c)
	}
	return v
}

// change is one line of an entry's history as readers see it.
func (s *Site) change(l *lang, e *content.Entry, h content.Revision) Change {
	c := Change{Day: l.Day(h.On.V), ISO: isoDay(h.On.V), Kind: l.word("history." + h.Kind.V), Class: "open",
		What: sentence(l.say(e, h.What)), Why: l.say(e, h.Why),
		Was: l.figure(l.say(e, h.Was).Text), Now: l.figure(l.say(e, h.Now).Text)}
	if h.Kind.V == "correction" {
		c.Class = "warn"
	}
	return c
}

// measured is a number of a thousand or more with its unit, and no year.
var measured = regexp.MustCompile(`^(\d{4,}(?:\.\d+)?) (g|kg|t|m|km|ha|l|kWh|MWh|m²|m³|km²|€|EUR|euros)$`)

// figure writes a short value that was or is, such as 9,400 kg, as the language writes its
// numbers, and on one line.
func (l *lang) figure(value string) string {
	if m := measured.FindStringSubmatch(value); m != nil {
		value = l.Decimal(m[1]) + " " + m[2]
	}
	if utf8.RuneCountInString(value) > 16 {
		return value
	}
	return unbroken(value)
}

// unbroken keeps a day or a figure on one line.
func unbroken(value string) string { return strings.ReplaceAll(value, " ", "\u00a0") }

// sentence ends a text with a full stop where it has no end of its own, since
// more is said behind it.
func sentence(s Str) Str {
	if end, _ := utf8.DecodeLastRuneInString(s.Text); s.Text != "" && !strings.ContainsRune(".!?…»”", end) {
		s.Text += "."
	}
	return s
}
