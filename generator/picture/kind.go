package picture

import (
	"bytes"
	"encoding/binary"
	"path"
	"slices"
	"strings"

	"parvis/generator/catalog"
)

// Kind is the form of a picture's file, as its first bytes show it; none for a
// file that is no picture.
type Kind string

// The kinds that can be read.
const (
	JPEG Kind = "JPEG"
	PNG  Kind = "PNG"
	GIF  Kind = "GIF"
	WebP Kind = "WebP"
	TIFF Kind = "TIFF"
	BMP  Kind = "BMP"
	HEIC Kind = "HEIC"
	AVIF Kind = "AVIF"
)

// isoPicture is a file of boxes with a picture in it, before it is known how
// that is coded.
const isoPicture Kind = "HEIF"

// magic are the first bytes of files of each kind; a dot stands for any byte.
// The last ones are known so that they can be named, and are not read.
var magic = []struct {
	start string
	kind  Kind
}{
	{"\xff\xd8\xff", JPEG},
	{"\x89PNG\r\n\x1a\n", PNG},
	{"GIF87a", GIF},
	{"GIF89a", GIF},
	{"RIFF....WEBP", WebP},
	{"II*\x00........CR", "Canon raw"}, // where a TIFF has no room for it
	{"II*\x00", TIFF},
	{"MM\x00*", TIFF},
	{"II+\x00", "BigTIFF"},
	{"MM\x00+", "BigTIFF"},
	{"BM....\x00\x00\x00\x00", BMP},
	{"....ftypcrx ", "Canon raw"},
	{"IIRO", "Olympus raw"},
	{"IIU\x00", "Panasonic raw"},
	{"FUJIFILMCCD-RAW", "Fujifilm raw"},
	{"\xff\x0a", "JPEG XL"},
	{"\x00\x00\x00\x0cJXL \r\n\x87\n", "JPEG XL"},
	{"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG 2000"},
	{"\xff\x4f\xff\x51", "JPEG 2000"},
	{"8BPS", "Photoshop"},
	{"\x89MNG\r\n\x1a\n", "MNG"},
}

// KindOf is the kind of a file by its first bytes; 64 of them are enough for
// most, all of the first box for pictures from telephones.
func KindOf(data []byte) Kind {
	for _, m := range magic {
		if begins(data, m.start) {
			return m.kind
		}
	}
	if len(data) < 16 || string(data[4:8]) != "ftyp" {
		return ""
	}
	n := min(len(data), int(binary.BigEndian.Uint32(data)), 256)
	for i := 8; i+4 <= n; i += 4 {
		if slices.Contains(pictureBrands, string(data[i:i+4])) {
			return isoPicture
		}
	}
	return ""
}

// pictureBrands are by what a file of boxes says that it is a picture.
var pictureBrands = []string{"heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "mif3", "msf1", "avif",
	"avis", "avci", "avcs", "vvic", "miaf"}

func begins(data []byte, start string) bool {
	if len(data) < len(start) {
		return false
	}
	for i := range len(start) {
		if start[i] != '.' && start[i] != data[i] {
			return false
		}
	}
	return true
}

// jpegEndings are the endings of JPEG files' names. Others are those by which a
// file is known as a picture before it is opened.
var (
	jpegEndings  = []string{".jpg", ".jpeg", ".jpe", ".jfif", ".jif", ".pjpeg", ".pjp"}
	otherEndings = []string{".png", ".apng", ".gif", ".webp", ".avif", ".heic", ".heif", ".hif", ".tif", ".tiff", ".bmp", ".dib", ".jxl",
		".jp2", ".j2k", ".psd", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2", ".raf", ".pef"}
)

// Named tells whether a file is a picture by its name.
func Named(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return slices.Contains(jpegEndings, ext) || slices.Contains(otherEndings, ext)
}

// family is the kind of which a name speaks, among those that are published.
func family(name string) Kind {
	switch ext := strings.ToLower(path.Ext(name)); {
	case slices.Contains(jpegEndings, ext):
		return JPEG
	case ext == ".png", ext == ".apng":
		return PNG
	case ext == ".gif":
		return GIF
	}
	return ""
}

// Published is the kind of the file that is published: the one that it has
// already, where every browser shows that, else a JPEG, or a PNG for what has
// transparent parts.
func (i Info) Published() Kind {
	switch {
	case i.Kind == JPEG, i.Kind == PNG, i.Kind == GIF:
		return i.Kind
	case i.Alpha:
		return PNG
	}
	return JPEG
}

// Name is the name under which a picture is published: its own, unless that
// speaks of a kind which it has no longer. The name of what browsers show as it
// is never changes, even where it speaks of another kind that they show: they
// go by the content, and what was published once keeps its address.
func (i Info) Name(name string) string {
	spoken, kind := family(name), i.Published()
	if spoken == kind || spoken != "" && i.Kind == kind {
		return name
	}
	return strings.TrimSuffix(name, path.Ext(name)) + map[Kind]string{JPEG: ".jpg", PNG: ".png", GIF: ".gif"}[kind]
}

// looksLike says what a file is that is no picture, as far as its start shows.
func looksLike(data []byte) catalog.Message {
	start := bytes.ToLower(bytes.TrimLeft(data[:min(len(data), 512)], "\xef\xbb\xbf \t\r\n"))
	switch {
	case len(data) == 0:
		return catalog.Say("is empty")
	case len(bytes.Trim(data[:min(len(data), 4096)], "\x00")) == 0:
		return catalog.Say("holds nothing but zeros")
	case bytes.HasPrefix(start, []byte("<!doctype html")), bytes.HasPrefix(start, []byte("<html")), bytes.Contains(start, []byte("<html")):
		return catalog.Say("holds a web page, and no picture")
	case bytes.HasPrefix(start, []byte("%pdf")):
		return catalog.Say("holds a PDF, and no picture")
	case bytes.Contains(start, []byte("<svg")):
		return catalog.Say("holds a drawing in SVG; its name has to end in .svg")
	}
	return catalog.Say("holds no picture")
}
