package content

import (
	"slices"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
)

// This file reads the front matter of a translation: texts in the shape of the
// original, and no fact. Which they are, the table of fields says.

// translated reads the texts of a mapping; at is where it stands, and titled
// tells whether it has to have a title.
func (p *parser) translated(m *frontmatter.Map, t *Translation, at place, table []fields.Field, titled bool) {
	for _, f := range table {
		switch {
		case f.Type == fields.Group && f.List:
			p.translatedList(m, t, at, f)
		case f.Type == fields.Group:
			p.translatedGroup(m, t, at, f)
		case f.List:
			values := m.Texts(f.Name, frontmatter.Optional)
			if len(values) > 0 {
				t.lists[f.Name] = written{m.PlaceOf(f.Name), len(values)}
			}
			for i, v := range values {
				t.texts[place{list: f.Name, n: i}] = v
			}
		case f.Text:
			at.field = f.Name
			v := translatedText(m, f, frontmatter.Presence(titled && f.Name == "title"))
			if v.Given || v.Bad {
				t.texts[at] = v
			}
		}
	}
	p.noFacts(m)
}

func translatedText(m *frontmatter.Map, f fields.Field, presence frontmatter.Presence) Text {
	switch {
	case f.Name == "benefit": // the gate says what is wrong with it
		return benefit(m, f.Name)
	case f.Type == fields.File:
		return m.File(f.Name, presence)
	}
	return m.Text(f.Name, presence)
}

// translatedGroup reads a group of texts. In its short form it is one text
// itself, or a fact, such as an amount.
func (p *parser) translatedGroup(m *frontmatter.Map, t *Translation, at place, f fields.Field) {
	at = place{list: at.below(f.Name), n: grouped}
	if f.Short != "" && m.Written(f.Name) && m.Shape(f.Name) != frontmatter.Mapping {
		if short, _ := fields.Find(f.Fields, f.ShortOf); short.Text {
			at.field = short.Name
			t.texts[at] = benefit(m, f.Name)
		} else if m.Shape(f.Name) != frontmatter.Absent {
			p.fact(m, f.Name)
		}
		return
	}
	if in := m.Map(f.Name, frontmatter.Optional); in != nil {
		p.translated(in, t, at, f.Fields, false)
		in.Close()
	}
}

// translatedList reads a list whose items are found by their ids or, where
// they have none, by their place.
func (p *parser) translatedList(m *frontmatter.Map, t *Translation, at place, f fields.Field) {
	if !m.Has(f.Name) {
		return
	}
	items := m.Maps(f.Name)
	list := at.below(f.Name)
	switch {
	case m.Shape(f.Name) == frontmatter.Scalar: // which has been said
	case at.id != "":
		t.lists[notesOf(at.id)] = written{m.PlaceOf(f.Name), len(items)}
	case f.Key == "":
		t.lists[list] = written{m.PlaceOf(f.Name), len(items)}
	}
	for i, item := range items {
		switch {
		case at.id != "":
			p.translatedNote(item, t, place{list: at.list, id: at.id, n: i, field: f.Name})
		case f.Key != "":
			id := item.Code(f.Key, frontmatter.Required)
			if id.OK() {
				t.texts[place{list: list, id: id.V, field: f.Key}] = id
			}
			p.translated(item, t, place{list: list, id: id.V}, f.Fields, false)
		default:
			p.translated(item, t, place{list: list, n: i}, f.Fields, false)
		}
		item.Close()
	}
}

// translatedNote reads the text of a dated note of a promise.
func (p *parser) translatedNote(m *frontmatter.Map, t *Translation, at place) {
	if v := m.Text("text", frontmatter.Optional); v.Given || v.Bad {
		t.texts[at] = v
	}
	p.noFacts(m)
}

// below names what stands below a place: cost.saved.
func (p place) below(name string) string {
	if p.list == "" {
		return name
	}
	return p.list + "." + name
}

// noFacts reports facts among the fields that nobody has asked for.
func (p *parser) noFacts(m *frontmatter.Map) {
	texts := m.Known()
	for _, name := range m.Unread() {
		if fields.IsFact(name) {
			p.fact(m, name)
			continue
		}
		near := frontmatter.Nearest(name, slices.Concat(texts, fields.Facts()))
		if near != "" && fields.IsFact(near) && !slices.Contains(texts, near) && !fields.IsName(name) {
			m.Refuse(name)
			p.report(ruleTranslationFact.At(m.KeyAt(name), "%q looks like %q, which is a fact; a translation holds only texts", name, near))
		}
	}
}

func (p *parser) fact(m *frontmatter.Map, name string) {
	m.Refuse(name)
	p.report(ruleTranslationFact.At(m.KeyAt(name), "%q is a fact; a translation holds only texts", name))
}
