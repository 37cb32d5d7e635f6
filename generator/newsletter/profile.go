package newsletter

import (
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// The folder in which a browser keeps what it needs while it prints, below the
// system's folder for temporary files. A program that is killed leaves it; the
// lock in it is the kernel's and goes with the program, so the next one knows
// what nobody uses any more.
const (
	profilePattern = "parvis-browser-*"
	profileLock    = "parvis-lock"
)

// newProfile makes such a folder, and removes those that were left behind.
func newProfile() (dir string, remove func(), err error) {
	removeLeft(os.TempDir())
	if dir, err = os.MkdirTemp("", profilePattern); err != nil {
		return "", nil, err
	}
	lock := flock.New(filepath.Join(dir, profileLock))
	if err := lock.Lock(); err != nil {
		return "", nil, err
	}
	return dir, func() {
		lock.Close()
		_ = os.RemoveAll(dir)
	}, nil
}

// removeLeft removes the folders in temp whose programs are gone. One that has no
// lock yet is just being made.
func removeLeft(temp string) {
	left, _ := filepath.Glob(filepath.Join(temp, profilePattern, profileLock))
	for _, name := range left {
		dir := filepath.Dir(name)
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
			continue
		}
		lock := flock.New(name)
		if free, err := lock.TryLock(); err == nil && free {
			lock.Close()
			_ = os.RemoveAll(dir)
		}
	}
}
