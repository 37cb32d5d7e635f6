package drawing

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// This file paints the coin on the card of a site, where the rose stands on others.
// There is one such card for each language, so nothing of it is kept.

// CardCoin is a coin on a card: its parts, and what stands in its middle.
type CardCoin struct {
	Parts        []CoinPart
	Figure, Unit string
}

// The coin on the card: it lies right of the text, as a whole.
const (
	coinX, coinY = 968.0, 308.0
	coinScale    = 1.18 // points of a card for one unit of the coin on a page
)

// coined is the colours of a card with a coin: those of all cards, each glass, and
// half of it in the shade of lead.
func (b *backdrop) coined() (all color.Palette, usable []uint8) {
	all, usable = slices.Clone(b.palette), slices.Clone(b.scene)
	add := func(c color.RGBA) {
		usable, all = append(usable, uint8(len(all))), append(all, c)
	}
	c := b.colours
	for _, name := range append(slices.Clone(coinGlass), plainGlass, "ivory") {
		for k := range 3 {
			add(between(c.glass(name), c["came"], k, 3))
		}
	}
	add(c["navy"])
	for k := range 2 {
		add(between(c["navy"], c["limestone"], k+1, 3))
		add(between(c["navy"], c["ivory"], k+1, 3))
	}
	return all, usable
}

// coin is the rows right of the text with a coin.
func (b *backdrop) coin(c *CardCoin) *strip {
	all, usable := b.coined()
	return scan(reduced(b.paintCoin(c), all, usable), Width-cut).written(b.coder)
}

// paintCoin paints a coin in full colour.
func (b *backdrop) paintCoin(c *CardCoin) *image.RGBA {
	full := image.NewRGBA(image.Rect(0, 0, Width, tall))
	lead := b.colours["came"]
	disc := func(r float64, name string) { fill(full, b.colours.glass(name), circle(coinX, coinY, r*coinScale)) }
	fill(full, b.colours["night"], shape{{cut, 0}, {Width, 0}, {Width, tall}, {cut, tall}})
	disc(182, "gold")
	disc(178, "came")
	disc(174, "flame")
	disc(172.7, "came")
	drawn, units, done := NewCoin(c.Parts), int64(0), int64(0)
	for _, p := range c.Parts {
		units += p.Units
	}
	turn := func(n float64) float64 { return 2 * math.Pi * n / float64(units) }
	for _, p := range drawn.Pieces {
		part := c.Parts[p.Part]
		glass := b.colours.glass(p.Glass)
		fill(full, glass, sector(coinInner, coinOuter, turn(float64(done)), turn(float64(done+part.Units))))
		for n := done + part.Units - part.Open; n < done+part.Units && drawn.Panes != ""; n++ { // what may still change
			fill(full, between(glass, lead, 1, 3), sector(coinLead, coinOuter, turn(float64(n)+.25), turn(float64(n)+.75)))
		}
		done += part.Units
	}
	fill(full, lead, ringShape(coinLead-1.7, coinLead+1.7))
	if drawn.Panes != "" {
		for n := range units {
			fill(full, lead, spoke(turn(float64(n)), coinLead, coinOuter, 1.6))
		}
	}
	done = 0
	for _, p := range drawn.Pieces {
		fill(full, lead, spoke(turn(float64(done)), coinInner, coinOuter, 5))
		done += c.Parts[p.Part].Units
	}
	b.medallions(full, drawn, c.Parts)
	disc(62, "came")
	disc(57, "stud")
	disc(50, "came")
	disc(48.5, "limestone")
	b.centred(full, c.Figure, coinX, coinY-12, 96, 66)
	b.centred(full, c.Unit, coinX, coinY+30, 86, 26)
	return full
}

// medallions say on each piece that has room for it how much it is.
func (b *backdrop) medallions(full *image.RGBA, drawn Coin, parts []CoinPart) {
	for _, p := range drawn.Pieces {
		var x, y, room float64
		if n, err := fmt.Sscan(p.X+" "+p.Y+" "+p.Room, &x, &y, &room); n < 3 || err != nil {
			continue
		}
		x, y, room = coinX+coinScale*x, coinY+coinScale*y, coinScale*room
		fill(full, b.colours["came"], circle(x, y, room+2))
		fill(full, b.colours["ivory"], circle(x, y, room-1))
		b.centred(full, parts[p.Part].Much, x, y, room*1.5, 30)
	}
}

// centred writes a text around a point, as large as it fits into a width.
func (b *backdrop) centred(full *image.RGBA, text string, x, y, width float64, size int) {
	f := serif()
	line, size := f.fitted(readable(text), size, 9, int(width))
	wide := line.wide(0, len(line.signs), size)
	d := font.Drawer{Dst: full, Src: image.NewUniform(b.colours["navy"]), Face: f.open(size),
		Dot: fixed.P(int(x)-wide/2, int(y)+size*34/100)}
	d.DrawString(string(line.signs))
}

// aroundCoin is a point of the coin on a card, at a distance from its middle and an angle
// from the top.
func aroundCoin(r, angle float64) [2]float64 {
	return [2]float64{coinX + r*coinScale*math.Sin(angle), coinY - r*coinScale*math.Cos(angle)}
}

// sector is a piece of the coin between two distances and two angles.
func sector(inner, outer, from, to float64) (out shape) {
	const steps = 48
	for i := range steps + 1 {
		out = append(out, aroundCoin(outer, from+(to-from)*float64(i)/steps))
	}
	for i := range steps + 1 {
		out = append(out, aroundCoin(inner, to+(from-to)*float64(i)/steps))
	}
	return out
}

// ringShape is a line all around the coin.
func ringShape(inner, outer float64) shape { return sector(inner, outer, 0, 2*math.Pi) }

// spoke is a line from one distance to another, so wide.
func spoke(angle, from, to, wide float64) (out shape) {
	sin, cos := math.Sincos(angle)
	for _, at := range [][2]float64{{-wide / 2, from}, {wide / 2, from}, {wide / 2, to}, {-wide / 2, to}} {
		out = append(out, [2]float64{coinX + coinScale*(at[0]*cos+at[1]*sin), coinY + coinScale*(at[0]*sin-at[1]*cos)})
	}
	return out
}
