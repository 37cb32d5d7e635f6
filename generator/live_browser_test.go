package generator_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// The entry that the browser tests edit, and a line of it.
const (
	editedPage = "trips/2026-09-ravenna/"
	editedFile = "trips/2026-09-ravenna.md"
)

// eventually waits until an expression is true in a page.
func eventually(t *testing.T, ctx context.Context, what, expression string) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for {
		// A page that is just being loaded anew may refuse to answer.
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression)); err == nil && ok {
			return
		}
		if time.Now().After(deadline) {
			text, _ := chromedp.Run(
				ctx,
				chromedp.Evaluate[string](
					`document.body.innerText.slice(0, 400) + " … " + (document.querySelector("parvis-problems")?.shadowRoot.textContent ?? "no overlay")`,
				),
			)
			t.Fatalf("%s: not after half a minute; the page says: %s", what, text)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// value is what an expression is in a page.
func value[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

const (
	scriptRuns = `document.readyState === "complete" && performance.getEntriesByType("resource").some(r => r.name.endsWith("/_parvis/live.js") && ` +
		`r.responseStatus === 200)`
	overlayText = `(document.querySelector("parvis-problems")?.shadowRoot.textContent ?? "")`
	noteText    = `(document.querySelector("parvis-note")?.shadowRoot.textContent ?? "")`
)

// TestLiveBrowser writes as an officer does, with the page beside the text.
func TestLiveBrowser(t *testing.T) {
	s := startLive(t, liveOptions{theme: true})
	ctx := browser(t)
	seen := watch(t, ctx)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(900, 700), chromedp.Navigate(s.url+editedPage)); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, "the script", scriptRuns)

	// The new words appear by themselves, at the same place of the page.
	value[string](t, ctx, `scrollTo({ top: 800, behavior: "instant" }); window.before = "here"`)
	s.change(t, editedFile, func(text string) string { return text + "\nThe driver rang the bell twice.\n" })
	eventually(t, ctx, "new words", `document.body.innerText.includes("rang the bell twice") && window.before === undefined`)
	eventually(t, ctx, "the place on the page", `Math.abs(scrollY - 800) < 2`)

	// The note names the file and opens it.
	eventually(t, ctx, "the file in the note", noteText+`.includes("`+editedFile+`")`)
	abs := filepath.ToSlash(filepath.Join(s.content, editedFile))
	if link := value[string](t, ctx, `document.querySelector("parvis-note").shadowRoot.querySelector("a").getAttribute("href")`); link != "vscode://file"+abs+":1:1" {
		t.Errorf("the note leads to %s, want vscode://file%s:1:1", link, abs)
	}

	// An error is laid over the page, with its line; the page stays, and whoever
	// types goes on typing.
	value[string](t, ctx, `window.before = "here"; document.querySelector("a[href]").focus(); window.focused = document.activeElement.href`)
	good := s.read(t, editedFile)
	s.write(t, editedFile, strings.Replace(good, "\nsdg: ", "\nsdg: [99.1] #", 1))
	line := 1 + strings.Count(good[:strings.Index(good, "\nsdg: ")+1], "\n")
	eventually(t, ctx, "the problem", overlayText+fmt.Sprintf(`.includes("%s:%d:")`, editedFile, line))
	if text := value[string](t, ctx, overlayText); !strings.Contains(text, "99.1") || !strings.Contains(text, "sdg: [99.1]") ||
		!strings.Contains(text, "last good version") {
		t.Errorf("the overlay says %q", text)
	}
	if !value[bool](
		t,
		ctx,
		`window.before === "here" && document.activeElement.href === window.focused && document.body.innerText.includes("rang the bell twice")`,
	) {
		t.Error("the page was loaded anew, or lost the focus, when a problem appeared")
	}
	seen.quiet(t, s)
	barriers(t, ctx, "with the overlay")
	seen.reset() // axe itself applies styles

	// A page that is opened meanwhile shows it too, and another browser as well.
	other, done := chromedp.NewContext(ctx)
	defer done()
	if err := chromedp.Do(other, chromedp.EmulateViewport(390, 700), chromedp.Navigate(s.url+"costs/")); err != nil {
		t.Fatal(err)
	}
	eventually(t, other, "the problem on another page", overlayText+fmt.Sprintf(`.includes("%s:%d:")`, editedFile, line))

	// Mended, it closes by itself.
	s.write(t, editedFile, strings.Replace(good, "twice", "thrice", 1))
	eventually(t, ctx, "the mended page", `document.body.innerText.includes("thrice") && !document.querySelector("parvis-problems")`)
	eventually(t, other, "the other page", `!document.querySelector("parvis-problems")`)
	done()

	// A style sheet is exchanged without loading the page anew.
	eventually(t, ctx, "the script", scriptRuns)
	value[string](t, ctx, `scrollTo({ top: 600, behavior: "instant" }); window.before = "here"`)
	s.writeTheme(t, "assets/base.css", s.readTheme(t, "assets/base.css")+"\nbody { outline-color: rgb(1, 2, 3) }\n")
	eventually(
		t,
		ctx,
		"the new style in the place of the old",
		`document.querySelectorAll("link[rel=stylesheet]").length === 1 && getComputedStyle(document.body).outlineColor === "rgb(1, 2, 3)"`,
	)
	if !value[bool](t, ctx, `window.before === "here" && Math.abs(scrollY - 600) < 8`) {
		t.Errorf("the page was loaded anew for a style sheet, or lost its place: it is at %v", value[float64](t, ctx, `scrollY`))
	}

	// A broken template shows its file, line and text.
	layout := s.readTheme(t, "layouts/entry.html")
	s.writeTheme(t, "layouts/entry.html", layout+"\n{{if}}\n")
	eventually(t, ctx, "the broken template", overlayText+fmt.Sprintf(`.includes("layouts/entry.html:%d")`, 2+strings.Count(layout, "\n")))
	s.writeTheme(t, "layouts/entry.part", layout) // put in place whole, so that the page is loaded once
	if err := os.Rename(filepath.Join(s.theme, "layouts", "entry.part"), filepath.Join(s.theme, "layouts", "entry.html")); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, "the mended template", `window.before === undefined && !document.querySelector("parvis-problems")`)

	// The server is started again: the page finds it by itself.
	eventually(t, ctx, "the script", scriptRuns)
	s.stop(t)
	s.change(t, editedFile, func(text string) string { return strings.Replace(text, "thrice", "four times", 1) })
	s.start(t)
	eventually(t, ctx, "the page of a server that was started again", `document.body.innerText.includes("four times")`)

	seen.quiet(t, s)
}

// quiet wants a browser to have asked no other server, and to have found
// nothing to complain of.
func (w *watched) quiet(t *testing.T, s *liveServer) {
	t.Helper()
	w.Lock()
	defer w.Unlock()
	for _, r := range w.requests {
		if !strings.HasPrefix(r, s.url) {
			t.Errorf("a request for %s", r)
		}
	}
	for _, c := range w.complaints {
		if !strings.Contains(c, "ERR_CONNECTION_REFUSED") && !strings.Contains(c, "ERR_INCOMPLETE_CHUNKED_ENCODING") { // while it was stopped
			t.Errorf("the browser says: %s", c)
		}
	}
}

// TestLiveFirstError opens a site whose very first build fails.
func TestLiveFirstError(t *testing.T) {
	s := startLive(t, liveOptions{prepare: func(s *liveServer) {
		s.change(t, editedFile, func(text string) string { return strings.Replace(text, "\nsdg: ", "\nsdg: 0 #", 1) })
	}})
	ctx := browser(t)
	for _, scheme := range []string{"light", "dark"} {
		media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(s.url+"trips/")); err != nil {
			t.Fatal(err)
		}
		eventually(t, ctx, "the page of problems", `document.body.innerText.includes("`+editedFile+`:")`)
		barriers(t, ctx, scheme)
	}
	s.change(t, editedFile, func(text string) string { return strings.Replace(text, "\nsdg: 0 #", "\nsdg: [99] #", 1) })
	eventually(t, ctx, "another problem", `document.body.innerText.includes("[99]")`)
	s.change(t, editedFile, func(text string) string { return strings.Replace(text, "\nsdg: [99] #", "\nsdg: ", 1) })
	eventually(t, ctx, "the mended site", `document.querySelector("h1")?.innerText.includes("Trips")`)
}

// barriers wants axe to find nothing in a page.
func barriers(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	axe, err := os.ReadFile(filepath.Join(tools, "axe-core", "axe.min.js"))
	if err != nil {
		need(t, "axe-core")
	}
	found, err := chromedp.Run(
		ctx,
		chromedp.Evaluate[[]string](
			string(axe)+`;axe.run().then(r => r.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(" | ")))`,
			chromedp.EvalAwaitPromise,
		),
	)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range found {
		t.Errorf("%s: %s", name, b)
	}
}
