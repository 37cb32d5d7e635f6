package generator_test

import (
	"path/filepath"
	"strings"
	"testing"

	"parvis/generator"
)

// TestRecall reads what a folder of a repository keeps: the texts that differ
// from the present one, the latest first, by their path below the content.
func TestRecall(t *testing.T) {
	r := newRepo(t)
	dir, write := r.dir, r.write
	t.Setenv("GIT_DIR", filepath.Join(dir, "of a hook that runs parvis"))
	write("city/site.yaml", "title: A city\n")
	if earlier, notes := generator.Recall(t.Context(), filepath.Join(dir, "city"), dir); len(notes) > 0 || len(earlier.Versions) > 0 {
		t.Errorf("a repository without a commit: %v %v", earlier, notes)
	}
	write("city/trips/a trip “with” marks.md", "one\n")
	write("city/trips/once.md", "same\n")
	write("city/pages/about.md", "one\n")
	write("elsewhere/trips/other.md", "one\n")
	r.commit("2026-01-01")
	write("city/trips/a trip “with” marks.md", "two\n\nmore\n")
	write("city/pages/about.md", "two\n")
	write("elsewhere/trips/other.md", "two\n")
	r.commit("2026-02-02")
	write("city/trips/once.md", "not committed\n")
	write("data/promises.json", `[{"agreement": "agreements/a", "id": "b"}]`)
	earlier, notes := generator.Recall(t.Context(), filepath.Join(dir, "city"), dir)
	if len(notes) > 0 || len(earlier.Promises) != 1 || earlier.Promises[0].ID != "b" {
		t.Errorf("%v, promises %v", notes, earlier.Promises)
	}
	var got []string
	for _, name := range []string{"trips/a trip “with” marks.md", "trips/once.md"} {
		for _, v := range earlier.Versions[name] {
			got = append(got, name+" "+v.On.Format("2006-01-02")+" "+string(v.Text))
		}
	}
	want := "trips/a trip “with” marks.md 2026-02-02 two\n\nmore\n|trips/a trip “with” marks.md 2026-01-01 one\n|trips/once.md 2026-01-01 same\n"
	if strings.Join(got, "|") != want || len(earlier.Versions) != 2 {
		t.Errorf("%d files: %q, want %q", len(earlier.Versions), strings.Join(got, "|"), want)
	}
	write("data/promises.json", "<html>")
	if _, notes := generator.Recall(t.Context(), filepath.Join(dir, "city"), dir); len(notes) != 1 || !strings.Contains(notes[0], "promises were not compared") {
		t.Errorf("%v", notes)
	}
	t.Setenv("PATH", "")
	if _, notes := generator.Recall(t.Context(), filepath.Join(dir, "city"), filepath.Join(dir, "nowhere")); len(notes) != 1 || !strings.Contains(notes[0], "the command “git” is not installed") {
		t.Errorf("%v", notes)
	}
}
