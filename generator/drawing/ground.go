package drawing

import (
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"

	"golang.org/x/image/vector"
)

// levels is how many steps there are from the ground to a text's colour,
// paletteSize how many colours a card has.
const (
	levels      = 8
	paletteSize = 112
)

// backdrop is what all cards have: the ground with the dark rose, and the
// petals that can be lit.
type backdrop struct {
	colours         Palette
	picture         *image.Paletted
	palette         color.Palette
	white, sun, dim [levels]uint8 // texts on the ground
	ink             [levels]uint8 // texts on a label
	petals          [Goals]cover
}

// cover is the part of the picture that a lit petal covers, and its colours
// from dark to lit.
type cover struct {
	box  image.Rectangle
	mask *image.Alpha
	ramp [levels]uint8
}

// The rose on the card.
const (
	middleX, middleY     = 1072.0, 308.0
	inner, outer, around = 92.0, 246.0, 300.0
	edge                 = 3.0
)

// ground paints what all cards of a theme have.
func ground(colours Palette) *backdrop {
	b := &backdrop{colours: colours}
	full := b.scenery()
	b.choosePalette(full)
	b.picture = image.NewPaletted(full.Rect, b.palette)
	index := map[color.RGBA]uint8{}
	for i := 0; i < len(full.Pix); i += 4 {
		c := color.RGBA{full.Pix[i], full.Pix[i+1], full.Pix[i+2], 255}
		k, known := index[c]
		if !known {
			k = uint8(b.palette.Index(c))
			index[c] = k
		}
		b.picture.Pix[i/4] = k
	}
	return b
}

// scenery paints the ground and the dark rose in full colour.
func (b *backdrop) scenery() *image.RGBA {
	c := b.colours
	full := image.NewRGBA(image.Rect(0, 0, Width, Height))
	draw.Draw(full, full.Rect, image.NewUniform(c["night"]), image.Point{}, draw.Src)
	fill(full, c["came"], disc(around+8))
	fill(full, c["gold"], disc(around+4))
	fill(full, c["blue-deep"], disc(around))
	fill(full, c["came"], disc(outer+6))
	fill(full, c["blue-deep"], disc(outer+1))
	for n := range Goals {
		fill(full, c["came"], petalShape(n, 0))
		fill(full, c["unlit"], petalShape(n, 4.5))
		b.petals[n] = masked(petalShape(n, 4.5))
		at := turned(n, 0, -(outer+around)/2)
		fill(full, c["came"], circle(at[0], at[1], 11))
		fill(full, c["garnet"], circle(at[0], at[1], 8))
	}
	fill(full, c["came"], disc(inner-4))
	fill(full, c["gold"], disc(inner-10))
	fill(full, c["came"], disc(inner-32))
	fill(full, c["limestone"], disc(inner-37))
	draw.Draw(full, image.Rect(0, Height-14, Width, Height), image.NewUniform(c["gold"]), image.Point{}, draw.Src)
	return full
}

// choosePalette takes the ramps of texts and petals, and of the scenery's
// colours those that cover most.
func (b *backdrop) choosePalette(full *image.RGBA) {
	c := b.colours
	for _, r := range []struct {
		ramp     *[levels]uint8
		from, to color.RGBA
	}{{&b.white, c["night"], c["day"]}, {&b.sun, c["night"], c["sun"]}, {&b.dim, c["night"], c["dim"]}, {&b.ink, c["limestone"], c["came"]}} {
		*r.ramp = b.addRamp(r.from, r.to, levels)
	}
	lit := c.Lit()
	for n := range b.petals {
		b.petals[n].ramp = b.addRamp(c["unlit"], lit[n], 3)
	}
	count := map[color.RGBA]int{}
	for i := 0; i < len(full.Pix); i += 4 {
		count[color.RGBA{full.Pix[i], full.Pix[i+1], full.Pix[i+2], 255}]++
	}
	var colours []color.RGBA
	for c := range count {
		colours = append(colours, c)
	}
	number := func(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }
	slices.SortFunc(colours, func(a, b color.RGBA) int { return cmp.Or(count[b]-count[a], number(a)-number(b)) })
	for _, c := range colours {
		if len(b.palette) == paletteSize {
			break
		}
		b.palette = append(b.palette, c)
	}
}

// addRamp adds so many colours from one to another, and returns which of them
// stands for each of the levels.
func (b *backdrop) addRamp(from, to color.RGBA, steps int) (out [levels]uint8) {
	first := len(b.palette)
	mix := func(a, z uint8, k int) uint8 { return uint8((int(a)*(steps-1-k) + int(z)*k) / (steps - 1)) }
	for k := range steps {
		b.palette = append(b.palette, color.RGBA{mix(from.R, to.R, k), mix(from.G, to.G, k), mix(from.B, to.B, k), 255})
	}
	for level := range out {
		out[level] = uint8(first + level*steps/levels)
	}
	out[levels-1] = uint8(first + steps - 1)
	return out
}

// light paints a share of a petal in its goal's colour, in thousandths of its
// area from the middle on, with a golden edge where it is not the whole.
func (b *backdrop) light(picture *image.Paletted, n, share int) {
	p := b.petals[n]
	reach := math.Sqrt(inner*inner + float64(share)/1000*(outer*outer-inner*inner))
	for y := p.box.Min.Y; y < p.box.Max.Y; y++ {
		for x := p.box.Min.X; x < p.box.Max.X; x++ {
			level := p.mask.AlphaAt(x-p.box.Min.X, y-p.box.Min.Y).A >> 5
			from := math.Hypot(float64(x)-middleX, float64(y)-middleY)
			if level <= 2 || share < 1000 && from > reach {
				continue
			}
			if picture.Pix[picture.PixOffset(x, y)] = p.ramp[level]; share < 1000 && from > reach-edge {
				picture.Pix[picture.PixOffset(x, y)] = b.sun[levels-1]
			}
		}
	}
}

// shape is a closed line of points.
type shape [][2]float64

func disc(r float64) shape { return circle(middleX, middleY, r) }

func circle(x, y, r float64) shape {
	var out shape
	const n = 120
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / n)
		out = append(out, [2]float64{x + r*sin, y - r*cos})
	}
	return out
}

// turned is a point of the petal that points up, turned to the place of the
// n-th.
func turned(n int, x, y float64) [2]float64 {
	sin, cos := math.Sincos(2 * math.Pi * float64(n) / Goals)
	return [2]float64{middleX + x*cos - y*sin, middleY + x*sin + y*cos}
}

// petalShape is the outline of a petal, drawn in by an inset: straight sides
// and a round head.
func petalShape(n int, inset float64) shape {
	sin, cos := math.Sincos(math.Pi / Goals)
	centre := outer / (1 + sin)
	head := centre*sin - inset
	foot := inner + inset
	out := shape{turned(n, -(foot*sin - inset/cos), -foot*cos), turned(n, -head*cos, -centre+head*sin)}
	for i := range 25 {
		s, c := math.Sincos(math.Pi*float64(i)/24 + math.Pi/Goals*(1-float64(i)/12))
		out = append(out, turned(n, -head*c, -centre-head*s))
	}
	return append(out, turned(n, head*cos, -centre+head*sin), turned(n, foot*sin-inset/cos, -foot*cos))
}

// fill paints a shape.
func fill(full *image.RGBA, c color.RGBA, s shape) {
	m := masked(s)
	draw.DrawMask(full, m.box, image.NewUniform(c), image.Point{}, m.mask, image.Point{}, draw.Over)
}

// masked is a shape as how much of each point it covers.
func masked(s shape) cover {
	low, high := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, p := range s {
		for i := range p {
			low[i], high[i] = min(low[i], p[i]), max(high[i], p[i])
		}
	}
	box := image.Rect(int(low[0])-1, int(low[1])-1, int(high[0])+2, int(high[1])+2)
	z := vector.NewRasterizer(box.Dx(), box.Dy())
	for i, p := range s {
		x, y := float32(p[0])-float32(box.Min.X), float32(p[1])-float32(box.Min.Y)
		if i == 0 {
			z.MoveTo(x, y)
		} else {
			z.LineTo(x, y)
		}
	}
	z.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
	z.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	cut := box.Intersect(image.Rect(0, 0, Width, Height))
	if cut != box { // beyond the edge of the card
		part := image.NewAlpha(image.Rect(0, 0, cut.Dx(), cut.Dy()))
		draw.Draw(part, part.Rect, mask, cut.Min.Sub(box.Min), draw.Src)
		return cover{box: cut, mask: part}
	}
	return cover{box: box, mask: mask}
}
