package publish

import (
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
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

func wantSame(t testing.TB, what string, got, want, others site) {
	t.Helper()
	want = maps.Clone(want)
	maps.Copy(want, others)
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
		wantSame(t, "folder", inFolder(t, dir), s, others)
	}
	if _, err := sendAll(t, Place{To: "folder", Folder: filepath.Join(dir, "no", "drive")}, three(t)[0]); err == nil || !strings.Contains(err.Error(), "is the drive there?") {
		t.Error(err)
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
		wantSame(t, "branch", inFolder(t, shown), s, others)
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
