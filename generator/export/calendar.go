package export

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	ics "github.com/arran4/golang-ical"

	"parvis/generator/content"
	"parvis/generator/output"
	"parvis/generator/site"
)

// calendars are the files for calendar programs.
func calendars(s *site.Site) []output.File {
	host := "parvis"
	if u, err := url.Parse(s.Set.Settings().BaseURL); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	var out []output.File
	for _, c := range s.Calendars() {
		out = append(out, output.File{Path: c.Path, Render: func(b *bytes.Buffer) error { return iCalendar(b, c, host) }})
	}
	return out
}

// iCalendar writes planned things as RFC 5545 has them: days without a time,
// of which people are away on those of trips only.
func iCalendar(b *bytes.Buffer, c site.Calendar, host string) error {
	cal := ics.NewCalendarFor("parvis")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(c.Name)
	cal.SetName(c.Name)
	for _, x := range c.Items() {
		event := cal.AddEvent(x.ID + "@" + host)
		event.SetDtStampTime(x.Changed)
		event.SetAllDayStartAt(x.From)
		event.SetAllDayEndAt(x.Until.AddDate(0, 0, 1)) // the first day that is not part of it
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
	}
	return cal.SerializeTo(b, ics.WithNewLineWindows)
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
