package drawing

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"math"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/text/unicode/norm"

	"parvis/generator/output"
	"parvis/themes"
)

// accents are the letters that English, French, Spanish and Portuguese have
// beyond A to Z, and their signs.
const accents = "ÀÂÆÇÈÉÊËÎÏÔŒÙÛÜŸàâæçèéêëîïôœùûüÿ" + "ÁÉÍÑÓÚÜáéíñóúü¿¡ªº" + "ÃÕÁÂÉÊÍÓÔÚÇãõáâéêíóôúç" + "€£«»“”‘’–—…·½×°№"

func sample() Card {
	return Card{
		Path:   "trips/2026-09-ravenna/card.png",
		Site:   "Valmont-sur-Eure abroad",
		Kicker: "Trip · 14–16 September 2026",
		Says:   "Line A runs until one from March, so late shifts get home without a car.",
		Cost:   "€1,240.50",
		Note:   "to the city",
		Lit:    []Lit{{Goal: 11, Share: 1000}, {Goal: 13, Share: 1000}},
	}
}

var chartres = sync.OnceValues(func() (Palette, error) {
	sheet, err := fs.ReadFile(themes.Chartres(), "assets/palette.css")
	if err != nil {
		return nil, err
	}
	return ReadPalette(sheet)
})

// colours are those of the theme that parvis brings.
func colours(t testing.TB) Palette {
	t.Helper()
	p, err := chartres()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var inChartres = sync.OnceValue(func() *Studio { p, _ := chartres(); return NewStudio(p) })

// studio draws in the colours of the theme that parvis brings.
func studio(t testing.TB) *Studio {
	colours(t)
	return inChartres()
}

func drawn(t testing.TB, c Card) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := studio(t).Draw(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// fataler is a test of either kind.
type fataler interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

func decoded(t fataler, data []byte) image.Image {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if picture.Bounds() != image.Rect(0, 0, Width, Height) {
		t.Fatalf("a card of %v", picture.Bounds())
	}
	return picture
}

// TestAccents draws every accent in every font of a card: each has a sign of
// its own, which is not the one for signs that are missing.
func TestAccents(t *testing.T) {
	for name, f := range map[string]*typeface{"serif": serif()} {
		for _, r := range strings.Join(strings.Fields(accents), "") {
			if r == '№' {
				continue
			}
			if f.width(r) == missing {
				t.Errorf("%s has no sign for %c", name, r)
			}
			l, _ := f.letterAt(r, 48, white, 0)
			ink := 0
			for _, level := range l.points {
				if level == inkLevels {
					ink++
				}
			}
			if ink < 10 {
				t.Errorf("%s: %c is drawn with %d points of ink", name, r, ink)
			}
		}
	}
	plain := sample()
	plain.Says = "Les eleves ont ete a l'ecole"
	accented := plain
	accented.Says = "Les élèves ont été à l'école"
	if bytes.Equal(drawn(t, plain), drawn(t, accented)) {
		t.Error("accents make no difference")
	}
	parted := plain
	parted.Says = norm.NFD.String(accented.Says)
	if !reflect.DeepEqual(decoded(t, drawn(t, parted)), decoded(t, drawn(t, accented))) {
		t.Error("accents that are signs of their own are drawn otherwise")
	}
	if got := readable("12 500 € 文 d’élèves"); got != "12 500 € d’élèves" {
		t.Errorf("%q", got)
	}
}

// TestSameCard is drawn to the same bytes, whatever was drawn before, and
// every fact makes a difference.
func TestSameCard(t *testing.T) {
	first := drawn(t, sample())
	other := sample()
	other.Says, other.Lit = "Another, longer text that covers more of the card than the first one does, with many more words on many more lines.", []Lit{
		{Goal: 1, Share: 1000},
		{Goal: 2, Share: 500},
	}
	drawn(t, other)
	if !bytes.Equal(first, drawn(t, sample())) {
		t.Error("the same card has other bytes")
	}
	for name, change := range map[string]func(*Card){
		"site": func(c *Card) { c.Site = "Elsewhere" }, "kick": func(c *Card) { c.Kicker = "Outcome" }, "says": func(c *Card) { c.Says = "Nothing" },
		"cost": func(c *Card) { c.Cost = "€1" }, "note": func(c *Card) { c.Note = "provisional" },
		"goals": func(c *Card) { c.Lit = []Lit{{Goal: 12, Share: 1000}} },
		"share": func(c *Card) { c.Lit[0].Share = 500 }, "state": func(c *Card) { c.State = "Cancelled" },
		"label": func(c *Card) { c.Label = "What was meant to change" },
	} {
		c := sample()
		change(&c)
		a, b := decoded(t, first).(*image.Paletted), decoded(t, drawn(t, c)).(*image.Paletted)
		if c.Hash() == sample().Hash() || bytes.Equal(a.Pix, b.Pix) && reflect.DeepEqual(a.Palette, b.Palette) {
			t.Errorf("another %s is not shown", name)
		}
	}
	decoded(t, first)
}

// TestKept takes a card that shows the same from the published site, without
// drawing it, and draws one that shows something else or was made otherwise.
func TestKept(t *testing.T) {
	render := func(published fstest.MapFS, c Card) string {
		files := studio(t).Cards([]Card{c}, published)
		var b bytes.Buffer
		if err := files[0].Render(&b); err != nil || files[0].Path != c.Path {
			t.Fatal(err, files[0].Path)
		}
		return b.String()
	}
	card := string(drawn(t, sample()))
	marked := card + "published before" // no decoder minds, and no drawing has it
	published := fstest.MapFS{sample().Path: {Data: []byte(marked)}}
	if render(published, sample()) != marked {
		t.Error("a card that has not changed is drawn anew")
	}
	other := sample()
	other.Cost = "€2"
	if got := render(published, other); got != string(drawn(t, other)) {
		t.Error("a card that has changed is kept")
	}
	for name, data := range map[string]string{"empty": "", "cut off": card[:40],
		"another picture": card[:headLength] + card[headLength+60:],
		"another design": strings.Replace(marked,
			keyword+"\x00"+design, keyword+"\x00"+"0", 1)} {
		if render(fstest.MapFS{sample().Path: {Data: []byte(data)}}, sample()) != card {
			t.Errorf("%s: not drawn anew", name)
		}
	}
	if render(nil, sample()) != card {
		t.Error("without a published site")
	}
	var _ []output.File = studio(t).Cards(nil, nil)
}

// TestLongTexts keeps within the card.
func TestLongTexts(t *testing.T) {
	for _, says := range []string{strings.Repeat("Several words that go on. ", 60), strings.Repeat("Oneword", 80), "", "A"} {
		c := sample()
		c.Says, c.Note, c.Cost = says, strings.Repeat("a note ", 30), "€1,234,567,890.12"
		decoded(t, drawn(t, c))
		whole := serif().measured(readable(says))
		for _, l := range whole.wrap(36, measure) {
			if w := whole.wide(l[0], l[1], 36); w > measure && strings.Contains(string(whole.signs[l[0]:l[1]]), " ") {
				t.Errorf("a line of %d points: %s", w, string(whole.signs[l[0]:l[1]]))
			}
		}
	}
}

// TestWideState writes how things stand on a line of its own where what the
// card is about leaves no room, and cuts neither.
func TestWideState(t *testing.T) {
	ground := decoded(t, drawn(t, Card{Site: "Valmont"})).(*image.Paletted)
	limestone := colours(t)["limestone"]
	first := func(state string) (x, y int) { // where the label begins
		c := sample()
		c.Says, c.State = "", state
		picture := decoded(t, drawn(t, c)).(*image.Paletted)
		for y := kickLine - 29; y < top+labelTall; y++ {
			for x := range measure + left {
				if picture.At(x, y) == limestone && ground.At(x, y) != limestone {
					return x, y
				}
			}
		}
		return 0, 0
	}
	if x, y := first("Cancelled"); y != kickLine-29 || x <= left {
		t.Errorf("a short state stands at %d, %d", x, y)
	}
	if x, y := first("Relatório atrasado desde 6 de nov. de 2026"); y != kickLine-29+labelTall || x != left {
		t.Errorf("a long state stands at %d, %d", x, y)
	}
}

// TestLook compares a card with the expected one. When it changes on purpose,
// raise “design”, so that published cards are drawn anew, and look at it.
func TestLook(t *testing.T) {
	const name = "testdata/card.png"
	got := drawn(t, sample())
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if most := 25_200; len(got) > most {
		t.Errorf("a card has %d bytes, more than %d: not all that repeats is found", len(got), most)
	}
	a, b := decoded(t, got), decoded(t, want)
	differ := 0
	for y := range Height {
		for x := range Width {
			if a.At(x, y) != b.At(x, y) {
				differ++
			}
		}
	}
	if differ > 0 {
		t.Errorf("%d points differ from %s; raise “design” and write it anew with UPDATE=1", differ, name)
	}
}

func BenchmarkCard(b *testing.B) {
	var out bytes.Buffer
	b.ReportAllocs()
	drawn(b, sample())
	for b.Loop() {
		out.Reset()
		if err := studio(b).Draw(&out, sample()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes/card")
}

func BenchmarkKept(b *testing.B) {
	published := fstest.MapFS{sample().Path: {Data: drawn(b, sample())}}
	files := studio(b).Cards([]Card{sample()}, published)
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := files[0].Render(&out); err != nil {
			b.Fatal(err)
		}
	}
}

// TestNote keeps what stands behind the cost of a cancelled trip whole, in each
// language, and cuts only what is longer than any of them.
func TestNote(t *testing.T) {
	room := measure - 200 // behind an amount
	for _, note := range []string{"paid by the city", "à la charge de la ville, malgré l’annulation", "a cargo de la ciudad, pese a la cancelación",
		"a cargo da cidade, apesar do cancelamento"} {
		l, size := serif().fitted(note, 27, 19, room)
		if string(l.signs) != note || l.wide(0, len(l.signs), size) > room {
			t.Errorf("%q at %d", string(l.signs), size)
		}
	}
	if l, size := serif().fitted(strings.Repeat("a note ", 30), 27, 19, room); size != 19 || l.wide(0, len(l.signs), size) > room {
		t.Errorf("%q at %d", string(l.signs), size)
	}
}

// TestCardCoin paints each piece of a coin in its glass, as wide as its part, and its
// figure in the middle, and leaves the text of the card as it is.
func TestCardCoin(t *testing.T) {
	c := sample()
	c.Coin = &CardCoin{Parts: []CoinPart{{Units: 25, Glass: 0, Much: "25"}, {Units: 15, Open: 15, Glass: 3, Much: "15"}, {Units: 10, Glass: -1, Much: "10"}},
		Figure: "50", Unit: "cents"}
	m, without := decoded(t, drawn(t, c)), decoded(t, drawn(t, sample()))
	p := colours(t)
	at := func(r, turn float64) color.Color {
		x := aroundCoin(r, 2*math.Pi*turn)
		return m.At(int(math.Round(x[0])), int(math.Round(x[1])))
	}
	for turn, want := range map[float64]string{.01: "garnet", .24: "garnet", .49: "garnet", .51: "kept", .79: "kept", .82: "bronze", .99: "bronze"} {
		if got := at(70, turn); got != p.glass(want) {
			t.Errorf("at %v there is %v, not %s", turn, got, want)
		}
	}
	if sure, open := at(157, .29), at(157, .59); sure != p["garnet"] && at(157, .31) != p["garnet"] || open == p["kept"] && at(157, .61) == p["kept"] {
		t.Errorf("what is sure is %v, what may change %v", sure, open)
	}
	c.Coin.Figure = "51"
	if same(t, m, decoded(t, drawn(t, c)), image.Rect(cut, 0, Width, tall)) {
		t.Error("another figure looks the same")
	}
	if !same(t, m, without, image.Rect(0, 0, cut, tall)) {
		t.Error("the text is not as it was")
	}
}

func same(t *testing.T, a, b image.Image, part image.Rectangle) bool {
	t.Helper()
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}
