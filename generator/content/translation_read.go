package content

import (
	"slices"
	"strings"

	"parvis/generator/frontmatter"
)

// This file reads the front matter of a translation: texts in the shape of the
// original, and no fact.

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
	items := m.Maps(name, strings.Join(translatable.lists[list], ": …, ")+": …")
	t.lists[list] = written{m.PlaceOf(name), len(items)}
	for i, item := range items {
		p.texts(item, t, place{list: list, n: i}, translatable.lists[list])
		p.noFacts(item)
		item.Close()
	}
}

// promiseTexts reads the texts of promises, which are matched by their ids.
func (p *parser) promiseTexts(m *frontmatter.Map, t *Translation) {
	for _, item := range m.Maps("promises", "id: …, text: …") {
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
	notes := m.Maps(note, "text: …")
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
