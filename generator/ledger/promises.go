package ledger

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/frontmatter"
)

// Status is how a promise stands.
type Status string

// The states of a promise.
const (
	Kept    Status = "kept"
	Late    Status = "late"
	Open    Status = "open"
	Dropped Status = "dropped"
)

// owedFirst is the order in which promises are listed: what is owed first.
var owedFirst = map[Status]int{Late: 0, Open: 1, Kept: 2, Dropped: 3}

// Promise is one promise, the agreement that makes it, and how it stands.
type Promise struct {
	content.Promise
	Entry  *content.Entry
	Status Status // that of the content.Promise, with lateness worked out
}

// Owed tells whether the promise is still to be kept.
func (p Promise) Owed() bool { return p.Status == Open || p.Status == Late }

// Promises are the promises below a term, what is owed first: all, those of an
// issue, department or partner, or those that a person owns.
func (ld *Ledger) Promises(t Term) []Promise { return ld.promises()[t] }

// PromisesIn are the promises of an agreement, as it lists them; none for
// another entry.
func (ld *Ledger) PromisesIn(e *content.Entry) []Promise {
	if e.Agreement == nil {
		return nil
	}
	out := make([]Promise, len(e.Agreement.Promises))
	for i, p := range e.Agreement.Promises {
		out[i] = Promise{p, e, Status(ld.Set.PromiseStatus(p))}
	}
	return out
}

// AllPromises are all promises, the oldest agreement's first, as each lists
// them.
func (ld *Ledger) AllPromises() []Promise {
	var out []Promise
	for _, e := range slices.Backward(ld.Kind(content.Agreements)) {
		out = append(out, ld.PromisesIn(e)...)
	}
	return out
}

func (ld *Ledger) indexPromises() map[Term][]Promise {
	by := map[Term][]Promise{}
	for _, e := range ld.Kind(content.Agreements) {
		terms := []Term{""}
		for _, v := range e.Impact.Issues {
			terms = append(terms, OfIssue(v.V))
		}
		for _, v := range e.Departments {
			terms = append(terms, OfDepartment(v.V))
		}
		for _, v := range e.Partners {
			terms = append(terms, Term("partners/"+strings.TrimPrefix(v.V, "partners/")))
		}
		slices.Sort(terms)
		for _, p := range ld.PromisesIn(e) {
			for _, t := range slices.Compact(terms) {
				by[t] = append(by[t], p)
			}
			if p.Owner.OK() {
				owner := Term("people/" + personID(p.Owner))
				by[owner] = append(by[owner], p)
			}
		}
	}
	for _, list := range by {
		slices.SortStableFunc(list, comparePromises)
	}
	return by
}

// comparePromises puts what is late first, the longest first, then what is
// open, the soonest first, then what is done with, the latest first.
func comparePromises(a, b Promise) int {
	due := func(p Promise) time.Time {
		if p.Due.OK() {
			return p.Due.V
		}
		return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	byDay := due(a).Compare(due(b))
	if !a.Owed() {
		byDay = -byDay
	}
	return cmp.Or(owedFirst[a.Status]-owedFirst[b.Status], byDay, strings.Compare(a.Entry.ID, b.Entry.ID))
}

// CountStatus counts promises by how they stand.
func CountStatus(list []Promise) map[Status]int {
	out := map[Status]int{}
	for _, p := range list {
		out[p.Status]++
	}
	return out
}

// DueYear counts the promises that are due in one year; Count is nil for a year
// in which none is.
type DueYear struct {
	Year  int
	Count map[Status]int
}

// DueYears are the years in which promises are due, the first to the last and
// each between them. It is nil where there are fewer than two, or where they
// cannot be meant.
func DueYears(list []Promise) []DueYear {
	by := map[int]map[Status]int{}
	first, last := 0, 0
	for _, p := range list {
		if !p.Due.OK() {
			continue
		}
		y := p.Due.V.Year()
		if len(by) == 0 {
			first, last = y, y
		}
		if by[y] == nil {
			by[y] = map[Status]int{}
		}
		by[y][p.Status]++
		first, last = min(first, y), max(last, y)
	}
	if len(by) < 2 || last-first > MostYears {
		return nil
	}
	var out []DueYear
	for y := first; y <= last; y++ {
		out = append(out, DueYear{y, by[y]})
	}
	return out
}

// Standing is what else is known of a promise today.
type Standing struct {
	Keeper   *content.Entry // the outcome that keeps it, nil for none
	Unproved bool           // kept, and no outcome says how
	Settled  time.Time      // the day on which it was kept or dropped; zero where that is not known
	// DaysLate is how many days have passed since it was due, or had when it was
	// kept, and MonthsLate how many whole months: 0 for what is in time.
	DaysLate, MonthsLate int
	// OwnerLeft tells that its owner has left office while it is owed; OwnerNow
	// is who answers instead, nil where that is not known.
	OwnerLeft bool
	OwnerNow  *content.Person
	Notes     []content.News // until today, the oldest first
}

// Standing tells how a promise stands.
func (ld *Ledger) Standing(p Promise) Standing {
	set, today := ld.Set, ld.Today()
	s := Standing{Keeper: set.Keeper(p.Entry, p.Promise), Settled: set.KeptOn(p.Entry, p.Promise), Notes: set.NotesOf(p.Promise)}
	s.Unproved = p.Status == Kept && s.Keeper == nil
	late := s.Settled // the day on which it counts how late it is
	if p.Status == Late {
		late = today
	}
	if p.Due.OK() && late.After(p.Due.V) {
		s.DaysLate, s.MonthsLate = int(late.Sub(p.Due.V).Hours()/24), frontmatter.MonthsBetween(p.Due.V, late)
	}
	if s.Settled.IsZero() && p.DroppedOn.OK() {
		s.Settled = p.DroppedOn.V
	}
	if o := set.Person(personID(p.Owner)); o != nil && o.Elected && !o.InOffice(today, today) && p.Owed() {
		s.OwnerLeft, s.OwnerNow = true, set.Successor(o, departmentsOf(p.Entry), today)
	}
	return s
}

func departmentsOf(e *content.Entry) []string {
	out := make([]string, len(e.Departments))
	for i, d := range e.Departments {
		out[i] = d.V
	}
	return out
}
