package content

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// A brokenFile is a file as an officer breaks it, and what becomes of it when the
// remedy is followed.
type brokenFile struct {
	file string
	// was is what stood there, written what is there now: ¦ stands before the place at
	// which the fault is to be reported. Where was is empty, written is the whole file.
	was, written string
	rule         string
	// mended stands there when the remedy has been followed; nothing where that is what
	// stood there before.
	mended string
	// to is the name that the remedy gives to the file; “-” where it is deleted.
	to string
}

// words are what the cities of the four languages have in other words.
var words = map[string]map[string]string{
	"en": {
		"country": "FR", "zone": "Europe/Paris", "currency": "EUR", "issue": "mobility", "Issue": "Getting about", "dep": "streets", "Dep": "Streets", "town": "Ravenna", "IT": "IT",
		"title": "Ravenna shows how night trams pay their way", "purpose": "See how a city of our size runs its trams at night.",
		"benefit": "Line A runs until one from March and takes late shifts home.", "train": "Night train", "pitch": "Late shifts get home by tram until one.",
		"story": "The depot opens at four.", "signed": "A shared workshop", "repair": "Repair trams together instead of buying new ones.",
		"trams": "Six old trams are repaired and carry 900 people a day on line C.", "six": "Six trams are back on line C.", "promise": "Six trams come back.",
		"mayor": "Mayor", "chairs": "She chairs the council.", "partner": "A city of trams.", "about": "About this site", "told": "Every trip is told here.",
	},
	"fr": {
		"country": "FR", "zone": "Europe/Paris", "currency": "EUR", "issue": "transports", "Issue": "Se déplacer", "dep": "voirie", "Dep": "Voirie", "town": "Ravenne", "IT": "IT",
		"title": "Ravenne montre comment un tram de nuit se paie", "purpose": "Voir comment une ville comme la nôtre fait rouler ses trams la nuit.",
		"benefit": "La ligne A roule jusqu’à une heure dès mars et ramène les équipes du soir.", "train": "Train de nuit",
		"pitch": "La nuit, on rentre en tram jusqu’à une heure.",
		"story": "Le dépôt ouvre à quatre heures.", "signed": "Un atelier commun", "repair": "Réparer ensemble au lieu d’acheter.",
		"trams": "Six vieux trams réparés transportent 900 personnes par jour sur la ligne C.", "six": "Six trams reviennent sur la ligne C.",
		"promise": "Six trams reviennent.", "mayor": "Maire", "chairs": "Elle préside le conseil.", "partner": "Une ville de trams.",
		"about": "À propos de ce site", "told": "Chaque voyage est raconté ici.",
	},
	"es": {
		"country": "ES", "zone": "Europe/Madrid", "currency": "EUR", "issue": "transporte", "Issue": "Moverse", "dep": "obras", "Dep": "Obras", "town": "Rávena", "IT": "IT",
		"title": "Rávena enseña cómo se paga un tranvía de noche", "purpose": "Ver cómo una ciudad como la nuestra mueve sus tranvías de noche.",
		"benefit": "La línea A circula hasta la una desde marzo y lleva a casa a los turnos de noche.", "train": "Tren nocturno",
		"pitch": "De noche se vuelve en tranvía hasta la una.",
		"story": "Las cocheras abren a las cuatro.", "signed": "Un taller común", "repair": "Reparar juntos en lugar de comprar.",
		"trams": "Seis tranvías viejos reparados llevan a 900 personas al día en la línea C.", "six": "Seis tranvías vuelven a la línea C.",
		"promise": "Vuelven seis tranvías.", "mayor": "Alcaldesa", "chairs": "Preside el pleno.", "partner": "Una ciudad de tranvías.",
		"about": "Sobre este sitio", "told": "Cada viaje se cuenta aquí.",
	},
	"pt": {
		"country": "PT", "zone": "Europe/Lisbon", "currency": "EUR", "issue": "transportes", "Issue": "Deslocar-se", "dep": "obras", "Dep": "Obras", "town": "Ravena", "IT": "IT",
		"title": "Ravena mostra como se paga um elétrico à noite", "purpose": "Ver como uma cidade como a nossa põe os elétricos a andar à noite.",
		"benefit": "A linha A circula até à uma desde março e leva a casa os turnos da noite.", "train": "Comboio noturno",
		"pitch": "À noite volta-se de elétrico até à uma.",
		"story": "A garagem abre às quatro.", "signed": "Uma oficina comum", "repair": "Reparar em conjunto em vez de comprar.",
		"trams": "Seis elétricos antigos reparados levam 900 pessoas por dia na linha C.", "six": "Seis elétricos voltam à linha C.",
		"promise": "Voltam seis elétricos.", "mayor": "Presidente da Câmara", "chairs": "Preside à câmara.", "partner": "Uma cidade de elétricos.",
		"about": "Sobre este site", "told": "Cada viagem é contada aqui.",
	},
}

// cityIn is a city that writes in a language, in which nothing is to be said.
func cityIn(lang string) city {
	var pairs []string
	for name, word := range words[lang] {
		pairs = append(pairs, "<"+name+">", word)
	}
	fill := strings.NewReplacer(append(pairs, "<lang>", lang)...)
	c := city{
		"site.yaml": `title: Valmont
city: Valmont
country: <country>
population: 20000
language: <lang>
languages: [<lang>]
currency: <currency>
timezone: <zone>
base_url: https://valmont.example.org/
contact:
  email: mairie@valmont.example.org
local_issues:
  - id: <issue>
    name: <Issue>
departments:
  - id: <dep>
    name: <Dep>
`,
		trip: `---
title: <title>
start: 2026-09-14
end: 2026-09-16
destination: <town>, <IT>
purpose: <purpose>
local_impact:
  benefit: <benefit>
  issues: [<issue>]
cost:
  status: final
  lines:
    - {for: transport, what: <train>, amount: 412.50}
    - for: lodging
      amount: 186
sdg: [11.2]
pitch: <pitch>
official: claire-moreau
departments: [<dep>]
---
<story>
`,
		agreement: `---
title: <signed>
signed: 2025-06-12
partners: [ravenna]
purpose: <repair>
local_impact: {benefit: "<trams>", issues: [<issue>]}
cost: 5000
sdg: [11.2]
pitch: <six>
official: claire-moreau
departments: [<dep>]
promises:
  - id: trams
    text: <promise>
    due: 2027-06-30
    status: open
---
`,
		"outcomes/2026-trams.md": `---
title: <pitch>
date: 2026-10-30
of: [trips/2026-09-ravenna]
status: under_way
purpose: <story> <repair>
local_impact: {benefit: "<six> 2027: <pitch>", issues: [<issue>]}
cost: 120
sdg: [11.2]
pitch: <story>
official: claire-moreau
departments: [<dep>]
---
`,
		"people/claire-moreau.md": "---\nname: Claire Moreau\nrole: <mayor>\nelected: true\nfrom: 2020\n---\n<chairs>\n",
		"partners/ravenna.md":     "---\nname: <town>\nkind: city\ncity: <town>\ncountry: IT\nlat: 44.42\nlon: 12.20\n---\n<partner>\n",
		"pages/about.md":          "---\ntitle: <about>\n---\n<told>\n",
	}
	for name, text := range c {
		c[name] = fill.Replace(text)
	}
	return c
}

// TestBrokenFiles breaks files in each language as officers do. Of each one thing is
// said, at the place of the fault; and when that has been followed to the letter, by
// the edits where there are some, nothing more is said.
func TestBrokenFiles(t *testing.T) {
	total := 0
	for _, lang := range []string{"en", "fr", "es", "pt"} {
		var b strings.Builder
		whole := cityIn(lang)
		if ds := whole.problems(t); len(ds) > 0 {
			t.Fatalf("%s:\n%s", lang, show(ds))
		}
		l := catalog.For(lang)
		for _, broken := range brokenFiles[lang] {
			total++
			said := broken.check(t, whole)
			fmt.Fprintf(&b, "%s: %s\n\n", broken.file, strings.ReplaceAll(strings.ReplaceAll(broken.written, "\n", "⏎"), "\u00a0", "⍽"))
			_ = source.Text(&b, said, source.Color{}, l)
			b.WriteString("\n")
		}
		if n := len(brokenFiles[lang]); n < 30 {
			t.Errorf("only %d broken files in %s", n, lang)
		}
		golden(t, "broken/"+lang+".txt", b.String())
	}
	if total < 120 {
		t.Errorf("only %d broken files", total)
	}
}

// check checks a city with the broken file, and then with the mended one, and returns
// what is said of the broken one.
func (broken brokenFile) check(t *testing.T, whole city) []source.Diagnostic {
	t.Helper()
	text, start := broken.with(whole, broken.written)
	fault := start + strings.Index(broken.written, "¦")
	text = strings.Replace(text, "¦", "", 1)
	ds := whole.file(broken.file, text).problems(t)
	if len(ds) != 1 || ds[0].Rule.Name != broken.rule || ds[0].At.File.Path != "content/"+broken.file || ds[0].At.Start != fault || ds[0].Fix.IsZero() {
		t.Errorf("%q:\n%swant one %s at byte %d", broken.written, show(ds), broken.rule, fault)
		return ds
	}
	mended := broken.mended
	if mended == "" {
		mended = broken.was
	}
	after, _ := broken.with(whole, mended)
	if edits := ds[0].Edits; len(edits) > 0 {
		if text = edited(text, edits); text != after {
			t.Errorf("%q becomes, by its edits:\n%s", broken.written, text)
		}
	}
	c := maps.Clone(whole)
	if broken.to != "" {
		delete(c, broken.file)
		after = strings.Replace(after, "¦", "", 1)
	}
	switch {
	case broken.to == "":
		c[broken.file] = after
	case broken.to != "-":
		c[broken.to] = after
	}
	if again := c.problems(t); len(again) > 0 {
		t.Errorf("%q, when its remedy has been followed:\n%s", broken.written, show(again))
	}
	return ds
}

// with is the file's text with something in the place of what was broken, and where
// that starts.
func (broken brokenFile) with(whole city, words string) (text string, start int) {
	if broken.was == "" {
		return words, 0
	}
	start = strings.Index(whole[broken.file], broken.was)
	if start < 0 {
		panic(broken.file + " does not hold " + broken.was)
	}
	return whole[broken.file][:start] + words + whole[broken.file][start+len(broken.was):], start
}

// anotherTripIn is the text of a second trip; marked, where it would be in no folder but
// that of trips, at the first field that only trips have.
func anotherTripIn(lang string, marked bool) string {
	w := words[lang]
	text := strings.NewReplacer(w["title"], w["story"], w["benefit"], w["six"]+" 2026.", "2026-09-1", "2026-10-1").Replace(cityIn(lang)[trip])
	if marked {
		return strings.Replace(text, "start:", "¦start:", 1)
	}
	return "¦" + text
}
