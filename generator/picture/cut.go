package picture

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
)

// opaqueMost is how many bytes a PNG without transparent parts may have that is kept as
// one: a drawing has fewer, a photograph has more and is a tenth as large as a JPEG.
const opaqueMost = 400_000

// Keep writes a picture as a city keeps it beside what names it: as Write does, as wide as
// it is published at most, so that the build publishes it as it is. A photograph that
// somebody has saved as a PNG becomes a JPEG.
func Keep(ctx context.Context, data []byte) ([]byte, Kind, error) {
	info, err := Inspect(data)
	if err != nil {
		return nil, "", err
	}
	forms, err := Write(ctx, data, Most)
	if err != nil {
		return nil, "", err
	}
	kept, kind := forms[0], info.Published()
	if kind != PNG || len(kept) <= opaqueMost {
		return kept, kind, nil
	}
	img, err := png.Decode(bytes.NewReader(kept))
	if err != nil {
		return nil, "", err
	}
	if o, ok := img.(interface{ Opaque() bool }); !ok || !o.Opaque() {
		return kept, kind, nil
	}
	kept, err = encode(img, JPEG)
	return kept, JPEG, err
}

// Cut writes a part of a picture as a JPEG, at most so many points wide. The part is that
// of the picture the right way up, in points; transparent parts become white, and of an
// animation the first picture is taken.
func Cut(ctx context.Context, data []byte, part image.Rectangle, width int) (out []byte, err error) {
	info, err := Inspect(data)
	if err != nil {
		return nil, err
	}
	err = inRoom(ctx, info, func() error {
		out, err = cut(ctx, data, info, part, width)
		return err
	})
	return out, err
}

func cut(ctx context.Context, data []byte, info Info, part image.Rectangle, width int) ([]byte, error) {
	img, turn, err := stored(ctx, data, info)
	if err != nil {
		return nil, err
	}
	b := img.Bounds()
	high := b.Size()
	if turn >= 5 {
		high = image.Pt(high.Y, high.X)
	}
	part = part.Intersect(image.Rectangle{Max: high})
	if part.Empty() {
		return nil, damaged("says that it has no width or no height")
	}
	from := turnedBack(part, b.Dx(), b.Dy(), turn).Add(b.Min)
	flat := image.NewNRGBA(image.Rectangle{Max: from.Size()})
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), img, from.Min, draw.Over)
	small, err := resize(ctx, flat, width, turn)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = jpeg.Encode(&out, upright(small, turn), &jpeg.Options{Quality: quality})
	return out.Bytes(), err
}

// stored is a picture as its file has it, and how it has to be turned.
func stored(ctx context.Context, data []byte, info Info) (image.Image, int, error) {
	if info.Kind == GIF {
		img, err := gif.Decode(bytes.NewReader(data))
		if err != nil {
			return nil, 0, damaged("is damaged within")
		}
		return img, 1, nil
	}
	img, err := decode(ctx, data, info)
	if info.Kind == HEIC && info.turned {
		return img, 1, err // the decoder has turned it
	}
	return img, info.Turn, err
}

// turnedBack is where a part of the upright picture lies in the stored one, which is w
// points wide and h high.
func turnedBack(part image.Rectangle, w, h, turn int) image.Rectangle {
	x, y, x2, y2 := part.Min.X, part.Min.Y, part.Max.X, part.Max.Y
	switch turn {
	case 2:
		return image.Rect(w-x2, y, w-x, y2)
	case 3:
		return image.Rect(w-x2, h-y2, w-x, h-y)
	case 4:
		return image.Rect(x, h-y2, x2, h-y)
	case 5:
		return image.Rect(y, x, y2, x2)
	case 6:
		return image.Rect(y, h-x2, y2, h-x)
	case 7:
		return image.Rect(w-y2, h-x2, w-y, h-x)
	case 8:
		return image.Rect(w-y2, x, w-y, x2)
	}
	return part
}
