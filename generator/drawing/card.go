package drawing

// This file draws the pictures that stand for pages where these are shared,
// 1200 × 630 points each: what changes here, what it cost, the city, and the
// rose with the goals that are served.
//
// A picture has a small palette, and what is the same on all is painted once,
// so that a card is little more than a copy and some lines of text. Each file
// notes what it shows in a text of its own (PNG's tEXt); a card that has been
// drawn before is known again by it, and is not drawn anew.

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"hash/crc32"
	"image"
	"image/draw"
	"image/png"
	"io/fs"
	"strings"
	"sync"
	"unicode"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"

	"parvis/generator/output"
)

// Width and Height are a card's measures in points.
const Width, Height = 1200, 630

// Card is what a picture shows that stands for a page where it is
// shared: what changes here, or how things stand where it does not, what it
// cost, and the city.
type Card struct {
	Path string // of its file
	Site string
	// Kicker keeps the name that it had in the sums of earlier cards, so that these
	// are known again.
	Kicker string `json:"Kick"`
	State  string // how things stand, "" where there is nothing to say of it
	Label  string // how Says is to be read, "" for what changes here
	Says   string
	Cost   string
	Note   string
	Lit    []Lit // the petals of the rose that are lit
}

// Lit is a petal of the rose: the goal, 1 to 17, and how much of its area is
// lit, in thousandths.
type Lit struct{ Goal, Share int }

// Hash is the same for cards that show the same.
func (c Card) Hash() string {
	c.Path = ""
	data, err := json.Marshal(c)
	if err != nil {
		panic(err) // texts and numbers can be written
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}

// design is raised when cards look different for the same facts, so that all
// are drawn anew.
const design = "3"

// Studio draws cards in the colours of a theme. It is safe for concurrent use.
type Studio struct {
	key      string // of its design and colours
	ground   func() *backdrop
	painters sync.Pool
}

// NewStudio is the studio for a palette; nothing is painted before a card is
// asked for.
func NewStudio(colours Palette) *Studio {
	s := &Studio{key: design + colours.sum(), ground: sync.OnceValue(func() *backdrop { return ground(colours) })}
	s.painters.New = func() any {
		g := s.ground()
		return &painter{g, image.NewPaletted(image.Rect(0, 0, Width, Height), g.palette), map[faceKey]font.Face{}}
	}
	return s
}

// Cards are the cards as files of the site. A card that lies in the published
// site already, and shows the same, is taken from there; published may be nil.
func (s *Studio) Cards(cards []Card, published fs.FS) []output.File {
	var out []output.File
	for _, c := range cards {
		out = append(out, output.File{Path: c.Path, Render: func(b *bytes.Buffer) error {
			if published != nil {
				if data, err := fs.ReadFile(published, c.Path); err == nil && key(data) == s.keyOf(c) {
					b.Write(data)
					return nil
				}
			}
			return s.Draw(b, c)
		}})
	}
	return out
}

// Draw writes a card as PNG.
func (s *Studio) Draw(b *bytes.Buffer, c Card) error {
	p := s.painters.Get().(*painter)
	defer s.painters.Put(p)
	p.paint(c)
	var file bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: buffers}
	if err := enc.Encode(&file, p.picture); err != nil {
		return err
	}
	data := file.Bytes()
	b.Write(data[:headLength])
	b.Write(note(s.keyOf(c)))
	b.Write(data[headLength:])
	return nil
}

// headLength is that of the signature and the first chunk of a PNG file.
const headLength = 8 + 25

// keyword names the text that says what a card shows.
const keyword = "parvis"

func (s *Studio) keyOf(c Card) string { return s.key + "-" + c.Hash() }

// note is a tEXt chunk: https://www.w3.org/TR/png-3/#11tEXt
func note(text string) []byte {
	body := []byte("tEXt" + keyword + "\x00" + text)
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)-4))
	out = append(out, body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
}

// key is what a card's file says that it shows; "" for another file.
func key(data []byte) string {
	if len(data) < headLength+8 {
		return ""
	}
	n := int(binary.BigEndian.Uint32(data[headLength:]))
	rest := data[headLength+4:]
	if n > 200 || len(rest) < 4+n {
		return ""
	}
	text, found := strings.CutPrefix(string(rest[:4+n]), "tEXt"+keyword+"\x00")
	if !found {
		return ""
	}
	return text
}

// buffers keep the encoder's memory from card to card.
var buffers = &bufferPool{}

type bufferPool struct{ sync.Pool }

func (p *bufferPool) Get() *png.EncoderBuffer {
	b, _ := p.Pool.Get().(*png.EncoderBuffer)
	return b
}

func (p *bufferPool) Put(b *png.EncoderBuffer) { p.Pool.Put(b) }

// painter paints one card at a time.
type painter struct {
	ground  *backdrop
	picture *image.Paletted
	faces   map[faceKey]font.Face
}

type faceKey struct {
	name string
	size float64
}

// The fonts, read once.
var fonts = sync.OnceValue(func() map[string]*opentype.Font {
	out := map[string]*opentype.Font{}
	for name, data := range map[string][]byte{"serif": liberationserifbold.TTF, "bold": liberationsansbold.TTF, "sans": liberationsansregular.TTF} {
		f, err := opentype.Parse(data)
		if err != nil {
			panic(err) // the fonts come with the program
		}
		out[name] = f
	}
	return out
})

func (p *painter) face(name string, size float64) font.Face {
	k := faceKey{name, size}
	if p.faces[k] == nil {
		f, err := opentype.NewFace(fonts()[name], &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			panic(err)
		}
		p.faces[k] = f
	}
	return p.faces[k]
}

// Where the texts stand, in points.
const (
	left     = 64
	measure  = 670 // the width of lines
	top      = 176 // the first line of what changes
	foot     = 556 // the line of the cost
	room     = 300 // for what changes
	mostSize = 56.0

	kickLine  = 122 // what the card is about
	labelPad  = 14  // around how things stand, on its label
	labelTall = 44  // of the line of a label, and of how what changes is to be read
)

func (p *painter) paint(c Card) {
	g := p.ground
	copy(p.picture.Pix, g.picture.Pix)
	for _, lit := range c.Lit {
		if lit.Goal >= 1 && lit.Goal <= len(g.petals) {
			g.light(p.picture, lit.Goal-1, lit.Share)
		}
	}
	p.text(p.face("bold", 27), left, 84, readable(c.Site), g.dim)
	at := top + p.kick(c)
	if c.Label != "" {
		p.text(p.face("sans", 27), left, at+26, shorten(p.face("sans", 27), readable(c.Label), measure), g.dim)
		at += labelTall
	}
	p.says(readable(c.Says), at, room-(at-top))
	if c.Cost == "" {
		return
	}
	end := p.text(p.face("serif", 58), left, foot, readable(c.Cost), g.white)
	p.text(p.face("sans", 27), end+18, foot, shorten(p.face("sans", 27), readable(c.Note), measure+left-end-18), g.dim)
}

// kick writes what the card is about and, on a label behind it, how things
// stand; on a line of its own where there is no room for both. It returns the
// height of that line.
func (p *painter) kick(c Card) int {
	g, bold := p.ground, p.face("bold", 25)
	kicker := shorten(bold, readable(c.Kicker), measure)
	end := p.text(bold, left, kickLine, kicker, g.sun) + labelPad
	state := shorten(bold, readable(c.State), measure-2*labelPad)
	if state == "" {
		return 0
	}
	line, wide := kickLine, font.MeasureString(bold, state).Ceil()+2*labelPad
	if end+wide > left+measure {
		end, line = left, kickLine+labelTall
	}
	label := image.Rect(end, line-27, end+wide, line+10)
	draw.Draw(p.picture, label, image.NewUniform(g.colours["limestone"]), image.Point{}, draw.Src)
	p.text(bold, end+labelPad, line, state, g.ink)
	return line - kickLine
}

// says writes what changes as large as it fits into so much height from a
// line on.
func (p *painter) says(says string, from, room int) {
	for size := mostSize; ; size -= 4 {
		face, leading := p.face("serif", size), int(size*1.18)
		lines := wrap(face, says, measure)
		if len(lines)*leading > room && size > 34 {
			continue
		}
		if most := room / leading; len(lines) > most {
			lines = lines[:most]
			lines[most-1] = shorten(face, lines[most-1]+" …", measure)
		}
		for i, line := range lines {
			p.text(face, left, from+int(size*0.8)+i*leading, line, p.ground.white)
		}
		return
	}
}

// text writes a line and returns where it ends.
func (p *painter) text(face font.Face, x, y int, s string, ramp [levels]uint8) int {
	dot := fixed.P(x, y)
	last := rune(-1)
	for _, r := range s {
		if last >= 0 {
			dot.X += face.Kern(last, r)
		}
		box, mask, at, advance, ok := face.Glyph(dot, r)
		if !ok {
			continue
		}
		if m, is := mask.(*image.Alpha); is {
			p.blend(box, m, at, ramp)
		}
		dot.X += advance
		last = r
	}
	return dot.X.Ceil()
}

// blend puts a colour where a mask has some, as strong as the mask.
func (p *painter) blend(box image.Rectangle, mask *image.Alpha, at image.Point, ramp [levels]uint8) {
	inside := box.Intersect(p.picture.Rect)
	for y := inside.Min.Y; y < inside.Max.Y; y++ {
		for x := inside.Min.X; x < inside.Max.X; x++ {
			if level := mask.AlphaAt(at.X+x-box.Min.X, at.Y+y-box.Min.Y).A >> 5; level > 0 {
				p.picture.Pix[p.picture.PixOffset(x, y)] = ramp[level]
			}
		}
	}
}

// readable is a text without what fonts do not have a sign for: other spaces
// become spaces, an accent that is written as a sign of its own becomes one
// with its letter, and what has no glyph is left out.
func readable(s string) string {
	f := fonts()["serif"]
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u202f' {
			return ' '
		}
		if i, err := f.GlyphIndex(nil, r); err != nil || i == 0 {
			return -1
		}
		return r
	}, norm.NFC.String(s))), " ")
}

// wrap breaks a text into lines no wider than that; a word that is wider
// alone has a line of its own.
func wrap(face font.Face, s string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		next := strings.TrimSpace(line + " " + word)
		if line != "" && font.MeasureString(face, next).Ceil() > width {
			lines = append(lines, line)
			next = word
		}
		line = next
	}
	return append(lines, shorten(face, line, width))
}

// shorten cuts a line to a width, and says so.
func shorten(face font.Face, s string, width int) string {
	if font.MeasureString(face, s).Ceil() <= width {
		return s
	}
	runes := []rune(strings.TrimSuffix(s, " …"))
	for len(runes) > 0 {
		runes = runes[:len(runes)-1]
		if cut := strings.TrimRight(string(runes), " ,;:.") + " …"; font.MeasureString(face, cut).Ceil() <= width {
			return cut
		}
	}
	return ""
}
