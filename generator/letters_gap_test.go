package generator_test

import (
	"fmt"
	"strings"
	"testing"
)

const gapLetter = "---\ntitle: Letter %s\nsigned_by: claire-moreau\npurpose: We went because late shifts could not get home.\n---\nI say so.\n"

// TestLetterGaps reads what pages say of months without a gap where there is
// one: between letters, and since the last.
func TestLetterGaps(t *testing.T) {
	t.Parallel()
	city := map[string]string{}
	for _, month := range []string{"2026-02", "2026-05", "2026-06"} {
		city["newsletters/"+month+".md"] = fmt.Sprintf(gapLetter, month)
	}
	for _, c := range []struct{ day, without, home, archive string }{
		{"2026-06-30", "", "months without a gap 2 a signed letter every month since May 2026", "2 months without a gap"},
		{"2026-07-31", "", "months without a gap 2 a signed letter every month since May 2026", "2 months without a gap"},
		{"2026-08-01", "", "months without a gap 2 until June 2026; no letter since", ""},
		{"2026-07-31", "2026-02", "months without a gap 2 a signed letter every month", "2 months without a gap"},
	} {
		some := smallCity(city)
		delete(some, "newsletters/"+c.without+".md")
		files := made(t, some, c.day)
		if got := strings.Join(parts(t, files["index.html"], "dl.figures"), " "); !strings.HasSuffix(got, c.home) {
			t.Errorf("%s: the front page says %q, not %q", c.day, got, c.home)
		}
		if got := strings.Join(parts(t, files["newsletter/index.html"], "header.head"), " "); c.archive == "" && strings.Contains(got, "without a gap") ||
			!strings.Contains(got, c.archive) {
			t.Errorf("%s: the archive says %q, not %q", c.day, got, c.archive)
		}
		first := map[string]string{"2026-02": "the first month", "2026-05": "the first month after a gap", "2026-06": "2 months without a gap"}
		if c.without != "" {
			first["2026-05"] = "the first month"
		}
		for month, want := range first {
			for _, form := range []string{"index.html", "newsletter.txt"} {
				text := string(files["newsletter/"+month+"/"+form])
				if month != c.without && !strings.Contains(text, want+map[string]string{"index.html": "</span>", "newsletter.txt": "\n"}[form]) {
					t.Errorf("%s: %s of %s does not say %q", c.day, form, month, want)
				}
			}
		}
	}
}

// TestLetterTellsWhatEnded: a promise that was given up and a trip that was
// cancelled are told as that, in the letter that comes next, in every form.
func TestLetterTellsWhatEnded(t *testing.T) {
	city := map[string]string{
		"trips/off.md": entryText(
			"No trip to Linz",
			"start: 2026-08-10\nend: 2026-08-11\ndestination: Linz, AT\ncost: 5\nstatus: cancelled\ncancelled_on: 2026-07-20\n",
		),
		"agreements/pact.md": entryText(
			"Pact with Ravenna",
			`signed: 2025-01-12
partners: [ravenna]
cost: 5
promises: [{id: b, text: Quiet bells., status: dropped, dropped_on: 2026-06-15, reason: Too dear.}]
`,
		),
	}
	for _, month := range []string{"2026-05", "2026-07", "2026-08"} {
		city["newsletters/"+month+".md"] = fmt.Sprintf(gapLetter, month)
	}
	files := made(t, smallCity(city), "2026-09-10")
	for month, told := range map[string]bool{"2026-05": false, "2026-07": true, "2026-08": false} {
		for _, form := range []string{"index.html", "newsletter.txt", "newsletter.eml"} {
			text := strings.Join(strings.Fields(string(files["newsletter/"+month+"/"+form])), " ")
			if text == "" {
				t.Fatalf("no %s of %s", form, month)
			}
			for _, want := range []string{"Quiet bells.", "Too dear.", "What it was to bring:"} {
				if strings.Contains(text, want) != told {
					t.Errorf("%s of %s says %q: %v", form, month, want, !told)
				}
			}
			if strings.Contains(text, "nothing was given up") == told {
				t.Errorf("%s of %s says that nothing was given up: %v", form, month, told)
			}
			if strings.Contains(text, "What it brings:") {
				t.Errorf("%s of %s says what a cancelled trip brings", form, month)
			}
		}
	}
}

// TestFrenchLetterText: the text form of a letter sets its colons as its
// language does, and counts one thing as one.
func TestFrenchLetterText(t *testing.T) {
	city := map[string]string{
		"newsletters/2026-06.md": fmt.Sprintf(gapLetter, "2026-06"),
		"agreements/pact.md": entryText(
			"Pact with Ravenna",
			"signed: 2025-01-12\npartners: [ravenna]\ncost: 5\npromises: [{id: b, text: Quiet bells., status: kept, kept_on: 2026-06-15}]\n",
		),
	}
	files := made(t, smallCity(city), "2026-07-10")
	text := string(files["fr/newsletter/2026-06/newsletter.txt"])
	for _, want := range []string{"- Tenue\u00a0: Quiet bells.", "Tenues\u00a0: 1"} {
		if !strings.Contains(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' }), " "), want) {
			t.Errorf("the French letter does not say %q:\n%s", want, text)
		}
	}
	if text := string(files["newsletter/2026-06/newsletter.txt"]); !strings.Contains(text, "- Kept: Quiet bells.") {
		t.Errorf("the English letter:\n%s", text)
	}
	if !strings.Contains(string(files["fr/index.html"]), "Promesses tenues\u00a0: 1 sur 2.") {
		t.Error("the French front page counts one promise as several")
	}
}
