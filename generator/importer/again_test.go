package importer

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"parvis/generator/source"
)

// town is a city into which tables are imported one after the other.
type town struct {
	t      *testing.T
	files  map[string]string
	record *Record
}

func newTown(t *testing.T) *town { return &town{t, map[string]string{}, &Record{}} }

// takes imports a table, and returns what it did and what it said.
func (c *town) takes(table string) (*Plan, []string) {
	c.t.Helper()
	files, taken := map[string]*source.File{}, map[string]bool{}
	for p, text := range c.files {
		files[p] = source.NewFile("content/"+p, []byte(text))
		taken[strings.TrimSuffix(p, ".md")] = !slices.ContainsFunc(c.record.Entries, func(w *Written) bool { return w.Path == p })
	}
	drafts, _, err := Read(source.NewFile("travel.csv", []byte(table)), nil, Options{Currency: "EUR", Language: "en",
		Taken: func(id string) bool { return taken[id] }})
	if err != nil || len(drafts) == 0 {
		c.t.Fatal("no drafts", err)
	}
	plan, found := PlanAgain("import/travel.csv", drafts, c.record, files, "en")
	for _, d := range plan.New {
		if c.files[d.Path] != "" {
			c.t.Errorf("%s is written over", d.Path)
		}
		c.files[d.Path] = string(d.Text)
	}
	for _, ch := range plan.Changed {
		c.files[ch.Path] = string(ch.Text)
	}
	text, err := plan.Record.Bytes()
	if err != nil {
		c.t.Fatal(err)
	}
	if c.record, err = ParseRecord(text); err != nil {
		c.t.Fatal(err)
	}
	var said []string
	for _, d := range found {
		said = append(said, d.Message.String())
	}
	return plan, said
}

// edit replaces a text in a file.
func (c *town) edit(p, was, now string) {
	c.t.Helper()
	if !strings.Contains(c.files[p], was) {
		c.t.Fatalf("%s has no %q:\n%s", p, was, c.files[p])
	}
	c.files[p] = strings.Replace(c.files[p], was, now, 1)
}

func (c *town) has(p, text string) {
	c.t.Helper()
	if !strings.Contains(c.files[p], text) {
		c.t.Errorf("%s has no %q:\n%s", p, text, c.files[p])
	}
}

// did tells a plan in a few words.
func did(p *Plan) string {
	var out []string
	for _, c := range p.Changed {
		out = append(out, c.Path+" "+strings.Join(c.Fields, "+"))
	}
	return fmt.Sprintf("new %d, changed %v, same %d, deleted %v, missing %v", len(p.New), out, p.Same, p.Deleted, p.Missing)
}

const againHeader = "ref_number,start,end,destination,purpose,traveller,role,transport,lodging,total\n"

const againTable = againHeader +
	"1,2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams,Ana Lima,Mayor,412.50,96.00,508.50\n" +
	"2,2026-10-05,2026-10-06,\"Ghent, Belgium\",See kitchens,Ana Lima,Mayor,80.00,0,80.00\n" +
	"3,2026-11-02,2026-11-03,\"Porto, Portugal\",Walk the quay,Rui Dias,Deputy,210.00,0,210.00\n"

func TestAgain(t *testing.T) {
	c := newTown(t)
	wants := func(table, want string, says ...string) {
		t.Helper()
		plan, said := c.takes(table)
		if got := did(plan); got != want {
			t.Errorf("did: %s\nwant: %s", got, want)
		}
		if !slices.Equal(said, says) {
			t.Errorf("said %q\nwant %q", said, says)
		}
	}
	wants(againTable, "new 3, changed [], same 0, deleted [], missing []")
	before := maps.Clone(c.files)
	wants(againTable, "new 0, changed [], same 3, deleted [], missing []")
	if !maps.Equal(before, c.files) {
		t.Error("a second import of the same table has changed a file")
	}

	// What editors do: a title and a benefit, another name, a folder of its own, Windows.
	c.edit("trips/2026-09-ravenna.md", "title: \"Ravenna: See night trams\"", "title: Trams run until one")
	c.edit("trips/2026-09-ravenna.md", "local_impact:\n", "local_impact: Line A runs until one from March.\n")
	c.edit("trips/2026-09-ravenna.md", "draft: true\n", "")
	c.edit("trips/2026-09-ravenna.md", "end: 2026-09-16", "# Ana says the 17th\nend: 2026-09-16")
	c.files["trips/night-trams/index.md"] = strings.ReplaceAll(c.files["trips/2026-09-ravenna.md"], "\n", "\r\n")
	delete(c.files, "trips/2026-09-ravenna.md")
	c.edit("trips/2026-10-ghent.md", "end: 2026-10-06", "end: 2026-10-08")
	before = maps.Clone(c.files)
	wants(againTable, "new 0, changed [], same 3, deleted [], missing []")
	if !maps.Equal(before, c.files) {
		t.Error("the same table has changed what editors wrote")
	}

	// A newer table: a row above all others, an amount, an end, a purpose, and one row less.
	newer := againHeader +
		"4,2026-08-01,2026-08-02,\"Lyon, France\",See bridges,Ana Lima,Mayor,50.00,0,50.00\n" +
		"1,2026-09-14,2026-09-17,\"Ravenna, Italy\",See night trams,Ana Lima,Mayor,412.50,99.00,511.50\n" +
		"2,2026-10-05,2026-10-07,\"Ghent, Belgium\",See kitchens and gardens,Ana Lima,Mayor,80.00,0,80.00\n"
	wants(newer,
		"new 1, changed [trips/night-trams/index.md end+cost+ trips/2026-10-ghent.md title+purpose], same 0, deleted [], missing [trips/2026-11-porto.md]",
		`"end" was changed here, and the newer table has another value. Here: 2026-10-08. In the table: 2026-10-07`)
	c.has("trips/night-trams/index.md", "title: Trams run until one\r\n")
	c.has("trips/night-trams/index.md", "local_impact: Line A runs until one from March.\r\n")
	c.has("trips/night-trams/index.md", "# Ana says the 17th\r\nend: 2026-09-17\r\n")
	c.has("trips/night-trams/index.md", "amount: 99.00}\r\n")
	c.has("trips/night-trams/index.md", "**total**: 511.50\r\n")
	c.has("trips/2026-10-ghent.md", "end: 2026-10-08\n")
	c.has("trips/2026-10-ghent.md", "purpose: See kitchens and gardens\n")
	if strings.Contains(c.files["trips/night-trams/index.md"], "draft:") {
		t.Error("what an editor published is a draft again")
	}
	wants(newer, "new 0, changed [], same 3, deleted [], missing [trips/2026-11-porto.md]")

	// What an editor has deleted does not come back by itself, and does without the record.
	delete(c.files, "trips/2026-10-ghent.md")
	wants(newer, "new 0, changed [], same 2, deleted [trips/2026-10-ghent.md], missing [trips/2026-11-porto.md]")
	c.record = &Record{}
	wants(newer, "new 1, changed [], same 2, deleted [], missing []",
		`"title" was changed here, and the newer table has another value. Here: Trams run until one. In the table: "Ravenna: See night trams"`)
	c.has("trips/2026-10-ghent.md", "end: 2026-10-07\n")
	wants(newer, "new 0, changed [], same 3, deleted [], missing []")
}

// TestAgainBody holds that a story which replaced the published text stays, and that
// what the newer table says there is told.
func TestAgainBody(t *testing.T) {
	c := newTown(t)
	c.takes(againTable)
	p := "trips/2026-09-ravenna.md"
	front, _, _ := strings.Cut(strings.TrimPrefix(c.files[p], "---\n"), "---\n")
	c.files[p] = "---\n" + front + "---\n\nWe saw trams at night.\n"
	_, said := c.takes(strings.Replace(againTable, "508.50", "600.00", 1))
	if want := `the newer table has under "total": 600.00; the text was written anew here, and stays`; len(said) != 1 || said[0] != want {
		t.Errorf("said %q", said)
	}
	c.has(p, "We saw trams at night.\n")
	if strings.Contains(c.files[p], "600.00") {
		t.Error("an editor's text was written over")
	}
	c.files[p] = "No front matter any more.\n"
	if _, said = c.takes(againTable); len(said) != 1 || c.files[p] != "No front matter any more.\n" {
		// its mark is gone, so that it is found by its name alone
		t.Errorf("said %q, and the file is %q", said, c.files[p])
	}
}

// TestAgainNumbers holds that numbers which begin anew each year, and rows without any,
// find no other trip.
func TestAgainNumbers(t *testing.T) {
	c := newTown(t)
	c.takes(againTable)
	plan, _ := c.takes(againHeader + "1,2027-02-01,2027-02-02,\"Lyon, France\",See bridges,Rui Dias,Deputy,50.00,0,50.00\n")
	if got := did(plan); got != "new 1, changed [], same 0, deleted [], missing []" {
		t.Errorf("another year: %s", got)
	}
	header := "start,end,destination,purpose,traveller,role\n"
	c = newTown(t)
	c.takes(header + "2026-09-14,2026-09-16,\"Ravenna, Italy\",Trams,Ana Lima,Mayor\n2026-09-14,2026-09-16,\"Ghent, Belgium\",Trams,Ana Lima,Mayor\n")
	plan, _ = c.takes(header + "2026-09-14,2026-09-16,\"Ravenna, Italy\",Trams at night,Ana Lima,Mayor\n" +
		"2026-09-15,2026-09-16,\"Ghent, Belgium\",Trams,Ana Lima,Mayor\n")
	if got := did(plan); got != "new 1, changed [trips/2026-09-ravenna.md title+purpose], same 0, deleted [], missing [trips/2026-09-ghent.md]" {
		t.Errorf("without numbers: %s", got)
	}
}

// TestAgainRows holds that rows which stand elsewhere in a newer table are no news, though
// the drafts name their numbers.
func TestAgainRows(t *testing.T) {
	two := "2,2026-10-05,2026-10-06,\"Ghent, Belgium\",See kitchens,Rui Dias,Mayor,80.00,0,80.00\n" +
		"3,2026-10-05,2026-10-06,\"Ghent, Belgium\",See kitchens,Ana Lima,Mayor,70.00,0,70.00\n"
	c := newTown(t)
	c.takes(againHeader + two)
	c.has("trips/2026-10-ghent.md", "(row 2)")
	before := c.files["trips/2026-10-ghent.md"]
	plan, said := c.takes(againHeader + "1,2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams,Ana Lima,Mayor,412.50,96.00,508.50\n" + two)
	if got := did(plan); got != "new 1, changed [], same 1, deleted [], missing []" || len(said) > 0 || c.files["trips/2026-10-ghent.md"] != before {
		t.Errorf("%s, said %q", got, said)
	}
	// Another entry that has taken the name is none of it.
	c.files["trips/2026-10-ghent.md"] = strings.Replace(before, "# import "+MarkOf([]byte(before)), "# import 000000000000", 1)
	plan, _ = c.takes(againHeader + two)
	if got := did(plan); got != "new 0, changed [], same 0, deleted [trips/2026-10-ghent.md], missing [trips/2026-09-ravenna.md]" {
		t.Error(got)
	}
}

// TestAgainOfAll imports tables twice that have many things at once, and holds that the
// entries are entries all the same.
func TestAgainOfAll(t *testing.T) {
	for name, table := range map[string]string{
		"disclosure": string(readFile(t, "testdata/disclosure.csv")), "tabs": string(readFile(t, "testdata/tabs.csv")),
		"entries":    string(readFile(t, "testdata/entries.csv")),
		"agreements": "Twin town,Country,Date of signature\nRavenna,Italy,2009-05-12\nRavenna,Italy,2016\nGuimarães,Portugal,2016\n",
		"people":     "First name,Last name,Role,In office since\nAna,Lima,Mayor,2020-06-28\nRui,Dias,Deputy,2020-06-28\n",
		"grants":     "Beneficiary,Purpose,Amount awarded\nWater Club,Two pumps,1200.00\nWater Club,A well,300.00\n",
	} {
		c := newTown(t)
		first, _ := c.takes(table)
		for p, text := range c.files {
			u := harmless(t, Draft{Path: p, Text: []byte(text)}, "EUR")
			if u.Entry != nil && MarkOf(u.Entry.Body.At.File.Text) == "" {
				t.Errorf("%s has no mark", p)
			}
		}
		again, said := c.takes(table)
		if len(again.New)+len(again.Changed)+len(said) > 0 || again.Differs || again.Same != len(first.New) {
			t.Errorf("%s: again: %s, %q", name, did(again), said)
		}
	}
}

// FuzzMerge holds that a file which nobody can bring up to date stays as it is, and that
// what an editor wrote is never lost.
func FuzzMerge(f *testing.F) {
	f.Add("---\ntitle: A\nend: 2026-09-16\n---\nText\n")
	f.Add("\ufeff---\r\n# x\r\nstart: 1\r\n---")
	f.Add("---\ncost:\n  lines:\n    - {for: other}\n# import aaaaaaaaaaaa\n---\n")
	drafts, _, _ := Read(source.NewFile("travel.csv", []byte(againTable)), nil, Options{Currency: "EUR", Language: "en"})
	first, _ := PlanAgain("travel.csv", drafts, &Record{}, nil, "en")
	table := source.NewFile("travel.csv", []byte(strings.ReplaceAll(againTable, "2026-09-16", "2026-09-17")))
	newer, _, _ := Read(table, nil, Options{Currency: "EUR", Language: "en"})
	f.Fuzz(func(t *testing.T, text string) {
		p := drafts[0].Path
		file := source.NewFile(p, []byte(text))
		plan, _ := PlanAgain("travel.csv", newer, first.Record, map[string]*source.File{p: file}, "en")
		for _, c := range plan.Changed {
			if bytes.Equal(c.Was, c.Text) || len(c.Fields) == 0 {
				t.Errorf("%q is written as it was", text)
			}
			for line := range strings.Lines(text) {
				line = strings.TrimSpace(line)
				if len(line) > 3 && !bytes.Contains(c.Text, []byte(line)) && !strings.Contains(first.Record.Entries[0].Text, line) {
					t.Errorf("%q is lost of %q", line, text)
				}
			}
		}
	})
}
