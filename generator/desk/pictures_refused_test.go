package desk

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parvis/generator/picture/picturetest"
)

// What is no picture, or none that can be published, is refused in words, and nothing of it
// is kept.
func TestPictureRefused(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "en")
	const file = "trips/2026-09-ravenna.md"
	jpg := picturetest.File("JPEG", picturetest.Options{Plain: true})
	wide := "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x02\x00\x00\x00"
	wide = string(binary.BigEndian.AppendUint32([]byte(wide), crc32.ChecksumIEEE([]byte(wide[12:]))))
	for _, c := range []struct{ name, data, says string }{
		{"a.jpg", "", "holds no picture"},
		{"a.svg", `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, "SVG"},
		{"a.jpg", `<!doctype html><script>alert(1)</script>`, "holds no picture"},
		{"a.jpg", string(jpg[:len(jpg)/2]), "is cut off"},
		{"a.heic", string(picturetest.File("HEIC", picturetest.Options{})[:300]), "is cut off"},
		{"a.png", wide, "no side may be longer"},
		{"a.mp4", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x00\x08moov", "This is a film"},
	} {
		w := d.sendFiles(t, file, inStory, "", []string{c.name}, []byte(c.data))
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(said1(w.Body.String()), c.says) {
			t.Errorf("%s: %d %s", c.name, w.Code, said1(w.Body.String()))
		}
		w = d.sendFiles(t, file, inStory, "application/json", []string{c.name}, []byte(c.data))
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), c.says) || !strings.Contains(w.Body.String(), `"id":""`) {
			t.Errorf("%s: %d %s", c.name, w.Code, w.Body)
		}
	}
	for _, c := range []struct {
		names []string
		says  string
	}{{nil, "No picture is chosen"}, {[]string{""}, "No picture is chosen"}, {[]string{"a.jpg", "b.jpg"}, "One picture at a time"}} {
		if w := d.sendFiles(t, file, inStory, "", c.names, jpg, jpg); !strings.Contains(said1(w.Body.String()), c.says) {
			if len(c.names) != 1 { // of one with no name the bytes count
				t.Errorf("%v: %s", c.names, said1(w.Body.String()))
			}
		}
	}
	if len(d.pictures.taken) > 1 || len(d.work.photos) > 0 {
		t.Error("something is kept of what was refused")
	}
	// A program hidden behind a picture, or in its remarks, is not kept.
	evil := append(slices.Clone(picturetest.File("JPEG", picturetest.Options{})), "<script>alert(1)</script><?php PK\x03\x04"...)
	d.placed(t, file, inStory, "CON.jpg", evil, url.Values{"alt": {"A tram"}})
	d.placed(t, file, inStory, `..\..\x/../../etc/passwd.php`, evil, url.Values{"alt": {"A tram"}})
	for name, k := range d.work.photos {
		if bytes.Contains(k.data, []byte("script")) || filepath.Ext(name) != ".jpg" || filepath.Dir(name) != "trips" || strings.Contains(name, "con.") {
			t.Errorf("%s", name)
		}
	}
	if len(d.work.photos) != 2 {
		t.Errorf("%v", d.work.photos)
	}
}

// Nothing is put anywhere without its words, nor where no picture belongs.
func TestPictureWords(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "fr")
	const file = "trips/2026-09-ravenna.md"
	jpg := picturetest.File("JPEG", picturetest.Options{})
	w := d.sendFiles(t, file, inStory, "", []string{"IMG_0001.jpg"}, jpg)
	to, _ := url.Parse(w.Header().Get("Location"))
	id := to.Query().Get("p")
	for _, alt := range []string{"", " \u00a0\n", "…", "IMG_0001", "img_0001.JPG", "photo 3", "depot.jpeg"} {
		w := d.post("put/"+file, url.Values{"p": {id}, "alt": {alt}, "caption": {"Une ligne"}})
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `value="Une ligne"`) || !strings.Contains(w.Body.String(), id) {
			t.Errorf("%q: %d %s", alt, w.Code, said1(w.Body.String()))
		}
	}
	if w := d.post("put/"+file, url.Values{"p": {"0"}, "alt": {"Un tram"}}); w.Code != http.StatusUnprocessableEntity {
		t.Error(w.Code)
	}
	if w := d.post("put/trips/2026-07-liberec/index.md", url.Values{"p": {id}, "alt": {"Un tram"}}); w.Code != http.StatusUnprocessableEntity {
		t.Error("a picture goes where it was not meant to", w.Code)
	}
	for _, c := range [][2]string{{file, asPortrait}, {file, "f.title"}, {"people/karim-haddad/index.md", inStory}, {"site.yaml", inStory}} {
		if w := d.sendFiles(t, c[0], c[1], "", []string{"a.jpg"}, jpg); w.Code != http.StatusNotFound {
			t.Errorf("%v: %d", c, w.Code)
		}
	}
	if len(d.work.photos) > 0 {
		t.Error("something is kept")
	}
	// Nothing is shown but pictures of the folder.
	for _, rest := range []string{"site.yaml", file, "../secret.jpg", "trips/none.jpg", ""} {
		if w := d.shown(rest); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", rest, w.Code)
		}
	}
}
