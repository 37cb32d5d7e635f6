package output

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// insideSpace says that the tests run where mounts are nobody else's;
// holdMount, a folder and a place, that this program mounts one on the other and
// waits.
const (
	insideSpace = "PARVIS_TEST_MOUNTS"
	holdMount   = "PARVIS_TEST_HOLD_MOUNT"
)

// TestMounts mounts folders, in a space of its own that needs no special rights
// on most systems, and is not run on others.
func TestMounts(t *testing.T) {
	if os.Getenv(insideSpace) == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^TestMounts$", "-test.v")
		cmd.Env = append(os.Environ(), insideSpace+"=1")
		cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWUSER | unix.CLONE_NEWNS,
			UidMappings: []syscall.SysProcIDMap{
				{ContainerID: 0, HostID: os.Getuid(), Size: 1},
			}, GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}}
		out, err := cmd.CombinedOutput()
		if errors.Is(err, fs.ErrPermission) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSPC) {
			t.Skip("this system lets nobody mount in a space of his own: ", err)
		}
		if err != nil || !strings.Contains(string(out), "--- PASS: TestMounts/") {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	for name, test := range map[string]struct {
		mount func(t *testing.T, dir, outside string)
		words string
	}{
		"a folder inside": {func(t *testing.T, dir, outside string) {
			os.Mkdir(filepath.Join(dir, "photos"), 0o755)
			bind(t, outside, filepath.Join(dir, "photos"))
		}, "holds photos"},
		"over a page's folder": {func(t *testing.T, dir, outside string) { bind(t, outside, filepath.Join(dir, "trips")) }, "holds trips"},
		"another disk inside": {func(t *testing.T, dir, _ string) {
			at := filepath.Join(dir, "trips/ravenna")
			if err := unix.Mount("none", at, "tmpfs", 0, ""); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { unix.Unmount(at, unix.MNT_DETACH) })
			write(t, filepath.Join(at, "index.html"), "mine")
		}, "holds trips/ravenna"},
		"a file inside": {func(t *testing.T, dir, outside string) {
			bind(t, filepath.Join(outside, "index.html"), filepath.Join(dir, "index.html"))
		}, "holds index.html"},
		"on it":        {func(t *testing.T, dir, outside string) { bind(t, outside, dir) }, "--out " + "site"},
		"elsewhere":    {func(t *testing.T, dir, outside string) { bind(t, dir, outside) }, "outside as well"},
		"a part of it": {func(t *testing.T, dir, outside string) { bind(t, filepath.Join(dir, "trips"), outside) }, "trips/ is mounted at"},
		"in a container": {func(t *testing.T, dir, outside string) {
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), holdMount+"="+dir+"\n"+outside)
			cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWNS}
			in, _ := cmd.StdinPipe()
			out, _ := cmd.StdoutPipe()
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { in.Close(); cmd.Wait() })
			if line, err := bufio.NewReader(out).ReadString('\n'); line != "mounted\n" {
				t.Fatal(line, err)
			}
		}, "inside a container or a service,"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, outside := target(t), filepath.Join(t.TempDir(), "outside")
			publish(t, dir, example)
			write(t, filepath.Join(outside, "index.html"), "home")
			write(t, filepath.Join(outside, "ravenna/index.html"), "mine")
			test.mount(t, dir, outside)
			before, beyond := look(t, dir), look(t, outside)
			_, err := Publish(t.Context(), dir, set{"index.html": "new", "more/index.html": "new"}.files(), Options{})
			if !errors.Is(err, ErrNotOurs) || !strings.Contains(err.Error(), strings.Replace(test.words, "--out ", "--out "+dir+"/", 1)) {
				t.Errorf("%v; want %q", err, test.words)
			}
			wantUntouched(t, dir, before)
			wantUntouched(t, outside, beyond)
		})
	}
	t.Run("at the last moment", func(t *testing.T) {
		for _, step := range []string{"swap", "exchange"} {
			dir, outside := target(t), t.TempDir()
			publish(t, dir, example)
			write(t, filepath.Join(outside, "ravenna/index.html"), "mine")
			before := look(t, outside)
			sum, err := Publish(t.Context(), dir, set{"index.html": "new"}.files(), Options{fault: func(now, _ string) error {
				if now == step {
					bind(t, outside, filepath.Join(dir, "trips"))
				}
				return nil
			}})
			if step == "swap" && !errors.Is(err, ErrNotOurs) || step == "exchange" && sum.Leftover == "" {
				t.Errorf("%s: %+v, %v", step, sum, err)
			}
			wantUntouched(t, outside, before)
			if step == "exchange" {
				t.Cleanup(func() { unix.Unmount(filepath.Join(sum.Leftover, "trips"), unix.MNT_DETACH) })
				publish(t, dir, set{"index.html": "newer"}) // tidies
				wantUntouched(t, outside, before)
			}
		}
	})
	t.Run("in what a kill has left", func(t *testing.T) {
		dir, outside := target(t), t.TempDir()
		write(t, filepath.Join(outside, "x"), "mine")
		stale := beside(dir, "0123456789abcdef")
		write(t, filepath.Join(stale, "a/index.html"), "")
		bind(t, outside, filepath.Join(stale, "a"))
		before := look(t, outside)
		publish(t, dir, example)
		wantUntouched(t, outside, before)
	})
}

// bind mounts a folder or a file on another, until the test ends.
func bind(t *testing.T, from, at string) {
	t.Helper()
	if err := unix.Mount(from, at, "", unix.MS_BIND, ""); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Unmount(at, unix.MNT_DETACH) })
}

// hold is what holdMount asks for.
func hold(folderAndPlace string) {
	folder, place, _ := strings.Cut(folderAndPlace, "\n")
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		panic(err)
	}
	if err := unix.Mount(folder, place, "", unix.MS_BIND, ""); err != nil {
		panic(err)
	}
	os.Stdout.WriteString("mounted\n")
	io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}

func init() {
	if what := os.Getenv(holdMount); what != "" {
		hold(what)
	}
}
