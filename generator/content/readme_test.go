package content

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parvis/generator/fields"
)

// TestReadme wants the README to name every field of the table.
func TestReadme(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, readme, _ := strings.Cut(string(data), "## What can be written")
	for _, kind := range fields.Folders {
		fields.Walk(kind.Fields(), func(path string, f fields.Field) {
			if !regexp.MustCompile("(?m)(^|[-{,\\[` ])" + f.Name + "[:`]").MatchString(readme) {
				t.Errorf("%s: the README does not name %s", kind, path)
			}
		})
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
	files, err := filepath.Glob("../newcity/city/*/content/*")
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
