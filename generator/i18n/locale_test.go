package i18n

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"
)

const testWords = `# words for tests
cost.city: Cost to the city
trip.to: "Trip to {{.place}}, {{ .country }}"
trips.count: {one: "{{.n}} trip", other: "{{.n}} trips"}
trips.place:
  one: "{{.n}} trip to {{.place}}"
  many: "{{.n}} of trips to {{.place}}"
  other: "{{.n}} trips"
days: "{{.n}} d"
heading: {one: Trip, other: Trips}
`

// theme returns a theme with one file of words.
func theme(lang, words string) fstest.MapFS {
	return fstest.MapFS{"i18n/" + lang + ".yaml": {Data: []byte(words)}}
}

func load(t testing.TB, lang string) *Locale {
	t.Helper()
	l, err := Load(theme(lang, testWords), lang)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// inEach calls f for each supported language with its locale.
func inEach(t *testing.T, f func(t *testing.T, l *Locale)) {
	for _, lang := range Supported() {
		l := load(t, lang)
		t.Run(lang, func(t *testing.T) { f(t, l) })
	}
}

// check compares what a function gave with what is wanted, byte by byte: the
// spaces of numbers are easily mistaken for each other.
func check(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s = %+q, want %+q", what, got, want)
	}
}

func TestSupported(t *testing.T) {
	if !slices.IsSorted(Supported()) || len(Supported()) != len(supported) {
		t.Errorf("Supported() = %v", Supported())
	}
	inEach(t, func(t *testing.T, l *Locale) {
		if !slices.Contains(Supported(), l.Lang()) {
			t.Errorf("Lang() = %q", l.Lang())
		}
	})
}

func TestLoadUnsupported(t *testing.T) {
	_, err := Load(theme("de", testWords), "de")
	if err == nil || !strings.Contains(err.Error(), `"de"`) {
		t.Errorf("Load = %v", err)
	}
}

func TestList(t *testing.T) {
	tests := []struct{ lang, items, want string }{
		{"en", "", ""},
		{"en", "Bath", "Bath"},
		{"en", "Bath|Cork", "Bath and Cork"},
		{"en", "Bath|Cork|Évora", "Bath, Cork and Évora"},
		{"fr", "Bath|Cork|Évora", "Bath, Cork et Évora"},
		{"pt", "Bath|Cork|Évora", "Bath, Cork e Évora"},
		{"es", "Bath|Cork|Évora", "Bath, Cork y Évora"},
		{"es", "Francia|Italia", "Francia e Italia"},
		{"es", "Francia|Íscar", "Francia e Íscar"},
		{"es", "padres|hijos", "padres e hijos"},
		{"es", "agua|hielo", "agua y hielo"},
		{"es", "a|h", "a y h"},
		{"es", "a|hi", "a e hi"},
		{"es", "a|", "a y "},
		{"fr", "France|Italie", "France et Italie"},
	}
	for _, test := range tests {
		var items []string
		if test.items != "" {
			items = strings.Split(test.items, "|")
		}
		check(t, test.lang+" "+test.items, load(t, test.lang).List(items), test.want)
	}
}

func TestCompare(t *testing.T) {
	tests := []struct{ lang, sorted string }{
		{"en", "Århus bath Bath Zug"},
		{"fr", "cote coté côte côté Ébreuil Évreux Ezy"},
		{"es", "nube ñandú ola"},
		{"pt", "Évora Faro Óbidos Porto"},
	}
	for _, test := range tests {
		l := load(t, test.lang)
		words := strings.Fields(test.sorted)
		slices.Reverse(words)
		slices.SortFunc(words, l.Compare)
		check(t, test.lang, strings.Join(words, " "), test.sorted)
	}
}

func TestCompareIsTotalOrder(t *testing.T) {
	inEach(t, func(t *testing.T, l *Locale) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-cA-CéÉñç '\-]{0,5}`))
		rapid.Check(t, func(t *rapid.T) {
			a, b, c := text.Draw(t, "a"), text.Draw(t, "b"), text.Draw(t, "c")
			if (l.Compare(a, b) == 0) != (a == b) {
				t.Fatalf("Compare(%q, %q) = %d", a, b, l.Compare(a, b))
			}
			if (l.Compare(a, b) < 0) != (l.Compare(b, a) > 0) {
				t.Fatalf("not antisymmetric: %q, %q", a, b)
			}
			if l.Compare(a, b) <= 0 && l.Compare(b, c) <= 0 && l.Compare(a, c) > 0 {
				t.Fatalf("not transitive: %q, %q, %q", a, b, c)
			}
		})
	})
}

func TestConcurrentUse(t *testing.T) {
	l := load(t, "fr")
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for n := range 100 {
				l.Compare(fmt.Sprint(i), "Évreux")
				l.Amount(int64(n), "EUR")
				if _, err := l.Count("trips.count", n); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}

func BenchmarkLoad(b *testing.B) {
	fsys := theme("fr", testWords)
	for b.Loop() {
		if _, err := Load(fsys, "fr"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	l := load(b, "fr")
	b.ReportAllocs()
	for b.Loop() {
		l.Compare("Saint-Étienne", "Saint-Émilion")
	}
}
