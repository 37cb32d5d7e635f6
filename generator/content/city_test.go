package content

import (
	"bytes"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/i18n"
	"parvis/generator/picture/picturetest"
	"parvis/generator/source"
)

var update = flag.Bool("update", false, "rewrite the expected texts in testdata")

// today is the day for which the base city is checked.
var today = time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC)

// city is a content folder: its files by path.
type city map[string]string

// baseCity returns a small city in which nothing is to be said.
func baseCity() city {
	return city{
		"site.yaml":                    baseSite,
		"trips/2026-09-ravenna.md":     baseTrip,
		"agreements/2025-ravenna.md":   baseAgreement,
		"outcomes/2026-night-trams.md": baseOutcome,
		"newsletters/2026-10.md":       baseLetter,
		"people/claire-moreau.md":      "---\nname: Claire Moreau\nrole: Mayor\nelected: true\nfrom: 2020\n---\nShe chairs the council.\n",
		"people/paul-roux.md":          "---\nname: Paul Roux\nrole: Head of streets\n---\n",
		"people/jean-petit.md":         "---\nname: Jean Petit\nrole: Former councillor\nelected: true\nfrom: 2020-06-28\nuntil: 2026-08\n---\n",
		"partners/ravenna.md":          "---\nname: Ravenna\nkind: city\ncity: Ravenna\ncountry: IT\nlat: 44.42\nlon: 12.20\n---\nA city of trams.\n",
		"partners/torino.md":           "---\nname: Torino\nkind: city\ncountry: IT\ndraft: true\n---\n",
		"pages/about.md":               "---\ntitle: About this site\n---\n## Method\n\nEvery trip is told here.\n",
	}
}

// frenchCity returns the base city with all that it says in French too: only
// there is it missed when something lacks its French.
func frenchCity() city {
	c := baseCity()
	for name, text := range map[string]string{
		"trips/2026-09-ravenna.fr.md": `title: Ravenne montre comment un tram de nuit se paie
pitch: La nuit, on rentre en tram jusqu’à une heure.
purpose: Voir comment une ville comme la nôtre fait rouler ses trams la nuit.
local_impact: {benefit: La ligne A roule jusqu’à une heure dès mars et ramène les équipes du soir.}
---
Le dépôt ouvre à quatre heures.
`,
		"agreements/2025-ravenna.fr.md": `title: Un atelier commun
pitch: Six trams reviennent sur la ligne C.
purpose: Réparer ensemble au lieu d’acheter.
local_impact: {benefit: Six vieux trams réparés transportent 900 personnes par jour sur la ligne C.}
---
`,
		"outcomes/2026-night-trams.fr.md": `title: Des trams la nuit
pitch: L’horaire de nuit est affiché à chaque arrêt.
purpose: Ramener sans voiture les équipes du soir.
local_impact: {benefit: L’horaire de nuit de la ligne A est affiché aux 14 arrêts depuis octobre.}
---
`,
		"newsletters/2026-10.fr.md": `title: Octobre
purpose: Les équipes du soir ne pouvaient pas rentrer.
---
J’ai pris le dernier tram de Ravenne, et j’en veux un ici.
`,
		"people/claire-moreau.fr.md": "role: Maire\n---\nElle préside le conseil.\n",
		"people/paul-roux.fr.md":     "role: Chef de la voirie\n---\n",
		"people/jean-petit.fr.md":    "role: Ancien conseiller\n---\n",
		"partners/ravenna.fr.md":     "name: Ravenne\n---\nUne ville de trams.\n",
		"pages/about.fr.md":          "title: Ce site\n---\n## Méthode\n\nChaque voyage est raconté ici.\n",
	} {
		c = c.file(name, "---\n"+text)
	}
	return c
}

const baseSite = `title: Valmont abroad
city: Valmont
country: FR
population: 20000
language: en
languages: [en, fr]
currency: EUR
base_url: https://abroad.example.org/
local_issues: [{id: mobility, name: Getting about}]
departments: [{id: streets, name: Streets}]
deadlines: {report_days: 30, final_cost_days: 90, dormant_months: 18}
`

const baseTrip = `---
title: Ravenna shows us how night trams pay their way
start: 2026-09-14
end: 2026-09-16
destination: Ravenna, IT
purpose: See how a city of our size runs trams until one in the morning.
local_impact: {benefit: "Line A runs until one from March, so late shifts get home without a car.", issues: [mobility]}
cost: 1240.50
sdg: [11.2]
pitch: Late shifts get home by tram until one.
official: claire-moreau
departments: [streets]
---
## What we saw

The depot opens at four.
`

// event is the file of an event, which the base city gets when something is written of it.
const event = "events/2026-11-night-trams.md"

// campaign is the file of a campaign, which the base city gets in the same way.
const campaign = "campaigns/night-trams.md"

const baseCampaign = `---
title: Home by tram
message: From March, the last tram waits for you until one in the morning.
from: 2026-11-01
until: 2026-11-21
for: [citizens]
tells: [trips/2026-09-ravenna]
---
`

const baseEvent = `---
title: An evening on night trams
start: 2026-11-21 18:30
end: 2026-11-21 21:00
place: Tram depot
for: [citizens]
purpose: Hear the late shifts before the timetable is set.
local_impact: {benefit: "The 14 stops of line A get in January the timetable that residents have chosen.", issues: [mobility]}
cost: 120
sdg: [11.2]
pitch: Everybody says which night tram is missing.
official: claire-moreau
departments: [streets]
---
`

const anotherTrip = `---
title: Ravenna lends us two old trams
start: 2026-10-20
end: 2026-10-21
destination: Ravenna, IT
purpose: Choose the two trams that run here for a winter.
local_impact: {benefit: "Two more trams run on line B this winter, one every eight minutes.", issues: [mobility]}
cost: 310
sdg: [11.2]
pitch: Line B comes every eight minutes this winter.
official: claire-moreau
departments: [streets]
---
`

const baseAgreement = `---
title: Ravenna and Valmont share their tram workshop
signed: 2025-06-12
partners: [ravenna]
purpose: Repair trams together instead of buying new ones.
local_impact: {benefit: "Six old trams are repaired and carry 900 people a day on line C.", issues: [mobility]}
cost: 5000
sdg: [11.2]
pitch: Six old trams are back on line C.
official: claire-moreau
departments: [streets]
---
`

const baseOutcome = `---
title: Night trams on line A
date: 2026-10-30
of: [trips/2026-09-ravenna]
status: under_way
purpose: Let late shifts get home without a car.
local_impact: {benefit: "The night timetable of line A is printed at all 14 stops since October.", issues: [mobility]}
cost: 120
sdg: [11.2]
pitch: The night timetable hangs at every stop of line A.
official: claire-moreau
departments: [streets]
---
`

const baseLetter = `---
title: October
signed_by: claire-moreau
purpose: We went because late shifts could not get home.
---
I rode the last tram in Ravenna, and I want one like it here.
`

// body splits a file into its front matter, with both fences, and its body.
func splitFile(text string) (front, body string) {
	i := strings.Index(text[4:], "\n---\n") + 4 + len("\n---\n")
	return text[:i], text[i:]
}

// with returns the city with the front matter keys of one file replaced.
func (c city) with(file, fields string) city {
	out := maps.Clone(c)
	if file == campaign && out[campaign] == "" {
		out[campaign] = baseCampaign
	}
	if file == event && out[event] == "" {
		out[event] = baseEvent
	}
	text, head, tail := out[file], "", ""
	if file != "site.yaml" {
		front, body := splitFile(text)
		head, tail = "---\n", "---\n"+body
		text = strings.TrimSuffix(strings.TrimPrefix(front, "---\n"), "---\n")
	}
	new := keysOf(fields)
	var kept strings.Builder
	keep := true
	for line := range strings.Lines(text) {
		if key, ok := topKey(line); ok {
			keep = !slices.Contains(new, key)
		}
		if keep {
			kept.WriteString(line)
		}
	}
	out[file] = head + kept.String() + fields + tail
	return out
}

// topKey returns the field that a line of front matter starts.
func topKey(line string) (string, bool) {
	key, _, found := strings.Cut(line, ":")
	return key, found && key == strings.TrimLeft(key, " \t-#")
}

func keysOf(fields string) (out []string) {
	for line := range strings.Lines(fields) {
		if key, ok := topKey(line); ok {
			out = append(out, key)
		}
	}
	return out
}

// body returns the city with the body of one file replaced.
func (c city) body(file, body string) city {
	front, _ := splitFile(c[file])
	return c.file(file, front+body)
}

// file returns the city with one whole file replaced or added.
func (c city) file(file, text string) city {
	out := maps.Clone(c)
	out[file] = text
	return out
}

// example returns the city with the example of a rule laid over it.
func (c city) example(e source.Example) city {
	out := maps.Clone(c)
	switch body, isBody := strings.CutPrefix(e.Text, "---\n"); {
	case e.Whole:
		out[e.File] = e.Text
	case isBody:
		out = out.body(e.File, body)
	case e.Text != "":
		out = out.with(e.File, e.Text)
	}
	for name, text := range e.Beside {
		switch text {
		case source.AnotherTrip:
			text = anotherTrip
		case source.Picture:
			text = photograph(false)
		case source.LocatedPicture:
			text = photograph(true)
		case source.LargePicture:
			text = string(picturetest.Bomb(100_000_000, 1))
		case source.AnotherLetter:
			text = baseLetter
		case source.ManyCells:
			text = "---\ntitle: The register\n---\n" + strings.Repeat("|a", 1000) + "|\n" + strings.Repeat("|-", 1000) + "|\n" + strings.Repeat("|\n", 200)
		case source.Large:
			text = baseLetter + strings.Repeat("A line of a very long table.\n", 200_000)
		}
		out[name] = text
	}
	return out
}

// earlier returns what is remembered of the city when the example was not yet
// laid over it.
func (c city) earlier(t testing.TB, e source.Example) Earlier {
	t.Helper()
	if e.Earlier == "" {
		return Earlier{}
	}
	before := c.with(e.File, e.Earlier)
	set, ds := before.check(t, Options{})
	if set == nil {
		t.Fatalf("what was published before has errors:\n%s", show(ds))
	}
	return Earlier{Promises: set.PromiseRecords(), Versions: map[string][]Version{e.File: {{On: today.AddDate(0, 0, -7), Text: []byte(before[e.File])}}}}
}

func (c city) fs() fs.FS {
	out := fstest.MapFS{}
	for name, text := range c {
		out[name] = &fstest.MapFile{Data: []byte(text)}
		if to, link := strings.CutPrefix(text, source.Link); link {
			out[name] = &fstest.MapFile{Data: []byte(to), Mode: fs.ModeSymlink | 0o777}
		}
	}
	return withHeavy{out}
}

// locales are the languages of the tests, whose words are of no matter here.
var locales = func() map[string]*i18n.Locale {
	out := map[string]*i18n.Locale{}
	for _, lang := range i18n.Supported() {
		l, err := i18n.Load(fstest.MapFS{"i18n/" + lang + ".yaml": {Data: []byte("{}")}}, lang)
		if err != nil {
			panic(err)
		}
		out[lang] = l
	}
	return out
}()

// check reads and checks a city.
func (c city) check(t testing.TB, o Options) (*Set, []source.Diagnostic) {
	t.Helper()
	if o.Today.IsZero() {
		o.Today = today
	}
	o.Locales = locales
	folder, err := Read(c.fs(), "content")
	if err != nil {
		t.Fatal(err)
	}
	settings, problems := ParseSettings(folder.Settings)
	units, err := folder.Parse(settings, o.Today)
	if err != nil {
		t.Fatal(err)
	}
	set, found := Check(settings, problems, units, folder, o)
	if c["people/paul-roux.fr.md"] == "" { // most tests' cities have no French, and are not about that
		found = slices.DeleteFunc(found, func(d source.Diagnostic) bool { return d.Rule == ruleTranslationMissing })
	}
	return set, found
}

// problems returns the diagnostics of a city.
func (c city) problems(t testing.TB) []source.Diagnostic {
	t.Helper()
	_, ds := c.check(t, Options{})
	return ds
}

// show writes diagnostics as an editor sees them.
func show(ds []source.Diagnostic) string {
	var b bytes.Buffer
	_ = source.Text(&b, ds, source.Color{}, catalog.English)
	return b.String()
}

// rulesOf lists the rules of diagnostics, in their order.
func rulesOf(ds []source.Diagnostic) (out []string) {
	for _, d := range ds {
		out = append(out, d.Rule.Name)
	}
	return out
}

// golden compares a text with the one in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", filepath.FromSlash(name))
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run the tests with -update", err)
	}
	if got != string(want) {
		t.Errorf("%s is not as expected; got:\n%s\nwant:\n%s", file, got, want)
	}
}

func TestBaseCity(t *testing.T) {
	set, ds := baseCity().check(t, Options{})
	if len(ds) > 0 {
		t.Errorf("diagnostics:\n%s", show(ds))
	}
	if set == nil || len(set.Entries()) != 3 || set.Partner("torino") != nil || set.Partner("ravenna") == nil {
		t.Errorf("set %+v", set)
	}
}
