package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
)

// Rows of parvis's own entries.csv become the entries again that they were
// exported from, as far as the table tells: exported once more they give the
// same row. What the table does not hold is asked about. Where a field of the
// row would otherwise be lost, a stand-in holds it, with a question beside it:
// the city "?" of a destination whose country is known, the day of signature
// as the end of an agreement that has ended.

// moreColumns are those of entries.csv that a table may lack; what they say
// then has a stand-in.
var moreColumns = func() []string {
	out := []string{"destinations", "of", "until", "cost_planned", "spent"}
	for _, c := range fields.PlainColumns() {
		out = append(out, c.Name)
	}
	return out
}()

// record is one row of entries.csv on its way to a draft.
type record struct {
	*draft
	ownRow
	// parts are the rows of other tables that belong to entries.
	parts *parts
	// last is the latest day of which the table knows that it has passed.
	last string
}

// records writes a draft for each row.
func (im *importing) records(rows []row, p *parts) []Draft {
	var out []Draft
	first := map[string]*leg{}
	last := im.lastDay(rows)
	for _, r := range rows {
		rec := &record{newDraft(im.words), ownRow{im, &leg{row: r, used: map[int]bool{}}, fields.Table{}}, p, last}
		kind, ok := fields.KindOf(rec.take("kind"))
		if !ok || !kind.IsEntry() || rec.get("kind") != kind.One() {
			im.leaveOut(
				r, catalog.Say("this row's kind is %q, not a kind of entry, and is left out", oneLine(rec.get("kind"))),
				catalog.Say("write trip, agreement or outcome"),
			)
			continue
		}
		id := rec.id(kind)
		if before := first[rec.get("id")]; before != nil && rec.get("id") != "" {
			im.report(
				ruleDuplicate.At(rec.at("id"), "the id %q stands in row %d already", oneLine(rec.get("id")), before.row.n).
					To("take one of the two rows out, or correct its id").
					See(before.row.at(im.layout.fields["id"].at[0]), "first written here"),
			)
			rec.ask("Row %d has the id “%s” too: was something entered twice?", before.row.n, esc(rec.get("id")))
		} else {
			first[rec.get("id")] = rec.leg
		}
		rec.write(kind)
		published := im.published([]*leg{rec.leg}) + rec.publishedParts()
		out = append(out, Draft{Path: id + ".md", Text: rec.text(published), Rows: []int{r.n}})
	}
	return out
}

// lastDay is the latest day on which something in the table had happened.
func (im *importing) lastDay(rows []row) string {
	last := ""
	for _, r := range rows {
		get := func(column string) string { return r.text(im.layout.fields[column].at[0]) }
		day := ""
		switch kind := get("kind"); {
		case kind == "trip" && get("status") == "completed":
			day = readDay(get("end"))
		case kind == "event" && get("status") == "completed":
			day = readDay(get("end"))
		case kind == "outcome":
			day = readDay(get("date"))
		}
		last = max(last, day)
	}
	return last
}

func flow(items []string) string {
	var out []string
	for _, s := range items {
		out = append(out, scalar(s))
	}
	return "[" + strings.Join(out, ", ") + "]"
}

var entryID = regexp.MustCompile(`^(` + strings.Join(fields.Texts(fields.Entries), "|") + `)/[a-z0-9]+(-[a-z0-9]+)*$`)

// id returns the entry's id, another one where it is taken.
func (r *record) id(kind content.Kind) string {
	id := r.get("id")
	if !entryID.MatchString(id) || !strings.HasPrefix(id, string(kind)+"/") {
		return r.im.newID(kind, readDay(r.get("date")), r.get("title"))
	}
	unique := r.im.claim(id)
	if unique == id {
		r.take("id")
		if strings.HasSuffix(r.get("url"), "/"+id+"/") {
			r.take("url")
		}
	} else {
		r.ask("There is an entry %s already: is this another one, or the same? (the file's name)", esc(id))
	}
	return unique
}

// write writes the fields of an entry.
func (r *record) write(kind content.Kind) {
	if r.get("language") == r.im.opts.Language {
		r.take("language")
	}
	r.known("title", r.take("title"), catalog.Say("What will residents remember of it?"))
	r.known("pitch", r.take("pitch"), catalog.Say("What changes here, in one sentence of at most 25 words?"))
	r.known("purpose", r.take("purpose"), catalog.Say("Why did the city act?"))
	switch kind {
	case content.Trips:
		r.trip()
	case content.Agreements:
		r.agreement()
	case content.Outcomes:
		r.outcome()
	case content.Events:
		r.event()
	}
	if partners := r.items("partners"); len(partners) > 0 {
		r.raw("partners", flow(partners))
	} else if kind == content.Agreements {
		r.open("partners", catalog.Say("With whom was it signed?"))
	}
	r.impact()
	if goals := r.items("sdg"); len(goals) > 0 {
		r.raw("sdg", flow(goals))
	} else {
		r.open("sdg", catalog.Say("Which of the 17 goals, or of their targets, does it serve?"))
	}
	r.known("official", r.take("official"), catalog.Say("Who among the elected answers for it?"))
	switch kind {
	case content.Trips:
		r.travellers()
	case content.Agreements:
		r.promised()
	case content.Outcomes:
		r.measures()
	}
	r.take("spent") // follows from the day
	r.cost()
	r.plain(kind)
	r.put(r.besides())
}

// plain writes the fields whose columns hold just their value.
func (r *record) plain(kind content.Kind) {
	for _, f := range kind.Fields() {
		plain := slices.ContainsFunc(fields.PlainColumns(), func(c fields.Column) bool { return c.Name == f.Column })
		if plain && r.get(f.Column) != "" {
			r.field(f.Name, r.take(f.Column))
		}
	}
}

func (r *record) impact() {
	benefit, issues := r.take("local_benefit"), r.items("local_issues")
	question := catalog.Say("What did this change for residents? For whom, where, since when?")
	switch {
	case benefit == "" && len(issues) == 0:
		r.open("local_impact", question)
		return
	case benefit == "":
		r.note(question)
		r.ask("%s (`%s`)", question, "local_impact.benefit")
	case len(issues) == 0:
		r.field("local_impact", benefit)
		return
	}
	r.raw("local_impact", "")
	r.field("  benefit", benefit)
	r.raw("  issues", flow(issues))
}

// day reads a date, marking its cell as held when it is written as it stands.
func (r *record) day(column string) string {
	text := r.get(column)
	day := readDay(text)
	switch {
	case text != "" && day == "":
		r.im.report(ruleDates.At(r.at(column), "%q cannot be read as one certain day", oneLine(text)))
	case text == day:
		r.take(column)
	}
	return day
}

func (r *record) trip() {
	start, end := r.day("date"), r.day("end")
	if start != "" && end != "" && end < start {
		r.im.report(ruleDates.At(r.at("end"), "the trip ends on %s, before it starts on %s", end, start).See(r.at("date"), "it starts here"))
		r.ask(
			"The table lets the trip start on %s and end on %s, before its start. The draft ends it on its first day: which of the two days is wrong? "+
				"(`start`, `end`)",
			start,
			end,
		)
		r.keep("end")
		end = start
	}
	r.known("start", start, catalog.Say("On which day did the trip start?"))
	r.known("end", end, catalog.Say("On which day did the trip end?"))
	r.places()
	r.choice("status", fields.TripStatuses, catalog.Say("Is the trip planned, completed or cancelled?"))
}

// places writes the destinations, or the countries with their cities open.
func (r *record) places() {
	if cities := r.items("destinations"); len(cities) > 0 {
		r.take("countries")
		r.raw("destination", flow(cities))
		return
	}
	var places []place
	for _, code := range r.items("countries") {
		if i18n.IsCountry(code) {
			places = append(places, place{"?", code})
			continue
		}
		r.keep("countries")
		d := ruleDestination.At(r.at("countries"), "%q is not a country's two-letter code", oneLine(code)).
			To("write the two letters of the country (ISO 3166), which are mostly those of its web addresses")
		d.Why = catalog.Message{}
		r.im.report(d)
	}
	if len(places) > 0 {
		r.note(catalog.Say("The table names countries only. Which cities? Write each as City, CC."))
	}
	r.destinations(places)
	r.ask("The table names countries only: which cities did the trip lead to? (`destination`)")
}

// choice writes a field of a few words, or asks for it.
func (r *record) choice(name string, words []string, question catalog.Message) {
	if slices.Contains(words, r.get(name)) {
		r.field(name, r.take(name))
		return
	}
	r.open(name, question)
}

func (r *record) agreement() {
	date := r.day("date")
	signed := period(date, readDay(r.get("end")))
	if signed != date || r.get("end") == date {
		r.take("end")
	}
	r.known("signed", signed, catalog.Say("When was it signed?"))
	until := r.take("until")
	switch status := r.get("status"); {
	case until != "":
		r.field("until", until)
	case status == "ended" && date != "":
		// Without any date the agreement would read as being in force.
		r.take("status")
		r.note(catalog.Say("It has ended, and the table does not say when. This is the day it was signed: when did it end?"))
		r.field("until", date)
		r.ask("The agreement has ended, and the table does not say when. The draft has the day it was signed: when did it end? (`until`)")
	case status == "active" && r.last > readDay(r.get("end")):
		// Without any news it would read as dormant.
		r.take("status")
		r.note(catalog.Say("In force, the table says. What was last heard of it, and when?"))
		r.raw("follow_up", "")
		fmt.Fprintf(&r.front, "  - {on: %s, text: %s}\n", r.last, r.said(catalog.Say("In force when the table of entries was exported")))
		r.ask("The agreement was in force when the table was exported, not before %s. What was last heard of it, and when? (`follow_up`)", r.last)
	}
}

// period writes a day, month or year, as its first and last day tell.
func period(first, last string) string {
	start, err := time.Parse("2006-01-02", first)
	switch {
	case err != nil:
		return first
	case start.YearDay() == 1 && last == frontmatter.MonthEnd(frontmatter.AddMonths(start, 11)).Format("2006-01-02"):
		return start.Format("2006")
	case start.Day() == 1 && last == frontmatter.MonthEnd(start).Format("2006-01-02"):
		return start.Format("2006-01")
	}
	return first
}

func (r *record) outcome() {
	date := r.day("date")
	if r.get("end") == date {
		r.take("end")
	}
	r.known("date", date, catalog.Say("Of which day is the outcome?"))
	if of := r.items("of"); len(of) > 0 {
		r.raw("of", flow(of))
	} else {
		r.open("of", catalog.Say("Of which trips or agreements did it come?"))
	}
	status := r.get("status")
	r.choice("status", fields.OutcomeStatuses, catalog.Say("How far is it: too early, under way, achieved, partly, not achieved, dropped?"))
	switch status {
	case "too_early":
		r.open("due", catalog.Say("When will it be known?"))
	case "not_achieved", "dropped":
		r.open("reason", catalog.Say("Why, in one plain sentence?"))
	}
}

// cost writes the two sums as lines: what the city paid, and what others did.
func (r *record) cost() {
	status := r.take("cost_status")
	if status == string(content.Pending) {
		r.raw("cost", "")
		r.raw("  pending", r.said(catalog.Say("The table does not say why.")))
		r.ask("Why is the cost not yet known, or what is it by now? (`cost.pending`)")
		return
	}
	if status != string(content.Final) && status != string(content.Provisional) {
		r.keep("cost_status")
		status = string(content.Provisional)
		r.ask("Is the cost final or provisional? (`cost.status`)")
	}
	if r.lines(status) {
		return
	}
	r.raw("cost", "")
	r.field("  status", status)
	currency, rate := r.currency()
	if planned, ok := r.amount("cost_planned", currency); ok {
		r.plan(planned, rate)
	}
	trip, hasTrip := r.amount("cost_trip", currency)
	city, hasCity := r.amount("cost_city", currency)
	if !hasTrip {
		r.ask("What did it cost, and who paid? (`cost.lines`)")
		return
	}
	if !hasCity {
		city = trip
		r.ask("How much of the cost did the city pay itself? (`cost.lines.paid_by`)")
	}
	others := content.Money{Minor: trip.Minor - city.Minor, Currency: currency}
	r.raw("  lines", "")
	if city.Minor != 0 || others.Minor == 0 {
		fmt.Fprintf(&r.front, "    - {for: other, what: %s, amount: %s%s}\n", r.said(catalog.Say("Paid by the city")), city.Decimal(), rate)
	}
	if others.Minor != 0 {
		fmt.Fprintf(&r.front, "    - {for: other, what: %s, amount: %s, paid_by: others%s}\n",
			r.said(catalog.Say("Paid by others")), others.Decimal(), rate)
	}
	if trip.Minor == 0 {
		r.raw("  explanation", "")
		r.ask("It cost nothing: who paid, or why was it free? (`cost.explanation`)")
	}
	r.ask("What was the money spent for? The table has only the sums. (`cost.lines.for`)")
}

// said is a value of a field in the city's language, as YAML.
func (r *record) said(m catalog.Message) string { return scalar(m.In(r.words)) }

// plan writes what was planned, which is always in the city's currency.
func (r *record) plan(planned content.Money, rate string) {
	if rate != "" {
		r.keep("cost_planned")
		r.ask("How much was planned, in %s? (`cost.planned`)", r.im.opts.Currency)
		return
	}
	r.raw("  planned", planned.Decimal())
}

// currency returns the row's currency, and what each line says when that is
// not the city's.
func (r *record) currency() (code, rate string) {
	code, city := r.get("currency"), r.im.opts.Currency
	if !i18n.IsCurrency(code) {
		code = city
		if code == "" {
			code = "EUR"
		}
		r.ask("In which currency are the amounts? (`cost.lines.currency`)")
		return code, ""
	}
	r.take("currency")
	if city != "" && code != city {
		r.ask("How many %s did one %s cost when it was paid? (`cost.lines.rate`)", city, code)
		rate = ", currency: " + code + ", rate: "
	}
	return code, rate
}

func (r *record) amount(column, currency string) (content.Money, bool) {
	text := r.take(column)
	if text == "" {
		return content.Money{}, false
	}
	_, money, ok := readAmount(text, currency)
	if !ok {
		r.keep(column)
		r.im.report(ruleAmount.At(r.at(column), "%q cannot be read as one certain amount in %s", oneLine(text), currency))
	}
	return money, ok
}
