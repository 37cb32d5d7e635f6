package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// The module of fonts, and what of it is linked: one font, in which nearly half is
// instructions for screens with few points, which cards do not use.
const (
	fontModule = "github.com/go-fonts/liberation"
	fontFolder = "liberationserifbold"
	fontFile   = "LiberationSerif-Bold.ttf"
)

// slimFont writes the module of fonts into a folder, with the one font without its
// instructions.
func slimFont(module, dir string) error {
	code, err := os.ReadFile(filepath.Join(module, fontFolder, "data.go"))
	if err != nil {
		return err
	}
	ttf, err := os.ReadFile(filepath.Join(module, fontFolder, fontFile))
	if err != nil {
		return err
	}
	if ttf, err = withoutInstructions(ttf); err != nil {
		return err
	}
	return errors.Join(
		write(filepath.Join(dir, "go.mod"), fmt.Appendf(nil, "module %s\n", fontModule)),
		write(filepath.Join(dir, fontFolder, "data.go"), code),
		write(filepath.Join(dir, fontFolder, fontFile), ttf),
	)
}

// drawn are the tables of a font that its letters are drawn and set by.
var drawn = []string{"GPOS", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "kern", "loca", "maxp", "name", "post"}

var errFont = errors.New("the font is not one of TrueType's as it should be")

// withoutInstructions is a TrueType font with the tables that its letters are drawn by,
// and its letters without instructions. How a font is written:
// https://learn.microsoft.com/typography/opentype/spec/otff
func withoutInstructions(ttf []byte) (out []byte, err error) {
	defer func() {
		if recover() != nil { // it ends before what it announces
			out, err = nil, errFont
		}
	}()
	order := binary.BigEndian
	tables := map[string][]byte{}
	for i := range int(order.Uint16(ttf[4:])) {
		head := ttf[12+16*i:]
		tables[string(head[:4])] = ttf[order.Uint32(head[8:]) : order.Uint32(head[8:])+order.Uint32(head[12:])]
	}
	letters := int(order.Uint16(tables["maxp"][4:]))
	start := func(i int) uint32 { return 2 * uint32(order.Uint16(tables["loca"][2*i:])) }
	if order.Uint16(tables["head"][50:]) == 1 {
		start = func(i int) uint32 { return order.Uint32(tables["loca"][4*i:]) }
	}
	var glyf, loca []byte
	for i := range letters {
		loca = order.AppendUint32(loca, uint32(len(glyf)))
		if from, to := start(i), start(i+1); from < to {
			glyf = append(glyf, bare(tables["glyf"][from:to])...)
			glyf = append(glyf, make([]byte, -len(glyf)&3)...)
		}
	}
	tables["glyf"], tables["loca"] = glyf, order.AppendUint32(loca, uint32(len(glyf)))
	tables["head"] = slices.Clone(tables["head"])
	order.PutUint16(tables["head"][50:], 1) // places of four bytes
	return fontOf(ttf[:4], tables), nil
}

// bare is a letter without its instructions.
func bare(glyph []byte) []byte {
	order := binary.BigEndian
	if contours := int(int16(order.Uint16(glyph))); contours >= 0 {
		at := 10 + 2*contours
		n := int(order.Uint16(glyph[at:]))
		return slices.Concat(glyph[:at], []byte{0, 0}, glyph[at+2+n:])
	}
	glyph = slices.Clone(glyph)
	for at := 10; ; { // one made of others
		flags := order.Uint16(glyph[at:])
		order.PutUint16(glyph[at:], flags&^0x100) // which says that instructions follow
		at += 4 + 2
		for flag, more := range map[uint16]int{0x1: 2, 0x8: 2, 0x40: 4, 0x80: 8} {
			if flags&flag != 0 {
				at += more
			}
		}
		if flags&0x20 == 0 {
			return glyph[:at]
		}
	}
}

// fontOf puts the tables together, as far as they are drawn by. Nobody who reads them
// here looks at their sums.
func fontOf(version []byte, tables map[string][]byte) []byte {
	order := binary.BigEndian
	var names []string
	for _, name := range drawn {
		if tables[name] != nil {
			names = append(names, name)
		}
	}
	out := append(slices.Clone(version), 0, byte(len(names)), 0, 0, 0, 0, 0, 0)
	at := uint32(12 + 16*len(names))
	for _, name := range names {
		out = append(out, name+"\x00\x00\x00\x00"...)
		out = order.AppendUint32(order.AppendUint32(out, at), uint32(len(tables[name])))
		at += uint32(len(tables[name])+3) &^ 3
	}
	for _, name := range names {
		out = append(out, tables[name]...)
		out = append(out, make([]byte, -len(out)&3)...)
	}
	return out
}
