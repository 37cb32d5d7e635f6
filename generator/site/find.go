package site

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// This file gives a long list its form: by what its rows can be chosen and put
// in order, in the browser alone. The rows say the same in their data-year,
// data-issue … by the values of the choices.

// Find is the form of a list. It has only such fields as tell its rows apart.
type Find struct {
	File    string // what the rows that are shown are called as a file; "" where they are no table
	Pages   int    // over how many pages the list goes on
	Fields  []FindField
	Amount  string // the name of the field for the least amount, "" for none
	Most    string // and of that for the greatest
	Sorts   bool   // in the form, and not by the heads of a table
	Columns string // the heads of the file's columns, with | between them; "" for a table, which has its own
}

// FindField is one list of choices: Name is what the address calls it, All its
// first choice, by which it does not count.
type FindField struct {
	Name, Label, All string
	Choices          []FindChoice
}

// FindChoice is one of them.
type FindChoice struct{ Value, Text string }

// fewest is how many rows a list has before it needs a form.
const fewest = 9

// RowKeys are by what a row can be chosen: ids with a space between them. Amount
// is a decimal, "" where it is not known.
type RowKeys struct{ Year, Kind, Issues, Status, People, Amount string }

// findColumns are by what lists can be chosen: the name in the address, the word
// for the field, and that for its first choice.
var findColumns = [][3]string{{"year", "costs.column-year", "find.all-years"}, {"kind", "costs.column-kind", "find.all-kinds"},
	{"issue", "costs.column-issue", "find.all-issues"}, {"status", "promise.state", "find.all-states"}, {"person", "find.person", "find.all-people"}}

// finder gathers the choices of a list.
type finder map[string]map[string]string // by column, the words for each value

func (f finder) add(column, value, text string) {
	if value == "" {
		return
	}
	if f[column] == nil {
		f[column] = map[string]string{}
	}
	f[column][value] = text
}

// fields are the columns that have something to choose, each in the order of its
// words, the years from the latest on.
func (f finder) fields(l *lang) []FindField {
	var out []FindField
	for _, c := range findColumns {
		if len(f[c[0]]) < 2 {
			continue
		}
		field := FindField{Name: c[0], Label: l.word(c[1]), All: l.word(c[2])}
		for value, text := range f[c[0]] {
			field.Choices = append(field.Choices, FindChoice{value, text})
		}
		slices.SortFunc(field.Choices, func(a, b FindChoice) int {
			if c[0] == "year" {
				return strings.Compare(b.Value, a.Value)
			}
			if order := l.Compare(a.Text, b.Text); order != 0 {
				return order
			}
			return strings.Compare(a.Value, b.Value)
		})
		out = append(out, field)
	}
	return out
}

// finding is the form of a list of entries, made when the first page asks for it
// and known to all: it takes as long as the list is. There is none for a short one.
func (s *Site) finding(l *lang, file string, list []*content.Entry) func(Pager) *Find {
	return s.firstPage(len(list), fewest, func() *Find {
		f := finder{}
		for _, e := range list {
			s.entryChoices(l, f, e, ledger.PeopleOf(e))
		}
		currency := s.Set.Settings().Currency
		columns := []string{l.word("costs.column-kind"), l.word("find.when"), l.word("promise.state"), l.word("find.title"), l.word("entry.benefit"),
			l.word("cost.city") + " (" + currency + ")", l.word("find.note"), l.word("find.address")}
		return &Find{File: file, Fields: f.fields(l), Amount: l.word("find.least", "currency", currency), Most: l.word("find.most", "currency", currency),
			Sorts: true, Columns: strings.Join(columns, "|")}
	})
}

// firstPage gives the first page of a list of n rows its form, if that is not short.
func (s *Site) firstPage(n, least int, make func() *Find) func(Pager) *Find {
	once := sync.OnceValue(make)
	return func(p Pager) *Find {
		if p.Number != 1 || n < least {
			return nil
		}
		f := *once()
		f.Pages = p.Of
		return &f
	}
}

// entryChoices adds what an entry can be chosen by, with its words; people are slugs.
func (s *Site) entryChoices(l *lang, f finder, e *content.Entry, people []string) {
	f.add("year", entryYear(e), entryYear(e))
	f.add("kind", string(e.Kind), l.word("list."+string(e.Kind)))
	for _, id := range s.ledger.IssuesOf(e) {
		f.add("issue", id, s.issueName(l, id))
	}
	x := s.ledger.StateOf(e)
	if id := statusID(x); id != "" { // a draft that is shown may have none yet
		f.add("status", id, l.word(statusWord(x)))
	}
	for _, slug := range people {
		s.personChoice(l, f, slug)
	}
}

func (s *Site) personChoice(l *lang, f finder, slug string) {
	if p := s.Set.Person(slug); p != nil {
		f.add("person", slug, l.personName(p).Text)
	}
}

func (s *Site) issueName(l *lang, id string) string {
	i, _ := s.Set.Settings().Issue(id)
	return l.words(i.Name)
}

func entryYear(e *content.Entry) string {
	if e.Date().IsZero() {
		return ""
	}
	return strconv.Itoa(e.Date().Year())
}

// statusID is what addresses call a state.
func statusID(x ledger.State) string {
	if x.Kind == ledger.OutcomeState {
		return strings.ReplaceAll(x.Status, "_", "-")
	}
	return string(x.Kind)
}

// countedStates are the words for the states of which others tell a figure or day.
var countedStates = map[ledger.StateKind]string{
	ledger.ReportLateState:   "find.report-late",
	ledger.ReportDueState:    "find.report-due",
	ledger.PromisesLateState: "find.promises-late",
	ledger.PromisesOpenState: "find.promises-open",
}

// statusWord is the word for a state, without its figure or day.
func statusWord(x ledger.State) string {
	if x.Kind == ledger.OutcomeState {
		return "outcome." + statusID(x)
	}
	if w, ok := stateWords[x.Kind]; ok {
		return w[1]
	}
	return countedStates[x.Kind]
}

// rowKeys are by what an entry can be chosen in a list.
func (s *Site) rowKeys(e *content.Entry) RowKeys {
	keys := RowKeys{Year: entryYear(e), Kind: string(e.Kind), Issues: strings.Join(s.ledger.IssuesOf(e), " "), Status: statusID(s.ledger.StateOf(e)),
		People: strings.Join(ledger.PeopleOf(e), " ")}
	if c := s.ledger.CostOf(e); c.Kind != ledger.UnknownCost && c.Kind != ledger.PlanOnly {
		keys.Amount = c.Amount.Decimal()
	}
	return keys
}

// promiseFinding is the form of a list of promises.
func (s *Site) promiseFinding(l *lang, file string, list []ledger.Promise) func(Pager) *Find {
	return s.firstPage(len(list), fewest, func() *Find {
		f := finder{}
		for _, p := range list {
			keys := s.promiseKeys(p)
			f.add("year", keys.Year, keys.Year)
			f.add("status", keys.Status, l.word("promise."+keys.Status))
			for _, id := range s.ledger.IssuesOf(p.Entry) {
				f.add("issue", id, s.issueName(l, id))
			}
			s.personChoice(l, f, keys.People)
		}
		return &Find{File: file, Fields: f.fields(l)}
	})
}

// promiseKeys are by what a promise can be chosen.
func (s *Site) promiseKeys(p ledger.Promise) RowKeys {
	keys := RowKeys{Status: string(p.Status), Issues: strings.Join(s.ledger.IssuesOf(p.Entry), " "), People: strings.TrimPrefix(p.Owner.V, "people/")}
	if p.Due.OK() {
		keys.Year = strconv.Itoa(p.Due.V.Year())
	}
	return keys
}

// fileName is what the rows of an address are called as a file: trips,
// issues-waste.
func fileName(address string) string { return strings.ReplaceAll(strings.Trim(address, "/"), "/", "-") }
