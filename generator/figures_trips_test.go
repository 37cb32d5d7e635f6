package generator_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// This file holds what is told of a city's trips one by one, and the ways into its
// latest year, against the model of TestFigures.

// tripsOf are the trips of a list on which something was spent, or may have been.
func tripsOf(list []modelEntry) (out []modelEntry) {
	for _, e := range list {
		if e.kind == "trips" && e.spent() {
			out = append(out, e)
		}
	}
	return out
}

// byPayer are the amounts of a list, by who paid.
func byPayer(list []modelEntry) map[string]*big.Rat {
	out := map[string]*big.Rat{}
	for _, e := range list {
		for _, line := range e.lines {
			if e.known && out[line.payer] == nil {
				out[line.payer] = new(big.Rat)
			}
			if e.known {
				out[line.payer].Add(out[line.payer], line.amount)
			}
		}
	}
	return out
}

// ofTrips is what the page of a year's trips says.
func (m *model) ofTrips(x *expectation, list []modelEntry) {
	for _, e := range list {
		m.inList(x, &e)
		if e.known {
			x.add("a trip's cost to the city", e.paid(byCity))
		} else if e.planned != nil {
			x.add("a trip's plan", e.planned)
		}
		for payer, sum := range byPayer([]modelEntry{e}) {
			x.add("what "+payer+" paid of a trip", sum)
		}
	}
	city, all := m.sum(list)
	x.add("what all trips cost the city", city)
	x.add("what all trips cost", all)
}

// ofWays is what the page of all years says of the latest in which something was spent.
func (m *model) ofWays(x *expectation, years map[string][]modelEntry) {
	latest := ""
	for year, list := range years {
		if anySpent(list) {
			latest = max(latest, year)
		}
	}
	list := years[latest]
	city, all := m.sum(list)
	x.add("what "+latest+" cost the city", city)
	if others := new(big.Rat).Sub(all, city); others.Sign() != 0 {
		x.add("what others paid of "+latest, others)
	}
	most := new(big.Rat)
	for name, row := range m.tables(list) {
		x.permit("a purpose of "+latest, row[0])
		if slices.Contains([]string{"Transport", "Lodging", "Meals", "Grant", "Other"}, name) && row[0].Cmp(most) > 0 {
			most = row[0]
		}
	}
	if most.Sign() > 0 {
		x.add("what most was spent on in "+latest, most)
	}
	if made := m.trips(list)["Anna Zero, Mayor"]; len(made) > 0 {
		city, _ := m.sum(made)
		x.add("the trips of the mayor", city)
	}
	for _, part := range m.trips(list) {
		m.notes(part, x.permit)
	}
}

// tripRows holds the last row of a year's trips against the model, which is the row of
// the trips in the page of the year, and counts the others.
func (m *model) tripRows(t *rapid.T, files map[string][]byte) {
	for year, all := range byYear(m.entries) {
		page, trips := files["costs/"+year+"/trips/index.html"], tripsOf(all)
		if len(trips) == 0 {
			if page != nil {
				t.Errorf("there is a page of trips of %s, in which there was none", year)
			}
			continue
		}
		rows, city, trip := parts(t, page, "tr"), new(big.Rat), new(big.Rat)
		if row := m.tables(all)["Trips"]; row != nil {
			city, trip = row[0], row[1]
		}
		many := fmt.Sprintf("All %d trips of %s", len(trips), year)
		if len(trips) == 1 {
			many = "The one trip of " + year
		}
		if want := fmt.Sprintf("%s %s Trip cost: %s", many, euro(city), euro(trip)); len(rows) != len(trips)+2 || rows[len(rows)-1] != want {
			t.Errorf("%s: %d trips, and the last row is not %q: %q", year, len(trips), want, rows)
		}
		for _, e := range trips {
			title := "Entry number " + strings.TrimPrefix(e.id, "trips/entry-")
			if e.known && !slices.ContainsFunc(rows, func(r string) bool {
				return strings.HasPrefix(r, title) && strings.Contains(r, " "+euro(e.paid(byCity)))
			}) {
				t.Errorf("%s: no row of %s with %s: %q", year, title, euro(e.paid(byCity)), rows)
			}
		}
	}
}
