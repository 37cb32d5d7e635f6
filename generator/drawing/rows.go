package drawing

// This file finds what repeats in the rows of a card, and writes it as tokens. A row
// of the stream is its filter, always 0, and its points, so that the point above lies
// stride before.
//
// Text is on each card another: its rows are gone through once, from left to right, for
// runs, for what stands above, and for letters that stood on the same line before. Looking
// for all that began alike makes cards half a hundredth smaller, in twice the time.

import "math/bits"

const stride = 1 + Width

// What a copy is taken to cost in bits: of the point before, of the row above, and of
// another place; what each of its points would cost otherwise, and what it costs to look
// for a better one from the next point on. Measured: with others, cards become larger.
const (
	runCost, aboveCost, placeCost = 7, 17, 15
	pointCost                     = 4
	laterCost                     = 4
)

// before is from how many points left of a letter on it is looked for where it stood.
const before = 3

// Copies that are so long are good enough not to look for a better one.
const fair, good = 24, 64

// finder finds tokens for the rows of a card's text, one after the other.
type finder struct {
	points  []uint8 // rows of pitch points, of which the last 8 are to spare
	repeats []repeat
	here    []repeat // those of a row, from left to right
	next    int      // the first of these that does not end before what is looked at
}

// repeat is where the picture of a letter stands that stood on the same line before, so
// many points to the left: its rows, and its points in them.
type repeat struct{ top, bottom, from, to, distance int }

// found is a copy, and the bits that it saves.
type found struct{ saved, length, distance int }

func (best *found) offer(length, cost, distance int) {
	if saved := length*pointCost - cost; saved > best.saved {
		*best = found{saved, length, distance}
	}
}

// row appends the tokens of the points of a row after the first, which stays dark.
// What stands before them is the ground, 0.
func (f *finder) row(out []token, y int) []token {
	begin := y * pitch
	f.here, f.next = f.here[:0], 0
	for _, r := range f.repeats {
		if r.top <= y && y < r.bottom {
			f.here = append(f.here, r)
		}
	}
	for i := begin; i < begin+cut; {
		best := f.find(begin, i)
		for best.saved > 0 && best.length < fair && i+1 < begin+cut {
			later := f.find(begin, i+1)
			if later.saved-laterCost <= best.saved {
				break
			}
			out = append(out, token(f.points[i]))
			i++
			best = later
		}
		if best.length < shortest || best.saved <= 0 {
			out = append(out, token(f.points[i]))
			i++
			continue
		}
		n := min(best.length, longest)
		out = append(out, copied(n, best.distance))
		i += n
	}
	return out
}

// find is the best copy for what stands from a place on, in the row that begins at
// another.
func (f *finder) find(begin, i int) (best found) {
	v, left := f.points[i], begin+cut-i
	run := 0
	if i > begin && v == f.points[i-1] || i == begin && v == 0 {
		run = f.repeated(i, left)
		best.offer(run, runCost, 1)
	}
	if f.points[i-pitch] == v {
		best.offer(f.alike(i, i-pitch, left), aboveCost, stride)
	}
	if best.length >= good || run == left {
		return best
	}
	for f.next < len(f.here) && f.here[f.next].to <= i-begin {
		f.next++
	}
	if f.next < len(f.here) && f.here[f.next].from-before <= i-begin {
		d := f.here[f.next].distance
		best.offer(f.alike(i, i-d, left), placeCost, d)
	}
	return best
}

// alike is how many points are the same from two places on, at most so many.
func (f *finder) alike(a, b, most int) int {
	for n := 0; n < most; n += 8 {
		if differ := eight(f.points[a+n:]) ^ eight(f.points[b+n:]); differ != 0 {
			return min(most, n+bits.TrailingZeros64(differ)/8)
		}
	}
	return most
}

// repeated is how many points are the same from a place on, at most so many.
func (f *finder) repeated(a, most int) int {
	all := uint64(f.points[a]) * 0x0101010101010101
	for n := 0; n < most; n += 8 {
		if differ := eight(f.points[a+n:]) ^ all; differ != 0 {
			return min(most, n+bits.TrailingZeros64(differ)/8)
		}
	}
	return most
}

func eight(b []uint8) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

func four(b []uint8) uint32 {
	_ = b[3]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// plain are tokens of so many points of one value, the first of which is written.
func plain(v uint8, n int) []token { return again([]token{token(v)}, v, n-1) }

// again appends tokens of so many more points of the value that the last one has; where
// that is of a run, it becomes longer.
func again(out []token, v uint8, n int) []token {
	if last := out[len(out)-1]; last&isCopy != 0 && last.distance() == 1 {
		more := min(longest-last.length(), n)
		out[len(out)-1] = copied(last.length()+more, 1)
		n -= more
	}
	for ; n >= shortest; n -= min(n, longest) {
		out = append(out, copied(min(n, longest), 1))
	}
	for ; n > 0; n-- {
		out = append(out, token(v))
	}
	return out
}
