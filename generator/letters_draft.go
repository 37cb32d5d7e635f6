package generator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/i18n"
	"parvis/generator/newsletter"
	"parvis/generator/output"
	"parvis/generator/site"
	"parvis/generator/source"
)

// Unready says why nothing can be made of the content yet.
type Unready struct{ catalog.Message }

// ready reads and checks the content. The error is Unready while it has errors.
func ready(job Job) (checked, error) {
	folder, err := content.Read(job.Content, job.Name)
	if err != nil {
		return checked{}, err
	}
	c, err := check(job, folder, loadLocales, checked{})
	if err == nil && c.set == nil {
		err = unready(c.Diagnostics)
	}
	return c, err
}

// language is that of the site which is asked for, or its own where it has not got that.
func (c checked) language(asked string) string {
	if c.locales[asked] == nil {
		return c.settings.Language
	}
	return asked
}

// unready is why nothing can be made of the content yet: it has errors, of which this says
// the first.
func unready(found []source.Diagnostic) error {
	errs := slices.DeleteFunc(slices.Clone(found), func(d source.Diagnostic) bool { return d.Severity != source.Error })
	if len(errs) == 0 {
		return Unready{catalog.Say("the content has errors; “parvis check” names them")}
	}
	place := ""
	if errs[0].At.File != nil {
		place = errs[0].At.File.Path
	}
	return Unready{catalog.Count(len(errs), "%d error stands in the way: %s (%s)", "%d errors stand in the way, the first: %s (%s)", errs[0].Message, place)}
}

// Letter is one month's letter in one language as it would be published now: by what is
// written, be it a draft or not, and without all other drafts.
type Letter struct {
	page   site.LetterPage
	set    *content.Set
	forms  *newsletter.Forms
	photos *photographs
	files  []output.File
}

// DraftLetter makes a month's letter. The error is Unready while the content
// has errors, and fs.ErrNotExist where there is no such letter.
func DraftLetter(job Job, month, lang string) (*Letter, error) {
	job.Preview, job.Drafts, job.Strict, job.Letter = true, false, false, month
	c, err := ready(job)
	if err != nil {
		return nil, err
	}
	for _, page := range site.New(c.set, c.locales).Letters(site.Citizens) {
		if page.Slug != month || page.Lang != lang {
			continue
		}
		l := &Letter{page: page, set: c.set, photos: newPhotographs(context.Background(), c.set)} // of which more is made as it is asked for
		locales := map[string]*i18n.Locale{lang: c.locales[lang]}
		if _, l.forms, err = loadTheme(job, locales, "."); err != nil {
			return nil, err
		}
		l.files, err = standalonePages(job, locales, l.photos, []site.LetterPage{page}, atRoot, ".")
		l.files = append(l.files, output.File{Path: "turns.json", Render: func(b *bytes.Buffer) error {
			return json.NewEncoder(b).Encode(page.Data().Turns(4 * content.MaxLetterWords))
		}})
		return l, err
	}
	return nil, fs.ErrNotExist
}

func atRoot(site.LetterPage) string { return "/" }

// Page is the page, index.html, with all that it needs. Beside it turns.json tells where its
// sidebar would end, were the letter of 0, 1, 2 … words.
func (l *Letter) Page() fs.FS { return output.FS(l.files) }

// PDF is the printed side. The error is newsletter.Overfull where it does not fit.
func (l *Letter) PDF(ctx context.Context, chromium string) ([]byte, error) {
	return onPaper(ctx, chromium, l.files, newsletter.Paper{Title: l.page.Title, Author: l.page.Author, Sent: l.page.Sent})
}

// onPaper prints the page at the root of some files.
func onPaper(ctx context.Context, chromium string, files []output.File, paper newsletter.Paper) ([]byte, error) {
	if chromium == "" {
		return nil, noChromium
	}
	printer, err := newsletter.NewPrinter(ctx, chromium, output.FS(files))
	if err != nil {
		return nil, err
	}
	defer printer.Close()
	pdf, err := printer.Print("/", paper)
	if over, ok := errors.AsType[newsletter.Overfull](err); ok {
		return nil, catalog.Say("the page is %d mm too long for one printed side, so there is no PDF of it", over.Millimetres)
	}
	return pdf, err
}

// Mail is the mail, as a draft that mail programs open to be sent.
func (l *Letter) Mail() ([]byte, error) {
	var b bytes.Buffer
	err := mail(&b, l.photos, l.forms, site.Citizens, l.page)
	return b.Bytes(), err
}

// Text is the plain text.
func (l *Letter) Text() ([]byte, error) {
	var b bytes.Buffer
	err := l.forms.Text(&b, l.page.Lang, l.page.Data())
	return b.Bytes(), err
}
