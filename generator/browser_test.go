package generator_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
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

// published builds the demonstration city into a folder.
func published(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	if _, err := generator.Build(context.Background(), demonstration(), dir, output.Options{Version: "test"}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestValid has the Nu validator read every page.
func TestValid(t *testing.T) {
	jar := filepath.Join(tools, "vnu-jar", "build", "dist", "vnu.jar")
	if _, err := os.Stat(jar); err != nil {
		need(t, "the Nu validator")
	}
	if _, err := exec.LookPath("java"); err != nil {
		need(t, "Java")
	}
	out, err := exec.Command("java", "-jar", jar, "--skip-non-html", "--errors-only", "--format", "json", "--exit-zero-always", published(t)).CombinedOutput()
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
	"/promises/issues/waste/", "/agenda/", "/corrections/", "/departments/networks/", "/people/karim-haddad/",
	"/agreements/guimaraes-pupils/", "/newsletter/", "/newsletter/2026-10/", "/rules/", "/data/", "/accessibility/", "/about/", "/search/",
	"/404.html", "/fr/", "/fr/trips/2026-09-ravenna/", "/fr/costs/2026/"}

// TestBrowser opens pages as residents do, on a telephone by day and on a desk
// by night: nothing is asked of another host, nothing is wider than
// the window, nothing is refused by the page's own policy, and axe finds no
// barrier.
func TestBrowser(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(tools, "axe-core", "axe.min.js"))
	if err != nil {
		need(t, "axe-core")
	}
	dir := overlaid(t)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	ctx := browser(t)
	seen := watch(t, ctx)
	for _, address := range append([]string{"/wide/"}, lookedAt...) {
		if _, err := fs.Stat(os.DirFS(dir), strings.TrimPrefix(fileOf(address), "/")); err != nil {
			t.Errorf("%s is not published", address)
			continue
		}
		seen.reset()
		seenAs(t, ctx, "screen", "light", "none", 390)
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+address)); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		look(t, ctx, address+" at 390, light", axed(string(axe), everything))
		seenAs(t, ctx, "screen", "dark", "none", 1280)
		look(t, ctx, address+" at 1280, dark", axed(string(axe), colours))
		requests(t, address, server.URL, seen)
	}
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
