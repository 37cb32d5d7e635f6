package picture

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bep/imagemeta"
)

// metaFormats are the kinds whose metadata can be read.
var metaFormats = map[Kind]imagemeta.ImageFormat{JPEG: imagemeta.JPEG, PNG: imagemeta.PNG, WebP: imagemeta.WebP, TIFF: imagemeta.TIFF,
	HEIC: imagemeta.HEIF, AVIF: imagemeta.AVIF, isoPicture: imagemeta.HEIF}

// names are the tags that name who took a picture, or the camera.
var names = []string{"Artist", "XPAuthor", "CameraOwnerName", "OwnerName", "BodySerialNumber", "SerialNumber", "LensSerialNumber",
	"Byline", "By-line", "Creator", "creator", "Authors"}

// metadata looks through a file for what matters here. What cannot be
// understood does not make a picture unreadable: it is left out of what is
// published. What it says on a page of its own (XMP) is looked for by its
// name, in the kinds of which it is not read.
func (i *Info) metadata(data []byte) {
	wanted := func(t imagemeta.TagInfo) bool {
		return t.Tag == "Orientation" || strings.HasPrefix(t.Tag, "GPS") || slices.Contains(names, t.Tag)
	}
	read := func(data []byte, format imagemeta.ImageFormat) {
		_, _ = imagemeta.Decode(imagemeta.Options{R: bytes.NewReader(data), ImageFormat: format, Sources: imagemeta.EXIF | imagemeta.XMP | imagemeta.IPTC,
			ShouldHandleTag: wanted, HandleTag: i.tag})
	}
	if format, ok := metaFormats[i.Kind]; ok {
		read(data, format)
	}
	// Some programs write the Exif of a WebP as that of a JPEG, with its name.
	if block, found := bytes.CutPrefix(i.exif, []byte("Exif\x00\x00")); found {
		read(block, imagemeta.TIFF)
	}
	i.Located = i.Located || bytes.Contains(data, []byte("exif:GPSL")) || bytes.Contains(data, []byte("Iptc4xmpExt:LocationCreated"))
	i.Signed = i.Signed || i.Kind == PNG && bytes.Contains(data, []byte("tEXtAuthor\x00"))
}

// tag takes one tag.
func (i *Info) tag(t imagemeta.TagInfo) error {
	value := strings.TrimSpace(fmt.Sprint(t.Value))
	switch {
	case strings.HasPrefix(t.Tag, "GPSLatitude") && t.Tag != "GPSLatitudeRef", strings.HasPrefix(t.Tag, "GPSLongitude") && t.Tag != "GPSLongitudeRef":
		i.Located = true
	case slices.Contains(names, t.Tag):
		i.Signed = i.Signed || strings.Trim(value, "\x00 0[]") != ""
	case t.Tag == "Orientation" && t.Source == imagemeta.EXIF && !i.turned:
		if n, err := strconv.Atoi(value); err == nil && n >= 1 && n <= 8 {
			i.Turn = n
		}
	}
	return nil
}
