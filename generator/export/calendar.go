package export

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"parvis/generator/content"
	"parvis/generator/output"
	"parvis/generator/site"
)

// calendars are the files for calendar programs.
func calendars(s *site.Site) []output.File {
	var out []output.File
	for _, c := range s.Calendars() {
		out = append(out, output.File{Path: c.Path, Render: func(b *bytes.Buffer) error { return Calendar(b, s, c) }})
	}
	return out
}

// Calendar writes one calendar of a site.
func Calendar(b *bytes.Buffer, s *site.Site, c site.Calendar) error {
	host := "parvis"
	if u, err := url.Parse(s.Set.Settings().BaseURL); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return iCalendar(b, c, host, s.Set.Today())
}

// everyDay is how often a program should look for a new calendar; a site is made
// anew once a day, if nothing is changed by hand.
const everyDay = "P1D"

// before is a day before all that a city tells. The days since then, which only grow,
// are the number of an event's version; it is 0 for one of which no day is known yet.
var before = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)

// iCalendar writes planned things as RFC 5545 has them: days without a time, of which people
// are away on those of trips only, and events with their times.
func iCalendar(b *bytes.Buffer, c site.Calendar, host string, today time.Time) error {
	cal := ics.NewCalendarFor("parvis")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(c.Name)
	cal.SetName(c.Name)
	cal.SetRefreshInterval(everyDay)
	cal.SetXPublishedTTL(everyDay)
	for _, x := range c.Items() {
		event := cal.AddEvent(x.ID + "@" + host)
		event.SetDtStampTime(cmp.Or(x.Changed, today))
		event.SetSequence(0)
		if !x.Changed.IsZero() {
			event.SetLastModifiedAt(x.Changed)
			event.SetSequence(int(x.Changed.Sub(before).Hours() / 24))
		}
		times(event, x)
		event.SetSummary(x.Kind + " – " + x.Title.Text)
		event.SetDescription(strings.Join(sentences(x.State.Text, x.Says.Text, x.Briefing), "\n"))
		event.SetURL(x.Address)
		event.AddCategory(x.Kind)
		event.SetStatus(ics.ObjectStatusConfirmed)
		if x.Cancelled {
			event.SetStatus(ics.ObjectStatusCancelled)
		}
		event.SetTimeTransparency(ics.TransparencyTransparent)
		if x.Busy {
			event.SetTimeTransparency(ics.TransparencyOpaque)
		}
		places(event, x.Places)
		if len(x.Venue) > 0 {
			event.SetLocation(strings.Join(x.Venue, ", "))
		}
		if x.Lat.OK() {
			event.SetProperty(ics.ComponentPropertyGeo, fmt.Sprintf("%.6f;%.6f", x.Lat.V, x.Lon.V))
		}
	}
	return cal.SerializeTo(b, ics.WithNewLineWindows)
}

// times are the moments between which an event is, in universal time, which is the same
// for all programs whenever clocks are changed; or the days of all else.
func times(event *ics.VEvent, x site.AgendaItem) {
	if !x.Timed {
		event.SetAllDayStartAt(x.From)
		event.SetAllDayEndAt(x.Until.AddDate(0, 0, 1)) // the first day that is not part of it
		return
	}
	event.SetStartAt(x.Start)
	if x.End.After(x.Start) {
		event.SetEndAt(x.End)
	}
}

func places(event *ics.VEvent, list []content.Place) {
	var names []string
	for _, p := range list {
		names = append(names, p.City.V+", "+p.Country.V)
	}
	if len(names) > 0 {
		event.SetLocation(strings.Join(names, "; "))
	}
	if len(list) == 1 && list[0].Lat.OK() && list[0].Lon.OK() {
		event.SetProperty(ics.ComponentPropertyGeo, fmt.Sprintf("%.6f;%.6f", list[0].Lat.V, list[0].Lon.V))
	}
}

// sentences are the texts that are not empty.
func sentences(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}
