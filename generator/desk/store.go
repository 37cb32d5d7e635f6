package desk

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"time"
)

// This file keeps the versions of files: each as it lay there before it was written over,
// byte for byte, below .parvis-desk/versions in a folder that is called as the file is. So
// somebody without the desk finds them too.

// version is a text that a file had.
type version struct {
	ID   string // the name of its file
	At   time.Time
	Kind string // saved or unsaved
}

const (
	saved   = "saved"
	unsaved = "unsaved" // thrown away, or written over by another draft
	stamped = "20060102T150405.000000000Z"
)

// What is kept.
const (
	oldestVersion = 7 * 24 * time.Hour
	mostVersions  = 200      // of a file
	mostKept      = 64 << 20 // bytes, of all
)

var versionID = regexp.MustCompile(`^\d{8}T\d{6}\.\d{9}Z-[0-9a-f]{8}\.(saved|unsaved)$`)

func versionsOf(name string) string { return path.Join(hidden, "versions", name) }

// keepVersion keeps a text of a file, unless it was the last that was kept.
func (w *work) keepVersion(name string, text []byte, kind string) error {
	all := w.versions(name)
	if len(all) > 0 {
		if last, err := w.version(name, all[0].ID); err == nil && bytes.Equal(last, text) {
			return nil
		}
	}
	folder := versionsOf(name)
	if err := errors.Join(hide(w.root), w.root.MkdirAll(folder, 0o777)); err != nil {
		return err
	}
	mode := fs.FileMode(0o600) // what was never saved is for nobody else
	if kind == saved {
		mode = 0
		if info, err := w.root.Stat(name); err == nil {
			mode = info.Mode().Perm()
		}
	}
	var b [4]byte
	_, _ = rand.Read(b[:]) // it never fails
	id := w.now().UTC().Format(stamped) + "-" + hex.EncodeToString(b[:]) + "." + kind
	if err := replace(w.root, path.Join(folder, id), text, mode); err != nil {
		return err
	}
	for _, v := range all[min(len(all), mostVersions-1):] {
		_ = w.root.Remove(path.Join(folder, v.ID))
	}
	return nil
}

// versions are those of a file, the newest first.
func (w *work) versions(name string) []version {
	names, _ := fs.ReadDir(w.root.FS(), versionsOf(name)) // none where there is no such folder
	var out []version
	for _, e := range names {
		if v, ok := versionOf(e.Name()); ok {
			out = append(out, v)
		}
	}
	slices.Reverse(out)
	return out
}

// versionOf is what the name of a version tells.
func versionOf(id string) (version, bool) {
	m := versionID.FindStringSubmatch(id)
	if m == nil {
		return version{}, false
	}
	at, err := time.Parse(stamped, id[:len(stamped)])
	return version{id, at, m[1]}, err == nil
}

// version is the text of one.
func (w *work) version(name, id string) ([]byte, error) {
	if _, ok := versionOf(id); !ok {
		return nil, fs.ErrNotExist
	}
	return fs.ReadFile(w.root.FS(), path.Join(versionsOf(name), id))
}

// prune drops the versions that are too old, and the oldest of more than there is room for.
func (w *work) prune() {
	type one struct {
		file string
		at   time.Time
		size int64
	}
	var all []one
	above := path.Join(hidden, "versions")
	_ = fs.WalkDir(w.root.FS(), above, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil // what cannot be looked into stays
		}
		if v, ok := versionOf(e.Name()); ok {
			if info, err := e.Info(); err == nil {
				all = append(all, one{name, v.At, info.Size()})
			}
		}
		return nil
	})
	slices.SortFunc(all, func(a, b one) int { return cmp.Or(b.at.Compare(a.at), cmp.Compare(a.file, b.file)) })
	w.forgetRemovals()
	size, oldest := int64(0), w.now().Add(-oldestVersion)
	for _, v := range all {
		if size += v.size; size > w.room || v.at.Before(oldest) {
			_ = w.root.Remove(v.file)
			removeEmpty(w.root, path.Dir(v.file), above)
		}
	}
}

// removeEmpty takes folders away in which nothing is left.
func removeEmpty(root *os.Root, folder, above string) {
	for ; folder != above && root.Remove(folder) == nil; folder = path.Dir(folder) {
	}
}
