package importer

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"parvis/generator/catalog"
	"parvis/generator/content"
)

// This file finds where in a table its rows are: below titles and the header, above sums
// and remarks.

// knownNames tells of a text whether it is the name of a column: one that is known, or that
// a map file gives.
func knownNames(m *Mapping) func(string) bool {
	known, seen := known(), map[string]bool{}
	if m != nil {
		for _, names := range m.columns {
			for _, name := range names {
				seen[oneLine(name.V)] = true
			}
		}
	}
	return func(text string) bool {
		text = oneLine(text)
		is, ok := seen[text]
		if !ok && len(text) <= longest && strings.ContainsFunc(text, unicode.IsLetter) {
			is = listed()[headerKey(text)] || known.describe(0, text).field != ""
			seen[text] = is
		}
		return is
	}
}

// listed are the keys of the names of columns that tables other than those of trips have.
var listed = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, key := range content.Columns {
		out[key] = true
	}
	for _, byField := range listHeaders {
		for _, keys := range byField {
			for _, key := range keys {
				out[key] = true
			}
		}
	}
	return out
})

// longest is how many bytes the name of a column has at most, to be looked up.
const longest = 80

// searched is how many rows the header is searched in.
const searched = 50

// headerRow finds the header: the row with most names that are known, or the first that is
// about as wide as the table where hardly any is. Above it stand titles.
func headerRow(rows []row, known func(string) bool) int {
	best, most := 0, 0
	var widths []int
	for i, r := range rows[:min(len(rows), searched)] {
		if n := r.namesOf(known); n > most {
			best, most = i, n
		}
		widths = append(widths, r.filled())
	}
	if most > 1 {
		return best
	}
	sorted := slices.Sorted(slices.Values(widths))
	usual := sorted[len(sorted)/2]
	for i, n := range widths {
		if n >= 2 && 3*n >= 2*usual {
			return i
		}
	}
	return 0
}

// namesOf counts the different names in a row that are known.
func (r row) namesOf(known func(string) bool) int {
	var names []string
	for _, c := range r.cells {
		if name := oneLine(c.text); known(name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return len(names)
}

// filled counts the cells that hold something of their own.
func (r row) filled() int {
	n := 0
	for i, c := range r.cells {
		if !c.merged && r.text(i) != "" {
			n++
		}
	}
	return n
}

// tidy says what stands above the header, and takes out of the rows what is none of the
// table: sums, and remarks below the last row.
func (im *importing) tidy(t *tableRows) {
	if len(t.titles) > 0 {
		d := ruleRow.At(t.titles[0].span(), "the header is taken to be row %d; what stands above it is not read (%s)", t.header.n, numbers(t.titles)).
			To("see that row %d names the columns; with the rows above it taken out of the table, this is not said again", t.header.n)
		d.Why = catalog.Message{}
		im.report(d)
	}
	last := len(t.rows)
	for last > 0 && t.header.filled() > 2 && t.rows[last-1].isRemark(t.header) {
		last--
	}
	if remarks := t.rows[last:]; len(remarks) > 0 && last > 0 {
		im.leaveOut(remarks[0], catalog.Say("what stands below the table is taken for a remark, and is not read (%s)", numbers(remarks)),
			catalog.Say("put what belongs to a trip into that trip’s row"))
		t.rows = t.rows[:last]
	}
	sums := len(t.rows) > 0 && isSum(t.rows[len(t.rows)-1], t.rows[:len(t.rows)-1])
	out := t.rows[:0]
	for i, r := range t.rows {
		if isTotalRow(r) || sums && i == len(t.rows)-1 {
			im.leaveOut(r, catalog.Say("this row holds sums of others, and is left out"), catalog.Say("nothing need be done: no draft is made of it"))
			continue
		}
		out = append(out, r)
	}
	t.rows = out
}

// isRemark tells whether a row holds no more than one text, where the table's first column is.
func (r row) isRemark(header row) bool {
	first := 0
	for header.text(first) == "" {
		first++
	}
	for i := range r.cells {
		if text := r.text(i); text != "" && text != r.text(first) {
			return false
		}
	}
	return r.filled() == 1 && !isTotalRow(r)
}

func numbers(rows []row) catalog.Message {
	var out []int
	for _, r := range rows {
		out = append(out, r.n)
	}
	return rowList(out)
}

// totalWord is what stands at the start of a row of sums, folded, in the four languages.
var totalWord = regexp.MustCompile(`^(?:(?:grand|sub|sous|montant|importe|valor|monto|total) ?)?` +
	`(?:total|totaux|totals|totales|totais|suma|sumas|soma|somas|somme|sum|subtotal)` +
	`(?: (?:general|generale|geral|final|finale|global|globale|annuel|anual|ttc|ht|en|in|em|eur|euros?|of|de|del|da|do|des|du|la|l|` +
	`trips|viajes|viagens|deplacements|missions|annee|ano|year|\d{4}))*$`)

// isTotalRow tells whether a row holds sums: one of its cells says so, and besides there are
// only amounts.
func isTotalRow(r row) bool {
	named := false
	for i, c := range r.cells {
		text := r.text(i)
		switch {
		case c.merged || text == "" || mark.MatchString(text):
		case c.day:
			return false
		case !named && totalWord.MatchString(content.Fold(text)):
			named = true
		default:
			if _, ok := hundredths(text); !ok {
				return false
			}
		}
	}
	return named
}

var (
	// mark is a currency alone, and marked one beside an amount.
	mark   = regexp.MustCompile(`^(?:R\$|US\$|CA\$|[$€£]|[A-Z]{3})$`)
	marked = regexp.MustCompile(`^(?:R\$|US\$|CA\$|[$€£]|[A-Z]{3}\b)\s*|\s*(?:[$€£]|\b[A-Z]{3}|euros?)$`)
)

// hundredths is an amount in any currency, to be compared with a sum of others, and never
// published; false for another text.
func hundredths(text string) (int64, bool) {
	if len(text) > 40 || !strings.ContainsAny(text, "0123456789") {
		return 0, false
	}
	_, money, ok := readAmount(marked.ReplaceAllString(text, ""), "EUR")
	return money.Minor, ok
}

// isSum tells whether a row holds nothing but sums of the columns above, and a word at most.
func isSum(r row, above []row) bool {
	words, sums := 0, 0
	for i, c := range r.cells {
		text := r.text(i)
		if c.merged || text == "" {
			continue
		}
		want, ok := hundredths(text)
		if !ok || c.day {
			if words++; words > 1 {
				return false
			}
			continue
		}
		var sum, of int64
		for _, a := range above {
			if n, ok := hundredths(a.text(i)); ok && !a.cells[i].merged {
				sum, of = sum+n, of+1
			}
		}
		if of < 2 || sum != want || want == 0 {
			return false
		}
		sums++
	}
	return sums > 0
}

// nothing are the words by which a table says that there is nothing to say, folded.
var nothing = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Split("n a|not applicable|not available|none|no data|unknown|not disclosed|not provided|"+
		"neant|sans objet|s o|non applicable|non disponible|indisponible|non communique|non communiquee|non renseigne|non renseignee|n c|n r|n d|aucun|aucune|"+
		"inconnu|inconnue|pas de donnees|donnee non disponible|"+
		"no aplica|no disponible|no procede|no consta|s d|s i|sin dato|sin datos|sin informacion|ninguno|ninguna|desconocido|no informado|no informa|"+
		"nao aplicavel|nao se aplica|nao disponivel|indisponivel|sem dados|sem informacao|nao informado|nao consta|nenhum|nenhuma|desconhecido", "|") {
		out[w] = true
	}
	return out
}()

// strokes are texts without any letter or digit: “-”, “—”, “...”.
var strokes = regexp.MustCompile(`^[-–—‒―_./\\*·…\s]+$`)

// saysNothing tells whether a cell says that there is nothing to say. NA does not: it may
// be Namibia.
func saysNothing(text string) bool {
	text = strings.TrimSpace(text)
	return len(text) < 40 && text != "" && (strokes.MatchString(text) || nothing[content.Fold(text)])
}

// emptied takes the words that say nothing out of the cells. They are kept beside, and
// stand in the draft as they were published.
func emptied(rows []row) {
	for _, r := range rows {
		for i, c := range r.cells {
			if saysNothing(c.text) {
				r.cells[i].text = ""
				if !strokes.MatchString(c.text) {
					r.cells[i].word = strings.TrimSpace(c.text)
				}
			}
		}
	}
}

// unmerged empties the amounts that cells say only because they are one with another: what
// three travellers cost together is not three times that.
func (im *importing) unmerged(rows []row) {
	var columns []int
	for _, c := range im.layout.costs {
		columns = append(columns, c.at)
	}
	for _, field := range []string{"amount", "total"} {
		columns = append(columns, im.layout.fields[field].at...)
	}
	for _, r := range rows {
		for _, i := range columns {
			if i < len(r.cells) && r.cells[i].merged {
				r.cells[i].text = ""
			}
		}
	}
}
