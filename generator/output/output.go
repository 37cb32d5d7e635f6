// Package output writes the site: all of it in one step, or nothing.
//
// A File is a path and a function that makes its bytes. Publish renders every
// File on all cores, one buffer a core, so that the site is never in memory as a
// whole, and compares the bytes with what lies in the folder already:
//
//   - a file that is new or differs goes into a stage, a folder beside the
//     published one (".public.parvis-5c1f…", on the same disk);
//   - a file that is equal stays where it is. When no file differs and none is
//     to go, the work ends here and nothing was written, not even a time.
//
// Otherwise the equal files join the stage as hard links, which makes it the
// whole new site, and one system call exchanges the stage with the published
// folder. Whoever opens the folder before that sees the old site, whoever opens
// it afterwards the new one, and a failure or a kill at any moment before it
// costs the stage only. Hard links do no harm to that, because no file is ever
// opened for writing unless Publish has just created it: a name is removed or
// made, the bytes behind it never change.
//
// The alternatives were measured (15,000 pages, each in a folder of its own).
// Renaming single files into the published folder is faster where little has
// changed, but is as many steps as files. Exchanging only the lowest folder with
// all changes is one step, but a change nearly always touches a list, a feed and
// the home page, so that folder is the topmost; and a reader that has opened the
// topmost one would see both sites. Keeping the old tree for the next time would
// save making and removing the folders, but leaves a second site beside the
// first.
//
// Only what parvis made is removed: the mark lists it (made.go). An exchange takes
// along what is mounted inside a folder, and leaves behind where the folder itself
// is mounted elsewhere, so such folders are refused (mounts.go).
//
// The mark also keeps digests of what each file holds and of all that the site was
// made from (seal.go): who would make the same site again learns from Intact that it
// is there. Where the mark is all that differs, it alone is replaced.
//
// Before the exchange all that is new is brought to the disk, and after it the
// exchange itself, so that a power cut leaves the old site or the new one too. On
// Linux that is one call for everything, which took 21 to 75 ms for 1,453 files.
// Where nothing has changed nothing is waited for.
package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"syscall"

	"parvis/generator/catalog"
)

// File is one file of the site: where it goes and what makes its bytes.
type File struct {
	// Path is relative and separated by slashes: "trips/ravenna/index.html".
	Path string
	// Render appends the bytes to buf. It may be called from any goroutine.
	Render func(buf *bytes.Buffer) error
	// Round is behind which others Publish renders it, since it tells of them: when all files
	// of the rounds before have been rendered.
	Round int
	// Tell makes the bytes in the place of Render: it is told what each file of the rounds
	// before holds, in no order.
	Tell func(buf *bytes.Buffer, others []Held) error
}

// The rounds of what a site tells of itself, behind all that it shows (0).
const (
	Catalogued = 1 + iota // what names the data
	Listed                // the manifest, which names all these
	Noted                 // the log, which names the manifest
	rounds
)

// Held is what a file of the site holds.
type Held struct {
	Path string
	Size int64 // in bytes
	Sum  [sha256.Size]byte
}

// Options say how to publish. The zero value is good.
type Options struct {
	Version  string                // of parvis, noted in .parvis
	Workers  int                   // how many files to render at a time; 0: one a core
	Progress func(done, total int) // called after each file, one call at a time; may be nil
	// Seal says of what the site was made. It is asked when all files have been
	// rendered, so that it can tell whether that was the same to the end; nil where
	// it is not known.
	Seal func() Seal

	// fault lets a test break a step: it is asked before each one.
	fault func(step, path string) error
	// wait replaces lockWait in tests.
	wait waiting
}

// Summary tells what Publish did. The file .parvis does not count.
type Summary struct {
	Files     int   // of the site
	Written   int   // of them new or different
	Unchanged int   // of them equal to the published ones, and left as they were
	Removed   int   // published before, not part of the site any more
	Bytes     int64 // of all files of the site
	// Leftover is where the old site still lies, when it could not be removed
	// after the new one had taken its place. The next Publish tries again.
	Leftover string
}

// Publish makes dir hold exactly the files, in one step, or leaves it as it was.
// A dir that is not parvis's to replace is an ErrNotOurs. While another Publish
// works on the same dir it waits.
func Publish(ctx context.Context, dir string, files []File, opts Options) (sum Summary, err error) {
	site, err := arrange(files)
	if err != nil {
		return sum, err
	}
	if _, err := checkPlace(dir); err != nil {
		return sum, err
	}
	p, done, err := prepare(ctx, dir, opts)
	defer func() { err = done(err) }()
	if err != nil {
		return sum, err
	}
	p.plan(site)
	return p.run(ctx)
}

// prepare locks a folder and looks what lies in it. done is called at the end,
// with what came of it, and returns how to say that.
func prepare(ctx context.Context, dir string, opts Options) (p *publication, done func(error) error, err error) {
	var parents parents
	unlock := func() {}
	done = func(failed error) error {
		if p != nil {
			p.stage.remove()
		}
		unlock()
		if failed != nil {
			parents.remove()
		}
		if failed != nil && !errors.Is(failed, ErrNotOurs) {
			return untouched(dir, failed)
		}
		return failed
	}
	if parents, err = makeParents(dir); err != nil {
		return nil, done, err
	}
	target, err := resolve(dir)
	if err != nil {
		return nil, done, err
	}
	free, err := lock(ctx, target, opts.wait)
	if err != nil {
		return nil, done, err
	}
	unlock = free
	if err := tidy(target); err != nil {
		return nil, done, err
	}
	old, err := inspect(dir)
	if err != nil {
		return nil, done, err
	}
	return newPublication(dir, target, old, opts), done, nil
}

// publication is one run of Publish, after the lock.
type publication struct {
	dir    string // as it was asked for
	target string // absolute, without symbolic links
	opts   Options
	site   arranged
	files  []File // the site's in order, then the mark
	old    tree
	equal  []bool // by index of files
	held   []Held // by index of files
	stage  *stage
}

func newPublication(dir, target string, old tree, opts Options) *publication {
	if opts.Workers <= 0 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	if opts.fault == nil {
		opts.fault = func(string, string) error { return nil }
	}
	return &publication{dir: dir, target: target, opts: opts, old: old, stage: newStage(target)}
}

// plan takes up the files to publish.
func (p *publication) plan(site arranged) {
	p.site = site
	p.site.paths[markName] = true
	p.files = append(site.files, File{Path: markName, Render: p.mark})
	p.equal, p.held = make([]bool, len(p.files)), make([]Held, len(p.files))
}

// mark writes the mark, once all other files have been rendered.
func (p *publication) mark(b *bytes.Buffer) error {
	site := len(p.files) - 1
	var m contents
	for _, h := range p.held[:site] {
		m.files, m.bytes = append(m.files, h.Path), append(m.bytes, Digest(h.Sum[:len(Digest{})]))
	}
	if p.opts.Seal != nil {
		m.seal = p.opts.Seal()
	}
	m.write(b, p.opts.Version)
	return nil
}

func (p *publication) run(ctx context.Context) (Summary, error) {
	size, err := p.render(ctx)
	if err != nil {
		return Summary{}, err
	}
	sum, changed := p.count(size)
	if !changed {
		return sum, nil
	}
	if p.marksOnly(sum) {
		return sum, p.remark()
	}
	if err := p.complete(ctx); err != nil {
		return Summary{}, err
	}
	if err := p.flush(); err != nil {
		return Summary{}, err
	}
	if sum.Leftover, err = p.exchange(ctx); err != nil {
		return Summary{}, err
	}
	return sum, nil
}

// count sums up, and says whether the published folder has to change at all.
func (p *publication) count(size int64) (sum Summary, changed bool) {
	site := len(p.files) - 1
	sum.Files, sum.Bytes = site, size
	for i, equal := range p.equal {
		switch {
		case !equal:
			changed = true
			if i < site {
				sum.Written++
			}
		case i < site:
			sum.Unchanged++
		}
	}
	for path := range p.old.entries {
		if !p.site.paths[path] && !p.old.kept(path) {
			sum.Removed++
			changed = true
		}
	}
	for path := range p.old.folders {
		if !p.site.folders[path] {
			changed = true
		}
	}
	return sum, changed
}

// untouched words an error of the machine for whoever ran the build.
func untouched(dir string, err error) error {
	shown := show(dir)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return catalog.Say("stopped; %s was not changed: %s", shown, err)
	case errors.Is(err, errNotBack):
		return catalog.Say("%s is not as it was: %s", shown, err)
	case isAny(err, diskFull):
		return catalog.Say("the disk is full; %s was not changed: %s", shown, err)
	case errors.Is(err, syscall.EXDEV):
		return catalog.Say(
			"%s cannot be replaced in one step on this disk, as in some containers: remove it before the build, or choose another folder with --out: %s",
			shown,
			err,
		)
	case errors.Is(err, syscall.EIO):
		return catalog.Say("the disk could not be written to; %s was not changed: %s", shown, err)
	case errors.Is(err, fs.ErrPermission):
		return catalog.Say("no permission to write in %s or beside it; it was not changed: %s", shown, err)
	}
	return catalog.Say("%s was not changed: %s", shown, err)
}

func isAny(err error, targets []error) bool {
	return slices.ContainsFunc(targets, func(t error) bool { return errors.Is(err, t) })
}
