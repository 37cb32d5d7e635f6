package importer

import (
	"fmt"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
)

// pact is the rows of a table that are about one agreement or grant, and what they
// say together.
type pact struct {
	legs    []*leg
	partner partner
}

// agreements writes a draft for each agreement of a list, and the files of the
// partners that the city does not have yet. A grant is an agreement whose cost has
// lines: those of all rows that name the same beneficiary, day, decision and object.
func (im *importing) agreements(legs []*leg) []Draft {
	who := "partner"
	for _, field := range []string{"name", "beneficiary"} {
		if !im.layout.has("partner") && im.layout.has(field) {
			who = field
		}
	}
	byKey, order := map[string]*pact{}, []string{}
	for _, l := range legs {
		var key strings.Builder
		for _, field := range []string{who, "country", "signed", "link", "purpose", "title"} {
			key.WriteString(content.Fold(l.says[field].text) + "\x00")
		}
		if !im.layout.has("amount") {
			fmt.Fprint(&key, l.row.n) // each row is an agreement of its own
		}
		if byKey[key.String()] == nil {
			byKey[key.String()] = &pact{}
			order = append(order, key.String())
		}
		byKey[key.String()].legs = append(byKey[key.String()].legs, l)
	}
	var out, files []Draft
	known := map[string]string{} // the ids of partners by their name and country
	for _, key := range order {
		p := byKey[key]
		d := newDraft(im.words)
		for _, l := range p.legs {
			p.partner = im.readPartner(d, l, who)
		}
		p.partner.askKind = p.partner.askKind && !isTwinning(p.legs[0].says["link"].text)
		signed := im.signed(d, p.legs[0])
		if who != "beneficiary" {
			p.partner.since = signed
		}
		id, file := im.partnerOf(d, p, known)
		out = append(out, im.agreement(d, p, id, signed))
		if file != nil {
			files = append(files, *file)
		}
	}
	return append(out, files...)
}

// partnerOf returns the id of the partner of an agreement and, where neither the
// city nor a row above has its file, that file.
func (im *importing) partnerOf(d *draft, p *pact, known map[string]string) (string, *Draft) {
	key := content.Fold(p.partner.name) + "\x00" + p.partner.country
	slug := slugOf(p.partner.name)
	switch {
	case known[key] != "":
		return known[key], nil
	case slug == "":
		return "", nil
	case im.opts.Taken != nil && im.opts.Taken("partners/"+slug):
		d.ask("The city has a file partners/%s already: is it the partner that is meant here? (`partners`)", slug)
		return slug, nil
	}
	id := im.claim("partners/" + slug)
	known[key] = strings.TrimPrefix(id, "partners/")
	file := newDraft(im.words)
	im.partnerDraft(p.partner, file)
	return known[key], &Draft{Path: id + ".md", Text: file.bare(), Rows: rowsOf(p.legs)}
}

// signed is when an agreement was signed: as its own column says, or as stands in
// brackets behind the kind of link.
func (im *importing) signed(d *draft, l *leg) string {
	if l.says["signed"].text != "" {
		signed := im.period(d, l, "signed", "signed")
		key := headerKey(im.layout.name(l.says["signed"].at[0]))
		if signed != "" && (strings.HasPrefix(key, "exerci") || strings.HasPrefix(key, "ejerci")) {
			d.ask("The table has the year of the budget only, %s: when was it agreed? (`signed`)", signed)
		}
		return signed
	}
	var all []string
	for _, m := range inBrackets.FindAllStringSubmatch(l.says["link"].text, -1) {
		if day := readPeriod(m[1]); day != "" && !slices.Contains(all, day) {
			all = append(all, day)
		}
	}
	if len(all) > 1 {
		d.ask("“%s” names several days: which of them is meant? Are these several agreements? (`signed`)", esc(l.says["link"].text))
		return ""
	}
	return strings.Join(all, "")
}

// agreement writes the draft of an agreement.
func (im *importing) agreement(d *draft, p *pact, id, signed string) Draft {
	first := p.legs[0]
	name := im.newID(fields.Agreements, signed, p.partner.name)
	purpose := first.says["purpose"].text
	for _, l := range p.legs {
		l.take("purpose")
	}
	if title := first.take("title"); title != "" {
		d.field("title", oneLine(title))
	} else {
		d.titleQuestion(p.workingTitle(purpose))
	}
	d.known("signed", signed, catalog.Say("When was it signed?"))
	if until := im.period(d, first, "until", "until"); until != "" && !im.reversed(d, first, "signed", signed, until) {
		d.field("until", until)
	}
	d.open("pitch", catalog.Say("What changes here, in one sentence of at most 25 words?"))
	d.known("purpose", purpose, catalog.Say("Why did the city act?"))
	if id == "" {
		d.open("partners", catalog.Say("With whom was it signed?"))
	} else {
		d.raw("partners", "["+id+"]")
	}
	im.questions(d)
	im.promises(d, first)
	im.grant(d, p.legs)
	im.persons(d, p.legs)
	for _, l := range p.legs {
		d.more(l.questions)
	}
	return Draft{Path: name + ".md", Text: d.text(im.published(p.legs)), Rows: rowsOf(p.legs)}
}

// workingTitle makes a title of the published words.
func (p *pact) workingTitle(purpose string) string {
	if purpose == "" {
		purpose = p.legs[0].says["link"].text
	}
	t := trip{purpose: purpose, places: []place{{city: p.partner.name}}}
	return t.workingTitle()
}

// promises writes each sentence of the column of commitments as a promise, whose
// state nobody knows.
func (im *importing) promises(d *draft, l *leg) {
	text := l.says["promises"].text
	if text == "" {
		return
	}
	ids := map[string]bool{}
	d.raw("promises", "")
	for _, promise := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if promise = oneLine(promise); promise == "" {
			continue
		}
		words := strings.Split(slugOf(promise), "-")
		id := strings.Join(words[:min(len(words), 3)], "-")
		for base, n := id, 2; id == "" || ids[id]; n++ {
			id = strings.TrimPrefix(fmt.Sprint(base, "-", n), "-")
		}
		ids[id] = true
		d.front.WriteString("  - id: " + id + "\n    text: " + scalar(promise) + "\n    status:\n")
		if promise == oneLine(text) {
			l.take("promises")
		}
	}
	d.ask("How does each promise stand: open, kept, late or dropped? And by when is it due? (`promises`)")
}

// grant writes the cost of an agreement: a line for each amount of its rows.
func (im *importing) grant(d *draft, legs []*leg) {
	if !im.layout.has("amount") {
		d.open("cost", catalog.Say("What did it cost, and who paid? The table says nothing of it."))
		return
	}
	for _, l := range legs {
		nature, at := l.says["nature"].text, l.says["amount"].at
		for _, column := range at {
			what := nature
			if what == "" {
				what = im.layout.name(column)
			}
			im.readLine(l, column, "grant", what)
		}
		if len(l.lines) > 0 && l.lines[0].what == nature {
			l.take("nature")
		}
		if strings.Contains(" "+content.Fold(nature), " nature") || strings.Contains(content.Fold(nature), "especie") {
			d.ask("Row %d says that it was given in kind: is the amount money that the city paid? (`cost.lines`)", l.row.n)
		}
	}
	im.cost(d, &trip{legs: legs})
}
