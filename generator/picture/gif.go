package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"image/gif"

	"parvis/generator/catalog"
)

// inspectGIF looks at a GIF's blocks and counts its pictures, of which an
// animation has many, each of a measure of its own.
func (i *Info) inspectGIF(data []byte) error {
	if len(data) < 13 {
		return damaged("is cut off before the picture begins")
	}
	i.Width, i.Height = int(binary.LittleEndian.Uint16(data[6:])), int(binary.LittleEndian.Uint16(data[8:]))
	if err := fits(i.Width, i.Height, 1); err != nil {
		return err
	}
	frames, points, at, whole := 0, 0, 13+colours(data[10]), false
	for at < len(data) && !whole {
		switch data[at] {
		case 0x21: // an extension: its kind, then blocks
			at = blocksEnd(data, at+2)
		case 0x2c: // a picture: where it lies, its measures, its colours, how they are coded, then blocks
			if at+10 > len(data) {
				return damaged("is cut off: its end is missing")
			}
			w, h := int(binary.LittleEndian.Uint16(data[at+5:])), int(binary.LittleEndian.Uint16(data[at+7:]))
			frames, points = frames+1, points+w*h
			at = blocksEnd(data, at+10+colours(data[at+9])+1)
		case 0x3b:
			whole = true
		default:
			return damaged("is damaged within")
		}
	}
	i.memory = points
	switch {
	case frames > mostFrames:
		return large(
			catalog.Say("save it as a film (MP4)"),
			"is an animation of %s pictures; %s are the most",
			catalog.Number(frames),
			catalog.Number(mostFrames),
		)
	case points > mostPoints:
		return large(
			catalog.Say("save it as a film (MP4), or smaller"),
			"has %s points in %s pictures; %s are the most",
			catalog.Number(points),
			catalog.Number(frames),
			catalog.Number(mostPoints),
		)
	case !whole || frames == 0:
		return damaged("is cut off: its end is missing")
	}
	return nil
}

// colours is how many bytes a table of colours takes.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// blocksEnd is where blocks that start at i end: each says its length in its
// first byte, the last is empty.
func blocksEnd(data []byte, i int) int {
	for i < len(data) && data[i] != 0 {
		i += 1 + int(data[i])
	}
	return i + 1
}

// decodeGIF reads all pictures of a GIF.
func decodeGIF(ctx context.Context, data []byte) (all *gif.GIF, err error) {
	r := &interruptible{ctx: ctx}
	r.Reset(data)
	if all, err = gif.DecodeAll(r); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, damaged("is damaged within")
	}
	return all, nil
}

// writeGIF writes all pictures of a GIF anew, and nothing besides them.
func writeGIF(ctx context.Context, data []byte) ([]byte, error) {
	all, err := decodeGIF(ctx, data)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, all); err != nil {
		return nil, damaged("is damaged within")
	}
	return b.Bytes(), nil
}
