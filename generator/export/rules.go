package export

import (
	"bytes"
	"encoding/json"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/source"
)

// rule is a published rule for programs. What is said stands by its language.
type rule struct {
	Name     string `json:"name"`
	Severity string `json:"severity"` // in this city
	// Usual is the severity where a city does not change it; Locked, that none can
	// make it milder.
	Usual  string            `json:"usual_severity"`
	Locked bool              `json:"locked"`
	Says   map[string]string `json:"says"`
	Why    map[string]string `json:"why,omitempty"`
	Fix    map[string]string `json:"fix,omitempty"`
	Bad    *ruleExample      `json:"bad,omitempty"`
	Good   *ruleExample      `json:"good,omitempty"`
}

// ruleExample is what is written in a file below the content folder. Where Whole
// is false, the keys stand in a file that is otherwise in order.
type ruleExample struct {
	File  string            `json:"file"`
	Whole bool              `json:"whole"`
	Text  map[string]string `json:"text"`
}

// Rules writes all published rules as the page of the rules shows them, in the
// languages of the site.
func Rules(b *bytes.Buffer, s *content.Settings) error {
	var all []rule
	for _, r := range content.Rules() {
		x := rule{Name: r.Name, Severity: s.SeverityOf(r).String(), Usual: r.Severity.String(), Locked: r.Locked,
			Says: map[string]string{}, Why: map[string]string{}, Fix: map[string]string{},
			Bad: newRuleExample(r.Bad), Good: newRuleExample(r.Good)}
		for _, lang := range s.Languages {
			words := catalog.For(lang)
			says, why, fix := r.In(words)
			put(x.Says, lang, says)
			put(x.Why, lang, why)
			put(x.Fix, lang, fix)
			x.Bad.say(lang, r.Bad, words)
			x.Good.say(lang, r.Good, words)
		}
		all = append(all, x)
	}
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(map[string]any{"languages": s.Languages, "rules": all})
}

func put(by map[string]string, lang, text string) {
	if text != "" {
		by[lang] = text
	}
}

// newRuleExample is an example without its text; nil where there is none.
func newRuleExample(e source.Example) *ruleExample {
	if strings.Trim(e.Text, " \n") == "" && len(e.Beside) == 0 {
		return nil
	}
	return &ruleExample{e.File, e.Whole, map[string]string{}}
}

func (x *ruleExample) say(lang string, e source.Example, words *catalog.Language) {
	if x != nil {
		x.Text[lang] = content.ShownExample(e, words)
	}
}
