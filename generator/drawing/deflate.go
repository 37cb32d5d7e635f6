package drawing

// This file writes a picture's points as a deflate stream (RFC 1951) of one block.
// A general compressor looks for what repeats in all of a picture's 750,000 points; in
// a card most are known beforehand, so its parts come here as tokens already, and what
// is left to do is to write each in as few bits as it deserves by how often it is used.

import (
	"cmp"
	"math/bits"
	"slices"
)

// token is a point (0 to 255), or a copy of at least 3 and at most 258 points from a
// distance of at most 32,768 before.
type token uint32

const (
	shortest, longest = 3, 258
	isCopy            = token(1) << 31
)

func copied(length, distance int) token { return isCopy | token(length)<<16 | token(distance-1) }

func (t token) length() int   { return int(t >> 16 & 0x1ff) }
func (t token) distance() int { return int(t&0xffff) + 1 }

// The numbers of symbols: points, the end of a block and lengths; distances; and
// lengths of codes.
const (
	endOfBlock    = 256
	lengthSymbols = 286
	distSymbols   = 30
	sizeSymbols   = 19
)

// span is the values that a symbol stands for: the first, and how many bits tell which.
type span struct{ first, extra int }

var lengthSpans, distSpans = func() (l [29]span, d [distSymbols]span) {
	for i, first := 0, shortest; i < 28; i++ {
		l[i] = span{first, max(0, i/4-1)}
		first += 1 << l[i].extra
	}
	l[28] = span{longest, 0}
	for i, first := 0, 1; i < distSymbols; i++ {
		d[i] = span{first, max(0, i/2-1)}
		first += 1 << d[i].extra
	}
	return l, d
}()

// lengthSymbol is the symbol of each length.
var lengthSymbol = func() (out [longest + 1]uint16) {
	for i, s := range lengthSpans {
		for n := s.first; n <= min(longest, s.first+1<<s.extra-1); n++ {
			out[n] = uint16(endOfBlock + 1 + i)
		}
	}
	return out
}()

// distSymbol is the symbol of a distance.
func distSymbol(distance int) int {
	if distance < 3 {
		return distance - 1
	}
	top := bits.Len32(uint32(distance-1)) - 1
	return 2*top + (distance-1)>>(top-1)&1
}

// tally counts the symbols of tokens.
type tally struct {
	symbols [lengthSymbols]int
	dists   [distSymbols]int
}

func (c *tally) add(tokens []token) {
	for _, t := range tokens {
		if t&isCopy == 0 {
			c.symbols[t]++
			continue
		}
		c.symbols[lengthSymbol[t.length()]]++
		c.dists[distSymbol(t.distance())]++
	}
}

// code is the bits of a symbol, the first one lowest, and how many they are.
type code struct {
	bits uint16
	size uint8
}

// codes gives each symbol that is counted a code, of at most so many bits: Huffman's,
// and where one would be too long, that of flatter counts.
func codes(out []code, counts []int, most int) {
	type leaf struct{ count, symbol int }
	var leaves []leaf
	for i, n := range counts {
		out[i] = code{}
		if n > 0 {
			leaves = append(leaves, leaf{n, i})
		}
	}
	if len(leaves) == 1 {
		out[leaves[0].symbol].size = 1
		return
	}
	slices.SortFunc(leaves, func(a, b leaf) int { return cmp.Or(cmp.Compare(a.count, b.count), cmp.Compare(a.symbol, b.symbol)) })
	weights, parents := make([]int, 2*len(leaves)), make([]int, 2*len(leaves))
	for flat := 0; ; flat++ {
		for i, l := range leaves {
			weights[i] = max(1, l.count>>flat)
		}
		if deepest := join(weights, parents, len(leaves)); deepest > most {
			continue
		}
		break
	}
	for i, l := range leaves {
		out[l.symbol].size = uint8(parents[i])
	}
	number(out, most)
}

// join is Huffman's way to join the two lightest until one is left; the first n of
// weights are those of the leaves, from the lightest. It leaves the depth of each of
// these in parents, and returns the deepest.
func join(weights, parents []int, n int) (deepest int) {
	leaf, joint := 0, n
	for next := n; next < 2*n-1; next++ {
		weights[next] = 0
		for range 2 {
			lightest := joint
			if leaf < n && (joint == next || weights[leaf] <= weights[joint]) {
				lightest = leaf
				leaf++
			} else {
				joint++
			}
			weights[next] += weights[lightest]
			parents[lightest] = next
		}
	}
	parents[2*n-2] = 0 // the root's depth; from here on parents turn into depths
	for i := 2*n - 3; i >= 0; i-- {
		parents[i] = parents[parents[i]] + 1
		deepest = max(deepest, parents[i])
	}
	return deepest
}

// number gives codes of known sizes their bits, as RFC 1951 has them, 3.2.2.
func number(out []code, most int) {
	next := uint16(0)
	for size := 1; size <= most; size++ {
		for i := range out {
			if int(out[i].size) == size {
				out[i].bits = bits.Reverse16(next) >> (16 - size)
				next++
			}
		}
		next <<= 1
	}
}

// bitWriter writes bits, the lowest first.
type bitWriter struct {
	out  []byte
	bits uint64
	n    int // of bits, fewer than 32 between two calls; a call writes 32 at most
}

func (w *bitWriter) write(b uint64, n int) {
	w.bits |= b << w.n
	if w.n += n; w.n >= 32 {
		w.out = append(w.out, byte(w.bits), byte(w.bits>>8), byte(w.bits>>16), byte(w.bits>>24))
		w.bits >>= 32
		w.n -= 32
	}
}

func (w *bitWriter) flush() {
	for ; w.n > 0; w.n -= 8 {
		w.out = append(w.out, byte(w.bits))
		w.bits >>= 8
	}
	w.bits, w.n = 0, 0
}

// coder writes tokens in codes that are the same for many streams, so that what these have
// in common is written once and copied bit by bit (stretch).
type coder struct {
	head    stretch // of a stream's only block: what its codes are
	points  [endOfBlock + 1]code
	lengths [longest + 1]struct {
		bits uint32
		size int
	}
	dists [distSymbols]code
}

// newCoder is the coder for streams whose symbols are used about as often as those that
// are counted, with so many values of points at most.
func newCoder(counts *tally, values int) *coder {
	var symbols [lengthSymbols]code
	c, used := &coder{}, *counts
	for i := range used.symbols {
		if i < values || i >= endOfBlock {
			used.symbols[i] = max(1, used.symbols[i])
		}
	}
	for i := range used.dists {
		used.dists[i] = max(1, used.dists[i])
	}
	codes(symbols[:], used.symbols[:], 15)
	codes(c.dists[:], used.dists[:], 15)
	copy(c.points[:], symbols[:])
	for n := shortest; n <= longest; n++ {
		s := lengthSymbol[n]
		of, v := symbols[s], lengthSpans[s-endOfBlock-1]
		c.lengths[n].bits, c.lengths[n].size = uint32(of.bits)|uint32(n-v.first)<<of.size, int(of.size)+v.extra
	}
	w := &bitWriter{}
	w.write(1|2<<1, 3) // the last block, with codes of its own
	w.header(symbols[:], c.dists[:])
	c.head = w.stretch()
	return c
}

// tokens writes tokens.
func (c *coder) tokens(w *bitWriter, tokens []token) {
	for _, t := range tokens {
		if t&isCopy == 0 {
			of := c.points[t]
			w.write(uint64(of.bits), int(of.size))
			continue
		}
		l := c.lengths[t.length()]
		s := distSymbol(t.distance())
		of, v := c.dists[s], distSpans[s]
		w.write(uint64(l.bits), l.size)
		w.write(uint64(of.bits)|uint64(t.distance()-v.first)<<of.size, int(of.size)+v.extra)
	}
}

// stretch is what tokens are written as.
func (c *coder) stretch(tokens []token) stretch {
	w := &bitWriter{}
	c.tokens(w, tokens)
	return w.stretch()
}

// stretch is a number of bits, the lowest of the first word first.
type stretch struct {
	words []uint32
	n     int
}

// stretch is all that was written since the beginning.
func (w *bitWriter) stretch() stretch {
	s := stretch{n: 8*len(w.out) + w.n}
	for w.flush(); len(w.out)%4 > 0; {
		w.out = append(w.out, 0)
	}
	for at := 0; at < len(w.out); at += 4 {
		s.words = append(s.words, four(w.out[at:]))
	}
	return s
}

func (w *bitWriter) copy(s stretch) {
	for i, word := range s.words {
		w.write(uint64(word), min(32, s.n-32*i))
	}
}

// close ends the stream.
func (c *coder) close(w *bitWriter) {
	end := c.points[endOfBlock]
	w.write(uint64(end.bits), int(end.size))
	w.flush()
}

// sizeOrder is the order in which a header has the sizes of the codes of sizes.
var sizeOrder = [sizeSymbols]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// header writes the sizes of the codes, each as it is but for runs of 0.
func (w *bitWriter) header(symbols, dists []code) {
	type size struct{ symbol, rest, bits int }
	var sizes []size
	var counts [sizeSymbols]int
	all := append(slices.Clone(symbols), dists...)
	for i := 0; i < len(all); {
		run := 0
		for i+run < len(all) && all[i+run].size == 0 && run < 138 {
			run++
		}
		s := size{symbol: int(all[i].size)}
		switch {
		case run >= 11:
			s = size{18, run - 11, 7}
		case run >= 3:
			s = size{17, run - 3, 3}
		default:
			run = 1
		}
		i += run
		counts[s.symbol]++
		sizes = append(sizes, s)
	}
	var of [sizeSymbols]code
	codes(of[:], counts[:], 7)
	w.write(uint64(len(symbols)-257)|uint64(len(dists)-1)<<5|uint64(sizeSymbols-4)<<10, 14)
	for _, s := range sizeOrder {
		w.write(uint64(of[s].size), 3)
	}
	for _, s := range sizes {
		w.write(uint64(of[s.symbol].bits), int(of[s.symbol].size))
		w.write(uint64(s.rest), s.bits)
	}
}
