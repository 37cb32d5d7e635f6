package i18n

import (
	"bytes"
	"strconv"
	"strings"
	"sync"

	"github.com/bojanz/currency"
)

// A price is the form of amounts in one currency: what stands around the
// number, and how many decimals it has.
type price struct {
	before, after                 string
	beforeNegative, afterNegative string
	decimals                      int
}

// noCurrency is the ISO 4217 code for no currency, which holds the place of an
// unknown one.
const noCurrency = "XXX"

// newPrices prepares the form of amounts in every currency. The formatter of
// package currency takes some microseconds an amount; it is asked once for a
// positive and once for a negative amount, whose number is then replaced.
func newPrices(tag string) prices {
	f := currency.NewFormatter(currency.NewLocale(tag))
	codes := currency.GetCurrencyCodes()
	p := prices{by: make(map[string]price, len(codes))}
	for _, code := range codes {
		p.by[code] = newPrice(f, code)
	}
	f.SymbolMap["EUR"] = noCurrency
	p.unknown = newPrice(f, "EUR")
	return p
}

// prices are the forms of amounts in one language, by currency code, and that of a
// currency without entry.
type prices struct {
	by      map[string]price
	unknown price
}

// pricesIn are the forms of amounts by language. They depend on nothing that a theme
// says, so each is prepared once.
var pricesIn = func() map[string]func() prices {
	out := map[string]func() prices{}
	for lang, c := range supported {
		out[lang] = sync.OnceValue(func() prices { return newPrices(c.tag) })
	}
	return out
}()

// newPrice returns the form of amounts in a known currency.
func newPrice(f *currency.Formatter, code string) price {
	decimals, _ := CurrencyDecimals(code)
	p := price{decimals: decimals}
	p.before, p.after = around(f, 1, code)
	p.beforeNegative, p.afterNegative = around(f, -1, code)
	return p
}

// around returns what the formatter puts before and after the number.
func around(f *currency.Formatter, minor int64, code string) (before, after string) {
	const digits = "0123456789"
	amount, err := currency.NewAmountFromInt64(minor, code)
	if err != nil {
		panic(err) // the currency is known
	}
	text := strings.ReplaceAll(f.Format(amount), "-", minus)
	return text[:strings.IndexAny(text, digits)], text[strings.LastIndexAny(text, digits)+1:]
}

// Amount returns an amount of money, given in the minor units of the currency
// (124050 for €1,240.50), with all decimals of the currency. The result is
// exact. The currency is an ISO 4217 code; if it is not [IsCurrency], the
// amount has two decimals and the code for a symbol.
func (l *Locale) Amount(minor int64, currency string) string {
	return l.write(l.price(currency), minor, true)
}

// AmountShort is like [Locale.Amount] but leaves the decimals of a whole
// amount out: €1,240.
func (l *Locale) AmountShort(minor int64, currency string) string {
	return l.write(l.price(currency), minor, false)
}

func (l *Locale) price(code string) price {
	if p, ok := l.prices.by[code]; ok {
		return p
	}
	p := l.prices.unknown
	for _, text := range []*string{&p.before, &p.after, &p.beforeNegative, &p.afterNegative} {
		*text = strings.Replace(*text, noCurrency, code, 1)
	}
	return p
}

func (l *Locale) write(p price, minor int64, full bool) string {
	var scratch [24]byte
	digits := strconv.AppendUint(scratch[:0], magnitude(minor), 10)
	digits = padLeft(digits, p.decimals+1)
	units, fraction := digits[:len(digits)-p.decimals], digits[len(digits)-p.decimals:]
	before, after := p.before, p.after
	if minor < 0 {
		before, after = p.beforeNegative, p.afterNegative
	}
	out := make([]byte, 0, 48)
	out = append(out, before...)
	out = l.appendGrouped(out, units)
	if len(fraction) > 0 && (full || !isZero(fraction)) {
		out = append(out, l.decimal...)
		out = append(out, fraction...)
	}
	out = append(out, after...)
	return string(out)
}

// padLeft puts zeros before digits up to the given length.
func padLeft(digits []byte, length int) []byte {
	missing := length - len(digits)
	if missing <= 0 {
		return digits
	}
	return append(bytes.Repeat([]byte("0"), missing), digits...)
}

func isZero(digits []byte) bool {
	return len(bytes.Trim(digits, "0")) == 0
}

// CurrencyDecimals returns the number of decimals of a currency as ISO 4217
// has it: 2 for EUR, 0 for JPY, 3 for TND. It reports whether the code is
// known.
func CurrencyDecimals(code string) (int, bool) {
	decimals, ok := currency.GetDigits(code)
	return int(decimals), ok
}

// IsCurrency reports whether code is an ISO 4217 code of a currency in use, in
// upper case.
func IsCurrency(code string) bool {
	return code != "" && currency.IsValid(code)
}
