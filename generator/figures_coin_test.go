package generator_test

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
)

// This file cuts the coin of a year for TestFigures, by exact fractions.

// modelShare is what an issue has of a year: of each of its entries the whole, or the
// half of it that the entry's place among its issues gives it.
type modelShare struct {
	id    string
	sum   *big.Rat
	parts []*big.Rat
	units int64
}

// shares are the issues of a list with what was spent for each, the largest first.
func (m *model) shares(list []modelEntry) []*modelShare {
	var out []*modelShare
	for _, e := range list {
		if !e.known || !e.spent() {
			continue
		}
		ids := e.issues
		if len(ids) == 0 {
			ids = []string{""}
		}
		left := e.paid(byCity)
		for i, id := range ids {
			part := new(big.Rat).Quo(left, rat(fmt.Sprint(len(ids)-i)))
			if exact := cents(part); exact.Cmp(part) >= 0 {
				part = exact // half a cent goes to the one named first
			}
			left = new(big.Rat).Sub(left, part)
			at := slices.IndexFunc(out, func(s *modelShare) bool { return s.id == id })
			if at < 0 {
				at, out = len(out), append(out, &modelShare{id: id, sum: new(big.Rat)})
			}
			out[at].sum.Add(out[at].sum, part)
			out[at].parts = append(out[at].parts, part)
		}
	}
	slices.SortFunc(out, func(a, b *modelShare) int { return cmp.Or(b.sum.Cmp(a.sum), cmp.Compare(a.id, b.id)) })
	return out
}

// cut gives the shares so many units: each the whole ones that it has a right to,
// and those that are left one by one to whoever is furthest below that.
func cut(shares []*modelShare, units int64) {
	sum, left := new(big.Rat), units
	for _, s := range shares {
		sum.Add(sum, s.sum)
	}
	owed := map[*modelShare]*big.Rat{}
	for _, s := range shares {
		owed[s] = new(big.Rat).Quo(new(big.Rat).Mul(rat(fmt.Sprint(units)), s.sum), sum)
		s.units = new(big.Int).Quo(owed[s].Num(), owed[s].Denom()).Int64()
		left -= s.units
	}
	for ; left > 0; left-- {
		most := slices.MaxFunc(shares, func(a, b *modelShare) int { return below(owed[a], a).Cmp(below(owed[b], b)) })
		most.units++
	}
}

// below is how far a share is below what it has a right to.
func below(owed *big.Rat, s *modelShare) *big.Rat {
	return new(big.Rat).Sub(owed, rat(fmt.Sprint(s.units)))
}

// coinUnits is how many cents each resident paid; there is no coin of what is less than a
// tenth of one.
func (m *model) coinUnits(list []modelEntry) (units int64, is bool) {
	city, _ := m.sum(list)
	tenths := m.each(new(big.Rat).Mul(city, rat("10")))
	units = new(big.Rat).Mul(m.each(city), rat("100")).Num().Int64()
	return units, city.Sign() != 0 && (units >= 10 || tenths.Sign() != 0)
}

// ofCoin is what a page says of a year's coin, with what each piece bought where it is
// the page of that.
func (m *model) ofCoin(x *expectation, list []modelEntry, whole bool) {
	units, is := m.coinUnits(list)
	if !is {
		return
	}
	city, _ := m.sum(list)
	shares := m.shares(list)
	cut(shares, units)
	for _, s := range shares {
		if s.units >= 100 {
			x.add("the piece of "+s.id, new(big.Rat).SetFrac64(s.units, 100))
		} else if s.units == 0 {
			x.permit("less than that", rat("0.01"))
		}
		if whole {
			x.add("the year's cost to the city", city)
			x.permit("each resident's part", m.each(city))
			x.add("what went to "+s.id, s.sum)
			for _, p := range s.parts {
				x.permit("a part for "+s.id, p)
			}
		}
	}
}
