package generator_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"parvis/generator/content"
)

// TestRulesForPrograms wants every published rule in rules.json, in each language of
// the site, with the words that the pages of the rules show.
func TestRulesForPrograms(t *testing.T) {
	type example struct {
		File  string
		Whole bool
		Text  map[string]string
	}
	var file struct {
		Languages []string
		Rules     []struct {
			Name, Severity string
			Usual          string `json:"usual_severity"`
			Locked         bool
			Says, Why, Fix map[string]string
			Bad, Good      *example
		}
	}
	set, files := demonstrated(t)
	dec := json.NewDecoder(bytes.NewReader(files["data/rules.json"]))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		t.Fatal(err)
	}
	languages := set.Settings().Languages
	if !slices.Equal(file.Languages, languages) || len(file.Rules) != len(content.Rules()) {
		t.Fatalf("%d rules in %q", len(file.Rules), file.Languages)
	}
	shown := map[string]string{}
	for _, lang := range languages {
		folder := "rules/"
		if lang != languages[0] {
			folder = lang + "/rules/"
		}
		for _, name := range slices.Sorted(maps.Keys(files)) {
			if strings.HasPrefix(name, folder) && strings.HasSuffix(name, ".html") {
				shown[lang] += read(t, name, files[name]).text
			}
		}
		shown[lang] = squeezed(shown[lang])
	}
	for i, r := range content.Rules() {
		got := file.Rules[i]
		if got.Name != r.Name || got.Locked != r.Locked || got.Usual != r.Severity.String() || got.Bad == nil || got.Good == nil {
			t.Errorf("%s is told as %+v", r.Name, got)
		}
		if got.Name == "cost-pending-late" && (got.Severity != "warning" || got.Usual != "error") {
			t.Errorf("what the city has changed is not told: %+v", got)
		}
		for _, lang := range languages {
			for what, text := range map[string]string{"says": got.Says[lang], "why": got.Why[lang], "fix": got.Fix[lang]} {
				if text == "" && what == "says" || !strings.Contains(shown[lang], squeezed(text)) {
					t.Errorf("%s: what it %s in %s is not on the page of the rules: %s", r.Name, what, lang, text)
				}
			}
			for _, e := range []*example{got.Bad, got.Good} {
				if e != nil && (e.File == "" || e.Text[lang] == "") {
					t.Errorf("%s has no example in %s", r.Name, lang)
				}
			}
		}
	}
}

// squeezed is a text without what only parts its words.
func squeezed(s string) string { return strings.Join(strings.Fields(s), " ") }
