package generator_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"

	"parvis/generator/drawing"
	"parvis/generator/output"
)

// mapped looks at the maps of a page: names can be read, stand within their frame and
// meet no other, and each link has 24 pixels of its own. It also counts the links.
const mapped = `(() => {
	const out = [], shown = e => e.checkVisibility(), meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
	let links = 0;
	for (const svg of [...document.querySelectorAll("svg.map")].filter(shown)) {
		const texts = [...svg.querySelectorAll("text")].filter(shown), scale = svg.getScreenCTM().a;
		const at = texts.map(t => { const r = t.getBoundingClientRect(), tall = parseFloat(getComputedStyle(t).fontSize) * scale * .7, y = (r.top + r.bottom) / 2;
			return {left: r.left, right: r.right, top: y - tall / 2, bottom: y + tall / 2} });
		const frame = svg.getBoundingClientRect();
		texts.forEach((t, i) => {
			const size = parseFloat(getComputedStyle(t).fontSize) * scale;
			if (size < 11) out.push(t.textContent + " is " + size + " pixels tall");
			if (at[i].left < frame.left || at[i].right > frame.right || at[i].top < frame.top || at[i].bottom > frame.bottom) out.push(t.textContent + " leaves the frame");
			texts.slice(0, i).forEach((u, k) => { if (meet(at[i], at[k])) out.push(t.textContent + " meets " + u.textContent) }) });
		for (const a of [...svg.querySelectorAll("a")].filter(shown)) {
			links++;
			a.scrollIntoView({block: "center", behavior: "instant"});
			const [x, y, to] = a.querySelector(".hit").getAttribute("d").match(/-?[\d.]+/g).map(Number);
			const p = new DOMPoint((x + to) / 2, y).matrixTransform(svg.getScreenCTM());
			for (let k = 0; k < 8; k++) {
				const e = document.elementFromPoint(p.x + 11.9 * Math.cos(k * Math.PI / 4), p.y + 11.9 * Math.sin(k * Math.PI / 4));
				if (e?.closest("a") !== a) { out.push(a.textContent + " has not 24 pixels: " + e?.outerHTML.slice(0, 80)); break } } } }
	for (const a of document.querySelectorAll("a.inset")) { links++; const r = a.getBoundingClientRect(); if (r.height < 24 || r.width < 24) out.push(a.textContent) }
	if (document.scrollingElement.scrollWidth > innerWidth) out.push("the page is wider than the window");
	return links + " links; " + out.join("; ") })()`

// mappedCities are the invented cities of package drawing, each as a city of partners.
func mappedCities(t *testing.T) map[string]fstest.MapFS {
	t.Helper()
	text, err := os.ReadFile("drawing/testdata/geographies.json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string][]*drawing.Place
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	out := map[string]fstest.MapFS{}
	for name, places := range all {
		site := "country: FR\n"
		if home := places[0]; home != nil {
			site = fmt.Sprintf("country: %s\nlat: %v\nlon: %v\n", home.Country, home.Lat, home.Lon)
		}
		files := map[string]string{"partners/ravenna.md": "---\nname: Ravenna\nkind: city\ncountry: IT\n---\n"}
		for i, p := range places[1:] {
			files[fmt.Sprintf("partners/p%d.md", i)] = fmt.Sprintf("---\nname: %q\nkind: city\ncountry: %s\nlat: %v\nlon: %v\n---\n", p.Name, p.Country, p.Lat, p.Lon)
		}
		city := smallCity(files)
		city["site.yaml"].Data = []byte(strings.Replace(string(city["site.yaml"].Data), "country: FR\n", site, 1))
		out[name] = city
	}
	return out
}

// TestMaps looks at the maps of invented cities and of the demonstration, on a telephone
// and on a desk.
func TestMaps(t *testing.T) {
	t.Parallel()
	pages := map[string]output.File{}
	addresses := []string{"/demonstration/", "/demonstration/partners/"}
	_, shown := demonstrated(t)
	cities := mappedCities(t)
	for _, name := range slices.Sorted(maps.Keys(cities)) {
		for file, f := range filesOf(t, cities[name]) {
			if file == "partners/index.html" || strings.HasPrefix(file, "assets/") {
				pages[path.Join(name, file)] = f
			}
		}
		addresses = append(addresses, "/"+name+"/partners/")
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if strings.HasSuffix(name, "/") {
			name = path.Join(name, "index.html")
		}
		if kind := map[string]string{".html": "text/html", ".css": "text/css"}[path.Ext(name)]; kind != "" {
			w.Header().Set("Content-Type", kind)
		}
		f, is := pages[name]
		switch of, file, _ := strings.Cut(name, "/"); {
		case strings.HasPrefix(name, "assets/"):
			_, _ = w.Write(shown[name])
		case of == "demonstration":
			_, _ = w.Write(shown[file])
		case is && f.Render != nil:
			var b bytes.Buffer
			render(t, &b, f)
			_, _ = w.Write(b.Bytes())
		}
	}))
	defer server.Close()
	ctx := browser(t)
	for _, address := range addresses {
		for _, width := range []int64{390, 1280} {
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 844), chromedp.Navigate(server.URL+address)); err != nil {
				t.Fatalf("%s: %v", address, err)
			}
			said, err := chromedp.Run(ctx, chromedp.Evaluate[string](mapped))
			if links, faults, _ := strings.Cut(said, " links; "); err != nil || faults != "" || (links == "0") != (address == "/none/partners/") {
				t.Errorf("%s at %d: %s %v", address, width, said, err)
			}
		}
	}
}
