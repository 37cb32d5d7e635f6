package generator_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"parvis/generator"
	"parvis/generator/output"
)

// tools is where “make tools” puts the packages from npm.
const tools = "../.tools/node_modules"

// need stops a test for which a tool is missing: a failure in CI, where all
// have to run, else a skip that says what to do.
func need(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is missing; “make tools” gets it", what)
	}
	t.Skipf("%s is missing; “make tools” gets it", what)
}

// once is a folder that is filled when a test first asks for it. Tests only read it.
type once struct {
	sync.Once
	dir string
	err error
}

// filled is the folder's public/.
func (o *once) filled(t *testing.T, fill func(public string) error) string {
	t.Helper()
	o.Do(func() {
		if o.dir, o.err = os.MkdirTemp("", "parvis-built-"); o.err == nil {
			o.err = fill(filepath.Join(o.dir, "public"))
		}
	})
	if o.err != nil {
		t.Fatal(o.err)
	}
	return filepath.Join(o.dir, "public")
}

var built, builtWide once

// published is the demonstration city's site.
func published(t *testing.T) string {
	t.Helper()
	return built.filled(t, func(public string) error {
		_, err := generator.Build(context.Background(), demonstration(), public, output.Options{Version: "test"})
		return err
	})
}

// TestValid has the Nu validator read every page in one language, and one of each layout in the others.
func TestValid(t *testing.T) {
	t.Parallel()
	jar := filepath.Join(tools, "vnu-jar", "build", "dist", "vnu.jar")
	if _, err := os.Stat(jar); err != nil {
		need(t, "the Nu validator")
	}
	if _, err := exec.LookPath("java"); err != nil {
		need(t, "Java")
	}
	out, err := exec.Command("java", append([]string{"-XX:+UseSerialGC", "-jar", jar, "--errors-only", "--format", "json", "--exit-zero-always"},
		validated(t, published(t))...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var report struct {
		Messages []struct {
			URL, Message, Extract string
			LastLine              int
		}
	}
	if err := json.Unmarshal(out[strings.Index(string(out), "{"):], &report); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, m := range report.Messages {
		t.Errorf("%s:%d: %s: %s", m.URL, m.LastLine, m.Message, m.Extract)
	}
}

// validated are the pages that the validator reads.
func validated(t *testing.T, dir string) (out []string) {
	t.Helper()
	one := 0
	for name := range tree(t, dir) {
		lang, _, _ := strings.Cut(name, "/")
		if other := lang == "fr" || lang == "es" || lang == "pt"; path.Ext(name) == ".html" && !other {
			out, one = append(out, filepath.Join(dir, name)), one+1
		}
	}
	for _, address := range lookedAt {
		for _, lang := range []string{"/fr", "/es", "/pt"} {
			if name := fileOf(lang + address); isFile(dir, name) {
				out = append(out, filepath.Join(dir, name))
			}
		}
	}
	if others := len(out) - one; one < 150 || others < 80 {
		t.Fatalf("only %d pages, and %d in other languages", one, others)
	}
	return out
}

// chromium returns the browser's path.
func chromium(t *testing.T) string {
	t.Helper()
	if p := os.Getenv("PARVIS_CHROMIUM"); p != "" {
		return p
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	need(t, "Chromium")
	return ""
}

// browser starts a headless browser that ends with the test.
func browser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-background-networking", true))
	alloc, cancelAlloc := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(func() { cancel(); cancelAlloc() })
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// watched are what a browser asked for and complained of.
type watched struct {
	sync.Mutex
	requests, complaints []string
}

func (w *watched) reset() {
	w.Lock()
	defer w.Unlock()
	w.requests, w.complaints = nil, nil
}

// watch notes every request of the browser and every complaint it logs.
func watch(t *testing.T, ctx context.Context) *watched {
	t.Helper()
	w := &watched{}
	listen := func(_ context.Context, tab *chromedp.Target) error {
		go func() {
			for e, err := range cdp.Events(ctx, tab, network.RequestWillBeSent) {
				if err != nil {
					return
				}
				w.Lock()
				w.requests = append(w.requests, e.Request.URL)
				w.Unlock()
			}
		}()
		go func() {
			for e, err := range cdp.Events(ctx, tab, log.EntryAdded) {
				if err != nil {
					return
				}
				w.Lock()
				w.complaints = append(w.complaints, e.Entry.Text)
				w.Unlock()
			}
		}()
		return nil
	}
	if err := chromedp.Do(ctx, chromedp.Func(listen)); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	return w
}

// lookedAt are pages of every layout.
var lookedAt = []string{"/", "/trips/", "/trips/2026-09-ravenna/", "/trips/2025-11-pontevedra/", "/agreements/saint-louis-water/",
	"/outcomes/2026-05-market-cups/", "/outcomes/2026-10-market-windows/", "/issues/", "/issues/waste/",
	"/sdg/", "/sdg/11/", "/partners/", "/partners/ravenna/", "/people/", "/costs/", "/costs/2026/", "/costs/2026/trips/", "/promises/",
	"/promises/issues/waste/", "/agenda/", "/corrections/", "/embed/", "/embed/latest/", "/embed/letter/", "/embed/figures/", "/departments/networks/", "/people/karim-haddad/",
	"/agreements/guimaraes-pupils/", "/newsletter/", "/newsletter/2026-10/", "/rules/", "/data/", "/accessibility/", "/about/", "/search/",
	"/404.html", "/fr/", "/fr/trips/2026-09-ravenna/", "/fr/costs/2026/"}

// mode is a way in which a page can be seen, and what axe looks for there.
type mode struct {
	media, scheme, forced string
	width                 int64
	wanted                string
}

// modes: on a telephone and on a desk, by day and by night, in a system's own colours and on paper.
var modes = []mode{
	{"screen", "light", "none", 390, everything},
	{"screen", "dark", "none", 1280, colours},
	{"screen", "light", "active", 390, colours},
	{"screen", "dark", "active", 1280, colours},
	{"screen", "light", "none", 1280, colours},
	{"screen", "dark", "none", 390, colours},
	{"screen", "light", "active", 1280, colours},
	{"screen", "dark", "active", 390, colours},
	{"print", "light", "none", 720, `{resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"]}`},
}

// TestBrowser opens a page of each layout as residents do, in two languages, on a telephone
// by day and in two of the other modes, by turns: nothing is asked of another host, nothing
// is wider than the window, nothing is refused by the page's own policy, and axe finds no barrier.
func TestBrowser(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join(tools, "axe-core", "axe.min.js"))
	if err != nil {
		need(t, "axe-core")
	}
	dir := overlaid(t)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	ctx := browser(t)
	seen := watch(t, ctx)
	for i, address := range append([]string{"/wide/"}, lookedAt...) {
		languages := []string{"", "/fr", "/es", "/pt"}
		first, second := languages[i%4]+address, languages[(i+2)%4]+address
		if strings.HasPrefix(address, "/fr/") || !isFile(dir, fileOf("/fr"+address)) {
			first, second = address, address
		}
		if !isFile(dir, fileOf(first)) || !isFile(dir, fileOf(second)) {
			t.Errorf("%s is not published", address)
			continue
		}
		others := modes[1:]
		seen.reset()
		lookAs(t, ctx, string(axe), server.URL, first, modes[0], true)
		lookAs(t, ctx, string(axe), server.URL, first, others[i%len(others)], false)
		requests(t, first, server.URL, seen)
		lookAs(t, ctx, string(axe), server.URL, second, others[(i+3)%len(others)], true)
	}
}

func isFile(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
	return err == nil
}

func fileOf(address string) string {
	if strings.HasSuffix(address, "/") {
		return address + "index.html"
	}
	return address
}

// What axe looks for: all it knows, and what differs by width and colours.
const (
	everything = `{resultTypes: ["violations"], rules: {"target-size": {enabled: matchMedia("screen").matches}}}`
	colours    = `{resultTypes: ["violations"], runOnly: ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]}`
)

// axed is a script that has axe look at a page, and gives the barriers it finds.
func axed(axe, what string) string {
	return axe + `;axe.run(` + what + `).then(r => r.violations.map(v => ` +
		`v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(" | ")))`
}

// lookAs shows a page, anew or the one that is there, and wants it not to be wider than
// the window, and to have no barrier.
func lookAs(t *testing.T, ctx context.Context, axe, host, address string, as mode, anew bool) {
	t.Helper()
	name := fmt.Sprintf("%s at %d, %s, %s, forced colours %s", address, as.width, as.media, as.scheme, as.forced)
	seenAs(t, ctx, as.media, as.scheme, as.forced, as.width)
	if anew {
		if err := chromedp.Do(ctx, chromedp.Navigate(host+address)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	look(t, ctx, name, axed(axe, as.wanted))
}

// look wants a page not to be wider than the window, and to have no barrier.
func look(t *testing.T, ctx context.Context, name, script string) {
	t.Helper()
	wide, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.documentElement.scrollWidth > window.innerWidth`))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if wide {
		t.Errorf("%s is wider than the window", name)
	}
	barriers, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, b := range barriers {
		t.Errorf("%s: %s", name, b)
	}
}

// requests wants all of a page's requests to go to its own host, four at most
// but for photographs and films.
func requests(t *testing.T, name, host string, seen *watched) {
	t.Helper()
	seen.Lock()
	defer seen.Unlock()
	n := 0
	for _, r := range seen.requests {
		if strings.HasPrefix(r, "data:") {
			continue // what the browser draws of its own, as a film's controls: the page's policy allows no other
		}
		u, err := url.Parse(r)
		if err != nil || !strings.HasPrefix(r, host) {
			t.Errorf("%s asks for %s", name, r)
			continue
		}
		if !slices.Contains([]string{".jpg", ".png", ".mp4", ".vtt"}, filepath.Ext(u.Path)) {
			n++
		}
	}
	if n == 0 || n > 4 {
		t.Errorf("%s makes %d requests: %v", name, n, seen.requests)
	}
	for _, c := range seen.complaints {
		t.Errorf("%s: the browser says: %s", name, c)
	}
}
