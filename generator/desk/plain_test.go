package desk

import (
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/generator/catalog"
	"parvis/generator/fields"
)

// asWritten is what only says how a file is written, which no officer has to know.
var asWritten = regexp.MustCompile("[`\"_]|\\b(?:true|false|YAML|yaml|front matter|ids?|identifiants?|identificador(?:es)?)\\b|draft: true|people/|partners/|\\.md\\b")

// No help on a form speaks of how a file is written, in any language; nor does a placeholder
// say in English what is written in another.
func TestPlainHelp(t *testing.T) {
	for _, lang := range fields.Languages {
		words := catalog.For(lang)
		for _, kind := range append(slices.Clone(fields.Folders), fields.Site) {
			fields.Walk(kind.Fields(), func(path string, f fields.Field) {
				for _, says := range []string{f.Label.In(lang), f.Says.In(lang)} {
					if bad := asWritten.FindString(says); bad != "" {
						t.Errorf("%s, %s.%s says %q: %s", lang, kind, path, bad, says)
					}
					for _, choice := range f.Choices {
						if lang != "en" && strings.Contains(says, "("+choice+")") {
							t.Errorf("%s, %s.%s names the choice %q: %s", lang, kind, path, choice, says)
						}
					}
				}
			})
		}
		for _, list := range []map[string]catalog.Message{said, scripted, pictureWords} {
			for _, name := range slices.Sorted(maps.Keys(list)) {
				if bad := asWritten.FindString(list[name].In(words)); bad != "" {
					t.Errorf("%s, %s says %q: %s", lang, name, bad, list[name].In(words))
				}
			}
		}
	}
	form := stand(t, copied(t), "fr").form(t, "people/karim-haddad/index.md")
	if strings.Contains(form, "Mayor") {
		t.Error("a placeholder in a French form is English")
	}
}

// What is open in a file is said on its form by the labels of its fields, in quotation marks of
// the language.
func TestPlainProblems(t *testing.T) {
	dir := copied(t)
	const name = "trips/night-trams.md"
	text := "---\ntitle: Night trams\nstart: 2026-13-01\nend: 2026-09-16\nlocal_impact: TBD\ncost: {lines: [{for: transport, amount: twelve}]}\n---\n"
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, lang := range fields.Languages {
		d := stand(t, dir, lang)
		p, err := d.paper(name)
		if err != nil {
			t.Fatal(err)
		}
		c, err := d.city()
		if err != nil {
			t.Fatal(err)
		}
		problems, _, err := d.problems(c, p)
		if err != nil || len(problems) < 6 {
			t.Fatal(len(problems), err)
		}
		all := ""
		for _, x := range problems {
			for _, says := range []string{x.Message, x.Why, x.Fix} {
				all += says + "\n"
				if bad := asWritten.FindString(says); bad != "" {
					t.Errorf("%s: %q is said in %q", lang, bad, says)
				}
			}
		}
		var departments []string
		for id, name := range d.former(c, p.kind).nameOf[1] {
			if strings.Contains(id, "-") && id != name && strings.Contains(all, id) {
				t.Errorf("%s: %q is called by its id in\n%s", lang, name, all)
			}
			if departments = append(departments, name); !strings.Contains(all, name) {
				t.Errorf("%s: the department %q is not named in\n%s", lang, name, all)
			}
		}
		if len(departments) != 6 {
			t.Error(departments)
		}
		label, _ := fields.Find(p.table(), "departments")
		if want := marks[lang][0] + label.Label.In(lang) + marks[lang][1]; !strings.Contains(all, want) {
			t.Errorf("%s: %s is not named in\n%s", lang, want, all)
		}
	}
}

// A translation that has just begun is called as its original is, and what it lacks by the labels
// of its fields.
func TestPlainTranslation(t *testing.T) {
	dir := copied(t)
	const name = "trips/2026-09-ravenna.es.md"
	if err := os.Remove(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
	d := stand(t, dir, "fr")
	if w := d.post("new/trips/2026-09-ravenna.md", url.Values{"language": {"es"}}); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code, w.Body)
	}
	form := d.get(t, "edit/"+name)
	_, sheet, _ := strings.Cut(form, `id="sheet"`)
	head, _, _ := strings.Cut(sheet, `class="fields"`)
	if !strings.Contains(head, "Titre; En une phrase; Objet; ") || strings.Contains(head, "local_impact") || strings.Contains(head, "<h1>trips/") {
		t.Error(head)
	}
	for field, has := range map[string]bool{"f.title": true, "f.cost.lines.0.what": true, "f.cost": false, "f.cost.saving.method": false, "f.extended": false} {
		if strings.Contains(sheet, `name="`+field+`"`) != has {
			t.Errorf("the translation has a field %s: %t", field, !has)
		}
	}
}

// Every choice of a field has a name of its own in each language.
func TestChoicesAreNamed(t *testing.T) {
	dir := copied(t)
	for _, lang := range fields.Languages {
		d := stand(t, dir, lang)
		c, err := d.city()
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range append(slices.Clone(fields.Folders), fields.Site) {
			offers := d.former(c, kind).options
			fields.Walk(kind.Fields(), func(path string, f fields.Field) {
				if f.Type != fields.Choice || strings.HasPrefix(path, "rules.") { // of which there is no form
					return
				}
				for _, o := range offers(f) {
					if o.Label == "" || o.Label == o.Value && o.Value != "once" || strings.Contains(o.Label, "_") {
						t.Errorf("%s: %s.%s shows the choice %q as %q", lang, kind, path, o.Value, o.Label)
					}
				}
			})
		}
	}
}

// A message that stands alone begins with a capital, and a file's name or somebody's word stays
// what it is.
func TestSentence(t *testing.T) {
	for says, want := range map[string]string{
		"":                                     "",
		"the file is gone":                     "The file is gone",
		"élu inconnu":                          "Élu inconnu",
		"this: that":                           "This: that",
		"trips/none.md: there is no such file": "trips/none.md: there is no such file",
		"site.yaml: a colon is missing":        "site.yaml: a colon is missing",
		"“twelve” is not an amount":            "“twelve” is not an amount",
		"« douze » n’est pas un montant":       "« douze » n’est pas un montant",
		"l’adresse est vide":                   "L’adresse est vide",
		"2026-13-01 does not exist":            "2026-13-01 does not exist",
	} {
		if got := sentence(says); got != want {
			t.Errorf("%q becomes %q", says, got)
		}
	}
}
