package picture

import (
	"errors"
	"time"

	"parvis/generator/catalog"
)

// A file can ask for more memory and time than it has bytes: a PNG of 12 kB can
// say that it is 100,000,000 points wide. What it asks for stands in its header,
// and is held against these limits before anything is decoded.
const (
	// MostBytes is how many bytes a picture's file may have: one of the largest
	// sensors in telephones, hardly compressed, has half as many.
	MostBytes = 128 << 20
	// mostPoints is how many points a picture may have: those of a telephone
	// with 108 million and its edges.
	mostPoints = 120_000_000
	// mostCoded is that for HEIC and AVIF, which take ten times as long to read:
	// telephones that write them have 48 to 50 million points.
	mostCoded = 52_000_000
	// mostSide is how long a side may be, in points: panoramas from telephones
	// have 16,384. A longer one is scaled for minutes, and shown nowhere.
	mostSide = 20_000
	// mostMemory is how many bytes a decoded picture may take.
	mostMemory = 512 << 20
	// mostFrames is how many pictures an animation may have: more than a minute,
	// at 15 a second. Together they may have mostPoints.
	mostFrames = 1000
	// mostScans is how often a JPEG may go over all of its points: cameras and
	// programs do it at most 14 times, a bomb does it 100,000 times.
	mostScans = 64
	// mostTime is when the decoding of a HEIC or AVIF is given up that has not
	// come to an end, however large: such a file was made to do so. The largest
	// one takes a quarter of it on a machine of 2015.
	mostTime = 3 * time.Minute
)

// Why a file is refused.
var (
	ErrNone    = errors.New("no picture")
	ErrFormat  = errors.New("a kind of picture that cannot be published")
	ErrDamaged = errors.New("a damaged picture")
	ErrLarge   = errors.New("a picture that is too large")
)

// Refusal is why a file cannot be published as a picture.
type Refusal struct {
	Reason error           // one of those above
	Says   catalog.Message // what is wrong with the file, as the end of a sentence
	Fix    catalog.Message // how to mend it; none where the reason tells
}

func (r *Refusal) Error() string { return "the picture " + r.Says.String() }
func (r *Refusal) Unwrap() error { return r.Reason }

func damaged(format string, args ...any) error {
	return &Refusal{Reason: ErrDamaged, Says: catalog.Say(format, args...)}
}

func large(fix catalog.Message, format string, args ...any) error {
	return &Refusal{Reason: ErrLarge, Says: catalog.Say(format, args...), Fix: fix}
}

func strange(fix catalog.Message, format string, args ...any) error {
	return &Refusal{Reason: ErrFormat, Says: catalog.Say(format, args...), Fix: fix}
}

// What mends most pictures that cannot be read.
var (
	saveJPEG  = catalog.Say("save it as a JPEG")
	saveSmall = catalog.Say("save it smaller: %s points are more than a page shows", catalog.Number(3000))
)

// TooManyBytes is why a picture's file is refused that has more than MostBytes.
func TooManyBytes() *Refusal {
	return &Refusal{Reason: ErrLarge, Says: catalog.Say("has over %d million bytes", MostBytes/1_000_000), Fix: saveSmall}
}

// fits holds what a header asks for against the limits. bytes is how many a
// point takes once it is decoded.
func fits(width, height, bytes int) error {
	switch {
	case width <= 0 || height <= 0:
		return damaged("says that it has no width or no height")
	case width > mostSide || height > mostSide:
		return large(saveSmall, "is %s × %s points; no side may be longer than %s", catalog.Number(width), catalog.Number(height), catalog.Number(mostSide))
	case width*height > mostPoints:
		return large(saveSmall, "has %s points; %s are the most", catalog.Number(width*height), catalog.Number(mostPoints))
	case width*height*bytes > mostMemory:
		return large(
			catalog.Say("%s; or save it with 8 bits a colour", saveSmall),
			"takes %d million bytes once it is read; %d are the most",
			width*height*bytes/1_000_000,
			mostMemory/1_000_000,
		)
	}
	return nil
}
