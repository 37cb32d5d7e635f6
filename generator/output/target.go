package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"parvis/generator/catalog"
)

// ErrNotOurs is what CheckTarget and Publish return for a folder that parvis
// must not replace. The message says what was found and what to do.
var ErrNotOurs = catalog.Sentinel("parvis did not make this folder")

// notOurs is an ErrNotOurs whose whole text is for the person at the keyboard.
type notOurs struct{ catalog.Message }

func (e notOurs) Is(target error) bool { return target == ErrNotOurs }

// CheckTarget reports an ErrNotOurs before any work is done: dir exists and
// holds files that parvis did not make, or a .git; or is not a folder; or is one
// that can never be replaced, or has something mounted inside.
func CheckTarget(dir string) error {
	_, err := inspect(dir)
	return err
}

// inspect is CheckTarget, and returns what lies in dir.
func inspect(dir string) (tree, error) {
	target, err := checkPlace(dir)
	if err != nil || target == "" {
		return tree{}, err
	}
	for {
		before, err := os.Stat(target)
		if errors.Is(err, fs.ErrNotExist) {
			return tree{}, nil
		}
		problem := checkMounts(dir, target, allMounts())
		var found tree
		if problem == nil {
			found, problem = checkContents(dir, target)
		}
		after, err2 := os.Stat(target)
		if problem == nil || err != nil || err2 == nil && os.SameFile(before, after) {
			return found, problem
		}
		// Another parvis has just replaced the folder, and what was looked into is
		// the old site on its way out.
	}
}

// checkPlace is CheckTarget without a look into dir. It returns the absolute
// path of what there is at dir, or "" if there is nothing.
func checkPlace(dir string) (target string, err error) {
	if dir == "" {
		return "", notOurs{catalog.Say("no folder to publish to: name one with --out, for example --out public")}
	}
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		if info, err := os.Lstat(dir); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return "", refuse(dir, "is a link to a folder that does not exist: make that folder, or remove the link")
		}
		return "", nil
	}
	if err != nil {
		return "", catalog.Say("cannot look into %s: %s", show(dir), err)
	}
	if !info.IsDir() {
		return "", notOurs{catalog.Say("%s is a file, not a folder: choose another name with --out, or remove it", filepath.ToSlash(dir))}
	}
	if target, err = resolve(dir); err != nil {
		return "", err
	}
	switch home, err := os.UserHomeDir(); {
	case filepath.Dir(target) == target:
		return "", refuse(dir, "is the topmost folder of the disk: choose a folder for the site alone with --out, for example --out public")
	case err == nil && sameFolder(home, info):
		return "", refuse(dir, "is your home folder: choose a folder for the site alone with --out, for example --out public")
	case isMountPoint(target):
		return "", refuseMount(dir, target, target)
	}
	return target, nil
}

func refuse(dir, format string, args ...any) error {
	return notOurs{catalog.Say("%s %s", show(dir), catalog.Say(format, args...))}
}

func checkContents(dir, target string) (tree, error) {
	entries, err := os.ReadDir(target)
	if err != nil {
		return tree{}, catalog.Say("cannot look into %s: %s", show(dir), err)
	}
	var foreign []string
	marked := false
	for _, e := range entries {
		switch name := e.Name(); {
		case name == gitName:
			return tree{}, refuse(dir, "is a git repository of its own (it holds .git): choose another folder with --out")
		case name == markName && e.Type().IsRegular():
			marked = true
		case !isKept(e) && !(e.Type().IsRegular() && slices.Contains(litter, name)):
			foreign = append(foreign, name)
		}
	}
	if !marked && len(foreign) > 0 {
		return tree{}, refuse(dir, "holds files that parvis did not make (%s): choose another folder with --out, or empty this one", some(foreign))
	}
	found, err := scan(target)
	if err != nil {
		return tree{}, catalog.Say("cannot look into %s: %s", show(dir), err)
	}
	if len(found.mounts) > 0 {
		return tree{}, refuseMount(dir, target, filepath.Join(target, filepath.FromSlash(found.mounts[0])))
	}
	if foreign := found.foreign(); len(foreign) > 0 {
		return tree{}, refuse(
			dir,
			"holds files that parvis did not make, which would be lost (%s): move them out of it; what belongs to the site goes into the folder static/ of "+
				"the content",
			some(foreign),
		)
	}
	return found, nil
}

// some are the first of many names.
func some(names []string) string {
	shown := strings.Join(names[:min(3, len(names))], ", ")
	if len(names) > 3 {
		shown += " …"
	}
	return shown
}

func isKept(e fs.DirEntry) bool {
	return e.Type().IsRegular() && slices.Contains(keptNames, e.Name())
}

func sameFolder(path string, info fs.FileInfo) bool {
	other, err := os.Stat(path)
	return err == nil && os.SameFile(other, info)
}

// show is a folder as messages name it.
func show(dir string) string {
	return strings.TrimSuffix(filepath.ToSlash(dir), "/") + "/"
}

// resolve is the absolute path of dir without symbolic links. What is replaced
// is the folder that a link points to, never the link. The parent must exist.
func resolve(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if _, err := os.Lstat(abs); err == nil {
		return filepath.EvalSymlinks(abs)
	}
	parent, err := filepath.EvalSymlinks(filepath.Dir(abs))
	return filepath.Join(parent, filepath.Base(abs)), err
}

// parents are folders made on the way to dir, the topmost first.
type parents []string

func makeParents(dir string) (made parents, err error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	for parent := filepath.Dir(abs); ; parent = filepath.Dir(parent) {
		if _, err := os.Stat(parent); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		made = slices.Insert(made, 0, parent)
	}
	return made, os.MkdirAll(filepath.Dir(abs), 0o755)
}

// remove takes them away again, if nobody has put anything in.
func (made parents) remove() {
	for _, dir := range slices.Backward(made) {
		os.Remove(dir)
	}
}

// The names beside a target, for "public": ".public.parvis-lock" while Publish
// works, ".public.parvis-" and 16 hexadecimal digits for a stage, the same and
// asideSuffix for the old site between the two steps of a swap.
const (
	lockSuffix  = "lock"
	sendSuffix  = "sending"
	asideSuffix = "-old"
)

var stageID = regexp.MustCompile(`^[0-9a-f]{16}(` + asideSuffix + `)?$`)

func beside(target, suffix string) string {
	return filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+".parvis-"+suffix)
}

type waiting struct{ most, every time.Duration }

// lockWait is how long Publish waits for another one, and how often it looks.
var lockWait = waiting{most: time.Minute, every: 20 * time.Millisecond}

// lock keeps every other Publish away from target.
func lock(ctx context.Context, target string, wait waiting) (unlock func(), err error) {
	if wait == (waiting{}) {
		wait = lockWait
	}
	unlock, err = lockFile(ctx, beside(target, lockSuffix), wait)
	if errors.Is(err, errHeld) {
		return nil, catalog.Say("another parvis has been publishing to it for %v: wait until that is done, or stop it", wait.most)
	}
	return unlock, err
}

// errHeld is why a lock was not had: somebody else holds it.
var errHeld = errors.New("somebody else holds the lock")

// Alone keeps everybody else from sending the site in target to where it is published, until
// it is released. ErrSending tells that somebody is about it; nobody waits for them.
func Alone(ctx context.Context, target string) (release func(), err error) {
	target, err = filepath.Abs(target)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(target), 0o755)
	}
	if err != nil {
		return nil, err
	}
	release, err = lockFile(ctx, beside(target, sendSuffix), waiting{most: time.Second, every: 50 * time.Millisecond})
	if errors.Is(err, errHeld) {
		return nil, ErrSending
	}
	return release, err
}

// ErrSending is why nobody else may send a site.
var ErrSending = catalog.Sentinel("this site is being published just now, from another window or by a colleague: wait until that is done, and try again")

// lockFile takes the lock of a file. The lock is the kernel's, so a kill frees it; the
// file is removed at the end. Hence the look at the file once the lock is held: it may be
// one that the last holder has just removed, which would lock out nobody.
func lockFile(ctx context.Context, path string, wait waiting) (unlock func(), err error) {
	limited, cancel := context.WithTimeout(ctx, wait.most)
	defer cancel()
	for {
		l := flock.New(path, flock.SetPermissions(0o644))
		_, err := l.TryLockContext(limited, wait.every)
		if err != nil {
			l.Close()
			if ctx.Err() == nil && limited.Err() != nil {
				return nil, errHeld
			}
			return nil, err
		}
		held, err1 := l.Stat()
		named, err2 := os.Stat(path)
		if err1 == nil && err2 == nil && os.SameFile(held, named) {
			return func() {
				removed := os.Remove(path) == nil
				l.Close()
				if !removed { // Windows removes no open file.
					os.Remove(path)
				}
			}, nil
		}
		l.Close()
	}
}

// tidy removes what killed builds have left beside target. The lock is held, so
// none of it is in use. A kill between the two steps of a swap has left the site
// aside: it goes back first.
func tidy(target string) error {
	parent, err := os.Open(filepath.Dir(target))
	if err != nil {
		return err
	}
	defer parent.Close()
	names, err := parent.Readdirnames(-1)
	if err != nil {
		return err
	}
	for _, name := range names {
		id, found := strings.CutPrefix(filepath.Join(filepath.Dir(target), name), beside(target, ""))
		if !found || !stageID.MatchString(id) {
			continue
		}
		path := filepath.Join(filepath.Dir(target), name)
		if info, err := os.Lstat(path); err != nil || !info.IsDir() {
			continue
		}
		if strings.HasSuffix(id, asideSuffix) && os.Rename(path, target) == nil {
			continue
		}
		// One that cannot be removed is in nobody's way.
		_ = dismantle(path)
	}
	return nil
}
