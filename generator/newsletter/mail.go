package newsletter

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html/template"
	"image"
	_ "image/gif" // portraits are written as GIF, JPEG or PNG
	"image/jpeg"
	_ "image/png"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/image/draw"
	"golang.org/x/net/html"

	"parvis/generator/drawing"
	"parvis/generator/picture"
	"parvis/generator/site"
	"parvis/generator/source"
)

// Envelope is what a mail has besides its page.
type Envelope struct {
	From     string // an address, "" for none
	Sent     time.Time
	Edition  site.Edition
	Portrait []byte // a picture file, nil for none
	Picture  []byte // that of the month, likewise
}

// MostMail is how many bytes a mail may have. Of the part that it shows, Gmail
// hides what is beyond 102 kB; the whole is counted, since whoever reads on a
// telephone loads all of it.
const MostMail = 100_000

// MostPortrait is how many bytes of a mail a photograph of a person takes at
// most; the detail of two points that this allows for is in none.
const MostPortrait = 72_000

// Mail writes a page as a mail in MIME (RFC 2045): multipart/alternative of
// the plain text and the HTML with its portrait inside. The same page has the
// same bytes, identifier and boundaries included. Nothing in it is fetched
// from elsewhere. The MIME parts are the standard library's: wneessen/go-mail
// cannot give nested parts boundaries of their own that stay the same.
//
// The picture of the month is in it as wide as there is room for.
func (f *Forms) Mail(b *bytes.Buffer, lang string, v *site.Newsletter, e Envelope) error {
	if e.Picture == nil || v.Picture == nil {
		return f.write(b, lang, v, e, nil)
	}
	var without bytes.Buffer
	if err := f.write(&without, lang, v, e, nil); err != nil {
		return err
	}
	return f.write(b, lang, v, e, f.shown(e.Picture, (MostMail-without.Len()-pictureMarkup)*73/100))
}

// pictureMarkup is what a mail with a picture of the month has more than one without,
// beside the picture's own bytes.
const pictureMarkup = 2_500

func (f *Forms) write(b *bytes.Buffer, lang string, v *site.Newsletter, e Envelope, shown []byte) error {
	host := "localhost"
	if u, err := url.Parse(v.Canonical); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	sum := sha256.Sum256([]byte(v.Canonical + " " + string(e.Edition)))
	id := hex.EncodeToString(sum[:12])

	portrait := f.portrait(e.Portrait)
	var pictures []inside
	mailed := site.Mailed{Newsletter: v}
	if portrait != nil {
		mailed.Portrait = "portrait." + id + "@" + host
		pictures = append(pictures, inside{mailed.Portrait, "portrait.jpg", portrait})
	}
	if shown != nil {
		mailed.Shows = "picture." + id + "@" + host
		pictures = append(pictures, inside{mailed.Shows, "picture.jpg", shown})
	}
	var text, page bytes.Buffer
	if err := f.Text(&text, lang, v); err != nil {
		return err
	}
	if err := f.mail[lang].Execute(&page, mailed); err != nil {
		return err
	}

	header := [][2]string{
		{"Subject", mime.QEncoding.Encode("utf-8", subject(v.Subject))},
		{"Date", e.Sent.Format("Mon, 02 Jan 2006 08:00:00 +0000")},
		{
			"Message-ID",
			"<" + id + "@" + host + ">",
		},
		{"Content-Language", lang},
		{"X-Unsent", "1"},
		{"MIME-Version", "1.0"},
		{"Content-Type", `multipart/alternative; boundary="a-` + id + `"`},
	}
	if e.From != "" {
		header = append([][2]string{{"From", sender(v.Name, e.From)}}, header...)
	}
	for _, h := range header {
		fmt.Fprintf(b, "%s: %s\r\n", h[0], fold(h[0], h[1]))
	}
	b.WriteString("\r\n")
	return parts(b, id, text.Bytes(), bytes.TrimSpace(page.Bytes()), pictures)
}

var (
	linkMark = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	tagMark  = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)
	emphasis = regexp.MustCompile(
		`(^|[^\pL\pN])(\*\*|__|~~|[*_` + "`" + `])([^\s*_~` + "`" + `](?:[^*_~` + "`" + `]*[^\s*_~` + "`" + `])?)(\*\*|__|~~|[*_` + "`" + `])`,
	)
)

// subject is a title as the subject of a mail has it: one line of words,
// without mark-up and without signs that cannot be seen.
func subject(title string) string {
	title = tagMark.ReplaceAllString(linkMark.ReplaceAllString(title, "$1"), "")
	for range 3 {
		title = emphasis.ReplaceAllStringFunc(title, func(s string) string {
			m := emphasis.FindStringSubmatch(s)
			if m[2] != m[4] {
				return s
			}
			return m[1] + m[3]
		})
	}
	return plain(html.UnescapeString(title))
}

// sender is who sends a mail, as its header has it.
func sender(name, address string) string {
	return (&mail.Address{Name: plain(name), Address: address}).String()
}

// plain is a text on one line, without signs that cannot be seen: no header
// holds an end of a line.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || source.Control(r):
			return ' '
		case source.Format(r) && r != '\u200d': // which joins letters and pictures, and turns nothing
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// fold breaks a header between its words, so that no line is over 78 bytes.
func fold(name, value string) string {
	var b strings.Builder
	at := len(name) + 2
	for i, word := range strings.Fields(value) {
		switch {
		case at+1+len(word) > 78:
			b.WriteString("\r\n ")
			at = 1
		case i > 0:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += len(word)
	}
	return b.String()
}

// inside is a picture that stands in a mail: how the mail calls it, its name, and a JPEG.
type inside struct {
	cid, name string
	data      []byte
}

// parts writes the body's parts: the text, and the HTML with its pictures.
func parts(b *bytes.Buffer, id string, text, page []byte, pictures []inside) error {
	w := multipart.NewWriter(b)
	if err := w.SetBoundary("a-" + id); err != nil {
		return err
	}
	if err := quoted(w, "text/plain; charset=utf-8", text); err != nil {
		return err
	}
	if len(pictures) == 0 {
		if err := quoted(w, "text/html; charset=utf-8", page); err != nil {
			return err
		}
		return w.Close()
	}
	related, err := w.CreatePart(textproto.MIMEHeader{"Content-Type": {"multipart/related; type=\"text/html\";\r\n boundary=\"r-" + id + `"`}})
	if err != nil {
		return err
	}
	r := multipart.NewWriter(related)
	if err := r.SetBoundary("r-" + id); err != nil {
		return err
	}
	if err := quoted(r, "text/html; charset=utf-8", page); err != nil {
		return err
	}
	for _, x := range pictures {
		if err := x.write(r); err != nil {
			return err
		}
	}
	if err := r.Close(); err != nil {
		return err
	}
	return w.Close()
}

// write writes the picture as a part of its own.
func (x inside) write(w *multipart.Writer) error {
	part, err := w.CreatePart(
		textproto.MIMEHeader{
			"Content-Type":              {"image/jpeg"},
			"Content-Transfer-Encoding": {"base64"},
			"Content-Id":                {"<" + x.cid + ">"},
			"Content-Disposition":       {`inline; filename="` + x.name + `"`},
		},
	)
	if err != nil {
		return err
	}
	for code := base64.StdEncoding.EncodeToString(x.data); code != ""; {
		n := min(76, len(code))
		if _, err := part.Write([]byte(code[:n] + "\r\n")); err != nil {
			return err
		}
		code = code[n:]
	}
	return nil
}

// quoted writes one part of text, with line ends as mail has them.
func quoted(w *multipart.Writer, kind string, text []byte) error {
	part, err := w.CreatePart(textproto.MIMEHeader{"Content-Type": {kind}, "Content-Transfer-Encoding": {"quoted-printable"}})
	if err != nil {
		return err
	}
	q := quotedprintable.NewWriter(part)
	if _, err := q.Write(bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))); err != nil {
		return err
	}
	return q.Close()
}

// The portrait in a mail, in pixels: twice the size at which it is shown.
const portraitWidth, portraitHeight = 240, 300

// portrait is a portrait as a mail holds it; nil for one that is no picture here, such
// as a drawing, which is left to the page.
func (f *Forms) portrait(file []byte) []byte {
	made, _ := f.small.LoadOrStore(sha256.Sum256(file), sync.OnceValue(func() []byte {
		small, err := thumbnail(file)
		if err != nil {
			return nil
		}
		return small
	}))
	return made.(func() []byte)()
}

// shown is a picture of the month as a mail with room for so many bytes holds it: as wide
// as the mail shows it, or less; nil where there is no room, or for a drawing.
func (f *Forms) shown(file []byte, most int) []byte {
	for _, width := range []int{592, 440, 320} {
		type made struct {
			sum   [sha256.Size]byte
			width int
		}
		scaled, _ := f.small.LoadOrStore(made{sha256.Sum256(file), width}, sync.OnceValue(func() []byte {
			small, err := narrow(file, width)
			if err != nil {
				return nil
			}
			return small
		}))
		if small := scaled.(func() []byte)(); small == nil || len(small) <= most {
			return small
		}
	}
	return nil
}

// narrow is a picture so many points wide.
func narrow(file []byte, width int) ([]byte, error) {
	whole, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	from := whole.Bounds()
	return scaled(whole, from, min(width, from.Dx()), min(width, from.Dx())*from.Dy()/from.Dx(), 74)
}

// thumbnail makes a portrait upright and small, cut to its frame's shape; nil
// of nothing.
func thumbnail(file []byte) ([]byte, error) {
	if file == nil {
		return nil, nil
	}
	forms, err := picture.Write(context.Background(), file, 3*portraitWidth)
	if err != nil {
		return nil, err
	}
	portrait, _, err := image.Decode(bytes.NewReader(forms[0]))
	if err != nil {
		return nil, err
	}
	from := portrait.Bounds()
	if w, h := from.Dx(), from.Dy(); w*portraitHeight > h*portraitWidth {
		cut := (w - h*portraitWidth/portraitHeight) / 2
		from.Min.X, from.Max.X = from.Min.X+cut, from.Max.X-cut
	} else {
		from.Max.Y = from.Min.Y + w*portraitHeight/portraitWidth
	}
	return scaled(portrait, from, portraitWidth, portraitHeight, 82)
}

// scaled is a part of a picture as a JPEG of that size.
func scaled(whole image.Image, part image.Rectangle, width, height, quality int) ([]byte, error) {
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.CatmullRom.Scale(to, to.Bounds(), whole, part, draw.Src, nil)
	var b bytes.Buffer
	err := jpeg.Encode(&b, to, &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

// mailFunctions are what the mail's template may call, in a theme's colours.
func mailFunctions(colours drawing.Palette) (template.FuncMap, error) {
	look := styles{}
	for element, style := range elementStyles {
		written, err := colours.Written("assets/palette.css", []byte(style))
		if err != nil {
			return nil, err
		}
		look[element] = string(written)
	}
	return template.FuncMap{
		"say": func(s site.Str) template.HTML {
			text := template.HTMLEscapeString(s.Text)
			if s.Lang != "" && s.Text != "" {
				text = `<span lang="` + template.HTMLEscapeString(s.Lang) + `">` + text + `</span>`
			}
			return template.HTML(text)
		},
		"inline": look.inline,
	}, nil
}

// styles are what a story's elements look like in a mail.
type styles map[string]string

// elementStyles are those of the elements, colours by their names.
var elementStyles = styles{
	"p":  "margin:0 0 12px",
	"a":  "color:var(--link)",
	"ul": "margin:0 0 12px;padding:0 0 0 20px",
	"ol": "margin:0 0 12px;padding:0 0 0 20px",

	"table": "border-collapse:collapse;margin:0 0 12px",
	"th":    "text-align:left;padding:3px 12px 3px 0;border-bottom:2px solid var(--lead)",
	"td":    "text-align:left;padding:3px 12px 3px 0;border-bottom:1px solid var(--hair)",

	"blockquote": "margin:0 0 12px;padding:0 0 0 12px;border-left:3px solid var(--gold)",
	"h3":         "margin:16px 0 6px;font:bold 18px/1.3 Georgia,serif;color:var(--head)",
}

// inline writes its style into each element of a story, and puts pictures'
// text alternatives in their place.
func (s styles) inline(story template.HTML) (template.HTML, error) {
	nodes, err := fragment(string(story))
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	for _, n := range nodes {
		s.restyle(n)
		if err := html.Render(&b, n); err != nil {
			return "", err
		}
	}
	return template.HTML(b.String()), nil
}

func (s styles) restyle(n *html.Node) {
	if n.Type == html.ElementNode && n.Data == "img" {
		*n = html.Node{Type: html.TextNode, Data: attribute(n, "alt"), Parent: n.Parent, PrevSibling: n.PrevSibling, NextSibling: n.NextSibling}
		return
	}
	if hasClass(n, "footnote-ref") { // many mail programs follow no address within a mail
		*n = html.Node{Type: html.TextNode, Data: "[" + inlines(n) + "]", Parent: n.Parent, PrevSibling: n.PrevSibling, NextSibling: n.NextSibling}
		return
	}
	if hasClass(n, "scroll") {
		n.Attr = nil // nothing scrolls by itself in a mail
	}
	if style := s[n.Data]; n.Type == html.ElementNode && style != "" {
		if hasClass(n, "right") {
			style = strings.Replace(style, "text-align:left", "text-align:right", 1)
		}
		n.Attr = append(n.Attr, html.Attribute{Key: "style", Val: style})
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if hasClass(c, "footnote-backref") {
			n.RemoveChild(c)
		} else {
			s.restyle(c)
		}
		c = next
	}
}
