package frontmatter

import "time"

// AddMonths is the day that lies n months behind another, or before it where n
// is below zero: the same day of that month, or the month's last one where it
// is shorter. One month from 31 January is 28 February, or the 29th in a leap
// year. Package time would go on into March.
func AddMonths(day time.Time, n int) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(n), 1, 0, 0, 0, 0, day.Location())
	return first.AddDate(0, 0, min(day.Day(), MonthEnd(first).Day())-1)
}

// MonthsBetween is how many whole months lie between two days.
func MonthsBetween(from, to time.Time) int {
	n := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	if AddMonths(from, n).After(to) {
		n--
	}
	return n
}

// MonthEnd is the last day of a day's month.
func MonthEnd(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, day.Location())
}
