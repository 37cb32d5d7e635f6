package site

import (
	"parvis/generator/content"
	"parvis/generator/ledger"
)

// promisesMost is how many promises an agreement may have for its timeline to name each on its
// day. Of more than that the table of promises tells alone, in which each has its day, too.
const promisesMost = 24

// since is an entry's timeline in words, the latest first.
func (s *Site) since(l *lang, e *content.Entry) []News {
	var out []News
	many := e.Agreement != nil && len(e.Agreement.Promises) > promisesMost
	for _, x := range s.ledger.Timeline(e) {
		if many && x.Promise != nil {
			continue
		}
		n := s.news(l, e, x)
		if n.Ahead = x.Ahead; n.Day == "" && x.Kind != ledger.Silence {
			n.Day, n.ISO = l.Day(x.At), isoDay(x.At)
		}
		out = append(out, n)
	}
	return out
}

// news is one line of a timeline in words. Its day is set where it is not
// written as all others are.
func (s *Site) news(l *lang, e *content.Entry, x ledger.Event) News {
	word := "since." + string(x.Kind)
	var n News
	if x.Period.OK() {
		n.Day, n.ISO = l.period(x.Period.V), x.Period.V.String()
	}
	if x.Promise != nil {
		n.Href = "#page-promise-" + x.Promise.ID.V
	}
	switch x.Kind {
	case ledger.Silence:
		n.Text, n.Mute = pageText(l.silence(x)), true
	case ledger.Mandated:
		n.Text, n.Href = pageText(l.word(word, "ref", l.say(e, x.Text).Text)), e.Trip.Mandate.URL.V
	case ledger.Briefed:
		n.Text = pageText(l.word(word, "departments", s.briefed(l, e.Trip.Briefing)))
	case ledger.FollowedUp:
		n.Text = l.say(e, x.Text)
	case ledger.HadOutcome, ledger.ToldInStory:
		link := l.entryLink(x.Other)
		n.Lead, n.Text, n.Href = l.word(word), link.Text, link.Href
		if x.Kind == ledger.HadOutcome {
			n.State = outcomeState(l, x.Other.Outcome.Status.V)
		}
	case ledger.ToldInLetter:
		month := x.Letter.Month
		n.Day, n.ISO = l.Month(month.Year(), month.Month()), month.Format("2006-01")
		n.Lead, n.Text, n.Href = l.word(word), l.in(translation(x.Letter.Translations, l).Title, x.Letter.Title), s.letterLink(l, x.Letter).Href
	case ledger.Revised:
		n.Lead, n.Text = l.word("since."+x.Revision.Kind.V), l.say(e, x.Text)
	case ledger.PromiseNoted, ledger.PromiseKept, ledger.PromiseDropped, ledger.PromiseDue, ledger.LessonReview:
		n.Lead, n.Text = l.word(word), l.say(e, x.Text)
	default:
		n.Text = pageText(l.word(word))
	}
	if x.Deadline {
		n.State = l.deadlineState(x)
	}
	return n
}

// deadlineState is how a day stands on which the city owes something.
func (l *lang) deadlineState(x ledger.Event) State {
	switch {
	case x.Kind == ledger.PromiseDue:
		return l.promiseState(x.Promise.Status)
	case x.Kind == ledger.BecameDormant:
		return State{"gone", l.word("agreement.dormant")}
	case x.Late && (x.Kind == ledger.LessonReview || x.Kind == ledger.AgreementReview):
		return l.reviewLate()
	case x.Late:
		return State{"late", l.word("promise.late")}
	}
	return State{}
}

// reviewLate is how a review stands whose day has passed with nothing recorded.
func (l *lang) reviewLate() State { return State{"late", l.word("since.review-late")} }

// silence says for how long nothing was heard; after the last news, since when.
func (l *lang) silence(x ledger.Event) string {
	switch {
	case x.Lasting:
		return l.word("since.no-news", "date", l.Month(x.At.Year(), x.At.Month()))
	case x.Months >= 24:
		return l.count("since.silence-years", x.Months/12)
	}
	return l.count("since.silence", x.Months)
}
