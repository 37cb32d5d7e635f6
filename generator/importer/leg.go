package importer

import (
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// leg is one row of a table of trips as it was read: one traveller's part of
// a trip, or one line of its cost.
type leg struct {
	row  row
	used map[int]bool // columns whose text a field holds word for word

	// What the row says of the trip as a whole, by field, with its columns.
	says map[string]saying
	// start and end as 2006-01-02; "" where they cannot be read.
	start, end            string
	places                reading
	role, traveller, body string
	lines                 []line
	amounts, unread       int // amounts published for lines; how many could not be read
	cancelled, mentioned  source.Span
	questions             []catalog.Message
}

type saying struct {
	text string
	at   []int
}

// line is one line of a cost.
type line struct {
	purpose, what, currency string
	amount                  string // as the content model wants it
	payer                   string // as published; "" where it does not say
	money                   content.Money
}

// ask notes a question. The format and its arguments are those of [catalog.Say].
func (l *leg) ask(format string, args ...any) {
	l.questions = append(l.questions, catalog.Say(format, args...))
}

// place is where a field stands in the row.
func (l *leg) place(field string) source.Span {
	if at := l.says[field].at; len(at) > 0 {
		return l.row.at(at[0])
	}
	return l.row.span()
}

// leg reads one row; nil when it says of no trip.
func (im *importing) leg(r row) *leg {
	l := &leg{row: r, used: map[int]bool{}, says: map[string]saying{}}
	for field := range im.layout.fields {
		text, at := im.layout.value(r, field)
		l.says[field] = saying{text, at}
	}
	l.role, l.traveller, l.body = l.says["role"].text, l.says["traveller"].text, l.says["body"].text
	if l.says["start"].text == "" && l.says["destination"].text == "" && l.says["purpose"].text == "" {
		im.leaveOut(
			r, catalog.Say("this row names no day, no place and no purpose, and is left out"),
			catalog.Say("fill in the row, or take it out if it is a total or a remark"),
		)
		return nil
	}
	if len(l.says["role"].at) == 1 {
		l.used[l.says["role"].at[0]] = true
	}
	im.readDates(l)
	im.readDestination(l)
	im.readLines(l)
	im.readTotal(l)
	im.readCancelled(l)
	return l
}

func (im *importing) readDates(l *leg) {
	doubt := func(field string) {
		l.ask("Row %d gives the %s as “%s”: which day is that? (`%s`)", l.row.n, field, esc(l.says[field].text), field)
	}
	from, to, asks := im.days(l, "start")
	if l.start = from; asks {
		doubt("start")
	}
	switch {
	case slices.Equal(l.says["start"].at, l.says["end"].at), l.says["end"].text == "" && from != to:
		l.end = to
	default:
		if _, l.end, asks = im.days(l, "end"); asks {
			doubt("end")
		}
	}
	if l.start != "" && l.end != "" && l.end < l.start {
		im.report(ruleDates.At(l.place("end"), "the trip ends on %s, before it starts on %s", l.end, l.start).See(l.place("start"), "it starts here"))
		l.ask(
			"Row %d lets the trip start on %s and end on %s, before its start. The draft ends it on its first day: which of the two days is wrong? (`start`, "+
				"`end`)",
			l.row.n,
			l.start,
			l.end,
		)
		l.end = l.start
	}
}

// readDestination reads the free text of the destination. What one language's
// column leaves open, another's may settle.
func (im *importing) readDestination(l *leg) {
	said := l.says["destination"]
	if said.text == "" {
		l.ask("Row %d names no destination: which city, in which country? (`destination`)", l.row.n)
		return
	}
	l.places = readPlaces(said.text)
	for _, column := range im.layout.fields["destination"].at {
		if !im.layout.fields["destination"].first || l.places.sure() || slices.Contains(said.at, column) {
			continue
		}
		other := readPlaces(l.row.text(column))
		if !other.sure() {
			continue
		}
		l.ask(
			"“%s” was read with the help of the column %s, which says “%s”: is that right? (`destination`)",
			esc(said.text),
			esc(im.layout.name(column)),
			esc(l.row.text(column)),
		)
		l.places = completed(l.places, other)
	}
	for _, text := range l.places.unread {
		im.report(ruleDestination.At(l.place("destination"), "%q cannot be read as a city and its country for certain", oneLine(text)))
		l.ask("Row %d names “%s”: which city is that, in which country? It is left out of the fields. (`destination`)", l.row.n, esc(text))
	}
	for _, doubt := range l.places.doubts {
		l.ask("In row %d %s: is that right? (`destination`)", l.row.n, doubt)
	}
}

// completed takes the countries of another language's reading, and keeps the
// cities' names where both name as many.
func completed(own, other reading) reading {
	if len(own.partial) != len(other.places) {
		return other
	}
	out := reading{doubts: own.doubts}
	for i, p := range own.partial {
		city, _, _ := strings.Cut(p.city, ",")
		if p.country != "" && p.country != other.places[i].country {
			return other
		}
		out.places = append(out.places, place{city, other.places[i].country})
	}
	return out
}

// currencyOf is the currency of a row's amount in a column.
func (im *importing) currencyOf(l *leg, at int) string {
	if code := im.layout.in[at]; code != "" {
		return code
	}
	currency := im.layout.currency
	if said := l.says["currency"]; said.text != "" {
		if code := strings.ToUpper(said.text); i18n.IsCurrency(code) {
			return code
		}
		l.ask("Row %d gives its currency as “%s”: which one is it? (`cost.lines.currency`)", l.row.n, esc(said.text))
	}
	if currency == "" {
		currency = im.opts.Currency
	}
	if currency == "" {
		currency = "EUR"
	}
	return currency
}

func (im *importing) readLines(l *leg) {
	for _, c := range im.layout.costs {
		im.readLine(l, c.at, c.purpose, im.layout.spent(c.at))
	}
	for _, at := range im.layout.fields["amount"].at {
		purpose, what := purposeOf(l.says["for"].text), l.says["what"].text
		if what == "" {
			what = l.says["for"].text
		}
		if what == "" {
			what = im.layout.spent(at)
		}
		im.readLine(l, at, purpose, what)
	}
	im.readAside(l)
}

// readAside asks about the amounts of a row that are no part of its cost.
func (im *importing) readAside(l *leg) {
	for _, at := range im.layout.aside {
		text := l.row.text(at)
		if _, money, ok := readAmount(text, im.currencyOf(l, at)); text != "" && (!ok || money.Minor != 0) {
			l.ask("Row %d gives “%s” under %s, which is not counted: does it belong to the cost? (`cost`)", l.row.n, esc(text), esc(im.layout.name(at)))
		}
	}
}

func (im *importing) readLine(l *leg, at int, purpose, what string) {
	text := l.row.text(at)
	if text == "" {
		return
	}
	currency := im.currencyOf(l, at)
	if own := currencyIn(text); own != "" {
		currency = own // which the amount itself names: R$ 420,00
	}
	amount, money, ok := readAmount(text, currency)
	l.amounts++
	switch {
	case !ok:
		l.unread++
		im.report(ruleAmount.At(l.row.at(at), "%q cannot be read as one certain amount in %s", oneLine(text), currency))
		l.ask("Row %d gives “%s” under %s: how much is that? It is left out of the cost. (`cost`)", l.row.n, esc(text), esc(im.layout.name(at)))
		return
	case money.Minor == 0:
		return
	case money.Minor < 0:
		what = catalog.Say("%s, below zero as published", what).In(im.words)
		l.ask("Row %d gives %s under %s: what came back, and of which cost? (`cost.lines.what`)", l.row.n, amount, esc(im.layout.name(at)))
	}
	l.used[at] = amount == text
	l.lines = append(l.lines, line{purpose, oneLine(what), currency, amount, oneLine(l.says["paid_by"].text), money})
}

// readTotal holds the published total against the lines. A total without any
// lines is the only amount there is, and becomes the line itself.
func (im *importing) readTotal(l *leg) {
	said := l.says["total"]
	if len(said.at) == 0 {
		return
	}
	if l.amounts == 0 {
		im.readLine(l, said.at[0], "other", im.layout.spent(said.at[0]))
		return
	}
	currency := im.currencyOf(l, said.at[0])
	text, total, ok := readAmount(said.text, currency)
	if !ok {
		im.report(ruleAmount.At(l.place("total"), "%q cannot be read as one certain amount in %s", oneLine(said.text), currency))
	}
	if !ok || l.unread > 0 {
		return
	}
	sum := content.Money{Currency: currency}
	for _, x := range l.lines {
		if x.currency != currency {
			return // which nobody can add up
		}
		sum = sum.Plus(x.money)
	}
	if sum != total {
		im.report(ruleTotal.At(l.place("total"), "the total of this row is %s, its lines add up to %s", total, sum))
		l.ask("Row %d gives a total of %s; its lines add up to %s. Which of the figures is wrong? (`cost`)", l.row.n, text, sum.Decimal())
	}
}

// purposeWords tell by their stems what a line of a cost is for.
var purposeWords = []struct{ purpose, stems string }{
	{"lodging", "lodg hotel accommod heberg aloja allotj hospeda nuit"},
	{"meals", "meal repas comida dieta diete refei restaur aliment subsist per diem"},
	{"transport", "transp despla depla flight air vol train avion vuelo voo taxi rail bus car"},
	{"fees", "fee inscri regist"},
	{"interpreting", "interpr transla tradu"},
	{"communication", "commun comuni"},
	{"grant", "grant subven"},
}

func purposeOf(text string) string {
	folded := " " + content.Fold(text)
	for _, w := range purposeWords {
		for stem := range strings.FieldsSeq(w.stems) {
			if strings.Contains(folded, " "+stem) {
				return w.purpose
			}
		}
	}
	return "other"
}

const (
	tripWords   = `(?:trip|travel|visit|mission|journey|tour|voyage|déplacement|visite|viaje|visita|viagem)`
	auxiliaries = `(?:\s+(?:was|were|is|has|had|been|est|a|été|fue|ha|sido|foi))*`
	cancelStems = `(?:cancel|annul|anul)`
)

var (
	saysCancelled = regexp.MustCompile(
		`(?im)^\s*` + cancelStems + `[\p{L}]*\s*[.!]?\s*$|\b` + tripWords + auxiliaries + `\s+` + cancelStems +
			`|\b` + cancelStems + `[\p{L}]*\s+(?:(?:of|the|du|de|la|le|del|do|da)\s+)*` + tripWords + `\b`,
	)
	mentionsCancel = regexp.MustCompile(`(?i)\b` + cancelStems)
)

// readCancelled looks for a remark that the trip was cancelled. “Flight
// cancellations” are no such remark, but worth a question.
func (im *importing) readCancelled(l *leg) {
	for _, field := range []string{"comment", "purpose", "title"} {
		if field == "title" && !im.layout.has("title") {
			continue
		}
		for _, at := range im.layout.fields[field].at {
			switch text := l.row.text(at); {
			case saysCancelled.MatchString(text) && l.cancelled.File == nil:
				l.cancelled = l.row.at(at)
			case mentionsCancel.MatchString(text) && l.mentioned.File == nil:
				l.mentioned = l.row.at(at)
			}
		}
	}
	if l.cancelled.File == nil && l.mentioned.File != nil {
		l.ask("Row %d speaks of something cancelled: was it the trip? (`status`)", l.row.n)
	}
}
