package generator_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestLines keeps the lines of the program where no reader has to scroll.
func TestLines(t *testing.T) {
	const most = 160
	files := 0
	for _, dir := range []string{".", "../cmd", "../themes"} {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() && d.Name() == "testdata" {
				if err == nil {
					err = fs.SkipDir
				}
				return err
			}
			if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return nil
			}
			files++
			text, err := os.ReadFile(name)
			for n, line := range strings.Split(string(text), "\n") {
				if wide := utf8.RuneCountInString(strings.ReplaceAll(line, "\t", "    ")); wide > most {
					t.Errorf("%s:%d has %d columns; %d are the most", name, n+1, wide, most)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 150 {
		t.Errorf("only %d files", files)
	}
}
