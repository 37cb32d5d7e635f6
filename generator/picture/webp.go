package picture

import (
	"encoding/binary"

	"parvis/generator/catalog"
)

// inspectWebP looks at a WebP's chunks: the name, the length in four bytes, and
// the data, filled up to an even length.
func (i *Info) inspectWebP(data []byte) error {
	if len(data) < 20 {
		return damaged("is cut off before the picture begins")
	}
	if size := int(binary.LittleEndian.Uint32(data[4:])); size+8 > len(data) {
		return damaged("is cut off: its end is missing")
	}
	for rest := data[12:]; len(rest) >= 8; {
		n := int(binary.LittleEndian.Uint32(rest[4:]))
		if n > len(rest)-8 {
			return damaged("is cut off: its end is missing")
		}
		body := rest[8 : 8+n]
		switch name := string(rest[:4]); {
		case name == "VP8X" && n == 10:
			i.Width, i.Height = 1+int24(body[4:]), 1+int24(body[7:])
			i.Alpha = body[0]&0x10 != 0
			if body[0]&2 != 0 {
				return strange(catalog.Say("save it as a film (MP4), or one picture of it as a JPEG"), "is an animated WebP")
			}
		case name == "EXIF":
			i.exif = body
		case name == "VP8 " && n >= 10 && i.Width == 0:
			i.Width, i.Height = int(binary.LittleEndian.Uint16(body[6:]))&0x3fff, int(binary.LittleEndian.Uint16(body[8:]))&0x3fff
		case name == "VP8L" && n >= 5:
			bits := binary.LittleEndian.Uint32(body[1:])
			if i.Width == 0 {
				i.Width, i.Height = 1+int(bits&0x3fff), 1+int(bits>>14&0x3fff)
			}
			i.Alpha = i.Alpha || bits>>28&1 == 1
		}
		rest = rest[min(len(rest), 8+n+n&1):]
	}
	bytes := 4
	if i.Alpha {
		bytes = 8 // while its transparency is read
	}
	i.memory = i.Width * i.Height * bytes
	return fits(i.Width, i.Height, bytes)
}

// int24 is a number of three bytes, the lowest first.
func int24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
