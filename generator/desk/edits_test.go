package desk

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	goyaml "github.com/goccy/go-yaml"
	"pgregory.net/rapid"

	"parvis/generator/fields"
)

// mostEdits are made in a row in one file.
const mostEdits = 8

// What is typed into one field changes the bytes of its value in the file, and nothing else:
// hundreds of times, several in a row in one file, each held against the text before it.
func TestOneField(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "es")
	all, edits := papers(t, dir), 0
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.SampledFrom(all).Draw(rt, "file")
		was, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer d.work.drop(name)
		form := sentBy(t, d.form(t, name))
		keys := rapid.Permutation(written(form)).Draw(rt, "fields")
		keys = keys[:min(len(keys), mostEdits)]
		typed := map[string]string{}
		for _, key := range keys {
			typed[key] = rapid.OneOf(rapid.StringMatching(`[a-zé:#"'\[{&*!|>%@, -]{0,10}[a-z]`),
				rapid.SampledFrom([]string{"NO", "010", "17.10", "a\r\nb", "null"})).Draw(rt, key)
			shown := form.Get(key)
			form.Set(key, typed[key])
			is := d.typedInto(rt, name, form)
			alone(rt, key, was, is, shown, typed[key])
			was = is
			edits++
		}
		draft, err := d.work.open(name)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := blankPaper(name)
		if p.read(draft.text); !p.readable {
			rt.Fatalf("%s: not readable:\n%s", name, draft.text)
		}
		shown := sentBy(t, d.form(t, name))
		for key, want := range typed {
			field, _ := fields.At(p.table(), unnumbered(strings.TrimPrefix(key, "f.")))
			meant := func(s string) string {
				return former{lang: "es", currency: "EUR"}.meant(field, strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")))
			}
			if got := shown.Get(key); meant(got) != meant(want) {
				rt.Fatalf("%s: %s shows %q, where %q was typed:\n%s", name, key, got, want, draft.text)
			}
		}
	})
	if edits < 500 && !t.Failed() {
		t.Errorf("only %d edits were made", edits)
	}
	t.Logf("%d edits", edits)
}

// written are the fields of a form in which something stands, but for who may see it.
func written(form url.Values) []string {
	var out []string
	for key, v := range form {
		if strings.HasPrefix(key, "f.") && len(v) == 1 && v[0] != "" && !strings.Contains(key, "~") && key != gateName {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

// typedInto sends a form, and returns the text that the file has then.
func (d *Desk) typedInto(t *rapid.T, name string, form url.Values) []byte {
	r := httptest.NewRequest(http.MethodPost, d.Path()+"try/"+name, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	p, _, err := d.take(r, name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return p.draft.text
}

// alone wants two texts of a file to differ in one value, as another reader of YAML has it, and
// in no byte that is not of that value, which the form showed as shown.
func alone(t *rapid.T, key string, was, is []byte, shown, typed string) {
	before, after := values(t, was), values(t, is)
	for _, at := range differences(before, after, "f") {
		// A list of one may stand alone, and a group in its short form.
		if at != key && !strings.HasPrefix(key, at+".") && unnumbered(at) != unnumbered(key) {
			t.Fatalf("%s was typed into, and %s changed:\n%s", key, at, is)
		}
	}
	begins := 0
	for begins < min(len(was), len(is)) && was[begins] == is[begins] {
		begins++
	}
	ends := 0
	for ends < min(len(was), len(is))-begins && was[len(was)-1-ends] == is[len(is)-1-ends] {
		ends++
	}
	for _, side := range []struct {
		value any
		typed string
		bytes []byte
	}{{before, shown, was[begins : len(was)-ends]}, {after, typed, is[begins : len(is)-ends]}} {
		differ := bare(string(side.bytes))
		if value := bare(fmt.Sprint(valueAt(side.value, key))); !strings.Contains(value, differ) && !strings.Contains(bare(side.typed), differ) {
			t.Fatalf("%s was typed into, whose value is %q, and these bytes differ: %q\n%s", key, value, side.bytes, is)
		}
	}
}

// valueAt is the value of a field by its name on a form.
func valueAt(v any, key string) any {
	for _, part := range strings.Split(key, ".")[1:] {
		n, err := strconv.Atoi(part)
		list, isList := v.([]any)
		group, isGroup := v.(map[string]any)
		switch {
		case isList && err == nil && n < len(list):
			v = list[n]
		case isGroup && err != nil:
			v = group[part]
		}
	}
	return v
}

// bare is a text without what only says how it is written.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, strings.ReplaceAll(s, `\n`, ""))
}

// values reads the fields of a file with another library than the one that wrote them.
func values(t *rapid.T, text []byte) any {
	if parts := bytes.SplitN(text, []byte("---\n"), 3); len(parts) == 3 && len(parts[0]) == 0 {
		text = parts[1]
	}
	var out any
	if err := goyaml.Unmarshal(text, &out); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return out
}

// differences are the names that lead to what differs between two values.
func differences(a, b any, at string) []string {
	x, okX := a.(map[string]any)
	y, okY := b.(map[string]any)
	if okX && okY {
		var out []string
		for name := range x {
			out = append(out, differences(x[name], y[name], at+"."+name)...)
		}
		for name := range y {
			if _, both := x[name]; !both {
				out = append(out, at+"."+name)
			}
		}
		return out
	}
	p, okP := a.([]any)
	q, okQ := b.([]any)
	if okP && okQ && len(p) == len(q) {
		var out []string
		for i := range p {
			out = append(out, differences(p[i], q[i], at+"."+fmt.Sprint(i))...)
		}
		return out
	}
	if fmt.Sprint(a) == fmt.Sprint(b) {
		return nil
	}
	return []string{at}
}
