package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/output"
)

// A server's folder changes file by file, so this is the order in which it does, so that
// readers meet the old site or the new one, and an interrupted run can be taken up again:
//
//   - what is new or differs by the manifests is sent into a work folder beside the site,
//     under a name made of its path and sum. What is there already with its whole size was
//     sent by a run that was interrupted;
//   - once all of it is there, a record is written that says what lay in the folder before,
//     and what is to lie there;
//   - the files are renamed into their places: what pages need, pages, lists of pages, the
//     front page, the manifest. Nothing is sent meanwhile, so that takes moments;
//   - what was published before and is no more is removed, and the work folder.
//
// A run that finds a record knows of each file of it whether it was renamed: whether its
// name in the work folder is gone. It first puts the rest into place.
//
// Where the server renames nothing, the record is written first and files are sent to
// their places in the same order. What another run finds then is known only of files that
// are new and have their whole size; all else is sent again.
//
// Two do not send at a time (held.go). No file is replaced or removed that neither a manifest nor a record names.

// remote is a folder on a server, or one of this machine. Names are relative and have
// slashes.
type remote interface {
	Open(name string) (io.ReadCloser, error) // an fs.ErrNotExist where there is no such file
	// Write makes a file, or writes over it, and makes its folders.
	Write(name string, from io.Reader) error
	// Rename moves a file, in the place of another too, and makes its folders.
	Rename(from, to string) error
	Remove(name string) error       // one that is gone already is as good
	RemoveFolder(name string) error // an empty one
	// List is what lies in a folder, with the sizes of files; notFile for all else. A folder
	// that is not there has nothing: nil.
	List(dir string) (map[string]int64, error)
	Close() error
}

// notFile stands for the size of what is no file.
const notFile = -1

// workFolder is where files wait and records lie, beside the site.
const workFolder = ".parvis-publish"

// sending is one run.
type sending struct {
	remote  remote
	from    fs.FS // the finished site
	to      map[string]output.Held
	renames bool
	// was is what lies there, as far as it is known: the zero digest where that is not.
	was      map[string]output.Digest
	seq      int // of the record
	me       holder
	held     bool // others wait for this run
	progress func(done, total int)
	made     Sent
}

// Sent is what was done.
type Sent struct{ Files, Removed int }

func digest(h output.Held) output.Digest { return output.Digest(h.Sum[:len(output.Digest{})]) }

// waiting is the name in the work folder under which a file waits to be put into place.
func waiting(name string, d output.Digest) string {
	sum := sha256.Sum256([]byte(d.String() + name))
	return "w" + hex.EncodeToString(sum[:16])
}

// send makes a folder hold the site.
func (s *sending) send(ctx context.Context) (sent Sent, err error) {
	defer func() {
		if err != nil {
			s.release()
		}
	}()
	work, err := s.remote.List(workFolder)
	if err == nil && work != nil { // somebody sends, or has not come to an end
		err = s.hold(ctx)
	}
	if err == nil {
		work, err = s.settle()
	}
	if err != nil {
		return s.made, err
	}
	changed, gone := s.changes()
	if len(changed)+len(gone) == 0 && work == nil {
		return s.made, nil
	}
	if s.me.Run != "" && !s.held { // it was free until now, and may have been another site a moment ago
		if err = s.hold(ctx); err == nil {
			work, err = s.settle()
		}
		if err != nil {
			return s.made, err
		}
		changed, gone = s.changes()
	}
	if err := s.free(changed); err != nil {
		return s.made, err
	}
	if len(changed)+len(gone) > 0 {
		if s.renames, err = s.canRename(); err != nil {
			return s.made, err
		}
		if s.renames {
			err = s.stage(ctx, changed, work)
		}
		if err == nil {
			err = s.record()
		}
		if err == nil {
			err = s.place(ctx, changed)
		}
		if err == nil {
			err = s.clear(ctx, gone)
		}
	}
	if err == nil {
		err = s.tidy()
	}
	return s.made, err
}

// changes are the files to send, in the order in which they are put into place, and those
// to remove.
func (s *sending) changes() (changed, gone []string) {
	for name, h := range s.to {
		if was, known := s.was[name]; !known || was != digest(h) {
			changed = append(changed, name)
		}
	}
	for name := range s.was {
		if _, stays := s.to[name]; !stays {
			gone = append(gone, name)
		}
	}
	slices.SortFunc(changed, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	slices.SortFunc(gone, func(a, b string) int {
		if d := rank(b) - rank(a); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return changed, gone
}

// rank says when a file is put into place: what leads to others after these.
func rank(name string) int {
	dir, base := path.Split(name)
	switch {
	case name == output.LogName:
		return 6
	case name == output.ManifestName:
		return 5
	case name == "index.html":
		return 4
	case base == "index.html" && len(dir) == 3:
		return 3 // the front page in another language
	case base == "sitemap.xml" || base == "feed.xml" || base == "feed.json":
		return 2
	case path.Ext(base) == ".html":
		return 1
	}
	return 0
}

// free refuses to write over what nobody here has published.
func (s *sending) free(changed []string) error {
	listed := map[string]map[string]int64{}
	var taken []string
	for _, name := range changed {
		if _, ours := s.was[name]; ours {
			continue
		}
		there, err := s.lies(listed, name)
		if err != nil {
			return err
		}
		if there {
			taken = append(taken, name)
		}
	}
	if len(taken) > 0 {
		return occupied(taken)
	}
	return nil
}

// occupied is why files of others are left alone.
func occupied(taken []string) error {
	n := len(taken)
	return catalog.Say("there are files in the way that parvis has not put there: %s; remove them there, or name another folder in site.yaml",
		strings.Join(taken[:min(n, 5)], ", "))
}

// lies tells whether there is anything at a path. Folders are listed once, and only where
// the one above has them.
func (s *sending) lies(listed map[string]map[string]int64, name string) (bool, error) {
	dir := path.Dir(name)
	if dir != "." {
		if above, err := s.lies(listed, dir); err != nil || !above {
			return false, err
		}
	}
	if listed[dir] == nil {
		found, err := s.remote.List(dir)
		if err != nil {
			return false, err
		}
		if found == nil {
			found = map[string]int64{}
		}
		listed[dir] = found
	}
	_, there := listed[dir][path.Base(name)]
	return there, nil
}

// canRename finds out whether the server renames files.
func (s *sending) canRename() (bool, error) {
	probe, moved := path.Join(workFolder, "probe"), path.Join(workFolder, "moved")
	if err := s.remote.Write(probe, strings.NewReader("parvis\n")); err != nil {
		return false, err
	}
	refused := s.remote.Rename(probe, moved)
	if err := errors.Join(s.remote.Remove(probe), s.remote.Remove(moved)); err != nil {
		return false, err
	}
	return refused == nil, nil
}

// stage sends what is to be put into place, but for what is there already.
func (s *sending) stage(ctx context.Context, changed []string, work map[string]int64) error {
	wanted := map[string]int64{}
	for i, name := range changed {
		if err := ctx.Err(); err != nil {
			return err
		}
		h := s.to[name]
		waits := waiting(name, digest(h))
		wanted[waits] = h.Size
		if size, there := work[waits]; !there || size != h.Size {
			if err := s.write(path.Join(workFolder, waits), name); err != nil {
				return err
			}
		}
		s.tell(i+1, len(changed))
		if err := s.goesOn(); err != nil {
			return err
		}
	}
	found, err := s.remote.List(workFolder)
	if err != nil {
		return err
	}
	for waits, size := range wanted {
		if found[waits] != size { // some servers say nothing when they are full
			return catalog.Say("the server did not keep a file as it was sent: is there no room left?")
		}
	}
	// What else waits there is removed at the end, and not before another record is written:
	// by what is gone, the one before tells what was renamed.
	return nil
}

// write sends a file of the site.
func (s *sending) write(to, name string) error {
	f, err := s.from.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := s.remote.Write(to, f); err != nil {
		return catalog.Say("%s could not be sent: %s", name, err)
	}
	s.made.Files++
	return nil
}

func (s *sending) tell(done, total int) {
	if s.progress != nil {
		s.progress(done, total)
	}
}

// place puts files into their places: those that wait, or else from here.
func (s *sending) place(ctx context.Context, changed []string) error {
	for i, name := range changed {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.goesOn(); err != nil {
			return err
		}
		waits := path.Join(workFolder, waiting(name, digest(s.to[name])))
		if s.renames && s.remote.Rename(waits, name) == nil {
			continue
		}
		if err := s.write(name, name); err != nil {
			return err
		}
		if s.renames { // this one was not to be renamed
			s.made.Files--
			if err := s.remote.Remove(waits); err != nil {
				return err
			}
		}
		s.tell(i+1, len(changed))
	}
	return nil
}

// clear removes what is no more, and the folders that are empty then.
func (s *sending) clear(ctx context.Context, gone []string) error {
	folders := map[string]bool{}
	for _, name := range gone {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.remote.Remove(name); err != nil {
			return catalog.Say("%s could not be removed: %s", name, err)
		}
		s.made.Removed++
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for name := range s.to {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			delete(folders, dir)
		}
	}
	for _, dir := range slices.Backward(slices.Sorted(maps.Keys(folders))) { // what is in a folder before it
		if err := s.removeEmpty(dir); err != nil {
			return err
		}
	}
	return nil
}

// removeEmpty removes a folder that nobody has anything in. It is looked into before, since
// there are servers that remove one with all in it. One that cannot be removed is in nobody's
// way.
func (s *sending) removeEmpty(dir string) error {
	found, err := s.remote.List(dir)
	if err == nil && found != nil && len(found) == 0 {
		_ = s.remote.RemoveFolder(dir)
	}
	return err
}

// tidy removes the work folder, its records last but for the folder itself.
func (s *sending) tidy() error {
	found, err := s.remote.List(workFolder)
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(found))
	slices.SortStableFunc(names, func(a, b string) int { return s.lasts(a) - s.lasts(b) })
	for _, name := range names {
		if err := s.remote.Remove(path.Join(workFolder, name)); err != nil {
			return err
		}
	}
	return s.removeEmpty(workFolder)
}

// lasts puts the record that counts behind an older one, both behind all else, and who sends
// behind them.
func (s *sending) lasts(name string) int {
	switch name {
	case holderName:
		return 3
	case slot(s.seq):
		return 2
	case slot(s.seq + 1):
		return 1
	}
	return 0
}

// readAll reads a file of the folder, of at most so many bytes.
func readAll(r remote, name string, most int64) ([]byte, error) {
	return whole(context.Background(), func(context.Context, string) (io.ReadCloser, error) { return r.Open(name) }, name, most)
}

// put writes a small file.
func (s *sending) put(name string, text []byte) error {
	return s.remote.Write(path.Join(workFolder, name), bytes.NewReader(text))
}

// heldOf is what a file of that text holds.
func heldOf(name string, text []byte) output.Held {
	return output.Held{Path: name, Size: int64(len(text)), Sum: sha256.Sum256(text)}
}
