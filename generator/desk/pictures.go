package desk

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"image"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/picture"
	"parvis/generator/source"
)

// This file takes pictures: into a story, and as somebody's portrait. One comes by a file
// that is chosen, dropped or pasted (upload), is shown upright, and is asked what it shows
// (showPicture); then the file names it that is being written (putPicture), and it is kept
// until that is saved (photos.go).

// The places that take a picture.
const (
	inStory    = "body"
	asPortrait = "f.portrait"
)

// portraitWidth is how wide a portrait is kept at the most, and smallPortrait how wide the
// site shows one, in points. It is as high as 5 to 4.
const (
	portraitWidth = 960
	smallPortrait = 480
)

// taken is a picture that came and is not in its place yet.
type taken struct {
	id, file, into string
	at             int // where in the story, as the browser counts; -1 for its end
	came           string
	original       []byte // of a portrait, of which a part will be cut
	data           []byte // as it will be kept, upright
	ext            string
	width, height  int // of data
}

// mostTaken is how many pictures may wait for their words.
const mostTaken = 4

// darkroom is where pictures are read, one at a time.
type darkroom struct {
	one sync.Mutex

	mu    sync.Mutex
	taken []*taken // the oldest first
}

func (r *darkroom) put(t *taken) {
	var b [8]byte
	_, _ = rand.Read(b[:]) // it never fails
	t.id = hex.EncodeToString(b[:])
	r.mu.Lock()
	defer r.mu.Unlock()
	r.taken = append(r.taken, t)
	r.taken = r.taken[max(0, len(r.taken)-mostTaken):]
}

func (r *darkroom) find(id, file string) (*taken, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := slices.IndexFunc(r.taken, func(t *taken) bool { return t.id == id && t.file == file })
	if i < 0 {
		return nil, false
	}
	return r.taken[i], true
}

func (r *darkroom) forget(t *taken) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.taken = slices.DeleteFunc(r.taken, func(one *taken) bool { return one == t })
}

// takesPicture tells whether a file takes a picture there.
func (p *paper) takesPicture(into string) bool {
	switch into {
	case inStory:
		return p.kind != fields.Site && p.kind != fields.People && p.kind != fields.Partners
	case asPortrait:
		return p.kind == fields.People && p.language == ""
	}
	return false
}

// servePicture answers what is asked about pictures; false where something else is.
func (d *Desk) servePicture(w http.ResponseWriter, r *http.Request, action, name string) bool {
	switch r.Method + " " + action {
	case "GET picture":
		d.showPicture(w, r, name)
	case "GET shown":
		d.sendPicture(w, r, name)
	case "POST picture":
		d.askPicture(w, r, name)
	case "POST upload":
		d.upload(w, r, name)
	case "POST put":
		d.putPicture(w, r, name)
	default:
		return false
	}
	return true
}

// pictureAddress is where a picture for a file is asked for.
func (d *Desk) pictureAddress(file, into string, at int, id string) string {
	q := url.Values{"into": {into}, "at": {strconv.Itoa(at)}}
	if id != "" {
		q.Set("p", id)
	}
	return (&url.URL{Path: d.Path() + "picture/" + file, RawQuery: q.Encode()}).String()
}

// askPicture takes what was typed, and goes on to where a picture is asked for.
func (d *Desk) askPicture(w http.ResponseWriter, r *http.Request, name string) {
	if _, _, err := d.take(r, name); err != nil {
		d.fail(w, err)
		return
	}
	at, err := strconv.Atoi(r.PostForm.Get("at"))
	if err != nil {
		at = -1
	}
	http.Redirect(w, r, d.pictureAddress(name, r.PostForm.Get("into"), at, r.PostForm.Get("p")), http.StatusSeeOther)
}

// readingPicture is how long it may take to send a picture and to read it.
const readingPicture = 5 * time.Minute

// upload takes a picture's file: from a form, or from the script, which wants to know in
// few words what came of it.
func (d *Desk) upload(w http.ResponseWriter, r *http.Request, name string) {
	p, err := d.paper(name)
	if err != nil {
		d.fail(w, err)
		return
	}
	end := time.Now().Add(readingPicture)
	control := http.NewResponseController(w)
	_, _ = control.SetReadDeadline(end), control.SetWriteDeadline(end) // a test's answers have none
	d.pictures.one.Lock()
	defer d.pictures.one.Unlock()
	t, refused, err := d.received(r, p)
	inScript := r.Header.Get("Accept") == "application/json"
	switch {
	case err != nil:
		d.fail(w, err)
	case inScript:
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]string{"id": t.id, "refused": refused.In(d.config.Words)})
	case refused.IsZero():
		http.Redirect(w, r, d.pictureAddress(name, t.into, t.at, t.id), http.StatusSeeOther)
	default:
		d.showPicturePage(w, http.StatusUnprocessableEntity, p, choosing(t), refused)
	}
}

// received reads a form that has a picture's file in it. Where the file is refused, it is
// said why.
func (d *Desk) received(r *http.Request, p *paper) (*taken, catalog.Message, error) {
	t := &taken{file: p.name, into: inStory, at: -1}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, catalog.Message{}, errNoPaper
	}
	var data []byte
	files := 0
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		var value []byte
		if err == nil {
			value, err = io.ReadAll(io.LimitReader(part, picture.MostBytes+1))
		}
		switch large := (*http.MaxBytesError)(nil); {
		case errors.As(err, &large) || len(value) > picture.MostBytes:
			return t, d.refusal(picture.TooManyBytes()), nil
		case err != nil:
			return nil, catalog.Message{}, err
		case part.FormName() == "into":
			t.into = string(value)
		case part.FormName() == "at":
			if t.at, err = strconv.Atoi(string(value)); err != nil {
				t.at = -1
			}
		case part.FormName() == "file":
			if files++; len(value) > 0 || part.FileName() != "" {
				data, t.came = value, part.FileName()
			}
		}
	}
	switch {
	case !p.takesPicture(t.into):
		return nil, catalog.Message{}, errNoPaper
	case files > 1:
		return t, catalog.Say("One picture at a time: take the first, then come back for the next."), nil
	case t.came == "" && len(data) == 0:
		return t, catalog.Say("No picture is chosen yet."), nil
	case d.work.full():
		return t, catalog.Say("Many pictures wait to be saved. Save what you have written first, then take the next."), nil
	}
	refused, err := d.develop(r.Context(), t, data)
	return t, refused, err
}

// develop reads a picture, and makes of it what will be kept.
func (d *Desk) develop(ctx context.Context, t *taken, data []byte) (catalog.Message, error) {
	switch {
	case picture.IsFilm(data):
		return catalog.Say("This is a film. Films lie beside the entry, and have a field of their own."), nil
	case bytes.Contains(bytes.ToLower(data[:min(len(data), 4096)]), []byte("<svg")):
		return catalog.Say("This is a drawing in SVG, which can hold programs. Save it as a PNG, and take that."), nil
	}
	kept, kind, err := picture.Keep(ctx, data)
	var refused *picture.Refusal
	if errors.As(err, &refused) {
		return d.refusal(refused), nil
	}
	if err != nil {
		return catalog.Message{}, err
	}
	info, err := picture.Inspect(kept)
	if err != nil {
		return catalog.Message{}, err
	}
	t.data, t.width, t.height = kept, info.Width, info.Height
	t.ext = map[picture.Kind]string{picture.JPEG: ".jpg", picture.PNG: ".png", picture.GIF: ".gif"}[kind]
	if t.into == asPortrait {
		t.original, t.ext = data, ".jpg"
	}
	d.pictures.put(t)
	return catalog.Message{}, nil
}

// refusal says why a file is no picture that can be taken, and what to do.
func (d *Desk) refusal(x *picture.Refusal) catalog.Message {
	fix := x.Fix
	switch {
	case !fix.IsZero():
	case errors.Is(x, picture.ErrDamaged):
		fix = catalog.Say("take it from the camera or the telephone once more")
	case errors.Is(x, picture.ErrNone):
		return catalog.Say("This file holds no picture. Take a photograph: JPEG, HEIC, PNG, WebP or AVIF.")
	default:
		fix = catalog.Say("save it as a JPEG")
	}
	return catalog.Say("This picture %s. What helps: %s.", x.Says, fix)
}

// part is the part of a picture that a frame shows, of 4 to 5. across and down say where
// it stands in the room that it leaves, and size how large it is, in thousandths.
func part(width, height, across, down, size int) image.Rectangle {
	w := min(width, height*4/5)
	w = max(1, w*min(max(size, 200), 1000)/1000)
	h := max(1, min(height, w*5/4))
	at := func(room, n int) int { return room * min(max(n, 0), 1000) / 1000 }
	corner := image.Pt(at(width-w, across), at(height-h, down))
	return image.Rectangle{corner, corner.Add(image.Pt(w, h))}
}

// putPicture puts a picture where it was meant to go.
func (d *Desk) putPicture(w http.ResponseWriter, r *http.Request, name string) {
	err := r.ParseForm()
	p, errPaper := d.paper(name)
	if err = errors.Join(err, errPaper); err != nil {
		d.fail(w, err)
		return
	}
	form := r.PostForm
	t, ok := d.pictures.find(form.Get("p"), name)
	if !ok || !p.readable {
		d.showPicturePage(w, http.StatusUnprocessableEntity, p, choosing(&taken{into: inStory, at: -1}),
			catalog.Say("This picture is not here any more. Take it once more."))
		return
	}
	if says := faultOfAlt(form.Get("alt"), t.came); !says.IsZero() {
		d.showPicturePage(w, http.StatusUnprocessableEntity, p, d.describing(t, form), says)
		return
	}
	if t.into == asPortrait {
		d.pictures.one.Lock()
		err = t.crop(r.Context(), form)
		d.pictures.one.Unlock()
	}
	if err == nil {
		err = d.put(p, t, form)
	}
	if err != nil {
		d.fail(w, err)
		return
	}
	d.pictures.forget(t)
	http.Redirect(w, r, (&url.URL{Path: d.Path() + "edit/" + name, Fragment: addedAt(t.into)}).String(), http.StatusSeeOther)
}

// crop cuts out of the original what the frame shows.
func (t *taken) crop(ctx context.Context, form url.Values) error {
	number := func(name string, otherwise int) int {
		if n, err := strconv.Atoi(form.Get(name)); err == nil {
			return n
		}
		return otherwise
	}
	info, err := picture.Inspect(t.original)
	if err != nil {
		return err
	}
	frame := part(info.Width, info.Height, number("across", 500), number("down", 500), number("size", 1000))
	t.data, err = picture.Cut(ctx, t.original, frame, portraitWidth)
	return err
}

// put names a picture in the file that is being written, and keeps it beside that.
func (d *Desk) put(p *paper, t *taken, form url.Values) error {
	c, err := d.city()
	if err != nil {
		return err
	}
	stem := stemOf(p.name, t.came, "photo")
	if t.into == asPortrait {
		stem = stemOf(p.name, "", "portrait")
	}
	name, err := d.work.keep(p.name, stem, t.ext, t.data)
	if err != nil {
		return err
	}
	alt := oneLine(form.Get("alt"))
	typed := url.Values{asPortrait: {name}, "f.alt": {alt}}
	if t.into == inStory {
		body := strings.TrimLeft(plainEnds([]byte(p.body.Text())), "\n")
		typed = url.Values{"body": {withPicture(body, t.at, name, alt, oneLine(form.Get("caption")), oneLine(form.Get("credit")))}}
	}
	text, err := p.written(d.former(c, p.kind), typed)
	if err != nil {
		return err
	}
	d.work.set(p.name, draft{p.draft.base, text})
	d.tell(p.name)
	d.reckon()
	return nil
}

// retirePortrait takes the portrait away in whose place another one was saved.
func (d *Desk) retirePortrait(p *paper) error {
	was := *p
	was.read(p.draft.base)
	old := was.values.At("portrait").Text
	if !p.takesPicture(asPortrait) || !was.readable || old == p.values.At("portrait").Text || path.Base(old) != old || !picture.Named(old) {
		return nil
	}
	return d.work.retire(path.Join(path.Dir(p.name), old))
}

// reckon tells of the pictures that have come over the folder, or gone from it.
func (d *Desk) reckon() {
	for _, name := range d.work.reckon() {
		d.forget()
		d.tell(name)
	}
}

// sendPicture sends a picture that waits for its words, or one that lies in the folder, no
// larger than a form shows it.
func (d *Desk) sendPicture(w http.ResponseWriter, r *http.Request, name string) {
	data := []byte(nil)
	if id := r.URL.Query().Get("p"); id != "" {
		t, ok := d.pictures.find(id, name)
		if !ok {
			http.NotFound(w, r)
			return
		}
		data = t.data
	} else {
		whole, err := source.ReadText(d.Content(), name, picture.MostBytes)
		if err != nil || picture.KindOf(whole) == "" {
			http.NotFound(w, r)
			return
		}
		forms, err := picture.Write(r.Context(), whole, smallPortrait)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		data = forms[0]
	}
	kinds := map[picture.Kind]string{picture.JPEG: ".jpg", picture.PNG: ".png", picture.GIF: ".gif"}
	w.Header().Set("Content-Type", mime.TypeByExtension(kinds[picture.KindOf(data)]))
	_, _ = w.Write(data)
}

// shownPicture is the address of a picture beside a file, "" for none.
func (d *Desk) shownPicture(file, name string) string {
	if name == "" || !picture.Named(name) {
		return ""
	}
	return (&url.URL{Path: d.Path() + "shown/" + path.Join(path.Dir(file), name)}).String()
}

// addedAt is where somebody goes on who has added a picture: in the story, or at the portrait.
func addedAt(into string) string {
	if into == asPortrait {
		return asPortrait + ".add"
	}
	return into
}
