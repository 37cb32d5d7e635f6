package content

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"parvis/generator/fields"
)

// TestRecord wants the cells of a row, the members of a JSON object and the
// columns of the table of fields to be the same, in the same order.
func TestRecord(t *testing.T) {
	set, _ := baseCity().with(trip, "invited_by: the mayor of <Ravenna>\nco2_kg: 96.50\ndifficulties: None, and all.\n").check(t, Options{})
	for r := range set.Records() {
		row := r.Row()
		var text bytes.Buffer
		err := r.WriteJSON(&text, json.NewEncoder(&text))
		if err != nil || len(row) != len(Columns) {
			t.Fatalf("%d cells for %d columns: %v", len(row), len(Columns), err)
		}
		dec := json.NewDecoder(&text)
		_, _ = dec.Token()
		for i, name := range Columns {
			key, _ := dec.Token()
			var value any
			if err := dec.Decode(&value); err != nil || key != name {
				t.Fatalf("member %v of %s, want %s: %v", key, r.ID, name, err)
			}
			if s, ok := value.(string); ok && s != row[i] || value == nil && row[i] != "" {
				t.Errorf("%s: %s is %v in JSON and %q in the table", r.ID, name, value, row[i])
			}
		}
	}
	records := slices.Collect(set.Records())
	r := records[slices.IndexFunc(records, func(r Record) bool { return r.ID == "trips/2026-09-ravenna" })]
	cell := func(name string) string { return r.Row()[slices.Index(Columns, name)] }
	for name, want := range map[string]string{"invited_by": "the mayor of <Ravenna>", "co2_kg": "96.50", "difficulties": "None, and all.",
		"private_extension": "", "date": "2026-09-14"} {
		if got := cell(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

// TestPlain wants an entry to have the value of each plain column that is one
// of its kind's fields.
func TestPlain(t *testing.T) {
	for _, kind := range fields.Entries {
		for _, f := range kind.Fields() {
			if !slices.ContainsFunc(fields.PlainColumns(), func(c fields.Column) bool { return c.Name == f.Column }) {
				continue
			}
			set, ds := baseCity().with(fileOf[kind], f.Name+": "+f.Example+"\n").check(t, Options{})
			if set == nil {
				t.Fatalf("%s: %s", f.Name, show(ds))
			}
			for r := range set.Records() {
				if r.ID == strings.TrimSuffix(fileOf[kind], ".md") && r.Plain[f.Column] != f.Example {
					t.Errorf("%s: the column %s of %q is %q", kind, f.Column, f.Example, r.Plain[f.Column])
				}
			}
		}
	}
}

// columnless are the public fields of entries that entries.csv has no column
// for, and why.
var columnless = map[string]string{
	"local_impact":        "its benefit and issues are columns",
	"local_impact.who":    "a part of the benefit that few entries have",
	"local_impact.where":  "a part of the benefit that few entries have",
	"cost":                "its sums are columns",
	"cost.lines":          "several a row",
	"cost.explanation":    "of single lines and their reasons, the page tells",
	"cost.pending":        "cost_status says that it is not known",
	"cost.saved":          "an estimate, which no sum may hold",
	"departments":         "ids of the city's own, which mean nothing elsewhere",
	"voices":              "several a row",
	"films":               "several a row",
	"history":             "several a row",
	"published":           "the page's own day",
	"draft":               "drafts are not published",
	"destination.city":    "part of destinations",
	"destination.country": "part of destinations, and countries",
	"destination.lat":     "a place on a map that partners have too",
	"destination.lon":     "a place on a map that partners have too",
	"travellers":          "several a row",
	"met":                 "several a row, in free words that a “;” could part",
	"cancelled_on":        "status says that it was cancelled",
	"briefing":            "of work within the town hall",
	"mandate":             "a group, with its own address",
	"lessons":             "several a row",
	"review":              "a plan for later, which status does not need",
	"document":            "a file beside the page",
	"promises":            "promises.json has them",
	"follow_up":           "several a row",
	"reason":              "status says how it stands",
	"due":                 "status says that it is too early",
	"measures":            "several a row",
	"keeps":               "promises.json has them",
	"evidence":            "files beside the page",
	"place":               "events.csv has it",
	"for":                 "events.csv has it",
	"series":              "events.csv has it",
	"programme":           "events.csv has it",
	"registration":        "events.csv has it",
	"attended":            "events.csv has it",
}

// TestColumns wants every public field of an entry to have a column, or to
// stand in the list of those that have none, with a reason.
func TestColumns(t *testing.T) {
	used := map[string]bool{}
	for _, kind := range fields.Entries {
		fields.Walk(kind.Fields(), func(path string, f fields.Field) {
			group, _, within := strings.Cut(path, ".")
			if within && columnless[group] == "several a row" || f.Staff {
				return
			}
			for p := path; ; p = p[:strings.LastIndexByte(p, '.')] {
				if columnless[p] != "" {
					used[p] = true
					if f.Column != "" && p == path {
						t.Errorf("%s %s has the column %s, and a reason to have none", kind, path, f.Column)
					}
					return
				}
				if !strings.Contains(p, ".") {
					break
				}
			}
			if f.Column == "" {
				t.Errorf("%s: %s has no column, and nothing says why", kind, path)
			} else if !slices.Contains(Columns, f.Column) {
				t.Errorf("%s: there is no column %s", kind, f.Column)
			}
		})
	}
	for path := range columnless {
		if !used[path] {
			t.Errorf("a reason is given for %s, which needs none", path)
		}
	}
	for _, c := range fields.Columns() {
		if (c.Says == fields.Words{}) || c.Type == "" {
			t.Errorf("nothing is said of the column %s", c.Name)
		}
	}
}
