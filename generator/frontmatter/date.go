package frontmatter

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/generator/catalog"
)

// Precision says how much of a date is known.
type Precision int

// The precisions of a Period.
const (
	ToDay Precision = iota
	ToMonth
	ToYear
)

// Period is a date with the precision that was written: a day, a month or a
// year. Start is its first day, midnight UTC.
type Period struct {
	Start     time.Time
	Precision Precision
}

// End returns the period's last day.
func (p Period) End() time.Time {
	switch p.Precision {
	case ToYear:
		return MonthEnd(AddMonths(p.Start, 11))
	case ToMonth:
		return MonthEnd(p.Start)
	}
	return p.Start
}

// String returns the period as it was written: 2019, 2019-05 or 2019-05-12.
func (p Period) String() string {
	return p.Start.Format([...]string{"2006-01-02", "2006-01", "2006"}[p.Precision])
}

// Date reads a day: 2026-09-14. The time is midnight UTC.
func (m *Map) Date(name string, p Presence) Value[time.Time] {
	m.ask("Date", name, p)
	v := m.period(name, p, false)
	return Value[time.Time]{V: v.V.Start, At: v.At, Given: v.Given, Bad: v.Bad}
}

// Period reads a day, a month or a year: 2019-05-12, 2019-05 or 2019.
func (m *Map) Period(name string, p Presence) Value[Period] {
	m.ask("Period", name, p)
	return m.period(name, p, true)
}

// dated reads a year, a month and a day in digits with hyphens between them, or as
// many of them as are written: 2026-09-14, 2026-09, 2026.
func dated(s string) (year, month, day int, precision Precision, ok bool) {
	number := func(from, to int) (n int) {
		for i := from; i < to; i++ {
			ok = ok && s[i] >= '0' && s[i] <= '9'
			n = n*10 + int(s[i]-'0')
		}
		return n
	}
	month, day, ok = 1, 1, len(s) == 4 || len(s) == 7 && s[4] == '-' || len(s) == 10 && s[4] == '-' && s[7] == '-'
	if !ok {
		return 0, 0, 0, ToYear, false
	}
	year, precision = number(0, 4), ToYear
	if len(s) > 4 {
		month, precision = number(5, 7), ToMonth
	}
	if len(s) > 7 {
		day, precision = number(8, 10), ToDay
	}
	return year, month, day, precision, ok
}

func (m *Map) period(name string, p Presence, partial bool) Value[Period] {
	v := m.Code(name, p)
	if !v.OK() {
		return Value[Period]{At: v.At, Bad: v.Bad}
	}
	year, month, day, precision, ok := dated(v.V)
	if !ok || !partial && precision != ToDay {
		m.noDate(name, v, partial)
		return bad[Period](v.At)
	}
	if problem := impossible(year, month, day); !problem.IsZero() {
		m.doc.report(DateImpossible.At(v.At, "%s does not exist: %s", v.V, problem))
		return bad[Period](v.At)
	}
	return given(Period{time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC), precision}, v.At)
}

// noDate reports a date that is written in another way, with the one that is
// meant where that is certain.
func (m *Map) noDate(name string, v Value[string], partial bool) {
	d := DateForm.At(v.At, "%s is not a date in the form 2026-09-14", show(v.V))
	d.Why = catalog.Message{}
	if i := strings.IndexFunc(v.V, isDash); i >= 0 {
		d.Message = catalog.Say("%s is written with dashes (%s), not with hyphens (-)", show(v.V), string([]rune(v.V[i:])[0]))
	}
	d = d.To("write the year, the month and the day in digits, with hyphens between them")
	if partial {
		d = d.To("write the year, the month and the day in digits, with hyphens between them; the year and the month, or the year alone, if no more is known")
	}
	switch days := guessDates(v.V); {
	case len(days) == 1 && (partial || days[0].Precision == ToDay):
		d = d.To("write %s: %s", name, days[0])
	case len(days) == 1:
		d = d.To("write the day too: %s: %s-…", name, days[0])
	case len(days) == 2:
		d.Why = catalog.Message{Format: DateForm.Why}
		of := func(p Period) catalog.Message { return catalog.Day(p.Start) }
		d = d.To("write %s: %s if %s is meant, or %s: %s if it is %s", name, days[0], of(days[0]), name, days[1], of(days[1]))
	}
	m.doc.report(d)
}

// impossible says why there is no such day, or nothing if there is.
func impossible(year, month, day int) catalog.Message {
	if month < 1 || month > 12 {
		return catalog.Say("a year has the months 01 to 12")
	}
	last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	if day < 1 || day > last {
		return catalog.Say("%s has %d days", catalog.Month(time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)), last)
	}
	if year < 1800 || year > 2200 {
		return catalog.Say("the year is out of all likelihood")
	}
	return catalog.Message{}
}

// isDash tells whether a sign is a hyphen or dash of another kind than the one
// on the keyboard.
func isDash(r rune) bool {
	return r >= 0x2010 && r <= 0x2015 || r == 0x2212 || r == 0xfe58 || r == 0xff0d
}

// monthNames are the names of the months in the four languages, with the
// forms in which they are shortened, from January on.
var monthNames = [12]string{
	"january jan janvier janv enero ene janeiro",
	"february feb février févr fév febrero fevereiro fev",
	"march mar mars marzo março",
	"april apr avril avr abril abr",
	"may mai mayo maio",
	"june jun juin junio junho",
	"july jul juillet juil julio julho",
	"august aug août agosto ago aout",
	"september sept sep septembre septiembre setiembre setembro set",
	"october oct octobre octubre outubro out",
	"november nov novembre noviembre novembro",
	"december dec décembre déc diciembre dic dezembro dez",
}

// weekdays are left out of a date that is written out.
var weekdays = regexp.MustCompile(`^(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? |` +
	`^(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo),? |^(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?,? `)

var (
	yearFirst  = regexp.MustCompile(`^(\d{4})([-/. ])(\d{1,2})(?:[-/. ](\d{1,2}))?$`)
	dayFirst   = regexp.MustCompile(`^(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?[-/.] ?(\d{4}|\d\d)$`)
	monthFirst = regexp.MustCompile(`^(\d{1,2})[-/.](\d{4})$`)
	compact    = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)$`)
	clock      = regexp.MustCompile(`[t ,]+(?:at |à |a las |às )?\d{1,2}(?:[:h.]\d\d)?(?::\d\d)?(?:\.\d+)?(?: ?h)?(?:z|[+-]\d\d:\d\d)?$`)
	written    = regexp.MustCompile(`^(\d{1,2})(?:er|st|nd|rd|th|º|°|ª)?(?: |-)(?:de |of )?(\pL+)\.?(?: |-)(?:de |del )?(\d{4})$`)
	american   = regexp.MustCompile(`^(\pL+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
	monthYear  = regexp.MustCompile(`^(\pL+)\.?(?: |-)(?:de |del )?(\d{4})$`)
)

// guessDates reads the ways in which people write a date, in the four
// languages. It returns one where that is certain, two where the day and the
// month could have changed places, and none otherwise.
func guessDates(s string) []Period {
	s = strings.Map(func(r rune) rune {
		if isDash(r) {
			return '-'
		}
		return r
	}, strings.ToLower(s))
	s = weekdays.ReplaceAllString(strings.Join(strings.Fields(s), " "), "")
	if short := clock.ReplaceAllString(s, ""); len(short) >= len("1/1/2026") || yearFirst.MatchString(short) {
		if days := plainDates(short); len(days) > 0 {
			return days
		}
	}
	return plainDates(s)
}

func plainDates(s string) []Period {
	if m := yearFirst.FindStringSubmatch(s); m != nil && (m[4] != "" || m[2] != ".") {
		return periods(m[1], m[3], m[4])
	}
	if m := compact.FindStringSubmatch(s); m != nil {
		return periods(m[1], m[2], m[3])
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		year := m[4]
		if len(year) == 2 {
			year = "20" + year
		}
		days := periods(year, m[3], m[1])
		if m[2] != "." && m[1] != m[3] { // nobody writes the month first with points
			days = append(days, periods(year, m[1], m[3])...)
		}
		if m[2] == "-" && len(m[1]) == 2 && len(m[4]) == 2 {
			days = append(days, periods("20"+m[1], m[3], m[4])...)
		}
		return days
	}
	if m := monthFirst.FindStringSubmatch(s); m != nil {
		return periods(m[2], m[1], "")
	}
	if m := written.FindStringSubmatch(s); m != nil {
		return periods(m[3], monthOf(m[2]), m[1])
	}
	if m := american.FindStringSubmatch(s); m != nil {
		return periods(m[3], monthOf(m[1]), m[2])
	}
	if m := monthYear.FindStringSubmatch(s); m != nil {
		return periods(m[2], monthOf(m[1]), "")
	}
	return nil
}

// monthOf returns the number of a month by its name; "0" for no name.
func monthOf(name string) string {
	return strconv.Itoa(1 + slices.IndexFunc(monthNames[:], func(names string) bool { return slices.Contains(strings.Fields(names), name) }))
}

// periods returns the day, or the month, of these digits, if there is one.
func periods(year, month, day string) []Period {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, precision := 1, ToMonth
	if day != "" {
		d, _ = strconv.Atoi(day)
		precision = ToDay
	}
	if !impossible(y, m, d).IsZero() {
		return nil
	}
	return []Period{{time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), precision}}
}
