package generator_test

import (
	"bytes"
	"context"
	"errors"
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
	"parvis/generator/catalog"
	"parvis/generator/output"
	"parvis/generator/picture"
	"parvis/generator/picture/picturetest"
	"parvis/generator/site"
	"parvis/generator/source"
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
	t.Parallel()
	city := smallCity(
		map[string]string{
			"trips/2026-11-depot/index.md": entryText(
				"Trip to a depot",
				"start: 2026-11-02\nend: 2026-11-03\ndestination: Ravenna, IT\ncost: 5\n",
			) + "![The depot at night](depot.jpg)\n\n![A plan](plan.png \"Plan\")\n",
		},
	)
	city["trips/2026-11-depot/depot.jpg"] = &fstest.MapFile{Data: photograph(t, 2000, 1500, 90)}
	city["trips/2026-11-depot/plan.png"] = &fstest.MapFile{Data: picturetest.File("PNG", picturetest.Options{})}
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
	sizes := map[string]image.Point{"depot.jpg": {1600, 1200}, "depot-960.jpg": {960, 720}, "depot-480.jpg": {480, 360}, "depot-240.jpg": {240, 180}}
	for name, want := range sizes {
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
	for _, want := range []string{`src="` + base + `.jpg"`, `alt="The depot at night"`, `width="1600"`, `height="1200"`,
		`srcset="` + base + `-240.jpg 240w, ` + base + `-480.jpg 480w, ` + base + `-960.jpg 960w, ` + base + `.jpg 1600w"`,
		`src="/trips/2026-11-depot/plan.png" alt="A plan"`} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page has no %s", want)
		}
	}
	// What lies there is taken only as it was published: another is made anew.
	name := filepath.Join(folder, "depot-480.jpg")
	small, _ := os.ReadFile(name)
	if err := os.Chmod(name, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, append(small, "as it lies there"...), 0o644); err != nil {
		t.Fatal(err)
	}
	if s := make(); s.Written != 1 {
		t.Errorf("%d files were written anew, want the one", s.Written)
	}
	if now, _ := os.ReadFile(name); !bytes.Equal(now, small) {
		t.Error("a picture is not as it was published")
	}
	city["trips/2026-11-depot/depot.jpg"] = &fstest.MapFile{Data: photograph(t, 2000, 1500, 20)}
	if s := make(); s.Written != 7 {
		t.Errorf("%d files were written for a new original, want the four, the album, the manifest and the log", s.Written)
	}
	if now, _ := os.ReadFile(name); bytes.Contains(now, []byte("as it lies there")) || bytes.Equal(now, small) {
		t.Error("the photograph is the old one")
	}
}

// TestFilmsOnPages shows the city's own films with their captions, and others
// as links; nothing is embedded.
func TestFilmsOnPages(t *testing.T) {
	files := smallCity(
		map[string]string{
			"trips/2026-11-depot/index.md": entryText("Trip to a depot", "start: 2026-11-02\nend: 2026-11-03\ndestination: Ravenna, IT\ncost: 5\n"+
				"films: [{title: A night, file: night.mp4, captions: night.vtt, transcript: night.txt}, {title: Elsewhere, url: "+
				"\"https://films.example.org/1\"}]\n"),
		},
	)
	for name, text := range map[string]string{"night.mp4": "film", "night.vtt": "WEBVTT\n", "night.txt": "The tram stops."} {
		files["trips/2026-11-depot/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	site := made(t, files, "2026-11-23")
	page := string(site["trips/2026-11-depot/index.html"])
	for _, want := range []string{`<video controls preload="metadata" src="/trips/2026-11-depot/night.mp4"><track kind="captions" srclang="en" ` +
		`src="/trips/2026-11-depot/night.vtt">`, `href="/trips/2026-11-depot/night.txt"`, `<a href="https://films.example.org/1">Elsewhere</a>`} {
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

// telephones is a city whose pictures are of every kind, as telephones and
// programs leave them: in a story, as a portrait that signs a letter, as
// documents, and linked.
func telephones() fstest.MapFS {
	city := smallCity(map[string]string{
		"people/claire-moreau/index.md": "---\nname: Claire Moreau\nrole: Mayor\nelected: true\nfrom: 2020\nportrait: claire.heic\nalt: Claire Moreau\n---\n",
		"newsletters/2026-11.md": `---
title: The depot
signed_by: claire-moreau
purpose: I went because late shifts could not get home.
---
I saw the depot.
`,
		"trips/2026-11-depot/index.md": entryText("Trip to a depot", "start: 2026-11-02\nend: 2026-11-03\ndestination: Ravenna, IT\ncost: 5\n") +
			`![One](1.JPG) ![Two](2.png) ![Three](3.gif) ![Four](4.webp) ![Five](5.tiff) ![Six](6.bmp) ![Seven](7.heic) ![Eight](8.avif) ![Nine](really-a-png.jpg)

[The photograph](7.heic) [The film](9.mp4)
`,
		"agreements/2024-depot/index.md": entryText("Agreement on a depot", "signed: 2024-06-12\npartners: [ravenna]\ncost: 50\ndocument: signed.tiff\n"),
	})
	delete(city, "people/claire-moreau.md")
	o := picturetest.Options{}
	for name, kind := range map[string]string{"1.JPG": "JPEG", "2.png": "PNG", "3.gif": "GIF", "4.webp": "WebP", "5.tiff": "TIFF",
		"6.bmp": "BMP", "7.heic": "HEIC", "8.avif": "AVIF", "really-a-png.jpg": "PNG"} {
		city["trips/2026-11-depot/"+name] = &fstest.MapFile{Data: picturetest.File(kind, o)}
	}
	city["trips/2026-11-depot/9.mp4"] = &fstest.MapFile{Data: picturetest.Film(false)}
	city["people/claire-moreau/claire.heic"] = &fstest.MapFile{Data: picturetest.File("HEIC", picturetest.Options{Turn: 6, Boxes: true})}
	city["agreements/2024-depot/signed.tiff"] = &fstest.MapFile{Data: picturetest.File("TIFF", o)}
	return city
}

// TestPortraits shows a portrait small beside a name, large on its person's page and
// beside a letter, and never larger than it was given.
func TestPortraits(t *testing.T) {
	t.Parallel()
	names := map[int][2]string{600: {"claire-240.jpg", "claire-480.jpg"}, 480: {"claire-240.jpg", "claire.jpg"}, 200: {"claire.jpg", "claire.jpg"}}
	for given, want := range names {
		city := smallCity(map[string]string{
			"people/claire-moreau/index.md": "---\nname: Claire Moreau\nrole: Mayor\nelected: true\nfrom: 2020\nportrait: claire.jpg\nalt: Claire Moreau\n---\n",
			"trips/2026-11-depot.md":        entryText("Trip to a depot", "start: 2026-11-02\nend: 2026-11-03\ndestination: Ravenna, IT\ncost: 5\n"),
			"newsletters/2026-11.md":        "---\ntitle: The depot\nsigned_by: claire-moreau\npurpose: I went because late shifts could not get home.\n---\nI saw the depot.\n",
		})
		delete(city, "people/claire-moreau.md")
		city["people/claire-moreau/claire.jpg"] = &fstest.MapFile{Data: photograph(t, given, given*5/4, 90)}
		site := made(t, city, "2026-11-23")
		for page, name := range map[string]string{
			"people": want[0], "trips/2026-11-depot": want[0], "people/claire-moreau": want[0], "newsletter/2026-11": want[1],
		} {
			if src := `src="/people/claire-moreau/` + name + `"`; !strings.Contains(string(site[page+"/index.html"]), src) {
				t.Errorf("%d points wide: %s has no %s", given, page, src)
			}
		}
		for _, name := range want {
			if picture.KindOf(site["people/claire-moreau/"+name]) == "" {
				t.Errorf("%d points wide: %s is not published", given, name)
			}
		}
	}
}

// TestNoTrace publishes pictures from telephones, and finds nothing of where,
// by whom and with what they were taken, in no file of the site.
func TestNoTrace(t *testing.T) {
	site := made(t, telephones(), "2026-11-23")
	for name, data := range site {
		for _, trace := range picturetest.Traces() {
			if bytes.Contains(data, trace) {
				t.Errorf("%s: %q", name, trace)
			}
		}
		if kind := picture.KindOf(data); kind != "" && kind != picture.JPEG && kind != picture.PNG && kind != picture.GIF {
			t.Errorf("%s is a %s", name, kind)
		}
	}
	page := string(site["trips/2026-11-depot/index.html"])
	const base = "/trips/2026-11-depot/"
	for _, name := range []string{"1.JPG", "2.png", "3.gif", "4.jpg", "5.jpg", "6.jpg", "7.jpg", "8.jpg", "really-a-png.jpg"} {
		if !strings.Contains(page, `src="`+base+name+`"`) || picture.KindOf(site[base[1:]+name]) == "" {
			t.Errorf("%s is not shown, or not published", name)
		}
	}
	if !strings.Contains(page, `<a href="`+base+`7.jpg">The photograph</a>`) {
		t.Error("the link does not follow")
	}
	if document := string(site["agreements/2024-depot/index.html"]); !strings.Contains(document, `href="/agreements/2024-depot/signed.jpg"`) ||
		site["agreements/2024-depot/signed.jpg"] == nil {
		t.Error("the document does not follow")
	}
	if person := string(site["people/claire-moreau/index.html"]); !strings.Contains(person, `src="/people/claire-moreau/claire.jpg"`) {
		t.Error("the portrait does not follow")
	}
	if !bytes.Contains(site["trips/2026-11-depot/9.mp4"], []byte("the film itself")) {
		t.Error("the film is not published")
	}
	if mail := site["newsletter/2026-11/newsletter.eml"]; !bytes.Contains(mail, []byte("Content-Type: image/jpeg")) {
		t.Error("the mail has no portrait")
	}
}

// TestNoTraceOutside looks for the same in a letter for one's own website, which
// takes its portrait along.
func TestNoTraceOutside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "letter")
	job := generator.Job{Content: telephones(), Name: "content", Theme: themes.Chartres(), Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
	if _, err := generator.Edition(context.Background(), job, "2026-11", site.Staff, dir, output.Options{}); err != nil {
		t.Fatal(err)
	}
	found := false
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		for _, trace := range picturetest.Traces() {
			if bytes.Contains(data, trace) {
				t.Errorf("%s: %q", name, trace)
			}
		}
		found = found || strings.HasSuffix(name, "claire.jpg")
		return err
	})
	if err != nil || !found {
		t.Error("the portrait is missing", err)
	}
}

// TestNoTraceLive looks for the same in what the local server shows, of a draft
// too, and shows nothing at all of a picture that it cannot clean.
func TestNoTraceLive(t *testing.T) {
	s := startLive(t, liveOptions{prepare: func(s *liveServer) {
		if err := os.RemoveAll(s.content); err != nil {
			t.Fatal(err)
		}
		city := telephones()
		trip := city["trips/2026-11-depot/index.md"]
		trip.Data = bytes.Replace(trip.Data, []byte("---\n"), []byte("---\ndraft: true\n"), 1)
		trip.Data = append(trip.Data, "\n![Ten](10.jpg)\n"...)
		city["trips/2026-11-depot/10.jpg"] = &fstest.MapFile{Data: append([]byte("\xff\x0a"), picturetest.XMP(picturetest.Options{})...)}
		if err := os.CopyFS(s.content, city); err != nil {
			t.Fatal(err)
		}
	}})
	for _, name := range []string{"1.JPG", "2.png", "3.gif", "4.jpg", "7.jpg", "really-a-png.jpg", "10.jpg", "4.webp", "7.heic"} {
		status, body := s.get(t, "trips/2026-11-depot/"+name)
		shown := name != "10.jpg" && name != "4.webp" && name != "7.heic"
		if (status == 200) != shown {
			t.Errorf("%s: %d", name, status)
		}
		for _, trace := range picturetest.Traces() {
			if strings.Contains(body, string(trace)) {
				t.Errorf("%s: %q", name, trace)
			}
		}
	}
}

// TestDamagedWithin says of a picture that is found to be damaged only while it
// is made ready where it is named, and publishes nothing.
func TestDamagedWithin(t *testing.T) {
	city := telephones()
	heic := city["trips/2026-11-depot/7.heic"]
	heic.Data = bytes.Clone(heic.Data)
	at := bytes.Index(heic.Data, []byte("mdat"))
	for i := range 300 {
		heic.Data[at+8+i] = 0xff
	}
	dir := filepath.Join(t.TempDir(), "public")
	job := generator.Job{Content: city, Name: "content", Theme: themes.Chartres(), Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
	result, err := generator.Build(context.Background(), job, dir, output.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	_ = source.Text(&b, result.Diagnostics, source.Color{}, catalog.English)
	if !strings.Contains(b.String(), "content/trips/2026-11-depot/index.md:14:91: error") ||
		!strings.Contains(b.String(), `error: the picture "7.heic" is damaged within`) {
		t.Error(b.String())
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Error("something was published")
	}
}
