package content

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/text/unicode/norm"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/markdown"
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
	// Keep tells that every story will be rendered: what that takes is then kept
	// when it is read, and no story is read twice.
	Keep bool

	listing
	withheld   []string            // files of static/ that are never published, sorted
	neighbours map[string][]string // by folder: files that are not Markdown
	parsed     []*Unit             // what was parsed of Markdown before, nil for what was not; see Again
	parsedFor  circumstances
	looks      *looks          // at the files beside entries
	compared   *compared       // the benefits
	suspect    map[string]bool // paths that may hold something else than before; nil for all
}

// circumstances are what the reading of a file depends on, but for its text.
type circumstances struct {
	settings string // the text of site.yaml
	today    time.Time
}

// ErrNoContent says that a folder is not one of a city's content.
var ErrNoContent = catalog.Sentinel("no content")

// Read looks through a content folder. It reads site.yaml and lists
// everything else; hidden files and what programs leave behind are passed over.
func Read(fsys fs.FS, prefix string) (*Folder, error) {
	found, err := list(fsys)
	if err != nil {
		return nil, err
	}
	f := &Folder{Prefix: prefix, listing: found, looks: &looks{by: map[string]remembered{}}, compared: &compared{}}
	return f, f.arrange(fsys)
}

// arrange puts the paths in their places and reads site.yaml.
func (f *Folder) arrange(fsys fs.FS) error {
	f.FS = fsys
	if len(f.onDisk) > 0 {
		f.FS = inOneForm{fsys, f.onDisk}
	}
	f.neighbours = map[string][]string{}
	var files []string
	for _, p := range f.paths {
		_, odd := f.odd[p]
		switch {
		case odd:
		case withheld(p):
			f.withheld = append(f.withheld, p)
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
	return f.readSettings()
}

// readSettings reads site.yaml.
func (f *Folder) readSettings() error {
	if odd, ok := f.odd["site.yaml"]; ok {
		return catalog.Say("%s: %s cannot be read: %s; put a file in its place", ErrNoContent, f.shown("site.yaml"), odd.says)
	}
	_, there := slices.BinarySearch(f.paths, "site.yaml")
	text, err := source.ReadText(f.FS, "site.yaml", frontmatter.MaxSize)
	switch {
	case !there:
		return f.noSettings()
	case errors.Is(err, source.ErrTooLarge), errors.Is(err, source.ErrNoFile):
		return catalog.Say("%s: %s cannot be read: %s; put the city's settings in its place", ErrNoContent, f.shown("site.yaml"), err)
	case err != nil:
		return err
	}
	f.Settings = source.NewFile(f.shown("site.yaml"), text)
	return nil
}

// nearSettings is how site.yaml is called by a slip, or by a program that adds an
// ending.
var nearSettings = regexp.MustCompile(`(?i)^(?:sites?|settings|reglages|ajustes|config)[ ._-]*(?:\(?\w*\)?)?\.(?:ya?ml|ya?ml\.txt|txt|json|md)$`)

// noSettings says that there is no site.yaml, and what may have become of it.
func (f *Folder) noSettings() error {
	for _, p := range f.paths {
		switch dir, name := path.Split(p); {
		case dir == "" && nearSettings.MatchString(name):
			return catalog.Say("%s: there is no site.yaml in %s; rename %s to site.yaml", ErrNoContent, f.Prefix, f.shown(p))
		case name == "site.yaml" && strings.Count(dir, "/") == 1:
			return catalog.Say("%s: there is no site.yaml in %s, but one in %s; name that folder with --content", ErrNoContent, f.Prefix, f.shown(dir))
		}
	}
	return catalog.Say("%s: there is no site.yaml in %s; “parvis init DIR” makes a new city", ErrNoContent, f.Prefix)
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
	units := slices.Clone(f.parsed)
	var todo []int
	for i, u := range units {
		if u == nil || f.suspect == nil {
			todo = append(todo, i)
		}
	}
	for p := range f.suspect {
		if i, found := slices.BinarySearch(f.Markdown, p); found && units[i] != nil {
			todo = append(todo, i)
		}
	}
	errs := make([]error, len(todo))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(todo)) {
		wg.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(todo); n = int(next.Add(1)) - 1 {
				i := todo[n]
				units[i], errs[n] = f.unit(f.Markdown[i], f.parsed[i], s, today)
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

// unit reads a file and returns what it holds: what is known of it, unless its
// text has changed.
func (f *Folder) unit(p string, before *Unit, s *Settings, today time.Time) (*Unit, error) {
	// Of one that is too large, the first byte too many is enough to say so.
	text, err := source.ReadStart(f.FS, p, frontmatter.MaxSize+1)
	if err != nil {
		return nil, err
	}
	if before != nil && bytes.Equal(before.File.Text, text) {
		return before, nil
	}
	read := markdown.Read
	if f.Keep {
		read = markdown.ReadAndKeep
	}
	u := parse(source.NewFile(f.shown(p), text), p, s, read)
	u.settle(s, today)
	return u, nil
}

// Again looks through the folder once more. changed are the paths below it at
// which something may have changed, each a file's that is there or is gone;
// nil looks everywhere. fsys is where the folder is found now. The folder
// that it returns knows what has been parsed already.
func (f *Folder) Again(fsys fs.FS, changed []string) (*Folder, error) {
	if same, ok := fsys.(inOneForm); ok {
		fsys = same.FS
	}
	out := &Folder{Prefix: f.Prefix, Keep: f.Keep, parsedFor: f.parsedFor, looks: f.looks, compared: f.compared}
	if changed != nil {
		out.suspect = maps.Clone(f.suspect)
		for _, p := range changed {
			if out.suspect != nil {
				out.suspect[norm.NFC.String(p)] = true
			}
		}
	}
	if changed != nil && f.stands(fsys, changed) {
		known := *f
		known.FS, known.suspect = fsys, out.suspect
		return &known, nil
	}
	var err error
	if changed == nil || len(f.onDisk) > 0 || slices.ContainsFunc(changed, func(p string) bool { return !norm.NFC.IsNormalString(p) }) {
		out.listing, err = list(fsys)
	} else {
		out.listing = f.listing.changed(fsys, changed)
	}
	if err == nil {
		err = out.arrange(fsys)
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

// stands tells whether the files at the paths are Markdown as before, whatever
// they hold now, so that nothing but their texts may have changed.
func (f *Folder) stands(fsys fs.FS, changed []string) bool {
	if len(f.odd)+len(f.onDisk) > 0 {
		return false
	}
	for _, p := range changed {
		if _, known := slices.BinarySearch(f.Markdown, p); !known {
			return false
		}
		if info, err := fs.Lstat(fsys, p); err != nil || !info.Mode().IsRegular() {
			return false
		}
	}
	return true
}
