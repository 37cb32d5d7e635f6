package i18n

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/bojanz/currency"
	"pgregory.net/rapid"
)

func TestAmount(t *testing.T) {
	tests := []struct {
		minor          int64
		currency       string
		en, es, fr, pt string
	}{
		{124050, "EUR", "€1,240.50", "1240,50\u00a0€", "1\u202f240,50\u00a0€", "1240,50\u00a0€"},
		{-8000, "EUR", "−€80.00", "−80,00\u00a0€", "−80,00\u00a0€", "−80,00\u00a0€"},
		{0, "EUR", "€0.00", "0,00\u00a0€", "0,00\u00a0€", "0,00\u00a0€"},
		{-1, "EUR", "−€0.01", "−0,01\u00a0€", "−0,01\u00a0€", "−0,01\u00a0€"},
		{1234567890, "EUR", "€12,345,678.90", "12.345.678,90\u00a0€", "12\u202f345\u202f678,90\u00a0€", "12\u00a0345\u00a0678,90\u00a0€"},
		{124050, "GBP", "£1,240.50", "1240,50\u00a0£", "1\u202f240,50\u00a0£GB", "1240,50\u00a0£"},
		{124050, "USD", "US$1,240.50", "1240,50\u00a0US$", "1\u202f240,50\u00a0$US", "1240,50\u00a0US$"},
		{124050, "CHF", "CHF\u00a01,240.50", "1240,50\u00a0CHF", "1\u202f240,50\u00a0CHF", "1240,50\u00a0CHF"},
		{124050, "JPY", "JP¥124,050", "124.050\u00a0¥", "124\u202f050\u00a0¥", "124\u00a0050\u00a0JP¥"},
		{124050, "TND", "TND\u00a0124.050", "124,050\u00a0TND", "124,050\u00a0TND", "124,050\u00a0TND"},
		{124050, "A1-", "A1-1,240.50", "1240,50\u00a0A1-", "1\u202f240,50\u00a0A1-", "1240,50\u00a0A1-"},
		{
			math.MinInt64, "EUR", "−€92,233,720,368,547,758.08", "−92.233.720.368.547.758,08\u00a0€",
			"−92\u202f233\u202f720\u202f368\u202f547\u202f758,08\u00a0€", "−92\u00a0233\u00a0720\u00a0368\u00a0547\u00a0758,08\u00a0€",
		},
	}
	for _, test := range tests {
		for lang, want := range map[string]string{"en": test.en, "es": test.es, "fr": test.fr, "pt": test.pt} {
			got := load(t, lang).Amount(test.minor, test.currency)
			if test.currency == "A1-" {
				// Whether a space parts an unknown code from the number
				// depends on the code.
				got, want = strings.ReplaceAll(got, "\u00a0", ""), strings.ReplaceAll(want, "\u00a0", "")
			}
			check(t, lang+" "+test.currency, got, want)
		}
	}
}

func TestAmountShort(t *testing.T) {
	tests := []struct {
		minor          int64
		currency       string
		en, es, fr, pt string
	}{
		{124000, "EUR", "€1,240", "1240\u00a0€", "1\u202f240\u00a0€", "1240\u00a0€"},
		{124050, "EUR", "€1,240.50", "1240,50\u00a0€", "1\u202f240,50\u00a0€", "1240,50\u00a0€"},
		{-8000, "EUR", "−€80", "−80\u00a0€", "−80\u00a0€", "−80\u00a0€"},
		{0, "EUR", "€0", "0\u00a0€", "0\u00a0€", "0\u00a0€"},
		{100, "JPY", "JP¥100", "100\u00a0¥", "100\u00a0¥", "100\u00a0JP¥"},
		{1000, "TND", "TND\u00a01", "1\u00a0TND", "1\u00a0TND", "1\u00a0TND"},
	}
	for _, test := range tests {
		for lang, want := range map[string]string{"en": test.en, "es": test.es, "fr": test.fr, "pt": test.pt} {
			check(t, lang+" "+test.currency, load(t, lang).AmountShort(test.minor, test.currency), want)
		}
	}
}

// TestAmountAgrees compares with the formatter whose work Amount abridges.
func TestAmountAgrees(t *testing.T) {
	inEach(t, func(t *testing.T, l *Locale) {
		f := formatter(l.tag, l.country)
		rapid.Check(t, func(t *rapid.T) {
			minor := rapid.Int64().Draw(t, "minor")
			code := rapid.SampledFrom(currency.GetCurrencyCodes()).Draw(t, "currency")
			amount, err := currency.NewAmountFromInt64(minor, code)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.ReplaceAll(f.Format(amount), "-", minus)
			if got := l.Amount(minor, code); got != want {
				t.Fatalf("Amount(%d, %s) = %+q, want %+q", minor, code, got, want)
			}
		})
	})
}

func TestAmountKeepsDigits(t *testing.T) {
	inEach(t, func(t *testing.T, l *Locale) {
		rapid.Check(t, func(t *rapid.T) {
			minor := rapid.Int64().Draw(t, "minor")
			code := rapid.SampledFrom([]string{"EUR", "JPY", "TND", "QQQ"}).Draw(t, "currency")
			got := strings.TrimLeft(digitsOf(l.Amount(minor, code)), "0")
			want := strings.Trim(strconv.FormatInt(minor, 10), "-0")
			if strings.TrimRight(got, "0") != want || minor%10 != 0 && got != want {
				t.Fatalf("digits of Amount(%d, %s) = %s", minor, code, got)
			}
			long, short := l.Amount(minor, code), l.AmountShort(minor, code)
			if decimals := l.price(code).decimals; decimals > 0 {
				zeros := l.decimal + strings.Repeat("0", decimals)
				if short != long && short != strings.Replace(long, zeros, "", 1) {
					t.Fatalf("AmountShort = %q of Amount = %q", short, long)
				}
			}
		})
	})
}

func TestCurrency(t *testing.T) {
	tests := []struct {
		code     string
		decimals int
		ok       bool
	}{
		{"EUR", 2, true},
		{"JPY", 0, true},
		{"TND", 3, true},
		{"RSD", 2, true},
		{"eur", 0, false},
		{"DEM", 0, false},
		{"", 0, false},
	}
	for _, test := range tests {
		decimals, ok := CurrencyDecimals(test.code)
		if decimals != test.decimals || ok != test.ok || IsCurrency(test.code) != test.ok {
			t.Errorf("CurrencyDecimals(%q) = %d, %t; IsCurrency = %t", test.code, decimals, ok, IsCurrency(test.code))
		}
	}
}

func BenchmarkAmount(b *testing.B) {
	for _, lang := range []string{"en", "fr"} {
		l := load(b, lang)
		b.Run(lang, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.Amount(-123456789, "EUR")
			}
		})
	}
}
