package desk

import (
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// FuzzForm sends the desk forms in which anything stands in a field, and fields that no
// form has: each is answered.
func FuzzForm(f *testing.F) {
	dir := filepath.Join(f.TempDir(), "content")
	if err := os.CopyFS(dir, os.DirFS("../expected/testdata/city")); err != nil {
		f.Fatal(err)
	}
	d := stand(f, dir, "en")
	files := []string{"trips/2026-06-vejle.md", "agreements/vejle/index.md", "outcomes/2026-09-night-buses/index.md", "newsletters/2026-09.md",
		"trips/2026-06-vejle.fr.md", "people/nora-quinn.md"}
	forms := map[string]url.Values{}
	for i, name := range files {
		forms[name] = sentBy(f, d.form(f, name))
		f.Add(uint8(i), uint16(3*i), "field", "a: b # c\n---\n\"x", true)
		f.Add(uint8(i), uint16(7*i), "cost.lines.99.amount", "\x00\xff\u202e", false)
	}
	f.Fuzz(func(t *testing.T, which uint8, at uint16, key, value string, known bool) {
		name := files[int(which)%len(files)]
		form := maps.Clone(forms[name])
		if known {
			keys := slices.Sorted(maps.Keys(form))
			key = keys[int(at)%len(keys)]
		}
		if form[key] = []string{value}; key == "base" || key == "shown" {
			return // which tell of which text the form was made
		}
		if w := d.post("try/"+name, form); w.Code >= http.StatusInternalServerError {
			t.Errorf("%s: %s=%q: %d %s", name, key, value, w.Code, w.Body)
		}
	})
}
