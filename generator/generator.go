package generator

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/export"
	"parvis/generator/i18n"
	"parvis/generator/newsletter"
	"parvis/generator/output"
	"parvis/generator/picture"
	"parvis/generator/render"
	"parvis/generator/site"
	"parvis/generator/source"
)

// Job is what is to be made of which content.
type Job struct {
	Content  fs.FS  // the content folder
	Name     string // how the editor names it, such as content
	Theme    fs.FS
	ThemeDir string // the folder that lies over the theme that parvis brings, as its editor calls it; "" for none
	BaseURL  string // instead of the one in site.yaml; "" for that
	// Today is the day for which the site is made, midnight UTC; where it is
	// zero, that is the day that it is in the city at the instant Now.
	Today, Now time.Time
	Drafts     bool
	Preview    bool // drafts are shown, and judged as what is not published
	// Letter is the month of which a preview shows the letter as if it were published, in
	// the place of all drafts; "" for none.
	Letter string
	Strict bool // warnings stop publication too
	// Earlier is what Recall remembers. Build always compares with the promises of
	// the site that it replaces, unless others are given.
	Earlier content.Earlier
	// Memory is from where Build recalls that itself, when it has to; nil for nowhere.
	Memory *Memory
	// Whole has everything checked and made anew even where nothing has changed, so
	// that all diagnostics are there.
	Whole bool
	// Chromium prints the newsletter's pages; "" for no PDF.
	Chromium string

	log output.Log // of what was published before
}

// day is the day for which the site of a city is made.
func (j Job) day(s *content.Settings) time.Time {
	if j.Today.IsZero() {
		return s.Day(j.Now)
	}
	return j.Today
}

// Result is what came of a job.
type Result struct {
	Entries     int // how many were read, drafts too
	Drafts      int // how many of them are drafts
	Diagnostics []source.Diagnostic
	Summary     output.Summary
	Unprinted   catalog.Message   // why no newsletter page was printed; "" when all were
	Notes       []catalog.Message // what could not be compared with what was published before
	// Same says that nothing had changed since the published site was made, so that
	// nothing was checked; Warnings is how many there were then.
	Same     bool
	Warnings int
}

// Check reads and checks the content. The set is nil when it may not be
// published.
func Check(job Job) (*content.Set, map[string]*i18n.Locale, Result, error) {
	folder, err := content.Read(job.Content, job.Name)
	if err != nil {
		return nil, nil, Result{}, err
	}
	return checkFolder(job, folder)
}

// checkFolder is Check for a folder that has been looked through.
func checkFolder(job Job, folder *content.Folder) (*content.Set, map[string]*i18n.Locale, Result, error) {
	c, err := check(job, folder, loadLocales, checked{})
	if err != nil || c.set == nil {
		return nil, c.locales, c.Result, err
	}
	heavy, err := heavyMails(context.Background(), job, c.set, c.locales, site.Citizens, site.New(c.set, c.locales).Letters(site.Citizens))
	c.Diagnostics = append(c.Diagnostics, heavy...)
	source.Sort(c.Diagnostics)
	if job.Strict {
		c.set = strict(c.set, heavy)
	}
	return c.set, c.locales, c.Result, err
}

// checked is content that has been checked.
type checked struct {
	Result
	set       *content.Set // nil when it may not be published
	locales   map[string]*i18n.Locale
	folder    *content.Folder
	settings  *content.Settings
	units     []*content.Unit
	today     time.Time
	problems  []source.Diagnostic // of the settings
	continues bool                // it goes on from the check before (see content.Set.Again)
}

// same tells whether another content is the same, but for files that are
// copied.
func (c checked) same(other checked) bool {
	return c.settings != nil && bytes.Equal(c.settings.File.Text, other.settings.File.Text) && slices.Equal(c.units, other.units) &&
		c.folder.Same(other.folder) &&
		c.today.Equal(other.today)
}

// check parses and checks a folder. words loads a theme's words in the
// languages of the site. before is an earlier check, of which nothing but the texts
// of Markdown files may have changed; the zero value for none.
func check(job Job, folder *content.Folder, words func(Job, *content.Settings) (map[string]*i18n.Locale, error), before checked) (checked, error) {
	c := checked{folder: folder, settings: before.settings, problems: before.problems}
	if before.folder == nil || before.folder.Settings != folder.Settings || job.BaseURL != "" && before.settings.BaseURL != job.BaseURL {
		// Pages are still made by the settings of before, so these do not change.
		c.settings, c.problems = content.ParseSettings(folder.Settings)
		before.set = nil
		if job.BaseURL != "" {
			c.settings.BaseURL = job.BaseURL
		}
	}
	var err error
	if c.locales, err = words(job, c.settings); err != nil {
		return checked{}, err
	}
	c.today = job.day(c.settings)
	if c.units, err = folder.Parse(c.settings, c.today); err != nil {
		return checked{}, err
	}
	o := content.Options{Today: c.today, Drafts: job.Drafts, Preview: job.Preview, Letter: job.Letter, Layouts: pageLayouts(job.Theme), Locales: c.locales,
		Earlier: job.Earlier}
	if before.set != nil && !job.Strict {
		if c.set, c.Diagnostics, c.continues = before.set.Again(c.units, folder, o); c.continues {
			c.Entries, c.Drafts = before.Entries, before.Drafts
			return c, nil
		}
	}
	err = c.all(job, o)
	return c, err
}

// all checks all that was read.
func (c *checked) all(job Job, o content.Options) error {
	c.Entries, c.Drafts = countEntries(c.units)
	c.set, c.Diagnostics = content.Check(c.settings, c.problems, c.units, c.folder, o)
	if c.set != nil {
		s := site.New(c.set, c.locales)
		if clashes := c.set.Clashes(madeNames(s), func() []string { return madePaths(job, s, c.locales) }); len(clashes) > 0 {
			c.set, c.Diagnostics = nil, append(c.Diagnostics, clashes...)
			source.Sort(c.Diagnostics)
		}
	}
	if c.set != nil && job.ThemeDir != "" {
		if err := strayLayouts(job, c.set); err != nil {
			*c = checked{}
			return err
		}
	}
	if job.Strict {
		c.set = strict(c.set, c.Diagnostics)
	}
	return nil
}

// Files returns all files of a planned site, but for what is printed of it.
// What takes long to make and shows the same is taken from the published site,
// which may be nil.
func Files(set *content.Set, s *site.Site, locales map[string]*i18n.Locale, themeFS, published fs.FS) ([]output.File, error) {
	return files(context.Background(), Job{Theme: themeFS}, s, locales, published)
}

func files(ctx context.Context, job Job, s *site.Site, locales map[string]*i18n.Locale, published fs.FS) ([]output.File, error) {
	theme, forms, err := checkedTheme(job, locales, s.Base())
	if err != nil {
		return nil, err
	}
	return placed(job, s, locales, append(made(ctx, s, theme, forms, published), copies(ctx, s.Set, published, nil)...)), nil
}

// made are the files that parvis makes, but for those in whose place static/
// has one.
func made(ctx context.Context, s *site.Site, theme *render.Theme, forms *newsletter.Forms, published fs.FS) []output.File {
	var files []output.File
	for _, p := range s.Pages() {
		files = append(files, theme.Page(p))
	}
	files = slices.Concat(files, others(ctx, s, theme, forms, published), export.Search(s))
	return slices.DeleteFunc(files, func(f output.File) bool { return s.Set.Instead(f.Path) })
}

// madeNames are the names of the files that parvis makes, without their
// folders, but for those of the theme.
func madeNames(s *site.Site) []string {
	names := []string{"index.html", "404.html", site.CardName, site.SquareName, site.TallName, site.PDFName, site.MailName, site.TextName,
		path.Base(picture.AlbumName)}
	for _, f := range export.Files(s) {
		names = append(names, path.Base(f.Path))
	}
	for _, name := range output.Unlisted {
		names = append(names, path.Base(name))
	}
	return names
}

// madePaths are the paths of all files that parvis makes; those of the theme
// only where static/ has files in the same folder.
func madePaths(job Job, s *site.Site, locales map[string]*i18n.Locale) []string {
	theme := &render.Theme{}
	if slices.ContainsFunc(s.Set.Static(), func(p string) bool { return strings.HasPrefix(strings.ToLower(p), "assets/") }) {
		if loaded, err := render.Load(job.Theme, locales, s.Base()); err == nil { // else it is said where the theme is used
			theme = loaded
		}
	}
	paths := append([]string{picture.AlbumName}, output.Unlisted...)
	for _, f := range made(context.Background(), s, theme, nil, nil) {
		paths = append(paths, f.Path)
	}
	for _, l := range s.Letters(site.Citizens) {
		paths = append(paths, strings.TrimPrefix(path.Join(l.Address, site.PDFName), "/"))
	}
	return paths
}

// others are all files that parvis makes but the pages and what is printed of
// them.
func others(ctx context.Context, s *site.Site, theme *render.Theme, forms *newsletter.Forms, published fs.FS) []output.File {
	files := append(theme.Assets(), export.Files(s)...)
	files = append(
		files,
		letterFiles(
			newPhotographs(ctx, s.Set),
			forms,
			site.Citizens,
			s.Letters(site.Citizens),
			func(p site.LetterPage) string { return strings.TrimPrefix(p.Address, "/") },
		)...)
	return slices.Concat(files, theme.Cards(s.ShareCards(), published), theme.Notices(s.Notices(), published))
}

// Build checks the content and publishes its site into dir. While there is
// an error nothing is written, and the diagnostics say why. Where the site in dir was
// made from just the same and is intact, nothing is to be done, nor is it.
func Build(ctx context.Context, job Job, dir string, o output.Options) (Result, error) {
	folder, unread := content.Read(job.Content, job.Name)
	var from makings
	if unread == nil {
		from = makingsOf(ctx, job, folder)
	}
	if !job.Whole {
		if result, same, err := from.same(ctx, dir, o); same || err != nil {
			return result, err
		}
	}
	if err := output.CheckTarget(dir); err != nil {
		return Result{}, err
	}
	if unread != nil {
		return Result{}, unread
	}
	whole, err := job.remember(ctx, dir)
	if err != nil {
		return Result{}, err
	}
	result, set, files, err := sitesFiles(ctx, job, folder, dir)
	if err != nil || files == nil {
		return result, err
	}
	if whole {
		o.Seal = func() output.Seal { return from.seal(ctx, job, result) }
	}
	result.Summary, err = output.Publish(ctx, dir, files, o)
	return result.refused(set, err)
}

// remember recalls what was published before. whole tells that all could be looked
// at.
func (j *Job) remember(ctx context.Context, dir string) (whole bool, err error) {
	whole = true
	if j.Memory != nil {
		if j.Earlier, err = Recall(ctx, j.Memory); err != nil {
			return false, err
		}
		whole = j.Memory.recalled.whole
	}
	if j.Earlier.Promises == nil {
		// Damaged ones are named by Recall; without them the site can still be made.
		j.Earlier.Promises, _ = PublishedPromises(dir, "")
	}
	var note catalog.Message
	if j.log, note, err = publishedLog(j.logged(dir)); !note.IsZero() {
		j.Earlier.Notes = append(slices.Clip(j.Earlier.Notes), note)
	}
	return whole, err
}

// sitesFiles checks a folder and lists all files of its site, to be published into
// dir; nil where it may not be.
func sitesFiles(ctx context.Context, job Job, folder *content.Folder, dir string) (Result, *content.Set, []output.File, error) {
	folder.Keep = true
	set, locales, result, err := checkFolder(job, folder)
	result.Notes = job.Earlier.Notes
	if err != nil || set == nil {
		return result, set, nil, err
	}
	s := site.New(set, locales)
	files, err := files(ctx, job, s, locales, output.Published(source.Dir(dir)))
	if err != nil {
		return result, set, nil, err
	}
	pdfs, found, unprinted, err := printLetters(ctx, job, set, s, locales, dir)
	if err != nil {
		return result, set, nil, err
	}
	if job.Strict {
		strict(set, found)
	}
	result.Unprinted, result.Diagnostics = unprinted, append(result.Diagnostics, found...)
	source.Sort(result.Diagnostics)
	if source.Count(result.Diagnostics).Errors > 0 {
		return result, set, nil, nil
	}
	manifest := output.Manifest{Site: set.Settings().BaseURL, Day: set.Today()}
	return result, set, append(append(files, pdfs...), manifest.File(), job.log.File(set.Today())), nil
}

// refused takes an error that an editor can mend for what it is: a photograph
// that turned out to be damaged only while it was made.
func (r Result) refused(set *content.Set, err error) (Result, error) {
	var d *picture.Damaged
	if !errors.As(err, &d) {
		return r, err
	}
	r.Diagnostics = append(r.Diagnostics, set.Refused(d.From, d.Refusal))
	source.Sort(r.Diagnostics)
	return r, nil
}

// strict keeps back a set with warnings.
func strict(set *content.Set, found []source.Diagnostic) *content.Set {
	for i := range found {
		found[i].Severity = source.Error
		set = nil
	}
	return set
}

func countEntries(units []*content.Unit) (all, drafts int) {
	for _, u := range units {
		if u.Entry == nil {
			continue
		}
		all++
		if u.Entry.Draft {
			drafts++
		}
	}
	return all, drafts
}
