package drawing

// This file finds the cheapest way to write the rows of the rose. These are the same on
// most cards, so it is done once, and takes its time.

import "slices"

// strip is what stands right of the text in all rows.
type strip struct {
	lead   []int     // how many points of the ground each row begins with
	tokens [][]token // of the rest of each row
	counts tally     // of the tokens
	sum    checked   // what the points add to the file's sum
	rows   []stretch // what the tokens of a row are written as
	whole  []stretch // the same with the ground left of them, where no text stands
}

// checked is the sum of some points, and of each as often as there are bytes of the stream
// from it to the end: what Adler's sum (RFC 1950) needs to know.
type checked struct{ sum, weight uint64 }

// scan goes through the rows of points right of the text, so wide, twice: as what a
// token costs follows from how often it is used.
func scan(points []uint8, wide int) *strip {
	s := &strip{}
	for range 2 {
		w := &scanner{points: points, wide: wide, costs: costsOf(&s.counts), ways: make([]way, wide+1), seen: map[uint32][]int{}}
		s = &strip{}
		for y := range len(points) / wide {
			lead := 0
			for row := points[y*wide:][:wide]; lead < wide && row[lead] == 0; {
				lead++
			}
			s.lead, s.tokens = append(s.lead, lead), append(s.tokens, w.row(y, lead))
			s.counts.add(s.tokens[y])
		}
	}
	for i, v := range points {
		at := i/wide*stride + stride - wide + i%wide
		s.sum.sum += uint64(v)
		s.sum.weight += uint64(v) * uint64(stride*Height-at)
	}
	return s
}

// written is the strip with its rows as a coder writes them.
func (s *strip) written(c *coder) *strip {
	for y, tokens := range s.tokens {
		s.rows = append(s.rows, c.stretch(tokens))
		s.whole = append(s.whole, c.stretch(append(plain(0, 1+cut+s.lead[y]), tokens...)))
	}
	return s
}

// costs are how many bits symbols take.
type costs struct {
	symbols [lengthSymbols]code
	dists   [distSymbols]code
}

// costsOf is what symbols cost that are used so often; those that are not used cost as
// if they were, once.
func costsOf(counts *tally) *costs {
	c, used := &costs{}, *counts
	for i := range used.symbols {
		used.symbols[i] = max(1, used.symbols[i])
	}
	for i := range used.dists {
		used.dists[i] = max(1, used.dists[i])
	}
	codes(c.symbols[:], used.symbols[:], 15)
	codes(c.dists[:], used.dists[:], 15)
	return c
}

func (c *costs) distance(d int) int {
	s := distSymbol(d)
	return int(c.dists[s].size) + distSpans[s].extra
}

func (c *costs) length(n int) int {
	s := lengthSymbol[n]
	return int(c.symbols[s].size) + lengthSpans[s-endOfBlock-1].extra
}

// scanner goes through rows from right to left, and knows the cheapest way from each
// point to the end.
type scanner struct {
	points  []uint8
	wide    int
	costs   *costs
	ways    []way
	sources []source
	seen    map[uint32][]int // the places of points that begin alike, in the rows above
}

// way is the cheapest way from a point to the end of its row: what it costs, and its
// first token.
type way struct {
	cost  int
	token token
}

// source is a place from which on so many points are as those that are looked at.
type source struct{ at, length, distance, cost int }

// mostSources is how many are followed at a time, and mostTried how many that begin
// alike are looked at: with more, a card becomes less than 100 bytes smaller.
const mostSources, mostTried = 12, 16

// row is the tokens of a row from so many points of the ground on.
func (w *scanner) row(y, lead int) (out []token) {
	from := y * w.wide
	w.sources = w.sources[:0]
	run := 0
	for i := w.wide - 1; i >= lead; i-- {
		v := w.points[from+i]
		w.ways[i] = way{w.ways[i+1].cost + int(w.costs.symbols[v].size), token(v)}
		if i > 0 && w.points[from+i-1] == v {
			run++
			w.offer(i, run, 1, w.costs.distance(1))
		} else {
			run = 0
		}
		w.follow(v)
		w.start(y, i)
		for _, s := range w.sources {
			w.offer(i, s.length, s.distance, s.cost)
		}
	}
	for i := range w.wide - 3 {
		if k := four(w.points[from+i:]); k != k<<8|k>>24 { // all four the same are a run
			w.seen[k] = append(w.seen[k], from+i)
		}
	}
	for i := lead; i < w.wide; {
		t := w.ways[i].token
		out = append(out, t)
		if i++; t&isCopy != 0 {
			i += t.length() - 1
		}
	}
	return out
}

// offer is a copy for what stands from a point on.
func (w *scanner) offer(i, length, distance, cost int) {
	if length < shortest {
		return
	}
	n := min(length, longest)
	if all := w.ways[i+n].cost + w.costs.length(n) + cost; all < w.ways[i].cost {
		w.ways[i] = way{all, copied(n, distance)}
	}
}

// follow goes a point to the left in all sources, and leaves those where it is another.
func (w *scanner) follow(v uint8) {
	w.sources = slices.DeleteFunc(w.sources, func(s source) bool { return s.at%w.wide == 0 || w.points[s.at-1] != v })
	for i := range w.sources {
		w.sources[i].at--
		w.sources[i].length++
	}
}

// start looks for more sources: the point above, and what begins alike.
func (w *scanner) start(y, i int) {
	from := y*w.wide + i
	if above := from - w.wide; y > 0 && w.points[above] == w.points[from] {
		w.add(y, i, above)
	}
	if i+4 > w.wide {
		return
	}
	alike := w.seen[four(w.points[from:])]
	for _, at := range slices.Backward(alike[max(0, len(alike)-mostTried):]) {
		if len(w.sources) >= mostSources || y-at/w.wide > 26 {
			return
		}
		w.add(y, i, at)
	}
}

// add follows a source from a place on, where it is not followed already.
func (w *scanner) add(y, i, at int) {
	if slices.ContainsFunc(w.sources, func(s source) bool { return s.at == at }) {
		return
	}
	n, x := 1, at%w.wide
	for i+n < w.wide && x+n < w.wide && w.points[at+n] == w.points[y*w.wide+i+n] {
		n++
	}
	d := (y-at/w.wide)*stride + i - x
	w.sources = append(w.sources, source{at, n, d, w.costs.distance(d)})
}
