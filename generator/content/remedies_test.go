package content

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/generator/source"
)

// remedies are values as they are written on the keyboards of several
// countries, and all that the remedy may lead to, as the field stands then:
// the same value, in the form that is read. None where that is not certain.
var remedies = []struct {
	file, written string
	meant         []string
}{
	{"site.yaml", "population: 12 400", []string{"population: 12400"}},
	{"site.yaml", "population: 12\u00a0400", []string{"population: 12400"}},
	{"site.yaml", "population: 12\u202f400", []string{"population: 12400"}},
	{"site.yaml", "population: 12.400", []string{"population: 12400"}},
	{"site.yaml", "population: 12,400", []string{"population: 12400"}},
	{"site.yaml", "population: 12'400", []string{"population: 12400"}},
	{"site.yaml", "population: 12’400", []string{"population: 12400"}},
	{"site.yaml", "population: 1.012.400", []string{"population: 1012400"}},
	{"site.yaml", "population: 12400,0", []string{"population: 12400"}},
	{"site.yaml", "population: environ 12 400", []string{"population: 12400"}},
	{"site.yaml", "population: 12 400 habitants", []string{"population: 12400"}},
	{"site.yaml", "population: unos 12.400 habitantes", []string{"population: 12400"}},
	{"site.yaml", "population: \"~12400\"", []string{"population: 12400"}},
	{"site.yaml", "population: 12 mille", nil},
	{"site.yaml", "population: 12,4 mil", nil},
	{"site.yaml", "population: 12 400 (2023)", nil},
	{"site.yaml", "population: 12-13000", nil},
	{"site.yaml", "population: 12 40", nil},
	{"site.yaml", "population: -12400", nil},
	{"site.yaml", "iati_organisation: fr-insee-000 000 000", []string{"iati_organisation: FR-INSEE-000000000"}},
	{"site.yaml", "iati_organisation: FR–INSEE–000000000", []string{"iati_organisation: FR-INSEE-000000000"}},
	{"site.yaml", "iati_organisation: 000-000-000", nil},
	{"site.yaml", "deadlines: {report_days: 30 jours}", []string{"deadlines: {report_days: 30}"}},
	{"site.yaml", "deadlines: {report_days: 2 mois}", nil},
	{"site.yaml", "deadlines: {dormant_months: 18 meses}", []string{"deadlines: {dormant_months: 18}"}},
	{"site.yaml", "lat: 44,42\nlon: 12.2", []string{"lat: 44.42"}},
	{"site.yaml", "lat: 44,423\nlon: 12.2", []string{"lat: 44.423"}},
	{"site.yaml", "lat: 44,42° N\nlon: 12.2", []string{"lat: 44.42"}},
	{"site.yaml", "lat: S 44.42\nlon: 12.2", []string{"lat: -44.42"}},
	{"site.yaml", "lat: 44.42\nlon: 1,5 O", []string{"lon: -1.5"}},
	{"site.yaml", "lat: 44.42\nlon: −1,5", []string{"lon: -1.5"}},
	{"site.yaml", "lat: 44°30'N\nlon: 12.2", []string{"lat: 44.5"}},
	{"site.yaml", "lat: \"44°30'36\\\"\"\nlon: 12.2", []string{"lat: 44.51"}},
	{"site.yaml", "lat: 4442\nlon: 12.2", nil},
	{"site.yaml", "lat: 44,42,1\nlon: 12.2", nil},
	{"site.yaml", "base_url: www.ville.fr/monde", []string{"base_url: https://www.ville.fr/monde/"}},
	{"site.yaml", "base_url: https:/ville.fr", []string{"base_url: https://ville.fr/"}},
	{"site.yaml", "base_url: http://ville.fr/?a=b", []string{"base_url: http://ville.fr/"}},
	{"site.yaml", "base_url: la mairie", nil},
	{"site.yaml", "base_url: https://moi:secret@ville.fr/monde", []string{"base_url: https://ville.fr/monde/"}},
	{"site.yaml", "base_url: <https://évreux.fr/>", []string{"base_url: https://évreux.fr/"}},
	{"site.yaml", "base_url: https://ville.fr:99999/", nil},
	{"site.yaml", "contact: {email: x%0d%0aBcc%3Ab@ville.fr}", nil},
	{"site.yaml", "newsletter: {name: La lettre, from: 'mailto:a@ville.fr?subject=x'}", []string{"newsletter: {name: La lettre, from: a@ville.fr}"}},
	{"site.yaml", "contact: {email: mailto:a@ville.fr}", []string{"contact: {email: a@ville.fr}"}},
	{"site.yaml", "contact: {email: a (at) ville.fr}", []string{"contact: {email: a@ville.fr}"}},
	{"site.yaml", "contact: {email: La mairie <a@ville.fr>}", []string{"contact: {email: a@ville.fr}"}},
	{"site.yaml", "contact: {email: a@ville.fr ou b@ville.fr}", nil},
	{"site.yaml", "currency: euros", []string{"currency: EUR"}},
	{"site.yaml", "currency: €", []string{"currency: EUR"}},
	{"site.yaml", "currency: dollars", []string{"currency: USD", "currency: CAD", "currency: AUD", "currency: NZD"}},

	{trip, "sdg: 11,2", []string{"sdg: 11.2", "sdg: [11, 2]"}},
	{trip, "sdg: [11,2]", []string{"sdg: [11.2]", "sdg: [11, 2]"}},
	{trip, "sdg: 11,13", []string{"sdg: [11, 13]"}},
	{trip, "sdg: 13,b", []string{"sdg: 13.b"}},
	{trip, "sdg: 11.2, 13", []string{"sdg: [11.2, 13]"}},
	{trip, "sdg: ODD 11.2", []string{"sdg: 11.2"}},
	{trip, "sdg: 18,3", nil},
	{trip, "departments: streets, streets", []string{"departments: [streets, streets]"}},

	{trip, "cost: 1.240,50", []string{"cost: 1240.50"}},
	{trip, "cost: 1 240,50 €", []string{"cost: 1240.50"}},
	{trip, "cost: 1\u202f240,50 €", []string{"cost: 1240.50"}},
	{trip, "cost: 12€50", []string{"cost: 12.50"}},
	{trip, "cost: 1240,5", []string{"cost: 1240.5"}},
	{trip, "cost: 12,-", []string{"cost: 12"}},
	{trip, "cost: 1,240", []string{"cost: 1240", "cost: 1.24"}},
	{trip, "cost: 1.240", []string{"cost: 1240", "cost: 1.24"}},
	{trip, "cost: 1,245", []string{"cost: 1245"}},
	{trip, "cost: 1240,505", nil},
	{trip, "cost: 2 x 120", nil},
	{trip, "cost: 3 nuits à 96", nil},
	{trip, "cost: 1200 (sur 1500)", nil},
	{trip, "cost: 80-", nil},
	{trip, "cost: (80)", nil},
	{trip, "cost: 100 + 20", nil},
	{trip, "cost: 1200 HT", nil},
	{trip, "cost: 12 k€", nil},
	{trip, "cost: 96 £", nil},
	{trip, "cost: {lines: [{for: meals, amount: 412,50 €}]}", []string{"cost: {lines: [{for: meals, amount: 412.50}]}"}},
	{trip, "cost: {lines: [{for: meals, amount: 1.240,50}]}", []string{"cost: {lines: [{for: meals, amount: 1240.50}]}"}},
	{trip, "cost: {planned: 1 500 €, lines: [{for: meals, amount: 12}]}", []string{"cost: {planned: 1500, lines: [{for: meals, amount: 12}]}"}},
	{
		trip,
		"cost: {lines: [{for: meals, amount: 96, currency: GBP, rate: 1,16}]}",
		[]string{"cost: {lines: [{for: meals, amount: 96, currency: GBP, rate: 1.16}]}"},
	},
	{trip, "cost: {lines: [{for: meals, amount: 96, currency: GBP, rate: 1,163}]}",
		[]string{
			"cost: {lines: [{for: meals, amount: 96, currency: GBP, rate: 1163}]}",
			"cost: {lines: [{for: meals, amount: 96, currency: GBP, rate: 1.1630}]}",
		}},
	{trip, "cost: {lines: [{for: meals, amount: 96, currency: livre, rate: 1.16}]}", nil},
	{trip, "co2_kg: 1,2", []string{"co2_kg: 1.2"}},
	{trip, "co2_kg: 1 240,5", []string{"co2_kg: 1240.5"}},
	{trip, "co2_kg: 1.240", []string{"co2_kg: 1240", "co2_kg: 1.24"}},
	{trip, "co2_kg: 1.163", []string{"co2_kg: 1163", "co2_kg: 1.1630"}},
	{trip, "co2_kg: 96 kg", []string{"co2_kg: 96"}},
	{trip, "co2_kg: 0,4 t", nil},
	{trip, "travellers: [{role: Engineer, count: 2.0}]", []string{"travellers: [{role: Engineer, count: 2}]"}},
	{trip, "travellers: [{role: Engineer, count: deux}]", nil},
	{outcome, "measures: [{what: Riders, before: 1,5, now: 3}]", []string{"measures: [{what: Riders, before: 1.5, now: 3}]"}},
	{outcome, "measures: [{what: Riders, before: 12.400}]", []string{"measures: [{what: Riders, before: 12400}]", "measures: [{what: Riders, before: 12.4}]"}},
	{outcome, "measures: [{what: Riders, before: 3 à 5}]", nil},
	{trip, "destination: Ravenne, Italie", []string{`destination: "Ravenne, IT"`}},
	{trip, "destination: Ravenne (Italie)", []string{`destination: "Ravenne, IT"`}},
	{trip, "destination: Ravenne, it", []string{`destination: "Ravenne, IT"`}},
	{trip, "destination: Ravenne", nil},
	{trip, "destination: Ravena, Itália", []string{`destination: "Ravena, IT"`}},
	{trip, "destination: Rávena – Italia", []string{`destination: "Rávena, IT"`}},
	{trip, "destination: Italie, Ravenne", []string{`destination: "Ravenne, IT"`}},
	{trip, "destination: Ravenne (Italie, IT)", nil},
	{trip, "destination: Ravenne, Italie (IT)", []string{`destination: "Ravenne, IT"`}},
	{trip, "destination: Évora, no Portugal", []string{`destination: "Évora, PT"`}},
	{trip, "destination: Porto, aux Pays-Bas", []string{`destination: "Porto, NL"`}},
	{trip, "destination: Puerto España, Trinidad y Tobago", []string{`destination: "Puerto España, TT"`}},
	{trip, "destination: Ravenne en Italie", []string{`destination: "Ravenne, IT"`}},
	{trip, "destination: Ciudad de México", nil},
	{trip, "destination: Italie", nil},
	{trip, "destination: Motril, Granada", []string{`destination: "Motril, GD"`}},
	{trip, "destination: Atlanta, Georgia", []string{`destination: "Atlanta, GE"`}},
	{trip, "destination: Los Angeles CA", []string{`destination: "Los Angeles, CA"`}},
	{trip, "destination: Ravenne, Émilie-Romagne, Italie", []string{`destination: "Ravenne, Émilie-Romagne, IT"`, `destination: ["Ravenne, IT", "Émilie-Romagne, IT"]`}},
	{trip, "destination: Ravenne, Italie; Évora, Portugal", []string{`destination: ["Ravenne, IT", "Évora, PT"]`}},
	{trip, "destination: Ravenne (Italie), Évora (Portugal)", []string{`destination: ["Ravenne, IT", "Évora, PT"]`}},
	{trip, "destination: Ravenne, Italie, Évora, Portugal", []string{`destination: ["Ravenne, IT", "Évora, PT"]`}},
	{trip, "destination: Ravenne, Italie et Motril, Granada", []string{`destination: ["Ravenne, IT", "Motril, GD"]`}},
	{trip, "destination: {city: Ravenne, country: Italie}", []string{`destination: {city: Ravenne, country: IT}`}},
	{"site.yaml", "country: République tchèque", []string{"country: CZ"}},
	{trip, "destination: Ravenne et Bologne, Italie", []string{`destination: "Ravenne et Bologne, IT"`, `destination: ["Ravenne, IT", "Bologne, IT"]`}},
	{
		trip,
		"mandate: {ref: Vote 112, date: 2026-06-18, url: www.example.org/112}",
		[]string{"mandate: {ref: Vote 112, date: 2026-06-18, url: https://www.example.org/112}"},
	},

	{trip, "published: 14/09/2026", []string{"published: 2026-09-14"}},
	{trip, "published: 14.09.26", []string{"published: 2026-09-14"}},
	{trip, "published: 03.04.2026", []string{"published: 2026-04-03"}},
	{trip, "published: 03/04/2026", []string{"published: 2026-04-03", "published: 2026-03-04"}},
	{trip, "published: 04/04/2026", []string{"published: 2026-04-04"}},
	{trip, "published: 14 septembre 2026", []string{"published: 2026-09-14"}},
	{trip, "published: lundi 14 septembre 2026", []string{"published: 2026-09-14"}},
	{trip, "published: 1er mars 2026", []string{"published: 2026-03-01"}},
	{trip, "published: 1º de março de 2026", []string{"published: 2026-03-01"}},
	{trip, "published: 14 de septiembre de 2026", []string{"published: 2026-09-14"}},
	{trip, "published: 14 sept. 2026", []string{"published: 2026-09-14"}},
	{trip, "published: September 14th, 2026", []string{"published: 2026-09-14"}},
	{trip, "published: 2026-09-14 08:30", []string{"published: 2026-09-14"}},
	{trip, "published: 2026-09-14T08:30:00Z", []string{"published: 2026-09-14"}},
	{trip, "published: 14/09/2026 à 8h30", []string{"published: 2026-09-14"}},
	{trip, "published: 2026–09–14", []string{"published: 2026-09-14"}},
	{trip, "published: 2026‑09‑14", []string{"published: 2026-09-14"}},
	{trip, "published: 20260914", []string{"published: 2026-09-14"}},
	{trip, "published: 26-09-14", []string{"published: 2014-09-26", "published: 2026-09-14"}},
	{trip, "published: 14/09/26", []string{"published: 2026-09-14"}},
	{trip, "published: 14.09.98", []string{"published: 1998-09-14"}},
	{trip, "published: le 14 septembre 2026", []string{"published: 2026-09-14"}},
	{trip, "published: mardi 14 septembre 2026", []string{"published: 2026-09-14"}},
	{trip, "published: vendredi 03/04/2026", []string{"published: 2026-04-03"}},
	{trip, "published: 14 de setembro de 2026", []string{"published: 2026-09-14"}},
	{trip, "published: 1.º de março de 2026", []string{"published: 2026-03-01"}},
	{trip, "published: 14-09-2026", []string{"published: 2026-09-14"}},
	{trip, "published: 2026-09-14 08:30", []string{"published: 2026-09-14"}},
	{trip, "published: '14 septembre 2026'", []string{"published: 2026-09-14"}},
	{trip, "cost: {lines: [{for: meals, amount: 9, rate_date: 14/09/2026}]}", []string{"cost: {lines: [{for: meals, amount: 9, rate_date: 2026-09-14}]}"}},
	{trip, "published: 2026-09", nil},
	{trip, "published: mars 2026", nil},
	{trip, "published: 31/02/2026", nil},
	{trip, "published: fin septembre", nil},
	{agreement, "review: mars 2027", []string{"review: 2027-03"}},
	{agreement, "review: Marzo de 2027", []string{"review: 2027-03"}},
	{agreement, "review: 10/2026", []string{"review: 2026-10"}},
	{agreement, "review: 2026/10", []string{"review: 2026-10"}},
}

// TestRemedies follows each remedy to the letter: what it says to write is
// read, and is the value that was meant.
func TestRemedies(t *testing.T) {
	for _, c := range remedies {
		ds := baseCity().with(c.file, c.written+"\n").problems(t)
		if len(ds) != 1 || ds[0].Severity != source.Error {
			t.Errorf("%q is not refused once:\n%s", c.written, show(ds))
			continue
		}
		d := ds[0]
		file := string(d.At.File.Text)
		var got []string
		for _, value := range proposed(d.Fix.String()) {
			text := file[:d.At.Start] + value + file[d.At.End:]
			if again := baseCity().left(t, c.file, text); len(again) > 0 {
				t.Errorf("%q, mended to %q:\n%s", c.written, value, show(again))
			}
			got = append(got, text)
		}
		var want []string
		for _, meant := range c.meant {
			name, _, _ := strings.Cut(meant, ":")
			lines := strings.Split(c.written, "\n")
			for i, line := range lines {
				if strings.HasPrefix(line, name+":") {
					lines[i] = meant
				}
			}
			want = append(want, baseCity().with(c.file, strings.Join(lines, "\n")+"\n")[c.file])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q leads to %q by %q, want %q", c.written, got, d.Fix, want)
		}
		switch edited := edited(file, d.Edits); {
		case len(d.Edits) > 0 && (len(want) != 1 || edited != want[0]):
			t.Errorf("%q is edited to %q by %q", c.written, edited, d.Fix)
		case len(d.Edits) == 0 && len(want) == 1 && !slices.Contains(unsure, c.written):
			t.Errorf("%q is left to the editor by %q", c.written, d.Fix)
		case len(d.Edits) > 0 && slices.Contains(unsure, c.written):
			t.Errorf("%q is edited to %q, which is not certain", c.written, edited)
		}
	}
}

// unsure are values whose one remedy is not so certain that a machine may follow
// it: a year of two digits, a day of the week that is not that day's, an hour in
// another zone, a number that is not exact.
var unsure = []string{
	"published: 14/09/26", "published: 14.09.26", "published: 14.09.98", "published: mardi 14 septembre 2026", "published: 2026-09-14T08:30:00Z",
	"destination: Ravenne en Italie", "destination: Motril, Granada", "destination: Atlanta, Georgia", "destination: Los Angeles CA",
	"destination: Ravenne, Italie et Motril, Granada",
	"population: environ 12 400", "population: unos 12.400 habitantes", "population: \"~12400\"", "cost: 1,245",
	// An address is left to whoever can try it.
	"base_url: www.ville.fr/monde", "base_url: https:/ville.fr", "base_url: http://ville.fr/?a=b", "base_url: https://moi:secret@ville.fr/monde",
	"base_url: <https://évreux.fr/>", "mandate: {ref: Vote 112, date: 2026-06-18, url: www.example.org/112}",
}

// left are the problems of a city with a file of another text, but for a place on
// the map: in which country it lies, no remedy of a number can know.
func (c city) left(t *testing.T, file, text string) []source.Diagnostic {
	return slices.DeleteFunc(c.file(file, text).problems(t), func(d source.Diagnostic) bool { return d.Rule == rulePlaceElsewhere })
}

// edited is a text after edits, which do not overlap.
func edited(text string, edits []source.Edit) string {
	edits = slices.Clone(edits)
	slices.SortFunc(edits, func(a, b source.Edit) int { return b.At.Start - a.At.Start })
	for _, e := range edits {
		text = text[:e.At.Start] + e.Text + text[e.At.End:]
	}
	return text
}

// TestDayFirst: where all write the day before the month, 03/04/2026 is one day.
func TestDayFirst(t *testing.T) {
	for site, want := range map[string]string{
		"language: fr\nlanguages: [fr]\n": "write published: 2026-04-03", "language: es\nlanguages: [es]\ncountry: EC\ntimezone: America/Guayaquil\n": "write published: 2026-04-03",
		"language: pt\nlanguages: [pt]\ncountry: BR\ntimezone: America/Sao_Paulo\n": "write published: 2026-04-03",
		"language: fr\nlanguages: [fr]\ncountry: CA\ntimezone: America/Toronto\n":   "",
		"language: es\nlanguages: [es]\ncountry: PR\n":                              "", "language: en\n": "",
	} {
		ds := baseCity().with("site.yaml", site).with(trip, "published: 03/04/2026\n").problems(t)
		ds = slices.DeleteFunc(ds, func(d source.Diagnostic) bool { return d.At.File.Path != "content/"+trip })
		if len(ds) != 1 || (ds[0].Fix.String() == want) != (want != "") || len(ds[0].Edits) > 0 != (want != "") {
			t.Errorf("%q:\n%s", site, show(ds))
		}
	}
}

var (
	alternative = regexp.MustCompile(`, or |; or, if these are \d cities, destination: `)
	condition   = regexp.MustCompile(` if .*| for the .*| with a .*|, whichever.*|; else .*`)
	inGeneral   = regexp.MustCompile(`^(?:the|it|a|one) |^\pL+(?: \pL+){2}`) // how such a value is written
	fieldName   = regexp.MustCompile(`^(?:[a-z_0-9]+: )?`)
)

// proposed are the values that a remedy says to write, in their order.
func proposed(fix string) (out []string) {
	said, found := strings.CutPrefix(fix, "write ")
	if list, ok := strings.CutPrefix(said, "one of: "); ok {
		return strings.Split(list, ", ")
	}
	if !found || strings.Contains(fix, "…") || inGeneral.MatchString(said) {
		return nil
	}
	for _, part := range alternative.Split(said, -1) {
		part = condition.ReplaceAllString(part, "")
		out = append(out, part[len(fieldName.FindString(part)):])
	}
	return out
}
