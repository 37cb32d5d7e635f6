package output

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"parvis/generator/catalog"
)

// Names with a meaning at the top of the published folder.
const (
	markName = ".parvis"
	gitName  = ".git"
)

// keptNames are never foreign and stay from one site to the next: a repository
// keeps an otherwise empty public/ with them.
var keptNames = []string{".gitignore", ".gitkeep"}

// litter is what systems write into a folder of themselves when somebody looks
// at it. Nobody misses it.
var litter = []string{".DS_Store", "Thumbs.db", "desktop.ini", ".directory"}

// tree is what lies in a folder.
type tree struct {
	entries map[string]bool // path → a regular file, so neither a link nor anything stranger
	folders map[string]bool
	mounts  []string // the folders among them where something else is mounted; what is in those is not listed
	// made are the files that parvis made, as the mark lists them; nil where there
	// is no list, for that is a stage or a site of an older parvis, all of it made.
	made map[string]bool
	mark contents
}

// kept reports whether path stays although it is not of the site.
func (t tree) kept(path string) bool {
	return t.entries[path] && slices.Contains(keptNames, path)
}

// ours reports whether the file at path may be removed: parvis or the system
// itself has made it. Parvis makes no links.
func (t tree) ours(path string) bool {
	name := path[strings.LastIndexByte(path, '/')+1:]
	return t.entries[path] && (t.made == nil || t.made[path] || path == markName || slices.Contains(litter, name))
}

// foreign are the files that neither parvis nor the system has made, sorted.
func (t tree) foreign() []string {
	var out []string
	for path := range t.entries {
		if !t.ours(path) && !t.kept(path) {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
}

// scan lists the tree under dir, where nothing may be. It follows no link and
// goes into no folder that something is mounted on.
func scan(dir string) (tree, error) {
	t := tree{entries: map[string]bool{}, folders: map[string]bool{}}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case path == dir && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case path == dir:
			return nil
		}
		name := filepath.ToSlash(strings.TrimPrefix(path[len(dir):], string(filepath.Separator)))
		if !d.IsDir() {
			t.entries[name] = d.Type().IsRegular()
			return nil
		}
		t.folders[name] = true
		if isMountPoint(path) {
			t.mounts = append(t.mounts, name)
			return fs.SkipDir
		}
		return nil
	})
	if err == nil && t.entries[markName] {
		err = t.read(filepath.Join(dir, markName))
	}
	return t, err
}

// read reads the mark: the file by which parvis knows its own folder again, and in
// it its own files (seal.go).
func (t *tree) read(name string) (err error) {
	if t.mark, err = readMark(name); err != nil || !t.mark.listed {
		return err
	}
	t.made = make(map[string]bool, len(t.mark.files))
	for _, name := range t.mark.files {
		t.made[name] = true
	}
	return nil
}

// dismantle removes a stage or an old site: the files that parvis made, and
// every folder that is empty then. What it did not make stays, and the mark with
// it, as does all of it when something is mounted inside.
func dismantle(dir string) error {
	t, err := scan(dir)
	if err != nil {
		return err
	}
	if isMountPoint(dir) || len(t.mounts) > 0 {
		return catalog.Say("something is mounted in %s", dir)
	}
	var files []string
	for path := range t.entries {
		if path != markName && (t.ours(path) || t.kept(path)) {
			files = append(files, path)
		}
	}
	slices.Sort(files) // those of a folder one after another
	if err = remove(dir, files); errors.Is(err, fs.ErrPermission) {
		writable(dir, t.folders)
		err = remove(dir, files)
	}
	levels := map[int][]string{}
	for path := range t.folders {
		depth := strings.Count(path, "/")
		levels[depth] = append(levels[depth], path)
	}
	for _, depth := range slices.Backward(slices.Sorted(maps.Keys(levels))) { // what is in a folder before it
		err = errors.Join(err, remove(dir, levels[depth]))
	}
	if foreign := t.foreign(); len(foreign) > 0 {
		return catalog.Say("%s holds files that parvis did not make (%s)", dir, some(foreign))
	}
	if err == nil && t.entries[markName] {
		err = remove(dir, []string{markName})
	}
	if err == nil {
		err = remove(dir, []string{""})
	}
	return err
}

// writable lets its owner remove what is in folders that somebody made read-only, as they may
// have been while they were the site.
func writable(dir string, folders map[string]bool) {
	for path := range folders {
		_ = os.Chmod(filepath.Join(dir, filepath.FromSlash(path)), 0o755) // if it is not allowed, removing says so
	}
	_ = os.Chmod(dir, 0o755)
}

// remove removes files or empty folders below dir, on all cores. One that is gone
// already is as good.
func remove(dir string, paths []string) error {
	errs := make([]error, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for w := range errs {
		wg.Go(func() {
			for _, path := range paths[w*len(paths)/len(errs) : (w+1)*len(paths)/len(errs)] {
				if gone := os.Remove(filepath.Join(dir, filepath.FromSlash(path))); !errors.Is(gone, fs.ErrNotExist) {
					errs[w] = errors.Join(errs[w], gone)
				}
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}
