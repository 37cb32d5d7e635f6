// Package picturetest makes pictures as telephones, cameras and programs leave
// them: with the place, the camera's number, names and remarks in them. Tests
// look for these in what is published.
//
// All show the same: red and green above, blue and white below. What Go cannot
// write, the coded pictures of HEIC, AVIF and WebP, lies beside this file, as
// heif-enc, avifenc and cwebp wrote it of a PNG of 128 × 96 points; the files
// around them are made here.
package picturetest

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/bmp"
)

// Width and Height are the measures of what is stored, in points.
const Width, Height = 128, 96

// What is in the files besides the picture.
const (
	Serial  = "SN-8841-2207"
	Artist  = "Somebody With A Camera"
	Comment = "Taken at home, before the guests came"
	latText = "44,25.1016N"
)

// latitude is 44° 25' 06.10" as Exif writes it: three fractions.
var latitude = []uint32{44, 1, 25, 1, 610, 100}

// Traces are the bytes of which none may be left in what is published.
func Traces() [][]byte {
	out := [][]byte{[]byte(Serial), []byte(Artist), []byte(Comment), []byte(latText), []byte("GPSLatitude"), []byte("+44.4184+012.2035")}
	for _, order := range []binary.ByteOrder{binary.BigEndian, binary.LittleEndian} {
		var b bytes.Buffer
		_ = binary.Write(&b, order, latitude)
		out = append(out, b.Bytes())
	}
	return out
}

// Quarters is the picture, in other measures.
func Quarters(w, h int) *image.NRGBA {
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

// Options say what a file is to have.
type Options struct {
	// Turn is how it has to be turned, as Exif's Orientation says; 0 for 1.
	Turn int
	// Boxes says so in the boxes of a HEIC or AVIF instead of in Exif.
	Boxes bool
	// Plain leaves out all that tells of a place or a person.
	Plain bool
}

// Kinds are the kinds of which there are files.
var Kinds = []string{"JPEG", "PNG", "GIF", "WebP", "TIFF", "BMP", "HEIC", "AVIF"}

// File is a picture of a kind.
func File(kind string, o Options) []byte {
	if o.Turn == 0 {
		o.Turn = 1
	}
	return map[string]func(Options) []byte{"JPEG": makeJPEG, "PNG": makePNG, "GIF": makeGIF, "WebP": makeWebP, "TIFF": makeTIFF, "BMP": makeBMP,
		"HEIC": func(o Options) []byte { return makeHEIF("heic", "hvc1", "hvcC", hvcC, hevc, o) },
		"AVIF": func(o Options) []byte { return makeHEIF("avif", "av01", "av1C", av1C, av1, o) }}[kind](o)
}

//go:embed quarters.hvcC
var hvcC []byte

//go:embed quarters.hevc
var hevc []byte

//go:embed quarters.av1C
var av1C []byte

//go:embed quarters.av1
var av1 []byte

//go:embed quarters.vp8
var vp8 []byte

// must is for writing to memory, which does not fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// Exif is a block of metadata.
func Exif(o Options) []byte { return tiffFile(exifFields(o), nil) }

// XMP is a page of metadata.
func XMP(o Options) []byte {
	if o.Plain {
		return nil
	}
	return []byte(
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description ` +
			`xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" exif:GPSLatitude="` +
			latText + `" exif:GPSLongitude="12,12.2100E"><dc:creator><rdf:Seq><rdf:li>` +
			Artist + `</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`,
	)
}

func segment(kind byte, body string) []byte {
	return append([]byte{0xff, kind, byte((len(body) + 2) >> 8), byte(len(body) + 2)}, body...)
}

// EncodeJPEG is a picture as a JPEG with metadata.
func EncodeJPEG(img image.Image, o Options) []byte {
	var b bytes.Buffer
	must(jpeg.Encode(&b, img, nil))
	out := append([]byte("\xff\xd8"), segment(0xe1, "Exif\x00\x00"+string(Exif(o)))...)
	if !o.Plain {
		out = append(out, segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+string(XMP(o)))...)
		out = append(out, segment(0xfe, Comment)...)
		out = append(out, segment(0xe0, "JFXX\x00\x10"+Artist)...)
		out = append(out, segment(0xee, "Adobe\x00\x64\x00\x00\x00\x00\x01"+Serial)...)
	}
	return append(out, b.Bytes()[2:]...)
}

// makeJPEG has, as from many telephones, another picture behind its end.
func makeJPEG(o Options) []byte {
	out := EncodeJPEG(Quarters(Width, Height), o)
	if !o.Plain {
		out = append(out, EncodeJPEG(Quarters(32, 24), o)...)
	}
	return out
}

func chunk(name, body string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

func makePNG(o Options) []byte {
	var b bytes.Buffer
	must(png.Encode(&b, Quarters(Width, Height)))
	out := append(bytes.Clone(b.Bytes()[:33]), chunk("eXIf", string(Exif(o)))...)
	if !o.Plain {
		out = append(out, chunk("tEXt", "Author\x00"+Artist)...)
		out = append(out, chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+string(XMP(o)))...)
	}
	out = append(out, b.Bytes()[33:]...)
	if !o.Plain {
		out = append(out, chunk("tEXt", "Comment\x00"+Comment)...) // behind the end
	}
	return out
}

// makeGIF is an animation of two pictures, with a remark and a page of XMP.
func makeGIF(o Options) []byte {
	shown := Quarters(Width, Height)
	frame := func(w, h int) *image.Paletted {
		img := image.NewPaletted(image.Rect(0, 0, w, h), palette.Plan9)
		for y := range h {
			for x := range w {
				img.Set(x, y, shown.At(x, y))
			}
		}
		return img
	}
	var b bytes.Buffer
	must(gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{frame(Width, Height), frame(40, 30)}, Delay: []int{50, 50}, LoopCount: 3}))
	if o.Plain {
		return b.Bytes()
	}
	data := b.Bytes()[:b.Len()-1]
	data = append(append(data, 0x21, 0xfe, byte(len(Comment))), Comment...)
	data = append(data, 0, 0x21, 0xff, 11)
	data = append(data, "XMP DataXMP"...)
	for rest := XMP(o); len(rest) > 0; {
		n := min(255, len(rest))
		data = append(append(data, byte(n)), rest[:n]...)
		rest = rest[n:]
	}
	return append(data, 0, 0x3b)
}

func makeWebP(o Options) []byte {
	part := func(name string, body []byte) []byte {
		out := append([]byte(name), binary.LittleEndian.AppendUint32(nil, uint32(len(body)))...)
		out = append(out, body...)
		return append(out, make([]byte, len(body)&1)...)
	}
	head := []byte{0x0c, 0, 0, 0, Width - 1, 0, 0, Height - 1, 0, 0}
	body := append(part("VP8X", head), part("VP8 ", vp8)...)
	exif := Exif(o)
	if o.Turn%2 == 0 { // as some programs write it
		exif = append([]byte("Exif\x00\x00"), exif...)
	}
	body = append(body, part("EXIF", exif)...)
	if !o.Plain {
		body = append(body, part("XMP ", XMP(o))...)
	}
	return part("RIFF", append([]byte("WEBP"), body...))
}

func makeBMP(Options) []byte {
	var b bytes.Buffer
	must(bmp.Encode(&b, Quarters(Width, Height)))
	return b.Bytes()
}

// Bomb is a PNG of a few bytes that asks for so many points of 16 bits a colour.
func Bomb(w, h int) []byte {
	head := append(u32(w, h), 16, 2, 0, 0, 0)
	return bytes.Join(
		[][]byte{[]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", string(head)), chunk("IDAT", "\x78\x9c\x03\x00\x00\x00\x00\x01"), chunk("IEND", "")},
		nil,
	)
}
