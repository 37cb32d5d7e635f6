package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func TestFolders(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"site.yaml": "title: A\n", "trips/a.md": "---\n", "big.md": strings.Repeat("x", 3<<20)} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, fsys := range []fs.FS{Root(root), Dir(dir)} {
		if err := fstest.TestFS(fsys, "site.yaml", "trips/a.md"); err != nil {
			t.Error(err)
		}
		if _, err := ReadText(fsys, "big.md", 2<<20); !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "big.md") ||
			!strings.Contains(err.Error(), "2 MB") {
			t.Error(err)
		}
		if text, err := ReadText(fsys, "site.yaml", 9); err != nil || string(text) != "title: A\n" {
			t.Errorf("%q, %v", text, err)
		}
		if _, err := fsys.Open("nothing"); !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
	}
	if _, err := ReadFile(filepath.Join(dir, "big.md"), 2<<20); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
}
