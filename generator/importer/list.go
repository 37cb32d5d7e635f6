package importer

import (
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
)

// Lists of agreements, grants, outcomes, partners and people become drafts of
// their kinds, by the rules that hold for trips: nothing is made up, nothing lost.

// list writes the drafts of a table that is no table of trips.
func (im *importing) list(kind fields.Kind, rows []row) []Draft {
	var legs []*leg
	for _, r := range rows {
		l := &leg{row: r, used: map[int]bool{}, says: map[string]saying{}}
		for field := range im.layout.fields {
			text, at := im.layout.value(r, field)
			l.says[field] = saying{text, at}
		}
		if !slices.ContainsFunc(listNeeds[kind], func(f string) bool { return l.says[f].text != "" }) {
			im.leaveOut(r, catalog.Say("this row does not say of whom or what it is, and is left out"),
				catalog.Say("fill in the row, or take it out if it is a total or a remark"))
			continue
		}
		legs = append(legs, l)
	}
	im.duplicates(legs)
	im.publishes = kind.IsEntry()
	switch kind {
	case fields.Agreements:
		return im.agreements(legs)
	case fields.Partners:
		return im.partners(legs)
	case fields.People:
		return im.people(legs)
	}
	return im.outcomes(legs)
}

// take returns what a row says of a field, and marks its cell as held by one.
func (l *leg) take(field string) string {
	said := l.says[field]
	for _, at := range said.at {
		l.used[at] = true
	}
	return said.text
}

// inBrackets are what a text says in brackets: Lettre d'intention (juillet 1997).
var inBrackets = regexp.MustCompile(`\(([^()]*)\)`)

// readPeriod reads a day, a month or a year, as the content model writes it, or
// "" where it cannot be read for certain.
func readPeriod(text string) string {
	text = sinceWord.ReplaceAllString(strings.TrimSpace(text), "")
	if day := readDay(text); day != "" {
		return day
	}
	if periodForm.MatchString(text) {
		return text
	}
	if monthOf.MatchString(text) {
		return frontmatter.MonthNamed(text)
	}
	return ""
}

var (
	sinceWord  = regexp.MustCompile(`(?i)^(?:depuis|since|desde|en|em|in)\s+`)
	monthOf    = regexp.MustCompile(`(?i)^\pL{3,}\.?(?:\s+(?:de|del|do))?\s+(?:1[89]|20)\d\d$`) // julio de 1997
	periodForm = regexp.MustCompile(`^(1[89]|20)\d\d(-(0[1-9]|1[0-2]))?$`)
)

// period reads a day, month or year of a row, which its cell then holds where it is
// written so. What cannot be read is reported and asked about.
func (im *importing) period(d *draft, l *leg, field, name string) string {
	text := l.says[field].text
	day, asks := readPeriod(text), false
	if day == "" {
		day, _, asks = im.days(l, field)
	}
	switch {
	case asks:
		d.ask("Row %d gives the %s as “%s”: which day is that? (`%s`)", l.row.n, name, esc(text), name)
	case text == day || day != "" && !im.publishes:
		l.take(field)
	}
	return day
}

// reversed reports that something ends before it begins, and asks which is wrong.
func (im *importing) reversed(d *draft, l *leg, begins, from, until string) bool {
	if from == "" || until == "" || until >= from[:min(len(from), len(until))] {
		return false
	}
	im.report(ruleDates.At(l.place("until"), "this ends on %s, before it begins on %s", until, from).See(l.place(begins), "it begins here"))
	d.ask("The table lets it begin on %s and end on %s: which of the two is wrong? (`%s`, `until`)", from, until, begins)
	return true
}

// country reads the country of a row: its two letters, or its name in four
// languages; "" where there is none, which is reported where the row names one.
func (im *importing) country(l *leg) string {
	text := l.says["country"].text
	if code := strings.ToUpper(text); i18n.IsCountry(code) {
		l.take("country")
		return code
	}
	code, ok := i18n.CountryByName(text)
	if text != "" && !ok {
		d := ruleDestination.At(l.place("country"), "%q is not the name of a country that is known", oneLine(text)).
			To("write its name in English, French, Spanish or Portuguese, or its two letters (ISO 3166)")
		d.Why = catalog.Message{}
		im.report(d)
	}
	return code
}

// partnerStems are how the words begin that tell what a partner is, by its kind.
var partnerStems = []struct{ kind, stems string }{
	{"university", "universi politec polytechn faculty faculte facultad faculdade"},
	{"network", "network reseau red rede union ligue league"},
	{"region", "region regiao provinc departement departamento state etat estado county comte condado prefecture oblast"},
	{"organisation", "organis organiz organizac associat asociac associac fondation foundation fundac ong ngo comit amical club institut chambre entidad"},
	{"city", "city town ville commune ciudad municip cidade village metropole"},
}

// partnerKind is the kind of partner that a text names; "" where it names none.
func partnerKind(text string) string {
	for _, word := range strings.Fields(content.Fold(text)) {
		for _, k := range partnerStems {
			for stem := range strings.FieldsSeq(k.stems) {
				if word == stem || len(stem) > len("city") && strings.HasPrefix(word, stem) {
					return k.kind
				}
			}
		}
	}
	return ""
}

// partner is a partner as rows of a table name it.
type partner struct {
	name, kind, city, country, lat, lon, since string
	askKind                                    bool // whether its kind is a guess
}

// partnerDraft writes the file of a partner.
func (im *importing) partnerDraft(p partner, d *draft) {
	d.field("name", p.name)
	if p.askKind {
		d.note(catalog.Say("A city, region, network, organisation or university?"))
		d.ask("Is it a city, region, network, organisation or university? The table does not say. (`%s`)", "kind")
	}
	d.field("kind", p.kind)
	if p.city != "" {
		d.field("city", p.city)
	}
	d.known("country", p.country, catalog.Say("In which country is it? Write the country's two letters."))
	if coordinate(p.lat, 90) && coordinate(p.lon, 180) {
		d.raw("lat", p.lat)
		d.raw("lon", p.lon)
	}
	if p.since != "" {
		d.field("since", p.since)
	}
}

var degrees = regexp.MustCompile(`^-?\d{1,3}(\.\d+)?$`)

// coordinate tells whether a text is a coordinate as the content model has them.
func coordinate(text string, limit int) bool {
	if !degrees.MatchString(text) {
		return false
	}
	whole, _, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	n := 0
	for _, c := range whole {
		n = n*10 + int(c-'0')
	}
	return n < limit
}

// partners writes a file for each partner of a list.
func (im *importing) partners(legs []*leg) []Draft {
	var out []Draft
	for _, l := range legs {
		d := newDraft(im.words)
		p := im.readPartner(d, l, "name")
		p.since = im.period(d, l, "since", "since")
		if im.hasAlready(l, fields.Partners, p.name) {
			continue
		}
		im.partnerDraft(p, d)
		for _, f := range []struct{ field, value string }{{"country", p.country}, {"kind", partnerKind(l.says["kind"].text)}} {
			if f.value != "" {
				l.take(f.field)
			}
		}
		im.comments(d, l)
		out = append(out, Draft{Path: im.claim("partners/"+slugOf(p.name)) + ".md", Text: d.bare(), Rows: []int{l.row.n}})
	}
	return out
}

// hasAlready tells whether the city, or this run, has a file of that name; the row is
// then left out, since a partner or a person has one file.
func (im *importing) hasAlready(l *leg, kind fields.Kind, name string) bool {
	if slugOf(name) == "" {
		im.leaveOut(l.row, catalog.Say("no letter of %q can stand in an address, so that this row has no name for its file, and is left out", oneLine(name)),
			catalog.Say("write the name in Latin letters"))
		return true
	}
	return im.hasFile(l, string(kind)+"/"+slugOf(name), name)
}

// hasFile tells whether the city, or this run, has a file of that id.
func (im *importing) hasFile(l *leg, id, name string) bool {
	switch {
	case im.ids[id] > 0:
		im.leaveOut(l.row, catalog.Say("%q stands in a row above already, and is left out here", oneLine(name)), catalog.Say("take one of the two rows out"))
	case im.opts.Taken != nil && im.opts.Taken(id):
		im.leaveOut(l.row, catalog.Say("the city has a file %s already, which stays as it is; this row is left out", id+".md"),
			catalog.Say("compare the row with %s, and correct there what is wrong", id+".md"))
	default:
		return false
	}
	return true
}

// readPartner reads who a partner is.
func (im *importing) readPartner(d *draft, l *leg, field string) partner {
	p := partner{name: oneLine(l.says[field].text), country: im.country(l), lat: l.says["lat"].text, lon: l.says["lon"].text}
	if r := readPlaces(p.name); p.country == "" && !im.layout.has("country") && len(r.places) == 1 && r.sure() && len(r.doubts) == 0 {
		p.name, p.country = r.places[0].city, r.places[0].country
	} else {
		l.take(field)
	}
	if coordinate(p.lat, 90) && coordinate(p.lon, 180) {
		l.take("lat")
		l.take("lon")
	}
	said := l.says["kind"].text
	if p.kind = partnerKind(said); p.kind == "" {
		p.kind = partnerKind(p.name)
	}
	if p.kind == said {
		l.take("kind")
	}
	column := ""
	if at := l.says[field].at; len(at) > 0 {
		column = im.layout.name(at[0])
	}
	switch {
	case p.kind != "":
	case field == "beneficiary":
		p.kind = "organisation"
	default:
		p.kind, p.askKind = "city", partnerKind(column) != "city" && !isLink(column)
	}
	if city := l.take("city"); city != "" {
		p.city = city
	} else if p.kind == "city" {
		p.city, _, _ = strings.Cut(p.name, " (")
	}
	return p
}

// comments keeps what no field of a person's or partner's file holds as remarks in
// its front matter, which is never published.
func (im *importing) comments(d *draft, l *leg) {
	cells := append(im.unused([]*leg{l}, false), im.unused([]*leg{l}, true)...)
	if len(cells) == 0 {
		return
	}
	d.note(catalog.Say("What the table says besides. This is never published; take it out once it is of no use."))
	for _, c := range cells {
		d.front.WriteString("# " + oneLine(c.name+": "+c.text) + "\n")
	}
}

// people writes a file for each person of a list.
func (im *importing) people(legs []*leg) []Draft {
	var out []Draft
	for _, l := range legs {
		d := newDraft(im.words)
		name := oneLine(l.take("name"))
		if family := l.take("family"); family != "" {
			name = oneLine(l.take("given") + " " + family)
		}
		if im.hasAlready(l, fields.People, name) {
			continue
		}
		d.field("name", name)
		d.known("role", l.take("role"), catalog.Say("Which office do they hold, or what do they do for the city?"))
		elected, ok := yesOrNo(l.says["elected"].text)
		if ok {
			l.take("elected")
			d.raw("elected", elected)
		} else {
			d.open("elected", catalog.Say("Have residents elected them? Write true or false."))
		}
		from, until := im.period(d, l, "from", "from"), im.period(d, l, "until", "until")
		if im.reversed(d, l, "from", from, until) {
			from, until = "", ""
		}
		for _, f := range []struct{ name, value string }{{"from", from}, {"until", until}} {
			if f.value != "" {
				d.field(f.name, f.value)
			}
		}
		im.comments(d, l)
		out = append(out, Draft{Path: im.claim("people/"+slugOf(name)) + ".md", Text: d.bare(), Rows: []int{l.row.n}})
	}
	return out
}

// yesOrNo reads a yes or a no in four languages as true or false.
func yesOrNo(text string) (string, bool) {
	switch content.Fold(text) {
	case "true", "yes", "y", "1", "oui", "o", "vrai", "si", "s", "sim", "x", "verdadero", "verdadeiro":
		return "true", true
	case "false", "no", "n", "0", "non", "faux", "nao", "falso":
		return "false", true
	}
	return "", false
}

// outcomes writes a draft for each outcome of a list.
func (im *importing) outcomes(legs []*leg) []Draft {
	var out []Draft
	for _, l := range legs {
		d := newDraft(im.words)
		date := im.period(d, l, "date", "date")
		if len(date) < len("2006-01-02") {
			date = ""
		}
		id := im.newID(fields.Outcomes, date, l.says["title"].text)
		d.field("title", oneLine(l.take("title")))
		d.known("date", date, catalog.Say("Of which day is the outcome?"))
		d.open("of", catalog.Say("Of which trips or agreements did it come?"))
		status := strings.ReplaceAll(content.Fold(l.says["status"].text), " ", "_")
		if slices.Contains(fields.OutcomeStatuses, status) {
			l.take("status")
			d.raw("status", status)
		} else {
			d.open("status", catalog.Say("How far is it: too early, under way, achieved, partly, not achieved, dropped?"))
		}
		d.open("pitch", catalog.Say("What changes here, in one sentence of at most 25 words?"))
		d.known("purpose", l.take("purpose"), catalog.Say("Why did the city act?"))
		im.questions(d)
		d.open("cost", catalog.Say("What did it cost, and who paid? The table says nothing of it."))
		im.persons(d, []*leg{l})
		d.more(l.questions)
		out = append(out, Draft{Path: id + ".md", Text: d.text(im.published([]*leg{l})), Rows: []int{l.row.n}})
	}
	return out
}

// questions asks what no table of the past says of an entry.
func (im *importing) questions(d *draft) {
	d.open("local_impact", catalog.Say("What did this change for residents? For whom, where, since when?"))
	d.open("sdg", catalog.Say("Which of the 17 goals, or of their targets, does it serve?"))
	d.open("official", catalog.Say("Who among the elected answers for it?"))
}

// more puts further questions.
func (d *draft) more(questions []catalog.Message) {
	for _, q := range questions {
		d.put(q)
	}
}
