package search

import "strings"

// signs are the digits in which lists are written.
const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// lists writes places as text: for each weight from the least on the pages that have it,
// with “;” between them and without those at the end that are empty. Of a list's two
// forms the shorter is taken:
//
//   - the gaps before its pages, each in groups of five bits, the lowest first, as one
//     sign a group, to which 32 is added where another follows;
//   - “*” and a bit for each page of the site, the lowest first, six a sign, without the
//     signs at the end that are zero.
func lists(places []place, pages int) string {
	var by [weights][]int
	for _, p := range places {
		by[p.weight()] = append(by[p.weight()], p.page())
	}
	var out [weights]string
	for w, list := range by {
		out[w] = gaps(list)
		if dense := 1 + (pages+5)/6; len(out[w]) > dense {
			out[w] = bits(list)
		}
	}
	return strings.TrimRight(strings.Join(out[:], ";"), ";")
}

func gaps(pages []int) string {
	var out []byte
	next := 0
	for _, p := range pages {
		gap := p - next
		for ; gap >= 32; gap >>= 5 {
			out = append(out, signs[gap&31|32])
		}
		out, next = append(out, signs[gap]), p+1
	}
	return string(out)
}

func bits(pages []int) string {
	out := make([]byte, pages[len(pages)-1]/6+1)
	for _, p := range pages {
		out[p/6] |= 1 << (p % 6)
	}
	for i, b := range out {
		out[i] = signs[b]
	}
	return "*" + string(out)
}
