package content

import (
	"fmt"

	"parvis/generator/source"
)

// This file says what translations are: every text of a file that a reader can
// see, and no fact, in the shape of the original.

var (
	ruleTranslationShape = &source.Rule{Name: "translation-shape",
		Says: "A translation has the shape of its original.",
		Why:  "items of a list are matched by their place; with more or fewer of them nobody knows which is which",
		Fix:  "write one item for each of the original's, in the same order, and {} where there is nothing to translate",
		Bad: source.Example{
			File:   "outcomes/2026-night-trams.fr.md",
			Text:   "---\ntitle: Les trams de nuit\nmeasures: [{what: Trams après onze heures}, {what: Trams après minuit}]\n---\n",
			Whole:  true,
			Beside: measured,
		},
		Good: source.Example{
			File:   "outcomes/2026-night-trams.fr.md",
			Text:   "---\ntitle: Les trams de nuit\nmeasures: [{what: Trams après onze heures}]\n---\n",
			Whole:  true,
			Beside: measured,
		}}
	ruleTranslationMissing = &source.Rule{Name: "translation-missing", Severity: source.Warning,
		Says: "What the site shows in one of its languages is written in that language.",
		Why:  "without it, readers meet another language in the middle of their page",
		Fix:  "write these texts in the translation, in the original's shape",
		Bad:  source.Example{File: "pages/about.fr.md", Text: "---\ntitle: Ce site\n---\n", Whole: true},
		Good: source.Example{File: "pages/about.fr.md", Text: "---\ntitle: Ce site\n---\n## Méthode\n\nChaque voyage est raconté ici.\n", Whole: true}}
)

// measured is an outcome with one measure.
var measured = map[string]string{"outcomes/2026-night-trams.md": `---
title: Night trams on line A
date: 2026-10-30
of: [trips/2026-09-ravenna]
status: under_way
purpose: Let late shifts get home without a car.
local_impact: {benefit: "The night timetable of line A is printed at all 14 stops since October.", issues: [mobility]}
cost: 120
sdg: [11.2]
pitch: The night timetable hangs at every stop of line A.
official: claire-moreau
departments: [streets]
measures: [{what: Trams after eleven, before: 0, target: 4, now: 2}]
---
`}

// Translation is the texts of a file in another language. It holds no facts.
type Translation struct {
	Head
	Lang                      string
	Of                        string // the id that it translates
	Title, Pitch, Purpose     Text
	Benefit, Who, Where       Text
	WhyInPerson, Difficulties Text
	Role, Question, Practice  Text
	Message                   Text // of a campaign
	City                      Text // of a partner

	texts  map[place]Text     // of an entry, by their places, those above too
	lists  map[string]written // its lists whose items are matched by their place
	stated statement          // as an entry's
}

// place names a text of a file's front matter: a field, or the field of a
// group or of an item of a list, which is found by its id or, where it has
// none, by its number n from 0.
type place struct {
	list, id string
	n        int
	field    string
}

// String is how an editor finds it: “lessons 2: seen”.
func (p place) String() string {
	switch {
	case p.list == "":
		return p.field
	case p.field == note:
		return fmt.Sprintf("%s %s: note %d", p.list, p.id, p.n+1)
	case p.id != "":
		return fmt.Sprintf("%s %s: %s", p.list, p.id, p.field)
	case p.n < 0:
		return p.list + "." + p.field
	case p.field == "":
		return fmt.Sprintf("%s %d", p.list, p.n+1)
	}
	return fmt.Sprintf("%s %d: %s", p.list, p.n+1, p.field)
}

// written is where a list is written, and how many items it has.
type written struct {
	at source.Span
	n  int
}

// note is the field of a promise's dated notes.
const note = "notes"

// destinations is the list of a trip's places, whose names a translation may
// leave out: most cities are called the same in every language.
const destinations = "destination"

// notesOf names the list of a promise's notes.
func notesOf(id string) string { return "promises " + id + ": " + note }

// grouped is the n of a text in a group of fields.
const grouped = -1

// eachText calls text for every text of an entry that a reader can see, in the
// order in which it is written, and list for every list whose items are
// matched by their place.
func (e *Entry) eachText(text func(place, Text), list func(name string, n int)) {
	plain := func(field string, v Text) { text(place{field: field}, v) }
	in := func(group, field string, v Text) { text(place{list: group, n: grouped, field: field}, v) }
	item := func(name string, n int, field string, v Text) { text(place{list: name, n: n, field: field}, v) }
	plain("title", e.Title)
	plain("pitch", e.Pitch)
	plain("purpose", e.Purpose)
	in("local_impact", "benefit", e.Impact.Benefit)
	in("local_impact", "who", e.Impact.Who)
	in("local_impact", "where", e.Impact.Where)
	list("cost.lines", len(e.Cost.Lines))
	for i, l := range e.Cost.Lines {
		item("cost.lines", i, "what", l.What)
	}
	in("cost", "explanation", e.Cost.Explanation)
	in("cost", "pending", e.Cost.PendingWhy)
	if s := e.Cost.Saved; s != nil {
		in("cost.saved", "method", s.Method)
		in("cost.saved", "checked_by", s.CheckedBy)
	}
	plain("why_in_person", e.WhyInPerson)
	plain("difficulties", e.Difficulties)
	list("voices", len(e.Voices))
	for i, v := range e.Voices {
		item("voices", i, "who", v.Who)
		item("voices", i, "quote", v.Quote)
	}
	list("films", len(e.Films))
	for i, f := range e.Films {
		item("films", i, "title", f.Title)
		item("films", i, "captions", f.Captions)
		item("films", i, "transcript", f.Transcript)
	}
	list("history", len(e.History))
	for i, h := range e.History {
		item("history", i, "what", h.What)
		item("history", i, "was", h.Was)
		item("history", i, "now", h.Now)
		item("history", i, "why", h.Why)
	}
	switch {
	case e.Trip != nil:
		e.Trip.eachText(text, list)
	case e.Agreement != nil:
		e.Agreement.eachText(text, list)
	case e.Outcome != nil:
		e.Outcome.eachText(text, list)
	case e.Event != nil:
		e.Event.eachText(text, list)
	}
}

// Text returns the translation of a text of the original, which is known by
// where it stands there; none where it is not translated.
func (t *Translation) Text(e *Entry, original Text) Text {
	if e.now != nil {
		e = e.now // whose items a translation follows
	}
	return t.textOf(e, original)
}

// OfLetter is Text of a letter.
func (t *Translation) OfLetter(n *Newsletter, original Text) Text { return t.textOf(n, original) }

func (t *Translation) textOf(of worded, original Text) Text {
	var out Text
	if t == nil || !original.OK() {
		return out
	}
	of.eachText(func(p place, v Text) {
		if v.At == original.At {
			out = t.texts[p]
		}
	}, func(string, int) {})
	return out
}
