package content

import (
	"slices"

	"parvis/generator/source"
)

// A trip that ended long ago, and the least that may be said of it.
const (
	lateTrip = `---
title: Graz shows us quiet tram wheels
start: 2026-06-10
end: 2026-06-12
destination: Graz, AT
purpose: Hear how loud a tram has to be in a narrow street.
local_impact: {benefit: "Trams on Mill Street ring 20 decibels lower from spring, so 300 people sleep.", issues: [mobility]}
cost: 420
sdg: [11.2]
pitch: Mill Street sleeps while the trams run.
official: claire-moreau
departments: [streets]
---
`
	lateReport = `---
title: Quiet wheels are being tried
date: 2026-07-01
of: [trips/2026-06-graz]
status: too_early
due: 2027-05
purpose: Find out which wheels are quiet here.
local_impact: {benefit: "Two of our own trams try the quiet wheels on Mill Street until May.", issues: [mobility]}
cost: 80
sdg: [11.2]
pitch: Two trams try the quiet wheels until May.
official: claire-moreau
departments: [streets]
---
`
)

// Deadlines.
var (
	ruleReportLate = &source.Rule{Name: "report-late", Severity: source.Warning,
		Says: "A trip has an outcome once its reporting deadline has passed.",
		Why:  "residents were shown the trip; now they want its use",
		Fix:  "write an outcome that names the trip",
		Bad:  source.Example{File: "trips/2026-06-graz.md", Text: lateTrip, Whole: true},
		Good: source.Example{File: "outcomes/2026-graz.md", Text: lateReport, Whole: true, Beside: map[string]string{"trips/2026-06-graz.md": lateTrip}}}
	ruleStatusLate = &source.Rule{Name: "status-late", Severity: source.Warning,
		Says: "A trip is not called planned once its last day has passed.",
		Why:  "its cost counts as spent from its first day on, and nobody knows whether it took place",
		Fix:  "write “status: completed” or “cancelled”, or the days to which it was put off",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "status: planned\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "status: completed\n"}}
	ruleHistoryAhead = &source.Rule{Name: "history-ahead", Severity: source.Warning,
		Says: "What has happened is dated on the day on which it did.",
		Why:  "what lies ahead is shown to nobody before its day",
		Fix:  "write the day on which it was so",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "history: [{on: 2062-10-28, kind: correction, what: The second night was left out.}]\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "history: [{on: 2026-10-28, kind: correction, what: The second night was left out.}]\n"}}
	ruleCostLate = &source.Rule{Name: "cost-late", Severity: source.Warning,
		Says: "A cost is final once its deadline has passed.",
		Why:  "an amount that stays provisional looks hidden",
		Fix:  "write the last lines and “status: final”",
		Bad: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "start: 2026-05-10\nend: 2026-05-12\ncost: {status: provisional, lines: [{for: transport, amount: 412.50}]}\n",
		},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: {status: provisional, lines: [{for: transport, amount: 412.50}]}\n"}}
	rulePromiseLate = &source.Rule{Name: "promise-late", Severity: source.Warning,
		Says: "A promise is kept by its day, or said to be late.",
		Why:  "credibility is the balance between what was promised and what happens on the ground",
		Fix:  "keep it and write “status: kept” with “kept_on”, or “status: late”, or “status: dropped” with “dropped_on” and the reason",
		Bad: source.Example{
			File: "agreements/2025-ravenna.md",
			Text: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2026-03-31, owner: claire-moreau, status: open}]\n",
		},
		Good: source.Example{
			File: "agreements/2025-ravenna.md",
			Text: "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, owner: claire-moreau, status: open}]\n",
		}}
	ruleAgreementDormant = &source.Rule{Name: "agreement-dormant", Severity: source.Warning,
		Says: "Something is heard of an agreement before it counts as dormant.",
		Why:  "a signature interests no one; what happens afterwards does",
		Fix:  "add a line to “follow_up” with what happened, or “until” if it has ended",
		Bad:  source.Example{File: "agreements/2025-ravenna.md", Text: "signed: 2019-05\n"},
		Good: source.Example{
			File: "agreements/2025-ravenna.md",
			Text: "signed: 2019-05\nfollow_up: [{on: 2026-06-01, text: Two apprentices came for a month.}]\n",
		}}
)

// OfDeadline tells whether a rule speaks of what should have been written by a day; OfReturn,
// whether by one that counts from the end of a trip, as Owed does.
func OfDeadline(r *source.Rule) bool {
	return OfReturn(r) || slices.Contains([]*source.Rule{rulePromiseLate, ruleAgreementDormant, ruleReviewLate, ruleNewsletterGap, ruleVerdictUnanswered}, r)
}

// OfReturn is described at OfDeadline.
func OfReturn(r *source.Rule) bool {
	return slices.Contains([]*source.Rule{ruleStatusLate, ruleReportLate, ruleCostLate, ruleCostPendingLate}, r)
}
