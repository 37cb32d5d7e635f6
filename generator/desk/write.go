package desk

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path"
	"runtime"
	"syscall"
	"time"

	"parvis/generator/catalog"
)

// This file writes files, so that nobody ever reads a half of one and two desks at one
// folder never write over each other.

// write puts a text in the place of a file, which still has to be what it was; was is nil
// for one that is not there. What lay there is kept as a version.
//
// From the comparison to the end it holds a lock that every desk at the folder asks for.
// Another program does not: what it writes between the comparison and the renaming, some
// thousandths of a second, would lie in no version.
func (w *work) write(name string, was, text []byte) error {
	token, err := w.lock()
	if err != nil {
		return err
	}
	defer w.unlock(token)
	now, err := fs.ReadFile(w.disk, name)
	mode := fs.FileMode(0)
	switch {
	case was == nil && err == nil:
		return fs.ErrExist
	case was == nil && errors.Is(err, fs.ErrNotExist):
		if err := w.root.MkdirAll(path.Dir(name), 0o777); err != nil {
			return err
		}
	case err != nil:
		return err
	case !bytes.Equal(now, was):
		return errChanged
	}
	if info, err := w.root.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	if was != nil {
		if err := w.keepVersion(name, was, saved); err != nil {
			return err
		}
	}
	if !w.holds(token) { // it took so long that we counted as gone
		return errChanged
	}
	return replace(w.root, name, text, mode)
}

// errChanged is why a file was not written: somebody else has meanwhile.
var errChanged = errors.New("the file has been changed")

// replace puts a text in the place of a file, whole or not at all; mode are its permissions,
// 0 for those that new files have.
func replace(root *os.Root, name string, text []byte, mode fs.FileMode) error {
	var random [8]byte
	_, _ = rand.Read(random[:]) // it never fails
	temporary := path.Join(path.Dir(name), hidden+"-"+hex.EncodeToString(random[:]))
	made := mode
	if mode == 0 {
		made = 0o666
	}
	f, err := root.OpenFile(temporary, os.O_CREATE|os.O_EXCL|os.O_WRONLY, made)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, possible(f.Sync()), f.Close()); err == nil && mode != 0 {
		err = possible(root.Chmod(temporary, mode)) // the system's mask may have taken some away
	}
	if err == nil {
		err = patiently(func() error { return root.Rename(temporary, name) })
	}
	if err != nil {
		_ = root.Remove(temporary)
		return err
	}
	if folder, err := root.Open(path.Dir(name)); err == nil { // so that its new name outlasts a power cut
		_ = folder.Sync() // which not every system can
		_ = folder.Close()
	}
	return nil
}

// possible passes over what a drive cannot do: on those of a network, permissions are the
// server's, and not each can be told to write at once.
func possible(err error) error {
	for _, cannot := range []error{errors.ErrUnsupported, syscall.EINVAL, syscall.EPERM, syscall.ENOTSUP} {
		if errors.Is(err, cannot) {
			return nil
		}
	}
	return err
}

// patience is how often something is tried on Windows, a moment apart: a guard against
// viruses or the search may have just opened the file.
const patience = 20

func patiently(do func() error) error {
	err := do()
	for i := 0; i < patience && runtime.GOOS == "windows" && errors.Is(err, fs.ErrPermission); i++ {
		time.Sleep(50 * time.Millisecond)
		err = do()
	}
	return err
}

const (
	lockName = hidden + "/writing"
	// stale is how long a lock may stay as it is until its holder counts as gone. It is
	// measured by the clock of who waits, since that of a network drive may differ.
	stale = 15 * time.Second
	// again is how long somebody waits until they ask for it again.
	again = 10 * time.Millisecond
)

// lock waits for the lock of the folder: a file that only one can make. That works on
// network drives too, whose servers need not know of other locks. What it says is token.
func (w *work) lock() (token string, err error) {
	if err := hide(w.root); err != nil {
		return "", err
	}
	var b [16]byte
	_, _ = rand.Read(b[:]) // it never fails
	token = hex.EncodeToString(b[:])
	var seen string
	since := time.Now()
	for {
		f, err := w.root.OpenFile(lockName, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if err == nil {
			_, err = f.WriteString(token)
			err = errors.Join(err, f.Close())
			return token, err
		}
		removing := runtime.GOOS == "windows" && errors.Is(err, fs.ErrPermission) // as it says while somebody takes it away
		if !errors.Is(err, fs.ErrExist) && !removing {
			return "", err
		}
		is, errRead := fs.ReadFile(w.root.FS(), lockName)
		if string(is) != seen {
			seen, since = string(is), time.Now()
		}
		switch waited := time.Since(since); {
		case waited > w.stale && errRead == nil:
			w.takeAway(seen)
			since = time.Now()
		case waited > 2*w.stale:
			return "", catalog.Say("the folder cannot be written to at present: %v", err)
		}
		time.Sleep(again)
	}
}

// unlock lets go of the lock, if it is still the one that was taken.
func (w *work) unlock(token string) {
	if w.holds(token) {
		_ = patiently(func() error { return w.root.Remove(lockName) })
	}
}

func (w *work) holds(token string) bool {
	is, err := fs.ReadFile(w.root.FS(), lockName)
	return err == nil && string(is) == token
}

// takeAway takes the lock of somebody away who is gone. Of several who try, one does:
// each renames what lies there, and who finds another's lock in their hands puts it back.
func (w *work) takeAway(token string) {
	away := lockName + "-" + token
	if w.root.Rename(lockName, away) != nil {
		return
	}
	if is, err := fs.ReadFile(w.root.FS(), away); err == nil && string(is) != token {
		_ = w.root.Rename(away, lockName)
		return
	}
	_ = w.root.Remove(away)
}
