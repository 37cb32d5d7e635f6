package content

import (
	"regexp"
	"strings"
	"testing"

	"parvis/generator/source"
)

// cuts are texts that hold what YAML takes for a note, in every form in which a
// text may be written, with the text that was meant.
var cuts = []struct{ file, fields, meant string }{
	{trip, "title: Night trams #1", "Night trams #1"},
	{trip, "title: Night trams\t#1", "Night trams\t#1"},
	{trip, "title: Comment # here is lost", "Comment # here is lost"},
	{trip, "title: #1 of the trams", "#1 of the trams"},
	{trip, "title: 2 # trams", "2 # trams"},
	{trip, `title: A "red" tram: no #2`, `A "red" tram: no #2`},
	{trip, `title: It's tram #2`, `It's tram #2`},
	{trip, `title: It's the "red" tram #2`, `It's the "red" tram #2`},
	{trip, `title: A C:\ tram #2`, `A C:\ tram #2`},
	{trip, "title:\n  Night trams #1", "Night trams #1"},
	{trip, "title: Night\n  trams #1", "Night trams #1"},
	{trip, "title: Night #1\n  trams", "Night #1 trams"},
	{trip, "title: Night\n  #1 trams", "Night #1 trams"},
	{trip, "title: Night\n  #1\n  trams", "Night #1 trams"},
	{trip, "title: Night # and\n  # day trams", "Night # and # day trams"},
	{trip, "title: # Night\n  trams", "# Night trams"},
	{trip, "pitch: Line #2 gets new buses.", "Line #2 gets new buses."},
	{trip, "purpose: See bus #2 run # really", "See bus #2 run # really"},
	{
		trip,
		"local_impact: {issues: [mobility], benefit: The tram # 1 leaves at one\n  in the morning from March.}",
		"The tram # 1 leaves at one in the morning from March.",
	},
	{
		trip,
		"local_impact:\n  benefit: The tram #1 leaves at one in the morning from March.\n  issues: [mobility]",
		"The tram #1 leaves at one in the morning from March.",
	},
	{trip, "local_impact: {benefit: The tram #1 leaves at one from March., issues: [mobility]}", "The tram #1 leaves at one from March."},
	{trip, "local_impact: {issues: [mobility], benefit: The tram #1 leaves at one from March.}", "The tram #1 leaves at one from March."},
	{
		trip,
		"local_impact:\n  benefit: The last tram\n    leaves # at\n    one from March, for late shifts.\n  issues: [mobility]",
		"The last tram leaves # at one from March, for late shifts.",
	},
	{trip, "met: [Mayor #1, Director]", "Mayor #1"},
	{trip, "met: [Mayor, Director #1]", "Director #1"},
	{trip, "met: [Mayor #1\n  , Director]", "Mayor #1"},
	{trip, "met:\n  - Mayor\n  - Director #1", "Director #1"},
	{trip, "met:\n  - Mayor #1\n  - Director", "Mayor #1"},
	{trip, "met:\n  - #1 of the mayors\n  - Director", "#1 of the mayors"},
	{trip, "met: Mayor #1", "Mayor #1"},
	{trip, "voices:\n  - who: Lina # 17\n    quote: I stay.\n    consent: C-1", "Lina # 17"},
	{trip, "voices: [{who: Lina, quote: I stay., consent: Paper #41}]", "Paper #41"},
	{trip, "cost:\n  status: final\n  lines:\n    - {for: meals, what: Lunch #1, amount: 12}", "Lunch #1"},
	{trip, "cost:\n  status: final\n  lines:\n    - {for: meals, amount: 12, what: Lunch #1}", "Lunch #1"},
	{trip, "cost:\n  status: final\n  explanation: See bill #4\n  lines:\n    - {for: meals, amount: 12}", "See bill #4"},
	{trip, "mandate: {ref: Vote # 112, date: 2026-06-18}", "Vote # 112"},
	{agreement, "document: plan #2.pdf", "plan #2.pdf"},
	{outcome, "measures: [{what: Riders of line #2, now: 3}]", "Riders of line #2"},
	{"newsletters/2026-10.md", "question: Line #1 or line # 2?", "Line #1 or line # 2?"},
	{"people/claire-moreau.md", "role: Mayor # since 2020", "Mayor # since 2020"},
	{"site.yaml", "title: Valmont # abroad", "Valmont # abroad"},
	{"site.yaml", "title: {en: Valmont # abroad, fr: Valmont}", "Valmont # abroad"},
	{"site.yaml", "contact:\n  post: Square #1\n  desk: Hall", "Square #1"},
	{"site.yaml", "local_issues:\n  - {id: mobility, name: Getting # about}", "Getting # about"},
	{"trips/2026-09-ravenna.fr.md", "title: Ravenne # 1", "Ravenne # 1"},
}

// TestTextCut wants no text to be cut short without a word, and the remedy to
// keep all of it.
func TestTextCut(t *testing.T) {
	base := baseCity().file("trips/2026-09-ravenna.fr.md", "---\ntitle: Ravenne\n---\n")
	for _, c := range cuts {
		ds := base.with(c.file, c.fields+"\n").problems(t)
		found := 0
		for _, d := range ds {
			if d.Rule.Name != "text-cut" {
				continue
			}
			found++
			m := regexp.MustCompile(`^put the text in quotes: (.*); or, if`).FindStringSubmatch(d.Fix.String())
			if m == nil {
				t.Errorf("%q: %s", c.fields, d.Fix)
				continue
			}
			file := string(d.At.File.Text)
			mended := base.file(c.file, file[:d.At.Start]+m[1]+file[d.At.End:])
			for _, d := range mended.problems(t) {
				if name := d.Rule.Name; name != "file-missing" && name != "local-issues-missing" && name != "pitch-missing" {
					t.Errorf("%q, mended to %s, has problems:\n%s", c.fields, m[1], show([]source.Diagnostic{d}))
				}
			}
			if quoted := m[1][1 : len(m[1])-1]; m[1][0] == '"' && quoted != c.meant || m[1][0] == '\'' && strings.ReplaceAll(quoted, "''", "'") != c.meant {
				t.Errorf("%q leads to %s, want %q", c.fields, m[1], c.meant)
			}
		}
		if found != 1 || len(ds) > 1 {
			t.Errorf("%q:\n%s", c.fields, show(ds))
		}
	}
}

// TestNotes wants notes to stay possible where no text can be cut.
func TestNotes(t *testing.T) {
	for _, c := range []struct{ file, fields string }{
		{trip, "# a note\ntitle: Night trams\n# another\n"},
		{trip, "title: \"Night trams\"   # a note\n"},
		{trip, "title: Night#trams\n"},
		{trip, "title: >  # a note\n  Night trams #1\n"},
		{trip, "start: 2026-09-14 # a note\n"},
		{trip, "official: claire-moreau # a note\n"},
		{trip, "departments: [streets] # a note\n"},
		{trip, "departments:\n  - streets # a note\n"},
		{trip, "destination: Ravenna, IT # a note\n"},
		{trip, "sdg: 11.2 # a note\n"},
		{trip, "cost: 12 # a note\n"},
		{trip, "cost: # a note\n  status: final # a note\n  # a note\n  lines:\n  # a note\n    - {for: meals, amount: 12} # a note\n"},
		{trip, "met: [Mayor, Director] # a note\n"},
		{trip, "met:\n  # a note\n  - Mayor\n  # a note\n  - Director\n"},
		{trip, `local_impact: # a note
  # a note
  issues: [mobility]
  benefit: Line A runs until one from March, so late shifts get home without a car.
  # a note
`},
		{"site.yaml", "country: FR # a note\n# a note\npopulation: 12400 # a note\nbase_url: https://abroad.example.org/ # a note\n"},
	} {
		if ds := baseCity().with(c.file, c.fields).problems(t); len(ds) > 0 {
			t.Errorf("%q:\n%s", c.fields, show(ds))
		}
	}
}
