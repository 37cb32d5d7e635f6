package output

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"parvis/generator/catalog"
)

// stage is the folder beside the target in which the new site grows. It is made
// when the first file needs it, so that a site without a change makes none.
type stage struct {
	dir  string
	mu   sync.Mutex
	root *os.Root
	gone bool
	disk *os.File // the same folder; open since before the first write, to hear of writes that fail later
}

func newStage(target string) *stage {
	var id [8]byte
	rand.Read(id[:]) // never fails
	return &stage{dir: beside(target, hex.EncodeToString(id[:]))}
}

// open makes the stage at the first call. All writing goes through the os.Root
// that it returns, so that nothing lands outside.
func (s *stage) open() (*os.Root, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.gone {
		return nil, fs.ErrClosed
	}
	if s.root != nil {
		return s.root, nil
	}
	if err := os.Mkdir(s.dir, 0o755); err != nil {
		return nil, err
	}
	var err error
	if s.root, err = os.OpenRoot(s.dir); err != nil {
		return nil, err
	}
	s.disk, err = os.Open(s.dir)
	return s.root, err
}

// flush waits until the whole new site lies on the disk.
func (s *stage) flush() error {
	if s.disk == nil {
		return nil
	}
	return flush(s.disk)
}

// release closes the stage: Windows renames no open folder.
func (s *stage) release() {
	if s.root != nil {
		s.root.Close()
	}
	if s.disk != nil {
		s.disk.Close()
	}
}

func (s *stage) remove() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone = true // for who still renders; see work
	s.release()
	// What cannot be removed now, tidy removes at the next build.
	_ = dismantle(s.dir)
}

// render renders every file and writes those that differ from the published
// ones into the stage; the mark last, since it knows of all others. It returns the
// size of the site.
func (p *publication) render(ctx context.Context) (int64, error) {
	var size atomic.Int64
	var mu sync.Mutex
	done, site := 0, len(p.files)-1
	for _, round := range p.rounds() {
		err := p.work(ctx, len(round), func(w *worker, i int) error {
			n, err := w.publish(round[i])
			if err != nil {
				return err
			}
			size.Add(n)
			if p.opts.Progress != nil {
				mu.Lock()
				defer mu.Unlock()
				done++
				p.opts.Progress(done, site)
			}
			return nil
		})
		if err != nil {
			return 0, err
		}
	}
	w := &worker{p: p}
	defer w.stage.close()
	_, err := w.publish(site)
	return size.Load(), err
}

// rounds are the indexes of the site's files, by their rounds.
func (p *publication) rounds() (out [rounds][]int) {
	out[0] = make([]int, 0, len(p.files))
	for i, f := range p.files[:len(p.files)-1] {
		out[f.Round] = append(out[f.Round], i)
	}
	return out
}

// before is what the files of the rounds before one hold.
func (p *publication) before(round int) (out []Held) {
	for i, f := range p.files[:len(p.files)-1] {
		if f.Round < round {
			out = append(out, p.held[i])
		}
	}
	return out
}

// complete makes the stage the whole site: the files that are equal join it.
func (p *publication) complete(ctx context.Context) error {
	if _, err := p.stage.open(); err != nil { // Nothing new, something to remove.
		return err
	}
	var names []string
	for i, f := range p.files {
		if p.equal[i] {
			names = append(names, f.Path)
		}
	}
	for _, name := range keptNames {
		if p.old.kept(name) && !p.site.paths[name] {
			names = append(names, name)
		}
	}
	return p.work(ctx, len(names), func(w *worker, i int) error {
		return w.keep(names[i])
	})
}

// batch is how many files in a row a worker takes: enough to profit from an open
// folder, few enough that no core ends long after the others.
const batch = 8

// patience is how long files that are being rendered may take when all is to end.
const patience = time.Second

// work calls do for 0 to n-1 on all workers, until one of them fails.
func (p *publication) work(ctx context.Context, n int, do func(w *worker, i int) error) error {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	var next, done atomic.Int64
	var wg sync.WaitGroup
	for range min(p.opts.Workers, n/batch+1) {
		wg.Go(func() {
			w := &worker{p: p}
			defer w.stage.close()
			for {
				to := int(next.Add(batch))
				for i := to - batch; i < min(to, n); i++ {
					if ctx.Err() != nil {
						return
					}
					if err := do(w, i); err != nil {
						fail(err)
						return
					}
					done.Add(1)
				}
				if to >= n {
					return
				}
			}
		})
	}
	finished := make(chan bool)
	go func() { wg.Wait(); close(finished) }()
	select {
	case <-finished:
	case <-ctx.Done():
		// One file may take long and knows nothing of the context: a photograph of a
		// hundred million points. It ends in a stage that is gone by then.
		select {
		case <-finished:
		case <-time.After(patience):
		}
	}
	if err := context.Cause(ctx); err != nil {
		return err
	}
	if int(done.Load()) != n { // A Render has called runtime.Goexit.
		return catalog.Say("a file was not rendered to its end")
	}
	return nil
}

// worker is what one goroutine uses again from file to file.
type worker struct {
	p     *publication
	buf   bytes.Buffer
	block [32 << 10]byte
	stage folders
}

// largeBuffer is the size above which a buffer is not kept for the next file.
const largeBuffer = 4 << 20

// publish renders one file and writes it to the stage unless it is equal.
func (w *worker) publish(i int) (size int64, err error) {
	f := w.p.files[i]
	if f.Tell != nil {
		f.Render = func(buf *bytes.Buffer) error { return f.Tell(buf, w.p.before(f.Round)) }
	}
	if w.buf.Cap() > largeBuffer {
		w.buf = bytes.Buffer{}
	}
	w.buf.Reset()
	if err := f.render(&w.buf); err != nil {
		return 0, err
	}
	size = int64(w.buf.Len())
	w.p.held[i] = Held{f.Path, size, sha256.Sum256(w.buf.Bytes())}
	if w.isPublished(f.Path) {
		w.p.equal[i] = true
		return size, nil
	}
	if err := w.p.opts.fault("write", f.Path); err != nil {
		return 0, err
	}
	return size, w.write(f.Path, &w.buf)
}

// render renders the file. A panic becomes an error that names the file.
func (f File) render(buf *bytes.Buffer) (err error) {
	defer func() {
		if r := recover(); r != nil {
			if cause, ok := r.(error); ok {
				err = catalog.Say("making %s broke off: %s", f.Path, cause)
			} else {
				err = catalog.Say("making %s broke off: %s", f.Path, fmt.Sprint(r))
			}
		}
	}()
	if err := f.Render(buf); err != nil {
		return catalog.Say("making %s: %s", f.Path, err)
	}
	return nil
}

// isPublished reports whether the published file holds just the bytes of buf.
func (w *worker) isPublished(name string) bool {
	if !w.p.old.entries[name] {
		return false
	}
	f, err := os.Open(w.published(name))
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() != int64(w.buf.Len()) {
		return false
	}
	for rest := w.buf.Bytes(); len(rest) > 0; {
		n, err := f.Read(w.block[:])
		if n > len(rest) || !bytes.Equal(w.block[:n], rest[:n]) || err != nil {
			return false
		}
		rest = rest[n:]
	}
	return true
}

// published is where a published file lies. Its path may be followed without
// os.Root, as nothing is ever written there; scan has seen no link on the way.
func (w *worker) published(name string) string {
	return filepath.Join(w.p.target, filepath.FromSlash(name))
}

// locate makes the folder of a new file.
func (w *worker) locate(name string) (folder *os.Root, rest string, err error) {
	if w.stage.root, err = w.p.stage.open(); err != nil {
		return nil, "", err
	}
	return w.stage.locate(name)
}

// write makes a new file in the stage.
func (w *worker) write(name string, from io.WriterTo) error {
	folder, rest, err := w.locate(name)
	if err != nil {
		return err
	}
	// O_EXCL: never write into a file that is there already.
	f, err := folder.OpenFile(rest, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if _, err = from.WriteTo(f); err == nil {
		err = flushFile(f)
	}
	return errors.Join(err, f.Close()) // Some disks say only at the end that they are full.
}

// keep takes a published file over into the stage as it is.
func (w *worker) keep(name string) error {
	if _, _, err := w.locate(name); err != nil {
		return err
	}
	err := w.p.opts.fault("link", name)
	if err == nil {
		err = os.Link(w.published(name), filepath.Join(w.p.stage.dir, filepath.FromSlash(name)))
	}
	if err == nil {
		return nil
	}
	// No hard links on this disk, or not for this file.
	return w.copy(name)
}

func (w *worker) copy(name string) error {
	from, err := os.Open(w.published(name))
	if err != nil {
		return err
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return err
	}
	if err := w.p.opts.fault("copy", name); err != nil {
		return err
	}
	if err := w.write(name, from); err != nil {
		return err
	}
	folder, rest, err := w.locate(name)
	if err != nil {
		return err
	}
	return folder.Chtimes(rest, info.ModTime(), info.ModTime())
}

// folders makes the folders of new files below root. It holds open the one above
// the last file's own: a page mostly is the index.html of its own folder, beside
// many such folders. So a path is walked once for many files, and writing through
// os.Root costs no more than writing by path; without this, half as much again.
type folders struct {
	root   *os.Root
	above  *os.Root
	parent string // which above is
	made   string // the last folder made
}

// locate makes the folder of name, and returns one above it and the rest of the
// path from there.
func (f *folders) locate(name string) (*os.Root, string, error) {
	dir := path.Dir(name)
	parent := path.Dir(dir)
	folder, rest := f.root, name
	if parent != "." {
		if err := f.enter(parent); err != nil {
			return nil, "", err
		}
		folder, rest = f.above, name[len(parent)+1:]
	}
	if dir != "." && dir != f.made {
		if err := folder.Mkdir(path.Dir(rest), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, "", err
		}
		f.made = dir
	}
	return folder, rest, nil
}

func (f *folders) enter(parent string) error {
	if f.parent == parent {
		return nil
	}
	f.close()
	if err := f.root.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	above, err := f.root.OpenRoot(parent)
	if err != nil {
		return err
	}
	f.above, f.parent = above, parent
	return nil
}

func (f *folders) close() {
	if f.above != nil {
		f.above.Close()
	}
	f.above, f.parent = nil, ""
}
