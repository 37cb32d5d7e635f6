//go:build !linux && !darwin

package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// On Windows the numbers are ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
var diskFull = []error{syscall.ENOSPC, syscall.Errno(39), syscall.Errno(112)}

// exchangeFolders fails: these systems take two steps.
func exchangeFolders(_, _ string) error { return errors.ErrUnsupported }

// flushFile waits until a file lies on the disk.
func flushFile(f *os.File) error { return f.Sync() }

// flush waits until the names of the files in folder lie on the disk.
func flush(folder *os.File) error {
	return filepath.WalkDir(folder.Name(), func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return flushFolder(name)
	})
}

// flushFolder is flush for one folder. Windows knows nothing of the kind: there
// a folder's names are written in the order in which they were made.
func flushFolder(name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}

func isMountPoint(string) bool { return false }

func allMounts() []mount { return nil }
