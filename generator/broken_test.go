//go:build unix

package generator_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"parvis/generator"
	"parvis/generator/output"
	"parvis/generator/source"
)

// breach breaks a city that lies in a folder, or does it no harm.
type breach struct {
	name  string
	harms bool
	does  func(t *testing.T, dir string)
}

// puts writes a file; leads makes a symbolic link. An error of the system, as
// that it takes no such name, leaves the city as it was.
func puts(name, text string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		to := filepath.Join(dir, name)
		_ = os.MkdirAll(filepath.Dir(to), 0o777)
		_ = os.WriteFile(to, []byte(text), 0o666)
	}
}

func leads(name, to string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		from := filepath.Join(dir, name)
		_ = os.MkdirAll(filepath.Dir(from), 0o777)
		_ = os.Remove(from)
		if err := os.Symlink(to, from); err != nil && !os.IsExist(err) {
			t.Fatal(err)
		}
	}
}

// tells adds a line to the text of an entry, and files beside it.
func tells(text string, files ...string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		name := filepath.Join(dir, "trips/2026-11-depot/index.md")
		old, err := os.ReadFile(name)
		if err != nil {
			return // another breach has put something else there
		}
		_ = os.WriteFile(name, append(old, "\n"+text+"\n"...), 0o666)
		for _, f := range files {
			puts("trips/2026-11-depot/"+f, "x")(t, dir)
		}
	}
}

func pipe(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		to := filepath.Join(dir, name)
		_ = os.MkdirAll(filepath.Dir(to), 0o777)
		_ = os.Remove(to)
		_ = syscall.Mkfifo(to, 0o666)
	}
}

// breaches are what may be wrong with a folder, and what may look so.
func breaches() []breach {
	out := []breach{
		{"nothing", false, func(*testing.T, string) {}},
		{"files", false, puts("static/list.csv", "a")},
		{"robots", false, puts("static/robots.txt", "a")},
		{"an own page of what is missing", false, puts("static/404.html", "a")},
		{"an attachment", false, tells("[a](plan.pdf)", "plan.pdf")},
		{"an attachment that nobody names", false, puts("trips/2026-11-depot/secret.pdf", "x")},
		{"a backup", false, puts("trips/2026-11-depot/index.md.bak", "x")},
		{"a copy of a picture's name", false, tells("[a](a-480.pdf) [b](a.pdf)", "a.pdf", "a-480.pdf")},
		{"a link inside", false, func(t *testing.T, dir string) {
			puts("static/a.csv", "a")(t, dir)
			leads("static/b.csv", "a.csv")(t, dir)
		}},
		{"an editor's lock", false, leads("trips/2026-11-depot/.#index.md", "somebody@host.1")},
		{"git's folder", false, puts("static/.git/config", "x")},
		{"accents", false, puts("static/e\u0301te\u0301.csv", "a")},
		{"an empty folder", false, func(t *testing.T, dir string) { _ = os.MkdirAll(filepath.Join(dir, "events"), 0o777) }},
		{"a file called static", false, puts("partners/static", "x")},

		{"no benefit", true, puts("trips/2026-12.md", "---\ntitle: A\n---\n")},
		{"no front matter", true, puts("trips/2026-12.md", "A")},
		{"an empty entry", true, puts("pages/empty.md", "")},
		{"a broken link", true, tells("[a](gone.pdf)")},
		{"a named backup", true, tells("[a](index.md.bak)", "index.md.bak")},
		{"a copy of an entry", true, func(t *testing.T, dir string) {
			tells("[a](copy.txt)")(t, dir)
			puts("trips/2026-11-depot/copy.txt", "---\ntitle: A\n---\n")(t, dir)
		}},
		{"a page of a reserved name", true, puts("pages/costs.md", "---\ntitle: A\n---\nB.\n")},
		{
			"two of one id",
			true,
			puts(
				"trips/2025/2026-11-depot.md",
				entryText("Trip to the depot again", "start: 2026-11-04\nend: 2026-11-04\ndestination: Ravenna, IT\ncost: 5\n"),
			),
		},
		{"the front page", true, puts("static/index.html", "x")},
		{"a list", true, puts("static/trips/index.html", "x")},
		{"an entry's page", true, puts("static/trips/2026-11-depot/index.html", "x")},
		{"a file for a folder", true, puts("static/trips", "x")},
		{"a folder for a file", true, puts("static/agenda.ics/x.txt", "x")},
		{"capitals", true, puts("static/Trips/x.txt", "x")},
		{"two names in one", true, func(t *testing.T, dir string) {
			puts("static/Logo.csv", "a")(t, dir)
			puts("static/logo.csv", "a")(t, dir)
		}},
		{"two ways to write a name", true, func(t *testing.T, dir string) {
			puts("static/e\u0301.csv", "a")(t, dir)
			puts("static/\u00e9.csv", "a")(t, dir)
		}},
		{"an attachment over a card", true, tells("[a](card.png)", "card.png")},
		{"attachments in one", true, tells("[a](A.pdf) [b](a.pdf)", "A.pdf", "a.pdf")},
		{"parvis's own mark", true, puts("static/.parvis", "x")},
		{"a folder of that name", true, puts("static/.parvis/x", "x")},
		{"rules that would allow it", true, func(t *testing.T, dir string) {
			puts("site.yaml", siteText+"rules: {address-taken: off, file-name: off, file-unreadable: off}\n")(t, dir)
		}},
		{"an own photograph that is no text", true, tells("![a](Depot.jpg) [b](depot.jpg)", "depot.jpg", "Depot.jpg")},
	}
	harmless := slices.IndexFunc(out, func(b breach) bool { return b.harms })
	out = append(out, slices.Concat(out[:harmless], out[:harmless])...) // that some cities are whole
	for _, name := range []string{"a\xffb.csv", "a\\b.csv", "a\nb.csv", "a\x1bb.csv", "a\u202eb.csv", "con.csv", "NUL", "a?.csv",
		"a:b.csv", "a*.csv", "a .csv ", "a.", strings.Repeat("a", 245) + ".csv", "f\xff/x.csv", "lpt1/x.csv"} {
		out = append(out, breach{"static name " + name, true, puts("static/"+name, "x")})
	}
	for _, name := range []string{"b%FFc.pdf", "b%5Cc.pdf", "b%0Ac.pdf", "b%3Fc.pdf", "aux.pdf", "b%20.pdf%20"} {
		out = append(out, breach{"attachment " + name, true, tells("[a]("+name+")", strings.NewReplacer("%FF", "\xff", "%5C", "\\", "%0A",
			"\n", "%3F", "?", "%20", " ").Replace(name))})
	}
	for _, name := range []string{"static/x.csv", "trips/2026-11-depot/x.pdf", "trips/x.md", "people/claire-moreau.md", "pages/About.md",
		"agreements", "static/folder", "trips/2026-11-depot/index.md"} {
		out = append(
			out,
			breach{"nowhere " + name, true, leads(name, "nowhere")},
			breach{"round " + name, true, leads(name, filepath.Base(name))},
			breach{
				"out " + name,
				true,
				leads(name, "/etc/hostname"),
			},
			breach{"above " + name, true, leads(name, "../../outside.md")},
			breach{"pipe " + name, true, pipe(name)},
			breach{
				"folder " + name,
				true,
				leads(name, "."),
			},
			breach{"settings " + name, true, leads(name, strings.Repeat("../", strings.Count(name, "/"))+"site.yaml")},
		)
	}
	for _, name := range []string{"trips/\xff.md", "trips/\xff/index.md", "pages/a\\b.md", "pages/a\nb.md", "pages/con .md"} {
		out = append(out, breach{"entry " + name, true, puts(name, "---\ntitle: A\n---\nB.\n")})
	}
	return out
}

var siteText = string(smallCity(nil)["site.yaml"].Data)

// TestBrokenCities breaks cities in random ways. What stops a build is what a
// check finds, each at its place, and neither ends with an error of the machine.
func TestBrokenCities(t *testing.T) {
	t.Parallel()
	all, r := breaches(), rand.New(rand.NewPCG(8, 200))
	if len(all) < 100 {
		t.Fatalf("only %d breaches", len(all))
	}
	out := filepath.Join(t.TempDir(), "public")
	base := smallCity(
		map[string]string{
			"trips/2026-11-depot/index.md": entryText("Trip to a depot", "start: 2026-11-02\nend: 2026-11-03\ndestination: Ravenna, IT\ncost: 5\n"),
			"pages/about.md":               "---\ntitle: About\n---\nThis.\n",
		},
	)
	delete(base, "agreements/2025-ravenna.md")
	delete(base, "trips/2026-09-ravenna.md")
	refused := 0
	for i := range max(200, len(all)) {
		if racing && i%8 > 0 {
			continue
		}
		some := []breach{all[i%len(all)]}
		for range r.IntN(3) {
			some = append(some, all[r.IntN(len(all))])
		}
		dir := filepath.Join(t.TempDir(), "content")
		if err := os.CopyFS(dir, base); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, b := range some {
			b.does(t, dir)
			names = append(names, b.name)
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		job := jobOf(nil)
		job.Content = root.FS()
		set, _, checked, err := generator.Check(job)
		errs := slices.DeleteFunc(slices.Clone(checked.Diagnostics), func(d source.Diagnostic) bool { return d.Severity != source.Error })
		if err != nil || (set == nil) != (len(errs) > 0) {
			t.Errorf("%q: check ends with %v, %v:\n%s", names, set != nil, err, listed(errs))
			continue
		}
		if len(some) == 1 && some[0].harms != (len(errs) > 0) {
			t.Errorf("%q: the check finds:\n%s", names, listed(errs))
		}
		for _, d := range errs {
			if d.At.File == nil || !strings.HasPrefix(d.At.File.Path, "content/") || d.Fix.IsZero() {
				t.Errorf("%q: without a place or a remedy:\n%s", names, listed([]source.Diagnostic{d}))
			}
		}
		built, err := generator.Build(context.Background(), job, out, output.Options{})
		if err != nil || (built.Summary.Files == 0) != (len(errs) > 0) {
			t.Errorf("%q: the build makes %d files, %v; the check finds:\n%s", names, built.Summary.Files, err, listed(errs))
		}
		if len(errs) > 0 {
			refused++
		}
		root.Close()
	}
	if !racing && (refused < 100 || refused > 185) {
		t.Errorf("%d cities are refused", refused)
	}
}
