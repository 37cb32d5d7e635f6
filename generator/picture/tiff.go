package picture

import (
	"encoding/binary"
	"slices"

	"parvis/generator/catalog"
)

// The tags of a TIFF that matter here.
const (
	tagSubfile     = 254
	tagWidth       = 256
	tagHeight      = 257
	tagBits        = 258
	tagCompression = 259
	tagOffsets     = 273
	tagCounts      = 279
	tagTileOffsets = 324
	tagTileCounts  = 325
	tagSubIFDs     = 330
	tagExtra       = 338
	tagDNGVersion  = 50706
)

// readable are the compressions that can be read: none, CCITT, LZW, deflate and
// PackBits.
var readable = []int{0, 1, 2, 3, 4, 5, 8, 32773, 32946}

// directory is one of the directories of a TIFF: up to mostValues values of
// each of its tags that matter.
type directory map[int][]int

// mostValues is how many values of a tag are looked at: more strips than a
// picture of mostSide points has.
const mostValues = mostSide

// directories reads those of a TIFF, each of which is a page, a preview, or
// what a camera's sensor saw.
func directories(data []byte) []directory {
	if len(data) < 8 {
		return nil
	}
	var order binary.ByteOrder = binary.LittleEndian
	if data[0] == 'M' {
		order = binary.BigEndian
	}
	var out []directory
	seen := map[int]bool{}
	for at := int(order.Uint32(data[4:])); at >= 8 && at+2 <= len(data) && !seen[at] && len(out) < mostFrames; {
		seen[at] = true
		d := directory{}
		n := int(order.Uint16(data[at:]))
		at += 2
		for ; n > 0 && at+12 <= len(data); n, at = n-1, at+12 {
			d.field(data, order, at)
		}
		out = append(out, d)
		if at+4 > len(data) {
			break
		}
		at = int(order.Uint32(data[at:]))
	}
	return out
}

// field reads one field: its tag and the form of its values in two bytes each,
// how many there are, and the values or where they are.
func (d directory) field(data []byte, order binary.ByteOrder, at int) {
	tag, form, count := int(order.Uint16(data[at:])), order.Uint16(data[at+2:]), int(order.Uint32(data[at+4:]))
	size := map[uint16]int{1: 1, 3: 2, 4: 4}[form]
	if size == 0 || count > mostValues {
		d[tag] = nil
		return
	}
	from := at + 8
	if size*count > 4 {
		from = int(order.Uint32(data[from:]))
	}
	values := make([]int, 0, min(count, 16))
	for i := range count {
		p := from + i*size
		if p < 0 || p+size > len(data) {
			break
		}
		switch size {
		case 1:
			values = append(values, int(data[p]))
		case 2:
			values = append(values, int(order.Uint16(data[p:])))
		default:
			values = append(values, int(order.Uint32(data[p:])))
		}
	}
	d[tag] = values
}

// first is the first value of a tag, or 0.
func (d directory) first(tag int) int {
	if len(d[tag]) == 0 {
		return 0
	}
	return d[tag][0]
}

// reaches is how far into the file a directory's picture reaches.
func (d directory) reaches() int {
	end := 0
	for _, tags := range [][2]int{{tagOffsets, tagCounts}, {tagTileOffsets, tagTileCounts}} {
		for i, at := range d[tags[0]] {
			if i < len(d[tags[1]]) {
				end = max(end, at+d[tags[1]][i])
			}
		}
	}
	return end
}

// inspectTIFF looks at a TIFF's directories. Cameras' raw files are TIFFs too,
// whose first picture is a small preview.
func (i *Info) inspectTIFF(data []byte) error {
	all := directories(data)
	if len(all) == 0 {
		return damaged("is cut off before the picture begins")
	}
	d := all[0]
	pages := 0
	for _, d := range all {
		if d.first(tagSubfile)&1 == 0 { // no preview of another
			pages++
		}
	}
	_, raw := d[tagDNGVersion]
	_, nested := d[tagSubIFDs]
	i.Width, i.Height = d.first(tagWidth), d.first(tagHeight)
	i.Alpha = d.first(tagExtra) != 0
	bytes := 4
	if bits := d.first(tagBits); bits > 8 {
		bytes = 8
	}
	// Strips of a compressed file are unpacked one after the other; all may be one.
	i.memory = 2 * i.Width * i.Height * bytes
	switch err := fits(i.Width, i.Height, bytes); {
	case raw || nested:
		return strange(saveJPEG, "is what a camera's sensor saw (a raw file)")
	case err != nil:
		return err
	case pages > 1:
		return strange(catalog.Say("save it as a PDF"), "has %d pages", pages)
	case !slices.Contains(readable, d.first(tagCompression)):
		return strange(saveJPEG, "is a TIFF that is compressed in an unusual way")
	case d.reaches() > len(data):
		return damaged("is cut off: its end is missing")
	}
	return nil
}
