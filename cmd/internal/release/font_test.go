package main

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Each letter of a release's font has the shape and the width that it had, and stands as
// far from the next.
func TestSlimFont(t *testing.T) {
	folders, err := moduleFolders()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := slimFont(folders[fontModule], dir); err != nil {
		t.Fatal(err)
	}
	read := func(dir string) (*sfnt.Font, int) {
		text, err := os.ReadFile(filepath.Join(dir, fontFolder, fontFile))
		if err != nil {
			t.Fatal(err)
		}
		f, err := sfnt.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return f, len(text)
	}
	was, large := read(folders[fontModule])
	is, small := read(dir)
	if small*4 > large*3 {
		t.Errorf("%d bytes of %d are left", small, large)
	}
	var a, b sfnt.Buffer
	size := fixed.I(2048)
	seen := 0
	for r := rune(32); r < 0x2122; r++ {
		i, _ := was.GlyphIndex(&a, r)
		j, err := is.GlyphIndex(&b, r)
		if err != nil || i != j {
			t.Fatalf("%q is %d, was %d: %v", r, j, i, err)
		}
		if i == 0 {
			continue
		}
		seen++
		before, errBefore := was.LoadGlyph(&a, i, size, nil)
		now, errNow := is.LoadGlyph(&b, i, size, nil)
		wide, _ := was.GlyphAdvance(&a, i, size, font.HintingNone)
		wideNow, _ := is.GlyphAdvance(&b, i, size, font.HintingNone)
		kern, _ := was.Kern(&a, i, i+1, size, font.HintingNone)
		kernNow, _ := is.Kern(&b, i, i+1, size, font.HintingNone)
		if errBefore != nil || errNow != nil || !reflect.DeepEqual(before, now) || wide != wideNow || kern != kernNow {
			t.Errorf("%q differs: %v %v, %d %d, %d %d", r, errBefore, errNow, wide, wideNow, kern, kernNow)
		}
	}
	if seen < 500 {
		t.Errorf("only %d letters were looked at", seen)
	}
}

// What is no font is told to be none.
func TestNoFont(t *testing.T) {
	for _, text := range []string{"", "no font", "\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00glyf\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"} {
		if _, err := withoutInstructions([]byte(text)); err == nil {
			t.Errorf("%q is taken for a font", text)
		}
	}
}
