package i18n

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestWord(t *testing.T) {
	inEach(t, func(t *testing.T, l *Locale) {
		tests := []struct {
			key   string
			pairs []any
			want  string
		}{
			{"cost.city", nil, "Cost to the city"},
			{"trip.to", []any{"place", "Ravenna", "country", "Italy"}, "Trip to Ravenna, Italy"},
			{"trip.to", []any{"place", "{{.country}}", "country", 7}, "Trip to {{.country}}, 7"},
			{"days", []any{"n", 3}, "3 d"},
			{"heading", nil, "Trips"},
		}
		for _, test := range tests {
			got, err := l.Word(test.key, test.pairs...)
			if err != nil {
				t.Error(err)
			}
			check(t, test.key, got, test.want)
		}
	})
}

func TestWordErrors(t *testing.T) {
	l := load(t, "fr")
	tests := []struct {
		key   string
		pairs []any
		want  string
	}{
		{"cost.citi", nil, `i18n/fr.yaml: there is no key "cost.citi"; the nearest is "cost.city"`},
		{"cost.city", []any{"place", "x"}, "i18n/fr.yaml:2: cost.city: there is no {{.place}} to fill"},
		{"trip.to", []any{"place", "x"}, "i18n/fr.yaml:3: trip.to: no value for {{.country}}"},
		{"trip.to", []any{"place"}, "i18n/fr.yaml:3: trip.to: a name without value among [place]"},
		{"trip.to", []any{1, 2}, "i18n/fr.yaml:3: trip.to: the name of a value is 1, not a string"},
		{"trips.count", nil, "i18n/fr.yaml:4: trips.count: no value for {{.n}}"},
	}
	for _, test := range tests {
		got, err := l.Word(test.key, test.pairs...)
		if err == nil || err.Error() != test.want {
			t.Errorf("Word(%q, %v) = %q, %v, want %s", test.key, test.pairs, got, err, test.want)
		}
	}
	if _, err := l.Count("trips.count", 1, "n", "one"); err == nil {
		t.Error("Count with a value for n did not fail")
	}
}

func TestCount(t *testing.T) {
	tests := []struct {
		lang string
		n    int
		want string
	}{
		{"en", 0, "0 trips"},
		{"en", 1, "1 trip"},
		{"en", 4300, "4,300 trips"},
		{"en", 1_000_000, "1,000,000 trips"},
		{"es", 0, "0 trips"},
		{"es", 1, "1 trip"},
		{"fr", 0, "0 trip"},
		{"fr", 1, "1 trip"},
		{"fr", 2, "2 trips"},
		{"fr", 1_000_000, "1\u202f000\u202f000 trips"},
		{"pt", 0, "0 trips"},
		{"pt", 1, "1 trip"},
		{"pt", 2, "2 trips"},
	}
	for _, test := range tests {
		got, err := load(t, test.lang).Count("trips.count", test.n)
		if err != nil {
			t.Error(err)
		}
		check(t, test.lang, got, test.want)
	}
}

func TestCountForms(t *testing.T) {
	l := load(t, "fr")
	for n, want := range map[int]string{
		1:         "1 trip to Bath",
		2:         "2 trips",
		2_000_000: "2\u202f000\u202f000 of trips to Bath",
	} {
		// A value that only some of the forms use is not an error.
		got, err := l.Count("trips.place", n, "place", "Bath")
		if err != nil {
			t.Error(err)
		}
		check(t, "trips.place", got, want)
	}
	got, err := l.Count("days", 1200)
	if err != nil {
		t.Error(err)
	}
	check(t, "days", got, "1\u202f200 d")
}

func TestKeys(t *testing.T) {
	want := []string{"cost.city", "days", "heading", "trip.to", "trips.count", "trips.place"}
	if got := load(t, "en").Keys(); !slices.Equal(got, want) {
		t.Errorf("Keys() = %v, want %v", got, want)
	}
}

func TestLoadErrors(t *testing.T) {
	tests := []struct{ words, want string }{
		{"", "i18n/en.yaml: yaml: no documents in stream"},
		{"a", "i18n/en.yaml:1: this is no list of words; " + howToWrite.String()},
		{"- a", "i18n/en.yaml:1: this is no list of words; " + howToWrite.String()},
		{"a: x\n\tb: y", "i18n/en.yaml:2: "},
		{"a: \"x", "i18n/en.yaml:1: "},
		{"a: x\n---\nb: y", "i18n/en.yaml: yaml: expected single document"},
		{"a: x\nb: 2", "i18n/en.yaml:2: b: 2 is not a text: put it in quotes"},
		{"a: [x]", "i18n/en.yaml:1: a is not a text"},
		{"a: &b x\nc: *b", "i18n/en.yaml:2: c is not a text"},
		{"a:", "i18n/en.yaml:1: a has no text"},
		{"a: ''", "i18n/en.yaml:1: a has no text"},
		{"1: x", "i18n/en.yaml:1: the key 1 is not a text"},
		{"a: x\nb: y\na: z", "i18n/en.yaml:3: a stands already in line 1; take one of the two out"},
		{"a: {one: x}", "i18n/en.yaml:1: a: the form other is missing"},
		{"a:\n  other: x\n  plural: y", `i18n/en.yaml:3: a: "plural" is not a plural form`},
		{"a:\n  other: x\n  other: y", "i18n/en.yaml:3: a: other stands there twice"},
		{"a:\n  b:\n    other: x", `i18n/en.yaml:2: a: "b" is not a plural form`},
		{"a:\n  one: 1\n  other: x", "i18n/en.yaml:2: a: one: 1 is not a text"},
		{"a: {{.n}}", "i18n/en.yaml:1: a: a text that begins with {{ needs quotes"},
		{"a: x {{.n", "i18n/en.yaml:1: a: {{ without }}"},
		{"a: x {{if .n}}", "i18n/en.yaml:1: a: {{if .n}} is not of the form {{.name}}"},
		{"a: x {{.}}", "i18n/en.yaml:1: a: {{.}} is not of the form {{.name}}"},
		{"a: \"x \\u202ey\"", "i18n/en.yaml:1: a: an invisible sign turns the direction of writing"},
		{"a:\n  one: x\n  other: \"x\\u2067y\"", "i18n/en.yaml:2: a: an invisible sign turns the direction of writing"},
		{"a: \"x\\Ly\"", "i18n/en.yaml:1: a: an invisible control character stands in this text; delete it"},
		{"a: \"x\\ey\"", "i18n/en.yaml:1: a: an invisible control character stands in this text; delete it"},
		{"a: 1\nb: 2", "i18n/en.yaml:2: b: 2"}, // all faults are told
	}
	for _, test := range tests {
		_, err := Load(theme("en", test.words), "en")
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Load(%q) = %v, want %s", test.words, err, test.want)
		}
	}
	_, err := Load(fstest.MapFS{}, "en")
	if err == nil || err.Error() != "i18n/en.yaml: there is no such file or folder" {
		t.Errorf("Load without file = %v", err)
	}
}

func TestUnknownKeyOfEmptyFile(t *testing.T) {
	l, err := Load(theme("en", "{}"), "en")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Word("a"); err == nil {
		t.Error("Word did not fail")
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(testWords)
	f.Add("a: {other: \"{{.n}}\"}")
	f.Add("a: &x {other: y}\n<<: *x")
	f.Add("? {a: b}\n: [c, d]\n")
	f.Fuzz(func(t *testing.T, words string) {
		l, err := Load(theme("fr", words), "fr")
		if err != nil {
			return
		}
		for _, key := range l.Keys() {
			var pairs []any
			for _, name := range l.words.entries[key].names {
				pairs = append(pairs, name, "value")
			}
			if _, err := l.Word(key, pairs...); err != nil {
				t.Errorf("%q: %v", words, err)
			}
			// A placeholder other than n has no value here.
			_, err := l.Count(key, 1_000_000)
			named := slices.ContainsFunc(l.words.entries[key].names, func(name string) bool { return name != "n" })
			if err != nil && !named {
				t.Errorf("%q: %v", words, err)
			}
		}
	})
}

func BenchmarkWord(b *testing.B) {
	l := load(b, "fr")
	b.Run("plain", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			l.Word("cost.city")
		}
	})
	b.Run("filled", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			l.Word("trip.to", "place", "Ravenna", "country", "Italie")
		}
	})
	b.Run("count", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			l.Count("trips.count", 4300)
		}
	})
}

// TestLoadOver lays a theme's words over those of another: what it does not
// give is the other's, key by key, and what nobody could read is named.
func TestLoadOver(t *testing.T) {
	base := fstest.MapFS{
		"i18n/fr.yaml": {Data: []byte("menu: Menu\ntrip.to: Voyage à {{.place}}\ntrips: {one: un voyage, other: \"{{.n}} voyages\"}\nfoot: Pied\n")},
	}
	for _, c := range []struct{ name, own, want string }{
		{"no file", "-", "Menu|Voyage à Évora|2 voyages|Pied"},
		{"an empty file", "", "Menu|Voyage à Évora|2 voyages|Pied"},
		{"comments", "# nothing yet\n", "Menu|Voyage à Évora|2 voyages|Pied"},
		{"the same", "menu: Menu\n", "Menu|Voyage à Évora|2 voyages|Pied"},
		{"one word", "menu: Sommaire\n", "Sommaire|Voyage à Évora|2 voyages|Pied"},
		{"a placeholder", "trip.to: Vers {{.place}}\n", "Menu|Vers Évora|2 voyages|Pied"},
		{"a placeholder left out", "trip.to: Un voyage\n", "Menu|Un voyage|2 voyages|Pied"},
		{"a count", "trips: {one: une mission, other: \"{{.n}} missions\"}\n", "Menu|Voyage à Évora|2 missions|Pied"},
		{"a count in one form", "trips: \"Missions : {{.n}}\"\n", "Menu|Voyage à Évora|Missions : 2|Pied"},
		{"a word of its own", "own.word: À nous\n", "Menu|Voyage à Évora|2 voyages|Pied"},
		{"a slip of the key", "menu: Sommaire\nfoott: Bas\n",
			`look/i18n/fr.yaml:2: no page asks for the word "foott"; write "foot" if that is the one meant, or take the line out`},
		{"a slip of the placeholder", "\ntrip.to: Vers {{.palce}}\n", "look/i18n/fr.yaml:2: trip.to: nothing fills {{.palce}}; what can stand there is " +
			"{{.place}}"},
		{"a placeholder where there is none", "foot: Pied de {{.place}}\n", "look/i18n/fr.yaml:1: foot: nothing fills {{.place}}; take it out"},
		{"both slips", "foott: Bas\ntrip.to: Vers {{.palce}}\n", "look/i18n/fr.yaml:1: no page asks for the word \"foott\"; write \"foot\" if that is the " +
			"one meant, or take the line out\n" +
			"look/i18n/fr.yaml:2: trip.to: nothing fills {{.palce}}; what can stand there is {{.place}}"},
		{"an open placeholder", "trip.to: Vers {{.place}\n", "look/i18n/fr.yaml:1: trip.to: {{ without }}"},
		{"no mapping", "# ours\nmenu\n", "look/i18n/fr.yaml:2: this is no list of words; " + howToWrite.String()},
		{"another encoding", "menu: Menu\nfoot: Caf\xe9\n", "look/i18n/fr.yaml:2: this is not UTF-8 text; save the file as UTF-8"},
		{"no YAML", "menu: [\n", "look/i18n/fr.yaml:2: did not find expected node content; " + howToWrite.String()},
		{"a number", "menu: 5\n", "look/i18n/fr.yaml:1: menu: 5 is not a text: put it in quotes"},
	} {
		theme := fstest.MapFS{"layouts/own.html": {Data: []byte(`{{word "own.word"}}`)}}
		if c.own != "-" {
			theme["i18n/fr.yaml"] = &fstest.MapFile{Data: []byte(c.own)}
		}
		l, err := LoadOver(theme, base, "look", "fr", "")
		if err != nil {
			if err.Error() != c.want {
				t.Errorf("%s: %v, want\n%s", c.name, err, c.want)
			}
			continue
		}
		var got []string
		for _, f := range []func() (string, error){
			func() (string, error) { return l.Word("menu") }, func() (string, error) { return l.Word("trip.to", "place", "Évora") },
			func() (string, error) { return l.Count("trips", 2) }, func() (string, error) { return l.Word("foot") },
		} {
			text, err := f()
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			got = append(got, text)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %s, want\n%s", c.name, strings.Join(got, "|"), c.want)
		}
	}
}

// TestCountDecimal takes the plural form that a decimal number calls for, as CLDR has
// it for each language.
func TestCountDecimal(t *testing.T) {
	tests := []struct{ n, en, es, fr, pt string }{
		{"0.8", "0.8 trips", "0,8 trips", "0,8 trip", "0,8 trips"},
		{"1.0", "1.0 trips", "1,0 trip", "1,0 trip", "1,0 trips"},
		{"1.5", "1.5 trips", "1,5 trips", "1,5 trip", "1,5 trips"},
		{"2.0", "2.0 trips", "2,0 trips", "2,0 trips", "2,0 trips"},
	}
	for _, test := range tests {
		for lang, want := range map[string]string{"en": test.en, "es": test.es, "fr": test.fr, "pt": test.pt} {
			got, err := load(t, lang).CountDecimal("trips.count", test.n)
			if err != nil {
				t.Error(err)
			}
			check(t, lang+" "+test.n, got, want)
		}
	}
}
