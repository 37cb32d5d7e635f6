package generator_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parvis/generator/picture/picturetest"
)

// takePortrait chooses a portrait on the form of a person, from a HEIC that its telephone
// holds sideways, and writes what it shows; the form is shown again then.
func takePortrait(t *testing.T, ctx context.Context, alt string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "IMG_4021.HEIC")
	if err := os.WriteFile(file, picturetest.File("HEIC", picturetest.Options{Turn: 6, Boxes: true}), 0o600); err != nil {
		t.Fatal(err)
	}
	do := func(actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatal(err)
		}
	}
	do(chromedp.Click(`.add-picture button[value="f.portrait"]`))
	chooseFile(t, ctx, file)
	eventually(t, ctx, "the frame", `document.querySelector(".frame")?.getBoundingClientRect().width > 0`)
	value[string](t, ctx, `document.getElementById("alt").value = ""`)
	do(chromedp.SendKeys(`#alt`, alt), chromedp.Click(`#words button.strong`))
	eventually(t, ctx, "the form with the portrait", `document.getElementById("f.portrait")?.value.endsWith(".jpg") && document.readyState === "complete"`)
}

// chooseFile chooses a file where one is asked for, once the script is there that sends it.
func chooseFile(t *testing.T, ctx context.Context, file string) {
	t.Helper()
	eventually(t, ctx, "where a file is chosen", `document.getElementById("choose") != null && document.readyState === "complete"`)
	if err := chromedp.Do(ctx, chromedp.SetUploadFiles(`#file`, []string{file})); err != nil {
		t.Fatal(err)
	}
}

// looks shows a page in every width, light and dark, and looks for what shuts somebody out
// and for what does not fit.
func looks(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	for _, scheme := range []string{"dark", "light"} {
		for _, width := range []int64{390, 1280} {
			media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
			if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
				t.Fatal(err)
			}
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900)); err != nil {
				t.Fatal(err)
			}
			if wide := value[int64](t, ctx, `document.documentElement.scrollWidth`); wide > width {
				t.Errorf("%s is %d wide, of %d", name, wide, width)
			}
		}
		barriers(t, ctx, name+", "+scheme)
	}
}

// TestDeskPictures takes a portrait from a telephone's file, moves its frame by keyboard and by
// mouse, and drops a picture into a story; both stand on the page beside the form before
// anything is saved.
func TestDeskPictures(t *testing.T) {
	t.Parallel()
	s, address := startDesk(t)
	ctx, cancel := context.WithTimeout(browser(t), 10*time.Minute)
	defer cancel()
	do := func(actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatal(err)
		}
	}
	const person = "people/karim-haddad/index.md"
	do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+"edit/"+person), chromedp.Click(`.add-picture button`))
	eventually(t, ctx, "where a picture is chosen", `document.getElementById("choose") != null`)
	looks(t, ctx, "where a picture is chosen")
	do(chromedp.Navigate(address + "edit/" + person))
	takePortrait(t, ctx, "Karim Haddad in the hall")
	eventually(t, ctx, "the unsaved portrait beside the form",
		`[...document.querySelector("iframe").contentDocument?.images ?? []].some(i => i.src.includes("/portrait-2") && i.complete && i.naturalWidth === 96)`)

	// Another one, of which a part is cut: smaller, and in the lower right corner.
	file := filepath.Join(t.TempDir(), "wide.jpg")
	if err := os.WriteFile(file, picturetest.EncodeJPEG(picturetest.Quarters(1600, 1200), picturetest.Options{Turn: 8}), 0o600); err != nil {
		t.Fatal(err)
	}
	do(chromedp.Click(`.add-picture button`))
	chooseFile(t, ctx, file)
	eventually(t, ctx, "the picture upright", `(i => i?.complete && i.naturalHeight > i.naturalWidth)(document.querySelector(".crop img"))`)
	looks(t, ctx, "the frame")
	do(chromedp.Focus(`.frame`))
	for range 16 {
		do(chromedp.KeyEvent("-"))
	}
	do(chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowDown))
	if is := value[string](t, ctx, `["across", "down", "size"].map(n => document.querySelector("[name=" + n + "]").value > 500).join()`); is != "true,true,false" {
		t.Errorf("the keys move the frame to %s", is)
	}
	at := value[[]float64](t, ctx, `(r => [r.x + r.width / 3, r.y + r.height / 3])(document.querySelector(".frame").getBoundingClientRect())`)
	do(chromedp.DragAndDropXY(at[0], at[1], 1270, 890, 4))
	eventually(t, ctx, "the frame in the corner", `["across", "down"].every(n => document.querySelector("[name=" + n + "]").value === "1000")`)
	do(chromedp.Click(`#words button.strong`))
	eventually(t, ctx, "the form again", `document.getElementById("f.portrait")?.value === "portrait-3.jpg" && document.readyState === "complete"`)
	do(chromedp.KeyEvent("s", chromedp.KeyModifiers(2)))
	eventually(t, ctx, "the saved form", `document.getElementById("state")?.innerText === "Everything is saved"`)
	data, err := os.ReadFile(filepath.Join(s.content, "people/karim-haddad/portrait-3.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	// Turned as its camera says, its lower right quarter is blue.
	if r, g, b, _ := img.At(img.Bounds().Dx()/2, img.Bounds().Dy()/2).RGBA(); r > 0x4000 || g > 0x4000 || b < 0x9000 {
		t.Errorf("%x %x %x: the corner is not what was cut out", r, g, b)
	}
	if high := value[int64](t, ctx, `document.documentElement.scrollHeight`); high > 900 {
		t.Errorf("the form is %d high in a window of 900, and slips up when a place on it is gone to", high)
	}
	if is := s.read(t, person); !strings.Contains(is, "portrait: portrait-3.jpg\n") || !strings.Contains(is, "alt: Karim Haddad in the hall\n") {
		t.Errorf("%s", is)
	}

	// It is taken away by a button, and put back before that is saved; its file's name is folded.
	eventually(t, ctx, "where it is taken away",
		`document.querySelector(".without")?.hidden === false && document.getElementById("f.portrait").closest("details").open === false`)
	do(chromedp.Click(`.without`))
	eventually(t, ctx, "no portrait",
		`document.getElementById("f.portrait").value === "" && !document.querySelector(".add-picture img") && document.getElementById("state").classList.contains("warm")`)
	value[bool](t, ctx, `((e) => (e.value = "portrait-3.jpg", e.dispatchEvent(new Event("input", { bubbles: true }))))(document.getElementById("f.portrait"))`)
	eventually(t, ctx, "nothing unsaved", `!document.getElementById("state").classList.contains("warm")`)
	do(chromedp.Reload())
	eventually(t, ctx, "the portrait as it is saved",
		`document.getElementById("f.portrait")?.value === "portrait-3.jpg" && document.querySelector(".add-picture img") != null`)

	// A picture that is dropped on the story.
	const trip = "trips/2026-09-ravenna.md"
	do(chromedp.Navigate(address+"edit/"+trip), chromedp.Focus(`#body`))
	dropped := base64.StdEncoding.EncodeToString(picturetest.EncodeJPEG(picturetest.Quarters(800, 600), picturetest.Options{Turn: 6}))
	drop := func(data string) {
		t.Helper()
		value[bool](t, ctx, `(() => {
			const list = new DataTransfer();
			list.items.add(new File([Uint8Array.from(atob("`+data+`"), c => c.charCodeAt(0))], "Le dépôt.jpg", { type: "image/jpeg" }));
			document.getElementById("body").dispatchEvent(new DragEvent("drop", { dataTransfer: list, bubbles: true, cancelable: true }));
			return true;
		})()`)
	}
	drop(dropped[:2000])
	eventually(t, ctx, "why it is refused", `document.querySelector("#body ~ .add-picture .told").innerText.includes("is cut off")`)
	drop(dropped)
	eventually(t, ctx, "the picture upright", `(i => i?.complete && i.naturalHeight === 800)(document.querySelector(".seen img"))`)
	looks(t, ctx, "a picture and its words")
	do(chromedp.SendKeys(`#alt`, "The tram depot at dawn"), chromedp.SendKeys(`#caption`, "Four in the morning"), chromedp.Click(`#words button.strong`))
	eventually(t, ctx, "the story with the picture", `document.getElementById("body")?.value.includes("![The tram depot at dawn](2026-09-ravenna-le-depot.jpg)")`)
	eventually(t, ctx, "the picture on the unsaved page, upright",
		`[...document.querySelector("iframe").contentDocument?.images ?? []].some(i => { i.loading = "eager"; return i.alt === "The tram depot at dawn" && `+
			`i.complete && i.naturalHeight > i.naturalWidth; })`)
	if _, err := os.Stat(filepath.Join(s.content, "trips/2026-09-ravenna-le-depot.jpg")); err == nil {
		t.Error("it is written before it is saved")
	}
	do(chromedp.KeyEvent("s", chromedp.KeyModifiers(2)))
	eventually(t, ctx, "the saved form", `document.getElementById("state")?.innerText === "Everything is saved"`)
	if _, err := os.Stat(filepath.Join(s.content, "trips/2026-09-ravenna-le-depot.jpg")); err != nil {
		t.Error(err)
	}
}
