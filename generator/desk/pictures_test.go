package desk

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/generator/picture"
	"parvis/generator/picture/picturetest"
)

// sendFiles sends pictures as a form does.
func (d *Desk) sendFiles(t testing.TB, file, into, accept string, names []string, data ...[]byte) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	_ = m.WriteField("into", into)
	_ = m.WriteField("at", "-1")
	for i, name := range names {
		w, err := m.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(data[i])
	}
	_ = m.Close()
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, d.Path()+"upload/"+file, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Accept", accept)
	d.ServeHTTP(w, r)
	return w
}

// placed sends a picture and puts it where it was meant to go, and returns where that led.
func (d *Desk) placed(t testing.TB, file, into, name string, data []byte, words url.Values) string {
	t.Helper()
	w := d.sendFiles(t, file, into, "", []string{name}, data)
	to, err := url.Parse(w.Header().Get("Location"))
	if w.Code != http.StatusSeeOther || err != nil || to.Query().Get("p") == "" {
		t.Fatalf("%s: %d %v\n%s", name, w.Code, err, said1(w.Body.String()))
	}
	page := d.get(t, strings.TrimPrefix(to.String(), d.Path()))
	if !strings.Contains(page, `name="p" value="`+to.Query().Get("p")+`"`) {
		t.Fatalf("%s is not asked what it shows:\n%s", name, page)
	}
	words.Set("p", to.Query().Get("p"))
	w = d.post("put/"+file, words)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("%s: %d\n%s", name, w.Code, said1(w.Body.String()))
	}
	return w.Header().Get("Location")
}

// said1 is what a page says above all.
func said1(page string) string {
	if m := regexp.MustCompile(`(?s)role="alert">(.*?)</p>`).FindStringSubmatch(page); m != nil {
		return m[1]
	}
	return page
}

// saved saves a file as its form stands.
func (d *Desk) saved(t testing.TB, file string) {
	t.Helper()
	if w := d.post("save/"+file, sentBy(t, d.form(t, file))); w.Code != http.StatusSeeOther {
		t.Fatalf("%s: %d\n%s\n%s", file, w.Code, said1(w.Body.String()), openIn(w.Body.String()))
	}
}

// beside are the names of the files in a folder.
func beside(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// sideways is a photograph that its camera took lying on its side, much larger than the site
// shows it, with the place in it.
func sideways(w, h int) []byte {
	return picturetest.EncodeJPEG(picturetest.Quarters(w, h), picturetest.Options{Turn: 6})
}

// corner names the colour of a picture's upper left and right.
func corners(t testing.TB, data []byte) (left, right color.Color, size image.Point) {
	t.Helper()
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	b := img.Bounds()
	return img.At(b.Min.X+b.Dx()/8, b.Min.Y+b.Dy()/8), img.At(b.Max.X-b.Dx()/8, b.Min.Y+b.Dy()/8), b.Size()
}

func isBlue(c color.Color) bool { r, _, b, _ := c.RGBA(); return b > 0x9000 && r < 0x6000 }
func isRed(c color.Color) bool  { r, _, b, _ := c.RGBA(); return r > 0x9000 && b < 0x6000 }

// A picture goes into the story: it is seen before anything is written, is written with the
// entry, upright, small, and without what the camera noted.
func TestPictureInStory(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "en")
	const file = "trips/2026-09-ravenna.md"
	folder := filepath.Join(dir, "trips")
	was, before := beside(t, folder), sentBy(t, d.form(t, file)).Get("body")
	to := d.placed(t, file, inStory, "Dépôt à l'aube 🚋.HEIC", sideways(2400, 1800),
		url.Values{"alt": {"A tram [line A] in the *depot*"}, "caption": {"At four in the morning"}, "credit": {"Photo: Claire"}})
	if !strings.HasSuffix(to, "edit/"+file+"#body") {
		t.Error(to)
	}
	const name = "2026-09-ravenna-depot-a-laube.jpg"
	form := sentBy(t, d.form(t, file))
	want := `![A tram \[line A\] in the \*depot\*](` + name + ")\n\n*At four in the morning. Photo: Claire*"
	if body := strings.ReplaceAll(form.Get("body"), "\r\n", "\n"); !strings.Contains(body, want) || len(body) < len(before) {
		t.Fatalf("the story does not show it:\n%s", body)
	}
	if is := beside(t, folder); !slices.Equal(is, was) {
		t.Errorf("it is written before it is saved: %v", is)
	}
	data, err := fs.ReadFile(d.Content(), "trips/"+name)
	if err != nil {
		t.Fatalf("it does not lie over the folder: %v", err)
	}
	for _, p := range d.got(t, file) {
		if p.Severity == "error" || strings.Contains(p.Message, name) {
			t.Errorf("%+v", p)
		}
	}
	if w := d.shown("trips/" + name); w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/jpeg" {
		t.Error(w.Code, w.Header())
	}

	// Thrown away, nothing of it is left.
	if w := d.post("drop/"+file, nil); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code)
	}
	if _, err := fs.ReadFile(d.Content(), "trips/"+name); err == nil || !slices.Equal(beside(t, folder), was) {
		t.Error("something is left of what was thrown away")
	}

	d.placed(t, file, inStory, "Dépôt à l'aube 🚋.HEIC", sideways(2400, 1800), url.Values{"alt": {"A tram"}})
	d.saved(t, file)
	is, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil || !bytes.Equal(is, data) || len(d.work.photos) > 0 {
		t.Fatalf("it is not as it was seen: %v", err)
	}
	left, right, size := corners(t, is)
	if !isBlue(left) || !isRed(right) || size != image.Pt(1600, 2133) {
		t.Errorf("it does not stand upright: %v %v %v", left, right, size)
	}
	for _, trace := range picturetest.Traces() {
		if bytes.Contains(is, trace) {
			t.Errorf("%q is left in it", trace)
		}
	}
	text, _ := os.ReadFile(filepath.Join(dir, file))
	if !bytes.Contains(text, []byte("\n\n![A tram]("+name+")\n")) {
		t.Errorf("%s", text)
	}
}

// A picture that is not saved outlasts the program, with the story that names it; one that
// was thrown away does not.
func TestPictureOutlasts(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "en")
	const file = "trips/2026-09-ravenna.md"
	d.placed(t, file, inStory, "gone.jpg", sideways(80, 60), url.Values{"alt": {"A tram that goes"}})
	if w := d.post("drop/"+file, nil); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code)
	}
	d.placed(t, file, inStory, "tram.jpg", sideways(90, 60), url.Values{"alt": {"A tram"}})
	d.work.end()
	d = stand(t, dir, "en")
	if _, err := fs.ReadFile(d.Content(), "trips/2026-09-ravenna-tram.jpg"); err != nil || len(d.work.photos) != 1 {
		t.Fatalf("%v, %v", err, d.work.photos)
	}
	d.saved(t, file)
	if _, err := os.Stat(filepath.Join(dir, "trips/2026-09-ravenna-tram.jpg")); err != nil {
		t.Error(err)
	}
	d.work.end()
	if d = stand(t, dir, "en"); len(d.work.photos) > 0 || len(d.work.waiting()) > 0 {
		t.Error("a picture that is saved waits still")
	}
}

// got are the problems of a file as it is being written.
func (d *Desk) got(t testing.TB, file string) []problem {
	t.Helper()
	p, err := d.paper(file)
	if err != nil {
		t.Fatal(err)
	}
	c, err := d.city()
	if err != nil {
		t.Fatal(err)
	}
	out, _, err := d.problems(c, p)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (d *Desk) shown(rest string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, d.Path(), nil)
	r.URL.Path = d.Path() + "shown/" + rest
	d.ServeHTTP(w, r)
	return w
}

// What is taken out of the story again is not written, and two pictures of one name get
// two.
func TestPictureTakenOut(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "fr")
	const file = "outcomes/2025-12-night-bus/index.md" // which has a bus.jpg
	for range 3 {
		d.placed(t, file, inStory, "Bus.JPG", picturetest.File("JPEG", picturetest.Options{}), url.Values{"alt": {"Un bus, la nuit"}})
	}
	form := sentBy(t, d.form(t, file))
	body := form.Get("body")
	for _, name := range []string{"bus-2.jpg", "bus-3.jpg", "bus-4.jpg"} {
		if !strings.Contains(body, "![Un bus, la nuit]("+name+")") {
			t.Fatalf("%s is not there:\n%s", name, body)
		}
	}
	form.Set("body", strings.ReplaceAll(body, "![Un bus, la nuit](bus-3.jpg)", ""))
	if w := d.post("try/"+file, form); w.Code != http.StatusOK {
		t.Fatal(w.Code)
	}
	if _, err := fs.Stat(d.Content(), "outcomes/2025-12-night-bus/bus-3.jpg"); err == nil {
		t.Error("a picture lies over the folder that nothing names")
	}
	d.saved(t, file)
	if is := beside(t, filepath.Join(dir, "outcomes/2025-12-night-bus")); !slices.Contains(is, "bus-2.jpg") || slices.Contains(is, "bus-3.jpg") ||
		!slices.Contains(is, "bus-4.jpg") {
		t.Error(is)
	}
}

// A portrait is cut as the frame stands, upright, and named with its words.
func TestPortrait(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "es")
	const file = "people/karim-haddad/index.md"
	for _, c := range []struct {
		kind  string
		frame url.Values
		blue  bool // on the left; else red
	}{
		{"HEIC", url.Values{}, true},
		{"HEIC", url.Values{"across": {"1000"}, "down": {"0"}, "size": {"300"}}, false},
		{"JPEG", url.Values{"across": {"0"}, "down": {"0"}, "size": {"300"}}, true},
		{"AVIF", url.Values{"across": {"nonsense"}, "down": {"-9"}, "size": {"99999"}}, true},
	} {
		c.frame.Set("alt", "Karim Haddad en la sala")
		data := picturetest.File(c.kind, picturetest.Options{Turn: 6, Boxes: c.kind != "JPEG"})
		if to := d.placed(t, file, asPortrait, "IMG_4021."+c.kind, data, c.frame); !strings.HasSuffix(to, "#f.portrait.add") {
			t.Error(to)
		}
		form := sentBy(t, d.form(t, file))
		name := form.Get("f.portrait")
		if !strings.HasPrefix(name, "portrait") || name == "portrait.jpg" || form.Get("f.alt") != "Karim Haddad en la sala" {
			t.Fatalf("%q, %q", name, form.Get("f.alt"))
		}
		cut, err := fs.ReadFile(d.Content(), "people/karim-haddad/"+name)
		if err != nil {
			t.Fatal(err)
		}
		left, _, size := corners(t, cut)
		if size.Y != size.X*5/4 || isBlue(left) != c.blue || isRed(left) == c.blue {
			t.Errorf("%v: %v, %v", c, left, size)
		}
	}
	folder := filepath.Join(dir, "people/karim-haddad")
	old, err := os.ReadFile(filepath.Join(folder, "portrait.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	d.saved(t, file)
	pictures := func() []string {
		return slices.DeleteFunc(beside(t, folder), func(name string) bool { return filepath.Ext(name) == ".md" })
	}
	if is := pictures(); !slices.Equal(is, []string{"portrait-5.jpg"}) {
		t.Errorf("not one portrait is there, in the place of the one before: %v", is)
	}
	// It is offered before anything is there, and among the fields that are seen at once.
	if err := os.WriteFile(filepath.Join(dir, "people/ana.md"), []byte("---\nname: Ana\nrole: Clerk\n---\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if seen, _, _ := strings.Cut(d.form(t, "people/ana.md"), `class="more"`); !strings.Contains(seen, `name="into" value="f.portrait"`) {
		t.Error("who makes a person does not find where the portrait goes")
	}
	// What the file said before is put back together with its portrait.
	if w := d.post("restore/"+file, url.Values{"at": {d.work.versions(file)[0].ID}}); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code)
	}
	d.saved(t, file)
	is, err := os.ReadFile(filepath.Join(folder, "portrait.jpg"))
	if err != nil || !bytes.Equal(is, old) || len(pictures()) != 1 {
		t.Errorf("the portrait is not put back: %v, %v", pictures(), err)
	}
}

// Large and transparent pictures, and those of one point, come out as they may be.
func TestPictureSizes(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "en")
	const file = "trips/2026-09-ravenna.md"
	encoded := func(img image.Image) []byte {
		var b bytes.Buffer
		_ = png.Encode(&b, img)
		return b.Bytes()
	}
	clear := picturetest.Quarters(3000, 500)
	clear.SetNRGBA(0, 0, color.NRGBA{})
	var huge bytes.Buffer
	_ = jpeg.Encode(&huge, image.NewGray(image.Rect(0, 0, 8000, 6000)), nil)
	for _, c := range []struct {
		name string
		data []byte
		kind picture.Kind
		wide int
	}{
		{"sign.png", encoded(clear), picture.PNG, 1600},
		{"huge.jpg", huge.Bytes(), picture.JPEG, 1600},
		{"point.png", encoded(image.NewGray(image.Rect(0, 0, 1, 1))), picture.PNG, 1},
	} {
		d.placed(t, file, inStory, c.name, c.data, url.Values{"alt": {"A thing"}})
		kept := d.work.photos["trips/2026-09-ravenna-"+c.name]
		if kept == nil {
			t.Errorf("%s is not kept", c.name)
			continue
		}
		if info, err := picture.Inspect(kept.data); err != nil || info.Kind != c.kind || info.Width != c.wide {
			t.Errorf("%s: %+v, %v", c.name, info, err)
		}
	}
}

// A picture stands in a paragraph of its own, behind the one in which somebody was writing.
func TestWithPicture(t *testing.T) {
	for _, c := range []struct {
		story string
		at    int
		want  string
	}{
		{"", -1, "P\n"},
		{"one\n", -1, "one\n\nP\n"},
		{"one\n\ntwo\n", 0, "P\n\none\n\ntwo\n"},
		{"one\n\ntwo\n", 2, "one\n\nP\n\ntwo\n"},
		{"one\n\ntwo\n", 3, "one\n\nP\n\ntwo\n"},
		{"one\n\n\ntwo\n", 4, "one\n\nP\n\ntwo\n"},
		{"one\nmore\n\ntwo\n", 1, "one\nmore\n\nP\n\ntwo\n"},
		{"é🚋 one\n\ntwo", 5, "é🚋 one\n\nP\n\ntwo\n"},
		{"one\n\ntwo\n", 8, "one\n\ntwo\n\nP\n"},
		{"one\n\ntwo\n", 900, "one\n\ntwo\n\nP\n"},
	} {
		got := withPicture(c.story, c.at, "a.jpg", "x", "", "")
		if want := strings.Replace(c.want, "P", "![x](a.jpg)", 1); got != want {
			t.Errorf("%q at %d: %q, and not %q", c.story, c.at, got, want)
		}
	}
}

// The frame never leaves the picture, and is four by five as far as that has room.
func TestFrame(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {1, 900}, {900, 1}, {400, 500}, {3000, 4000}, {4000, 3000}} {
		for _, at := range [][3]int{{0, 0, 0}, {500, 500, 1000}, {1000, 1000, 1000}, {-5, 2000, 1}, {1000, 1000, 200}} {
			r := part(size.X, size.Y, at[0], at[1], at[2])
			if r.Empty() || !r.In(image.Rectangle{Max: size}) {
				t.Errorf("%v %v: %v", size, at, r)
			}
			if want := r.Dx() * 5 / 4; size.X > 300 && size.Y > 300 && r.Dy() != want {
				t.Errorf("%v %v: %v", size, at, r)
			}
		}
	}
	if r := fmt.Sprint(part(4000, 3000, 500, 500, 1000)); r != "(800,0)-(3200,3000)" {
		t.Error(r)
	}
}
