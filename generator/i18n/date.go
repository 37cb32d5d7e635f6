package i18n

import (
	"cmp"
	"strconv"
	"time"

	"github.com/gohugoio/locales"
)

// Indexes of Locale.months.
const (
	long = iota
	short
)

func (l *Locale) setMonths(translator locales.Translator) {
	for m := time.January; m <= time.December; m++ {
		l.months[long][m] = translator.MonthWide(m)
		l.months[short][m] = translator.MonthAbbreviated(m)
	}
	copy(l.months[short][1:], l.shortMonths)
	l.months[long][time.September] = cmp.Or(l.september, l.months[long][time.September])
}

// Day returns the date of t in its own time zone, with the name of the month:
// 14 September 2026.
func (l *Locale) Day(t time.Time) string {
	year, month, day := t.Date()
	out := l.appendDayMonth(make([]byte, 0, 32), day, l.months[long][month], l.of)
	return string(appendYear(out, year, l.of))
}

// ShortDay is like [Locale.Day] with the month abbreviated: 14 Sept 2026.
func (l *Locale) ShortDay(t time.Time) string {
	year, month, day := t.Date()
	out := l.appendDayMonth(make([]byte, 0, 32), day, l.months[short][month], l.shortOf)
	return string(appendYear(out, year, l.shortOf))
}

// Month returns a month of a year: September 2026. The month is one of
// time.January to time.December.
func (l *Locale) Month(year int, m time.Month) string {
	return string(appendYear([]byte(l.months[long][m]), year, l.of))
}

// Days returns the days from one date to another, both included, in the
// shortest form: 14–16 September 2026, or 30 August – 2 September 2026, or one
// day alone. Dates in the wrong order are exchanged.
func (l *Locale) Days(from, to time.Time) string {
	y1, m1, d1 := from.Date()
	y2, m2, d2 := to.Date()
	switch {
	case y1 == y2 && m1 == m2 && d1 == d2:
		return l.Day(from)
	case y1 > y2, y1 == y2 && m1 > m2, y1 == y2 && m1 == m2 && d1 > d2:
		return l.Days(to, from)
	case y1 != y2:
		return l.Day(from) + " – " + l.Day(to)
	}
	out := make([]byte, 0, 48)
	if m1 == m2 {
		out = append(l.appendDay(out, d1), "–"...)
	} else {
		out = append(l.appendDayMonth(out, d1, l.months[long][m1], l.of), " – "...)
	}
	out = l.appendDayMonth(out, d2, l.months[long][m2], l.of)
	return string(appendYear(out, y2, l.of))
}

func (l *Locale) appendDay(out []byte, day int) []byte {
	if day == 1 {
		return append(out, l.firstOfMonth...)
	}
	return strconv.AppendInt(out, int64(day), 10)
}

func (l *Locale) appendDayMonth(out []byte, day int, month, of string) []byte {
	out = append(l.appendDay(out, day), of...)
	return append(out, month...)
}

func appendYear(out []byte, year int, of string) []byte {
	return strconv.AppendInt(append(out, of...), int64(year), 10)
}
