package generator_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing/fstest"

	known "parvis/generator/fields"
	"parvis/generator/picture/picturetest"
)

// The city of the hostile texts is made of the table of fields: one file of each kind and
// its translation, with every field that there is, so that a new one is in it by itself.

// hostileKind are the files of that city of each kind.
var hostileKind = map[known.Kind]string{
	known.Site: "site.yaml", known.Trips: "trips/2026-09-ravenna", known.Agreements: "agreements/2025-ravenna",
	known.Outcomes: "outcomes/2026-night-trams", known.Events: "events/2026-11-night-trams", known.Campaigns: "campaigns/home-by-tram",
	known.Newsletters: "newsletters/2026-10", known.People: "people/claire-moreau", known.Partners: "partners/ravenna", known.Pages: "pages/about",
}

// plainly are the fields whose example would not stand beside those of others, with what is
// written in its place: nothing where they are left out.
var plainly = map[string]string{
	"site.languages": "[en, fr]", "site.language": "en", "site.lat": "48.4", "site.lon": "1.5",
	"site.rules": "", "site.theme": "chartres", "site.publish": "", "site.newsletter.server": "",
	"site.iati_organisation": "FR-INSEE-280850001", "site.local_issues.id": "mobility", "site.departments.id": "streets",
	"trips.status": "", "trips.cancelled_on": "", "trips.cost.pending": "",
	"agreements.promises.status": "dropped", "agreements.promises.kept_on": "", "agreements.cost.pending": "",
	"outcomes.keeps": "", "outcomes.cost.status": "", "outcomes.cost.lines": "", "outcomes.cost.saved": "", "outcomes.cost.planned": "",
	"events.place.lat": "48.4", "events.place.lon": "1.5", "events.cancelled_on": "", "events.cost.pending": "",
	"newsletters.features": "[trips/2026-09-ravenna, events/2026-11-night-trams]", "newsletters.number": "2", "newsletters.verdict.answers": "29",
	"pages.layout": "", "people.until": "",
}

// distinct are the benefits, of which each entry has its own.
var distinct = map[known.Kind]string{
	known.Trips: "Line A runs until one from March and brings 300 late workers home.", known.Agreements: "Six trams come back to line C in May.",
	known.Outcomes: "Since October 40 nurses get home by tram.", known.Events: "On 21 November 140 neighbours hear when line A runs.",
}

// spot is a text of the city: where it stands, and what it says.
type spot struct {
	file, path string
	start, end int
	staff      bool
}

// hostileWriter writes a file of the city.
type hostileWriter struct {
	kind   known.Kind
	file   string
	text   strings.Builder
	spots  []spot
	fill   func(s spot, example string) string
	french bool
}

// write writes a field behind its name, and tells whether it does.
func (w *hostileWriter) field(path string, f known.Field, first bool) bool {
	if f.Name == "draft" {
		return false
	}
	over, is := plainly[string(w.kind)+"."+path]
	if is && over == "" {
		return false
	}
	if !first {
		w.text.WriteString(", ")
	}
	if f.Name != "" {
		w.text.WriteString(f.Name + ": ")
	}
	switch {
	case is:
		w.text.WriteString(over)
	case f.Type == known.Keyed:
		w.text.WriteString("{2026: ")
		w.field(path+".2026", f.Fields[0], true)
		w.text.WriteString("}")
	case f.Type == known.Group:
		w.group(path, f)
	case f.Type == known.Line || f.Type == known.Text || f.Type == known.Names:
		example := strings.Trim(f.Example, "[]\"")
		if f.Type == known.Names {
			w.text.WriteString("{en: ")
			w.words(path+".en", "English "+f.Name, f)
			w.text.WriteString(", fr: ")
			w.words(path+".fr", "French "+f.Name, f)
			w.text.WriteString("}")
			return true
		}
		if f.List {
			w.text.WriteString("[")
		}
		w.words(path, example, f)
		if f.List {
			w.text.WriteString("]")
		}
	default:
		w.text.WriteString(f.Example)
	}
	return true
}

// words writes a text, as JSON does, which is YAML too.
func (w *hostileWriter) words(path, example string, f known.Field) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if f.Name == "benefit" {
		example = distinct[w.kind]
	}
	if f.Name == "was" || f.Name == "now" { // which would be facts, as figures
		example = "It " + f.Name + " so"
	}
	if w.french && f.Type != known.File {
		example = "FR " + example
	}
	s := spot{file: w.file, path: path, staff: f.Staff, start: w.text.Len()}
	_ = e.Encode(w.fill(s, example))
	w.text.WriteString(strings.TrimSuffix(b.String(), "\n"))
	s.end = w.text.Len()
	w.spots = append(w.spots, s)
}

// group writes a group, of a list one item for each of its forms.
func (w *hostileWriter) group(path string, f known.Field) {
	forms := f.Either
	if path == "films" {
		forms = [][]string{{"file", "captions", "transcript"}, {"url"}}
	}
	if len(forms) == 0 {
		forms = [][]string{nil}
	}
	var alone []string
	for _, form := range forms {
		alone = append(alone, form...)
	}
	if f.List {
		w.text.WriteString("[")
	}
	for i, form := range forms {
		if i > 0 {
			w.text.WriteString(", ")
		}
		w.text.WriteString("{")
		first := true
		for _, in := range f.Fields {
			if slices.Contains(alone, in.Name) && !slices.Contains(form, in.Name) {
				continue
			}
			if w.field(path+"."+in.Name, in, first) {
				first = false
			}
		}
		w.text.WriteString("}")
		if !f.List {
			break
		}
	}
	if f.List {
		w.text.WriteString("]")
	}
}

// hostileFile writes the file of a kind, or its French.
func hostileFile(kind known.Kind, french bool, fill func(s spot, example string) string, bodies func(file string) []string) *hostileWriter {
	file, list := hostileKind[kind], kind.Fields()
	if kind != known.Site {
		file += map[bool]string{false: ".md", true: ".fr.md"}[french]
	}
	if french {
		list = known.Translatable(list)
	}
	w := &hostileWriter{kind: kind, file: file, fill: fill, french: french}
	if kind != known.Site {
		w.text.WriteString("---\n")
	}
	for _, f := range list {
		if w.field(f.Name, f, true) {
			w.text.WriteString("\n")
		}
	}
	if kind != known.Site {
		w.text.WriteString("---\n")
		for i, part := range bodies(file) {
			start := w.text.Len()
			w.text.WriteString(part + "\n\n")
			w.spots = append(w.spots, spot{file, fmt.Sprint("body ", i), start, w.text.Len(), false})
		}
	}
	return w
}

// hostileCity is the whole city.
func hostileCity(fill func(s spot, example string) string, bodies func(file string) []string) (fstest.MapFS, []spot) {
	city, spots := fstest.MapFS{
		"newsletters/2026-08.md": {Data: []byte("---\ntitle: A first letter\nsigned_by: claire-moreau\npurpose: I ask.\n" +
			"question: When?\nnumber: 1\n---\nI ask.\n")},
		"trips/night.mp4":          {Data: []byte("film")},
		"trips/night.vtt":          {Data: []byte("WEBVTT\n")},
		"trips/night.txt":          {Data: []byte("The tram stops.\n")},
		"agreements/agreement.pdf": {Data: []byte("%PDF-1.7\n")},
	}, []spot(nil)
	for _, folder := range []string{"trips", "agreements", "outcomes", "events"} {
		for _, name := range []string{"night.mp4", "night.vtt", "night.txt"} {
			city[folder+"/"+name] = city["trips/"+name]
		}
	}
	city["outcomes/stop.jpg"] = &fstest.MapFile{Data: picturetest.File("JPEG", picturetest.Options{})}
	city["people/claire.jpg"] = city["outcomes/stop.jpg"]
	for _, kind := range known.Kinds {
		for _, french := range []bool{false, true} {
			if french && kind == known.Site {
				continue
			}
			w := hostileFile(kind, french, fill, bodies)
			city[w.file] = &fstest.MapFile{Data: []byte(w.text.String())}
			spots = append(spots, w.spots...)
		}
	}
	return city, spots
}
