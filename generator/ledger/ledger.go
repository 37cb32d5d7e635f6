// Package ledger keeps a city's facts as they stand on one day: what was spent
// and by whom it was paid, in which years there was something, what was promised
// and how that stands, what lies ahead, who travelled, what was corrected.
//
// It knows no words, no language and no address. Its rows are keyed by ids and
// days: two issues that have one name in a language are two rows in each, and a
// sum is the same on every page that shows it. Site, letters and data read it,
// and add the names that readers see.
//
// A Ledger is of one content.Set, and so of one day; AsOf gives that of an
// earlier one. Everything is worked out when it is first asked for, once for all
// languages and pages, and may be asked for from any goroutine.
package ledger

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"parvis/generator/content"
)

// Ledger is the facts of a city at the end of a day.
type Ledger struct {
	Set *content.Set

	kinds    func() map[content.Kind][]*content.Entry
	places   func() map[*content.Entry]int
	index    func() *index
	promises func() map[Term][]Promise
	accounts *memo[Term, content.Account]
	changes  func() []Change
	ahead    func() []Item
	dormant  func() int
	targets  func() map[string]int
	agendas  *memo[string, []Item] // by department
	records  *memo[string, Record] // by person
	days     *memo[*content.Set, *Ledger]
	served   func() [17]int
	letters  letterMemos

	// partnerNames are the ids of partners by their names (see nameIDs).
	partnerNames func() map[string]string
}

// New is the ledger of checked content, on the day for which that is made.
func New(set *content.Set) *Ledger { return newOf(set, newMemo[*content.Set, *Ledger]()) }

// Again is the ledger of a set that goes on from this one's (see
// content.Set.Again). Its entries have the same facts, and so the same order.
func (ld *Ledger) Again(set *content.Set) *Ledger {
	out, kinds := New(set), maps.Clone(ld.kinds())
	for i, e := range set.Entries() {
		if old := ld.Set.Entries()[i]; e != old {
			list := slices.Clone(kinds[e.Kind])
			list[slices.Index(list, old)] = e
			kinds[e.Kind] = list
		}
	}
	out.kinds = func() map[content.Kind][]*content.Entry { return kinds }
	return out
}

func newOf(set *content.Set, days *memo[*content.Set, *Ledger]) *Ledger {
	ld := &Ledger{Set: set, accounts: newMemo[Term, content.Account](), agendas: newMemo[string, []Item](), records: newMemo[string, Record](), days: days}
	ld.kinds, ld.index, ld.promises = sync.OnceValue(ld.byKind), sync.OnceValue(ld.makeIndex), sync.OnceValue(ld.indexPromises)
	ld.partnerNames, ld.changes = sync.OnceValue(ld.nameIDs), sync.OnceValue(ld.listChanges)
	ld.places, ld.ahead = sync.OnceValue(ld.placeInKinds), sync.OnceValue(ld.listAhead)
	ld.served, ld.letters = sync.OnceValue(ld.countServed), newLetterMemos()
	ld.dormant, ld.targets = sync.OnceValue(ld.countDormant), sync.OnceValue(ld.countTargets)
	return ld
}

// AsOf is the ledger as it stood at the end of a day (see content.Set.AsOf).
func (ld *Ledger) AsOf(day time.Time) *Ledger { return ld.of(ld.Set.AsOf(day)) }

// OfLetter is the ledger as a month's letter knows it.
func (ld *Ledger) OfLetter(n *content.Newsletter) *Ledger { return ld.of(ld.Set.OfLetter(n)) }

func (ld *Ledger) of(set *content.Set) *Ledger {
	return ld.days.of(set, func() *Ledger { return newOf(set, ld.days) })
}

// Today is the day of the ledger, midnight UTC.
func (ld *Ledger) Today() time.Time { return ld.Set.Today() }

// memo keeps what was worked out.
type memo[K comparable, V any] struct {
	mu sync.Mutex
	by map[K]V
}

func newMemo[K comparable, V any]() *memo[K, V] { return &memo[K, V]{by: map[K]V{}} }

// of is the value of a key, worked out when it is first asked for.
func (m *memo[K, V]) of(key K, work func() V) V {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, known := m.by[key]
	if !known {
		v = work()
		m.by[key] = v
	}
	return v
}

// Term is that under which entries and promises are listed: a kind, the id of a
// person or partner (people/anna), a local issue, department, goal or year. The
// empty one holds all.
type Term string

// The terms that are no ids of files.
func OfKind(k content.Kind) Term  { return Term(k) }
func OfIssue(id string) Term      { return Term("issues/" + id) }
func OfDepartment(id string) Term { return Term("departments/" + id) }
func OfGoal(number int) Term      { return Term("sdg/" + strconv.Itoa(number)) }
func OfYear(year int) Term        { return Term("costs/" + strconv.Itoa(year)) }

// index is the entries by their terms, and the years that have some, newest
// first.
type index struct {
	terms map[Term][]*content.Entry
	years []int
}

// Entries are the entries below a term, newest first, each once.
func (ld *Ledger) Entries(t Term) []*content.Entry { return ld.index().terms[t] }

// Kind are the entries of a kind, newest first. Unlike Entries it asks for no
// other list.
func (ld *Ledger) Kind(k content.Kind) []*content.Entry { return ld.kinds()[k] }

// Beside are the entries of its kind right before and after an entry, nil where
// there is none.
func (ld *Ledger) Beside(e *content.Entry) (earlier, later *content.Entry) {
	list, i := ld.Kind(e.Kind), ld.places()[e]
	if i+1 < len(list) {
		earlier = list[i+1]
	}
	if i > 0 {
		later = list[i-1]
	}
	return earlier, later
}

// placeInKinds are the entries' places in the lists of their kinds.
func (ld *Ledger) placeInKinds() map[*content.Entry]int {
	out := make(map[*content.Entry]int, len(ld.Set.Entries()))
	for _, list := range ld.kinds() {
		for i, e := range list {
			out[e] = i
		}
	}
	return out
}

// Years are the years that have entries, newest first.
func (ld *Ledger) Years() []int { return ld.index().years }

// Account is what the entries below a term have cost until today, and what is
// planned.
func (ld *Ledger) Account(t Term) content.Account {
	return ld.accounts.of(t, func() content.Account { return ld.Sum(ld.Entries(t)) })
}

// Sum is the same of any list of entries.
func (ld *Ledger) Sum(list []*content.Entry) content.Account {
	return ld.Set.Account(list, ld.Today())
}

func (ld *Ledger) byKind() map[content.Kind][]*content.Entry {
	out := map[content.Kind][]*content.Entry{}
	for _, e := range slices.Backward(ld.Set.Entries()) {
		out[e.Kind] = append(out[e.Kind], e)
	}
	return out
}

// makeIndex puts the entries under their terms.
func (ld *Ledger) makeIndex() *index {
	issues, departments, partners, people := listing[string]{}, listing[string]{}, listing[string]{}, listing[string]{}
	goals, years := listing[int]{}, listing[int]{}
	all := slices.Clone(ld.Set.Entries())
	slices.Reverse(all)
	for _, e := range all {
		for _, v := range e.Impact.Issues {
			issues.add(v.V, e)
		}
		for _, g := range e.Goals {
			goals.add(g.Number, e)
		}
		for _, v := range e.Departments {
			departments.add(v.V, e)
		}
		for _, v := range e.Partners {
			partners.add(strings.TrimPrefix(v.V, "partners/"), e)
		}
		for _, id := range PeopleOf(e) {
			people.add(id, e)
		}
		years.add(e.Date().Year(), e)
	}
	x := &index{terms: map[Term][]*content.Entry{"": all}}
	for year, list := range years {
		if !list[0].Date().IsZero() {
			x.years = append(x.years, year)
		}
	}
	slices.Sort(x.years)
	slices.Reverse(x.years)
	under(x, "", ld.kinds())
	under(x, "issues/", issues)
	under(x, "sdg/", goals)
	under(x, "departments/", departments)
	under(x, "partners/", partners)
	under(x, "people/", people)
	under(x, "costs/", years)
	return x
}

// listing is entries by the terms of one list, newest first.
type listing[T comparable] map[T][]*content.Entry

// add puts an entry under a term, once.
func (l listing[T]) add(term T, e *content.Entry) {
	if list := l[term]; len(list) == 0 || list[len(list)-1] != e {
		l[term] = append(list, e)
	}
}

// under adds a list's terms to those of the ledger.
func under[T comparable](x *index, list string, terms map[T][]*content.Entry) {
	for term, entries := range terms {
		x.terms[Term(list+fmt.Sprint(term))] = entries
	}
}

// PeopleOf are the slugs of those who answer for an entry, travelled or own a
// promise.
func PeopleOf(e *content.Entry) []string {
	var out []string
	add := func(v content.Text) {
		if id := personID(v); v.OK() && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	add(e.Official)
	if e.Trip != nil {
		for _, t := range e.Trip.Travellers {
			add(t.Person)
		}
	}
	if e.Agreement != nil {
		for _, p := range e.Agreement.Promises {
			add(p.Owner)
		}
	}
	return out
}

// personID is the slug of the person whom a text names.
func personID(v content.Text) string { return strings.TrimPrefix(v.V, "people/") }

// Served is how many entries serve each of the goals, 1 to 17, at its number
// less one.
func (ld *Ledger) Served() [17]int { return ld.served() }

func (ld *Ledger) countServed() (out [17]int) {
	for _, e := range ld.Set.Entries() {
		for i, g := range e.Goals {
			if !slices.ContainsFunc(e.Goals[:i], func(o content.Goal) bool { return o.Number == g.Number }) {
				out[g.Number-1]++
			}
		}
	}
	return out
}
