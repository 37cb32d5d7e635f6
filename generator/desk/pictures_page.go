package desk

import (
	"image"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"parvis/generator/catalog"
	"parvis/generator/picture"
)

// adder is where a form offers to add a picture.
type adder struct {
	Ask, Send string // the addresses of the page that asks for one, and of the file that is sent
	Into      string
	Label     string
	Shown     string // the address of the one that stands there; "" for none
	Most      int    // how many bytes it may have
}

// adder offers a picture for a place of a file.
func (d *Desk) adder(file, into, stands string) *adder {
	label, shown := "picture-add", d.shownPicture(file, stands)
	switch {
	case shown != "":
		label = "portrait-other"
	case into == asPortrait:
		label = "portrait-add"
	}
	return &adder{Ask: d.Path() + "picture/" + file, Send: d.Path() + "upload/" + file, Into: into,
		Label: pictureWords[label].In(d.config.Words), Shown: shown, Most: picture.MostBytes}
}

// asked is the page that asks for a picture, and for its words.
type asked struct {
	File, Into           string
	At, Most             int
	Portrait             bool
	ID, Address          string // of the picture; "" as long as there is none
	Width, Height        int
	Alt, Caption, Credit string
	Small                string // what is said of a picture that is too small
	Across, Down, Size   string
	Left, Top, W, H      int // of the frame, in points of the picture
}

// choosing asks for a picture.
func choosing(t *taken) *asked {
	return &asked{Into: t.into, At: t.at, Portrait: t.into == asPortrait, Most: picture.MostBytes}
}

// describing asks for the words of a picture, which have been tried already where there is
// a form.
func (d *Desk) describing(t *taken, form url.Values) *asked {
	a := choosing(t)
	a.ID, a.Width, a.Height = t.id, t.width, t.height
	a.Address = (&url.URL{Path: d.Path() + "shown/" + t.file, RawQuery: url.Values{"p": {t.id}}.Encode()}).String()
	a.Alt, a.Caption, a.Credit = form.Get("alt"), form.Get("caption"), form.Get("credit")
	a.Across, a.Down, a.Size = "500", "500", "1000"
	if form.Has("size") {
		a.Across, a.Down, a.Size = form.Get("across"), form.Get("down"), form.Get("size")
	}
	frame := part(t.width, t.height, 500, 500, 1000)
	a.Left, a.Top, a.W, a.H = frame.Min.X, frame.Min.Y, frame.Dx(), frame.Dy()
	small := t.width < smallPortrait
	if a.Portrait {
		info, err := picture.Inspect(t.original)
		whole := part(info.Width, info.Height, 500, 500, 1000)
		small = err == nil && whole.Dx() < smallPortrait
	}
	if small {
		a.Small = catalog.Say("This picture is small (%s points): it will look blurred where it is shown.",
			measure(image.Pt(t.width, t.height))).In(d.config.Words)
	}
	return a
}

func measure(p image.Point) string { return strconv.Itoa(p.X) + " × " + strconv.Itoa(p.Y) }

// showPicture shows the page that asks for a picture, or for the words of one.
func (d *Desk) showPicture(w http.ResponseWriter, r *http.Request, name string) {
	p, err := d.paper(name)
	q := r.URL.Query()
	if err == nil && (!p.takesPicture(q.Get("into")) || !p.readable) {
		err = errNoPaper
	}
	if err != nil {
		d.fail(w, err)
		return
	}
	if t, ok := d.pictures.find(q.Get("p"), name); ok {
		form := url.Values{}
		if t.into == asPortrait {
			form.Set("alt", p.values.At("alt").Text)
		}
		d.showPicturePage(w, http.StatusOK, p, d.describing(t, form), catalog.Message{})
		return
	}
	at, err := strconv.Atoi(q.Get("at"))
	if err != nil {
		at = -1
	}
	d.showPicturePage(w, http.StatusOK, p, choosing(&taken{into: q.Get("into"), at: at}), catalog.Message{})
}

func (d *Desk) showPicturePage(w http.ResponseWriter, status int, p *paper, a *asked, says catalog.Message) {
	a.File = p.name
	if a.Portrait != p.takesPicture(asPortrait) && a.ID == "" { // it is not known any more for what it was
		a.Portrait = !a.Portrait
		a.Into = map[bool]string{true: asPortrait, false: inStory}[a.Portrait]
	}
	title := map[[2]bool]string{{false, false}: "picture-choose", {true, false}: "portrait-choose", {false, true}: "picture-words",
		{true, true}: "portrait-words"}[[2]bool{a.Portrait, a.ID != ""}]
	out := page{Title: pictureWords[title].In(d.config.Words), Home: d.Path(), File: p.name, Kind: d.titleOf(p), Asked: a}
	if !says.IsZero() {
		out.Says = says.In(d.config.Words)
	}
	d.show(w, status, "picture", out)
}

// oneLine is a text as it stands on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// fileName is what a camera or a person calls a file.
var fileName = regexp.MustCompile(`(?i)^\S+\.(jpe?g|png|gif|webp|hei[cf]|avif|tiff?|bmp)$|^(img|dsc|pxl|image|photo|picture)?[-_ ]*\d+$`)

// faultOfAlt says what is wrong with the words for who cannot see a picture.
func faultOfAlt(alt, came string) catalog.Message {
	alt = oneLine(alt)
	bare := strings.TrimSuffix(came, path.Ext(came))
	switch {
	case !strings.ContainsFunc(alt, unicode.IsLetter):
		return catalog.Say("Write what the picture shows: who cannot see it has these words alone.")
	case fileName.MatchString(alt), strings.EqualFold(alt, came), bare != "" && strings.EqualFold(alt, bare) && !strings.Contains(alt, " "):
		return catalog.Say("This is the name of the file. Write what the picture shows: who cannot see it has these words alone.")
	}
	return catalog.Message{}
}

// inMarkdown are signs that would mean something in a story, and are meant as they stand.
var inMarkdown = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `*`, `\*`, `_`, `\_`, "`", "\\`", `<`, `\<`, `~`, `\~`, `&`, `\&`)

// withPicture is a story with a picture in a paragraph of its own, behind the one in which
// somebody was writing; at counts as browsers do. Below it stands in italics what is to be
// said to all, and by whom it is.
func withPicture(story string, at int, name, alt, caption, credit string) string {
	block := "![" + inMarkdown.Replace(alt) + "](" + name + ")"
	if last, _ := utf8.DecodeLastRuneInString(caption); caption != "" && credit != "" && !strings.ContainsRune(".!?…", last) {
		caption += "."
	}
	if below := strings.TrimSpace(caption + " " + credit); below != "" {
		block += "\n\n*" + inMarkdown.Replace(below) + "*"
	}
	story = strings.TrimRight(story, "\n")
	cut := len(story)
	if units := utf16.Encode([]rune(story)); at >= 0 && at < len(units) {
		cut = len(string(utf16.Decode(units[:at])))
		if cut > 0 {
			end := strings.Index(story[cut-1:], "\n\n")
			if end < 0 {
				cut = len(story)
			} else {
				cut += end - 1
			}
		}
	}
	before, after := strings.TrimRight(story[:min(cut, len(story))], "\n"), strings.TrimLeft(story[min(cut, len(story)):], "\n")
	parts := []string{}
	for _, part := range []string{before, block, after} {
		if strings.TrimSpace(part) != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n\n") + "\n"
}
