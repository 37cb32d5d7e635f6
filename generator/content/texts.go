package content

import (
	"bytes"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parvis/generator/catalog"
	"parvis/generator/newcity"
	"parvis/generator/source"
)

// The care of the gate for what stands beside the benefit.
var (
	ruleTextPlaceholder = &source.Rule{Name: "text-placeholder",
		Says: "Titles, pitches, purposes, explanations, reasons and stories say something.",
		Why:  "“to be defined” in public tells residents that nobody read the page before they did",
		Fix:  "write it, or keep the file with “draft: true”",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "purpose: To be defined.\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "purpose: See how a city of our size keeps its night buses full.\n"}}
	rulePurposeVague = &source.Rule{Name: "purpose-vague", Severity: source.Warning,
		Says: "A purpose says why the city acts, not only that it met somebody.",
		Why:  "“meeting” is what a trip is; residents ask what it was for",
		Fix:  "say what the city wanted to find out, obtain or decide",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "purpose: Official working meeting.\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "purpose: Find out who drives a tram at one in the morning.\n"}}
	ruleExampleLeft = &source.Rule{Name: "example-left",
		Says: "The examples that a new city comes with are not published as they are.",
		Why:  "nothing in it has happened",
		Fix:  "write what has happened over the file, or delete it",
		Bad: source.Example{
			File:   "agreements/example-agreement.md",
			Text:   untouched,
			Whole:  true,
			Beside: map[string]string{"people/mayor.md": "---\nname: Ana Lopes\nrole: Mayor\nelected: true\n---\n"},
		},
		Good: source.Example{File: "agreements/2026-depot.md", Text: writtenOver, Whole: true}}
)

// OfExample tells whether a rule speaks of what a new city came with and is still as it was.
func OfExample(r *source.Rule) bool { return r == ruleExampleLeft }

// The agreement that a new city comes with, as if it were to be published, and
// one that has been written over it.
var untouched = strings.Replace(
	newcity.Example(time.Date(2026, 11, 15, 0, 0, 0, 0, time.UTC)).File("content/agreements/example-agreement.md"),
	"draft: true\n",
	"",
	1,
)

const writtenOver = `---
title: Ravenna trains our drivers for the night
signed: 2026-10-08
partners: [ravenna]
purpose: Have drivers who know how a tram is driven at night.
` +
	"local_impact: {benefit: \"Eight drivers are trained for the night from November, so no late tram is cancelled.\", issues: [mobility]}\n" +
	"cost: 640\nsdg: [11.2]\npitch: Eight drivers are trained for the night.\nofficial: claire-moreau\ndepartments: [streets]\n---\n"

// labelled is one text of a file, by what the editor calls it.
type labelled struct {
	name string
	text Text
}

// placeholders reports the texts that say nothing, and a story that does not.
func (p *parser) placeholders(all ...labelled) {
	for _, w := range all {
		if w.text.OK() && (onlyDashes(w.text.V) || saysNothing(w.text.V)) {
			p.report(ruleTextPlaceholder.At(w.text.At, "%q is a placeholder", w.name))
		}
	}
	p.story()
}

// onlyDashes tells whether a text is a dash in its place.
func onlyDashes(text string) bool { return strings.Trim(text, "-–—.…?!*_/ \n") == "" }

// saysNothing tells whether a text is a placeholder: nothing but phrases of the
// list and fillers, or a beginning of the list. Where no benefit is to be stated,
// a single letter may be a name, and a word of the list be meant.
func saysNothing(text string) bool {
	folded := stated(text)
	if !strings.ContainsFunc(folded, unicode.IsLetter) {
		return false
	}
	return isOpening(folded) || madeOfPhrases(folded, strings.Fields(folded), 1, 8, func(phrase string) bool {
		return listed.phrases[phrase] && !listed.words[phrase] && utf8.RuneCountInString(phrase) > 1
	})
}

// fewWords is how many words a story may have that could be a placeholder.
const fewWords = 40

// story reports a story that is a placeholder, whatever headings it has.
func (p *parser) story() {
	body := p.head.Body
	if body.At.File == nil || len(body.Links) > 0 {
		return
	}
	text := body.At.File.Text[body.At.Start:body.At.End]
	if body.Words > fewWords {
		if i := bytes.Index(bytes.ToLower(text), []byte("lorem ipsum")); i >= 0 {
			at := body.At.File.Span(body.At.Start+i, body.At.Start+i+len("lorem ipsum"))
			p.report(ruleTextPlaceholder.At(at, "the story holds text that only fills the page"))
		}
		return
	}
	var said strings.Builder
	first := source.Span{}
	offset := body.At.Start
	for line := range bytes.Lines(text) {
		start := offset
		offset += len(line)
		trimmed := bytes.TrimSpace(line)
		if len(trimmed) == 0 || trimmed[0] == '#' {
			continue
		}
		if first.File == nil {
			start += bytes.Index(line, trimmed)
			first = body.At.File.Span(start, start+len(trimmed))
		}
		said.Write(line)
	}
	if first.File != nil && saysNothing(said.String()) {
		p.report(ruleTextPlaceholder.At(first, "the story is a placeholder"))
	}
}

// purpose reports a purpose that says only that somebody met, or that ties grow.
func (p *parser) purpose(v Text) {
	if !v.OK() {
		return
	}
	said := proseOf(v.V)
	for i := range said.words {
		if !said.isIn(i, hollowWords|occasions) {
			return
		}
	}
	if len(said.words) > 0 && len(v.V) > 1 && !saysNothing(v.V) { // a letter may stand for anything
		p.report(rulePurposeVague.At(v.At, "this purpose does not say why the city acts"))
	}
}

// exampleLeft reports a file that is still as a new city came with it. People
// and partners tell of nothing that happened, so that they may stay for a
// while.
func (p *parser) exampleLeft(name Text) {
	if !name.OK() || !newcity.Untouched(name.V, p.head.File.Text) {
		return
	}
	file := p.head.File.Path
	d := ruleExampleLeft.At(name.At, "this is still the example that a new city comes with").To("write what has happened over %s, or delete that file", file)
	if p.head.Draft {
		d = d.To("write what has happened over %s and take “draft: true” out, or delete that file", file)
	}
	if p.u.Person != nil || p.u.Partner != nil {
		d.Severity, d.Why = source.Warning, catalog.Message{}
		d = d.To("write your own over %s, or delete that file", file)
	}
	p.report(d)
}
