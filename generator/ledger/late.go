package ledger

import (
	"time"

	"parvis/generator/content"
)

// Owing is what a city owes of an entry today, because its day has passed.
type Owing struct {
	Untold       bool      // a trip is over, and nobody said that it took place
	Report, Cost time.Time // the day on which it was due, zero where it is not late
	Silent       time.Time // of a dormant agreement, the day on which something was heard last
	Reviews      []content.LateReview
	Promises     int // how many are late
}

// Owing tells what is late of an entry.
func (ld *Ledger) Owing(e *content.Entry) Owing {
	out := Owing{Untold: ld.Set.PlanPast(e), Reviews: ld.Set.LateReviews(e), Promises: CountStatus(ld.PromisesIn(e))[Late]}
	if due, late := ld.Set.ReportLate(e); late {
		out.Report = due
	}
	if due, late := ld.Set.CostLate(e); late {
		out.Cost = due
	}
	if since, dormant := ld.Set.Dormant(e); dormant {
		out.Silent = since
	}
	return out
}

// StateKind is how things stand with an entry, in one word.
type StateKind string

// The states of a trip, then of an agreement. OutcomeState is that of the latest
// outcome of a trip, or of an outcome itself.
const (
	CancelledState    StateKind = "cancelled"
	PlannedState      StateKind = "planned"
	UnderWayState     StateKind = "under-way"
	HeldState         StateKind = "held"     // an event that took place
	NotToldState      StateKind = "not-told" // called planned after its last day
	ReportLateState   StateKind = "report-late"
	ReportDueState    StateKind = "report-due"
	OutcomeState      StateKind = "outcome"
	DormantState      StateKind = "dormant"
	PromisesLateState StateKind = "promises-late"
	PromisesKeptState StateKind = "promises-kept" // all of them
	PromisesOpenState StateKind = "promises-open"
	ActiveState       StateKind = "active"
)

// State is how things stand with an entry: Due is the day of its report, Status
// that of an outcome, Promises how many are late or open.
type State struct {
	Kind     StateKind
	Due      time.Time
	Status   string
	Promises int
}

// StateOf tells how things stand with an entry today.
func (ld *Ledger) StateOf(e *content.Entry) State {
	switch {
	case e.Trip != nil:
		return ld.tripState(e)
	case e.Agreement != nil:
		return ld.agreementState(e)
	case e.Event != nil:
		return ld.eventState(e)
	}
	return State{Kind: OutcomeState, Status: e.Outcome.Status.V}
}

func (ld *Ledger) eventState(e *content.Entry) State {
	switch {
	case cancelled(e):
		return State{Kind: CancelledState}
	case e.Date().After(ld.Today()):
		return State{Kind: PlannedState}
	case !e.End().Before(ld.Today()):
		return State{Kind: UnderWayState}
	}
	return State{Kind: HeldState}
}

func (ld *Ledger) tripState(e *content.Entry) State {
	switch e.Trip.Status.V {
	case "cancelled":
		return State{Kind: CancelledState}
	case "planned":
		switch {
		case e.Date().After(ld.Today()):
			return State{Kind: PlannedState}
		case !e.End().Before(ld.Today()):
			return State{Kind: UnderWayState}
		}
		return State{Kind: NotToldState}
	}
	if outcomes := ld.Set.OutcomesOf(e); len(outcomes) > 0 {
		return State{Kind: OutcomeState, Status: outcomes[len(outcomes)-1].Outcome.Status.V}
	}
	due, late := ld.Set.ReportLate(e)
	if late {
		return State{Kind: ReportLateState, Due: due}
	}
	return State{Kind: ReportDueState, Due: due}
}

func (ld *Ledger) agreementState(e *content.Entry) State {
	promises := ld.PromisesIn(e)
	count := CountStatus(promises)
	if _, dormant := ld.Set.Dormant(e); dormant {
		return State{Kind: DormantState}
	}
	switch {
	case count[Late] > 0:
		return State{Kind: PromisesLateState, Promises: count[Late]}
	case len(promises) > 0 && count[Kept] == len(promises):
		return State{Kind: PromisesKeptState}
	case count[Open] > 0:
		return State{Kind: PromisesOpenState, Promises: count[Open]}
	}
	return State{Kind: ActiveState}
}

// CostKind is how the amount of a Cost is to be read.
type CostKind string

// How far a cost is known.
const (
	PlannedCost     CostKind = "planned"   // nothing is spent yet
	PlanOnly        CostKind = "plan-only" // spent, and all that is known is what was planned
	UnknownCost     CostKind = "unknown"
	ProvisionalCost CostKind = "provisional"
	CancelledCost   CostKind = "cancelled" // spent on a trip that was not made
	SharedCost      CostKind = "shared"    // others paid too
	CityCost        CostKind = "city"      // the city paid all of it
)

// Cost is what an entry costs the city, or is planned to; no amount where it is
// not known.
type Cost struct {
	Kind   CostKind
	Amount content.Money
}

// CostOf is what an entry costs the city today, and how that is to be read.
func (ld *Ledger) CostOf(e *content.Entry) Cost {
	c := e.Cost
	amount, known := ld.Set.OfCity(e, ld.Today())
	switch {
	case !ld.Set.Spent(e, ld.Today()) && known:
		return Cost{PlannedCost, amount}
	case !known && c.State != content.Pending && c.Planned.OK():
		return Cost{PlanOnly, c.Planned.V}
	case !known:
		return Cost{Kind: UnknownCost}
	case c.State == content.Provisional:
		return Cost{ProvisionalCost, amount}
	case cancelled(e):
		return Cost{CancelledCost, amount}
	case c.Trip.Minor > c.City.Minor:
		return Cost{SharedCost, amount}
	}
	return Cost{CityCost, amount}
}

// Measured is the entry whose measures tell what came of an entry: an outcome
// itself, else the latest outcome that has some; nil where there is none.
func (ld *Ledger) Measured(e *content.Entry) *content.Entry {
	if e.Outcome != nil {
		return e
	}
	var out *content.Entry
	for _, o := range ld.Set.OutcomesOf(e) {
		if len(o.Outcome.Measures) > 0 {
			out = o
		}
	}
	return out
}

// LastChange is the latest day on which anything was recorded of some entries.
func (ld *Ledger) LastChange(list []*content.Entry) time.Time {
	var last time.Time
	for _, e := range list {
		if on := ld.Set.LastRecord(e); on.After(last) {
			last = on
		}
	}
	return last
}
