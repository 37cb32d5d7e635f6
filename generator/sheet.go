package generator

import (
	"bytes"
	"context"
	"io/fs"
	"time"

	"parvis/generator/export"
	"parvis/generator/newsletter"
	"parvis/generator/output"
	"parvis/generator/render"
	"parvis/generator/site"
)

// Sheet is one side of paper on an entry or a campaign, as it is written now, be it a draft or not.
type Sheet struct {
	HTML     []byte // a page that stands alone
	Calendar []byte // the days of a trip, for calendar programs
	title    string
	day      time.Time
}

// MakeSheet makes the sheet of a kind on what has that id in a language of the site; in its own
// where it has not got that. The error is Unready while the content has errors, and
// fs.ErrNotExist where nothing of that id has such a sheet.
func MakeSheet(job Job, id, kind, lang string) (*Sheet, error) {
	job.Preview, job.Drafts, job.Strict = true, false, false
	c, err := ready(job)
	if err != nil {
		return nil, err
	}
	lang = c.language(lang)
	whole := site.New(c.set, c.locales)
	v := whole.Sheet(lang, id, kind)
	if v == nil {
		return nil, fs.ErrNotExist
	}
	var days bytes.Buffer
	if calendar, ok := whole.TripCalendar(lang, id); ok {
		if err := export.Calendar(&days, whole, calendar); err != nil {
			return nil, err
		}
	}
	palette, err := render.ReadPalette(job.Theme)
	if err != nil {
		return nil, ofTheme(job, render.Explain(job.Theme, err))
	}
	html, err := newsletter.Sheet(job.Theme, c.locales[lang], palette, v)
	if err != nil {
		return nil, ofTheme(job, render.Explain(job.Theme, err))
	}
	return &Sheet{HTML: html, Calendar: days.Bytes(), title: v.Title, day: c.today}, nil
}

// PDF is the printed side.
func (s *Sheet) PDF(ctx context.Context, chromium string) ([]byte, error) {
	page := output.File{Path: "index.html", Render: func(b *bytes.Buffer) error {
		_, err := b.Write(s.HTML)
		return err
	}}
	return onPaper(ctx, chromium, []output.File{page}, newsletter.Paper{Title: s.title, Sent: s.day})
}
