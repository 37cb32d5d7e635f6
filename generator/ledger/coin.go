package ledger

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"parvis/generator/content"
)

// This file cuts what the city paid into parts that add up to it: an entry that
// has several issues counts for each with an equal part, where Sums count it
// for each as a whole.

// Share is what one issue has of a sum.
type Share struct {
	ID   string        // of the issue, "" for what has none
	City content.Money // all shares add up to what the city paid
	Open content.Money // of it, what may still change
	// Parts are the entries that it is made of, the largest first, without those that
	// cost nothing.
	Parts []Part
	// Merged is of how many issues it is, where the smallest were put together.
	Merged int
}

// Part is what an issue has of one entry: nothing yet where its cost is not known.
type Part struct {
	Entry *content.Entry
	City  content.Money
}

// Shares are the issues for which something was spent, or is not known yet, the
// largest first.
func (ld *Ledger) Shares(a content.Account) []Share {
	by := map[string]*Share{}
	none := content.Money{Currency: ld.Set.Settings().Currency}
	for _, e := range a.Spent {
		ids := orNone(ld.IssuesOf(e))
		equal := make([]int64, len(ids))
		for i := range equal {
			equal[i] = 1
		}
		parts := equal
		if e.Cost.Known {
			parts = Apportion(e.Cost.City.Minor, equal)
		}
		for i, id := range ids {
			if e.Cost.Known && parts[i] == 0 {
				continue
			}
			if by[id] == nil {
				by[id] = &Share{ID: id, City: none, Open: none, Merged: 1}
			}
			s, part := by[id], Part{e, none}
			if e.Cost.Known {
				part.City.Minor = parts[i]
			}
			s.City, s.Parts = s.City.Plus(part.City), append(s.Parts, part)
			if e.Cost.Known && e.Cost.State == content.Provisional {
				s.Open = s.Open.Plus(part.City)
			}
		}
	}
	var out []Share
	for _, s := range by {
		slices.SortStableFunc(s.Parts, func(a, b Part) int { return cmp.Compare(b.City.Minor, a.City.Minor) })
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b Share) int {
		return cmp.Or(cmp.Compare(b.City.Minor, a.City.Minor), strings.Compare(a.ID, b.ID))
	})
	return out
}

// Fewer puts the smallest shares together, so that there are no more than most.
func Fewer(shares []Share, most int) []Share {
	if len(shares) <= most {
		return shares
	}
	out := slices.Clone(shares[:most-1])
	rest := Share{City: content.Money{Currency: shares[0].City.Currency}, Open: content.Money{Currency: shares[0].City.Currency}}
	for _, s := range shares[most-1:] {
		rest.City, rest.Open, rest.Merged = rest.City.Plus(s.City), rest.Open.Plus(s.Open), rest.Merged+1
	}
	return append(out, rest)
}

// Piece is what a share has of a coin: so many of its units, Open of which may
// still change.
type Piece struct {
	Share
	Units, Open int64
}

// Cut divides a coin of so many units by what the shares have, so that the
// pieces add up to it. It is not ok where a share is less than nothing, because
// more came back than was paid.
func Cut(shares []Share, units int64) (out []Piece, ok bool) {
	var weights []int64
	for _, s := range shares {
		open := min(max(s.Open.Minor, 0), s.City.Minor)
		if s.City.Minor < 0 {
			return nil, false
		}
		weights = append(weights, s.City.Minor)
		out = append(out, Piece{Share: s, Open: open})
	}
	whole := Apportion(units, weights)
	for i := range out {
		p := &out[i]
		p.Units = whole[i]
		p.Open = Apportion(p.Units, []int64{p.City.Minor - p.Open, p.Open})[1]
	}
	return out, true
}

// Apportion divides an amount by weights of which none is negative, by the method
// of the largest remainder: each has its exact part rounded down, and what is left goes
// one by one to those that lost most by that, of several to the first. Where all
// weights are 0, so are the parts.
func Apportion(amount int64, weights []int64) []int64 {
	out := make([]int64, len(weights))
	var sum int64
	for _, w := range weights {
		sum += w
	}
	if sum == 0 {
		return out
	}
	sign := int64(1)
	if amount < 0 {
		sign, amount = -1, -amount
	}
	order, lost, left := make([]int, len(weights)), make([]uint64, len(weights)), amount
	for i, w := range weights {
		part, rest := over(amount, w, sum)
		out[i], lost[i], order[i] = sign*part, rest, i
		left -= part
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lost[b], lost[a]) })
	for _, i := range order[:left] {
		out[i] += sign
	}
	return out
}

// over is amount × weight ÷ sum, rounded down, and what remains.
func over(amount, weight, sum int64) (part int64, rest uint64) {
	high, low := bits.Mul64(uint64(amount), uint64(weight))
	quotient, rest := bits.Div64(high, low, uint64(sum))
	return int64(quotient), rest
}
