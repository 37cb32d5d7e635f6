package desk

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parvis/generator/fields"
	"parvis/generator/newentry"
	"parvis/generator/splice"
)

// What was typed at home is what a file needs where that is certain, and stays as it was
// typed where it is not; what a field shows means what stands in the file.
func TestMeant(t *testing.T) {
	day, month, amount := fields.Field{Type: fields.Date}, fields.Field{Type: fields.Period}, fields.Field{Type: fields.Amount}
	rate, whole := fields.Field{Type: fields.Decimal}, fields.Field{Type: fields.Whole}
	for _, c := range []struct {
		lang        string
		field       fields.Field
		typed, want string
	}{
		{"fr", day, "12/11/2026", "2026-11-12"}, {"fr", day, "jeudi 12 nov. 2026", "2026-11-12"}, {"fr", day, "2026-11-12", "2026-11-12"},
		{"en", day, "12/11/2026", "12/11/2026"}, {"en", day, "14/11/2026", "2026-11-14"}, {"es", day, "12 de noviembre de 2026", "2026-11-12"},
		{"fr", day, "11/2026", "11/2026"}, {"fr", month, "11/2026", "2026-11"}, {"pt", month, "novembro de 2026", "2026-11"}, {"fr", month, "2026", "2026"},
		{"fr", day, "31/02/2026", "31/02/2026"}, {"fr", day, "lundi 12 nov. 2026", "lundi 12 nov. 2026"},
		{"fr", amount, "1 234,50", "1234.50"}, {"fr", amount, "1 234,50 €", "1234.50"}, {"es", amount, "1.234,50", "1234.50"}, {"es", amount, "1.240", "1.240"},
		{"fr", amount, "80 £", "80 £"}, {"fr", amount, "environ 80", "environ 80"}, {"fr", amount, "-74", "-74"}, {"fr", amount, "12,345", "12,345"},
		{"fr", rate, "1,16", "1.16"}, {"fr", rate, "1,163", "1,163"}, {"pt", whole, "38 400", "38400"}, {"pt", whole, "2,5", "2,5"},
	} {
		if got := (former{lang: c.lang, currency: "EUR"}).meant(c.field, c.typed); got != c.want {
			t.Errorf("%s: %q means %q, not %q", c.lang, c.typed, got, c.want)
		}
	}
	f := former{lang: "fr", currency: "EUR"}
	payer := fields.Field{Type: fields.Line, Name: "paid_by"}
	f.payers = []newentry.Choice{{Value: "ravenna", Label: "Ville de Ravenne"}, {Value: "a", Label: "Deux"}, {Value: "b", Label: "deux"}}
	for _, c := range [][2]string{{"ravenna", "Ville de Ravenne"}, {"La Région", "La Région"}, {"a", "a"}} { // as two have that name, neither is meant
		if got := f.shown(payer, c[0]); got != c[1] || f.meant(payer, got) != c[0] {
			t.Errorf("%q paid, and %q is shown", c[0], got)
		}
	}
	if got := f.meant(payer, "ville de ravenne"); got != "ravenna" {
		t.Errorf("a partner paid, and %q stands in the file", got)
	}
	for _, c := range [][2]string{{"2026-11-12", "12/11/2026"}, {"12 nov 2026", "12 nov 2026"}, {"2026-02-31", "2026-02-31"}} {
		if got := f.shown(day, c[0]); got != c[1] {
			t.Errorf("%q is shown as %q", c[0], got)
		}
		if got := f.typed(day, splice.Of(c[0]), f.shown(day, c[0])); got.Text != c[0] {
			t.Errorf("%q became %q, which nobody typed", c[0], got.Text)
		}
	}
	if got := f.shown(amount, "1.240"); got != "1.240" { // 1,240 would be understood otherwise, or not at all
		t.Errorf("an amount that can be two is shown as %q", got)
	}
}

// A form shows names where there are any, in the editor's language, and finds by them.
func TestNames(t *testing.T) {
	d := stand(t, copied(t), "fr")
	page := spaced(d.form(t, "trips/2026-09-ravenna.md"))
	for _, want := range []string{
		`<option value="solene-le-goff" selected data-more="`, `">Solène Le Goff</option>`,
		`<option value="work" selected data-find="`, `>Emploi et formation</option>`,
		`<option value="ravenna" selected data-more="Ravenna, Italie"`, `<option value="IT" label="Italie"`,
		`<option value="11.4" selected data-more="11 · Villes et communautés durables"`,
		`<option value="GBP" label="GBP · £GB" data-more="`, `value="21/09/2026"`, `>lundi 21 septembre 2026</output>`, `value="96,40"`, `>96,40 €</output>`,
		`<option value="trips/2026-09-ravenna" data-more="Déplacement · septembre 2026"`, `<option value="cost/2026"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not on the form", want)
		}
	}
	c, _ := d.city()
	promise, _ := fields.Find(fields.Outcomes.Fields(), "keeps")
	options := d.former(c, fields.Outcomes).options(promise)
	i := slices.IndexFunc(options, func(o option) bool { return o.Known })
	if i < 0 {
		t.Fatal("no promise is settled")
	}
	settled := options[i]
	named := func(all []option) bool {
		return slices.ContainsFunc(all, func(o option) bool { return o.Value == settled.Value && o.Label == settled.Label })
	}
	if named(marked(options)) || !named(marked(options, settled.Value)) {
		t.Errorf("%s is offered, or not called by its name where it stands", settled.Value)
	}
}

// tried is what a browser is told of a form that it sends.
func (d *Desk) tried(t *testing.T, name string, form url.Values) (a answer) {
	t.Helper()
	w := d.post("try/"+name, form)
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		t.Fatal(err, w.Body)
	}
	return a
}

// What is said of an item stands at it, though one before it is empty and not written; the
// total is that of the page, with what others pay and what was paid in other money; and
// what residents gain has to be said before everybody may see it.
func TestTried(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "fr")
	const name = "trips/2026-09-ravenna.md"
	form := sentBy(t, d.form(t, name))
	for _, part := range []string{"for", "what", "amount", "class", "nights", "paid_by"} {
		form.Set("f.cost.lines.0."+part, "")
	}
	form.Set("f.cost.lines.2.amount", "beaucoup")
	a := d.tried(t, name, form)
	if !strings.Contains(a.Flags["f.cost.lines.2.amount"], "beaucoup") || a.Total != "" || !a.Closed {
		t.Errorf("%q, %q", a.Flags, a.Total)
	}
	form.Set("f.cost.lines.2.amount", "80,00")
	form.Set("f.cost.lines.2.currency", "GBP")
	form.Set("f.cost.lines.2.rate", "1,16")
	form.Set("f.cost.lines.2.rate_date", "14/09/2026")
	a = d.tried(t, name, form)
	if got := spaced(a.Meant["f.cost.lines.2.amount"].Says); got != "80,00 £GB = 92,80 €" {
		t.Errorf("80 pounds are %q", got)
	}
	if want := "Total : 788,30 €, dont 576,80 € payés par la ville · 773,20 € de moins que prévu"; spaced(a.Total) != want {
		t.Errorf("%q", a.Total)
	}
	if got := a.Meant["f.cost.lines.2.rate_date"]; got.Says != "lundi 14 septembre 2026" || got.Value != "2026-09-14" {
		t.Errorf("%q", got)
	}
	form.Set("f.local_impact.benefit", "")
	a = d.tried(t, name, form)
	if !strings.Contains(a.Flags[gateName], "#f.local_impact") {
		t.Errorf("it is not said what is missing: %q", a.Flags)
	}
	d.work.drop(name)
	page := d.post("save/"+name, form).Body.String()
	if !strings.Contains(page, `data-gate aria-describedby="f.draft-flags" checked`) || !strings.Contains(page, `class="flag error"`) {
		t.Error("the refused form does not say it at its fields")
	}
	if is, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !strings.Contains(string(is), "benefit: Since 12 October") {
		t.Error(err, "it was written all the same")
	}
}

// spaced is a text with plain spaces in the place of those that do not break.
func spaced(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }
