package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"testing"

	"parvis/generator/picture/picturetest"
)

// TestCut takes one of the four quarters, as they are seen upright, of a picture of every
// kind and turn.
func TestCut(t *testing.T) {
	for _, kind := range picturetest.Kinds {
		for turn := 1; turn <= 8; turn++ {
			if turn > 1 && (kind == "GIF" || kind == "BMP") {
				continue
			}
			boxes := kind == "HEIC" || kind == "AVIF"
			data := picturetest.File(kind, picturetest.Options{Turn: turn, Boxes: boxes})
			info, err := Inspect(data)
			if err != nil {
				t.Fatal(err)
			}
			want := shades(upright(picturetest.Quarters(picturetest.Width, picturetest.Height), turn))
			for i, at := range []image.Point{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
				half := image.Pt(info.Width/2, info.Height/2)
				corner := image.Pt(at.X*half.X, at.Y*half.Y)
				name := fmt.Sprintf("%s, turn %d, quarter %d", kind, turn, i)
				out, err := Cut(context.Background(), data, image.Rectangle{corner, corner.Add(half)}.Inset(4), 30)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				img, err := jpeg.Decode(bytes.NewReader(out))
				if err != nil || img.Bounds().Dx() != 30 {
					t.Fatalf("%s: %v, %v", name, img.Bounds(), err)
				}
				q := want[i : i+1]
				if got := shades(img); got != q+q+q+q {
					t.Errorf("%s: %s, and not %s", name, got, q)
				}
				if trace := left(out); trace != "" {
					t.Errorf("%s: %q is left in it", name, trace)
				}
			}
		}
	}
}

// TestCutOutside takes what there is of a part that goes beyond the picture, and refuses
// one that has nothing of it.
func TestCutOutside(t *testing.T) {
	data := picturetest.File("JPEG", picturetest.Options{Turn: 6})
	out, err := Cut(context.Background(), data, image.Rect(48, 64, 5000, 5000), 1000)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(out)); err != nil || c.Width != 48 || c.Height != 64 {
		t.Errorf("%v, %v", c, err)
	}
	if _, err := Cut(context.Background(), data, image.Rect(200, 200, 300, 300), 100); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	if _, err := Cut(context.Background(), data[:len(data)/4], image.Rect(0, 0, 10, 10), 100); err == nil {
		t.Error("a damaged one is cut")
	}
}

// TestKeep keeps drawings and what is transparent as PNG; a photograph that was saved as a
// PNG becomes a tenth as large.
func TestKeep(t *testing.T) {
	noise := image.NewNRGBA(image.Rect(0, 0, 400, 400))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(r.IntN(256))
		if i%4 == 3 {
			noise.Pix[i] = 255
		}
	}
	encoded := func(img image.Image) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	clear := image.NewNRGBA(noise.Rect)
	copy(clear.Pix, noise.Pix)
	clear.SetNRGBA(0, 0, color.NRGBA{})
	for _, c := range []struct {
		name string
		data []byte
		kind Kind
	}{
		{"a photograph", encoded(noise), JPEG},
		{"one with a transparent point", encoded(clear), PNG},
		{"a drawing", encoded(picturetest.Quarters(2400, 1200)), PNG},
		{"HEIC", picturetest.File("HEIC", picturetest.Options{Turn: 6}), JPEG},
		{"GIF", picturetest.File("GIF", picturetest.Options{}), GIF},
	} {
		out, kind, err := Keep(context.Background(), c.data)
		if err != nil || kind != c.kind || KindOf(out) != c.kind {
			t.Errorf("%s: %s, %v", c.name, kind, err)
			continue
		}
		if info, err := Inspect(out); err != nil || info.Width > Most || info.Turn != 1 {
			t.Errorf("%s: %+v, %v", c.name, info, err)
		}
		// The build publishes it as it is kept.
		again, err := one(out, Most)
		if err != nil || kind == JPEG && !bytes.Equal(again, out) {
			t.Errorf("%s: it is written once more, %v", c.name, err)
		}
	}
}
