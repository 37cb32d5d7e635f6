//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
)

// trial is what is tried, and where.
type trial struct {
	program, work string
	images        string // the folder of the file systems and their copies
	sites         [2]site
}

// site is what a finished site holds, by path.
type site map[string][]byte

func readSite(dir string) (site, error) {
	s := site{}
	return s, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		s[name[len(dir)+1:]] = text
		return err
	})
}

// publish publishes one of two sites, of which nearly every file differs.
func (t *trial) publish(dir string, which int) error {
	cmd := exec.Command(t.program, "build", "--quiet", "--today", "2026-11-23", "--base-url", fmt.Sprintf("https://site%d.example.org/", which), "--out", dir)
	cmd.Env = append(os.Environ(), "PATH=/nowhere", "PARVIS_CHROMIUM=/nowhere")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("parvis build: %w\n%s", err, out)
	}
	return nil
}

// exactCopies puts the folder of the images on an XFS of its own, which copies a
// file in one moment. It reports whether that worked.
func (t *trial) exactCopies() (exact bool, unmount func() error) {
	image := filepath.Join(t.work, "xfs")
	if os.WriteFile(image, nil, 0o600) != nil || os.Truncate(image, 16<<30) != nil || call("mkfs.xfs", "-q", "-f", image) != nil {
		return false, func() error { return nil }
	}
	unmount, err := mount(image, t.images, "loop")
	if err != nil {
		return false, func() error { return nil }
	}
	return true, unmount
}

// sparse makes an empty file of imageSize bytes.
func sparse(name string) error {
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		return err
	}
	return os.Truncate(name, imageSize)
}

// mount mounts a file system that lies in a file.
func mount(image, at, options string) (unmount func() error, err error) {
	if err := os.MkdirAll(at, 0o700); err != nil {
		return nil, err
	}
	if err := call("mount", "-o", options, image, at); err != nil {
		return nil, err
	}
	return func() error { return call("umount", at) }, nil
}

// snapshot copies the file system as it is at this moment.
func (t *trial) snapshot(image, name string) error {
	return call("cp", "--reflink=auto", "--sparse=auto", image, filepath.Join(t.images, name))
}

// judge mounts a copy, as a machine does that starts again, and prints what
// there is of the site.
func (t *trial) judge(s system, name string) (err error) {
	image, root := filepath.Join(t.images, name), filepath.Join(t.work, "copy")
	defer os.Remove(image)
	options := s.options
	if s.make[0] == "mkfs.xfs" {
		options += ",nouuid" // the original is mounted too
	}
	unmount, err := mount(image, root, options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unmount()) }()
	found, err := readSite(filepath.Join(root, "public"))
	if err != nil {
		return err
	}
	best := verdict{torn: len(found) + 1}
	for i, want := range t.sites {
		if v := compare(found, want); v.broken() < best.broken() {
			best, best.site = v, []string{"old", "new"}[i]
		}
	}
	if best.broken() > 0 {
		best.site = "BROKEN"
	}
	fmt.Printf("%-18s %-12s %-8s %6d %6d %6d %8d\n", s.name, name, best.site, len(found), best.empty, best.torn, best.missing)
	return nil
}

// verdict is how a site differs from what it should be.
type verdict struct {
	site                 string
	empty, torn, missing int
}

func (v verdict) broken() int { return v.empty + v.torn + v.missing }

func compare(found, want site) (v verdict) {
	for name, text := range want {
		switch got, there := found[name]; {
		case !there:
			v.missing++
		case bytes.Equal(got, text):
		case len(got) == 0:
			v.empty++
		default:
			v.torn++
		}
	}
	for name := range found {
		if _, known := want[name]; !known {
			v.torn++
		}
	}
	return v
}
