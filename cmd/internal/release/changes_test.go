package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What a folder stands for is licensed by others all the same.
func TestSlimmed(t *testing.T) {
	for module, want := range map[string]bool{
		decoders[0].path: true, fontModule: true, checkModule: true, frontModule: true, "github.com/ebitengine/purego": false,
	} {
		if slimmed(module) != want {
			t.Error(module)
		}
	}
}

// A file that is not as it was is not changed, and nothing is released.
func TestChanges(t *testing.T) {
	if code, err := withoutFormats("package frontmatter\n\nimport (\n\t\"x\"\n)\n\ntype Format struct{}\n\n" +
		"func defaultFormats() []*Format {\n\treturn []*Format{\n\t\tx.New(),\n\t}\n}\n"); err != nil || strings.Contains(code, "x") ||
		!strings.Contains(code, "type Format struct{}") {
		t.Errorf("%s: %v", code, err)
	}
	for _, code := range []string{"", "package frontmatter\n\nimport (\n\t\"x\"\n)\n",
		"package frontmatter\n\nimport (\n)\n\nfunc defaultFormats() []*Format {\n\treturn []*Format{\n\t}\n}\n\nfunc more() {}\n"} {
		if _, err := withoutFormats(code); err == nil {
			t.Errorf("%q is changed", code)
		}
		if _, err := sortingOnce(code); err == nil {
			t.Errorf("%q is changed", code)
		}
	}
	dir := t.TempDir()
	if err := errors.Join(write(filepath.Join(dir, "go.mod"), nil), write(filepath.Join(dir, "a.go"), nil)); err != nil {
		t.Fatal(err)
	}
	refuse := func(string) (string, error) { return "", errors.New("no") }
	for file, want := range map[string]string{"a.go": "a.go: no", "b.go": "has not all files"} {
		if err := slimModule(dir, t.TempDir(), map[string]change{file: refuse}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", file, err)
		}
	}
	if _, err := slimFiles(dir, dir, map[string]change{filepath.Join(dir, "a.go"): refuse}); err == nil || !strings.Contains(err.Error(), "a.go: no") {
		t.Error(err)
	}
	if _, err := slimFiles("/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64", dir, nil); err == nil ||
		!strings.Contains(err.Error(), "GOTOOLCHAIN=local") {
		t.Error(err)
	}
}

// sorter sorts what has equals, in all the orders that a sort knows of, and says in which
// order it comes out.
const sorter = `package main

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
)

type entry struct {
	key, was int
	more     [3]string
}

func main() {
	h := sha256.New()
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 2, 11, 12, 13, 49, 50, 51, 300, 5000} {
		for _, key := range []func(int) int{
			func(int) int { return r.IntN(n) }, func(int) int { return r.IntN(3) }, func(i int) int { return i },
			func(i int) int { return -i }, func(i int) int { return min(i, n-i) / 2 }, func(i int) int { return i ^ 1 },
		} {
			x := make([]entry, n)
			for i := range x {
				x[i] = entry{key: key(i), was: i}
			}
			y := slices.Clone(x)
			slices.SortFunc(x, func(a, b entry) int { return a.key - b.key })
			slices.SortStableFunc(y, func(a, b entry) int { return a.key - b.key })
			fmt.Fprintln(h, x, y)
		}
	}
	fmt.Printf("%x", h.Sum(nil))
}
`

// A release puts what is equal in the same order as the ordinary program.
func TestSorting(t *testing.T) {
	folders, err := moduleFolders()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files, err := slimFiles(folders["std"], dir, changedFiles(folders["parvis"], folders["std"], nil))
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "sorter.go")
	if err := errors.Join(overlay(folders["parvis"], dir, files), os.WriteFile(program, []byte(sorter), 0o644)); err != nil {
		t.Fatal(err)
	}
	ordinary, err := exec.Command("go", "run", program).Output()
	if err != nil {
		t.Fatal(err)
	}
	released, err := exec.Command("go", "run", "-overlay", filepath.Join(dir, "overlay.json"), program).Output()
	if err != nil || string(released) != string(ordinary) || len(ordinary) != 64 {
		t.Errorf("it sorts to %s, want %s: %v", released, ordinary, err)
	}
}
