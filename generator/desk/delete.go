package desk

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
)

// This file deletes files and brings them back. What is deleted is moved as it is, below
// .parvis-desk/deleted in a folder for each time, where it lies under the path that it had.
// So nothing is copied, each byte stays, and somebody without the desk finds it too.

// removal is what was deleted at a time.
type removal struct {
	ID    string // the name of its folder
	At    time.Time
	Files []string // by the paths that they had, sorted
}

var removalID = regexp.MustCompile(`^\d{8}T\d{6}\.\d{9}Z-[0-9a-f]{8}$`)

// removedTo is where what was deleted lies.
func removedTo(id string) string { return path.Join(hidden, "deleted", id) }

// seen is by which it is known what somebody saw when they were asked: the files and what
// they hold.
func (w *work) seen(files []string) (string, error) {
	all := sha256.New()
	for _, name := range files {
		f, err := w.root.Open(name)
		if err != nil {
			return "", err
		}
		one := sha256.New()
		_, err = io.Copy(one, f)
		if err = errors.Join(err, f.Close()); err != nil {
			return "", err
		}
		fmt.Fprintf(all, "%q %x\n", name, one.Sum(nil))
	}
	return hex.EncodeToString(all.Sum(nil)[:16]), nil
}

// remove deletes files, if they still are what somebody saw; folders are those that go with
// them once they are empty. All of them go, or none.
func (w *work) remove(files, folders []string, seen string) (id string, err error) {
	token, err := w.lock()
	if err != nil {
		return "", err
	}
	defer w.unlock(token)
	if is, err := w.seen(files); err != nil || is != seen {
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			return "", errChanged
		}
		return "", err
	}
	if !w.holds(token) { // it took so long that we counted as gone
		return "", errChanged
	}
	var b [4]byte
	_, _ = rand.Read(b[:]) // it never fails
	id = w.now().UTC().Format(stamped) + "-" + hex.EncodeToString(b[:])
	if err := w.move(files, "", removedTo(id)); err != nil {
		return "", err
	}
	for _, folder := range folders {
		_ = w.root.Remove(folder) // it stays where something is left in it
	}
	return id, nil
}

// move moves files from below one folder to below another, all of them or none.
func (w *work) move(files []string, from, to string) (err error) {
	done := 0
	defer func() {
		if err == nil {
			return
		}
		for _, name := range files[:done] {
			_ = patiently(func() error { return w.root.Rename(path.Join(to, name), path.Join(from, name)) })
		}
	}()
	for _, name := range files {
		if err := w.root.MkdirAll(path.Dir(path.Join(to, name)), 0o777); err != nil {
			return err
		}
		if err := patiently(func() error { return w.root.Rename(path.Join(from, name), path.Join(to, name)) }); err != nil {
			return err
		}
		done++
	}
	return nil
}

// bringAll brings back what was deleted at a time, unless something lies in one of the
// places now.
func (w *work) bringAll(id string) ([]string, error) {
	token, err := w.lock()
	if err != nil {
		return nil, err
	}
	defer w.unlock(token)
	r, ok := w.removal(id)
	if !ok || len(r.Files) == 0 {
		return nil, fs.ErrNotExist
	}
	for _, name := range r.Files {
		switch _, err := w.root.Lstat(name); {
		case err == nil:
			return nil, refusal{catalog.Say("Nothing was brought back: there is a new file %s now. Delete that first.", name)}
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	if err := w.move(r.Files, removedTo(id), ""); err != nil {
		return nil, err
	}
	_ = w.root.RemoveAll(removedTo(id)) // which holds no file any more
	return r.Files, nil
}

// removal is what was deleted at a time.
func (w *work) removal(id string) (removal, bool) {
	if !removalID.MatchString(id) {
		return removal{}, false
	}
	at, err := time.Parse(stamped, id[:len(stamped)])
	r := removal{ID: id, At: at}
	above := removedTo(id)
	errWalk := fs.WalkDir(w.root.FS(), above, func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			r.Files = append(r.Files, strings.TrimPrefix(name, above+"/"))
		}
		return err
	})
	return r, err == nil && errWalk == nil
}

// removals are all that can be brought back, the newest first.
func (w *work) removals() (out []removal) {
	names, _ := fs.ReadDir(w.root.FS(), removedTo("")) // none where there is no such folder
	for _, e := range names {
		if r, ok := w.removal(e.Name()); ok && len(r.Files) > 0 {
			out = append(out, r)
		}
	}
	slices.Reverse(out)
	return out
}

// forgetRemovals drops for good what was deleted too long ago.
func (w *work) forgetRemovals() {
	for _, r := range w.removals() {
		if r.At.Before(w.now().Add(-oldestVersion)) {
			_ = w.root.RemoveAll(removedTo(r.ID))
		}
	}
}
