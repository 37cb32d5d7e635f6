package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCommitted wants the demonstration city to show what the scenes tell: each
// picture as it is drawn today, light enough for a telephone, and named with a text
// of its own in every language of its entry. Another machine may round otherwise.
func TestCommitted(t *testing.T) {
	names, err := fs.Glob(scenes, "scenes/*.txt")
	if err != nil || len(names) < 10 {
		t.Fatal(len(names), err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			file, fresh, err := picture(name)
			if err != nil {
				t.Fatal(err)
			}
			file = filepath.Join("..", "..", "..", "content", filepath.FromSlash(file))
			kept, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(kept) > heaviest {
				t.Errorf("%d bytes", len(kept))
			}
			if d := apart(t, kept, fresh); d > 1 {
				t.Errorf("the scene has changed by %.1f: go run ./cmd/internal/pictures", d)
			}
			told := map[string]bool{}
			for _, entry := range []string{"index.md", "index.fr.md", "index.es.md", "index.pt.md"} {
				text, err := os.ReadFile(filepath.Join(filepath.Dir(file), entry))
				if err != nil {
					t.Fatal(err)
				}
				before, _, found := strings.Cut(string(text), "]("+filepath.Base(file)+")")
				alt := before[strings.LastIndex(before, "![")+1:]
				if told[alt] || !found || len(alt) < 40 {
					t.Errorf("%s: the picture is told as %q", entry, alt)
				}
				told[alt] = true
			}
		})
	}
}

// apart is by how much the points of two pictures differ, of 255.
func apart(t *testing.T, a, b []byte) float64 {
	t.Helper()
	first, second := points(t, a), points(t, b)
	if len(first) != len(second) {
		return 255
	}
	sum := 0.0
	for i := range first {
		sum += max(float64(first[i])-float64(second[i]), float64(second[i])-float64(first[i]))
	}
	return sum / float64(len(first))
}

func points(t *testing.T, data []byte) []byte {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img.(*image.YCbCr).Y
}

// TestScene says on which line of a scene something cannot be drawn.
func TestScene(t *testing.T) {
	for scene, want := range map[string]string{
		"sky day 1 1\nglass mauve circle 1 1 1":    "line 2: no glass is called \"mauve\"",
		"glass blue star 1 1":                      "line 1: no shape is called \"star\"",
		"glass blue circle 1 1":                    "line 1: circle has 3 numbers, not 2",
		"glass blue path M 1 1 L 2":                "line 1: \"L\" is no part of a path",
		"paint blue wide line 1 1 2 2":             "line 1: \"wide\" is no number",
		"sky dusk 1 1":                             "line 1: “sky” wants a name and a place",
		"at 1 1":                                   "line 1: “at” wants two places and a size",
		"glass blue":                               "line 1: \"glass blue\" is cut short",
		"engrave blue 3 line 1 1 2 2":              "line 1: nobody can \"engrave\"",
		"glow gold 30 1 1":                         "line 1: “glow” wants a place and a radius",
		"paint blue 3 path M 1 1 L 2 2 # as it is": "",
	} {
		got := ""
		if _, err := drawn(scene); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", scene, got, want)
		}
	}
}
