package output

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

var diskFull = []error{unix.ENOSPC, unix.EDQUOT}

// exchangeFolders exchanges two folders in one step. Not every file system can.
func exchangeFolders(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}

// flushFile leaves the file to flush.
func flushFile(*os.File) error { return nil }

// flush waits until all that was written lies on the disk that folder is on. One
// call for everything costs a fraction of one for each file. It tells of each
// write that failed since folder was opened.
func flush(folder *os.File) error {
	err := unix.Syncfs(int(folder.Fd()))
	if errors.Is(err, unix.ENOSYS) {
		unix.Sync()
		return nil
	}
	return err
}

// flushFolder waits until the names in a folder lie on the disk. A few file
// systems have nothing to wait for.
func flushFolder(name string) error {
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := folder.Sync(); !errors.Is(err, unix.EINVAL) && !errors.Is(err, unix.ENOTSUP) {
		return err
	}
	return nil
}

func isMountPoint(path string) bool {
	var st unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, path, unix.AT_SYMLINK_NOFOLLOW, unix.STATX_TYPE, &st)
	return err == nil && st.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0
}

// allMounts are those that this process sees, and those of containers and
// services, as far as it may look into them. Where there is no /proc there are
// none, and isMountPoint alone has to tell.
func allMounts() []mount {
	text, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return nil
	}
	mounts := parseMounts(string(text))
	own, _ := os.Readlink("/proc/self/ns/mnt")
	seen := map[string]bool{own: true}
	proc, err := os.Open("/proc")
	if err != nil {
		return mounts
	}
	defer proc.Close()
	names, _ := proc.Readdirnames(-1)
	for _, name := range names {
		if name[0] < '0' || name[0] > '9' {
			continue
		}
		space, err := os.Readlink("/proc/" + name + "/ns/mnt")
		if err != nil || seen[space] {
			continue
		}
		seen[space] = true
		text, err := os.ReadFile("/proc/" + name + "/mountinfo")
		if err != nil {
			continue
		}
		for _, m := range parseMounts(string(text)) {
			m.inside = true
			mounts = append(mounts, m)
		}
	}
	return mounts
}
