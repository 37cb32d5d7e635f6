package render

import (
	"bytes"
	"fmt"
	"html/template"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"parvis/generator/i18n"
	"parvis/generator/site"
	"parvis/themes"
)

func chartres(t testing.TB, lang string) *Theme {
	l, err := i18n.Load(themes.Chartres(), lang)
	if err != nil {
		t.Fatal(err)
	}
	theme, err := Load(themes.Chartres(), map[string]*i18n.Locale{lang: l}, "/root")
	if err != nil {
		t.Fatal(err)
	}
	return theme
}

// hostile are pieces of texts that could become markup, an attribute or a script.
var hostile = []string{"", "a", "é", "'", `"`, "<", ">", "&", "+", "`", "=", " ", "\x00", "\xff", "\ufdd0", "%2", "%20", "javascript:", "https://a.example/", "/b/",
	"mailto:a@b.example?subject=", "</script>", "<!--", "{{", "#", "\n", ":", "en", "trip", "late"}

// random fills a value with whatever its type can hold, but for what is a text
// that is safe already.
func random(r *rand.Rand, v reflect.Value, deep int) {
	switch v.Kind() {
	case reflect.String:
		var b strings.Builder
		for range r.IntN(4) {
			b.WriteString(hostile[r.IntN(len(hostile))])
		}
		v.SetString(b.String())
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int:
		v.SetInt(int64(r.IntN(5) - 1))
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				random(r, v.Field(i), deep+1)
			}
		}
	case reflect.Slice:
		n := r.IntN(4)
		if deep > 6 {
			n = 0
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			random(r, v.Index(i), deep+1)
		}
	case reflect.Pointer:
		if v.Type() != reflect.TypeFor[*site.Frame]() && r.IntN(2) == 0 {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		random(r, v.Elem(), deep+1)
	}
	if f, ok := v.Addr().Interface().(*site.Frame); ok {
		f.Filled = &sync.Map{}
		for _, links := range []*[]site.Link{&f.Lists, &f.Take} {
			*links = append(*links, make([]site.Link, 6)...)
		}
		f.Menu = append(f.Menu, make([]site.MenuLink, 6)...)
	}
}

// TestPrograms fills in every layout of the theme with whatever could stand in a
// page: its program writes what html/template writes, to the byte.
func TestPrograms(t *testing.T) {
	theme := chartres(t, "fr")
	r := rand.New(rand.NewPCG(1, 2))
	for _, name := range slices.Sorted(maps.Keys(site.Layouts)) {
		typ := reflect.TypeOf(site.Layouts[name])
		l := theme.layouts["fr"][name]
		p, err := programOf(l.Template, l.functions, typ)
		if err != nil {
			t.Errorf("%s: %s", name, err)
			continue
		}
		const pages = 40
		done := 0
		for range pages {
			data := reflect.New(typ.Elem())
			random(r, data.Elem(), 0)
			var want, got bytes.Buffer
			if err := l.ExecuteTemplate(&want, "base", data.Interface()); err != nil {
				continue
			}
			if !p.run(&got, data.Interface()) {
				t.Fatalf("%s: the program gives up where html/template does not", name)
			}
			if done++; got.String() != want.String() {
				t.Fatalf("%s: %s", name, difference(got.String(), want.String()))
			}
		}
		if done < pages/4 {
			t.Errorf("%s: only %d pages", name, done)
		}
	}
}

func difference(got, want string) string {
	at := 0
	for at < min(len(got), len(want)) && got[at] == want[at] {
		at++
	}
	cut := func(s string) string { return s[max(0, at-60):min(len(s), at+60)] }
	return fmt.Sprintf("%q\nwant %q", cut(got), cut(want))
}

// ownLayout is a layout of a town's own.
func ownLayout(t *testing.T, text string) *layout {
	functions := (&Theme{}).functions(nil, "")
	set, err := template.New("").Funcs(functions).Parse(`{{define "base"}}` + text + `{{end}}{{define "again"}}{{if .Here}}{{template "again" .}}{{end}}{{end}}`)
	if err != nil {
		t.Fatal(err)
	}
	return &layout{Template: set, functions: functions}
}

type own struct {
	Here string
	Str  site.Str
	Safe template.HTML
	Says template.JS
	N    int
	Nil  *own
	Any  any
	Map  map[string]string
	List []string
	Kind reflect.Kind // says how it is written
}

func (own) Method() string { return "<m>" }

// TestEscapes writes every sign, and every two beside each other, at every kind
// of place that a template of the theme has.
func TestEscapes(t *testing.T) {
	l := ownLayout(t, `<title>{{.Here}}</title><p title="{{.Here}}" data-v="{{.N}}">{{.Here}}, {{say .Str}}, {{.Kind}}</p><a href="{{.Here}}">{{.Safe}}</a>`+
		`<a href="/?{{.Here}}">{{.N}}</a><a href="mailto:{{.Here}}"></a><script type="application/ld+json">{{.Says}}</script><p title="{{say .Str}}"></p>`)
	if _, err := programOf(l.Template, l.functions, reflect.TypeFor[*own]()); err == nil {
		t.Fatal("a program knows markup in an attribute")
	}
	l = ownLayout(t, `<title>{{.Here}}</title><p title="{{.Here}}" data-v="{{.N}}">{{.Here}}, {{say .Str}}, {{.Kind}}</p><a href="{{.Here}}">{{.Safe}}</a>`+
		`<a href="/?{{.Here}}">{{.N}}</a><script type="application/ld+json">{{.Says}}</script>`)
	p, err := programOf(l.Template, l.functions, reflect.TypeFor[*own]())
	if err != nil {
		t.Fatal(err)
	}
	texts := slices.Clone(hostile)
	for a := range 256 {
		texts = append(texts, string([]byte{byte(a)}), string(rune(a)), string(rune(a*257)))
		for b := range 256 {
			if a < 128 == (b < 128) && (a < 64 || b < 64 || a > 120) {
				texts = append(texts, string([]byte{byte(a), byte(b)}))
			}
		}
		for _, scheme := range []string{"http", "https:", "HTTPS://", "mailto:", "javascript:", "/"} {
			texts = append(texts, scheme+string(rune(a)), scheme+string(rune(a))+":x")
		}
	}
	for _, text := range texts {
		data := &own{Here: text, Str: site.Str{Text: text, Lang: text[:len(text)/2]}, Safe: template.HTML(text), Says: template.JS(text), N: len(text) - 3}
		var want, got bytes.Buffer
		if err := l.ExecuteTemplate(&want, "base", data); err != nil {
			t.Fatal(err)
		}
		if !p.run(&got, data) || got.String() != want.String() {
			t.Fatalf("%q: %s", text, difference(got.String(), want.String()))
		}
	}
}

// TestWithoutProgram fills in what no program knows, or what goes wrong, as
// html/template does.
func TestWithoutProgram(t *testing.T) {
	data := &own{Here: "<b>", Any: "<i>", Map: map[string]string{"<k>": "<v>"}, List: []string{"<x>", "<y>"}, Str: site.Str{Text: "t"}}
	for text, known := range map[string]bool{
		`{{.Here}}{{range $i, $x := .List}}{{$i}}{{$x}}{{$.Here}}{{else}}none{{end}}`:                                                true,
		`{{with $x := .Here}}{{$x}}{{end}}{{with .Nil}}{{.N}}{{else}}{{.Here}}{{end}}{{$a := len .List}}{{if gt $a 1}}{{$a}}{{end}}`: true,
		`{{if and .Here (not .N) (or .Map .N)}}{{or .Here "x"}}{{and .Here ""}}{{end}}{{if eq .Here "a" "<b>"}}y{{end}}`:             true,
		`{{.List | len}}`:                                 false,
		`{{.Nil}}`:                                        false,
		`{{if ne .N 0 1}}{{end}}`:                         false,
		`{{.Nil.Here}}`:                                   true,
		`{{index .List 5}}`:                               true,
		`{{template "again" .}}`:                          true,
		`{{.Any}}`:                                        false,
		`{{range .Map}}{{.}}{{end}}`:                      false,
		`{{.Method}}`:                                     false,
		`{{printf "%q" .Here}}`:                           false,
		`<p {{.Here}}></p>`:                               false,
		`<p title={{.Here}}></p>`:                         false,
		`<style>{{.Here}}</style>`:                        false,
		`<script>{{.Here}}</script>`:                      false,
		`<script>let x = {{.List}}</script>`:              false,
		`<a href="/{{.Safe}}">{{.Safe}}</a>`:              false,
		`<img srcset="{{.Here}}">`:                        false,
		`{{range .List}}{{if .}}{{break}}{{end}}{{end}}`:  false,
		`{{.Here | html}}`:                                false,
		`{{$x := .Here}}{{$x = .Str.Text}}{{$x}}`:         false,
		`<p title="{{template "again" .Nil}}">{{.N}}</p>`: false,
	} {
		l := ownLayout(t, text)
		if _, err := programOf(l.Template, l.functions, reflect.TypeOf(data)); (err == nil) != known {
			t.Errorf("%s: known: %t, %v", text, err == nil, err)
		}
		var want, got bytes.Buffer
		wrong, again := l.ExecuteTemplate(&want, "base", data), l.fill(&got, data)
		if fmt.Sprint(again) != fmt.Sprint(wrong) || got.String() != want.String() {
			t.Errorf("%s: %q, %v\nwant %q, %v", text, got.String(), again, want.String(), wrong)
		}
	}
}
