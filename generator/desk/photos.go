package desk

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gosimple/slug"

	"parvis/generator/fields"
	"parvis/generator/picture"
)

// This file keeps the pictures that were added at the desk and are not saved yet. They lie
// over the folder as if they were in it, for as long as a file names them that is being
// written, and are written together with it. Those that none names any more are kept until
// the desk ends, since what was thrown away may be put back; beside the content they lie as
// drafts do (aside.go), and survive with these.

// photo is such a picture.
type photo struct {
	data  []byte
	shown bool // a file names it, so that it lies over the folder
}

// mostPhotos is how many bytes of pictures wait to be saved at the most.
const mostPhotos = 2 * picture.MostBytes

// keep keeps a picture beside a file, in a name of its own that begins with stem, and
// returns that name.
func (w *work) keep(file, stem, ext string, data []byte) (string, error) {
	dir := path.Dir(file)
	there, err := fs.ReadDir(w.disk, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for p, k := range w.photos { // it was added before, and thrown away
		if path.Dir(p) == dir && !k.shown && bytes.Equal(k.data, data) {
			return path.Base(p), nil
		}
	}
	taken := map[string]bool{}
	for _, e := range there {
		takes(e.Name(), taken)
	}
	for p := range w.photos {
		if path.Dir(p) == dir {
			takes(path.Base(p), taken)
		}
	}
	name := freeName(stem, taken) + ext
	w.photos[path.Join(dir, name)] = &photo{data: data}
	w.fault = w.aside.keep(path.Join(dir, name), draft{text: data})
	return name, nil
}

// isPhoto tells whether a file that was kept aside is such a picture.
func isPhoto(name string) bool {
	folder, _, _ := strings.Cut(name, "/")
	kind, known := fields.KindOf(folder)
	return fs.ValidPath(name) && known && string(kind) == folder && slices.Contains([]string{".jpg", ".png", ".gif"}, path.Ext(name))
}

// takeUp keeps a picture again that an earlier run has kept.
func (w *work) takeUp(name string, data []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.photos[name] = &photo{data: data}
	return w.aside.keep(name, draft{text: data})
}

// full tells whether so many pictures wait to be saved that no other is taken.
func (w *work) full() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	size := func() (n int) {
		for _, k := range w.photos {
			n += len(k.data)
		}
		return n
	}
	if size() > mostPhotos {
		w.discard()
	}
	return size() > mostPhotos
}

// takes notes the names, without their endings, under which a file is published and a
// picture in each of its widths.
func takes(name string, taken map[string]bool) {
	stem := strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
	taken[stem] = true
	for _, width := range picture.Widths {
		taken[picture.Variant(stem, width)] = true
	}
}

// freeName is a name that begins with stem and is not taken, nor any that goes with it.
func freeName(stem string, taken map[string]bool) string {
	for n := 1; ; n++ {
		name := stem
		if n > 1 {
			name = fmt.Sprintf("%s-%d", stem, n)
		}
		all := map[string]bool{}
		takes(name, all)
		free := true
		for one := range all {
			free = free && !taken[one]
		}
		if free {
			return name
		}
	}
}

var (
	// ofDevice is a name that Windows keeps for itself.
	ofDevice = regexp.MustCompile(`^(con|prn|aux|nul|com\d|lpt\d)$`)
	// ofCamera is one that a camera gives, or a program for messages: it tells a reader
	// nothing but when the picture was taken, and by how many.
	ofCamera = regexp.MustCompile(`\d{4}|^(image|img|photo|picture|picture-\d+|image-\d+|photo-\d+)$`)
)

// longestStem is how many letters the name of a picture has at the most.
const longestStem = 40

// stemOf is the name of a picture, without its ending, by the name that it came with.
// Beside a file that has no folder of its own it begins with the name of that file.
func stemOf(file, came, otherwise string) string {
	came = path.Base(strings.ReplaceAll(came, `\`, "/"))
	stem := slug.Make(strings.TrimSuffix(came, path.Ext(came)))
	if len(stem) > longestStem {
		stem = strings.TrimRight(stem[:longestStem], "-_")
	}
	if stem == "" || ofDevice.MatchString(stem) || ofCamera.MatchString(stem) {
		stem = otherwise
	}
	of, _, _ := strings.Cut(path.Base(file), ".")
	if of == "index" {
		return stem
	}
	return of + "-" + stem
}

// names tells whether a text names a file beside it.
func names(text []byte, name string) bool {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte(name))
		if i < 0 {
			return false
		}
		at += i
		before, after := byte(' '), byte(' ')
		if at > 0 {
			before = text[at-1]
		}
		if at += len(name); at < len(text) {
			after = text[at]
		}
		if !isName(before) && !isName(after) {
			return true
		}
	}
}

func isName(b byte) bool {
	return b == '-' || b == '_' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// reckon finds out which pictures the files name that are being written, and returns those
// that have come over the folder, or gone from it.
func (w *work) reckon() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var changed []string
	for p, k := range w.photos {
		shown := w.named(p)
		if shown != k.shown {
			k.shown = shown
			changed = append(changed, p)
		}
	}
	slices.Sort(changed)
	return changed
}

// named tells whether a file beside a picture names it that is being written.
func (w *work) named(p string) bool {
	for file, d := range w.drafts {
		if path.Dir(file) == path.Dir(p) && names(d.text, path.Base(p)) {
			return true
		}
	}
	return false
}

// discard forgets the pictures that no file names which is being written.
func (w *work) discard() {
	for p := range w.photos {
		if !w.named(p) {
			delete(w.photos, p)
			w.aside.forget(p)
		}
	}
}

// place writes the pictures that a text names and are not saved yet. What it returns takes
// them back, for when the text cannot be written.
func (w *work) place(file string, text []byte) (back func(), err error) {
	w.mu.Lock()
	placed := map[string]*photo{}
	for p, k := range w.photos {
		if path.Dir(p) == path.Dir(file) && names(text, path.Base(p)) {
			placed[p] = k
		}
	}
	w.mu.Unlock()
	var done []string
	back = func() {
		for _, p := range done {
			_ = w.root.Remove(p)
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		for _, p := range done {
			w.photos[p] = placed[p]
			w.fault = errors.Join(w.fault, w.aside.keep(p, draft{text: placed[p].data}))
		}
	}
	for p, k := range placed {
		if err := w.write(p, nil, k.data); err != nil {
			back()
			return nil, err
		}
		done = append(done, p)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, p := range done {
		delete(w.photos, p)
		w.aside.forget(p)
	}
	return back, nil
}

// retire takes a picture away that a file named and nothing names any more, and keeps it as
// a version. One that is larger than the site shows it stays: it may be the only copy of
// what a camera took.
func (w *work) retire(p string) error {
	data, err := fs.ReadFile(w.disk, p)
	if err != nil {
		return nil // it was not there
	}
	info, err := picture.Inspect(data)
	if err != nil || info.Width > picture.Most || w.namedOnDisk(p) {
		return nil
	}
	if err := w.keepVersion(p, data, saved); err != nil {
		return err
	}
	return w.root.Remove(p)
}

// namedOnDisk tells whether a file beside a picture names it.
func (w *work) namedOnDisk(p string) bool {
	w.mu.Lock()
	written := w.named(p)
	w.mu.Unlock()
	entries, err := fs.ReadDir(w.disk, path.Dir(p))
	for _, e := range entries {
		if written || err != nil {
			break
		}
		if path.Ext(e.Name()) == ".md" {
			var text []byte
			text, err = fs.ReadFile(w.disk, path.Join(path.Dir(p), e.Name()))
			written = names(text, path.Base(p))
		}
	}
	return written || err != nil
}

// bringBack keeps the pictures again that a text names, lie there no longer, and were kept
// as versions.
func (w *work) bringBack(file string, text []byte) {
	entries, _ := fs.ReadDir(w.root.FS(), versionsOf(path.Dir(file))) // none where nothing was kept
	for _, e := range entries {
		p := path.Join(path.Dir(file), e.Name())
		if _, err := fs.Stat(w.disk, p); err == nil || !isPhoto(p) || !names(text, e.Name()) {
			continue
		}
		if all := w.versions(p); len(all) > 0 {
			if data, err := w.version(p, all[0].ID); err == nil {
				_ = w.takeUp(p, data) // what could not be kept aside is said with the text
			}
		}
	}
}

// lying is a picture that lies over the folder.
func (w *work) lying(p string) (*photo, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	k, ok := w.photos[p]
	return k, ok && k.shown
}

// ReadDir implements fs.ReadDirFS.
func (o over) ReadDir(dir string) ([]fs.DirEntry, error) {
	out, err := fs.ReadDir(o.disk, dir)
	if err != nil {
		return out, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for p, k := range o.photos {
		if k.shown && path.Dir(p) == dir && !slices.ContainsFunc(out, func(e fs.DirEntry) bool { return e.Name() == path.Base(p) }) {
			out = append(out, fs.FileInfoToDirEntry(photoInfo{path.Base(p), len(k.data)}))
		}
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return out, nil
}

// photoFile is a picture that is not saved yet, open.
type photoFile struct {
	*bytes.Reader
	info photoInfo
}

func (f photoFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f photoFile) Close() error               { return nil }

// photoInfo is what a folder says of it.
type photoInfo struct {
	name string
	size int
}

func (i photoInfo) Name() string       { return i.name }
func (i photoInfo) Size() int64        { return int64(i.size) }
func (i photoInfo) Mode() fs.FileMode  { return 0o644 }
func (i photoInfo) ModTime() time.Time { return time.Time{} }
func (i photoInfo) IsDir() bool        { return false }
func (i photoInfo) Sys() any           { return nil }
