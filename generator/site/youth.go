package site

import (
	"slices"
	"time"

	"parvis/generator/content"
)

// This file is the page of what young people said, in their own words, by local issue.

// Youth is that page.
type Youth struct {
	*Frame
	Kicker         []string
	Heading, Intro string
	Groups         []YoungVoices
	Pager          Pager
	Empty          string
}

// YoungVoices are those of one local issue; of entries without one, Issue has a name alone.
type YoungVoices struct {
	Issue  Sign
	Voices []Voice
}

// youngVoice is what somebody young said of an entry.
type youngVoice struct {
	entry *content.Entry
	voice content.Voice
	issue string // "" for none
}

// youthAddress is where they stand.
const youthAddress = "/youth/"

// youngVoices are all of them, by local issue in the city's order, the newest first; what
// stands under no issue comes last.
func (s *Site) youngVoices() []youngVoice {
	var out []youngVoice
	for _, e := range slices.Backward(s.Set.Entries()) {
		issue := ""
		for _, v := range e.Impact.Issues {
			if _, known := s.Set.Settings().Issue(v.V); known && issue == "" {
				issue = v.V
			}
		}
		for _, v := range e.Voices {
			if v.Youth {
				out = append(out, youngVoice{e, v, issue})
			}
		}
	}
	place := map[string]int{"": len(s.Set.Settings().Issues)}
	for i, issue := range s.Set.Settings().Issues {
		place[issue.ID] = i
	}
	slices.SortStableFunc(out, func(a, b youngVoice) int { return place[a.issue] - place[b.issue] })
	return out
}

func (s *Site) planYouth(l *lang) {
	list := s.youngVoices()
	var last time.Time
	for _, v := range list {
		if day := s.changed(v.entry); day.After(last) {
			last = day
		}
	}
	s.addList(l, youthAddress, "youth", len(list), perPage, last, func(f *Frame, p Pager) any { return s.youth(l, f, p, list) })
}

func (s *Site) youth(l *lang, f *Frame, p Pager, list []youngVoice) *Youth {
	v := &Youth{Frame: f, Heading: l.word("youth.title"), Intro: l.word("youth.intro"), Pager: p, Empty: l.word("youth.none")}
	f.titled(pageTitle(l, v.Heading, p))
	f.Description = v.Intro
	if len(list) > 0 {
		v.Kicker = []string{l.count("youth.count", len(list))}
	}
	for i, x := range list[p.From:p.To] {
		if i == 0 || list[p.From+i-1].issue != x.issue {
			group := YoungVoices{Issue: Sign{ID: "other", Link: Link{Text: pageText(l.word("youth.other"))}}}
			if x.issue != "" {
				group.Issue = s.sign(l, x.issue)
			}
			v.Groups = append(v.Groups, group)
		}
		said, link := l.voice(x.entry, x.voice), l.entryLink(x.entry)
		said.Young, said.Entry, said.When = "", &link, l.when(x.entry)
		g := &v.Groups[len(v.Groups)-1]
		g.Voices = append(g.Voices, *said)
	}
	return v
}
