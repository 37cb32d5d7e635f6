package generator

import (
	"bytes"
	"context"
	"io/fs"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/newsletter"
	"parvis/generator/output"
	"parvis/generator/render"
	"parvis/generator/site"
)

// MostSheets is how many pages an annual report has at most.
const MostSheets = 24

// The longest list of a report has mostListed rows, and at least leastListed where it would have
// more than MostSheets pages otherwise.
const mostListed, leastListed = 400, 12

// Report is the annual report on a year.
type Report struct {
	HTML  []byte // a page that stands alone
	title string
	day   time.Time
	make  func(most int) ([]byte, error)
}

// MakeReport makes the report on a year in a language of the site; in its own where it has not got
// that. The error is Unready while the content has errors, and fs.ErrNotExist where the year has
// not begun.
func MakeReport(job Job, year int, lang string) (*Report, error) {
	c, err := ready(job)
	if err != nil {
		return nil, err
	}
	lang = c.language(lang)
	whole := site.New(c.set, c.locales)
	palette, err := render.ReadPalette(job.Theme)
	if err != nil {
		return nil, ofTheme(job, render.Explain(job.Theme, err))
	}
	r := &Report{day: c.today}
	r.make = func(most int) ([]byte, error) {
		v := whole.Report(lang, year, most)
		if v == nil {
			return nil, fs.ErrNotExist
		}
		r.title = v.Title + ", " + v.City
		html, err := newsletter.Sheet(job.Theme, c.locales[lang], palette, &site.Sheet{Layout: "report", Title: v.Title, Data: v})
		if err != nil {
			return nil, ofTheme(job, render.Explain(job.Theme, err))
		}
		return html, nil
	}
	r.HTML, err = r.make(mostListed)
	return r, err
}

// PDF is the report on paper, and how many pages it has. Where these would be too many its lists
// are shorter, and say of what there is more.
func (r *Report) PDF(ctx context.Context, chromium string) (pdf []byte, sheets int, err error) {
	if chromium == "" {
		return nil, 0, noChromium
	}
	html := r.HTML
	page := output.File{Path: "index.html", Render: func(b *bytes.Buffer) error {
		_, err := b.Write(html)
		return err
	}}
	printer, err := newsletter.NewPrinter(ctx, chromium, output.FS([]output.File{page}))
	if err != nil {
		return nil, 0, err
	}
	defer printer.Close()
	for most := mostListed; ; most /= 2 {
		bound := MostSheets
		if most/2 < leastListed {
			bound = 0
		}
		if pdf, sheets, err = printer.Pages("/", newsletter.Paper{Title: r.title, Sent: r.day}, bound); err != nil {
			return nil, 0, catalog.Say("%s", err)
		}
		if pdf != nil {
			return pdf, sheets, nil
		}
		if html, err = r.make(most / 2); err != nil {
			return nil, 0, err
		}
	}
}
