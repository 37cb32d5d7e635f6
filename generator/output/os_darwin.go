package output

import "golang.org/x/sys/unix"

var diskFull = []error{unix.ENOSPC, unix.EDQUOT}

// exchangeFolders exchanges two folders in one step. Not every file system can.
func exchangeFolders(a, b string) error {
	return unix.RenamexNp(a, b, unix.RENAME_SWAP)
}

func isMountPoint(path string) bool {
	var st unix.Statfs_t
	return unix.Statfs(path, &st) == nil && unix.ByteSliceToString(st.Mntonname[:]) == path
}

// allMounts knows none: isMountPoint tells of each folder.
func allMounts() []mount { return nil }
