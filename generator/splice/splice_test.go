package splice

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	goyaml "github.com/goccy/go-yaml"
	"pgregory.net/rapid"
)

// part is the fields of a file of the demonstration city.
type part struct {
	name       string
	text       []byte
	start, end int
}

// demonstration are the fields of all its files.
func demonstration(t interface{ Fatal(...any) }) []part {
	var out []part
	err := fs.WalkDir(os.DirFS("../../content"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile("../../content/" + name)
		switch path.Ext(name) {
		case ".yaml":
			out = append(out, part{name, text, 0, len(text)})
		case ".md":
			end := bytes.Index(text[4:], []byte("\n---\n")) + 5
			out = append(out, part{name, text, 4, end})
		}
		return err
	})
	if err != nil || len(out) < 100 {
		t.Fatal(len(out), err)
	}
	return out
}

// What is not changed is not written.
func TestNothing(t *testing.T) {
	for _, p := range demonstration(t) {
		v, err := Read(p.text[p.start:p.end])
		if err != nil {
			t.Fatal(p.name, err)
		}
		if got, err := Apply(p.text, p.start, p.end, v); err != nil || !bytes.Equal(got, p.text) {
			t.Errorf("%s: %v", p.name, err)
		}
	}
}

// texts calls visit for each text of a value, which it may change.
func texts(v *Value, visit func(*Value)) {
	if v.Kind == Text {
		visit(v)
	}
	for i := range v.List {
		texts(&v.List[i], visit)
	}
	for i := range v.Fields {
		texts(&v.Fields[i].Value, visit)
	}
}

// nodes are the texts of a node, in the order of texts.
func textNodes(n *node) (out []*node) {
	if n.kind == Text {
		return []*node{n}
	}
	for i := range n.in {
		out = append(out, textNodes(&n.in[i])...)
	}
	return out
}

// Each text of each file, changed alone, changes the bytes of that text and no other.
func TestOneText(t *testing.T) {
	for _, p := range demonstration(t) {
		n, err := parse(p.text[p.start:p.end])
		if err != nil {
			t.Fatal(err)
		}
		for i, at := range textNodes(n) {
			v, j := n.value(), 0
			texts(&v, func(v *Value) {
				if j == i {
					v.Text = strings.ReplaceAll(strings.TrimRight(v.Text, "\n"), " ", "  ") + ": “#1”"
				}
				j++
			})
			got, err := Apply(p.text, p.start, p.end, v)
			if err != nil {
				t.Fatal(p.name, err)
			}
			if !bytes.HasPrefix(got, p.text[:p.start+at.start]) || !bytes.HasSuffix(got, p.text[p.start+at.end:]) {
				t.Errorf("%s: %q is not all that has changed:\n%s", p.name, at.text, got)
			}
		}
	}
}

// mutate changes something in a value.
func mutate(t *rapid.T, v *Value, depth int) {
	word := func() Value {
		return Value{Kind: Text, Text: strings.TrimRight(rapid.OneOf(
			rapid.StringMatching(`[a-zé#:\-'" \[\]{},&*!|>%@0-9]{1,12}`),
			rapid.SampledFrom([]string{"no", "null", "~", "2026-09-14", "17.10", "010", "one\ntwo", "a # b", "a: b", "- a", "é\n\n\nb ", " a", "x\n y\n"}),
		).Draw(t, "text"), "\n"), Words: rapid.Bool().Draw(t, "words")}
	}
	var fresh func(depth int) Value
	fresh = func(depth int) Value {
		braces := rapid.Bool().Draw(t, "braces")
		switch n := rapid.IntRange(0, 5).Draw(t, "form"); {
		case depth < 1 || n < 3:
			return word()
		case n == 3:
			return Value{Kind: List, List: []Value{fresh(depth - 1), fresh(depth - 1)}, Braces: braces}
		default:
			return Value{Kind: Group, Fields: []Field{{"new", fresh(depth - 1)}, {"newer", fresh(depth - 1)}}, Braces: braces}
		}
	}
	switch v.Kind {
	case List:
		i := rapid.IntRange(0, len(v.List)-1).Draw(t, "item")
		switch rapid.IntRange(0, 4).Draw(t, "what") {
		case 0:
			v.List = slices.Delete(v.List, i, i+1)
		case 1:
			v.List = slices.Insert(v.List, i, fresh(2))
		case 2:
			v.List = append(slices.Delete(slices.Clone(v.List), i, i+1), v.List[i])
		default:
			mutate(t, &v.List[i], depth+1)
		}
	case Group:
		i := rapid.IntRange(0, len(v.Fields)-1).Draw(t, "field")
		switch rapid.IntRange(0, 5).Draw(t, "what") {
		case 0:
			v.Fields = slices.Delete(v.Fields, i, i+1)
		case 1:
			name := rapid.SampledFrom([]string{"brand", "ne w", "être"}).Draw(t, "name")
			if v.At(name).Kind == Nothing {
				v.Fields = slices.Insert(v.Fields, i, Field{name, fresh(2)})
			}
		case 2:
			v.Fields[i].Value = fresh(2)
		default:
			mutate(t, &v.Fields[i].Value, depth+1)
		}
	default:
		*v = word()
	}
}

// Whatever is changed in a file, it reads as it should.
func TestAnything(t *testing.T) {
	files := demonstration(t)
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(files).Draw(t, "file")
		want, err := Read(p.text[p.start:p.end])
		if err != nil {
			t.Fatal(err)
		}
		changes(t, &want)
		part, whole, err := apply(p.text[p.start:p.end], want.pruned(), false)
		if err != nil || whole {
			t.Fatalf("%v, whole: %v\nwant %+v\ngot %s", err, whole, want, part)
		}
		independent(t, part, want)
	})
}

// changes makes a few changes.
func changes(t *rapid.T, v *Value) {
	for range rapid.IntRange(1, 4).Draw(t, "changes") {
		if *v = v.pruned(); v.Kind == Group {
			mutate(t, v, 0)
		}
	}
}

// independent reads fields with another library than the one that read and wrote them.
func independent(t *rapid.T, part []byte, want Value) {
	var doc any
	if err := goyaml.UnmarshalWithOptions(part, &doc, goyaml.UseOrderedMap()); err != nil {
		t.Fatalf("another library cannot read it: %v\n%s", err, part)
	}
	if got := valueOf(doc); !alikeWords(got, want.pruned()) {
		t.Fatalf("another library reads\n%+v\nwhere is wanted\n%+v\n%s", got, want.pruned(), part)
	}
}

// valueOf is what another library has read; of what is no text nothing but that it is there.
func valueOf(doc any) Value {
	switch d := doc.(type) {
	case nil:
		return Value{}
	case string:
		return Value{Kind: Text, Text: d, Words: true}
	case []any:
		v := Value{Kind: List}
		for _, item := range d {
			v.List = append(v.List, valueOf(item))
		}
		return v
	case goyaml.MapSlice:
		v := Value{Kind: Group}
		for _, f := range d {
			v.Fields = append(v.Fields, Field{fmt.Sprint(f.Key), valueOf(f.Value)})
		}
		return v
	}
	return Value{Kind: Text, Text: fmt.Sprint(doc)}
}

// alikeWords is Same for what another library has read: it knows what is a number.
func alikeWords(got, want Value) bool {
	texts(&got, func(v *Value) {
		if !v.Words {
			v.Text = "number"
		}
	})
	return same(got, want)
}

// alone is the one item of a list of one.
func alone(v Value) Value {
	if v = v.pruned(); v.Kind == List && len(v.List) == 1 {
		return alone(v.List[0])
	}
	return v
}

func same(got, want Value) bool {
	got, want = alone(got), alone(want)
	switch {
	case got.Kind == Text && got.Text == "number":
		return want.Kind == Text && !want.Words
	case got.Kind != want.Kind || got.Kind == Text:
		return Same(got, want)
	case got.Kind == List:
		return slices.EqualFunc(got.List, want.List, same)
	}
	return len(got.Fields) == len(want.Fields) && !slices.ContainsFunc(got.Fields, func(f Field) bool { return !same(f.Value, want.At(f.Name)) })
}

// written is a random value as a person might have written it, with comments.
type written struct {
	t        *rapid.T
	b        strings.Builder
	comments int
	eol      string
}

func (w *written) comment() string {
	if rapid.IntRange(0, 3).Draw(w.t, "comment") > 0 {
		return ""
	}
	w.comments++
	return fmt.Sprintf("# c%d.", w.comments)
}

func (w *written) line(indent int, text string) {
	if c := w.comment(); c != "" {
		w.b.WriteString(strings.Repeat(" ", indent) + c + w.eol)
	}
	w.b.WriteString(strings.Repeat(" ", indent) + text)
}

func (w *written) end() {
	if c := w.comment(); c != "" {
		w.b.WriteString("  " + c)
	}
	w.b.WriteString(w.eol)
}

// scalar is a text in some manner.
func (w *written) scalar(indent int) {
	word := rapid.StringMatching(`[a-zé]{1,6}( [a-z]{1,4}){0,3}`).Draw(w.t, "word")
	pad := w.eol + strings.Repeat(" ", indent+2)
	switch rapid.IntRange(0, 6).Draw(w.t, "manner") {
	case 0:
		w.b.WriteString(" '" + word + "'")
	case 1:
		w.b.WriteString(` "` + word + `"`)
	case 2:
		w.b.WriteString(" |" + pad + word + w.eol + pad + word)
		w.b.WriteString(w.eol)
		return
	case 3:
		w.b.WriteString(" >-" + pad + word + pad + word)
		w.b.WriteString(w.eol)
		return
	case 4:
		w.b.WriteString(" " + word + pad + word)
	default:
		w.b.WriteString(" " + word)
	}
	w.end()
}

func (w *written) value(indent, depth int) {
	switch n := rapid.IntRange(0, 7).Draw(w.t, "value"); {
	case depth == 0 || n < 3:
		w.scalar(indent)
	case n == 3:
		w.b.WriteString(" [one, 'two', {a: b, c: [d]}]")
		w.end()
	case n == 4:
		w.b.WriteString(" {x: one, y: \"two\", z: {q: r}}")
		w.end()
	case n == 5:
		w.end()
		w.group(indent+rapid.IntRange(1, 4).Draw(w.t, "indent"), depth-1)
	default:
		w.end()
		in := indent + rapid.IntRange(0, 3).Draw(w.t, "indent")
		for range rapid.IntRange(1, 3).Draw(w.t, "items") {
			w.line(in, "-")
			if rapid.Bool().Draw(w.t, "groups") && depth > 1 {
				w.b.WriteString(" id: " + rapid.StringMatching(`[a-z]{3}`).Draw(w.t, "id") + w.eol)
				w.group(in+2, depth-2)
			} else {
				w.scalar(in)
			}
		}
	}
}

func (w *written) group(indent, depth int) {
	for i := range rapid.IntRange(1, 4).Draw(w.t, "fields") {
		w.line(indent, fmt.Sprintf("f%d:", i))
		w.value(indent, depth)
	}
}

// Whatever a person has written, and whatever is changed in it, it reads as it should;
// where only texts are changed, every comment stands.
func TestWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &written{t: t, eol: rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "eol")}
		w.group(0, 3)
		text := []byte(w.b.String())
		want, err := Read(text)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if rapid.Bool().Draw(t, "texts") {
			n, i := 0, 0
			texts(&want, func(*Value) { n++ })
			pick := rapid.IntRange(0, n-1).Draw(t, "text")
			texts(&want, func(v *Value) {
				if i == pick {
					v.Text = rapid.StringMatching(`[a-z:#'" ]{1,9}[a-z]`).Draw(t, "new")
				}
				i++
			})
			got, err := Apply(text, 0, len(text), want)
			if err != nil {
				t.Fatal(err)
			}
			for i := range w.comments {
				if c := fmt.Sprintf("# c%d.", i+1); !bytes.Contains(got, []byte(c)) {
					t.Fatalf("%s is gone:\n%s\n---\n%s", c, text, got)
				}
			}
			return
		}
		changes(t, &want)
		part, whole, err := apply(text, want.pruned(), w.eol == "\r\n")
		if err != nil || whole {
			t.Fatalf("%v, whole: %v\n%s\nwant %+v", err, whole, text, want)
		}
		if w.eol == "\r\n" && strings.Count(string(part), "\n") != strings.Count(string(part), "\r\n") {
			t.Fatalf("line ends are mixed: %q", part)
		}
	})
}
