package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator/output"
)

// server is a remote in memory that fails at an operation, and from then on, as one does
// whose connection is lost.
type server struct {
	files    map[string]string
	folders  map[string]bool
	ops      int
	failAt   int  // 0: never
	after    bool // the operation is done, and its answer is lost
	full     int  // bytes that a folder may hold; 0: any
	stubborn bool // it renames nothing
	inPlace  bool // it renames nothing out of the work folder
	opened   []string
}

var errLost = errors.New("the connection was lost")

func newServer(s site) *server {
	r := &server{files: maps.Clone(map[string]string(s)), folders: map[string]bool{".": true}}
	if r.files == nil {
		r.files = map[string]string{}
	}
	for name := range s {
		r.makeFolders(name)
	}
	return r
}

// do counts an operation, and does it.
func (r *server) do(act func() error) error {
	r.ops++
	lost := r.failAt > 0 && r.ops >= r.failAt
	if lost && (!r.after || r.ops > r.failAt) {
		return errLost
	}
	err := act()
	if lost {
		return errLost
	}
	return err
}

func (r *server) makeFolders(name string) {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		r.folders[dir] = true
	}
}

func (r *server) Open(name string) (out io.ReadCloser, err error) {
	err = r.do(func() error {
		text, there := r.files[name]
		if !there {
			return &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		out = io.NopCloser(strings.NewReader(text))
		return nil
	})
	return out, err
}

func (r *server) Write(name string, from io.Reader) error {
	r.opened = append(r.opened, name)
	text, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	if r.failAt > 0 && r.ops+1 == r.failAt && !r.after { // half of it arrives
		r.makeFolders(name)
		r.files[name] = string(text[:len(text)/2])
	}
	return r.do(func() error {
		r.makeFolders(name)
		size := 0
		for other, text := range r.files {
			if other != name {
				size += len(text)
			}
		}
		if r.full > 0 && size+len(text) > r.full {
			r.files[name] = string(text[:max(0, r.full-size)])
			return nil // says nothing
		}
		r.files[name] = string(text)
		return nil
	})
}

func (r *server) Rename(from, to string) error {
	return r.do(func() error {
		text, there := r.files[from]
		if !there || r.stubborn || r.inPlace && path.Dir(from) != path.Dir(to) {
			return fs.ErrPermission
		}
		delete(r.files, from)
		r.makeFolders(to)
		r.files[to] = text
		return nil
	})
}

func (r *server) Remove(name string) error {
	return r.do(func() error { delete(r.files, name); return nil })
}

// RemoveFolder removes a folder with all in it, as some servers do.
func (r *server) RemoveFolder(name string) error {
	return r.do(func() error {
		maps.DeleteFunc(r.files, func(other, _ string) bool { return strings.HasPrefix(other, name+"/") })
		maps.DeleteFunc(r.folders, func(other string, _ bool) bool { return other == name || strings.HasPrefix(other, name+"/") })
		return nil
	})
}

func (r *server) List(dir string) (out map[string]int64, err error) {
	err = r.do(func() error {
		if !r.folders[dir] {
			return nil
		}
		out = map[string]int64{}
		for name, text := range r.files {
			if path.Dir(name) == dir {
				out[path.Base(name)] = int64(len(text))
			}
		}
		for name := range r.folders {
			if name != "." && path.Dir(name) == dir {
				out[path.Base(name)] = notFile
			}
		}
		return nil
	})
	return out, err
}

func (r *server) Close() error { return nil }

// files is the site as a folder, and what is to lie there of it.
func (s site) folder() (fs.FS, map[string]output.Held) {
	from, to := fstest.MapFS{}, map[string]output.Held{}
	for name, text := range s {
		from[name] = &fstest.MapFile{Data: []byte(text)}
	}
	m := s.manifest()
	for _, h := range m.Files {
		to[h.Path] = h
	}
	for _, name := range output.Unlisted {
		to[name] = heldOf(name, []byte(s[name]))
	}
	return from, to
}

func sendTo(t testing.TB, r *server, s site) (Sent, error) {
	from, to := s.folder()
	r.opened = nil
	return (&sending{remote: r, from: from, to: to, me: holder{From: "here", Run: "this"}}).send(t.Context())
}

// wantOn wants a server to hold the site, and what somebody else has put there.
func wantOn(t testing.TB, what string, r *server, s, others site) {
	t.Helper()
	want := maps.Clone(s)
	maps.Copy(want, others)
	if !maps.Equal(map[string]string(want), r.files) {
		t.Fatalf("%s: the server holds %v\nand not %v", what, slices.Sorted(maps.Keys(r.files)), slices.Sorted(maps.Keys(want)))
	}
	for dir := range r.folders {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(want)), func(name string) bool { return dir == "." || strings.HasPrefix(name, dir+"/") }) {
			t.Fatalf("%s: the folder %s is left, with nothing in it", what, dir)
		}
	}
}

// three are a site, the next and the one after that: files that stay, change, come, go, come
// back as they were or otherwise, and change without another size.
func three(t testing.TB) [3]site {
	return [3]site{
		site{"index.html": "home 1", "fr/index.html": "chez nous 1", "assets/s.1111.css": "old styles", "trips/a/index.html": "a", "trips/b/index.html": "b 1",
			"back/index.html": "back", "other/index.html": "x1", "static.txt": "same"}.whole(t),
		site{"index.html": "home 2!", "fr/index.html": "chez nous 2", "assets/s.2222.css": "new styles", "trips/a/index.html": "A", "trips/c/index.html": "c",
			"other/index.html": "x2", "static.txt": "same", "late/new.pdf": "123456"}.whole(t),
		site{"index.html": "home 3", "fr/index.html": "chez nous 1", "assets/s.2222.css": "new styles", "trips/a/index.html": "a", "trips/c/index.html": "C",
			"back/index.html": "back", "other/index.html": "x1", "static.txt": "same", "late/new.pdf": "654321"}.whole(t),
	}
}

var ofOthers = site{"CNAME": "abroad.example.org", "trips/b/notes.txt": "mine", ".well-known/x": "y"}

// TestInterrupted breaks a run at each of its operations, before it is done or after, and
// the next one too, on servers that rename and on those that do not. The run after that
// leaves exactly the site; files of others are never touched.
func TestInterrupted(t *testing.T) {
	sites := three(t)
	for _, kind := range []server{{}, {after: true}, {stubborn: true}, {stubborn: true, after: true}, {inPlace: true}, {inPlace: true, after: true}} {
		runs := 0
		for first := 1; ; first++ {
			r := newServer(ofOthers)
			r.after, r.stubborn, r.inPlace = kind.after, kind.stubborn, kind.inPlace
			if _, err := sendTo(t, r, sites[0]); err != nil {
				t.Fatal(err)
			}
			wantOn(t, "first", r, sites[0], ofOthers)
			r.ops, r.failAt = 0, first
			_, err := sendTo(t, r, sites[1])
			done := err == nil && r.ops < first
			for _, then := range [][]int{{1}, {2}, {2, 2}, {1, 2}} {
				for _, second := range []int{0, 1 + rand.IntN(30), 1 + rand.IntN(90)} {
					again := newServer(site(r.files))
					again.folders = maps.Clone(r.folders)
					again.after, again.stubborn, again.inPlace = kind.after, kind.stubborn, kind.inPlace
					what := fmt.Sprintf("%+v, broken at %d and %d, then %v", kind, first, second, then)
					if second > 0 {
						again.failAt = second
						_, _ = sendTo(t, again, sites[then[0]])
						again.failAt, again.ops = 0, 0
					}
					if _, err := sendTo(t, again, sites[then[len(then)-1]]); err != nil {
						t.Fatalf("%s: %v", what, err)
					}
					wantOn(t, what, again, sites[then[len(then)-1]], ofOthers)
					if sent, err := sendTo(t, again, sites[then[len(then)-1]]); err != nil || sent != (Sent{}) {
						t.Fatalf("%s: sent %+v again, %v", what, sent, err)
					}
					runs++
				}
			}
			if done {
				break
			}
		}
		if runs < 200 {
			t.Errorf("%+v: only %d runs", kind, runs)
		}
	}
}

// TestTakenUp: what has arrived whole is not sent a second time.
func TestTakenUp(t *testing.T) {
	big := site{"index.html": "home"}
	for i := range 200 {
		big[fmt.Sprintf("p/%d.html", i)] = fmt.Sprint("page ", i)
	}
	big.whole(t)
	for _, stubborn := range []bool{false, true} {
		r := newServer(nil)
		r.stubborn, r.failAt = stubborn, 150
		if _, err := sendTo(t, r, big); !errors.Is(err, errLost) {
			t.Fatal(err)
		}
		r.failAt = 0
		if sent, err := sendTo(t, r, big); err != nil || sent.Files > 75 {
			t.Errorf("renames nothing %v: %+v, %v", stubborn, sent, err)
		}
		wantOn(t, "taken up", r, big, nil)
	}
}

// TestNeverHalf: where a server renames, nothing of the old site is touched before all of the
// new one has arrived; what pages need comes before them, and goes after them.
func TestNeverHalf(t *testing.T) {
	sites := three(t)
	r := newServer(nil)
	if _, err := sendTo(t, r, sites[0]); err != nil {
		t.Fatal(err)
	}
	var order []string
	watched := &watching{server: r, seen: func(op, name string) { order = append(order, op+" "+name) }}
	from, to := sites[1].folder()
	if _, err := (&sending{remote: watched, from: from, to: to}).send(t.Context()); err != nil {
		t.Fatal(err)
	}
	at := func(what string) int {
		i := slices.Index(order, what)
		if i < 0 {
			t.Errorf("no %q among %q", what, order)
		}
		return i
	}
	last := -1
	for _, what := range []string{"rename assets/s.2222.css", "rename trips/a/index.html", "rename fr/index.html", "rename index.html", "rename data/manifest.json",
		"remove trips/b/index.html", "remove assets/s.1111.css"} {
		if i := at(what); i < last {
			t.Errorf("%s comes too early: %q", what, order)
		} else {
			last = i
		}
	}
	for i, what := range order {
		if strings.HasPrefix(what, "write ") && (!strings.HasPrefix(what, "write "+workFolder+"/") || i > at("rename assets/s.2222.css")) {
			t.Errorf("%s: %q", what, order)
		}
	}
}

type watching struct {
	*server
	seen func(op, name string)
}

func (w *watching) Write(name string, from io.Reader) error {
	w.seen("write", name)
	return w.server.Write(name, from)
}

func (w *watching) Rename(from, to string) error {
	w.seen("rename", to)
	return w.server.Rename(from, to)
}

func (w *watching) Remove(name string) error {
	w.seen("remove", name)
	return w.server.Remove(name)
}

// TestOthersFiles: a file that no manifest names stays, and what would take its place is not
// published.
func TestOthersFiles(t *testing.T) {
	sites := three(t)
	r := newServer(site{"trips/c/index.html": "theirs"})
	if _, err := sendTo(t, r, sites[0]); err != nil {
		t.Fatal(err)
	}
	before := maps.Clone(r.files)
	if _, err := sendTo(t, r, sites[1]); err == nil || !strings.Contains(err.Error(), "trips/c/index.html") {
		t.Error(err)
	}
	if !maps.Equal(before, r.files) {
		t.Error("something was changed all the same")
	}
	other := newServer(site{output.ManifestName: `{"name": "a web app"}`})
	if _, err := sendTo(t, other, sites[0]); err == nil || len(other.files) != 1 {
		t.Errorf("%v, %v", err, other.files)
	}
}

// TestFull: a server that says nothing when it is full is found out before readers see it.
func TestFull(t *testing.T) {
	sites := three(t)
	r := newServer(nil)
	if _, err := sendTo(t, r, sites[0]); err != nil {
		t.Fatal(err)
	}
	size := 0
	for _, text := range r.files {
		size += len(text)
	}
	for room := range 40 {
		full := newServer(site(r.files))
		full.full = size + room*20
		if _, err := sendTo(t, full, sites[1]); err == nil {
			break
		}
		for name, text := range sites[0] {
			if full.files[name] != text {
				t.Errorf("room for %d: %s was changed", room*20, name)
			}
		}
		full.full = 0
		if _, err := sendTo(t, full, sites[1]); err != nil {
			t.Fatal(err)
		}
		wantOn(t, "after there was room", full, sites[1], nil)
	}
}
