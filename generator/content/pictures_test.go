package content

import (
	"bytes"
	"image"
	"image/jpeg"
	"strings"
	"testing"
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
	cases := []struct {
		name, file, data, want string
	}{
		{"in order", "depot.jpg", photograph(false), ""},
		{"located", "depot.jpg", photograph(true), "trips/2026-09-ravenna/index.md:18:1: warning: the picture \"depot.jpg\" says where it was taken [picture-located]"},
		{"another one located", "other.jpeg", photograph(true), "trips/2026-09-ravenna/index.md:19:1: warning: the picture \"other.jpeg\" says where it was taken [picture-located]"},
		{"no picture", "other.jpg", "PNG", ""},
		{"a damaged picture", "depot.jpg", photograph(false)[:30], "index.md:18:1: error: the file of the picture \"depot.jpg\" is damaged [picture-damaged]"},
		{"one that ends too early", "depot.jpg", photograph(false)[:len(photograph(false))-9], "index.md:18:1: error: the file of the picture \"depot.jpg\" is damaged [picture-damaged]"},
		{"one with something behind it", "depot.jpg", photograph(false) + strings.Repeat("more", 9999), ""},
		{"a form that cannot be cleaned", "other.webp", "RIFF\x04\x00\x00\x00WEBP", "index.md:19:1: warning: the picture \"other.webp\" cannot be made ready: no JPEG or PNG [picture-format]"},
		{"another form that may say where it was taken", "other.tif", "MM\x00\x2a\x00\x00\x00\x08\x00\x01\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00\x00\x01\x00\x01\x00\x02\x00\x00\x00\x02N\x00\x00\x00\x00\x00\x00\x00", "error: the picture \"other.tif\" is no JPEG or PNG, and may say where"},
		{"a drawing", "plan.svg", "<svg/>", ""},
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
