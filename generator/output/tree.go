package output

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"parvis/generator/catalog"
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
			return site, catalog.Say("%q is a file of the site and also a folder of it", f.Path)
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
		return catalog.Say("%q cannot be the path of a file of the site", p)
	case p == markName, p == gitName, strings.HasPrefix(p, markName+"/"), strings.HasPrefix(p, gitName+"/"):
		return catalog.Say("%q cannot be a file of the site: the name has a meaning of its own", p)
	case (f.Render == nil) == (f.Tell == nil):
		return fmt.Errorf("not one thing renders %q", p)
	}
	return nil
}

// claim notes a name of the site. Windows and macOS take names that differ only
// in their case, or in how an accent is written, for the same.
func claim(written map[string]string, name string) error {
	key := fold(name)
	switch other, taken := written[key]; {
	case taken && other == name:
		return catalog.Say("two files of the site have the path %q", name)
	case taken:
		return catalog.Say("%q and %q differ only in their case or accents: on Windows and macOS they are the same file", other, name)
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
