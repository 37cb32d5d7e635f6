package generator

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/devserver"
	"parvis/generator/export"
	"parvis/generator/i18n"
	"parvis/generator/newsletter"
	"parvis/generator/output"
	"parvis/generator/picture"
	"parvis/generator/render"
	"parvis/generator/site"
	"parvis/generator/source"
)

// ServeOptions say what the local server shows, and to whom.
type ServeOptions struct {
	// Job says what is to be made; it is asked again whenever something has
	// changed, since the day may have, or the folders.
	Job func() (Job, error)
	// Content and Theme are the folders to watch; Theme is "" for the theme that
	// parvis brings.
	Content, Theme string
	Bind, Editor   string
	// Words is the language in which problems are said.
	Words *catalog.Language
	// Report is told what came of every look at what has changed.
	Report func(devserver.Result, devserver.Changes, time.Duration)
	// Tell is told what the person at the terminal should know.
	Tell   func(error)
	Timing devserver.Timing
	// Desk and Changed are those of the devserver's Config.
	Desk    http.Handler
	Changed <-chan string
}

// Serve shows the site on a listener, as it is written, until the context
// ends. It writes nothing. Drafts are shown, marked as such.
func Serve(ctx context.Context, l net.Listener, o ServeOptions) error {
	v := &live{job: o.Job, themeDir: o.Theme, address: Address(l)}
	return devserver.New(devserver.Config{Look: v.look, Content: o.Content, Theme: o.Theme, Bind: o.Bind, Editor: o.Editor, Words: o.Words,
		Report: o.Report, Tell: o.Tell, Timing: o.Timing, Desk: o.Desk, Changed: o.Changed}).Serve(ctx, l)
}

// Address is where a browser on this machine finds what listens.
func Address(l net.Listener) string {
	host, port, err := net.SplitHostPort(l.Addr().String())
	if ip := net.ParseIP(host); err != nil || ip == nil || ip.IsLoopback() || ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// live is the flow of a build, gone through again when something has changed.
// It remembers the files that were parsed and the templates; all else is made
// anew.
type live struct {
	job      func() (Job, error)
	themeDir string
	address  string // of the site

	folder  *content.Folder
	checked checked
	good    checked // the last one without errors, to go on from; none once more has changed than texts
	locales map[string]*i18n.Locale
	country string // whose readers the locales are for
	theme   *render.Theme
	forms   *newsletter.Forms
	root    string // for which the theme was loaded
	planned *site.Site
	// lastTheme is the folder of the theme at the last look.
	lastTheme string
	shown     picture.Darkroom
}

// look goes through the flow once.
func (v *live) look(c devserver.Changes) devserver.Result {
	r, err := v.again(c)
	for range 2 { // a file may go while the folder is read
		if !errors.Is(err, fs.ErrNotExist) {
			break
		}
		r, err = v.again(devserver.Changes{All: true})
	}
	if err != nil {
		v.checked, v.good = checked{}, checked{}
		return devserver.Result{Fault: fault(err)}
	}
	return r
}

func (v *live) again(c devserver.Changes) (devserver.Result, error) {
	job, err := v.job()
	if err != nil {
		return devserver.Result{}, err
	}
	if untouched := !c.All && len(c.Content)+len(c.Theme) == 0; untouched && v.checked.settings != nil && job.day(v.checked.settings).Equal(v.checked.today) {
		return devserver.Result{Same: true}, nil
	}
	job.Preview, job.BaseURL = true, v.address
	if job.ThemeDir == "" {
		job.ThemeDir = v.themeDir
	}
	if c = themeChanges(c); job.ThemeDir != v.lastTheme {
		c.All, v.lastTheme = true, job.ThemeDir // site.yaml names another
	}
	if c.All || len(c.Theme) > 0 {
		v.locales, v.theme = nil, nil
	}
	if v.folder, err = v.read(job, c); err != nil {
		v.folder = nil
		return devserver.Result{}, err
	}
	before := v.checked
	if c.All || len(c.Theme) > 0 || slices.ContainsFunc(c.Content, isCopied) {
		v.good = checked{} // more may have changed than texts
	}
	if v.checked, err = check(job, v.folder, v.words, v.good); err != nil {
		return devserver.Result{}, err
	}
	if v.checked.set != nil {
		v.good = v.checked
	}
	r := devserver.Result{Diagnostics: v.checked.Diagnostics}
	sameContent := !c.All && before.same(v.checked) && !slices.ContainsFunc(c.Content, isCopied)
	if r.Same = sameContent && len(c.Theme) == 0; r.Same || v.checked.set == nil {
		return r, nil
	}
	r.StyleOnly = sameContent && !slices.ContainsFunc(c.Theme, func(p string) bool { return path.Ext(p) != ".css" })
	r.Site, err = v.site(job)
	return r, err
}

// themeChanges counts what has changed in a theme's folder within the content folder as
// the theme's.
func themeChanges(c devserver.Changes) devserver.Changes {
	out := devserver.Changes{All: c.All, Theme: slices.Clone(c.Theme)}
	for _, p := range c.Content {
		if rest, in := strings.CutPrefix(p, content.ThemeFolder+"/"); in {
			out.Theme = append(out.Theme, rest)
		} else {
			out.Content = append(out.Content, p)
		}
	}
	return out
}

// isCopied tells whether a file of the content is published as it is.
func isCopied(p string) bool {
	return p != "site.yaml" && (strings.HasPrefix(p, "static/") || !strings.EqualFold(path.Ext(p), ".md"))
}

// read looks through the content folder, for the first time or again.
func (v *live) read(job Job, c devserver.Changes) (*content.Folder, error) {
	switch {
	case v.folder == nil:
		return content.Read(job.Content, job.Name)
	case c.All:
		return v.folder.Again(job.Content, nil)
	}
	return v.folder.Again(v.folder.FS, append([]string{}, c.Content...))
}

// words returns the theme's words, which are loaded when they are first asked
// for, and when the country is another.
func (v *live) words(job Job, s *content.Settings) (map[string]*i18n.Locale, error) {
	missing := func(code string) bool { return v.locales[code] == nil }
	if v.country == s.Country.V && !slices.ContainsFunc(s.Languages, missing) {
		return v.locales, nil
	}
	locales, err := loadLocales(job, s)
	v.theme, v.locales, v.country = nil, locales, s.Country.V
	return locales, err
}

// site makes the site that the server shows: a page is rendered when somebody
// asks for it.
func (v *live) site(job Job) (*devserver.Site, error) {
	set, locales := v.checked.set, v.checked.locales
	if v.checked.continues {
		v.planned = v.planned.Again(set)
	} else {
		v.planned = site.New(set, locales)
	}
	s := v.planned
	if v.theme == nil || v.root != s.Base() {
		load := loadTheme
		if job.ThemeDir != "" { // the theme that parvis brings is sound
			load = checkedTheme
		}
		theme, forms, err := load(job, locales, s.Base())
		if err != nil {
			return nil, err
		}
		v.theme, v.forms, v.root = theme, forms, s.Base()
	}
	theme, forms := v.theme, v.forms
	others := sync.OnceValue(func() map[string]output.File {
		out := map[string]output.File{}
		for _, f := range append(others(context.Background(), s, theme, forms, nil), copies(context.Background(), set, nil, &v.shown)...) {
			out[f.Path] = f // a file of static/ last: it stands in the place of another
		}
		return out
	})
	searched := sync.OnceValue(func() map[string]output.File { // apart, since whoever reads a page does not wait for it
		out := map[string]output.File{}
		for _, f := range export.Search(s) {
			out[f.Path] = f
		}
		return out
	})
	shown := func(f output.File) output.File {
		rendered := placed(job, s, locales, []output.File{f})[0].Render
		f.Render = func(b *bytes.Buffer) error { return fault(rendered(b)) }
		return f
	}
	return &devserver.Site{
		Assets: theme.Named(), Diagnostics: v.checked.Diagnostics,
		File: func(name string) (output.File, bool) {
			if p, ok := s.Page("/" + strings.TrimSuffix(name, "index.html")); ok && !set.Instead(name) {
				return shown(theme.Page(p)), true
			}
			f, ok := others()[name]
			if !ok && path.Base(path.Dir(name)) == "search" {
				f, ok = searched()[name]
			}
			return shown(f), ok
		},
		Sources: func(name string) []*source.File { return sources(set, strings.TrimSuffix(name, "index.html")) },
	}, nil
}

// sources are the files from which a page is written, by its address without
// the slash it starts with: the one in the page's language first.
func sources(set *content.Set, address string) []*source.File {
	settings := set.Settings()
	lang := settings.Language
	for _, code := range settings.Languages[1:] {
		if rest, found := strings.CutPrefix(address, code+"/"); found {
			lang, address = code, rest
		}
	}
	head, translations := set.Head("/" + address)
	switch {
	case head == nil && (address == "" || strings.HasPrefix(address, "departments/") || strings.HasPrefix(address, "issues/")):
		return []*source.File{settings.File}
	case head == nil:
		return nil
	}
	if t := translations[lang]; t != nil {
		return []*source.File{t.File, head.File}
	}
	return []*source.File{head.File}
}

// fault words an error for the server's pages.
func fault(err error) error {
	var f *render.Fault
	if !errors.As(err, &f) {
		return err
	}
	out := &devserver.Fault{Message: catalog.Say("the template does not work: %s", f.Message), Line: f.Line, Column: f.Column, Text: f.Text}
	if f.Dir != "" {
		out.File = path.Join(f.Dir, f.File)
	}
	return out
}
