package importer

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
)

// This file reads days as tables write them, one or the first and the last of several. In
// which order a column writes day and month is found in calendar.go.

// writing is how days are written.
type writing struct {
	monthFirst bool
	// year is that of days which are written without one; 0 where it is not known.
	year int
	// latest is the last year that two digits stand for.
	latest int
}

// span is the first and the last day that a text names, which are one for a single day.
type span struct {
	from, to time.Time
	short    bool // the year has two digits
}

var (
	yearFirst = regexp.MustCompile(`^(\d{4})([-/.])(\d{1,2})([-/.])(\d{1,2})$`)
	inDigits  = regexp.MustCompile(`^(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?([-/.]) ?(\d{4}|\d\d)$`)
	noYear    = regexp.MustCompile(`^(\d{1,2}) ?[-/.] ?(\d{1,2})$`)
	compact   = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)$`)
	clock     = regexp.MustCompile(`(?:t|,? (?:at |a las |as |a )?|,)` +
		`\d{1,2}(?: ?h(?: ?\d\d)?|[:.]\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]m)?)(?: ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?$`)
	shortYear = regexp.MustCompile(`^(.*[a-z]\.?,?[ /-](?:de |del )?)['’]?(\d\d)$`) // 14-mar-26
	weekdays  = regexp.MustCompile(`^(?:lun|mar|mer|jeu|ven|sam|dim|mie|jue|vie|sab|dom|mon|tue|wed|thu|fri|sat|sun|seg|ter|qua|qui|sex)[a-z-]*\.?,? `)
	opening   = regexp.MustCompile(`^(?:du|del?|do|from|entre(?: el)?|between|le|les|el|los|o|dia|dias|em|on|the) `)
	hasLetter = regexp.MustCompile(`[a-z]`)
	// american are days of one month or two with the year at the end: Feb 5-11, 2024.
	american = regexp.MustCompile(`^([a-z]+)\.? (\d{1,2}) ?(?:-|to|and|&) ?(?:([a-z]+)\.? )?(\d{1,2}),? ?(\d{4}|\d\d)?$`)
	// monthDays are days of one month with the month first: 9/14-16/2026.
	monthDays = regexp.MustCompile(`^(\d{1,2})/(\d{1,2}) ?- ?(\d{1,2})/(\d{4}|\d\d)$`)
	dayMonth  = regexp.MustCompile(`^(\d{1,2})(?:er|[oa°])?\.? (?:de |of )?([a-z]+)\.?$`)
	onlyDay   = regexp.MustCompile(`^(\d{1,2})(?:er|[oa°])?$`)
)

// joints are what stands between the first and the last day, the plainer first.
var joints = []string{" jusqu'au ", " jusqu’au ", " hasta el ", " hasta ", " until ", " till ", " through ", " al ", " au ", " ao ", " ate ", " to ",
	" a ", " et ", " and ", " y ", " e ", " & ", " - ", "-", " / ", "/"}

// read reads a text that names a day, or the first and the last of several. The problem
// says why the day that is written cannot be; it is empty where none is written.
func (w writing) read(text string) (out span, problem catalog.Message, ok bool) {
	if len(text) > 80 {
		return span{}, problem, false
	}
	text = strings.TrimRight(frontmatter.Folded(text), " .,;")
	if out, problem, ok = w.day(text); ok {
		return out, problem, true
	}
	text = opening.ReplaceAllString(text, "")
	if m := inDigits.FindStringSubmatch(text); m != nil && m[2] == m[4] {
		return span{}, problem, false // one day, and none that there is
	}
	if out, ok := w.monthFirstRange(text); ok {
		return out, catalog.Message{}, true
	}
	for _, joint := range joints {
		for at := 0; ; {
			i := strings.Index(text[at:], joint)
			if i < 0 {
				break
			}
			at += i
			if out, ok := w.between(text[:at], text[at+len(joint):]); ok {
				return out, catalog.Message{}, true
			}
			at += len(joint)
		}
	}
	return span{}, problem, false
}

// day reads one day.
func (w writing) day(text string) (out span, problem catalog.Message, ok bool) {
	one := func(year, month, day string) (span, catalog.Message, bool) {
		y, short := w.yearOf(year)
		on, problem := frontmatter.Day(y, whole(month), whole(day))
		return span{on, on, short}, problem, problem.IsZero()
	}
	if m := clock.FindStringIndex(text); m != nil && m[0] > 5 {
		text = strings.TrimSpace(text[:m[0]])
	}
	if m := yearFirst.FindStringSubmatch(text); m != nil && m[2] == m[4] {
		return one(m[1], m[3], m[5])
	}
	if m := compact.FindStringSubmatch(text); m != nil {
		return one(m[1], m[2], m[3])
	}
	bare := weekdays.ReplaceAllString(text, "")
	if m := inDigits.FindStringSubmatch(bare); m != nil && m[2] == m[4] {
		return w.numeric(m[1], m[3], m[5], m[2] == ".")
	}
	if m := noYear.FindStringSubmatch(bare); m != nil && w.year != 0 {
		return w.numeric(m[1], m[2], strconv.Itoa(w.year), false)
	}
	if !hasLetter.MatchString(text) {
		return span{}, problem, false
	}
	short := false
	if m := shortYear.FindStringSubmatch(text); m != nil {
		y, _ := w.yearOf(m[2])
		text, short = m[1]+strconv.Itoa(y), true
	} else if dayMonth.MatchString(text) && w.year != 0 {
		text += " " + strconv.Itoa(w.year)
	}
	day, problem, ok := frontmatter.NamedDay(text)
	return span{day, day, short}, problem, ok
}

// numeric reads three numbers with the year at the end. Nobody writes the month first with
// points between them.
func (w writing) numeric(first, second, year string, points bool) (span, catalog.Message, bool) {
	y, short := w.yearOf(year)
	month, day := whole(second), whole(first)
	if w.monthFirst && !points {
		month, day = day, month
	}
	out, problem := frontmatter.Day(y, month, day)
	return span{out, out, short}, problem, problem.IsZero()
}

// yearOf is a year in four digits, and whether it was written with two.
func (w writing) yearOf(year string) (int, bool) {
	y := whole(year)
	if len(year) > 2 {
		return y, false
	}
	for y += 1900; y+100 <= w.latest; {
		y += 100
	}
	return y, true
}

func whole(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// between reads the first and the last of several days. What the first lacks, the last says.
func (w writing) between(first, last string) (span, bool) {
	first, last = strings.TrimSpace(opening.ReplaceAllString(first+" ", "")), strings.TrimSpace(opening.ReplaceAllString(last, ""))
	to, _, ok := w.day(last)
	if !ok {
		return span{}, false
	}
	from, _, ok := writing{monthFirst: w.monthFirst, latest: w.latest}.day(first)
	if !ok {
		first = weekdays.ReplaceAllString(first+" ", "")
		in := writing{monthFirst: w.monthFirst, latest: w.latest, year: to.to.Year()}
		if m := onlyDay.FindStringSubmatch(strings.TrimSpace(first)); m != nil {
			day, problem := frontmatter.Day(to.to.Year(), int(to.to.Month()), whole(m[1]))
			from, ok = span{from: day}, problem.IsZero()
		} else if from, _, ok = in.day(strings.TrimSpace(first)); ok && from.from.After(to.to) {
			from.from = frontmatter.AddMonths(from.from, -12) // 28/12 al 03/01/2026
		}
	}
	if _, _, dated := (writing{monthFirst: w.monthFirst, latest: w.latest}).day(last); ok && !dated && from.from.Year() != to.to.Year() {
		return span{}, false // of which of the two the year is, nobody knows
	}
	if !ok || from.from.After(to.to) || to.to.Sub(from.from) > 366*24*time.Hour {
		return span{}, false
	}
	return span{from.from, to.to, from.short || to.short}, true
}

// monthFirstRange reads several days of which the month is written first.
func (w writing) monthFirstRange(text string) (span, bool) {
	var month, day, otherMonth, last, year string
	if m := american.FindStringSubmatch(text); m != nil {
		day, last, year = m[2], m[4], m[5]
		month = strconv.Itoa(frontmatter.MonthOf(m[1]))
		if otherMonth = month; m[3] != "" {
			otherMonth = strconv.Itoa(frontmatter.MonthOf(m[3]))
		}
	} else if m := monthDays.FindStringSubmatch(text); m != nil && w.monthFirst {
		month, day, otherMonth, last, year = m[1], m[2], m[1], m[3], m[4]
	} else {
		return span{}, false
	}
	y, short := w.year, false
	if year != "" {
		y, short = w.yearOf(year)
	}
	from, problem := frontmatter.Day(y, whole(month), whole(day))
	to, also := frontmatter.Day(y, whole(otherMonth), whole(last))
	if !problem.IsZero() || !also.IsZero() || from.After(to) {
		return span{}, false
	}
	return span{from, to, short}, true
}
