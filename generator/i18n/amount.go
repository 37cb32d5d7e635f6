package i18n

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

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
func newPrices(tag, country string) prices {
	f := formatter(tag, country)
	codes := currency.GetCurrencyCodes()
	p := prices{by: make(map[string]price, len(codes)), separators: separatorsOf(f)}
	for _, code := range codes {
		p.by[code] = newPrice(f, code)
	}
	f.SymbolMap["EUR"] = noCurrency
	p.unknown = newPrice(f, "EUR")
	return p
}

// formatter is that of CLDR for a locale, in which no two currencies look the same: a
// sign is that of the country's own currency, and of another only if no currency before
// it has it. Others have their code; the American dollar is US$ where "$" is another.
func formatter(tag, country string) *currency.Formatter {
	locale := currency.NewLocale(tag)
	f := currency.NewFormatter(locale)
	own, _ := currency.ForCountryCode(country)
	taken := map[string]bool{"$": own != "USD"}
	for _, code := range append([]string{own, "EUR", "USD"}, currency.GetCurrencyCodes()...) {
		sign, known := currency.GetSymbol(code, locale)
		if _, done := f.SymbolMap[code]; done || !known {
			continue
		}
		switch free := code == own || !taken[sign]; {
		case free && strings.ContainsFunc(sign, unicode.IsGraphic):
		case code == "USD" && !taken["US$"]:
			sign = "US$"
		default:
			sign = code
		}
		f.SymbolMap[code], taken[sign] = sign, true
	}
	return f
}

// prices are the forms of amounts in one locale, by currency code, and that of a
// currency without entry.
type prices struct {
	separators
	by      map[string]price
	unknown price
}

// pricesOnce are the forms of amounts by locale and country. They depend on nothing that
// a theme says, so each is prepared once.
var pricesOnce sync.Map // of [2]string: func() prices

func pricesIn(tag, country string) prices {
	once, _ := pricesOnce.LoadOrStore([2]string{tag, country}, sync.OnceValue(func() prices { return newPrices(tag, country) }))
	return once.(func() prices)()
}

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
		out = append(out, l.prices.decimal...)
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

// HasCents reports whether the words of the language call the hundredth part of a
// currency a cent: a centavo in Mexico for the peso, but no céntimo in Spain.
func (l *Locale) HasCents(code string) bool {
	return slices.Contains(l.cents, code)
}

// CurrencyDecimals returns the number of decimals of a currency as ISO 4217
// has it: 2 for EUR, 0 for JPY, 3 for TND. It reports whether the code is
// known.
func CurrencyDecimals(code string) (int, bool) {
	decimals, ok := currency.GetDigits(code)
	return int(decimals), ok
}

// CurrencyOf returns the currency of a country by CLDR, such as EUR for FR; "" where
// there is none.
func CurrencyOf(country string) string {
	code, _ := currency.ForCountryCode(country)
	return code
}

// IsCurrency reports whether code is an ISO 4217 code of a currency in use, in
// upper case.
func IsCurrency(code string) bool {
	return code != "" && currency.IsValid(code)
}
