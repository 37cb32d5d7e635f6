package content

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

var rulePromiseVanished = &source.Rule{Name: "promise-vanished",
	Says: "A promise that was published stays published, kept or not.",
	Why:  "residents have read it; a promise that goes away silently is the one they remember",
	Fix:  "put it back; if the city gives it up, write “status: dropped” with “dropped_on” and the reason",
	Bad: source.Example{
		File:    "agreements/2025-ravenna.md",
		Text:    "promises: [{id: workshop, text: One workshop for both cities., due: 2027-03-31, status: open}]\n",
		Earlier: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, status: open}]\n",
	},
	Good: source.Example{
		File: "agreements/2025-ravenna.md",
		Text: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, status: dropped, dropped_on: 2026-09-08, reason: The street " +
			"is too narrow for them too.}]\n",
		Earlier: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, status: open}]\n",
	}}

// PromiseRecord is one promise as exported data, and what the next build
// remembers of it.
type PromiseRecord struct {
	Agreement   string   `json:"agreement"` // its id
	ID          string   `json:"id"`
	URL         string   `json:"url"`
	Text        string   `json:"text"`
	Due         string   `json:"due"`
	Owner       string   `json:"owner"`
	Status      string   `json:"status"` // kept, late, open or dropped
	Reason      string   `json:"reason"`
	KeptBy      []string `json:"kept_by"` // ids of outcomes
	KeptOn      string   `json:"kept_on"` // the day on which it was kept, "" while it is not
	DroppedOn   string   `json:"dropped_on"`
	Notes       []Note   `json:"notes"` // the oldest first
	LocalIssues []string `json:"local_issues"`
	Departments []string `json:"departments"`
}

// Note is a dated line of what became known of a promise.
type Note struct {
	On   string `json:"on"`
	Text string `json:"text"`
}

// PromiseRecords returns all published promises as data, in the order of their
// agreements. Those of drafts are not among them, even where drafts are shown:
// nobody has been promised anything yet.
func (s *Set) PromiseRecords() []PromiseRecord {
	out := []PromiseRecord{}
	eachPromise(s, func(p promised) bool {
		out = append(out, p.record)
		return true
	})
	return out
}

// keepersByPromise are the ids of the outcomes that keep promises, by agreements/ID#PROMISE.
func (s *Set) keepersByPromise() map[string][]string {
	keepers := map[string][]string{}
	for _, e := range s.entries {
		if e.Outcome != nil {
			for _, k := range e.Outcome.Keeps {
				keepers[k.V] = append(keepers[k.V], e.ID)
			}
		}
	}
	return keepers
}

// recordsOf are the promises of one agreement. keepers are the ids of outcomes
// by the promises that they keep.
func (s *Set) recordsOf(e *Entry, keepers map[string][]string) []PromiseRecord {
	var out []PromiseRecord
	day := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.Format("2006-01-02")
	}
	for _, p := range e.Agreement.Promises {
		r := PromiseRecord{
			Agreement:   e.ID,
			ID:          p.ID.V,
			URL:         s.settings.BaseURL + e.ID + "/#page-promise-" + p.ID.V,
			Text:        p.Text.V,
			Owner:       strings.TrimPrefix(p.Owner.V, "people/"),
			Status:      s.PromiseStatus(p),
			Reason:      p.Reason.V,
			KeptBy:      append([]string{}, keepers[e.ID+"#"+p.ID.V]...),
			LocalIssues: values(e.Impact.Issues, ""),
			Departments: values(e.Departments, ""),
			Due:         day(p.Due.V),
			KeptOn:      day(s.KeptOn(e, p)),
			DroppedOn:   day(p.DroppedOn.V),
			Notes:       []Note{},
		}
		for _, n := range s.NotesOf(p) {
			r.Notes = append(r.Notes, Note{day(n.On.V), n.Text.V})
		}
		out = append(out, r)
	}
	return out
}

// PromiseStatus is a promise's status with lateness worked out: kept, late,
// open or dropped.
func (s *Set) PromiseStatus(p Promise) string {
	if s.IsLate(p) {
		return "late"
	}
	return p.Status.V
}

// ReadPromises reads the promises of a published site from its data.
func ReadPromises(data []byte) ([]PromiseRecord, error) {
	out := []PromiseRecord{}
	if err := json.Unmarshal(data, &out); err != nil || out == nil ||
		slices.ContainsFunc(out, func(p PromiseRecord) bool { return p.Agreement == "" || p.ID == "" }) {
		return nil, ErrNoPromises
	}
	return out, nil
}

// ErrNoPromises says that a text is not what parvis publishes as
// data/promises.json, such as the page by which a web server says that it has
// no such file.
var ErrNoPromises = catalog.Sentinel("it is not the promises.json of a published site")
