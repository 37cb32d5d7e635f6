package generator

import (
	"bytes"
	"context"
	"path"
	"strconv"
	"time"

	"parvis/generator/export"
	"parvis/generator/newsletter"
	"parvis/generator/output"
	"parvis/generator/picture"
	"parvis/generator/render"
	"parvis/generator/site"
)

// Sheet is one side of paper on an entry or a campaign, as it is written now, be it a draft or not.
type Sheet struct {
	HTML     []byte // a page that stands alone
	Calendar []byte // the days of a trip, for calendar programs
	Pictures []SheetFile
	title    string
	day      time.Time
}

// SheetFile is a picture of a sheet as large as there is one, for print.
type SheetFile struct {
	Name string
	Data []byte
}

// NoSheet says that there is no sheet of the kind asked for; Has are those that there are.
type NoSheet struct{ Has []string }

func (NoSheet) Error() string { return "there is no such sheet" }

// MakeSheet makes the sheet of a kind on what has that id in a language of the site; in its own
// where it has not got that. The error is Unready while the content has errors, and
// NoSheet where nothing of that id has such a sheet.
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
		return nil, NoSheet{whole.SheetsOf(id)}
	}
	pictures, err := sheetPictures(c, v, path.Base(id))
	if err != nil {
		return nil, err
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
	return &Sheet{HTML: html, Calendar: days.Bytes(), Pictures: pictures, title: v.Title, day: c.today}, nil
}

// sheetWidth is how wide a picture is on a sheet, in points: enough for a third of A4.
const sheetWidth = 960

// sheetPictures makes the pictures of a sheet, which shows them small; they go beside it whole.
func sheetPictures(c checked, v *site.Sheet, slug string) (out []SheetFile, err error) {
	lab := picture.NewLab(context.Background(), c.set.Folder().FS, nil, nil)
	for i := range v.Pictures {
		p := &v.Pictures[i]
		forms, err := lab.Write(p.File, p.Points, sheetWidth)
		if err != nil {
			return nil, err
		}
		info, _ := c.set.PictureAt(p.File)
		name := slug + "-" + strconv.Itoa(i+1) + path.Ext(info.Name(p.File))
		p.Made(name, output.MediaType(name), forms[1])
		out = append(out, SheetFile{name, forms[0]})
	}
	return out, nil
}

// PDF is the printed side.
func (s *Sheet) PDF(ctx context.Context, chromium string) ([]byte, error) {
	page := output.File{Path: "index.html", Render: func(b *bytes.Buffer) error {
		_, err := b.Write(s.HTML)
		return err
	}}
	return onPaper(ctx, chromium, []output.File{page}, newsletter.Paper{Title: s.title, Sent: s.day})
}
