package content

import (
	"time"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
)

// reportDue is the day until which a trip's outcome has to be published.
func (s *Set) reportDue(e *Entry) time.Time { return s.settings.reportDue(e) }

func (s *Settings) reportDue(e *Entry) time.Time { return e.End().AddDate(0, 0, s.ReportDays) }

// Owed is what is still to be written of a trip that is over.
type Owed struct {
	Status  bool      // it is called planned still
	Outcome time.Time // until when an outcome has to name it; zero where one does
	Cost    time.Time // until when its cost has to be final; zero where it is
	Lessons bool      // none is told
}

// Owed is what a trip owes on a day, of which outcomes tell, or do not; nothing where it is
// not over, or did not take place.
func (s *Settings) Owed(e *Entry, told bool, today time.Time) Owed {
	var out Owed
	if e.Trip == nil || e.End().IsZero() || !e.End().Before(today) || e.Trip.Status.V == "cancelled" {
		return out
	}
	out.Status, out.Lessons = e.Trip.Status.V == "planned", len(e.Trip.Lessons) == 0
	if !told {
		out.Outcome = s.reportDue(e)
	}
	if e.Cost.State != Final {
		out.Cost = s.costDue(e)
	}
	return out
}

func (s *Settings) costDue(e *Entry) time.Time { return e.End().AddDate(0, 0, s.FinalCostDays) }

// ReportLate tells whether a completed trip has had no outcome past its
// deadline, and since when one is due. The last day of the deadline is still
// in time.
func (s *Set) ReportLate(e *Entry) (due time.Time, late bool) {
	if e.Trip == nil || e.Trip.Status.V != "completed" || !e.Trip.End.OK() {
		return time.Time{}, false
	}
	due = s.reportDue(e)
	return due, s.today.After(due) && len(s.OutcomesOf(e)) == 0
}

// PlanPast tells whether a trip is still called planned after its last day, so
// that nobody knows whether it took place.
func (s *Set) PlanPast(e *Entry) bool {
	return e.Trip != nil && e.Trip.Status.V == "planned" && e.Trip.End.OK() && e.Trip.End.V.Before(s.today)
}

// CostDue is the day until which a cost has to be final; zero when an entry
// has no date.
func (s *Set) CostDue(e *Entry) time.Time {
	if e.End().IsZero() {
		return time.Time{}
	}
	return s.settings.costDue(e)
}

// CostLate tells whether a cost is still provisional past its deadline.
func (s *Set) CostLate(e *Entry) (due time.Time, late bool) {
	if e.End().IsZero() || e.Cost.State != Provisional || e.Cost.failed {
		return time.Time{}, false
	}
	due = s.CostDue(e)
	return due, s.today.After(due)
}

// IsLate tells whether a promise is kept late: called so, or open past its day.
func (s *Set) IsLate(p Promise) bool {
	return p.Status.V == "late" || p.Status.V == "open" && p.Due.OK() && s.today.After(p.Due.V)
}

// Dormant tells whether nothing has been heard of an agreement for too long.
// One that has ended is not dormant.
func (s *Set) Dormant(e *Entry) (since time.Time, dormant bool) {
	if e.Agreement == nil || s.LastNews(e).IsZero() || e.Agreement.Until.OK() && e.Agreement.Until.V.End().Before(s.today) {
		return time.Time{}, false
	}
	return s.LastNews(e), s.today.After(s.DormantFrom(e))
}

// DormantFrom is the last day before an agreement counts as dormant, unless
// something is heard of it.
func (s *Set) DormantFrom(e *Entry) time.Time {
	return frontmatter.AddMonths(s.LastNews(e), s.settings.DormantMonths)
}

// OutcomesOf returns the outcomes that came from an entry, oldest first.
func (s *Set) OutcomesOf(e *Entry) []*Entry { return s.outcomesOf[e.ID] }

// indexOutcomes notes for every entry the outcomes that came from it and are
// to be published, and for every promise the one that keeps it.
func (s *Set) indexOutcomes() {
	s.outcomesOf, s.keepers = map[string][]*Entry{}, map[string]*Entry{}
	for _, e := range s.entries {
		if e.Outcome == nil || !s.shows(&e.Head) {
			continue
		}
		for _, k := range e.Outcome.Keeps {
			if s.keepers[k.V] == nil {
				s.keepers[k.V] = e
			}
		}
		for _, of := range e.Outcome.Of {
			if list := s.outcomesOf[of.V]; len(list) == 0 || list[len(list)-1] != e { // named once
				s.outcomesOf[of.V] = append(list, e)
			}
		}
	}
}

// late reports what is late in an entry that is to be published. Most of it
// was found when the file was read, as if no outcome and no story named the
// entry: that could make only less of it late.
func (c *checker) late(u *Unit) {
	e := u.Entry
	if len(u.late) == 0 || !c.shows(&e.Head) {
		return
	}
	if len(c.OutcomesOf(e)) > 0 || len(c.mentions[e.ID]) > 0 || len(c.unread) > 0 {
		c.deadlines(e)
		return
	}
	for _, d := range u.late {
		c.report(d)
	}
}

// deadlines warns of what is late, or dated too early. The public page says the same in a plain
// sentence.
func (c *checker) deadlines(e *Entry) {
	if c.PlanPast(e) {
		c.report(ruleStatusLate.At(e.Trip.Status.At, "the trip is called planned, and ended on %s", catalog.Day(e.Trip.End.V)))
	}
	if due, late := c.ReportLate(e); late && !c.anyUnread(string(Outcomes)) {
		c.report(
			ruleReportLate.At(e.Trip.End.At, "no outcome names this trip; its report was due by %s", catalog.Day(due)).
				To("write outcomes/….md with “of: [%s]”; “status: too_early” with a “due” date will do", e.ID),
		)
	}
	if due, late := c.CostLate(e); late {
		c.report(ruleCostLate.At(e.Cost.At, "the cost is still provisional; it was due to be final by %s", catalog.Day(due)))
	}
	if since, dormant := c.Dormant(e); dormant {
		c.report(ruleAgreementDormant.At(e.Agreement.Signed.At, "nothing has been heard of this agreement since %s", catalog.Day(since)))
	}
	for _, h := range e.History {
		if h.On.V.After(c.today) {
			c.report(ruleHistoryAhead.At(h.On.At, "this change is dated on %s, which is still to come", catalog.Day(h.On.V)))
		}
	}
	c.lateReviews(e)
	if e.Agreement == nil {
		return
	}
	for _, p := range e.Agreement.Promises {
		early := e.Agreement.Signed.OK() && p.Due.V.Before(e.Agreement.Signed.V.Start) // said already, and surely not meant
		if p.Status.V == "open" && c.IsLate(p) && !early {
			c.report(rulePromiseLate.At(p.Due.At, "the promise %q was due on %s and is still open", p.ID.V, catalog.Day(p.Due.V)))
		}
	}
}

// pendingCost reports a cost that is not known long after it should be.
func (c *checker) pendingCost(e *Entry) {
	due := e.End().AddDate(0, 0, c.settings.FinalCostDays)
	if e.Cost.State == Pending && !e.End().IsZero() && c.today.After(due) {
		c.report(
			ruleCostPendingLate.At(e.Cost.PendingWhy.At, "the cost is still pending, %d days after the end", days(e.End(), c.today)).
				To("write the lines of the cost; they were due by %s", catalog.Day(due)),
		)
	}
}

func days(from, to time.Time) int { return int(to.Sub(from).Hours()) / 24 }
