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
		decoders[0].path: true, fontModule: true, checkModule: true, frontModule: true, minModule: true, "github.com/ebitengine/purego": false,
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

// Of zones and names of signs, too, only what is as it was is packed, and nothing is lost.
func TestData(t *testing.T) {
	for _, code := range []string{"", "package tzdata\n", "package tzdata\n\nconst zipdata = \"a\"\nconst more = 1\n", "package html\n",
		"package html\n\nvar EntitiesMap = map[string][]byte{\n\t\"AMP\": other,\n}\n",
		"package html\n\nimport \"x\"\n\nvar EntitiesMap = map[string][]byte{\n\t\"AMP\": []byte(\"&\"),\n}\n"} {
		for name, change := range map[string]change{"zones": packingZones, "reading zones": unpackingZones, "entities": withEntitiesApart} {
			if _, err := change(code); err == nil {
				t.Errorf("%s: %q is changed", name, code)
			}
		}
	}
	code, err := withEntitiesApart("package html\n\nvar EntitiesMap = map[string][]byte{\n\t\"AMP\":   []byte(\"&\"),\n\t\"Tab\": []byte(\"\\t\"),\n}\n")
	if err != nil || !strings.Contains(code, `"AMP\x00&\x00Tab\x00\t"`) {
		t.Errorf("%s: %v", code, err)
	}
}

// asker does with what a release has changed what shows whether it is still the same: it
// sorts what has equals, in all the orders that a sort knows of, and reads all names of signs
// and some zones, from what the program itself holds.
const asker = `package main

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	_ "time/tzdata"
	_ "unsafe"

	"github.com/tdewolff/minify/v2/html"
)

//go:linkname zone time.loadFromEmbeddedTZData
var zone func(string) (string, error)

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
	for _, name := range slices.Sorted(maps.Keys(html.EntitiesMap)) {
		fmt.Fprintf(h, "%s %q\n", name, html.EntitiesMap[name])
	}
	for _, name := range []string{"Europe/Paris", "America/Mexico_City", "Atlantic/Azores", "Nowhere/Atall"} {
		data, err := zone(name)
		fmt.Fprintf(h, "%q %v\n", data, err)
	}
	fmt.Printf("%d %x", len(html.EntitiesMap), h.Sum(nil))
}
`

// A release sorts, and reads what it has packed, as the ordinary program does.
func TestSame(t *testing.T) {
	dir := t.TempDir()
	if err := slim(dir); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "asker.go")
	if err := os.WriteFile(program, []byte(asker), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		out, err := exec.Command("go", append(append([]string{"run", "-ldflags=-checklinkname=0"}, args...), program)...).CombinedOutput()
		if err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return string(out)
	}
	ordinary, released := run(), run("-modfile", filepath.Join(dir, "go.mod"), "-overlay", filepath.Join(dir, "overlay.json"))
	if released != ordinary || len(ordinary) < 64 {
		t.Errorf("it says %s, want %s", released, ordinary)
	}
}
