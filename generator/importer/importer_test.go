package importer

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/markdown"
	"parvis/generator/source"
)

var update = flag.Bool("update", false, "rewrite the expected texts in testdata")

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestExpected compares the drafts and diagnostics of small tables, each with
// many things at once that published tables get wrong, with expected texts.
func TestExpected(t *testing.T) {
	windows := func(b []byte) []byte {
		return append([]byte("\ufeff"), bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n"))...)
	}
	for _, c := range []struct {
		name, table, mapping string
		opts                 Options
		change               func([]byte) []byte
	}{
		{name: "disclosure", table: "disclosure", opts: Options{Currency: "CAD", Language: "en"}},
		{name: "disclosure-fr", table: "disclosure",
			opts: Options{Currency: "EUR", Language: "fr",
				Taken: func(id string) bool { return id == "trips/2023-05-malmo" }},
			change: windows},
		{name: "lines", table: "lines", mapping: "lines", opts: Options{Currency: "EUR", Language: "en"}, change: windows},
		{name: "tabs", table: "tabs", opts: Options{Currency: "EUR", Language: "en"}},
		{name: "entries", table: "entries", opts: Options{Currency: "EUR", Language: "en"}},
		{name: "twins", table: "twins", opts: Options{Currency: "EUR", Language: "fr", Taken: func(id string) bool { return id == "partners/gand" }}},
		{name: "twins-named", table: "twins-named", opts: Options{Currency: "USD", Language: "es"}},
		{name: "grants", table: "grants", opts: Options{Currency: "EUR", Language: "fr"}},
		{name: "grants-pt", table: "grants-pt", mapping: "grants-pt", opts: Options{Currency: "EUR", Language: "pt", Kind: fields.Agreements}},
		{name: "partners", table: "partners", opts: Options{Currency: "EUR", Language: "en",
			Taken: func(id string) bool { return id == "partners/faenza" }}},
		{name: "people", table: "people", opts: Options{Currency: "EUR", Language: "pt", Taken: func(id string) bool { return id == "people/rui-sa" }}},
		{name: "results", table: "results", opts: Options{Currency: "EUR", Language: "en", Kind: fields.Outcomes}},
		{name: "cities", table: "cities", opts: Options{Currency: "EUR", Language: "en"}},
		{name: "cities-outcomes", table: "cities", opts: Options{Currency: "EUR", Language: "en", Kind: fields.Outcomes}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := readFile(t, "testdata/"+c.table+".csv")
			if c.change != nil {
				text = c.change(text)
			}
			var m *Mapping
			if c.mapping != "" {
				var found []source.Diagnostic
				if m, found = ParseMapping(source.NewFile("map.yaml", readFile(t, "testdata/"+c.mapping+".yaml"))); len(found) > 0 {
					t.Fatal(found[0].Message)
				}
			}
			drafts, found, err := Read(source.NewFile("import/"+c.table+".csv", text), m, c.opts)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := source.Text(&got, found, source.Color{}, catalog.English); err != nil {
				t.Fatal(err)
			}
			for _, d := range drafts {
				fmt.Fprintf(&got, "\n==> %s, rows %v\n%s", d.Path, d.Rows, d.Text)
				harmless(t, d, c.opts.Currency)
			}
			compare(t, "testdata/"+c.name+".golden", got.Bytes())
		})
	}
}

func compare(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("%v; run the tests with -update", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("differs from %s; run the tests with -update and look at the difference:\n%s", name, got)
	}
}

// open are the rules that a draft may break: they are its questions.
var open = map[string]bool{
	"field-missing":         true,
	"rate-missing":          true,
	"cost-zero-unexplained": true,
	"cost-negative":         true,
	"reason-missing":        true,
	"due-missing":           true,
	"local-benefit-missing": true,
	"local-benefit-echo":    true,
	"local-benefit-vague":   true,
	"text-placeholder":      true,
	"purpose-vague":         true,
	"pitch-missing":         true,
	"pitch-long":            true,
	"official-missing":      true,
	"departments-missing":   true,
	"issues-missing":        true,
}

// wrong are further rules that a row of entries.csv may break by what it says.
var wrong = map[string]bool{
	"goal-unknown":     true,
	"date-form":        true,
	"date-impossible":  true,
	"date-order":       true,
	"destination-form": true,
	"country-unknown":  true,
}

// harmless parses a draft, which may lack answers and nothing else: no broken
// YAML, no HTML, no link, no field of a wrong form.
func harmless(t interface{ Errorf(string, ...any) }, d Draft, currency string) *content.Unit {
	settings, _ := content.ParseSettings(source.NewFile("site.yaml", fmt.Appendf(nil, testSite, currency)))
	u := content.Parse(source.NewFile(d.Path, d.Text), d.Path, settings)
	for _, p := range u.Problems {
		if !open[p.Rule.Name] && !(wrong[p.Rule.Name] && bytes.Contains(d.Text, []byte("A table of entries holds"))) {
			t.Errorf("%s: %s: %s at %q", d.Path, p.Rule.Name, p.Message, p.At.Text())
		}
	}
	switch {
	case u.Person != nil && u.Person.Draft || u.Partner != nil && u.Partner.Draft || u.Newsletter != nil && u.Newsletter.Draft,
		u.Campaign != nil && u.Campaign.Draft:
	case u.Entry == nil:
		t.Errorf("%s cannot be read:\n%s", d.Path, d.Text)
	case !u.Entry.Draft:
		t.Errorf("%s is not a draft", d.Path)
	case len(u.Entry.Body.Links) > 0:
		t.Errorf("%s has the link %q", d.Path, u.Entry.Body.Links[0].Address)
	}
	return u
}

func TestUnreadable(t *testing.T) {
	for name, c := range map[string]struct{ text, rule, message string }{
		"Macintosh": {"start,end,destination,purpose\n2026-09-14,2026-09-16,Gen\x8fve,x\n", "encoding",
			"this table is not UTF-8 text: its accents cannot be read"},
		"MS-DOS": {"start,end,destination,purpose\n2026-09-14,2026-09-16,Gen\x8ave,x\n", "encoding",
			"this table is not UTF-8 text: its accents cannot be read"},
		"broken UTF-8": {"start,end,destination,purpose\n2026-09-14,2026-09-16,Gen\xc3\xa8ve,Gen\xe8ve\n", "encoding",
			"this table is not UTF-8 text: its accents cannot be read"},
		"empty":      {"", "import-header", "the table is empty"},
		"blank":      {"\ufeff\r\n \r\n,,\r\n", "import-header", "the table is empty"},
		"open quote": {"start,end,destination,purpose\n2026-09-14,\"2026-09-16,Rome,x\n", "import-row", "this quotation mark is never closed"},
		"too long": {"start,end,destination,purpose\n" + strings.Repeat("2026-09-14,2026-09-16,Rome,x\n", maxRows+1), "import-row",
			"the table has more than 100000 rows, the most that are read at once"},
		"other columns": {"a,b,purpose\n1,2,3\n", "import-header", "no column is known to hold the start and destination of a trip"},
	} {
		drafts, found, err := Read(source.NewFile("x.csv", []byte(c.text)), nil, Options{})
		if err != nil || len(drafts) > 0 || len(found) != 1 || found[0].Rule.Name != c.rule || found[0].Message.String() != c.message ||
			found[0].Severity != source.Error {
			t.Errorf("%s: drafts %v, diagnostics %v, error %v", name, drafts, found, err)
		}
	}
	if _, _, err := Read(source.NewFile("x.csv", nil), nil, Options{Currency: "Euro"}); err == nil {
		t.Error("a currency that is none is accepted")
	}
}

// TestRules holds every rule's examples against the rule: the bad one breaks
// it alone, the good one none.
func TestRules(t *testing.T) {
	read := func(e source.Example) (names []string) {
		var m *Mapping
		var found []source.Diagnostic
		if text, ok := e.Beside["map.yaml"]; ok {
			m, found = ParseMapping(source.NewFile("map.yaml", []byte(text)))
		}
		drafts, more, _ := Read(source.NewFile(e.File, []byte(e.Text)), m, Options{Currency: "EUR", Language: "en"})
		if text, ok := e.Beside["earlier.csv"]; ok {
			earlier, _, _ := Read(source.NewFile("earlier.csv", []byte(text)), m, Options{Currency: "EUR", Language: "en"})
			first, _ := PlanAgain("earlier.csv", earlier, &Record{}, nil, "en")
			files := map[string]*source.File{earlier[0].Path: source.NewFile(earlier[0].Path, []byte(e.Beside[earlier[0].Path]))}
			_, kept := PlanAgain(e.File, drafts, first.Record, files, "en")
			more = append(more, kept...)
		}
		for _, d := range append(found, more...) {
			names = append(names, d.Rule.Name)
		}
		return names
	}
	for _, r := range Rules {
		if r.Says == "" || r.Fix == "" || !strings.HasPrefix(r.Name, "import-") {
			t.Errorf("%s is not described", r.Name)
		}
		if bad, good := read(r.Bad), read(r.Good); len(bad) != 1 || bad[0] != r.Name || len(good) > 0 {
			t.Errorf("%s: the bad example breaks %v, the good one %v", r.Name, bad, good)
		}
	}
}

// TestPlaces of diagnostics: they stand at the cell, quotation marks included.
func TestPlaces(t *testing.T) {
	table := "start,end,destination,purpose,transport,total\r\n2026-09-14,2026-09-10,\"Rom\r\ne, Italy\",\"é, x\",1,\"2\"\r\n"
	_, found, _ := Read(source.NewFile("x.csv", []byte(table)), nil, Options{Currency: "EUR"})
	var got []string
	for _, d := range found {
		line, column := d.At.File.Position(d.At.Start)
		got = append(got, fmt.Sprintf("%d:%d %s", line, column, d.At.Text()))
	}
	if want := `[2:12 2026-09-10 3:20 "2"]`; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestParseMapping(t *testing.T) {
	_, found := ParseMapping(source.NewFile("map.yaml", []byte("start: A\nendd: B\npurpose: [C, {}]\n")))
	var got []string
	for _, d := range found {
		line, _ := d.At.File.Position(d.At.Start)
		got = append(got, fmt.Sprint(line, " ", d.Rule.Name))
	}
	if fmt.Sprint(got) != "[3 field-form 2 field-unknown]" {
		t.Errorf("got %v", got)
	}
	if !strings.Contains(found[1].Fix.String(), `"end"`) {
		t.Errorf("the nearest field is not named: %s", found[1].Fix)
	}
}

func TestReadPlaces(t *testing.T) {
	for text, want := range map[string]string{
		"Venice, Italy":        "Venice, IT",
		"Louisville, Kentucky": "Louisville, US",
		"Madrid, Spain; Brussels, Belgium; Rome, Italy":              "Madrid, ES; Brussels, BE; Rome, IT",
		"Berlin, Germany London, England":                            "Berlin, DE; London, GB",
		"Hanoi, VN & New Delhi, IN":                                  "Hanoi, VN; New Delhi, IN",
		"Berlin (Germany)\nBrussels (Belgium) \nMadrid (Spain) ":     "Berlin, DE; Brussels, BE; Madrid, ES",
		"Denver,\nColorado,\nUSA":                                    "Denver, US",
		"Boston, MA & Guelph, Ont.":                                  "Boston, US; Guelph, CA",
		"Rabat, MA / Casablanca, Morocco":                            "Rabat, MA; Casablanca, MA",
		"Washington (D.C.) United States":                            "Washington, US",
		"New York, New York, United States":                          "New York, US",
		"Panama, Panama":                                             "Panama, PA",
		"Mexico City Mexico":                                         "Mexico City, MX",
		"Tokyo, Japan, Seoul South, Korea":                           "Tokyo, JP; Seoul, KR",
		"Seoul, Korea, Republic of":                                  "Seoul, KR",
		"(Manila) Philippines":                                       "Manila, PH",
		"France (Paris)":                                             "Paris, FR",
		"Copenhagen (Denmark) Europe":                                "Copenhagen, DK",
		"Port of Spain, Trinidad and Tobago and Kingston, Jamaica":   "Port of Spain, TT; Kingston, JM",
		"Shanghai & Hangzhou, China":                                 "Shanghai, CN; Hangzhou, CN ?",
		"Beijing, Wuhan, Xi'An - China":                              "Beijing, CN; Wuhan, CN; Xi'An, CN ?",
		"Tbilisi, Georgia":                                           "Tbilisi, GE",
		"Atlanta, Georgia":                                           "Atlanta, US",
		"Lagrange, Georgia":                                          "! Lagrange, Georgia",
		"Springfield, XX":                                            "! Springfield, XX",
		"Des Moines, IO":                                             "! Des Moines, IO",
		"Washington":                                                 "! Washington",
		"France":                                                     "! France",
		"Paris, France and various places":                           "Paris, FR ! various places",
		"Singapore \nNew Delhi (Delhi) India ":                       "Singapore, SG; New Delhi, IN",
		"Edinburgh (Scotland) United Kingdom":                        "Edinburgh, GB",
		"Portland, Oregon, Washington, DC":                           "Portland, US; Washington, US",
		"Paris, France; The Hague, Netherlands, Brussels, Belgium":   "Paris, FR; The Hague, NL; Brussels, BE",
		"San Salvador, El Salvador":                                  "San Salvador, SV",
		"Dubai, Emirate of Dubai\nHyderabad (Telangana) India":       "Dubai, AE; Hyderabad, IN",
		"Vancouver, British Columbia  and Washington, United States": "Vancouver, CA; Washington, US",
		"Madrid y Lisboa, Portugal":                                  "Madrid, PT; Lisboa, PT ?",
		"":                                                           "",
		" ; / , ()":                                                  "",
	} {
		r := readPlaces(text)
		var names []string
		for _, p := range r.places {
			names = append(names, p.String())
		}
		got := strings.Join(names, "; ")
		if len(r.doubts) > 0 {
			got += " ?"
		}
		if len(r.unread) > 0 {
			got += " ! " + strings.Join(r.unread, "; ")
		}
		if got = strings.TrimSpace(got); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestReadAmount(t *testing.T) {
	for text, want := range map[string]string{
		"12175.56": "12175.56", "400.4": "400.4", "0": "0", "-80": "-80", "−80.50": "-80.50", "1.240,50": "1240.50", "1,240.50": "1240.50",
		"1 240,50 €": "1240.50", "EUR 12,5": "12.5",
		"1.240.500": "1240500", "1'240.50": "1240.50", "12.3400": "12.34", "1\u202f240": "1240", "12.0": "12.0",
		"1,240": "", "1.240": "", "12.345": "", "1,24,50": "", "80 USD": "", "£5": "", "MAI 2014": "", "": "", "(80)": "", "1e3": "", "12 34": "",
	} {
		if got, _, ok := readAmount(text, "EUR"); ok && got != want || ok == (want == "") {
			t.Errorf("%q: got %q %v, want %q", text, got, ok, want)
		}
	}
}

// TestCurrencyIn holds that an amount in another currency than the city's is one in that currency,
// and no amount that cannot be read; and that a cancelled trip with costs in two has no sum of both.
func TestCurrencyIn(t *testing.T) {
	for text, want := range map[string]string{"R$ 420,00": "BRL", "US$12": "USD", "12 €": "EUR", "£5": "GBP", "MXN 1,240.50": "MXN", "80 USD": "USD", "$5": "", "12": "",
		"MAI 2014": "", "": ""} {
		if got := currencyIn(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	drafts, found, err := Read(source.NewFile("x.csv", []byte("start;end;destination;purpose;lodging;meals;comment\n"+
		"2026-09-14;2026-09-16;Recife, Brazil;See;R$ 420,00;12,50;cancelled\n")), nil, Options{Currency: "EUR", Language: "en"})
	if err != nil || len(drafts) != 1 || len(found) != 1 || !strings.Contains(string(drafts[0].Text), "amount: 420.00, currency: BRL, rate: }") {
		t.Errorf("%v %v %v", drafts, found, err)
	}
}

func TestReadDay(t *testing.T) {
	for text, want := range map[string]string{
		"2026-09-14": "2026-09-14", "14.9.2026": "2026-09-14", "14/09/2026": "2026-09-14", "09/14/2026": "2026-09-14",
		"03/03/2026": "2026-03-03", "2026/9/4": "2026-09-04", "2026-09-14T00:00:00": "2026-09-14", "14 September 2026": "2026-09-14",
		"03/04/2026": "", "2026-02-30": "", "MAI 2014": "", "": "", "0001-01-01": "", "2026": "", "46279": "",
	} {
		if got := readDay(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"disclosure", "lines", "tabs", "entries"} {
		text, err := os.ReadFile("testdata/" + name + ".csv")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(separated(travel, ";", true)))
	f.Add([]byte("sep=|\n" + separated(travel, "|", false)))
	f.Add(utf16Bytes(separated(travel, ",", true), binary.BigEndian, true))
	f.Add(workbook(f, travel))
	f.Add(openDocument(f, travel))
	f.Add([]byte("2026-09-14,2026-09-16,\"Rome, Italy\",why,who,role,12.50,12.50,cancelled\n"))
	f.Add([]byte("trips/a;trip;u;en;T;P;W;B;waste;11;2026-09-14;2026-09-16;x;IT;y;EUR;1;1;final;planned\n"))
	f.Add([]byte("start,end,destination,purpose,comment\n1,2,\"a\n\n1) b\n:-- | --\n===\",c\\,http://x.y <!-- --> &amp; [^1]: ~~~ ```\n"))
	headers := []string{"", "start,end,destination,purpose,traveller,role,transport,total,comment\n", strings.Join(content.Columns, ";") + "\n",
		"twin town,country,signed,until,commitments,link,amount,nature\n", "name,role,elected,from,until\n", "name,kind,country,lat,lon,since\n"}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, header := range headers {
			drafts, found, err := Read(source.NewFile("x.csv", append([]byte(header), text...)), nil, Options{Currency: "EUR", Language: "en"})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range drafts {
				harmless(t, d, "EUR")
			}
			var b bytes.Buffer
			if err := source.Text(&b, found, source.Color{}, catalog.English); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// FuzzEsc holds that a published text shows as just this text.
func FuzzEsc(f *testing.F) {
	for _, s := range []string{"a_b*c*", "1. x\n2) y\n# z", "&lt;b&gt;", "<b>", "https://x.y www.x.y a@b.c ftp://x", "a\n---\nb",
		"|a|\n|-|", "\\", "[^1]: x", "![a](b)", "\t  x", "+ a\n+ b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := &reader{f: source.NewFile("x.csv", []byte(s)), report: func(source.Diagnostic) {}}
		s = strings.ToValidUTF8(r.clean(s, 0, 0).text, "")
		if strings.ContainsRune(s, 0) {
			return
		}
		body := source.NewFile("x.md", []byte("- **c**: "+escLines(s)+"\n"))
		doc := markdown.Read(body.Span(0, len(body.Text)), func(d source.Diagnostic) { t.Errorf("%s: %q", d.Message, body.Text) })
		got := oneLine(markdown.PlainText(doc.At, 0))
		if want := oneLine("c: " + s); len(doc.Links) > 0 || got != want && !strings.Contains(s, "\ufeff") {
			t.Errorf("%q shows as %q", body.Text, got)
		}
		if strings.TrimSpace(s) == "" {
			return
		}
		back := source.NewFile("y.md", []byte("a: ["+quoted(s)+"]\n"))
		m := frontmatter.Load(back.Span(0, len(back.Text)), back.Span(0, 0), func(d source.Diagnostic) { t.Errorf("%s: %q", d.Message, back.Text) })
		if v := m.Texts("a", frontmatter.Optional); v[0].V != strings.TrimSpace(s) {
			t.Errorf("%q reads back as %q", s, v[0].V)
		}
	})
}

// TestCellSigns keeps no sign in a cell that an entry may not hold: what ends a
// line for office programs ends one, and the rest is left out and told.
func TestCellSigns(t *testing.T) {
	for text, want := range map[string]string{"a\u2028b\u2029c\rd\r\ne\tf": "a\nb\nc\nd\ne\tf", "a\x0bb\u0085c\ufffed": "abcd", "a\u202fb": "a\u202fb"} {
		told := 0
		r := &reader{f: source.NewFile("x.csv", []byte(text)), report: func(source.Diagnostic) { told++ }}
		if got := r.clean(text, 0, 0).text; got != want || strings.ContainsFunc(got, source.Barred) || (told > 0) != strings.Contains(text, "\x0b") {
			t.Errorf("%+q is read as %+q, told %d times", text, got, told)
		}
	}
	if got := quoted("a\u2028b"); got != `"a\nb"` {
		t.Errorf("a line's end is written %s", got)
	}
}
