package generator_test

import (
	"os"
	"slices"
	"testing"
	"time"

	"parvis/generator"
	"parvis/generator/output"
	"parvis/generator/publish"
	"parvis/generator/source"
)

// TestManifest builds a city: its manifest names all files, with what they hold and the day,
// and a second build that finds nothing changed leaves it. What changes one file of the
// site changes the manifest, and no city can put another in its place.
func TestManifest(t *testing.T) {
	d := newOffice(t, nil)
	verdict := func() publish.Verdict {
		d.build(t, output.Options{})
		root, err := os.OpenRoot(d.path("public"))
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		v, err := publish.VerifyFolder(t.Context(), root)
		if err != nil || !v.Whole() {
			t.Fatalf("%+v, %v", v, err)
		}
		return v
	}
	first := verdict()
	if first.Manifest.Day.Format(time.DateOnly) != "2026-11-23" || first.Manifest.Site != "https://abroad.example.org/" {
		t.Errorf("%s, %s", first.Manifest.Day, first.Manifest.Site)
	}
	if !slices.ContainsFunc(first.Manifest.Files, func(h output.Held) bool { return h.Path == "data/catalog.jsonld" }) {
		t.Error("the catalogue is not named")
	}
	if verdict().Sum != first.Sum {
		t.Error("the same site has another manifest")
	}
	d.write(t, "city/static/plan.txt", "The plan")
	if verdict().Sum == first.Sum {
		t.Error("another site has the same manifest")
	}
	d.write(t, "city/static/data/manifest.json", "{}")
	if _, _, r, err := generator.Check(d.job); err != nil || source.Count(r.Diagnostics).Errors != 1 {
		t.Errorf("a manifest of the city's own: %v, %v", r.Diagnostics, err)
	}
}
