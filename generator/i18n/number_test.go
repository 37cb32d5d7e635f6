package i18n

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// digitsOf drops everything but ASCII digits from text.
func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, text)
}

func TestNumber(t *testing.T) {
	tests := []struct {
		n              int64
		en, es, fr, pt string
	}{
		{0, "0", "0", "0", "0"},
		{-7, "−7", "−7", "−7", "−7"},
		{999, "999", "999", "999", "999"},
		{4300, "4,300", "4300", "4\u202f300", "4300"},
		{-43000, "−43,000", "−43.000", "−43\u202f000", "−43\u00a0000"},
		{1234567, "1,234,567", "1.234.567", "1\u202f234\u202f567", "1\u00a0234\u00a0567"},
		{
			math.MinInt64, "−9,223,372,036,854,775,808", "−9.223.372.036.854.775.808",
			"−9\u202f223\u202f372\u202f036\u202f854\u202f775\u202f808", "−9\u00a0223\u00a0372\u00a0036\u00a0854\u00a0775\u00a0808",
		},
	}
	for _, test := range tests {
		for lang, want := range map[string]string{"en": test.en, "es": test.es, "fr": test.fr, "pt": test.pt} {
			check(t, lang, load(t, lang).Number(test.n), want)
		}
	}
}

func TestDecimal(t *testing.T) {
	tests := []struct{ text, en, es, fr, pt string }{
		{"1234.5", "1,234.5", "1234,5", "1\u202f234,5", "1234,5"},
		{"-12345.678901", "−12,345.678901", "−12.345,678901", "−12\u202f345,678901", "−12\u00a0345,678901"},
		{"−0.50", "−0.50", "−0,50", "−0,50", "−0,50"},
		{"+3", "+3", "+3", "+3", "+3"},
		{"12345678901234567890", "12,345,678,901,234,567,890", "12.345.678.901.234.567.890",
			"12\u202f345\u202f678\u202f901\u202f234\u202f567\u202f890", "12\u00a0345\u00a0678\u00a0901\u00a0234\u00a0567\u00a0890"},
		{"", "", "", "", ""},
		{"-", "-", "-", "-", "-"},
		{"1e9", "1e9", "1e9", "1e9", "1e9"},
		{".5", ".5", ".5", ".5", ".5"},
		{"5.", "5.", "5.", "5.", "5."},
		{"1.2.3", "1.2.3", "1.2.3", "1.2.3", "1.2.3"},
		{"--1", "--1", "--1", "--1", "--1"},
		{"٣", "٣", "٣", "٣", "٣"},
	}
	for _, test := range tests {
		for lang, want := range map[string]string{"en": test.en, "es": test.es, "fr": test.fr, "pt": test.pt} {
			check(t, lang+" "+test.text, load(t, lang).Decimal(test.text), want)
		}
	}
}

func TestNumberKeepsDigits(t *testing.T) {
	inEach(t, func(t *testing.T, l *Locale) {
		rapid.Check(t, func(t *rapid.T) {
			n := rapid.Int64().Draw(t, "n")
			text := strconv.FormatInt(n, 10)
			if got, want := digitsOf(l.Number(n)), strings.TrimPrefix(text, "-"); got != want {
				t.Fatalf("digits of Number(%d) = %s", n, got)
			}
			if l.Number(n) != l.Decimal(text) {
				t.Fatalf("Number and Decimal of %d differ", n)
			}
			if strings.HasPrefix(l.Number(n), minus) != (n < 0) {
				t.Fatalf("sign of Number(%d) = %s", n, l.Number(n))
			}
		})
	})
}

func FuzzDecimal(f *testing.F) {
	for _, text := range []string{"0", "-1234.50", "+1", "1.", ".", "−", "1,2", "\xff1"} {
		f.Add(text)
	}
	en, fr := load(f, "en"), load(f, "fr")
	f.Fuzz(func(t *testing.T, text string) {
		if got := en.Decimal(text); digitsOf(got) != digitsOf(text) {
			t.Errorf("Decimal(%q) = %q", text, got)
		}
		got := fr.Decimal(text)
		back := strings.NewReplacer("\u202f", "", ",", ".").Replace(got)
		if got != text && back != strings.Replace(text, "-", minus, 1) {
			t.Errorf("Decimal(%q) = %q, which reads back as %q", text, got, back)
		}
	})
}

func BenchmarkNumber(b *testing.B) {
	l := load(b, "fr")
	b.ReportAllocs()
	for b.Loop() {
		l.Number(1234567)
	}
}

func BenchmarkDecimal(b *testing.B) {
	l := load(b, "fr")
	b.ReportAllocs()
	for b.Loop() {
		l.Decimal("-1234567.50")
	}
}
