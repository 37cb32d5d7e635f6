package content

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

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
	paths      []string            // of all files, sorted
	parsed     []*Unit             // what was parsed of Markdown before, nil for what was not; see Again
	parsedFor  circumstances
	suspect    map[string]bool // paths that may hold something else than before; nil for all
}

// circumstances are what the reading of a file depends on, but for its text.
type circumstances struct {
	settings string // the text of site.yaml
	today    time.Time
}

// ErrNoContent says that a folder is not one of a city's content.
var ErrNoContent = errors.New("no content")

// Read looks through a content folder. It reads site.yaml and lists
// everything else; hidden files and editors' backups are passed over.
func Read(fsys fs.FS, prefix string) (*Folder, error) {
	paths, err := list(fsys)
	if err != nil {
		return nil, err
	}
	f := &Folder{FS: fsys, Prefix: prefix, paths: paths}
	return f, f.arrange()
}

// list returns the paths of all files, sorted.
func list(fsys fs.FS) ([]string, error) {
	var paths []string
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case PassedOver(p) && d.IsDir():
			return fs.SkipDir
		case !d.IsDir() && !PassedOver(p):
			paths = append(paths, p)
		}
		return nil
	})
	slices.Sort(paths)
	return paths, err
}

// PassedOver tells whether a file or folder is none of the content: hidden,
// but below static/, or an editor's backup. The folders above it are not
// looked at.
func PassedOver(p string) bool {
	name := path.Base(p)
	return p != "." && strings.HasPrefix(name, ".") && !strings.HasPrefix(p, "static/") || strings.HasSuffix(name, "~")
}

// arrange puts the paths in their places and reads site.yaml.
func (f *Folder) arrange() error {
	f.neighbours = map[string][]string{}
	var files []string
	for _, p := range f.paths {
		switch {
		case strings.HasPrefix(p, "static/"):
			f.Static = append(f.Static, strings.TrimPrefix(p, "static/"))
		case p == "site.yaml":
		case strings.EqualFold(path.Ext(p), ".md"):
			f.Markdown = append(f.Markdown, p)
		default:
			files = append(files, p)
		}
	}
	f.adopt(files)
	text, err := fs.ReadFile(f.FS, "site.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: there is no site.yaml in %s; “parvis init DIR” makes a new city", ErrNoContent, f.Prefix)
	}
	if err != nil {
		return err
	}
	f.Settings = source.NewFile(f.shown("site.yaml"), text)
	return nil
}

func (f *Folder) shown(p string) string { return path.Join(f.Prefix, p) }

// beside returns the files that lie beside the Markdown files of a folder,
// by their path from there.
func (f *Folder) beside(dir string) []string { return f.neighbours[dir] }

// adopt gives every file that is not Markdown to the nearest folder above it
// that is an entry's own, else to the folder it lies in.
func (f *Folder) adopt(files []string) {
	if len(files) == 0 {
		return
	}
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

// Parse reads and parses all Markdown files on all cores, for a site made on
// that day; the units come in the order of the paths. What the folder knows
// from before is not parsed again.
func (f *Folder) Parse(s *Settings, today time.Time) ([]*Unit, error) {
	known := circumstances{string(f.Settings.Text), today}
	if f.parsedFor != known || len(f.parsed) != len(f.Markdown) {
		f.parsed, f.parsedFor = make([]*Unit, len(f.Markdown)), known
	}
	units := make([]*Unit, len(f.Markdown))
	errs := make([]error, len(f.Markdown))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(units); i = int(next.Add(1)) - 1 {
				units[i], errs[i] = f.unit(f.Markdown[i], f.parsed[i], s, today)
			}
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	f.parsed, f.suspect = units, map[string]bool{}
	return units, nil
}

// unit returns what a file holds: what is known of it, unless its text has
// changed.
func (f *Folder) unit(p string, before *Unit, s *Settings, today time.Time) (*Unit, error) {
	if before != nil && f.suspect != nil && !f.suspect[p] {
		return before, nil
	}
	text, err := fs.ReadFile(f.FS, p)
	if err != nil {
		return nil, err
	}
	if before != nil && bytes.Equal(before.File.Text, text) {
		return before, nil
	}
	u := Parse(source.NewFile(f.shown(p), text), p, s)
	u.settle(s, today)
	return u, nil
}

// Again looks through the folder once more. changed are the paths below it at
// which something may have changed, each a file's that is there or is gone;
// nil looks everywhere. fsys is where the folder is found now. The folder
// that it returns knows what has been parsed already.
func (f *Folder) Again(fsys fs.FS, changed []string) (*Folder, error) {
	out := &Folder{FS: fsys, Prefix: f.Prefix, parsedFor: f.parsedFor}
	var err error
	if changed == nil {
		out.paths, err = list(fsys)
	} else {
		out.suspect = maps.Clone(f.suspect)
		out.paths = out.changed(f.paths, changed)
	}
	if err == nil {
		err = out.arrange()
	}
	if err != nil {
		return nil, err
	}
	out.parsed = make([]*Unit, len(out.Markdown))
	known := 0
	for i, p := range out.Markdown { // both are sorted
		for known < len(f.parsed) && f.Markdown[known] < p {
			known++
		}
		if known < len(f.parsed) && f.Markdown[known] == p {
			out.parsed[i] = f.parsed[known]
		}
	}
	return out, nil
}

// changed looks which of the paths are there, returns all that are there now,
// and notes which may hold something else than before.
func (f *Folder) changed(paths, changed []string) []string {
	paths = slices.Clone(paths)
	for _, p := range changed {
		if f.suspect != nil {
			f.suspect[p] = true
		}
		i, found := slices.BinarySearch(paths, p)
		info, err := fs.Stat(f.FS, p)
		there := !errors.Is(err, fs.ErrNotExist) && (err != nil || !info.IsDir())
		switch {
		case there && !found:
			paths = slices.Insert(paths, i, p)
		case !there && found:
			paths = slices.Delete(paths, i, i+1)
		}
	}
	return paths
}
