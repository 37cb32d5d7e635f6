package content

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parvis/generator/source"
)

// patience is how long any single file may take. It takes less than one
// second, but on a machine with much else to do.
const patience = time.Minute

// judged checks a city against the clock, and that every place is one of its
// file.
func judged(t *testing.T, name string, c city) []source.Diagnostic {
	t.Helper()
	start := time.Now()
	_, ds := c.check(t, Options{})
	text := show(ds)
	if took := time.Since(start); took > patience {
		t.Errorf("%s takes %s", name, took)
	}
	for _, d := range ds[:min(len(ds), 50)] {
		line, column := d.At.Position()
		if d.At.File == nil || d.At.Start > d.At.End || d.At.End > len(d.At.File.Text) || line > d.At.File.Lines() ||
			column > len([]rune(d.At.File.Line(line)))+2 {
			t.Errorf("%s: at %d:%d, %d to %d", name, line, column, d.At.Start, d.At.End)
		}
	}
	for line := range strings.Lines(text[:min(len(text), 10_000)]) {
		if fault := formatFault.FindString(line); fault != "" && !strings.Contains(line, " | ") {
			t.Errorf("%s says %q: %s", name, fault, line)
		}
	}
	return ds
}

// fields are single fields of a trip that are written wrongly, or look so,
// and the rules that say so.
var fieldCases = []struct{ fields, want string }{
	{"destination: NO", "destination-form"},
	{"destination: Oslo, NO", ""},
	{"destination: {city: Oslo, country: NO}", ""},
	{"destination: {city: Oslo, country: no}", "country-unknown"},
	{"destination: {city: Oslo, country: Norway}", "country-unknown"},
	{"destination: Oslo, Norway", "destination-form"},
	{"destination: Oslo, XX", "country-unknown"},
	{"destination: []", "field-missing"},
	{"destination: [Oslo; NO]", "destination-form"},
	{"destination: [\"Oslo, NO\", {city: Bergen, country: NO}]", ""},
	{"destination: {city: Oslo, country: NO, lat: 91, lon: 10}", "number-form"},
	{"destination: {city: Oslo, country: NO, lat: 59,9, lon: 10}", "number-form"},
	{"destination: {city: Oslo, country: NO, lat: 010, lon: 10}", "number-form"},
	{"sdg: 17.10", ""},
	{"sdg: 17.1", ""},
	{"sdg: [17.10, 17.1]", ""},
	{"sdg: 17.20", "goal-unknown"},
	{"sdg: 17.100", "goal-unknown"},
	{"sdg: 18", "goal-unknown"},
	{"sdg: 0", "goal-unknown"},
	{"sdg: 010", "goal-unknown"},
	{"sdg: 1e1", "goal-unknown"},
	{"sdg: 0x10", "goal-unknown"},
	{"sdg: 1_1", "goal-unknown"},
	{"sdg: .5", "goal-unknown"},
	{"sdg: 5.", "goal-unknown"},
	{"sdg: +5", "goal-unknown"},
	{"sdg: -5", "goal-unknown"},
	{"sdg: 13.b", ""},
	{"sdg: 13.c", "goal-unknown"},
	{"sdg: 13.B", "goal-unknown"},
	{"sdg: [11, 11]", "goal-unknown"},
	{"sdg: []", "field-missing"},
	{"sdg:", "field-missing"},
	{"sdg: [11, , 12]", "yaml-syntax"},
	{"sdg: [11, \"\"]", "field-form"},
	{"sdg: {11: 2}", "field-form"},
	{"sdg: Goal 11", "goal-unknown"},
	{"sdg: ４", "goal-unknown"},
	{"cost: 010", "amount-form"},
	{"cost: 1e3", "amount-form"},
	{"cost: 0x10", "amount-form"},
	{"cost: 0o17", "amount-form"},
	{"cost: 1_000", "amount-form"},
	{"cost: .5", "amount-form"},
	{"cost: 5.", "amount-form"},
	{"cost: +5", "amount-form"},
	{"cost: 1.240,50", "amount-form"},
	{"cost: 1 240,50 €", "amount-form"},
	{"cost: 1\u202f240,50 €", "amount-form"},
	{"cost: 1,240", "amount-form"},
	{"cost: 1,240.50", "amount-form"},
	{"cost: 1'240.50", "amount-form"},
	{"cost: 1240,5", "amount-form"},
	{"cost: €12", "amount-form"},
	{"cost: EUR 12", "amount-form"},
	{"cost: 12 EUR", "amount-form"},
	{"cost: 1.240", "amount-decimals"},
	{"cost: 1240.505", "amount-decimals"},
	{"cost: 12.50.", "amount-form"},
	{"cost: about 400", "amount-form"},
	{"cost: free", "amount-form"},
	{"cost: .inf", "amount-form"},
	{"cost: .nan", "amount-form"},
	{"cost: -5", "cost-negative"},
	{"cost: 10000000000", ""},
	{"cost: 10000000000.01", "amount-form"},
	{"cost: 99999999999999999999999999", "amount-form"},
	{"cost: ١٢", "amount-form"},
	{"cost: [5]", "field-form"},
	{"cost: true", "amount-form"},
	{"cost: 2026-09-14", "amount-form"},
	{"cost: 12:30", "amount-form"},
	{"cost: {status: final}", "field-missing"},
	{"cost: {status: final, lines: 5}", "field-form"},
	{"cost: {status: final, lines: [5]}", "field-form"},
	{"cost: {lines: [{for: transport, amount: 9999999999, currency: GBP, rate: 9999999}]}", "amount-form"},
	{"cost: {lines: [{for: transport, amount: 9999999999}, {for: meals, amount: 9999999999}]}", "amount-form"},
	{"cost: {lines: [{for: transport, amount: 96, currency: GBP, rate: 0}]}", "number-form"},
	{"cost: {lines: [{for: transport, amount: 96, currency: GBP, rate: 1e5}]}", "number-form"},
	{"cost: {lines: [{for: transport, amount: 96, currency: GBP, rate: \"1,16\"}]}", "number-form"},
	{"published: 2026-02-30", "date-impossible"},
	{"published: 2025-02-29", "date-impossible"},
	{"published: 2024-02-29", ""},
	{"published: 2026-13-01", "date-impossible"},
	{"published: 2026-00-10", "date-impossible"},
	{"published: 2026-10-00", "date-impossible"},
	{"published: 0001-01-01", "date-impossible"},
	{"published: 14/09/2026", "date-form"},
	{"published: 14.09.2026", "date-form"},
	{"published: 14 September 2026", "date-form"},
	{"published: 2026-9-14", "date-form"},
	{"published: 2026-09", "date-form"},
	{"published: 2026", "date-form"},
	{"published: 20260914", "date-form"},
	{"published: 2026-09-14T10:00:00Z", "date-form"},
	{"published: today", "date-form"},
	{"published: [2026-09-14]", "field-form"},
	{"co2_kg: 0400", "number-form"},
	{"co2_kg: \"1 200\"", "number-form"},
	{"co2_kg: NaN", "number-form"},
	{"travellers: [{role: Interpreter, count: 02}]", "number-form"},
	{"travellers: [{role: Interpreter, count: 0}]", "number-form"},
	{"travellers: [{role: Interpreter, count: 2.0}]", "number-form"},
	{"travellers: [{role: Interpreter, count: 99999999999999999999}]", "number-form"},
	{"draft: yes", "field-form"},
	{"title: 2026", ""},
	{"title: true", ""},
	{"title: NO", ""},
	{"title: 010", ""},
	{"title: 1e3", ""},
	{"title: 2026-09-14", ""},
	{"title: \"\"", "field-missing"},
	{"title: null", "field-missing"},
	{"title: \"a \\x01 b\"", "control-character"},
	{"title: \"a \\r b\"", "control-character"},
	{"title: \"a \\r\\n b\"", "control-character"},
	{"title: \"a \\N b\"", "control-character"},
	{"title: \"a \\x7f b\"", "control-character"},
	{"title: Trams \u202eby night", "direction-open"},
	{"title: \"Trams \\u202Eby night\"", "direction-open"},
	{"title: Trams \u2067by night\u202c", "direction-open"},
	{"title: \u202aTrams \u2066by\u2069 night", "direction-open"},
	{"title: \"a \\e[31m b\"", "control-character"},
	{"official: [claire-moreau]", "field-form"},
	{"official: {id: claire-moreau}", "field-form"},
	{"voices: none", "field-form"},
	{"voices: {who: Lina, quote: Yes}", "voice-consent"},
	{"met: [[a, b], {c: d}]", "field-form field-form"},
	{"mandate: 2026-06-18", "field-form"},
	{"status: [planned]", "field-form"},
	{"Title: again", "field-unknown"},
	{"\"\": x", "field-unknown"},
	{"? x\n: y", "field-unknown"},
	{"? [a]\n: y", "field-form"},
	{"title: Night *trams*", ""},
	{"title: *Night* trams", "yaml-alias"},
	{"title: &night trams", "yaml-alias"},
	{"title: !night trams", "yaml-tag"},
	{"title: ! trams", "yaml-tag"},
	{"title: \"trams\" at night", "yaml-syntax"},
	{"title: 'trams' at night", "yaml-syntax"},
	{"title: [trams] at night", "yaml-syntax"},
	{"title: \"trams", "yaml-syntax"},
	{"title: 'trams", "yaml-syntax"},
	{"title: \"C:\\trams\"", ""},
	{"title: \"C:\\qtrams\"", "yaml-syntax"},
	{"title: @trams", "yaml-syntax"},
	{"title: `trams`", "yaml-syntax"},
	{"title: %trams", "yaml-syntax"},
	{"title: - trams", "yaml-syntax"},
	{"title: ? trams", "yaml-syntax"},
	{"title: > trams", "yaml-syntax"},
	{"title: | trams", "yaml-syntax"},
	{"title: ] trams", "yaml-syntax"},
	{"title: , trams", "yaml-syntax"},
	{"title: [trams, at night", "yaml-syntax"},
	{"title: {trams: at night", "yaml-syntax"},
	{"title: trams: at night", "yaml-syntax"},
	{"title:trams", "yaml-syntax"},
	{"  title: trams", "yaml-syntax"},
	{"title: trams\n  at: night", "yaml-syntax"},
	{"met:\n  - a\n - b", "yaml-syntax"},
	{"met:\n  - a\n   - b", ""},
	{"met:\n\t- a", "yaml-tab"},
	{"title: |\n\ttrams", "yaml-tab"},
	{"title: trams\t", ""},
	{"title:\ttrams", ""},
	{"just some words", "yaml-syntax"},
	{"...", ""},
	{"--- # again", "yaml-syntax"},
	{"%YAML 1.2", "yaml-syntax"},
	{"<<: {title: x}", "yaml-alias"},
	{"met: &m [a]\ninvited_by: *m", "yaml-alias yaml-alias"},
	{"mandate: {ref: A, ref: B, date: 2026-06-18}", "key-duplicate"},
	{"mandate:\n  ref: A\n  date: 2026-06-18\n  ref: B", "key-duplicate"},
	{"title: A\u2028B", "control-character"},
	{"title: \"A\\LB\\PC\"", "control-character"},
}

func TestFields(t *testing.T) {
	var b strings.Builder
	for _, c := range fieldCases {
		ds := judged(t, c.fields, baseCity().with(trip, c.fields+"\n"))
		var got []string
		for _, d := range ds {
			got = append(got, d.Rule.Name)
			if d.At.File.Path != "content/"+trip {
				t.Errorf("%q: reported elsewhere:\n%s", c.fields, show(ds))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q gives %v, want %q\n%s", c.fields, got, c.want, show(ds))
		}
		b.WriteString(show(ds))
	}
	golden(t, "input/fields.txt", b.String())
}

// TestAsWritten holds that values are the very text that stands there.
func TestAsWritten(t *testing.T) {
	for _, text := range []string{"2026", "true", "NO", "no", "off", "010", "0x1F", "1e3", "17.10", "2026-09-14", "12:30", "~x", ".5",
		"+1", "1_000", "Null island", "=", "<x", "A\u00a0B", "Ｗｉｄｅ", "🚋 tram", "e\u0301"} {
		set, ds := baseCity().with(trip, "title: "+text+"\n").check(t, Options{})
		if set == nil || len(ds) > 0 {
			t.Errorf("%q: %s", text, show(ds))
			continue
		}
		if got := set.Entry("trips/2026-09-ravenna").Title; got.V != text || got.At.Text() != text {
			t.Errorf("%q is read as %q, at %q", text, got.V, got.At.Text())
		}
	}
}

// TestSpans holds what a place covers for each way of writing a text.
func TestSpans(t *testing.T) {
	cases := []struct{ fields, value, at string }{
		{"title: plain text", "plain text", "plain text"},
		{"title:    plain text   # remark", "plain text", "plain text"},
		{"title: \"a \\\"quoted\\\" text\"   # remark", "a \"quoted\" text", "\"a \\\"quoted\\\" text\""},
		{"title: \"tab \\t and é \\u00e9\"", "tab \t and é é", "\"tab \\t and é \\u00e9\""},
		{"title: 'it''s here' # remark", "it's here", "'it''s here'"},
		{"title: \"over\n  two lines\"", "over two lines", "\"over\n  two lines\""},
		{"title: over\n  two lines", "over two lines", "over"},
		{"title: >\n  folded\n  text\n", "folded text", ">"},
		{"title: |\n  literal\n  text\n", "literal\ntext", "|"},
		{"title: >-\n  folded\n", "folded", ">-"},
		{"title:\n  below its name", "below its name", "below its name"},
		{"title: 日本語 text", "日本語 text", "日本語 text"},
		{"title: e\u0301te\u0301 🚋", "e\u0301te\u0301 🚋", "e\u0301te\u0301 🚋"},
		{"{title: in braces, x: 1}", "", ""},
	}
	for _, c := range cases[:len(cases)-1] {
		f := source.NewFile("content/pages/about.md", []byte("---\n"+c.fields+"\n---\n"))
		u := Parse(f, "pages/about.md", &Settings{Language: "en", Languages: []string{"en"}})
		if u.Page == nil || u.Page.Title.V != c.value || u.Page.Title.At.Text() != c.at {
			t.Errorf("%q: %+v, want %q at %q", c.fields, u.Page, c.value, c.at)
		}
	}
}

// TestCarets shows that carets stand under what is meant, whatever stands
// before it.
func TestCarets(t *testing.T) {
	lines := []string{
		"travellers: [{role: Interpreter, count: 02}]",
		"travellers: [{role: 日本語通訳, count: 02}]",
		"travellers: [{role: e\u0301te\u0301, count: 02}]",
		"travellers: [{role: 👩‍🔧 tram, count: 02}]",
		"travellers:\t[{role: Interpreter,\tcount:\t02}]",
		"travellers: [{role: \"a \\\"quoted\\\" role\", count: 02}]",
		"travellers: [{role: 'it''s', count: 02}]",
		"travellers: [{role: \"a\u200bb\", count: 02}]",
		"travellers: [{role: " + strings.Repeat("interpreter ", 30) + ", count: 02, function: " + strings.Repeat("interpreting ", 30) + "}]",
		"travellers: [{role: " + strings.Repeat("通訳", 60) + ", count: 02}]",
		"co2_kg: >\n  about\n  400",
		"co2_kg: about\n  400",
		"co2_kg: \"about\n  400\"",
		"official:\n  - claire-moreau\n  - paul-roux",
	}
	var b strings.Builder
	for _, line := range lines {
		ds := judged(t, line, baseCity().with(trip, line+"\n"))
		if len(ds) != 1 {
			t.Errorf("%q: %s", line, show(ds))
		}
		b.WriteString(show(ds))
	}
	golden(t, "input/carets.txt", b.String())
}

// many joins n texts made from their number.
func many(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// files are whole files that no editor means to write. In "site.yaml" they
// stand without the lines of hyphens.
var files = []struct{ name, front, want string }{
	{"many keys", many(15_000, "key%d: x\n"), "field-unknown"},
	{"still more keys", many(50_000, "key%d: x\n"), "file-too-large"},
	{"many keys on one line", "{" + many(15_000, "key%d: x, ") + "}\n", "field-unknown"},
	{"many times one key", many(15_000, "title: %d\n"), "key-duplicate"},
	{"many times one key on one line", "{" + many(15_000, "title: %d, ") + "}\n", "key-duplicate"},
	{"nested brackets", "title: " + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + "\n", "yaml-syntax"},
	{"open brackets", "title: " + strings.Repeat("[", 100_000) + "\n", "yaml-syntax"},
	{"nested braces", "title: " + strings.Repeat("{a: ", 50_000) + strings.Repeat("}", 50_000) + "\n", "yaml-syntax"},
	{"open braces", "title: " + strings.Repeat("{", 100_000) + "\n", "yaml-syntax"},
	{"nested dashes", "title:\n  " + strings.Repeat("- ", 100_000) + "x\n", "yaml-syntax"},
	{"dashes at the top", strings.Repeat("- ", 100_000) + "x\n", "yaml-syntax"},
	{"nested keys", strings.Repeat("a: ", 80_000) + "\n", "yaml-syntax"},
	{"brackets nested to the limit", "title: " + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + "\n", "field-form"},
	{"indented keys", func() string {
		var b strings.Builder
		for i := range 600 {
			b.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		return b.String()
	}(), "field-unknown"},
	{"long text", "title: " + strings.Repeat("a", 200_000) + "\nx: 1\n", "field-unknown"},
	{"longer text", "title: " + strings.Repeat("a", 1<<20) + "\n", "file-too-large"},
	{"long text of many words", "title: \"" + strings.Repeat("é ", 1<<16) + "\"\nx: 1\n", "field-unknown"},
	{"long name", strings.Repeat("a", 1000) + ": x\n", "field-unknown"},
	{"very long name", strings.Repeat("a", 200_000) + ": x\n", "field-unknown"},
	{"many anchors", "title: [" + many(20_000, "&a%d x, ") + "]\n", "yaml-alias"},
	{"many tags", "title: [" + strings.Repeat("!a x, ", 30_000) + "]\n", "yaml-tag"},
	{"many aliases", "x: &a [b]\ny: [" + strings.Repeat("*a, ", 40_000) + "]\n", "yaml-alias"},
	{"laughs", "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]\n", "yaml-alias"},
	{"control characters by escape", "title: [" + strings.Repeat("\"\\x01\", ", 25_000) + "]\n", "control-character"},
	{"list at the top", "- title\n- city\n", "field-form"},
	{"text at the top", "title\n", "field-form"},
	{"quoted text at the top", "\"title: x\"\n", "field-form"},
	{"number at the top", "2026\n", "field-form"},
	{"only remarks", "# nothing\n", "field-missing"},
	{"empty mapping", "{}\n", "field-missing"},
	{"null at the top", "~\n", "field-missing"},
	{"alias", "title: &a x\ncity: *a\n", "yaml-alias"},
	{"merge key", "<<: {title: x}\n", "yaml-alias"},
	{"tag", "title: !!str x\n", "yaml-tag"},
	{"tag at the top", "!!map {title: x}\n", "yaml-tag"},
	{"tab", "title: x\n\tcity: y\n", "yaml-tab"},
	{"NUL", "title: a\x00b\n", "control-character"},
	{"bell", "title: a\x07b\n", "control-character"},
	{"bad UTF-8", "title: a\xffb\n", "encoding"},
	{"cut UTF-8", "title: a\xe2\x82\n", "encoding"},
	{"UTF-16", "\xff\xfet\x00i\x00", "encoding"},
	{"surrogates", "title: \xed\xa0\x80\n", "encoding"},
	{"two documents", "title: x\n---\ntitle: y\n", ""},
	{"duplicate key", "title: x\ntitle: y\n", "key-duplicate"},
	{"carriage returns", "title: x\r\ncity: y\r\n", "line-endings"},
}

func TestFiles(t *testing.T) {
	var b strings.Builder
	for _, c := range files {
		for _, file := range []string{"pages/other.md", "site.yaml"} {
			text := "---\n" + c.front + "---\nText.\n"
			if file == "site.yaml" {
				text = c.front
			}
			start := time.Now()
			ds := judged(t, c.name, baseCity().file(file, text))
			first := ""
			for _, d := range ds {
				if d.At.File.Path == "content/"+file && (first == "" || d.Rule.Name == c.want) {
					first = d.Rule.Name
				}
			}
			if c.want != "" && first != c.want {
				t.Errorf("%s in %s gives %v, want %s\n%s", c.name, file, first, c.want, head(show(ds)))
			}
			if c.want == "" && file == "site.yaml" && first == "" {
				t.Errorf("%s in %s is taken", c.name, file)
			}
			if len(ds) > 200 {
				t.Errorf("%s in %s gives %d diagnostics", c.name, file, len(ds))
			}
			if took := time.Since(start); took > 100*time.Millisecond {
				t.Logf("%s in %s takes %s", c.name, file, took)
			}
			if file != "site.yaml" {
				fmt.Fprintf(&b, "%s\n\n%s\n", c.name, head(show(ds)))
			}
		}
	}
	golden(t, "input/files.txt", b.String())
}

// head returns the first lines of a long text.
func head(s string) string {
	lines := strings.SplitAfter(s, "\n")
	return strings.Join(lines[:min(len(lines), 12)], "")
}

// blocks are whole files whose block of front matter is not as it should be.
var blocks = []struct{ name, text, want string }{
	{"empty", "", "front-matter-missing"},
	{"only white space", " \n\n\t\n", "front-matter-missing"},
	{"only a fence", "---", "front-matter-unclosed"},
	{"only a fence and a line end", "---\n", "front-matter-unclosed"},
	{"two fences", "---\n---", "field-missing"},
	{"two fences and line ends", "---\n---\n", "field-missing"},
	{"fence with space behind it", "--- \ntitle: x\n---  \n", ""},
	{"four hyphens", "----\ntitle: x\n----\n", "front-matter-fence"},
	{"hyphens and words", "--- title\ntitle: x\n---\n", "front-matter-fence"},
	{"spaced hyphens", "- - -\ntitle: x\n---\n", "front-matter-fence"},
	{"one dash and a hyphen", "—-\ntitle: x\n---\n", "front-matter-fence"},
	{"no-break spaces behind the hyphens", "---\u00a0\ntitle: x\n---\n", "front-matter-fence"},
	{"no-break space behind the last hyphens", "---\ntitle: x\n---\u202f\n", "front-matter-fence"},
	{"line of a no-break space first", "\u00a0\n---\ntitle: x\n---\n", ""},
	{"hyphens after a no-break space", "\u00a0---\ntitle: x\n---\n", "front-matter-fence"},
	{"closed by a dash", "---\ntitle: x\n—\nText.\n", "front-matter-fence"},
	{"two hyphens", "--\ntitle: x\n--\n", "front-matter-fence"},
	{"plus signs", "+++\ntitle = 'x'\n+++\n", "front-matter-missing"},
	{"dashes of a word processor", "———\ntitle: x\n———\n", "front-matter-fence"},
	{"no fence", "title: x\n", "front-matter-missing"},
	{"never closed", "---\ntitle: x\n\nText.\n", "front-matter-unclosed"},
	{"closed by four hyphens", "---\ntitle: x\n----\nText.\n", "front-matter-fence"},
	{"closed by dots", "---\ntitle: x\n...\nText.\n", "front-matter-fence"},
	{"indented opening", "  ---\ntitle: x\n---\n", "front-matter-fence"},
	{"indented closing", "---\ntitle: x\n  ---\n", "front-matter-fence"},
	{"fence in a text of several lines", "---\ntitle: |\n  a\n  ---\n  b\n---\n", "front-matter-fence"},
	{"fence after a tab", "---\ntitle: x\n\t---\nText.\n---\n", "front-matter-fence"},
	{"fence after a no-break space", "---\ntitle: x\n\u00a0---\n", "front-matter-fence"},
	{"byte order mark", "\ufeff---\ntitle: x\n---\n", "byte-order-mark"},
	{"two byte order marks", "\ufeff\ufeff---\ntitle: x\n---\n", "byte-order-mark front-matter-fence"},
	{"byte order mark and nothing", "\ufeff", "byte-order-mark front-matter-missing"},
	{"CRLF", "---\r\ntitle: x\r\n---\r\nText.\r\n", "line-endings"},
	{"CR only", "---\rtitle: x\r---\rText.\r", "control-character"},
	{"mixed line ends", "---\ntitle: x\r\n---\nText.\n", "line-endings"},
	{"blank lines first", "\n\n---\ntitle: x\n---\n", ""},
	{"hyphens in the text", "---\ntitle: x\n---\nText.\n\n---\n\nMore.\n", ""},
	{"CR within a line", "---\ntitle: x\n---\na\rb\n", "control-character"},
	{"CR before CRLF", "---\ntitle: x\n---\na\r\r\n", "control-character"},
	{"next line sign", "---\ntitle: a\u0085b\n---\n", "control-character"},
	{"delete sign", "---\ntitle: x\n---\na\x7fb\n", "control-character"},
	{"line separator in the text", "---\ntitle: x\n---\na\u2028b\n", "control-character"},
	{"paragraph separator in the text", "---\ntitle: x\n---\na\u2029b\n", "control-character"},
	{"direction in the text", "---\ntitle: x\n---\nOne \u2067two\u2069.\n\nThree \u2067four.\n\nFive\u2069.\n", "direction-open"},
	{"direction turned back", "---\ntitle: x\n---\nOne \u2067two\u2069 \u202ethree\u202c.\n\nFour\u2069.\n", ""},
	{"NUL in the text", "---\ntitle: x\n---\na\x00b\n", "control-character"},
	{"bad UTF-8 in the text", "---\ntitle: x\n---\na\xffb\n", "encoding"},
	{"picture", "\x89PNG\r\n\x1a\n\x00\x00", "encoding"},
	{"word processor", "PK\x03\x04\x14\x00", "encoding"},
	{"old word processor", "\xd0\xcf\x11\xe0\xa1", "encoding"},
	{"rich text", "{\\rtf1\\ansi Title}", "encoding"},
	{"PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "encoding"},
	{"long line", strings.Repeat("a", 1<<20), "front-matter-missing"},
	{"long line of text", "---\ntitle: x\n---\n" + strings.Repeat("a ", 1<<19) + "\n", ""},
	{"too large", "---\ntitle: x\n---\n" + strings.Repeat("a", 5<<20), "file-too-large"},
	{"nested quotations", "---\ntitle: x\n---\n" + strings.Repeat(">", 100_000) + "a\n", "nesting-deep"},
	{"nested lists", "---\ntitle: x\n---\n" + strings.Repeat("- ", 100_000) + "a\n", "nesting-deep"},
	{"rule across the page", "---\ntitle: x\n---\n" + strings.Repeat("- ", 50) + "\n", ""},
	{"open brackets", "---\ntitle: x\n---\n" + strings.Repeat("[", 100_000) + "\n", "nesting-deep"},
	{"many headings", "---\ntitle: x\n---\n" + strings.Repeat("# A\n", 20_000), ""},
	{"many broken links", "---\ntitle: x\n---\n" + strings.Repeat("[a](b) ", 300), "link-broken"},
}

func TestBlocks(t *testing.T) {
	var b strings.Builder
	for _, c := range blocks {
		ds := judged(t, c.name, baseCity().file("pages/other.md", c.text))
		var got []string
		for _, d := range ds {
			if n := len(got); n == 0 || got[n-1] != d.Rule.Name {
				got = append(got, d.Rule.Name)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s gives %v, want %q\n%s", c.name, got, c.want, head(show(ds)))
		}
		fmt.Fprintf(&b, "%s\n\n%s\n", c.name, head(show(ds)))
	}
	golden(t, "input/blocks.txt", b.String())
}

// TestManyProblemsOnOneLine: a place far to the right is found in no time.
func TestManyProblemsOnOneLine(t *testing.T) {
	for name, fields := range map[string]string{
		"goals":  "sdg: [" + strings.Repeat("99, ", 10_000) + "]\n",
		"lines":  "cost: {lines: [" + strings.Repeat("{amount: 1, for: x}, ", 5_000) + "]}\n",
		"ids":    "departments: [" + strings.Repeat("x, ", 10_000) + "]\n",
		"voices": "voices: [" + strings.Repeat("{quote: a, who: b}, ", 5_000) + "]\n",
	} {
		if ds := judged(t, name, baseCity().with(trip, fields)); len(ds) < 5_000 {
			t.Errorf("%s: %d diagnostics", name, len(ds))
		}
	}
}

// TestNothingFollows: what cannot be read is complained about once.
func TestNothingFollows(t *testing.T) {
	broken := "---\ntitle: \"x\n---\n"
	figure := "It cost [€9](figure:cost/2026), see [it](/trips/2026-09-ravenna/) and [it](trips/2026-09-ravenna) and " +
		"[this](../trips/2026-09-ravenna.md#what-we-saw).\n"
	cases := []struct {
		name string
		city city
		want string
	}{
		{"trip", baseCity().file(trip, broken).body("pages/about.md", figure).file("trips/2026-09-ravenna.fr.md", "---\ntitle: Ravenne\n---\n").
			with("newsletters/2026-10.md", "features: [trips/2026-09-ravenna]\n"), "yaml-syntax"},
		{"person", baseCity().file("people/claire-moreau.md", broken), "yaml-syntax"},
		{"partner", baseCity().file("partners/ravenna.md", broken), "yaml-syntax"},
		{"outcome", baseCity().file("outcomes/2026-night-trams.md", broken), "yaml-syntax"},
		{"newsletter", baseCity().file("newsletters/2026-08.md", baseLetter).file("newsletters/2026-09.md", broken), "yaml-syntax"},
		{"cost", baseCity().with(trip, "cost: 1.240,50\n").body("pages/about.md", figure), "amount-form"},
		{"old cost", baseCity().with(trip, "start: 2026-05-10\nend: 2026-05-12\ncost: [5]\n"), "field-form"},
		{
			"old cost status",
			baseCity().with(trip, "start: 2026-05-10\nend: 2026-05-12\ncost: {status: done, lines: [{for: meals, amount: 5}]}\n"),
			"choice-unknown",
		},
		{"date", baseCity().with(trip, "start: 14/09/2026\n"), "date-form"},
		{"benefit", baseCity().with(trip, "local_impact: TBD\n"), "local-benefit-missing"},
		{"switched off", baseCity().with("site.yaml", "rules: {yaml-syntax: off}\n").file("partners/ravenna.md", broken), "reference-unknown"},
	}
	for _, c := range cases {
		if ds := c.city.problems(t); strings.Join(rulesOf(ds), " ") != c.want {
			t.Errorf("%s: want %s\n%s", c.name, c.want, show(ds))
		}
	}
}
