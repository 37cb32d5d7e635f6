package generator

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/unicode/norm"

	"parvis/generator/content"
)

// TestWriteFixed: a file is written over as it was read, or not at all.
func TestWriteFixed(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	outside := filepath.Join(t.TempDir(), "outside.md")
	if err := os.WriteFile(outside, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	write("content/trips/a.md", "old", 0o640)
	write("content/trips/"+norm.NFD.String("é.md"), "old", 0o600)
	write("content/trips/changed.md", "old, and more", 0o666)
	write("content/trips/.parvis-fix", "left behind", 0o666)
	for _, link := range []string{"content/trips/link.md", "content/elsewhere"} {
		to := outside
		if filepath.Ext(link) == "" {
			to = filepath.Dir(outside)
		}
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	root, err := os.OpenRoot(filepath.Join(dir, "content"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for name, want := range map[string]error{
		"trips/a.md": nil, "trips/é.md": nil, "trips/changed.md": ErrChanged, "trips/link.md": ErrLink,
	} {
		if err := WriteFixed(root, "content", content.FixedFile{Path: "content/" + name, Was: []byte("old"), Text: []byte("new")}); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	if err := WriteFixed(root, "content", content.FixedFile{Path: "content/elsewhere/outside.md", Was: []byte("old"), Text: []byte("new")}); err == nil {
		t.Error("a file outside the content folder was written")
	}
	for name, want := range map[string]string{
		"content/trips/a.md": "new", "content/trips/" + norm.NFD.String("é.md"): "new", "content/trips/changed.md": "old, and more", outside: "old",
	} {
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		if text, err := os.ReadFile(name); err != nil || string(text) != want {
			t.Errorf("%s holds %q, want %q (%v)", name, text, want, err)
		}
	}
	if info, err := os.Stat(filepath.Join(dir, "content/trips/a.md")); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v (%v)", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "content", "*", ".parvis-fix")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
