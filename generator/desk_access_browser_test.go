package generator_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"parvis/generator/desk"
)

// deskLetters are letters while nothing is wrong in the city: one that nobody has approved yet,
// one that says what was approved, and one that does not.
var deskLetters = []deskView{
	{"edit/newsletters/2026-11.md", formReady},
	{"edit/newsletters/2026-10.md", formReady + ` && document.querySelector(".approval .intro time") != null`},
	{"edit/newsletters/2026-10.fr.md", formReady + ` && document.querySelector(".approval .notice time") != null`},
}

// deskView is a page of the desk, below its address, and what is there once it stands.
type deskView struct{ address, ready string }

// deskViews are all that the desk shows of the demonstration, below its address: the form of
// each kind, and what else a form may have beside it.
var deskViews = []deskView{
	{"", `document.getElementById("new-trips") != null`},
	{"edit/trips/2026-09-ravenna.md", formReady},
	{"edit/trips/2026-09-ravenna.fr.md", formReady},
	{"edit/trips/2027-04-ravenna.md", formReady},
	{"edit/trips/2026-11-leuven.md", formReady},
	{"edit/" + badTrip, formReady + ` && document.querySelector(".flag.error") != null`},
	{"edit/trips/unreadable.md", `document.getElementById("raw") != null`},
	{"edit/agreements/guimaraes-pupils/index.md", formReady},
	{"edit/outcomes/2026-05-market-cups/index.md", formReady},
	{"edit/newsletters/2026-10.md", formReady}, // of which nobody can tell whether it says what was approved
	{"edit/people/karim-haddad/index.md", formReady},
	{"edit/partners/ravenna.md", formReady},
	{"edit/pages/about.md", formReady},
	{"edit/site.yaml", formReady},
	{"versions/" + badTrip, loaded},
	{"delete/" + badTrip, loaded},
	{"delete/trips/2026-09-ravenna.md", loaded},
	{"picture/trips/2026-09-ravenna.md?into=body&at=0", loaded},
	{"edit/trips/none.md", loaded},
}

// badTrip is a new trip in which much is wrong.
const badTrip = "trips/night-trams.md"

const (
	loaded    = `document.readyState === "complete"`
	formReady = `document.querySelector("#form .views")?.hidden === false`
)

// opened opens all that can be opened on a page, so that nothing on it goes unseen.
const opened = `(() => { for (const d of document.querySelectorAll("details")) d.open = true; return true })()`

// covered names fields that buttons lie over.
const covered = `(() => {
	const seen = (e) => e.checkVisibility() && e.getBoundingClientRect(), over = [];
	for (const field of document.querySelectorAll("main :is(input:not([type=hidden]), textarea, select)")) {
		const f = seen(field);
		for (const button of f ? field.closest("li")?.querySelectorAll(":scope > .moves > button") ?? [] : []) {
			const b = getComputedStyle(button).visibility === "visible" && seen(button);
			if (b && b.left < f.right && f.left < b.right && b.top < f.bottom && f.top < b.bottom) over.push("a button lies over " + field.name);
		}
	}
	return over;
})()`

// TestDeskAccess shows each view of the desk on a telephone and on a desk, by day and by
// night: axe finds no barrier, and nothing is wider than its window.
func TestDeskAccess(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join(tools, "axe-core", "axe.min.js"))
	if err != nil {
		need(t, "axe-core")
	}
	s, address := startDesk(t)
	begun := desk.NewStart(desk.StartConfig{Language: "fr", Places: []string{t.TempDir()}, Found: []string{s.content}})
	start := httptest.NewServer(begun)
	defer start.Close()
	ctx, cancel := context.WithTimeout(browser(t), 10*time.Minute)
	defer cancel()
	approved(t, ctx, s, address)
	for _, v := range deskLetters {
		sweep(t, ctx, string(axe), v.address, address+v.address, v.ready)
	}
	s.write(t, badTrip, "---\ntitle: Night trams\nstart: 2026-13-01\ncost: {lines: [{for: transport, amount: twelve}]}\ndraft: true\n---\n")
	s.write(t, "trips/unreadable.md", "---\ntitle: [Night trams\ndraft: true\n---\n")
	for _, v := range deskViews {
		sweep(t, ctx, string(axe), v.address, address+v.address, v.ready)
	}
	ledToWhatIsBroken(t, ctx, address)
	sweep(t, ctx, string(axe), "the beginning", start.URL+begun.Path(), loaded)
}

// ledToWhatIsBroken goes from the page beside a form, which stays as it was while another file
// cannot be read, to the form on which that is mended; how the file is written is not shown.
func ledToWhatIsBroken(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address+"edit/trips/2026-11-leuven.md")); err != nil {
		t.Fatal(err)
	}
	const laid = `document.querySelector("iframe").contentDocument?.querySelector("parvis-problems")?.shadowRoot`
	eventually(t, ctx, "the way to the broken file", laid+`?.querySelector("[data-below='trips/unreadable.md'] a")?.target === "_top"`)
	if value[bool](t, ctx, laid+`.querySelector("pre").checkVisibility()`) {
		t.Error("the page beside a form shows how a file is written")
	}
	value[bool](t, ctx, laid+`.querySelector("[data-below] a").click() ?? true`)
	eventually(t, ctx, "the broken file", `location.pathname.endsWith("/edit/trips/unreadable.md") && document.querySelector("textarea")?.value.includes("[Night trams")`)
}

// approved notes that letters were approved: one that says the same still, and one that does not.
func approved(t *testing.T, ctx context.Context, s *liveServer, address string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address+"edit/newsletters/2026-10.md")); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, "the approval", formReady)
	value[bool](t, ctx, `document.querySelector(".approval button").click() ?? true`)
	eventually(t, ctx, "that it is noted", `document.querySelector(".approval .intro time") != null`)
	s.write(t, ".parvis-desk/approved/2026-10.fr.json", `{"by": "Karim Haddad", "on": "2026-11-02", "digest": "of another page"}`)
}

// sweep looks for barriers on one page on a telephone and on a desk, by day and by night in turns.
func sweep(t *testing.T, ctx context.Context, axe, name, address, ready string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	eventually(t, ctx, name, ready)
	value[bool](t, ctx, opened)
	swept(t, ctx, axe, name)
}

// swept looks for barriers on what the browser shows.
func swept(t *testing.T, ctx context.Context, axe, name string) {
	t.Helper()
	telephone, desk := "light", "dark"
	if len(name)%2 == 1 { // by turns
		telephone, desk = desk, telephone
	}
	for _, as := range []struct {
		scheme string
		width  int64
		what   string
	}{{telephone, 390, everything}, {desk, 1280, colours}} {
		seenAs(t, ctx, "screen", as.scheme, "none", as.width)
		view := fmt.Sprintf("%q at %d, %s", name, as.width, as.scheme)
		look(t, ctx, view, axed(axe, as.what))
		look(t, ctx, view, covered)
	}
}
