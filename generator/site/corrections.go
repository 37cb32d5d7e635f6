package site

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"parvis/generator/content"
)

// Corrections is the public log of what was changed after publication.
type Corrections struct {
	*Frame
	Kick           []string
	Heading, Intro string
	Changes        []Change
	Pager          Pager
	Empty          string
}

// revised is one line of an entry's history.
type revised struct {
	entry *content.Entry
	line  content.Revision
}

// perLogPage is how many changes one page of the log shows.
const perLogPage = 40

// revisions are all changes that have been published, the latest first.
func (s *Site) revisions() []revised {
	var out []revised
	for _, e := range s.Set.Entries() {
		for _, h := range s.history(e) {
			out = append(out, revised{e, h})
		}
	}
	slices.SortStableFunc(out, func(a, b revised) int { return b.line.On.V.Compare(a.line.On.V) })
	return out
}

func (s *Site) planCorrections(l *lang) {
	list := s.revisions()
	var last time.Time
	if len(list) > 0 {
		last = list[0].line.On.V
	}
	s.addList(l, "/corrections/", "corrections", len(list), perLogPage, last, func(f *Frame, p Pager) any { return s.corrections(l, f, p, list) })
}

func (s *Site) corrections(l *lang, f *Frame, p Pager, list []revised) *Corrections {
	v := &Corrections{Frame: f, Heading: l.w("corrections.title"), Intro: l.w("corrections.intro"), Pager: p, Empty: l.w("corrections.none")}
	f.titled(pageTitle(l, v.Heading, p))
	f.Description = v.Intro
	count := map[string]int{}
	for _, x := range list {
		count[x.line.Kind.V]++
	}
	for _, kind := range []string{"correction", "revision"} {
		if count[kind] > 0 {
			v.Kick = append(v.Kick, l.n("corrections.count-"+kind, count[kind]))
		}
	}
	for _, x := range list[p.From:p.To] {
		c := s.change(l, x.entry, x.line)
		link := l.entryLink(x.entry)
		c.Entry = &link
		v.Changes = append(v.Changes, c)
	}
	return v
}

// change is one line of an entry's history as readers see it.
func (s *Site) change(l *lang, e *content.Entry, h content.Revision) Change {
	c := Change{Day: l.Day(h.On.V), ISO: isoDay(h.On.V), Kind: l.w("history." + h.Kind.V), Class: "open", What: sentence(l.say(e, h.What)), Why: l.say(e, h.Why),
		Was: l.say(e, h.Was).Text, Now: l.say(e, h.Now).Text}
	if h.Kind.V == "correction" {
		c.Class = "warn"
	}
	return c
}

// sentence ends a text with a full stop where it has no end of its own, since
// more is said behind it.
func sentence(s Str) Str {
	if end, _ := utf8.DecodeLastRuneInString(s.Text); s.Text != "" && !strings.ContainsRune(".!?…»”", end) {
		s.Text += "."
	}
	return s
}
