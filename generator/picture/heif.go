package picture

import (
	"bytes"
	"encoding/binary"

	"parvis/generator/catalog"
)

// A HEIC or AVIF is a file of boxes (ISO 14496-12): a length of four bytes, a
// name of four, and what is in it, which may be boxes again. The box “meta”
// says which of the pictures is the one to show, and has properties for each
// (ISO 23008-12).

// box is one of them.
type box struct {
	name string
	body []byte
}

// boxes are those in data; whole is false where the last one is longer than
// what is there.
func boxes(data []byte) (out []box, whole bool) {
	for len(data) >= 8 && len(out) < 1<<12 {
		n, head := int(binary.BigEndian.Uint32(data)), 8
		switch {
		case n == 0: // to the end
			n = len(data)
		case n == 1 && len(data) >= 16:
			n, head = int(binary.BigEndian.Uint64(data[8:])), 16
		}
		if n < head || n > len(data) {
			return out, false
		}
		out = append(out, box{string(data[4:8]), data[head:n]})
		data = data[n:]
	}
	return out, true
}

// inside are the boxes in the first one of a name; skip is how many bytes of it
// come before them.
func inside(list []box, name string, skip int) []box {
	for _, b := range list {
		if b.name == name && len(b.body) >= skip {
			out, _ := boxes(b.body[skip:])
			return out
		}
	}
	return nil
}

// reader reads numbers of so many bytes; beyond the end they are 0.
type reader []byte

func (r *reader) number(bytes int) int {
	n := 0
	for range bytes {
		n <<= 8
		if len(*r) > 0 {
			n |= int((*r)[0])
			*r = (*r)[1:]
		}
	}
	return n
}

// primary is the number of the picture to show.
func primary(meta []box) int {
	for _, b := range meta {
		if r := reader(b.body); b.name == "pitm" {
			if version := r.number(4) >> 24; version > 0 {
				return r.number(4)
			}
			return r.number(2)
		}
	}
	return 0
}

// propertiesOf are those of one picture, in their order.
func propertiesOf(item int, meta []box) []box {
	iprp := inside(meta, "iprp", 0)
	all := inside(iprp, "ipco", 0)
	var out []box
	for _, b := range iprp {
		if b.name != "ipma" {
			continue
		}
		r := reader(b.body)
		head := r.number(4)
		idBytes, indexBytes := 2, 1
		if head>>24 > 0 {
			idBytes = 4
		}
		if head&1 == 1 {
			indexBytes = 2
		}
		for n := r.number(4); n > 0 && len(r) > 0; n-- {
			id := r.number(idBytes)
			for range r.number(1) {
				index := r.number(indexBytes) & (1<<(8*indexBytes-1) - 1)
				if id == item && index >= 1 && index <= len(all) {
					out = append(out, all[index-1])
				}
			}
		}
	}
	return out
}

// inspectHEIF looks at the boxes of a HEIC or AVIF.
func (i *Info) inspectHEIF(data []byte) error {
	top, whole := boxes(data)
	meta := inside(top, "meta", 4)
	if !whole {
		return damaged("is cut off: its end is missing")
	}
	item := primary(meta)
	if item == 0 {
		return strange(catalog.Say("save one picture of it as a JPEG, or the film as an MP4"), "holds moving pictures alone")
	}
	for _, p := range inside(inside(meta, "iprp", 0), "ipco", 0) {
		switch {
		case p.name == "hvcC" && i.Kind != AVIF:
			i.Kind = HEIC
		case p.name == "av1C":
			i.Kind = AVIF
		case p.name == "auxC" && (bytes.Contains(p.body, []byte("auxiliary:alpha")) || bytes.Contains(p.body, []byte("hevc:2015:auxid:1\x00"))):
			i.Alpha = true
		case p.name == "ispe":
			if err := i.codedFits(p.body); err != nil {
				return err
			}
		}
	}
	cut, turned := i.apply(propertiesOf(item, meta))
	switch {
	case i.Kind == isoPicture:
		return strange(saveJPEG, "is coded in a way that parvis cannot read")
	case i.Kind == AVIF && cut:
		return strange(saveJPEG, "holds more than it shows")
	case i.Kind == HEIC && i.Alpha:
		return strange(catalog.Say("save it as a PNG"), "is a HEIC with transparent parts")
	case i.Width == 0 || i.Height == 0:
		return damaged("says that it has no width or no height")
	}
	i.turned = turned
	// What the decoders were seen to take, for a point: 6 bytes and 20.
	i.memory = 7 * i.Width * i.Height
	if i.Kind == AVIF {
		i.memory *= 3
	}
	return nil
}

// codedFits holds the measures of any picture in the file against the limits,
// since all may have to be decoded for the one to show.
func (i *Info) codedFits(body []byte) error {
	r := reader(body)
	r.number(4)
	w, h := r.number(4), r.number(4)
	if w*h > mostCoded && w <= mostSide && h <= mostSide {
		return large(saveSmall, "has %s points; %s are the most for one of its kind", catalog.Number(w*h), catalog.Number(mostCoded))
	}
	return fits(w, h, 4)
}

// apply reads the measures of the picture to show, and how it has to be turned
// or mirrored: one after the other, in the order in which they stand.
func (i *Info) apply(properties []box) (cut, turned bool) {
	for _, p := range properties {
		r := reader(p.body)
		switch p.name {
		case "ispe":
			r.number(4)
			i.Width, i.Height = r.number(4), r.number(4)
		case "clap": // its measures as fractions
			w, wd, h, hd := r.number(4), r.number(4), r.number(4), r.number(4)
			if cut = true; wd > 0 && hd > 0 && w/wd <= i.Width && h/hd <= i.Height {
				i.Width, i.Height = w/wd, h/hd
			}
		case "irot": // by so many quarters against the clock
			i.Turn, turned = then(i.Turn, []int{1, 8, 3, 6}[r.number(1)&3]), true
		case "imir": // along the upright axis, or the lying one
			i.Turn, turned = then(i.Turn, []int{4, 2}[r.number(1)&1]), true
		}
	}
	return cut, turned
}

// then is two turns in one, as Exif numbers them.
func then(first, second int) int {
	turns := map[int][4]int{1: {1, 0, 0, 1}, 2: {-1, 0, 0, 1}, 3: {-1, 0, 0, -1}, 4: {1, 0, 0, -1}, 5: {0, 1, 1, 0}, 6: {0, -1, 1, 0},
		7: {0, -1, -1, 0}, 8: {0, 1, -1, 0}}
	a, b := turns[second], turns[first]
	both := [4]int{a[0]*b[0] + a[1]*b[2], a[0]*b[1] + a[1]*b[3], a[2]*b[0] + a[3]*b[2], a[2]*b[1] + a[3]*b[3]}
	for turn, m := range turns {
		if m == both {
			return turn
		}
	}
	return first
}
