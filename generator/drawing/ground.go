package drawing

import (
	"image"
	"image/color"
	"image/draw"
	"maps"
	"math"
	"slices"
	"sync"

	"golang.org/x/image/vector"
)

// Inks are the first of the colours from a ground to a text's colour; the steps that
// follow it are as many as inkLevels. A point where nothing stands is 0, the night.
const (
	white, sun, dim, ink = 0 * (inkLevels + 1), 1 * (inkLevels + 1), 2 * (inkLevels + 1), 3 * (inkLevels + 1)
	label                = ink // the ground of the text that has it
	inkLevels            = 3   // one less than a power of two: where letters touch, both are in the point
	sceneFirst           = 4 * (inkLevels + 1)
)

// The card's parts: text stands left of cut and above the bar at its foot.
const (
	cut     = 736
	barTall = 14
	tall    = Height - barTall
)

// backdrop is what all cards have: the dark rose, and the petals that can be lit.
type backdrop struct {
	colours Palette
	palette color.Palette
	scene   []uint8 // the colours of the palette that the scenery is painted in
	gold    uint8
	// A petal has two places of its own in the palette, for its glass and for its rim, so
	// that the rows of the rose are the same whichever are lit.
	petals          [Goals]pane
	unlit, unlitRim uint8
	points          []uint8 // right of cut, with the petals in colours of their own
	coder           *coder  // for all cards
	rose            *strip
	bar             stretch // the rows of the bar at the foot
	barSum          checked

	mu        sync.Mutex
	partly    *strip // the last rose with petals lit in part
	partlyLit []Lit
}

// pane is the part of the card that a petal covers, and its colours: their places in the
// palette, and what stands there where it is lit.
type pane struct {
	cover
	lit, rim     uint8
	glass, frame color.Color
}

// cover is how much of each point of a part of the card a shape covers.
type cover struct {
	box  image.Rectangle
	mask *image.Alpha
}

// The rose on the card.
const (
	middleX, middleY     = 1072.0, 308.0
	inner, outer, around = 92.0, 246.0, 300.0
	edge                 = 3.0
)

// grounds keeps the ground that was painted last: cities of one theme are made one after
// the other, and a local server makes its city's site again and again.
var grounds struct {
	sync.Mutex
	last *backdrop
}

// groundOf is the ground of a theme's cards.
func groundOf(colours Palette) *backdrop {
	grounds.Lock()
	defer grounds.Unlock()
	if grounds.last == nil || !maps.Equal(grounds.last.colours, colours) {
		grounds.last = ground(maps.Clone(colours))
	}
	return grounds.last
}

// ground paints what all cards of a theme have.
func ground(colours Palette) *backdrop {
	b := &backdrop{colours: colours}
	b.choosePalette()
	b.points = reduced(b.scenery(), b.palette, b.scene)
	for n := range b.petals {
		p := &b.petals[n]
		p.cover = masked(petalShape(n, 4.5))
		b.each(n, func(at, x, y int, rim bool) {
			b.points[at] = p.lit
			if rim {
				b.points[at] = p.rim
			}
		})
	}
	b.rose = scan(b.points, Width-cut)
	b.encode()
	return b
}

// specimen has the words by which it is known how often which letters stand on a card.
var specimen = Card{
	Site:   "Lorem ipsum dolor",
	Kicker: "Sit amet · 14–16 consectetur 2026",
	Says:   "Adipiscing elit, sed do eiusmod tempor 40 incididunt ut labore et dolore magna aliqua, ut enim ad minim veniam.",
	Cost:   "€1,240.50",
	Note:   "quis nostrud",
}

// encode makes the coder of all cards, and writes with it what all have: the rose, and
// the bar.
func (b *backdrop) encode() {
	bar := append([]token{0}, plain(b.gold, Width)...)
	for rest := (barTall - 1) * stride; rest > 0; rest -= longest {
		bar = append(bar, copied(min(rest, longest), stride))
	}
	counts, p := b.rose.counts, newPainter(b)
	counts.add(bar)
	p.paint(specimen)
	for y, text := range p.texts {
		if text {
			counts.add(p.row(y, b.rose.lead[y]))
		} else {
			counts.add(plain(0, 1+cut+b.rose.lead[y]))
		}
	}
	all, _ := b.coined()
	b.coder = newCoder(&counts, len(all))
	b.rose.written(b.coder)
	b.bar = b.coder.stretch(bar)
	for y := tall; y < Height; y++ {
		for x := range Width {
			b.barSum.sum += uint64(b.gold)
			b.barSum.weight += uint64(b.gold) * uint64(stride*Height-y*stride-1-x)
		}
	}
}

// scenery paints the ground and the rose without its petals' glass in full colour.
func (b *backdrop) scenery() *image.RGBA {
	c := b.colours
	full := image.NewRGBA(image.Rect(0, 0, Width, tall))
	draw.Draw(full, full.Rect, image.NewUniform(c["night"]), image.Point{}, draw.Src)
	fill(full, c["came"], disc(around+8))
	fill(full, c["gold"], disc(around+4))
	fill(full, c["blue-deep"], disc(around))
	fill(full, c["came"], disc(outer+6))
	fill(full, c["blue-deep"], disc(outer+1))
	for n := range Goals {
		fill(full, c["came"], petalShape(n, -0.7)) // over its neighbour's edge, so that no light falls between them
		at := turned(n, 0, -(outer+around)/2)
		x, y := math.Round(at[0]), math.Round(at[1]) // all are alike, point by point
		fill(full, c["came"], circle(x, y, 11))
		fill(full, c["garnet"], circle(x, y, 8))
	}
	fill(full, c["came"], disc(inner+4))
	fill(full, c["gold"], disc(inner-6)) // the lead around it is as wide as between petals
	fill(full, c["came"], disc(inner-32))
	fill(full, c["limestone"], disc(inner-37))
	return full
}

// choosePalette takes the steps of texts, the colours of the scenery with those
// between the ones that touch, and the petals'.
func (b *backdrop) choosePalette() {
	c := b.colours
	for _, r := range [][2]color.RGBA{{c["night"], c["day"]}, {c["night"], c["sun"]}, {c["night"], c["dim"]}, {c["limestone"], c["came"]}} {
		for k := range inkLevels + 1 {
			b.add(between(r[0], r[1], k, inkLevels))
		}
	}
	b.scene = []uint8{0, label, b.add(c["came"]), b.add(c["blue-deep"]), b.add(c["garnet"])}
	b.gold = b.add(c["gold"])
	b.scene = append(b.scene, b.gold)
	for _, pair := range []struct {
		a, b  string
		steps int
	}{{"night", "came", 1}, {"came", "gold", 2}, {"gold", "blue-deep", 2}, {"came", "blue-deep", 1}, {"came", "garnet", 1}, {"came", "limestone", 2}} {
		for k := range pair.steps {
			b.scene = append(b.scene, b.add(between(c[pair.a], c[pair.b], k+1, pair.steps+1)))
		}
	}
	unlit, rim := c["unlit"], between(c["came"], c["unlit"], 1, 2)
	b.unlit, b.unlitRim = b.add(unlit), b.add(rim)
	for n, glass := range c.Lit() {
		p := &b.petals[n]
		p.lit, p.rim = b.add(unlit), b.add(rim)
		p.glass, p.frame = glass, between(c["came"], glass, 1, 2)
	}
}

func (b *backdrop) add(c color.RGBA) uint8 {
	b.palette = append(b.palette, c)
	return uint8(len(b.palette) - 1)
}

// between is the colour that stands k of so many steps from one to another.
func between(from, to color.RGBA, k, steps int) color.RGBA {
	mix := func(a, z uint8) uint8 { return uint8((int(a)*(steps-k) + int(z)*k) / steps) }
	return color.RGBA{mix(from.R, to.R), mix(from.G, to.G), mix(from.B, to.B), 255}
}

// reduced is a picture right of cut in the nearest of some colours of a palette.
func reduced(full *image.RGBA, all color.Palette, usable []uint8) []uint8 {
	var colours color.Palette
	for _, i := range usable {
		colours = append(colours, all[i])
	}
	index := map[color.RGBA]uint8{}
	var out []uint8
	for y := range tall {
		for x := cut; x < Width; x++ {
			c := full.RGBAAt(x, y)
			k, known := index[c]
			if !known {
				k = usable[colours.Index(c)]
				index[c] = k
			}
			out = append(out, k)
		}
	}
	return out
}

// each calls do for the points of a petal: their places right of cut and on the card,
// and whether they are of its rim.
func (b *backdrop) each(n int, do func(at, x, y int, rim bool)) {
	p := &b.petals[n]
	for y := p.box.Min.Y; y < min(tall, p.box.Max.Y); y++ {
		for x := max(cut, p.box.Min.X); x < p.box.Max.X; x++ {
			if covered := p.mask.AlphaAt(x-p.box.Min.X, y-p.box.Min.Y).A; covered >= 80 {
				do(y*(Width-cut)+x-cut, x, y, covered < 175)
			}
		}
	}
}

// rosette is the rose of a card: its rows, and the palette. Where petals are dark or lit
// as a whole, that alone is another.
func (b *backdrop) rosette(lit []Lit) (rows *strip, palette color.Palette) {
	rows, palette = b.rose, slices.Clone(b.palette)
	var points []uint8
	for _, l := range lit {
		if l.Goal < 1 || l.Goal > len(b.petals) || l.Share <= 0 {
			continue
		}
		p := &b.petals[l.Goal-1]
		palette[p.lit], palette[p.rim] = p.glass, p.frame
		if l.Share < 1000 {
			if points == nil {
				points = slices.Clone(b.points)
			}
			b.light(points, l.Goal-1, l.Share)
		}
	}
	if points != nil {
		rows = b.scanned(lit, points)
	}
	return rows, palette
}

// scanned is the rows of points where petals are lit in part. The site's own card is
// the only one that has such, the same in all languages, so the last is kept.
func (b *backdrop) scanned(lit []Lit, points []uint8) *strip {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.partly == nil || !slices.Equal(lit, b.partlyLit) {
		b.partly, b.partlyLit = scan(points, Width-cut).written(b.coder), slices.Clone(lit)
	}
	return b.partly
}

// light paints a share of a petal in its goal's colour, in thousandths of its
// area from the middle on, with a golden edge.
func (b *backdrop) light(points []uint8, n, share int) {
	reach := math.Sqrt(inner*inner + float64(share)/1000*(outer*outer-inner*inner))
	b.each(n, func(at, x, y int, rim bool) {
		switch from := math.Hypot(float64(x)-middleX, float64(y)-middleY); {
		case from > reach && rim:
			points[at] = b.unlitRim
		case from > reach:
			points[at] = b.unlit
		case from > reach-edge:
			points[at] = sun + inkLevels
		}
	})
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

// masked is a shape as how much of each point of a card it covers.
func masked(s shape) cover { return maskedIn(s, image.Rect(0, 0, Width, Height)) }

// maskedIn is a shape as how much of each point it covers, of those within a picture.
func maskedIn(s shape, picture image.Rectangle) cover {
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
	cut := box.Intersect(picture)
	if cut != box { // beyond its edge
		part := image.NewAlpha(image.Rect(0, 0, cut.Dx(), cut.Dy()))
		draw.Draw(part, part.Rect, mask, cut.Min.Sub(box.Min), draw.Src)
		return cover{box: cut, mask: part}
	}
	return cover{box: box, mask: mask}
}
