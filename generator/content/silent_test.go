package content

import (
	"strings"
	"testing"
)

// TestSilent holds texts of one entry against each other, the oldest first,
// the last being the present one.
func TestSilent(t *testing.T) {
	const line = "history: [{on: 2026-10-20, kind: correction, what: A bill came late.}]\n"
	cost := func(lines string) string { return "cost: {status: final, lines: [" + lines + "]}\n" }
	cases := []struct {
		name, file string
		texts      []string
		want       string // figures that are named, in order
	}{
		{"the same", trip, []string{"cost: 5\n", "cost: 5.00\n"}, ""},
		{"changed", trip, []string{"cost: 5\n", "cost: 6\n"}, "the cost to the city"},
		{"changed and said", trip, []string{"cost: 5\n", "cost: 6\n" + line}, ""},
		{"changed, and said later", trip, []string{"cost: 5\n", "cost: 6\n", "cost: 6\n" + line}, ""},
		{"changed after what was said", trip, []string{"cost: 5\n", "cost: 6\n" + line, "cost: 7\n" + line}, "the cost to the city"},
		{"changed, and what was said taken out", trip, []string{"cost: 5\n" + line, "cost: 6\n"}, "the cost to the city"},
		{"changed before publication", trip, []string{"cost: 5\ndraft: true\n", "cost: 6\n"}, ""},
		{"unreadable before", trip, []string{"cost: 5\nsdg: [\n", "cost: 6\n"}, ""},
		{"unreadable in between", trip, []string{"cost: 5\n", "cost: 5\nsdg: [\n", "cost: 6\n"}, "the cost to the city"},
		{"final after provisional", trip, []string{"cost: {status: provisional, lines: [{for: meals, amount: 5}]}\n", "cost: 6\n"}, ""},
		{"provisional after final", trip, []string{"cost: 5\n", "cost: {status: provisional, lines: [{for: meals, amount: 5}]}\n"}, "the cost to the city"},
		{
			"only what others paid",
			trip,
			[]string{cost("{for: meals, amount: 5}, {for: lodging, amount: 7, paid_by: Ravenna}"), cost("{for: meals, amount: 5}")},
			"the trip cost",
		},
		{
			"both",
			trip,
			[]string{cost("{for: meals, amount: 5}, {for: lodging, amount: 7, paid_by: Ravenna}"), cost("{for: meals, amount: 6}")},
			"the cost to the city, the trip cost",
		},
		{"a plan", trip, []string{"cost: {planned: 5}\n", "cost: {planned: 50}\n"}, "the planned cost"},
		{"a plan that is taken out", trip, []string{"cost: {planned: 5}\n", "cost: {lines: [{for: meals, amount: 5}]}\n"}, "the planned cost"},
		{
			"a saving",
			trip,
			[]string{
				"cost: {status: final, lines: [{for: meals, amount: 5}], saved: {amount: 9, method: counted}}\n",
				"cost: {status: final, lines: [{for: meals, amount: 5}], saved: {amount: 90, method: counted}}\n",
			},
			"what was saved",
		},
		{
			"a day",
			agreement,
			[]string{"promises: [{id: a, text: b, due: 2027-01-01, status: open}]\n", "promises: [{id: a, text: b, due: 2029-01-01, status: open}]\n"},
			"the day of the promise “a”",
		},
		{"a promise that is gone", agreement, []string{"promises: [{id: a, text: b, due: 2027-01-01, status: open}]\n", "promises: []\n"}, ""},
		{"a target", outcome, []string{"measures: [{what: Homes, target: 9}]\n", "measures: [{what: Homes, target: 7}]\n"}, "the target of “Homes”"},
		{"a measure that goes on", outcome, []string{"measures: [{what: Homes, now: 9}]\n", "measures: [{what: Homes, now: 10}]\n"}, ""},
		{
			"a measure that was settled",
			outcome,
			[]string{"status: achieved\nmeasures: [{what: Homes, now: 9}]\n", "status: achieved\nmeasures: [{what: Homes, now: 10}]\n"},
			"the figure now of “Homes”",
		},
		{"a measure that is gone", outcome, []string{"measures: [{what: Homes, before: 9}]\n", "measures: []\n"}, "the figure before of “Homes”"},
		{
			"the first of two of one name",
			outcome,
			[]string{
				"measures: [{what: Homes, unit: flats, target: 9}, {what: Homes, unit: rooms, target: 5}]\n",
				"measures: [{what: Homes, unit: flats, target: 7}, {what: Homes, unit: rooms, target: 5}]\n",
			},
			"the target of “Homes”",
		},
		{
			"the second of two of one name",
			outcome,
			[]string{
				"measures: [{what: Homes, unit: flats, target: 9}, {what: Homes, unit: rooms, target: 5}]\n",
				"measures: [{what: Homes, unit: flats, target: 9}, {what: Homes, unit: rooms, target: 6}]\n",
			},
			"the target of “Homes” in rooms",
		},
		{
			"the third of three of one name and unit",
			outcome,
			[]string{
				"measures: [{what: Homes, target: 9}, {what: Homes, target: 5}, {what: Homes, target: 3}]\n",
				"measures: [{what: Homes, target: 9}, {what: Homes, target: 5}, {what: Homes, target: 4}]\n",
			},
			"the target of “Homes”, number 3",
		},
		{
			"a second of one name",
			outcome,
			[]string{
				"measures: [{what: Homes, unit: flats, target: 9}]\n",
				"measures: [{what: Homes, unit: flats, target: 9}, {what: Homes, unit: rooms, target: 5}]\n",
			},
			"",
		},
		{"a draft", trip, []string{"cost: 5\n", "cost: 6\ndraft: true\n"}, ""},
	}
	for _, c := range cases {
		var past []Version
		for i, text := range c.texts[:len(c.texts)-1] {
			past = append([]Version{{On: today.AddDate(0, 0, i-9), Text: []byte(baseCity().with(c.file, text)[c.file])}}, past...)
		}
		_, ds := baseCity().with(c.file, c.texts[len(c.texts)-1]).check(t, Options{Earlier: Earlier{Versions: map[string][]Version{c.file: past}}})
		var got []string
		for _, d := range ds {
			if d.Rule == ruleSilentCorrection {
				name, _, _ := strings.Cut(d.Message.String(), " was ")
				if strings.HasPrefix(d.Message.String(), "what was saved") {
					name = "what was saved"
				}
				got = append(got, name)
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, strings.Join(got, ", "), c.want)
		}
	}
}

// TestVanished publishes a city with promises, changes it, and reads what is
// said of them.
func TestVanished(t *testing.T) {
	const promises = "promises: [{id: lorries, text: Two lorries by spring., due: 2027-03-31, status: open}, {id: tram, text: A tram., status: kept}]\n"
	before := baseCity().with(agreement, promises)
	set, ds := before.check(t, Options{})
	if set == nil || len(set.PromiseRecords()) != 2 {
		t.Fatal(show(ds))
	}
	gone := before.with(outcome, "of: [trips/2026-09-ravenna]\n")
	delete(gone, agreement)
	cases := []struct {
		name string
		city city
		want string
	}{
		{"nothing", before, ""},
		{"another state", before.with(agreement, strings.ReplaceAll(promises, "status: open", "status: dropped, reason: No room.")), ""},
		{"one is gone", before.with(agreement, "promises: [{id: tram, text: A tram., status: kept}]\n"), "content/agreements/2025-ravenna.md: lorries"},
		{"another id", before.with(agreement, strings.ReplaceAll(promises, "id: tram", "id: trams")), "content/agreements/2025-ravenna.md: tram"},
		{"all are gone", before.with(agreement, "promises: []\n"), "content/agreements/2025-ravenna.md: lorries, content/agreements/2025-ravenna.md: tram"},
		{"the file is gone", gone, "content/site.yaml: lorries, content/site.yaml: tram"},
		{
			"the agreement is a draft again",
			before.with(agreement, promises+"draft: true\n"),
			"content/agreements/2025-ravenna.md: lorries, content/agreements/2025-ravenna.md: tram",
		},
		{"the file cannot be read", before.file(agreement, "---\ntitle: [\n---\n"), ""},
	}
	for _, c := range cases {
		_, ds := c.city.check(t, Options{Earlier: Earlier{Promises: set.PromiseRecords()}})
		var got []string
		for _, d := range ds {
			if d.Rule == rulePromiseVanished {
				for _, id := range []string{"lorries", "tram"} {
					if strings.Contains(d.Message.String(), "promise \""+id+"\"") {
						got = append(got, d.At.File.Path+": "+id)
					}
				}
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q, want %q\n%s", c.name, strings.Join(got, ", "), c.want, show(ds))
		}
	}
	draft, _ := before.with(agreement, promises+"draft: true\n").check(t, Options{Drafts: true})
	if draft == nil || len(draft.PromiseRecords()) != 0 {
		t.Error("a draft's promises are among the data")
	}
}
