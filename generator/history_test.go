package generator_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"parvis/generator"
)

// TestRecall reads what a folder of a repository keeps: the texts that differ
// from the present one, the latest first, by their path below the content.
func TestRecall(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		need(t, "git")
	}
	dir := t.TempDir()
	t.Setenv("GIT_DIR", filepath.Join(dir, "of a hook that runs parvis"))
	run := func(day string, args ...string) {
		t.Helper()
		cmd := exec.Command(git, args...)
		cmd.Dir = dir
		cmd.Env = []string{"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.org", "GIT_COMMITTER_DATE=" + day + "T12:00:00Z", "HOME=" + dir}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run("2026-01-01", "init", "-q")
	write("city/site.yaml", "title: A city\n")
	if earlier, notes := generator.Recall(filepath.Join(dir, "city"), dir); len(notes) > 0 || len(earlier.Versions) > 0 {
		t.Errorf("a repository without a commit: %v %v", earlier, notes)
	}
	write("city/trips/a trip “with” marks.md", "one\n")
	write("city/trips/once.md", "same\n")
	write("city/pages/about.md", "one\n")
	write("elsewhere/trips/other.md", "one\n")
	run("2026-01-01", "add", ".")
	run("2026-01-01", "commit", "-q", "-m", "One")
	write("city/trips/a trip “with” marks.md", "two\n\nmore\n")
	write("city/pages/about.md", "two\n")
	write("elsewhere/trips/other.md", "two\n")
	run("2026-02-02", "commit", "-q", "-a", "-m", "Two")
	write("city/trips/once.md", "not committed\n")
	write("data/promises.json", `[{"agreement": "agreements/a", "id": "b"}]`)
	earlier, notes := generator.Recall(filepath.Join(dir, "city"), dir)
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
	if _, notes := generator.Recall(filepath.Join(dir, "city"), dir); len(notes) != 1 || !strings.Contains(notes[0], "promises were not compared") {
		t.Errorf("%v", notes)
	}
	t.Setenv("PATH", "")
	if _, notes := generator.Recall(filepath.Join(dir, "city"), filepath.Join(dir, "nowhere")); len(notes) != 1 || !strings.Contains(notes[0], "the command “git” is not installed") {
		t.Errorf("%v", notes)
	}
}
