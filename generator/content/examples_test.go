package content

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// inWords returns the city as it is written in another language.
func (c city) inWords(code string) city {
	out := city{}
	for name, text := range c {
		out[name] = exampleWords[code]().Replace(text)
	}
	out["site.yaml"] = regexp.MustCompile(`(?m)^language: en\nlanguages: .*`).ReplaceAllString(out["site.yaml"], "language: "+code+"\nlanguages: ["+code+", en]")
	return out
}

// TestExamplesInLanguages lays the examples of every rule, as each language shows
// them, over a city that is written in it: the bad one breaks that rule alone, the
// good one none. Those about translations are about others there, and what a new city
// comes with has other names.
func TestExamplesInLanguages(t *testing.T) {
	for _, code := range catalog.Languages[1:] {
		words := exampleWords[code]()
		for _, r := range Rules() {
			if strings.HasPrefix(r.Name, "translation-") || r == ruleLanguageUnknown || r == ruleExampleLeft {
				continue
			}
			t.Run(code+"/"+r.Name, func(t *testing.T) {
				check := func(e source.Example) []source.Diagnostic {
					_, ds := baseCity().example(e).inWords(code).check(t, Options{Earlier: baseCity().inWords(code).earlier(t, e.In(words))})
					return ds
				}
				ds := check(r.Bad)
				if late := toldLate(r, &Settings{}); late != nil {
					ds = late
				}
				if names := slices.Compact(rulesOf(ds)); !slices.Equal(names, []string{r.Name}) {
					t.Errorf("the bad example breaks %q:\n%s\n%s", names, r.Bad.In(words).Text, show(ds))
				}
				if ds := check(r.Good); len(ds) > 0 {
					t.Errorf("the good example breaks a rule:\n%s\n%s", r.Good.In(words).Text, show(ds))
				}
			})
		}
	}
}

// TestExampleSentences wants every sentence of the examples in every language, and
// none that no example has.
func TestExampleSentences(t *testing.T) {
	english := regexp.MustCompile(`(?i)(?:^|[^\pL])(the|and|of|is|are|was|were|has|have|to|for|we|our|with|by|from|at|its?|this|she|two|both)(?:$|[^\pL])`)
	notSaid := regexp.MustCompile(`(?m)^\s*(#.*|\w+:)|\w+:|[\w./-]*[./_-]\w[\w./-]*|\b[A-Z]{2}\b`)
	var all strings.Builder
	for name, text := range baseCity() {
		all.WriteString(name + "\n" + text)
	}
	for _, r := range Rules() {
		for _, e := range []struct{ text, earlier string }{{r.Bad.Text, r.Bad.Earlier}, {r.Good.Text, r.Good.Earlier}} {
			all.WriteString(e.text + "\n" + e.earlier + "\n")
		}
		for _, beside := range []map[string]string{r.Bad.Beside, r.Good.Beside} {
			for _, text := range beside {
				all.WriteString(text + "\n")
			}
		}
	}
	for _, code := range catalog.Languages[1:] {
		sentences := exampleSentences(code)
		for s, said := range sentences {
			if !strings.Contains(all.String(), s) || said == "" || said == s {
				t.Errorf("%s: no example says %q, or it is said as %q", code, s, said)
			}
		}
		for _, r := range Rules() {
			for _, text := range []string{r.Bad.Text, r.Good.Text, r.Bad.Earlier, r.Good.Earlier} {
				if m := english.FindString(notSaid.ReplaceAllString(exampleWords[code]().Replace(text), " ")); m != "" {
					t.Errorf("%s: an example of %s says %q: %s", code, r.Name, m, exampleWords[code]().Replace(text))
				}
			}
		}
	}
}
