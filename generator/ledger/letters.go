package ledger

import (
	"time"

	"parvis/generator/content"
	"parvis/generator/frontmatter"
)

// Span is the days from one to another, both included.
type Span struct{ From, To time.Time }

// Holds tells whether a day is one of them. The zero day is none.
func (s Span) Holds(day time.Time) bool {
	return !day.IsZero() && !day.Before(s.From) && !day.After(s.To)
}

// SpanOf is the time that a letter tells of, by its place among all: from the
// day after the last letter's month to the end of its own, or to today.
func (ld *Ledger) SpanOf(i int) Span {
	letters := ld.Set.Newsletters()
	month := letters[i].Month
	s := Span{month, frontmatter.MonthEnd(month)}
	if i > 0 {
		s.From = frontmatter.AddMonths(letters[i-1].Month, 1)
	}
	if today := ld.Today(); !today.Before(month) && today.Before(s.To) {
		s.To = today
	}
	return s
}

// YearBefore is the month of a letter, one year earlier.
func YearBefore(n *content.Newsletter) Span {
	from := frontmatter.AddMonths(n.Month, -12)
	return Span{from, frontmatter.MonthEnd(from)}
}

// Said is what became of promises in a time, each in the order of AllPromises,
// and how all of them stand.
type Said struct {
	Kept, Late, Dropped, New []Promise // Late are all that are late, since whenever
	All                      int
	Count                    map[Status]int
}

// Said parts the promises by what became of them in a time.
func (ld *Ledger) Said(in Span) Said {
	list := ld.AllPromises()
	out := Said{All: len(list), Count: CountStatus(list)}
	for _, p := range list {
		switch {
		case p.Status == Kept && in.Holds(ld.Set.KeptOn(p.Entry, p.Promise)):
			out.Kept = append(out.Kept, p)
		case p.Status == Late:
			out.Late = append(out.Late, p)
		case p.Status == Dropped && in.Holds(p.DroppedOn.V):
			out.Dropped = append(out.Dropped, p)
		case in.Holds(p.Entry.Told()):
			out.New = append(out.New, p)
		}
	}
	return out
}

// Owed are the promises that are still to be kept, in the order of AllPromises.
func (ld *Ledger) Owed() []Promise {
	var out []Promise
	for _, p := range ld.AllPromises() {
		if p.Owed() {
			out = append(out, p)
		}
	}
	return out
}
