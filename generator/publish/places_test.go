package publish

import (
	"crypto/sha256"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"parvis/generator/output"
)

// inFolder is what all files of a folder hold.
func inFolder(t testing.TB, dir string) site {
	t.Helper()
	out := site{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// wantSame wants a place to hold a site, what others have put there, and a log of so many
// builds that ends with that of the site, whatever its own folder says of earlier ones.
func wantSame(t testing.TB, what string, got, want, others site, builds int) {
	t.Helper()
	want = maps.Clone(want)
	maps.Copy(want, others)
	want[output.LogName] = got[output.LogName]
	l, broken := output.ParseLog([]byte(got[output.LogName]))
	if n := len(l.Builds); broken > 0 || n != builds || l.Builds[n-1].Manifest != sha256.Sum256([]byte(want[output.ManifestName])) {
		t.Errorf("%s: %d builds and not %d, broken in line %d: %s", what, n, builds, broken, got[output.LogName])
	}
	for name, text := range want {
		if other, there := got[name]; !there || other != text {
			t.Errorf("%s: %s is there %v, with %d bytes where it has %d", what, name, there, len(other), len(text))
		}
	}
	for name := range got {
		if _, meant := want[name]; !meant {
			t.Errorf("%s: there is %s too", what, name)
		}
	}
}

// sendAll publishes a site to a place.
func sendAll(t testing.TB, p Place, s site) (Sent, error) {
	t.Helper()
	made, err := ReadSite(s.in(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), p)
	if err != nil {
		return Sent{}, err
	}
	defer d.Close()
	return d.Send(t.Context(), made, nil)
}

func TestFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	others := site{"CNAME": "abroad.example.org"}
	for i, s := range three(t) {
		sent, err := sendAll(t, Place{To: "folder", Folder: dir}, s)
		if err != nil || i > 0 && sent.Files == len(s) {
			t.Fatalf("%+v, %v", sent, err)
		}
		if i == 0 {
			others.in(t, dir)
		}
		wantSame(t, "folder", inFolder(t, dir), s, others, i+1)
	}
	if _, err := sendAll(t, Place{To: "folder", Folder: filepath.Join(dir, "no", "drive")}, three(t)[0]); err == nil || !strings.Contains(err.Error(), "is the drive there?") {
		t.Error(err)
	}
}

// TestLogGoesOn: the log of a place goes on from what stands there, unless the build has
// gone on from that already; what somebody has changed of it counts no more.
func TestLogGoesOn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	p := Place{To: "folder", Folder: dir}
	sites := three(t)
	send := func(s site) output.Log {
		t.Helper()
		if _, err := sendAll(t, p, s); err != nil {
			t.Fatal(err)
		}
		l, _ := output.ParseLog([]byte(inFolder(t, dir)[output.LogName]))
		return l
	}
	first := send(sites[0])
	unseen, err := first.With(output.Logged{Day: first.Builds[0].Day, Manifest: sha256.Sum256([]byte("a build that was not sent"))})
	if err != nil {
		t.Fatal(err)
	}
	second := sites[1].logged(t, unseen)
	if l := send(second); string(l.Bytes()) != second[output.LogName] || len(l.Builds) != 3 {
		t.Errorf("the build knew the published log, and it is now\n%s", l.Bytes())
	}
	site{output.LogName: strings.Replace(second[output.LogName], "2026-11-23", "2025-11-23", 1)}.in(t, dir)
	if l := send(sites[2]); len(l.Builds) != 2 || l.Builds[1].Manifest != sha256.Sum256([]byte(sites[2][output.ManifestName])) {
		t.Errorf("the log was changed, and it is now\n%s", l.Bytes())
	}
}

func git(t testing.TB, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.org"}, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v: %s", args, err, out)
	}
	return string(out)
}

// TestGit publishes to a branch of a repository: each time one commit on top, with what
// others have put there; the city's own repository stays as it is, to the byte.
func TestGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	top := t.TempDir()
	bare, city, look := filepath.Join(top, "bare.git"), filepath.Join(top, "city"), filepath.Join(top, "look")
	git(t, top, "init", "-q", "--bare", bare)
	git(t, bare, "config", "uploadpack.allowFilter", "true")
	site{"content/site.yaml": "x", "half.txt": "staged"}.in(t, city)
	git(t, city, "init", "-q", "-b", "main")
	git(t, city, "add", "half.txt")
	git(t, city, "remote", "add", "origin", "file://"+bare)
	before := inFolder(t, city)
	p := Place{To: "git", Remote: "origin", Branch: "gh-pages", Repo: filepath.Join(city, "content")}
	others := site{}
	for i, s := range three(t) {
		if i == 1 { // somebody adds a file by hand
			git(t, top, "clone", "-q", "-b", "gh-pages", bare, look)
			others = site{"CNAME": "abroad.example.org"}
			others.in(t, look)
			git(t, look, "add", "CNAME")
			git(t, look, "commit", "-q", "-m", "A name")
			git(t, look, "push", "-q")
		}
		if _, err := sendAll(t, p, s); err != nil {
			t.Fatal(err)
		}
		shown := filepath.Join(t.TempDir(), "shown")
		git(t, top, "clone", "-q", "-b", "gh-pages", bare, shown)
		os.RemoveAll(filepath.Join(shown, ".git"))
		wantSame(t, "branch", inFolder(t, shown), s, others, i+1)
	}
	if sent, err := sendAll(t, p, three(t)[2]); err != nil || sent != (Sent{}) {
		t.Errorf("%+v, %v", sent, err)
	}
	if n := strings.Count(git(t, bare, "log", "--format=%s", "gh-pages"), "\n"); n != 4 {
		t.Errorf("%d commits", n)
	}
	if after := inFolder(t, city); !maps.Equal(before, after) {
		t.Error("the city's repository has changed")
	}
	// A branch that is not for publishing.
	git(t, look, "checkout", "-q", "--orphan", "main")
	site{"index.html": "an app"}.in(t, look)
	git(t, look, "add", "-A")
	git(t, look, "commit", "-q", "-m", "App")
	git(t, look, "push", "-q", "origin", "main")
	p.Branch = "main"
	git(t, look, "rm", "-q", "-f", "data/manifest.json")
	git(t, look, "commit", "-q", "-m", "App")
	git(t, look, "push", "-q", "origin", "main")
	if _, err := sendAll(t, p, three(t)[0]); err == nil || !strings.Contains(err.Error(), "index.html") {
		t.Error(err)
	}
	p.Remote = "upstream"
	if _, err := sendAll(t, p, three(t)[0]); err == nil || !strings.Contains(err.Error(), `no remote called "upstream"`) {
		t.Error(err)
	}
	p.Remote = "https://ann:s3cret@127.0.0.1:1/x.git"
	if _, err := sendAll(t, p, three(t)[0]); err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Error(err)
	}
}
