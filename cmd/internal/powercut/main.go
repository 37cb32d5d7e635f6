//go:build linux

// Command powercut shows what a power cut leaves of a site that has just been
// published. It makes file systems inside files, publishes into them, takes a
// copy of the whole file system at moments during and after a build, which is
// what a disk would hold had the power gone at that moment, and looks whether the
// site in each copy is the old one or the new one, in every byte.
//
// It mounts, so it needs the rights of root, and is run by hand:
//
//	sudo go run ./cmd/internal/powercut [-program FILE] [SYSTEM …]
//
// The copies are exact where the system has XFS (Debian: xfsprogs), which copies
// a file in one moment; else each takes a while, and one that was taken during a
// build may show what no disk ever held. What a disk itself promises and does not
// keep is not shown.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// system is a file system that is tried.
type system struct {
	name    string
	make    []string // the command that makes it, without the file
	options string   // of the mount
}

var systems = []system{
	{"ext4", []string{"mkfs.ext4", "-q", "-F"}, "loop"},
	{"ext4, nodelalloc", []string{"mkfs.ext4", "-q", "-F"}, "loop,nodelalloc"},
	{"ext4, writeback", []string{"mkfs.ext4", "-q", "-F"}, "loop,data=writeback"},
	{"xfs", []string{"mkfs.xfs", "-q", "-f"}, "loop"},
	{"btrfs", []string{"mkfs.btrfs", "-q", "-f"}, "loop"},
}

// after are the moments after a build at which copies are taken, in seconds;
// during is how many are taken while builds follow one another.
var after = []float64{0, 0.1, 0.3, 1, 2, 4, 6, 10, 15, 20, 28, 36}

const during = 12

// imageSize is the size of each file system, in bytes; XFS needs 300 MB.
const imageSize = 320 << 20

func main() {
	program := flag.String("program", "", "the parvis to try; the one of this folder if empty")
	flag.Parse()
	if err := run(*program, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "powercut:", err)
		os.Exit(1)
	}
}

func run(program string, only []string) (err error) {
	if os.Geteuid() != 0 {
		return errors.New("only root may mount: run it with sudo")
	}
	work, err := os.MkdirTemp("", "parvis-powercut-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if program == "" {
		program = filepath.Join(work, "parvis")
		if err := call("go", "build", "-o", program, "./cmd/parvis"); err != nil {
			return err
		}
	}
	t := &trial{program: program, work: work, images: filepath.Join(work, "images")}
	if err := os.Mkdir(t.images, 0o700); err != nil {
		return err
	}
	exact, unmount := t.exactCopies()
	defer func() { err = errors.Join(err, unmount()) }()
	if !exact {
		fmt.Println("note: without XFS the copies are not exact")
	}
	for i := range t.sites {
		dir := filepath.Join(work, fmt.Sprint("site", i))
		if err := t.publish(dir, i); err != nil {
			return err
		}
		if t.sites[i], err = readSite(dir); err != nil {
			return err
		}
	}
	fmt.Printf("%d files\n%-18s %-12s %-8s %6s %6s %6s %8s\n", len(t.sites[1]), "file system", "moment", "site", "files", "empty", "torn", "missing")
	for _, s := range systems {
		if len(only) > 0 && !slices.Contains(only, s.name) {
			continue
		}
		if _, err := exec.LookPath(s.make[0]); err != nil {
			fmt.Printf("%-18s not tried: there is no %s here\n", s.name, s.make[0])
			continue
		}
		if err := t.try(s); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

func call(name string, args ...string) error {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
	}
	return nil
}

// try publishes into a new file system, and prints what each copy holds.
func (t *trial) try(s system) (err error) {
	image, root := filepath.Join(t.images, "disk"), filepath.Join(t.work, "disk")
	if err := sparse(image); err != nil {
		return err
	}
	if err := call(s.make[0], append(s.make[1:len(s.make):len(s.make)], image)...); err != nil {
		return err
	}
	unmount, err := mount(image, root, s.options)
	if err != nil {
		fmt.Printf("%-18s not tried: %v\n", s.name, err)
		return nil
	}
	defer func() { err = errors.Join(err, unmount()) }()
	public := filepath.Join(root, "public")
	if err := t.publish(public, 0); err != nil {
		return err
	}
	if err := call("sync"); err != nil {
		return err
	}
	if err := t.publish(public, 1); err != nil {
		return err
	}
	done := time.Now()
	var copies []string
	for _, moment := range after {
		time.Sleep(time.Until(done.Add(time.Duration(moment * float64(time.Second)))))
		name := fmt.Sprintf("%5.1f s after", moment)
		if err := t.snapshot(image, name); err != nil {
			return err
		}
		copies = append(copies, name)
	}
	more, err := t.whilePublishing(image, public)
	if err != nil {
		return err
	}
	for _, name := range append(copies, more...) {
		if err := t.judge(s, name); err != nil {
			return err
		}
	}
	return nil
}

// whilePublishing takes copies while the two sites replace one another without
// a pause.
func (t *trial) whilePublishing(image, public string) (copies []string, err error) {
	stop, stopped := make(chan bool), make(chan error, 1)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				stopped <- nil
				return
			default:
				if err := t.publish(public, i%2); err != nil {
					stopped <- err
					return
				}
			}
		}
	}()
	for i := range during {
		time.Sleep(time.Duration(300+70*i) * time.Millisecond) // so that the steps of a build meet all copies
		name := fmt.Sprintf("during, %d", i+1)
		if err := t.snapshot(image, name); err != nil {
			return nil, err
		}
		copies = append(copies, name)
	}
	close(stop)
	return copies, <-stopped
}
