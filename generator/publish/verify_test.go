package publish

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"parvis/generator/output"
)

// site is a site as tests write it: path → text.
type site map[string]string

// held is what its manifest says.
func (s site) manifest() output.Manifest {
	m := output.Manifest{Site: "https://abroad.example.org/", Day: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
	for name, text := range s {
		if !slices.Contains(output.Unlisted, name) {
			m.Files = append(m.Files, output.Held{Path: name, Size: int64(len(text)), Sum: sha256.Sum256([]byte(text))})
		}
	}
	return m
}

// whole adds the manifest, and a log that begins with it.
func (s site) whole(t testing.TB) site {
	t.Helper()
	var b bytes.Buffer
	if err := s.manifest().Write(&b); err != nil {
		t.Fatal(err)
	}
	s[output.ManifestName] = b.String()
	return s.logged(t, output.Log{})
}

// logged adds a log that goes on from another.
func (s site) logged(t testing.TB, before output.Log) site {
	t.Helper()
	l, err := before.With(output.Logged{Day: s.manifest().Day, Manifest: sha256.Sum256([]byte(s[output.ManifestName]))})
	if err != nil {
		t.Fatal(err)
	}
	s[output.LogName] = string(l.Bytes())
	return s
}

// in writes the site into a folder.
func (s site) in(t testing.TB, dir string) string {
	t.Helper()
	for name, text := range s {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// odd are paths that an address has to write otherwise.
func odd() site {
	return site{"index.html": "home", "a/50%.pdf": "percent", "b/c;d=e!&f.txt": "signs", "é/[x] #1?.html": "é", "data/entries.json": "[]", "empty": ""}
}

func verifyIn(t *testing.T, dir string) (Verdict, error) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	return VerifyFolder(t.Context(), root)
}

func TestVerifyFolder(t *testing.T) {
	dir := odd().whole(t).in(t, t.TempDir())
	site{".parvis": "mark", ".gitkeep": "", "a/.DS_Store": "x", ".git/HEAD": "x"}.in(t, dir)
	v, err := verifyIn(t, dir)
	if err != nil || !v.Whole() || len(v.Manifest.Files) != 6 {
		t.Fatalf("%+v, %v", v, err)
	}
	site{"index.html": "hone", "data/entries.json": "[]\n", "more.html": "x", "a/.git/x": ""}.in(t, dir)
	os.Remove(filepath.Join(dir, "empty"))
	os.Remove(filepath.Join(dir, "a/50%.pdf"))
	os.Mkdir(filepath.Join(dir, "a/50%.pdf"), 0o755)
	v, err = verifyIn(t, dir)
	if err != nil || !slices.Equal(v.Missing, []string{"empty"}) || !slices.Equal(v.Changed, []string{"data/entries.json", "index.html"}) ||
		!slices.Equal(v.Stray, []string{"a/.git/x", "more.html"}) || !slices.Equal(v.Unread, []string{"a/50%.pdf"}) || v.Trouble == nil {
		t.Errorf("%+v, %v", v, err)
	}
	if _, err := verifyIn(t, t.TempDir()); !errors.Is(err, ErrNoManifest) {
		t.Error(err)
	}
}

// TestManifestRefused: a manifest may come from anywhere.
func TestManifestRefused(t *testing.T) {
	good := `{"path": "a", "size": 1, "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}`
	for _, files := range []string{"", "x", good + "," + good, `{"path": "../a", "size": 1, "sha256": "ca"}`,
		`{"path": "../a", "size": 1, "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}`,
		`{"path": "a", "size": -1, "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}`,
		`{"path": "a", "size": 1, "sha256": "ca97"}`} {
		if m, err := output.ParseManifest([]byte(`{"day": "2026-11-23", "files": [` + files + `]}`)); err == nil {
			t.Errorf("%s: %v", files, m)
		}
	}
	if m, err := output.ParseManifest([]byte(`{"day": "2026-11-23", "files": [` + good + `]}`)); err != nil || len(m.Files) != 1 {
		t.Error(m, err)
	}
	for _, day := range []string{``, `"day": "", `, `"day": "23/11/2026", `, `"day": "2026-11-31", `} {
		if m, err := output.ParseManifest([]byte(`{` + day + `"files": [` + good + `]}`)); err == nil {
			t.Errorf("%s: %v", day, m)
		}
	}
}

// TestVerifySite asks a server, a few files at a time: one that sends on within itself, one
// that is busy for a while, one that sends on to others, and one that never ends.
func TestVerifySite(t *testing.T) {
	files := odd()
	files["moved/index.html"], files["busy.html"], files["away.html"], files["endless.html"], files["denied.html"] = "moved", "busy", "away", "endless", "denied"
	for i := range 60 {
		files[fmt.Sprintf("p/%d.html", i)] = fmt.Sprint(i)
	}
	dir := files.whole(t).in(t, t.TempDir())
	os.Remove(filepath.Join(dir, "p/7.html"))
	var now, most, asked atomic.Int64
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer other.Close()
	between = 10 * time.Millisecond
	busy := atomic.Int64{}
	server := httptest.NewServer(http.StripPrefix("/abroad", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most.Store(max(most.Load(), now.Add(1)))
		defer now.Add(-1)
		time.Sleep(time.Millisecond)
		switch r.URL.Path {
		case "/moved/index.html":
			http.Redirect(w, r, "/abroad/moved/", http.StatusMovedPermanently)
		case "/away.html":
			http.Redirect(w, r, other.URL+"/away.html", http.StatusFound)
		case "/denied.html":
			w.WriteHeader(http.StatusForbidden)
		case "/endless.html": // it does not notice at once that nobody listens any more
			now.Add(-1)
			defer now.Add(1)
			for {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		case "/busy.html":
			if busy.Add(1) == 1 {
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			}
			fallthrough
		default:
			data, err := os.ReadFile(filepath.Join(dir, r.URL.Path))
			if r.URL.Path == "/moved/" {
				data, err = []byte("moved"), nil
			}
			if err != nil {
				http.NotFound(w, r)
			}
			w.Write(data)
		}
	})))
	defer server.Close()
	base, _ := url.Parse(server.URL + "/abroad/")
	v, err := VerifySite(t.Context(), base)
	if err != nil || !slices.Equal(v.Missing, []string{"p/7.html"}) || !slices.Equal(v.Changed, []string{"endless.html"}) ||
		!slices.Equal(v.Unread, []string{"away.html", "denied.html"}) || len(v.Stray) > 0 {
		t.Errorf("%+v, %v", v, err)
	}
	if asked.Load() > 0 {
		t.Error("another server was asked")
	}
	if most.Load() > connections {
		t.Errorf("%d files were asked for at a time", most.Load())
	}
}
