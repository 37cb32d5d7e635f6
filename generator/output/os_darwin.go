package output

import (
	"os"

	"golang.org/x/sys/unix"
)

var diskFull = []error{unix.ENOSPC, unix.EDQUOT}

// exchangeFolders exchanges two folders in one step. Not every file system can.
func exchangeFolders(a, b string) error {
	return unix.RenamexNp(a, b, unix.RENAME_SWAP)
}

// flushFile hands a file to the disk, which may still hold it in a memory of its
// own. That is emptied once, by flush, instead of for each file.
func flushFile(f *os.File) error { return unix.Fsync(int(f.Fd())) }

func flush(folder *os.File) error { return folder.Sync() }

func flushFolder(name string) error {
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}

func isMountPoint(path string) bool {
	var st unix.Statfs_t
	return unix.Statfs(path, &st) == nil && unix.ByteSliceToString(st.Mntonname[:]) == path
}

// allMounts knows none: isMountPoint tells of each folder.
func allMounts() []mount { return nil }
