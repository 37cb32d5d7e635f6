package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"parvis/generator/catalog"
)

// exchange puts the stage in the place of the published folder.
func (p *publication) exchange(ctx context.Context) (leftover string, err error) {
	if info, err := os.Stat(p.target); err == nil {
		// The folder may have been given to a group or hidden from others.
		mode := info.Mode() & (fs.ModePerm | fs.ModeSetgid)
		if err := os.Chmod(p.stage.dir, mode); err != nil {
			return "", err
		}
	}
	p.stage.release()
	if err := p.opts.fault("swap", p.target); err != nil {
		return "", err
	}
	if err := context.Cause(ctx); err != nil {
		return "", err
	}
	// A last time: what somebody has just put into an empty folder is not ours.
	if err := CheckTarget(p.dir); err != nil {
		return "", err
	}
	if _, err := os.Lstat(p.target); errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(p.stage.dir, p.target); err != nil {
			return "", err
		}
		return "", p.settle(func() error { return os.Rename(p.target, p.stage.dir) })
	}
	again := func() error { return swap(p.stage.dir, p.target, p.opts.fault) }
	if err := again(); err != nil {
		return "", err
	}
	if err := p.settle(again); err != nil {
		return "", err
	}
	// The stage is the old site now. That it cannot be removed does not make the
	// new one worse.
	if dismantle(p.stage.dir) != nil {
		return p.stage.dir, nil
	}
	return "", nil
}

// marksOnly tells whether the mark is all that differs.
func (p *publication) marksOnly(sum Summary) bool {
	site := len(p.files) - 1
	if sum.Written+sum.Removed > 0 || p.equal[site] || !p.old.entries[markName] {
		return false
	}
	for path := range p.old.folders {
		if !p.site.folders[path] {
			return false
		}
	}
	return true
}

// remark puts a new mark in the place of the old one, in one step. The rest of the
// site stays as it is, down to its folders.
func (p *publication) remark() error {
	if err := p.flush(); err != nil {
		return err
	}
	if err := p.opts.fault("remark", p.target); err != nil {
		return err
	}
	if err := CheckTarget(p.dir); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(p.stage.dir, markName), filepath.Join(p.target, markName)); err != nil {
		return err
	}
	return flushFolder(p.target)
}

// flush waits until the new site lies on the disk. Without it a power cut soon
// after the exchange leaves the names of the new site and empty files.
func (p *publication) flush() error {
	if err := p.opts.fault("flush", p.target); err != nil {
		return err
	}
	return p.stage.flush()
}

// settle waits until the exchange itself lies on the disk, and goes back when
// that fails. Only then the old site may be removed.
func (p *publication) settle(back func() error) error {
	err := p.opts.fault("settle", p.target)
	if err == nil {
		err = flushFolder(filepath.Dir(p.target))
	}
	if err == nil {
		return nil
	}
	if back() != nil {
		return errors.Join(errNotBack, err)
	}
	return err
}

// errNotBack says that the published folder is not as it was.
var errNotBack = catalog.Sentinel("the old site could not be put back")

// swap exchanges two folders: in one step where the system can, else in two,
// with the way back if the second fails. What a kill between the two leaves,
// tidy puts right.
func swap(stage, target string, fault func(step, path string) error) error {
	err := fault("exchange", target)
	if err == nil {
		err = exchangeFolders(stage, target)
	}
	if err == nil {
		return nil
	}
	aside := stage + asideSuffix
	err = fault("aside", target)
	if err == nil {
		err = os.Rename(target, aside)
	}
	if err != nil {
		return replaceEmpty(stage, target, err, fault)
	}
	err = fault("replace", target)
	if err == nil {
		err = os.Rename(stage, target)
	}
	if err != nil {
		if os.Rename(aside, target) != nil {
			return errors.Join(errNotBack, err)
		}
		return err
	}
	// From here on it is only an old site, not one to put back. Should this
	// fail, tidy finds the target in its place and removes the old site.
	_ = os.Rename(aside, stage)
	return nil
}

// replaceEmpty puts the stage in the place of a folder that cannot be moved, for
// the reason given, but counts as empty. That is how public/ arrives in a
// container: from a layer of the image, where no folder can be renamed.
func replaceEmpty(stage, target string, reason error, fault func(step, path string) error) (err error) {
	entries, err := os.ReadDir(target)
	if err != nil || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !isKept(e) }) {
		return reason
	}
	kept := map[string][]byte{}
	for _, e := range entries {
		name := filepath.Join(target, e.Name())
		if kept[name], err = os.ReadFile(name); err != nil {
			return err
		}
	}
	defer func() {
		if err == nil {
			return
		}
		_ = os.Mkdir(target, 0o755)
		for name, text := range kept {
			err = errors.Join(err, os.WriteFile(name, text, 0o644))
		}
	}()
	for name := range kept {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	if err := os.Remove(target); err != nil {
		return err
	}
	if err := fault("replace", target); err != nil {
		return err
	}
	return os.Rename(stage, target)
}
