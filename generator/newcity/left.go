package newcity

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"parvis/generator/catalog"
)

// This file tells whether a city's files are still those that it began with.

// examples are the examples of new cities in all languages and regions, by the title or
// name at their head.
var examples = sync.OnceValue(everyExample)

func everyExample() map[string][]example {
	out := map[string][]example{}
	for _, b := range everywhere() {
		v := b.values()
		for _, f := range templates()[b.Language] {
			kind, content := strings.CutPrefix(f.name, "content/")
			if !content || !strings.HasSuffix(kind, ".md") || strings.HasPrefix(kind, "pages/") { // the page about the site is true of any city
				continue
			}
			text, err := f.fill(v)
			if err != nil {
				panic(err) // it is part of the program
			}
			e := example{text: text}
			if strings.HasPrefix(kind, "people/") || strings.HasPrefix(kind, "partners/") {
				e.mark = comment.FindString(text)
			}
			title := heading.FindStringSubmatch(text)[1]
			out[title] = append(out[title], e)
		}
	}
	return out
}

// everywhere are new cities in every language that differ in a word of the examples.
func everywhere() []Begun {
	var out []Begun
	for _, lang := range catalog.Languages {
		countries := []string{""} // where none of the others is, and the hosts are
		for region, in := range regions[lang] {
			countries = append(countries, strings.Fields(in)[0], hostOf(lang, region, "").Country)
		}
		countries = append(countries, hostOf(lang, "", "").Country)
		slices.Sort(countries)
		for _, country := range slices.Compact(countries) {
			out = append(out, Begun{Language: lang, Country: country, Day: time.Unix(0, 0)})
		}
	}
	return out
}

// example is one of the examples. A person or a partner has so few fields that
// those of a real one may be the same; they are an example while the comment is
// there that says so.
type example struct{ text, mark string }

var (
	comment = regexp.MustCompile(`(?m)^#.*$`)
	heading = regexp.MustCompile(`(?m)^(?:title|name): "?(.*?)"?$`)
	ignored = regexp.MustCompile(`(?m)^(?:#.*|draft:.*)?(?:\r?\n|$)`)
	whose   = regexp.MustCompile(`(?m)((?:^\s*(?:issues|departments|official|signed_by)|\bowner): )(?:\[[\w-]*\]|[\w-]+)`)
	figures = regexp.MustCompile(`\b\d+(?:[-.]\d+)*\b`)
)

// bare is a text without its comments, its empty lines and what an editor may
// change about it without saying anything else: the days and figures, whether it is a
// draft, and by their ids the issue, the department and the person that it names.
func bare(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return figures.ReplaceAllString(whose.ReplaceAllString(ignored.ReplaceAllString(text, ""), "$1"), "0")
}

// Untouched tells whether a file, whose title or name is given, is still one of
// the examples that a new city comes with.
func Untouched(title string, text []byte) bool {
	for _, e := range examples()[title] {
		if strings.Contains(string(text), e.mark) && bare(string(text)) == bare(e.text) {
			return true
		}
	}
	return false
}

// marks are the comments above those settings of a city with a name that are still an
// example's, in all languages.
var marks = sync.OnceValue(func() []string {
	var out []string
	for _, lang := range catalog.Languages {
		text := Begun{City: "A", Language: lang, Day: time.Unix(0, 0)}.File("content/site.yaml")
		out = append(out, left.FindStringSubmatch(text)[1])
	}
	return out
})

var left = regexp.MustCompile(`(?m)^(#.*)\npopulation: 20000\b`)

// SettingsLeft tells whether the settings still say of some figures that they are an
// example, and the population is still that of the example: a form changes it, and has no
// place for what a file says above it.
func SettingsLeft(text []byte) bool {
	m := left.FindSubmatch(text)
	return m != nil && slices.Contains(marks(), string(m[1]))
}
