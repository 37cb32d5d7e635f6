package picture

import (
	"testing"
	"testing/fstest"
)

// FuzzAlbum reads whatever stands where a site notes of what its photographs were made.
func FuzzAlbum(f *testing.F) {
	f.Add([]byte(`{"trips/a/b.640.jpg": "2-640-abc"}`))
	f.Add([]byte(`{"a": "2-", "b": "2", "": ""}`))
	f.Add([]byte(`["a"]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		site := fstest.MapFS{AlbumName: {Data: text}}
		made := NewLab(t.Context(), fstest.MapFS{}, site, nil).made
		if n := len(Published(site)); n > len(made) {
			t.Errorf("%d pictures are known from %d notes", n, len(made))
		}
	})
}
