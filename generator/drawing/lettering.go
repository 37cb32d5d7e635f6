package drawing

// This file sets the texts of cards. A letter is drawn once for each size and ink,
// and kept; widths are kept as the font has them, for all sizes.

import (
	"image"
	"strings"
	"sync"
	"unicode"

	"github.com/go-fonts/liberation/liberationserifbold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// typeface is a font, and what is known of it: widths in 64ths of a unit, of which
// an em has so many. It is safe for concurrent use.
type typeface struct {
	mu      sync.Mutex
	font    *opentype.Font
	em      int
	units   font.Face         // as large as its units
	widths  map[rune]int      // missing for what it has no sign for
	kerning map[[2]rune]int   // between two signs
	sizes   map[int]font.Face // by size in points
	letters map[letterKey]*letter
	held    int // bytes of letters
}

// letterKey is what a letter's picture depends on: at is where it begins, in parts
// of a point.
type letterKey struct {
	sign rune
	size int
	ink  uint8
	at   uint8
}

// letter is the picture of a sign: rows of points, so wide, which is a multiple of 8,
// and where it stands from the place of the sign.
type letter struct {
	left, top int
	wide      int
	points    []uint8
}

func (l *letter) rows() int { return len(l.points) / max(1, l.wide) }

// mostHeld is how many bytes of pictures a font keeps; few texts need a tenth of it.
const mostHeld = 2 << 20

// mostWidths is how many widths of signs, and of pairs of them, a font keeps.
const mostWidths = 1 << 14

// The font, read once: it is 0.4 MB of the program, so there are no more.
var serif = reader(liberationserifbold.TTF)

func reader(data []byte) func() *typeface {
	return sync.OnceValue(func() *typeface {
		f, err := opentype.Parse(data)
		if err != nil {
			panic(err) // the fonts come with the program
		}
		t := &typeface{font: f, em: int(f.UnitsPerEm()), widths: map[rune]int{}, kerning: map[[2]rune]int{}, sizes: map[int]font.Face{},
			letters: map[letterKey]*letter{}}
		t.units = t.open(t.em)
		return t
	})
}

func (t *typeface) open(size int) font.Face {
	f, err := opentype.NewFace(t.font, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(err)
	}
	return f
}

// line is a text in a font: its signs, and where each begins and ends for all
// sizes, from the first one's beginning.
type line struct {
	face         *typeface
	signs        []rune
	begins, ends []int
}

// measured is a text in a font.
func (t *typeface) measured(s string) *line {
	t.mu.Lock()
	defer t.mu.Unlock()
	l := &line{face: t, signs: []rune(s)}
	places := make([]int, 2*len(l.signs))
	l.begins, l.ends = places[:len(l.signs)], places[len(l.signs):]
	at := 0
	for i, r := range l.signs {
		if i > 0 {
			at += t.kern(l.signs[i-1], r)
		}
		l.begins[i] = at
		at += max(0, t.width(r))
		l.ends[i] = at
	}
	return l
}

// missing is the width of what a font has no sign for.
const missing = -1

func (t *typeface) width(r rune) int {
	w, known := t.widths[r]
	if !known {
		advance, _ := t.units.GlyphAdvance(r)
		w = int(advance)
		if i, err := t.font.GlyphIndex(nil, r); err != nil || i == 0 {
			w = missing
		}
		put(t.widths, r, w)
	}
	return w
}

// put keeps a width, and forgets all others before they become too many.
func put[K comparable](widths map[K]int, k K, w int) {
	if len(widths) == mostWidths {
		clear(widths)
	}
	widths[k] = w
}

func (t *typeface) kern(a, b rune) int {
	k := [2]rune{a, b}
	w, known := t.kerning[k]
	if !known {
		w = int(t.units.Kern(a, b)) * 64 // which the library has in units, whatever the size
		put(t.kerning, k, w)
	}
	return w
}

// wide is how wide the signs from one to before another are, in points, rounded up.
func (l *line) wide(from, to, size int) int {
	if from == to {
		return 0
	}
	return l.points(l.ends[to-1]-l.begins[from], size, 63).Ceil()
}

// points is a width at a size, with so much added before it is cut to 64ths.
func (l *line) points(width, size, round int) fixed.Int26_6 {
	return fixed.Int26_6((width*size + round) / l.face.em)
}

// letterAt is the picture of a sign, and the point that it is drawn from.
func (t *typeface) letterAt(sign rune, size int, ink uint8, x fixed.Int26_6) (*letter, int) {
	x += fineness / 2
	key := letterKey{sign, size, ink, uint8(x & 63 / fineness)}
	t.mu.Lock()
	defer t.mu.Unlock()
	l := t.letters[key]
	if l == nil {
		l = t.draw(key)
		if t.held += len(l.points) + 100; t.held > mostHeld {
			clear(t.letters)
			t.held = len(l.points) + 100
		}
		t.letters[key] = l
	}
	return l, x.Floor()
}

// fineness is the part of a point, in 64ths, at whose multiples letters begin: where the
// same letters are the same points, they are written once.
const fineness = 64

func (t *typeface) draw(k letterKey) *letter {
	if t.sizes[k.size] == nil {
		t.sizes[k.size] = t.open(k.size)
	}
	box, mask, at, _, ok := t.sizes[k.size].Glyph(fixed.Point26_6{X: fixed.Int26_6(k.at) * fineness}, k.sign)
	m, is := mask.(*image.Alpha)
	if !ok || !is || box.Empty() {
		return &letter{}
	}
	l := &letter{left: box.Min.X, top: box.Min.Y, wide: (box.Dx() + 7) &^ 7}
	l.points = make([]uint8, l.wide*box.Dy())
	for y := range box.Dy() {
		for x := range box.Dx() {
			above := uint8(0)
			if y > 0 {
				above = l.points[(y-1)*l.wide+x] & inkLevels
			}
			if level := levelOf(m.AlphaAt(at.X+x, at.Y+y).A, above); level > 0 {
				l.points[y*l.wide+x] = k.ink | level
			}
		}
	}
	return l
}

// levelOf is the step of an ink for how much of a point is covered, of 255. It stays
// that of the point above where this is nearly as good: no eye sees it, and what
// repeats is written in fewer bytes.
func levelOf(covered, above uint8) uint8 {
	v := int(covered) * inkLevels
	if d := v - int(above)*255; d > -steady && d < steady {
		return above
	}
	return uint8((v + 127) / 255)
}

// steady is how far a level may be from what is covered to stay, in 255ths of a
// level.
const steady = 175

// readable is a text without what fonts do not have a sign for: other spaces
// become spaces, an accent that is written as a sign of its own becomes one
// with its letter, and what has no glyph is left out.
func readable(s string) string {
	f := serif()
	f.mu.Lock()
	defer f.mu.Unlock()
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u202f' {
			return ' '
		}
		if f.width(r) == missing {
			return -1
		}
		return r
	}, norm.NFC.String(s))), " ")
}

// wrap breaks a text into lines no wider than that at a size, each given by its first
// sign and the one after its last; a word that is wider alone has a line of its own.
func (l *line) wrap(size, width int) (lines [][2]int) {
	begin, end := 0, 0
	for i := 0; i <= len(l.signs); i++ {
		if i < len(l.signs) && l.signs[i] != ' ' {
			continue
		}
		if end > begin && l.wide(begin, i, size) > width {
			lines = append(lines, [2]int{begin, end})
			begin = end + 1
		}
		end = i
	}
	return append(lines, [2]int{begin, end})
}

// fitted is a text at the largest size, down to the least, at which it has so
// much room in pixels; at the least it is shortened.
func (t *typeface) fitted(s string, size, least, width int) (*line, int) {
	whole := t.measured(s)
	for size > least && whole.wide(0, len(whole.signs), size) > width {
		size--
	}
	return t.shorten(s, size, width), size
}

// shorten cuts a line to a width, and says so.
func (t *typeface) shorten(s string, size, width int) *line {
	l := t.measured(s)
	if l.wide(0, len(l.signs), size) <= width {
		return l
	}
	runes := []rune(strings.TrimSuffix(s, " …"))
	for len(runes) > 0 {
		runes = runes[:len(runes)-1]
		if l.wide(0, len(runes), size) > width {
			continue // a sign of its own does not make it narrower
		}
		if cut := t.measured(strings.TrimRight(string(runes), " ,;:.") + " …"); cut.wide(0, len(cut.signs), size) <= width {
			return cut
		}
	}
	return t.measured("")
}
