package frontmatter

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"parvis/generator/catalog"
)

// This file reads the ways in which people write a day or a month, in the four
// languages, so that a remedy can say the one that was meant.

// DayFirst says that the city writes the day before the month, so that 03/04/2026
// is in April. Where nothing is said, it can be either.
func (m *Map) DayFirst(certain bool) { m.doc.dayFirst = certain }

// monthNames are the names of the months in the four languages, with the
// forms in which they are shortened, from January on, folded.
var monthNames = [12]string{
	"january jan janvier janv enero ene janeiro",
	"february feb fevrier fevr fev febrero fevereiro",
	"march mar mars marzo marco",
	"april apr avril avr abril abr",
	"may mai mayo maio",
	"june jun juin junio junho",
	"july jul juillet juil juill julio julho",
	"august aug aout agosto ago",
	"september sept sep septembre septiembre setiembre setembro set",
	"october oct octobre octubre outubro out",
	"november nov novembre noviembre novembro",
	"december dec decembre diciembre dic dezembro dez",
}

// dayNames are those of the days of the week, from Sunday on, folded.
var dayNames = [7]string{
	"sunday sun dimanche dim domingo dom",
	"monday mon lundi lun lunes segunda segunda-feira seg",
	"tuesday tue tues mardi mar martes terca terca-feira ter",
	"wednesday wed mercredi mer miercoles mie quarta quarta-feira qua",
	"thursday thu thur thurs jeudi jeu jueves jue quinta quinta-feira qui",
	"friday fri vendredi ven viernes vie sexta sexta-feira sex",
	"saturday sat samedi sam sabado sab",
}

// nameIn returns the number of the list of names in which a name stands, from 0;
// -1 for none.
func nameIn(lists []string, name string) int {
	return slices.IndexFunc(lists, func(names string) bool { return slices.Contains(strings.Fields(names), name) })
}

var (
	yearFirst  = regexp.MustCompile(`^(\d{4})([-/. ])(\d{1,2})(?:[-/. ](\d{1,2}))?$`)
	digits     = regexp.MustCompile(`^(\d{1,2}) ?([-/. ]) ?(\d{1,2}) ?([-/. ]) ?(\d{4}|\d\d)$`)
	monthFirst = regexp.MustCompile(`^(\d{1,2}) ?[-/.] ?(\d{4})$`)
	compact    = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)$`)
	written    = regexp.MustCompile(`^(\d{1,2})(?: ?(?:er|st|nd|rd|th)|\.?[oa°])?\.?[ /-](?:de |of )?([a-z]+)\.?,?[ /-](?:de |del )?(\d{4})$`)
	american   = regexp.MustCompile(`^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
	yearNamed  = regexp.MustCompile(`^(\d{4})[ /-]([a-z]+)\.?[ /-](\d{1,2})$`)
	monthYear  = regexp.MustCompile(`^([a-z]+)\.?,?[ /-](?:de |del )?(\d{4})$`)
	// clock is a time of the day behind a date, and the zone in which it is.
	clock = regexp.MustCompile(`^(.*?)(?:t|,? (?:at |a las |as |a )?|,)` +
		`\d{1,2}(?: ?h(?: ?\d\d)?|[:.]\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?h)?)?( ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?$`)
	hour    = regexp.MustCompile(`\d ?h|[:.]\d\d(?: ?h)?(?: ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?$`)
	article = regexp.MustCompile(`^(?:the|on|le|el|o|em) `)
	first   = regexp.MustCompile(`^(?:first|premier|primero|primeiro) `)
	weekday = regexp.MustCompile(`^([a-z]+(?:-feira)?)\.?,? `)
)

// dates are the days, or the month, that a text can mean.
type dates struct {
	days []Period // one where it is plain, two where the day and the month could have changed places
	// certain tells that the one day is meant and nothing was left out that could
	// make another of it.
	certain bool
	problem catalog.Message // why there is no such day, where there is none
}

// guessDates reads a date as people write it. dayFirst says that they write the
// day before the month.
func guessDates(s string, dayFirst bool) dates {
	if len(s) > 80 {
		return dates{}
	}
	s = first.ReplaceAllString(article.ReplaceAllString(folded(s), ""), "1 ")
	out := guessDay(s, dayFirst)
	if m := weekday.FindStringSubmatch(s); m != nil && out.isZero() {
		if day := nameIn(dayNames[:], m[1]); day >= 0 {
			rest := first.ReplaceAllString(article.ReplaceAllString(s[len(m[0]):], ""), "1 ")
			out = guessDay(rest, dayFirst).on(time.Weekday(day))
		}
	}
	return out
}

// NamedDay reads a day whose month is named, in one of the four languages: 14 September
// 2026, lundi 14 sept. 2026, if nothing in it speaks against that day. The problem says
// why there is no such day.
func NamedDay(text string) (day time.Time, problem catalog.Message, ok bool) {
	d := guessDates(text, true)
	if len(d.days) != 1 || !d.certain || d.days[0].Precision != ToDay {
		return time.Time{}, d.problem, false
	}
	return d.days[0].Start, catalog.Message{}, true
}

// DayMeant is the day, or the month or year, that a text means as people write it, where
// that is certain. dayFirst says that they write the day before the month.
func DayMeant(text string, dayFirst bool) (p Period, certain bool) {
	if year, month, day, precision, ok := dated(text); ok && impossible(year, month, day).IsZero() {
		return Period{time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC), precision}, true
	}
	d := guessDates(text, dayFirst)
	if len(d.days) != 1 || !d.certain {
		return Period{}, false
	}
	return d.days[0], true
}

// Day is the day of a year, or why there is none.
func Day(year, month, day int) (time.Time, catalog.Message) {
	if problem := impossible(year, month, day); !problem.IsZero() {
		return time.Time{}, problem
	}
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC), catalog.Message{}
}

// MonthOf is the number of the month of that name, written in full or shortened, in one of
// the four languages; 0 where there is none.
func MonthOf(name string) int { return 1 + nameIn(monthNames[:], folded(name)) }

// Folded writes a text as dates are read: in small letters without accents, with plain
// hyphens and one space where there are several.
func Folded(text string) string { return folded(text) }

// folded writes a text in small letters without accents, with plain hyphens and
// one space where there are several.
func folded(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case isDash(r):
			return '-'
		case unicode.IsMark(r):
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(strings.Map(func(r rune) rune {
		if isDash(r) {
			return '-'
		}
		return r
	}, s)))
	return strings.Join(strings.Fields(s), " ")
}

func (d dates) isZero() bool { return len(d.days) == 0 && d.problem.IsZero() }

// on keeps of several days those of a day of the week; where none is, it is not
// certain which of the two is wrong.
func (d dates) on(day time.Weekday) dates {
	other := func(p Period) bool { return p.Precision != ToDay || p.Start.Weekday() != day }
	if fit := slices.DeleteFunc(slices.Clone(d.days), other); len(fit) > 0 {
		d.days, d.certain = fit, d.certain || len(d.days) > 1 && len(fit) == 1
	} else {
		d.certain = false
	}
	return d
}

// guessDay reads a date, behind which a time of the day may stand.
func guessDay(s string, dayFirst bool) dates {
	if out := plainDates(s, dayFirst); !out.isZero() {
		return out
	}
	m := clock.FindStringSubmatch(s)
	if m == nil || !hour.MatchString(s[len(m[1]):]) {
		return dates{}
	}
	out := plainDates(m[1], dayFirst)
	if len(out.days) > 0 && out.days[0].Precision != ToDay {
		return dates{}
	}
	out.certain = out.certain && m[2] == "" // in the city's own zone it may be the day before or after
	return out
}

func plainDates(s string, dayFirst bool) dates {
	if m := yearFirst.FindStringSubmatch(s); m != nil && (m[4] != "" || m[2] != "." && m[2] != " ") {
		return periods(m[1], m[3], m[4])
	}
	if m := compact.FindStringSubmatch(s); m != nil {
		return dates{days: periods(m[1], m[2], m[3]).days, certain: true}
	}
	if m := digits.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		return inDigits(m[1], m[3], m[5], m[2], dayFirst)
	}
	if m := monthFirst.FindStringSubmatch(s); m != nil {
		return periods(m[2], m[1], "")
	}
	for _, form := range [...]struct {
		*regexp.Regexp
		year, month, day int
	}{{written, 3, 2, 1}, {american, 3, 1, 2}, {yearNamed, 1, 2, 3}, {monthYear, 2, 1, 0}} {
		m := form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		month := nameIn(monthNames[:], m[form.month])
		if m[0] = ""; month >= 0 {
			return periods(m[form.year], strconv.Itoa(month+1), m[form.day])
		}
	}
	return dates{}
}

// inDigits reads three numbers of which the year is the last one, unless it has two
// digits: 03/04/2026, 14.9.2026, 26-09-14.
func inDigits(first, second, year, mark string, dayFirst bool) dates {
	whole, short := year, len(year) == 2
	if short {
		whole = century(year)
	}
	out := periods(whole, second, first)
	also := func(d dates) {
		if out.days = append(out.days, d.days...); len(d.days) > 0 {
			out.certain = len(out.days) == 1
		}
	}
	if mark != "." && first != second && (!dayFirst || len(out.days) == 0) {
		also(periods(whole, first, second)) // nobody writes the month first with points
	}
	if mark == "-" && len(first) == 2 && short {
		also(periods(century(first), second, year))
	}
	out.certain = out.certain && !short
	if len(out.days) > 0 {
		out.problem = catalog.Message{}
	}
	return out
}

// century writes a year of two digits in full; nothing here is planned or
// remembered further off than half a century.
func century(year string) string {
	if year > "50" {
		return "19" + year
	}
	return "20" + year
}

// periods returns the day, or the month, of these digits, or why there is none.
func periods(year, month, day string) dates {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, precision := 1, ToMonth
	if day != "" {
		d, _ = strconv.Atoi(day)
		precision = ToDay
	}
	if problem := impossible(y, m, d); !problem.IsZero() {
		return dates{problem: problem}
	}
	return dates{days: []Period{{time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), precision}}, certain: true}
}

// MonthNamed is the month of which a name and a year stand in a text, as 2026-10;
// "" for none.
func MonthNamed(text string) string {
	year, month := "", -1
	for _, word := range strings.FieldsFunc(folded(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if _, err := strconv.Atoi(word); err == nil && len(word) == 4 {
			year = word
		} else if i := nameIn(monthNames[:], word); i >= 0 {
			month = i
		}
	}
	if year == "" || month < 0 {
		return ""
	}
	return fmt.Sprintf("%s-%02d", year, month+1)
}
