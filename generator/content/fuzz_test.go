package content

import (
	"strings"
	"testing"
	"unicode"

	"parvis/generator/source"
)

// FuzzCity reads whatever bytes stand in any file, checks the city that holds
// it and prints what there is to say. Nothing panics, and nothing is published
// without a benefit.
func FuzzCity(f *testing.F) {
	base := baseCity()
	for i, name := range fuzzed {
		f.Add(uint8(i), []byte(base[name]), true)
		f.Add(uint8(i), []byte(base[name]), false)
	}
	for _, c := range fieldCases {
		f.Add(uint8(0), []byte(base.with(trip, c.fields+"\n")[trip]), false)
	}
	for _, r := range Rules() {
		for i, name := range fuzzed {
			if text := base.example(r.Bad)[name]; r.Bad.File == name && len(text) < 10_000 {
				f.Add(uint8(i), []byte(text), true)
			}
		}
	}
	known, err := Read(base.fs(), "content")
	if err != nil {
		f.Fatal(err)
	}
	settings, _ := ParseSettings(known.Settings)
	if _, err := known.Parse(settings, today); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, which uint8, text []byte, drafts bool) {
		name := fuzzed[int(which)%len(fuzzed)]
		folder, err := known.Again(base.file(name, string(text)).fs(), []string{name}) // the other files are parsed already
		if err != nil {
			t.Fatal(err)
		}
		settings, problems := ParseSettings(folder.Settings)
		units, err := folder.Parse(settings, today)
		if err != nil {
			t.Fatal(err)
		}
		set, ds := Check(settings, problems, units, folder, Options{Drafts: drafts, Today: today, Locales: locales})
		for _, d := range ds {
			if d.At.File == nil || d.At.Start < 0 || d.At.Start > d.At.End || d.At.End > len(d.At.File.Text) {
				t.Fatalf("%s at %+v", d.Message, d.At)
			}
		}
		if out := show(ds); strings.ContainsFunc(out, func(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) }) {
			t.Errorf("a control character reaches the terminal: %q", out)
		}
		if set == nil {
			return
		}
		for _, e := range set.Entries() {
			if !benefitProblem(e.Impact.Benefit).IsZero() || e.Draft && !drafts {
				t.Errorf("%s is published with the benefit %q, draft %v", e.ID, e.Impact.Benefit.V, e.Draft)
			}
			set.Countries(e)
			set.OutcomesOf(e)
		}
		for range set.Records() { // none makes it panic
		}
		for _, n := range KnownFigures {
			set.Figure(n, locales["en"])
		}
	})
}

// fuzzed are the files of the base city that take any bytes.
var fuzzed = []string{trip, "agreements/2025-ravenna.md", "outcomes/2026-night-trams.md", "newsletters/2026-10.md",
	"people/claire-moreau.md", "partners/ravenna.md", "pages/about.md", "site.yaml", "trips/2026-09-ravenna.fr.md",
	"newsletters/2026-10.fr.md"}

// FuzzBenefit: a text without a letter states nothing, and neither does one
// in which blanks stand round a placeholder; judging twice changes nothing.
func FuzzBenefit(f *testing.F) {
	for _, s := range []string{"", "TBD", "Line A runs until one.", "<!-- a -->", "à définir", "Ｔ　Ｂ　Ｄ", "&nbsp;", "[](a)", "n / a",
		"\u200b", "xxx", "<b", "<!--", "[a](b", "&#0;", "İ", "ẞ", "ﬁ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		problem := benefitProblem(Text{V: s, Given: true})
		if problem.IsZero() && !strings.ContainsFunc(s, unicode.IsLetter) && !strings.ContainsFunc(s, unicode.IsMark) && !strings.Contains(s, "&") &&
			Fold(s) == "" {
			t.Errorf("%q states a benefit", s)
		}
		if folded := Fold(s); Fold(folded) != folded {
			t.Errorf("%q folds to %q, then to %q", s, folded, Fold(folded))
		}
		for _, v := range []string{"\u00a0" + s + "\u3000", s + "!", "\u200b" + s} {
			if again := benefitProblem(Text{V: v, Given: true}); (problem.IsZero()) != (again.IsZero()) && s != "" && !strings.ContainsAny(s, "<&[:./") {
				t.Errorf("%q: %q, but %q: %q", s, problem, v, again)
			}
		}
		newStatement(s, proseOf(s))
		judgeBenefit(
			Text{V: s, Given: true, At: source.NewFile("a", []byte(s)).Span(0, len(s))},
			source.Span{},
			Trips,
			nil,
			proseOf(s),
			nil,
			func(source.Diagnostic) {},
		)
	})
}

// FuzzAmount: what is read is what was written, and a guess can be read.
func FuzzAmount(f *testing.F) {
	for _, s := range []string{"0", "1240.50", "1.240,50", "1 240,50 €", "-0", "-.5", "1e3", "1e99", "0x10", "9999999999.99",
		"10000000000.01", "1'000", "—5", "+5", "٣"} {
		for _, c := range []string{"EUR", "JPY", "KWD", "CLF"} {
			f.Add(s, c)
		}
	}
	f.Fuzz(func(t *testing.T, s, currency string) {
		if currency != "EUR" && currency != "JPY" && currency != "KWD" && currency != "CLF" {
			currency = "EUR"
		}
		if m, err := ParseAmount(s, currency); err == nil {
			again, err := ParseAmount(m.Decimal(), currency)
			if err != nil || again != m || rat(t, s).Cmp(rat(t, m.Decimal())) != 0 {
				t.Errorf("%q is read as %s, then as %s: %v", s, m, again, err)
			}
			return
		}
		g := guessAmount(s, currency)
		if g.other != "" {
			currency = g.other
		}
		for _, guess := range g.amounts {
			if _, err := ParseAmount(guess, currency); err != nil {
				t.Errorf("%q is guessed to be %q: %v", s, guess, err)
			}
		}
	})
}

// FuzzPromises reads whatever stands where a site was published before, and holds the city
// against it.
func FuzzPromises(f *testing.F) {
	base := baseCity().with(agreement, "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, status: open}]\n")
	f.Add([]byte(`[{"agreement":"agreements/2025-ravenna","id":"lorries","text":"Two lorries.","due":"2026-01-31","status":"open"}]`))
	f.Add([]byte(`[{"agreement":"agreements/gone","id":"x","due":"2026-13-31","owner":"nobody","status":"?","kept_on":"x"},{"agreement":"a","id":"a"}]`))
	f.Add([]byte(`[{"agreement":"agreements/2025-ravenna","id":"lorries"},{"agreement":"agreements/2025-ravenna","id":"lorries"}]`))
	f.Add([]byte("null"))
	f.Fuzz(func(t *testing.T, text []byte) {
		promises, err := ReadPromises(text)
		if err != nil {
			return
		}
		_, ds := base.check(t, Options{Earlier: Earlier{Promises: promises}})
		if out := show(ds); strings.ContainsFunc(out, func(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) }) {
			t.Errorf("a control character reaches the terminal: %q", out)
		}
	})
}
