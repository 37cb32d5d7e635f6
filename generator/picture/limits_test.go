package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"runtime"
	"strings"
	"testing"
	"time"

	"parvis/generator/picture/picturetest"
)

// patched is a picture of a kind in which some bytes are others.
func patched(t *testing.T, kind, from, to string) []byte {
	t.Helper()
	data := picturetest.File(kind, picturetest.Options{Plain: true})
	if !bytes.Contains(data, []byte(from)) {
		t.Fatalf("%s has no %q", kind, from)
	}
	return bytes.ReplaceAll(data, []byte(from), []byte(to))
}

// u16 and u32 are numbers, the highest byte first.
func u16(n int) string { return string(binary.BigEndian.AppendUint16(nil, uint16(n))) }
func u32(n int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }

// measures are those of the test's pictures: how a JPEG's head, WebP, TIFF and
// a box write them.
const w, h = picturetest.Width, picturetest.Height

// bombs are files of a few kilobytes that ask for all memory, or for hours.
func bombs(t *testing.T) map[string][]byte {
	ispe := u32(w) + u32(h)
	sof, wide := u16(h)+u16(w), "\x01\x00\x00\x04\x00\x00\x00\x01" // the start of a TIFF's field
	high := "\x01\x01\x00\x04\x00\x00\x00\x01"
	gif := picturetest.File("GIF", picturetest.Options{Plain: true})
	frames := bytes.Repeat(gif[bytes.Index(gif, []byte("\x21\xf9")):len(gif)-1], 501)
	large := bytes.Clone(gif)
	binary.LittleEndian.PutUint16(large[6:], 19_000)
	binary.LittleEndian.PutUint16(large[8:], 19_000)
	jpegFile := picturetest.File("JPEG", picturetest.Options{Plain: true})
	scan := bytes.Index(jpegFile, []byte{0xff, 0xda})
	progressive := bytes.Replace(patched(t, "JPEG", "\xff\xc0", "\xff\xc2"), []byte(sof), []byte(u16(11_000)+u16(10_000)), 1)
	return map[string][]byte{
		"a PNG, 100,000,000 wide":       picturetest.Bomb(100_000_000, 1),
		"a PNG of 16 bits":              picturetest.Bomb(11_900, 10_000),
		"a PNG, square":                 picturetest.Bomb(19_000, 19_000),
		"a JPEG, 65,500 high":           patched(t, "JPEG", sof, u16(65_500)+u16(1700)),
		"a JPEG, square":                patched(t, "JPEG", sof, u16(19_000)+u16(19_000)),
		"a progressive JPEG":            progressive,
		"a JPEG of many scans":          append(append(bytes.Clone(jpegFile[:scan]), bytes.Repeat(jpegFile[scan:len(jpegFile)-2], 100)...), 0xff, 0xd9),
		"a GIF of many pictures":        append(append(bytes.Clone(gif[:len(gif)-1]), frames...), ';'),
		"a GIF, square":                 large,
		"a WebP":                        patched(t, "WebP", "\x7f\x00\x00\x5f\x00\x00", "\xfe\x3f\x00\xfe\x3f\x00"),
		"a WebP, wide":                  patched(t, "WebP", "\x7f\x00\x00\x5f\x00\x00", "\xff\xff\xff\x00\x00\x00"),
		"a TIFF, wide":                  patched(t, "TIFF", wide+u32(w), wide+u32(1<<31)),
		"a TIFF, square":                []byte(strings.Replace(string(patched(t, "TIFF", wide+u32(w), wide+u32(19_000))), high+u32(h), high+u32(19_000), 1)),
		"a BMP":                         patched(t, "BMP", "\x80\x00\x00\x00\x60\x00\x00\x00", "\x00\x40\x00\x00\x00\x40\x00\x00"),
		"a HEIC":                        patched(t, "HEIC", ispe, u32(1<<31)+u32(1<<31)),
		"a HEIC, square":                patched(t, "HEIC", ispe, u32(10_000)+u32(10_000)),
		"an AVIF":                       patched(t, "AVIF", ispe, u32(1)+u32(1<<30)),
		"an AVIF, square":               patched(t, "AVIF", ispe, u32(10_000)+u32(10_000)),
		"a file of 128 MB and one byte": append(bytes.Clone(jpegFile), make([]byte, MostBytes)...),
	}
}

// TestBombs refuses each by what its head says, at once and with little memory.
func TestBombs(t *testing.T) {
	for name, data := range bombs(t) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		_, err := Inspect(data)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if !errors.Is(err, ErrLarge) {
			t.Errorf("%s: %v", name, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 || took > 2*time.Second {
			t.Errorf("%s: %d bytes, %v", name, used, took)
		}
		var refused *Refusal
		if errors.As(err, &refused) && errors.Is(err, ErrLarge) && refused.Fix.IsZero() {
			t.Errorf("%s: %s, and no remedy", name, refused.Says)
		}
	}
}

// TestUntrueHeads decodes no more of a file than its head has said: one that
// says less than its picture has is refused.
func TestUntrueHeads(t *testing.T) {
	for name, data := range map[string][]byte{
		"a WebP":  patched(t, "WebP", "\x7f\x00\x00\x5f\x00\x00", "\x07\x00\x00\x07\x00\x00"),
		"a HEIC":  patched(t, "HEIC", u32(w)+u32(h), u32(8)+u32(8)),
		"an AVIF": patched(t, "AVIF", u32(w)+u32(h), u32(8)+u32(8)),
	} {
		out, err := one(data, Most)
		if err == nil {
			if c, _, _ := image.DecodeConfig(bytes.NewReader(out)); c.Width > w || c.Height > h {
				t.Errorf("%s: %d × %d", name, c.Width, c.Height)
			}
		} else if !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestInterrupted ends with its context, whatever it is at.
func TestInterrupted(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 6000, 6000))
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	files := map[string][]byte{"a large JPEG": b.Bytes()}
	for _, kind := range picturetest.Kinds {
		files[kind] = picturetest.File(kind, picturetest.Options{})
	}
	for name, data := range files {
		info, err := Inspect(data)
		if err != nil {
			t.Fatal(name, err)
		}
		if _, err := decode(ctx, data, info); info.Kind != GIF && !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := Write(ctx, data, Most); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := shrink(ctx, img, 3); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestShrink is the mean of each square, at the edges too.
func TestShrink(t *testing.T) {
	img := image.NewGray(image.Rect(5, 5, 12, 10)) // 7 × 5, not at the origin
	for i := range img.Pix {
		img.Pix[i] = uint8(10 * (i % 7))
	}
	small, err := shrink(context.Background(), img, 3)
	if err != nil || small.Bounds() != image.Rect(0, 0, 3, 2) {
		t.Fatal(small.Bounds(), err)
	}
	for x, want := range []uint32{10, 40, 60} {
		for y := range 2 {
			if r, _, _, a := small.At(x, y).RGBA(); r>>8 != want || a != 0xffff {
				t.Errorf("%d, %d: %d", x, y, r>>8)
			}
		}
	}
}
