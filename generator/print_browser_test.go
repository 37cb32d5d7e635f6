package generator_test

import (
	"bytes"
	"fmt"
	"html"
	"image"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	_ "image/png"

	"github.com/chromedp/cdproto/emulation"
	browsed "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// dead are what nobody can use on paper, and what stands in a page that is printed.
const dead = `({
	dead: [...document.querySelectorAll("nav, input, select, summary, video, a[href^='mailto:?'], a[href$='feed.xml'], a[href$='.ics'], button:not(th button)")]
		.concat([...document.querySelectorAll("a[href^='mailto:']")].filter(a => !a.textContent.includes("@")))
		.filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 90)),
	heads: [...document.querySelectorAll("main h2")].filter(e => e.checkVisibility() && e.clientWidth > innerWidth * .8).map(e => e.innerText.replace(/\s+/g, " ").trim()),
	pictures: [...document.querySelectorAll("main img")].filter(e => e.checkVisibility()).length,
})`

// TestPrinted prints pages of each kind, as a reader does at night: the address stands
// on them, as a code too, every sheet has its number, no picture is missing, the paper
// is white, and nothing is there to be pressed.
func TestPrinted(t *testing.T) {
	t.Parallel()
	dir := published(t)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	ctx := browser(t)
	const letter = "/fr/newsletter/2026-11/" // long, and with a picture
	for _, address := range []string{
		"/", "/costs/", "/fr/costs/", "/trips/", "/fr/trips/2026-09-ravenna/", "/outcomes/2026-10-market-windows/", "/people/", "/costs/2026/", "/fr/promises/", "/search/",
		"/sdg/", "/partners/", "/agenda/", "/data/", "/newsletter/", letter,
	} {
		if _, err := os.Stat(filepath.Join(dir, fileOf(address))); err != nil {
			t.Error(err)
			continue
		}
		media := emulation.SetEmulatedMediaParams{Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(680, 1000), chromedp.Navigate(server.URL+address)); err != nil {
			t.Fatal(err)
		}
		shown, err := chromedp.Run(ctx, chromedp.Evaluate[struct {
			Dead     []string
			Heads    []string
			Pictures int
		}](dead))
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range shown.Dead {
			t.Errorf("%s prints %s", address, d)
		}
		media.Media = "" // a browser prints what it shows on its screen
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
			t.Fatal(err)
		}
		result, err := chromedp.Call(ctx, browsed.PrintToPDF, browsed.PrintToPDFParams{PreferCSSPageSize: new(true)})
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "printed.pdf")
		if err := os.WriteFile(file, result.Data, 0o666); err != nil {
			t.Fatal(err)
		}
		if address == letter {
			if info := tool(t, "pdfinfo", file); !regexp.MustCompile(`Pages: +1\n`).MatchString(info) {
				t.Errorf("a reader's own browser prints a letter on more than one side:\n%s", info)
			}
			continue
		}
		onPaper(t, address, file, shown.Pictures)
		for _, said := range struck(tool(t, "pdftotext", "-bbox", file, "-"), shown.Heads) {
			t.Errorf("%s: %s", address, said)
		}
	}
}

var printedWord = regexp.MustCompile(`<page|<word xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)</word>`)

// struck are the headings, as wide as the page, through whose line a text of the same
// sheet goes, which is where two parts of a page stand one on the other. words are those
// of a printed page with their places, in points.
func struck(words string, heads []string) (out []string) {
	type placed struct {
		text     string
		sheet    int
		top, end float64
	}
	var all []placed
	sheet := 0
	for _, m := range printedWord.FindAllStringSubmatch(words, -1) {
		if m[3] == "" {
			sheet++
			continue
		}
		top, _ := strconv.ParseFloat(m[1], 64)
		end, _ := strconv.ParseFloat(m[2], 64)
		all = append(all, placed{html.UnescapeString(m[3]), sheet, top, end})
	}
	for _, head := range heads {
		parts := strings.Fields(head)
		if len(parts) < 3 {
			continue // a year or a single word stands elsewhere too
		}
		for i := range all[:max(0, len(all)-len(parts)+1)] {
			same := true
			for j, part := range parts {
				same = same && all[i+j].text == part
			}
			if !same {
				continue
			}
			line := all[i].top - lineAbove
			for _, w := range all {
				if w.sheet == all[i].sheet && w.top < line && w.end > line {
					out = append(out, fmt.Sprintf("the line of %q goes through %q", head, w.text))
				}
			}
		}
	}
	return out
}

// lineAbove is how far the line above a heading stands from its letters, in points.
const lineAbove = 9

// entryMost is how many sheets an entry of the demonstration may take: its two columns stand beside
// each other on paper, too.
const entryMost = 3

// onPaper holds a printed page to what it has to show.
func onPaper(t *testing.T, address, file string, pictures int) {
	t.Helper()
	whole := "https://abroad.valmont.example" + address
	sheets := strings.Split(strings.TrimSuffix(tool(t, "pdftotext", "-layout", file, "-"), "\f"), "\f")
	if !strings.Contains(strings.ReplaceAll(sheets[0], "\n", ""), whole) {
		t.Errorf("%s: the address does not stand on its paper", address)
	}
	if len(sheets) > entryMost && (strings.Contains(address, "/trips/2") || strings.Contains(address, "/outcomes/2")) {
		t.Errorf("%s takes %d sheets, %d at most", address, len(sheets), entryMost)
	}
	for i, sheet := range sheets {
		if number := regexp.MustCompile(`(\d+) ?/ ?(\d+)\s*$`).FindStringSubmatch(sheet); number == nil || number[1] != strconv.Itoa(i+1) || number[2] != strconv.Itoa(len(sheets)) {
			t.Errorf("%s: sheet %d of %d has the number %q", address, i+1, len(sheets), number)
		}
	}
	if found := strings.Count(tool(t, "pdfimages", "-list", file), " image "); found < pictures {
		t.Errorf("%s: %d pictures of %d are printed", address, found, pictures)
	}
	tool(t, "pdftoppm", "-r", "130", "-png", "-f", "1", "-singlefile", file, strings.TrimSuffix(file, ".pdf"))
	drawn, _, err := image.Decode(bytes.NewReader(fileIn(t, strings.TrimSuffix(file, ".pdf")+".png")))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := drawn.At(drawn.Bounds().Dx()/2, 4).RGBA(); r&g&b != 0xffff {
		t.Errorf("%s: the paper is not white", address)
	}
	if address == "/costs/2026/" || address == "/data/" {
		return // see site.Frame.Code
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(drawn)
	if err != nil {
		t.Fatal(err)
	}
	if code, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}); err != nil || code.GetText() != whole {
		t.Errorf("%s: the code leads to %v (%v)", address, code, err)
	}
}

// TestStruck sees a line that goes through a word on its sheet, and no other.
func TestStruck(t *testing.T) {
	word := func(top, end float64, text string) string {
		return fmt.Sprintf(`<word xMin="1.0" yMin="%.2f" xMax="9.0" yMax="%.2f">%s</word>`+"\n", top, end, text)
	}
	sheet := "<page>\n"
	heading := word(116, 124, "All") + word(116, 124, "l&#39;an") + word(116, 124, "ensemble")
	for words, want := range map[string]int{
		sheet + word(100, 110, "Total") + heading:         1,
		sheet + word(90, 100, "Total") + heading:          0,
		sheet + word(100, 110, "Total") + sheet + heading: 0,
	} {
		if got := struck(words, []string{"All l'an ensemble"}); len(got) != want {
			t.Errorf("%q: %q", words, got)
		}
	}
}
