package newsletter

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"net/mail"
	"strings"
	"testing"
)

// TestThumbnail makes portraits of every shape small: cut to the frame, and
// upright where the camera lay on its side and only noted it.
func TestThumbnail(t *testing.T) {
	red, blue := color.RGBA{200, 0, 0, 255}, color.RGBA{0, 0, 200, 255}
	photograph := func(w, h int, above, below color.Color, turn byte) []byte {
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		draw.Draw(img, image.Rect(0, 0, w, h/2), image.NewUniform(above), image.Point{}, draw.Src)
		draw.Draw(img, image.Rect(0, h/2, w, h), image.NewUniform(below), image.Point{}, draw.Src)
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, nil); err != nil {
			t.Fatal(err)
		}
		// Exif with one entry, Orientation: https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf
		exif := append([]byte("\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"), turn, 0, 0, 0, 0, 0, 0)
		return append(append([]byte("\xff\xd8"), exif...), b.Bytes()[2:]...)
	}
	for name, file := range map[string][]byte{
		"upright":     photograph(600, 800, red, blue, 1),
		"wide":        photograph(900, 400, red, blue, 1),
		"small":       photograph(60, 75, red, blue, 1),
		"upside down": photograph(600, 800, blue, red, 3),
	} {
		small, err := thumbnail(file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		img, err := jpeg.Decode(bytes.NewReader(small))
		if err != nil {
			t.Fatal(err)
		}
		if img.Bounds().Dx() != portraitWidth || img.Bounds().Dy() != portraitHeight {
			t.Errorf("%s: %v", name, img.Bounds())
		}
		if r, _, b, _ := img.At(portraitWidth/2, portraitHeight/20).RGBA(); r < b {
			t.Errorf("%s does not stand upright", name)
		}
	}
	if small, err := thumbnail(nil); small != nil || err != nil {
		t.Errorf("nothing became %d bytes, %v", len(small), err)
	}
	if _, err := thumbnail([]byte("<svg/>")); err == nil {
		t.Error("a drawing became a photograph")
	}
}

// TestMostPortrait measures a portrait that is harder to write than any
// photograph: black and white at random, in squares of two points.
func TestMostPortrait(t *testing.T) {
	noise := image.NewGray(image.Rect(0, 0, portraitWidth, portraitHeight))
	random := rand.New(rand.NewPCG(1, 2))
	for y := 0; y < portraitHeight; y += 2 {
		for x := 0; x < portraitWidth; x += 2 {
			draw.Draw(noise, image.Rect(x, y, x+2, y+2), image.NewUniform(color.Gray{byte(random.Uint32() & 1 * 255)}), image.Point{}, draw.Src)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, noise); err != nil {
		t.Fatal(err)
	}
	small, err := thumbnail(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(small) * 4 / 3 * 78 / 76; n > MostPortrait || n < MostPortrait/2 {
		t.Errorf("it takes %d bytes of a mail, said are %d", n, MostPortrait)
	}
}

// TestSender keeps the ends of lines out of the name of who sends, which strict
// readers would refuse.
func TestSender(t *testing.T) {
	for name, want := range map[string]string{
		"The Letter": "The Letter",
		"The\r\nBcc: b@example.org\r\n\r\nLetter": "The Bcc: b@example.org Letter",
		"La lettre\nd’Évreux":                     "La lettre d’Évreux",
		"The\x1b[2J \u202eLetter\u2028":           "The [2J Letter",
	} {
		header := sender(name, "letter@example.org")
		a, err := mail.ParseAddress(header)
		if err != nil || a.Name != want || a.Address != "letter@example.org" || strings.ContainsAny(header, "\r\n") {
			t.Errorf("%q becomes %q: %v %v", name, header, a, err)
		}
	}
}
