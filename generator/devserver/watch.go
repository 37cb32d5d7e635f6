package devserver

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"github.com/fsnotify/fsnotify"

	"parvis/generator/catalog"
	"parvis/generator/content"
)

// watcher tells of changes below the content folder and the theme's. It
// watches folders, since editors replace files: each folder below the two, new
// ones too, and the folders in which the two lie, so that it notices when one
// of them is moved away and comes back.
type watcher struct {
	changes chan Changes
	roots   []string // content, theme; clean paths
	notify  *fsnotify.Watcher
	wg      sync.WaitGroup
	stop    chan struct{}

	blind   func(error) // told once when the system lets no more folders be watched
	looks   sync.Once   // of polling
	mu      sync.Mutex
	folders map[string]bool // that are watched, but for those around the roots
}

// newWatcher watches the content folder and the theme's, which may be "". Where
// the system does not let it, it looks for itself, every second, and tells blind.
func newWatcher(blind func(error), roots ...string) (*watcher, error) {
	notify, err := fsnotify.NewBufferedWatcher(256)
	w := &watcher{changes: make(chan Changes, 64), notify: notify, stop: make(chan struct{}), folders: map[string]bool{}, blind: blind}
	for _, root := range roots {
		if root == "" {
			continue
		}
		w.roots = append(w.roots, filepath.Clean(root))
	}
	if err != nil { // there are no more watchers at all
		if !exhausted(err) {
			return nil, explain(err)
		}
		w.lookInstead()
		return w, nil
	}
	for _, root := range w.roots {
		// A folder whose parent cannot be watched is served all the same.
		_ = notify.Add(filepath.Dir(absolute(root)))
	}
	if err := w.watchAll(); err != nil {
		notify.Close()
		return nil, err
	}
	w.wg.Go(w.read)
	w.wg.Go(w.readErrors)
	return w, nil
}

// absolute is a path from the root of the file system on. Names of watched
// folders are absolute, so that a root and its parent go together.
func absolute(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		return abs
	}
	return name
}

// close ends the watch and waits for its goroutines.
func (w *watcher) close() {
	close(w.stop)
	if w.notify != nil {
		w.notify.Close()
	}
	w.wg.Wait()
}

// watchAll watches every folder below the roots that is not watched yet.
func (w *watcher) watchAll() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.notify == nil {
		return nil
	}
	for _, root := range w.roots {
		if err := w.watch(absolute(root)); err != nil {
			return err
		}
	}
	return nil
}

// watch watches a folder and those below it. The folder is watched before it
// is listed, so that nothing that is made meanwhile is missed. One that is not
// there is none to watch.
func (w *watcher) watch(folder string) error {
	if err := w.notify.Add(folder); err != nil {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			return nil
		}
		if exhausted(err) {
			w.lookInstead()
			return nil
		}
		return explain(err)
	}
	w.folders[folder] = true
	entries, _ := os.ReadDir(folder) // what cannot be listed cannot be read either, which is said elsewhere
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		if _, rel, ok := w.below(name); e.IsDir() && ok && rel != "" {
			if err := w.watch(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// forget stops watching a folder that is gone, and those below it.
func (w *watcher) forget(folder string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for name := range w.folders {
		if name == folder || strings.HasPrefix(name, folder+string(filepath.Separator)) {
			_ = w.notify.Remove(name) // which has happened by itself if it was deleted
			delete(w.folders, name)
		}
	}
}

// exhausted tells whether the system has no more watches to give.
func exhausted(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) || errors.Is(err, syscall.ENOMEM)
}

func explain(err error) error {
	return catalog.Say("the folders cannot be watched: %s", err)
}

// below returns in which root a path lies, and its path from there with
// slashes: "" for the root itself. Hidden files and backups lie in none.
func (w *watcher) below(name string) (root int, rel string, ok bool) {
	for i, r := range w.roots {
		rel, err := filepath.Rel(absolute(r), name)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			continue
		}
		if rel = filepath.ToSlash(rel); rel == "." {
			return i, "", true
		}
		for at := rel; at != "."; at = parent(at) {
			if content.PassedOver(at) {
				return i, "", false
			}
		}
		return i, rel, true
	}
	return 0, "", false
}

func parent(rel string) string {
	if i := strings.LastIndexByte(rel, '/'); i >= 0 {
		return rel[:i]
	}
	return "."
}

// read turns events into changes.
func (w *watcher) read() {
	for e := range w.notify.Events {
		if c, ok := w.change(e); ok {
			select {
			case w.changes <- c:
			case <-w.stop:
				return
			}
		}
	}
}

// readErrors takes a loss of events, which the system admits, for a change of
// everything.
func (w *watcher) readErrors() {
	for range w.notify.Errors {
		select {
		case w.changes <- Changes{All: true}:
		case <-w.stop:
			return
		}
	}
}

// change is what an event means.
func (w *watcher) change(e fsnotify.Event) (Changes, bool) {
	if e.Op == fsnotify.Chmod {
		return Changes{}, false
	}
	name := absolute(e.Name)
	root, rel, ok := w.below(name)
	if !ok {
		return Changes{}, false
	}
	w.mu.Lock()
	watched := w.folders[name]
	w.mu.Unlock()
	info, err := os.Lstat(name)
	folder, empty := err == nil && info.IsDir(), err == nil && info.Mode().IsRegular() && info.Size() == 0
	switch {
	case watched && e.Op.Has(fsnotify.Remove|fsnotify.Rename):
		w.forget(name)
		return Changes{All: true}, true // watchAll finds it again if it is there
	case folder && e.Op.Has(fsnotify.Create):
		w.mu.Lock()
		err := w.watch(name)
		w.mu.Unlock()
		_ = err // watchAll tries again, and tells
		return Changes{All: true}, true
	case rel == "":
		return Changes{All: true}, true
	case folder:
		return Changes{}, false
	case root == 0:
		return Changes{Content: []string{rel}, empty: empty}, true
	}
	return Changes{Theme: []string{rel}, empty: empty}, true
}
