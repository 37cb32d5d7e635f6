package generator

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/newsletter"
	"parvis/generator/output"
	"parvis/generator/render"
	"parvis/generator/site"
	"parvis/themes"
)

// ErrTheme says that a theme cannot be used.
var ErrTheme = catalog.Sentinel("the theme cannot be used")

// CheckTheme reads all of a theme but its words, which Check has read, and
// checks its templates; the error is an ErrTheme.
func CheckTheme(job Job, locales map[string]*i18n.Locale) error {
	_, _, err := checkedTheme(job, locales, "")
	return err
}

// checkedTheme loads a theme's templates and holds them against what they will
// be given.
func checkedTheme(job Job, locales map[string]*i18n.Locale, root string) (*render.Theme, *newsletter.Forms, error) {
	theme, forms, err := loadTheme(job, locales, root)
	if err != nil {
		return nil, nil, err
	}
	if err := theme.Check(job.Theme, locales); err != nil {
		return nil, nil, ofTheme(job, err)
	}
	one := slices.Min(slices.Collect(maps.Keys(locales))) // they are the same but for their words
	for _, f := range forms.Forms(locales[one]) {
		if err := render.CheckForm(f.Root, f.Trees, f.Functions, f.Given, locales[one]); err != nil {
			return nil, nil, ofTheme(job, render.Explain(job.Theme, err))
		}
	}
	return theme, forms, nil
}

// loadLocales loads the theme's words in all languages of the site, as they are
// written in its country. Those that it does not give are the ones of the theme
// that parvis brings.
func loadLocales(job Job, s *content.Settings) (map[string]*i18n.Locale, error) {
	if err := strayWords(job); err != nil {
		return nil, err
	}
	out := map[string]*i18n.Locale{}
	for _, code := range s.Languages {
		l, err := i18n.LoadOver(job.Theme, themes.Chartres(), filepath.ToSlash(job.ThemeDir), code, s.Country.V)
		if err != nil {
			return nil, catalog.Say("%s: %s", ErrTheme, err)
		}
		out[code] = l
	}
	return out, nil
}

// strayWords finds files of a theme's folder that nobody would ever read: words
// in a file of another name, or nothing where a theme has its files.
func strayWords(job Job) error {
	if job.ThemeDir == "" {
		return nil
	}
	dir := filepath.ToSlash(job.ThemeDir)
	entries, err := os.ReadDir(job.ThemeDir)
	if err != nil {
		return nil // what cannot be read is named where it is needed
	}
	parts, _ := fs.ReadDir(themes.Chartres(), ".")
	var names []string
	for _, part := range parts {
		names = append(names, part.Name()+"/")
	}
	if len(entries) > 0 && !slices.ContainsFunc(entries, func(e os.DirEntry) bool { return slices.Contains(names, e.Name()+"/") }) {
		return catalog.Say("%s: %s has none of a theme's folders; what it changes stands in %s", ErrTheme, dir, strings.Join(names, ", "))
	}
	words, _ := os.ReadDir(filepath.Join(job.ThemeDir, "i18n"))
	for _, e := range words {
		code, yaml := strings.CutSuffix(e.Name(), ".yaml")
		if yaml && (slices.Contains(i18n.Supported(), code) || slices.Contains(i18n.Variants(), code)) || strings.HasPrefix(e.Name(), ".") ||
			strings.HasSuffix(e.Name(), "~") ||
			strings.HasSuffix(e.Name(), waiting) {
			continue
		}
		return catalog.Say("%s: %s/i18n/%s is not read; words stand in files named %s.yaml", ErrTheme, dir, e.Name(),
			strings.Join(slices.Concat(i18n.Supported(), i18n.Variants()), ".yaml, "))
	}
	return nil
}

// pageLayouts are the layouts that a theme has for pages, beside the plain one:
// all that are not for something else.
func pageLayouts(theme fs.FS) []string {
	var out []string
	files, _ := fs.Glob(theme, "layouts/*.html") // the pattern is well formed
	for _, f := range files {
		name := strings.TrimSuffix(path.Base(f), ".html")
		if _, known := site.Layouts[name]; !known && name != "base" {
			out = append(out, name)
		}
	}
	return out
}

// strayLayouts finds layouts of a theme's folder that are nearly called like one
// that parvis knows, and that no page names: nobody would ever see them.
func strayLayouts(job Job, set *content.Set) error {
	named := map[string]bool{}
	for _, p := range set.Pages() {
		named[p.Layout.V] = true
	}
	for _, name := range pageLayouts(job.Theme) {
		near := frontmatter.Nearest(name, slices.Collect(maps.Keys(site.Layouts)))
		if named[name] || near == "" {
			continue
		}
		return catalog.Say(
			"%s: %s/layouts/%s.html is not used; call it %s.html if that is the one meant, or name it in a page: “layout: %s”",
			ErrTheme,
			filepath.ToSlash(job.ThemeDir),
			name,
			near,
			name,
		)
	}
	return nil
}

// loadTheme loads the templates of pages, and of what leaves the site.
func loadTheme(job Job, locales map[string]*i18n.Locale, root string) (*render.Theme, *newsletter.Forms, error) {
	theme, err := render.Load(job.Theme, locales, root)
	if err != nil {
		return nil, nil, ofTheme(job, err)
	}
	forms, err := newsletter.Load(job.Theme, locales, theme.Palette())
	if err != nil {
		return nil, nil, ofTheme(job, render.Explain(job.Theme, err))
	}
	return theme, forms, nil
}

// ofTheme is an error of a theme, with its places as the theme's editor calls
// them.
func ofTheme(job Job, err error) error {
	faults := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		faults = joined.Unwrap()
	}
	for i, one := range faults {
		f, ok := one.(*render.Fault)
		if !ok || job.ThemeDir == "" {
			continue
		}
		placed := *f
		if exists(filepath.Join(job.ThemeDir, filepath.FromSlash(f.File))) {
			placed.Dir = filepath.ToSlash(job.ThemeDir)
		} else {
			placed.Message = catalog.Say("%s (%s belongs to the theme that parvis brings; a file of %s does not go with it)", f.Message, f.File,
				filepath.ToSlash(job.ThemeDir))
		}
		faults[i] = &placed
	}
	return catalog.Say("%s: %s", ErrTheme, errors.Join(faults...))
}

// placed are files of a site whose errors name their place in a template, if
// they come from one.
func placed(job Job, s *site.Site, locales map[string]*i18n.Locale, files []output.File) []output.File {
	out := slices.Clone(files)
	for i, f := range files {
		out[i].Render = func(b *bytes.Buffer) error {
			err := f.Render(b)
			if err == nil {
				return nil
			}
			if p, ok := s.Page("/" + strings.TrimSuffix(f.Path, "index.html")); ok {
				err = render.ExplainPage(job.Theme, locales, s.Base(), p, err)
			} else {
				err = render.Explain(job.Theme, err)
			}
			if fault, ok := err.(*render.Fault); ok {
				return ofTheme(job, fault)
			}
			return err
		}
	}
	return out
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
