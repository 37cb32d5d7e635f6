package importer

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// TestReadDays reads days and stretches of days as people write them, with the day first
// and with the month first.
func TestReadDays(t *testing.T) {
	for text, want := range map[string]string{
		"2026-09-14": "2026-09-14", "2026/9/4": "2026-09-04", "20260914": "2026-09-14", "2026-09-14T00:00:00": "2026-09-14", "2026-09-14 10:30": "2026-09-14",
		"14/09/2026": "2026-09-14 | ", "09/14/2026": " | 2026-09-14", "3/4/2026": "2026-04-03 | 2026-03-04", "03-04-26": "2026-04-03 | 2026-03-04",
		"03/03/2026": "2026-03-03", "14.9.2026": "2026-09-14", "3.4.2026": "2026-04-03", "3/14/26 12:00:00 AM": " | 2026-03-14",
		"14/09/26": "2026-09-14 | ", "14/09/46": "2046-09-14 | ", "14/09/47": "1947-09-14 | ", "14/09/99": "1999-09-14 | ",
		"14 September 2026": "2026-09-14", "1er mars 2026": "2026-03-01", "14 de septiembre de 2026": "2026-09-14", "14 de março de 2026": "2026-03-14",
		"14-mar-26": "2026-03-14", "14 sept. 2026": "2026-09-14", "Sep 14, 2026": "2026-09-14", "lundi 14 septembre 2026": "2026-09-14",
		"mardi 14 septembre 2026": "", "lun. 14/09/2026": "2026-09-14 | ",
		"31/02/2026": "", "29/02/2026": "", "29/02/2024": "2024-02-29 | ", "00/01/2026": "", "14/13/2026": "", "MAI 2014": "", "2026": "", "46279": "", "": "",
		"05/02/2024 al 11/02/2024": "2024-02-05..2024-02-11 | 2024-05-02..2024-11-02", "05/02 al 11/02/2024": "2024-02-05..2024-02-11 | 2024-05-02..2024-11-02",
		"25/02 al 26/02/2024": "2024-02-25..2024-02-26 | ", "du 5 au 11 février 2024": "2024-02-05..2024-02-11", "5-11 feb 2024": "2024-02-05..2024-02-11",
		"9 au 16/03/2014": "2014-03-09..2014-03-16 | ", "14-16/09/2026": "2026-09-14..2026-09-16 | ", "9/14-16/2026": " | 2026-09-14..2026-09-16",
		"del 28 de enero al 2 de febrero de 2024": "2024-01-28..2024-02-02", "30 janvier - 2 février 2024": "2024-01-30..2024-02-02",
		"de 5 a 11 de fevereiro de 2024": "2024-02-05..2024-02-11", "Feb 5-11, 2024": "2024-02-05..2024-02-11", "February 28 - March 2, 2024": "2024-02-28..2024-03-02",
		"28/12 al 03/01/2026":                   "2025-12-28..2026-01-03 | ",
		"2026-04-01/2026-12-31":                 "2026-04-01..2026-12-31",
		"du lundi 5 au vendredi 9 février 2024": "2024-02-05..2024-02-09",
		"01/10/2013-01/10/2014":                 "2013-10-01..2014-10-01 | 2013-01-10..2014-01-10",
		"14/09/2026 – 16/09/2026":               "2026-09-14..2026-09-16 | ", "16/09/2026 al 14/09/2026": "", "05/02 al 11/02": "", "14/09": "",
		"14/09/2026, 20/09/2026": "", "septembre et octobre 2024": "",
	} {
		var shown [2]string
		for i := range shown {
			if s, _, ok := (writing{monthFirst: i == 1, latest: 2046}).read(text); ok {
				if shown[i] = s.from.Format(time.DateOnly); s.to != s.from {
					shown[i] += ".." + s.to.Format(time.DateOnly)
				}
			}
		}
		got := shown[0] + " | " + shown[1]
		if shown[0] == shown[1] {
			got = shown[0]
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if s, _, ok := (writing{year: 2024, latest: 2046}).read("25/02 al 26/02"); !ok || s.to.Format(time.DateOnly) != "2024-02-26" {
		t.Error("the year of another column is not taken")
	}
}

// dates imports a table of trips with these starts and ends, and returns what the drafts
// have and what is said. In a spreadsheet a cell such as 2026-09-14 is a day.
func dates(t testing.TB, spreadsheet bool, mapText string, rows ...[2]string) (days []string, said string) {
	t.Helper()
	cells := [][]string{{"start", "end", "destination", "purpose"}}
	for i, r := range rows {
		cells = append(cells, []string{r[0], r[1], "Ravenna, Italy", fmt.Sprint("See trams, ", i)})
	}
	text := []byte(separated(cells, ";", false))
	if spreadsheet {
		text = workbook(t, cells)
	}
	var m *Mapping
	if mapText != "" {
		var found []source.Diagnostic
		if m, found = ParseMapping(source.NewFile("map.yaml", []byte(mapText))); len(found) > 0 {
			t.Fatal(found[0].Message)
		}
	}
	drafts, found, err := Read(source.NewFile("t.xlsx", text), m, Options{Currency: "EUR", Language: "en", Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)})
	if err != nil || len(drafts) != len(rows) {
		t.Fatalf("%d drafts, %v", len(drafts), err)
	}
	for _, d := range drafts {
		of := func(field string) string {
			_, rest, _ := strings.Cut(string(d.Text), "\n"+field+":")
			line, _, _ := strings.Cut(rest, "\n")
			return strings.TrimSpace(line)
		}
		days = append(days, of("start")+" "+of("end"))
	}
	var out bytes.Buffer
	if err := source.Text(&out, found, source.Color{}, catalog.English); err != nil {
		t.Fatal(err)
	}
	return days, out.String()
}

// TestCalendar holds what columns of days tell of each other, and what is said of it.
func TestCalendar(t *testing.T) {
	var got strings.Builder
	for _, c := range []struct {
		name, mapping string
		rows          [][2]string
	}{
		{"month first, two digits", "", [][2]string{{"3/14/26", "3/16/26"}, {"4/2/26", "4/3/26"}, {"11/9/25", "11/12/25"}}},
		{"day first, hyphens", "", [][2]string{{"14-03-2026", "16-03-2026"}, {"02-04-2026", "03-04-2026"}}},
		{"the end tells of the start", "", [][2]string{{"03/04/2026", "05/04/2026"}, {"10/04/2026", "13/04/2026"}}},
		{"nothing tells", "", [][2]string{{"03/04/2026", "05/04/2026"}, {"06/06/2026", "2026-06-07"}}},
		{"the map tells", "dates: month-first\n", [][2]string{{"03/04/2026", "03/05/2026"}}},
		{"both orders", "", [][2]string{{"14/03/2026", "16/03/2026"}, {"3/28/2026", "3/29/2026"}, {"03/04/2026", "05/04/2026"}}},
		{"start and end differ", "", [][2]string{{"14/03/2026", "3/16/2026"}, {"02/03/2026", "3/4/2026"}}},
		{"exchanged by a spreadsheet", "", [][2]string{{"3/14/2026", "3/16/2026"}, {"2026-02-04", "2026-03-04"}, {"4/20/2026", "4/21/2026"}}},
		{"days of a spreadsheet", "", [][2]string{{"2026-02-04", "2026-02-05"}, {"2026-03-14", "2026-03-15"}, {"20/04/2026", "21/04/2026"}}},
		{"stretches", "", [][2]string{{"du 5 au 11 février 2024", ""}, {"25/02 al 26/02/2024", ""}, {"5-11 feb 2024", "2024-02-11"}, {"05/02 al 11/02", ""}}},
		{"no such day", "", [][2]string{{"31/04/2026", "30/02/2026"}}},
	} {
		days, said := dates(t, true, c.mapping, c.rows...)
		fmt.Fprintf(&got, "== %s\n%s\n%s\n", c.name, strings.Join(days, "\n"), said)
	}
	compare(t, "testdata/calendar.golden", []byte(got.String()))
}

// TestCalendarWhole writes days in either order: as soon as one of them tells, all are read.
func TestCalendarWhole(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		form := rapid.SampledFrom([]string{"2/1/2006", "1/2/2006", "02-01-06", "01/02/06", "2.1.2006"}).Draw(rt, "form")
		first := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
		offsets := rapid.SliceOfN(rapid.IntRange(0, 3000), 1, 6).Draw(rt, "days")
		var rows [][2]string
		var want []string
		tells := form == "2.1.2006"
		for _, n := range offsets {
			a, b := first.AddDate(0, 0, n), first.AddDate(0, 0, n+2)
			rows = append(rows, [2]string{a.Format(form), b.Format(form)})
			want = append(want, a.Format(time.DateOnly)+" "+b.Format(time.DateOnly))
			tells = tells || a.Day() > 12 || b.Day() > 12
		}
		days, said := dates(t, false, "", rows...)
		for i := range want {
			if tells && days[i] != want[i] || !tells && days[i] != want[i] && strings.TrimSpace(days[i]) != "" && !strings.HasPrefix(days[i], want[i][:10]) && !strings.HasSuffix(days[i], want[i][11:]) {
				rt.Fatalf("%v: got %s, want %s\n%s", rows[i], days[i], want[i], said)
			}
		}
	})
}

// TestTrialMonthFirst writes the days of a real table with the month first and years of two digits:
// every trip is dated as before.
func TestTrialMonthFirst(t *testing.T) {
	f := trial(t)
	header, rows := table(t, f)
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(header)
	for _, r := range rows {
		for i, name := range header {
			if name == "start_date" || name == "end_date" {
				day, err := time.Parse(time.DateOnly, r[i])
				if err != nil {
					t.Fatal(err)
				}
				r[i] = day.Format("1/2/06")
			}
		}
		_ = w.Write(r)
	}
	w.Flush()
	opts := Options{Currency: "CAD", Language: "en", Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
	want, _, _ := Read(f, nil, opts)
	got, _, err := Read(source.NewFile("international.csv", b.Bytes()), nil, opts)
	if err != nil || len(got) != len(want) || len(got) < 150 {
		t.Fatalf("%d drafts, not %d; %v", len(got), len(want), err)
	}
	for i, d := range got {
		if d.Path != want[i].Path || strings.Contains(d.Path, "undated") {
			t.Errorf("%s, not %s", d.Path, want[i].Path)
		}
	}
}
