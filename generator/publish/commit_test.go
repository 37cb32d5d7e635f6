package publish

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// town is a city whose host makes the site of the content in its repository.
type town struct {
	*testing.T
	top, city, bare string
	Place
	seen site // the content that was sent before, as it was compared
}

func newTown(t *testing.T) *town {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	top := t.TempDir()
	for _, name := range []string{"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"} { // git knows nobody
		t.Setenv(name, "")
		os.Unsetenv(name)
	}
	site{"gitconfig": "[user]\n\tuseConfigOnly = true\n"}.in(t, top)
	t.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(top, "gitconfig"))
	w := &town{T: t, top: top, city: filepath.Join(top, "city"), bare: filepath.Join(top, "bare.git")}
	site{"content/site.yaml": "x", "content/trips/a.md": "a", "content/old.md": "old", "ci.yml": "ci"}.in(t, w.city)
	git(t, top, "init", "-q", "--bare", "-b", "main", w.bare)
	git(t, w.city, "init", "-q", "-b", "main")
	git(t, w.city, "add", ".")
	git(t, w.city, "commit", "-q", "-m", "The city")
	git(t, w.city, "remote", "add", "origin", w.bare)
	git(t, w.city, "push", "-q", "origin", "main")
	w.Place = Place{To: "commit", Remote: "origin", Repo: filepath.Join(w.city, "content"), Language: "fr", Unasked: true,
		Sources: func() ([]string, error) { return []string{"site.yaml", "trips/a.md", "trips/b[1].md"}, nil },
		Before: func(_ context.Context, content, to string) error {
			w.seen = inFolder(t, content)
			three(t)[0].in(t, to)
			return nil
		}}
	return w
}

// writes changes the content, and all else that may lie in a repository.
func (w *town) writes() {
	site{"content/trips/a.md": "A", "content/trips/b[1].md": "b", "content/trips/passport.jpg": "p", "content/draft.md": "d",
		"content/.parvis-desk/unsaved/x": "x", "staged.txt": "s", "ci.yml": "changed", "content/trips/b1.md": "not meant by a pattern"}.in(w.T, w.city)
	git(w.T, w.city, "add", "staged.txt", "content/draft.md")
	if err := os.Remove(filepath.Join(w.city, "content", "old.md")); err != nil {
		w.Fatal(err)
	}
}

// TestCommit sends the content as one commit, with nothing else of the repository, and leaves
// what others have prepared as it is.
func TestCommit(t *testing.T) {
	w := newTown(t)
	w.writes()
	before := git(t, w.city, "rev-parse", "HEAD")
	made, err := ReadSite(three(t)[1].in(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), w.Place)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if c, err := Compare(t.Context(), d, made, nil); err != nil || c.First || c.Unknown || c.None() {
		t.Errorf("%+v, %v", c, err)
	}
	if want := (site{"site.yaml": "x", "trips/a.md": "a", "old.md": "old"}); !maps.Equal(w.seen, want) {
		t.Errorf("it was compared with %v", w.seen)
	}
	if sent, err := d.Send(t.Context(), made, nil); err != nil || sent != (Sent{2, 1}) {
		t.Errorf("%+v, %v", sent, err)
	}
	if got := git(t, w.bare, "show", "--format=%s/%P/%an", "--name-status", "--no-renames", "main"); got != "Publier le contenu du 23 novembre 2026/"+
		strings.TrimSpace(before)+"/parvis\n\nD\tcontent/old.md\nM\tcontent/trips/a.md\nA\tcontent/trips/b[1].md\n" {
		t.Error(got)
	}
	if here, there := git(t, w.city, "rev-parse", "HEAD"), git(t, w.bare, "rev-parse", "main"); here != there {
		t.Errorf("it stands at %s, the other side at %s", here, there)
	}
	status := strings.Split(strings.TrimSpace(git(t, w.city, "-c", "core.quotePath=false", "status", "--short", "-uall")), "\n")
	want := []string{"M ci.yml", "A  content/draft.md", "A  staged.txt", "?? content/.parvis-desk/unsaved/x", "?? content/trips/b1.md", "?? content/trips/passport.jpg"}
	if !slices.Equal(status, want) {
		t.Errorf("%q", status)
	}
	if sent, err := sendAll(t, w.Place, three(t)[1]); err != nil || sent != (Sent{}) {
		t.Errorf("nothing has changed: %+v, %v", sent, err)
	}
	git(t, w.city, "config", "user.name", "Ann") // who is known sends in their own name, and what they committed by hand too
	git(t, w.city, "config", "user.email", "ann@example.org")
	git(t, w.city, "commit", "-q", "-m", "By hand", "content/draft.md")
	site{"content/trips/a.md": "AA"}.in(t, w.city)
	if sent, err := sendAll(t, w.Place, three(t)[1]); err != nil || sent != (Sent{2, 0}) {
		t.Errorf("%+v, %v", sent, err)
	}
	if got := git(t, w.bare, "log", "-2", "--format=%an: %s", "main"); got != "Ann: Publier le contenu du 23 novembre 2026\nA: By hand\n" {
		t.Error(got)
	}
}

// TestCommitRefused: where somebody has to do something first, it is said, and nothing changes
// on either side.
func TestCommitRefused(t *testing.T) {
	w := newTown(t)
	w.writes()
	refused := func(says string) {
		t.Helper()
		here, there := git(t, w.city, "status", "-b", "--porcelain"), git(t, w.bare, "for-each-ref")
		if _, err := sendAll(t, w.Place, three(t)[1]); err == nil || !strings.Contains(err.Error(), says) {
			t.Error(err)
		}
		if git(t, w.city, "status", "-b", "--porcelain") != here || git(t, w.bare, "for-each-ref") != there {
			t.Errorf("something has changed, though it said %q", says)
		}
	}
	git(t, w.city, "commit", "-q", "-m", "What others prepared", "ci.yml")
	refused("such as ci.yml")
	git(t, w.city, "reset", "-q", "--soft", "HEAD~1")
	git(t, w.city, "checkout", "-q", "--detach")
	refused("stands on no branch")
	git(t, w.city, "checkout", "-q", "-b", "other")
	refused("has no branch other yet")
	git(t, w.city, "checkout", "-q", "main")
	w.Remote = "upstream"
	refused(`no remote called "upstream"`)
	w.Remote = "origin"

	other := filepath.Join(w.top, "other")
	git(t, w.top, "clone", "-q", w.bare, other)
	site{"content/trips/a.md": "theirs"}.in(t, other)
	git(t, other, "commit", "-q", "-am", "Theirs")
	// Somebody sends in the last moment.
	of := w.Sources
	w.Sources = func() ([]string, error) {
		git(t, other, "push", "-q")
		return of()
	}
	if _, err := sendAll(t, w.Place, three(t)[1]); err == nil || !strings.Contains(err.Error(), "take it over with “git pull”") {
		t.Error(err)
	}
	w.Sources = of
	refused("take it over with “git pull”")

	w.Repo = w.top
	refused("no repository of git")
}

// TestCommitUnknown: where what was sent before has errors, nobody says what changes.
func TestCommitUnknown(t *testing.T) {
	w := newTown(t)
	w.Before = func(context.Context, string, string) error { return ErrUnmade }
	made, err := ReadSite(three(t)[1].in(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), w.Place)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	c, err := Compare(t.Context(), d, made, nil)
	if err != nil || !c.Unknown || c.First || c.None() || !strings.Contains(c.Lines()[0].String(), "what was sent last has errors") {
		t.Errorf("%+v, %v", c, err)
	}
}
