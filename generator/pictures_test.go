package generator_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parvis/generator"
	"parvis/generator/output"
	"parvis/themes"
)

// photograph is a JPEG file with a comment in it, as cameras write them.
func photograph(t *testing.T, w, h int, shade uint8) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = shade + uint8(i%7)
	}
	img.SetGray(0, 0, color.Gray{255})
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	comment := "\xff\xfe\x00\x10Serial 123456"
	return append([]byte("\xff\xd8"+comment[:2]+string([]byte{0, byte(len(comment) - 2)})+comment[4:]), b.Bytes()[2:]...)
}

// TestPhotographs publishes a photograph in the widths in which it is shown,
// and takes it from the published site while its original is the same.
func TestPhotographs(t *testing.T) {
	city := smallCity(map[string]string{"trips/2026-11-depot/index.md": entryText("Trip to a depot", "start: 2026-11-02\nend: 2026-11-03\ndestination: Ravenna, IT\ncost: 5\n") + "![The depot at night](depot.jpg)\n\n![A plan](plan.png \"Plan\")\n"})
	city["trips/2026-11-depot/depot.jpg"] = &fstest.MapFile{Data: photograph(t, 2000, 1500, 90)}
	city["trips/2026-11-depot/plan.png"] = &fstest.MapFile{Data: []byte("no picture at all")}
	dir := filepath.Join(t.TempDir(), "public")
	make := func() output.Summary {
		job := generator.Job{Content: city, Name: "content", Theme: themes.Chartres(), Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
		result, err := generator.Build(context.Background(), job, dir, output.Options{})
		if err != nil || result.Summary.Files == 0 {
			t.Fatal(err, result.Diagnostics)
		}
		return result.Summary
	}
	make()
	folder := filepath.Join(dir, "trips", "2026-11-depot")
	for name, want := range map[string]image.Point{"depot.jpg": {1600, 1200}, "depot-960.jpg": {960, 720}, "depot-480.jpg": {480, 360}} {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if c, err := jpeg.DecodeConfig(bytes.NewReader(data)); err != nil || c.Width != want.X || c.Height != want.Y || bytes.Contains(data, []byte("Serial")) {
			t.Errorf("%s: %d × %d, %v, serial %v", name, c.Width, c.Height, err, bytes.Contains(data, []byte("Serial")))
		}
	}
	page, err := os.ReadFile(filepath.Join(folder, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	const base = "/trips/2026-11-depot/depot"
	for _, want := range []string{`src="` + base + `.jpg"`, `alt="The depot at night"`, `loading="lazy"`, `width="1600"`, `height="1200"`, `srcset="` + base + `-480.jpg 480w, ` + base + `-960.jpg 960w, ` + base + `.jpg 1600w"`, `src="/trips/2026-11-depot/plan.png" alt="A plan"`} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page has no %s", want)
		}
	}
	// What lies there is taken, while its original is the same.
	name := filepath.Join(folder, "depot-480.jpg")
	small, _ := os.ReadFile(name)
	if err := os.Chmod(name, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, append(small, "as it lies there"...), 0o644); err != nil {
		t.Fatal(err)
	}
	if s := make(); s.Written != 0 {
		t.Errorf("%d files were written anew", s.Written)
	}
	city["trips/2026-11-depot/depot.jpg"] = &fstest.MapFile{Data: photograph(t, 2000, 1500, 20)}
	if s := make(); s.Written != 4 {
		t.Errorf("%d files were written for a new original, want the three and the album", s.Written)
	}
	if now, _ := os.ReadFile(name); bytes.Contains(now, []byte("as it lies there")) || bytes.Equal(now, small) {
		t.Error("the photograph is the old one")
	}
}

// TestFilmsOnPages shows the city's own films with their captions, and others
// as links; nothing is embedded.
func TestFilmsOnPages(t *testing.T) {
	files := smallCity(map[string]string{"trips/2026-11-depot/index.md": entryText("Trip to a depot", "start: 2026-11-02\nend: 2026-11-03\ndestination: Ravenna, IT\ncost: 5\n"+
		"films: [{title: A night, file: night.mp4, captions: night.vtt, transcript: night.txt}, {title: Elsewhere, url: \"https://films.example.org/1\"}]\n")})
	for name, text := range map[string]string{"night.mp4": "film", "night.vtt": "WEBVTT\n", "night.txt": "The tram stops."} {
		files["trips/2026-11-depot/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	site := made(t, files, "2026-11-23")
	page := string(site["trips/2026-11-depot/index.html"])
	for _, want := range []string{`<video controls preload="metadata" src="/trips/2026-11-depot/night.mp4"><track kind="captions" srclang="en" src="/trips/2026-11-depot/night.vtt">`, `href="/trips/2026-11-depot/night.txt"`, `<a href="https://films.example.org/1">Elsewhere</a>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if strings.Contains(page, "<iframe") || strings.Count(page, "films.example.org") != 1 || strings.Count(page, "night.vtt") != 1 {
		t.Error("a film is embedded, or its parts are listed as sources")
	}
	if string(site["trips/2026-11-depot/night.vtt"]) != "WEBVTT\n" {
		t.Error("the captions are not published")
	}
}
