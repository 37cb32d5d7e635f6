package ledger

import (
	"slices"
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

// letterMemos keep what a letter tells: a letter has several forms, in each
// language, and each thing it tells is looked for among all entries.
type letterMemos struct {
	said    *memo[Span, Said]
	told    *memo[letterSpan, []*content.Entry]
	became  *memo[Span, []Became]
	trips   *memo[Span, []*content.Entry]
	coming  *memo[spanAhead, []Coming]
	changes *memo[Span, []Change]
}

// letterSpan is a letter and its time, spanAhead a time and so many months behind it.
type (
	letterSpan struct {
		letter *content.Newsletter
		Span
	}
	spanAhead struct {
		Span
		months int
	}
)

func newLetterMemos() letterMemos {
	return letterMemos{newMemo[Span, Said](), newMemo[letterSpan, []*content.Entry](), newMemo[Span, []Became](), newMemo[Span, []*content.Entry](),
		newMemo[spanAhead, []Coming](), newMemo[Span, []Change]()}
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
	return ld.letters.said.of(in, func() Said { return ld.part(in) })
}

func (ld *Ledger) part(in Span) Said {
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

// Run is the months in a row, up to a letter, that have one.
type Run struct {
	Months int
	First  *content.Newsletter
	// Resumed tells that it is the first letter after a gap.
	Resumed bool
}

// RunTo is the months in a row up to a letter, by its place among all.
func (ld *Ledger) RunTo(i int) Run {
	letters := ld.Set.Newsletters()[:i+1]
	n := content.MonthsInRow(letters)
	return Run{n, letters[len(letters)-n], n == 1 && i > 0}
}

// LettersSilent tells whether a month has ended without a letter since the last
// one.
func (ld *Ledger) LettersSilent() bool {
	letters := ld.Set.Newsletters()
	return frontmatter.MonthEnd(frontmatter.AddMonths(letters[len(letters)-1].Month, 1)).Before(ld.Today())
}

// Month is one month of the archive: its first day and its letter, nil for none.
type Month struct {
	First  time.Time
	Letter *content.Newsletter
}

// Months are all months from the last letter to the first.
func (ld *Ledger) Months() []Month {
	var out []Month
	letters := ld.Set.Newsletters()
	for i, n := range slices.Backward(letters) {
		if i+1 < len(letters) {
			for m := frontmatter.AddMonths(letters[i+1].Month, -1); m.After(n.Month); m = frontmatter.AddMonths(m, -1) {
				out = append(out, Month{First: m})
			}
		}
		out = append(out, Month{n.Month, n})
	}
	return out
}

// Signer is somebody who signed letters, and which, the latest first.
type Signer struct {
	Person  *content.Person
	Letters []*content.Newsletter
}

// SignerOf is who signs a letter, or nil.
func (ld *Ledger) SignerOf(n *content.Newsletter) *content.Person {
	return ld.Set.Person(personID(n.SignedBy))
}

// Signers are all who signed letters, who signed last first.
func (ld *Ledger) Signers() []Signer {
	var out []Signer
	for _, n := range slices.Backward(ld.Set.Newsletters()) {
		p := ld.SignerOf(n)
		if p == nil {
			continue
		}
		i := slices.IndexFunc(out, func(x Signer) bool { return x.Person == p })
		if i < 0 {
			i, out = len(out), append(out, Signer{Person: p})
		}
		out[i].Letters = append(out[i].Letters, n)
	}
	return out
}

// Told are the entries that a letter tells of: those it features, then those of
// its time, newest first, but for trips that nobody says were made.
func (ld *Ledger) Told(n *content.Newsletter, in Span) []*content.Entry {
	return ld.letters.told.of(letterSpan{n, in}, func() []*content.Entry { return ld.listTold(n, in) })
}

func (ld *Ledger) listTold(n *content.Newsletter, in Span) []*content.Entry {
	var out []*content.Entry
	for _, id := range n.Features {
		if e := ld.Set.Entry(id.V); e != nil && !e.StaffOnly() && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	for _, e := range slices.Backward(ld.Set.Entries()) {
		unmade := e.Trip != nil && e.Trip.Status.V == "planned"
		if in.Holds(e.Told()) && !unmade && !e.StaffOnly() && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// IssueChange is what one local issue has of what is told.
type IssueChange struct {
	Issue string // its id
	Entry *content.Entry
}

// ChangesHere are those of what is told that change something by the end of a
// time, so many at most, each for the first of its issues that has none yet.
func (ld *Ledger) ChangesHere(told []*content.Entry, in Span, most int) []IssueChange {
	var out []IssueChange
	for _, e := range told {
		if len(out) == most || e.Date().After(in.To) || cancelled(e) {
			continue
		}
		for _, id := range ld.IssuesOf(e) {
			if !slices.ContainsFunc(out, func(x IssueChange) bool { return x.Issue == id }) {
				out = append(out, IssueChange{id, e})
				break
			}
		}
	}
	return out
}

// Became is what has come of a trip or an agreement: its latest outcome, how
// many of its promises are kept, and its latest news where those are later than
// the outcome; none of these may be there.
type Became struct {
	Entry          *content.Entry
	Outcome        *content.Entry
	News           content.Text
	Kept, Promises int
}

// BecameOf is what has come of the trips and agreements of a time.
func (ld *Ledger) BecameOf(in Span) []Became {
	return ld.letters.became.of(in, func() []Became { return ld.listBecame(in) })
}

func (ld *Ledger) listBecame(in Span) []Became {
	var out []Became
	for _, e := range ld.Set.Entries() {
		if e.Outcome != nil || e.Event != nil || !in.Holds(e.End()) {
			continue
		}
		promises := ld.PromisesIn(e)
		b := Became{Entry: e, Promises: len(promises), Kept: CountStatus(promises)[Kept]}
		if list := ld.Set.OutcomesOf(e); len(list) > 0 {
			b.Outcome = list[len(list)-1]
		}
		if e.Agreement != nil {
			b.News = laterNews(e.Agreement.FollowUp, b.Outcome)
		}
		out = append(out, b)
	}
	return out
}

// laterNews is the latest of some news, where an outcome is not as late.
func laterNews(news []content.News, outcome *content.Entry) content.Text {
	var last content.News
	for _, n := range news {
		if !n.On.V.Before(last.On.V) {
			last = n
		}
	}
	if outcome != nil && !outcome.Date().Before(last.On.V) {
		return content.Text{}
	}
	return last.Text
}

// TripsTold are the trips that ended, or were cancelled, in a time.
func (ld *Ledger) TripsTold(in Span) []*content.Entry {
	return ld.letters.trips.of(in, func() []*content.Entry {
		return only(ld.Set.Entries(), func(e *content.Entry) bool {
			return e.Trip != nil && e.Trip.Status.V != "planned" && in.Holds(e.Told())
		})
	})
}

// Coming is what is ahead: a trip, an event, the review of an agreement, or a promise.
type Coming struct {
	At      time.Time
	Kind    ItemKind
	Entry   *content.Entry
	Promise *Promise
}

// Coming are the trips, events, reviews and promises behind a time, soonest first, until
// the end of the month that is so many months later.
func (ld *Ledger) Coming(in Span, months int) []Coming {
	return ld.letters.coming.of(spanAhead{in, months}, func() []Coming { return ld.listComing(in, months) })
}

func (ld *Ledger) listComing(in Span, months int) []Coming {
	var out []Coming
	last := frontmatter.MonthEnd(frontmatter.AddMonths(in.To, months))
	ahead := func(t time.Time) bool { return t.After(in.To) && !t.After(last) }
	for _, e := range ld.Set.Entries() {
		if e.Trip != nil && !cancelled(e) && e.End().After(in.To) && !e.Date().After(last) {
			out = append(out, Coming{At: e.Date(), Kind: TripItem, Entry: e})
		}
		if e.Event != nil && !e.StaffOnly() && !cancelled(e) && ahead(e.Date()) {
			out = append(out, Coming{At: e.Date(), Kind: EventItem, Entry: e})
		}
		if e.Agreement == nil {
			continue
		}
		if r := e.Agreement.Review; r.OK() && ahead(r.V.Start) {
			out = append(out, Coming{At: r.V.Start, Kind: ReviewItem, Entry: e})
		}
		for _, p := range ld.PromisesIn(e) {
			if p.Due.OK() && ahead(p.Due.V) && p.Status == Open {
				out = append(out, Coming{At: p.Due.V, Kind: PromiseItem, Entry: e, Promise: &p})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Coming) int { return a.At.Compare(b.At) })
	return out
}

// Voice is what somebody says in what is told: a young person before others. It
// is not ok where nobody does.
func Voice(told []*content.Entry) (e *content.Entry, v content.Voice, ok bool) {
	for _, x := range told {
		for _, q := range x.Voices {
			if !ok || q.Youth && !v.Youth {
				e, v, ok = x, q, true
			}
		}
	}
	return e, v, ok
}

// TripsAhead are the trips behind a time that are not cancelled, soonest first.
func (ld *Ledger) TripsAhead(in Span) []*content.Entry {
	return only(ld.Set.Entries(), func(e *content.Entry) bool { return e.Trip != nil && !cancelled(e) && e.Date().After(in.To) })
}
