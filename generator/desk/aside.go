package desk

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/user"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// This file keeps what is not saved yet beside the content, so that it survives the end of
// the program. It lies below .parvis-desk/unsaved, in a folder of its own for each run of
// the desk: two colleagues at one network drive, or two desks of one of them, never write
// into each other's. A run holds its folder locked; the next one of the same person takes
// over what lies in those that nobody holds any more.

// hidden is the folder beside the content in which the desk keeps things aside. Readers of
// the content pass over hidden files, and so does git, by the file that lies in it.
const hidden = ".parvis-desk"

// held is the name of the file that a run keeps locked.
const held = "held"

// kept is a draft as it lies there.
type kept struct {
	Name       string
	Base, Text []byte // Base is nil where there was no file yet
}

// aside keeps drafts beside the content.
type aside struct {
	root   *os.Root
	who    string // of the person
	folder string // of this run; "" until something is kept
	lock   *flock.Flock
}

// person tells one colleague from another by a name that tells nobody else who it is.
func person() string {
	name := os.Getenv("USERNAME")
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	machine, _ := os.Hostname()
	return mark([]byte(name + "@" + machine))
}

// hide makes the hidden folder, which git leaves out.
func hide(root *os.Root) error {
	err := root.Mkdir(hidden, 0o777)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return root.WriteFile(hidden+"/.gitignore", []byte("*\n"), 0o666)
}

// begin makes the folder of this run, which only its person may look into.
func (a *aside) begin() error {
	if a.folder != "" {
		return nil
	}
	if err := hide(a.root); err != nil {
		return err
	}
	var b [8]byte
	_, _ = rand.Read(b[:]) // it never fails
	folder := path.Join(hidden, "unsaved", a.who+"-"+hex.EncodeToString(b[:]))
	if err := a.root.MkdirAll(path.Dir(folder), 0o777); err != nil {
		return err
	}
	if err := a.root.Mkdir(folder, 0o700); err != nil {
		return err
	}
	a.lock = flock.New(a.path(path.Join(folder, held)), flock.SetPermissions(0o600))
	_, _ = a.lock.TryLock() // on a drive without locks, the next run takes it over all the same
	a.folder = folder
	return nil
}

// path is where a file lies for what cannot go through the root.
func (a *aside) path(name string) string {
	return filepath.Join(a.root.Name(), filepath.FromSlash(name))
}

// fileOf is the name of the file that keeps the draft of one.
func fileOf(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:16]) + ".json"
}

// keep keeps a draft.
func (a *aside) keep(name string, d draft) error {
	if err := a.begin(); err != nil {
		return err
	}
	text, err := json.Marshal(kept{Name: name, Base: d.base, Text: d.text})
	if err != nil {
		return err
	}
	return replace(a.root, path.Join(a.folder, fileOf(name)), text, 0o600)
}

// forget takes a draft away that is saved, or was thrown away.
func (a *aside) forget(name string) {
	if a.folder != "" {
		_ = a.root.Remove(path.Join(a.folder, fileOf(name))) // what stays is only offered once more
	}
}

// end lets go of the folder of this run, and takes it away where nothing is in it.
func (a *aside) end() {
	if a.folder == "" {
		return
	}
	_ = a.lock.Close()
	a.empty(a.folder)
	a.folder = ""
}

// empty takes a folder away that holds nothing but its lock.
func (a *aside) empty(folder string) {
	if names, err := fs.ReadDir(a.root.FS(), folder); err == nil && len(names) == 1 && names[0].Name() == held {
		_ = a.root.Remove(path.Join(folder, held))
		_ = a.root.Remove(folder)
	}
}

// found is a draft that an earlier run has left.
type found struct {
	kept
	file string
	at   time.Time
}

// left are the drafts of the same person's earlier runs, the oldest first; done is to be
// called when they are kept again.
func (a *aside) left() (out []found, done func()) {
	var folders []string
	var locks []*flock.Flock
	done = func() {
		for _, f := range out {
			_ = a.root.Remove(f.file)
		}
		for _, l := range locks {
			_ = l.Close()
		}
		for _, f := range folders {
			a.empty(f)
		}
	}
	above := path.Join(hidden, "unsaved")
	all, _ := fs.ReadDir(a.root.FS(), above) // none where there is no such folder
	for _, e := range all {
		folder := path.Join(above, e.Name())
		if !e.IsDir() || !strings.HasPrefix(e.Name(), a.who+"-") || folder == a.folder {
			continue
		}
		l := flock.New(a.path(path.Join(folder, held)), flock.SetPermissions(0o600))
		if mine, err := l.TryLock(); !mine && err == nil {
			continue // that desk is still open
		}
		folders, locks = append(folders, folder), append(locks, l)
		out = append(out, a.in(folder)...)
	}
	return out, done
}

// in are the drafts in a folder.
func (a *aside) in(folder string) (out []found) {
	names, _ := fs.ReadDir(a.root.FS(), folder)
	for _, e := range names {
		file := path.Join(folder, e.Name())
		info, err := e.Info()
		text, errRead := fs.ReadFile(a.root.FS(), file)
		f := found{file: file}
		if err != nil || errRead != nil || path.Ext(file) != ".json" || json.Unmarshal(text, &f.kept) != nil {
			continue // it stays where it is
		}
		if _, err := blankPaper(f.Name); err != nil && !isPhoto(f.Name) || fileOf(f.Name) != e.Name() {
			continue
		}
		f.at = info.ModTime()
		out = append(out, f)
	}
	return out
}
