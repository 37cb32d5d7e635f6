package fields

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// each calls visit for every field of every kind.
func each(visit func(where string, f Field)) {
	for _, k := range Kinds {
		Walk(k.Fields(), func(path string, f Field) { visit(string(k)+" "+path, f) })
	}
}

// wrongFrench are straight apostrophes, and signs before which a line could break.
var wrongFrench = regexp.MustCompile(`'|[^\x{202f}][;?!](?:\s|$)|[^\x{202f}]:\s`)

// TestWords wants every kind and field to have a label, a sentence and an
// example, in all languages.
func TestWords(t *testing.T) {
	check := func(where string, label, says Words) {
		for i, lang := range Languages {
			if label[i] == "" || utf8.RuneCountInString(label[i]) > 45 || strings.HasSuffix(label[i], ".") {
				t.Errorf("%s: label %q in %s", where, label[i], lang)
			}
			if !strings.HasSuffix(says[i], ".") || says[i] != strings.TrimSpace(says[i]) {
				t.Errorf("%s: %q in %s is no sentence", where, says[i], lang)
			}
			if slices.Index(says[:], says[i]) != i {
				t.Errorf("%s: %q stands in two languages", where, says[i])
			}
		}
		if wrongFrench.MatchString(says.In("fr")) {
			t.Errorf("%s: French typography of %q", where, says.In("fr"))
		}
	}
	for _, table := range Tables() {
		for _, c := range table.Columns {
			if wrongFrench.MatchString(c.Says.In("fr")) {
				t.Errorf("%s of %s: French typography of %q", c.Name, table.Name, c.Says.In("fr"))
			}
		}
	}
	for _, k := range Kinds {
		check(string(k), k.Label(), k.Says())
	}
	each(func(where string, f Field) {
		check(where, f.Label, f.Says)
		if f.Example == "" {
			t.Errorf("%s has no example", where)
		}
	})
	if got := Site.Label().In("de"); got != Site.Label().In("en") {
		t.Errorf("a language without words: %q", got)
	}
}

// TestForms wants each type to come with what it needs, and nothing with what
// it does not.
func TestForms(t *testing.T) {
	each(func(where string, f Field) {
		for what, both := range map[string][2]bool{
			"choices":         {f.Type == Choice, len(f.Choices) > 0},
			"references":      {f.Type == Ref, len(f.Refs) > 0},
			"fields":          {f.Type == Group || f.Type == Keyed, len(f.Fields) > 0},
			"a limit":         {f.Type == Degrees, f.Limit > 0},
			"keys":            {f.Type == Keyed, f.KeyedBy != ""},
			"a least value":   {f.Type == Whole && f.Least > 0, f.Least > 0}, // else 0
			"an item to open": {f.Type == Group, f.Type == Group && f.Begins() != "" || f.Type == Group && !f.List},
		} {
			if both[0] != both[1] {
				t.Errorf("%s, a %s, and %s: %t", where, f.Type, what, both[1])
			}
		}
		if f.Key != "" {
			if _, ok := Find(f.Fields, f.Key); !ok {
				t.Errorf("%s has no field %q", where, f.Key)
			}
		}
		if f.ShortOf != "" {
			if _, ok := Find(f.Fields, f.ShortOf); !ok {
				t.Errorf("%s has no field %q", where, f.ShortOf)
			}
		}
		if f.Staff && (f.Text || f.Column != "") {
			t.Errorf("%s is for colleagues, and published", where)
		}
		for _, to := range f.Refs {
			if k, ok := KindOf(string(to)); to != ToIssue && to != ToDepartment && to != ToPromise && (!ok || string(k) != string(to)) {
				t.Errorf("%s refers to %q", where, to)
			}
		}
	})
	for _, k := range Kinds {
		seen := map[string]bool{}
		Walk(k.Fields(), func(path string, _ Field) {
			if seen[path] {
				t.Errorf("%s: %s stands twice", k, path)
			}
			seen[path] = true
		})
		for _, word := range []string{k.One(), string(k)} {
			if got, ok := KindOf(word); !ok || got != k {
				t.Errorf("%s is %s", word, got)
			}
		}
	}
}

func TestTranslatable(t *testing.T) {
	var got []string
	Walk(Translatable(Agreements.Fields()), func(path string, _ Field) { got = append(got, path) })
	for path, want := range map[string]bool{"title": true, "cost.lines.what": true, "cost.lines.amount": false, "promises.id": true,
		"promises.notes.text": true, "promises.due": false,
		"staff_note": false, "sdg": false, "films.captions": true, "films.file": false, "voices.consent": false} {
		if slices.Contains(got, path) != want {
			t.Errorf("a translation holds %s: %t", path, !want)
		}
	}
	for name, want := range map[string]bool{"start": true, "amount": true, "title": false, "staff_note": true, "deadlines": true,
		"local_impact": false, "of": true} {
		if IsFact(name) != want {
			t.Errorf("%s is a fact: %t", name, !want)
		}
	}
	promises, _ := Find(Translatable(Agreements.Fields()), "promises")
	if got := promises.Begins(); got != "id: …, text: …, reason: …, notes: …" {
		t.Errorf("a promise begins with %q", got)
	}
}

func TestAt(t *testing.T) {
	for path, want := range map[string]Type{"cost.lines.amount": Amount, "cost": Group, "sdg": Goal, "cost.nothing": "", "nothing.at.all": ""} {
		if f, ok := At(Trips.Fields(), path); f.Type != want || ok != (want != "") {
			t.Errorf("%s is a %q", path, f.Type)
		}
	}
}
