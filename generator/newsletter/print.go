package newsletter

import (
	"context"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"regexp"
	"strings"
	"time"

	"parvis/generator/catalog"
)

// Printer prints pages as PDF, through a Chromium of its own. It
// is for one goroutine.
type Printer struct {
	ctx     context.Context
	browser *browser
	origin  string
	ends    []func()
}

// patience is how long starting the browser, or printing one page, may take.
const patience = 60 * time.Second

// NewPrinter starts the Chromium at a path and serves it files. Close ends
// both. The links of what is printed have to be whole addresses.
func NewPrinter(ctx context.Context, chromium string, files fs.FS) (*Printer, error) {
	p := &Printer{ctx: ctx}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: http.FileServerFS(files), ReadHeaderTimeout: patience}
	go server.Serve(listener)
	p.ends = append(p.ends, func() { server.Close() })
	p.origin = "http://" + listener.Addr().String()

	profile, removeProfile, err := newProfile()
	if err != nil {
		p.Close()
		return nil, err
	}
	p.ends = append(p.ends, removeProfile) // once the browser has ended
	if p.browser, err = startBrowser(ctx, chromium, profile); err != nil {
		p.Close()
		return nil, catalog.Say("%s could not be started: %s", chromium, err)
	}
	p.ends = append(p.ends, p.browser.close)
	return p, nil
}

// Close ends the browser and the server.
func (p *Printer) Close() {
	for i := len(p.ends) - 1; i >= 0; i-- {
		p.ends[i]()
	}
}

// The printed page, and the sizes of its text that are tried, in CSS pixels of
// 1/96 inch: below the smallest, the letter would be under 8 points. Where room is
// left below the letter then, the picture of the month is shown larger, and the letter
// set larger still, in hundredths, and what is left stands between paragraphs and sections. Where the text does not fit beside even a small
// picture, or only in letters that are tiring, there is none.
const (
	pixelsPerMillimetre     = 96 / 25.4
	pageHeight              = 277 * pixelsPerMillimetre
	printWidth, printHeight = 695, 1047 // 184 × 277 mm, the side within its margins
	smallest, step, sizes   = 9.5, 0.125, 36
	letterStep, letterSizes = 0.0625, 8
	leastPicture            = 30 // millimetres, that of the month
	pictureStep, pictures   = 2, 15
	airStep, airSizes       = 0.125, 16
)

// Measures are by what another browser finds out whether a page fits: how high the side is
// within its margins, in pixels, the smallest text, the step between the sizes of it and how
// many there are, and the same of the letter's.
func Measures() []float64 {
	return []float64{pageHeight, smallest, step, sizes, letterStep, letterSizes}
}

// measure sets the size of the text, by how much the letter's is larger, how high the
// picture of the month is, and with how much air, and returns the page's height without
// the room that it leaves, in pixels.
const measure = `((fit, letter, picture, air) => {
	const root = document.documentElement.style;
	root.setProperty("--fit", fit + "px");
	root.setProperty("--letter", letter);
	root.setProperty("--picture", picture);
	root.setProperty("--air", air);
	document.querySelector(".month")?.toggleAttribute("hidden", !picture);
	const sheet = document.querySelector(".gazette");
	sheet.classList.add("measured");
	const height = sheet.getBoundingClientRect().height;
	sheet.classList.remove("measured");
	return height;
})(%.3f, %.4f, %d, %.3f)`

// decoded waits for the pictures, behind which Chromium else paints their
// ground, now and then.
const decoded = `Promise.all([document.fonts.ready, ...[...document.images].map(i => i.decode())]).then(() => true)`

// readTexts reads the texts of the page's links by address, the first of each, and the
// paragraph that a large letter begins, with how many stand before it and in all.
const readTexts = `(() => {
	const text = e => e.textContent.replace(/\s+/g, " ").trim();
	const shown = [...document.querySelectorAll("p")].filter(p => p.checkVisibility());
	const initial = document.querySelector(".words > p:first-child");
	return {
		links: Object.fromEntries([...document.querySelectorAll("a[href]")].reverse().map(a => [a.origin === location.origin && a.hash || a.href, text(a)])),
		initial: initial && !initial.querySelector("a") ? text(initial) : "",
		before: shown.indexOf(initial),
		paragraphs: shown.length,
	};
})()`

// Overfull is a page that does not fit one side, and by how much.
type Overfull struct{ Millimetres int }

func (e Overfull) Error() string {
	return fmt.Sprintf("the page is %d mm too long for one A4 side", e.Millimetres)
}

// Print prints the newsletter page at an address as one tagged A4 side. Its
// text is as large as the side allows. One that does not fit even in the
// smallest is an Overfull. The day of the paper is noted as that of the PDF, so
// that the same page has the same bytes.
func (p *Printer) Print(address string, paper Paper) ([]byte, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := p.begin(ctx, address); err != nil {
		return nil, err
	}
	text, err := p.fit(ctx)
	if err != nil {
		return nil, err
	}
	// Once more from the start: sizes tried before leave traces in the last
	// digits of those that follow.
	if err := p.open(ctx, address); err != nil {
		return nil, err
	}
	if _, err := p.height(ctx, text); err != nil {
		return nil, err
	}
	printed, err := p.print(ctx, address)
	if err != nil {
		return nil, err
	}
	return p.told(ctx, printed, paper)
}

// begin opens a page in a clean browser, as paper shows it.
func (p *Printer) begin(ctx context.Context, address string) error {
	if err := p.browser.renew(ctx); err != nil {
		return err
	}
	if err := p.browser.call(ctx, "Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil); err != nil {
		return err
	}
	size := map[string]any{"width": printWidth, "height": printHeight, "deviceScaleFactor": 1, "mobile": false}
	if err := p.browser.call(ctx, "Emulation.setDeviceMetricsOverride", size, nil); err != nil {
		return err
	}
	return p.open(ctx, address)
}

// print prints the page that is open.
func (p *Printer) print(ctx context.Context, address string) ([]byte, error) {
	var printed struct {
		Data []byte `json:"data"`
	}
	how := map[string]any{"printBackground": true, "preferCSSPageSize": true, "generateTaggedPDF": true, "generateDocumentOutline": true}
	if err := p.browser.call(ctx, "Page.printToPDF", how, &printed); err != nil {
		return nil, catalog.Say("%s could not be printed: %s", address, err)
	}
	return printed.Data, nil
}

// told is what was printed with what it says of itself.
func (p *Printer) told(ctx context.Context, printed []byte, paper Paper) ([]byte, error) {
	var said wording
	if err := p.browser.evaluate(ctx, readTexts, &said); err != nil {
		return nil, err
	}
	return accessible(dated(printed, paper.Sent), paper, said), nil
}

// open opens a page with all its pictures.
func (p *Printer) open(ctx context.Context, address string) error {
	if err := p.browser.navigate(ctx, p.origin+address); err != nil {
		return catalog.Say("%s could not be opened: %s", address, err)
	}
	if err := p.browser.evaluate(ctx, decoded, new(bool)); err != nil {
		return catalog.Say("a picture of %s could not be read: %s", address, err)
	}
	return nil
}

// size is that of the text in pixels, by how much the letter's is larger, and how high the
// picture of the month is, in millimetres; 0 for none. air is how much more there is
// between the parts of the letter and of what stands below it, in heights of a line.
type size struct {
	text, letter float64
	picture      int
	air          float64
}

// height sets the size of the text and returns how high the page is then, in
// pixels.
func (p *Printer) height(ctx context.Context, s size) (height float64, err error) {
	err = p.browser.evaluate(ctx, fmt.Sprintf(measure, s.text, s.letter, s.picture, s.air), &height)
	return height, err
}

// readable is how large a text is at least, in pixels, beside which there is a picture of
// the month: 8 points of the letter.
const readable = smallest + 2*step

// fit finds the largest text with which the page fits, beside a small picture where there
// is one; then the largest picture, the largest letter, and the most air.
func (p *Printer) fit(ctx context.Context) (size, error) {
	best := size{text: smallest, letter: 1}
	least, err := p.height(ctx, best)
	if err != nil {
		return size{}, err
	}
	if over := least - pageHeight; over > 0 {
		return size{}, Overfull{int(over/pixelsPerMillimetre) + 1}
	}
	with, err := p.height(ctx, size{text: readable, letter: 1, picture: leastPicture})
	if err != nil {
		return size{}, err
	}
	if with <= pageHeight {
		best.picture = leastPicture
	}
	for _, grow := range []struct {
		most int
		by   func(s *size, n float64)
	}{
		{sizes, func(s *size, n float64) { s.text += n * step }},
		{min(pictures, best.picture), func(s *size, n float64) { s.picture += pictureStep * int(n) }},
		{letterSizes, func(s *size, n float64) { s.letter += n * letterStep }},
		{airSizes, func(s *size, n float64) { s.air += n * airStep }},
	} {
		n, err := p.largest(ctx, grow.most, func(n float64) size { s := best; grow.by(&s, n); return s })
		if err != nil {
			return size{}, err
		}
		grow.by(&best, n)
	}
	return best, nil
}

// largest finds the largest of so many sizes with which the page fits, by halving.
func (p *Printer) largest(ctx context.Context, most int, nth func(n float64) size) (float64, error) {
	low, high := 0, most
	for low < high {
		middle := (low + high + 1) / 2
		h, err := p.height(ctx, nth(float64(middle)))
		if err != nil {
			return 0, err
		}
		if h <= pageHeight {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return float64(low), nil
}

var pdfDate = regexp.MustCompile(`/(CreationDate|ModDate) \(D:\d{14}[^)]*\)`)

// dated sets the dates of a PDF to a day, without changing its length, since
// a PDF counts its bytes.
func dated(pdf []byte, day time.Time) []byte {
	return pdfDate.ReplaceAllFunc(pdf, func(old []byte) []byte {
		start := strings.IndexByte(string(old), ':') + 1
		copy(old[start:start+14], day.UTC().Format("20060102150405"))
		return old
	})
}
