package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/ledger"
)

// This file is what the annual report says: results first, then promises, money, and how all of
// it can be checked. It holds what the public pages hold, of one year, on paper.

// Report is the report on one year, in a language of the site.
type Report struct {
	Lang, Title, City, Year string
	Heading, AsOf           string
	Done                    []string // in a few words each, what the year had
	Figures                 []Figure
	Rose                    drawing.Rose
	Parts                   []ReportPart
	Results                 []ReportResult
	ResultsMore             string
	Promises                Promises
	PromiseFigures          []Figure
	Chart                   template.HTML
	Due                     []Promise // kept, dropped or due in the year, and what is late
	DueMore                 string
	Years                   *YearsChart
	Change                  *YearChange
	Tables                  []SumTable
	Trips                   []ReportTrip
	TripsMore               string
	Lines                   []LedgerEntry
	LinesMore               string
	SumCity, SumTrip        string
	Issues                  []ReportIssue
	Verdicts                []*Verdict
	Log                     []LogLine
	LogMore                 string
	Address, Data, Licence  string
	Contact                 []string
	QR                      template.HTML
}

// ReportPart is a part of the report, as its contents name it.
type ReportPart struct{ ID, Name string }

// ReportResult is an outcome.
type ReportResult struct {
	Title, Says Str
	When        string
	State       State
	Issues      string
	Measures    []Measure
}

// ReportTrip is a trip that took place.
type ReportTrip struct {
	Title, Purpose, Benefit Str
	When, Who, Cost, Note   string
	State                   State
}

// ReportIssue is what one local issue had of the year.
type ReportIssue struct {
	Name, Counted, Cost string
	Says                []Str
}

// The parts of the report, in their order.
var reportParts = []string{"results", "promises", "money", "trips", "lines", "issues", "verdicts", "log", "check"}

// Report is the report on a year, with at most so many entries in its longest list. It is nil
// where the year has not begun.
func (s *Site) Report(code string, year, most int) *Report {
	if year > s.Set.Today().Year() {
		return nil
	}
	l, set := s.lang(code), s.Set.Settings()
	y := strconv.Itoa(year)
	sum := s.ledger.Account(ledger.OfYear(year))
	v := &Report{Lang: code, City: set.City.V, Year: y, AsOf: l.Day(s.Set.Today()), Licence: set.Licence, Address: s.typed(l, "costs/"+y+"/"),
		Data: s.typed(s.langs[0], "data/"), SumCity: l.money(sum.City), SumTrip: l.money(sum.Trip)}
	v.Title = l.word("report.title", "year", y)
	v.Heading = l.word("report.nothing", "year", y)
	if len(sum.Spent)+len(sum.Ahead) > 0 {
		v.Heading, _ = s.yearHeading(l, year, sum)
	}
	v.QR = drawing.QR(strings.TrimSuffix(set.BaseURL, "/")+l.prefix+"/costs/"+y+"/", l.word("letter.qr"))
	for _, x := range []string{set.Email.V, set.Post.V, l.words(set.Desk)} {
		if x != "" {
			v.Contact = append(v.Contact, x)
		}
	}
	s.reportResults(l, v, year, most/4)
	s.reportPromises(l, v, year, most/4)
	s.reportMoney(l, v, year, sum, most)
	s.reportIssues(l, v, sum.Spent, most/40)
	s.reportHeard(l, v, year, most/8)
	for _, id := range reportParts {
		if v.has(id) {
			v.Parts = append(v.Parts, ReportPart{id, l.word("report." + id)})
		}
	}
	return v
}

// has tells whether a part is there: those of which a reader wants to know that there is nothing
// always are.
func (v *Report) has(part string) bool {
	switch part {
	case "trips":
		return len(v.Trips) > 0
	case "lines":
		return len(v.Lines) > 0
	case "issues":
		return len(v.Issues) > 0
	case "verdicts":
		return len(v.Verdicts) > 0
	case "log":
		return len(v.Log) > 0
	}
	return true
}

// some are the first of a list, and what is said of the others; "" where there are none.
func some[T any](l *lang, list []T, most int) ([]T, string) {
	if most = max(most, 1); len(list) <= most {
		return list, ""
	}
	return list[:most], l.count("report.more", len(list)-most)
}

func (s *Site) reportResults(l *lang, v *Report, year, most int) {
	var list []*content.Entry
	var goals [drawing.Goals]int64
	for _, e := range s.ledger.Entries(ledger.OfYear(year)) {
		if e.Outcome != nil {
			list = append(list, e)
		}
		for _, g := range e.Goals {
			goals[g.Number-1] = 1
		}
	}
	v.Rose = drawing.NewRose(goals)
	if len(list) > 0 {
		v.Done = append(v.Done, l.count("count.outcomes", len(list)))
	}
	if trips := len(s.ledger.TripsOf(year)); trips > 0 {
		v.Done = append(v.Done, l.count("count.trips", trips))
	}
	list, v.ResultsMore = some(l, list, most)
	for _, e := range list {
		r := ReportResult{Title: l.title(e), Says: l.benefit(e), When: l.when(e), State: s.state(l, e), Issues: s.issueNames(l, e)}
		if e.Outcome.Reason.OK() {
			r.Says = l.say(e, e.Outcome.Reason)
		}
		for _, m := range e.Outcome.Measures {
			r.Measures = append(r.Measures, l.measure(e, m))
		}
		v.Results = append(v.Results, r)
	}
}

// reportPromises are all promises in a drawing, and one by one what the year decided of them.
func (s *Site) reportPromises(l *lang, v *Report, year, most int) {
	list := s.ledger.Promises("")
	count := ledger.CountStatus(list)
	v.Promises = s.promises(l)
	v.PromiseFigures = l.promiseFigures(list, count)
	_, v.Chart = l.promiseYears(list)
	var due []ledger.Promise
	kept := 0
	for _, p := range list {
		settled := s.ledger.Standing(p).Settled.Year() == year
		if settled && p.Status == ledger.Kept {
			kept++
		}
		if settled || p.Due.OK() && p.Due.V.Year() == year || p.Status == ledger.Late && p.Due.V.Year() < year {
			due = append(due, p)
		}
	}
	if kept > 0 {
		v.Done = append(v.Done, l.count("report.kept", kept))
	}
	due, v.DueMore = some(l, due, most)
	for _, p := range due {
		v.Due = append(v.Due, s.promiseOf(l, p))
	}
}

func (s *Site) reportMoney(l *lang, v *Report, year int, sum content.Account, most int) {
	v.Figures = s.yearFigures(l, year, sum)
	v.Years, v.Change = s.yearsChart(l), s.yearChange(l, year)
	if len(sum.Spent) > 0 {
		v.Tables = s.sumTables(l, sum, s.ledger.Account(ledger.OfYear(year-1)), strconv.Itoa(year-1))
	}
	trips, more := some(l, s.ledger.TripsOf(year), most/4)
	v.TripsMore = more
	for _, e := range trips {
		t := translation(e.Translations, l)
		x := ReportTrip{Title: l.title(e), Purpose: l.in(t.Purpose, e.Purpose), Benefit: l.benefit(e), State: s.state(l, e)}
		x.When = strings.Join(s.kick(l, e)[1:], ", ")
		var who []string
		for _, w := range s.travellers(l, e) {
			who = append(who, w.said())
		}
		x.Who = strings.Join(who, "; ")
		x.Cost, x.Note = s.costInShort(l, e)
		v.Trips = append(v.Trips, x)
	}
	spent := slices.Clone(sum.Spent)
	slices.SortStableFunc(spent, func(a, b *content.Entry) int { return int(min(max(b.Cost.City.Minor-a.Cost.City.Minor, -1), 1)) })
	rows := 0
	for i, e := range spent {
		if rows += len(e.Cost.Lines) + 1; rows > most && i > 0 {
			v.LinesMore = l.count("report.more", len(spent)-i)
			break
		}
		v.Lines = append(v.Lines, s.ledgerEntry(l, e))
	}
}

// issueNames are the local issues that an entry serves.
func (s *Site) issueNames(l *lang, e *content.Entry) string {
	var out []string
	for _, x := range s.signs(l, e) {
		out = append(out, x.Link.Text.Text)
	}
	return l.List(out)
}

// reportIssues are the local issues that the year served, in the city's order.
func (s *Site) reportIssues(l *lang, v *Report, spent []*content.Entry, most int) {
	for _, i := range s.Set.Settings().Issues {
		var list []*content.Entry
		for _, e := range spent {
			if slices.ContainsFunc(e.Impact.Issues, func(x content.Text) bool { return x.V == i.ID }) {
				list = append(list, e)
			}
		}
		if len(list) == 0 {
			continue
		}
		x := ReportIssue{Name: l.words(i.Name), Counted: l.counted(list), Cost: l.money(s.ledger.Sum(list).City)}
		first := ledger.Outcomes(list, most)
		if len(first) == 0 {
			first = list[:min(len(list), max(most, 1))]
		}
		for _, e := range first {
			x.Says = append(x.Says, l.benefit(e))
		}
		v.Issues = append(v.Issues, x)
	}
}

// reportHeard is what residents answered in the year, and what was corrected.
func (s *Site) reportHeard(l *lang, v *Report, year, most int) {
	for _, n := range s.Set.Newsletters() {
		if n.Month.Year() == year && !n.Month.After(s.Set.Today()) {
			if x := s.verdict(l, n); x != nil {
				v.Verdicts = append(v.Verdicts, x)
			}
		}
	}
	day := func(month time.Month, d int) time.Time { return time.Date(year, month, d, 0, 0, 0, 0, time.UTC) }
	log := s.changesLog(l, ledger.Span{From: day(time.January, 1), To: day(time.December, 31)})
	v.Log, v.LogMore = some(l, log, most)
}
