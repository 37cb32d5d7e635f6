package frontmatter

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// Code reads a field that is no free text but an id, a code, a number, a date
// or an address. A note may stand behind it. Signs that a word processor puts
// in, and that no such value can hold, are named and left out.
func (m *Map) Code(name string, p Presence) Value[string] {
	m.ask("Code", name, p)
	v := m.scalar(name, p)
	if !v.OK() {
		return v
	}
	if v = m.bare(v); v.V == "" {
		v.Given = false
		if p == Required {
			m.doc.report(FieldMissing.At(m.place(name), "%q is empty", name).To("write it between the quotation marks"))
			v.Bad = true
		}
	}
	return v
}

// Codes reads a list of such values; one alone is a list of one. Several on
// one line without square brackets are reported, and read.
func (m *Map) Codes(name string, p Presence) []Value[string] {
	m.ask("Codes", name, p)
	f := m.get(name)
	if f == nil || f.value.Kind != yaml.ScalarNode || !strings.Contains(f.value.Value, ",") {
		return m.Numbers(name, p)
	}
	m.find(name)
	var items []string
	var out []Value[string]
	for _, item := range strings.Split(f.value.Value, ",") {
		if v := m.bare(given(item, m.place(name))); v.V != "" {
			items, out = append(items, v.V), append(out, v)
		}
	}
	list := "[" + strings.Join(items, ", ") + "]"
	d := FieldForm.At(m.place(name), "these are several values, and the square brackets round them are missing").To("write %s: %s", name, list)
	if !slices.ContainsFunc(items, func(s string) bool { return !plainID.MatchString(s) }) { // a name may hold a comma
		d = Put(d, given(f.value.Value, m.place(name)), list)
	}
	m.doc.report(d)
	return out
}

// plainID is an id, or the id of an entry.
var plainID = regexp.MustCompile(`^[a-z0-9]+(?:[-/][a-z0-9]+)*$`)

// Numbers is like Codes, for values in which a comma may be part of one.
func (m *Map) Numbers(name string, p Presence) []Value[string] {
	m.ask("Numbers", name, p)
	return m.list(name, p, func(item *yaml.Node, _ int) Value[string] {
		if item.Kind != yaml.ScalarNode || null(item) {
			return Value[string]{}
		}
		return m.bare(given(item.Value, m.doc.span(item)))
	})
}

// bare returns a value without the marks and signs round and in it that a
// word processor has put there, and reports them.
func (m *Map) bare(v Value[string]) Value[string] {
	text := strings.TrimSpace(v.V)
	if i := strings.IndexFunc(v.V, isOddSpace); i >= 0 && len(strings.Trim(v.V, " \t\n")) > len(text) {
		r := []rune(v.V[i:])[0]
		m.doc.few(OddSpace, func() source.Diagnostic {
			return instead(OddSpace.At(v.At, "%s stands beside this value", nameOf(r)), text)
		})
	}
	if i := strings.IndexFunc(text, source.Invisible); i >= 0 {
		r := []rune(text[i:])[0]
		text = strings.TrimSpace(withoutInvisible(text))
		m.doc.few(OddSpace, func() source.Diagnostic {
			return instead(OddSpace.At(v.At, "%s stands in this value", nameOf(r)).To("write %s anew, by hand", text), text)
		})
	}
	if inner, ok := withoutMarks(text); ok {
		text = inner
		m.doc.few(OddMarks, func() source.Diagnostic {
			return instead(OddMarks.At(v.At, "typographic quotation marks stand round this value").To("write %s", inner), inner)
		})
	}
	v.V = text
	return v
}

// inMarks reports a text that stands in typographic quotation marks as a
// whole: they become part of it.
func (m *Map) inMarks(v Value[string]) {
	inner, ok := withoutMarks(strings.TrimSpace(v.V))
	if !ok {
		if mark := loneMark(strings.TrimSpace(v.V)); mark != "" {
			m.doc.few(OddMarks, func() source.Diagnostic {
				return OddMarks.At(v.At, "a quotation mark stands at one end of this text only: %s", mark).
					To("take it out, or write its other half where the quotation begins or ends")
			})
		}
		return
	}
	m.doc.few(OddMarks, func() source.Diagnostic {
		d := OddMarks.At(v.At, "typographic quotation marks stand round this text, and readers would see them as part of it")
		if strings.Contains(inner, "\n") {
			return d
		}
		d = d.To("write %s", quoted(inner))
		if text, ok := quotedWhole(inner); ok && strings.TrimSpace(v.At.Text()) == strings.TrimSpace(v.V) {
			d = d.By(v.At, text)
		}
		return d
	})
}

// pairs are typographic quotation marks: how they open and close.
var pairs = [...][2]string{{"“", "”"}, {"”", "”"}, {"„", "“"}, {"„", "”"}, {"‘", "’"}, {"’", "’"}, {"‚", "‘"}, {"«", "»"}, {"»", "«"}, {"‹", "›"}}

// withoutMarks returns what stands within one pair of typographic quotation
// marks that hold all of a text.
func withoutMarks(text string) (string, bool) {
	for _, pair := range pairs {
		inner, opens := strings.CutPrefix(text, pair[0])
		inner, closes := strings.CutSuffix(inner, pair[1])
		if opens && closes && len(text) > len(pair[0]) && !strings.Contains(inner, pair[0]) {
			return strings.TrimSpace(inner), strings.TrimSpace(inner) != "" && (pair[1] == "’" || !strings.Contains(inner, pair[1]))
		}
	}
	return "", false
}

// loneMark is a quotation mark at one end of a text whose other half stands
// nowhere in it; "" for none. Apostrophes and inches are no such marks.
func loneMark(text string) string {
	if n := strings.TrimSuffix(text, `"`); n != text && strings.Count(text, `"`) == 1 && !strings.ContainsAny(n[max(0, len(n)-1):], "0123456789") {
		return `"`
	}
	for _, pair := range [...][2]string{{"“", "”"}, {"„", "“”"}, {"«", "»"}} {
		if strings.HasPrefix(text, pair[0]) && !strings.ContainsAny(text[len(pair[0]):], pair[1]) {
			return pair[0]
		}
	}
	for _, pair := range [...][2]string{{"“„”", "”"}, {"«", "»"}} {
		if before := strings.TrimSuffix(text, pair[1]); before != text && !strings.ContainsAny(before, pair[0]) {
			return pair[1]
		}
	}
	return ""
}

// isOddSpace tells whether a sign looks like a space and is none to YAML.
func isOddSpace(r rune) bool { return r > 0x7f && unicode.Is(unicode.Zs, r) }

// withoutInvisible drops the signs that show nothing.
func withoutInvisible(s string) string {
	return strings.Map(func(r rune) rune {
		if source.Invisible(r) {
			return -1
		}
		return r
	}, s)
}

// nameOf names a sign that cannot be seen.
func nameOf(r rune) catalog.Message {
	name := catalog.Say("an invisible sign")
	switch r {
	case 0xa0, 0x202f, 0x2007:
		name = catalog.Say("a no-break space")
	case 0x200b:
		name = catalog.Say("an invisible space of no width")
	case 0xad:
		name = catalog.Say("an invisible soft hyphen")
	case 0xfeff:
		name = catalog.Say("an invisible byte order mark")
	default:
		if unicode.Is(unicode.Zs, r) {
			name = catalog.Say("a space of an unusual kind")
		}
	}
	return catalog.Say("%s (U+%04X)", name, r)
}

// File reads a field that names a file or an address. A note may stand behind
// a whole name; one that ends without an ending (document: plan #2.pdf) is a
// text that is cut short.
func (m *Map) File(name string, p Presence) Value[string] {
	m.ask("File", name, p)
	if f := m.get(name); f != nil && hasEnding.MatchString(f.value.Value) {
		v := m.scalar(name, p)
		v.V = strings.TrimSpace(v.V)
		return v
	}
	return m.Text(name, p)
}

// Files reads a list of files and addresses; one alone is a list of one.
func (m *Map) Files(name string, p Presence) []Value[string] {
	m.ask("Files", name, p)
	return m.list(name, p, func(item *yaml.Node, indent int) Value[string] {
		if !hasEnding.MatchString(item.Value) && m.cut(item, nil, indent) {
			return Value[string]{V: item.Value, At: m.doc.span(item), Given: true, Bad: true}
		}
		return given(strings.TrimSpace(item.Value), m.doc.span(item))
	})
}

var hasEnding = regexp.MustCompile(`\.[A-Za-z0-9]{2,5}$|^https?://`)
