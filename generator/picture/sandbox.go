package picture

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"image"
	"io"
	"math"
	"sync"
	"time"
	_ "unsafe" // for the two modules, which their packages keep to themselves

	_ "github.com/gen2brain/avif"
	_ "github.com/gen2brain/heic"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// The decoders of HEIC and AVIF, compressed. The functions of their packages
// are not called: these give them 4 GiB, and no way to stop them.
//
//go:linkname heifModule github.com/gen2brain/heic.heifWasm
var heifModule []byte

//go:linkname avifModule github.com/gen2brain/avif.decodeWasm
var avifModule []byte

// mostPages is the memory of a decoder, in pages of 64 KiB: what an AVIF of
// mostCoded points takes, and a little more.
const mostPages = 20 << 10

// sandbox is the machine in which the decoders run; it is made, and each of
// them compiled, when the first such picture is read.
var (
	sandbox = sync.OnceValues(func() (wazero.Runtime, error) {
		ctx := context.Background()
		r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(mostPages))
		_, err := wasi_snapshot_preview1.Instantiate(ctx, r)
		return r, err
	})
	heif = sync.OnceValues(func() (wazero.CompiledModule, error) { return compile(heifModule) })
	avif = sync.OnceValues(func() (wazero.CompiledModule, error) { return compile(avifModule) })
)

func compile(module []byte) (wazero.CompiledModule, error) {
	runtime, err := sandbox()
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(module))
	if err != nil {
		return nil, err
	}
	code, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	return runtime.CompileModule(context.Background(), code)
}

// decoder is a decoder at work on one file.
type decoder struct {
	module api.Module
	input  uint64 // where the file lies in its memory
	size   uint64
	err    error // the first one
}

// inSandbox lets a decoder work on a file. expect is how many bytes of memory it
// is likely to take. When the context ends, or after mostTime, the decoder is
// left to itself: WebAssembly that can be stopped takes three times as long, and
// the program ends soon after its context.
func inSandbox(ctx context.Context, compiled wazero.CompiledModule, data []byte, expect int, work func(*decoder) (image.Image, error)) (image.Image, error) {
	type result struct {
		img image.Image
		err error
	}
	done := make(chan result, 1)
	go func() {
		img, err := decodeInside(compiled, data, expect, work)
		done <- result{img, err}
	}()
	late := time.NewTimer(mostTime)
	defer late.Stop()
	select {
	case r := <-done:
		return r.img, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-late.C:
		return nil, large(saveJPEG, "takes longer to read than any picture of its size should")
	}
}

func decodeInside(compiled wazero.CompiledModule, data []byte, expect int, work func(*decoder) (image.Image, error)) (image.Image, error) {
	runtime, err := sandbox()
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	module, err := runtime.InstantiateModule(ctx, compiled, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil, err
	}
	defer module.Close(ctx)
	d := &decoder{module: module, size: uint64(len(data))}
	// Memory that grows bit by bit is copied each time.
	d.free(d.alloc(expect + len(data)))
	d.input = d.alloc(len(data))
	if d.err == nil && !module.Memory().Write(uint32(d.input), data) {
		d.err = errMemory
	}
	img, err := work(d)
	if d.err != nil {
		return nil, d.err
	}
	return img, err
}

var (
	errMemory = errors.New("it takes more memory than it should")
	errRead   = errors.New("it cannot be read")
)

func (d *decoder) call(name string, args ...uint64) uint64 {
	if d.err != nil {
		return 0
	}
	out, err := d.module.ExportedFunction(name).Call(context.Background(), args...)
	if err != nil {
		d.err = errRead // how it broke off is told in the decoder's words
		return 0
	}
	return out[0]
}

// alloc takes memory of the decoder's.
func (d *decoder) alloc(bytes int) uint64 {
	at := d.call("malloc", uint64(bytes))
	if at == 0 && d.err == nil {
		d.err = errMemory
	}
	return at
}

func (d *decoder) free(at uint64) {
	if d.err == nil {
		_, d.err = d.module.ExportedFunction("free").Call(context.Background(), at)
	}
}

// words are numbers that the decoder has written, one after the other.
func (d *decoder) words(at uint64, n int) []int {
	out := make([]int, n)
	for i := range out {
		v, ok := d.module.Memory().ReadUint32Le(uint32(at) + uint32(4*i))
		if !ok && d.err == nil {
			d.err = errRead
		}
		out[i] = int(v)
	}
	return out
}

// bytes are a copy of what the decoder has written.
func (d *decoder) bytes(at uint64, n int) []byte {
	if d.err != nil {
		return nil
	}
	view, ok := d.module.Memory().Read(uint32(at), uint32(n))
	if !ok {
		d.err = errRead
	}
	return bytes.Clone(view)
}

// noPicture is no time for which a picture could be shown.
const noPicture = math.MaxUint64

// decodeAVIF reads the first picture of an AVIF as it is stored, not turned.
func decodeAVIF(ctx context.Context, data []byte, info Info) (image.Image, error) {
	module, err := avif()
	if err != nil {
		return nil, err
	}
	return inSandbox(ctx, module, data, info.memory, func(d *decoder) (image.Image, error) {
		said := d.alloc(16)
		read := func(headOnly, delay, out uint64) (w, h, depth int) {
			if d.call("decode", d.input, d.size, headOnly, 0, said, said+4, said+8, said+12, delay, out) == 0 && d.err == nil {
				d.err = errRead
			}
			s := d.words(said, 4)
			return s[0], s[1], s[2]
		}
		w, h, depth := read(1, 0, 0)
		if d.err != nil {
			return nil, d.err
		}
		if err := fits(w, h, 4); err != nil || w*h > mostCoded {
			return nil, errors.Join(err, errMemory)
		}
		bytes := 1
		if depth > 8 {
			bytes = 2
		}
		// The decoder succeeds without a picture too, where it finds none that is
		// whole. How long one is shown, which it writes behind each, tells of it.
		out, delay := d.alloc(4*w*h*bytes), d.alloc(8)
		if d.err == nil {
			d.module.Memory().WriteUint64Le(uint32(delay), noPicture)
		}
		read(0, delay, out)
		if told, _ := d.module.Memory().ReadUint64Le(uint32(delay)); told == noPicture && d.err == nil {
			d.err = errRead
		}
		pix := d.bytes(out, 4*w*h*bytes)
		if bytes == 2 { // the higher of two bytes is what is shown
			for i := range len(pix) / 2 {
				pix[i] = pix[2*i+1]
			}
		}
		if d.err != nil {
			return nil, d.err
		}
		return &image.RGBA{Pix: pix[:4*w*h], Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}, nil
	})
}

// How libheif names what a point is made of.
const (
	heifColours = 0 // brightness and two colours
	heifRGB     = 1
	heifGrey    = 2
	heif420     = 1
	heif422     = 2
	heif444     = 3
)

// decodeHEIC reads the picture to show of a HEIC, turned as its boxes say.
func decodeHEIC(ctx context.Context, data []byte, info Info) (image.Image, error) {
	module, err := heif()
	if err != nil {
		return nil, err
	}
	return inSandbox(ctx, module, data, info.memory, func(d *decoder) (image.Image, error) {
		said := d.alloc(20)
		read := func(headOnly, out uint64) []int {
			if d.call("decode", d.input, d.size, headOnly, said, said+4, said+8, said+12, said+16, out) == 0 && d.err == nil {
				d.err = errRead
			}
			return d.words(said, 5)
		}
		s := read(1, 0)
		if d.err != nil {
			return nil, d.err
		}
		w, h, space, chroma := s[0], s[1], s[2], s[3]
		if err := fits(w, h, 4); err != nil || w*h > mostCoded {
			return nil, errors.Join(err, errMemory)
		}
		img, planes := heifImage(w, h, space, chroma, s[4] == 1)
		if img == nil {
			return nil, strange(saveJPEG, "is coded in a way that parvis cannot read")
		}
		size := 0
		for _, p := range planes {
			size += len(*p)
		}
		out := d.alloc(size)
		read(0, out)
		pix := d.bytes(out, size)
		for _, p := range planes {
			n := len(*p)
			if d.err == nil {
				*p, pix = pix[:n:n], pix[n:]
			}
		}
		return img, d.err
	})
}

// heifImage is a picture of libheif's form, and its planes in their order: the
// lines of each are filled up to 16 bytes, and have 64 points at least.
func heifImage(w, h, space, chroma int, premultiplied bool) (image.Image, []*[]byte) {
	line := func(n int) int { return (max(n, 64) + 15) &^ 15 }
	rect := image.Rect(0, 0, w, h)
	switch {
	case space == heifColours:
		ratio, cw, ch := image.YCbCrSubsampleRatio444, w, h
		switch chroma {
		case heif420:
			ratio, cw, ch = image.YCbCrSubsampleRatio420, (w+1)/2, (h+1)/2
		case heif422:
			ratio, cw, ch = image.YCbCrSubsampleRatio422, (w+1)/2, h
		case heif444:
		default:
			return nil, nil
		}
		img := &image.YCbCr{YStride: line(w), CStride: line(cw), SubsampleRatio: ratio, Rect: rect}
		img.Y, img.Cb, img.Cr = make([]byte, line(w)*h), make([]byte, line(cw)*ch), make([]byte, line(cw)*ch)
		return img, []*[]byte{&img.Y, &img.Cb, &img.Cr}
	case space == heifGrey:
		img := &image.Gray{Pix: make([]byte, line(w)*h), Stride: line(w), Rect: rect}
		return img, []*[]byte{&img.Pix}
	case space == heifRGB && premultiplied:
		img := &image.RGBA{Pix: make([]byte, line(4*w)*h), Stride: line(4 * w), Rect: rect}
		return img, []*[]byte{&img.Pix}
	case space == heifRGB:
		img := &image.NRGBA{Pix: make([]byte, line(4*w)*h), Stride: line(4 * w), Rect: rect}
		return img, []*[]byte{&img.Pix}
	}
	return nil, nil
}
