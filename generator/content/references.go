package content

import (
	"slices"
	"strings"

	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file follows the ids by which files name one another.

// refer checks that an id exists among those of one sort, and is published.
func (c *checker) refer(v Text, folder, sort string, known []string, owner Head, report source.Report) bool {
	if !v.OK() {
		return false
	}
	id := strings.TrimPrefix(v.V, folder+"/")
	if _, found := slices.BinarySearch(known, id); found {
		if folder != "" && c.drafted[folder+"/"+id] && !owner.Draft && !c.drafts {
			report(ruleReferenceDraft.At(v.At, "%q is a draft", v.V))
		}
		return true
	}
	if c.unread[folder+"/"+id] || sort == issueSort && c.settings.unreadIssues || sort == departmentSort && c.settings.unreadDepartments {
		return false
	}
	d := ruleReferenceUnknown.At(v.At, "there is no %s %q", sort, v.V)
	if near := frontmatter.Nearest(id, known); near != "" {
		d = d.To("write %q if that is the one meant", near)
	} else if len(known) > 0 && len(known) <= 12 {
		d = d.To("known: %s", strings.Join(known, ", "))
	}
	report(d)
	return false
}

// idsOf returns the ids of one sort, sorted: people, partners, entries,
// agreements, or causes, which are the entries that outcomes come from.
func (c *checker) idsOf(sort string) []string {
	if list, ok := c.lists[sort]; ok {
		return list
	}
	if c.lists == nil {
		c.lists = map[string][]string{
			"people": sortedKeys(c.person), "partners": sortedKeys(c.partner), "entries": sortedKeys(c.byID),
		}
		for _, id := range c.lists["entries"] {
			if strings.HasPrefix(id, string(Agreements)) {
				c.lists["agreements"] = append(c.lists["agreements"], id)
			}
			if !strings.HasPrefix(id, string(Outcomes)) {
				c.lists["causes"] = append(c.lists["causes"], id)
			}
		}
	}
	return c.lists[sort]
}

// The sorts of names that site.yaml gives, as diagnostics call them.
const (
	issueSort      = "local issue"
	departmentSort = "department"
)

func (c *checker) references(e *Entry, report source.Report) {
	people, partners := c.idsOf("people"), c.idsOf("partners")
	person := func(v Text) *Person {
		if c.refer(v, "people", "person", people, e.Head, report) {
			return c.person[strings.TrimPrefix(v.V, "people/")]
		}
		return nil
	}
	if p := person(e.Official); p != nil && !p.Elected {
		report(ruleOfficialNotElected.At(e.Official.At, "%s is not elected", p.Name.V).See(p.Name.At, "described here"))
	}
	for _, v := range e.Partners {
		c.refer(v, "partners", "partner", partners, e.Head, report)
	}
	for _, v := range e.Departments {
		c.refer(v, "", departmentSort, c.settings.department, e.Head, report)
	}
	for _, v := range e.Impact.Issues {
		c.refer(v, "", issueSort, c.settings.issueIDs, e.Head, report)
	}
	if t := e.Trip; t != nil {
		for _, v := range t.Travellers {
			person(v.Person)
		}
		if t.Briefing != nil {
			for _, v := range t.Briefing.Departments {
				c.refer(v, "", departmentSort, c.settings.department, e.Head, report)
			}
		}
	}
	if a := e.Agreement; a != nil {
		for _, p := range a.Promises {
			person(p.Owner)
		}
	}
	if e.Outcome != nil {
		c.outcomeReferences(e, report)
	}
}

func (c *checker) outcomeReferences(e *Entry, report source.Report) {
	causes := c.idsOf("causes")
	for _, v := range e.Outcome.Of {
		if !c.entryExists(v, causes, "trip or agreement", e.Draft, report) {
			continue
		}
		if cause := c.byID[v.V]; e.Outcome.Date.OK() && !cause.Date().IsZero() && e.Outcome.Date.V.Before(cause.Date()) {
			report(ruleOutcomeBeforeCause.At(e.Outcome.Date.At, "the outcome is dated before what it came from (%s)", cause.Date().Format("2006-01-02")).See(v.At, "named here"))
		}
	}
	for _, v := range e.Outcome.Keeps {
		id, promise, _ := strings.Cut(v.V, "#")
		agreement := c.byID[id]
		switch {
		case agreement != nil && c.shows(&e.Head) && !c.shows(&agreement.Head):
			report(ruleReferenceDraft.At(v.At, "%q is a draft", id))
		case agreement == nil || agreement.Agreement == nil:
			c.entryExists(Text{V: id, At: v.At, Given: true}, c.idsOf("agreements"), "agreement", e.Draft, report)
		case !slices.ContainsFunc(agreement.Agreement.Promises, func(p Promise) bool { return p.ID.V == promise }):
			var known []string
			for _, p := range agreement.Agreement.Promises {
				known = append(known, p.ID.V)
			}
			d := ruleReferenceUnknown.At(v.At, "the agreement %q has no promise %q", id, promise).To("write it as %s#PROMISE", id)
			if near := frontmatter.Nearest(promise, known); near != "" {
				d = d.To("write %q", id+"#"+near)
			} else if len(known) > 0 {
				d = d.To("known: %s", strings.Join(known, ", "))
			}
			report(d)
		}
	}
}

// entryExists is refer for whole ids of entries.
func (c *checker) entryExists(v Text, known []string, sort string, draft bool, report source.Report) bool {
	if _, found := slices.BinarySearch(known, v.V); found {
		other := c.byID[v.V]
		if other.Draft && !draft && !c.drafts {
			report(ruleReferenceDraft.At(v.At, "%q is a draft", v.V))
		}
		return true
	}
	if c.unread[v.V] {
		return false
	}
	d := ruleReferenceUnknown.At(v.At, "there is no %s %q", sort, v.V).To("write the id as FOLDER/NAME, such as trips/2026-09-ravenna")
	if near := frontmatter.Nearest(v.V, known); near != "" {
		d = d.To("write %q if that is the one meant", near)
	}
	report(d)
	return false
}
