package content

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestReadme wants the README to name every field that each kind of file
// knows.
func TestReadme(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, readme, _ := strings.Cut(string(data), "## What can be written")
	known := regexp.MustCompile(`known here: ([^\n]*)`)
	for _, file := range []string{trip, agreement, outcome, "newsletters/2026-10.md", "people/claire-moreau.md", "partners/ravenna.md", "pages/about.md"} {
		said := show(baseCity().with(file, "of no kind: 1\n").problems(t))
		m := known.FindStringSubmatch(said)
		if m == nil {
			t.Errorf("%s: nothing was said of an unknown field: %s", file, said)
			continue
		}
		for name := range strings.SplitSeq(m[1], ", ") {
			if !regexp.MustCompile("(?m)(^|[{` ])" + name + "[:`]").MatchString(readme) {
				t.Errorf("%s: the README does not name the field %q", file, name)
			}
		}
	}
}

// TestExamplesHaveNotesApart wants the examples that people copy to explain
// nothing behind a value: behind a text it would be taken for a part of it.
func TestExamplesHaveNotesApart(t *testing.T) {
	behind := regexp.MustCompile(`(?m)^[ \t]*[^\s#].*[ \t]#.*$`)
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```yaml\n.*?```").FindAllString(string(readme), -1)
	if len(blocks) < 4 {
		t.Errorf("%d examples in the README", len(blocks))
	}
	files, err := filepath.Glob("../newcity/city/content/*")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, pattern := range []string{"/*.md", "/*/*.md", ""} {
		for _, dir := range files {
			found, _ := filepath.Glob(dir + pattern)
			for _, name := range found {
				if data, err := os.ReadFile(name); err == nil {
					front, _, _ := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
					blocks = append(blocks, front)
				}
			}
		}
	}
	for _, block := range blocks {
		if line := behind.FindString(block); line != "" {
			t.Errorf("a note stands behind a value: %s", line)
		}
	}
}
