package output

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

var of = Seal{From: DigestOf([]byte("all")), Note: `{"entries":3}`}

func sealed(t testing.TB, dir string, s set, seal Seal) Summary {
	t.Helper()
	sum, err := Publish(t.Context(), dir, s.files(), Options{Version: "1", Seal: func() Seal { return seal }})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// intact is what Intact tells of a site made of a thing.
func intact(t testing.TB, dir string, from Digest) (Summary, bool) {
	t.Helper()
	note, sum, intact, err := Intact(t.Context(), dir, from, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if intact && note != of.Note {
		t.Errorf("the note is %q", note)
	}
	return sum, intact
}

func TestIntact(t *testing.T) {
	dir := target(t)
	if _, is := intact(t, dir, of.From); is {
		t.Error("there was nothing")
	}
	sealed(t, dir, example, of)
	before := look(t, dir)
	if sum, is := intact(t, dir, of.From); !is || sum != (Summary{Files: 5, Unchanged: 5, Bytes: 22}) {
		t.Errorf("%+v, %v", sum, is)
	}
	wantUntouched(t, dir, before)
	wantAlone(t, dir)
	for what, from := range map[string]Digest{"another": DigestOf([]byte("other")), "none": {}} {
		if _, is := intact(t, dir, from); is {
			t.Errorf("%s", what)
		}
	}
	sealed(t, dir, example, Seal{})
	if _, is := intact(t, dir, Digest{}); is {
		t.Error("of nothing known")
	}
	for what, harm := range map[string]func(){
		"a byte":      func() { write(t, filepath.Join(dir, "index.html"), "hose") },
		"a file gone": func() { os.Remove(filepath.Join(dir, "trips/ravenna/map.svg")) },
		"litter":      func() { write(t, filepath.Join(dir, "trips/.DS_Store"), "") },
		"a folder":    func() { os.Mkdir(filepath.Join(dir, "empty"), 0o755) },
		"a stage":     func() { os.Rename(dir, beside(dir, "0123456789abcdef")) },
	} {
		dir = target(t)
		sealed(t, dir, example, of)
		harm()
		if _, is := intact(t, dir, of.From); is {
			t.Errorf("%s was not seen", what)
		}
		sealed(t, dir, example, of)
		wantSite(t, dir, example)
		if _, is := intact(t, dir, of.From); !is {
			t.Errorf("%s was not mended", what)
		}
	}
	write(t, filepath.Join(dir, "mine.txt"), "")
	if _, _, _, err := Intact(t.Context(), dir, of.From, Options{}); !errors.Is(err, ErrNotOurs) {
		t.Errorf("a foreign file: %v", err)
	}
}

// A mark says nothing of what files hold unless each of its bytes is as it was
// written; which files are parvis's it always says.
func TestDamagedMark(t *testing.T) {
	dir := target(t)
	sealed(t, dir, example, of)
	name := filepath.Join(dir, markName)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	paths := slices.Sorted(maps.Keys(example))
	known := func(text []byte) bool {
		write(t, name, string(text))
		m, err := readMark(name)
		if err != nil {
			t.Fatal(err)
		}
		return m.seal != Seal{} || m.bytes != nil
	}
	if !known(text) {
		t.Fatal("a mark as it was written says nothing")
	}
	for i := range text {
		harmed := bytes.Clone(text)
		harmed[i] ^= 1
		if known(harmed) {
			t.Errorf("byte %d was changed, and is believed", i)
		}
		if known(text[:i]) || known(slices.Delete(bytes.Clone(text), i, i+1)) {
			t.Errorf("cut at byte %d, and believed", i)
		}
	}
	// An older parvis reads the list alone, and so does this one where the rest is not
	// as it was.
	_, list, _ := strings.Cut(string(text), "\nfiles:\n")
	listed := strings.Fields(list)
	slices.Sort(listed)
	known(bytes.Replace(text, []byte("\nsum: "), []byte("\nsun: "), 1))
	m, err := readMark(name)
	slices.Sort(m.files)
	if err != nil || !slices.Equal(m.files, paths) || !slices.Equal(listed, paths) {
		t.Errorf("%v, %v, %v", m.files, listed, err)
	}
}

// Where only the mark differs it alone is replaced: no file or folder of the site is
// made anew.
func TestMarkAlone(t *testing.T) {
	dir := target(t)
	sealed(t, dir, example, of)
	before := look(t, dir)
	other := Seal{From: DigestOf([]byte("other")), Note: of.Note}
	if sum := sealed(t, dir, example, other); sum.Written != 0 || sum.Unchanged != 5 {
		t.Errorf("%+v", sum)
	}
	if _, is := intact(t, dir, other.From); !is {
		t.Error("the new mark is not there")
	}
	after := look(t, dir)
	for _, m := range []map[string]thing{before, after} {
		delete(m, markName)
		delete(m, ".") // the folder of the mark
	}
	for name, a := range after {
		if b := before[name]; !os.SameFile(a.info, b.info) || !a.info.ModTime().Equal(b.info.ModTime()) {
			t.Errorf("%s was touched", name)
		}
	}
	wantAlone(t, dir)
	for _, step := range []string{"write", "flush", "remark"} {
		before := look(t, dir)
		fault, _ := faultAt(0, syscall.ENOSPC, step)
		if _, err := Publish(t.Context(), dir, example.files(), Options{fault: fault}); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%s: %v", step, err)
		}
		wantUntouched(t, dir, before)
		wantAlone(t, dir)
	}
}
