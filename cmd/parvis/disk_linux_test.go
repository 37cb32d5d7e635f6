package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// onSmallDisk says that the tests run where a disk of their own may be mounted.
const onSmallDisk = "PARVIS_TEST_SMALL_DISK"

// TestFullDisk builds and publishes on a disk that has room for so many tenths of what is
// written: the site that stands stays whole, what is published is of one site or the other,
// and with more room the next run makes all.
func TestFullDisk(t *testing.T) {
	if os.Getenv(onSmallDisk) == "" {
		inOwnSpace(t)
		return
	}
	disk := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(disk, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("none", disk, "tmpfs", 0, "size=64m"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	room := func(size int64) {
		t.Helper()
		if err := unix.Mount("none", disk, "tmpfs", unix.MS_REMOUNT, fmt.Sprint("size=", size)); err != nil {
			t.Fatal(err)
		}
	}
	used := func() int64 {
		var at unix.Statfs_t
		if err := unix.Statfs(disk, &at); err != nil {
			t.Fatal(err)
		}
		return int64(at.Blocks-at.Bfree) * at.Bsize
	}
	c := beginCity(t, filepath.Join(disk, "city"), "parvis")
	before := used()
	c.must(0, "publish", "--yes")
	need := (used() - before) / 3 // two sites and what publishing remembers; a build needs one beside that which stands
	stopped := 0
	for tenth := int64(1); tenth < 10; tenth++ {
		command := [][]string{{"build"}, {"publish", "--yes"}}[tenth%2]
		room(used() + need*tenth/10)
		out, err := c.parvis(int(tenth+1)/2%2, command...).CombinedOutput()
		if err != nil {
			if stopped++; !strings.Contains(string(out), "the disk is full") {
				t.Errorf("%v with %d tenths of the room: %v\n%s", command, tenth, err, out)
			}
		}
		c.whole(fmt.Sprintf("%v with %d tenths of the room", command, tenth))
	}
	if room(64 << 20); stopped < 3 {
		t.Errorf("only %d runs met a full disk", stopped)
	}
	c.mended()
	t.Logf("figures: 9 runs on a disk with too little room, %d stopped by it", stopped)
}

// inOwnSpace runs the test that calls it once more, where it may mount what nobody else sees.
func inOwnSpace(t *testing.T) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), onSmallDisk+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWUSER | unix.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}}
	out, err := cmd.CombinedOutput()
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSPC) {
		t.Skip("this system lets nobody mount in a space of his own: ", err)
	}
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Fatalf("%v\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		if _, figures, ok := strings.Cut(line, "figures: "); ok {
			t.Log("figures: " + strings.TrimSpace(figures))
		}
	}
}

// TestPermissionLost takes away the right to write, in the middle of runs, from the folders in
// which a site is made and published: a few times, or a hundred where PARVIS_TRUST is set.
func TestPermissionLost(t *testing.T) {
	times := 6
	if os.Getenv("PARVIS_TRUST") != "" {
		times = 100
	}
	top := t.TempDir()
	who := asNobody(t, top)
	c := beginCity(t, filepath.Join(top, "city"), who.program)
	who.owns(c.city)
	c.as = who.credential
	long := c.must(0, "publish", "--yes")
	stopped := 0
	for n := range times {
		command := [][]string{{"build"}, {"publish", "--yes"}}[n%2]
		cmd := c.parvis((n/2+1)%2, command...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(long * time.Duration(n) / time.Duration(times)) // the first time before anything is written
		for _, dir := range []string{"", "public", "www"} {
			mode(t, filepath.Join(c.city, dir), 0o555)
		}
		if cmd.Wait() != nil {
			stopped++
		}
		for _, dir := range []string{"", "public", "www"} {
			mode(t, filepath.Join(c.city, dir), 0o755)
		}
		c.whole(fmt.Sprintf("%v, without permission", command))
	}
	c.mended()
	if stopped == 0 {
		t.Error("no run lost its permission")
	}
	t.Logf("figures: permission to write taken away %d times in the middle of a run, %d stopped by it", times, stopped)
}

func mode(t *testing.T, dir string, to os.FileMode) {
	t.Helper()
	if err := os.Chmod(dir, to); err != nil {
		t.Fatal(err)
	}
}

// somebody is who has no rights but his own.
type somebody struct {
	t          *testing.T
	program    string
	credential *syscall.Credential
}

// asNobody is somebody for whom permissions count, which they do not for root: with the program
// where he may run it.
func asNobody(t *testing.T, dir string) somebody {
	t.Helper()
	s := somebody{t: t, program: "parvis"}
	if os.Getuid() != 0 {
		return s
	}
	mode(t, filepath.Dir(dir), 0o755)
	self, err := os.Executable()
	if err == nil {
		var text []byte
		if text, err = os.ReadFile(self); err == nil {
			s.program = filepath.Join(dir, "parvis")
			err = os.WriteFile(s.program, text, 0o755)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	s.credential = &syscall.Credential{Uid: 65534, Gid: 65534, NoSetGroups: true}
	return s
}

// owns gives somebody all that is in a folder.
func (s somebody) owns(dir string) {
	s.t.Helper()
	if s.credential == nil {
		return
	}
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(name, int(s.credential.Uid), int(s.credential.Gid))
	})
	if err != nil {
		s.t.Fatal(err)
	}
}
