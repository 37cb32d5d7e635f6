package content

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

func (p *parser) entry(m *frontmatter.Map, kind Kind) *Entry {
	text := func(name string) Text { return m.Text(name, frontmatter.Optional) }
	codes := func(name string) []Text { return m.Codes(name, frontmatter.Optional) }
	e := &Entry{
		Kind: kind, Title: m.Text("title", frontmatter.Required), Pitch: text("pitch"), Purpose: m.Text("purpose", frontmatter.Required),
		Goals: readGoals(m), Official: m.Code("official", frontmatter.Optional), Departments: codes("departments"),
		WhyInPerson: text("why_in_person"), Difficulties: text("difficulties"), StaffNote: text("staff_note"),
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
	case Agreements:
		e.Partners = m.Codes("partners", frontmatter.Required)
		e.Agreement = p.agreement(m)
	case Outcomes:
		e.Partners = codes("partners")
		e.Outcome = p.outcome(m, e.Published.OK())
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
	misplaced := slices.Contains(m.Keys(), "issues")
	missing := func(rule *source.Rule, field string, place source.Span, v bool) {
		switch {
		case v && slices.Contains(m.Keys(), field):
			p.report(rule.At(m.KeyAt(field), "%q is empty", field).To("%s", strings.Replace(rule.Fix, "add ", "write ", 1)))
		case v:
			p.report(rule.At(at(place, e.Fence), "%q is missing", field))
		}
	}
	missing(rulePitchMissing, "pitch", e.Pitch.At, absent(e.Pitch))
	missing(ruleOfficialMissing, "official", e.Official.At, absent(e.Official))
	missing(ruleDepartmentsMissing, "departments", e.Fence, len(e.Departments) == 0 && len(p.s.Departments) > 0)
	missing(ruleIssuesMissing, "local_impact.issues", e.Fence, len(e.Impact.Issues) == 0 && len(p.s.Issues) > 0 && e.stated.folded != "" && !misplaced)
	p.pitchLength(e.Pitch, maxPitchWords)
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
	if !slices.Contains(i.Keys(), "benefit") {
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
		return Text{At: m.PlaceOf(name), Given: slices.Contains(m.Keys(), name)}
	}
	return Text{At: m.PlaceOf(name), Bad: true}
}

func (p *parser) voices(m *frontmatter.Map) []Voice {
	var out []Voice
	for _, v := range m.Maps("voices") {
		voice := Voice{Who: v.Text("who", frontmatter.Required), Quote: v.Text("quote", frontmatter.Required), Youth: v.Bool("youth").V, Consent: v.Text("consent", frontmatter.Optional)}
		if !voice.Consent.OK() && !voice.Consent.Bad {
			p.report(ruleVoiceConsent.At(v.At(), "this quotation has no reference of the speaker's consent"))
		}
		v.Close()
		out = append(out, voice)
	}
	return out
}

func (p *parser) history(m *frontmatter.Map) []Revision {
	var out []Revision
	for _, h := range m.Maps("history") {
		out = append(out, Revision{
			On: h.Date("on", frontmatter.Required), Kind: h.Choice("kind", frontmatter.Required, fields.RevisionKinds...), What: h.Text("what", frontmatter.Required),
			Was: h.Text("was", frontmatter.Optional), Now: h.Text("now", frontmatter.Optional), Why: h.Text("why", frontmatter.Optional),
		})
		h.Close()
	}
	return out
}

func (p *parser) trip(m *frontmatter.Map) *Trip {
	t := &Trip{
		Start: m.Date("start", frontmatter.Required), End: m.Date("end", frontmatter.Required), InvitedBy: m.Text("invited_by", frontmatter.Optional),
		Met: m.Texts("met", frontmatter.Optional), Status: m.Choice("status", frontmatter.Optional, fields.TripStatuses...),
		CancelledOn: m.Date("cancelled_on", frontmatter.Optional), PrivateExtension: m.Text("private_extension", frontmatter.Optional), CO2: m.Decimal("co2_kg", frontmatter.Optional),
	}
	if t.Start.OK() && t.End.OK() && t.End.V.Before(t.Start.V) {
		p.report(ruleDateOrder.At(t.End.At, "the trip ends before it starts").See(t.Start.At, "it starts here"))
		t.End.Bad = true
	}
	if day := t.CancelledOn; day.OK() && t.Status.V != "cancelled" && !t.Status.Bad {
		p.report(ruleDayUnfitting.At(day.At, "the trip has a day on which it was cancelled, and is not called cancelled").To("write “status: cancelled”, or take “cancelled_on” out"))
	}
	if day := t.CancelledOn; day.OK() && t.End.OK() && day.V.After(t.End.V) {
		p.report(ruleDateOrder.At(day.At, "the trip is cancelled after it has ended").See(t.End.At, "it ends here"))
		t.CancelledOn.Bad = true
	}
	t.Destinations = p.destinations(m)
	for _, v := range m.Maps("travellers") {
		t.Travellers = append(t.Travellers, p.traveller(v))
	}
	t.Briefing, t.Mandate = p.briefing(m), p.mandate(m, t.Start)
	for _, l := range m.Maps("lessons") {
		t.Lessons = append(t.Lessons, Lesson{
			Seen: l.Text("seen", frontmatter.Required), Here: l.Text("here", frontmatter.Optional),
			Status: l.Choice("status", frontmatter.Required, fields.LessonStatuses...), Review: l.Date("review", frontmatter.Optional),
		})
		l.Close()
	}
	return t
}

// destinations reads where a trip went. Of [Ravenna, IT] the comma makes two
// values: the first waits until it is known what stands behind it.
func (p *parser) destinations(m *frontmatter.Map) (out []Place) {
	var half Text
	add := func(v Text) {
		if place, ok := p.placeOf(v); ok {
			out = append(out, place)
		}
	}
	flush := func() {
		if half.OK() {
			add(half)
		}
		half = Text{}
	}
	m.Items("destination", frontmatter.Required, func(v Text) {
		code, named := i18n.CountryByName(v.V)
		if up := strings.ToUpper(v.V); !named && i18n.IsCountry(up) {
			code, named = up, true
		}
		if named && half.OK() {
			whole := half.V + ", " + code
			p.report(ruleDestinationForm.At(source.Span{File: v.At.File, Start: half.At.Start, End: v.At.End}, "the comma makes two destinations of “%s” and “%s”", half.V, v.V).
				To("write %q, with the quotation marks", whole))
			half = Text{}
			return
		}
		if flush(); !named && !strings.ContainsAny(v.V, ",;()/") {
			half = v
			return
		}
		add(v)
	}, func(d *frontmatter.Map) {
		flush()
		place := Place{City: d.Text("city", frontmatter.Required), Country: readCountry(d, "country", frontmatter.Required), Lat: d.Coordinate("lat", 90), Lon: d.Coordinate("lon", 180)}
		bothCoordinates(d, place.Lat, place.Lon)
		elsewhere(place.Country, place.Lat, place.Lon, p.report)
		d.Close()
		out = append(out, place)
	})
	flush()
	return out
}

var (
	betweenPlaces   = regexp.MustCompile(`(?i)\s*[;/&+|]\s*|\s+(?:and|et|y|e)\s+`)
	codeBehind      = regexp.MustCompile(`^(.+?)[\s.-]+([A-Z]{2})$`)
	codeBefore      = regexp.MustCompile(`^([A-Z]{2})\s*[,;/]\s*(.+)$`)
	lettersBehind   = regexp.MustCompile(`^(.+?)\s*,\s*[A-Z]{1,4}$`)
	destinationForm = regexp.MustCompile(`^(.+?)\s*,\s*([A-Z]{2})$`)
	inBrackets      = regexp.MustCompile(`^(.+?)\s*\(\s*([^()]+?)\s*\)$`)
	beforeCountry   = regexp.MustCompile(`^(.+?)\s*[,;/]\s*([^,;/]+)$`)
	twoCities       = regexp.MustCompile(`(?i)^(.+?)\s*(?:\s(?:and|et|y|e)\s|[&+;/])\s*(.+)$`)
)

// noDestination says what to write instead of something that is no city and
// country, in the editor's own words.
func noDestination(v Text) source.Diagnostic {
	d := ruleDestinationForm.At(v.At, "%q is not a city and a country", v.V)
	city, code := v.V, ""
	for _, form := range []*regexp.Regexp{inBrackets, beforeCountry} {
		m := form.FindStringSubmatch(v.V)
		if m == nil || code != "" {
			continue
		}
		if found, ok := i18n.CountryByName(m[2]); ok {
			city, code = m[1], found
		} else if up := strings.ToUpper(m[2]); i18n.IsCountry(up) {
			city, code = m[1], up
		}
	}
	if m := codeBehind.FindStringSubmatch(v.V); m != nil && code == "" && i18n.IsCountry(m[2]) && !strings.Contains(m[1], ",") {
		city, code = m[1], m[2]
	} else if m := codeBefore.FindStringSubmatch(v.V); m != nil && code == "" && i18n.IsCountry(m[1]) {
		city, code = m[2], m[1]
	} else if m := lettersBehind.FindStringSubmatch(v.V); m != nil && code == "" {
		city = m[1] // ITA is no country's two letters, and no part of the city
	}
	quote := func(city string) string { return `"` + city + ", " + cmp.Or(code, "…") + `"` }
	cities := twoCities.FindStringSubmatch(city)
	switch {
	case strings.Contains(city, `"`):
		return d
	case cities != nil && code != "":
		return d.To("write %s; or, if these are two cities, destination: [%s, %s]", quote(city), quote(cities[1]), quote(cities[2]))
	case code != "":
		return d.To("write %s", quote(city))
	case len([]rune(city)) > 60:
		return d
	}
	if found, ok := i18n.CountryByName(city); ok || i18n.IsCountry(city) {
		code = cmp.Or(found, city)
		return d.To("write the city before the country: %s", quote("…"))
	}
	return d.To("write the country's two letters behind the city: %s", quote(city))
}

// severalPlaces parts cities that are written as one, each with its country;
// none where that is not what stands there.
func severalPlaces(s string) []string {
	list := betweenPlaces.Split(s, -1)
	for _, place := range list {
		if m := destinationForm.FindStringSubmatch(place); m == nil || !i18n.IsCountry(m[2]) || strings.Contains(place, `"`) {
			return nil
		}
	}
	return list
}

// placeOf reads the short form of a destination: Ravenna, IT.
func (p *parser) placeOf(v Text) (Place, bool) {
	if list := severalPlaces(v.V); len(list) > 1 {
		p.report(ruleDestinationForm.At(v.At, "these are %d cities in one value", len(list)).To("write destination: [\"%s\"]", strings.Join(list, `", "`)))
		return Place{}, false
	}
	parts := destinationForm.FindStringSubmatch(v.V)
	if parts == nil {
		p.report(noDestination(v))
		return Place{}, false
	}
	at := v.At
	if at.End-at.Start >= 2 && strings.HasSuffix(at.Text(), parts[2]) {
		at.Start = at.End - 2
	}
	country := checkCountry(Text{V: parts[2], At: at, Given: true}, p.report)
	return Place{City: Text{V: parts[1], At: v.At, Given: true}, Country: country}, country.OK()
}

func (p *parser) traveller(m *frontmatter.Map) Traveller {
	t := Traveller{
		Person: m.Code("person", frontmatter.Optional), Role: m.Text("role", frontmatter.Optional), Function: m.Text("function", frontmatter.Optional),
		PaidBy: m.Text("paid_by", frontmatter.Optional), Count: 1,
	}
	if n := m.Whole("count", frontmatter.Optional, 1); n.OK() {
		t.Count = n.V
	}
	if t.Person.Given == t.Role.Given && !t.Person.Bad && !t.Role.Bad {
		p.report(ruleTraveller.At(m.At(), "a traveller is either a person or a role"))
	}
	m.Close()
	return t
}

func (p *parser) briefing(m *frontmatter.Map) *Briefing {
	b := m.Map("briefing", frontmatter.Optional)
	if b == nil {
		return nil
	}
	out := &Briefing{Date: b.Date("date", frontmatter.Required), Departments: b.Codes("departments", frontmatter.Required), Topics: b.Texts("topics", frontmatter.Optional)}
	b.Close()
	return out
}

func (p *parser) mandate(m *frontmatter.Map, start Date) *Mandate {
	b := m.Map("mandate", frontmatter.Optional)
	if b == nil {
		return nil
	}
	out := &Mandate{Ref: b.Text("ref", frontmatter.Required), Date: b.Date("date", frontmatter.Required), URL: readURL(b, "url")}
	b.Close()
	if out.Date.OK() && start.OK() && !out.Date.V.Before(start.V) {
		p.report(ruleMandateLate.At(out.Date.At, "the council's vote comes after the departure").See(start.At, "the trip starts here"))
	}
	return out
}

func (p *parser) agreement(m *frontmatter.Map) *Agreement {
	a := &Agreement{
		Signed: m.Period("signed", frontmatter.Required), Until: m.Period("until", frontmatter.Optional), Review: m.Period("review", frontmatter.Optional),
		Document: m.File("document", frontmatter.Optional),
	}
	if a.Until.OK() && a.Signed.OK() && a.Until.V.End().Before(a.Signed.V.Start) {
		p.report(ruleDateOrder.At(a.Until.At, "the agreement ends before it was signed").See(a.Signed.At, "signed here"))
		a.Until.Bad = true
	}
	var ids []string
	for _, v := range m.Maps("promises") {
		a.Promises = append(a.Promises, p.promise(v, &ids, a.Signed))
	}
	a.FollowUp = news(m, "follow_up")
	return a
}

// promise reads a promise of an agreement signed then.
func (p *parser) promise(m *frontmatter.Map, ids *[]string, signed Period) Promise {
	id := m.KeyAt("id")
	out := Promise{
		Text: m.Text("text", frontmatter.Required), Due: m.Date("due", frontmatter.Optional), Owner: m.Code("owner", frontmatter.Optional),
		Status: m.Choice("status", frontmatter.Required, fields.PromiseStatuses...), Reason: m.Text("reason", frontmatter.Optional),
		KeptOn: m.Date("kept_on", frontmatter.Optional), DroppedOn: m.Date("dropped_on", frontmatter.Optional), Notes: news(m, "notes"),
	}
	out.ID = Text{V: readID(m, ids), At: id, Given: true}
	if out.Status.V == "dropped" && !out.Reason.OK() && !out.Reason.Bad {
		p.report(ruleReason.At(out.Status.At, "a promise is dropped without a reason"))
	}
	for _, x := range []struct {
		day    *Date
		status string
	}{{&out.KeptOn, "kept"}, {&out.DroppedOn, "dropped"}} {
		if field := x.status + "_on"; x.day.OK() && out.Status.V != x.status && !out.Status.Bad {
			p.report(ruleDayUnfitting.At(x.day.At, "the promise has a day on which it was %s, and its status is %q", x.status, out.Status.V).To("write “status: %s”, or take %q out", x.status, field))
		}
		p.afterSigned(x.day, signed, "the promise is "+x.status)
	}
	for i := range out.Notes {
		p.afterSigned(&out.Notes[i].On, signed, "something is noted of the promise")
	}
	m.Close()
	return out
}

// afterSigned wants a day not to lie before a signature.
func (p *parser) afterSigned(day *Date, signed Period, what string) {
	if day.OK() && signed.OK() && day.V.Before(signed.V.Start) {
		p.report(ruleDateOrder.At(day.At, "%s before the agreement was signed", what).See(signed.At, "signed here"))
		day.Bad = true
	}
}

// news reads dated lines.
func news(m *frontmatter.Map, name string) []News {
	var out []News
	for _, v := range m.Maps(name) {
		out = append(out, News{On: v.Date("on", frontmatter.Required), Text: v.Text("text", frontmatter.Required)})
		v.Close()
	}
	return out
}

func (p *parser) outcome(m *frontmatter.Map, published bool) *Outcome {
	date := frontmatter.Required
	if published {
		date = frontmatter.Optional
	}
	o := &Outcome{
		Date: m.Date("date", date), Of: m.Codes("of", frontmatter.Required),
		Status: m.Choice("status", frontmatter.Required, fields.OutcomeStatuses...),
		Reason: m.Text("reason", frontmatter.Optional), Due: m.Period("due", frontmatter.Optional),
		Keeps: m.Codes("keeps", frontmatter.Optional), Evidence: m.Files("evidence", frontmatter.Optional),
	}
	switch s := o.Status.V; {
	case (s == "not_achieved" || s == "dropped") && !o.Reason.OK() && !o.Reason.Bad:
		p.report(ruleReason.At(o.Status.At, "an outcome is %s without a reason", strings.ReplaceAll(s, "_", " ")))
	case s == "too_early" && !o.Due.OK() && !o.Due.Bad:
		p.report(ruleDueMissing.At(o.Status.At, "it is too early to tell, but nothing says when it will be known"))
	}
	for _, v := range m.Maps("measures") {
		o.Measures = append(o.Measures, Measure{
			What: v.Text("what", frontmatter.Required), Unit: v.Text("unit", frontmatter.Optional),
			Before: v.Decimal("before", frontmatter.Optional), Target: v.Decimal("target", frontmatter.Optional), Now: v.Decimal("now", frontmatter.Optional),
		})
		v.Close()
	}
	return o
}

// at is the place to show for a value: where it stands, or the fallback.
func at(v, fallback source.Span) source.Span {
	if v.File == nil {
		return fallback
	}
	return v
}
