package site

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
)

// This file is what pages, calendars and search engines are told of an event.

// EventPart is when and where an event is, and what happens there.
type EventPart struct {
	Facts     []Fact
	Programme []Slot
	Register  string // the link by which one says that one will come; "" where none is needed, or it is over
}

// Slot is one line of a programme; its time may be empty.
type Slot struct {
	When string
	What Str
}

// event is what an event's page shows beside what all entries have; nil for one of which
// there is nothing to show.
func (s *Site) event(l *lang, e *content.Entry) *EventPart {
	v, out := e.Event, &EventPart{}
	add := func(key string, text Str) {
		if text.Text != "" {
			out.Facts = append(out.Facts, Fact{Term: l.word("event." + key), Text: text})
		}
	}
	add("when", pageText(l.when(e)))
	place := l.say(e, v.Place.Name)
	place.Text = s.venue(l, e)
	add("where", place)
	add("for", pageText(l.choices(v.For)))
	add("series", s.series(l, e))
	if v.Attended.OK() {
		add("attended", pageText(l.Number(int64(v.Attended.V))))
	}
	for _, x := range v.Programme {
		out.Programme = append(out.Programme, Slot{l.slotTime(v, x), l.say(e, x.What)})
	}
	if v.Registration.OK() && !e.CalledOff() && !e.End().Before(s.Set.Today()) {
		if out.Register = v.Registration.V; !strings.Contains(out.Register, "://") {
			out.Register = content.MailLink(out.Register)
		}
	}
	return out
}

// series is the series of an event: a known one by its name in the language of the page.
func (s *Site) series(l *lang, e *content.Entry) Str {
	if known := fields.SeriesIn(e.Event.Series.V, l.Lang()); known != e.Event.Series.V {
		return pageText(known)
	}
	return l.say(e, e.Event.Series)
}

// venue is the place of an event, and where that is.
func (s *Site) venue(l *lang, e *content.Entry) string {
	place := l.say(e, e.Event.Place.Name).Text
	if address := l.say(e, e.Event.Place.Address); address.Text != "" {
		place += ", " + address.Text
	}
	return place
}

// choices are those for whom something is.
func (l *lang) choices(audiences []content.Text) string {
	var out []string
	for _, a := range audiences {
		out = append(out, l.word("event.for-"+a.V))
	}
	return l.List(out)
}

// clock writes a time of day.
func (l *lang) clock(minute int) string {
	hour, rest := fmt.Sprint(minute/60), fmt.Sprintf("%02d", minute%60)
	if rest == "00" {
		return l.word("event.hour", "hour", hour)
	}
	return l.word("event.time", "hour", hour, "minute", rest)
}

// slotTime is the time of a line of a programme, with its day where the event has several.
func (l *lang) slotTime(v *content.Event, x content.Slot) string {
	switch {
	case !x.Time.OK():
		return ""
	case x.Time.V.Day.IsZero():
		return l.clock(x.Time.V.Minute)
	}
	return l.word("event.when-at", "day", l.ShortDay(x.Time.V.Day), "from", l.clock(x.Time.V.Minute))
}

// eventWhen writes the days of an event and its times.
func (l *lang) eventWhen(e *content.Entry) string {
	v, days := e.Event, l.Days(e.Date(), e.End())
	switch start, end := v.Start.V, v.End.V; {
	case !start.Timed:
		return days
	case end.Timed && end.Day.Equal(start.Day):
		return l.word("event.when-between", "day", days, "from", l.clock(start.Minute), "to", l.clock(end.Minute))
	case e.End().Equal(e.Date()):
		return l.word("event.when-at", "day", days, "from", l.clock(start.Minute))
	}
	return days
}

// instants are the moments between which an event is, in the city's zone; not ok where only
// its days are known. Where only the begin is known, it is both.
func (s *Site) instants(v *content.Event) (from, until time.Time, ok bool) {
	zone := s.Set.Settings().Zone
	if !v.Start.OK() || !v.Start.V.Timed {
		return from, until, false
	}
	from = v.Start.V.In(zone)
	switch {
	case !v.End.OK() || !v.End.V.Timed && v.End.V.Day.Equal(v.Start.V.Day):
		return from, from, true
	case !v.End.V.Timed:
		return from, until, false
	}
	return from, v.End.V.In(zone), true
}

// eventThing is an event as search engines know it.
func (s *Site) eventThing(l *lang, e *content.Entry, t thing) {
	v := e.Event
	t["@type"], t["organizer"], t["inLanguage"] = "Event", s.cityThing(), l.Lang()
	t["startDate"], t["endDate"] = isoDay(e.Date()), isoDay(e.End())
	if from, until, ok := s.instants(v); ok {
		t["startDate"], t["endDate"] = from.Format(time.RFC3339), until.Format(time.RFC3339)
		if until.Equal(from) {
			delete(t, "endDate")
		}
	}
	t["eventStatus"] = "https://schema.org/EventScheduled"
	if e.CalledOff() {
		t["eventStatus"] = "https://schema.org/EventCancelled"
	}
	if v.Place.Name.OK() {
		set := s.Set.Settings()
		p := thing{"@type": "Place", "name": l.say(e, v.Place.Name).Text,
			"address": thing{"@type": "PostalAddress", "streetAddress": l.say(e, v.Place.Address).Text,
				"addressLocality": set.City.V, "addressCountry": set.Country.V}}
		located(p, v.Place.Lat.V, v.Place.Lon.V, v.Place.Lat.OK() && v.Place.Lon.OK())
		t["location"] = p
	}
}

// eventItem is what the agenda and calendars say of an event.
func (s *Site) eventItem(l *lang, e *content.Entry, out *AgendaItem) {
	v := e.Event
	out.When = l.when(e)
	out.Start, out.End, out.Timed = s.instants(v)
	for _, x := range []content.Text{v.Place.Name, v.Place.Address} {
		if text := l.say(e, x).Text; text != "" {
			out.Venue = append(out.Venue, text)
		}
	}
	if v.Place.Lat.OK() && v.Place.Lon.OK() {
		out.Lat, out.Lon = v.Place.Lat, v.Place.Lon
	}
	if e.CalledOff() {
		out.State = State{"gone", l.word("trip.cancelled")}
	}
}

// staffEvents are what colleagues are told of the events that are for them alone: those of
// the time of a letter, and those that lie ahead.
func (s *Site) staffEvents(l *lang, in func(*content.Entry) bool) []StaffNote {
	var out []StaffNote
	for _, e := range s.Set.Entries() {
		if !e.StaffOnly() || !in(e) {
			continue
		}
		link, e := l.entryLink(e), s.Set.ForStaff(e)
		says := []string{l.when(e)}
		if place := l.say(e, e.Event.Place.Name).Text; place != "" {
			says[0] += ", " + place
		}
		says = append(says, l.in(translation(e.Translations, l).Purpose, e.Purpose).Text, l.benefit(e).Text)
		for _, x := range e.Event.Programme {
			says = append(says, strings.TrimSpace(l.slotTime(e.Event, x)+" "+l.say(e, x.What).Text))
		}
		says = append(says, e.StaffNote.V)
		says = slices.DeleteFunc(says, func(s string) bool { return strings.TrimSpace(s) == "" })
		for i, x := range says {
			says[i] = strings.TrimSuffix(strings.TrimSpace(x), ".") + "."
		}
		out = append(out, StaffNote{link, pageText(strings.Join(says, " "))})
	}
	return out
}

// degrees are a coordinate, where it is known.
type degrees = frontmatter.Value[float64]
