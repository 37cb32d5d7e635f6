package content

import (
	"fmt"
	"os"
	"pgregory.net/rapid"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"parvis/generator/source"
)

const trip = "trips/2026-09-ravenna.md"

// inLanguage returns the base city with another first language.
func inLanguage(lang string) city {
	letter := map[string]string{"en": "I went.", "fr": "J’y suis allée.", "es": "Yo fui.", "pt": "Eu fui."}[lang]
	return baseCity().with("site.yaml", "language: "+lang+"\nlanguages: ["+lang+"]\n").body("newsletters/2026-10.md", letter+"\n")
}

// ways are the ways in which an entry may state no benefit, as front matter.
// § is replaced by a placeholder of the language.
var ways = []struct{ name, fields string }{
	{"no local_impact", ""},
	{"null", "local_impact:\n"},
	{"tilde", "local_impact: ~\n"},
	{"null in words", "local_impact: null\n"},
	{"empty text", "local_impact: \"\"\n"},
	{"empty text in single quotes", "local_impact: ''\n"},
	{"white space", "local_impact: \"   \\t \\n \"\n"},
	{"mapping without benefit", "local_impact: {issues: [mobility]}\n"},
	{"mapping on its own lines without benefit", "local_impact:\n  issues: [mobility]\n  who: Late shifts\n"},
	{"null in the mapping", "local_impact: {benefit: , issues: [mobility]}\n"},
	{"null in the mapping on its own line", "local_impact:\n  benefit:\n  issues: [mobility]\n"},
	{"empty mapping", "local_impact: {}\n"},
	{"empty text in the mapping", "local_impact: {benefit: \"\", issues: [mobility]}\n"},
	{"empty block", "local_impact: |\n"},
	{"blank block in the mapping", "local_impact:\n  benefit: |\n\n  issues: [mobility]\n"},
	{"list", "local_impact: [§, §]\n"},
	{"list on its own lines", "local_impact:\n  - Line A runs until one\n  - Line B too\n"},
	{"list in the mapping", "local_impact: {benefit: [§], issues: [mobility]}\n"},
	{"mapping in the mapping", "local_impact: {benefit: {text: §}, issues: [mobility]}\n"},
	{"punctuation", "local_impact: \"... — ?!\"\n"},
	{"hyphen", "local_impact: \"-\"\n"},
	{"emoji", "local_impact: 🚋🚋👍🏽\n"},
	{"digits", "local_impact: 2026\n"},
	{"HTML comment", "local_impact: \"<!-- Line A runs until one from March, so late shifts get home. -->\"\n"},
	{"open HTML comment", "local_impact: \"<!-- Line A runs until one\"\n"},
	{"tags", "local_impact: \"<p><br/></p>\"\n"},
	{"declaration", "local_impact: \"<!DOCTYPE html>\"\n"},
	{"placeholder in tags", "local_impact: \"<p><strong>§</strong></p>\"\n"},
	{"empty link", "local_impact: \"[](https://www.example.org/report)\"\n"},
	{"empty picture", "local_impact: \"![](tram.jpg)\"\n"},
	{"address", "local_impact: https://www.example.org/report/of/the/trip\n"},
	{"entities", "local_impact: \"&nbsp;&#8203;&zwnj;\"\n"},
	{"placeholder", "local_impact: §\n"},
	{"placeholder in the mapping", "local_impact: {benefit: §, issues: [mobility]}\n"},
	{"placeholder in a block", "local_impact: |\n  §\n"},
	{"placeholder folded", "local_impact:\n  benefit: >\n    §\n  issues: [mobility]\n"},
	{"placeholder over two lines", "local_impact: §\n  §\n"},
	{"placeholder in capitals", "local_impact: \"¶!!!\"\n"},
	{"placeholder with markup", "local_impact: \"**§** …\"\n"},
	{"placeholder twice", "local_impact: \"§ / §\"\n"},
	{"placeholder and another language", "local_impact: TBD - §\n"},
	{"placeholder as a link", "local_impact: \"[§](https://www.example.org)\"\n"},
	{"placeholder with a year", "local_impact: \"§ (2027)\"\n"},
}

var oneOf = map[string]string{"en": "to be confirmed", "fr": "à définir", "es": "pendiente", "pt": "não se aplica"}

func TestGate(t *testing.T) {
	for lang, word := range oneOf {
		var b strings.Builder
		for _, w := range ways {
			fields := strings.NewReplacer("§", word, "¶", strings.ToUpper(word)).Replace(w.fields)
			c := inLanguage(lang).with(trip, fields)
			if fields == "" {
				c = without(inLanguage(lang), "local_impact")
			}
			ds := c.problems(t)
			if got := strings.Join(rulesOf(ds), " "); got != "local-benefit-missing" {
				t.Errorf("%s, %s: %q gives %s", lang, w.name, fields, got)
			}
			fmt.Fprintf(&b, "%s\n\n%s\n", w.name, show(ds))
		}
		golden(t, "gate/"+lang+".txt", b.String())
	}
}

// without returns the city whose trip lacks a field.
func without(c city, field string) city {
	c = c.with(trip, field+": x\n")
	return c.file(trip, strings.Replace(c[trip], field+": x\n", "", 1))
}

// blanks are characters that show nothing.
var blanks = []rune{'\t', ' ', 0x85, 0xa0, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x1680, 0x17b4, 0x17b5, 0x180b, 0x180e, 0x2000, 0x2001,
	0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a,
	0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x202f, 0x205f, 0x2060, 0x2061, 0x2064, 0x2066, 0x206f, 0x2800,
	0x3000, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xfffc, 0xfffd, 0xe000,
	0x1d173, 0xe0001, 0xe0020, 0xe0041, 0xe007f, 0xe0100, 0xe01ef, 0x10ffff - 2}

func TestGateBlank(t *testing.T) {
	all := ""
	for _, r := range blanks {
		all += string(r)
	}
	texts := []string{all, strings.Repeat(all, 50)}
	for _, r := range blanks {
		texts = append(texts, string(r), strings.Repeat(string(r), 7), "<b>"+string(r)+"</b>", "- "+string(r)+" .")
	}
	for r := rune(0); r < unicode.MaxRune; r++ {
		if unicode.IsSpace(r) && r != 0x0b && r != 0x0c || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) && r%16 == 0 {
			texts = append(texts, string(r)+string(r))
		}
	}
	for _, text := range texts {
		if benefitProblem(Text{V: text, Given: true}).IsZero() {
			t.Errorf("%+q states a benefit", text)
		}
	}
	for _, r := range blanks {
		// Between letters they do not make a placeholder into a statement.
		if text := "T" + string(r) + "B" + string(r) + "D"; benefitProblem(Text{V: text, Given: true}).IsZero() {
			t.Errorf("%+q states a benefit", text)
		}
		ds := baseCity().with(trip, fmt.Sprintf("local_impact: {benefit: \"%c%c\", issues: [mobility]}\n", r, r)).problems(t)
		want, at := "local-benefit-missing", fmt.Sprintf("\"%c%c\"", r, r)
		switch {
		case source.Barred(r): // no text holds it
			want, at = "control-character", string(r)
		case source.OpenDirection(string(r)) == 0:
			want += " direction-open"
		}
		if got := strings.Join(rulesOf(ds), " "); got != want || ds[0].At.Text() != at {
			t.Errorf("%U: %s", r, show(ds))
		}
	}
}

// TestGateEscapes writes blanks in the ways that YAML has.
func TestGateEscapes(t *testing.T) {
	for _, e := range []string{`\N`, `\_`, `\L`, `\P`, `\u00a0`, `\u200b`, `\x20`, `\U000E0041`, `\n`, `\t`, `\r`} {
		ds := baseCity().with(trip, "local_impact: {benefit: \""+e+e+"\", issues: [mobility]}\n").problems(t)
		want := "local-benefit-missing"
		if e == `\N` || e == `\r` || e == `\L` || e == `\P` {
			want = "control-character " + want
		}
		if got := strings.Join(rulesOf(ds), " "); got != want {
			t.Errorf("%s: %s", e, show(ds))
		}
	}
}

// placeholderTexts are texts in use where nothing is stated.
func placeholderTexts(t *testing.T) []string {
	text, err := os.ReadFile("testdata/placeholders.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "# ") {
			out = append(out, line)
		}
	}
	return out
}

// variants are ways of writing a text that change nothing about what it says.
func variants(s string) []string {
	wide := strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xfee0
		}
		return r
	}, s)
	spaced := strings.Join(strings.Split(s, ""), " ")
	cyrillic := strings.NewReplacer("a", "а", "e", "е", "o", "о", "p", "р", "c", "с", "x", "х", "i", "і", "T", "Т", "B", "В", "A", "А",
		"E", "Е", "O", "О", "H", "Н").Replace(s)
	out := []string{s, strings.ToUpper(s), strings.ToLower(s), "  " + s + "  ", "(" + s + ")", "« " + s + " »", "“" + s + "”…", s + "!!!",
		"— " + s + " —", "*" + s + "*", "`" + s + "`", "> " + s, "- " + s, s + " 🙂",
		"<em>" + s + "</em>", s + "\n\n" + s, s + "; " + s + ".", strings.ReplaceAll(s, " ", "_"), strings.ReplaceAll(s, " ", "\u00a0"),
		strings.ReplaceAll(s, " ", "\u200b \u2060"), wide, cyrillic,
		unaccented(
			s,
		), s + " <!-- Line A runs until one -->", "[" + s + "](https://www.example.org)", "TBD " + s, s + " / n/a",
		strings.Join(strings.Split(s, ""), "\u200d")}
	if strings.Count(s, " ") < 3 { // longer ones are no single words of the list
		out = append(out, spaced, strings.ReplaceAll(s, " ", ""))
	}
	return out
}

func unaccented(s string) string {
	return strings.NewReplacer("à", "a", "á", "a", "ã", "a", "â", "a", "é", "e", "è", "e", "ê", "e", "í", "i", "ó", "o", "õ", "o", "ú",
		"u", "ç", "c", "ñ", "n", "ï", "i").Replace(s)
}

func TestGatePlaceholders(t *testing.T) {
	n := 0
	for _, s := range placeholderTexts(t) {
		for _, v := range variants(s) {
			n++
			if benefitProblem(Text{V: v, Given: true}).IsZero() {
				t.Errorf("%q states a benefit (from %q: %q)", v, s, stated(v))
			}
		}
	}
	t.Logf("%d placeholders", n)
}

// TestGateHonest holds the gate's errors against benefits that are stated.
func TestGateHonest(t *testing.T) {
	text, err := os.ReadFile("testdata/honest.txt")
	if err != nil {
		t.Fatal(err)
	}
	languages, n := map[string]int{}, 0
	lang := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			lang = heading
			continue
		}
		if line == "" {
			continue
		}
		n++
		languages[lang]++
		if problem := benefitProblem(Text{V: line, Given: true}); !problem.IsZero() {
			t.Errorf("%s: %q %s", lang, line, problem)
		}
		if proseOf(line).notions(nil).onlyInstitution() {
			t.Errorf("%s: %q is called vague", lang, line)
		}
		ds := inLanguage(lang).with(trip, "local_impact:\n  benefit: |\n    "+line+"\n  issues: [mobility]\n").problems(t)
		for _, d := range ds {
			if d.Severity == source.Error {
				t.Errorf("%s: %q: %s", lang, line, show(ds))
			}
		}
	}
	for _, lang := range []string{"en", "fr", "es", "pt"} {
		if languages[lang] < 30 {
			t.Errorf("%d honest benefits in %q", languages[lang], lang)
		}
	}
	t.Logf("%d honest benefits", n)
}

func TestGateEcho(t *testing.T) {
	const title, pitch, purpose = "Ravenna shows us how night trams pay their way", "Late shifts get home by tram until one.", "See how a city of our size runs trams until one in the morning."
	for _, field := range []string{title, pitch, purpose} {
		for _, v := range []string{field, strings.ToUpper(field), strings.TrimSuffix(field, ".") + " !", "“" + field + "”",
			strings.ReplaceAll(field, "a", "á"), strings.ReplaceAll(field, " ", "  "), "**" + field + "**",
			strings.ReplaceAll(field, " ", "-")} {
			ds := baseCity().with(trip, "local_impact:\n  benefit: |\n    "+v+"\n  issues: [mobility]\n").problems(t)
			if got := strings.Join(rulesOf(ds), " "); got != "local-benefit-echo" {
				t.Errorf("%q: %s", v, show(ds))
			}
			if line, column := ds[0].At.Position(); line != 13 || column != 12 {
				t.Errorf("%q at %d:%d", v, line, column)
			}
		}
	}
}

func TestGateCopied(t *testing.T) {
	copied := "local_impact: {benefit: \"LINE A runs until ONE from March — so late shifts get home without a cár!\", issues: [mobility]}\n"
	base := baseCity().with("outcomes/2026-night-trams.md", copied)
	draft := base.with(trip, "draft: true\n").with("outcomes/2026-night-trams.md", "of: [agreements/2025-ravenna]\n")
	third := draft.with("agreements/2025-ravenna.md", copied)
	cases := []struct {
		name string
		city city
		o    Options
		want string
	}{
		{"outcome of its trip", base, Options{}, "local-benefit-copied"},
		{"of a draft", draft, Options{}, ""},
		{"of a draft that is shown", draft, Options{Drafts: true}, "local-benefit-copied"},
		{"a draft and two others", third, Options{}, "local-benefit-copied"},
		{"in a translation", baseCity().file("outcomes/2026-night-trams.fr.md", "---\ntitle: Les trams de nuit\n"+copied+"---\n").
			file("trips/2026-09-ravenna.fr.md", "---\ntitle: Ravenne\n"+copied+"---\n"), Options{}, "translation-fact translation-fact local-benefit-copied"},
		{
			"in its own translation",
			baseCity().file("trips/2026-09-ravenna.fr.md", `---
title: Ravenne
local_impact: Line A runs until one from March, so late shifts get home without a car
---
`),
			Options{},
			"",
		},
	}
	for _, c := range cases {
		_, ds := c.city.check(t, c.o)
		got := rulesOf(ds)
		if strings.Count(strings.Join(got, " "), "local-benefit-copied") != strings.Count(c.want, "local-benefit-copied") || c.want == "" && len(got) > 0 {
			t.Errorf("%s: %v, want %q\n%s", c.name, got, c.want, show(ds))
		}
		for _, d := range ds {
			if d.Rule == ruleBenefitCopied &&
				(len(d.Related) != 1 || d.Related[0].At.File == d.At.File || !strings.Contains(strings.ToLower(d.Related[0].At.Text()), "line a")) {
				t.Errorf("%s: both places are to be shown:\n%s", c.name, show(ds))
			}
		}
	}
}

// TestGateTranslations holds the gate against what a translation states.
func TestGateTranslations(t *testing.T) {
	const file = "trips/2026-09-ravenna.fr.md"
	cases := []struct{ name, fields, want string }{
		{"left out", "", ""},
		{"stated", "local_impact: La ligne A roule jusqu’à une heure à partir de mars.\n", ""},
		{"stated in the mapping", "local_impact: {benefit: La ligne A roule jusqu’à une heure à partir de mars., who: Les équipes du soir}\n", ""},
		{"mapping without benefit", "local_impact: {who: Les équipes du soir}\n", ""},
		{"null", "local_impact:\n", "local-benefit-missing"},
		{"empty", "local_impact: \"\"\n", "local-benefit-missing"},
		{"blank", "local_impact: \"\u00a0\u200b\"\n", "local-benefit-missing"},
		{"placeholder", "local_impact: À définir\n", "local-benefit-missing"},
		{"placeholder in the mapping", "local_impact: {benefit: néant}\n", "local-benefit-missing"},
		{"null in the mapping", "local_impact: {benefit: }\n", "local-benefit-missing"},
		{"list", "local_impact: [À définir]\n", "local-benefit-missing"},
		{"list in the mapping", "local_impact: {benefit: [À définir]}\n", "local-benefit-missing"},
		{"echo of the translated title", "local_impact: Ravenne nous montre des trams de nuit\n", "local-benefit-echo"},
	}
	var b strings.Builder
	for _, c := range cases {
		ds := baseCity().file(file, "---\ntitle: Ravenne nous montre des trams de nuit\n"+c.fields+"---\nTexte.\n").problems(t)
		if got := strings.Join(rulesOf(ds), " "); got != c.want {
			t.Errorf("%s: %s\n%s", c.name, got, show(ds))
		}
		fmt.Fprintf(&b, "%s\n\n%s\n", c.name, show(ds))
	}
	golden(t, "gate/translation.txt", b.String())
}

// TestGateDrafts: a draft may lack its benefit until it is to be shown.
func TestGateDrafts(t *testing.T) {
	c := baseCity().with("outcomes/2026-night-trams.md", "draft: true\nlocal_impact: TBD\n")
	for _, drafts := range []bool{false, true} {
		set, ds := c.check(t, Options{Drafts: drafts})
		want, published := source.Warning, true
		if drafts {
			want, published = source.Error, false
		}
		found := false
		for _, d := range ds {
			if d.Rule == ruleBenefitMissing {
				found = true
				if d.Severity != want {
					t.Errorf("with drafts %v: %s", drafts, d.Severity)
				}
			}
		}
		if !found || (set != nil) != published {
			t.Errorf("with drafts %v: set %v\n%s", drafts, set != nil, show(ds))
		}
		if set != nil &&
			(set.Entry("outcomes/2026-night-trams") != nil || len(set.Entries()) != 2 || len(set.OutcomesOf(set.Entry("trips/2026-09-ravenna"))) != 0) {
			t.Error("the draft is published")
		}
	}
	for _, draft := range []string{"yes", "\"\"", "True", "1", "[true]"} {
		set, ds := baseCity().with(trip, "draft: "+draft+"\nlocal_impact: TBD\n").check(t, Options{})
		if set != nil {
			t.Errorf("draft: %s opens the gate:\n%s", draft, show(ds))
		}
	}
}

// TestGateCannotBeSwitchedOff tries what site.yaml could say.
func TestGateCannotBeSwitchedOff(t *testing.T) {
	var all []string
	for _, r := range Rules() {
		all = append(all, r.Name+": off")
	}
	for _, rules := range []string{"local-benefit-missing: off", "local-benefit-missing: warning", "LOCAL-BENEFIT-MISSING: off",
		"rule-locked: off, local-benefit-missing: off", strings.Join(all, ", ")} {
		for _, w := range ways {
			fields := strings.NewReplacer("§", "TBD", "¶", "TBD").Replace(w.fields)
			c := baseCity().with(trip, fields)
			if fields == "" {
				c = without(baseCity(), "local_impact")
			}
			set, ds := c.with("site.yaml", "rules: {"+rules+"}\n").check(t, Options{})
			found := false
			for _, d := range ds {
				found = found || d.Rule == ruleBenefitMissing && d.Severity == source.Error
			}
			if set != nil || !found {
				t.Errorf("%s opens the gate for %q:\n%s", rules, w.name, show(ds))
			}
		}
	}
}

func TestGateVague(t *testing.T) {
	cases := map[string]bool{
		"Late trams run.":                                                        true,
		"Line A runs until one, daily.":                                          false,
		"Line A runs until one.":                                                 true,
		"Strengthening of ties between both cities":                              true,
		"Le rayonnement international de la ville et de ses partenaires":         true,
		"Fortalecer los lazos de amistad y cooperación entre ambas ciudades":     true,
		"Reforçar os laços de amizade e a visibilidade da cidade na Europa":      true,
		"Laços mais estreitos e cooperação reforçada entre as duas cidades":      true,
		"Lazos más estrechos y una cooperación reforzada entre ambas ciudades":   true,
		"Plus de visibilité pour notre ville et des liens renforcés en Europe":   true,
		"Stronger ties, and 40 homes that are warm since the first of November.": false,
	}
	for text, vague := range cases {
		ds := baseCity().with(trip, "local_impact: {benefit: \""+text+"\", issues: [mobility]}\n").problems(t)
		if got := strings.Join(rulesOf(ds), " "); (got == "local-benefit-vague") != vague || got != "" && !vague {
			t.Errorf("%q: %s", text, got)
		}
	}
}

var formatFault = regexp.MustCompile(`%!|!!(str|int|map|seq|null|bool)|\*?yaml\.|\bNode\b|\bint64\b|\bnil\b|\bstruct\b|map\[|cannot unmarshal|\bscalar\b`)

// TestWords reads every expected text for words that are not an editor's.
func TestWords(t *testing.T) {
	head := regexp.MustCompile(`(?m)^content/[^ ]+:\d+:\d+: (?:error|warning): (.*) \[[a-z0-9-]+\]$`)
	n := 0
	for _, file := range goldens(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if fault := formatFault.FindString(line); fault != "" && !strings.Contains(line, " | ") {
				t.Errorf("%s says %q: %s", file, fault, line)
			}
		}
		for _, m := range head.FindAllStringSubmatch(string(text), -1) {
			n++
			message := m[1]
			if first := []rune(message)[0]; unicode.IsUpper(first) && !regexp.MustCompile(`^[A-Z]{3,} |^[A-Z]\pL+ [A-Z]\pL+ (is|was) `).MatchString(message) {
				t.Errorf("%s: %q starts with a capital", file, message)
			}
			if strings.HasSuffix(message, ".") || strings.Contains(message, "invalid") {
				t.Errorf("%s: %q", file, message)
			}
		}
	}
	if n < 150 {
		t.Errorf("only %d messages read", n)
	}
}

// goldens are the expected texts of diagnostics.
func goldens(t *testing.T) []string {
	var out []string
	for _, dir := range []string{"testdata/rules", "testdata/gate", "testdata/input", "testdata/deadlines"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			out = append(out, dir+"/"+e.Name())
		}
	}
	return out
}

// TestFoldLatin wants the short way of folding to give what the long one does.
func TestFoldLatin(t *testing.T) {
	for r := range rune(0x3000) {
		s := "a" + string(r) + "É" + string(r) + string(r) + "b "
		if short, ok := foldLatin(s); ok && short != foldAny(s) {
			t.Errorf("%q: %q the short way, %q the long", s, short, foldAny(s))
		}
	}
	if short, ok := foldLatin("Évreux : l’« été » – 12 Œuvres"); !ok || short != "evreux l ete 12 oeuvres" {
		t.Errorf("French goes the long way: %q", short)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("abzABZ019 '\"-.,;:!?()\n\t\x01\x7f<[&/éÀœ½ĳ’“–\u0301\u202e")))).Draw(t, "text")
		if short, ok := foldLatin(s); ok && short != foldAny(s) {
			t.Errorf("%q: %q the short way, %q the long", s, short, foldAny(s))
		}
	})
}

// TestUnmarked wants mark-up to be taken off a text that has only one kind of it.
func TestUnmarked(t *testing.T) {
	for text, want := range map[string]string{
		"a <b>c</b>": "a c", "a <!-- b --> c": "a c", "[a](b)": "a", "![a](b) c": "a c", "a https://b.example/c": "a", "a HTTP://b": "a", "wWw.b.example a": "a",
		"a &amp; b": "a b", "&eacute;": "e", "12 / 3742 [b]": "12 3742 b", "www": "www", "a/b": "a b",
	} {
		if got := stated(text); got != want {
			t.Errorf("%q states %q, not %q", text, got, want)
		}
	}
}
