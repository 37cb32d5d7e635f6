package content

import (
	"maps"
	"slices"

	"parvis/generator/markdown"
)

// This file says what of an event for colleagues alone is public: its title and its cost.
//
// A set holds such an event twice. What everybody is shown, counts and goes through has
// nothing else of it: no text, no picture, no address, no name; beside title and cost only
// what they need in order to be added up and listed, which are the days, the goals, the
// departments and for whom it is. The whole of it is asked for by the staff edition of a
// letter alone (ForStaff).

// StaffOnly tells whether an entry is an event for colleagues alone.
func (e *Entry) StaffOnly() bool {
	return e.Event != nil && len(e.Event.For) > 0 && !slices.ContainsFunc(e.Event.For, func(v Text) bool { return v.V != "staff" })
}

// ForStaff is an entry with all that colleagues may read of it.
func (s *Set) ForStaff(e *Entry) *Entry {
	if whole := s.staff[e.ID]; whole != nil {
		return whole
	}
	return e
}

// veil leaves of the events for colleagues what is public, before anything is made of them.
func (c *checker) veil() {
	for i, e := range c.entries {
		if !e.StaffOnly() {
			continue
		}
		if c.staff == nil {
			c.staff = map[string]*Entry{}
		}
		c.staff[e.ID] = e
		c.entries[i] = e.veiled()
		c.byID[e.ID] = c.entries[i]
	}
}

// veiled is what is public of an event for colleagues. All that is not named here is not.
func (e *Entry) veiled() *Entry {
	out := &Entry{Kind: e.Kind, Title: e.Title, Cost: e.Cost, Goals: e.Goals, Departments: e.Departments, Published: e.Published,
		Event: &Event{Start: e.Event.Start, End: e.Event.End, For: e.Event.For, CancelledOn: e.Event.CancelledOn}}
	out.Head = e.Head.veiled()
	if e.Translations != nil {
		out.Translations = map[string]*Translation{}
		for lang, t := range e.Translations {
			out.Translations[lang] = t.veiled()
		}
	}
	return out
}

// veiled is a translation of the title and of the cost.
func (t *Translation) veiled() *Translation {
	out := &Translation{Head: t.Head.veiled(), Lang: t.Lang, Of: t.Of, Title: t.Title, texts: maps.Clone(t.texts)}
	maps.DeleteFunc(out.texts, func(p place, _ Text) bool { return p != place{field: "title"} && !ofCost(p.list) })
	return out
}

func ofCost(list string) bool { return list == "cost" || list == "cost.lines" || list == "cost.saved" }

// veiled is a head without story and without files.
func (h Head) veiled() Head {
	h.Body, h.Files = markdown.Doc{}, nil
	return h
}
