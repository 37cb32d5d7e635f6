package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/source"
)

// draft is a draft being written: its front matter and its questions.
type draft struct {
	words     *catalog.Language // of the city, in which the questions are asked
	front     strings.Builder
	questions []string
	asked     map[string]bool
}

func newDraft(words *catalog.Language) *draft {
	d := &draft{words: words, asked: map[string]bool{}}
	d.front.WriteString("---\ndraft: true\n")
	return d
}

// field writes a field; one without a value is left empty.
func (d *draft) field(name, value string) {
	d.raw(name, scalar(value))
}

// raw writes a field whose value is YAML already.
func (d *draft) raw(name, value string) {
	d.front.WriteString(strings.TrimRight(name+": "+value, " ") + "\n")
}

// open writes a field without a value and its question, in the front matter
// and in the text.
func (d *draft) open(name string, question catalog.Message) {
	d.note(question)
	d.raw(name, "")
	d.ask("%s (`%s`)", question, name)
}

// note writes a comment into the front matter.
func (d *draft) note(says catalog.Message) {
	d.front.WriteString("# " + oneLine(says.In(d.words)) + "\n")
}

// ask puts a question. The format and its arguments are those of [catalog.Say].
func (d *draft) ask(format string, args ...any) {
	d.put(catalog.Say(format, args...))
}

// put puts a question, once.
func (d *draft) put(question catalog.Message) {
	if q := question.In(d.words); !d.asked[q] {
		d.asked[q] = true
		d.questions = append(d.questions, q)
	}
}

// text returns the whole file: front matter, questions, what was published.
func (d *draft) text(published string) []byte {
	var b strings.Builder
	b.WriteString(d.front.String() + "---\n\n## " + catalog.Say("Questions this draft leaves open").In(d.words) + "\n\n")
	for _, q := range d.questions {
		b.WriteString("- " + q + "\n")
	}
	b.WriteString("\n## " + catalog.Say("As published").In(d.words) + "\n\n" + published)
	return []byte(b.String())
}

// bare returns the file of a partner or a person, whose page shows no text: its
// questions are remarks in the front matter.
func (d *draft) bare() []byte {
	for _, q := range d.questions {
		if said, _, _ := strings.Cut(q, " (`"); !strings.Contains(d.front.String(), "# "+oneLine(said)) {
			d.front.WriteString("# " + oneLine(q) + "\n")
		}
	}
	return []byte(d.front.String() + "---\n")
}

// plain is a text that YAML reads as itself without quotation marks, in lists
// and mappings on one line too.
var plain = regexp.MustCompile(`^\p{L}(?:[\p{L}\p{M}\p{N} _/.’'-]*[\p{L}\p{N}.])?$`)

// scalar writes a text as YAML that reads back as just this text.
func scalar(s string) string {
	switch {
	case s == "":
		return ""
	case plain.MatchString(s) && !strings.EqualFold(s, "null"), number.MatchString(s):
		return s
	}
	return quoted(s)
}

var number = regexp.MustCompile(`^-?\d+(\.[\da-z]+)?$|^\d{4}-\d\d(-\d\d)?$`)

func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case source.EndsLine(r): // as programs of offices write one within a cell or a paragraph
			b.WriteString(`\n`)
		case unicode.IsPrint(r) || r == '\u00a0':
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// oneLine drops the line breaks and repeated spaces of a text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

var (
	special    = regexp.MustCompile("[\\\\`*_\\[\\]<>|~@]")
	reference  = regexp.MustCompile(`&([\p{L}#])`)
	bareWeb    = regexp.MustCompile(`(?i)\b(www)\.`)
	blockStart = regexp.MustCompile(`^([-+=#:>|]|\d+([.)]))`)
)

// esc writes a published text as Markdown that shows just this text: no mark-up,
// no links, no HTML.
func esc(s string) string {
	s = special.ReplaceAllString(oneLine(s), `\$0`)
	s = reference.ReplaceAllString(s, `&amp;$1`)
	s = bareWeb.ReplaceAllString(s, `$1\.`)
	return strings.ReplaceAll(s, "://", `\://`)
}

// escLines is esc for a text whose line breaks are kept, within a list.
func escLines(s string) string {
	var lines []string
	for text := range strings.Lines(s) {
		text = esc(text)
		if m := blockStart.FindStringSubmatchIndex(text); m != nil && len(lines) > 0 {
			text = text[:m[1]-1] + `\` + text[m[1]-1:]
		}
		if rest, found := strings.CutSuffix(text, `\\`); found {
			text = rest + "&#92;" // three backslashes at a line's end are no break to goldmark
		}
		if text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\\\n  ")
}

// published lists every cell that no field holds word for word, but for those
// about persons: a column, the rows where several differ, and the text.
func (im *importing) published(legs []*leg) string {
	var b strings.Builder
	b.WriteString(catalog.Say("From %s, %s.", esc(im.name()), rowList(rowsOf(legs))).In(im.words) + "\n\n")
	for _, c := range im.unused(legs, false) {
		fmt.Fprintf(&b, "- **%s**%s: %s\n", esc(c.name), c.where, escLines(c.text))
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// persons moves the cells about persons into the note for colleagues, which is
// never published, and says so.
func (im *importing) persons(d *draft, legs []*leg) {
	var lines, names []string
	for _, c := range im.unused(legs, true) {
		lines = append(lines, c.name+c.where+": "+c.text)
		if !slices.Contains(names, c.name) {
			names = append(names, c.name)
		}
	}
	if len(lines) == 0 {
		return
	}
	d.note(catalog.Say("What the table says of persons. This is never published."))
	d.raw("staff_note", quoted(strings.Join(lines, "\n")))
	var shown []string
	for _, name := range names {
		shown = append(shown, esc(name))
	}
	d.ask("What the table says of persons (%s) stands in the note for colleagues, which is never published. Is it needed at all? (`staff_note`)",
		catalog.And(shown...))
}

// cellText is a text that stands in a column of one or more rows.
type cellText struct{ name, where, text string }

// unused are the texts of a trip's rows that no field holds word for word: those
// about persons, or the others.
func (im *importing) unused(legs []*leg, personal bool) []cellText {
	var out []cellText
	width := 0
	for _, l := range legs {
		width = max(width, len(l.row.cells))
	}
	travellers := namesOf(legs)
	for column := range width {
		var texts []string
		rows, about := map[string][]int{}, map[string]bool{}
		ofPersons := im.isOfPersons(column)
		for _, l := range legs {
			text := l.row.said(column)
			if text == "" || l.used[column] {
				continue
			}
			if _, known := about[text]; !known {
				about[text] = ofPersons || namesOne(text, travellers)
			}
			if about[text] == personal {
				if rows[text] == nil {
					texts = append(texts, text)
				}
				rows[text] = append(rows[text], l.row.n)
			}
		}
		for _, text := range texts {
			where := ""
			if len(rows[text]) < len(legs) {
				where = " (" + rowList(rows[text]).In(im.words) + ")"
			}
			out = append(out, cellText{im.layout.name(column), where, text})
		}
	}
	return out
}

// personalColumn are the headers of columns about persons, in the languages of
// the tables that cities publish.
var personalColumn = regexp.MustCompile(
	`(?i)(^|_)(names?|noms?|pr[eé]noms?|firstname|lastname|surname|nombres?|apellidos?|nomes?|apelidos?|travell?ers?|voyageurs?|viajeros?|viajer[oa]s?|` +
		`viajantes?|` +
		`employees?|employ[eé]e?s?|empleados?|funcion[aá]rios?|agents?|agentes|officers?|persons?|personnes?|personas?|pessoas?|participants?|participantes?|` +
		`missionnaires?|matricules?|staff|disclosure_group|` +
		`e_?mail|mail|courriel|correo|phone|telephone|t[eé]l[eé]phone|tel[eé]fono|telefone|passport|passeport|pasaporte|passaporte|birth|birthday|naissance|` +
		`nacimiento|nascimento|dni|nif|cpf|curp|rut|iban)(_|$)`,
)

// isOfPersons tells whether a column is about persons by its name.
func (im *importing) isOfPersons(column int) bool {
	return slices.Contains(im.layout.fields["traveller"].at, column) || personalColumn.MatchString(headerKey(im.layout.name(column)))
}

// namesOf are the words of the travellers' names, each name once.
func namesOf(legs []*leg) [][]string {
	var out [][]string
	seen := map[string]bool{}
	for _, l := range legs {
		if words := strings.Fields(content.Fold(l.traveller)); len(words) > 1 && !seen[l.traveller] {
			seen[l.traveller] = true
			out = append(out, words)
		}
	}
	return out
}

// namesOne tells whether a text names one of the travellers.
func namesOne(text string, travellers [][]string) bool {
	has := strings.Fields(content.Fold(text))
	return slices.ContainsFunc(travellers, func(name []string) bool {
		return !slices.ContainsFunc(name, func(w string) bool { return !slices.Contains(has, w) })
	})
}

func rowList(rows []int) catalog.Message {
	if len(rows) == 1 {
		return catalog.Say("row %d", rows[0])
	}
	var words []string
	for _, n := range rows {
		words = append(words, strconv.Itoa(n))
	}
	return catalog.Say("rows %s", catalog.And(words...))
}
