package generator_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image/png"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"parvis/generator"
	"parvis/generator/hostile"
	"parvis/generator/output"
	"parvis/generator/site"
)

// ran notes in a page whether a script of a text runs; whatRan tells it, with the attributes
// and the addresses that could run one.
const (
	ran     = `window.ran = 0; for (const f of ["alert", "confirm", "prompt"]) window[f] = () => { window.ran++ }`
	whatRan = `[window.ran || "", ...[...document.querySelectorAll("*")].flatMap(e => [...e.attributes].filter(a => /^on/i.test(a.name) ||
		/^(href|src|action|formaction|data|xlink:href)$/i.test(a.name) && /^\s*(javascript|data|vbscript):/i.test(a.value))
			.map(a => e.tagName + " " + a.name)),
		...document.querySelectorAll("iframe, object, embed, base[href], meta[http-equiv=refresh], script:not([src]):not([type])")]
			.map(String).join(" ").trim()`
)

// TestHostileBrowser opens the pages of such cities in a browser that holds the pages'
// policy for the French, and overlooks it for the others: no script of a text runs, nothing
// is asked of another host, and the policy has nothing to refuse.
func TestHostileBrowser(t *testing.T) {
	ctx := browser(t)
	if _, err := chromedp.Call(ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: ran}); err != nil {
		t.Fatal(err)
	}
	seen, opened, texts := watch(t, ctx), 0, 0
	for round := range (rounds(1) + 4) / 5 {
		h := attack(t, round*5, 4)
		server := serve(h.site)
		every := map[bool]int{true: 6, false: 1}[os.Getenv("PARVIS_TRUST") == ""]
		for i, name := range slices.Sorted(maps.Keys(h.site)) {
			if path.Ext(name) != ".html" || (i+round)%every != 0 && !strings.Contains(name, "ravenna") {
				continue
			}
			address := server.URL + "/" + strings.TrimSuffix(name, "index.html")
			if strings.HasSuffix(name, "search/index.html") {
				address += "?q=" + strings.ReplaceAll(`"><script>alert(9)</script>`, "\"", "%22")
			}
			if _, err := chromedp.Call(ctx, cdppage.SetBypassCSP, cdppage.SetBypassCSPParams{Enabled: !strings.HasPrefix(name, "fr/")}); err != nil {
				t.Fatal(err)
			}
			seen.reset()
			if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
				t.Fatalf("%s: %v", address, err)
			}
			found, err := chromedp.Run(ctx, chromedp.Evaluate[string](whatRan))
			if err != nil || found != "" {
				t.Errorf("%s: %s %v", address, found, err)
			}
			seen.Lock()
			for _, r := range seen.requests {
				if !strings.HasPrefix(r, server.URL) && !strings.HasPrefix(r, "data:") {
					t.Errorf("%s asks for %s", address, r)
				}
			}
			for _, c := range seen.complaints {
				if !strings.Contains(c, "404") { // a picture that is not there
					t.Errorf("%s: the browser says: %s", address, c)
				}
			}
			seen.Unlock()
			opened++
		}
		server.Close()
		if texts += len(h.spots) - len(h.refused); t.Failed() {
			break
		}
	}
	t.Logf("figures: %d pages opened, with %d texts", opened, texts)
}

// serve serves files of a site.
func serve(files map[string][]byte) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		data, ok := files[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if kind := output.MediaType(name); kind != "" {
			w.Header().Set("Content-Type", kind)
		}
		_, _ = w.Write(data)
	}))
}

// TestHostileForms gives the other forms of such cities to programs that read them: mails to
// two strict parsers, calendars to ical.js, what is printed to
// poppler; and looks at what cards hold beside their picture.
func TestHostileForms(t *testing.T) {
	var mails []string
	dir, events, printed, painted := t.TempDir(), 0, 0, 0
	for round := range (rounds(1) + 29) / 30 {
		h := attack(t, round*30, 0)
		mild := h.twin()
		for name, data := range h.site {
			if path.Ext(name) != ".eml" {
				continue
			}
			m, twin := readMail(t, data), readMail(t, mild[name])
			if a, b := slices.Sorted(maps.Keys(m.header)), slices.Sorted(maps.Keys(twin.header)); !slices.Equal(a, b) {
				t.Errorf("%s has the headers %v, not %v", name, a, b)
			}
			got, err := formOfPage(m.html)
			want, err2 := formOfPage(twin.html)
			if diff := unlikeForm(got, want); diff != "" || err != nil || err2 != nil {
				t.Errorf("%s: %s %v %v", name, diff, err, err2)
			}
			file := filepath.Join(dir, fmt.Sprint(round, strings.ReplaceAll(name, "/", "-")))
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			mails = append(mails, file)
		}
		calendars, gentle := readCalendars(t, h.site), readCalendars(t, mild)
		for name, list := range calendars {
			for i, e := range list {
				if m := gentle[name][i]; e.UID != m.UID || e.Start != m.Start || e.URL != m.URL || hostile.Harmless(e.Summary) != hostile.Harmless(m.Summary) {
					t.Errorf("%s: %+v, not %+v", name, e, m)
				}
			}
			if events += len(list); len(list) != len(gentle[name]) {
				t.Errorf("%s has %d events, not %d", name, len(list), len(gentle[name]))
			}
		}
		if round%4 == 0 {
			printed += hostilePrint(t, round)
			painted += hostileCards(t, h)
		}
	}
	if out := tool(t, "python3", append([]string{"-c", strictly}, mails...)...); out != "" {
		t.Errorf("defects:\n%s", out)
	}
	t.Logf("figures: %d mails, %d events of calendars, %d printed pages, %d cards", len(mails), events, printed, painted)
}

// hostilePrint prints the council's sheet of a trip and a poster, and wants PDFs that show
// the texts and run nothing.
func hostilePrint(t *testing.T, round int) (printed int) {
	t.Helper()
	short := slices.DeleteFunc(slices.Clone(hostile.Texts), func(s string) bool { return len(s) > 30 || !strings.ContainsAny(s, "<=") })
	n := round
	city, _ := hostileCity(func(s spot, example string) string {
		if n += 7; s.path == "local_impact.benefit" || strings.HasPrefix(s.path, "history.") {
			return example // of which rules judge what it says
		}
		if len(example) > 40 {
			return short[n%len(short)] + example[40:] // for no sheet may be longer than its side
		}
		return short[n%len(short)]
	}, func(string) []string { return []string{"I saw it."} })
	for id, kind := range map[string]string{"trips/2026-09-ravenna": site.CouncilKind, "campaigns/home-by-tram": site.PosterKind} {
		sheet, err := generator.MakeSheet(jobOf(city), id, kind, "en")
		if err != nil {
			t.Fatal(err)
		}
		pdf, err := sheet.PDF(context.Background(), chromium(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"/JavaScript", "/JS", "/Launch", "/SubmitForm", "/EmbeddedFile", "/RichMedia", "(javascript:", "(//evil.test"} {
			if bytes.Contains(pdf, []byte(bad)) {
				t.Errorf("the sheet %s holds %s", kind, bad)
			}
		}
		file := filepath.Join(t.TempDir(), "sheet.pdf")
		if err := os.WriteFile(file, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
		if text := tool(t, "pdftotext", file, "-"); !strings.Contains(text, "<") {
			t.Errorf("the sheet %s does not show the texts as they are written: %s", kind, text)
		}
		printed++
	}
	return printed
}

// hostileCards paints the cards of entries, which hold nothing but a picture.
func hostileCards(t *testing.T, h *attacked) (painted int) {
	t.Helper()
	var b bytes.Buffer
	for name, f := range filesOf(t, h.city) {
		if path.Ext(name) != ".png" || !strings.Contains(name, "ravenna") {
			continue
		}
		render(t, &b, f)
		if _, err := png.Decode(bytes.NewReader(b.Bytes())); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for data := b.Bytes()[8:]; len(data) >= 12; {
			kind, end := string(data[4:8]), 8+binary.BigEndian.Uint32(data)
			said, known := data[8:end], slices.Contains([]string{"IHDR", "PLTE", "tRNS", "tEXt", "IDAT", "IEND"}, kind)
			if !known || kind == "tEXt" && bytes.ContainsAny(said, "<>&'\"") {
				t.Errorf("%s holds %s: %.100q", name, kind, said) // but a digest, by which it is known again
			}
			data = data[end+4:]
		}
		painted++
	}
	return painted
}
