package generator

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/i18n"
	"parvis/generator/newsletter"
	"parvis/generator/output"
	"parvis/generator/picture"
	"parvis/generator/render"
	"parvis/generator/site"
	"parvis/generator/source"
)

// letterFiles are the mails and plain texts of newsletter pages. at says
// where the files of a page go.
func letterFiles(photos *photographs, forms *newsletter.Forms, edition site.Edition, pages []site.LetterPage, at func(site.LetterPage) string) []output.File {
	var out []output.File
	for _, p := range pages {
		folder := at(p)
		out = append(out, output.File{Path: path.Join(folder, site.TextName), Render: func(b *bytes.Buffer) error { return forms.Text(b, p.Lang, p.Data()) }},
			output.File{Path: path.Join(folder, site.MailName), Render: func(b *bytes.Buffer) error { return mail(b, photos, forms, edition, p) }})
	}
	return out
}

// mail writes the mail of a page, with the pictures that are in it.
func mail(b *bytes.Buffer, photos *photographs, forms *newsletter.Forms, edition site.Edition, p site.LetterPage) error {
	return mailOf(b, photos, forms, edition, p, p.Data())
}

// mailOf is mail for a page that has been gathered.
func mailOf(b *bytes.Buffer, photos *photographs, forms *newsletter.Forms, edition site.Edition, p site.LetterPage, v *site.Newsletter) error {
	portrait, err := photos.of(p.Portrait)
	if err != nil {
		return err
	}
	shown, err := photos.of(p.Picture())
	if err != nil {
		return err
	}
	envelope := newsletter.Envelope{From: p.From.V, Sent: p.Sent, Edition: edition, Portrait: portrait, Picture: shown}
	return forms.Mail(b, p.Lang, v, envelope)
}

// photographs are the pictures of who signs letters, and of what they tell, as wide as
// mails and paper need them. Each is made once for all letters.
type photographs struct {
	*picture.Lab
	set *content.Set
	mu  sync.Mutex
	by  map[string]func() ([]byte, error)
}

// photographPoints is how wide they are, in points.
const photographPoints = 960

func newPhotographs(ctx context.Context, set *content.Set) *photographs {
	return &photographs{Lab: picture.NewLab(ctx, set.Folder().FS, nil, nil), set: set, by: map[string]func() ([]byte, error){}}
}

// name is the path of a picture, below the folder of pages that need it; ""
// where there is none.
func (p *photographs) name(file string) string {
	info, _ := p.set.PictureAt(file)
	if info.Kind == "" {
		return file
	}
	return info.Name(file)
}

// of is a picture of the content folder; nil where there is none.
func (p *photographs) of(file string) ([]byte, error) {
	if file == "" {
		return nil, nil
	}
	p.mu.Lock()
	made := p.by[file]
	if made == nil {
		made = sync.OnceValues(func() ([]byte, error) {
			if _, ok := p.set.PictureAt(file); !ok {
				return fs.ReadFile(p.set.Folder().FS, file)
			}
			forms, err := p.Write(file, photographPoints)
			if err != nil {
				return nil, err
			}
			return forms[0], nil
		})
		p.by[file] = made
	}
	p.mu.Unlock()
	return made()
}

// printed prints pages and returns their PDFs by the pages' addresses. A page
// that does not fit one side is a problem for its author; a browser that does
// not work is an error.
func printed(
	press *newsletter.Press,
	photos *photographs,
	set *content.Set,
	pages []site.LetterPage,
	at func(site.LetterPage) string,
) ([]output.File, []source.Diagnostic, error) {
	var out []output.File
	var found []source.Diagnostic
	for _, page := range pages {
		portrait, err := photos.of(page.Portrait)
		if err != nil {
			return nil, nil, err
		}
		shown, err := photos.of(page.Picture())
		if err != nil {
			return nil, nil, err
		}
		address := at(page)
		pdf, err := press.Print(address, newsletter.Paper{Title: page.Title, Author: page.Author, Sent: page.Sent}, slices.Concat(portrait, shown))
		if over, ok := errors.AsType[newsletter.Overfull](err); ok {
			found = append(found, set.Overfull(page.File, over.Millimetres)...)
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		out = append(out, output.File{Path: strings.TrimPrefix(path.Join(address, site.PDFName), "/"), Render: func(b *bytes.Buffer) error {
			b.Write(pdf)
			return nil
		}})
	}
	return out, found, nil
}

// printLetters prints the pages of all months and returns their PDFs. unprinted
// says why there are none.
func printLetters(
	ctx context.Context,
	job Job,
	set *content.Set,
	s *site.Site,
	locales map[string]*i18n.Locale,
	dir string,
) (pdfs []output.File, found []source.Diagnostic, unprinted catalog.Message, err error) {
	pages := s.Letters(site.Citizens)
	if len(pages) == 0 {
		return nil, nil, unprinted, nil
	}
	if job.Chromium == "" {
		return nil, nil, noChromium, nil
	}
	at := func(l site.LetterPage) string { return l.Address }
	photos := newPhotographs(ctx, set)
	files, err := standalonePages(job, locales, photos, pages, at, "")
	if err != nil {
		return nil, nil, unprinted, err
	}
	press := newsletter.NewPress(ctx, job.Chromium, output.FS(files), output.Published(source.Dir(dir)))
	defer press.Close()
	pdfs, found, err = printed(press, photos, set, pages, at)
	if err != nil {
		return nil, nil, catalog.Say("%s", err), ctx.Err()
	}
	for _, f := range pdfs {
		s.Printed["/"+strings.TrimSuffix(f.Path, site.PDFName)] = true
	}
	return pdfs, found, unprinted, nil
}

var noChromium = catalog.Say("no Chromium was found, which prints the newsletter's page; install one (on Debian: apt install chromium fonts-urw-base35 " +
	"fonts-liberation), or name it in PARVIS_CHROMIUM. The page itself prints well from any browser")

// ErrNoLetter says that there is no newsletter page of a month.
var ErrNoLetter = catalog.Sentinel("there is no newsletter page")

// LatestLetter returns the month asked for, or the latest one; an
// ErrNoLetter when it has no page.
func LatestLetter(set *content.Set, month string) (string, error) {
	letters := set.Newsletters()
	if month == "" && len(letters) > 0 {
		return letters[len(letters)-1].Slug, nil
	}
	if !slices.ContainsFunc(letters, func(n *content.Newsletter) bool { return n.Slug == month }) {
		if len(letters) == 0 {
			return "", catalog.Say("%s: write the first one with “parvis new newsletter TITLE”", ErrNoLetter)
		}
		return "", catalog.Say("%s for %s; the latest is %s", ErrNoLetter, month, letters[len(letters)-1].Slug)
	}
	return month, nil
}

// Edition checks the content and writes one month's page in an edition that
// is not public into dir: the page, its mail, its text and, where there is a
// Chromium, its PDF. Each further language has a folder of its own.
func Edition(ctx context.Context, job Job, month string, edition site.Edition, dir string, o output.Options) (Result, error) {
	if err := output.CheckTarget(dir); err != nil {
		return Result{}, err
	}
	set, locales, result, err := Check(job)
	if err != nil || set == nil {
		return result, err
	}
	if month, err = LatestLetter(set, month); err != nil {
		return result, err
	}
	s := site.New(set, locales)
	_, forms, err := checkedTheme(job, locales, ".")
	if err != nil {
		return result, err
	}
	pages := slices.DeleteFunc(s.Letters(edition), func(p site.LetterPage) bool { return p.Slug != month })
	first := set.Settings().Languages[0]
	at := func(p site.LetterPage) string {
		if p.Lang == first {
			return "/"
		}
		return "/" + p.Lang + "/"
	}
	photos := newPhotographs(ctx, set)
	var files []output.File
	for i, page := range pages { // each language lies at another depth
		root := "."
		if page.Lang != first {
			root = ".."
		}
		more, err := standalonePages(job, map[string]*i18n.Locale{page.Lang: locales[page.Lang]}, photos, pages[i:i+1], at, root)
		if err != nil {
			return result, err
		}
		if i > 0 {
			more = more[len(more)-1:] // what the pages need is there already
		}
		files = append(files, more...)
	}
	files = append(files, letterFiles(photos, forms, edition, pages, func(p site.LetterPage) string { return strings.TrimPrefix(at(p), "/") })...)
	files = placed(job, s, locales, files)
	result.Unprinted = noChromium
	if job.Chromium != "" {
		press := newsletter.NewPress(ctx, job.Chromium, output.FS(files), output.Published(source.Dir(dir)))
		defer press.Close()
		pdfs, found, err := printed(press, photos, set, pages, at)
		result.Unprinted = catalog.Message{}
		if err != nil {
			result.Unprinted = catalog.Say("%s", err)
		}
		if job.Strict {
			strict(set, found)
		}
		files, result.Diagnostics = append(files, pdfs...), append(result.Diagnostics, found...)
		if source.Count(result.Diagnostics).Errors > 0 {
			return result, nil
		}
	}
	result.Summary, err = output.Publish(ctx, dir, files, o)
	return result.refused(set, err)
}

// standalonePages are newsletter pages that stand without their site: what they
// need lies below root, and their links are whole addresses.
func standalonePages(
	job Job,
	locales map[string]*i18n.Locale,
	photos *photographs,
	pages []site.LetterPage,
	at func(site.LetterPage) string,
	root string,
) ([]output.File, error) {
	theme, err := render.Load(job.Theme, locales, root)
	if err != nil {
		return nil, ofTheme(job, err)
	}
	files := theme.Assets()
	seen := map[string]bool{"": true}
	for _, p := range pages {
		name, shown := photos.name(p.Portrait), photos.name(p.Picture())
		for name, file := range map[string]string{name: p.Portrait, shown: p.Picture()} {
			if !seen[name] {
				seen[name] = true
				files = append(files, output.File{Path: name, Render: func(b *bytes.Buffer) error {
					made, err := photos.of(file)
					b.Write(made)
					return err
				}})
			}
		}
		files = append(files, theme.Page(site.Page{Address: at(p), Lang: p.Lang, Layout: "newsletter", Data: func() any {
			v := p.Data()
			if name != "" {
				v.Letter.Portrait = root + "/" + (&url.URL{Path: name}).EscapedPath()
			}
			if v.Picture != nil {
				v.Picture.Src = root + "/" + (&url.URL{Path: shown}).EscapedPath()
			}
			return v
		}}))
	}
	return files, nil
}
