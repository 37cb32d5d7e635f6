package frontmatter

import (
	"slices"
	"strings"
	"testing"

	"parvis/generator/fields"
	"parvis/generator/source"
)

// load reads fields and returns what was said as RULE PLACE.
func load(fields string) (*Map, *[]string) {
	said := &[]string{}
	f := source.NewFile("content/a.md", []byte("---\n"+fields+"---\nText.\n"))
	report := func(d source.Diagnostic) { *said = append(*said, d.Rule.Name+" "+d.At.Text()) }
	b, ok := Split(f, report)
	if !ok {
		return nil, said
	}
	return Load(b.YAML, b.Fence, report), said
}

func TestReaders(t *testing.T) {
	m, said := load(
		`text: ' a '
empty: ""
null:
list: [a, b]
map: {a: 1}
yes: true
no: no
whole: 12
zero: 012
deg: -48.5
rate: 1.16
day: 2026-09-14
month: 2026-09
year: 2026
maps: [{a: 1}, {a: 2}]
one: {a: 1}
`,
	)
	if v := m.Text("text", Required); v.V != "a" || !v.OK() || v.At.Text() != "' a '" {
		t.Errorf("%+v", v)
	}
	if v := m.RawText("text", Required); v.V != " a " {
		t.Errorf("%+v", v)
	}
	if v := m.Text("empty", Optional); v.Given || v.Bad {
		t.Errorf("%+v", v)
	}
	if v := m.RawText("empty", Optional); !v.Given || v.V != "" {
		t.Errorf("%+v", v)
	}
	if m.Has("null") || m.Has("absent") || !m.Has("text") || m.KeyAt("null").Text() != "null" || m.PlaceOf("null").Text() != "null" ||
		m.PlaceOf("absent").Text() != "---" {
		t.Error("places")
	}
	if v := m.Texts("list", Required); len(v) != 2 || v[1].V != "b" || v[1].At.Text() != "b" {
		t.Errorf("%+v", v)
	}
	if v := m.Texts("text", Required); len(v) != 1 || v[0].V != "a" {
		t.Errorf("%+v", v)
	}
	if in := m.Map("map", Required); in == nil || in.Text("a", Required).V != "1" || in.At().Text() != "{a: 1}" {
		t.Error("map")
	}
	if len(m.Maps("maps")) != 2 || len(m.Maps("one")) != 1 || m.Map("absent", Optional) != nil || m.Maps("absent") != nil {
		t.Error("maps")
	}
	if v := m.Bool("yes"); !v.OK() || !v.V {
		t.Errorf("%+v", v)
	}
	if v := m.Whole("whole", Required, 12); v.V != 12 {
		t.Errorf("%+v", v)
	}
	if v := m.Coordinate("deg", 90); v.V != -48.5 {
		t.Errorf("%+v", v)
	}
	if v := m.Decimal("rate", Required); v.V != "1.16" {
		t.Errorf("%+v", v)
	}
	for name, want := range map[string]string{"day": "2026-09-14", "month": "2026-09", "year": "2026"} {
		if v := m.Period(name, Required); v.V.String() != want {
			t.Errorf("%s: %s", name, v.V)
		}
	}
	for name, want := range map[string]Shape{"absent": Absent, "null": Absent, "text": Scalar, "empty": Scalar, "list": Sequence, "map": Mapping} {
		if got := m.Shape(name); got != want {
			t.Errorf("%s has the shape %d", name, got)
		}
	}
	if len(*said) > 0 {
		t.Errorf("said %q", *said)
	}
	m.Bool("no")
	m.Whole("zero", Required, 1)
	m.Whole("whole", Required, 13)
	m.Coordinate("deg", 48)
	m.Date("month", Required)
	m.Text("absent", Required)
	m.Close()
	if want := []string{"field-form no", "number-form 012", "number-form 12", "number-form -48.5", "date-form 2026-09", "field-missing ---"}; !slices.Equal(
		*said,
		want,
	) {
		t.Errorf("said %q", *said)
	}
}

func TestClose(t *testing.T) {
	m, said := load("titel: a\nother: b\n" + strings.Repeat("", 0) + "x1: a\nx2: a\nx3: a\nx4: a\nx5: a\nx6: a\nx7: a\nx8: a\nx9: a\nx10: a\n")
	m.Text("title", Optional)
	m.Close()
	if len(*said) != maxUnknown+1 || (*said)[0] != "field-unknown titel" || (*said)[maxUnknown] != "field-unknown ---" {
		t.Errorf("said %q", *said)
	}
	m, said = load("a: 1\nb: 2\nc: 3\n")
	m.Describe([]fields.Field{{Name: "a"}})
	m.Refuse("c")
	m.Close()
	if !slices.Equal(*said, []string{"field-unknown b"}) || !slices.Equal(m.Keys(), []string{"a", "b", "c"}) {
		t.Errorf("said %q", *said)
	}
}

func TestWordsByLanguage(t *testing.T) {
	m, said := load("plain: a\nboth: {en: a, fr: b}\nother: {de: c}\nempty: {}\nblank: {en: }\n")
	languages := []string{"en", "fr"}
	if w := m.Words("plain", Required, languages).V; w.In("fr", "en") != "a" {
		t.Errorf("%v", w)
	}
	if w := m.Words("both", Required, languages).V; w.In("fr", "en") != "b" || w.In("es", "en") != "a" || w.In("es", "pt") != "a" {
		t.Errorf("%v", w)
	}
	if (Words{"pt": "a"}).In("fr", "es") != "a" || (Words{}).In("fr", "es") != "" {
		t.Error("any other language")
	}
	for range 20 {
		if (Words{"pt": "a", "es": "b", "de": "c"}).In("fr", "en") != "c" {
			t.Fatal("any other language, but always the same")
		}
	}
	for _, name := range []string{"other", "empty", "blank"} {
		if v := m.Words(name, Required, languages); v.OK() || !v.Bad {
			t.Errorf("%s: %+v", name, v)
		}
	}
	if want := []string{"field-unknown de", "field-missing {}", "field-missing en"}; !slices.Equal(*said, want) {
		t.Errorf("said %q", *said)
	}
}

func TestItems(t *testing.T) {
	m, said := load("mixed: [a, {b: 1}, [c]]\nempty: []\nnull: [~]\none: a\n")
	var got []string
	read := func(name string) {
		m.Items(name, Required, func(v Value[string]) { got = append(got, v.V) }, func(in *Map) { got = append(got, in.At().Text()) })
	}
	read("mixed")
	read("one")
	if !slices.Equal(got, []string{"a", "{b: 1}", "a"}) {
		t.Errorf("%q", got)
	}
	read("empty")
	read("null")
	if want := []string{"field-form [c]", "field-missing []", "field-form ~"}; !slices.Equal(*said, want) {
		t.Errorf("said %q", *said)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"title", "pitch", "purpose", "local_impact", "sdg", "co2_kg"}
	for name, want := range map[string]string{"titel": "title", "Title": "title", "local-impact": "local_impact",
		"localimpact": "local_impact", "SDG": "sdg", "pirpose": "purpose", "weather": "", "": "", "x": "", strings.Repeat("title", 50): ""} {
		if got := Nearest(name, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
	if got := Nearest("aa", []string{"ab", "ac"}); got != "ab" {
		t.Errorf("of two as near: %q", got)
	}
	if Nearest("a", nil) != "" {
		t.Error("near nothing")
	}
}

// TestRules makes sure that every rule is listed once.
func TestRules(t *testing.T) {
	names := map[string]bool{}
	for _, r := range Rules {
		if names[r.Name] || r.Says == "" || r.Fix == "" {
			t.Errorf("%+v", r)
		}
		names[r.Name] = true
	}
}
