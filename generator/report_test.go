package generator_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parvis/generator"
)

// TestReportPages prints the report of a city that did far more than it has room for: it has 24 pages
// at most and says of how much there is more, and its contents name the page on which each part
// stands.
func TestReportPages(t *testing.T) {
	t.Parallel()
	files := map[string]string{}
	for i := range 90 {
		files[fmt.Sprintf("outcomes/r%03d.md", i)] = entryText(fmt.Sprintf("Result %d", i), "date: 2026-10-05\nof: [trips/2026-09-ravenna]\nstatus: achieved\n"+
			"measures: [{what: Trams, unit: a night, before: 0, target: 9, now: 3}, {what: Buses, unit: a night, before: 0, target: 9, now: 3}]\ncost: 5\n")
	}
	report, err := generator.MakeReport(sheetJob(files), 2026, "")
	if err != nil {
		t.Fatal(err)
	}
	pdf, sheets, err := report.PDF(context.Background(), chromium(t))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, pdf, 0o666); err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(tool(t, "pdftotext", "-layout", file, "-"), "\f"), "\f")
	if len(pages) != sheets || sheets > generator.MostSheets || sheets < 12 {
		t.Fatalf("the report has %d pages, and says %d", len(pages), sheets)
	}
	parts := regexp.MustCompile(`(?m)^ *\d +(\S.*?\S) {2,}(\d+)$`).FindAllStringSubmatch(pages[1], -1)
	if len(parts) < 5 {
		t.Fatalf("the contents are\n%s", pages[1])
	}
	for _, part := range parts {
		n, _ := strconv.Atoi(part[2])
		if n < 3 || n > len(pages) || !regexp.MustCompile(`(?m)^ *`+regexp.QuoteMeta(part[1])+`$`).MatchString(pages[n-1]) {
			t.Errorf("%q does not begin on page %s", part[1], part[2])
		}
	}
	if !regexp.MustCompile(`\d+ more stand on the public pages`).MatchString(strings.Join(pages, "")) {
		t.Error("nothing says that there is more")
	}
}

// TestReportLog wants a report that does not name all that was corrected to say how much there is more.
func TestReportLog(t *testing.T) {
	var history strings.Builder
	for i := range 53 {
		fmt.Fprintf(&history, "  - {on: 2026-11-0%d, kind: correction, what: Sum %d, was: 5, now: 6, why: A bill came late.}\n", 1+i%9, i)
	}
	report, err := generator.MakeReport(sheetJob(map[string]string{
		"outcomes/sums.md": entryText("Sums", "date: 2026-10-05\nof: [trips/2026-09-ravenna]\nstatus: achieved\ncost: 6\nhistory:\n"+history.String()),
	}), 2026, "")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(report.HTML), "A bill came late."); n != 50 || !strings.Contains(string(report.HTML), "3 more stand on the public pages.") {
		t.Errorf("%d of 53 corrections, and not what is left", n)
	}
}
