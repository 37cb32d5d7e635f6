package content

import (
	"cmp"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// ShownExample is the example of a rule as readers of a language see it.
func ShownExample(e source.Example, l *catalog.Language) string {
	return e.In(exampleWords[l.Code()]()).Shown(l)
}

// exampleWords put the sentences of examples into a language, the longest first, since
// some are parts of others.
var exampleWords = func() map[string]func() *strings.Replacer {
	out := map[string]func() *strings.Replacer{}
	for _, code := range catalog.Languages {
		out[code] = sync.OnceValue(func() *strings.Replacer {
			var pairs []string
			words := exampleSentences(code)
			for _, s := range slices.SortedFunc(maps.Keys(words), func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) }) {
				pairs = append(pairs, s, words[s])
			}
			return strings.NewReplacer(pairs...)
		})
	}
	return out
}()

// exampleSentences are the sentences of examples in a language by the English; none in
// English.
func exampleSentences(code string) map[string]string {
	out := map[string]string{}
	text, err := fs.ReadFile(examples, "examples/"+code+".yaml")
	if err == nil {
		err = yaml.Unmarshal(text, &out)
	}
	if err != nil && code != "en" {
		panic(err) // the sentences come with the program
	}
	return out
}
