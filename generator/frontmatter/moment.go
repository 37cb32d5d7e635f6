package frontmatter

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// Moment is a day, and the time of day where it is known. It is the time that clocks in
// the city show: in which zone that is, site.yaml says.
type Moment struct {
	Day    time.Time // midnight UTC; zero where only the time is written
	Minute int       // since midnight
	Timed  bool
}

// String returns the moment as it is written: 2026-11-21, 2026-11-21 18:30 or 18:30.
func (m Moment) String() string {
	day, clock := m.Day.Format(time.DateOnly), m.Clock()
	switch {
	case m.Day.IsZero():
		return clock
	case !m.Timed:
		return day
	}
	return day + " " + clock
}

// Clock is the time of day in digits, "" for none.
func (m Moment) Clock() string {
	if !m.Timed {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", m.Minute/60, m.Minute%60)
}

// In is the instant in a zone; midnight where no time is known.
func (m Moment) In(zone *time.Location) time.Time {
	return time.Date(m.Day.Year(), m.Day.Month(), m.Day.Day(), 0, m.Minute, 0, 0, zone)
}

// Before tells whether a moment is before another. Of one whose time is not known only the
// day counts.
func (m Moment) Before(o Moment) bool {
	if !m.Day.Equal(o.Day) || !m.Timed || !o.Timed {
		return m.Day.Before(o.Day)
	}
	return m.Minute < o.Minute
}

// clockBehind is a time of day at the end of a text, as people write it in the four
// languages: 18:30, 18.30, 18h30, 18 h, 6:30 pm, à 18h.
var clockBehind = regexp.MustCompile(`(?i)^(?:(.*?\S)(?:\s*,)?(?:\s+|T)(?:(?:at|à|a las|a la|às|as)\s+)?|(?:(?:at|à|a las|a la|às|as)\s+)?)` +
	`(\d{1,2})(?:(?:[:.]|\s?h\s?)(\d{2})(?::00)?|\s?h(?:eures?|rs?)?|)(?:\s?([ap])\.?m\.?)?\.?$`)

// clockMeant parts a text into what stands before a time of day, and that time; not ok
// where there is none.
func clockMeant(text string) (before string, minute int, ok bool) {
	p := clockBehind.FindStringSubmatch(strings.TrimSpace(text))
	if p == nil {
		return "", 0, false
	}
	hour, _ := strconv.Atoi(p[2])
	minutes, _ := strconv.Atoi(p[3])
	bare := !strings.ContainsAny(strings.TrimPrefix(text, p[1]), ":.hH") && p[4] == ""
	half := strings.ToLower(p[4])
	if bare || hour > 24 || minutes > 59 || hour == 24 && minutes > 0 || half != "" && (hour < 1 || hour > 12) {
		return "", 0, false
	}
	if half != "" {
		hour %= 12
	}
	if half == "p" {
		hour += 12
	}
	return p[1], hour*60 + minutes, true
}

// MomentMeant is the moment that a text means as people write it, where that is certain.
func MomentMeant(text string, dayFirst bool) (Moment, bool) {
	before, minute, timed := clockMeant(text)
	if !timed {
		before = text
	} else if before == "" {
		return Moment{Minute: minute, Timed: true}, minute < 24*60
	}
	day, ok := DayMeant(before, dayFirst)
	if !ok || day.Precision != ToDay {
		if day, ok = DayMeant(text, dayFirst); !ok || day.Precision != ToDay {
			return Moment{}, false
		}
		return Moment{Day: day.Start}, true
	}
	return Moment{day.Start, minute, timed}, minute < 24*60
}

var (
	momentForm = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2}))?$`)
	clockForm  = regexp.MustCompile(`^(?:(\d{4}-\d{2}-\d{2}) )?(\d{2}):(\d{2})$`)
)

// Moment reads a day, with the time of day or without: 2026-11-21 18:30. Where a time
// stands alone, on is the day that is meant.
func (m *Map) Moment(name string, p Presence, on time.Time) Value[Moment] {
	m.ask("Moment", name, p)
	return m.moment(name, p, momentForm, on)
}

// Clock reads a time of day, with its day before it or without: 18:30.
func (m *Map) Clock(name string, p Presence) Value[Moment] {
	m.ask("Clock", name, p)
	return m.moment(name, p, clockForm, time.Time{})
}

func (m *Map) moment(name string, p Presence, form *regexp.Regexp, on time.Time) Value[Moment] {
	v := m.Code(name, p)
	if !v.OK() {
		return Value[Moment]{At: v.At, Bad: v.Bad}
	}
	parts := form.FindStringSubmatch(v.V)
	if parts == nil {
		m.doc.report(m.noMoment(name, v, form == clockForm, on))
		return bad[Moment](v.At)
	}
	var out Moment
	if parts[1] != "" {
		year, month, day, _, _ := dated(parts[1])
		if problem := impossible(year, month, day); !problem.IsZero() {
			m.doc.report(DateImpossible.At(v.At, "%s does not exist: %s", parts[1], problem))
			return bad[Moment](v.At)
		}
		out.Day = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	}
	if out.Timed = parts[2] != ""; out.Timed {
		hour, _ := strconv.Atoi(parts[2])
		minute, _ := strconv.Atoi(parts[3])
		if hour > 23 || minute > 59 {
			m.doc.report(TimeForm.At(v.At, "a day has no %s", parts[2]+":"+parts[3]).To("write a time from 00:00 to 23:59"))
			return bad[Moment](v.At)
		}
		out.Minute = hour*60 + minute
	}
	return given(out, v.At)
}

// noMoment says what is wrong with a text that is no moment, and which is meant where that
// is certain.
func (m *Map) noMoment(name string, v Value[string], clock bool, on time.Time) source.Diagnostic {
	d := TimeForm.At(v.At, "%s is not a day and a time in the form 2026-11-21 18:30", show(v.V))
	if clock {
		d = TimeForm.At(v.At, "%s is not a time in the form 18:30", show(v.V)).To("write the hour and the minutes, with a colon between them")
	}
	meant, ok := MomentMeant(v.V, m.doc.dayFirst)
	if ok && meant.Day.IsZero() && !clock {
		if meant.Day, ok = on, !on.IsZero(); !ok {
			return d.To("write the day before the time: 2026-11-21 %s", meant.Clock())
		}
	}
	if !ok || clock && !meant.Timed {
		if guess := guessDates(v.V, m.doc.dayFirst); !clock && !guess.problem.IsZero() {
			return DateImpossible.At(v.At, "%s does not exist: %s", show(v.V), guess.problem)
		}
		return d
	}
	return Put(d.To("write %s: %s", name, catalog.Say("%s", meant.String())), v, meant.String())
}
