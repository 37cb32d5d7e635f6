package desk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"sync"
	"time"

	"parvis/generator/source"
)

// work is what was written at the desk and is not saved yet, and the folder in which it
// will be.
type work struct {
	root *os.Root
	disk fs.FS

	mu     sync.Mutex
	drafts map[string]draft  // by the path of the file
	handed map[string][]byte // the texts of which a form was made, by their mark
	order  []string          // their marks, the oldest first
	aside  aside
	fault  error // why what is not saved could not be kept aside the last time; nil where it was

	now    func() time.Time
	stale  time.Duration     // after which the lock of somebody counts as left
	room   int64             // for versions, in bytes
	photos map[string]*photo // those that are not saved yet, by their paths
}

// draft is the text of a file as somebody is writing it, and the text with which they
// began.
type draft struct{ base, text []byte }

func newWork(root *os.Root) *work {
	return &work{root: root, disk: source.Root(root), drafts: map[string]draft{}, handed: map[string][]byte{}, photos: map[string]*photo{},
		aside: aside{root: root, who: person()}, now: time.Now, stale: stale, room: mostKept}
}

// resume takes up what earlier runs of the same person have not saved. Of two drafts of a
// file, the newer is offered, and the older becomes a version.
func (w *work) resume() {
	left, done := w.aside.left()
	slices.SortFunc(left, func(a, b found) int { return a.at.Compare(b.at) })
	for _, f := range left {
		if isPhoto(f.Name) {
			if w.fault = w.takeUp(f.Name, f.Text); w.fault != nil {
				return
			}
			continue
		}
		if was, twice := w.drafts[f.Name]; twice {
			if w.fault = w.keepVersion(f.Name, was.text, unsaved); w.fault != nil {
				return
			}
		}
		if w.set(f.Name, draft{f.Base, f.Text}); w.fault != nil {
			return // it lies where it lay
		}
	}
	done()
	w.prune()
	w.reckon()
}

// end lets go of what is kept aside, where it is found again.
func (w *work) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.discard()
	w.aside.end()
}

// trouble is why what is not saved could not be kept aside; nil where it was.
func (w *work) trouble() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.fault
}

// waiting are the files of which something is not saved.
func (w *work) waiting() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Sorted(maps.Keys(w.drafts))
}

// mostHanded is how many texts of forms are remembered; a form that is older is told to
// be loaded again.
const mostHanded = 500

// hand remembers a text of which a form is made, and returns its mark.
func (w *work) hand(text []byte) string {
	m := mark(text)
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, known := w.handed[m]; !known {
		w.handed[m], w.order = text, append(w.order, m)
		if len(w.order) > mostHanded {
			delete(w.handed, w.order[0])
			w.order = w.order[1:]
		}
	}
	return m
}

// text is one that was handed out.
func (w *work) text(mark string) ([]byte, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	text, ok := w.handed[mark]
	return text, ok
}

// open returns what is being written of a file: what lies on the disk where nothing is.
func (w *work) open(name string) (draft, error) {
	w.mu.Lock()
	d, ok := w.drafts[name]
	w.mu.Unlock()
	if ok {
		return d, nil
	}
	text, err := fs.ReadFile(w.disk, name)
	return draft{text, text}, err
}

// set takes up what is being written of a file that began with base.
func (w *work) set(name string, d draft) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if bytes.Equal(d.base, d.text) {
		delete(w.drafts, name)
		w.aside.forget(name)
		return
	}
	if was, ok := w.drafts[name]; ok && w.fault == nil && bytes.Equal(was.base, d.base) && bytes.Equal(was.text, d.text) {
		return
	}
	w.drafts[name] = d
	w.fault = w.aside.keep(name, d)
}

// drop forgets what was written of a file.
func (w *work) drop(name string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.drafts, name)
	w.aside.forget(name)
}

// unsaved tells whether something of a file is not saved.
func (w *work) unsaved(name string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, ok := w.drafts[name]
	return ok
}

// mark is by which a form tells with which text it began.
func mark(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// over is the folder as it is with what is not saved yet: files that lie in it and look
// otherwise, and pictures that are not there yet (photos.go).
type over struct{ *work }

// Over returns the folder with what is not saved yet: what the site beside the form shows.
func (w *work) Over() fs.FS { return over{w} }

// Open implements fs.FS.
func (o over) Open(name string) (fs.File, error) {
	if k, ok := o.lying(name); ok {
		return photoFile{bytes.NewReader(k.data), photoInfo{path.Base(name), len(k.data)}}, nil
	}
	f, err := o.disk.Open(name)
	if err != nil {
		return nil, err
	}
	o.mu.Lock()
	d, ok := o.drafts[name]
	o.mu.Unlock()
	if !ok {
		return f, nil
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &open{File: f, Reader: bytes.NewReader(d.text), info: sized{info, int64(len(d.text))}}, nil
}

// Lstat and ReadLink implement fs.ReadLinkFS.
func (o over) Lstat(name string) (fs.FileInfo, error) {
	if k, ok := o.lying(name); ok {
		return photoInfo{path.Base(name), len(k.data)}, nil
	}
	info, err := fs.Lstat(o.disk, name)
	o.mu.Lock()
	d, ok := o.drafts[name]
	o.mu.Unlock()
	if err != nil || !ok {
		return info, err
	}
	return sized{info, int64(len(d.text))}, nil
}

func (o over) ReadLink(name string) (string, error) { return fs.ReadLink(o.disk, name) }

// open is a file whose text is not saved yet.
type open struct {
	fs.File
	*bytes.Reader
	info fs.FileInfo
}

func (o *open) Read(b []byte) (int, error) { return o.Reader.Read(b) }

func (o *open) Stat() (fs.FileInfo, error) { return o.info, nil }

// sized is what the system says of a file, but for its size.
type sized struct {
	fs.FileInfo
	size int64
}

func (s sized) Size() int64 { return s.size }

// ModTime is that of now, since the file has just been written, in a way.
func (s sized) ModTime() time.Time { return time.Now() }
