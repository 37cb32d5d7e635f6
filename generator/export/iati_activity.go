package export

import (
	"math/big"
	"net/url"
	"strconv"
	"strings"
	"time"

	"parvis/generator/content"
)

// The numbers are those of IATI's code lists: https://iatistandard.org/en/iati-standard/203/codelists/
const (
	localGovernment = "11" // OrganisationType
	academic        = "80"

	funding      = "1" // OrganisationRole
	accountable  = "2"
	implementing = "4"

	plannedStart = "1" // ActivityDateType
	actualStart  = "2"
	plannedEnd   = "3"
	actualEnd    = "4"

	pipeline       = "1" // ActivityStatus
	implementation = "2"
	finalisation   = "3" // all is done, but for the last bill
	closed         = "4"
	cancelled      = "5"
	suspended      = "6"

	goals   = "7" // SectorVocabulary
	ofGoal  = "2" // TagVocabulary
	ofAim   = "3"
	webPage = "A12" // DocumentCategory
	signed  = "A09"
	proof   = "A08"
)

// activity is an entry as IATI tells it.
func (w iatiWriter) activity(e *content.Entry) iatiActivity {
	start, _ := w.span(e)
	a := iatiActivity{
		Updated: w.moment(w.updated(e)), Lang: w.city.Language, Currency: w.city.Currency, ID: w.identifier(e),
		Reporter: iatiOrg{Ref: w.city.Organisation.V, Type: localGovernment, Secondary: "0", Name: w.cityName()},
		Title:    w.say(e, e.Title),
		Partners: w.taking(e), Status: iatiCode{Code: w.status(e)}, Dates: w.dates(e), Contact: w.contact(),
		Transactions: w.payments(e), Documents: w.documents(e),
	}
	// What changes for residents, what it is for, and for whom.
	for kind, text := range []content.Text{1: e.Impact.Benefit, 2: e.Purpose, 3: e.Impact.Who} {
		if says := w.say(e, text); says != nil {
			a.Descriptions = append(a.Descriptions, iatiTyped{strconv.Itoa(kind), says})
		}
	}
	countries := w.countries(e)
	for i, share := range shares(len(countries)) {
		a.Countries = append(a.Countries, iatiCode{Code: countries[i], Percentage: share})
	}
	a.Sectors, a.Tags = w.goals(e)
	if plan, ok := w.plan(e); ok {
		year := e.Date().Year()
		a.Budgets = []iatiBudget{{
			Type: "1", Status: "1", Start: iatiDate{Day: strconv.Itoa(year) + "-01-01"}, End: iatiDate{Day: strconv.Itoa(year) + "-12-31"},
			Value: iatiValue{day(e.Date()), plan.Decimal()},
		}}
	}
	if e.Outcome != nil {
		for _, p := range w.set.ProjectsOf(e) {
			a.Related = append(a.Related, iatiRef{w.identifier(p), "1"})
		}
		a.Results = w.results(e, start)
		return a
	}
	for _, o := range w.set.OutcomesOf(e) {
		if w.set.IsProject(o) {
			a.Related = append(a.Related, iatiRef{w.identifier(o), "2"})
		}
	}
	return a
}

// updated is the last day on which anything was recorded of an entry.
func (w iatiWriter) updated(e *content.Entry) time.Time {
	if last := w.set.LastRecord(e); !last.IsZero() {
		return last
	}
	return w.set.Today()
}

// plan is what the city meant to pay. As in all sums of the site, it belongs to
// the year of the entry's own day, so a budget is for one year.
func (w iatiWriter) plan(e *content.Entry) (content.Money, bool) {
	if e.Cost.Planned.OK() || !w.set.Spent(e, w.set.Today()) {
		return e.Plan()
	}
	return content.Money{}, false
}

// payments are the lines that the city has paid, in its own currency.
func (w iatiWriter) payments(e *content.Entry) []iatiPayment {
	var out []iatiPayment
	if !e.Cost.Known || !w.set.Spent(e, w.set.Today()) {
		return nil
	}
	for _, line := range e.Cost.Lines {
		if !line.ByCity || line.Converted.Minor == 0 {
			continue
		}
		kind := "4" // an expenditure
		if line.For.V == "grant" {
			kind = "3" // a disbursement: somebody else spends it
		}
		p := iatiPayment{Type: iatiCode{Code: kind}, Date: iatiDate{Day: day(e.Date())}, Value: iatiValue{day(e.Date()), line.Converted.Decimal()},
			Provider: iatiOrg{Ref: w.city.Organisation.V, Type: localGovernment, Name: w.cityName()}}
		if says := w.say(e, line.What); says != nil {
			p.Description = &iatiNamed{says}
		}
		out = append(out, p)
	}
	return out
}

func (w iatiWriter) cityName() []iatiText { return []iatiText{{Text: w.city.City.V}} }

// taking are the organisations that take part, each once for every part: the
// city, its partners, and whoever else paid.
func (w iatiWriter) taking(e *content.Entry) []iatiOrg {
	var out []iatiOrg
	seen := map[string]bool{}
	add := func(role string, o iatiOrg) {
		if o.Role = role; !seen[role+o.Name[0].Text] {
			seen[role+o.Name[0].Text] = true
			out = append(out, o)
		}
	}
	city := iatiOrg{Ref: w.city.Organisation.V, Type: localGovernment, Name: w.cityName()}
	if plan, _ := e.Plan(); plan.Minor > 0 || e.Cost.Known && e.Cost.City.Minor > 0 {
		add(funding, city)
	}
	add(accountable, city)
	add(implementing, city)
	partners := w.set.PartnersOf(e)
	if e.Outcome != nil && len(partners) == 0 {
		for _, p := range w.set.ProjectsOf(e) {
			partners = append(partners, w.set.PartnersOf(p)...)
		}
	}
	for _, p := range partners {
		add(implementing, w.partner(p))
	}
	for _, line := range e.Cost.Lines {
		if !line.ByCity && line.PaidBy.OK() {
			add(funding, w.payer(line.PaidBy.V, partners))
		}
	}
	return out
}

// partner is a partner as an organisation. What kind of organisation a network
// or an organisation is, nobody has said.
func (w iatiWriter) partner(p *content.Partner) iatiOrg {
	o := iatiOrg{Type: map[string]string{"city": localGovernment, "region": localGovernment, "university": academic}[p.Type.V]}
	o.Name = w.inAll(p.Name.V, func(lang string) string {
		if t := p.Translations[lang]; t != nil {
			return t.Title.V
		}
		return ""
	})
	return o
}

// payer is who paid a line: one of the partners, where it has that name.
func (w iatiWriter) payer(name string, partners []*content.Partner) iatiOrg {
	for _, p := range partners {
		if content.Fold(p.Name.V) == content.Fold(name) {
			return w.partner(p)
		}
	}
	return iatiOrg{Name: []iatiText{{Text: name}}}
}

// countries are those of the partners abroad; of an outcome that names none,
// those of its agreements.
func (w iatiWriter) countries(e *content.Entry) []string {
	var out []string
	seen := map[string]bool{}
	add := func(from *content.Entry) {
		for _, p := range w.set.Abroad(from) {
			if !seen[p.Country.V] {
				seen[p.Country.V] = true
				out = append(out, p.Country.V)
			}
		}
	}
	if add(e); len(out) == 0 && e.Outcome != nil {
		for _, p := range w.set.ProjectsOf(e) {
			add(p)
		}
	}
	return out
}

// goals are the United Nations' goals of an entry as its sectors, and goals and
// targets as tags. Sectors stand on the activity, never on a payment.
func (w iatiWriter) goals(e *content.Entry) (sectors, tags []iatiCode) {
	seen := map[int]bool{}
	for _, g := range e.Goals {
		if seen[g.Number] {
			continue
		}
		seen[g.Number] = true
		sectors = append(sectors, iatiCode{Vocabulary: goals, Code: strconv.Itoa(g.Number)})
		tags = append(tags, iatiCode{Vocabulary: ofGoal, Code: strconv.Itoa(g.Number)})
	}
	for i, share := range shares(len(sectors)) {
		sectors[i].Percentage = share
	}
	for _, g := range e.Goals {
		if g.IsTarget() {
			tags = append(tags, iatiCode{Vocabulary: ofAim, Code: g.V})
		}
	}
	return sectors, tags
}

// status is how far a project is.
func (w iatiWriter) status(e *content.Entry) string {
	if e.Date().After(w.set.Today()) {
		return pipeline
	}
	if e.Agreement != nil {
		_, dormant := w.set.Dormant(e)
		switch until := e.Agreement.Until; {
		case until.OK() && until.V.End().Before(w.set.Today()):
			return closed
		case dormant:
			return suspended
		}
		return implementation
	}
	switch e.Outcome.Status.V {
	case "too_early", "under_way":
		return implementation
	case "dropped":
		return cancelled
	}
	if e.Cost.State != content.Final {
		return finalisation
	}
	return closed
}

// span is from when to when a project goes on: an agreement from its signature
// until its end, which may be open (zero); an outcome from the first of what it
// came of until its own day.
func (w iatiWriter) span(e *content.Entry) (start, end time.Time) {
	if start = e.Date(); e.Agreement != nil {
		if e.Agreement.Until.OK() {
			end = e.Agreement.Until.V.End()
		}
		return start, end
	}
	end = start
	for _, of := range e.Outcome.Of {
		if cause := w.set.Entry(of.V); cause != nil && cause.Date().Before(start) {
			start = cause.Date()
		}
	}
	return start, end
}

// dates are a project's days: what has come is actual, what lies ahead planned.
func (w iatiWriter) dates(e *content.Entry) []iatiDate {
	today := w.set.Today()
	start, end := w.span(e)
	first, last := iatiDate{Type: actualStart, Day: day(start)}, iatiDate{Type: plannedEnd, Day: day(end)}
	if start.After(today) {
		first.Type = plannedStart
	}
	if a := e.Agreement; a != nil {
		first.Text, last.Text = vague(a.Signed), vague(a.Until)
		if end.Before(today) {
			last.Type = actualEnd
		}
	} else if o := e.Outcome; o.Status.V == "too_early" || o.Status.V == "under_way" {
		if end = o.Due.V.End(); o.Due.OK() {
			last.Day, last.Text = day(end), vague(o.Due)
		}
	} else if !end.After(today) {
		last.Type = actualEnd
	}
	if end.Before(start) { // it is open
		return []iatiDate{first}
	}
	return []iatiDate{first, last}
}

// vague is a month or a year as it was written; "" for a day.
func vague(p content.Period) string {
	if !p.OK() || p.V.Start.Equal(p.V.End()) {
		return ""
	}
	return p.V.String()
}

// results are an outcome's figures. One counts that says what it was before and
// what it is now: without the first, nobody can tell what has changed.
func (w iatiWriter) results(e *content.Entry, start time.Time) []iatiResult {
	r := iatiResult{Type: "2", Aggregation: "0", Title: w.say(e, e.Title)}
	for _, m := range e.Outcome.Measures {
		if !m.Before.OK() || !m.Now.OK() {
			continue
		}
		i := iatiIndicator{Measure: "1", Ascending: "1", Aggregation: "0", Title: w.measured(e, m), Baseline: iatiBaseline{start.Year(), m.Before.V},
			Period: iatiPeriod{Start: iatiDate{Day: day(start)}, End: iatiDate{Day: day(e.Date())}, Actual: iatiFigure{m.Now.V}}}
		if strings.HasPrefix(m.Unit.V, "%") {
			i.Measure = "2"
		}
		aim := m.Now
		if m.Target.OK() {
			aim = m.Target
			i.Period.Target = &iatiFigure{m.Target.V}
		}
		if less(aim.V, m.Before.V) {
			i.Ascending = "0"
		}
		r.Indicators = append(r.Indicators, i)
	}
	if r.Indicators == nil {
		return nil
	}
	return []iatiResult{r}
}

// less compares two exact decimals.
func less(a, b string) bool {
	x, _ := new(big.Rat).SetString(a)
	y, _ := new(big.Rat).SetString(b)
	return x.Cmp(y) < 0
}

// measured is what a figure counts, with its unit behind it.
func (w iatiWriter) measured(e *content.Entry, m content.Measure) []iatiText {
	out, units := w.say(e, m.What), w.say(e, m.Unit)
	for i := range out {
		for _, u := range units {
			if u.Lang == out[i].Lang || u.Lang == "" && content.Wordless(u.Text) {
				out[i].Text += " (" + u.Text + ")"
				break
			}
		}
	}
	return out
}

// contact is how the city can be asked.
func (w iatiWriter) contact() iatiContact {
	c := iatiContact{Type: "1", Organisation: w.cityName(), Email: w.city.Email.V, Website: w.city.BaseURL}
	if w.city.Post.OK() {
		c.Post = &iatiNamed{[]iatiText{{Text: w.city.Post.V}}}
	}
	return c
}

// documents are an entry's page in each language, the text that was signed, and
// what proves an outcome.
func (w iatiWriter) documents(e *content.Entry) []iatiLink {
	var out []iatiLink
	title := w.say(e, e.Title)
	for _, t := range title {
		lang, address := t.Lang, w.city.BaseURL
		if lang == "" {
			lang = w.city.Language
		} else {
			address += lang + "/"
		}
		out = append(out, iatiLink{URL: address + e.ID + "/", Format: mediaType(".html"), Title: []iatiText{t}, Category: iatiCode{Code: webPage},
			Language: &iatiCode{Code: lang}})
	}
	add := func(category, name string) {
		if file, ok := e.Beside(name); ok {
			name = w.city.BaseURL + e.ID + "/" + (&url.URL{Path: w.set.Published(&e.Head, file)}).EscapedPath()
		}
		out = append(out, iatiLink{URL: name, Format: mediaType(name), Title: title, Category: iatiCode{Code: category}})
	}
	if e.Agreement != nil && e.Agreement.Document.OK() {
		add(signed, e.Agreement.Document.V)
	}
	if e.Outcome != nil {
		for _, v := range e.Outcome.Evidence {
			add(proof, v.V)
		}
	}
	return out
}
