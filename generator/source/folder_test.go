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

// TestReadUpTo reads a file of whatever length, whatever length it is said to
// have, up to a limit.
func TestReadUpTo(t *testing.T) {
	for _, size := range []int64{0, 1, 4, 5, 6, 100} {
		for _, most := range []int64{1, 4, 5, 6, 7, 200} {
			for _, text := range []string{"", "abcd", "abcde", strings.Repeat("x", 150)} {
				got, err := readUpTo(strings.NewReader(text), size, most)
				if want := text[:min(len(text), int(most))]; err != nil || string(got) != want {
					t.Errorf("%d bytes, said to be %d, at most %d: %q, %v", len(text), size, most, got, err)
				}
			}
		}
	}
}
