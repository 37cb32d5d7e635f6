package ledger

import (
	"parvis/generator/content"
)

// Stretch is one year with what was done and spent in it, or the years in a
// row, First to Last, in which there was nothing.
type Stretch struct {
	First, Last int
	Nothing     bool
	Account     content.Account // of a year that has entries
}

// MostYears guards against a year that cannot be meant: what spans more is not
// told year by year.
const MostYears = 300

// YearByYear are all years from the latest that has entries to the first.
func (ld *Ledger) YearByYear() []Stretch {
	years := ld.Years()
	var out []Stretch
	for i, y := range years {
		if i > 0 && years[i-1]-y > 1 {
			out = append(out, Stretch{First: y + 1, Last: years[i-1] - 1, Nothing: true})
		}
		out = append(out, Stretch{First: y, Last: y, Account: ld.Account(OfYear(y))})
	}
	return out
}

// YearsOf are the years of a list of entries, the latest first, from a
// beginning that is known or the first entry, to an end that is known or today.
// Years without an entry are told too, but not those before the beginning. It
// is nil where nothing has a year.
func (ld *Ledger) YearsOf(list []*content.Entry, from, until content.Period) []Stretch {
	byYear := map[int][]*content.Entry{}
	first, last := ld.Today().Year(), ld.Today().Year()
	if until.OK() && until.V.End().Before(ld.Today()) {
		last = until.V.End().Year()
	}
	if from.OK() {
		first = min(first, from.V.Start.Year())
	}
	for _, e := range list {
		if y := e.Date().Year(); !e.Date().IsZero() {
			byYear[y] = append(byYear[y], e)
			first, last = min(first, y), max(last, y)
		}
	}
	if len(byYear) == 0 || last-first > MostYears {
		return nil
	}
	began := first
	if from.OK() {
		began = from.V.Start.Year() // before that, nothing was to be expected
	}
	var out []Stretch
	for y := last; y >= first; y-- {
		if len(byYear[y]) > 0 {
			out = append(out, Stretch{First: y, Last: y, Account: ld.Sum(byYear[y])})
			continue
		}
		if y < began {
			continue
		}
		begin := y
		for begin > began && len(byYear[begin-1]) == 0 {
			begin--
		}
		out = append(out, Stretch{First: begin, Last: y, Nothing: true})
		y = begin
	}
	return out
}

// CountKinds is how many entries of each kind a list has.
func CountKinds(list []*content.Entry) map[content.Kind]int {
	out := map[content.Kind]int{}
	for _, e := range list {
		out[e.Kind]++
	}
	return out
}

// YearChange is how much more a year cost the city than the one before: Percent is
// negative where it cost less, and 0 where nothing was paid the year before
// (AfterNothing).
type YearChange struct {
	Percent      int64
	AfterNothing bool
}

// Change compares a year with the one before. It is not ok where they differ by
// no more than a quarter, or where one of them has no cost. A year that is not
// over is held to it once it has cost more.
func (ld *Ledger) Change(year int) (c YearChange, ok bool) {
	before, now := ld.Account(OfYear(year-1)), ld.Account(OfYear(year))
	old, sum := before.City.Minor, now.City.Minor
	over, under := sum*4 > old*5, sum*4 < old*3
	if len(before.Spent) == 0 || len(now.Spent) == 0 || !over && (!under || year >= ld.Today().Year()) {
		return YearChange{}, false
	}
	switch {
	case old == 0:
		return YearChange{AfterNothing: true}, true
	case over:
		return YearChange{Percent: percent(sum-old, old)}, true
	}
	return YearChange{Percent: -percent(old-sum, old)}, true
}

// percent is a share in hundredths, rounded.
func percent(part, whole int64) int64 { return (part*200 + whole) / (whole * 2) }

// Spending is the latest year in which something was spent, and the one before
// it. Settled tells that its sum can neither grow nor shrink any more.
type Spending struct {
	Year        int
	Now, Before content.Account
	Settled     bool
}

// LatestSpending is not ok while nothing has been spent.
func (ld *Ledger) LatestSpending() (s Spending, ok bool) {
	for _, y := range ld.Years() {
		now := ld.Account(OfYear(y))
		if len(now.Spent) == 0 {
			continue
		}
		settled := y < ld.Today().Year() && now.Provisional.Minor == 0 && now.Missing == 0
		return Spending{y, now, ld.Account(OfYear(y - 1)), settled}, true
	}
	return Spending{}, false
}
