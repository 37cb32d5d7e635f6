package generator_test

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/generator"
	"parvis/generator/content"
	"parvis/generator/output"
	"parvis/generator/source"
	"parvis/themes"
)

// office is a city on a disk, as whoever keeps it has it: city/, look/ for its own
// theme, and public/.
type office struct {
	dir   string
	job   generator.Job
	named string // what was published before, if that is not public/
}

func newOffice(t testing.TB, files map[string]string) *office {
	t.Helper()
	d := &office{dir: t.TempDir()}
	for name, f := range smallCity(files) {
		d.write(t, "city/"+name, string(f.Data))
	}
	d.write(t, "look/i18n/en.yaml", "menu.costs: Money\n")
	d.job = generator.Job{
		Content: source.Dir(d.path("city")), Name: "city", Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC),
		ThemeDir: d.path("look"), Theme: themes.Over(source.Dir(d.path("look")), themes.Chartres()),
	}
	return d
}

func (d *office) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

func (d *office) write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(d.path(name)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.path(name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// edit changes the text of a file, and leaves its time as it was.
func (d *office) edit(t testing.TB, name, from, to string) {
	t.Helper()
	info, err := os.Stat(d.path(name))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(d.path(name))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), from) {
		t.Fatalf("%s does not hold %q", name, from)
	}
	d.write(t, name, strings.Replace(string(text), from, to, 1))
	if err := os.Chtimes(d.path(name), info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
}

// jobTo is the job of building into a folder, with nothing recalled yet.
func (d *office) jobTo(out string) generator.Job {
	job := d.job
	job.Memory = &generator.Memory{Content: d.path("city"), Out: d.path(out), Named: d.named}
	return job
}

func (d *office) buildTo(t testing.TB, out string) {
	t.Helper()
	if _, err := generator.Build(t.Context(), d.jobTo(out), d.path(out), output.Options{}); err != nil {
		t.Fatal(err)
	}
}

func (d *office) build(t testing.TB, o output.Options) generator.Result {
	t.Helper()
	r, err := generator.Build(t.Context(), d.jobTo("public"), d.path("public"), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// all is what all files of a folder hold, by their names.
func all(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && p == dir {
			return nil
		}
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		name, _ := filepath.Rel(dir, p)
		out[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// wantFresh wants public/ to be in every byte what a build into an empty folder is, but for
// the log, which goes on from what was published before.
func (d *office) wantFresh(t testing.TB, what string) {
	t.Helper()
	fresh := d.path("fresh")
	defer os.RemoveAll(fresh)
	d.buildTo(t, "fresh")
	want, got := unlogged(t, fresh), unlogged(t, d.path("public"))
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s: %s is not what a fresh build makes", what, name)
		}
	}
	for name := range got {
		if _, there := want[name]; !there {
			t.Errorf("%s: no fresh build makes %s", what, name)
		}
	}
}

var sumLine = regexp.MustCompile(`(?m)^sum: .*$`)

// unlogged is what the files of a site hold but its log, which has to be whole and to end
// with the site's own build.
func unlogged(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := all(t, dir)
	text := files[output.LogName]
	l, broken := output.ParseLog([]byte(text))
	if n := len(l.Builds); broken != 0 || n == 0 || l.Builds[n-1].Manifest != sha256.Sum256([]byte(files[output.ManifestName])) {
		t.Errorf("%s: line %d of\n%s", dir, broken, text)
	}
	delete(files, output.LogName)
	mark := strings.Replace(files[".parvis"], output.DigestOf([]byte(text)).String(), "", 1)
	files[".parvis"] = sumLine.ReplaceAllString(mark, "") // which is of all of the mark
	return files
}

func run(t testing.TB, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
}

// TestNothingChanged builds a site again: nothing is done while all that it is made
// from is the same and it is as it was left; after any change the next build makes
// what a fresh one does, and the one after it does nothing again.
func TestNothingChanged(t *testing.T) {
	d := newOffice(t, map[string]string{"static/plan.txt": "A plan.\n", "pages/about.md": "---\ntitle: About\n---\nWe are few.\n"})
	if d.build(t, output.Options{}).Same {
		t.Fatal("nothing was published before")
	}
	none := func(t *testing.T, what string) {
		t.Helper()
		before := stamps(t, d.path("public"))
		r := d.build(t, output.Options{})
		if !r.Same || r.Entries != 2 || r.Summary.Files == 0 || r.Summary.Written+r.Summary.Removed > 0 || r.Summary.Unchanged != r.Summary.Files {
			t.Errorf("%s: nothing has changed: %+v", what, r)
		}
		for name, stamp := range stamps(t, d.path("public")) {
			if before[name] != stamp {
				t.Errorf("%s: %s was written", what, name)
			}
		}
	}
	none(t, "the second build")
	for _, change := range []struct {
		what string
		do   func(*testing.T)
	}{
		{"a figure", func(t *testing.T) { d.edit(t, "city/trips/2026-09-ravenna.md", "amount: 100", "amount: 200") }},
		{"a static file", func(t *testing.T) { d.edit(t, "city/static/plan.txt", "plan", "play") }},
		{"a file more", func(t *testing.T) { d.write(t, "city/static/more.txt", "more") }},
		{"a file's name", func(t *testing.T) { rename(t, d.path("city/static/more.txt"), d.path("city/static/less.txt")) }},
		{"a file less", func(t *testing.T) { remove(t, d.path("city/static/less.txt")) }},
		{"a setting", func(t *testing.T) { d.edit(t, "city/site.yaml", "population: 20000", "population: 20001") }},
		{"a word", func(t *testing.T) { d.edit(t, "look/i18n/en.yaml", "Money", "Spent") }},
		{"a style", func(t *testing.T) { d.write(t, "look/assets/town.css", "h1 { color: red }\n") }},
		{"the day", func(*testing.T) { d.job.Today = d.job.Today.AddDate(0, 0, 1) }},
		{"the address", func(*testing.T) { d.job.BaseURL = "https://other.example.org/abroad/" }},
		{"drafts", func(*testing.T) { d.job.Drafts = true }},
		{"a browser", func(*testing.T) { d.job.Chromium = "/nowhere/chromium" }},
		{"a page that was changed", func(t *testing.T) { d.edit(t, "public/index.html", "<h", "<i") }},
		{"a page that is gone", func(t *testing.T) { remove(t, d.path("public/costs/index.html")) }},
		{"an empty folder", func(t *testing.T) { mkdir(t, d.path("public/trips/empty")) }},
		{"what a system left", func(t *testing.T) { d.write(t, "public/.DS_Store", "") }},
		{"a mark without a sum", func(t *testing.T) { d.edit(t, "public/.parvis", "\nsum: ", "\nsome: ") }},
		{"a digest in the mark", func(t *testing.T) {
			changeMark(t, d.path("public/.parvis"), func(lines []string) { lines[4], lines[5] = lines[5], lines[4] })
		}},
		{"what the mark notes", func(t *testing.T) { d.edit(t, "public/.parvis", `"entries":2`, `"entries":3`) }},
		{"a first commit", func(t *testing.T) {
			run(t, d.dir, "git", "init", "-q")
			run(t, d.dir, "git", "add", "city")
			run(t, d.dir, "git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "First")
		}},
		{"promises to compare with", func(t *testing.T) {
			d.write(t, "promises.json", "[]")
			d.named = d.path("promises.json")
		}},
		{"other promises", func(t *testing.T) { d.write(t, "promises.json", "[ ]") }},
	} {
		t.Run(change.what, func(t *testing.T) {
			change.do(t)
			if r := d.build(t, output.Options{}); r.Same || source.Count(r.Diagnostics).Errors > 0 {
				t.Errorf("it was not seen: %+v", r)
			}
			d.wantFresh(t, change.what)
			none(t, change.what)
		})
	}
	t.Run("all diagnostics are wanted", func(t *testing.T) {
		d.job.Whole = true
		if r := d.build(t, output.Options{}); r.Same || len(r.Diagnostics) == 0 {
			t.Error("nothing was checked")
		}
		d.job.Whole = false
		none(t, "afterwards")
	})
	t.Run("warnings count as errors", func(t *testing.T) {
		d.job.Strict = true
		if r := d.build(t, output.Options{}); r.Same || source.Count(r.Diagnostics).Errors == 0 {
			t.Errorf("the warnings were passed over: %+v", r)
		}
		d.job.Strict = false
		none(t, "afterwards")
	})
	t.Run("a foreign file", func(t *testing.T) {
		d.write(t, "public/mine.txt", "mine")
		if _, err := generator.Build(t.Context(), d.jobTo("public"), d.path("public"), output.Options{}); !errors.Is(err, output.ErrNotOurs) {
			t.Errorf("%v", err)
		}
	})
}

// TestChangedMeanwhile changes the content while the site is made: what it was made
// from is not known then, even where the change was taken back.
func TestChangedMeanwhile(t *testing.T) {
	for _, back := range []bool{false, true} {
		d := newOffice(t, nil)
		done := false
		d.build(t, output.Options{Progress: func(int, int) {
			if done {
				return
			}
			done = true
			text, _ := os.ReadFile(d.path("city/partners/ravenna.md"))
			d.write(t, "city/partners/ravenna.md", strings.Replace(string(text), "Ravenna", "Ferrara", 1))
			if back {
				d.write(t, "city/partners/ravenna.md", string(text))
			}
		}})
		if mark := all(t, d.path("public"))[".parvis"]; strings.Contains(mark, "made from:") {
			t.Errorf("back %v: it says of what the site was made", back)
		}
		if d.build(t, output.Options{}).Same {
			t.Errorf("back %v: the change was not seen", back)
		}
		d.wantFresh(t, "changed meanwhile")
	}
}

// TestWarningsCounted keeps how many warnings there were; one of a promise that went
// with the site before is none of the next build's.
func TestWarningsCounted(t *testing.T) {
	d := newOffice(t, nil)
	d.build(t, output.Options{})
	d.edit(t, "city/site.yaml", "currency", "rules: {promise-vanished: warning}\ncurrency")
	d.edit(t, "city/agreements/2025-ravenna.md", "id: lorries", "id: vans")
	r := d.build(t, output.Options{})
	gone := slices.ContainsFunc(r.Diagnostics, func(d source.Diagnostic) bool { return d.Rule.Name == "promise-vanished" })
	if again := d.build(t, output.Options{}); !gone || !again.Same || again.Warnings == 0 || again.Warnings != len(r.Diagnostics)-1 {
		t.Errorf("%+v, want all but one of %d warnings", again, len(r.Diagnostics))
	}
	if _, _, now, err := generator.Check(d.jobTo("public")); err != nil || len(now.Diagnostics) != len(r.Diagnostics)-1 {
		t.Errorf("a check finds %d, %v", len(now.Diagnostics), err)
	}
}

// stamps are when the files below a folder were written.
func stamps(t testing.TB, dir string) map[string]time.Time {
	t.Helper()
	out := map[string]time.Time{}
	for name := range all(t, dir) {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = info.ModTime()
	}
	return out
}

func rename(t testing.TB, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func remove(t testing.TB, name string) {
	t.Helper()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
}

func mkdir(t testing.TB, name string) {
	t.Helper()
	if err := os.MkdirAll(name, 0o755); err != nil {
		t.Fatal(err)
	}
}

// changeMark changes lines of a mark.
func changeMark(t testing.TB, name string, change func(lines []string)) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	change(lines)
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}

// guarded has files that can be asked for all but what they hold.
type guarded struct {
	fs.FS
	heavy string
}

func (g guarded) Open(name string) (fs.File, error) {
	f, err := g.FS.Open(name)
	if err == nil && strings.HasSuffix(name, g.heavy) {
		return unreadable{f}, nil
	}
	return f, err
}

type unreadable struct{ fs.File }

func (unreadable) Read([]byte) (int, error) { return 0, errors.New("it would take minutes") }

// TestHeavyIsNotRead has a film lie in a city that is too large to be published: it is not
// read to know that nothing has changed.
func TestHeavyIsNotRead(t *testing.T) {
	d := newOffice(t, map[string]string{"trips/council.mp4": "film"})
	film := d.path("city/trips/council.mp4")
	if err := os.Truncate(film, content.MostFile+1); err != nil {
		t.Fatal(err)
	}
	d.job.Content = guarded{d.job.Content, "council.mp4"}
	d.build(t, output.Options{})
	if !d.build(t, output.Options{}).Same {
		t.Error("nothing has changed")
	}
	if err := os.Truncate(film, content.MostFile+2); err != nil {
		t.Fatal(err)
	}
	if d.build(t, output.Options{}).Same {
		t.Error("the film has changed")
	}
	if err := os.Truncate(film, content.MostFile); err != nil {
		t.Fatal(err)
	}
	d.build(t, output.Options{})
	if d.build(t, output.Options{}).Same {
		t.Error("a film that could be published was not read")
	}
}
