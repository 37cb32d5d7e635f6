package importer

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// TestHeaders reads a table whose headers are the labels of the fields, in each
// language, written with accents, without them and in capitals.
func TestHeaders(t *testing.T) {
	label := func(path, lang string) (out string) {
		fields.Walk(fields.Trips.Fields(), func(p string, f fields.Field) {
			if p == path {
				out = f.Label.In(lang)
			}
		})
		return out
	}
	for _, lang := range fields.Languages {
		var headers []string
		for _, path := range []string{"start", "end", "destination", "purpose", "travellers.role", "title"} {
			headers = append(headers, label(path, lang))
		}
		header := strings.Join(headers, ";")
		for _, header := range []string{header, strings.ToUpper(header),
			strings.ReplaceAll(content.Fold(strings.ReplaceAll(header, ";",
				" zz ")),
				" zz ", ";")} {
			table := header + "\n2026-09-14;2026-09-16;Ravenna, IT;See how trams run at night;Engineer;Night trams\n"
			drafts, found, err := Read(source.NewFile("trips.csv", []byte(table)), nil, Options{Currency: "EUR", Language: lang})
			if err != nil || len(found) > 0 || len(drafts) != 1 {
				t.Errorf("%s: %d drafts of %q: %v %v", lang, len(drafts), header, found, err)
				continue
			}
			for _, want := range []string{"start: 2026-09-14\n", "end: 2026-09-16\n", "Ravenna, IT",
				"purpose: See how trams run at night\n", "role: Engineer", "Night trams\n"} {
				if !strings.Contains(string(drafts[0].Text), want) {
					t.Errorf("%s: %q is missing in\n%s", header, want, drafts[0].Text)
				}
			}
		}
	}
}

// TestRecognised shows what is understood of the headers that cities and registers
// write, and what is said of those that are nearly understood.
func TestRecognised(t *testing.T) {
	var got strings.Builder
	var table []string
	flush := func() {
		if len(table) == 0 {
			return
		}
		f := source.NewFile("trips.csv", []byte(strings.ReplaceAll(strings.Join(table, "\n"), "|", "\t")))
		var found []source.Diagnostic
		report := func(d source.Diagnostic) { found = append(found, d) }
		im := &importing{file: f, report: report}
		read, _ := im.readTable(f, nil)
		l, ok := recognise(read.header, read.rows, nil, Options{Currency: "EUR", Language: "en"}, report)
		fmt.Fprintf(&got, "== %s\n", strings.Join(l.names, " | "))
		for _, field := range slices.Sorted(maps.Keys(l.fields)) {
			fmt.Fprintf(&got, "%s: %s\n", field, shownColumns(l, l.fields[field].at))
		}
		for _, c := range l.costs {
			fmt.Fprintf(&got, "for %s: %s\n", c.purpose, shownColumns(l, []int{c.at}))
		}
		if len(l.aside) > 0 {
			fmt.Fprintf(&got, "asked about: %s\n", shownColumns(l, l.aside))
		}
		if l.currency != "" {
			fmt.Fprintf(&got, "all in %s\n", l.currency)
		}
		if !ok {
			got.WriteString("nothing is read\n")
		}
		source.Sort(found)
		if err := source.Text(&got, found, source.Color{}, catalog.English); err != nil {
			t.Fatal(err)
		}
		got.WriteByte('\n')
		table = nil
	}
	for line := range strings.Lines(string(readFile(t, "testdata/headers.txt"))) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			flush()
			continue
		case len(table) > 0 && !strings.ContainsAny(line, "0123456789"):
			flush()
		}
		table = append(table, line)
	}
	flush()
	compare(t, "testdata/headers.golden", []byte(got.String()))
}

func shownColumns(l *layout, at []int) string {
	var out []string
	for _, i := range at {
		name := l.names[i]
		if l.in[i] != "" {
			name += " in " + l.in[i]
		}
		out = append(out, name)
	}
	return strings.Join(out, " + ")
}

// TestHeadersFile holds that each word of headers.yaml stands for one thing, and that
// each field that it names is one that is read.
func TestHeadersFile(t *testing.T) {
	h, at := known(), map[string]string{}
	learn := func(field string, words []string) {
		for _, w := range words {
			key := h.key(w)
			if before := at[key]; before != "" && before != field {
				t.Errorf("%q stands for %s and for %s", w, before, field)
			}
			at[key] = field
			if got := h.describe(0, w).field; got != field {
				t.Errorf("%q is read as %q and not as %s", w, got, field)
			}
		}
	}
	for field, words := range h.Trips {
		learn(field, words)
		if mapField(field) == "" || !slices.Contains(mapFields, mapField(field)) {
			t.Errorf("there is no field %s", field)
		}
	}
	for purpose, words := range h.Purposes {
		learn(isPurpose+purpose, words)
		if !slices.Contains(content.Purposes, purpose) {
			t.Errorf("nothing is spent for %s", purpose)
		}
	}
	learn(isMoney, h.Money)
	learn(isTotal, h.Total)
	learn(isUncounted, h.Uncounted)
	learn(isUnrelated, h.Unrelated)
	for _, r := range h.Registers {
		if len(r.Has) < 2 || r.Currency != "" && !i18n.IsCurrency(r.Currency) {
			t.Errorf("%s is told by too little, or its currency is none", r.Name)
		}
	}
}

// TestMapLines follows what is said of headers to the letter: the lines that it names,
// written into a map file, are taken, and the columns are understood.
func TestMapLines(t *testing.T) {
	followed := 0
	for _, table := range []string{
		"start\tend\tDestinaton\tpurpose\thotell\n2026-09-14\t2026-09-16\tRavenna, Italy\tSee trams\t96.00\n",
		"start\tRetourn\tdestination\tpurpose\n2026-09-14\t2026-09-16\tRavenna, Italy\tSee trams\n",
		"start\tend\tdestination\tpurpose\tBoat: hire\tFrais annexes (€)\tParticipans\tStamps\n2026-09-14\t2026-09-16\tRavenna, Italy\tSee\t€12.50\t30\tAna\t3\n",
		"start\tend\tdestination\tpurpose\tMontant\tFrais\n2026-09-14\t2026-09-16\tRavenna, Italy\tSee trams\t96.00\t96.00\n",
		"start\tend\tdestination\tpurpose\tCost ($)\n2026-09-14\t2026-09-16\tRavenna, Italy\tSee trams\t96.00\n",
		"Abfahrt\tRückkehr\tOrt\tZweck\n2026-09-14\t2026-09-16\tRavenna, Italy\tSee trams\n",
	} {
		f := source.NewFile("trips.csv", []byte(table))
		lines := ""
		for n := 0; ; n++ {
			m, wrong := ParseMapping(source.NewFile("map.yaml", []byte(lines)))
			drafts, found, _ := Read(f, m, Options{Currency: "EUR", Language: "en"})
			if len(wrong)+len(found) == 0 && len(drafts) == 1 {
				break
			}
			if n == 3 {
				t.Errorf("%q: with\n%sit is still said: %v %v", table, lines, wrong, found)
				break
			}
			for _, d := range found {
				said := regexp.MustCompile(`“([a-z_]+: [^”]+)”`).FindAllStringSubmatch(d.Fix.String(), -1)
				if inside := regexp.MustCompile(`\((.*?); “none”`).FindStringSubmatch(d.Fix.String()); inside != nil {
					for _, line := range strings.Split(inside[1], "; ") {
						line = strings.Replace(strings.Replace(line, "destination: NAME OF THE COLUMN", "destination: Ort", 1), "NAME OF THE COLUMN", "Zweck", 1)
						lines += line + "\n"
					}
					followed++
				} else if len(said) > 0 {
					if !strings.Contains(lines, said[0][1]) {
						lines += said[0][1] + "\n"
					}
					if strings.Contains(d.Message.String(), "both") {
						lines += said[1][1] + "\n"
					}
					followed++
				}
			}
		}
	}
	if followed != 10 {
		t.Errorf("%d remedies were followed", followed)
	}
}

// TestQuestions answers what is asked of headers, and holds that the map which comes of it
// leaves nothing to say.
func TestQuestions(t *testing.T) {
	asked := map[Asks]int{}
	for table, want := range map[string]string{
		"start\tend\tDestinaton\tpurpose\thotell\n2026-09-14\t2026-09-16\tRavenna, Italy\tSee trams\t96.00\n": "destination: Destinaton\nlodging: hotell\n",
		"start\tRetourn\tdestination\n2026-09-14\t2026-09-16\tRavenna, Italy\n":                               "end: Retourn\npurpose: none\n",
		"start\tend\tdestination\tpurpose\tBoat: hire\tParticipans\tStamps\n2026-09-14\t2026-09-16\tRavenna, Italy\tSee\t€12.50\tAna\t3\n": "traveller: " +
			"Participans\nother: [\"Boat: hire\", Stamps]\n",
		"start\tend\tdestination\tpurpose\tMontant\tFrais\n2026-09-14\t2026-09-16\tRavenna, Italy\tSee trams\t96.00\t96.00\n": "total: Montant\nignore: Frais\n",
		"start\tend\tdestination\tpurpose\tCost ($)\n2026-09-14\t2026-09-16\tRavenna, Italy\tSee trams\t96.00\n":              "currency: USD\n",
		"start\tend\tdestination\tpurpose\n2026-09-14\t2026-09-16\tRavenna, Italy\tSee trams\n":                               "",
		"start\tend\tdestination\tpurpose\n3/4/2026\t5/4/2026\tRavenna, Italy\tSee trams\n":                                   "dates: day-first\n",
	} {
		f, opts := source.NewFile("trips.csv", []byte(table)), Options{Currency: "EUR", Language: "en"}
		var answers Answers
		var m *Mapping
		for n := 0; n < 9; n++ {
			list := Questions(f, m, opts)
			if len(list) == 0 {
				break
			}
			q := list[0]
			asked[q.Asks]++
			choice := q.Column
			switch q.Asks {
			case AsksAmounts, AsksText:
				choice = q.Field
			case AsksWhole, AsksCurrency, AsksDates:
				choice = q.Choices[0]
			}
			if len(q.Samples(q.Column)) == 0 && q.Column != "" {
				t.Errorf("%q: nothing is shown of %q", table, q.Column)
			}
			answers.Answer(q, choice)
			m, _ = ParseMapping(source.NewFile("map.yaml", answers.Text(nil, catalog.English)))
		}
		header := Header(f, m, opts)
		_, lines, _ := strings.Cut(string(answers.Text(header, catalog.English)), "\n")
		if lines != want {
			t.Errorf("%q: the map is\n%s", table, lines)
		}
		drafts, found, _ := Read(f, m, opts)
		if len(found) > 0 || len(drafts) != 1 || answers.Empty() != (want == "") {
			t.Errorf("%q: with\n%sit is still said: %v", table, lines, found)
		}
		name := MapFile("import/Déplacements 2026.csv", header, opts)
		if !MapFits(name, header, opts) || MapFits(name, header[1:], opts) || MapFits(name, header, Options{Kind: fields.People}) ||
			!strings.HasPrefix(name, ".parvis-import/deplacements-2026-") {
			t.Errorf("the map is kept in %s", name)
		}
	}
	if len(asked) != 6 {
		t.Errorf("asked %v", asked)
	}
}

// TestHeaderAgain leaves out what repeats the header, word for word or nearly, and nothing
// that says of a trip what the header is called.
func TestHeaderAgain(t *testing.T) {
	table := "start,end,destination,purpose,role\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See trams,Role\nstart,end,destination,purpose,role\n" +
		"start,end,destination,why,role\n2026-10-14,2026-10-16,\"Ghent, Belgium\",purpose,role\n"
	drafts, found, _ := Read(source.NewFile("trips.csv", []byte(table)), nil, Options{Currency: "EUR", Language: "en"})
	if got := said(found); len(drafts) != 2 || !slices.Equal(got, []string{"row 3", "row 4"}) {
		t.Errorf("%d drafts, said %q", len(drafts), got)
	}
}

// TestMapFirst holds that a map which names the amounts leaves no other amount out in
// silence: each is said, until the map says of it too.
func TestMapFirst(t *testing.T) {
	f := source.NewFile("trips.csv", []byte("start,end,destination,purpose,euros,hotel,cost\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See trams,10.00,96.00,106.00\n"))
	for lines, want := range map[string]string{
		"amount: euros\n": `["column 1" "column 1"] 0`, "amount: euros\nignore: [hotel, cost]\n": `[] 1000`,
		"total: cost\n": `["column 1"] 0`, "total: cost\nother: euros\n": `[] 10600`,
	} {
		m, _ := ParseMapping(source.NewFile("map.yaml", []byte(lines)))
		drafts, found, _ := Read(f, m, Options{Currency: "EUR", Language: "en"})
		sum := int64(0)
		for _, d := range drafts {
			sum += harmless(t, d, "EUR").Entry.Cost.Trip.Minor
		}
		if got := fmt.Sprintf("%q %d", said(found), sum); got != want {
			t.Errorf("with %q: %s", lines, got)
		}
	}
}

// TestColumnCurrency holds that a currency in a header is that of its column alone, whatever
// currency the rows name for the others.
func TestColumnCurrency(t *testing.T) {
	table := "start,end,destination,purpose,Hotel (GBP),Taxi,currency,paid by\n2026-09-14,2026-09-16,\"Ghent, Belgium\",See trams,96.00,12.50,USD,Ghent\n"
	drafts, found, _ := Read(source.NewFile("trips.csv", []byte(table)), nil, Options{Currency: "EUR", Language: "en"})
	for _, want := range []string{
		"{for: lodging, what: Hotel, amount: 96.00, currency: GBP, rate: , paid_by: Ghent}",
		"{for: transport, what: Taxi, amount: 12.50, currency: USD, rate: , paid_by: Ghent}",
	} {
		if len(drafts) != 1 || len(found) > 0 || !strings.Contains(string(drafts[0].Text), want) {
			t.Errorf("%q is missing in\n%s%v", want, drafts[0].Text, said(found))
		}
	}
}
