package generator_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"golang.org/x/net/html"

	"parvis/generator"
	"parvis/generator/newcity"
	"parvis/generator/output"
)

// sending serves a folder with what its file _headers says of all files, as hosts that read
// it do.
func sending(dir string) http.HandlerFunc {
	files := http.FileServer(http.Dir(dir))
	return func(w http.ResponseWriter, r *http.Request) {
		text, _ := os.ReadFile(filepath.Join(dir, "_headers"))
		of := ""
		for line := range strings.Lines(string(text)) {
			if name, value, header := strings.Cut(strings.TrimSpace(line), ": "); header && of == "/*" && strings.HasPrefix(line, " ") {
				w.Header().Add(name, value)
			} else if !strings.HasPrefix(line, " ") {
				of = strings.TrimSpace(line)
			}
		}
		files.ServeHTTP(w, r)
	}
}

// codes are what a page shows to be copied.
func codes(t *testing.T, file string) (out []string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	page, err := html.Parse(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && n.Data == "code" && n.Parent.Data == "pre" {
			out = append(out, n.FirstChild.Data)
		}
	}
	return out
}

// wordPress is a page as WordPress makes it of an answer of oEmbed that it does not know: the
// frame is held in a sandbox, and a script of its own listens to it.
const wordPress = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Town hall</title>
<style>body { margin: 0; font: 18px Georgia, serif } header, footer { background: #1a4548; color: #fff; padding: 2rem }
.entry-content { max-width: 645px; margin: 3rem auto; padding: 0 1rem } iframe { max-width: 100%% } figure { margin: 0 }</style>
<header>Town hall</header><div class="entry-content"><h1>Abroad</h1><p>What the town does abroad.</p>
<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">%s</div></figure></div><footer>Proudly powered</footer>
<script>addEventListener("message", e => {
	if (!e.data || e.data.secret !== "Ab1") return;
	const frame = document.querySelector('iframe[data-secret="Ab1"]');
	if (e.source !== frame.contentWindow) return;
	if (e.data.message === "height") frame.height = Math.min(1000, Math.max(200, parseInt(e.data.value, 10)));
	if (e.data.message === "link" && document.activeElement === frame) top.location.href = e.data.value;
})</script>`

// heights are those that the frames of a page were given.
const heights = `[...document.querySelectorAll("iframe")].map(f => parseInt(f.style.height || f.height))`

// TestEmbed shows a site within a plain page of another, within one as WordPress makes it, and
// within one that may not: with the codes that the site itself says, sent as hosts send it.
func TestEmbed(t *testing.T) {
	public := t.TempDir()
	site := httptest.NewServer(sending(public))
	defer site.Close()
	pages := map[string]string{}
	serve := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, pages[r.URL.Path]) })
	town, stranger := httptest.NewServer(serve), httptest.NewServer(serve)
	defer town.Close()
	defer stranger.Close()

	city := smallCity(map[string]string{"static/_headers": newcity.Example(time.Now()).File("content/static/_headers")})
	settings := string(city["site.yaml"].Data)
	settings = strings.Replace(settings, "https://abroad.example.org/", site.URL+"/", 1) + fmt.Sprintf("embed_on: [%s/some/page]\n", town.URL)
	city["site.yaml"].Data = []byte(settings)
	result, err := generator.Build(t.Context(), jobOf(city), public, output.Options{})
	if err != nil {
		t.Fatal(err, result.Diagnostics)
	}
	code := codes(t, filepath.Join(public, "embed", "index.html"))
	if len(code) != 5 {
		t.Fatalf("the page shows %d codes", len(code))
	}
	pages["/"] = "<!doctype html><html lang=en><meta name=viewport content=width=device-width><title>Town</title><h1>Town</h1>" + code[4] + strings.Join(code[:4], "\n")
	pages["/wordpress"] = fmt.Sprintf(wordPress, inWordPress(t, filepath.Join(public, "embed", "latest", "oembed.json")))

	ctx := browser(t)
	seen := watch(t, ctx)
	open := func(address string) {
		if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
			t.Fatal(err)
		}
	}
	var at [2][]int
	for i, width := range []int64{390, 1280} {
		seenAs(t, ctx, "screen", []string{"light", "dark"}[i], "none", width)
		open(town.URL + "/")
		eventually(t, ctx, "frames as high as what they show", `(h => h.length === 3 && h[0] !== 620 && h[1] !== 640 && h[2] !== 480)(`+heights+`)`)
		at[i] = value[[]int](t, ctx, heights)
		look(t, ctx, "a page with frames", `[...document.images].filter(i => !i.naturalWidth).map(i => i.src + " is not shown")`)
	}
	if at[0][0] <= at[1][0] || at[1][0] < 150 {
		t.Errorf("a frame is %d high on a telephone, and %d on a desk", at[0][0], at[1][0])
	}
	into := `location.href.startsWith("` + site.URL + `/trips/")`
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, "a link that leads out of its frame", into)

	open(town.URL + "/wordpress")
	eventually(t, ctx, "a frame as high as WordPress makes it", heights+`[0] !== 620`)
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
		t.Fatal(err)
	}
	for start := time.Now(); time.Since(start) < 20*time.Second && !value[bool](t, ctx, into); time.Sleep(200 * time.Millisecond) {
		_ = chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter)) // what stands in a sandbox has a process of its own, which gets the keyboard later
	}
	eventually(t, ctx, "a link that WordPress follows", into)

	ground := func(fragment string) string {
		open("about:blank")
		open(site.URL + "/embed/latest/" + fragment)
		return value[string](t, ctx, `getComputedStyle(document.body).backgroundColor`)
	}
	if night, day := ground(""), ground("#light"); night == day || day != "rgb(255, 253, 247)" {
		t.Errorf("at night the ground is %s, and %s where it is to be bright", night, day)
	}
	seen.Lock()
	for _, r := range seen.requests {
		if !strings.HasPrefix(r, site.URL) && !strings.HasPrefix(r, town.URL) && r != "about:blank" {
			t.Errorf("%s is asked for", r)
		}
	}
	for _, c := range seen.complaints {
		if !strings.Contains(c, "favicon") && !strings.Contains(c, "404") {
			t.Errorf("the browser complains: %s", c)
		}
	}
	seen.Unlock()
	seen.reset()
	open(stranger.URL + "/")
	refused := func() (n int) {
		seen.Lock()
		defer seen.Unlock()
		for _, c := range seen.complaints {
			if strings.Contains(c, "frame-ancestors") {
				n++
			}
		}
		return n
	}
	for start := time.Now(); refused() == 0 && time.Since(start) < 10*time.Second; time.Sleep(50 * time.Millisecond) {
	}
	if refused() == 0 {
		t.Error("a site that may not show these pages shows them")
	}
}

// inWordPress is the frame that WordPress makes of an answer of oEmbed.
func inWordPress(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Version, Type, HTML string
		Width, Height       int
	}
	if err := json.Unmarshal(text, &answer); err != nil || answer.Version != "1.0" || answer.Type != "rich" || answer.Width == 0 || answer.Height == 0 {
		t.Errorf("%s: %v", text, err)
	}
	frame := strings.Replace(answer.HTML, `<iframe `, `<iframe sandbox="allow-scripts" security="restricted" data-secret="Ab1" `, 1)
	return strings.Replace(frame, `/embed/latest/"`, `/embed/latest/#?secret=Ab1"`, 1)
}
