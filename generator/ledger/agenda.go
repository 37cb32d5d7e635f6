package ledger

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parvis/generator/content"
)

// This file is what is planned: trips, events, reviews, promises due, results that
// will be known.

// ItemKind is what a planned thing is.
type ItemKind string

// The kinds of planned things.
const (
	TripItem    ItemKind = "trip"
	EventItem   ItemKind = "event"
	ReviewItem  ItemKind = "review"
	PromiseItem ItemKind = "promise"
	ResultItem  ItemKind = "result"
)

// Item is one thing that is planned, or was, or has been cancelled.
type Item struct {
	ID          string // that of its entry, with a fragment for what is a part of it
	Kind        ItemKind
	Entry       *content.Entry
	From, Until time.Time
	Period      content.Period // as it is written, of an agreement's review and of a result
	Lessons     []content.Text // that are to be reviewed
	Promise     *Promise
	Cancelled   bool
	Overdue     bool // a review past its day with nothing recorded
	Away        bool // people are on the road
}

// Agenda is all that is planned or was, the soonest first. A department's id
// limits it to what that department works on; "" does not.
func (ld *Ledger) Agenda(department string) []Item {
	return ld.agendas.of(department, func() []Item { return ld.makeAgenda(department) })
}

// AgendaFrom is what does not end before a day.
func (ld *Ledger) AgendaFrom(department string, day time.Time) []Item {
	return slices.DeleteFunc(slices.Clone(ld.Agenda(department)), func(x Item) bool { return x.Until.Before(day) })
}

// Ahead is what is not over yet and not cancelled.
func (ld *Ledger) Ahead() []Item { return ld.ahead() }

func (ld *Ledger) listAhead() []Item {
	return slices.DeleteFunc(ld.AgendaFrom("", ld.Today()), func(x Item) bool { return x.Cancelled })
}

// Overdue are the reviews whose day has passed with nothing recorded.
func (ld *Ledger) Overdue() []Item {
	return slices.DeleteFunc(slices.Clone(ld.Agenda("")), func(x Item) bool { return !x.Overdue })
}

// CalledOff is what was cancelled and does not end before a day.
func (ld *Ledger) CalledOff(day time.Time) []Item {
	return slices.DeleteFunc(ld.AgendaFrom("", day), func(x Item) bool { return !x.Cancelled })
}

func (ld *Ledger) makeAgenda(department string) []Item {
	var out []Item
	for _, e := range ld.Set.Entries() {
		if department == "" && e.StaffOnly() {
			continue // whose departments have it in theirs
		}
		if department == "" || slices.ContainsFunc(e.Departments, func(v content.Text) bool { return v.V == department }) {
			out = append(out, ld.itemsOf(e)...)
		}
	}
	slices.SortStableFunc(out, func(a, b Item) int { return cmp.Or(a.From.Compare(b.From), strings.Compare(a.ID, b.ID)) })
	return out
}

// itemsOf is what one entry puts into the agenda.
func (ld *Ledger) itemsOf(e *content.Entry) []Item {
	var out []Item
	late := map[time.Time]bool{}
	for _, r := range ld.Set.LateReviews(e) {
		late[r.Day] = true
	}
	switch {
	case e.Trip != nil:
		out = append(out, Item{ID: e.ID, Kind: TripItem, Entry: e, From: e.Trip.Start.V, Until: e.Trip.End.V, Cancelled: cancelled(e), Away: !cancelled(e)})
		byDay := map[time.Time]int{} // by day, the place of its review in out
		for _, x := range e.Trip.Lessons {
			if !x.Review.OK() {
				continue
			}
			day := x.Review.V
			if byDay[day] == 0 {
				byDay[day] = len(out)
				out = append(out, Item{ID: e.ID + "#review-" + day.Format("2006-01-02"), Kind: ReviewItem, Entry: e, From: day, Until: day, Overdue: late[day]})
			}
			review := &out[byDay[day]]
			review.Lessons = append(review.Lessons, x.Seen)
		}
	case e.Event != nil:
		out = append(out, Item{ID: e.ID, Kind: EventItem, Entry: e, From: e.Date(), Until: e.End(), Cancelled: cancelled(e)})
	case e.Agreement != nil:
		if r := e.Agreement.Review; r.OK() {
			out = append(out, Item{ID: e.ID + "#review", Kind: ReviewItem, Entry: e, From: r.V.Start, Until: r.V.End(), Period: r, Overdue: late[r.V.End()]})
		}
		for _, p := range ld.PromisesIn(e) {
			if p.Due.OK() {
				out = append(
					out,
					Item{
						ID:        e.ID + "#page-promise-" + p.ID.V,
						Kind:      PromiseItem,
						Entry:     e,
						From:      p.Due.V,
						Until:     p.Due.V,
						Promise:   &p,
						Cancelled: p.Status == Dropped,
					},
				)
			}
		}
	case e.Outcome != nil && e.Outcome.Due.OK() && e.Outcome.Status.V == "too_early":
		due := e.Outcome.Due
		out = append(out, Item{ID: e.ID + "#due", Kind: ResultItem, Entry: e, From: due.V.Start, Until: due.V.End(), Period: due})
	}
	return out
}
