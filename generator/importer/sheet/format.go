package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// format is how the numbers of a style are shown, as far as that says what they are.
type format struct {
	day   bool
	zeros int // digits at least: 00000 shows 1000 as 01000
}

var (
	// noSigns are the parts of a number format that are shown as they stand: in quotation
	// marks, behind a backslash, and what is left as room.
	noSigns = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)
	elapsed = regexp.MustCompile(`(?i)\[(?:h+|m+|s+)\]`)
	dayPart = regexp.MustCompile(`(?i)[dmyhs]|am/pm|e{1,2}/`)
	padded  = regexp.MustCompile(`^0{2,15}$`)
)

// formatOf is the format of that id: one of those every program knows, or one of the
// codes of the file.
func formatOf(id string, codes map[string]string) format {
	if code, ok := codes[id]; ok {
		return formatCode(code)
	}
	switch n, _ := strconv.Atoi(id); {
	case n >= 14 && n <= 22, n >= 27 && n <= 36, n >= 45 && n <= 47, n >= 50 && n <= 58:
		return format{day: true}
	}
	return format{}
}

func formatCode(code string) format {
	first, _, _ := strings.Cut(code, ";")
	if elapsed.MatchString(first) {
		return format{} // how long something took
	}
	if first = noSigns.ReplaceAllString(first, ""); padded.MatchString(first) {
		return format{zeros: len(first)}
	}
	return format{day: dayPart.MatchString(first) && !strings.EqualFold(first, "General")}
}

// say returns what a number says in this format.
func (f format) say(value string, from1904 bool) (CellKind, string) {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return Text, value
	}
	if f.day {
		if day := serial(n, from1904); day != "" {
			return Day, day
		}
	}
	digits := plainNumber(n)
	if missing := f.zeros - len(digits); missing > 0 && !strings.ContainsAny(digits, "-.") {
		return Text, strings.Repeat("0", missing) + digits
	}
	return Number, digits
}

// plainNumber writes a number with the fifteen digits that spreadsheets reckon with: the
// file has 1118.4599999999998 where the cell shows 1118.46.
func plainNumber(n float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		rounded = n
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// lastSerial is the number of the last day of the year 9999.
const lastSerial = 2958465

// serial is the day that spreadsheets count as a number, or the time of the day where it
// is less than one; "" where there is none. From 1900 on they count a 29 February 1900, which never was.
func serial(n float64, from1904 bool) string {
	if n < 0 || n >= lastSerial+1 {
		return ""
	}
	whole, part := math.Modf(n)
	seconds := int(math.Round(part * 24 * 60 * 60))
	if whole == 0 && !from1904 {
		return time.Unix(int64(seconds), 0).UTC().Format("15:04:05")
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case whole < 60:
		first = first.AddDate(0, 0, 1)
	case whole == 60:
		return ""
	}
	day := first.AddDate(0, 0, int(whole)).Add(time.Duration(seconds) * time.Second)
	if seconds == 0 {
		return day.Format("2006-01-02")
	}
	return day.Format("2006-01-02T15:04:05")
}

// dayOnly takes the time from a day that has none: 2026-09-14T00:00:00.
func dayOnly(s string) string {
	s = strings.TrimSuffix(strings.TrimSpace(s), "Z")
	s, _, _ = strings.Cut(s, ".")
	return strings.TrimSuffix(s, "T00:00:00")
}
