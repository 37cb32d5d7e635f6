package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestSecurity wants a test, a script or a command for every promise of
// .github/SECURITY.md.
func TestSecurity(t *testing.T) {
	text, err := os.ReadFile("../../.github/SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	declared := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	err = filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != "..":
			return fs.SkipDir
		case strings.HasSuffix(name, ".txtar") && filepath.Base(filepath.Dir(name)) == "script":
			known[d.Name()] = true
		case strings.HasSuffix(name, "_test.go"):
			code, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			for _, m := range declared.FindAllStringSubmatch(string(code), -1) {
				known[m[1]] = true
			}
		case d.IsDir():
			known[strings.TrimPrefix(filepath.ToSlash(name), "../../")] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	promises := 0
	for line := range strings.Lines(string(text)) {
		promise, holds, found := strings.Cut(strings.Trim(line, "| \n"), " | ")
		if !found || promise == "promise" || promise == "---" {
			continue
		}
		promises++
		names := regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(holds, -1)
		if len(names) == 0 {
			t.Errorf("nothing holds that %s", promise)
		}
		for _, m := range names {
			if !known[m[1]] {
				t.Errorf("%s: there is no %s", promise, m[1])
			}
		}
	}
	if promises < 15 {
		t.Errorf("%d promises were found", promises)
	}
}
