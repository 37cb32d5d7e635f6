package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
)

// figures are the sums that prose may state: what the city has spent, and how
// many entries there are, by what a figure: address names.
type figures struct {
	cost  map[string]Money // by year (2026) and month (2026-10)
	count map[string]int   // trips/2026, promises/kept …
}

// index finds what belongs together, and count adds up besides.
func (c *checker) index() {
	c.indexOutcomes()
	c.indexOfficials()
}

func (c *checker) count() {
	c.index()
	f := c.sums()
	c.figures = func() *figures { return f }
}

// sums adds up all entries that are to be published.
func (c *checker) sums() *figures {
	f := &figures{cost: map[string]Money{}, count: map[string]int{"promises/kept": 0, "promises/late": 0, "months-without-gap": c.monthsWithoutGap()}}
	kinds, months := map[Kind]map[int]int{}, map[int][]*Entry{} // by year; by month since the year 0
	for _, k := range Kinds {
		kinds[k] = map[int]int{}
	}
	for _, e := range c.entries {
		if !c.shows(&e.Head) {
			continue
		}
		c.uncounted = c.uncounted || e.Cost.failed
		year, month, _ := e.Date().Date()
		kinds[e.Kind][year]++
		months[year*12+int(month)-1] = append(months[year*12+int(month)-1], e)
		if e.Agreement == nil {
			continue
		}
		for _, p := range e.Agreement.Promises {
			switch {
			case p.Status.V == "kept":
				f.count["promises/kept"]++
			case c.IsLate(p):
				f.count["promises/late"]++
			}
		}
	}
	for kind, years := range kinds {
		for year, n := range years {
			f.count[fmt.Sprintf("%s/%d", kind, year)] = n
		}
	}
	for at, list := range months {
		city := c.Account(list, c.today).City
		for _, period := range []string{fmt.Sprintf("%04d", at/12), fmt.Sprintf("%04d-%02d", at/12, at%12+1)} {
			f.cost[period] = Money{f.cost[period].Minor + city.Minor, c.settings.Currency}
		}
	}
	return f
}

// monthsWithoutGap is how many months in a row, up to the latest page, have
// one.
func (c *checker) monthsWithoutGap() int {
	return MonthsInRow(slices.DeleteFunc(slices.Clone(c.newsletters), func(n *Newsletter) bool { return !c.shows(&n.Head) }))
}

// MonthsInRow is how many months in a row, up to the last of some letters by
// month, have one.
func MonthsInRow(letters []*Newsletter) int {
	n := 0
	for i := len(letters) - 1; i >= 0 && (n == 0 || frontmatter.AddMonths(letters[i].Month, 1).Equal(letters[i+1].Month)); i-- {
		n++
	}
	return n
}

// MonthsWithoutGap is how many months in a row, up to the latest newsletter,
// have one.
func (s *Set) MonthsWithoutGap() int { return s.figures().count["months-without-gap"] }

// KnownFigures are the forms that a figure: address may have.
var KnownFigures = []string{"cost/ID", "cost/2026", "cost/2026-10", "trips/2026", "agreements/2026", "outcomes/2026", "events/2026",
	"promises/kept", "promises/late", "months-without-gap"}

var (
	yearForm   = regexp.MustCompile(`^\d{4}$`)
	periodForm = regexp.MustCompile(`^\d{4}(-\d\d)?$`)
)

// Figure returns what a figure: address (without the scheme) stands for in a
// language, as the site prints it: the short form for prose, the long one for
// tables, and the address at which it is broken down.
func (s *Set) Figure(name string, l *i18n.Locale) (short, long, address string, ok bool) {
	if rest, found := strings.CutPrefix(name, "cost/"); found {
		m, known := s.figures().cost[rest]
		e := s.Entry(rest)
		switch {
		case periodForm.MatchString(rest):
			if !known {
				m = Money{0, s.settings.Currency}
			}
			address = "/costs/" + rest[:4] + "/"
		case e == nil || !s.shows(&e.Head):
			return "", "", "", false
		default:
			address = "/" + rest + "/#page-ticket"
			if m, known = s.OfCity(e, s.today); !known {
				return "", "", "", false
			}
		}
		return l.AmountShort(m.Minor, m.Currency), l.Amount(m.Minor, m.Currency), address, true
	}
	kind, year, _ := strings.Cut(name, "/")
	n, known := s.figures().count[name]
	switch {
	case Kind(kind).IsEntry() && yearForm.MatchString(year):
		address = "/" + kind + "/"
	case !known:
		return "", "", "", false
	case kind == "promises":
		address = "/promises/"
	default:
		address = "/newsletter/"
	}
	text := l.Number(int64(n))
	return text, text, address, true
}
