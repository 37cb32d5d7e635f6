package picture

import (
	"bytes"
	"errors"
	"testing"

	"parvis/generator/picture/picturetest"
)

// TestFilm takes the notes out of a film from a telephone, and leaves every byte
// of its picture and sound where it was.
func TestFilm(t *testing.T) {
	for _, plain := range []bool{true, false} {
		data := picturetest.Film(plain)
		before := bytes.Clone(data)
		located, err := CleanFilm(data)
		if err != nil || located == plain || len(data) != len(before) || !IsFilm(data) {
			t.Fatalf("plain %v: located %v, %v", plain, located, err)
		}
		if trace := left(data); trace != "" || !plain && left(before) == "" {
			t.Errorf("%q is left", trace)
		}
		at := bytes.Index(before, []byte("the film itself"))
		if at < 0 || !bytes.Equal(data[at:at+15], before[at:at+15]) || !bytes.Contains(data, []byte("mvhd")) {
			t.Error("the film is another")
		}
	}
	film := picturetest.Film(false)
	if _, err := CleanFilm(film[:len(film)-4]); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	places := bytes.Replace(picturetest.Film(false), []byte("avc1"), []byte("gpmd"), 1)
	if _, err := CleanFilm(places); !errors.Is(err, ErrFormat) {
		t.Error(err)
	}
	for _, data := range []string{"", "film", "%PDF-1.7 moov", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"} {
		if IsFilm([]byte(data)) {
			t.Errorf("%q is a film", data)
		}
	}
}
