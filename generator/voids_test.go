package generator_test

import (
	"bytes"
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// voidsMost is how tall, in pixels, a column of an entry's page may be empty beside the other.
const voidsMost = 160.0

// voids measures, in a page as it stands on a desk, the tallest stretch in which one of the
// two columns has neither text nor picture; and whether the page is wider than the window.
const voids = `(() => {
	const box = document.querySelector(".spread").getBoundingClientRect(), ink = [[], []];
	const add = r => { if (r.width > 1 && r.height > 1) ink[r.left - box.left < box.width / 2 ? 0 : 1].push([r.top, r.bottom]) };
	const walk = document.createTreeWalker(document.querySelector(".spread"), NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const range = document.createRange();
		range.selectNodeContents(walk.currentNode);
		if (walk.currentNode.data.trim()) [...range.getClientRects()].forEach(add);
	}
	document.querySelectorAll(".spread :is(img, svg, video)").forEach(x => add(x.getBoundingClientRect()));
	let most = 0;
	for (const column of ink) {
		let at = box.top;
		for (const [top, bottom] of column.concat([[box.bottom, box.bottom]]).sort((a, b) => a[0] - b[0])) {
			most = Math.max(most, top - at);
			at = Math.max(at, bottom);
		}
	}
	return most;
})()`

// TestVoids opens every entry of the demonstration on a desk, and wants no column to be empty for long
// beside the other; on a telephone none is wider than the window.
func TestVoids(t *testing.T) {
	dir := published(t)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	ctx := browser(t)
	pages, err := fs.Glob(os.DirFS(dir), "*/*/index.html")
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for _, page := range pages {
		kind, _, _ := strings.Cut(page, "/")
		if kind != "trips" && kind != "agreements" && kind != "outcomes" {
			continue
		}
		text, err := fs.ReadFile(os.DirFS(dir), page)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), `class="spread"`) && !strings.Contains(string(text), `class=spread`) {
			continue
		}
		looked++
		address := server.URL + "/" + strings.TrimSuffix(page, "index.html")
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address)); err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		empty, err := chromedp.Run(ctx, chromedp.Evaluate[float64](voids))
		if err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		if empty > voidsMost {
			t.Errorf("%s: a column is empty for %.0f pixels, %.0f at most", page, empty, voidsMost)
		}
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(390, 900)); err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		wide, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.documentElement.scrollWidth > 390`))
		if err != nil || wide {
			t.Errorf("%s is wider than a telephone: %v", page, err)
		}
	}
	if looked < 30 {
		t.Errorf("%d entries looked at", looked)
	}
	letterVoids(t, ctx, server.URL)
}

// apartMost is how far apart, in pixels, the sidebar of a letter and what stands beside it may end.
const apartMost = 250.0

// letterVoids opens letters on a desk: sidebar and letter, with what is below it, end at about the same
// height, whatever the month and the language; the rest stands below both.
func letterVoids(t *testing.T, ctx context.Context, address string) {
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900)); err != nil {
		t.Fatal(err)
	}
	for _, letter := range strings.Fields("2026-07 2026-08 fr/2026-01 fr/2026-11 es/2026-05 pt/2026-10") {
		lang, month, found := strings.Cut(letter, "/")
		if !found {
			lang, month = "", letter
		}
		if err := chromedp.Do(ctx, chromedp.Navigate(address+"/"+lang+"/newsletter/"+month+"/")); err != nil {
			t.Fatalf("%s: %v", letter, err)
		}
		apart, err := chromedp.Run(ctx, chromedp.Evaluate[float64](`(() => {
			const ends = name => {
				const box = document.querySelector(name);
				if (!box?.childElementCount) return 0;
				box.style.alignSelf = "start";
				return box.getBoundingClientRect().bottom;
			};
			return Math.abs(Math.max(ends(".sheet > .letter"), ends(".news")) - ends(".side"));
		})()`))
		if err != nil || apart > apartMost {
			t.Errorf("letter %s: its columns end %.0f pixels apart, %.0f at most: %v", letter, apart, apartMost, err)
		}
	}
}

var emptyList = regexp.MustCompile(`<(?:dl|ul|table|tbody)\b[^>]*>\s*</[^>]*>`)

// TestNothingEmpty looks for lists and tables of which nothing is seen but their lines.
func TestNothingEmpty(t *testing.T) {
	_, files := demonstrated(t)
	for name, data := range files {
		if path.Ext(name) == ".html" {
			if found := emptyList.Find(data); found != nil {
				t.Errorf("%s has %s", name, found)
			}
		}
	}
}

// TestFaces wants a portrait to be sent large only where it is shown large.
func TestFaces(t *testing.T) {
	_, files := demonstrated(t)
	for page, face := range map[string]string{"people/karim-haddad": "portrait-240.jpg", "issues/water": "portrait-240.jpg", "newsletter/2026-10": "portrait.jpg"} {
		if !bytes.Contains(files[page+"/index.html"], []byte(`class="face" src="/people/karim-haddad/`+face)) {
			t.Errorf("/%s/ does not show %s", page, face)
		}
	}
}
