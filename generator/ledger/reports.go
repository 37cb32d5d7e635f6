package ledger

import "parvis/generator/content"

// This file counts what was told of what was done.

// Reported is how many trips are over, and of how many of them an outcome tells.
func (ld *Ledger) Reported() (over, reported int) {
	for _, e := range ld.Kind(content.Trips) {
		if e.Trip.Status.V == "completed" {
			over++
			if len(ld.Set.OutcomesOf(e)) > 0 {
				reported++
			}
		}
	}
	return over, reported
}

// Dormant is how many agreements nothing has been heard of for too long.
func (ld *Ledger) Dormant() int { return ld.dormant() }

func (ld *Ledger) countDormant() int {
	return len(only(ld.Kind(content.Agreements), func(e *content.Entry) bool {
		_, dormant := ld.Set.Dormant(e)
		return dormant
	}))
}

// Begun are the newest entries whose day has come, so many at most.
func (ld *Ledger) Begun(most int) []*content.Entry {
	var out []*content.Entry
	for _, e := range ld.Entries("") {
		if len(out) < most && !e.Date().After(ld.Today()) {
			out = append(out, e)
		}
	}
	return out
}

// Highlight is the entry of a list, newest first, that says best what changed: the
// latest outcome that is known, else the latest outcome, else the latest entry;
// nil where there is none.
func Highlight(list []*content.Entry) *content.Entry {
	for _, holds := range []func(*content.Entry) bool{
		func(e *content.Entry) bool { return e.Outcome != nil && e.Outcome.Status.V != "too_early" },
		func(e *content.Entry) bool { return e.Outcome != nil },
		func(e *content.Entry) bool { return true },
	} {
		if some := only(list, holds); len(some) > 0 {
			return some[0]
		}
	}
	return nil
}

// Outcomes are the outcomes of a list, so many at most.
func Outcomes(list []*content.Entry, most int) []*content.Entry {
	some := only(list, func(e *content.Entry) bool { return e.Outcome != nil })
	return some[:min(most, len(some))]
}

// Targets are how often entries serve each target of a goal, as 11.2.
func (ld *Ledger) Targets() map[string]int { return ld.targets() }

func (ld *Ledger) countTargets() map[string]int {
	out := map[string]int{}
	for _, e := range ld.Set.Entries() {
		for _, g := range e.Goals {
			if g.IsTarget() {
				out[g.V]++
			}
		}
	}
	return out
}
