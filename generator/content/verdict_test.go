package content

import (
	"slices"
	"strings"
	"testing"
)

// asking is a city that asked something in three months, and says of some what was answered.
func asking(verdicts map[string]string) city {
	c := baseCity()
	for _, month := range []string{"2026-05", "2026-06", "2026-07", "2026-08", "2026-09"} {
		c = c.file("newsletters/"+month+".md", strings.Replace(askingLetter, "question:", verdicts[month]+"question:", 1))
	}
	return c
}

// TestUnanswered: a question whose two months have ended without a verdict is told of, from
// the first that has one on; where none has, the last alone.
func TestUnanswered(t *testing.T) {
	const of = "verdict: {of: %, answers: 0, we_did: We ask again in spring.}\n"
	for _, c := range []struct {
		name     string
		verdicts map[string]string
		want     []string
	}{
		{"none was told yet", nil, []string{"2026-07"}},
		{"the first was told", map[string]string{"2026-06": strings.Replace(of, "%", "2026-05", 1)}, []string{"2026-06", "2026-07"}},
		{"the second was told", map[string]string{"2026-08": strings.Replace(of, "%", "2026-06", 1)}, []string{"2026-07"}},
		{"the last was told", map[string]string{"2026-09": strings.Replace(of, "%", "newsletters/2026-07", 1)}, nil},
	} {
		var got []string
		for _, d := range asking(c.verdicts).problems(t) {
			if d.Rule == ruleVerdictUnanswered {
				got = append(got, strings.TrimSuffix(strings.TrimPrefix(d.At.File.Path, "content/newsletters/"), ".md"))
			} else {
				t.Errorf("%s: %s", c.name, d.Message)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: told of %q, want %q", c.name, got, c.want)
		}
	}
}

// TestVerdictRefused has what no verdict may be, and the rule that says so.
func TestVerdictRefused(t *testing.T) {
	for verdict, rule := range map[string]string{
		"{of: 2026-08, answers: 3, counts: [{answer: Yes, n: 1}, {answer: No, n: 1}], we_did: It leaves at one.}": "verdict-sum",
		"{of: 2026-08, answers: 1, said: [{quote: I walk.}], we_did: It leaves at one.}":                          "voice-consent",
		"{of: 2026-08, answers: 1, said: [{quote: I walk., consent: no}], we_did: It leaves at one.}":             "voice-consent",
		"{of: 2026-04, answers: 1, we_did: It leaves at one.}":                                                    "reference-unknown",
		"{of: 2026-09, answers: 1, we_did: It leaves at one.}":                                                    "verdict-question",
		"{of: 2026-08, answers: 1, we_did: TBD}":                                                                  "text-placeholder",
	} {
		ds := slices.DeleteFunc(rulesOf(asking(map[string]string{"2026-09": "verdict: " + verdict + "\n"}).problems(t)),
			func(r string) bool { return r == "verdict-unanswered" })
		if !slices.Equal(ds, []string{rule}) {
			t.Errorf("%s breaks %q, want %s", verdict, ds, rule)
		}
	}
}

// TestVerdictTranslated: a translation of a letter repeats the shape of its verdict, and no
// figure of it.
func TestVerdictTranslated(t *testing.T) {
	c := frenchCity().file("newsletters/2026-09.md", askingLetter).with("newsletters/2026-10.md",
		"verdict: {of: 2026-09, answers: 3, counts: [{answer: At one, n: 2}, {answer: Much earlier, n: 1}], said: [{quote: I walk home., consent: C-1}], "+
			"we_did: It leaves at one.}\n")
	for verdict, want := range map[string]string{
		"{counts: [{answer: À une heure}, {answer: Bien plus tôt}], said: [{quote: Je rentre à pied.}], we_did: Il part à une heure.}": "",
		"{counts: [{answer: À une heure}], said: [{quote: Je rentre à pied.}], we_did: Il part à une heure.}":                          "translation-shape",
		"{counts: [{answer: À une heure, n: 2}, {answer: Bien plus tôt}], said: [{quote: Je.}], we_did: Il part.}":                     "translation-fact",
		"{counts: [{answer: À une heure}, {answer: Bien plus tôt}], we_did: Il part à une heure.}":                                     "1 text is not translated",
	} {
		got := ""
		for _, d := range c.file("newsletters/2026-10.fr.md", "---\ntitle: Pourquoi\npurpose: Je veux savoir.\nverdict: "+verdict+"\n---\nJe dis.\n").problems(t) {
			if strings.HasSuffix(d.At.File.Path, "2026-10.fr.md") {
				got += d.Rule.Name + " " + d.Message.String() + "\n"
			}
		}
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", verdict, got, want)
		}
	}
}
