package i18n

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

func TestDates(t *testing.T) {
	tests := []struct {
		lang                          string
		day, first, short, may, month string
	}{
		{"en", "14 September 2026", "1 September 2026", "14 Sept 2026", "1 May 2026", "September 2026"},
		{"es", "14 de septiembre de 2026", "1 de septiembre de 2026", "14 sept 2026", "1 may 2026", "septiembre de 2026"},
		{"fr", "14 septembre 2026", "1er septembre 2026", "14 sept. 2026", "1er mai 2026", "septembre 2026"},
		{"pt", "14 de setembro de 2026", "1 de setembro de 2026", "14 de set. de 2026", "1 de mai. de 2026", "setembro de 2026"},
	}
	for _, test := range tests {
		l := load(t, test.lang)
		check(t, test.lang, l.Day(date(2026, 9, 14)), test.day)
		check(t, test.lang, l.Day(date(2026, 9, 1)), test.first)
		check(t, test.lang, l.ShortDay(date(2026, 9, 14)), test.short)
		check(t, test.lang, l.ShortDay(date(2026, 5, 1)), test.may)
		check(t, test.lang, l.Month(2026, time.September), test.month)
	}
}

func TestShortMonths(t *testing.T) {
	tests := map[string]string{
		"en": "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
		"es": "ene feb mar abr may jun jul ago sept oct nov dic",
		"fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
		"pt": "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
	}
	for lang, want := range tests {
		check(t, lang, strings.Join(load(t, lang).months[short][1:], " "), want)
	}
}

func TestDays(t *testing.T) {
	tests := []struct{ lang, days, months, years, first string }{
		{
			"en", "14–16 September 2026", "30 August – 2 September 2026",
			"30 December 2025 – 2 January 2026", "1–3 May 2026",
		},
		{
			"es", "14–16 de septiembre de 2026", "30 de agosto – 2 de septiembre de 2026",
			"30 de diciembre de 2025 – 2 de enero de 2026", "1–3 de mayo de 2026",
		},
		{
			"fr", "14–16 septembre 2026", "30 août – 2 septembre 2026",
			"30 décembre 2025 – 2 janvier 2026", "1er–3 mai 2026",
		},
		{
			"pt", "14–16 de setembro de 2026", "30 de agosto – 2 de setembro de 2026",
			"30 de dezembro de 2025 – 2 de janeiro de 2026", "1–3 de maio de 2026",
		},
	}
	for _, test := range tests {
		l := load(t, test.lang)
		check(t, test.lang, l.Days(date(2026, 9, 14), date(2026, 9, 16)), test.days)
		check(t, test.lang, l.Days(date(2026, 8, 30), date(2026, 9, 2)), test.months)
		check(t, test.lang, l.Days(date(2025, 12, 30), date(2026, 1, 2)), test.years)
		check(t, test.lang, l.Days(date(2026, 5, 1), date(2026, 5, 3)), test.first)
	}
}

func TestDaysProperties(t *testing.T) {
	day := rapid.Custom(func(t *rapid.T) time.Time {
		return date(2020, 1, 1).AddDate(0, 0, rapid.IntRange(0, 4000).Draw(t, "days"))
	})
	inEach(t, func(t *testing.T, l *Locale) {
		rapid.Check(t, func(t *rapid.T) {
			from, to := day.Draw(t, "from"), day.Draw(t, "to")
			text := l.Days(from, to)
			if text != l.Days(to, from) {
				t.Fatalf("Days(%v, %v) depends on the order", from, to)
			}
			last := to
			if from.After(to) {
				last = from
			}
			if from.Equal(to) != (text == l.Day(from)) {
				t.Fatalf("Days(%v, %v) = %s", from, to, text)
			}
			if !strings.HasSuffix(text, l.Day(last)) {
				t.Fatalf("%s does not end with %s", text, l.Day(last))
			}
		})
	})
}

func TestDayTakesOwnZone(t *testing.T) {
	zone := time.FixedZone("east", 10*60*60)
	evening := time.Date(2026, 9, 14, 23, 0, 0, 0, time.UTC)
	check(t, "Day", load(t, "en").Day(evening.In(zone)), "15 September 2026")
}

func BenchmarkDay(b *testing.B) {
	l := load(b, "fr")
	day := date(2026, 9, 14)
	b.ReportAllocs()
	for b.Loop() {
		l.Day(day)
	}
}

func BenchmarkDays(b *testing.B) {
	l := load(b, "fr")
	from, to := date(2026, 8, 30), date(2026, 9, 2)
	b.ReportAllocs()
	for b.Loop() {
		l.Days(from, to)
	}
}
