package i18n

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"github.com/bojanz/currency"
	"github.com/gohugoio/locales"
	"github.com/gohugoio/locales/es_AR"
	"github.com/gohugoio/locales/es_BO"
	"github.com/gohugoio/locales/es_BR"
	"github.com/gohugoio/locales/es_BZ"
	"github.com/gohugoio/locales/es_CL"
	"github.com/gohugoio/locales/es_CO"
	"github.com/gohugoio/locales/es_CR"
	"github.com/gohugoio/locales/es_CU"
	"github.com/gohugoio/locales/es_DO"
	"github.com/gohugoio/locales/es_EC"
	"github.com/gohugoio/locales/es_GQ"
	"github.com/gohugoio/locales/es_GT"
	"github.com/gohugoio/locales/es_HN"
	"github.com/gohugoio/locales/es_MX"
	"github.com/gohugoio/locales/es_NI"
	"github.com/gohugoio/locales/es_PA"
	"github.com/gohugoio/locales/es_PE"
	"github.com/gohugoio/locales/es_PH"
	"github.com/gohugoio/locales/es_PR"
	"github.com/gohugoio/locales/es_PY"
	"github.com/gohugoio/locales/es_SV"
	"github.com/gohugoio/locales/es_US"
	"github.com/gohugoio/locales/es_UY"
	"github.com/gohugoio/locales/es_VE"
	"github.com/gohugoio/locales/fr_BE"
	"github.com/gohugoio/locales/fr_CA"
	"github.com/gohugoio/locales/fr_CD"
	"github.com/gohugoio/locales/fr_CH"
	"github.com/gohugoio/locales/fr_CI"
	"github.com/gohugoio/locales/fr_HT"
	"github.com/gohugoio/locales/fr_LU"
	"github.com/gohugoio/locales/fr_MA"
	"github.com/gohugoio/locales/fr_MC"
	"github.com/gohugoio/locales/fr_SN"
	"github.com/gohugoio/locales/fr_TN"
	"github.com/gohugoio/locales/pt_AO"
	"github.com/gohugoio/locales/pt_BR"
	"github.com/gohugoio/locales/pt_CH"
	"github.com/gohugoio/locales/pt_CV"
	"github.com/gohugoio/locales/pt_GQ"
	"github.com/gohugoio/locales/pt_GW"
	"github.com/gohugoio/locales/pt_LU"
	"github.com/gohugoio/locales/pt_MO"
	"github.com/gohugoio/locales/pt_MZ"
	"github.com/gohugoio/locales/pt_ST"
	"github.com/gohugoio/locales/pt_TL"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite testdata")

// translators are the forms of languages in countries that CLDR has, of French those
// that differ and a few that do not.
var translators = map[string]func() locales.Translator{
	"es-AR": es_AR.New,
	"es-BO": es_BO.New,
	"es-BR": es_BR.New,
	"es-BZ": es_BZ.New,
	"es-CL": es_CL.New,
	"es-CO": es_CO.New,
	"es-CR": es_CR.New,
	"es-CU": es_CU.New,
	"es-DO": es_DO.New,
	"es-EC": es_EC.New,
	"es-GQ": es_GQ.New,
	"es-GT": es_GT.New,
	"es-HN": es_HN.New,
	"es-MX": es_MX.New,
	"es-NI": es_NI.New,
	"es-PA": es_PA.New,
	"es-PE": es_PE.New,
	"es-PH": es_PH.New,
	"es-PR": es_PR.New,
	"es-PY": es_PY.New,
	"es-SV": es_SV.New,
	"es-US": es_US.New,
	"es-UY": es_UY.New,
	"es-VE": es_VE.New,
	"fr-BE": fr_BE.New,
	"fr-CA": fr_CA.New,
	"fr-CD": fr_CD.New,
	"fr-CH": fr_CH.New,
	"fr-CI": fr_CI.New,
	"fr-HT": fr_HT.New,
	"fr-LU": fr_LU.New,
	"fr-MA": fr_MA.New,
	"fr-MC": fr_MC.New,
	"fr-SN": fr_SN.New,
	"fr-TN": fr_TN.New,
	"pt-AO": pt_AO.New,
	"pt-BR": pt_BR.New,
	"pt-CH": pt_CH.New,
	"pt-CV": pt_CV.New,
	"pt-GQ": pt_GQ.New,
	"pt-GW": pt_GW.New,
	"pt-LU": pt_LU.New,
	"pt-MO": pt_MO.New,
	"pt-MZ": pt_MZ.New,
	"pt-ST": pt_ST.New,
	"pt-TL": pt_TL.New,
}

// TestRegionsAgreeWithCLDR holds the separators, which are read off another library, and
// the months to a second reading of CLDR.
func TestRegionsAgreeWithCLDR(t *testing.T) {
	for tag, translator := range translators {
		lang, country, _ := strings.Cut(tag, "-")
		l := loadIn(t, lang, country)
		if l.country != country {
			t.Errorf("%s has no form of its own", tag)
		}
		cldr := translator()
		symbols := cldr.(interface {
			Decimal() string
			Group() string
		})
		check(t, tag+" decimal", l.decimal, symbols.Decimal())
		check(t, tag+" group", l.group, symbols.Group())
		for m := time.January; m <= time.December; m++ {
			check(t, tag, l.months[long][m], cldr.MonthWide(m))
			check(t, tag, l.months[short][m], cldr.MonthAbbreviated(m))
		}
	}
}

// loadIn is load for the readers of a country.
func loadIn(t testing.TB, lang, country string) *Locale {
	t.Helper()
	l, err := LoadOver(nil, theme(lang, testWords), "", lang, country)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// inEachForm calls f for each language in each form that it has.
func inEachForm(t *testing.T, f func(t *testing.T, l *Locale)) {
	for _, lang := range Supported() {
		for _, country := range append([]string{""}, strings.Fields(regions[lang])...) {
			l := loadIn(t, lang, country)
			t.Run(lang+country, func(t *testing.T) { f(t, l) })
		}
	}
}

// TestRegions shows one amount, number and date as each country writes them.
func TestRegions(t *testing.T) {
	var out strings.Builder
	for _, tag := range strings.Fields("fr-FR fr-BE fr-CH fr-LU fr-CA fr-MA fr-SN fr-TN es-ES es-MX es-GT es-CR es-PA es-DO es-CU es-CO es-VE es-EC es-PE es-BO es-CL " +
		"es-AR es-PY es-UY es-US pt-PT pt-BR pt-AO pt-MZ pt-CV pt-TL en-IE en-US es-FR pt-FR") {
		lang, country, _ := strings.Cut(tag, "-")
		l := loadIn(t, lang, country)
		own, _ := currency.ForCountryCode(country)
		fmt.Fprintf(&out, "%s: %s, %s, %s, %s | %s, %s | %s, %s | %s\n", tag, l.Amount(109000, own), l.AmountShort(-59850, own), l.Amount(12345678, "EUR"),
			l.Amount(12345678, "USD"), l.Number(1090), l.Decimal("1234567.5"), l.Day(date(2026, 9, 1)), l.ShortDay(date(2026, 9, 14)), l.Country("RO"))
	}
	got := strings.NewReplacer("\u00a0", "~", "\u202f", "_").Replace(out.String())
	if *update {
		if err := os.WriteFile("testdata/regions.txt", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/regions.txt")
	if err != nil || got != string(want) {
		t.Errorf("the countries write\n%swant (%v)\n%s", got, err, want)
	}
}

// TestAmountsReadBack writes amounts in every currency and every form of a language, and
// reads the same minor units out of them.
func TestAmountsReadBack(t *testing.T) {
	codes := append(currency.GetCurrencyCodes(), "QQQ")
	inEachForm(t, func(t *testing.T, l *Locale) {
		rapid.Check(t, func(t *rapid.T) {
			minor, code := rapid.Int64().Draw(t, "minor"), rapid.SampledFrom(codes).Draw(t, "currency")
			text := l.Amount(minor, code)
			if got, err := readBack(l, text, l.price(code).decimals); err != nil || got != minor {
				t.Fatalf("Amount(%d, %s) = %+q, which reads %d (%v)", minor, code, text, got, err)
			}
		})
	})
}

// readBack reads an amount as its readers do: its number from the first digit to the
// last, with the separators of the locale, and the sign before or in it.
func readBack(l *Locale, text string, decimals int) (int64, error) {
	number := text[strings.IndexAny(text, "0123456789") : strings.LastIndexAny(text, "0123456789")+1]
	units, fraction, _ := strings.Cut(number, l.prices.decimal)
	if len(fraction) != decimals {
		return 0, fmt.Errorf("%q are no %d decimals", fraction, decimals)
	}
	for i, group := range strings.Split(units, l.group) {
		if i > 0 && len(group) != 3 {
			return 0, fmt.Errorf("%q is no group", group)
		}
	}
	sign := ""
	if strings.Contains(text, minus) {
		sign = "-"
	}
	return strconv.ParseInt(sign+strings.ReplaceAll(units, l.group, "")+fraction, 10, 64)
}

// TestCurrenciesDiffer wants no two currencies that look the same, and none that cannot
// be seen.
func TestCurrenciesDiffer(t *testing.T) {
	inEachForm(t, func(t *testing.T, l *Locale) {
		shown := map[string]string{}
		for code, p := range l.prices.by {
			sign := strings.TrimFunc(p.before+p.after, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) })
			if other, taken := shown[sign]; taken || sign == "" {
				t.Errorf("%s and %s are both %q", code, other, sign)
			}
			shown[sign] = code
		}
	})
}

// TestHasCents calls the hundredth of a currency a cent only where the words do.
func TestHasCents(t *testing.T) {
	for _, c := range []struct {
		lang, country, currency string
		want                    bool
	}{
		{"es", "ES", "EUR", true}, {"es", "ES", "MXN", false}, {"es", "MX", "MXN", true}, {"es", "EC", "USD", true}, {"es", "PE", "PEN", false},
		{"pt", "PT", "BRL", false}, {"pt", "BR", "BRL", true}, {"en", "MX", "MXN", false}, {"fr", "CA", "CAD", true}, {"fr", "CH", "CHF", false},
	} {
		if got := loadIn(t, c.lang, c.country).HasCents(c.currency); got != c.want {
			t.Errorf("%s in %s: HasCents(%s) = %t", c.lang, c.country, c.currency, got)
		}
	}
}

// TestPluralsOfCountries follows CLDR: none is many in Portugal and its former colonies,
// one in Brazil.
func TestPluralsOfCountries(t *testing.T) {
	for country, want := range map[string]string{"PT": "0 trips", "AO": "0 trips", "BR": "0 trip"} {
		got, err := loadIn(t, "pt", country).Count("trips.count", 0)
		if err != nil {
			t.Error(err)
		}
		check(t, country, got, want)
	}
}

// TestVariantWords lays the words of a variant over those of its language, and those of
// the theme over both.
func TestVariantWords(t *testing.T) {
	base := fstest.MapFS{
		"i18n/es.yaml":     {Data: []byte("cost: Coste\ntrips: {one: un viaje, other: \"{{.n}} viajes\"}\nfilms: Vídeos\nfoot: Pie\n")},
		"i18n/es-419.yaml": {Data: []byte("# differs\ncost: Costo\nfilms: Videos\n")},
	}
	for _, c := range []struct{ name, country, own, ownVariant, want string }{
		{"Spain", "ES", "", "", "Coste|2 viajes|Vídeos|Pie"},
		{"no country", "", "", "", "Coste|2 viajes|Vídeos|Pie"},
		{"a country without a form", "FR", "", "", "Coste|2 viajes|Vídeos|Pie"},
		{"no country's code", "México", "", "", "Coste|2 viajes|Vídeos|Pie"},
		{"Mexico", "MX", "", "", "Costo|2 viajes|Videos|Pie"},
		{"an own word", "MX", "cost: Gasto\n", "", "Gasto|2 viajes|Videos|Pie"},
		{"a copy with one change", "MX", "cost: Coste\ntrips: {one: un viaje, other: \"{{.n}} viajes\"}\nfilms: Películas\nfoot: Pie\n", "",
			"Costo|2 viajes|Películas|Pie"},
		{"an own variant", "MX", "films: Películas\n", "cost: Coste\nfoot: Al pie\n", "Coste|2 viajes|Películas|Al pie"},
		{"an own variant of elsewhere", "ES", "", "cost: Gasto\n", "Coste|2 viajes|Vídeos|Pie"},
		{"a slip", "MX", "costt: Gasto\n", "", `look/i18n/es.yaml:1: no page asks for the word "costt"; write "cost" if that is the one meant, or take the line out`},
		{"a slip of the variant", "MX", "", "\nfoot: \"Pie {{.n}}\"\n", "look/i18n/es-419.yaml:2: foot: nothing fills {{.n}}; take it out"},
	} {
		own := fstest.MapFS{"i18n/es.yaml": {Data: []byte(c.own)}, "i18n/es-419.yaml": {Data: []byte(c.ownVariant)}}
		l, err := LoadOver(own, base, "look", "es", c.country)
		if err != nil {
			check(t, c.name, err.Error(), c.want)
			continue
		}
		var got []string
		for _, key := range []string{"cost", "trips", "films", "foot"} {
			text, err := l.Count(key, 2)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			got = append(got, text)
		}
		check(t, c.name, strings.Join(got, "|"), c.want)
		if word, err := l.Word("films"); err != nil || word != got[2] {
			t.Errorf("%s: Word = %q, %v", c.name, word, err)
		}
	}
	if !slices.Equal(Variants(), []string{"es-419", "pt-BR"}) {
		t.Errorf("Variants() = %v", Variants())
	}
}
