package generator

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/themes"
)

// Files of the theme that parvis brings can be taken into a folder, to be changed
// there. Which version each came from is written down beside them, so that a file
// that a town has changed is told apart from one that parvis has changed since.

// ejectedName is the file of a theme's folder that says where its files came
// from; waiting ends the name of a newer file that waits beside a changed one.
const (
	ejectedName = "ejected.json"
	waiting     = ".new"
)

// ejected is where a file came from.
type ejected struct {
	Version string `json:"version"` // of parvis
	SHA256  string `json:"sha256"`  // of the file as it came, with line ends as Unix has them
}

// ThemeState is how a file of a theme's folder stands to the one of that name in
// the theme that parvis brings.
type ThemeState int

// The states.
const (
	ThemeBrought      ThemeState = iota // the folder has none; the one that parvis brings is used
	ThemeSame                           // it is as parvis brings it
	ThemeChanged                        // it has been changed since it was taken
	ThemeOlder                          // it is as an earlier parvis had it
	ThemeOlderChanged                   // both: it has been changed, and parvis has a newer one
	ThemeWaiting                        // it has been changed, and a newer one waits beside it
	ThemeUnknown                        // nobody wrote down where it came from
	ThemeOwn                            // parvis brings none of that name, or one that is there to be written anew
)

// ThemeFile is a file of a theme.
type ThemeFile struct {
	Path    string // below the theme's folder: layouts/page.html
	State   ThemeState
	Version string // of parvis, from which the folder's file came; "" where that is not known
}

// ThemeFiles are all files of the theme that parvis brings, and those of a folder
// that lies over it, which need not be there; "" for none. They come sorted.
func ThemeFiles(dir string) ([]ThemeFile, error) {
	from, err := readEjected(dir)
	if err != nil {
		return nil, err
	}
	var out []ThemeFile
	brought := map[string]bool{}
	for _, p := range embedded() {
		brought[p] = true
		f, err := themeFile(dir, p, from)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		p, err := filepath.Rel(dir, name)
		if p = filepath.ToSlash(p); err == nil && strings.Contains(p, "/") && !strings.HasSuffix(p, waiting) && !brought[p] {
			out = append(out, ThemeFile{Path: p, State: ThemeOwn})
		}
		return err
	})
	if dir == "" || errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	slices.SortFunc(out, func(a, b ThemeFile) int { return strings.Compare(a.Path, b.Path) })
	return out, err
}

// embedded are the paths of all files of the theme that parvis brings.
func embedded() []string {
	var out []string
	_ = fs.WalkDir(themes.Chartres(), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, p)
		}
		return err
	})
	return out
}

// themeFile is how a folder's file stands.
func themeFile(dir, p string, from map[string]ejected) (ThemeFile, error) {
	out := ThemeFile{Path: p, State: ThemeBrought}
	if dir == "" {
		return out, nil
	}
	name := filepath.Join(dir, filepath.FromSlash(p))
	text, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return out, nil
	case err != nil:
		return out, err
	}
	brings, err := fs.ReadFile(themes.Chartres(), p)
	if err != nil {
		return out, err
	}
	have, ours, taken := sumOf(text), sumOf(brings), from[p]
	out.Version = taken.Version
	switch {
	case have == ours:
		out.State = ThemeSame
	case taken.SHA256 == "" && (p == "partials/town.html" || strings.HasPrefix(p, "i18n/")): // which are there to be written
		out.State = ThemeOwn
	case taken.SHA256 == "":
		out.State = ThemeUnknown
	case taken.SHA256 == ours && exists(name+waiting):
		out.State = ThemeWaiting
	case taken.SHA256 == ours:
		out.State = ThemeChanged
	case taken.SHA256 == have:
		out.State = ThemeOlder
	default:
		out.State = ThemeOlderChanged
	}
	return out, nil
}

func sumOf(text []byte) string {
	sum := sha256.Sum256(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
	return hex.EncodeToString(sum[:])
}

// readEjected reads where the files of a folder came from.
func readEjected(dir string) (map[string]ejected, error) {
	out := map[string]ejected{}
	if dir == "" {
		return out, nil
	}
	text, err := os.ReadFile(filepath.Join(dir, ejectedName))
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &out)
	}
	if err != nil {
		return nil, catalog.Say("%s: %s cannot be read: %s; take it from a copy, or delete it, and parvis no longer knows from which version each file came",
			ErrTheme, filepath.ToSlash(filepath.Join(dir, ejectedName)), err)
	}
	return out, nil
}

// Eject takes files of the theme that parvis brings into a folder, as version has
// them, and returns how each stood before: one that is there and was not changed
// is renewed, and beside one that was changed the newer one is written, to be
// compared. Nothing is ever written over a changed file.
func Eject(dir, version string, paths []string) ([]ThemeFile, error) {
	from, err := readEjected(dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir) // what a link leads out of the folder is left alone
	if err != nil {
		return nil, err
	}
	defer root.Close()
	var out []ThemeFile
	for _, p := range paths {
		f, err := themeFile(dir, p, from)
		if err != nil {
			return out, err
		}
		out = append(out, f)
		name := p
		switch f.State {
		case ThemeChanged, ThemeWaiting, ThemeOwn:
			continue
		case ThemeOlderChanged, ThemeUnknown:
			name += waiting
		}
		brings, err := fs.ReadFile(themes.Chartres(), p)
		if err != nil {
			return out, err
		}
		if err := root.MkdirAll(path.Dir(p), 0o755); err != nil {
			return out, err
		}
		if f.State != ThemeSame {
			if err := root.WriteFile(name, brings, 0o644); err != nil {
				return out, err
			}
		}
		from[p] = ejected{version, sumOf(brings)}
	}
	return out, writeEjected(root, from)
}

func writeEjected(root *os.Root, from map[string]ejected) error {
	var b bytes.Buffer
	b.WriteString("{")
	for i, p := range slices.Sorted(maps.Keys(from)) {
		if i > 0 {
			b.WriteString(",")
		}
		one, err := json.Marshal(from[p])
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "\n  %q: %s", p, one)
	}
	b.WriteString("\n}\n")
	return root.WriteFile(ejectedName, b.Bytes(), 0o644)
}
