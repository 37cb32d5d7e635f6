package picture

import (
	"errors"
	"fmt"
	"strconv"
	"time"
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
	Reason error  // one of those above
	Says   string // what is wrong with the file, as the end of a sentence
	Fix    string // how to mend it; "" where the reason tells
}

func (r *Refusal) Error() string { return "the picture " + r.Says }
func (r *Refusal) Unwrap() error { return r.Reason }

func damaged(format string, args ...any) error {
	return &Refusal{Reason: ErrDamaged, Says: fmt.Sprintf(format, args...)}
}

func large(fix, format string, args ...any) error {
	return &Refusal{Reason: ErrLarge, Says: fmt.Sprintf(format, args...), Fix: fix}
}

func strange(fix, format string, args ...any) error {
	return &Refusal{Reason: ErrFormat, Says: fmt.Sprintf(format, args...), Fix: fix}
}

// What mends most pictures that cannot be read.
const (
	saveJPEG  = "save it as a JPEG"
	saveSmall = "save it smaller: 3,000 points are more than a page shows"
)

// TooManyBytes is why a picture's file is refused that has more than MostBytes.
func TooManyBytes() *Refusal {
	return &Refusal{Reason: ErrLarge, Says: fmt.Sprintf("has over %s million bytes", group(MostBytes/1_000_000)), Fix: saveSmall}
}

// fits holds what a header asks for against the limits. bytes is how many a
// point takes once it is decoded.
func fits(width, height, bytes int) error {
	switch {
	case width <= 0 || height <= 0:
		return damaged("says that it has no width or no height")
	case width > mostSide || height > mostSide:
		return large(saveSmall, "is %s × %s points; no side may be longer than %s", group(width), group(height), group(mostSide))
	case width*height > mostPoints:
		return large(saveSmall, "has %s points; %s are the most", group(width*height), group(mostPoints))
	case width*height*bytes > mostMemory:
		return large(
			saveSmall+"; or save it with 8 bits a colour",
			"takes %s million bytes once it is read; %s are the most",
			group(width*height*bytes/1_000_000),
			group(mostMemory/1_000_000),
		)
	}
	return nil
}

// group writes a number with its thousands parted.
func group(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
