package content

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file finds what is meant by a name, a title or a file's path that stands
// where an id has to.

// named are the ids of what bears a name, whatever the order of its words and the
// title before it: MOREAU Claire, Mme Claire Moreau.
func (r *register) named(name string) []string {
	bears := func(id string, key func(string) string) bool {
		return slices.ContainsFunc(r.names(id), func(n string) bool { return key(n) != "" && key(n) == key(name) })
	}
	for _, key := range []func(string) string{Fold, nameWords} {
		var out []string
		for _, id := range r.ids() {
			if bears(id, key) {
				out = append(out, id)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// nameWords are the words of a name without a title, in one order.
func nameWords(name string) string {
	words := slices.DeleteFunc(strings.Fields(Fold(name)), func(w string) bool { return slices.Contains(titlesOfNames, w) })
	slices.Sort(words)
	return strings.Join(words, " ")
}

// titlesOfNames stand before a person's name, folded.
var titlesOfNames = strings.Fields("m mr mme mlle madame monsieur dr dra sr sra senor senora senhor senhora d da don dona ms mrs prof")

// names are those of a partner in every language.
func (p *Partner) names() []string {
	out := []string{p.Name.V}
	for _, t := range p.Translations {
		out = append(out, t.Title.V)
	}
	return out
}

// titles are those of an entry in every language.
func (e *Entry) titles() []string {
	out := []string{e.Title.V}
	for _, t := range e.Translations {
		out = append(out, t.Title.V)
	}
	return out
}

// asFile is what a path has round the id of a file.
var asFile = regexp.MustCompile(`(?i)(?:/index)?(?:\.(?:en|fr|es|pt))?(?:\.md)?/*$`)

// idIn is the id within the path of a file, or within the address of its page:
// content/trips/2026-09-ravenna.md.
func (c *checker) idIn(written string) string {
	id := strings.TrimPrefix(written, c.settings.BaseURL)
	id = strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(id, `\`, "/")), "/")
	id = strings.TrimPrefix(id, "content/")
	return strings.ToLower(strings.TrimSuffix(asFile.ReplaceAllString(id, ""), "/"))
}

// entriesMeant are those of the known ids that a text names as a file, without its
// folder, or by the entry's title.
func (c *checker) entriesMeant(written string, known []string) []string {
	id := c.idIn(written)
	if slices.Contains(known, id) {
		return []string{id}
	}
	var out []string
	for _, k := range known {
		title := func(t string) bool { return Fold(t) != "" && Fold(t) == Fold(written) }
		if slug := c.byID[k].Slug; slug == id || slices.ContainsFunc(c.byID[k].titles(), title) || inFolders(id, k) {
			out = append(out, k)
		}
	}
	return out
}

// inFolders tells whether a path has folders between the one of its kind and the
// file, which count for nothing: trips/2026/2026-09-ravenna.
func inFolders(written, id string) bool {
	kind, slug, _ := strings.Cut(id, "/")
	return strings.HasPrefix(written, kind+"/") && path.Base(written) == slug
}

// onlyTo passes problems on without the edit that would name something which does
// not do there.
func onlyTo(does func(id string) bool, report source.Report) source.Report {
	return func(d source.Diagnostic) {
		if len(d.Edits) > 0 && !does(d.Edits[0].Text) {
			d.Edits = nil
		}
		report(d)
	}
}

// bareTraveller reports a traveller of whom nothing but a name or role stands
// there.
func (c *checker) bareTraveller(v Text, draft bool, report source.Report) {
	d := frontmatter.FieldForm.At(v.At, "a traveller is a group of fields: a person by id, or a role").
		To("write {person: …} with the id of a file in people/, or {role: %q} if that is what somebody is", v.V)
	r := c.registers[fields.Target(fields.People)]
	ids := r.named(v.V)
	if id := path.Base(c.idIn(v.V)); len(ids) == 0 && c.person[id] != nil {
		ids = []string{id}
	}
	if len(ids) == 1 {
		who := "{person: " + ids[0] + "}"
		if d = d.To("write %s", who); !c.person[ids[0]].Draft || draft || c.drafts {
			d = frontmatter.Put(d, v, who)
		}
	}
	report(d)
}
