package drawing

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"

	"golang.org/x/image/math/fixed"
)

// pitch is from a point to the one below it: rows have some points to spare, so that
// eight can be handled at a time everywhere.
const pitch = cut + 8

// painter paints and writes one card at a time, and keeps what it needs for that from
// card to card.
type painter struct {
	ground *backdrop
	points []uint8    // left of cut, after a row that stays dark
	texts  [tall]bool // the rows where something stands
	lit    []Lit
	coin   *CardCoin
	finder finder
	places []int   // where the signs of a line stand
	tokens []token // of a row
	file   []byte
}

func newPainter(g *backdrop) *painter {
	p := &painter{ground: g, points: make([]uint8, pitch*(tall+2))}
	p.finder.points = p.points
	return p
}

// paletteChunk is the chunk of a PNG file that says what its colours are.
func paletteChunk(palette color.Palette) []byte {
	var colours []byte
	for _, c := range palette {
		r, g, b, _ := c.RGBA()
		colours = append(colours, uint8(r>>8), uint8(g>>8), uint8(b>>8))
	}
	return chunk(nil, "PLTE", colours)
}

// line is the points of a row, with those to spare.
func (p *painter) line(y int) []uint8 { return p.points[(y+1)*pitch : (y+2)*pitch : (y+2)*pitch] }

func (p *painter) clear() {
	for y, text := range p.texts {
		if text {
			clear(p.line(y))
		}
	}
	clear(p.texts[:])
	p.finder.repeats = p.finder.repeats[:0]
}

// fill paints a part of the card.
func (p *painter) fill(part image.Rectangle, colour uint8) {
	part = part.Intersect(image.Rect(0, 0, cut, tall))
	for y := part.Min.Y; y < part.Max.Y; y++ {
		p.texts[y] = true
		row := p.line(y)
		for x := part.Min.X; x < part.Max.X; x++ {
			row[x] = colour
		}
	}
}

// text writes a line from a point on, and returns where it ends.
func (p *painter) text(l *line, size, x, y int, ink uint8) int {
	p.signs(l, 0, len(l.signs), size, x, y, ink)
	return x + l.wide(0, len(l.signs), size)
}

// signs writes some of a line's signs, and notes which of them it has written before.
func (p *painter) signs(l *line, from, to, size, x, y int, ink uint8) {
	p.places = p.places[:0]
	for i := from; i < to; i++ {
		letter, at := l.face.letterAt(l.signs[i], size, ink, fixed.I(x)+l.points(l.begins[i]-l.begins[from], size, 0))
		at, line := at+letter.left, y+1+letter.top // with the row that stays dark
		p.stamp(letter, at, line-1)
		p.places = append(p.places, at)
		for j := i - 1; j >= from; j-- {
			if l.signs[j] == l.signs[i] {
				p.finder.repeats = append(p.finder.repeats, repeat{line, line + letter.rows(), at, at + letter.wide, at - p.places[j-from]})
				break
			}
		}
	}
}

// stamp puts a letter's points onto the card. Where there is one already, the darker
// of both is part of the brighter or adds to it.
func (p *painter) stamp(l *letter, x, y int) {
	if x < 0 || x+l.wide > pitch { // no text that is cut to its measure
		return
	}
	for points := l.points; len(points) > 0; points, y = points[l.wide:], y+1 {
		if y < 1 || y >= tall {
			continue
		}
		p.texts[y] = true
		row := p.line(y)[x:]
		for i := 0; i < l.wide; i += 8 {
			if v := eight(points[i:]); v != 0 {
				putEight(row[i:], eight(row[i:])|v)
			}
		}
	}
}

// write writes the card as a PNG file that says what it shows.
func (p *painter) write(b *bytes.Buffer, shows string) {
	rose, palette := p.ground.rosette(p.lit)
	if p.coin != nil {
		palette, _ = p.ground.coined()
		rose = p.ground.coin(p.coin)
	}
	p.file = append(p.file[:0], "\x89PNG\r\n\x1a\n"...)
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, Width), Height)
	p.file = chunk(p.file, "IHDR", append(size, 8, 3, 0, 0, 0)) // 8 bits a point, colours of a palette
	p.file = chunk(p.file, "tEXt", []byte(keyword+"\x00"+shows))
	p.file = append(p.file, paletteChunk(palette)...)
	begin := len(p.file)
	p.file = append(p.file, "\x00\x00\x00\x00IDAT\x78\x01"...) // a zlib stream, RFC 1950
	w := &bitWriter{out: p.file}
	sum := p.encode(w, rose)
	p.file = finished(binary.BigEndian.AppendUint32(w.out, sum), begin)
	p.file = chunk(p.file, "IEND", nil)
	b.Write(p.file)
}

// chunk appends a chunk of a PNG file: https://www.w3.org/TR/png-3/#5Chunk-layout
func chunk(out []byte, kind string, data []byte) []byte {
	begin := len(out)
	out = append(append(append(out, 0, 0, 0, 0), kind...), data...)
	return finished(out, begin)
}

// finished writes the length of the chunk that ends here and its sum.
func finished(out []byte, begin int) []byte {
	binary.BigEndian.PutUint32(out[begin:], uint32(len(out)-begin-8))
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[begin+4:]))
}

// encode writes all rows, and returns their points' sum (RFC 1950).
func (p *painter) encode(w *bitWriter, rose *strip) uint32 {
	c := p.ground.coder
	w.copy(c.head)
	a, b := rose.sum.sum+p.ground.barSum.sum, rose.sum.weight+p.ground.barSum.weight
	for y := range tall {
		if !p.texts[y] {
			w.copy(rose.whole[y])
			continue
		}
		c.tokens(w, p.row(y, rose.lead[y]))
		w.copy(rose.rows[y])
		sum, weight := weighed(p.line(y)[:cut])
		a, b = a+sum, b+sum*uint64(stride*(Height-y)-1)-weight
	}
	w.copy(p.ground.bar)
	c.close(w)
	const modulus = 65521
	return uint32((b+stride*Height)%modulus<<16 | (a+1)%modulus)
}

// row is the tokens of a row from its filter on, with so much of the ground right of cut.
func (p *painter) row(y, lead int) []token {
	p.tokens = p.finder.row(append(p.tokens[:0], 0), y+1)
	if p.line(y)[cut-1] != 0 && lead > 0 { // a letter reaches as far
		p.tokens = append(p.tokens, 0)
		lead--
	}
	p.tokens = again(p.tokens, 0, lead)
	return p.tokens
}

// weighed is the sum of a row's points, of which none is over 15, and that of each as
// often as there are points before it.
func weighed(row []uint8) (sum, weight uint64) {
	const everySecond = 0x00ff00ff00ff00ff
	for i := 0; i < len(row); i += 8 {
		v := eight(row[i:])
		if v == 0 {
			continue
		}
		even, odd := v&everySecond, v>>8&everySecond
		here := (even + odd) * 0x0001000100010001 >> 48
		sum += here
		// Each product's highest 16 bits are the sum of 0, 2, 4, 6 and of 1, 3, 5, 7 times.
		weight += uint64(i)*here + even*0x0000000200040006>>48 + odd*0x0001000300050007>>48
	}
	return sum, weight
}

func putEight(b []uint8, v uint64) {
	_ = b[7]
	b[0], b[1], b[2], b[3] = uint8(v), uint8(v>>8), uint8(v>>16), uint8(v>>24)
	b[4], b[5], b[6], b[7] = uint8(v>>32), uint8(v>>40), uint8(v>>48), uint8(v>>56)
}
