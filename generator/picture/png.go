package picture

import (
	"encoding/binary"
	"hash/crc32"
)

// inspectPNG looks at a PNG's chunks: the length in four bytes, the name, the
// data and a sum over both. What stands behind IEND is no part of it.
func (i *Info) inspectPNG(data []byte) error {
	for data = data[8:]; len(data) >= 12; {
		n := int(binary.BigEndian.Uint32(data))
		if n > len(data)-12 {
			break
		}
		name, body := string(data[4:8]), data[8:8+n]
		if crc32.ChecksumIEEE(data[4:8+n]) != binary.BigEndian.Uint32(data[8+n:]) && name[0] >= 'A' && name[0] <= 'Z' {
			return damaged("is damaged within: its own sum over it is another")
		}
		switch name {
		case "IHDR":
			if n != 13 {
				return damaged("has a head that makes no sense")
			}
			if err := i.headPNG(body); err != nil {
				return err
			}
		case "tRNS":
			i.Alpha = true
		case "IEND":
			if i.Width == 0 {
				return damaged("has no head")
			}
			return nil
		}
		data = data[12+n:]
	}
	return damaged("is cut off: its end is missing")
}

// headPNG reads a PNG's head: width and height in four bytes each, the bits of
// a value, and what values a point has.
func (i *Info) headPNG(head []byte) error {
	i.Width, i.Height = int(int32(binary.BigEndian.Uint32(head))), int(int32(binary.BigEndian.Uint32(head[4:])))
	bytes := map[byte]int{0: 1, 2: 4, 3: 1, 4: 4, 6: 4}[head[9]] // of a point as it is decoded
	if head[8] == 16 {
		bytes = map[byte]int{0: 2, 2: 8, 4: 8, 6: 8}[head[9]]
	}
	i.Alpha = head[9]&4 != 0
	i.memory = i.Width * i.Height * bytes
	return fits(i.Width, i.Height, max(1, bytes))
}
