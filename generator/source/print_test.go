package source

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"parvis/generator/catalog"
)

var update = flag.Bool("update", false, "rewrite the expected texts in testdata")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run the tests with -update", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not as expected; got:\n%s", file, got)
	}
}

var (
	missing = &Rule{
		Name:   "local-benefit-missing",
		Locked: true,
		Says:   "Every entry states its local benefit.",
		Why:    "a resident who pays must be able to read it",
		Fix:    "say what changes",
	}
	vague = &Rule{Name: "local-benefit-vague", Severity: Warning, Says: "The benefit speaks of residents.", Fix: "name a place, 100% of them"}
)

// span finds a text in a file.
func span(f *File, text string) Span {
	i := bytes.Index(f.Text, []byte(text))
	return f.Span(i, i+len(text))
}

// examples are diagnostics of all sorts, in the order in which they are shown.
func examples() []Diagnostic {
	a := NewFile("content/a b.md", []byte("---\nlocal_impact: TBD\nwide: 日本語 x\ntab:\ta\tb\n---\nText,\nand more: 50%.\n"))
	b := NewFile(
		"content/b.md",
		[]byte("\ufeff---\nlong: "+strings.Repeat("word ", 60)+"HERE"+strings.Repeat(" word", 60)+"\nmark: e\u0301t\u00e9 x\ncontrol: \x1b[31m\n"),
	)
	return []Diagnostic{
		missing.At(span(a, "TBD"), "the local benefit is a placeholder"),
		vague.At(span(a, "x"), "a value behind wide characters").By(span(a, "x"), "a new “one”").By(span(a, "wide"), ""),
		vague.At(span(a, "b\n---"), "a value of several lines").To("first line\nsecond line"),
		missing.At(span(a, "Text,\nand more"), "%s", "two lines: 100% of them, “quoted”").
			See(span(a, "TBD"), "first written here").
			See(span(b, "HERE"), "and, in b.md: here"),
		missing.At(b.Span(0, 3), "an invisible mark"),
		missing.At(span(b, "HERE"), "a value in a long line"),
		missing.At(span(b, strings.Repeat("word ", 50)), "a long value"),
		missing.At(span(b, " x"), "a value behind marks"),
		missing.At(span(b, "[31m"), "a value \x1b[31m behind an escape"),
		missing.At(b.Span(len(b.Text), len(b.Text)), "the end"),
	}
}

func sorted() []Diagnostic {
	ds := examples()
	Sort(ds)
	return ds
}

func TestText(t *testing.T) {
	for name, color := range map[string]Color{"plain.txt": {}, "colour.txt": Terminal} {
		var b bytes.Buffer
		if err := Text(&b, sorted(), color, catalog.English); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
		if name == "plain.txt" && bytes.ContainsAny(b.Bytes(), "\x1b\ufeff") {
			t.Error("control characters in the plain text")
		}
	}
}

// TestTextContract is the very example of the command's documentation.
func TestTextContract(t *testing.T) {
	f := NewFile("content/trips/2026-09-ravenna.md", []byte("---\na: b\nc: d\ne: f\ng: h\nlocal_impact: TBD\n---\n"))
	d := missing.At(span(f, "TBD"), "the local benefit is a placeholder").To("say what changes, for whom and when, or keep the entry with \"draft: true\"")
	d.Why = catalog.Text("a resident who pays for this trip must be able to read what it brings here")
	var b bytes.Buffer
	if err := Text(&b, []Diagnostic{d}, Color{}, catalog.English); err != nil {
		t.Fatal(err)
	}
	want := `content/trips/2026-09-ravenna.md:6:15: error: the local benefit is a placeholder [local-benefit-missing]
   6 | local_impact: TBD
     |               ^^^
  why: a resident who pays for this trip must be able to read what it brings here
  fix: say what changes, for whom and when, or keep the entry with "draft: true"
`
	if b.String() != want {
		t.Errorf("got:\n%swant:\n%s", b.String(), want)
	}
}

func TestNoFile(t *testing.T) {
	ds := []Diagnostic{missing.At(Span{}, "nowhere").See(Span{}, "nor there")}
	var b bytes.Buffer
	for _, print := range []func() error{
		func() error { return Text(&b, ds, Color{}, catalog.English) },
		func() error { return JSON(&b, ds, 0, 0, catalog.English) },
		func() error { return GitHub(&b, ds, catalog.English) },
		func() error { return SARIF(&b, ds, "1", catalog.English) },
	} {
		if err := print(); err != nil {
			t.Error(err)
		}
	}
	if !strings.HasPrefix(b.String(), ":1:1: error: nowhere") {
		t.Error(b.String())
	}
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, sorted(), 41, 3, catalog.English); err != nil {
		t.Fatal(err)
	}
	golden(t, "diagnostics.json", b.Bytes())
	var out map[string]any
	if err := json.Unmarshal(b.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	if got := keys(out); got != "diagnostics drafts entries errors warnings" || out["entries"] != 41.0 || out["drafts"] != 3.0 || out["errors"] != 8.0 || out["warnings"] != 2.0 {
		t.Errorf("%s: %v", got, out)
	}
	for _, d := range out["diagnostics"].([]any) {
		d := d.(map[string]any)
		want := "column endColumn endLine file fix line message related rule severity why"
		if d["message"] == "a value behind wide characters" {
			want = "column edits endColumn endLine file fix line message related rule severity why"
			for _, e := range d["edits"].([]any) {
				if got := keys(e.(map[string]any)); got != "column endColumn endLine line text" {
					t.Errorf("an edit has %s", got)
				}
			}
		}
		if got := keys(d); got != want {
			t.Errorf("a diagnostic has %s", got)
		}
		for _, r := range d["related"].([]any) {
			if got := keys(r.(map[string]any)); got != "column file line message" {
				t.Errorf("a related place has %s", got)
			}
		}
	}
	b.Reset()
	if err := JSON(&b, nil, 0, 0, catalog.English); err != nil || strings.Join(strings.Fields(b.String()), "") != `{"entries":0,"drafts":0,"errors":0,"warnings":0,"diagnostics":[]}` {
		t.Errorf("%v: %s", err, b.String())
	}
}

func keys(m map[string]any) string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestGitHub(t *testing.T) {
	var b bytes.Buffer
	if err := GitHub(&b, sorted(), catalog.English); err != nil {
		t.Fatal(err)
	}
	golden(t, "github.txt", b.Bytes())
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if len(lines) != len(examples()) {
		t.Errorf("%d lines for %d diagnostics", len(lines), len(examples()))
	}
	for _, line := range lines {
		command, _, found := strings.Cut(strings.TrimPrefix(line, "::"), "::")
		if level, _, _ := strings.Cut(command, " "); !found || level != "error" && level != "warning" {
			t.Errorf("%q", line)
		}
	}
	if got := property("a:b,c%d\ne\r"); got != "a%3Ab%2Cc%25d%0Ae%0D" {
		t.Error(got)
	}
}

func TestSARIF(t *testing.T) {
	var b bytes.Buffer
	if err := SARIF(&b, sorted(), "1.2.3", catalog.English); err != nil {
		t.Fatal(err)
	}
	golden(t, "sarif.json", b.Bytes())
	type text struct{ Text string }
	type location struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ URI string }
			Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
		}
		Message *text
	}
	var log struct {
		Schema  string `json:"$schema"`
		Version string
		Runs    []struct {
			ColumnKind string
			Tool       struct {
				Driver struct {
					Name, Version string
					Rules         []struct {
						ID                                      string
						ShortDescription, FullDescription, Help text
					}
				}
			}
			Results []struct {
				RuleID, Level               string
				RuleIndex                   int
				Message                     text
				Locations, RelatedLocations []location
				Fixes                       []struct {
					Description     text
					ArtifactChanges []struct {
						ArtifactLocation struct{ URI string }
						Replacements     []struct {
							DeletedRegion   struct{ StartLine, StartColumn, EndLine, EndColumn int }
							InsertedContent text
						}
					}
				}
			}
		}
	}
	d := json.NewDecoder(&b)
	d.DisallowUnknownFields()
	if err := d.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || !strings.Contains(log.Schema, "sarif-2.1.0") || len(log.Runs) != 1 {
		t.Fatalf("%+v", log)
	}
	run := log.Runs[0]
	if run.ColumnKind != "unicodeCodePoints" || run.Tool.Driver.Name != "parvis" || run.Tool.Driver.Version != "1.2.3" || len(run.Tool.Driver.Rules) != 2 ||
		len(run.Results) != len(examples()) {
		t.Errorf("%+v", run.Tool)
	}
	for _, r := range run.Tool.Driver.Rules {
		if r.ShortDescription.Text == "" || r.Help.Text == "" || r.FullDescription.Text != strings.TrimSpace(r.FullDescription.Text) {
			t.Errorf("%+v", r)
		}
	}
	for _, r := range run.Results {
		if want := r.Message.Text == "a value behind wide characters\nfix: name a place, 100% of them"; (len(r.Fixes) == 1) != want {
			t.Errorf("%d fixes of %q", len(r.Fixes), r.Message.Text)
		} else if want {
			change := r.Fixes[0].ArtifactChanges[0]
			if r.Fixes[0].Description.Text != "name a place, 100% of them" || change.ArtifactLocation.URI != "content/a%20b.md" || len(change.Replacements) != 2 ||
				change.Replacements[1].InsertedContent.Text != "a new “one”" || change.Replacements[1].DeletedRegion.StartColumn != 11 {
				t.Errorf("%+v", r.Fixes)
			}
		}
		if r.RuleID != run.Tool.Driver.Rules[r.RuleIndex].ID || r.Level != "error" && r.Level != "warning" || r.Message.Text == "" || len(r.Locations) != 1 {
			t.Errorf("%+v", r)
		}
		for _, l := range append(r.Locations, r.RelatedLocations...) {
			p := l.PhysicalLocation
			if p.ArtifactLocation.URI == "" || strings.Contains(p.ArtifactLocation.URI, " ") || p.Region.StartLine < 1 || p.Region.StartColumn < 1 ||
				p.Region.EndLine < p.Region.StartLine ||
				p.Region.EndLine == p.Region.StartLine && p.Region.EndColumn < p.Region.StartColumn {
				t.Errorf("%+v", p)
			}
		}
	}
	b.Reset()
	if err := SARIF(&b, nil, "", catalog.English); err != nil || !strings.Contains(b.String(), `"results": []`) || !strings.Contains(b.String(), `"rules": []`) {
		t.Errorf("%v: %s", err, b.String())
	}
}

func TestSort(t *testing.T) {
	want := sorted()
	for i := range 50 {
		got := examples()
		r := rand.New(rand.NewPCG(1, uint64(i)))
		r.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		Sort(got)
		for k := range got {
			if got[k].Message.String() != want[k].Message.String() {
				t.Fatalf("order %d differs at %d: %q, want %q", i, k, got[k].Message, want[k].Message)
			}
		}
	}
	for k := 1; k < len(want); k++ {
		if want[k-1].At.path() > want[k].At.path() || want[k-1].At.path() == want[k].At.path() && want[k-1].At.Start > want[k].At.Start {
			t.Errorf("%q stands before %q", want[k-1].Message, want[k].Message)
		}
	}
}

func TestCount(t *testing.T) {
	f, g := NewFile("a", nil), NewFile("b", nil)
	for want, ds := range map[string][]Diagnostic{
		"0 errors, 0 warnings in 0 files": nil,
		"1 error, 0 warnings in 1 file":   {missing.At(f.Span(0, 0), "x")},
		"2 errors, 1 warning in 2 files":  {missing.At(f.Span(0, 0), "x"), missing.At(g.Span(0, 0), "x"), vague.At(g.Span(0, 0), "x")},
	} {
		if got := Count(ds).In(catalog.English); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := []string{Error.String(), Warning.String(), Off.String()}; !reflect.DeepEqual(got, []string{"error", "warning", "off"}) {
		t.Error(got)
	}
}

// TestSee makes sure that adding a place to one diagnostic changes no other.
func TestSee(t *testing.T) {
	f := NewFile("a", []byte("abc"))
	d := missing.At(f.Span(0, 1), "x").See(f.Span(1, 2), "one")
	one, two := d.See(f.Span(2, 3), "two"), d.See(f.Span(0, 1), "three")
	if len(d.Related) != 1 || one.Related[1].Message.String() != "two" || two.Related[1].Message.String() != "three" {
		t.Errorf("%+v %+v", one.Related, two.Related)
	}
}

// TestPosition counts lines and characters in another way.
func TestPosition(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "é", "日", "🚋", "\n", "\r\n", "\t", "e\u0301", strings.Repeat("x", 700), strings.Repeat("ü", 600)})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "text"), "")
		f := NewFile("a", []byte(text))
		offset := rapid.IntRange(0, len(text)).Draw(t, "offset")
		for offset < len(text) && !utf8.RuneStart(text[offset]) {
			offset++
		}
		line, column := f.Position(offset)
		before := text[:offset]
		if want := 1 + strings.Count(before, "\n"); line != want {
			t.Fatalf("line %d, want %d", line, want)
		}
		if want := 1 + utf8.RuneCountInString(before[strings.LastIndex(before, "\n")+1:]); column != want {
			t.Fatalf("column %d, want %d", column, want)
		}
		if l, c := f.Position(f.LineStart(line)); l != line || c != 1 {
			t.Fatalf("line %d starts at %d:%d", line, l, c)
		}
		if f.LineStart(line) > offset || line < f.Lines() && f.LineStart(line+1) <= offset {
			t.Fatalf("%d is not in line %d", offset, line)
		}
		lines := strings.Split(text, "\n")
		if f.Lines() != len(lines) || f.Line(line) != strings.TrimSuffix(lines[line-1], "\r") {
			t.Fatalf("line %d is %q", line, f.Line(line))
		}
		if at := f.LineSpan(line); at.Text() != strings.Trim(f.Line(line), " \t\ufeff") {
			t.Fatalf("line %d spans %q", line, at.Text())
		}
	})
}

func TestPositionOutside(t *testing.T) {
	f := NewFile("a", []byte("ab\ncd"))
	for offset, want := range map[int][2]int{-5: {1, 1}, 0: {1, 1}, 2: {1, 3}, 3: {2, 1}, 5: {2, 3}, 99: {2, 3}} {
		if line, column := f.Position(offset); line != want[0] || column != want[1] {
			t.Errorf("%d is %d:%d, want %v", offset, line, column, want)
		}
	}
	if f.LineStart(0) != 0 || f.LineStart(9) != 5 || f.Line(9) != "" {
		t.Error("lines that do not exist")
	}
	if (Span{}).Text() != "" {
		t.Error("a place in no file has a text")
	}
}

// TestExcerptWidth: no line that is shown is much wider than a window.
func TestExcerptWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("ab é日🚋\t\x00\u200b"))).Draw(t, "text") + strings.Repeat("x", rapid.IntRange(0, 400).Draw(t, "more"))
		f := NewFile("a", []byte(text))
		start := rapid.IntRange(0, len(text)).Draw(t, "start")
		end := rapid.IntRange(start, len(text)).Draw(t, "end")
		var b bytes.Buffer
		if err := Text(&b, []Diagnostic{missing.At(f.Span(start, end), "x")}, Color{}, catalog.English); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(b.String(), "\n") {
			if n := utf8.RuneCountInString(line); n > 3*widest*8 {
				t.Fatalf("a line of %d characters", n)
			}
		}
	})
}

// pieces remembers what was written at a time.
type pieces struct{ all []string }

func (p *pieces) Write(b []byte) (int, error) {
	p.all = append(p.all, string(b))
	return len(b), nil
}

// TestTextInPieces writes very many problems in pieces, each of whole problems, so
// that no colour is cut in two, and little of it is held.
func TestTextInPieces(t *testing.T) {
	f := NewFile("content/é.md", []byte("one\ntwö\n"))
	rule := &Rule{Name: "a-rule", Fix: "mend it"}
	ds := make([]Diagnostic, 5000)
	for i := range ds {
		ds[i] = rule.At(f.Span(4, 8), "problem %d", i)
	}
	var out pieces
	if err := Text(&out, ds, Terminal, catalog.English); err != nil {
		t.Fatal(err)
	}
	if len(out.all) < 3 {
		t.Errorf("written in %d pieces", len(out.all))
	}
	for _, p := range out.all {
		if len(p) > 2*enough || !strings.HasPrefix(p, Terminal.Strong+"content") || !strings.HasSuffix(p, "mend it\n") {
			t.Errorf("a piece of %d bytes begins with %q", len(p), p[:20])
		}
	}
	if n := strings.Count(strings.Join(out.all, ""), ": problem"); n > 0 || strings.Count(strings.Join(out.all, ""), "problem ") != len(ds) {
		t.Errorf("%d", n)
	}
}

// TestPositions holds lines and columns against counting them from the start.
func TestPositions(t *testing.T) {
	for _, text := range []string{"", "a", "a\nb", "\n\n", strings.Repeat("abc\n", 700), strings.Repeat("é", 3000), strings.Repeat("aé\n’", 700)} {
		f := NewFile("a.md", []byte(text))
		for offset := range len(text) + 1 {
			if offset < len(text) && !utf8.RuneStart(text[offset]) {
				continue
			}
			before := text[:offset]
			line, column := 1+strings.Count(before, "\n"), 1+utf8.RuneCountInString(before[1+strings.LastIndexByte(before, '\n'):])
			if l, c := f.Position(offset); l != line || c != column {
				t.Fatalf("%.10q at %d: %d:%d, not %d:%d", text, offset, l, c, line, column)
			}
		}
	}
}

// TestGrouped shows the first few problems of each rule, errors first, and counts the rest.
func TestGrouped(t *testing.T) {
	var ds []Diagnostic
	for i := range 40 {
		f := NewFile(fmt.Sprintf("content/%02d.md", i), []byte("text\n"))
		ds = append(ds, vague.At(f.Span(0, 4), "vague %d", i), vague.At(f.Span(0, 4), "vague again"))
	}
	last := NewFile("content/last.md", []byte("text\n"))
	ds = append(ds, missing.At(last.Span(0, 4), "missing"))
	if !Many(ds) || Many(ds[:60]) || !Many(ds[:61]) {
		t.Error("60 are the most that are shown one by one")
	}
	var b bytes.Buffer
	if err := Grouped(&b, ds, Color{}, catalog.English); err != nil {
		t.Fatal(err)
	}
	var first []string
	for line := range strings.Lines(b.String()) {
		if !strings.HasPrefix(line, " ") {
			first = append(first, strings.TrimSpace(line))
		}
	}
	want := []string{
		"content/last.md:1:1: error: missing [" + missing.Name + "]",
		"content/00.md:1:1: warning: vague 0 [" + vague.Name + "]",
		"content/00.md:1:1: warning: vague again [" + vague.Name + "]",
		"content/01.md:1:1: warning: vague 1 [" + vague.Name + "]",
		"… and 77 more of [" + vague.Name + "], in 39 files",
	}
	if !slices.Equal(first, want) {
		t.Errorf("%q\nwant %q", first, want)
	}
}

// TestGridPosition holds that the columns of a grid are its cells, whatever they hold.
func TestGridPosition(t *testing.T) {
	f := NewGrid("a.xlsx", []byte("é\tlong text\n\n\t\tx\t"))
	for offset, want := range map[int][2]int{0: {1, 1}, 2: {1, 1}, 3: {1, 2}, 8: {1, 2}, 13: {2, 1}, 16: {3, 3}} {
		if line, column := f.Position(offset); line != want[0] || column != want[1] {
			t.Errorf("%d is %d:%d, want %v", offset, line, column, want)
		}
	}
	if r := regionOf(f.Span(16, 17)); r != (jsonRegion{3, 3, 3, 4}) {
		t.Errorf("a cell spans %v", r)
	}
}
