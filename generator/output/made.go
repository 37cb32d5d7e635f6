package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
		return fmt.Errorf("something is mounted in %s", dir)
	}
	remove := func(path string) {
		if gone := os.Remove(filepath.Join(dir, filepath.FromSlash(path))); !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	for path := range t.entries {
		if path != markName && (t.ours(path) || t.kept(path)) {
			remove(path)
		}
	}
	folders := slices.Sorted(maps.Keys(t.folders))
	for _, path := range slices.Backward(folders) { // what is in a folder before it
		remove(path)
	}
	if foreign := t.foreign(); len(foreign) > 0 {
		return fmt.Errorf("%s holds files that parvis did not make (%s)", dir, some(foreign))
	}
	if err == nil && t.entries[markName] {
		remove(markName)
	}
	if err == nil {
		remove("")
	}
	return err
}
