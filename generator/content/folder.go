package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"parvis/generator/source"
)

// Folder is a content folder as it was found.
type Folder struct {
	// FS is the folder; Prefix is how the editor names it, such as content.
	FS     fs.FS
	Prefix string
	// Settings is site.yaml; nil when there is none.
	Settings *source.File
	// Markdown are the paths of all Markdown files, Static those of all files
	// below static/ without that folder's name, both sorted.
	Markdown, Static []string

	neighbours map[string][]string // by folder: files that are not Markdown
}

// ErrNoContent says that a folder is not one of a city's content.
var ErrNoContent = errors.New("no content")

// Read looks through a content folder. It reads site.yaml and lists
// everything else; hidden files and editors' backups are passed over.
func Read(fsys fs.FS, prefix string) (*Folder, error) {
	f := &Folder{FS: fsys, Prefix: prefix, neighbours: map[string][]string{}}
	var files []string
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		switch name := path.Base(p); {
		case err != nil:
			return err
		case p == ".":
		case strings.HasPrefix(name, ".") && !strings.HasPrefix(p, "static/") || strings.HasSuffix(name, "~"):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
		case strings.HasPrefix(p, "static/"):
			f.Static = append(f.Static, strings.TrimPrefix(p, "static/"))
		case p == "site.yaml":
		case strings.EqualFold(path.Ext(name), ".md"):
			f.Markdown = append(f.Markdown, p)
		default:
			files = append(files, p)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	f.adopt(files)
	text, err := fs.ReadFile(fsys, "site.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: there is no site.yaml in %s; “parvis init DIR” makes a new city", ErrNoContent, prefix)
	}
	if err != nil {
		return nil, err
	}
	f.Settings = source.NewFile(f.shown("site.yaml"), text)
	return f, nil
}

func (f *Folder) shown(p string) string { return path.Join(f.Prefix, p) }

// beside returns the files that lie beside the Markdown files of a folder,
// by their path from there.
func (f *Folder) beside(dir string) []string { return f.neighbours[dir] }

// adopt gives every file that is not Markdown to the nearest folder above it
// that is an entry's own, else to the folder it lies in.
func (f *Folder) adopt(files []string) {
	own := map[string]bool{}
	for _, p := range f.Markdown {
		if strings.HasPrefix(path.Base(p), "index.") {
			own[path.Dir(p)] = true
		}
	}
	for _, p := range files {
		home := path.Dir(p)
		for d := home; d != "."; d = path.Dir(d) {
			if own[d] {
				home = d
				break
			}
		}
		f.neighbours[home] = append(f.neighbours[home], strings.TrimPrefix(p, home+"/"))
	}
}

// Parse reads and parses all Markdown files on all cores; the units come in
// the order of the paths.
func (f *Folder) Parse(s *Settings) ([]*Unit, error) {
	units := make([]*Unit, len(f.Markdown))
	errs := make([]error, len(f.Markdown))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(units); i = int(next.Add(1)) - 1 {
				units[i], errs[i] = f.ParseFile(f.Markdown[i], s)
			}
		})
	}
	wg.Wait()
	return units, errors.Join(errs...)
}

// ParseFile reads and parses one Markdown file.
func (f *Folder) ParseFile(p string, s *Settings) (*Unit, error) {
	text, err := fs.ReadFile(f.FS, p)
	if err != nil {
		return nil, err
	}
	return Parse(source.NewFile(f.shown(p), text), p, s), nil
}
