package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"
	"golang.org/x/sync/semaphore"
)

// room is how many bytes all pictures that are decoded at the same time may
// take together; one that takes more has it for itself.
const room = 640 << 20

var rooms = semaphore.NewWeighted(room)

// interruptible is a reader that ends with its context.
type interruptible struct {
	ctx context.Context
	bytes.Reader
}

func (r *interruptible) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p[:min(len(p), 1<<16)])
}

// ReadAt is how TIFF is read.
func (r *interruptible) ReadAt(p []byte, at int64) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.ReadAt(p, at)
}

// decoders read a picture as it is stored. GIF is read by writeGIF.
var decoders = map[Kind]func(io.Reader) (image.Image, error){JPEG: jpeg.Decode, PNG: png.Decode, WebP: webp.Decode, TIFF: tiff.Decode, BMP: bmp.Decode}

// decode reads a picture that has been inspected.
func decode(ctx context.Context, data []byte, info Info) (img image.Image, err error) {
	defer func() {
		if fault := recover(); fault != nil { // a decoder's, of a file made to break it
			img, err = nil, damaged("is damaged within")
		}
	}()
	switch info.Kind {
	case HEIC:
		img, err = decodeHEIC(ctx, data, info)
	case AVIF:
		img, err = decodeAVIF(ctx, data, info)
	default:
		r := &interruptible{ctx: ctx}
		r.Reset(data)
		img, err = decoders[info.Kind](r)
	}
	var unsupported tiff.UnsupportedError
	var refused *Refusal
	switch {
	case err == nil:
		return img, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &refused):
		return nil, err
	case errors.As(err, &unsupported), isUnsupported(err):
		return nil, strange(saveJPEG, "is a %s of an unusual kind", info.Kind)
	}
	return nil, damaged("is damaged within")
}

// isUnsupported tells whether a JPEG or PNG is in order, and of a kind that
// the standard library does not read.
func isUnsupported(err error) bool {
	var j jpeg.UnsupportedError
	var p png.UnsupportedError
	return errors.As(err, &j) || errors.As(err, &p) || errors.Is(err, bmp.ErrUnsupported)
}

// Try decodes a picture to its end, to see whether it can be.
func Try(ctx context.Context, data []byte, info Info) error {
	return inRoom(ctx, info, func() error {
		if info.Kind == GIF {
			_, err := decodeGIF(ctx, data)
			return err
		}
		_, err := decode(ctx, data, info)
		return err
	})
}

// inRoom does work for which a picture needs memory, when there is enough.
func inRoom(ctx context.Context, info Info, work func() error) error {
	n := int64(min(max(info.memory, 1), room))
	if err := rooms.Acquire(ctx, n); err != nil {
		return fmt.Errorf("reading a picture: %w", err)
	}
	defer rooms.Release(n)
	return work()
}
