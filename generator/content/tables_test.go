package content

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/generator/fields"
)

// cellForms are how the cells of columns look, by their type; of other types they
// are any text.
var cellForms = map[fields.Type]*regexp.Regexp{
	fields.Amount: regexp.MustCompile(`^-?\d+(\.\d+)?$`), fields.Decimal: regexp.MustCompile(`^-?\d+(\.\d+)?$`),
	fields.Degrees: regexp.MustCompile(`^-?\d+(\.\d+)?$`), fields.Whole: regexp.MustCompile(`^(0|[1-9]\d*)$`),
	fields.Date: regexp.MustCompile(`^\d{4}-\d\d-\d\d$`), fields.Period: regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`),
	fields.Flag: regexp.MustCompile(`^(true|false)$`), fields.Country: regexp.MustCompile(`^[A-Z]{2}$`),
	fields.Currency: regexp.MustCompile(`^[A-Z]{3}$`), fields.URL: regexp.MustCompile(`^https://`),
}

// tabledCity has something in every column of every table.
func tabledCity() city {
	alone := strings.Replace(anotherTrip, "cost: 310\n", `travellers: [{person: claire-moreau}]
cost: {status: final, lines: [{for: transport, what: Train out, amount: 100, class: first}, {for: transport, what: Train back, amount: 100, class: second},
  {for: transport, what: Seat given back, amount: -10},
  {for: lodging, what: Room near the depot, amount: 120, nights: 1}]}
`, 1)
	return baseCity().file("trips/2026-10-ravenna.md", alone).with(trip, `invited_by: the mayor
why_in_person: No camera is allowed there.
difficulties: Two drivers are missing.
private_extension: One day of holiday.
co2_kg: 96.5
partners: [ravenna]
travellers: [{person: claire-moreau, function: asks the drivers}, {role: Engineer, function: runs the night, count: 2, paid_by: ravenna}]
cost: {status: final, planned: 1300, lines: [{for: transport, what: Night train, amount: 412.50, class: second},
  {for: lodging, amount: 96, currency: GBP, rate: 1.16, rate_date: 2026-09-14, paid_by: City of Ravenna, nights: 6}]}
`).with(agreement, `until: 2030
promises: [{id: lorries, text: Two lorries., due: 2027-03-31, owner: claire-moreau, status: kept, kept_on: 2026-05-22,
  notes: [{on: 2026-05-01, text: "One\nis here."}, {on: 2025-08-01, text: Ordered.}, {on: 2099-01-01, text: Not yet.}]},
  {id: stop, text: One stop., status: dropped, dropped_on: 2026-06-30, reason: No room.}]
`).with(outcome, `keeps: [agreements/2025-ravenna#lorries]
measures: [{what: Trams after eleven, unit: a night, before: 0, target: 4, now: 2.50}]
`).with(event, `end: 2026-11-22 12:00
place: {name: Tram depot, address: 4 Depot Lane, lat: 46.5, lon: 6.6}
series: World Cities Day
programme: [{time: "18:30", what: Soup}, {time: "2026-11-22 10:00", what: A walk}, {what: Songs}]
registration: trams@example.org
of: [trips/2026-09-ravenna]
`).file("events/2026-10-night.md", strings.NewReplacer("2026-11-21 18:30", "2026-10-02", "end: 2026-11-21 21:00", "attended: 140",
		"The 14 stops of line A get in January the timetable that residents have chosen.", "Forty pupils swim on Mondays since May.").Replace(baseEvent)).file("events/2026-12-night.md", strings.NewReplacer("2026-11-21", "2026-12-21",
		"purpose:", "cancelled_on: 2026-10-30\npurpose:", "The 14 stops of line A get in January the timetable that residents have chosen.", "Bins behind the market are emptied at six each day.").Replace(baseEvent)).with("newsletters/2026-10.md", `features: [trips/2026-09-ravenna]
best_practice: {from: ravenna, text: Every stop shows the last tram.}
question: When do you go home?
verdict: {of: 2026-09, answers: 41, counts: [{answer: At one, n: 12}, {answer: Earlier, n: 29}],
  said: [{quote: I would sell the car., consent: MOLOKO}, {quote: "I walk\n\n  home.", consent: C-2}], we_did: It leaves at midnight.}
number: 12
`).with(campaign, "tied_to: events/2026-11-night-trams\n").file("newsletters/2026-09.md", askingLetter).file("partners/ravenna.md",
		"---\nname: Ravenna\nkind: city\ncity: Ravenna\ncountry: IT\nlat: 44.42\nlon: 12.20\nsince: 2009-05\n---\nA city of trams.\n")
}

// TestTables wants the cells of every table to be what its columns say: one for each,
// of its type, there where it is required, and in the place of which a key or link
// can be relied on.
func TestTables(t *testing.T) {
	set, found := tabledCity().check(t, Options{})
	if set == nil {
		t.Fatal(found)
	}
	keys := map[string]map[string]bool{}
	for _, table := range Tables() {
		keys[table.Name] = map[string]bool{}
		filled := map[string]bool{}
		for row := range table.Rows(set) {
			var key []string
			for i, c := range table.Columns {
				cell := row[i]
				filled[c.Name] = filled[c.Name] || cell != ""
				if form := cellForms[c.Type]; cell == "" && c.Required || cell != "" && form != nil && !c.List && !form.MatchString(cell) {
					t.Errorf("%s: %s, of type %s, is %q", table.Name, c.Name, c.Type, cell)
				}
				if cell != "" && len(c.Choices) > 0 && !slices.Contains(c.Choices, cell) {
					t.Errorf("%s: %s is %q, none of %s", table.Name, c.Name, cell, c.Choices)
				}
				if slices.Contains(table.Key, c.Name) {
					key = append(key, cell)
				}
			}
			if k := strings.Join(key, "\n"); keys[table.Name][k] || len(key) != len(table.Key) {
				t.Errorf("%s: two rows are %q", table.Name, k)
			} else {
				keys[table.Name][k] = true
			}
		}
		for _, c := range table.Columns {
			if !filled[c.Name] && c.Name != "portrait" && c.Name != "alt" {
				t.Errorf("%s: nothing stands in %s", table.Name, c.Name)
			}
		}
	}
	for _, table := range Tables() {
		for column, other := range table.Links {
			i := slices.Index(table.Header(), column)
			for row := range table.Rows(set) {
				if row[i] != "" && !keys[other][row[i]] {
					t.Errorf("%s: %s names %q, which is not in %s", table.Name, column, row[i], other)
				}
			}
		}
	}
}

// TestTableCells reads single cells.
func TestTableCells(t *testing.T) {
	set, _ := tabledCity().check(t, Options{})
	for _, x := range []struct {
		table string
		row   int
		want  map[string]string
	}{
		{"costs", 0, map[string]string{"entry": "agreements/2025-ravenna", "line": "1", "for": "other", "amount": "5000.00", "paid_by": "Valmont",
			"by_city": "true", "currency": "EUR", "rate": "", "spent": "true"}},
		{"costs", 2, map[string]string{"entry": "trips/2026-09-ravenna", "line": "2", "for": "lodging", "amount": "96.00", "currency": "GBP", "rate": "1.16",
			"rate_date": "2026-09-14", "converted": "111.36", "city_currency": "EUR", "paid_by": "City of Ravenna", "by_city": "false",
			"nights": "6", "class": "", "cost_status": "final", "date": "2026-09-14", "end": "2026-09-16", "countries": "IT", "kind": "trip"}},
		{"promises", 0, map[string]string{"entry": "agreements/2025-ravenna", "id": "lorries", "status": "kept", "kept_on": "2026-05-22",
			"kept_by": "outcomes/2026-night-trams", "owner": "claire-moreau", "partners": "ravenna", "departments": "streets",
			"notes": "2025-08-01 Ordered.\n2026-05-01 One\n  is here."}},
		{"promises", 1, map[string]string{"id": "stop", "due": "", "status": "dropped", "dropped_on": "2026-06-30", "reason": "No room."}},
		{"travellers", 0, map[string]string{"who": "Claire Moreau", "office": "Mayor", "person": "claire-moreau", "role": "", "count": "1",
			"function": "asks the drivers", "paid_by": "Valmont", "start": "2026-09-14", "end": "2026-09-16", "destinations": "Ravenna, IT"}},
		{"travellers", 1, map[string]string{"traveller": "2", "who": "Engineer", "office": "", "person": "", "role": "Engineer", "count": "2",
			"paid_by": "Ravenna", "status": "completed", "together": "3", "transport": "Night train", "class": "second", "nights": "",
			"cost_share": "", "cost_trip": "523.86", "currency": "EUR", "cost_status": "final", "spent": "true"}},
		{"travellers", 2, map[string]string{"together": "1", "transport": "Train out; Train back", "class": "first;second", "nights": "1",
			"hotel": "Room near the depot", "cost_share": "310.00", "cost_trip": "310.00"}},
		{"measures", 0, map[string]string{"what": "Trams after eleven", "unit": "a night", "before": "0", "target": "4", "now": "2.50"}},
		{"events", 1, map[string]string{"start": "2026-11-21 18:30", "end": "2026-11-22 12:00", "status": "planned", "place": "Tram depot",
			"programme": "18:30  Soup\n2026-11-22 10:00  A walk\nSongs", "registration": "trams@example.org", "for": "citizens", "lat": "46.5"}},
		{"campaigns", 0, map[string]string{"id": "night-trams", "url": "https://abroad.example.org/campaigns/night-trams/", "from": "2026-11-01",
			"until": "2026-11-21", "for": "citizens", "tells": "trips/2026-09-ravenna", "tied_to": "events/2026-11-night-trams"}},
		{"people", 2, map[string]string{"id": "paul-roux", "url": "https://abroad.example.org/people/paul-roux/", "elected": "false", "from": ""}},
		{"partners", 0, map[string]string{"id": "ravenna", "kind": "city", "lat": "44.42", "lon": "12.2", "since": "2009-05"}},
		{"letters", 1, map[string]string{"id": "2026-10", "url": "https://abroad.example.org/newsletter/2026-10/", "signed_by": "claire-moreau",
			"features": "trips/2026-09-ravenna", "best_practice_from": "ravenna", "best_practice_text": "Every stop shows the last tram.", "number": "12",
			"verdict_of": "2026-09", "verdict_answers": "41", "verdict_counts": "12  At one\n29  Earlier",
			"verdict_said": "I would sell the car.\nI walk home.", "verdict_we_did": "It leaves at midnight."}},
	} {
		table, _ := TableOf(x.table)
		var rows [][]string
		for row := range table.Rows(set) {
			rows = append(rows, slices.Clone(row))
		}
		if len(rows) <= x.row {
			t.Errorf("%s has %d rows", x.table, len(rows))
			continue
		}
		for name, want := range x.want {
			i := slices.Index(table.Header(), name)
			if i < 0 || rows[x.row][i] != want {
				t.Errorf("%s, row %d: %s is %q, want %q", x.table, x.row, name, rows[x.row][max(i, 0)], want)
			}
		}
	}
}

// TestTablesForget wants every public field of what the rows of a table are made of to
// have a column, and no field that is for colleagues.
func TestTablesForget(t *testing.T) {
	files := map[string]fields.Kind{"people": fields.People, "partners": fields.Partners, "letters": fields.Newsletters, "campaigns": fields.Campaigns}
	for _, table := range fields.Tables() {
		kind, within := files[table.Name], ""
		if table.Of != "" {
			name, path, _ := strings.Cut(table.Of, " ")
			kind, within = fields.Kind(name), path+"."
		}
		fields.Walk(kind.Fields(), func(path string, f fields.Field) {
			if kind == "" || !strings.HasPrefix(path, within) || f.Name == "draft" { // what is published is no draft
				return
			}
			from := string(kind) + " " + path
			has := slices.ContainsFunc(table.Columns, func(c fields.Column) bool {
				return c.From == from || f.Type == fields.Group && strings.HasPrefix(c.From, from+".") || f.Type != fields.Group && strings.HasSuffix(from, "."+f.Name) && c.From == strings.TrimSuffix(from, "."+f.Name)
			})
			if has == f.Staff && !(f.Type == fields.Group && !f.List) {
				t.Errorf("%s: %s has a column: %t", table.Name, path, has)
			}
		})
		seen := map[string]bool{}
		for _, c := range table.Columns {
			if slices.Contains(c.Says[:], "") || c.Type == "" || seen[c.Name] {
				t.Errorf("%s: nothing is said of the column %s, or it stands twice", table.Name, c.Name)
			}
			seen[c.Name] = true
		}
		for _, column := range slices.Concat(table.Key, slices.Collect(maps.Keys(table.Links))) {
			if !seen[column] {
				t.Errorf("%s has no column %s", table.Name, column)
			}
		}
		if slices.Contains(table.Label[:], "") || slices.Contains(table.Says[:], "") {
			t.Errorf("nothing is said of the table %s", table.Name)
		}
	}
}

// TestTablesTellNoSecret wants what is for colleagues, and what is no traveller's
// name on the site, to be in no cell, and drafts in no row.
func TestTablesTellNoSecret(t *testing.T) {
	const secret = "MOLOKO"
	c := tabledCity().with(trip, "staff_note: "+secret+"\nbriefing: {date: 2026-09-01, departments: [streets], topics: ["+secret+"]}\n"+
		"voices: [{who: A nurse, quote: I am home., consent: "+secret+"}]\n").
		file("people/anna-secret.md", "---\nname: "+secret+"\nrole: Clerk\ndraft: true\n---\n").
		file("trips/2026-10-draft.md", strings.Replace(anotherTrip, "---\n", "---\ndraft: true\ntravellers: [{role: "+secret+"}]\n", 1))
	set, found := c.check(t, Options{})
	if set == nil {
		t.Fatal(found)
	}
	for _, table := range Tables() {
		for row := range table.Rows(set) {
			if strings.Contains(strings.Join(row, " "), secret) {
				t.Errorf("%s tells it: %q", table.Name, row)
			}
		}
	}
}

// TestTablesAreStreams bounds how often memory is asked for to make a row.
func TestTablesAreStreams(t *testing.T) {
	set, _ := tabledCity().check(t, Options{})
	for name, most := range map[string]float64{"costs": 12, "travellers": 16, "measures": 8} {
		table, _ := TableOf(name)
		rows := 0
		each := testing.AllocsPerRun(50, func() {
			rows = 0
			for range table.Rows(set) {
				rows++
			}
		}) / float64(rows)
		if each > most {
			t.Errorf("a row of %s asks %.0f times for memory", name, each)
		}
	}
}
