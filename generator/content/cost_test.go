package content

import (
	"slices"
	"strings"
	"testing"
)

// TestCost adds lines up, to what the trip cost and what the city paid.
func TestCost(t *testing.T) {
	cases := []struct{ cost, trip, city, state string }{
		{"1240.50", "1240.50 EUR", "1240.50 EUR", "final"},
		{"{lines: [{for: transport, amount: 412.50}, {for: meals, amount: 240, paid_by: City of Ravenna}]}", "652.50 EUR", "412.50 EUR", "provisional"},
		{"{status: final, lines: [{for: lodging, amount: 96, currency: GBP, rate: 1.16, rate_date: 2026-09-14}]}", "111.36 EUR", "111.36 EUR", "final"},
		{"{status: final, lines: [{for: lodging, amount: 1000, currency: JPY, rate: 0.00605}]}", "6.05 EUR", "6.05 EUR", "final"},
		{"{status: final, lines: [{for: lodging, amount: 96, currency: EUR}]}", "96.00 EUR", "96.00 EUR", "final"},
		{
			"{status: final, lines: [{for: transport, amount: 412.50}, {for: transport, what: Unused ticket returned, amount: -80}]}",
			"332.50 EUR",
			"332.50 EUR",
			"final",
		},
		{
			"{status: final, lines: [{for: meals, amount: 1, paid_by: Valmont}, {for: meals, amount: 2, paid_by: City of Valmont}, {for: meals, amount: 4, " +
				"paid_by: la Ville de VALMONT}, {for: meals, amount: 8, paid_by: the city}, {for: meals, amount: 16, paid_by: Valmont " +
				"University}]}",
			"31.00 EUR",
			"15.00 EUR",
			"final",
		},
		{"{status: final, planned: 1000, lines: [{for: transport, amount: 1100}]}", "1100.00 EUR", "1100.00 EUR", "final"},
		{"{status: provisional, planned: 1000, lines: [{for: transport, amount: 2000}]}", "2000.00 EUR", "2000.00 EUR", "provisional"},
		{"{status: final, lines: [{for: other, amount: 0}], explanation: The hosts paid.}", "0.00 EUR", "0.00 EUR", "final"},
		{"{pending: Bills are awaited.}", "", "", "pending"},
		{"{planned: 1500}", "", "", "provisional"},
		{"{status: final, lines: [{for: grant, amount: 5}], saved: {amount: 20000, per: year, method: Counted lorries.}}", "5.00 EUR", "5.00 EUR", "final"},
	}
	for _, c := range cases {
		set, ds := baseCity().with(trip, "cost: "+c.cost+"\n").check(t, Options{})
		if set == nil || len(ds) > 0 {
			t.Errorf("%s: %s", c.cost, show(ds))
			continue
		}
		e := set.Entry("trips/2026-09-ravenna")
		if e.Cost.Known != (c.trip != "") || string(e.Cost.State) != c.state ||
			e.Cost.Known && (e.Cost.Trip.String() != c.trip || e.Cost.City.String() != c.city) {
			t.Errorf("%s: %s, %s, %s", c.cost, e.Cost.Trip, e.Cost.City, e.Cost.State)
		}
		r := set.record(e)
		if (r.CostCity != nil) != e.Cost.Known || r.CostStatus != c.state {
			t.Errorf("%s: %+v", c.cost, r)
		}
	}
	for _, c := range []struct{ cost, want string }{
		{"{status: final, planned: 1000, lines: [{for: transport, amount: 1100.01}]}", "cost-overrun-unexplained"},
		{"{lines: [{for: transport, amount: -5, what: x}, {for: meals, amount: 5, paid_by: Ravenna}]}", "cost-negative"},
		{"{saved: {amount: 5}, lines: [{for: transport, amount: 5}]}", "field-missing"},
		{"{lines: [{for: plane, amount: 5}]}", "choice-unknown"},
		{"{lines: [{amount: 5}]}", "field-missing"},
		{"{lines: [{for: meals}]}", "field-missing"},
		{"{lines: []}", "field-missing"},
		{"{lines: [{for: meals, amount: 5, currency: GBP, rate: -1}]}", "number-form"},
		{"{lines: [{for: meals, amount: 5.5, currency: JPY, rate: 1}]}", "amount-decimals"},
	} {
		if got := strings.Join(rulesOf(baseCity().with(trip, "cost: "+c.cost+"\n").problems(t)), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.cost, got, c.want)
		}
	}
}

// TestOffice holds a signer's term against the month of the letter.
func TestOffice(t *testing.T) {
	for term, want := range map[string]string{
		"": "", "from: 2026-10-31\n": "", "until: 2026-10-01\n": "", "from: 2026-11-01\n": "newsletter-signer-out-of-office",
		"until: 2026-09-30\n": "newsletter-signer-out-of-office", "until: 2026-10\n": "", "until: 2026\n": "",
		"from: 2027\n":              "newsletter-signer-out-of-office",
		"from: 2026\nuntil: 2025\n": "date-order",
	} {
		ds := baseCity().file("people/claire-moreau.md", "---\nname: Claire Moreau\nrole: Mayor\nelected: true\n"+term+"---\n").problems(t)
		if got := strings.Join(rulesOf(ds), " "); got != want {
			t.Errorf("%q: %s", term, show(ds))
		}
		for _, d := range ds {
			if d.Rule == ruleNewsletterOutOfOffice && (len(d.Related) != 1 || !strings.Contains(d.Related[0].At.File.Path, "claire")) {
				t.Errorf("%q: the term is not shown:\n%s", term, show(ds))
			}
		}
	}
}

// TestRecords holds what is exported of the base city.
func TestRecords(t *testing.T) {
	set, ds := baseCity().with(agreement, "until: 2026-06\n").check(t, Options{})
	if set == nil {
		t.Fatal(show(ds))
	}
	records := slices.Collect(set.Records())
	if len(records) != 3 || records[0].ID != "agreements/2025-ravenna" || records[0].Status != "ended" || records[1].Status != "completed" ||
		records[2].Status != "under_way" ||
		strings.Join(records[2].Countries, " ") != "IT" ||
		records[1].URL != "https://abroad.example.org/trips/2026-09-ravenna/" ||
		records[1].LocalBenefit != "Line A runs until one from March, so late shifts get home without a car." ||
		*records[1].CostTrip != "1240.50" ||
		records[1].End != "2026-09-16" {
		t.Errorf("%+v", records)
	}
}

// TestLineFits wants a class to stand with a journey, nights with a place to sleep,
// and no more of them than the travellers were away.
func TestLineFits(t *testing.T) {
	const two = "travellers: [{person: claire-moreau}, {role: Engineer, count: 2}]\n" // three, for two nights
	for _, x := range []struct{ more, lines, want string }{
		{"", "{for: transport, amount: 80, class: second}, {for: lodging, amount: 80, nights: 0}", ""},
		{"", "{for: other, what: Package, amount: 80, class: first, nights: 2}, {for: transport, what: Night train, amount: 9, nights: 1, class: first}", ""},
		{"", "{for: lodging, amount: 80, class: first}", "a class of travel stands with a line for \"lodging\""},
		{"", "{for: meals, amount: 80, nights: 2}", "nights stand with a line for \"meals\""},
		{"", "{for: lodging, amount: 80, nights: 99}", ""}, // who travelled is not written
		{two, "{for: lodging, amount: 80, nights: 4}, {for: lodging, amount: 80, nights: 2}", ""},
		{two, "{for: lodging, amount: 80, nights: 4}, {for: lodging, amount: 80, nights: 3}",
			"more nights of lodging are paid for (7) than all travellers together were away (6)"},
		{two, "{for: transport, amount: 80, nights: 9}", ""},
		{"", "{for: lodging, amount: 80, nights: -1}", "\"nights\" has to be a whole number of at least 0, in plain digits"},
		{"", "{for: lodging, amount: 80, nights: 1.5}", "\"nights\" has to be a whole number of at least 0, in plain digits"},
		{"", "{for: transport, amount: 80, class: tourist}", "class"},
	} {
		_, ds := baseCity().with(trip, x.more+"cost: {status: final, lines: ["+x.lines+"]}\n").check(t, Options{})
		if len(ds) != min(len(x.want), 1) || len(ds) == 1 && !strings.Contains(ds[0].Message.String(), x.want) {
			t.Errorf("%s: %v, want %q", x.lines, ds, x.want)
		}
	}
}
