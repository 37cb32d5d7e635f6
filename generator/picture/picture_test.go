package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// quarters is a picture of four colours: red and green above, blue and white
// below, as it is seen upright.
func quarters(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{255, 0, 0, 255}
			switch {
			case x >= w/2 && y < h/2:
				c = color.NRGBA{0, 200, 0, 255}
			case x < w/2 && y >= h/2:
				c = color.NRGBA{0, 0, 255, 255}
			case y >= h/2:
				c = color.NRGBA{255, 255, 255, 255}
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

// colours names the colours of the four quarters.
func colours(img image.Image) string {
	b := img.Bounds()
	var out strings.Builder
	for _, at := range [][2]int{{1, 1}, {3, 1}, {1, 3}, {3, 3}} {
		r, g, bl, _ := img.At(b.Min.X+b.Dx()*at[0]/4, b.Min.Y+b.Dy()*at[1]/4).RGBA()
		switch {
		case r > 0x9000 && g > 0x9000:
			out.WriteString("w")
		case r > 0x9000:
			out.WriteString("r")
		case g > 0x6000:
			out.WriteString("g")
		case bl > 0x9000:
			out.WriteString("b")
		default:
			out.WriteString("?")
		}
	}
	return out.String()
}

// exif is a block of metadata: how to turn the picture, and, if wanted, where
// it was taken.
func exif(turn int, located bool) []byte {
	var b bytes.Buffer
	put := func(v any) { _ = binary.Write(&b, binary.BigEndian, v) }
	b.WriteString("MM\x00\x2a")
	put(uint32(8))
	entries := uint16(1)
	if located {
		entries = 2
	}
	put(entries)
	put([]uint16{0x0112, 3}) // Orientation, SHORT
	put(uint32(1))
	put([]uint16{uint16(turn), 0})
	if located {
		put([]uint16{0x8825, 4}) // the place of GPS
		put(uint32(1))
		put(uint32(8 + 2 + 2*12 + 4))
	}
	put(uint32(0))
	if located {
		put(uint16(2))
		put([]uint16{1, 2}) // GPSLatitudeRef
		put(uint32(2))
		b.WriteString("N\x00\x00\x00")
		put([]uint16{2, 5}) // GPSLatitude
		put(uint32(3))
		put(uint32(8 + 2 + 2*12 + 4 + 2 + 2*12 + 4))
		put(uint32(0))
		put([]uint32{44, 1, 25, 1, 0, 1})
	}
	return b.Bytes()
}

func withExif(t *testing.T, img image.Image, turn int, located bool) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	body := append([]byte("Exif\x00\x00"), exif(turn, located)...)
	segment := append([]byte{0xff, 0xe1, byte((len(body) + 2) >> 8), byte(len(body) + 2)}, body...)
	return append(append([]byte{0xff, 0xd8}, segment...), b.Bytes()[2:]...)
}

// lying is what a camera stores when it is held so that the picture has to be
// turned.
func lying(img *image.NRGBA, turn int) image.Image {
	inverse := map[int]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}
	return upright(img, inverse[turn])
}

// TestWrite turns photographs upright, makes them small and leaves nothing
// else in the file.
func TestWrite(t *testing.T) {
	for turn := 1; turn <= 8; turn++ {
		for _, located := range []bool{false, true} {
			data := withExif(t, lying(quarters(800, 600), turn), turn, located)
			info, err := Inspect(bytes.NewReader(data))
			if want := (Info{800, 600, turn, located}); err != nil || info != want {
				t.Fatalf("turn %d: %+v, %v, want %+v", turn, info, err, want)
			}
			for width, want := range map[int]image.Point{480: {480, 360}, 960: {800, 600}} {
				var b bytes.Buffer
				if err := Write(&b, data, width); err != nil {
					t.Fatal(err)
				}
				img, err := jpeg.Decode(bytes.NewReader(b.Bytes()))
				if err != nil || img.Bounds().Size() != want || colours(img) != "rgbw" {
					t.Errorf("turn %d, %d wide: %v %s %v", turn, width, img.Bounds(), colours(img), err)
				}
				after, err := Inspect(bytes.NewReader(b.Bytes()))
				if err != nil || after.Located || after.Turn != 1 || !bare(b.Bytes()) || bytes.Contains(b.Bytes(), []byte("Exif")) {
					t.Errorf("turn %d, %d wide: something is left in the file: %+v, %v", turn, width, after, err)
				}
			}
		}
	}
}

// TestBare keeps what is in order as it is.
func TestBare(t *testing.T) {
	var plain, picture bytes.Buffer
	if err := jpeg.Encode(&plain, quarters(100, 80), nil); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&picture, quarters(100, 80)); err != nil {
		t.Fatal(err)
	}
	text := []byte("tEXtAuthor\x00Somebody")
	chunk := append([]byte{0, 0, 0, byte(len(text) - 4)}, text...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(text))
	signed := append(append(append([]byte{}, picture.Bytes()[:33]...), chunk...), picture.Bytes()[33:]...)
	for name, c := range map[string]struct {
		data []byte
		kept bool
	}{"jpeg": {plain.Bytes(), true}, "png": {picture.Bytes(), true}, "png with a text": {signed, false}, "jpeg with more behind it": {append(bytes.Clone(plain.Bytes()), "GPS"...), false}} {
		var b bytes.Buffer
		if err := Write(&b, c.data, 480); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if kept := bytes.Equal(b.Bytes(), c.data); kept != c.kept || !bare(b.Bytes()) {
			t.Errorf("%s: kept %v, bare %v", name, kept, bare(b.Bytes()))
		}
	}
}

// TestStrange refuses what is no photograph, without a panic.
func TestStrange(t *testing.T) {
	for data, want := range map[string]error{"": ErrNone, "PNG": ErrNone, "GIF89a\x01\x00\x01\x00\x00": ErrNone, "RIFF\x04\x00\x00\x00WEBP": ErrFormat, "\x00\x00\x00\x18ftypheic": ErrFormat, "MM\x00*\x00\x00\x00\x08": ErrFormat} {
		if _, err := Inspect(strings.NewReader(data)); !errors.Is(err, want) {
			t.Errorf("%q: %v", data, err)
		}
	}
	for _, data := range []string{"\xff\xd8\xff", "\x89PNG\r\n\x1a\n", string(withExif(t, quarters(8, 8), 1, true)[:60]), "PNG"} {
		var b bytes.Buffer
		if err := Write(&b, []byte(data), 480); err == nil {
			t.Errorf("%q was written", data)
		}
	}
	if Variant("a/depot.at.night.JPG", 480) != "a/depot.at.night-480.JPG" || !Named("X.JPEG") || Named("x.svg") {
		t.Error("names")
	}
}

func FuzzWrite(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1"))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var b bytes.Buffer
		if Write(&b, data, 480) == nil && !bare(b.Bytes()) {
			t.Error("something is left in the file")
		}
		_, _ = Inspect(bytes.NewReader(data))
	})
}
