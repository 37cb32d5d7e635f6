package content

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"parvis/generator/catalog"
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
	most := int64(maxMajor)
	for range decimals {
		most *= 10
	}
	return m.Minor > most || m.Minor < -most
}

// ParseAmount reads an amount as it has to be written: digits, and a point
// before decimals. The error says what is wrong, without the place.
func ParseAmount(s, currency string) (Money, error) {
	decimals, _ := i18n.CurrencyDecimals(currency)
	unsigned, negative := strings.CutPrefix(s, "-")
	whole, part, point := strings.Cut(unsigned, ".")
	switch {
	case !onlyDigits(whole), point && !onlyDigits(part), len(whole) > 1 && whole[0] == '0':
		return Money{}, errAmountForm
	case len(part) > decimals:
		return Money{}, errDecimals
	case len(whole) > maxDigits:
		return Money{}, errTooMuch
	}
	var minor int64
	for _, digits := range [...]string{whole, part, "0000"[:decimals-len(part)]} {
		for i := range len(digits) {
			minor = minor*10 + int64(digits[i]-'0')
		}
	}
	if negative {
		minor = -minor
	}
	m := Money{minor, currency}
	if m.tooMuch() {
		return Money{}, errTooMuch
	}
	return m, nil
}

// maxDigits is how many digits the most has that one amount may be.
const maxDigits = 11

// onlyDigits tells whether a text is one digit or more, and nothing else.
func onlyDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// amountError is why a text is no amount, as the end of a sentence.
type amountError struct{ catalog.Message }

var (
	errAmountForm = &amountError{catalog.Say("is not an amount in plain digits")}
	errDecimals   = &amountError{catalog.Say("has more decimals than its currency")}
	errTooMuch    = &amountError{catalog.Say("is more than ten thousand million")}
)

// readAmount reads an amount field in a currency.
func readAmount(m *frontmatter.Map, name string, p frontmatter.Presence, currency string) frontmatter.Value[Money] {
	v := m.Code(name, p)
	return amountOf(name, v, currency, m.Report)
}

func amountOf(name string, v Text, currency string, report source.Report) frontmatter.Value[Money] {
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
	report(noAmount(name, v, currency, err))
	return out
}

// noAmount says what is wrong with the amount of a field, and what to write
// instead.
func noAmount(name string, v Text, currency string, err error) source.Diagnostic {
	decimals, _ := i18n.CurrencyDecimals(currency)
	d := ruleAmountForm.At(v.At, `"%s" %s`, strings.Join(strings.Fields(v.V), " "), err.(*amountError).Message)
	g := guessAmount(v.V, currency)
	switch {
	case err == errTooMuch:
		d.Why, d.Fix = catalog.Message{}, catalog.Say("look for a digit too many")
		return d
	case err == errDecimals:
		d = ruleAmountDecimals.At(
			v.At,
			"%s has at most %s, not %d",
			currency,
			catalog.Count(decimals, "%d decimal", "%d decimals"),
			len(v.V)-1-strings.IndexByte(v.V, '.'),
		)
	case g.other != "":
		d.Message, d.Why = catalog.Say("%q is not in %s", v.V, currency), catalog.Message{}
		return d.To(
			"write it in %s; a line of the cost may be in %s: {for: …, amount: %s, currency: %s, rate: …, rate_date: …}",
			currency,
			g.other,
			g.first(),
			g.other,
		)
	case g.free || g.about && len(g.amounts) == 1 || strings.ContainsFunc(v.V, unicode.IsLetter) && isPlaceholder(Fold(v.V)):
		d.Why = catalog.Message{}
		return d.To("%s", inWords(name, g))
	}
	switch {
	case len(g.amounts) == 2:
		d = d.To("write %s if the %s parts thousands, or %s if decimals stand behind it", g.amounts[0], pointOrComma(v.V), g.amounts[1])
	case len(g.amounts) == 1 && g.finer:
		d = d.To("write %s if the %s parts thousands; else round it to the smallest coin", g.first(), pointOrComma(v.V))
	case len(g.amounts) == 1:
		d = frontmatter.Put(d.To("write %s", g.first()), v, g.first())
	case g.finer:
		d = d.To("round it to the smallest coin")
	}
	return d
}

// inWords says what to write where words stand for an amount, or beside it.
func inWords(name string, g guess) catalog.Message {
	switch whole := name == "cost"; {
	case g.free && whole:
		return catalog.Say("write cost: {status: final, lines: [{for: …, amount: 0}], explanation: …}, saying who paid or why it was free")
	case g.free:
		return catalog.Say("write %s: 0, and say in “explanation” who paid or why it was free", name)
	case g.about && whole:
		return catalog.Say("write cost: {status: provisional, lines: [{for: …, amount: %s}]} until the amount is known, then the amount", g.first())
	case g.about:
		return catalog.Say("write %s: %s; while it is not exact, the cost has “status: provisional”", name, g.first())
	case whole:
		return catalog.Say("write cost: {pending: …}, saying what is awaited")
	}
	return catalog.Say("leave this out until the amount is known")
}

func pointOrComma(s string) catalog.Message {
	if strings.Contains(s, ",") {
		return catalog.Say("comma")
	}
	return catalog.Say("point")
}

// guess is what an amount can mean that is written in another way than it has
// to be.
type guess struct {
	amounts []string // as they have to be written; two where it is not certain
	finer   bool     // it can also be one with more decimals than there are
	other   string   // the currency that it names, if it is another one
	about   bool     // it says itself that it is not exact
	free    bool     // it says that there was nothing to pay
}

func (g guess) first() string {
	if len(g.amounts) == 0 {
		return "…"
	}
	return g.amounts[0]
}

var (
	exponentForm = regexp.MustCompile(`^[+-]?\d+(\.\d+)?[eE][+-]?\d{1,2}$`)
	aboutForm    = regexp.MustCompile(
		`(?i)^(?:about|around|some|approx\.?|approximately|circa|ca\.?|environ|env\.?|à peu près|unos|unas|cerca de|alrededor de|aproximadamente|aprox\.?|` +
			`por volta de|[~≈])\s*|` +
			`\s*(?:approximately|approx\.?|environ|env\.?|aproximadamente|aprox\.?)$`,
	)
	evenForm  = regexp.MustCompile(`[.,][-–—]+$|\.$`)         // 12,- is 12
	inside    = regexp.MustCompile(`^(\d[\d .,'’]*)€(\d\d)$`) // 12€50 is 12.50
	moneyMark = regexp.MustCompile(
		`(?i)^\s*(?:(\p{L}{1,3}\$|\p{L}[\p{L}.]*|S/\.?|\p{Sc})\s*([-−–]?[\d.,].*)|([-−–+]?.*\d[.,]?)\s*(\p{L}{1,3}\$|\p{L}[\p{L} .]*|S/\.?|\p{Sc}))\s*$`,
	)
	freeWords = strings.Fields("free gratuit gratuite gratuitement gratis gratuito gratuita offert offerte ofrecido oferecido nothing rien nada")
)

// guessAmount reads the ways in which people write an amount.
func guessAmount(s, currency string) (g guess) {
	decimals, _ := i18n.CurrencyDecimals(currency)
	s = strings.Join(strings.Fields(s), " ") // French puts no-break spaces before € and within numbers
	if slices.Contains(freeWords, Fold(s)) {
		g.free = true
		return g
	}
	if exponentForm.MatchString(s) {
		r, ok := new(big.Rat).SetString(s)
		if !ok || len(s) > 30 {
			return g
		}
		text := r.FloatString(decimals)
		if same, ok := new(big.Rat).SetString(text); ok && same.Cmp(r) == 0 {
			g.add(strings.TrimSuffix(text, "."+strings.Repeat("0", decimals)), currency)
		}
		return g
	}
	for short := strings.TrimSpace(aboutForm.ReplaceAllString(s, "")); short != s; short = strings.TrimSpace(aboutForm.ReplaceAllString(s, "")) {
		s, g.about = short, true
	}
	if m := inside.FindStringSubmatch(s); m != nil {
		s = m[1] + "," + m[2] + "€"
	}
	named := currency
	for range 2 { // one mark may stand before the digits, one behind them
		m := moneyMark.FindStringSubmatch(s)
		if m == nil {
			break
		}
		own, other := markOf(m[1]+m[4], named)
		if named = cmp.Or(other, named); !own && other == "" || g.other != "" && g.other != named {
			return guess{}
		}
		g.other, s = cmp.Or(other, g.other), strings.TrimSpace(m[2]+m[3])
	}
	decimals, _ = i18n.CurrencyDecimals(named)
	for _, r := range frontmatter.Readings(evenForm.ReplaceAllString(s, "")) {
		whole, fraction, _ := strings.Cut(r, ".")
		for len(fraction) > decimals && strings.HasSuffix(fraction, "0") {
			fraction = fraction[:len(fraction)-1]
		}
		if len(fraction) > decimals {
			g.finer = true
			continue
		}
		g.add(strings.TrimSuffix(whole+"."+fraction, "."), named)
	}
	return g
}

// AmountMeant is the amount in a currency that a text means, in plain digits, where people
// write it in one of their ways and that is certain: 1 234,50 is 1234.50.
func AmountMeant(s, currency string) (amount string, certain bool) {
	g := guessAmount(s, currency)
	if len(g.amounts) != 1 || g.finer || g.about || g.other != "" {
		return "", false
	}
	return g.amounts[0], true
}

// add keeps an amount, if it is one.
func (g *guess) add(amount, currency string) {
	if _, err := ParseAmount(amount, currency); err == nil && !slices.Contains(g.amounts, amount) {
		g.amounts = append(g.amounts, amount)
	}
}

// moneyMarks are signs and names of currencies, folded, with those that they
// can stand for.
var moneyMarks = map[string]string{
	"€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "£": "GBP", "us$": "USD", "r$": "BRL", "real": "BRL", "reais": "BRL",
	"c$": "NIO", "s/": "PEN", "s/.": "PEN", "sol": "PEN", "soles": "PEN",
	"$": "USD MXN ARS CLP COP UYU DOP CAD AUD NZD", "dollars": "USD CAD AUD NZD", "dólares": "USD",
	"peso": "MXN ARS CLP COP UYU DOP PHP CUP", "pesos": "MXN ARS CLP COP UYU DOP PHP CUP",
	"fr": "CHF", "fr.": "CHF", "francs": "CHF XOF XAF XPF GNF", "fcfa": "XOF XAF", "f cfa": "XOF XAF", "₲": "PYG", "₡": "CRC", "q": "GTQ",
	"bs": "BOB", "bs.": "BOB", "¥": "JPY CNY",
	"dirhams": "MAD AED", "dh": "MAD", "dhs": "MAD", "zł": "PLN", "kr": "SEK NOK DKK", "lei": "RON MDL", "₺": "TRY", "₴": "UAH", "₹": "INR",
}

// markOf tells whether the sign or name of a currency can stand for this one,
// and if not, for which other one it does; "" where that is not certain.
func markOf(mark, currency string) (own bool, other string) {
	mark = strings.ToLower(strings.TrimSpace(mark))
	codes := strings.Fields(moneyMarks[mark])
	if code := strings.ToUpper(mark); len(codes) == 0 && i18n.IsCurrency(code) {
		codes = []string{code}
	}
	if slices.Contains(codes, currency) {
		return true, ""
	}
	if len(codes) == 1 {
		return false, codes[0]
	}
	return false, ""
}
