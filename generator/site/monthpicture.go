package site

import (
	"net/url"
	"path"
	"regexp"
	"slices"

	"parvis/generator/content"
	"parvis/generator/markdown"
	"parvis/generator/picture"
)

// MonthPicture is the picture of a month's letter: the first that an entry which the
// letter tells of shows in its story, with what its editor says of it.
type MonthPicture struct {
	Src           string
	Width, Height int // points
	Alt, Credit   Str // Credit is the line in italics below it, "" for none
	Entry         Link
}

// monthWidth is how many points wide it is at least, twice as many as it is shown.
const monthWidth = 832

// monthShown is what shows the picture of a letter: the file of a story, in the story's
// language, and the image in it. There is none where no entry that is told of has one,
// and where the letter shows one of its own.
type monthShown struct {
	entry *content.Entry
	image markdown.Link
	name  string // of its file, beside the entry
	in    string // the language of its texts, "" for the page's
}

func (s *Site) shownIn(l *lang, n *content.Newsletter, told []*content.Entry) (monthShown, bool) {
	if slices.ContainsFunc(n.Body.Links, func(x markdown.Link) bool { return x.Image }) {
		return monthShown{}, false
	}
	for _, e := range told {
		p, body := monthShown{entry: e}, e.Body
		if t := translation(e.Translations, l); !t.Body.Empty() {
			body = t.Body
		} else if !l.first {
			p.in = s.Set.Settings().Language
		}
		for _, x := range body.Links {
			name, beside := e.Beside(x.Address)
			if !x.Image || !beside {
				continue
			}
			if _, ok := s.Set.Picture(&e.Head, name); ok {
				p.image, p.name = x, name
				return p, true
			}
		}
	}
	return monthShown{}, false
}

// monthPicture is the picture of a letter that tells of some entries; nil for none.
func (s *Site) monthPicture(l *lang, n *content.Newsletter, told []*content.Entry) *MonthPicture {
	p, ok := s.shownIn(l, n, told)
	if !ok {
		return nil
	}
	info, _ := s.Set.Picture(&p.entry.Head, p.name)
	name := info.Name(p.name)
	width, height := info.Size()
	for _, form := range info.Smaller() {
		if form >= monthWidth && form < width {
			name, width, height = picture.Variant(info.Name(p.name), form), form, height*form/width
		}
	}
	return &MonthPicture{
		Src: s.file("/"+p.entry.ID+"/") + (&url.URL{Path: name}).EscapedPath(), Width: width, Height: height,
		Alt: Str{p.image.Text, p.in}, Credit: Str{credit(p.image), p.in}, Entry: l.entryLink(p.entry),
	}
}

// pictureFile is the file of a letter's picture in the content folder, "" for none.
func (s *Site) pictureFile(l *lang, i int) string {
	n := s.Set.Newsletters()[i]
	past, then := s.ofLetter(l, n)
	p, ok := past.shownIn(then, n, past.ledger.Told(n, s.ledger.SpanOf(i)))
	if !ok {
		return ""
	}
	return path.Join(p.entry.Dir, p.name)
}

// creditLine is a paragraph in italics, with nothing else in it.
var creditLine = regexp.MustCompile(`^[ \t]*\r?\n(?:[ \t]*\r?\n)?[*_]([^*_\n]{1,160})[*_][ \t]*(?:\r?\n|$)`)

// credit is the line in italics that stands behind a picture, "" for none.
func credit(x markdown.Link) string {
	if x.At.File == nil || x.At.End > len(x.At.File.Text) {
		return ""
	}
	m := creditLine.FindSubmatch(x.At.File.Text[x.At.End:])
	if m == nil {
		return ""
	}
	return string(m[1])
}
