package site

import (
	"slices"
	"time"

	"parvis/generator/content"
	"parvis/generator/frontmatter"
)

// This file tells what happened since: what is known of dates, the deadlines
// that the city has set itself, and its long silences.

// silence is how many months without news a timeline says aloud.
const silence = 9

// event is one line of a timeline. A deadline is no news.
type event struct {
	at       time.Time
	deadline bool
	News
}

// since is an entry's timeline, the latest first: what is still ahead, then
// what happened.
func (s *Site) since(l *lang, e *content.Entry) []News {
	events := slices.Concat(s.announced(l, e), s.happened(l, e), s.retold(l, e), s.deadlines(l, e))
	events = slices.DeleteFunc(events, func(x event) bool { return x.at.IsZero() || !x.deadline && x.at.After(s.Set.Today()) })
	slices.Reverse(events) // what comes later on one day stands above, as on several: the return above the departure
	slices.SortStableFunc(events, func(a, b event) int { return b.at.Compare(a.at) })
	var out []News
	today := s.Set.Today()
	last, told := today, false // the day of the news above, and whether there is any
	for i, x := range events {
		x.Ahead = x.at.After(today)
		if !x.Ahead && i > 0 && events[i-1].at.After(today) {
			out = append(out, News{Day: l.Day(today), ISO: isoDay(today), Text: own(l.w("since.today"))})
		}
		if !x.deadline {
			if months := frontmatter.MonthsBetween(x.at, last); months >= silence {
				out = append(out, News{Text: own(l.silence(x.at, months, told)), Mute: true})
			}
			last, told = x.at, true
		}
		if x.Day == "" {
			x.Day, x.ISO = l.Day(x.at), isoDay(x.at)
		}
		out = append(out, x.News)
	}
	return out
}

// silence says for how long nothing was heard; after the last news, since when.
func (l *lang) silence(since time.Time, months int, ended bool) string {
	switch {
	case !ended:
		return l.w("since.no-news", "date", l.Month(since.Year(), since.Month()))
	case months >= 24:
		return l.n("since.silence-years", months/12)
	}
	return l.n("since.silence", months)
}

// announced is what was known before: the announcement, the council's vote,
// the briefing.
func (s *Site) announced(l *lang, e *content.Entry) []event {
	var out []event
	if e.Published.Given && e.Published.V.Before(e.Date()) {
		out = append(out, event{at: e.Published.V, News: News{Text: own(l.w("since.announced"))}})
	}
	if t := e.Trip; t != nil {
		if t.Mandate != nil {
			out = append(out, event{at: t.Mandate.Date.V, News: News{Text: own(l.w("since.mandate", "ref", l.say(e, t.Mandate.Ref).Text)), Href: t.Mandate.URL.V}})
		}
		if t.Briefing != nil {
			out = append(out, event{at: t.Briefing.Date.V, News: News{Text: own(s.briefing(l, t.Briefing))}})
		}
	}
	return out
}

// happened is the entry itself and what came of it.
func (s *Site) happened(l *lang, e *content.Entry) []event {
	var out []event
	if t := e.Trip; t != nil && t.Status.V != "cancelled" && !t.Start.V.After(s.Set.Today()) && !s.Set.PlanPast(e) {
		out = append(out, event{at: t.Start.V, News: News{Text: own(l.w("since.departure"))}})
	}
	if t := e.Trip; t != nil && t.Status.V == "completed" {
		out = append(out, event{at: e.End(), News: News{Text: own(l.w("since.return"))}})
	}
	if t := e.Trip; t != nil && t.Status.V == "cancelled" {
		out = append(out, event{at: t.CancelledOn.V, News: News{Text: own(l.w("since.cancelled"))}})
	}
	if a := e.Agreement; a != nil && a.Signed.OK() {
		out = append(out, event{at: a.Signed.V.Start, News: News{Day: l.period(a.Signed.V), ISO: a.Signed.V.String(), Text: own(l.w("since.signed"))}})
		for _, n := range a.FollowUp {
			out = append(out, event{at: n.On.V, News: News{Text: l.say(e, n.Text)}})
		}
		out = append(out, s.ofPromises(l, e)...)
	}
	for _, o := range s.Set.OutcomesOf(e) {
		link := l.entryLink(o)
		out = append(out, event{at: o.Date(), News: News{Lead: l.w("since.outcome"), Text: link.Text, Href: link.Href, State: outcomeState(l, o.Outcome.Status.V)}})
	}
	for _, h := range s.history(e) {
		out = append(out, event{at: h.On.V, News: News{Lead: l.w("history." + h.Kind.V), Text: l.say(e, h.What)}})
	}
	return out
}

// ofPromises is what became of promises, but for what an outcome tells.
func (s *Site) ofPromises(l *lang, e *content.Entry) []event {
	var out []event
	add := func(at time.Time, key string, text Str, p content.Promise) {
		out = append(out, event{at: at, News: News{Lead: l.w(key), Text: text, Href: "#page-promise-" + p.ID.V}})
	}
	for _, p := range e.Agreement.Promises {
		for _, n := range s.Set.NotesOf(p) {
			add(n.On.V, "since.noted", l.say(e, n.Text), p)
		}
		switch {
		case p.Status.V == "kept" && p.KeptOn.OK():
			add(p.KeptOn.V, "since.kept", l.say(e, p.Text), p)
		case p.Status.V == "dropped" && p.DroppedOn.OK():
			add(p.DroppedOn.V, "since.dropped", l.say(e, p.Text), p)
		}
	}
	return out
}

// retold is who told of it later: the city when it published the entry
// afterwards, a letter, a story that links to it.
func (s *Site) retold(l *lang, e *content.Entry) []event {
	var out []event
	if e.Published.Given && e.Published.V.After(e.End()) {
		out = append(out, event{at: e.Published.V, News: News{Text: own(l.w("since.published"))}})
	}
	for _, m := range s.Set.Mentions(e) {
		x := event{at: m.On}
		if n := m.Letter; n != nil {
			link := s.letterLink(l, n)
			x.News = News{Day: l.Month(n.Month.Year(), n.Month.Month()), ISO: n.Month.Format("2006-01"), Lead: l.w("since.letter"), Text: l.in(translation(n.Translations, l).Title, n.Title), Href: link.Href}
		} else {
			link := l.entryLink(m.Entry)
			x.News = News{Lead: l.w("since.story"), Text: link.Text, Href: link.Href}
		}
		out = append(out, x)
	}
	return out
}

// deadlines are the days on which the city owes something, past and to come.
func (s *Site) deadlines(l *lang, e *content.Entry) []event {
	var out []event
	add := func(at time.Time, key string, late bool) {
		n := News{Text: own(l.w(key))}
		if late {
			n.State = State{"late", l.w("promise.late")}
		}
		out = append(out, event{at, true, n})
	}
	if t := e.Trip; t != nil && t.Status.V == "planned" && !s.Set.PlanPast(e) {
		if t.Start.V.After(s.Set.Today()) {
			add(t.Start.V, "since.departure", false)
		}
		add(e.End(), "since.return", false)
	}
	if due, late := s.Set.ReportLate(e); !due.IsZero() && len(s.Set.OutcomesOf(e)) == 0 {
		add(due, "since.report-due", late)
	}
	if due := s.Set.CostDue(e); e.Cost.State != content.Final && !due.IsZero() && !e.End().After(s.Set.Today()) {
		add(due, "since.cost-due", s.Set.Today().After(due))
	}
	if t := e.Trip; t != nil {
		for _, x := range t.Lessons {
			if x.Review.OK() && x.Review.V.After(s.Set.Today()) {
				out = append(out, event{x.Review.V, true, News{Lead: l.w("since.review"), Text: l.say(e, x.Seen)}})
			}
		}
	}
	if a := e.Agreement; a != nil {
		return append(out, s.agreementDeadlines(l, e)...)
	}
	for _, r := range s.Set.LateReviews(e) {
		out = append(out, event{r.Day, true, News{Lead: l.w("since.review"), Text: l.say(e, r.Seen), State: s.reviewLate(l)}})
	}
	return out
}

// reviewLate is how a review stands whose day has passed with nothing recorded.
func (s *Site) reviewLate(l *lang) State { return State{"late", l.w("since.review-late")} }

func (s *Site) agreementDeadlines(l *lang, e *content.Entry) []event {
	var out []event
	a, today := e.Agreement, s.Set.Today()
	for _, p := range s.ledger.PromisesIn(e) {
		if p.Due.OK() && p.Owed() {
			out = append(out, event{p.Due.V, true, News{Lead: l.w("since.promised"), Text: l.say(e, p.Text), Href: "#page-promise-" + p.ID.V, State: l.promiseState(p.Status)}})
		}
	}
	ahead := func(at time.Time, day, iso, key string) {
		if at.After(today) {
			out = append(out, event{at, true, News{Day: day, ISO: iso, Text: own(l.w(key))}})
		}
	}
	for _, r := range s.Set.LateReviews(e) {
		out = append(out, event{r.Day, true, News{Day: l.period(a.Review.V), ISO: a.Review.V.String(), Text: own(l.w("since.agreement-review")), State: s.reviewLate(l)}})
	}
	if a.Review.OK() {
		ahead(a.Review.V.End(), l.period(a.Review.V), a.Review.V.String(), "since.agreement-review")
	}
	if a.Until.OK() {
		ahead(a.Until.V.End(), l.period(a.Until.V), a.Until.V.String(), "since.until")
	}
	if _, dormant := s.Set.Dormant(e); dormant {
		out = append(out, event{s.Set.DormantFrom(e), true, News{Text: own(l.w("since.dormant")), State: State{"gone", l.w("agreement.dormant")}}})
	}
	return out
}
