package generator

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/devserver"
	"parvis/generator/source"
	"parvis/themes"
)

// looking is a server's look at a content folder, without a server.
func looking(t testing.TB, dir string) *live {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return &live{address: "http://localhost/", job: func() (Job, error) {
		return Job{Content: root.FS(), Name: "content", Theme: themes.Chartres(), Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}, nil
	}}
}

// answer is what the server answers at a path: what it sends, or why it cannot.
func answer(site *devserver.Site, name string) string {
	f, found := site.File(name)
	if !found {
		return "there is no such file"
	}
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		return err.Error()
	}
	return b.String()
}

// somebody edits the files of a folder.
type somebody struct {
	*rand.Rand
	dir   string
	files []string          // Markdown
	often []string          // those of entries
	first map[string]string // their texts
}

func newSomebody(t *testing.T, dir string) *somebody {
	t.Helper()
	s := &somebody{Rand: rand.New(rand.NewPCG(3, 1313)), dir: dir, first: map[string]string{}}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(p) == ".md" {
			text, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			rel, _ := filepath.Rel(dir, p)
			name := filepath.ToSlash(rel)
			s.files, s.first[name] = append(s.files, name), string(text)
			if folder, _, _ := strings.Cut(name, "/"); content.Kind(folder).IsEntry() {
				s.often = append(s.often, name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var (
	anyWord  = regexp.MustCompile(`\b\pL{5,}\b`)
	anyDigit = regexp.MustCompile(`\d`)
)

// edit changes a file, more often an entry's words than anything else, and
// returns its name.
func (s *somebody) edit(t *testing.T) string {
	t.Helper()
	from := s.often
	if s.IntN(4) == 0 {
		from = s.files
	}
	name := from[s.IntN(len(from))]
	text, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	out := string(text)
	one := func(form *regexp.Regexp, by string) {
		if found := form.FindAllStringIndex(out, -1); len(found) > 0 {
			at := found[s.IntN(len(found))]
			out = out[:at[0]] + by + out[at[1]:]
		}
	}
	switch s.IntN(10) {
	case 0, 1, 2:
		out += fmt.Sprintf("\nAnother paragraph, no. %d.\n", s.IntN(1000))
	case 3, 4, 5:
		one(anyWord, "lanterns")
	case 6:
		one(anyDigit, fmt.Sprint(s.IntN(10)))
	case 7:
		id, _, _ := strings.Cut(s.often[s.IntN(len(s.often))], ".")
		out += fmt.Sprintf("\nSee [there](/%s/).\n", id)
	case 8:
		out = strings.Replace(out, "\n---", "\ndraft: true\n---", 1)
	default:
		out = s.first[name]
	}
	s.write(t, name, out)
	return name
}

func (s *somebody) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, filepath.FromSlash(name)), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestLookAgain edits a city some dozens of times. The server has to show and say
// then what one shows and says that starts anew.
func TestLookAgain(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	s, v := newSomebody(t, dir), looking(t, dir)
	var site *devserver.Site
	look := func(c devserver.Changes) devserver.Result {
		r := v.look(c)
		if r.Site != nil {
			site = r.Site
		}
		return r
	}
	if r := look(devserver.Changes{All: true}); r.Site == nil {
		t.Fatal(r.Fault, r.Diagnostics)
	}
	var changed []string // since the last comparison
	continued, edits, broken := 0, 60, ""
	if testing.Short() {
		edits = 30
	}
	for step := range edits {
		name := broken
		if broken == "" {
			name = s.edit(t)
		} else { // somebody mends it
			s.write(t, name, s.first[name])
		}
		r := look(devserver.Changes{Content: []string{name}})
		if broken = ""; v.checked.set == nil {
			broken = name
		}
		if v.checked.continues {
			continued++
		}
		if changed = append(changed, name); step%3 > 0 || r.Same {
			continue
		}
		want := looking(t, dir).look(devserver.Changes{All: true})
		if got, want := told(r), told(want); got != want {
			t.Fatalf("step %d, %v: it says\n%s\nand should say\n%s", step, changed, got, want)
		}
		if want.Site != nil {
			for _, name := range s.asked(v, changed, step) {
				if got, want := answer(site, name), answer(want.Site, name); got != want {
					t.Fatalf("step %d, %v: %s differs:\n%s", step, changed, name, firstDifference(got, want))
				}
			}
		}
		changed = nil
	}
	if continued < edits/5 {
		t.Errorf("only %d of %d looks went on from the one before", continued, edits)
	}
}

// told is what the server says of a city.
func told(r devserver.Result) string {
	var b bytes.Buffer
	_ = source.Text(&b, r.Diagnostics, source.Color{}, catalog.English)
	return b.String()
}

// asked are the files that are compared after a step: the pages of what was
// edited and of another entry, lists and data, and now and then all pages.
func (s *somebody) asked(v *live, changed []string, step int) []string {
	names := []string{"index.html", "fr/index.html", "trips/index.html", "costs/2026/index.html", "promises/index.html", "agenda/index.html",
		"corrections/index.html", "newsletter/index.html", "feed.xml", "data/entries.csv", "data/entries.json"}
	for _, name := range append(slices.Clone(changed), s.files[s.IntN(len(s.files))]) {
		id, _, _ := strings.Cut(name, ".")
		names = append(names, id+"/index.html", "fr/"+id+"/index.html")
	}
	if step%60 == 0 {
		for _, p := range v.planned.Pages() {
			names = append(names, strings.TrimPrefix(p.Address, "/")+map[bool]string{true: "index.html"}[strings.HasSuffix(p.Address, "/")])
		}
	}
	return names
}

// firstDifference shows two texts from where they differ.
func firstDifference(got, want string) string {
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	from := max(0, i-100)
	return got[from:min(len(got), i+200)] + "\n\nwant\n\n" + want[from:min(len(want), i+200)]
}
