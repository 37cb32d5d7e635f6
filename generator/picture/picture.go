// Package picture reads what a photograph's file says of it, and writes
// photographs for the web: the right way up, no larger than they are shown,
// and with nothing but the picture in the file. Where, when and with what it
// was taken stays with the editor.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/bep/imagemeta"
	"golang.org/x/image/draw"
)

// Info is what a photograph's file says.
type Info struct {
	Width, Height int // of the picture the right way up, in points
	// Turn is how it has to be turned to stand upright: 1 (not at all) to 8, as
	// in Exif's Orientation.
	Turn int
	// Located tells that the file says where it was taken.
	Located bool
}

// Widths are those in which photographs are published, in points, beside the
// whole one; Most is the width of the whole one at most.
var Widths = []int{480, 960}

// Most is the width of a photograph at most, in points.
const Most = 1600

// mostPoints is how many points a photograph may have, so that no file can
// ask for all memory.
const mostPoints = 120_000_000

// What a file may be instead of a photograph that can be published.
var (
	ErrNone    = errors.New("no photograph")
	ErrFormat  = errors.New("no JPEG or PNG")
	ErrDamaged = errors.New("a damaged file")
)

// endings are the endings of photographs' names.
var endings = []string{".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff"}

// Named tells whether a file is a photograph by its name.
func Named(name string) bool { return slices.Contains(endings, strings.ToLower(path.Ext(name))) }

// formatOf is the form of a photograph's file by how it begins; none for a
// file that is no photograph, whatever its name.
func formatOf(r io.ReadSeeker) imagemeta.ImageFormat {
	head := make([]byte, 12)
	n, _ := io.ReadFull(r, head)
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return imagemeta.ImageFormatAuto
	}
	h := string(head[:n])
	switch {
	case strings.HasPrefix(h, "\xff\xd8\xff"):
		return imagemeta.JPEG
	case strings.HasPrefix(h, "\x89PNG\r\n\x1a\n"):
		return imagemeta.PNG
	case strings.HasPrefix(h, "RIFF") && strings.HasSuffix(h, "WEBP"):
		return imagemeta.WebP
	case strings.HasSuffix(h, "ftypavif"):
		return imagemeta.AVIF
	case n == 12 && h[4:8] == "ftyp":
		return imagemeta.HEIF
	case strings.HasPrefix(h, "II*\x00"), strings.HasPrefix(h, "MM\x00*"):
		return imagemeta.TIFF
	}
	return imagemeta.ImageFormatAuto
}

// Variant is the name of a photograph in another width.
func Variant(name string, width int) string {
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "-" + strconv.Itoa(width) + ext
}

// Inspect reads what a file says, without reading the picture itself. The
// error is ErrNone for a file that is no photograph, ErrDamaged for one that
// cannot be read, ErrFormat for one in a
// form that cannot be made smaller or cleaned; what is known of its place is
// told all the same.
func Inspect(r io.ReadSeeker) (Info, error) {
	info := Info{Turn: 1}
	format := formatOf(r)
	switch format {
	case imagemeta.ImageFormatAuto:
		return info, ErrNone
	case imagemeta.JPEG, imagemeta.PNG:
	default:
		info.Located = info.read(r, format) != nil || info.Located
		return info, ErrFormat
	}
	config, _, err := image.DecodeConfig(r)
	if err != nil {
		return info, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if config.Width*config.Height > mostPoints {
		return info, fmt.Errorf("%d × %d points are too many", config.Width, config.Height)
	}
	info.Width, info.Height = config.Width, config.Height
	// Metadata that cannot be understood does not make a picture unreadable: it
	// is left out of what is published.
	_ = info.read(r, format)
	if info.Turn >= 5 {
		info.Width, info.Height = info.Height, info.Width
	}
	return info, nil
}

// Tail is how many bytes of a file's end Complete has to see.
const Tail = 4 << 10

// Complete tells whether the end of a photograph is among the last bytes of
// its file. What some cameras write behind it can hide it.
func Complete(tail []byte) bool {
	return bytes.Contains(tail, []byte("\xff\xd9")) || bytes.Contains(tail, []byte("IEND"))
}

// Decode reads a whole photograph to see whether it can be; the error is
// ErrDamaged.
func Decode(r io.Reader) error {
	if _, _, err := image.Decode(r); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}

// read looks through the metadata for what matters here.
func (i *Info) read(r io.ReadSeeker, kind imagemeta.ImageFormat) error {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := imagemeta.Decode(imagemeta.Options{
		R: r, ImageFormat: kind, Sources: imagemeta.EXIF | imagemeta.XMP,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool { return t.Tag == "Orientation" || strings.HasPrefix(t.Tag, "GPS") },
		HandleTag: func(t imagemeta.TagInfo) error {
			if strings.HasPrefix(t.Tag, "GPSLatitude") || strings.HasPrefix(t.Tag, "GPSLongitude") {
				i.Located = true
			}
			if n, err := strconv.Atoi(fmt.Sprint(t.Value)); err == nil && t.Tag == "Orientation" && t.Source == imagemeta.EXIF && n >= 1 && n <= 8 {
				i.Turn = n
			}
			return nil
		},
	})
	return err
}

// Write writes a photograph upright, at most so many points wide, with
// nothing in its file but the picture. One that is so already stays as it is.
func Write(w *bytes.Buffer, data []byte, width int) error {
	info, err := Inspect(bytes.NewReader(data))
	if err != nil {
		return err
	}
	if info.Width <= width && info.Turn == 1 && bare(data) {
		w.Write(data)
		return nil
	}
	img, format, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return err
	}
	if info.Width > width {
		size := image.Rect(0, 0, width, max(1, (info.Height*width+info.Width/2)/info.Width))
		if info.Turn >= 5 {
			size = image.Rect(0, 0, size.Dy(), size.Dx())
		}
		small := image.NewNRGBA(size)
		draw.CatmullRom.Scale(small, size, img, img.Bounds(), draw.Src, nil)
		img = small
	}
	img = upright(img, info.Turn)
	if format == "png" {
		return png.Encode(w, img)
	}
	return jpeg.Encode(w, img, &jpeg.Options{Quality: 82})
}

// upright turns a picture as Exif's Orientation says.
func upright(img image.Image, turn int) image.Image {
	if turn <= 1 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	size := image.Rect(0, 0, w, h)
	if turn >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewNRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			fx, fy := x, y
			switch turn {
			case 2:
				fx = w - 1 - x
			case 3:
				fx, fy = w-1-x, h-1-y
			case 4:
				fy = h - 1 - y
			case 5:
				fx, fy = y, x
			case 6:
				fx, fy = y, h-1-x
			case 7:
				fx, fy = w-1-y, h-1-x
			case 8:
				fx, fy = w-1-y, x
			}
			out.Set(x, y, img.At(b.Min.X+fx, b.Min.Y+fy))
		}
	}
	return out
}

// bare tells whether a file holds nothing but a picture.
func bare(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) {
		return barePNG(data[8:])
	}
	// Each segment of a JPEG is FF, its kind, and its length of two bytes; the
	// picture itself follows the one of kind DA.
	for i := 2; i+4 <= len(data) && data[i] == 0xff; {
		kind := data[i+1]
		if kind == 0xda {
			return bytes.HasSuffix(data, []byte{0xff, 0xd9})
		}
		if kind >= 0xe1 && kind <= 0xef && kind != 0xee || kind == 0xfe {
			return false
		}
		i += 2 + int(data[i+2])<<8 + int(data[i+3])
	}
	return false
}

// barePNG looks through the chunks of a PNG file: the length in four bytes,
// the name, the data and four bytes more.
func barePNG(data []byte) bool {
	allowed := []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "sRGB", "cHRM", "pHYs", "bKGD", "sBIT"}
	for len(data) >= 12 {
		n := int(data[0])<<24 | int(data[1])<<16 | int(data[2])<<8 | int(data[3])
		if !slices.Contains(allowed, string(data[4:8])) || n < 0 || len(data) < n+12 {
			return false
		}
		data = data[n+12:]
	}
	return len(data) == 0
}
