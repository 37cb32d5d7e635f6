package picture

import (
	"bytes"
	"encoding/binary"

	"parvis/generator/catalog"
)

// jpegFile is what the segments of a JPEG say: each is FF, its kind, and its
// length of two bytes. What follows one of kind DA is a scan, which goes on to
// the next FF that is no part of it.
type jpegFile struct {
	width, height, parts int
	progressive          bool
	samples              int // how many values are stored for four points
	scans                int
	bare                 bool // holds nothing but the picture
	whole                bool // there to its end
}

// walkJPEG goes through the first picture of a file: cameras put further ones
// behind it. It stops where the segments make no sense.
func walkJPEG(data []byte) (f jpegFile) {
	f.bare = true
	for i := 2; i+4 <= len(data); {
		if data[i] != 0xff {
			return f
		}
		kind := data[i+1]
		switch {
		case kind == 0xff: // padding
			f.bare = false
			i++
			continue
		case kind == 0xd8 || kind == 0x01 || kind >= 0xd0 && kind <= 0xd7:
			f.bare = false
			i += 2
			continue
		}
		n := int(binary.BigEndian.Uint16(data[i+2:]))
		if n < 2 || i+2+n > len(data) {
			return f
		}
		body := data[i+4 : i+2+n]
		i += 2 + n
		f.bare = f.bare && plainSegment(kind, body)
		switch {
		case kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc:
			f.frame(kind, body)
		case kind == 0xda:
			f.scans++
			if i = scanEnd(data, i); i+1 < len(data) && data[i+1] == 0xd9 {
				f.whole, f.bare = true, f.bare && i+2 == len(data)
				return f
			}
		}
	}
	return f
}

// frame reads the head of a picture: its precision in one byte, its height and
// width in two, how many parts it has, and for each three bytes, of which the
// second says how finely it is sampled.
func (f *jpegFile) frame(kind byte, body []byte) {
	if len(body) < 6 || f.width > 0 {
		return
	}
	f.height, f.width, f.parts = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:])), int(body[5])
	f.progressive = kind&3 == 2
	most, sum := 1, 0
	for i := 7; i < len(body) && i < 6+3*f.parts; i += 3 {
		area := int(body[i]>>4) * int(body[i]&15)
		most, sum = max(most, area), sum+area
	}
	f.samples = max(4, 4*sum/most)
}

// scanEnd is where a scan that starts at i ends: at the next FF that stands for
// itself no more, and starts no part of the same scan.
func scanEnd(data []byte, i int) int {
	for {
		n := bytes.IndexByte(data[i:], 0xff)
		if n < 0 || i+n+1 >= len(data) {
			return len(data)
		}
		if i += n; data[i+1] != 0 && (data[i+1] < 0xd0 || data[i+1] > 0xd7) {
			return i
		}
		i += 2
	}
}

// plainSegment tells whether a segment belongs to the picture itself: no
// comment, no metadata, and no text in those of JFIF and Adobe, whose lengths
// are known.
func plainSegment(kind byte, body []byte) bool {
	switch {
	case kind == 0xe0:
		return len(body) == 14 && bytes.HasPrefix(body, []byte("JFIF\x00")) && body[12] == 0 && body[13] == 0
	case kind == 0xee:
		return len(body) == 12 && bytes.HasPrefix(body, []byte("Adobe"))
	case kind == 0xdd:
		return len(body) == 2
	case kind == 0xda:
		return len(body) > 0 && len(body) == 4+2*int(body[0])
	}
	return kind == 0xc0 || kind == 0xc1 || kind == 0xc2 || kind == 0xc4 || kind == 0xdb
}

// inspectJPEG looks at a JPEG's segments.
func (i *Info) inspectJPEG(data []byte) error {
	f := walkJPEG(data)
	switch {
	case f.width == 0 && f.height == 0 && f.parts == 0, f.scans == 0:
		return damaged("is cut off before the picture begins")
	case f.scans > mostScans:
		return large(catalog.Say("open it in a program for photographs and save it anew"), "goes over itself %d times; %d are the most", f.scans, mostScans)
	}
	i.Width, i.Height = f.width, f.height
	// A progressive one is kept as numbers of four bytes until it is whole.
	bytes := (f.samples + 3) / 4
	if f.progressive {
		bytes = (5*f.samples + 3) / 4
	}
	i.memory = f.width * f.height * bytes
	if err := fits(f.width, f.height, bytes); err != nil {
		return err
	}
	if !f.whole {
		return damaged("is cut off: its end is missing")
	}
	return nil
}
