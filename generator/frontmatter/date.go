package frontmatter

import (
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
	guess := guessDates(v.V, m.doc.dayFirst)
	switch days := guess.days; {
	case len(days) == 1 && (partial || days[0].Precision == ToDay):
		if d = d.To("write %s: %s", name, days[0]); guess.certain {
			d = Put(d, v, days[0].String())
		}
	case len(days) == 1:
		d = d.To("write the day too: %s: %s-…", name, days[0])
	case len(days) == 2:
		d.Why = catalog.Message{Format: DateForm.Why}
		of := func(p Period) catalog.Message { return catalog.Day(p.Start) }
		d = d.To("write %s: %s if %s is meant, or %s: %s if it is %s", name, days[0], of(days[0]), name, days[1], of(days[1]))
	case !guess.problem.IsZero():
		d = DateImpossible.At(v.At, "%s does not exist: %s", v.V, guess.problem)
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
