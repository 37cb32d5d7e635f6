package i18n

import (
	"slices"
	"strings"
	"testing"
)

func TestCountry(t *testing.T) {
	tests := []struct{ code, en, es, fr, pt string }{
		{"IT", "Italy", "Italia", "Italie", "Itália"},
		{"GB", "United Kingdom", "Reino Unido", "Royaume-Uni", "Reino Unido"},
		{"LC", "St Lucia", "Santa Lucía", "Sainte-Lucie", "Santa Lúcia"},
		{"HK", "Hong Kong", "Hong Kong", "Hong Kong", "Hong Kong"},
		{"XK", "Kosovo", "Kosovo", "Kosovo", "Kosovo"},
		{"QQ", "QQ", "QQ", "QQ", "QQ"},
	}
	for _, test := range tests {
		for lang, want := range map[string]string{"en": test.en, "es": test.es, "fr": test.fr, "pt": test.pt} {
			check(t, lang, load(t, lang).Country(test.code), want)
		}
	}
}

func TestCountries(t *testing.T) {
	codes := Countries()
	if len(codes) != 250 || !slices.IsSorted(codes) {
		t.Errorf("Countries() has %d codes, sorted: %t", len(codes), slices.IsSorted(codes))
	}
	for _, code := range codes {
		if !IsCountry(code) {
			t.Errorf("IsCountry(%q) = false", code)
		}
	}
	for _, code := range []string{"", "it", "EU", "UN", "ZZ", "UK", "ITA", "150"} {
		if IsCountry(code) {
			t.Errorf("IsCountry(%q) = true", code)
		}
	}
	for code := range aliases {
		if !IsCountry(code) {
			t.Errorf("alias of %q", code)
		}
	}
}

func TestCountryByOwnName(t *testing.T) {
	inEach(t, func(t *testing.T, l *Locale) {
		for _, code := range Countries() {
			name := l.Country(code)
			for _, text := range []string{name, strings.ToUpper(name), " " + strings.ToLower(name) + "\n"} {
				if got, ok := CountryByName(text); got != code || !ok {
					t.Errorf("CountryByName(%q) = %q, %t, want %s", text, got, ok, code)
				}
			}
		}
	})
}

func TestCountryByName(t *testing.T) {
	tests := map[string]string{
		"US": "US", "USA": "US", "U.S.A.": "US", "The United States of America": "US", "Etats-Unis": "US", "EE.UU.": "US", "EUA": "US",
		"UK": "GB", "U.K.": "GB", "England": "GB", "Scotland": "GB", "Écosse": "GB", "Pays de Galles": "GB", "Grã Bretanha": "GB",
		"Holland": "NL", "the Netherlands": "NL", "Pays Bas": "NL", "Países Bajos": "NL",
		"South Korea": "KR", "Republic of Korea": "KR",
		"Czech Republic": "CZ", "République tchèque": "CZ", "Chéquia": "CZ", "Czechia": "CZ",
		"Ivory Coast": "CI", "Cote d'Ivoire": "CI", "Côte d’Ivoire": "CI", "Costa do Marfim": "CI",
		"Viet Nam": "VN", "Vietname": "VN", "Vietnã": "VN",
		"Turkey": "TR", "Türkiye": "TR", "turkiye": "TR",
		"Bosnia and Herzegovina": "BA", "Saint Lucia": "LC", "St. Lucia": "LC",
		"Burma": "MM", "Swaziland": "SZ", "Cabo Verde": "CV", "Palestinian Territories": "PS",
		"Russian Federation": "RU", "Holy See": "VA", "DR Congo": "CD", "allemagne": "DE",
		"Ｉｔａｌｙ": "IT",
	}
	for name, want := range tests {
		if got, ok := CountryByName(name); got != want || !ok {
			t.Errorf("CountryByName(%q) = %q, %t, want %s", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "the", "the ", "Ruritania", "IT", "EU", "RU", "…"} {
		if got, ok := CountryByName(name); got != "" || ok {
			t.Errorf("CountryByName(%q) = %q, %t", name, got, ok)
		}
	}
}

// TestAliasesHold checks that none of the aliases is the name of another
// country, which would hide it.
func TestAliasesHold(t *testing.T) {
	for code, names := range aliases {
		for _, name := range names {
			if got, _ := CountryByName(name); got != code {
				t.Errorf("CountryByName(%q) = %q, want %s", name, got, code)
			}
		}
	}
}

func FuzzCountryByName(f *testing.F) {
	for _, name := range []string{"Italy", "the Netherlands", "Bosnia & Herzegovina", "St. Lucia", "\xff", "e\u0301"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		code, ok := CountryByName(name)
		if ok != IsCountry(code) {
			t.Errorf("CountryByName(%q) = %q, %t", name, code, ok)
		}
	})
}

func BenchmarkCountry(b *testing.B) {
	l := load(b, "fr")
	b.ReportAllocs()
	for b.Loop() {
		l.Country("IT")
	}
}

func BenchmarkCountryByName(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		CountryByName("République tchèque")
	}
}
