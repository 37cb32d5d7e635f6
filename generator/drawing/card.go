package drawing

// This file draws the pictures that stand for pages where these are shared,
// 1200 × 630 points each: what changes here, what it cost, the city, and the
// rose with the goals that are served.
//
// A picture has a small palette, and what is the same on all is painted and compressed
// once, to the bit (ground.go, scan.go, deflate.go), so that a card is little more than some
// lines of text (lettering.go, painter.go) and what these add to a PNG file (rows.go).
// Each file notes what it shows in a text of its own (PNG's tEXt); a card that has been
// drawn before is known again by it, and is not drawn anew.

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"image"
	"io/fs"
	"strings"
	"sync"

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
	// Coin stands in the rose's place on the card of a site that has one.
	Coin *CardCoin `json:",omitempty"`
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
const design = "10"

// Studio draws cards in the colours of a theme. It is safe for concurrent use.
type Studio struct {
	key      string // of its design and colours
	ground   func() *backdrop
	painters sync.Pool
}

// NewStudio is the studio for a palette; nothing is painted before a card is
// asked for.
func NewStudio(colours Palette) *Studio {
	s := &Studio{key: design + colours.sum(), ground: sync.OnceValue(func() *backdrop { return groundOf(colours) })}
	s.painters.New = func() any { return newPainter(s.ground()) }
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
	p.write(b, s.keyOf(c))
	return nil
}

// headLength is that of the signature and the first chunk of a PNG file.
const headLength = 8 + 25

// keyword names the text that says what a card shows.
const keyword = "parvis"

func (s *Studio) keyOf(c Card) string { return s.key + "-" + c.Hash() }

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

// Where the texts stand, in points.
const (
	left     = 64
	measure  = 670 // the width of lines
	top      = 176 // the first line of what changes
	foot     = 556 // the line of the cost
	room     = 300 // for what changes
	mostSize = 56

	kickLine  = 122 // what the card is about
	labelPad  = 14  // around how things stand, on its label
	labelTall = 44  // of the line of a label, and of how what changes is to be read
)

// paint sets the texts of a card.
func (p *painter) paint(c Card) {
	p.clear()
	p.lit, p.coin = c.Lit, c.Coin
	p.text(serif().shorten(readable(c.Site), 29, measure), 29, left, 84, dim)
	at := top + p.kick(c)
	if c.Label != "" {
		p.text(serif().shorten(readable(c.Label), 27, measure), 27, left, at+26, dim)
		at += labelTall
	}
	p.says(readable(c.Says), at, room-(at-top))
	if c.Cost == "" {
		return
	}
	end := p.text(serif().shorten(readable(c.Cost), 58, measure), 58, left, foot, white)
	note, size := serif().fitted(readable(c.Note), 27, 19, measure+left-end-18)
	p.text(note, size, end+18, foot, dim)
}

// kick writes what the card is about and, on a label behind it, how things
// stand; on a line of its own where there is no room for both. It returns the
// height of that line.
func (p *painter) kick(c Card) int {
	const size = 27
	end := p.text(serif().shorten(readable(c.Kicker), size, measure), size, left, kickLine, sun) + labelPad
	state := serif().shorten(readable(c.State), size, measure-2*labelPad)
	if len(state.signs) == 0 {
		return 0
	}
	at, wide := kickLine, state.wide(0, len(state.signs), size)+2*labelPad
	if end+wide > left+measure {
		end, at = left, kickLine+labelTall
	}
	stamp := image.Rect(end, at-29, end+wide, at+12)
	for i, c := range []uint8{label, ink + inkLevels, label} { // a frame within the rim
		p.fill(stamp.Inset([]int{0, 3, 5}[i]), c)
	}
	p.text(state, size, end+labelPad, at, ink)
	return at - kickLine
}

// says writes what changes as large as it fits into so much height from a
// line on.
func (p *painter) says(says string, from, room int) {
	whole := serif().measured(says)
	for size := mostSize; ; size -= 4 {
		leading := size * 118 / 100
		lines := whole.wrap(size, measure)
		if len(lines)*leading > room && size > 34 {
			continue
		}
		most := max(0, room/leading)
		for i, l := range lines[:min(len(lines), most)] {
			y := from + size*8/10 + i*leading
			more := i == most-1 && len(lines) > most
			if !more && whole.wide(l[0], l[1], size) <= measure {
				p.signs(whole, l[0], l[1], size, left, y, white)
				continue
			}
			s := string(whole.signs[l[0]:l[1]])
			if more {
				s += " …"
			}
			p.text(serif().shorten(s, size, measure), size, left, y, white)
		}
		return
	}
}
