package content

import (
	"bytes"
	"encoding/json"
	"iter"
	"maps"
	"strconv"
	"strings"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
)

// Columns are the fields of the exported data, in the order of the table's
// columns.
var Columns = func() []string {
	var out []string
	for _, c := range fields.Columns() {
		out = append(out, c.Name)
	}
	return out
}()

// Record is one entry as exported data: the fields of Columns. Costs are
// exact decimals, nil where they are not known yet.
type Record struct {
	ID           string   `json:"id"`
	Kind         string   `json:"kind"`
	URL          string   `json:"url"`
	Language     string   `json:"language"`
	Title        string   `json:"title"`
	Pitch        string   `json:"pitch"`
	Purpose      string   `json:"purpose"`
	LocalBenefit string   `json:"local_benefit"`
	LocalIssues  []string `json:"local_issues"`
	SDG          []string `json:"sdg"`
	Date         string   `json:"date"`
	End          string   `json:"end"`
	Partners     []string `json:"partners"`
	Countries    []string `json:"countries"`
	Official     string   `json:"official"`
	Currency     string   `json:"currency"`
	CostTrip     *string  `json:"cost_trip"`
	CostCity     *string  `json:"cost_city"`
	CostStatus   string   `json:"cost_status"`
	Status       string   `json:"status"`
	// Of is what an outcome came from, and what an event tells about; Destinations are a trip's, each as
	// “City, CC”; Until is an agreement's last day as it was written.
	Of           []string `json:"of"`
	Destinations []string `json:"destinations"`
	Until        string   `json:"until"`
	// CostPlanned is what was planned that the city would pay, nil where no
	// plan was written. Spent tells whether the cost belongs to what was spent
	// until the day for which the site was made: where it is false, the amounts
	// are plans, and no sum may hold them.
	CostPlanned *string `json:"cost_planned"`
	Spent       bool    `json:"spent"`
	// Plain has what stands in the plain columns, by their names; a column that
	// is not there is empty. It is nil where all are.
	Plain map[string]string `json:"-"`
}

// WriteJSON writes the record as a JSON object with a member for each column, in
// their order. enc writes to b, and leaves <, > and & as they are.
func (r *Record) WriteJSON(b *bytes.Buffer, enc *json.Encoder) error {
	write := func(v any) error {
		err := enc.Encode(v)
		b.Truncate(b.Len() - 1) // the line's end
		return err
	}
	if err := write(r); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1)
	for _, c := range fields.PlainColumns() {
		b.WriteString(`,"` + c.Name + `":`)
		value := r.Plain[c.Name]
		if value == "" && c.Type != fields.Line && c.Type != fields.Text {
			b.WriteString("null") // a number or a day that is not known
		} else if err := write(value); err != nil {
			return err
		}
	}
	b.WriteByte('}')
	return nil
}

// Row is the record as cells of a table, one for each of Columns; items of
// lists are joined with “;”.
func (r Record) Row() []string {
	list := func(values []string) string { return strings.Join(values, ";") }
	amount := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	row := append(
		make([]string, 0, len(Columns)),
		r.ID,
		r.Kind,
		r.URL,
		r.Language,
		r.Title,
		r.Pitch,
		r.Purpose,
		r.LocalBenefit,
		list(r.LocalIssues),
		list(r.SDG),
		r.Date,
		r.End,
		list(r.Partners),
		list(r.Countries),
		r.Official,
		r.Currency,
		amount(r.CostTrip),
		amount(r.CostCity),
		r.CostStatus,
		r.Status,
		list(r.Of),
		list(r.Destinations),
		r.Until,
		amount(r.CostPlanned),
		strconv.FormatBool(r.Spent),
	)
	for _, c := range fields.PlainColumns() {
		row = append(row, r.Plain[c.Name])
	}
	return row
}

// Records are all entries as rows of data, in their order, each made when it is
// its turn.
func (s *Set) Records() iter.Seq[Record] {
	return func(yield func(Record) bool) {
		for _, e := range s.entries {
			if !yield(s.record(e)) {
				return
			}
		}
	}
}

func (s *Set) record(e *Entry) Record {
	r := Record{
		ID: e.ID, Kind: e.Kind.One(), URL: s.settings.BaseURL + e.ID + "/", Language: s.settings.Language, Title: e.Title.V,
		Pitch: e.Pitch.V, Purpose: e.Purpose.V,
		LocalBenefit: strings.TrimSpace(
			e.Impact.Benefit.V,
		), LocalIssues: values(e.Impact.Issues, ""), SDG: []string{}, Partners: values(e.Partners, "partners/"),
		Countries: append(
			[]string{},
			s.Countries(e)...), Official: strings.TrimPrefix(e.Official.V, "people/"), Currency: s.settings.Currency, CostStatus: string(e.Cost.State),
	}
	r.Of, r.Destinations, r.Spent = []string{}, []string{}, s.Spent(e, s.today)
	for _, g := range e.Goals {
		r.SDG = append(r.SDG, g.V)
	}
	if !e.Date().IsZero() {
		r.Date, r.End = e.Date().Format("2006-01-02"), e.End().Format("2006-01-02")
	}
	if e.Cost.Known {
		trip, city := e.Cost.Trip.Decimal(), e.Cost.City.Decimal()
		r.CostTrip, r.CostCity = &trip, &city
	}
	if planned := inDigits(e.Cost.Planned); planned.OK() {
		r.CostPlanned = &planned.V
	}
	switch {
	case e.Trip != nil:
		r.Status = e.Trip.Status.V
		r.Destinations = placesOf(e.Trip)
	case e.Agreement != nil:
		r.Status = s.agreementStatus(e)
		if e.Agreement.Until.OK() {
			r.Until = e.Agreement.Until.V.String()
		}
	case e.Outcome != nil:
		r.Status = e.Outcome.Status.V
		r.Of = values(e.Outcome.Of, "")
	case e.Event != nil:
		r.Status = s.EventStatus(e)
		r.Of = values(e.Event.Of, "")
	}
	for column, v := range e.plain() {
		if v.OK() {
			if r.Plain == nil {
				r.Plain = map[string]string{}
			}
			r.Plain[column] = v.V
		}
	}
	return r
}

// placesOf are where a trip led, each as “City, CC”.
func placesOf(t *Trip) []string {
	out := make([]string, 0, len(t.Destinations))
	for _, d := range t.Destinations {
		out = append(out, d.City.V+", "+d.Country.V)
	}
	return out
}

// plain are the values of an entry's plain columns, exact numbers as text.
func (e *Entry) plain() map[string]Text {
	out := map[string]Text{"why_in_person": e.WhyInPerson, "difficulties": e.Difficulties}
	if e.Trip != nil {
		maps.Copy(out, e.Trip.plain())
	}
	return out
}

// inDigits is an amount as a text of plain digits.
func inDigits(v frontmatter.Value[Money]) Text {
	return Text{V: v.V.Decimal(), At: v.At, Given: v.Given, Bad: v.Bad}
}

// agreementStatus is active, dormant or ended.
func (s *Set) agreementStatus(e *Entry) string {
	if until := e.Agreement.Until; until.OK() && until.V.End().Before(s.today) {
		return "ended"
	}
	if _, dormant := s.Dormant(e); dormant {
		return "dormant"
	}
	return "active"
}

func values(list []Text, prefix string) []string {
	out := make([]string, 0, len(list))
	for _, v := range list {
		out = append(out, strings.TrimPrefix(v.V, prefix))
	}
	return out
}
