// Package expected holds what readers see to what is expected of it: the words of
// every layout, form and language, over a small city of the tests' own. The
// demonstration city may change as it likes; this one changes when a state is added
// that pages can show.
//
// Each file of testdata that ends in .txt is expectations (see reader_test.go), each
// in testdata/whole a whole page as it is expected.
package expected

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/export"
	"parvis/generator/i18n"
	"parvis/generator/output"
	"parvis/generator/render"
	"parvis/generator/site"
	"parvis/generator/source"
	"parvis/themes"
)

// today is the day for which the city is made where no other is named.
const today = "2026-10-15"

// state is how a city is looked at: on which day, with its drafts or without, and
// with which further files of testdata/over.
type state struct {
	day    string
	drafts bool
	over   string
}

// made is the city in one state.
type made struct {
	set   bool // it may be published
	site  *site.Site
	says  string
	files map[string]output.File
}

// cities are the states that were asked for, each made once.
var cities sync.Map // of state: func() (made, error)

func cityIn(t *testing.T, s state) made {
	t.Helper()
	once, _ := cities.LoadOrStore(s, sync.OnceValues(func() (made, error) { return makeCity(s) }))
	m, err := once.(func() (made, error))()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// contentOf is a city's content folder, with further files.
func contentOf(over string) (fstest.MapFS, error) {
	all := fstest.MapFS{}
	dirs := []string{"testdata/city"}
	if over != "" {
		dirs = append(dirs, "testdata/over/"+over)
	}
	for _, dir := range dirs {
		files := fstest.MapFS{}
		err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(p)
			name, _ := filepath.Rel(dir, p)
			files[filepath.ToSlash(name)] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			return nil, err
		}
		maps.Copy(all, files)
	}
	return all, nil
}

// makeCity checks and plans the city in one state: all files of today's, the pages and
// the data of another. They are rendered when they are asked for.
func makeCity(s state) (made, error) {
	files, err := contentOf(s.over)
	if err != nil {
		return made{}, err
	}
	day, err := time.Parse(time.DateOnly, s.day)
	if err != nil {
		return made{}, err
	}
	job := generator.Job{Content: files, Name: "content", Theme: themes.Chartres(), Today: day, Drafts: s.drafts}
	set, locales, result, err := generator.Check(job)
	if err != nil {
		return made{}, err
	}
	var says strings.Builder
	_ = source.Text(&says, result.Diagnostics, source.Color{}, catalog.English)
	m := made{set: set != nil, says: says.String(), files: map[string]output.File{}}
	if set == nil {
		return m, nil
	}
	planned := site.New(set, locales)
	m.site = planned
	list := export.Files(planned)
	if s == (state{day: today}) {
		if list, err = generator.Files(set, planned, locales, job.Theme, nil); err != nil {
			return made{}, err
		}
	} else {
		theme, err := theme()
		if err != nil {
			return made{}, err
		}
		for _, p := range planned.Pages() {
			list = append(list, theme.Page(p))
		}
	}
	for _, f := range list {
		m.files[f.Path] = f
	}
	return m, nil
}

// theme is the theme by which the city in another state than today's is shown. To
// load it takes longer than all of such a state: it is loaded once.
var theme = sync.OnceValues(func() (*render.Theme, error) {
	locales := map[string]*i18n.Locale{}
	for _, code := range i18n.Supported() {
		l, err := i18n.LoadOver(themes.Chartres(), themes.Chartres(), "", code, "")
		if err != nil {
			return nil, err
		}
		locales[code] = l
	}
	return render.Load(themes.Chartres(), locales, "")
})

// file renders one file of the city.
func (m made) file(path string) ([]byte, error) {
	if !m.set {
		return nil, fmt.Errorf("the city may not be published:\n%s", m.says)
	}
	f, found := m.files[path]
	if !found {
		return nil, fmt.Errorf("there is no file %s", path)
	}
	var b bytes.Buffer
	err := f.Render(&b)
	return b.Bytes(), err
}
