package content

import (
	"strings"
	"testing"
	"time"

	"parvis/generator/newcity"
	"parvis/generator/source"
)

// TestTexts writes placeholders, and texts that are none, wherever somebody
// reads them.
func TestTexts(t *testing.T) {
	const letter, page, fr = "newsletters/2026-10.md", "pages/about.md", "trips/2026-09-ravenna.fr.md"
	translated := baseCity().file(fr, "---\ntitle: Ravenne\n---\nTexte.\n")
	cases := []struct {
		city city
		want string
	}{
		{baseCity().with(trip, "title: TBD\n"), "title"},
		{baseCity().with(trip, "title: À compléter\n"), "title"},
		{baseCity().with(trip, "pitch: Pendiente de confirmar\n"), "pitch"},
		{baseCity().with(trip, "pitch: \"…\"\n"), "pitch"},
		{baseCity().with(trip, "purpose: Néant.\n"), "purpose"},
		{baseCity().with(trip, "purpose: Por definir\n"), "purpose"},
		{baseCity().with(trip, "purpose: \"-\"\n"), "purpose"},
		{baseCity().with(trip, "cost: {status: final, lines: [{for: fees, amount: 0}], explanation: A definir}\n"), "explanation"},
		{baseCity().with(letter, "title: Lorem ipsum dolor sit amet\n"), "title"},
		{baseCity().with(letter, "purpose: to be written\n"), "purpose"},
		{baseCity().with(letter, "question: Em curso\n"), "question"},
		{baseCity().with(letter, "best_practice: {text: Pending}\n"), "text"},
		{baseCity().with(page, "title: Coming soon\n"), "title"},
		{translated.with(fr, "title: Sans objet\n"), "title"},
		{translated.with(fr, "purpose: En cours de rédaction\n"), "purpose"},
		{
			translated.with(fr, "cost: {explanation: n/a}\n").
				with(trip, "cost: {status: final, lines: [{for: fees, amount: 0}], explanation: The hosts paid.}\n"),
			"explanation",
		},
		{baseCity().body(trip, "TBD\n"), "the story"},
		{baseCity().body(trip, "\n## What we saw\n\n*To be written.*\n\n## What comes next\n\nTBC\n"), "the story"},
		{baseCity().body("people/claire-moreau.md", "À rédiger.\n"), "the story"},
		{baseCity().body("partners/ravenna.md", "Por completar\n"), "the story"},
		{translated.body(fr, "Em elaboração\n"), "the story"},
		{baseCity().body(page, strings.Repeat("Every trip is told here. ", 20)+"Lorem ipsum dolor sit amet.\n"), "the story"},

		{baseCity().with(trip, "title: 2026\n"), ""},
		{baseCity().with(trip, "title: Void flats in Ravenna\n"), ""},
		{baseCity().with(trip, "title: Pending cases are answered in ten days\n"), ""},
		{baseCity().with(trip, "pitch: \"In progress: 200 homes are insulated.\"\n"), ""},
		{baseCity().with(trip, "cost: {status: final, lines: [{for: fees, amount: 0}], explanation: None of it was paid by the city.}\n"), ""},
		{baseCity().body(trip, "Text.\n"), ""},
		{baseCity().body(trip, "## What we saw\n"), ""},
		{baseCity().body(trip, "TBD, they call the new depot: [the plan](https://www.example.org/tbd).\n"), ""},
		{baseCity().body(trip, "- - -\n"), ""},
		{translated, ""},
	}
	for _, c := range cases {
		ds := c.city.problems(t)
		switch {
		case c.want == "" && len(ds) > 0, c.want != "" && (len(ds) != 1 || ds[0].Rule != ruleTextPlaceholder || ds[0].Severity != source.Error):
			t.Errorf("want a placeholder in %q:\n%s", c.want, show(ds))
		case c.want != "" && !strings.Contains(ds[0].Message.String(), c.want):
			t.Errorf("%q instead of %q", ds[0].Message, c.want)
		}
	}
}

func TestPurposeVague(t *testing.T) {
	cases := map[string]bool{
		"Meeting.": true, "Official visit": true, "Attending the annual general assembly": true, "Strengthen ties between our cities": true, "Visit": true,
		"Réunion de travail.": true, "Participer au congrès annuel": true, "Rencontrer le maire": true, "Visite d’amitié": true, "Prise de contact": true,
		"Reunión de trabajo": true, "Asistir al congreso": true, "Firma del convenio": true, "Fortalecer los lazos de hermanamiento": true,
		"Reunião de trabalho": true, "Participação no fórum": true, "Assinatura do protocolo": true, "Reforçar os laços de amizade": true,

		"Cut waste": false, "Buy two trams together.": false, "See night trams": false, "Learn how bats are counted": false,
		"Attend the trial of our supplier": false,
		"Comprendre leur collecte":         false, "Ouvrir un lycée": false, "Réduire les fuites": false, "Visite du dépôt de nuit": false,
		"Ahorrar agua": false, "Conocer su planta de compostaje": false, "Poupar água": false, "Ver como se poda sem escadas": false,
	}
	for text, vague := range cases {
		ds := baseCity().with(trip, "purpose: \""+text+"\"\n").problems(t)
		if got := strings.Join(rulesOf(ds), " "); got != map[bool]string{true: "purpose-vague"}[vague] {
			t.Errorf("%q: %s", text, show(ds))
		}
		ds = baseCity().file("trips/2026-09-ravenna.fr.md", "---\ntitle: Ravenne\npurpose: \""+text+"\"\n---\n").problems(t)
		if got := strings.Join(rulesOf(ds), " "); got != map[bool]string{true: "purpose-vague"}[vague] {
			t.Errorf("%q, translated: %s", text, show(ds))
		}
	}
}

// newCity is a city as a new one begins, on the day of the base city.
func newCity() city {
	c := city{"site.yaml": newcity.Example(today).File("content/site.yaml")}
	for _, name := range []string{"trips/example-trip.md", "agreements/example-agreement.md", "outcomes/example-outcome.md",
		"newsletters/2026-10.md", "people/mayor.md", "partners/ravenna.md", "pages/about.md"} {
		c[name] = newcity.Example(today).File("content/" + name)
	}
	return c
}

// TestExampleLeft begins a city and changes its examples in ways that say
// nothing else, and in ways that do.
func TestExampleLeft(t *testing.T) {
	const trip, letter = "trips/example-trip.md", "newsletters/2026-10.md"
	left := func(c city, o Options) (files []string, published *Set) {
		set, ds := c.check(t, o)
		for _, d := range ds {
			if d.Rule != ruleExampleLeft {
				t.Errorf("a new city breaks another rule:\n%s", show(ds))
			}
			if !strings.Contains(d.Fix.String(), d.At.File.Path) {
				t.Errorf("%q names no file", d.Fix)
			}
			files = append(files, strings.TrimPrefix(d.At.File.Path, "content/")+" "+d.Severity.String())
		}
		return files, set
	}
	all := "agreements/example-agreement.md warning, newsletters/2026-10.md warning, outcomes/example-outcome.md warning, partners/ravenna.md warning, " +
		"people/mayor.md warning, site.yaml warning, trips/example-trip.md warning"
	files, set := left(newCity(), Options{})
	if got := strings.Join(files, ", "); got != all || set == nil || len(set.Entries())+len(set.Newsletters()) > 0 {
		t.Errorf("a new city: %s", got)
	}
	undrafted := func(name string) city {
		return newCity().file(name, strings.Replace(newCity()[name], "draft: true\n", "", 1))
	}
	for _, name := range []string{trip, letter, "agreements/example-agreement.md", "outcomes/example-outcome.md"} {
		for what, text := range map[string]string{
			"to be published": undrafted(name)[name], "under another name": undrafted(name)[name],
			"begun on another day":  strings.Replace(newcity.Example(today.AddDate(0, 0, -9)).File("content/"+name), "draft: true\n", "", 1),
			"with carriage returns": strings.ReplaceAll(undrafted(name)[name], "\n", "\r\n"), "without its comments": strings.Replace(undrafted(name)[name],
				"# An example", "\n# Our own", 1),
			"of another person": strings.ReplaceAll(undrafted(name)[name], ": mayor\n", ": ana-lopes\n"),
		} {
			c := newCity()
			if what == "under another name" && name != letter {
				c["trips/mine.md"] = undrafted(trip)[trip]
			} else {
				c[name] = text
			}
			set, ds := c.check(t, Options{})
			found := false
			for _, d := range ds {
				found = found || d.Rule == ruleExampleLeft && d.Severity == source.Error
			}
			if !found || set != nil {
				t.Errorf("%s %s is published:\n%s", name, what, show(ds))
			}
		}
		c := undrafted(trip).file(name, strings.ReplaceAll(undrafted(name)[name], "nothing in it has happened", "all of it has happened"))
		c[trip] += "\nWe rode the last tram.\n"
		_, ds := c.check(t, Options{})
		for _, d := range ds {
			if d.Rule == ruleExampleLeft && d.At.File.Path == "content/"+name {
				t.Errorf("%s is called untouched with another text:\n%s", name, show(ds))
			}
		}
	}
}

// TestExamplePartner takes a partner that is really Ravenna for one.
func TestExamplePartner(t *testing.T) {
	text := strings.Replace(newCity()["partners/ravenna.md"], "# An example of a partner: write one of yours over it, or delete the file.\n", "", 1)
	_, ds := newCity().file("partners/ravenna.md", text).check(t, Options{})
	for _, d := range ds {
		if d.At.File.Path == "content/partners/ravenna.md" {
			t.Errorf("%s", show(ds))
		}
	}
}

// TestExamplesOnOtherDays begins a city on days of all kinds.
func TestExamplesOnOtherDays(t *testing.T) {
	for day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2027; day = day.AddDate(0, 0, 13) {
		text := newcity.Example(day).File("content/trips/example-trip.md")
		if !newcity.Untouched("An example: Ravenna shows us how night trams are paid for", []byte(text)) {
			t.Errorf("not known on %s", day.Format(time.DateOnly))
		}
	}
}
