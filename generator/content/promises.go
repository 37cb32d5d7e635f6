package content

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"parvis/generator/source"
)

var rulePromiseVanished = &source.Rule{Name: "promise-vanished",
	Says: "A promise that was published stays published, kept or not.",
	Why:  "residents have read it; a promise that goes away silently is the one they remember",
	Fix:  "put it back; if the city gives it up, write “status: dropped” and the reason",
	Bad: source.Example{File: "agreements/2025-ravenna.md", Text: "promises: [{id: workshop, text: One workshop for both cities., due: 2027-03-31, status: open}]\n",
		Earlier: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, status: open}]\n"},
	Good: source.Example{File: "agreements/2025-ravenna.md", Text: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, status: dropped, reason: The street is too narrow for them too.}]\n",
		Earlier: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, status: open}]\n"}}

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
	LocalIssues []string `json:"local_issues"`
	Departments []string `json:"departments"`
}

// PromiseRecords returns all published promises as data, in the order of their
// agreements. Those of drafts are not among them, even where drafts are shown:
// nobody has been promised anything yet.
func (s *Set) PromiseRecords() []PromiseRecord {
	keepers := map[string][]string{}
	for _, e := range s.entries {
		if e.Outcome != nil {
			for _, k := range e.Outcome.Keeps {
				keepers[k.V] = append(keepers[k.V], e.ID)
			}
		}
	}
	out := []PromiseRecord{}
	for _, e := range s.entries {
		if e.Agreement == nil || e.Draft {
			continue
		}
		for _, p := range e.Agreement.Promises {
			r := PromiseRecord{Agreement: e.ID, ID: p.ID.V, URL: s.settings.BaseURL + e.ID + "/#page-promise-" + p.ID.V, Text: p.Text.V, Owner: strings.TrimPrefix(p.Owner.V, "people/"), Status: s.PromiseStatus(p), Reason: p.Reason.V,
				KeptBy: append([]string{}, keepers[e.ID+"#"+p.ID.V]...), LocalIssues: values(e.Impact.Issues, ""), Departments: values(e.Departments, "")}
			if p.Due.OK() {
				r.Due = p.Due.V.Format("2006-01-02")
			}
			out = append(out, r)
		}
	}
	return out
}

// PromiseStatus is a promise's status with lateness worked out: kept, late,
// open or dropped.
func (s *Set) PromiseStatus(p Promise) string {
	if s.Late(p) {
		return "late"
	}
	return p.Status.V
}

// ReadPromises reads the promises of a published site from its data.
func ReadPromises(data []byte) ([]PromiseRecord, error) {
	var out []PromiseRecord
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, fmt.Errorf("promises of the published site: %w", err)
	}
	return out, nil
}

// vanished reports promises of the last published site that are no longer
// made. What is there of their agreement says where.
func (c *checker) vanished(published []PromiseRecord) {
	for _, p := range published {
		e := c.byID[p.Agreement]
		switch {
		case c.unread[p.Agreement]:
		case e == nil || e.Agreement == nil:
			c.report(rulePromiseVanished.At(c.settings.File.LineSpan(1), "the agreement %q is gone, and with it the published promise %q: “%s”", p.Agreement, p.ID, p.Text).
				To("put the file back; if the city gives the promise up, write “status: dropped” and the reason"))
		case !c.shows(&e.Head):
			c.report(rulePromiseVanished.At(e.Fence, "the promise %q has been published, and its agreement is now a draft: “%s”", p.ID, p.Text).To("take “draft: true” out"))
		case !slices.ContainsFunc(e.Agreement.Promises, func(x Promise) bool { return x.ID.V == p.ID || x.ID.V == "" }):
			c.report(c.vanishedFrom(e, p))
		}
	}
}

// vanishedFrom says which promise is gone from an agreement, and whether it
// only goes by another id now.
func (c *checker) vanishedFrom(e *Entry, p PromiseRecord) source.Diagnostic {
	d := rulePromiseVanished.At(e.Fence, "the published promise %q is gone: “%s”", p.ID, p.Text)
	for _, x := range e.Agreement.Promises {
		if Fold(x.Text.V) == Fold(p.Text) {
			return rulePromiseVanished.At(x.ID.At, "the published promise %q now has the id %q", p.ID, x.ID.V).To("write “id: %s” again; others link to it by that name", p.ID)
		}
	}
	return d
}
