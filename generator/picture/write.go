package picture

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
)

// quality is that of a JPEG that is written: 1 to 100.
const quality = 82

// Write writes a picture upright, at most so many points wide for each of the
// widths, in the kind in which it is published, with nothing in its file but
// the picture. A JPEG that is so already stays as it is. All are made of one
// decoding.
func Write(ctx context.Context, data []byte, widths ...int) (forms [][]byte, err error) {
	info, err := Inspect(data)
	if err != nil {
		return nil, err
	}
	err = inRoom(ctx, info, func() error {
		forms, err = write(ctx, data, info, widths)
		return err
	})
	return forms, err
}

func write(ctx context.Context, data []byte, info Info, widths []int) ([][]byte, error) {
	forms := make([][]byte, len(widths))
	if info.Kind == GIF {
		whole, err := writeGIF(ctx, data)
		for i := range forms {
			forms[i] = whole
		}
		return forms, err
	}
	img, turn, err := stored(ctx, data, info)
	if err != nil {
		return nil, err
	}
	for i, width := range widths {
		if info.Kind == JPEG && info.Width <= width && turn == 1 && walkJPEG(data).bare {
			forms[i] = data
			continue
		}
		small, err := resize(ctx, img, width, turn)
		if err != nil {
			return nil, err
		}
		if forms[i], err = encode(upright(small, turn), info.Published()); err != nil {
			return nil, err
		}
	}
	return forms, nil
}

func encode(img image.Image, kind Kind) ([]byte, error) {
	var b bytes.Buffer
	if kind == PNG {
		err := png.Encode(&b, img)
		return b.Bytes(), err
	}
	err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

// tallest is how many lines are scaled with care: this takes 32 bytes for each
// of a line's points.
const tallest = 8192

// resize makes a picture at most so many points wide once it has been turned.
func resize(ctx context.Context, img image.Image, width, turn int) (image.Image, error) {
	size := img.Bounds().Size()
	wide, high := size.X, size.Y
	if turn >= 5 {
		wide, high = high, wide
	}
	if wide <= width {
		return img, nil
	}
	to := image.Pt(width, scaled(high, wide, width))
	if turn >= 5 {
		to = image.Pt(to.Y, to.X)
	}
	img, err := shrink(ctx, img, wide/width)
	if err != nil {
		return nil, err
	}
	small := image.NewNRGBA(image.Rectangle{Max: to})
	var scaler draw.Scaler = draw.CatmullRom
	if img.Bounds().Dy() > tallest {
		scaler = draw.ApproxBiLinear
	}
	scaler.Scale(small, small.Bounds(), img, img.Bounds(), draw.Src, nil)
	return small, ctx.Err()
}

// shrink makes a picture smaller by a whole number, each point the mean of a
// square: much faster than scaling it at once, and with as much memory as the
// small one takes. It can be interrupted after every line.
func shrink(ctx context.Context, img image.Image, by int) (image.Image, error) {
	if by < 2 {
		return img, nil
	}
	b := img.Bounds()
	w, h := (b.Dx()+by-1)/by, (b.Dy()+by-1)/by
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	band := image.NewRGBA(image.Rect(0, 0, b.Dx(), by))
	sums := make([]int, 4*w)
	for y := range h {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		lines := min(by, b.Dy()-y*by)
		draw.Draw(band, image.Rect(0, 0, b.Dx(), lines), img, image.Pt(b.Min.X, b.Min.Y+y*by), draw.Src)
		clear(sums)
		for line := range lines {
			row := band.Pix[line*band.Stride:][:4*b.Dx()]
			for x, at := 0, 0; x < w; x++ {
				s := sums[4*x : 4*x+4 : 4*x+4]
				for end := min(len(row), at+4*by); at < end; at += 4 {
					s[0] += int(row[at])
					s[1] += int(row[at+1])
					s[2] += int(row[at+2])
					s[3] += int(row[at+3])
				}
			}
		}
		for x := range w {
			n := lines * min(by, b.Dx()-x*by)
			for c := range 4 {
				small.Pix[y*small.Stride+4*x+c] = uint8((sums[4*x+c] + n/2) / n)
			}
		}
	}
	return small, nil
}

// upright turns a picture as Exif's Orientation says.
func upright(img image.Image, turn int) image.Image {
	if turn <= 1 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	from := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(from, from.Bounds(), img, b.Min, draw.Src)
	size := image.Rect(0, 0, w, h)
	if turn >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewNRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			fx, fy := x, y
			switch turn {
			case 2:
				fx = w - 1 - x
			case 3:
				fx, fy = w-1-x, h-1-y
			case 4:
				fy = h - 1 - y
			case 5:
				fx, fy = y, x
			case 6:
				fx, fy = y, h-1-x
			case 7:
				fx, fy = w-1-y, h-1-x
			case 8:
				fx, fy = w-1-y, x
			}
			*(*[4]byte)(out.Pix[out.PixOffset(x, y):]) = *(*[4]byte)(from.Pix[from.PixOffset(fx, fy):])
		}
	}
	return out
}

// Sum tells one original from another.
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}
