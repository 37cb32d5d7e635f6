package i18n

import (
	"strconv"
	"strings"

	"github.com/bojanz/currency"
)

// separators are what stands between digits.
type separators struct {
	decimal     string // between units and fraction
	group       string // between thousands
	minGrouping int    // digits needed before the first group
}

// separatorsOf reads off a formatter how it parts digits.
func separatorsOf(f *currency.Formatter) separators {
	between := func(text, before, after string) string {
		_, rest, _ := strings.Cut(text, before)
		out, _, _ := strings.Cut(rest, after)
		return out
	}
	written := func(number string) string {
		amount, err := currency.NewAmount(number, "EUR")
		if err != nil {
			panic(err) // both are known to be right
		}
		return f.Format(amount)
	}
	text := written("1234567.89")
	s := separators{decimal: between(text, "567", "89"), group: between(text, "1", "234"), minGrouping: 1}
	if strings.Contains(written("1234.00"), "1234") {
		s.minGrouping = 2
	}
	return s
}

// Number returns n with its digits in groups: 4,300 in English. The Spanish of Spain
// has no separator below 10.000.
func (l *Locale) Number(n int64) string {
	var scratch [20]byte
	digits := strconv.AppendUint(scratch[:0], magnitude(n), 10)
	out := make([]byte, 0, 32)
	if n < 0 {
		out = append(out, minus...)
	}
	return string(l.appendGrouped(out, digits))
}

// Decimal returns an exact decimal number such as "-1234.5" with the
// separators of the language. All digits and the sign are kept, a minus sign
// as U+2212. A text that is not a decimal number is returned as it is.
func (l *Locale) Decimal(text string) string {
	sign, digits := cutSign(text)
	units, fraction, hasFraction := strings.Cut(digits, ".")
	if !isDigits(units) || hasFraction && !isDigits(fraction) {
		return text
	}
	out := l.appendGrouped([]byte(sign), []byte(units))
	if hasFraction {
		out = append(out, l.decimal...)
		out = append(out, fraction...)
	}
	return string(out)
}

// cutSign separates a leading sign from text and makes it the one to show.
func cutSign(text string) (sign, rest string) {
	for _, hyphen := range []string{"-", minus} {
		if rest, ok := strings.CutPrefix(text, hyphen); ok {
			return minus, rest
		}
	}
	if rest, ok := strings.CutPrefix(text, "+"); ok {
		return "+", rest
	}
	return "", text
}

func isDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// appendGrouped appends digits to out with separators between thousands.
func (s *separators) appendGrouped(out, digits []byte) []byte {
	if len(digits) < 3+s.minGrouping {
		return append(out, digits...)
	}
	head := (len(digits)-1)%3 + 1
	out = append(out, digits[:head]...)
	for i := head; i < len(digits); i += 3 {
		out = append(out, s.group...)
		out = append(out, digits[i:i+3]...)
	}
	return out
}

// magnitude is the absolute value of n, which an int64 cannot hold for the
// smallest of them.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
