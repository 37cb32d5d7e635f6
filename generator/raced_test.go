package generator_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// atOnce is how code has two things run at the same time.
var atOnce = regexp.MustCompile(`\bgo func\b|\bgo [a-zA-Z.]+\(|\.Go\(func`)

// TestRaced has “make test” look for races in each package that does several things at
// the same time.
func TestRaced(t *testing.T) {
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^RACED  = (.*)$`).FindSubmatch(makefile)
	if line == nil {
		t.Fatal("the Makefile names no packages in RACED")
	}
	raced := strings.FieldsFunc(string(line[1]), func(r rune) bool { return strings.ContainsRune(" ,()", r) })
	names, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") || !atOnce.Match(text) {
			continue
		}
		found++
		if dir := filepath.Dir(name); !slices.Contains(raced, dir) {
			t.Errorf("%s does several things at the same time, and %s is not among RACED of the Makefile", name, dir)
		}
	}
	if found < 8 {
		t.Errorf("only %d files do several things at the same time", found)
	}
}
