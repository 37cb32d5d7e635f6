package content

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file reads translations: every text of a file that a reader can see,
// and no fact, in the shape of the original.

var (
	ruleTranslationShape = &source.Rule{Name: "translation-shape",
		Says: "A translation has the shape of its original.",
		Why:  "items of a list are matched by their place; with more or fewer of them nobody knows which is which",
		Fix:  "write one item for each of the original's, in the same order, and {} where there is nothing to translate",
		Bad:  source.Example{File: "outcomes/2026-night-trams.fr.md", Text: "---\ntitle: Les trams de nuit\nmeasures: [{what: Trams après onze heures}, {what: Trams après minuit}]\n---\n", Whole: true, Beside: measured},
		Good: source.Example{File: "outcomes/2026-night-trams.fr.md", Text: "---\ntitle: Les trams de nuit\nmeasures: [{what: Trams après onze heures}]\n---\n", Whole: true, Beside: measured}}
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

// notesOf names the list of a promise's notes.
func notesOf(id string) string { return "promises " + id + ": " + note }

// grouped is the n of a text in a group of fields.
const grouped = -1

// translatable is what a translation may hold of an entry: its texts, those of
// groups, and those of the items of lists. content-model.md's paragraph on
// translations, as data.
var translatable = struct {
	texts         []string
	groups, lists map[string][]string
}{
	texts:  []string{"title", "pitch", "purpose", "why_in_person", "difficulties", "reason", "invited_by", "private_extension"},
	groups: map[string][]string{"local_impact": {"benefit", "who", "where"}, "cost": {"explanation", "pending"}, "cost.saved": {"method", "checked_by"}, "mandate": {"ref"}},
	lists: map[string][]string{"cost.lines": {"what"}, "voices": {"who", "quote"}, "films": {"title", "captions", "transcript"}, "history": {"what", "was", "now", "why"},
		"travellers": {"role", "function"}, "lessons": {"seen", "here"}, "measures": {"what", "unit"}, "follow_up": {"text"}},
}

// promiseTexts are the texts of a promise, which is found by its id.
var promiseTexts = []string{"text", "reason"}

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
		plain("reason", e.Outcome.Reason)
		list("measures", len(e.Outcome.Measures))
		for i, m := range e.Outcome.Measures {
			item("measures", i, "what", m.What)
			item("measures", i, "unit", m.Unit)
		}
	}
}

func (t *Trip) eachText(text func(place, Text), list func(name string, n int)) {
	text(place{field: "invited_by"}, t.InvitedBy)
	list("met", len(t.Met))
	for i, v := range t.Met {
		text(place{list: "met", n: i}, v)
	}
	if t.Mandate != nil {
		text(place{list: "mandate", n: grouped, field: "ref"}, t.Mandate.Ref)
	}
	text(place{field: "private_extension"}, t.PrivateExtension)
	list("travellers", len(t.Travellers))
	for i, v := range t.Travellers {
		text(place{list: "travellers", n: i, field: "role"}, v.Role)
		text(place{list: "travellers", n: i, field: "function"}, v.Function)
	}
	list("lessons", len(t.Lessons))
	for i, l := range t.Lessons {
		text(place{list: "lessons", n: i, field: "seen"}, l.Seen)
		text(place{list: "lessons", n: i, field: "here"}, l.Here)
	}
}

func (a *Agreement) eachText(text func(place, Text), list func(name string, n int)) {
	for _, p := range a.Promises {
		text(place{list: "promises", id: p.ID.V, field: "text"}, p.Text)
		text(place{list: "promises", id: p.ID.V, field: "reason"}, p.Reason)
		list(notesOf(p.ID.V), len(p.Notes))
		for i, n := range p.Notes {
			text(place{list: "promises", id: p.ID.V, n: i, field: note}, n.Text)
		}
	}
	list("follow_up", len(a.FollowUp))
	for i, n := range a.FollowUp {
		text(place{list: "follow_up", n: i, field: "text"}, n.Text)
	}
}

// Text returns the translation of a text of the original, which is known by
// where it stands there; none where it is not translated.
func (t *Translation) Text(e *Entry, original Text) Text {
	var out Text
	if t == nil || !original.OK() {
		return out
	}
	if e.now != nil {
		e = e.now // whose items a translation follows
	}
	e.eachText(func(p place, v Text) {
		if v.At == original.At {
			out = t.texts[p]
		}
	}, func(string, int) {})
	return out
}

// entryTranslation reads the texts of an entry.
func (p *parser) entryTranslation(m *frontmatter.Map, t *Translation) {
	t.texts, t.lists = map[place]Text{}, map[string]written{}
	p.texts(m, t, place{}, translatable.texts)
	impact := place{list: "local_impact", n: grouped}
	if m.Shape("local_impact") == frontmatter.Mapping {
		p.group(m, t, impact.list, translatable.groups[impact.list])
	} else if impact.field = "benefit"; slices.Contains(m.Keys(), impact.list) {
		t.texts[impact] = benefit(m, "local_impact")
	}
	p.group(m, t, "mandate", translatable.groups["mandate"])
	p.costTexts(m, t)
	for _, name := range sortedKeys(translatable.lists) {
		if !strings.Contains(name, ".") {
			p.list(m, t, name, name)
		}
	}
	p.promiseTexts(m, t)
	if met := m.Texts("met", frontmatter.Optional); len(met) > 0 {
		t.lists["met"] = written{m.PlaceOf("met"), len(met)}
		for i, v := range met {
			t.texts[place{list: "met", n: i}] = v
		}
	}
	p.noFacts(m)
	plain := func(field string) Text { return t.texts[place{field: field}] }
	t.Title, t.Pitch, t.Purpose = plain("title"), plain("pitch"), plain("purpose")
	t.WhyInPerson, t.Difficulties = plain("why_in_person"), plain("difficulties")
	t.Who, t.Where = t.texts[place{"local_impact", "", grouped, "who"}], t.texts[place{"local_impact", "", grouped, "where"}]
	t.Benefit = t.texts[place{"local_impact", "", grouped, "benefit"}]
}

// texts reads fields of a mapping that are texts; at is where it stands.
func (p *parser) texts(m *frontmatter.Map, t *Translation, at place, names []string) {
	for _, at.field = range names {
		v := Text{}
		if at.field == "benefit" { // the gate says what is wrong with it
			v = benefit(m, at.field)
		} else {
			v = m.Text(at.field, frontmatter.Optional)
		}
		if v.Given || v.Bad {
			t.texts[at] = v
		}
	}
}

// group reads a group of texts.
func (p *parser) group(m *frontmatter.Map, t *Translation, name string, fields []string) {
	if in := m.Map(name, frontmatter.Optional); in != nil {
		p.texts(in, t, place{list: name, n: grouped}, fields)
		p.noFacts(in)
		in.Close()
	}
}

// costTexts reads what a cost says in words: an amount is a fact.
func (p *parser) costTexts(m *frontmatter.Map, t *Translation) {
	if m.Has("cost") && m.Shape("cost") != frontmatter.Mapping {
		p.fact(m, "cost")
		return
	}
	in := m.Map("cost", frontmatter.Optional)
	if in == nil {
		return
	}
	p.texts(in, t, place{list: "cost", n: grouped}, translatable.groups["cost"])
	p.list(in, t, "lines", "cost.lines")
	if saved := in.Map("saved", frontmatter.Optional); saved != nil {
		p.texts(saved, t, place{list: "cost.saved", n: grouped}, translatable.groups["cost.saved"])
		p.noFacts(saved)
		saved.Close()
	}
	p.noFacts(in)
	in.Close()
}

// list reads a list whose items are matched by their place; name is its field,
// list what it is called in translatable.
func (p *parser) list(m *frontmatter.Map, t *Translation, name, list string) {
	if !m.Has(name) {
		return
	}
	items := m.Maps(name)
	t.lists[list] = written{m.PlaceOf(name), len(items)}
	for i, item := range items {
		p.texts(item, t, place{list: list, n: i}, translatable.lists[list])
		p.noFacts(item)
		item.Close()
	}
}

// promiseTexts reads the texts of promises, which are matched by their ids.
func (p *parser) promiseTexts(m *frontmatter.Map, t *Translation) {
	for _, item := range m.Maps("promises") {
		id := item.Code("id", frontmatter.Required)
		if p.texts(item, t, place{list: "promises", id: id.V}, promiseTexts); id.OK() {
			t.texts[place{list: "promises", id: id.V, field: "id"}] = id
		}
		p.noteTexts(item, t, id.V)
		p.noFacts(item)
		item.Close()
	}
}

// noteTexts reads those of a promise's notes, which are matched by their place.
func (p *parser) noteTexts(m *frontmatter.Map, t *Translation, id string) {
	if !m.Has(note) {
		return
	}
	notes := m.Maps(note)
	t.lists[notesOf(id)] = written{m.PlaceOf(note), len(notes)}
	for i, item := range notes {
		if v := item.Text("text", frontmatter.Optional); v.Given || v.Bad {
			t.texts[place{list: "promises", id: id, n: i, field: note}] = v
		}
		p.noFacts(item)
		item.Close()
	}
}

// facts are the names of facts at any depth.
var facts = strings.Fields(`start end destination sdg official departments partners published draft status briefing co2_kg signed until review document date of keeps
	evidence due number elected from portrait lat lon since kind country city name staff_note signed_by features
	issues from planned for amount currency rate rate_date paid_by per on youth consent file url person count owner kept_on dropped_on cancelled_on before target`)

// noFacts reports facts among the fields that nobody has asked for.
func (p *parser) noFacts(m *frontmatter.Map) {
	for _, name := range m.Unread() {
		if slices.Contains(facts, name) {
			p.fact(m, name)
		}
	}
}

func (p *parser) fact(m *frontmatter.Map, name string) {
	m.Has(name) // known, and refused
	p.report(ruleTranslationFact.At(m.KeyAt(name), "%q is a fact; a translation holds only texts", name))
}

// translations holds the translations of an entry against it: their shape, and
// what they leave out. An original that could not be read whole has no shape.
func (c *checker) translations(e *Entry, whole bool, report source.Report) {
	known, first, lists, promised := map[place]Text{}, map[string]source.Span{}, map[string]int{}, map[string]bool{}
	var texts []named
	e.eachText(func(p place, v Text) {
		known[p], promised[p.id] = v, true
		if v.OK() {
			texts = append(texts, named{p.String(), v, func(t *Translation) Text { return t.texts[p] }})
			if first[p.list].File == nil {
				first[p.list] = v.At
			}
		}
	}, func(name string, n int) { lists[name] = n })
	for _, lang := range sortedKeys(e.Translations) {
		t := e.Translations[lang]
		if !whole {
			continue
		}
		for _, name := range sortedKeys(t.lists) {
			switch here := t.lists[name]; {
			case lists[name] == 0:
				report(noSuch(name, here.at))
			case here.n != lists[name]:
				report(ruleTranslationShape.At(here.at, "“%s” has %s here and %s in the original", name, plural(here.n, "item"), plural(lists[name], "item")).
					See(at(first[name], e.Fence), "the original's"))
			}
		}
		for p, v := range t.texts {
			_, counted := t.lists[p.list]
			original, there := known[p]
			switch {
			case p.list == "history" && (p.field == "was" || p.field == "now") && Wordless(original.V):
				report(ruleTranslationFact.At(v.At, "%q is a figure here, and so a fact; a translation holds only texts", p.field).See(at(original.At, e.Fence), "the original's"))
			case p.list == "promises" && p.field == "id" && !promised[p.id]:
				report(e.noPromise(v))
			case p.list != "promises" && !counted && !there:
				report(noSuch(p.String(), v.At))
			}
		}
	}
	c.untranslated(&e.Head, e.Translations, texts...)
}

// noSuch says that an original has nothing of what its translation translates.
func noSuch(what string, at source.Span) source.Diagnostic {
	d := ruleTranslationShape.At(at, "the original has no “%s”", what).To("write it there first, or take it out here")
	d.Why = ""
	return d
}

// noPromise says that an original has no promise of that id.
func (e *Entry) noPromise(id Text) source.Diagnostic {
	d := noSuch("promises", id.At)
	var ids []string
	if e.Agreement != nil {
		for _, x := range e.Agreement.Promises {
			ids = append(ids, x.ID.V)
		}
	}
	if len(ids) == 0 {
		return d
	}
	d.Message = fmt.Sprintf("the original has no promise %q", id.V)
	if near := frontmatter.Nearest(id.V, ids); near != "" {
		return d.To("write “id: %s” if that is the one meant", near)
	}
	return d.To("write one of its ids: %s", strings.Join(ids, ", "))
}

// named is a text of an original, by what an editor calls it, and where a
// translation has it.
type named struct {
	name string
	Text
	in func(*Translation) Text
}

// mostNamed is how many texts a diagnostic names that a translation leaves out.
const mostNamed = 6

// longWord finds what a language may have words of its own for: a long word, or
// several; units and signs (kWh, %, C-2026-041) are the same in all.
var longWord = regexp.MustCompile(`\p{L}{4}|\p{L}\S* \S`)

// Wordless tells whether a text is the same in all languages.
func Wordless(text string) bool { return !longWord.MatchString(text) }

// untranslated counts, for each further language of the site, the texts of a
// file that is published for which it has none.
func (c *checker) untranslated(h *Head, ts map[string]*Translation, texts ...named) {
	if !c.shows(h) {
		return
	}
	for _, lang := range c.settings.Languages[1:] {
		t, lacks := ts[lang], []string{}
		for _, n := range texts {
			if n.OK() && !Wordless(n.V) && (t == nil || !n.in(t).OK() && !n.in(t).Bad) {
				lacks = append(lacks, n.name)
			}
		}
		if !h.Body.Empty() && (t == nil || t.Body.Empty()) {
			lacks = append(lacks, "the story")
		}
		n := len(lacks)
		if n == 0 {
			continue
		}
		if t == nil {
			name := strings.TrimSuffix(path.Base(h.Path), path.Ext(h.Path)) + "." + lang + ".md"
			c.report(ruleTranslationMissing.At(h.Fence, "this has no translation into “%s” (%s)", lang, plural(n, "text")).To("write %s beside it, with its texts in the same shape", name))
			continue
		}
		if n > mostNamed {
			lacks = append(lacks[:mostNamed:mostNamed], "…")
		}
		c.report(ruleTranslationMissing.At(t.Fence, "%s not translated into “%s”: %s", isAre(n), lang, strings.Join(lacks, "; ")))
	}
}

func isAre(n int) string {
	if n == 1 {
		return "1 text is"
	}
	return fmt.Sprintf("%d texts are", n)
}

// These are the texts of the other kinds of files.

func titleOf(t *Translation) Text   { return t.Title }
func pitchOf(t *Translation) Text   { return t.Pitch }
func purposeOf(t *Translation) Text { return t.Purpose }

func (p *Person) texts() []named {
	return []named{{"role", p.Role, func(t *Translation) Text { return t.Role }}, {"alt", p.Alt, titleOf}}
}

func (n *Newsletter) texts() []named {
	return []named{{"title", n.Title, titleOf}, {"purpose", n.Purpose, purposeOf}, {"question", n.Question, func(t *Translation) Text { return t.Question }},
		{"best_practice: text", n.Practice, func(t *Translation) Text { return t.Practice }}}
}

func (p *Page) texts() []named {
	return []named{{"title", p.Title, titleOf}, {"pitch", p.Pitch, pitchOf}}
}
