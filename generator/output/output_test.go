package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// set is a site as tests write it: path → text.
type set map[string]string

func (s set) files() []File {
	var files []File
	for path, text := range s {
		files = append(files, File{Path: path, Render: func(buf *bytes.Buffer) error {
			buf.WriteString(text)
			return nil
		}})
	}
	rand.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
	return files
}

// thing is what lies at a path: enough to see whether it was touched.
type thing struct {
	text string
	info fs.FileInfo
}

// look reads dir and all in it.
func look(t testing.TB, dir string) map[string]thing {
	t.Helper()
	things := map[string]thing{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		info, err := d.Info()
		if err != nil {
			return err
		}
		var text []byte
		if info.Mode().IsRegular() {
			if text, err = os.ReadFile(path); err != nil {
				return err
			}
		}
		things[filepath.ToSlash(name)] = thing{string(text), info}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return things
}

// siteIn is dir as a set, without the mark and the folders.
func siteIn(t testing.TB, dir string) set {
	t.Helper()
	s := set{}
	for name, thing := range look(t, dir) {
		if !thing.info.IsDir() && name != markName {
			s[name] = thing.text
		}
	}
	return s
}

func publish(t testing.TB, dir string, s set) Summary {
	t.Helper()
	sum, err := Publish(t.Context(), dir, s.files(), Options{Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func wantSite(t testing.TB, dir string, want set) {
	t.Helper()
	if got := siteIn(t, dir); !maps.Equal(got, want) {
		t.Fatalf("%s holds %v, want %v", dir, got, want)
	}
}

func wantUntouched(t testing.TB, dir string, before map[string]thing) {
	t.Helper()
	after := look(t, dir)
	for name, a := range after {
		b, ok := before[name]
		switch {
		case !ok:
			t.Errorf("%s is new", name)
		case a.text != b.text || !os.SameFile(a.info, b.info) || !a.info.ModTime().Equal(b.info.ModTime()) || a.info.Mode() != b.info.Mode():
			t.Errorf("%s was touched", name)
		}
	}
	for name := range before {
		if _, ok := after[name]; !ok {
			t.Errorf("%s is gone", name)
		}
	}
}

// wantAlone checks that nothing lies beside dir.
func wantAlone(t testing.TB, dir string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != filepath.Base(dir) {
			t.Errorf("%s was left beside %s", e.Name(), dir)
		}
	}
}

func target(t testing.TB) string { return filepath.Join(t.TempDir(), "public") }

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

var example = set{
	"index.html":               "home",
	"trips/index.html":         "trips",
	"trips/ravenna/index.html": "Ravenna",
	"trips/ravenna/map.svg":    "<svg/>",
	"data/entries.csv":         "",
}

func TestPublish(t *testing.T) {
	dir := target(t)
	if sum, want := publish(t, dir, example), (Summary{Files: 5, Written: 5, Bytes: 22}); sum != want {
		t.Errorf("first: %+v, want %+v", sum, want)
	}
	wantSite(t, dir, example)
	wantAlone(t, dir)
	mark, err := os.ReadFile(filepath.Join(dir, ".parvis"))
	if err != nil || !strings.Contains(string(mark), "version: 1\n") {
		t.Errorf(".parvis: %q, %v", mark, err)
	}

	before := look(t, dir)
	if sum, want := publish(t, dir, example), (Summary{Files: 5, Unchanged: 5, Bytes: 22}); sum != want {
		t.Errorf("again: %+v, want %+v", sum, want)
	}
	wantUntouched(t, dir, before)

	next := maps.Clone(example)
	next["trips/ravenna/index.html"] = "Ravena!" // the same length
	delete(next, "data/entries.csv")
	if sum, want := publish(t, dir, next), (Summary{Files: 4, Written: 1, Unchanged: 3, Removed: 1, Bytes: 22}); sum != want {
		t.Errorf("changed: %+v, want %+v", sum, want)
	}
	wantSite(t, dir, next)
	if _, err := os.Stat(filepath.Join(dir, "data")); err == nil {
		t.Error("an empty folder stayed")
	}
	wantAlone(t, dir)

	if err := os.MkdirAll(filepath.Join(dir, "empty", "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, next)
	if _, err := os.Stat(filepath.Join(dir, "empty")); err == nil {
		t.Error("a foreign empty folder stayed")
	}

	sum, err := Publish(t.Context(), dir, next.files(), Options{Version: "2"})
	if err != nil || sum.Written != 0 {
		t.Errorf("newer parvis: %+v, %v", sum, err)
	}
	if mark, _ := os.ReadFile(filepath.Join(dir, ".parvis")); !strings.Contains(string(mark), "version: 2\n") {
		t.Errorf(".parvis of a newer version: %q", mark)
	}
}

func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such modes")
	}
	dir := target(t)
	publish(t, dir, example)
	for name, want := range map[string]fs.FileMode{
		"": fs.ModeDir | 0o755, "trips/ravenna": fs.ModeDir | 0o755,
		"index.html": 0o644, "trips/ravenna/index.html": 0o644, markName: 0o644,
	} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode() != want {
			t.Errorf("%q has mode %v, want %v (umask 022)", name, info.Mode(), want)
		}
	}
	// Who hides the folder from others, or opens it to a group, keeps that.
	if err := os.Chmod(dir, 0o770); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, set{"index.html": "new"})
	if info, _ := os.Stat(dir); info.Mode().Perm() != 0o770 {
		t.Errorf("the folder's own mode became %v", info.Mode())
	}
}

// Whatever was published before, and whatever somebody did to the folder in
// between, it then holds the last set and what did not change was not touched.
func TestAnySequence(t *testing.T) {
	paths := []string{
		"index.html", "404.html", "a/index.html", "a/b/index.html", "a/b/c/d/e.txt", "a-b/index.html", "ab",
		"b/index.html", "b/card.png", "b/x/card.png", "fr/b/index.html", ".well-known/security.txt", ".gitignore", "é/ß.html",
	}
	texts := []string{"", "x", "y", "longer", strings.Repeat("long", 20_000), strings.Repeat("long", 19_999) + "lonG"}
	rapid.Check(t, func(r *rapid.T) {
		parent, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(parent, "public")
		slow := rapid.Bool().Draw(r, "without exchange and links")
		var last set
		for range rapid.IntRange(1, 5).Draw(r, "builds") {
			next := set{}
			for _, path := range rapid.SliceOfNDistinct(rapid.SampledFrom(paths), 0, len(paths), rapid.ID).Draw(r, "paths") {
				if text, same := last[path]; same && rapid.Bool().Draw(r, "same") {
					next[path] = text
				} else {
					next[path] = rapid.SampledFrom(texts).Draw(r, "text")
				}
			}
			var before map[string]thing
			if last != nil {
				if foreign := disturb(r, t, dir); foreign != "" {
					before = look(t, dir)
					if _, err := Publish(t.Context(), dir, next.files(), Options{}); !errors.Is(err, ErrNotOurs) ||
						!strings.Contains(err.Error(), "("+foreign+")") {
						r.Fatalf("%s was to be lost: %v", foreign, err)
					}
					wantUntouched(t, dir, before)
					os.Remove(filepath.Join(dir, foreign))
				}
				before = look(t, dir)
			}
			opts := Options{Workers: rapid.IntRange(1, 3).Draw(r, "workers")}
			if slow {
				opts.fault = func(step, _ string) error {
					if step == "exchange" || step == "link" {
						return errors.ErrUnsupported
					}
					return nil
				}
			}
			sum, err := Publish(t.Context(), dir, next.files(), opts)
			if err != nil {
				r.Fatal(err)
			}
			check(r, t, dir, before, next, sum, slow)
			wantAlone(t, dir)
			last = next
		}
	})
}

// disturb does what a person, or the system, may do to the published folder. It
// returns the file that then lies there and is not parvis's, "" for none.
func disturb(r *rapid.T, t *testing.T, dir string) (foreign string) {
	switch rapid.SampledFrom([]string{"", "", "file", "folder", "link", "edit", "keep", "litter"}).Draw(r, "disturb") {
	case "file":
		write(t, filepath.Join(dir, "stray", "note.txt"), "stray")
		return "stray/note.txt"
	case "folder":
		os.MkdirAll(filepath.Join(dir, "empty", "empty"), 0o755)
	case "link":
		os.Symlink("index.html", filepath.Join(dir, "link"))
		return "link"
	case "edit":
		if os.Remove(filepath.Join(dir, "index.html")) == nil {
			os.Symlink("404.html", filepath.Join(dir, "index.html"))
			return "index.html"
		}
	case "keep":
		write(t, filepath.Join(dir, ".gitkeep"), "")
	case "litter":
		write(t, filepath.Join(dir, "empty", ".DS_Store"), "")
	}
	return ""
}

func check(r *rapid.T, t *testing.T, dir string, before map[string]thing, next set, sum Summary, copied bool) {
	after := look(t, dir)
	folders := map[string]bool{".": true}
	for path := range next {
		for dir := path; dir != "."; {
			dir = filepath.ToSlash(filepath.Dir(dir))
			folders[dir] = true
		}
	}
	same, written, removed := 0, 0, 0
	for name, a := range after {
		want, ours := next[name]
		b := before[name]
		switch {
		case name == markName:
		case a.info.IsDir():
			if !folders[name] {
				r.Errorf("the folder %s is too many", name)
			}
		case !ours:
			if b.info == nil || !slices.Contains(keptNames, name) {
				r.Errorf("%s is too many", name)
			}
		case a.text != want || !a.info.Mode().IsRegular():
			r.Errorf("%s holds %q, want %q", name, a.text, want)
		case b.info != nil && b.info.Mode().IsRegular() && b.text == want:
			same++
			if !a.info.ModTime().Equal(b.info.ModTime()) || !copied && !os.SameFile(a.info, b.info) {
				r.Errorf("%s did not change, but was touched", name)
			}
		default:
			written++
		}
	}
	for name, b := range before {
		if _, stays := after[name]; !stays && !b.info.IsDir() {
			removed++
		}
		if _, stays := after[name]; !stays && slices.Contains(keptNames, name) {
			r.Errorf("%s was not kept", name)
		}
	}
	for name := range next {
		if after[name].info == nil {
			r.Errorf("%s is missing", name)
		}
	}
	if sum.Files != len(next) || sum.Unchanged != same || sum.Written != written || sum.Removed != removed {
		r.Errorf("%+v, want %d files, %d unchanged, %d written, %d removed", sum, len(next), same, written, removed)
	}
}

func TestKept(t *testing.T) {
	dir := target(t)
	write(t, filepath.Join(dir, ".gitignore"), "*\n")
	write(t, filepath.Join(dir, ".gitkeep"), "")
	publish(t, dir, set{"index.html": "home"})
	wantSite(t, dir, set{"index.html": "home", ".gitignore": "*\n", ".gitkeep": ""})

	before := look(t, dir)
	publish(t, dir, set{"index.html": "home"})
	wantUntouched(t, dir, before)

	publish(t, dir, set{"index.html": "home 2", ".gitignore": "the site's\n"})
	wantSite(t, dir, set{"index.html": "home 2", ".gitignore": "the site's\n", ".gitkeep": ""})
}

// Parvis makes no links. One that lies in the published folder, even in the place
// of what parvis made, is neither followed nor removed.
func TestLinksInsideAreNotOurs(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "outside")
	write(t, filepath.Join(outside, "ravenna", "index.html"), "Ravenna")
	write(t, filepath.Join(outside, "ravenna", "map.svg"), "<svg/>")
	for _, name := range []string{"index.html", "trips", "trips/ravenna/new", ".gitignore", markName} {
		dir := target(t)
		publish(t, dir, example)
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(outside, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		before, beyond := look(t, dir), look(t, outside)
		if _, err := Publish(t.Context(), dir, set{"index.html": "new"}.files(), Options{}); !errors.Is(err, ErrNotOurs) ||
			!strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		wantUntouched(t, dir, before)
		wantUntouched(t, outside, beyond)
	}
}

// What was put into the published folder is never removed: neither a file, nor
// one that comes while the site is made, nor one that comes at the last moment.
func TestForeignFilesStay(t *testing.T) {
	for _, name := range []string{"notes.txt", "trips/notes.txt", "trips/ravenna/2025/notes.txt", "trips/.gitkeep", "sub/.parvis"} {
		for _, step := range []string{"", "write", "swap", "exchange"} {
			dir := target(t)
			publish(t, dir, example)
			mine := filepath.Join(dir, filepath.FromSlash(name))
			if step == "" {
				write(t, mine, "mine")
			}
			fault := func(now, _ string) error {
				if now == step {
					write(t, mine, "mine")
				}
				return nil
			}
			sum, err := Publish(t.Context(), dir, set{"index.html": "new"}.files(), Options{fault: fault})
			if step == "exchange" { // it lies in the old site then, which stays for its sake, now and at the next build
				publish(t, dir, set{"index.html": "newer"})
				publish(t, dir, set{"index.html": "newest"})
				mine = filepath.Join(sum.Leftover, filepath.FromSlash(name))
				if kept, _ := filepath.Glob(filepath.Join(sum.Leftover, "index.html")); err != nil || sum.Leftover == "" || len(kept) > 0 {
					t.Errorf("%s at the last moment: %v, %+v, %v", name, err, sum, kept)
				}
			} else if !errors.Is(err, ErrNotOurs) || !strings.Contains(err.Error(), "("+name+")") || !strings.Contains(err.Error(), "static/") {
				t.Errorf("%s at %q: %v", name, step, err)
			}
			if text, err := os.ReadFile(mine); string(text) != "mine" {
				t.Errorf("%s at %q: %q, %v", name, step, text, err)
			}
		}
	}
}

// The mark of an older parvis lists no files: all that it marks is parvis's.
func TestMarkWithoutList(t *testing.T) {
	dir := target(t)
	write(t, filepath.Join(dir, markName), "parvis made this folder and replaces all of it at the next build.\nversion: 1\n")
	write(t, filepath.Join(dir, "old/index.html"), "old")
	publish(t, dir, example)
	wantSite(t, dir, example)
	wantAlone(t, dir)
}

func TestNeverWritesThroughAHardLink(t *testing.T) {
	dir := target(t)
	publish(t, dir, example)
	backup := filepath.Join(t.TempDir(), "index.html")
	if err := os.Link(filepath.Join(dir, "index.html"), backup); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, set{"index.html": "HOME"})
	if text, _ := os.ReadFile(backup); string(text) != "home" {
		t.Errorf("a hard link to the old page now holds %q", text)
	}
}

func TestLinkedTarget(t *testing.T) {
	parent, elsewhere := t.TempDir(), t.TempDir()
	dir, real := filepath.Join(parent, "public"), filepath.Join(elsewhere, "www")
	if err := os.Mkdir(real, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, dir); err != nil {
		t.Fatal(err)
	}
	for _, s := range []set{example, {"index.html": "new"}, {}} {
		publish(t, dir, s)
		wantSite(t, real, s)
		if link, err := os.Readlink(dir); link != real || err != nil {
			t.Fatalf("the link is now %q, %v", link, err)
		}
		wantAlone(t, dir)
		wantAlone(t, real)
	}
	if err := os.RemoveAll(real); err != nil {
		t.Fatal(err)
	}
	if err := CheckTarget(dir); !errors.Is(err, ErrNotOurs) {
		t.Errorf("a link to nowhere: %v", err)
	}
}

func TestNotOurs(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	write(t, filepath.Join(home, markName), "")
	tests := []struct {
		name, dir string
		make      map[string]string
		message   string
	}{
		{name: "files", make: map[string]string{"index.php": "", "a.txt": ""},
			message: "/public/ holds files that parvis did not make (a.txt, index.php): choose another folder with --out, or empty this one"},
		{name: "many", make: map[string]string{"4": "", "3": "", "2/x": "", "1": ""}, message: "(1, 2, 3 …)"},
		{name: "git", make: map[string]string{".parvis": "", ".git/HEAD": ""}, message: "it holds .git"},
		{name: "git file", make: map[string]string{".parvis": "", ".git": ""}, message: "it holds .git"},
		{name: "mark is a folder", make: map[string]string{".parvis/x": ""}, message: "holds files that parvis did not make"},
		{name: "kept names that are folders", make: map[string]string{".gitkeep/x": ""}, message: "(.gitkeep)"},
		{name: "home", dir: home, message: "is your home folder"},
		{name: "root", dir: filepath.VolumeName(home) + string(filepath.Separator), message: "topmost folder"},
		{name: "nothing", dir: "-", message: "--out"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := test.dir
			if dir == "" {
				dir = target(t)
			}
			if dir == "-" {
				dir = ""
			}
			for name, text := range test.make {
				write(t, filepath.Join(dir, name), text)
			}
			_, err := Publish(t.Context(), dir, example.files(), Options{})
			for _, err := range []error{err, CheckTarget(dir)} {
				if !errors.Is(err, ErrNotOurs) || !strings.Contains(err.Error(), test.message) {
					t.Errorf("%v; want an ErrNotOurs with %q", err, test.message)
				}
			}
			if test.make != nil {
				wantAlone(t, dir)
				for name := range test.make {
					if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	t.Run("volume", func(t *testing.T) {
		if runtime.GOOS != "linux" {
			t.Skip("which folder is one?")
		}
		if err := CheckTarget("/proc"); !errors.Is(err, ErrNotOurs) || !strings.Contains(err.Error(), "mounted from elsewhere") ||
			!strings.Contains(err.Error(), "--out /proc/site") {
			t.Error(err)
		}
	})
	t.Run("a file", func(t *testing.T) {
		dir := target(t)
		write(t, dir, "mine")
		if _, err := Publish(t.Context(), dir, nil, Options{}); !errors.Is(err, ErrNotOurs) || !strings.Contains(err.Error(), "is a file") {
			t.Error(err)
		}
	})
}

func TestOurs(t *testing.T) {
	for name, make := range map[string]map[string]string{
		"absent": nil, "empty": {}, "kept": {".gitkeep": ""}, "marked": {".parvis": "", "old.html": "old"},
	} {
		dir := target(t)
		if make != nil {
			os.Mkdir(dir, 0o755)
		}
		for name, text := range make {
			write(t, filepath.Join(dir, name), text)
		}
		if err := CheckTarget(dir); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What somebody puts into an empty folder while the site is rendered is safe.
func TestForeignFileMeanwhile(t *testing.T) {
	dir := target(t)
	os.Mkdir(dir, 0o755)
	files := append(example.files(), File{Path: "zz.html", Render: func(*bytes.Buffer) error {
		return os.WriteFile(filepath.Join(dir, "thesis.odt"), []byte("mine"), 0o644)
	}})
	if _, err := Publish(t.Context(), dir, files, Options{}); !errors.Is(err, ErrNotOurs) {
		t.Errorf("got %v", err)
	}
	wantSite(t, dir, set{"thesis.odt": "mine"})
	wantAlone(t, dir)
}

// What tells of other files is rendered when all of them have been, wherever it stands.
func TestLast(t *testing.T) {
	dir := target(t)
	var rendered atomic.Int64
	var files []File
	want := set{"b/index.json": "100 are there"}
	for i := range 100 {
		name := fmt.Sprintf("%c/%d.html", 'a'+i%3, i)
		want[name] = "x"
		files = append(files, File{Path: name, Render: func(buf *bytes.Buffer) error {
			time.Sleep(time.Millisecond)
			buf.WriteString("x")
			rendered.Add(1)
			return nil
		}})
	}
	files = append(files, File{Path: "b/index.json", Round: Catalogued, Render: func(buf *bytes.Buffer) error {
		fmt.Fprint(buf, rendered.Load(), " are there")
		return nil
	}})
	last := 0
	sum, err := Publish(t.Context(), dir, files, Options{Workers: 8, Progress: func(done, total int) { last = done * 1000 / total }})
	if err != nil || sum.Files != 101 || last != 1000 {
		t.Errorf("%+v, %d, %v", sum, last, err)
	}
	wantSite(t, dir, want)
}

func TestPathsRefused(t *testing.T) {
	tests := []struct {
		paths []string
		names []string // that the message has to hold
	}{
		{paths: []string{""}, names: []string{`""`}},
		{paths: []string{"."}},
		{paths: []string{"/etc/passwd"}, names: []string{"/etc/passwd"}},
		{paths: []string{"../x"}},
		{paths: []string{"a/../../x"}},
		{paths: []string{"a/../b"}},
		{paths: []string{"a//b"}},
		{paths: []string{"a/"}},
		{paths: []string{`a\b`}},
		{paths: []string{"a\x00b"}},
		{paths: []string{"a\xffb"}},
		{paths: []string{".parvis"}},
		{paths: []string{".git/config"}},
		{paths: []string{"x", "a/b", "a/b"}, names: []string{`"a/b"`, "two files"}},
		{paths: []string{"a", "a/b"}, names: []string{`"a"`, "also a folder"}},
		{paths: []string{"a/b/c/d", "a/b"}, names: []string{`"a/b"`}},
		{paths: []string{"a/B", "a/b"}, names: []string{`"a/B"`, `"a/b"`}},
		{paths: []string{"Trips/x", "trips/y"}, names: []string{`"Trips"`, `"trips"`}},
		{paths: []string{"A", "a/b"}, names: []string{`"A"`, `"a"`}},
		{paths: []string{"é", "É"}, names: []string{`"é"`, `"É"`}},
		{paths: []string{"caf\u00e9", "cafe\u0301"}},
	}
	for _, test := range tests {
		dir := target(t)
		var files []File
		for _, path := range test.paths {
			files = append(files, File{Path: path, Render: func(*bytes.Buffer) error { return nil }})
		}
		_, err := Publish(t.Context(), dir, files, Options{})
		if err == nil || errors.Is(err, ErrNotOurs) {
			t.Errorf("%q: %v", test.paths, err)
			continue
		}
		for _, name := range test.names {
			if !strings.Contains(err.Error(), name) {
				t.Errorf("%q: %v does not name %s", test.paths, err, name)
			}
		}
		if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) > 0 {
			t.Errorf("%q: made %v", test.paths, entries)
		}
	}
	if _, err := Publish(t.Context(), target(t), []File{{Path: "a"}}, Options{}); err == nil {
		t.Error("a file without Render was published")
	}
}

// A site with many files, of which bad replaces the one in the middle of the work.
func manyFiles(n int, text string, bad func(*bytes.Buffer) error) []File {
	s := set{}
	for i := range n {
		s[fmt.Sprintf("p%02d/%04d/index.html", i%7, i)] = text
	}
	files := s.files()
	if bad != nil {
		files[n/2].Render = bad
	}
	return files
}

func TestAborts(t *testing.T) {
	boom := errors.New("boom")
	tests := map[string]struct {
		bad     func(*bytes.Buffer) error
		cancels bool
		is      error
		naming  bool
	}{
		"error":          {bad: func(*bytes.Buffer) error { return boom }, is: boom, naming: true},
		"panic":          {bad: func(*bytes.Buffer) error { panic("boom") }, naming: true},
		"panic, error":   {bad: func(*bytes.Buffer) error { panic(boom) }, is: boom, naming: true},
		"runtime panic":  {bad: func(*bytes.Buffer) error { _ = []int{}[len(os.Args)*0]; return nil }, naming: true},
		"goroutine ends": {bad: func(*bytes.Buffer) error { runtime.Goexit(); return nil }},
		"cancelled":      {cancels: true, is: context.Canceled},
	}
	for name, test := range tests {
		for _, first := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, first %v", name, first), func(t *testing.T) {
				dir := target(t)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				bad := test.bad
				if test.cancels {
					bad = func(*bytes.Buffer) error { cancel(); return nil }
				}
				var before map[string]thing
				if !first {
					if _, err := Publish(t.Context(), dir, manyFiles(200, "old", nil), Options{}); err != nil {
						t.Fatal(err)
					}
					before = look(t, dir)
				}
				files := manyFiles(200, "new", bad)
				_, err := Publish(ctx, dir, files, Options{})
				if err == nil {
					t.Fatal("no error")
				}
				if test.is != nil && !errors.Is(err, test.is) {
					t.Errorf("%v is not %v", err, test.is)
				}
				if test.naming && !strings.Contains(err.Error(), files[100].Path) {
					t.Errorf("%v does not name %s", err, files[100].Path)
				}
				wantAlone(t, dir)
				if first {
					if _, err := os.Lstat(dir); err == nil {
						t.Error("the folder was made")
					}
				} else {
					wantUntouched(t, dir, before)
				}
			})
		}
	}
}

func TestCancelIsPrompt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	rendered := 0
	files := manyFiles(1000, "x", nil)
	for i := range files {
		files[i].Render = func(*bytes.Buffer) error {
			if rendered++; rendered == 20 {
				cancel()
			}
			return nil
		}
	}
	if _, err := Publish(ctx, target(t), files, Options{Workers: 1}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if rendered != 20 {
		t.Errorf("%d files were rendered, 20 before the cancel", rendered)
	}
}

// The last moment to stop is just before the swap.
func TestCancelBeforeSwap(t *testing.T) {
	dir := target(t)
	publish(t, dir, example)
	before := look(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	opts := Options{fault: func(step, _ string) error {
		if step == "swap" {
			cancel()
		}
		return nil
	}}
	if _, err := Publish(ctx, dir, set{"index.html": "new"}.files(), opts); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	wantUntouched(t, dir, before)
	wantAlone(t, dir)
}

// faultAt breaks the nth of the steps whose name is in steps.
func faultAt(n int, err error, steps ...string) (fault func(step, path string) error, hit *bool) {
	turn := make(chan int, 1)
	turn <- 0
	hit = new(bool)
	return func(step, _ string) error {
		if !slices.Contains(steps, step) {
			return nil
		}
		i := <-turn
		defer func() { turn <- i + 1 }()
		if i >= n {
			*hit = true
			return err
		}
		return nil
	}, hit
}

// A fault of the machine at any step leaves the old site as it was.
func TestFaults(t *testing.T) {
	old, next := set{}, set{}
	for i := range 40 {
		path := fmt.Sprintf("p%d/%d/index.html", i%5, i)
		old[path] = "old"
		next[path] = []string{"old", "new"}[i%2]
	}
	for _, steps := range [][]string{{"write"}, {"link", "copy"}, {"flush"}, {"swap"}, {"exchange", "aside"}, {"exchange", "replace"}, {"settle"}} {
		for n := range 30 {
			dir := target(t)
			publish(t, dir, old)
			before := look(t, dir)
			fault, hit := faultAt(n, syscall.ENOSPC, steps...)
			_, err := Publish(t.Context(), dir, next.files(), Options{fault: fault, Version: "1"})
			if !*hit {
				break
			}
			if err == nil { // The exchange alone failed, or all links: there is another way.
				wantSite(t, dir, next)
				continue
			}
			if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "the disk is full") || !strings.Contains(err.Error(), "was not changed") {
				t.Errorf("%v: %v", steps, err)
			}
			if last := steps[len(steps)-1]; last != "replace" && last != "settle" { // Two steps there and back change the folder's own times.
				wantUntouched(t, dir, before)
			}
			wantSite(t, dir, old)
			wantAlone(t, dir)
		}
	}
}

// All that is new is brought to the disk before the exchange, and the exchange
// before the old site goes; where nothing changes, nothing is waited for.
func TestFlushed(t *testing.T) {
	dir := target(t)
	var steps []string
	opts := Options{Workers: 1, fault: func(step, path string) error {
		if step == "settle" && steps[len(steps)-1] == "exchange" {
			if old, _ := filepath.Glob(beside(dir, "*/index.html")); len(old) != 1 {
				t.Error("the old site went before the new one was safe")
			}
		}
		if len(steps) == 0 || steps[len(steps)-1] != step {
			steps = append(steps, step)
		}
		return nil
	}}
	for _, round := range []struct {
		site set
		want string
	}{
		{example, "write flush swap settle"},
		{example, ""},
		{set{"index.html": "new", "trips/index.html": "trips"}, "write link flush swap exchange settle"},
		{set{"index.html": "new"}, "write link flush swap exchange settle"},
	} {
		steps = nil
		if _, err := Publish(t.Context(), dir, round.site.files(), opts); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(steps, " "); got != round.want {
			t.Errorf("%q, want %q", got, round.want)
		}
	}
}

// What the disk did not take is not published, whether it says so before the
// exchange or only afterwards.
func TestFlushFails(t *testing.T) {
	for _, step := range []string{"flush", "settle"} {
		for cause, words := range map[error]string{syscall.EIO: "the disk could not be written to; ", syscall.ENOSPC: "the disk is full; "} {
			for _, first := range []bool{true, false} {
				dir := target(t)
				if !first {
					publish(t, dir, example)
				}
				fault, hit := faultAt(0, cause, step)
				_, err := Publish(t.Context(), dir, set{"index.html": "new"}.files(), Options{fault: fault})
				if !*hit || !errors.Is(err, cause) || !strings.HasPrefix(err.Error(), words+show(dir)+" was not changed") {
					t.Errorf("%s: %v", step, err)
				}
				wantAlone(t, dir)
				if _, err := os.Lstat(dir); first && err == nil {
					t.Errorf("%s: a site was published", step)
				} else if !first {
					wantSite(t, dir, example)
				}
			}
		}
	}
	// The way back is barred too: nobody may say that nothing has changed.
	dir := target(t)
	publish(t, dir, example)
	exchanges := 0
	_, err := Publish(t.Context(), dir, set{"index.html": "new"}.files(), Options{fault: func(step, _ string) error {
		if step == "exchange" {
			exchanges++
		}
		if step == "settle" || exchanges == 2 {
			return syscall.EIO
		}
		return nil
	}})
	if err == nil || !strings.Contains(err.Error(), "is not as it was") || strings.Contains(err.Error(), "was not changed") {
		t.Error(err)
	}
}

// In a layer of a container's image no folder can be renamed. One that counts as
// empty is replaced all the same; a site says what to do.
func TestTargetThatCannotBeMoved(t *testing.T) {
	immovable := func(also string) Options {
		return Options{Version: "1", fault: func(step, _ string) error {
			if step == "exchange" || step == "aside" || step == also {
				return syscall.EXDEV
			}
			return nil
		}}
	}
	dir := target(t)
	kept := set{".gitkeep": "", ".gitignore": "*\n"}
	for name, text := range kept {
		write(t, filepath.Join(dir, name), text)
	}
	if _, err := Publish(t.Context(), dir, example.files(), immovable("replace")); err == nil {
		t.Error("no error")
	}
	wantSite(t, dir, kept)
	wantAlone(t, dir)

	if _, err := Publish(t.Context(), dir, example.files(), immovable("")); err != nil {
		t.Error(err)
	}
	both := maps.Clone(kept)
	maps.Copy(both, example)
	wantSite(t, dir, both)
	wantAlone(t, dir)

	before := look(t, dir)
	_, err := Publish(t.Context(), dir, set{"index.html": "new"}.files(), immovable(""))
	if err == nil || !strings.Contains(err.Error(), "remove it before the build") {
		t.Error(err)
	}
	wantUntouched(t, dir, before)
	wantAlone(t, dir)
}

func TestPermission(t *testing.T) {
	dir := target(t)
	fault, _ := faultAt(0, fs.ErrPermission, "write")
	_, err := Publish(t.Context(), dir, example.files(), Options{fault: fault})
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "no permission") {
		t.Error(err)
	}
}

func TestParentsAreMadeAndTakenBack(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "a", "b", "public")
	bad := []File{{Path: "x", Render: func(*bytes.Buffer) error { return errors.New("no") }}}
	if _, err := Publish(t.Context(), dir, bad, Options{}); err == nil {
		t.Fatal("no error")
	}
	if entries, _ := os.ReadDir(top); len(entries) > 0 {
		t.Errorf("a failed build left %v", entries)
	}
	publish(t, dir, example)
	wantSite(t, dir, example)
}

func TestRelativeTarget(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, dir := range []string{"public", "./public/", "x/../public"} {
		os.Mkdir("x", 0o755)
		publish(t, dir, set{"index.html": dir})
		wantSite(t, "public", set{"index.html": dir})
	}
}

func TestProgress(t *testing.T) {
	var calls []int
	total := 0
	_, err := Publish(t.Context(), target(t), manyFiles(100, "x", nil), Options{Workers: 4, Progress: func(done, n int) {
		calls = append(calls, done)
		total = n
	}})
	if err != nil || total != 100 || len(calls) != 100 || !slices.IsSorted(calls) || calls[99] != 100 {
		t.Errorf("%v of %d, %v", calls, total, err)
	}
}

// Equal bytes of one site give an equal folder: no time, no order in .parvis.
func TestDeterministic(t *testing.T) {
	a, b := target(t), target(t)
	publish(t, a, example)
	publish(t, b, example)
	for name, thing := range look(t, a) {
		if other := look(t, b)[name]; other.text != thing.text {
			t.Errorf("%s differs", name)
		}
	}
}

// The memory in use is that of the largest files, not of the site.
func TestLargeBuffersAreDropped(t *testing.T) {
	p := &publication{opts: Options{fault: func(string, string) error { return nil }}, equal: make([]bool, 2), held: make([]Held, 2)}
	p.files = []File{
		{Path: "big", Render: func(buf *bytes.Buffer) error { buf.Write(make([]byte, 2*largeBuffer)); return nil }},
		{Path: "small", Render: func(buf *bytes.Buffer) error { return nil }},
	}
	p.stage = newStage(target(t))
	defer p.stage.remove()
	w := &worker{p: p}
	defer w.stage.close()
	for i := range p.files {
		if _, err := w.publish(i); err != nil {
			t.Fatal(err)
		}
	}
	if w.buf.Cap() > largeBuffer {
		t.Errorf("a buffer of %d bytes is kept for small files", w.buf.Cap())
	}
}

// A file that takes long holds up nobody who wants to stop, and keeps no lock.
func TestStopWhileRendering(t *testing.T) {
	dir := target(t)
	publish(t, dir, example)
	before := look(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	goOn := make(chan bool)
	defer close(goOn)
	slow := append(example.files(), File{Path: "long.jpg", Render: func(*bytes.Buffer) error {
		cancel()
		<-goOn
		return nil
	}})
	started := time.Now()
	if _, err := Publish(ctx, dir, slow, Options{}); !errors.Is(err, context.Canceled) || time.Since(started) > 5*patience {
		t.Errorf("%v after %v", err, time.Since(started))
	}
	wantUntouched(t, dir, before)
	wantAlone(t, dir)
	publish(t, dir, set{"index.html": "new"})
}

// What tells of all others has of each what it holds, also of what is rendered Last, and
// of those that are equal to the published ones; and so it has when it is served.
func TestTell(t *testing.T) {
	files := func() []File {
		return append(set{"b/z.html": "zed", "a.html": ""}.files(), Manifest{Site: "https://x.example/", Day: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}.File(),
			File{Path: "data/catalog.json", Round: Catalogued, Render: func(buf *bytes.Buffer) error { buf.WriteString("all"); return nil }})
	}
	begins := `{"site": "https://x.example/", "day": "2026-11-23", "files": [
{"path":"a.html","size":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
{"path":"b/z.html","size":3,`
	dir := target(t)
	for range 2 {
		if _, err := Publish(t.Context(), dir, files(), Options{}); err != nil {
			t.Fatal(err)
		}
		got, _ := os.ReadFile(filepath.Join(dir, "data/manifest.json"))
		m, err := ParseManifest(got)
		if err != nil || len(m.Files) != 3 || m.Files[1].Sum != sha256.Sum256([]byte("zed")) || m.Files[2].Sum != sha256.Sum256([]byte("all")) {
			t.Errorf("%v:\n%s", err, got)
		}
		if !strings.HasPrefix(string(got), begins) {
			t.Errorf("%s", got)
		}
		served, err := fs.ReadFile(FS(files()), "data/manifest.json")
		if err != nil || string(served) != string(got) {
			t.Errorf("served: %s, %v", served, err)
		}
	}
}
