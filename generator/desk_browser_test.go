package generator_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/desk"
	"parvis/generator/newentry"
)

// startDesk starts a server with a desk that ends with the test, and tells where it stands.
func startDesk(t *testing.T) (s *liveServer, address string) {
	t.Helper()
	var d *desk.Desk
	s = startLive(t, liveOptions{prepare: func(s *liveServer) {
		root, err := os.OpenRoot(s.content)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { root.Close() })
		d, err = desk.New(desk.Config{Root: root, Words: catalog.English, Job: s.job, City: func(f fs.FS) (*newentry.City, error) {
			return newentry.Read(f, filepath.ToSlash(s.content), "en", func(*content.Settings) time.Time { return s.day })
		}})
		if err != nil {
			t.Fatal(err)
		}
		s.desk = d
	}})
	return s, s.url + strings.TrimPrefix(d.Path(), "/")
}

// TestDesk writes a trip by mouse and keyboard: begins it, is told what is open, mends a
// problem by its button, sees the page beside the form before anything is saved, is not let
// publish without a benefit, and saves.
func TestDesk(t *testing.T) {
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
	do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address))
	barriers(t, ctx, "all files")
	do(chromedp.SendKeys(`#search`, "MARKÉT windows"))
	if is := value[string](t, ctx, `[...document.querySelectorAll("[data-find]")].filter(e => e.checkVisibility()).map(e => e.dataset.find).join()`); !strings.Contains(
		is, "outcomes/2026-10-market-windows") || strings.Contains(is, "people/") {
		t.Errorf("found by words: %q", is)
	}
	do(chromedp.Reload())
	do(chromedp.Click(`section[data-part] summary`), chromedp.SendKeys(`#new-trips`, "Night trams in Ravenna"+kb.Enter))
	const file = "trips/night-trams-in-ravenna.md"
	eventually(t, ctx, "the form", `document.querySelector("#form")?.action.includes("`+file+`") && document.querySelector("[role=combobox]") != null`)
	eventually(t, ctx, "what is open",
		`[...document.querySelectorAll("#problems a")].some(a => a.hash === "#f.local_impact.benefit" || a.hash === "#f.local_impact")`)
	begun := s.read(t, file)
	typed := func(field, text string) chromedp.Action[chromedp.Void] {
		return chromedp.SendKeys(`[id="`+field+`"]`, text)
	}
	do(typed("f.start", "14/09/2026"), typed("f.end", "2026-09-16"), typed("f.destination.0", "Ravenna IT"),
		typed("f.purpose", "See how a city of our size runs trams until one in the morning."),
		typed("f.local_impact.benefit", "TBD"), typed("f.sdg", "sustáinable CIT"+kb.Enter), typed("f.cost", "1 240,50"))
	eventually(t, ctx, "that a placeholder is no benefit", `document.getElementById("f.local_impact.benefit").getAttribute("aria-invalid") === "true"`)
	eventually(t, ctx, "how the day and the amount were understood",
		`document.getElementById("f.start-meant").innerText === "Monday 14 September 2026" && document.getElementById("f.cost-meant").innerText === "€1,240.50"`)
	const placed = `document.querySelector("[id='f.destination.0-flags'] button")`
	eventually(t, ctx, "the button for the place", placed+` != null`)
	if is := s.read(t, file); is != begun {
		t.Errorf("something was written before it was saved:\n%s", is)
	}
	barriers(t, ctx, "a form with problems")
	value[bool](t, ctx, placed+`.click() ?? true`)
	eventually(t, ctx, "the mended place", `document.getElementById("f.destination.0")?.value === "Ravenna, IT" && !`+placed)
	eventually(t, ctx, "the unsaved page beside the form",
		`document.querySelector("iframe").contentDocument?.body?.innerText.includes("trams until one in the morning")`)

	// The gate: as it is, it may not be published.
	const all = `document.querySelector("[data-gate]")`
	if !value[bool](t, ctx, all+`.disabled && document.querySelector(`+"`[id='f.draft-flags'] a[href='#f.local_impact.benefit']`"+`) != null`) {
		t.Error("everybody may see it, or it is not said why not")
	}
	value[bool](t, ctx, all+`.disabled = false, `+all+`.checked = true`) // as without a script
	do(chromedp.Click(`#save`))
	eventually(t, ctx, "why it is not saved", `document.querySelector(".notice")?.innerText.startsWith("Not saved")`)
	if is := s.read(t, file); is != begun {
		t.Errorf("it was saved all the same:\n%s", is)
	}
	value[string](t, ctx, `document.getElementById("f.local_impact.benefit").value = ""`)
	do(typed("f.local_impact.benefit", "Line A runs until one from March 2027, so late shifts get home without a car."))
	eventually(t, ctx, "that no error is left", `!document.querySelector(".error, [aria-invalid]") && document.getElementById("state").classList.contains("warm")`)
	do(chromedp.KeyEvent("s", chromedp.KeyModifiers(2)))
	eventually(t, ctx, "the saved file", `document.getElementById("state")?.innerText === "Everything is saved"`)
	is := s.read(t, file)
	for _, want := range []string{"title: Night trams in Ravenna\n", "start: 2026-09-14\n", "destination: \"Ravenna, IT\"\n", "benefit: Line A runs",
		"sdg: [11]\n", "cost: 1240.50\n"} {
		if !strings.Contains(is, want) {
			t.Errorf("%q is not in the file:\n%s", want, is)
		}
	}
	if strings.Contains(is, "\ndraft:") {
		t.Errorf("it is a draft still:\n%s", is)
	}
}

// TestDeskLists adds, moves and takes out items of a list, by keyboard alone; the file
// changes in these lines and in no other.
func TestDeskLists(t *testing.T) {
	t.Parallel()
	s, address := startDesk(t)
	ctx, cancel := context.WithTimeout(browser(t), 10*time.Minute)
	defer cancel()
	const file = "trips/2026-09-ravenna.md"
	was := s.read(t, file)
	do := func(actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatal(err)
		}
	}
	for _, scheme := range []string{"dark", "light"} {
		for _, width := range []int64{390, 1280} {
			media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
			if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
				t.Fatal(err)
			}
			do(chromedp.EmulateViewport(width, 900), chromedp.Navigate(address+"edit/"+file))
			barriers(t, ctx, scheme)
			if wide := value[int64](t, ctx, `document.documentElement.scrollWidth`); wide > width {
				t.Errorf("%d: the form is %d wide", width, wide)
			}
		}
	}
	press := func(selector string) {
		t.Helper()
		do(chromedp.Focus(selector), chromedp.KeyEvent(kb.Enter))
	}
	const lines = `[id="f.cost.lines"]`
	press(lines + ` > .items > li:first-child [data-do=down]`)
	press(lines + ` > .items > li:nth-child(3) [data-do=remove]`)
	press(lines + ` > button.add`)
	do(chromedp.SetValue(`[id="f.cost.lines.4.for"]`, "other"), chromedp.SendKeys(`[id="f.cost.lines.4.what"]`, "A pot of gel: 4 kg"),
		chromedp.SendKeys(`[id="f.cost.lines.4.amount"]`, "20"))
	eventually(t, ctx, "what the lines add up to", `document.querySelector('[id="f.cost.lines"] .total').innerText === "Together: €1,357.50, of which the city pays €1,146.00 · €204.00 less than planned"`)
	eventually(t, ctx, "that it is taken up", `document.getElementById("state").innerText === "Not saved yet"`)
	do(chromedp.KeyEvent("s", chromedp.KeyModifiers(2)))
	eventually(t, ctx, "the answer", `document.getElementById("state")?.innerText === "Everything is saved" || document.querySelector(".notice")`)
	is := s.read(t, file)
	before, after := strings.Split(was, "\n"), strings.Split(is, "\n")
	var gone, new []string
	for _, l := range before {
		if !strings.Contains(is, l) {
			gone = append(gone, l)
		}
	}
	for _, l := range after {
		if !strings.Contains(was, l) {
			new = append(new, l)
		}
	}
	if len(gone) != 1 || !strings.Contains(gone[0], "Meals on the way") ||
		len(new) != 1 || !strings.Contains(new[0], "A pot of gel: 4 kg") || len(before) != len(after) {
		t.Errorf("gone: %q, new: %q\n%s\n%s", gone, new, is, value[string](t, ctx, `document.querySelector(".notice")?.innerText ?? ""`))
	}
}
