package content

import (
	"bytes"
	"io/fs"
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// TestAgain changes a folder in random ways. Looking through it again, and
// checking what was parsed before beside what is new, has to say and publish
// the same as reading all of it anew, however often the same units have been
// checked in the meantime.
func TestAgain(t *testing.T) {
	texts := []string{
		"",
		"---\ntitle: Broken",
		anotherTrip,
		baseLetter,
		"---\nname: Someone\nrole: Councillor\nelected: true\n---\n",
		"---\ntitle: Un titre\n---\n",
		"---\ntitle: A page\n---\nSee [it](/trips/2026-09-ravenna/) and [that](/trips/new/) and ![a plan](plan.png).\n",
		"---\ntitle: Not yet\ndraft: true\n---\n",
		strings.Replace(
			anotherTrip,
			"line B",
			"line C",
			1,
		),
		strings.Replace(anotherTrip, "this winter", "in the coming winter", 1),
		strings.Replace(baseTrip, "so late shifts", "so that late shifts", 1),
	}
	names := []string{"trips/2026-09-ravenna.md", "trips/2026-09-ravenna.fr.md", "trips/new.md", "trips/sub/new.md", "trips/new/index.md",
		"trips/plan.png", "pages/about.md", "pages/plan.png",
		"people/claire-moreau.md", "newsletters/2026-10.md", "newsletters/2026-08.md", "outcomes/x.md", "static/CNAME", "agreements/2026.md"}
	rapid.Check(t, func(t *rapid.T) {
		c := baseCity()
		folder, err := Read(c.fs(), "content")
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 5).Draw(t, "looks") {
			var changed []string
			c = maps.Clone(c)
			for range rapid.IntRange(0, 3).Draw(t, "changes") {
				name := rapid.SampledFrom(names).Draw(t, "name")
				changed = append(changed, name)
				if rapid.Bool().Draw(t, "gone") {
					delete(c, name)
				} else {
					c[name] = rapid.SampledFrom(texts).Draw(t, "text")
				}
			}
			if rapid.Bool().Draw(t, "everywhere") {
				changed = nil
			}
			if folder, err = folder.Again(c.fs(), changed); err != nil {
				t.Fatal(err)
			}
			anew, err := Read(c.fs(), "content")
			if err != nil {
				t.Fatal(err)
			}
			preview := rapid.Bool().Draw(t, "preview")
			if got, want := lookOf(t, folder, preview), lookOf(t, anew, preview); got != want {
				t.Fatalf("looking again:\n%s\nreading anew:\n%s", got, want)
			}
		}
	})
}

// lookOf is what a folder's check says and publishes.
func lookOf(t *rapid.T, f *Folder, preview bool) string {
	settings, problems := ParseSettings(f.Settings)
	units, err := f.Parse(settings, today)
	if err != nil {
		t.Fatal(err)
	}
	set, found := Check(settings, problems, units, f, Options{Today: today, Preview: preview, Locales: locales})
	var b bytes.Buffer
	_ = source.Text(&b, found, source.Color{}, catalog.English)
	if set == nil {
		return b.String() + "nothing is published"
	}
	for _, h := range set.Heads() {
		text, err := fs.ReadFile(f.FS, h.Path)
		if err != nil || !bytes.Equal(text, h.File.Text) {
			t.Fatalf("%s is published as it was: %v", h.Path, err)
		}
		b.WriteString(h.ID + " " + h.Path + " ")
		for _, name := range h.Files {
			b.WriteString(name + " ")
		}
		_, translations := set.Head("/" + h.ID + "/")
		for _, lang := range sortedKeys(translations) {
			b.WriteString(lang + " " + translations[lang].Path)
		}
		b.WriteByte('\n')
	}
	for r := range set.Records() {
		b.WriteString(r.ID + " " + r.Status + " " + r.CostStatus + "\n")
	}
	return b.String()
}
