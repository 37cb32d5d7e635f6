package devserver

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// Where the system gives no watches, changes are found all the same: of files
// that are written, made or gone, of folders, and of the theme.
func TestLookInstead(t *testing.T) {
	dir, theme := t.TempDir(), t.TempDir()
	put := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put(filepath.Join(dir, "trips/a.md"), "one")
	put(filepath.Join(dir, "trips/gone.md"), "one")
	put(filepath.Join(theme, "assets/a.css"), "one")
	var told []error
	w := &watcher{changes: make(chan Changes, 8), stop: make(chan struct{}), roots: []string{dir, theme}, blind: func(err error) { told = append(told, err) }}
	w.lookInstead()
	w.lookInstead()
	defer w.close()
	if len(told) != 1 || !strings.Contains(told[0].Error(), "every second") || !strings.Contains(told[0].Error(), "max_user_watches") {
		t.Errorf("told %v", told)
	}
	next := func() Changes {
		t.Helper()
		select {
		case c := <-w.changes:
			slices.Sort(c.Content)
			return c
		case <-time.After(10 * time.Second):
			t.Fatal("a change was not found")
			return Changes{}
		}
	}
	put(filepath.Join(dir, "trips/a.md"), "three")
	os.Remove(filepath.Join(dir, "trips/gone.md"))
	put(filepath.Join(dir, "trips/.hidden.md"), "x")
	var seen []string
	for len(seen) < 2 { // the second may meet the next look
		c := next()
		seen = append(seen, c.Content...)
		if c.All || len(c.Theme) > 0 {
			t.Errorf("too much: %+v", c)
		}
	}
	if slices.Sort(seen); strings.Join(seen, " ") != "trips/a.md trips/gone.md" {
		t.Errorf("%v", seen)
	}
	put(filepath.Join(theme, "assets/a.css"), "three")
	if c := next(); strings.Join(c.Theme, " ") != "assets/a.css" || c.All {
		t.Errorf("%+v", c)
	}
	put(filepath.Join(dir, "people/new/index.md"), "x")
	if c := next(); !c.All {
		t.Errorf("%+v", c)
	}
}

// Whoever edits is told, on the terminal and on each page, but not where watches
// do.
func TestNotWatchingIsTold(t *testing.T) {
	var told []error
	s := New(Config{Tell: func(err error) { told = append(told, err) }})
	site := page("one")
	if text := string(s.annotate([]byte("<head></head><body></body>"), &view{site: site}, "index.html")); strings.Contains(text, "a second later") {
		t.Error(text)
	}
	s.notWatching(errors.New("no more watches"))
	text := string(s.annotate([]byte("<head></head><body></body>"), &view{site: site}, "index.html"))
	if len(told) != 1 || !strings.Contains(text, "a second later") || !strings.Contains(text, "no more watches") {
		t.Error(told, text)
	}
}
