package picturetest

import (
	"encoding/binary"
	"slices"
)

// field is one field of a TIFF, which Exif is too: below is a directory to
// which it leads.
type field struct {
	tag, form uint16 // form: 2 text, 3 and 4 numbers of two and four bytes, 5 fractions, 7 bytes
	values    []uint32
	text      string
	below     []field
}

func exifFields(o Options) []field {
	out := []field{{tag: 0x0112, form: 3, values: []uint32{uint32(o.Turn)}}}
	if o.Boxes {
		out[0].values[0] = 1
	}
	if o.Plain {
		return out
	}
	return append(
		out,
		field{tag: 0x013b, form: 2, text: Artist + "\x00"},
		field{tag: 0x8769, below: []field{{tag: 0x9286, form: 7, text: "ASCII\x00\x00\x00" + Comment}, {tag: 0xa431, form: 2, text: Serial + "\x00"}}},
		field{
			tag: 0x8825,
			below: []field{
				{tag: 1, form: 2, text: "N\x00"},
				{tag: 2, form: 5, values: latitude},
				{tag: 3, form: 2, text: "E\x00"},
				{tag: 4, form: 5, values: []uint32{12, 1, 12, 1, 1266, 100}},
			},
		},
	)
}

func makeTIFF(o Options) []byte {
	img := Quarters(Width, Height)
	strip := make([]byte, 0, 3*Width*Height)
	for i := 0; i < len(img.Pix); i += 4 {
		strip = append(strip, img.Pix[i:i+3]...)
	}
	n := func(tag uint16, values ...uint32) field { return field{tag: tag, form: 4, values: values} }
	fields := append(exifFields(o), n(256, Width), n(257, Height), field{tag: 258, form: 3, values: []uint32{8, 8, 8}}, n(259, 1),
		n(262, 2), n(273, 8), n(277, 3), n(278, Height), n(279, uint32(len(strip))))
	return tiffFile(fields, strip)
}

// tiffFile is a file of one directory and what is below it, behind the bytes of
// a picture.
func tiffFile(fields []field, strip []byte) []byte {
	order := binary.BigEndian
	out := append([]byte("MM\x00\x2a\x00\x00\x00\x00"), strip...)
	var write func([]field) uint32
	write = func(fields []field) uint32 {
		slices.SortFunc(fields, func(a, b field) int { return int(a.tag) - int(b.tag) })
		entries := order.AppendUint16(nil, uint16(len(fields)))
		for _, f := range fields {
			value, count := f.value(), uint32(max(1, len(f.values), len(f.text)))
			if f.below != nil {
				f.form, value = 4, order.AppendUint32(nil, write(f.below))
			}
			if f.form == 5 {
				count /= 2
			}
			if len(value) > 4 {
				at := uint32(len(out))
				out = append(append(out, value...), make([]byte, len(value)&1)...)
				value = order.AppendUint32(nil, at)
			}
			entries = order.AppendUint16(order.AppendUint16(entries, f.tag), f.form)
			entries = append(order.AppendUint32(entries, count), append(value, 0, 0, 0, 0)[:4]...)
		}
		at := uint32(len(out))
		out = append(append(out, entries...), 0, 0, 0, 0)
		return at
	}
	first := write(fields)
	order.PutUint32(out[4:], first)
	return out
}

func (f field) value() []byte {
	out := []byte(f.text)
	for _, v := range f.values {
		if f.form == 3 {
			out = binary.BigEndian.AppendUint16(out, uint16(v))
		} else {
			out = binary.BigEndian.AppendUint32(out, v)
		}
	}
	return out
}
