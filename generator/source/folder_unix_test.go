//go:build unix

package source

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A pipe without a writer is not waited for, and a device is not read, however
// they are reached.
func TestPipesAndDevices(t *testing.T) {
	t.Chdir(t.TempDir()) // a socket's path is short
	if err := unix.Mkfifo("pipe", 0o644); err != nil {
		t.Skip(err)
	}
	l, err := net.Listen("unix", "socket")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	os.Symlink("pipe", "link")
	os.Symlink("/dev/zero", "zero")
	root, err := os.OpenRoot(".")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	here, _ := filepath.Abs(".")
	for _, name := range []string{"pipe", "socket", "link", "zero"} {
		opened := make(chan error, 3)
		go func() {
			_, err := fs.ReadFile(Dir(here), name)
			opened <- err
			_, err = ReadFile(name, 1<<20)
			opened <- err
			if name == "zero" {
				name = "pipe" // no link leads out of a root
			}
			_, err = fs.ReadFile(Root(root), name)
			opened <- err
		}()
		for range 3 {
			select {
			case err := <-opened:
				if !errors.Is(err, ErrNoFile) {
					t.Errorf("%s: %v", name, err)
				}
			case <-time.After(5 * time.Second):
				t.Fatalf("%s was waited for", name)
			}
		}
	}
}
