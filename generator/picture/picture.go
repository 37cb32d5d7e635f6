// Package picture reads what a photograph's file says of it, and writes
// photographs for the web: the right way up, no larger than they are shown,
// and with nothing but the picture in the file. Where, when and with what it
// was taken stays with the editor. What kind of file it is, its content says,
// whatever its name.
//
// Nothing is decoded before its header has been held against limits
// (limits.go). JPEG, PNG and GIF are read by the standard library, WebP, TIFF
// and BMP by golang.org/x/image, HEIC and AVIF by libheif and libavif, which
// run as WebAssembly: in memory of their own that has an end, and without a
// way to anything else.
//
// They run in wazero, an interpreter and compiler of WebAssembly in Go. Linked as C they
// would be faster; but decoders of these two formats are large and have had holes, a
// photograph comes from anybody, and a program with C in it could not be built for
// six systems on one machine. There is no decoder of either in Go alone.
package picture

import (
	"bytes"
	"path"
	"strconv"
	"strings"

	"golang.org/x/image/bmp"
)

// Info is what a photograph's file says.
type Info struct {
	Kind          Kind
	Width, Height int // of the picture the right way up, in points
	// Turn is how it has to be turned to stand upright: 1 (not at all) to 8, as
	// in Exif's Orientation.
	Turn int
	// Located tells that the file says where it was taken, Signed that it names
	// who took it, or the camera by its number.
	Located, Signed bool
	// Alpha tells that the picture may have transparent parts.
	Alpha bool

	exif   []byte // of a WebP
	turned bool   // the file's own boxes say how, and Exif does not count
	memory int    // how many bytes decoding takes, about
}

// Widths are those in which photographs are published, in points, beside the
// whole one; Most is the width of the whole one at most.
var Widths = []int{240, 480, 960}

// Most is the width of a photograph at most, in points.
const Most = 1600

// Variant is the name of a photograph in another width.
func Variant(name string, width int) string {
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "-" + strconv.Itoa(width) + ext
}

// Smaller are the widths in which the picture is published beside the whole
// one. An animation is published as it is.
func (i Info) Smaller() []int {
	var out []int
	for _, width := range Widths {
		if i.Width > width && i.Kind != GIF {
			out = append(out, width)
		}
	}
	return out
}

// Size is the measure of the whole one as it is published, in points.
func (i Info) Size() (width, height int) {
	if i.Width <= Most || i.Kind == GIF {
		return i.Width, i.Height
	}
	return Most, scaled(i.Height, i.Width, Most)
}

// scaled is a height that goes with a width when it had been another's.
func scaled(height, width, to int) int { return max(1, (height*to+width/2)/width) }

// Inspect reads what a picture's file says, without decoding the picture
// itself. The error is a Refusal of a file that cannot be published, ErrNone
// being the reason where it is no picture; what is known of its place is told
// all the same.
func Inspect(data []byte) (Info, error) {
	info := Info{Kind: KindOf(data), Turn: 1}
	if info.Kind == "" {
		return info, &Refusal{Reason: ErrNone, Says: looksLike(data)}
	}
	err := info.inspect(data)
	info.metadata(data)
	if info.Turn >= 5 {
		info.Width, info.Height = info.Height, info.Width
	}
	info.exif = nil
	return info, err
}

func (i *Info) inspect(data []byte) error {
	if len(data) > MostBytes {
		return TooManyBytes()
	}
	switch i.Kind {
	case JPEG:
		return i.inspectJPEG(data)
	case PNG:
		return i.inspectPNG(data)
	case GIF:
		return i.inspectGIF(data)
	case WebP:
		return i.inspectWebP(data)
	case TIFF:
		return i.inspectTIFF(data)
	case isoPicture:
		return i.inspectHEIF(data)
	case BMP:
		config, err := bmp.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return strange(saveJPEG, "is a BMP of an unusual kind")
		}
		i.Width, i.Height, i.memory = config.Width, config.Height, 4*config.Width*config.Height
		return fits(i.Width, i.Height, 4)
	}
	return strange(saveJPEG, "is a %s file, which no browser shows everywhere", i.Kind)
}
