package ledger

import (
	"slices"

	"parvis/generator/content"
)

// Change is one line of an entry's history.
type Change struct {
	content.Revision
	Entry *content.Entry
}

// History are the lines of an entry's history until today, as it lists them.
func (ld *Ledger) History(e *content.Entry) []content.Revision {
	return slices.DeleteFunc(slices.Clone(e.History), func(h content.Revision) bool { return h.On.V.After(ld.Today()) })
}

// Changes are all changes until today, the latest first.
func (ld *Ledger) Changes() []Change { return ld.changes() }

func (ld *Ledger) listChanges() []Change {
	var out []Change
	for _, e := range ld.Set.Entries() {
		for _, h := range ld.History(e) {
			out = append(out, Change{h, e})
		}
	}
	slices.SortStableFunc(out, func(a, b Change) int { return b.On.V.Compare(a.On.V) })
	return out
}

// ChangesIn are the changes of a time, the oldest first.
func (ld *Ledger) ChangesIn(in Span) []Change {
	return ld.letters.changes.of(in, func() []Change { return ld.listChangesIn(in) })
}

func (ld *Ledger) listChangesIn(in Span) []Change {
	var out []Change
	for _, e := range ld.Set.Entries() {
		for _, h := range e.History {
			if in.Holds(h.On.V) {
				out = append(out, Change{h, e})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Change) int { return a.On.V.Compare(b.On.V) })
	return out
}

// CountChanges counts changes by their kind, correction or revision.
func CountChanges(list []Change) map[string]int {
	out := map[string]int{}
	for _, c := range list {
		out[c.Kind.V]++
	}
	return out
}
