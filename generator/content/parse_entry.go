package content

import (
	"slices"
	"strings"
	"unicode"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

func (p *parser) entry(m *frontmatter.Map, kind Kind) *Entry {
	text := func(name string) Text { return m.Text(name, frontmatter.Optional) }
	codes := func(name string) []Text { return m.Codes(name, frontmatter.Optional) }
	e := &Entry{
		Kind: kind, Title: m.Text("title", frontmatter.Required), Pitch: text("pitch"), Purpose: m.Text("purpose", frontmatter.Required),
		Goals: readGoals(m), Official: m.Code("official", frontmatter.Optional), Departments: codes("departments"),
		WhyInPerson: text("why_in_person"), Difficulties: text("difficulties"), StaffNote: text("staff_note"), Communication: p.communication(m),
		Published: m.Date("published", frontmatter.Optional),
	}
	e.Head = p.draft(m)
	e.Impact = p.impact(m)
	e.Cost = p.cost(m)
	e.Voices = p.voices(m)
	e.Films = p.films(m)
	e.History = p.history(m)
	switch kind {
	case Trips:
		e.Partners = codes("partners")
		e.Trip = p.trip(m)
		p.nights(e.Trip, e.Cost)
	case Agreements:
		e.Partners = m.Codes("partners", frontmatter.Required)
		e.Agreement = p.agreement(m)
	case Outcomes:
		e.Partners = codes("partners")
		e.Outcome = p.outcome(m, e.Published.OK())
	case Events:
		e.Partners = codes("partners")
		e.Event = p.event(m)
	}
	if !e.Published.OK() {
		e.Published.V = e.Date()
	}
	e.stated = p.judge(e.Impact.Benefit, kind, e.Title, e.Pitch, e.Purpose, e.names()...)
	p.placeholders(labelled{"title", e.Title}, labelled{"pitch", e.Pitch}, labelled{"purpose", e.Purpose}, labelled{"explanation", e.Cost.Explanation})
	p.purpose(e.Purpose)
	p.exampleLeft(e.Title)
	p.advised(e, m)
	return e
}

// names are those of the cities and partners that an entry is about.
func (e *Entry) names() []Text {
	out := slices.Clone(e.Partners)
	if e.Trip != nil {
		for _, d := range e.Trip.Destinations {
			out = append(out, d.City)
		}
	}
	return out
}

// advised reports fields that a good entry has. Issues that stand in the wrong
// place are reported there.
func (p *parser) advised(e *Entry, m *frontmatter.Map) {
	misplaced := m.Written("issues")
	missing := func(rule *source.Rule, field string, place source.Span, v bool, write catalog.Message) {
		switch {
		case v && m.Written(field):
			p.report(rule.At(m.KeyAt(field), "%q is empty", field).To("%s", write))
		case v && field == "pitch": // the rule's own remedy says all
			p.report(rule.At(at(place, e.Fence), "%q is missing", field))
		case v:
			p.report(rule.At(at(place, e.Fence), "%q is missing", field).To("%s", write))
		}
	}
	missing(rulePitchMissing, "pitch", e.Pitch.At, absent(e.Pitch), catalog.Say("write “pitch: …”, at most 25 words"))
	if m.Written("official") {
		e.officialKey = m.KeyAt("official")
	}
	missing(ruleDepartmentsMissing, "departments", e.Fence, len(e.Departments) == 0 && len(p.s.Departments) > 0,
		catalog.Say("write “departments: […]”, of these: %s", idsOf(p.s.Departments, func(d Department) string { return d.ID })))
	noIssues := len(e.Impact.Issues) == 0 && len(p.s.Issues) > 0 && e.stated.folded != "" && !misplaced
	issues := idsOf(p.s.Issues, func(i Issue) string { return i.ID })
	below := catalog.Say("write “issues: […]” below “local_impact”, of these: %s", issues)
	if m.Shape("local_impact") != frontmatter.Mapping {
		below = catalog.Say("write the text behind “benefit:” below “local_impact”, and below that “issues: […]”, of these: %s", issues)
	}
	missing(ruleIssuesMissing, "local_impact.issues", e.Fence, noIssues, below)
	p.pitchLength(e.Pitch, maxPitchWords)
}

// idsOf are the ids that site.yaml gives to issues or departments, as a list.
func idsOf[T any](list []T, id func(T) string) string {
	var out []string
	for _, x := range list {
		out = append(out, id(x))
	}
	return strings.Join(out, ", ")
}

// maxPitchWords is how many words one sentence for everybody may have. A
// translation may have five more, since languages differ.
const maxPitchWords = 25

func (p *parser) pitchLength(pitch Text, most int) {
	if n := len(strings.Fields(pitch.V)); pitch.OK() && n > most {
		p.report(rulePitchLong.At(pitch.At, "the pitch has %d words", n))
	}
}

// impact reads local_impact without judging it: the gate does that, and says
// itself what is missing or of the wrong form.
func (p *parser) impact(m *frontmatter.Map) Impact {
	if m.Shape("local_impact") != frontmatter.Mapping {
		return Impact{Benefit: benefit(m, "local_impact")}
	}
	i := m.Map("local_impact", frontmatter.Optional)
	out := Impact{
		Benefit: benefit(i, "benefit"), Issues: i.Codes("issues", frontmatter.Optional),
		Who: i.Text("who", frontmatter.Optional), Where: i.Text("where", frontmatter.Optional),
	}
	if !i.Written("benefit") {
		out.Benefit.At = m.KeyAt("local_impact")
	}
	i.Close()
	return out
}

// benefit reads a benefit without a word: one that is written and empty is
// Given, one that is not a text is Bad. The gate says what is wrong, since
// only the gate's rules cannot be made milder.
func benefit(m *frontmatter.Map, name string) Text {
	switch m.Shape(name) {
	case frontmatter.Scalar:
		return m.RawText(name, frontmatter.Optional)
	case frontmatter.Absent:
		if v := m.RawText(name, frontmatter.Optional); v.Bad {
			return v // nothing but a note
		}
		return Text{At: m.PlaceOf(name), Given: m.Written(name)}
	}
	return Text{At: m.PlaceOf(name), Bad: true}
}

func (p *parser) voices(m *frontmatter.Map) []Voice {
	var out []Voice
	for _, v := range m.Maps("voices") {
		voice := Voice{
			Who:     v.Text("who", frontmatter.Required),
			Quote:   v.Text("quote", frontmatter.Required),
			Youth:   v.Bool("youth").V,
			Consent: v.Text("consent", frontmatter.Optional),
		}
		p.consent(v, voice.Consent)
		v.Close()
		out = append(out, voice)
	}
	return out
}

// consent looks at the reference of consent to a quotation, where it is missing or is none:
// yes says nothing that could be looked up, and no that there is none.
func (p *parser) consent(quotation *frontmatter.Map, v Text) {
	if !v.OK() {
		if !v.Bad {
			p.report(ruleVoiceConsent.At(quotation.At(), "this quotation has no reference of the speaker's consent"))
		}
		return
	}
	flag := frontmatter.FlagOf(v.V)
	switch {
	case flag == "false":
		p.report(ruleVoiceConsent.At(v.At, "%q says that the speaker has not agreed", v.V).
			To("take the quotation out, or ask for the consent and write the reference under which the city keeps it"))
	case flag == "true", strings.ContainsFunc(v.V, unicode.IsLetter) && isPlaceholder(Fold(v.V)):
		d := ruleVoiceConsent.At(v.At, "%q is no reference by which the consent could be found again", v.V).
			To("write the reference under which the city keeps it: the number of the file or letter, or the day on which it was given")
		d.Severity = source.Warning
		p.report(d)
	}
}

func (p *parser) history(m *frontmatter.Map) []Revision {
	var out []Revision
	for _, h := range m.Maps("history") {
		out = append(out, Revision{
			On: h.Date(
				"on",
				frontmatter.Required,
			), Kind: h.Choice("kind", frontmatter.Required, fields.RevisionKinds...), What: h.Text("what", frontmatter.Required),
			Was: h.Text("was", frontmatter.Optional), Now: h.Text("now", frontmatter.Optional), Why: h.Text("why", frontmatter.Optional),
		})
		h.Close()
	}
	return out
}

// at is the place to show for a value: where it stands, or the fallback.
func at(v, fallback source.Span) source.Span {
	if v.File == nil {
		return fallback
	}
	return v
}
