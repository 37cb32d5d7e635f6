package content

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parvis/generator/picture"
	"parvis/generator/picture/picturetest"
)

// photograph is a small JPEG file; located says where it was taken.
func photograph(located bool) string {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 10)), nil); err != nil {
		panic(err)
	}
	if !located {
		return b.String()
	}
	// A block of Exif with one entry that leads to GPS, and there one latitude.
	exif := "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08" +
		"\x00\x01\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00" +
		"\x00\x02\x00\x01\x00\x02\x00\x00\x00\x02N\x00\x00\x00\x00\x02\x00\x05\x00\x00\x00\x03\x00\x00\x00\x38\x00\x00\x00\x00" +
		"\x00\x00\x00\x2c\x00\x00\x00\x01\x00\x00\x00\x19\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x01"
	return "\xff\xd8\xff\xe1\x00" + string(rune(len(exif)+2)) + exif + b.String()[2:]
}

// TestPictures says where each photograph is named.
func TestPictures(t *testing.T) {
	own := baseCity()
	text := own[trip]
	delete(own, trip)
	own = own.file("trips/2026-09-ravenna/index.md", text+"\n![The depot](depot.jpg)\n")
	broken := picturetest.File("TIFF", picturetest.Options{Plain: true})
	copy(broken[bytes.Index(broken, []byte{1, 3, 0, 4}):], []byte{1, 3, 0, 4, 0, 0, 0, 1, 0, 0, 0, 5}) // says that it is compressed (LZW)
	// within turns each byte of the coded picture round; all boxes of the file stay.
	within := func(kind string) string {
		data := picturetest.File(kind, picturetest.Options{Plain: true})
		at := bytes.Index(data, []byte("mdat")) + 4
		for i := range data[at : at+100] {
			data[at+i] ^= 0xff
		}
		return string(data)
	}
	cases := []struct {
		name, file, data, want string
	}{
		{"in order", "depot.jpg", photograph(false), ""},
		{
			"located",
			"depot.jpg",
			photograph(true),
			"trips/2026-09-ravenna/index.md:18:1: warning: the picture \"depot.jpg\" says where it was taken [picture-located]",
		},
		{
			"another one located",
			"other.jpeg",
			photograph(true),
			"trips/2026-09-ravenna/index.md:19:1: warning: the picture \"other.jpeg\" says where it was taken [picture-located]",
		},
		{"no picture", "depot.jpg", "PNG", "index.md:18:1: error: the picture \"depot.jpg\" holds no picture [picture-damaged]"},
		{"nothing", "depot.jpg", "", "index.md:18:1: error: the picture \"depot.jpg\" is empty [picture-damaged]"},
		{"a page", "depot.jpg", "<!DOCTYPE html><title>Sign in</title>", "error: the picture \"depot.jpg\" holds a web page, and no picture [picture-damaged]"},
		{
			"a damaged picture",
			"depot.jpg",
			photograph(false)[:30],
			"index.md:18:1: error: the picture \"depot.jpg\" is cut off before the picture begins [picture-damaged]",
		},
		{"one that ends too early", "depot.jpg", photograph(false)[:len(photograph(false))-9], "index.md:18:1: error: the picture \"depot.jpg\" is cut off"},
		{"one with something behind it", "depot.jpg", photograph(false) + strings.Repeat("more", 9999), ""},
		{"one that is damaged within", "other.tif", string(broken), "index.md:19:1: error: the picture \"other.tif\" is damaged within"},
		{"a HEIC in order", "other.heic", string(picturetest.File("HEIC", picturetest.Options{Plain: true})), ""},
		{"a HEIC that is damaged within", "other.heic", within("HEIC"), "index.md:19:1: error: the picture \"other.heic\" is damaged within [picture-damaged]"},
		{"an AVIF in order", "other.avif", string(picturetest.File("AVIF", picturetest.Options{Plain: true})), ""},
		{
			"an AVIF that is damaged within",
			"other.avif",
			within("AVIF"),
			"index.md:19:1: error: the picture \"other.avif\" is damaged within [picture-damaged]",
		},
		{
			"a form that cannot be cleaned",
			"other.psd",
			"8BPS\x00\x01",
			"index.md:19:1: error: the picture \"other.psd\" is a Photoshop file, which no browser shows everywhere [picture-format]",
		},
		{
			"a picture by its content",
			"other.pdf",
			photograph(true),
			"index.md:19:1: warning: the picture \"other.pdf\" says where it was taken [picture-located]",
		},
		{
			"too many points",
			"other.png",
			string(picturetest.Bomb(12_000, 11_000)),
			"index.md:19:1: error: the picture \"other.png\" has 132,000,000 points; 120,000,000 are the most [picture-large]",
		},
		{
			"too much memory",
			"other.png",
			string(picturetest.Bomb(11_900, 10_000)),
			"index.md:19:1: error: the picture \"other.png\" takes 952 million bytes once it is read; 536 are the most [picture-large]",
		},
		{
			"one name for two",
			"depot.webp",
			string(picturetest.File("WebP", picturetest.Options{Plain: true})),
			"index.md:19:1: error: the files \"depot.jpg\" and \"depot.webp\" would both be published as \"depot.jpg\" [picture-name]",
		},
		{"a drawing", "plan.svg", "<svg/>", ""},
		{"a film", "other.mp4", string(picturetest.Film(true)), ""},
		{
			"a film that is located",
			"other.mp4",
			string(picturetest.Film(false)),
			"index.md:19:1: warning: the film \"other.mp4\" says where it was taken [picture-located]",
		},
		{
			"a film that is cut off",
			"other.mp4",
			string(picturetest.Film(false)[:60]),
			"index.md:19:1: error: the film \"other.mp4\" is a film that is cut off, or made in an unknown way [picture-damaged]",
		},
	}
	for _, c := range cases {
		city := own.file("trips/2026-09-ravenna/depot.jpg", photograph(false)).file("trips/2026-09-ravenna/"+c.file, c.data)
		if c.file != "depot.jpg" {
			city["trips/2026-09-ravenna/index.md"] += "![Another](" + c.file + ")\n"
		}
		set, ds := city.check(t, Options{})
		if got := show(ds); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", c.name, got)
		}
		if c.want == "" {
			e := set.Entry("trips/2026-09-ravenna")
			if info, ok := set.Picture(&e.Head, "depot.jpg"); !ok || info.Width != 8 || info.Height != 10 {
				t.Errorf("%s: %+v", c.name, info)
			}
		}
	}
}

// TestPicturesAgain looks at a picture once, as long as its file is the same,
// and in a preview reads no more of it than it says.
func TestPicturesAgain(t *testing.T) {
	dir := t.TempDir()
	broken := picturetest.File("PNG", picturetest.Options{Plain: true})
	at := bytes.Index(broken, []byte("IDAT"))
	copy(broken[at+10:], make([]byte, 12)) // within what is compressed
	n := int(binary.BigEndian.Uint32(broken[at-4:]))
	binary.BigEndian.PutUint32(broken[at+4+n:], crc32.ChecksumIEEE(broken[at:at+4+n]))
	name := filepath.Join(dir, "a.png")
	day := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	write := func(data []byte, changed time.Time) {
		if err := errors.Join(os.WriteFile(name, data, 0o644), os.Chtimes(name, changed, changed)); err != nil {
			t.Fatal(err)
		}
	}
	f := &Folder{FS: os.DirFS(dir), looks: &looks{by: map[string]remembered{}}}
	whole := func(how thorough) bool {
		l, err := f.look("a.png", how)
		if err != nil || !l.isPicture {
			t.Fatal(l, err)
		}
		return l.fault == nil
	}
	write(broken, day)
	if !whole(thorough{}) || whole(thorough{decode: true}) || whole(thorough{}) {
		t.Error("a PNG that is damaged within")
	}
	write(picturetest.File("PNG", picturetest.Options{Plain: true}), day)
	if whole(thorough{decode: true}) {
		t.Error("the file was read again, of the same size and time")
	}
	write(picturetest.File("PNG", picturetest.Options{Plain: true}), day.Add(time.Second))
	if !whole(thorough{decode: true}) {
		t.Error("a change was not seen")
	}
	write(broken, day.Add(2*time.Second))
	if !whole(thorough{true, map[string]bool{picture.Sum(broken): true}}) {
		t.Error("what has been published was tried again")
	}
}
