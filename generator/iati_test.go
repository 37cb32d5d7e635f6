package generator_test

import (
	"encoding/xml"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/generator"
	"parvis/themes"
)

// element is an element of an XML file.
type element struct {
	XMLName  xml.Name
	Attr     []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

// at returns the value of an attribute, "" for none.
func (e element) at(name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all returns the elements to which a path of names leads: transaction/value.
func (e element) all(path string) []element {
	name, rest, deeper := strings.Cut(path, "/")
	var out []element
	for _, c := range e.Children {
		if c.XMLName.Local == name && deeper {
			out = append(out, c.all(rest)...)
		} else if c.XMLName.Local == name {
			out = append(out, c)
		}
	}
	return out
}

// each calls visit for an element and all within it.
func (e element) each(visit func(element)) {
	visit(e)
	for _, c := range e.Children {
		c.each(visit)
	}
}

// days are the dates of elements.
func days(list []element) []string {
	var out []string
	for _, e := range list {
		out = append(out, e.at("iso-date"))
	}
	return out
}

// addsUp tells whether the percentages of elements are a hundred together, to the
// last digit, and no code is there twice.
func addsUp(list []element) bool {
	sum := 0
	codes := map[string]bool{}
	for _, e := range list {
		if codes[e.at("code")] {
			return false
		}
		codes[e.at("code")] = true
		whole, part, _ := strings.Cut(e.at("percentage"), ".")
		n, err := strconv.Atoi(whole + (part + "00")[:2])
		if err != nil || len(part) > 2 || n <= 0 {
			return false
		}
		sum += n
	}
	return sum == 100_00
}

// iatiRules are the rules of IATI 2.03 that its schema cannot say, each by what
// it wants of an activity on a day.
// https://iatistandard.org/en/iati-standard/203/rulesets/standard-ruleset/
var iatiRules = map[string]func(a element, today string) bool{
	"sectors stand on the activity alone, and those of a vocabulary add up to 100": func(a element, _ string) bool {
		by := map[string][]element{}
		for _, s := range a.all("sector") {
			by[s.at("vocabulary")] = append(by[s.at("vocabulary")], s)
		}
		for _, list := range by {
			if !addsUp(list) {
				return false
			}
		}
		return len(by) > 0 && a.all("transaction/sector") == nil
	},
	"countries and regions stand on the activity alone, and add up to 100": func(a element, _ string) bool {
		return addsUp(append(a.all("recipient-country"), a.all("recipient-region")...)) && a.all("transaction/recipient-country") == nil &&
			a.all("transaction/recipient-region") == nil
	},
	"a budget is for a year at most, and valued within it": func(a element, _ string) bool {
		return !slices.ContainsFunc(a.all("budget"), func(b element) bool {
			from, _ := time.Parse("2006-01-02", b.all("period-start")[0].at("iso-date"))
			to, _ := time.Parse("2006-01-02", b.all("period-end")[0].at("iso-date"))
			at, _ := time.Parse("2006-01-02", b.all("value")[0].at("value-date"))
			return to.Before(from) || !to.Before(from.AddDate(1, 0, 0)) || at.Before(from) || at.After(to)
		})
	},
	"each amount has a currency, or the activity one for all": func(a element, _ string) bool {
		if len(a.at("default-currency")) == 3 {
			return true
		}
		return !slices.ContainsFunc(append(a.all("transaction/value"), a.all("budget/value")...), func(v element) bool { return v.at("currency") == "" })
	},
	"each text has a language, or the activity one for all, and none is there twice": func(a element, _ string) bool {
		good := true
		a.each(func(e element) {
			seen := map[string]bool{}
			for _, n := range e.all("narrative") {
				lang := n.at("lang")
				if lang == "" {
					lang = a.at("lang")
				}
				good = good && lang != "" && !seen[lang] && strings.TrimSpace(n.Text) != ""
				seen[lang] = true
			}
		})
		return good
	},
	"it was not updated in the future": func(a element, today string) bool {
		at, err := time.Parse(time.RFC3339, a.at("last-updated-datetime"))
		return err == nil && at.Format("2006-01-02") <= today
	},
	"it has begun, or will; and what is actual is not in the future": func(a element, today string) bool {
		by := map[string]string{}
		for _, d := range a.all("activity-date") {
			by[d.at("type")] = d.at("iso-date")
		}
		if by["1"] == "" && by["2"] == "" || by["2"] > today || by["4"] > today {
			return false
		}
		for _, end := range []string{by["3"], by["4"]} {
			if end != "" && (end < by["1"] || end < by["2"]) {
				return false
			}
		}
		return true
	},
	"a quantitative indicator has a baseline and an actual value, which are numbers, and a period": func(a element, _ string) bool {
		number := func(list []element) bool {
			return len(list) == 1 && func() bool { _, err := strconv.ParseFloat(list[0].at("value"), 64); return err == nil }()
		}
		return !slices.ContainsFunc(a.all("result/indicator"), func(i element) bool {
			from, to := days(i.all("period/period-start")), days(i.all("period/period-end"))
			return i.at("measure") == "5" || !number(i.all("baseline")) || !number(i.all("period/actual")) || len(from) != 1 || len(to) != 1 || from[0] > to[0]
		})
	},
	"no money has moved in the future": func(a element, today string) bool {
		for _, v := range append(days(a.all("transaction/transaction-date")), func() (out []string) {
			for _, v := range a.all("transaction/value") {
				out = append(out, v.at("value-date"))
			}
			return out
		}()...) {
			if v > today {
				return false
			}
		}
		return true
	},
	"its identifier begins with that of who reports it, and has no / & | ?": func(a element, _ string) bool {
		ref := a.all("reporting-org")[0].at("ref")
		id := a.all("iati-identifier")[0].Text
		return ref != "" && strings.HasPrefix(id, ref+"-") && !strings.ContainsAny(id, "/&|?")
	},
	"who takes part has a name or an identifier": func(a element, _ string) bool {
		return !slices.ContainsFunc(a.all("participating-org"), func(o element) bool { return o.at("ref") == "" && o.all("narrative") == nil })
	},
	"its codes are those of the lists": func(a element, _ string) bool {
		codes := func(path, name, known string) bool {
			return !slices.ContainsFunc(a.all(path), func(e element) bool { return !slices.Contains(strings.Fields(known), e.at(name)) })
		}
		return codes("reporting-org", "type", "10 11 15 21 22 23 24 30 40 60 70 71 72 73 80 90") && codes("participating-org", "role", "1 2 3 4") &&
			codes("activity-status", "code", "1 2 3 4 5 6") && codes("activity-date", "type", "1 2 3 4") &&
			codes("description", "type", "1 2 3 4") && codes("budget", "type", "1 2") && codes("budget", "status", "1 2") &&
			codes("transaction/transaction-type", "code", "1 2 3 4 5 6 7 8 9 10 11 12 13") && codes("related-activity", "type", "1 2 3 4 5") &&
			codes("result", "type", "1 2 3 9") && codes("result/indicator", "measure", "1 2 3 4 5") &&
			codes("document-link/category", "code", "A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A12") &&
			codes("sector", "vocabulary", "7") && codes("sector", "code", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17") && codes("tag", "vocabulary", "2 3")
	},
}

// iatiFaults are the rules that an IATI file breaks.
func iatiFaults(t *testing.T, text, today string) []string {
	t.Helper()
	var root element
	if err := xml.Unmarshal([]byte(text), &root); err != nil {
		t.Fatal(err)
	}
	var out []string
	ids := map[string]bool{}
	for _, a := range root.all("iati-activity") {
		ids[a.all("iati-identifier")[0].Text] = true
		for _, rule := range slices.Sorted(maps.Keys(iatiRules)) {
			if !iatiRules[rule](a, today) && !slices.Contains(out, rule) {
				out = append(out, rule)
			}
		}
	}
	if len(ids) != len(root.all("iati-activity")) {
		out = append(out, "each has an identifier of its own")
	}
	for _, r := range root.all("iati-activity/related-activity") {
		if !ids[r.at("ref")] {
			out = append(out, "what it is related to is there")
		}
	}
	return out
}

// iatiSchema has xmllint hold a file against the schema, and returns what it says.
func iatiSchema(t *testing.T, text string) error {
	t.Helper()
	if _, err := exec.LookPath("xmllint"); err != nil {
		need(t, "xmllint")
	}
	schema := filepath.Join("..", "..", "shared", "schemas", "iati-2.03", "iati-activities-schema.xsd")
	if _, err := os.Stat(schema); err != nil {
		t.Skipf("the published schemas are not here: %v", err)
	}
	cmd := exec.Command("xmllint", "--noout", "--nonet", "--schema", schema, "-")
	cmd.Stdin = strings.NewReader(text)
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%v: %s", err, said)
	}
	return nil
}

// reporting is a city with projects in three countries, one to come, one whose
// cost is not known, a refund, a payer abroad, and what is none: an agreement
// within the country, and one with a partner of no country.
func reporting() map[string]string {
	city := string(smallCity(nil)["site.yaml"].Data)
	return map[string]string{
		"site.yaml":         city + "iati_organisation: FR-EXAMPLE-VALMONT\ncontact: {email: abroad@example.org, post: Town hall}\nrules: {cost-pending-late: off, translation-missing: off}\n",
		"partners/ghent.md": "---\nname: Ghent\nkind: city\ncountry: BE\n---\n", "partners/ghent.fr.md": "---\nname: Gand\n---\n",
		"partners/porto.md":  "---\nname: University & Port\nkind: university\ncountry: PT\n---\n",
		"partners/nantes.md": "---\nname: Nantes\nkind: city\ncountry: FR\n---\n", "partners/net.md": "---\nname: The Net\nkind: network\n---\n",
		"agreements/three.md": entryText("Agreement of three", "signed: 2024-05\nuntil: 2027\npartners: [ghent, porto, ravenna, nantes]\n"+
			"cost: {status: final, planned: 900, lines: [{for: grant, amount: 600}, {for: meals, amount: 90.50, paid_by: Ghent},"+
			"{for: fees, what: Interpreter <b>, amount: 100, currency: GBP, rate: 1.16, rate_date: 2024-05-02},"+
			"{for: transport, what: Ticket returned, amount: -80}, {for: other, what: Nothing, amount: 0}]}\n"),
		"agreements/three.fr.md":    "---\ntitle: Accord à trois\nlocal_impact: {benefit: Plus de bus roulent depuis l’accord à trois.}\n---\n",
		"agreements/within.md":      entryText("Agreement within", "signed: 2025-05-12\npartners: [nantes, net]\ncost: 50\n"),
		"agreements/coming.md":      entryText("Agreement to come", "signed: 2027-01-12\npartners: [ghent]\ncost: {planned: 1200}\n"),
		"agreements/over.md":        entryText("Agreement over", "signed: 2019\nuntil: 2021-06\npartners: [ghent]\ncost: {pending: The bill is late.}\n"),
		"outcomes/2026-three.md":    entryText("Outcome of three", "date: 2026-02-20\nof: [agreements/three]\nstatus: achieved\ncost: 10\n"+measures),
		"outcomes/2026-three.fr.md": "---\ntitle: Ce qui en est sorti\nmeasures: [{what: Fuites}, {}, {}]\n---\n",
		"outcomes/2026-early.md":    entryText("Outcome early", "date: 2026-03-20\nof: [agreements/three]\nstatus: too_early\ndue: 2027-06\ncost: 10\n"),
		"agreements/draft.md":       "---\ntitle: Agreement in words\ndraft: true\npartners: [ghent]\n---\n",
		"outcomes/2026-within.md":   entryText("Outcome within", "date: 2026-04-20\nof: [agreements/within]\nstatus: achieved\ncost: 10\n"),
	}
}

const measures = "measures: [{what: Leaks, unit: days, before: 41, target: 15, now: 12.5}, {what: Share, unit: '%', before: 5, now: 7}," +
	"{what: Posts, now: 48}]\n"

// TestIATI holds what is written for IATI against its schema and its further
// rules: of the demonstration, and of a city with all that is hard.
func TestIATI(t *testing.T) {
	_, files := build(t, generator.Job{Content: smallCity(reporting()), Name: "content", Theme: themes.Chartres(), Preview: true,
		Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)})
	text := string(files["data/iati.xml"])
	_, demonstration := demonstrated(t)
	for name, text := range map[string]string{"small": text, "demonstration": string(demonstration["data/iati.xml"])} {
		if err := iatiSchema(t, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if faults := iatiFaults(t, text, "2026-11-23"); faults != nil {
			t.Errorf("%s breaks: %q", name, faults)
		}
	}
	var root element
	if err := xml.Unmarshal([]byte(text), &root); err != nil {
		t.Fatal(err)
	}
	var ids []string
	by := map[string]element{}
	for _, a := range root.all("iati-activity") {
		id := strings.TrimPrefix(a.all("iati-identifier")[0].Text, "FR-EXAMPLE-VALMONT-")
		ids, by[id] = append(ids, id), a
	}
	slices.Sort(ids)
	if want := []string{"agreements-2025-ravenna", "agreements-coming", "agreements-over", "agreements-three", "outcomes-2026-early",
		"outcomes-2026-three"}; !slices.Equal(ids, want) {
		t.Errorf("the projects are %q", ids)
	}
	// What is told of each, a line a fact.
	for _, want := range []struct{ id, path, says string }{
		{"agreements-three", "recipient-country", "BE 33.34|PT 33.33|IT 33.33"},
		{"agreements-three", "activity-status", "2"},
		{"agreements-three", "activity-date", "2 2024-05-01 2024-05|3 2027-12-31 2027"},
		{"agreements-three", "budget/value", "2024-05-01 900.00"},
		{"agreements-three", "transaction/transaction-type", "3|4|4"},
		{"agreements-three", "transaction/value", "2024-05-01 600.00|2024-05-01 116.00|2024-05-01 -80.00"},
		{"agreements-three", "transaction/description/narrative", "Interpreter <b>|Ticket returned"},
		{"agreements-three", "title/narrative", "Agreement of three|fr Accord à trois"},
		{"agreements-three", "participating-org", "FR-EXAMPLE-VALMONT 11 1 Valmont|FR-EXAMPLE-VALMONT 11 2 Valmont|FR-EXAMPLE-VALMONT 11 4 Valmont|" +
			"11 4 Ghent fr Gand|80 4 University & Port|11 4 Ravenna|11 4 Nantes|11 1 Ghent fr Gand"},
		{"agreements-three", "related-activity", "FR-EXAMPLE-VALMONT-outcomes-2026-three 2|FR-EXAMPLE-VALMONT-outcomes-2026-early 2"},
		{"agreements-coming", "activity-status", "1"},
		{"agreements-coming", "activity-date", "1 2027-01-12"},
		{"agreements-coming", "budget/value", "2027-01-12 1200.00"},
		{"agreements-coming", "transaction", ""},
		{"agreements-over", "activity-status", "4"},
		{"agreements-over", "activity-date", "2 2019-01-01 2019|4 2021-06-30 2021-06"},
		{"agreements-over", "transaction", ""},
		{"outcomes-2026-three", "activity-date", "2 2024-05-01|4 2026-02-20"},
		{"outcomes-2026-three", "activity-status", "4"},
		{"outcomes-2026-three", "related-activity", "FR-EXAMPLE-VALMONT-agreements-three 1"},
		{"outcomes-2026-three", "result/indicator", "1 0 0 Leaks (days) fr Fuites 2024 41 2024-05-01 2026-02-20 15 12.5|2 1 0 Share (%) 2024 5 2024-05-01 2026-02-20 7"},
		{"outcomes-2026-early", "activity-date", "2 2024-05-01|3 2027-06-30 2027-06"},
		{"outcomes-2026-early", "activity-status", "2"},
		{"outcomes-2026-early", "result", ""},
	} {
		var says []string
		for _, e := range by[want.id].all(want.path) {
			says = append(says, inside(e))
		}
		if got := strings.Join(says, "|"); got != want.says {
			t.Errorf("%s: %s is %q, not %q", want.id, want.path, got, want.says)
		}
	}
	if !strings.Contains(text, ` generated-datetime="2026-11-23T00:00:00+01:00"`) {
		t.Error("the file does not say when it was made")
	}
}

// inside are the values and texts of an element and all within it, in their order.
func inside(e element) string {
	var out []string
	e.each(func(e element) {
		for _, a := range e.Attr {
			if a.Name.Local != "vocabulary" {
				out = append(out, a.Value)
			}
		}
		if text := strings.TrimSpace(e.Text); text != "" {
			out = append(out, text)
		}
	})
	return strings.Join(out, " ")
}

// TestIATIRefused breaks a good file in every way that a rule forbids.
func TestIATIRefused(t *testing.T) {
	good := string(made(t, smallCity(reporting()), "2026-11-23")["data/iati.xml"])
	broken := func(was, becomes string) string {
		if !strings.Contains(good, was) {
			t.Fatalf("there is no %s", was)
		}
		return strings.Replace(good, was, becomes, 1)
	}
	for name, text := range map[string]string{
		"order":    broken("<activity-status", "<budget/><activity-status"),
		"required": broken(`<activity-status code="4"></activity-status>`, ""),
		"date":     broken(`iso-date="2019-01-01"`, `iso-date="2019"`),
		"amount":   broken(">600.00<", ">600,00<"),
	} {
		if iatiSchema(t, text) == nil {
			t.Errorf("the schema takes a file with a broken %s", name)
		}
	}
	sector := `<sector vocabulary="7" code="11" percentage="100"></sector>`
	three := "<iati-identifier>FR-EXAMPLE-VALMONT-agreements-three<"
	broke := map[string]bool{}
	for _, b := range []struct{ rule, was, becomes string }{
		{"sectors stand", sector, strings.Replace(sector, "100", "99.99", 1)},
		{"sectors stand", sector, ""},
		{"sectors stand", "</provider-org>", "</provider-org><sector code=\"11\"/>"},
		{"countries and regions", `percentage="33.34"`, `percentage="33.33"`},
		{"countries and regions", "</provider-org>", "</provider-org><recipient-country code=\"BE\"/>"},
		{"a budget is", `<period-end iso-date="2024-12-31">`, `<period-end iso-date="2025-01-01">`},
		{"a budget is", `<period-start iso-date="2024-01-01">`, `<period-start iso-date="2024-06-01">`},
		{"each amount", " default-currency=\"EUR\">\n  " + three, ">\n  " + three},
		{"each text", ` xml:lang="en"`, ""},
		{"each text", `<narrative xml:lang="fr">Accord`, `<narrative xml:lang="en">Accord`},
		{"it was not updated", `last-updated-datetime="2026-`, `last-updated-datetime="2027-`},
		{"it has begun", `<activity-date type="2" iso-date="2019-01-01">`, `<activity-date type="3" iso-date="2019-01-01">`},
		{"it has begun", `type="4" iso-date="2021-06-30"`, `type="4" iso-date="2018-06-30"`},
		{"it has begun", `type="4" iso-date="2021-06-30"`, `type="4" iso-date="2026-11-24"`},
		{"a quantitative indicator", `<baseline year="2024" value="41"></baseline>`, ""},
		{"a quantitative indicator", `<actual value="12.5"></actual>`, ""},
		{"a quantitative indicator", `value="41"`, `value="many"`},
		{"no money", `<transaction-date iso-date="2024-05-01">`, `<transaction-date iso-date="2026-11-24">`},
		{"no money", `<value value-date="2024-05-01">600`, `<value value-date="2026-11-24">600`},
		{"its identifier", "<iati-identifier>FR-", "<iati-identifier>BE-"},
		{"its identifier", "-agreements-over<", "-agreements/over<"},
		{"each has an identifier", "-agreements-over<", "-agreements-coming<"},
		{"what it is related", `<related-activity ref="`, `<related-activity ref="x`},
		{"who takes part", "<participating-org type=\"11\" role=\"4\">\n   <narrative>Nantes</narrative>", "<participating-org type=\"11\" role=\"4\">"},
		{"its codes", `<reporting-org ref="FR-EXAMPLE-VALMONT" type="11"`, `<reporting-org ref="FR-EXAMPLE-VALMONT" type="12"`},
	} {
		text := broken(b.was, b.becomes)
		if err := iatiSchema(t, text); err != nil {
			t.Errorf("%s: the schema says it already: %v", b.was, err)
		}
		faults := iatiFaults(t, text, "2026-11-23")
		if len(faults) != 1 || !strings.HasPrefix(faults[0], b.rule) {
			t.Errorf("%s in the place of %s breaks %q", b.becomes, b.was, faults)
		}
		broke[b.rule] = true
	}
	for rule := range iatiRules {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(broke)), func(b string) bool { return strings.HasPrefix(rule, b) }) {
			t.Errorf("nothing was broken of: %s", rule)
		}
	}
}

// TestIATIOnlyWhereReported wants no file of a city that has no identifier, or no
// project.
func TestIATIOnlyWhereReported(t *testing.T) {
	if files := made(t, smallCity(nil), "2026-11-23"); files["data/iati.xml"] != nil {
		t.Error("a city without an identifier reports")
	}
	site := string(smallCity(nil)["site.yaml"].Data) + "iati_organisation: FR-EXAMPLE-VALMONT\n"
	within := map[string]string{"site.yaml": site, "partners/ravenna.md": "---\nname: Ravenna\nkind: city\ncountry: FR\n---\n"}
	if files := made(t, smallCity(within), "2026-11-23"); files["data/iati.xml"] != nil {
		t.Error("a city without a project reports")
	}
}
