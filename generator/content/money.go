package content

import (
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strings"

	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// Money is an exact amount in the smallest units of its currency: 124050 EUR
// is 1240.50 €.
type Money struct {
	Minor    int64
	Currency string
}

// maxMajor is the most that one amount may be, in whole units. It keeps every
// possible sum within 64 bits.
const maxMajor = 10_000_000_000

// Decimal returns the amount in plain digits with all decimals of its
// currency: 1240.50.
func (m Money) Decimal() string {
	decimals, _ := i18n.CurrencyDecimals(m.Currency)
	sign, digits := "", fmt.Sprint(m.Minor)
	if rest, negative := strings.CutPrefix(digits, "-"); negative {
		sign, digits = "-", rest
	}
	if decimals == 0 {
		return sign + digits
	}
	for len(digits) <= decimals {
		digits = "0" + digits
	}
	return sign + digits[:len(digits)-decimals] + "." + digits[len(digits)-decimals:]
}

// Plus adds an amount of the same currency. Adding two currencies is a fault
// of the program and panics.
func (m Money) Plus(o Money) Money {
	if m.Currency != o.Currency {
		panic("adding " + o.Currency + " to " + m.Currency)
	}
	return Money{m.Minor + o.Minor, m.Currency}
}

// Convert returns the amount in another currency at the rate given as an
// exact decimal: units of that currency for one unit of this one. A half of
// the smallest unit is rounded away from zero. More than an int64 holds
// becomes the most that it holds, which is more than any amount may be.
func (m Money) Convert(rate, currency string) Money {
	r, ok := new(big.Rat).SetString(rate)
	if !ok {
		panic("rate " + rate)
	}
	from, _ := i18n.CurrencyDecimals(m.Currency)
	to, _ := i18n.CurrencyDecimals(currency)
	r.Mul(r, new(big.Rat).SetInt64(m.Minor))
	r.Mul(r, new(big.Rat).SetFrac(pow10(to), pow10(from)))
	return Money{round(r), currency}
}

// Over divides the amount by n and returns it in the smallest units, a half
// rounded away from zero.
func (m Money) Over(n int) Money {
	if n == 0 {
		return Money{0, m.Currency}
	}
	return Money{round(new(big.Rat).SetFrac64(m.Minor, int64(n))), m.Currency}
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// round rounds to a whole number, a half away from zero.
func round(r *big.Rat) int64 {
	num := new(big.Int).Abs(r.Num())
	num.Mul(num, big.NewInt(2)).Add(num, r.Denom())
	num.Quo(num, new(big.Int).Mul(r.Denom(), big.NewInt(2)))
	if r.Sign() < 0 {
		num.Neg(num)
	}
	if !num.IsInt64() {
		return int64(r.Sign()) * math.MaxInt64
	}
	return num.Int64()
}

// tooMuch tells whether an amount is more than one may be.
func (m Money) tooMuch() bool {
	decimals, _ := i18n.CurrencyDecimals(m.Currency)
	most := maxMajor * pow10(decimals).Int64()
	return m.Minor > most || m.Minor < -most
}

var amountForm = regexp.MustCompile(`^(-?)(0|[1-9]\d*)(?:\.(\d+))?$`)

// ParseAmount reads an amount as it has to be written: digits, and a point
// before decimals. The error says what is wrong, without the place.
func ParseAmount(s, currency string) (Money, error) {
	decimals, _ := i18n.CurrencyDecimals(currency)
	parts := amountForm.FindStringSubmatch(s)
	if parts == nil {
		return Money{}, errAmountForm
	}
	if len(parts[3]) > decimals {
		return Money{}, errDecimals
	}
	if len(parts[2]) > len(fmt.Sprint(maxMajor)) {
		return Money{}, errTooMuch
	}
	var minor int64
	for _, c := range parts[2] + parts[3] + strings.Repeat("0", decimals-len(parts[3])) {
		minor = minor*10 + int64(c-'0')
	}
	if parts[1] == "-" {
		minor = -minor
	}
	m := Money{minor, currency}
	if m.tooMuch() {
		return Money{}, errTooMuch
	}
	return m, nil
}

type amountError string

func (e amountError) Error() string { return string(e) }

// more is what an amount is more than.
func (e amountError) more() string { return strings.TrimPrefix(string(e), "is ") }

const (
	errAmountForm amountError = "is not an amount in plain digits"
	errDecimals   amountError = "has more decimals than its currency"
	errTooMuch    amountError = "is more than ten thousand million"
)

// readAmount reads an amount field in a currency.
func readAmount(m *frontmatter.Map, name string, p frontmatter.Presence, currency string) frontmatter.Value[Money] {
	v := m.Text(name, p)
	return amountOf(v, currency, m.Report)
}

func amountOf(v Text, currency string, report source.Report) frontmatter.Value[Money] {
	out := frontmatter.Value[Money]{At: v.At, Given: v.Given, Bad: v.Bad}
	if !v.OK() {
		return out
	}
	money, err := ParseAmount(v.V, currency)
	if err == nil {
		out.V = money
		return out
	}
	out.Bad = true
	d := ruleAmountForm.At(v.At, `"%s" %s`, strings.Join(strings.Fields(v.V), " "), err)
	switch err {
	case errDecimals:
		decimals, _ := i18n.CurrencyDecimals(currency)
		d = ruleAmountDecimals.At(v.At, "%s has at most %s, not %d", currency, plural(decimals, "decimal"), len(v.V)-1-strings.IndexByte(v.V, '.'))
		if guess := guessAmount(v.V, currency); guess != "" && thousandForm.MatchString(v.V) {
			d = d.To("write %s if the point parts thousands; else round it to the smallest coin", guess)
		}
	case errTooMuch:
		d.Why, d.Fix = "", "look for a digit too many"
	case errAmountForm:
		if guess := guessAmount(v.V, currency); guess != "" {
			d = d.To("write %s", guess)
		}
	}
	report(d)
	return out
}

var (
	thousandForm = regexp.MustCompile(`^-?[1-9]\d{0,2}\.\d{3}$`)
	exponentForm = regexp.MustCompile(`^[+-]?\d+(\.\d+)?[eE][+-]?\d{1,2}$`)
	baseForm     = regexp.MustCompile(`(?i)^[+-]?0[xob][0-9a-f]`)
)

// guessAmount reads the ways in which people write an amount and returns it
// as it has to be written, or nothing.
func guessAmount(s, currency string) string {
	decimals, _ := i18n.CurrencyDecimals(currency)
	switch s = strings.TrimSpace(s); {
	case baseForm.MatchString(s), strings.ContainsAny(s, ":/%"):
		return ""
	case exponentForm.MatchString(s):
		r, ok := new(big.Rat).SetString(s)
		if !ok || len(s) > 30 {
			return ""
		}
		return checked(strings.TrimSuffix(r.FloatString(decimals), "."+strings.Repeat("0", decimals)), currency)
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', strings.ContainsRune("+-.,", r):
			return r
		case r == '−' || r == '–':
			return '-'
		}
		return -1
	}, s)
	s = strings.TrimRight(s, ".,-")
	last := strings.LastIndexAny(s, ".,")
	whole, fraction := s, ""
	if last >= 0 && len(s)-last-1 <= decimals {
		whole, fraction = s[:last], s[last+1:]
	}
	whole = strings.NewReplacer(".", "", ",", "").Replace(whole)
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign = "-"
	}
	whole = strings.TrimLeft(strings.Trim(whole, "+-"), "0")
	if whole == "" {
		whole = "0"
	}
	guess := sign + whole
	if fraction != "" {
		guess += "." + fraction
	}
	if strings.Trim(s, "+-.,") == "" {
		return ""
	}
	return checked(guess, currency)
}

// checked returns a guess that is an amount, or nothing.
func checked(guess, currency string) string {
	if _, err := ParseAmount(guess, currency); err != nil {
		return ""
	}
	return guess
}
