package drawing

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io/fs"
	"slices"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"

	"parvis/generator/output"
)

// This file draws the pictures of a campaign that people pass on: a square, and one that fills a
// telephone held upright. There are two for each campaign and language, so nothing of them is
// kept but what lies in the published site.

// Notice is what such a picture shows.
type Notice struct {
	Path    string // of its file
	Site    string
	Kicker  string // what it is, or the days of the campaign
	Says    string // the message
	When    string // of the event to which it leads, "" for none
	Where   string
	Address string // at which there is more
	Lit     []Lit  // the petals of the rose that are lit
	Tall    bool   // 1080 × 1920 points instead of 1080 × 1080
}

// noticeDesign is raised when these pictures look different for the same facts.
const noticeDesign = "n2"

// NoticeWidth and NoticeTall are the measures of these pictures in points.
const NoticeWidth, NoticeTall = 1080, 1920

// Notices are the pictures as files of the site, taken from the published one where they show
// the same; published may be nil.
func (s *Studio) Notices(notices []Notice, published fs.FS) []output.File {
	var out []output.File
	for _, n := range notices {
		out = append(out, output.File{Path: n.Path, Render: func(b *bytes.Buffer) error {
			mark := s.key + "-" + noticeDesign + "-" + n.hash()
			if published != nil {
				if data, err := fs.ReadFile(published, n.Path); err == nil && key(data) == mark {
					b.Write(data)
					return nil
				}
			}
			return s.drawNotice(b, n, mark)
		}})
	}
	return out
}

// hash is the same for pictures that show the same.
func (n Notice) hash() string {
	n.Path = ""
	data, err := json.Marshal(n)
	if err != nil {
		panic(err) // texts and numbers can be written
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}

// drawNotice writes a picture as PNG, with a text that says what it shows.
func (s *Studio) drawNotice(b *bytes.Buffer, n Notice, mark string) error {
	c := &canvas{Palette: s.ground().colours}
	high := NoticeWidth
	if n.Tall {
		high = NoticeTall
	}
	c.full = image.NewRGBA(image.Rect(0, 0, NoticeWidth, high))
	draw.Draw(c.full, c.full.Rect, image.NewUniform(c.Palette["night"]), image.Point{}, draw.Src)
	if n.Tall {
		c.tall(n)
	} else {
		c.square(n)
	}
	var file bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed} // a seventh of the best one's time, for 6 in a hundred more bytes
	if err := encoder.Encode(&file, c.full); err != nil {
		return err
	}
	b.Write(file.Bytes()[:headLength])
	b.Write(chunk(nil, "tEXt", []byte(keyword+"\x00"+mark)))
	b.Write(file.Bytes()[headLength:])
	return nil
}

// canvas is a picture that is being painted.
type canvas struct {
	Palette

	full *image.RGBA
}

// The measures of these pictures, in points. Programs for telephones lay their own signs over
// the first 250 and the last 340 points of an upright one.
const (
	noticeEdge    = 84
	noticeMeasure = NoticeWidth - 2*noticeEdge
	tallFirst     = 250
)

// square sets the message above the rose, which stands at the foot beside the event.
func (c *canvas) square(n Notice) {
	radius := (around + 8) * squareRose
	small := noticeMeasure - int(2*radius) - 28
	c.rose(NoticeWidth-noticeEdge-radius, 796, squareRose, n.Lit)
	c.frame()
	c.line(n.Site, 34, 24, noticeEdge, 118, noticeMeasure, "dim")
	c.line(n.Kicker, 34, 24, noticeEdge, 168, noticeMeasure, "sun")
	end := c.block(n.Says, 96, 50, noticeEdge, 224, noticeMeasure, 390, "day")
	end = max(end+36, 650)
	for _, text := range []string{n.When, n.Where} {
		if text != "" {
			end = c.block(text, 38, 28, noticeEdge, end, small, 130, "sun") + 14
		}
	}
	c.line(n.Address, 28, 18, noticeEdge, NoticeWidth-66, noticeMeasure, "dim")
}

// squareRose and tallRose are how much larger the rose is than on a card.
var squareRose, tallRose = .6, .78

// tall sets the rose above the message.
func (c *canvas) tall(n Notice) {
	radius := (around + 8) * tallRose
	c.rose(noticeEdge+radius, tallFirst+70+radius, tallRose, n.Lit)
	c.frame()
	c.line(n.Site, 38, 26, noticeEdge, tallFirst+34, noticeMeasure, "dim")
	at := tallFirst + 94 + int(2*radius)
	c.line(n.Kicker, 42, 28, noticeEdge, at+34, noticeMeasure, "sun")
	end := c.block(n.Says, 96, 50, noticeEdge, at+70, noticeMeasure, 350, "day") + 36
	for _, text := range []string{n.When, n.Where} {
		if text != "" {
			end = c.block(text, 40, 28, noticeEdge, end, noticeMeasure, 100, "sun") + 10
		}
	}
	c.line(n.Address, 34, 18, noticeEdge, end+50, noticeMeasure, "dim")
}

// frame is the golden line at the foot, as cards have it.
func (c *canvas) frame() {
	b := c.full.Bounds()
	draw.Draw(c.full, image.Rect(0, b.Max.Y-18, b.Max.X, b.Max.Y), image.NewUniform(c.Palette["gold"]), image.Point{}, draw.Src)
}

// line writes a text on one line, as large as it fits.
func (c *canvas) line(text string, size, least, x, y, width int, colour string) {
	l, size := serif().fitted(readable(text), size, least, width)
	c.write(string(l.signs), size, x, y, colour)
}

// block writes a text as large as it fits into a width and a height, from a line on, and returns
// where it ends. Of a text that does not fit even in the smallest letters the end is left out.
func (c *canvas) block(text string, size, least, x, y, width, height int, colour string) int {
	whole := serif().measured(readable(text))
	lines := whole.wrap(size, width)
	for size > least && (len(lines)*leading(size) > height || wider(whole, lines, size, width)) {
		size -= 2
		lines = whole.wrap(size, width)
	}
	for narrow := width - 8; narrow > width/2; narrow -= 8 { // no word alone on the last line
		if better := whole.wrap(size, narrow); len(better) > len(lines) || len(lines) == 1 || wider(whole, better, size, narrow) {
			break
		} else {
			lines = better
		}
	}
	most := max(1, height/leading(size))
	for i, l := range lines[:min(most, len(lines))] {
		said := string(whole.signs[l[0]:l[1]])
		if i == most-1 && len(lines) > most {
			said += " …"
		}
		short := serif().shorten(said, size, width)
		c.write(string(short.signs), size, x, y+size*8/10, colour)
		y += leading(size)
	}
	return y
}

// wider tells whether any line is wider than that.
func wider(whole *line, lines [][2]int, size, width int) bool {
	return slices.ContainsFunc(lines, func(l [2]int) bool { return whole.wide(l[0], l[1], size) > width })
}

func leading(size int) int { return size * 118 / 100 }

func (c *canvas) write(text string, size, x, y int, colour string) {
	d := font.Drawer{Dst: c.full, Src: image.NewUniform(c.Palette[colour]), Face: serif().open(size), Dot: fixed.P(x, y)}
	d.DrawString(text)
}

// rose paints the rose around a point, larger than on a card by a factor.
func (c *canvas) rose(x, y, scale float64, lit []Lit) {
	at := func(s shape) shape {
		out := make(shape, len(s))
		for i, p := range s {
			out[i] = [2]float64{x + (p[0]-middleX)*scale, y + (p[1]-middleY)*scale}
		}
		return out
	}
	paint := func(colour color.RGBA, s shape) { fillIn(c.full, colour, at(s)) }
	paint(c.Palette["came"], disc(around+8))
	paint(c.Palette["gold"], disc(around+4))
	paint(c.Palette["blue-deep"], disc(around))
	paint(c.Palette["came"], disc(outer+6))
	paint(c.Palette["blue-deep"], disc(outer+1))
	shares, colours := [Goals]int{}, c.Palette.Lit()
	for _, l := range lit {
		if l.Goal >= 1 && l.Goal <= Goals {
			shares[l.Goal-1] = l.Share
		}
	}
	for n := range Goals {
		paint(c.Palette["came"], petalShape(n, -0.7))
		glass := c.Palette["unlit"]
		if shares[n] > 0 {
			glass = colours[n]
		}
		paint(glass, petalShape(n, 4.5))
		stud := turned(n, 0, -(outer+around)/2)
		paint(c.Palette["came"], circle(stud[0], stud[1], 11))
		paint(c.Palette["garnet"], circle(stud[0], stud[1], 8))
	}
	paint(c.Palette["came"], disc(inner+4))
	paint(c.Palette["gold"], disc(inner-6))
	paint(c.Palette["came"], disc(inner-32))
	paint(c.Palette["limestone"], disc(inner-37))
}

// fillIn paints a shape, of which a part may lie beyond the picture.
func fillIn(full *image.RGBA, c color.RGBA, s shape) {
	m := maskedIn(s, full.Rect)
	draw.DrawMask(full, m.box, image.NewUniform(c), image.Point{}, m.mask, image.Point{}, draw.Over)
}
