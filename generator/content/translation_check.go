package content

import (
	"path"
	"regexp"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file holds translations against their originals: their shape, and what
// they leave out.

// worded is a file whose texts a translation repeats in the same shape.
type worded interface {
	eachText(text func(place, Text), list func(name string, n int))
	head() (*Head, map[string]*Translation)
}

func (e *Entry) head() (*Head, map[string]*Translation)      { return &e.Head, e.Translations }
func (n *Newsletter) head() (*Head, map[string]*Translation) { return &n.Head, n.Translations }

// translations holds the translations of a file against it: their shape, and
// what they leave out. An original that could not be read whole has no shape.
func (c *checker) translations(e worded, whole bool, report source.Report) {
	h, translations := e.head()
	if len(translations) == 0 {
		c.untranslatedAtAll(e)
		return
	}
	known, first, lists, promised := map[place]Text{}, map[string]source.Span{}, map[string]int{}, map[string]bool{}
	var texts []named
	e.eachText(func(p place, v Text) {
		known[p], promised[p.id] = v, true
		if v.OK() {
			if p.list != destinations {
				texts = append(texts, named{p.String(), v, func(t *Translation) Text { return t.texts[p] }})
			}
			if first[p.list].File == nil {
				first[p.list] = v.At
			}
		}
	}, func(name string, n int) { lists[name] = n })
	for _, lang := range sortedKeys(translations) {
		t := translations[lang]
		if !whole {
			continue
		}
		for _, name := range sortedKeys(t.lists) {
			switch here := t.lists[name]; {
			case lists[name] == 0:
				report(noSuch(name, here.at))
			case here.n != lists[name]:
				items := func(n int) catalog.Message { return catalog.Count(n, "%d item", "%d items") }
				d := ruleTranslationShape.At(here.at, "“%s” has %s here and %s in the original", name, items(here.n), items(lists[name]))
				report(d.See(at(first[name], h.Fence), "the original's"))
			}
		}
		for p, v := range t.texts {
			_, counted := t.lists[p.list]
			original, there := known[p]
			switch {
			case p.list == "history" && (p.field == "was" || p.field == "now") && Wordless(original.V):
				report(
					ruleTranslationFact.At(v.At, "%q is a figure here, and so a fact; a translation holds only texts", p.field).
						See(at(original.At, h.Fence), "the original's"),
				)
			case p.list == "promises" && p.field == "id" && !promised[p.id]:
				report(e.(*Entry).noPromise(v))
			case p.list != "promises" && !counted && !there:
				report(noSuch(p.String(), v.At))
			}
		}
	}
	c.untranslated(h, translations, texts...)
}

// untranslatedAtAll is translations for a file that has none: only how many
// texts there are is told, in a city with further languages.
func (c *checker) untranslatedAtAll(e worded) {
	if len(c.settings.Languages) == 1 {
		return
	}
	var texts []named
	e.eachText(func(p place, v Text) {
		if v.OK() && p.list != destinations {
			texts = append(texts, named{Text: v})
		}
	}, func(string, int) {})
	h, _ := e.head()
	c.untranslated(h, nil, texts...)
}

// noSuch says that an original has nothing of what its translation translates.
func noSuch(what string, at source.Span) source.Diagnostic {
	d := ruleTranslationShape.At(at, "the original has no “%s”", what).To("write it there first, or take it out here")
	d.Why = catalog.Message{}
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
	d.Message = catalog.Say("the original has no promise %q", id.V)
	if near := frontmatter.Nearest(id.V, ids); near != "" {
		if d = d.To("write “id: %s” if that is the one meant", near); frontmatter.Meant(id.V, ids) != "" {
			d = frontmatter.Put(d, id, near)
		}
		return d
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
		t, lacks := ts[lang], []catalog.Message{}
		for _, n := range texts {
			if n.OK() && !Wordless(n.V) && (t == nil || !n.in(t).OK() && !n.in(t).Bad) {
				lacks = append(lacks, catalog.Text(n.name))
			}
		}
		if !h.Body.Empty() && (t == nil || t.Body.Empty()) {
			lacks = append(lacks, catalog.Say("the story"))
		}
		n := len(lacks)
		if n == 0 {
			continue
		}
		if t == nil {
			name := strings.TrimSuffix(path.Base(h.Path), path.Ext(h.Path)) + "." + lang + ".md"
			c.report(
				ruleTranslationMissing.At(h.Fence, "this has no translation into “%s” (%s)", lang, catalog.Count(n, "%d text", "%d texts")).
					To("write %s beside it, with its texts in the same shape", name),
			)
			continue
		}
		if n > mostNamed {
			lacks = append(lacks[:mostNamed:mostNamed], catalog.Text("…"))
		}
		said := catalog.Count(n, "%d text is not translated into “%s”: %s", "%d texts are not translated into “%s”: %s", lang, catalog.Join(lacks, "; "))
		c.report(ruleTranslationMissing.At(t.Fence, "%s", said))
	}
}

// These are the texts of the other kinds of files.

func titleOf(t *Translation) Text { return t.Title }
func pitchOf(t *Translation) Text { return t.Pitch }

func (p *Person) texts() []named {
	return []named{{"role", p.Role, func(t *Translation) Text { return t.Role }}, {"alt", p.Alt, titleOf}}
}

func (p *Page) texts() []named {
	return []named{{"title", p.Title, titleOf}, {"pitch", p.Pitch, pitchOf}}
}
