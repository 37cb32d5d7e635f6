package site

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"parvis/generator/content"
)

// Data is the page that offers the data, and explains them to somebody who has
// never worked with any.
type Data struct {
	*Frame
	Heading, Intro, Entries string
	Questions               []DataQuestion
	Tables, Forms           []DataTable // Forms are the other files
	Day                     string      // the last on which anything changed
	Cite                    string
	Embed                   string // the page that tells how others show this site
}

// DataTable is one table of the data, or what else can be taken away, and the files
// that hold it.
type DataTable struct {
	ID, Name, Says string
	Files          []DataFile
	Columns        []DataColumn
	Rows           [][]string // its first ones, each cell in short
	Lang           string     // of the rows, where it is not the page's
}

// DataColumn is a column; Says is empty where a table above has explained it.
type DataColumn struct{ Name, Says string }

// DataFile is one file to take away.
type DataFile struct{ Name, Href string }

// DataQuestion is a question that a table answers, with the way to the answer in a
// spreadsheet, and the answer, so that whoever goes it sees that it is right.
type DataQuestion struct {
	Question string
	Steps    []string
	Answer   string
}

func (s *Site) data(l *lang, f *Frame) *Data {
	f.Code = "" // see Frame
	v := &Data{Frame: f, Heading: l.word("data.title"), Intro: l.word("data.intro"), Entries: l.count("count.entries", len(s.Set.Entries())),
		Embed: l.href(embedAddress), Day: l.Day(s.Set.Today()), Questions: l.dataQuestions()}
	f.titled(v.Heading)
	f.Description = v.Intro
	f.Linked = linked(s.dataThing(l, f))
	said := map[string]string{}
	for _, t := range content.Tables() {
		v.Tables = append(v.Tables, s.dataTable(l, t, said))
	}
	for _, d := range s.Set.DataForms() {
		v.Forms = append(v.Forms, DataTable{Name: d.Label.In(l.Lang()), Says: d.Says.In(l.Lang()), Files: []DataFile{{d.Name, s.file(d.Address())}}})
	}
	v.Cite = l.word("data.cite", "city", f.City, "title", f.SiteTitle, "table", v.Tables[0].Name, "date", v.Day, "address", f.Canonical)
	return v
}

// rowsShown is how many rows of a table are shown on the page.
const rowsShown = 2

// dataTable is a table as the page shows it. A column of which a table above has said the
// same is not explained again; said is what the tables above have said.
func (s *Site) dataTable(l *lang, t content.Table, said map[string]string) DataTable {
	out := DataTable{ID: t.Name, Name: t.Label.In(l.Lang()), Says: t.Says.In(l.Lang())}
	if !l.first {
		out.Lang = s.langs[0].Lang()
	}
	for _, d := range content.DataFiles() {
		if d.Table == t.Name {
			out.Files = append(out.Files, DataFile{d.Name, s.file(d.Address())})
		}
	}
	for _, c := range t.Columns {
		column := DataColumn{Name: c.Name}
		if says := c.Says.In(l.Lang()); said[c.Name] != says {
			column.Says, said[c.Name] = says, says
		}
		out.Columns = append(out.Columns, column)
	}
	for row := range t.Rows(s.Set) {
		var cells []string
		for _, cell := range row {
			cells = append(cells, inShort(cell))
		}
		if out.Rows = append(out.Rows, cells); len(out.Rows) == rowsShown {
			break
		}
	}
	return out
}

// inShort is a cell as it is shown on the page: its first line, and of that no more
// than says what kind of thing stands there.
func inShort(cell string) string {
	const most = 10 // a day is not cut
	line, _, more := strings.Cut(cell, "\n")
	if utf8.RuneCountInString(line) > most {
		line, more = string([]rune(line)[:most]), true
	}
	if more {
		line = strings.TrimSpace(line) + "…"
	}
	return line
}

// answers are what the questions of the page lead to, as of the site's day.
type answers struct {
	once sync.Once

	lodgingYear, tripYear string // the last ones with lodging paid for, and with trips made; "" for none
	payers                []payer
	late, promises        int
	trips                 int
	tripCosts             content.Money
}

// payer is somebody who paid for something.
type payer struct {
	name string
	paid content.Money
}

// find goes through the tables as somebody with a spreadsheet does, so that both
// find the same.
func (a *answers) find(s *content.Set) {
	currency := s.Settings().Currency
	costs, at := rowsOf("costs")
	for row := range costs.Rows(s) {
		if row[at["for"]] != "lodging" || row[at["spent"]] != "true" {
			continue
		}
		amount, err := content.ParseAmount(row[at["converted"]], currency)
		if err != nil {
			continue // a line without an amount
		}
		if year := yearOf(row[at["date"]]); year > a.lodgingYear {
			a.lodgingYear, a.payers = year, nil
		} else if year < a.lodgingYear {
			continue
		}
		who := row[at["paid_by"]]
		if row[at["by_city"]] == "true" {
			who = s.Settings().City.V // which a line may call “City of Valmont”
		}
		a.pay(who, amount)
	}
	promises, at := rowsOf("promises")
	for row := range promises.Rows(s) {
		if a.promises++; row[at["status"]] == "late" {
			a.late++
		}
	}
	a.tripCosts = content.Money{Currency: currency} // also of trips of which no day is known
	entries, at := rowsOf("entries")
	for row := range entries.Rows(s) {
		if row[at["kind"]] != "trip" || row[at["spent"]] != "true" {
			continue
		}
		if year := yearOf(row[at["date"]]); year > a.tripYear {
			a.tripYear, a.trips, a.tripCosts = year, 0, content.Money{Currency: currency}
		} else if year < a.tripYear {
			continue
		}
		a.trips++
		if amount, err := content.ParseAmount(row[at["cost_city"]], currency); err == nil {
			a.tripCosts = a.tripCosts.Plus(amount)
		}
	}
}

func (a *answers) pay(name string, amount content.Money) {
	i := slices.IndexFunc(a.payers, func(p payer) bool { return p.name == name })
	if i < 0 {
		i, a.payers = len(a.payers), append(a.payers, payer{name, content.Money{Currency: amount.Currency}})
	}
	a.payers[i].paid = a.payers[i].paid.Plus(amount)
}

// rowsOf is a table, and where its columns stand in a row.
func rowsOf(name string) (content.Table, map[string]int) {
	t, _ := content.TableOf(name)
	at := map[string]int{}
	for i, c := range t.Columns {
		at[c.Name] = i
	}
	return t, at
}

func yearOf(day string) string { return day[:min(len(day), 4)] }

// dataQuestions are those to which the data have an answer.
func (l *lang) dataQuestions() []DataQuestion {
	a := l.site.answers
	a.once.Do(func() { a.find(l.site.Set) })
	var out []DataQuestion
	ask := func(file, question, answer string, steps ...string) {
		out = append(out, DataQuestion{question, append([]string{l.word("data.step-open", "file", file)}, steps...), answer})
	}
	if year := a.lodgingYear; year != "" {
		var paid []string
		for _, p := range a.payers {
			paid = append(paid, l.word("data.payer", "name", p.name, "amount", l.money(p.paid)))
		}
		ask("costs.xlsx", l.word("data.question-lodging", "year", year), l.word("data.answer-lodging", "payers", l.List(paid)),
			l.word("data.step-lodging-1", "year", year), l.word("data.step-lodging-2"))
	}
	if a.promises > 0 {
		ask("promises.xlsx", l.word("data.question-late"),
			l.word("data.answer-late", "late", l.Number(int64(a.late)), "of", l.count("data.of-promises", a.promises)),
			l.word("data.step-late-1"), l.word("data.step-late-2"))
	}
	if year := a.tripYear; year != "" {
		ask("entries.xlsx", l.word("data.question-trips", "year", year),
			l.word("data.answer-trips", "trips", l.count("count.trips", a.trips), "amount", l.money(a.tripCosts)),
			l.word("data.step-trips-1", "year", year), l.word("data.step-trips-2"))
	}
	return out
}
