package generator_test

import (
	"bytes"
	"errors"
	"fmt"
	"image/jpeg"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/generator"
	"parvis/generator/content"
	"parvis/generator/output"
	"parvis/generator/picture/picturetest"
	"parvis/generator/source"
	"parvis/themes"
)

// TestRandomEdits changes a city in one way after another, at random: its entries,
// pages, people, letters, files and pictures, its settings, its theme, the day, and
// what lies in public/. After each the site, of which most is left as it was, has to
// be in every byte what a build into an empty folder makes; or, where the content is
// refused, what it was before.
func TestRandomEdits(t *testing.T) {
	edits := 200
	if racing || testing.Short() {
		edits = 15
	}
	for part := range 5 { // a city each, so that none ends in a corner
		t.Run(fmt.Sprint(part), func(t *testing.T) {
			t.Parallel()
			e := &edited{office: newOffice(t, wholeCity(t)), r: rand.New(rand.NewPCG(2026, uint64(part)))}
			if r := e.build(t, output.Options{}); source.Count(r.Diagnostics).Errors > 0 {
				t.Fatalf("%+v", r.Diagnostics)
			}
			for range edits / 5 {
				e.step(t)
			}
			if e.published < edits/10 {
				t.Errorf("only %d of %d edits were published", e.published, edits/5)
			}
		})
	}
}

// wholeCity are files that, beside those of smallCity, show of everything one.
func wholeCity(t testing.TB) map[string]string {
	return map[string]string{
		"trips/2026-09-ravenna.fr.md": "---\ntitle: Voyage à Ravenne\n---\n",
		"trips/2026-06-lyon/index.md": entryText("Trip to Lyon", "start: 2026-06-14\nend: 2026-06-16\ndestination: Lyon, FR\ncost: 80\n") +
			"We saw [the depot](depot.jpg) and [Ravenna](/trips/2026-09-ravenna/).\n",
		"trips/2026-06-lyon/depot.jpg":  jpegOf(t, 600),
		"trips/2026-06-lyon/report.txt": "What we saw.\n",
		"outcomes/2026-10-ravenna.md":   entryText("Buses since Ravenna", "date: 2026-10-20\nof: [trips/2026-09-ravenna]\nstatus: achieved\ncost: 5\n"),
		"people/jo-blanc.md":            "---\nname: Jo Blanc\nrole: Engineer\n---\n",
		"pages/about.md":                "---\ntitle: About\n---\nWe are few.\n",
		"newsletters/2026-10.md":        "---\ntitle: Two lorries\nsigned_by: claire-moreau\npurpose: So that you know.\nquestion: What next?\n---\nDear all.\n",
		"static/plan.txt":               "A plan.\n",
	}
}

// edited is a city that is changed.
type edited struct {
	*office
	r         *rand.Rand
	n         int // how many edits there were
	published int
}

// step makes one edit, and builds.
func (e *edited) step(t *testing.T) {
	t.Helper()
	e.n++
	files, job := e.own(t), e.job
	what := e.change(t)
	site := all(t, e.path("public"))
	r, err := generator.Build(t.Context(), e.jobTo("public"), e.path("public"), output.Options{})
	nothing := errors.Is(err, content.ErrNoContent) // the settings are gone
	switch {
	case err != nil && !nothing:
		t.Fatalf("%d, %s: %v", e.n, what, err)
	case nothing || source.Count(r.Diagnostics).Errors > 0:
		if !maps.Equal(site, all(t, e.path("public"))) {
			t.Errorf("%d, %s: the site was changed, though its content is refused", e.n, what)
		}
		if !nothing {
			e.wantRefused(t, what, r)
		}
		e.restore(t, files)
		e.job = job
		return
	}
	e.published++
	e.wantFresh(t, fmt.Sprintf("%d, %s", e.n, what))
	if e.r.IntN(4) > 0 {
		return
	}
	if r, err := generator.Build(t.Context(), e.jobTo("public"), e.path("public"), output.Options{}); err != nil || !r.Same {
		t.Errorf("%d, %s: nothing has changed since, and yet not nothing was done: %v", e.n, what, err)
	}
}

// wantRefused wants a fresh build to be refused as well, but for what the site that
// is there promises.
func (e *edited) wantRefused(t *testing.T, what string, r generator.Result) {
	t.Helper()
	promised := func(d source.Diagnostic) bool { return d.Severity == source.Error && d.Rule.Name == "promise-vanished" }
	if slices.ContainsFunc(r.Diagnostics, promised) {
		return
	}
	fresh, err := generator.Build(t.Context(), e.jobTo("fresh"), e.path("fresh"), output.Options{})
	if err != nil || source.Count(fresh.Diagnostics).Errors == 0 {
		t.Errorf("%d, %s: a fresh build is not refused: %v", e.n, what, err)
	}
}

// own are the files of the content and the theme, by their names.
func (e *edited) own(t *testing.T) map[string]string {
	out := map[string]string{}
	for _, dir := range []string{"city", "look"} {
		for name, text := range all(t, e.path(dir)) {
			out[path.Join(dir, name)] = text
		}
	}
	return out
}

func (e *edited) restore(t *testing.T, files map[string]string) {
	now := e.own(t)
	for name := range now {
		if _, was := files[name]; !was {
			remove(t, e.path(name))
		}
	}
	for name, text := range files {
		if now[name] != text {
			e.write(t, name, text)
		}
	}
}

// any picks one of some names; "" of none.
func (e *edited) any(names []string) string {
	if len(names) == 0 {
		return ""
	}
	slices.Sort(names)
	return names[e.r.IntN(len(names))]
}

// file picks a file whose name ends so.
func (e *edited) file(t *testing.T, under, ending string) string {
	var names []string
	err := filepath.WalkDir(e.path(under), func(p string, f fs.DirEntry, err error) error {
		if err == nil && !f.IsDir() && strings.HasSuffix(p, ending) {
			name, _ := filepath.Rel(e.dir, p)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return e.any(names)
}

// text is what a file holds.
func (e *edited) text(t *testing.T, name string) string {
	data, err := os.ReadFile(e.path(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

var (
	wordThere   = regexp.MustCompile(`\b[a-z]{4,}\b`)
	numberThere = regexp.MustCompile(`\b\d{1,3}\b`)
)

// replaceOne replaces one of the places that match in a file.
func (e *edited) replaceOne(t *testing.T, name string, pattern *regexp.Regexp, by string) {
	text := e.text(t, name)
	at := pattern.FindAllStringIndex(text, -1)
	if len(at) == 0 {
		return
	}
	one := at[e.r.IntN(len(at))]
	e.write(t, name, text[:one[0]]+by+text[one[1]:])
}

// change makes one edit, and says which.
func (e *edited) change(t *testing.T) string {
	kinds := []struct {
		what string
		do   func(*testing.T)
	}{
		{"a word of a text", func(t *testing.T) { e.replaceOne(t, e.file(t, "city", ".md"), wordThere, fmt.Sprint("word", e.n)) }},
		{"a number of a text", func(t *testing.T) { e.replaceOne(t, e.file(t, "city", ".md"), numberThere, fmt.Sprint(e.r.IntN(200))) }},
		{"a sentence more", func(t *testing.T) {
			name := e.file(t, "city", ".md")
			e.write(t, name, e.text(t, name)+fmt.Sprintf("\nSentence %d, of *ours*.\n", e.n))
		}},
		{"an entry more", e.newEntry},
		{"a file of the content less", func(t *testing.T) { remove(t, e.path(e.file(t, "city", ""))) }},
		{"another name", func(t *testing.T) {
			name := e.file(t, "city", "")
			rename(t, e.path(name), e.path(path.Join(path.Dir(name), fmt.Sprint(e.n, "-")+path.Base(name))))
		}},
		{"a translation", func(t *testing.T) {
			name := strings.TrimSuffix(strings.TrimSuffix(e.file(t, "city", ".md"), ".md"), ".fr")
			e.write(t, name+".fr.md", fmt.Sprintf("---\ntitle: Titre %d\n---\n", e.n))
		}},
		{"a draft", func(t *testing.T) {
			e.replaceOne(t, e.file(t, "city", ".md"), regexp.MustCompile(`\n---\n`), "\ndraft: true\n---\n")
		}},
		{"a file as it is", func(t *testing.T) { e.write(t, fmt.Sprintf("city/static/file-%d.txt", e.r.IntN(3)), fmt.Sprint(e.n)) }},
		{"a picture", func(t *testing.T) {
			e.write(t, e.any([]string{"city/trips/2026-06-lyon/depot.jpg", "city/trips/2026-06-lyon/more.jpg"}), jpegOf(t, 560+8*e.r.IntN(8)))
		}},
		{"a setting", e.newSetting},
		{"the theme", e.newTheme},
		{"the day", func(*testing.T) { e.job.Today = e.job.Today.AddDate(0, 0, e.r.IntN(61)-30) }},
		{"the address", func(*testing.T) {
			e.job.BaseURL = e.any([]string{"", "https://b.example.org/", "https://b.example.org/abroad/"})
		}},
		{"drafts", func(*testing.T) { e.job.Drafts = !e.job.Drafts }},
		{"no more than the time of a file", func(t *testing.T) {
			name := e.file(t, "city", "")
			e.write(t, name, e.text(t, name))
		}},
		{"the published site", e.harm},
		{"the published site", e.harm},
		{"the mark", e.harmMark},
	}
	one := kinds[e.r.IntN(len(kinds))]
	one.do(t)
	return one.what
}

func jpegOf(t testing.TB, width int) string {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picturetest.Quarters(width, 400), nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func (e *edited) newEntry(t *testing.T) {
	title, which := fmt.Sprint("Number ", e.n), e.r.IntN(2) // few, so that the city stays small
	switch e.r.IntN(3) {
	case 0:
		fields := fmt.Sprintf("start: 2026-0%d-04\ndestination: Lyon, FR\ncost: %d\n", 1+e.r.IntN(9), e.r.IntN(900))
		e.write(t, fmt.Sprintf("city/trips/n-%d.md", which), entryText(title, fields))
	case 1:
		e.write(t, fmt.Sprintf("city/agreements/n-%d.md", which), entryText(title, "signed: 2026-02-03\npartners: [ravenna]\ncost: 5\n"))
	case 2:
		e.write(t, fmt.Sprintf("city/outcomes/n-%d.md", which), entryText(title, "date: 2026-10-28\nof: [trips/2026-06-lyon]\nstatus: achieved\ncost: 5\n"))
	}
}

func (e *edited) newSetting(t *testing.T) {
	lines := map[string]string{
		`title: .*`: fmt.Sprint("title: Abroad ", e.n), `population: .*`: fmt.Sprint("population: ", 1000+e.n),
		`languages: .*`: "languages: " + e.any([]string{"[en, fr]", "[en]"}),
		`Getting about`: fmt.Sprint("Moving ", e.n), `name: Streets`: fmt.Sprint("name: Roads ", e.n),
	}
	e.replaceOne(t, "city/site.yaml", regexp.MustCompile(e.any(slices.Collect(maps.Keys(lines)))), "")
	for pattern, line := range lines { // what was taken out, or another of them
		if e.r.IntN(2) == 0 {
			e.replaceOne(t, "city/site.yaml", regexp.MustCompile(pattern), line)
		}
	}
}

func (e *edited) newTheme(t *testing.T) {
	brought := func(name, from, to string) {
		text, err := fs.ReadFile(themes.Chartres(), name)
		if err != nil || !bytes.Contains(text, []byte(from)) {
			t.Fatalf("%s: %v", name, err)
		}
		e.write(t, "look/"+name, strings.Replace(string(text), from, to, 1))
	}
	switch e.r.IntN(6) {
	case 0:
		e.write(t, "look/assets/town.css", fmt.Sprintf("h1 { margin: %dpx }\n", e.n))
	case 1:
		e.write(t, "look/i18n/fr.yaml", fmt.Sprintf("menu.costs: Mot %d\n", e.n))
	case 2:
		e.write(t, "look/i18n/en.yaml", fmt.Sprintf("menu.costs: Word %d\n", e.n))
	case 3:
		brought("layouts/entry.html", `{{define "main"}}`, fmt.Sprintf(`{{define "main"}}<p>%d</p>`, e.n))
	case 4:
		brought("assets/palette.css", "--link:", fmt.Sprintf("--own: #%06x; --link:", e.n))
	case 5:
		if name := e.file(t, "look", ""); name != "" && !strings.HasSuffix(name, "en.yaml") { // a theme's folder is never empty
			remove(t, e.path(name))
		}
	}
}

// harm does to a published file what a disk, or a hand, may do.
func (e *edited) harm(t *testing.T) {
	name := e.file(t, "public", "")
	if name == "" || path.Base(name) == ".parvis" || path.Base(name) == "promises.json" { // of which the next build asks what was promised
		return
	}
	text := []byte(e.text(t, name))
	switch e.r.IntN(5) {
	case 0:
		remove(t, e.path(name))
	case 1:
		e.write(t, name, string(text[:len(text)/2]))
	case 2:
		if len(text) > 0 {
			text[e.r.IntN(len(text))] ^= 1 << e.r.IntN(8)
			e.write(t, name, string(text))
		}
	case 3:
		e.write(t, path.Join(path.Dir(name), ".DS_Store"), "")
	case 4:
		if other := e.file(t, "public", path.Ext(name)); path.Base(other) != "promises.json" {
			e.write(t, name, e.text(t, other))
		}
	}
}

// harmMark changes what the mark says, but for which files parvis made.
func (e *edited) harmMark(t *testing.T) {
	head, list, _ := strings.Cut(e.text(t, "public/.parvis"), "\nfiles:\n")
	lines := strings.Split(head, "\n")
	switch i := e.r.IntN(len(lines)); e.r.IntN(3) {
	case 0:
		lines = slices.Delete(lines, i, i+1)
	case 1:
		j := e.r.IntN(len(lines))
		lines[i], lines[j] = lines[j], lines[i]
	case 2: // as an older parvis wrote it
		lines = lines[:1]
	}
	e.write(t, "public/.parvis", strings.Join(lines, "\n")+"\nfiles:\n"+list)
}
