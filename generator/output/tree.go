package output

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// arranged is a list of files that can be written: in order, the files of a
// folder one after another, and none in the way of another.
type arranged struct {
	files   []File
	paths   map[string]bool // of the files
	folders map[string]bool
}

// arrange refuses what would land outside the folder or, on some system, on
// another file.
func arrange(files []File) (arranged, error) {
	site := arranged{
		files:   make([]File, len(files), len(files)+1),
		paths:   make(map[string]bool, len(files)),
		folders: map[string]bool{},
	}
	copy(site.files, files)
	slices.SortFunc(site.files, byFolder)
	written := make(map[string]string, len(files)) // folded name → name
	for _, f := range site.files {
		if err := checkPath(f); err != nil {
			return site, err
		}
		for dir := path.Dir(f.Path); dir != "." && !site.folders[dir]; dir = path.Dir(dir) {
			if err := claim(written, dir); err != nil {
				return site, err
			}
			site.folders[dir] = true
		}
	}
	for _, f := range site.files {
		if site.folders[f.Path] {
			return site, fmt.Errorf("%q is a file of the site and also a folder of it", f.Path)
		}
		if err := claim(written, f.Path); err != nil {
			return site, err
		}
		site.paths[f.Path] = true
	}
	return site, nil
}

func byFolder(a, b File) int {
	i, j := strings.LastIndexByte(a.Path, '/')+1, strings.LastIndexByte(b.Path, '/')+1
	return cmp.Or(
		strings.Compare(a.Path[:i], b.Path[:j]),
		strings.Compare(a.Path[i:], b.Path[j:]))
}

func checkPath(f File) error {
	p := f.Path
	switch {
	case !fs.ValidPath(p), p == ".", strings.ContainsAny(p, "\\\x00"), !filepath.IsLocal(filepath.FromSlash(p)):
		return fmt.Errorf("%q cannot be the path of a file of the site", p)
	case p == markName, p == gitName, strings.HasPrefix(p, markName+"/"), strings.HasPrefix(p, gitName+"/"):
		return fmt.Errorf("%q cannot be a file of the site: the name has a meaning of its own", p)
	case f.Render == nil:
		return fmt.Errorf("nothing renders %q", p)
	}
	return nil
}

// claim notes a name of the site. Windows and macOS take names that differ only
// in their case, or in how an accent is written, for the same.
func claim(written map[string]string, name string) error {
	key := fold(name)
	switch other, taken := written[key]; {
	case taken && other == name:
		return fmt.Errorf("two files of the site have the path %q", name)
	case taken:
		return fmt.Errorf("%q and %q differ only in their case or accents: on Windows and macOS they are the same file", other, name)
	}
	written[key] = name
	return nil
}

func fold(name string) string {
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			return norm.NFC.String(cases.Fold().String(norm.NFD.String(name)))
		}
	}
	return strings.ToLower(name)
}

// tree is what lies in a folder.
type tree struct {
	entries map[string]bool // path → a regular file, so neither a link nor anything stranger
	folders map[string]bool
}

// kept reports whether path stays although it is not of the site.
func (t tree) kept(path string) bool {
	return t.entries[path] && slices.Contains(keptNames, path)
}

// scan lists the tree under dir. There may be none.
func scan(dir string, workers int) (tree, error) {
	t := tree{entries: map[string]bool{}, folders: map[string]bool{}}
	var mu sync.Mutex
	c := newCrew(workers)
	var visit func(at string) error
	visit = func(at string) error {
		entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(at)))
		if err != nil {
			return err
		}
		var folders []string
		mu.Lock()
		for _, e := range entries {
			name := path.Join(at, e.Name())
			if e.IsDir() {
				t.folders[name] = true
				folders = append(folders, name)
			} else {
				t.entries[name] = e.Type().IsRegular()
			}
		}
		mu.Unlock()
		return each(c, folders, visit)
	}
	err := visit("")
	if errors.Is(err, fs.ErrNotExist) && len(t.folders) == 0 {
		err = nil
	}
	return t, err
}

// removers is how many files are removed at a time. More than there are cores,
// because removing mostly waits: where a disk is told of every freed block at
// once, eight at a time are three times as fast as one.
const removers = 8

// removeTree removes a folder and all that is in it, if it is there. It works
// through os.Root, so that a link put into the folder leads nowhere.
func removeTree(dir string) error {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	err = removeContents(newCrew(removers), root)
	root.Close()
	return cmp.Or(err, os.Remove(dir))
}

func removeContents(c crew, folder *os.Root) error {
	f, err := folder.Open(".")
	if err != nil {
		return err
	}
	entries, err := f.ReadDir(-1)
	f.Close()
	if err != nil {
		return err
	}
	return each(c, entries, func(e fs.DirEntry) error {
		if e.IsDir() {
			sub, err := folder.OpenRoot(e.Name())
			if err != nil {
				return err
			}
			err = removeContents(c, sub)
			sub.Close()
			if err != nil {
				return err
			}
		}
		return folder.Remove(e.Name())
	})
}

// crew bounds the goroutines that walk a tree.
type crew chan struct{}

func newCrew(n int) crew { return make(crew, max(0, n-1)) }

// each calls do for every item, on another goroutine where one is free, and
// returns the first error when all is done.
func each[T any](c crew, items []T, do func(T) error) error {
	var wg sync.WaitGroup
	var once sync.Once
	var first error
	for some := range slices.Chunk(items, 16) {
		work := func() {
			for _, item := range some {
				if err := do(item); err != nil {
					once.Do(func() { first = err })
				}
			}
		}
		select {
		case c <- struct{}{}:
			wg.Go(func() {
				defer func() { <-c }()
				work()
			})
		default:
			work()
		}
	}
	wg.Wait()
	return first
}
