package frontmatter

import (
	"bytes"
	"regexp"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// heads are texts in which the front matter ends, or does not, in many ways.
var heads = []string{
	"", "---", "---\n", "---\n---", "---\n---\n", "---\na: b\n---\nText.\n", "\n \n---\na\n---\nb\n---\nc\n", "--- \r\na: b\r\n  ---\t\r\nText", "----\n---\n---\n",
	"a\n---\nb\n---\n", "---\na --- b\n --- c\n---", "---\na: |\n  ---\n  b\n---\nc", "\u00a0---\nx\n---\u2003\ny", "-\n--\n---\n----\n---\n",
}

// FuzzSplit hands the library the head of a text, and wants of it what it finds
// in the whole text.
func FuzzSplit(f *testing.F) {
	for _, s := range heads {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		wantYAML, wantBody, want := library(text)
		yamlText, body, found := split(text)
		if found != want || found && (!bytes.Equal(yamlText, wantYAML) || !bytes.Equal(body, wantBody)) {
			t.Fatalf("%q: %q and %q (%v), of the whole %q and %q (%v)", text, yamlText, body, found, wantYAML, wantBody, want)
		}
	})
}

// TestSplitAnyLines does the same for lines of what ends and opens a head.
func TestSplitAnyLines(t *testing.T) {
	line := rapid.SampledFrom([]string{"---", "---", " ---", "---\t", "----", "--", "", " ", "a: b", "a --- b", "\u00a0---", "---\r", "\ufeff---"})
	rapid.Check(t, func(t *rapid.T) {
		text := bytes.Join(func() (lines [][]byte) {
			for _, l := range rapid.SliceOfN(line, 0, 12).Draw(t, "lines") {
				lines = append(lines, []byte(l))
			}
			return lines
		}(), []byte("\n"))
		wantYAML, wantBody, want := library(text)
		yamlText, body, found := split(text)
		if found != want || found && (!bytes.Equal(yamlText, wantYAML) || !bytes.Equal(body, wantBody)) {
			t.Fatalf("%q: %q and %q (%v), of the whole %q and %q (%v)", text, yamlText, body, found, wantYAML, wantBody, want)
		}
	})
}

// TestSplitCopiesNoText wants nothing to be done for what stands below the head.
func TestSplitCopiesNoText(t *testing.T) {
	short, long := []byte("---\na: b\n---\nText.\n"), append([]byte("---\na: b\n---\n"), bytes.Repeat([]byte("Text.\n"), 100_000)...)
	of := func(text []byte) int64 {
		return testing.Benchmark(func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				split(text)
			}
		}).AllocedBytesPerOp()
	}
	if a, b := of(short), of(long); b > a+100 {
		t.Errorf("%d bytes for a short text, %d for a long one", a, b)
	}
}

// TestDated holds the reading of days, months and years against their form.
func TestDated(t *testing.T) {
	form := regexp.MustCompile(`^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$`)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.StringOfN(rapid.RuneFrom([]rune("0123456789-- é/")), 0, 11, -1), rapid.StringMatching(`\d{4}(-\d\d(-\d\d)?)?`)).Draw(t, "date")
		year, month, day, precision, ok := dated(s)
		parts := form.FindStringSubmatch(s)
		if ok != (parts != nil) {
			t.Fatalf("%q is a date: %v", s, ok)
		}
		if !ok {
			return
		}
		written := [][2]int{{year, 4}, {month, 2}, {day, 2}}
		for i, p := range parts[1:] {
			if n, _ := strconv.Atoi(p); p != "" && n != written[i][0] {
				t.Errorf("%q: %d for %s", s, written[i][0], p)
			}
		}
		if want := map[int]Precision{4: ToYear, 7: ToMonth, 10: ToDay}[len(s)]; precision != want {
			t.Errorf("%q: precision %v", s, precision)
		}
	})
	if _, month, day, _, _ := dated("2026"); time.Month(month) != time.January || day != 1 {
		t.Errorf("the year begins on %d/%d", day, month)
	}
}

// TestManyFields finds each of very many fields, as it does each of few, and the
// second of two of one name.
func TestManyFields(t *testing.T) {
	for _, n := range []int{1, fewFields - 1, fewFields, fewFields + 1, 3 * fewFields} {
		var text bytes.Buffer
		for i := range n {
			text.WriteString("field_" + strconv.Itoa(i) + ": " + strconv.Itoa(i) + "\n")
		}
		text.WriteString("field_0: again\n")
		m, said := load(text.String())
		for i := range n {
			if v := m.Text("field_"+strconv.Itoa(i), Required); v.V != strconv.Itoa(i) {
				t.Errorf("of %d fields, the %d. is %q", n, i, v.V)
			}
		}
		if m.Written("field_" + strconv.Itoa(n)) {
			t.Errorf("of %d fields, there is one more", n)
		}
		if len(m.Keys()) != n || len(m.Unread()) > 0 {
			t.Errorf("of %d fields, %d, of which unread %q", n, len(m.Keys()), m.Unread())
		}
		m.Close()
		if len(*said) != 1 {
			t.Errorf("of %d fields: %q", n, *said)
		}
	}
}
