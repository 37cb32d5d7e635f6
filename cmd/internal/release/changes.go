package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// change is how a release has the code of one file; an error where that is not as it was
// when this was written.
type change func(code string) (string, error)

// changedModules are the modules of which a release has one file changed.
func changedModules(names []string) map[string]map[string]change {
	return map[string]map[string]change{
		checkModule: {"check.go": func(code string) (string, error) { return askingByName(code, askingType, names) }},
		frontModule: {"format.go": withoutFormats},
		minModule:   {"html/table.go": withEntitiesApart},
	}
}

const (
	checkModule = "github.com/jba/templatecheck"  // what checks templates
	frontModule = "github.com/adrg/frontmatter"   // what tells front matter from text
	minModule   = "github.com/tdewolff/minify/v2" // what leaves out of pages what no browser needs
)

// changedFiles are the files of Go itself, below goRoot, and of parvis, below root, in
// whose place a release has others.
func changedFiles(root, goRoot string, names []string) map[string]change {
	return map[string]change{
		filepath.Join(goRoot, "src", "text", "template", "exec.go"): func(code string) (string, error) {
			return askingByName(code, askingValue, names)
		},
		filepath.Join(goRoot, "src", "slices", "zsortanyfunc.go"): func(string) (string, error) {
			code, err := os.ReadFile(filepath.Join(goRoot, "src", "sort", "zsortfunc.go"))
			if err != nil {
				return "", err
			}
			return sortingOnce(string(code))
		},
		filepath.Join(goRoot, "src", "time", "tzdata", "tzdata.go"):   unpackingZones,
		filepath.Join(goRoot, "src", "time", "tzdata", "zzipdata.go"): packingZones,
		filepath.Join(root, "generator", "render", "methods.go"):      func(string) (string, error) { return ownAsking(names), nil },
	}
}

// slimModule writes a module into a folder, with its files changed, which are named as
// below the module, and without tests.
func slimModule(module, dir string, changes map[string]change) error {
	changed := 0
	err := filepath.WalkDir(module, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "testdata":
			return fs.SkipDir
		case d.IsDir() || strings.HasSuffix(file, "_test.go") || filepath.Ext(file) != ".go" && d.Name() != "go.mod":
			return nil
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(module, file)
		if err != nil {
			return err
		}
		code := string(text)
		if c, there := changes[filepath.ToSlash(name)]; there {
			changed++
			if code, err = c(code); err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
		}
		return write(filepath.Join(dir, name), []byte(code))
	})
	if err == nil && changed != len(changes) {
		return fmt.Errorf("%s: has not all files that are changed", module)
	}
	return err
}

// slimFiles writes changed files into dir, and returns where each lies.
func slimFiles(goRoot, dir string, changes map[string]change) (map[string]string, error) {
	if strings.Contains(filepath.ToSlash(goRoot), "/golang.org/toolchain@") {
		return nil, fmt.Errorf("%s: of a Go that was fetched as a module no file can be replaced: install this Go, and set GOTOOLCHAIN=local", goRoot)
	}
	lie := map[string]string{}
	var errs []error
	for file, c := range changes {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		code, err := c(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		lie[file] = filepath.Join(dir, filepath.Base(filepath.Dir(file))+"_"+filepath.Base(file)+".txt")
		errs = append(errs, write(lie[file], []byte(code)))
	}
	return lie, errors.Join(errs...)
}

var errFormats = errors.New("it does not end with the formats that are read where none is asked for, as it did")

// withoutFormats is the code that lists the formats of front matter, without those that are
// read where none is asked for: parvis asks for one, and nothing else uses the two
// libraries that read others.
func withoutFormats(code string) (string, error) {
	const from, to, formats = "\nimport (", "\n)\n", "func defaultFormats() []*Format {\n\treturn []*Format{\n"
	head, rest, there := strings.Cut(code, from)
	_, rest, ends := strings.Cut(rest, to)
	rest, list, last := strings.Cut(rest, formats)
	if !there || !ends || !last || strings.Count(list, "func ") > 0 {
		return "", errFormats
	}
	return head + rest + "func defaultFormats() []*Format { panic(\"a release reads the formats that are asked for\") }\n", nil
}

// sorting is what stands before the sorts of package sort in package slices. That package
// has the same sorts, but once for each type that something is sorted of: 0.4 MB.
const sorting = `package slices

type lessSwap struct {
	Less func(i, j int) bool
	Swap func(i, j int)
}

func comparing[E any](data []E, cmp func(a, b E) int) lessSwap {
	return lessSwap{
		func(i, j int) bool { return cmp(data[i], data[j]) < 0 },
		func(i, j int) { data[i], data[j] = data[j], data[i] },
	}
}

func pdqsortCmpFunc[E any](data []E, a, b, limit int, cmp func(a, b E) int) {
	pdqsort_func(comparing(data, cmp), a, b, limit)
}

func stableCmpFunc[E any](data []E, n int, cmp func(a, b E) int) {
	stable_func(comparing(data, cmp), n)
}
`

// sortingOnce is the code of the sorts of package sort as package slices can have it: they
// are the same for all types.
func sortingOnce(code string) (string, error) {
	_, sorts, there := strings.Cut(code, "\npackage sort\n")
	for _, used := range []string{"\nfunc pdqsort_func(data lessSwap, a, b, limit int) {", "\nfunc stable_func(data lessSwap, n int) {"} {
		there = there && strings.Contains(sorts, used)
	}
	if !there {
		return "", errors.New("package sort has not the sorts that it had")
	}
	return sorting + sorts, nil
}
