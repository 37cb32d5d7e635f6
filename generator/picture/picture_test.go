package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"parvis/generator/picture/picturetest"
)

// shades names the colours of the four quarters.
func shades(img image.Image) string {
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

// one writes a picture in one width.
func one(data []byte, width int) ([]byte, error) {
	forms, err := Write(context.Background(), data, width)
	if err != nil {
		return nil, err
	}
	return forms[0], nil
}

// left tells what of a telephone's notes is left in a file.
func left(data []byte) string {
	for _, trace := range picturetest.Traces() {
		if bytes.Contains(data, trace) {
			return string(trace)
		}
	}
	return ""
}

// TestTelephones writes a picture of every kind, as telephones and programs
// leave them, in the kind in which it is published: turned as Exif or its boxes
// say, and with nothing of a place, a camera or a person left in it.
func TestTelephones(t *testing.T) {
	for _, kind := range picturetest.Kinds {
		for turn := 1; turn <= 8; turn++ {
			for _, boxes := range []bool{false, true} {
				switch inBoxes := kind == "HEIC" || kind == "AVIF"; {
				case boxes && !inBoxes, turn > 1 && (kind == "GIF" || kind == "BMP"), inBoxes && !boxes && turn != 1 && turn != 6:
					continue
				}
				o := picturetest.Options{Turn: turn, Boxes: boxes}
				data := picturetest.File(kind, o)
				if kind != "BMP" && left(data) == "" {
					t.Fatalf("%s has nothing that could be left", kind)
				}
				info, err := Inspect(data)
				want := shades(upright(picturetest.Quarters(picturetest.Width, picturetest.Height), turn))
				size := image.Pt(picturetest.Width, picturetest.Height)
				if turn >= 5 {
					size = image.Pt(size.Y, size.X)
				}
				if err != nil || string(info.Kind) != kind || info.Width != size.X || info.Height != size.Y || info.Turn != turn ||
					info.Located != (kind != "BMP") {
					t.Fatalf("%s, turn %d, boxes %v: %+v, %v", kind, turn, boxes, info, err)
				}
				checkForms(t, fmt.Sprintf("%s, turn %d, boxes %v", kind, turn, boxes), data, info, size, want)
			}
		}
	}
}

// checkForms writes a picture in two widths.
func checkForms(t *testing.T, name string, data []byte, info Info, size image.Point, want string) {
	t.Helper()
	widths := []int{Most, 48}
	forms, err := Write(context.Background(), data, widths...)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for i, width := range widths {
		img, format, err := image.Decode(bytes.NewReader(forms[i]))
		if err != nil || shades(img) != want || KindOf(forms[i]) != info.Published() {
			t.Errorf("%s: %s of %s instead of %s, %v", name, format, shades(img), want, err)
		}
		if shown := img.Bounds().Size(); width == Most && shown != size ||
			width == 48 && info.Kind != GIF && shown != image.Pt(48, scaled(size.Y, size.X, 48)) {
			t.Errorf("%s: %v", name, shown)
		}
		if trace := left(forms[i]); trace != "" {
			t.Errorf("%s: %q is left in it", name, trace)
		}
	}
}

// TestAnimation keeps a GIF's pictures and their times.
func TestAnimation(t *testing.T) {
	out, err := one(picturetest.File("GIF", picturetest.Options{}), 48)
	if err != nil {
		t.Fatal(err)
	}
	all, err := gif.DecodeAll(bytes.NewReader(out))
	if err != nil || len(all.Image) != 2 || all.Delay[1] != 50 || all.LoopCount != 3 || all.Image[1].Bounds() != image.Rect(0, 0, 40, 30) {
		t.Errorf("%+v, %v", all, err)
	}
}

// TestBare keeps a JPEG as it is that holds nothing but a picture, and none
// that holds more.
func TestBare(t *testing.T) {
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, picturetest.Quarters(100, 80), nil); err != nil {
		t.Fatal(err)
	}
	data := plain.Bytes()
	with := func(segment string) []byte { return append([]byte("\xff\xd8"+segment), data[2:]...) }
	jfif := "\xff\xe0\x00\x10JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00"
	for name, c := range map[string]struct {
		data []byte
		kept bool
	}{
		"plain": {data, true}, "JFIF": {with(jfif), true}, "Adobe": {with("\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x01"), true},
		"more behind it":       {append(bytes.Clone(data), "GPS"...), false},
		"another behind it":    {append(bytes.Clone(data), data...), false},
		"a comment":            {with("\xff\xfe\x00\x06home"), false},
		"text in JFIF":         {with("\xff\xe0\x00\x14JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00home"), false},
		"a preview in JFIF":    {with(jfif[:16] + "\x01\x01")[:], false},
		"another's segment":    {with("\xff\xe0\x00\x0bJFXX\x00home"), false},
		"text behind Adobe's":  {with("\xff\xee\x00\x12Adobe\x00\x64\x00\x00\x00\x00\x01home"), false},
		"colours (ICC)":        {with("\xff\xe2\x00\x10ICC_PROFILE\x00\x01\x01"), false},
		"bytes between":        {with("\xff\xff\xff"), false},
		"an unknown one (DNL)": {with("\xff\xdc\x00\x04\x00\x50"), false},
	} {
		out, err := one(c.data, 480)
		if name == "a preview in JFIF" && err == nil || name == "an unknown one (DNL)" && err != nil {
			continue // refused, or read as if it were not there
		}
		if kept := err == nil && bytes.Equal(out, c.data); kept != c.kept || err == nil && !walkJPEG(out).bare {
			t.Errorf("%s: kept %v, %v", name, kept, err)
		}
	}
}

// TestKinds knows what a file is by its content, and names it after that.
func TestKinds(t *testing.T) {
	for _, c := range []struct{ kind, name, want string }{
		{"JPEG", "a.JPG", "a.JPG"}, {"JPEG", "a.jfif", "a.jfif"}, {"PNG", "really-a-png.jpg", "really-a-png.jpg"},
		{"JPEG", "a.png",
			"a.png"}, {"GIF",
			"a.gif", "a.gif"},
		{"GIF", "a.jpg", "a.jpg"}, {"JPEG", "a.heic", "a.jpg"}, {"PNG", "a.webp", "a.png"}, {"WebP", "geo.webp", "geo.jpg"}, {"TIFF", "geo.tiff", "geo.jpg"},
		{"HEIC", "IMG_1.HEIC", "IMG_1.jpg"}, {"HEIC", "IMG_1.JPG", "IMG_1.JPG"}, {"AVIF", "b/c.d.avif", "b/c.d.jpg"},
		{"WebP", "a.png",
			"a.jpg"}, {"BMP",
			"photograph", "photograph.jpg"},
	} {
		info, err := Inspect(picturetest.File(c.kind, picturetest.Options{}))
		if name := info.Name(c.name); err != nil || name != c.want {
			t.Errorf("%s called %s is published as %s, want %s; %v", c.kind, c.name, name, c.want, err)
		}
	}
	see := Info{Kind: WebP, Alpha: true}
	if see.Name("a.webp") != "a.png" || Variant("a/depot.at.night.JPG", 480) != "a/depot.at.night-480.JPG" || !Named("X.JPEG") || !Named("x.pjpeg") ||
		Named("x.svg") ||
		Named("x.mp4") {
		t.Error("names")
	}
}

// TestTransparent keeps transparent parts, in a PNG.
func TestTransparent(t *testing.T) {
	img := picturetest.Quarters(600, 400)
	for x := range 300 {
		for y := range 200 {
			img.Pix[img.PixOffset(x, y)+3] = 0
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	for _, width := range []int{Most, 480, 120} {
		out, err := one(b.Bytes(), width)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := png.Decode(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, a := shown.At(2, 2).RGBA(); a != 0 {
			t.Errorf("%d wide: %d", width, a)
		}
		if r, _, _, a := shown.At(2, shown.Bounds().Dy()-3).RGBA(); a != 0xffff || r > 0x3000 {
			t.Errorf("%d wide: the visible part: %d %d", width, r, a)
		}
	}
}

// TestDamaged refuses every kind that was cut off, and what is no picture,
// without a panic.
func TestDamaged(t *testing.T) {
	for _, kind := range picturetest.Kinds {
		data := picturetest.File(kind, picturetest.Options{Plain: true})
		for _, n := range []int{len(data) - 1, len(data) - 20, len(data) / 2, 40, 20} {
			_, err := Inspect(data[:n])
			if err == nil {
				_, err = one(data[:n], 480)
			}
			if kind == "TIFF" && n == len(data)-1 {
				continue // it ends in zeros that nobody needs
			}
			var refused *Refusal
			if !errors.As(err, &refused) {
				t.Errorf("%s cut to %d of %d bytes: %v", kind, n, len(data), err)
			}
		}
		if _, err := Inspect(data[:len(data)/2]); err == nil && kind != "BMP" {
			t.Errorf("%s cut to a half is seen only when it is decoded", kind)
		}
	}
	for data, want := range map[string]error{"": ErrNone, "PNG": ErrNone, "<!doctype html><p>No": ErrNone,
		"RIFF\x04\x00\x00\x00WEBP": ErrDamaged, "MM\x00*\x00\x00\x00\x08": ErrDamaged,
		"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic": ErrFormat, "\x00\x00\x00\x18ftypcrx \x00\x00\x00\x00crx isom": ErrFormat,
		"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom": ErrNone,
		"\xff\x0a      ": ErrFormat, "8BPS            ": ErrFormat, "GIF89a\x01\x00\x01\x00\x00\x00\x00;": ErrDamaged} {
		if _, err := Inspect([]byte(data)); !errors.Is(err, want) {
			t.Errorf("%q: %v", data, err)
		}
	}
	if damagedWithin := bytes.Replace(picturetest.File("PNG", picturetest.Options{}), []byte("IDAT"), []byte("IDAT\x00"), 1); true {
		if _, err := Inspect(damagedWithin); !errors.Is(err, ErrDamaged) {
			t.Errorf("a PNG with a byte too many: %v", err)
		}
	}
}

// TestDamagedWithin refuses coded pictures of which every box is whole, wherever
// the damage begins, or reads them; it never shows nothing for a picture.
func TestDamagedWithin(t *testing.T) {
	for _, kind := range []string{"HEIC", "AVIF"} {
		for _, by := range []byte{0x00, 0xff} {
			data := picturetest.File(kind, picturetest.Options{Plain: true})
			at := bytes.Index(data, []byte("mdat")) + 4
			for i := range data[at : at+100] {
				data[at+i] = data[at+i]&by ^ by
			}
			info, err := Inspect(data)
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			if err := Try(context.Background(), data, info); !errors.Is(err, ErrDamaged) {
				t.Errorf("%s: trying it said %v", kind, err)
			}
			if _, err := one(data, 480); !errors.Is(err, ErrDamaged) {
				t.Errorf("%s: writing it said %v", kind, err)
			}
		}
	}
}

// TestSigned sees who took a picture, and with which camera.
func TestSigned(t *testing.T) {
	for _, kind := range picturetest.Kinds {
		for _, plain := range []bool{true, false} {
			info, err := Inspect(picturetest.File(kind, picturetest.Options{Plain: plain}))
			if err != nil || info.Signed != (!plain && !slices.Contains([]string{"GIF", "BMP"}, kind)) || plain && info.Located {
				t.Errorf("%s, plain %v: %+v, %v", kind, plain, info, err)
			}
		}
	}
}

func FuzzWrite(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1"))
	for _, kind := range picturetest.Kinds {
		f.Add(picturetest.File(kind, picturetest.Options{Turn: 6}))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := Inspect(data)
		if err != nil || info.Width*info.Height > 1<<20 {
			return
		}
		out, err := one(data, 480)
		var refused *Refusal
		switch {
		case err != nil && !errors.As(err, &refused):
			t.Errorf("%v", err)
		case err == nil && (KindOf(out) != info.Published() || KindOf(out) == JPEG && !walkJPEG(out).bare):
			t.Error("something is left in the file, or it is another kind")
		}
	})
}
