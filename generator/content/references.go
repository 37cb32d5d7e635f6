package content

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file follows the ids by which files name one another.

// register is what a name may refer to: one sort of files, or of things that
// site.yaml lists.
type register struct {
	folder string
	// setting is the list of site.yaml in which they stand, if it is one.
	setting string
	noun    catalog.Message
	// find tells whether there is one of that id, and whether it is a draft.
	find func(id string) (draft, found bool)
	// ids are all of them, sorted, to tell which may have been meant.
	ids func() []string
	// names are what each id stands for, in every language in which it is
	// written; people write them instead.
	names func(id string) []string
	// unread tells that the list itself could not be read.
	unread bool
}

// registers are the registers of a checker, by what a reference may name.
type registers map[fields.Target]*register

func (c *checker) newRegisters() registers {
	return registers{
		fields.Target(fields.People): {
			folder: "people/",
			noun:   catalog.Say("person"),
			ids:    func() []string { return sortedKeys(c.person) },
			find: func(id string) (bool, bool) {
				p := c.person[id]
				return p != nil && p.Draft, p != nil
			},
			names: func(id string) []string { return []string{c.person[id].Name.V} },
		},
		fields.Target(fields.Partners): {
			folder: "partners/",
			noun:   catalog.Say("partner"),
			ids:    func() []string { return sortedKeys(c.partner) },
			find: func(id string) (bool, bool) {
				p := c.partner[id]
				return p != nil && p.Draft, p != nil
			},
			names: func(id string) []string { return c.partner[id].names() },
		},
		fields.Target(fields.Newsletters): {
			folder: "newsletters/",
			noun:   catalog.Say("letter of the month"),
			ids: func() []string {
				var out []string
				for _, n := range c.newsletters {
					out = append(out, n.Slug)
				}
				slices.Sort(out)
				return out
			},
			find: func(month string) (bool, bool) {
				i := slices.IndexFunc(c.newsletters, func(n *Newsletter) bool { return n.Slug == month })
				return i >= 0 && c.newsletters[i].Draft, i >= 0
			},
			names: func(string) []string { return nil },
		},
		fields.ToDepartment: listedRegister(
			"departments", catalog.Say("department"), c.settings.department, c.settings.unreadDepartments, func(id string) []string {
				d, _ := c.settings.Department(id)
				return slices.Collect(maps.Values(d.Name.V))
			}),
		fields.ToIssue: listedRegister("local_issues", catalog.Say("local issue"), c.settings.issueIDs, c.settings.unreadIssues, func(id string) []string {
			i, _ := c.settings.Issue(id)
			return slices.Collect(maps.Values(i.Name.V))
		}),
	}
}

// listedRegister is a register of what site.yaml lists.
func listedRegister(setting string, noun catalog.Message, ids []string, unread bool, names func(string) []string) *register {
	return &register{setting: setting, noun: noun, unread: unread, names: names, ids: func() []string { return ids }, find: func(id string) (bool, bool) {
		_, found := slices.BinarySearch(ids, id)
		return false, found
	}}
}

// refer checks that a name written in a file, which may be a draft, refers to
// something that is there and is published.
func (c *checker) refer(v Text, r *register, draft bool, report source.Report) bool {
	if !v.OK() {
		return false
	}
	id := strings.TrimPrefix(v.V, r.folder)
	if isDraft, found := r.find(id); found {
		if isDraft && !draft && !c.drafts {
			report(ruleReferenceDraft.At(v.At, "%q is a draft", v.V))
		}
		return true
	}
	if r.unread || c.unread[r.folder+id] {
		return false
	}
	known := r.ids()
	d := ruleReferenceUnknown.At(v.At, "there is no %s %q", r.noun, v.V)
	if r.setting != "" {
		d = d.To("correct the id, or write what it names into %q in site.yaml: - {id: %s, name: …}", r.setting+":", cmp.Or(slugOf(id), "…"))
		if len(known) == 0 {
			d.Message = catalog.Say("there is no %s %q, since site.yaml has nothing in %q", r.noun, v.V, r.setting)
		}
	}
	put := func(id string) {
		if isDraft, _ := r.find(strings.TrimPrefix(id, r.folder)); !isDraft || draft || c.drafts {
			d = frontmatter.Put(d, v, id)
		}
	}
	if of := r.named(v.V); len(of) == 1 {
		d = d.To("write %s: that is the id of “%s”", of[0], v.V)
		put(of[0])
	} else if len(of) > 1 {
		d = d.To("write %s, whichever is meant", catalog.Or(of...))
	} else if id := path.Base(c.idIn(v.V)); slices.Contains(known, id) {
		d = d.To("write %s", id)
		put(id)
	} else if near := frontmatter.Nearest(id, known); near != "" {
		d = d.To("write %q if that is the one meant", near)
		// One letter makes another person, of whom there may be no file yet.
		if meant := frontmatter.Meant(id, known); meant != "" && (r.folder != "people/" || frontmatter.SameLetters(id, meant)) {
			put(strings.TrimSuffix(v.V, id) + meant)
		}
	} else if len(known) > 0 && len(known) <= 12 {
		d = d.To("known: %s", strings.Join(known, ", "))
	}
	report(d)
	return false
}

// refs are what the references of a field may name, as the table of fields says.
// To ask for a field that is no reference is a mistake of the program.
func refs(kind Kind, field string) []fields.Target {
	type place struct {
		kind  Kind
		field string
	}
	if known, ok := foundRefs.Load(place{kind, field}); ok {
		return known.([]fields.Target)
	}
	f, ok := fields.At(kind.Fields(), field)
	if !ok || f.Type != fields.Ref {
		panic("content: " + string(kind) + " " + field + " is no reference")
	}
	foundRefs.Store(place{kind, field}, f.Refs)
	return f.Refs
}

// foundRefs are what refs has looked up in the table.
var foundRefs sync.Map

// refers checks the references that stand in a field, and tells whether all of
// them are there.
func (c *checker) refers(h *Head, kind Kind, path string, report source.Report, values ...Text) bool {
	to, all := refs(kind, path), true
	told := report
	report = func(d source.Diagnostic) {
		if slices.ContainsFunc(values, func(v Text) bool { return len(d.Edits) > 0 && v.V == d.Edits[0].Text }) {
			d.Edits = nil // that one is named too, so another may be meant
		}
		told(d)
	}
	for _, v := range values {
		if r := c.registers[to[0]]; r != nil {
			all = c.refer(v, r, h.Draft, report) && all
		} else {
			all = c.entryExists(v, "", to, h.Draft, report) && all
		}
	}
	return all
}

func (c *checker) references(e *Entry, report source.Report) {
	refers := func(path string, values ...Text) bool { return c.refers(&e.Head, e.Kind, path, report, values...) }
	elected := func(id string) bool { return c.person[id].Elected }
	c.officialMissing(e, report)
	if c.refers(&e.Head, e.Kind, "official", onlyTo(elected, report), e.Official) {
		p := c.person[strings.TrimPrefix(e.Official.V, "people/")]
		notElected(p, ruleOfficialNotElected.At(e.Official.At, "%s is not elected", p.Name.V), report)
	}
	refers("partners", e.Partners...)
	refers("departments", e.Departments...)
	refers("local_impact.issues", e.Impact.Issues...)
	if t := e.Trip; t != nil {
		for _, v := range t.Travellers {
			if v.bare {
				c.bareTraveller(v.Person, e.Draft, report)
				continue
			}
			refers("travellers.person", v.Person)
		}
		if t.Briefing != nil {
			refers("briefing.departments", t.Briefing.Departments...)
		}
	}
	if a := e.Agreement; a != nil {
		for _, p := range a.Promises {
			refers("promises.owner", p.Owner)
		}
	}
	if e.Outcome != nil {
		c.outcomeReferences(e, report)
	}
	if e.Event != nil {
		c.eventReferences(e, report)
	}
}

func (c *checker) outcomeReferences(e *Entry, report source.Report) {
	for _, v := range e.Outcome.Of {
		before := func(cause *Entry) bool {
			return e.Outcome.Date.OK() && !cause.Date().IsZero() && e.Outcome.Date.V.Before(cause.Date())
		}
		if !c.refers(&e.Head, e.Kind, "of", onlyTo(func(id string) bool { return !before(c.byID[id]) }, report), v) {
			continue
		}
		if cause := c.byID[v.V]; before(cause) {
			report(
				ruleOutcomeBeforeCause.At(e.Outcome.Date.At, "the outcome is dated before what it came from (%s)", catalog.Day(cause.Date())).
					See(v.At, "named here"),
			)
		}
	}
	for _, v := range e.Outcome.Keeps {
		id, promise, _ := strings.Cut(v.V, "#")
		agreement := c.byID[id]
		switch {
		case agreement != nil && c.shows(&e.Head) && !c.shows(&agreement.Head):
			report(ruleReferenceDraft.At(v.At, "%q is a draft", id))
		case agreement == nil || agreement.Agreement == nil:
			c.entryExists(v, strings.TrimPrefix(v.V, id), []fields.Target{fields.Target(Agreements)}, e.Draft, report)
		case !slices.ContainsFunc(agreement.Agreement.Promises, func(p Promise) bool { return p.ID.V == promise }):
			var known []string
			for _, p := range agreement.Agreement.Promises {
				known = append(known, p.ID.V)
			}
			d := ruleReferenceUnknown.At(v.At, "the agreement %q has no promise %q", id, promise).To("write it as %s#PROMISE", id)
			if near := frontmatter.Nearest(promise, known); near != "" {
				d = d.To("write %q", id+"#"+near)
				if meant := frontmatter.Meant(promise, known); meant != "" {
					d = frontmatter.Put(d, v, id+"#"+meant)
				}
			} else if len(known) > 0 {
				d = d.To("known: %s", strings.Join(known, ", "))
			}
			report(d)
		}
	}
}

// entryExists is refer for whole ids of entries, of the kinds that a field may
// name. What stands behind the id, as #PROMISE does, stays.
func (c *checker) entryExists(v Text, behind string, to []fields.Target, draft bool, report source.Report) bool {
	if !v.OK() {
		return false
	}
	written := strings.TrimSuffix(v.V, behind)
	fits := func(e *Entry) bool { return slices.Contains(to, fields.Target(e.Kind)) }
	if other := c.byID[written]; other != nil && fits(other) {
		if other.Draft && !draft && !c.drafts {
			report(ruleReferenceDraft.At(v.At, "%q is a draft", written))
		}
		return true
	}
	if c.unread[written] {
		return false
	}
	var known, slugs []string
	for _, id := range sortedKeys(c.byID) {
		if fits(c.byID[id]) {
			known, slugs = append(known, id), append(slugs, c.byID[id].Slug)
		}
	}
	d := ruleReferenceUnknown.At(v.At, "there is no %s %q", nounOf(to), written)
	meant := c.entriesMeant(written, known)
	switch {
	case len(meant) == 1:
		id := meant[0]
		if d = d.To("write %s", id+behind); c.idIn(written) != id {
			d = d.To("write %s: that is the id of “%s”", id+behind, written)
		}
		if !c.byID[id].Draft || draft || c.drafts {
			d = frontmatter.Put(d, v, id+behind)
		}
	case len(meant) > 1:
		d = d.To("write %s, whichever is meant", catalog.Or(meant...))
	default:
		near := frontmatter.Nearest(written, known)
		if i := slices.Index(slugs, frontmatter.Nearest(path.Base(c.idIn(written)), slugs)); near == "" && i >= 0 {
			near = known[i]
		}
		switch {
		case near != "":
			d = d.To("write %q if that is the one meant", near+behind)
			if meant := frontmatter.Meant(written, known); meant != "" && (!c.byID[meant].Draft || draft || c.drafts) {
				d = frontmatter.Put(d, v, meant+behind)
			}
		case len(known) > 0 && len(known) <= 12:
			d = d.To("known: %s", strings.Join(known, ", "))
		default:
			d = d.To("write the name of its folder, a stroke, and the name of its file without .md")
		}
	}
	report(d)
	return false
}

// nounOf is what a reference to entries names, in words: trip or agreement.
func nounOf(to []fields.Target) catalog.Message {
	if len(to) == len(Kinds) {
		return catalog.Say("entry")
	}
	nouns := map[Kind]catalog.Message{Trips: catalog.Say("trip"), Agreements: catalog.Say("agreement"), Outcomes: catalog.Say("outcome"),
		Events: catalog.Say("event")}
	noun := nouns[Kind(to[0])]
	for _, t := range to[1:] {
		noun = catalog.Say("%s or %s", noun, nouns[Kind(t)])
	}
	return noun
}
