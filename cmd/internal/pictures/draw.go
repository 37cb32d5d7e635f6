package main

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/math/f32"
	"golang.org/x/image/vector"
)

// A scene is told on a sheet of so many points, with a border; the picture of it
// has fewer, width and height.
const (
	sheetWidth, sheetHeight, border = 960, 600, 26
	scale                           = 11.0 / 12
	width, height                   = 880, 550
)

// point is a place in a picture.
type point = f32.Vec2

// shape is an outline: closed lines of points.
type shape [][]point

// pane is a picture that is being drawn: the colour of its glass, and how much of
// each point is lead.
type pane struct {
	glass [][3]float64
	lead  []float64
	count int     // of pieces of glass, each of which was poured apart
	focus point   // where the light stands
	inner float64 // how much brighter the glass is there
}

func newPane() *pane {
	return &pane{glass: make([][3]float64, width*height), lead: make([]float64, width*height), focus: point{sheetWidth / 2, sheetHeight / 2}, inner: 0.18}
}

// covered calls do for every point that an outline covers, with how much of it.
func covered(s shape, do func(i int, share float64)) {
	box := bounds(s).Intersect(image.Rect(0, 0, width, height))
	if box.Empty() {
		return
	}
	left, top := float32(box.Min.X), float32(box.Min.Y)
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, line := range s {
		if len(line) < 3 {
			continue
		}
		r.MoveTo(line[0][0]*scale-left, line[0][1]*scale-top)
		for _, p := range line[1:] {
			r.LineTo(p[0]*scale-left, p[1]*scale-top)
		}
		r.ClosePath()
	}
	mask := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
	r.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	for k, a := range mask.Pix {
		if a > 0 {
			do((box.Min.Y+k/box.Dx())*width+box.Min.X+k%box.Dx(), float64(a)/255)
		}
	}
}

// bounds is the smallest rectangle of the picture that an outline fits into.
func bounds(s shape) image.Rectangle {
	var out image.Rectangle
	for _, line := range s {
		for _, p := range line {
			x, y := int(p[0]*scale), int(p[1]*scale)
			out = out.Union(image.Rect(x-1, y-1, x+2, y+2))
		}
	}
	return out
}

// set lays a piece of glass of a colour, in lead of a width.
func (p *pane) set(s shape, c [3]float64, leading float64) {
	p.count++
	seed := p.count
	covered(s, func(i int, share float64) {
		k := p.light(i%width, i/width, seed)
		for n := range c {
			p.glass[i][n] += share * (c[n]*k - p.glass[i][n])
		}
		p.lead[i] *= 1 - share
	})
	covered(stroke(s, leading, true), func(i int, share float64) { p.lead[i] = max(p.lead[i], share) })
}

// wash paints over the glass, without lead.
func (p *pane) wash(s shape, c [3]float64, strength float64) {
	covered(s, func(i int, share float64) {
		for n := range c {
			p.glass[i][n] += share * strength * (c[n] - p.glass[i][n])
		}
	})
}

// glow lets light fall from a place as far as a radius.
func (p *pane) glow(at point, radius, strength float64, c [3]float64) {
	for i := range p.glass {
		d := math.Hypot(float64(i%width)/scale-float64(at[0]), float64(i/width)/scale-float64(at[1])) / radius
		if d >= 1 {
			continue
		}
		k := strength * (1 - d) * (1 - d)
		for n := range c {
			p.glass[i][n] += k * (c[n] - p.glass[i][n])
		}
	}
}

// light is how much light a piece of glass lets through at a place: old glass is
// uneven, has streaks, and is brighter before the sun.
func (p *pane) light(x, y, seed int) float64 {
	fx, fy, s := float64(x)/scale, float64(y)/scale, float64(seed)*17.3
	k := 0.9 + 0.2*noise(fx/70+s, fy/70-s)
	k += 0.06 * (noise(fx/160+s, fy/14+s) - 0.5)
	k += 0.1 * (hash(seed, 7) - 0.5)
	d := math.Hypot(fx-float64(p.focus[0]), fy-float64(p.focus[1]))
	return k * (0.92 + p.inner*math.Exp(-d/260))
}

// picture is the finished one: the glass is darker beside the lead, where dirt
// stays, and the lead is round.
func (p *pane) picture() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	soft := blurred(p.lead, 5)
	for i, c := range p.glass {
		x, y := i%width, i/width
		relief := 0.0
		if x > 1 && y > 1 && x < width-2 && y < height-2 {
			relief = (soft[i+1] - soft[i-1]) + (soft[i+width] - soft[i-width])
		}
		out := [3]float64{}
		for n := range c {
			g := c[n] * (1 - 0.42*soft[i])
			l := [3]float64{21, 24, 36}[n] + 90*max(0, relief)
			out[n] = min(255, max(0, g+p.lead[i]*(l-g)))
		}
		img.SetRGBA(x, y, color.RGBA{uint8(out[0] + 0.5), uint8(out[1] + 0.5), uint8(out[2] + 0.5), 255})
	}
	return img
}

// blurred is a mask made soft by so many points, three times over.
func blurred(in []float64, r int) []float64 {
	out := append([]float64(nil), in...)
	line := make([]float64, max(width, height))
	pass := func(start, step, n int) {
		sum := 0.0
		for k := range n {
			line[k] = out[start+k*step]
		}
		at := func(k int) float64 { return line[min(n-1, max(0, k))] }
		for k := -r; k <= r; k++ {
			sum += at(k)
		}
		for k := range n {
			out[start+k*step] = sum / float64(2*r+1)
			sum += at(k+r+1) - at(k-r)
		}
	}
	for range 3 {
		for y := range height {
			pass(y*width, 1, width)
		}
		for x := range width {
			pass(x, width, height)
		}
	}
	return out
}

// hash is a number between 0 and 1 that looks like chance and is always the same.
func hash(x, y int) float64 {
	h := uint32(x)*374761393 + uint32(y)*668265263
	h = (h ^ h>>13) * 1274126177
	return float64((h^h>>16)&0xffff) / 0xffff
}

// noise is a number between 0 and 1 that changes slowly from place to place.
func noise(x, y float64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ease := func(t float64) float64 { return t * t * (3 - 2*t) }
	u, v, ix, iy := ease(x-fx), ease(y-fy), int(fx), int(fy)
	a, b := hash(ix, iy), hash(ix+1, iy)
	c, d := hash(ix, iy+1), hash(ix+1, iy+1)
	return a + u*(b-a) + v*(c-a+u*(a-b-c+d))
}
