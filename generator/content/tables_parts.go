package content

import (
	"slices"
	"strconv"
	"strings"
)

// This file is what stands in the tables of what entries hold several of.

var eachCostLine = parts(func(e *Entry) []Line {
	if !e.Cost.Known {
		return nil // a draft, of which something could not be read
	}
	return e.Cost.Lines
})

var costCells = cells[part[Line]]{
	"entry": func(s *Set, p part[Line]) string { return p.id(s) },
	"line":  func(s *Set, p part[Line]) string { return p.number(s) },
	"url":   func(s *Set, p part[Line]) string { return p.url(s) },
	"kind":  func(_ *Set, p part[Line]) string { return p.entry.Kind.One() },
	"title": func(s *Set, p part[Line]) string { return p.title(s) },
	"date":  func(s *Set, p part[Line]) string { return p.date(s) },
	"end":   func(_ *Set, p part[Line]) string { return dayCell(p.entry.End()) },

	"countries":     func(s *Set, p part[Line]) string { return p.countries(s) },
	"for":           func(_ *Set, p part[Line]) string { return p.of.For.V },
	"what":          func(_ *Set, p part[Line]) string { return p.of.What.V },
	"amount":        func(_ *Set, p part[Line]) string { return p.of.Amount.V.Decimal() },
	"currency":      func(_ *Set, p part[Line]) string { return p.of.Amount.V.Currency },
	"rate":          func(_ *Set, p part[Line]) string { return p.of.Rate.V },
	"rate_date":     func(_ *Set, p part[Line]) string { return dayCell(p.of.RateDate.V) },
	"converted":     func(_ *Set, p part[Line]) string { return p.of.Converted.Decimal() },
	"city_currency": func(s *Set, _ part[Line]) string { return s.settings.Currency },
	"paid_by":       func(s *Set, p part[Line]) string { return s.payerCell(p.of.PaidBy) },
	"by_city":       func(_ *Set, p part[Line]) string { return strconv.FormatBool(p.of.ByCity) },
	"class":         func(_ *Set, p part[Line]) string { return p.of.Class.V },
	"nights":        func(_ *Set, p part[Line]) string { return nightsCell(p.of.Nights.OK(), p.of.Nights.V) },
	"cost_status":   func(_ *Set, p part[Line]) string { return string(p.entry.Cost.State) },
	"spent":         func(s *Set, p part[Line]) string { return strconv.FormatBool(s.Spent(p.entry, s.today)) },
}

// promised is a promise with the agreement that holds it.
type promised struct {
	entry  *Entry
	record PromiseRecord
}

func eachPromise(s *Set, yield func(promised) bool) {
	keepers := s.keepersByPromise()
	for _, e := range s.entries {
		if e.Agreement == nil || e.Draft {
			continue
		}
		for _, r := range s.recordsOf(e, keepers) {
			if !yield(promised{e, r}) {
				return
			}
		}
	}
}

var promiseCells = cells[promised]{
	"entry":      func(_ *Set, p promised) string { return p.entry.ID },
	"id":         func(_ *Set, p promised) string { return p.record.ID },
	"url":        func(_ *Set, p promised) string { return p.record.URL },
	"title":      func(_ *Set, p promised) string { return p.entry.Title.V },
	"text":       func(_ *Set, p promised) string { return p.record.Text },
	"due":        func(_ *Set, p promised) string { return p.record.Due },
	"owner":      func(_ *Set, p promised) string { return p.record.Owner },
	"status":     func(_ *Set, p promised) string { return p.record.Status },
	"reason":     func(_ *Set, p promised) string { return p.record.Reason },
	"kept_on":    func(_ *Set, p promised) string { return p.record.KeptOn },
	"dropped_on": func(_ *Set, p promised) string { return p.record.DroppedOn },
	"kept_by":    func(_ *Set, p promised) string { return strings.Join(p.record.KeptBy, ";") },
	"notes":      func(_ *Set, p promised) string { return notesCell(p.record.Notes) },

	"partners":     func(_ *Set, p promised) string { return slugs(p.entry.Partners, "partners/") },
	"local_issues": func(_ *Set, p promised) string { return strings.Join(p.record.LocalIssues, ";") },
	"departments":  func(_ *Set, p promised) string { return strings.Join(p.record.Departments, ";") },
}

// notesCell are dated notes as the lines of one cell, which can be taken apart
// again: a line that goes on begins with two spaces.
func notesCell(notes []Note) string {
	var lines []string
	for _, n := range notes {
		lines = append(lines, n.On+" "+strings.ReplaceAll(n.Text, "\n", "\n  "))
	}
	return strings.Join(lines, "\n")
}

var eachTraveller = parts(func(e *Entry) []Traveller {
	if e.Trip == nil {
		return nil
	}
	return e.Trip.Travellers
})

var travellerCells = cells[part[Traveller]]{
	"entry":     func(s *Set, p part[Traveller]) string { return p.id(s) },
	"traveller": func(s *Set, p part[Traveller]) string { return p.number(s) },
	"url":       func(s *Set, p part[Traveller]) string { return p.url(s) },
	"title":     func(s *Set, p part[Traveller]) string { return p.title(s) },
	"start":     func(_ *Set, p part[Traveller]) string { return dayCell(p.entry.Trip.Start.V) },
	"end":       func(_ *Set, p part[Traveller]) string { return dayCell(p.entry.Trip.End.V) },
	"status":    func(_ *Set, p part[Traveller]) string { return p.entry.Trip.Status.V },
	"who": func(s *Set, p part[Traveller]) string {
		if x := s.travellerNamed(p.of); x != nil {
			return x.Called().V
		}
		return p.of.Role.V
	},
	"office": func(s *Set, p part[Traveller]) string {
		if x := s.travellerNamed(p.of); x != nil && x.Called() == x.Name {
			return x.Role.V
		}
		return ""
	},
	"person":   func(_ *Set, p part[Traveller]) string { return bareID(p.of.Person, "people/") },
	"role":     func(_ *Set, p part[Traveller]) string { return p.of.Role.V },
	"function": func(_ *Set, p part[Traveller]) string { return p.of.Function.V },
	"count":    func(_ *Set, p part[Traveller]) string { return strconv.Itoa(p.of.Count) },
	"together": func(_ *Set, p part[Traveller]) string { return strconv.Itoa(p.entry.Trip.people()) },

	"destinations":  func(_ *Set, p part[Traveller]) string { return strings.Join(placesOf(p.entry.Trip), ";") },
	"countries":     func(s *Set, p part[Traveller]) string { return p.countries(s) },
	"purpose":       func(_ *Set, p part[Traveller]) string { return p.entry.Purpose.V },
	"transport":     func(_ *Set, p part[Traveller]) string { return paidFor(p.entry, "transport") },
	"class":         func(_ *Set, p part[Traveller]) string { return strings.Join(p.entry.classes(), ";") },
	"nights":        func(_ *Set, p part[Traveller]) string { return nightsAlone(p.entry) },
	"hotel":         func(_ *Set, p part[Traveller]) string { return paidFor(p.entry, "lodging") },
	"paid_by":       func(s *Set, p part[Traveller]) string { return s.payerCell(p.of.PaidBy) },
	"cost_share":    func(_ *Set, p part[Traveller]) string { return shareAlone(p.entry) },
	"cost_trip":     func(_ *Set, p part[Traveller]) string { return tripCostCell(p.entry) },
	"currency":      func(s *Set, _ part[Traveller]) string { return s.settings.Currency },
	"cost_status":   func(_ *Set, p part[Traveller]) string { return string(p.entry.Cost.State) },
	"spent":         func(s *Set, p part[Traveller]) string { return strconv.FormatBool(s.Spent(p.entry, s.today)) },
	"local_benefit": func(_ *Set, p part[Traveller]) string { return strings.TrimSpace(p.entry.Impact.Benefit.V) },
}

// travellerNamed is the traveller who has a page, and is called as it is there. All
// others are told by their role alone.
func (s *Set) travellerNamed(t Traveller) *Person {
	return s.Person(bareID(t.Person, "people/"))
}

func nightsCell(known bool, n int) string {
	if !known {
		return ""
	}
	return strconv.Itoa(n)
}

// people is how many travelled.
func (t *Trip) people() int {
	n := 0
	for _, x := range t.Travellers {
		n += x.Count
	}
	return n
}

// paidFor is what the lines of a cost for one purpose say, but for money that came back.
func paidFor(e *Entry, purpose string) string {
	var out []string
	for _, l := range e.Cost.Lines {
		if l.For.V == purpose && l.What.OK() && l.Amount.V.Minor >= 0 && !slices.Contains(out, l.What.V) {
			out = append(out, l.What.V)
		}
	}
	return strings.Join(out, "; ")
}

// classes are those of a trip's journeys, each once.
func (e *Entry) classes() []string {
	var out []string
	for _, l := range e.Cost.Lines {
		if l.Class.OK() && !slices.Contains(out, l.Class.V) {
			out = append(out, l.Class.V)
		}
	}
	return out
}

// Lines of a cost do not say for whom they were paid. So what of them is one
// traveller's is known only where nobody else travelled: it is not divided.

func nightsAlone(e *Entry) string {
	n, known := 0, false
	for _, l := range e.Cost.Lines {
		n, known = n+l.Nights.V, known || l.Nights.OK()
	}
	return nightsCell(known && len(e.Trip.Travellers) == 1, n)
}

func shareAlone(e *Entry) string {
	if len(e.Trip.Travellers) != 1 {
		return ""
	}
	return tripCostCell(e)
}

func tripCostCell(e *Entry) string {
	if !e.Cost.Known {
		return ""
	}
	return e.Cost.Trip.Decimal()
}

var eachMeasure = parts(func(e *Entry) []Measure {
	if e.Outcome == nil {
		return nil
	}
	return e.Outcome.Measures
})

var measureCells = cells[part[Measure]]{
	"entry":   func(s *Set, p part[Measure]) string { return p.id(s) },
	"measure": func(s *Set, p part[Measure]) string { return p.number(s) },
	"url":     func(s *Set, p part[Measure]) string { return p.url(s) },
	"title":   func(s *Set, p part[Measure]) string { return p.title(s) },
	"date":    func(s *Set, p part[Measure]) string { return p.date(s) },
	"status":  func(_ *Set, p part[Measure]) string { return p.entry.Outcome.Status.V },
	"what":    func(_ *Set, p part[Measure]) string { return p.of.What.V },
	"unit":    func(_ *Set, p part[Measure]) string { return p.of.Unit.V },
	"before":  func(_ *Set, p part[Measure]) string { return p.of.Before.V },
	"target":  func(_ *Set, p part[Measure]) string { return p.of.Target.V },
	"now":     func(_ *Set, p part[Measure]) string { return p.of.Now.V },
}
