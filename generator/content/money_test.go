package content

import (
	"cmp"
	"math/big"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

func rat(t testing.TB, s string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	return r
}

var currencies = rapid.SampledFrom([]string{"EUR", "GBP", "JPY", "KWD", "CLF", "CHF", "XOF"})

func drawMoney(t *rapid.T, currency string) Money {
	decimals, _ := i18n.CurrencyDecimals(currency)
	most := maxMajor * pow10(decimals).Int64()
	return Money{rapid.Int64Range(-most, most).Draw(t, "minor"), currency}
}

func TestMoneyRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMoney(t, currencies.Draw(t, "currency"))
		got, err := ParseAmount(m.Decimal(), m.Currency)
		if err != nil || got != m {
			t.Fatalf("%+v is %q, read as %+v: %v", m, m.Decimal(), got, err)
		}
	})
}

func TestMoneyPlus(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := currencies.Draw(t, "currency")
		a, b, d := drawMoney(t, c), drawMoney(t, c), drawMoney(t, c)
		if a.Plus(b).Plus(d) != a.Plus(b.Plus(d)) || a.Plus(b) != b.Plus(a) || a.Plus(Money{0, c}) != a {
			t.Fatalf("%v %v %v", a, b, d)
		}
	})
	defer func() {
		if recover() == nil {
			t.Error("two currencies are added")
		}
	}()
	Money{1, "EUR"}.Plus(Money{1, "GBP"})
}

// halfAway rounds by looking at the digits behind the point.
func halfAway(r *big.Rat) string {
	whole, fraction, _ := strings.Cut(new(big.Rat).Abs(r).FloatString(60), ".")
	n, _ := new(big.Int).SetString(whole, 10)
	if fraction[0] >= '5' {
		n.Add(n, big.NewInt(1))
	}
	if r.Sign() < 0 {
		n.Neg(n)
	}
	return n.String()
}

func TestMoneyConvert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMoney(t, currencies.Draw(t, "from"))
		to := currencies.Draw(t, "to")
		rate := rapid.StringMatching(`(0|[1-9][0-9]{0,3})\.[0-9]{1,6}`).Draw(t, "rate")
		got := m.Convert(rate, to)
		decimals, _ := i18n.CurrencyDecimals(to)
		amount, _ := new(big.Rat).SetString(m.Decimal())
		r, _ := new(big.Rat).SetString(rate)
		want := halfAway(amount.Mul(amount, r).Mul(amount, new(big.Rat).SetInt(pow10(decimals))))
		if n, _ := new(big.Int).SetString(want, 10); n.IsInt64() && (got.Minor != n.Int64() || got.Currency != to) {
			t.Fatalf("%s at %s is %s, want %s", m, rate, got, want)
		}
	})
}

func TestMoneyConvertTooMuch(t *testing.T) {
	for _, minor := range []int64{1_000_000_000_000, -1_000_000_000_000} {
		if got := (Money{minor, "EUR"}).Convert("9999999", "KWD"); !got.tooMuch() || got.Minor > 0 != (minor > 0) {
			t.Errorf("%d becomes %d", minor, got.Minor)
		}
	}
}

func TestMoneyOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMoney(t, currencies.Draw(t, "currency"))
		n := rapid.IntRange(-1000, 100_000_000).Draw(t, "n")
		got := m.Over(n)
		if n == 0 {
			if got.Minor != 0 {
				t.Fatal(got)
			}
			return
		}
		if want := halfAway(big.NewRat(m.Minor, int64(n))); big.NewInt(got.Minor).String() != want {
			t.Fatalf("%d over %d is %d, want %s", m.Minor, n, got.Minor, want)
		}
	})
}

// TestGuess writes amounts in the ways of several countries and guesses them.
func TestGuess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Int64Range(0, 9_999_999).Draw(t, "whole")
		cents := rapid.Int64Range(0, 99).Draw(t, "cents")
		group := rapid.SampledFrom([]string{" ", ".", "\u00a0", "\u202f", "'", "’"}).Draw(t, "group")
		sign := rapid.SampledFrom([]string{"", "€", "€ ", "EUR ", "− "}).Draw(t, "before")
		after := rapid.SampledFrom([]string{"", " €", "€", " EUR", " euros", ".-"}).Draw(t, "after")
		digits := big.NewInt(whole).String()
		for i := len(digits) - 3; i > 0; i -= 3 {
			digits = digits[:i] + group + digits[i:]
		}
		m := Money{whole*100 + cents, "EUR"}
		if sign == "− " {
			m.Minor = -m.Minor
		}
		s := sign + digits + "," + m.Decimal()[len(m.Decimal())-2:] + after
		g := guessAmount(s, "EUR")
		if got, err := ParseAmount(g.first(), "EUR"); err != nil || got != m || len(g.amounts) != 1 || g.other != "" {
			t.Fatalf("%q is guessed to be %+v: %v", s, g, err)
		}
	})
}

func TestGuessAlwaysParses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("0123456789.,-+eE €'x_:/"))).Draw(t, "text")
		c := currencies.Draw(t, "currency")
		g := guessAmount(s, c)
		for _, guess := range g.amounts {
			if _, err := ParseAmount(guess, cmp.Or(g.other, c)); err != nil {
				t.Fatalf("%q is guessed to be %q: %v", s, guess, err)
			}
		}
	})
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "TBD": "tbd", "À définir…": "a definir", "n/a": "n a", "s’il": "sil", "Ｔｂｄ": "tbd", "ТВС": "tbc", "Straße": "strasse",
		"œuvre": "oeuvre", "a\u200bb": "ab", "A00\x7f0": "a000", "a\x01b": "ab", "a\u00a0b": "a b", "ﬁn": "fin", "№ 4": "no 4", "ʼʼ": "",
		"Ⅷ": "viii", "½": "1 2",
	} {
		if got := Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		if folded := Fold(s); Fold(folded) != folded || Fold(s+"!") != folded || Fold(" "+s) != folded {
			t.Fatalf("%q folds to %q, then to %q", s, folded, Fold(folded))
		}
	})
}

func TestGoals(t *testing.T) {
	n := 0
	for goal := 1; goal <= 17; goal++ {
		for _, target := range Targets(goal) {
			n++
			if number, ok := parseGoal(target); !ok || number != goal {
				t.Errorf("%s is goal %d, %v", target, number, ok)
			}
		}
	}
	if n != 169 {
		t.Errorf("%d targets", n)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[0-9]{1,3}(\.[0-9a-z]{0,3})?`).Draw(t, "goal")
		if number, ok := parseGoal(s); ok && (number < 1 || number > 17) {
			t.Fatalf("%q is goal %d", s, number)
		}
		goalFix(s)
		noGoal(s)
	})
}

// TestDates: a day that exists is read as it is written, and no other.
func TestDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year, month, day := rapid.IntRange(1795, 2205).Draw(t, "year"), rapid.IntRange(0, 14).Draw(t, "month"), rapid.IntRange(0, 33).Draw(t, "day")
		when := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		exists := when.Year() == year && int(when.Month()) == month && when.Day() == day && year >= 1800 && year <= 2200
		written := []string{pad(year, 4), pad(year, 4) + "-" + pad(month, 2), pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2)}
		precision := rapid.IntRange(0, 2).Draw(t, "precision")
		if precision < 2 {
			exists = year >= 1800 && year <= 2200 && (precision == 0 || month >= 1 && month <= 12)
		}
		file := source.NewFile("a", []byte("on: "+written[precision]+"\n"))
		n := 0
		m := frontmatter.Load(file.Span(0, len(file.Text)), file.Span(0, 0), func(source.Diagnostic) { n++ })
		v := m.Period("on", frontmatter.Required)
		if v.OK() != exists || (n == 0) != exists {
			t.Fatalf("%s: read %v, %d problems", written[precision], v.OK(), n)
		}
		if !exists {
			return
		}
		if v.V.String() != written[precision] || v.V.End().Before(v.V.Start) || precision == 2 && !v.V.End().Equal(when) {
			t.Fatalf("%s is %s to %s", v.V, v.V.Start, v.V.End())
		}
		if next := v.V.End().AddDate(0, 0, 1); precision == 0 && next.Year() != year+1 || precision == 1 && next.Day() != 1 {
			t.Fatalf("%s ends on %s", v.V, v.V.End())
		}
		if d := m.Date("on", frontmatter.Required); d.OK() != (precision == 2) {
			t.Fatalf("%s is a day: %v", written[precision], d.OK())
		}
	})
}

func pad(n, width int) string {
	s := big.NewInt(int64(n)).String()
	return strings.Repeat("0", max(0, width-len(s))) + s
}

// TestAmountForm holds the reading of amounts against their form.
func TestAmountForm(t *testing.T) {
	form := regexp.MustCompile(`^-?(0|[1-9]\d*)(?:\.(\d+))?$`)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.RuneFrom([]rune("0123456789.-+ ,e")), 0, 15, -1).Draw(t, "amount")
		currency := rapid.SampledFrom([]string{"EUR", "JPY", "TND", "CLF"}).Draw(t, "currency")
		decimals, _ := i18n.CurrencyDecimals(currency)
		want, parts := error(nil), form.FindStringSubmatch(s)
		switch {
		case parts == nil:
			want = errAmountForm
		case len(parts[2]) > decimals:
			want = errDecimals
		case len(parts[1]) > 11 || len(parts[1]) == 11 && parts[1] > "10000000000" || parts[1] == "10000000000" && strings.Trim(parts[2], "0") != "":
			want = errTooMuch
		}
		m, err := ParseAmount(s, currency)
		if err != want {
			t.Fatalf("%q in %s: %v, want %v", s, currency, err, want)
		}
		if again, err := ParseAmount(m.Decimal(), currency); want == nil && (err != nil || again != m) {
			t.Fatalf("%q in %s: %v, %v, %v", s, currency, m, again, err)
		}
	})
}
