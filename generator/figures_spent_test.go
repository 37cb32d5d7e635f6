package generator_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// This file parts what the city of TestFigures spent from what it plans, and
// adds up who travelled, from the days that are written alone.

// spent tells whether an entry's day has come, or it will never be.
func (e *modelEntry) spent() bool { return e.date <= lookedOn || e.cancelled }

// plan is what is planned for an entry that is still ahead, nil where that is
// not written.
func (e *modelEntry) plan() *big.Rat {
	if e.planned == nil && e.known {
		return e.paid(byCity)
	}
	return e.planned
}

// notes are what is said beside a sum: how much of it may change, and what is
// planned besides.
func (m *model) notes(list []modelEntry, say func(string, *big.Rat)) {
	provisional, planned := new(big.Rat), new(big.Rat)
	for _, e := range list {
		switch {
		case e.spent() && e.state == "provisional":
			provisional.Add(provisional, e.paid(byCity))
		case !e.spent() && e.plan() != nil:
			planned.Add(planned, e.plan())
		}
	}
	if provisional.Sign() != 0 {
		say("what may change", provisional)
	}
	if planned.Sign() != 0 {
		say("what is planned", planned)
	}
}

// ofPerson is what somebody's page says: their own trips, and apart from these
// what they answer for.
func (m *model) ofPerson(x *expectation, id string) {
	own := m.which(func(e modelEntry) bool { return slices.Contains(e.travellers, id) && !e.cancelled })
	answers := m.which(func(e modelEntry) bool { return e.official == id })
	m.ofTermYears(x, own)
	for _, list := range [][]modelEntry{own, answers} {
		for _, e := range list {
			m.listed(x, &e)
		}
		city, _ := m.sum(list)
		if anySpent(list) {
			x.add("the cost to the city", city)
		}
		m.notes(list, x.add)
	}
}

// which are the entries of which a condition holds.
func (m *model) which(holds func(modelEntry) bool) (out []modelEntry) {
	for _, e := range m.entries {
		if holds(e) {
			out = append(out, e)
		}
	}
	return out
}

// trips are those of a list that are spent and took place, by who was on them:
// by the name of each who was elected, else by what stands in its place.
func (m *model) trips(list []modelEntry) map[string][]modelEntry {
	names := map[string]string{"official-0": "Anna Zero, Mayor", "official-1": "Bruno One, Councillor"}
	out := map[string][]modelEntry{}
	for _, e := range list {
		if e.kind != "trips" || e.cancelled || !e.spent() {
			continue
		}
		elected := false
		for _, p := range e.travellers {
			if p != "" {
				elected, out[names[p]] = true, append(out[names[p]], e)
			}
		}
		switch {
		case len(e.travellers) == 0:
			out["Trips that do not say who travelled"] = append(out["Trips that do not say who travelled"], e)
		case !elected:
			out["Staff and residents, without anybody elected"] = append(out["Staff and residents, without anybody elected"], e)
		}
	}
	return out
}

// travellers are the sums of these trips; who heads the city has some always.
func (m *model) travellers(list []modelEntry) table {
	t := table{}
	for name, part := range m.trips(list) {
		city, all := m.sum(part)
		t.add(name, city, all)
	}
	if t["Anna Zero, Mayor"] == nil {
		t.add("Anna Zero, Mayor", new(big.Rat), new(big.Rat))
	}
	return t
}

func anySpent(list []modelEntry) bool {
	return slices.ContainsFunc(list, func(e modelEntry) bool { return e.spent() })
}

// ofTravellers is what the table of those who travelled says.
func (m *model) ofTravellers(x *expectation, list, before []modelEntry) {
	for name, row := range m.travellers(list) {
		x.add("the trips of "+name, row[0])
		x.add("the trips of "+name+", all payers", row[1])
	}
	for _, part := range m.trips(list) {
		m.notes(part, x.permit)
	}
	for name, row := range m.travellers(before) {
		x.permit("the trips of "+name+" the year before", row[0])
	}
}

// travellerRows holds the rows of those who travelled against the model, with
// the number of their trips, and wants nobody else there, and the mayor first.
func (m *model) travellerRows(t *rapid.T, files map[string][]byte) {
	years := byYear(m.entries)
	for year, list := range years {
		page := string(files["costs/"+year+"/index.html"])
		if !anySpent(list) {
			if strings.Contains(page, `id="page-travellers"`) {
				t.Errorf("%s: nobody can have travelled", year)
			}
			continue
		}
		_, table, found := strings.Cut(page, `id="page-travellers"`)
		table, _, _ = strings.Cut(table, "</tbody>")
		if !found {
			t.Fatalf("%s: no table of travellers", year)
		}
		before, trips := years[fmt.Sprint(rat(year).Num().Int64()-1)], m.trips(list)
		was := m.travellers(before)
		rows := parts(t, []byte("<table>"+table[strings.Index(table, "<tbody>"):]), "tr")
		if want := m.travellers(list); len(rows) != len(want) || !strings.HasPrefix(rows[0], "Anna Zero, Mayor ") {
			t.Errorf("%s: %d rows, want %d, the mayor first: %q", year, len(rows), len(want), rows)
		}
		for name, row := range m.travellers(list) {
			n := len(trips[name])
			start := fmt.Sprintf("%s %d trip", name, n)
			if n == 0 {
				start = name + " no trip"
			}
			end := " " + euro(row[0]) + " " + euro(row[1])
			if anySpent(before) {
				old := new(big.Rat)
				if was[name] != nil {
					old = was[name][0]
				}
				end = " " + euro(old) + end
			}
			if !slices.ContainsFunc(rows, func(r string) bool { return strings.HasPrefix(r, start) && strings.HasSuffix(r, end) }) {
				t.Errorf("%s: no row %q … %q among %q", year, start, end, rows)
			}
		}
	}
}

// dataSpent holds what the data say of each entry against the model.
func (m *model) dataSpent(t *rapid.T, files map[string][]byte) {
	for _, e := range m.entries {
		_, row, _ := strings.Cut(string(files["data/entries.json"]), fmt.Sprintf(`"id":%q`, e.id))
		row, _, _ = strings.Cut(row, "\n")
		if want := fmt.Sprintf(`"spent":%t`, e.spent()); !strings.Contains(row, want) {
			t.Errorf("the data do not say %s of %s of %s: %s", want, e.id, e.date, row)
		}
	}
}

// ofData is what the page of the data answers: who paid for lodging in the last year
// with any, and what the trips of the last year with any cost.
func (m *model) ofData(x *expectation) {
	paid, lodged := map[string]*big.Rat{}, ""
	trips, travelled := new(big.Rat), ""
	for _, e := range m.which(func(e modelEntry) bool { return e.spent() }) {
		for _, line := range e.lines {
			if line.purpose != "lodging" || e.year < lodged {
				continue
			}
			if e.year > lodged {
				paid, lodged = map[string]*big.Rat{}, e.year
			}
			if paid[line.payer] == nil {
				paid[line.payer] = new(big.Rat)
			}
			paid[line.payer].Add(paid[line.payer], line.amount)
		}
		if e.kind == "trips" && e.year >= travelled {
			if e.year > travelled {
				trips, travelled = new(big.Rat), e.year
			}
			trips.Add(trips, e.paid(byCity))
		}
	}
	for payer, sum := range paid {
		x.add("the lodging that "+payer+" paid for in "+lodged, sum)
	}
	if travelled != "" {
		x.add("the trips of "+travelled, trips)
	}
}
