package generator_test

import (
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// torn finds words of headings that are torn in two, signs that stand alone on
// a line or begin one, sums in two, and days of two lines that have room on one.
const torn = `(() => {
	const out = [], range = document.createRange();
	const lines = (node, from, to) => {
		range.setStart(node, from); range.setEnd(node, to);
		return [...range.getClientRects()].filter(x => x.width > 1) };
	const each = (root, see) => {
		const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
		for (let n; n = texts.nextNode();) if (n.parentElement.checkVisibility()) see(n) };
	for (const h of document.querySelectorAll("h1, h2, h3")) each(h, n => {
		for (const w of n.data.matchAll(/[^\s\u00ad\u200b–-]+/g)) {
			const at = lines(n, w.index, w.index + w[0].length);
			if (at.some(x => x.top >= at[0].bottom)) out.push("a word in two: " + w[0]) } });
	each(document.querySelector("main"), n => {
		if (n.parentElement.closest("pre")) return; // what a program is told breaks where it may
		for (const w of n.data.matchAll(/(\S+)[ ]([:;!?»%€])/g)) {
			const sign = w.index + w[0].length - 1, a = lines(n, w.index, w.index + 1)[0], b = lines(n, sign, sign + 1)[0];
			if (a && b && b.top >= a.bottom) out.push("a sign on a line of its own: " + w[0]) } });
	for (const e of document.querySelectorAll(".kick span, .whole")) {
		const room = e.parentElement.clientWidth, at = [...e.getClientRects()];
		if (at.length > 1 && at.reduce((sum, x) => sum + x.width, 0) < room) out.push("broken: " + e.innerText) }
	for (const h of document.querySelectorAll(".by > section > h2")) {
		const list = h.nextElementSibling.getBoundingClientRect(); range.selectNodeContents(h);
		if ([...range.getClientRects()].some(x => x.bottom > list.top && x.right > list.left - 8)) out.push("runs into what stands beside it: " + h.innerText) }
	for (const e of document.querySelectorAll(".ledger tbody th + td"))
		if (getComputedStyle(e).backgroundColor !== getComputedStyle(e.previousElementSibling).backgroundColor) { out.push("a row of two colours: " + e.innerText); break }
	for (const e of document.querySelectorAll(".tear dd:first-of-type")) {
		range.selectNodeContents(e);
		if (new Set([...range.getClientRects()].map(x => x.top)).size > 1) out.push("a sum in two: " + e.innerText) }
	return out.join("; ") })()`

// siteServed serves the demonstration city's site, which is built once for all tests.
func siteServed(t *testing.T) *httptest.Server {
	t.Helper()
	_, files := demonstrated(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		if kind := map[string]string{".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}[path.Ext(name)]; kind != "" {
			w.Header().Set("Content-Type", kind)
		}
		_, _ = w.Write(files[name])
	}))
	t.Cleanup(server.Close)
	return server
}

// TestSeen looks at pages of every layout in each other language of the
// demonstration city on a telephone, and at those with columns of their own on
// a desk: no line is broken where a reader would stumble.
func TestSeen(t *testing.T) {
	server := siteServed(t)
	ctx := browser(t)
	looked := 0
	for _, lang := range []string{"/fr", "/es", "/pt"} {
		for _, address := range append([]string{"/people/ines-carvalho/", "/people/thomas-nguyen/", "/issues/mobility/"}, lookedAt...) {
			if strings.HasPrefix(address, "/fr/") || address == "/404.html" {
				continue
			}
			looked++
			for _, wide := range []int64{390, 1280} {
				if wide > 390 && address != "/agenda/" && address != "/costs/2026/" {
					continue
				}
				if err := chromedp.Do(ctx, chromedp.EmulateViewport(wide, 844), chromedp.Navigate(server.URL+lang+address)); err != nil {
					t.Fatalf("%s%s: %v", lang, address, err)
				}
				found, err := chromedp.Run(ctx, chromedp.Evaluate[string](torn))
				if err != nil || found != "" {
					t.Errorf("%s%s at %d: %s %v", lang, address, wide, found, err)
				}
			}
		}
	}
	if looked < 90 {
		t.Errorf("only %d pages", looked)
	}
}
