package content

import (
	"slices"
	"strings"
)

// This file decides what a cooperation project is: an agreement with a partner in
// another country than the city's; and an outcome that came of such an agreement,
// or names such a partner itself. A trip is none, whatever it cost: what came of it
// is told by its outcomes.

// IsProject tells whether an entry is a cooperation project.
func (s *Set) IsProject(e *Entry) bool {
	switch {
	case e.Draft: // which is shown to colleagues alone
		return false
	case e.Agreement != nil:
		return len(s.Abroad(e)) > 0
	case e.Outcome != nil:
		return len(s.Abroad(e)) > 0 || len(s.ProjectsOf(e)) > 0
	}
	return false
}

// PartnersOf are the partners that an entry names.
func (s *Set) PartnersOf(e *Entry) []*Partner {
	var out []*Partner
	for _, v := range e.Partners {
		if p := s.Partner(strings.TrimPrefix(v.V, "partners/")); p != nil {
			out = append(out, p)
		}
	}
	return out
}

// Abroad are the partners of an entry in another country than the city's.
func (s *Set) Abroad(e *Entry) []*Partner {
	return slices.DeleteFunc(s.PartnersOf(e), func(p *Partner) bool { return !p.Country.OK() || p.Country.V == s.settings.Country.V })
}

// ProjectsOf are the projects that an outcome came of.
func (s *Set) ProjectsOf(e *Entry) []*Entry {
	var out []*Entry
	for _, of := range e.Outcome.Of {
		if cause := s.Entry(of.V); cause != nil && cause.Agreement != nil && s.IsProject(cause) {
			out = append(out, cause)
		}
	}
	return out
}

// hasProjects tells whether there is anything to report to IATI, and a name under
// which to do it.
func (s *Set) hasProjects() bool {
	return s.settings.Organisation.OK() && slices.ContainsFunc(s.entries, s.IsProject)
}
