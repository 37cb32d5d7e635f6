package content

import (
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// This file tells who holds which office: who heads the city, and who answers
// today for what somebody answered for who has left office.

// headTitles are the titles of who heads a city, folded, in the languages of
// the site's cities. An office is known by the words it begins with: that is
// how a city writes it, and no other sign of it is there.
var headTitles = []string{
	"mayor", "lord mayor", "executive mayor", "city mayor", "town mayor",
	"maire", "la maire", "le maire", "madame la maire", "madame le maire", "monsieur le maire", "bourgmestre",
	"alcalde", "alcaldesa", "presidente municipal", "presidenta municipal", "intendente", "intendenta",
	"prefeito", "prefeita", "presidente da camara",
}

// lesserTitles are the words that make a title that of somebody else, where
// they follow it: “maire adjointe”, “alcalde pedáneo”.
var lesserTitles = []string{"adjoint", "delegue", "suppleant", "honoraire", "darrondissement", "de quartier", "pro tem", "elect ",
	"pedane", "de barrio", "suplente", "electo", "electa", "eleit"}

// HeadsCity tells whether somebody is, or was, the mayor, whatever a mayor is
// called there.
func (s *Set) HeadsCity(p *Person) bool {
	if !p.Elected {
		return false
	}
	if s.headTitle(p.Role.V) {
		return true
	}
	for _, t := range p.Translations {
		if s.headTitle(t.Role.V) {
			return true
		}
	}
	return false
}

func (s *Set) headTitle(role string) bool {
	words := Fold(role) + " "
	return slices.ContainsFunc(headTitles, func(title string) bool {
		rest, found := strings.CutPrefix(words, title+" ")
		if title == "presidente da camara" && s.settings.Country.V == "BR" {
			return false // who chairs the council there; the prefeito heads the city
		}
		return found && !slices.ContainsFunc(lesserTitles, func(w string) bool { return strings.HasPrefix(rest, w) })
	})
}

// Answers tells who answers for an entry on a day: the official whom it names,
// while in office; else who has taken over from them, or nil.
func (s *Set) Answers(e *Entry, day time.Time) *Person {
	p := s.person[strings.TrimPrefix(e.Official.V, "people/")]
	if p == nil || p.InOffice(day, day) {
		return p
	}
	return s.Successor(p, values(e.Departments, ""), day)
}

// Successor is who answers on a day for departments of somebody who is not in
// office: the one person whom Successors gives for each of them. Where there is
// nobody, or more than one, it is not known who, and it is nil.
func (s *Set) Successor(p *Person, departments []string, day time.Time) *Person {
	var common []*Person
	for i, d := range departments {
		heirs := s.Successors(p, d, day)
		if i == 0 {
			common = heirs
		}
		common = slices.DeleteFunc(common, func(o *Person) bool { return !slices.Contains(heirs, o) })
	}
	if len(common) != 1 {
		return nil
	}
	return common[0]
}

// Successors are those who answer on a day for a department of somebody who is
// not in office: elected and in office themselves, and the official of an entry
// of that department which is dated after the other left, until that day.
func (s *Set) Successors(p *Person, department string, day time.Time) []*Person {
	since := time.Time{}
	if p.Until.OK() && p.Until.V.End().Before(day) {
		since = p.Until.V.End()
	}
	var out []*Person
	for _, o := range s.people {
		if o != p && o.Elected && o.InOffice(day, day) && s.answered(o, department, since, day) {
			out = append(out, o)
		}
	}
	return out
}

// answered tells whether somebody is the official of an entry of a department
// dated after a day, until another.
func (s *Set) answered(p *Person, department string, since, until time.Time) bool {
	return slices.ContainsFunc(s.officials[tenure{p.Slug, department}], func(day time.Time) bool { return day.After(since) && !day.After(until) })
}

// tenure is somebody's answering for a department.
type tenure struct{ person, department string }

// indexOfficials notes the days of the entries for which each official answers,
// by department.
func (s *Set) indexOfficials() {
	s.officials = map[tenure][]time.Time{}
	for _, e := range s.entries {
		if !e.Official.OK() || !s.shows(&e.Head) {
			continue
		}
		for _, d := range e.Departments {
			at := tenure{strings.TrimPrefix(e.Official.V, "people/"), d.V}
			s.officials[at] = append(s.officials[at], e.Date())
		}
	}
}

// notElected reports who is named where only somebody elected may be, and is not.
// Mostly that has only not been written.
func notElected(p *Person, d source.Diagnostic, report source.Report) {
	switch {
	case p.Elected, p.elected.Bad:
		return
	case !p.elected.Given:
		d = d.To("write “elected: true” into %s if %s is elected; else name somebody who is", p.File.Path, p.Name.V)
	}
	report(d.See(p.Name.At, "described here"))
}

// officialMissing reports an entry that nobody answers for, and says who could.
func (c *checker) officialMissing(e *Entry, report source.Report) {
	if !absent(e.Official) {
		return
	}
	d := ruleOfficialMissing.At(at(e.Official.At, e.Fence), "%q is missing", "official")
	if e.officialKey != (source.Span{}) {
		d = ruleOfficialMissing.At(e.officialKey, "%q is empty", "official").To("write “official: …”, the id of an elected person")
	}
	if ids := c.electedThen(e.Date(), e.End()); len(ids) > 0 {
		d = d.To("write “official: …” with the id of an elected person: %s", catalog.Or(ids...))
	}
	report(d)
}

// mostOffered is how many ids a remedy offers.
const mostOffered = 8

// electedThen are the ids of those elected who were in office between two days,
// or of all elected where the days are not known or nobody was; none where they
// are too many to be offered.
func (c *checker) electedThen(first, last time.Time) []string {
	var all, then []string
	for _, id := range sortedKeys(c.person) {
		if p := c.person[id]; p.Elected && !p.Draft {
			all = append(all, id)
			if !first.IsZero() && p.InOffice(first, last) {
				then = append(then, id)
			}
		}
	}
	if len(then) == 0 {
		then = all
	}
	if len(then) > mostOffered {
		return nil
	}
	return then
}
