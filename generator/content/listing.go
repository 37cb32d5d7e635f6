package content

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// listing is what a content folder holds. Names have one form, NFC, however the
// disk writes their accents, so that a name and a link to it always meet.
type listing struct {
	paths  []string          // of all files, sorted
	odd    map[string]oddity // those of them that cannot be read or published
	onDisk map[string]string // how the disk writes a path, where that is not NFC
}

// oddity is why a file of the content is none that can be read: the rule that
// it breaks, and how.
type oddity struct {
	rule      *source.Rule
	says, fix catalog.Message
}

var ruleFileUnreadable = &source.Rule{Name: "file-unreadable", Locked: true,
	Says: "What lies in the content folder is a file that can be read there.",
	Why:  "a link may lead to what nobody means to publish, or to nothing once the folder lies on another machine",
	Fix:  "put a copy of the file in its place",
	Bad:  source.Example{File: "pages/about.md", Beside: map[string]string{"static/programme.pdf": source.Link + "../../programme.pdf"}},
	Good: source.Example{File: "pages/about.md", Beside: map[string]string{"static/programme.pdf": "%PDF-1.7\n"}}}

// list looks through a folder; what is passed over is not listed.
func list(fsys fs.FS) (listing, error) {
	l := listing{odd: map[string]oddity{}, onDisk: map[string]string{}}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p == ThemeFolder && d.IsDir(): // it is read where the theme is
		case withheld(p) || d.IsDir() && !utf8.ValidString(p):
			l.paths = append(l.paths, l.take(fsys, p, d.Type()&^fs.ModeDir))
		case !d.IsDir() && !PassedOver(p):
			l.paths = append(l.paths, l.take(fsys, p, d.Type()))
			return nil
		case !PassedOver(p):
			return nil
		}
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	})
	slices.Sort(l.paths)
	for i := 1; i < len(l.paths); i++ {
		if name := l.paths[i]; name == l.paths[i-1] {
			l.odd[name] = oddity{
				ruleAddressTaken, catalog.Say("two files here have this name, with its accents written in two ways"), catalog.Say("rename one of the two"),
			}
		}
	}
	l.paths = slices.Compact(l.paths)
	return l, err
}

// changed looks which of the paths, all in NFC, are there now, and returns what
// the folder holds.
func (l listing) changed(fsys fs.FS, changed []string) listing {
	out := listing{slices.Clone(l.paths), maps.Clone(l.odd), l.onDisk}
	for _, p := range append(sortedKeys(l.odd), changed...) { // a link's end may have come
		i, found := slices.BinarySearch(out.paths, p)
		info, err := fs.Lstat(fsys, p)
		there := !errors.Is(err, fs.ErrNotExist) && (err != nil || !info.IsDir())
		switch {
		case there && !found:
			out.paths = slices.Insert(out.paths, i, p)
		case !there && found:
			out.paths = slices.Delete(out.paths, i, i+1)
		}
		delete(out.odd, p)
		if there && err == nil {
			out.take(fsys, p, info.Mode().Type())
		}
	}
	return out
}

// take notes what is odd about the file at a path, as the disk writes it, and
// returns the path in the form that names have here.
func (l *listing) take(fsys fs.FS, p string, mode fs.FileMode) string {
	name := norm.NFC.String(p)
	delete(l.odd, name)
	odd := oddity{rule: ruleFileUnreadable}
	switch {
	case !utf8.ValidString(p):
		odd.rule = ruleFileName
		odd.says, odd.fix = catalog.Say("this name is not written in UTF-8"), catalog.Say("rename it, in letters that every system knows")
	case mode&fs.ModeSymlink != 0:
		odd.says, odd.fix = linkFault(fsys, p)
	case !mode.IsRegular():
		odd.says, odd.fix = catalog.Say("this is no file, but a pipe, a socket or a device"), catalog.Say("take it out of the content folder")
	}
	if !odd.says.IsZero() {
		l.odd[name] = odd
	}
	if name != p {
		l.onDisk[name] = p
	}
	return name
}

// linkFault says why a symbolic link is not followed, if it is not, and what to
// do: it may lead to a file that could lie in its place.
func linkFault(fsys fs.FS, p string) (says, fix catalog.Message) {
	outside, place := catalog.Say("this is a link that leads out of the content folder"), catalog.Say("put the file in its place, or take it out")
	info, err := fs.Stat(fsys, p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return catalog.Say("this is a link that leads nowhere"), place
	case errors.Is(err, syscall.ELOOP):
		return catalog.Say("this is a link that leads round in a circle"), place
	case err != nil && strings.Contains(err.Error(), "path escapes"): // an os.Root has no error of its own for it
		return outside, catalog.Say("put a copy in its place")
	case err != nil:
		return catalog.Say("this is a link that cannot be followed"), place
	case info.IsDir():
		return catalog.Say("this is a link to a folder"), catalog.Say("put a copy of the folder in its place")
	case !info.Mode().IsRegular():
		return catalog.Say("this is a link to something that is no file"), catalog.Say("take it out")
	}
	at := p
	for range 40 { // as many as systems follow
		to, err := fs.ReadLink(fsys, at)
		if err != nil {
			return says, fix // the file at its end
		}
		at = path.Join(path.Dir(at), to)
		switch source := strings.EqualFold(path.Ext(at), ".md"); {
		case path.IsAbs(to), strings.HasPrefix(at, "../"):
			return outside, catalog.Say("put a copy in its place")
		case source && (path.Ext(p) != path.Ext(at) || strings.HasPrefix(p, "static/")), at == "site.yaml", PassedOver(at), withheld(at):
			return catalog.Say("this is a link to %q, which is never published as it stands", at), catalog.Say("take it out")
		}
	}
	return says, fix
}

// sameOdd tells whether the same is said of two files.
func sameOdd(a, b oddity) bool {
	return a.rule == b.rule && a.says.String() == b.says.String() && a.fix.String() == b.fix.String()
}

// Same tells whether another folder has the same files, whatever they hold.
func (f *Folder) Same(other *Folder) bool {
	shared := len(f.paths) > 0 && len(f.paths) == len(other.paths) && &f.paths[0] == &other.paths[0] // no list is changed once it is made
	return (shared || slices.Equal(f.paths, other.paths)) && maps.EqualFunc(f.odd, other.odd, sameOdd)
}

// inOneForm is a content folder whose files are found under their names in NFC.
type inOneForm struct {
	fs.FS
	onDisk map[string]string
}

// Open opens a file by its path in NFC.
func (f inOneForm) Open(name string) (fs.File, error) {
	if p, ok := f.onDisk[name]; ok {
		name = p
	}
	return f.FS.Open(name)
}

// OnDisk is a path as the disk writes it.
func (l listing) OnDisk(p string) string { return cmp.Or(l.onDisk[p], p) }
